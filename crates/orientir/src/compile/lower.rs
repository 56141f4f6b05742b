//! Numbers to a plan: flat tables, and for each step the cheapest form.

use std::collections::BTreeMap;

use super::check::{possible, touched};
use super::resolve::{Picked, PickedTerm, Resolved, ResolvedScale};
use crate::definition::{Definition, Group, Grouping, Metric, Norm, NormWay, Reliability, Response, Row};
use crate::error::{Code, Diagnostics, Error};
use crate::exact::{Decimal, Ratio};
use crate::plan::{
    APART, Audience, ChooseSet, NormTableau, Operation, Plan, PlanField, PlanNorm, PlanNormGroup, PlanScale, Precision,
    Rescaled, Source, Step, Term,
};

pub(crate) fn lower(definition: &Definition, resolved: Resolved<'_>, faults: &mut Diagnostics) -> Plan {
    let computed = possible(&resolved);
    let mut plan = Plan { pooled: definition.ratings.is_some(), ..Plan::default() };
    let Resolved { names, scales, order, branches, policies, checks, types, levels } = resolved;
    (plan.branches, plan.policies, plan.checks, plan.types) = (branches, policies, checks, types);
    plan.level_names = names.levels;
    plan.items = names.fields_of;
    for (scale, range) in definition.scales.iter().zip(&computed) {
        let computed = range.unwrap_or((Ratio::ZERO, Ratio::ZERO)); // nothing that asks for an unknown range passes `check`
        let possible = if scale.express.is_some() { (Ratio::ZERO, Ratio::whole(100)) } else { computed };
        plan.scales.push(PlanScale {
            id: scale.id.to_string(),
            computed,
            possible,
            levels: Vec::new(),
            norms: Vec::new(),
            precision: precision(definition, &scale.id),
        });
    }
    let mut scales = scales;
    for number in order {
        let Some(scale) = scales.get_mut(usize::from(number)).and_then(Option::take) else { continue };
        if step(&mut plan, number, scale).is_none() {
            let id = plan.scales.get(usize::from(number)).map_or_else(String::new, |s| s.id.clone());
            faults.push(Error::new(Code::SumTooLarge, format!("/scales/{number}")).with("scale", id));
        }
    }
    for (number, levels) in (0_u16..).zip(levels) {
        for scale in &levels.scales {
            if let Some(scale) = plan.scales.get_mut(usize::from(*scale)) {
                scale.levels.push(number);
            }
        }
        plan.levels.push(levels.plan);
    }
    for (number, norm) in (0_u16..).zip(&definition.norms) {
        let norm = lower_norm(&plan, norm);
        for (i, scale) in (0_u16..).zip(&mut plan.scales) {
            if norm.groups.iter().any(|group| group.scales.iter().any(|(s, _)| *s == i)) {
                scale.norms.push(number);
            }
        }
        plan.norms.push(norm);
    }
    for (name, response) in definition.responses.iter() {
        let using = (0_u16..).zip(&names.slots).filter(|(_, slot)| *slot.field.response == *name).map(|(i, _)| i);
        match response {
            Response::Choose(choose) => {
                plan.choose.push(ChooseSet { fields: using.collect(), count: choose.count as usize });
            }
            Response::Analog(analog) => {
                let length =
                    analog.measured_length.as_ref().and_then(|l| names.slots.iter().position(|s| s.name == *l));
                if let Some(length) = length.and_then(|l| u16::try_from(l).ok()) {
                    plan.rescaled.extend(using.map(|field| Rescaled { field, length }));
                }
            }
            _ => {}
        }
    }
    for slot in names.slots {
        // INVARIANT: fields keep the numbers of their slots, so a slot without codes is a fault and never passed over.
        let Some(codes) = slot.codes else {
            super::names::tell_unknown::<&str>(faults, "/responses", "response", &slot.field.response, &[]);
            continue;
        };
        let optional = slot.field.optional || codes.written;
        plan.fields.push(PlanField { name: slot.name, item: slot.item, optional, codes });
    }
    plan
}

/// What is known of a scale's error, entry by entry.
fn precision(definition: &Definition, scale: &str) -> Vec<Precision> {
    let known = definition.reliability.iter().filter(|known| known.scales.iter().any(|id| **id == *scale));
    let number = |number: Decimal| number.ratio().to_f64();
    let norm = |id: &str| definition.norms.iter().position(|norm| *norm.id == *id).and_then(|n| u16::try_from(n).ok());
    let of = |known: &Reliability| {
        let (reliability, sem) = (known.value.map(number), known.sem.map(number));
        let norm = known.norm.as_ref().and_then(|id| norm(id));
        (reliability.is_some() || sem.is_some()).then_some(Precision { reliability, sem, norm })
    };
    known.filter_map(of).collect()
}

fn step(plan: &mut Plan, number: u16, scale: ResolvedScale) -> Option<()> {
    let need = u16::try_from(scale.need).ok()?;
    let (source, linear) = match scale.source {
        Picked::Terms(terms) => {
            let denominator =
                terms.iter().flat_map(|t| t.values.iter().flatten()).try_fold(1_i64, |d, v| lcm(d, v.denominator()))?;
            let start = plan.terms.len();
            // INVARIANT: the absolute values of all terms add up to 32 bits, so no sum of entries overflows.
            let mut total = 0_i64;
            for picked in terms {
                total += i64::from(push_term(plan, picked, denominator)?);
            }
            i32::try_from(total).ok().filter(|t| *t < i32::MAX)?;
            let range = start..plan.terms.len();
            let linear = matches!(scale.operation, Operation::Sum)
                .then(|| range.clone().map(|i| Some((u32::try_from(i).ok()?, 1_i64))).collect::<Option<Vec<_>>>())
                .flatten()
                .filter(|_| !scale.percent && !plan.pooled && denominator == 1);
            (Source::Terms { terms: range, denominator }, linear)
        }
        Picked::Scales(of) => {
            let linear = linear_of(plan, scale.operation, &of).filter(|_| !scale.percent);
            let start = plan.scale_refs.len();
            plan.scale_refs.extend(&of);
            (Source::Scales(start..plan.scale_refs.len()), linear)
        }
    };
    plan.steps.push(Step { scale: number, operation: scale.operation, source, need, linear, percent: scale.percent });
    Some(())
}

/// The most terms of a scale that is kept as one list of terms, and the largest of their factors: scales of scales of scales
/// may repeat each answer without bound.
const MAX_LINEAR: usize = 4096;
const MAX_FACTOR: i64 = 1 << 20;

/// A sum or difference of linear scales as one list of terms.
fn linear_of(plan: &Plan, operation: Operation, of: &[u16]) -> Option<Vec<(u32, i64)>> {
    let sign = |i: usize| match operation {
        Operation::Sum => Some(1),
        Operation::Difference => Some(if i == 0 { 1 } else { -1 }),
        _ => None,
    };
    let mut terms = BTreeMap::new();
    for (i, scale) in of.iter().enumerate() {
        let sign = sign(i)?;
        let linear = plan.step_of(*scale)?.linear.as_ref()?;
        for (term, factor) in linear {
            let place: &mut i64 = terms.entry(*term).or_default();
            *place = place.checked_add(factor * sign).filter(|f| f.abs() <= MAX_FACTOR)?;
        }
        if terms.len() > MAX_LINEAR {
            return None;
        }
    }
    terms.retain(|_, factor| *factor != 0);
    Some(terms.into_iter().collect())
}

/// Adds a term with its table; gives the largest absolute value of its entries.
fn push_term(plan: &mut Plan, picked: PickedTerm, denominator: i64) -> Option<i32> {
    let table = u32::try_from(plan.table.len()).ok()?;
    let mut span: Option<(i32, i32)> = None;
    for value in &picked.values {
        let entry = match value {
            None => APART,
            Some(value) => {
                let units = value.numerator().checked_mul(denominator / value.denominator())?;
                let units = i32::try_from(units).ok().filter(|u| u.abs() < 1 << 30)?;
                span = Some(span.map_or((units, units), |(low, high)| (low.min(units), high.max(units))));
                units
            }
        };
        plan.table.push(entry);
    }
    let (low, high) = span?;
    let ruled = picked.guard.is_some() || touched(&plan.policies, picked.field);
    let guard = match picked.guard {
        Some(guard) => {
            plan.guards.push(guard);
            Some(u16::try_from(plan.guards.len() - 1).ok()?)
        }
        None => None,
    };
    let codes = u16::try_from(picked.values.len()).ok()?;
    let may_be_apart = picked.values.contains(&None);
    plan.terms.push(Term { field: picked.field, table, codes, low, high, may_be_apart, guard, ruled });
    Some(low.abs().max(high.abs()))
}

fn lcm(a: i64, b: i64) -> Option<i64> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x.max(1)).checked_mul(b).filter(|l| *l <= 1_000_000_000)
}

/// The people whom a group means.
pub(crate) fn audience(group: Option<&Group>) -> Audience {
    let limits = |g: &Grouping| (g.from.unwrap_or(0), g.below.unwrap_or(u32::MAX));
    group.map_or_else(Audience::default, |group| Audience {
        sex: group.sex,
        age: group.age.as_ref().map(limits),
        grade: group.grade.as_ref().map(limits),
        language: group.language.clone(),
        region: group.region.clone(),
        mode: group.mode,
    })
}

fn lower_norm(plan: &Plan, norm: &Norm) -> PlanNorm {
    let metrics = if norm.metrics.is_empty() { vec![Metric::Z, Metric::T] } else { norm.metrics.clone() };
    let groups = norm.groups.iter().map(|group| {
        let scales = group.scales.iter().filter_map(|(scale, way)| Some((plan.scale(scale)?, tableau(way))));
        PlanNormGroup { audience: audience(group.for_group.as_ref()), scales: scales.collect() }
    });
    PlanNorm {
        id: norm.id.to_string(),
        wording: norm.wording,
        population: norm.population,
        comparison_group: norm.comparison_group,
        metrics,
        clips: norm.clip.iter().map(|c| (c.metric, c.from.ratio(), c.to.ratio())).collect(),
        groups: groups.collect(),
    }
}

fn tableau(way: &NormWay) -> NormTableau {
    let of = |rows: &[Row]| rows.iter().map(|row| (row.from.ratio(), row.is.ratio())).collect();
    match way {
        NormWay::Moments(m) => {
            NormTableau::Moments { mean: m.mean.ratio(), sd: m.sd.ratio(), percentiles: of(&m.percentiles) }
        }
        NormWay::Table(t) => NormTableau::Table {
            to: t.to,
            rows: of(&t.rows),
            moments: t.mean.zip(t.sd).map(|(mean, sd)| (mean.ratio(), sd.ratio())),
            percentiles: of(&t.percentiles),
        },
        NormWay::Model(m) => NormTableau::Model {
            over_age: m.over == crate::definition::Over::Age,
            within: (m.within.from.unwrap_or(0), m.within.below.unwrap_or(u32::MAX)),
            mean: m.mean.iter().map(|d| d.ratio()).collect(),
            sd: m.sd.iter().map(|d| d.ratio()).collect(),
        },
    }
}
