//! Scores of a group with their weights: percentile ranks, normal scores, mean and standard deviation.

use super::{Formula, Percentile};
use crate::exact::Ratio;
use crate::math::normal_quantile;

/// Scores, rising, each with the weight of the people who have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    scores: Vec<Ratio>,
    weights: Vec<f64>,
    /// How many people there are, whatever they weigh.
    n: f64,
    total: f64,
}

impl Distribution {
    /// Scores that rise, with positive weights; `n` people have them. Without weights each score weighs as many people as have it.
    pub fn new(scores: Vec<Ratio>, weights: Vec<f64>, n: f64) -> Self {
        debug_assert!(scores.len() == weights.len() && scores.is_sorted());
        let total = weights.iter().sum();
        Self { scores, weights, n, total }
    }

    /// Of scores in any order, each of one person.
    pub fn of(scores: impl IntoIterator<Item = Ratio>) -> Self {
        let mut all: Vec<Ratio> = scores.into_iter().collect();
        all.sort_unstable();
        let n = all.len() as f64;
        let (mut scores, mut weights): (Vec<Ratio>, Vec<f64>) = (Vec::new(), Vec::new());
        for score in all {
            match weights.last_mut() {
                Some(weight) if scores.last() == Some(&score) => *weight += 1.0,
                _ => {
                    scores.push(score);
                    weights.push(1.0);
                }
            }
        }
        Self::new(scores, weights, n)
    }

    /// The different scores, rising.
    pub fn scores(&self) -> &[Ratio] {
        &self.scores
    }

    /// How many people there are.
    pub fn n(&self) -> f64 {
        self.n
    }

    /// The weight below a score, and at it. The score need not be one of the group's.
    pub fn around(&self, score: Ratio) -> (f64, f64) {
        let place = self.scores.partition_point(|known| *known < score);
        let below = self.weights.iter().take(place).sum();
        let at = if self.scores.get(place) == Some(&score) { self.weights.get(place).copied() } else { None };
        (below, at.unwrap_or_default())
    }

    /// The percentile rank of a score, 0 to 100.
    pub fn percentile(&self, score: Ratio, convention: Percentile) -> f64 {
        let (below, at) = self.around(score);
        rank(below, at, self.total, convention)
    }

    /// The rank-based normal score: the normal quantile of `(r - c) / (n - 2c + 1)` with the mean rank r; none where the quantile is
    /// infinite.
    pub fn normal_score(&self, score: Ratio, formula: Formula) -> Option<f64> {
        let (below, at) = self.around(score);
        normal_quantile(plotting(below, at, self.total, self.n, formula))
    }

    /// The mean; none of nobody.
    pub fn mean(&self) -> Option<f64> {
        (self.total > 0.0).then(|| self.sum(|x| x) / self.total)
    }

    /// The standard deviation with n - 1; weights count as shares of n. None of fewer than two people.
    pub fn deviation(&self) -> Option<f64> {
        let mean = self.mean().filter(|_| self.n > 1.0)?;
        let squares = self.sum(|x| (x - mean) * (x - mean)) / self.total;
        Some((squares * self.n / (self.n - 1.0)).sqrt())
    }

    fn sum(&self, of: impl Fn(f64) -> f64) -> f64 {
        self.scores.iter().zip(&self.weights).map(|(score, weight)| weight * of(score.to_f64())).sum()
    }
}

/// The percentile rank of a score with so much weight below it and at it.
pub(super) fn rank(below: f64, at: f64, total: f64, convention: Percentile) -> f64 {
    let part = match convention {
        Percentile::Mid => below + at / 2.0,
        Percentile::Strict => below,
        Percentile::Weak => below + at,
    };
    100.0 * part / total
}

/// Where a score is plotted, 0 to 1.
pub(super) fn plotting(below: f64, at: f64, total: f64, n: f64, formula: Formula) -> f64 {
    // The mean rank of tied scores is as many as are below, half of those at it, and a half (METHODS 8).
    let mean_rank = (below + at / 2.0) / total * n + 0.5;
    let c = formula.constant();
    (mean_rank - c) / (n - 2.0 * c + 1.0)
}
