//! Runs the worked examples of a definition.

use crate::answers::Answers;
use crate::definition::{Example, Map, Metric, OrNull, Text};
use crate::error::{Code, Diagnostics, Error};
use crate::instrument::Instrument;
use crate::report::Report;
use crate::uses::Stated;

pub(crate) fn check(instrument: &Instrument) -> Result<(), Diagnostics> {
    let mut faults = Diagnostics::default();
    for (i, example) in instrument.definition().examples.iter().enumerate() {
        let path = format!("/examples/{i}");
        match run(instrument, example) {
            Ok(report) => compare(&report, example, &path, &mut faults),
            Err(fault) => faults.push(fault.at(path).reveal()),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Scores an example.
fn run(instrument: &Instrument, example: &Example) -> Result<Report, Error> {
    let (instrument, answers) = prepare(instrument, example)?;
    Ok(instrument.score(&answers))
}

/// The instrument with an example's policies and wording, and the example's answers.
pub(crate) fn prepare(instrument: &Instrument, example: &Example) -> Result<(Instrument, Answers), Error> {
    // The people of examples are nobody.
    let mut instrument = instrument.stating(Stated::Invented);
    for (policy, choice) in example.policies.iter() {
        instrument = instrument.with_policy(policy, choice)?;
    }
    instrument = instrument.in_wording(example.wording.unwrap_or(instrument.definition().about.wording));
    let answers = fill_in(&instrument, &example.person, &example.fill, &example.answers, &example.ratings)?;
    Ok((instrument, answers))
}

/// The answer sheet of an example: patterns first, then single answers, for each rating.
pub(crate) fn fill_in(
    instrument: &Instrument,
    person: &Map<Text>,
    patterns: &Map<OrNull<Text>>,
    single: &Map<OrNull<Text>>,
    ratings: &[Map<OrNull<Text>>],
) -> Result<Answers, Error> {
    let mut answers = instrument.answers();
    for (name, value) in person.iter() {
        answers.person_mut().set(name, value)?;
    }
    let ratings = if ratings.is_empty() { std::slice::from_ref(single) } else { ratings };
    for (i, rating) in ratings.iter().enumerate() {
        if i > 0 {
            answers.next_rating();
        }
        fill(instrument, &mut answers, patterns)?;
        for (field, code) in rating.iter() {
            answers.set(field, text(code))?;
        }
    }
    Ok(answers)
}

fn text(code: &OrNull<Text>) -> &str {
    match code {
        OrNull::Null => "",
        OrNull::Value(code) => code,
    }
}

fn fill(instrument: &Instrument, answers: &mut Answers, patterns: &Map<OrNull<Text>>) -> Result<(), Error> {
    for (pattern, code) in patterns.iter() {
        let fields: Vec<_> = instrument.fields().filter(|field| matches(pattern, field)).map(str::to_owned).collect();
        if fields.is_empty() {
            return Err(Error::new(Code::UnknownField, "").with("field", pattern));
        }
        for field in fields {
            answers.set(&field, text(code))?;
        }
    }
    Ok(())
}

/// Whether a field fits a pattern with at most one `*`.
fn matches(pattern: &str, field: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == field,
        Some((start, end)) => {
            field.len() >= start.len() + end.len() && field.starts_with(start) && field.ends_with(end)
        }
    }
}

fn compare(report: &Report, example: &Example, path: &str, faults: &mut Diagnostics) {
    let expect = &example.expect;
    let mut differ = |what: String, expected: String, found: String| {
        if expected != found {
            let fault = Error::new(Code::ExampleFails, path).with("example", &example.name).with("what", what);
            faults.push(fault.with("expected", expected).with("found", found));
        }
    };
    for (id, value) in expect.scales.iter() {
        differ(id.to_owned(), wanted(value), report.scale(id).map_or_else(|e| e.to_string(), |s| number(s.raw())));
    }
    for (name, value) in expect.standard.iter() {
        let found = name.rsplit_once('.').and_then(|(id, metric)| {
            let metric = Metric::parse(metric)?;
            Some(number(report.scale(id).ok()?.standard(metric)))
        });
        differ(name.to_owned(), wanted(value), found.unwrap_or_else(|| "no such standard score".to_owned()));
    }
    for (id, level) in expect.levels.iter() {
        let wanted = match level {
            OrNull::Null => "null".to_owned(),
            OrNull::Value(level) => level.to_string(),
        };
        let found = report.scale(id).map_or_else(|e| e.to_string(), |s| s.level().unwrap_or("null").to_owned());
        differ(format!("{id}.level"), wanted, found);
    }
    for (id, range) in expect.possible.iter() {
        let found =
            report.scale(id).ok().and_then(|s| s.possible()).map_or_else(Vec::new, |(low, high)| vec![low, high]);
        differ(format!("{id}.possible"), format!("{range:?}"), format!("{found:?}"));
    }
    for (id, status) in expect.status.iter() {
        let found = report.scale(id).map_or_else(|e| e.to_string(), |s| s.status().to_string());
        differ(format!("{id}.status"), status.clone(), found);
    }
    let list = |ids: Vec<&str>| ids.join(" ");
    if let Some(ids) = &expect.type_ids {
        let wanted = list(ids.iter().map(super::definition::reader::Id::as_str).collect());
        differ("type".to_owned(), wanted, list(report.types().unwrap_or_default()));
    }
    if let Some(ids) = &expect.flags {
        differ(
            "flags".to_owned(),
            list(ids.iter().map(super::definition::reader::Id::as_str).collect()),
            list(report.flags()),
        );
    }
}

/// A number of a result. Floats are compared by their shortest text: equal texts are equal bits.
pub(crate) fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "null".to_owned(), |v| v.to_string())
}

/// A number that an example expects.
pub(crate) fn wanted(value: &OrNull<f64>) -> String {
    match value {
        OrNull::Null => "null".to_owned(),
        OrNull::Value(v) => v.to_string(),
    }
}
