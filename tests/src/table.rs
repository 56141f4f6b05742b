//! Vectors of tables: rows of text from the very first, and what must be read of them.

use std::collections::BTreeMap;
use std::fmt::Debug;

use orientir::{Diagnostics, Entry, Error, Given, Identity, Instrument, Lang, Sheet, TableMap};
use serde::Deserialize;
use serde_json::Value;

use crate::case::problems;
use crate::document::catalogue;
use crate::files;

/// A file of vectors. What stands here holds for every case that does not say otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// What the cases show.
    pub about: String,
    /// Who worked the cases out.
    pub source: String,
    /// An instrument of the catalogue.
    pub instrument: Option<String>,
    /// A definition of this crate.
    pub definition: Option<String>,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One vector.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows; unique in its file.
    pub name: String,
    /// Why it must be read so.
    pub work: Option<String>,
    /// An instrument of the catalogue.
    pub instrument: Option<String>,
    /// A definition of this crate.
    pub definition: Option<String>,
    /// What is said of the table.
    pub map: Option<Value>,
    /// The rows from the very first.
    pub table: Vec<Vec<String>>,
    /// What is read.
    pub expect: Option<Expect>,
    /// What is told, as code and place, where the map or the header is not accepted.
    pub refused: Option<Vec<(String, String)>>,
}

/// What is read of a table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// How many rows end with the header; 1 if absent.
    #[serde(default = "one")]
    pub header_rows: usize,
    /// How the rows are told apart.
    pub identity: String,
    /// Who is read, in order.
    pub people: Vec<Row>,
    /// What is told of the rows, as code and place.
    #[serde(default)]
    pub problems: Vec<(String, String)>,
    /// What is told of the header, as code and what it names.
    #[serde(default)]
    pub remarks: Vec<(String, String)>,
}

/// What is read of one person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The person.
    pub id: String,
    /// The occasion; 1 if absent.
    pub occasion: Option<u32>,
    /// The rater; empty if absent.
    #[serde(default)]
    pub rater: String,
    /// The date; empty if absent.
    #[serde(default)]
    pub date: String,
    /// The rows of the table below the header, counted from 1; not compared if absent.
    pub rows: Option<Vec<usize>>,
    /// Covariates; all that are known.
    #[serde(default)]
    pub person: BTreeMap<String, String>,
    /// All fields with a code, `…` for words of one's own.
    pub answers: BTreeMap<String, String>,
    /// Why other fields have none; only those that are named are compared.
    #[serde(default)]
    pub without: BTreeMap<String, String>,
}

fn one() -> usize {
    1
}

/// What a reading gives, and what it tells.
struct Reading {
    header_rows: usize,
    identity: Identity,
    remarks: Diagnostics,
    people: Vec<Entry>,
    faults: Diagnostics,
    /// The map that the sheet proposes.
    proposed: String,
}

impl File {
    /// Reads a file; a fault in its form is a panic.
    pub fn read(path: &str) -> Self {
        let file: Self = files::read(path);
        for (i, case) in file.cases.iter().enumerate() {
            let name = &case.name;
            assert!(file.cases[..i].iter().all(|other| other.name != *name), "{path}: `{name}` stands twice");
            assert!(case.expect.is_some() != case.refused.is_some(), "{path}: `{name}` is read or refused");
        }
        file
    }

    /// What of a case is not read as it must be.
    pub fn differences(&self, case: &Case) -> Vec<String> {
        let own = case.instrument.is_some() || case.definition.is_some();
        let (id, name) = if own { (&case.instrument, &case.definition) } else { (&self.instrument, &self.definition) };
        let instrument = match (id, name) {
            (Some(id), None) => Instrument::from_json(catalogue(id)),
            (None, Some(name)) => Instrument::from_json(&files::text(&format!("definitions/{name}"))),
            _ => panic!("a case has an instrument or a definition"),
        };
        let instrument = instrument.unwrap_or_else(|faults| panic!("{faults}"));
        let mut found = Vec::new();
        let map = case.map.as_ref().map(ToString::to_string);
        match (case.read(&instrument, map.as_deref()), &case.expect) {
            (Ok(reading), Some(expect)) => {
                expect.differences(&instrument, &reading, &mut found);
                case.laws(&instrument, &reading, &mut found);
            }
            (Err(faults), None) => {
                case.masked(faults.iter(), &[], &mut found);
                let mut expected = case.refused.clone().unwrap_or_default();
                expected.sort();
                differ("refused", &expected, &problems(faults.iter()), &mut found);
            }
            (Ok(_), None) => found.push("is read and must be refused".to_owned()),
            (Err(faults), Some(_)) => found.push(format!("is refused: {faults:?}")),
        }
        found
    }
}

impl Case {
    fn read(&self, instrument: &Instrument, map: Option<&str>) -> Result<Reading, Diagnostics> {
        let map = map.map(|text| TableMap::from_json(text, instrument)).transpose()?;
        let rows: Vec<Vec<&str>> = self.table.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let sheet = Sheet::fit(instrument, &rows, map.as_ref())?;
        let below = || rows.iter().skip(sheet.header_rows()).map(|row| row.iter().copied());
        let (people, faults) = sheet.read(below());
        Ok(Reading {
            header_rows: sheet.header_rows(),
            identity: sheet.identity(),
            remarks: sheet.remarks().clone(),
            people,
            faults,
            proposed: sheet.propose_map(None, below()),
        })
    }

    /// What holds for every table.
    fn laws(&self, instrument: &Instrument, reading: &Reading, found: &mut Vec<String>) {
        self.masked(reading.remarks.iter().chain(&reading.faults), &self.table[..reading.header_rows], found);
        if self.map.is_some() {
            return;
        }
        // A proposed map says what the table was taken for: nothing changes with it.
        match self.read(instrument, Some(&reading.proposed)) {
            Err(faults) => found.push(format!("the proposed map is refused: {faults:?}\n{}", reading.proposed)),
            Ok(again) => {
                let what = |r: &Reading| {
                    let people: Vec<_> =
                        r.people.iter().map(|e| (e.key.clone(), e.rows.clone(), codes(e, instrument))).collect();
                    (r.header_rows, r.identity, people, problems(r.faults.iter()))
                };
                differ("with the proposed map", &what(reading), &what(&again), found);
            }
        }
    }

    /// No text shows the entry that it is about: a header may name itself.
    fn masked<'e>(&self, told: impl Iterator<Item = &'e Error>, header: &[Vec<String>], found: &mut Vec<String>) {
        let body = &self.table[header.len()..];
        for error in told {
            let texts = [Lang::Ru, Lang::Lt, Lang::En].map(|lang| error.message(lang)).join(" ");
            let texts = format!("{error:?} {error} {texts}");
            let Some(row) = error.row().and_then(|row| body.get(row - 1)) else { continue };
            let place =
                header.last().and_then(|header| header.iter().position(|name| Some(name.trim()) == error.column()));
            if let Some(cell) = place.and_then(|place| row.get(place)).filter(|cell| cell.chars().count() > 4)
                && texts.contains(cell.as_str())
            {
                found.push(format!("shows an answer: {texts}"));
            }
        }
    }
}

impl Expect {
    fn differences(&self, instrument: &Instrument, reading: &Reading, found: &mut Vec<String>) {
        differ("header_rows", &self.header_rows, &reading.header_rows, found);
        differ("identity", &self.identity.as_str(), &identity(reading.identity), found);
        let mut problems_expected = self.problems.clone();
        problems_expected.sort();
        differ("problems", &problems_expected, &problems(reading.faults.iter()), found);
        let named = |error: &Error| error.arguments().next().map_or_else(String::new, |(_, value)| value.to_owned());
        let mut told: Vec<_> = reading.remarks.iter().map(|e| (e.code().as_str().to_owned(), named(e))).collect();
        told.sort();
        let mut remarks = self.remarks.clone();
        remarks.sort();
        differ("remarks", &remarks, &told, found);
        let ids = |people: Vec<&str>| people.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let expected = ids(self.people.iter().map(|row| row.id.as_str()).collect());
        let read = ids(reading.people.iter().map(|entry| entry.key.id.as_str()).collect());
        differ("people", &expected, &read, found);
        for (row, entry) in self.people.iter().zip(&reading.people) {
            row.differences(instrument, entry, found);
        }
    }
}

impl Row {
    fn differences(&self, instrument: &Instrument, entry: &Entry, found: &mut Vec<String>) {
        let id = &self.id;
        let key = (self.occasion.unwrap_or(1), &self.rater, &self.date);
        differ(&format!("{id}: key"), &key, &(entry.key.occasion, &entry.key.rater, &entry.key.date), found);
        if let Some(rows) = &self.rows {
            differ(&format!("{id}: rows"), rows, &entry.rows, found);
        }
        differ(&format!("{id}: covariates"), &self.person, &known(entry), found);
        let given = codes(entry, instrument);
        differ(&format!("{id}: answers"), &self.answers, &given, found);
        for (field, why) in &self.without {
            let told = match entry.answers.get(field) {
                Ok(Given::Without(status)) => status.as_str().to_owned(),
                other => format!("{other:?}"),
            };
            differ(&format!("{id}: {field}"), why, &told, found);
        }
    }
}

/// The fields of a person that have a code.
fn codes(entry: &Entry, instrument: &Instrument) -> BTreeMap<String, String> {
    let code = |field: &str| match entry.answers.get(field).unwrap_or_else(|error| panic!("{error}")) {
        Given::Code(code) => Some(code),
        Given::Written => Some("…".to_owned()),
        _ => None,
    };
    instrument.fields().filter_map(|field| Some((field.to_owned(), code(field)?))).collect()
}

/// What is known of a person, as text.
fn known(entry: &Entry) -> BTreeMap<String, String> {
    let time = entry.seconds.map(|seconds| ("seconds", seconds.to_string()));
    entry.answers.person().known().chain(time).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn identity(identity: Identity) -> &'static str {
    match identity {
        Identity::Id => "id",
        Identity::Name => "name",
        Identity::Mail => "mail",
        Identity::Number => "number",
        Identity::Row => "row",
        Identity::Response => "response",
        _ => "unknown to this runner",
    }
}

fn differ<T: PartialEq + Debug>(what: &str, expected: &T, found: &T, all: &mut Vec<String>) {
    if expected != found {
        all.push(format!("{what}: expected {expected:?}, found {found:?}"));
    }
}
