//! The command line from end to end: what goes in, what comes out, what is told, and the exit code.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod assess;
mod bad_input;
mod desk;
mod score;
mod text;
