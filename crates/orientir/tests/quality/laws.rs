//! Laws.

use orientir::quality::{Index, ResponseQuality};
use proptest::prelude::*;

use super::{dealt, people, person};

const ITEMS: usize = 12;

fn answers() -> impl Strategy<Value = Vec<String>> {
    let answer = prop_oneof![1 => Just('.'), 9 => (1_u32..=5).prop_map(|n| char::from_digit(n, 10).expect("a digit"))];
    let row = prop::collection::vec(answer, ITEMS).prop_map(|row| row.into_iter().collect());
    prop::collection::vec(row, 1..45)
}

fn all(rows: &[String]) -> Vec<ResponseQuality> {
    people(&dealt(ITEMS, 4, (1, 5)), rows.iter().map(String::as_str))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_people_changes_no_bit(rows in answers(), by in 0_usize..45) {
        let by = by % rows.len();
        let mut turned = rows.clone();
        turned.rotate_left(by);
        let (mut found, other) = (all(&rows), all(&turned));
        found.rotate_left(by);
        prop_assert_eq!(found, other);
    }

    #[test]
    fn indices_of_a_person_do_not_know_the_others(rows in answers()) {
        let together = all(&rows);
        let alone = all(&rows[..1]);
        let instrument = dealt(ITEMS, 4, (1, 5));
        let even_odd = instrument.even_odd(&[person(&instrument, &rows[0])]);
        prop_assert_eq!(even_odd[0], together[0].measure(Index::EvenOdd));
        for index in Index::ALL.into_iter().filter(|index| !index.is_of_group()) {
            prop_assert_eq!(together[0].measure(index), alone[0].measure(index));
        }
    }

    #[test]
    fn a_constant_row_has_the_longest_string(rows in answers(), same in 1_u32..=5) {
        let mut rows = rows;
        rows.push(same.to_string().repeat(ITEMS));
        let found = all(&rows);
        let longest = |quality: &ResponseQuality| quality.measure(Index::Longstring).value().unwrap_or(0.0);
        let last = longest(found.last().expect("a row"));
        prop_assert!(found.iter().all(|quality| longest(quality) <= last));
        prop_assert!((last - ITEMS as f64).abs() < 1e-12);
    }

    #[test]
    fn turning_all_answers_round_leaves_runs_and_variability(rows in answers()) {
        let turn = |sign: char| sign.to_digit(10).and_then(|n| char::from_digit(6 - n, 10)).unwrap_or(sign);
        let turned: Vec<String> = rows.iter().map(|row| row.chars().map(turn).collect()).collect();
        for (one, other) in all(&rows).iter().zip(&all(&turned)) {
            for index in [Index::Longstring, Index::MeanRun, Index::Irv, Index::Extreme, Index::Mid] {
                prop_assert_eq!(one.measure(index), other.measure(index));
            }
        }
    }

    #[test]
    fn values_are_finite_and_within_their_bounds(rows in answers()) {
        for quality in all(&rows) {
            for index in Index::ALL {
                let Some(value) = quality.measure(index).value() else { continue };
                let (low, high) = match index {
                    Index::Extreme | Index::Mid | Index::Acquiescence => (0.0, 1.0),
                    Index::EvenOdd | Index::Synonyms | Index::Antonyms | Index::PersonTotal => (-1.0, 1.0),
                    Index::Longstring | Index::MeanRun => (1.0, ITEMS as f64),
                    _ => (0.0, f64::MAX),
                };
                prop_assert!((low..=high).contains(&value), "{index:?} {value}");
            }
            for flag in quality.flags() {
                prop_assert_eq!(Some(flag.value), quality.measure(flag.index).value());
            }
        }
    }
}
