//! Which fields of an instrument say something of how it was answered, and in which order: known from the definition alone.

use super::Reason;
use crate::codes::Cell;
use crate::definition::{Field, Response};
use crate::explain::slot;
use crate::instrument::Instrument;
use crate::plan::{Operation, Plan, Source, Term};

/// Fewer disjoint scales than this give no even-odd index: over two of them every correlation is -1 or 1.
const FEWEST_SCALES: usize = 3;

/// A field that is answered on a rating scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rated {
    /// Its number in the plan.
    pub(super) field: usize,
    /// How many places the scale has; cells below it are answers.
    pub(super) places: Cell,
    /// Its middle, where there is one and it may be answered.
    pub(super) middle: Option<Cell>,
    /// Whether the upper end means agreement: a place between two poles means none.
    pub(super) agreement: bool,
}

impl Rated {
    /// The answer of a row of cells; none for a missing one and for a code apart.
    pub(super) fn answer(&self, cells: &[Cell]) -> Option<Cell> {
        cells.get(self.field).copied().filter(|cell| *cell < self.places)
    }

    /// An answer between 0 at the lower and 1 at the upper end.
    pub(super) fn share(&self, cell: Cell) -> f64 {
        f64::from(cell) / f64::from(self.places.saturating_sub(1).max(1))
    }
}

/// A field in a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Keyed {
    pub(super) rated: Rated,
    /// Whether a higher answer lowers the scale.
    pub(super) reversed: bool,
}

impl Keyed {
    /// The keyed answer between 0 and 1.
    pub(super) fn share(&self, cells: &[Cell]) -> Option<f64> {
        let cell = self.rated.answer(cells)?;
        Some(self.rated.share(if self.reversed { self.rated.places - 1 - cell } else { cell }))
    }
}

/// The first, third, fifth ... field of a scale, and the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Halves {
    pub(super) odd: Vec<Keyed>,
    pub(super) even: Vec<Keyed>,
}

/// What the indices work on.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// Every rated field, in the order of the form.
    pub(super) rated: Vec<Rated>,
    /// Rated fields that follow each other on the form with the same response, by their place in `rated`.
    pub(super) sequences: Vec<Vec<usize>>,
    /// Scales without a field in common.
    pub(super) scales: Vec<Halves>,
    /// Why no index has a meaning for the instrument.
    pub(super) refused: Option<Reason>,
}

impl Layout {
    pub(super) fn of(instrument: &Instrument) -> Self {
        let (definition, plan) = (instrument.definition(), instrument.plan());
        let mut layout = Self::default();
        let mut forced = false;
        // The sequences that the last item belongs to, by response and by the field's name within the item.
        let mut open: Vec<(&Field, usize)> = Vec::new();
        for (number, _) in definition.items.iter().enumerate().filter(|(_, item)| !item.training) {
            let mut still: Vec<(&Field, usize)> = Vec::new();
            for place in plan.items.get(number).cloned().unwrap_or(0..0) {
                let Some(field) = slot(definition, plan, number, place) else { continue };
                let response = definition.responses.get(&field.response);
                let Some(rated) = response.and_then(|response| rated(plan, place, response)) else {
                    forced |= response.is_some_and(is_forced);
                    continue;
                };
                let same = |(other, _): &&(&Field, usize)| other.response == field.response && other.id == field.id;
                let sequence = open.iter().find(same).map_or(layout.sequences.len(), |(_, sequence)| *sequence);
                if sequence == layout.sequences.len() {
                    layout.sequences.push(Vec::new());
                }
                layout.sequences[sequence].push(layout.rated.len());
                layout.rated.push(rated);
                still.push((field, sequence));
            }
            open = still;
        }
        layout.refused = match layout.rated.len() {
            _ if plan.pooled => Some(Reason::SeveralRatings),
            0 if forced => Some(Reason::Ipsative),
            0 => Some(Reason::NoRatings),
            1 => Some(Reason::OneItem),
            _ => None,
        };
        layout.scales = disjoint(&scales(plan, &layout.rated));
        layout
    }

    /// Whether all rated fields have as many places as the first.
    pub(super) fn one_range(&self) -> bool {
        self.rated.windows(2).all(|pair| pair[0].places == pair[1].places)
    }

    /// The scales, if they are enough for an even-odd index.
    pub(super) fn enough_scales(&self) -> Option<&[Halves]> {
        (self.scales.len() >= FEWEST_SCALES).then_some(&self.scales)
    }
}

fn rated(plan: &Plan, place: usize, response: &Response) -> Option<Rated> {
    let codes = &plan.fields.get(place)?.codes;
    let agreement = match response {
        Response::Rating(_) => true,
        Response::Bipolar(_) => false,
        // Marks on a line are measured: two of them are hardly ever equal. Counts have no upper end.
        _ => return None,
    };
    let middle = (codes.values % 2 == 1).then_some(codes.values / 2).filter(|cell| codes.is_code(*cell));
    (codes.values >= 2).then_some(Rated { field: place, places: codes.values, middle, agreement })
}

/// Whether one answer takes from another: choices between options, fixed numbers of marks, orders, divided points.
fn is_forced(response: &Response) -> bool {
    matches!(
        response,
        Response::Choice(_) | Response::Matching(_) | Response::Choose(_) | Response::Ranking(_) | Response::Points(_)
    )
}

/// The scales that add up two or more rated fields step by step, in the order of the definition.
fn scales(plan: &Plan, rated: &[Rated]) -> Vec<Vec<Keyed>> {
    let mut found: Vec<(u16, Vec<Keyed>)> = Vec::new();
    for step in plan.steps.iter().filter(|step| matches!(step.operation, Operation::Sum | Operation::Mean)) {
        let Source::Terms { terms, .. } = &step.source else { continue };
        let keyed = plan.terms(terms).iter().map(|term| keyed(plan, term, rated)).collect::<Option<Vec<_>>>();
        let Some(mut keyed) = keyed.filter(|keyed| keyed.len() >= 2) else { continue };
        keyed.sort_by_key(|keyed| keyed.rated.field);
        keyed.dedup_by_key(|keyed| keyed.rated.field);
        found.push((step.scale, keyed));
    }
    found.sort_by_key(|(scale, _)| *scale);
    found.into_iter().map(|(_, keyed)| keyed).collect()
}

/// A term that adds the answer, times a number that is not 0; none for one that counts codes or rests on a condition.
fn keyed(plan: &Plan, term: &Term, rated: &[Rated]) -> Option<Keyed> {
    let rated = *rated.iter().find(|rated| rated.field == usize::from(term.field))?;
    let codes = &plan.fields.get(rated.field)?.codes;
    let entries = plan.entries(term);
    let step = i64::from(*entries.get(1)?) - i64::from(*entries.first()?);
    let first = i64::from(*entries.first()?);
    let even = (0..rated.places).zip(entries).filter(|(cell, _)| codes.is_code(*cell));
    let even = even.into_iter().all(|(cell, entry)| i64::from(*entry) == first + step * i64::from(cell));
    (even && step != 0 && term.guard.is_none()).then_some(Keyed { rated, reversed: step < 0 })
}

/// The scales in their order, without those that hold another whole, and without those that share a field with one before:
/// common fields would correlate by themselves.
fn disjoint(scales: &[Vec<Keyed>]) -> Vec<Halves> {
    let has = |scale: &[Keyed], field: usize| scale.iter().any(|keyed| keyed.rated.field == field);
    let within = |part: &[Keyed], whole: &[Keyed]| part.iter().all(|keyed| has(whole, keyed.rated.field));
    let holds_another =
        |scale: &Vec<Keyed>| scales.iter().any(|other| other.len() < scale.len() && within(other, scale));
    let mut taken: Vec<&Vec<Keyed>> = Vec::new();
    for scale in scales.iter().filter(|scale| !holds_another(scale)) {
        if !taken.iter().any(|other| scale.iter().any(|keyed| has(other, keyed.rated.field))) {
            taken.push(scale);
        }
    }
    let halves = |scale: &Vec<Keyed>| {
        let (mut odd, mut even) = (Vec::new(), Vec::new());
        for (place, keyed) in scale.iter().enumerate() {
            if place % 2 == 0 { odd.push(*keyed) } else { even.push(*keyed) }
        }
        Halves { odd, even }
    };
    taken.into_iter().map(halves).collect()
}
