//! A table of answers read for an instrument, with everything told that is wrong in it.

use orientir::{Code, Entry, Error, Instrument, Sheet};

use crate::read::Rows;
use crate::session::{Failure, Session};
use crate::words::Word;

/// The people of a table.
#[derive(Debug)]
pub struct People {
    /// Their answers.
    pub entries: Vec<Entry>,
    /// The columns that tell rows apart besides the id.
    pub keys: Vec<&'static str>,
    /// The problems that were told.
    pub faults: Vec<Error>,
}

/// Reads rows for an instrument. `file` is named where several tables are read in one run; `source` is what was read.
pub fn people(
    instrument: &Instrument,
    rows: &Rows,
    source: &str,
    file: Option<&str>,
    session: &Session,
) -> Result<People, Failure> {
    let within = |faults| match file {
        Some(file) => Failure::within(file, faults),
        None => Failure::from(faults),
    };
    let sheet = Sheet::new(instrument, &rows.header()).map_err(within)?;
    let bar = session.progress(rows.rows.len(), Word::Reading);
    let (entries, faults) = sheet.read(rows.rows.iter().inspect(|_| bar.inc(1)));
    bar.finish_and_clear();
    if faults.iter().any(|fault| fault.code() == Code::AnotherInstrument) {
        return Err(within(faults));
    }
    let (remarks, missing): (Vec<_>, Vec<_>) = sheet.remarks().iter().partition(|e| e.code() == Code::UnknownColumn);
    for remark in remarks {
        session.remark(&format!("{}: {}", session.word(Word::Remark), session.sentence(file, remark)));
    }
    let faults: Vec<Error> = missing.into_iter().cloned().chain(faults).collect();
    session.tell_all(file, faults.iter());
    if entries.is_empty() {
        return Err(within(Error::new(Code::EmptyTable, "").with("file", source).into()));
    }
    Ok(People { entries, keys: sheet.keys().collect(), faults })
}
