//! Columns of answers of many people in, columns of scores out.

use orientir::batch::{BatchScores, Missing, Numbers};
use orientir::{Cell, Diagnostics, Error, Person, Receipt, ScoreColumns};
use orientir_kernel::gather_f64;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::given::Given;
use crate::instrument::Instrument;
use crate::problems::{OrThrow, problems};

/// A column of answers. What is no whole number of a byte comes as floats, which hold every other kind of number.
#[derive(Debug)]
enum Values {
    Unsigned(Vec<u8>),
    Signed(Vec<i8>),
    Floats(Vec<f64>),
    Texts(Vec<Option<String>>),
}

/// Columns of answers, a row a person.
#[wasm_bindgen(js_name = NativeColumns)]
#[derive(Debug)]
pub struct Columns {
    rows: usize,
    columns: Vec<(String, Values)>,
}

#[wasm_bindgen(js_class = NativeColumns)]
impl Columns {
    /// No columns of so many rows.
    #[wasm_bindgen(constructor)]
    pub fn new(rows: usize) -> Self {
        Self { rows, columns: Vec::new() }
    }

    /// A column of whole numbers 0 to 255.
    pub fn unsigned(&mut self, field: String, values: Vec<u8>) {
        self.columns.push((field, Values::Unsigned(values)));
    }

    /// A column of whole numbers -128 to 127.
    pub fn signed(&mut self, field: String, values: Vec<i8>) {
        self.columns.push((field, Values::Signed(values)));
    }

    /// A column of numbers; NaN is a missing answer.
    pub fn floats(&mut self, field: String, values: Vec<f64>) {
        self.columns.push((field, Values::Floats(values)));
    }

    /// A column of codes: a JSON list of texts and null.
    pub fn texts(&mut self, field: String, values: &str) -> Result<(), JsValue> {
        let values = serde_json::from_str(values).map_err(JsError::from)?;
        self.columns.push((field, Values::Texts(values)));
        Ok(())
    }

    /// Scores the rows. `people` is a JSON list of what is known of `each`, or of one for all.
    pub fn score(&self, instrument: &Instrument, people: &str, each: bool) -> Result<Scores, JsValue> {
        let people: Vec<Given<'_>> = serde_json::from_str(people).map_err(JsError::from)?;
        let mut faults = Diagnostics::default();
        let mut batch = instrument.inner.batch(self.rows);
        for (field, values) in &self.columns {
            let set = match values {
                Values::Unsigned(values) => batch.set_numbers(field, Numbers::U8((&**values).into()), Missing::None),
                Values::Signed(values) => batch.set_numbers(field, Numbers::I8((&**values).into()), Missing::None),
                Values::Floats(values) => batch.set_numbers(field, Numbers::F64((&**values).into()), Missing::None),
                Values::Texts(values) => batch.set_text(field, values.iter().map(Option::as_deref)),
            };
            set.err().into_iter().for_each(|fault| faults.push(fault));
        }
        let mut known: Vec<Person> = Vec::with_capacity(people.len());
        for (row, about) in people.iter().enumerate() {
            let mut person = Person::default();
            for (name, value) in about.iter() {
                let set = person.set(name, value);
                let placed = |fault: Error| if each { fault.in_cell(row + 1, name) } else { fault };
                set.err().into_iter().for_each(|fault| faults.push(placed(fault)));
            }
            known.push(person);
        }
        if each {
            batch.set_people(known).err().into_iter().for_each(|fault| faults.push(fault));
        } else if let Some(person) = known.pop() {
            batch.set_person(person);
        }
        if !faults.is_empty() {
            return Err(faults).or_throw(instrument.lang);
        }
        let scores = instrument.allowed()?.score_batch(&batch);
        Ok(Scores { columns: instrument.inner.score_columns(), inner: scores, instrument: instrument.clone() })
    }
}

/// The scores of many people.
#[wasm_bindgen(js_name = NativeScores)]
#[derive(Debug)]
pub struct Scores {
    instrument: Instrument,
    inner: BatchScores,
    columns: ScoreColumns,
}

#[wasm_bindgen(js_class = NativeScores)]
impl Scores {
    /// The names of the columns, as JSON.
    pub fn names(&self) -> String {
        serde_json::to_string(&self.columns.names().collect::<Vec<_>>()).unwrap_or_default()
    }

    /// Whether a column holds codes; else it holds numbers.
    pub fn is_code(&self, column: usize) -> bool {
        matches!(self.columns.facts().nth(column), Some("level" | "norm" | "status" | "type" | "flags"))
    }

    /// The numbers of a column: NaN for none, 1 and 0 for true and false.
    pub fn numbers(&self, column: usize) -> Vec<f64> {
        let (cells, places) = self.columns.of(&self.instrument.inner, &self.inner, column);
        let number = |cell: &Cell<'_>| match cell {
            Cell::Number(number) => *number,
            Cell::Count(count) => f64::from(*count),
            Cell::Truth(truth) => f64::from(*truth),
            _ => f64::NAN,
        };
        let table: Vec<f64> = cells.iter().map(number).collect();
        let mut values = vec![f64::NAN; places.len()];
        gather_f64(&table, places, &mut values);
        values
    }

    /// The different codes of a column, as a JSON list of texts and null.
    pub fn codes(&self, column: usize) -> String {
        let (cells, _) = self.columns.of(&self.instrument.inner, &self.inner, column);
        let code = |cell| match cell {
            Cell::Code(code) => Some(code.to_owned()),
            Cell::Codes(codes) => Some(codes),
            _ => None,
        };
        serde_json::to_string(&cells.into_iter().map(code).collect::<Vec<_>>()).unwrap_or_default()
    }

    /// The place of each row's code among those of [`Scores::codes`].
    pub fn places(&self, column: usize) -> Vec<u32> {
        self.columns.of(&self.instrument.inner, &self.inner, column).1.to_vec()
    }

    /// What is wrong with answers, as JSON: the first ones alone.
    pub fn problems(&self, most: usize) -> String {
        problems(self.inner.faults().iter().take(most), self.instrument.lang).to_string()
    }

    /// How many answers are wrong.
    pub fn problem_count(&self) -> usize {
        self.inner.fault_count()
    }

    /// What the scores were made with, as JSON.
    pub fn receipt(&self) -> String {
        serde_json::to_string(&Receipt::of_batch(&self.instrument.inner, &self.inner)).unwrap_or_default()
    }
}
