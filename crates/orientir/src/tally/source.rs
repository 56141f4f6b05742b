//! One source of a tally: a school on an occasion, with all that was counted there.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Cell;
use super::{Moments, ScaleItems};
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

    /// Takes back what would tell of fewer than `least` people:
    /// - scores of a scale of which fewer people of a cell have one; the people stay counted, as withheld;
    /// - sums over the items of a scale, where what is left between them and another count of the same people is of fewer; and where they
    ///   are over so few rows that the rows can be worked out ([`FEWEST_ROWS`], [`ROWS_AN_ITEM`]): of one person they are the row.
    ///
    /// With `least` 1 everything is kept.
    pub(crate) fn withhold(&mut self, least: i64, items: &BTreeMap<usize, ScaleItems>) {
        if least <= 1 {
            return;
        }
        let mut withheld = BTreeSet::new();
        for cell in self.cells.values_mut() {
            for (number, scale) in cell.scales.iter_mut().enumerate() {
                let n = scale.n();
                if n > 0 && n < least {
                    scale.scores.clear();
                    *scale.unscored.entry(WITHHELD.to_owned()).or_default() += n;
                    withheld.insert(number);
                }
            }
        }
        let Self { cells, answers, items: sums } = self;
        let people: i64 = cells.values().map(|cell| cell.n).sum();
        sums.retain(|number, moments| {
            let scored = cells.values().filter_map(|cell| cell.scales.get(*number)).map(ScaleCounts::n).sum();
            let fields = items.get(number).map_or(&[][..], |items| &items.fields);
            let given = fields.iter().filter_map(|field| answers.get(field)).map(|counts| counts.codes.values().sum());
            let apart = |n: i64| n == moments.n() || n - moments.n() >= least;
            let rows = FEWEST_ROWS.max(ROWS_AN_ITEM * i64::try_from(moments.k()).unwrap_or(i64::MAX));
            moments.n() >= rows && !withheld.contains(number) && [people, scored].into_iter().chain(given).all(apart)
        });
    }
}

/// Sums and cross-products over fewer rows than this are not handed on: ten rows of twenty answers were worked out from them.
const FEWEST_ROWS: i64 = 30;
/// And over fewer than so many for each item.
const ROWS_AN_ITEM: i64 = 3;

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
