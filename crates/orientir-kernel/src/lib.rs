//! The batch loops of orientir.
#![forbid(unsafe_code)]
