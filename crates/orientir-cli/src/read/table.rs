//! Tables of answers: files of any size, workbooks, standard input.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{BufReader, Cursor, Read, Seek};
use std::time::SystemTime;

use orientir::{Code, Diagnostics, Error, Instrument, Lang, TableMap};
use orientir_reading::{Choice, Limits, Opened, StringRecord};

use super::{bytes, reason, unreadable};
use crate::args::Reading;
use crate::session::{Failure, Session};
use crate::words::Word;

/// The most that is read from a pipe, which cannot be read twice.
const MAX_PIPE_BYTES: u64 = 1 << 30;

trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// Rows of a file as they are read. `Debug` does not show them.
pub struct Rows {
    name: String,
    lang: Lang,
    text: orientir_reading::Rows<Box<dyn Source>>,
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

/// Whether a file is no longer what it was when reading began.
fn changed(name: &str, began: Option<Stamp>) -> bool {
    began.is_some() && began != fs::metadata(name).ok().map(|about| Stamp::of(&about))
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rows({})", self.name)
    }
}

impl Iterator for Rows {
    type Item = Result<StringRecord, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.text.next();
        if let Some(Ok(row)) = row {
            return Some(Ok(row));
        }
        self.ended = true;
        // Whatever is wrong with a file that changes comes of that.
        if changed(&self.name, self.began) {
            return Some(Err(unreadable(&self.name, Word::Changed.text(self.lang))));
        }
        row
    }
}

impl Rows {
    /// How many bytes are read, and how many there are where that is known.
    pub fn progress(&self) -> (u64, Option<u64>) {
        (self.text.position(), self.began.map(|began| began.length))
    }
}

fn open(name: &str, session: &Session) -> Result<Opened<Rows>, Failure> {
    let about =
        if name == "-" { None } else { Some(fs::metadata(name).map_err(|e| super::missing(name, &e, session))?) };
    let (source, began): (Box<dyn Source>, _) = match about {
        Some(about) if about.is_file() => {
            let file = File::open(name).map_err(|e| unreadable(name, &reason(&e, session)))?;
            (Box::new(BufReader::new(file)), Some(Stamp::of(&about)))
        }
        _ => (Box::new(Cursor::new(bytes(name, MAX_PIPE_BYTES, session)?)), None),
    };
    let opened = Opened::open(source, name, &Limits::default(), session.lang);
    // A workbook is read whole by now.
    if opened.as_ref().map_or(true, Opened::is_workbook) && changed(name, began) {
        return Err(unreadable(name, session.word(Word::Changed)).into());
    }
    let opened = opened.map_err(|faults| within(Some(name), faults))?;
    Ok(opened.map_rows(|text| Rows { name: name.to_owned(), lang: session.lang, text, began, ended: false }))
}

/// A table as an instrument reads it.
pub type Fitted = orientir_reading::Fitted<Rows>;

/// Reads a table for an instrument: the header, what columns are, and the first rows.
pub fn fit(
    (name, file): (&str, Option<&str>),
    instrument: &Instrument,
    how: &Reading,
    session: &Session,
) -> Result<Fitted, Failure> {
    let map = map_for(instrument, how, session)?;
    let choice = Choice {
        map: map.as_ref(),
        sheet: how.sheet.as_deref(),
        sheet_option: Some(session.word(Word::SheetOption)),
        ..Choice::default()
    };
    open(name, session)?.fit(instrument, &choice).map_err(|faults| within(file, faults))
}

/// Faults of a table; `file` is named where several tables are read in one run.
fn within(file: Option<&str>, faults: Diagnostics) -> Failure {
    let names_file = faults.iter().any(|fault| matches!(fault.code(), Code::EmptyTable | Code::Unreadable));
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

/// All rows of a table that belongs to no instrument.
pub fn whole(name: &str, session: &Session) -> Result<Vec<StringRecord>, Failure> {
    Ok(open(name, session)?.whole()?)
}
