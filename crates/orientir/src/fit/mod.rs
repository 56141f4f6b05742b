//! What a school's own data say of an instrument: norms, reliability, statistics of items, agreement of raters. Feature `fit`.

pub mod agreement;
pub mod norms;
pub mod reliability;
