//! `reliability` and `items`: what is written, what is refused and why, and tables that allow no estimate.

use crate::desk::{Desk, Run, klimov, width};
use crate::xlsx::Book;

/// A table of the motives questionnaire: 20 answers a person, one sign each; a point is none.
fn motives(head: &str, rows: &[(String, String)]) -> String {
    let header: Vec<String> = (1..=20).map(|item| item.to_string()).collect();
    let mut table = format!("{head},{}\n", header.join(","));
    for (id, answers) in rows {
        let cells: Vec<String> = answers.chars().map(|sign| sign.to_string().replace('.', "")).collect();
        table.push_str(&format!("{id},{}\n", cells.join(",")));
    }
    table
}

/// People whose answers follow a level of their own with some noise; `turned` items run the other way.
fn class(people: usize, turned: &[usize]) -> Vec<(String, String)> {
    let mut state = 20_261_128_u64;
    let mut noise = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).expect("31 bits") % 3 - 1
    };
    let person = |person: usize| {
        let level = 2 + i64::try_from(person * 7 % 3).expect("small");
        let answer = |item: usize, noise: i64| {
            let given = (level + noise).clamp(1, 5);
            if turned.contains(&item) { 6 - given } else { given }
        };
        let answers: String = (1..=20).map(|item| answer(item, noise()).to_string()).collect();
        (format!("{person:02}"), answers)
    };
    (0..people).map(person).collect()
}

fn run(command: &str, table: &str, options: &[&str]) -> Run {
    let desk = Desk::new();
    desk.file("a.csv", table);
    let arguments = [command, "ovcharova-motives", "a.csv"];
    desk.run(&arguments.iter().chain(options).copied().collect::<Vec<_>>())
}

/// A cell of the line that begins so.
#[track_caller]
fn cell<'r>(run: &'r Run, start: &str, column: &str) -> &'r str {
    let mut lines = run.out.lines();
    let place = lines.next().and_then(|header| header.split(',').position(|name| name == column)).expect("a column");
    let line = lines.find(|line| line.starts_with(start)).unwrap_or_default();
    assert!(!line.is_empty(), "{start}: {}", run.whole());
    line.split(',').nth(place).expect("a cell")
}

#[track_caller]
fn number(run: &Run, start: &str, column: &str) -> f64 {
    cell(run, start, column).parse().expect("a number")
}

fn example(name: &str) -> String {
    std::fs::read_to_string(format!("{}/../../examples/class-9b/{name}.csv", env!("CARGO_MANIFEST_DIR")))
        .expect("a file")
}

/// The mean and the spread are those of the scores that `score` gives, whether a scale is a sum, a mean or in percent.
#[test]
fn points_are_those_of_scores() {
    let desk = Desk::new();
    for (instrument, scales) in [
        ("szho", &["total", "goals"][..]),
        ("profession-awareness", &["chosen_profession", "world_of_professions"]),
        ("ovcharova-motives", &["internal_social"]),
        ("career-plan", &["elements"]),
    ] {
        desk.file("a.csv", example(instrument));
        let scored = desk.run(&["score", instrument, "a.csv"]);
        let found = desk.run(&["reliability", instrument, "a.csv"]);
        assert_eq!(found.code, scored.code, "{}", found.told);
        let header: Vec<&str> = scored.out.lines().next().expect("a header").split(',').collect();
        for scale in scales {
            let place = |name: &str| header.iter().position(|column| *column == name);
            let (value, status) = (place(scale).expect("a column"), place(&format!("{scale}.status")));
            let rows = scored.out.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
            let whole = rows.filter(|row| status.is_none_or(|status| row[status] == "scored"));
            let scores: Vec<f64> = whole.filter_map(|row| row[value].parse().ok()).collect();
            let n = scores.len() as f64;
            let mean = scores.iter().sum::<f64>() / n;
            let sd = (scores.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt();
            assert_eq!(cell(&found, &format!("{scale},alpha,"), "n"), scores.len().to_string());
            assert!((number(&found, &format!("{scale},mean,"), "value") - mean).abs() < 1e-9, "{scale}");
            assert!((number(&found, &format!("{scale},sd,"), "value") - sd).abs() < 1e-9, "{scale}");
            let alpha = number(&found, &format!("{scale},alpha,"), "value");
            let sem = number(&found, &format!("{scale},sem,"), "value");
            assert!((sem - sd * (1.0 - alpha).sqrt()).abs() < 1e-9, "{scale}");
        }
    }
}

#[test]
fn a_line_a_coefficient() {
    let found = run("reliability", &motives("id", &class(40, &[])), &[]);
    assert_eq!(found.code, Some(0), "{}", found.told);
    assert!(
        found.out.starts_with("scale,coefficient,value,ci_low,ci_high,k,n,dropped,forced,reason\n"),
        "{}",
        found.out
    );
    let ends = ["ci_low", "value", "ci_high"].map(|column| number(&found, "internal_social,alpha,", column));
    assert!(ends.is_sorted(), "{ends:?}");
    assert_eq!(cell(&found, "internal_social,alpha,", "k"), "5");
    assert!(found.told.contains("five unlike reasons in a group make a low alpha likely"), "{}", found.told);
    let json = run("reliability", &motives("id", &class(40, &[])), &["--format", "jsonl"]);
    assert!(json.out.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{}", json.out);
    let mut turned = class(40, &[]);
    turned.reverse();
    turned.rotate_left(7);
    assert_eq!(run("reliability", &motives("id", &turned), &[]).out, found.out, "the order of rows changes nothing");
}

#[test]
fn a_wrong_key_is_worth_a_look() {
    // 3, 7, 12, 14 and 17 make a scale.
    let found = run("items", &motives("id", &class(40, &[12])), &[]);
    assert_eq!(found.code, Some(0), "{}", found.told);
    assert_eq!(cell(&found, "internal_social,12,", "against"), "beyond_chance");
    assert_eq!(cell(&found, "internal_social,12,", "against_by"), "item_rest");
    assert!(number(&found, "internal_social,12,", "ci_high") < 0.0);
    for item in ["3", "7", "14", "17"] {
        assert_eq!(cell(&found, &format!("internal_social,{item},"), "against"), "", "{}", found.out);
    }
    assert_eq!(cell(&found, "internal_social,12,", "missing"), "0");
    // 40 people of whom the last left out item 3.
    let mut rows = class(40, &[]);
    if let Some((_, answers)) = rows.last_mut() {
        answers.replace_range(2..3, ".");
    }
    let found = run("items", &motives("id", &rows), &[]);
    assert_eq!(cell(&found, "internal_social,3,", "missing"), "0.025");
    assert_eq!(["n", "dropped"].map(|column| cell(&found, "internal_social,7,", column)), ["39", "1"]);
    assert_eq!(["n", "dropped"].map(|column| cell(&found, "external_negative,2,", column)), ["40", "0"]);
}

#[test]
fn tables_for_reading() {
    let mut rows = class(30, &[12]);
    for (_, answers) in &mut rows {
        answers.replace_range(3..4, "3");
    }
    let table = motives("id", &rows);
    for lang in ["en", "ru", "lt"] {
        let asked: [(&str, &str, &[&str]); 3] = [
            ("reliability", "reliability", &[]),
            ("reliability", "reliability_all", &["--all"]),
            ("items", "items", &[]),
        ];
        for (command, name, options) in asked {
            let found = run(command, &table, &[&["--format", "table", "--lang", lang], options].concat());
            insta::assert_snapshot!(format!("{name}_{lang}"), found.whole());
            let few = run(command, &motives("id", &class(12, &[])), &["--format", "table", "--lang", lang]).out;
            let told = ["pupils: 12; the coefficients say", "учеников 12: коэффициенты", "mokinių 12: koeficientai"];
            assert_eq!(told.iter().filter(|told| few.contains(**told)).count(), usize::from(command == "reliability"));
            assert!(width(&found.out) <= 80, "{}", found.out);
        }
    }
}

/// Two occasions: the second is two points more in each answer of item 3, so `internal_social` correlates by 1, and one has the first
/// occasion alone.
#[test]
fn a_second_occasion_is_a_retest() {
    let first = class(12, &[]);
    let again = first.iter().skip(1).map(|(id, answers)| (format!("{id},2"), answers.clone()));
    let mut rows: Vec<(String, String)> =
        first.iter().map(|(id, answers)| (format!("{id},1"), answers.clone())).chain(again).collect();
    for (number, (_, answers)) in rows.iter_mut().enumerate() {
        answers.replace_range(2..3, if number < 12 { "2" } else { "4" });
    }
    let found = run("reliability", &motives("id,occasion", &rows), &[]);
    assert_eq!(found.code, Some(0), "{}", found.told);
    assert!(found.told.contains("consistency and items are of occasion 1"), "{}", found.told);
    let start = "internal_social,retest,";
    assert_eq!(
        ["value", "n", "dropped", "reason"].map(|c| cell(&found, start, c)),
        ["1", "11", "1", "perfect_correlation"]
    );
    assert_eq!(cell(&found, "internal_social,retest_change,", "value"), "2");
    // Consistency does not count anybody twice.
    assert_eq!(cell(&found, "internal_social,alpha,", "n"), "12");
    let alone: Vec<_> = rows.iter().take(12).map(|(id, a)| (id.replace(",1", ""), a.clone())).collect();
    let alone = run("reliability", &motives("id", &alone), &[]);
    let consistency =
        |run: &Run| run.out.lines().filter(|line| !line.contains(",retest")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(consistency(&alone), consistency(&found));
    assert!(!alone.out.contains("retest"), "{}", alone.out);
    let table = run("reliability", &motives("id,occasion", &rows), &["--format", "table", "--lang", "ru"]);
    assert!(
        table.out.contains("Повторное измерение") && table.out.contains("1.000 (при корреляции 1"),
        "{}",
        table.out
    );
    // Raters part the rows of one person; the first by name counts, wherever it stands.
    let mut rated: Vec<(String, String)> = class(6, &[]).into_iter().map(|(id, a)| (format!("{id},A"), a)).collect();
    rated.insert(0, ("00,B".to_owned(), "11111111111111111111".to_owned()));
    let found = run("reliability", &motives("id,rater", &rated), &["--lang", "en"]);
    assert!(found.told.contains("left out: 1"), "{}", found.told);
    let plain = run("reliability", &motives("id", &class(6, &[])), &[]);
    assert_eq!(found.out, plain.out);
}

#[test]
fn what_has_no_meaning_is_refused_unless_forced() {
    let desk = Desk::new();
    desk.file(
        "a.csv",
        klimov(&[
            ("01", "aaaaabbbbbaaaaabbbbb"),
            ("02", "abababababababababab"),
            ("03", "bbbbbaaaaabbbbbaaaaa"),
            ("04", "aabbaabbaabbaabbaabb"),
            ("05", "babababababababababa"),
        ]),
    );
    for (lang, words, why) in [
        ("en", "internal consistency has no meaning", "always sum to 20"),
        ("ru", "не имеет смысла", "дают в сумме 20"),
        ("lt", "neturi prasmės", "20"),
    ] {
        for command in ["reliability", "items"] {
            let run = desk.run(&[command, "ДДО", "a.csv", "--lang", lang]);
            assert_eq!(run.code, Some(0));
            assert!(run.told.contains(words) && run.told.contains(why), "{}", run.told);
            assert_eq!(
                (run.out.lines().count(), cell(&run, "nature,", "reason")),
                (6, "not_meaningful"),
                "{}",
                run.out
            );
        }
    }
    let forced = desk.run(&["reliability", "ДДО", "a.csv", "--force", "--lang", "en"]);
    assert_eq!(["forced", "reason"].map(|column| cell(&forced, "nature,alpha,", column)), ["true", ""]);
    assert!(number(&forced, "nature,alpha,", "value").is_finite());
    assert!(forced.told.contains("nothing can be rested on it"), "{}", forced.told);
    let table = desk.run(&["reliability", "ДДО", "a.csv", "--force", "--format", "table"]).out;
    assert!(table.contains("] *"), "{table}");
    desk.file("b.csv", "id,rater,date,a1,a2,a3,a4,a5,a6,a7,a8\n1,A,,1,1,1,1,1,1,1,1\n1,B,,1,1,1,1,1,1,1,2\n");
    let ratings = desk.run(&["reliability", "observation-sheet", "b.csv"]);
    assert_eq!(cell(&ratings, "activity,alpha,", "reason"), "several_ratings", "{}", ratings.whole());
    assert_eq!(cell(&ratings, "fallback,alpha,", "reason"), "not_meaningful", "{}", ratings.whole());
    let lines =
        desk.file("c.csv", example("dembo-rubinstein")).run(&["reliability", "dembo-rubinstein", "c.csv", "--force"]);
    assert_eq!(cell(&lines, "gap,alpha,", "reason"), "not_a_sum", "{}", lines.whole());
}

#[test]
fn tables_that_allow_no_estimate_say_why() {
    let rows = |people: usize, answers: &dyn Fn(usize) -> String| {
        (0..people).map(|person| (person.to_string(), answers(person))).collect::<Vec<_>>()
    };
    let reasons = [
        (rows(1, &|_| "12345123451234512345".to_owned()), "few_rows"),
        (rows(2, &|i| if i == 0 { "1" } else { "4" }.repeat(20)), "few_rows"),
        (rows(5, &|_| "3".repeat(20)), "no_variance"),
        (rows(5, &|i| (i + 1).to_string() + &".".repeat(19)), "no_rows"),
    ];
    for (rows, reason) in reasons {
        for command in ["reliability", "items"] {
            let found = run(command, &motives("id", &rows), &[]);
            assert_eq!(found.code, Some(0), "{}", found.told);
            assert_eq!(cell(&found, "internal_social,", "reason"), reason, "{}", found.out);
            for format in ["csv", "json", "table"] {
                let found = run(command, &motives("id", &rows), &["--format", format]);
                assert_eq!(found.code, Some(0), "{}", found.told);
                assert!(!found.out.contains("NaN") && !found.out.contains("inf,"), "{}", found.out);
            }
        }
    }
    let refused: [&[&str]; 3] = [
        &["reliability", "ovcharova-motives", "no.csv"],
        &["items", "self-determination", "a.csv"],
        &["items", "ovcharova-motives", "a.csv", "-o", "a.csv"],
    ];
    let desk = Desk::new();
    desk.file("a.csv", motives("id", &class(5, &[])));
    for arguments in refused {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}: {}", run.told);
    }
    // A faulty answer is told, the row counts where it is whole.
    let mut rows = class(5, &[]);
    rows[0].1.replace_range(0..1, "9");
    let found = run("reliability", &motives("id", &rows), &[]);
    assert_eq!(found.code, Some(1), "{}", found.told);
    assert_eq!(["n", "dropped"].map(|column| cell(&found, "internal_individual,alpha,", column)), ["4", "1"]);
    assert_eq!(cell(&found, "internal_social,alpha,", "n"), "5");
}

/// A workbook has the lines of CSV, the words beside them, and the problems of the table.
#[test]
fn workbooks_hold_what_csv_holds() {
    let desk = Desk::new();
    let mut rows = class(12, &[]);
    rows[0].1.replace_range(0..1, "9");
    let mut table = motives("id,occasion", &[]);
    for occasion in [1, 2] {
        let rows: Vec<_> = rows.iter().map(|(id, answers)| (format!("{id},{occasion}"), answers.clone())).collect();
        table += motives("", &rows).split_once('\n').expect("a header").1;
    }
    desk.file("a.csv", table);
    for command in ["reliability", "items", "compare"] {
        let csv = desk.run(&[command, "ovcharova-motives", "a.csv", "--format", "csv"]);
        let run = desk.run(&[command, "ovcharova-motives", "a.csv", "-o", "a.xlsx", "--lang", "en"]);
        assert_eq!((run.code, csv.code), (Some(1), Some(1)), "{}", run.told);
        let book = Book::open(&desk, "a.xlsx");
        assert_eq!(book.sheets(), ["Results", "Notes", "Problems", "About"], "{command}");
        let results = book.text("Results");
        assert_eq!(results.lines().count(), csv.out.lines().count(), "{command}: {results}");
        let header = csv.out.lines().next().expect("a header").replace(',', "|");
        assert_eq!(results.lines().next(), Some(header.as_str()), "{command}");
        assert!(book.text("Notes").contains("interval"), "{command}");
        assert!(book.text("Problems").contains('9'), "{command}");
    }
}
