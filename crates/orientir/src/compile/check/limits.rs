//! Limits on size: what keeps a stranger's definition safe to compile.

use std::collections::{BTreeMap, BTreeSet};

use crate::compile::condition::{walk, walk_operand};
use crate::definition::{CodeCount, Condition, CountOf, Definition, Method, Operand, Response, Select, TypeRule};
use crate::error::{Code, Diagnostics, Error};

/// The most parts of conditions, each counted for every item that it is asked of.
const MAX_CONDITIONS: usize = 200_000;
/// The most named codes over all fields: each field keeps its own.
const MAX_NAMED_CODES: usize = 1 << 18;

/// Reports what exceeds a limit. Nothing is built from such a document.
pub(crate) fn limits(definition: &Definition, faults: &mut Diagnostics) {
    let mut limit = |path: &str, what: &'static str, count: usize, limit: usize| {
        if count > limit {
            faults.push(Error::new(Code::TooMany, path).with("count", count).with("what", what).with("limit", limit));
        }
    };
    let shared = definition.each_item.as_ref().map_or(&[][..], |each| &each.fields);
    let fields_of =
        |item: &crate::definition::Item| if item.fields.is_empty() { shared.len() } else { item.fields.len() };
    let fields: usize = definition.items.iter().map(fields_of).sum();
    limit("/items", "items", definition.items.len(), Definition::MAX_ITEMS);
    limit("/items", "fields", fields, Definition::MAX_FIELDS);
    limit("/scales", "scales", definition.scales.len(), Definition::MAX_SCALES);
    limit("/checks", "checks", definition.checks.len(), Definition::MAX_CHECKS - 1);
    limit("/type", "types", definition.type_rule.as_ref().map_or(0, types), Definition::MAX_CHECKS);
    limit("/levels", "levels", definition.levels.len(), Definition::MAX_ENTRIES);
    limit("/norms", "norms", definition.norms.len(), Definition::MAX_ENTRIES);
    limit("/policies", "policies", definition.policies.len(), Definition::MAX_CHECKS);
    limit("/branches", "branches", definition.branches.len(), Definition::MAX_ENTRIES);
    limit("/examples", "examples", definition.examples.len(), Definition::MAX_ENTRIES);
    for (i, levels) in definition.levels.iter().enumerate() {
        limit(&format!("/levels/{i}/bands"), "levels", levels.bands.len(), Definition::MAX_ENTRIES);
    }
    let level_names: BTreeSet<_> =
        definition.levels.iter().flat_map(|l| &l.bands).map(|band| band.level.as_str()).collect();
    if definition.levels.len() <= Definition::MAX_ENTRIES {
        limit("/levels", "names of levels", level_names.len(), Definition::MAX_ENTRIES);
    }
    for (i, norm) in definition.norms.iter().enumerate() {
        limit(&format!("/norms/{i}/groups"), "groups", norm.groups.len(), Definition::MAX_ENTRIES);
    }
    for (i, item) in definition.items.iter().enumerate() {
        limit(&format!("/items/{i}/options"), "options", item.options.iter().count(), Definition::MAX_ENTRIES);
    }
    let named: BTreeMap<_, _> =
        definition.responses.iter().map(|(name, response)| (name, named_codes(response))).collect();
    for (name, response) in definition.responses.iter() {
        let path = format!("/responses/{}", crate::definition::reader::pointer_step(name));
        let codes = named_codes(response);
        // Numbers alone are counted where their ends are checked.
        let numbers = if codes == 0 { 0 } else { numbers(response) };
        limit(&path, "codes", codes.saturating_add(numbers), Definition::MAX_CODES);
    }
    let of = |field: &crate::definition::Field| named.get(field.response.as_str()).copied().unwrap_or(0);
    let bare = definition.items.iter().filter(|item| item.fields.is_empty()).count();
    let own: usize = definition.items.iter().flat_map(|item| &item.fields).map(of).sum();
    let all = shared.iter().map(of).sum::<usize>().saturating_mul(bare).saturating_add(own);
    limit("/items", "codes over all fields", all, MAX_NAMED_CODES);
    let (path, most) = conditions(definition);
    limit(path, "parts of conditions, each counted for every item", most, MAX_CONDITIONS);
}

/// How many candidates or types a rule has, whichever is more.
fn types(rule: &TypeRule) -> usize {
    let listed = match rule {
        TypeRule::Highest(rule) => rule.of.len(),
        TypeRule::Code(rule) => rule.of.len(),
        TypeRule::Cases(_) => 0,
    };
    rule.ids().len().max(listed)
}

/// How many codes, other signs and holes a response names.
fn named_codes(response: &Response) -> usize {
    let apart = |apart: &[crate::definition::Apart]| apart.iter().map(|a| 1 + a.read_also.len()).sum();
    match response {
        Response::Choice(choice) | Response::Matching(choice) => {
            choice.options.iter().map(|o| 1 + o.read_also.len()).sum()
        }
        Response::Rating(rating) => rating.without.len() + apart(&rating.apart),
        Response::Bipolar(bipolar) => apart(&bipolar.apart),
        Response::Analog(analog) => apart(&analog.apart),
        Response::Points(points) => points.codes.iter().map(|give| 1 + give.give.len()).sum(),
        Response::Choose(_) | Response::Ranking(_) | Response::Count(_) | Response::Text(_) => 0,
    }
}

/// How many numbers a response takes.
fn numbers(response: &Response) -> usize {
    let count = match response {
        Response::Rating(rating) => rating.to.saturating_sub(rating.from).saturating_add(1),
        Response::Bipolar(bipolar) => i64::from(bipolar.positions),
        Response::Analog(analog) => {
            let end = analog.overflow.as_ref().map_or(analog.to, |overflow| overflow.to).ratio();
            let steps = end.minus(analog.from.ratio()).and_then(|length| length.over(analog.step.ratio()));
            steps.map_or(0, |steps| steps.floor().saturating_add(1))
        }
        _ => 0,
    };
    usize::try_from(count).unwrap_or(0)
}

/// How much all conditions hold once they are asked of each item, and which section holds most of it.
fn conditions(definition: &Definition) -> (&'static str, usize) {
    let items = definition.items.len();
    let size = |condition: &Condition| {
        let mut size = 0;
        walk(condition, &mut |parts, _| size += parts);
        size
    };
    let operands = |operands: &[Operand]| {
        let mut size = 0;
        for operand in operands {
            walk_operand(operand, &mut |parts, _| size += parts);
        }
        size
    };
    let rules =
        definition.policies.iter().flat_map(|policy| policy.choices.iter()).flat_map(|(_, choice)| &choice.rules);
    let candidates = |of: &[crate::definition::Chance]| of.iter().map(|chance| operands(&chance.by)).sum();
    let guards =
        definition.scales.iter().filter_map(|scale| keyed(&scale.method)).filter_map(|keyed| keyed.when.as_ref());
    let sections = [
        ("/policies", rules.map(|rule| (size(&rule.when) + rule.adds_nothing.len()) * items).sum::<usize>()),
        ("/checks", definition.checks.iter().map(|c| size(&c.expect) * if c.each_item { items } else { 1 }).sum()),
        ("/scales", guards.map(|when| size(when) * items).sum()),
        ("/branches", definition.branches.iter().map(|branch| size(&branch.when) + branch.not_applicable.len()).sum()),
        ("/levels", definition.levels.iter().filter_map(|levels| levels.needs.as_ref()).map(size).sum()),
        (
            "/type",
            match &definition.type_rule {
                Some(TypeRule::Highest(rule)) => candidates(&rule.of),
                Some(TypeRule::Code(rule)) => candidates(&rule.of),
                Some(TypeRule::Cases(rule)) => rule.cases.iter().map(|case| size(&case.when)).sum(),
                None => 0,
            },
        ),
    ];
    let all = sections.iter().map(|(_, size)| *size).sum();
    let most = sections.into_iter().max_by_key(|(_, size)| *size).map_or("", |(path, _)| path);
    (most, all)
}

/// The selection by key of a method, if it has one.
fn keyed(method: &Method) -> Option<&crate::definition::Keyed> {
    let select = match method {
        Method::Sum(of)
        | Method::Mean(of)
        | Method::Median(of)
        | Method::Spread(of)
        | Method::Least(of)
        | Method::Greatest(of)
        | Method::Count(CountOf::Right(of) | CountOf::Codes(CodeCount { of, .. })) => of,
        Method::Count(CountOf::Keyed(keyed)) => return Some(keyed),
        _ => return None,
    };
    if let Select::Keyed(keyed) = select { Some(keyed) } else { None }
}
