//! Python objects as entries of a table: what a person would write for them.

use orientir::FrameColumn;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt, PyString};

use crate::text::clock;

/// What an object is as an entry.
enum Entry {
    Missing,
    Text(String),
    /// No answer can look like this.
    Other(String),
}

/// A column of objects.
pub fn column(objects: &Bound<'_, PyAny>) -> PyResult<FrameColumn<'static>> {
    let mut texts = Vec::with_capacity(objects.len().unwrap_or(0));
    for object in objects.try_iter()? {
        match entry(&object?)? {
            Entry::Missing => texts.push(None),
            Entry::Text(text) => texts.push(Some(text)),
            Entry::Other(kind) => return Ok(FrameColumn::Other(kind)),
        }
    }
    Ok(FrameColumn::words(texts))
}

/// One category as text; none for a missing one. What can be no answer is one that no field has.
pub fn text(object: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    Ok(match entry(object)? {
        Entry::Missing => None,
        Entry::Text(text) => Some(text),
        Entry::Other(kind) => Some(kind),
    })
}

fn entry(object: &Bound<'_, PyAny>) -> PyResult<Entry> {
    if object.is_none() {
        return Ok(Entry::Missing);
    }
    if let Ok(text) = object.cast::<PyString>() {
        // A text may hold half of a sign, which no file could.
        return Ok(Entry::Text(text.to_string_lossy().into_owned()));
    }
    if let Ok(truth) = object.cast::<PyBool>() {
        return Ok(Entry::Text(truth.is_true().to_string()));
    }
    if let Ok(number) = object.cast::<PyInt>() {
        // Python writes no number of thousands of digits; to base 16 it does, and either is no code.
        let text = number.str().or_else(|_| number.call_method1("__format__", ("x",))?.str())?;
        return Ok(Entry::Text(text.to_string_lossy().into_owned()));
    }
    if let Ok(number) = object.cast::<PyFloat>() {
        return Ok(float(number.extract()?));
    }
    let kind = object.get_type();
    let (module, name) = (kind.module()?.to_string(), kind.name()?.to_string());
    let root = module.split('.').next().unwrap_or_default();
    match (root, name.as_str()) {
        ("pandas", "NAType" | "NaTType") => Ok(Entry::Missing),
        // Scalars of NumPy, which are no Python numbers.
        ("numpy", "bool" | "bool_") => Ok(Entry::Text(object.is_truthy()?.to_string())),
        ("numpy", _) if object.hasattr("dtype")? && object.getattr("ndim")?.extract::<usize>()? == 0 => {
            let item = object.call_method0("item")?;
            // Some have no Python value of another type.
            if item.get_type().is(&kind) { Ok(Entry::Other(name)) } else { entry(&item) }
        }
        ("datetime" | "pandas" | "decimal", "date" | "datetime" | "time" | "Timestamp" | "Decimal") => {
            Ok(Entry::Text(object.str()?.to_string_lossy().trim_end_matches(" 00:00:00").to_owned()))
        }
        ("datetime" | "pandas", "timedelta" | "Timedelta") => {
            let microsecond = object.py().import("datetime")?.getattr("timedelta")?.call1((0, 0, 1))?;
            let count: i128 = object.call_method1("__floordiv__", (microsecond,))?.extract()?;
            Ok(Entry::Text(clock(count * 1000)))
        }
        ("uuid", "UUID") => Ok(Entry::Text(object.str()?.to_string_lossy().into_owned())),
        _ => Ok(Entry::Other(name)),
    }
}

fn float(number: f64) -> Entry {
    // `+ 0.0` makes a nought of a negative one.
    if number.is_nan() { Entry::Missing } else { Entry::Text((number + 0.0).to_string()) }
}
