//! Types: which scores lead, and whether they lead whatever the missing answers are.

use std::cmp::Ordering;

use super::ScaleScore;
use super::evaluate::Facts;
use super::range::Missingness;
use crate::codes::Cell;
use crate::definition::Status;
use crate::exact::Ratio;
use crate::plan::{Cond, Expr, PlanType, TypeWay};

/// The leading types of one person, by their numbers in the definition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Types {
    outcome: Outcome,
    /// The leading types: in the order of the definition, or falling for a letter code.
    pub(crate) order: Vec<u16>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum Outcome {
    /// The instrument has no types, or the answers do not settle them.
    #[default]
    Undetermined,
    /// More lead than may.
    Undifferentiated,
    Found,
}

impl Types {
    /// Forgets the types and keeps the space.
    pub(crate) fn clear(&mut self) {
        self.outcome = Outcome::Undetermined;
        self.order.clear();
    }

    /// The leading types: places in [`crate::Instrument::types`], falling for a letter code.
    pub fn order(&self) -> impl Iterator<Item = usize> {
        self.order.iter().copied().map(usize::from)
    }

    /// Whether the answers settle the types.
    pub fn is_determined(&self) -> bool {
        self.outcome != Outcome::Undetermined
    }

    /// Whether more types lead than the definition allows, so that none does.
    pub fn is_undifferentiated(&self) -> bool {
        self.outcome == Outcome::Undifferentiated
    }

    /// One bit a leading type; none where undetermined.
    pub(crate) fn mask(&self) -> Option<u64> {
        self.is_determined()
            .then(|| self.order.iter().fold(0, |mask, n| mask | 1_u64.checked_shl(u32::from(*n)).unwrap_or(0)))
    }
}

/// Finds the types; the list of `out` is reused.
pub(crate) fn find(missingness: &Missingness<'_>, cells: &[Cell], out: &mut Types) {
    out.clear();
    let Some(PlanType { way, .. }) = &missingness.plan.types else { return };
    let Missingness { plan, given, scores, .. } = *missingness;
    let none = Types::default();
    let facts = Facts { plan, cells, scores, types: &none, person: given.person, ratings: given.rows.len() };
    let found = match way {
        TypeWay::Cases { cases, otherwise } => {
            // A score that missing answers could still change settles no case.
            let open = |score: &ScaleScore| score.raw.is_some() && score.possible.is_none_or(|(low, high)| low != high);
            let settled: Vec<ScaleScore>;
            let scores = if scores.iter().any(open) {
                let without =
                    |score: &ScaleScore| ScaleScore { raw: None, level: None, standing: None, ..score.clone() };
                settled = scores.iter().map(|score| if open(score) { without(score) } else { score.clone() }).collect();
                &settled
            } else {
                scores
            };
            by_cases(&Facts { scores, ..facts }, cases, *otherwise).map(|id| out.order.push(id))
        }
        TypeWay::Highest { candidates, .. } if settled(missingness, &facts, candidates) => {
            leaders(&facts, candidates, &mut out.order);
            Some(())
        }
        TypeWay::Highest { candidates, .. } => {
            leaders_anyway(missingness, candidates).map(|leaders| out.order.extend(leaders))
        }
        TypeWay::Code { candidates, letters } if settled(missingness, &facts, candidates) => {
            letter_code(&facts, candidates, *letters, &mut out.order);
            Some(())
        }
        TypeWay::Code { .. } => None,
    };
    out.outcome = match (found, way) {
        (None, _) => Outcome::Undetermined,
        (Some(()), TypeWay::Highest { at_most: Some(most), .. }) if out.order.len() > *most as usize => {
            out.order.clear();
            Outcome::Undifferentiated
        }
        (Some(()), _) => Outcome::Found,
    };
}

/// The first case that holds; none where one before it is undecided.
fn by_cases(facts: &Facts<'_>, cases: &[(Cond, u16)], otherwise: Option<u16>) -> Option<u16> {
    for (when, id) in cases {
        if facts.holds(when)? {
            return Some(*id);
        }
    }
    otherwise
}

/// Whether every number of every candidate is known and rests on complete scales alone.
fn settled(missingness: &Missingness<'_>, facts: &Facts<'_>, candidates: &[Vec<Expr>]) -> bool {
    let complete = |expr: &Expr| every_scale(expr, &|scale| is_complete(missingness, scale));
    candidates.iter().flatten().all(|expr| complete(expr) && facts.number(expr).is_some())
}

/// How two candidates stand to each other: the first number that differs decides.
fn compare(facts: &Facts<'_>, a: &[Expr], b: &[Expr]) -> Ordering {
    let orders = a.iter().zip(b).map(|(a, b)| facts.number(a).cmp(&facts.number(b)));
    orders.fold(Ordering::Equal, Ordering::then)
}

fn leaders(facts: &Facts<'_>, candidates: &[Vec<Expr>], leaders: &mut Vec<u16>) {
    let Some(best) = candidates.iter().max_by(|a, b| compare(facts, a, b)) else { return };
    let lead = (0_u16..).zip(candidates).filter(|(_, by)| compare(facts, by, best).is_eq());
    leaders.extend(lead.map(|(id, _)| id));
}

/// The highest candidates in falling order; equals of the last letter come along.
fn letter_code(facts: &Facts<'_>, candidates: &[Vec<Expr>], letters: usize, order: &mut Vec<u16>) {
    let by = |id: u16| candidates.get(usize::from(id)).map_or(&[][..], Vec::as_slice);
    order.extend((0_u16..).zip(candidates).map(|(id, _)| id));
    // Equals stay in the order of the definition. PERF: sorted in place, for scoring asks for no memory.
    order.sort_unstable_by(|a, b| compare(facts, by(*b), by(*a)).then(a.cmp(b)));
    let last = letters.checked_sub(1).and_then(|last| order.get(last)).copied();
    let named =
        order.iter().skip(letters).take_while(|id| last.is_some_and(|last| compare(facts, by(**id), by(last)).is_eq()));
    let named = letters + named.count();
    order.truncate(named);
}

/// The candidates that lead under every completion of the missing answers; none where completions differ.
fn leaders_anyway(missingness: &Missingness<'_>, candidates: &[Vec<Expr>]) -> Option<Vec<u16>> {
    let firsts: Vec<&Expr> = candidates.iter().map(|by| by.first()).collect::<Option<_>>()?;
    if !firsts.iter().all(|expr| every_scale(expr, &|scale| may_be_completed(missingness, scale))) {
        return None;
    }
    // The least by which one stands above another over all completions.
    let least = |a: &Expr, b: &Expr| -> Option<Ratio> {
        match (linear(missingness, a), linear(missingness, b)) {
            (Some(mut terms), Some(other)) => {
                terms.extend(other.iter().map(|(term, factor)| (*term, -factor)));
                missingness.linear(&terms, false).map(|(low, _)| low)
            }
            _ => bounds(missingness, a)?.0.minus(bounds(missingness, b)?.1),
        }
    };
    let mut leading: Vec<u16> = Vec::new();
    for (i, a) in (0_u16..).zip(&firsts) {
        let mut never_below = true;
        for b in &firsts {
            never_below &= std::ptr::eq(*a, *b) || least(a, b)? >= Ratio::ZERO;
        }
        if never_below {
            leading.push(i);
        }
    }
    for (_, b) in (0_u16..).zip(&firsts).filter(|(j, _)| !leading.contains(j)) {
        let mut above = leading.iter().filter_map(|i| firsts.get(usize::from(*i)));
        if !above.any(|a| least(a, b) > Some(Ratio::ZERO)) {
            return None;
        }
    }
    let settled = leading.len() == 1 || candidates.iter().all(|by| by.len() == 1);
    (!leading.is_empty() && settled).then_some(leading)
}

/// A number as a sum of terms, where it is one.
fn linear(missingness: &Missingness<'_>, expr: &Expr) -> Option<Vec<(u32, i64)>> {
    match expr {
        Expr::Scale(scale) => missingness.plan.step_of(*scale)?.linear.clone(),
        Expr::Sum(list) => {
            let parts: Option<Vec<_>> = list.iter().map(|part| linear(missingness, part)).collect();
            Some(parts?.concat())
        }
        _ => None,
    }
}

/// Limits of a number over all completions; may enclose.
fn bounds(missingness: &Missingness<'_>, expr: &Expr) -> Option<(Ratio, Ratio)> {
    let fold = |list: &[Expr], join: fn(Ratio, Ratio) -> Option<Ratio>| -> Option<(Ratio, Ratio)> {
        let mut parts = list.iter().map(|part| bounds(missingness, part));
        let first = parts.next()??;
        parts.try_fold(first, |(low, high), part| {
            let part = part?;
            Some((join(low, part.0)?, join(high, part.1)?))
        })
    };
    match expr {
        Expr::Number(number) => Some((*number, *number)),
        Expr::Scale(scale) => missingness.scores.get(usize::from(*scale))?.possible,
        Expr::Sum(list) => fold(list, Ratio::plus),
        Expr::Least(list) => fold(list, |a, b| Some(a.min(b))),
        Expr::Greatest(list) => fold(list, |a, b| Some(a.max(b))),
        _ => None,
    }
}

/// Whether a scale has a score that no missing answer could change.
fn is_complete(missingness: &Missingness<'_>, scale: u16) -> bool {
    let score = missingness.scores.get(usize::from(scale));
    score.is_some_and(|s| s.status == Status::Scored && s.possible.is_some_and(|(low, high)| low == high))
}

/// Whether missing answers are all that a scale lacks: a score that a check took away comes back by no answer.
fn may_be_completed(missingness: &Missingness<'_>, scale: u16) -> bool {
    let status = missingness.scores.get(usize::from(scale)).map(|s| s.status);
    !matches!(status, None | Some(Status::CheckFailed | Status::NotApplicable | Status::Undefined))
}

/// Whether every scale that a number rests on is so.
fn every_scale(expr: &Expr, holds: &impl Fn(u16) -> bool) -> bool {
    let mut all = true;
    expr.visit(&mut |part| {
        if let Expr::Scale(s) | Expr::PercentOfRange(s) | Expr::Answered(s) | Expr::Observed(s) = part {
            all &= holds(*s);
        }
    });
    all
}
