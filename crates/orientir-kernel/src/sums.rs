//! Sums and numbers of given answers.

use std::fmt;

use crate::{MAX_VALUES, MISSING, States};

/// Rows that are summed together.
const TILE: usize = 32;

/// Tiles of which the byte sums are kept.
const TILES: usize = 2048;

/// Columns that are added together.
const WIDTH: usize = 4;

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
        let top = self.values - 1;
        let mut parts = [[0; TILE]; TILES];
        let parts = parts.get_mut(..sums.len()).unwrap_or_default();
        let mut totals = Totals { parts, counts, highest: statuses, at, top };
        // PERF: a byte holds the sum of so many terms.
        let narrow = 255_usize.checked_div(usize::from(top)).unwrap_or(255);
        let (reversed, forward) = self.columns.split_at_checked(self.reversed).unwrap_or_default();
        let reversed = reversed.chunks(narrow.min(WIDTH)).map(|columns| (true, columns));
        let forward = forward.chunks(narrow.min(WIDTH)).map(|columns| (false, columns));
        let mut room = narrow;
        let mut more = false;
        for (reversed, columns) in reversed.chain(forward) {
            if columns.len() > room {
                totals.move_to(sums, more);
                totals.parts.fill([0; TILE]);
                more = true;
                room = narrow;
            }
            room -= columns.len();
            if reversed {
                totals.add::<true>(columns);
            } else {
                totals.add::<false>(columns);
            }
        }
        totals.move_to(sums, more);

        let Marks { minimum, complete, partial, short, other } = self.marks;
        // PERF: masks; a choice among marks became a choice among their addresses, and a load a row.
        let (partial, short) = (partial ^ complete, short ^ partial);
        for (counts, statuses) in counts.iter().zip(statuses) {
            for (&count, status) in counts.iter().zip(statuses) {
                let outside = mask(*status > self.values);
                let of_count = complete ^ (mask(count != self.full) & partial) ^ (mask(count < minimum) & short);
                *status = (of_count & !outside) | (other & outside);
            }
        }
    }
}

/// Cells or results of consecutive rows.
type Tile = [u8; TILE];

/// What columns of a run add up to, row by row.
struct Totals<'a> {
    /// The sum of the given answers, where it fits a byte.
    parts: &'a mut [Tile],
    /// The number of given answers.
    counts: &'a mut [Tile],
    /// The highest cell + 1, where a missing answer wraps to 0: above the number of values, a cell is neither.
    highest: &'a mut [Tile],
    at: usize,
    top: u8,
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
            _ => {}
        }
    }

    fn add_all<const COLUMNS: usize, const REVERSED: bool>(&mut self, columns: [&[u8]; COLUMNS]) {
        let top = self.top;
        let mut columns = columns.map(|column| column.get(self.at..).unwrap_or_default().as_chunks::<TILE>().0.iter());
        let tiles = self.parts.iter_mut().zip(&mut *self.counts).zip(&mut *self.highest);
        for ((part, count), highest) in tiles {
            let (mut sums, mut given, mut high) = (*part, *count, *highest);
            for column in &mut columns {
                // INVARIANT: the columns have all rows of the run.
                let Some(cells) = column.next() else { return };
                // PERF: wrapping bytes and no branch: about nine SSE2 instructions for sixteen cells.
                for (((sum, given), high), &cell) in sums.iter_mut().zip(&mut given).zip(&mut high).zip(cells) {
                    let mask = mask(cell <= top);
                    *sum = sum.wrapping_add(if REVERSED { top.saturating_sub(cell) } else { cell & mask });
                    *given = given.wrapping_sub(mask);
                    *high = (*high).max(cell.wrapping_add(1));
                }
            }
            (*part, *count, *highest) = (sums, given, high);
        }
    }

    fn move_to(&self, sums: &mut [[u16; TILE]], more: bool) {
        for (sums, part) in sums.iter_mut().zip(&*self.parts) {
            for (sum, &part) in sums.iter_mut().zip(part) {
                *sum = if more { *sum } else { 0 } + u16::from(part);
            }
        }
    }
}

/// All bits where `condition` holds.
fn mask(condition: bool) -> u8 {
    u8::from(condition).wrapping_neg()
}
