//! The header of a table: where it stands, and what its columns are.

use super::about::{About, Identity};
use super::map::{TableMap, Target};
use super::names::{FieldNames, Meant, several};
use super::plain::bare;
use super::{Apart, Column, Sheet, Words};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::instrument::Instrument;

/// A header stands in one of so many rows.
const DEEPEST: usize = 20;
/// The most unknown columns that are named.
const MOST_NAMED: usize = 10;

/// The header of a table while its columns are found.
struct Header<'a> {
    instrument: &'a Instrument,
    words: &'a Words,
    names: FieldNames,
    map: Option<&'a TableMap>,
}

/// A row, or two rows, that may be the header.
struct Candidate {
    headers: Vec<String>,
    /// How many rows of the table end with it.
    rows: usize,
}

/// Finds the header in the first rows of a table and what its columns are; rows below it help where headers do not tell.
pub(super) fn fit(
    instrument: &Instrument,
    top: &[Vec<&str>],
    map: Option<&TableMap>,
    words: &std::sync::Arc<Words>,
) -> Result<Sheet, Diagnostics> {
    let names = FieldNames::of(instrument, &words.forms);
    let header = Header { instrument, words, names, map };
    let Candidate { headers, rows } = header.place(top);
    let below = top.get(rows..).unwrap_or_default();
    let mut faults = Diagnostics::default();
    let (columns, other_words) = header.columns(&headers, below, &mut faults);
    if !columns.iter().any(|column| matches!(column, Column::Field(_) | Column::Choices(_))) {
        let expected = instrument.fields().take(3).collect::<Vec<_>>().join("`, `");
        let fault = Error::new(Code::AnotherTable, "").with("instrument", instrument.id());
        // Their number alone: in a table without a header they are the answers of the first person.
        faults.push(fault.with("expected", expected).with("found", headers.len()));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let filled = |place: usize| below.is_empty() || below.iter().any(|row| names_somebody(row.get(place)));
    let about: Vec<Option<About>> = columns.iter().map(Column::about).collect();
    let (identity, key) = Identity::choose(&about, filled);
    let mut sheet = Sheet {
        instrument: instrument.clone(),
        apart: Apart::of(instrument),
        absent: Vec::new(),
        remarks: Diagnostics::default(),
        map: map.cloned(),
        header_rows: rows,
        columns,
        headers,
        identity,
        key,
        words: std::sync::Arc::clone(words),
    };
    sheet.absent = header.absent(&sheet.columns);
    sheet.remarks = header.remarks(&sheet, other_words, below);
    Ok(sheet)
}

/// Whether a cell names somebody; Microsoft Forms calls everybody `anonymous`.
fn names_somebody(cell: Option<&&str>) -> bool {
    cell.map(|cell| bare(cell)).is_some_and(|cell| !cell.is_empty() && !cell.eq_ignore_ascii_case("anonymous"))
}

impl Header<'_> {
    /// Where the header stands: in the first row if that names a field, else in the row, or the two rows, that name most.
    fn place(&self, top: &[Vec<&str>]) -> Candidate {
        let single = |row: usize| {
            let cells = top.get(row).map_or(&[][..], Vec::as_slice);
            Candidate { headers: cells.iter().map(|cell| bare(cell).to_owned()).collect(), rows: row + 1 }
        };
        if let Some(row) = self.map.and_then(|map| map.header_row) {
            return single(usize::try_from(row.saturating_sub(1)).unwrap_or(usize::MAX - 1));
        }
        let first = single(0);
        if self.fields_in(&first) > 0 || self.map.is_some_and(|map| !map.columns.is_empty()) {
            return first;
        }
        let needed = self.instrument.plan().fields.iter().filter(|field| !field.optional).count();
        let rows = 0..top.len().min(DEEPEST);
        // One row before two: a title over a header is no heading of its columns.
        let candidates = rows.clone().map(single).chain(rows.filter_map(|row| joined(top, row)));
        let counted = candidates.map(|candidate| (self.fields_in(&candidate), candidate));
        // The first of those with most: `max_by_key` would give the last.
        let best = counted.reduce(|best, other| if other.0 > best.0 { other } else { best });
        best.filter(|(count, _)| *count > 0 && count * 2 >= needed).map_or(first, |(_, candidate)| candidate)
    }

    /// How many different fields headers name.
    fn fields_in(&self, candidate: &Candidate) -> usize {
        let mut fields: Vec<u16> = candidate
            .headers
            .iter()
            .filter_map(|header| match self.names.meant(header) {
                Meant::Field(field) | Meant::Number(field) => Some(field),
                _ => None,
            })
            .collect();
        fields.sort_unstable();
        fields.dedup();
        fields.len()
    }

    /// What each column is, and how many of them have a number of the instrument with other words.
    fn columns(&self, headers: &[String], below: &[Vec<&str>], faults: &mut Diagnostics) -> (Vec<Column>, usize) {
        let meant: Vec<Meant> = headers.iter().map(|header| self.names.meant(header)).collect();
        let numbered = self.numbers_count(&meant);
        let mut other_words = 0;
        let mut columns: Vec<Column> = Vec::new();
        for (place, (header, meant)) in headers.iter().zip(&meant).enumerate() {
            let about = || About::of(header).map_or(Column::Unknown, Column::About);
            let by_map = self.map.and_then(|map| map.target(header, place, self.instrument));
            let column = match (by_map, meant.clone()) {
                (Some(Target::Field(field)), _) | (None, Meant::Field(field)) => Column::Field(field),
                (Some(Target::About(about)), _) => Column::About(about),
                (Some(Target::Choices), _) => Column::Choices(0),
                (Some(Target::Nothing), _) => Column::Passed,
                (None, Meant::Several(fields)) => {
                    faults.push(self.ambiguous(header, &fields));
                    Column::Unknown
                }
                (None, Meant::Number(field)) if numbered => {
                    other_words += 1;
                    Column::Field(field)
                }
                (None, _) => about(),
            };
            if column.stands_once() && columns.contains(&column) {
                faults.push(Error::new(Code::RepeatedColumn, "").with("field", escape(header)));
            }
            columns.push(column);
        }
        self.by_answers(&mut columns, below);
        (columns, other_words)
    }

    /// Numbers in front of foreign words name the fields only where they name all that are missing: `9. Класс` alone is
    /// no item.
    fn numbers_count(&self, meant: &[Meant]) -> bool {
        let named = |field: u16| meant.iter().any(|m| matches!(m, Meant::Field(f) | Meant::Number(f) if *f == field));
        let mut needed = (0_u16..).zip(&self.instrument.plan().fields).filter(|(_, field)| !field.optional);
        needed.all(|(number, _)| named(number))
    }

    /// Columns that their answers give away: the options of one item alone, or choices of a list side by side.
    fn by_answers(&self, columns: &mut [Column], below: &[Vec<&str>]) {
        let unknown: Vec<usize> = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| **column == Column::Unknown)
            .map(|(place, _)| place)
            .collect();
        for place in unknown {
            let cells =
                || below.iter().filter_map(|row| row.get(place)).map(|cell| bare(cell)).filter(|cell| !cell.is_empty());
            if cells().next().is_none() {
                continue;
            }
            let fits = |set: &[(String, u16)]| cells().all(|cell| several(cell, set).is_some());
            let free = |field: u16| !columns.contains(&Column::Field(field));
            let sets = self.words.choices.iter().enumerate();
            let mut sets = sets.filter(|(number, set)| {
                !columns.contains(&Column::Choices(*number)) && set.iter().all(|(_, field)| free(*field)) && fits(set)
            });
            let found = if let Some((number, _)) = sets.next() {
                Some(Column::Choices(number))
            } else {
                let fields = 0_u16..u16::try_from(self.instrument.plan().fields.len()).unwrap_or(u16::MAX);
                let labelled = |field: u16| cells().all(|cell| self.words.values.is_label(field, cell));
                let mut fields = fields.filter(|field| labelled(*field));
                let only = fields.next().filter(|_| fields.next().is_none());
                only.filter(|field| free(*field)).map(Column::Field)
            };
            if let (Some(found), Some(column)) = (found, columns.get_mut(place)) {
                *column = found;
            }
        }
    }

    fn ambiguous(&self, header: &str, fields: &[u16]) -> Error {
        let mut names = fields
            .iter()
            .filter_map(|field| self.instrument.plan().fields.get(usize::from(*field)))
            .map(|field| &field.name);
        let mut next = || format!("`{}`", names.next().map_or("", String::as_str));
        let fault = Error::new(Code::Ambiguous, "").with("column", escape(header)).with("answer", escape(header));
        fault.with("first", next()).with("second", next())
    }

    /// Fields that the table does not have.
    fn absent(&self, columns: &[Column]) -> Vec<u16> {
        let chosen = |field: u16| {
            columns.iter().any(|column| match column {
                Column::Choices(set) => {
                    self.words.choices.get(*set).is_some_and(|set| set.iter().any(|(_, choice)| *choice == field))
                }
                _ => false,
            })
        };
        let fields = (0_u16..).take(self.instrument.plan().fields.len());
        fields.filter(|field| !columns.contains(&Column::Field(*field)) && !chosen(*field)).collect()
    }

    fn remarks(&self, sheet: &Sheet, other_words: usize, below: &[Vec<&str>]) -> Diagnostics {
        let mut remarks = Diagnostics::default();
        let plan = self.instrument.plan();
        let absent = sheet.absent.iter().filter_map(|field| plan.fields.get(usize::from(*field)));
        for field in absent.filter(|field| !field.optional) {
            remarks.push(Error::new(Code::MissingColumn, "").with("field", &field.name));
        }
        for header in self.map.iter().flat_map(|map| map.absent(&sheet.headers)) {
            remarks.push(Error::new(Code::MissingColumn, "").with("field", escape(header)));
        }
        let empty = |place: usize| below.iter().all(|row| row.get(place).is_none_or(|cell| bare(cell).is_empty()));
        let unknown =
            sheet.headers.iter().zip(&sheet.columns).enumerate().filter(|(place, (header, column))| {
                **column == Column::Unknown && !(header.is_empty() && empty(*place))
            });
        let names: Vec<String> = unknown
            .map(|(place, (header, _))| match (header.as_str(), self.names.near(header)) {
                ("", _) => format!("#{}", place + 1),
                (header, "") => format!("`{}`", escape(header)),
                (header, near) => format!("`{}` (`{near}`?)", escape(header)),
            })
            .collect();
        if let Some(named) = names.get(..names.len().min(MOST_NAMED)).filter(|named| !named.is_empty()) {
            let rest = names.len() - named.len();
            let more = if rest == 0 { String::new() } else { format!(" … (+{rest})") };
            remarks.push(Error::new(Code::UnknownColumn, "").with("columns", format!("{}{more}", named.join(", "))));
        }
        let has_words = self.instrument.wording() == crate::definition::Wording::Own;
        if other_words > 0 && has_words {
            remarks.push(
                Error::new(Code::OtherWords, "").with("columns", other_words).with("instrument", self.instrument.id()),
            );
        }
        if sheet.header_rows > 1 && self.map.is_none_or(|map| map.header_row.is_none()) {
            remarks.push(Error::new(Code::RowsAbove, "").with("row", sheet.header_rows));
        }
        remarks
    }
}

/// A header of two rows: headings over several columns, and below them what each column is.
fn joined(top: &[Vec<&str>], row: usize) -> Option<Candidate> {
    let (over, under) = (top.get(row)?, top.get(row + 1)?);
    let mut heading = "";
    let headers = over.iter().zip(under).map(|(over, under)| {
        let (over, under) = (bare(over), bare(under));
        if !over.is_empty() {
            heading = over;
        }
        match (heading, under) {
            (heading, "") => heading.to_owned(),
            ("", under) => under.to_owned(),
            (heading, under) => format!("{heading} [{under}]"),
        }
    });
    Some(Candidate { headers: headers.collect(), rows: row + 2 })
}
