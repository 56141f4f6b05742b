//! Data of other libraries as the columns of a frame.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef};
use orientir::batch::{Missing, Numbers};
use orientir::{Code, Error, Frame, FrameColumn, Lang};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use crate::errors::exception;
use crate::numpy_in::{Borrowed, Mask, is_array, kind};
use crate::text::{Text, clock};
use crate::{arrow_in, objects};

/// Categories: the place of each row's among some texts; a negative one is missing.
#[pyclass(frozen, module = "orientir._native")]
pub struct Coded {
    codes: Py<PyAny>,
    words: Vec<Option<String>>,
}

#[pymethods]
impl Coded {
    #[new]
    fn new(codes: Py<PyAny>, words: &Bound<'_, PyAny>) -> PyResult<Self> {
        let words = words.try_iter()?.map(|word| objects::text(&word?)).collect::<PyResult<_>>()?;
        Ok(Self { codes, words })
    }
}

/// A column as it is kept between calls.
enum Held {
    Arrow(ArrayRef),
    /// A column of an array of numbers, and the array of its missing rows.
    Array {
        array: usize,
        column: usize,
        mask: Option<usize>,
    },
    Texts(FrameColumn<'static>),
}

/// The columns of a data frame, borrowed where they are numbers. Shows nothing of them.
#[pyclass(frozen, module = "orientir._native")]
pub struct Columns {
    #[pyo3(get)]
    names: Vec<String>,
    held: Vec<Held>,
    arrays: Vec<Py<PyAny>>,
    #[pyo3(get)]
    rows: usize,
}

#[pymethods]
impl Columns {
    /// The columns of an object that gives an Arrow stream of records.
    #[staticmethod]
    fn from_stream(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let (array, kind) = arrow_in::import(object)?;
        let none = || {
            let reason = format!("an Arrow stream of records is needed, none of them null, not of {kind}");
            exception(object.py(), &Error::new(Code::UnsupportedFrame, "").with("reason", reason).into(), Lang::En)
        };
        let (names, columns) = arrow_in::records(&array).ok_or_else(none)?;
        let held = columns.into_iter().map(Held::Arrow).collect();
        Ok(Self { names, held, arrays: Vec::new(), rows: array.len() })
    }

    /// Columns of any kind beside each other.
    #[staticmethod]
    fn from_arrays(names: Vec<Text>, arrays: &Bound<'_, PyAny>) -> PyResult<Self> {
        let names = names.into_iter().map(String::from).collect();
        let mut made = Self { names, held: Vec::new(), arrays: Vec::new(), rows: 0 };
        for (place, array) in arrays.try_iter()?.enumerate() {
            let (held, rows) = made.hold(&array?)?;
            if place > 0 && rows != made.rows {
                let name = made.names.get(place).map_or("", String::as_str);
                return Err(PyValueError::new_err(format!(
                    "column {name:?} has {rows} rows, the others have {}",
                    made.rows
                )));
            }
            made.rows = rows;
            made.held.push(held);
        }
        if made.names.len() != made.held.len() {
            return Err(PyValueError::new_err("there are as many names as columns"));
        }
        Ok(made)
    }

    /// The columns of a matrix of numbers.
    #[staticmethod]
    fn from_matrix(names: Vec<Text>, matrix: &Bound<'_, PyAny>) -> PyResult<Self> {
        let (rows, columns): (usize, usize) = matrix.getattr("shape")?.extract()?;
        if columns != names.len() {
            return Err(PyValueError::new_err("there are as many names as columns"));
        }
        let held = (0..columns).map(|column| Held::Array { array: 0, column, mask: None }).collect();
        let names = names.into_iter().map(String::from).collect();
        Ok(Self { names, held, arrays: vec![matrix.clone().unbind()], rows })
    }
}

impl Columns {
    fn hold(&mut self, object: &Bound<'_, PyAny>) -> PyResult<(Held, usize)> {
        if let Ok(pair) = object.cast::<PyTuple>() {
            let (values, mask): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
            let rows = values.len()?;
            if kind(&values)? == "b" {
                let objects = values.call_method0("tolist")?;
                let flags: Vec<bool> = mask.call_method0("tolist")?.extract()?;
                let truths: Vec<bool> = objects.extract()?;
                let texts = truths.iter().zip(flags).map(|(truth, missing)| (!missing).then(|| truth.to_string()));
                return Ok((Held::Texts(FrameColumn::words(texts)), rows));
            }
            self.arrays.extend([values.unbind(), mask.unbind()]);
            let array = self.arrays.len() - 2;
            return Ok((Held::Array { array, column: 0, mask: Some(array + 1) }, rows));
        }
        if let Ok(coded) = object.cast::<Coded>() {
            let codes: Vec<i64> = coded.get().codes.bind(object.py()).call_method0("tolist")?.extract()?;
            let words = &coded.get().words;
            let word = |code: &i64| usize::try_from(*code).ok().and_then(|code| words.get(code)?.as_deref());
            return Ok((Held::Texts(FrameColumn::words(codes.iter().map(word))), codes.len()));
        }
        if object.cast::<PyList>().is_err() && is_array(object)? {
            return self.hold_array(object);
        }
        if object.hasattr("__arrow_c_stream__")? {
            return match arrow_in::import(object) {
                Ok((array, _)) => {
                    let rows = array.len();
                    Ok((Held::Arrow(array), rows))
                }
                // A type that is not Arrow's is no reason to stop the columns beside it.
                Err(error) if error.is_instance_of::<PyValueError>(object.py()) => {
                    let kind = object.getattr("dtype").or_else(|_| Ok::<_, PyErr>(object.get_type().into_any()))?;
                    Ok((Held::Texts(FrameColumn::Other(kind.str()?.to_string_lossy().into_owned())), object.len()?))
                }
                Err(error) => Err(error),
            };
        }
        Ok((Held::Texts(objects::column(object)?), object.len()?))
    }

    fn hold_array(&mut self, array: &Bound<'_, PyAny>) -> PyResult<(Held, usize)> {
        if array.getattr("ndim")?.extract::<usize>()? != 1 {
            return Err(PyValueError::new_err("a column is an array of one dimension"));
        }
        let rows = array.len()?;
        match kind(array)?.as_str() {
            "i" | "u" | "f" => {
                self.arrays.push(array.clone().unbind());
                Ok((Held::Array { array: self.arrays.len() - 1, column: 0, mask: None }, rows))
            }
            "M" => {
                let numpy = array.py().import("numpy")?;
                let texts: Vec<String> = numpy
                    .call_method1("datetime_as_string", (array.call_method1("astype", ("datetime64[s]",))?,))?
                    .call_method0("tolist")?
                    .extract()?;
                let text =
                    |text: &String| (text != "NaT").then(|| text.trim_end_matches("T00:00:00").replace('T', " "));
                Ok((Held::Texts(FrameColumn::words(texts.iter().map(text))), rows))
            }
            "m" => {
                let counts = array.call_method1("astype", ("timedelta64[us]",))?.call_method1("astype", ("int64",))?;
                let counts: Vec<i64> = counts.call_method0("tolist")?.extract()?;
                // NumPy's "not a time" is the least number.
                let text = |count: &i64| (*count != i64::MIN).then(|| clock(i128::from(*count) * 1000));
                Ok((Held::Texts(FrameColumn::words(counts.iter().map(text))), rows))
            }
            "O" | "U" | "b" | "T" => Ok((Held::Texts(objects::column(&array.call_method0("tolist")?)?), rows)),
            _ => Ok((Held::Texts(FrameColumn::Other(array.getattr("dtype")?.str()?.to_string())), rows)),
        }
    }

    /// Borrows the arrays for as long as they are read.
    pub fn borrow<'py>(&self, py: Python<'py>) -> PyResult<Guards<'py>> {
        let masks: Vec<usize> = self
            .held
            .iter()
            .filter_map(|held| match held {
                Held::Array { mask, .. } => *mask,
                _ => None,
            })
            .collect();
        let guard = |(place, array): (usize, &Py<PyAny>)| {
            let array = array.bind(py);
            Ok(if masks.contains(&place) {
                Guard::Mask(Mask::new(array)?)
            } else {
                Guard::Numbers(Borrowed::new(array)?)
            })
        };
        Ok(Guards(self.arrays.iter().enumerate().map(guard).collect::<PyResult<_>>()?))
    }

    /// The columns while arrays are borrowed: nothing of Python is needed to read them.
    pub fn sources<'a>(&'a self, guards: &'a Guards<'_>) -> Vec<Source<'a>> {
        let source = |held: &'a Held| match held {
            Held::Arrow(array) => Source::Arrow(array),
            Held::Texts(column) => Source::Texts(column),
            Held::Array { array, column, mask } => {
                let missing = mask.map_or(Missing::None, |mask| guards.mask(mask));
                guards.numbers(*array, *column).map_or(Source::Nothing, |numbers| Source::Numbers(numbers, missing))
            }
        };
        self.held.iter().map(source).collect()
    }

    /// The frame of some sources.
    pub fn frame<'a>(&'a self, sources: &[Source<'a>]) -> Result<Frame<'a>, orientir::Error> {
        let column = |source: &Source<'a>| match *source {
            Source::Arrow(array) => arrow_in::column(array.as_ref()),
            Source::Numbers(numbers, missing) => FrameColumn::Numbers(numbers, missing),
            Source::Texts(column) => column.clone(),
            Source::Nothing => FrameColumn::Other(String::new()),
        };
        let columns = self.names.iter().cloned().zip(sources.iter().map(column)).collect();
        Frame::new(columns, self.rows)
    }
}

/// Arrays that are being read.
pub struct Guards<'py>(Vec<Guard<'py>>);

enum Guard<'py> {
    Numbers(Borrowed<'py>),
    Mask(Mask<'py>),
}

impl Guards<'_> {
    fn numbers(&self, array: usize, column: usize) -> Option<Numbers<'_>> {
        match self.0.get(array)? {
            Guard::Numbers(numbers) => numbers.numbers(column),
            Guard::Mask(_) => None,
        }
    }

    fn mask(&self, array: usize) -> Missing<'_> {
        match self.0.get(array) {
            Some(Guard::Mask(mask)) => mask.missing(),
            _ => Missing::None,
        }
    }
}

/// A column that can be read without Python.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    Arrow(&'a Arc<dyn Array>),
    Numbers(Numbers<'a>, Missing<'a>),
    Texts(&'a FrameColumn<'static>),
    Nothing,
}
