//! Batteries: normed scores -> indicators -> criteria -> profile.
//!
//! Every rule stands in the battery's document; this module only carries it out.

mod columns;
mod compile;
mod definition;
mod examples;
mod profile;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use definition::{
    Agreement, BatteryDefinition, BatteryExample, BatteryTexts, Criterion, ExpectedProfile, FlagCase, GivenAnswers,
    GradeCase, Indicator, JoinRule, Joining, Position, Verdict,
};
pub use profile::{AgreementResult, Beside, CriterionResult, IndicatorResult, Outcome, OverallResult, Profile, Shown};

use crate::error::{Code, Diagnostics, Error};
use crate::hash;
use crate::instrument::Instrument;
use crate::report::Report;
use compile::{CompiledBattery, compile};

/// A compiled battery: immutable, cheap to clone.
#[derive(Clone, Debug)]
pub struct Battery {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    compiled: CompiledBattery,
    instruments: BTreeMap<String, Instrument>,
    document: String,
}

impl Battery {
    /// Compiles a battery. `resolve` gives the instruments by id, such as [`crate::catalogue::get`].
    ///
    /// # Errors
    /// Every problem of the document, and those of instruments that cannot be had.
    pub fn from_json(
        text: &str,
        resolve: impl Fn(&str) -> Result<Instrument, Diagnostics>,
    ) -> Result<Self, Diagnostics> {
        let (compiled, instruments) = compile(text, &resolve)?;
        let document = hash::document(&serde_json::Value::from(&compiled.tree));
        Ok(Self { shared: Arc::new(Shared { compiled, instruments, document }) })
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.definition().id
    }

    /// What the battery says.
    pub fn definition(&self) -> &BatteryDefinition {
        &self.shared.compiled.definition
    }

    /// The hash of the document.
    pub fn document_hash(&self) -> &str {
        &self.shared.document
    }

    /// The instruments that the battery speaks of, in the order of its document.
    pub fn instruments(&self) -> impl Iterator<Item = &Instrument> {
        self.definition().instruments().into_iter().filter_map(|id| self.shared.instruments.get(id))
    }

    /// The profile of one person from the results that there are.
    ///
    /// # Errors
    /// `wrong_instrument` for a result of an instrument that the battery does not speak of, or scored by another key, and
    /// for a second result of the same instrument.
    pub fn assess(&self, reports: &[&Report]) -> Result<Profile, Error> {
        let mut expected = self.definition().instruments();
        for report in reports {
            let known = self.shared.instruments.get(report.instrument().id());
            let place = expected.iter().position(|id| *id == report.instrument().id());
            let fits = known.is_some_and(|known| known.key_hash() == report.instrument().key_hash());
            if let Some(place) = place.filter(|_| fits) {
                expected.remove(place);
            } else {
                let expected = expected.join(", ");
                let error = Error::new(Code::WrongInstrument, "").with("expected", expected);
                return Err(error.with("found", report.instrument().id()));
            }
        }
        Ok(profile::assess(self, reports))
    }

    /// Checks the worked pupils of the battery.
    ///
    /// # Errors
    /// `example_fails` for each result that differs, and what is wrong with an example's answers.
    pub fn check_examples(&self) -> Result<(), Diagnostics> {
        examples::check(self)
    }
}

/// The JSON Schema of a battery.
#[cfg(feature = "schema")]
pub fn battery_schema() -> String {
    crate::definition::schema::document::<BatteryDefinition>("battery-1.json")
}
