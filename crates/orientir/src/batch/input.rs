//! The one conversion of text, whole numbers and floats into columns of cells.

use std::borrow::Cow;
use std::fmt;

use super::Cells;
use crate::answers::{Person, find, misread_error};
use crate::codes::{Cell, Codes, FIRST_SPECIAL, FIRST_SPECIAL_BYTE, INVALID, MISSING, Misread, NOT_ADMINISTERED};
use crate::error::{Code, Diagnostics, Error};
use crate::exact::Ratio;
use crate::instrument::Instrument;
use crate::plan::PlanField;

/// Columns of answers, a row a person. Fields without a column count as not administered.
///
/// `Debug` does not show answers.
#[derive(Clone)]
pub struct Batch<'a> {
    instrument: &'a Instrument,
    rows: usize,
    columns: Vec<Cells<'a>>,
    people: People,
    faults: Diagnostics,
}

#[derive(Clone)]
enum People {
    Alike(Person),
    Each(Vec<Person>),
}

impl<'a> Batch<'a> {
    pub(super) fn new(instrument: &'a Instrument, rows: usize) -> Self {
        let columns = instrument.plan().fields.iter().map(|_| Cells::Absent).collect();
        Self { instrument, rows, columns, people: People::Alike(Person::default()), faults: Diagnostics::default() }
    }

    /// How many people there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// What was wrong with answers: each is told with its row, and counts as invalid.
    pub fn faults(&self) -> &Diagnostics {
        &self.faults
    }

    /// One set of covariates for all.
    pub fn set_person(&mut self, person: Person) -> &mut Self {
        self.people = People::Alike(person);
        self
    }

    /// Covariates of each.
    ///
    /// # Errors
    /// `ragged_columns` if there are more or fewer than rows.
    pub fn set_people(&mut self, people: Vec<Person>) -> Result<&mut Self, Error> {
        self.fits("covariates", people.len())?;
        self.people = People::Each(people);
        Ok(self)
    }

    /// Answers as text; none is a missing answer.
    ///
    /// # Errors
    /// `unknown_field`, `ragged_columns`. A token that is no code is told in [`Batch::faults`].
    pub fn set_text<'t>(
        &mut self,
        field: &str,
        tokens: impl IntoIterator<Item = Option<&'t str>>,
    ) -> Result<&mut Self, Error> {
        self.convert(
            field,
            tokens,
            |codes, token| token.map_or(Ok(MISSING), |t| codes.read(t)),
            |token| token.unwrap_or("").to_owned(),
        )
    }

    /// Answers as whole numbers; none is a missing answer.
    ///
    /// # Errors
    /// As [`Batch::set_text`].
    pub fn set_integers(
        &mut self,
        field: &str,
        numbers: impl IntoIterator<Item = Option<i64>>,
    ) -> Result<&mut Self, Error> {
        let read = |codes: &Codes, number: Option<i64>| number.map_or(Ok(MISSING), |n| codes.number(Ratio::whole(n)));
        self.convert(field, numbers, read, |number| number.map_or_else(String::new, |n| n.to_string()))
    }

    /// Answers as floats; NaN is a missing answer.
    ///
    /// # Errors
    /// As [`Batch::set_text`].
    pub fn set_floats(&mut self, field: &str, numbers: impl IntoIterator<Item = f64>) -> Result<&mut Self, Error> {
        let read = |codes: &Codes, number: f64| {
            if number.is_nan() {
                return Ok(MISSING);
            }
            // The shortest text of a float is the decimal that somebody wrote.
            codes.read(&number.to_string())
        };
        self.convert(field, numbers, read, |number| number.to_string())
    }

    /// Answers as cells: the index of each code among the codes of the field, 255 for a missing answer, 254 refused, 253
    /// not applicable, 252 not administered. Borrowed without a copy where they are in order.
    ///
    /// # Errors
    /// `unknown_field`, `ragged_columns`, `out_of_range` for a cell that is no code of the field.
    pub fn set_cells(&mut self, field: &str, cells: &'a [u8]) -> Result<&mut Self, Error> {
        let (number, slot) = self.slot(field)?;
        self.fits(field, cells.len())?;
        let codes = &slot.codes;
        let highest = cells.iter().copied().filter(|cell| *cell < FIRST_SPECIAL_BYTE).max();
        let lowest_special = cells.iter().copied().filter(|cell| *cell >= FIRST_SPECIAL_BYTE).min();
        let known = |cell: u8| codes.is_code(Cell::from(cell));
        let whole = highest.is_none_or(|top| (0..=top).all(known))
            || cells.iter().all(|c| *c >= FIRST_SPECIAL_BYTE || known(*c));
        if !whole || lowest_special.is_some_and(|cell| cell < 252) {
            let error = Error::new(Code::OutOfRange, "").with("field", field).with_answer("answer", "?");
            return Err(error.with("allowed", &codes.allowed));
        }
        self.put(number, Cells::Bytes(Cow::Borrowed(cells)));
        Ok(self)
    }

    fn slot(&self, field: &str) -> Result<(u16, &'a PlanField), Error> {
        let plan = self.instrument.plan();
        let number = find(plan, field)?;
        plan.fields
            .get(usize::from(number))
            .map(|slot| (number, slot))
            .ok_or_else(|| Error::new(Code::UnknownField, "").with("field", field))
    }

    fn fits(&self, what: &str, found: usize) -> Result<(), Error> {
        if found == self.rows {
            return Ok(());
        }
        Err(Error::new(Code::RaggedColumns, "").with("field", what).with("found", found).with("expected", self.rows))
    }

    fn put(&mut self, field: u16, cells: Cells<'a>) {
        if let Some(place) = self.columns.get_mut(usize::from(field)) {
            *place = cells;
        }
    }

    fn convert<T: Copy>(
        &mut self,
        field: &str,
        values: impl IntoIterator<Item = T>,
        read: impl Fn(&Codes, T) -> Result<Cell, Misread>,
        show: impl Fn(T) -> String,
    ) -> Result<&mut Self, Error> {
        let (number, slot) = self.slot(field)?;
        let mut cells: Vec<Cell> = Vec::with_capacity(self.rows);
        let mut faults = Vec::new();
        for value in values {
            cells.push(read(&slot.codes, value).unwrap_or_else(|misread| {
                faults.push(misread_error(slot, misread, &show(value)).in_cell(cells.len() + 1, field));
                INVALID
            }));
        }
        self.fits(field, cells.len())?;
        for fault in faults {
            self.faults.push(fault);
        }
        let narrow = slot.codes.count <= Cell::from(FIRST_SPECIAL_BYTE);
        // A special cell is the top of the range in both widths, so it keeps its meaning when cut to a byte.
        let byte = |cell: &Cell| u8::try_from(cell & 0xFF).unwrap_or(u8::MAX);
        debug_assert!(
            cells.iter().all(|c| *c < slot.codes.count.max(1) || *c >= FIRST_SPECIAL),
            "cells are codes or special"
        );
        let column =
            if narrow { Cells::Bytes(Cow::Owned(cells.iter().map(byte).collect())) } else { Cells::Wide(cells) };
        self.put(number, column);
        Ok(self)
    }

    pub(super) fn column(&self, field: usize) -> Option<&Cells<'a>> {
        self.columns.get(field)
    }

    pub(super) fn cell(&self, field: usize, row: usize) -> Cell {
        let optional = self.instrument.plan().fields.get(field).is_some_and(|f| f.optional);
        match self.columns.get(field).map_or(MISSING, |column| column.get(row)) {
            NOT_ADMINISTERED if optional && matches!(self.columns.get(field), Some(Cells::Absent)) => MISSING,
            cell => cell,
        }
    }

    /// The covariates of a row.
    pub(super) fn person(&self, row: usize) -> &Person {
        const NOBODY: &Person = &Person::NOBODY;
        match &self.people {
            People::Alike(person) => person,
            People::Each(people) => people.get(row).unwrap_or(NOBODY),
        }
    }

    /// The covariates that all share.
    pub(super) fn one_person(&self) -> Option<&Person> {
        match &self.people {
            People::Alike(person) => Some(person),
            People::Each(_) => None,
        }
    }
}

impl fmt::Debug for Batch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asked = self.columns.iter().filter(|column| !matches!(column, Cells::Absent)).count();
        write!(f, "Batch({} rows, {asked} columns)", self.rows)
    }
}
