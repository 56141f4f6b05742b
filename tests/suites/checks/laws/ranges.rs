//! The possible range against every completion of the missing answers.

use orientir::Ratio;
use orientir::definition::Status;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::cases;
use super::form::{Form, Given, form};

/// Operations over fields.
const OPERATIONS: [&str; 6] = ["sum", "mean", "median", "spread", "least", "greatest"];

pub(super) fn over_fields(form: &Form) -> Vec<(String, Value)> {
    let fields = form.set(&form.sets.0);
    let mut scales: Vec<(String, Value)> = OPERATIONS
        .iter()
        .map(|operation| {
            let fields = if *operation == "sum" { fields.clone() } else { form.fitting(&fields) };
            ((*operation).to_owned(), json!({ *operation: {"fields": fields} }))
        })
        .collect();
    let slots = form.slots();
    let of_set = || slots.iter().zip(&form.weights).filter(|((name, _), _)| fields.contains(name));
    let chosen: Vec<_> =
        of_set().map(|((name, codes), w)| json!({"field": name, "code": codes.codes()[usize::from(*w < 0)]})).collect();
    scales.push(("count".to_owned(), json!({"count": {"chosen": chosen}})));
    let weighted: Vec<_> = of_set()
        .map(|((name, codes), w)| json!({"field": name, "weight": if codes.reversed { w.abs() } else { *w }}))
        .collect();
    scales.push(("weighted".to_owned(), json!({ "weighted_sum": weighted })));
    scales
}

pub(super) fn guarded(form: &Form) -> Vec<(String, Value)> {
    let when = json!({"is": {"field": ".b", "code": [form.b.codes()[0]]}});
    let keyed = |field: &str| json!({"keyed": {"key": "k", "field": field, "when": when}});
    let fields: Vec<_> = form.slots().into_iter().map(|(name, _)| name).filter(|name| name.ends_with(".a")).collect();
    let allowed = OPERATIONS.iter().filter(|operation| **operation == "sum" || form.fits(&fields));
    allowed.map(|operation| (format!("guarded_{operation}"), json!({ *operation: keyed("a") }))).collect()
}

pub(super) fn derived(form: &Form) -> Vec<(String, Value)> {
    vec![
        ("one".to_owned(), json!({"sum": {"fields": form.set(&form.sets.0)}})),
        ("two".to_owned(), json!({"sum": {"fields": form.set(&form.sets.1)}})),
        ("apart".to_owned(), json!({"difference": ["one", "two"]})),
        ("together".to_owned(), json!({"sum": {"scales": ["one", "two"]}})),
    ]
}

type Range = Option<(Ratio, Ratio)>;
pub(super) type Filled = (Form, Given);

/// What is told of a scale and what every completion gives.
struct Compared {
    id: String,
    told: Range,
    /// Over the completions that give a score.
    found: Range,
    /// The same, where a sum of which nothing applies counts as zero.
    wide: Range,
}

fn hold(range: &mut Range, value: Ratio) {
    *range = Some(range.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
}

fn compared(form: &Form, given: &[Option<usize>], scales: &[(String, Value)], policy: Option<&str>) -> Vec<Compared> {
    let instrument = form.instrument(scales, policy);
    let told = instrument
        .score(&form.answers(&instrument, given))
        .scores()
        .scales
        .iter()
        .map(|s| s.possible)
        .collect::<Vec<_>>();
    let start = |((id, _), told): (&(String, Value), Range)| Compared { id: id.clone(), told, found: None, wide: None };
    let mut all: Vec<Compared> = scales.iter().zip(told).map(start).collect();
    for completion in form.completions(given) {
        let report = instrument.score(&form.answers(&instrument, &completion));
        let scores = &report.scores().scales;
        // A sum of which nothing applies has no score; where zero stands in for it, so it does in what is computed from it.
        let or_zero =
            |i: usize| scores[i].raw.or_else(|| (scores[i].status == Status::NotApplicable).then_some(Ratio::ZERO));
        for (i, one) in all.iter_mut().enumerate() {
            let instead = match one.id.as_str() {
                "sum" | "count" | "weighted" | "guarded_sum" | "one" | "two" => or_zero(i),
                "apart" => or_zero(0).zip(or_zero(1)).and_then(|(a, b)| a.minus(b)),
                "together" => or_zero(0).zip(or_zero(1)).and_then(|(a, b)| a.plus(b)),
                _ => None,
            };
            if let Some(raw) = scores[i].raw {
                hold(&mut one.found, raw);
            }
            if let Some(value) = scores[i].raw.or(instead) {
                hold(&mut one.wide, value);
            }
        }
    }
    // Known: a policy takes out codes apart too, so that a sum of which nothing applies becomes a score of zero.
    let taken =
        |one: &Compared| one.told.is_none() && one.found == Some((Ratio::ZERO, Ratio::ZERO)) && policy.is_some();
    // Known: a sum of scales of which one is not applicable and another missing says not applicable (`statuses.json`).
    let half = |one: &Compared| one.told.is_none() && one.id == "together";
    all.into_iter().filter(|one| !taken(one) && !half(one)).collect()
}

fn within(inner: Range, outer: Range) -> bool {
    inner.is_none_or(|(low, high)| outer.is_some_and(|(least, most)| least <= low && high <= most))
}

/// Exact but for completions of which nothing applies.
fn exact((form, given): &Filled, scales: &[(String, Value)], policy: Option<&str>) -> Result<(), TestCaseError> {
    for Compared { id, told, found, wide } in compared(form, given, scales, policy) {
        let holds = within(found, told) && within(told, wide);
        prop_assert!(holds, "{} with policy {:?}: told {:?}, found {:?} or {:?}", id, policy, told, found, wide);
    }
    Ok(())
}

pub(super) fn encloses(
    (form, given): &Filled,
    scales: &[(String, Value)],
    policy: Option<&str>,
) -> Result<(), TestCaseError> {
    for Compared { id, told, found, .. } in compared(form, given, scales, policy) {
        prop_assert!(within(found, told), "{} with policy {:?}: told {:?}, found {:?}", id, policy, told, found);
    }
    Ok(())
}

pub(super) fn policy() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["off", "one", "both"])
}

pub(super) fn only(scales: Vec<(String, Value)>, names: &[&str]) -> Vec<(String, Value)> {
    scales.into_iter().filter(|(id, _)| names.contains(&id.as_str())).collect()
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn of_every_operation_is_exact((mut form, given) in form()) {
        // Known: a hole is taken for a value where a spread could be smallest.
        form.a.iter_mut().chain([&mut form.b]).for_each(|codes| codes.hole = false);
        let scales = over_fields(&form);
        exact(&(form, given), &scales, None)?;
    }

    #[test]
    fn of_every_operation_but_a_spread_is_exact_with_holes(case in form()) {
        let scales = over_fields(&case.0).into_iter().filter(|(id, _)| id != "spread").collect::<Vec<_>>();
        exact(&case, &scales, None)?;
    }

    #[test]
    fn of_sums_with_a_policy_is_exact(case in form(), policy in policy()) {
        exact(&case, &only(over_fields(&case.0), &["sum", "count", "weighted"]), Some(policy))?;
    }

    #[test]
    fn of_sums_with_a_guard_is_exact(case in form(), policy in policy()) {
        exact(&case, &only(guarded(&case.0), &["guarded_sum"]), Some(policy))?;
    }

    #[test]
    fn of_sums_and_differences_of_scales_is_exact(case in form()) {
        exact(&case, &derived(&case.0), None)?;
    }

    #[test]
    fn of_sums_and_differences_of_scales_with_a_policy_is_exact((mut form, given) in form(), policy in policy()) {
        // Known: a policy takes out codes apart, see `compared`; here there are none.
        form.a.iter_mut().for_each(|codes| codes.apart = false);
        let scales = derived(&form);
        exact(&(form, given), &scales, Some(policy))?;
    }

    #[test]
    fn of_every_operation_with_a_policy_encloses(case in form(), policy in policy()) {
        encloses(&case, &over_fields(&case.0), Some(policy))?;
    }

    #[test]
    fn of_every_operation_with_a_guard_encloses(case in form(), policy in policy()) {
        encloses(&case, &guarded(&case.0), Some(policy))?;
    }
}
