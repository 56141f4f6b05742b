//! The definitions of this crate: what the format can say and no instrument of the catalogue uses.

use orientir::Instrument;
use orientir_tests::files;

#[test]
fn compile_and_keep_their_examples() {
    let mut faulty = Vec::new();
    for (name, text) in files::definitions() {
        let checked = Instrument::from_json(&text).and_then(|instrument| instrument.check_examples());
        if let Err(faults) = checked {
            faulty.push(format!("{name}\n{faults}"));
        }
    }
    assert!(faulty.is_empty(), "{}", faulty.join("\n\n"));
}

#[test]
fn every_example_is_worked_by_hand() {
    for (name, text) in files::definitions() {
        let instrument = Instrument::from_json(&text).unwrap_or_else(|faults| panic!("{name}: {faults}"));
        let examples = &instrument.definition().examples;
        assert!(!examples.is_empty(), "{name} has no example");
        for example in examples {
            assert!(example.work.is_some(), "{name}, {}: write the calculation into `work`", example.name);
        }
    }
}

#[test]
fn file_names_are_ids() {
    for (name, text) in files::definitions() {
        let instrument = Instrument::from_json(&text).unwrap_or_else(|faults| panic!("{name}: {faults}"));
        assert_eq!(name, format!("{}.json", instrument.id()));
    }
}
