//! States of a scale, and result columns from tables over them.

use crate::mask;

/// The states of a scale: all pairs of a number of given answers and a sum that so many answers can have.
///
/// `count` answers with values 0 to `top` have `top * count + 1` sums, so their states begin at the index
/// `top * count * (count - 1) / 2 + count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct States {
    terms: u8,
    top: u8,
    len: usize,
}

impl States {
    pub(crate) fn new(terms: u8, top: u8) -> Option<Self> {
        let n = usize::from(terms);
        let len = usize::from(top) * n * (n + 1) / 2 + n + 1;
        // INVARIANT: an index fits 16 bits.
        (len <= 1 << 16).then_some(Self { terms, top, len })
    }

    /// The number of states, at most 65536: the length of a table.
    #[expect(clippy::len_without_is_empty, reason = "there is always the state without an answer")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// All states in the order of their index, as (given answers, sum), from (0, 0) on.
    pub fn entries(self) -> impl Iterator<Item = (u8, u16)> {
        let sums = move |count: u8| 0..=u16::from(count) * u16::from(self.top);
        (0..=self.terms).flat_map(move |count| sums(count).map(move |sum| (count, sum)))
    }

    /// Writes the index of each row's state, from the results of [`Scale::block`](crate::Scale::block); `first` is the index of
    /// the first state. Stops with the shortest of the slices.
    #[inline(never)]
    pub fn of(&self, first: u32, sums: &[u16], counts: &[u8], index: &mut [u32]) {
        let top = u16::from(self.top);
        for ((index, &sum), &count) in index.iter_mut().zip(sums).zip(counts) {
            let count = u16::from(count);
            // PERF: 16-bit products, which vectorise; `count * (count - 1)` is at most 64770.
            let pairs = count.wrapping_mul(count.wrapping_sub(1)) / 2;
            *index = first.wrapping_add(u32::from(top.wrapping_mul(pairs).wrapping_add(count).wrapping_add(sum)));
        }
    }
}

/// Writes `table[state]` for each row. Stops with the shorter of `states` and `column`; a state outside the table leaves its
/// cell as it was.
#[inline(never)]
pub fn gather_f64(table: &[f64], states: &[u32], column: &mut [f64]) {
    gather(table, states, column);
}

/// Writes `table[state]` for each row, as [`gather_f64`] does.
#[inline(never)]
pub fn gather_u16(table: &[u16], states: &[u32], column: &mut [u16]) {
    gather(table, states, column);
}

/// Writes `table[state]` for each row, as [`gather_f64`] does.
#[inline(never)]
pub fn gather_u8(table: &[u8], states: &[u32], column: &mut [u8]) {
    gather(table, states, column);
}

// PERF: the bound is a predicted branch; loops without it were no faster, since memory takes the f64 no faster.
fn gather<T: Copy>(table: &[T], states: &[u32], column: &mut [T]) {
    for (cell, &state) in column.iter_mut().zip(states) {
        if let Some(&entry) = table.get(state as usize) {
            *cell = entry;
        }
    }
}

/// Appends to `rows` the places of `mark` in `statuses`, of which the first is row `first`.
#[inline(never)]
pub fn rows_with(mark: u8, statuses: &[u8], first: usize, rows: &mut Vec<usize>) {
    for (chunk, first) in statuses.chunks(64).zip((first..).step_by(64)) {
        // PERF: a vector comparison, as there is no early exit; marked rows are rare.
        if chunk.iter().fold(0, |found, &status| found | mask(status == mark)) != 0 {
            rows.extend((first..).zip(chunk).filter(|&(_, &status)| status == mark).map(|(row, _)| row));
        }
    }
}
