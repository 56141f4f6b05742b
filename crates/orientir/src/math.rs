//! The only caller of transcendental functions. They come from `libm`, so that every platform gives the same bits.

#[cfg(feature = "fit")]
mod fisher;

#[cfg(feature = "fit")]
pub(crate) use fisher::f_upper_quantile;

/// The standard normal distribution function, `erfc(-z / sqrt 2) / 2`.
pub(crate) fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::normal_cdf;

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
}
