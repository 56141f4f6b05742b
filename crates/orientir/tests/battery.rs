//! The battery `self-determination`: a whole pupil by hand, every rule against its sentence in DESIGN, joining by brute
//! force, and what is wrong with a battery's document.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

#[path = "battery/joining.rs"]
mod joining;
#[path = "battery/likely.rs"]
mod likely;
#[path = "battery/numbers.rs"]
mod numbers;
#[path = "battery/rules.rs"]
mod rules;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use orientir::criteria::{IndicatorResult, Outcome};
use orientir::{Battery, Code, Instrument, Profile, Report, catalogue};
use serde_json::{Value, json};

const LEVELS: [&str; 3] = ["low", "medium", "high"];

static INSTRUMENTS: LazyLock<BTreeMap<&str, Instrument>> = LazyLock::new(|| {
    let compiled =
        |(id, text): &(&'static str, &str)| (*id, Instrument::from_json(text).unwrap_or_else(|f| panic!("{id}\n{f}")));
    catalogue::INSTRUMENTS.iter().map(compiled).collect()
});

static BATTERY: LazyLock<Battery> = LazyLock::new(|| compiled(&document()));

fn document() -> Value {
    serde_json::from_str(catalogue::BATTERIES[0].1).expect("the battery is JSON")
}

fn compiled(document: &Value) -> Battery {
    Battery::from_json(&document.to_string(), catalogue::get).unwrap_or_else(|faults| panic!("{faults}"))
}

type Codes = Vec<(String, String)>;

/// Scores ratings of answers; `*` at the start or the end of a name stands for anything.
fn rated(instrument: &Instrument, person: &[(&str, &str)], ratings: &[Codes]) -> Report {
    let mut answers = instrument.answers();
    for (name, value) in person {
        answers.person_mut().set(name, value).expect("a covariate");
    }
    for (i, rating) in ratings.iter().enumerate() {
        if i > 0 {
            answers.next_rating();
        }
        for (pattern, code) in rating {
            let fits = |field: &str| match pattern.split_once('*') {
                None => field == pattern,
                Some((start, end)) => field.starts_with(start) && field.ends_with(end),
            };
            let fields: Vec<&str> = instrument.fields().filter(|field| fits(field)).collect();
            assert!(!fields.is_empty(), "{}: {pattern}", instrument.id());
            for field in fields {
                answers.set(field, code).unwrap_or_else(|error| panic!("{error}"));
            }
        }
    }
    instrument.score(&answers)
}

fn owned(answers: &[(&str, &str)]) -> Codes {
    answers.iter().map(|(field, code)| ((*field).to_owned(), (*code).to_owned())).collect()
}

fn given(id: &str, answers: &[(&str, &str)]) -> Report {
    sheet(id, owned(answers))
}

fn sheet(id: &str, answers: Codes) -> Report {
    rated(&INSTRUMENTS[id], &[], &[answers])
}

/// Points spread over so many answers as evenly as can be.
fn spread(points: usize, over: usize) -> impl Iterator<Item = usize> {
    (0..over).map(move |i| points / over + usize::from(i < points % over))
}

fn profile(battery: &Battery, reports: &[Report]) -> Profile {
    battery.assess(&reports.iter().collect::<Vec<_>>()).expect("reports of the battery")
}

fn indicator<'p>(profile: &'p Profile, id: &str) -> &'p IndicatorResult {
    let mut all = profile.criteria.iter().flat_map(|criterion| &criterion.indicators);
    all.find(|indicator| indicator.id == id).expect("an indicator of the battery")
}

/// The level of one indicator from one report, or the reason or outcome in its place.
fn verdict(id: &str, report: &Report) -> String {
    verdict_of(&BATTERY, id, report)
}

fn verdict_of(battery: &Battery, id: &str, report: &Report) -> String {
    let profile = battery.assess(&[report]).expect("a report of the battery");
    let found = indicator(&profile, id);
    let outcome = || format!("{:?}", found.outcome).to_lowercase();
    found.level.clone().or_else(|| found.reason.clone()).unwrap_or_else(outcome)
}

#[test]
fn a_whole_pupil_number_by_number() {
    let raw = |report: &Report, scale: &str| report.scale(scale).expect("a scale").raw().expect("a score").to_string();

    // c1..c8: 3 + 3 + 2 + 2 + 2 + 2 + 2 + 1 = 17 of 24: 100 * 17 / 24 = 70.83; at least 50, under 75.
    // w2 (human) and w9 (art) are answered by `sign`: 12 - 2 = 10 right.  => medium
    let awareness = given(
        "profession-awareness",
        &[
            ("c1", "3"),
            ("c2", "3"),
            ("c3", "2"),
            ("c4", "2"),
            ("c5", "2"),
            ("c6", "2"),
            ("c7", "2"),
            ("c8", "1"),
            ("w1", "technology"),
            ("w2", "sign"),
            ("w3", "sign"),
            ("w4", "nature"),
            ("w5", "art"),
            ("w6", "sign"),
            ("w7", "nature"),
            ("w8", "technology"),
            ("w9", "sign"),
            ("w10", "human"),
            ("w11", "nature"),
            ("w12", "sign"),
        ],
    );
    assert_eq!(raw(&awareness, "chosen_profession"), "70.83333333333333");
    assert_eq!(raw(&awareness, "world_of_professions"), "10");

    // now: 30 40 50 58 60 70, the middle two 50 and 58: 54. want: 60 66 70 76 80 100, the middle two 70 and 76: 73.
    // gap: 73 - 54 = 19. 54 in [45, 75), 73 in [60, 90), 19 in [8, 23).  => high
    let marks = [
        ("mind", "50", "70"),
        ("character", "30", "60"),
        ("authority", "70", "100"),
        ("hands", "58", "76"),
        ("looks", "40", "66"),
        ("confidence", "60", "80"),
    ];
    let lines: Vec<_> = marks
        .iter()
        .flat_map(|(line, now, want)| {
            [(format!("{line}.now"), (*now).to_owned()), (format!("{line}.want"), (*want).to_owned())]
        })
        .collect();
    let self_assessment = sheet("dembo-rubinstein", lines);
    assert_eq!(raw(&self_assessment, "self_esteem"), "54");
    assert_eq!(raw(&self_assessment, "aspiration"), "73");
    assert_eq!(raw(&self_assessment, "gap"), "19");

    // 2 + 1 + 0 + 1 + 2 = 6 of 10: described.
    let plan = given(
        "career-plan",
        &[("plan", "2"), ("dated", "1"), ("next_step", "0"), ("alternative", "1"), ("sources", "2")],
    );
    assert_eq!(raw(&plan, "elements"), "6");

    // Cognitive: medium and high. None is low, one of two is high, that is half: high. Index (1/2 + 1) / 2 = 3/4.

    // internal individual 1 5 8 15 20: 2 + 3 + 2 + 3 + 2 = 12; internal social 3 7 12 14 17: 3 + 2 + 3 + 2 + 3 = 13;
    // external positive 4 9 10 16 19: 3 + 5 + 1 + 3 + 1 = 13; external negative 2 6 11 13 18: 4 + 1 + 5 + 3 + 2 = 15.
    // 15 stands 2 above the next, 13, and is 3 an item: external negative leads alone.  => low
    let motives = given(
        "ovcharova-motives",
        &[
            ("1", "2"),
            ("5", "3"),
            ("8", "2"),
            ("15", "3"),
            ("20", "2"),
            ("3", "3"),
            ("7", "2"),
            ("12", "3"),
            ("14", "2"),
            ("17", "3"),
            ("4", "3"),
            ("9", "5"),
            ("10", "1"),
            ("16", "3"),
            ("19", "1"),
            ("2", "4"),
            ("6", "1"),
            ("11", "5"),
            ("13", "3"),
            ("18", "2"),
        ],
    );
    assert_eq!(raw(&motives, "internal_individual"), "12");
    assert_eq!(raw(&motives, "internal_social"), "13");
    assert_eq!(raw(&motives, "external_positive"), "13");
    assert_eq!(raw(&motives, "external_negative"), "15");

    // pay, conditions, recognition: comfort 2, contribution 1: a tendency to comfort, described.
    // useful work 2 + 3 + (6 - 4) + 3 + (6 - 3) + 2 = 15: (15 - 6) / (30 - 6) = 37.5 %, under 40.  => low
    let values = given(
        "work-values",
        &[
            ("pay", "1"),
            ("conditions", "1"),
            ("recognition", "1"),
            ("u1", "2"),
            ("u2", "3"),
            ("u3", "4"),
            ("u4", "3"),
            ("u5", "3"),
            ("u6", "2"),
        ],
    );
    assert_eq!(values.types(), Some(vec!["comfort_tendency"]));
    assert_eq!(raw(&values, "useful_work"), "15");

    // All in the middle: 20 * 4 = 80. The catalogue has no norm of pupils: described.
    let meaning = given("szho", &[("*", "4")]);
    assert_eq!(raw(&meaning, "total"), "80");

    // Motivational: low and low. None is high, two of two are low: low. Index 0.

    // Everything 1, but technology (2 7 12 .. 47): wish 2 everywhere; 2 7 12 17 dashed; 22 27 32 with skill 2.
    // wish 6 * 2 = 12 tried, 4 * 2 = 8 untried, together 20, elsewhere 10: technology. Tried 10 - 4 = 6.
    // skill 3 * 2 + 3 = 9: 9 * 10 / 6 = 15. attitude 6 * 1 = 6: 6 * 10 / 6 = 10. Least of 15, 10, 20: 10.  => medium
    let mut cells = owned(&[("*.skill", "1"), ("*.attitude", "1"), ("*.wish", "1")]);
    for item in (2..=47).step_by(5) {
        cells.push((format!("{item}.wish"), "2".to_owned()));
    }
    for item in [2, 7, 12, 17] {
        cells.extend([(format!("{item}.skill"), "-".to_owned()), (format!("{item}.attitude"), "-".to_owned())]);
    }
    cells.extend([22, 27, 32].map(|item| (format!("{item}.skill"), "2".to_owned())));
    let readiness = sheet("kabardova-opg", cells);
    for (scale, score) in [("skill", "9"), ("attitude", "6"), ("wish", "12"), ("wish_untried", "8"), ("dash", "4")] {
        assert_eq!(raw(&readiness, &format!("technology_{scale}")), score, "{scale}");
    }
    assert_eq!(readiness.types(), Some(vec!["technology"]));

    // Two ratings: a1 (3 + 2) / 2 = 2.5, a2..a6 2 each, a7 1.5, a8 not seen: (2.5 + 10 + 1.5) / 7 = 2; 2 / 3 = 66.67 %:
    // at least 40, under 70, seven of eight indicators, two ratings.  => medium
    let ratings = [owned(&[("*", "2"), ("a1", "3"), ("a7", "1"), ("a8", "no")]), owned(&[("*", "2"), ("a8", "no")])];
    let position = rated(&INSTRUMENTS["observation-sheet"], &[], &ratings);
    assert_eq!(raw(&position, "activity"), "66.66666666666667");
    assert_eq!(raw(&position, "fallback"), "1.5");

    // Practical: medium and medium: neither rule holds: medium. Index (1/2 + 1/2) / 2 = 1/2.
    // Overall: high, low, medium. One is low, so not high; one is high, so not low: medium; high and low: opposite.
    // Interests: all b of Klimov: sign 6 of 20; readiness: technology: they differ.
    let interests = given("klimov-ddo", &[("*", "b")]);
    assert_eq!(interests.types(), Some(vec!["sign"]));

    let reports = [interests, awareness, self_assessment, plan, motives, values, meaning, readiness, position];
    let found = profile(&BATTERY, &reports);
    let levels: Vec<_> = found
        .criteria
        .iter()
        .flat_map(|c| &c.indicators)
        .map(|i| (i.id.as_str(), i.outcome, i.level.as_deref()))
        .collect();
    let graded = |id, level| (id, Outcome::Graded, Some(level));
    let expected = [
        graded("awareness", "medium"),
        graded("self_assessment", "high"),
        ("plan", Outcome::Described, None),
        graded("motives", "low"),
        graded("useful_work", "low"),
        ("meaning", Outcome::Described, None),
        graded("readiness", "medium"),
        graded("active_position", "medium"),
    ];
    assert_eq!(levels, expected);
    let criteria: Vec<_> =
        found.criteria.iter().map(|c| (c.id.as_str(), c.level.as_deref(), c.index, c.coverage())).collect();
    let both = || "2 of 2".to_owned();
    let expected = [
        ("cognitive", Some("high"), Some(0.75), both()),
        ("motivational", Some("low"), Some(0.0), both()),
        ("practical", Some("medium"), Some(0.5), both()),
    ];
    assert_eq!(criteria, expected);
    assert_eq!(found.overall.level.as_deref(), Some("medium"));
    assert_eq!(found.overall.possible, ["medium"]);
    assert_eq!(found.flags, ["overall.opposite"]);
    assert!(found.missing.is_empty(), "{:?}", found.missing);
    assert_eq!((found.agreements[0].outcome, found.agreements[0].common.len()), ("differ", 0));
    assert_eq!(found.beside[0].types, Some(vec!["sign".to_owned()]));

    // The order in which results come in does not matter: the same bytes.
    let forward = serde_json::to_string(&found).expect("a profile is JSON");
    let mut turned: Vec<&Report> = reports.iter().collect();
    for _ in 0..reports.len() {
        turned.rotate_left(1);
        for order in [turned.clone(), turned.iter().rev().copied().collect()] {
            let again = BATTERY.assess(&order).expect("the same reports");
            assert_eq!(serde_json::to_string(&again).expect("a profile is JSON"), forward);
        }
    }
}

#[test]
fn every_fault_of_a_battery_is_named_in_one_run() {
    let mut document = document();
    let set = |document: &mut Value, path: &str, value: Value| {
        *document.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = value;
    };
    set(&mut document, "/criteria/0/indicators/0/cases/1/then/level", json!("lowest"));
    set(&mut document, "/criteria/0/indicators/1/otherwise/level", json!("mediun"));
    set(&mut document, "/criteria/0/indicators/1/cases/0/when/less/0/scale", json!("gab"));
    set(&mut document, "/criteria/1/indicators/0/cases/0/when/any/0/all/0/leads/over/2", json!("external_negativ"));
    set(&mut document, "/criteria/1/indicators/1/from/0", json!("work-valeus"));
    set(&mut document, "/criteria/1/indicators/2/cases/0/when/all/1/standard/scale", json!("totall"));
    document["criteria"][2]["indicators"][1].as_object_mut().expect("an indicator").remove("basis");
    set(&mut document, "/criterion/rules/0/share_of/0", json!("hihg"));
    set(&mut document, "/criterion/opposite/1", json!("top"));
    document["overall"].as_object_mut().expect("joining").remove("basis");
    set(&mut document, "/overall/otherwise", json!("average"));
    set(&mut document, "/agreements/0/basis/source", json!("tomsk"));
    set(&mut document, "/beside/0", json!("klimov-dod"));
    let faults = Battery::from_json(&document.to_string(), catalogue::get).expect_err("a faulty battery");
    let mut found: Vec<_> = faults.iter().map(|fault| (fault.path(), fault.code())).collect();
    found.sort_unstable_by_key(|(path, _)| *path);
    let expected = [
        ("/agreements/0/basis/source", Code::UnknownName),
        ("/beside/0", Code::UnknownInstrument),
        ("/criteria/0/indicators/0/cases/1/then/level", Code::UnknownName),
        ("/criteria/0/indicators/1/cases/0/when/less/0/scale", Code::UnknownName),
        ("/criteria/0/indicators/1/otherwise/level", Code::UnknownName),
        ("/criteria/1/indicators/0/cases/0/when/any/0/all/0/leads/over/2", Code::UnknownName),
        ("/criteria/1/indicators/1/from/0", Code::UnknownInstrument),
        ("/criteria/1/indicators/2/cases/0/when/all/1/standard/scale", Code::UnknownName),
        ("/criteria/2/indicators/1", Code::BasisMissing),
        ("/criterion/opposite/1", Code::UnknownName),
        ("/criterion/rules/0/share_of/0", Code::UnknownName),
        ("/overall", Code::BasisMissing),
        ("/overall/otherwise", Code::UnknownName),
    ];
    assert_eq!(found, expected);
    assert!(faults.to_string().contains("did you mean `gap`?"), "{faults}");
    assert!(faults.to_string().contains("did you mean `work-values`?"), "{faults}");
}

#[test]
fn results_that_do_not_belong_are_refused() {
    let aware = given("profession-awareness", &[("c*", "3")]);
    // Not of the battery.
    let (_, small) = joining::small_battery(&[&["a"]]);
    let foreign = rated(&small["a"], &[], &[vec![]]);
    let error = BATTERY.assess(&[&aware, &foreign]).expect_err("a foreign result");
    assert_eq!(error.code(), Code::WrongInstrument);
    // Of the same name with another key: the first item of sign and the second of technology are swapped.
    let (_, text) = catalogue::INSTRUMENTS.iter().find(|(id, _)| *id == "kabardova-opg").expect("known");
    let mut swapped: Value = serde_json::from_str(text).expect("JSON");
    (swapped["items"][0]["key"], swapped["items"][1]["key"]) = (json!("technology"), json!("sign"));
    let swapped = Instrument::from_json(&swapped.to_string()).expect("a definition");
    let error = BATTERY.assess(&[&rated(&swapped, &[], &[vec![]])]).expect_err("another key");
    assert_eq!(error.code(), Code::WrongInstrument);
    // Words of a definition may differ.
    let mut titled: Value = serde_json::from_str(text).expect("JSON");
    titled.as_object_mut().expect("an object").remove("texts");
    let titled = Instrument::from_json(&titled.to_string()).expect("a definition");
    assert!(BATTERY.assess(&[&rated(&titled, &[], &[vec![]])]).is_ok());
    // Which of two results would count?
    let error = BATTERY.assess(&[&aware, &aware]).expect_err("twice the same");
    assert_eq!(error.code(), Code::WrongInstrument);
    assert!(!error.to_string().contains("of profession-awareness"), "{error}");
}

#[test]
fn whatever_a_profile_can_say_has_words() {
    fn names(value: &Value, key: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(name, value)| match value {
                Value::String(word) if name == key => found.push(word.clone()),
                _ => names(value, key, found),
            }),
            Value::Array(list) => list.iter().for_each(|value| names(value, key, found)),
            _ => {}
        }
    }
    let document = document();
    let ids = |list: &Value| {
        list.as_array()
            .expect("a list")
            .iter()
            .map(|one| one["id"].as_str().expect("an id").to_owned())
            .collect::<Vec<_>>()
    };
    let criteria = ids(&document["criteria"]);
    let mut said = BTreeMap::from([
        ("criteria", criteria.clone()),
        ("agreements", ids(&document["agreements"])),
        ("levels", LEVELS.map(str::to_owned).to_vec()),
    ]);
    said.insert(
        "indicators",
        document["criteria"].as_array().expect("a list").iter().flat_map(|c| ids(&c["indicators"])).collect(),
    );
    let (mut reasons, mut flags) =
        (Vec::new(), criteria.iter().chain(&["overall".to_owned()]).map(|id| format!("{id}.opposite")).collect());
    for key in ["reason", "not_graded", "missing"] {
        names(&document["criteria"], key, &mut reasons);
    }
    names(&document["criteria"], "flag", &mut flags);
    said.extend([("reasons", reasons), ("flags", flags)]);
    for lang in ["ru", "en"] {
        for (part, wanted) in &said {
            let texts = document["texts"][lang][part].as_object().unwrap_or_else(|| panic!("{lang} {part}"));
            let mut wanted: Vec<&String> = wanted.iter().collect();
            wanted.sort_unstable();
            wanted.dedup();
            let mut there: Vec<&String> = texts.keys().collect();
            there.sort_unstable();
            assert_eq!(there, wanted, "{lang} {part}");
        }
    }
}

#[test]
fn the_file_has_enough_worked_pupils() {
    let battery = compiled(&document());
    battery.check_examples().unwrap_or_else(|faults| panic!("{faults}"));
    let examples = &battery.definition().examples;
    assert!(examples.len() >= 7 && examples.iter().all(|example| example.work.is_some()));
    // The check does compare: a wrong expectation is found, and a name that does not exist too.
    let mut wrong = document();
    wrong["examples"][0]["expect"]["index"]["cognitive"] = json!(0.5);
    wrong["examples"][1]["expect"]["criteria"]["cognitiv"] = json!(null);
    wrong["examples"][2]["expect"]["possible"] = json!(["high"]);
    let faults = compiled(&wrong).check_examples().expect_err("three differ");
    assert_eq!(
        faults.iter().map(|fault| (fault.path(), fault.code())).collect::<Vec<_>>(),
        [("/examples/0", Code::ExampleFails), ("/examples/1", Code::ExampleFails), ("/examples/2", Code::ExampleFails)]
    );
}
