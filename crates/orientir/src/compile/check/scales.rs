//! Checks of scales, and the scores that they can give.

use std::collections::BTreeSet;

use crate::compile::condition::{walk, walk_operand};
use crate::compile::resolve::{Picked, PickedTerm, Resolved, ResolvedScale};
use crate::definition::{Chance, Condition, Definition, Express, Operand, TypeRule};
use crate::error::{Code, Diagnostics, Error};
use crate::exact::Ratio;
use crate::operation::combined;
use crate::plan::{Operation, PlanPolicy};

pub(super) fn scales(
    definition: &Definition,
    resolved: &Resolved<'_>,
    possible: &[Option<(Ratio, Ratio)>],
    faults: &mut Diagnostics,
) {
    for (i, scale) in resolved.scales.iter().enumerate() {
        let Some(scale) = scale else { continue };
        if may_lose_parts(scale) && unequal(resolved, possible, scale) {
            faults.push(Error::new(Code::UnequalRanges, format!("/scales/{i}/missing")));
        }
        let known = |s: &u16| given(resolved, possible, *s).is_some();
        let in_order = resolved.order.iter().any(|n| usize::from(*n) == i);
        let parts_known = match &scale.source {
            Picked::Terms(_) => true,
            Picked::Scales(of) => scale.operation != Operation::Ratio && of.iter().all(known),
        };
        let range = possible.get(i).copied().flatten();
        let id = definition.scales.get(i).map_or("", |s| s.id.as_str());
        if in_order && range.is_none() && parts_known {
            faults.push(Error::new(Code::SumTooLarge, format!("/scales/{i}")).with("scale", id));
            continue;
        }
        let express = definition.scales.get(i).and_then(|s| s.express);
        if express == Some(Express::PercentOfRange) && in_order {
            match range {
                None => {
                    let fault = Error::new(Code::BadCondition, format!("/scales/{i}/express"));
                    faults.push(fault.with("reason", UNKNOWN_RANGE));
                }
                Some((low, high)) if low == high => {
                    faults.push(Error::new(Code::EmptyScale, format!("/scales/{i}/method")).with("scale", id));
                }
                Some(_) => {}
            }
        }
    }
    percents(definition, resolved, possible, faults);
    for (i, reliability) in definition.reliability.iter().enumerate() {
        for (j, scale) in reliability.scales.iter().enumerate() {
            resolved.names.scale(scale, &format!("/reliability/{i}/scales/{j}"), faults);
        }
        if let Some(value) = reliability.value.filter(|v| v.ratio() < Ratio::ZERO || v.ratio() > Ratio::whole(1)) {
            let allowed = "0..=1";
            let fault = Error::new(Code::BadNumber, format!("/reliability/{i}/value")).with("number", value);
            faults.push(fault.with("allowed", allowed));
        }
        if let Some(sem) = reliability.sem.filter(|sem| sem.ratio() <= Ratio::ZERO) {
            let fault = Error::new(Code::BadNumber, format!("/reliability/{i}/sem")).with("number", sem);
            faults.push(fault.with("allowed", "more than 0"));
        }
    }
}

/// Groups of scales: each has scales, and no scale is read in two of them.
pub(super) fn groups(definition: &Definition, resolved: &Resolved<'_>, faults: &mut Diagnostics) {
    let mut grouped = BTreeSet::new();
    for (i, group) in definition.groups.iter().enumerate() {
        if group.scales.is_empty() {
            faults.push(Error::new(Code::EmptyList, format!("/groups/{i}/scales")).with("what", "scale"));
        }
        for (list, scales) in [("scales", &group.scales), ("beside", &group.beside)] {
            for (j, scale) in scales.iter().enumerate() {
                let path = format!("/groups/{i}/{list}/{j}");
                if resolved.names.scale(scale, &path, faults).is_some() && !grouped.insert(scale.as_str()) {
                    let fault = Error::new(Code::DuplicateId, path).with("id", &**scale);
                    faults.push(fault.with("reason", "a scale is read in one group"));
                }
            }
        }
    }
}

/// Why a range cannot be used.
pub(super) const UNKNOWN_RANGE: &str =
    "the range of the scale is not known: its divisor may be zero, or it is too large";

/// Percent of the range of a scale that has none, in checks, levels and types.
fn percents(
    definition: &Definition,
    resolved: &Resolved<'_>,
    possible: &[Option<(Ratio, Ratio)>],
    faults: &mut Diagnostics,
) {
    let open = |id: &str| {
        let number = resolved.names.scales.iter().position(|scale| *scale == id);
        let number = number.filter(|n| resolved.order.iter().any(|o| usize::from(*o) == *n));
        let scale = number.filter(|n| matches!(resolved.scales.get(*n), Some(Some(_))));
        scale.is_some_and(|n| possible.get(n).copied().flatten().is_none_or(|(low, high)| low == high))
    };
    let mut tell = |path: String, found: bool| {
        if found {
            faults.push(Error::new(Code::BadCondition, path).with("reason", "a percent of range needs a range"));
        }
    };
    for (i, check) in definition.checks.iter().enumerate() {
        tell(format!("/checks/{i}/expect"), asks_percent(&check.expect, &open));
    }
    for (i, levels) in definition.levels.iter().enumerate() {
        tell(format!("/levels/{i}/needs"), levels.needs.as_ref().is_some_and(|needs| asks_percent(needs, &open)));
    }
    let mut candidates = |path: &str, of: &[Chance]| {
        for (i, chance) in of.iter().enumerate() {
            let mut found = false;
            chance.by.iter().for_each(|operand| walk_operand(operand, &mut |_, part| found |= is_percent(part, &open)));
            tell(format!("{path}/{i}/by"), found);
        }
    };
    match &definition.type_rule {
        Some(TypeRule::Highest(rule)) => candidates("/type/highest/of", &rule.of),
        Some(TypeRule::Code(rule)) => candidates("/type/code/of", &rule.of),
        Some(TypeRule::Cases(rule)) => {
            for (i, case) in rule.cases.iter().enumerate() {
                tell(format!("/type/cases/cases/{i}/when"), asks_percent(&case.when, &open));
            }
        }
        None => {}
    }
}

fn asks_percent(condition: &Condition, open: &dyn Fn(&str) -> bool) -> bool {
    let mut found = false;
    walk(condition, &mut |_, part| found |= is_percent(part, open));
    found
}

fn is_percent(operand: Option<&Operand>, open: &dyn Fn(&str) -> bool) -> bool {
    matches!(operand, Some(Operand::PercentOfRange(id)) if open(id))
}

/// Whether a score may come from fewer than all parts. In a sum of fields an answer apart counts as nothing, and a missing
/// one is made up for. What a guard or a policy takes out is taken out by design.
fn may_lose_parts(scale: &ResolvedScale) -> bool {
    match (&scale.source, scale.operation) {
        (Picked::Terms(_), Operation::Sum) => false,
        (Picked::Terms(terms), _) => scale.need < scale.len() || terms.iter().any(|term| term.values.contains(&None)),
        (Picked::Scales(_), _) => scale.need < scale.len(),
    }
}

/// Whether parts of a scale differ in what they can give, so that the score would hang on which of them is left out.
fn unequal(resolved: &Resolved<'_>, possible: &[Option<(Ratio, Ratio)>], scale: &ResolvedScale) -> bool {
    match &scale.source {
        Picked::Terms(terms) => {
            let first = terms.first().map(span);
            terms.iter().any(|term| Some(span(term)) != first)
        }
        Picked::Scales(_) if matches!(scale.operation, Operation::Sum | Operation::Mean) => true,
        Picked::Scales(of) => {
            let mut spans = of.iter().map(|s| given(resolved, possible, *s));
            let first = spans.next();
            spans.any(|span| Some(span) != first)
        }
    }
}

/// The lowest and highest value of a term.
pub(crate) fn span(term: &PickedTerm) -> (Ratio, Ratio) {
    let values = term.values.iter().flatten().copied();
    values
        .fold(None, |span: Option<(Ratio, Ratio)>, v| Some(span.map_or((v, v), |(a, b)| (a.min(v), b.max(v)))))
        .unwrap_or((Ratio::ZERO, Ratio::ZERO))
}

/// Whether some choice of a policy may make an answer to the field add nothing.
pub(crate) fn touched(policies: &[PlanPolicy], field: u16) -> bool {
    policies.iter().flat_map(|p| &p.choices).flat_map(|(_, rules)| rules).any(|rule| rule.fields.contains(&field))
}

/// The lowest and highest possible score of each scale as computed, before `express`.
pub(crate) fn possible(resolved: &Resolved<'_>) -> Vec<Option<(Ratio, Ratio)>> {
    let mut possible: Vec<Option<(Ratio, Ratio)>> = vec![None; resolved.scales.len()];
    for number in &resolved.order {
        let Some(Some(scale)) = resolved.scales.get(usize::from(*number)) else { continue };
        let spans: Option<Vec<(Ratio, Ratio)>> = match &scale.source {
            Picked::Terms(terms) => {
                Some(terms.iter().map(|t| widened(t, scale.operation, &resolved.policies)).collect())
            }
            Picked::Scales(of) => of.iter().map(|s| given(resolved, &possible, *s)).collect(),
        };
        let range = spans.and_then(|spans| combined(scale.operation, &spans));
        if let Some(place) = possible.get_mut(usize::from(*number)) {
            *place = range;
        }
    }
    possible
}

/// The range of a scale as it is given to others: after `express`.
pub(super) fn given(
    resolved: &Resolved<'_>,
    possible: &[Option<(Ratio, Ratio)>],
    scale: u16,
) -> Option<(Ratio, Ratio)> {
    let percent = resolved.scales.get(usize::from(scale))?.as_ref()?.percent;
    if percent { Some((Ratio::ZERO, Ratio::whole(100))) } else { possible.get(usize::from(scale)).copied().flatten() }
}

/// A term's span, widened to zero where an answer may count as nothing in a sum.
fn widened(term: &PickedTerm, operation: Operation, policies: &[PlanPolicy]) -> (Ratio, Ratio) {
    let (low, high) = span(term);
    let nothing = term.guard.is_some() || term.values.contains(&None) || touched(policies, term.field);
    if nothing && operation == Operation::Sum { (low.min(Ratio::ZERO), high.max(Ratio::ZERO)) } else { (low, high) }
}
