//! A table of answers: which column is what, and rows of text to answer sheets of people.
//!
//! The one conversion of tables that every surface shares. It reads no files: a surface hands over headers and cells.

use std::collections::BTreeMap;

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
    /// The date of the answers, where ratings are told apart by it.
    pub date: String,
}

impl Key {
    /// The key as messages name it: the id, and what else is not as usual.
    pub fn name(&self) -> String {
        let occasion = if self.occasion == 1 { String::new() } else { format!(", occasion {}", self.occasion) };
        let rest: String = [&self.rater, &self.date].iter().filter(|s| !s.is_empty()).map(|s| format!(", {s}")).collect();
        format!("{}{occasion}{rest}", crate::error::escape(&self.id))
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
#[derive(Clone, Debug)]
pub struct Sheet {
    instrument: Instrument,
    columns: Vec<Column>,
    headers: Vec<String>,
    absent: Vec<u16>,
    remarks: Diagnostics,
}

/// The answers of one person with what was wrong in their rows.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; without rater and date where ratings are pooled.
    pub key: Key,
    /// The rows of the table, counted from 1 without the header.
    pub rows: Vec<usize>,
    /// The answers.
    pub answers: Answers,
}

impl Sheet {
    /// Reads a header.
    ///
    /// # Errors
    /// `another_table` if no column belongs to the instrument, `repeated_column` if one stands twice.
    pub fn new(instrument: &Instrument, headers: &[&str]) -> Result<Self, Diagnostics> {
        let plan = instrument.plan();
        let headers: Vec<String> = headers.iter().map(|h| h.trim().trim_start_matches('\u{feff}').to_owned()).collect();
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
            let found = headers.iter().take(4).map(|h| format!("`{}`", crate::error::escape(h))).collect::<Vec<_>>().join(", ");
            let expected = instrument.fields().take(3).collect::<Vec<_>>().join("`, `");
            let fault = Error::new(Code::AnotherTable, "").with("instrument", instrument.id());
            faults.push(fault.with("expected", expected).with("found", found));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let absent: Vec<u16> = (0_u16..).take(plan.fields.len()).filter(|n| !columns.contains(&Column::Field(*n))).collect();
        let mut remarks = Diagnostics::default();
        for field in absent.iter().filter_map(|n| plan.fields.get(usize::from(*n))).filter(|field| !field.optional) {
            remarks.push(Error::new(Code::MissingColumn, "").with("field", &field.name));
        }
        let unknown = headers.iter().zip(&columns).filter(|(_, c)| **c == Column::Unknown);
        let unknown: Vec<_> = unknown.map(|(h, _)| format!("`{}`", crate::error::escape(h))).collect();
        if !unknown.is_empty() {
            remarks.push(Error::new(Code::UnknownColumn, "").with("columns", unknown.join(", ")));
        }
        Ok(Self { instrument: instrument.clone(), columns, headers, absent, remarks })
    }

    /// The instrument.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// The columns that tell rows apart and that the table has: `occasion`, `rater`. Pooled ratings have no rater.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        let pooled = self.instrument.plan().pooled;
        let kinds = [(Column::Occasion, "occasion"), (Column::Rater, "rater")];
        kinds.into_iter().filter(move |(kind, _)| self.columns.contains(kind) && !(pooled && *kind == Column::Rater)).map(|(_, name)| name)
    }

    /// What is worth saying of the header: missing columns, and unknown ones that are passed over.
    pub fn remarks(&self) -> &Diagnostics {
        &self.remarks
    }

    /// Reads rows of text, grouped by person where ratings are pooled. Every fault is told with its row and column; the
    /// answer is then marked as invalid, and the row goes on. A row with a repeated key, or without an id in a table that
    /// has ids, is told and passed over.
    pub fn read<'r, R, C>(&self, rows: R) -> (Vec<Entry>, Diagnostics)
    where
        R: IntoIterator<Item = C>,
        C: IntoIterator<Item = &'r str>,
    {
        let mut faults = Diagnostics::default();
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
        let mut people: BTreeMap<Key, usize> = BTreeMap::new();
        for (i, row) in rows.into_iter().enumerate() {
            let number = i + 1;
            let before = faults.len();
            let cells: Vec<&str> = row.into_iter().collect();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if cells.len() != self.columns.len() {
                let fault = Error::new(Code::RaggedRow, "").in_cell(number, "").with("found", cells.len());
                faults.push(fault.with("expected", self.columns.len()));
            }
            let Some(key) = self.key(&cells, number, &mut faults) else { continue };
            if let Some(first) = seen.get(&key) {
                let fault = Error::new(Code::RepeatedKey, "").in_cell(number, "").with("key", key.name());
                faults.push(fault.with("first", first).with("second", number));
                continue;
            }
            seen.insert(key.clone(), number);
            let pooled = self.instrument.plan().pooled;
            let person = if pooled { Key { rater: String::new(), date: String::new(), ..key } } else { key };
            let at = *people.entry(person.clone()).or_insert_with(|| {
                entries.push(Entry { key: person, rows: Vec::new(), answers: self.instrument.answers() });
                entries.len() - 1
            });
            if let Some(entry) = entries.get_mut(at) {
                if !entry.rows.is_empty() {
                    entry.answers.next_rating();
                }
                entry.rows.push(number);
                self.answers(&cells, number, &mut entry.answers, &mut faults);
                if self.columns.contains(&Column::Id) {
                    faults.since(before).for_each(|fault| fault.set_person(&entry.key.id));
                }
            }
        }
        (entries, faults)
    }

    /// The key of a row; none where the table has ids and the row has none: a guess might join it to somebody else.
    fn key(&self, cells: &[&str], number: usize, faults: &mut Diagnostics) -> Option<Key> {
        let mut key = Key { id: number.to_string(), occasion: 1, ..Key::default() };
        for ((cell, column), header) in cells.iter().zip(&self.columns).zip(&self.headers) {
            let text = cell.trim();
            match column {
                Column::Id => text.clone_into(&mut key.id),
                Column::Rater => text.clone_into(&mut key.rater),
                // The date tells ratings apart; for others it is a remark.
                Column::Date if self.instrument.plan().pooled => text.clone_into(&mut key.date),
                Column::Occasion if !text.is_empty() => match text.parse() {
                    Ok(occasion) if occasion > 0 => key.occasion = occasion,
                    _ => {
                        let fault = Error::new(Code::BadCovariate, "").in_cell(number, header).with("column", header);
                        faults.push(fault.with_answer("answer", text).with("allowed", "1, 2 and so on"));
                    }
                },
                _ => {}
            }
        }
        if key.id.is_empty() {
            faults.push(no_id(number, self.headers.iter().zip(&self.columns).find(|(_, c)| **c == Column::Id).map_or("id", |(h, _)| h)));
            return None;
        }
        Some(key)
    }

    fn answers(&self, cells: &[&str], number: usize, answers: &mut Answers, faults: &mut Diagnostics) {
        let plan = std::sync::Arc::clone(answers.plan());
        for field in &self.absent {
            let optional = plan.fields.get(usize::from(*field)).is_some_and(|f| f.optional);
            answers.set_cell(*field, if optional { MISSING } else { NOT_ADMINISTERED });
        }
        for ((cell, column), header) in cells.iter().zip(&self.columns).zip(&self.headers) {
            match column {
                Column::Field(field) => {
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

/// A row that names nobody.
pub(crate) fn no_id(row: usize, column: &str) -> Error {
    let fault = Error::new(Code::BadCovariate, "").in_cell(row, column).with("column", column);
    fault.with_answer("answer", "").with("allowed", "the name or number of a person")
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
