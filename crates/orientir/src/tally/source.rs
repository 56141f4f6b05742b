//! One source of a tally: a school on an occasion, with all that was counted there.

use std::collections::BTreeMap;

use super::Moments;
use super::cell::Cell;
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

    /// Takes the scores of a scale back where fewer than `least` people of a cell have one, and then the sums over its items too; and sums
    /// over fewer than `least` complete rows: of one person they are the row. The people stay counted, as withheld.
    pub(crate) fn withhold(&mut self, least: i64) {
        for cell in self.cells.values_mut() {
            for (number, scale) in cell.scales.iter_mut().enumerate() {
                let n = scale.n();
                if n > 0 && n < least {
                    scale.scores.clear();
                    *scale.unscored.entry(WITHHELD.to_owned()).or_default() += n;
                    self.items.remove(&number);
                }
            }
        }
        self.items.retain(|_, moments| moments.n() >= least);
    }
}

/// The reason of scores that are taken back, since too few people have one.
const WITHHELD: &str = "withheld";

impl ScaleCounts {
    /// How many complete scores there are.
    pub fn n(&self) -> i64 {
        self.scores.values().sum()
    }
}

/// Adds one to a count.
pub(crate) fn count<K: Ord>(counts: &mut BTreeMap<K, i64>, key: K) {
    *counts.entry(key).or_default() += 1;
}
