//! What people read: snapshots of texts, and no line wider than the terminal.

use crate::desk::{Desk, SMALL, klimov, width};

const SMALL_ANSWERS: &str =
    "id,sex,q1,q2,q3\n01,f,4,0,4\n02,,3,3,\n03,male,2,2,2\n04,male,-,2,2\n05,m\u{443}\u{436},refused,refused,refused\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", SMALL_ANSWERS.replace("m\u{443}", "\u{43c}\u{443}"));
    desk
}

#[test]
fn list() {
    insta::assert_snapshot!("list", desk().run(&["list", "--format", "table"]).whole());
    insta::assert_snapshot!("list_ru", desk().run(&["list", "--format", "table", "--lang", "ru"]).whole());
}

#[test]
fn show() {
    for lang in ["en", "ru", "lt"] {
        insta::assert_snapshot!(format!("show_{lang}"), desk().run(&["show", "small.json", "--lang", lang]).whole());
    }
    insta::assert_snapshot!("show_the_plan", desk().run(&["show", "small.json", "--plan"]).whole());
}

#[test]
fn score_table() {
    insta::assert_snapshot!("score", desk().run(&["score", "small.json", "a.csv", "--format", "table"]).whole());
    let labels = desk().run(&["score", "small.json", "a.csv", "--format", "table", "--labels", "--lang", "ru"]);
    insta::assert_snapshot!("score_with_labels_ru", labels.whole());
}

#[test]
fn a_refusal_is_not_shown_in_a_list() {
    let table = desk().run(&["score", "small.json", "a.csv", "--format", "table"]).out;
    assert!(!table.to_lowercase().contains("refus"), "{table}");
    let csv = desk().run(&["score", "small.json", "a.csv"]).out;
    assert!(csv.contains("refused"), "data keep it: {csv}");
}

#[test]
fn check_in_three_languages() {
    let desk = desk();
    desk.file("ten.json", include_str!("data/ten-faults.json"));
    for lang in ["en", "ru", "lt"] {
        insta::assert_snapshot!(
            format!("check_{lang}"),
            desk.run(&["check", "small.json", "ten.json", "--lang", lang]).whole()
        );
    }
}

#[test]
fn help() {
    insta::assert_snapshot!("help", desk().run(&["--help"]).whole());
}

#[test]
fn the_language_comes_from_the_environment() {
    let desk = desk();
    let heading = |environment: &[(&str, &str)]| desk.run_with(&["list", "--format", "table"], "", environment).out;
    assert!(heading(&[("LANG", "ru_RU.UTF-8")]).contains("полей"));
    assert!(heading(&[("LANG", "ru_RU.UTF-8"), ("LC_ALL", "lt_LT")]).contains("laukų"));
    assert!(heading(&[("LANG", "de_DE.UTF-8")]).contains("fields"));
    assert!(heading(&[]).contains("fields"));
}

#[test]
fn columns_and_codes_never_change_with_the_language() {
    let desk = desk();
    let of = |lang| desk.run(&["score", "small.json", "a.csv", "--lang", lang]).out;
    assert_eq!(of("ru"), of("en"));
    assert_eq!(of("lt"), of("en"));
}

#[test]
fn no_table_is_wider_than_the_terminal() {
    let desk = desk();
    desk.file(
        "k.csv",
        klimov(&[
            ("01", "aaaaaaaaaaaaaaaaaaaa"),
            ("02", "abcabcabcabcabcabcab"),
            ("a very long name of a pupil indeed", "bbbbbbbbbbbbbbbbbbbb"),
        ]),
    );
    let catalogue = desk.run(&["list", "--format", "csv"]).out;
    let ids: Vec<&str> = catalogue.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert!(ids.len() >= 10, "{ids:?}");
    for lang in ["en", "ru", "lt"] {
        let mut runs = vec![vec!["list", "--format", "table"], vec!["show", "small.json"]];
        runs.push(vec!["score", "small.json", "a.csv", "--format", "table", "--labels"]);
        runs.push(vec!["score", "klimov-ddo", "k.csv", "--format", "table"]);
        runs.push(vec!["score", "klimov-ddo", "k.csv", "--format", "table", "--labels"]);
        runs.push(vec!["explain", "klimov-ddo", "k.csv", "--id", "02"]);
        runs.extend(ids.iter().map(|id| vec!["show", *id]));
        for arguments in runs {
            for columns in ["80", "60", "120"] {
                let all = [arguments.clone(), vec!["--lang", lang]].concat();
                let run = desk.run_with(&all, "", &[("COLUMNS", columns)]);
                let limit: usize = columns.parse().expect("a number");
                assert!(width(&run.out) <= limit, "{all:?} at {columns}:\n{}", run.out);
            }
        }
    }
    // Every instrument's score table, from empty answers: the widest headings.
    for id in ids.iter().filter(|id| **id != "self-determination") {
        desk.run(&["template", id, "--rows", "2", "-o", "t.csv"]);
        let run = desk.run(&["score", id, "t.csv", "--format", "table"]);
        assert!(width(&run.out) <= 80, "{id}:\n{}", run.out);
    }
}

#[test]
fn colours_only_where_they_are_asked_for() {
    let desk = desk();
    assert!(!desk.run(&["list", "--format", "table"]).out.contains('\u{1b}'));
    assert!(desk.run(&["list", "--format", "table", "--color", "always"]).out.contains('\u{1b}'));
    assert!(!desk.run(&["list", "--format", "table", "--color", "never"]).out.contains('\u{1b}'));
}

#[test]
fn explain() {
    let text = desk().run(&["explain", "small.json", "a.csv", "--id", "01"]);
    assert_eq!((text.code, text.told.as_str()), (Some(0), ""));
    assert!(text.out.contains("order") && text.out.contains("12"), "{}", text.out);
    let json = desk().run(&["explain", "small.json", "a.csv", "--id", "01", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&json.out).expect("a document");
    assert_eq!(document.get("instrument").and_then(|v| v.as_str()), Some("small"));
}

/// What CONTRIBUTING.md shows the way to: sound, complete in three languages, and scored.
#[test]
fn an_instrument_of_ones_own() {
    let desk = Desk::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/own-instrument");
    let (own, answers) = (format!("{folder}/team-work.json"), format!("{folder}/answers.csv"));
    let run = desk.run(&["check", &own]);
    assert_eq!((run.code, run.out.contains("4 examples")), (Some(0), true), "{}{}", run.out, run.told);
    let scores = desk.run(&["score", &own, &answers]);
    assert_eq!((scores.code, scores.out.lines().count()), (Some(0), 9), "{}", scores.told);
    for (lang, title) in [("ru", "Работа в команде"), ("lt", "Darbas komandoje"), ("en", "Working in a team")]
    {
        let shown = desk.run(&["show", &own, "--lang", lang]).out;
        assert!(shown.contains(title), "{shown}");
    }
}
