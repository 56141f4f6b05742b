//! Names to numbers. Collects every name that leads nowhere.

use super::condition::{Reach, Scope, cell, each};
use super::names::{Names, unknown};
use crate::codes::Cell;
use crate::definition::{
    Branch, Chance, Check, CountOf, Definition, Express, Id, Keyed, Levels, Method, Metric, Missing, Otherwise, Policy, Response,
    Scale, Select, TypeRule, Weighted,
};
use crate::error::{Code, Diagnostics, Error};
use crate::exact::Ratio;
use crate::plan::{Cond, Expr, Operation, PlanCheck, PlanLevels, PlanPolicy, PlanType, Rule, TypeWay};

/// A definition by numbers.
#[derive(Debug)]
pub(crate) struct Resolved<'d> {
    pub(crate) names: Names<'d>,
    /// By scale; none where the scale has faults.
    pub(crate) scales: Vec<Option<ResolvedScale>>,
    /// The scales in the order of computation.
    pub(crate) order: Vec<u16>,
    pub(crate) branches: Vec<Rule>,
    pub(crate) policies: Vec<PlanPolicy>,
    pub(crate) checks: Vec<PlanCheck>,
    pub(crate) types: Option<PlanType>,
    pub(crate) levels: Vec<ResolvedLevels>,
}

#[derive(Debug)]
pub(crate) struct ResolvedScale {
    pub(crate) operation: Operation,
    pub(crate) source: Picked,
    pub(crate) need: usize,
    pub(crate) percent: bool,
}

impl ResolvedScale {
    pub(crate) fn len(&self) -> usize {
        match &self.source {
            Picked::Terms(terms) => terms.len(),
            Picked::Scales(scales) => scales.len(),
        }
    }
}

/// What a method works on.
#[derive(Debug)]
pub(crate) enum Picked {
    Terms(Vec<PickedTerm>),
    Scales(Vec<u16>),
}

/// A field with what each of its codes adds; none for a code that says nothing.
#[derive(Debug)]
pub(crate) struct PickedTerm {
    pub(crate) field: u16,
    pub(crate) values: Vec<Option<Ratio>>,
    pub(crate) guard: Option<Cond>,
}

#[derive(Debug)]
pub(crate) struct ResolvedLevels {
    pub(crate) scales: Vec<u16>,
    pub(crate) plan: PlanLevels,
}

/// The most codes over all terms of a definition: bounds memory and time of compiling a stranger's document.
const MAX_TERM_CODES: usize = 1 << 20;

pub(crate) fn resolve<'d>(definition: &'d Definition, faults: &mut Diagnostics) -> Resolved<'d> {
    let names = Names::new(definition, faults);
    let mut resolver = Resolver { definition, names: &names, faults, term_codes: 0 };
    let scales: Vec<_> = definition.scales.iter().enumerate().map(|(i, scale)| resolver.scale(scale, i)).collect();
    let order = resolver.order(&scales);
    let branches = resolver.branches();
    let policies = definition.policies.iter().enumerate().filter_map(|(i, p)| resolver.policy(p, i)).collect();
    let checks = definition.checks.iter().enumerate().filter_map(|(i, c)| resolver.check(c, i, &scales, &order)).collect();
    let types = definition.type_rule.as_ref().and_then(|rule| resolver.types(rule));
    let levels = definition.levels.iter().enumerate().filter_map(|(i, l)| resolver.levels(l, i)).collect();
    Resolved { names, scales, order, branches, policies, checks, types, levels }
}

struct Resolver<'a, 'd> {
    definition: &'d Definition,
    names: &'a Names<'d>,
    faults: &'a mut Diagnostics,
    term_codes: usize,
}

impl<'d> Resolver<'_, 'd> {
    fn scope(&self, reach: Reach, item: Option<usize>, item_only: bool) -> Scope<'_, 'd> {
        let pooled = self.definition.ratings.is_some();
        let no_answers = pooled.then_some("a person with several ratings has no single answers");
        Scope { names: self.names, reach, item, item_only, no_answers }
    }

    fn condition(
        &mut self,
        condition: &crate::definition::Condition,
        path: &str,
        reach: Reach,
        item: Option<usize>,
        item_only: bool,
    ) -> Option<Cond> {
        let mut found = Diagnostics::default();
        let result = self.scope(reach, item, item_only).condition(condition, path, &mut found);
        found.into_iter().for_each(|fault| self.faults.push(fault));
        result
    }

    /// A condition asked of every item. Faults are the same for each, so the first item's are told.
    fn condition_each(
        &mut self,
        condition: &crate::definition::Condition,
        path: &str,
        reach: Reach,
        item_only: bool,
        items: &[usize],
    ) -> Option<Vec<(usize, Cond)>> {
        let mut conditions = Vec::new();
        for item in items {
            conditions.push((*item, self.condition(condition, path, reach, Some(*item), item_only)?));
        }
        Some(conditions)
    }

    fn scale(&mut self, scale: &'d Scale, i: usize) -> Option<ResolvedScale> {
        let path = format!("/scales/{i}/method");
        let (operation, source) = self.method(&scale.method, &path)?;
        let mut resolved =
            ResolvedScale { operation, source, need: 0, percent: scale.express == Some(Express::PercentOfRange) };
        let parts = resolved.len();
        if parts == 0 {
            self.faults.push(Error::new(Code::EmptyScale, path).with("scale", &scale.id));
            return None;
        }
        resolved.need = match &scale.missing {
            None | Some(Missing::Complete) => parts,
            Some(Missing::AtLeast(n)) => *n as usize,
            Some(Missing::Share(share)) => (parts * share.percent as usize).div_ceil(100),
        };
        if resolved.need == 0 || resolved.need > parts {
            let fault = Error::new(Code::MissingRule, format!("/scales/{i}/missing"));
            self.faults.push(fault.with("asked", resolved.need).with("fields", parts));
        }
        Some(resolved)
    }

    fn method(&mut self, method: &'d Method, path: &str) -> Option<(Operation, Picked)> {
        let (operation, select, key) = match method {
            Method::Sum(select) => (Operation::Sum, select, "sum"),
            Method::Mean(select) => (Operation::Mean, select, "mean"),
            Method::Median(select) => (Operation::Median, select, "median"),
            Method::Spread(select) => (Operation::Spread, select, "spread"),
            Method::Least(select) => (Operation::Least, select, "least"),
            Method::Greatest(select) => (Operation::Greatest, select, "greatest"),
            Method::Count(count) => {
                let terms = self.count(count, &format!("{path}/count"))?;
                return Some((Operation::Sum, Picked::Terms(terms)));
            }
            Method::Points(key) => return Some((Operation::Sum, Picked::Terms(self.points(key)))),
            Method::WeightedSum(terms) => {
                let terms = self.weighted(terms, &format!("{path}/weighted_sum"))?;
                return Some((Operation::Sum, Picked::Terms(terms)));
            }
            Method::Difference(pair) => return self.pair(pair, Operation::Difference, &format!("{path}/difference")),
            Method::Ratio(pair) => return self.pair(pair, Operation::Ratio, &format!("{path}/ratio")),
        };
        let path = format!("{path}/{key}");
        let picked = match select {
            Select::Scales(ids) => Picked::Scales(self.scale_list(ids, &format!("{path}/scales"))?),
            _ => Picked::Terms(self.value_terms(select, &path)?),
        };
        Some((operation, picked))
    }

    fn pair(&mut self, ids: &[Id], operation: Operation, path: &str) -> Option<(Operation, Picked)> {
        let scales = self.scale_list(ids, path)?;
        if scales.len() != 2 {
            self.faults.push(Error::new(Code::BadCondition, path).with("reason", "two scales are needed"));
            return None;
        }
        Some((operation, Picked::Scales(scales)))
    }

    fn scale_list(&mut self, ids: &[Id], path: &str) -> Option<Vec<u16>> {
        let list = each(ids, path, self.faults, |id, path, faults| self.names.scale(id, path, faults))?;
        for (i, scale) in list.iter().enumerate() {
            if list.iter().take(i).any(|s| s == scale) {
                let id = self.names.scales.get(usize::from(*scale)).copied().unwrap_or_default();
                self.faults.push(Error::new(Code::DuplicateId, format!("{path}/{i}")).with("id", id));
            }
        }
        Some(list)
    }

    /// Fields with the numbers behind their codes.
    fn value_terms(&mut self, select: &'d Select, path: &str) -> Option<Vec<PickedTerm>> {
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

    fn fields(&mut self, names: &[String], path: &str) -> Option<Vec<u16>> {
        let list = each(names, path, self.faults, |name, path, faults| self.names.field(name, None, path, faults))?;
        for (i, field) in list.iter().enumerate() {
            if list.iter().take(i).any(|f| f == field) {
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
                let asked = keyed.field.as_ref().is_none_or(|name| slot.field.id.as_ref().is_some_and(|id| **id == **name));
                let rated = slot.field.rates.as_ref().and_then(|option| item.options.get(option));
                let values = match (slot.response, rated) {
                    (Some(Response::Points(points)), _) => {
                        let place = points.options.iter().position(|option| {
                            item.options.get(option).is_some_and(|o| o.key.as_ref() == Some(&keyed.key))
                        });
                        let Some(place) = place else { continue };
                        points.codes.iter().map(|c| c.give.get(place).map(|n| Ratio::whole(*n))).collect()
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

    fn count(&mut self, count: &'d CountOf, path: &str) -> Option<Vec<PickedTerm>> {
        match count {
            CountOf::Keyed(keyed) => {
                let mut terms = Vec::new();
                for (i, item) in self.definition.items.iter().enumerate() {
                    let codes: Vec<_> = item.options.iter().filter(|(_, o)| o.key.as_ref() == Some(&keyed.key)).map(|(c, _)| c).collect();
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
                    let codes = self.names.slots.get(usize::from(field))?.codes.as_ref()?;
                    let index = cell(codes, &one.code, &format!("{path}/code"), self.faults)?;
                    if let Some(term) = terms.iter_mut().find(|term| term.field == field) {
                        if let Some(value) = term.values.get_mut(usize::from(index)) {
                            *value = Some(Ratio::whole(1));
                        }
                    } else {
                        terms.push(PickedTerm { field, values: self.ones(field, &[&one.code])?, guard: None });
                    }
                }
                Some(terms)
            }
            CountOf::Codes(codes) => {
                let path = format!("{path}/codes");
                let mut terms = Vec::new();
                for field in self.picked_fields(&codes.of, &format!("{path}/of"))? {
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
                        if keyed.field.as_ref().is_none_or(|name| slot.field.id.as_ref().is_some_and(|id| **id == **name)) {
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

    fn points(&mut self, key: &Id) -> Vec<PickedTerm> {
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
                let Some(codes) = self.names.slots.get(usize::from(field)).and_then(|s| s.codes.as_ref()) else { continue };
                let value = |c: Cell| (c < codes.values).then(|| Ratio::whole(give(&codes.text(c))));
                terms.push(PickedTerm { field, values: (0..codes.count).map(value).collect(), guard: None });
            }
        }
        terms
    }

    fn weighted(&mut self, weighted: &'d [Weighted], path: &str) -> Option<Vec<PickedTerm>> {
        let mut terms: Vec<PickedTerm> = Vec::new();
        for (i, one) in weighted.iter().enumerate() {
            let path = format!("{path}/{i}");
            let field = self.names.field(&one.field, None, &format!("{path}/field"), self.faults)?;
            if terms.iter().any(|term| term.field == field) {
                self.faults.push(Error::new(Code::DuplicateId, format!("{path}/field")).with("id", &one.field));
            }
            let weight = one.weight.ratio();
            let slot = self.names.slots.get(usize::from(field))?;
            let reversed = slot.field.reversed || self.definition.items.get(slot.item).is_some_and(|item| item.reversed);
            if reversed && weight < Ratio::ZERO {
                self.faults.push(Error::new(Code::ReversedTwice, format!("{path}/weight")).with("field", &one.field));
            }
            let values = self.values(field, &format!("{path}/field"))?;
            let values = values.into_iter().map(|v| v.and_then(|v| v.times(weight))).collect();
            terms.push(PickedTerm { field, values, guard: None });
        }
        Some(terms)
    }

    /// The scales so that each stands behind those it is computed from; circles are told.
    fn order(&mut self, scales: &[Option<ResolvedScale>]) -> Vec<u16> {
        let mut order: Vec<u16> = Vec::new();
        let mut waiting: Vec<u16> = (0..u16::try_from(scales.len()).unwrap_or(u16::MAX)).collect();
        loop {
            let before = order.len();
            waiting.retain(|scale| {
                let ready = match scales.get(usize::from(*scale)) {
                    Some(Some(ResolvedScale { source: Picked::Scales(of), .. })) => of.iter().all(|s| order.contains(s)),
                    _ => true,
                };
                if ready {
                    order.push(*scale);
                }
                !ready
            });
            if waiting.is_empty() {
                return order;
            }
            if before == order.len() {
                for scale in &waiting {
                    let id = self.names.scales.get(usize::from(*scale)).copied().unwrap_or_default();
                    self.faults.push(Error::new(Code::Circular, format!("/scales/{scale}/method")).with("scale", id));
                }
                return order;
            }
        }
    }

    fn branches(&mut self) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (i, branch) in self.definition.branches.iter().enumerate() {
            rules.extend(self.branch(branch, &format!("/branches/{i}")));
        }
        rules
    }

    fn branch(&mut self, branch: &'d Branch, path: &str) -> Option<Rule> {
        let when = self.condition(&branch.when, &format!("{path}/when"), Reach::Fields, None, false);
        let fields = self.fields(&branch.not_applicable, &format!("{path}/not_applicable"));
        Some(Rule { when: when?, fields: fields? })
    }

    fn policy(&mut self, policy: &'d Policy, i: usize) -> Option<PlanPolicy> {
        let items: Vec<usize> = (0..self.definition.items.len()).collect();
        let mut choices = Vec::new();
        for (name, choice) in policy.choices.iter() {
            let mut rules = Vec::new();
            for (j, rule) in choice.rules.iter().enumerate() {
                let path = format!("/policies/{i}/choices/{}/rules/{j}", crate::definition::reader::pointer_step(name));
                for (item, when) in self.condition_each(&rule.when, &format!("{path}/when"), Reach::Fields, true, &items)? {
                    let fields = each(&rule.adds_nothing, &format!("{path}/adds_nothing"), self.faults, |name, path, faults| {
                        self.names.field(&format!(".{name}"), Some(item), path, faults)
                    })?;
                    rules.push(Rule { when, fields });
                }
            }
            choices.push((name.to_owned(), rules));
        }
        let default = choices.iter().position(|(name, _)| **name == *policy.default);
        if default.is_none() {
            let known: Vec<_> = choices.iter().map(|(name, _)| name.as_str()).collect();
            self.faults.push(unknown(format!("/policies/{i}/default"), "choice", &policy.default, &known));
        }
        Some(PlanPolicy { id: policy.id.to_string(), default: u16::try_from(default?).ok()?, choices })
    }

    fn check(&mut self, check: &'d Check, i: usize, scales: &[Option<ResolvedScale>], order: &[u16]) -> Option<PlanCheck> {
        let path = format!("/checks/{i}/expect");
        let expect = if check.each_item {
            let asked = |(_, item): &(usize, &crate::definition::Item)| !item.training;
            let items: Vec<usize> = self.definition.items.iter().enumerate().filter(asked).map(|(i, _)| i).collect();
            let conditions = self.condition_each(&check.expect, &path, Reach::Scores, false, &items)?;
            conditions.into_iter().map(|(_, condition)| condition).collect()
        } else {
            vec![self.condition(&check.expect, &path, Reach::Scores, None, false)?]
        };
        let mut no_score = match &check.otherwise {
            Otherwise::Flag => Vec::new(),
            Otherwise::NoScore(ids) => self.scale_list(ids, &format!("/checks/{i}/otherwise/no_score"))?,
        };
        for scale in order {
            let Some(Some(ResolvedScale { source: Picked::Scales(of), .. })) = scales.get(usize::from(*scale)) else { continue };
            if !no_score.contains(scale) && of.iter().any(|s| no_score.contains(s)) {
                no_score.push(*scale);
            }
        }
        Some(PlanCheck { id: check.id.to_string(), expect, no_score })
    }

    fn types(&mut self, rule: &'d TypeRule) -> Option<PlanType> {
        let ids = self.names.types.iter().map(|id| (*id).to_owned()).collect();
        let way = match rule {
            TypeRule::Highest(rule) => {
                let candidates = self.candidates(&rule.of, "/type/highest/of")?;
                TypeWay::Highest { candidates, at_most: rule.at_most }
            }
            TypeRule::Code(rule) => {
                let candidates = self.candidates(&rule.of, "/type/code/of")?;
                TypeWay::Code { candidates, letters: rule.letters as usize }
            }
            TypeRule::Cases(rule) => {
                let mut cases = Vec::new();
                for (i, case) in rule.cases.iter().enumerate() {
                    let path = format!("/type/cases/cases/{i}");
                    let when = self.condition(&case.when, &format!("{path}/when"), Reach::Levels, None, false);
                    cases.push((when?, self.names.type_of(&case.id, &format!("{path}/id"), self.faults)?));
                }
                let otherwise = match &rule.otherwise {
                    Some(id) => Some(self.names.type_of(id, "/type/cases/otherwise", self.faults)?),
                    None => None,
                };
                TypeWay::Cases { cases, otherwise }
            }
        };
        Some(PlanType { ids, way })
    }

    fn candidates(&mut self, chances: &'d [Chance], path: &str) -> Option<Vec<Vec<Expr>>> {
        let mut found = Diagnostics::default();
        let scope = self.scope(Reach::Scores, None, false);
        let candidates = each(chances, path, &mut found, |chance, path, faults| {
            each(&chance.by, &format!("{path}/by"), faults, |operand, path, faults| scope.operand(operand, path, faults))
        });
        found.into_iter().for_each(|fault| self.faults.push(fault));
        candidates
    }

    fn levels(&mut self, levels: &'d Levels, i: usize) -> Option<ResolvedLevels> {
        let path = format!("/levels/{i}");
        let scales = self.scale_list(&levels.scales, &format!("{path}/scales"));
        let needs = match &levels.needs {
            Some(needs) => Some(self.condition(needs, &format!("{path}/needs"), Reach::Scores, None, false)?),
            None => None,
        };
        let names = levels.bands.iter().filter_map(|band| self.names.levels.iter().position(|l| **l == *band.level));
        let plan = PlanLevels {
            metric: levels.metric.unwrap_or(Metric::Raw),
            audience: super::lower::audience(levels.for_group.as_ref()),
            cuts: levels.bands.iter().skip(1).filter_map(|band| band.from.map(super::super::exact::Decimal::ratio)).collect(),
            names: names.filter_map(|n| u16::try_from(n).ok()).collect(),
            needs,
        };
        Some(ResolvedLevels { scales: scales?, plan })
    }
}
