//! Text of every kind that schools send, as rows.

#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use csv::StringRecord;
use orientir_tables::{Encoding, Fault, Limits, TextRows};
use proptest::prelude::*;

fn open(bytes: &[u8]) -> TextRows<Cursor<&[u8]>> {
    TextRows::open(Cursor::new(bytes), &Limits::default()).expect("opens")
}

/// The rows, and the line on which each starts.
fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
    let (mut text, mut rows, mut row) = (open(bytes), Vec::new(), StringRecord::new());
    while text.read(&mut row).expect("reads") {
        rows.push((text.line(), row.iter().map(str::to_owned).collect()));
    }
    assert_eq!(text.position(), bytes.len() as u64);
    rows
}

fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (line, cells.iter().map(ToString::to_string).collect())
}

/// The fault, and how many rows came before it.
fn fault(bytes: &[u8], limits: &Limits) -> (usize, Fault) {
    let text = TextRows::open(Cursor::new(bytes), limits).expect("opens");
    let mut before = 0;
    for row in text {
        match row {
            Ok(_) => before += 1,
            Err(fault) => return (before, fault),
        }
    }
    panic!("no fault after {before} rows")
}

#[test]
fn rows_of_excel_in_windows_1251() {
    let bytes = b"id;\xcf\xee\xeb;\xc2\xee\xe7\xf0\xe0\xf1\xf2\r\n1;\xe6;15\r\n\r\n2;\xec;\r\n;;\r\n3;\xe6\r\n";
    assert_eq!(open(bytes).encoding(), Encoding::Windows1251);
    assert_eq!(open(bytes).separator(), ';');
    let expected = [
        row(1, &["id", "Пол", "Возраст"]),
        row(2, &["1", "ж", "15"]),
        row(4, &["2", "м", ""]),
        row(5, &["", "", ""]),
        row(6, &["3", "ж"]),
    ];
    assert_eq!(rows(bytes), expected);
}

#[test]
fn rows_of_excel_in_windows_1257() {
    let bytes = b"Vardas;Klas\xeb\n\xd0ar\xfbn\xeb;9b\n\xc0\xfeuolas;9b\n";
    assert_eq!(open(bytes).encoding(), Encoding::Windows1257);
    assert_eq!(rows(bytes), [row(1, &["Vardas", "Klasė"]), row(2, &["Šarūnė", "9b"]), row(3, &["Ąžuolas", "9b"])]);
}

#[test]
fn rows_of_unicode_text_with_tabs_and_without_the_mark() {
    for (encoding, mark, order) in [
        (Encoding::Utf16Le, [0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        (Encoding::Utf16Be, [0xfe, 0xff], u16::to_be_bytes),
    ] {
        let mut bytes = mark.to_vec();
        bytes.extend("id\tПол\r\n1\tж 😀\r\n".encode_utf16().flat_map(order));
        assert_eq!(open(&bytes).encoding(), encoding);
        assert_eq!(rows(&bytes), [row(1, &["id", "Пол"]), row(2, &["1", "ж 😀"])]);
    }
    let bytes = "\u{feff}id,Пол\n1,ж\n".as_bytes();
    assert_eq!(rows(bytes), [row(1, &["id", "Пол"]), row(2, &["1", "ж"])]);
}

#[test]
fn a_hint_is_no_row_but_a_line() {
    assert_eq!(rows(b"\xef\xbb\xbfsep=|\r\nid|1,2\r\n7|a;b"), [row(2, &["id", "1,2"]), row(3, &["7", "a;b"])]);
    assert_eq!(rows(b"sep=;"), []);
    assert_eq!(rows(b""), []);
    assert_eq!(rows(b"\n\r\n\n"), []);
}

#[test]
fn the_text_trick_keeps_zeros() {
    let bytes = b"id;name\n=\"007\";\"=\"\"008\"\"\"\n=A1;=\"a\"&\"b\"\n";
    assert_eq!(rows(bytes), [row(1, &["id", "name"]), row(2, &["007", "008"]), row(3, &["=A1", "=\"a\"&\"b\""])]);
}

#[test]
fn cells_of_several_lines_keep_them_and_the_next_row_has_its_line() {
    let bytes = b"\n\nid;why\r\n1;\"a\r\nb\"\r\n2;c\r\n";
    assert_eq!(rows(bytes), [row(3, &["id", "why"]), row(4, &["1", "a\r\nb"]), row(6, &["2", "c"])]);
}

#[test]
fn a_quote_left_open_is_told_with_its_line_and_takes_no_row() {
    let limits = Limits::default();
    let (before, found) = fault(b"id;why\r\n1;a\r\n2;\"b\r\n3;c\r\n4;d\r\n", &limits);
    assert!(matches!(found, Fault::OpenQuote { line: 3 }), "{found}");
    assert_eq!(before, 2);
    let (_, found) = fault(b"sep=;\nid;why\n1;\"a\nb\";\"c\n2;d", &limits);
    assert!(matches!(found, Fault::OpenQuote { line: 4 }), "{found}");
    // None of these is open.
    assert_eq!(rows(b"id;why\n1;\"a\"").len(), 2);
    assert_eq!(rows(b"id;why\n1;5\" disk").len(), 2);
    assert_eq!(rows(b"id;why\n1;\"a\n\"\n").len(), 2);
}

#[test]
fn a_row_that_swallows_the_file_stops_at_the_limit() {
    let mut bytes = b"id;why\n1;\"a\n".to_vec();
    bytes.extend(b"2;b\n".repeat(1 << 16));
    let (before, found) = fault(&bytes, &Limits { record_bytes: 1000, ..Limits::default() });
    assert!(matches!(found, Fault::TooLong { line: 2, limit: 1000 }), "{found}");
    assert_eq!(before, 1);
}

#[test]
fn nothing_follows_a_fault() {
    let mut text = open(b"id;why\n1;\"a\n2;b");
    assert!(text.next().is_some_and(|row| row.is_ok()));
    assert!(text.next().is_some_and(|row| row.is_err()));
    assert!(text.next().is_none());
}

/// A table that is made while it is read: `rows` rows of a header and answers.
struct Endless {
    at: u64,
    rows: u64,
    largest: usize,
}

const LINE: &[u8; 16] = b"0007;9;a;b;c;1;\n";

impl Read for Endless {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        self.largest = self.largest.max(block.len());
        let left = self.rows * LINE.len() as u64 - self.at;
        let length = usize::try_from(left).unwrap_or(usize::MAX).min(block.len());
        let start = usize::try_from(self.at % LINE.len() as u64).expect("is small");
        let bytes = LINE.iter().cycle().skip(start);
        block.iter_mut().take(length).zip(bytes).for_each(|(byte, made)| *byte = *made);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let SeekFrom::Start(at) = to else { panic!("only ever from the start") };
        self.at = at;
        Ok(at)
    }
}

#[test]
fn a_table_is_never_held_whole() {
    let source = Endless { at: 0, rows: 1 << 20, largest: 0 };
    let limits = Limits { record_bytes: 1 << 10, ..Limits::default() };
    // The row limit is far below the table: were rows not let go, the guard would fail.
    let mut text = TextRows::open(source, &limits).expect("opens");
    let ahead = text.position();
    assert!(ahead <= (1 << 18) + 16, "{ahead} bytes read before the first row is asked for");
    let (mut row, mut rows) = (StringRecord::new(), 0_u64);
    while text.read(&mut row).expect("reads") {
        rows += 1;
        assert!(text.position() <= rows * LINE.len() as u64 + (1 << 19), "reads ahead without end");
    }
    assert_eq!((rows, text.line()), (1 << 20, 1 << 20));
}

/// Cells that a spreadsheet may hold, the nasty ones often.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[аąž;,\"\t\n\r =]{0,5}", "[a-zа-яё0-9 ]{1,8}"]
}

proptest! {
    #[test]
    fn what_was_written_is_read(
        table in prop::collection::vec(prop::collection::vec(cell(), 3), 1..8),
        separator in prop::sample::select(b";,\t".to_vec()),
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).expect("writes");
        }
        let bytes = writer.into_inner().expect("writes");
        let read: Vec<Vec<String>> = rows(&bytes).into_iter().map(|(_, row)| row).collect();
        let plain = |cell: &String| cell.trim().strip_prefix("=\"").is_none();
        prop_assume!(table.iter().flatten().all(plain));
        prop_assert_eq!(read, table);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\";,\n\xd0\xb0\xe0\0".to_vec())], 0..200)) {
        let Ok(text) = TextRows::open(Cursor::new(bytes.as_slice()), &Limits { record_bytes: 64, ..Limits::default() }) else {
            return Ok(());
        };
        prop_assert!(text.count() <= bytes.len() + 1);
    }
}
