//! The only caller of transcendental functions. They come from `libm`, so that every platform gives the same bits.

mod fisher;

pub(crate) use fisher::f_upper_quantile;

/// The standard normal distribution function, `erfc(-z / sqrt 2) / 2`.
pub(crate) fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// `e^x`.
#[cfg(feature = "fit")]
pub(crate) fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// The natural logarithm.
#[cfg(feature = "fit")]
pub(crate) fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// The natural logarithm of the gamma function.
#[cfg(feature = "fit")]
pub(crate) fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The value below which a standard normal number lies with the probability `p`; none outside 0 to 1, ends excluded.
///
/// A first guess (Abramowitz and Stegun 1964, 26.2.23, within 4.5e-4) and steps of Halley's method on the distribution function,
/// of which two are enough; to about fifteen digits.
pub(crate) fn normal_quantile(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    // The lower tail keeps its digits.
    if p > 0.5 {
        return normal_quantile(1.0 - p).map(|z| -z);
    }
    let t = (-2.0 * libm::log(p)).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = above / below - t;
    for _ in 0..3 {
        let step = (normal_cdf(z) - p) * (2.0 * std::f64::consts::PI).sqrt() * libm::exp(z * z / 2.0);
        z -= step / (1.0 + z * step / 2.0);
    }
    // The middle is exact.
    Some(if p.to_bits() == 0.5_f64.to_bits() { 0.0 } else { z })
}

/// The interval of a correlation `r` of `n` pairs that are normally distributed, for the normal quantile `z`: `tanh(artanh r ± z /
/// √(n - 3))` [Fisher 1921]; none of fewer than four pairs, or where r is -1 or 1.
#[cfg(feature = "fit")]
pub(crate) fn correlation_interval(r: f64, n: i64, z: f64) -> Option<(f64, f64)> {
    if n < 4 || !(r > -1.0 && r < 1.0) {
        return None;
    }
    let (middle, half) = (libm::atanh(r), z / ((n - 3) as f64).sqrt());
    Some((libm::tanh(middle - half), libm::tanh(middle + half)))
}

/// The value that a number with the distribution Beta(a, b) exceeds with the probability `upper`; none where there is no such number.
pub(crate) fn beta_upper_quantile(upper: f64, a: f64, b: f64) -> Option<f64> {
    // A beta-distributed number is a F / (a F + b) with F of 2 a and 2 b degrees of freedom.
    let f = a * f_upper_quantile(upper, 2.0 * a, 2.0 * b)?;
    Some(f / (f + b))
}

#[cfg(test)]
mod tests {
    use super::{beta_upper_quantile, normal_cdf, normal_quantile};

    #[test]
    fn normal_cdf_agrees_with_tables() {
        // Abramowitz and Stegun (1964), table 26.1, ten places.
        for (z, p) in [
            (0.0, 0.5),
            (1.0, 0.841_344_746_1),
            (1.96, 0.975_002_104_9),
            (-2.0, 0.022_750_131_9),
            (3.0, 0.998_650_102_0),
        ] {
            assert!((normal_cdf(z) - p).abs() < 1e-10, "{z}");
        }
    }

    /// `SciPy` 1.17.1, `special.ndtri`.
    #[test]
    fn normal_quantiles_agree_with_another() {
        for (p, z) in [
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
            (0.025, -1.959_963_984_540_054),
            (0.25, -0.674_489_750_196_081_7),
            (0.000_1, -3.719_016_485_455_680_4),
            (1e-12, -7.034_483_825_301_131),
            (1e-300, -37.047_096_299_361_2),
            (0.999, 3.090_232_306_167_813),
        ] {
            let found = normal_quantile(p);
            assert!(found.is_some_and(|found| (found - z).abs() <= 4e-15 * z.abs().max(1.0)), "{p} {found:?}");
        }
        for p in [0.0, 1.0, -0.1, 1.1, f64::NAN] {
            assert_eq!(normal_quantile(p), None);
        }
    }

    #[test]
    fn beta_agrees_with_closed_forms() {
        // Beta(1, 1) is uniform; the distribution function of Beta(2, 3) is 6x² - 8x³ + 3x⁴, that of Beta(3, 1) x³.
        for x in [0.01_f64, 0.25, 0.5, 0.75, 0.99] {
            for (a, b, below) in
                [(1.0, 1.0, x), (2.0, 3.0, x * x * (6.0 - 8.0 * x + 3.0 * x * x)), (3.0, 1.0, x * x * x)]
            {
                let found = beta_upper_quantile(1.0 - below, a, b);
                assert!(found.is_some_and(|found| (found - x).abs() < 1e-9), "{a} {b} {x} {found:?}");
            }
        }
        assert_eq!(beta_upper_quantile(0.0, 2.0, 3.0), None);
    }
}
