//! Rows of a table: who is meant, and what was answered.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::about::{About, grade_of};
use super::names::several;
use super::plain::{bare, name};
use super::seconds::{SECONDS, seconds};
use super::seen::Seen;
use super::{Column, Entry, Key, Sheet, bad_occasion, no_id};
use crate::answers::{Answers, Person};
use crate::codes::{INVALID, MISSING, NOT_ADMINISTERED};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::instrument::Instrument;

/// From so many answers on, a table of mostly faulty ones is taken for another instrument's.
const FEWEST_FOR_ANOTHER: usize = 20;

/// Reads the rows of a table one after the other, in memory that hardly grows with their number.
///
/// `Debug` shows no answers.
#[derive(Clone, Debug)]
pub struct Reader<'s> {
    sheet: &'s Sheet,
    seen: Seen,
    rows: usize,
    given: usize,
    faulty: usize,
}

/// Told of a table of which more answers are faulty than not.
pub(super) fn foreign(instrument: &Instrument, given: usize, faulty: usize) -> Option<Error> {
    (given >= FEWEST_FOR_ANOTHER && faulty * 2 > given).then(|| {
        let fault = Error::new(Code::AnotherInstrument, "").with("instrument", instrument.id());
        fault.with("faulty", faulty).with("given", given)
    })
}

/// Whether a fault is of an answer that is no code.
pub(super) fn is_misread(fault: &Error) -> bool {
    matches!(fault.code(), Code::UnknownCode | Code::OutOfRange | Code::OffStep)
}

/// The cells of a row by their place.
fn text_of<'c>(cells: &[&'c str]) -> impl Fn(usize) -> Cow<'c, str> {
    move |place| Cow::Borrowed(cells.get(place).copied().unwrap_or_default())
}

/// A row that may be read.
struct Begun {
    key: Key,
    /// Whether it is a rating: one without answers is none.
    rating: bool,
}

impl<'s> Reader<'s> {
    pub(super) fn new(sheet: &'s Sheet) -> Self {
        Self { sheet, seen: Seen::default(), rows: 0, given: 0, faulty: 0 }
    }

    /// Reads the next row below the header. What is wrong in it is told, as [`Sheet::read`] says; none for a row that is
    /// empty or passed over. Rows of an instrument that pools ratings come one by one here: [`Sheet::read`] joins them.
    pub fn row(&mut self, cells: &[&str]) -> (Option<Entry>, Diagnostics) {
        let mut faults = Diagnostics::default();
        let entry = self.begin(cells, &mut faults).map(|begun| {
            let mut entry = new_entry(begun.key, &self.sheet.instrument);
            entry.rows.push(self.rows);
            self.sheet.fill_in(cells, self.rows, &mut entry, &mut faults);
            entry
        });
        self.close(cells, &mut faults);
        (entry, faults)
    }

    /// Reads a row into the entry of its person.
    pub(super) fn row_of(&mut self, cells: &[&str], people: &mut People, faults: &mut Diagnostics) {
        let mut told = Diagnostics::default();
        if let Some(Begun { key, rating }) = self.begin(cells, &mut told) {
            let person = self.sheet.apart.person(&key);
            if let Some(entry) = people.entry(person, &self.sheet.instrument) {
                entry.rows.push(self.rows);
                if rating && entry.answers.is_begun() {
                    entry.answers.next_rating();
                }
                self.sheet.fill_in(cells, self.rows, entry, &mut told);
            }
        }
        self.close(cells, &mut told);
        told.into_iter().for_each(|fault| faults.push(fault));
    }

    /// Told of a table of which most answers so far are no codes: it is another instrument's. Hundreds of single problems
    /// would say less, and would show answers that are valid elsewhere.
    pub fn foreign(&self) -> Option<Error> {
        foreign(&self.sheet.instrument, self.given, self.faulty)
    }

    /// The people of a table that is read: nobody where it is another instrument's.
    pub(super) fn whole(self, people: People, faults: Diagnostics) -> (Vec<Entry>, Diagnostics) {
        match self.foreign() {
            Some(fault) => (Vec::new(), fault.into()),
            None => (people.entries, faults),
        }
    }

    fn begin(&mut self, cells: &[&str], faults: &mut Diagnostics) -> Option<Begun> {
        self.rows += 1;
        let sheet = self.sheet;
        if cells.iter().all(|cell| bare(cell).is_empty()) {
            return None;
        }
        if cells.iter().map(|cell| bare(cell)).eq(sheet.headers.iter().map(String::as_str)) {
            faults.push(Error::new(Code::RepeatedHeader, "").in_cell(self.rows, ""));
            return None;
        }
        self.given += sheet.given(cells);
        let columns = sheet.columns.len();
        let blanks_behind = cells.get(columns..).is_some_and(|behind| behind.iter().all(|cell| bare(cell).is_empty()));
        if cells.len() != columns && !blanks_behind {
            let fault = Error::new(Code::RaggedRow, "").in_cell(self.rows, "").with("found", cells.len());
            faults.push(fault.with("expected", columns));
            return None;
        }
        let key = sheet.row_key(text_of(cells), self.rows, faults)?;
        let rating = !sheet.instrument.plan().pooled || sheet.answered(cells);
        if rating && let Some(first) = self.seen.note(&key, self.rows) {
            let fault = Error::new(Code::RepeatedKey, "").in_cell(self.rows, "").with_key(&key);
            faults.push(fault.with("first", first).with("second", self.rows));
            return None;
        }
        Some(Begun { key, rating })
    }

    /// Names the person in what was told, and counts answers that are no codes.
    fn close(&mut self, cells: &[&str], faults: &mut Diagnostics) {
        self.faulty += faults.iter().filter(|fault| is_misread(fault)).count();
        let of_nobody = faults.iter().any(|fault| fault.code() == Code::RepeatedHeader);
        if self.sheet.has_ids() && !of_nobody {
            let id = self.sheet.id_of(text_of(cells));
            if !id.is_empty() {
                faults.since(0).for_each(|fault| fault.set_person(&id));
            }
        }
    }
}

/// A person of whom nothing is read yet.
fn new_entry(key: Key, instrument: &Instrument) -> Entry {
    Entry { key, rows: Vec::new(), school: None, answers: instrument.answers(), seconds: None }
}

/// The people of a table as far as it is read.
#[derive(Default)]
pub(super) struct People {
    pub(super) entries: Vec<Entry>,
    /// Where the entry of a key is.
    places: BTreeMap<Key, usize>,
}

impl People {
    /// The entry of a person, a new one for somebody new.
    fn entry(&mut self, key: Key, instrument: &Instrument) -> Option<&mut Entry> {
        let place = *self.places.entry(key.clone()).or_insert(self.entries.len());
        if place == self.entries.len() {
            self.entries.push(new_entry(key, instrument));
        }
        self.entries.get_mut(place)
    }
}

impl Sheet {
    /// How many answers a row gives, free text aside.
    fn given(&self, cells: &[&str]) -> usize {
        let plan = self.instrument.plan();
        let coded = |column: &Column| match column {
            Column::Field(field) => plan.fields.get(usize::from(*field)).is_some_and(|field| !field.codes.written),
            _ => false,
        };
        cells.iter().zip(&self.columns).filter(|(cell, column)| coded(column) && !cell.trim().is_empty()).count()
    }

    /// Whether a row has an answer.
    fn answered(&self, cells: &[&str]) -> bool {
        let answer = |column: &Column| matches!(column, Column::Field(_) | Column::Choices(_));
        cells.iter().zip(&self.columns).any(|(cell, column)| answer(column) && !bare(cell).is_empty())
    }

    /// Whether columns name the people.
    pub(super) fn has_ids(&self) -> bool {
        !self.key.is_empty()
    }

    /// What the columns that name people say of a row, whose cells `cell` gives by their place.
    pub(super) fn id_of<'c>(&self, cell: impl Fn(usize) -> Cow<'c, str>) -> String {
        let parts = self.key.iter().map(|place| name(&cell(*place)));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The key of a row; none where the table has ids and the row has none, or where its occasion is not understood: a
    /// guess might join it to somebody else.
    pub(super) fn row_key<'c>(
        &self,
        cell: impl Fn(usize) -> Cow<'c, str>,
        number: usize,
        faults: &mut Diagnostics,
    ) -> Option<Key> {
        let mut key = Key { id: self.id_of(&cell), occasion: 1, ..Key::default() };
        let pooled = self.instrument.plan().pooled;
        let dated = self.columns.contains(&Column::About(About::Date));
        for (place, (column, header)) in self.columns.iter().zip(&self.headers).enumerate() {
            let Column::About(about) = column else { continue };
            let text = cell(place);
            let text = bare(&text);
            match about {
                About::Rater => key.rater = name(text),
                // The date may tell ratings apart; for others it is a remark.
                About::Date if pooled => text.clone_into(&mut key.date),
                about if pooled && !dated && about.is_stamp() && key.date.is_empty() => text.clone_into(&mut key.date),
                About::Occasion if !text.is_empty() => match text.parse() {
                    Ok(occasion) if occasion > 0 => key.occasion = occasion,
                    _ => {
                        faults.push(bad_occasion(number, header, text));
                        return None;
                    }
                },
                _ => {}
            }
        }
        if key.id.is_empty() {
            if let Some(header) = self.key.first().and_then(|place| self.headers.get(*place)) {
                faults.push(no_id(number, header));
                return None;
            }
            key.id = number.to_string();
        }
        Some(key)
    }

    /// Sets answers, covariates and the time of a row. What is already there stays where a row has blanks.
    fn fill_in(&self, cells: &[&str], number: usize, entry: &mut Entry, faults: &mut Diagnostics) {
        let Entry { answers, seconds, school, .. } = entry;
        let plan = std::sync::Arc::clone(answers.plan());
        for field in &self.absent {
            let optional = plan.fields.get(usize::from(*field)).is_some_and(|f| f.optional);
            answers.set_cell(*field, if optional { MISSING } else { NOT_ADMINISTERED });
        }
        let mut class = None;
        for ((cell, column), header) in cells.iter().zip(&self.columns).zip(&self.headers) {
            if bare(cell).is_empty() {
                continue;
            }
            match column {
                Column::Field(field) => {
                    let Some(slot) = plan.fields.get(usize::from(*field)) else { continue };
                    let entry = self.entries.entry(&slot.name, true, cell);
                    match self.words.values.read(*field, slot, entry) {
                        Ok(code) => answers.set_cell(*field, code),
                        Err(fault) => {
                            answers.set_cell(*field, INVALID);
                            faults.push(fault.in_cell(number, header));
                        }
                    }
                }
                Column::Choices(set) => self.choose(*set, cell, answers, faults, (number, header)),
                Column::About(About::Covariate(name)) => {
                    let entry = self.entries.entry(name, false, cell);
                    if let Err(fault) = answers.person_mut().set(name, bare(entry)) {
                        faults.push(fault.in_cell(number, header));
                    }
                }
                Column::About(About::Seconds) => match self.read_seconds(cell, header) {
                    // The times of several forms are that of none.
                    Ok(found) => *seconds = found.filter(|_| !plan.pooled),
                    Err(fault) => faults.push(fault.in_cell(number, header)),
                },
                Column::About(About::Class) => class = Some((*cell, header)),
                Column::About(About::School) => {
                    school.get_or_insert_with(|| name(cell));
                }
                _ => {}
            }
        }
        if let Some((class, header)) = class
            && let Some(fault) = set_class(answers.person_mut(), class, header)
        {
            faults.push(fault.in_cell(number, header));
        }
    }

    /// How long a form took, by its cell; none for a blank one.
    pub(super) fn read_seconds(&self, cell: &str, header: &str) -> Result<Option<f64>, Error> {
        match bare(self.entries.entry(SECONDS, false, cell)) {
            "" => Ok(None),
            entry => seconds(entry, header).map(Some),
        }
    }

    /// Sets the fields that a cell with several choices names.
    fn choose(&self, set: usize, cell: &str, answers: &mut Answers, faults: &mut Diagnostics, at: (usize, &str)) {
        let Some(choices) = self.words.choices.get(set).filter(|_| !self.entries.is_missing(cell)) else { return };
        if let Some(fields) = several(cell, choices) {
            for field in fields {
                answers.set_cell(field, 1);
            }
            return;
        }
        for (_, field) in choices {
            answers.set_cell(*field, INVALID);
        }
        faults.push(self.bad_choices(choices, cell, at.1).in_cell(at.0, at.1));
    }

    /// What is wrong with a cell in which something else stands than choices of a list.
    pub(super) fn bad_choices(&self, choices: &[(String, u16)], cell: &str, header: &str) -> Error {
        let mut ids: Vec<String> = Vec::new();
        for (_, field) in choices {
            let name = self.instrument.plan().fields.get(usize::from(*field)).map(|field| format!("`{}`", field.name));
            ids.extend(name.filter(|name| !ids.contains(name)));
        }
        let fault = Error::new(Code::UnknownCode, "").with("field", escape(header)).with_answer("answer", cell);
        fault.with("allowed", ids.join(", "))
    }
}

/// Sets the grade by a class such as `9Б`; none is known where it disagrees with the one that is.
pub(super) fn set_class(person: &mut Person, class: &str, header: &str) -> Option<Error> {
    // A dash names no class.
    person.pupil |= class.chars().any(char::is_alphanumeric);
    let grade = grade_of(class)?;
    let known = person.grade.replace(grade).filter(|known| *known != grade)?;
    person.grade = None;
    let fault = Error::new(Code::Ambiguous, "").with("column", header).with_answer("answer", class);
    Some(fault.with("first", format!("grade {known}")).with("second", format!("grade {grade}")))
}
