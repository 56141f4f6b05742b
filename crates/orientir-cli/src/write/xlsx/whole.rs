//! A workbook of results over a whole table: one table, how to read it, problems, and what it was made from.

use orientir::{Cell, Instrument};
use rust_xlsxwriter::{Workbook, Worksheet};

use super::page::{Looks, Page, Value};
use super::results::Results;
use super::{Fault, Result, Source, about, bytes, problems};
use crate::session::Session;
use crate::summary::Summary;

/// What a workbook is made from besides its rows.
#[derive(Debug)]
pub struct Whole<'a> {
    /// The instrument.
    pub instrument: &'a Instrument,
    /// The file that was read.
    pub input: &'a str,
    /// The columns that name a row.
    pub names: &'a [&'a str],
    /// The other columns.
    pub columns: &'a [&'a str],
    /// How the table is to be read.
    pub notes: &'a [String],
    /// What is wrong with the table.
    pub faults: &'a [Fault],
}

impl Whole<'_> {
    /// The workbook of some rows: cells that name each, and the others.
    pub fn book<'c>(
        &self,
        rows: impl ExactSizeIterator<Item = (Vec<String>, Vec<Cell<'c>>)>,
        session: &Session,
    ) -> Result<Vec<u8>> {
        let (mut book, looks) = (Workbook::new(), Looks::new());
        let mut summary = Summary::of(self.instrument);
        summary.rows = rows.len();
        let mut results = Results::new(&mut book, &looks, self.names, self.columns.iter().copied())?;
        for (names, cells) in rows {
            results.row(&looks, &names, &cells)?;
        }
        let source = Source { file: Some(self.input.to_owned()), summary };
        let sheets = vec![
            results.finish()?,
            notes(self.notes, &looks)?,
            problems::sheet(self.faults, &looks, session)?,
            about::of_scores(&source, self.faults.len(), &looks, session)?,
        ];
        bytes(book, sheets)
    }
}

/// The sheet `Notes`: a sentence a row.
fn notes(notes: &[String], looks: &Looks) -> Result<Worksheet> {
    let mut page = Page::new("Notes", &[110], looks)?;
    for note in notes {
        page.row([Value::words(note)])?;
    }
    Ok(page.sheet)
}
