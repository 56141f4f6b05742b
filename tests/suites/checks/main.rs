//! Everything beside the conformance vectors.

#![forbid(unsafe_code)]

mod agreement;
mod definitions;
mod errors;
mod fitted_norms;
mod intervals;
mod laws;
mod listings;
mod numbers;
mod reliability;
mod schema;
mod tallies;
mod texts;
