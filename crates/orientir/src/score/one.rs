//! Scores of one person, without allocation once the scratch space has grown.

use super::evaluate::{Facts, percent};
use super::prepare::{conditions_see, prepare};
use super::range::Missingness;
use super::{ScaleScore, Scores, Types, types};
use crate::answers::Person;
use crate::codes::{Cell, FIRST_SPECIAL, INVALID, MISSING, NOT_ADMINISTERED, NOT_APPLICABLE, REFUSED};
use crate::definition::{Status, Wording};
use crate::exact::Ratio;
use crate::norm;
use crate::operation::apply;
use crate::plan::{APART, Operation, Plan, PlanLevels, Source, Step, Term};

/// An answer that a policy takes out: it counts as answered and adds nothing.
pub(crate) const TAKEN: Cell = 0xFFF8;

/// What is scored. It holds answers, so it has no `Debug`.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    /// One row of cells, or several where ratings are pooled.
    pub(crate) rows: &'a [&'a [Cell]],
    pub(crate) person: &'a Person,
    /// The wording that was administered.
    pub(crate) wording: Wording,
    /// The choice made of each policy.
    pub(crate) choices: &'a [u16],
    /// Whether the definition forbids a result of this person; see [`crate::uses`].
    pub(crate) restricted: bool,
}

impl Given<'_> {
    /// How many ratings there are: rows in which something was answered.
    pub(crate) fn ratings(&self) -> usize {
        self.rows.iter().filter(|row| row.iter().any(|cell| *cell < FIRST_SPECIAL)).count()
    }
}

/// Space that is reused from person to person. It holds answers, so it has no `Debug`.
#[derive(Clone, Default)]
pub(crate) struct Scratch {
    /// The answers with lines rescaled, marks completed and branches applied: what conditions see.
    pub(crate) cells: Vec<Vec<Cell>>,
    /// The same with policies applied: what scales see.
    pub(crate) effective: Vec<Vec<Cell>>,
    /// Fields that a branch may take out, as far as is known.
    pub(crate) doubtful: Vec<u16>,
    values: Vec<Ratio>,
    workings: Workings,
}

/// What the last sum over fields was completed from, in units of the step's denominator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Workings {
    /// The least that the given answers could add, and by how much their most lies above it.
    pub(crate) seen: (i64, i64),
    /// The same of the answers that are not there.
    pub(crate) absent: (i64, i64),
}

/// How the answers of one scale stand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) observed: u16,
    /// Taken out by a policy or a guard: adds nothing.
    taken: u16,
    /// A code apart, or the question does not apply.
    apart: u16,
    pub(crate) missing: u16,
    refused: u16,
    not_administered: u16,
    invalid: u16,
    /// Whether it counts rests on a missing answer beside it.
    undecided: u16,
}

impl Tally {
    fn answered(&self) -> u16 {
        self.observed + self.taken + self.apart
    }

    pub(crate) fn absent(&self) -> u16 {
        self.missing + self.refused + self.not_administered + self.invalid + self.undecided
    }

    /// How the scale stands if it needs so many answers.
    fn status(&self, need: u16) -> Status {
        let counting = self.observed + self.taken;
        // What may or may not count is not made up for, and codes apart alone do not stand for missing answers.
        let short = self.answered() < need || self.undecided > 0 || (counting == 0 && self.absent() > 0);
        if self.invalid > 0 {
            Status::Invalid
        } else if short {
            if self.refused > 0 {
                Status::Refused
            } else if self.missing + self.undecided == 0 && self.not_administered > 0 {
                Status::NotAdministered
            } else {
                Status::Missing
            }
        } else if counting == 0 {
            Status::NotApplicable
        } else if self.absent() > 0 {
            Status::Prorated
        } else {
            Status::Scored
        }
    }
}

/// What a cell is to a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Value(i32),
    Taken,
    Apart,
    Absent(Cell),
    /// Whether it counts rests on a missing answer beside it; what it would be.
    Undecided(Cell),
}

/// Scores one person.
pub(crate) fn score(plan: &Plan, given: Given<'_>, scratch: &mut Scratch, out: &mut Scores) {
    out.flags = 0;
    out.types.clear();
    out.scales.clear();
    if given.restricted {
        // Nothing is looked at, and nothing is left of the person before.
        scratch.cells.clear();
        scratch.effective.clear();
        scratch.doubtful.clear();
        out.scales.resize(plan.scales.len(), ScaleScore::RESTRICTED);
        return;
    }
    out.scales.resize(plan.scales.len(), ScaleScore::EMPTY);
    prepare(plan, &given, scratch, &mut out.flags);
    for step in &plan.steps {
        let score = compute(plan, step, &given, scratch, &out.scales);
        if let Some(place) = out.scales.get_mut(usize::from(step.scale)) {
            *place = score;
        }
    }
    judge(plan, &given, scratch, out);
}

/// Scores one scale from prepared answers and the scales before it; not yet graded.
fn compute(plan: &Plan, step: &Step, given: &Given<'_>, scratch: &mut Scratch, scores: &[ScaleScore]) -> ScaleScore {
    let (computed, mut tally) = operate(plan, step, given, scratch, scores);
    let about = plan.scales.get(usize::from(step.scale));
    let express = |raw: Ratio| match about {
        Some(about) if step.percent => percent(raw, about.computed.0, about.computed.1),
        _ => Some(raw),
    };
    let mut status = tally.status(step.need);
    let mut raw = None;
    if matches!(status, Status::Scored | Status::Prorated) {
        raw = computed.and_then(express);
        if raw.is_none() {
            // Nothing that was answered says how high the rest would be.
            let unknown = status == Status::Prorated && matches!(step.source, Source::Terms { .. });
            status = if unknown { Status::Missing } else { Status::Undefined };
        }
    }
    if let Source::Scales(of) = &step.source {
        let mut parts = plan.scale_refs(of).iter().filter_map(|s| scores.get(usize::from(*s)));
        if raw.is_none() && status != Status::Undefined {
            // A scale that rests on others stands as the worst of them.
            status = parts.map(|s| s.status).max_by_key(|s| gravity(*s)).unwrap_or(status);
        } else if status == Status::Scored && parts.any(|s| s.status == Status::Prorated) {
            status = Status::Prorated;
        }
        (tally.missing, tally.refused) = (tally.absent(), 0);
    }
    let missingness = Missingness { plan, given, scratch, scores };
    let possible = match (status, tally.absent()) {
        (Status::NotApplicable | Status::Undefined, _) => None,
        (Status::Scored, 0) if !missingness.in_doubt(step) => raw.map(|r| (r, r)),
        _ => missingness.possible(step).and_then(|(low, high)| Some((express(low)?, express(high)?))),
    };
    let of = match &step.source {
        Source::Terms { terms, .. } => terms.len(),
        Source::Scales(of) => of.len(),
    };
    ScaleScore {
        status,
        raw,
        answered: tally.answered(),
        observed: tally.observed,
        of: u16::try_from(of).unwrap_or(u16::MAX),
        possible,
        ..ScaleScore::EMPTY
    }
}

/// How much a status weighs where several parts stand differently.
fn gravity(status: Status) -> u8 {
    match status {
        Status::Scored | Status::Prorated => 0,
        Status::NotApplicable => 1,
        Status::NotAdministered => 2,
        Status::Missing => 3,
        Status::Refused => 4,
        Status::Undefined => 5,
        Status::CheckFailed => 6,
        Status::Invalid => 7,
        Status::Restricted => 8,
    }
}

/// The result of a step before `express`, and how its answers stand.
fn operate(
    plan: &Plan,
    step: &Step,
    given: &Given<'_>,
    scratch: &mut Scratch,
    scores: &[ScaleScore],
) -> (Option<Ratio>, Tally) {
    match &step.source {
        Source::Terms { terms, denominator } if plan.pooled => {
            pooled(plan, step, plan.terms(terms), *denominator, scratch)
        }
        Source::Terms { terms, denominator } => {
            single(plan, step, plan.terms(terms), *denominator, given.person, scratch)
        }
        Source::Scales(of) => derived(step, plan.scale_refs(of), scores, &mut scratch.values),
    }
}

/// Operates a step again after [`score`]: its result before `express`, its answers and its workings, for an explanation.
pub(crate) fn again(
    plan: &Plan,
    step: &Step,
    given: &Given<'_>,
    scratch: &mut Scratch,
    scores: &[ScaleScore],
) -> (Option<Ratio>, Tally, Workings) {
    scratch.workings = Workings::default();
    let (computed, tally) = operate(plan, step, given, scratch, scores);
    (computed, tally, scratch.workings)
}

/// Scores and grades one scale alone: for tables of a scale's states, where no check and no other scale plays a part.
pub(crate) fn score_scale(plan: &Plan, step: &Step, given: &Given<'_>, scratch: &mut Scratch) -> ScaleScore {
    if given.restricted {
        return ScaleScore::RESTRICTED;
    }
    prepare(plan, given, scratch, &mut 0);
    let mut score = compute(plan, step, given, scratch, &[]);
    if let Some(about) = plan.scales.get(usize::from(step.scale)) {
        norm::grade(plan, step.scale, about, &mut score, given, |levels| levels.needs.is_none());
    }
    score
}

/// Checks, levels and types: everything that rests on scores.
fn judge(plan: &Plan, given: &Given<'_>, scratch: &Scratch, out: &mut Scores) {
    let cells = conditions_see(plan, scratch);
    let Scores { scales, types, flags } = out;
    let none = Types::default();
    let mut fired = 0_u64;
    for (bit, check) in plan.checks.iter().enumerate() {
        let facts = Facts { plan, cells, scores: scales, types: &none, person: given.person, ratings: given.ratings() };
        if check.expect.iter().any(|expect| facts.holds(expect) == Some(false)) {
            fired |= 1 << bit;
        }
    }
    *flags |= fired;
    for (bit, check) in plan.checks.iter().enumerate().filter(|(bit, _)| fired & (1 << bit) != 0) {
        debug_assert!(bit < 63, "limits keep the bit of the overflow flag free");
        for scale in &check.no_score {
            if let Some(score) =
                scales.get_mut(usize::from(*scale)).filter(|s| s.raw.is_some() || s.status == Status::Invalid)
            {
                (score.status, score.raw) = (Status::CheckFailed, None);
            }
        }
    }
    for (number, about) in (0_u16..).zip(&plan.scales).filter(|(_, s)| !s.levels.is_empty() || !s.norms.is_empty()) {
        let Some(mut score) = scales.get(usize::from(number)).cloned() else { continue };
        let facts = Facts { plan, cells, scores: scales, types: &none, person: given.person, ratings: given.ratings() };
        let needs = |levels: &PlanLevels| levels.needs.as_ref().is_none_or(|needs| facts.holds(needs) == Some(true));
        norm::grade(plan, number, about, &mut score, given, needs);
        if let Some(place) = scales.get_mut(usize::from(number)) {
            *place = score;
        }
    }
    let missingness = Missingness { plan, given, scratch, scores: scales };
    types::find(&missingness, cells, types);
}

/// What a cell adds to a term.
pub(crate) fn part(plan: &Plan, term: &Term, cells: &[Cell], effective: &[Cell], person: &Person) -> Part {
    let cell = effective.get(usize::from(term.field)).copied().unwrap_or(MISSING);
    match cell {
        TAKEN => return Part::Taken,
        NOT_APPLICABLE => return Part::Apart,
        _ => {}
    }
    if let Some(guard) = term.guard.and_then(|g| plan.guards.get(usize::from(g))) {
        match (Facts { plan, cells, scores: &[], types: &Types::default(), person, ratings: 1 }).holds(guard) {
            Some(true) => {}
            Some(false) => return Part::Taken,
            None => return Part::Undecided(cell),
        }
    }
    match plan.entries(term).get(usize::from(cell)) {
        Some(&APART) => Part::Apart,
        Some(value) => Part::Value(*value),
        None => Part::Absent(cell),
    }
}

fn count(tally: &mut Tally, cell: Cell) {
    match cell {
        REFUSED => tally.refused += 1,
        NOT_ADMINISTERED => tally.not_administered += 1,
        MISSING => tally.missing += 1,
        _ => tally.invalid += 1,
    }
}

/// A step over the fields of one row.
fn single(
    plan: &Plan,
    step: &Step,
    terms: &[Term],
    denominator: i64,
    person: &Person,
    scratch: &mut Scratch,
) -> (Option<Ratio>, Tally) {
    let mut tally = Tally::default();
    let (Some(cells), Some(effective)) = (scratch.cells.first(), scratch.effective.first()) else {
        return (None, tally);
    };
    let additive = matches!(step.operation, Operation::Sum | Operation::Mean);
    let (mut sum, mut seen, mut absent) = (0_i64, (0_i64, 0_i64), (0_i64, 0_i64));
    scratch.values.clear();
    for term in terms {
        let span = (i64::from(term.low), i64::from(term.high) - i64::from(term.low));
        match part(plan, term, cells, effective, person) {
            Part::Value(value) => {
                tally.observed += 1;
                if additive {
                    sum += i64::from(value);
                    seen = (seen.0 + span.0, seen.1 + span.1);
                } else {
                    scratch.values.push(Ratio::new(i64::from(value), denominator));
                }
            }
            Part::Taken => tally.taken += 1,
            Part::Apart => tally.apart += 1,
            // What adds nothing either way need not be decided.
            Part::Undecided(cell)
                if step.operation == Operation::Sum && plan.entries(term).get(usize::from(cell)) == Some(&0) =>
            {
                tally.taken += 1;
            }
            Part::Undecided(_) => tally.undecided += 1,
            Part::Absent(cell) => {
                count(&mut tally, cell);
                absent = (absent.0 + span.0, absent.1 + span.1);
            }
        }
    }
    scratch.workings = Workings { seen, absent };
    let score = match step.operation {
        Operation::Sum if absent == (0, 0) && tally.absent() == 0 => Some(Ratio::new(sum, denominator)),
        Operation::Sum => prorate(Ratio::whole(sum), Ratio::whole(seen.0), Ratio::whole(seen.1), absent)
            .and_then(|s| s.over(Ratio::whole(denominator))),
        Operation::Mean if tally.observed > 0 => {
            denominator.checked_mul(tally.observed.into()).map(|d| Ratio::new(sum, d))
        }
        Operation::Mean => None,
        other => apply(other, &mut scratch.values),
    };
    (score, tally)
}

/// `P` of a sum that is completed: which share of what it could have added the seen did add.
pub(crate) fn share(sum: Ratio, seen_low: Ratio, seen_span: Ratio) -> Option<Ratio> {
    sum.minus(seen_low)?.over(seen_span)
}

/// A sum completed in percent-of-maximum space (METHODS 1): `S = sum + low of the absent + P * span of the absent` with
/// `P = (sum - low of the seen) / span of the seen`.
fn prorate(sum: Ratio, seen_low: Ratio, seen_span: Ratio, absent: (i64, i64)) -> Option<Ratio> {
    let share = share(sum, seen_low, seen_span)?;
    sum.plus(Ratio::whole(absent.0))?.plus(share.times(Ratio::whole(absent.1))?)
}

/// What the ratings of one field are to a term: their sum and how many they are, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PooledPart {
    Value(i64, i64),
    Apart,
    Absent(Cell),
}

/// How much an absent answer says: a faulty one most, one that was not asked least.
fn weight(cell: Cell) -> u8 {
    match cell {
        NOT_ADMINISTERED => 0,
        MISSING => 1,
        REFUSED => 2,
        _ => 3,
    }
}

/// What the ratings of one field give together.
pub(crate) fn pooled_part(plan: &Plan, term: &Term, rows: &[Vec<Cell>]) -> PooledPart {
    let (mut sum, mut n, mut aside, mut last) = (0_i64, 0_i64, false, NOT_ADMINISTERED);
    for row in rows {
        let cell = row.get(usize::from(term.field)).copied().unwrap_or(MISSING);
        match plan.entries(term).get(usize::from(cell)) {
            Some(&APART) => aside = true,
            Some(value) => (sum, n) = (sum + i64::from(*value), n + 1),
            None if cell == NOT_APPLICABLE => aside = true,
            None if weight(cell) > weight(last) => last = cell,
            None => {}
        }
    }
    match (last, n, aside) {
        (INVALID, _, _) => PooledPart::Absent(INVALID),
        (_, 1.., _) => PooledPart::Value(sum, n),
        (_, _, true) => PooledPart::Apart,
        _ => PooledPart::Absent(last),
    }
}

/// A step over the fields of several rows: first the mean within each field, then the scale over fields seen at least once.
fn pooled(plan: &Plan, step: &Step, terms: &[Term], denominator: i64, scratch: &mut Scratch) -> (Option<Ratio>, Tally) {
    let mut tally = Tally::default();
    let (mut seen, mut absent) = ((0_i64, 0_i64), (0_i64, 0_i64));
    scratch.values.clear();
    for term in terms {
        let span = (i64::from(term.low), i64::from(term.high) - i64::from(term.low));
        match pooled_part(plan, term, &scratch.effective) {
            PooledPart::Value(sum, n) => {
                tally.observed += 1;
                seen = (seen.0 + span.0, seen.1 + span.1);
                scratch.values.push(Ratio::new(sum, n * denominator));
            }
            PooledPart::Apart => tally.apart += 1,
            PooledPart::Absent(INVALID) => count(&mut tally, INVALID),
            PooledPart::Absent(cell) => {
                count(&mut tally, cell);
                absent = (absent.0 + span.0, absent.1 + span.1);
            }
        }
    }
    scratch.workings = Workings { seen, absent };
    let score = match step.operation {
        Operation::Sum if tally.absent() > 0 => {
            let whole = Ratio::whole(denominator);
            apply(Operation::Sum, &mut scratch.values).and_then(|sum| {
                prorate(sum.times(whole)?, Ratio::whole(seen.0), Ratio::whole(seen.1), absent)?.over(whole)
            })
        }
        other => apply(other, &mut scratch.values),
    };
    (score, tally)
}

/// A step over scales.
fn derived(step: &Step, of: &[u16], scores: &[ScaleScore], values: &mut Vec<Ratio>) -> (Option<Ratio>, Tally) {
    let mut tally = Tally::default();
    values.clear();
    for scale in of {
        match scores.get(usize::from(*scale)) {
            Some(ScaleScore { raw: Some(raw), .. }) => {
                tally.observed += 1;
                values.push(*raw);
            }
            Some(ScaleScore { status: Status::NotApplicable, .. })
                if !matches!(step.operation, Operation::Difference | Operation::Ratio) =>
            {
                tally.apart += 1;
            }
            _ => tally.missing += 1,
        }
    }
    (apply(step.operation, values), tally)
}
