//! What a school's own data say of an instrument: norms, and agreement of raters. Feature `fit`.

pub mod agreement;
pub mod norms;
