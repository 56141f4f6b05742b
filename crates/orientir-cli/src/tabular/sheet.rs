//! Sheets as rows of cells, before they are a workbook and after.

use std::fmt;

use super::cell::{Cell, Unfit};
use super::words::Word;

/// A sheet: its rows below the header. Row 0 is the first row of the sheet, the header.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The headers.
    pub heads: Vec<String>,
    /// The rows that are not blank, with their places in the sheet, from 0.
    pub rows: Vec<(u32, Vec<Cell>)>,
}

impl Sheet {
    /// A sheet whose rows follow the header one by one.
    pub fn new(name: &str, heads: Vec<String>, rows: Vec<Vec<Cell>>) -> Self {
        Self { name: name.to_owned(), heads, rows: (1..).zip(rows).collect() }
    }
}

/// A cell of a sheet, or a whole sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The sheet.
    pub sheet: String,
    /// Row and column from 0; none for the sheet.
    pub cell: Option<(u32, usize)>,
}

impl Place {
    /// A cell.
    pub fn cell(sheet: &str, row: u32, column: usize) -> Self {
        Self { sheet: sheet.to_owned(), cell: Some((row, column)) }
    }

    /// A sheet.
    pub fn sheet(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), cell: None }
    }
}

/// As a spreadsheet names it: `items!D3`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sheet)?;
        self.cell.map_or(Ok(()), |(row, column)| write!(f, "!{}{}", letters(column), row + 1))
    }
}

/// The letters of a column: A to Z, AA to XFD.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Something that a workbook has wrong.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// Where.
    pub place: Place,
    /// What.
    pub what: Word,
    /// The arguments of the sentence.
    pub arguments: Vec<(&'static str, String)>,
}

impl Trouble {
    /// Something wrong in a place.
    pub fn new(place: Place, what: Word) -> Self {
        Self { place, what, arguments: Vec::new() }
    }

    /// With an argument of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// A cell that cannot be read.
    pub fn unfit(place: Place, unfit: Unfit) -> Self {
        match unfit {
            Unfit::Text(found) => Self::new(place, Word::NoText).with("found", found),
            Unfit::Number(found) => Self::new(place, Word::NoNumber).with("found", found),
            Unfit::Flag(found) => Self::new(place, Word::NoFlag).with("found", found),
            Unfit::Json(reason) => Self::new(place, Word::NoJson).with("reason", reason),
            Unfit::Phrase(found, example) => {
                Self::new(place, Word::NoPhrase).with("found", found).with("example", example)
            }
        }
    }

    /// The sentence with its place.
    pub fn sentence(&self, lang: orientir::Lang) -> String {
        let said = self.arguments.iter().fold(self.what.text(lang).to_owned(), |text, (name, value)| {
            // What a cell holds may be long; what the program knows is told in full.
            let value = if matches!(*name, "found" | "reason") { &shortened(value) } else { value };
            text.replace(&format!("{{{name}}}"), value)
        });
        format!("{}: {said}", self.place)
    }
}

/// So much of a cell as a message can show.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn places_are_named_as_spreadsheets_name_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(Place::cell("items", 2, column).to_string(), format!("items!{name}3"));
        }
        assert_eq!(Place::sheet("more").to_string(), "more");
    }
}
