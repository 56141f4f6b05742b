//! The sheet `Results`: the score table with typed cells.

use orientir::Cell;
use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::Result;
use super::page::Looks;

/// The most rows below the header.
const MOST_ROWS: u32 = 1_048_575;
/// The widest that a column is made, and what the sign of the filter takes of a header.
const WIDTHS: (usize, usize) = (40, 3);

/// The sheet while rows come in. Rows are kept in an unnamed temporary file, not in memory.
pub struct Results {
    sheet: Worksheet,
    /// How many columns name the row.
    names: u16,
    /// The widest text of each column.
    widths: Vec<usize>,
    rows: u32,
}

impl Results {
    /// An empty sheet: columns that name the row, then others.
    pub fn new<'n>(
        book: &mut Workbook,
        looks: &Looks,
        names: &[&'n str],
        columns: impl Iterator<Item = &'n str>,
    ) -> Result<Self> {
        let mut sheet = book.new_worksheet_with_low_memory()?;
        sheet.set_name("Results")?;
        let mut widths = Vec::new();
        for (place, name) in (0..=u16::MAX).zip(names.iter().copied().chain(columns)) {
            sheet.write_string_with_format(0, place, name, &looks.bold)?;
            widths.push(name.width() + WIDTHS.1);
        }
        let names = u16::try_from(names.len()).unwrap_or(u16::MAX);
        sheet.set_freeze_panes(1, names)?;
        Ok(Self { sheet, names, widths, rows: 0 })
    }

    /// Adds a row.
    pub fn row(&mut self, looks: &Looks, names: &[String], cells: &[Cell<'_>]) -> Result<()> {
        if self.rows == MOST_ROWS {
            return Err(XlsxError::RowColumnLimitError);
        }
        self.rows += 1;
        for (column, name) in (0..).zip(names) {
            self.text(column, name, looks)?;
        }
        for (column, cell) in (self.names..).zip(cells) {
            match cell {
                Cell::Number(number) => {
                    self.sheet.write_number(self.rows, column, *number)?;
                }
                Cell::Count(count) => {
                    self.sheet.write_number(self.rows, column, *count)?;
                }
                Cell::Truth(truth) => {
                    self.sheet.write_boolean(self.rows, column, *truth)?;
                }
                Cell::Code(code) => self.text(column, code, looks)?,
                Cell::Codes(codes) => self.text(column, codes, looks)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, column: u16, text: &str, looks: &Looks) -> Result<()> {
        if let Some(widest) = self.widths.get_mut(usize::from(column)) {
            *widest = text.width().max(*widest);
        }
        self.sheet.write_string_with_format(self.rows, column, text, &looks.text)?;
        Ok(())
    }

    /// The sheet with its filter and its widths.
    pub fn finish(mut self) -> Result<Worksheet> {
        for (column, width) in (0..).zip(&self.widths) {
            self.sheet.set_column_width(column, (*width).min(WIDTHS.0) as f64 + 1.0)?;
        }
        let last = u16::try_from(self.widths.len()).unwrap_or(u16::MAX).saturating_sub(1);
        self.sheet.autofilter(0, 0, self.rows, last)?;
        // Ids of digits are meant as text: no green corner asks whether they are numbers.
        self.sheet.ignore_error_range(0, 0, self.rows, last, IgnoreError::NumberStoredAsText)?;
        Ok(self.sheet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_too_many_is_refused() -> Result<()> {
        let (mut book, looks) = (Workbook::new(), Looks::new());
        let mut results = Results::new(&mut book, &looks, &["id"], ["a"].into_iter())?;
        results.rows = MOST_ROWS - 1;
        results.row(&looks, &["1".to_owned()], &[Cell::Count(1)])?;
        let more = results.row(&looks, &["2".to_owned()], &[Cell::Count(1)]);
        assert!(matches!(more, Err(XlsxError::RowColumnLimitError)));
        Ok(())
    }
}
