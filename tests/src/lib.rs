//! What the suites share: finding files, and the forms of vectors with what runs them.
//!
//! The forms are described in `vectors/README.md`; runners in other languages read the same files.

#![forbid(unsafe_code)]

pub mod case;
pub mod compare;
pub mod document;
pub mod fault;
pub mod files;
