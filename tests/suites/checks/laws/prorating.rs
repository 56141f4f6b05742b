//! Prorated sums against the formula of METHODS 1, computed here with fractions of 128-bit integers.

use orientir::Ratio;
use orientir::definition::Status;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::cases;
use super::form::{Form, Given, form};

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
    let term = |(((_, codes), given), weight): ((&(String, &super::form::Codes), &Option<usize>), &i64)| {
        let numbers = codes.numbers();
        let (low, high) = (numbers[0], numbers[numbers.len() - 1]);
        let turned = given.map(|n| numbers[n % numbers.len()]).map(|x| if codes.reversed { low + high - x } else { x });
        let weight = if !weighted { 1 } else if codes.reversed { weight.abs() } else { *weight };
        Term { weight: weight.into(), turned: turned.map(Into::into), low: low.into(), high: high.into() }
    };
    all.map(term).collect()
}

fn scales(form: &Form) -> Vec<(String, Value)> {
    let fields = form.set(&form.sets.0);
    let slots = form.slots();
    let of_set = slots.iter().zip(&form.weights).filter(|((name, _), _)| fields.contains(name));
    let weighted: Vec<_> = of_set.map(|((name, codes), w)| json!({"field": name, "weight": if codes.reversed { w.abs() } else { *w }})).collect();
    let part = |method: Value| json!({"method": method, "missing": {"at_least": 1}});
    vec![("sum".to_owned(), part(json!({"sum": {"fields": fields}}))), ("weighted".to_owned(), part(json!({ "weighted_sum": weighted })))]
}

fn equal(raw: Ratio, (numerator, denominator): (i128, i128)) -> bool {
    i128::from(raw.numerator()) * denominator == numerator * i128::from(raw.denominator())
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
    fn a_prorated_score_lies_within_its_possible_range((form, given) in form(), policy in super::ranges::policy()) {
        let part = |(id, method): (String, Value)| (id, json!({"method": method, "missing": {"at_least": 1}}));
        let fields: Vec<_> = ["sum", "median", "spread", "least", "greatest"].iter().map(|o| ((*o).to_owned(), json!({*o: {"fields": form.set(&form.sets.0)}}))).collect();
        let scales: Vec<_> = fields.into_iter().map(part).collect();
        let instrument = form.instrument(&scales, Some(policy));
        let report = instrument.score(&form.answers(&instrument, &given));
        for (score, (id, _)) in report.scores().scales.iter().zip(&scales) {
            if let (Some(raw), Some((low, high))) = (score.raw, score.possible) {
                prop_assert!(low <= raw && raw <= high, "{}: {:?} outside {:?}", id, raw, (low, high));
            }
        }
    }

    #[test]
    fn a_prorated_sum_of_guarded_answers_lies_within_its_possible_range((form, given) in form()) {
        let when = json!({"is": {"field": ".b", "code": [form.b.codes()[0]]}});
        let method = json!({"sum": {"keyed": {"key": "k", "field": "a", "when": when}}});
        let scales = [("guarded".to_owned(), json!({"method": method, "missing": {"at_least": 1}}))];
        let instrument = form.instrument(&scales, None);
        let report = instrument.score(&form.answers(&instrument, &given));
        let score = &report.scores().scales[0];
        if let (Some(raw), Some((low, high))) = (score.raw, score.possible) {
            prop_assert!(low <= raw && raw <= high, "{:?} outside {:?}", raw, (low, high));
        }
    }
}
