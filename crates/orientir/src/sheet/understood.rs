//! What is understood of a table of text: the vectors of tables look at it, and whoever wonders how a table was read.

use serde_json::{Map, Value, json};

use super::{Entry, Identity, Sheet, TableMap};
use crate::answers::{Given, Person};
use crate::definition::{Mode, Sex};
use crate::error::{Diagnostics, Error};
use crate::instrument::Instrument;

impl Instrument {
    /// What is read of the rows of a table, from the very first, as one JSON text: how many rows the header has, by what
    /// people are known, remarks and problems, people with their answers, and the map that a person could mend. Words of a
    /// person's own are not in it.
    ///
    /// # Errors
    /// What [`Sheet::fit`] tells of a table that belongs to another instrument, or to none.
    pub fn understood(&self, rows: &[Vec<&str>], map: Option<&TableMap>) -> Result<String, Diagnostics> {
        let sheet = Sheet::fit(self, rows, map)?;
        let below = || rows.iter().skip(sheet.header_rows()).map(|row| row.iter().copied());
        let (people, faults) = sheet.read(below());
        let document = json!({
            "header_rows": sheet.header_rows(),
            "identity": identity(sheet.identity()),
            "remarks": sheet.remarks().iter().map(problem).collect::<Vec<_>>(),
            "problems": faults.iter().map(problem).collect::<Vec<_>>(),
            "people": people.iter().map(|entry| person(self, entry)).collect::<Vec<_>>(),
            "map": sheet.propose_map(None, below()),
        });
        Ok(document.to_string())
    }
}

impl Person {
    /// What is known, by name, as text.
    pub fn known(&self) -> impl Iterator<Item = (&'static str, String)> {
        let all = [
            ("sex", self.sex.map(Sex::as_str).map(str::to_owned)),
            ("age", self.age.map(|age| age.to_string())),
            ("grade", self.grade.map(|grade| grade.to_string())),
            ("language", self.language.clone()),
            ("region", self.region.clone()),
            ("mode", self.mode.map(Mode::as_str).map(str::to_owned)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

fn problem(error: &Error) -> Value {
    let arguments: Vec<_> = error.arguments().collect();
    json!({ "code": error.code().as_str(), "path": error.path(), "arguments": arguments })
}

fn person(instrument: &Instrument, entry: &Entry) -> Value {
    let (mut answers, mut without) = (Map::new(), Map::new());
    for field in instrument.fields() {
        match entry.answers.get(field) {
            Ok(Given::Code(code)) => drop(answers.insert(field.to_owned(), code.into())),
            Ok(Given::Written) => drop(answers.insert(field.to_owned(), "…".into())),
            Ok(Given::Without(status)) => drop(without.insert(field.to_owned(), status.as_str().into())),
            Err(_) => {}
        }
    }
    let time = entry.seconds.map(|seconds| ("seconds", seconds.to_string()));
    let known = entry.answers.person().known().chain(time);
    let known: Map<String, Value> = known.map(|(name, value)| (name.to_owned(), value.into())).collect();
    json!({
        "id": entry.key.id,
        "occasion": entry.key.occasion,
        "rater": entry.key.rater,
        "date": entry.key.date,
        "rows": entry.rows,
        "person": known,
        "answers": answers,
        "without": without,
    })
}

fn identity(identity: Identity) -> &'static str {
    match identity {
        Identity::Id => "id",
        Identity::Name => "name",
        Identity::Mail => "mail",
        Identity::Number => "number",
        Identity::Row => "row",
        Identity::Response => "response",
    }
}
