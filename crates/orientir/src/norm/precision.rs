//! How sure a score and its level are: intervals and the probabilities of levels by the error of measurement (METHODS 5).
//!
//! Classical test theory takes a score for the sum of a true score and an error without bias (Lord and Novick 1968). The interval
//! stands round the score: `X ± 1.96 SEM`, with `SEM = s √(1 − r)`. The probabilities of levels rest on what the score says of the true
//! one: where a norm fits, `N(M + r (X − M), s² r (1 − r))` (Kelley 1947; recollection), drawn towards the mean of the people whom
//! the person belongs to; where none fits, `N(X, SEM²)`, since nothing is known to draw it to.

use super::{Standing, least_z, moments_at};
use crate::definition::{Metric, Status};
use crate::exact::Ratio;
use crate::math::{normal_cdf, normal_quantile};
use crate::plan::{NormTableau, Plan, PlanLevels, PlanScale, Precision};
use crate::score::ScaleScore;

/// The quantile of the normal distribution at 0.975: such intervals hold the true score in 95 cases of 100.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// What a score says of the true score. None in all of it for a score that is made up for missing answers: a reliability
/// holds for the whole scale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TrueScore<'a> {
    levels: Option<&'a PlanLevels>,
    /// The standard error of measurement in raw points.
    sem: Option<f64>,
    score: f64,
    raw: Option<Spot>,
    z: Option<Spot>,
    percentile: Option<Spot>,
}

/// A normal distribution of the true score, in raw points or in standard deviations of a norm.
#[derive(Clone, Copy, Debug)]
struct Spot {
    mean: f64,
    sd: f64,
}

impl Spot {
    /// How many of its standard deviations a cut lies above its mean; without error the cut is reached or not.
    fn deviate(self, cut: f64) -> f64 {
        match (self.sd > 0.0, cut <= self.mean) {
            (true, _) => (cut - self.mean) / self.sd,
            (false, true) => f64::NEG_INFINITY,
            (false, false) => f64::INFINITY,
        }
    }
}

impl<'a> TrueScore<'a> {
    /// None where nothing is known of the scale's error, and where there is no complete score.
    pub(crate) fn of(plan: &'a Plan, about: &PlanScale, score: &ScaleScore) -> Option<Self> {
        let standing = score.standing.as_ref();
        let precision = holding(about, standing)?;
        let raw = score.raw.filter(|_| score.status == Status::Scored)?.to_f64();
        let moments = standing.and_then(|standing| raw_moments(plan, plan.scale(&about.id)?, standing));
        let moments = moments.map(|(mean, sd)| (mean.to_f64(), sd.to_f64()));
        let reliability = precision.among(moments.map(|(_, sd)| sd));
        let by_norm = reliability.zip(moments);
        let drawn = |x: f64, mean: f64, r: f64| if r < 1.0 { mean + r * (x - mean) } else { x };
        let in_norm = |z: f64| {
            let r = reliability?;
            Some(Spot { mean: drawn(z, 0.0, r), sd: (r * (1.0 - r)).sqrt() })
        };
        let z = standing.and_then(|standing| standing.z).and_then(|z| in_norm(z.to_f64()));
        // Ranks that are counted, or all that a table gives, are brought to the normal distribution.
        let table = standing.and_then(|standing| standing.table).filter(|(to, _)| *to == Metric::Percentile);
        let rank = table.map(|(_, rank)| rank).or_else(|| standing.and_then(|standing| standing.counted));
        let percentile = match rank {
            Some(rank) => normal_quantile(rank.to_f64() / 100.0).and_then(in_norm),
            None => z,
        };
        Some(Self {
            levels: score.bands.and_then(|bands| plan.levels.get(usize::from(bands))),
            sem: precision.sem.or_else(|| by_norm.map(|(r, (_, sd))| sd * (1.0 - r).sqrt())),
            score: raw,
            raw: match by_norm {
                Some((r, (mean, sd))) => Some(Spot { mean: drawn(raw, mean, r), sd: sd * (r * (1.0 - r)).sqrt() }),
                None => precision.sem.map(|sem| Spot { mean: raw, sd: sem }),
            },
            z,
            percentile,
        })
    }

    /// The raw score plus and minus 1.96 standard errors of measurement; it may pass the ends of the scale.
    pub(crate) fn interval(&self) -> Option<(f64, f64)> {
        self.sem.map(|sem| (self.score - Z * sem, self.score + Z * sem))
    }

    /// The standard error of measurement in raw points.
    pub(crate) fn sem(&self) -> Option<f64> {
        self.sem
    }

    /// How many standard deviations of the true score's distribution a cut lies above its mean: it reaches the cut with the
    /// probability [`above`]. None where the score says nothing of the true one on this metric.
    pub(crate) fn deviate(&self, metric: Metric, cut: Ratio) -> Option<f64> {
        // What everybody or nobody reaches is no question of errors.
        let ends = match metric {
            Metric::Sten => Some((1, 10)),
            Metric::Stanine => Some((1, 9)),
            _ => None,
        };
        match (metric, ends) {
            (Metric::Raw, _) => Some(self.raw?.deviate(cut.to_f64())),
            (Metric::Percentile, _) => {
                let spot = self.percentile?;
                let share = cut.to_f64() / 100.0;
                Some(match normal_quantile(share) {
                    Some(z) => spot.deviate(z),
                    None if share <= 0.0 => f64::NEG_INFINITY,
                    None => f64::INFINITY,
                })
            }
            (_, Some((low, _))) if cut <= Ratio::whole(low) => self.z.map(|_| f64::NEG_INFINITY),
            (_, Some((_, high))) if cut > Ratio::whole(high) => self.z.map(|_| f64::INFINITY),
            _ => Some(self.z?.deviate(least_z(metric, cut)?.to_f64())),
        }
    }

    /// The bands that gave the level, with the deviates of their cuts.
    pub(crate) fn bands(&self) -> Option<(&'a PlanLevels, Vec<f64>)> {
        let levels = self.levels?;
        let cuts = levels.cuts.iter().map(|cut| self.deviate(levels.metric, *cut));
        Some((levels, cuts.collect::<Option<_>>()?))
    }

    /// The probability of each level of the true score, rising; none where there is no level.
    pub(crate) fn levels(&self) -> Option<Vec<(u16, f64)>> {
        let (levels, cuts) = self.bands()?;
        Some(merged(levels.names.iter().copied().zip(shares(&cuts))))
    }
}

/// What is known of the error of a scale for somebody who stands there in a norm, or in none.
pub(crate) fn holding(about: &PlanScale, standing: Option<&Standing>) -> Option<Precision> {
    let holds = |one: &&Precision| one.norm.is_none() || one.norm == standing.map(|standing| standing.norm);
    about.precision.iter().find(holds).copied()
}

/// The reliability of a score among the people of the norm in which it stands.
pub(crate) fn reliability(plan: &Plan, about: &PlanScale, standing: &Standing) -> Option<f64> {
    let moments = plan.scale(&about.id).and_then(|scale| raw_moments(plan, scale, standing));
    holding(about, Some(standing))?.among(moments.map(|(_, sd)| sd.to_f64()))
}

/// The probability that a standard normal number is at least `deviate`.
pub(crate) fn above(deviate: f64) -> f64 {
    normal_cdf(-deviate)
}

/// The probability of each part between rising cuts, from below the first to above the last.
pub(crate) fn shares(cuts: &[f64]) -> Vec<f64> {
    let above: Vec<f64> = cuts.iter().map(|cut| above(*cut)).collect();
    let (first, last) = (std::iter::once(1.0), std::iter::once(0.0));
    let (from, to) = (first.chain(above.iter().copied()), above.iter().copied().chain(last));
    from.zip(to).map(|(from, to)| f64::max(from - to, 0.0)).collect()
}

/// Shares of the same thing together, in the order of their first.
pub(crate) fn merged<T: PartialEq>(shares: impl Iterator<Item = (T, f64)>) -> Vec<(T, f64)> {
    let mut all: Vec<(T, f64)> = Vec::new();
    for (of, share) in shares {
        match all.iter_mut().find(|(known, _)| *known == of) {
            Some((_, sum)) => *sum += share,
            None => all.push((of, share)),
        }
    }
    all
}

/// The likeliest; among equals the one that is given.
pub(crate) fn likeliest<T: PartialEq + Copy>(shares: &[(T, f64)], given: T) -> Option<T> {
    let most = shares.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    let all = || shares.iter().filter(|(_, share)| *share >= most).map(|(of, _)| *of);
    all().find(|of| *of == given).or_else(|| all().next())
}

/// Mean and standard deviation of raw scores in the cell of a standing.
fn raw_moments(plan: &Plan, scale: u16, standing: &Standing) -> Option<(Ratio, Ratio)> {
    let cell = plan.norms.get(usize::from(standing.norm))?.groups.get(usize::from(standing.group))?;
    match cell.scales.iter().find(|(s, _)| *s == scale)? {
        (_, NormTableau::Table { moments, .. }) => *moments,
        (_, tableau) => moments_at(tableau, Some(standing.at)),
    }
}
