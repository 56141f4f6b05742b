//! How texts, ids, numbers, lists and maps are read.

use super::{Id, Map, Node, OrNull, Read, Text, UNREAD};
use crate::error::Code;
use crate::exact::Decimal;
use crate::json::Tree;

impl Read for Text {
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.tree {
            Tree::Text(text) if text.trim().is_empty() => {
                node.report(node.fault(Code::EmptyList));
                None
            }
            Tree::Text(text) => Some(text.clone()),
            _ => node.wrong_type("a text"),
        }
    }
    fn stand_in() -> Option<Self> {
        Some(UNREAD.to_owned())
    }
    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"type": "string", "pattern": "\\S"})
    }
}

impl Read for Id {
    fn read(node: &Node<'_>) -> Option<Self> {
        let Tree::Text(text) = node.tree else { return node.wrong_type("an id") };
        let id = Id::parse(text);
        if id.is_none() {
            node.report(node.fault(Code::BadId).with("id", crate::error::escape(text)));
        }
        id
    }
    fn stand_in() -> Option<Self> {
        Some(Self(UNREAD.to_owned()))
    }
    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,39}$"})
    }
}

impl Read for bool {
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.tree {
            Tree::Bool(value) => Some(*value),
            _ => node.wrong_type("true or false"),
        }
    }
    fn absent() -> Option<Self> {
        Some(false)
    }
    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"type": "boolean"})
    }
}

/// The largest whole number that a definition may hold.
const MAX_WHOLE: i64 = 1_000_000;

impl Read for i64 {
    fn read(node: &Node<'_>) -> Option<Self> {
        let Tree::Number(number) = node.tree else { return node.wrong_type("a whole number") };
        let value = number.as_i64().filter(|v| (-MAX_WHOLE..=MAX_WHOLE).contains(v));
        if value.is_none() {
            let fault = node.fault(Code::BadNumber).with("number", number);
            node.report(fault.with("allowed", format!("whole numbers {}..={MAX_WHOLE}", -MAX_WHOLE)));
        }
        value
    }
    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"type": "integer", "minimum": -MAX_WHOLE, "maximum": MAX_WHOLE})
    }
}

impl Read for u32 {
    fn read(node: &Node<'_>) -> Option<Self> {
        let Tree::Number(number) = node.tree else { return node.wrong_type("a whole number") };
        let value = number.as_u64().filter(|v| *v <= MAX_WHOLE.unsigned_abs()).and_then(|v| u32::try_from(v).ok());
        if value.is_none() {
            let fault = node.fault(Code::BadNumber).with("number", number);
            node.report(fault.with("allowed", format!("whole numbers 0..={MAX_WHOLE}")));
        }
        value
    }
    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"type": "integer", "minimum": 0, "maximum": MAX_WHOLE})
    }
}

impl Read for f64 {
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.tree {
            Tree::Number(number) => number.as_f64(),
            _ => node.wrong_type("a number"),
        }
    }
    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"type": "number"})
    }
}

impl Read for Decimal {
    fn read(node: &Node<'_>) -> Option<Self> {
        let Tree::Number(number) = node.tree else { return node.wrong_type("a number") };
        let value = Decimal::from_json(number);
        if value.is_none() {
            let allowed = format!("at most {} places and 12 digits", Decimal::MAX_PLACES);
            node.report(node.fault(Code::BadNumber).with("number", number).with("allowed", allowed));
        }
        value
    }
    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"type": "number"})
    }
}

impl<T: Read> Read for Option<T> {
    fn read(node: &Node<'_>) -> Option<Self> {
        T::read(node).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    #[cfg(feature = "schema")]
    fn schema(shared: &mut crate::definition::schema::Shared) -> serde_json::Value {
        T::schema(shared)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(node: &Node<'_>) -> Option<Self> {
        T::read(node).map(Box::new)
    }
    #[cfg(feature = "schema")]
    fn schema(shared: &mut crate::definition::schema::Shared) -> serde_json::Value {
        T::schema(shared)
    }
}

impl<T: Read> Read for OrNull<T> {
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.tree {
            Tree::Null => Some(Self::Null),
            _ => T::read(node).map(Self::Value),
        }
    }
    #[cfg(feature = "schema")]
    fn schema(shared: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"anyOf": [{"type": "null"}, T::schema(shared)]})
    }
}

impl<T: Read> Read for Vec<T> {
    /// A faulty element is reported and passed over, so that the rest of the document is still read.
    fn read(node: &Node<'_>) -> Option<Self> {
        let mut list = Vec::new();
        node.elements(&mut |element| T::read(element).map(|value| list.push(value)).is_some())?;
        Some(list)
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
    #[cfg(feature = "schema")]
    fn schema(shared: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"type": "array", "items": T::schema(shared)})
    }
}

impl<T: Read> Read for Map<T> {
    fn read(node: &Node<'_>) -> Option<Self> {
        let mut map = Vec::new();
        node.entries(&mut |key, value| T::read(value).map(|value| map.push((key.to_owned(), value))).is_some())?;
        Some(Self(map))
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
    #[cfg(feature = "schema")]
    fn schema(shared: &mut crate::definition::schema::Shared) -> serde_json::Value {
        serde_json::json!({"type": "object", "additionalProperties": T::schema(shared)})
    }
}
