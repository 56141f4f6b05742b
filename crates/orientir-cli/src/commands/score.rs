//! `score`: answers to the score table.

use std::io::{self, Write};

use orientir::{Entry, Instrument, Report};

use super::people::{People, people};
use super::score_table;
use crate::Outcome;
use crate::args::{Common, Format, Scoring};
use crate::read;
use crate::session::{Failure, Session};
use crate::words::Word;
use crate::write::csv::Style;
use crate::write::{Target, json, xlsx};

/// The forms of output.
pub const FORMATS: [Format; 5] = [Format::Csv, Format::Json, Format::Jsonl, Format::Xlsx, Format::Table];

/// Scores a table.
pub fn run(
    name: &str,
    answers: &str,
    scoring: &Scoring,
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    target.spare(&[name, answers], session)?;
    read::one_stdin(&[name, answers], session)?;
    let instrument = read::instrument_for(name, scoring, session)?;
    let rows = read::rows(answers, session)?;
    let people = people(&instrument, &rows, answers, None, session)?;
    let bar = session.progress(people.entries.len(), Word::Scoring);
    let reports = people.entries.iter().map(|entry| {
        bar.inc(1);
        (entry, instrument.score(&entry.answers))
    });
    match target.format {
        Format::Table => {
            let reports: Vec<_> = reports.collect();
            target.text(session, &score_table::render(name, &instrument, &reports, &people.keys, session))?;
        }
        Format::Csv => target.write(session, |out| write_csv(out, target.csv, &instrument, &people, reports))?,
        Format::Xlsx => target.book(session, book(&instrument, &people, reports, answers, session))?,
        form => {
            let documents = reports.map(|(entry, report)| json::keyed(&entry.key, &report.to_json()));
            target.write(session, |out| json::write(out, form, documents))?;
        }
    }
    bar.finish_and_clear();
    Ok(closing(people.entries.len(), people.faults.len(), session))
}

fn write_csv<'e>(
    out: &mut dyn Write,
    style: Style,
    instrument: &Instrument,
    people: &People,
    reports: impl Iterator<Item = (&'e Entry, Report)>,
) -> io::Result<()> {
    let columns = instrument.score_columns();
    let header = ["id"].into_iter().chain(people.keys.iter().copied()).chain(columns.names()).map(str::to_owned);
    let header: Vec<String> = header.collect();
    let rows = reports.map(|(entry, report)| {
        let scores = columns.cells(&report).iter().map(|cell| style.cell(cell)).collect::<Vec<_>>();
        key_cells(entry, &people.keys).into_iter().map(|cell| style.name(&cell)).chain(scores).collect()
    });
    style.write(out, [header].into_iter().chain(rows))
}

fn book<'e>(
    instrument: &Instrument,
    people: &People,
    reports: impl Iterator<Item = (&'e Entry, Report)>,
    answers: &str,
    session: &Session,
) -> xlsx::Result<Vec<u8>> {
    let mut book = xlsx::Scores::new(instrument, &people.keys, session)?;
    for (entry, report) in reports {
        book.person(&key_cells(entry, &people.keys), &report)?;
    }
    let faults: Vec<_> = people.faults.iter().map(|fault| (None, fault.clone())).collect();
    book.finish(answers, &faults)
}

/// The cells that name a row.
pub fn key_cells(entry: &Entry, keys: &[&str]) -> Vec<String> {
    let cell = |key: &&str| match *key {
        "occasion" => entry.key.occasion.to_string(),
        "date" => entry.key.date.clone(),
        _ => entry.key.rater.clone(),
    };
    [entry.key.id.clone()].into_iter().chain(keys.iter().map(cell)).collect()
}

/// The closing line where there were problems, and what became of the run.
pub fn closing(rows: usize, problems: usize, session: &Session) -> Outcome {
    if problems == 0 {
        return Outcome::Good;
    }
    let line = session.word(Word::Closing).replace("{rows}", &rows.to_string());
    session.remark(&line.replace("{problems}", &problems.to_string()));
    Outcome::Problems
}
