//! The result of one person.

use orientir::Lang;
use orientir_report::Figure;
use pyo3::prelude::*;

use crate::figures::{self, Drawn, drawn};

/// The result of one person with the language of its figures. Shows nothing of it unless it is asked.
#[pyclass(frozen, module = "orientir._native")]
pub struct Report {
    inner: orientir::Report,
    lang: Lang,
}

impl Report {
    pub fn new(inner: orientir::Report, lang: Lang) -> Self {
        Self { inner, lang }
    }
}

#[pymethods]
impl Report {
    fn json(&self) -> String {
        self.inner.to_json()
    }

    /// All figures.
    fn figures(&self) -> Vec<Drawn> {
        figures::of_report(&self.inner, self.lang)
    }

    /// What has changed since an earlier result of the same instrument.
    fn change(&self, earlier: &Self) -> Vec<Drawn> {
        let (before, after) = (earlier.inner.told(self.lang), self.inner.told(self.lang));
        Figure::change(&before, &after, self.lang).iter().map(|figure| drawn("change", figure)).collect()
    }
}
