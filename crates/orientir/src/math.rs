//! The only caller of transcendental functions. They come from `libm`, so that every platform gives the same bits.

mod fisher;

pub(crate) use fisher::f_upper_quantile;

/// The standard normal distribution function, `erfc(-z / sqrt 2) / 2`.
pub(crate) fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// The value that a number with the distribution Beta(a, b) exceeds with the probability `upper`; none where there is no such number.
pub(crate) fn beta_upper_quantile(upper: f64, a: f64, b: f64) -> Option<f64> {
    // A beta-distributed number is a F / (a F + b) with F of 2 a and 2 b degrees of freedom.
    let f = a * f_upper_quantile(upper, 2.0 * a, 2.0 * b)?;
    Some(f / (f + b))
}

#[cfg(test)]
mod tests {
    use super::{beta_upper_quantile, normal_cdf};

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
