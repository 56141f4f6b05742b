//! Compares a result document with what a vector expects. Numbers are compared by their bits.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// What a result must be. What is not named is not compared; `null` is what must not be there.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Raw scores.
    #[serde(default)]
    pub scales: BTreeMap<String, Option<f64>>,
    /// Standard scores by `scale.metric`.
    #[serde(default)]
    pub standard: BTreeMap<String, Option<f64>>,
    /// Levels.
    #[serde(default)]
    pub levels: BTreeMap<String, Option<String>>,
    /// Why a scale has no level.
    #[serde(default)]
    pub ungraded: BTreeMap<String, Option<String>>,
    /// The norms that were used.
    #[serde(default)]
    pub norm: BTreeMap<String, Option<String>>,
    /// Why no norm was.
    #[serde(default)]
    pub no_norm: BTreeMap<String, Option<String>>,
    /// Lowest and highest possible raw scores.
    #[serde(default)]
    pub possible: BTreeMap<String, Option<(f64, f64)>>,
    /// Statuses.
    #[serde(default)]
    pub status: BTreeMap<String, String>,
    /// How many answers were given.
    #[serde(default)]
    pub answered: BTreeMap<String, u64>,
    /// The leading types; an empty list where too many lead, `null` where the answers do not settle them.
    #[serde(default, rename = "type", deserialize_with = "named")]
    pub types: Option<Option<Vec<String>>>,
    /// The flags.
    pub flags: Option<Vec<String>>,
    /// The cautions.
    pub cautions: Option<Vec<String>>,
}

/// How far numbers may be off, and why they may.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ulps {
    /// Units in the last place.
    pub most: u64,
    /// The reason.
    pub why: String,
}

/// Keeps `null` apart from a member that is not there.
#[expect(clippy::option_option, reason = "a member may be absent, null or a list")]
fn named<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// What of a result document is not as expected.
pub fn person(expect: &Expect, document: &str, ulps: Option<&Ulps>) -> Vec<String> {
    let result: Value = serde_json::from_str(document).expect("a result is JSON");
    let mut found = Differences { result: &result, most: ulps.map_or(0, |u| u.most), list: Vec::new() };
    for (id, raw) in &expect.scales {
        found.number(&[id, "raw"], *raw);
    }
    for (name, value) in &expect.standard {
        let (id, metric) = name.rsplit_once('.').expect("a standard score is `scale.metric`");
        found.number(&[id, metric], *value);
    }
    for (key, words) in [
        ("level", &expect.levels),
        ("ungraded", &expect.ungraded),
        ("norm", &expect.norm),
        ("no_norm", &expect.no_norm),
    ] {
        for (id, word) in words {
            found.equal(&["scales", id, key], &word.as_deref().map_or(Value::Null, Value::from));
        }
    }
    for (id, range) in &expect.possible {
        let Some((low, high)) = range else {
            found.equal(&["scales", id, "possible"], &Value::Null);
            continue;
        };
        found.number(&[id, "possible", "0"], Some(*low));
        found.number(&[id, "possible", "1"], Some(*high));
    }
    for (id, status) in &expect.status {
        found.equal(&["scales", id, "status"], &Value::from(status.as_str()));
    }
    for (id, answered) in &expect.answered {
        found.equal(&["scales", id, "answered"], &Value::from(*answered));
    }
    if let Some(types) = &expect.types {
        found.equal(&["type"], &types.as_ref().map_or(Value::Null, |ids| Value::from(ids.clone())));
    }
    if let Some(flags) = &expect.flags {
        found.equal(&["flags"], &Value::from(flags.clone()));
    }
    if let Some(cautions) = &expect.cautions {
        found.equal(&["cautions"], &Value::from(cautions.clone()));
    }
    found.list
}

struct Differences<'r> {
    result: &'r Value,
    most: u64,
    list: Vec<String>,
}

impl Differences<'_> {
    fn get(&self, path: &[&str]) -> &Value {
        let mut value = self.result;
        for key in path {
            value = match key.parse::<usize>() {
                Ok(place) if value.is_array() => value.get(place),
                _ => value.get(*key),
            }
            .unwrap_or(&Value::Null);
        }
        value
    }

    /// A misspelt scale must not pass for one without a score.
    fn known(&mut self, path: &[&str]) {
        if let ["scales", id, ..] = path
            && self.get(&["scales", id]).is_null()
        {
            self.list.push(format!("there is no scale {id}"));
        }
    }

    fn equal(&mut self, path: &[&str], expected: &Value) {
        self.known(path);
        let found = self.get(path);
        if found != expected {
            let text = format!("{}: expected {expected}, found {found}", path.join("."));
            self.list.push(text);
        }
    }

    /// A number of a scale.
    fn number(&mut self, path: &[&str], expected: Option<f64>) {
        let path = [&["scales"], path].concat();
        self.known(&path);
        let value = self.get(&path);
        let same = match (expected, value.as_f64()) {
            (None, None) => value.is_null(),
            (Some(a), Some(b)) => distance(a, b) <= self.most,
            _ => false,
        };
        if !same {
            let wanted = expected.map_or_else(|| "null".to_owned(), |v| format!("{v:?}"));
            let text = format!("{}: expected {wanted}, found {value}", path.join("."));
            self.list.push(text);
        }
    }
}

/// How many floats lie between two; none between equal bits.
fn distance(a: f64, b: f64) -> u64 {
    let place = |x: f64| {
        let bits = x.to_bits().cast_signed();
        if bits < 0 { i64::MIN.wrapping_sub(bits) - 1 } else { bits }
    };
    if a.to_bits() == b.to_bits() { 0 } else { place(a).abs_diff(place(b)).max(1) }
}
