//! The header of a table: what its columns are.

use std::sync::Arc;

use super::about::{About, Identity};
use super::map::{Entries, TableMap, Target};
use super::names::{FieldNames, Meant, several};
use super::place::Candidate;
use super::plain::bare;
use super::{Apart, Column, NamedBy, Sheet, Words};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::instrument::Instrument;

/// The most unknown columns that are named.
const MOST_NAMED: usize = 10;

/// The header of a table while its columns are found.
pub(super) struct Header<'a> {
    pub(super) instrument: &'a Instrument,
    words: &'a Arc<Words>,
    pub(super) names: &'a FieldNames,
    pub(super) map: Option<&'a TableMap>,
    entries: Arc<Entries>,
}

/// Finds the header in the first rows of a table and what its columns are; rows below it help where headers do not tell.
pub(super) fn fit(
    instrument: &Instrument,
    top: &[Vec<&str>],
    map: Option<&TableMap>,
    key: NamedBy<'_>,
) -> Result<Sheet, Diagnostics> {
    let words = instrument.words();
    let header = Header::new(instrument, words, map);
    header.fit(header.place(top), top, key)
}

/// What the columns of a frame are: its first row is the header. `key` says which columns name the people.
pub(super) fn fit_frame(
    instrument: &Instrument,
    top: &[Vec<&str>],
    map: Option<&TableMap>,
    key: NamedBy<'_>,
) -> Result<Sheet, Diagnostics> {
    let words = instrument.words();
    let header = Header::new(instrument, words, map);
    header.fit(Candidate::single(top, 0), top, key)
}

impl<'a> Header<'a> {
    fn new(instrument: &'a Instrument, words: &'a Arc<Words>, map: Option<&'a TableMap>) -> Self {
        Self { instrument, words, names: &words.names, map, entries: Arc::new(Entries::of(map)) }
    }

    fn fit(&self, found: Candidate, top: &[Vec<&str>], key: NamedBy<'_>) -> Result<Sheet, Diagnostics> {
        let below = top.get(found.rows..).unwrap_or_default();
        let mut faults = Diagnostics::default();
        let (columns, other_words) = self.columns(&found.headers, below, &mut faults);
        let none = !columns.iter().any(|column| matches!(column, Column::Field(_) | Column::Choices(_)));
        if none || self.is_answers(&found.headers) {
            let expected = self.instrument.fields().take(3).collect::<Vec<_>>().join("`, `");
            let fault = Error::new(Code::AnotherTable, "").with("instrument", self.instrument.id());
            // Their number alone: in a table without a header they are the answers of the first person.
            return Err(fault.with("expected", expected).with("found", found.headers.len()).into());
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let (identity, key) = key_of(key, &columns, &found.headers, below)?;
        self.check_names(identity, &columns, below)?;
        let mut sheet = Sheet {
            instrument: self.instrument.clone(),
            apart: Apart::of(self.instrument),
            absent: self.absent(&columns),
            remarks: self.remarks(&columns, &key, &found, top, other_words),
            entries: Arc::clone(&self.entries),
            header_rows: found.rows,
            columns,
            headers: found.headers,
            identity,
            key,
            words: Arc::clone(self.words),
        };
        if sheet.header_rows == 0 {
            (1..).zip(&mut sheet.headers).for_each(|(number, header)| *header = format!("#{number}"));
        }
        Ok(sheet)
    }
}

impl Header<'_> {
    /// An instrument for groups of people who answered without names takes no table that names them.
    fn check_names(&self, identity: Identity, columns: &[Column], below: &[Vec<&str>]) -> Result<(), Error> {
        if !self.instrument.is_for_groups() {
            return Ok(());
        }
        let names = |column: &Column| matches!(column.about(), Some(About::Name | About::Mail));
        let filled = |(place, _): (usize, &Column)| below.iter().any(|row| names_somebody(row.get(place)));
        let named = columns.iter().enumerate().filter(|(_, column)| names(column)).any(filled);
        if named || matches!(identity, Identity::Name | Identity::Mail) {
            return Err(self.instrument.restricted().with("reason", "the table names people"));
        }
        Ok(())
    }
}

/// How the rows are told apart, and by which columns.
fn key_of(
    key: NamedBy<'_>,
    columns: &[Column],
    headers: &[String],
    below: &[Vec<&str>],
) -> Result<(Identity, Vec<usize>), Diagnostics> {
    match key {
        NamedBy::Row => Ok((Identity::Row, Vec::new())),
        NamedBy::Columns(names) => {
            let place = |name: &&str| {
                let place = headers.iter().position(|header| header == bare(name));
                place.ok_or_else(|| Error::new(Code::MissingColumn, "").with("field", escape(name)).into())
            };
            Ok((Identity::Id, names.iter().map(place).collect::<Result<_, Diagnostics>>()?))
        }
        NamedBy::AsFound => {
            // Where the first rows hold nothing at all, they say nothing of a column either.
            let silent = below.iter().flatten().all(|cell| bare(cell).is_empty());
            let filled = |place: usize| silent || below.iter().any(|row| names_somebody(row.get(place)));
            let about: Vec<Option<About>> = columns.iter().map(Column::about).collect();
            Ok(Identity::choose(&about, filled))
        }
    }
}

/// Whether a cell names somebody; Microsoft Forms calls everybody `anonymous`.
fn names_somebody(cell: Option<&&str>) -> bool {
    cell.map(|cell| bare(cell)).is_some_and(|cell| !cell.is_empty() && !cell.eq_ignore_ascii_case("anonymous"))
}

impl Header<'_> {
    /// What each column is, and how many of them have a number of the instrument with other words.
    fn columns(&self, headers: &[String], below: &[Vec<&str>], faults: &mut Diagnostics) -> (Vec<Column>, usize) {
        let about = About::of_all(headers, |header| self.names.is_exact(header));
        let meant =
            |header: &String| if self.is_mangled(header, headers) { Meant::Unknown } else { self.names.meant(header) };
        let meant: Vec<Meant> = headers.iter().map(meant).collect();
        let by_number = self.by_number(headers, &meant, &about);
        let targets = self.map.map(|map| map.targets(headers, self.instrument)).unwrap_or_default();
        let mut other_words = 0;
        let mut columns: Vec<Column> = Vec::new();
        for (place, (header, meant)) in headers.iter().zip(meant).enumerate() {
            let number = by_number.get(place).copied().flatten();
            let column = match (targets.get(place).copied().flatten(), meant, number) {
                (Some(Target::Field(field)), ..) | (None, Meant::Field(field), _) => Column::Field(field),
                (Some(Target::About(about)), ..) => Column::About(about),
                (Some(Target::Choices), ..) => Column::Choices(0),
                (Some(Target::Nothing), ..) => Column::Passed,
                (None, Meant::Several(fields), _) => {
                    faults.push(self.ambiguous(header, &fields));
                    Column::Unknown
                }
                (None, Meant::Number(_), Some(field)) => {
                    other_words += 1;
                    Column::Field(field)
                }
                (None, ..) => about.get(place).copied().flatten().map_or(Column::Unknown, Column::About),
            };
            if column.stands_once() && columns.contains(&column) {
                faults.push(Error::new(Code::RepeatedColumn, "").with("field", escape(header)));
            }
            columns.push(column);
        }
        self.by_answers(&mut columns, below);
        (columns, other_words)
    }

    /// Whether a program has made `Words.1` of a second `Words`: what it counts are columns of one name, not questions.
    fn is_mangled(&self, header: &str, headers: &[String]) -> bool {
        let counted = header.rsplit_once('.').filter(|(_, count)| {
            !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()) && !self.names.is_exact(header)
        });
        counted.is_some_and(|(name, _)| headers.iter().any(|other| other == name))
    }

    /// The fields that numbers in front of foreign words name. They count only where they name all that words do not, so that
    /// `9. Любимый предмет` alone is no item, and not where the form counts otherwise than the instrument.
    fn by_number(&self, headers: &[String], meant: &[Meant], about: &[Option<About>]) -> Vec<Option<u16>> {
        let fields = &self.instrument.plan().fields;
        let mut named = vec![false; fields.len()];
        let mut name =
            |field: u16| named.get_mut(usize::from(field)).is_some_and(|named| !std::mem::replace(named, true));
        for (header, meant) in headers.iter().zip(meant) {
            let Meant::Field(field) = meant else { continue };
            name(*field);
            if self.names.number(header).is_some_and(|number| number != *field) {
                return Vec::new();
            }
        }
        let number = |(meant, about): (&Meant, &Option<About>)| match meant {
            Meant::Number(field) if about.is_none() => Some(*field),
            _ => None,
        };
        let words = |field: &u16| !meant.contains(&Meant::Field(*field));
        let found: Vec<_> = meant.iter().zip(about).map(|column| number(column).filter(words)).collect();
        found.iter().flatten().for_each(|field| {
            name(*field);
        });
        let all = fields.iter().zip(named).all(|(field, named)| named || field.optional);
        if all { found } else { Vec::new() }
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
            let cells = || {
                let cells = below.iter().filter_map(|row| row.get(place)).map(|cell| bare(cell));
                cells.filter(|cell| !cell.is_empty() && !self.entries.is_missing(cell))
            };
            if cells().next().is_none() {
                continue;
            }
            let fits = |set: &[(String, u16)]| cells().all(|cell| several(cell, set).is_some());
            let free = |field: u16| !columns.contains(&Column::Field(field));
            let sets = self.words.choices.iter().enumerate();
            let mut sets = sets.filter(|(number, set)| {
                fits(set) && !columns.contains(&Column::Choices(*number)) && set.iter().all(|(_, field)| free(*field))
            });
            let found = if let Some((number, _)) = sets.next() {
                Some(Column::Choices(number))
            } else {
                self.words.values.only_field(cells).filter(|field| free(*field)).map(Column::Field)
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

    fn remarks(
        &self,
        columns: &[Column],
        key: &[usize],
        found: &Candidate,
        top: &[Vec<&str>],
        other_words: usize,
    ) -> Diagnostics {
        let mut remarks = Diagnostics::default();
        let plan = self.instrument.plan();
        let absent = self.absent(columns);
        let absent = absent.iter().filter_map(|field| plan.fields.get(usize::from(*field)));
        for field in absent.filter(|field| !field.optional) {
            remarks.push(Error::new(Code::MissingColumn, "").with("field", &field.name));
        }
        for header in self.map.iter().flat_map(|map| map.absent(&found.headers)) {
            remarks.push(Error::new(Code::MissingColumn, "").with("field", escape(header)));
        }
        let below = top.get(found.rows..).unwrap_or_default();
        let empty = |place: usize| below.iter().all(|row| row.get(place).is_none_or(|cell| bare(cell).is_empty()));
        let unknown = || {
            let all = found.headers.iter().zip(columns).enumerate();
            all.filter(|(place, (header, column))| {
                **column == Column::Unknown && !key.contains(place) && !(header.is_empty() && empty(*place))
            })
        };
        let name = |(place, (header, _)): (usize, (&String, &Column))| match (header.as_str(), self.names.near(header))
        {
            ("", _) => format!("#{}", place + 1),
            (header, "") => format!("`{}`", escape(header)),
            (header, near) => format!("`{}` (`{near}`?)", escape(header)),
        };
        let named: Vec<String> = unknown().take(MOST_NAMED).map(name).collect();
        if !named.is_empty() {
            let rest = unknown().count() - named.len();
            let more = if rest == 0 { String::new() } else { format!(" … (+{rest})") };
            remarks.push(Error::new(Code::UnknownColumn, "").with("columns", format!("{}{more}", named.join(", "))));
        }
        let packed = self.instrument.texts_used().is_some();
        let has_words = packed || self.instrument.wording() == crate::definition::Wording::Own;
        if other_words > 0 && has_words {
            let remark = Error::new(Code::OtherWords, "").with("columns", other_words);
            let remark = remark.with("instrument", self.instrument.id());
            // With the published texts at hand it is no advice to say that they were given.
            remarks.push(remark.with("fix", if packed { "" } else { "wording" }));
        }
        if found.hides(top) && self.map.is_none_or(|map| map.header_row.is_none()) {
            remarks.push(Error::new(Code::RowsAbove, "").with("row", found.rows));
        }
        remarks
    }
}
