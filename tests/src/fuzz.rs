//! What holds for any bytes: the bodies of the fuzz targets (`fuzz/`) and of their twins among the laws.
//!
//! A body panics where a property does not hold. All of them take bytes that a stranger made up, and need neither files nor
//! time that grows faster than their number.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::sync::LazyLock;

use orientir::{Diagnostics, Entry, Error, Instrument, Lang, Sheet, catalogue};
use orientir_tables::{Fault, Limits, StringRecord, Table, TextRows};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The longest message of a fault in bytes: one line, whatever the input is.
const LONGEST_MESSAGE: usize = 2000;

/// A target: its name and its body.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 4] = [("definition", definition), ("csv", csv), ("xlsx", xlsx), ("score", score)];

/// A definition compiles the same way each time, and what is wrong with it is told in words.
pub fn definition(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let instrument = match Instrument::from_json(text) {
        Ok(instrument) => instrument,
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a reason");
            return faults.iter().for_each(is_told);
        }
    };
    let listing = instrument.plan().to_string();
    let again = Instrument::from_json(text).expect("compiled before");
    assert_eq!(again.key_hash(), instrument.key_hash());
    assert_eq!(again.document_hash(), instrument.document_hash());
    assert_eq!(again.plan().to_string(), listing);
    // Blanks and the order of members say nothing.
    let value: serde_json::Value = serde_json::from_str(text).expect("a definition is JSON");
    let spaced = serde_json::to_string_pretty(&value).expect("JSON can be printed");
    let spaced = Instrument::from_json(&spaced).expect("the same document");
    assert_eq!(spaced.key_hash(), instrument.key_hash());
    let empty = instrument.score(&instrument.answers());
    within_range(&empty);
}

fn is_told(fault: &Error) {
    for lang in Lang::ALL {
        let message = fault.message(lang);
        assert!(!message.is_empty(), "{}", fault.code());
        assert!(message.len() <= LONGEST_MESSAGE, "{} bytes: {message}", message.len());
    }
}

/// All that a reader of text tells.
#[derive(Debug, PartialEq)]
struct Text {
    rows: Vec<(u64, StringRecord)>,
    about: String,
    fault: Option<String>,
}

fn text<R: Read + Seek>(reader: R, length: usize, limits: &Limits) -> Text {
    let mut found = Text { rows: Vec::new(), about: String::new(), fault: None };
    let mut text = match TextRows::open(reader, limits) {
        Ok(text) => text,
        Err(fault) => return Text { fault: Some(fault.to_string()), ..found },
    };
    found.about = format!("{} {:?}", text.encoding(), text.separator());
    let mut row = StringRecord::new();
    loop {
        match text.read(&mut row) {
            Ok(true) => found.rows.push((text.line(), row.clone())),
            Ok(false) => break,
            Err(fault) => {
                found.fault = Some(fault.to_string());
                break;
            }
        }
        assert!(found.rows.len() <= length, "more rows than bytes");
        let [.., (before, _), (line, _)] = found.rows.as_slice() else { continue };
        assert!(before <= line, "lines go up");
    }
    if found.fault.is_none() {
        assert_eq!(text.position(), length as u64, "all is read");
    }
    assert!(!text.read(&mut row).is_ok_and(|read| read), "nothing follows the end");
    found
}

/// A reader that gives few bytes at a time.
struct Dribble<'b>(Cursor<&'b [u8]>, usize);

impl Read for Dribble<'_> {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        let most = block.len().min(self.1);
        self.0.read(&mut block[..most])
    }
}

impl Seek for Dribble<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// Text comes to an end, is read the same however its bytes come in, and no row is longer than the limit.
pub fn csv(bytes: &[u8]) {
    let whole = text(Cursor::new(bytes), bytes.len(), &Limits::default());
    for most in [1, 7] {
        let dribbled = text(Dribble(Cursor::new(bytes), most), bytes.len(), &Limits::default());
        assert_eq!(dribbled, whole, "{most} bytes at a time");
    }
    let limit = 64;
    let limited = text(Cursor::new(bytes), bytes.len(), &Limits { record_bytes: limit, ..Limits::default() });
    for (line, row) in &limited.rows {
        assert!(row.as_slice().len() as u64 <= limit, "line {line} is longer than the limit");
    }
    assert!(whole.rows.starts_with(&limited.rows), "the limit changes no row");
    assert!(limited.rows.len() == whole.rows.len() || limited.fault.is_some(), "no row is lost unsaid");
    if let Some(fault) = whole.fault.iter().chain(&limited.fault).find(|fault| fault.len() > LONGEST_MESSAGE) {
        panic!("a fault of {} bytes", fault.len());
    }
}

/// The limits of workbooks that are tried.
fn small() -> Limits {
    Limits { record_bytes: 1 << 12, workbook_bytes: 1 << 18, unpacked_bytes: 1 << 20, cells: 1 << 14 }
}

/// A workbook as it is, or one put together from parts: `==== NAME`, a new line, and what is in the part.
///
/// The checksums of an archive stop nearly every change of its bytes; a change of a part gets into the parts' readers.
pub fn xlsx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        workbook(bytes);
    } else if let Some(archive) = archive(bytes) {
        workbook(&archive);
    }
}

fn archive(bytes: &[u8]) -> Option<Vec<u8>> {
    const MARK: &[u8] = b"\n==== ";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut rest = bytes.strip_prefix(b"==== ")?;
    loop {
        let end = rest.windows(MARK.len()).position(|word| word == MARK);
        let part = &rest[..end.unwrap_or(rest.len())];
        let name = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let (name, content) = part.split_at(name);
        writer.start_file(std::str::from_utf8(name).ok()?, plain).ok()?;
        writer.write_all(content.get(1..).unwrap_or_default()).ok()?;
        match end {
            Some(end) => rest = &rest[end + MARK.len()..],
            None => return Some(writer.finish().ok()?.into_inner()),
        }
    }
}

type Sheets = Vec<(String, Result<Vec<StringRecord>, String>)>;

fn sheets(bytes: &[u8]) -> Result<Sheets, String> {
    let told = |fault: Fault| {
        let message = fault.to_string();
        assert!(message.len() <= LONGEST_MESSAGE, "a fault of {} bytes", message.len());
        message
    };
    let Table::Workbook(mut book) = Table::open(Cursor::new(bytes), &small()).map_err(told)? else {
        return Ok(Sheets::new());
    };
    let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    let mut sheets: Vec<_> = names.iter().map(|name| (name.clone(), book.rows(name).map_err(told))).collect();
    // In any order, as often as wanted.
    for (name, rows) in sheets.iter_mut().rev() {
        assert_eq!(&book.rows(name).map_err(told), rows);
    }
    Ok(sheets)
}

fn workbook(bytes: &[u8]) {
    let found = sheets(bytes);
    assert_eq!(sheets(bytes), found);
    for rows in found.iter().flatten().filter_map(|(_, rows)| rows.as_ref().ok()) {
        let columns = rows.first().map_or(0, StringRecord::len);
        assert!(rows.iter().all(|row| row.len() == columns), "rows are of one length");
        assert!((rows.len() * columns) as u64 <= small().cells, "more cells than the limit");
        let text: usize = rows.iter().map(|row| row.as_slice().len()).sum();
        // The mark of a merged cell has 8 bytes.
        assert!(text as u64 <= small().unpacked_bytes + 8 * small().cells, "more text than the limit");
    }
}

static INSTRUMENTS: LazyLock<Vec<Instrument>> = LazyLock::new(|| {
    let compile = |(id, _): &(&str, &str)| catalogue::get(id).unwrap_or_else(|faults| panic!("{faults}"));
    catalogue::INSTRUMENTS.iter().map(compile).collect()
});

/// The first byte picks an instrument of the catalogue, the second some cells, the rest is a table of answers. Scores lie in
/// their ranges, one row at a time gives what all rows give, and no message shows an answer.
pub fn score(bytes: &[u8]) {
    let [instrument, salt, table @ ..] = bytes else { return };
    let instrument = &INSTRUMENTS[usize::from(*instrument) % INSTRUMENTS.len()];
    let Ok(text) = TextRows::open(Cursor::new(table), &small()) else { return };
    let records: Vec<StringRecord> = text.map_while(Result::ok).take(100).collect();
    let rows: Vec<Vec<&str>> = records.iter().map(|row| row.iter().collect()).collect();
    let Ok(sheet) = Sheet::fit(instrument, &rows, None).map_err(|faults| faults.iter().for_each(is_told)) else {
        return;
    };
    let below = rows.get(sheet.header_rows()..).unwrap_or_default();
    let found = all(&sheet, below);
    assert_eq!(all(&sheet, below), found);
    if instrument.definition().ratings.is_none() {
        one_by_one(&sheet, below, &found);
    }
    hides(instrument, &rows, sheet.header_rows(), *salt);
}

/// What is told of a person, and what is told of the table.
type Told = (Vec<String>, Vec<String>);

fn person(instrument: &Instrument, entry: &Entry) -> String {
    let report = instrument.score(&entry.answers);
    within_range(&report);
    format!("{:?} {:?} {}", entry.key, entry.rows, report.to_json())
}

fn words(faults: &Diagnostics) -> Vec<String> {
    faults.iter().for_each(is_told);
    let words =
        faults.iter().flat_map(|fault| Lang::ALL.map(|lang| format!("{}: {}", fault.place(lang), fault.message(lang))));
    words.collect()
}

fn all(sheet: &Sheet, below: &[Vec<&str>]) -> Told {
    let (entries, faults) = sheet.read(below.iter().map(|row| row.iter().copied()));
    let people = entries.iter().map(|entry| person(sheet.instrument(), entry)).collect();
    (people, words(sheet.remarks()).into_iter().chain(words(&faults)).collect())
}

fn one_by_one(sheet: &Sheet, below: &[Vec<&str>], all: &Told) {
    let mut reader = sheet.reader();
    let (mut people, mut told) = (Vec::new(), words(sheet.remarks()));
    for row in below {
        let (entry, faults) = reader.row(row);
        people.extend(entry.map(|entry| person(sheet.instrument(), &entry)));
        told.extend(words(&faults));
    }
    match reader.foreign() {
        None => assert_eq!((people, told), *all),
        Some(_) => assert!(all.0.is_empty(), "nobody is read from another instrument's table"),
    }
}

fn within_range(report: &orientir::Report) {
    for scale in &report.scores().scales {
        if let (Some(raw), Some((low, high))) = (scale.raw, scale.possible) {
            assert!(low <= raw && raw <= high, "{raw:?} lies outside {low:?}..={high:?}");
        }
    }
}

/// Puts a word that is in no message into some answers: it must not be told, wherever they stand.
fn hides(instrument: &Instrument, rows: &[Vec<&str>], header_rows: usize, salt: u8) {
    const SECRET: &str = "qzxjqzxj";
    let Some(header) = header_rows.checked_sub(1).and_then(|row| rows.get(row)) else { return };
    let is_field =
        |place: usize| header.get(place).is_some_and(|name| instrument.fields().any(|field| field == name.trim()));
    let mut salted: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    for (number, row) in salted.iter_mut().enumerate().skip(header_rows) {
        for (place, cell) in row.iter_mut().enumerate() {
            if is_field(place) && (number + place + usize::from(salt)).is_multiple_of(3) && !cell.trim().is_empty() {
                cell.push_str(SECRET);
            }
        }
    }
    let salted: Vec<Vec<&str>> = salted.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let told = match Sheet::fit(instrument, &salted, None) {
        Err(faults) => words(&faults),
        // The header is found somewhere else: it is what was an answer.
        Ok(sheet) if sheet.header_rows() != header_rows => return,
        Ok(sheet) => {
            let (people, told) = all(&sheet, salted.get(header_rows..).unwrap_or_default());
            people.into_iter().chain(told).collect()
        }
    };
    assert!(!told.iter().any(|text| text.contains(SECRET)), "an answer is told: {told:?}");
}
