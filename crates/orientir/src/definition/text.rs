//! The words for people. Texts carry no key and no score.

use super::reader::{Map, Text, record};

record! {
    /// The words of one item.
    pub struct ItemText {
        /// The question or statement.
        prompt: Option<Text>,
        /// The left pole.
        left: Option<Text>,
        /// The right pole.
        right: Option<Text>,
        /// The options by code.
        options: Map<Text>,
    }
}

record! {
    /// The words of a scale.
    pub struct ScaleText {
        /// Its name.
        name: Text,
        /// Plain sentences for a pupil: what it says, what it does not, what to do next.
        about: Vec<Text>,
        /// Plain sentences for each level.
        levels: Map<Vec<Text>>,
    }
}

record! {
    /// The words of a group of scales.
    pub struct GroupText {
        /// Its name.
        name: Text,
        /// Plain sentences for a pupil. Where there are some, they stand for those of its scales.
        about: Vec<Text>,
        /// What its scales are called within the group.
        scales: Map<Text>,
    }
}

record! {
    /// The words of a type.
    pub struct TypeText {
        /// Its name.
        name: Text,
        /// Plain sentences for a pupil.
        about: Vec<Text>,
    }
}

record! {
    /// All words in one language.
    pub struct Texts {
        /// The title.
        title: Text,
        /// What it is for, in a sentence.
        purpose: Option<Text>,
        /// The instruction to the person who answers.
        instruction: Option<Text>,
        /// The items.
        items: Map<ItemText>,
        /// The fields, where an item has several.
        fields: Map<Text>,
        /// The codes of responses: a label maps to a code and never carries a score.
        responses: Map<Map<Text>>,
        /// The scales.
        scales: Map<ScaleText>,
        /// The groups of scales.
        groups: Map<GroupText>,
        /// The types.
        types: Map<TypeText>,
        /// The levels, as single words.
        levels: Map<Text>,
        /// The checks.
        checks: Map<Text>,
        /// The cautions.
        cautions: Map<Text>,
        /// The policies and their choices, `policy` and `policy.choice`.
        policies: Map<Text>,
    }
}
