//! `reliability`: how far the scores of a table can be relied on.

use orientir::fit::reliability::words::Said;
use orientir::fit::reliability::{Line, ScaleReliability, lines, reliability};

use super::sums::{Sums, options, tell_known};
use super::{reliability_table, score};
use crate::Outcome;
use crate::args::{Common, Format, Reading, Scoring};
use crate::session::{Failure, Session};
use crate::write::json as documents;

/// How much of it a table for reading shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// What people look at first.
    First,
    /// Every coefficient.
    All,
}

/// Computes the reliability of the scales of a table.
pub fn run(
    inputs: (&str, &str),
    how: (&Reading, &Scoring),
    (force, shown): (bool, Shown),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let sums = Sums::of(inputs, how, common, session)?;
    let scales = reliability(&sums.instrument, &sums.collected, options(force));
    let lines = write(&scales, &sums, shown, session)?;
    Ok(score::closing(lines, sums.faults.len(), session))
}

/// Writes what is known of scales, and tells what the definition says. Returns the number of lines.
fn write(scales: &[ScaleReliability], sums: &Sums, shown: Shown, session: &Session) -> Result<usize, Failure> {
    let Sums { retest, target, .. } = sums;
    tell_known(scales.iter().map(|scale| (scale.name.as_str(), scale.known.as_ref(), scale.forced)), session);
    let lines = lines(scales, retest.as_deref().unwrap_or_default());
    match target.format {
        Format::Table => target.text(session, &reliability_table::render(scales, retest, shown, session))?,
        Format::Csv => {
            let header = Line::COLUMNS.map(str::to_owned);
            let rows = lines.iter().map(|line| reliability_table::cells(line, target.csv));
            target.write(session, |out| target.csv.write(out, [header].into_iter().chain(rows)))?;
        }
        Format::Xlsx => {
            let notes = [Said::LegendConsistency, Said::LegendError, Said::LegendOthers, Said::LegendRetest];
            let notes = if retest.is_ok() { &notes[..] } else { &notes[..3] };
            sums.book(&Line::COLUMNS, lines.iter().map(reliability_table::typed), notes, session)?;
        }
        form => {
            let rows = lines.iter().map(reliability_table::document);
            target.write(session, |out| documents::write(out, form, rows))?;
        }
    }
    Ok(lines.len())
}
