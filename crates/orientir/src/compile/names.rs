//! Names of a definition and the numbers they get.

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

/// The fields, scales and types of a definition by name.
#[derive(Debug)]
pub(crate) struct Names<'d> {
    pub(crate) items: &'d [Item],
    pub(crate) slots: Vec<Slot<'d>>,
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
        for (i, item) in definition.items.iter().enumerate() {
            let start = slots.len();
            let own = !item.fields.is_empty();
            let shared = definition.each_item.as_ref().map_or(&[][..], |each| &each.fields);
            for (j, field) in if own { &item.fields[..] } else { shared }.iter().enumerate() {
                let path = if own { format!("/items/{i}/fields/{j}") } else { format!("/each_item/fields/{j}") };
                let name = field.id.as_ref().map_or_else(|| item.id.to_string(), |id| format!("{}.{id}", item.id));
                if slots.iter().any(|slot| slot.name == name) {
                    faults.push(Error::new(Code::DuplicateId, path.as_str()).with("id", &name));
                }
                let response = definition.responses.get(&field.response);
                if response.is_none() && (own || i == 0) {
                    let known: Vec<_> = definition.responses.iter().map(|(name, _)| name).collect();
                    faults.push(unknown(format!("{path}/response"), "response", &field.response, &known));
                }
                slots.push(Slot { name, item: i, field, response, codes: response.and_then(Codes::new) });
            }
            if start == slots.len() {
                let fault = Error::new(Code::EmptyList, format!("/items/{i}/fields"));
                faults.push(fault.with("what", "field, here or in `each_item`"));
            }
            fields_of.push(start..slots.len());
        }
        let mut levels: Vec<String> = Vec::new();
        for band in definition.levels.iter().flat_map(|l| &l.bands) {
            if !levels.iter().any(|l| **l == *band.level) {
                levels.push(band.level.to_string());
            }
        }
        Self {
            items: &definition.items,
            slots,
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
        let found = self.slots.iter().position(|slot| slot.name == full);
        if found.is_none() {
            let known: Vec<_> = self.slots.iter().map(|slot| slot.name.as_str()).collect();
            faults.push(unknown(path, "field", &full, &known));
        }
        found.and_then(|i| u16::try_from(i).ok())
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

fn position<S: AsRef<str>>(known: &[S], what: &'static str, id: &str, path: &str, faults: &mut Diagnostics) -> Option<u16> {
    let found = known.iter().position(|k| k.as_ref() == id);
    if found.is_none() {
        faults.push(unknown(path, what, id, known));
    }
    found.and_then(|i| u16::try_from(i).ok())
}

pub(crate) fn unknown<S: AsRef<str>>(path: impl Into<String>, what: &'static str, name: &str, known: &[S]) -> Error {
    Error::new(Code::UnknownName, path).with("what", what).with("name", name).with("fix", nearest(name, known))
}
