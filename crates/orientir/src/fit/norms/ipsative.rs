//! Scales whose scores take from each other: known from the plan alone.
//!
//! Such scores tell what a person prefers to what, and not how much of it there is beside others: the mean of all scales is the same for
//! everybody (Cattell 1944, recollection). Norms for them would compare what cannot be compared.

use std::collections::BTreeMap;

use crate::exact::Ratio;
use crate::plan::{Operation, Plan, Source};

/// By scale, whether its answers give to it what they take from others: pairs to choose from, or a fixed number of choices.
pub(super) fn ipsative(plan: &Plan) -> Vec<bool> {
    let forced = forced(plan);
    let mut found = vec![false; plan.scales.len()];
    for step in &plan.steps {
        let takes = match &step.source {
            Source::Terms { terms, .. } => {
                let terms = plan.terms(terms);
                !terms.is_empty() && terms.iter().all(|term| forced.get(usize::from(term.field)) == Some(&true))
            }
            Source::Scales(of) => {
                let parts = plan.scale_refs(of);
                !parts.is_empty() && parts.iter().all(|part| found.get(usize::from(*part)) == Some(&true))
            }
        };
        if let Some(place) = found.get_mut(usize::from(step.scale)) {
            *place = takes;
        }
    }
    found
}

/// By field, whether every answer gives the same to all scales together, and to different ones; or is one of a fixed number of choices.
fn forced(plan: &Plan) -> Vec<bool> {
    // By field: what each code gives in all, and to how many scales anything is given.
    let mut given: BTreeMap<u16, (Vec<Option<Ratio>>, usize)> = BTreeMap::new();
    for step in plan.steps.iter().filter(|step| step.operation == Operation::Sum) {
        let Source::Terms { terms, denominator } = &step.source else { continue };
        for term in plan.terms(terms) {
            let Some(field) = plan.fields.get(usize::from(term.field)) else { continue };
            let values = plan.entries(term).iter().take(usize::from(field.codes.values));
            let (totals, scales) = given.entry(term.field).or_default();
            totals.resize(usize::from(field.codes.values), Some(Ratio::ZERO));
            *scales += usize::from(values.clone().any(|value| *value != 0));
            for (total, value) in totals.iter_mut().zip(values) {
                *total = total.and_then(|total| total.plus(Ratio::new(i64::from(*value), *denominator)));
            }
        }
    }
    let mut forced = vec![false; plan.fields.len()];
    for (field, (totals, scales)) in given {
        let same = totals.len() > 1 && totals.iter().all(|total| total.is_some() && Some(total) == totals.first());
        if let Some(place) = forced.get_mut(usize::from(field)) {
            *place = same && scales > 1 && totals.first() != Some(&Some(Ratio::ZERO));
        }
    }
    for field in plan.choose.iter().flat_map(|set| &set.fields) {
        if let Some(place) = forced.get_mut(usize::from(*field)) {
            *place = true;
        }
    }
    forced
}

#[cfg(all(test, feature = "catalogue"))]
mod tests {
    use super::*;

    #[test]
    fn choices_of_the_catalogue() -> Result<(), crate::error::Diagnostics> {
        let of = |id: &str| -> Result<Vec<String>, crate::error::Diagnostics> {
            let instrument = crate::catalogue::get(id)?;
            let found = ipsative(instrument.plan());
            Ok(instrument.scales().zip(found).filter(|(_, takes)| *takes).map(|(id, _)| id.to_owned()).collect())
        };
        assert_eq!(of("klimov-ddo")?, ["nature", "technology", "human", "sign", "art"]);
        assert_eq!(of("work-values")?, ["comfort", "contribution", "development"]);
        for id in [
            "ovcharova-motives",
            "szho",
            "dembo-rubinstein",
            "kabardova-opg",
            "profession-awareness",
            "observation-sheet",
        ] {
            assert!(of(id)?.is_empty(), "{id}");
        }
        Ok(())
    }
}
