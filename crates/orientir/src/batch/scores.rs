//! The scores of many people.

use super::column::{Column, Growing};
use super::scorer::Part;
use crate::error::Diagnostics;
use crate::instrument::Instrument;
use crate::score::{ScaleScore, Scores, Types};

/// The scores of many people. `Debug` shows none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchScores {
    pub(super) rows: usize,
    pub(super) scales: Vec<Column<ScaleScore>>,
    pub(super) types: Column<Types>,
    pub(super) flags: Column<u64>,
    pub(super) faults: Diagnostics,
    pub(super) fault_count: usize,
    pub(super) misread_count: usize,
}

impl BatchScores {
    /// How many people there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The scores by scale, in the order of the definition.
    pub fn scales(&self) -> &[Column<ScaleScore>] {
        &self.scales
    }

    /// The leading types; no rows for an instrument without types.
    pub fn types(&self) -> &Column<Types> {
        &self.types
    }

    /// One bit a check that fired, as [`Instrument::flag`] names them.
    pub fn flags(&self) -> &Column<u64> {
        &self.flags
    }

    /// What is wrong with answers, row by row: at most [`super::MAX_FAULTS`].
    pub fn faults(&self) -> &Diagnostics {
        &self.faults
    }

    /// How many answers are wrong.
    pub fn fault_count(&self) -> usize {
        self.fault_count
    }

    /// How many of these are answers that are no codes.
    pub(crate) fn misread_count(&self) -> usize {
        self.misread_count
    }

    /// The scores of one person.
    pub fn row(&self, row: usize) -> Option<Scores> {
        let scales = self.scales.iter().map(|column| column.get(row).cloned()).collect::<Option<_>>()?;
        let types = self.types.get(row).cloned().unwrap_or_default();
        Some(Scores { scales, types, flags: self.flags.get(row).copied()? })
    }

    /// The first people alone, with all that is told.
    #[must_use]
    pub fn head(&self, rows: usize) -> Self {
        Self {
            rows: rows.min(self.rows),
            scales: self.scales.iter().map(|column| column.head(rows)).collect(),
            types: self.types.head(rows),
            flags: self.flags.head(rows),
            faults: self.faults.clone(),
            fault_count: self.fault_count,
            misread_count: self.misread_count,
        }
    }

    /// Names the people in what is told; `id` gives the id of a row, counted from 0.
    pub(crate) fn name_people<'k>(&mut self, id: impl Fn(usize) -> Option<&'k str>) {
        for fault in self.faults.since(0) {
            if let Some(id) = fault.row().and_then(|row| id(row.checked_sub(1)?)).filter(|id| !id.is_empty()) {
                fault.set_person(id);
            }
        }
    }

    /// Parts of so many rows, each to be filled by a [`super::Worker`].
    pub fn parts(&mut self, rows: usize) -> Vec<Part<'_>> {
        Part::all(self, rows.max(1))
    }
}

/// Collects the scores of one person after the other.
#[derive(Clone, Debug)]
pub struct Collector {
    rows: usize,
    scales: Vec<Growing<ScaleScore>>,
    types: Option<Growing<Types>>,
    flags: Growing<u64>,
}

impl Collector {
    /// For the scores of an instrument.
    pub fn new(instrument: &Instrument) -> Self {
        let plan = instrument.plan();
        Self {
            rows: 0,
            scales: plan.scales.iter().map(|_| Growing::default()).collect(),
            types: plan.types.as_ref().map(|_| Growing::default()),
            flags: Growing::default(),
        }
    }

    /// Adds a person.
    pub fn push(&mut self, scores: &Scores) {
        self.rows += 1;
        self.scales.iter_mut().zip(&scores.scales).for_each(|(column, score)| column.push(score));
        self.types.iter_mut().for_each(|types| types.push(&scores.types));
        self.flags.push(&scores.flags);
    }

    /// The scores so far; `faults` is what was found wrong on the way, or the first of it, of `count` in all.
    pub fn finish(self, faults: Diagnostics, count: usize) -> BatchScores {
        BatchScores {
            rows: self.rows,
            scales: self.scales.into_iter().map(Growing::finish).collect(),
            types: self.types.map(Growing::finish).unwrap_or_default(),
            flags: self.flags.finish(),
            fault_count: count,
            misread_count: 0,
            faults,
        }
    }
}
