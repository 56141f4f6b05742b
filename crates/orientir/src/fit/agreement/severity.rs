//! How high each rater rates beside the others. It orders nobody: the pupils whom raters saw, and where, differ too.

use std::collections::BTreeMap;

use super::ratings::Ratings;
use super::why::WhyNot;

/// How high a rater rates.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Severity {
    /// The rater, as a column of the ratings.
    pub rater: usize,
    /// Subjects whom this rater and somebody else rated.
    pub n: usize,
    /// The mean deviation from the subjects' means, in units of the ratings: below zero for lower ratings than the others'.
    pub value: Result<f64, WhyNot>,
}

/// The mean deviation of each rater from the means of the subjects, own rating included. Subjects with one rating tell nothing
/// and are left out. Where everybody rated everybody the deviations sum to zero.
///
/// # Errors
/// [`WhyNot::OneRater`], [`WhyNot::TooLarge`]; of a single rater [`WhyNot::NoOverlap`].
pub fn severity(ratings: &Ratings) -> Result<Vec<Severity>, WhyNot> {
    if ratings.raters() < 2 {
        return Err(WhyNot::OneRater);
    }
    let whole = ratings.whole()?;
    // Sums of m x - Σ x, apart by the number m of ratings, so that the only divisions come last.
    let mut sums: Vec<(usize, BTreeMap<usize, i128>)> = vec![(0, BTreeMap::new()); ratings.raters()];
    for row in whole.rows() {
        let m = row.iter().flatten().count();
        if m < 2 {
            continue;
        }
        let total: i128 = row.iter().flatten().copied().map(i128::from).sum();
        let wide = i128::try_from(m).map_err(|_| WhyNot::TooLarge)?;
        for ((n, by_m), cell) in sums.iter_mut().zip(row) {
            let Some(value) = cell else { continue };
            *n += 1;
            let sum = by_m.entry(m).or_default();
            *sum = sum.checked_add(wide * i128::from(*value) - total).ok_or(WhyNot::TooLarge)?;
        }
    }
    let of = |(rater, (n, by_m)): (usize, (usize, BTreeMap<usize, i128>))| {
        let sum: f64 = by_m.iter().map(|(m, sum)| *sum as f64 / *m as f64).sum();
        let value = if n == 0 { Err(WhyNot::NoOverlap) } else { Ok(sum / n as f64 / whole.per_one as f64) };
        Severity { rater, n, value }
    };
    Ok(sums.into_iter().enumerate().map(of).collect())
}
