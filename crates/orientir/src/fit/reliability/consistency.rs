//! Coefficients of internal consistency of a scale.

use super::cross::Crosses;
use super::omega::omega_of;
use super::splits::{Splits, all_splits, odd_even};
use super::why::WhyNot;
use super::{LEVEL, normal_limit};
use crate::math::f_upper_quantile;
use crate::tally::Moments;

/// A coefficient, by the name under which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Coefficient {
    /// Cronbach's alpha of covariances: `k/(k-1) (1 - tr C / 1′C1)` [Cronbach 1951].
    Alpha,
    /// Alpha of correlations: `k r̄ / (1 + (k-1) r̄)`. It tells of a sum of standardised answers, which is not the score.
    AlphaStandardised,
    /// Guttman's (1945) lambda-2 of covariances: `1 - tr C / 1′C1 + √(k/(k-1) Σ c_ij²) / 1′C1` over i ≠ j.
    Lambda2,
    /// Lambda-2 of correlations.
    Lambda2Standardised,
    /// Guttman's lambda-6 of covariances: `1 - Σ c_ii (1 - smc_i) / 1′C1`.
    Lambda6,
    /// Lambda-6 of correlations.
    Lambda6Standardised,
    /// Omega total of one factor, minres, over the variance that the model implies: `(Σλ)² / ((Σλ)² + Σθ)`.
    OmegaMinresImplied,
    /// The same over the observed variance `1′C1`.
    OmegaMinresObserved,
    /// Items taken odd and even by their order in the scale, stepped up to the whole length.
    SplitHalf,
    /// Guttman's lambda-4 of these halves: `2 (1 - (s_A² + s_B²) / s_T²)`.
    Lambda4OddEven,
    /// The largest lambda-4 of all halves. The largest of thousands is partly chance.
    Lambda4Max,
    /// The mean lambda-4 of all halves.
    Lambda4Mean,
    /// The smallest lambda-4 of all halves.
    Lambda4Min,
    /// The mean correlation of two items.
    MeanR,
    /// The standard error of measurement in points of the scale: `s √(1 - α)` [Lord & Novick 1968, 3.8].
    Sem,
}

impl Coefficient {
    /// The coefficient as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alpha => "alpha",
            Self::AlphaStandardised => "alpha_standardised",
            Self::Lambda2 => "lambda_2",
            Self::Lambda2Standardised => "lambda_2_standardised",
            Self::Lambda6 => "lambda_6",
            Self::Lambda6Standardised => "lambda_6_standardised",
            Self::OmegaMinresImplied => "omega_minres_implied",
            Self::OmegaMinresObserved => "omega_minres_observed",
            Self::SplitHalf => "split_half_odd_even",
            Self::Lambda4OddEven => "lambda_4_odd_even",
            Self::Lambda4Max => "lambda_4_max",
            Self::Lambda4Mean => "lambda_4_mean",
            Self::Lambda4Min => "lambda_4_min",
            Self::MeanR => "mean_r",
            Self::Sem => "sem",
        }
    }
}

/// A coefficient with its value, or why it has none.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Estimate {
    /// Which.
    pub coefficient: Coefficient,
    /// The value, or why there is none.
    pub value: Result<f64, WhyNot>,
    /// The 95 % interval, for coefficients that get one.
    pub interval: Option<Result<(f64, f64), WhyNot>>,
}

/// The internal consistency of a scale.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Consistency {
    /// How many people answered all items.
    pub n: i64,
    /// How many items there are.
    pub k: usize,
    /// The mean score of these people, in points of the scale.
    pub mean: f64,
    /// The standard deviation (n - 1) of their scores.
    pub sd: f64,
    /// The places of items that all of them answered alike. They count as items of raw coefficients and allow no standardised one.
    pub constant: Vec<usize>,
    /// The coefficients.
    pub estimates: Vec<Estimate>,
}

impl Consistency {
    /// A coefficient.
    pub fn get(&self, coefficient: Coefficient) -> Option<&Estimate> {
        self.estimates.iter().find(|estimate| estimate.coefficient == coefficient)
    }
}

/// The internal consistency of the scale that sums the variables of `moments`, in the order of the scale. `step` is how many points
/// of the scale a unit of the sum is worth, and `zero` the score of a sum of 0: 1 and 0 for a sum of whole numbers.
///
/// # Errors
/// [`WhyNot::OneItem`], [`WhyNot::NoRows`], [`WhyNot::FewRows`], [`WhyNot::NoVariance`], [`WhyNot::TooLarge`]: then there is no
/// coefficient at all. Those that cannot be estimated alone have their reasons.
pub fn consistency(moments: &Moments, step: f64, zero: f64) -> Result<Consistency, WhyNot> {
    let crosses = Crosses::of(moments)?;
    let (n, k) = (crosses.n, crosses.k);
    let wide = k as f64;
    let stretch = wide / (wide - 1.0);
    let total = crosses.total as f64;
    let alpha = alpha_of(k, crosses.trace, crosses.total);
    let correlations = crosses.correlations();
    let multiple = crosses.multiple_correlations();
    let off = |matrix: &[f64], of: fn(f64) -> f64| -> f64 {
        (0..k)
            .flat_map(|i| (0..k).filter(move |j| *j != i).map(move |j| i * k + j))
            .filter_map(|at| matrix.get(at))
            .map(|x| of(*x))
            .sum()
    };
    let lambda_2 = |matrix: &[f64], trace: f64| {
        let between = off(matrix, |x| x);
        (between + (stretch * off(matrix, |x| x * x)).sqrt()) / (trace + between)
    };
    let mean_r = correlations.as_ref().map(|r| off(r, |x| x) / (wide * (wide - 1.0))).map_err(|why| *why);
    // The variance of a sum of standardised answers; below zero by rounding where it is none.
    let standardised = mean_r.and_then(|r| {
        let sum = wide * (1.0 + (wide - 1.0) * r);
        if sum > wide * 1e-12 { Ok(sum) } else { Err(WhyNot::NoVariance) }
    });
    let of_correlations = |of: &dyn Fn(&[f64], f64) -> f64| {
        let matrix = correlations.as_ref().map_err(|why| *why)?;
        standardised.map(|sum| of(matrix, sum))
    };
    let lambda_6 = multiple.as_ref().map_err(|why| *why).map(|smc| {
        let alone: f64 = smc.iter().enumerate().map(|(i, smc)| (1.0 - smc) * crosses.own(i) as f64).sum();
        1.0 - alone / total
    });
    let lambda_6_standardised = multiple.as_ref().map_err(|why| *why).and_then(|smc| {
        let alone: f64 = smc.iter().map(|smc| 1.0 - smc).sum();
        standardised.map(|sum| 1.0 - alone / sum)
    });
    let omega = omega_of(&crosses);
    let halves = odd_even(&crosses);
    let splits = all_splits(&crosses);
    let of_splits = |of: fn(&Splits) -> f64| splits.as_ref().map(of).map_err(|why| *why);
    let sd = (total / (n as f64 * (n - 1) as f64)).sqrt() * step;
    let sem = if alpha < 0.0 { Err(WhyNot::NegativeAlpha) } else { Ok(sd * (1.0 - alpha).max(0.0).sqrt()) };
    let named = |coefficient, value| Estimate { coefficient, value, interval: None };
    let estimates = vec![
        Estimate { interval: Some(feldt(alpha, n, k)), ..named(Coefficient::Alpha, Ok(alpha)) },
        named(Coefficient::AlphaStandardised, standardised.and_then(|sum| Ok(wide * wide * mean_r? / sum))),
        named(Coefficient::MeanR, mean_r),
        named(Coefficient::Lambda2, Ok(lambda_2(&crosses.covariances(), wide))),
        named(Coefficient::Lambda2Standardised, of_correlations(&|matrix, _| lambda_2(matrix, wide))),
        named(Coefficient::Lambda6, lambda_6),
        named(Coefficient::Lambda6Standardised, lambda_6_standardised),
        named(Coefficient::OmegaMinresImplied, omega.as_ref().map(|omega| omega.implied).map_err(|why| *why)),
        named(Coefficient::OmegaMinresObserved, omega.as_ref().map(|omega| omega.observed).map_err(|why| *why)),
        named(Coefficient::SplitHalf, halves.stepped_up),
        named(Coefficient::Lambda4OddEven, Ok(halves.lambda_4)),
        named(Coefficient::Lambda4Max, of_splits(|splits| splits.max)),
        named(Coefficient::Lambda4Mean, of_splits(|splits| splits.mean)),
        named(Coefficient::Lambda4Min, of_splits(|splits| splits.min)),
        named(Coefficient::Sem, sem),
    ];
    let sum: i128 = moments.sums().iter().copied().map(i128::from).sum();
    let mean = zero + step * (sum as f64 / n as f64);
    Ok(Consistency { n, k, mean, sd, constant: crosses.constant(), estimates })
}

/// Alpha, from whole numbers.
pub(super) fn alpha_of(k: usize, trace: i128, total: i128) -> f64 {
    let k = k as f64;
    k / (k - 1.0) * ((total - trace) as f64 / total as f64)
}

/// Feldt's interval of alpha: (1 - α̂)/(1 - α) has the distribution F with n - 1 and (n - 1)(k - 1) degrees of freedom where items
/// and errors are normal [Feldt 1965; Feldt, Woodruff & Salih 1987]. `n` is the rows that entered.
fn feldt(alpha: f64, n: i64, k: usize) -> Result<(f64, f64), WhyNot> {
    let (df, tail) = ((n - 1) as f64, f64::midpoint(1.0, -LEVEL));
    let limit = |upper: f64| {
        let quantile = f_upper_quantile(upper, df, df * (k - 1) as f64).ok_or(WhyNot::TooLarge)?;
        Ok(1.0 - (1.0 - alpha) * quantile)
    };
    Ok((limit(tail)?, limit(1.0 - tail)?))
}

/// Fisher's interval of a correlation.
///
/// # Errors
/// [`WhyNot::FewPairs`], [`WhyNot::PerfectCorrelation`].
pub(super) fn of_correlation(r: f64, n: i64) -> Result<(f64, f64), WhyNot> {
    let why = if n < 4 { WhyNot::FewPairs } else { WhyNot::PerfectCorrelation };
    normal_limit().and_then(|z| crate::math::correlation_interval(r, n, z)).ok_or(why)
}

#[cfg(test)]
mod tests {
    use super::feldt;

    /// psych 2.2.9, `alpha.ci(.8, 100, 10)`, and R psychometric, to the digits that both print.
    #[test]
    fn the_interval_of_feldt() {
        let found = feldt(0.8, 100, 10);
        assert!(found.is_ok_and(|(low, high)| (low - 0.736_048_46).abs() < 5e-9 && (high - 0.853_691_82).abs() < 5e-9));
    }
}
