//! Excel workbooks: results with what a reader needs beside them, and forms to type answers into.
//!
//! The same input gives the same bytes: a workbook has no clock. Texts are written as texts, never as formulas.

mod about;
mod answers;
mod cautions;
mod class;
mod columns;
mod form;
mod page;
mod problems;
mod results;
mod whole;

use orientir::{Battery, Error, Instrument, Key, Profile, Report, ScoreColumns};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

pub use about::Source;
pub use answers::template;
pub use whole::Whole;

use self::page::Looks;
use self::results::Results;
use crate::picture::Picture;
use crate::session::Session;
use crate::summary::Summary;

/// What came of a sheet or a workbook.
pub type Result<T> = std::result::Result<T, XlsxError>;

/// A problem with the file that it is in, where there are several.
pub type Fault = (Option<String>, Error);

/// The scores of one instrument while they come in, person by person.
pub struct Scores<'a> {
    session: &'a Session,
    book: Workbook,
    looks: Looks,
    columns: ScoreColumns,
    results: Results,
    summary: Summary,
}

impl<'a> Scores<'a> {
    /// A workbook for an instrument; `keys` are the columns that tell rows apart besides the id.
    pub fn new(instrument: &Instrument, keys: &[&str], session: &'a Session) -> Result<Self> {
        let (mut book, looks, columns) = (Workbook::new(), Looks::new(), instrument.score_columns());
        let names: Vec<&str> = ["id"].iter().chain(keys).copied().collect();
        let results = Results::new(&mut book, &looks, &names, columns.names())?;
        Ok(Self { session, book, looks, columns, results, summary: Summary::of(instrument) })
    }

    /// Adds a person. `names` are the id and the other cells that name the row.
    pub fn person(&mut self, names: &[String], report: &Report) -> Result<()> {
        self.summary.push(report);
        self.results.row(&self.looks, names, &self.columns.cells(report))
    }

    /// The workbook. `input` is the file that was read.
    pub fn finish(self, input: &str, faults: &[Fault]) -> Result<Vec<u8>> {
        let Self { session, book, looks, results, summary, .. } = self;
        let source = Source { file: Some(input.to_owned()), summary };
        let sheets = vec![
            results.finish()?,
            class::of_scores(&source.summary, &looks, session)?,
            problems::sheet(faults, &looks, session)?,
            cautions::sheet(std::slice::from_ref(&source), &looks, session)?,
            about::of_scores(&source, faults.len(), &looks, session)?,
        ];
        bytes(book, sheets)
    }
}

/// What a workbook of profiles is made from.
#[derive(Debug)]
pub struct Profiles<'a> {
    /// The battery.
    pub battery: &'a Battery,
    /// One row a pupil.
    pub people: &'a [(Key, Profile)],
    /// The picture of the class.
    pub picture: &'a Picture,
    /// The instruments with what their tables came to.
    pub sources: &'a [Source],
    /// What is wrong with the tables.
    pub faults: &'a [Fault],
}

impl Profiles<'_> {
    /// The workbook. `occasions` adds the column that tells several rows of a pupil apart.
    pub fn book(&self, occasions: bool, session: &Session) -> Result<Vec<u8>> {
        let (mut book, looks) = (Workbook::new(), Looks::new());
        let names: Vec<&str> = ["id"].into_iter().chain(occasions.then_some("occasion")).collect();
        let columns = self.battery.profile_columns();
        let mut results = Results::new(&mut book, &looks, &names, columns.iter().map(String::as_str))?;
        for (key, profile) in self.people {
            let names = [key.id.clone()].into_iter().chain(occasions.then(|| key.occasion.to_string()));
            results.row(&looks, &names.collect::<Vec<_>>(), &profile.cells())?;
        }
        let sheets = vec![
            results.finish()?,
            class::of_profiles(self.picture, &looks, session)?,
            problems::sheet(self.faults, &looks, session)?,
            cautions::sheet(self.sources, &looks, session)?,
            about::of_profiles(self, &looks, session)?,
        ];
        bytes(book, sheets)
    }
}

/// The file of a workbook.
fn bytes(mut book: Workbook, sheets: Vec<Worksheet>) -> Result<Vec<u8>> {
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("orientir").set_creation_datetime(&made));
    book.save_to_buffer()
}
