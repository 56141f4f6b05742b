//! A whole table of answers, read into people: for results that rest on everybody.

use orientir::fit::compare::day_number;
use orientir::{Diagnostics, Entry, Error, Frame, Key, Roster, Sheet};
use orientir_reading::Choice;
use pyo3::prelude::*;

use crate::errors::OrRaise;
use crate::file::{self, Read, Source};
use crate::keys::key_columns;
use crate::people::Reading;
use crate::results::Told;
use crate::table::Column;

/// The people of a table.
pub struct Whole {
    pub sheet: Sheet,
    pub entries: Vec<Entry>,
    /// The entry of each row of a result: of a frame its rows, none for one that could not be read; else the entries.
    pub rows: Vec<Option<usize>>,
    /// The columns that name those rows.
    pub keys: Vec<(&'static str, Column)>,
    /// The first and the last day of the answers of each, where it is known and was asked for.
    pub days: Vec<Option<(i64, i64)>>,
    faults: Diagnostics,
}

impl Whole {
    /// What was told, with some problems more.
    pub fn told(&self, more: impl IntoIterator<Item = Error>, reveal: bool) -> Told {
        Told::new(self.sheet.remarks(), self.faults.iter().cloned().chain(more), reveal)
    }

    /// The columns that name rows, of some of them.
    pub fn keys_of(&self, rows: &[usize]) -> Vec<(String, Column)> {
        self.keys.iter().map(|(name, column)| ((*name).to_owned(), crate::tidy::picked(column, rows))).collect()
    }

    /// Gives the people what a list knows of them.
    pub fn join(&mut self, roster: &Roster) {
        let found = roster.join(self.sheet.identity(), &mut self.entries);
        for fault in found {
            self.faults.push(fault);
        }
    }

    /// With the days that rows tell; `date` is what stands in a row, counted from 0.
    fn dated(mut self, date: impl Fn(&Sheet, usize) -> Option<String>) -> Self {
        let day = |row: &usize| day_number(&date(&self.sheet, row.checked_sub(1)?)?);
        let days = |entry: &Entry| {
            let days: Vec<i64> = entry.rows.iter().map(day).collect::<Option<_>>()?;
            days.iter().min().copied().zip(days.iter().max().copied())
        };
        self.days = self.entries.iter().map(days).collect();
        self
    }

    fn of_entries(read: Read, frame: Option<&Frame<'_>>) -> Self {
        let Read { sheet, entries, faults } = read;
        let keys = key_columns(&sheet, frame, entries.iter().map(|entry| &entry.key));
        let rows = (0..entries.len()).map(Some).collect();
        Self { sheet, entries, rows, keys, days: Vec::new(), faults }
    }

    /// A row for each of the frame.
    fn of_rows(read: Read, frame: &Frame<'_>) -> Self {
        let Read { sheet, entries, faults } = read;
        let mut rows = vec![None; frame.rows()];
        for (place, entry) in entries.iter().enumerate() {
            for row in &entry.rows {
                if let Some(row) = row.checked_sub(1).and_then(|row| rows.get_mut(row)) {
                    *row = Some(place);
                }
            }
        }
        let batch = sheet.batch(frame);
        let keys = batch.keys().map(|keys: &[Key]| key_columns(&sheet, Some(frame), keys.iter())).unwrap_or_default();
        Self { rows, keys, sheet, entries, days: Vec::new(), faults }
    }
}

impl Reading<'_> {
    /// Reads a whole table; `prepare` may refuse it, or read it in another way, when its header is known.
    pub fn whole(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        dated: bool,
        prepare: impl FnOnce(Sheet) -> Result<Sheet, Diagnostics> + Send,
    ) -> PyResult<Whole> {
        let (inner, lang) = (&self.instrument.inner, self.instrument.lang);
        match Source::of(data)? {
            Source::Frame(columns) => {
                let guards = columns.borrow(py)?;
                let sources = columns.sources(&guards);
                let read = || -> Result<Whole, Diagnostics> {
                    let frame = columns.frame(&sources)?;
                    let sheet = self.names.with(|named_by| Sheet::of_frame(inner, &frame, self.map, named_by))?;
                    let sheet = prepare(sheet)?;
                    let (entries, faults) = sheet.read_frame(&frame);
                    let read = Read { sheet, entries, faults }.checked()?;
                    let pooled = inner.definition().ratings.is_some();
                    let whole =
                        if pooled { Whole::of_entries(read, Some(&frame)) } else { Whole::of_rows(read, &frame) };
                    let date = |sheet: &Sheet, row: usize| {
                        let cells: Vec<_> = frame.columns().iter().map(|column| column.text(row)).collect();
                        let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
                        Some(sheet.date_of(&cells).to_owned())
                    };
                    Ok(if dated { whole.dated(date) } else { whole })
                };
                py.detach(read).or_raise(py, lang)
            }
            Source::Path(path) => {
                let read = || -> Result<Whole, Diagnostics> {
                    let mut fitted = self.names.with(|named_by| {
                        let choice =
                            Choice { map: self.map, sheet: self.sheet, sheet_option: Some("sheet="), named_by };
                        file::open(&path, lang)?.fit(inner, &choice)
                    })?;
                    let rows = file::whole(&mut fitted)?;
                    let sheet = prepare(fitted.sheet)?;
                    let (entries, faults) = sheet.read(&rows);
                    let whole = Whole::of_entries(Read { sheet, entries, faults }.checked()?, None);
                    let date = |sheet: &Sheet, row: usize| {
                        let cells: Vec<&str> = rows.get(row)?.iter().collect();
                        Some(sheet.date_of(&cells).to_owned())
                    };
                    Ok(if dated { whole.dated(date) } else { whole })
                };
                py.detach(read).or_raise(py, lang)
            }
        }
    }
}
