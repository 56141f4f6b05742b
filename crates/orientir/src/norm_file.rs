//! Norms in a file of their own: fitted to a school's data, or typed from a publication.

use crate::compile::compile_definition;
use crate::definition::reader::{Map, Node, Read, Text, record, words};
use crate::definition::{Definition, Group, Norm, NormWay, Over, Parsed, Reliability, Source};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::hash;
use crate::instrument::Instrument;
use crate::json::Tree;

words! {
    /// What the document is.
    pub enum NormMarker {
        /// Norms of an instrument.
        Norms = "norms",
    }
}

/// Any JSON: told to people, and without a part in scoring.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark(pub(crate) Tree);

impl Read for Remark {
    fn read(node: &Node<'_>) -> Option<Self> {
        Some(Self(node.tree.clone()))
    }
    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({})
    }
}

record! {
    /// Norms for an instrument, with what is known of their sample and of how they were made.
    pub struct NormFile {
        /// Where an editor finds the JSON Schema of this document.
        schema["$schema"]: Option<Text>,
        /// What the document is: `norms`.
        orientir: NormMarker,
        /// The format of the document: 1.
        format: u32,
        /// The version of the engine that wrote it.
        engine: Option<Text>,
        /// The instrument.
        instrument: Text,
        /// Its version.
        version: Option<Text>,
        /// The hash of what its scoring depends on: norms of another key fit nobody.
        key: Text,
        /// The scoring rules that were chosen.
        policies: Map<Text>,
        /// Where the numbers come from: what bases of this document name.
        sources: Map<Source>,
        /// The norm. It goes before those of the definition.
        norm: Norm,
        /// What the same sample says of reliability. It goes before what the definition knows.
        reliability: Vec<Reliability>,
        /// How the norm was made.
        method: Option<Remark>,
        /// Who was measured: sources, dates, places, effective numbers.
        sample: Option<Remark>,
        /// How far the numbers may be off.
        error: Option<Remark>,
    }
}

impl NormFile {
    /// The format that this engine reads.
    pub const FORMAT: u32 = 1;
    /// The longest document in bytes.
    pub const MAX_BYTES: usize = 16 << 20;

    fn read(text: &str) -> Result<(Self, String), Diagnostics> {
        let marker = NormMarker::Norms.as_str();
        let tree = Tree::parse(text, Self::MAX_BYTES)?;
        if let Some(other) = member(&tree, "orientir").filter(|found| *found != marker) {
            // Another document altogether: a list of its keys would not help.
            let fault = Error::new(Code::UnknownWord, "/orientir").with("word", escape(other));
            return Err(fault.with("allowed", marker).into());
        }
        let parsed = Parsed::<Self>::read(text, Self::MAX_BYTES, Self::FORMAT)?;
        match parsed.document {
            Some(file) if parsed.faults.is_empty() => Ok((file, hash::of(&(&parsed.tree).into()))),
            _ => Err(parsed.faults),
        }
    }

    /// Whether a document can be read at all, whatever it is for.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn check(text: &str) -> Result<(), Diagnostics> {
        Self::read(text).map(drop)
    }

    /// The instrument that a document has norms for, without reading the rest; none where it does not say.
    pub fn instrument_of(text: &str) -> Option<String> {
        member(&Tree::parse(text, Self::MAX_BYTES).ok()?, "instrument").map(str::to_owned)
    }

    /// What differs from the instrument as it is to be scored.
    fn misfit(&self, instrument: &Instrument) -> Option<Error> {
        let told = |what: &str, expected: &str, found: &str| {
            let error = Error::new(Code::NormMisfit, "").with("what", what);
            error.with("expected", escape(expected)).with("found", escape(found))
        };
        // Only what differs: a list would hide it.
        let ours: Vec<(&str, &str)> = instrument.policies().collect();
        let theirs: Vec<(&str, &str)> =
            self.policies.iter().map(|(policy, choice)| (policy, choice.as_str())).collect();
        let beyond = |these: &[(&str, &str)], those: &[(&str, &str)]| {
            let one = these.iter().find(|one| !those.contains(one));
            one.map_or_else(String::new, |(policy, choice)| format!("{policy}={choice}"))
        };
        let (chosen, own) = (beyond(&ours, &theirs), beyond(&theirs, &ours));
        let wording = (instrument.wording(), self.norm.wording);
        [
            ("instrument", instrument.id(), self.instrument.as_str()),
            ("key", instrument.key_hash(), self.key.as_str()),
            ("wording", wording.0.as_str(), wording.1.as_str()),
            ("policies", chosen.as_str(), own.as_str()),
        ]
        .into_iter()
        .find(|(_, expected, found)| expected != found)
        .map(|(what, expected, found)| told(what, expected, found))
    }
}

/// A text of the document.
pub(crate) fn member<'t>(tree: &'t Tree, wanted: &str) -> Option<&'t str> {
    let Tree::Object(members) = tree else { return None };
    members.iter().find_map(|(name, value)| match value {
        Tree::Text(text) if name == wanted => Some(text.as_str()),
        _ => None,
    })
}

/// What groups and models of a norm ask of a person.
fn asked(norm: &Norm) -> Vec<&'static str> {
    let groups = || norm.groups.iter().filter_map(|group| group.for_group.as_ref());
    let any = |asks: fn(&Group) -> bool| groups().any(asks);
    let over = |over: Over| {
        let ways = norm.groups.iter().flat_map(|group| group.scales.iter());
        ways.into_iter().any(|(_, way)| matches!(way, NormWay::Model(model) if model.over == over))
    };
    let covariates = [
        ("sex", any(|group| group.sex.is_some())),
        ("age", any(|group| group.age.is_some()) || over(Over::Age)),
        ("grade", any(|group| group.grade.is_some()) || over(Over::Grade)),
    ];
    covariates.into_iter().filter(|(_, asked)| *asked).map(|(name, _)| name).collect()
}

impl Instrument {
    /// The same instrument with norms of a file, which go before its own. Choose policies and wording first: norms fit the ones they were
    /// made with. A result names the norm, and its receipt the hash of the whole file.
    ///
    /// # Errors
    /// `norm_misfit` where the file is for another instrument, key, wording or choice of policies; every fault of the document, with its
    /// place in it; `duplicate_id` where a norm has this id already.
    pub fn with_norms(&self, text: &str) -> Result<Self, Diagnostics> {
        let (file, hash) = NormFile::read(text)?;
        if let Some(misfit) = file.misfit(self) {
            return Err(misfit.into());
        }
        let id = file.norm.id.to_string();
        let mut definition: Definition = self.definition().clone();
        if definition.norms.iter().any(|norm| *norm.id == *id) {
            return Err(Error::new(Code::DuplicateId, "/norm/id").with("id", id).into());
        }
        for covariate in asked(&file.norm) {
            if !definition.about.needs.iter().any(|need| need == covariate) {
                definition.about.needs.push(covariate.to_owned());
            }
        }
        definition.about.sources.extend(file.sources);
        definition.norms.insert(0, file.norm);
        definition.reliability.splice(0..0, file.reliability);
        let (definition, plan) = compile_definition(definition).map_err(|faults| {
            let place = |path: &str| match path.strip_prefix("/norms/0") {
                Some(rest) => format!("/norm{rest}"),
                None => path.to_owned(),
            };
            faults
                .into_iter()
                .map(|fault| {
                    let place = place(fault.path());
                    fault.at(place)
                })
                .collect::<Diagnostics>()
        })?;
        Ok(self.recompiled(definition, plan, (id, hash)))
    }
}

/// The JSON Schema of norm files.
#[cfg(feature = "schema")]
pub fn norms_schema() -> String {
    crate::definition::schema::document::<NormFile>("norms-1.json")
}
