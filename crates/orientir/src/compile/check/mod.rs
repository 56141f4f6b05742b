//! What psychometrics asks of a definition, beyond names.

mod limits;
mod responses;
mod scales;
mod standing;
pub(crate) mod swapped;
mod texts;

use std::collections::BTreeSet;

pub(crate) use limits::limits;
pub(crate) use responses::codes;
pub(crate) use scales::{possible, touched};

use super::names::tell_unknown;
use super::resolve::Resolved;
use crate::definition::{Basis, Definition, Grouping, TypeRule};
use crate::error::{Code, Diagnostics, Error};

pub(crate) fn check(definition: &Definition, resolved: &Resolved<'_>, faults: &mut Diagnostics) {
    head(definition, faults);
    about(definition, faults);
    ids(definition, faults);
    responses::responses(definition, resolved, faults);
    responses::items(definition, resolved, faults);
    bases(definition, faults);
    types(definition, faults);
    if let Some(ratings) = &definition.ratings {
        if !definition.policies.is_empty() || !definition.branches.is_empty() {
            let fault = Error::new(Code::BadCondition, "/ratings");
            faults.push(fault.with("reason", "a person with several ratings has no single answers"));
        }
        known_words(&ratings.by, "/ratings/by", &["rater", "date", "occasion"], faults);
    }
    let possible = possible(resolved);
    scales::scales(definition, resolved, &possible, faults);
    scales::groups(definition, resolved, faults);
    standing::levels(definition, resolved, &possible, faults);
    standing::norms(definition, resolved, &possible, faults);
    standing::needs(definition, faults);
    for (lang, texts) in definition.texts.iter() {
        texts::texts(definition, resolved, lang, texts, faults);
    }
    swapped::anchors(definition, faults);
    swapped::labels(definition, faults);
}

fn head(definition: &Definition, faults: &mut Diagnostics) {
    if definition.format != Definition::FORMAT {
        let fault = Error::new(Code::BadNumber, "/format").with("number", definition.format);
        faults.push(fault.with("allowed", Definition::FORMAT));
    }
    let parts: Vec<_> = definition.version.split('.').collect();
    let numeric = |part: &&str| !part.is_empty() && part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit());
    if parts.len() != 3 || !parts.iter().all(numeric) {
        faults
            .push(Error::new(Code::BadVersion, "/version").with("version", crate::error::escape(&definition.version)));
    }
    if definition.items.is_empty() {
        faults.push(Error::new(Code::EmptyList, "/items").with("what", "item"));
    }
    if definition.scales.is_empty() {
        faults.push(Error::new(Code::EmptyList, "/scales").with("what", "scale"));
    }
}

/// Words that a list may hold.
const COVARIATES: [&str; 6] = ["sex", "age", "grade", "language", "region", "mode"];

fn about(definition: &Definition, faults: &mut Diagnostics) {
    known_words(&definition.about.needs, "/about/needs", &COVARIATES, faults);
    if let Some(population) = &definition.about.population {
        grouping(population.age.as_ref(), "/about/population/age", faults);
        grouping(population.grade.as_ref(), "/about/population/grade", faults);
    }
    if let Some(administration) = &definition.about.administration {
        grouping(administration.minutes.as_ref(), "/about/administration/minutes", faults);
    }
}

fn known_words(words: &[String], path: &str, known: &[&str], faults: &mut Diagnostics) {
    for (i, word) in words.iter().enumerate().filter(|(_, word)| !known.contains(&word.as_str())) {
        let fix = crate::definition::reader::nearest(word, known);
        let fault = Error::new(Code::UnknownWord, format!("{path}/{i}")).with("word", word).with("fix", fix);
        faults.push(fault.with("allowed", known.join(", ")));
    }
}

/// Limits that nobody is within.
fn grouping(grouping: Option<&Grouping>, path: impl Into<String>, faults: &mut Diagnostics) {
    let Some(Grouping { from, below: Some(below) }) = grouping else { return };
    let from = from.unwrap_or(0);
    if from >= *below {
        faults
            .push(Error::new(Code::BadNumber, path).with("number", from).with("allowed", format!("less than {below}")));
    }
}

fn ids(definition: &Definition, faults: &mut Diagnostics) {
    let mut unique = |list: &str, ids: &mut dyn Iterator<Item = &str>| {
        let mut seen = BTreeSet::new();
        for (i, id) in ids.enumerate() {
            if !seen.insert(id) {
                faults.push(Error::new(Code::DuplicateId, format!("/{list}/{i}/id")).with("id", id));
            }
        }
    };
    unique("items", &mut definition.items.iter().map(|x| x.id.as_str()));
    unique("scales", &mut definition.scales.iter().map(|x| x.id.as_str()));
    unique("groups", &mut definition.groups.iter().map(|x| x.id.as_str()));
    unique("checks", &mut definition.checks.iter().map(|x| x.id.as_str()));
    unique("policies", &mut definition.policies.iter().map(|x| x.id.as_str()));
    unique("norms", &mut definition.norms.iter().map(|x| x.id.as_str()));
    match &definition.type_rule {
        Some(TypeRule::Highest(rule)) => unique("type/highest/of", &mut rule.of.iter().map(|x| x.id.as_str())),
        Some(TypeRule::Code(rule)) => unique("type/code/of", &mut rule.of.iter().map(|x| x.id.as_str())),
        _ => {}
    }
}

fn types(definition: &Definition, faults: &mut Diagnostics) {
    let (path, of) = match &definition.type_rule {
        Some(TypeRule::Highest(rule)) => ("/type/highest/of", &rule.of),
        Some(TypeRule::Code(rule)) => {
            if rule.letters == 0 {
                let fault = Error::new(Code::BadNumber, "/type/code/letters").with("number", rule.letters);
                faults.push(fault.with("allowed", format!("1..={}", rule.of.len().max(1))));
            }
            ("/type/code/of", &rule.of)
        }
        Some(TypeRule::Cases(rule)) => {
            if rule.cases.is_empty() {
                faults.push(Error::new(Code::EmptyList, "/type/cases/cases").with("what", "type"));
            }
            return;
        }
        None => return,
    };
    if of.is_empty() {
        faults.push(Error::new(Code::EmptyList, path).with("what", "type"));
    }
    for (i, _) in of.iter().enumerate().filter(|(_, candidate)| candidate.by.is_empty()) {
        faults.push(Error::new(Code::EmptyList, format!("{path}/{i}/by")).with("what", "number"));
    }
}

fn bases(definition: &Definition, faults: &mut Diagnostics) {
    let known: Vec<_> = definition.about.sources.iter().map(|(name, _)| name).collect();
    let norms: Vec<&str> = definition.norms.iter().map(|norm| norm.id.as_str()).collect();
    for (i, known) in definition.reliability.iter().enumerate() {
        if let Some(id) = known.norm.as_ref().filter(|id| !norms.contains(&id.as_str())) {
            tell_unknown(faults, format!("/reliability/{i}/norm"), "norm", id, &norms);
        }
    }
    let mut basis = |basis: Option<&Basis>, path: String, required: bool| match basis {
        Some(basis) if !known.contains(&basis.source.as_str()) => {
            tell_unknown(faults, format!("{path}/basis/source"), "source", &basis.source, &known);
        }
        None if required => faults.push(Error::new(Code::BasisMissing, path)),
        _ => {}
    };
    definition.scales.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/scales/{i}"), true));
    definition.levels.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/levels/{i}"), true));
    definition.norms.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/norms/{i}"), true));
    definition
        .reliability
        .iter()
        .enumerate()
        .for_each(|(i, x)| basis(x.basis.as_ref(), format!("/reliability/{i}"), true));
    definition.policies.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/policies/{i}"), true));
    definition.checks.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/checks/{i}"), false));
    let cautions = definition.about.cautions.iter().enumerate();
    cautions.for_each(|(i, x)| basis(x.basis.as_ref(), format!("/about/cautions/{i}"), false));
    if let Some(rule) = &definition.type_rule {
        let way = match rule {
            TypeRule::Highest(_) => "highest",
            TypeRule::Cases(_) => "cases",
            TypeRule::Code(_) => "code",
        };
        basis(rule.basis(), format!("/type/{way}"), true);
    }
}
