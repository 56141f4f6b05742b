//! Scores against norms: standard scores and levels, and the reason where there are none.

pub(crate) mod precision;
mod probe;

use std::hash::{Hash, Hasher};

use probe::{agreed, probes};

use crate::answers::Person;
use crate::definition::{Metric, Wording};
use crate::exact::Ratio;
use crate::math::normal_cdf;
use crate::plan::{Audience, NormTableau, Plan, PlanLevels, PlanNorm, PlanScale};
use crate::score::{Given, ScaleScore, Ungraded};

/// Why no norm of a scale fits a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// Other sentences were answered than those of the norm.
    Wording,
    /// The norm was made from other people.
    OtherPeople,
    /// The norm asks for a covariate that is not known.
    CovariateMissing,
}

impl Refusal {
    /// The reason as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wording => "wording",
            Self::CovariateMissing => "covariate_missing",
            Self::OtherPeople => "other_people",
        }
    }
}

/// Where a score stands in a norm.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Standing {
    pub(crate) norm: u16,
    pub(crate) group: u16,
    /// By the order of [`METRICS`]: as printed.
    printed: [Option<f64>; METRICS.len()],
    /// The exact z, where the norm gives one.
    pub(crate) z: Option<Ratio>,
    /// What a table gives, exact.
    pub(crate) table: Option<(Metric, Ratio)>,
    /// The percentile rank counted in the sample, exact.
    pub(crate) counted: Option<Ratio>,
    /// The age or grade at which a fitted model was taken; 0 where the norm has none.
    at: u32,
}

// A standing has no NaN: what is not known is none.
impl Eq for Standing {}

impl Hash for Standing {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Raw score, norm and group tell nearly all of them apart.
        (self.norm, self.group).hash(state);
        self.printed.iter().for_each(|value| value.map(f64::to_bits).hash(state));
    }
}

/// Standard scores in their order of columns.
pub(crate) const METRICS: [Metric; 6] =
    [Metric::Z, Metric::T, Metric::Sten, Metric::Stanine, Metric::Iq, Metric::Percentile];

impl Standing {
    pub(crate) fn get(&self, metric: Metric) -> Option<f64> {
        METRICS.iter().zip(&self.printed).find(|(m, _)| **m == metric).and_then(|(_, value)| *value)
    }

    /// Whether the standard score is at least a limit; unclipped, and exact except for a percentile by the normal distribution.
    pub(crate) fn reaches(&self, metric: Metric, limit: Ratio) -> Option<bool> {
        if let Some((to, value)) = self.table
            && to == metric
        {
            return Some(value >= limit);
        }
        if let (Metric::Percentile, Some(counted)) = (metric, self.counted) {
            return Some(counted >= limit);
        }
        let z = self.z?;
        match metric {
            Metric::Percentile => Some(percentile(z) >= limit.to_f64()),
            _ => Some(from_z(z, metric)? >= limit),
        }
    }
}

/// A standard score from an exact z (METHODS: sten and stanine as the whole number below, held within their ends).
pub(crate) fn from_z(z: Ratio, metric: Metric) -> Option<Ratio> {
    let linear = |mean: i64, sd: i64| z.times(Ratio::whole(sd))?.plus(Ratio::whole(mean));
    match metric {
        Metric::Z => Some(z),
        Metric::T => linear(50, 10),
        Metric::Iq => linear(100, 15),
        Metric::Sten => Some(Ratio::whole(linear(6, 2)?.floor().clamp(1, 10))),
        Metric::Stanine => Some(Ratio::whole(linear(0, 2)?.plus(Ratio::new(11, 2))?.floor().clamp(1, 9))),
        Metric::Raw | Metric::Percentile => None,
    }
}

/// The percentile rank of a z if scores are normally distributed.
fn percentile(z: Ratio) -> f64 {
    100.0 * normal_cdf(z.to_f64())
}

/// Whether a person belongs to a group; none where a covariate that decides is not known.
pub(crate) fn belongs(audience: &Audience, person: &Person) -> Option<bool> {
    fn same<T: PartialEq>(asked: Option<&T>, known: Option<&T>) -> Option<bool> {
        match (asked, known) {
            (None, _) => Some(true),
            (Some(_), None) => None,
            (Some(asked), Some(known)) => Some(asked == known),
        }
    }
    let within = |limits: Option<(u32, u32)>, known: Option<u32>| match (limits, known) {
        (None, _) => Some(true),
        (Some(_), None) => None,
        (Some((from, below)), Some(known)) => Some(from <= known && known < below),
    };
    let answers = [
        same(audience.sex.as_ref(), person.sex.as_ref()),
        within(audience.age, person.age),
        within(audience.grade, person.grade),
        same(audience.language.as_ref(), person.language.as_ref()),
        same(audience.region.as_ref(), person.region.as_ref()),
        same(audience.mode.as_ref(), person.mode.as_ref()),
    ];
    if answers.contains(&Some(false)) {
        return Some(false);
    }
    if answers.contains(&None) { None } else { Some(true) }
}

/// Mean and standard deviation of one cell for a person; none for a table.
pub(crate) fn moments(tableau: &NormTableau, person: &Person) -> Option<(Ratio, Ratio)> {
    moments_at(tableau, covariate(tableau, person))
}

/// The age or grade of a person if a cell is a model over it.
fn covariate(tableau: &NormTableau, person: &Person) -> Option<u32> {
    match tableau {
        NormTableau::Model { over_age: true, .. } => person.age,
        NormTableau::Model { .. } => person.grade,
        _ => None,
    }
}

fn moments_at(tableau: &NormTableau, at: Option<u32>) -> Option<(Ratio, Ratio)> {
    let polynomial = |coefficients: &[Ratio], x: Ratio| {
        coefficients.iter().rev().try_fold(Ratio::ZERO, |total, c| total.times(x)?.plus(*c))
    };
    match tableau {
        NormTableau::Moments { mean, sd, .. } => Some((*mean, *sd)),
        NormTableau::Table { .. } => None,
        NormTableau::Model { within, mean, sd, .. } => {
            let x = at?;
            if x < within.0 || x >= within.1 {
                return None;
            }
            let x = Ratio::whole(x.into());
            Some((polynomial(mean, x)?, polynomial(sd, x).filter(|sd| *sd > Ratio::ZERO)?))
        }
    }
}

/// The standing of a raw score in one cell of a norm.
pub(crate) fn stand(plan: &Plan, norm: u16, group: u16, scale: u16, raw: Ratio, person: &Person) -> Option<Standing> {
    let norms = plan.norms.get(usize::from(norm))?;
    let cell = norms.groups.get(usize::from(group))?;
    let (_, tableau) = cell.scales.iter().find(|(s, _)| *s == scale)?;
    let (z, table) = match tableau {
        NormTableau::Table { to, rows, .. } => {
            let value = row(rows, raw)?.1;
            let z = match to {
                Metric::Z => Some(value),
                Metric::T => value.minus(Ratio::whole(50)).and_then(|r| r.over(Ratio::whole(10))),
                Metric::Iq => value.minus(Ratio::whole(100)).and_then(|r| r.over(Ratio::whole(15))),
                _ => None,
            };
            (z, Some((*to, value)))
        }
        NormTableau::Moments { .. } | NormTableau::Model { .. } => {
            let (mean, sd) = moments(tableau, person)?;
            (Some(raw.minus(mean)?.over(sd)?), None)
        }
    };
    let counted = row(tableau.percentiles(), raw).map(|(_, rank)| *rank);
    let mut printed = [None; METRICS.len()];
    for (metric, place) in METRICS.iter().zip(&mut printed) {
        let from_table = table.filter(|(to, _)| to == metric).map(|(_, value)| value);
        let listed = norms.metrics.contains(metric);
        let from_counts = counted.filter(|_| listed && *metric == Metric::Percentile);
        let exact = from_table.or(from_counts).or_else(|| z.filter(|_| listed).and_then(|z| from_z(z, *metric)));
        let clip = norms.clips.iter().find(|(m, _, _)| m == metric);
        let clipped = exact.map(|value| clip.map_or(value, |(_, low, high)| value.max(*low).min(*high)).to_f64());
        *place = match (clipped, metric) {
            (None, Metric::Percentile) if listed => {
                let clipped = |p: f64| clip.map_or(p, |(_, low, high)| p.max(low.to_f64()).min(high.to_f64()));
                z.map(|z| clipped(percentile(z)))
            }
            (value, _) => value,
        };
    }
    let at = covariate(tableau, person).unwrap_or(0);
    Some(Standing { norm, group, printed, z, table, counted, at })
}

/// The row of a raw score; none where there are no rows.
pub(crate) fn row(rows: &[(Ratio, Ratio)], raw: Ratio) -> Option<&(Ratio, Ratio)> {
    rows.iter().rev().find(|(from, _)| *from <= raw)
}

/// The cells of a norm that may be meant for a person, with whether each surely is.
pub(crate) fn cells<'a>(norm: &'a PlanNorm, scale: u16, person: &'a Person) -> impl Iterator<Item = (u16, bool)> + 'a {
    (0_u16..).zip(&norm.groups).filter_map(move |(i, group)| {
        let known = group.scales.iter().find(|(s, _)| *s == scale)?;
        let needs_covariate = match &known.1 {
            NormTableau::Model { over_age, .. } => {
                if *over_age {
                    person.age.is_none()
                } else {
                    person.grade.is_none()
                }
            }
            _ => false,
        };
        match belongs(&group.audience, person) {
            Some(false) => None,
            sure => Some((i, sure == Some(true) && !needs_covariate)),
        }
    })
}

/// The place of a raw score in a norm, or why the norm does not fit the person.
pub(crate) fn place(
    plan: &Plan,
    number: u16,
    scale: u16,
    raw: Ratio,
    person: &Person,
    wording: Wording,
) -> Result<Standing, Refusal> {
    let norm = plan.norms.get(usize::from(number)).ok_or(Refusal::OtherPeople)?;
    if norm.wording != wording {
        return Err(Refusal::Wording);
    }
    match cells(norm, scale, person).find(|(_, sure)| *sure) {
        Some((group, _)) => stand(plan, number, group, scale, raw, person).ok_or(Refusal::OtherPeople),
        None if cells(norm, scale, person).next().is_some() => Err(Refusal::CovariateMissing),
        None => Err(Refusal::OtherPeople),
    }
}

/// Gives a score its place in a norm and its level.
pub(crate) fn grade(
    plan: &Plan,
    scale: u16,
    about: &PlanScale,
    score: &mut ScaleScore,
    given: &Given<'_>,
    needs: impl Fn(&PlanLevels) -> bool,
) {
    let Given { person, wording, .. } = *given;
    let Some(raw) = score.raw else {
        score.ungraded = (!about.levels.is_empty()).then_some(Ungraded::NoScore);
        return;
    };
    for number in &about.norms {
        match place(plan, *number, scale, raw, person, wording) {
            Ok(standing) => {
                (score.standing, score.refusal) = (Some(standing), None);
                break;
            }
            // A norm that may fit comes before those behind it, even if the covariate that would tell is not known.
            Err(Refusal::CovariateMissing) => {
                score.refusal = Some(Refusal::CovariateMissing);
                break;
            }
            // The reason that is nearest to a fit is told.
            Err(refusal) => score.refusal = score.refusal.max(Some(refusal)),
        }
    }
    if about.levels.is_empty() {
        return;
    }
    let of = |person: &Person| level(plan, scale, about, raw, person, wording, &needs);
    let found = of(person).or_else(|reason| match reason {
        Ungraded::CovariateMissing => {
            let people = probes(plan, about, person).unwrap_or_default();
            let levels = people.iter().map(|probe| (probe.sex, of(probe).map(|found| found.level)));
            agreed(levels).map(|level| Found { level, bands: None }).ok_or(reason)
        }
        other => Err(other),
    });
    match found {
        Ok(Found { level, bands }) => {
            score.level = Some(level);
            score.bands = bands.filter(|_| !about.precision.is_empty());
        }
        Err(reason) => score.ungraded = Some(reason),
    }
}

/// A level.
struct Found {
    level: u16,
    /// The bands that gave it; none where several might have.
    bands: Option<u16>,
}

/// The level of a raw score for a person as far as the person is known.
fn level(
    plan: &Plan,
    scale: u16,
    about: &PlanScale,
    raw: Ratio,
    person: &Person,
    wording: Wording,
    needs: &impl Fn(&PlanLevels) -> bool,
) -> Result<Found, Ungraded> {
    let mut reason = Ungraded::OtherPeople;
    for (number, levels) in about.levels.iter().filter_map(|l| Some((*l, plan.levels.get(usize::from(*l))?))) {
        let found = |level| Found { level, bands: Some(number) };
        match belongs(&levels.audience, person) {
            Some(false) => continue,
            None => {
                reason = Ungraded::CovariateMissing;
                continue;
            }
            Some(true) => {}
        }
        if !needs(levels) {
            return Err(Ungraded::NeedsUnmet);
        }
        if levels.metric == Metric::Raw {
            return band(levels, |cut| Some(raw >= cut)).map(found).ok_or(Ungraded::NoScore);
        }
        let mut none = Ungraded::NoNorm;
        for norm in &about.norms {
            match place(plan, *norm, scale, raw, person, wording) {
                Ok(standing) if is_comparison_group(plan, &standing) => none = Ungraded::ComparisonGroup,
                Ok(standing) => {
                    let level = band(levels, |cut| standing.reaches(levels.metric, cut));
                    return level.map(found).ok_or(Ungraded::NoNorm);
                }
                Err(Refusal::CovariateMissing) => return Err(Ungraded::CovariateMissing),
                Err(Refusal::Wording | Refusal::OtherPeople) => {}
            }
        }
        return Err(none);
    }
    Err(reason)
}

/// Whether a score is placed among people to compare with, and not graded.
pub(crate) fn is_comparison_group(plan: &Plan, standing: &Standing) -> bool {
    plan.norms.get(usize::from(standing.norm)).is_some_and(|norm| norm.comparison_group)
}

/// The least z that reaches a cut on a linear standard score; none for a percentile.
pub(crate) fn least_z(metric: Metric, cut: Ratio) -> Option<Ratio> {
    let linear = |mean: Ratio, sd: i64| cut.minus(mean)?.over(Ratio::whole(sd));
    // Stens and stanines are the whole numbers below: a cut between two of them is reached by the upper one.
    let ceiling = -Ratio::new(-cut.numerator(), cut.denominator()).floor();
    let whole = |mean: Ratio| Ratio::whole(ceiling).minus(mean)?.over(Ratio::whole(2));
    match metric {
        Metric::Z => Some(cut),
        Metric::T => linear(Ratio::whole(50), 10),
        Metric::Iq => linear(Ratio::whole(100), 15),
        Metric::Sten => whole(Ratio::whole(6)),
        Metric::Stanine => whole(Ratio::new(11, 2)),
        Metric::Raw | Metric::Percentile => None,
    }
}

/// The level of bands by a test of their cuts.
pub(crate) fn band(levels: &PlanLevels, reaches: impl Fn(Ratio) -> Option<bool>) -> Option<u16> {
    let mut place = 0;
    for cut in &levels.cuts {
        if !reaches(*cut)? {
            break;
        }
        place += 1;
    }
    levels.names.get(place).copied()
}
