//! Everything beside the conformance vectors.

#![forbid(unsafe_code)]

mod definitions;
mod errors;
mod laws;
mod listings;
mod numbers;
mod schema;
