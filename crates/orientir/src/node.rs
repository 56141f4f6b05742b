//! A document whose names and texts live elsewhere, written as JSON or in its canonical form.
//!
//! PERF: every result is written and hashed. Through `serde_json::Value` and a general canonical serializer, that took most of
//! the time of scoring one person in a browser.

use std::cmp::Ordering;

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node<'a> {
    Null,
    Truth(bool),
    Whole(i64),
    Float(f64),
    Text(&'a str),
    List(Vec<Node<'a>>),
    Members(Vec<(&'a str, Node<'a>)>),
}

impl<'a> Node<'a> {
    pub(crate) fn texts(texts: Vec<&'a str>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }

    /// The bytes of RFC 8785.
    pub(crate) fn canonical(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(1024);
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Truth(truth) => out.extend_from_slice(if *truth { b"true" } else { b"false" }),
            #[expect(clippy::cast_precision_loss, reason = "a double is what is written")]
            Self::Whole(number) => write_number(*number as f64, out),
            Self::Float(number) => write_number(*number, out),
            Self::Text(text) => write_text(text, out),
            Self::List(list) => {
                out.push(b'[');
                for (place, value) in list.iter().enumerate() {
                    if place > 0 {
                        out.push(b',');
                    }
                    value.write(out);
                }
                out.push(b']');
            }
            Self::Members(members) => {
                let mut sorted: Vec<&(&str, Node<'_>)> = members.iter().collect();
                sorted.sort_unstable_by(|(a, _), (b, _)| in_order(a, b));
                out.push(b'{');
                for (place, (name, value)) in sorted.into_iter().enumerate() {
                    if place > 0 {
                        out.push(b',');
                    }
                    write_text(name, out);
                    out.push(b':');
                    value.write(out);
                }
                out.push(b'}');
            }
        }
    }
}

/// The order of names by their UTF-16 units.
fn in_order(a: &str, b: &str) -> Ordering {
    // PERF: the order of bytes is the same where all are ASCII, and takes no decoding.
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// The escapes of RFC 8785 are those that `serde_json` writes.
fn write_text(text: &str, out: &mut Vec<u8>) {
    // PERF: names and ids have nothing to escape.
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    let _ = serde_json::to_writer(out, text); // writing to a vector cannot fail
}

/// As JavaScript writes a double: whole numbers that it holds exactly have no fraction and no exponent.
fn write_number(number: f64, out: &mut Vec<u8>) {
    const EXACT: i64 = 1 << 53;
    #[expect(clippy::cast_possible_truncation, reason = "what does not fit is not whole and small")]
    let whole = number as i64;
    #[expect(clippy::float_cmp, reason = "whether it is the same number")]
    if !number.is_finite() {
        out.extend_from_slice(b"null");
    } else if (-EXACT..EXACT).contains(&whole) && whole as f64 == number {
        let _ = serde_json::to_writer(out, &whole); // writing to a vector cannot fail
    } else {
        out.extend_from_slice(ryu_js::Buffer::new().format(number).as_bytes());
    }
}

impl<'a> From<&'a Value> for Node<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Truth(*truth),
            Value::Number(number) => match number.as_i64() {
                Some(whole) => Self::Whole(whole),
                None => Self::Float(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => Self::Text(text),
            Value::Array(list) => Self::List(list.iter().map(Self::from).collect()),
            Value::Object(members) => {
                Self::Members(members.iter().map(|(name, value)| (name.as_str(), Self::from(value))).collect())
            }
        }
    }
}

/// In the order in which members stand.
impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Members(members) => serializer.collect_map(members.iter().map(|(name, value)| (name, value))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn values() -> impl Strategy<Value = Value> {
        let number = prop_oneof![
            any::<f64>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            (-1000i32..1000).prop_map(|n| Value::from(f64::from(n) / 8.0)),
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            number,
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 64, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..8)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    fn assert_as_another_writes(value: &Value) {
        assert_eq!(
            String::from_utf8(Node::from(value).canonical()).ok(),
            serde_json_canonicalizer::to_string(value).ok(),
            "{value:?}"
        );
    }

    #[test]
    fn numbers_at_the_edges() {
        let edge = 9_007_199_254_740_992_i64;
        for whole in [0, 1, -1, edge - 1, edge, edge + 1, 1 - edge, -edge, -edge - 1, i64::MAX, i64::MIN] {
            assert_as_another_writes(&Value::from(whole));
        }
        assert_as_another_writes(&Value::from(u64::MAX));
        for float in
            [0.0, -0.0, 0.1, 1e15, 1e16, 1e20, 1e21, 1e22, 1e-6, 1e-7, 9.007_199_254_740_993e15, f64::MIN_POSITIVE]
        {
            assert_as_another_writes(&Value::from(float));
            assert_as_another_writes(&Value::from(-float));
        }
    }

    #[test]
    fn names_are_sorted_by_utf_16() {
        let value = serde_json::json!({"\u{ff41}": 1, "\u{1d7d8}": 2, "b\n\u{1f}": "\u{7f}\u{8}\u{c}\"\\/"});
        assert_as_another_writes(&value);
    }

    proptest! {
        #[test]
        fn canonical_text_is_as_another_writes_it(value in values()) {
            assert_as_another_writes(&value);
        }
    }
}
