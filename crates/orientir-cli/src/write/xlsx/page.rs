//! A sheet for reading, written row by row.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet};
use unicode_width::UnicodeWidthStr;

use super::Result;

/// How cells look.
#[derive(Clone, Debug)]
pub struct Looks {
    /// Headings and headers.
    pub bold: Format,
    /// Text that stays what it is when it is edited.
    pub text: Format,
    /// Sentences over several lines.
    pub words: Format,
    /// Numbers with a fraction.
    decimals: Format,
}

impl Looks {
    /// The looks of every sheet.
    pub fn new() -> Self {
        Self {
            bold: Format::new().set_bold().set_align(FormatAlign::Top),
            text: text().set_align(FormatAlign::Top),
            words: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            decimals: Format::new().set_num_format("0.00"),
        }
    }
}

/// The number format of text, by its number in every spreadsheet.
pub fn text() -> Format {
    Format::new().set_num_format_index(49)
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing.
    Blank,
    /// A caption.
    Bold(String),
    /// An id or a code.
    Text(String),
    /// A sentence.
    Words(String),
    /// A number.
    Number(f64),
    /// How many.
    Count(usize),
}

impl Value {
    /// A caption.
    pub fn bold(text: &str) -> Self {
        Value::Bold(text.to_owned())
    }

    /// An id or a code.
    pub fn text(text: &str) -> Self {
        Value::Text(text.to_owned())
    }

    /// A sentence.
    pub fn words(text: &str) -> Self {
        Value::Words(text.to_owned())
    }
}

/// A sheet while it is written.
pub struct Page<'l> {
    /// The sheet.
    pub sheet: Worksheet,
    looks: &'l Looks,
    widths: Vec<usize>,
    row: u32,
}

/// The height of a line.
const LINE: f64 = 15.0;

/// How many lines a text takes in a column of some width; words that do not fit leave a part of each line empty.
fn lines(text: &str, width: usize) -> usize {
    text.lines().map(|line| (line.width() * 10).div_ceil(width.max(1) * 9).max(1)).sum()
}

impl<'l> Page<'l> {
    /// An empty sheet with columns of given widths.
    pub fn new(name: &str, widths: &[u16], looks: &'l Looks) -> Result<Self> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        // Printed on A4 as wide as it is.
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        Ok(Self { sheet, looks, widths: widths.iter().map(|width| usize::from(*width)).collect(), row: 0 })
    }

    /// Writes a row.
    pub fn row(&mut self, values: impl IntoIterator<Item = Value>) -> Result<()> {
        let (row, looks) = (self.row, self.looks);
        let mut height = 1;
        for (column, value) in (0_u16..).zip(values) {
            if let (Value::Words(text), Some(width)) = (&value, self.widths.get(usize::from(column))) {
                height = height.max(lines(text, *width));
            }
            match value {
                Value::Blank => &mut self.sheet,
                Value::Bold(text) => self.sheet.write_string_with_format(row, column, text, &looks.bold)?,
                Value::Text(text) => self.sheet.write_string_with_format(row, column, text, &looks.text)?,
                Value::Words(text) => self.sheet.write_string_with_format(row, column, text, &looks.words)?,
                Value::Number(number) if number.fract() == 0.0 => self.sheet.write_number(row, column, number)?,
                Value::Number(number) => self.sheet.write_number_with_format(row, column, number, &looks.decimals)?,
                Value::Count(count) => self.sheet.write_number(row, column, count as f64)?,
            };
        }
        // Not every program finds the height of a row with several lines by itself.
        if height > 1 {
            self.sheet.set_row_height(row, LINE * height as f64)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes a heading, with an empty row above it unless it is the first.
    pub fn heading(&mut self, text: &str) -> Result<()> {
        self.gap();
        self.row([Value::bold(text)])
    }

    /// Leaves a row empty, but not the first.
    pub fn gap(&mut self) {
        self.row += u32::from(self.row > 0);
    }

    /// Writes a sentence that runs over the columns to its right.
    pub fn sentence(&mut self, text: &str) -> Result<()> {
        self.sheet.write_string(self.row, 0, text)?;
        self.row += 1;
        Ok(())
    }

    /// Writes the header of a list and keeps it in sight.
    pub fn header(&mut self, names: &[&str]) -> Result<()> {
        self.row(names.iter().map(|name| Value::bold(name)))?;
        self.sheet.set_freeze_panes(self.row, 0)?;
        Ok(())
    }

    /// Writes a paragraph over some columns, as high as its text needs.
    pub fn paragraph(&mut self, text: &str, columns: u16, width: usize) -> Result<()> {
        self.sheet.merge_range(self.row, 0, self.row, columns.saturating_sub(1), text, &self.looks.words)?;
        self.sheet.set_row_height(self.row, LINE * lines(text, width) as f64)?;
        self.row += 1;
        Ok(())
    }
}
