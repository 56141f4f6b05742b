//! Runs the worked pupils of a battery.

use super::definition::BatteryExample;
use super::{Battery, CriterionResult, IndicatorResult, Outcome, Profile};
use crate::definition::OrNull;
use crate::error::{Code, Diagnostics, Error};
use crate::examples::{fill_in, number, wanted};

pub(super) fn check(battery: &Battery) -> Result<(), Diagnostics> {
    let mut faults = Diagnostics::default();
    for (i, example) in battery.definition().examples.iter().enumerate() {
        let path = format!("/examples/{i}");
        match run(battery, example) {
            Ok(profile) => compare(&profile, example, &path, &mut faults),
            Err(fault) => faults.push(fault.at(path).reveal()),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn run(battery: &Battery, example: &BatteryExample) -> Result<Profile, Error> {
    let mut reports = Vec::new();
    for (id, given) in example.given.iter() {
        let Some(instrument) = battery.instruments().find(|instrument| instrument.id() == id) else {
            return Err(Error::new(Code::UnknownInstrument, "").with("name", id));
        };
        let instrument = instrument.in_wording(given.wording.unwrap_or(instrument.definition().about.wording));
        let answers = fill_in(&instrument, &example.person, &given.fill, &given.answers, &given.ratings)?;
        reports.push(instrument.score(&answers));
    }
    battery.assess(&reports.iter().collect::<Vec<_>>())
}

fn compare(profile: &Profile, example: &BatteryExample, path: &str, faults: &mut Diagnostics) {
    let expect = &example.expect;
    let mut differ = |what: String, expected: String, found: String| {
        if expected != found {
            let fault = Error::new(Code::ExampleFails, path).with("example", &example.name).with("what", what);
            faults.push(fault.with("expected", expected).with("found", found));
        }
    };
    let or_null = |level: Option<&String>| level.cloned().unwrap_or_else(|| "null".to_owned());
    let level = |level: &OrNull<crate::definition::Id>| match level {
        OrNull::Null => "null".to_owned(),
        OrNull::Value(level) => level.to_string(),
    };
    let list = |ids: &[String]| ids.join(" ");
    let ids = |ids: &[crate::definition::Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let indicators = || profile.criteria.iter().flat_map(|c| &c.indicators);
    let indicator = |id: &str, show: &dyn Fn(&IndicatorResult) -> String| {
        indicators().find(|i| i.id == id).map_or_else(|| "no such indicator".to_owned(), show)
    };
    let criterion = |id: &str, show: &dyn Fn(&CriterionResult) -> String| {
        profile.criteria.iter().find(|c| c.id == id).map_or_else(|| "no such criterion".to_owned(), show)
    };
    for (id, wanted) in expect.indicators.iter() {
        differ(id.to_owned(), level(wanted), indicator(id, &|i| or_null(i.level.as_ref())));
    }
    for (id, wanted) in expect.reasons.iter() {
        differ(format!("{id}.reason"), wanted.to_string(), indicator(id, &|i| or_null(i.reason.as_ref())));
    }
    for (id, wanted) in expect.criteria.iter() {
        differ(id.to_owned(), level(wanted), criterion(id, &|c| or_null(c.level.as_ref())));
    }
    for (id, value) in expect.index.iter() {
        differ(format!("{id}.index"), wanted(value), criterion(id, &|c| number(c.index)));
    }
    for (id, coverage) in expect.coverage.iter() {
        differ(format!("{id}.coverage"), coverage.clone(), criterion(id, &CriterionResult::coverage));
    }
    if let Some(overall) = &expect.overall {
        differ("overall".to_owned(), level(overall), or_null(profile.overall.level.as_ref()));
    }
    if let Some(possible) = &expect.possible {
        differ("overall.possible".to_owned(), ids(possible), list(&profile.overall.possible));
    }
    if let Some(missing) = &expect.missing {
        differ("missing".to_owned(), ids(missing), list(&profile.missing));
    }
    if let Some(flags) = &expect.flags {
        differ("flags".to_owned(), list(flags), list(&profile.flags));
    }
    for (id, wanted) in expect.agreements.iter() {
        let found = profile.agreements.iter().find(|a| a.id == id).map(|a| match a.outcome {
            "agree" => a.common.join("+"),
            "differ" => "none".to_owned(),
            other => other.to_owned(),
        });
        differ(id.to_owned(), wanted.clone(), or_null(found.as_ref()));
    }
    debug_assert!(indicators().all(|i| (i.outcome == Outcome::Graded) == i.level.is_some()), "graded has a level");
}
