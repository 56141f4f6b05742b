//! Scores one row a person and a scale.

use orientir::Cell;

use crate::gather;
use crate::scores::Shared;
use crate::table::{Column, Table};
use crate::text::Text;

/// The long table of some facts; of all that some scale has, without.
pub fn table(shared: &Shared, facts: Option<&[Text]>, keys: bool) -> Table {
    let (rows, scales) = (shared.scores.rows(), shared.scores.scales().len());
    let mut columns: Vec<(String, Column)> = Vec::new();
    for (name, column) in shared.keys.iter().filter(|_| keys) {
        columns.push(((*name).to_owned(), repeated(column, scales)));
    }
    let row = |row: usize| i64::try_from(row).ok();
    columns
        .push(("row".to_owned(), Column::Whole((0..rows).flat_map(|n| std::iter::repeat_n(row(n), scales)).collect())));
    let ids: Vec<&str> = shared.instrument.scales().collect();
    columns.push((
        "scale".to_owned(),
        Column::codes(Vec::new(), (0..rows).flat_map(|_| ids.iter().map(|id| Some((*id).to_owned())))),
    ));
    for fact in
        facts_of(shared).into_iter().filter(|fact| facts.is_none_or(|facts| facts.iter().any(|f| **f == **fact)))
    {
        let of_scale = |scale: usize| {
            let place =
                shared.columns.facts().zip(shared.columns.scales()).position(|found| found == (fact, Some(scale)));
            place.map(|number| shared.columns.of(&shared.instrument, &shared.scores, number))
        };
        let found: Vec<Option<(Vec<Cell<'_>>, &[u32])>> = (0..scales).map(of_scale).collect();
        let cell = |row: usize, scale: &Option<(Vec<Cell<'_>>, &[u32])>| {
            let (cells, places) = scale.as_ref()?;
            cells.get(*places.get(row)? as usize).cloned().map(own)
        };
        let cells = (0..rows).flat_map(|row| found.iter().map(move |scale| cell(row, scale)));
        columns.push((fact.to_owned(), Column::of_cells(fact, gather::known_words(shared, fact), cells)));
    }
    Table::new(rows * scales, columns)
}

/// A cell that borrows nothing.
fn own(cell: Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Number(number) => Cell::Number(number),
        Cell::Count(count) => Cell::Count(count),
        Cell::Truth(truth) => Cell::Truth(truth),
        Cell::Code(code) => Cell::Codes(code.to_owned()),
        Cell::Codes(codes) => Cell::Codes(codes),
        _ => Cell::Empty,
    }
}

/// The facts of scales in their order.
fn facts_of(shared: &Shared) -> Vec<&str> {
    let mut facts: Vec<&str> = Vec::new();
    for (fact, scale) in shared.columns.facts().zip(shared.columns.scales()) {
        if scale.is_some() && !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts
}

/// A column of keys with each row so many times.
fn repeated(column: &Column, times: usize) -> Column {
    fn each<T: Clone>(values: &[T], times: usize) -> Vec<T> {
        values.iter().flat_map(|value| std::iter::repeat_n(value.clone(), times)).collect()
    }
    match column {
        Column::Whole(values) => Column::Whole(each(values, times)),
        Column::Texts(values) => Column::Texts(each(values, times)),
        other => other.clone(),
    }
}

/// The first rows of a column of keys.
pub fn head(column: &Column, rows: usize) -> Column {
    match column {
        Column::Whole(values) => Column::Whole(values.iter().take(rows).copied().collect()),
        Column::Texts(values) => Column::Texts(values.iter().take(rows).cloned().collect()),
        other => other.clone(),
    }
}

/// Some rows of a column of keys, each as often as it is asked for.
pub fn picked(column: &Column, rows: &[usize]) -> Column {
    fn each<T: Clone>(values: &[Option<T>], rows: &[usize]) -> Vec<Option<T>> {
        rows.iter().map(|row| values.get(*row).cloned().flatten()).collect()
    }
    match column {
        Column::Whole(values) => Column::Whole(each(values, rows)),
        Column::Texts(values) => Column::Texts(each(values, rows)),
        other => other.clone(),
    }
}
