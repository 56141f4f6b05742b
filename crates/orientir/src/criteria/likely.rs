//! How sure the level of an indicator is: its rules once more at the true scores that a score may stand for.
//!
//! The rules are followed along one scale, everything else as observed: between the cuts that they ask about, no true score gives
//! another level than its neighbours, so each part between cuts is tried once and has its probability from the error of the scale.
//! That is the probability of the indicator's level only where no other scale decides; where others do, the scale by itself can
//! still say that the level is on the border.

use std::collections::BTreeSet;

use super::compile::Rules;
use super::definition::{Indicator, Verdict};
use crate::definition::{Id, Metric};
use crate::exact::Ratio;
use crate::norm::precision::{TrueScore, likeliest, merged, shares};
use crate::plan::{Cond, Expr};
use crate::report::Report;
use crate::score::Facts;

/// What the errors of scores say of an indicator's level.
#[derive(Debug)]
pub(super) struct Likely {
    /// Whether another verdict than the given level is likelier.
    pub(super) borderline: bool,
    /// The likeliest level; none for a verdict that is none.
    pub(super) likeliest: Option<String>,
    /// The probability of each level; none where several scales decide, or a part has no level.
    pub(super) levels: Option<Vec<(String, f64)>>,
}

/// None where no scale that decides has a known error, and where the rules cannot be followed.
pub(super) fn likely(indicator: &Indicator, rules: &Rules, report: &Report, level: &str) -> Option<Likely> {
    let facts = report.facts();
    let mut scales = BTreeSet::new();
    let mut settled = true;
    rules.cases.iter().for_each(|case| looks_at(case, &mut scales, &mut settled));
    let along = |scale: &u16| Along::of(facts, *scale)?.levels(indicator, &rules.cases);
    let found: Vec<_> = scales.iter().filter_map(along).collect();
    let first = found.first()?;
    let alone = settled && scales.len() == 1;
    let levels = || first.iter().map(|(level, p)| Some(((*level)?.to_owned(), *p))).collect();
    let mut each = found.iter().filter_map(|levels| likeliest(levels, Some(level)));
    let other = each.find(|found| *found != Some(level));
    Some(Likely {
        borderline: other.is_some(),
        likeliest: other.unwrap_or(Some(level)).map(str::to_owned),
        levels: if alone { levels() } else { None },
    })
}

/// The verdict of the first case that holds, with its reason; none where that cannot be told.
pub(super) fn verdict<'i>(
    indicator: &'i Indicator,
    cases: &[Cond],
    holds: impl Fn(&Cond) -> Option<bool>,
) -> Option<(&'i Verdict, &'i Option<Id>)> {
    for (case, condition) in indicator.cases.iter().zip(cases) {
        if holds(condition)? {
            return Some((&case.then, &case.reason));
        }
    }
    Some((&indicator.otherwise, &indicator.reason))
}

/// The scales whose scores a condition looks at; not settled where it looks at types, which rest on scores too.
fn looks_at(condition: &Cond, scales: &mut BTreeSet<u16>, settled: &mut bool) {
    match condition {
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(|part| looks_at(part, scales, settled)),
        Cond::Not(inner) => looks_at(inner, scales, settled),
        Cond::Level(scale, _) | Cond::Standard { scale, .. } => {
            scales.insert(*scale);
        }
        Cond::Leads { scales: own, over, .. } => scales.extend(own.iter().chain(over)),
        Cond::TypeHas(_) | Cond::TypeOnly(_) => *settled = false,
        Cond::Equal(a, b) | Cond::Less(a, b) | Cond::AtLeast(a, b) => {
            for expr in [a, b] {
                expr.visit(&mut |inner| match inner {
                    Expr::Scale(scale) | Expr::PercentOfRange(scale) => {
                        scales.insert(*scale);
                    }
                    // The condition inside is not visited.
                    Expr::If(either) => looks_at(&either.0, scales, settled),
                    _ => {}
                });
            }
        }
        Cond::Is(..) | Cond::Answered(_) | Cond::AllDifferent(_) | Cond::Status(..) | Cond::NormFrom(..) => {}
    }
}

/// The rules along the true score of one scale.
struct Along<'a> {
    facts: Facts<'a>,
    scale: u16,
    truth: TrueScore<'a>,
}

/// What a condition asks of the true score of the scale.
enum Asks<'a> {
    /// Nothing: it is as observed.
    Nothing,
    /// Whether the score reaches a cut.
    Reaches(f64),
    /// Whether it does not.
    Misses(f64),
    /// Whether it lies from one cut to below the other.
    Between(f64, f64),
    /// Whether its level is one of these: the levels of the bands and the cuts between them.
    Level(&'a [u16], &'a [u16], Vec<f64>),
}

impl<'a> Along<'a> {
    fn of(facts: Facts<'a>, scale: u16) -> Option<Self> {
        let (about, score) = (facts.plan.scales.get(usize::from(scale))?, facts.scores.get(usize::from(scale))?);
        Some(Self { facts, scale, truth: TrueScore::of(facts.plan, about, score)? })
    }

    /// The probability of each verdict, none for one that is no level; none where the rules ask what cannot be followed.
    fn levels<'i>(&self, indicator: &'i Indicator, cases: &'a [Cond]) -> Option<Vec<(Option<&'i str>, f64)>> {
        let mut cuts = Vec::new();
        cases.iter().try_for_each(|case| self.cuts(case, &mut cuts))?;
        cuts.sort_unstable_by(f64::total_cmp);
        cuts.dedup();
        let parts = std::iter::once(f64::NEG_INFINITY).chain(cuts.iter().copied()).zip(shares(&cuts));
        let mut levels = Vec::new();
        for (from, share) in parts {
            let level = match verdict(indicator, cases, |case| self.holds(case, from))?.0 {
                Verdict::Level(level) => Some(level.as_str()),
                _ => None,
            };
            levels.push((level, share));
        }
        Some(merged(levels.into_iter()))
    }

    /// Gathers the cuts that a condition asks about, as deviates.
    fn cuts(&self, condition: &'a Cond, cuts: &mut Vec<f64>) -> Option<()> {
        match condition {
            Cond::All(list) | Cond::Any(list) => list.iter().try_for_each(|part| self.cuts(part, cuts)),
            Cond::Not(inner) => self.cuts(inner, cuts),
            _ => {
                match self.asks(condition)? {
                    Asks::Nothing => {}
                    Asks::Reaches(cut) | Asks::Misses(cut) => cuts.push(cut),
                    Asks::Between(from, below) => cuts.extend([from, below]),
                    Asks::Level(_, _, all) => cuts.extend(all),
                }
                Some(())
            }
        }
    }

    /// Whether a condition holds if the true score lies in the part that begins at a deviate.
    fn holds(&self, condition: &'a Cond, from: f64) -> Option<bool> {
        let all = |list: &'a [Cond], stop: bool| {
            let mut result = Some(!stop);
            for part in list {
                match self.holds(part, from) {
                    Some(truth) if truth == stop => return Some(stop),
                    Some(_) => {}
                    None => result = None,
                }
            }
            result
        };
        match condition {
            Cond::All(list) => all(list, false),
            Cond::Any(list) => all(list, true),
            Cond::Not(inner) => self.holds(inner, from).map(|truth| !truth),
            _ => match self.asks(condition)? {
                Asks::Nothing => self.facts.holds(condition),
                Asks::Reaches(cut) => Some(cut <= from),
                Asks::Misses(cut) => Some(cut > from),
                Asks::Between(low, high) => Some(low <= from && high > from),
                Asks::Level(wanted, names, cuts) => {
                    let place = cuts.iter().take_while(|cut| **cut <= from).count();
                    Some(wanted.contains(names.get(place)?))
                }
            },
        }
    }

    /// What a condition without parts asks of the scale; none where that cannot be followed.
    fn asks(&self, condition: &'a Cond) -> Option<Asks<'a>> {
        let mut scales = BTreeSet::new();
        looks_at(condition, &mut scales, &mut true);
        if !scales.contains(&self.scale) {
            return Some(Asks::Nothing);
        }
        match condition {
            Cond::Level(_, wanted) => {
                let (levels, cuts) = self.truth.bands()?;
                Some(Asks::Level(wanted, &levels.names, cuts))
            }
            Cond::Standard { metric, from, below, .. } => {
                let at = |cut: &Option<Ratio>, end| cut.map_or(Some(end), |cut| self.truth.deviate(*metric, cut));
                Some(Asks::Between(at(from, f64::NEG_INFINITY)?, at(below, f64::INFINITY)?))
            }
            // A true score is exactly at a cut with probability 0.
            Cond::AtLeast(a, b) => match self.cut(a, b) {
                Some(cut) => Some(Asks::Reaches(cut)),
                None => self.cut(b, a).map(Asks::Misses),
            },
            Cond::Less(a, b) => match self.cut(a, b) {
                Some(cut) => Some(Asks::Misses(cut)),
                None => self.cut(b, a).map(Asks::Reaches),
            },
            _ => None,
        }
    }

    /// The deviate of the cut if one side of a comparison is the score and the other a number that does not rest on it.
    fn cut(&self, score: &Expr, number: &Expr) -> Option<f64> {
        let mut rests = false;
        number.visit(&mut |inner| {
            rests |= matches!(inner, Expr::Scale(s) | Expr::PercentOfRange(s) if *s == self.scale);
            rests |= matches!(inner, Expr::If(_));
        });
        let number = if rests { None } else { self.facts.number(number) }?;
        let raw = match score {
            Expr::Scale(scale) if *scale == self.scale => number,
            Expr::PercentOfRange(scale) if *scale == self.scale => {
                let (low, high) = self.facts.plan.scales.get(usize::from(*scale))?.possible;
                low.plus(high.minus(low)?.times(number)?.over(Ratio::whole(100))?)?
            }
            _ => return None,
        };
        self.truth.deviate(Metric::Raw, raw)
    }
}
