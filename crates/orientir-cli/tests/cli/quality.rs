//! `quality`: tables of answers in, indices of response quality out, and what is told of them.

use crate::desk::{Desk, klimov, width};

/// A table of the motives questionnaire: 20 answers a person, one sign each; a point is none.
fn motives(rows: &[(&str, &str)]) -> String {
    let header: Vec<String> = (1..=20).map(|item| item.to_string()).collect();
    let mut table = format!("id,{}\n", header.join(","));
    for (id, answers) in rows {
        let cells: Vec<String> = answers.chars().map(|sign| sign.to_string().replace('.', "")).collect();
        table.push_str(&format!("{id},{}\n", cells.join(",")));
    }
    table
}

const VARIED: &str = "12345123451234512345";
const ALIKE: &str = "33333333333333333333";

/// By hand: 12345 four times is 20 runs of one; ends 8 of 20, middle 4 of 20, above it 8 of 20; sum 60, squares 220, variance
/// (20 * 220 - 60²) / (20 * 19) = 800/380. The even-odd of the key is the core's to test.
#[test]
fn indices_by_hand() {
    let desk = Desk::new();
    desk.file("a.csv", motives(&[("01", VARIED), ("02", ALIKE)]));
    let run = desk.run(&["quality", "ovcharova-motives", "a.csv"]);
    assert_eq!(run.code, Some(0));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(
        lines[0],
        "id,longstring,mean_run,irv,extreme,mid,acquiescence,even_odd,synonyms,antonyms,person_total,mahalanobis,without,flags"
    );
    let irv = (800.0_f64 / 380.0).sqrt();
    assert!(lines[1].starts_with(&format!("01,1,1,{irv},0.4,0.2,0.4,")), "{}", lines[1]);
    assert!(lines[2].starts_with("02,20,20,0,0,1,0,,,,,,even_odd:constant synonyms:few_people "), "{}", lines[2]);
    assert!(lines[2].ends_with(",longstring"), "{}", lines[2]);
}

#[test]
fn a_flag_is_told_with_its_cut_and_takes_nobody_out() {
    let desk = Desk::new();
    desk.file("a.csv", motives(&[("01", VARIED), ("02", ALIKE)]));
    for (lang, words) in [
        ("en", ["with a flag: 1; with two or more: 0", "longstring: 1 - ", "no proof of carelessness"]),
        ("ru", ["с отметкой: 1; с двумя и больше: 0", "longstring: 1 - ", "не доказательство небрежности"]),
        ("lt", ["su žyma: 1; su dviem ir daugiau: 0", "longstring: 1 - ", "ne aplaidumo įrodymas"]),
    ] {
        let run = desk.run(&["quality", "ovcharova-motives", "a.csv", "--lang", lang]);
        let told = run.told.replace('\n', " ");
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
        assert_eq!(run.out.lines().count(), 3, "a row a pupil");
    }
    let quiet = desk.run(&["quality", "ovcharova-motives", "a.csv", "--quiet"]);
    assert_eq!((quiet.code, quiet.told.as_str()), (Some(0), ""));
}

#[test]
fn the_table_fits_and_the_texts_stand() {
    let desk = Desk::new();
    desk.file("a.csv", motives(&[("01", VARIED), ("02", ALIKE), ("03", "5...................")]));
    for lang in ["en", "ru", "lt"] {
        let run = desk.run(&["quality", "ovcharova-motives", "a.csv", "--format", "table", "--lang", lang]);
        insta::assert_snapshot!(format!("quality_{lang}"), run.whole());
        assert!(run.out.lines().chain(run.told.lines()).all(|line| width(line) <= 80), "{}", run.whole());
    }
}

#[test]
fn a_faulty_row_is_told_and_the_good_ones_are_written() {
    let desk = Desk::new();
    desk.file("a.csv", motives(&[("01", VARIED), ("02", ALIKE)]) + "03,5\n");
    let run = desk.run(&["quality", "ovcharova-motives", "a.csv"]);
    assert_eq!((run.code, run.out.lines().count()), (Some(1), 3), "{}", run.told);
    assert!(run.told.contains("rows written: 2; problems: 1"), "{}", run.told);
}

#[test]
fn pair_choices_are_refused_with_the_reason() {
    let desk = Desk::new();
    desk.file("a.csv", klimov(&[("01", "aaaaaaaaaaaaaaaaaaaa")]));
    let run = desk.run(&["quality", "ДДО", "a.csv", "--format", "jsonl"]);
    assert_eq!(run.code, Some(0));
    let told = run.out.contains(r#""longstring":{"without":"ipsative"}"#) && run.out.ends_with("\"flags\":[]}\n");
    assert!(told, "{}", run.out);
    assert!(run.told.replace('\n', " ").contains("one answer takes from another"), "{}", run.told);
}

#[test]
fn hostile_names_steer_nothing() {
    let desk = Desk::new();
    desk.file("a.csv", motives(&[("=1+1", ALIKE), ("\"\u{1b}[31m\u{202e}x\"", ALIKE), ("-5", ALIKE)]));
    let csv = desk.run(&["quality", "ovcharova-motives", "a.csv"]).out;
    assert!(csv.contains("\n'=1+1,") && csv.contains("\n-5,"), "{csv}");
    let table = desk.run(&["quality", "ovcharova-motives", "a.csv", "--format", "table"]).whole();
    assert!(!table.contains('\u{1b}') && !table.contains('\u{202e}'), "{table}");
}

#[test]
fn what_cannot_be_read_or_written_is_refused_as_elsewhere() {
    let desk = Desk::new();
    desk.file("a.csv", motives(&[("01", VARIED)])).file("empty.csv", motives(&[]));
    for arguments in [
        &["quality", "ovcharova-motives", "no.csv"][..],
        &["quality", "ovcharova-motives", "empty.csv"],
        &["quality", "self-determination", "a.csv"],
        &["quality", "ovcharova-motives", "a.csv", "-o", "a.csv"],
        &["quality", "ovcharova-motives", "a.csv", "-o", "a.xlsx"],
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}: {}", run.told);
    }
}
