//! Checks that no translation has swapped two options: the points would follow the code, and the reader another text.
//!
//! Two things are compared, since a program does not understand what it reads. The words that a definition itself names as
//! belonging to an option (`anchors`); and a few plain words that the languages share one to one (not, very, weak, strong, ...):
//! where two languages have one of them at the same number of places, but at each other's, two texts are swapped.

use crate::compile::names::tell_unknown;
use crate::definition::reader::pointer_step;
use crate::definition::{Definition, Item, Map, Texts};
use crate::error::{Code, Diagnostics, Error};
use crate::messages::Lang;

/// Whether one of the words of a text begins so; capitals do not matter.
fn has(text: &str, beginnings: &[String]) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|sign: char| !sign.is_alphanumeric());
    words.any(|word| !word.is_empty() && beginnings.iter().any(|start| word.starts_with(&start.to_lowercase())))
}

fn path_of(lang: &str, steps: &[&str]) -> String {
    let steps: String = steps.iter().flat_map(|step| ["/".to_owned(), pointer_step(step)]).collect();
    format!("/texts/{}{steps}", pointer_step(lang))
}

/// The texts of an item's options that have no anchor of their own but one of another option: code and other code. What
/// packs of texts bring is asked the same.
pub(crate) fn crossed<'i>(item: &'i Item, lang: &str, options: &Map<String>) -> Vec<(&'i str, &'i str, &'i str)> {
    let anchors =
        |code: &str| item.options.get(code).and_then(|option| option.anchors.get(lang)).map_or(&[][..], Vec::as_slice);
    let crossed = item.options.iter().filter_map(|(code, _)| {
        let text = options.get(code).filter(|text| !anchors(code).is_empty() && !has(text, anchors(code)))?;
        let others = item.options.iter().filter(|(other, _)| *other != code);
        let mut found = others.filter_map(|(other, option)| {
            let word = option.anchors.get(lang)?.iter().find(|word| has(text, std::slice::from_ref(word)))?;
            Some((code, other, word.as_str()))
        });
        found.next()
    });
    crossed.collect()
}

/// What to say of texts that are swapped.
pub(crate) fn swapped(path: String, lang: &str, first: &str, second: &str) -> Error {
    Error::new(Code::OptionsSwapped, path).with("first", first).with("second", second).with("language", lang)
}

/// Checks the options of all items against their anchors, in every language.
pub(super) fn anchors(definition: &Definition, faults: &mut Diagnostics) {
    for (i, item) in definition.items.iter().enumerate() {
        for (code, option) in item.options.iter() {
            let known = Lang::ALL.map(Lang::as_str);
            for (lang, _) in option.anchors.iter().filter(|(lang, _)| !known.contains(lang)) {
                let path = format!("/items/{i}/options/{}/anchors/{}", pointer_step(code), pointer_step(lang));
                tell_unknown(faults, path, "language", lang, &known);
            }
        }
        for (lang, texts) in definition.texts.iter() {
            let Some(text) = texts.items.get(&item.id) else { continue };
            let path = |code: &str| path_of(lang, &["items", &item.id, "options", code]);
            let crossed = crossed(item, lang, &text.options);
            for (code, option) in item.options.iter() {
                let own = option.anchors.get(lang).map_or(&[][..], Vec::as_slice);
                if let Some((_, other, word)) = crossed.iter().find(|(first, ..)| *first == code) {
                    faults.push(swapped(path(code), lang, code, other).with("word", word));
                } else if let Some(text) = text.options.get(code)
                    && !own.is_empty()
                    && !has(text, own)
                {
                    let fault = Error::new(Code::AnchorMissing, path(code)).with("option", code);
                    faults.push(fault.with("language", lang).with("allowed", own.join(", ")));
                }
            }
        }
    }
}

/// Words that mean the same: Russian, Lithuanian, English, in the order of [`Lang::ALL`].
type Sign = [&'static [&'static str]; 3];

/// What the languages share one to one in labels of answers.
const SIGNS: [Sign; 9] = [
    [
        &["не", "нет", "ни", "никогда", "без"],
        &["ne", "nė", "niekada", "be", "nėra"],
        &["not", "no", "never", "without", "none"],
    ],
    [&["да"], &["taip"], &["yes"]],
    [&["очень"], &["labai"], &["very"]],
    [&["сильно", "сильное"], &["stipriai", "smarkiai", "stiprus"], &["strongly", "strong"]],
    [&["слабо", "слабое"], &["silpnai", "silpnas"], &["slightly", "weakly", "weak"]],
    [&["часто"], &["dažnai"], &["often"]],
    [&["редко"], &["retai"], &["rarely", "seldom"]],
    [&["низкий", "низкая", "низкое"], &["žemas", "žema"], &["low"]],
    [&["высокий", "высокая", "высокое"], &["aukštas", "aukšta"], &["high"]],
];

/// Whether a text has a sign.
fn signed(lang: &str, sign: &Sign, text: &str) -> Option<bool> {
    let words = sign.get(Lang::ALL.iter().position(|known| known.as_str() == lang)?)?;
    // Lithuanian writes its negation in one word with the verb.
    let negated = |word: &str| words.contains(&"nė") && word.starts_with("ne") && word.len() > 5;
    let text = text.to_lowercase();
    Some(text.split(|sign: char| !sign.is_alphanumeric()).any(|word| words.contains(&word) || negated(word)))
}

/// The same text in two languages, by code.
type Both<'t> = (&'t str, &'t str, &'t str);

/// Two codes whose texts have a sign crosswise: one of them in the first language, the other in the second.
fn exchanged<'t>(one: &str, other: &str, texts: &[Both<'t>]) -> Option<(&'t str, &'t str)> {
    SIGNS.iter().find_map(|sign| {
        let differs = |(code, first, second): &Both<'t>| {
            let (first, second) = (signed(one, sign, first)?, signed(other, sign, second)?);
            (first != second).then_some((*code, first))
        };
        match texts.iter().filter_map(differs).collect::<Vec<_>>().as_slice() {
            [(first, here), (second, there)] if here != there => Some((*first, *second)),
            _ => None,
        }
    })
}

/// Checks labels of responses, words of levels and poles of items of each language against the first one.
pub(crate) fn labels(definition: &Definition, faults: &mut Diagnostics) {
    let known = Lang::ALL.map(Lang::as_str).into_iter();
    let mut languages = known.filter_map(|lang| Some((lang, definition.texts.get(lang)?)));
    let Some((one, first)) = languages.next() else { return };
    for (other, second) in languages {
        let mut compare = |steps: &[&str], texts: &[Both<'_>]| {
            if let Some((code, with)) = exchanged(one, other, texts) {
                let path = path_of(other, &[steps, &[code]].concat());
                faults.push(swapped(path, other, code, with).with("other", one));
            }
        };
        for (name, labels) in first.responses.iter() {
            let others = second.responses.get(name);
            compare(&["responses", name], &others.map_or_else(Vec::new, |others| both(labels, others)));
        }
        compare(&["levels"], &both(&first.levels, &second.levels));
        for item in &definition.items {
            compare(&["items", &item.id], &poles(item, first, second).unwrap_or_default());
        }
    }
}

fn both<'t>(first: &'t Map<String>, second: &'t Map<String>) -> Vec<Both<'t>> {
    first.iter().filter_map(|(code, text)| Some((code, text.as_str(), second.get(code)?.as_str()))).collect()
}

fn poles<'t>(item: &Item, first: &'t Texts, second: &'t Texts) -> Option<Vec<Both<'t>>> {
    let (first, second) = (first.items.get(&item.id)?, second.items.get(&item.id)?);
    let left = ("left", first.left.as_deref()?, second.left.as_deref()?);
    Some(vec![left, ("right", first.right.as_deref()?, second.right.as_deref()?)])
}
