//! Agreement of raters as tables.

use orientir::fit::agreement::{Agreement, Line, Part, WhyNot};
use orientir::{Code, Diagnostics, Error, Instrument, Lang, Sheet};
use pyo3::prelude::*;
use serde_json::json;

use crate::errors::OrRaise;
use crate::results::{Results, Told};
use crate::table::{Column, Table};
use crate::whole::Whole;

/// A table is read rater by rater, and has to tell them.
pub fn by_rater(sheet: Sheet) -> Result<Sheet, Diagnostics> {
    if sheet.has_raters() {
        Ok(sheet.by_rater())
    } else {
        Err(Error::new(Code::MissingColumn, "").with("field", "rater").into())
    }
}

/// The coefficients of a table.
pub fn of(py: Python<'_>, instrument: &Instrument, whole: &Whole, told: Told, lang: Lang) -> PyResult<Results> {
    let refused = |why: WhyNot| Error::new(Code::UnsupportedFrame, "").with("reason", why.text(lang));
    let agreement = py.detach(|| Agreement::of(instrument, &whole.entries)).map_err(refused).or_raise(py, lang)?;
    let lines = agreement.lines();
    let of = |part: Part, severity: bool| {
        lines.iter().filter(|line| line.part == part && line.is_severity() == severity).collect::<Vec<_>>()
    };
    let columns = |names: &[&'static str], lines: &[&Line<'_>]| {
        Table::new(lines.len(), names.iter().map(|name| ((*name).to_owned(), column(name, lines))).collect())
    };
    let fields =
        columns(&["name", "coefficient", "value", "raters", "n", "dropped", "reason"], &of(Part::Field, false));
    let scales = columns(
        &["name", "coefficient", "value", "ci_low", "ci_high", "raters", "n", "dropped", "reason"],
        &of(Part::Scale, false),
    );
    let severity = columns(&["name", "rater", "value", "raters", "n", "dropped", "reason"], &of(Part::Scale, true));
    let tables = vec![("fields", fields), ("scales", scales), ("severity", severity)];
    let notes = agreement.remarks(lang).into_iter().chain(Agreement::legends(lang).map(str::to_owned)).collect();
    let about = json!({ "raters": agreement.raters, "people": agreement.subjects, "unnamed": agreement.unnamed });
    Ok(Results::new(tables, notes, &about, told))
}

/// A column of lines by its name in [`Line::COLUMNS`].
fn column(name: &str, lines: &[&Line<'_>]) -> Column {
    let numbers = |of: fn(&Line<'_>) -> Option<f64>| Column::Floats(lines.iter().map(|line| of(line)).collect());
    let counts =
        |of: fn(&Line<'_>) -> usize| Column::Whole(lines.iter().map(|line| i64::try_from(of(line)).ok()).collect());
    let texts = |of: fn(&Line<'_>) -> String| Column::Texts(lines.iter().map(|line| Some(of(line))).collect());
    let codes = |of: fn(&Line<'_>) -> Option<&'static str>| {
        Column::codes(Vec::new(), lines.iter().map(|line| of(line).map(str::to_owned)))
    };
    match name {
        "name" => texts(|line| line.name.to_owned()),
        "rater" => texts(|line| line.rater.to_owned()),
        "coefficient" => codes(|line| Some(line.coefficient)),
        "reason" => codes(|line| line.why.map(WhyNot::as_str)),
        "ci_low" => numbers(|line| line.interval.map(|(low, _)| low)),
        "ci_high" => numbers(|line| line.interval.map(|(_, high)| high)),
        "raters" => counts(|line| line.raters),
        "n" => counts(|line| line.n),
        "dropped" => counts(|line| line.dropped),
        _ => numbers(|line| line.value),
    }
}
