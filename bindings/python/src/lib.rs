//! The native half of the Python package `orientir`: data frames in, tables out. What a psychologist calls is Python, in
//! `bindings/python/python/orientir`; nothing here knows more of psychometrics than the core does.

#![expect(clippy::needless_pass_by_value, reason = "PyO3 hands over what it has made of an argument")]
#![expect(missing_debug_implementations, reason = "the module is private to the package, which documents it")]

mod agreement;
mod arrow_in;
mod battery;
mod columns;
mod compare;
mod errors;
mod figures;
mod file;
mod gather;
mod instrument;
mod keys;
mod numpy_in;
mod objects;
mod people;
mod profiles;
mod quality;
mod reliability;
mod report;
mod results;
mod run;
mod scores;
mod table;
mod tally;
mod text;
mod tidy;
mod whole;

use pyo3::prelude::*;

#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::battery::Battery;
    #[pymodule_export]
    use crate::columns::{Coded, Columns};
    #[pymodule_export]
    use crate::errors::made;
    #[pymodule_export]
    use crate::instrument::Instrument;
    #[pymodule_export]
    use crate::profiles::Profiles;
    #[pymodule_export]
    use crate::report::Report;
    #[pymodule_export]
    use crate::results::Results;
    #[pymodule_export]
    use crate::scores::Scores;
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::tally::Tally;

    use super::{Bound, PyModule, PyResult, pyfunction};
    use pyo3::types::PyModuleMethods;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }

    /// The ids of the instruments that come with the engine.
    #[pyfunction]
    fn catalogue_ids() -> Vec<&'static str> {
        orientir::catalogue::INSTRUMENTS.iter().map(|(id, _)| *id).collect()
    }

    /// The ids of the batteries that come with the engine.
    #[pyfunction]
    fn battery_ids() -> Vec<&'static str> {
        orientir::catalogue::BATTERIES.iter().map(|(id, _)| *id).collect()
    }

    /// What is wrong where nothing is.
    #[pyfunction]
    fn no_problems(lang: &str) -> PyResult<crate::table::Table> {
        Ok(crate::scores::problem_table(&[], crate::errors::language(lang)?))
    }
}
