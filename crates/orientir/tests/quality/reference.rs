//! The numbers of `tests/reference/quality.py`.

use orientir::quality::{Index, ResponseQuality};
use serde_json::Value;

use super::{dealt, people};

const FILE: &str = include_str!("../../../../tests/reference/quality.json");
const INDICES: [Index; 11] = [
    Index::Longstring,
    Index::MeanRun,
    Index::Irv,
    Index::Extreme,
    Index::Mid,
    Index::Acquiescence,
    Index::EvenOdd,
    Index::Synonyms,
    Index::Antonyms,
    Index::PersonTotal,
    Index::Mahalanobis,
];

fn compare(expected: &Value, quality: &ResponseQuality) -> usize {
    let mut compared = 0;
    for index in INDICES {
        let (expected, found) = (expected[index.as_str()].as_f64(), quality.measure(index).value());
        match (expected, found) {
            (Some(expected), Some(found)) => {
                assert!((expected - found).abs() <= 1e-9 * expected.abs().max(1.0), "{index:?}: {expected}, {found}");
                compared += 1;
            }
            (None, None) => {}
            both => panic!("{index:?}: {both:?}"),
        }
    }
    let flag = quality.flags().iter().find(|flag| flag.index == Index::Mahalanobis);
    let [distance, cut] = ["mahalanobis", "mahalanobis_cut"].map(|name| expected[name].as_f64().expect("a number"));
    assert_eq!(flag.is_some(), distance > cut);
    if let Some(flag) = flag {
        assert!((flag.cut - cut).abs() <= 1e-9 * cut, "{} {cut}", flag.cut);
        assert_eq!(flag.false_positive, Some(0.001));
        compared += 1;
    }
    compared
}

#[test]
fn numpy_and_scipy_give_the_same_numbers() {
    let file: Value = serde_json::from_str(FILE).expect("JSON");
    let mut compared = 0;
    for case in file["cases"].as_array().expect("cases") {
        let number = |name: &str| usize::try_from(case[name].as_u64().expect("a number")).expect("small");
        let instrument = dealt(number("items"), number("scales"), (1, 5));
        let rows = case["people"].as_array().expect("people");
        let answers = rows.iter().map(|row| row["answers"].as_str().expect("answers"));
        let found = people(&instrument, answers);
        assert_eq!(found.len(), rows.len());
        compared += rows.iter().zip(&found).map(|(row, quality)| compare(row, quality)).sum::<usize>();
    }
    // 120 people x 11 indices, 28 people x 9, and the cuts of eight flags.
    assert_eq!(compared, 120 * 11 + 28 * 9 + 8);
}
