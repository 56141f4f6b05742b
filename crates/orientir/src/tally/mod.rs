//! Tallies: mergeable counts and sums of many people's answers. Exact whole numbers, and no row of a person. Feature `fit`.
//!
//! A [`Tally`] holds, source by source, how often each score came in each cell, how often each answer came, and sums and
//! cross-products of the keyed answers of each scale. Merging is the union of sources, so it is exact and knows no order: one machine,
//! or thirty schools that mail each other a file, come to the same norms, bit for bit. What is fitted is fitted from tallies: norms
//! ([`crate::fit::norms`]) and reliability.
//!
//! Cells with few people are folded into coarser ones when a tally is made ([`TallyOptions::least`]). Never single counts: a
//! distribution without its rare scores is another distribution.

mod build;
mod cell;
mod items;
mod json;
mod moments;
mod scores;
mod source;

use std::collections::BTreeMap;

pub use build::{LEAST_IN_CELL, Outlook, TallyOptions};
pub use cell::{Cell, Covariate};
pub(crate) use items::KeyedAnswers;
pub use items::{ScaleItems, scale_items};
pub use moments::Moments;
pub use scores::GroupScores;
pub use source::{CellCounts, Counts, FieldCounts, ScaleCounts, SourceFacts, SourceKey};

use moments::plus;

use crate::definition::Wording;
use crate::error::{Code, Error, escape};
use crate::instrument::Instrument;

/// A sum left the whole numbers that JSON holds exactly (2^53 - 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

/// What was counted of an instrument at one or more sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    head: Head,
    by: Vec<Covariate>,
    /// By scale, the names of its items; see [`scale_items`].
    items: BTreeMap<usize, ScaleItems>,
    scales: Vec<String>,
    sources: BTreeMap<SourceKey, (SourceFacts, Counts)>,
}

/// What must be the same for counts to belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Head {
    instrument: String,
    /// The hash of what scoring depends on.
    key: String,
    wording: String,
    policies: BTreeMap<String, String>,
}

impl Head {
    fn of(instrument: &Instrument) -> Self {
        Self {
            instrument: instrument.id().to_owned(),
            key: instrument.key_hash().to_owned(),
            wording: instrument.wording().to_string(),
            policies: instrument.policies().map(|(policy, choice)| (policy.to_owned(), choice.to_owned())).collect(),
        }
    }

    /// What differs first, what it is here, and what there.
    fn differs(&self, other: &Self) -> Option<(&'static str, String, String)> {
        let policies = |head: &Self| {
            head.policies.iter().map(|(policy, choice)| format!("{policy}={choice}")).collect::<Vec<_>>().join(", ")
        };
        let parts = [
            ("instrument", self.instrument.clone(), other.instrument.clone()),
            ("key", self.key.clone(), other.key.clone()),
            ("wording", self.wording.clone(), other.wording.clone()),
            ("policies", policies(self), policies(other)),
        ];
        parts.into_iter().find(|(_, here, there)| here != there)
    }
}

/// A name as it may be shown: longer than a token, since names of schools begin alike.
fn label(name: &str) -> String {
    name.chars().take(100).map(|c| escape(c.encode_utf8(&mut [0; 4]))).collect()
}

pub(crate) fn too_few(whose: &str, n: i64, least: i64) -> Error {
    Error::new(Code::TooFew, "").with("whose", label(whose)).with("count", n).with("least", least)
}

impl Tally {
    /// Of nobody.
    pub fn empty(instrument: &Instrument, by: &[Covariate]) -> Self {
        Self {
            head: Head::of(instrument),
            by: by.to_vec(),
            items: scale_items(instrument).into_iter().map(|items| (items.scale, items)).collect(),
            scales: instrument.scales().map(str::to_owned).collect(),
            sources: BTreeMap::new(),
        }
    }

    /// The id of the instrument.
    pub fn instrument(&self) -> &str {
        &self.head.instrument
    }

    /// Checks that the counts are those of an instrument as it is to be scored.
    ///
    /// # Errors
    /// `norm_misfit` with what differs first: instrument, key, wording, policies. `use_restricted` for pupils, and for groups of fewer than
    /// ten people, where the instrument is for groups of adults.
    pub fn check(&self, instrument: &Instrument) -> Result<(), Error> {
        self.head.differs(&Head::of(instrument)).map_or_else(
            || instrument.check_tally(self),
            |(what, found, expected)| {
                let error = Error::new(Code::NormMisfit, "").with("what", what);
                Err(error.with("expected", escape(&expected)).with("found", escape(&found)))
            },
        )
    }

    /// An instrument as it was scored here: with the scoring rules and the wording of the counts. Another instrument stays as it is;
    /// [`Tally::check`] refuses it.
    ///
    /// # Errors
    /// `unknown_policy` where the definition has not what was chosen; `texts_misfit` where a text pack shows another wording.
    pub fn as_counted(&self, instrument: &Instrument) -> Result<Instrument, Error> {
        let mut instrument = instrument.clone();
        if instrument.id() != self.instrument() {
            return Ok(instrument);
        }
        for (policy, choice) in self.policies() {
            instrument = instrument.with_policy(policy, choice)?;
        }
        Wording::parse(self.wording())
            .map_or_else(|| Ok(instrument.clone()), |wording| instrument.with_wording(wording))
    }

    /// The wording that was answered.
    pub fn wording(&self) -> &str {
        &self.head.wording
    }

    /// The scoring rules that were chosen.
    pub fn policies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.head.policies.iter().map(|(policy, choice)| (policy.as_str(), choice.as_str()))
    }

    /// The ids of the scales, in the order of the definition.
    pub fn scales(&self) -> impl Iterator<Item = &str> {
        self.scales.iter().map(String::as_str)
    }

    /// What cells are made by.
    pub fn by(&self) -> &[Covariate] {
        &self.by
    }

    /// The sources, in the order of their keys.
    pub fn sources(&self) -> impl Iterator<Item = (&SourceKey, &SourceFacts, &Counts)> {
        self.sources.iter().map(|(key, (facts, counts))| (key, facts, counts))
    }

    /// How many people were counted. Somebody who answered on two occasions counts twice.
    pub fn n(&self) -> i64 {
        self.sources.values().map(|(_, counts)| counts.n()).sum()
    }

    /// The items of scales, and the sums over all sources of an occasion.
    ///
    /// # Errors
    /// `count_overflow`.
    pub fn items(&self, occasion: u32) -> Result<Vec<(&ScaleItems, Moments)>, Error> {
        let of = |items: &ScaleItems| {
            let mut all = Moments::new(items.fields.len());
            let own = self.sources.iter().filter(|(key, _)| key.occasion == occasion);
            own.filter_map(|(_, (_, counts))| counts.items.get(&items.scale)).try_for_each(|one| all.merge(one))?;
            Ok(all)
        };
        let overflow = |_: Overflow| Error::new(Code::CountOverflow, "").with("what", self.instrument());
        self.items.values().map(|items| of(items).map(|all| (items, all)).map_err(overflow)).collect()
    }

    /// Joins two tallies. It is exact, and the order of merging changes nothing.
    ///
    /// # Errors
    /// `other_tally` where instrument, key, wording, policies or covariates differ; `double_source` for a source that is in both, or that
    /// has the very counts of another: the same file under two names; `count_overflow`.
    pub fn merge(&self, other: &Self) -> Result<Self, Error> {
        let names = |tally: &Self| tally.by.iter().map(|covariate| covariate.as_str()).collect::<Vec<_>>().join(", ");
        let by = || Some(("by", names(self), names(other))).filter(|(_, here, there)| here != there);
        if let Some((what, expected, found)) = self.head.differs(&other.head).or_else(by) {
            let error = Error::new(Code::OtherTally, "").with("what", what);
            let shown = |text: &str| if text.is_empty() { "-".to_owned() } else { label(text) };
            return Err(error.with("expected", shown(&expected)).with("found", shown(&found)));
        }
        let mut merged = self.clone();
        for (key, (facts, counts)) in &other.sources {
            let same = |known: &(SourceFacts, Counts)| known.1.answers == counts.answers && is_telling(counts);
            let double = self.sources.contains_key(key).then_some(key);
            let double = double.or_else(|| self.sources.iter().find(|(_, known)| same(known)).map(|(known, _)| known));
            if let Some(known) = double {
                let mut error = Error::new(Code::DoubleSource, "").with("source", key.name()).with("fix", "--release");
                if known != key {
                    error = error.with("other", known.name());
                }
                return Err(error);
            }
            merged.sources.insert(key.clone(), (facts.clone(), counts.clone()));
        }
        merged.countable()?;
        Ok(merged)
    }

    /// Checks that all people can be counted: then every count over sources can.
    fn countable(&self) -> Result<(), Error> {
        let all = self.sources.values().try_fold(0, |all, (_, counts)| plus(all, counts.n()));
        all.map(drop).map_err(|_| Error::new(Code::CountOverflow, "").with("what", self.instrument()))
    }
}

/// Whether the same answers can hardly be chance: ten people or more, of whom not all say the same, in five fields or more.
fn is_telling(counts: &Counts) -> bool {
    let differ = counts.answers.values().filter(|field| field.codes.len() > 1).count();
    counts.n() >= 10 && differ >= 5
}

impl SourceKey {
    /// As a text for people: `School 5`, `School 5, 2`, `School 5, 2, 2026-autumn`.
    pub fn name(&self) -> String {
        let occasion = (self.occasion > 1).then(|| self.occasion.to_string());
        let parts = [Some(self.school.clone()), occasion, Some(self.release.clone())];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        label(&parts.join(", "))
    }
}
