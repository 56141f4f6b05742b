//! JSON with its keys in the order of the document, and places in it.
//!
//! `serde_json` sorts keys, and a definition is read by people.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`; also what is not filled yet.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// Members in their order.
    Object(Vec<(String, Tree)>),
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member of an object.
    Key(String),
    /// An element of a list.
    At(usize),
}

/// Steps from the root of a document.
pub type Path = Vec<Step>;

/// The steps of member names between slashes; empty ones are left out.
pub fn members(path: &str) -> Path {
    path.split('/').filter(|name| !name.is_empty()).map(|name| Step::Key(name.to_owned())).collect()
}

/// The steps of one path behind those of another.
pub fn joined(path: &[Step], more: &[Step]) -> Path {
    path.iter().chain(more).cloned().collect()
}

/// A path with one more member.
pub fn member(path: &[Step], name: &str) -> Path {
    joined(path, &[Step::Key(name.to_owned())])
}

/// A path with one more element.
pub fn element(path: &[Step], place: usize) -> Path {
    joined(path, &[Step::At(place)])
}

/// A path as a JSON Pointer (RFC 6901).
pub fn pointer(path: &[Step]) -> String {
    let steps = path.iter().map(|step| match step {
        Step::Key(name) => format!("/{}", escaped(name)),
        Step::At(place) => format!("/{place}"),
    });
    steps.collect()
}

/// A member name as it stands in a pointer.
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A step of a pointer as the member name that it writes.
pub fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

impl Tree {
    /// An object without members.
    pub const fn object() -> Self {
        Self::Object(Vec::new())
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// Reads JSON.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.entries().iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The members of an object; none of anything else.
    pub fn entries(&self) -> &[(String, Self)] {
        if let Self::Object(members) = self { members } else { &[] }
    }

    /// The elements of a list; none of anything else.
    pub fn elements(&self) -> &[Self] {
        if let Self::List(elements) = self { elements } else { &[] }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// What stands at a place.
    pub fn at(&self, path: &[Step]) -> Option<&Self> {
        path.iter().try_fold(self, |value, step| match step {
            Step::Key(name) => value.get(name),
            Step::At(place) => value.elements().get(*place),
        })
    }

    /// The place of a path; made, with what is on the way to it, where it is missing. None where something else is in the way.
    fn reach(&mut self, path: &[Step]) -> Option<&mut Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        let fresh = || match rest.first() {
            Some(Step::Key(_)) => Self::object(),
            Some(Step::At(_)) => Self::List(Vec::new()),
            None => Self::Null,
        };
        match (first, self) {
            (Step::Key(name), Self::Object(members)) => {
                let place = members.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                    members.push((name.clone(), fresh()));
                    members.len() - 1
                });
                members.get_mut(place)?.1.reach(rest)
            }
            (Step::At(place), Self::List(elements)) => {
                if *place == elements.len() {
                    elements.push(fresh());
                }
                elements.get_mut(*place)?.reach(rest)
            }
            _ => None,
        }
    }

    /// Puts a value in its place; whether nothing else stands there.
    pub fn put(&mut self, path: &[Step], value: Self) -> bool {
        match self.reach(path) {
            Some(place) if *place == Self::Null => {
                *place = value;
                true
            }
            Some(place) => place.is_same(&value),
            None => false,
        }
    }

    /// Puts a value in its place, over whatever stands there; whether there is such a place.
    pub fn replace(&mut self, path: &[Step], value: Self) -> bool {
        self.reach(path).map(|place| *place = value).is_some()
    }

    /// How many elements the list at a place has; none where there is no list.
    pub fn count(&self, path: &[Step]) -> usize {
        self.at(path).map_or(0, |list| list.elements().len())
    }

    /// Whether both are one JSON value: the order of members and the way in which a number is written mean nothing.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => {
                a == b || a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
            }
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b)),
            (Self::Object(a), Self::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(name, a)| other.get(name).is_some_and(|b| a.is_same(b)))
            }
            (a, b) => a == b,
        }
    }
}

/// On one line, as people write JSON. No sign of it means anything to a spreadsheet.
impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::List(elements) => {
                f.write_str("[")?;
                for (place, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if place > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Object(members) if members.is_empty() => f.write_str("{}"),
            Self::Object(members) => {
                for (place, (name, value)) in members.iter().enumerate() {
                    write!(f, "{} {}: {value}", if place > 0 { "," } else { "{" }, quoted(name))?;
                }
                f.write_str(" }")
            }
        }
    }
}

/// A text in quotes.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TreeVisitor;
        impl<'de> Visitor<'de> for TreeVisitor {
            type Value = Tree;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }
            fn visit_unit<E>(self) -> Result<Tree, E> {
                Ok(Tree::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
                Ok(Tree::Bool(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
                Ok(Tree::Number(value.into()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
                Ok(Tree::Number(value.into()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
                Ok(Number::from_f64(value).map_or(Tree::Null, Tree::Number))
            }
            fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
                Ok(Tree::text(value))
            }
            fn visit_string<E>(self, value: String) -> Result<Tree, E> {
                Ok(Tree::Text(value))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Tree, A::Error> {
                let mut list = Vec::new();
                while let Some(value) = elements.next_element()? {
                    list.push(value);
                }
                Ok(Tree::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
                let mut object = Vec::new();
                while let Some(entry) = members.next_entry()? {
                    object.push(entry);
                }
                Ok(Tree::Object(object))
            }
        }
        deserializer.deserialize_any(TreeVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, Tree, element, member, members, pointer};

    #[test]
    fn one_value_is_the_same_in_another_order_and_with_other_zeros() -> Result<(), serde_json::Error> {
        let (a, b) = (Tree::parse(r#"{"a":1.0,"b":[1,2]}"#)?, Tree::parse(r#"{"b":[1,2],"a":1}"#)?);
        assert!(a.is_same(&b) && a != b);
        for other in [r#"{"a":1,"b":[2,1]}"#, r#"{"a":1}"#, r#"{"a":1,"b":[1,2],"c":null}"#, r#"{"a":"1","b":[1,2]}"#] {
            assert!(!a.is_same(&Tree::parse(other)?), "{other}");
        }
        assert_eq!(a.to_string(), r#"{ "a": 1.0, "b": [1, 2] }"#);
        Ok(())
    }

    #[test]
    fn places_are_made_on_the_way_and_nothing_is_written_over() {
        let mut tree = Tree::object();
        let items = members("items");
        let first = element(&items, 0);
        assert!(tree.put(&member(&first, "id"), Tree::text("1")));
        assert!(tree.put(&member(&first, "id"), Tree::text("1")));
        assert!(!tree.put(&member(&first, "id"), Tree::text("2")));
        assert!(!tree.put(&member(&member(&first, "id"), "ru"), Tree::text("2")));
        assert!(!tree.put(&element(&items, 2), Tree::Null));
        assert_eq!(tree.to_string(), r#"{ "items": [{ "id": "1" }] }"#);
        assert_eq!(pointer(&[Step::Key("a/~b".to_owned()), Step::At(3)]), "/a~1~0b/3");
    }
}
