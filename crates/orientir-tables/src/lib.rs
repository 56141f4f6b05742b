//! Tables as schools keep them, read as rows of text.
#![forbid(unsafe_code)]

mod fault;
mod separator;

pub use fault::Fault;
