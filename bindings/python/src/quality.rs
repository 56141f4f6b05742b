//! Response quality as tables.

use std::collections::BTreeMap;

use orientir::quality::{BadCut, Cuts, Flag, Index, Reason, Respondent, ResponseQuality, summary};
use orientir::{Instrument, Lang};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use serde_json::{Map, Value, json};

use crate::results::{Results, Told};
use crate::table::{Column, Table};
use crate::text::Text;
use crate::whole::Whole;

/// The cuts with those that Python names.
pub fn cuts(given: &BTreeMap<Text, f64>) -> PyResult<Cuts> {
    given.iter().try_fold(Cuts::default(), |cuts, (name, value)| {
        cuts.with(name, *value).map_err(|bad| match bad {
            BadCut::Outside { allowed } => PyValueError::new_err(format!("{} must be {allowed}, not {value}", &**name)),
            _ => PyTypeError::new_err(format!("no cut `{}`, expected some of {}", &**name, Cuts::NAMES.join(", "))),
        })
    })
}

/// The indices of a table.
pub fn of(py: Python<'_>, instrument: &Instrument, whole: &Whole, cuts: &Cuts, told: Told, lang: Lang) -> Results {
    py.detach(|| {
        // A row that could not be read is one without answers: it takes no part in what is made of everybody.
        let blank = instrument.answers();
        let entry = |place: &Option<usize>| place.and_then(|place| whole.entries.get(place));
        let people: Vec<Respondent<'_>> = whole
            .rows
            .iter()
            .map(|place| entry(place).map_or_else(|| Respondent::new(&blank), Respondent::of))
            .collect();
        let found = instrument.quality(&people, cuts);
        let read: Vec<ResponseQuality> =
            whole.rows.iter().zip(&found).filter(|(place, _)| place.is_some()).map(|(_, one)| one.clone()).collect();
        let notes = summary(&read, &Index::of_table(&whole.sheet), cuts, lang);
        let about =
            json!({ "cuts": cuts.each().into_iter().map(|(name, cut)| (name.to_owned(), cut.into())).collect::<Map<_, Value>>() });
        let tables =
            vec![("frame", frame(whole, &found)), ("reasons", reasons(whole, &found)), ("flags", flags(whole, &found))];
        Results::new(tables, notes, &about, told)
    })
}

/// The columns that name the rows, and others.
fn beside(whole: &Whole, columns: impl IntoIterator<Item = (String, Column)>) -> Table {
    let keys = whole.keys.iter().map(|(name, column)| ((*name).to_owned(), column.clone()));
    Table::new(whole.rows.len(), keys.chain(columns).collect())
}

fn frame(whole: &Whole, found: &[ResponseQuality]) -> Table {
    let numbers = |index: Index| found.iter().map(|one| one.measure(index).value()).collect();
    let indices = Index::ALL.map(|index| (index.as_str().to_owned(), Column::Floats(numbers(index))));
    let codes = found.iter().map(|one| Some(one.flag_codes()).filter(|codes| !codes.is_empty()));
    beside(whole, indices.into_iter().chain([("flags".to_owned(), Column::codes(Vec::new(), codes))]))
}

fn reasons(whole: &Whole, found: &[ResponseQuality]) -> Table {
    let known: Vec<String> = Reason::ALL.map(|reason| reason.as_str().to_owned()).to_vec();
    let codes =
        |index: Index| found.iter().map(move |one| one.measure(index).reason().map(|why| why.as_str().to_owned()));
    let column = |index: Index| (index.as_str().to_owned(), Column::codes(known.clone(), codes(index)));
    beside(whole, Index::ALL.map(column))
}

/// One row a flag.
fn flags(whole: &Whole, found: &[ResponseQuality]) -> Table {
    let flags: Vec<(usize, &Flag)> =
        found.iter().enumerate().flat_map(|(row, one)| one.flags().iter().map(move |flag| (row, flag))).collect();
    let rows: Vec<usize> = flags.iter().map(|(row, _)| *row).collect();
    let known = Index::ALL.map(|index| index.as_str().to_owned()).to_vec();
    let numbers = |of: fn(&Flag) -> Option<f64>| Column::Floats(flags.iter().map(|(_, flag)| of(flag)).collect());
    let mut columns = whole.keys_of(&rows);
    columns.extend([
        ("row".to_owned(), Column::Whole(rows.iter().map(|row| i64::try_from(*row).ok()).collect())),
        ("index".to_owned(), Column::codes(known, flags.iter().map(|(_, flag)| Some(flag.index.as_str().to_owned())))),
        ("value".to_owned(), numbers(|flag| Some(flag.value))),
        ("cut".to_owned(), numbers(|flag| Some(flag.cut))),
        ("false_positive".to_owned(), numbers(|flag| flag.false_positive)),
    ]);
    Table::new(flags.len(), columns)
}
