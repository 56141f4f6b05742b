//! What a school's own data say of an instrument and of a class: norms, reliability, statistics of items, agreement of raters, before and
//! after. Feature `fit`.

pub mod agreement;
pub mod compare;
pub mod norms;
pub mod reliability;
