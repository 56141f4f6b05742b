//! `reliability`: how far the scores of a table can be relied on.

use orientir::fit::reliability::{Line, Retest, ScaleReliability, WhyNot, lines, reliability};

use super::sums::{Sums, options, tell_known};
use super::{reliability_table, score};
use crate::Outcome;
use crate::args::{Common, Format, Reading, Scoring};
use crate::session::{Failure, Session};
use crate::write::{Target, json as documents};

/// Computes the reliability of the scales of a table.
pub fn run(
    inputs: (&str, &str),
    how: (&Reading, &Scoring),
    force: bool,
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let sums = Sums::of(inputs, how, common, session)?;
    let scales = reliability(&sums.instrument, &sums.collected, options(force));
    let lines = write(&scales, &sums.retest, &sums.target, session)?;
    Ok(score::closing(lines, sums.problems, session))
}

/// Writes what is known of scales, however the sums were come by, and tells what the definition says. Returns the number of lines.
pub fn write(
    scales: &[ScaleReliability],
    retest: &Result<Vec<Retest>, WhyNot>,
    target: &Target,
    session: &Session,
) -> Result<usize, Failure> {
    tell_known(scales.iter().map(|scale| (scale.name.as_str(), scale.known.as_ref(), scale.forced)), session);
    let lines = lines(scales, retest.as_deref().unwrap_or_default());
    match target.format {
        Format::Table => target.text(session, &reliability_table::render(scales, retest, session))?,
        Format::Csv => {
            let header = Line::COLUMNS.map(str::to_owned);
            let rows = lines.iter().map(|line| reliability_table::cells(line, target.csv));
            target.write(session, |out| target.csv.write(out, [header].into_iter().chain(rows)))?;
        }
        form => {
            let rows = lines.iter().map(reliability_table::document);
            target.write(session, |out| documents::write(out, form, rows))?;
        }
    }
    Ok(lines.len())
}
