//! Laws that hold for every definition and every answer, tried on random ones.
//!
//! The random numbers are seeded, so that a run can be repeated; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` look further.

mod answers;
mod form;
mod fuzz;
mod hostile;
mod limits;
mod norms;
mod prorating;
mod ranges;
mod types;

use proptest::test_runner::{Config, RngSeed};

/// So many cases, from a fixed seed unless the environment names another.
pub fn cases(number: u32) -> Config {
    let mut config = Config { failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(2026);
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = number;
    }
    config
}
