//! What stands in a cell, and how a value of a definition is written into one.

use std::fmt::Write;

use serde_json::Number;

use super::phrases as say;
use super::tree::Tree;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, or blanks alone.
    Blank,
    /// A text.
    Text(String),
    /// A number.
    Number(Number),
    /// True or false as a spreadsheet has them.
    Truth(bool),
    /// A date or a time.
    Date(String),
}

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text as it stands.
    Text,
    /// A number.
    Number,
    /// A number, or several as JSON.
    Numbers,
    /// `true` or `false`.
    Flag,
    /// Words apart by blanks: ids, codes.
    Words,
    /// Texts apart by `; `.
    Listed,
    /// JSON on one line.
    Json,
    /// Texts by name: `1=a 2=b 3=`; nothing behind the sign is `null`.
    Pairs,
    /// Numbers by name: `nature=4 art=`.
    Scores,
    /// People: `sex=female age>=13 age<16`.
    Group,
    /// How many answers a score needs: `complete`, `at_least 5`, `70 %`.
    Needed,
    /// What follows a failed check: `flag`, `no_score self_esteem`.
    Otherwise,
    /// What is compared: `scale nature; scale art`.
    Operands,
    /// The name of a method; what it works on stands in the next column.
    Method,
    /// What a method works on.
    Of,
}

/// Why a cell cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A number, a truth or a date where a text is needed.
    Text(String),
    /// No number.
    Number(String),
    /// Neither `true` nor `false`.
    Flag(String),
    /// Not JSON, with the reason.
    Json(String),
    /// No phrase of this kind; an example of one.
    Phrase(String, &'static str),
}

/// The longest text of a cell, in UTF-16 units as Excel counts.
const LONGEST: usize = 32_767;

/// Whether a text comes out of a workbook as it went in. Signs that XML does not have are written as `_x0001_` there.
fn is_storable(text: &str) -> bool {
    let odd = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    !text.trim().is_empty() && !text.contains(odd) && !text.contains("_x") && text.encode_utf16().count() <= LONGEST
}

/// JSON without any sign that a workbook cannot hold.
fn storable_json(value: &Tree) -> String {
    let mut text = String::new();
    for c in value.to_string().replace("_x", "\\u005fx").chars() {
        if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') {
            // Writing into a string does not fail.
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

/// Whether a text is meant as JSON where a phrase could stand too. No phrase begins so.
pub fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[', '"'])
}

impl Cell {
    /// A text; blanks alone are nothing.
    pub fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }

    /// What is shown of it in a message.
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::Date(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Truth(value) => value.to_string(),
        }
    }

    /// The text, which has to be one; nothing is an empty text.
    pub fn as_text(&self) -> Result<&str, Unfit> {
        match self {
            Self::Blank => Ok(""),
            Self::Text(text) => Ok(text),
            other => Err(Unfit::Text(other.shown())),
        }
    }
}

/// The number that a text writes.
pub fn number(text: &str) -> Option<Number> {
    match Tree::parse(text) {
        Ok(Tree::Number(number)) => Some(number),
        _ => None,
    }
}

/// JSON as a cell; none if it is too long.
pub fn json(value: &Tree) -> Option<Cell> {
    Some(storable_json(value)).filter(|text| is_storable(text)).map(Cell::Text)
}

impl Kind {
    /// The cell of a value; none for a value that this kind does not hold.
    pub fn cell(self, value: &Tree) -> Option<Cell> {
        match (self, value) {
            (Self::Text, Tree::Text(text)) => is_storable(text).then(|| Cell::Text(text.clone())),
            (Self::Number | Self::Numbers, Tree::Number(number)) => Some(Cell::Number(number.clone())),
            (Self::Flag, Tree::Bool(flag)) => Some(Cell::Text(flag.to_string())),
            (Self::Text | Self::Number | Self::Flag | Self::Method | Self::Of, _) => None,
            // A list of objects may have rows of its own.
            (Self::Words | Self::Listed, value) if value.elements().iter().any(|text| text.as_text().is_none()) => None,
            _ => self.phrase(value).map(Cell::Text).or_else(|| json(value)),
        }
    }

    /// The value in plain words, if they read back as the same value.
    fn phrase(self, value: &Tree) -> Option<String> {
        let text = match self {
            Self::Words => say::words(value),
            Self::Listed => say::listed(value),
            Self::Pairs | Self::Scores => say::pairs(value),
            Self::Group => say::group(value),
            Self::Needed => say::needed(value),
            Self::Otherwise => say::otherwise(value),
            Self::Operands => say::operands(value),
            _ => None,
        };
        let reads_back = |text: &String| {
            !is_json(text) && is_storable(text) && self.parsed(text).is_some_and(|read| read.is_same(value))
        };
        text.filter(reads_back)
    }

    fn parsed(self, text: &str) -> Option<Tree> {
        match self {
            Self::Words => Some(say::read_words(text)),
            Self::Listed => Some(say::read_listed(text)),
            Self::Pairs => say::read_pairs(text),
            Self::Scores => say::read_scores(text),
            Self::Group => say::read_group(text),
            Self::Needed => say::read_needed(text),
            Self::Otherwise => Some(say::read_otherwise(text)),
            Self::Operands => say::read_operands(text),
            _ => None,
        }
    }

    /// What a phrase of this kind looks like.
    fn example(self) -> &'static str {
        match self {
            Self::Pairs => "1=a 2=b",
            Self::Scores => "nature=4 art=2.5",
            Self::Group => "sex=female age>=13 age<16",
            Self::Needed => "complete, at_least 5, 70 %",
            Self::Otherwise => "flag, no_score self_esteem",
            Self::Operands => "scale nature; scale art",
            _ => "{ \"a\": 1 }",
        }
    }

    /// The value of a cell; none of a blank one.
    pub fn value(self, cell: &Cell) -> Result<Option<Tree>, Unfit> {
        let value = match (self, cell) {
            (_, Cell::Blank) => return Ok(None),
            (Self::Number | Self::Numbers, Cell::Number(number)) => Tree::Number(number.clone()),
            (Self::Number, other) => return Err(Unfit::Number(other.shown())),
            (Self::Flag, Cell::Truth(flag)) => Tree::Bool(*flag),
            (Self::Flag, other) => match other.shown().as_str() {
                "true" => Tree::Bool(true),
                "false" => Tree::Bool(false),
                found => return Err(Unfit::Flag(found.to_owned())),
            },
            (Self::Text, other) => Tree::text(other.as_text()?),
            (_, other) => self.of_text(other.as_text()?)?,
        };
        Ok(Some(value))
    }

    fn of_text(self, text: &str) -> Result<Tree, Unfit> {
        if matches!(self, Self::Json | Self::Numbers) || is_json(text.trim_start()) {
            return read_json(text);
        }
        self.parsed(text).ok_or_else(|| Unfit::Phrase(text.to_owned(), self.example()))
    }
}

/// The value that JSON in a cell writes.
pub fn read_json(text: &str) -> Result<Tree, Unfit> {
    Tree::parse(text).map_err(|error| Unfit::Json(error.to_string()))
}
