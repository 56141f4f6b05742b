//! Columns of answers of many people to columns of scores: the same meaning as one person at a time.

mod input;
mod table;

use std::borrow::Cow;

pub use input::Batch;

use crate::codes::{Cell, MISSING, NOT_ADMINISTERED, widen};
use crate::definition::{Metric, Status};
use crate::exact::Ratio;
use crate::instrument::{Instrument, Scorer};
use crate::norm::METRICS;
use crate::plan::{Plan, Source};
use crate::score::ScaleScore;

/// A level column's cell where there is no level.
pub const NO_LEVEL: u16 = u16::MAX;

/// The scores of one scale, a row a person.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ScaleColumn {
    /// Whether there is a score, and why not.
    pub status: Vec<Status>,
    /// The raw score; NaN exactly where the status tells of no score.
    pub raw: Vec<f64>,
    /// How many answers were given, codes apart included.
    pub answered: Vec<u16>,
    /// The lowest score that the missing answers could still give; NaN where there is no range.
    pub possible_min: Vec<f64>,
    /// The highest such score.
    pub possible_max: Vec<f64>,
    /// The number of the level in [`BatchScores::levels`], or [`NO_LEVEL`]. Empty where the scale has no levels.
    pub level: Vec<u16>,
    /// Standard scores by metric; NaN where no norm fits. Only metrics that a norm of the scale gives.
    pub standard: Vec<(Metric, Vec<f64>)>,
}

/// The scores of many people.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BatchScores {
    /// By scale, in the order of the definition.
    pub scales: Vec<ScaleColumn>,
    /// The names of levels.
    pub levels: Vec<String>,
    /// One bit a type of [`Instrument::types`]; 0 where the types are undetermined. Empty for instruments without types.
    pub types: Vec<u64>,
    /// One bit a check that fired, as [`Instrument::flag`] names them.
    pub flags: Vec<u64>,
}

impl Instrument {
    /// An empty batch of so many people.
    pub fn batch(&self, rows: usize) -> Batch<'_> {
        Batch::new(self, rows)
    }

    /// Scores many people: bit for bit what [`Instrument::score`] gives for each of them. Every row is a person; for an instrument
    /// whose ratings are pooled it is a person with one rating, and [`crate::Sheet`] joins several.
    ///
    /// Sums of items of one range are counted column by column and looked up in a table that the scoring of one person has
    /// filled, one entry a pair of sum and number of answers; everything else goes row by row.
    pub fn score_batch(&self, batch: &Batch<'_>) -> BatchScores {
        let mut out = BatchScores::default();
        self.score_batch_into(batch, &mut out);
        out
    }

    /// Scores many people into columns that are there already: writing to fresh memory takes longer than scoring.
    pub fn score_batch_into(&self, batch: &Batch<'_>, out: &mut BatchScores) {
        let plan = self.plan();
        let rows = batch.rows();
        out.shape(plan, rows);
        // The scales that columns can do, and the rows that need a closer look.
        let mut slow: Vec<usize> = Vec::new();
        let mut by_row: Vec<u16> = Vec::new();
        for step in &plan.steps {
            let done = out.scales.get_mut(usize::from(step.scale)).is_some_and(|column| {
                batch
                    .one_person()
                    .is_some_and(|person| table::fill(self, step, batch, person, column, &mut slow).is_some())
            });
            if !done {
                by_row.push(step.scale);
            }
        }
        let may_overflow =
            plan.fields.iter().any(|field| field.codes.grid.as_ref().is_some_and(|grid| grid.proper < grid.count));
        let every_row = may_overflow || !by_row.is_empty() || plan.types.is_some() || !plan.checks.is_empty();
        slow.sort_unstable();
        slow.dedup();
        let mut scorer = self.scorer();
        if every_row {
            for row in 0..rows {
                score_row(&mut scorer, plan, batch, row, out);
            }
        } else {
            for row in slow {
                score_row(&mut scorer, plan, batch, row, out);
            }
        }
    }
}

impl BatchScores {
    /// Gives the columns their lengths. What stands in them is overwritten: every row of every column is written once.
    fn shape(&mut self, plan: &Plan, rows: usize) {
        self.levels.clone_from(&plan.level_names);
        self.scales.resize_with(plan.scales.len(), ScaleColumn::default);
        for (column, about) in self.scales.iter_mut().zip(&plan.scales) {
            let metrics: Vec<_> = METRICS.into_iter().filter(|metric| gives(plan, &about.norms, *metric)).collect();
            if column.standard.iter().map(|(metric, _)| *metric).ne(metrics.iter().copied()) {
                column.standard = metrics.into_iter().map(|metric| (metric, Vec::new())).collect();
            }
            let ScaleColumn { status, raw, answered, possible_min, possible_max, level, standard } = column;
            set_length(status, rows, Status::Missing);
            set_length(answered, rows, 0);
            set_length(level, if about.levels.is_empty() { 0 } else { rows }, 0);
            let standard = standard.iter_mut().map(|(_, floats)| floats);
            for floats in [raw, possible_min, possible_max].into_iter().chain(standard) {
                set_length(floats, rows, 0.0);
            }
        }
        set_length(&mut self.flags, rows, 0);
        set_length(&mut self.types, if plan.types.is_some() { rows } else { 0 }, 0);
        // Types and flags of rows that are not looked at one by one are none.
        self.flags.fill(0);
    }
}

/// A column of another length is made anew, since zeroed memory comes free of charge.
fn set_length<T: Copy>(column: &mut Vec<T>, rows: usize, fill: T) {
    if column.len() != rows {
        *column = vec![fill; rows];
    }
}

/// Whether some norm of a scale may give a metric.
fn gives(plan: &Plan, norms: &[u16], metric: Metric) -> bool {
    norms
        .iter()
        .filter_map(|n| plan.norms.get(usize::from(*n)))
        .any(|norm| norm.metrics.contains(&metric) || norm.tables_give(metric))
}

/// Scores one row into the columns.
fn score_row(scorer: &mut Scorer, plan: &Plan, batch: &Batch<'_>, row: usize, out: &mut BatchScores) {
    let (mut cells, mut scores) = scorer.take_space();
    cells.clear();
    cells.extend((0..plan.fields.len()).map(|field| batch.cell(field, row)));
    scorer.score_cells(&cells, batch.person(row), &mut scores);
    for (column, score) in out.scales.iter_mut().zip(&scores.scales) {
        column.set(row, score);
    }
    let put = |list: &mut Vec<u64>, value: u64| {
        if let Some(place) = list.get_mut(row) {
            *place = value;
        }
    };
    put(&mut out.flags, scores.flags);
    put(&mut out.types, scores.types.mask().unwrap_or(0));
    scorer.give_space(cells, scores);
}

impl ScaleColumn {
    /// Writes a score into a row.
    fn set(&mut self, row: usize, score: &ScaleScore) {
        fn put<T>(column: &mut [T], row: usize, value: T) {
            if let Some(place) = column.get_mut(row) {
                *place = value;
            }
        }
        let float = |ratio: Option<Ratio>| ratio.map_or(f64::NAN, Ratio::to_f64);
        put(&mut self.status, row, score.status);
        put(&mut self.raw, row, float(score.raw));
        put(&mut self.answered, row, score.answered);
        put(&mut self.possible_min, row, float(score.possible.map(|(low, _)| low)));
        put(&mut self.possible_max, row, float(score.possible.map(|(_, high)| high)));
        put(&mut self.level, row, score.level.unwrap_or(NO_LEVEL));
        for (metric, column) in &mut self.standard {
            put(column, row, score.standard(*metric).unwrap_or(f64::NAN));
        }
    }
}

/// A column of cells.
#[derive(Clone)]
pub(crate) enum Cells<'a> {
    /// The field was not asked.
    Absent,
    Bytes(Cow<'a, [u8]>),
    Wide(Vec<Cell>),
}

impl Cells<'_> {
    fn get(&self, row: usize) -> Cell {
        match self {
            Cells::Absent => NOT_ADMINISTERED,
            Cells::Bytes(bytes) => bytes.get(row).map_or(MISSING, |byte| widen(*byte)),
            Cells::Wide(cells) => cells.get(row).copied().unwrap_or(MISSING),
        }
    }
}

/// The terms of a step that columns can add up: see [`table`].
fn plain_terms<'p>(plan: &'p Plan, source: &'p Source) -> Option<&'p [crate::plan::Term]> {
    let Source::Terms { terms, .. } = source else { return None };
    let plain = !plan.pooled
        && plan.branches.is_empty()
        && plan.choose.is_empty()
        && plan.rescaled.is_empty()
        && plan.checks.iter().all(|check| check.no_score.is_empty());
    plain.then(|| plan.terms(terms))
}
