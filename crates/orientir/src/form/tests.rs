//! Forms ask everything and tell nothing of the key.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use serde_json::{Value, json};

use super::*;

#[test]
fn every_form_asks_every_field_in_order_and_hides_the_key() {
    for instrument in crate::catalogue::all().unwrap() {
        for lang in Lang::ALL {
            let form = instrument.form(lang);
            let asked: Vec<_> =
                form.items.iter().flat_map(|item| &item.fields).map(|field| field.name.as_str()).collect();
            assert_eq!(asked, instrument.fields().collect::<Vec<_>>(), "{}", instrument.id());
            let json: Value = serde_json::from_str(&form.to_json()).unwrap();
            let mut members = std::collections::BTreeSet::new();
            gather(&json, &mut members);
            let known = [
                "apart",
                "branches",
                "code",
                "codes",
                "count",
                "field",
                "fields",
                "from",
                "id",
                "instrument",
                "is",
                "items",
                "kind",
                "label",
                "lang",
                "left",
                "length_in",
                "longest",
                "minutes",
                "name",
                "needs",
                "of_paper",
                "optional",
                "options",
                "prompt",
                "purpose",
                "instruction",
                "ratings_by",
                "read_to",
                "response",
                "right",
                "self_test",
                "without_texts",
                "sets",
                "step",
                "title",
                "to",
                "training",
                "unit",
                "version",
                "when",
            ];
            assert!(members.iter().all(|member| known.contains(&member.as_str())), "{}: {members:?}", instrument.id());
            for gist in instrument.definition().items.iter().flat_map(|item| {
                item.gist.iter().chain(item.options.iter().filter_map(|(_, option)| option.gist.as_ref()))
            }) {
                // An English text may say what a gist says.
                let told = lang != Lang::En && gist.contains(' ') && form.to_json().contains(gist.as_str());
                assert!(!told, "{}: {gist}", instrument.id());
            }
        }
    }
}

/// The names of all members.
fn gather(value: &Value, members: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            members.extend(object.keys().cloned());
            object.values().for_each(|value| gather(value, members));
        }
        Value::Array(list) => list.iter().for_each(|value| gather(value, members)),
        _ => {}
    }
}

#[test]
fn what_is_about_a_printed_form_is_marked() {
    for instrument in crate::catalogue::all().unwrap() {
        let form = instrument.form(Lang::Ru);
        let fields: Vec<_> = form.items.iter().flat_map(|item| &item.fields).collect();
        for field in &fields {
            let named = fields.iter().any(|other| other.length_in.as_deref() == Some(&*field.name));
            assert_eq!(field.of_paper, named, "{}", field.name);
        }
        assert_eq!(fields.iter().any(|field| field.of_paper), instrument.id() == "dembo-rubinstein");
        let json = form.to_json();
        assert_eq!(json.contains("of_paper"), instrument.id() == "dembo-rubinstein");
    }
}

#[test]
fn minutes_are_whole_and_closed() {
    let minutes = |id: &str| crate::catalogue::get(id).unwrap().form(Lang::Ru).minutes;
    assert_eq!(minutes("klimov-ddo"), Some(Minutes { from: Some(10), to: Some(30) }), "10 to below 31");
    assert_eq!(minutes("szho"), None);
}

#[test]
fn every_code_of_a_form_is_an_answer() {
    for instrument in crate::catalogue::all().unwrap() {
        let mut answers = instrument.answers();
        for field in instrument.form(Lang::Ru).items.iter().flat_map(|item| &item.fields) {
            for code in field.codes.iter().chain(&field.apart) {
                answers.set(&field.name, &code.code).unwrap_or_else(|fault| panic!("{fault}"));
            }
            for number in [field.from, field.to, field.read_to].into_iter().flatten() {
                answers.set(&field.name, &number.to_string()).unwrap_or_else(|fault| panic!("{fault}"));
            }
            let choices = field.codes.len() + field.apart.len();
            assert!(choices > 0 || field.from.is_some() || field.kind == "text", "{}", field.name);
        }
    }
}

fn made(parts: &Value) -> Instrument {
    let mut document = json!({
        "format": 1, "id": "made", "version": "1.0.0",
        "about": { "wording": "own", "sources": { "s": { "cite": "a source" } }, "needs": ["sex", "age"] },
        "scales": [{ "id": "s", "method": { "sum": { "fields": ["a"] } }, "basis": { "source": "s", "evidence": "D" } }]
    });
    for (name, value) in parts.as_object().unwrap() {
        document[name] = value.clone();
    }
    Instrument::from_json(&document.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn the_language_falls_back_to_russian_then_to_any() {
    let form = |langs: &[&str], lang| {
        let texts: serde_json::Map<_, _> =
            langs.iter().map(|l| ((*l).to_owned(), json!({ "title": format!("title {l}") }))).collect();
        let instrument = made(&json!({
            "responses": { "r": { "rating": { "from": 0, "to": 2 } } },
            "items": [{ "id": "a", "fields": [{ "response": "r" }] }],
            "texts": texts
        }));
        let form = instrument.form(lang);
        (form.lang, form.title, form.needs[0].label.clone())
    };
    assert_eq!(form(&["ru", "lt"], Lang::Lt), (Some("lt"), "title lt".to_owned(), "lytis".to_owned()));
    assert_eq!(form(&["ru", "lt"], Lang::En), (Some("ru"), "title ru".to_owned(), "пол".to_owned()));
    assert_eq!(form(&["en"], Lang::Lt), (Some("en"), "title en".to_owned(), "sex".to_owned()));
    assert_eq!(form(&[], Lang::En), (None, "made".to_owned(), "sex".to_owned()));
}

#[test]
fn every_response_tells_its_numbers() {
    let instrument = made(&json!({
        "responses": {
            "signs": { "rating": { "from": -2, "to": 2, "without": [0], "apart": [{ "code": "-", "means": "never_did" }] } },
            "line": { "analog": { "from": 0, "to": 100, "step": 0.5, "unit": "mm", "measured_length": "length",
                "overflow": { "to": 110, "clamp_and_flag": true } } },
            "length": { "count": { "to": 300 } },
            "points": { "points": { "options": ["a", "b"], "codes": [{ "code": "a3", "give": [3, 0] }, { "code": "b3", "give": [0, 3] }] } },
            "chosen": { "choose": { "count": 1 } },
            "order": { "ranking": { "of": 2 } },
            "name": { "text": { "longest": 50 } }
        },
        "items": [
            { "id": "try", "training": true, "fields": [{ "response": "signs" }] },
            { "id": "line", "fields": [{ "id": "now", "response": "line" }, { "id": "want", "response": "line", "optional": true }] },
            { "id": "length", "fields": [{ "response": "length" }] },
            { "id": "p", "options": { "a": { "key": "x", "gist": "secret" }, "b": { "key": "y" } }, "fields": [{ "response": "points" }] },
            { "id": "c", "fields": [{ "response": "chosen" }] }, { "id": "d", "fields": [{ "response": "chosen" }] },
            { "id": "e", "fields": [{ "response": "order" }] }, { "id": "a", "fields": [{ "response": "order" }] },
            { "id": "n", "fields": [{ "response": "name" }] }
        ],
        "branches": [
            { "when": { "any": [{ "less": [{ "field": "try" }, { "number": 0 }] }, { "not": { "is": { "field": "c", "code": ["1"] } } }] },
              "not_applicable": ["d"] },
            { "when": { "less": [{ "field": "try" }, { "field": "e" }] }, "not_applicable": ["n"] }
        ],
        "texts": { "en": { "title": "t", "fields": { "now": "as it is" }, "items": { "p": { "prompt": "divide", "options": { "a": "first" } } },
            "responses": { "signs": { "-2": "not at all", "-": "never did" } } } }
    }));
    let form = instrument.form(Lang::En);
    let fields: Vec<_> = form.items.iter().flat_map(|item| &item.fields).collect();
    let codes = |field: &FormField| field.codes.iter().map(|code| code.code.clone()).collect::<Vec<_>>();
    assert!(form.items[0].training);
    assert_eq!((fields[0].from, fields[0].to, fields[0].step), (Some(-2.0), Some(2.0), Some(1.0)));
    assert_eq!(codes(fields[0]), ["-2", "-1", "1", "2"]);
    assert_eq!(fields[0].codes[0].label.as_deref(), Some("not at all"));
    assert_eq!(fields[0].apart[0], Labelled { code: "-".into(), label: Some("never did".into()), gives: Vec::new() });
    assert_eq!((fields[1].name.as_str(), fields[1].label.as_deref()), ("line.now", Some("as it is")));
    assert_eq!(
        (fields[1].step, fields[1].read_to, fields[1].length_in.as_deref()),
        (Some(0.5), Some(110.0), Some("length"))
    );
    assert!(fields[1].codes.is_empty() && fields[2].optional);
    assert_eq!((fields[3].kind, fields[3].to), ("count", Some(300.0)));
    assert_eq!((fields[4].kind, codes(fields[4])), ("points", vec!["a3".to_owned(), "b3".to_owned()]));
    assert_eq!(
        (fields[4].codes[1].gives.as_slice(), fields[4].options[0].label.as_deref()),
        (&[0, 3][..], Some("first"))
    );
    assert_eq!(
        (codes(fields[5]), codes(fields[7])),
        (vec!["0".to_owned(), "1".to_owned()], vec!["1".to_owned(), "2".to_owned()])
    );
    assert_eq!((fields[9].kind, fields[9].longest), ("text", Some(50)));
    assert_eq!(form.sets[0], FieldSet { kind: "choose", count: 1, fields: vec!["c".into(), "d".into()] });
    assert_eq!(form.sets[1].kind, "ranking");
    let json: Value = serde_json::from_str(&form.to_json()).unwrap();
    assert_eq!(
        json["branches"],
        json!([
            { "when": { "any": [{ "is": { "field": "try", "codes": ["-2", "-1"] } }, { "not": { "is": { "field": "c", "codes": ["1"] } } }] },
              "fields": ["d"] },
            { "when": { "other": "try < e" }, "fields": ["n"] }
        ])
    );
    assert_eq!(json["needs"][0]["codes"][1], json!({ "code": "female", "label": "female" }));
    assert_eq!((&json["needs"][1]["from"], &json["needs"][1]["to"]), (&json!(0), &json!(120)));
    assert!(!form.to_json().contains("secret"));
}

#[test]
fn a_branch_of_the_catalogue_can_be_skipped() {
    let form = crate::catalogue::get("profession-awareness").unwrap().form(Lang::Ru);
    assert_eq!(form.branches[0].when, When::Is { field: "c1".into(), codes: vec!["none".into()] });
    assert_eq!(form.branches[0].fields.len(), 7);
    let values = crate::catalogue::get("work-values").unwrap().form(Lang::Ru);
    assert_eq!((values.sets[0].count, values.sets[0].fields.len()), (3, 9));
}
