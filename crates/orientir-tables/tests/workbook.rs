//! Workbooks as Excel writes them, and as nobody should.

#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::io::{Cursor, Write};

use orientir_tables::{CellKind, Fault, Limits, Table, Workbook};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn open(bytes: &[u8], limits: &Limits) -> Result<Workbook, Fault> {
    match Table::open(Cursor::new(bytes), limits)? {
        Table::Workbook(book) => Ok(book),
        Table::Text(_) => panic!("taken for text"),
    }
}

fn rows_within(bytes: &[u8], limits: &Limits) -> Result<Vec<Vec<String>>, Fault> {
    let mut book = open(bytes, limits)?;
    let first = book.sheets().first().expect("has a sheet").name.clone();
    let rows = book.rows(&first)?;
    Ok(rows.iter().map(|row| row.iter().map(str::to_owned).collect()).collect())
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    rows_within(bytes, &Limits::default()).expect("reads")
}

/// A class as a school keeps it.
fn class() -> Vec<u8> {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.set_name("9Б").expect("is a name");
    sheet.merge_range(0, 0, 0, 2, "Класс 9Б", &Format::new()).expect("merges");
    for (column, title) in (0..).zip(["Ученик", "Дата", "В1"]) {
        sheet.write(1, column, title).expect("writes");
    }
    let date = ExcelDateTime::from_ymd(2026, 3, 19).expect("is a date");
    let format = Format::new().set_num_format("dd.mm.yyyy");
    sheet.write(2, 0, "Анна\nПушкина").expect("writes");
    sheet.write_datetime_with_format(2, 1, &date, &format).expect("writes");
    sheet.write(2, 2, 7).expect("writes");
    book.save_to_buffer().expect("saves")
}

/// A workbook of one sheet from the XML of its rows, and of what else is told.
fn handmade(rows: &str, after: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationships><Relationship Id="{id}" Type="{relation}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut write = |name: &str, text: &str| {
        writer.start_file(name, SimpleFileOptions::default()).expect("starts");
        writer.write_all(text.as_bytes()).expect("writes");
    };
    write("_rels/.rels", &relations("a", "officeDocument", "xl/workbook.xml"));
    write("xl/_rels/workbook.xml.rels", &relations("b", "worksheet", "worksheets/sheet1.xml"));
    write(
        "xl/workbook.xml",
        &format!(
            r#"<workbook xmlns:r="{relation}"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>"#
        ),
    );
    write(
        "xl/worksheets/sheet1.xml",
        &format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{after}</worksheet>"#),
    );
    for (name, text) in parts {
        write(name, text);
    }
    writer.finish().expect("finishes").into_inner()
}

#[test]
fn a_class_is_read_from_its_first_row_on() {
    assert_eq!(rows(&class()), [["Класс 9Б", "", ""], ["Ученик", "Дата", "В1"], ["Анна\nПушкина", "2026-03-19", "7"]]);
}

#[test]
fn values_of_every_kind() {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    let moment = ExcelDateTime::from_ymd(2026, 3, 19).and_then(|day| day.and_hms(10, 12, 33.0)).expect("is a moment");
    let time = ExcelDateTime::from_hms(10, 12, 33.0).expect("is a time");
    sheet
        .write_datetime_with_format(1, 1, &moment, &Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"))
        .expect("writes");
    sheet.write_datetime_with_format(1, 2, &time, &Format::new().set_num_format("hh:mm:ss")).expect("writes");
    sheet.write_number_with_format(1, 3, 1.25, &Format::new().set_num_format("[h]:mm:ss")).expect("writes");
    sheet.write(2, 1, 2.5).expect("writes");
    sheet.write(2, 2, true).expect("writes");
    sheet.write_formula(2, 3, Formula::new("=1/0").set_result("#DIV/0!")).expect("writes");
    sheet.write_formula(3, 1, Formula::new("=3+4").set_result("7")).expect("writes");
    sheet.write_formula(3, 2, Formula::new("=A1&B1").set_result("аб")).expect("writes");
    let bytes = book.save_to_buffer().expect("saves");
    let expected = [
        ["", "", "", ""],
        ["", "2026-03-19T10:12:33", "10:12:33", "30:00:00"],
        ["", "2.5", "true", "#DIV/0!"],
        ["", "7", "аб", ""],
    ];
    assert_eq!(rows(&bytes), expected);
}

#[test]
fn the_epoch_of_old_macintosh_workbooks_is_respected() {
    // A date style, and the flag; nothing in the sheet tells.
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let sheet = r#"<row r="1"><c r="A1" s="1"><v>34519</v></c></row>"#;
    assert_eq!(rows(&handmade(sheet, "", &[("xl/styles.xml", styles)])), [["1994-07-04"]]);
    let bytes = handmade(sheet, "", &[("xl/styles.xml", styles), ("docProps/app.xml", "<a/>")]);
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        r#"<workbook xmlns:r="{relation}"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>"#
    );
    assert_eq!(rows(&replaced(&bytes, "xl/workbook.xml", workbook.as_bytes())), [["1998-07-05"]]);
}

/// The archive with other bytes for one of its entries.
fn replaced(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("is an archive");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("is an entry");
        let entry_name = entry.name().expect("is a name").into_owned();
        writer.start_file(&*entry_name, SimpleFileOptions::default()).expect("starts");
        if entry_name == name {
            writer.write_all(content).expect("writes");
        } else {
            std::io::copy(&mut entry, &mut writer).expect("copies");
        }
    }
    writer.finish().expect("finishes").into_inner()
}

#[test]
fn a_formula_without_a_value_is_shown_and_one_with_an_empty_value_is_empty() {
    let sheet = r#"<row r="1">
        <c r="A1"><f>SUM(B1:C1)</f></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c>
        <c r="D1"><f t="shared" ref="D1:D2" si="0">A1+1</f></c></row>
        <row r="2"><c r="D2"><f t="shared" si="0"/></c><c r="E2"><f t="shared" si="7"/></c></row>"#;
    assert_eq!(rows(&handmade(sheet, "", &[])), [["=SUM(B1:C1)", "", "2", "=A1+1", ""], ["", "", "", "=A2+1", "="]]);
}

#[test]
fn a_shared_formula_of_any_number_reserves_no_memory() {
    let sheet = r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="99999999999999">1</f></c></row>"#;
    assert_eq!(rows(&handmade(sheet, "", &[])), [["=1"]]);
}

#[test]
fn merged_cells_say_so_in_columns_and_are_empty_in_rows() {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 2, "Класс", &Format::new()).expect("merges");
    sheet.merge_range(1, 0, 3, 1, "9Б", &Format::new()).expect("merges");
    sheet.write(2, 2, "а").expect("writes");
    let bytes = book.save_to_buffer().expect("saves");
    // The region ends a row below the last cell: there is nothing to hide.
    assert_eq!(rows(&bytes), [["Класс", "", ""], ["9Б", "#MERGED!", ""], ["#MERGED!", "#MERGED!", "а"]]);
}

#[test]
fn values_left_behind_a_merge_are_hidden_as_in_excel() {
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>"#;
    let merge = r#"<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>"#;
    assert_eq!(rows(&handmade(sheet, merge, &[])), [["1", ""], ["3", "4"]]);
    let merge = r#"<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>"#;
    assert_eq!(rows(&handmade(sheet, merge, &[])), [["1", "2"], ["#MERGED!", "4"]]);
}

#[test]
fn hidden_sheets_are_listed_as_such() {
    let mut book = Writer::new();
    book.add_worksheet().set_name("Ответы").expect("is a name").write(0, 0, "а").expect("writes");
    book.add_worksheet().set_name("Ключ").expect("is a name").set_hidden(true).write(0, 0, "б").expect("writes");
    let mut book = open(&book.save_to_buffer().expect("saves"), &Limits::default()).expect("opens");
    let sheets: Vec<(&str, bool)> = book.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.visible)).collect();
    assert_eq!(sheets, [("Ответы", true), ("Ключ", false)]);
    assert_eq!(book.rows("Ключ").expect("reads"), [vec!["б"]]);
    assert!(matches!(book.rows("Лист3"), Err(Fault::NoSheet { name }) if name == "Лист3"));
}

#[test]
fn an_empty_sheet_has_no_rows() {
    assert!(rows(&handmade("", "", &[])).is_empty());
    assert!(rows(&handmade(r#"<row r="5"><c r="C5" s="1"/></row>"#, "", &[])).is_empty());
}

#[test]
fn a_cell_far_away_asks_for_no_memory() {
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    assert!(matches!(rows_within(&handmade(sheet, "", &[]), &Limits::default()), Err(Fault::TooManyCells { .. })));
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999"><c r="A9999999"><v>2</v></c></row>"#;
    assert!(matches!(rows_within(&handmade(sheet, "", &[]), &Limits::default()), Err(Fault::DamagedWorkbook { .. })));
}

#[test]
fn limits_hold() {
    let bytes = class();
    let with = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        rows_within(&bytes, &limits)
    };
    assert!(matches!(with(|limits| limits.workbook_bytes = 100), Err(Fault::TooLarge { limit: 100 })));
    assert!(matches!(with(|limits| limits.unpacked_bytes = 1000), Err(Fault::Bomb)));
    assert!(matches!(with(|limits| limits.cells = 5), Err(Fault::TooManyCells { limit: 5 })));
    let merge = r#"<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>"#;
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row><row r="1000"><c r="A1000"><v>1</v></c></row>"#;
    let limits = Limits { cells: 1 << 20, ..Limits::default() };
    assert!(matches!(rows_within(&handmade(sheet, merge, &[]), &limits), Err(Fault::TooManyCells { .. })));
}

#[test]
fn bombs_are_found_before_they_go_off() {
    let zeros = " ".repeat(1 << 20);
    let bytes = handmade("", "", &[("xl/media/a.png", &zeros)]);
    assert!(bytes.len() < 1 << 14, "{} bytes", bytes.len());
    let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    assert!(matches!(open(&bytes, &limits), Err(Fault::Bomb)));
    let strings = r#"<sst uniqueCount="99999999999999"><si><t>a</t></si></sst>"#;
    assert!(matches!(
        open(&handmade("", "", &[("xl/sharedStrings.xml", strings)]), &Limits::default()),
        Err(Fault::Bomb)
    ));
    let text = "a".repeat(1000);
    let strings = format!(r#"<sst uniqueCount="1"><si><t>{text}</t></si></sst>"#);
    let sheet = format!(r#"<row r="1">{}</row>"#, r#"<c t="s"><v>0</v></c>"#.repeat(200));
    let bytes = handmade(&sheet, "", &[("xl/sharedStrings.xml", &strings)]);
    assert_eq!(rows(&bytes)[0][199], text);
    let limits = Limits { unpacked_bytes: 100_000, ..Limits::default() };
    assert!(matches!(rows_within(&bytes, &limits), Err(Fault::Bomb)), "200 kB of text from one string");
    let names: Vec<String> = (0..10_001).map(|number| format!("a/{number}")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert!(matches!(open(&handmade("", "", &parts), &Limits::default()), Err(Fault::Bomb)));
}

#[test]
fn other_archives_are_told_apart() {
    let archive = |name: &str| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).expect("starts");
        writer.write_all(b"application/vnd.oasis.opendocument.spreadsheet").expect("writes");
        open(&writer.finish().expect("finishes").into_inner(), &Limits::default())
    };
    assert!(matches!(archive("word/document.xml"), Err(Fault::OtherArchive)));
    assert!(matches!(archive("xl/workbook.bin"), Err(Fault::BinaryWorkbook)));
    assert!(matches!(archive("xl/workbook.xml"), Err(Fault::DamagedWorkbook { .. })));
}

#[test]
fn damage_is_told_in_the_words_of_what_found_it() {
    let bytes = class();
    let fault = open(&bytes[..bytes.len() / 2], &Limits::default()).expect_err("is cut");
    assert!(fault.to_string().starts_with("workbook is damaged: "), "{fault}");
    // Arithmetic in calamine that overflows where overflow is checked, and gives a cell outside the sheet where it is not.
    let sheet = r#"<row r="1"><c r="ZZZZZZZZZ1"><v>1</v></c></row>"#;
    assert!(matches!(rows_within(&handmade(sheet, "", &[]), &Limits::default()), Err(Fault::DamagedWorkbook { .. })));
    let sheet = r#"<row r="1"><c r="A1" t="s"><v>5</v></c></row>"#;
    assert!(matches!(rows_within(&handmade(sheet, "", &[]), &Limits::default()), Err(Fault::DamagedWorkbook { .. })));
}

/// Reads all that there is to read; only the end matters.
fn exhaust(bytes: &[u8]) {
    let limits = Limits { unpacked_bytes: 1 << 22, cells: 1 << 16, ..Limits::default() };
    let Ok(Table::Workbook(mut book)) = Table::open(Cursor::new(bytes), &limits) else { return };
    let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    for name in names {
        if let Ok(rows) = book.rows(&name) {
            assert!(rows.iter().map(csv::StringRecord::len).sum::<usize>() <= 1 << 16);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn flipped_and_cut_bytes_do_not_panic(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = class();
        for (place, byte) in &flips {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        exhaust(&bytes);
    }

    /// The checksums of an archive stop most damage; this is damage within the parts.
    #[test]
    fn damaged_parts_do_not_panic(
        part in 0..6_usize,
        flips in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![any::<u8>(), prop::sample::select(b"<>\"/=09AZ:&".to_vec())]), 1..6),
    ) {
        let parts = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"];
        let bytes = class();
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("is an archive");
        let mut content = Vec::new();
        std::io::copy(&mut archive.by_name(parts[part]).expect("is a part"), &mut content).expect("reads");
        for (place, byte) in &flips {
            let place = place.index(content.len());
            content[place] = *byte;
        }
        exhaust(&replaced(&bytes, parts[part], &content));
    }

    #[test]
    fn bytes_after_the_mark_of_an_archive_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        exhaust(&[b"PK\x03\x04".as_slice(), &bytes].concat());
        exhaust(&bytes);
    }
}

#[test]
fn cells_come_with_their_kinds() {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    let date = ExcelDateTime::from_ymd(2026, 2, 1).expect("is a date");
    sheet.write(0, 0, "007").expect("writes");
    sheet.write(0, 1, 7).expect("writes");
    sheet.write(0, 2, true).expect("writes");
    sheet.write_datetime_with_format(1, 0, &date, &Format::new().set_num_format("yyyy-mm-dd")).expect("writes");
    sheet.write_formula(1, 1, Formula::new("=3+4").set_result("7")).expect("writes");
    sheet.write(2, 0, "=3+4").expect("writes");
    sheet.write(2, 1, "#N/A").expect("writes");
    sheet.merge_range(3, 1, 4, 2, "двое", &Format::new()).expect("merges");
    let bytes = book.save_to_buffer().expect("saves");
    let mut book = open(&bytes, &Limits::default()).expect("opens");
    let first = book.sheets().first().expect("has a sheet").name.clone();
    let read = book.cells(&first).expect("reads");
    let cells: Vec<_> = read.cells.iter().map(|cell| (cell.row, cell.column, cell.kind, cell.text.as_str())).collect();
    let expected = [
        (0, 0, CellKind::Text, "007"),
        (0, 1, CellKind::Number, "7"),
        (0, 2, CellKind::Truth, "true"),
        (1, 0, CellKind::Date, "2026-02-01"),
        (1, 1, CellKind::Formula, "7"),
        (2, 0, CellKind::Text, "=3+4"),
        (2, 1, CellKind::Text, "#N/A"),
        (3, 1, CellKind::Text, "двое"),
    ];
    assert_eq!(cells, expected);
    assert_eq!(read.merged, [(3, 1)]);
    assert!(matches!(book.cells("none"), Err(Fault::NoSheet { .. })));
    let tight = Limits { cells: 7, ..Limits::default() };
    let mut book = open(&bytes, &tight).expect("opens");
    assert!(matches!(book.cells(&first), Err(Fault::TooManyCells { limit: 7 })));
    assert_eq!(format!("{:?}", read.cells.first().expect("has a cell")), "SheetCell(0, 0, Text)", "shows no cell");
}

#[test]
fn an_error_is_no_text() {
    let sheet = r#"<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>"#;
    let mut book = open(&handmade(sheet, "", &[]), &Limits::default()).expect("opens");
    let read = book.cells("S").expect("reads");
    assert_eq!(read.cells.iter().map(|cell| cell.kind).collect::<Vec<_>>(), [CellKind::Error]);
}
