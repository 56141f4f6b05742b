//! Columns of numbers as people keep them, turned into cells.
//!
//! One function a type, since a generic one would be compiled in the crate that calls it.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places are taken modulo the width of their type, and what does not fit is no code"
)]

use std::fmt;
use std::ops::RangeInclusive;

use crate::{INVALID, MISSING, mask};

/// The codes of a field that are whole numbers without a gap: `first`, `first + 1`, … are the cells `0..count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The number of cell 0.
    pub first: i32,
    /// How many numbers there are; at most 240.
    pub count: u8,
}

impl Run {
    /// The cell of a whole number; [`INVALID`] for one that is no code.
    pub fn cell(self, number: i64) -> u8 {
        match u8::try_from(number.wrapping_sub(i64::from(self.first))) {
            Ok(cell) if cell < self.count => cell,
            _ => INVALID,
        }
    }

    /// The cell of any number: [`MISSING`] for NaN; one with a fraction is no code.
    #[expect(clippy::float_cmp, reason = "a whole number is its own rounding, to the bit")]
    pub fn cell_of_float(self, number: f64) -> u8 {
        // A cast holds a float that is too large within its type.
        let whole = number as i64;
        match whole as f64 == number {
            true => self.cell(whole),
            false if number.is_nan() => MISSING,
            false => INVALID,
        }
    }

    fn cell_of_unsigned(self, number: u64) -> u8 {
        i64::try_from(number).map_or(INVALID, |number| self.cell(number))
    }
}

/// The cells of numbers by sixteen of their bits: enough for the small numbers that codes are.
///
/// PERF: a look-up takes a third of the time of comparisons, which SSE2 has not for 64 bits. A table costs some microseconds, so
/// make one for columns of thousands of rows, and share it.
pub struct Lookup {
    run: Run,
    table: Box<[u8; 1 << 16]>,
}

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lookup({:?})", self.run)
    }
}

impl Lookup {
    /// For whole numbers: by their low bits.
    pub fn of_whole(run: Run) -> Self {
        Self::new(run, |number| i16::try_from(number).ok().map(i16::cast_unsigned), &[])
    }

    /// For floats of 64 bits: by their high bits.
    pub fn of_f64(run: Run) -> Self {
        let high = |number: i64| {
            let bits = (number as f64).to_bits();
            (bits << 16 == 0).then_some((bits >> 48) as u16)
        };
        Self::new(run, high, &[0x7FF1..=0x7FFF, 0xFFF1..=0xFFFF])
    }

    /// For floats of 32 bits: by their high bits.
    pub fn of_f32(run: Run) -> Self {
        let high = |number: i64| {
            let bits = (number as f32).to_bits();
            (bits << 16 == 0).then_some((bits >> 16) as u16)
        };
        Self::new(run, high, &[0x7F81..=0x7FFF, 0xFF81..=0xFFFF])
    }

    /// The cells of the codes by their bits, of those that have no others; and what is no number.
    #[expect(clippy::large_stack_arrays, reason = "it is moved to the heap at once")]
    fn new(run: Run, bits: impl Fn(i64) -> Option<u16>, not_a_number: &[RangeInclusive<u16>]) -> Self {
        let mut table = Box::new([INVALID; 1 << 16]);
        let mut set = |bits: u16, cell: u8| {
            if let Some(place) = table.get_mut(usize::from(bits)) {
                *place = cell;
            }
        };
        for cell in 0..run.count {
            let number = i64::from(run.first) + i64::from(cell);
            if let Some(bits) = bits(number) {
                set(bits, cell);
                if number == 0 && !not_a_number.is_empty() {
                    // The sign of a float's nought is its highest bit.
                    set(0x8000, cell);
                }
            }
        }
        for bits in not_a_number.iter().cloned().flatten() {
            set(bits, MISSING);
        }
        Self { run, table }
    }

    fn cell(&self, bits: u16) -> u8 {
        self.table.get(usize::from(bits)).copied().unwrap_or(INVALID)
    }
}

/// How many values are looked at together.
const TILE: usize = 64;

macro_rules! by_table {
    ($($(#[$doc:meta])+ $name:ident, $type:ty, $bits:ty, |$v:ident| $low:expr, $rest:expr, |$run:ident| $cell:expr;)+) => {
        $($(#[$doc])+
        ///
        /// Writes the cell of `values[row * stride]` for each row, [`INVALID`] for a number that is no code. Stops with the
        /// shorter of values and cells; a stride of nothing counts as one. `lookup` is a table of this type's kind.
        #[inline(never)]
        pub fn $name(lookup: &Lookup, values: &[$type], stride: usize, cells: &mut [u8]) {
            // Sixteen bits, and what of the others says that they are not enough.
            let low = |$v: $type| -> u16 { $low };
            let rest = |$v: $type| -> $bits { $rest };
            let exact = |$v: $type| -> u8 { let $run = lookup.run; $cell };
            let one = |value: $type| if rest(value) == 0 { lookup.cell(low(value)) } else { exact(value) };
            if stride > 1 {
                cells.iter_mut().zip(values.iter().step_by(stride)).for_each(|(cell, &value)| *cell = one(value));
                return;
            }
            let rows = cells.len().min(values.len());
            let (tiles, tail) = cells.get_mut(..rows).unwrap_or_default().as_chunks_mut::<TILE>();
            let (values, values_tail) = values.get(..rows).unwrap_or_default().as_chunks::<TILE>();
            for (cells, values) in tiles.iter_mut().zip(values) {
                // PERF: a loop of its own, which vectorises.
                if values.iter().fold(0, |found, &value| found | rest(value)) == 0 {
                    cells.iter_mut().zip(values).for_each(|(cell, &value)| *cell = lookup.cell(low(value)));
                } else {
                    cells.iter_mut().zip(values).for_each(|(cell, &value)| *cell = one(value));
                }
            }
            tail.iter_mut().zip(values_tail).for_each(|(cell, &value)| *cell = one(value));
        })+
    };
}

by_table! {
    /// Cells of whole numbers, by [`Lookup::of_whole`].
    cells_i64, i64, u64, |v| v as u16, (v as u64).wrapping_add(0x8000) >> 16, |run| run.cell(v);
    /// Cells of whole numbers, by [`Lookup::of_whole`].
    cells_u64, u64, u64, |v| v as u16, v >> 15, |run| run.cell_of_unsigned(v);
    /// Cells of whole numbers, by [`Lookup::of_whole`].
    cells_i32, i32, u32, |v| v as u16, (v as u32).wrapping_add(0x8000) >> 16, |run| run.cell(i64::from(v));
    /// Cells of whole numbers, by [`Lookup::of_whole`].
    cells_u32, u32, u32, |v| v as u16, v >> 15, |run| run.cell(i64::from(v));
    /// Cells of floats, by [`Lookup::of_f64`]: [`MISSING`] for NaN.
    cells_f64, f64, u64, |v| (v.to_bits() >> 48) as u16, v.to_bits() << 16, |run| run.cell_of_float(v);
    /// Cells of floats, by [`Lookup::of_f32`]: [`MISSING`] for NaN.
    cells_f32, f32, u32, |v| (v.to_bits() >> 16) as u16, v.to_bits() << 16, |run| run.cell_of_float(f64::from(v));
}

macro_rules! from_small {
    ($($name:ident, $type:ty, $unsigned:ty;)+) => {
        $(/// Cells of whole numbers of few bits: as [`cells_i64`], without a table.
        #[inline(never)]
        pub fn $name(run: Run, values: &[$type], stride: usize, cells: &mut [u8]) {
            let last = i64::from(run.first) + i64::from(run.count) - 1;
            let first = <$type>::try_from(run.first).ok().filter(|_| <$type>::try_from(last).is_ok());
            let Some(first) = first else {
                let values = values.iter().step_by(stride.max(1));
                cells.iter_mut().zip(values).for_each(|(cell, &value)| *cell = run.cell(i64::from(value)));
                return;
            };
            let count = <$unsigned>::from(run.count);
            // PERF: no wider than the type. The difference wraps to something large where a value is too small.
            let cell = |value: $type| {
                let place = value.wrapping_sub(first) as $unsigned;
                if place < count { place as u8 } else { INVALID }
            };
            if stride <= 1 {
                cells.iter_mut().zip(values).for_each(|(place, &value)| *place = cell(value));
            } else {
                cells.iter_mut().zip(values.iter().step_by(stride)).for_each(|(place, &value)| *place = cell(value));
            }
        })+
    };
}

from_small! {
    cells_i8, i8, u8;
    cells_u8, u8, u8;
    cells_i16, i16, u16;
    cells_u16, u16, u16;
}

/// What eight bits of a bitmap of given answers make of eight cells.
#[expect(clippy::indexing_slicing, reason = "an index beyond the table fails when it is compiled")]
const BLANKS: [[u8; 8]; 256] = {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            if byte >> bit & 1 == 0 {
                table[byte][bit] = MISSING;
            }
            bit += 1;
        }
        byte += 1;
    }
    table
};

/// Makes [`MISSING`] of the cells whose bit is not set, as Arrow keeps its validity: the first cell's bit is the `offset`th,
/// counted from the lowest of the first byte. Cells beyond the bitmap stay as they are.
#[inline(never)]
pub fn blank_bits(given: &[u8], offset: usize, cells: &mut [u8]) {
    let given = given.get(offset / 8..).unwrap_or_default();
    let shift = offset % 8;
    let (eights, rest) = cells.as_chunks_mut::<8>();
    let whole = eights.len();
    // The bits of eight cells lie in one byte or in two.
    let byte = |at: usize| {
        let low = given.get(at).map(|byte| byte >> shift);
        let next = given.get(at + 1).copied().unwrap_or(u8::MAX);
        let high = if shift == 0 { 0 } else { next << (8 - shift) };
        low.map(|low| low | high)
    };
    if shift == 0 {
        for (cells, byte) in eights.iter_mut().zip(given) {
            blank(cells, *byte);
        }
    } else {
        for (at, cells) in eights.iter_mut().enumerate() {
            if let Some(byte) = byte(at) {
                blank(cells, byte);
            }
        }
    }
    if let Some(byte) = byte(whole) {
        for (cell, blank) in rest.iter_mut().zip(blanks(byte)) {
            *cell |= blank;
        }
    }
}

fn blanks(given: u8) -> [u8; 8] {
    BLANKS.get(usize::from(given)).copied().unwrap_or_default()
}

/// PERF: without a branch; one byte in seven has a gap where 2 % of the answers are missing.
fn blank(cells: &mut [u8; 8], given: u8) {
    let blanks = blanks(given);
    *cells = (u64::from_ne_bytes(*cells) | u64::from_ne_bytes(blanks)).to_ne_bytes();
}

/// Makes [`MISSING`] of the cells for which `missing[row * stride]` is not nought.
#[inline(never)]
pub fn blank_flags(missing: &[u8], stride: usize, cells: &mut [u8]) {
    let flags = missing.iter().step_by(stride.max(1));
    cells.iter_mut().zip(flags).for_each(|(cell, &flag)| *cell |= mask(flag != 0));
}

/// Whether a cell is [`INVALID`].
#[inline(never)]
pub fn any_invalid(cells: &[u8]) -> bool {
    // PERF: no early exit within a run, so that the comparison vectorises.
    cells.chunks(4096).any(|run| run.iter().fold(0, |found, &cell| found | mask(cell == INVALID)) != 0)
}
