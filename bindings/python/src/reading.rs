//! What is understood of a table of text: the vectors of tables look at it, and whoever wonders how a table was read.

use orientir::definition::{Mode, Sex};
use orientir::{Diagnostics, Entry, Error, Given, Identity, Instrument, Person, Sheet, TableMap};
use serde_json::{Map, Value, json};

use crate::text::Text;

/// What is read of the rows of a table, from the very first: a JSON document.
pub fn read(instrument: &Instrument, rows: &[Vec<Text>], map: Option<&str>) -> Result<String, Diagnostics> {
    let map = map.map(|text| TableMap::from_json(text, instrument)).transpose()?;
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| &**cell).collect()).collect();
    let sheet = Sheet::fit(instrument, &rows, map.as_ref())?;
    let below = || rows.iter().skip(sheet.header_rows()).map(|row| row.iter().copied());
    let (people, faults) = sheet.read(below());
    let people: Vec<_> = people.iter().map(|entry| person(instrument, entry)).collect();
    let document = json!({
        "header_rows": sheet.header_rows(),
        "identity": identity(sheet.identity()),
        "remarks": sheet.remarks().iter().map(problem).collect::<Vec<_>>(),
        "problems": faults.iter().map(problem).collect::<Vec<_>>(),
        "people": people,
        "map": sheet.propose_map(None, below()),
    });
    Ok(document.to_string())
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
            _ => {}
        }
    }
    json!({
        "id": entry.key.id,
        "occasion": entry.key.occasion,
        "rater": entry.key.rater,
        "date": entry.key.date,
        "rows": entry.rows,
        "person": covariates(entry.answers.person()),
        "answers": answers,
        "without": without,
    })
}

/// What is known of a person, as text.
fn covariates(person: &Person) -> Map<String, Value> {
    let all = [
        ("sex", person.sex.map(Sex::as_str).map(str::to_owned)),
        ("age", person.age.map(|age| age.to_string())),
        ("grade", person.grade.map(|grade| grade.to_string())),
        ("language", person.language.clone()),
        ("region", person.region.clone()),
        ("mode", person.mode.map(Mode::as_str).map(str::to_owned)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.into()))).collect()
}

fn identity(identity: Identity) -> &'static str {
    match identity {
        Identity::Id => "id",
        Identity::Name => "name",
        Identity::Mail => "mail",
        Identity::Number => "number",
        Identity::Row => "row",
        Identity::Response => "response",
        _ => "other",
    }
}
