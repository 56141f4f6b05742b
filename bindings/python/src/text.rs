//! Texts of Python.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use pyo3::prelude::*;
use pyo3::types::PyString;

/// A text that may have held what no file can, halves of a sign: in their place stands the sign for what cannot be read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(String);

impl FromPyObject<'_, '_> for Text {
    type Error = PyErr;

    fn extract(object: pyo3::Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        Ok(Self(object.cast::<PyString>()?.to_string_lossy().into_owned()))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(…)")
    }
}

/// A length of time as a table of text has it: hours, minutes and seconds.
pub fn clock(nanoseconds: i128) -> String {
    const SECOND: i128 = 1_000_000_000;
    let (sign, all) = if nanoseconds < 0 { ("-", -nanoseconds) } else { ("", nanoseconds) };
    let (seconds, rest) = (all / SECOND, all % SECOND);
    let fraction = format!(".{rest:09}");
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    format!("{sign}{}:{:02}:{:02}{fraction}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
