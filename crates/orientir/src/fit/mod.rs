//! What a school's own data say of an instrument: agreement of raters. Feature `fit`.

pub mod agreement;
