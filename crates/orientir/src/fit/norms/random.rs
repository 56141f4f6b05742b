//! Draws of whole numbers from a seed: the same on every machine.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use crate::math::{exp, ln, ln_gamma};

/// A stream of numbers that a seed determines.
#[derive(Debug)]
pub(super) struct Draws(Xoshiro256PlusPlus);

impl Draws {
    /// The stream of a part of the work: parts with different numbers have streams of their own.
    pub(super) fn new(seed: u64, part: u64) -> Self {
        // Seeds are spread over the whole state by SplitMix64; the odd factor keeps neighbouring parts apart.
        Self(Xoshiro256PlusPlus::seed_from_u64(seed ^ part.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    /// A number from 0 to below 1, in steps of 2^-53.
    fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 * STEP
    }

    /// A whole number below `n`, each as likely to within 2^-64.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.0.next_u64()) * n as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }

    /// How many of `n` come out if each does with the probability `p`: by inversion, from the likeliest number outwards, where about as
    /// many steps are needed as the standard deviation is large.
    pub(super) fn binomial(&mut self, n: u64, p: f64) -> u64 {
        if n == 0 || p <= 0.0 {
            return 0;
        }
        if p >= 1.0 {
            return n;
        }
        let (size, q) = (n as f64, 1.0 - p);
        let mode = ((size + 1.0) * p).floor().min(size);
        let ways = ln_gamma(size + 1.0) - ln_gamma(mode + 1.0) - ln_gamma(size - mode + 1.0);
        let likeliest = exp(ways + mode * ln(p) + (size - mode) * ln(q));
        let mut left = self.unit() - likeliest;
        let odds = p / q;
        let (mut low, mut high) = (mode, mode);
        let (mut at_low, mut at_high) = (likeliest, likeliest);
        while left >= 0.0 {
            let reached = (low, high);
            if high < size {
                at_high *= odds * (size - high) / (high + 1.0);
                high += 1.0;
                left -= at_high;
                if left < 0.0 {
                    return whole(high);
                }
            }
            if low > 0.0 {
                at_low *= low / (odds * (size - low + 1.0));
                low -= 1.0;
                left -= at_low;
                if left < 0.0 {
                    return whole(low);
                }
            }
            // Rounding may leave a trace behind the last number.
            if (low, high) == reached || (at_low < f64::MIN_POSITIVE && at_high < f64::MIN_POSITIVE) {
                break;
            }
        }
        whole(mode)
    }

    /// `n` people spread over categories with these shares, which add up to `total`.
    pub(super) fn multinomial(&mut self, n: u64, shares: &[f64], total: f64, out: &mut [f64]) {
        let (mut people, mut rest) = (n, total);
        for (share, out) in shares.iter().zip(out.iter_mut()) {
            let drawn = if *share >= rest { people } else { self.binomial(people, share / rest) };
            *out = drawn as f64;
            people -= drawn;
            rest -= share;
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 0 to n")]
fn whole(number: f64) -> u64 {
    number as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean of binomial draws is np, their variance npq; of 20,000 draws they lie within five standard errors.
    #[test]
    fn draws_have_the_moments_of_the_binomial() {
        for (n, p) in [(10_u64, 0.3), (1, 0.5), (1000, 0.004), (1_000_000, 0.05), (50, 0.97)] {
            let mut draws = Draws::new(7, 1);
            let times = 20_000;
            let all: Vec<f64> = (0..times).map(|_| draws.binomial(n, p) as f64).collect();
            let mean = all.iter().sum::<f64>() / f64::from(times);
            let variance = all.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(times - 1);
            let (expected, spread) = (n as f64 * p, n as f64 * p * (1.0 - p));
            let error = (spread / f64::from(times)).sqrt();
            assert!((mean - expected).abs() < 5.0 * error, "{n} {p}: {mean} beside {expected}");
            assert!((variance / spread - 1.0).abs() < 0.06, "{n} {p}: {variance} beside {spread}");
            assert!(all.iter().all(|x| *x >= 0.0 && *x <= n as f64));
        }
    }

    /// Two coins: 0, 1 and 2 come with 1/4, 1/2, 1/4.
    #[test]
    fn small_numbers_come_as_often_as_they_should() {
        let mut draws = Draws::new(1, 1);
        let mut seen = [0_i32; 3];
        for _ in 0..40_000 {
            let drawn = usize::try_from(draws.binomial(2, 0.5)).unwrap_or(9);
            if let Some(place) = seen.get_mut(drawn) {
                *place += 1;
            }
        }
        for (seen, expected) in seen.iter().zip([10_000, 20_000, 10_000]) {
            assert!((seen - expected).abs() < 500, "{seen} beside {expected}");
        }
    }

    #[test]
    fn everybody_is_spread_and_the_seed_decides() {
        let shares = [3.0, 0.0, 5.0, 2.0];
        let draw = |seed| {
            let mut out = [0.0; 4];
            Draws::new(seed, 3).multinomial(1000, &shares, 10.0, &mut out);
            out.map(f64::to_bits)
        };
        assert_eq!(draw(5), draw(5));
        assert_ne!(draw(5), draw(6));
        assert_eq!(draw(5).map(f64::from_bits).iter().sum::<f64>().to_bits(), 1000.0_f64.to_bits());
        assert_eq!(draw(5).get(1), Some(&0.0_f64.to_bits()));
        let mut draws = Draws::new(5, 3);
        assert!((0..1000).all(|_| draws.below(7) < 7));
    }
}
