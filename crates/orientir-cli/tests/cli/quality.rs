//! `quality`: tables of answers in, indices of response quality out, and what is told of them.

use crate::desk::{Desk, klimov, width};
use crate::xlsx::Book;

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
        ("en", ["with a flag: 1; with two or more: 0", "longstring: flagged 1 (", "no proof of carelessness"]),
        ("ru", ["с отметкой: 1; с двумя и больше: 0", "longstring: отмечено 1 (", "не доказательство небрежности"]),
        ("lt", ["su žyma: 1; su dviem ir daugiau: 0", "longstring: pažymėta 1 (", "ne aplaidumo įrodymas"]),
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
    desk.file("pairs.csv", klimov(&[("01", "aaaaaaaaaaaaaaaaaaaa")]));
    for lang in ["en", "ru", "lt"] {
        let run = desk.run(&["quality", "ovcharova-motives", "a.csv", "--format", "table", "--lang", lang]);
        insta::assert_snapshot!(format!("quality_{lang}"), run.whole());
        let all = desk.run(&["quality", "ovcharova-motives", "a.csv", "--format", "table", "--all", "--lang", lang]);
        insta::assert_snapshot!(format!("quality_all_{lang}"), all.out);
        assert_eq!(all.told, run.told);
        let run = desk.run(&["quality", "ДДО", "pairs.csv", "--format", "table", "--lang", lang]);
        insta::assert_snapshot!(format!("quality_nobody_{lang}"), run.out);
        let bare = desk.run(&["quality", "ДДО", "pairs.csv", "--format", "table", "--all", "--lang", lang]);
        assert_eq!(bare.out, run.out, "no list of bare ids");
        let run = all;
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
    let table = ["quality", "ovcharova-motives", "a.csv", "--format", "table"];
    let table = [desk.run(&table), desk.run(&[&table[..], &["--all"]].concat())].map(|run| run.whole()).concat();
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
        &["quality", "ovcharova-motives", "a.csv", "-o", "a.ods"],
    ] {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}: {}", run.told);
    }
}

/// The same table with how long each took.
fn timed(header: &str, times: &[&str]) -> String {
    let table = motives(&[("01", VARIED), ("02", ALIKE), ("03", VARIED)]);
    let mut lines = table.lines();
    let head = lines.next().map(|line| format!("{line},{header}\n"));
    let rows = lines.zip(times).map(|(line, time)| format!("{line},{time}\n"));
    head.into_iter().chain(rows).collect()
}

/// By hand: 451 s over 20 answers are 22.55 s an answer; 30 s are 1.5, below the cut of 2.
#[test]
fn seconds_give_the_pace() {
    let desk = Desk::new();
    desk.file("a.csv", timed("\"Время, с\"", &["7 мин 31 с", "30", ""]));
    let run = desk.run(&["quality", "ovcharova-motives", "a.csv", "--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    let lines: Vec<Vec<&str>> = run.out.lines().map(|line| line.split(',').collect()).collect();
    let place = lines[0].iter().position(|name| *name == "pace").expect("a column");
    assert_eq!([lines[1][place], lines[2][place], lines[3][place]], ["22.55", "1.5", ""]);
    assert_eq!(lines[2].last(), Some(&"longstring pace"));
    assert!(run.out.lines().nth(3).is_some_and(|line| line.contains("pace:no_time")), "{}", run.out);
    let told = run.told.replace('\n', " ");
    assert!(told.contains("pace: flagged 1 (faster than 2 s an answer)"), "{told}");
    assert!(told.contains("not computed (1): pace: the time was not measured"), "{told}");
}

#[test]
fn a_faulty_time_is_told_and_the_answers_count() {
    let desk = Desk::new();
    desk.file("a.csv", timed("seconds", &["-5", "7:31", "99999"]));
    for (lang, words) in [
        ("en", "above 0 and at most 86400"),
        ("ru", "больше 0 и не больше 86400"),
        ("lt", "daugiau nei 0 ir daugiausia 86400"),
    ] {
        for command in ["quality", "score"] {
            let run = desk.run(&[command, "ovcharova-motives", "a.csv", "--lang", lang]);
            let told = run.told.replace("\n  ", " ").replace('\n', " ");
            assert_eq!(told.matches(words).count(), 3, "{told}");
            assert_eq!(run.out.lines().count(), 4, "{told}");
        }
    }
}

/// Scores are the same with and without the time.
#[test]
fn no_score_knows_of_the_time() {
    let desk = Desk::new();
    desk.file("with.csv", timed("seconds", &["30", "451", "900"]));
    desk.file("without.csv", motives(&[("01", VARIED), ("02", ALIKE), ("03", VARIED)]));
    let score = |file: &str| desk.run(&["score", "ovcharova-motives", file, "--format", "json"]);
    assert_eq!(score("with.csv").code, Some(0));
    assert_eq!(score("with.csv").out, score("without.csv").out);
}

#[test]
fn a_workbook_has_numbers_and_how_to_read_them() {
    let desk = Desk::new();
    desk.file("a.csv", timed("seconds", &["451", "30", "x"]));
    let run = desk.run(&["quality", "ovcharova-motives", "a.csv", "-o", "o.xlsx", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.told);
    let book = Book::open(&desk, "o.xlsx");
    assert_eq!(book.sheets(), ["Results", "Notes", "Problems", "About"]);
    let results = book.text("Results");
    assert!(results.starts_with("id|longstring|mean_run|irv|extreme|mid|acquiescence|pace|even_odd|"), "{results}");
    assert!(
        results.contains("\n01|1|1|") && results.contains("|22.55|") && results.contains("|longstring pace\n"),
        "{results}"
    );
    assert!(book.text("Notes").contains("no proof of carelessness"), "{}", book.text("Notes"));
    assert!(book.text("Problems").contains("bad_covariate"), "{}", book.text("Problems"));
    assert!(book.text("About").contains("ovcharova-motives"));
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let table = format!("{root}/examples/class-9b/observation-sheet.csv");
    let run = desk.run(&["agreement", "observation-sheet", &table, "-o", "a.xlsx", "--lang", "lt"]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    let book = Book::open(&desk, "a.xlsx");
    assert!(
        book.text("Results").starts_with("part|name|coefficient|rater|value|ci_low|ci_high|raters|n|dropped|reason\n")
    );
    assert!(book.text("Notes").contains("icc ir kappa"), "{}", book.text("Notes"));
}

/// What Python compares itself with, to the bit: `bindings/python/tests/test_whole.py`.
#[test]
fn the_results_of_the_class_are_those_on_record() {
    let desk = Desk::new();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    for (command, instrument, name) in [
        ("quality", "ovcharova-motives", "quality-ovcharova-motives"),
        ("quality", "szho", "quality-szho"),
        ("agreement", "observation-sheet", "agreement-observation-sheet"),
        ("reliability", "ovcharova-motives", "reliability-ovcharova-motives"),
        ("reliability", "klimov-ddo", "reliability-klimov-ddo"),
        ("items", "ovcharova-motives", "items-ovcharova-motives"),
    ] {
        let table = format!("{root}/examples/class-9b/{instrument}.csv");
        let run = desk.run(&[command, instrument, &table, "--format", "jsonl"]);
        let record = format!("{root}/tests/results/{name}.jsonl");
        assert_eq!(run.code, Some(0), "{}", run.told);
        let expected = std::fs::read_to_string(&record).unwrap_or_default().replace("\r\n", "\n");
        assert!(run.out == expected, "{record} is not what `{command}` gives");
    }
}
