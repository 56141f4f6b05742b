//! The words of diagnostics in Russian, Lithuanian and English, by stable code.
//!
//! A template names arguments in braces; a part in square brackets is left out where one of its arguments is empty.

mod en;
mod fragments;
mod lt;
mod ru;
pub(crate) mod words;

use std::borrow::Cow;

use crate::error::{Code, Error};

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
    let code = error.code();
    let arguments: Vec<_> =
        error.arguments().map(|(name, value)| (name, fragments::translate(lang, code, name, value))).collect();
    fill(template(lang, code), &arguments)
}

const fn template(lang: Lang, code: Code) -> &'static str {
    match lang {
        Lang::Ru => ru::template(code),
        Lang::Lt => lt::template(code),
        Lang::En => en::template(code),
    }
}

/// A place in a table in a language; `column` may be empty.
pub(crate) fn place(lang: Lang, row: usize, person: Option<&str>, column: &str) -> String {
    let (row_word, column_word) = match lang {
        Lang::Ru => ("строка", "столбец"),
        Lang::Lt => ("eilutė", "stulpelis"),
        Lang::En => ("row", "column"),
    };
    let person = person.map_or_else(String::new, |id| format!(" (id {id})"));
    let column = if column.is_empty() { String::new() } else { format!(", {column_word} {column}") };
    format!("{row_word} {row}{person}{column}")
}

fn fill(template: &str, arguments: &[(&str, Cow<'_, str>)]) -> String {
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
fn braces(template: &str, arguments: &[(&str, Cow<'_, str>)]) -> (String, bool) {
    let (mut text, mut complete) = (String::new(), true);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        let value = arguments.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_ref());
        complete &= !value.is_empty();
        text.push_str(before);
        text.push_str(value);
        rest = tail;
    }
    text.push_str(rest);
    (text, complete)
}

/// Declares an enum of words or phrases, each in Russian, Lithuanian and English, with a method `text` that gives them in a
/// [`Lang`]. What has words of its own beside the engine (a command line, a page) so cannot forget a language.
///
/// ```
/// orientir::trilingual! {
///     /// A word of a page.
///     enum Word {
///         Yes: "да" | "taip" | "yes";
///     }
/// }
/// assert_eq!(Word::Yes.text(orientir::Lang::Lt), "taip");
/// ```
#[macro_export]
macro_rules! trilingual {
    ($(#[$about:meta])* $visible:vis enum $name:ident {
        $($word:ident: $ru:literal | $lt:literal | $en:literal;)+
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visible enum $name { $($word,)+ }

        impl $name {
            /// The words in a language.
            $visible const fn text(self, lang: $crate::Lang) -> &'static str {
                match (self, lang) {
                    $(($name::$word, $crate::Lang::Ru) => $ru,
                      ($name::$word, $crate::Lang::Lt) => $lt,
                      ($name::$word, $crate::Lang::En) => $en,)+
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The placeholders of a template: outside brackets, then bracket by bracket.
    fn placeholders(template: &str) -> Vec<Vec<&str>> {
        let names = |part: &'static str| {
            let mut names: Vec<_> = part.split('{').skip(1).filter_map(|p| Some(p.split_once('}')?.0)).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        let template: &'static str = Box::leak(template.to_owned().into_boxed_str());
        let mut outside = Vec::new();
        let mut inside = Vec::new();
        for (i, part) in template.split(['[', ']']).enumerate() {
            if i % 2 == 0 { outside.extend(names(part)) } else { inside.push(names(part)) }
        }
        outside.sort_unstable();
        outside.dedup();
        inside.sort_unstable();
        inside.insert(0, outside);
        inside
    }

    #[test]
    fn every_language_has_every_template_with_the_same_arguments() {
        for code in Code::ALL {
            let english = template(Lang::En, *code);
            for lang in Lang::ALL {
                let text = template(lang, *code);
                assert!(!text.trim().is_empty(), "{code} {lang:?}");
                assert_eq!(placeholders(text), placeholders(english), "{code} {lang:?}");
                for (open, close) in [('{', '}'), ('[', ']')] {
                    let mut depth = 0_i32;
                    for c in text.chars() {
                        depth += i32::from(c == open) - i32::from(c == close);
                        assert!((0..=1).contains(&depth), "{code} {lang:?}: brackets");
                    }
                    assert_eq!(depth, 0, "{code} {lang:?}: brackets");
                }
                assert_eq!(text.matches('`').count() % 2, 0, "{code} {lang:?}: backticks");
                let first = text.chars().next().unwrap_or('X');
                assert!(!first.is_uppercase() && !text.ends_with('.'), "{code} {lang:?}: lower case, no final period");
            }
        }
    }

    #[test]
    fn no_template_is_left_in_english() {
        for code in Code::ALL {
            let texts = Lang::ALL.map(|lang| template(lang, *code));
            assert!(texts[0] != texts[2] && texts[1] != texts[2] && texts[0] != texts[1], "{code}");
        }
    }

    #[test]
    fn messages_in_three_languages() {
        let error = Error::new(Code::UnknownName, "/scales/0")
            .with("what", "scale")
            .with("name", "natur")
            .with("fix", "nature");
        assert_eq!(error.message(Lang::En), "there is no scale `natur`; did you mean `nature`?");
        assert_eq!(error.message(Lang::Ru), "нет шкалы `natur`; возможно, имелось в виду `nature`");
        assert_eq!(error.message(Lang::Lt), "nėra skalės `natur`; galbūt turėjote omenyje `nature`?");
        let empty = Error::new(Code::EmptyList, "/scales");
        assert_eq!(empty.message(Lang::Ru), "здесь пусто");
        assert_eq!(empty.clone().with("what", "scale").message(Lang::Lt), "čia tuščia; įrašykite bent vieną skalę");
        assert_eq!(empty.with("what", "scale").message(Lang::En), "this is empty; write at least one scale");
    }

    #[test]
    fn an_answer_stays_masked_in_every_language() {
        let error =
            Error::new(Code::OutOfRange, "").with("field", "7").with_answer("answer", "9").with("allowed", "1..=5");
        assert_eq!(error.message(Lang::Ru), "в поле `7` ответ `…`, допустимо: от 1 до 5");
        assert_eq!(error.clone().reveal().message(Lang::Lt), "lauke `7` yra atsakymas `9`, leidžiama: nuo 1 iki 5");
        assert_eq!(error.reveal().message(Lang::En), "field `7` has answer `9`, expected 1..=5");
    }
}
