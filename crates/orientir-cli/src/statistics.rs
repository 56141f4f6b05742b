//! What a scale's scores come to in a table: where they lie and how far apart. The scores are exact, the results floats.

use std::collections::BTreeMap;

use orientir::Ratio;

/// Scores by how often they occur.
#[derive(Clone, Debug, Default)]
pub struct Distribution {
    counts: BTreeMap<Ratio, u64>,
    n: u64,
}

impl Distribution {
    /// Adds a score.
    pub fn push(&mut self, score: Ratio) {
        *self.counts.entry(score).or_default() += 1;
        self.n += 1;
    }

    /// How many scores there are.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The mean; none of no scores.
    pub fn mean(&self) -> Option<f64> {
        let sum: f64 = self.values().map(|(score, count)| score * count).sum();
        (self.n > 0).then(|| sum / self.n as f64)
    }

    /// The standard deviation with n - 1; none of fewer than two scores.
    pub fn deviation(&self) -> Option<f64> {
        let mean = self.mean().filter(|_| self.n > 1)?;
        let squares: f64 = self.values().map(|(score, count)| (score - mean) * (score - mean) * count).sum();
        Some((squares / (self.n - 1) as f64).sqrt())
    }

    /// The middle score, or the mean of the two in the middle.
    pub fn median(&self) -> Option<f64> {
        let (low, high) = (self.ranked(self.n.checked_sub(1)? / 2)?, self.ranked(self.n / 2)?);
        Some(f64::midpoint(low, high))
    }

    /// The smallest score.
    pub fn smallest(&self) -> Option<f64> {
        self.counts.keys().next().map(|score| score.to_f64())
    }

    /// The largest score.
    pub fn largest(&self) -> Option<f64> {
        self.counts.keys().next_back().map(|score| score.to_f64())
    }

    fn values(&self) -> impl Iterator<Item = (f64, f64)> {
        self.counts.iter().map(|(score, count)| (score.to_f64(), *count as f64))
    }

    /// The score at a rank, counted from 0.
    fn ranked(&self, rank: u64) -> Option<f64> {
        let mut before = 0;
        let found = self.counts.iter().find(|(_, count)| {
            before += **count;
            before > rank
        });
        found.map(|(score, _)| score.to_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(scores: &[(i64, i64)]) -> Distribution {
        let mut all = Distribution::default();
        for (numerator, denominator) in scores {
            all.push(Ratio::new(*numerator, *denominator));
        }
        all
    }

    fn close(found: Option<f64>, expected: f64) {
        assert!(found.is_some_and(|found| (found - expected).abs() < 1e-12), "{found:?}, expected {expected}");
    }

    /// By hand: 2 4 4 4 5 5 7 9 sum to 40, mean 5; squares of the distances 9 1 1 1 0 0 4 16 sum to 32, 32 / 7 = 4.571428...,
    /// whose root is 2.13808993529939...; the fourth and the fifth are 4 and 5, median 4.5.
    #[test]
    fn eight_scores_by_hand() {
        let scores = of(&[(9, 1), (2, 1), (4, 1), (5, 1), (4, 1), (7, 1), (4, 1), (5, 1)]);
        assert_eq!(scores.n(), 8);
        close(scores.mean(), 5.0);
        close(scores.deviation(), 2.138_089_935_299_395);
        close(scores.median(), 4.5);
        close(scores.smallest(), 2.0);
        close(scores.largest(), 9.0);
    }

    /// By hand: 5/2, 3 and 13/3 sum to 59/6, mean 59/18; distances -14/18, -5/18, 19/18, squares sum to 582/324, half of it
    /// 291/324, root 0.947706...; the middle one is 3.
    #[test]
    fn fractions_by_hand() {
        let scores = of(&[(13, 3), (5, 2), (3, 1)]);
        close(scores.mean(), 59.0 / 18.0);
        close(scores.deviation(), (291.0_f64 / 324.0).sqrt());
        close(scores.median(), 3.0);
    }

    #[test]
    fn one_score_has_no_deviation_and_none_have_nothing() {
        let one = of(&[(7, 2)]);
        close(one.mean(), 3.5);
        close(one.median(), 3.5);
        assert_eq!(one.deviation(), None);
        let none = Distribution::default();
        let found = [none.mean(), none.deviation(), none.median(), none.smallest(), none.largest()];
        assert_eq!((none.n(), found), (0, [None; 5]));
    }
}
