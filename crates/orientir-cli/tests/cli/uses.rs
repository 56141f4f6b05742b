//! Instruments for groups of adults: whatever speaks of one person is refused at once, and groups have a way to the end.

use crate::desk::{Desk, Run};

const OPINIONS: &str = include_str!("../../../../tests/definitions/opinions.json");
const INGLEHART: &str = include_str!("../../../../tests/definitions/inglehart-4.json");
const ADULTS: &str = include_str!("../../../../examples/adults/inglehart-4.csv");

/// The thirty adults of the examples, with the definition that asked them.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("inglehart-4.json", INGLEHART).file("adults.csv", ADULTS).file("opinions.json", OPINIONS);
    desk
}

#[test]
fn what_speaks_of_one_person_is_refused_at_once() {
    let desk = desk();
    let mut whole = String::new();
    for arguments in [
        &["score", "inglehart-4.json", "adults.csv"][..],
        &["score", "inglehart-4.json", "adults.csv", "-o", "scores.xlsx"],
        &["explain", "inglehart-4.json", "adults.csv", "--id", "03"],
        &["compare", "inglehart-4.json", "adults.csv"],
        &["quality", "inglehart-4.json", "adults.csv"],
        &["agreement", "inglehart-4.json", "adults.csv"],
        // Nothing is read before: the table need not even be there.
        &["score", "inglehart-4.json", "nowhere.csv", "--lang", "ru"],
        &["score", "inglehart-4.json", "nowhere.csv", "--lang", "lt"],
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        whole += &format!("$ {}\n{}", arguments.join(" "), run.told);
    }
    assert!(!desk.path().join("scores.xlsx").exists());
    insta::assert_snapshot!("uses_refused", whole);
}

/// What docs/uses.md shows.
#[test]
fn groups_have_a_way_to_the_end() {
    let desk = desk();
    let mut whole = String::new();
    let mut run = |arguments: &[&str]| {
        let run = desk.run(arguments);
        whole += &format!("$ {}\n{}", arguments.join(" "), run.whole());
        run
    };
    let count = ["tally", "inglehart-4.json", "adults.csv", "--school", "Library", "--date", "2026-10"];
    for arguments in [
        [&count[..], &["--format", "table"]].concat(),
        [&count[..], &["--by", "sex", "--format", "table"]].concat(),
        [&count[..], &["-o", "tally.json"]].concat(),
        vec!["merge", "tally.json", "--format", "table", "--lang", "ru"],
        vec!["fit", "tally.json", "--instrument", "inglehart-4.json", "-o", "norms.json"],
        vec!["reliability", "inglehart-4.json", "adults.csv", "--format", "table"],
        vec!["items", "inglehart-4.json", "tally.json", "--format", "table"],
    ] {
        assert_eq!(run(&arguments).code, Some(0), "{arguments:?}");
    }
    assert!(desk.read("norms.json").contains("\"adults\""));
    insta::assert_snapshot!("uses_of_groups", whole);
}

#[test]
fn pupils_names_and_few_people_are_told() {
    let desk = desk();
    let rows =
        |of: &dyn Fn(usize) -> String, n: usize| (0..n).map(|i| of(i) + ",agree,agree,disagree\n").collect::<String>();
    let table = |header: &str, of: &dyn Fn(usize) -> String, n| format!("{header},town,taxes,roads\n{}", rows(of, n));
    desk.file("grade.csv", table("id,grade", &|i| format!("{i},{}", if i == 4 { "9" } else { "" }), 20));
    desk.file("class.csv", table("id,class", &|i| format!("{i},{}", if i == 4 { "IIg" } else { "" }), 20));
    desk.file("age.csv", table("id,age", &|i| format!("{i},{}", if i == 4 { 17 } else { 40 }), 20));
    desk.file("names.csv", table("Name", &|i| format!("Ann {i}"), 20));
    desk.file("few.csv", table("id", &|i| i.to_string(), 9));
    desk.file("good.csv", table("id", &|i| i.to_string(), 20));
    desk.file("pupils.csv", "id,class\n4,9B\n");
    let mut whole = String::new();
    let mut tell = |arguments: &[&str]| {
        let Run { code, out, told } = desk.run(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        whole += &format!("$ {}\n{told}", arguments.join(" "));
    };
    for file in ["grade.csv", "class.csv", "age.csv", "names.csv", "few.csv"] {
        tell(&["tally", "opinions.json", file, "--school", "Library"]);
        tell(&["reliability", "opinions.json", file]);
    }
    tell(&["tally", "opinions.json", "good.csv", "--school", "Library", "--pupils", "pupils.csv"]);
    tell(&["tally", "opinions.json", "good.csv", "--school", "Library", "--min-cell", "1"]);
    tell(&["tally", "opinions.json", "grade.csv", "--school", "Library", "--lang", "ru"]);
    tell(&["tally", "opinions.json", "good.csv", "--school", "Library", "--min-cell", "9", "--lang", "lt"]);
    insta::assert_snapshot!("uses_of_pupils", whole);
}

#[test]
fn counts_of_anything_can_be_read() {
    let desk = Desk::new();
    let row = |i: usize| {
        format!("{i},{},{}\n", 1 + i % 2, [0, 1, 2, 1, 2].map(|code: usize| ((code + i) % 3).to_string()).join(","))
    };
    let table: String = (0..24).map(row).collect();
    desk.file("plan.csv", format!("id,occasion,plan,dated,next_step,alternative,sources\n{table}"));
    let run = desk.run(&["tally", "career-plan", "plan.csv", "--school", "5", "--format", "table"]);
    insta::assert_snapshot!("tally_for_reading", run.whole());
}
