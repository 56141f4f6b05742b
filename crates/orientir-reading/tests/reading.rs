//! Tables as they come, opened for instruments: text in old encodings, long text, workbooks of several sheets, wrong tables.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::fs::File;
use std::io::Cursor;

use orientir::{Code, Diagnostics, Error, Instrument, Lang, TableMap, catalogue};
use orientir_reading::{Choice, Fitted, Limits, Opened, Rows, StringRecord, is_aside};
use rust_xlsxwriter::Workbook;

type Bytes = Cursor<Vec<u8>>;

/// Rows of cells.
type Cells = Vec<Vec<String>>;

fn opened(bytes: impl Into<Vec<u8>>, lang: Lang) -> Opened<Rows<Bytes>> {
    Opened::open(Cursor::new(bytes.into()), "9Б", &Limits::default(), lang).expect("opens")
}

fn instrument(id: &str) -> Instrument {
    catalogue::get(id).expect("is in the catalogue")
}

fn fitted(bytes: impl Into<Vec<u8>>, id: &str, choice: &Choice<'_>) -> Result<Fitted<Rows<Bytes>>, Diagnostics> {
    opened(bytes, Lang::En).fit(&instrument(id), choice)
}

fn codes(faults: &Diagnostics) -> Vec<Code> {
    faults.iter().map(Error::code).collect()
}

/// The one error.
fn only(faults: Diagnostics) -> Error {
    assert_eq!(faults.len(), 1, "{faults}");
    faults.into_iter().next().expect("has one")
}

fn reason(error: &Error) -> &str {
    assert_eq!(error.code(), Code::Unreadable);
    assert_eq!(error.arguments().next(), Some(("file", "9Б")));
    error.arguments().find(|(name, _)| *name == "reason").expect("has a reason").1
}

/// A class for `klimov-ddo`: a header and `people` rows below it.
fn class(people: usize) -> Cells {
    let items = (1..=20).map(|item| item.to_string());
    let header = ["Фамилия, имя".to_owned()].into_iter().chain(items).collect();
    let row = |person| [format!("Ученик {person}")].into_iter().chain((1..=20).map(|_| "а".to_owned())).collect();
    [header].into_iter().chain((1..=people).map(row)).collect()
}

fn csv(rows: &Cells) -> String {
    rows.iter().map(|row| row.join(";") + "\r\n").collect()
}

/// A workbook; sheets whose names start with `-` are hidden.
fn xlsx(sheets: &[(&str, Cells)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let first = sheets.iter().position(|(name, _)| !name.starts_with('-'));
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let sheet = book.add_worksheet();
        // The active sheet cannot be hidden, and is the first one unless told.
        sheet.set_name(*name).expect("is a name").set_hidden(name.starts_with('-')).set_active(Some(at) == first);
        for (row, cells) in (0..).zip(rows) {
            sheet.write_row(row, 0, cells).expect("writes");
        }
    }
    book.save_to_buffer().expect("saves")
}

fn notes() -> Cells {
    vec![vec!["Что сделать".to_owned()], vec!["собрать бланки".to_owned()]]
}

/// Sheets are told apart by how many people are on them.
fn people(fitted: &Fitted<Rows<Bytes>>) -> usize {
    let (entries, faults) = fitted.sheet.read(&fitted.below);
    assert_eq!(faults.len(), 0, "{faults}");
    entries.len()
}

#[test]
fn text_in_windows_1251_is_read() {
    let text = format!("Класс 9Б\r\n{}", csv(&class(3)));
    let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(&text);
    assert!(!lost);
    let fitted = fitted(bytes, "klimov-ddo", &Choice::default()).expect("fits");
    assert_eq!((fitted.sheet.header_rows(), fitted.below.len(), fitted.tab.as_deref()), (2, 3, None));
    assert!(fitted.rest.is_none());
    let (entries, faults) = fitted.sheet.read(&fitted.below);
    assert_eq!((entries.len(), faults.len(), entries[0].key.id.as_str()), (3, 0, "Ученик 1"));
    let remarks = fitted.sheet.remarks();
    assert_eq!(codes(remarks), [Code::RowsAbove]);
    assert!(remarks.iter().all(is_aside));
}

#[test]
fn the_rest_of_a_long_text_is_read_while_it_is_asked_for() {
    let Fitted { sheet, below, rest, .. } = fitted(csv(&class(6000)), "klimov-ddo", &Choice::default()).expect("fits");
    assert_eq!(below.len(), 999, "below the header of a thousand rows");
    let mut rest = rest.expect("has more");
    let at_hand = rest.position();
    let more: Vec<StringRecord> = rest.by_ref().collect::<Result<_, _>>().expect("reads");
    assert_eq!(more.len(), 5001);
    assert!(rest.position() > at_hand);
    assert!(rest.next().is_none());
    let (entries, faults) = sheet.read(below.iter().chain(&more));
    assert_eq!((entries.len(), faults.len()), (6000, 0));
}

#[test]
fn what_is_wrong_far_below_is_told_when_it_is_reached() {
    let text = format!("{}\"Ученик 2000;а\r\n", csv(&class(1999)));
    let fitted = fitted(text, "klimov-ddo", &Choice::default()).expect("fits");
    let mut rest = fitted.rest.expect("has more");
    let fault = rest.by_ref().find_map(Result::err).expect("fails");
    assert_eq!(reason(&fault), "a quote is not closed: all rows behind it would be one cell (line 2001)");
    assert!(rest.next().is_none(), "nothing follows a fault");
}

#[test]
fn what_is_wrong_in_the_first_rows_is_told_at_once() {
    let text = format!("{}\"Ученик 4;а\r\n", csv(&class(3)));
    let fault = only(opened(text, Lang::Lt).fit(&instrument("klimov-ddo"), &Choice::default()).expect_err("fails"));
    assert_eq!(reason(&fault), "kabutė neuždaryta: visos eilutės po jos susilietų į vieną langelį (failo eilutė 5)");
}

#[test]
fn blank_rows_over_a_table_are_none_of_it() {
    let text = format!("{}{}", ";;\r\n".repeat(2000), csv(&class(2)));
    let fitted = fitted(text, "klimov-ddo", &Choice::default()).expect("fits");
    assert_eq!(people(&fitted), 2);
}

#[test]
fn a_map_tells_the_row_of_the_header_under_blank_rows_too() {
    let klimov = instrument("klimov-ddo");
    let map = r#"{ "format": 1, "instrument": "klimov-ddo", "header_row": 1001, "sheet": "9Б" }"#;
    let map = TableMap::from_json(map, &klimov).expect("is a map");
    let text = format!("{}{}", ";;\r\n".repeat(1000), csv(&class(2)));
    let choice = Choice { map: Some(&map), ..Choice::default() };
    // The header must be among the first thousand rows: these are all blank.
    assert_eq!(codes(&fitted(text, "klimov-ddo", &choice).expect_err("is empty")), [Code::EmptyTable]);
    // The sheet of a map does not matter for a text.
    let map = r#"{ "format": 1, "instrument": "klimov-ddo", "header_row": 4, "sheet": "9Б" }"#;
    let map = TableMap::from_json(map, &klimov).expect("is a map");
    let choice = Choice { map: Some(&map), ..Choice::default() };
    let text = format!("{}{}", ";;\r\n".repeat(3), csv(&class(2)));
    assert_eq!(people(&fitted(text, "klimov-ddo", &choice).expect("fits")), 2);
}

#[test]
fn of_two_sheets_that_fit_none_is_left_out() {
    let book = xlsx(&[("9А", class(2)), ("План", notes()), ("9Б", class(3))]);
    let klimov = instrument("klimov-ddo");
    let told = |lang, sheet_option| {
        let choice = Choice { sheet_option, ..Choice::default() };
        let fault = only(opened(book.clone(), lang).fit(&klimov, &choice).expect_err("is not certain"));
        reason(&fault).to_owned()
    };
    assert_eq!(told(Lang::En, None), "several sheets fit: `9А`, `9Б`; choose one");
    assert_eq!(told(Lang::En, Some("sheet=")), "several sheets fit: `9А`, `9Б`; choose one with sheet=");
    assert_eq!(
        told(Lang::Ru, Some("--sheet ИМЯ")),
        "подходят несколько листов: `9А`, `9Б`; выберите один: --sheet ИМЯ"
    );
    assert_eq!(told(Lang::Lt, Some("--sheet V")), "tinka keli lapai: `9А`, `9Б`; pasirinkite vieną: --sheet V");
}

#[test]
fn a_sheet_is_chosen_by_name() {
    let book = xlsx(&[("9А", class(2)), ("-9Б", class(3)), ("План", notes())]);
    let klimov = instrument("klimov-ddo");
    let map = r#"{ "format": 1, "instrument": "klimov-ddo", "sheet": "-9Б" }"#;
    let map = TableMap::from_json(map, &klimov).expect("is a map");
    let taken = |map, sheet| {
        let fitted = fitted(book.clone(), "klimov-ddo", &Choice { map, sheet, ..Choice::default() }).expect("fits");
        (people(&fitted), fitted.tab.expect("is a sheet"))
    };
    assert_eq!(taken(None, None), (2, "9А".to_owned()), "a hidden sheet is not looked at");
    assert_eq!(taken(None, Some("-9Б")), (3, "-9Б".to_owned()), "unless it is named");
    assert_eq!(taken(Some(&map), None), (3, "-9Б".to_owned()));
    assert_eq!(taken(Some(&map), Some("9А")), (2, "9А".to_owned()), "the choice goes before the map");
    let choice = Choice { sheet: Some("9В"), ..Choice::default() };
    let fault = only(fitted(book.clone(), "klimov-ddo", &choice).expect_err("is not there"));
    assert_eq!(reason(&fault), "there is no such sheet: `9В`");
    let choice = Choice { sheet: Some("План"), ..Choice::default() };
    assert_eq!(codes(&fitted(book, "klimov-ddo", &choice).expect_err("is another")), [Code::AnotherTable]);
    let choice = Choice { sheet: Some("9А"), ..Choice::default() };
    let fault = only(fitted(csv(&class(2)), "klimov-ddo", &choice).expect_err("is a text"));
    assert_eq!(reason(&fault), "there is no such sheet: `9А`");
}

#[test]
fn a_sheet_with_a_column_by_chance_is_not_the_instruments() {
    let list = vec![vec!["Фамилия, имя".to_owned(), "1".to_owned()], vec!["Ученик 1".to_owned(), "а".to_owned()]];
    let fitted = fitted(xlsx(&[("Список", list), ("9Б", class(3))]), "klimov-ddo", &Choice::default()).expect("fits");
    assert_eq!((people(&fitted), fitted.tab.as_deref()), (3, Some("9Б")));
}

#[test]
fn of_sheets_that_do_not_fit_the_one_nearest_to_the_instrument_says_why() {
    let mut twice = class(2);
    twice[0][20] = "19".to_owned();
    let book = |sheets: &[(&str, Cells)]| fitted(xlsx(sheets), "klimov-ddo", &Choice::default()).expect_err("no fit");
    assert_eq!(codes(&book(&[("А", vec![]), ("Б", notes()), ("В", twice.clone())])), [Code::RepeatedColumn]);
    assert_eq!(codes(&book(&[("В", twice), ("Б", notes()), ("А", vec![])])), [Code::RepeatedColumn]);
    assert_eq!(codes(&book(&[("А", vec![]), ("Б", notes())])), [Code::AnotherTable]);
    assert_eq!(codes(&book(&[("А", vec![]), ("Б", class(0))])), [Code::EmptyTable]);
}

#[test]
fn a_table_without_people_is_empty() {
    for text in ["", "\u{feff}", "\r\n\r\n", ";;\r\n;;\r\n"] {
        let fault = only(fitted(text, "klimov-ddo", &Choice::default()).expect_err("is empty"));
        assert_eq!((fault.code(), fault.arguments().next()), (Code::EmptyTable, Some(("file", "9Б"))), "{text:?}");
        assert_eq!(opened(text, Lang::En).whole().map_err(|fault| fault.code()), Err(Code::EmptyTable), "{text:?}");
    }
    let header = csv(&class(0));
    for text in [header.clone(), format!("{header};;\r\n ; \r\n")] {
        assert_eq!(codes(&fitted(text, "klimov-ddo", &Choice::default()).expect_err("is empty")), [Code::EmptyTable]);
    }
}

#[test]
fn a_table_of_another_instrument_is_told() {
    let table = "Ученик;Возраст;health.now;health.want\nА.;15;70;95\n";
    assert_eq!(codes(&fitted(table, "klimov-ddo", &Choice::default()).expect_err("is another")), [Code::AnotherTable]);
    assert!(fitted(table, "dembo-rubinstein", &Choice::default()).is_ok());
}

#[test]
fn whole_tables_are_those_of_no_instrument() {
    let shown = |bytes: Vec<u8>| -> Cells {
        let rows = opened(bytes, Lang::En).whole().expect("reads");
        rows.iter().map(|row| row.iter().map(str::to_owned).collect()).collect()
    };
    assert_eq!(shown(format!(";\r\n{}", csv(&class(1500))).into_bytes()), class(1500));
    let book = xlsx(&[("-Скрыт", notes()), ("Пусто", vec![]), ("9Б", class(2)), ("План", notes())]);
    assert_eq!(shown(book), class(2));
    let open_quote = opened("id\r\n\"1\r\n", Lang::En).whole().expect_err("fails");
    assert_eq!(reason(&open_quote), "a quote is not closed: all rows behind it would be one cell (line 2)");
}

#[test]
fn what_is_no_table_is_refused_when_it_is_opened() {
    let refused = |bytes: &[u8], limits: &Limits, lang| {
        reason(&only(Opened::open(Cursor::new(bytes), "9Б", limits, lang).expect_err("is no table"))).to_owned()
    };
    let limits = Limits::default();
    assert_eq!(refused(b"%PDF-1.7\n", &limits, Lang::Ru), "это не таблица");
    assert_eq!(
        refused(b"id\n1\n\x98\n", &limits, Lang::En),
        "the encoding of the text cannot be told; save the table as \"CSV UTF-8\" (line 3)"
    );
    let small = Limits { workbook_bytes: 100, ..Limits::default() };
    assert_eq!(
        refused(&xlsx(&[("9Б", class(2))]), &small, Lang::En),
        "the workbook is too large (limit: 100); save the sheet as CSV"
    );
}

#[test]
fn rows_can_be_watched_on_their_way() {
    let klimov = instrument("klimov-ddo");
    let mut seen = 0;
    let text = opened(csv(&class(2500)), Lang::En);
    assert!(!text.is_workbook());
    let watched = text.map_rows(|rows| rows.inspect(|_| seen += 1));
    let fitted = watched.fit(&klimov, &Choice::default()).expect("fits");
    assert_eq!(fitted.below.len() + fitted.rest.map_or(0, Iterator::count), 2500);
    assert_eq!(seen, 2501);
    // An error of who watches is handed on as it is.
    let failing = opened(csv(&class(2)), Lang::En).map_rows(|rows| {
        rows.take(1).chain([Err(Error::new(Code::Unreadable, "").with("file", "9Б").with("reason", "changed"))])
    });
    assert_eq!(reason(&only(failing.fit(&klimov, &Choice::default()).expect_err("fails"))), "changed");
    let book = opened(xlsx(&[("9Б", class(2))]), Lang::En).map_rows(|rows| rows.take(0));
    assert!(book.is_workbook());
    assert_eq!(book.fit(&klimov, &Choice::default()).expect("fits").below.len(), 2);
}

#[test]
fn remarks_are_told_from_problems() {
    let mut table = class(2);
    table[0][20] = "Комментарий учителя".to_owned();
    let fitted = fitted(csv(&table), "klimov-ddo", &Choice::default()).expect("fits");
    let (asides, problems): (Vec<&Error>, Vec<&Error>) =
        fitted.sheet.remarks().iter().partition(|remark| is_aside(remark));
    assert_eq!(asides.iter().map(|remark| remark.code()).collect::<Vec<_>>(), [Code::UnknownColumn]);
    assert_eq!(problems.iter().map(|remark| remark.code()).collect::<Vec<_>>(), [Code::MissingColumn]);
}

#[test]
fn tables_may_be_read_on_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Opened<Rows<File>>>();
    is_send::<Fitted<Rows<File>>>();
}

#[test]
fn nothing_of_an_answer_is_in_debug() {
    for bytes in [csv(&class(1001)).into_bytes(), xlsx(&[("9Б", class(1))])] {
        let opened = opened(bytes, Lang::En);
        let shown = format!("{opened:?}");
        assert!(!shown.contains("Ученик"), "{shown}");
        let rest = format!("{:?}", opened.fit(&instrument("klimov-ddo"), &Choice::default()).expect("fits").rest);
        assert!(!rest.contains("Ученик"), "{rest}");
    }
}

#[test]
fn a_file_of_answers_is_a_table_of_one_row() {
    let klimov = catalogue::get("klimov-ddo").expect("shipped");
    let text = r#"{ "orientir": "answers", "format": 1, "id": "07", "person": { "grade": "9" }, "instruments": [
        { "instrument": "klimov-ddo", "version": "1.0.0", "language": "ru", "answers": { "1": "b", "2": "refused" } } ] }"#;
    // With a mark of the byte order, as some editors save it.
    let fitted = opened(format!("\u{feff}\n{text}"), Lang::En).fit(&klimov, &Choice::default()).expect("fits");
    let (people, faults) = fitted.sheet.read(&fitted.below);
    assert_eq!((people.len(), faults.len()), (1, 0));
    assert_eq!((people[0].key.id.as_str(), people[0].answers.person().grade), ("07", Some(9)));
    let plan = catalogue::get("career-plan").expect("shipped");
    let other = only(opened(text, Lang::En).fit(&plan, &Choice::default()).expect_err("no answers to it"));
    assert_eq!(other.code(), Code::EmptyTable);
    assert_eq!(opened(text, Lang::En).whole().expect_err("no list of pupils").code(), Code::EmptyTable);
    let broken = Opened::open(Cursor::new("{\"orientir\": \"answers\""), "x.json", &Limits::default(), Lang::En);
    assert_eq!(only(broken.expect_err("cut short")).code(), Code::NotJson);
}
