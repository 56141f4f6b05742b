//! `items`: how each item goes with its scale.

use orientir::fit::reliability::words::Said;
use orientir::fit::reliability::{ItemLine, ScaleOfItems, item_lines, items};

use super::sums::{Sums, options, tell_known};
use super::{items_table, score};
use crate::Outcome;
use crate::args::{Common, Format, Reading, Scoring};
use crate::session::{Failure, Session};
use crate::write::json as documents;

/// Computes the statistics of the items of a table.
pub fn run(
    inputs: (&str, &str),
    how: (&Reading, &Scoring),
    force: bool,
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let sums = Sums::of(inputs, how, common, session)?;
    let scales = items(&sums.instrument, &sums.collected, options(force));
    let lines = write(&scales, &sums, session)?;
    Ok(score::closing(lines, sums.faults.len(), session))
}

/// Writes what is known of items, and tells what the definition says. Returns the number of lines.
fn write(scales: &[ScaleOfItems], sums: &Sums, session: &Session) -> Result<usize, Failure> {
    let target = &sums.target;
    tell_known(scales.iter().map(|scale| (scale.name.as_str(), scale.known.as_ref(), scale.forced)), session);
    let lines = item_lines(scales);
    match target.format {
        Format::Table => target.text(session, &items_table::render(scales, session))?,
        Format::Csv => {
            let header = ItemLine::COLUMNS.map(str::to_owned).to_vec();
            let rows = lines.iter().map(|line| items_table::cells(line, target.csv));
            target.write(session, |out| target.csv.write(out, [header].into_iter().chain(rows)))?;
        }
        Format::Xlsx => {
            let notes = [Said::LegendItems, Said::LegendAgainst];
            sums.book(&ItemLine::COLUMNS, lines.iter().map(items_table::typed), &notes, session)?;
        }
        form => {
            let rows = lines.iter().map(items_table::document);
            target.write(session, |out| documents::write(out, form, rows))?;
        }
    }
    Ok(lines.len())
}
