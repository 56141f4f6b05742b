//! What the suites share: finding files, and the forms of vectors with what runs them.
//!
//! The forms are described in `vectors/README.md`; runners in other languages read the same files.

#![forbid(unsafe_code)]

pub mod case;
pub mod compare;
pub mod document;
pub mod fault;
pub mod files;
pub mod fuzz;
pub mod table;

/// Cases that fail, with the reason. Each must go on failing until its entry is taken out.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Vectors of scores, as `file: case`.
    pub scores: std::collections::BTreeMap<String, String>,
    /// Vectors of tables, as `file: case`.
    pub tables: std::collections::BTreeMap<String, String>,
    /// Vectors of errors by name.
    pub errors: std::collections::BTreeMap<String, String>,
}
