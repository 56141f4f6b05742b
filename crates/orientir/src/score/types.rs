//! Types: which scores lead, and whether they lead whatever the missing answers are.

use super::evaluate::Facts;
use super::range::Missingness;
use crate::codes::Cell;
use crate::definition::Status;
use crate::exact::Ratio;
use crate::plan::{Expr, PlanType, TypeWay};

/// The leading types of one person, by their numbers in the definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Types {
    outcome: Outcome,
    /// The leading types: in the order of the definition, or falling for a letter code.
    pub(crate) order: Vec<u16>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Outcome {
    /// The instrument has no types, or the answers do not settle them.
    #[default]
    Undetermined,
    /// More lead than may.
    Undifferentiated,
    Found,
}

impl Types {
    fn found(order: Vec<u16>) -> Self {
        Self { outcome: Outcome::Found, order }
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
        self.is_determined().then(|| self.order.iter().fold(0, |mask, n| mask | 1_u64.checked_shl(u32::from(*n)).unwrap_or(0)))
    }
}

pub(crate) fn find(missingness: &Missingness<'_>, cells: &[Cell]) -> Types {
    let Some(PlanType { way, .. }) = &missingness.plan.types else { return Types::default() };
    let Missingness { plan, given, scores, .. } = *missingness;
    let none = Types::default();
    let facts = Facts { plan, cells, scores, types: &none, person: given.person, ratings: given.rows.len() };
    match way {
        TypeWay::Cases { cases, otherwise } => {
            for (when, id) in cases {
                match facts.holds(when) {
                    Some(true) => return Types::found(vec![*id]),
                    Some(false) => {}
                    None => return none,
                }
            }
            otherwise.map_or(none, |id| Types::found(vec![id]))
        }
        TypeWay::Highest { candidates, at_most } => {
            let leaders = match ranked(missingness, &facts, candidates) {
                Some(ranked) => leaders(&ranked),
                None => leaders_anyway(missingness, candidates),
            };
            let Some(leaders) = leaders else { return none };
            if at_most.is_some_and(|most| leaders.len() > most as usize) {
                return Types { outcome: Outcome::Undifferentiated, order: Vec::new() };
            }
            Types::found(leaders)
        }
        TypeWay::Code { candidates, letters } => {
            let Some(mut ranked) = ranked(missingness, &facts, candidates) else { return none };
            // A stable sort keeps equals in the order of the definition.
            ranked.sort_by(|a, b| b.1.cmp(&a.1));
            let last = letters.checked_sub(1).and_then(|l| ranked.get(l)).map(|(_, key)| key.clone());
            let order = ranked.iter().enumerate().filter(|(i, (_, key))| i < letters || Some(key) == last.as_ref());
            Types::found(order.map(|(_, (id, _))| *id).collect())
        }
    }
}

/// The candidates with their numbers; none unless every scale they rest on is complete.
fn ranked(missingness: &Missingness<'_>, facts: &Facts<'_>, candidates: &[Vec<Expr>]) -> Option<Vec<(u16, Vec<Ratio>)>> {
    let complete = |expr: &Expr| scales_of(expr).iter().all(|s| {
        let score = missingness.scores.get(usize::from(*s));
        score.is_some_and(|s| s.status == Status::Scored && s.possible.is_some_and(|(low, high)| low == high))
    });
    let number = |expr: &Expr| facts.number(expr).filter(|_| complete(expr));
    (0_u16..).zip(candidates).map(|(i, by)| Some((i, by.iter().map(number).collect::<Option<_>>()?))).collect()
}

fn leaders(ranked: &[(u16, Vec<Ratio>)]) -> Option<Vec<u16>> {
    let highest = ranked.iter().map(|(_, key)| key).max()?;
    Some(ranked.iter().filter(|(_, key)| key == highest).map(|(id, _)| *id).collect())
}

/// The candidates that lead under every completion of the missing answers; none where completions differ.
fn leaders_anyway(missingness: &Missingness<'_>, candidates: &[Vec<Expr>]) -> Option<Vec<u16>> {
    let firsts: Vec<&Expr> = candidates.iter().map(|by| by.first()).collect::<Option<_>>()?;
    // The least by which one stands above another over all completions.
    let least = |a: &Expr, b: &Expr| -> Option<Ratio> {
        match (linear(missingness, a), linear(missingness, b)) {
            (Some(mut terms), Some(other)) => {
                terms.extend(other.iter().map(|(term, factor)| (*term, -factor)));
                missingness.linear(&terms).map(|(low, _)| low)
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

/// The scales that a number rests on.
fn scales_of(expr: &Expr) -> Vec<u16> {
    match expr {
        Expr::Scale(s) | Expr::PercentOfRange(s) | Expr::Answered(s) | Expr::Observed(s) => vec![*s],
        Expr::Sum(list) | Expr::Difference(list) | Expr::Product(list) | Expr::Least(list) | Expr::Greatest(list) | Expr::Mean(list) => {
            list.iter().flat_map(scales_of).collect()
        }
        Expr::Quotient(pair) => [scales_of(&pair.0), scales_of(&pair.1)].concat(),
        Expr::If(either) => [scales_of(&either.1), scales_of(&either.2)].concat(),
        Expr::ValueOfHighest(of) => of.iter().flat_map(|(by, value)| [scales_of(by), scales_of(value)].concat()).collect(),
        Expr::Number(_) | Expr::Field(_) | Expr::Ratings | Expr::Age | Expr::Grade => Vec::new(),
    }
}
