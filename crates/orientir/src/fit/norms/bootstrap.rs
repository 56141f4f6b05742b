//! How far norms may be off: the sample is drawn again and again.
//!
//! Scores are few and people many, so counts are drawn and not rows: a draw of a million pupils costs as much as one of a thousand. Pupils
//! come in schools and are alike within them; so where there are five sources or more, sources are drawn, each with all its pupils
//! (Davison and Hinkley 1997, 3.8, recollection: within-source draws on top would count their noise twice).

use super::distribution::{Distribution, plotting, rank};
use super::random::Draws;
use super::{NormOptions, NormRow, Way};
use crate::math::normal_quantile;

/// Fewer sources than this are not drawn: their counts are.
const FEWEST_SOURCES: usize = 5;

/// People with the same score and the same weight.
#[derive(Clone, Debug)]
pub(super) struct Stratum {
    /// The place of the score among the scores.
    pub(super) score: usize,
    pub(super) weight: f64,
    /// By source, how many.
    pub(super) by_source: Vec<(usize, i64)>,
}

/// What was drawn again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Resampled {
    /// Sources with all their people.
    Sources,
    /// People, as if each came from a source of his own: too small an error where several come from one.
    People,
}

impl Resampled {
    /// The name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::People => "people",
        }
    }
}

/// Standard errors over the draws.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SamplingError {
    /// What was drawn.
    pub resampled: Resampled,
    /// Of the mean, in raw points.
    pub mean: f64,
    /// Of the standard deviation, in raw points.
    pub deviation: f64,
    /// Of each row: of the percentile rank, in points of it, and of T.
    pub rows: Vec<(f64, f64)>,
}

/// Sums of the distances from the estimate, and of their squares.
#[derive(Clone, Copy, Debug, Default)]
struct Spread {
    n: f64,
    sum: f64,
    squares: f64,
}

impl Spread {
    fn add(&mut self, distance: f64) {
        self.n += 1.0;
        self.sum += distance;
        self.squares += distance * distance;
    }

    /// The standard deviation of the draws, with n - 1.
    fn deviation(self) -> f64 {
        if self.n < 2.0 {
            return 0.0;
        }
        ((self.squares - self.sum * self.sum / self.n).max(0.0) / (self.n - 1.0)).sqrt()
    }
}

/// The errors of a norm; none where none are asked for.
pub(super) fn error(
    distribution: &Distribution,
    rows: &[NormRow],
    strata: &[Stratum],
    (sources, part): (usize, u64),
    options: &NormOptions,
) -> Option<SamplingError> {
    if options.replicates == 0 {
        return None;
    }
    let (mean, deviation) = (distribution.mean()?, distribution.deviation()?);
    let scores: Vec<f64> = distribution.scores().iter().map(|score| score.to_f64()).collect();
    // Where each row stands among the scores, and whether it is one of them.
    let places: Vec<(usize, bool)> = rows
        .iter()
        .map(|row| match distribution.scores().binary_search(&row.score) {
            Ok(place) => (place, true),
            Err(place) => (place, false),
        })
        .collect();
    let own: Vec<usize> = {
        let mut own: Vec<usize> = strata.iter().flat_map(|s| s.by_source.iter().map(|(source, _)| *source)).collect();
        own.sort_unstable();
        own.dedup();
        own
    };
    let resampled = if own.len() >= FEWEST_SOURCES { Resampled::Sources } else { Resampled::People };
    let mut drawing = Drawing::new(strata, &own, sources, Draws::new(options.seed, part));
    let (mut of_mean, mut of_deviation) = (Spread::default(), Spread::default());
    let mut of_rows = vec![(Spread::default(), Spread::default()); rows.len()];
    let mut weights = vec![0.0; scores.len()];
    for _ in 0..options.replicates {
        let n = drawing.draw(resampled, &mut weights);
        let total: f64 = weights.iter().sum();
        if n < 2.0 || total <= 0.0 {
            continue;
        }
        let moment =
            |of: &dyn Fn(f64) -> f64| scores.iter().zip(&weights).map(|(x, w)| w * of(*x)).sum::<f64>() / total;
        let drawn_mean = moment(&|x| x);
        let variance = moment(&|x| (x - drawn_mean) * (x - drawn_mean)) * n / (n - 1.0);
        let drawn_deviation = variance.sqrt();
        of_mean.add(drawn_mean - mean);
        of_deviation.add(drawn_deviation - deviation);
        let (mut below, mut passed) = (0.0, 0);
        for ((row, (place, is_score)), (of_percentile, of_t)) in rows.iter().zip(&places).zip(&mut of_rows) {
            below += weights.get(passed..*place).unwrap_or_default().iter().sum::<f64>();
            passed = *place;
            let at = if *is_score { weights.get(*place).copied().unwrap_or_default() } else { 0.0 };
            of_percentile.add(rank(below, at, total, options.percentile) - row.percentile);
            let z = match options.way {
                Way::Normalised => normal_quantile(plotting(below, at, total, n, options.formula)).map(|z| z - row.z),
                Way::Linear if drawn_deviation > 0.0 => {
                    let x = row.score.to_f64();
                    Some((x - drawn_mean) / drawn_deviation - (x - mean) / deviation)
                }
                Way::Linear => None,
            };
            // A draw in which nobody is below a score, or above it, says nothing of its quantile.
            if let Some(z) = z {
                of_t.add(10.0 * z);
            }
        }
    }
    // Means of sources that are drawn vary by (S - 1)/S of what they vary among schools: with five, a tenth of the error.
    let sources = own.len() as f64;
    let wider = match resampled {
        Resampled::Sources => (sources / (sources - 1.0)).sqrt(),
        Resampled::People => 1.0,
    };
    Some(SamplingError {
        resampled,
        mean: wider * of_mean.deviation(),
        deviation: wider * of_deviation.deviation(),
        rows: of_rows.iter().map(|(rank, t)| (wider * rank.deviation(), wider * t.deviation())).collect(),
    })
}

/// Draws of the weights of scores.
struct Drawing<'s> {
    strata: &'s [Stratum],
    draws: Draws,
    /// By source that has people: the people of each stratum.
    by_source: Vec<Vec<(usize, f64)>>,
    /// By stratum, people in all.
    shares: Vec<f64>,
    n: u64,
    drawn: Vec<f64>,
}

impl<'s> Drawing<'s> {
    fn new(strata: &'s [Stratum], own: &[usize], sources: usize, draws: Draws) -> Self {
        let mut place_of = vec![0; sources];
        own.iter()
            .enumerate()
            .for_each(|(place, source)| place_of.get_mut(*source).into_iter().for_each(|p| *p = place));
        let mut by_source = vec![Vec::new(); own.len()];
        for (stratum, about) in strata.iter().enumerate() {
            for (source, n) in &about.by_source {
                if let Some(list) = place_of.get(*source).and_then(|place| by_source.get_mut(*place)) {
                    list.push((stratum, *n as f64));
                }
            }
        }
        let counts: Vec<i64> = strata.iter().map(|s| s.by_source.iter().map(|(_, n)| n).sum()).collect();
        let n = counts.iter().sum::<i64>();
        Self {
            strata,
            draws,
            by_source,
            shares: counts.iter().map(|n| *n as f64).collect(),
            n: u64::try_from(n).unwrap_or_default(),
            drawn: vec![0.0; strata.len()],
        }
    }

    /// Fills the weights of scores, and gives the number of people drawn.
    fn draw(&mut self, resampled: Resampled, weights: &mut [f64]) -> f64 {
        match resampled {
            Resampled::People => self.draws.multinomial(self.n, &self.shares, self.n as f64, &mut self.drawn),
            Resampled::Sources => {
                self.drawn.fill(0.0);
                for _ in 0..self.by_source.len() {
                    let source = self.draws.below(self.by_source.len());
                    for (stratum, n) in self.by_source.get(source).into_iter().flatten() {
                        self.drawn.get_mut(*stratum).into_iter().for_each(|drawn| *drawn += n);
                    }
                }
            }
        }
        weights.fill(0.0);
        for (stratum, n) in self.strata.iter().zip(&self.drawn) {
            weights.get_mut(stratum.score).into_iter().for_each(|weight| *weight += stratum.weight * n);
        }
        self.drawn.iter().sum()
    }
}
