//! Agreement of raters: Cohen's kappa, Krippendorff's alpha, intraclass correlations, severity.
//!
//! ```
//! use orientir::Ratio;
//! use orientir::fit::agreement::{IccForm, Metric, Ratings, alpha, icc, severity};
//!
//! // Four pupils, three raters; the last pupil was not seen by the second one.
//! let marks = [[Some(3), Some(2), Some(3)], [Some(1), Some(1), Some(0)], [Some(2), Some(1), Some(2)], [Some(0), None, Some(1)]];
//! let cells = marks.iter().flatten().map(|mark| mark.map(Ratio::whole)).collect();
//! let ratings = Ratings::new(3, cells)?;
//!
//! let ordinal = alpha(&ratings, Metric::Ordinal)?;
//! assert_eq!((ordinal.units, ordinal.values), (4, 11));
//! let correlations = icc(&ratings, 0.95)?;
//! assert_eq!((correlations.n, correlations.dropped), (3, 1));
//! let single = correlations.form(IccForm::Agreement);
//! assert!(single.value? < 1.0 && single.interval?.0 < single.value?);
//! assert_eq!(severity(&ratings)?.len(), 3);
//! # Ok::<(), orientir::fit::agreement::WhyNot>(())
//! ```
//!
//! Ratings are exact fractions and are counted and summed as whole numbers; a float is made by the last divisions. What cannot be
//! estimated has a reason ([`WhyNot`]), never NaN, and an estimate below zero stays as it is. Formulas, sources and where other
//! programs differ: `docs/methods.md`, section "Agreement".

// INVARIANT: divisors are counts that were checked to be positive, and differences of exact sums that were checked not to be zero.

mod alpha;
mod icc;
mod kappa;
mod lines;
mod ratings;
mod severity;
mod table;
mod why;

pub use alpha::{Alpha, Metric, alpha};
pub use icc::{Icc, IccEstimate, IccForm, MeanSquares, icc};
pub use kappa::{CrossTable, Kappa, Weights, kappa};
pub use lines::{Line, Part};
pub use ratings::{Coverage, Ratings};
pub use severity::{Severity, severity};
pub use table::{Agreement, FieldAgreement, ScaleAgreement};
pub use why::WhyNot;
