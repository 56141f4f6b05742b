//! What a school's own data say of an instrument and of a class: agreement of raters, before and after. Feature `fit`.

pub mod agreement;
pub mod compare;
