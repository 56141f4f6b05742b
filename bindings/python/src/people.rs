//! People of results: who is meant, and the answers of one of them.

use std::path::Path;

use orientir::names::{nearest, plain};
use orientir::{Answers, Code, Diagnostics, Error, Sheet, TableMap};
use orientir_reading::Choice;
use pyo3::prelude::*;

use crate::errors::OrRaise;
use crate::file::{self, Source};
use crate::instrument::Instrument;
use crate::keys::Names;

/// A shorter name is one slip away from anything.
const SHORTEST: usize = 3;

/// The place of a person on an occasion, or on the latest, among people with their occasions. Of several rows the first counts.
pub fn find<'k>(
    id: &str,
    occasion: Option<u32>,
    people: impl Iterator<Item = (&'k str, u32)> + Clone,
) -> Result<usize, Error> {
    let id = orientir::names::spaced(id);
    let own: Vec<(usize, u32)> =
        people.clone().enumerate().filter(|(_, (known, _))| *known == id).map(|(place, (_, of))| (place, of)).collect();
    let latest = own.iter().map(|(_, of)| *of).max();
    if let Some((place, _)) = own.iter().find(|(_, of)| Some(*of) == occasion.or(latest)) {
        return Ok(*place);
    }
    let fault = Error::new(Code::UnknownPerson, "").with("id", &*id);
    let mut occasions: Vec<u32> = own.iter().map(|(_, of)| *of).collect();
    occasions.sort_unstable();
    occasions.dedup();
    if let (Some(occasion), [_, ..]) = (occasion, occasions.as_slice()) {
        let occasions: Vec<String> = occasions.iter().map(u32::to_string).collect();
        return Err(fault.with("occasion", occasion).with("occasions", occasions.join(", ")));
    }
    let known: Vec<&str> = people.map(|(known, _)| known).collect();
    Err(fault.with("fix", near(&id, &known).unwrap_or_default()))
}

/// The person who may be meant. A number a digit away is somebody else's; the same number with noughts in front is not.
fn near<'k>(id: &str, known: &[&'k str]) -> Option<&'k str> {
    let number = |id: &str| id.bytes().all(|b| b.is_ascii_digit()).then(|| id.trim_start_matches('0').to_owned());
    match number(id) {
        Some(wanted) if !id.is_empty() => known.iter().find(|id| number(id) == Some(wanted.clone())).copied(),
        _ => {
            let found =
                nearest(id, known).filter(|near| plain(near) == plain(id) || plain(id).chars().count() >= SHORTEST);
            known.iter().find(|one| Some(**one) == found).copied()
        }
    }
}

/// How a table was read.
pub struct Reading<'a> {
    pub instrument: &'a Instrument,
    pub names: &'a Names,
    pub map: Option<&'a TableMap>,
    pub sheet: Option<&'a str>,
}

impl Reading<'_> {
    /// The answers behind a row of scores, read once more; none where the table has no such row.
    pub fn answers(&self, py: Python<'_>, data: &Bound<'_, PyAny>, row: usize) -> PyResult<Option<Answers>> {
        let inner = &self.instrument.inner;
        let lang = self.instrument.lang;
        match Source::of(data)? {
            Source::Path(path) => py.detach(|| self.of_file(&path, row)).or_raise(py, lang),
            Source::Frame(columns) => {
                let guards = columns.borrow(py)?;
                let sources = columns.sources(&guards);
                let read = || {
                    let frame = columns.frame(&sources)?;
                    let sheet = self.names.with(|named_by| Sheet::of_frame(inner, &frame, self.map, named_by))?;
                    if self.pools() {
                        return Ok(sheet.read_frame(&frame).0.into_iter().nth(row).map(|entry| entry.answers));
                    }
                    let cells: Vec<_> = frame.columns().iter().map(|column| column.text(row)).collect();
                    let (entry, _) = sheet.reader().row(&cells.iter().map(AsRef::as_ref).collect::<Vec<_>>());
                    Ok::<_, Diagnostics>(entry.map(|entry| entry.answers))
                };
                py.detach(read).or_raise(py, lang)
            }
        }
    }

    fn of_file(&self, path: &Path, row: usize) -> Result<Option<Answers>, Diagnostics> {
        let inner = &self.instrument.inner;
        let mut fitted = self.names.with(|named_by| {
            let choice = Choice { map: self.map, sheet: self.sheet, sheet_option: Some("sheet="), named_by };
            file::open(path, self.instrument.lang)?.fit(inner, &choice)
        })?;
        if self.pools() {
            let rows = file::whole(&mut fitted)?;
            return Ok(fitted.sheet.read(&rows).0.into_iter().nth(row).map(|entry| entry.answers));
        }
        let mut reader = fitted.sheet.reader();
        let rest = fitted.rest.into_iter().flatten();
        let mut entries = 0;
        for cells in fitted.below.into_iter().map(Ok).chain(rest) {
            let (entry, _) = reader.row(&cells?.iter().collect::<Vec<_>>());
            if let Some(entry) = entry {
                if entries == row {
                    return Ok(Some(entry.answers));
                }
                entries += 1;
            }
        }
        Ok(None)
    }

    /// Whether several rows are one person's.
    fn pools(&self) -> bool {
        self.instrument.inner.definition().ratings.is_some()
    }
}
