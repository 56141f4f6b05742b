//! Sums of items of one range, column by column.
//!
//! With unit weights and one range, everything about a score but the reasons of missing answers follows from the sum and
//! the number of given answers. So one person's scoring is asked once for each such pair, and columns are looked up.

use orientir_kernel::{BLOCK, Marks, Scale, Term, gather_f64, gather_u16, rows_with};

use super::{Batch, Cells, ScaleColumn, plain_terms};
use crate::answers::Person;
use crate::codes::MISSING;
use crate::definition::Status;
use crate::instrument::Instrument;
use crate::plan::{Operation, Plan, Step};
use crate::score::{Given, ScaleScore, Scratch, score_scale};

/// A row with a cell that is neither a value nor missing.
const OTHER: u8 = u8::MAX;

/// Fills the columns of a scale, and adds rows that need the scoring of one person to `slow`. None where the scale is not
/// such a sum.
pub(super) fn fill(
    instrument: &Instrument,
    step: &Step,
    batch: &Batch<'_>,
    person: &Person,
    out: &mut ScaleColumn,
    slow: &mut Vec<usize>,
) -> Option<()> {
    let plan = instrument.plan();
    let (values, reversed) = shape(plan, step)?;
    let terms = plain_terms(plan, &step.source)?;
    let mut kernel_terms = Vec::with_capacity(terms.len());
    for (term, reversed) in terms.iter().zip(&reversed) {
        let Some(Cells::Bytes(column)) = batch.column(usize::from(term.field)) else { return None };
        kernel_terms.push(Term { column, reversed: *reversed });
    }
    let minimum = u8::try_from(step.need).ok()?;
    let marks = Marks { minimum, complete: 0, partial: 1, short: 2, other: OTHER };
    let scale = Scale::new(values, &kernel_terms, marks)?;
    let states = scale.states()?;
    let entries = entries(instrument, step, values, &reversed, person, states.entries());
    let column = |get: fn(&ScaleScore) -> f64| entries.iter().map(get).collect::<Vec<f64>>();
    let raw = column(|s| s.raw.map_or(f64::NAN, crate::exact::Ratio::to_f64));
    let low = column(|s| s.possible.map_or(f64::NAN, |(low, _)| low.to_f64()));
    let high = column(|s| s.possible.map_or(f64::NAN, |(_, high)| high.to_f64()));
    let status: Vec<Status> = entries.iter().map(|s| s.status).collect();
    let level: Vec<u16> = entries.iter().map(|s| s.level.unwrap_or(super::NO_LEVEL)).collect();
    let metrics = out.standard.iter().map(|(metric, _)| *metric);
    let standard: Vec<Vec<f64>> =
        metrics.map(|metric| entries.iter().map(|s| s.standard(metric).unwrap_or(f64::NAN)).collect()).collect();
    let (mut sums, mut counts, mut statuses, mut index) =
        (vec![0; BLOCK], vec![0; BLOCK], vec![0; BLOCK], vec![0; BLOCK]);
    let mut first = 0;
    while first < batch.rows() {
        let rows = scale.block(first, &mut sums, &mut counts, &mut statuses);
        if rows == 0 {
            break;
        }
        let block = first..first + rows;
        states.of(&sums, &counts, &mut index);
        rows_with(OTHER, statuses.get(..rows)?, first, slow);
        for (table, column) in [(&raw, &mut out.raw), (&low, &mut out.possible_min), (&high, &mut out.possible_max)] {
            gather_f64(table, &index, column.get_mut(block.clone())?);
        }
        for (table, (_, column)) in standard.iter().zip(&mut out.standard) {
            gather_f64(table, &index, column.get_mut(block.clone())?);
        }
        for (place, state) in out.status.get_mut(block.clone())?.iter_mut().zip(&index) {
            *place = *status.get(usize::from(*state))?;
        }
        for (place, count) in out.answered.get_mut(block.clone())?.iter_mut().zip(&counts) {
            *place = u16::from(*count);
        }
        if !out.level.is_empty() {
            gather_u16(&level, &index, out.level.get_mut(block)?);
        }
        first += rows;
    }
    Some(())
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
        let given = Given { rows: &rows, person, wording: instrument.wording(), choices: instrument.choices() };
        entries.push(score_scale(plan, step, &given, &mut scratch));
    }
    entries
}
