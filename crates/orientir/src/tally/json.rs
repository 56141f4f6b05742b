//! The file of a tally: versioned JSON with a hash over everything.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::cell::{Cell, Covariate};
use super::moments::MAX_WHOLE;
use super::source::{CellCounts, Counts, FieldCounts, ScaleCounts, SourceFacts, SourceKey};
use super::{Head, Moments, ScaleItems, Tally};
use crate::answers::Person;
use crate::error::{Code, Error};
use crate::exact::Ratio;
use crate::hash;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    orientir: String,
    format: u32,
    engine: String,
    instrument: String,
    key: String,
    wording: String,
    policies: BTreeMap<String, String>,
    by: Vec<String>,
    scales: Vec<String>,
    items: BTreeMap<String, ItemsOfScale>,
    sources: Vec<SourceDocument>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    hash: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemsOfScale {
    fields: Vec<String>,
    denominator: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceDocument {
    school: String,
    occasion: u32,
    release: String,
    version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    min_cell: i64,
    n: i64,
    cells: Vec<CellDocument>,
    answers: BTreeMap<String, FieldDocument>,
    sums: BTreeMap<String, Sums>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CellDocument {
    #[serde(rename = "for")]
    values: BTreeMap<String, String>,
    n: i64,
    scales: BTreeMap<String, ScaleDocument>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleDocument {
    scores: Vec<(Exact, i64)>,
    prorated: i64,
    unscored: BTreeMap<String, i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldDocument {
    codes: BTreeMap<String, i64>,
    without: BTreeMap<String, i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sums {
    n: i64,
    #[serde(rename = "sums")]
    of_items: Vec<i64>,
    products: Vec<i64>,
}

/// A score: a whole number, or a fraction in lowest terms as a text.
struct Exact(Ratio);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.denominator() == 1 { to.serialize_i64(self.0.numerator()) } else { to.collect_str(&self.0) }
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bad = || D::Error::custom("a score is a whole number or a fraction such as \"5/2\"");
        match Value::deserialize(from)? {
            Value::Number(number) => number.as_i64().map(|whole| Self(Ratio::whole(whole))).ok_or_else(bad),
            Value::String(text) => {
                let parts = text.split_once('/').and_then(|(n, d)| Some((n.parse().ok()?, d.parse().ok()?)));
                let (numerator, denominator) = parts.filter(|(_, d): &(i64, i64)| *d > 1).ok_or_else(bad)?;
                let ratio = Ratio::new(numerator, denominator);
                // Another way to write the same score would count it apart.
                if ratio.to_string() == text { Ok(Self(ratio)) } else { Err(bad()) }
            }
            _ => Err(bad()),
        }
    }
}

impl Tally {
    /// The format that this engine reads and writes.
    pub const FORMAT: u32 = 1;
    /// The longest document in bytes.
    pub const MAX_BYTES: usize = 256 << 20;

    /// As one JSON text: the same bytes whatever the order in which its sources were merged.
    pub fn to_json(&self) -> String {
        let mut document = self.document();
        document.hash = hash_of(&document);
        serde_json::to_string(&document).unwrap_or_default()
    }

    /// Reads a tally.
    ///
    /// # Errors
    /// `too_large`, `newer_format`; `damaged_tally` where the document is none, was cut or changed, or does not add up.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        if text.len() > Self::MAX_BYTES {
            let error = Error::new(Code::TooLarge, "").with("bytes", text.len());
            return Err(error.with("limit", Self::MAX_BYTES));
        }
        let value: Value = serde_json::from_str(text).map_err(|error| {
            // A file that was cut on its way says so; anything else is no tally.
            damaged(if error.is_eof() { "the file ends too soon" } else { "this is not a tally" })
        })?;
        if value.get("orientir").and_then(Value::as_str) != Some("tally") {
            return Err(damaged("this is not a tally"));
        }
        if let Some(found) = value.get("format").and_then(Value::as_u64).filter(|found| *found > Self::FORMAT.into()) {
            return Err(Error::new(Code::NewerFormat, "").with("format", found).with("known", Self::FORMAT));
        }
        let mut bare = value.clone();
        let stated = bare.as_object_mut().and_then(|members| members.remove("hash"));
        if stated.as_ref().and_then(Value::as_str) != Some(hash::of(&bare).as_str()) {
            return Err(damaged("it was changed: its hash does not fit"));
        }
        let document: Document =
            serde_json::from_value(value).map_err(|_| damaged("its parts are not those of a tally"))?;
        let tally = document.tally().ok_or_else(|| damaged("its counts do not add up"))?;
        tally.countable()?;
        Ok(tally)
    }

    fn document(&self) -> Document {
        let scale = |number: &usize| self.scales.get(*number).cloned().unwrap_or_default();
        let items = |items: &ScaleItems| ItemsOfScale { fields: items.fields.clone(), denominator: items.denominator };
        let source = |(key, (facts, counts)): (&SourceKey, &(SourceFacts, Counts))| SourceDocument {
            school: key.school.clone(),
            occasion: key.occasion,
            release: key.release.clone(),
            version: facts.version.clone(),
            date: facts.date.clone(),
            place: facts.place.clone(),
            min_cell: facts.least,
            n: counts.n(),
            cells: counts.cells.iter().map(|(cell, counts)| self.cell(cell, counts)).collect(),
            answers: counts.answers.iter().map(|(field, counts)| (field.clone(), field_document(counts))).collect(),
            sums: counts.items.iter().map(|(number, moments)| (scale(number), sums(moments))).collect(),
        };
        Document {
            orientir: "tally".to_owned(),
            format: Self::FORMAT,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            instrument: self.head.instrument.clone(),
            key: self.head.key.clone(),
            wording: self.head.wording.clone(),
            policies: self.head.policies.clone(),
            by: self.by.iter().map(|covariate| covariate.as_str().to_owned()).collect(),
            scales: self.scales.clone(),
            items: self.items.iter().map(|(number, one)| (scale(number), items(one))).collect(),
            sources: self.sources.iter().map(source).collect(),
            hash: String::new(),
        }
    }

    fn cell(&self, cell: &Cell, counts: &CellCounts) -> CellDocument {
        let scale = |counts: &ScaleCounts| ScaleDocument {
            scores: counts.scores.iter().map(|(score, n)| (Exact(*score), *n)).collect(),
            prorated: counts.prorated,
            unscored: counts.unscored.clone(),
        };
        let values = cell.values(&self.by).map(|(covariate, value)| (covariate.as_str().to_owned(), value.to_owned()));
        CellDocument {
            values: values.collect(),
            n: counts.n,
            scales: self.scales.iter().cloned().zip(counts.scales.iter().map(scale)).collect(),
        }
    }
}

fn damaged(reason: &str) -> Error {
    Error::new(Code::DamagedTally, "").with("reason", reason)
}

fn hash_of(document: &Document) -> String {
    serde_json::to_value(document).map(|value| hash::of(&value)).unwrap_or_default()
}

fn field_document(counts: &FieldCounts) -> FieldDocument {
    FieldDocument { codes: counts.codes.clone(), without: counts.without.clone() }
}

fn sums(moments: &Moments) -> Sums {
    Sums { n: moments.n(), of_items: moments.sums().to_vec(), products: moments.products().to_vec() }
}

/// A count that can be one.
fn is_count(n: i64) -> bool {
    (0..=MAX_WHOLE).contains(&n)
}

impl Document {
    /// The tally; none where the document contradicts itself.
    fn tally(self) -> Option<Tally> {
        let by = self.by.iter().map(|name| Covariate::parse(name)).collect::<Option<Vec<_>>>()?;
        let number = |scale: &String| self.scales.iter().position(|known| known == scale);
        let mut items = BTreeMap::new();
        for (scale, one) in &self.items {
            let scale = number(scale)?;
            items.insert(scale, ScaleItems { scale, fields: one.fields.clone(), denominator: one.denominator });
        }
        let mut sources = BTreeMap::new();
        for source in self.sources {
            let key = SourceKey { school: source.school, occasion: source.occasion, release: source.release };
            let facts =
                SourceFacts { version: source.version, date: source.date, place: source.place, least: source.min_cell };
            let mut counts = Counts::default();
            for cell in source.cells {
                let (cell, found) = cell.counts(&by, &self.scales)?;
                if counts.cells.insert(cell, found).is_some() {
                    return None;
                }
            }
            if counts.cells.values().try_fold(0_i64, |sum, cell| sum.checked_add(cell.n)) != Some(source.n) {
                return None;
            }
            for (field, found) in source.answers {
                let all = found.codes.values().chain(found.without.values());
                all.copied().all(is_count).then_some(())?;
                counts.answers.insert(field, FieldCounts { codes: found.codes, without: found.without });
            }
            for (scale, found) in source.sums {
                let scale = number(&scale)?;
                let fields = items.get(&scale)?.fields.len();
                let within = |n: &i64| n.abs() <= MAX_WHOLE;
                let sound = found.of_items.len() == fields && found.of_items.iter().chain(&found.products).all(within);
                (sound && is_count(found.n) && found.n <= source.n).then_some(())?;
                counts.items.insert(scale, Moments::from_parts(found.n, found.of_items, found.products)?);
            }
            if sources.insert(key, (facts, counts)).is_some() {
                return None;
            }
        }
        let head = Head { instrument: self.instrument, key: self.key, wording: self.wording, policies: self.policies };
        Some(Tally { head, by, items, scales: self.scales, sources })
    }
}

impl CellDocument {
    fn counts(self, by: &[Covariate], scales: &[String]) -> Option<(Cell, CellCounts)> {
        let mut person = Person::default();
        for (name, value) in &self.values {
            Covariate::parse(name).filter(|covariate| by.contains(covariate))?;
            person.set(name, value).ok()?;
        }
        let mut counts = CellCounts { n: self.n, scales: Vec::new() };
        let mut given = self.scales;
        for scale in scales {
            let ScaleDocument { scores, prorated, unscored } = given.remove(scale)?;
            let listed = scores.len();
            let scores: BTreeMap<Ratio, i64> = scores.into_iter().map(|(score, n)| (score.0, n)).collect();
            let all = || scores.values().chain(unscored.values()).chain([&prorated]).copied();
            let sum = all().try_fold(0_i64, i64::checked_add)?;
            (all().all(is_count) && sum == self.n && scores.len() == listed).then_some(())?;
            counts.scales.push(ScaleCounts { scores, prorated, unscored });
        }
        (given.is_empty() && is_count(self.n)).then(|| (Cell::of(by, &person), counts))
    }
}
