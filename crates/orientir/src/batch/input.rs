//! The one conversion of text, numbers and cells into columns of answers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::faults::{Faults, Of};
use super::numbers::{Lookups, Missing, NumberColumn, Numbers, read_each};
use crate::answers::{Person, find, misread_error};
use crate::codes::{Cell, FIRST_SPECIAL, FIRST_SPECIAL_BYTE, INVALID, MISSING, NOT_ADMINISTERED, widen};
use crate::error::{Code, Diagnostics, Error};
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
    people: Vec<Person>,
    /// The place of each row's person in `people`; empty where all share the first.
    person_of: Vec<u32>,
    faults: Faults,
    lookups: Lookups,
    /// Rows that are taken out.
    void: Vec<usize>,
}

/// A column of answers.
#[derive(Clone)]
pub(super) enum Cells<'a> {
    /// The field was not asked.
    Absent,
    Bytes(Cow<'a, [u8]>),
    Wide(Vec<Cell>),
    Numbers(NumberColumn<'a>),
}

impl<'a> Batch<'a> {
    pub(super) fn new(instrument: &'a Instrument, rows: usize) -> Self {
        let columns = instrument.plan().fields.iter().map(|_| Cells::Absent).collect();
        let people = vec![Person::default()];
        Self {
            instrument,
            rows,
            columns,
            people,
            person_of: Vec::new(),
            faults: Faults::default(),
            lookups: Lookups::default(),
            void: Vec::new(),
        }
    }

    /// The instrument.
    pub fn instrument(&self) -> &'a Instrument {
        self.instrument
    }

    /// How many people there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// What was found wrong with answers so far: each is told with its row, and counts as invalid. Numbers are looked at when
    /// they are scored: see [`super::BatchScores::faults`].
    pub fn faults(&self) -> &Diagnostics {
        self.faults.kept()
    }

    pub(super) fn found(&self) -> &Faults {
        &self.faults
    }

    /// Tells what is wrong in a column of a row, unless the row is taken out.
    pub(crate) fn tell(&mut self, row: usize, column: &str, of: Of, fault: impl FnOnce() -> Error) {
        if !self.is_void(row) {
            self.faults.push(of, || Some(fault().in_cell(row + 1, column)));
        }
    }

    /// Ends a column of which things were told.
    pub(crate) fn told(&mut self) {
        self.faults.settle();
    }

    /// Takes a row out, and tells why: its answers may be somebody else's. None of its scales has a score. Rows must come in
    /// their order.
    pub(crate) fn void(&mut self, row: usize, why: Diagnostics) {
        why.into_iter().for_each(|fault| self.faults.push(Of::Else, || Some(fault)));
        self.void.push(row);
    }

    pub(super) fn is_void(&self, row: usize) -> bool {
        self.void.binary_search(&row).is_ok()
    }

    /// The rows that are taken out, of some.
    pub(super) fn voided(&self, rows: std::ops::Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.void.partition_point(|row| *row < rows.start);
        self.void.get(first..).unwrap_or_default().iter().copied().take_while(move |row| *row < rows.end)
    }

    /// One set of covariates for all.
    pub fn set_person(&mut self, person: Person) -> &mut Self {
        self.people = vec![person];
        self.person_of.clear();
        self
    }

    /// Covariates of each.
    ///
    /// # Errors
    /// `ragged_columns` if there are more or fewer than rows.
    pub fn set_people(&mut self, people: Vec<Person>) -> Result<&mut Self, Error> {
        self.fits("covariates", people.len())?;
        let mut places: BTreeMap<Person, u32> = BTreeMap::new();
        let place = |person: Person| {
            let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
            *places.entry(person).or_insert(next)
        };
        let person_of = people.into_iter().map(place).collect();
        let mut different: Vec<(Person, u32)> = places.into_iter().collect();
        different.sort_unstable_by_key(|(_, place)| *place);
        self.put_people(different.into_iter().map(|(person, _)| person).collect(), person_of);
        Ok(self)
    }

    /// Covariates as different people and the place of each row's.
    pub(crate) fn put_people(&mut self, people: Vec<Person>, person_of: Vec<u32>) {
        // Rows of nobody need a person as well.
        (self.people, self.person_of) =
            if people.is_empty() { (vec![Person::default()], Vec::new()) } else { (people, person_of) };
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
        let (number, slot) = self.slot(field)?;
        let mut faults = self.faults.clone();
        let mut cells: Vec<Cell> = Vec::with_capacity(self.rows);
        for token in tokens {
            let read = token.map_or(Ok(MISSING), |token| slot.codes.read(token));
            let row = cells.len() + 1;
            cells.push(read.unwrap_or_else(|misread| {
                let token = token.unwrap_or_default();
                faults.push(Of::Misread, || Some(misread_error(slot, misread, token).in_cell(row, field)));
                INVALID
            }));
        }
        self.fits(field, cells.len())?;
        faults.settle();
        self.faults = faults;
        self.put_cells(number, cells);
        Ok(self)
    }

    /// Answers as numbers, borrowed: they are turned into cells when they are scored, without a copy where the codes are whole
    /// numbers in a row. NaN is a missing answer; a number that is no code is told in [`super::BatchScores::faults`].
    ///
    /// # Errors
    /// `unknown_field`, `ragged_columns`.
    pub fn set_numbers(&mut self, field: &str, numbers: Numbers<'a>, missing: Missing<'a>) -> Result<&mut Self, Error> {
        let (number, _) = self.slot(field)?;
        self.fits(field, numbers.len())?;
        self.put_numbers(number, field, numbers, missing);
        Ok(self)
    }

    /// Sets numbers, one a row; `header` names their column.
    pub(crate) fn put_numbers(&mut self, field: u16, header: &str, numbers: Numbers<'a>, missing: Missing<'a>) {
        let Some(slot) = self.instrument.plan().fields.get(usize::from(field)) else { return };
        if let Some(column) = NumberColumn::new(numbers, missing, &slot.codes, header, &mut self.lookups) {
            return self.put(field, Cells::Numbers(column));
        }
        let cells = read_each(&numbers, &missing, &slot.codes, |row, misread, found| {
            self.tell(row, header, Of::Misread, || misread_error(slot, misread, &found.text()));
        });
        self.told();
        self.put_cells(field, cells);
    }

    /// Sets cells that are codes or special, as [`crate::codes`] makes them.
    pub(crate) fn put_cells(&mut self, number: u16, cells: Vec<Cell>) {
        let Some(codes) = self.instrument.plan().fields.get(usize::from(number)).map(|slot| &slot.codes) else {
            return;
        };
        debug_assert!(
            cells.iter().all(|c| *c < codes.count.max(1) || *c >= FIRST_SPECIAL),
            "cells are codes or special"
        );
        // A special cell is the top of the range in both widths, so it keeps its meaning when cut to a byte.
        let byte = |cell: &Cell| u8::try_from(cell & 0xFF).unwrap_or(u8::MAX);
        let narrow = codes.count <= Cell::from(FIRST_SPECIAL_BYTE);
        let column =
            if narrow { Cells::Bytes(Cow::Owned(cells.iter().map(byte).collect())) } else { Cells::Wide(cells) };
        self.put(number, column);
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

    pub(super) fn column(&self, field: usize) -> Option<&Cells<'a>> {
        self.columns.get(field)
    }

    /// The cells of a row, where numbers are not yet cells: `bytes` gives those of a field.
    pub(super) fn row(&self, row: usize, cells: &mut Vec<Cell>, bytes: impl Fn(usize) -> Option<u8>) {
        cells.clear();
        let fields = self.instrument.plan().fields.iter();
        if self.is_void(row) {
            cells.extend(fields.map(|_| INVALID));
            return;
        }
        cells.extend(self.columns.iter().zip(fields).enumerate().map(|(field, (column, slot))| match column {
            Cells::Absent if slot.optional => MISSING,
            Cells::Absent => NOT_ADMINISTERED,
            Cells::Bytes(bytes) => bytes.get(row).map_or(MISSING, |byte| widen(*byte)),
            Cells::Wide(cells) => cells.get(row).copied().unwrap_or(MISSING),
            Cells::Numbers(_) => bytes(field).map_or(MISSING, widen),
        }));
    }

    /// The different people.
    pub(super) fn people(&self) -> &[Person] {
        &self.people
    }

    /// The place of each row's person in [`Batch::people`]; empty where all share the first.
    pub(super) fn person_of(&self) -> &[u32] {
        &self.person_of
    }

    /// The covariates of a row.
    pub(super) fn person(&self, row: usize) -> Option<&Person> {
        let place = self.person_of.get(row).map_or(0, |place| *place as usize);
        self.people.get(place)
    }
}

impl fmt::Debug for Batch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asked = self.columns.iter().filter(|column| !matches!(column, Cells::Absent)).count();
        write!(f, "Batch({} rows, {asked} columns)", self.rows)
    }
}
