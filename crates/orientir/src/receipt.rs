//! What a result was made with, so that it can be made again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::definition::Definition;
use crate::error::{Code, Error};
use crate::hash;
use crate::instrument::Instrument;
use crate::report::Report;

/// The inputs of a result by name, version and hash. It holds nothing that a person answered.
///
/// `result` is a hash without salt, and the results that an instrument can give are few: whoever has a receipt can try them
/// one after another and find the one that fits. A receipt must be kept as carefully as the result itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The instrument.
    pub instrument: String,
    /// Its version.
    pub version: String,
    /// The format of its definition.
    pub format: u32,
    /// The version of the engine.
    pub engine: String,
    /// The hash of what scores and levels depend on, but for the norms.
    pub key: String,
    /// The hash of the whole definition.
    pub document: String,
    /// The wording that was taken as administered.
    pub wording: String,
    /// The choices of policies.
    pub policies: BTreeMap<String, String>,
    /// The norms that were used, with their hashes.
    pub norms: BTreeMap<String, String>,
    /// The hash of the result itself, without its cautions, which are words about the instrument. Not to be published.
    pub result: String,
}

impl Receipt {
    pub(crate) fn of(report: &Report) -> Self {
        let instrument = report.instrument();
        let used = report.scales().filter_map(|scale| scale.norm());
        Self {
            instrument: instrument.id().to_owned(),
            version: instrument.definition().version.clone(),
            format: Definition::FORMAT,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            key: instrument.key_hash().to_owned(),
            document: instrument.document_hash().to_owned(),
            wording: instrument.wording().to_string(),
            policies: instrument.policies().map(|(p, c)| (p.to_owned(), c.to_owned())).collect(),
            norms: used.filter_map(|n| Some((n.to_owned(), instrument.norm_hash(n)?.to_owned()))).collect(),
            result: hash::of(&report.plain()),
        }
    }
}

impl Instrument {
    /// Whether these answers give the result of a receipt: with this definition, these policies and this wording.
    ///
    /// The engine's version and the definition's words may differ; what scoring depends on may not.
    ///
    /// # Errors
    /// `receipt_differs` with what differs first; `unknown_policy` for a policy that the instrument lost.
    pub fn verify(&self, receipt: &Receipt, answers: &Answers) -> Result<(), Error> {
        let mut instrument = self.clone();
        for (policy, choice) in &receipt.policies {
            instrument = instrument.with_policy(policy, choice)?;
        }
        if let Some(wording) = crate::definition::Wording::parse(&receipt.wording) {
            instrument = instrument.with_wording(wording);
        }
        let again = instrument.score(answers).receipt();
        let parts: [(&str, bool); 5] = [
            ("instrument", again.instrument == receipt.instrument),
            ("key", again.key == receipt.key),
            ("wording", again.wording == receipt.wording),
            ("norms", again.norms == receipt.norms),
            ("result", again.result == receipt.result),
        ];
        match parts.into_iter().find(|(_, same)| !same) {
            Some((what, _)) => Err(Error::new(Code::ReceiptDiffers, "").with("what", what)),
            None => Ok(()),
        }
    }
}
