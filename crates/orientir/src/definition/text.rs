//! The words for people. Texts carry no key and no score.

use std::iter::once;

use super::reader::{Map, Node, Read, Text, record};
use crate::error::Code;
use crate::json::Tree;
use crate::messages::Lang;

record! {
    /// A remark in several languages.
    pub struct ByLanguage {
        /// In Russian.
        ru: Option<Text>,
        /// In Lithuanian.
        lt: Option<Text>,
        /// In English.
        en: Option<Text>,
    }
}

/// A remark for people: one text for every language, or one for each.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Spoken {
    /// As it stands, whatever the language: what is cited as printed, say.
    Plain(Text),
    /// By language.
    By(ByLanguage),
}

impl ByLanguage {
    fn get(&self, lang: Lang) -> Option<&str> {
        let text = match lang {
            Lang::Ru => &self.ru,
            Lang::Lt => &self.lt,
            Lang::En => &self.en,
        };
        text.as_deref()
    }
}

impl Spoken {
    /// The remark in a language, else in the first that it has of English, Russian and Lithuanian.
    pub fn get(&self, lang: Lang) -> &str {
        match self {
            Spoken::Plain(text) => text,
            Spoken::By(by) => {
                once(lang).chain([Lang::En, Lang::Ru, Lang::Lt]).find_map(|lang| by.get(lang)).unwrap_or_default()
            }
        }
    }

    /// Whether it is said in a language, or is the same in all.
    pub fn is_in(&self, lang: Lang) -> bool {
        match self {
            Spoken::Plain(_) => true,
            Spoken::By(by) => by.get(lang).is_some(),
        }
    }
}

impl Read for Spoken {
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.tree {
            Tree::Text(_) => Text::read(node).map(Self::Plain),
            Tree::Object(members) if members.is_empty() => {
                node.report(node.fault(Code::EmptyList));
                None
            }
            Tree::Object(_) => ByLanguage::read(node).map(Self::By),
            _ => node.wrong_type("a text, or an object of texts by language"),
        }
    }
    fn stand_in() -> Option<Self> {
        Text::stand_in().map(Self::Plain)
    }
    #[cfg(feature = "schema")]
    fn schema(shared: &mut super::schema::Shared) -> serde_json::Value {
        let mut by = ByLanguage::schema(shared);
        if let serde_json::Value::Object(by) = &mut by {
            by.insert("minProperties".to_owned(), 1.into());
        }
        serde_json::json!({ "anyOf": [Text::schema(shared), by] })
    }
}

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
