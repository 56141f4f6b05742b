//! Who rose, who fell: dominance within pairs.

use super::Z;
use super::why::WhyNot;
use crate::exact::Ratio;

/// How many people rose and fell, and the difference of the shares.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Within {
    /// People whose score is higher after.
    pub risen: usize,
    /// People with the same score.
    pub same: usize,
    /// People whose score is lower after.
    pub fallen: usize,
    /// `d_w = (risen - fallen) / n`, -1 to 1 (Cliff 1996).
    pub value: f64,
    /// The 95 % interval, within -1 to 1.
    pub interval: (f64, f64),
}

/// Dominance within pairs of at least two people.
///
/// It is a difference of two proportions of the same people, so the interval is the score interval of Tango (1998, Statistics in
/// Medicine 17, 891-908): it is defined where all rose and where nobody moved, and stays within -1 to 1.
///
/// # Errors
/// [`WhyNot::NotPaired`], [`WhyNot::SmallGroup`] below two people.
pub fn within(before: &[Ratio], after: &[Ratio]) -> Result<Within, WhyNot> {
    let n = before.len();
    if n != after.len() {
        return Err(WhyNot::NotPaired);
    }
    if n < 2 {
        return Err(WhyNot::SmallGroup);
    }
    let risen = before.iter().zip(after).filter(|(before, after)| after > before).count();
    let fallen = before.iter().zip(after).filter(|(before, after)| after < before).count();
    let value = (risen as f64 - fallen as f64) / n as f64;
    // From the upper end of the turned table, so that turning the table turns the interval to the bit.
    let interval = (-upper(n, fallen, risen), upper(n, risen, fallen));
    Ok(Within { risen, same: n - risen - fallen, fallen, value, interval })
}

/// The largest difference that the score test does not reject. The statistic falls with the difference.
fn upper(n: usize, risen: usize, fallen: usize) -> f64 {
    let (n, b, c) = (n as f64, risen as f64, fallen as f64);
    let rejected = |difference: f64| {
        // The most likely share of fallen if the shares differ by so much.
        let linear = (2.0 * n - b + c) * difference - b - c;
        let constant = -c * difference * (1.0 - difference);
        let share = ((linear * linear - 8.0 * n * constant).max(0.0).sqrt() - linear) / (4.0 * n);
        let variance = n * (2.0 * share + difference * (1.0 - difference));
        let apart = n * difference - (b - c);
        apart * apart > Z * Z * variance.max(0.0)
    };
    let (mut low, mut high) = ((b - c) / n, 1.0);
    if !rejected(high) {
        return high;
    }
    // Each step halves what is left: sixty leave less than the last digit.
    for _ in 0..60 {
        let middle = low + (high - low) / 2.0;
        if rejected(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    low
}
