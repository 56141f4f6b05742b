//! `assess`: a folder of tables in, one row a pupil and the picture of the class out.

use std::path::PathBuf;

use crate::desk::{Desk, klimov, width};

fn example(name: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    root.to_str().expect("a path in UTF-8").to_owned()
}

/// A folder of three pupils with two instruments of the battery.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("pupils.csv", "id,class,sex,age\n03,9Б,ж,15\n01,9Б,м,15\n02,9Б,,\n");
    let motives: Vec<String> = (1..=20).map(|i| i.to_string()).collect();
    let row = |of: &dyn Fn(usize) -> &'static str| (1..=20).map(of).collect::<Vec<_>>().join(",");
    let (same, other) = (row(&|_| "3"), row(&|i| if i % 2 == 0 { "5" } else { "1" }));
    desk.file("ovcharova-motives.csv", format!("id,{}\n01,{same}\n03,{other}\n", motives.join(",")));
    desk.file("Климов.csv", klimov(&[("01", "aaaaaaaaaaaaaaaaaaaa"), ("03", "bbbbbbbbbbbbbbbbbbbb")]));
    desk
}

#[test]
fn one_row_a_pupil_in_the_order_of_the_list() {
    let desk = desk();
    let run = desk.run(&["assess", "self-determination", "."]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    let lines: Vec<Vec<&str>> = run.out.lines().map(|line| line.split(',').collect()).collect();
    let header = "id,cognitive.index,cognitive.level,cognitive.coverage,motivational.index,motivational.level,motivational.coverage,\
                  practical.index,practical.level,practical.coverage,overall.level,missing,flags";
    assert_eq!(lines[0].join(","), header);
    assert_eq!(lines.iter().skip(1).map(|line| line[0]).collect::<Vec<_>>(), ["03", "01", "02"]);
    let missing = lines[3][11];
    assert!(
        missing.contains("motives") && missing.contains("awareness"),
        "a pupil without answers still gets a row: {missing}"
    );
    assert!(run.told.contains("there are no tables for: ") && run.told.contains("`dembo-rubinstein`"), "{}", run.told);
}

#[test]
fn covariates_come_from_the_list_of_pupils() {
    let desk = desk();
    let numbers: Vec<String> = (1..=20).map(|i| i.to_string()).collect();
    desk.file(
        "szho.csv",
        format!("id,{}\n01,{}\n02,{}\n", numbers.join(","), ["4"; 20].join(","), ["4"; 20].join(",")),
    );
    let run = desk.run(&["assess", "self-determination", ".", "--wording", "szho=published", "--format", "jsonl"]);
    let people: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).expect("a document")).collect();
    let norms = |id: &str| {
        let person = people.iter().find(|p| p["key"]["id"] == id).expect("the pupil");
        let receipts = person["receipts"].as_array().expect("receipts");
        receipts
            .iter()
            .find(|r| r["instrument"] == "szho")
            .map(|r| r["norms"].as_object().map_or(0, serde_json::Map::len))
    };
    assert_eq!(norms("01"), Some(1), "his sex stands in pupils.csv");
    assert_eq!(norms("02"), Some(0), "the sex of 02 is not known");
}

#[test]
fn unknown_pupils_are_told_and_assessed() {
    let desk = desk();
    desk.file("Климов.csv", klimov(&[("01", "aaaaaaaaaaaaaaaaaaaa"), ("99", "aaaaaaaaaaaaaaaaaaaa")]));
    let run = desk.run(&["assess", "self-determination", "."]);
    assert_eq!(run.code, Some(1));
    assert!(run.told.contains("Климов.csv: row 2: ") && run.told.contains("`99`"), "{}", run.told);
    assert!(run.out.lines().any(|line| line.starts_with("99,")), "{}", run.out);
}

#[test]
fn a_table_that_cannot_be_used_does_not_stop_the_others() {
    let desk = desk();
    desk.file("szho.csv", "id,1\n\"x,1\n").file("career-plan.csv", "").file("work-values.csv", "id,x\n1,1\n");
    let run = desk.run(&["assess", "self-determination", "."]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.out.lines().count(), 4);
    for name in ["szho.csv", "career-plan.csv", "work-values"] {
        assert!(run.told.contains(name), "{name}: {}", run.told);
    }
}

#[test]
fn folders_that_cannot_be_used() {
    let desk = Desk::new();
    desk.file("a.csv", "id\n1\n");
    for (folder, told) in
        [("nowhere", "there is no such folder"), ("a.csv", "there is no such folder"), (".", "no usable table")]
    {
        let run = desk.run(&["assess", "self-determination", folder]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{folder}");
        assert!(run.told.contains(told), "{folder}: {}", run.told);
    }
    let run = desk.run(&["assess", "self-determination", ".", "--policy", "zero_skill=sometimes"]);
    assert_eq!(run.code, Some(2));
    let run = desk.run(&["assess", "self-determination", ".", "--wording", "nothing=published"]);
    assert_eq!(run.code, Some(2));
}

#[test]
fn occasions_are_rows_of_their_own() {
    let desk = desk();
    let header: Vec<String> = (1..=20).map(|i| i.to_string()).collect();
    let answers = ["3"; 20].join(",");
    desk.file("ovcharova-motives.csv", format!("id,occasion,{}\n01,2,{answers}\n01,1,{answers}\n", header.join(",")));
    let run = desk.run(&["assess", "self-determination", "."]);
    let keys: Vec<String> = run.out.lines().map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(keys, ["id occasion", "03 1", "01 1", "01 2", "02 1"]);
}

#[test]
fn the_list_of_pupils_may_be_faulty_or_missing() {
    let desk = desk();
    desk.file("pupils.csv", "id,sex\n01,robot\n01,м\n,м\n03,ж\n");
    let run = desk.run(&["assess", "self-determination", "."]);
    assert_eq!(run.code, Some(1));
    for told in ["pupils.csv: row 1, column sex: ", "pupils.csv: row 2: ", "pupils.csv: row 3, column id: "] {
        assert!(run.told.contains(told), "{told}: {}", run.told);
    }
    std::fs::remove_file(desk.path().join("pupils.csv")).expect("the file");
    let run = desk.run(&["assess", "self-determination", "."]);
    assert_eq!(run.code, Some(0));
    assert!(run.told.contains("there is no pupils.csv"), "{}", run.told);
}

#[test]
fn the_example_class_is_clean_and_believable() {
    let desk = Desk::new();
    let run = desk.run(&["assess", "self-determination", &example("class-9b"), "--format", "table"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    assert!(width(&run.out) <= 80, "{}", run.out);
    let csv = desk.run(&["assess", "self-determination", &example("class-9b")]).out;
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 29);
    for (column, name) in rows[0].iter().enumerate().filter(|(_, name)| name.contains(".level")) {
        for level in ["low", "medium", "high"] {
            let count = rows.iter().skip(1).filter(|row| row[column] == level).count();
            assert!(count * 3 <= 28 * 2, "{name}: {level} {count} of 28");
        }
    }
}

#[test]
fn the_raw_class_is_told_and_written() {
    let desk = Desk::new();
    let run = desk.run(&["assess", "self-determination", &example("class-9b-raw"), "--summary"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.lines().count() > 28, "{}", run.out);
    assert!(run.told.contains("The class: ") && run.told.contains('█'), "{}", run.told);
    assert!(!run.told.to_lowercase().contains("refus"), "refusals are not named: {}", run.told);
    let table = desk.run(&[
        "assess",
        "self-determination",
        &example("class-9b-raw"),
        "--format",
        "table",
        "--lang",
        "ru",
        "--labels",
    ]);
    assert!(width(&table.out) <= 80, "{}", table.out);
}

#[test]
fn one_number_in_the_file_of_a_battery_changes_the_result() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["show", "self-determination", "--json", "-o", "mine.json"]).code, Some(0));
    let own = desk.run(&["assess", "mine.json", &example("class-9b")]);
    let shipped = desk.run(&["assess", "self-determination", &example("class-9b")]);
    assert_eq!((own.code, &own.out), (Some(0), &shipped.out));
    let mut battery: serde_json::Value = serde_json::from_str(&desk.read("mine.json")).expect("a document");
    let rules = battery["criterion"]["rules"].as_array_mut().expect("rules");
    for rule in rules {
        rule["percent"] = 100.into();
    }
    battery.as_object_mut().expect("an object").remove("examples");
    desk.file("mine.json", battery.to_string());
    let changed = desk.run(&["assess", "mine.json", &example("class-9b")]);
    assert_eq!(changed.code, Some(0), "{}", changed.told);
    assert_ne!(changed.out, shipped.out);
}
