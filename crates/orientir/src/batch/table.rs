//! Sums of items of one range, column by column.
//!
//! With unit weights and one range, everything about a score but the reasons of missing answers follows from the sum and
//! the number of given answers. So one person's scoring is asked once for each such pair, and rows are looked up.

use orientir_kernel::{Marks, Scale, States, Term, rows_with};

use super::block::Block;
use super::input::{Batch, Cells};
use crate::answers::Person;
use crate::codes::MISSING;
use crate::instrument::Instrument;
use crate::plan::{Operation, Plan, Source, Step};
use crate::score::{ScaleScore, Scratch, score_scale};

/// A row with a cell that is neither a value nor missing.
const OTHER: u8 = u8::MAX;
/// The most entries of a table: some fifty megabytes.
const MOST_ENTRIES: usize = 1 << 18;
const MARKS: Marks = Marks { minimum: 0, complete: 0, partial: 0, short: 0, other: OTHER };

/// A scale that columns can add up.
#[derive(Debug)]
pub(super) struct SumTable {
    pub(super) scale: u16,
    /// Field and whether it is reversed.
    terms: Vec<(usize, bool)>,
    values: u8,
    states: States,
    /// What one person's scoring says of each state, person by person.
    pub(super) entries: Vec<ScaleScore>,
}

/// Space for the work on a block.
#[derive(Clone, Default)]
pub(super) struct Space {
    sums: Vec<u16>,
    counts: Vec<u8>,
    statuses: Vec<u8>,
}

impl SumTable {
    /// None where the scale is no such sum, or where there are too few rows for a table to be worth its while.
    pub(super) fn new(instrument: &Instrument, step: &Step, batch: &Batch<'_>) -> Option<Self> {
        let plan = instrument.plan();
        let (values, reversed) = shape(plan, step)?;
        let terms = plain_terms(plan, &step.source)?;
        let fields: Vec<usize> = terms.iter().map(|term| usize::from(term.field)).collect();
        let has_bytes = |field: &usize| matches!(batch.column(*field), Some(Cells::Bytes(_) | Cells::Numbers(_)));
        if !fields.iter().all(has_bytes) {
            return None;
        }
        let empty: Vec<Term<'_>> = reversed.iter().map(|reversed| Term { column: &[], reversed: *reversed }).collect();
        let states = Scale::new(values, &empty, MARKS)?.states()?;
        if states.len().checked_mul(batch.people().len())? > (batch.rows() / 2).min(MOST_ENTRIES) {
            return None;
        }
        let person = |person| entries(instrument, step, values, &reversed, person, states.entries());
        let entries = batch.people().iter().flat_map(person).collect();
        Some(Self { scale: step.scale, terms: fields.into_iter().zip(reversed).collect(), values, states, entries })
    }

    /// Fills the places of the block's rows, and adds rows that need the scoring of one person to `slow`, counted from the
    /// first of the block.
    pub(super) fn fill(
        &self,
        batch: &Batch<'_>,
        block: &Block,
        places: &mut [u32],
        slow: &mut Vec<usize>,
        space: &mut Space,
    ) -> Option<()> {
        let mut terms = Vec::with_capacity(self.terms.len());
        for (field, reversed) in &self.terms {
            terms.push(Term { column: block.bytes(batch, *field)?, reversed: *reversed });
        }
        let scale = Scale::new(self.values, &terms, MARKS)?;
        let rows = places.len();
        space.sums.resize(rows, 0);
        space.counts.resize(rows, 0);
        space.statuses.resize(rows, 0);
        scale.block(0, &mut space.sums, &mut space.counts, &mut space.statuses);
        self.states.of(0, &space.sums, &space.counts, places);
        rows_with(OTHER, &space.statuses, 0, slow);
        if let Some(people) = batch.person_of().get(block.first()..) {
            let states = u32::try_from(self.states.len()).ok()?;
            places.iter_mut().zip(people).for_each(|(place, person)| *place += person * states);
        }
        Some(())
    }
}

/// The terms of a step that columns can add up.
fn plain_terms<'p>(plan: &'p Plan, source: &'p Source) -> Option<&'p [crate::plan::Term]> {
    let Source::Terms { terms, .. } = source else { return None };
    let plain = !plan.pooled
        && plan.branches.is_empty()
        && plan.choose.is_empty()
        && plan.rescaled.is_empty()
        && plan.checks.iter().all(|check| check.no_score.is_empty());
    plain.then(|| plan.terms(terms))
}

/// The number of values of every term and which terms are reversed, if the step is a plain sum of items of one range.
fn shape(plan: &Plan, step: &Step) -> Option<(u8, Vec<bool>)> {
    let terms = plain_terms(plan, &step.source)?;
    let first = terms.first().filter(|_| step.operation == Operation::Sum)?;
    let values = u8::try_from(first.codes).ok().filter(|v| *v <= orientir_kernel::MAX_VALUES)?;
    let mut reversed = Vec::with_capacity(terms.len());
    for term in terms {
        let table = plan.entries(term);
        let same = (term.low, term.high, term.codes) == (first.low, first.high, first.codes);
        let step_up = table.iter().zip(term.low..).all(|(entry, value)| *entry == value);
        let step_down = table.iter().rev().zip(term.low..).all(|(entry, value)| *entry == value);
        if !same || term.ruled || !(step_up || step_down) {
            return None;
        }
        reversed.push(!step_up);
    }
    let needs =
        plan.scales.get(usize::from(step.scale))?.levels.iter().filter_map(|l| plan.levels.get(usize::from(*l)));
    needs.clone().all(|levels| levels.needs.is_none()).then_some((values, reversed))
}

/// What one person's scoring says of each pair of number and sum.
fn entries(
    instrument: &Instrument,
    step: &Step,
    values: u8,
    reversed: &[bool],
    person: &Person,
    pairs: impl Iterator<Item = (u8, u16)>,
) -> Vec<ScaleScore> {
    let plan = instrument.plan();
    let terms = plain_terms(plan, &step.source).unwrap_or_default();
    let top = u16::from(values - 1);
    let mut scratch = Scratch::default();
    let mut cells = vec![MISSING; plan.fields.len()];
    let mut entries = Vec::new();
    for (count, sum) in pairs {
        // Any answers with this number and sum will do.
        let mut rest = sum;
        for (i, (term, reversed)) in terms.iter().zip(reversed).enumerate() {
            let given = i < usize::from(count);
            let value = rest.min(top);
            rest -= if given { value } else { 0 };
            if let Some(cell) = cells.get_mut(usize::from(term.field)) {
                *cell = if !given {
                    MISSING
                } else if *reversed {
                    top - value
                } else {
                    value
                };
            }
        }
        let rows = [cells.as_slice()];
        entries.push(score_scale(plan, step, &instrument.given(&rows, person), &mut scratch));
    }
    entries
}
