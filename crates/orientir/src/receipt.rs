//! What a result was made with, so that it can be made again.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::batch::{BatchScores, Column};
use crate::definition::Definition;
use crate::error::{Code, Error};
use crate::hash;
use crate::instrument::Instrument;
use crate::report::Report;
use crate::text_pack::TextsUsed;

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
    /// The text pack whose texts were shown, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts: Option<TextsUsed>,
    /// The choices of policies.
    pub policies: BTreeMap<String, String>,
    /// The norms that were used, with their hashes.
    pub norms: BTreeMap<String, String>,
    /// The hash of the result itself, without its cautions, which are words about the instrument. Not to be published. Empty for
    /// the results of many people, whose receipt fits none of them alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
}

impl Receipt {
    pub(crate) fn of(report: &Report) -> Self {
        let used = report.scales().filter_map(|scale| scale.norm().map(str::to_owned)).collect();
        Self { result: hash::of_node(&report.plain()), ..Self::without_result(report.instrument(), &used) }
    }

    fn without_result(instrument: &Instrument, norms: &BTreeSet<String>) -> Self {
        Self {
            instrument: instrument.id().to_owned(),
            version: instrument.definition().version.clone(),
            format: Definition::FORMAT,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            key: instrument.key_hash().to_owned(),
            document: instrument.document_hash().to_owned(),
            wording: instrument.wording().to_string(),
            texts: instrument.texts_used().cloned(),
            policies: instrument.policies().map(|(p, c)| (p.to_owned(), c.to_owned())).collect(),
            norms: norms.iter().filter_map(|n| Some((n.clone(), instrument.norm_hash(n)?.to_owned()))).collect(),
            result: String::new(),
        }
    }

    /// What the results of many people were made with: see [`Receipt::result`].
    pub fn of_batch(instrument: &Instrument, scores: &BatchScores) -> Self {
        let norms = &instrument.plan().norms;
        let used = scores.scales().iter().flat_map(Column::used).filter_map(|score| score.standing.as_ref());
        let used = used.filter_map(|standing| norms.get(usize::from(standing.norm))).map(|norm| norm.id.clone());
        Self::without_result(instrument, &used.collect())
    }
}

impl Instrument {
    /// Whether these answers give the result of a receipt: with this definition, these policies and this wording.
    ///
    /// The engine's version and the definition's words may differ; what scoring depends on may not. Where both know a text pack, it must
    /// be the same one; who makes a result again needs no pack, whose texts may not be theirs to have.
    ///
    /// # Errors
    /// `receipt_differs` with what differs first; `unknown_policy` for a policy that the instrument lost.
    pub fn verify(&self, receipt: &Receipt, answers: &Answers) -> Result<(), Error> {
        let mut instrument = self.clone();
        for (policy, choice) in &receipt.policies {
            instrument = instrument.with_policy(policy, choice)?;
        }
        // Another wording than that of a text pack is told below.
        if let Some(wording) = crate::definition::Wording::parse(&receipt.wording)
            && let Ok(worded) = instrument.with_wording(wording)
        {
            instrument = worded;
        }
        let again = instrument.score(answers).receipt();
        let shown = self.texts_used().zip(receipt.texts.as_ref());
        let parts: [(&str, bool); 6] = [
            ("instrument", again.instrument == receipt.instrument),
            ("key", again.key == receipt.key),
            ("wording", again.wording == receipt.wording),
            ("texts", shown.is_none_or(|(ours, theirs)| ours == theirs)),
            ("norms", again.norms == receipt.norms),
            ("result", again.result == receipt.result),
        ];
        match parts.into_iter().find(|(_, same)| !same) {
            Some((what, _)) => Err(Error::new(Code::ReceiptDiffers, "").with("what", what)),
            None => Ok(()),
        }
    }
}
