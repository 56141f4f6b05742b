//! `score`: answers to the score table.

use std::borrow::Borrow;
use std::io::{self, Write};

use orientir::{Entry, Instrument, Report};

use super::people::{self, People, Table};
use super::placing::Placing;
use super::score_table;
use crate::Outcome;
use crate::args::{Common, Format, Reading, Scoring};
use crate::read;
use crate::session::{Failure, Session};
use crate::words::Word;
use crate::write::{Target, json, xlsx};

/// The forms of output.
pub const FORMATS: [Format; 5] = [Format::Csv, Format::Json, Format::Jsonl, Format::Xlsx, Format::Table];

/// Scores a table.
pub fn run(
    name: &str,
    answers: &str,
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let inputs = reading.inputs(&[name, answers]);
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let instrument = read::instrument_for_people(name, answers, (reading, scoring), session)?;
    let table = people::open(&instrument, answers, reading, None, session)?;
    let placing = Placing::new(&instrument, scoring.norms.len());
    // Widths of a table and the class sheet of a workbook need everybody; ratings of one person may stand anywhere.
    let outcome = if table.is_pooled() || matches!(target.format, Format::Table | Format::Xlsx) {
        whole((name, answers), (&instrument, &placing), &table.people(session)?, &target, session)
    } else {
        stream((&instrument, &placing), table, &target, session)
    };
    placing.tell(session);
    outcome
}

/// Scores people as they are read.
fn stream(
    (instrument, placing): (&Instrument, &Placing<'_>),
    mut table: Table,
    target: &Target,
    session: &Session,
) -> Result<Outcome, Failure> {
    let keys = table.keys();
    let mut stream = table.stream(session)?;
    let mut failure = None;
    let written = target.write(session, |out| {
        let reports = stream.by_ref().map(|entry| {
            let report = instrument.score(&entry.answers);
            placing.see(&report);
            (entry, report)
        });
        write(out, target, instrument, &keys, reports)?;
        failure = stream.failure();
        // What is written so far is not kept.
        if failure.is_some() { Err(io::ErrorKind::InvalidData.into()) } else { Ok(()) }
    });
    let (rows, problems) = stream.close();
    match failure {
        Some(failure) => Err(failure),
        None => written.map(|()| closing(rows, problems, session)),
    }
}

/// Scores people who are all read.
fn whole(
    (name, answers): (&str, &str),
    (instrument, placing): (&Instrument, &Placing<'_>),
    people: &People,
    target: &Target,
    session: &Session,
) -> Result<Outcome, Failure> {
    let bar = session.progress(people.entries.len(), Word::Scoring);
    let reports = people.entries.iter().map(|entry| {
        bar.inc(1);
        let report = instrument.score(&entry.answers);
        placing.see(&report);
        (entry, report)
    });
    match target.format {
        Format::Table => {
            let reports: Vec<_> = reports.collect();
            target.text(session, &score_table::render(name, instrument, &reports, &people.keys, session))?;
        }
        Format::Xlsx => target.book(session, book(instrument, people, reports, answers, session))?,
        _ => target.write(session, |out| write(out, target, instrument, &people.keys, reports))?,
    }
    bar.finish_and_clear();
    Ok(closing(people.entries.len(), people.faults.iter().count(), session))
}

/// Writes reports as they come.
fn write<E: Borrow<Entry>>(
    out: &mut dyn Write,
    target: &Target,
    instrument: &Instrument,
    keys: &[&str],
    reports: impl Iterator<Item = (E, Report)>,
) -> io::Result<()> {
    if target.format != Format::Csv {
        let documents = reports.map(|(entry, report)| json::keyed(&entry.borrow().key, &report.to_json()));
        return json::write(out, target.format, documents);
    }
    let style = target.csv;
    let columns = instrument.score_columns();
    let header = ["id"].into_iter().chain(keys.iter().copied()).chain(columns.names()).map(str::to_owned);
    let header: Vec<String> = header.collect();
    let rows = reports.map(|(entry, report)| {
        let scores = columns.cells(&report).iter().map(|cell| style.cell(cell)).collect::<Vec<_>>();
        key_cells(entry.borrow(), keys).into_iter().map(|cell| style.name(&cell)).chain(scores).collect()
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
