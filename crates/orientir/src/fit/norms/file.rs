//! The norm file of fitted norms: see [`crate::NormFile`] for its form.

use serde_json::{Map, Value, json};

use super::{Alpha, FittedNorms, GroupNorm, NormRow, ScaleNorm, Way};
use crate::definition::Metric;
use crate::error::{Code, Error};
use crate::exact::{Decimal, Ratio};
use crate::instrument::Instrument;
use crate::norm_file::NormFile;
use crate::tally::{Cell, Covariate, Tally};

/// The source that bases of the file name.
const OWN: &str = "own-sample";

/// What the norms are for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    instrument: String,
    version: String,
    key: String,
    wording: String,
    policies: Vec<(String, String)>,
    /// The lowest possible score of each scale, where tables begin.
    lowest: Vec<(String, Ratio)>,
}

impl Head {
    /// Of an instrument, if the tally is one of it as it is to be scored.
    pub(super) fn of(instrument: &Instrument, tally: &Tally) -> Result<Self, Error> {
        tally.check(instrument)?;
        let plan = instrument.plan();
        Ok(Self {
            instrument: instrument.id().to_owned(),
            version: instrument.definition().version.clone(),
            key: instrument.key_hash().to_owned(),
            wording: instrument.wording().to_string(),
            policies: instrument.policies().map(|(p, c)| (p.to_owned(), c.to_owned())).collect(),
            lowest: plan.scales.iter().map(|scale| (scale.id.clone(), scale.possible.0)).collect(),
        })
    }
}

impl FittedNorms {
    /// The norm file: JSON that [`Instrument::with_norms`] reads, the same bytes from the same counts.
    ///
    /// # Errors
    /// `missing_key` where no source has a date and no year is given.
    pub fn to_json(&self) -> Result<String, Error> {
        let head = &self.head;
        let year =
            self.year().ok_or_else(|| Error::new(Code::MissingKey, "").with("key", "year").with("fix", "--year"))?;
        let n = self.groups.iter().map(|group| group.n).sum::<i64>();
        let places: Vec<&str> = {
            let mut places: Vec<&str> = self.sources.iter().filter_map(|source| source.place.as_deref()).collect();
            places.sort_unstable();
            places.dedup();
            places
        };
        let place = self.options.place.clone().or_else(|| (!places.is_empty()).then(|| places.join("; ")));
        let metrics: Vec<&str> = self.options.metrics.iter().map(|metric| metric.as_str()).collect();
        let mut norm = json!({
            "id": self.options.id,
            "wording": head.wording,
            "population": self.options.population.as_str(),
            "n": capped(n),
            "year": year,
            "metrics": metrics,
            "groups": self.groups.iter().map(|group| self.group(group)).collect::<Vec<_>>(),
            "basis": basis("fitted to the counts of its own sample: see `method`, `sample` and `error`"),
        });
        if let Some(members) = norm.as_object_mut() {
            members.extend(place.map(|place| ("place".to_owned(), json!(place))));
            members.extend(self.is_local.then(|| ("comparison_group".to_owned(), json!(true))));
        }
        let cite = format!("Own sample, {year}: {n} people, {} sources", self.sources.len());
        let policies: Map<String, Value> = head.policies.iter().map(|(p, c)| (p.clone(), json!(c))).collect();
        let mut members = vec![
            ("orientir", json!("norms")),
            ("format", json!(NormFile::FORMAT)),
            ("engine", json!(env!("CARGO_PKG_VERSION"))),
            ("instrument", json!(head.instrument)),
            ("version", json!(head.version)),
            ("key", json!(head.key)),
            ("policies", Value::Object(policies)),
            ("sources", json!({ OWN: { "cite": cite, "year": year } })),
            ("norm", norm),
            ("reliability", self.reliabilities()),
            ("method", self.method()),
            ("sample", self.sample()),
        ];
        if self.options.replicates > 0 {
            members.push(("error", self.errors()));
        }
        // The order is that of reading: what it is, the norm, how it was made.
        let lines: Vec<String> =
            members.iter().map(|(name, value)| format!("  \"{name}\": {}", indented(value))).collect();
        Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
    }

    fn group(&self, group: &GroupNorm) -> Value {
        let scales: Map<String, Value> =
            group.scales.iter().map(|scale| (scale.scale.clone(), self.scale(scale))).collect();
        let mut value = json!({ "n": capped(group.n), "scales": scales });
        let people = self.people(&group.cell);
        if let (false, Some(members)) = (people.is_empty(), value.as_object_mut()) {
            members.insert("for".to_owned(), Value::Object(people));
        }
        value
    }

    /// Who the people of a cell are, as a definition says it.
    fn people(&self, cell: &Cell) -> Map<String, Value> {
        let year = |value: &str| {
            let from: u32 = value.parse().unwrap_or_default();
            json!({ "from": from, "below": from + 1 })
        };
        cell.values(&self.options.by)
            .map(|(covariate, value)| {
                let is = match covariate {
                    Covariate::Age | Covariate::Grade => year(value),
                    _ => json!(value),
                };
                (covariate.as_str().to_owned(), is)
            })
            .collect()
    }

    fn scale(&self, scale: &ScaleNorm) -> Value {
        let (mean, sd) = (number(scale.mean), number(scale.deviation));
        let table = |of: fn(&NormRow) -> f64| self.rows(scale, of);
        let mut members = Map::new();
        members.insert("mean".to_owned(), mean);
        members.insert("sd".to_owned(), sd);
        if self.options.metrics.contains(&Metric::Percentile) {
            members.insert("percentiles".to_owned(), table(|row| row.percentile));
        }
        if self.options.way == Way::Linear {
            return json!({ "moments": members });
        }
        members.insert("to".to_owned(), json!("z"));
        members.insert("rows".to_owned(), table(|row| row.z));
        json!({ "table": members })
    }

    /// Rows of a table: each where its value differs from the one before; the first from the lowest possible score on.
    fn rows(&self, scale: &ScaleNorm, of: fn(&NormRow) -> f64) -> Value {
        let lowest = self.head.lowest.iter().find(|(id, _)| *id == scale.scale).map(|(_, lowest)| *lowest);
        let mut rows: Vec<Value> = Vec::new();
        let mut last: Option<Value> = None;
        for row in &scale.rows {
            let value = number(of(row));
            if last.as_ref() == Some(&value) {
                continue;
            }
            let from = if rows.is_empty() { lowest.unwrap_or(row.score) } else { row.score };
            rows.push(json!({ "from": Decimal::below(from).map_or(Value::Null, decimal), "is": value }));
            last = Some(value);
        }
        Value::Array(rows)
    }

    fn reliabilities(&self) -> Value {
        let one = |(scale, known): &(String, Alpha)| {
            let why = "Cronbach's alpha of the same sample: consistency of answers, no retest";
            json!({ "scales": [scale], "kind": "alpha", "value": number(known.value), "sem": number(known.sem),
                "norm": self.options.id, "n": capped(known.n), "basis": basis(why) })
        };
        self.reliability.iter().map(one).collect()
    }

    fn method(&self) -> Value {
        let options = &self.options;
        let mut method = json!({
            "standard_scores": options.way.as_str(),
            "percentile": options.percentile.as_str(),
            "by": options.by.iter().map(|covariate| covariate.as_str()).collect::<Vec<_>>(),
            "occasion": options.occasion,
            "scores": "complete answers only; prorated scores are left out",
            "ends": "scores beyond those that came have the values of the nearest that came",
        });
        if let Some(members) = method.as_object_mut() {
            if options.way == Way::Normalised {
                members.insert("normal_scores".to_owned(), json!(options.formula.as_str()));
            }
            if options.force {
                members.insert("forced".to_owned(), json!(true));
            }
            if let Some(margins) = &options.margins {
                let margins: Map<String, Value> =
                    margins.iter().map(|(covariate, shares)| (covariate.as_str().to_owned(), json!(shares))).collect();
                members.insert("raked_to".to_owned(), Value::Object(margins));
            }
        }
        method
    }

    fn sample(&self) -> Value {
        let source = |source: &super::NormSource| {
            let mut value = json!({ "school": source.school, "n": source.n });
            if let Some(members) = value.as_object_mut() {
                let texts = [
                    ("release", Some(source.release.clone()).filter(|release| !release.is_empty())),
                    ("date", source.date.clone()),
                    ("place", source.place.clone()),
                ];
                members.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text?)))));
            }
            value
        };
        let refused = |one: &super::Refused| {
            let effective = number(one.effective);
            json!({ "for": self.people(&one.cell), "scale": one.scale, "n": one.n, "effective_n": effective,
                "why": one.why.as_str() })
        };
        let scale = |scale: &ScaleNorm| {
            let mut value = json!({ "n": scale.n });
            if let Some(members) = value.as_object_mut() {
                let numbers = [("effective_n", scale.effective), ("intraclass", scale.intraclass)];
                members.extend(numbers.into_iter().filter_map(|(name, n)| Some((name.to_owned(), number(n?)))));
            }
            (scale.scale.clone(), value)
        };
        let group = |group: &GroupNorm| {
            let scales: Map<String, Value> = group.scales.iter().map(scale).collect();
            json!({ "for": self.people(&group.cell), "n": group.n, "scales": scales })
        };
        json!({
            "n": self.n,
            "left_out": self.left_out,
            "local_comparison_group": self.is_local,
            "groups": self.groups.iter().map(group).collect::<Vec<_>>(),
            "without_norm": self.refused.iter().map(refused).collect::<Vec<_>>(),
            "sources": self.sources.iter().map(source).collect::<Vec<_>>(),
        })
    }

    fn errors(&self) -> Value {
        let scale = |scale: &ScaleNorm| {
            let error = scale.error.as_ref()?;
            let rows: Vec<Value> = scale
                .rows
                .iter()
                .zip(&error.rows)
                .map(|(row, (percentile, t))| {
                    json!([Decimal::below(row.score).map_or(Value::Null, decimal), number(*percentile), number(*t)])
                })
                .collect();
            let value = json!({
                "resampled": error.resampled.as_str(),
                "mean": number(error.mean),
                "sd": number(error.deviation),
                "rows": rows,
            });
            Some((scale.scale.clone(), value))
        };
        let group = |group: &GroupNorm| {
            let scales: Map<String, Value> = group.scales.iter().filter_map(scale).collect();
            json!({ "for": self.people(&group.cell), "scales": scales })
        };
        json!({
            "what": "standard errors by bootstrap; rows are raw score, error of the percentile rank, error of T",
            "replicates": self.options.replicates,
            "seed": self.options.seed,
            "groups": self.groups.iter().map(group).collect::<Vec<_>>(),
        })
    }
}

fn basis(why: &str) -> Value {
    json!({ "source": OWN, "evidence": "D", "why": why })
}

/// A number of people as a definition may hold it.
fn capped(n: i64) -> i64 {
    n.min(1_000_000)
}

/// A number with as many places as a definition may have.
fn number(value: f64) -> Value {
    Decimal::nearest(value).map_or(Value::Null, decimal)
}

/// A decimal as the JSON number that prints the same digits.
fn decimal(value: Decimal) -> Value {
    serde_json::from_str(&value.to_string()).unwrap_or_default()
}

/// JSON that people can read: objects on lines, and lists of numbers or of small objects one element a line.
fn indented(value: &Value) -> String {
    let mut out = String::new();
    write(value, 1, &mut out);
    out
}

fn write(value: &Value, depth: usize, out: &mut String) {
    let simple = |value: &Value| !value.is_array() && !value.is_object();
    let flat = |value: &Value| match value {
        Value::Array(list) => list.iter().all(simple),
        Value::Object(members) => members.values().all(simple),
        _ => true,
    };
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    };
    match value {
        Value::Array(list) if !flat(value) => {
            out.push('[');
            for (place, element) in list.iter().enumerate() {
                out.push_str(if place == 0 { "" } else { "," });
                line(out, depth + 1);
                write(element, depth + 1, out);
            }
            line(out, depth);
            out.push(']');
        }
        Value::Object(members) if !flat(value) => {
            out.push('{');
            for (place, (name, element)) in members.iter().enumerate() {
                out.push_str(if place == 0 { "" } else { "," });
                line(out, depth + 1);
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push_str(": ");
                write(element, depth + 1, out);
            }
            line(out, depth);
            out.push('}');
        }
        _ => out.push_str(&value.to_string()),
    }
}
