//! Tables as schools keep them, read as rows of text.
#![forbid(unsafe_code)]

mod encoding;
mod fault;
mod separator;

pub use encoding::Encoding;
pub use fault::Fault;
