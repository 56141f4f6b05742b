//! Names of a definition and the numbers they get.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::codes::Codes;
use crate::definition::reader::nearest;
use crate::definition::{Definition, Field, Item, Response};
use crate::error::{Code, Diagnostics, Error};

/// A field with its place in the form.
#[derive(Debug)]
pub(crate) struct Slot<'d> {
    pub(crate) name: String,
    pub(crate) item: usize,
    pub(crate) field: &'d Field,
    /// None where the response is unknown or makes no sense: reported once, then passed over.
    pub(crate) response: Option<&'d Response>,
    pub(crate) codes: Option<Codes>,
}

/// Columns of a table of answers that name people and occasions: no field can be called so.
const COLUMNS: [&str; 13] =
    ["id", "occasion", "rater", "date", "sex", "age", "grade", "language", "lang", "region", "mode", "class", "school"];

/// The fields, scales and types of a definition by name.
#[derive(Debug)]
pub(crate) struct Names<'d> {
    pub(crate) items: &'d [Item],
    pub(crate) slots: Vec<Slot<'d>>,
    /// The number of each slot by name.
    numbers: BTreeMap<String, u16>,
    /// The fields of each item.
    pub(crate) fields_of: Vec<Range<usize>>,
    pub(crate) scales: Vec<&'d str>,
    pub(crate) types: Vec<&'d str>,
    pub(crate) levels: Vec<String>,
}

impl<'d> Names<'d> {
    pub(crate) fn new(definition: &'d Definition, faults: &mut Diagnostics) -> Self {
        let mut slots: Vec<Slot<'d>> = Vec::new();
        let mut fields_of = Vec::new();
        let mut numbers = BTreeMap::new();
        let mut items = BTreeSet::new();
        let mut shared_told = false;
        let codes: BTreeMap<&str, Option<Codes>> =
            definition.responses.iter().map(|(name, response)| (name, super::check::codes(response))).collect();
        for (i, item) in definition.items.iter().enumerate() {
            let start = slots.len();
            let own = !item.fields.is_empty();
            // What is wrong with the shared fields is told at the first item that has them.
            let tell = own || !shared_told;
            shared_told |= !own;
            let first = items.insert(item.id.as_str());
            let shared = definition.each_item.as_ref().map_or(&[][..], |each| &each.fields);
            for (j, field) in if own { &item.fields[..] } else { shared }.iter().enumerate() {
                let path = if own { format!("/items/{i}/fields/{j}") } else { format!("/each_item/fields/{j}") };
                let name = field.id.as_ref().map_or_else(|| item.id.to_string(), |id| format!("{}.{id}", item.id));
                let number = u16::try_from(slots.len()).unwrap_or(u16::MAX);
                if numbers.contains_key(&name) {
                    // The fields of an item whose id stands twice all do.
                    if first && tell {
                        faults.push(Error::new(Code::DuplicateId, path.as_str()).with("id", &name));
                    }
                } else {
                    numbers.insert(name.clone(), number);
                }
                if COLUMNS.contains(&name.as_str()) {
                    let path = if field.id.is_some() { path.clone() } else { format!("/items/{i}/id") };
                    let fault = Error::new(Code::DuplicateId, path).with("id", &name);
                    faults.push(fault.with("reason", "tables of answers have a column of this name"));
                }
                let response = definition.responses.get(&field.response);
                if response.is_none() && tell {
                    let known: Vec<_> = definition.responses.iter().map(|(name, _)| name).collect();
                    tell_unknown(faults, format!("{path}/response"), "response", &field.response, &known);
                }
                let codes = codes.get(field.response.as_str()).cloned().flatten();
                slots.push(Slot { name, item: i, field, response, codes });
            }
            if start == slots.len() {
                let fault = Error::new(Code::EmptyList, format!("/items/{i}/fields"));
                faults.push(fault.with("what", "field, here or in `each_item`"));
            }
            fields_of.push(start..slots.len());
        }
        let mut levels: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        for band in definition.levels.iter().flat_map(|l| &l.bands) {
            if seen.insert(band.level.as_str()) {
                levels.push(band.level.to_string());
            }
        }
        Self {
            items: &definition.items,
            slots,
            numbers,
            fields_of,
            scales: definition.scales.iter().map(|s| s.id.as_str()).collect(),
            types: definition.type_rule.as_ref().map_or_else(Vec::new, |rule| rule.ids()),
            levels,
        }
    }

    /// The number of a field; a name with a leading dot is a field of `item`.
    pub(crate) fn field(&self, name: &str, item: Option<usize>, path: &str, faults: &mut Diagnostics) -> Option<u16> {
        let full = match (name.strip_prefix('.'), item) {
            (Some(local), Some(item)) => self.items.get(item).map(|i| format!("{}.{local}", i.id))?,
            _ => name.to_owned(),
        };
        let found = self.numbers.get(&full).copied();
        if found.is_none() {
            let known: Vec<_> = self.slots.iter().map(|slot| slot.name.as_str()).collect();
            tell_unknown(faults, path, "field", &full, &known);
        }
        found
    }

    /// The number of a scale.
    pub(crate) fn scale(&self, id: &str, path: &str, faults: &mut Diagnostics) -> Option<u16> {
        position(&self.scales, "scale", id, path, faults)
    }

    /// The number of a type.
    pub(crate) fn type_of(&self, id: &str, path: &str, faults: &mut Diagnostics) -> Option<u16> {
        position(&self.types, "type", id, path, faults)
    }

    /// The number of a level.
    pub(crate) fn level(&self, id: &str, path: &str, faults: &mut Diagnostics) -> Option<u16> {
        position(&self.levels, "level", id, path, faults)
    }
}

fn position<S: AsRef<str>>(
    known: &[S],
    what: &'static str,
    id: &str,
    path: &str,
    faults: &mut Diagnostics,
) -> Option<u16> {
    let found = known.iter().position(|k| k.as_ref() == id);
    if found.is_none() {
        tell_unknown(faults, path, what, id, known);
    }
    found.and_then(|i| u16::try_from(i).ok())
}

/// Reports a name that leads nowhere. Only the first hundred faults look for a name that may be meant.
// PERF: a search among 2000 long names takes milliseconds, and a stranger's document may have a thousand faults.
pub(crate) fn tell_unknown<S: AsRef<str>>(
    faults: &mut Diagnostics,
    path: impl Into<String>,
    what: &'static str,
    name: &str,
    known: &[S],
) {
    let known = if faults.len() < 100 { known } else { &[] };
    faults.push(unknown(path, what, name, known));
}

pub(crate) fn unknown<S: AsRef<str>>(path: impl Into<String>, what: &'static str, name: &str, known: &[S]) -> Error {
    Error::new(Code::UnknownName, path).with("what", what).with("name", name).with("fix", nearest(name, known))
}
