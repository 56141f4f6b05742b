//! The fields of a scale with what each of their codes adds.

use super::{MAX_TERM_CODES, PickedTerm, Resolver};
use crate::codes::Cell;
use crate::compile::condition::{Reach, cell, each};
use crate::definition::{CountOf, Id, Keyed, Response, Select, Weighted};
use crate::error::{Code, Error};
use crate::exact::Ratio;
use crate::plan::Cond;
use std::collections::BTreeSet;

impl<'d> Resolver<'_, 'd> {
    /// Fields with the numbers behind their codes.
    pub(super) fn value_terms(&mut self, select: &'d Select, path: &str) -> Option<Vec<PickedTerm>> {
        match select {
            Select::Fields(names) => {
                let path = format!("{path}/fields");
                let fields = self.fields(names, &path)?;
                let mut terms = Vec::new();
                for (i, field) in fields.into_iter().enumerate() {
                    let values = self.values(field, &format!("{path}/{i}"))?;
                    terms.push(PickedTerm { field, values, guard: None });
                }
                Some(terms)
            }
            Select::Keyed(keyed) => self.keyed_values(keyed, &format!("{path}/keyed")),
            Select::Scales(_) => {
                self.faults.push(Error::new(Code::BadCondition, path).with("reason", "fields are needed, not scales"));
                None
            }
        }
    }

    pub(super) fn fields(&mut self, names: &[String], path: &str) -> Option<Vec<u16>> {
        let list = each(names, path, self.faults, |name, path, faults| self.names.field(name, None, path, faults))?;
        let mut seen = BTreeSet::new();
        for (i, field) in list.iter().enumerate() {
            if !seen.insert(*field) {
                let name = names.get(i).cloned().unwrap_or_default();
                self.faults.push(Error::new(Code::DuplicateId, format!("{path}/{i}")).with("id", name));
            }
        }
        Some(list)
    }

    /// The numbers behind the codes of a field, turned round where the item is reversed.
    fn values(&mut self, field: u16, path: &str) -> Option<Vec<Option<Ratio>>> {
        let slot = self.names.slots.get(usize::from(field))?;
        let codes = slot.codes.as_ref()?;
        let Some(grid) = &codes.grid else {
            let fault = Error::new(Code::WrongResponse, path).with("field", &slot.name);
            self.faults.push(fault.with("reason", "its answers are not numbers"));
            return None;
        };
        let reversed = slot.field.reversed || self.definition.items.get(slot.item).is_some_and(|item| item.reversed);
        let ends = grid.units(0) + grid.units(grid.count.saturating_sub(1));
        let unit = |index: Cell| if reversed { ends - grid.units(index) } else { grid.units(index) };
        let value = |index: Cell| (index < codes.values).then(|| Ratio::new(unit(index), grid.denominator));
        let values = (0..codes.count).map(value).collect();
        self.counted(values, path)
    }

    /// Passes values on while the definition stays within the limit of codes.
    fn counted(&mut self, values: Vec<Option<Ratio>>, path: &str) -> Option<Vec<Option<Ratio>>> {
        self.term_codes += values.len();
        if self.term_codes > MAX_TERM_CODES {
            let fault = Error::new(Code::TooMany, path).with("count", self.term_codes);
            self.faults.push(fault.with("what", "codes over all scales").with("limit", MAX_TERM_CODES));
            return None;
        }
        Some(values)
    }

    fn keyed_values(&mut self, keyed: &'d Keyed, path: &str) -> Option<Vec<PickedTerm>> {
        let mut terms = Vec::new();
        for (i, item) in self.definition.items.iter().enumerate() {
            let own = item.key.as_ref() == Some(&keyed.key);
            for slot_number in self.names.fields_of.get(i).cloned().unwrap_or(0..0) {
                let slot = self.names.slots.get(slot_number)?;
                let field = u16::try_from(slot_number).ok()?;
                let asked =
                    keyed.field.as_ref().is_none_or(|name| slot.field.id.as_ref().is_some_and(|id| **id == **name));
                let rated = slot.field.rates.as_ref().and_then(|option| item.options.get(option));
                let values = match (slot.response, rated) {
                    (Some(Response::Points(points)), _) => {
                        let place = points.options.iter().position(|option| {
                            item.options.get(option).is_some_and(|o| o.key.as_ref() == Some(&keyed.key))
                        });
                        let Some(place) = place else { continue };
                        let given = points.codes.iter().map(|c| c.give.get(place).map(|n| Ratio::whole(*n))).collect();
                        self.counted(given, path)?
                    }
                    (_, Some(option)) if option.key.as_ref() == Some(&keyed.key) => self.values(field, path)?,
                    (_, None) if own && asked => self.values(field, path)?,
                    _ => continue,
                };
                let guard = self.guard(keyed, path, i)?;
                terms.push(PickedTerm { field, values, guard });
            }
        }
        Some(terms)
    }

    /// The guard of a keyed selection for an item; the outer option tells a fault.
    #[expect(clippy::option_option, reason = "a fault is not the absence of a guard")]
    fn guard(&mut self, keyed: &'d Keyed, path: &str, item: usize) -> Option<Option<Cond>> {
        match &keyed.when {
            None => Some(None),
            Some(when) => self.condition(when, &format!("{path}/when"), Reach::Fields, Some(item), true).map(Some),
        }
    }

    pub(super) fn count(&mut self, count: &'d CountOf, path: &str) -> Option<Vec<PickedTerm>> {
        match count {
            CountOf::Keyed(keyed) => {
                let mut terms = Vec::new();
                for (i, item) in self.definition.items.iter().enumerate() {
                    let codes: Vec<_> = item
                        .options
                        .iter()
                        .filter(|(_, o)| o.key.as_ref() == Some(&keyed.key))
                        .map(|(c, _)| c)
                        .collect();
                    if codes.is_empty() {
                        continue;
                    }
                    for field in self.choices_of(i, keyed.field.as_deref()) {
                        let values = self.ones(field, &codes)?;
                        let guard = self.guard(keyed, &format!("{path}/keyed"), i)?;
                        terms.push(PickedTerm { field, values, guard });
                    }
                }
                Some(terms)
            }
            CountOf::Right(select) => {
                let path = format!("{path}/right");
                let mut terms = Vec::new();
                for field in self.picked_fields(select, &path)? {
                    self.not_written(field, &path)?;
                    let slot = self.names.slots.get(usize::from(field))?;
                    let right = self.definition.items.get(slot.item).and_then(|item| item.right.clone());
                    let Some(right) = right else {
                        let fault = Error::new(Code::WrongResponse, path.as_str()).with("field", &slot.name);
                        self.faults.push(fault.with("reason", "its item has no `right` code"));
                        continue;
                    };
                    terms.push(PickedTerm { field, values: self.ones(field, &[&right])?, guard: None });
                }
                Some(terms)
            }
            CountOf::Chosen(chosen) => {
                let mut terms: Vec<PickedTerm> = Vec::new();
                for (i, one) in chosen.iter().enumerate() {
                    let path = format!("{path}/chosen/{i}");
                    let field = self.names.field(&one.field, None, &format!("{path}/field"), self.faults)?;
                    self.not_written(field, &path)?;
                    let codes = self.names.slots.get(usize::from(field))?.codes.as_ref()?;
                    let index = cell(codes, &one.code, &format!("{path}/code"), self.faults)?;
                    if !terms.iter().any(|term| term.field == field) {
                        terms.push(PickedTerm { field, values: self.ones(field, &[&one.code])?, guard: None });
                    }
                    // A code apart that is named counts like any other.
                    let term = terms.iter_mut().find(|term| term.field == field);
                    if let Some(value) = term.and_then(|term| term.values.get_mut(usize::from(index))) {
                        *value = Some(Ratio::whole(1));
                    }
                }
                Some(terms)
            }
            CountOf::Codes(codes) => {
                let path = format!("{path}/codes");
                let mut terms = Vec::new();
                for field in self.picked_fields(&codes.of, &format!("{path}/of"))? {
                    self.not_written(field, &path)?;
                    let known = self.names.slots.get(usize::from(field))?.codes.as_ref()?;
                    let cells = each(&codes.code, &format!("{path}/code"), self.faults, |code, path, faults| {
                        cell(known, code, path, faults)
                    })?;
                    // A code apart is looked for like any other: it counts or it does not.
                    let values = (0..known.count).map(|c| Some(Ratio::whole(i64::from(cells.contains(&c))))).collect();
                    terms.push(PickedTerm { field, values: self.counted(values, &path)?, guard: None });
                }
                Some(terms)
            }
        }
    }

    /// Free text has no codes that could be counted.
    fn not_written(&mut self, field: u16, path: &str) -> Option<()> {
        let slot = self.names.slots.get(usize::from(field))?;
        if !slot.codes.as_ref()?.written {
            return Some(());
        }
        let fault = Error::new(Code::WrongResponse, path).with("field", &slot.name);
        self.faults.push(fault.with("reason", "free text is never scored"));
        None
    }

    /// One for some codes of a choice, zero for the others, nothing for codes apart.
    fn ones(&mut self, field: u16, wanted: &[&str]) -> Option<Vec<Option<Ratio>>> {
        let codes = self.names.slots.get(usize::from(field))?.codes.as_ref()?;
        let cells: Vec<_> = wanted.iter().filter_map(|code| codes.read(code).ok()).collect();
        let values = (0..codes.count).map(|c| (c < codes.values).then(|| Ratio::whole(i64::from(cells.contains(&c)))));
        let values = values.collect();
        self.counted(values, "/scales")
    }

    /// The fields of an item whose codes are its options.
    fn choices_of(&self, item: usize, named: Option<&str>) -> Vec<u16> {
        let slots = self.names.fields_of.get(item).cloned().unwrap_or(0..0);
        let fits = |number: &usize| {
            self.names.slots.get(*number).is_some_and(|slot| {
                matches!(slot.response, Some(Response::Choice(_) | Response::Matching(_)))
                    && named.is_none_or(|name| slot.field.id.as_ref().is_some_and(|id| **id == *name))
            })
        };
        slots.filter(fits).filter_map(|n| u16::try_from(n).ok()).collect()
    }

    fn picked_fields(&mut self, select: &'d Select, path: &str) -> Option<Vec<u16>> {
        match select {
            Select::Fields(names) => self.fields(names, &format!("{path}/fields")),
            Select::Keyed(keyed) => {
                let mut fields = Vec::new();
                for (i, item) in self.definition.items.iter().enumerate() {
                    if item.key.as_ref() != Some(&keyed.key) {
                        continue;
                    }
                    for number in self.names.fields_of.get(i).cloned().unwrap_or(0..0) {
                        let slot = self.names.slots.get(number)?;
                        if keyed
                            .field
                            .as_ref()
                            .is_none_or(|name| slot.field.id.as_ref().is_some_and(|id| **id == **name))
                        {
                            fields.push(u16::try_from(number).ok()?);
                        }
                    }
                }
                Some(fields)
            }
            Select::Scales(_) => {
                self.faults.push(Error::new(Code::BadCondition, path).with("reason", "fields are needed, not scales"));
                None
            }
        }
    }

    pub(super) fn points(&mut self, key: &Id, path: &str) -> Option<Vec<PickedTerm>> {
        let mut terms = Vec::new();
        for (i, item) in self.definition.items.iter().enumerate() {
            let give = |code: &str| {
                let option = item.options.get(code);
                let own = option.and_then(|o| o.points.get(key)).copied();
                own.or_else(|| option.filter(|o| o.key.as_ref() == Some(key)).map(|_| 1)).unwrap_or(0)
            };
            if !item.options.iter().any(|(code, _)| give(code) != 0) {
                continue;
            }
            for field in self.choices_of(i, None) {
                let Some(codes) = self.names.slots.get(usize::from(field)).and_then(|s| s.codes.as_ref()) else {
                    continue;
                };
                let value = |c: Cell| (c < codes.values).then(|| Ratio::whole(give(&codes.text(c))));
                let values = (0..codes.count).map(value).collect();
                terms.push(PickedTerm { field, values: self.counted(values, path)?, guard: None });
            }
        }
        Some(terms)
    }

    pub(super) fn weighted(&mut self, list: &'d [Weighted], path: &str) -> Option<Vec<PickedTerm>> {
        let mut terms: Vec<PickedTerm> = Vec::new();
        for (i, one) in list.iter().enumerate() {
            let path = format!("{path}/{i}");
            let field = self.names.field(&one.field, None, &format!("{path}/field"), self.faults)?;
            if terms.iter().any(|term| term.field == field) {
                self.faults.push(Error::new(Code::DuplicateId, format!("{path}/field")).with("id", &one.field));
            }
            let weight = one.weight.ratio();
            let slot = self.names.slots.get(usize::from(field))?;
            let reversed =
                slot.field.reversed || self.definition.items.get(slot.item).is_some_and(|item| item.reversed);
            if reversed && weight < Ratio::ZERO {
                self.faults.push(Error::new(Code::ReversedTwice, format!("{path}/weight")).with("field", &one.field));
            }
            let values = self.values(field, &format!("{path}/field"))?;
            let weighted = |value: Option<Ratio>| value.map_or(Some(None), |value| value.times(weight).map(Some));
            let Some(values) = values.into_iter().map(weighted).collect() else {
                self.faults.push(Error::new(Code::SumTooLarge, format!("{path}/weight")).with("scale", self.scale));
                return None;
            };
            terms.push(PickedTerm { field, values, guard: None });
        }
        Some(terms)
    }
}
