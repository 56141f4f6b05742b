//! The reliable change of a person (Jacobson and Truax 1991).

use super::why::WhyNot;
use crate::answers::Person;
use crate::definition::ReliabilityKind;
use crate::exact::Ratio;
use crate::instrument::Instrument;
use crate::norm;
use crate::plan::NormTableau;
use crate::score::ScaleScore;

/// Beyond this a change is reliable; as Jacobson and Truax (1991) print it.
const LIMIT: f64 = 1.96;

/// What a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// Higher by more than error of measurement explains.
    Risen,
    /// Lower by more than error of measurement explains.
    Fallen,
    /// Error of measurement explains it.
    WithinError,
}

impl Verdict {
    /// As a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Risen => "risen",
            Self::Fallen => "fallen",
            Self::WithinError => "within_error",
        }
    }
}

/// A change beside its error.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReliableChange {
    /// `RC = (x2 - x1) / (SEM √2)`.
    pub index: f64,
    /// What it means.
    pub verdict: Verdict,
    /// The standard error of measurement `s √(1 - r)`, in points of the scale.
    pub sem: f64,
}

/// The reliable change index of a difference after less before, with the standard deviation before and the retest reliability.
///
/// # Errors
/// [`WhyNot::BadValue`] for a reliability outside 0 to 1 or a deviation that is not positive, [`WhyNot::NoError`] where r is 1.
pub fn reliable_change(difference: Ratio, deviation: f64, reliability: f64) -> Result<ReliableChange, WhyNot> {
    let sem = sem(deviation, reliability)?;
    let index = difference.to_f64() / (sem * std::f64::consts::SQRT_2);
    let verdict = if index > LIMIT {
        Verdict::Risen
    } else if index < -LIMIT {
        Verdict::Fallen
    } else {
        Verdict::WithinError
    };
    Ok(ReliableChange { index, verdict, sem })
}

fn sem(deviation: f64, reliability: f64) -> Result<f64, WhyNot> {
    if !(0.0..=1.0).contains(&reliability) || !deviation.is_finite() || deviation <= 0.0 {
        return Err(WhyNot::BadValue);
    }
    Some(deviation * (1.0 - reliability).sqrt()).filter(|sem| *sem > 0.0).ok_or(WhyNot::NoError)
}

/// Where a reliability comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReliabilitySource {
    /// A retest reliability that the caller gives.
    Given,
    /// A retest reliability of the definition.
    Definition,
    /// Cronbach's alpha of the definition, because the caller allows it. It leaves out what changes from day to day, so errors
    /// are too small and too many changes count as reliable.
    Alpha,
}

impl ReliabilitySource {
    /// As a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Definition => "definition",
            Self::Alpha => "alpha",
        }
    }
}

/// Where a standard deviation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deviation {
    /// The caller gives it.
    Given,
    /// The norm that fits the person before.
    Norm,
    /// The scores before of this very group.
    Group,
}

impl Deviation {
    /// As a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Norm => "norm",
            Self::Group => "group",
        }
    }
}

/// What a change is measured by.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MeasurementError {
    /// The standard error of measurement, in points of the scale.
    pub sem: f64,
    /// The reliability.
    pub reliability: f64,
    /// Where it comes from.
    pub source: ReliabilitySource,
    /// The standard deviation, in points of the scale.
    pub deviation: f64,
    /// Where it comes from.
    pub deviation_of: Deviation,
}

/// What is known of the error of a scale beside the definition.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Known {
    /// A retest reliability that the caller gives.
    pub retest: Option<f64>,
    /// A standard deviation that the caller gives.
    pub deviation: Option<f64>,
    /// Whether alpha may stand in where no retest reliability is known.
    pub alpha: bool,
    /// The standard deviation of the scores before of this group, of 30 people at least.
    pub group: Option<f64>,
}

/// The one place that says what a change of a scale is measured by.
pub(super) fn error_of(
    instrument: &Instrument,
    scale: usize,
    (before, person): (&ScaleScore, &Person),
    known: &Known,
) -> Result<MeasurementError, WhyNot> {
    let (reliability, source) = reliability(instrument, scale, known)?;
    let of_norm = || norm_deviation(instrument, before, scale, person).map(|sd| (sd, Deviation::Norm));
    let given = known.deviation.map(|sd| (sd, Deviation::Given));
    let found = given.or_else(of_norm).or(known.group.map(|sd| (sd, Deviation::Group)));
    let (deviation, deviation_of) = found.ok_or(WhyNot::NoDeviation)?;
    if deviation_of == Deviation::Group && deviation <= 0.0 {
        return Err(WhyNot::NoError);
    }
    Ok(MeasurementError { sem: sem(deviation, reliability)?, reliability, source, deviation, deviation_of })
}

fn reliability(instrument: &Instrument, scale: usize, known: &Known) -> Result<(f64, ReliabilitySource), WhyNot> {
    if let Some(given) = known.retest {
        return Ok((given, ReliabilitySource::Given));
    }
    let id = instrument.scales().nth(scale).unwrap_or_default();
    let entries = instrument.definition().reliability.iter();
    let entries: Vec<_> = entries.filter(|entry| entry.scales.iter().any(|scale| **scale == *id)).collect();
    let has = |kind: ReliabilityKind| entries.iter().any(|entry| entry.kind == kind);
    let value = |kind: ReliabilityKind| {
        let found = entries.iter().filter(|entry| entry.kind == kind).find_map(|entry| entry.value);
        found.map(|value| value.ratio().to_f64())
    };
    if let Some(value) = value(ReliabilityKind::Retest) {
        return Ok((value, ReliabilitySource::Definition));
    }
    if let Some(value) = value(ReliabilityKind::Alpha).filter(|_| known.alpha) {
        return Ok((value, ReliabilitySource::Alpha));
    }
    let consistency = [ReliabilityKind::Alpha, ReliabilityKind::Omega, ReliabilityKind::SplitHalf];
    Err(if consistency.into_iter().any(|kind| value(kind).is_some()) {
        WhyNot::NotRetest
    } else if has(ReliabilityKind::NotMeaningful) {
        WhyNot::NotMeaningful
    } else {
        WhyNot::NoReliability
    })
}

/// The standard deviation of raw scores in the norm in which the score before stands; none for a table that does not tell it.
fn norm_deviation(instrument: &Instrument, before: &ScaleScore, scale: usize, person: &Person) -> Option<f64> {
    let standing = before.standing.as_ref()?;
    let norm = instrument.plan().norms.get(usize::from(standing.norm))?;
    let group = norm.groups.get(usize::from(standing.group))?;
    let (_, tableau) = group.scales.iter().find(|(s, _)| usize::from(*s) == scale)?;
    let of_table = match tableau {
        NormTableau::Table { moments, .. } => *moments,
        _ => None,
    };
    of_table.or_else(|| norm::moments(tableau, person)).map(|(_, sd)| sd.to_f64())
}
