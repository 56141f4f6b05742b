//! What a school's own data say of an instrument: agreement of raters, reliability, statistics of items. Feature `fit`.

pub mod agreement;
pub mod reliability;
