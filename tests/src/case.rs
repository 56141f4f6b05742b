//! Vectors of scores: a person's answers, or a table of them, and the result that they must give.

use std::collections::BTreeMap;

use orientir::definition::Wording;
use orientir::{Diagnostics, Error, Instrument, Sheet};
use serde::Deserialize;

use crate::compare::{Expect, Ulps, person};
use crate::document::catalogue;
use crate::files;

/// A file of vectors. What stands here holds for every case that does not say otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// What the cases show.
    pub about: String,
    /// An instrument of the catalogue.
    pub instrument: Option<String>,
    /// A definition of this crate.
    pub definition: Option<String>,
    /// Who worked the cases out.
    pub source: Option<String>,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One vector.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows; unique in its file.
    pub name: String,
    /// Who worked it out.
    pub source: Option<String>,
    /// The calculation.
    pub work: Option<String>,
    /// An instrument of the catalogue.
    pub instrument: Option<String>,
    /// A definition of this crate.
    pub definition: Option<String>,
    /// Choices of policies.
    #[serde(default)]
    pub policies: BTreeMap<String, String>,
    /// The wording that was administered.
    pub wording: Option<String>,
    /// The use that is stated: `anonymous_adult_groups`.
    #[serde(rename = "use")]
    pub use_for: Option<String>,
    /// Covariates.
    #[serde(default)]
    pub person: BTreeMap<String, String>,
    /// Codes by pattern with one `*`; no field fits two patterns.
    #[serde(default)]
    pub fill: BTreeMap<String, Option<String>>,
    /// Codes by field; they win over `fill`.
    #[serde(default)]
    pub answers: BTreeMap<String, Option<String>>,
    /// Several ratings of one person; `fill` applies to each.
    #[serde(default)]
    pub ratings: Vec<BTreeMap<String, Option<String>>>,
    /// A table in the place of answers.
    pub table: Option<Table>,
    /// How far numbers may be off.
    pub ulps: Option<Ulps>,
    /// The result.
    #[serde(default)]
    pub expect: Expect,
    /// The results of a table, person by person.
    #[serde(default)]
    pub people: Vec<Row>,
    /// What is wrong in a table, as code and place.
    #[serde(default)]
    pub problems: Vec<(String, String)>,
}

/// A table of answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The header.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// What a table says of one person on one occasion.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The person.
    pub id: String,
    /// The occasion; 1 if absent.
    pub occasion: Option<u32>,
    /// The result.
    pub expect: Expect,
}

impl File {
    /// Reads a file; a fault in its form is a panic.
    pub fn read(path: &str) -> Self {
        let file: Self = files::read(path);
        for (i, case) in file.cases.iter().enumerate() {
            assert!(
                file.cases[..i].iter().all(|other| other.name != case.name),
                "{path}: `{}` stands twice",
                case.name
            );
            assert!(file.source.is_some() || case.source.is_some(), "{path}: `{}` names no source", case.name);
        }
        file
    }

    /// The instrument of a case.
    fn instrument(&self, case: &Case) -> Instrument {
        let own = case.instrument.is_some() || case.definition.is_some();
        let (id, name) = if own { (&case.instrument, &case.definition) } else { (&self.instrument, &self.definition) };
        let instrument = match (id, name) {
            (Some(id), None) => Instrument::from_json(catalogue(id)),
            (None, Some(name)) => Instrument::from_json(&files::text(&format!("definitions/{name}"))),
            _ => panic!("a case has an instrument or a definition"),
        };
        let mut instrument = instrument.unwrap_or_else(|faults| panic!("{faults}"));
        for (policy, choice) in &case.policies {
            instrument = instrument.with_policy(policy, choice).unwrap_or_else(|error| panic!("{error}"));
        }
        if let Some(word) = &case.wording {
            instrument = instrument.with_wording(Wording::parse(word).expect("a wording")).expect("no text pack");
        }
        match case.use_for.as_deref() {
            Some("anonymous_adult_groups") => instrument.for_adult_groups(),
            Some(other) => panic!("no use is called {other}"),
            None => instrument,
        }
    }

    /// What of the result of a case is not as it must be.
    pub fn differences(&self, case: &Case) -> Vec<String> {
        let instrument = self.instrument(case);
        let mut found = Vec::new();
        match &case.table {
            Some(table) => case.table_differences(&instrument, table, &mut found),
            None => match case.score(&instrument) {
                Ok(result) => found.extend(person(&case.expect, &result, case.ulps.as_ref())),
                Err(error) => found.push(error.reveal().to_string()),
            },
        }
        found
    }
}

impl Case {
    /// The result document of the answers.
    fn score(&self, instrument: &Instrument) -> Result<String, Error> {
        let mut answers = instrument.answers();
        for (name, value) in &self.person {
            answers.person_mut().set(name, value)?;
        }
        let one = std::slice::from_ref(&self.answers);
        for (i, rating) in if self.ratings.is_empty() { one } else { &self.ratings }.iter().enumerate() {
            if i > 0 {
                answers.next_rating();
            }
            for field in instrument.fields() {
                let mut fitting = self.fill.iter().filter(|(pattern, _)| fits(pattern, field));
                if let Some((_, code)) = fitting.next() {
                    answers.set(field, code.as_deref().unwrap_or(""))?;
                }
                assert!(fitting.next().is_none(), "{field} fits two patterns");
            }
            for (field, code) in rating {
                answers.set(field, code.as_deref().unwrap_or(""))?;
            }
        }
        Ok(instrument.score(&answers).to_json())
    }

    fn table_differences(&self, instrument: &Instrument, table: &Table, found: &mut Vec<String>) {
        let header: Vec<&str> = table.header.iter().map(String::as_str).collect();
        let sheet = Sheet::new(instrument, &header).unwrap_or_else(|faults| panic!("{faults}"));
        let (entries, faults) = sheet.read(table.rows.iter().map(|row| row.iter().map(String::as_str)));
        let told = problems(sheet.remarks().iter().chain(&faults));
        let mut expected = self.problems.clone();
        expected.sort();
        if told != expected {
            found.push(format!("problems: expected {expected:?}, found {told:?}"));
        }
        let keys: Vec<_> = entries.iter().map(|e| (e.key.id.clone(), e.key.occasion)).collect();
        let wanted: Vec<_> = self.people.iter().map(|p| (p.id.clone(), p.occasion.unwrap_or(1))).collect();
        if keys != wanted {
            found.push(format!("people: expected {wanted:?}, found {keys:?}"));
            return;
        }
        for (entry, row) in entries.iter().zip(&self.people) {
            let differences = person(&row.expect, &instrument.score(&entry.answers).to_json(), self.ulps.as_ref());
            found.extend(differences.into_iter().map(|text| format!("{}: {text}", row.id)));
        }
    }
}

/// Problems as code and place, sorted.
pub fn problems<'e>(errors: impl Iterator<Item = &'e Error>) -> Vec<(String, String)> {
    let mut told: Vec<_> = errors.map(|e| (e.code().as_str().to_owned(), e.path().to_owned())).collect();
    told.sort();
    told
}

/// The same of a whole list.
pub fn all_problems(errors: &Diagnostics) -> Vec<(String, String)> {
    problems(errors.iter())
}

/// Whether a field fits a pattern with at most one `*`.
fn fits(pattern: &str, field: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == field,
        Some((start, end)) => {
            field.len() >= start.len() + end.len() && field.starts_with(start) && field.ends_with(end)
        }
    }
}
