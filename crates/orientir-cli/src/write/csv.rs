//! Comma-separated values. Free text that a spreadsheet would run is neutralised; numbers and codes never are.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};
use orientir::Cell;

use super::excel;

/// How the values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For programs: commas, and a point before decimals.
    Plain,
    /// For Excel with Russian or Lithuanian settings: a byte order mark, semicolons, a comma before decimals, and names of
    /// people that it would take for numbers or dates as `="007"`.
    Excel,
}

/// Free text as it may stand in a cell: a leading apostrophe where a spreadsheet would take it for a formula.
pub fn free(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if runs { format!("'{text}") } else { text.to_owned() }
}

impl Style {
    /// What names a row: an id, a rater, a date.
    pub fn name(self, text: &str) -> String {
        if self == Style::Excel && excel::changes(text) { format!("=\"{text}\"") } else { free(text) }
    }

    /// A code, which no spreadsheet runs.
    fn code(self, code: &str) -> String {
        if self == Style::Excel && excel::changes(code) { format!("=\"{code}\"") } else { code.to_owned() }
    }

    /// A cell of the score table. Numbers are the shortest that read back as the same number.
    pub fn cell(self, cell: &Cell<'_>) -> String {
        match cell {
            Cell::Number(number) if self == Style::Excel => number.to_string().replace('.', ","),
            Cell::Number(number) => number.to_string(),
            Cell::Count(count) => count.to_string(),
            Cell::Truth(truth) => truth.to_string(),
            Cell::Code(code) => self.code(code),
            Cell::Codes(codes) => self.code(codes),
            _ => String::new(),
        }
    }

    /// Writes rows.
    pub fn write<R, C>(self, out: &mut dyn Write, rows: impl IntoIterator<Item = R>) -> io::Result<()>
    where
        R: IntoIterator<Item = C>,
        C: AsRef<[u8]>,
    {
        let mut builder = WriterBuilder::new();
        builder.quote_style(QuoteStyle::Necessary);
        if self == Style::Excel {
            out.write_all("\u{feff}".as_bytes())?;
            builder.delimiter(b';').terminator(Terminator::CRLF);
        }
        let mut writer = builder.from_writer(out);
        for row in rows {
            writer.write_record(row).map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(error) => error,
                other => io::Error::other(format!("{other:?}")),
            })?;
        }
        writer.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_numbers_are_not() {
        for text in ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"] {
            assert_eq!(free(text), format!("'{text}"));
            assert_eq!(Style::Excel.name(text), format!("'{text}"));
        }
        for text in ["-5", "+37061234567", "07", "Анна", "", "a=b"] {
            assert_eq!(free(text), text);
            assert_eq!(Style::Plain.name(text), text);
        }
        assert_eq!(Style::Excel.name("+37061234567"), "=\"+37061234567\"");
        assert_eq!(Style::Excel.name("+370 612 34567"), "=\"+370 612 34567\"");
        assert_eq!(Style::Excel.name("=\"07\""), "'=\"07\"");
    }

    #[test]
    fn excel_gets_its_decimals_its_semicolons_and_its_line_ends() -> io::Result<()> {
        let cells = [Cell::Number(50.0), Cell::Number(-2.5), Cell::Count(3), Cell::Truth(true), Cell::Empty];
        let row: Vec<String> = cells.iter().map(|cell| Style::Excel.cell(cell)).collect();
        assert_eq!(row, ["50", "-2,5", "3", "true", ""]);
        let mut out = Vec::new();
        Style::Excel.write(&mut out, [["id", "a;b"], ["=\"007\"", "x\"y"]])?;
        assert_eq!(String::from_utf8_lossy(&out), "\u{feff}id;\"a;b\"\r\n\"=\"\"007\"\"\";\"x\"\"y\"\r\n");
        Ok(())
    }
}
