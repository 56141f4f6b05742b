//! Cells of a sheet with what kind of value each holds.

use std::fmt;

use calamine::DataRef;

/// What kind of value a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CellKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// A date, a time or a duration.
    Date,
    /// An error such as `#NAME?`.
    Error,
    /// A formula, whatever value was saved with it.
    Formula,
}

impl CellKind {
    pub(crate) fn of(value: &DataRef<'_>) -> Self {
        match value {
            DataRef::Int(_) | DataRef::Float(_) => Self::Number,
            DataRef::String(_) | DataRef::SharedString(_) | DataRef::Empty => Self::Text,
            DataRef::Bool(_) => Self::Truth,
            DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Self::Date,
            DataRef::Error(_) => Self::Error,
        }
    }
}

/// A cell that is not empty. `Debug` does not show what it holds.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetCell {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
    /// What kind of value it holds.
    pub kind: CellKind,
    /// The value as [`Workbook::rows`](crate::Workbook::rows) writes it; of a formula the value that was saved with it, if any.
    pub text: String,
}

impl fmt::Debug for SheetCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SheetCell({}, {}, {:?})", self.row, self.column, self.kind)
    }
}

/// The cells of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetCells {
    /// The cells, as they stand in the file: row by row in workbooks of every program.
    pub cells: Vec<SheetCell>,
    /// Where regions of merged cells begin: row and column, from 0.
    pub merged: Vec<(u32, u32)>,
}
