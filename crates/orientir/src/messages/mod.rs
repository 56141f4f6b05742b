//! The words of diagnostics in Russian, Lithuanian and English, by stable code.
//!
//! A template names arguments in braces; a part in square brackets is left out where one of its arguments is empty.

mod en;

use crate::error::Error;

/// What stands in the place of an answer that is not to be shown.
pub(crate) const MASK: &str = "…";

/// A language of words for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Russian.
    Ru,
    /// Lithuanian.
    Lt,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// The languages.
    pub const ALL: [Lang; 3] = [Lang::Ru, Lang::Lt, Lang::En];

    /// The language's code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Lang::Ru => "ru",
            Lang::Lt => "lt",
            Lang::En => "en",
        }
    }

    /// The language with a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.as_str() == code)
    }
}

/// The message of a problem in a language.
pub(crate) fn render(lang: Lang, error: &Error) -> String {
    let template = match lang {
        Lang::Ru | Lang::Lt | Lang::En => en::template(error.code()),
    };
    let arguments: Vec<_> = error.arguments().collect();
    fill(template, &arguments)
}

/// A place in a table in a language; `column` may be empty.
pub(crate) fn place(lang: Lang, row: usize, column: &str) -> String {
    let (row_word, column_word) = match lang {
        Lang::Ru => ("строка", "столбец"),
        Lang::Lt => ("eilutė", "stulpelis"),
        Lang::En => ("row", "column"),
    };
    if column.is_empty() { format!("{row_word} {row}") } else { format!("{row_word} {row}, {column_word} {column}") }
}

fn fill(template: &str, arguments: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('[') {
        let (part, tail) = after.split_once(']').unwrap_or((after, ""));
        text.push_str(&braces(before, arguments).0);
        if let (part, true) = braces(part, arguments) {
            text.push_str(&part);
        }
        rest = tail;
    }
    text.push_str(&braces(rest, arguments).0);
    text
}

/// The text with its arguments, and whether each of them had a value.
fn braces(template: &str, arguments: &[(&str, &str)]) -> (String, bool) {
    let (mut text, mut complete) = (String::new(), true);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        let value = arguments.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| *v);
        complete &= !value.is_empty();
        text.push_str(before);
        text.push_str(value);
        rest = tail;
    }
    text.push_str(rest);
    (text, complete)
}
