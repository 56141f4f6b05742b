//! No input panics: documents that were tampered with, tables of anything, texts that are no documents.

use std::sync::LazyLock;

use orientir::{Decimal, Diagnostics, Instrument, Lang, Sheet};
use orientir_tests::files;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::cases;

/// Definitions without their texts, which say nothing of scoring.
static DEFINITIONS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let read = |(_, text): (String, String)| {
        let mut value: Value = serde_json::from_str(&text).expect("a definition is JSON");
        value.as_object_mut().expect("an object").remove("texts");
        value
    };
    files::all_definitions().into_iter().map(read).collect()
});

/// What is done to one place of a document.
#[derive(Clone, Debug)]
enum Tampering {
    Set(Value),
    Remove,
    /// Another part of the same document takes its place.
    Copy(Index),
    /// An element of a list stands twice.
    Double,
}

fn tampering() -> impl Strategy<Value = Tampering> {
    let values = vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(1),
        json!(2),
        json!(7),
        json!(1_000_000),
        json!(-1_000_000),
        json!(i64::MIN),
        json!(0.5),
        json!(999_999.999_999_f64),
        json!(1e-5),
        json!(1e300),
        json!(""),
        json!(" "),
        json!("x"),
        json!("q1"),
        json!("."),
        json!(".a"),
        json!("-"),
        json!("refused"),
        json!("sum"),
        json!("complete"),
        json!("z"),
        json!([]),
        json!({}),
        json!([[]]),
        json!({"sum": {}}),
    ];
    prop_oneof![
        3 => prop::sample::select(values).prop_map(Tampering::Set),
        2 => Just(Tampering::Remove),
        3 => any::<Index>().prop_map(Tampering::Copy),
        1 => Just(Tampering::Double),
    ]
}

/// The pointers of all places of a document but the whole.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    let mut go = |step: &str, inner: &Value| {
        let path = format!("{path}/{}", step.replace('~', "~0").replace('/', "~1"));
        places(inner, &path, found);
        found.push(path);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, inner)| go(key, inner)),
        Value::Array(list) => list.iter().enumerate().for_each(|(i, inner)| go(&i.to_string(), inner)),
        _ => {}
    }
}

fn tamper(document: &mut Value, place: Index, tampering: &Tampering) {
    let mut all = Vec::new();
    places(document, "", &mut all);
    if all.is_empty() {
        return;
    }
    let path = &all[place.index(all.len())];
    let copy = match tampering {
        Tampering::Set(value) => Some(value.clone()),
        Tampering::Copy(other) => document.pointer(&all[other.index(all.len())]).cloned(),
        Tampering::Double => document.pointer(path).cloned(),
        Tampering::Remove => None,
    };
    let (parent, step) = path.rsplit_once('/').expect("a pointer");
    match (copy, document.pointer_mut(parent)) {
        (Some(value), Some(Value::Array(list))) if matches!(tampering, Tampering::Double) => list.push(value),
        (Some(value), _) => *document.pointer_mut(path).expect("a place") = value,
        (None, Some(Value::Object(members))) => drop(members.remove(&step.replace("~1", "/").replace("~0", "~"))),
        (None, Some(Value::Array(list))) => drop(list.remove(step.parse().expect("a place in a list"))),
        (None, _) => {}
    }
}

/// Every problem has words in every language, and a place that is there or could be.
fn told(faults: &Diagnostics, document: &Value) -> Result<(), TestCaseError> {
    prop_assert!(!faults.is_empty());
    for fault in faults {
        for lang in Lang::ALL {
            prop_assert!(!fault.message(lang).is_empty());
        }
        // Known: what an absent `about` lacks is told as well, see `a missing head has no missing parts`.
        if fault.path().starts_with("/about/") && document["about"].is_null() {
            continue;
        }
        let parent = fault.path().rsplit_once('/').map_or("", |(parent, _)| parent);
        prop_assert!(document.pointer(parent).is_some(), "{}: there is no such place", fault.path());
    }
    Ok(())
}

/// Everything that can be asked of an instrument with some answers.
fn ask(instrument: &Instrument, tokens: &[String]) {
    let mut answers = instrument.answers();
    for (field, token) in instrument.fields().zip(tokens.iter().cycle()) {
        if answers.set(field, token).is_err() {
            answers.mark_invalid(field).expect("a field of the instrument");
        }
    }
    answers.person_mut().age = Some(15);
    let report = instrument.score(&answers);
    assert!(instrument.verify(&report.receipt(), &answers).is_ok());
    assert!(!report.to_json().is_empty() && !instrument.plan().to_string().is_empty());
    assert!(!format!("{answers:?} {report:?}").is_empty());
    drop(instrument.score(&instrument.answers()).cautions());
    drop(instrument.check_examples());
}

fn token() -> impl Strategy<Value = String> {
    let known = vec![
        "",
        "0",
        "1",
        "2",
        "3",
        "5",
        "50",
        "-1",
        "a",
        "b",
        "-",
        "no",
        "yes",
        "none",
        "refused",
        "not_applicable",
        "0,5",
        "R2",
        "human",
    ];
    prop_oneof![8 => prop::sample::select(known).prop_map(str::to_owned), 1 => any::<String>(), 1 => "-?[0-9]{1,25}([.,][0-9]{0,12})?"]
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn tampered_documents(base in any::<Index>(), changes in prop::collection::vec((any::<Index>(), tampering()), 1..=4), tokens in prop::collection::vec(token(), 8)) {
        let mut document = DEFINITIONS[base.index(DEFINITIONS.len())].clone();
        for (place, change) in &changes {
            tamper(&mut document, *place, change);
        }
        match Instrument::from_json(&document.to_string()) {
            Ok(instrument) => ask(&instrument, &tokens),
            Err(faults) => told(&faults, &document)?,
        }
    }

    #[test]
    fn texts_that_are_no_documents(text in any::<String>(), cut in any::<Index>(), base in any::<Index>()) {
        prop_assert!(Instrument::from_json(&text).is_err());
        let whole = DEFINITIONS[base.index(DEFINITIONS.len())].to_string();
        let cut = (0..=cut.index(whole.len())).rev().find(|place| whole.is_char_boundary(*place)).unwrap_or(0);
        prop_assert!(Instrument::from_json(&whole[..cut]).is_err());
    }

    #[test]
    fn tables_of_anything(base in any::<Index>(), columns in prop::collection::vec((any::<Index>(), prop::option::weighted(0.2, any::<String>())), 1..=8), rows in prop::collection::vec(prop::collection::vec(token(), 0..=9), 0..=5)) {
        let text = DEFINITIONS[base.index(DEFINITIONS.len())].to_string();
        let instrument = Instrument::from_json(&text).unwrap_or_else(|faults| panic!("{faults}"));
        let about = ["id", "occasion", "rater", "date", "sex", "age", "grade", "lang", "mode", "region", "class"];
        let known: Vec<_> = about.into_iter().chain(instrument.fields()).collect();
        let header: Vec<_> = columns.iter().map(|(known_as, other)| other.as_deref().unwrap_or(known[known_as.index(known.len())])).collect();
        let Ok(sheet) = Sheet::new(&instrument, &header) else { return Ok(()) };
        let (entries, faults) = sheet.read(rows.iter().map(|row| row.iter().map(String::as_str)));
        for fault in sheet.remarks().iter().chain(&faults) {
            prop_assert!(!fault.message(Lang::En).is_empty());
        }
        for entry in &entries {
            prop_assert!(!instrument.score(&entry.answers).to_json().is_empty());
        }
    }

    #[test]
    fn decimals_are_read_as_they_are_printed(text in "-?[0-9]{1,15}(\\.[0-9]{1,8})?") {
        if let Some(decimal) = Decimal::parse(&text) {
            prop_assert_eq!(Decimal::parse(&decimal.to_string()), Some(decimal));
            let (whole, part) = text.trim_start_matches('-').split_once('.').unwrap_or((text.trim_start_matches('-'), ""));
            let units: i128 = format!("{whole}{part}").parse().expect("digits");
            let units = if text.starts_with('-') { -units } else { units };
            let scale = 10_i128.pow(u32::try_from(part.len()).expect("few places"));
            let ratio = decimal.ratio();
            prop_assert_eq!(i128::from(ratio.numerator()) * scale, units * i128::from(ratio.denominator()));
        }
    }

    #[test]
    fn decimals_of_six_places_are_read_from_json(units in 100..1_000_000_000_i64) {
        // Known: numbers below .0001 are not, see `a small weight of six places`.
        let text = format!("{}.{:06}", units / 1_000_000, units % 1_000_000);
        let number: serde_json::Number = serde_json::from_str(&text).expect("a number");
        let mut document = DEFINITIONS.iter().find(|d| d["id"] == "plain").expect("it is there").clone();
        document["examples"] = json!([]);
        document["norms"][0]["groups"][0]["scales"]["s"]["moments"]["sd"] = Value::Number(number);
        let instrument = Instrument::from_json(&document.to_string());
        prop_assert!(instrument.is_ok(), "{}: {}", text, instrument.unwrap_err());
    }
}
