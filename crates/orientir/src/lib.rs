//! Orientir turns pupils' answers to career-readiness questionnaires into scores, norms and the three criteria of
//! professional self-determination. An instrument is one JSON definition; nothing about an instrument is written in code.
//! The same definition and the same answers give the same numbers, to the bit, on every surface.
//!
//! ```
//! let klimov = orientir::catalogue::get("klimov-ddo")?;
//! let mut answers = klimov.answers();
//! for item in 1..=20 {
//!     answers.set(&item.to_string(), "a")?;
//! }
//! let report = klimov.score(&answers);
//! assert_eq!(report.scale("nature")?.raw(), Some(6.0));
//! assert_eq!(report.types(), Some(vec!["nature"]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Overview
//!
//! [`Instrument::from_json`] reads, resolves, checks and lowers a definition into a [`Plan`]; all problems come in one run,
//! each with its JSON Pointer. [`Instrument::score`] takes the [`Answers`] of one person and gives a [`Report`];
//! [`Instrument::scorer`] does the same for many people without asking for memory; [`Instrument::score_batch`] takes columns.
//! [`Sheet`] turns a table of text, or the columns of a data [`Frame`], into answers. A [`Battery`] joins reports into criteria
//! and a [`Profile`]; a [`Class`] does it for the tables of many people. The instruments and batteries that come with the
//! engine are in [`catalogue`].
//!
//! # How scoring works
//!
//! Answers are codes. Branches take out what does not apply, the chosen policies take out what should not count, and each
//! scale is then computed from its fields or from scales before it: sum, mean, median, spread, least, greatest, count,
//! difference, ratio. Checks fire where they are false; levels are half-open bands of a raw or a standard score; types are
//! the scales that lead. [`Instrument::explain`] shows every step for one person.
//!
//! # Missing data
//!
//! A scale states how many answers it needs. With fewer it has no score, with some missing a sum is prorated in
//! percent-of-maximum space, and every score tells the lowest and highest value that the missing answers could still give. A
//! refused answer, one that does not apply, one that was not asked and a faulty one are told apart ([`definition::Status`]).
//! Nothing is ever filled in from other people.
//!
//! # Numbers and reproducibility
//!
//! A raw score is an exact fraction ([`Ratio`]); levels, ties, checks and linear standard scores compare fractions, and a float
//! is made once, by one division. The one transcendental function of scoring, the normal distribution behind percentiles, comes from
//! the `libm` crate, and so does what `fit` and response quality need. A [`Receipt`] names definition, norms and policies by hash, and [`Instrument::verify`] checks a result against
//! answers years later.
//!
//! # Features
//!
//! - `catalogue` (default): the definitions that come with the engine, embedded.
//! - `fit`: what a school's own data say of an instrument: agreement of raters, reliability, statistics of items (module `fit`).
//!   Self-tests do without.
//! - `schema`: the JSON Schemas of definitions, batteries, maps of tables and files of answers.
//!
//! # What it does not do
//!
//! No input or output, no clock, no randomness, no `unsafe`. It makes no diagnosis and grades nobody against a norm that does
//! not fit. Fitting norms to a school's own data comes in a later version; reliability and agreement of raters are there.

#![forbid(unsafe_code)]

mod answer_file;
mod answers;
pub mod batch;
#[cfg(feature = "catalogue")]
pub mod catalogue;
mod codes;
mod columns;
mod compile;
pub mod criteria;
pub mod definition;
mod error;
mod exact;
mod examples;
mod explain;
#[cfg(feature = "fit")]
pub mod fit;
pub mod form;
mod hash;
mod instrument;
mod json;
mod key;
mod linear;
mod math;
mod messages;
pub mod names;
mod node;
mod norm;
mod norm_file;
mod operation;
mod plan;
pub mod quality;
mod receipt;
mod report;
mod roster;
mod score;
mod sheet;
#[cfg(feature = "fit")]
pub mod tally;
mod text_pack;
pub mod told;
mod uses;

#[cfg(feature = "schema")]
pub use answer_file::answers_schema;
pub use answer_file::{AnswerFile, AnswerSheet};
pub use answers::{Answers, Given, Person};
pub use batch::{Batch, BatchScores};
pub use columns::{Cell, ScoreColumns};
pub use criteria::{Battery, Class, Profile};
pub use error::{Code, Diagnostics, Error, Kind, escape};
pub use exact::{Decimal, Ratio};
pub use explain::Explanation;
pub use form::Form;
pub use instrument::{Instrument, Scorer};
pub use key::{KeyPart, Points};
pub use messages::Lang;
pub use norm::Refusal;
#[cfg(feature = "schema")]
pub use norm_file::norms_schema;
pub use norm_file::{NormFile, NormMarker, Remark};
pub use plan::Plan;
pub use receipt::Receipt;
pub use report::{Report, ScaleReport};
pub use roster::Roster;
pub use score::{ScaleScore, Scores, Types, Ungraded};
#[cfg(feature = "schema")]
pub use sheet::map_schema;
pub use sheet::{Entry, Frame, FrameBatch, FrameColumn, Identity, Key, NamedBy, Reader, Sheet, TableMap};
#[cfg(feature = "schema")]
pub use text_pack::texts_schema;
pub use text_pack::{AskedTexts, TextPack, TextPackFile, TextsUsed};
pub use told::Told;
pub use uses::Restriction;

#[cfg(all(doctest, feature = "catalogue"))]
#[doc = include_str!("../../../README.md")]
struct Readme;
