//! Indicators and criteria near a cut: probabilities along the one scale that decides, and what must have none.

use orientir::criteria::{CriterionResult, IndicatorResult};
use orientir::{Battery, Cell, Instrument, Profile};
use serde_json::{Value, json};

use super::{document, rated};

/// The definition without the error of measurement of `both`: its reliability of .7 holds among the norm's people then.
fn instrument() -> Instrument {
    let text = include_str!("../../../../tests/definitions/error-of-raw-scores.json");
    let mut definition: Value = serde_json::from_str(text).expect("JSON");
    for known in definition["reliability"].as_array_mut().expect("a list") {
        if known["scales"][0] == "both" {
            known.as_object_mut().expect("an object").remove("sem");
        }
    }
    Instrument::from_json(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// An indicator that is high where one condition holds, low where another does, else medium.
fn indicator(id: &str, high: &Value, low: &Value) -> Value {
    json!({ "id": id, "from": ["error-of-raw-scores"], "otherwise": { "level": "medium" },
        "basis": { "source": "here", "evidence": "D" },
        "cases": [{ "when": high, "then": { "level": "high" } }, { "when": low, "then": { "level": "low" } }] })
}

fn battery(criteria: &[(&str, Vec<Value>)]) -> Battery {
    let mut document = document();
    document["criteria"] =
        criteria.iter().map(|(id, indicators)| json!({ "id": id, "indicators": indicators })).collect();
    document["sources"]["here"] = json!({ "cite": "a test" });
    for key in ["beside", "agreements", "examples"] {
        document[key] = json!([]);
    }
    let resolve = |_: &str| Ok(instrument());
    Battery::from_json(&document.to_string(), resolve).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The pupil has 62 in every scale, and an age that the norm is for.
fn profile(battery: &Battery, but: &[(&str, &str)]) -> Profile {
    let fields = ["both", "reliable", "sem", "unknown", "sure", "blind"];
    let code = |field: &str| but.iter().find(|(one, _)| *one == field).map_or("62", |(_, code)| *code).to_owned();
    let answers = fields.iter().map(|field| ((*field).to_owned(), code(field))).collect();
    let report = rated(&instrument(), &[("age", "15")], &[answers]);
    battery.assess(&[&report]).unwrap_or_else(|error| panic!("{error}"))
}

fn level(scale: &str, is: &str) -> Value {
    json!({ "level": { "scale": scale, "is": [is] } })
}

fn at_least(scale: &str, number: f64) -> Value {
    json!({ "at_least": [{ "scale": scale }, { "number": number }] })
}

fn less(scale: &str, number: f64) -> Value {
    json!({ "less": [{ "scale": scale }, { "number": number }] })
}

/// Found against expected probabilities of low, medium, high.
fn near(found: &IndicatorResult, expected: [f64; 3]) {
    let mut all: Vec<(&str, f64)> =
        found.probabilities.iter().map(|one| (one.level.as_str(), one.probability)).collect();
    all.sort_by_key(|(level, _)| ["low", "medium", "high"].iter().position(|known| known == level));
    assert_eq!(all.iter().map(|(level, _)| *level).collect::<Vec<_>>(), ["low", "medium", "high"], "{}", found.id);
    for ((_, found), expected) in all.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9, "{all:?}");
    }
}

/// 62 with mean 50, standard deviation 10 and reliability .7: the true score is N(58.4, 4.58257569²). `SciPy` 1.17.1,
/// `stats.norm`: below 40 .0000296965, below 50 .0333990342, from 60 .3634888669, from 61 .2852325976.
#[test]
fn one_scale_decides() {
    let percent = |key: &str, number: f64| json!({ key: [{ "percent_of_range": "both" }, { "number": number }] });
    let standard = |from: Option<f64>, below: Option<f64>| {
        let mut limits = json!({ "scale": "both", "metric": "t" });
        if let Some(from) = from {
            limits["from"] = json!(from);
        }
        if let Some(below) = below {
            limits["below"] = json!(below);
        }
        json!({ "standard": limits })
    };
    let turned = json!({ "at_least": [{ "number": 50 }, { "scale": "both" }] });
    let one = battery(&[(
        "c",
        vec![
            indicator("by-level", &level("both", "high"), &level("both", "low")),
            indicator("by-score", &at_least("both", 61.0), &less("both", 50.0)),
            indicator("turned", &at_least("both", 61.0), &turned),
            indicator("by-percent", &percent("at_least", 61.0), &percent("less", 50.0)),
            indicator("by-t", &standard(Some(61.0), None), &standard(None, Some(50.0))),
            indicator(
                "not",
                &json!({ "not": less("both", 61.0) }),
                &json!({ "all": [less("both", 50.0), less("both", 90.0)] }),
            ),
        ],
    )]);
    let profile = profile(&one, &[]);
    let indicators = &profile.criteria[0].indicators;
    let (low, high) = (0.033_399_034_237_569_17, 0.285_232_597_565_827_53);
    near(&indicators[0], [2.969_654_706e-5, 0.636_481_436_580_381_3, 0.363_488_866_872_558_55]);
    for found in &indicators[1..] {
        near(found, [low, 1.0 - low - high, high]);
    }
    assert!(indicators.iter().all(|one| one.level.as_deref() == Some("high") && one.borderline == Some(true)));
    assert_eq!(profile.criteria[0].borderline, Some(true), "all are likelier medium");
}

#[test]
fn a_scale_without_known_error_gives_no_probability() {
    let both = json!({ "all": [level("both", "high"), level("unknown", "high")] });
    let leads = json!({ "leads": { "scales": ["both"], "over": ["sem"], "by": 0 } });
    let mean = json!({ "at_least": [{ "mean": [{ "scale": "both" }, { "scale": "sem" }] }, { "number": 60 }] });
    let one = battery(&[(
        "c",
        vec![
            indicator("unknown", &level("unknown", "high"), &level("unknown", "low")),
            indicator("two", &both, &level("both", "low")),
            indicator("leads", &leads, &less("both", 10.0)),
            indicator("mean", &mean, &less("both", 10.0)),
            indicator(
                "status",
                &json!({ "status": { "scale": "both", "is": ["scored"] } }),
                &json!({ "less": ["age", { "number": 10 }] }),
            ),
            indicator("sure", &level("sure", "high"), &level("sure", "low")),
        ],
    )]);
    let profile = profile(&one, &[]);
    let found: Vec<_> =
        profile.criteria[0].indicators.iter().map(|one| (one.borderline, one.probabilities.len())).collect();
    // Two scales decide, and by one of them the level is likelier medium. A score without error has its level.
    assert_eq!(found, [(None, 0), (Some(true), 0), (None, 0), (None, 0), (None, 0), (Some(false), 1)]);
}

#[test]
fn criteria_follow_their_indicators() {
    let near = || indicator("near", &level("both", "high"), &level("both", "low"));
    let sure = |id: &str, scale: &str| indicator(id, &level(scale, "high"), &level(scale, "low"));
    let one = battery(&[
        ("falls", vec![near()]),
        ("stands", vec![indicator("near-2", &level("both", "high"), &level("both", "low")), sure("sure", "sure")]),
        ("unknown", vec![sure("u", "unknown")]),
    ]);
    let profile = profile(&one, &[]);
    let of = |one: &CriterionResult| (one.level.clone(), one.borderline);
    let high = || Some("high".to_owned());
    // high, and likelier medium; half of two are still high; nothing is known.
    assert_eq!(
        profile.criteria.iter().map(of).collect::<Vec<_>>(),
        [(high(), Some(true)), (high(), Some(false)), (high(), None)]
    );
    let expected: Vec<String> = ["near", "falls", "near-2"].map(str::to_owned).into();
    assert_eq!(profile.borderline, Some(expected));
    assert_eq!(one.shown(&profile).borderline, profile.borderline);
    assert_eq!(one.profile_columns().last().map(String::as_str), Some("borderline"));
    assert_eq!(profile.cells().last(), Some(&Cell::Codes("near falls near-2".to_owned())));
    assert_eq!(profile.cells().len(), one.profile_columns().len());
    let json: Value = serde_json::from_str(&profile.to_json()).unwrap_or_default();
    let first = &json["criteria"][0]["indicators"][0];
    assert_eq!((first["borderline"].as_bool(), first["probabilities"].as_array().map(Vec::len)), (Some(true), Some(3)));
    assert!(json["criteria"][2].get("borderline").is_none() && first.get("likeliest").is_none());
}

/// 64: T̂ = 59.8 < 60; 65: T̂ = 60.5 > 60.
#[test]
fn the_likeliest_level_changes_where_the_true_score_passes_the_cut() {
    let one = battery(&[("c", vec![indicator("near", &level("both", "high"), &level("both", "low"))])]);
    for (raw, expected) in [("59", false), ("60", true), ("64", true), ("65", false)] {
        assert_eq!(profile(&one, &[("both", raw)]).criteria[0].indicators[0].borderline, Some(expected), "{raw}");
    }
}

/// The catalogue knows no reliability: nothing is added to profiles.
#[test]
fn a_battery_without_known_reliability_says_nothing() {
    let battery = &*super::BATTERY;
    assert!(!battery.profile_columns().iter().any(|name| name == "borderline"));
    let profile = battery.assess(&[&super::given("work-values", &[("*", "1")])]).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(profile.borderline, None);
    assert!(!profile.to_json().contains("borderline") && !profile.to_json().contains("probabilities"));
}
