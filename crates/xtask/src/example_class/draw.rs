//! Seeded draws that come out the same on every machine: integers, and floats made by addition and multiplication alone.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// A stream of draws.
#[derive(Debug)]
pub struct Draw(Xoshiro256PlusPlus);

impl Draw {
    /// A stream of its own for each number, so that a change to one table leaves the others as they are.
    pub fn stream(seed: u64, number: usize) -> Self {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed);
        (0..number).for_each(|_| generator.jump());
        Self(generator)
    }

    /// A number in [0, 1), in steps of 2^-32.
    fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// A deviate of mean 0 and variance 1: twelve uniforms less six, near enough to normal and free of logarithms.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// Whether something of this probability happens.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of several.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        let count = u32::try_from(choices.len()).unwrap_or(u32::MAX);
        let place = (u64::from(self.0.next_u32()) * u64::from(count)) >> 32;
        choices[usize::try_from(place).unwrap_or_default()]
    }

    /// A deviate for each item: some are easier to agree with than others.
    pub fn ease(&mut self, items: usize, spread: f64) -> Vec<f64> {
        (0..items).map(|_| spread * self.normal()).collect()
    }
}

/// The whole number from `lowest` to `highest` that is nearest to a value.
pub fn nearest(value: f64, lowest: i32, highest: i32) -> i32 {
    (lowest + 1..=highest).take_while(|n| value >= f64::from(*n) - 0.5).last().unwrap_or(lowest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_stays_inside_and_rounds_halves_up() {
        let found = [-7.0, 0.49, 0.5, 1.0, 2.6, 9.0].map(|value| nearest(value, 0, 3));
        assert_eq!(found, [0, 0, 1, 1, 3, 3]);
    }

    #[test]
    fn streams_differ_and_repeat() {
        let first = |number| Draw::stream(1, number).normal().to_bits();
        assert_eq!(first(2), first(2));
        assert_ne!(first(0), first(1));
    }
}
