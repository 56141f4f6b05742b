//! The scoring of a batch, part by part.

use std::hash::Hash;
use std::ops::Range;

use super::block::Block;
use super::column::{Column, Entries};
use super::faults::Faults;
use super::input::Batch;
use super::scores::BatchScores;
use super::table::{Space, SumTable};
use crate::answers::Person;
use crate::codes::Cell;
use crate::instrument::Scorer;
use crate::score::{ScaleScore, Scores, Types};

/// A batch ready to be scored: by one worker or by several, each on its own thread; the scores are the same.
///
/// Sums of items of one range are counted column by column and looked up in a table that the scoring of one person has
/// filled, one entry a pair of sum and number of answers; everything else goes row by row.
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use orientir::batch::{BatchScorer, Numbers};
/// let motives = orientir::catalogue::get("ovcharova-motives")?;
/// let answers = [5_i64, 3, 4];
/// let mut batch = motives.batch(3);
/// for field in motives.fields() {
///     batch.set_numbers(field, Numbers::I64(answers.as_slice().into()), Default::default())?;
/// }
/// let scorer = BatchScorer::new(&batch);
/// let (mut scores, mut workers) = (scorer.space(), [scorer.worker(), scorer.worker()]);
/// let mut parts = scores.parts(2);
/// std::thread::scope(|scope| {
///     for (part, worker) in parts.iter_mut().zip(&mut workers) {
///         scope.spawn(move || worker.score(part));
///     }
/// });
/// let scores = scorer.finish(scores, workers.into());
/// assert_eq!(scores, motives.score_batch(&batch));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct BatchScorer<'b> {
    batch: &'b Batch<'b>,
    tables: Vec<SumTable>,
    /// Whether every row needs the scoring of one person.
    every_row: bool,
    /// How many entries the columns of scales begin with.
    states: Vec<u32>,
}

impl<'b> BatchScorer<'b> {
    /// Gets ready to score a batch.
    pub fn new(batch: &'b Batch<'b>) -> Self {
        let instrument = batch.instrument();
        let plan = instrument.plan();
        let overflows =
            |field: &crate::plan::PlanField| field.codes.grid.as_ref().is_some_and(|grid| grid.proper < grid.count);
        let simple = plan.types.is_none() && plan.checks.is_empty() && !plan.fields.iter().any(overflows);
        let tables =
            || plan.steps.iter().map(|step| SumTable::new(instrument, step, batch)).collect::<Option<Vec<_>>>();
        let tables = if simple { tables() } else { None };
        let every_row = tables.is_none();
        let tables = tables.unwrap_or_default();
        let count = |scale: usize| {
            let table = tables.iter().find(|table| usize::from(table.scale) == scale);
            // INVARIANT: a table has at most half as many entries as the batch has rows, which 32 bits number.
            table.map_or(0, |table| u32::try_from(table.entries.len()).unwrap_or(u32::MAX))
        };
        let states = (0..plan.scales.len()).map(count).collect();
        Self { batch, tables, every_row, states }
    }

    /// Space for the scores of all rows, to be filled part by part.
    pub fn space(&self) -> BatchScores {
        let plan = self.batch.instrument().plan();
        let rows = self.batch.rows();
        BatchScores {
            rows,
            scales: plan.scales.iter().map(|_| Column::with_rows(rows)).collect(),
            types: Column::with_rows(if plan.types.is_some() { rows } else { 0 }),
            flags: Column::with_rows(rows),
            ..BatchScores::default()
        }
    }

    /// A worker: one for each thread.
    pub fn worker(&self) -> Worker<'_> {
        let plan = self.batch.instrument().plan();
        let mut flags = Entries::default();
        // Rows that are not looked at one by one have no flags.
        flags.place(&0);
        Worker {
            scorer: self,
            block: Block::of(self.batch, plan.fields.len()),
            space: Space::default(),
            slow: Vec::new(),
            one: self.batch.instrument().scorer(),
            cells: Vec::new(),
            scores: Scores::default(),
            scales: plan.scales.iter().map(|_| Entries::default()).collect(),
            types: Entries::default(),
            flags,
            faults: Faults::default(),
            done: Vec::new(),
        }
    }

    /// Joins what workers found; the parts that nobody filled have the first entries.
    pub fn finish(&self, mut scores: BatchScores, workers: Vec<Worker<'_>>) -> BatchScores {
        for (number, column) in scores.scales.iter_mut().enumerate() {
            let table = self.tables.iter().find(|table| usize::from(table.scale) == number);
            let found = workers.iter().filter_map(|worker| Some((worker.scales.get(number)?, worker.done.as_slice())));
            join(column, table.map_or(&[], |table| &table.entries), found);
        }
        join(&mut scores.types, &[], workers.iter().map(|worker| (&worker.types, worker.done.as_slice())));
        join(&mut scores.flags, &[], workers.iter().map(|worker| (&worker.flags, worker.done.as_slice())));
        let found = workers.into_iter().map(|worker| worker.faults);
        let all = std::iter::once(self.batch.found().clone()).chain(found);
        (scores.faults, scores.fault_count, scores.misread_count) = Faults::join(all);
        scores
    }
}

/// Joins the entries of workers: those of the first keep their places.
fn join<'w, T: Clone + Eq + Hash + 'w>(
    column: &mut Column<T>,
    states: &[T],
    workers: impl Iterator<Item = (&'w Entries<T>, &'w [Range<usize>])>,
) {
    let first = u32::try_from(states.len()).unwrap_or(u32::MAX);
    let mut all = Entries::default();
    for (number, (entries, done)) in workers.enumerate() {
        let places: Vec<u32> = entries.list().iter().map(|entry| all.place(entry) + first).collect();
        let moved = number > 0 && places.iter().zip(first..).any(|(place, before)| *place != before);
        for rows in done.iter().filter(|_| moved) {
            for place in column.index_mut().get_mut(rows.clone()).into_iter().flatten() {
                let found = place.checked_sub(first).and_then(|own| places.get(own as usize));
                *place = found.copied().unwrap_or(*place);
            }
        }
    }
    column.set_entries(states.iter().chain(all.list()).cloned().collect());
}

/// Rows to be filled by a worker. `Debug` shows no scores.
pub struct Part<'o> {
    first: usize,
    rows: usize,
    scales: Vec<&'o mut [u32]>,
    types: &'o mut [u32],
    flags: &'o mut [u32],
}

impl std::fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Part({} rows from {})", self.rows, self.first)
    }
}

impl<'o> Part<'o> {
    /// The parts of all rows, `rows` each.
    pub(super) fn all(scores: &'o mut BatchScores, rows: usize) -> Vec<Self> {
        let mut scales: Vec<_> = scores.scales.iter_mut().map(|column| column.index_mut().chunks_mut(rows)).collect();
        let mut types = scores.types.index_mut().chunks_mut(rows);
        let parts = scores.flags.index_mut().chunks_mut(rows).enumerate();
        parts
            .map(|(number, flags)| Self {
                first: number * rows,
                rows: flags.len(),
                scales: scales.iter_mut().filter_map(Iterator::next).collect(),
                types: types.next().unwrap_or_default(),
                flags,
            })
            .collect()
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }
}

/// Scores parts of a batch. `Debug` shows no answers.
pub struct Worker<'s> {
    scorer: &'s BatchScorer<'s>,
    block: Block,
    space: Space,
    slow: Vec<usize>,
    one: Scorer,
    cells: Vec<Cell>,
    scores: Scores,
    scales: Vec<Entries<ScaleScore>>,
    types: Entries<Types>,
    flags: Entries<u64>,
    faults: Faults,
    done: Vec<Range<usize>>,
}

impl std::fmt::Debug for Worker<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Worker({} parts done)", self.done.len())
    }
}

impl Worker<'_> {
    /// Scores the rows of a part.
    pub fn score(&mut self, part: &mut Part<'_>) {
        let batch = self.scorer.batch;
        let plan = batch.instrument().plan();
        let step = self.block.capacity().max(1);
        for start in (0..part.rows).step_by(step) {
            let rows = start..part.rows.min(start + step);
            self.block.read(batch, plan, part.first + start, rows.len(), &mut self.faults);
            self.slow.clear();
            for table in &self.scorer.tables {
                let places = part.scales.get_mut(usize::from(table.scale)).and_then(|all| all.get_mut(rows.clone()));
                if let Some(places) = places {
                    // INVARIANT: the columns of a table have bytes, which was seen when it was made.
                    let _ = table.fill(batch, &self.block, places, &mut self.slow, &mut self.space);
                }
            }
            let first = part.first + start;
            self.slow.extend(batch.voided(first..first + rows.len()).map(|row| row - first));
            let mut slow = std::mem::take(&mut self.slow);
            slow.sort_unstable();
            slow.dedup();
            let (all, few) = if self.scorer.every_row { (0..rows.len(), &[][..]) } else { (0..0, slow.as_slice()) };
            for row in all.chain(few.iter().copied()) {
                self.score_row(row, start + row, part);
            }
            self.slow = slow;
        }
        self.done.push(part.first..part.first + part.rows);
    }

    /// Scores one row, the `row`th of the block and the `at`th of the part, as one person is scored.
    fn score_row(&mut self, row: usize, at: usize, part: &mut Part<'_>) {
        fn put(places: &mut [u32], at: usize, place: u32) {
            if let Some(found) = places.get_mut(at) {
                *found = place;
            }
        }
        let batch = self.scorer.batch;
        let whole = self.block.first() + row;
        batch.row(whole, &mut self.cells, |field| self.block.byte(field, row));
        let nobody = Person::default();
        self.one.score_cells(&self.cells, batch.person(whole).unwrap_or(&nobody), &mut self.scores);
        let columns = part.scales.iter_mut().zip(&mut self.scales).zip(&self.scorer.states);
        for (((places, entries), states), score) in columns.zip(&self.scores.scales) {
            put(places, at, entries.place(score) + states);
        }
        if !part.types.is_empty() {
            put(part.types, at, self.types.place(&self.scores.types));
        }
        put(part.flags, at, self.flags.place(&self.scores.flags));
    }
}
