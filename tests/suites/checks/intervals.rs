//! Intervals and probabilities of levels: `SciPy` to 1e-9, a hand calculation, laws, and what must have neither.

use std::collections::BTreeMap;

use orientir::batch::{Missing, Numbers};
use orientir::{Cell, Instrument, Report};
use orientir_tests::files;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

const RAW: &str = "error-of-raw-scores.json";
const FIELDS: [&str; 6] = ["both", "reliable", "sem", "unknown", "sure", "blind"];

#[derive(Deserialize)]
struct Made {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    definition: String,
    scale: String,
    raw: i64,
    person: BTreeMap<String, String>,
    level: String,
    interval: Option<[f64; 2]>,
    levels: Option<BTreeMap<String, f64>>,
    borderline: Option<bool>,
}

fn definition(file: &str) -> Value {
    files::read(&format!("definitions/{file}"))
}

fn compiled(document: &Value) -> Instrument {
    Instrument::from_json(&document.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn scored(instrument: &Instrument, answers: &[(&str, i64)], person: &[(&str, &str)]) -> Report {
    let mut sheet = instrument.answers();
    for (field, code) in answers {
        sheet.set(field, &code.to_string()).expect("an answer");
    }
    for (name, value) in person {
        sheet.person_mut().set(name, value).expect("a covariate");
    }
    instrument.score(&sheet)
}

/// What `tests/reference/intervals.py` made.
#[test]
fn what_scipy_says() {
    let made: Made = files::read("vectors/intervals/made.json");
    assert_eq!(made.cases.len(), 204);
    for case in made.cases {
        let instrument = compiled(&definition(&case.definition));
        let person: Vec<(&str, &str)> =
            case.person.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let report = scored(&instrument, &[(&case.scale, case.raw)], &person);
        let scale = report.scale(&case.scale).expect("a scale");
        let name = &case.name;
        assert_eq!(scale.level(), Some(case.level.as_str()), "{name}");
        assert_eq!(scale.interval().is_some(), case.interval.is_some(), "{name}");
        if let (Some((low, high)), Some(expected)) = (scale.interval(), case.interval) {
            assert!((low - expected[0]).abs() < 1e-9 && (high - expected[1]).abs() < 1e-9, "{name}: {low} to {high}");
        }
        let levels = scale.level_probabilities();
        assert_eq!(levels.is_some(), case.levels.is_some(), "{name}");
        for (level, p) in levels.into_iter().flatten() {
            let expected = case.levels.as_ref().and_then(|levels| levels.get(level)).expect("a level");
            assert!((p - expected).abs() < 1e-9, "{name}: {level} {p}");
        }
        assert_eq!(scale.is_borderline(), case.borderline, "{name}");
    }
}

/// r = .7, T = 62, cut 60: `T̂ = 50 + .7 · 12 = 58.4`, `SE = 10 √(.7 · .3) = 4.5826`, `(60 − 58.4) / 4.5826 = .3491`,
/// and Φ(−.3491) = .3635 (METHODS, probability of a level).
#[test]
fn a_high_level_that_is_more_likely_a_medium_one() {
    let report = scored(&compiled(&definition("error-of-standard-scores.json")), &[("t", 62)], &[]);
    let t = report.scale("t").expect("a scale");
    assert_eq!(t.level(), Some("high"));
    let levels = t.level_probabilities().expect("probabilities");
    let [(_, _), ("medium", medium), ("high", high)] = levels.as_slice() else { panic!("{levels:?}") };
    assert!((high - 0.3635).abs() < 5e-5, "{high}");
    assert!(medium > high);
    assert_eq!(t.is_borderline(), Some(true));
    // 62 ± 1.96 · 10 √.3 = 62 ± 10.735
    let (low, high) = t.interval().expect("an interval");
    assert!((low - 51.265).abs() < 5e-4 && (high - 72.735).abs() < 5e-4, "{low} {high}");
}

/// A cut between two stens is reached by the upper one; a level that each sten reaches, and one that none does, has no error.
#[test]
fn stens_and_stanines_have_ends() {
    for (metric, cuts, expected) in [
        ("sten", [1.0, 10.5], [0.0, 1.0, 0.0]),
        ("stanine", [0.5, 9.5], [0.0, 1.0, 0.0]),
        ("percentile", [0.0, 100.0], [0.0, 1.0, 0.0]),
    ] {
        let mut document = definition("error-of-standard-scores.json");
        document["levels"] = json!([{ "scales": ["normal"], "metric": metric, "basis": { "source": "project", "evidence": "D" },
            "bands": [{ "level": "low" }, { "level": "medium", "from": cuts[0] }, { "level": "high", "from": cuts[1] }] }]);
        document.as_object_mut().expect("an object").remove("examples");
        for raw in [0, 50, 100] {
            let report = scored(&compiled(&document), &[("normal", raw)], &[]);
            let levels = report.scale("normal").expect("a scale").level_probabilities().expect("probabilities");
            let found: Vec<f64> = levels.iter().map(|(_, p)| *p).collect();
            assert_eq!(found, expected, "{metric} {raw}");
        }
    }
}

#[test]
fn a_score_made_up_for_missing_answers_has_none() {
    let instrument = compiled(&definition(RAW));
    let report = scored(&instrument, &[("both", 62), ("sem", 62)], &[("age", "15")]);
    let pair = report.scale("pair").expect("a scale");
    assert!(pair.interval().is_some() && pair.level_probabilities().is_some());
    let report = scored(&instrument, &[("both", 62)], &[("age", "15")]);
    let pair = report.scale("pair").expect("a scale");
    assert!(pair.is_prorated() && pair.raw().is_some() && pair.level().is_some());
    assert_eq!((pair.interval(), pair.level_probabilities(), pair.is_borderline()), (None, None, None));
}

/// The age is not known: the level of raw scores stands, but whether the norm fits does not.
#[test]
fn no_norm_no_drawing_to_its_mean() {
    let report = scored(&compiled(&definition(RAW)), &[("both", 62), ("reliable", 62)], &[]);
    let both = report.scale("both").expect("a scale").level_probabilities().expect("probabilities");
    // N(62, 4²) at the cut 60: Φ(.5) = .6915.
    assert!((both.last().expect("a level").1 - 0.691_462).abs() < 1e-6, "{both:?}");
    assert_eq!(report.scale("reliable").expect("a scale").level_probabilities(), None);
}

#[test]
fn documents_and_receipts() {
    let mut document = definition(RAW);
    let report = scored(&compiled(&document), &[("both", 61), ("unknown", 62)], &[("age", "15")]);
    // Drawn to the norm's mean with r = 1 - 4² / 10² = .84: 50 + .84 * 11 = 59.24 lies below the cut.
    let json: Value = serde_json::from_str(&report.to_json()).expect("JSON");
    let both = json["scales"]["both"].as_object().expect("an object");
    assert_eq!(both["borderline"], json!(true));
    assert_eq!(both["level_probabilities"].as_object().expect("an object").len(), 3);
    assert_eq!(both["interval"].as_array().expect("a list").len(), 2);
    for name in ["borderline", "level_probabilities", "interval"] {
        assert!(json["scales"]["unknown"].get(name).is_none(), "{name}");
    }
    // A definition may learn of a reliability: the scores are the same, and so are key and result.
    document.as_object_mut().expect("an object").remove("reliability");
    let before = scored(&compiled(&document), &[("both", 61), ("unknown", 62)], &[("age", "15")]);
    let (before, after) = (before.receipt(), report.receipt());
    assert_eq!((before.key, before.result), (after.key, after.result));
    assert_ne!(before.document, after.document);
}

#[test]
fn columns_stand_where_a_reliability_is_known() {
    let instrument = compiled(&definition(RAW));
    let columns = instrument.score_columns();
    let names: Vec<&str> = columns.names().collect();
    for scale in ["both", "reliable", "sem", "sure", "blind", "pair"] {
        let at = names.iter().position(|name| *name == format!("{scale}.possible_max")).expect("a column");
        let expected = ["ci_low", "ci_high", "p_level"].map(|fact| format!("{scale}.{fact}"));
        assert_eq!(&names[at + 1..at + 4], expected.as_slice());
    }
    assert!(!names.iter().any(|name| name.starts_with("unknown.ci") || name.starts_with("unknown.p_")));
    // Many people at once have what one has.
    let marks: Vec<i64> = (0..=100).chain(0..=100).collect();
    let mut batch = instrument.batch(marks.len());
    for field in FIELDS {
        batch.set_numbers(field, Numbers::I64(marks.as_slice().into()), Missing::default()).expect("a column");
    }
    let scores = instrument.score_batch(&batch);
    for (row, mark) in marks.iter().enumerate() {
        let report = scored(&instrument, &FIELDS.map(|field| (field, *mark)), &[]);
        let cells = columns.cells(&report);
        for (number, name) in names.iter().enumerate() {
            let (entries, places) = columns.of(&instrument, &scores, number);
            let found = places.get(row).and_then(|place| entries.get(*place as usize));
            assert_eq!(found, cells.get(number), "{name} {mark}");
        }
        let sure = columns.names().zip(&cells).find(|(name, _)| *name == "sure.p_level").expect("a column").1;
        assert_eq!(*sure, Cell::Empty, "the age is not known, so no norm fits and the error is not known");
    }
}

/// The definition with another reliability or error of measurement of one scale.
fn with_error(kind: &str, number: f64) -> Instrument {
    let mut document = definition(RAW);
    let basis = json!({ "source": "project", "evidence": "D" });
    document["reliability"] = json!([{ "scales": ["both"], "kind": "alpha", kind: number, "basis": basis }]);
    compiled(&document)
}

/// Fractions of the format have few digits.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn probabilities_add_up_to_one(raw in 0_i64..=100, r in 0.0..=1.0_f64, fits in any::<bool>(), sem in 0.01..50.0_f64) {
        let age = if fits { "15" } else { "30" };
        for instrument in [with_error("value", rounded(r)), with_error("sem", rounded(sem))] {
            let report = scored(&instrument, &[("both", raw)], &[("age", age)]);
            if let Some(levels) = report.scale("both").expect("a scale").level_probabilities() {
                let sum: f64 = levels.iter().map(|(_, p)| p).sum();
                prop_assert!((sum - 1.0).abs() < 1e-12, "{levels:?}");
                prop_assert!(levels.iter().all(|(_, p)| (0.0..=1.0).contains(p)), "{levels:?}");
            }
        }
    }

    #[test]
    fn a_wider_error_widens_the_interval(raw in 0_i64..=100, sem in 0.01..20.0_f64, more in 0.01..20.0_f64) {
        let width = |sem: f64| {
            let report = scored(&with_error("sem", rounded(sem)), &[("both", raw)], &[]);
            let (low, high) = report.scale("both").expect("a scale").interval().expect("an interval");
            assert!((f64::midpoint(low, high) - raw as f64).abs() < 1e-9);
            high - low
        };
        prop_assert!(width(sem + more) > width(sem));
    }

    #[test]
    fn a_sure_score_has_its_printed_level(raw in 0_i64..=100) {
        let p = |r: f64| {
            let report = scored(&with_error("value", r), &[("both", raw)], &[("age", "15")]);
            let scale = report.scale("both").expect("a scale");
            let levels = scale.level_probabilities().expect("probabilities");
            levels.into_iter().find(|(level, _)| Some(*level) == scale.level()).expect("the level").1
        };
        prop_assert_eq!(p(1.0).to_bits(), 1.0_f64.to_bits());
        // On a cut itself the true score is above it with half the probability at most, however sure the score is.
        if ![40, 60].contains(&raw) {
            prop_assert!(p(0.999_99) > 0.999_9, "{}", p(0.999_99));
        }
    }
}
