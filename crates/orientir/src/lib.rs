//! Psychometric assessment for career guidance in schools.

#![forbid(unsafe_code)]

mod answers;
pub mod batch;
#[cfg(feature = "catalogue")]
pub mod catalogue;
mod codes;
mod columns;
mod compile;
pub mod criteria;
pub mod definition;
mod error;
mod exact;
mod examples;
mod hash;
mod instrument;
mod json;
mod math;
mod messages;
mod norm;
mod plan;
mod receipt;
mod report;
mod score;
mod sheet;

pub use answers::{Answers, Person};
pub use batch::{Batch, BatchScores};
pub use criteria::{Battery, Profile};
pub use columns::{Cell, ScoreColumns};
pub use error::{Code, Diagnostics, Error, Kind};
pub use exact::{Decimal, Ratio};
pub use instrument::{Instrument, Scorer};
pub use messages::Lang;
pub use norm::Refusal;
pub use plan::Plan;
pub use receipt::Receipt;
pub use report::{Report, ScaleReport};
pub use score::{ScaleScore, Scores, Types, Ungraded};
pub use sheet::{Entry, Key, Sheet};
