//! The instrument and battery definitions of orientir, as data.
#![forbid(unsafe_code)]
