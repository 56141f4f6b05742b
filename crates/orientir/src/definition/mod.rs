//! What an instrument says, one to one with its JSON. Nothing here computes.
//!
//! `Definition::parse` reads a document and collects every fault; `compile` makes a plan of it.

pub(crate) mod condition;
mod evidence;
mod example;
mod item;
mod norm;
pub(crate) mod reader;
mod response;
mod scale;
#[cfg(feature = "schema")]
pub(crate) mod schema;
mod text;

use std::cell::RefCell;

pub use condition::{
    Candidate, Condition, Either, FieldIs, Lead, LevelIs, NormFrom, Operand, StandardIs, Status, StatusIs,
};
pub use evidence::{
    About, Administration, Audience, Basis, Caution, Evidence, Population, Reliability, ReliabilityKind, SelfTest,
    Source, Use, Wording,
};
pub use example::{Example, Expected};
pub use item::{EachItem, Field, Item, ItemOption, Pool, Ratings};
pub use norm::{
    Band, Clip, Group, Grouping, Levels, Metric, Mode, Model, Moments, Norm, NormGroup, NormTable, NormWay, Over,
    PopulationGroup, Row, Sex,
};
pub use reader::{Id, Map, OrNull, Text};
pub use response::{
    Analog, Apart, Bipolar, Choice, Choose, Count, Give, OptionCode, Overflow, Points, Ranking, Rating, Response,
    Written,
};
pub use scale::{
    Branch, Case, Cases, Chance, Check, Chosen, CodeCount, CountOf, Express, Highest, Keyed, LetterCode, Method,
    Missing, Otherwise, Policy, PolicyRule, Scale, ScaleGroup, Select, Share, Ties, TypeRule, Variant, Weighted,
};
pub use text::{ByLanguage, GroupText, ItemText, ScaleText, Spoken, Texts, TypeText};

use crate::error::{Code, Diagnostics, Error};
use crate::json::Tree;
use reader::{Gathered, Node, Passed, Read, record};

record! {
    /// An instrument: everything that is known of a questionnaire. Nothing about an instrument is written in code.
    pub struct Definition {
        /// Where an editor finds the JSON Schema of this document.
        schema["$schema"]: Option<Text>,
        /// The format of the document: 1.
        format: u32,
        /// The name by which programs know the instrument.
        id: Id,
        /// Other names by which people know it.
        aliases: Vec<Text>,
        /// Semantic version: the first number rises when a score may change.
        version: Text,
        /// Sources, population, administration, use.
        about: About,
        /// The response formats by name.
        responses: Map<Response>,
        /// Fields that every item without its own has.
        each_item: Option<EachItem>,
        /// The items, in the order of the form.
        items: Vec<Item>,
        /// Several rows a person, one a rating, and how they are joined.
        ratings: Option<Ratings>,
        /// Answers after which other questions do not apply.
        branches: Vec<Branch>,
        /// Scoring rules that a user chooses between.
        policies: Vec<Policy>,
        /// What the answers of an attentive person satisfy.
        checks: Vec<Check>,
        /// The scales; a scale may be computed from scales.
        scales: Vec<Scale>,
        /// Scales that are read together.
        groups: Vec<ScaleGroup>,
        /// How the leading type is found.
        type_rule["type"]: Option<TypeRule>,
        /// Named bands of scores.
        levels: Vec<Levels>,
        /// What is known of the reliability of scores.
        reliability: Vec<Reliability>,
        /// What scores are compared with.
        norms: Vec<Norm>,
        /// Answers with the scores they must give: tests of the key.
        examples: Vec<Example>,
        /// The words for people, by language: `ru`, `lt`, `en`.
        texts: Map<Texts>,
    }
}

impl Definition {
    /// The format that this engine reads.
    pub const FORMAT: u32 = 1;
    /// The longest document in bytes.
    pub const MAX_BYTES: usize = 4 << 20;
    /// The most items.
    pub const MAX_ITEMS: usize = 500;
    /// The most fields over all items.
    pub const MAX_FIELDS: usize = 2000;
    /// The most codes that one response may have.
    pub const MAX_CODES: usize = 10_000;
    /// The most scales.
    pub const MAX_SCALES: usize = 200;
    /// The most checks, and the most types: each is one bit of a word.
    pub const MAX_CHECKS: usize = 64;
    /// The most entries of any other list.
    pub const MAX_ENTRIES: usize = 1000;
    /// The most ratings of one person that are pooled.
    pub const MAX_RATINGS: usize = 64;

    /// Reads a document. Every fault is collected; a document with faults gives what could be read beside them.
    pub(crate) fn parse(text: &str) -> Result<Parsed<Self>, Diagnostics> {
        Parsed::read(text, Self::MAX_BYTES, Self::FORMAT)
    }

    /// The source of a basis, if the definition lists it.
    pub fn source(&self, basis: &Basis) -> Option<&Source> {
        self.about.sources.get(&basis.source)
    }
}

/// A document as read: the tree, what it says as far as it could be read, the faults, and what was passed over.
#[derive(Debug)]
pub(crate) struct Parsed<T> {
    pub(crate) tree: Tree,
    pub(crate) document: Option<T>,
    pub(crate) faults: Diagnostics,
    pub(crate) passed: Passed,
}

impl<T: Read> Parsed<T> {
    pub(crate) fn read(text: &str, max_bytes: usize, format: u32) -> Result<Self, Diagnostics> {
        let tree = Tree::parse(text, max_bytes)?;
        if let Some(found) = written_format(&tree)
            && found > u64::from(format)
        {
            // A newer document may hold anything: a list of its unknown keys would not help.
            return Err(Error::new(Code::NewerFormat, "/format").with("format", found).with("known", format).into());
        }
        let gathered = RefCell::new(Gathered::default());
        let document = T::read(&Node::root(&tree, &gathered));
        let Gathered { faults, passed } = gathered.into_inner();
        Ok(Self { tree, document, faults, passed })
    }
}

fn written_format(tree: &Tree) -> Option<u64> {
    let Tree::Object(members) = tree else { return None };
    match members.iter().find(|(key, _)| key == "format") {
        Some((_, Tree::Number(number))) => number.as_u64(),
        _ => None,
    }
}

/// The JSON Schema of an instrument definition.
#[cfg(feature = "schema")]
pub fn instrument_schema() -> String {
    schema::document::<Definition>("instrument-1.json")
}
