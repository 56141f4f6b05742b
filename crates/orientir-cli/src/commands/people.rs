//! A table of answers read for an instrument, with everything told that is wrong in it.

use std::collections::VecDeque;
use std::path::Path;

use indicatif::ProgressBar;
use orientir::fit::compare::day_number;
use orientir::quality::Index;
use orientir::{Code, Diagnostics, Entry, Error, Identity, Instrument, Reader, Roster, Sheet};
use orientir_reading::{StringRecord, is_aside};

use super::folder::Folder;
use super::gathered::{self, Told};
use crate::args::Reading;
use crate::read::table::{self, Fitted, Rows};
use crate::session::{Failure, Session, Telling};
use crate::words::Word;

/// A table whose header is read.
#[derive(Debug)]
pub struct Table {
    /// How its columns are read.
    sheet: Sheet,
    tab: Option<String>,
    below: Vec<StringRecord>,
    rest: Option<Rows>,
    source: String,
    file: Option<String>,
    /// Missing columns.
    missing: Diagnostics,
    /// What is known of the pupils beside the table.
    list: Option<Roster>,
}

/// The people of a table.
#[derive(Debug)]
pub struct People {
    /// Their answers.
    pub entries: Vec<Entry>,
    /// The columns that tell rows apart besides the id.
    pub keys: Vec<&'static str>,
    /// The indices of response quality that the table can give.
    pub indices: Vec<Index>,
    /// What was wrong.
    pub faults: Diagnostics,
    /// The first and the last day of the answers of each, where it is known.
    pub days: Vec<Option<(i64, i64)>>,
    source: String,
}

/// The first and the last day that the rows of a person tell; none where a row tells none.
fn days_of(entry: &Entry, sheet: &Sheet, rows: &[StringRecord]) -> Option<(i64, i64)> {
    let day = |row: &usize| {
        let cells: Vec<&str> = rows.get(row.checked_sub(1)?)?.iter().collect();
        day_number(sheet.date_of(&cells))
    };
    let days: Vec<i64> = entry.rows.iter().map(day).collect::<Option<_>>()?;
    days.iter().min().copied().zip(days.iter().max().copied())
}

impl People {
    fn nobody(&self, file: Option<&str>) -> Failure {
        within(file, Error::new(Code::EmptyTable, "").with("file", &self.source).into())
    }
}

fn within(file: Option<&str>, faults: Diagnostics) -> Failure {
    match file {
        Some(file) => Failure::within(file, faults),
        None => Failure::from(faults),
    }
}

/// Opens a table for an instrument and tells what its header leaves to say. `file` is named where several tables are read in
/// one run.
pub fn open(
    instrument: &Instrument,
    source: &str,
    how: &Reading,
    file: Option<&str>,
    session: &Session,
) -> Result<Table, Failure> {
    let table = table(instrument, source, how, file, session)?;
    for remark in table.sheet.remarks().iter().filter(|remark| is_aside(remark)) {
        session.remark(&format!("{}: {}", session.word(Word::Remark), session.sentence(file, remark)));
    }
    Ok(table)
}

/// Opens a table and tells nothing.
pub fn open_quietly(instrument: &Instrument, source: &str, how: &Reading, session: &Session) -> Result<Table, Failure> {
    table(instrument, source, how, None, session)
}

fn table(
    instrument: &Instrument,
    source: &str,
    how: &Reading,
    file: Option<&str>,
    session: &Session,
) -> Result<Table, Failure> {
    let (inside, folder) = inside(instrument, source, how, session)?;
    let source = inside.as_deref().unwrap_or(source);
    let Fitted { sheet, tab, below, rest } = table::fit((source, file), instrument, how, session)?;
    let missing = sheet.remarks().iter().filter(|remark| !is_aside(remark)).cloned().collect();
    let mut told = Told::default();
    let list = match (&how.pupils, folder) {
        (Some(list), _) => gathered::pupils(list, list, &mut told, session),
        (None, Some(folder)) => gathered::roster(&folder, &mut told, session),
        (None, None) => None,
    };
    let list = list.filter(|_| sheet.identity() != Identity::Response);
    Ok(Table { sheet, tab, below, rest, source: source.to_owned(), file: file.map(str::to_owned), missing, list })
}

/// The table of an instrument in a folder, and the folder; nothing where a file is named.
fn inside(
    instrument: &Instrument,
    source: &str,
    how: &Reading,
    session: &Session,
) -> Result<(Option<String>, Option<Folder>), Failure> {
    if !Path::new(source).is_dir() {
        return Ok((None, None));
    }
    let folder = Folder::open(source, std::slice::from_ref(instrument), &[], session)?;
    session.tell_all(None, folder.doubles.iter());
    let mut files = folder.answers(instrument.id()).map(|(_, file)| file.to_owned());
    let found = (files.next(), files.next());
    drop(files);
    match found {
        (Some(file), None) => Ok((Some(file), (how.pupils.is_none()).then_some(folder))),
        (None, _) => Err(folder.nothing(std::slice::from_ref(instrument), session).into()),
        // Files of answers, one a pupil, are read together by `tally` and `assess` alone.
        (Some(_), Some(_)) => {
            let fault = Error::new(Code::Unreadable, "").with("file", source);
            Err(fault.with("reason", session.word(Word::IsFolder)).into())
        }
    }
}

impl Table {
    /// Columns that are not there.
    pub fn missing(&self) -> &Diagnostics {
        &self.missing
    }

    /// Whether rows of one person are joined, so that the whole table has to be read first.
    pub fn is_pooled(&self) -> bool {
        self.sheet.instrument().definition().ratings.is_some()
    }

    /// The same table, read rater by rater, for comparing raters.
    #[must_use]
    pub fn by_rater(self) -> Self {
        Self { sheet: self.sheet.by_rater(), ..self }
    }

    /// Whether a column tells who rated.
    pub fn has_raters(&self) -> bool {
        self.sheet.has_raters()
    }

    /// The columns that tell rows apart besides the id.
    pub fn keys(&self) -> Vec<&'static str> {
        self.sheet.keys().collect()
    }

    /// How the rows are told apart.
    pub fn identity(&self) -> Identity {
        self.sheet.identity()
    }

    /// A map of the table, as JSON.
    pub fn propose_map(mut self) -> Result<String, Failure> {
        if let Some(rest) = self.rest.take() {
            self.below.extend(rest.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(self.sheet.propose_map(self.tab.as_deref(), &self.below))
    }

    /// Reads the whole table and tells what is wrong in it.
    pub fn people(self, session: &Session) -> Result<People, Failure> {
        let (missing, file) = (self.missing.clone(), self.file.clone());
        let mut people = self.read(session)?;
        people.faults = missing.into_iter().chain(people.faults).collect();
        session.tell_all(file.as_deref(), people.faults.iter());
        if people.entries.is_empty() {
            return Err(people.nobody(file.as_deref()));
        }
        Ok(people)
    }

    /// Reads the whole table and tells nothing.
    pub fn read(self, session: &Session) -> Result<People, Failure> {
        let Self { sheet, mut below, rest, source, file, list, .. } = self;
        if let Some(mut rest) = rest {
            let bar = reading(&rest, session);
            while let Some(row) = rest.next() {
                below.push(row?);
                bar.set_position(rest.progress().0);
            }
            bar.finish_and_clear();
        }
        let (mut entries, mut faults) = sheet.read(&below);
        let told = list.iter().flat_map(|list| list.join(sheet.identity(), &mut entries)).collect::<Vec<_>>();
        for fault in told {
            faults.push(fault);
        }
        if faults.iter().any(|fault| fault.code() == Code::AnotherInstrument) {
            return Err(within(file.as_deref(), faults));
        }
        let days = entries.iter().map(|entry| days_of(entry, &sheet, &below)).collect();
        let (keys, indices) = (sheet.keys().collect(), Index::of_table(&sheet));
        Ok(People { entries, keys, indices, faults, days, source })
    }

    /// Reads person after person, in memory that hardly grows with the length of the table. What is wrong is told as it
    /// comes. Not for instruments that pool ratings: their rows need to be joined.
    pub fn stream<'s>(&'s mut self, session: &'s Session) -> Result<Stream<'s>, Failure> {
        let bar = self.rest.as_ref().map_or_else(ProgressBar::hidden, |rest| reading(rest, session));
        let mut telling = session.telling(self.file.as_deref());
        self.missing.iter().for_each(|fault| telling.tell(fault));
        let mut reader = self.sheet.reader();
        let mut first: VecDeque<Entry> = VecDeque::new();
        let mut faults = Diagnostics::default();
        for row in std::mem::take(&mut self.below) {
            let (entry, told) = reader.row(&row.iter().collect::<Vec<_>>());
            first.extend(entry);
            told.into_iter().for_each(|fault| faults.push(fault));
        }
        if let Some(fault) = reader.foreign() {
            return Err(fault.into());
        }
        faults.iter().for_each(|fault| telling.tell(fault));
        let known = self.list.as_ref().map(|list| (list, self.sheet.identity()));
        let mut stream =
            Stream { reader, first, rest: self.rest.as_mut(), telling, bar, rows: 0, failure: None, known };
        // Nothing is written for a table in which nobody can be read.
        let Some(entry) = stream.next() else {
            let empty = Error::new(Code::EmptyTable, "").with("file", &self.source).into();
            let failure = stream.failure.take().unwrap_or(empty);
            stream.close();
            return Err(failure);
        };
        stream.first.push_front(entry);
        stream.rows = 0;
        Ok(stream)
    }
}

/// A bar for a file that is read.
fn reading(rows: &Rows, session: &Session) -> ProgressBar {
    match rows.progress() {
        (_, Some(length)) => session.progress_of_bytes(length, Word::Reading),
        (_, None) => ProgressBar::hidden(),
    }
}

/// The people of a table, one after the other.
#[derive(Debug)]
pub struct Stream<'s> {
    reader: Reader<'s>,
    first: VecDeque<Entry>,
    rest: Option<&'s mut Rows>,
    telling: Telling<'s>,
    bar: ProgressBar,
    rows: usize,
    failure: Option<Failure>,
    known: Option<(&'s Roster, Identity)>,
}

impl Iterator for Stream<'_> {
    type Item = Entry;

    /// The next person; none at the end and where the file fails: [`Stream::failure`] tells which.
    fn next(&mut self) -> Option<Entry> {
        const ROWS_BETWEEN_TICKS: usize = 1000;
        let mut found = if let Some(entry) = self.first.pop_front() {
            Some(entry)
        } else {
            loop {
                let rest = self.rest.as_mut()?;
                let row = match rest.next()? {
                    Ok(row) => row,
                    Err(fault) => {
                        self.failure = Some(fault.into());
                        self.rest = None;
                        return None;
                    }
                };
                let (entry, faults) = self.reader.row(&row.iter().collect::<Vec<_>>());
                faults.iter().for_each(|fault| self.telling.tell(fault));
                if entry.is_some() {
                    break entry;
                }
            }
        };
        if let (Some((list, identity)), Some(entry)) = (self.known, &mut found) {
            for fault in list.join(identity, std::slice::from_mut(entry)) {
                self.telling.tell(&fault);
            }
        }
        self.rows += 1;
        if self.rows.is_multiple_of(ROWS_BETWEEN_TICKS)
            && let Some(rest) = &self.rest
        {
            self.bar.set_position(rest.progress().0);
        }
        found
    }
}

impl Stream<'_> {
    /// Why reading stopped, if it was not the end.
    pub fn failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    /// How many people came, and how many problems there were.
    pub fn close(self) -> (usize, usize) {
        self.bar.finish_and_clear();
        (self.rows, self.telling.close())
    }
}
