//! Names to numbers. Collects every name that leads nowhere.

mod rules;
mod terms;

use std::collections::BTreeSet;

use super::condition::{Reach, Scope, each};
use super::names::Names;
use crate::definition::{Definition, Express, Id, Method, Missing, Scale, Select};
use crate::error::{Code, Diagnostics, Error};
use crate::exact::Ratio;
use crate::plan::{Cond, Operation, PlanCheck, PlanLevels, PlanPolicy, PlanType, Rule};

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
    let mut resolver = Resolver { definition, names: &names, faults, term_codes: 0, scale: "" };
    let scales: Vec<_> = definition.scales.iter().enumerate().map(|(i, scale)| resolver.scale(scale, i)).collect();
    let order = resolver.order(&scales);
    let branches = resolver.branches();
    let policies = definition.policies.iter().enumerate().filter_map(|(i, p)| resolver.policy(p, i)).collect();
    let checks =
        definition.checks.iter().enumerate().filter_map(|(i, c)| resolver.check(c, i, &scales, &order)).collect();
    let types = definition.type_rule.as_ref().and_then(|rule| resolver.types(rule));
    let levels = definition.levels.iter().enumerate().filter_map(|(i, l)| resolver.levels(l, i)).collect();
    Resolved { names, scales, order, branches, policies, checks, types, levels }
}

struct Resolver<'a, 'd> {
    definition: &'d Definition,
    names: &'a Names<'d>,
    faults: &'a mut Diagnostics,
    term_codes: usize,
    /// The scale that is resolved at present.
    scale: &'d str,
}

impl<'a, 'd> Resolver<'a, 'd> {
    fn scope(&self, reach: Reach, item: Option<usize>, item_only: bool) -> Scope<'a, 'd> {
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
        self.scope(reach, item, item_only).condition(condition, path, self.faults)
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
        self.scale = &scale.id;
        let (operation, source) = self.method(&scale.method, &path)?;
        self.no_training(&source, &path);
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

    /// Practice items are asked and never scored.
    fn no_training(&mut self, source: &Picked, path: &str) {
        let Picked::Terms(terms) = source else { return };
        for slot in terms.iter().filter_map(|term| self.names.slots.get(usize::from(term.field))) {
            if self.definition.items.get(slot.item).is_some_and(|item| item.training) {
                let fault = Error::new(Code::WrongResponse, path).with("field", &slot.name);
                self.faults.push(fault.with("reason", "its item is for training and is never scored"));
            }
        }
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
            Method::Points(key) => {
                return Some((Operation::Sum, Picked::Terms(self.points(key, &format!("{path}/points"))?)));
            }
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
        let mut seen = BTreeSet::new();
        for (i, scale) in list.iter().enumerate() {
            if !seen.insert(*scale) {
                let id = self.names.scales.get(usize::from(*scale)).copied().unwrap_or_default();
                self.faults.push(Error::new(Code::DuplicateId, format!("{path}/{i}")).with("id", id));
            }
        }
        Some(list)
    }

    /// The scales so that each stands behind those it is computed from; circles are told.
    fn order(&mut self, scales: &[Option<ResolvedScale>]) -> Vec<u16> {
        let mut order: Vec<u16> = Vec::new();
        let mut waiting: Vec<u16> = (0..u16::try_from(scales.len()).unwrap_or(u16::MAX)).collect();
        loop {
            let before = order.len();
            waiting.retain(|scale| {
                let ready = match scales.get(usize::from(*scale)) {
                    Some(Some(ResolvedScale { source: Picked::Scales(of), .. })) => {
                        of.iter().all(|s| order.contains(s))
                    }
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
}
