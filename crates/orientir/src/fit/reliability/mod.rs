//! Reliability of scales and statistics of their items, from exact sums.
//!
//! Everything that looks at one occasion is made of [`Moments`](crate::tally::Moments): how many people answered all items of a scale,
//! and the sums and cross-products of their keyed answers. So a table of answers and merged counts of many schools go the same way,
//! and neither the order of rows nor how they were split changes a bit. [`Collected`] makes them of answers, [`reliability`] and
//! [`items`] look at all scales of an instrument, [`consistency`] and [`item_statistics`] at one. [`retest`] compares two occasions.
//!
//! What has no meaning is refused with a reason ([`WhyNot`]): internal consistency of choices between alternatives above all, which
//! the definition of an instrument declares.
//!
//! ```
//! use orientir::fit::reliability::{Coefficient, consistency};
//! use orientir::tally::Moments;
//!
//! let mut moments = Moments::new(2);
//! for answers in [[1, 2], [2, 2], [3, 5], [2, 3]] {
//!     moments.add(&answers).expect("small numbers");
//! }
//! // Sums 3, 4, 8, 5; variances 2/3, 2 and 14/3 of the sum: 2 (1 - (8/3) / (14/3)).
//! let found = consistency(&moments, 1.0, 0.0).expect("four people who differ");
//! let alpha = found.get(Coefficient::Alpha).and_then(|alpha| alpha.value.ok());
//! assert!(alpha.is_some_and(|alpha| (alpha - 6.0 / 7.0).abs() < 1e-15));
//! ```

mod collect;
mod consistency;
mod cross;
mod items;
mod lines;
mod omega;
mod retest;
mod scales;
mod splits;
mod why;
#[doc(hidden)]
pub mod words;

pub use collect::{Collected, Occasions};
pub use consistency::{Coefficient, Consistency, Estimate, consistency};
pub use items::{Against, Correlation, Evidence, ItemStatistics, item_statistics};
pub use lines::{ItemLine, Line, item_lines, known_remarks, lines};
pub use omega::{Omega, omega};
pub use retest::{Retest, retest};
pub use scales::{Options, ScaleOfItems, ScaleReliability, items, reliability};
pub use splits::{Halves, MAX_SPLIT_ITEMS, halves};
pub use why::WhyNot;

/// The confidence level of intervals.
pub(crate) const LEVEL: f64 = 0.95;

/// The most items for which matrices are inverted and directions are looked for.
pub(crate) const MAX_MATRIX: usize = 200;

/// The quantile of the normal distribution that goes with [`LEVEL`].
pub(crate) fn normal_limit() -> Option<f64> {
    crate::math::normal_quantile(f64::midpoint(1.0, LEVEL))
}
