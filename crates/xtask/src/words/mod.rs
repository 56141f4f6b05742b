//! `cargo xtask words`: whether the texts of instruments are spelt rightly and can be read by those for whom they are.
//!
//! Spelling is asked of hunspell with the dictionaries that Debian has; a glossary (`tests/words/*.txt`) holds the words that they
//! do not know. How hard a text is to read is measured by formulas that count words and sentences: they know nothing of its
//! meaning, and find the sentence that is too long.

mod readability;
mod spelling;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::cargo::root;
use readability::Measure;

pub use spelling::{install, missing};

/// A language of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Russian,
    Lithuanian,
    English,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Russian, Self::Lithuanian, Self::English];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::Lithuanian => "lt",
            Self::English => "en",
        }
    }
}

/// A text of a definition.
#[derive(Clone, Debug)]
struct Said {
    /// Where it stands in the document.
    path: String,
    text: String,
}

impl Said {
    /// Whether the person who answers reads it: what is about keys, norms and checks is for psychologists.
    fn is_for_pupils(&self) -> bool {
        let part = self.path.split('/').nth(3).unwrap_or_default();
        self.path.starts_with("/texts/")
            && matches!(part, "purpose" | "instruction" | "items" | "scales" | "groups" | "types" | "responses")
    }

    /// Whether it is made of sentences, not a name or an entry of a form.
    fn is_prose(&self) -> bool {
        self.text.trim_end().ends_with(['.', '!', '?', ':'])
    }
}

pub fn run(arguments: &[String]) -> Result<(), String> {
    if crate::option(arguments, "--install")? {
        install()?;
    }
    check()
}

/// Prints how hard texts are to read, and says what is spelt wrongly or too hard.
pub fn check() -> Result<(), String> {
    let documents = documents()?;
    let mut faults = Vec::new();
    println!("{:<24} {:>4} {:>9} {:>8} {:>6} {:>6}", "", "", "sentences", "words/s.", "LIX", "grade");
    for language in Language::ALL {
        for (name, document) in &documents {
            let said: Vec<Said> = gather(document, language);
            let prose: Vec<&Said> = said.iter().filter(|said| said.is_for_pupils() && said.is_prose()).collect();
            let measure = Measure::of(prose.iter().map(|said| said.text.as_str()), language);
            println!("{name:<24} {:>4} {}", language.code(), measure.line());
            faults.extend(
                measure.faults(language).into_iter().map(|fault| format!("{name}, {}: {fault}", language.code())),
            );
            for said in prose {
                let long = readability::longest(&said.text);
                if long > readability::MOST_WORDS {
                    faults.push(format!(
                        "{name}{}: a sentence of {long} words, expected at most {}",
                        said.path,
                        readability::MOST_WORDS
                    ));
                }
            }
        }
    }
    faults.extend(spelling::faults(&documents)?);
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n       ")) }
}

/// The definitions and batteries by name.
fn documents() -> Result<Vec<(String, Value)>, String> {
    let mut documents = Vec::new();
    for folder in ["instruments/definitions", "instruments/batteries"] {
        let mut paths: Vec<_> = fs::read_dir(root().join(folder))
            .map_err(|error| format!("{folder}: {error}"))?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .collect();
        paths.sort();
        for path in paths {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            documents.push((name, read(&path)?));
        }
    }
    Ok(documents)
}

fn read(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// All that a document says in a language: its texts, and reasons by language.
fn gather(document: &Value, language: Language) -> Vec<Said> {
    let mut said = Vec::new();
    strings(&document["texts"][language.code()], &format!("/texts/{}", language.code()), &mut said);
    remarks(document, "", language, &mut said);
    said
}

fn strings(value: &Value, path: &str, said: &mut Vec<Said>) {
    match value {
        Value::String(text) => said.push(Said { path: path.to_owned(), text: text.clone() }),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, value)| strings(value, &format!("{path}/{i}"), said));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| strings(value, &format!("{path}/{key}"), said));
        }
        _ => {}
    }
}

fn remarks(value: &Value, path: &str, language: Language, said: &mut Vec<Said>) {
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, value)| remarks(value, &format!("{path}/{i}"), language, said));
        }
        Value::Object(members) => {
            for (key, value) in members.iter().filter(|(key, _)| *key != "texts") {
                let path = format!("{path}/{key}");
                if matches!(key.as_str(), "why" | "doubt" | "cite") && value.is_object() {
                    strings(&value[language.code()], &format!("{path}/{}", language.code()), said);
                } else {
                    remarks(value, &path, language, said);
                }
            }
        }
        _ => {}
    }
}

/// The words of a text: letters, with hyphens and apostrophes inside.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let inside = |sign: char| sign.is_alphabetic() || matches!(sign, '-' | '\'' | '’');
    let pieces = text.split(move |sign: char| !inside(sign));
    pieces.map(|word| word.trim_matches(['-', '\'', '’'])).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_hyphens() {
        let found: Vec<&str> = words("«Что-то» isn't 3 – b2b, не так ли?").collect();
        assert_eq!(found, ["Что-то", "isn't", "b", "b", "не", "так", "ли"]);
    }

    #[test]
    fn reasons_by_language_are_gathered() {
        let document = serde_json::json!({
            "scales": [{ "basis": { "why": { "ru": "Да", "en": "Yes" }, "doubt": "plain" } }],
            "texts": { "en": { "title": "T", "items": { "1": { "prompt": "P" } } }, "ru": { "title": "Т" } }
        });
        let paths: Vec<String> = gather(&document, Language::English).into_iter().map(|said| said.path).collect();
        assert_eq!(paths, ["/texts/en/items/1/prompt", "/texts/en/title", "/scales/0/basis/why/en"]);
    }
}
