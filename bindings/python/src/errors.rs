//! Problems of the core as Python exceptions.

use orientir::{Code, Diagnostics, Error, Kind, Lang};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// The arguments that Python code may give to a problem.
const ARGUMENTS: [&str; 8] = ["column", "kind", "reason", "field", "found", "expected", "file", "scale"];

/// A problem as Python sees it.
fn problem<'py>(py: Python<'py>, error: &Error, lang: Lang) -> PyResult<Bound<'py, PyDict>> {
    let arguments = PyDict::new(py);
    for (name, value) in error.arguments() {
        arguments.set_item(name, value)?;
    }
    let problem = PyDict::new(py);
    problem.set_item("code", error.code().as_str())?;
    problem.set_item("path", error.path())?;
    problem.set_item("message", error.message(lang))?;
    // From 0, as the rows of a frame are counted.
    problem.set_item("row", error.row().and_then(|row| row.checked_sub(1)))?;
    problem.set_item("column", error.column())?;
    problem.set_item("person", error.person())?;
    problem.set_item("arguments", arguments)?;
    Ok(problem)
}

/// An exception of the class that fits the first problem.
pub fn exception(py: Python<'_>, problems: &Diagnostics, lang: Lang) -> PyErr {
    let kind = match problems.iter().next().map(Error::kind) {
        Some(Kind::Definition) => "definition",
        Some(Kind::Answer) => "answer",
        _ => "request",
    };
    let raised = problems
        .iter()
        .map(|error| problem(py, error, lang))
        .collect::<PyResult<Vec<_>>>()
        .and_then(|problems| PyList::new(py, problems))
        .and_then(|list| py.import("orientir._errors")?.call_method1("raise_problems", (kind, list)));
    match raised {
        Ok(_) => pyo3::exceptions::PyRuntimeError::new_err(problems.to_string()),
        Err(error) => error,
    }
}

/// What the core told, as an exception.
pub trait OrRaise<T> {
    /// The value, or the exception for the problems in a language.
    fn or_raise(self, py: Python<'_>, lang: Lang) -> PyResult<T>;
}

impl<T> OrRaise<T> for Result<T, Diagnostics> {
    fn or_raise(self, py: Python<'_>, lang: Lang) -> PyResult<T> {
        self.map_err(|problems| exception(py, &problems, lang))
    }
}

impl<T> OrRaise<T> for Result<T, Error> {
    fn or_raise(self, py: Python<'_>, lang: Lang) -> PyResult<T> {
        self.map_err(|error| exception(py, &error.into(), lang))
    }
}

/// The language with a code.
pub fn language(code: &str) -> PyResult<Lang> {
    let unknown = || {
        let known = Lang::ALL.map(Lang::as_str).join(", ");
        let error = Error::new(Code::NoLanguage, "").with("lang", code).with("available", known);
        Python::attach(|py| exception(py, &error.into(), Lang::En))
    };
    Lang::parse(code).ok_or_else(unknown)
}

/// A problem that Python code found, with the words of the core.
#[pyfunction]
#[pyo3(name = "problem", signature = (code, lang="en", **arguments))]
pub fn made<'py>(
    py: Python<'py>,
    code: &str,
    lang: &str,
    arguments: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyDict>> {
    let known = Code::ALL.iter().find(|known| known.as_str() == code);
    let unknown = || pyo3::exceptions::PyValueError::new_err(format!("no code `{code}`"));
    let mut error = Error::new(*known.ok_or_else(unknown)?, "");
    for name in ARGUMENTS {
        if let Some(value) = arguments.map(|all| all.get_item(name)).transpose()?.flatten() {
            error = error.with(name, value.str()?.to_string_lossy());
        }
    }
    problem(py, &error, language(lang)?)
}
