//! The lowest and highest score that the missing answers could still give, per operation.
//!
//! Exact for sums and counts over fields, with their policies, guards, branches and numbers of marks; for the other operations
//! where no rule looks at a missing answer; for sums and differences of sums; and for operations over scales that share no
//! field. Elsewhere, and where a number inside the limits of a field is no answer, the interval encloses the range.

use super::ScaleScore;
use super::one::{Given, Part, Scratch, part};
use super::prepare::{apply_policies, prepare};
use crate::codes::{Cell, FIRST_SPECIAL, INVALID, MISSING, NOT_APPLICABLE};
use crate::definition::Status;
use crate::exact::Ratio;
use crate::operation::{apply, combined};
use crate::plan::{APART, ChooseSet, Operation, Plan, Source, Step, Term};

/// Everything that completions of the missing answers depend on.
#[derive(Clone, Copy)]
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

/// The most completions of one item, or of the answers that branches ask for, that are tried; beyond it the range encloses.
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
            Source::Terms { terms, .. } if !self.plan.pooled => self
                .plan
                .terms(terms)
                .iter()
                .any(|term| self.is_doubtful(term) || (self.is_ruled(term) && self.item_open(term))),
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
                let chances: Vec<_> =
                    self.plan.terms(terms).iter().filter_map(|t| self.pooled_chance(t, *denominator)).collect();
                range(step.operation, &chances)
            }
            Source::Terms { terms, .. } if self.plan.terms(terms).iter().any(|term| self.is_doubtful(term)) => {
                self.by_branches(step).unwrap_or_else(|| self.over_fields(step))
            }
            Source::Terms { .. } => self.over_fields(step),
            Source::Scales(of) => {
                if let Some(linear) = &step.linear {
                    return self.linear(linear, false);
                }
                // A part that does not apply is left out, where the operation can do without.
                let needed = matches!(step.operation, Operation::Difference | Operation::Ratio);
                let parts = self.plan.scale_refs(of).iter().filter_map(|scale| self.scores.get(usize::from(*scale)));
                let parts = parts.filter(|part| needed || part.status != Status::NotApplicable);
                combined(step.operation, &parts.map(|part| part.possible).collect::<Option<Vec<_>>>()?)
            }
        }
    }

    /// The range of a step over the fields of one row.
    fn over_fields(&self, step: &Step) -> Option<(Ratio, Ratio)> {
        let Source::Terms { terms, denominator } = &step.source else { return None };
        if step.operation == Operation::Sum {
            let all: Option<Vec<_>> = terms.clone().map(|t| Some((u32::try_from(t).ok()?, 1_i64))).collect();
            let (low, high) = self.linear(&all?, true)?;
            let denominator = Ratio::whole(*denominator);
            return Some((low.over(denominator)?, high.over(denominator)?));
        }
        let chances: Vec<_> = self.plan.terms(terms).iter().filter_map(|t| self.chance(t, *denominator)).collect();
        range(step.operation, &chances)
    }

    /// The range where a branch is undecided: every completion of the answers that branches ask for is tried as a whole. The
    /// outer option is none where there are too many of them.
    #[expect(clippy::option_option, reason = "no range is not the same as too many completions")]
    fn by_branches(&self, step: &Step) -> Option<Option<(Ratio, Ratio)>> {
        let (cells, _) = self.row();
        let mut asked = Vec::new();
        self.plan.branches.iter().for_each(|branch| branch.when.fields(&mut asked));
        asked.sort_unstable();
        asked.dedup();
        asked.retain(|field| cells.get(usize::from(*field)).is_some_and(|cell| is_open(*cell)));
        let codes: Vec<Vec<Cell>> = asked.iter().map(|field| self.codes_of(usize::from(*field))).collect();
        let total = codes.iter().try_fold(1_usize, |n, c| n.checked_mul(c.len())).filter(|n| *n <= MAX_COMPLETIONS)?;
        let mut row = self.given.rows.first()?.to_vec();
        row.resize(self.plan.fields.len(), MISSING);
        let mut scratch = Scratch::default();
        let mut range: Option<(Ratio, Ratio)> = None;
        for number in 0..total {
            assign(&mut row, asked.iter().map(|field| usize::from(*field)), &codes, number);
            let rows = [row.as_slice()];
            let given = Given { rows: &rows, ..*self.given };
            prepare(self.plan, &given, &mut scratch, &mut 0);
            let completed = Missingness { given: &given, scratch: &scratch, ..*self };
            if let Some((low, high)) = completed.over_fields(step) {
                range = Some(range.map_or((low, high), |(least, most)| (least.min(low), most.max(high))));
            }
        }
        Some(range)
    }

    /// The codes that an answer to a field may have.
    fn codes_of(&self, field: usize) -> Vec<Cell> {
        let codes = self.plan.fields.get(field).map(|field| &field.codes);
        codes.map_or_else(Vec::new, |c| (0..c.count).filter(|cell| c.is_code(*cell)).collect())
    }

    /// Whether a missing answer beside it decides if the term counts: a guard, or a rule of a chosen policy.
    fn is_ruled(&self, term: &Term) -> bool {
        let chosen = self.plan.policies.iter().zip(self.given.choices);
        let mut rules =
            chosen.filter_map(|(policy, choice)| policy.choices.get(usize::from(*choice))).flat_map(|(_, rules)| rules);
        term.ruled && (term.guard.is_some() || rules.any(|rule| rule.fields.contains(&term.field)))
    }

    /// What a term may give to an operation that leaves out what has no value.
    fn chance(&self, term: &Term, denominator: i64) -> Option<Chance> {
        let (cells, effective) = self.row();
        let ratio = |units: i32| Ratio::new(i64::from(units), denominator);
        let whole = |optional: bool| Chance { low: ratio(term.low), high: ratio(term.high), optional };
        let shaky = self.is_doubtful(term) || (self.is_ruled(term) && self.item_open(term));
        match part(self.plan, term, cells, effective, self.given.person) {
            Part::Value(v) => Some(Chance { low: ratio(v), high: ratio(v), optional: shaky }),
            Part::Taken | Part::Apart => None,
            Part::Absent(_) => Some(whole(shaky || term.may_be_apart)),
            Part::Undecided(cell) => match self.plan.entries(term).get(usize::from(cell)) {
                Some(&APART) => None,
                Some(value) => Some(Chance { low: ratio(*value), high: ratio(*value), optional: true }),
                None => Some(whole(true)),
            },
        }
    }

    /// The same for pooled rows: a field that was seen stays as it is.
    fn pooled_chance(&self, term: &Term, denominator: i64) -> Option<Chance> {
        let entries = self.plan.entries(term);
        let (mut sum, mut n, mut aside) = (0_i64, 0_i64, false);
        let faulty = |row: &Vec<Cell>| row.get(usize::from(term.field)) == Some(&INVALID);
        if self.scratch.effective.iter().any(faulty) {
            // What the faulty answer should have been is not known, so the field may be anything.
            return Some(Chance {
                low: Ratio::new(i64::from(term.low), denominator),
                high: Ratio::new(i64::from(term.high), denominator),
                optional: false,
            });
        }
        for row in &self.scratch.effective {
            let cell = row.get(usize::from(term.field)).copied().unwrap_or(MISSING);
            match entries.get(usize::from(cell)) {
                Some(&APART) => aside = true,
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
    /// A scale `alone` has no score where all its answers are apart, so nothing is not among its sums.
    pub(crate) fn linear(&self, terms: &[(u32, i64)], alone: bool) -> Option<(Ratio, Ratio)> {
        let (cells, effective) = self.row();
        let plan = self.plan;
        let numbered = |(number, factor): &(u32, i64)| Some((plan.terms.get(*number as usize)?, *factor));
        let mut fields: Vec<u16> = terms.iter().filter_map(numbered).map(|(term, _)| term.field).collect();
        fields.sort_unstable();
        let distinct = fields.iter().zip(fields.iter().skip(1)).all(|(a, b)| a != b);
        if distinct && !terms.iter().filter_map(numbered).any(|(term, _)| self.is_ruled(term) || self.is_doubtful(term))
        {
            return self.independent(terms.iter().filter_map(numbered), alone);
        }
        let (mut low, mut high) = (0_i64, 0_i64);
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

    /// The range of a sum of fields that do not depend on one another, but for marks of which a number is to be chosen.
    fn independent<'t>(&self, terms: impl Iterator<Item = (&'t Term, i64)>, alone: bool) -> Option<(Ratio, Ratio)> {
        let (cells, effective) = self.row();
        let (mut low, mut high) = (0_i64, 0_i64);
        // What one answer at least changes, should all the others be apart.
        let (mut counted, mut least, mut most) = (false, i64::MAX, i64::MIN);
        let mut marks: Vec<Vec<(i64, i64)>> = vec![Vec::new(); self.plan.choose.len()];
        for (term, factor) in terms {
            let set = self.plan.choose.iter().position(|set| set.fields.contains(&term.field));
            let ends = match part(self.plan, term, cells, effective, self.given.person) {
                Part::Value(value) => {
                    counted = true;
                    (i64::from(value), i64::from(value))
                }
                Part::Taken => {
                    counted = true;
                    (0, 0)
                }
                Part::Apart => (0, 0),
                Part::Absent(_) | Part::Undecided(_) => {
                    if let (Some(marks), [off, on]) = (set.and_then(|set| marks.get_mut(set)), self.plan.entries(term))
                    {
                        counted = true;
                        marks.push((i64::from(*off) * factor, i64::from(*on) * factor));
                        continue;
                    }
                    (i64::from(term.low), i64::from(term.high))
                }
            };
            let open = matches!(
                part(self.plan, term, cells, effective, self.given.person),
                Part::Absent(_) | Part::Undecided(_)
            );
            let (bottom, top) = ((ends.0 * factor).min(ends.1 * factor), (ends.0 * factor).max(ends.1 * factor));
            let (floor, ceiling) = if open && term.may_be_apart { (bottom.min(0), top.max(0)) } else { (bottom, top) };
            counted |= open && !term.may_be_apart;
            if open {
                (least, most) = (least.min(bottom - floor), most.max(top - ceiling));
            }
            (low, high) = (low.checked_add(floor)?, high.checked_add(ceiling)?);
        }
        for (set, marks) in self.plan.choose.iter().zip(marks).filter(|(_, marks)| !marks.is_empty()) {
            let (bottom, top) = mark_range(set, &marks, cells);
            (low, high) = (low.checked_add(bottom)?, high.checked_add(top)?);
        }
        if alone && !counted {
            if least == i64::MAX {
                return None;
            }
            (low, high) = (low.checked_add(least)?, high.checked_add(most)?);
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
        let ruled = terms.iter().any(|(term, _)| self.is_ruled(term));
        let used = |field: usize| ruled || terms.iter().any(|(term, _)| usize::from(term.field) == field);
        let open: Vec<usize> =
            fields.clone().filter(|f| used(*f) && cells.get(*f).is_some_and(|cell| is_open(*cell))).collect();
        let doubtful = terms.iter().any(|(term, _)| self.is_doubtful(term));
        let fixed = add(cells, effective);
        if open.is_empty() {
            return Some(if doubtful { (fixed.min(0), fixed.max(0)) } else { (fixed, fixed) });
        }
        let codes: Vec<Vec<Cell>> = open.iter().map(|field| self.codes_of(*field)).collect();
        let total = codes.iter().try_fold(1_usize, |n, c| n.checked_mul(c.len())).filter(|n| *n <= MAX_COMPLETIONS);
        let Some(total) = total else { return Some(enclosing(terms)) };
        let mut cells = cells.to_vec();
        let (given, mut effective) = (effective, effective.to_vec());
        let mut range: Option<(i64, i64)> = doubtful.then_some((0, 0));
        for number in 0..total {
            assign(&mut cells, open.iter().copied(), &codes, number);
            effective.copy_from_slice(given);
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

/// The range of some marks of a set: so many are still to be chosen, here or elsewhere.
fn mark_range(set: &ChooseSet, marks: &[(i64, i64)], cells: &[Cell]) -> (i64, i64) {
    let of_set = || set.fields.iter().filter_map(|field| cells.get(usize::from(*field)));
    let chosen = of_set().filter(|cell| **cell == 1).count();
    let elsewhere = of_set().filter(|cell| is_open(**cell)).count().saturating_sub(marks.len());
    let rest = set.count.saturating_sub(chosen);
    let fewest = rest.saturating_sub(elsewhere).min(marks.len());
    let most = rest.min(marks.len());
    let nothing: i64 = marks.iter().map(|(off, _)| off).sum();
    let mut gains: Vec<i64> = marks.iter().map(|(off, on)| on - off).collect();
    gains.sort_unstable();
    let sums = |gains: &mut dyn Iterator<Item = &i64>| -> Vec<i64> {
        let mut sum = nothing;
        let more: Vec<i64> = gains
            .map(|gain| {
                sum += gain;
                sum
            })
            .collect();
        [nothing].into_iter().chain(more).skip(fewest).take(most + 1 - fewest).collect()
    };
    let low = sums(&mut gains.iter()).into_iter().min().unwrap_or(nothing);
    (low, sums(&mut gains.iter().rev()).into_iter().max().unwrap_or(nothing))
}

/// Writes the completion of a number into some fields: the digits of the number are places in the lists of codes.
fn assign(cells: &mut [Cell], fields: impl Iterator<Item = usize>, codes: &[Vec<Cell>], mut number: usize) {
    for (field, codes) in fields.zip(codes) {
        if let (Some(place), Some(code)) = (cells.get_mut(field), codes.get(number % codes.len().max(1))) {
            *place = *code;
        }
        number /= codes.len().max(1);
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
        Operation::Mean | Operation::Median => Some((
            pulled(operation, chances, |c| c.low, |a, b| a < b)?,
            pulled(operation, chances, |c| c.high, |a, b| a > b)?,
        )),
        Operation::Sum => {
            let nothing = |c: &Chance, end: Ratio, pick: fn(Ratio, Ratio) -> Ratio| {
                if c.optional { pick(end, Ratio::ZERO) } else { end }
            };
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
            let low = if needed.is_empty() { Ratio::ZERO } else { combined(Operation::Spread, &needed)?.0 };
            Some((low, combined(Operation::Spread, &all)?.1))
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
    optional
        .sort_unstable_by(|a, b| if further(*a, *b) { std::cmp::Ordering::Less } else { std::cmp::Ordering::Greater });
    for value in optional {
        let now = apply(operation, &mut values.clone());
        if now.is_none_or(|now| further(value, now)) {
            values.push(value);
        }
    }
    apply(operation, &mut values)
}
