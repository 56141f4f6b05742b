//! What a cell says: a code, its words in any language, or a sign that an entry was damaged on its way.

use std::collections::BTreeMap;

use super::plain::{bare, looks, plain};
use crate::answers::misread_error;
use crate::codes::{Cell, MISSING};
use crate::error::{Code, Error};
use crate::form::{Form, FormField};
use crate::instrument::Instrument;
use crate::plan::PlanField;

/// Marks for "chosen" on a list, as [`bare`] leaves them, in small letters.
const CHOSEN: [&str; 11] = ["+", "x", "х", "v", "✓", "✔", "☑", "да", "taip", "yes", "true"];
/// What a spreadsheet writes for an empty box.
const NOT_CHOSEN: [&str; 1] = ["false"];
/// What people write where there is no answer. None of it is read unless a map says so: it may as well be an answer.
const ABSENT: [&str; 12] = ["na", "n/a", "nan", "null", "none", "-", "–", "—", "нет", "nėra", "99", "999"];

/// The words of one field's codes.
#[derive(Clone, Debug, Default)]
struct Words {
    labels: BTreeMap<String, Vec<Cell>>,
    /// Codes and their readings by their look, in small letters.
    looks: BTreeMap<String, Vec<Cell>>,
    marks: bool,
}

/// The words of all codes of an instrument.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    fields: Vec<Words>,
}

impl Values {
    pub(crate) fn of(instrument: &Instrument, forms: &[Form]) -> Self {
        let plan = instrument.plan();
        let mut fields: Vec<Words> = plan
            .fields
            .iter()
            .map(|field| {
                let mut words = Words::default();
                for sign in field.codes.signs() {
                    let look = looks(sign).unwrap_or_else(|| sign.to_lowercase());
                    if let Ok(cell) = field.codes.read(sign) {
                        add(&mut words.looks, look, cell);
                        // Capital `Б` for a reading `б`, whose look is no Latin letter's.
                        add(&mut words.looks, sign.to_lowercase(), cell);
                    }
                }
                words
            })
            .collect();
        for asked in forms.iter().flat_map(|form| &form.items).flat_map(|item| &item.fields) {
            let Some(place) = plan.field(&asked.name).map(usize::from) else { continue };
            if let (Some(words), Some(field)) = (fields.get_mut(place), plan.fields.get(place)) {
                words.marks = asked.kind == "choose";
                words.label(asked, field);
            }
        }
        Self { fields }
    }

    /// The only field of whose codes all texts are words.
    pub(crate) fn only_field<'c, I: Iterator<Item = &'c str>>(&self, texts: impl Fn() -> I) -> Option<u16> {
        const LONGEST: usize = 2000;
        if texts().any(|text| text.len() > LONGEST) {
            return None;
        }
        let fits = |words: &Words| !words.labels.is_empty() && texts().all(|text| words.label_of(text).is_some());
        let mut found = (0_u16..).zip(&self.fields).filter(|(_, words)| fits(words));
        let (field, _) = found.next()?;
        found.next().is_none().then_some(field)
    }

    /// Whether a number that is no code may be one in words of the field.
    pub(crate) fn has_number_words(&self, field: u16) -> bool {
        let number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
        self.fields.get(usize::from(field)).is_some_and(|words| words.labels.keys().any(number))
    }

    /// The cell of a token. Codes go before words, words before look-alikes.
    pub(crate) fn read(&self, number: u16, field: &PlanField, token: &str) -> Result<Cell, Error> {
        let token = bare(token);
        let misread = match field.codes.read(token) {
            Ok(cell) => return Ok(cell),
            Err(misread) => misread,
        };
        let fault = |what: &str| {
            let fault = Error::new(Code::TurnedBySpreadsheet, "").with("field", &field.name);
            Err(fault.with_answer("answer", token).with("what", what))
        };
        if let Some(words) = self.fields.get(usize::from(number)) {
            if let Some(cells) = words.label_of(token) {
                return one(cells, field, token);
            }
            if let Some(cell) = words.mark(token) {
                return Ok(cell);
            }
            if let Some(cells) = looks(token).and_then(|look| words.looks.get(&look)) {
                // The capital looks like a Latin B and is the third letter of the Russian alphabet.
                if token.contains('В') {
                    return Err(ambiguous(field, token, "a Latin B", "the third letter of the Russian alphabet"));
                }
                return one(cells, field, token);
            }
            if let Some(cells) = words.looks.get(&token.to_lowercase()) {
                return one(cells, field, token);
            }
        }
        if let Some(unsigned) = token.strip_prefix('+').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            && let Ok(cell) = field.codes.read(unsigned)
        {
            return Ok(cell);
        }
        if let Some(what) = turned(token) {
            return fault(what);
        }
        let error = misread_error(field, misread, token);
        let absent = ABSENT.contains(&token.to_lowercase().as_str());
        Err(if absent { error.with_answer("absent", token) } else { error })
    }
}

impl Words {
    /// The cells of a label. Signs make no difference to words; without a letter they may be all there is: `-3` is not `3`.
    fn label_of(&self, token: &str) -> Option<&Vec<Cell>> {
        let words = plain(token);
        self.labels.get(&words).filter(|_| words.contains(char::is_alphabetic) || words == token)
    }

    /// Adds the labels of a field in one language: alone, and behind the code (`4 - rather like me`).
    fn label(&mut self, asked: &FormField, field: &PlanField) {
        let labelled =
            asked.codes.iter().chain(&asked.apart).filter_map(|code| Some((&code.code, code.label.as_ref()?)));
        for (code, label) in labelled {
            let Ok(cell) = field.codes.read(code) else { continue };
            let words = plain(label);
            if words.is_empty() {
                continue;
            }
            add(&mut self.labels, format!("{} {words}", plain(code)).trim_start().to_owned(), cell);
            add(&mut self.labels, words, cell);
        }
    }

    fn mark(&self, token: &str) -> Option<Cell> {
        let token = token.to_lowercase();
        match () {
            () if !self.marks => None,
            () if CHOSEN.contains(&token.as_str()) => Some(1),
            () if NOT_CHOSEN.contains(&token.as_str()) => Some(0),
            () => None,
        }
    }
}

/// Adds a cell to those that a text may mean.
pub(crate) fn add(words: &mut BTreeMap<String, Vec<Cell>>, text: String, cell: Cell) {
    let cells = words.entry(text).or_default();
    if !cells.contains(&cell) {
        cells.push(cell);
    }
}

/// The only cell, or the two readings.
fn one(cells: &[Cell], field: &PlanField, token: &str) -> Result<Cell, Error> {
    match cells {
        [cell] => Ok(*cell),
        [first, second, ..] => {
            let code = |cell: &Cell| format!("`{}`", field.codes.text(*cell));
            Err(ambiguous(field, token, &code(first), &code(second)))
        }
        [] => Ok(MISSING),
    }
}

fn ambiguous(field: &PlanField, token: &str, first: &str, second: &str) -> Error {
    let fault = Error::new(Code::Ambiguous, "").with("column", &field.name).with_answer("answer", token);
    fault.with("first", first).with("second", second)
}

/// What a reader of workbooks puts into a cell over which a neighbour in another row was merged.
pub(super) const MERGED_CELL: &str = "#MERGED!";

// What happened, and the remedy.
const MERGED: &str = "the cell is merged with one of another row; unmerge them and enter each answer";
const FORMULA: &str =
    "this is a formula without its value; open the table in a spreadsheet and save it, or enter the answer itself";
const FAILED: &str = "this is the error of a formula; format the column as text and enter the answer again";
const DATE: &str = "a spreadsheet has made a date of the entry; format the column as text and enter the answer again";
const TIME: &str = "a spreadsheet has made a time of the entry; format the column as text and enter the answer again";

/// What a spreadsheet has made of an entry; none if the token is no work of a spreadsheet.
pub(crate) fn turned(token: &str) -> Option<&'static str> {
    const MONTHS: [&str; 26] = [
        "янв", "фев", "мар", "апр", "май", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек", "jan", "feb", "mar",
        "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "saus",
    ];
    if token == MERGED_CELL {
        return Some(MERGED);
    }
    if token.starts_with('=') {
        return Some(FORMULA);
    }
    let error = token.strip_prefix('#').is_some_and(|rest| rest.ends_with(['!', '?', 'A', 'Д']) && rest.len() > 2);
    if error {
        return Some(FAILED);
    }
    let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let month = |part: &str| MONTHS.iter().any(|month| part.to_lowercase().starts_with(month)) && !digits(part);
    let (day, time) = token.split_once(['T', ' ']).unwrap_or((token, ""));
    let parts: Vec<&str> = day.split(['.', '-', '/']).collect();
    let date = match parts.as_slice() {
        [a, b] => digits(a) && month(b) || month(a) && digits(b),
        [a, b, c] => digits(a) && (digits(b) || month(b)) && digits(c),
        _ => false,
    };
    let is_time = |text: &str| {
        let parts: Vec<&str> = text.split(':').collect();
        matches!(parts.len(), 2 | 3) && parts.iter().all(|part| (1..=2).contains(&part.len()) && digits(part))
    };
    match () {
        () if date && (time.is_empty() || is_time(time)) => Some(DATE),
        () if is_time(token) => Some(TIME),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{DATE, FAILED, FORMULA, TIME, turned};

    #[test]
    fn works_of_spreadsheets() {
        for date in [
            "03.фев",
            "2-Mar",
            "Feb-03",
            "2026-02-03",
            "03.02.2026",
            "3/2/2026",
            "2026-02-03 00:00:00",
            "2026-02-03T00:00:00",
        ] {
            assert_eq!(turned(date), Some(DATE), "{date}");
        }
        assert_eq!(turned("03:02:00"), Some(TIME));
        for error in ["#NAME?", "#ИМЯ?", "#DIV/0!", "#N/A", "#Н/Д"] {
            assert_eq!(turned(error), Some(FAILED), "{error}");
        }
        assert_eq!(turned("=-б"), Some(FORMULA));
        for token in ["3.5", "-2", "a3", "1/2/3/4", "3-2", "12", "", "мама", "#", "1.2"] {
            assert_eq!(turned(token), None, "{token}");
        }
    }
}
