//! Plan and answers to scores. A person's result is a function of their own answers, the definition and the norm.

mod evaluate;
pub(crate) mod one;
mod prepare;
mod range;
mod types;

pub(crate) use evaluate::{Facts, percent};
pub(crate) use one::{Given, Part, PooledPart, Scratch, Workings, again, part, pooled_part, score, score_scale, share};
pub(crate) use prepare::{conditions_see, rule_holds};
pub use types::Types;

use crate::definition::{Metric, Status};
use crate::exact::Ratio;
use crate::norm::{Refusal, Standing};

/// The flag of a mark beyond the end of a line; the other flags are the definition's checks.
pub(crate) const OVERFLOW: &str = "overflow";
/// Its bit; checks take the lower ones.
pub(crate) const OVERFLOW_BIT: u64 = 1 << 63;

/// The score of one scale.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ScaleScore {
    /// Whether there is a score, and why not.
    pub status: Status,
    /// The raw score, exact.
    pub raw: Option<Ratio>,
    /// How many of the scale's answers were given, codes apart included.
    pub answered: u16,
    /// How many of them had a value.
    pub observed: u16,
    /// How many answers the scale has.
    pub of: u16,
    /// The lowest and highest score that the missing answers could still give; equal to the score where none is missing.
    pub possible: Option<(Ratio, Ratio)>,
    /// The level, by its number in the plan.
    pub(crate) level: Option<u16>,
    /// The bands that gave the level, of a scale whose error of measurement is known.
    pub(crate) bands: Option<u16>,
    /// Why there is no level although levels are defined.
    pub ungraded: Option<Ungraded>,
    /// Where the score stands in a norm.
    pub(crate) standing: Option<Standing>,
    /// Why no norm fits although norms are defined.
    pub refusal: Option<Refusal>,
}

impl ScaleScore {
    /// The level: a place in [`crate::Instrument::levels`].
    pub fn level(&self) -> Option<usize> {
        self.level.map(usize::from)
    }

    pub(crate) const EMPTY: Self = Self {
        status: Status::Missing,
        raw: None,
        answered: 0,
        observed: 0,
        of: 0,
        possible: None,
        level: None,
        bands: None,
        ungraded: None,
        standing: None,
        refusal: None,
    };

    pub(crate) const RESTRICTED: Self = Self { status: Status::Restricted, ..Self::EMPTY };

    /// A standard score, where a norm fits and gives it.
    pub fn standard(&self, metric: Metric) -> Option<f64> {
        self.standing.as_ref().and_then(|standing| standing.get(metric))
    }
}

/// Why a scored scale has no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ungraded {
    /// There is no score.
    NoScore,
    /// What the level needs does not hold.
    NeedsUnmet,
    /// No norm fits.
    NoNorm,
    /// What fits is a group to compare with, and no norm.
    ComparisonGroup,
    /// A covariate is missing and the candidates disagree.
    CovariateMissing,
    /// No bands are meant for this person.
    OtherPeople,
}

impl Ungraded {
    /// The reason as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoScore => "no_score",
            Self::NeedsUnmet => "needs_unmet",
            Self::NoNorm => "no_norm",
            Self::ComparisonGroup => "comparison_group",
            Self::CovariateMissing => "covariate_missing",
            Self::OtherPeople => "other_people",
        }
    }
}

/// The scores of one person. Reused from person to person it allocates nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// By scale, in the order of the definition.
    pub scales: Vec<ScaleScore>,
    /// The leading types.
    pub types: Types,
    /// One bit a check that fired.
    pub(crate) flags: u64,
}

impl Scores {
    /// The checks that fired: bits that [`crate::Instrument::flag`] names.
    pub fn flags(&self) -> impl Iterator<Item = usize> {
        let checks = (0..63).filter(|bit| self.flags & (1 << bit) != 0);
        let overflow = self.flags & OVERFLOW_BIT != 0;
        checks.chain(overflow.then_some(63))
    }
}
