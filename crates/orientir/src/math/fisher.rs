//! Quantiles of the F distribution, on `libm` alone, to eleven digits.
//!
//! Not from the crate `statrs` (0.19.1): its incomplete beta function is 5e-10 off at 60,000 degrees of freedom, which moves a
//! quantile by 5e-9, and its logarithms are the platform's wherever another crate of a build turns on `num-traits/std`.

use std::f64::consts::PI;

/// The most terms of the continued fraction; about as many are needed as the root of the degrees of freedom.
const MOST_TERMS: u32 = 20_000;
/// Where quantiles are looked for, as logarithms.
const ENDS: (f64, f64) = (-300.0, 300.0);

/// The value that an F-distributed number with `df1` and `df2` degrees of freedom exceeds with the probability `upper`. Degrees of
/// freedom may be fractions. None where there is no such number, or none below e^300.
pub(crate) fn f_upper_quantile(upper: f64, df1: f64, df2: f64) -> Option<f64> {
    let in_range = |df: f64| df > 0.0 && df < 1e9;
    if !(upper > 0.0 && upper < 1.0 && in_range(df1) && in_range(df2)) {
        return None;
    }
    let (a, b) = (df1 / 2.0, df2 / 2.0);
    let tail = |t: f64| upper_tail(a, b, t);
    let (mut low, mut high) = ENDS;
    if tail(low)?.0 < upper || tail(high)?.0 > upper {
        return None;
    }
    let mut t = 0.0;
    // Newton's steps in ln F, where the curve is nearly straight; halving where a step leaves what is known to hold the root.
    for _ in 0..200 {
        let (probability, density) = tail(t)?;
        if probability > upper {
            low = t;
        } else {
            high = t;
        }
        let step = (probability - upper) / density;
        let next = t + step;
        let next = if next > low && next < high { next } else { f64::midpoint(low, high) };
        let moved = (next - t).abs();
        t = next;
        if moved <= 4.0 * f64::EPSILON * t.abs().max(0.01) {
            break;
        }
    }
    Some(libm::exp(t))
}

/// The probability that F exceeds `exp(t)`, and the density of ln F there; a and b are half the degrees of freedom.
fn upper_tail(a: f64, b: f64, t: f64) -> Option<(f64, f64)> {
    // F = (b / a) z / w: each share from its own formula, so that neither loses digits where the other is nearly one.
    let z = 1.0 / (1.0 + b / a * libm::exp(-t));
    let w = 1.0 / (1.0 + a / b * libm::exp(t));
    let density = beta_weight(a, b, z, w);
    // The fraction converges fast on this side of the mean.
    let probability = if z < (a + 1.0) / (a + b + 2.0) {
        1.0 - density / a / continued_fraction(a, b, z)?
    } else {
        density / b / continued_fraction(b, a, w)?
    };
    Some((probability, density))
}

/// The continued fraction 1 + d1/(1 + d2/(1 + ...)) of the incomplete beta function (DLMF 8.17.22), by Lentz's method.
fn continued_fraction(a: f64, b: f64, x: f64) -> Option<f64> {
    // Stands for a zero in a divisor.
    const TINY: f64 = 1e-300;
    let off_zero = |number: f64| if number.abs() < TINY { TINY } else { number };
    let (mut value, mut c, mut d) = (1.0, 1.0, 0.0);
    for m in 0..MOST_TERMS {
        let m = f64::from(m);
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let next = m + 1.0;
        let even = next * (b - next) * x / ((a + 2.0 * next - 1.0) * (a + 2.0 * next));
        let mut change = 1.0;
        for term in [odd, even] {
            d = 1.0 / off_zero(1.0 + term * d);
            c = off_zero(1.0 + term / c);
            change = c * d;
            value *= change;
        }
        if (change - 1.0).abs() < f64::EPSILON {
            return Some(value);
        }
    }
    None
}

/// z^a w^b / B(a, b) with z + w = 1, without the cancellation of large logarithms of gamma functions: Loader (2000), Fast and
/// accurate computation of binomial probabilities.
fn beta_weight(a: f64, b: f64, z: f64, w: f64) -> f64 {
    let n = a + b;
    // a - n z is n w - b: taken from the smaller share, whose digits are not lost beside a large number.
    let difference = if z < w { a - n * z } else { n * w - b };
    let exponent = stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
        - deviance(a, n * z, difference)
        - deviance(b, n * w, -difference);
    libm::exp(exponent) * (a * b / (2.0 * PI * n)).sqrt()
}

/// ln Γ(x + 1) less Stirling's formula for it.
fn stirling_error(x: f64) -> f64 {
    if x < 16.0 {
        return libm::lgamma(x + 1.0) - (x + 0.5) * libm::log(x) + x - 0.5 * libm::log(2.0 * PI);
    }
    let square = x * x;
    let coefficients = [1.0 / 1188.0, 1.0 / 1680.0, 1.0 / 1260.0, 1.0 / 360.0, 1.0 / 12.0];
    coefficients.into_iter().fold(0.0, |rest, coefficient| coefficient - rest / square) / x
}

/// x ln(x / m) + m - x, given x - m too. Near m by ln(x / m) = 2 artanh v with v = (x - m) / (x + m), whose first term leaves
/// (x - m) v.
fn deviance(x: f64, m: f64, difference: f64) -> f64 {
    let v = difference / (x + m);
    if v.abs() > 0.1 {
        return x * libm::log(x / m) - difference;
    }
    let (mut sum, mut power, mut odd) = (difference * v, 2.0 * x * v, 1.0);
    loop {
        power *= v * v;
        odd += 2.0;
        let next = sum + power / odd;
        if next.total_cmp(&sum).is_eq() {
            return sum;
        }
        sum = next;
    }
}

#[cfg(test)]
mod tests {
    use super::f_upper_quantile;

    /// Worked out to thirty digits with mpmath 1.4.1: `tests/reference/f_quantiles.py`.
    const QUANTILES: [(f64, f64, f64, f64); 12] = [
        (0.025, 5.0, 18.0, 3.381_967_805_875_243),
        (0.025, 18.0, 5.0, 6.361_883_204_654_354),
        (0.975, 5.0, 18.0, 0.157_186_161_366_244_58),
        (0.025, 1.0, 1.0, 647.789_011_477_845_3),
        (0.025, 59_999.0, 59_999.0, 1.016_132_063_376_658),
        (0.025, 59_999.0, 1.0, 1_018.249_775_794_558_9),
        (0.025, 1.0, 59_999.0, 5.024_138_395_098_691),
        (0.025, 5.0, 4.75, 7.561_151_328_057_702),
        (0.025, 2.25, 0.375, 69_038_526.092_800_72),
        (0.005, 99.0, 891.0, 1.436_658_046_305_440_6),
        (0.0001, 3.0, 2.0, 9_999.166_662_036_805),
        (0.5, 7.0, 200.0, 0.909_601_269_552_080_1),
    ];

    #[test]
    fn quantiles_have_their_digits() {
        for (upper, df1, df2, expected) in QUANTILES {
            let found = f_upper_quantile(upper, df1, df2);
            assert!(
                found.is_some_and(|found| (found / expected - 1.0).abs() < 1e-11),
                "{df1} {df2} {found:?} {expected}"
            );
        }
    }

    #[test]
    fn what_is_no_quantile_is_none() {
        for (upper, df1, df2) in
            [(0.0, 1.0, 1.0), (1.0, 1.0, 1.0), (0.5, 0.0, 1.0), (0.5, 1.0, -1.0), (0.5, f64::NAN, 1.0)]
        {
            assert_eq!(f_upper_quantile(upper, df1, df2), None);
        }
        assert_eq!(f_upper_quantile(0.025, 1.0, 0.01), None, "beyond every number");
    }
}
