//! The vectors of errors: what is told, where, and in which words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use orientir::{Code, Kind, Lang};
use orientir_tests::case::all_problems;
use orientir_tests::{Known, fault, files};

#[test]
fn everything_is_told_with_its_place() {
    let mut known = files::read::<Known>("vectors/known-failures.json").errors;
    let mut wrong = String::new();
    for (path, file) in fault::all() {
        for case in &file.cases {
            let mut expected = case.expect.clone();
            expected.sort();
            let told = case.told();
            let right = all_problems(&told) == expected;
            if let Some(reason) = known.remove(&case.name) {
                if right {
                    writeln!(wrong, "{}: right now; take it out of the known failures ({reason})", case.name)
                        .expect("a text");
                }
            } else if !right {
                write!(
                    wrong,
                    "{path}: {}\n  expected {expected:?}\n  told {:?}\n{told}\n\n",
                    case.name,
                    all_problems(&told)
                )
                .expect("a text");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(known.is_empty(), "known failures that are no case: {known:?}");
}

/// Codes without a vector, with the reason. An entry that gets a vector must be taken out.
#[test]
fn every_code_has_a_vector() {
    let without: BTreeMap<String, String> = files::read("vectors/codes-without-vector.json");
    let told: BTreeSet<String> =
        fault::all().iter().flat_map(|(_, f)| &f.cases).flat_map(|c| &c.expect).map(|(code, _)| code.clone()).collect();
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    for code in Code::ALL {
        let name = code.as_str();
        assert!(
            told.contains(name) != without.contains_key(name),
            "`{name}` needs a vector, or a reason why it has none, not both"
        );
        assert!(
            code.kind() != Kind::Definition || told.contains(name),
            "`{name}` is about definitions and needs a vector"
        );
    }
    for name in told.iter().chain(without.keys()) {
        assert!(known.contains(name.as_str()), "`{name}` is no code");
    }
}

#[test]
fn ten_faults_are_told_in_one_run() {
    let files = fault::all();
    let case =
        files.iter().flat_map(|(_, f)| &f.cases).find(|case| case.name == "ten faults").expect("the vector is there");
    assert_eq!(case.told().len(), 10);
}

#[test]
fn english_words() {
    let known = files::read::<Known>("vectors/known-failures.json").errors;
    let mut text = String::new();
    for (path, file) in fault::all() {
        writeln!(text, "## {}", path.trim_start_matches("vectors/errors/")).expect("a text");
        for case in file.cases.iter().filter(|case| !known.contains_key(&case.name)) {
            writeln!(text, "{}", case.name).expect("a text");
            for error in &case.told() {
                writeln!(text, "  {} {}: {}", error.code(), error.path(), error.message(Lang::En)).expect("a text");
            }
        }
    }
    insta::assert_snapshot!("english_words", text);
}

#[test]
fn answers_are_masked_in_every_text() {
    for (_, file) in fault::all() {
        for case in &file.cases {
            let Some(answers) = case.given() else { continue };
            for error in &case.told() {
                let shown = format!("{error:?} {error} {}", error.message(Lang::En));
                for answer in &answers {
                    assert!(!shown.contains(answer.as_str()), "{}: {shown}", case.name);
                }
            }
        }
    }
}
