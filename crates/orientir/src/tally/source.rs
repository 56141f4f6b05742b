//! One source of a tally: a school on an occasion, with all that was counted there.

use std::collections::BTreeMap;

use super::cell::{Cell, folding};
use super::moments::plus;
use super::{Moments, Overflow};
use crate::exact::Ratio;

/// What tells sources apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceKey {
    /// The school, or whatever the answers came from.
    pub school: String,
    /// Before or after.
    pub occasion: u32,
    /// Which collection of answers: `2026-autumn`; may be empty.
    pub release: String,
}

/// What is known of a source beside its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFacts {
    /// The version of the definition.
    pub version: String,
    /// When answers were taken: a year, a month or a day.
    pub date: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Cells with fewer people are folded.
    pub least: i64,
}

/// How often each score of a scale came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScaleCounts {
    /// Complete scores.
    pub scores: BTreeMap<Ratio, i64>,
    /// Scores made up from fewer answers: they take no part in norms.
    pub prorated: i64,
    /// People without a score, by the reason.
    pub unscored: BTreeMap<String, i64>,
}

/// The people of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellCounts {
    /// How many they are.
    pub n: i64,
    /// The scales, in the order of the definition.
    pub scales: Vec<ScaleCounts>,
}

/// How often each answer to a field came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldCounts {
    /// By code.
    pub codes: BTreeMap<String, i64>,
    /// Without a code, by the reason.
    pub without: BTreeMap<String, i64>,
}

/// Everything that was counted at a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By cell.
    pub cells: BTreeMap<Cell, CellCounts>,
    /// By field with codes.
    pub answers: BTreeMap<String, FieldCounts>,
    /// Sums over the complete rows of the scales that have items, by the number of the scale.
    pub items: BTreeMap<usize, Moments>,
}

impl Counts {
    /// How many people there are.
    pub fn n(&self) -> i64 {
        self.cells.values().map(|cell| cell.n).sum()
    }

    /// Joins cells with fewer than `least` people to coarser ones, and drops sums over fewer complete rows: of one person they are the row.
    pub(crate) fn fold(&mut self, least: i64) -> Result<(), Overflow> {
        let sizes = self.cells.iter().map(|(cell, counts)| (cell.clone(), counts.n)).collect();
        let homes = folding(&sizes, least);
        let mut cells: BTreeMap<Cell, CellCounts> = BTreeMap::new();
        for (cell, counts) in std::mem::take(&mut self.cells) {
            let home = homes.get(&cell).cloned().unwrap_or(cell);
            cells.entry(home).or_default().merge(&counts)?;
        }
        self.cells = cells;
        self.items.retain(|_, moments| moments.n() >= least);
        Ok(())
    }
}

impl CellCounts {
    /// Adds what was counted elsewhere.
    pub(crate) fn merge(&mut self, other: &Self) -> Result<(), Overflow> {
        self.n = plus(self.n, other.n)?;
        if self.scales.len() < other.scales.len() {
            self.scales.resize_with(other.scales.len(), ScaleCounts::default);
        }
        self.scales.iter_mut().zip(&other.scales).try_for_each(|(mine, theirs)| mine.merge(theirs))
    }
}

impl ScaleCounts {
    /// How many complete scores there are.
    pub fn n(&self) -> i64 {
        self.scores.values().sum()
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn merge(&mut self, other: &Self) -> Result<(), Overflow> {
        add_all(&mut self.scores, &other.scores)?;
        self.prorated = plus(self.prorated, other.prorated)?;
        add_all(&mut self.unscored, &other.unscored)
    }
}

/// Adds one to a count.
pub(crate) fn count<K: Ord>(counts: &mut BTreeMap<K, i64>, key: K) {
    *counts.entry(key).or_default() += 1;
}

fn add_all<K: Ord + Clone>(counts: &mut BTreeMap<K, i64>, others: &BTreeMap<K, i64>) -> Result<(), Overflow> {
    for (key, n) in others {
        let place = counts.entry(key.clone()).or_default();
        *place = plus(*place, *n)?;
    }
    Ok(())
}
