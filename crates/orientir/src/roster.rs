//! The list of pupils beside the answer tables: who there is, and the covariates that norms and levels ask for.

use std::collections::BTreeMap;
use std::fmt;

use crate::answers::Person;
use crate::error::{Code, Diagnostics, Error, escape};
use crate::sheet::Key;

/// Columns that a list of pupils may have besides covariates.
const BESIDE: [&str; 4] = ["class", "school", "name", "date"];

/// The pupils in the order of their list.
///
/// `Debug` does not show them.
#[derive(Clone, Default)]
pub struct Roster {
    ids: Vec<String>,
    people: BTreeMap<String, Vec<Row>>,
    remarks: Diagnostics,
    faults: Diagnostics,
}

/// One row: its number, the occasion if it names one, and the covariates.
#[derive(Clone)]
struct Row {
    number: usize,
    occasion: Option<u32>,
    person: Person,
}

impl Roster {
    /// Reads a table with the columns `id`, perhaps `occasion`, and covariates: `sex`, `age`, `grade`, `lang`, `region`,
    /// `mode`. What is wrong in a row is told, and the rest of the row is read; a row with more or fewer cells than the
    /// header, without an id or with an occasion that is no number is passed over.
    ///
    /// # Errors
    /// `missing_column` without an `id`, `repeated_column`.
    pub fn read<'r, R, C>(headers: &[&str], rows: R) -> Result<Self, Diagnostics>
    where
        R: IntoIterator<Item = C>,
        C: IntoIterator<Item = &'r str>,
    {
        let clean = |header: &&str| match crate::sheet::clean(header).to_lowercase().as_str() {
            "lang" => "language".to_owned(),
            name => name.to_owned(),
        };
        let headers: Vec<String> = headers.iter().map(clean).collect();
        let known = |name: &str| matches!(name, "id" | "occasion") || Person::NAMES.contains(&name);
        let twice = |(i, name): (usize, &String)| known(name) && headers.iter().take(i).any(|earlier| earlier == name);
        let twice = headers.iter().enumerate().filter(|column| twice(*column)).map(|(_, name)| name);
        let mut fatal: Diagnostics =
            twice.map(|name| Error::new(Code::RepeatedColumn, "").with("field", name)).collect();
        if !headers.iter().any(|name| name == "id") {
            fatal.push(Error::new(Code::MissingColumn, "").with("field", "id"));
        }
        if !fatal.is_empty() {
            return Err(fatal);
        }
        let mut roster = Self::default();
        let unknown = headers.iter().filter(|name| !known(name) && !BESIDE.contains(&name.as_str()));
        let unknown: Vec<_> = unknown.map(|name| format!("`{}`", escape(name))).collect();
        if !unknown.is_empty() {
            roster.remarks.push(Error::new(Code::UnknownColumn, "").with("columns", unknown.join(", ")));
        }
        for (i, row) in rows.into_iter().enumerate() {
            let cells: Vec<&str> = row.into_iter().map(str::trim).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                roster.row(&headers, &cells, i + 1);
            }
        }
        Ok(roster)
    }

    fn row(&mut self, headers: &[String], cells: &[&str], number: usize) {
        if cells.len() != headers.len() {
            let fault = Error::new(Code::RaggedRow, "").in_cell(number, "").with("found", cells.len());
            self.faults.push(fault.with("expected", headers.len()));
            return;
        }
        let (mut id, mut occasion, mut person) = ("", None, Person::default());
        for (header, cell) in headers.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let set = match header.as_str() {
                "id" => {
                    id = cell;
                    Ok(())
                }
                "occasion" => {
                    occasion = cell.parse().ok().filter(|n| *n > 0);
                    if occasion.is_none() {
                        // Without an occasion the row would hold for all of them.
                        self.faults.push(crate::sheet::bad_occasion(number, header, cell));
                        return;
                    }
                    Ok(())
                }
                name if Person::NAMES.contains(&name) => person.set(name, cell),
                _ => Ok(()),
            };
            if let Err(fault) = set {
                self.faults.push(fault.in_cell(number, header));
            }
        }
        if id.is_empty() {
            self.faults.push(crate::sheet::no_id(number, "id"));
            return;
        }
        let rows = self.people.entry(id.to_owned()).or_default();
        if rows.is_empty() {
            self.ids.push(id.to_owned());
        }
        if let Some(first) = rows.iter().find(|row| row.occasion == occasion) {
            let key = Key { id: id.to_owned(), occasion: occasion.unwrap_or(1), ..Key::default() };
            let fault = Error::new(Code::RepeatedKey, "").in_cell(number, "").with_key(&key);
            self.faults.push(fault.with("first", first.number).with("second", number));
        } else {
            rows.push(Row { number, occasion, person });
        }
    }

    /// Columns that were passed over.
    pub fn remarks(&self) -> &Diagnostics {
        &self.remarks
    }

    /// What is wrong in the rows.
    pub fn faults(&self) -> &Diagnostics {
        &self.faults
    }

    /// The ids, each once, in the order of the list.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// What the list says of a person on an occasion.
    fn known(&self, key: &Key) -> Option<&Person> {
        let rows = self.people.get(&key.id)?;
        let of = |when: Option<u32>| rows.iter().find(|row| row.occasion == when);
        of(Some(key.occasion)).or_else(|| of(None)).map(|row| &row.person)
    }

    /// Whether an answer table says otherwise of a person: `covariate_differs` for sex and grade. An age may differ by a
    /// birthday, a language or a way of answering from one instrument to the next.
    pub fn differences(&self, key: &Key, person: &Person) -> Diagnostics {
        let Some(known) = self.known(key) else { return Diagnostics::default() };
        let sex = known.sex.zip(person.sex).is_some_and(|(a, b)| a != b);
        let grade = known.grade.zip(person.grade).is_some_and(|(a, b)| a != b);
        let differs = [("sex", sex), ("grade", grade)].into_iter().filter(|(_, differs)| *differs);
        differs.map(|(column, _)| Error::new(Code::CovariateDiffers, "").with("column", column)).collect()
    }

    /// Gives a person the covariates that the answer table did not; whether the list names the person.
    pub fn complete(&self, key: &Key, person: &mut Person) -> bool {
        if let Some(known) = self.known(key) {
            person.sex = person.sex.or(known.sex);
            person.age = person.age.or(known.age);
            person.grade = person.grade.or(known.grade);
            person.language = person.language.take().or_else(|| known.language.clone());
            person.region = person.region.take().or_else(|| known.region.clone());
            person.mode = person.mode.or(known.mode);
        }
        self.people.contains_key(&key.id)
    }
}

impl fmt::Debug for Roster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Roster({} people)", self.ids.len())
    }
}
