//! Mergeable counts and sums of many people's answers: exact whole numbers, and no row of a person. Feature `fit`.

mod items;
mod moments;

pub(crate) use items::KeyedAnswers;
pub use items::{ScaleItems, scale_items};
pub use moments::Moments;

/// A sum left the whole numbers that JSON holds exactly (2^53 - 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;
