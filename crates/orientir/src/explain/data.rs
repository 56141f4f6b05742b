//! What an explanation says, as data. Exact numbers carry numerator, denominator and the nearest float.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::named::{Absence, named};
use crate::definition::{Basis, Evidence, Metric, Mode, PopulationGroup, Sex, Status, Wording};
use crate::exact::Ratio;
use crate::norm::Refusal;
use crate::plan::{Cond, Expr, Operation};
use crate::receipt::Receipt;
use crate::score::Ungraded;

/// An exact number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Exact(pub(super) Ratio);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut exact = serializer.serialize_struct("Exact", 3)?;
        exact.serialize_field("numerator", &self.0.numerator())?;
        exact.serialize_field("denominator", &self.0.denominator())?;
        exact.serialize_field("value", &self.0.to_f64())?;
        exact.end()
    }
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Data {
    pub(super) instrument: String,
    pub(super) version: String,
    #[serde(serialize_with = "named")]
    pub(super) wording: Wording,
    pub(super) person: People,
    /// How many rows of answers were pooled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ratings: Option<usize>,
    pub(super) policies: Vec<PolicyChoice>,
    pub(super) scales: Vec<Scale>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) types: Option<Types>,
    /// The checks that fired.
    pub(super) checks: Vec<Check>,
    pub(super) cautions: Vec<String>,
    pub(super) receipt: Receipt,
}

/// Covariates of a person, or the people for whom something holds.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub(super) struct People {
    #[serde(serialize_with = "named", skip_serializing_if = "Option::is_none")]
    pub(super) sex: Option<Sex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) age: Option<Limits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) grade: Option<Limits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<String>,
    #[serde(serialize_with = "named", skip_serializing_if = "Option::is_none")]
    pub(super) mode: Option<Mode>,
}

/// A number, or half-open limits of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Limits {
    Is(u32),
    Within(Option<u32>, Option<u32>),
}

impl Serialize for Limits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Limits::Is(number) => serializer.serialize_u32(*number),
            Limits::Within(from, below) => {
                let known =
                    [("from", from), ("below", below)].into_iter().filter_map(|(name, limit)| Some((name, (*limit)?)));
                serializer.collect_map(known)
            }
        }
    }
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct PolicyChoice {
    pub(super) id: String,
    pub(super) choice: String,
    /// Whether the choice is the definition's own.
    pub(super) default: bool,
}

/// What a scale puts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum How {
    Values,
    Counted,
    Right,
    Weighted,
    Points,
    Scales,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Scale {
    pub(super) id: String,
    #[serde(serialize_with = "named")]
    pub(super) operation: Operation,
    pub(super) of_what: How,
    /// The lowest and highest possible score.
    pub(super) range: [Exact; 2],
    #[serde(serialize_with = "named")]
    pub(super) status: Status,
    pub(super) answered: u16,
    pub(super) of: u16,
    /// How many answers a score needs.
    pub(super) need: u16,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) answers: Vec<Answer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) scales: Vec<PartScale>,
    /// The sum of what the answers or scales add, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sum: Option<Exact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) prorated: Option<Proration>,
    /// What the operation gives, before `percent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) computed: Option<Exact>,
    /// The limits between which the result is given as percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) percent_between: Option<[Exact; 2]>,
    pub(super) raw: Option<Exact>,
    /// The lowest and highest score that the missing answers could still give.
    pub(super) possible: Option<[Exact; 2]>,
    /// The checks that took the score away, and the score that they took.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) taken_by: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) taken: Option<Exact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<Source>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) norms: Vec<NormTried>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) precision: Option<Precision>,
}

/// How sure a score is, where something is known of the scale's error of measurement.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Precision {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reliability: Option<f64>,
    /// In raw points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sem: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) interval: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) no_interval: Option<NoInterval>,
    /// Rising.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) level_probabilities: Vec<LevelProbability>,
    /// The likeliest level, where it is another than the printed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) borderline: Option<String>,
}

/// Why there is no interval although something is known of the scale's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum NoInterval {
    /// The score is made up for missing answers, and a reliability holds for the whole scale.
    Prorated,
    /// No norm fits, or its standard deviation of raw scores is not known.
    NoDeviation,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct LevelProbability {
    pub(super) level: String,
    pub(super) probability: f64,
}

/// What was given to a field.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum GivenCode {
    Code(String),
    Absent(Absence),
}

/// What an answer does to a scale.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Effect {
    Adds(Exact),
    /// A policy takes it out: policy and choice.
    TakenOut {
        policy: String,
        choice: String,
    },
    /// The scale takes only answers for which this holds.
    NotForThisScale {
        unless: String,
    },
    /// A code apart, with what it means.
    Apart {
        means: String,
    },
    NotApplicable,
    Absent(Absence),
    /// Whether it counts rests on an answer that is missing.
    RestsOnMissing,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Answer {
    pub(super) field: String,
    pub(super) item: String,
    /// One a rating.
    pub(super) given: Vec<GivenCode>,
    /// What was counted in its place: a mark brought to the length of the line, a blank that means "not chosen".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) used: Option<GivenCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) gist: Option<String>,
    pub(super) effect: Effect,
    /// The answer is subtracted from this: the item is reversed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reversed_from: Option<Exact>,
    /// The number behind the answer, where it is turned round or weighted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<Exact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) weight: Option<Exact>,
    #[serde(skip)]
    pub(super) response: String,
    #[serde(skip)]
    pub(super) guard: Option<Cond>,
}

impl Answer {
    pub(super) fn adds(&self) -> Option<Ratio> {
        match self.effect {
            Effect::Adds(Exact(value)) => Some(value),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct PartScale {
    pub(super) id: String,
    pub(super) raw: Option<Exact>,
    #[serde(serialize_with = "named")]
    pub(super) status: Status,
}

/// A sum completed by the share of the possible: `share = (sum - low) / span`, then `sum + missing_low + share * missing_span`.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub(super) struct Proration {
    pub(super) missing: usize,
    pub(super) low: Exact,
    pub(super) span: Exact,
    pub(super) share: Exact,
    pub(super) missing_low: Exact,
    pub(super) missing_span: Exact,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub(super) struct Source {
    pub(super) source: String,
    #[serde(serialize_with = "named")]
    pub(super) evidence: Evidence,
}

impl Source {
    pub(super) fn of(basis: Option<&Basis>) -> Option<Self> {
        basis.map(|basis| Self { source: basis.source.to_string(), evidence: basis.evidence })
    }
}

/// A norm of the scale, and whether it fits.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct NormTried {
    pub(super) id: String,
    #[serde(serialize_with = "named")]
    pub(super) wording: Wording,
    #[serde(serialize_with = "named", skip_serializing_if = "Option::is_none")]
    pub(super) does_not_fit: Option<Refusal>,
    /// The covariates that it asks for and that are not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) asks: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cell: Option<NormCell>,
}

/// The cell of a norm that a score was compared with.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct NormCell {
    #[serde(rename = "for")]
    pub(super) people: People,
    #[serde(serialize_with = "named")]
    pub(super) population: PopulationGroup,
    /// People in the cell, or in the whole sample where the cell's number is not known.
    pub(super) n: u32,
    pub(super) year: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mean: Option<Exact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sd: Option<Exact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) row: Option<TableRow>,
    /// Percentile ranks counted in the sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) percentile_row: Option<TableRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) z: Option<Exact>,
    /// As printed: by metric.
    pub(super) standard: Vec<Standard>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<Source>,
}

#[derive(Clone, Copy, Debug, serde::Serialize)]
pub(super) struct TableRow {
    pub(super) from: Exact,
    #[serde(serialize_with = "named")]
    pub(super) metric: Metric,
    pub(super) is: Exact,
}

#[derive(Clone, Copy, Debug, serde::Serialize)]
pub(super) struct Standard {
    #[serde(serialize_with = "named")]
    pub(super) metric: Metric,
    pub(super) value: f64,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Level {
    #[serde(rename = "level")]
    pub(super) id: Option<String>,
    #[serde(serialize_with = "named", skip_serializing_if = "Option::is_none")]
    pub(super) ungraded: Option<Ungraded>,
    /// The sets of bands that are or may be meant for the person.
    pub(super) bands: Vec<Bands>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) up: Option<Change>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) down: Option<Change>,
    /// The levels that the missing answers still allow.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) possible: Vec<String>,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Bands {
    #[serde(serialize_with = "named")]
    pub(super) metric: Metric,
    #[serde(rename = "for")]
    pub(super) people: People,
    #[serde(rename = "bands")]
    pub(super) list: Vec<Band>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) needs: Vec<Asked>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<Source>,
}

/// Half-open: at least `from`, less than the next band's.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Band {
    pub(super) level: String,
    pub(super) from: Option<Exact>,
}

/// What would change the level: up at this raw score or above it, down below it.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Change {
    pub(super) level: String,
    pub(super) raw: Exact,
    /// How far the score is from there.
    pub(super) by: Exact,
    /// Found by trying, to a thousandth: a percentile of a mean and standard deviation has no exact raw score.
    pub(super) about: bool,
}

/// A condition and whether it holds.
#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Asked {
    pub(super) asks: String,
    pub(super) holds: Option<bool>,
    /// The number on the left of a comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) now: Option<Exact>,
    #[serde(skip)]
    pub(super) cond: Cond,
}

/// The way in which types are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Rule {
    Highest,
    Cases,
    Code,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Found,
    Undetermined,
    Undifferentiated,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Types {
    pub(super) rule: Rule,
    pub(super) outcome: Outcome,
    #[serde(rename = "types")]
    pub(super) ids: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) candidates: Vec<Candidate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cases: Vec<Case>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) otherwise: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at_most: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) letters: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basis: Option<Source>,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Candidate {
    pub(super) id: String,
    /// What it is judged by, in the order of importance.
    pub(super) by: Vec<Judged>,
    pub(super) leads: bool,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Judged {
    pub(super) by: String,
    pub(super) number: Option<Exact>,
    #[serde(skip)]
    pub(super) expr: Expr,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Case {
    pub(super) id: String,
    #[serde(flatten)]
    pub(super) when: Asked,
}

#[derive(Clone, Debug, serde::Serialize)]
pub(super) struct Check {
    pub(super) id: String,
    /// The items at which it fired, where it is asked of each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) items: Vec<String>,
    /// Scales that have no score because of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) takes: Vec<String>,
}
