//! Comma-separated values. Free text that a spreadsheet would run is neutralised; numbers and codes never are.

use std::io::{self, Write};

use orientir::Cell;

/// Free text as it may stand in a cell: a leading apostrophe where a spreadsheet would take it for a formula.
pub fn free(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if runs { format!("'{text}") } else { text.to_owned() }
}

/// A cell of the score table. Numbers are the shortest that read back as the same number.
pub fn cell(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Code(code) => (*code).to_owned(),
        Cell::Codes(codes) => codes.clone(),
        _ => String::new(),
    }
}

/// Writes rows.
pub fn write<R, C>(out: &mut dyn Write, rows: impl IntoIterator<Item = R>) -> io::Result<()>
where
    R: IntoIterator<Item = C>,
    C: AsRef<[u8]>,
{
    let mut writer = csv::Writer::from_writer(out);
    for row in rows {
        writer.write_record(row).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::free;

    #[test]
    fn formulas_are_neutralised_numbers_are_not() {
        for text in ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"] {
            assert_eq!(free(text), format!("'{text}"));
        }
        for text in ["-5", "+37061234567", "07", "Анна", "", "a=b"] {
            assert_eq!(free(text), text);
        }
    }
}
