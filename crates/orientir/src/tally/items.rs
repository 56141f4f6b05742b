//! The keyed answers of each scale: what covariances of items are made of.

use crate::answers::Answers;
use crate::instrument::{Instrument, Scorer};
use crate::plan::{Operation, Plan, Source};
use crate::score::{Part, Scores, conditions_see, part};

/// The items of a scale whose score is a sum or a mean of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaleItems {
    /// The number of the scale.
    pub scale: usize,
    /// The fields, in the order in which the scale names them.
    pub fields: Vec<String>,
    /// Values are numerators over this.
    pub denominator: i64,
}

/// The scales of an instrument whose items can be compared: sums and means of two fields or more, where a person has one row.
pub fn scale_items(instrument: &Instrument) -> Vec<ScaleItems> {
    let plan = instrument.plan();
    let name = |field: u16| plan.fields.get(usize::from(field)).map_or_else(String::new, |field| field.name.clone());
    let mut items: Vec<ScaleItems> = steps(plan)
        .map(|(scale, terms, denominator)| ScaleItems {
            scale,
            fields: plan.terms(terms).iter().map(|term| name(term.field)).collect(),
            denominator,
        })
        .collect();
    items.sort_by_key(|items| items.scale);
    items
}

fn steps(plan: &Plan) -> impl Iterator<Item = (usize, &std::ops::Range<usize>, i64)> {
    plan.steps
        .iter()
        .filter(|step| !plan.pooled && matches!(step.operation, Operation::Sum | Operation::Mean))
        .filter_map(|step| match &step.source {
            Source::Terms { terms, denominator } if terms.len() > 1 => {
                Some((usize::from(step.scale), terms, *denominator))
            }
            _ => None,
        })
}

/// The keyed answers of person after person. It holds answers, so it has no `Debug`.
pub(crate) struct KeyedAnswers<'i> {
    plan: &'i Plan,
    scorer: Scorer,
    row: Vec<i64>,
}

impl<'i> KeyedAnswers<'i> {
    pub(crate) fn new(instrument: &'i Instrument) -> Self {
        // What is added up tells of groups, which is what an instrument for groups is for.
        let scorer = instrument.for_adult_groups().scorer();
        Self { plan: instrument.plan(), scorer, row: Vec::new() }
    }

    /// Scores a person and gives, scale by scale of [`scale_items`] (in the order of the plan's steps, with the number of the
    /// scale), the keyed values where every item has one. What a policy or a condition takes out has none.
    pub(crate) fn each(&mut self, answers: &Answers, out: &mut Scores, mut take: impl FnMut(usize, &[i64])) {
        let plan = self.plan;
        self.scorer.score_into(answers, out);
        let scratch = self.scorer.scratch();
        let Some(effective) = scratch.effective.first() else { return };
        let cells = conditions_see(plan, scratch);
        for (scale, terms, _) in steps(plan) {
            self.row.clear();
            for term in plan.terms(terms) {
                match part(plan, term, cells, effective, answers.person()) {
                    Part::Value(value) => self.row.push(i64::from(value)),
                    _ => break,
                }
            }
            if self.row.len() == terms.len() {
                take(scale, &self.row);
            }
        }
    }
}
