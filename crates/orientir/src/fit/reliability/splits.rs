//! Halves of a scale: odd and even items, and all halves of short scales.

use super::cross::Crosses;
use super::why::WhyNot;
use crate::tally::Moments;

/// The most items for which all halves are looked at: of 16 there are 6,435.
pub const MAX_SPLIT_ITEMS: usize = 16;

/// Two halves of a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Halves {
    /// The correlation of the halves, stepped up to the whole length.
    pub stepped_up: Result<f64, WhyNot>,
    /// Guttman's lambda-4: twice what remains of the variance without the variances of the halves.
    pub lambda_4: f64,
}

/// Lambda-4 of all halves; of an odd number of items one half has one more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Splits {
    pub(super) max: f64,
    pub(super) mean: f64,
    pub(super) min: f64,
}

/// The first, third, fifth item against the others, in the order of the scale.
///
/// # Errors
/// Those of [`super::consistency`].
pub fn halves(moments: &Moments) -> Result<Halves, WhyNot> {
    Crosses::of(moments).map(|crosses| odd_even(&crosses))
}

pub(super) fn odd_even(crosses: &Crosses) -> Halves {
    let k = crosses.k;
    let sum = |rows: usize, columns: usize| -> i128 {
        (rows..k)
            .step_by(2)
            .flat_map(|i| (columns..k).step_by(2).map(move |j| (i, j)))
            .map(|(i, j)| crosses.cell(i, j))
            .sum()
    };
    let (a, b, between) = (sum(0, 0), sum(1, 1), sum(0, 1));
    let lambda_4 = 4.0 * between as f64 / crosses.total as f64;
    let longer = k.div_ceil(2) as f64 / k as f64;
    let stepped_up = if a == 0 || b == 0 {
        Err(WhyNot::NoVariance)
    } else {
        stepped_up(between as f64 / ((a as f64).sqrt() * (b as f64).sqrt()), longer)
    };
    Halves { stepped_up, lambda_4 }
}

/// The reliability of the whole, where halves that hold the shares p and q = 1 - p of it correlate by r.
///
/// With the true variance ρ and the error variance 1 - ρ of the whole, a share p has p²ρ and p(1 - ρ), so
/// `r² = p q ρ² / ((1 - qρ)(1 - pρ))`, and ρ solves `p q (1 - r²) ρ² + r² ρ - r² = 0` [Horst 1951]. With equal halves that is the formula
/// of Spearman and Brown, `2r / (1 + r)`.
fn stepped_up(r: f64, p: f64) -> Result<f64, WhyNot> {
    const LIMIT: f64 = 1.0 - 1e-12;
    if r >= LIMIT {
        return Ok(1.0);
    }
    // The formula has its pole there.
    if r <= -LIMIT {
        return Err(WhyNot::OpposedHalves);
    }
    let (shares, rest) = (p * (1.0 - p), 1.0 - r * r);
    Ok(r * ((r * r + 4.0 * shares * rest).sqrt() - r) / (2.0 * shares * rest))
}

/// # Errors
/// [`WhyNot::ManyItems`].
pub(super) fn all_splits(crosses: &Crosses) -> Result<Splits, WhyNot> {
    let k = crosses.k;
    if k > MAX_SPLIT_ITEMS {
        return Err(WhyNot::ManyItems);
    }
    let half = k / 2;
    let (mut max, mut min, mut sum, mut count) = (i128::MIN, i128::MAX, 0_i128, 0_i64);
    // With an even number each split would come twice, so the last item is always in the other half.
    let free = if k.is_multiple_of(2) { k - 1 } else { k };
    for set in 0_u32..1 << free {
        if set.count_ones() as usize != half {
            continue;
        }
        let chosen = |i: usize| set & (1 << i) != 0;
        let mut between = 0;
        for i in (0..k).filter(|i| chosen(*i)) {
            between += (0..k).filter(|j| !chosen(*j)).map(|j| crosses.cell(i, j)).sum::<i128>();
        }
        max = max.max(between);
        min = min.min(between);
        // At most 6,435 of what fits by far.
        sum += between;
        count += 1;
    }
    let share = |between: f64| 4.0 * between / crosses.total as f64;
    Ok(Splits { max: share(max as f64), mean: share(sum as f64 / count as f64), min: share(min as f64) })
}

#[cfg(test)]
mod tests {
    use super::stepped_up;

    /// Equal halves that correlate by .5: 2 * .5 / 1.5 = 2/3. Two thirds against one, ρ = .75: r² = 2/9 * 9/16 / (3/4 * 1/2) = 1/3.
    #[test]
    fn stepping_up_by_hand() {
        let near = |found: Result<f64, _>, expected: f64| {
            assert!(found.is_ok_and(|x| (x - expected).abs() < 1e-14), "{found:?}");
        };
        near(stepped_up(0.5, 0.5), 2.0 / 3.0);
        near(stepped_up(-0.5, 0.5), -2.0);
        near(stepped_up((1.0_f64 / 3.0).sqrt(), 2.0 / 3.0), 0.75);
        near(stepped_up(1.0, 0.6), 1.0);
        near(stepped_up(0.0, 0.6), 0.0);
        assert!(stepped_up(-1.0, 0.5).is_err());
    }
}
