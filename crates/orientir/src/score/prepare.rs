//! Answers before they are scored: lines rescaled, marks completed, branches and policies applied.

use super::evaluate::Facts;
use super::one::{Given, Scratch, TAKEN};
use super::{OVERFLOW_BIT, Types};
use crate::answers::Person;
use crate::codes::{Cell, INVALID, MISSING, NOT_APPLICABLE};
use crate::exact::Ratio;
use crate::plan::{ChooseSet, Plan, Rule};

/// The row that conditions see: none where a person has several.
pub(crate) fn conditions_see<'a>(plan: &Plan, scratch: &'a Scratch) -> &'a [Cell] {
    scratch.cells.first().filter(|_| !plan.pooled).map_or(&[], Vec::as_slice)
}

/// Copies the answers, rescales lines, completes marks, applies branches and policies.
pub(super) fn prepare(plan: &Plan, given: &Given<'_>, scratch: &mut Scratch, flags: &mut u64) {
    let rows = given.rows.len();
    scratch.cells.resize_with(rows, Vec::new);
    scratch.effective.resize_with(rows, Vec::new);
    scratch.doubtful.clear();
    for ((row, cells), effective) in given.rows.iter().zip(&mut scratch.cells).zip(&mut scratch.effective) {
        cells.clear();
        cells.extend(row.iter().copied().chain(std::iter::repeat(MISSING)).take(plan.fields.len()));
        rescale(plan, cells);
        mark_rest(plan, cells);
        let over = |(cell, field): (&Cell, &crate::plan::PlanField)| field.codes.overflows(*cell);
        if cells.iter().zip(&plan.fields).any(over) {
            *flags |= OVERFLOW_BIT;
        }
        for branch in &plan.branches {
            match rule_holds(plan, cells, given.person, branch) {
                Some(true) => set(cells, &branch.fields, NOT_APPLICABLE),
                Some(false) => {}
                None => scratch.doubtful.extend(&branch.fields),
            }
        }
        effective.clone_from(cells);
        // With too many marks none of them can be believed.
        for set in plan.choose.iter().filter(|set| chosen(set, cells) > set.count) {
            self::set(effective, &set.fields, INVALID);
        }
        apply_policies(plan, given, cells, effective, None);
    }
}

/// Applies the chosen policies: to all items, or to the fields of one.
pub(crate) fn apply_policies(
    plan: &Plan,
    given: &Given<'_>,
    cells: &[Cell],
    effective: &mut [Cell],
    only: Option<&std::ops::Range<usize>>,
) {
    for (policy, choice) in plan.policies.iter().zip(given.choices) {
        let rules = policy.choices.get(usize::from(*choice)).map_or(&[][..], |(_, rules)| rules);
        for rule in rules {
            let inside = |field: &u16| only.is_none_or(|range| range.contains(&usize::from(*field)));
            if rule.fields.iter().any(inside) && rule_holds(plan, cells, given.person, rule) == Some(true) {
                for field in &rule.fields {
                    // Only a value can be taken out: a code apart adds nothing anyway.
                    let values = plan.fields.get(usize::from(*field)).map_or(0, |f| f.codes.values);
                    if let Some(cell) = effective.get_mut(usize::from(*field)).filter(|c| **c < values) {
                        *cell = TAKEN;
                    }
                }
            }
        }
    }
}

pub(crate) fn rule_holds(plan: &Plan, cells: &[Cell], person: &Person, rule: &Rule) -> Option<bool> {
    Facts { plan, cells, scores: &[], types: &Types::default(), person, ratings: 1 }.holds(&rule.when)
}

fn set(cells: &mut [Cell], fields: &[u16], value: Cell) {
    for field in fields {
        if let Some(cell) = cells.get_mut(usize::from(*field)) {
            *cell = value;
        }
    }
}

/// Marks on a line that was printed longer or shorter.
fn rescale(plan: &Plan, cells: &mut [Cell]) {
    for line in &plan.rescaled {
        let printed = cells.get(usize::from(line.length)).copied().unwrap_or(MISSING);
        let length = plan.fields.get(usize::from(line.length)).and_then(|field| {
            let cell = printed;
            let grid = field.codes.grid.as_ref().filter(|_| cell < field.codes.values)?;
            Some(Ratio::new(grid.units(cell), grid.denominator))
        });
        let Some(field) = plan.fields.get(usize::from(line.field)) else { continue };
        if let Some(cell) = cells.get_mut(usize::from(line.field)).filter(|c| **c < field.codes.values) {
            *cell = match length {
                Some(length) => {
                    field.codes.grid.as_ref().and_then(|grid| grid.rescaled(*cell, length)).unwrap_or(INVALID)
                }
                // Without a measured length the line counts as printed in full; with a faulty one its marks mean nothing.
                None if printed == INVALID => INVALID,
                None => *cell,
            };
        }
    }
}

/// How many of a set are marked.
fn chosen(set: &ChooseSet, cells: &[Cell]) -> usize {
    set.fields.iter().filter(|field| cells.get(usize::from(**field)) == Some(&1)).count()
}

/// Once the asked number of marks is set, a blank means "not chosen".
fn mark_rest(plan: &Plan, cells: &mut [Cell]) {
    for set in &plan.choose {
        let done = chosen(set, cells) >= set.count;
        for field in set.fields.iter().filter(|_| done) {
            if let Some(cell) = cells.get_mut(usize::from(*field)).filter(|c| **c == MISSING) {
                *cell = 0;
            }
        }
    }
}
