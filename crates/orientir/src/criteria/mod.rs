//! Batteries: normed scores -> indicators -> criteria -> profile.
//!
//! Every rule stands in the battery's document; this module only carries it out.

mod class;
mod columns;
mod compile;
mod definition;
mod examples;
mod likely;
mod overview;
mod profile;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use class::{Class, OnePerson};
pub use definition::{
    Agreement, BatteryDefinition, BatteryExample, BatteryTexts, Criterion, ExpectedProfile, FlagCase, GivenAnswers,
    GradeCase, Indicator, JoinRule, Joining, Position, Verdict,
};
pub use overview::{Cause, Coverage, Distribution, Overview, Reason};
pub use profile::{
    AgreementResult, Beside, CriterionResult, IndicatorResult, LevelProbability, Outcome, OverallResult, Profile, Shown,
};

use crate::definition::{Id, Wording};
use crate::error::{Code, Diagnostics, Error};
use crate::hash;
use crate::instrument::Instrument;
use crate::names;
use crate::norm_file::NormFile;
use crate::report::Report;
use crate::text_pack::TextPack;
use compile::{CompiledBattery, compile};

/// A compiled battery: immutable, cheap to clone.
#[derive(Clone, Debug)]
pub struct Battery {
    shared: Arc<Shared>,
    /// By id, each with its choices of policies and its wording.
    instruments: Arc<BTreeMap<String, Instrument>>,
}

#[derive(Debug)]
struct Shared {
    compiled: CompiledBattery,
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
        Ok(Self { shared: Arc::new(Shared { compiled, document }), instruments: Arc::new(instruments) })
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.definition().id
    }

    /// Whether a reliability is known of any scale of an instrument that an indicator may come from.
    pub(crate) fn knows_errors(&self) -> bool {
        let of = |id: &Id| {
            self.instruments
                .get(id.as_str())
                .is_some_and(|one| one.plan().scales.iter().any(|s| !s.precision.is_empty()))
        };
        self.definition().criteria.iter().flat_map(|criterion| &criterion.indicators).flat_map(|one| &one.from).any(of)
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
        self.definition().instruments().into_iter().filter_map(|id| self.instruments.get(id))
    }

    /// The instrument that is called so: by its id, or else by an alias.
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// let battery = orientir::catalogue::battery("self-determination")?;
    /// assert_eq!(battery.instrument("ДДО")?.id(), "klimov-ddo");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `wrong_instrument`, with the nearest name.
    pub fn instrument(&self, name: &str) -> Result<&Instrument, Error> {
        self.instruments().find(|instrument| self.calls(instrument, name)).ok_or_else(|| self.has_no(name))
    }

    /// Whether an instrument is called so. An id goes before another instrument's alias.
    fn calls(&self, instrument: &Instrument, name: &str) -> bool {
        if self.instruments().any(|instrument| instrument.id() == name) {
            instrument.id() == name
        } else {
            names::is_called(instrument, name)
        }
    }

    fn has_no(&self, name: &str) -> Error {
        let known = self.instruments().map(Instrument::id).collect::<Vec<_>>().join(", ");
        let all: Vec<&str> = self.instruments().flat_map(names::of).collect();
        let fix = names::nearest(name, &all).unwrap_or_default();
        Error::new(Code::WrongInstrument, "").with("expected", known).with("found", name).with("fix", fix)
    }

    /// The same battery with another choice of a scoring policy, made for every instrument that has it.
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// let battery = orientir::catalogue::battery("self-determination")?.with_policy("zero_skill", "count_all")?;
    /// let chosen: Vec<_> = battery.instruments().flat_map(|instrument| instrument.policies()).collect();
    /// assert!(chosen.contains(&("zero_skill", "count_all")));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `unknown_policy` if no instrument has the policy, or one that has it lacks the choice.
    pub fn with_policy(&self, policy: &str, choice: &str) -> Result<Self, Error> {
        let has = |instrument: &Instrument| instrument.policies().any(|(id, _)| id == policy);
        if !self.instruments().any(has) {
            let policies = self.instruments().flat_map(|instrument| &instrument.definition().policies);
            let choices =
                policies.flat_map(|p| p.choices.iter().map(move |(choice, _)| format!("{}={choice}", &*p.id)));
            let all: Vec<String> = choices.collect();
            let name = format!("{policy}={choice}");
            let fix = names::nearest(&name, &all).unwrap_or_default();
            let fault = Error::new(Code::UnknownPolicy, "").with("name", &name).with("fix", fix);
            return Err(fault.with("instrument", self.id()).with("allowed", all.join(", ")));
        }
        self.with_each(has, |instrument| instrument.with_policy(policy, choice))
    }

    /// The same battery with an instrument answered in another wording, as [`Instrument::with_wording`] has it. Without a
    /// name the instruments are meant that ship no wording: the others show their own.
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use orientir::definition::Wording;
    /// let battery = orientir::catalogue::battery("self-determination")?;
    /// let published = battery.with_wording(Some("szho"), Wording::Published)?;
    /// assert_eq!(published.instrument("szho")?.wording(), Wording::Published);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `wrong_instrument`, with the nearest name, if no instrument is meant; what [`Instrument::with_wording`] refuses.
    pub fn with_wording(&self, of: Option<&str>, wording: Wording) -> Result<Self, Error> {
        let meant = |instrument: &Instrument| match of {
            Some(name) => self.calls(instrument, name),
            None => instrument.definition().about.wording == Wording::None,
        };
        if !self.instruments().any(meant) {
            return Err(self.has_no(of.unwrap_or_default()));
        }
        self.with_each(meant, |instrument| instrument.with_wording(wording))
    }

    /// The same battery with norms of a file for one of its instruments: see [`Instrument::with_norms`]. Choose policies and wording
    /// first.
    ///
    /// # Errors
    /// `wrong_instrument` for norms of an instrument that the battery does not speak of; those of [`Instrument::with_norms`].
    pub fn with_norms(&self, text: &str) -> Result<Self, Diagnostics> {
        let id = NormFile::instrument_of(text).unwrap_or_default();
        let Some(instrument) = self.instruments.get(&id) else {
            // A document without an instrument has faults of its own.
            NormFile::check(text)?;
            return Err(self.has_no(&id).into());
        };
        let mut changed = self.clone();
        let instrument = instrument.with_norms(text)?;
        Arc::make_mut(&mut changed.instruments).insert(id, instrument);
        Ok(changed)
    }

    /// The same battery with the published texts of one of its instruments: see [`Instrument::with_texts`].
    ///
    /// # Errors
    /// `wrong_instrument` for texts of an instrument that the battery does not speak of; those of [`Instrument::with_texts`].
    pub fn with_texts(&self, pack: &TextPack) -> Result<Self, Diagnostics> {
        let Some(instrument) = self.instruments.get(pack.texts_for()) else {
            return Err(self.has_no(pack.texts_for()).at("/texts_for").into());
        };
        let mut changed = self.clone();
        let instrument = instrument.with_texts(pack)?;
        Arc::make_mut(&mut changed.instruments).insert(pack.texts_for().to_owned(), instrument);
        Ok(changed)
    }

    /// The same battery with some of its instruments changed.
    fn with_each(
        &self,
        meant: impl Fn(&Instrument) -> bool,
        change: impl Fn(&Instrument) -> Result<Instrument, Error>,
    ) -> Result<Self, Error> {
        let mut changed = self.clone();
        let instruments = Arc::make_mut(&mut changed.instruments);
        // In the order of the document, so that the first fault is always the same one.
        for id in self.definition().instruments() {
            if let Some(instrument) = instruments.get_mut(id).filter(|instrument| meant(instrument)) {
                *instrument = change(instrument)?;
            }
        }
        Ok(changed)
    }

    /// The profile of one person from the results that there are.
    ///
    /// # Errors
    /// `wrong_instrument` for a result of an instrument that the battery does not speak of, or scored by another key, and
    /// for a second result of the same instrument.
    pub fn assess(&self, reports: &[&Report]) -> Result<Profile, Error> {
        let mut expected = self.definition().instruments();
        for report in reports {
            let known = self.instruments.get(report.instrument().id());
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

    /// A profile as it may be shown: what the person refused looks like what has no result, also in how many indicators could be
    /// graded and in the levels that are still possible.
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// let battery = orientir::catalogue::battery("self-determination")?;
    /// let motives = battery.instrument("ovcharova-motives")?;
    /// let mut refused = motives.answers();
    /// for item in 1..=20 {
    ///     refused.set(&item.to_string(), "refused")?;
    /// }
    /// let profile = battery.assess(&[&motives.score(&refused)])?;
    /// assert_eq!((profile.criteria[1].coverage(), profile.missing.contains(&"motives".to_owned())), ("0 of 1".to_owned(), false));
    /// let shown = battery.shown(&profile);
    /// assert_eq!((shown.criteria[1].coverage(), shown.missing.contains(&"motives".to_owned())), ("0 of 2".to_owned(), true));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shown(&self, profile: &Profile) -> Profile {
        profile::shown(self, profile)
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
