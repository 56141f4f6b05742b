//! Sums and numbers of given answers.

use std::fmt;

use crate::{MAX_VALUES, MISSING, States};

/// Rows that are summed together.
const TILE: usize = 16;

/// Tiles of which the byte sums are kept.
const TILES: usize = 1024;

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
        for ((sums, counts), statuses) in
            sums.chunks_mut(TILES).zip(counts.chunks_mut(TILES)).zip(statuses.chunks_mut(TILES))
        {
            self.run(at, sums, counts, statuses);
            at += sums.len() * TILE;
        }
        for ((sum, count), status) in sums_tail.iter_mut().zip(counts_tail).zip(statuses_tail) {
            (*sum, *count, *status) = self.row(at);
            at += 1;
        }
        rows
    }

    /// Sums tiles of rows, as many as `sums` has.
    fn run(&self, at: usize, sums: &mut [[u16; TILE]], counts: &mut [[u8; TILE]], worst: &mut [[u8; TILE]]) {
        counts.fill([0; TILE]);
        worst.fill([0; TILE]);
        let top = self.values - 1;
        // PERF: a byte holds the sum of so many terms, and sixteen bytes are added at a time.
        let narrow = 255_usize.checked_div(usize::from(top)).unwrap_or(255);
        let mut index = 0;
        while index < self.columns.len() {
            let mut part = [[0; TILE]; TILES];
            let end = index + narrow;
            let mut group = Group { part: &mut part, counts, worst, top };
            let (reversed, forward) = self.columns.split_at(self.reversed);
            group.add_all::<true>(reversed.get(index.min(reversed.len())..end.min(reversed.len())).unwrap_or_default(), at);
            let first = index.saturating_sub(reversed.len());
            let last = end.saturating_sub(reversed.len()).min(forward.len());
            group.add_all::<false>(forward.get(first..last).unwrap_or_default(), at);
            for (sums, part) in sums.iter_mut().zip(&part) {
                for (sum, &part) in sums.iter_mut().zip(part) {
                    *sum = if index == 0 { 0 } else { *sum } + u16::from(part);
                }
            }
            index = end;
        }
        // PERF: masks again: a choice among four bytes became a choice among their addresses, a branchy load a row.
        let Marks { minimum, complete, partial, short, other } = self.marks;
        let (partial, short) = (partial ^ complete, short ^ partial);
        for (given, worst) in counts.iter().zip(worst) {
            for (&given, status) in given.iter().zip(worst) {
                let missing = mask(given != self.full);
                let outside = mask(*status > self.values);
                let status_of_count = complete ^ (missing & (partial ^ (mask(given < minimum) & short)));
                *status = (status_of_count & !outside) | (other & outside);
            }
        }
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
}

struct Group<'a> {
    part: &'a mut [[u8; TILE]],
    counts: &'a mut [[u8; TILE]],
    worst: &'a mut [[u8; TILE]],
    top: u8,
}

impl Group<'_> {
    fn add_all<const REVERSED: bool>(&mut self, columns: &[&[u8]], at: usize) {
        for columns in columns.chunks(6) {
            match columns {
                [a, b, c, d, e, f] => self.add::<6, REVERSED>([a, b, c, d, e, f].map(|column| tiles(column, at))),
                [a, b, c, d, e] => self.add::<5, REVERSED>([a, b, c, d, e].map(|column| tiles(column, at))),
                [a, b, c, d] => self.add::<4, REVERSED>([a, b, c, d].map(|column| tiles(column, at))),
                [a, b, c] => self.add::<3, REVERSED>([a, b, c].map(|column| tiles(column, at))),
                [a, b] => self.add::<2, REVERSED>([a, b].map(|column| tiles(column, at))),
                [a] => self.add::<1, REVERSED>([tiles(a, at)]),
                _ => {}
            }
        }
    }

    fn add<const K: usize, const REVERSED: bool>(&mut self, columns: [&[[u8; TILE]]; K]) {
        let top = self.top;
        let tiles = self.part.iter_mut().zip(self.counts.iter_mut()).zip(self.worst.iter_mut());
        let mut columns = columns.map(<[_]>::iter);
        for ((part, given), worst) in tiles {
            let (mut sums, mut count, mut high) = (*part, *given, *worst);
            for column in &mut columns {
                let Some(cells) = column.next() else { return };
                for (((sum, given), worst), &cell) in sums.iter_mut().zip(&mut count).zip(&mut high).zip(cells) {
                    let mask = mask(cell <= top);
                    *sum = sum.wrapping_add(if REVERSED { top.saturating_sub(cell) } else { cell & mask });
                    *given = given.wrapping_sub(mask);
                    *worst = (*worst).max(cell.wrapping_add(1));
                }
            }
            (*part, *given, *worst) = (sums, count, high);
        }
    }
}

fn tiles(column: &[u8], at: usize) -> &[[u8; TILE]] {
    column.get(at..).unwrap_or_default().as_chunks().0
}

/// All bits where `condition` holds.
fn mask(condition: bool) -> u8 {
    u8::from(condition).wrapping_neg()
}
