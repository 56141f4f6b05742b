//! The people of a tally as groups: counts by scale, by score and by source, with the weights of raking.

use std::collections::BTreeMap;

use super::bootstrap::{self, Stratum};
use super::distribution::Distribution;
use super::{ByScore, FEWEST, NormOptions, NormRow, NormSource, ScaleNorm, raking};
use crate::error::{Code, Error};
use crate::exact::{Decimal, Ratio};
use crate::instrument::Instrument;
use crate::plan::{Operation, Plan, Source};
use crate::tally::{Cell, Covariate, Tally};

/// The most rows of a norm table: beyond it only scores that came have one.
const MAX_ROWS: i64 = 500;

/// What norms are fitted to.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) sources: Vec<NormSource>,
    /// The schools; scores are counted by their number here.
    pub(super) schools: Vec<String>,
    pub(super) n: i64,
    pub(super) left_out: i64,
    pub(super) groups: BTreeMap<Cell, Group>,
}

/// The people of a group.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) n: i64,
    /// In the order of the definition.
    pub(super) scales: Vec<GroupScale>,
}

/// Their scores on a scale.
#[derive(Debug, Default)]
pub(super) struct GroupScale {
    pub(super) n: i64,
    /// How many have a score, by the weight of a person (as bits, so that equal weights are one) and by source.
    strata: ByScore<BTreeMap<u64, BTreeMap<usize, i64>>>,
}

impl Sample {
    pub(super) fn of(instrument: &Instrument, tally: &Tally, options: &NormOptions) -> Result<Self, Error> {
        let place = |covariate: &Covariate| {
            tally.by().iter().position(|known| known == covariate).ok_or_else(|| {
                let error = Error::new(Code::MissingColumn, "").with("field", covariate.as_str());
                error.with("fix", format!("`tally --by {}`", covariate.as_str()))
            })
        };
        let by = options.by.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        let mut sample = Self { sources: Vec::new(), schools: Vec::new(), n: 0, left_out: 0, groups: BTreeMap::new() };
        let weights = raking::weights(tally, options)?;
        for (key, facts, counts) in tally.sources().filter(|(key, _, _)| key.occasion == options.occasion) {
            // A school that was counted in several releases is one school.
            let number = sample.schools.iter().position(|school| *school == key.school).unwrap_or_else(|| {
                sample.schools.push(key.school.clone());
                sample.schools.len() - 1
            });
            sample.sources.push(NormSource {
                school: key.school.clone(),
                release: key.release.clone(),
                date: facts.date.clone(),
                place: facts.place.clone(),
                n: counts.n(),
            });
            for (cell, counts) in &counts.cells {
                sample.n += counts.n;
                let weight = weights.get(cell).copied().unwrap_or_default();
                let group: Vec<_> = by.iter().map(|place| cell.value(*place).map(str::to_owned)).collect();
                if group.contains(&None) || weight <= 0.0 {
                    sample.left_out += counts.n;
                    continue;
                }
                let group = sample.groups.entry(Cell::from_values(group)).or_default();
                group.n += counts.n;
                group.scales.resize_with(instrument.plan().scales.len(), GroupScale::default);
                for (scale, counts) in group.scales.iter_mut().zip(&counts.scales) {
                    for (score, n) in &counts.scores {
                        scale.n += n;
                        let by_weight = scale.strata.entry(*score).or_default().entry(weight.to_bits()).or_default();
                        *by_weight.entry(number).or_default() += n;
                    }
                }
            }
        }
        if sample.n == 0 {
            let error = Error::new(Code::TooFew, "").with("whose", tally.instrument());
            return Err(error.with("count", 0).with("least", FEWEST));
        }
        Ok(sample)
    }
}

impl GroupScale {
    /// The norm of the scale; none where no two scores differ.
    pub(super) fn norm(
        &self,
        plan: &Plan,
        number: usize,
        scale: &str,
        options: &NormOptions,
        (sources, part): (usize, u64),
    ) -> Option<ScaleNorm> {
        let strata: Vec<Stratum> = self.strata().collect();
        let scores: Vec<Ratio> = self.strata.keys().copied().collect();
        let mut weights = vec![0.0; scores.len()];
        for stratum in &strata {
            let n: i64 = stratum.by_source.iter().map(|(_, n)| n).sum();
            *weights.get_mut(stratum.score)? += stratum.weight * n as f64;
        }
        let distribution = Distribution::new(scores, weights, self.n as f64);
        let (mean, deviation) = (distribution.mean()?, distribution.deviation().filter(|sd| *sd > 0.0)?);
        let rows = rows(plan, number, &distribution, options)?;
        let spread = self.spread(sources);
        Some(ScaleNorm {
            scale: scale.to_owned(),
            n: self.n,
            effective: spread.map(|(effective, _)| effective),
            intraclass: spread.map(|(_, intraclass)| intraclass),
            mean,
            deviation,
            error: bootstrap::error(&distribution, &rows, &strata, (sources, part), options),
            rows,
        })
    }

    fn strata(&self) -> impl Iterator<Item = Stratum> + '_ {
        self.strata.values().enumerate().flat_map(|(score, by_weight)| {
            by_weight.iter().map(move |(weight, by_source)| Stratum {
                score,
                weight: f64::from_bits(*weight),
                by_source: by_source.iter().map(|(source, n)| (*source, *n)).collect(),
            })
        })
    }

    /// The effective number of people and the intraclass correlation of sources; none with one source that has people here.
    ///
    /// Kish (1965): `n / (1 + (m - 1) ρ)` with m, the number of people in the source of the average person; ρ by the analysis of variance
    /// of one way, not below 0. Unequal weights: `(Σw)² / Σw²` in the place of n.
    fn spread(&self, sources: usize) -> Option<(f64, f64)> {
        // By source: people, sum and sum of squares.
        let mut sums = vec![(0.0_f64, 0.0_f64, 0.0_f64); sources];
        let (mut weight, mut weight_squares) = (0.0, 0.0);
        for (score, by_weight) in &self.strata {
            let x = score.to_f64();
            for (w, by_source) in by_weight {
                let w = f64::from_bits(*w);
                for (source, n) in by_source {
                    let n = *n as f64;
                    let sum = sums.get_mut(*source)?;
                    (sum.0, sum.1, sum.2) = (sum.0 + n, sum.1 + n * x, sum.2 + n * x * x);
                    weight += w * n;
                    weight_squares += w * w * n;
                }
            }
        }
        sums.retain(|(n, _, _)| *n > 0.0);
        let k = sums.len() as f64;
        let n: f64 = sums.iter().map(|(n, _, _)| n).sum();
        if k < 2.0 || n <= k {
            return None;
        }
        let mean = sums.iter().map(|(_, sum, _)| sum).sum::<f64>() / n;
        let between: f64 = sums.iter().map(|(n, sum, _)| n * (sum / n - mean) * (sum / n - mean)).sum();
        let within: f64 = sums.iter().map(|(n, sum, squares)| squares - sum * sum / n).sum();
        let (msb, msw) = (between / (k - 1.0), within / (n - k));
        let squares: f64 = sums.iter().map(|(n, _, _)| n * n).sum();
        let usual = (n - squares / n) / (k - 1.0);
        let spread = msb + (usual - 1.0) * msw;
        let intraclass = if spread > 0.0 { ((msb - msw) / spread).clamp(0.0, 1.0) } else { 0.0 };
        let alike = 1.0 + (squares / n - 1.0) * intraclass;
        Some((weight * weight / weight_squares / alike, intraclass))
    }
}

/// The rows of a norm: every score that can come between the lowest and the highest that came, where these are steps of a grid;
/// else the scores that came, and what lies between two of them.
fn rows(plan: &Plan, number: usize, distribution: &Distribution, options: &NormOptions) -> Option<Vec<NormRow>> {
    let (first, last) = (*distribution.scores().first()?, *distribution.scores().last()?);
    let scores = grid(plan, number, first, last).unwrap_or_else(|| with_gaps(distribution.scores()));
    let mut rows = Vec::with_capacity(scores.len());
    for score in scores {
        let percentile = distribution.percentile(score, options.percentile);
        rows.push(NormRow { score, percentile, z: distribution.normal_score(score, options.formula)? });
    }
    Some(rows)
}

/// Scores that came, and behind each but the last the smallest that a norm can tell from it: it stands for those that nobody had.
fn with_gaps(scores: &[Ratio]) -> Vec<Ratio> {
    let behind =
        |score: Ratio| Decimal::below(score)?.ratio().plus(Ratio::new(1, 10_i64.pow(u32::from(Decimal::MAX_PLACES))));
    let gap = |pair: &[Ratio]| match pair {
        [score, next] => behind(*score).filter(|gap| gap > score && gap < next),
        _ => None,
    };
    let gaps = scores.windows(2).map(gap).chain([None]);
    scores.iter().zip(gaps).flat_map(|(score, gap)| [Some(*score), gap].into_iter().flatten()).collect()
}

/// The scores from one to another in the steps of the scale; none where it has no steps, or where some that came lie between them.
fn grid(plan: &Plan, number: usize, first: Ratio, last: Ratio) -> Option<Vec<Ratio>> {
    let scale = u16::try_from(number).ok()?;
    let steps = steps(plan, scale)?;
    let step = Ratio::new(1, steps);
    let count = last.minus(first)?.over(step)?;
    if count.denominator() != 1 || count.numerator() > MAX_ROWS {
        return None;
    }
    (0..=count.numerator()).map(|i| first.plus(Ratio::new(i, steps))).collect()
}

/// How many steps make one point of a complete score.
fn steps(plan: &Plan, scale: u16) -> Option<i64> {
    let step = plan.step_of(scale)?;
    if plan.pooled || step.percent {
        return None;
    }
    match (&step.source, step.operation) {
        (Source::Terms { terms, denominator }, Operation::Median) => {
            Some(if terms.len() % 2 == 0 { 2 * denominator } else { *denominator })
        }
        (
            Source::Terms { denominator, .. },
            Operation::Sum | Operation::Spread | Operation::Least | Operation::Greatest,
        ) => Some(*denominator),
        (Source::Scales(of), Operation::Sum | Operation::Difference) => {
            let parts = plan.scale_refs(of).iter().map(|part| steps(plan, *part)).collect::<Option<Vec<_>>>()?;
            // Halves and whole points together come in halves.
            parts.iter().all(|part| *part == 1 || *part == 2).then(|| parts.iter().copied().max().unwrap_or(1))
        }
        _ => None,
    }
}
