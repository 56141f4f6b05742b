//! Prorated sums against the formula of METHODS 1, computed here with fractions of 128-bit integers.

use orientir::Ratio;
use orientir::definition::Status;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::cases;
use super::form::{Codes, Form, Given, even, form};
use super::limits::in_part;

/// `w`, `x'`, `lo` and `hi` of a field; `x'` is none where the answer is missing.
struct Term {
    weight: i128,
    turned: Option<i128>,
    low: i128,
    high: i128,
}

/// P = sum over answered of (w x' - b) / sum over answered of |w| (hi - lo); S = sum over all of b + P sum over all of
/// |w| (hi - lo); b = min(w lo, w hi).
fn formula(terms: &[Term]) -> Option<(i128, i128)> {
    let base = |t: &Term| (t.weight * t.low).min(t.weight * t.high);
    let span = |t: &Term| t.weight.abs() * (t.high - t.low);
    let answered = || terms.iter().filter_map(|t| Some((t, t.turned?)));
    let over: i128 = answered().map(|(t, x)| t.weight * x - base(t)).sum();
    let under: i128 = answered().map(|(t, _)| span(t)).sum();
    let (bases, spans): (i128, i128) = (terms.iter().map(base).sum(), terms.iter().map(span).sum());
    (under > 0).then_some((bases * under + over * spans, under))
}

fn terms(form: &Form, given: &Given, weighted: bool) -> Vec<Term> {
    let fields = form.set(&form.sets.0);
    let slots = form.slots();
    let all = slots.iter().zip(given).zip(&form.weights).filter(|(((name, _), _), _)| fields.contains(name));
    let term = |(((_, codes), given), weight): ((&(String, &Codes), &Option<usize>), &i64)| {
        let numbers = codes.numbers();
        let (low, high) = (numbers[0], numbers[numbers.len() - 1]);
        let turned = given.map(|n| numbers[n % numbers.len()]).map(|x| if codes.reversed { low + high - x } else { x });
        let weight = if !weighted {
            1
        } else if codes.reversed {
            weight.abs()
        } else {
            *weight
        };
        Term { weight: weight.into(), turned: turned.map(Into::into), low: low.into(), high: high.into() }
    };
    all.map(term).collect()
}

fn scales(form: &Form) -> Vec<(String, Value)> {
    let fields = form.set(&form.sets.0);
    let slots = form.slots();
    let of_set = slots.iter().zip(&form.weights).filter(|((name, _), _)| fields.contains(name));
    let weighted: Vec<_> = of_set
        .map(|((name, codes), w)| json!({"field": name, "weight": if codes.reversed { w.abs() } else { *w }}))
        .collect();
    let part = |method: Value| json!({"method": method, "missing": {"at_least": 1}});
    vec![
        ("sum".to_owned(), part(json!({"sum": {"fields": fields}}))),
        ("weighted".to_owned(), part(json!({ "weighted_sum": weighted }))),
    ]
}

fn equal(raw: Ratio, (numerator, denominator): (i128, i128)) -> bool {
    i128::from(raw.numerator()) * denominator == numerator * i128::from(raw.denominator())
}

/// Whether scores that one answer is enough for lie within what they may be.
fn inside(form: &Form, given: &Given, operations: &[&str]) -> Result<(), TestCaseError> {
    let instrument = form.instrument(&in_part(form, operations), None);
    let report = instrument.score(&form.answers(&instrument, given));
    for (score, operation) in report.scores().scales.iter().zip(operations) {
        if let (Some(raw), Some((low, high))) = (score.raw, score.possible) {
            prop_assert!(low <= raw && raw <= high, "{}: {:?} outside {:?}", operation, raw, (low, high));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_prorated_sum_is_that_of_the_formula((mut form, given) in form()) {
        form.a.iter_mut().chain([&mut form.b]).for_each(|codes| codes.apart = false);
        let instrument = form.instrument(&scales(&form), None);
        let report = instrument.score(&form.answers(&instrument, &given));
        for (id, weighted) in [("sum", false), ("weighted", true)] {
            let terms = terms(&form, &given, weighted);
            let score = report.scale(id).expect("a scale");
            match formula(&terms) {
                Some(expected) => prop_assert!(score.exact().is_some_and(|raw| equal(raw, expected)), "{}: {:?} is not {:?}", id, score.exact(), expected),
                None => prop_assert!(score.exact().is_none()),
            }
            let missing = terms.iter().any(|t| t.turned.is_none());
            prop_assert_eq!(score.status() == Status::Prorated, missing && score.exact().is_some());
        }
    }

    #[test]
    fn a_prorated_score_lies_within_its_possible_range((form, given) in form()) {
        inside(&form, &given, &["sum"])?;
        // Anything but a sum is refused where ranges differ and answers may be left out (`unequal_ranges`).
        inside(&even(form), &given, &["sum", "mean", "median", "spread", "least", "greatest"])?;
    }
}
