//! The instruments and batteries that come with the engine.

use crate::criteria::Battery;
use crate::error::{Code, Diagnostics, Error};
use crate::instrument::Instrument;
use crate::names::{self, nearest, plain};

pub use orientir_instruments::{BATTERIES, INSTRUMENTS};

/// The text of the document with an id, as people write it.
fn document(documents: &'static [(&str, &str)], name: &str) -> Option<&'static str> {
    let wanted = plain(name);
    documents.iter().find(|(id, _)| plain(id) == wanted).map(|(_, text)| *text)
}

fn unknown(name: &str, known: &[String]) -> Diagnostics {
    let error = Error::new(Code::UnknownInstrument, "").with("name", crate::error::escape(name.trim()));
    error.with("fix", nearest(name, known).unwrap_or_default()).into()
}

/// The instrument with an id or an alias; what [`plain`] ignores does not matter.
///
/// ```
/// for name in ["klimov-ddo", "KLIMOV_DDO", "Klimov", "«ддо»"] {
///     assert_eq!(orientir::catalogue::get(name)?.id(), "klimov-ddo");
/// }
/// # Ok::<(), orientir::Diagnostics>(())
/// ```
///
/// # Errors
/// `unknown_instrument`, with the nearest name.
pub fn get(name: &str) -> Result<Instrument, Diagnostics> {
    if let Some(text) = document(INSTRUMENTS, name) {
        return Instrument::from_json(text);
    }
    let mut known: Vec<String> = Vec::new();
    for (_, text) in INSTRUMENTS {
        let instrument = Instrument::from_json(text)?;
        if names::is_called(&instrument, name) {
            return Ok(instrument);
        }
        known.extend(names::of(&instrument).map(str::to_owned));
    }
    Err(unknown(name, &known))
}

/// The battery with an id; what [`plain`] ignores does not matter.
///
/// # Errors
/// `unknown_instrument`, with the nearest name.
pub fn battery(name: &str) -> Result<Battery, Diagnostics> {
    let ids: Vec<String> = BATTERIES.iter().map(|(id, _)| (*id).to_owned()).collect();
    match document(BATTERIES, name) {
        Some(text) => Battery::from_json(text, get),
        None => Err(unknown(name, &ids)),
    }
}

/// Every instrument, in the order in which they are listed.
///
/// # Errors
/// None for the catalogue as it is shipped: a test compiles every definition.
pub fn all() -> Result<Vec<Instrument>, Diagnostics> {
    INSTRUMENTS.iter().map(|(_, text)| Instrument::from_json(text)).collect()
}
