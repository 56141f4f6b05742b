//! A table of answers: which column is what, and rows of text to answer sheets of people.
//!
//! The one conversion of tables that every surface shares. It reads no files: a surface hands over headers and cells.

use std::collections::BTreeMap;
use std::fmt;

use crate::answers::{Answers, Person, misread_error};
use crate::codes::{INVALID, MISSING, NOT_ADMINISTERED};
use crate::error::{Code, Diagnostics, Error};
use crate::instrument::Instrument;

/// What tells the rows of a table apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The person; the row number where the table has no column `id`.
    pub id: String,
    /// Before or after: 1 unless the table says otherwise.
    pub occasion: u32,
    /// Who rated, where people are rated.
    pub rater: String,
    /// The date of the answers, where people are rated.
    pub date: String,
}

impl Key {
    /// The id, and rater and date where there are any. The occasion needs a word of a language: see [`Error::with_key`].
    pub fn name(&self) -> String {
        let parts = [&self.id, &self.rater, &self.date].into_iter().filter(|part| !part.is_empty());
        parts.map(|part| crate::error::escape(part)).collect::<Vec<_>>().join(", ")
    }
}

/// Columns that every answer table may have besides the fields of the instrument.
const ABOUT: [&str; 12] =
    ["id", "occasion", "rater", "date", "sex", "age", "grade", "language", "lang", "region", "mode", "class"];

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Field(u16),
    Id,
    Occasion,
    Rater,
    Date,
    Covariate(&'static str),
    /// Known, and of no use to scoring.
    Beside,
    Unknown,
}

/// How the columns of a table serve an instrument.
///
/// `Debug` does not show headers: where a table has none, they are somebody's answers.
#[derive(Clone)]
pub struct Sheet {
    instrument: Instrument,
    columns: Vec<Column>,
    headers: Vec<String>,
    absent: Vec<u16>,
    remarks: Diagnostics,
    /// What of a key tells the rows of one person apart.
    apart: Apart,
}

/// Parts of a key in which the rows of one person may differ.
#[derive(Clone, Copy, Debug, Default)]
struct Apart {
    occasion: bool,
    rater: bool,
    date: bool,
}

impl Apart {
    fn of(instrument: &Instrument) -> Self {
        let by = |word: &str| {
            instrument.definition().ratings.as_ref().is_some_and(|ratings| ratings.by.iter().any(|part| part == word))
        };
        Self { occasion: by("occasion"), rater: by("rater"), date: by("date") }
    }

    /// The key that all rows of a person share.
    fn person(self, row: &Key) -> Key {
        let kept = |dropped: bool, part: &String| if dropped { String::new() } else { part.clone() };
        Key {
            id: row.id.clone(),
            occasion: if self.occasion { 1 } else { row.occasion },
            rater: kept(self.rater, &row.rater),
            date: kept(self.date, &row.date),
        }
    }
}

/// The answers of one person.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; where ratings are pooled, without the parts that tell the rows of one person apart (`ratings.by` of the
    /// definition).
    pub key: Key,
    /// The rows of the table, counted from 1 without the header.
    pub rows: Vec<usize>,
    /// The answers.
    pub answers: Answers,
}

/// The people of a table as far as it is read.
#[derive(Default)]
struct People {
    entries: Vec<Entry>,
    /// Where the entry of a key is.
    places: BTreeMap<Key, usize>,
    /// The row of each key that was seen.
    seen: BTreeMap<Key, usize>,
}

impl People {
    /// The entry of a person, a new one for somebody new.
    fn entry(&mut self, key: Key, instrument: &Instrument) -> Option<&mut Entry> {
        let place = *self.places.entry(key.clone()).or_insert(self.entries.len());
        if place == self.entries.len() {
            self.entries.push(Entry { key, rows: Vec::new(), answers: instrument.answers() });
        }
        self.entries.get_mut(place)
    }
}

impl Sheet {
    /// Reads a header.
    ///
    /// # Errors
    /// `another_table` if no column belongs to the instrument, `repeated_column` if one stands twice.
    pub fn new(instrument: &Instrument, headers: &[&str]) -> Result<Self, Diagnostics> {
        let plan = instrument.plan();
        let headers: Vec<String> = headers.iter().map(|header| clean(header).to_owned()).collect();
        let mut faults = Diagnostics::default();
        let mut columns: Vec<Column> = Vec::new();
        for header in &headers {
            let column = column(instrument, header);
            if column != Column::Unknown && column != Column::Beside && columns.contains(&column) {
                faults.push(Error::new(Code::RepeatedColumn, "").with("field", header));
            }
            columns.push(column);
        }
        if !columns.iter().any(|c| matches!(c, Column::Field(_))) {
            let expected = instrument.fields().take(3).collect::<Vec<_>>().join("`, `");
            let fault = Error::new(Code::AnotherTable, "").with("instrument", instrument.id());
            // Their number alone: in a table without a header they are the answers of the first person.
            faults.push(fault.with("expected", expected).with("found", headers.len()));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let absent: Vec<u16> =
            (0_u16..).take(plan.fields.len()).filter(|n| !columns.contains(&Column::Field(*n))).collect();
        let mut remarks = Diagnostics::default();
        for field in absent.iter().filter_map(|n| plan.fields.get(usize::from(*n))).filter(|field| !field.optional) {
            remarks.push(Error::new(Code::MissingColumn, "").with("field", &field.name));
        }
        let unknown = headers.iter().zip(&columns).filter(|(_, c)| **c == Column::Unknown);
        let unknown: Vec<_> = unknown.map(|(h, _)| format!("`{}`", crate::error::escape(h))).collect();
        if !unknown.is_empty() {
            remarks.push(Error::new(Code::UnknownColumn, "").with("columns", unknown.join(", ")));
        }
        Ok(Self { instrument: instrument.clone(), columns, headers, absent, remarks, apart: Apart::of(instrument) })
    }

    /// The instrument.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// The columns that tell entries apart and that the table has: `occasion`, `rater`, and `date` where people are rated;
    /// without those that tell the ratings of one person apart.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        let Apart { occasion, rater, date } = self.apart;
        let date = date || !self.instrument.plan().pooled;
        let kinds =
            [(Column::Occasion, "occasion", occasion), (Column::Rater, "rater", rater), (Column::Date, "date", date)];
        kinds.into_iter().filter(|(kind, _, dropped)| !dropped && self.columns.contains(kind)).map(|(_, name, _)| name)
    }

    /// What is worth saying of the header: missing columns, and unknown ones that are passed over.
    pub fn remarks(&self) -> &Diagnostics {
        &self.remarks
    }

    /// Reads rows of text, grouped by person where ratings are pooled. Every fault is told with its row and column; the
    /// answer is then marked as invalid, and the row goes on. A row with a repeated key, with more or fewer cells than the
    /// header, with an occasion that is no number, or without an id in a table that has ids, is told and passed over: its
    /// answers may be somebody else's, or belong to other questions. Where people are rated, a row without an answer is no
    /// rating. A table of which most answers are no codes is another instrument's: that alone is told, and nobody is read.
    pub fn read<'r, R, C>(&self, rows: R) -> (Vec<Entry>, Diagnostics)
    where
        R: IntoIterator<Item = C>,
        C: IntoIterator<Item = &'r str>,
    {
        let mut faults = Diagnostics::default();
        let mut people = People::default();
        let mut given = 0_usize;
        for (i, row) in rows.into_iter().enumerate() {
            let before = faults.len();
            let cells: Vec<&str> = row.into_iter().collect();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            given += self.given(&cells);
            self.row(&cells, i + 1, &mut people, &mut faults);
            let id =
                cells.iter().zip(&self.columns).find(|(_, column)| **column == Column::Id).map(|(cell, _)| cell.trim());
            if let Some(id) = id.filter(|id| !id.is_empty()) {
                faults.since(before).for_each(|fault| fault.set_person(id));
            }
        }
        let misread = |fault: &&Error| matches!(fault.code(), Code::UnknownCode | Code::OutOfRange | Code::OffStep);
        let faulty = faults.iter().filter(misread).count();
        if given >= FEWEST_FOR_ANOTHER && faulty * 2 > given {
            // Hundreds of single problems would say less, and would show answers that are valid elsewhere.
            let fault = Error::new(Code::AnotherInstrument, "").with("instrument", self.instrument.id());
            return (Vec::new(), fault.with("faulty", faulty).with("given", given).into());
        }
        (people.entries, faults)
    }

    /// How many answers a row gives, free text aside.
    fn given(&self, cells: &[&str]) -> usize {
        let plan = self.instrument.plan();
        let coded = |column: &Column| match column {
            Column::Field(field) => plan.fields.get(usize::from(*field)).is_some_and(|field| !field.codes.written),
            _ => false,
        };
        cells.iter().zip(&self.columns).filter(|(cell, column)| coded(column) && !cell.trim().is_empty()).count()
    }

    fn row(&self, cells: &[&str], number: usize, people: &mut People, faults: &mut Diagnostics) {
        if cells.len() != self.columns.len() {
            let fault = Error::new(Code::RaggedRow, "").in_cell(number, "").with("found", cells.len());
            faults.push(fault.with("expected", self.columns.len()));
            return;
        }
        let Some(key) = self.key(cells, number, faults) else { return };
        let person = self.apart.person(&key);
        let rating = !self.instrument.plan().pooled || self.answered(cells);
        if rating {
            if let Some(first) = people.seen.get(&key) {
                let fault = Error::new(Code::RepeatedKey, "").in_cell(number, "").with_key(&key);
                faults.push(fault.with("first", first).with("second", number));
                return;
            }
            people.seen.insert(key, number);
        }
        let Some(entry) = people.entry(person, &self.instrument) else { return };
        entry.rows.push(number);
        if rating && entry.answers.is_begun() {
            entry.answers.next_rating();
        }
        self.fill_in(cells, number, &mut entry.answers, faults);
    }

    /// Whether a row has an answer.
    fn answered(&self, cells: &[&str]) -> bool {
        cells
            .iter()
            .zip(&self.columns)
            .any(|(cell, column)| matches!(column, Column::Field(_)) && !cell.trim().is_empty())
    }

    /// The key of a row; none where the table has ids and the row has none, or where its occasion is not understood: a
    /// guess might join it to somebody else.
    fn key(&self, cells: &[&str], number: usize, faults: &mut Diagnostics) -> Option<Key> {
        let mut key = Key { id: number.to_string(), occasion: 1, ..Key::default() };
        for ((cell, column), header) in cells.iter().zip(&self.columns).zip(&self.headers) {
            let text = cell.trim();
            match column {
                Column::Id => text.clone_into(&mut key.id),
                Column::Rater => text.clone_into(&mut key.rater),
                // The date may tell ratings apart; for others it is a remark.
                Column::Date if self.instrument.plan().pooled => text.clone_into(&mut key.date),
                Column::Occasion if !text.is_empty() => match text.parse() {
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
            faults.push(no_id(
                number,
                self.headers.iter().zip(&self.columns).find(|(_, c)| **c == Column::Id).map_or("id", |(h, _)| h),
            ));
            return None;
        }
        Some(key)
    }

    /// Sets answers and covariates of a row. What is already there stays where a row has blanks.
    fn fill_in(&self, cells: &[&str], number: usize, answers: &mut Answers, faults: &mut Diagnostics) {
        let plan = std::sync::Arc::clone(answers.plan());
        for field in &self.absent {
            let optional = plan.fields.get(usize::from(*field)).is_some_and(|f| f.optional);
            answers.set_cell(*field, if optional { MISSING } else { NOT_ADMINISTERED });
        }
        for ((cell, column), header) in cells.iter().zip(&self.columns).zip(&self.headers) {
            match column {
                Column::Field(field) if !cell.trim().is_empty() => {
                    let Some(slot) = plan.fields.get(usize::from(*field)) else { continue };
                    match slot.codes.read(cell) {
                        Ok(code) => answers.set_cell(*field, code),
                        Err(misread) => {
                            answers.set_cell(*field, INVALID);
                            faults.push(misread_error(slot, misread, cell.trim()).in_cell(number, header));
                        }
                    }
                }
                Column::Covariate(name) => {
                    if let Err(fault) = answers.person_mut().set(name, cell) {
                        faults.push(fault.in_cell(number, header));
                    }
                }
                _ => {}
            }
        }
    }
}

/// From so many answers on, a table of mostly faulty ones is taken for another instrument's.
const FEWEST_FOR_ANOTHER: usize = 20;

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheet({}, {} columns)", self.instrument.id(), self.columns.len())
    }
}

/// A header without the blanks and byte order marks around it.
pub(crate) fn clean(header: &str) -> &str {
    header.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// A row that names nobody; it is passed over.
pub(crate) fn no_id(row: usize, column: &str) -> Error {
    let fault = Error::new(Code::BadCovariate, "").in_cell(row, column).with("column", column);
    fault.with_answer("answer", "").with("allowed", "the name or number of a person").with("passed", row)
}

/// A row whose occasion is not understood; it is passed over.
pub(crate) fn bad_occasion(row: usize, column: &str, found: &str) -> Error {
    let fault = Error::new(Code::BadCovariate, "").in_cell(row, column).with("column", column);
    fault.with_answer("answer", found).with("allowed", "1, 2 and so on").with("passed", row)
}

/// What a header is for an instrument.
fn column(instrument: &Instrument, header: &str) -> Column {
    if let Some(field) = instrument.plan().field(header) {
        return Column::Field(field);
    }
    let lower = header.to_lowercase();
    match ABOUT.iter().find(|name| **name == lower) {
        Some(&"id") => Column::Id,
        Some(&"occasion") => Column::Occasion,
        Some(&"rater") => Column::Rater,
        Some(&"date") => Column::Date,
        Some(&"lang") => Column::Covariate("language"),
        Some(name) if Person::NAMES.contains(name) => Column::Covariate(name),
        Some(_) => Column::Beside,
        None if lower == "school" => Column::Beside,
        None => Column::Unknown,
    }
}
