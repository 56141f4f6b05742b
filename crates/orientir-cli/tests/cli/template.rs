//! `template` into a workbook: what can be typed, and that what is typed scores.

use calamine::Data;

use crate::desk::{Desk, SMALL};
use crate::xlsx::Book;

fn template(arguments: &[&str]) -> Book {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("kinds.json", KINDS);
    let run = desk.run(&[&["template"], arguments, &["-o", "t.xlsx"]].concat());
    assert_eq!((run.code, run.out.as_str(), run.told.as_str()), (Some(0), "", ""));
    Book::open(&desk, "t.xlsx")
}

/// One item of every kind that is checked in a way of its own.
const KINDS: &str = include_str!("data/kinds.json");

/// The check of a column: its attributes and what it says.
fn check(sheet: &str, column: &str) -> Option<String> {
    let all = sheet.split("<dataValidation ").skip(1);
    let mut own = all.filter(|check| check.contains(&format!("sqref=\"{column}2:")));
    own.next().map(|check| check.split("</dataValidation>").next().unwrap_or_default().to_owned())
}

#[test]
fn the_table_has_the_columns_of_the_csv() {
    let desk = Desk::new();
    for id in [
        "klimov-ddo",
        "profession-awareness",
        "dembo-rubinstein",
        "career-plan",
        "ovcharova-motives",
        "work-values",
        "szho",
        "kabardova-opg",
        "observation-sheet",
    ] {
        let csv = desk.run(&["template", id]).out;
        let book = template(&[id, "--lang", "lt"]);
        assert_eq!(book.sheets(), ["Answers", "Form"]);
        assert_eq!(book.text("Answers"), csv.replace(',', "|"), "{id}");
        let names: Vec<String> = book.sheet("Form").rows().map(|row| row[0].to_string()).collect();
        let names = names.join(",");
        assert!(names.ends_with(csv.trim_end()), "{id}: {names}");
        let sheet = book.part("xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\""), "{id}");
    }
}

#[test]
fn ids_are_text_and_numbered() {
    let book = template(&["small.json", "--rows", "3"]);
    let sheet = book.sheet("Answers");
    let ids: Vec<&Data> = sheet.rows().skip(1).map(|row| &row[0]).collect();
    assert_eq!(ids, ["1", "2", "3"].map(|id| Data::String(id.to_owned())).iter().collect::<Vec<_>>());
    let many = template(&["small.json", "--rows", "700"]).part("xl/worksheets/sheet1.xml");
    assert!(check(&many, "C").expect("a check").contains("C2:C701"));
}

#[test]
fn answers_are_checked_by_their_kind() {
    let book = template(&["kinds.json", "--lang", "en"]);
    let sheet = book.part("xl/worksheets/sheet1.xml");
    let rule = |column: &str| check(&sheet, column).unwrap_or_else(|| "none".to_owned());
    let header: Vec<String> =
        book.sheet("Answers").rows().next().expect("a header").iter().map(ToString::to_string).collect();
    assert_eq!(header, ["id", "sex", "age", "pair", "far", "long", "line", "mark", "times", "word", "many"]);
    for (column, kind, formula) in [
        ("B", "type=\"list\"", "<formula1>\"male,female\"</formula1>"),
        ("C", "type=\"whole\"", "<formula1>0</formula1><formula2>120</formula2>"),
        ("D", "type=\"list\"", "<formula1>\"a,b,a3,-\"</formula1>"),
        ("E", "type=\"list\"", "<formula1>\"1,2,3,4,5\"</formula1>"),
        ("F", "type=\"whole\"", "<formula1>0</formula1><formula2>60</formula2>"),
        ("G", "type=\"decimal\"", "<formula1>0</formula1><formula2>110</formula2>"),
        ("H", "type=\"custom\"", "IFERROR(AND(--H2&gt;=0,--H2&lt;=100),FALSE),H2=\"-\""),
        ("I", "type=\"whole\"", "<formula1>0</formula1><formula2>200</formula2>"),
        ("K", "type=\"list\"", "<formula1>Form!$F$1:$F$14</formula1>"),
    ] {
        assert!(rule(column).contains(kind) && rule(column).contains(formula), "{column}: {}", rule(column));
        assert!(rule(column).contains(&format!("{column}2:{column}501")), "{column}");
    }
    assert_eq!(rule("J"), "none", "free text is not checked");
    assert!(
        rule("D").contains("Allowed: a, b, a3, -. No answer: leave it empty; refused to answer: refused."),
        "{}",
        rule("D")
    );
    assert!(rule("C").contains("error=\"Allowed: a whole number from 0 to 120.\""), "{}", rule("C"));
    assert!(rule("K").contains("the codes on the second sheet"), "{}", rule("K"));
    let form = book.sheet("Form");
    let listed = (0..14).filter_map(|row| form.get_value((row, 5))).filter(|cell| **cell != Data::Empty).count();
    assert_eq!(listed, 14);
}

#[test]
fn columns_whose_codes_are_no_numbers_are_text() {
    let book = template(&["kinds.json"]);
    let sheet = book.part("xl/worksheets/sheet1.xml");
    let styled = |number: usize| {
        let columns: Vec<&str> = sheet.split("<col min=\"").skip(1).collect();
        let own = columns.iter().find(|column| {
            let mut limits = column.split('"').step_by(2).map(str::parse::<usize>);
            matches!((limits.next(), limits.next()), (Some(Ok(from)), Some(Ok(to))) if (from..=to).contains(&number))
        });
        own.is_some_and(|column| column.split("/>").next().is_some_and(|column| column.contains("style=")))
    };
    // id, sex, pair, mark (a dash beside numbers), word, many; the others hold numbers.
    let text: Vec<usize> = (1..=11).filter(|number| styled(*number)).collect();
    assert_eq!(text, [1, 2, 4, 8, 10, 11]);
}

#[test]
fn the_form_says_what_is_asked_in_the_language_of_the_run() {
    let form = template(&["kabardova-opg", "--lang", "ru"]).text("Form");
    assert!(form.starts_with("Готовность к профессии: пять сфер (по Кабардовой)\nПеред тобой 50 дел."), "{form}");
    assert!(form.contains("\nстолбец|вопрос|поле|коды\n"), "{form}");
    let line = "1.skill|Собирать цитаты и выписки и раскладывать их по темам|Как получается?|0 = плохо или пока никак; \
                1 = средне; 2 = хорошо; - = не доводилось\n";
    assert!(form.contains(line), "{form}");
    let klimov = template(&["klimov-ddo", "--lang", "en"]).text("Form");
    assert!(klimov.contains("\n1|Feed animals and make sure they are well / Keep machines"), "{klimov}");
    let lines = template(&["dembo-rubinstein", "--lang", "en"]).text("Form");
    assert!(lines.contains("\nmind.now|Mind and abilities|As it is now|a number from 0 to 110\n"), "{lines}");
    assert!(lines.contains("\nhealth.now|Health (training)|"), "{lines}");
    let notes = template(&["klimov-ddo"]).part("xl/comments1.xml");
    assert!(notes.contains("Feed animals"), "{notes}");
}

#[test]
fn the_same_template_has_the_same_bytes() {
    let desk = Desk::new();
    for name in ["a.xlsx", "b.xlsx"] {
        assert_eq!(desk.run(&["template", "work-values", "--rows", "5", "-o", name]).code, Some(0));
    }
    let [a, b] = ["a.xlsx", "b.xlsx"].map(|name| std::fs::read(desk.path().join(name)).expect("a file"));
    assert!(a == b);
}
