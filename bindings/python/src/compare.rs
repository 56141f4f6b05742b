//! Before and after as tables.

use std::collections::BTreeSet;

use orientir::definition::Wording;
use orientir::fit::compare::words::Said;
use orientir::fit::compare::{Comparison, Known, Line, Options, Part, Sitting, WhyNot};
use orientir::{Code, Diagnostics, Error, Instrument, Lang};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::json;

use crate::errors::OrRaise;
use crate::results::{Results, Told};
use crate::table::{Column, Table};
use crate::text::Text;
use crate::whole::Whole;

/// What is asked, a dict in Python.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Asked {
    occasions: Option<(u32, u32)>,
    /// By scale, or for all without a name.
    retest: Vec<(Option<Text>, f64)>,
    sd: Vec<(Option<Text>, f64)>,
    /// Whether alpha stands in for a retest reliability that is not known.
    alpha: bool,
    wording_after: Option<Text>,
}

/// The tables that are compared.
pub struct Tables {
    pub before: Whole,
    pub after: Option<Whole>,
    pub against: Option<Whole>,
}

fn refused(reason: &str) -> Diagnostics {
    Error::new(Code::UnsupportedFrame, "")
        .with("reason", reason.replace("`--occasions`", "`occasions=`").replace("`--after`", "`after=`"))
        .into()
}

impl Asked {
    fn options(&self, instrument: &Instrument) -> PyResult<Result<Options, Error>> {
        for (name, list, sound) in [
            ("retest", &self.retest, (|r| (0.0..1.0).contains(&r)) as fn(f64) -> bool),
            ("sd", &self.sd, |sd| sd > 0.0 && sd.is_finite()),
        ] {
            if let Some((_, number)) = list.iter().find(|(_, number)| !sound(*number)) {
                let allowed = if name == "sd" { "above 0" } else { "from 0 and below 1" };
                return Err(PyValueError::new_err(format!("{name} must be {allowed}, not {number}")));
            }
        }
        let mut options = Options::default();
        let of_all =
            |list: &[(Option<Text>, f64)]| list.iter().rev().find(|(scale, _)| scale.is_none()).map(|(_, x)| *x);
        options.others.alpha = self.alpha;
        options.others.retest = of_all(&self.retest);
        options.others.deviation = of_all(&self.sd);
        let others = options.others;
        let mut set = |list: &[(Option<Text>, f64)], set: fn(&mut Known, f64)| {
            for (scale, number) in list {
                let Some(scale) = scale else { continue };
                if !instrument.scales().any(|id| *id == **scale) {
                    return Err(Error::new(Code::UnknownScale, "").with("scale", orientir::escape(scale)));
                }
                set(options.scales.entry(scale.to_string()).or_insert(others), *number);
            }
            Ok(())
        };
        let all = set(&self.retest, |known, r| known.retest = Some(r))
            .and_then(|()| set(&self.sd, |known, sd| known.deviation = Some(sd)));
        Ok(all.map(|()| options))
    }

    /// Two occasions of one table.
    fn both<'w>(
        &self,
        whole: &'w Whole,
        one_time: Said,
        lang: Lang,
    ) -> Result<(Vec<Sitting<'w>>, Vec<Sitting<'w>>), Diagnostics> {
        if !whole.sheet.keys().any(|key| key == "occasion") {
            return Err(Error::new(Code::MissingColumn, "").with("field", "occasion").into());
        }
        let found = occasions(whole);
        let (first, last) = match (self.occasions, found.as_slice()) {
            (Some(two), _) => two,
            (None, [first, last]) => (*first, *last),
            (None, [] | [_]) => return Err(choose(one_time, &found, lang)),
            (None, _) => return Err(choose(Said::Several, &found, lang)),
        };
        Ok((sittings(whole, first), sittings(whole, last)))
    }
}

/// The people of an occasion.
fn sittings(whole: &Whole, occasion: u32) -> Vec<Sitting<'_>> {
    let of = whole.entries.iter().zip(&whole.days).filter(|(entry, _)| entry.key.occasion == occasion);
    of.map(|(entry, days)| Sitting { id: &entry.key.id, answers: &entry.answers, days: *days }).collect()
}

fn occasions(whole: &Whole) -> Vec<u32> {
    let found: BTreeSet<u32> = whole.entries.iter().map(|entry| entry.key.occasion).collect();
    found.into_iter().collect()
}

fn choose(said: Said, found: &[u32], lang: Lang) -> Diagnostics {
    let found = found.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    refused(&said.text(lang).replace("{found}", &found))
}

/// The one occasion of a table, or the one that is asked for.
fn one(whole: &Whole, asked: Option<u32>, lang: Lang) -> Result<Vec<Sitting<'_>>, Diagnostics> {
    let found = occasions(whole);
    match (asked, found.as_slice()) {
        (_, [only]) => Ok(sittings(whole, *only)),
        (Some(asked), _) => Ok(sittings(whole, asked)),
        (None, _) => Err(choose(Said::Several, &found, lang)),
    }
}

/// Compares two occasions.
pub fn of(
    py: Python<'_>,
    instrument: &Instrument,
    tables: &Tables,
    asked: &Asked,
    told: Told,
    lang: Lang,
) -> PyResult<Results> {
    let options = asked.options(instrument)?.or_raise(py, lang)?;
    let second = match asked.wording_after.as_deref() {
        None => instrument.clone(),
        Some(word) => {
            let wording = Wording::parse(word);
            let wording = wording.ok_or_else(|| PyValueError::new_err(format!("no wording {word:?}")))?;
            instrument.with_wording(wording).or_raise(py, lang)?
        }
    };
    let compare = || -> Result<_, Diagnostics> {
        let (before, last) = match &tables.after {
            None => asked.both(&tables.before, Said::OneTime, lang)?,
            Some(after) => {
                let occasions = asked.occasions.unzip();
                (one(&tables.before, occasions.0, lang)?, one(after, occasions.1, lang)?)
            }
        };
        let found = Comparison::of((instrument, &before), (&second, &last), &options);
        if found.pairs == 0 {
            // Without the ids that the command line shows: messages of problems end up in logs.
            return Err(refused(Said::NoCommonId.text(lang)));
        }
        let against = match &tables.against {
            None => None,
            Some(class) => {
                let (before, last) = asked.both(class, Said::OneTimeOfClass, lang)?;
                let other = Comparison::of((instrument, &before), (&second, &last), &options);
                Some((found.against(&other), other.pairs))
            }
        };
        Ok((found, against))
    };
    let (found, against) = py.detach(compare).or_raise(py, lang)?;
    let changes = against.as_ref().map(|(changes, _)| changes.as_slice());
    let group = found.lines(changes, Some(Part::Group));
    let persons = found.lines(changes, Some(Part::Person));
    let of_class = against.as_ref().map(|(_, pairs)| Said::Against.text(lang).replace("{pairs}", &pairs.to_string()));
    let mut notes = found.remarks(instrument, true, lang);
    notes.extend(of_class);
    notes.push(Said::Legend.text(lang).to_owned());
    notes.extend(found.cautions(against.is_some(), lang).into_iter().map(str::to_owned));
    let table = |names: &[&'static str], lines: &[Line<'_>]| {
        Table::new(lines.len(), names.iter().map(|name| ((*name).to_owned(), column(name, lines))).collect())
    };
    let group = table(
        &["scale", "measure", "n", "before", "after", "difference", "value", "ci_low", "ci_high", "reason"],
        &group,
    );
    let persons = table(
        &[
            "id",
            "scale",
            "before",
            "after",
            "difference",
            "value",
            "verdict",
            "sem",
            "reliability",
            "reliability_of",
            "sd",
            "sd_of",
            "days",
            "reason",
        ],
        &persons,
    );
    let about = json!({
        "pairs": found.pairs,
        "alone": found.alone,
        "undated": found.undated,
        "too_soon": found.too_soon,
        "against": against.map(|(_, pairs)| pairs),
    });
    Ok(Results::new(vec![("group", group), ("persons", persons)], notes, &about, told))
}

/// A column of lines by its name in [`Line::COLUMNS`].
fn column(name: &str, lines: &[Line<'_>]) -> Column {
    let numbers = |of: fn(&Line<'_>) -> Option<f64>| Column::Floats(lines.iter().map(of).collect());
    let codes = |of: for<'l> fn(&'l Line<'_>) -> &'l str| {
        let words = lines.iter().map(|line| Some(of(line).to_owned()).filter(|word| !word.is_empty()));
        Column::codes(Vec::new(), words)
    };
    match name {
        "id" => Column::Texts(lines.iter().map(|line| Some(line.id.to_owned())).collect()),
        "scale" => Column::codes(Vec::new(), lines.iter().map(|line| Some(line.scale.to_owned()))),
        "measure" => codes(|line| line.measure),
        "n" => Column::Whole(lines.iter().map(|line| line.n.and_then(|n| i64::try_from(n).ok())).collect()),
        "before" => numbers(|line| line.before),
        "after" => numbers(|line| line.after),
        "difference" => numbers(|line| line.difference),
        "ci_low" => numbers(|line| line.interval.map(|(low, _)| low)),
        "ci_high" => numbers(|line| line.interval.map(|(_, high)| high)),
        "verdict" => codes(|line| line.verdict),
        "sem" => numbers(|line| line.sem),
        "reliability" => numbers(|line| line.reliability.map(|(value, _)| value)),
        "reliability_of" => codes(|line| line.reliability.map_or("", |(_, of)| of)),
        "sd" => numbers(|line| line.deviation.map(|(value, _)| value)),
        "sd_of" => codes(|line| line.deviation.map_or("", |(_, of)| of)),
        "days" => Column::Whole(lines.iter().map(|line| line.days).collect()),
        "reason" => codes(|line| line.why.map_or("", WhyNot::as_str)),
        _ => numbers(|line| line.value),
    }
}
