//! Conditions and numbers on what is known of one person. Three-valued: none is undecided.

use std::cmp::Ordering;

use super::{ScaleScore, Types};
use crate::answers::Person;
use crate::codes::{Cell, MISSING, NOT_ADMINISTERED, NOT_APPLICABLE, REFUSED};
use crate::exact::Ratio;
use crate::norm::is_comparison_group;
use crate::plan::{Cond, Expr, Plan};

/// What a condition may look at. It holds answers, so it has no `Debug`.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) plan: &'a Plan,
    /// The answers; empty where a person has several rows.
    pub(crate) cells: &'a [Cell],
    /// The scores as far as they are computed.
    pub(crate) scores: &'a [ScaleScore],
    pub(crate) types: &'a Types,
    pub(crate) person: &'a Person,
    pub(crate) ratings: usize,
}

impl Facts<'_> {
    pub(crate) fn holds(&self, condition: &Cond) -> Option<bool> {
        match condition {
            Cond::All(list) => all(list.iter().map(|c| self.holds(c))),
            Cond::Any(list) => all(list.iter().map(|c| self.holds(c).map(|b| !b))).map(|b| !b),
            Cond::Not(inner) => self.holds(inner).map(|b| !b),
            // A question that does not apply has none of the codes.
            Cond::Is(field, _) if self.is_not_applicable(*field) => Some(false),
            Cond::Is(field, codes) => self.code(*field).map(|cell| codes.contains(&cell)),
            Cond::Answered(field) => {
                let cell = *self.cells.get(usize::from(*field))?;
                Some(!matches!(cell, MISSING | REFUSED | NOT_ADMINISTERED))
            }
            Cond::AllDifferent(fields) => all(fields.iter().enumerate().flat_map(|(i, a)| {
                let apart = move |a: u16, b: u16| self.is_not_applicable(a) || self.is_not_applicable(b);
                fields
                    .iter()
                    .take(i)
                    .map(move |b| if apart(*a, *b) { Some(true) } else { Some(self.code(*a)? != self.code(*b)?) })
            })),
            Cond::Equal(a, b) => self.compare(a, b).map(Ordering::is_eq),
            Cond::Less(a, b) => self.compare(a, b).map(Ordering::is_lt),
            Cond::AtLeast(a, b) => self.compare(a, b).map(Ordering::is_ge),
            Cond::Level(scale, levels) => self.score(*scale)?.level.map(|level| levels.contains(&level)),
            Cond::Status(scale, statuses) => Some(statuses.contains(&self.score(*scale)?.status)),
            Cond::Standard { scale, metric, from, below } => {
                let standing = self.score(*scale)?.standing.as_ref()?;
                if is_comparison_group(self.plan, standing) {
                    return None;
                }
                let at_least = |limit: &Option<Ratio>| limit.map_or(Some(true), |l| standing.reaches(*metric, l));
                let above = below.map_or(Some(false), |l| standing.reaches(*metric, l));
                Some(at_least(from)? && !above?)
            }
            Cond::NormFrom(scale, people) => {
                let standing = self.score(*scale)?.standing.as_ref();
                let norm = standing.and_then(|s| self.plan.norms.get(usize::from(s.norm)));
                Some(norm.is_some_and(|norm| !norm.comparison_group && people.contains(&norm.population)))
            }
            Cond::Leads { scales, over, by } => {
                let least = self.extreme(scales, Ratio::min)?;
                let most = self.extreme(over, Ratio::max)?;
                Some(least >= most.plus(*by)?)
            }
            Cond::TypeHas(mask) => self.types.mask().map(|types| types & mask == *mask),
            Cond::TypeOnly(mask) => self.types.mask().map(|types| types != 0 && types & !mask == 0),
        }
    }

    /// The cell of a field if it is a code.
    fn code(&self, field: u16) -> Option<Cell> {
        let cell = *self.cells.get(usize::from(field))?;
        (cell < self.plan.fields.get(usize::from(field))?.codes.count).then_some(cell)
    }

    fn is_not_applicable(&self, field: u16) -> bool {
        self.cells.get(usize::from(field)) == Some(&NOT_APPLICABLE)
    }

    fn score(&self, scale: u16) -> Option<&ScaleScore> {
        self.scores.get(usize::from(scale))
    }

    /// The smallest or largest raw score of some scales; none if one of them has no score.
    fn extreme(&self, scales: &[u16], pick: fn(Ratio, Ratio) -> Ratio) -> Option<Ratio> {
        let mut found = None;
        for scale in scales {
            let raw = self.score(*scale)?.raw?;
            found = Some(found.map_or(raw, |f| pick(f, raw)));
        }
        found
    }

    fn compare(&self, a: &Expr, b: &Expr) -> Option<Ordering> {
        Some(self.number(a)?.cmp(&self.number(b)?))
    }

    pub(crate) fn number(&self, expr: &Expr) -> Option<Ratio> {
        let whole = |n: usize| i64::try_from(n).ok().map(Ratio::whole);
        match expr {
            Expr::Number(number) => Some(*number),
            Expr::Field(field) => {
                let cell = self.code(*field)?;
                let codes = &self.plan.fields.get(usize::from(*field))?.codes;
                let grid = codes.grid.as_ref().filter(|_| cell < codes.values)?;
                Some(Ratio::new(grid.units(cell), grid.denominator))
            }
            Expr::Scale(scale) => self.score(*scale)?.raw,
            Expr::PercentOfRange(scale) => {
                let (low, high) = self.plan.scales.get(usize::from(*scale))?.possible;
                percent(self.score(*scale)?.raw?, low, high)
            }
            Expr::Answered(scale) => whole(usize::from(self.score(*scale)?.answered)),
            Expr::Observed(scale) => whole(usize::from(self.score(*scale)?.observed)),
            Expr::Ratings => whole(self.ratings),
            Expr::Age => self.person.age.map(|n| Ratio::whole(n.into())),
            Expr::Grade => self.person.grade.map(|n| Ratio::whole(n.into())),
            Expr::Sum(list) => self.fold(list, Ratio::plus),
            Expr::Difference(list) => self.fold(list, Ratio::minus),
            Expr::Product(list) => self.fold(list, Ratio::times),
            Expr::Quotient(pair) => self.number(&pair.0)?.over(self.number(&pair.1)?),
            Expr::Least(list) => self.fold(list, |a, b| Some(a.min(b))),
            Expr::Greatest(list) => self.fold(list, |a, b| Some(a.max(b))),
            Expr::Mean(list) => self.fold(list, Ratio::plus)?.over(whole(list.len())?),
            Expr::If(either) => {
                let (when, then, otherwise) = either.as_ref();
                self.number(if self.holds(when)? { then } else { otherwise })
            }
            Expr::ValueOfHighest(candidates) => {
                // Among equals the largest value; one that is not known leaves it open.
                let mut best: Option<(Ratio, Option<Ratio>)> = None;
                for (by, value) in candidates {
                    let (by, value) = (self.number(by)?, self.number(value));
                    best = Some(match best {
                        Some((top, most)) if by == top => (top, most.zip(value).map(|(a, b)| a.max(b))),
                        Some(best) if by < best.0 => best,
                        _ => (by, value),
                    });
                }
                best?.1
            }
        }
    }

    fn fold(&self, list: &[Expr], join: impl Fn(Ratio, Ratio) -> Option<Ratio>) -> Option<Ratio> {
        let mut numbers = list.iter().map(|expr| self.number(expr));
        let first = numbers.next()??;
        numbers.try_fold(first, |total, number| join(total, number?))
    }
}

/// Whether all hold: false wins over undecided.
fn all(truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for truth in truths {
        match truth {
            Some(true) => {}
            Some(false) => return Some(false),
            None => result = None,
        }
    }
    result
}

/// A score as percent of a range.
pub(crate) fn percent(raw: Ratio, low: Ratio, high: Ratio) -> Option<Ratio> {
    raw.minus(low)?.times(Ratio::whole(100))?.over(high.minus(low)?)
}
