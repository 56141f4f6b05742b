//! Names as people write them, and what may have been meant by a misspelt one.

use crate::desk::{Desk, SMALL, klimov};

const A: &str = "aaaaaaaaaaaaaaaaaaaa";

#[test]
fn instruments_and_batteries_by_any_name() {
    let desk = Desk::new();
    for (name, id) in [
        ("сжо", "szho"),
        ("dembo rubinstein", "dembo-rubinstein"),
        ("KLIMOV_DDO", "klimov-ddo"),
        ("Овчарова", "ovcharova-motives"),
    ] {
        let run = desk.run(&["show", name]);
        assert!(run.code == Some(0) && run.out.contains(id), "{name}: {}", run.told);
    }
    assert!(desk.run(&["show", "Self Determination"]).out.contains("self-determination"));
}

#[test]
fn wording_takes_other_names() {
    let desk = Desk::new();
    let header: Vec<String> = (1..=20).map(|i| i.to_string()).collect();
    let szho = format!("id,sex,{}\n01,м,{}\n", header.join(","), ["4"; 20].join(","));
    desk.file("сжо 9Б.csv", &szho).file("klimov-ddo.csv", klimov(&[("01", A)]));
    for name in ["szho", "СЖО", "sžo", "Леонтьев"] {
        let wording = format!("{name}=published");
        let run = desk.run(&["score", "сжо", "сжо 9Б.csv", "--wording", &wording]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.told);
        let run = desk.run(&["explain", "szho", "сжо 9Б.csv", "--id", "01", "--wording", &wording]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.told);
        let run = desk.run(&["assess", "self-determination", ".", "--wording", &wording]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.told);
    }
    let run = desk.run(&["score", "сжо", "сжо 9Б.csv", "--wording", "ДДО=published"]);
    assert_eq!(run.code, Some(2), "another instrument's name");
    let run = desk.run(&["assess", "self-determination", ".", "--wording", "Леонтев=published"]);
    assert!(run.code == Some(2) && run.told.contains("did you mean `Леонтьев`?"), "{}", run.told);
}

#[test]
fn files_of_a_class_by_the_beginning_of_their_names() {
    let desk = Desk::new();
    desk.file("ДДО 9Б.csv", klimov(&[("01", A)])).file("Список_9Б.csv", "id,sex\n01,м\n");
    desk.file("~$ДДО 9Б.xlsx", "x").file(".~lock.ДДО 9Б.csv#", "x").file(".ДДО.csv", "x").file("notes.csv", "x");
    let run = desk.run(&["assess", "self-determination", "."]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert_eq!(run.out.lines().count(), 2);
    let lines: Vec<&str> = run.told.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "remark: tables known by the beginning of their names: `ДДО 9Б.csv` (klimov-ddo), `Список_9Б.csv` (pupils)",
            "remark: files passed over: `notes.csv`"
        ]
    );
    assert_eq!(lines.len(), 3, "{}", run.told);
}

#[test]
fn a_workbook_is_the_table_of_its_name() {
    let desk = Desk::new();
    desk.file("klimov-ddo.csv", klimov(&[("01", A)])).file("ОПГ (ответы).xlsx", "no workbook");
    let run = desk.run(&["assess", "self-determination", "."]);
    assert_eq!(run.code, Some(1), "{}", run.told);
    assert!(run.told.contains("`ОПГ (ответы).xlsx` (kabardova-opg)"), "{}", run.told);
}

#[test]
fn of_two_tables_for_one_instrument_none_is_taken() {
    let desk = Desk::new();
    desk.file("klimov-ddo.csv", klimov(&[("01", A)])).file("Климов.csv", klimov(&[("02", A)]));
    let run = desk.run(&["assess", "self-determination", "."]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "there is no other table");
    assert!(
        run.told.contains("there are several tables for klimov-ddo here: `klimov-ddo.csv`, `Климов.csv`; leave one"),
        "{}",
        run.told
    );
    let header: Vec<String> = (1..=20).map(|i| i.to_string()).collect();
    desk.file("Овчарова.csv", format!("id,{}\n01,{}\n", header.join(","), ["3"; 20].join(",")));
    desk.file("pupils.csv", "id\n01\n").file("ученики.csv", "id\n02\n");
    let run = desk.run(&["assess", "self-determination", ".", "--lang", "ru"]);
    assert_eq!(run.code, Some(1), "the others count: {}", run.told);
    assert!(run.told.contains("для klimov-ddo здесь несколько таблиц: `klimov-ddo.csv`, `Климов.csv`"), "{}", run.told);
    assert!(run.told.contains("для pupils здесь несколько таблиц: `pupils.csv`, `ученики.csv`"), "{}", run.told);
    assert!(!run.told.contains("нет файла pupils.csv"), "{}", run.told);
    let people: Vec<&str> = run.out.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(people, ["01"], "neither list was taken");
}

#[test]
fn did_you_mean() {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("class.csv", klimov(&[("07", A), ("Иванова Анна", A)]));
    desk.file("school/9b/klimov-ddo.csv", klimov(&[("07", A)]));
    for (arguments, told) in [
        (&["score", "klimof", "class.csv"][..], "`Klimov`"),
        (&["score", "KLIMOV-DO", "class.csv"], "`klimov-ddo`"),
        (&["assess", "self-determinaton", "."], "`self-determination`"),
        (&["score", "klimov-ddo", "clas.csv"], "`class.csv`"),
        (&["score", "klimov-ddo", "class"], "`class.csv`"),
        (&["score", "klimov-ddo", "class.xlsx"], "`class.csv`"),
        (&["score", "klimov-ddo", "school/9b/klimovddo.csv"], "`school/9b/klimov-ddo.csv`"),
        (&["score", "./smal.json", "class.csv"], "`./small.json`"),
        (&["check", "smal.json"], "`small.json`"),
        (&["assess", "self-determination", "scool"], "`school`"),
        (&["explain", "klimov-ddo", "class.csv", "--id", "7"], "`07`"),
        (&["explain", "klimov-ddo", "class.csv", "--id", "иванова  анна"], "`Иванова Анна`"),
        (&["score", "ОПГ", "class.csv", "--policy", "zero_skil=count_all"], "did you mean `zero_skill=count_all`?"),
        (
            &["assess", "self-determination", "school/9b", "--policy", "zero-skill=count"],
            "did you mean `zero_skill=count_all`?",
        ),
        (&["compare-entry", "class.csv", "klass.csv"], "`class.csv`"),
        (&["score", "klimov-ddo", "class.csv", "--lang", "rus"], "ru"),
        (&["scor", "klimov-ddo", "class.csv"], "'score'"),
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.told.contains(told), "{arguments:?}: {}", run.told);
    }
    for arguments in [
        &["explain", "klimov-ddo", "class.csv", "--id", "08"][..],
        &["explain", "klimov-ddo", "class.csv", "--id", "07", "--occasion", "2"],
        &["score", "klimov-ddo", "motives.csv"],
        &["score", "zodiac", "class.csv"],
    ] {
        let run = desk.run(arguments);
        assert!(run.code == Some(2) && !run.told.contains("did you mean"), "{arguments:?}: {}", run.told);
    }
    let run = desk.run(&["score", "klimov-ddo", "clas.csv", "--lang", "ru"]);
    assert_eq!(run.told, "не удалось прочитать `clas.csv`: такого файла нет; возможно, имелось в виду `class.csv`\n");
}
