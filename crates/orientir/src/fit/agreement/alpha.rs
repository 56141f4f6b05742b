//! Krippendorff's alpha of any number of raters, with gaps.

use std::collections::BTreeMap;

use super::ratings::Ratings;
use super::why::WhyNot;

/// How far apart two values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Metric {
    /// Different or not.
    Nominal,
    /// By how many ratings lie between them.
    Ordinal,
    /// By their difference, squared.
    Interval,
    /// By their difference relative to their sum, squared.
    Ratio,
}

impl Metric {
    /// The metric as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Ratio => "ratio",
        }
    }
}

/// Alpha and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Alpha {
    /// 1 for full agreement, 0 for what chance would give, below 0 for less.
    pub value: f64,
    /// How far apart values were taken to be.
    pub metric: Metric,
    /// Subjects with two ratings or more.
    pub units: usize,
    /// Their ratings.
    pub values: usize,
    /// Subjects with one rating.
    pub dropped: usize,
}

/// The most different values for which all pairs are looked at.
const MAX_DIFFERENT: usize = 4096;

/// Krippendorff's (2004, chapter 11; 2011) alpha: `1 - D_o / D_e`, where observed disagreement is the mean of δ² over pairs of
/// ratings of one subject, each weighted by 1/(m - 1) of its m ratings, and expected disagreement the mean over all pairs.
/// Distances: nominal 0 or 1; ordinal `Σ n_g` from c to d less `(n_c + n_d) / 2`; interval `c - d`; ratio `(c - d) / (c + d)`.
///
/// # Errors
/// [`WhyNot::OneRater`], [`WhyNot::NoOverlap`], [`WhyNot::OneSubject`], [`WhyNot::NoVariance`], [`WhyNot::NegativeValues`] for
/// the ratio metric, [`WhyNot::TooLarge`].
pub fn alpha(ratings: &Ratings, metric: Metric) -> Result<Alpha, WhyNot> {
    let coverage = ratings.coverage();
    if coverage.raters < 2 {
        return Err(WhyNot::OneRater);
    }
    match coverage.shared {
        0 => return Err(WhyNot::NoOverlap),
        1 => return Err(WhyNot::OneSubject),
        _ => {}
    }
    let whole = ratings.whole()?;
    let row = |row: &[Option<i64>]| row.iter().flatten().copied().collect::<Vec<i64>>();
    let units: Vec<Vec<i64>> = whole.rows().map(row).filter(|unit| unit.len() > 1).collect();
    let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
    units.iter().flatten().for_each(|value| *counts.entry(*value).or_default() += 1);
    if counts.len() < 2 {
        return Err(WhyNot::NoVariance);
    }
    let values: usize = units.iter().map(Vec::len).sum();
    let (observed, expected) = match metric {
        Metric::Nominal => nominal(&units, &counts),
        Metric::Ordinal => squares(&ranked(&units, &counts)).ok_or(WhyNot::TooLarge)?,
        Metric::Interval => squares(&units).ok_or(WhyNot::TooLarge)?,
        Metric::Ratio => relative(&units, &counts)?,
    };
    let value = 1.0 - (values as f64 - 1.0) * observed / expected;
    Ok(Alpha { value, metric, units: units.len(), values, dropped: coverage.subjects - units.len() })
}

/// Sums over ordered pairs of ratings of one subject, kept apart by the number of its ratings until the division at the end.
#[derive(Default)]
struct ByRatings(BTreeMap<usize, i128>);

impl ByRatings {
    fn add(&mut self, ratings: usize, pairs: i128) -> Option<()> {
        let sum = self.0.entry(ratings).or_default();
        *sum = sum.checked_add(pairs)?;
        Some(())
    }

    fn weighted(&self) -> f64 {
        self.0.iter().map(|(ratings, sum)| *sum as f64 / (ratings - 1) as f64).sum()
    }
}

fn nominal(units: &[Vec<i64>], counts: &BTreeMap<i64, i64>) -> (f64, f64) {
    // Pairs of equal ratings are the squares of the counts; there are at most 2^22 ratings, whose squares fit by far.
    let unequal = |counts: &mut dyn Iterator<Item = i64>| {
        let (sum, squares) =
            counts.fold((0, 0), |(sum, squares), n| (sum + n, squares + i128::from(n) * i128::from(n)));
        i128::from(sum) * i128::from(sum) - squares
    };
    let mut observed = ByRatings::default();
    for unit in units {
        let mut sorted = unit.clone();
        sorted.sort_unstable();
        let runs = sorted.chunk_by(|a, b| a == b).map(|run| i64::try_from(run.len()).unwrap_or(i64::MAX));
        let _ = observed.add(unit.len(), unequal(&mut runs.into_iter()));
    }
    (observed.weighted(), unequal(&mut counts.values().copied()) as f64)
}

/// Twice the middle rank of each value. The ordinal distance of two values is the difference of their middle ranks, so that
/// ordinal alpha is interval alpha of ranks.
fn ranked(units: &[Vec<i64>], counts: &BTreeMap<i64, i64>) -> Vec<Vec<i64>> {
    let mut below = 0;
    let mut ranks: BTreeMap<i64, i64> = BTreeMap::new();
    for (value, count) in counts {
        ranks.insert(*value, 2 * below + count);
        below += count;
    }
    let rank = |value: &i64| ranks.get(value).copied().unwrap_or_default();
    units.iter().map(|unit| unit.iter().map(rank).collect()).collect()
}

/// Squared differences over all pairs, by sums and sums of squares: `Σ (x_i - x_j)² = 2 (m Σ x² - (Σ x)²)`.
fn squares(units: &[Vec<i64>]) -> Option<(f64, f64)> {
    let pairs = |n: usize, sum: i128, squares: i128| {
        squares.checked_mul(i128::try_from(n).ok()?)?.checked_sub(sum.checked_mul(sum)?)?.checked_mul(2)
    };
    let mut observed = ByRatings::default();
    let (mut n, mut total, mut total_squares) = (0, 0_i128, 0_i128);
    for unit in units {
        let sum: i128 = unit.iter().copied().map(i128::from).sum();
        let squares = unit.iter().map(|x| i128::from(*x) * i128::from(*x)).try_fold(0_i128, i128::checked_add)?;
        observed.add(unit.len(), pairs(unit.len(), sum, squares)?)?;
        n += unit.len();
        total += sum;
        total_squares = total_squares.checked_add(squares)?;
    }
    Some((observed.weighted(), pairs(n, total, total_squares)? as f64))
}

fn relative(units: &[Vec<i64>], counts: &BTreeMap<i64, i64>) -> Result<(f64, f64), WhyNot> {
    if counts.keys().next().is_some_and(|least| *least < 0) {
        return Err(WhyNot::NegativeValues);
    }
    if counts.len() > MAX_DIFFERENT || units.iter().any(|unit| unit.len() > MAX_DIFFERENT) {
        return Err(WhyNot::TooLarge);
    }
    // Two zeros are equal; their distance is no division.
    let distance = |c: i64, d: i64| {
        let share = if c == d { 0.0 } else { (c as f64 - d as f64) / (c as f64 + d as f64) };
        share * share
    };
    let mut observed = 0.0;
    for unit in units {
        // In the order of the values, so that the order of the raters does not change a bit.
        let mut sorted = unit.clone();
        sorted.sort_unstable();
        let pairs: f64 = sorted.iter().flat_map(|c| sorted.iter().map(|d| distance(*c, *d))).sum();
        observed += pairs / (unit.len() - 1) as f64;
    }
    let product = |(c, n): (&i64, &i64), (d, m): (&i64, &i64)| *n as f64 * *m as f64 * distance(*c, *d);
    let expected = counts.iter().flat_map(|one| counts.iter().map(move |other| product(one, other))).sum();
    Ok((observed, expected))
}
