//! Tables that go out: as an Arrow stream, as NumPy arrays or as lists.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, PrimitiveArray, RecordBatch,
    RecordBatchIterator, StringArray, UInt16Array,
};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::{ArrowError, Field, Schema};
use numpy::PyArray1;
use orientir::Cell;
use pyo3::exceptions::{PyKeyError, PyRuntimeError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};

use crate::gather;
use crate::scores::Shared;

/// A column that goes out.
#[derive(Clone)]
pub enum Column {
    /// A column of the score table, gathered when it is asked for.
    Scores(usize),
    Floats(Vec<Option<f64>>),
    Counts(Vec<u16>),
    Truths(Vec<bool>),
    Whole(Vec<Option<i64>>),
    Texts(Vec<Option<String>>),
    /// Places among words; -1 for none.
    Codes(Vec<i32>, Vec<String>),
}

impl Column {
    /// Cells of the score table that are not gathered from a column, of one kind.
    pub fn of_cells<'c>(fact: &str, known: Vec<String>, cells: impl Iterator<Item = Option<Cell<'c>>>) -> Self {
        match gather::kind(fact) {
            gather::Kind::Float => Self::Floats(cells.map(|cell| gather::float(cell.as_ref())).collect()),
            gather::Kind::Count => {
                Self::Counts(cells.map(|cell| gather::count(cell.as_ref()).unwrap_or_default()).collect())
            }
            gather::Kind::Truth => {
                Self::Truths(cells.map(|cell| gather::truth(cell.as_ref()).unwrap_or_default()).collect())
            }
            gather::Kind::Code => Self::codes(known, cells.map(|cell| cell.and_then(gather::word))),
        }
    }

    /// Words, few of which differ; those that are known come first.
    pub fn codes(mut known: Vec<String>, words: impl Iterator<Item = Option<String>>) -> Self {
        let mut places: HashMap<String, i32> = known.iter().cloned().zip(0..).collect();
        let place = |word: Option<String>| {
            let Some(word) = word else { return -1 };
            *places.entry(word).or_insert_with_key(|word| {
                known.push(word.clone());
                i32::try_from(known.len() - 1).unwrap_or(-1)
            })
        };
        let codes = words.map(place).collect();
        Self::Codes(codes, known)
    }
}

/// Columns of equal length with names.
#[pyclass(frozen, module = "orientir._native")]
#[derive(Clone)]
pub struct Table {
    #[pyo3(get)]
    rows: usize,
    columns: Vec<(String, Column)>,
    /// What columns are gathered from.
    scores: Option<Arc<Shared>>,
}

impl Table {
    pub fn new(rows: usize, columns: Vec<(String, Column)>) -> Self {
        Self { rows, columns, scores: None }
    }

    pub fn of_scores(scores: &Arc<Shared>, columns: Vec<(String, Column)>) -> Self {
        Self { rows: scores.scores.rows(), columns, scores: Some(Arc::clone(scores)) }
    }

    /// The same behind another column.
    pub fn with_first(mut self, name: &str, column: Column) -> Self {
        self.columns.insert(0, (name.to_owned(), column));
        self
    }

    fn find(&self, name: &str) -> PyResult<&Column> {
        let found = self.columns.iter().find(|(known, _)| known == name);
        found.map(|(_, column)| column).ok_or_else(|| PyKeyError::new_err(name.to_owned()))
    }

    fn gathered(&self, column: &Column) -> gather::Data {
        match (column, &self.scores) {
            (Column::Scores(number), Some(shared)) => gather::column(shared, *number),
            (Column::Scores(_), None) => gather::Data::Texts(Vec::new()),
            (Column::Floats(values), _) => gather::Data::floats(values),
            (Column::Counts(values), _) => gather::Data::Counts(values.clone()),
            (Column::Truths(values), _) => gather::Data::Truths(values.clone()),
            (Column::Whole(values), _) => gather::Data::Whole(values.clone()),
            (Column::Texts(values), _) => gather::Data::Texts(values.clone()),
            (Column::Codes(codes, words), _) => gather::Data::Codes(gather::Places::Wide(codes.clone()), words.clone()),
        }
    }

    /// All columns, side by side on the processors where there is much to do.
    fn all(&self) -> Vec<gather::Data> {
        const MANY: usize = 1 << 17;
        let all = || thread::available_parallelism().map_or(1, usize::from);
        let asked = self.scores.as_ref().map_or(1, |shared| if shared.threads == 0 { all() } else { shared.threads });
        let threads = if self.rows * self.columns.len() < MANY { 1 } else { asked };
        if threads < 2 {
            return self.columns.iter().map(|(_, column)| self.gathered(column)).collect();
        }
        let mut data: Vec<Option<gather::Data>> = self.columns.iter().map(|_| None).collect();
        let share = self.columns.len().div_ceil(threads);
        thread::scope(|scope| {
            for (columns, places) in self.columns.chunks(share).zip(data.chunks_mut(share)) {
                scope.spawn(move || {
                    for ((_, column), place) in columns.iter().zip(places) {
                        *place = Some(self.gathered(column));
                    }
                });
            }
        });
        data.into_iter().flatten().collect()
    }
}

#[pymethods]
impl Table {
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The table as an Arrow C stream of one record batch.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A schema is a wish; its types would lose nothing that is not there.
        let _ = requested_schema;
        let batch = py.detach(|| self.batch()).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        let schema = batch.schema();
        let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// All columns as NumPy arrays, in the order of the names: see `column`.
    fn arrays<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let all = py.detach(|| self.all());
        // NumPy may be loaded now, which a signal must not interrupt.
        py.check_signals()?;
        all.into_iter().map(|data| data.array(py)).collect()
    }

    /// A column as a NumPy array: numbers with NaN for nothing, whole ones as a pair with the mask of nothing where there is any;
    /// codes as the pair of their places (-1 for nothing) and their words; texts as a list.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let column = self.find(name)?;
        let data = py.detach(|| self.gathered(column));
        py.check_signals()?;
        data.array(py)
    }

    /// A column as a list, with None for nothing.
    fn list<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        let column = self.find(name)?;
        py.detach(|| self.gathered(column)).list(py)
    }

    fn __len__(&self) -> usize {
        self.rows
    }
}

impl Table {
    fn batch(&self) -> Result<RecordBatch, ArrowError> {
        let arrays: Vec<ArrayRef> = self.all().into_iter().map(gather::Data::arrow).collect::<Result<_, _>>()?;
        let field =
            |((name, _), array): (&(String, Column), &ArrayRef)| Field::new(name, array.data_type().clone(), true);
        let schema = Schema::new(self.columns.iter().zip(&arrays).map(field).collect::<Vec<_>>());
        let rows = arrow_array::RecordBatchOptions::new().with_row_count(Some(self.rows));
        RecordBatch::try_new_with_options(Arc::new(schema), arrays, &rows)
    }
}

impl gather::Data {
    fn array(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        use gather::{Data, Places};
        Ok(match self {
            Data::Floats { values, .. } => PyArray1::from_vec(py, values).into_any(),
            Data::Counts(values) => PyArray1::from_vec(py, values).into_any(),
            Data::Truths(values) => PyArray1::from_vec(py, values).into_any(),
            Data::Whole(values) => {
                let missing: Vec<bool> = values.iter().map(Option::is_none).collect();
                let whole: Vec<i64> = values.into_iter().map(Option::unwrap_or_default).collect();
                let whole = PyArray1::from_vec(py, whole);
                if missing.contains(&true) {
                    return Ok((whole, PyArray1::from_vec(py, missing)).into_pyobject(py)?.into_any());
                }
                whole.into_any()
            }
            Data::Texts(_) => return Ok(self.list(py)?.into_any()),
            Data::Codes(places, words) => {
                let places = match places {
                    Places::Narrow(places) => PyArray1::from_vec(py, places).into_any(),
                    Places::Wide(places) => PyArray1::from_vec(py, places).into_any(),
                };
                (places, words).into_pyobject(py)?.into_any()
            }
        })
    }

    fn list(self, py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
        use gather::{Data, Places};
        match self {
            Data::Floats { values, .. } => PyList::new(py, values.into_iter().map(|v| Some(v).filter(|v| !v.is_nan()))),
            Data::Counts(values) => PyList::new(py, values),
            Data::Truths(values) => PyList::new(py, values),
            Data::Whole(values) => PyList::new(py, values),
            Data::Texts(values) => PyList::new(py, values),
            Data::Codes(places, words) => {
                let word = |place: i64| usize::try_from(place).ok().and_then(|place| words.get(place));
                match places {
                    Places::Narrow(places) => PyList::new(py, places.into_iter().map(|p| word(p.into()))),
                    Places::Wide(places) => PyList::new(py, places.into_iter().map(|p| word(p.into()))),
                }
            }
        }
    }

    fn arrow(self) -> Result<ArrayRef, ArrowError> {
        use gather::{Data, Places};
        Ok(match self {
            Data::Floats { values, given } => {
                Arc::new(Float64Array::try_new(values.into(), given.map(NullBuffer::new))?)
            }
            Data::Counts(values) => Arc::new(UInt16Array::from(values)),
            Data::Truths(values) => Arc::new(BooleanArray::from(values)),
            Data::Whole(values) => Arc::new(Int64Array::from(values)),
            Data::Texts(values) => Arc::new(StringArray::from(values)),
            Data::Codes(places, words) => {
                let words = Arc::new(StringArray::from(words));
                match places {
                    Places::Narrow(places) => {
                        let keys: PrimitiveArray<Int8Type> = nullable(places, |place| *place >= 0);
                        Arc::new(DictionaryArray::try_new(keys, words)?)
                    }
                    Places::Wide(places) => {
                        let keys: PrimitiveArray<Int32Type> = nullable(places, |place| *place >= 0);
                        Arc::new(DictionaryArray::try_new(keys, words)?)
                    }
                }
            }
        })
    }
}

/// Keys of which the negative ones are null.
fn nullable<T: arrow_array::ArrowPrimitiveType>(
    keys: Vec<T::Native>,
    given: impl Fn(&T::Native) -> bool,
) -> PrimitiveArray<T> {
    let nulls = if keys.iter().all(&given) {
        None
    } else {
        Some(NullBuffer::new(BooleanBuffer::collect_bool(keys.len(), |row| keys.get(row).is_some_and(&given))))
    };
    PrimitiveArray::new(keys.into(), nulls)
}
