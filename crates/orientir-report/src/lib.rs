//! Figures of results, and pages that hold them.
//!
//! A figure is an SVG in one visual language: what has the colour of text follows the page that holds it, in light and in dark; what
//! has a colour of its own stands out from both. Nothing is told by colour alone, so that it can be read in grey. Texts are drawn with
//! the fonts that a system has, and are broken before they could leave their place. A title and a description say in words what is
//! drawn.
//!
//! A figure holds no style sheet and no script: it stands in a page with a strict Content-Security-Policy as it is.
//!
//! ```
//! use orientir::Lang;
//! use orientir_report::Figure;
//! let klimov = orientir::catalogue::get("klimov-ddo")?;
//! let mut answers = klimov.answers();
//! for pair in 1..=20 {
//!     answers.set(&pair.to_string(), if pair % 3 == 0 { "b" } else { "a" })?;
//! }
//! let figures = Figure::scales(&klimov.score(&answers).told(Lang::Ru), Lang::Ru);
//! assert!(figures[0].svg().starts_with("<svg"));
//! assert!(figures[0].description().contains("Человек — природа"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

mod figure;
mod lettering;
mod names;
mod page;
mod words;

pub use figure::Figure;
pub use page::{Audience, ClassPage, PersonPage, Problem};
