//! English fragments that stand as arguments in messages, in Russian and Lithuanian.
//!
//! The core hands over a few fixed phrases (`an object`, `whole years 0..=120`). A phrase is looked for only where such
//! phrases stand, so that a scale called `key` keeps its id; numbers inside a phrase (`#`) pass through.

mod phrases;

use std::borrow::Cow;

use super::Lang;
use crate::error::Code;
use phrases::{
    COUNTED, JSON, KINDS, MARGINS, MEANINGS, NAMED, NEEDED, NUMBERS, PARTS, REASONS, RECEIPT, TALLIES, TURNED, USES,
};

/// English, Russian, Lithuanian.
type Fragment = (&'static str, &'static str, &'static str);

/// The fragments that may stand in the place of an argument; none where names and numbers stand.
const fn fragments(code: Code, argument: &str) -> &'static [Fragment] {
    match (code, argument.as_bytes()) {
        (Code::WrongType, b"expected" | b"found") => KINDS,
        (Code::BadNumber, b"number" | b"allowed")
        | (Code::BadCovariate, b"allowed")
        | (Code::BandsStart | Code::ExampleFails, b"found") => NUMBERS,
        (Code::UnknownName, b"what") => NAMED,
        (Code::EmptyList, b"what") => NEEDED,
        (Code::TooMany, b"what") => COUNTED,
        (
            Code::WrongResponse
            | Code::BadCondition
            | Code::NormImpossible
            | Code::BandsStart
            | Code::DuplicateId
            | Code::CodesClash,
            b"reason",
        ) => REASONS,
        (Code::TextMissing, b"part") => PARTS,
        (Code::NotJson, b"reason") => JSON,
        (Code::ReceiptDiffers | Code::OtherTally | Code::NormMisfit | Code::TextsMisfit, b"what") => RECEIPT,
        (Code::DamagedTally, b"reason") => TALLIES,
        (Code::BadMargins, b"reason") => MARGINS,
        (Code::UseRestricted, b"reason") => USES,
        (Code::Ambiguous, b"first" | b"second") => MEANINGS,
        (Code::TurnedBySpreadsheet, b"what") => TURNED,
        _ => &[],
    }
}

/// The value of an argument in a language.
pub(super) fn translate<'v>(lang: Lang, code: Code, argument: &str, value: &'v str) -> Cow<'v, str> {
    if lang == Lang::En {
        return Cow::Borrowed(value);
    }
    if let Some(text) = find(lang, fragments(code, argument), value) {
        return Cow::Owned(text);
    }
    match (code, argument) {
        // A list of what a field takes: `0..=3, `-``.
        (_, "allowed") if value.contains("..=") => {
            Cow::Owned(value.split(", ").map(|part| range(lang, part)).collect::<Vec<_>>().join(", "))
        }
        _ => Cow::Borrowed(value),
    }
}

/// `0..=3` in words.
fn range(lang: Lang, part: &str) -> String {
    let Some((from, to)) = part.split_once("..=").filter(|(a, b)| a.parse::<f64>().is_ok() && b.parse::<f64>().is_ok())
    else {
        return part.to_owned();
    };
    match lang {
        Lang::Ru => format!("от {from} до {to}"),
        Lang::Lt => format!("nuo {from} iki {to}"),
        Lang::En => part.to_owned(),
    }
}

fn find(lang: Lang, fragments: &[Fragment], value: &str) -> Option<String> {
    let (shape, numbers) = without_numbers(value);
    let (_, ru, lt) = fragments.iter().find(|(en, _, _)| without_numbers(en).0 == shape)?;
    let mut text = String::new();
    let mut numbers = numbers.into_iter();
    for c in if lang == Lang::Ru { ru } else { lt }.chars() {
        match c {
            '#' => text.push_str(numbers.next().unwrap_or_default()),
            c => text.push(c),
        }
    }
    Some(text)
}

/// A phrase with `#` in the place of each number, and the numbers.
fn without_numbers(phrase: &str) -> (String, Vec<&str>) {
    let (mut shape, mut numbers) = (String::new(), Vec::new());
    let mut rest = phrase;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = rest.get(..at).unwrap_or_default();
        let minus = before.ends_with('-') && !before.trim_end_matches('-').ends_with(|c: char| c.is_alphanumeric());
        let start = at - usize::from(minus);
        let tail = rest.get(at..).unwrap_or_default();
        let length = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        shape.push_str(rest.get(..start).unwrap_or_default());
        shape.push('#');
        numbers.push(rest.get(start..at + length).unwrap_or_default());
        rest = rest.get(at + length..).unwrap_or_default();
    }
    shape.push_str(rest);
    (shape, numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: [&[Fragment]; 13] =
        [KINDS, NUMBERS, USES, NAMED, NEEDED, PARTS, COUNTED, REASONS, JSON, RECEIPT, TALLIES, MARGINS, MEANINGS];

    /// Arguments that are codes to be typed, and so the same in every language.
    const TYPED: [&str; 2] = ["true", "paper, screen, interview"];

    fn known(phrase: &str) -> bool {
        let shape = without_numbers(phrase).0;
        TABLES.iter().any(|table| table.iter().any(|(en, _, _)| without_numbers(en).0 == shape))
            || TYPED.contains(&phrase)
    }

    #[test]
    fn every_phrase_has_both_languages_and_its_numbers() {
        for (en, ru, lt) in TABLES.iter().flat_map(|table| table.iter()) {
            let holes = |text: &str| text.matches('#').count();
            assert!(!ru.is_empty() && !lt.is_empty(), "{en}");
            let said = if en.contains("\\u") { 0 } else { holes(en) };
            assert_eq!((said, said), (holes(ru), holes(lt)), "{en}");
        }
    }

    #[test]
    fn numbers_pass_through() {
        let text = |lang, value| translate(lang, Code::BadNumber, "allowed", value).into_owned();
        assert_eq!(text(Lang::Ru, "whole numbers -1000000..=1000000"), "целые числа от -1000000 до 1000000");
        assert_eq!(text(Lang::Lt, "whole numbers 0..=5"), "sveikieji skaičiai nuo 0 iki 5");
        assert_eq!(text(Lang::En, "whole numbers 0..=5"), "whole numbers 0..=5");
        let allowed = |value| translate(Lang::Ru, Code::OutOfRange, "allowed", value).into_owned();
        assert_eq!(allowed("-0.5..=3, `-`, `none`"), "от -0.5 до 3, `-`, `none`");
    }

    #[test]
    fn ids_pass_through() {
        assert_eq!(translate(Lang::Ru, Code::ExampleFails, "what", "key"), "key");
        assert_eq!(translate(Lang::Ru, Code::UnknownName, "name", "scale"), "scale");
        assert_eq!(translate(Lang::Ru, Code::UnknownName, "what", "scale"), "шкалы");
    }

    /// Every phrase that the sources hand over as an argument has its translations.
    #[test]
    fn every_phrase_of_the_sources_is_known() {
        let mut files = Vec::new();
        gather(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut files);
        let mut found = 0;
        for file in files {
            let source = std::fs::read_to_string(&file).unwrap_or_default();
            let source = source.split("#[cfg(test)]").next().unwrap_or_default();
            for phrase in phrases(source) {
                found += 1;
                assert!(known(phrase), "{}: add `{phrase}` to messages/fragments.rs", file.display());
            }
        }
        assert!(found >= 30, "the search finds phrases: {found}");
        // Phrases that reach an error through a list or a variable.
        for phrase in
            ["items", "fields", "scales", "checks", "types", "levels", "norms", "policies", "branches", "examples"]
        {
            assert!(find(Lang::Ru, COUNTED, phrase).is_some(), "{phrase}");
        }
        for phrase in ["instrument", "key", "wording", "texts", "norms", "result", "name"] {
            assert!(find(Lang::Ru, RECEIPT, phrase).is_some(), "{phrase}");
        }
    }

    fn gather(folder: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                gather(&path, files);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("messages/fragments.rs") {
                files.push(path);
            }
        }
    }

    /// The literals behind calls that hand a phrase to a message.
    fn phrases(source: &str) -> Vec<&str> {
        let arguments = ["what", "expected", "reason", "allowed", "found", "first", "second"]
            .map(|name| format!(".with(\"{name}\", \""));
        let calls = [
            "wrong_type(\"",
            "impossible(\"",
            "bad(path, \"",
            "bad(path.as_str(), \"",
            "bad(\"",
            "no_answers: Some(\"",
        ];
        let mut found = Vec::new();
        for call in arguments.iter().map(String::as_str).chain(calls) {
            for (at, _) in source.match_indices(call) {
                let rest = source.get(at + call.len()..).unwrap_or_default();
                found.extend(rest.split('"').next());
            }
        }
        found
    }

    #[test]
    fn what_the_json_reader_says_is_known() {
        let texts = [
            "[1",
            "{",
            "{\"a\": 1",
            "\"a",
            "",
            "{\"a\" 1}",
            "[1 2]",
            "{\"a\": 1 \"b\"}",
            "tru",
            "x",
            "\"\\q\"",
            "01",
            "1e999",
            "{1: 2}",
            "[1,]",
            "1 2",
            "\"\n\"",
        ];
        for text in texts {
            let Err(faults) = crate::json::Tree::parse(text, 1 << 20) else { continue };
            for fault in &faults {
                let reason = fault.arguments().find(|(name, _)| *name == "reason").map_or("", |(_, value)| value);
                assert!(find(Lang::Lt, JSON, reason).is_some(), "{text}: {reason}");
            }
        }
    }
}
