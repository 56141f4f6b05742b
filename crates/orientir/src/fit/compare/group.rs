//! How the scores of a group moved on a scale.

use super::delta::{Delta, cliff_paired};
use super::why::WhyNot;
use super::within::{Within, within};
use crate::exact::Ratio;

/// How the scores of the people with two comparable scores moved.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct GroupChange {
    /// The mean before and after.
    pub mean: (f64, f64),
    /// The median before and after.
    pub median: (f64, f64),
    /// The mean after less the mean before, made by one division.
    pub mean_difference: f64,
    /// The median after less the median before.
    pub median_difference: f64,
    /// Who rose and fell.
    pub within: Within,
    /// Each score before against each after.
    pub delta: Delta,
}

impl GroupChange {
    /// Fewer people have no figures of the group: they would tell of single pupils, and mostly noise.
    pub const FEWEST: usize = 10;

    pub(super) fn of(before: &[Ratio], after: &[Ratio]) -> Result<Self, WhyNot> {
        if before.len() < Self::FEWEST {
            return Err(WhyNot::SmallGroup);
        }
        let both = |of: fn(&[Ratio]) -> Option<Ratio>| {
            let (before, after) = of(before).zip(of(after))?;
            Some(((before.to_f64(), after.to_f64()), after.minus(before)?.to_f64()))
        };
        let (mean, mean_difference) = both(mean).ok_or(WhyNot::TooLarge)?;
        let (median, median_difference) = both(median).ok_or(WhyNot::TooLarge)?;
        Ok(Self {
            mean,
            median,
            mean_difference,
            median_difference,
            within: within(before, after)?,
            delta: cliff_paired(before, after)?,
        })
    }
}

fn sum(values: &[Ratio]) -> Option<Ratio> {
    values.iter().try_fold(Ratio::ZERO, |sum, value| sum.plus(*value))
}

fn mean(values: &[Ratio]) -> Option<Ratio> {
    sum(values)?.over(Ratio::whole(i64::try_from(values.len()).ok()?))
}

/// The middle score, of an even number the mean of the two.
fn median(values: &[Ratio]) -> Option<Ratio> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let high = sorted.get(sorted.len() / 2)?;
    let low = sorted.get((sorted.len().checked_sub(1)?) / 2)?;
    low.plus(*high)?.over(Ratio::whole(2))
}

/// The standard deviation with n - 1; none below two values, and where sums do not fit.
pub(super) fn deviation(values: &[Ratio]) -> Option<f64> {
    let n = i64::try_from(values.len()).ok().filter(|n| *n >= 2)?;
    let squares: Vec<Ratio> = values.iter().map(|value| value.times(*value)).collect::<Option<_>>()?;
    let total = sum(values)?;
    let spread = sum(&squares)?.times(Ratio::whole(n))?.minus(total.times(total)?)?;
    Some(spread.over(Ratio::whole(n.checked_mul(n - 1)?))?.to_f64().sqrt())
}
