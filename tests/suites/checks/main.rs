//! Everything beside the conformance vectors.

#![forbid(unsafe_code)]

mod agreement;
mod definitions;
mod errors;
mod intervals;
mod laws;
mod listings;
mod numbers;
mod schema;
