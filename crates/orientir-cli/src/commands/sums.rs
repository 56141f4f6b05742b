//! The answers of a table added up: what `reliability` and `items` are made of.

use orientir::definition::Reliability;
use orientir::fit::reliability::{Collected, Occasions, Options, Retest, WhyNot, known_remarks, retest};
use orientir::tally::Tally;
use orientir::{Cell, Instrument};

use super::people;
use crate::args::{Common, Format, Reading, Scoring};
use crate::read;
use crate::session::{Failure, Session};
use crate::write::csv::Style;
use crate::write::{Target, xlsx};
use orientir::fit::reliability::words::Said;

const FORMATS: [Format; 5] = [Format::Csv, Format::Json, Format::Jsonl, Format::Xlsx, Format::Table];

/// A table added up.
#[derive(Debug)]
pub struct Sums {
    pub instrument: Instrument,
    /// The first occasion.
    pub collected: Collected,
    /// The first two occasions.
    pub retest: Result<Vec<Retest>, WhyNot>,
    /// What was wrong, told already.
    pub faults: Vec<xlsx::Fault>,
    /// The file that was read.
    pub input: String,
    pub target: Target,
}

impl Sums {
    /// Reads a table and adds it up, and tells which of its rows count.
    pub fn of(
        (name, answers): (&str, &str),
        (reading, scoring): (&Reading, &Scoring),
        common: &Common,
        session: &Session,
    ) -> Result<Self, Failure> {
        let target = Target::choose(common, &FORMATS, session)?;
        let inputs = reading.inputs(&[name, answers]);
        target.spare(&inputs, session)?;
        read::one_stdin(&inputs, session)?;
        let instrument = read::instrument_for(name, (reading, scoring), session)?;
        if let Some(tally) = read::tally_if_one(answers, session)? {
            return Self::of_tally(instrument, &tally, answers, target);
        }
        let people = people::open(&instrument, answers, reading, None, session)?.people(session)?;
        let occasions = Occasions::of(&people.entries);
        let collected = Collected::of(&instrument, occasions.first())?;
        let said = |word: Said| word.text(session.lang);
        if let [first, second, ..] = occasions.numbers().collect::<Vec<_>>()[..] {
            let told = said(Said::Occasions).replace("{first}", &first.to_string());
            session.remark(&told.replace("{second}", &second.to_string()));
        }
        if occasions.repeated > 0 {
            session.remark(&said(Said::Repeated).replace("{count}", &occasions.repeated.to_string()));
        }
        let retest = retest(&instrument, &occasions);
        let faults = people.faults.iter().map(|fault| (None, fault.clone())).collect();
        Ok(Self { instrument, collected, retest, faults, input: answers.to_owned(), target })
    }

    /// What a tally has of its first occasion. Who is who it does not know, so nothing is said of a retest.
    fn of_tally(instrument: Instrument, tally: &Tally, file: &str, target: Target) -> Result<Self, Failure> {
        let occasion = tally.sources().map(|(key, _, _)| key.occasion).min().unwrap_or(1);
        let collected =
            Collected::of_tally(&instrument, tally, occasion).map_err(|fault| Failure::within(file, fault))?;
        let (retest, faults) = (Err(WhyNot::OneOccasion), Vec::new());
        Ok(Self { instrument, collected, retest, faults, input: file.to_owned(), target })
    }
}

impl Sums {
    /// Writes a workbook of lines.
    pub fn book<'c>(
        &self,
        columns: &[&str],
        rows: impl ExactSizeIterator<Item = Vec<Cell<'c>>>,
        notes: &[Said],
        session: &Session,
    ) -> Result<(), Failure> {
        let notes: Vec<String> = notes.iter().map(|said| said.text(session.lang).to_owned()).collect();
        let whole = xlsx::Whole {
            instrument: &self.instrument,
            input: &self.input,
            names: &[],
            columns,
            notes: &notes,
            faults: &self.faults,
        };
        self.target.book(session, whole.book(rows.map(|cells| (Vec::new(), cells)), session))
    }
}

/// A word as a cell.
pub fn word(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Code(text) }
}

/// A number as a cell.
pub fn figure(value: Option<f64>) -> Cell<'static> {
    value.map_or(Cell::Empty, Cell::Number)
}

/// What is asked.
pub fn options(force: bool) -> Options {
    if force { Options::default().forced() } else { Options::default() }
}

/// Tells what the definition says of the reliability of scales, once for each thing that it says.
pub fn tell_known<'s>(scales: impl Iterator<Item = (&'s str, Option<&'s Reliability>, bool)>, session: &Session) {
    for line in known_remarks(scales, session.lang) {
        session.remark(&line);
    }
}

/// A number as a cell of CSV.
pub fn number(style: Style, value: Option<f64>) -> String {
    style.cell(&value.map_or(Cell::Empty, Cell::Number))
}

/// A number for reading: three decimals.
pub fn short(number: f64) -> String {
    let text = format!("{number:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}

/// A number and its interval for reading.
pub fn with_interval(value: f64, interval: Option<(f64, f64)>) -> String {
    interval.map_or_else(|| short(value), |(low, high)| format!("{} [{}; {}]", short(value), short(low), short(high)))
}
