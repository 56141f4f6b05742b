//! States and tables over them.

/// The states of a scale: all pairs of a number of given answers and a sum that they can have.
///
/// The index of a state counts the pairs in the order of [`States::entries`]: with a highest value `top`, the states of
/// `count` answers begin at `top * count * (count - 1) / 2 + count`, since `c` answers have `top * c + 1` sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct States {
    terms: u8,
    top: u8,
    len: u32,
}

impl States {
    pub(crate) fn new(terms: u8, top: u8) -> Option<Self> {
        let (n, highest) = (u32::from(terms), u32::from(top));
        let len = highest * n * (n + 1) / 2 + n + 1;
        // INVARIANT: an index fits 16 bits.
        (len <= 1 << 16).then_some(Self { terms, top, len })
    }

    /// The number of states, at most 65536: the length of a table.
    #[expect(clippy::len_without_is_empty, reason = "there is always the state without an answer")]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// All states in the order of their index, as (given answers, sum). The first is (0, 0).
    pub fn entries(self) -> impl Iterator<Item = (u8, u16)> {
        (0..=self.terms).flat_map(move |count| (0..=u16::from(count) * u16::from(self.top)).map(move |sum| (count, sum)))
    }

    /// Writes the index of each row's state; `sums` and `counts` are those of [`Scale::block`](crate::Scale::block).
    /// Stops with the shortest of the slices.
    pub fn of(&self, sums: &[u16], counts: &[u8], index: &mut [u16]) {
        let top = u16::from(self.top);
        for ((index, &sum), &count) in index.iter_mut().zip(sums).zip(counts) {
            let count = u16::from(count);
            // PERF: 16-bit products, which vectorise; `count * (count - 1)` is at most 64770, and even.
            let pairs = count.wrapping_mul(count.wrapping_sub(1)) / 2;
            *index = top.wrapping_mul(pairs).wrapping_add(count).wrapping_add(sum);
        }
    }
}

/// Writes `table[state]` for each row. Stops with the shorter of `states` and `column`; a state outside the table leaves its
/// cell as it was.
pub fn gather_f64(table: &[f64], states: &[u16], column: &mut [f64]) {
    gather(table, states, column);
}

/// Writes `table[state]` for each row, as [`gather_f64`] does.
pub fn gather_u8(table: &[u8], states: &[u16], column: &mut [u8]) {
    gather(table, states, column);
}

// PERF: the bound is tested, in one predicted branch: columns of f64 are written as fast as memory takes them all the same.
#[inline]
fn gather<T: Copy>(table: &[T], states: &[u16], column: &mut [T]) {
    for (cell, &state) in column.iter_mut().zip(states) {
        if let Some(&entry) = table.get(usize::from(state)) {
            *cell = entry;
        }
    }
}

/// Appends the positions of `mark` in `statuses`, counted from `first`, to `rows`.
pub fn rows_with(mark: u8, statuses: &[u8], first: usize, rows: &mut Vec<usize>) {
    for (chunk, at) in statuses.chunks(64).zip((first..).step_by(64)) {
        // PERF: without an early exit this is a vector comparison, and marked rows are rare.
        if chunk.iter().fold(false, |found, &status| found | (status == mark)) {
            rows.extend(chunk.iter().zip(at..).filter(|&(&status, _)| status == mark).map(|(_, row)| row));
        }
    }
}
