//! Everything beside the conformance vectors.

#![forbid(unsafe_code)]

mod definitions;
mod errors;
mod listings;
mod schema;
