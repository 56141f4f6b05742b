//! Stable words of an explanation's JSON: those of the definition, of scoring and of norms.

use serde::ser::{Serialize, Serializer};

use crate::codes::{Cell, INVALID, NOT_ADMINISTERED, NOT_APPLICABLE, REFUSED};
use crate::definition::{Evidence, Metric, Mode, PopulationGroup, Sex, Status, Wording};
use crate::norm::Refusal;
use crate::plan::Operation;
use crate::score::Ungraded;

/// What is written as its stable word.
pub(super) trait Named {
    fn name(&self) -> &'static str;
}

macro_rules! by_word {
    ($($of:ty),+) => { $(impl Named for $of { fn name(&self) -> &'static str { self.as_str() } })+ };
}

by_word!(Evidence, Metric, Mode, PopulationGroup, Refusal, Sex, Status, Ungraded, Wording, Absence);

impl Named for Operation {
    fn name(&self) -> &'static str {
        match self {
            Operation::Sum => "sum",
            Operation::Mean => "mean",
            Operation::Median => "median",
            Operation::Spread => "spread",
            Operation::Least => "least",
            Operation::Greatest => "greatest",
            Operation::Difference => "difference",
            Operation::Ratio => "ratio",
        }
    }
}

impl<T: Named> Named for Option<T> {
    fn name(&self) -> &'static str {
        self.as_ref().map_or("", Named::name)
    }
}

pub(super) fn named<T: Named, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.name())
}

/// Why a field has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absence {
    Missing,
    Refused,
    NotApplicable,
    NotAdministered,
    Invalid,
}

impl Absence {
    pub(super) const fn of(cell: Cell) -> Self {
        match cell {
            REFUSED => Self::Refused,
            NOT_APPLICABLE => Self::NotApplicable,
            NOT_ADMINISTERED => Self::NotAdministered,
            INVALID => Self::Invalid,
            _ => Self::Missing,
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Refused => "refused",
            Self::NotApplicable => "not_applicable",
            Self::NotAdministered => "not_administered",
            Self::Invalid => "invalid",
        }
    }
}

impl Serialize for Absence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        named(self, serializer)
    }
}
