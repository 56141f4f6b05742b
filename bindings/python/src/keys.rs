//! What names the rows of a table.

use orientir::{Frame, FrameColumn, Identity, Key, NamedBy, Sheet};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::table::Column;
use crate::text::Text;

/// Which columns name the people, as Python says it.
#[derive(Clone, Debug)]
pub enum Names {
    /// Those that are called so.
    AsFound,
    /// None.
    Row,
    /// These.
    Columns(Vec<String>),
}

impl Names {
    /// `":auto"`, `None`, a name or a list of names.
    pub fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        if id.is_none() {
            return Ok(Self::Row);
        }
        if let Ok(name) = id.cast::<PyString>() {
            let name = name.to_string_lossy();
            return Ok(if name == ":auto" { Self::AsFound } else { Self::Columns(vec![name.into_owned()]) });
        }
        let names = id.extract::<Vec<Text>>();
        names
            .map(|names| Self::Columns(names.into_iter().map(String::from).collect()))
            .map_err(|_| PyTypeError::new_err("id is a name, a list of names or None"))
    }

    /// Does something with what the core calls it.
    pub fn with<T>(&self, work: impl FnOnce(NamedBy<'_>) -> T) -> T {
        match self {
            Self::AsFound => work(NamedBy::AsFound),
            Self::Row => work(NamedBy::Row),
            Self::Columns(names) => work(NamedBy::Columns(&names.iter().map(String::as_str).collect::<Vec<_>>())),
        }
    }
}

/// The columns that name rows: `id`, unless the row alone does, and those that tell the rows of one person apart. Ids that
/// were whole numbers in a frame stay so.
pub fn key_columns<'k>(
    sheet: &Sheet,
    frame: Option<&Frame<'_>>,
    keys: impl Iterator<Item = &'k Key> + Clone,
) -> Vec<(&'static str, Column)> {
    let mut columns = Vec::new();
    let of_row = sheet.identity() == Identity::Row && frame.is_some();
    if !of_row {
        let texts = || Column::Texts(keys.clone().map(|key| Some(key.id.clone())).collect());
        // Numbers beyond 64 bits stay texts; a row without an id has none.
        let whole = |key: &Key| if key.id.is_empty() { Some(None) } else { key.id.parse().ok().map(Some) };
        let whole = || keys.clone().map(whole).collect::<Option<Vec<Option<i64>>>>();
        let found = if frame.is_some_and(|frame| is_whole(sheet, frame)) { whole() } else { None };
        columns.push(("id", found.map_or_else(texts, Column::Whole)));
    }
    for name in sheet.keys() {
        let text = |key: &Key| Some(if name == "date" { key.date.clone() } else { key.rater.clone() });
        let column = match name {
            "occasion" => Column::Whole(keys.clone().map(|key| Some(i64::from(key.occasion))).collect()),
            _ => Column::Texts(keys.clone().map(text).collect()),
        };
        columns.push((name, column));
    }
    columns
}

/// Whether one column of whole numbers holds the ids.
fn is_whole(sheet: &Sheet, frame: &Frame<'_>) -> bool {
    use orientir::batch::Numbers;
    match sheet.key_places() {
        [place] => match frame.columns().get(*place) {
            Some(FrameColumn::Numbers(numbers, _)) => !matches!(numbers, Numbers::F32(_) | Numbers::F64(_)),
            _ => false,
        },
        _ => false,
    }
}
