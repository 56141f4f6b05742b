//! The batch loops of orientir, alone: sums over columns of answer codes, and table look-ups.
//!
//! A row is a person, a column is a field, a cell is one byte: the index of a code among the codes of the field's response.
//!
//! | cell | meaning |
//! |---|---|
//! | `0..values` | a value of the rating, 0 is the lowest |
//! | `values..=239` | a declared code that stands apart from the rating ("does not apply", "never did it") |
//! | 240..=254 | special: invalid, not administered, not applicable, refused |
//! | 255 ([`MISSING`]) | no answer |
//!
//! For a block of rows, [`Scale::block`] gives exact sums, numbers of given answers and statuses; [`States::of`] joins sum and
//! number to one state; [`gather_f64`] (or `u8`, `u16`) writes a result column from a table that the caller has computed, one
//! entry a state, with the same scalar code that scores one person. So a batch has the numbers of one person by construction,
//! to the bit: nothing here is a float operation.
//!
//! PERF: the loops over a block are never inlined. In a build for size whoever took one in would make it small, and three
//! times as slow.
//!
//! Rows with a cell that is neither a value nor missing are marked, for the caller to score them one by one: what such a cell
//! means is not the kernel's business. [`rows_with`] finds them.
//!
//! ```
//! use orientir_kernel::{Marks, Scale, Term, gather_f64};
//!
//! // Two five-point items of three people; the second item is reversed; 255 is a missing answer.
//! let terms =
//!     [Term { column: &[4, 0, 3], reversed: false }, Term { column: &[0, 1, 255], reversed: true }];
//! let marks = Marks { minimum: 1, complete: b'c', partial: b'p', short: b's', other: b'o' };
//! let scale = Scale::new(5, &terms, marks).ok_or("not a scale for the kernel")?;
//! let (mut sums, mut counts, mut statuses) = ([0; 3], [0; 3], [0; 3]);
//! scale.block(0, &mut sums, &mut counts, &mut statuses);
//! assert_eq!((sums, counts, statuses), ([8, 3, 3], [2, 2, 1], *b"ccp"));
//!
//! // The mean of the given answers, from a table with one entry a state.
//! let states = scale.states().ok_or("too many states")?;
//! let means: Vec<f64> = states.entries().map(|(count, sum)| f64::from(sum) / f64::from(count)).collect();
//! let (mut index, mut mean) = ([0; 3], [0.0; 3]);
//! states.of(0, &sums, &counts, &mut index);
//! gather_f64(&means, &index, &mut mean);
//! assert_eq!(mean, [4.0, 1.5, 3.0]);
//! # Ok::<(), &str>(())
//! ```
//!
//! # Speed
//!
//! The limit is memory traffic. Take blocks of [`BLOCK`] rows, finish all blocks of one scale before the next, and write into
//! columns that exist already: fresh memory costs more than the scores. `cargo run --release -p orientir-kernel --example
//! ratios` measures all this against merely reading the cells.
//!
//! No loop is in a generic function, on purpose: the browser build compiles this crate alone for speed, and a generic function
//! would be compiled, for size, in the crate that calls it.
//!
//! # What it does not do
//!
//! No weights, no items of unlike ranges in one scale, no threads. Such scales, and those with more than 65536 states, are for
//! the caller's row-by-row path.

#![forbid(unsafe_code)]

mod cells;
mod states;
mod sums;
#[cfg(test)]
mod tests;

pub use cells::{
    Lookup, Run, any_invalid, blank_bits, blank_flags, cells_f32, cells_f64, cells_i8, cells_i16, cells_i32, cells_i64,
    cells_u8, cells_u16, cells_u32, cells_u64,
};
pub use states::{States, gather_f64, gather_u8, gather_u16, rows_with};
pub use sums::{Marks, Scale, Term};

/// The cell of a missing answer.
pub const MISSING: u8 = 255;

/// The cell of an entry that is no code.
pub const INVALID: u8 = 251;

/// The largest number of values that a rating may have: codes from here on are special.
pub const MAX_VALUES: u8 = 240;

/// Rows in a block.
///
/// PERF: a column is read in runs of so many bytes. Long runs suit the processor's read-ahead: a full result of a million rows
/// by five scales took 14.5 ms; 16 ms with blocks of 4096 and 24 ms with blocks of 1024. The sums and states of a block, 128 kB,
/// still fit a second-level cache.
pub const BLOCK: usize = 32768;

/// All bits where `condition` holds.
fn mask(condition: bool) -> u8 {
    u8::from(condition).wrapping_neg()
}
