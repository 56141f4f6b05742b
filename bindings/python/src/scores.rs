//! Scores of many people.

use std::borrow::Cow;
use std::sync::Arc;

use orientir::batch::BatchScores;
use orientir::{Diagnostics, Error, Instrument, Lang, Receipt, ScoreColumns};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::errors::{OrRaise, exception, language};
use crate::people;
use crate::table::{Column, Table};
use crate::text::Text;

/// What tables of scores are made from.
pub struct Shared {
    pub instrument: Instrument,
    pub columns: ScoreColumns,
    pub scores: BatchScores,
    /// The columns that name the rows.
    pub keys: Vec<(&'static str, Column)>,
    /// What is wrong with the columns: those that are missing.
    pub missing: Diagnostics,
    /// What is worth saying besides.
    pub remarks: Diagnostics,
    pub reveal: bool,
    /// On how many threads columns are gathered; 0 for all.
    pub threads: usize,
}

/// Scores of many people. Shows nothing of them unless it is asked for columns.
#[pyclass(frozen, module = "orientir._native")]
pub struct Scores(pub Arc<Shared>);

impl Scores {
    pub fn new(
        instrument: &Instrument,
        scores: BatchScores,
        keys: Vec<(&'static str, Column)>,
        remarks: &Diagnostics,
        (reveal, threads): (bool, usize),
    ) -> Self {
        let (remarks, missing) = remarks.iter().cloned().partition::<Vec<Error>, _>(orientir_reading::is_aside);
        Self(Arc::new(Shared {
            instrument: instrument.clone(),
            columns: instrument.score_columns(),
            scores,
            keys,
            missing: missing.into_iter().collect(),
            remarks: remarks.into_iter().collect(),
            reveal,
            threads,
        }))
    }

    /// The columns with some facts; all without.
    fn chosen(&self, facts: Option<&[Text]>) -> PyResult<Vec<(String, Column)>> {
        let columns = &self.0.columns;
        if let Some(unknown) = facts.into_iter().flatten().find(|fact| !FACTS.contains(&&***fact)) {
            return Err(PyValueError::new_err(format!(
                "no fact `{}`, expected some of {}",
                &**unknown,
                FACTS.join(", ")
            )));
        }
        let wanted = |fact: &str| facts.is_none_or(|facts| facts.iter().any(|wanted| **wanted == *fact));
        let all = columns.names().zip(columns.facts()).enumerate().filter(|(_, (_, fact))| wanted(fact));
        Ok(all.map(|(number, (name, _))| (name.to_owned(), Column::Scores(number))).collect())
    }

    fn keys(&self) -> impl Iterator<Item = (String, Column)> {
        self.0.keys.iter().map(|(name, column)| ((*name).to_owned(), column.clone()))
    }
}

/// What a column may tell.
const FACTS: [&str; 19] = [
    "raw",
    "level",
    "t",
    "sten",
    "stanine",
    "z",
    "iq",
    "percentile",
    "norm",
    "answered",
    "prorated",
    "status",
    "possible_min",
    "possible_max",
    "ci_low",
    "ci_high",
    "p_level",
    "type",
    "flags",
];

#[pymethods]
impl Scores {
    #[getter]
    fn rows(&self) -> usize {
        self.0.scores.rows()
    }

    #[getter]
    fn problem_count(&self) -> usize {
        self.0.missing.len() + self.0.scores.fault_count()
    }

    #[getter(keys)]
    fn key_names(&self) -> Vec<&'static str> {
        self.0.keys.iter().map(|(name, _)| *name).collect()
    }

    /// The names of the columns with some facts.
    #[pyo3(signature = (facts=None))]
    fn names(&self, facts: Option<Vec<Text>>) -> PyResult<Vec<String>> {
        Ok(self.chosen(facts.as_deref())?.into_iter().map(|(name, _)| name).collect())
    }

    /// The columns with some facts, behind those that name the rows.
    #[pyo3(signature = (facts=None, keys=true))]
    fn table(&self, facts: Option<Vec<Text>>, keys: bool) -> PyResult<Table> {
        let chosen = self.chosen(facts.as_deref())?;
        Ok(Table::of_scores(&self.0, self.keys().filter(|_| keys).chain(chosen).collect()))
    }

    /// One column.
    fn column(&self, name: Text) -> PyResult<Table> {
        let key = || self.0.keys.iter().find(|(known, _)| **known == *name).map(|(_, column)| column.clone());
        let number = || self.0.columns.names().position(|known| *known == *name).map(Column::Scores);
        let none = || pyo3::exceptions::PyKeyError::new_err((*name).to_owned());
        let column = key().or_else(number).ok_or_else(none)?;
        let found = ((*name).to_owned(), column);
        Ok(Table::of_scores(&self.0, vec![found]))
    }

    /// One row a person and a scale.
    #[pyo3(signature = (facts=None, keys=true))]
    fn tidy(&self, py: Python<'_>, facts: Option<Vec<Text>>, keys: bool) -> PyResult<Table> {
        self.chosen(facts.as_deref())?;
        Ok(py.detach(|| crate::tidy::table(&self.0, facts.as_deref(), keys)))
    }

    /// What is wrong, row by row.
    fn problems(&self, lang: &str) -> PyResult<Table> {
        Ok(problem_table(&self.all_problems(), language(lang)?))
    }

    /// Raises what is wrong, if anything is.
    fn raise_problems(&self, py: Python<'_>, lang: &str) -> PyResult<()> {
        raise(py, self.all_problems(), language(lang)?)
    }

    /// What is worth saying, and no problem.
    fn remarks(&self, lang: &str) -> PyResult<Vec<String>> {
        let lang = language(lang)?;
        Ok(self.0.remarks.iter().map(|remark| remark.message(lang)).collect())
    }

    /// What the scores were made with, as JSON.
    fn receipt(&self) -> PyResult<String> {
        let receipt = Receipt::of_batch(&self.0.instrument, &self.0.scores);
        serde_json::to_string(&receipt).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The row of somebody on an occasion, or on the latest.
    #[pyo3(signature = (id, occasion, lang))]
    fn find(&self, py: Python<'_>, id: Text, occasion: Option<u32>, lang: &str) -> PyResult<usize> {
        let people = self.people();
        let people = people.iter().map(|(id, occasion)| (&**id, *occasion));
        people::find(&id, occasion, people).or_raise(py, language(lang)?)
    }

    /// The row of the same person on the occasion before.
    fn before(&self, row: usize) -> Option<usize> {
        let people = self.people();
        let (id, occasion) = people.get(row)?;
        let earlier = people.iter().enumerate().filter(|(_, (known, of))| known == id && of < occasion);
        // Of several rows the first counts.
        earlier.rev().max_by_key(|(_, (_, of))| *of).map(|(place, _)| place)
    }

    /// The first rows alone.
    fn head(&self, rows: usize) -> Self {
        let Shared { instrument, columns, scores, keys, missing, remarks, .. } = &*self.0;
        let keys = keys.iter().map(|(name, column)| (*name, crate::tidy::head(column, rows))).collect();
        Self(Arc::new(Shared {
            instrument: instrument.clone(),
            columns: columns.clone(),
            scores: scores.head(rows),
            keys,
            missing: missing.clone(),
            remarks: remarks.clone(),
            reveal: self.0.reveal,
            threads: 1,
        }))
    }

    fn __len__(&self) -> usize {
        self.rows()
    }
}

impl Scores {
    /// Ids, empty where there is none, and occasions.
    fn people(&self) -> Vec<(Cow<'_, str>, u32)> {
        let key = |name: &str| self.0.keys.iter().find(|(known, _)| *known == name).map(|(_, column)| column);
        let (ids, occasions) = (key("id"), key("occasion"));
        let id = |row: usize| match ids {
            Some(Column::Texts(ids)) => ids.get(row)?.as_deref().map(Cow::Borrowed),
            Some(Column::Whole(ids)) => ids.get(row)?.map(|id| Cow::Owned(id.to_string())),
            _ => None,
        };
        let occasion = |row: usize| match occasions {
            Some(Column::Whole(occasions)) => u32::try_from((*occasions.get(row)?)?).ok(),
            _ => None,
        };
        (0..self.rows()).map(|row| (id(row).unwrap_or_default(), occasion(row).unwrap_or(1))).collect()
    }

    fn all_problems(&self) -> Vec<Error> {
        let reveal = |error: &Error| if self.0.reveal { error.clone().reveal() } else { error.clone() };
        self.0.missing.iter().chain(self.0.scores.faults()).map(reveal).collect()
    }
}

/// Raises problems, if there are any.
pub fn raise(py: Python<'_>, problems: Vec<Error>, lang: Lang) -> PyResult<()> {
    if problems.is_empty() { Ok(()) } else { Err(exception(py, &problems.into_iter().collect(), lang)) }
}

/// Problems as a table.
pub fn problem_table(problems: &[Error], lang: Lang) -> Table {
    // Counted from 0, as the rows of a frame are.
    let row = |error: &Error| error.row().and_then(|row| i64::try_from(row.checked_sub(1)?).ok());
    let text = |text: Option<&str>| text.map(str::to_owned);
    let columns = vec![
        ("row".to_owned(), Column::Whole(problems.iter().map(row).collect())),
        ("id".to_owned(), Column::Texts(problems.iter().map(|error| text(error.person())).collect())),
        ("column".to_owned(), Column::Texts(problems.iter().map(|error| text(error.column())).collect())),
        ("code".to_owned(), Column::Texts(problems.iter().map(|error| Some(error.code().to_string())).collect())),
        ("message".to_owned(), Column::Texts(problems.iter().map(|error| Some(error.message(lang))).collect())),
    ];
    Table::new(problems.len(), columns)
}
