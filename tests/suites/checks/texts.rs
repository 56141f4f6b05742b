//! The words of the catalogue: all of them in every language, and as a reader of fifteen needs them.

use std::collections::BTreeSet;

use orientir::definition::{Definition, TypeRule, Wording};
use orientir::{Instrument, Lang, catalogue};
use serde_json::Value;

/// The paths and texts below a value.
fn leaves<'v>(value: &'v Value, path: &str, found: &mut Vec<(String, &'v str)>) {
    match value {
        Value::String(text) => found.push((path.to_owned(), text)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, value)| leaves(value, &format!("{path}/{i}"), found));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| leaves(value, &format!("{path}/{key}"), found));
        }
        _ => {}
    }
}

/// A path without the places in lists of sentences, of which one language may need more than another.
fn kind(path: &str) -> String {
    let of_sentences = path.contains("/about/") || path.contains("/levels/");
    let cut = path.rsplit_once('/').filter(|(_, last)| of_sentences && last.parse::<u32>().is_ok());
    cut.map_or(path, |(list, _)| list).to_owned()
}

fn documents() -> Vec<(&'static str, Value)> {
    let all = catalogue::INSTRUMENTS.iter().chain(catalogue::BATTERIES);
    all.map(|(id, text)| (*id, serde_json::from_str(text).expect("JSON"))).collect()
}

#[test]
fn every_text_is_there_in_every_language() {
    let mut faults = Vec::new();
    for (id, document) in documents() {
        let kinds = Lang::ALL.map(|lang| {
            let mut found = Vec::new();
            leaves(&document["texts"][lang.as_str()], "", &mut found);
            found.into_iter().map(|(path, _)| kind(&path)).collect::<BTreeSet<_>>()
        });
        for (lang, one) in Lang::ALL.iter().zip(&kinds) {
            for path in kinds.iter().flatten().collect::<BTreeSet<_>>().into_iter().filter(|path| !one.contains(*path))
            {
                faults.push(format!("{id}: no {}{path}", lang.as_str()));
            }
        }
        if kinds.iter().any(BTreeSet::is_empty) {
            faults.push(format!("{id}: a language is missing"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Reasons and doubts, which are told wherever an instrument is shown, and sources that are described rather than cited.
#[test]
fn every_reason_is_there_in_every_language() {
    fn look(value: &Value, path: &str, faults: &mut Vec<String>) {
        match value {
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(i, value)| look(value, &format!("{path}/{i}"), faults));
            }
            Value::Object(members) => {
                for (key, value) in members {
                    let path = format!("{path}/{key}");
                    if matches!(key.as_str(), "why" | "doubt") && !path.starts_with("/texts") && value.is_string() {
                        faults.push(format!("{path}: in one language"));
                    }
                    // An option may be called so too.
                    let is_said = value.is_object() && !path.contains("/options/");
                    let languages = |value: &Value| Lang::ALL.iter().all(|lang| value[lang.as_str()].is_string());
                    if matches!(key.as_str(), "why" | "doubt" | "cite") && is_said && !languages(value) {
                        faults.push(format!("{path}: not in every language"));
                    }
                    look(value, &path, faults);
                }
            }
            _ => {}
        }
    }
    let mut faults = Vec::new();
    for (id, document) in documents() {
        look(&document, "", &mut faults);
        faults.iter_mut().filter(|fault| fault.starts_with('/')).for_each(|fault| *fault = format!("{id}{fault}"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// `{n}` and its like, which a program fills in.
fn placeholders(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect();
    found.sort_unstable();
    found
}

#[test]
fn placeholders_are_the_same_in_every_language() {
    for (id, document) in documents() {
        let mut first = Vec::new();
        leaves(&document["texts"]["ru"], "", &mut first);
        for lang in ["lt", "en"] {
            for (path, text) in &first {
                let other = document["texts"][lang].pointer(path).and_then(Value::as_str).unwrap_or_default();
                if !other.is_empty() {
                    assert_eq!(placeholders(text), placeholders(other), "{id}: {lang}{path}");
                }
            }
        }
    }
}

/// Codes stand in the order of the form in every language, as far as JSON shows an order: a translator sees what belongs together.
#[test]
fn options_stand_in_the_same_order_in_every_language() {
    for instrument in instruments() {
        let texts = Lang::ALL.map(|lang| instrument.definition().texts.get(lang.as_str()).expect("shipped"));
        for lang in [1, 2] {
            for (name, labels) in texts[0].responses.iter() {
                let codes: Vec<_> = labels.iter().map(|(code, _)| code).collect();
                let other = texts[lang].responses.get(name).expect("a response in every language");
                let others: Vec<_> = other.iter().map(|(code, _)| code).collect();
                assert_eq!(codes, others, "{}: {name}", instrument.id());
            }
            for (item, text) in texts[0].items.iter() {
                let codes: Vec<_> = text.options.iter().map(|(code, _)| code).collect();
                let other = texts[lang].items.get(item).expect("an item in every language");
                let others: Vec<_> = other.options.iter().map(|(code, _)| code).collect();
                assert_eq!(codes, others, "{}: item {item}", instrument.id());
            }
        }
    }
}

fn instruments() -> Vec<Instrument> {
    catalogue::all().expect("shipped")
}

/// Levels that a scale can have.
fn levels<'d>(definition: &'d Definition, scale: &str) -> BTreeSet<&'d str> {
    let of = definition.levels.iter().filter(|levels| levels.scales.iter().any(|id| id.as_str() == scale));
    of.flat_map(|levels| levels.bands.iter().map(|band| band.level.as_str())).collect()
}

/// For each scale, level and type two to four sentences: what it says, what it does not, what to do next.
#[test]
fn scales_levels_and_types_have_two_to_four_sentences() {
    let mut faults = Vec::new();
    for instrument in instruments() {
        let definition = instrument.definition();
        for (lang, texts) in definition.texts.iter() {
            let mut few = |what: String, sentences: &[String]| {
                if !(2..=4).contains(&sentences.len()) {
                    faults.push(format!("{} {lang}: {what} has {} sentences", instrument.id(), sentences.len()));
                }
                for sentence in sentences.iter().filter(|sentence| !sentence.ends_with(['.', '!', '?'])) {
                    faults.push(format!("{} {lang}: {what} has no end: {sentence}", instrument.id()));
                }
            };
            // A group that speaks for its scales is read in their place.
            let spoken: BTreeSet<&str> = definition
                .groups
                .iter()
                .filter(|group| texts.groups.get(&group.id).is_some_and(|text| !text.about.is_empty()))
                .flat_map(|group| group.scales.iter().chain(&group.beside).map(orientir::definition::Id::as_str))
                .collect();
            for (group, text) in texts.groups.iter() {
                few(format!("group {group}"), &text.about);
            }
            for scale in &definition.scales {
                let text = texts.scales.get(&scale.id).expect("a text for every scale");
                if !spoken.contains(scale.id.as_str()) || !text.about.is_empty() {
                    few(format!("scale {}", scale.id), &text.about);
                }
                for level in levels(definition, &scale.id) {
                    let sentences = text.levels.get(level).cloned().unwrap_or_default();
                    few(format!("level {level} of {}", scale.id), &sentences);
                }
            }
            let types = instrument.types().iter().filter(|id| !is_of_no_type(definition, id));
            for id in types {
                let text = texts.types.get(id).map_or(&[][..], |text| &text.about);
                few(format!("type {id}"), text);
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The letters of a code are explained by their scales.
fn is_of_no_type(definition: &Definition, id: &str) -> bool {
    matches!(definition.type_rule, Some(TypeRule::Code(_)))
        && definition.scales.iter().any(|scale| scale.id.as_str() == id)
}

/// Options with keys can be told apart in every language, so that a translation cannot swap them unseen.
#[test]
fn keyed_options_have_anchors_in_every_language() {
    let mut faults = Vec::new();
    for instrument in instruments().iter().filter(|one| one.definition().about.wording != Wording::None) {
        for item in &instrument.definition().items {
            let keyed: Vec<_> = item.options.iter().filter(|(_, option)| option.key.is_some()).collect();
            for (code, option) in keyed.iter().filter(|_| keyed.len() > 1) {
                for lang in Lang::ALL.iter().filter(|lang| option.anchors.get(lang.as_str()).is_none()) {
                    faults.push(format!(
                        "{}: item {} option {code} has no anchors in {}",
                        instrument.id(),
                        item.id,
                        lang.as_str()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a pupil reads calls nobody low, weak or ill.
#[test]
fn nobody_is_called_low() {
    const WORDS: [(&str, &[&str]); 3] = [
        ("ru", &["низк", "слабый", "слабая", "плох", "диагноз", "отклонени", "нарушени"]),
        ("lt", &["žem", "silpnas", "blog", "diagnoz", "nukryp", "sutrik"]),
        ("en", &["low", "lower", "weak", "poor", "bad", "diagnosis", "disorder"]),
    ];
    let mut faults = Vec::new();
    for instrument in instruments() {
        for (lang, stems) in WORDS {
            let texts = instrument.definition().texts.get(lang).expect("shipped");
            let scales = texts
                .scales
                .iter()
                .flat_map(|(_, text)| text.about.iter().chain(text.levels.iter().flat_map(|(_, all)| all)));
            let types = texts.types.iter().flat_map(|(_, text)| &text.about);
            for sentence in scales.chain(types) {
                let lower = sentence.to_lowercase();
                let mut words = lower.split(|sign: char| !sign.is_alphabetic());
                let called = |word: &str| {
                    stems.iter().any(|stem| if lang == "en" { word == *stem } else { word.starts_with(stem) })
                };
                // That something is no diagnosis, and that nothing is good or bad, may be said.
                let denied = ["не ", "нет", "хорош", "ne ", "nė", "not ", "no ", "good", "geri", "geras", "nei "]
                    .iter()
                    .any(|word| lower.contains(word));
                if words.any(called) && !denied {
                    faults.push(format!("{} {lang}: {sentence}", instrument.id()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
