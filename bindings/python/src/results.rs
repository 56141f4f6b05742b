//! Results that are some tables: what is said of a whole table of answers, over everybody in it.

use orientir::{Diagnostics, Error};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;

use crate::errors::language;
use crate::scores::{problem_table, raise};
use crate::table::Table;

/// What was told while a table was read.
#[derive(Debug, Default)]
pub struct Told {
    problems: Vec<Error>,
    remarks: Vec<Error>,
}

impl Told {
    /// What a header leaves to say, and what is wrong in the rows; with the offending entries if they may be seen.
    pub fn new(header: &Diagnostics, faults: impl IntoIterator<Item = Error>, reveal: bool) -> Self {
        let (remarks, missing) = header.iter().cloned().partition::<Vec<Error>, _>(orientir_reading::is_aside);
        let shown = |error: Error| if reveal { error.reveal() } else { error };
        Self { problems: missing.into_iter().chain(faults).map(shown).collect(), remarks }
    }

    /// What was told of two tables, one after the other.
    pub fn and(mut self, other: Self) -> Self {
        self.problems.extend(other.problems);
        self.remarks.extend(other.remarks);
        self
    }
}

/// Tables with names, what is worth saying of them, and facts about the whole.
#[pyclass(frozen, module = "orientir._native")]
pub struct Results {
    tables: Vec<(&'static str, Table)>,
    /// Sentences for people, in the language of the instrument.
    #[pyo3(get)]
    notes: Vec<String>,
    /// Facts about the whole, a JSON object.
    #[pyo3(get)]
    about: String,
    told: Told,
}

impl Results {
    pub fn new(tables: Vec<(&'static str, Table)>, notes: Vec<String>, about: &serde_json::Value, told: Told) -> Self {
        Self { tables, notes, about: about.to_string(), told }
    }
}

#[pymethods]
impl Results {
    /// One of the tables.
    fn table(&self, name: &str) -> PyResult<Table> {
        let found = self.tables.iter().find(|(known, _)| *known == name);
        found.map(|(_, table)| table.clone()).ok_or_else(|| PyKeyError::new_err(name.to_owned()))
    }

    #[getter]
    fn names(&self) -> Vec<&'static str> {
        self.tables.iter().map(|(name, _)| *name).collect()
    }

    #[getter]
    fn problem_count(&self) -> usize {
        self.told.problems.len()
    }

    /// What is wrong, row by row.
    fn problems(&self, lang: &str) -> PyResult<Table> {
        Ok(problem_table(&self.told.problems, language(lang)?))
    }

    /// Raises what is wrong, if anything is.
    fn raise_problems(&self, py: Python<'_>, lang: &str) -> PyResult<()> {
        raise(py, self.told.problems.clone(), language(lang)?)
    }

    /// What is worth saying of how the table was read, and no problem.
    fn remarks(&self, lang: &str) -> PyResult<Vec<String>> {
        let lang = language(lang)?;
        Ok(self.told.remarks.iter().map(|remark| remark.message(lang)).collect())
    }
}
