//! Profiles of a class: as tables, as figures, as pages.

use orientir::criteria::{Battery, Reason};
use orientir::{Cell, Class, Error, Key, Profile};
use orientir_report::{Audience, ClassPage, Figure, PersonPage, Problem};
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;

use crate::errors::{OrRaise, language};
use crate::figures::{Drawn, drawn};
use crate::people;
use crate::scores::problem_table;
use crate::table::{Column, Table};
use crate::text::Text;

/// What was told of tables, by the instrument.
#[derive(Default)]
pub struct Told {
    pub problems: Vec<(String, Error)>,
    pub remarks: Vec<(String, Error)>,
}

/// Profiles of the people of a class. Shows nothing of them unless it is asked.
#[pyclass(frozen, module = "orientir._native")]
pub struct Profiles {
    battery: Battery,
    class: Class,
    people: Vec<(Key, Profile)>,
    told: Told,
}

#[pymethods]
impl Profiles {
    #[getter]
    fn rows(&self) -> usize {
        self.people.len()
    }

    #[getter]
    fn keys(&self) -> Vec<&'static str> {
        if self.has_occasions() { vec!["id", "occasion"] } else { vec!["id"] }
    }

    #[getter]
    fn problem_count(&self) -> usize {
        self.told.problems.len()
    }

    /// One row a pupil and an occasion.
    fn table(&self) -> Table {
        let mut columns = self.key_columns(self.people.iter().map(|(key, _)| key));
        // In tables what was refused looks like what has no result; documents keep it apart.
        let shown: Vec<Profile> = self.people.iter().map(|(_, profile)| self.battery.shown(profile)).collect();
        let cells: Vec<Vec<Cell<'_>>> = shown.iter().map(Profile::cells).collect();
        for (place, name) in self.battery.profile_columns().into_iter().enumerate() {
            let cells = cells.iter().map(|row| row.get(place).cloned());
            // An index is a number; the others are words.
            let fact = if name.strip_suffix(".index").is_some() { "raw" } else { "level" };
            let column = Column::of_cells(fact, Vec::new(), cells);
            columns.push((name, column));
        }
        Table::new(self.rows(), columns)
    }

    /// Who is worth a talk, each on the occasion that stands for them, one row a reason. Whom the list of pupils does not name has no part in it.
    fn talks(&self, lang: &str) -> PyResult<Table> {
        let lang = language(lang)?;
        let current = self.class.current(&self.people).into_iter();
        let all: Vec<(&Key, Reason)> = current
            .flat_map(|(key, profile)| profile.reasons(&self.battery).into_iter().map(move |reason| (key, reason)))
            .collect();
        let mut columns = self.key_columns(all.iter().map(|(key, _)| *key));
        let mut add = |name: &str, text: &dyn Fn(&Reason) -> String| {
            let texts = all.iter().map(|(_, reason)| Some(text(reason))).collect();
            columns.push((name.to_owned(), Column::Texts(texts)));
        };
        add("cause", &cause);
        add("code", &|reason| reason.code.clone());
        add("reason", &|reason| self.battery.reason(reason, lang));
        Ok(Table::new(all.len(), columns))
    }

    /// Why each of the first people is worth a talk, in words.
    fn reasons(&self, rows: usize, lang: &str) -> PyResult<Vec<Vec<String>>> {
        let lang = language(lang)?;
        let words = |(key, profile): &(Key, Profile)| {
            let listed = self.class.is_listed(&key.id);
            let reasons = profile.reasons(&self.battery).into_iter().filter(|_| listed);
            reasons.map(|reason| self.battery.reason(&reason, lang)).collect()
        };
        Ok(self.people.iter().take(rows).map(words).collect())
    }

    /// What is wrong, table by table.
    fn problems(&self, lang: &str) -> PyResult<Table> {
        let errors: Vec<Error> = self.told.problems.iter().map(|(_, error)| error.clone()).collect();
        let instruments = self.told.problems.iter().map(|(instrument, _)| Some(instrument.clone())).collect();
        Ok(problem_table(&errors, language(lang)?).with_first("instrument", Column::Texts(instruments)))
    }

    /// Raises what is wrong, if anything is.
    fn raise_problems(&self, py: Python<'_>, lang: &str) -> PyResult<()> {
        // An exception has no column for the table.
        let named =
            |(of, error): &(String, Error)| error.clone().at(format!("{of}: {}", error.path()).trim_end_matches(": "));
        let all = self.told.problems.iter().map(named).collect();
        crate::scores::raise(py, all, language(lang)?)
    }

    /// What is worth saying, and no problem.
    fn remarks(&self, lang: &str) -> PyResult<Vec<String>> {
        let lang = language(lang)?;
        Ok(self.told.remarks.iter().map(|(of, remark)| format!("{of}: {}", remark.message(lang))).collect())
    }

    /// The whole profiles, a JSON text each.
    fn documents(&self) -> Vec<String> {
        self.people.iter().map(|(_, profile)| profile.to_json()).collect()
    }

    /// The row of somebody who has a result, on an occasion or on the one that stands for them.
    #[pyo3(signature = (id, occasion, lang))]
    fn find(&self, py: Python<'_>, id: Text, occasion: Option<u32>, lang: &str) -> PyResult<usize> {
        let found = self.class.person(&id, occasion).map(|one| one.key);
        let row = found.and_then(|key| self.people.iter().position(|(known, _)| *known == key));
        if let Some(row) = row {
            return Ok(row);
        }
        let with_results =
            self.people.iter().map(|(key, _)| key).filter(|key| self.class.reports(key).next().is_some());
        let known = with_results.map(|key| (key.id.as_str(), key.occasion));
        people::find(&id, occasion, known).or_raise(py, language(lang)?)
    }

    /// The figures of the class.
    fn figures(&self, lang: &str) -> PyResult<Vec<Drawn>> {
        let lang = language(lang)?;
        let current = self.class.current(&self.people);
        let mut figures = Vec::new();
        if !current.is_empty() {
            let now = self.battery.overview(current.iter().map(|(_, profile)| profile));
            figures.push(drawn("levels", &Figure::levels(&self.battery, &[&now], lang)));
        }
        let pairs = self.class.first_and_last(&self.people);
        if !pairs.is_empty() {
            let (before, after) = self.battery.before_and_after(pairs);
            figures.push(drawn("change", &Figure::levels(&self.battery, &[&before, &after], lang)));
        }
        Ok(figures)
    }

    /// The figures of the person of a row.
    fn figures_of(&self, row: usize, lang: &str) -> PyResult<Vec<Drawn>> {
        let (_, profile) = self.people.get(row).ok_or_else(|| PyIndexError::new_err(row))?;
        Ok(vec![drawn("criteria", &Figure::criteria(&self.battery, profile, language(lang)?))])
    }

    /// The page of the person of a row.
    fn page_of(&self, py: Python<'_>, row: usize, audience: &str, overall: bool, lang: &str) -> PyResult<String> {
        let lang = language(lang)?;
        let audience = Audience::parse(audience).ok_or_else(|| PyValueError::new_err(audience.to_owned()))?;
        let (key, profile) = self.people.get(row).ok_or_else(|| PyIndexError::new_err(row))?;
        let one = self.class.person(&key.id, Some(key.occasion));
        let (reports, earlier) = one.map(|one| (one.reports, one.earlier)).unwrap_or_default();
        let page = PersonPage::new(&self.battery, key, profile, &reports).earlier(&earlier);
        Ok(py.detach(|| page.audience(audience).overall(overall).html(lang)))
    }

    /// The page of the class.
    fn page(&self, py: Python<'_>, overall: bool, lang: &str) -> PyResult<String> {
        let lang = language(lang)?;
        let problem = |(table, fault): &(String, Error)| Problem { table: Some(table.clone()), fault: fault.clone() };
        let problems: Vec<Problem> = self.told.problems.iter().map(problem).collect();
        let page = ClassPage::new(&self.battery, &self.class, &self.people).problems(&problems).overall(overall);
        Ok(py.detach(|| page.html(lang)))
    }

    fn __len__(&self) -> usize {
        self.rows()
    }
}

impl Profiles {
    pub fn new(battery: Battery, class: Class, people: Vec<(Key, Profile)>, told: Told) -> Self {
        Self { battery, class, people, told }
    }

    fn has_occasions(&self) -> bool {
        self.people.iter().any(|(key, _)| key.occasion != 1)
    }

    /// The columns that name rows.
    fn key_columns<'k>(&self, keys: impl Iterator<Item = &'k Key> + Clone) -> Vec<(String, Column)> {
        let ids = keys.clone().map(|key| Some(key.id.clone())).collect();
        let mut columns = vec![("id".to_owned(), Column::Texts(ids))];
        if self.has_occasions() {
            let occasions = keys.map(|key| Some(i64::from(key.occasion)));
            columns.push(("occasion".to_owned(), Column::Whole(occasions.collect())));
        }
        columns
    }
}

/// The stable word of what kind of reason it is.
fn cause(reason: &Reason) -> String {
    let word = serde_json::to_value(reason.cause).ok();
    word.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}
