//! Two occasions as lines, one a measure of the group, one a person and scale: what every surface shows. And what is told beside them.

use super::change::{Deviation, MeasurementError, ReliabilitySource};
use super::delta::Delta;
use super::table::{Comparison, PersonChange, ScaleChange};
use super::why::WhyNot;
use super::words::Said;
use crate::exact::Ratio;
use crate::instrument::Instrument;
use crate::messages::Lang;

/// Whom a line tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The group.
    Group,
    /// A person.
    Person,
}

impl Part {
    /// The part as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Person => "person",
        }
    }
}

/// A line. What a measure does not have is none, or empty.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Line<'a> {
    /// Whom it tells of.
    pub part: Part,
    /// The person; empty for the group.
    pub id: &'a str,
    /// The scale.
    pub scale: &'a str,
    /// Which measure: `mean`, `d_w`, `rc` and so on.
    pub measure: &'static str,
    /// How many people count.
    pub n: Option<usize>,
    /// The first time.
    pub before: Option<f64>,
    /// The second time.
    pub after: Option<f64>,
    /// After less before.
    pub difference: Option<f64>,
    /// The measure.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// What the change of a person is.
    pub verdict: &'static str,
    /// The standard error of measurement, in points of the scale.
    pub sem: Option<f64>,
    /// The reliability, and where it is from.
    pub reliability: Option<(f64, &'static str)>,
    /// The standard deviation, and where it is from.
    pub deviation: Option<(f64, &'static str)>,
    /// Days between the occasions.
    pub days: Option<i64>,
    /// Why there is no value.
    pub why: Option<WhyNot>,
}

impl Line<'_> {
    /// The names of columns, in the order of a table.
    pub const COLUMNS: [&'static str; 19] = [
        "part",
        "id",
        "scale",
        "measure",
        "n",
        "before",
        "after",
        "difference",
        "value",
        "ci_low",
        "ci_high",
        "verdict",
        "sem",
        "reliability",
        "reliability_of",
        "sd",
        "sd_of",
        "days",
        "reason",
    ];

    const fn of(part: Part) -> Self {
        Self {
            part,
            id: "",
            scale: "",
            measure: "",
            n: None,
            before: None,
            after: None,
            difference: None,
            value: None,
            interval: None,
            verdict: "",
            sem: None,
            reliability: None,
            deviation: None,
            days: None,
            why: None,
        }
    }
}

impl Comparison {
    /// All lines, or those of a part. `against` is what [`Comparison::against`] gave.
    pub fn lines(&self, against: Option<&[Result<Delta, WhyNot>]>, part: Option<Part>) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        if part != Some(Part::Person) {
            for (place, scale) in self.scales.iter().enumerate() {
                of_group(scale, against.and_then(|list| list.get(place)), &mut lines);
            }
        }
        if part != Some(Part::Group) {
            let people = self.scales.first().map_or(0, |scale| scale.people.len());
            for place in 0..people {
                let each = self.scales.iter().filter_map(|scale| Some((scale, scale.people.get(place)?)));
                lines.extend(each.map(|(scale, person)| of_person(scale, person)));
            }
        }
        lines
    }

    /// What is to be known before the numbers are read; of the people where they are told of.
    pub fn remarks(&self, instrument: &Instrument, persons: bool, lang: Lang) -> Vec<String> {
        let say = |said: Said, name: &str, value: &str| said.text(lang).replace(name, value);
        let pairs = say(Said::Pairs, "{pairs}", &self.pairs.to_string());
        let mut told = vec![pairs.replace("{alone}", &self.alone.to_string())];
        if self.identical {
            told.push(Said::Identical.text(lang).to_owned());
        }
        let least = instrument.definition().about.administration.as_ref().and_then(|given| given.retest_days);
        if let Some(least) = least {
            if self.undated > 0 {
                told.push(say(Said::Undated, "{count}", &self.undated.to_string()));
            }
            if self.too_soon > 0 {
                let words = say(Said::TooSoon, "{days}", &least.to_string());
                told.push(words.replace("{count}", &self.too_soon.to_string()));
            }
        }
        let dropped = self.scales.iter().filter(|scale| scale.dropped > 0);
        let dropped: Vec<String> = dropped.map(|scale| format!("{} ({})", scale.name, scale.dropped)).collect();
        if !dropped.is_empty() {
            told.push(say(Said::Dropped, "{scales}", &dropped.join(", ")));
        }
        if !persons {
            return told;
        }
        let errors = |of: fn(&MeasurementError) -> bool| -> Vec<&str> {
            let has = |scale: &&ScaleChange| {
                scale.people.iter().any(|one| one.change.as_ref().is_ok_and(|(_, error)| of(error)))
            };
            self.scales.iter().filter(has).map(|scale| scale.name.as_str()).collect()
        };
        if !errors(|error| error.source == ReliabilitySource::Alpha).is_empty() {
            told.push(Said::AlphaUsed.text(lang).to_owned());
        }
        let of_group = errors(|error| error.deviation_of == Deviation::Group);
        if !of_group.is_empty() {
            told.push(say(Said::GroupSd, "{scales}", &of_group.join(", ")));
        }
        told
    }

    /// What stands beside every comparison.
    pub fn cautions(&self, with_class: bool, lang: Lang) -> Vec<&'static str> {
        let class = if with_class { Said::WithClass } else { Said::NoClass };
        let ipsative = self.ipsative.then_some(Said::Ipsative);
        [class].into_iter().chain(ipsative).chain([Said::NotFor]).map(|said| said.text(lang)).collect()
    }
}

fn of_group<'a>(scale: &'a ScaleChange, against: Option<&Result<Delta, WhyNot>>, lines: &mut Vec<Line<'a>>) {
    let line = |measure| Line { scale: &scale.name, measure, n: Some(scale.changes.len()), ..Line::of(Part::Group) };
    match &scale.group {
        Ok(group) => {
            let moved =
                [("mean", group.mean, group.mean_difference), ("median", group.median, group.median_difference)];
            for (measure, (before, after), difference) in moved {
                let difference = Some(difference);
                lines.push(Line { before: Some(before), after: Some(after), difference, ..line(measure) });
            }
            let within = group.within;
            for (measure, count) in [("risen", within.risen), ("same", within.same), ("fallen", within.fallen)] {
                lines.push(Line { value: Some(count as f64), ..line(measure) });
            }
            lines.push(Line { value: Some(within.value), interval: Some(within.interval), ..line("d_w") });
            lines.push(Line { value: Some(group.delta.value), interval: Some(group.delta.interval), ..line("delta") });
        }
        Err(why) => {
            let measures = ["mean", "median", "risen", "same", "fallen", "d_w", "delta"];
            lines.extend(measures.map(|measure| Line { why: Some(*why), ..line(measure) }));
        }
    }
    match against {
        Some(Ok(delta)) => {
            lines.push(Line { value: Some(delta.value), interval: Some(delta.interval), ..line("d_changes") });
        }
        Some(Err(why)) => lines.push(Line { why: Some(*why), ..line("d_changes") }),
        None => {}
    }
}

fn of_person<'a>(scale: &'a ScaleChange, person: &'a PersonChange) -> Line<'a> {
    let float = |score: Option<Ratio>| score.map(Ratio::to_f64);
    let judged = person.change.as_ref().ok();
    Line {
        id: &person.id,
        scale: &scale.name,
        measure: "rc",
        before: float(person.before),
        after: float(person.after),
        difference: float(person.difference),
        value: judged.map(|(change, _)| change.index),
        verdict: judged.map_or("", |(change, _)| change.verdict.as_str()),
        sem: judged.map(|(change, _)| change.sem),
        reliability: judged.map(|(_, error)| (error.reliability, error.source.as_str())),
        deviation: judged.map(|(_, error)| (error.deviation, error.deviation_of.as_str())),
        days: person.days,
        why: person.change.as_ref().err().copied(),
        ..Line::of(Part::Person)
    }
}
