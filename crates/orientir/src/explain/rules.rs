//! Types, checks and policies of an explanation.

use super::build::View;
use super::data::{Asked, Candidate, Case, Check, Judged, Outcome, PolicyChoice, Rule, Source, Types};
use crate::definition::TypeRule;
use crate::plan::{Cond, Expr, TypeWay};
use crate::score::{OVERFLOW, OVERFLOW_BIT};

impl View<'_> {
    pub(super) fn policies(&self) -> Vec<PolicyChoice> {
        let chosen = self.plan.policies.iter().zip(self.given.choices);
        chosen
            .filter_map(|(policy, choice)| {
                let (name, _) = policy.choices.get(usize::from(*choice))?;
                Some(PolicyChoice { id: policy.id.clone(), choice: name.clone(), default: *choice == policy.default })
            })
            .collect()
    }

    /// How the leading type was found.
    pub(super) fn types_found(&self) -> Option<Types> {
        let types = self.plan.types.as_ref()?;
        let found = &self.scores.types;
        let id = |number: u16| types.ids.get(usize::from(number)).cloned().unwrap_or_default();
        let leads = |number: u16| found.order.contains(&number);
        let judged = |expr: &Expr| {
            let (by, number) = self.number(expr);
            Judged { by, number, expr: expr.clone() }
        };
        let candidates = |of: &[Vec<Expr>]| -> Vec<Candidate> {
            (0_u16..)
                .zip(of)
                .map(|(number, by)| Candidate {
                    id: id(number),
                    by: by.iter().map(judged).collect(),
                    leads: leads(number),
                })
                .collect()
        };
        let case = |(when, number): &(Cond, u16)| Case { id: id(*number), when: self.one(when) };
        let outcome = if found.is_undifferentiated() {
            Outcome::Undifferentiated
        } else if found.is_determined() {
            Outcome::Found
        } else {
            Outcome::Undetermined
        };
        let explained = Types {
            rule: match &types.way {
                TypeWay::Highest { .. } => Rule::Highest,
                TypeWay::Cases { .. } => Rule::Cases,
                TypeWay::Code { .. } => Rule::Code,
            },
            outcome,
            ids: found.order.iter().map(|number| id(*number)).collect(),
            candidates: Vec::new(),
            cases: Vec::new(),
            otherwise: None,
            at_most: None,
            letters: None,
            basis: Source::of(self.definition.type_rule.as_ref().and_then(TypeRule::basis)),
        };
        Some(match &types.way {
            TypeWay::Highest { candidates: of, at_most } => {
                Types { candidates: candidates(of), at_most: *at_most, ..explained }
            }
            TypeWay::Code { candidates: of, letters } => {
                Types { candidates: candidates(of), letters: Some(*letters), ..explained }
            }
            TypeWay::Cases { cases, otherwise } => {
                Types { cases: cases.iter().map(case).collect(), otherwise: otherwise.map(id), ..explained }
            }
        })
    }

    /// A condition as one line.
    fn one(&self, cond: &Cond) -> Asked {
        let mut parts = self.asked(cond);
        match (parts.pop(), parts.is_empty()) {
            (Some(only), true) => only,
            _ => Asked {
                asks: super::condition::condition(&self.names(), cond),
                holds: self.facts().holds(cond),
                now: None,
                cond: cond.clone(),
            },
        }
    }

    /// The checks that fired, in the order of the definition, and a mark beyond the end of a line.
    pub(super) fn fired(&self) -> Vec<Check> {
        let fired = self.plan.checks.iter().zip(&self.definition.checks).enumerate();
        let fired = fired.filter(|(bit, _)| self.scores.flags & (1 << bit) != 0);
        let mut checks: Vec<Check> = fired
            .map(|(_, (check, defined))| {
                let asked = self.definition.items.iter().filter(|item| !item.training).zip(&check.expect);
                let failing =
                    asked.filter(|(_, expect)| defined.each_item && self.facts().holds(expect) == Some(false));
                let takes = check.no_score.iter().filter_map(|s| self.plan.scales.get(usize::from(*s)));
                Check {
                    id: check.id.clone(),
                    items: failing.map(|(item, _)| item.id.to_string()).collect(),
                    takes: takes.map(|scale| scale.id.clone()).collect(),
                }
            })
            .collect();
        if self.scores.flags & OVERFLOW_BIT != 0 {
            let cells = self.scratch.cells.iter().flat_map(|row| row.iter().zip(&self.plan.fields));
            let over = cells.filter(|(cell, field)| field.codes.overflows(**cell));
            let items = over.map(|(_, field)| field.name.clone()).collect();
            checks.push(Check { id: OVERFLOW.to_owned(), items, takes: Vec::new() });
        }
        checks
    }
}
