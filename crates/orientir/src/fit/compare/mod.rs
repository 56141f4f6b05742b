//! Before and after: the reliable change of a person, and how the scores of a group moved. Feature `fit`.
//!
//! ```
//! use orientir::Ratio;
//! use orientir::fit::compare::{cliff, reliable_change, within, Verdict};
//!
//! // Jacobson and Truax (1991): 32.5 to 47.5, s 7.5, r .8.
//! let change = reliable_change(Ratio::whole(15), 7.5, 0.8)?;
//! assert!((change.index - 3.162_277_660_168_379_5).abs() < 1e-12);
//! assert_eq!(change.verdict, Verdict::Risen);
//!
//! let scores = |list: [i64; 4]| list.map(Ratio::whole);
//! let (before, after) = (scores([1, 2, 3, 4]), scores([2, 2, 4, 5]));
//! let moved = within(&before, &after)?;
//! assert_eq!((moved.risen, moved.same, moved.fallen, moved.value), (3, 1, 0, 0.75));
//! assert_eq!(cliff(&before, &after)?.value, 5.0 / 16.0);
//! # Ok::<(), orientir::fit::compare::WhyNot>(())
//! ```
//!
//! Scores are exact fractions; who stands above whom is counted in whole numbers, and floats are made by the last divisions. What
//! cannot be said has a reason ([`WhyNot`]), never NaN. Nothing here ranks schools or people, or says why scores moved. Formulas,
//! sources and decisions: `docs/methods.md`, section "Before and after".

mod change;
mod days;
mod delta;
mod group;
mod lines;
mod table;
mod why;
mod within;
#[doc(hidden)]
pub mod words;

pub use change::{Deviation, Known, MeasurementError, ReliabilitySource, ReliableChange, Verdict, reliable_change};
pub use days::day_number;
pub use delta::{Delta, cliff, cliff_paired};
pub use group::GroupChange;
pub use lines::{Line, Part};
pub use table::{Comparison, Options, PersonChange, ScaleChange, Sitting};
pub use why::WhyNot;
pub use within::{Within, within};

/// The quantile of the normal distribution at 0.975: all intervals are of 95 %.
const Z: f64 = 1.959_963_984_540_054;
