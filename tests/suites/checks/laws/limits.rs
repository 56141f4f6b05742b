//! The limits of scores: those of scales that are computed from scales, and those that a plan lists.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::cases;
use super::form::{Form, even, form};
use super::ranges::{encloses, guarded, only, over_fields, policy};

/// Operations over two scales, which may share fields.
fn over_scales(form: &Form) -> Vec<(String, Value)> {
    let sum = |set: &[bool]| json!({"sum": {"fields": form.set(set)}});
    let mut scales = vec![("one".to_owned(), sum(&form.sets.0)), ("two".to_owned(), sum(&form.sets.1))];
    for operation in ["mean", "median", "spread", "least", "greatest"] {
        scales.push((format!("{operation}_of"), json!({ operation: {"scales": ["one", "two"]} })));
    }
    scales.push(("ratio".to_owned(), json!({"ratio": ["one", "two"]})));
    scales
}

/// Operations that one answer is enough for.
pub(super) fn in_part(form: &Form, operations: &[&str]) -> Vec<(String, Value)> {
    let fields = form.set(&form.sets.0);
    let scale = |operation: &&str| {
        ((*operation).to_owned(), json!({"method": {*operation: {"fields": fields}}, "missing": {"at_least": 1}}))
    };
    operations.iter().map(scale).collect()
}

/// What the listing says of each scale: the end of its line, `in LOWEST..=HIGHEST`.
fn listed(listing: &str) -> Vec<(String, f64, f64)> {
    let read = |line: &str| {
        let (head, range) = line.rsplit_once(" in ")?;
        let (low, high) = range.split_once("..=")?;
        Some((head.split(' ').nth(1)?.to_owned(), low.parse().ok()?, high.parse().ok()?))
    };
    listing
        .lines()
        .filter(|line| line.starts_with("scale "))
        .map(|line| read(line).expect("a line of a scale"))
        .collect()
}

fn within_listed(
    form: &Form,
    given: &[Option<usize>],
    scales: &[(String, Value)],
    policy: Option<&str>,
) -> Result<(), TestCaseError> {
    let instrument = form.instrument(scales, policy);
    let limits = listed(&instrument.plan().to_string());
    let report = instrument.score(&form.answers(&instrument, given));
    for (id, low, high) in limits {
        if let Some(raw) = report.scale(&id).expect("a scale").raw() {
            prop_assert!(
                (low..=high).contains(&raw),
                "{} is {}, listed {}..={} with policy {:?}",
                id,
                raw,
                low,
                high,
                policy
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn of_operations_over_scales_enclose((mut form, given) in form(), policy in policy()) {
        form.a.iter_mut().chain([&mut form.b]).for_each(|codes| codes.apart = false);
        let scales: Vec<_> = over_scales(&form).into_iter().filter(|(id, _)| id != "ratio").collect();
        let instrument = form.instrument(&scales, Some(policy));
        encloses(&(form, given), &scales, &instrument)?;
    }

    #[test]
    fn of_a_ratio_of_positive_scales_enclose((mut form, given) in form()) {
        form.a.iter_mut().chain([&mut form.b]).for_each(|codes| (codes.apart, codes.from) = (false, codes.from.abs() + 1));
        let scales = over_scales(&form);
        let instrument = form.instrument(&scales, None);
        encloses(&(form, given), &scales, &instrument)?;
    }

    #[test]
    fn no_score_leaves_the_listed_range((form, given) in form(), policy in policy()) {
        within_listed(&form, &given, &over_fields(&form), None)?;
        let form = even(form);
        within_listed(&form, &given, &over_fields(&form), Some(policy))?;
        within_listed(&form, &given, &guarded(&form), Some(policy))?;
        within_listed(&form, &given, &in_part(&form, &["sum", "mean", "median", "spread", "least", "greatest"]), Some(policy))?;
    }

    #[test]
    fn no_sum_leaves_the_listed_range((form, given) in form(), policy in policy()) {
        let sums = |scales: Vec<(String, Value)>| only(scales, &["sum", "count", "weighted", "guarded_sum"]);
        within_listed(&form, &given, &sums(over_fields(&form)), Some(policy))?;
        within_listed(&form, &given, &sums(guarded(&form)), Some(policy))?;
        within_listed(&form, &given, &in_part(&form, &["sum"]), Some(policy))?;
    }
}
