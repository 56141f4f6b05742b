//! Hashes that anyone can check: SHA-256 of RFC 8785 canonical JSON, in hexadecimal.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::node::Node;

/// Parts of a definition that words, sources and tests are made of, where a change moves no raw score; and the norms, which
/// have hashes of their own: results gathered to make a norm still have the same key once it is added.
const NOT_SCORING: [&str; 9] =
    ["$schema", "aliases", "about", "version", "groups", "reliability", "examples", "texts", "norms"];

/// Members that carry words or evidence wherever they stand. Their form is asked too, since an option or a scale may have such
/// a name.
fn is_remark(name: &str, value: &Value) -> bool {
    match name {
        "basis" => value.get("source").is_some_and(Value::is_string),
        "gist" => value.is_string(),
        "read_also" => value.is_array(),
        "anchors" => value.as_object().is_some_and(|all| !all.is_empty() && all.values().all(Value::is_array)),
        _ => false,
    }
}

/// The hash of a whole document.
pub(crate) fn document(value: &Value) -> String {
    of(value)
}

/// The hash of what scores and levels depend on, but for the norms.
pub(crate) fn key(value: &Value) -> String {
    let mut scoring = value.clone();
    if let Value::Object(members) = &mut scoring {
        members.retain(|name, _| !NOT_SCORING.contains(&name.as_str()));
    }
    without_remarks(&mut scoring);
    of(&scoring)
}

fn without_remarks(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, value| !is_remark(name, value));
            members.values_mut().for_each(without_remarks);
        }
        Value::Array(list) => list.iter_mut().for_each(without_remarks),
        _ => {}
    }
}

/// The hash of any value.
pub(crate) fn of(value: &Value) -> String {
    of_node(&Node::from(value))
}

/// The hash of any value.
pub(crate) fn of_node(value: &Node<'_>) -> String {
    let halves = |byte: &u8| [byte >> 4, byte & 15];
    Sha256::digest(value.canonical())
        .iter()
        .flat_map(halves)
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}
