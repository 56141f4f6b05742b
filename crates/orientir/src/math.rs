//! The only caller of transcendental functions. They come from `libm`, so that every platform gives the same bits.

/// The standard normal distribution function, `erfc(-z / sqrt 2) / 2`.
pub(crate) fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// The regularised incomplete beta function `I_x(a, b)`, for x in 0..=1 and positive a and b: the distribution function of
/// Beta(a, b). The continued fraction of DLMF 8.17.22, by the algorithm of Lentz (1976).
pub(crate) fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction converges fast below the mean; beyond it `I_x(a, b) = 1 - I_(1-x)(b, a)`.
    if x > (a + 1.0) / (a + b + 2.0) { 1.0 - lower_beta(1.0 - x, b, a) } else { lower_beta(x, a, b) }
}

fn lower_beta(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    // So many terms are needed for parameters of some 10^5, far above any number of people or items here.
    const TERMS: u32 = 2000;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (mut numerator, mut denominator, mut fraction) = (1.0, 0.0, 1.0);
    for term in 0..TERMS {
        let m = f64::from(term / 2);
        let d = if term == 0 {
            1.0
        } else if term % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        denominator = 1.0 / away(1.0 + d * denominator);
        numerator = away(1.0 + d / numerator);
        let step = numerator * denominator;
        fraction *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    let front = a * libm::log(x) + b * libm::log1p(-x) + libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
    libm::exp(front) / a * (fraction - 1.0)
}

/// The value below which a share `p` of Beta(a, b) lies, by halving.
pub(crate) fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if beta_cdf(middle, a, b) < p { low = middle } else { high = middle }
    }
}

#[cfg(test)]
mod tests {
    use super::{beta_cdf, beta_quantile, normal_cdf};

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
        // Beta(1, 1) is uniform; I_x(2, 3) = 6x² - 8x³ + 3x⁴; I_x(a, 1) = x^a; I_x(1/2, 1/2) = 2/pi arcsin(sqrt x).
        for x in [0.01, 0.25, 0.5, 0.75, 0.99] {
            assert!((beta_cdf(x, 1.0, 1.0) - x).abs() < 1e-15, "{x}");
            assert!((beta_cdf(x, 2.0, 3.0) - x * x * (6.0 - 8.0 * x + 3.0 * x * x)).abs() < 1e-14, "{x}");
            assert!((beta_cdf(x, 3.0, 1.0) - x * x * x).abs() < 1e-14, "{x}");
            assert!((beta_quantile(beta_cdf(x, 7.5, 2.0), 7.5, 2.0) - x).abs() < 1e-12, "{x}");
        }
        assert!((beta_cdf(0.5, 0.5, 0.5) - 0.5).abs() < 1e-14);
        assert_eq!((beta_cdf(0.0, 2.0, 3.0).to_bits(), beta_cdf(1.0, 2.0, 3.0).to_bits()), (0, 1.0_f64.to_bits()));
        assert!(beta_quantile(0.0, 2.0, 3.0) < 1e-300 && beta_quantile(1.0, 2.0, 3.0) > 0.999);
    }
}
