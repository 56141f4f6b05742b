//! Sums and numbers of given answers.

use std::fmt;

use crate::{MAX_VALUES, MISSING, States, mask};

/// Rows that are added as one.
///
/// PERF: two SSE2 registers for each of three totals; 16 and 64 rows were no faster.
const TILE: usize = 32;

/// Tiles of a run, as many as make a [`BLOCK`](crate::BLOCK).
const TILES: usize = crate::BLOCK / TILE;

/// Cells or results of consecutive rows.
type Tile = [u8; TILE];

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
    // INVARIANT: 1 to `MAX_VALUES`.
    values: u8,
    // INVARIANT: `columns.len()`.
    full: u8,
    marks: Marks,
}

/// Shows no answers: they belong to people.
impl fmt::Debug for Scale<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scale")
            .field("terms", &self.full)
            .field("reversed", &self.reversed)
            .field("rows", &self.rows)
            .field("values", &self.values)
            .field("marks", &self.marks)
            .finish()
    }
}

impl<'a> Scale<'a> {
    /// A scale over `terms`, whose rating has the values `0..values`.
    ///
    /// Nothing unless there are 1 to 255 terms with columns of one length and 1 to [`MAX_VALUES`] values. (So a sum is at most
    /// 255 * 239 = 60945 and fits 16 bits.)
    pub fn new(values: u8, terms: &[Term<'a>], marks: Marks) -> Option<Self> {
        let full = u8::try_from(terms.len()).ok()?;
        let rows = terms.first()?.column.len();
        let fits = (1..=MAX_VALUES).contains(&values) && terms.iter().all(|term| term.column.len() == rows);
        let (mut columns, forward): (Vec<Term<'a>>, Vec<Term<'a>>) = terms.iter().partition(|term| term.reversed);
        let reversed = columns.len();
        columns.extend(forward);
        let columns = columns.iter().map(|term| term.column).collect();
        fits.then_some(Self { columns, reversed, rows, values, full, marks })
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
    #[inline(never)]
    pub fn block(&self, first: usize, sums: &mut [u16], counts: &mut [u8], statuses: &mut [u8]) -> usize {
        let rows = self.rows.saturating_sub(first).min(sums.len()).min(counts.len()).min(statuses.len());
        let (sums, sums_tail) = sums.get_mut(..rows).unwrap_or_default().as_chunks_mut();
        let (counts, counts_tail) = counts.get_mut(..rows).unwrap_or_default().as_chunks_mut();
        let (statuses, statuses_tail) = statuses.get_mut(..rows).unwrap_or_default().as_chunks_mut();
        let mut parts = vec![[0; TILE]; sums.len().min(TILES)];
        let mut row = first;
        let runs = sums.chunks_mut(TILES).zip(counts.chunks_mut(TILES)).zip(statuses.chunks_mut(TILES));
        for ((sums, counts), statuses) in runs {
            self.run(row, sums, counts, statuses, &mut parts);
            row += sums.len() * TILE;
        }
        for ((sum, count), status) in sums_tail.iter_mut().zip(counts_tail).zip(statuses_tail) {
            (*sum, *count, *status) = self.row(row);
            row += 1;
        }
        rows
    }

    /// One row, plainly: what the runs do as well.
    fn row(&self, row: usize) -> (u16, u8, u8) {
        let (mut sum, mut count, mut outside) = (0, 0, false);
        for (term, column) in self.columns.iter().enumerate() {
            let cell = column.get(row).copied().unwrap_or(MISSING);
            if cell < self.values {
                sum += u16::from(if term < self.reversed { self.values - 1 - cell } else { cell });
                count += 1;
            } else {
                outside |= cell != MISSING;
            }
        }
        let Marks { minimum, complete, partial, short, other } = self.marks;
        let status = match count {
            _ if outside => other,
            _ if count == self.full => complete,
            _ if count < minimum => short,
            _ => partial,
        };
        (sum, count, status)
    }

    /// A run of rows from `first` on, as many tiles as `sums` has; `parts` has as many or more.
    fn run(
        &self,
        first: usize,
        sums: &mut [[u16; TILE]],
        counts: &mut [Tile],
        statuses: &mut [Tile],
        parts: &mut [Tile],
    ) {
        parts.fill([0; TILE]);
        counts.fill([0; TILE]);
        statuses.fill([0; TILE]);
        let top = self.values - 1;
        let mut totals = Totals { parts, counts, highest: statuses, first, top };
        // PERF: a byte holds the sum of so many terms, and a register sixteen bytes.
        let narrow = 255_usize.checked_div(usize::from(top)).unwrap_or(255);
        let (reversed, forward) = self.columns.split_at_checked(self.reversed).unwrap_or_default();
        let (mut room, mut more) = (narrow, false);
        for (is_reversed, mut columns) in [(true, reversed), (false, forward)] {
            while !columns.is_empty() {
                if room == 0 {
                    totals.widen_into(sums, more);
                    totals.parts.fill([0; TILE]);
                    (room, more) = (narrow, true);
                }
                let (now, later) = columns.split_at(room.min(columns.len()));
                if is_reversed {
                    totals.add::<true>(now);
                } else {
                    totals.add::<false>(now);
                }
                room -= now.len();
                columns = later;
            }
        }
        totals.widen_into(sums, more);
        self.mark(counts, statuses);
    }

    /// From numbers of given answers, and the highest cells in `statuses`, to statuses.
    fn mark(&self, counts: &[Tile], statuses: &mut [Tile]) {
        let Marks { minimum, complete, partial, short, other } = self.marks;
        // PERF: differences under masks; a choice among four marks was compiled to a load a row.
        let (to_partial, to_short) = (complete ^ partial, partial ^ short);
        for (counts, statuses) in counts.iter().zip(statuses) {
            for (&count, status) in counts.iter().zip(statuses) {
                let missing = to_partial ^ (mask(count < minimum) & to_short);
                let inside = complete ^ (mask(count != self.full) & missing);
                let outside = mask(*status > self.values);
                *status = (inside & !outside) | (other & outside);
            }
        }
    }
}

/// What the columns of a run add up to, row by row.
struct Totals<'a> {
    /// The sum of the given answers, as long as it fits a byte.
    parts: &'a mut [Tile],
    /// The number of given answers.
    counts: &'a mut [Tile],
    /// The highest cell + 1, where a missing answer is 0: above the number of values there was a cell of another kind.
    highest: &'a mut [Tile],
    first: usize,
    top: u8,
}

impl Totals<'_> {
    /// Adds columns.
    ///
    /// PERF: eight together, so that totals are loaded and stored less often (a sixth less time than by fours); and each by a
    /// load instruction of its own: one that went round evenly spaced columns misled the read-ahead, and took twice the time.
    fn add<const REVERSED: bool>(&mut self, columns: &[&[u8]]) {
        let (eights, columns) = columns.as_chunks::<8>();
        let (fours, columns) = columns.as_chunks::<4>();
        let (twos, ones) = columns.as_chunks::<2>();
        for columns in eights {
            self.add_together::<8, REVERSED>(*columns);
        }
        for columns in fours {
            self.add_together::<4, REVERSED>(*columns);
        }
        for columns in twos {
            self.add_together::<2, REVERSED>(*columns);
        }
        for column in ones {
            self.add_together::<1, REVERSED>([column]);
        }
    }

    fn add_together<const COLUMNS: usize, const REVERSED: bool>(&mut self, columns: [&[u8]; COLUMNS]) {
        let top = self.top;
        let mut columns =
            columns.map(|column| column.get(self.first..).unwrap_or_default().as_chunks::<TILE>().0.iter());
        for ((part, count), highest) in self.parts.iter_mut().zip(&mut *self.counts).zip(&mut *self.highest) {
            // PERF: copies, which stay in registers while the columns are added.
            let (mut sums, mut given, mut high) = (*part, *count, *highest);
            for column in &mut columns {
                // INVARIANT: all columns have the rows of the run.
                let Some(cells) = column.next() else { return };
                // PERF: wrapping bytes and no branch: nine SSE2 instructions for sixteen cells.
                for (((sum, given), high), &cell) in sums.iter_mut().zip(&mut given).zip(&mut high).zip(cells) {
                    let is_given = mask(cell <= top);
                    *sum = sum.wrapping_add(if REVERSED { top.saturating_sub(cell) } else { cell & is_given });
                    *given = given.wrapping_sub(is_given);
                    *high = (*high).max(cell.wrapping_add(1));
                }
            }
            (*part, *count, *highest) = (sums, given, high);
        }
    }

    /// Sets the sums, or adds to them.
    ///
    /// PERF: the choice stands before the inner loop; within, it hindered vectors (ten times the time, with wide ratings).
    fn widen_into(&self, sums: &mut [[u16; TILE]], more: bool) {
        for (sums, part) in sums.iter_mut().zip(&*self.parts) {
            let before = if more { *sums } else { [0; TILE] };
            for ((sum, before), &part) in sums.iter_mut().zip(before).zip(part) {
                *sum = before + u16::from(part);
            }
        }
    }
}
