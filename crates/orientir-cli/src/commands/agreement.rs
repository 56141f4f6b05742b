//! `agreement`: how well the raters of a table agree.

use orientir::fit::agreement::Agreement;
use orientir::{Code, Diagnostics, Entry, Error};

use super::{agreement_table, people, score};
use crate::Outcome;
use crate::args::{Common, Format, Reading, Scoring};
use crate::read;
use crate::session::{Failure, Session};
use crate::words::{Word, filled};
use crate::write::{Target, json as documents};

const FORMATS: [Format; 4] = [Format::Csv, Format::Json, Format::Jsonl, Format::Table];

/// Compares the raters of a table.
pub fn run(
    name: &str,
    answers: &str,
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let inputs: Vec<&str> = [name, answers].into_iter().chain(reading.maps.iter().map(String::as_str)).collect();
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let instrument = read::instrument_for(name, scoring, session)?;
    let table = people::open(&instrument, answers, reading, None, session)?;
    if !table.has_raters() {
        return Err(Error::new(Code::MissingColumn, "").with("field", "rater").into());
    }
    let people = table.by_rater().people(session)?;
    let unnamed = unnamed(&people.entries, session);
    let problems = people.faults.iter().count() + session.tell_all(None, unnamed.iter());
    let agreement = Agreement::of(&instrument, &people.entries).map_err(|why| {
        let fault = Error::new(Code::Unreadable, "").with("file", answers);
        Failure::from(fault.with("reason", why.text(session.lang)))
    })?;
    let counts = [("raters", agreement.raters.len()), ("people", agreement.subjects)];
    let counts = counts.map(|(name, count)| (name, count.to_string()));
    let counts: Vec<_> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    session.remark(&filled(Word::RatersFound, session.lang, &counts));
    let averaged = agreement.fields.iter().filter(|field| field.averaged > 0).count();
    if averaged > 0 {
        session.remark(&filled(Word::AveragedRatings, session.lang, &[("count", &averaged.to_string())]));
    }
    let lines = agreement_table::lines(&agreement);
    match target.format {
        Format::Table => target.text(session, &agreement_table::render(&agreement, session))?,
        Format::Csv => {
            let rows = lines.iter().map(|line| line.cells(target.csv));
            let header = agreement_table::COLUMNS.map(str::to_owned);
            target.write(session, |out| target.csv.write(out, [header].into_iter().chain(rows)))?;
        }
        form => {
            let rows = lines.iter().map(agreement_table::Line::document);
            target.write(session, |out| documents::write(out, form, rows))?;
        }
    }
    Ok(score::closing(lines.len(), problems, session))
}

/// Rows that name no rater: whose ratings they are cannot be told.
fn unnamed(entries: &[Entry], session: &Session) -> Diagnostics {
    let rows = entries.iter().filter(|entry| entry.key.rater.is_empty());
    let rows = rows.flat_map(|entry| entry.rows.iter().map(|row| (*row, entry.key.clone())));
    let fault = |(row, key): (usize, orientir::Key)| {
        let fault = Error::new(Code::BadCovariate, "").in_row_of(row, &key);
        let fault = fault.with("column", "rater").with_answer("answer", "");
        fault.with("allowed", session.word(Word::RaterName)).with("passed", row)
    };
    rows.map(fault).collect()
}
