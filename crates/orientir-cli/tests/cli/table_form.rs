//! `export` and `import`: a definition as a workbook, what people change in it, and what they break.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};
use orientir::{Instrument, catalogue};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::desk::{Desk, Run, SMALL};
use crate::xlsx::Book;

/// A cell as a test writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Date,
    Formula,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

pub type Rows = Vec<Vec<Cell>>;

/// A workbook that is opened, changed and saved by another program than the one that wrote it.
#[derive(Clone)]
pub struct Edited {
    pub sheets: Vec<(String, Rows)>,
    pub merged: Option<(String, u32, u16)>,
}

impl Edited {
    fn open(bytes: &[u8]) -> Self {
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let names = book.sheet_names();
        let sheets = names.into_iter().map(|name| {
            let range = book.worksheet_range(&name).expect("a sheet");
            let cell = |data: &Data| match data {
                Data::Empty => Cell::Blank,
                Data::Float(number) => Cell::Number(*number),
                other => Cell::Text(other.to_string()),
            };
            let rows = range.rows().map(|row| row.iter().map(cell).collect()).collect();
            (name, rows)
        });
        Self { sheets: sheets.collect(), merged: None }
    }

    pub fn rows(&mut self, sheet: &str) -> &mut Rows {
        &mut self.sheets.iter_mut().find(|(name, _)| name == sheet).expect("the sheet").1
    }

    /// The cell in a row, from 1, under a header.
    pub fn set(&mut self, sheet: &str, row: usize, head: &str, cell: impl Into<Cell>) {
        let rows = self.rows(sheet);
        let column = rows[0].iter().position(|cell| *cell == Cell::from(head)).expect("the column");
        if rows[row - 1].len() <= column {
            rows[row - 1].resize(column + 1, Cell::Blank);
        }
        rows[row - 1][column] = cell.into();
    }

    fn get(&mut self, sheet: &str, row: usize, head: &str) -> Cell {
        let rows = self.rows(sheet);
        let column = rows[0].iter().position(|cell| *cell == Cell::from(head)).expect("the column");
        rows[row - 1].get(column).cloned().unwrap_or(Cell::Blank)
    }

    fn save(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let date = ExcelDateTime::from_ymd(2026, 2, 1).expect("a date");
        for (name, rows) in &self.sheets {
            let mut sheet = Worksheet::new();
            sheet.set_name(name).expect("a name");
            for (row, cells) in (0..).zip(rows) {
                for (column, cell) in (0..).zip(cells) {
                    match cell {
                        Cell::Blank => Ok(&mut sheet),
                        Cell::Text(text) => sheet.write_string(row, column, text),
                        Cell::Number(number) => sheet.write_number(row, column, *number),
                        Cell::Date => {
                            let format = Format::new().set_num_format("yyyy-mm-dd");
                            sheet.write_datetime_with_format(row, column, &date, &format)
                        }
                        Cell::Formula => sheet.write_formula(row, column, Formula::new("=A1").set_result("nature")),
                    }
                    .expect("a cell");
                }
            }
            if let Some((_, row, column)) = self.merged.as_ref().filter(|(of, ..)| of == name) {
                sheet.merge_range(*row, *column, row + 1, *column, "x", &Format::new()).expect("merges");
            }
            book.push_worksheet(sheet);
        }
        book.save_to_buffer().expect("a file")
    }
}

pub fn exported(desk: &Desk, name: &str) -> Edited {
    let run = desk.run(&["export", name, "-o", "form.xlsx"]);
    assert_eq!((run.code, run.out.as_str(), run.told.as_str()), (Some(0), "", ""), "{name}");
    Edited::open(&fs::read(desk.path().join("form.xlsx")).expect("a workbook"))
}

pub fn imported(desk: &Desk, book: &Edited, lang: &str) -> Run {
    desk.file("edited.xlsx", book.save());
    desk.run(&["import", "edited.xlsx", "-o", "out.json", "--lang", lang])
}

fn definitions() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["instruments/definitions", "tests/definitions"].map(|folder| root.join(folder));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn every_definition_comes_back_with_the_same_hashes() {
    let files = definitions();
    assert!(files.len() >= catalogue::INSTRUMENTS.len() + 40, "{}", files.len());
    let desk = Desk::new();
    for file in files {
        let name = file.display().to_string();
        let book = exported(&desk, &name);
        // Saved by another program, so that nothing rests on how we write.
        let run = imported(&desk, &book, "en");
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{name}: {}", run.told);
        let (before, after) = (fs::read_to_string(&file).expect("a text"), desk.read("out.json"));
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(value(&before), value(&after), "{name}");
        let hash = |text: &str| {
            let instrument = Instrument::from_json(text).expect("a definition");
            (instrument.document_hash().to_owned(), instrument.key_hash().to_owned())
        };
        assert_eq!(hash(&before), hash(&after), "{name}");
    }
}

#[test]
fn the_json_is_laid_out_for_reading() {
    let desk = Desk::new();
    let book = exported(&desk, "dembo-rubinstein");
    assert_eq!(imported(&desk, &book, "en").code, Some(0));
    let text = desk.read("out.json");
    assert!(text.starts_with("{\n  \"$schema\": \"../schema/instrument-1.json\",\n  \"format\": 1,\n"), "{text}");
    assert!(text.contains("\n    { \"id\": \"mind\", \"gist\": \"mind, abilities\" },\n"), "{text}");
    assert!(text.contains("\"bands\": [\n        { \"level\": \"low\", \"from\": 0 },\n        { \"level\": \"medium\", \"from\": 45 },\n"), "{text}");
    let long = text.lines().filter(|line| line.chars().count() > 140);
    assert!(long.clone().all(|line| line.matches("\": ").count() <= 1), "{:?}", long.collect::<Vec<_>>());
    let names: Vec<&str> =
        text.lines().filter(|line| line.starts_with("  \"")).filter_map(|line| line.split('"').nth(1)).collect();
    let expected = [
        "$schema",
        "format",
        "id",
        "aliases",
        "version",
        "about",
        "responses",
        "each_item",
        "items",
        "checks",
        "scales",
        "levels",
        "reliability",
        "examples",
        "texts",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_definition_as_it_stands() {
    let desk = Desk::new();
    let run = desk.run(&["export", "ДДО", "-o", "ddo.json"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    assert_eq!(desk.read("ddo.json"), desk.run(&["show", "klimov-ddo", "--json"]).out);
    let run = desk.run_with(&["export", "-", "-o", "small.xlsx"], SMALL, &[]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    let run = desk.run(&["export", "self-determination", "-o", "b.xlsx"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.told, "self-determination: a battery has no table form; write it as .json\n");
    assert_eq!(desk.run(&["export", "self-determination", "-o", "b.json"]).code, Some(0));
}

#[test]
fn the_sheets_of_an_instrument() {
    let desk = Desk::new();
    desk.file("small.json", SMALL);
    assert_eq!(desk.run(&["export", "small.json", "-o", "s.xlsx", "--lang", "en"]).code, Some(0));
    let book = Book::open(&desk, "s.xlsx");
    let whole: String = book.sheets().iter().map(|name| format!("== {name}\n{}", book.text(name))).collect();
    insta::assert_snapshot!("table_form", whole);
    for lang in ["ru", "lt"] {
        assert_eq!(desk.run(&["export", "small.json", "-o", "s.xlsx", "--lang", lang]).code, Some(0));
        insta::assert_snapshot!(format!("table_form_read_me_{lang}"), Book::open(&desk, "s.xlsx").text("read me"));
    }
}

#[test]
fn texts_are_texts_and_numbers_numbers() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["export", "klimov-ddo", "-o", "k.xlsx"]).code, Some(0));
    let book = Book::open(&desk, "k.xlsx");
    assert_eq!(book.sheet("items").get_value((1, 0)), Some(&Data::String("1".to_owned())));
    assert_eq!(desk.run(&["export", "dembo-rubinstein", "-o", "d.xlsx"]).code, Some(0));
    let dembo = Book::open(&desk, "d.xlsx");
    assert_eq!(dembo.sheet("levels").get_value((2, 2)), Some(&Data::Float(45.0)));
    for place in 1..=book.sheets().len() {
        let part = book.part(&format!("xl/worksheets/sheet{place}.xml"));
        assert!(!part.contains("<f>"), "{place}");
    }
    let sheet = book.part("xl/worksheets/sheet3.xml");
    assert!(sheet.contains("<pane xSplit=\"1\" ySplit=\"1\""), "{sheet}");
    // The same definition gives the same bytes.
    assert_eq!(desk.run(&["export", "klimov-ddo", "-o", "again.xlsx"]).code, Some(0));
    let bytes = |name: &str| fs::read(desk.path().join(name)).expect("a file");
    assert_eq!(bytes("k.xlsx"), bytes("again.xlsx"));
}

/// Ids that are numbers, dates and formulas to a spreadsheet, decimals that are none in binary, and what the format says
/// by language.
const ODD: &str = r#"{
  "format": 1, "id": "odd", "version": "1.0.0",
  "about": { "wording": "own", "sources": { "project": { "cite": { "ru": "Проект", "lt": "Projektas", "en": "Project" } } } },
  "responses": { "pair": { "choice": { "options": [{ "code": "1-2", "read_also": ["=1+1"] }, { "code": "007" }] } },
    "line": { "analog": { "from": 0.1, "to": 1, "step": 0.1 } } },
  "items": [
    { "id": "007", "fields": [{ "response": "pair" }], "options": {
      "1-2": { "key": "a", "anchors": { "ru": ["перв", "одн"], "en": ["one"] } }, "007": { "key": "b", "anchors": { "ru": ["втор"], "en": ["two"] } } } },
    { "id": "1-2", "fields": [{ "response": "line" }] }
  ],
  "scales": [
    { "id": "a", "method": { "count": { "keyed": { "key": "a" } } }, "basis": { "source": "project", "evidence": "D", "why": "one reason" } },
    { "id": "b", "method": { "count": { "keyed": { "key": "b" } } },
      "basis": { "source": "project", "evidence": "D", "why": { "ru": "потому", "en": "because" }, "doubt": { "en": "perhaps" } } },
    { "id": "c", "method": { "sum": { "fields": ["1-2"] } }, "basis": { "source": "project", "evidence": "D" } }
  ],
  "levels": [ { "scales": ["c"], "bands": [ { "level": "low", "from": 0.1 }, { "level": "medium", "from": 0.3 }, { "level": "high", "from": 0.700001 } ],
    "basis": { "source": "project", "evidence": "D" } } ],
  "examples": [ { "name": "e", "source": "hand", "answers": { "007": "1-2", "1-2": "0.3" }, "expect": { "scales": { "a": 1, "c": 0.3 }, "levels": { "c": "medium" } } } ],
  "texts": { "ru": { "title": "=СУММ(A1)", "items": { "007": { "prompt": " 1-2", "options": { "1-2": "первое, одно", "007": "второе" } }, "1-2": { "prompt": "+5" } } },
    "en": { "title": "2026-02-01", "items": { "007": { "prompt": "TRUE", "options": { "1-2": "the one", "007": "the two" } }, "1-2": { "prompt": "_x0041_" } } } }
}"#;

#[test]
fn what_a_spreadsheet_would_change_stays() {
    let desk = Desk::new();
    desk.file("odd.json", ODD);
    let mut book = exported(&desk, "odd.json");
    assert_eq!(book.get("items", 2, "id"), Cell::from("007"));
    assert_eq!(book.get("options", 2, "code"), Cell::from("1-2"));
    assert_eq!(book.get("options", 2, "anchors ru"), Cell::from("перв; одн"));
    assert_eq!(book.get("texts", 2, "ru"), Cell::from("=СУММ(A1)"));
    assert_eq!(book.get("levels", 3, "from"), Cell::from(0.3));
    assert_eq!(book.get("sources", 2, "cite lt"), Cell::from("Projektas"));
    assert_eq!(book.get("reasons", 2, "why"), Cell::from("one reason"));
    assert_eq!(book.get("reasons", 3, "why ru"), Cell::from("потому"));
    assert_eq!(book.get("reasons", 3, "doubt en"), Cell::from("perhaps"));
    // `_x0041_` is how a workbook writes `A`: such a text stands as JSON on the last sheet.
    assert_eq!(book.get("more", 2, "json"), Cell::from("{ \"prompt\": \"\\u005fx0041_\" }"));
    let run = imported(&desk, &book, "en");
    assert_eq!(run.code, Some(0), "{}", run.told);
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    assert_eq!(value(&desk.read("out.json")), value(ODD));
}

#[test]
fn a_text_a_key_and_a_band_are_changed() {
    let desk = Desk::new();
    let mut book = exported(&desk, "klimov-ddo");
    book.set("items", 2, "prompt lt", "Ką rinktumeisi?");
    book.set("options", 2, "lt", "Šerti gyvūnus");
    book.set("texts", 2, "lt", "Profesijų anketa");
    // A language is complete or absent: what the others lack is told by check, if at all; here it is enough.
    book.set("options", 2, "key", "technology");
    book.set("options", 3, "key", "nature");
    let run = imported(&desk, &book, "en");
    assert_eq!(run.code, Some(2), "{}", run.told);
    assert!(run.told.starts_with("the examples on the sheet `examples` test the key"), "{}", run.told);
    assert!(run.told.contains("edited.xlsx: examples!A2: example `all a`: nature is 5, expected 6\n"), "{}", run.told);
    assert!(!desk.path().join("out.json").exists());
    // With the examples taken out the new key scores: "a" everywhere gives nature one point less.
    book.rows("examples").truncate(1);
    let run = imported(&desk, &book, "en");
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert!(
        run.told.starts_with("ok: klimov-ddo ") && run.told.ends_with(" 20 items, 5 scales, 0 examples\n"),
        "{}",
        run.told
    );
    let header = (1..=20).map(|item| item.to_string()).collect::<Vec<_>>().join(",");
    desk.file("a.csv", format!("id,{header}\n1,{}\n", ["a"; 20].join(",")));
    let scores = desk.run(&["score", "out.json", "a.csv", "--format", "csv"]).out;
    let line: Vec<&str> = scores.lines().nth(1).expect("a row").split(',').collect();
    let place =
        scores.lines().next().expect("a header").split(',').position(|name| name == "nature").expect("a column");
    assert_eq!(line[place], "5");
    assert!(desk.read("out.json").contains("\"title\": \"Profesijų anketa\""));

    let mut book = exported(&desk, "dembo-rubinstein");
    book.set("levels", 3, "from", 44.5);
    let run = imported(&desk, &book, "en");
    assert_eq!(run.code, Some(2), "an example lies between 44.5 and 45");
    assert!(
        run.told.contains(
            "examples!A3: example `half points: a median just below a band`: self_esteem.level is medium, expected low"
        ),
        "{}",
        run.told
    );
}

#[test]
fn rows_are_added_and_blank_ones_passed_over() {
    let desk = Desk::new();
    let mut book = exported(&desk, "ovcharova-motives");
    let text = |texts: &[&str]| {
        texts.iter().map(|text| if text.is_empty() { Cell::Blank } else { Cell::from(*text) }).collect::<Vec<_>>()
    };
    let version = match book.get("about", 3, "value") {
        Cell::Text(version) => version,
        other => format!("{other:?}"),
    };
    let items = book.rows("items");
    items.insert(3, vec![Cell::Blank, Cell::from("  ")]);
    items.insert(3, Vec::new());
    items.push(text(&["21", "Новый вопрос", "", "", "external_positive", "a new one"]));
    book.rows("examples").truncate(1);
    for (lang, told) in [
        (
            "en",
            "items: blank rows passed over: 4, 5\nok: ovcharova-motives {version}, 21 items, 4 scales, 0 examples\n",
        ),
        (
            "ru",
            "items: пустые строки пропущены: 4, 5\nok: ovcharova-motives {version}, вопросов 21, шкал 4, примеров 0\n",
        ),
        (
            "lt",
            "items: tuščios eilutės praleistos: 4, 5\nok: ovcharova-motives {version}, klausimų 21, skalių 4, pavyzdžių 0\n",
        ),
    ] {
        let run = imported(&desk, &book, lang);
        assert_eq!((run.code, run.told), (Some(0), told.replace("{version}", &version)));
    }
    assert!(
        desk.read("out.json").contains("{ \"id\": \"21\", \"key\": \"external_positive\", \"gist\": \"a new one\" }")
    );
}

#[test]
fn what_is_no_table_form_is_refused() {
    let desk = Desk::new();
    desk.file("small.json", SMALL)
        .file("a.csv", "id,q1\n1,2\n")
        .file("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1aaaaaaaa");
    desk.file("latin.csv", b"id;\xc8\xec\xff\xa0\xff\n").file("damaged.xlsx", b"PK\x03\x04damaged");
    assert_eq!(desk.run(&["template", "small.json", "-o", "answers.xlsx"]).code, Some(0));
    let text = "a workbook .xlsx as `orientir export` writes it is needed here; a table as text or JSON does not serve";
    for (file, told) in [
        ("a.csv", format!("a.csv: {text}\n")),
        ("latin.csv", format!("latin.csv: {text}\n")),
        ("small.json", format!("small.json: {text}\n")),
        ("old.xls", "old.xls: this spreadsheet is not in the format .xlsx; open it and save it as .xlsx\n".to_owned()),
        ("answers.xlsx", "answers.xlsx: this is no table form of a definition: there is no sheet `read me` as `orientir export` writes it\n".to_owned()),
        ("none.xlsx", "cannot read `none.xlsx`: there is no such file\n".to_owned()),
    ] {
        let run = desk.run(&["import", file]);
        assert_eq!((run.code, run.out.as_str(), run.told), (Some(2), "", told));
    }
    let run = desk.run(&["import", "damaged.xlsx"]);
    assert_eq!(run.code, Some(2));
    assert!(run.told.starts_with("cannot read `damaged.xlsx`: the workbook is damaged"), "{}", run.told);
    let mut newer = exported(&desk, "small.json");
    newer.rows("read me")[0][1] = "2".into();
    let run = imported(&desk, &newer, "en");
    assert_eq!(
        (run.code, run.told.as_str()),
        (Some(2), "edited.xlsx: form 2 is newer than this program, which knows form 1; take a newer version\n")
    );
}
