//! Sheets of an Excel workbook (`.xlsx`) as rows of text.
//!
//! Cells are read one at a time and kept sparse, because a single cell at XFD1048576 would otherwise make a table of 17
//! billion cells. The text of a sheet has the limit of the unpacked workbook: a long string that many cells share is stored
//! once and shown many times.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata, expand_shared_formula,
};
use csv::StringRecord;

use crate::typed::{CellKind, SheetCell, SheetCells};
use crate::{Fault, Limits, archive, cell};

/// The rows and columns that a sheet can have.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetName {
    /// The name.
    pub name: String,
    /// Whether the sheet is shown.
    pub visible: bool,
}

/// A workbook in memory. `Debug` shows no cell.
pub struct Workbook {
    book: Xlsx<Cursor<Vec<u8>>>,
    sheets: Vec<SheetName>,
    limits: Limits,
}

impl Workbook {
    /// Reads a workbook and its list of sheets.
    ///
    /// # Errors
    ///
    /// [`Fault::TooLarge`], [`Fault::Bomb`], [`Fault::Encrypted`], [`Fault::BinaryWorkbook`], [`Fault::OtherArchive`],
    /// [`Fault::DamagedWorkbook`] and [`Fault::Io`].
    pub fn open<R: Read>(reader: R, limits: &Limits) -> Result<Self, Fault> {
        let mut bytes = Vec::new();
        reader.take(limits.workbook_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limits.workbook_bytes {
            return Err(Fault::TooLarge { limit: limits.workbook_bytes });
        }
        let book = shielded(|| {
            archive::scan(&bytes, limits.unpacked_bytes, limits.cells)?;
            Xlsx::new(Cursor::new(bytes)).map_err(fault)
        })?;
        let tables = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheets =
            tables.map(|sheet| SheetName { name: sheet.name.clone(), visible: sheet.visible == SheetVisible::Visible });
        let sheets = sheets.collect();
        Ok(Self { book, sheets, limits: limits.clone() })
    }

    /// The sheets that hold cells, in the order of their tabs; hidden ones too.
    pub fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// The rows of a sheet from row 1 and column A to the last cell that is not empty, all of the same length.
    ///
    /// - Whole numbers have no decimals, others the fewest digits that read back the same; truths are `true` and `false`.
    /// - Dates are `2026-03-19` or `2026-03-19T10:12:33`, times and durations `10:12:33`, all to the second.
    /// - Errors are as Excel prints them, such as `#NAME?`.
    /// - A formula gives the value that was saved with it; without one, its text with a leading `=`.
    /// - Cells that were merged away in a region of several rows give `#MERGED!`: whether the value was meant for each row is
    ///   for somebody to say. In a region within a row, a heading over several columns, they are empty.
    ///
    /// # Errors
    ///
    /// [`Fault::NoSheet`], [`Fault::TooManyCells`], [`Fault::Bomb`] and [`Fault::DamagedWorkbook`].
    pub fn rows(&mut self, sheet: &str) -> Result<Vec<StringRecord>, Fault> {
        if !self.sheets.iter().any(|known| known.name == sheet) {
            return Err(Fault::NoSheet { name: sheet.to_owned() });
        }
        let (book, limits) = (&mut self.book, &self.limits);
        shielded(|| {
            let mut cells = Cells::read(book, sheet, limits)?;
            let merged = book.merge_cells_by_sheet_name(sheet).map_err(fault)?;
            cells.merge(&merged, limits.cells)?;
            cells.into_rows(limits.cells)
        })
    }

    /// The cells of a sheet one by one, with their kinds, for a reader who has to know a formula from a value and a date from
    /// a text. Cells of the same place come in the order of the file; empty ones are left out.
    ///
    /// # Errors
    ///
    /// Those of [`Workbook::rows`].
    pub fn cells(&mut self, sheet: &str) -> Result<SheetCells, Fault> {
        if !self.sheets.iter().any(|known| known.name == sheet) {
            return Err(Fault::NoSheet { name: sheet.to_owned() });
        }
        let (book, limits) = (&mut self.book, &self.limits);
        shielded(|| {
            let is_1904 = book.has_1904_epoch();
            let (mut all, mut size) = (SheetCells::default(), 0);
            each(book, sheet, limits, |(row, column), value, formula| {
                let mut text = String::new();
                cell::write(&mut text, value, is_1904);
                size += text.len() as u64;
                if size > limits.unpacked_bytes {
                    return Err(Fault::Bomb);
                }
                let kind = if formula.is_some() { CellKind::Formula } else { CellKind::of(value) };
                if kind == CellKind::Formula || !text.is_empty() {
                    all.cells.push(SheetCell { row, column, kind, text });
                }
                Ok(())
            })?;
            let merged = book.merge_cells_by_sheet_name(sheet).map_err(fault)?;
            all.merged = merged.iter().map(|region| region.start).collect();
            Ok(all)
        })
    }
}

impl fmt::Debug for Workbook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workbook").field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

/// Runs what reads bytes of a stranger: calamine has arithmetic that overflows and indices out of bounds on damaged parts,
/// which panic. Nothing that a panic leaves half done is read afterwards: the archive is read anew from its start.
fn shielded<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| Err(Fault::damaged(words(panic.as_ref()))))
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref().copied()).unwrap_or("reading failed")
}

fn fault(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Encrypted,
        error => Fault::damaged(error),
    }
}

/// A cell that is not empty, or one that hides it; its text lies in the text of all.
#[derive(Clone, Copy, Debug)]
struct Cell {
    row: u32,
    column: u32,
    start: usize,
    end: usize,
}

/// The cells of a sheet.
#[derive(Debug, Default)]
struct Cells {
    text: String,
    cells: Vec<Cell>,
}

impl Cells {
    fn read(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, limits: &Limits) -> Result<Self, Fault> {
        let is_1904 = book.has_1904_epoch();
        let mut all = Self::default();
        // Shared formulas are told apart by numbers. `next_cell_with_formula` would reserve memory up to whatever number a
        // damaged one has, so they are kept here.
        let mut shared = BTreeMap::new();
        each(book, sheet, limits, |(row, column), value, formula| {
            let start = all.text.len();
            let formula = formula.map(|formula| spelt_out(formula, (row, column), &mut shared));
            match (value, formula) {
                (DataRef::Empty, Some(formula)) => {
                    all.text.push('=');
                    all.text.push_str(&formula);
                }
                (value, _) => cell::write(&mut all.text, value, is_1904),
            }
            if all.text.len() as u64 > limits.unpacked_bytes {
                return Err(Fault::Bomb);
            }
            if all.text.len() > start {
                all.cells.push(Cell { row, column, start, end: all.text.len() });
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// The numbers of rows and columns up to the last cell.
    fn extent(&self) -> (u32, u32) {
        let full = self.cells.iter().filter(|cell| cell.end > cell.start);
        full.fold((0, 0), |(rows, columns), cell| (rows.max(cell.row + 1), columns.max(cell.column + 1)))
    }

    /// Puts what hides them over the cells of merged regions. Beyond the last cell there is nothing to hide.
    fn merge(&mut self, regions: &[Dimensions], limit: u64) -> Result<(), Fault> {
        let (rows, columns) = self.extent();
        let mark = self.text.len();
        self.text.push_str(cell::MERGED);
        let mut left = limit;
        for Dimensions { start, end } in regions {
            let text = if end.0 > start.0 { (mark, self.text.len()) } else { (mark, mark) };
            let (rows, columns) = (rows.min(end.0.saturating_add(1)), columns.min(end.1.saturating_add(1)));
            // Without columns the rows would be gone through for nothing, a million of them for each region.
            let rows = if start.1 < columns { start.0..rows } else { 0..0 };
            for row in rows {
                for column in start.1..columns {
                    if (row, column) != *start {
                        left = left.checked_sub(1).ok_or(Fault::TooManyCells { limit })?;
                        self.cells.push(Cell { row, column, start: text.0, end: text.1 });
                    }
                }
            }
        }
        Ok(())
    }

    fn into_rows(mut self, limit: u64) -> Result<Vec<StringRecord>, Fault> {
        // Of cells in one place the last counts; the sort keeps their order.
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.cells.reverse();
        self.cells.dedup_by_key(|cell| (cell.row, cell.column));
        let (rows, columns) = self.extent();
        if u64::from(rows) * u64::from(columns) > limit {
            return Err(Fault::TooManyCells { limit });
        }
        let mut cells = self.cells.iter().rev().filter(|cell| cell.row < rows && cell.column < columns).peekable();
        let table = (0..rows).map(|row| {
            let mut record = StringRecord::new();
            for column in 0..columns {
                let here = cells.next_if(|cell| (cell.row, cell.column) == (row, column));
                record.push_field(here.and_then(|cell| self.text.get(cell.start..cell.end)).unwrap_or_default());
            }
            record
        });
        Ok(table.collect())
    }
}

/// Goes through the cells of a sheet as they stand in the file.
fn each(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &str,
    limits: &Limits,
    mut take: impl FnMut((u32, u32), &DataRef<'_>, Option<XlsxFormulaMetadata>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(fault)?;
    let mut count = 0;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(fault)? {
        count += 1;
        if count > limits.cells {
            return Err(Fault::TooManyCells { limit: limits.cells });
        }
        let (row, column) = record.pos;
        if row >= ROWS || column >= COLUMNS {
            return Err(Fault::damaged("cell outside the sheet"));
        }
        take((row, column), &record.value, record.formula)?;
    }
    Ok(())
}

/// Formulas that cells share, by number, and the cell that each is written for.
type Shared = BTreeMap<usize, (String, (u32, u32))>;

/// The text of the formula of a cell.
fn spelt_out(formula: XlsxFormulaMetadata, cell: (u32, u32), shared: &mut Shared) -> String {
    match formula {
        XlsxFormulaMetadata::Normal { formula } => formula,
        XlsxFormulaMetadata::Shared { shared_index, range, formula } => {
            let written_for = range.map_or(cell, |range| range.start);
            shared.insert(shared_index, (formula.clone(), written_for));
            formula
        }
        XlsxFormulaMetadata::SharedDerived { shared_index } => {
            let known = shared.get(&shared_index);
            known.and_then(|(formula, from)| expand_shared_formula(formula, *from, cell).ok()).unwrap_or_default()
        }
        _ => String::new(),
    }
}
