//! The lowest and highest score that the missing answers could still give, per operation.
//!
//! Exact for every operation over fields, for sums and differences of such scales, and for operations over scales that
//! share no field; an operation over scales that share fields otherwise gives an interval that encloses the range.

use super::ScaleScore;
use super::one::{Given, Part, Scratch, apply, part, range_of};
use super::prepare::apply_policies;
use crate::codes::{Cell, FIRST_SPECIAL, MISSING, NOT_APPLICABLE};
use crate::exact::Ratio;
use crate::plan::{Operation, Plan, Source, Step, Term};

/// Everything that completions of the missing answers depend on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Missingness<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) given: &'a Given<'a>,
    pub(crate) scratch: &'a Scratch,
    pub(crate) scores: &'a [ScaleScore],
}

/// What one answer may give: a range, or nothing at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chance {
    low: Ratio,
    high: Ratio,
    /// It may be left out.
    optional: bool,
}

/// The most completions of one item that are tried; beyond it the range encloses.
const MAX_COMPLETIONS: usize = 4096;

impl Missingness<'_> {
    fn row(&self) -> (&[Cell], &[Cell]) {
        (
            self.scratch.cells.first().map_or(&[], Vec::as_slice),
            self.scratch.effective.first().map_or(&[], Vec::as_slice),
        )
    }

    /// Whether a score without missing answers may still change, since a rule looks at a missing answer beside it.
    pub(crate) fn in_doubt(&self, step: &Step) -> bool {
        match &step.source {
            Source::Terms { terms, .. } if !self.plan.pooled => {
                self.plan.terms(terms).iter().any(|term| self.is_doubtful(term) || (term.ruled && self.item_open(term)))
            }
            Source::Terms { .. } => false,
            Source::Scales(of) => self.plan.scale_refs(of).iter().any(|scale| {
                let score = self.scores.get(usize::from(*scale));
                score.and_then(|s| s.possible).is_none_or(|(low, high)| low != high)
            }),
        }
    }

    fn is_doubtful(&self, term: &Term) -> bool {
        self.scratch.doubtful.contains(&term.field)
    }

    /// Whether an answer of the term's item is missing.
    fn item_open(&self, term: &Term) -> bool {
        let (cells, _) = self.row();
        let fields = self.fields_of(term);
        cells.get(fields).is_some_and(|cells| cells.iter().any(|cell| is_open(*cell)))
    }

    fn fields_of(&self, term: &Term) -> std::ops::Range<usize> {
        let item = self.plan.fields.get(usize::from(term.field)).map_or(usize::MAX, |field| field.item);
        self.plan.items.get(item).cloned().unwrap_or(0..0)
    }

    /// The range of a step as computed, before `express`.
    pub(crate) fn possible(&self, step: &Step) -> Option<(Ratio, Ratio)> {
        match &step.source {
            Source::Terms { terms, denominator } if self.plan.pooled => {
                let chances: Vec<_> = self.plan.terms(terms).iter().filter_map(|t| self.pooled_chance(t, *denominator)).collect();
                range(step.operation, &chances)
            }
            Source::Terms { terms, denominator } => match (&step.linear, step.operation) {
                (Some(linear), _) => self.linear(linear),
                (None, Operation::Sum) => {
                    let all: Option<Vec<_>> = terms.clone().map(|t| Some((u32::try_from(t).ok()?, 1_i64))).collect();
                    let (low, high) = self.linear(&all?)?;
                    let denominator = Ratio::whole(*denominator);
                    Some((low.over(denominator)?, high.over(denominator)?))
                }
                _ => {
                    let chances: Vec<_> = self.plan.terms(terms).iter().filter_map(|t| self.chance(t, *denominator)).collect();
                    range(step.operation, &chances)
                }
            },
            Source::Scales(of) => {
                if let Some(linear) = &step.linear {
                    return self.linear(linear);
                }
                let spans: Option<Vec<_>> = self
                    .plan
                    .scale_refs(of)
                    .iter()
                    .map(|scale| self.scores.get(usize::from(*scale)).and_then(|s| s.possible))
                    .collect();
                range_of(step.operation, &spans?)
            }
        }
    }

    /// What a term may give to an operation that leaves out what has no value.
    fn chance(&self, term: &Term, denominator: i64) -> Option<Chance> {
        let (cells, effective) = self.row();
        let ratio = |units: i32| Ratio::new(i64::from(units), denominator);
        let shaky = self.is_doubtful(term) || (term.ruled && self.item_open(term));
        match part(self.plan, term, cells, effective, self.given.person) {
            Part::Value(v) => Some(Chance { low: ratio(v), high: ratio(v), optional: shaky }),
            Part::Taken | Part::Apart if shaky => Some(Chance { low: ratio(term.low), high: ratio(term.high), optional: true }),
            Part::Taken | Part::Apart => None,
            Part::Absent(_) => {
                Some(Chance { low: ratio(term.low), high: ratio(term.high), optional: shaky || term.may_be_apart })
            }
        }
    }

    /// The same for pooled rows: a field that was seen stays as it is.
    fn pooled_chance(&self, term: &Term, denominator: i64) -> Option<Chance> {
        let entries = self.plan.entries(term);
        let (mut sum, mut n, mut aside) = (0_i64, 0_i64, false);
        for row in &self.scratch.effective {
            let cell = row.get(usize::from(term.field)).copied().unwrap_or(MISSING);
            match entries.get(usize::from(cell)) {
                Some(&crate::plan::APART) => aside = true,
                Some(value) => (sum, n) = (sum + i64::from(*value), n + 1),
                None => aside |= cell == NOT_APPLICABLE,
            }
        }
        let ratio = |units: i32| Ratio::new(i64::from(units), denominator);
        match (n, aside) {
            (0, true) => None,
            (0, false) => Some(Chance { low: ratio(term.low), high: ratio(term.high), optional: term.may_be_apart }),
            _ => {
                let value = Ratio::new(sum, n * denominator);
                Some(Chance { low: value, high: value, optional: false })
            }
        }
    }

    /// The range of a sum of terms with factors, item by item: items are independent, answers within one are tried out.
    pub(crate) fn linear(&self, terms: &[(u32, i64)]) -> Option<(Ratio, Ratio)> {
        let (cells, effective) = self.row();
        let (mut low, mut high) = (0_i64, 0_i64);
        let plan = self.plan;
        let numbered = |(number, factor): &(u32, i64)| Some((plan.terms.get(*number as usize)?, *factor));
        // Terms that follow one another in the form have fields that rise, so none stands twice.
        let fields = terms.iter().filter_map(numbered).map(|(term, _)| term.field);
        let distinct = fields.clone().zip(fields.skip(1)).all(|(a, b)| a < b);
        if distinct && !terms.iter().filter_map(numbered).any(|(term, _)| term.ruled || self.is_doubtful(term)) {
            // PERF: fields are independent, so each is at its own end.
            for (term, factor) in terms.iter().filter_map(numbered) {
                let (least, most) = match part(plan, term, cells, effective, self.given.person) {
                    Part::Value(value) => (i64::from(value), i64::from(value)),
                    Part::Absent(_) if term.may_be_apart => (i64::from(term.low.min(0)), i64::from(term.high.max(0))),
                    Part::Absent(_) => (i64::from(term.low), i64::from(term.high)),
                    Part::Taken | Part::Apart => (0, 0),
                };
                let (least, most) = (least * factor, most * factor);
                (low, high) = (low.checked_add(least.min(most))?, high.checked_add(least.max(most))?);
            }
            return Some((Ratio::whole(low), Ratio::whole(high)));
        }
        let mut done: Vec<std::ops::Range<usize>> = Vec::new();
        for (number, _) in terms {
            let term = self.plan.terms.get(*number as usize)?;
            let fields = self.fields_of(term);
            if done.contains(&fields) {
                continue;
            }
            let of_item: Vec<(&Term, i64)> = terms
                .iter()
                .filter_map(|(n, factor)| Some((self.plan.terms.get(*n as usize)?, *factor)))
                .filter(|(t, _)| fields.contains(&usize::from(t.field)))
                .collect();
            let (least, most) = self.item_range(&fields, &of_item, cells, effective)?;
            (low, high) = (low.checked_add(least)?, high.checked_add(most)?);
            done.push(fields);
        }
        Some((Ratio::whole(low), Ratio::whole(high)))
    }

    /// The range of what one item adds over all completions of its missing answers.
    fn item_range(
        &self,
        fields: &std::ops::Range<usize>,
        terms: &[(&Term, i64)],
        cells: &[Cell],
        effective: &[Cell],
    ) -> Option<(i64, i64)> {
        let add = |cells: &[Cell], effective: &[Cell]| -> i64 {
            let of = |(term, factor): &(&Term, i64)| match part(self.plan, term, cells, effective, self.given.person) {
                Part::Value(value) => i64::from(value) * factor,
                _ => 0,
            };
            terms.iter().map(of).sum()
        };
        let ruled = terms.iter().any(|(term, _)| term.ruled);
        let used = |field: usize| ruled || terms.iter().any(|(term, _)| usize::from(term.field) == field);
        let open: Vec<usize> =
            fields.clone().filter(|f| used(*f) && cells.get(*f).is_some_and(|cell| is_open(*cell))).collect();
        let doubtful = terms.iter().any(|(term, _)| self.is_doubtful(term));
        let fixed = add(cells, effective);
        if open.is_empty() {
            return Some(if doubtful { (fixed.min(0), fixed.max(0)) } else { (fixed, fixed) });
        }
        let codes: Vec<Vec<Cell>> = open
            .iter()
            .map(|f| {
                let codes = self.plan.fields.get(*f).map(|field| &field.codes);
                codes.map_or_else(Vec::new, |c| (0..c.count).filter(|cell| c.is_code(*cell)).collect())
            })
            .collect();
        let total = codes.iter().try_fold(1_usize, |n, c| n.checked_mul(c.len())).filter(|n| *n <= MAX_COMPLETIONS);
        let Some(total) = total else { return Some(enclosing(terms)) };
        let mut cells = cells.to_vec();
        let mut range: Option<(i64, i64)> = doubtful.then_some((0, 0));
        for mut number in 0..total {
            for (field, codes) in open.iter().zip(&codes) {
                if let (Some(place), Some(code)) = (cells.get_mut(*field), codes.get(number % codes.len().max(1))) {
                    *place = *code;
                }
                number /= codes.len().max(1);
            }
            let mut effective = effective.to_vec();
            if let (Some(to), Some(from)) = (effective.get_mut(fields.clone()), cells.get(fields.clone())) {
                to.copy_from_slice(from);
            }
            apply_policies(self.plan, self.given, &cells, &mut effective, Some(fields));
            let added = add(&cells, &effective);
            range = Some(range.map_or((added, added), |(low, high)| (low.min(added), high.max(added))));
        }
        range
    }
}

/// A range that surely holds whatever the terms give.
fn enclosing(terms: &[(&Term, i64)]) -> (i64, i64) {
    terms.iter().fold((0, 0), |(low, high), (term, factor)| {
        let ends = [i64::from(term.low) * factor, i64::from(term.high) * factor];
        let nothing = term.may_be_apart || term.ruled;
        let (least, most) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        (low + if nothing { least.min(0) } else { least }, high + if nothing { most.max(0) } else { most })
    })
}

/// Whether a cell is no answer yet.
fn is_open(cell: Cell) -> bool {
    cell >= FIRST_SPECIAL && cell != NOT_APPLICABLE
}

/// The range of an operation over answers that may each take any value of their range, or be left out.
fn range(operation: Operation, chances: &[Chance]) -> Option<(Ratio, Ratio)> {
    if chances.is_empty() {
        return None;
    }
    match operation {
        Operation::Mean | Operation::Median => {
            Some((pulled(operation, chances, |c| c.low, |a, b| a < b)?, pulled(operation, chances, |c| c.high, |a, b| a > b)?))
        }
        Operation::Sum => {
            let nothing = |c: &Chance, end: Ratio, pick: fn(Ratio, Ratio) -> Ratio| if c.optional { pick(end, Ratio::ZERO) } else { end };
            let low = chances.iter().try_fold(Ratio::ZERO, |sum, c| sum.plus(nothing(c, c.low, Ratio::min)))?;
            let high = chances.iter().try_fold(Ratio::ZERO, |sum, c| sum.plus(nothing(c, c.high, Ratio::max)))?;
            Some((low, high))
        }
        Operation::Least | Operation::Greatest => {
            let needed = || chances.iter().filter(|c| !c.optional);
            let free = needed().next().is_none();
            let needed: Vec<_> = if free { chances.iter().collect() } else { needed().collect() };
            if operation == Operation::Least {
                let high = if free { needed.iter().map(|c| c.high).max() } else { needed.iter().map(|c| c.high).min() };
                Some((chances.iter().map(|c| c.low).min()?, high?))
            } else {
                let low = if free { needed.iter().map(|c| c.low).min() } else { needed.iter().map(|c| c.low).max() };
                Some((low?, chances.iter().map(|c| c.high).max()?))
            }
        }
        Operation::Spread => {
            let needed: Vec<_> = chances.iter().filter(|c| !c.optional).map(|c| (c.low, c.high)).collect();
            let all: Vec<_> = chances.iter().map(|c| (c.low, c.high)).collect();
            let low = if needed.is_empty() { Ratio::ZERO } else { range_of(Operation::Spread, &needed)?.0 };
            Some((low, range_of(Operation::Spread, &all)?.1))
        }
        Operation::Difference | Operation::Ratio => None,
    }
}

/// A mean or median pulled to one side: needed answers at their end, optional ones only where they pull further.
fn pulled(
    operation: Operation,
    chances: &[Chance],
    end: fn(&Chance) -> Ratio,
    further: fn(Ratio, Ratio) -> bool,
) -> Option<Ratio> {
    let mut values: Vec<Ratio> = chances.iter().filter(|c| !c.optional).map(end).collect();
    let mut optional: Vec<Ratio> = chances.iter().filter(|c| c.optional).map(end).collect();
    optional.sort_unstable_by(|a, b| if further(*a, *b) { std::cmp::Ordering::Less } else { std::cmp::Ordering::Greater });
    for value in optional {
        let now = apply(operation, &mut values.clone());
        if now.is_none_or(|now| further(value, now)) {
            values.push(value);
        }
    }
    apply(operation, &mut values)
}
