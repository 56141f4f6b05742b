//! The list of pupils beside the answer tables: who there is, and the covariates that norms and levels ask for.

use std::collections::BTreeMap;
use std::fmt;

use crate::answers::Person;
use crate::error::{Code, Diagnostics, Error, escape};
use crate::sheet::{About, Entry, Identity, Key, bare, grade_of, name, plain};

/// The pupils in the order of their list.
///
/// `Debug` does not show them.
#[derive(Clone, Default)]
pub struct Roster {
    ids: Vec<String>,
    /// Ids by names, where the list has both; none for a name that two pupils share.
    names: BTreeMap<String, Option<String>>,
    people: BTreeMap<String, Vec<Row>>,
    remarks: Diagnostics,
    faults: Diagnostics,
}

/// The columns of a list.
struct List {
    headers: Vec<String>,
    columns: Vec<Option<About>>,
    /// Those that tell the pupils apart.
    key: Vec<usize>,
    /// Those with names, where `key` is something else.
    names: Vec<usize>,
}

/// One row: its number, the occasion if it names one, and the covariates.
#[derive(Clone)]
struct Row {
    number: usize,
    occasion: Option<u32>,
    person: Person,
}

impl Roster {
    /// Reads a table with the columns `id` or names, perhaps `occasion`, and covariates: `sex`, `age`, `grade` or `class`,
    /// `lang`, `region`, `mode`, in one of three languages. What is wrong in a row is told, and the rest of the row is read;
    /// a row with more or fewer cells than the header, without an id or with an occasion that is no number is passed over.
    ///
    /// # Errors
    /// `missing_column` without an `id`, `repeated_column`.
    pub fn read<'r, R, C>(headers: &[&str], rows: R) -> Result<Self, Diagnostics>
    where
        R: IntoIterator<Item = C>,
        C: IntoIterator<Item = &'r str>,
    {
        let headers: Vec<String> = headers.iter().map(|header| bare(header).to_owned()).collect();
        let columns = About::of_all(&headers, |_| false);
        let once = |about: &About| matches!(about, About::Id | About::Occasion | About::Class | About::Covariate(_));
        let twice = |(i, column): (usize, &Option<About>)| {
            column.as_ref().is_some_and(once) && columns.iter().take(i).any(|earlier| earlier == column)
        };
        let twice = headers.iter().zip(columns.iter().enumerate()).filter(|(_, column)| twice(*column));
        let mut fatal: Diagnostics =
            twice.map(|(name, _)| Error::new(Code::RepeatedColumn, "").with("field", escape(name))).collect();
        let (_, key) = Identity::choose(&columns, |_| true);
        if key.is_empty() {
            fatal.push(Error::new(Code::MissingColumn, "").with("field", "id"));
        }
        if !fatal.is_empty() {
            return Err(fatal);
        }
        let mut roster = Self::default();
        let unknown = headers.iter().zip(&columns).filter(|(name, about)| about.is_none() && !name.is_empty());
        let unknown: Vec<_> = unknown.map(|(name, _)| format!("`{}`", escape(name))).collect();
        if !unknown.is_empty() {
            roster.remarks.push(Error::new(Code::UnknownColumn, "").with("columns", unknown.join(", ")));
        }
        let is_name = |place: &usize| columns.get(*place).is_some_and(|about| *about == Some(About::Name));
        let names = (0..columns.len()).filter(|place| is_name(place) && !key.contains(place)).collect();
        let list = List { headers, columns, key, names };
        for (i, row) in rows.into_iter().enumerate() {
            let cells: Vec<&str> = row.into_iter().map(bare).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                roster.row(&list, &cells, i + 1);
            }
        }
        Ok(roster)
    }

    fn row(&mut self, list: &List, cells: &[&str], number: usize) {
        let behind = cells.get(list.headers.len()..).is_some_and(|behind| behind.iter().all(|cell| cell.is_empty()));
        if cells.len() != list.headers.len() && !behind {
            let fault = Error::new(Code::RaggedRow, "").in_cell(number, "").with("found", cells.len());
            self.faults.push(fault.with("expected", list.headers.len()));
            return;
        }
        let (mut occasion, mut class, mut person) = (None, None, Person::default());
        let filled = list.headers.iter().zip(&list.columns).zip(cells).filter(|(_, cell)| !cell.is_empty());
        for ((header, column), cell) in filled {
            match column {
                Some(About::Occasion) => {
                    occasion = cell.parse().ok().filter(|n| *n > 0);
                    if occasion.is_none() {
                        // Without an occasion the row would hold for all of them.
                        self.faults.push(crate::sheet::bad_occasion(number, header, cell));
                        return;
                    }
                }
                Some(About::Class) => class = grade_of(cell),
                Some(About::Covariate(name)) => {
                    if let Err(fault) = person.set(name, cell) {
                        self.faults.push(fault.in_cell(number, header));
                    }
                }
                _ => {}
            }
        }
        person.grade = person.grade.or(class);
        let joined = |places: &[usize]| {
            let parts = places.iter().filter_map(|place| cells.get(*place)).map(|cell| name(cell));
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let id = joined(&list.key);
        if id.is_empty() {
            let header = list.key.first().and_then(|place| list.headers.get(*place));
            self.faults.push(crate::sheet::no_id(number, header.map_or("id", String::as_str)));
            return;
        }
        let called = plain(&joined(&list.names));
        if !called.is_empty() {
            let known = self.names.entry(called).or_insert_with(|| Some(id.clone()));
            if known.as_ref().is_some_and(|known| *known != id) {
                *known = None;
            }
        }
        let rows = self.people.entry(id.clone()).or_default();
        if rows.is_empty() {
            self.ids.push(id.clone());
        }
        if let Some(first) = rows.iter().find(|row| row.occasion == occasion) {
            let key = Key { id, occasion: occasion.unwrap_or(1), ..Key::default() };
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

    /// Whether the list has an id.
    pub(crate) fn lists(&self, id: &str) -> bool {
        self.people.contains_key(id)
    }

    /// The id of somebody whom an answer table calls by name, where the list has ids and names and the name is one pupil's
    /// alone; spelling may differ in case, blanks, hyphens and `ё`.
    pub fn id_of(&self, name: &str) -> Option<&str> {
        self.names.get(&plain(name))?.as_deref()
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

    /// Gives the people of a table the ids and covariates that the list knows of them; tells where the two differ. Rows that nobody
    /// names stay as they are.
    pub fn join(&self, identity: Identity, entries: &mut [Entry]) -> Vec<Error> {
        let mut found = Vec::new();
        for entry in entries.iter_mut().filter(|_| identity != Identity::Response) {
            if let Some(id) = self.id_of(&entry.key.id).filter(|_| identity == Identity::Name) {
                id.clone_into(&mut entry.key.id);
            }
            let row = entry.rows.first().copied().unwrap_or(0);
            let differences = self.differences(&entry.key, entry.answers.person());
            found.extend(differences.into_iter().map(|fault| fault.in_row_of(row, &entry.key)));
            self.complete(&entry.key, entry.answers.person_mut());
        }
        found
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
        let listed = self.lists(&key.id);
        person.pupil |= listed;
        listed
    }
}

impl fmt::Debug for Roster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Roster({} people)", self.ids.len())
    }
}
