//! Columns of numbers as tables of other programs keep them.

use std::sync::Arc;

use orientir_kernel as kernel;
use orientir_kernel::{Lookup, Run};

use crate::answers::misread_error;
use crate::codes::{Cell, Codes, INVALID, MISSING, Misread};
use crate::error::Error;
use crate::exact::Ratio;
use crate::plan::PlanField;

/// Values of one type, of which every `stride`th is a row: a column of a matrix. `Debug` does not show them.
#[derive(Clone, Copy)]
pub struct Strided<'a, T> {
    values: &'a [T],
    stride: usize,
}

impl<'a, T: Copy> Strided<'a, T> {
    /// The values at 0, `stride`, twice `stride` and so on; a stride of nothing counts as one.
    pub fn new(values: &'a [T], stride: usize) -> Self {
        Self { values, stride: stride.max(1) }
    }

    fn len(&self) -> usize {
        self.values.len().div_ceil(self.stride)
    }

    fn get(&self, row: usize) -> Option<T> {
        self.values.get(row.checked_mul(self.stride)?).copied()
    }

    /// The rows from one on.
    fn from(&self, row: usize) -> &'a [T] {
        self.values.get(row.saturating_mul(self.stride)..).unwrap_or_default()
    }
}

impl<T> std::fmt::Debug for Strided<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Strided(every {} of {})", self.stride, self.values.len())
    }
}

impl<'a, T: Copy> From<&'a [T]> for Strided<'a, T> {
    fn from(values: &'a [T]) -> Self {
        Self::new(values, 1)
    }
}

/// By which table numbers become cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Whole,
    F64,
    F32,
}

macro_rules! numbers {
    (
        small { $($small:ident, $small_type:ty, $small_cells:ident, $small_number:expr;)+ }
        wide { $($wide:ident, $wide_type:ty, $wide_cells:ident, $way:ident, $wide_number:expr;)+ }
    ) => {
        /// A column of numbers. `Debug` does not show them.
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum Numbers<'a> {
            $(#[doc = concat!("Of type `", stringify!($small_type), "`.")] $small(Strided<'a, $small_type>),)+
            $(#[doc = concat!("Of type `", stringify!($wide_type), "`.")] $wide(Strided<'a, $wide_type>),)+
        }

        impl Numbers<'_> {
            /// How many there are.
            pub fn len(&self) -> usize {
                match self {
                    $(Self::$small(values) => values.len(),)+
                    $(Self::$wide(values) => values.len(),)+
                }
            }

            /// Whether there are none.
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            /// How many bytes lie between a row and the next.
            pub(super) fn step(&self) -> usize {
                match self {
                    $(Self::$small(values) => values.stride * size_of::<$small_type>(),)+
                    $(Self::$wide(values) => values.stride * size_of::<$wide_type>(),)+
                }
            }

            /// By which table they become cells; none where the numbers are small enough to do without.
            fn way(&self) -> Option<Way> {
                match self {
                    $(Self::$small(_) => None,)+
                    $(Self::$wide(_) => Some(Way::$way),)+
                }
            }

            /// Writes the cells of rows from `first` on.
            fn cells(&self, run: Run, lookup: Option<&Lookup>, first: usize, cells: &mut [u8]) {
                match (self, lookup) {
                    $((Self::$small(values), _) => kernel::$small_cells(run, values.from(first), values.stride, cells),)+
                    $((Self::$wide(values), Some(lookup)) => {
                        kernel::$wide_cells(lookup, values.from(first), values.stride, cells);
                    })+
                    (_, None) => {
                        for (row, cell) in (first..).zip(cells) {
                            *cell = self.get(row).map_or(kernel::MISSING, |number| number.cell(run));
                        }
                    }
                }
            }

            /// A number; none beyond the last row, and for NaN.
            pub(crate) fn get(&self, row: usize) -> Option<Number> {
                match self {
                    $(Self::$small(values) => values.get(row).and_then($small_number),)+
                    $(Self::$wide(values) => values.get(row).and_then($wide_number),)+
                }
            }
        }
    };
}

numbers! {
    small {
        I8, i8, cells_i8, |n| Some(Number::Whole(n.into()));
        I16, i16, cells_i16, |n| Some(Number::Whole(n.into()));
        U8, u8, cells_u8, |n| Some(Number::Whole(n.into()));
        U16, u16, cells_u16, |n| Some(Number::Whole(n.into()));
    }
    wide {
        I32, i32, cells_i32, Whole, |n| Some(Number::Whole(n.into()));
        I64, i64, cells_i64, Whole, |n| Some(Number::Whole(n));
        U32, u32, cells_u32, Whole, |n| Some(Number::Whole(n.into()));
        U64, u64, cells_u64, Whole, |n| Some(i64::try_from(n).map_or(Number::Large(n), Number::Whole));
        F32, f32, cells_f32, F32, |n| Number::float(n.into());
        F64, f64, cells_f64, F64, Number::float;
    }
}

/// Tables from numbers to cells, each made once.
#[derive(Clone, Default)]
pub(super) struct Lookups(Vec<(Run, Way, Arc<Lookup>)>);

impl Lookups {
    /// PERF: so many rows are worth a table.
    const ROWS: usize = 4096;

    fn get(&mut self, run: Run, numbers: &Numbers<'_>) -> Option<Arc<Lookup>> {
        let way = numbers.way().filter(|_| numbers.len() >= Self::ROWS)?;
        if let Some((_, _, found)) = self.0.iter().find(|(of, by, _)| *of == run && *by == way) {
            return Some(Arc::clone(found));
        }
        let made = Arc::new(match way {
            Way::Whole => Lookup::of_whole(run),
            Way::F64 => Lookup::of_f64(run),
            Way::F32 => Lookup::of_f32(run),
        });
        self.0.push((run, way, Arc::clone(&made)));
        Some(made)
    }
}

impl std::fmt::Debug for Numbers<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Numbers({} rows)", self.len())
    }
}

/// One number.
#[derive(Clone, Copy)]
pub(crate) enum Number {
    Whole(i64),
    /// Beyond the others.
    Large(u64),
    Float(f64),
}

impl Number {
    fn float(number: f64) -> Option<Self> {
        (!number.is_nan()).then_some(Self::Float(number))
    }

    /// As people write it: the shortest text of a float is the decimal that somebody meant.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Whole(number) => number.to_string(),
            Self::Large(number) => number.to_string(),
            Self::Float(number) => (number + 0.0).to_string(),
        }
    }

    /// A place of its own for a small whole number.
    #[expect(clippy::cast_possible_truncation, reason = "a float without a fraction; too large a one has no place")]
    fn small(self) -> Option<usize> {
        let whole = match self {
            Self::Whole(number) => number,
            Self::Float(number) if number.fract().abs() <= 0.0 => number as i64,
            Self::Large(_) | Self::Float(_) => return None,
        };
        usize::try_from(whole.checked_add(128)?).ok().filter(|place| *place < 256)
    }

    fn cell(self, run: Run) -> u8 {
        match self {
            Self::Whole(number) => run.cell(number),
            Self::Large(_) => kernel::INVALID,
            Self::Float(number) => run.cell_of_float(number),
        }
    }

    fn read(self, codes: &Codes) -> Result<Cell, Misread> {
        match self {
            Self::Whole(number) => codes.number(Ratio::whole(number)),
            Self::Large(_) | Self::Float(_) => codes.read(&self.text()),
        }
    }
}

/// Which rows of a column have no answer. `Debug` does not show them.
#[derive(Clone, Copy, Default)]
#[non_exhaustive]
pub enum Missing<'a> {
    /// None, but for NaN.
    #[default]
    None,
    /// Those whose bit is not set: Arrow's validity bitmap, from a bit on.
    Bits {
        /// The bitmap.
        given: &'a [u8],
        /// The bit of the first row, counted from the lowest of the first byte.
        offset: usize,
    },
    /// Those that are not nought.
    Flags(Strided<'a, u8>),
}

impl std::fmt::Debug for Missing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Bits { .. } => "Bits",
            Self::Flags(_) => "Flags",
        })
    }
}

impl Missing<'_> {
    pub(crate) fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::None => false,
            Self::Bits { given, offset } => {
                let bit = row + offset;
                given.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 0)
            }
            Self::Flags(flags) => flags.get(row).is_some_and(|flag| flag != 0),
        }
    }

    fn blank(&self, first: usize, cells: &mut [u8]) {
        match self {
            Self::None => {}
            Self::Bits { given, offset } => kernel::blank_bits(given, offset + first, cells),
            Self::Flags(flags) => kernel::blank_flags(flags.from(first), flags.stride, cells),
        }
    }
}

/// A column of numbers that are turned into cells when they are scored.
#[derive(Clone)]
pub(super) struct NumberColumn<'a> {
    numbers: Numbers<'a>,
    missing: Missing<'a>,
    run: Run,
    lookup: Option<Arc<Lookup>>,
    header: String,
}

impl<'a> NumberColumn<'a> {
    /// None for codes that are more than whole numbers in a row.
    pub(super) fn new(
        numbers: Numbers<'a>,
        missing: Missing<'a>,
        codes: &Codes,
        header: &str,
        lookups: &mut Lookups,
    ) -> Option<Self> {
        let run = codes.run?;
        Some(Self { numbers, missing, run, lookup: lookups.get(run, &numbers), header: header.to_owned() })
    }

    /// How many bytes lie between a row and the next.
    pub(super) fn step(&self) -> usize {
        self.numbers.step()
    }

    /// Writes the cells of rows from `first` on.
    pub(super) fn cells(&self, first: usize, cells: &mut [u8]) {
        self.numbers.cells(self.run, self.lookup.as_deref(), first, cells);
        self.missing.blank(first, cells);
    }

    /// What is wrong with the number of a row, counted from 0.
    pub(super) fn fault(&self, field: &PlanField, row: usize) -> Option<Error> {
        let number = self.numbers.get(row)?;
        let misread = number.read(&field.codes).err()?;
        Some(misread_error(field, misread, &number.text()).in_cell(row + 1, &self.header))
    }
}

/// The cells of a column, number by number; those that are no codes go to `fault` with their row and what is wrong.
pub(super) fn read_each(
    numbers: &Numbers<'_>,
    missing: &Missing<'_>,
    codes: &Codes,
    mut fault: impl FnMut(usize, Misread, Number),
) -> Vec<Cell> {
    // PERF: of the few numbers that are codes each is read once.
    let mut known: Vec<Option<Cell>> = vec![None; 256];
    let cell = |row: usize| {
        let Some(number) = numbers.get(row).filter(|_| !missing.is_missing(row)) else { return MISSING };
        let place = number.small();
        if let Some(cell) = place.and_then(|place| known.get(place).copied().flatten()) {
            return cell;
        }
        match number.read(codes) {
            Ok(cell) => {
                if let Some(known) = place.and_then(|place| known.get_mut(place)) {
                    *known = Some(cell);
                }
                cell
            }
            Err(misread) => {
                fault(row, misread, number);
                INVALID
            }
        }
    };
    (0..numbers.len()).map(cell).collect()
}
