//! A definition that is made from another by changes, as the vectors of errors describe it.

use serde::Deserialize;
use serde_json::Value;

use crate::files;

/// Where a document comes from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// An instrument of the catalogue.
    pub instrument: Option<String>,
    /// A definition of this crate.
    pub definition: Option<String>,
    /// A text pack of this crate.
    pub texts: Option<String>,
    /// The text itself.
    pub text: Option<String>,
    /// Changes, in their order.
    #[serde(default)]
    pub patch: Vec<Change>,
    /// Changes of the text, after those of the document.
    #[serde(default)]
    pub rewrite: Vec<Rewrite>,
    /// Blanks are added until the text has so many bytes.
    pub pad: Option<usize>,
}

/// One change; `path` is a JSON Pointer.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "op", rename_all = "lowercase", deny_unknown_fields)]
pub enum Change {
    /// Sets a member that is there.
    Replace {
        /// The place.
        path: String,
        /// What it becomes.
        value: Value,
    },
    /// Takes a member away.
    Remove {
        /// The place.
        path: String,
    },
    /// Adds a member; `-` after a list is its end.
    Add {
        /// The place.
        path: String,
        /// What is added.
        value: Value,
    },
    /// Adds copies at the end of a list; `#` in their texts is the number of the copy, from 1.
    Repeat {
        /// The list.
        path: String,
        /// How many.
        times: usize,
        /// What is added.
        value: Value,
    },
}

/// A change of the text: for what a tree of JSON cannot say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rewrite {
    /// What stands there, exactly once.
    pub from: String,
    /// What stands there then.
    pub to: String,
}

impl Document {
    /// The text of the document.
    pub fn text(&self) -> String {
        let base = match (&self.instrument, &self.definition, &self.texts, &self.text) {
            (Some(id), None, None, None) => catalogue(id).to_owned(),
            (None, Some(name), None, None) => files::text(&format!("definitions/{name}")),
            (None, None, Some(name), None) => files::text(&format!("texts/{name}")),
            (None, None, None, Some(text)) => text.clone(),
            _ => panic!("a document is an instrument, a definition, a text pack or a text"),
        };
        let mut text = base;
        if !self.patch.is_empty() {
            let mut value: Value = serde_json::from_str(&text).expect("a patched document is JSON");
            self.patch.iter().for_each(|change| change.apply(&mut value));
            text = value.to_string();
        }
        for Rewrite { from, to } in &self.rewrite {
            assert_eq!(text.matches(from.as_str()).count(), 1, "`{from}` must stand exactly once");
            text = text.replacen(from.as_str(), to, 1);
        }
        let missing = self.pad.unwrap_or(0).saturating_sub(text.len());
        text.push_str(&" ".repeat(missing));
        text
    }
}

/// The text of a definition of the catalogue.
pub fn catalogue(id: &str) -> &'static str {
    let found = orientir::catalogue::INSTRUMENTS.iter().find(|(name, _)| *name == id);
    found.unwrap_or_else(|| panic!("the catalogue has no `{id}`")).1
}

impl Change {
    /// Makes the change.
    pub fn apply(&self, document: &mut Value) {
        match self {
            Self::Replace { path, value } => *at(document, path) = value.clone(),
            Self::Remove { path } => {
                let (parent, step) = split(path);
                match at(document, parent) {
                    Value::Object(members) => assert!(members.remove(&step).is_some(), "{path}: nothing to remove"),
                    Value::Array(list) => drop(list.remove(step.parse().expect("a place in a list"))),
                    _ => panic!("{path}: nothing to remove"),
                }
            }
            Self::Add { path, value } => {
                let (parent, step) = split(path);
                match at(document, parent) {
                    Value::Object(members) => {
                        let before = members.insert(step, value.clone());
                        assert!(before.is_none(), "{path}: is there already");
                    }
                    Value::Array(list) if step == "-" => list.push(value.clone()),
                    Value::Array(list) => list.insert(step.parse().expect("a place in a list"), value.clone()),
                    _ => panic!("{path}: no place to add to"),
                }
            }
            Self::Repeat { path, times, value } => {
                let list = at(document, path).as_array_mut().expect("copies are added to a list");
                list.extend((1..=*times).map(|number| numbered(value, number)));
            }
        }
    }
}

fn at<'v>(document: &'v mut Value, path: &str) -> &'v mut Value {
    document.pointer_mut(path).unwrap_or_else(|| panic!("{path}: nothing stands there"))
}

/// The parent of a place and the last step to it.
fn split(path: &str) -> (&str, String) {
    let (parent, step) = path.rsplit_once('/').expect("a pointer to a member");
    (parent, step.replace("~1", "/").replace("~0", "~"))
}

fn numbered(value: &Value, number: usize) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('#', &number.to_string())),
        Value::Array(list) => list.iter().map(|v| numbered(v, number)).collect(),
        Value::Object(members) => {
            members.iter().map(|(k, v)| (k.replace('#', &number.to_string()), numbered(v, number))).collect()
        }
        other => other.clone(),
    }
}
