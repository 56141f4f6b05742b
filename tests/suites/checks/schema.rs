//! The JSON Schemas: fresh, and of one verdict with the reader.

use std::collections::BTreeMap;

use jsonschema::Validator;
use orientir_tests::fault::Ask;
use orientir_tests::{fault, files};
use serde_json::Value;

/// Codes of the reader: the shape of the document is wrong.
const SHAPE: [&str; 8] =
    ["duplicate_key", "unknown_key", "missing_key", "wrong_type", "unknown_word", "bad_number", "bad_id", "empty_list"];

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&orientir::definition::instrument_schema()).expect("a schema is JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

#[test]
fn the_committed_schemas_are_fresh() {
    let made = [
        ("instrument", orientir::definition::instrument_schema()),
        ("battery", orientir::criteria::battery_schema()),
        ("map", orientir::map_schema()),
        ("answers", orientir::answers_schema()),
        ("norms", orientir::norms_schema()),
        ("texts", orientir::texts_schema()),
    ];
    for (name, schema) in made {
        let written = files::text(&format!("../instruments/schema/{name}-1.json"));
        assert!(written == schema, "{name}: run `cargo xtask schema`");
    }
}

#[test]
fn every_definition_validates() {
    let validator = validator();
    for (name, text) in files::all_definitions() {
        let value: Value = serde_json::from_str(&text).expect("a definition is JSON");
        let problems: Vec<_> = validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(problems.is_empty(), "{name}\n{}", problems.join("\n"));
    }
}

#[test]
fn schema_and_reader_give_one_verdict() {
    let mut exceptions: BTreeMap<String, String> = files::read("vectors/schema-exceptions.json");
    let validator = validator();
    let mut wrong = Vec::new();
    for (path, file) in fault::all() {
        for case in &file.cases {
            let Some(document) = &case.document else { continue };
            let readable = !file.shape_is_right && case.expect.iter().any(|(code, _)| SHAPE.contains(&code.as_str()));
            let Ok(value) = serde_json::from_str::<Value>(&document.text()) else {
                assert!(case.expect.iter().any(|(code, _)| code == "not_json"), "{}: is no JSON", case.name);
                continue;
            };
            let agree = validator.is_valid(&value) != readable;
            match exceptions.remove(&case.name) {
                Some(reason) if agree => wrong.push(format!("{}: no exception any more ({reason})", case.name)),
                None if !agree => {
                    wrong.push(format!("{path}: {}: the schema says {}", case.name, validator.is_valid(&value)));
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(exceptions.is_empty(), "exceptions that are no case: {exceptions:?}");
}

#[test]
fn schema_and_reader_of_text_packs_give_one_verdict() {
    let schema: Value = serde_json::from_str(&orientir::texts_schema()).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut looked_at = 0;
    for (_, file) in fault::all() {
        for case in &file.cases {
            let Ask::Texts(document) = &case.ask else { continue };
            let Ok(value) = serde_json::from_str::<Value>(&document.text()) else { continue };
            looked_at += 1;
            let told = orientir::TextPack::from_json(&document.text()).err().unwrap_or_default();
            // The format and whether there is any language are looked at once the document has been read.
            let shape = told
                .iter()
                .any(|fault| SHAPE.contains(&fault.code().as_str()) && !["/format", "/texts"].contains(&fault.path()));
            assert_eq!(validator.is_valid(&value), !shape, "{}\n{told}", case.name);
        }
    }
    assert!(looked_at > 20, "{looked_at}");
}

/// A map, the codes that the reader tells, and whether its shape is right.
const MAPS: [(&str, &[&str]); 11] = [
    (r#"{"format":1}"#, &[]),
    (
        r##"{"$schema":"map-1.json","format":1,"instrument":"klimov-ddo","sheet":"9 A","header_row":2,
            "columns":{"Code":"id","#3":"1","Shoe":null,"Sex":"?"},
            "values":{"1":{"first":"a","none":null,"x":"?"},"*":{"second":"b"},"sex":{"1":"male"}},"missing":["99"]}"##,
        &[],
    ),
    (r#"{"format":1,"columns":[]}"#, &["wrong_type"]),
    (r#"{"format":1,"columns":{"Code":1}}"#, &["wrong_type"]),
    (r#"{"format":1,"values":{"1":"a"}}"#, &["wrong_type"]),
    (r#"{"format":1,"values":{"1":{"x":1}}}"#, &["wrong_type"]),
    (r#"{"format":1,"missing":"99"}"#, &["wrong_type"]),
    (r#"{"format":1,"header_row":-1}"#, &["bad_number"]),
    (r#"{"format":1,"column":{}}"#, &["unknown_key"]),
    (r#"{"columns":{}}"#, &["missing_key"]),
    (r#"{"format":1,"instrument":"Klimov DDO"}"#, &["bad_id"]),
];

#[test]
fn schema_and_reader_of_maps_give_one_verdict() {
    let schema: Value = serde_json::from_str(&orientir::map_schema()).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let klimov = orientir::catalogue::get("klimov-ddo").unwrap_or_else(|faults| panic!("{faults}"));
    for (text, expected) in MAPS {
        let told = orientir::TableMap::from_json(text, &klimov).err().unwrap_or_default();
        let codes: Vec<_> = told.iter().map(|fault| fault.code().as_str()).collect();
        assert_eq!(codes, expected, "{text}");
        let value: Value = serde_json::from_str(text).expect("a map is JSON");
        assert_eq!(validator.is_valid(&value), expected.is_empty(), "{text}");
    }
}
