//! Psychometric assessment for career guidance in schools.

#![forbid(unsafe_code)]

pub mod definition;
mod error;
mod exact;
mod json;
mod messages;

pub use error::{Code, Diagnostics, Error, Kind};
pub use exact::{Decimal, Ratio};
pub use messages::Lang;
