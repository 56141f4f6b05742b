//! Text packs: the published sentences of an instrument's items, in a file of their own that a licence holder keeps.
//!
//! A pack replaces what a person reads while answering, and nothing else: what answers mean, how they are scored and what is said of
//! results stay those of the definition.

mod check;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::definition::reader::{Id, Map, Text, record};
use crate::definition::{ItemText, Parsed, Wording};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::hash;
use crate::instrument::Instrument;
use crate::json::Tree;
use crate::messages::Lang;
use crate::norm_file::member;

record! {
    /// What a person reads while answering, in one language.
    pub struct AskedTexts {
        /// The instruction, where it is not the one of the definition. A definition without texts of its own has none for a screen:
        /// then it must be here.
        instruction: Option<Text>,
        /// Every item by its id, with the parts that its form has: the question or both poles, and the options of the item itself.
        items: Map<ItemText>,
    }
}

record! {
    /// The texts of an instrument's items as a licence holder publishes them.
    pub struct TextPackFile {
        /// Where an editor finds the JSON Schema of this document.
        schema["$schema"]: Option<Text>,
        /// The format of the document: 1.
        format: u32,
        /// The instrument whose items these are, by its id.
        texts_for: Id,
        /// The name of the pack: receipts tell it.
        name: Id,
        /// Who holds the rights in the texts.
        holder: Text,
        /// On what terms they may be used.
        licence: Text,
        /// The texts by language: `ru`, `lt`, `en`. Items are asked in these languages alone.
        texts: Map<AskedTexts>,
    }
}

/// A text pack that has been read, for [`Instrument::with_texts`].
#[derive(Clone, Debug, PartialEq)]
pub struct TextPack {
    file: TextPackFile,
    hash: String,
}

/// Which texts were shown: the name of a pack, and the SHA-256 of its RFC 8785 canonical JSON in hexadecimal.
// SIZE: read as a map, of which the engine has a reader already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct TextsUsed {
    /// The name of the pack.
    pub name: String,
    /// The hash of the pack.
    pub hash: String,
}

impl TryFrom<BTreeMap<String, String>> for TextsUsed {
    type Error = &'static str;

    fn try_from(members: BTreeMap<String, String>) -> Result<Self, Self::Error> {
        match (members.get("name"), members.get("hash")) {
            (Some(name), Some(hash)) if members.len() == 2 => Ok(Self { name: name.clone(), hash: hash.clone() }),
            _ => Err("expected `name` and `hash` of a text pack, and nothing else"),
        }
    }
}

/// What an instrument keeps of its pack beside the texts.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(crate) used: TextsUsed,
    holder: String,
    licence: String,
    /// As they are told: `ru, en`.
    languages: String,
}

impl TextPack {
    /// The format that this engine reads.
    pub const FORMAT: u32 = 1;
    /// The longest document in bytes.
    pub const MAX_BYTES: usize = 1 << 20;

    /// Reads a document. Whether it has the texts that an instrument needs is asked by [`Instrument::with_texts`].
    ///
    /// # Errors
    /// Every fault of the document, with its place in it; only `missing_key` for a document that is not said to be `texts_for` an
    /// instrument.
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        let parsed = Parsed::<TextPackFile>::read(text, Self::MAX_BYTES, Self::FORMAT)?;
        if let Tree::Object(members) = &parsed.tree
            && !members.iter().any(|(name, _)| name == "texts_for")
        {
            // Another document altogether: a list of its keys would not help.
            return Err(Error::new(Code::MissingKey, "").with("key", "texts_for").into());
        }
        let mut faults = parsed.faults;
        if let Some(file) = parsed.document {
            faults = faults.into_iter().chain(check::document(&file)).collect();
            if faults.is_empty() {
                return Ok(Self { file, hash: hash::of(&(&parsed.tree).into()) });
            }
        }
        Err(faults)
    }

    /// The instrument that a document has texts for, without reading the rest; none where it does not say.
    pub fn instrument_of(text: &str) -> Option<String> {
        member(&Tree::parse(text, Self::MAX_BYTES).ok()?, "texts_for").map(str::to_owned)
    }

    /// What the document says.
    pub fn file(&self) -> &TextPackFile {
        &self.file
    }

    /// The instrument whose items these are.
    pub fn texts_for(&self) -> &str {
        &self.file.texts_for
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// The hash of the document: SHA-256 of RFC 8785 canonical JSON, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The languages that it has.
    pub fn languages(&self) -> impl Iterator<Item = Lang> {
        Lang::ALL.into_iter().filter(|lang| self.file.texts.get(lang.as_str()).is_some())
    }
}

/// What to say of a pack that differs from what it is wanted for.
fn misfit(path: &str, what: &str, expected: &str, found: &str) -> Error {
    let error = Error::new(Code::TextsMisfit, path).with("what", what);
    error.with("expected", escape(expected)).with("found", escape(found))
}

impl Packed {
    /// Refuses another wording than the one that is shown.
    pub(crate) fn allows(wording: Wording) -> Result<(), Error> {
        let published = Wording::Published;
        if wording == published { Ok(()) } else { Err(misfit("", "wording", wording.as_str(), published.as_str())) }
    }

    /// The language that is asked for, else Russian, else any that the pack has.
    pub(crate) fn near(&self, lang: Lang) -> Option<Lang> {
        [lang, Lang::Ru].into_iter().chain(Lang::ALL).find(|lang| self.has(*lang))
    }

    fn has(&self, lang: Lang) -> bool {
        self.languages.contains(lang.as_str())
    }
}

impl Instrument {
    /// The same instrument with the published texts of its items, which take the place of its own: the wording is then `published`, and
    /// receipts name the pack. Scales, levels, labels of answers and all that is said of results stay as they are. In a language that
    /// the pack lacks the items have no texts, since one receipt cannot speak for two wordings.
    ///
    /// # Errors
    /// `texts_misfit` for a pack of another instrument, beside another pack, or where another wording has been chosen;
    /// `no_language` for a language that the definition has no words in; `text_mismatch` for an item or an option that the instrument
    /// does not have, `shared_label` for the words of an answer, which no pack changes; `text_missing` for what the form needs;
    /// `options_swapped` and `codes_clash` for options in each other's place, and for those that cannot be told apart. Each with its
    /// place in the pack.
    pub fn with_texts(&self, pack: &TextPack) -> Result<Self, Diagnostics> {
        if pack.texts_for() != self.id() {
            return Err(misfit("/texts_for", "instrument", self.id(), pack.texts_for()).into());
        }
        if let Some(packed) = self.packed() {
            return Err(misfit("/name", "name", &packed.used.name, pack.name()).into());
        }
        let packed = Packed {
            used: TextsUsed { name: pack.name().to_owned(), hash: pack.hash.clone() },
            holder: pack.file.holder.clone(),
            licence: pack.file.licence.clone(),
            languages: pack.languages().map(Lang::as_str).collect::<Vec<_>>().join(", "),
        };
        if let Some(chosen) = self.chosen_wording() {
            Packed::allows(chosen)?;
        }
        let definition = check::checked(self, &pack.file)?;
        Ok(self.reworded(definition, packed))
    }

    /// The text pack whose texts are shown, if there is one.
    pub fn texts_used(&self) -> Option<&TextsUsed> {
        self.packed().map(|packed| &packed.used)
    }

    /// Who holds the rights in the texts that are shown, and on what terms; none without a text pack.
    pub fn texts_licence(&self) -> Option<(&str, &str)> {
        self.packed().map(|packed| (packed.holder.as_str(), packed.licence.as_str()))
    }

    /// Whether the items can be asked at all: a definition whose texts are not shipped needs a text pack, or a form on paper.
    pub fn has_item_texts(&self) -> bool {
        self.packed().is_some() || self.definition().about.wording != Wording::None
    }

    /// Whether the items can be asked in a language. A definition that lacks it is asked in one that it has ([`Instrument::form`] says
    /// in which); a text pack is asked in its own languages only. Surfaces ask it where somebody has named a language: results are
    /// told in every language of the definition.
    ///
    /// # Errors
    /// `no_language`, with those of the pack.
    pub fn asks_in(&self, lang: Lang) -> Result<(), Error> {
        let Some(packed) = self.packed().filter(|packed| !packed.has(lang)) else { return Ok(()) };
        let error = Error::new(Code::NoLanguage, "").with("lang", lang.as_str()).with("pack", &packed.used.name);
        Err(error.with("available", &packed.languages))
    }

    /// The languages in which the items can be asked.
    pub fn asked_languages(&self) -> impl Iterator<Item = Lang> {
        let has = |lang: &Lang| self.definition().texts.get(lang.as_str()).is_some() && self.asks_in(*lang).is_ok();
        Lang::ALL.into_iter().filter(has)
    }
}

/// The JSON Schema of text packs.
#[cfg(feature = "schema")]
pub fn texts_schema() -> String {
    crate::definition::schema::document::<TextPackFile>("texts-1.json")
}
