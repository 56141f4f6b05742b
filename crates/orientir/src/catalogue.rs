//! The instruments and batteries that come with the engine.

use crate::criteria::Battery;
use crate::definition::reader::nearest;
use crate::error::{Code, Diagnostics, Error};
use crate::instrument::Instrument;

pub use orientir_instruments::{BATTERIES, INSTRUMENTS};

/// The instrument with an id or an alias; case and surrounding blanks do not matter.
///
/// # Errors
/// `unknown_instrument`, with the nearest name.
pub fn get(name: &str) -> Result<Instrument, Diagnostics> {
    let wanted = name.trim().to_lowercase();
    if let Some((_, text)) = INSTRUMENTS.iter().find(|(id, _)| *id == wanted) {
        return Instrument::from_json(text);
    }
    let mut names: Vec<String> = INSTRUMENTS.iter().map(|(id, _)| (*id).to_owned()).collect();
    for (_, text) in INSTRUMENTS {
        let instrument = Instrument::from_json(text)?;
        let aliases = &instrument.definition().aliases;
        if aliases.iter().any(|alias| alias.to_lowercase() == wanted) {
            return Ok(instrument);
        }
        names.extend(aliases.iter().cloned());
    }
    let error = Error::new(Code::UnknownInstrument, "").with("name", crate::error::escape(name.trim()));
    Err(error.with("fix", nearest(name.trim(), &names)).into())
}

/// The battery with an id.
///
/// # Errors
/// `unknown_instrument`, with the nearest name.
pub fn battery(name: &str) -> Result<Battery, Diagnostics> {
    let wanted = name.trim().to_lowercase();
    let ids: Vec<_> = BATTERIES.iter().map(|(id, _)| *id).collect();
    if let Some((_, text)) = BATTERIES.iter().find(|(id, _)| *id == wanted) {
        Battery::from_json(text, get)
    } else {
        let error = Error::new(Code::UnknownInstrument, "").with("name", crate::error::escape(name.trim()));
        Err(error.with("fix", nearest(&wanted, &ids)).into())
    }
}

/// Every instrument, in the order in which they are listed.
///
/// # Errors
/// None for the catalogue as it is shipped: a test compiles every definition.
pub fn all() -> Result<Vec<Instrument>, Diagnostics> {
    INSTRUMENTS.iter().map(|(_, text)| Instrument::from_json(text)).collect()
}
