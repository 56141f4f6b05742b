//! Cliff's delta, of two groups and of the same people twice.

use super::Z;
use super::why::WhyNot;
use crate::exact::Ratio;

/// How far one list of scores stands above another: P(second > first) - P(second < first), -1 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Delta {
    /// Cliff's delta, `2 A - 1` with the A of Vargha and Delaney (2000).
    pub value: f64,
    /// Pairs of scores in which the second is higher.
    pub higher: u64,
    /// Pairs with equal scores.
    pub same: u64,
    /// Pairs in which the second is lower.
    pub lower: u64,
    /// The variance of the estimate; at least `(1 - d²)/(m n - 1)`.
    pub variance: f64,
    /// The 95 % interval, within -1 to 1.
    pub interval: (f64, f64),
}

/// Who stands above whom: the sum over the others for each score, and the counts.
struct Dominance {
    /// For each first score: second scores above it less those below it.
    rows: Vec<i128>,
    /// For each second score: first scores below it less those above it.
    columns: Vec<i128>,
    higher: i128,
    lower: i128,
}

impl Dominance {
    fn of(first: &[Ratio], second: &[Ratio]) -> Result<Self, WhyNot> {
        let counts = |of: &[Ratio], among: &[Ratio]| {
            let mut sorted = among.to_vec();
            sorted.sort_unstable();
            let count = |x: &Ratio| {
                let below = sorted.partition_point(|y| y < x);
                let above = sorted.len() - sorted.partition_point(|y| y <= x);
                Some((i128::try_from(below).ok()?, i128::try_from(above).ok()?))
            };
            of.iter().map(count).collect::<Option<Vec<_>>>().ok_or(WhyNot::TooLarge)
        };
        let (of_first, of_second) = (counts(first, second)?, counts(second, first)?);
        Ok(Self {
            rows: of_first.iter().map(|(below, above)| above - below).collect(),
            columns: of_second.iter().map(|(below, above)| below - above).collect(),
            higher: of_first.iter().map(|(_, above)| above).sum(),
            lower: of_first.iter().map(|(below, _)| below).sum(),
        })
    }

    /// The delta of m times n pairs with a variance of `numerator / denominator`.
    fn delta(&self, (m, n): (usize, usize), numerator: i128, denominator: i128) -> Result<Delta, WhyNot> {
        let pairs = m.checked_mul(n).ok_or(WhyNot::TooLarge)?;
        let whole = |count: i128| u64::try_from(count).map_err(|_| WhyNot::TooLarge);
        let (higher, lower) = (whole(self.higher)?, whole(self.lower)?);
        let value = (self.higher - self.lower) as f64 / pairs as f64;
        // The unbiased estimate may lie below zero; the floor is Cliff's (1996).
        let floor = (1.0 - value * value) / (pairs as f64 - 1.0);
        let variance = (numerator as f64 / denominator as f64).max(floor);
        let same = u64::try_from(pairs).map_err(|_| WhyNot::TooLarge)? - higher - lower;
        Ok(Delta { value, higher, same, lower, variance, interval: interval(value, variance, m.min(n)) })
    }
}

/// The asymmetric interval of Feng and Cliff (2004): `(d - d³ ± z s √((1 - d²)² + z² s²)) / (1 - d² + z² s²)`. Where nothing
/// overlaps (|d| = 1), s is zero, and the near end is `(n - z²)/(n + z²)` with the smaller n (recollection of the same paper).
fn interval(d: f64, variance: f64, smaller: usize) -> (f64, f64) {
    let (square, n) = (Z * Z, smaller as f64);
    let rest = 1.0 - d * d;
    if rest <= 0.0 {
        let near = (n - square) / (n + square);
        return if d > 0.0 { (near, 1.0) } else { (-1.0, -near) };
    }
    let half = Z * variance.sqrt() * (rest * rest + square * variance).sqrt();
    let below = rest + square * variance;
    let middle = d * rest;
    (((middle - half) / below).max(-1.0), ((middle + half) / below).min(1.0))
}

/// Cliff's delta of two groups of different people, two of each at least; positive where the second stands higher.
///
/// The variance is Cliff's unbiased one (1993, 1996): with `d_i.` and `d_.j` the means of the signs over the other group,
/// `(n² Σ(d_i. - d)² + m² Σ(d_.j - d)² - ΣΣ(d_ij - d)²) / (m n (m-1)(n-1))`.
///
/// # Errors
/// [`WhyNot::SmallGroup`] below two of each, [`WhyNot::TooLarge`].
pub fn cliff(first: &[Ratio], second: &[Ratio]) -> Result<Delta, WhyNot> {
    let (m, n) = (first.len(), second.len());
    if m < 2 || n < 2 {
        return Err(WhyNot::SmallGroup);
    }
    let found = Dominance::of(first, second)?;
    let of = |count: usize| i128::try_from(count).ok().filter(|count| *count < 1 << 20).ok_or(WhyNot::TooLarge);
    let (wide_m, wide_n) = (of(m)?, of(n)?);
    let total = found.higher - found.lower;
    let squares = |list: &[i128]| list.iter().map(|x| x * x).sum::<i128>();
    let pairs = wide_m * wide_n;
    // The sums above, times m n.
    let sums = pairs * (squares(&found.rows) + squares(&found.columns) - found.higher - found.lower);
    let numerator = sums - (wide_m + wide_n - 1) * total * total;
    found.delta((m, n), numerator, pairs * pairs * (wide_m - 1) * (wide_n - 1))
}

/// Cliff's delta of the scores of the same people before and after, two at least: each score before against each after, also of
/// others.
///
/// The value is that of [`cliff`]. The interval is another: scores of one person hang together, so what a person adds to the delta
/// before and after is taken as one number, `z_i = d_i. + d_.i`, and the variance is `Σ(z_i - z̄)² / (n (n-1))`, the variance of
/// Munzel (1999) for two dependent samples (recollection).
///
/// # Errors
/// [`WhyNot::NotPaired`], [`WhyNot::SmallGroup`] below two people, [`WhyNot::TooLarge`].
pub fn cliff_paired(before: &[Ratio], after: &[Ratio]) -> Result<Delta, WhyNot> {
    let count = before.len();
    if count != after.len() {
        return Err(WhyNot::NotPaired);
    }
    if count < 2 {
        return Err(WhyNot::SmallGroup);
    }
    let n = i128::try_from(count).ok().filter(|n| *n < 1 << 20).ok_or(WhyNot::TooLarge)?;
    let found = Dominance::of(before, after)?;
    let total = 2 * (found.higher - found.lower);
    let squares: i128 =
        found.rows.iter().zip(&found.columns).map(|(row, column)| (row + column) * (row + column)).sum();
    found.delta((count, count), n * squares - total * total, n * n * n * n * (n - 1))
}
