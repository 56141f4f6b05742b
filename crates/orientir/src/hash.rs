//! Hashes that anyone can check: SHA-256 of RFC 8785 canonical JSON, in hexadecimal.

use std::fmt::Write;

use serde_json::{Number, Value};
use sha2::{Digest, Sha256};

/// Parts of a definition that words, sources and tests are made of, where a change moves no raw score; and the norms, which
/// have hashes of their own: results gathered to make a norm still have the same key once it is added.
const NOT_SCORING: [&str; 8] = ["$schema", "aliases", "about", "version", "reliability", "examples", "texts", "norms"];

/// Members that carry words or evidence wherever they stand. Their form is asked too, since an option or a scale may have such
/// a name.
fn is_remark(name: &str, value: &Value) -> bool {
    match name {
        "basis" => value.get("source").is_some_and(Value::is_string),
        "gist" => value.is_string(),
        "read_also" => value.is_array(),
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
    let mut canonical = Vec::new();
    write_canonical(value, &mut canonical);
    Sha256::digest(&canonical).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a text cannot fail
        text
    })
}

/// RFC 8785. PERF: every result is hashed, and a general serializer for it took half the time of scoring a person in a browser.
fn write_canonical(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(truth) => out.extend_from_slice(if *truth { b"true" } else { b"false" }),
        Value::Number(number) => write_number(number, out),
        Value::String(text) => write_text(text, out),
        Value::Array(list) => {
            out.push(b'[');
            for (place, value) in list.iter().enumerate() {
                if place > 0 {
                    out.push(b',');
                }
                write_canonical(value, out);
            }
            out.push(b']');
        }
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push(b'{');
            for (place, (name, value)) in members.into_iter().enumerate() {
                if place > 0 {
                    out.push(b',');
                }
                write_text(name, out);
                out.push(b':');
                write_canonical(value, out);
            }
            out.push(b'}');
        }
    }
}

/// The escapes of RFC 8785 are those that `serde_json` writes.
fn write_text(text: &str, out: &mut Vec<u8>) {
    let _ = serde_json::to_writer(out, text); // writing to a vector cannot fail
}

/// As JavaScript writes a double: whole numbers that it holds exactly have no fraction and no exponent.
fn write_number(number: &Number, out: &mut Vec<u8>) {
    const EXACT: i64 = 1 << 53;
    let float = number.as_f64().unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, reason = "what does not fit is not whole and small")]
    let whole = float as i64;
    #[expect(clippy::float_cmp, reason = "whether it is the same number")]
    if (-EXACT..EXACT).contains(&whole) && whole as f64 == float {
        let _ = serde_json::to_writer(out, &whole); // writing to a vector cannot fail
    } else {
        out.extend_from_slice(ryu_js::Buffer::new().format(float).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    fn canonical(value: &Value) -> Vec<u8> {
        let mut out = Vec::new();
        write_canonical(value, &mut out);
        out
    }

    fn assert_as_another_writes(value: &Value) {
        assert_eq!(
            String::from_utf8(canonical(value)).ok(),
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
