//! Tables of answers: files of any size, workbooks, standard input.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{BufReader, Cursor, Read, Seek};
use std::time::SystemTime;

use csv::StringRecord;
use orientir::{Code, Error, Instrument, Lang, Sheet, TableMap};
use orientir_tables::{Fault, Limits, Table, TextRows, Workbook};

use super::{bytes, reason, unreadable};
use crate::args::Reading;
use crate::session::{Failure, Session};
use crate::words::{self, Word};

/// The most that is read from a pipe, which cannot be read twice.
const MAX_PIPE_BYTES: u64 = 1 << 30;
/// So many rows tell what columns are.
const TOP: usize = 1000;

trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// Rows of a file as they are read. `Debug` does not show them.
pub struct Rows {
    name: String,
    lang: Lang,
    text: TextRows<Box<dyn Source>>,
    /// The file as it was when reading began.
    began: Option<Stamp>,
    ended: bool,
}

/// By what a change of a file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    fn of(about: &Metadata) -> Self {
        Self { length: about.len(), changed: about.modified().ok() }
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rows({})", self.name)
    }
}

impl Iterator for Rows {
    type Item = Result<StringRecord, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if let Some(row) = self.text.next() {
            self.ended = row.is_err();
            return Some(row.map_err(|fault| told(&self.name, &fault, self.lang).into()));
        }
        self.ended = true;
        let now = fs::metadata(&self.name).ok().map(|about| Stamp::of(&about));
        let changed = self.began.is_some() && self.began != now;
        changed.then(|| Err(unreadable(&self.name, Word::Changed.text(self.lang)).into()))
    }
}

impl Rows {
    /// How many bytes are read, and how many there are where that is known.
    pub fn progress(&self) -> (u64, Option<u64>) {
        (self.text.position(), self.began.map(|began| began.length))
    }
}

/// What is in a file.
#[derive(Debug)]
enum Content {
    Rows(Box<Rows>),
    Workbook(Box<Workbook>),
}

fn open(name: &str, session: &Session) -> Result<Content, Failure> {
    let about =
        if name == "-" { None } else { Some(fs::metadata(name).map_err(|e| super::missing(name, &e, session))?) };
    let (source, began): (Box<dyn Source>, _) = match about {
        Some(about) if about.is_file() => {
            let file = File::open(name).map_err(|e| unreadable(name, &reason(&e, session)))?;
            (Box::new(BufReader::new(file)), Some(Stamp::of(&about)))
        }
        _ => (Box::new(Cursor::new(bytes(name, MAX_PIPE_BYTES, session)?)), None),
    };
    let table = Table::open(source, &Limits::default()).map_err(|fault| told(name, &fault, session.lang))?;
    Ok(match table {
        Table::Text(text) => {
            Content::Rows(Box::new(Rows { name: name.to_owned(), lang: session.lang, text, began, ended: false }))
        }
        Table::Workbook(workbook) => Content::Workbook(Box::new(workbook)),
    })
}

/// Why a table cannot be read, in words.
fn told(name: &str, fault: &Fault, lang: Lang) -> Error {
    let at = |word: Word, line: u64| format!("{} ({} {line})", word.text(lang), Word::Line.text(lang));
    let reason = match fault {
        Fault::Io(error) => error.to_string(),
        Fault::OldWorkbook => Word::OldWorkbook.text(lang).to_owned(),
        Fault::BinaryWorkbook | Fault::OpenDocument => Word::OtherWorkbook.text(lang).to_owned(),
        Fault::Encrypted => Word::Encrypted.text(lang).to_owned(),
        Fault::Pdf | Fault::OtherArchive => Word::NoTable.text(lang).to_owned(),
        Fault::Html | Fault::Xml => Word::IsWebPage.text(lang).to_owned(),
        Fault::UnknownEncoding { line } => at(Word::NotUtf8, *line),
        Fault::CutShort { line } => at(Word::CutShort, *line),
        Fault::DamagedText { line } => at(Word::DamagedText, *line),
        Fault::Nul { line } => at(Word::NoText, *line),
        Fault::TooLong { line, .. } => at(Word::TooLongRow, *line),
        Fault::OpenQuote { line } => at(Word::OpenQuote, *line),
        Fault::TooLarge { limit } | Fault::TooManyCells { limit } => {
            words::filled(Word::TooLargeWorkbook, lang, &[("limit", &limit.to_string())])
        }
        Fault::Bomb => Word::Bomb.text(lang).to_owned(),
        Fault::DamagedWorkbook { reason } => format!("{}: {reason}", Word::DamagedWorkbook.text(lang)),
        Fault::NoSheet { name } => format!("{}: `{name}`", Word::NoSheet.text(lang)),
        other => other.to_string(),
    };
    unreadable(name, &reason)
}

/// A table as an instrument reads it. `Debug` shows no answers.
#[derive(Debug)]
pub struct Fitted {
    /// How its columns are read.
    pub sheet: Sheet,
    /// The sheet of a workbook.
    pub tab: Option<String>,
    /// The rows below the header that are at hand.
    pub below: Vec<StringRecord>,
    /// The rest of the file.
    pub rest: Option<Rows>,
}

/// Reads a table for an instrument: the header, what columns are, and the first rows.
pub fn fit(
    (name, file): (&str, Option<&str>),
    instrument: &Instrument,
    how: &Reading,
    session: &Session,
) -> Result<Fitted, Failure> {
    let map = map_for(instrument, how, session)?;
    let wanted = how.sheet.as_deref().or_else(|| map.as_ref()?.sheet.as_deref());
    match open(name, session)? {
        Content::Rows(mut rows) => {
            if let Some(wanted) = wanted.filter(|_| how.sheet.is_some()) {
                return Err(unreadable(name, &format!("{}: `{wanted}`", session.word(Word::NoSheet))).into());
            }
            let top: Vec<StringRecord> = rows.by_ref().take(TOP).collect::<Result<_, _>>()?;
            let mut fitted = fit_rows(name, top, instrument, map.as_ref()).map_err(|faults| within(file, faults))?;
            fitted.rest = Some(*rows);
            Ok(fitted)
        }
        Content::Workbook(mut book) => fit_book((name, file), &mut book, wanted, instrument, map.as_ref(), session),
    }
}

fn fit_rows(
    name: &str,
    mut rows: Vec<StringRecord>,
    instrument: &Instrument,
    map: Option<&TableMap>,
) -> Result<Fitted, orientir::Diagnostics> {
    let blank = |row: &StringRecord| row.iter().all(|cell| cell.trim().is_empty());
    let empty = || Error::new(Code::EmptyTable, "").with("file", name);
    // Blank rows over the table are none of it, unless a map counts them.
    if map.is_none_or(|map| map.header_row.is_none()) {
        let first = rows.iter().position(|row| !blank(row)).ok_or_else(empty)?;
        rows.drain(..first);
    }
    let top: Vec<Vec<&str>> = rows.iter().take(TOP).map(|row| row.iter().collect()).collect();
    let sheet = Sheet::fit(instrument, &top, map)?;
    rows.drain(..sheet.header_rows().min(rows.len()));
    if rows.iter().all(blank) && rows.len() < TOP {
        return Err(empty().into());
    }
    Ok(Fitted { sheet, tab: None, below: rows, rest: None })
}

/// The sheet of a workbook that is the instrument's. Several are an error: none of them is left out unsaid.
fn fit_book(
    (name, file): (&str, Option<&str>),
    book: &mut Workbook,
    wanted: Option<&str>,
    instrument: &Instrument,
    map: Option<&TableMap>,
    session: &Session,
) -> Result<Fitted, Failure> {
    let tabs: Vec<String> = match wanted {
        Some(wanted) => vec![wanted.to_owned()],
        None => book.sheets().iter().filter(|tab| tab.visible).map(|tab| tab.name.clone()).collect(),
    };
    let mut found: Vec<Fitted> = Vec::new();
    let mut why_not: Option<orientir::Diagnostics> = None;
    for tab in tabs {
        let rows = book.rows(&tab).map_err(|fault| told(name, &fault, session.lang))?;
        match fit_rows(name, rows, instrument, map) {
            Ok(mut fitted) => {
                fitted.tab = Some(tab);
                found.push(fitted);
            }
            // A sheet with other things on it is no fault; what is wrong with the instrument's own goes first.
            Err(faults) => {
                let code = |faults: &orientir::Diagnostics| faults.iter().next().map(Error::code);
                let rank = |code: Option<Code>| match code {
                    Some(Code::EmptyTable) | None => 0,
                    Some(Code::AnotherTable) => 1,
                    Some(_) => 2,
                };
                if why_not.as_ref().is_none_or(|known| rank(code(&faults)) > rank(code(known))) {
                    why_not = Some(faults);
                }
            }
        }
    }
    let most = found.iter().map(|fitted| fitted.sheet.answer_columns()).max().unwrap_or(0);
    // A column by chance does not make a sheet the instrument's.
    found.retain(|fitted| fitted.sheet.answer_columns() * 2 > most);
    if found.len() > 1 {
        let names: Vec<_> =
            found.iter().filter_map(|fitted| fitted.tab.as_deref()).map(|tab| format!("`{tab}`")).collect();
        let reason = words::filled(Word::SeveralSheets, session.lang, &[("sheets", &names.join(", "))]);
        return Err(unreadable(name, &reason).into());
    }
    let empty = || Error::new(Code::EmptyTable, "").with("file", name).into();
    found.pop().ok_or_else(|| why_not.map_or_else(empty, |faults| within(file, faults)))
}

/// Faults of a header; `file` is named where several tables are read in one run.
fn within(file: Option<&str>, faults: orientir::Diagnostics) -> Failure {
    let names_file = faults.iter().any(|fault| fault.code() == Code::EmptyTable);
    match file.filter(|_| !names_file) {
        Some(file) => Failure::within(file, faults),
        None => Failure::from(faults),
    }
}

/// The map that was given for an instrument.
fn map_for(instrument: &Instrument, how: &Reading, session: &Session) -> Result<Option<TableMap>, Failure> {
    let mut found = None;
    for file in &how.maps {
        let text = super::text(file, TableMap::MAX_BYTES as u64, session)?;
        match TableMap::from_json(&text, instrument) {
            Ok(map) => found = Some(map),
            // Of several maps each is meant for the instrument that it names.
            Err(faults) if how.maps.len() > 1 && faults.iter().any(|fault| fault.code() == Code::WrongInstrument) => {}
            Err(faults) => return Err(Failure::within(file, faults)),
        }
    }
    Ok(found)
}

/// All rows of a table that belongs to no instrument: of a workbook the first visible sheet that has any.
pub fn whole(name: &str, session: &Session) -> Result<Vec<StringRecord>, Failure> {
    let blank = |row: &StringRecord| row.iter().all(|cell| cell.trim().is_empty());
    let rows: Vec<StringRecord> = match open(name, session)? {
        Content::Rows(rows) => rows.collect::<Result<_, _>>()?,
        Content::Workbook(mut book) => {
            let tabs: Vec<String> =
                book.sheets().iter().filter(|tab| tab.visible).map(|tab| tab.name.clone()).collect();
            let mut found = Vec::new();
            for tab in tabs {
                found = book.rows(&tab).map_err(|fault| told(name, &fault, session.lang))?;
                if !found.iter().all(blank) {
                    break;
                }
            }
            found
        }
    };
    let rows: Vec<StringRecord> = rows.into_iter().skip_while(blank).collect();
    if rows.iter().skip(1).all(blank) {
        return Err(Error::new(Code::EmptyTable, "").with("file", name).into());
    }
    Ok(rows)
}
