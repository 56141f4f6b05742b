//! Spelling by hunspell.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::{Language, gather, words};
use crate::cargo::{Cargo, root};

/// What Debian calls hunspell and its dictionaries.
const PACKAGES: [&str; 4] = ["hunspell", "hunspell-ru", "hunspell-lt", "hunspell-en-us"];

const fn dictionary(language: Language) -> &'static str {
    match language {
        Language::Russian => "ru_RU",
        Language::Lithuanian => "lt_LT",
        Language::English => "en_US",
    }
}

/// What is missing.
pub fn missing() -> Option<String> {
    let unknown = Language::ALL.into_iter().find(|language| unknown(*language, &BTreeSet::from(["a"])).is_err())?;
    Some(format!("hunspell or its dictionary {} is not installed", dictionary(unknown)))
}

/// Gets hunspell from Debian.
pub fn install() -> Result<(), String> {
    if missing().is_none() { Ok(()) } else { crate::wasm::apt(&Cargo::new(&[]), &PACKAGES) }
}

/// The words that hunspell does not know.
fn unknown(language: Language, words: &BTreeSet<&str>) -> Result<BTreeSet<String>, String> {
    let mut hunspell = Command::new("hunspell")
        .args(["-i", "utf-8", "-d", dictionary(language), "-l"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("hunspell: {error}"))?;
    // The list is short beside what a pipe holds, but it is the reader that says so.
    let lines = words.iter().copied().collect::<Vec<_>>().join("\n");
    let mut input = hunspell.stdin.take().ok_or("hunspell takes no input")?;
    let writing = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = hunspell.wait_with_output().map_err(|error| format!("hunspell: {error}"))?;
    let _ = writing.join();
    if !output.status.success() {
        return Err(format!("hunspell -d {} ends with {}", dictionary(language), output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

/// The glossary: words that the dictionary lacks, one a line; what follows `#` is a remark.
fn glossary(language: Language) -> Result<BTreeSet<String>, String> {
    let path = format!("tests/words/{}.txt", language.code());
    let text = fs::read_to_string(root().join(&path)).map_err(|error| format!("{path}: {error}"))?;
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim().to_lowercase());
    Ok(lines.filter(|line| !line.is_empty()).collect())
}

/// Whether a word has Cyrillic letters, and whether it has others.
fn scripts(word: &str) -> [bool; 2] {
    let cyrillic = |sign: char| ('\u{400}'..='\u{52f}').contains(&sign);
    [word.contains(cyrillic), word.contains(|sign: char| sign.is_alphabetic() && !cyrillic(sign))]
}

/// Whether a piece of a text is an address or a name of a program's: those are spelt as they are.
fn is_address(piece: &str) -> bool {
    let inside = piece.trim_matches(|sign: char| !sign.is_alphanumeric());
    inside.contains(['_', '/']) || inside.split('.').filter(|part| part.chars().count() > 1).count() > 1
}

/// Words that neither dictionary nor glossary have, and words of the glossary that nobody needs.
pub fn faults(documents: &[(String, Value)]) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    for language in Language::ALL {
        let said: Vec<(String, String)> = documents
            .iter()
            .flat_map(|(name, document)| {
                gather(document, language).into_iter().map(move |said| (format!("{name}{}", said.path), said.text))
            })
            .collect();
        let mut places: BTreeMap<&str, &str> = BTreeMap::new();
        for (place, text) in &said {
            // Single letters are initials and codes; names and addresses stand in letters of their own.
            let own = |word: &&str| {
                word.chars().nth(1).is_some()
                    && scripts(word) != [language != Language::Russian, language == Language::Russian]
            };
            for word in text.split_whitespace().filter(|piece| !is_address(piece)).flat_map(words).filter(own) {
                if scripts(word) == [true, true] {
                    faults.push(format!("{place}: `{word}` has Latin and Cyrillic letters"));
                }
                places.entry(word).or_insert(place);
            }
        }
        let unknown = unknown(language, &places.keys().copied().collect())?;
        let glossary = glossary(language)?;
        for word in unknown.iter().filter(|word| !glossary.contains(&word.to_lowercase())) {
            let place = places.iter().find(|(known, _)| known.contains(word.as_str())).map_or("", |(_, place)| place);
            faults.push(format!("{place}: `{word}` is neither in {} nor in the glossary", dictionary(language)));
        }
        let needed: BTreeSet<String> = unknown.iter().map(|word| word.to_lowercase()).collect();
        for word in glossary.difference(&needed) {
            faults.push(format!("tests/words/{}.txt: nothing needs `{word}`", language.code()));
        }
    }
    Ok(faults)
}
