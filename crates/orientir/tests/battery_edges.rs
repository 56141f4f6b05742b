//! Edges of batteries: what may be written just so often, who is compared with whom, and what can be graded at all.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use orientir::definition::Wording;
use orientir::{Battery, Code, Error, Instrument, Report, catalogue};
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

/// An argument of a refusal.
fn argument(fault: &Error, name: &str) -> String {
    fault.arguments().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).expect("an argument")
}

#[test]
fn an_instrument_is_found_by_its_id_before_anothers_alias() {
    let battery = compiled(&document());
    for (name, id) in [("szho", "szho"), ("СЖО", "szho"), ("klimov_ddo", "klimov-ddo"), ("«ддо»", "klimov-ddo")]
    {
        assert_eq!(battery.instrument(name).map(Instrument::id), Ok(id), "{name}");
    }
    let fault = battery.instrument("szhoo").map(Instrument::id).expect_err("misspelt");
    assert_eq!((fault.code(), argument(&fault, "fix").as_str()), (Code::WrongInstrument, "szho"));
    assert_eq!(argument(&fault, "expected"), battery.instruments().map(Instrument::id).collect::<Vec<_>>().join(", "));
    assert_eq!(battery.instrument("—").map_err(|fault| argument(&fault, "fix")).err().as_deref(), Some(""));

    // The first of the two bears the second's id as an alias.
    let resolve = |id: &str| {
        let (_, text) = catalogue::INSTRUMENTS.iter().find(|(known, _)| *known == id).expect("known");
        let mut definition: Value = serde_json::from_str(text).expect("JSON");
        if id == "klimov-ddo" {
            definition["aliases"] = json!(["szho", "Климов"]);
        }
        Instrument::from_json(&definition.to_string())
    };
    let battery = Battery::from_json(&document().to_string(), resolve).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(battery.instrument("szho").map(Instrument::id), Ok("szho"));
    assert_eq!(battery.instrument("климов").map(Instrument::id), Ok("klimov-ddo"));
    let published = battery.with_wording(Some("szho"), Wording::Published).expect("szho is there");
    let changed = published.instruments().filter(|i| i.wording() == Wording::Published).map(Instrument::id);
    assert_eq!(changed.collect::<Vec<_>>(), ["szho"]);
}

#[test]
fn a_policy_goes_to_every_instrument_that_has_it() {
    let battery = compiled(&document());
    let chosen = |battery: &Battery| {
        let all = battery.instruments().flat_map(Instrument::policies);
        all.map(|(policy, choice)| format!("{policy}={choice}")).collect::<Vec<_>>()
    };
    assert_eq!(chosen(&battery), ["zero_skill=leave_out", "dash=counted_apart"]);
    let changed = battery.with_policy("zero_skill", "count_all").and_then(|b| b.with_policy("dash", "leave_out"));
    assert_eq!(changed.as_ref().map(chosen), Ok(vec!["zero_skill=count_all".to_owned(), "dash=leave_out".to_owned()]));
    assert_eq!(chosen(&battery).first().map(String::as_str), Some("zero_skill=leave_out"), "the battery itself stays");
    let changed = changed.expect("both exist");
    assert_eq!((changed.id(), changed.document_hash()), (battery.id(), battery.document_hash()));
    let report = changed.instrument("kabardova-opg").map(|opg| opg.score(&opg.answers())).expect("of the battery");
    assert!(changed.assess(&[&report]).is_ok() && battery.assess(&[&report]).is_ok(), "the key is the same");

    let refused = |policy: &str, choice: &str| {
        let fault = battery.with_policy(policy, choice).expect_err("no such choice");
        (fault.code(), ["instrument", "name", "fix"].map(|name| argument(&fault, name)))
    };
    let nowhere = ["self-determination", "zero_skil=count_all", "zero_skill=count_all"].map(str::to_owned);
    assert_eq!(refused("zero_skil", "count_all"), (Code::UnknownPolicy, nowhere));
    let no_choice = ["kabardova-opg", "zero_skill=count_al", "zero_skill=count_all"].map(str::to_owned);
    assert_eq!(refused("zero_skill", "count_al"), (Code::UnknownPolicy, no_choice));
}

#[test]
fn a_wording_without_a_name_is_meant_for_instruments_that_ship_none() {
    let battery = compiled(&document());
    let published = |battery: &Battery| {
        let changed = battery.instruments().filter(|i| i.wording() == Wording::Published);
        changed.map(|i| i.id().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(battery.with_wording(None, Wording::Published).as_ref().map(published), Ok(vec!["szho".to_owned()]));
    let named = battery.with_wording(Some("Климов"), Wording::Published);
    assert_eq!(named.as_ref().map(published), Ok(vec!["klimov-ddo".to_owned()]));
    let fault = battery.with_wording(Some("klimow"), Wording::Published).expect_err("misspelt");
    assert_eq!((fault.code(), argument(&fault, "fix").as_str()), (Code::WrongInstrument, "Klimov"));
}
