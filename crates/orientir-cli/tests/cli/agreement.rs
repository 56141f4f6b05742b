//! Agreement of raters: what is written, and tables that allow no comparison.

use crate::desk::{Desk, Run};

const HEADER: &str = "id,rater,date,a1,a2,a3,a4,a5,a6,a7,a8\n";

/// A table of ratings: each row an id, a rater, a date and eight marks.
fn ratings(rows: &[(&str, &str, &str, &str)]) -> String {
    let row = |(id, rater, date, marks): &(&str, &str, &str, &str)| {
        let marks = marks.chars().map(|mark| if mark == '-' { "no".to_owned() } else { mark.to_string() });
        format!("{id},{rater},{date},{}\n", marks.collect::<Vec<_>>().join(","))
    };
    HEADER.to_owned() + &rows.iter().map(row).collect::<String>()
}

fn compare(table: &str, options: &[&str]) -> Run {
    let desk = Desk::new();
    desk.file("sheet.csv", table);
    let arguments = ["agreement", "observation-sheet", "sheet.csv"];
    desk.run(&arguments.iter().chain(options).copied().collect::<Vec<_>>())
}

/// Two raters; the second gives `activity` 100/24 more to the first pupil.
fn two() -> String {
    ratings(&[
        ("1", "Rūta", "", "22222222"),
        ("1", "Юля", "", "32222222"),
        ("2", "Rūta", "", "11111111"),
        ("2", "Юля", "", "11111111"),
        ("3", "Rūta", "", "33333333"),
        ("3", "Юля", "", "33333333"),
        ("4", "Юля", "", "3333333-"),
    ])
}

/// The line of a coefficient; empty where there is none.
fn line<'r>(run: &'r Run, start: &str) -> &'r str {
    run.out.lines().find(|line| line.starts_with(start)).unwrap_or_default()
}

#[test]
fn a_line_a_coefficient() {
    let run = compare(&two(), &[]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert!(run.out.starts_with("part,name,coefficient,rater,value,ci_low,ci_high,raters,n,dropped,reason\n"));
    // By hand: a1 is (2, 3), (1, 1), (3, 3). Observed 1 of 3 apart; shares 2 1 3 and 3 1 3: 1 - 3/9 expected apart.
    assert_eq!(line(&run, "field,a1,kappa,"), "field,a1,kappa,,0.5,,,2,3,1,");
    // All but the first field are alike.
    assert_eq!(line(&run, "field,a2,alpha_ordinal,"), "field,a2,alpha_ordinal,,1,,,2,3,1,");
    // 100 / 24 apart in one of three: half of it on each side, a third of that in the mean.
    let severity = line(&run, "scale,activity,severity,Юля").split(',').nth(4).expect("a cell").parse::<f64>();
    assert!(severity.is_ok_and(|severity| (severity - 100.0 / 144.0).abs() < 1e-12), "{}", run.out);
    // Full agreement: an estimate, and why it has no interval.
    assert_eq!(line(&run, "scale,fallback,icc_a_1,"), "scale,fallback,icc_a_1,,1,,,2,3,1,no_error");
    let run = compare(&two(), &["--format", "jsonl"]);
    assert_eq!(
        line(&run, r#"{"coefficient":"kappa","dropped":1,"n":3,"name":"a1""#),
        r#"{"coefficient":"kappa","dropped":1,"n":3,"name":"a1","part":"field","raters":2,"value":0.5}"#
    );
    for lang in ["en", "ru", "lt"] {
        let run = compare(&two(), &["--format", "table", "--lang", lang]);
        insta::assert_snapshot!(format!("agreement_{lang}"), run.whole());
    }
}

#[test]
fn ratings_of_one_rater_are_joined_as_a_score_joins_them() {
    let run = compare(
        &ratings(&[
            ("1", "A", "2026-03-01", "22222222"),
            ("1", "A", "2026-03-08", "32222222"),
            ("1", "B", "2026-03-01", "3-------"),
            ("2", "A", "2026-03-01", "00000000"),
            ("2", "B", "2026-03-02", "00000000"),
        ]),
        &["--lang", "en"],
    );
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert!(run.told.contains("joined into their mean"), "{}", run.told);
    // Means of codes are no categories; their order is one.
    assert_eq!(line(&run, "field,a1,kappa,"), "field,a1,kappa,,,,,2,2,0,not_a_category");
    assert!(line(&run, "field,a1,alpha_ordinal,").ends_with(",2,2,0,"), "{}", run.out);
    // A saw a2 of both pupils, B of one of them.
    assert_eq!(line(&run, "field,a2,alpha_ordinal,"), "field,a2,alpha_ordinal,,,,,2,1,1,one_subject");
}

#[test]
fn what_allows_no_comparison_says_why() {
    let pupil = |id: &'static str, rater: &'static str| (id, rater, "", "22222222");
    let refused = [
        (ratings(&[pupil("1", "A"), pupil("2", "A")]), "two raters are needed"),
        ("id,a1,a2,a3,a4,a5,a6,a7,a8\n1,1,1,1,1,1,1,1,1\n".to_owned(), "the column `rater` is missing"),
        (HEADER.to_owned(), "has no rows"),
    ];
    for (table, told) in refused {
        let run = compare(&table, &["--lang", "en"]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.told);
        assert!(run.told.contains(told), "{}", run.told);
    }
    let reasons = [
        (ratings(&[pupil("1", "A"), pupil("1", "B")]), "one_subject"),
        (ratings(&[pupil("1", "A"), pupil("2", "B")]), "no_overlap"),
        (ratings(&[pupil("1", "A"), pupil("1", "B"), pupil("2", "A"), pupil("2", "B")]), "no_variance"),
        (ratings(&[("1", "A", "", "--------"), ("1", "B", "", "--------")]), "no_overlap"),
    ];
    for (table, reason) in reasons {
        let run = compare(&table, &[]);
        assert_eq!(run.code, Some(0), "{}", run.told);
        assert!(line(&run, "scale,activity,icc_1,").ends_with(reason), "{}", run.out);
        assert!(!run.out.to_lowercase().contains("nan") && !run.out.contains("inf"), "{}", run.out);
        let run = compare(&table, &["--format", "table"]);
        assert_eq!(run.code, Some(0), "{}", run.told);
    }
}

#[test]
fn rows_without_a_rater_and_rows_that_repeat_are_told() {
    let mut table = two() + "5,,,1,1,1,1,1,1,1,1\n";
    table += "1,Rūta,,0,0,0,0,0,0,0,0\n2,Юля,,9,1,1,1,1,1,1,1\n";
    let run = compare(&table, &["--lang", "en"]);
    assert_eq!(run.code, Some(1));
    assert!(run.told.contains("expected the name of a rater; row 8 is passed over"), "{}", run.told);
    assert!(run.told.contains("problems: 3"), "{}", run.told);
    // What was passed over changes nothing.
    assert_eq!(line(&run, "field,a1,kappa,"), "field,a1,kappa,,0.5,,,2,3,1,");
}

#[test]
fn raters_who_may_be_one_person_and_those_with_one_pupil_are_told() {
    let table = two() + "1,рута,,1,1,1,1,1,1,1,1\n1, РУТА ,,1,1,1,1,1,1,1,1\n2,рута,,1,1,1,1,1,1,1,1\n";
    let mut whole = String::new();
    for lang in ["ru", "lt", "en"] {
        let run = compare(&table, &["--lang", lang]);
        assert_eq!(run.code, Some(0), "{}", run.told);
        whole += &run.told;
    }
    insta::assert_snapshot!("agreement_raters", whole);
    assert!(!compare(&two(), &["--lang", "en"]).told.contains("one person"));
}

#[test]
fn hostile_names_of_raters_run_nothing() {
    let table = two().replace("Rūta", "=cmd|' /C calc'!A0").replace("Юля", "\u{1b}[2J\u{202e}x");
    let run = compare(&table, &[]);
    assert!(run.out.contains(",'=cmd|' /C calc'!A0,"), "{}", run.out);
    let run = compare(&table, &["--format", "table"]);
    assert!(!run.out.contains(['\u{1b}', '\u{202e}']), "{}", run.out);
    let run = compare(&table, &["--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&run.out).is_ok(), "{}", run.out);
}

#[test]
fn a_rater_in_every_row_takes_no_memory() {
    let rows: String = (0..3000).map(|i| format!("{i},r{i},,1,1,1,1,1,1,1,1\n")).collect();
    let run = compare(&(HEADER.to_owned() + &rows), &["--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.told);
    assert!(run.told.contains("more data or larger numbers"), "{}", run.told);
}
