//! Norms are monotone: more raw points never give a lower standard score or a lower level.

use orientir::Instrument;
use orientir::definition::Metric;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::cases;

const METRICS: [Metric; 6] = [Metric::Z, Metric::T, Metric::Sten, Metric::Stanine, Metric::Iq, Metric::Percentile];

/// A norm of a score of 0 to 24.
fn norm() -> impl Strategy<Value = Value> {
    let moments =
        (0..=24_i64, 1..=80_i64).prop_map(|(mean, sd)| json!({"moments": {"mean": mean, "sd": sd as f64 / 8.0}}));
    let steps = prop::collection::vec((1..=6_i64, 0..=9_i64), 1..=8);
    let table = (steps, prop::sample::select(METRICS.to_vec())).prop_map(|(steps, metric)| {
        let highest = match metric {
            Metric::Sten => 10,
            Metric::Stanine => 9,
            _ => 100,
        };
        let (mut from, mut is) = (0, 1);
        let row = |(wide, high): (i64, i64)| {
            let row = json!({"from": from, "is": is.min(highest)});
            (from, is) = (from + wide, is + high);
            row
        };
        let rows: Vec<_> = steps.into_iter().map(row).collect();
        json!({"table": {"to": metric.as_str(), "rows": rows}})
    });
    let model = (5..=16_i64, -2..=2_i64, 1..=16_i64, 0..=8_i64).prop_map(|(a, b, c, d)| {
        json!({"model": {"over": "age", "within": {"from": 10, "below": 18}, "mean": [a, b as f64 / 8.0], "sd": [c as f64 / 4.0, d as f64 / 16.0]}})
    });
    prop_oneof![moments, table, model]
}

fn instrument(norm: &Value, clipped: bool) -> Instrument {
    let basis = json!({"source": "here", "evidence": "D"});
    let metrics: Vec<_> = METRICS.iter().map(|m| m.as_str()).collect();
    let clip = if clipped {
        json!([{"metric": "t", "from": 20, "to": 80}, {"metric": "iq", "from": 55, "to": 145}])
    } else {
        json!([])
    };
    let on = norm["table"]["to"].as_str().unwrap_or("t");
    let definition = json!({"format": 1, "id": "normed", "version": "1.0.0", "about": {"wording": "own", "needs": ["age"], "sources": {"here": {"cite": "made up"}}},
        "responses": {"line": {"rating": {"from": 0, "to": 24}}}, "items": [{"id": "x", "fields": [{"response": "line"}]}],
        "scales": [{"id": "x", "method": {"sum": {"fields": ["x"]}}, "basis": basis}],
        "levels": [{"scales": ["x"], "metric": on, "bands": [{"level": "l0"}, {"level": "l1", "from": 4}, {"level": "l2", "from": 45.5}, {"level": "l3", "from": 60}], "basis": basis}],
        "norms": [{"id": "made", "wording": "own", "population": "pupils", "n": 100, "year": 2020, "metrics": metrics, "clip": clip,
            "groups": [{"scales": {"x": norm}}], "basis": basis}]});
    Instrument::from_json(&definition.to_string()).unwrap_or_else(|faults| panic!("{definition:#}\n{faults}"))
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn are_monotone(norm in norm(), clipped in any::<bool>(), age in 10..18_u32) {
        let instrument = instrument(&norm, clipped);
        let mut before: Option<(Vec<Option<f64>>, Option<String>)> = None;
        for raw in 0..=24 {
            let mut answers = instrument.answers();
            answers.set("x", &raw.to_string()).expect("a code");
            answers.person_mut().age = Some(age);
            let report = instrument.score(&answers);
            let scale = report.scale("x").expect("the scale");
            let now: Vec<_> = METRICS.iter().map(|m| scale.standard(*m)).collect();
            let level = scale.level().map(str::to_owned);
            prop_assert!(now.iter().flatten().next().is_some());
            if let Some((earlier, lower)) = before {
                for ((a, b), metric) in earlier.iter().zip(&now).zip(METRICS) {
                    prop_assert_eq!(a.is_some(), b.is_some());
                    prop_assert!(a <= b, "{} falls from {:?} to {:?} at {}", metric, a, b, raw);
                }
                prop_assert!(lower <= level, "the level falls at {}", raw);
            }
            before = Some((now, level));
        }
    }

    #[test]
    fn stay_within_their_ends(norm in norm(), raw in 0..=24_u32, age in 10..18_u32) {
        let instrument = instrument(&norm, true);
        let mut answers = instrument.answers();
        answers.set("x", &raw.to_string()).expect("a code");
        answers.person_mut().age = Some(age);
        let report = instrument.score(&answers);
        let scale = report.scale("x").expect("the scale");
        let limits = [(Metric::T, 20.0, 80.0), (Metric::Iq, 55.0, 145.0), (Metric::Sten, 1.0, 10.0), (Metric::Stanine, 1.0, 9.0), (Metric::Percentile, 0.0, 100.0)];
        for (metric, low, high) in limits.into_iter().filter(|(m, _, _)| norm["table"]["to"] != m.as_str() || *m == Metric::T || *m == Metric::Iq) {
            if let Some(value) = scale.standard(metric) {
                prop_assert!((low..=high).contains(&value), "{} is {}", metric, value);
            }
        }
    }
}
