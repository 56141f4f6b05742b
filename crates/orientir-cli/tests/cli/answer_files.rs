//! Files of answers, as the self-test page makes them: one a pupil, several instruments in each.

use serde_json::{Value, json};

use crate::desk::{Desk, klimov};

const FIRST: &str = "aaaaaaaaaaaaaaaaaaaa";
const SECOND: &str = "bbbbbbbbbbbbbbbbbbbb";

fn answers(choices: &str) -> Value {
    choices.chars().enumerate().map(|(i, code)| ((i + 1).to_string(), Value::from(code.to_string()))).collect()
}

/// The file of a pupil with answers to two instruments.
fn handed(id: &str, choices: &str) -> Value {
    let klimov = json!({ "instrument": "klimov-ddo", "version": "1.0.0", "date": "2026-11-28", "language": "ru",
        "answers": answers(choices) });
    let plan = json!({ "instrument": "career-plan", "version": "1.0.0",
        "answers": { "plan": "2", "dated": "1", "next_step": "refused", "alternative": "2", "sources": "2" } });
    json!({ "orientir": "answers", "format": 1, "engine": "0.1.0", "id": id,
        "person": { "sex": "female", "age": "15" }, "instruments": [klimov, plan] })
}

fn put(desk: &Desk, name: &str, file: &Value) {
    desk.file(name, serde_json::to_string_pretty(file).expect("JSON"));
}

#[test]
fn a_folder_of_files_gives_what_tables_give() {
    let files = Desk::new();
    put(&files, "orientir-01.json", &handed("01", FIRST));
    put(&files, "orientir-02.json", &handed("02", SECOND));
    let of_files = files.run(&["assess", "self-determination", "."]);

    let tables = Desk::new();
    tables.file("klimov-ddo.csv", klimov(&[("01", FIRST), ("02", SECOND)]));
    tables.file(
        "career-plan.csv",
        "id,plan,dated,next_step,alternative,sources\n01,2,1,refused,2,2\n02,2,1,refused,2,2\n",
    );
    let of_tables = tables.run(&["assess", "self-determination", "."]);
    assert_eq!((of_files.code, of_tables.code), (Some(0), Some(0)), "{}", of_files.told);
    assert_eq!(of_files.out, of_tables.out);
}

#[test]
fn one_file_is_scored_and_explained_like_a_table() {
    let desk = Desk::new();
    put(&desk, "orientir-07.json", &handed("07", FIRST));
    desk.file("table.csv", klimov(&[("07", FIRST)]));
    let score = |file: &str| desk.run(&["score", "klimov-ddo", file]);
    assert_eq!(score("orientir-07.json").out, score("table.csv").out);
    let explained = desk.run(&["explain", "klimov-ddo", "orientir-07.json", "--id", "07"]);
    assert_eq!(explained.code, Some(0), "{}", explained.told);
    let other = desk.run(&["score", "szho", "orientir-07.json"]);
    assert_eq!(other.code, Some(2));
    assert!(other.told.contains("orientir-07.json"), "{}", other.told);
}

#[test]
fn the_same_code_twice_is_told_and_one_file_counts() {
    let desk = Desk::new();
    put(&desk, "orientir-01 (1).json", &handed("01", SECOND));
    put(&desk, "orientir-01.json", &handed("01", FIRST));
    let run = desk.run(&["assess", "self-determination", ".", "--lang", "en"]);
    assert_eq!(run.code, Some(1));
    let told =
        "cannot read `orientir-01.json`: the answers of `01` to klimov-ddo are taken from `orientir-01 (1).json`";
    assert!(run.told.contains(told), "{}", run.told);
    assert_eq!(run.out.lines().count(), 2);
}

#[test]
fn of_two_files_of_a_pupil_the_key_and_then_the_later_date_count() {
    let dated = |date: &str, key: Option<&str>| {
        let mut file = handed("01", FIRST);
        file["instruments"][0]["date"] = json!(date);
        if let Some(key) = key {
            file["instruments"][0]["key"] = json!(key);
        }
        file
    };
    let desk = Desk::new();
    put(&desk, "a.json", &dated("2026-11-20", None));
    put(&desk, "b.json", &dated("2026-11-27", None));
    put(&desk, "c.json", &dated("2026-11-28", Some(&"0".repeat(64))));
    put(&desk, "d.json", &dated("30.10.2027", None));
    let run = desk.run(&["assess", "self-determination", ".", "--lang", "en"]);
    assert_eq!(run.code, Some(1));
    for file in ["a.json", "c.json", "d.json"] {
        let told = format!("cannot read `{file}`: the answers of `01` to klimov-ddo are taken from `b.json`");
        assert!(run.told.contains(&told), "{}", run.told);
    }
    assert_eq!(run.out.lines().count(), 2);
}

#[test]
fn answers_to_another_key_are_not_scored() {
    let desk = Desk::new();
    let mut file = handed("01", FIRST);
    file["instruments"][0]["key"] = json!("0".repeat(64));
    file["instruments"][0]["version"] = json!("0.9.0");
    put(&desk, "orientir-01.json", &file);
    let run = desk.run(&["assess", "self-determination", ".", "--lang", "en"]);
    assert_eq!(run.code, Some(1));
    let version = orientir::catalogue::get("klimov-ddo").expect("shipped").definition().version.clone();
    let told = format!("orientir-01.json: expected results of klimov-ddo {version}, found `klimov-ddo 0.9.0`");
    assert!(run.told.contains(&told), "{}", run.told);
}

#[test]
fn what_is_wrong_in_a_file_is_told_and_the_others_count() {
    let desk = Desk::new();
    put(&desk, "orientir-01.json", &handed("01", FIRST));
    let mut wrong = handed("02", SECOND);
    wrong["instruments"][0]["answers"]["3"] = json!("x");
    wrong["instruments"][0]["answers"]["strange"] = json!("1");
    put(&desk, "orientir-02.json", &wrong);
    let mut newer = handed("03", FIRST);
    newer["format"] = json!(2);
    put(&desk, "orientir-03.json", &newer);
    let text = handed("04", FIRST).to_string();
    desk.file("orientir-04.json", &text[..text.len() - 9]);
    let mut nobody = handed("", FIRST);
    nobody["extra"] = json!(1);
    put(&desk, "orientir-05.json", &nobody);
    desk.file("package.json", "{\"name\": \"something else\"}");
    let run = desk.run(&["assess", "self-determination", ".", "--lang", "en"]);
    assert_eq!(run.code, Some(1), "{}", run.told);
    for told in [
        "orientir-02.json: row 1 (id 02), column 3: ",
        "orientir-03.json: /format: ",
        "orientir-04.json: ",
        "orientir-05.json: /id: ",
        "orientir-05.json: /extra: ",
        "files passed over: `package.json`",
    ] {
        assert!(run.told.contains(told), "{told} is missing in\n{}", run.told);
    }
    let ids: Vec<&str> = run.out.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(ids, ["01", "02"]);
}
