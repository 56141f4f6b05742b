//! Sums and numbers of given answers.

use std::fmt;

use crate::{MAX_VALUES, MISSING, States};

/// Rows that are summed together.
const TILE: usize = 16;

/// Tiles of which the byte sums are kept.
const TILES: usize = 1024;

/// Columns that are added together.
const WIDTH: usize = 8;

/// One field of a scale.
#[derive(Clone, Copy)]
pub struct Term<'a> {
    /// The cells, one a row.
    pub column: &'a [u8],
    /// Whether the lowest value counts highest: a value `v` then adds `values - 1 - v`.
    pub reversed: bool,
}

/// Shows no answers: they belong to people.
impl fmt::Debug for Term<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Term").field("rows", &self.column.len()).field("reversed", &self.reversed).finish()
    }
}

/// When a scale has a score, and the bytes that [`Scale::block`] writes as statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// The least number of given answers for a score.
    pub minimum: u8,
    /// All answers are given.
    pub complete: u8,
    /// Answers are missing, at least `minimum` are given.
    pub partial: u8,
    /// Answers are missing, fewer than `minimum` are given.
    pub short: u8,
    /// A cell is neither a value nor [`MISSING`]. This comes before the others.
    pub other: u8,
}

/// A sum of fields that share one rating, each with weight one.
#[derive(Clone)]
pub struct Scale<'a> {
    // INVARIANT: 1 to 255 columns of `rows` cells, the reversed ones first.
    columns: Vec<&'a [u8]>,
    reversed: usize,
    rows: usize,
    values: u8,
    // INVARIANT: `columns.len()`.
    full: u8,
    marks: Marks,
}

impl<'a> Scale<'a> {
    /// A scale over `terms`, whose rating has the values `0..values`.
    ///
    /// Nothing unless there are 1 to 255 terms with columns of one length and 1 to [`MAX_VALUES`] values. (So a sum is at most
    /// 255 * 239 = 60945 and fits 16 bits.)
    pub fn new(values: u8, terms: &[Term<'a>], marks: Marks) -> Option<Self> {
        let full = u8::try_from(terms.len()).ok()?;
        let rows = terms.first()?.column.len();
        let (reversed, forward): (Vec<Term<'a>>, Vec<Term<'a>>) = terms.iter().partition(|term| term.reversed);
        let columns = reversed.iter().chain(&forward).map(|term| term.column).collect();
        let fits = (1..=MAX_VALUES).contains(&values) && terms.iter().all(|term| term.column.len() == rows);
        fits.then_some(Self { columns, reversed: reversed.len(), rows, values, full, marks })
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The states that a row of this scale can be in; nothing if there are more than 65536.
    pub fn states(&self) -> Option<States> {
        States::new(self.full, self.values - 1)
    }

    /// Sums the rows from row `first` on, as many as there are and as the shortest of the three slices holds, and says how many
    /// these were.
    ///
    /// For each row: the sum over the given answers (cells below `values`; 0 to `terms * (values - 1)`), the number of given
    /// answers (0 to the number of terms), and one of the four statuses of the scale's [`Marks`]. Sum and number are exact in
    /// every row, also in those marked `other`.
    pub fn block(&self, first: usize, sums: &mut [u16], counts: &mut [u8], statuses: &mut [u8]) -> usize {
        let rows = self.rows.saturating_sub(first).min(sums.len()).min(counts.len()).min(statuses.len());
        let (sums, sums_tail) = sums.get_mut(..rows).unwrap_or_default().as_chunks_mut();
        let (counts, counts_tail) = counts.get_mut(..rows).unwrap_or_default().as_chunks_mut();
        let (statuses, statuses_tail) = statuses.get_mut(..rows).unwrap_or_default().as_chunks_mut();
        let mut at = first;
        let runs = sums.chunks_mut(TILES).zip(counts.chunks_mut(TILES)).zip(statuses.chunks_mut(TILES));
        for ((sums, counts), statuses) in runs {
            self.run(at, sums, counts, statuses);
            at += sums.len() * TILE;
        }
        for ((sum, count), status) in sums_tail.iter_mut().zip(counts_tail).zip(statuses_tail) {
            (*sum, *count, *status) = self.row(at);
            at += 1;
        }
        rows
    }

    /// One row, as the definition reads.
    fn row(&self, row: usize) -> (u16, u8, u8) {
        let (mut sum, mut given, mut outside) = (0, 0, false);
        for (index, column) in self.columns.iter().enumerate() {
            let cell = column.get(row).copied().unwrap_or(MISSING);
            if cell < self.values {
                sum += u16::from(if index < self.reversed { self.values - 1 - cell } else { cell });
                given += 1;
            } else {
                outside |= cell != MISSING;
            }
        }
        let Marks { minimum, complete, partial, short, other } = self.marks;
        let status = match given {
            _ if outside => other,
            given if given == self.full => complete,
            given if given < minimum => short,
            _ => partial,
        };
        (sum, given, status)
    }

    /// Tiles of rows, as many as `sums` has, at most [`TILES`].
    fn run(&self, at: usize, sums: &mut [[u16; TILE]], counts: &mut [Tile], statuses: &mut [Tile]) {
        counts.fill([0; TILE]);
        statuses.fill([0; TILE]);
        let values = self.values;
        let mut totals = Totals { parts: &mut [[0; TILE]; TILES], missing: counts, highest: statuses, at, values };
        // PERF: a byte holds the total of so many terms, since each adds at most `values`.
        let narrow = usize::from(255 / values);
        let (reversed, forward) = self.columns.split_at_checked(self.reversed).unwrap_or_default();
        let reversed = reversed.chunks(narrow.min(WIDTH)).map(|columns| (true, columns));
        let forward = forward.chunks(narrow.min(WIDTH)).map(|columns| (false, columns));
        let mut room = narrow;
        let mut wide = false;
        for (reversed, columns) in reversed.chain(forward) {
            if columns.len() > room {
                totals.empty_into(sums, wide);
                wide = true;
                room = narrow;
            }
            room -= columns.len();
            if reversed {
                totals.add::<true>(columns);
            } else {
                totals.add::<false>(columns);
            }
        }
        totals.empty_into(sums, wide);
        let rows = (at..).step_by(TILE);
        for (((sums, counts), statuses), at) in sums.iter_mut().zip(counts).zip(statuses).zip(rows) {
            self.finish(at, sums, counts, statuses);
        }
    }

    /// From totals, numbers of missing answers and highest cells to sums, numbers of given answers and statuses.
    fn finish(&self, at: usize, sums: &mut [u16; TILE], counts: &mut Tile, statuses: &mut Tile) {
        let Marks { minimum, complete, partial, short, .. } = self.marks;
        // PERF: masks; a choice among marks became a choice among their addresses, and a load a row.
        let (partial, short) = (partial ^ complete, short ^ partial);
        let highest = *statuses;
        let outside = highest.iter().fold(0, |outside, &highest| outside | mask(highest > self.values));
        for (count, status) in counts.iter_mut().zip(&mut *statuses) {
            *status = complete ^ (mask(*count != 0) & partial);
            *count = self.full.wrapping_sub(*count);
            *status ^= mask(*count < minimum) & short;
        }
        for (sum, &count) in sums.iter_mut().zip(&*counts) {
            *sum = sum.wrapping_sub(u16::from(count));
        }
        if outside != 0 {
            let rows = sums.iter_mut().zip(counts).zip(statuses).zip(highest).zip(at..);
            for ((((sum, count), status), highest), row) in rows {
                if highest > self.values {
                    (*sum, *count, *status) = self.row(row);
                }
            }
        }
    }
}

/// Cells or results of consecutive rows.
type Tile = [u8; TILE];

/// What columns of a run add up to, row by row. In a row with a cell that is neither value nor missing only `highest` is true.
struct Totals<'a> {
    /// Value + 1 of each given answer, reversed where it has to be: a missing answer adds nothing.
    parts: &'a mut [Tile; TILES],
    /// The number of missing answers.
    missing: &'a mut [Tile],
    /// The highest cell + 1, where a missing answer wraps to 0.
    highest: &'a mut [Tile],
    at: usize,
    values: u8,
}

impl Totals<'_> {
    /// Adds up to four columns.
    ///
    /// PERF: four at a time, so that the totals are loaded and stored less often. Each column has a load instruction of its
    /// own: one instruction that went round the columns misled the processor's read-ahead (2 to 5 ms a million rows).
    fn add<const REVERSED: bool>(&mut self, columns: &[&[u8]]) {
        match *columns {
            [a] => self.add_all::<1, REVERSED>([a]),
            [a, b] => self.add_all::<2, REVERSED>([a, b]),
            [a, b, c] => self.add_all::<3, REVERSED>([a, b, c]),
            [a, b, c, d] => self.add_all::<4, REVERSED>([a, b, c, d]),
            [a, b, c, d, e] => self.add_all::<5, REVERSED>([a, b, c, d, e]),
            [a, b, c, d, e, f] => self.add_all::<6, REVERSED>([a, b, c, d, e, f]),
            [a, b, c, d, e, f, g] => self.add_all::<7, REVERSED>([a, b, c, d, e, f, g]),
            [a, b, c, d, e, f, g, h] => self.add_all::<8, REVERSED>([a, b, c, d, e, f, g, h]),
            _ => {}
        }
    }

    fn add_all<const COLUMNS: usize, const REVERSED: bool>(&mut self, columns: [&[u8]; COLUMNS]) {
        let values = self.values;
        let mut columns = columns.map(|column| column.get(self.at..).unwrap_or_default().as_chunks::<TILE>().0.iter());
        let tiles = self.parts.iter_mut().zip(&mut *self.missing).zip(&mut *self.highest);
        for ((part, missing), highest) in tiles {
            let (mut totals, mut none, mut high) = (*part, *missing, *highest);
            for column in &mut columns {
                // INVARIANT: the columns have all rows of the run.
                let Some(cells) = column.next() else { return };
                // PERF: wrapping bytes without a branch, six or eight SSE2 instructions for sixteen cells.
                for (((total, none), high), &cell) in totals.iter_mut().zip(&mut none).zip(&mut high).zip(cells) {
                    let next = cell.wrapping_add(1);
                    let value = if REVERSED { values.saturating_sub(cell) } else { next };
                    *total = total.wrapping_add(value);
                    *none = none.wrapping_add(u8::from(value == 0));
                    *high = (*high).max(next);
                }
            }
            (*part, *missing, *highest) = (totals, none, high);
        }
    }

    fn empty_into(&mut self, sums: &mut [[u16; TILE]], add: bool) {
        for (sums, part) in sums.iter_mut().zip(&*self.parts) {
            for (sum, &part) in sums.iter_mut().zip(part) {
                *sum = if add { *sum } else { 0 } + u16::from(part);
            }
        }
        self.parts.fill([0; TILE]);
    }
}

/// All bits where `condition` holds.
fn mask(condition: bool) -> u8 {
    u8::from(condition).wrapping_neg()
}
