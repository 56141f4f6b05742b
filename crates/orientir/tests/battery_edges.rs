//! Edges of batteries: what may be written just so often, who is compared with whom, and what can be graded at all.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use orientir::{Battery, Code, Instrument, Report, catalogue};
use serde_json::{Value, json};

fn document() -> Value {
    let mut document: Value = serde_json::from_str(catalogue::BATTERIES[0].1).expect("the battery is JSON");
    document["examples"] = json!([]);
    document
}

fn compiled(document: &Value) -> Battery {
    Battery::from_json(&document.to_string(), catalogue::get).unwrap_or_else(|faults| panic!("{faults}"))
}

/// How many indicators of the second criterion could be graded for somebody who answered nothing.
fn could_be_graded(document: &Value) -> usize {
    compiled(document).assess(&[]).expect("nothing is foreign").criteria[1].of
}

#[test]
fn a_battery_and_its_profile_say_whose_they_are() {
    let battery = compiled(&document());
    assert_eq!(battery.id(), "self-determination");
    let profile = battery.assess(&[]).expect("nothing is foreign");
    let written: Value = serde_json::from_str(&profile.to_json()).expect("a profile is JSON");
    assert_eq!(written["battery"], "self-determination");
    assert_eq!(written["criteria"].as_array().map(Vec::len), Some(3));
}

#[test]
fn eight_of_a_kind_are_allowed_and_nine_are_not() {
    let faults_of = |document: &Value| {
        let found = Battery::from_json(&document.to_string(), catalogue::get).err();
        found.iter().flatten().map(|fault| (fault.path().to_owned(), fault.code())).collect::<Vec<_>>()
    };
    let with = |kind: &str, number: usize| {
        let mut document = document();
        let filled = |list: &Value, path: &str| {
            let mut list = list.as_array().expect("a list").clone();
            for i in list.len()..number {
                let mut one = list[0].clone();
                one[path] = json!(format!("more-{i}"));
                list.push(one);
            }
            json!(list)
        };
        match kind {
            "levels" => document["levels"] = filled(&document["levels"], "level"),
            "indicators" => {
                let indicators = filled(&document["criteria"][2]["indicators"], "id");
                document["criteria"][2]["indicators"] = indicators;
            }
            _ => {
                document["criteria"] = filled(&document["criteria"], "id");
                for (i, criterion) in document["criteria"].as_array_mut().expect("a list").iter_mut().enumerate() {
                    for indicator in criterion["indicators"].as_array_mut().expect("a list") {
                        let id = format!("{}-{i}", indicator["id"].as_str().expect("an id"));
                        indicator["id"] = json!(id);
                    }
                }
            }
        }
        document
    };
    for (kind, path) in [("levels", "/levels"), ("criteria", "/criteria"), ("indicators", "/criteria")] {
        assert_eq!(faults_of(&with(kind, 8)), [], "8 {kind}");
        assert_eq!(faults_of(&with(kind, 9)), [(path.to_owned(), Code::TooMany)], "9 {kind}");
    }
}

#[test]
fn a_case_that_holds_for_nobody_makes_no_indicator_gradable() {
    // Motives and useful work can be graded; meaning needs a norm of pupils, and the catalogue has none.
    assert_eq!(could_be_graded(&document()), 2);
    let asking_for = |made_of: &dyn Fn(&Value) -> Value| {
        let mut document = document();
        for case in document["criteria"][1]["indicators"][2]["cases"].as_array_mut().expect("cases") {
            case["when"] = made_of(&case["when"]);
        }
        document
    };
    assert_eq!(could_be_graded(&asking_for(&|when| json!({ "any": [when, when] }))), 2, "neither part can hold");
    let or_any_norm = |when: &Value| json!({ "any": [when, { "status": { "scale": "total", "is": ["scored"] } }] });
    assert_eq!(could_be_graded(&asking_for(&or_any_norm)), 3, "one part can hold");
}

/// An instrument of a type for each of some questions, of which so many may lead.
fn typed(id: &str, types: &[&str], at_most: u32) -> Instrument {
    let basis = json!({ "source": "here", "evidence": "D", "why": "a test" });
    let scale = |of: &str| json!({ "id": of, "method": { "sum": { "fields": [of] } }, "basis": basis });
    let chance = |of: &str| json!({ "id": of, "by": [{ "scale": of }] });
    let definition = json!({ "format": 1, "id": id, "version": "1.0.0",
        "about": { "wording": "own", "sources": { "here": { "cite": "a test" } } },
        "responses": { "r": { "rating": { "from": 0, "to": 2 } } }, "each_item": { "fields": [{ "response": "r" }] },
        "items": types.iter().map(|of| json!({ "id": of })).collect::<Vec<_>>(),
        "scales": types.iter().map(|of| scale(of)).collect::<Vec<_>>(),
        "type": { "highest": { "of": types.iter().map(|of| chance(of)).collect::<Vec<_>>(), "ties": "all",
            "at_most": at_most, "basis": basis } } });
    Instrument::from_json(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn answered(instrument: &Instrument, codes: &[&str]) -> Report {
    let mut answers = instrument.answers();
    for (field, code) in instrument.fields().zip(codes) {
        answers.set(field, code).expect("a code");
    }
    instrument.score(&answers)
}

#[test]
fn types_are_compared_only_where_both_instruments_found_some() {
    let mut document = document();
    document["agreements"][0]["left"] = json!("left");
    document["agreements"][0]["right"] = json!("right");
    let resolve = |id: &str| match id {
        "left" | "right" => Ok(typed(id, &["x", "y"], 1)),
        id => catalogue::get(id),
    };
    let battery = Battery::from_json(&document.to_string(), resolve).unwrap_or_else(|faults| panic!("{faults}"));
    let [left, right] = ["left", "right"].map(|id| typed(id, &["x", "y"], 1));
    // x, y, or too many: both lead with 1 each.
    let [x, y, both] = [["2", "0"], ["0", "2"], ["1", "1"]];
    let outcome = |a: [&str; 2], b: [&str; 2]| {
        let reports = [answered(&left, &a), answered(&right, &b)];
        battery.assess(&reports.iter().collect::<Vec<_>>()).expect("both belong").agreements[0].outcome
    };
    assert_eq!(outcome(x, x), "agree");
    assert_eq!(outcome(x, y), "differ");
    assert_eq!(outcome(both, x), "not_differentiated");
    assert_eq!(outcome(x, both), "not_differentiated");
    assert_eq!(outcome(both, both), "not_differentiated");
    assert_eq!(outcome(x, ["2", ""]), "missing", "y may still reach 2");
}

#[test]
fn conditions_on_types_ask_for_all_of_some_or_for_none_but_some() {
    let basis = json!({ "source": "orientir", "evidence": "D", "why": "a test" });
    let mut document = document();
    for key in ["beside", "agreements"] {
        document[key] = json!([]);
    }
    document["criteria"] = json!([{ "id": "one", "indicators": [{ "id": "line", "from": ["three"], "basis": basis,
        "cases": [{ "when": { "type_has": ["x", "y"] }, "then": { "level": "high" } },
            { "when": { "type_only": ["x"] }, "then": { "level": "medium" } }],
        "otherwise": { "level": "low" } }] }]);
    let three = typed("three", &["x", "y", "z"], 2);
    let battery = Battery::from_json(&document.to_string(), |_| Ok(three.clone())).expect("a battery");
    let level = |codes: [&str; 3]| {
        let profile = battery.assess(&[&answered(&three, &codes)]).expect("it belongs");
        profile.criteria[0].indicators[0].level.clone()
    };
    assert_eq!(level(["2", "2", "0"]).as_deref(), Some("high"), "x and y lead");
    assert_eq!(level(["2", "0", "0"]).as_deref(), Some("medium"), "x alone");
    assert_eq!(level(["0", "2", "0"]).as_deref(), Some("low"), "y alone");
    assert_eq!(level(["2", "0", "2"]).as_deref(), Some("low"), "x, but z too");
    assert_eq!(level(["1", "1", "1"]).as_deref(), Some("low"), "three lead where two may, so none does");
    assert_eq!(level(["2", "0", ""]), None, "z may still lead with x");
}
