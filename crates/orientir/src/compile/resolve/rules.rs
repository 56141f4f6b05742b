//! Branches, policies, checks, types and levels by number.

use super::{Picked, ResolvedLevels, ResolvedScale, Resolver};
use crate::compile::condition::{Reach, each};
use crate::compile::names::tell_unknown;
use crate::definition::{Branch, Chance, Check, Levels, Metric, Otherwise, Policy, TypeRule};
use crate::plan::{Expr, PlanCheck, PlanLevels, PlanPolicy, PlanType, Rule, TypeWay};

impl<'d> Resolver<'_, 'd> {
    pub(super) fn branches(&mut self) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (i, branch) in self.definition.branches.iter().enumerate() {
            rules.extend(self.branch(branch, &format!("/branches/{i}")));
        }
        rules
    }

    fn branch(&mut self, branch: &'d Branch, path: &str) -> Option<Rule> {
        let when = self.condition(&branch.when, &format!("{path}/when"), Reach::Fields, None, false);
        let fields = self.fields(&branch.not_applicable, &format!("{path}/not_applicable"));
        Some(Rule { when: when?, fields: fields? })
    }

    pub(super) fn policy(&mut self, policy: &'d Policy, i: usize) -> Option<PlanPolicy> {
        let items: Vec<usize> = (0..self.definition.items.len()).collect();
        let mut choices = Vec::new();
        for (name, choice) in policy.choices.iter() {
            let mut rules = Vec::new();
            for (j, rule) in choice.rules.iter().enumerate() {
                let path = format!("/policies/{i}/choices/{}/rules/{j}", crate::definition::reader::pointer_step(name));
                for (item, when) in
                    self.condition_each(&rule.when, &format!("{path}/when"), Reach::Fields, true, &items)?
                {
                    let fields = each(
                        &rule.adds_nothing,
                        &format!("{path}/adds_nothing"),
                        self.faults,
                        |name, path, faults| self.names.field(&format!(".{name}"), Some(item), path, faults),
                    )?;
                    rules.push(Rule { when, fields });
                }
            }
            choices.push((name.to_owned(), rules));
        }
        let default = choices.iter().position(|(name, _)| **name == *policy.default);
        if default.is_none() {
            let known: Vec<_> = choices.iter().map(|(name, _)| name.as_str()).collect();
            tell_unknown(self.faults, format!("/policies/{i}/default"), "choice", &policy.default, &known);
        }
        Some(PlanPolicy { id: policy.id.to_string(), default: u16::try_from(default?).ok()?, choices })
    }

    pub(super) fn check(
        &mut self,
        check: &'d Check,
        i: usize,
        scales: &[Option<ResolvedScale>],
        order: &[u16],
    ) -> Option<PlanCheck> {
        let path = format!("/checks/{i}/expect");
        let expect = if check.each_item {
            let asked = |(_, item): &(usize, &crate::definition::Item)| !item.training;
            let items: Vec<usize> = self.definition.items.iter().enumerate().filter(asked).map(|(i, _)| i).collect();
            let conditions = self.condition_each(&check.expect, &path, Reach::Scores, false, &items)?;
            conditions.into_iter().map(|(_, condition)| condition).collect()
        } else {
            vec![self.condition(&check.expect, &path, Reach::Scores, None, false)?]
        };
        let mut no_score = match &check.otherwise {
            Otherwise::Flag => Vec::new(),
            Otherwise::NoScore(ids) => self.scale_list(ids, &format!("/checks/{i}/otherwise/no_score"))?,
        };
        for scale in order {
            let Some(Some(ResolvedScale { source: Picked::Scales(of), .. })) = scales.get(usize::from(*scale)) else {
                continue;
            };
            if !no_score.contains(scale) && of.iter().any(|s| no_score.contains(s)) {
                no_score.push(*scale);
            }
        }
        Some(PlanCheck { id: check.id.to_string(), expect, no_score })
    }

    pub(super) fn types(&mut self, rule: &'d TypeRule) -> Option<PlanType> {
        let ids = self.names.types.iter().map(|id| (*id).to_owned()).collect();
        let way = match rule {
            TypeRule::Highest(rule) => {
                let candidates = self.candidates(&rule.of, "/type/highest/of")?;
                TypeWay::Highest { candidates, at_most: rule.at_most }
            }
            TypeRule::Code(rule) => {
                let candidates = self.candidates(&rule.of, "/type/code/of")?;
                TypeWay::Code { candidates, letters: rule.letters as usize }
            }
            TypeRule::Cases(rule) => {
                let mut cases = Vec::new();
                for (i, case) in rule.cases.iter().enumerate() {
                    let path = format!("/type/cases/cases/{i}");
                    let when = self.condition(&case.when, &format!("{path}/when"), Reach::Levels, None, false);
                    cases.push((when?, self.names.type_of(&case.id, &format!("{path}/id"), self.faults)?));
                }
                let otherwise = match &rule.otherwise {
                    Some(id) => Some(self.names.type_of(id, "/type/cases/otherwise", self.faults)?),
                    None => None,
                };
                TypeWay::Cases { cases, otherwise }
            }
        };
        Some(PlanType { ids, way })
    }

    fn candidates(&mut self, chances: &'d [Chance], path: &str) -> Option<Vec<Vec<Expr>>> {
        let scope = self.scope(Reach::Scores, None, false);
        each(chances, path, self.faults, |chance, path, faults| {
            each(&chance.by, &format!("{path}/by"), faults, |operand, path, faults| {
                scope.operand(operand, path, faults)
            })
        })
    }

    pub(super) fn levels(&mut self, levels: &'d Levels, i: usize) -> Option<ResolvedLevels> {
        let path = format!("/levels/{i}");
        let scales = self.scale_list(&levels.scales, &format!("{path}/scales"));
        let needs = match &levels.needs {
            Some(needs) => Some(self.condition(needs, &format!("{path}/needs"), Reach::Scores, None, false)?),
            None => None,
        };
        let names = levels.bands.iter().filter_map(|band| self.names.levels.iter().position(|l| **l == *band.level));
        let plan = PlanLevels {
            metric: levels.metric.unwrap_or(Metric::Raw),
            audience: crate::compile::lower::audience(levels.for_group.as_ref()),
            cuts: levels.bands.iter().skip(1).filter_map(|band| band.from.map(crate::exact::Decimal::ratio)).collect(),
            names: names.filter_map(|n| u16::try_from(n).ok()).collect(),
            needs,
        };
        Some(ResolvedLevels { scales: scales?, plan })
    }
}
