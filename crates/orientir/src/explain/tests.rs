//! The explained numbers are the scored numbers, for every worked example of every instrument.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use serde_json::{Value, json};

use super::data::{Answer, Effect, Exact, Scale};
use super::*;
use crate::definition::Status;
use crate::exact::Ratio;
use crate::examples;
use crate::operation::apply;
use crate::score::percent;

/// Every worked example of the catalogue: its instrument with policies and wording, and its answers.
fn worked() -> Vec<(String, Instrument, Answers)> {
    let mut all = Vec::new();
    for instrument in crate::catalogue::all().unwrap() {
        for example in &instrument.definition().examples {
            let (instrument, answers) = examples::prepare(&instrument, example).unwrap();
            all.push((format!("{}: {}", instrument.id(), example.name), instrument, answers));
        }
    }
    assert!(all.len() > 50);
    all
}

/// An instrument with one source, whose bases are added.
fn made(mut parts: Value) -> Instrument {
    let basis = json!({ "source": "s", "evidence": "D" });
    for list in ["scales", "levels", "norms", "policies"] {
        for part in parts.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            part["basis"] = basis.clone();
        }
    }
    if let Some(rule) = parts.get_mut("type").and_then(Value::as_object_mut).and_then(|rule| rule.values_mut().next()) {
        rule["basis"] = basis;
    }
    for (name, value) in [("format", json!(1)), ("id", json!("made")), ("version", json!("1.0.0"))] {
        parts[name] = value;
    }
    if parts.get("about").is_none() {
        parts["about"] = json!({ "wording": "own", "sources": { "s": { "cite": "a source" } } });
    }
    Instrument::from_json(&parts.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn answered(instrument: &Instrument, answers: &[(&str, &str)]) -> Answers {
    let mut sheet = instrument.answers();
    for (field, code) in answers {
        sheet.set(field, code).unwrap();
    }
    sheet
}

/// The score that the explained parts give, by the operation that is named.
fn rebuilt(scale: &Scale) -> Option<Ratio> {
    let answers = scale.answers.iter().filter_map(Answer::adds);
    let mut values: Vec<Ratio> = answers.chain(scale.scales.iter().filter_map(|part| Some(part.raw?.0))).collect();
    let computed = match (scale.prorated, scale.sum) {
        (Some(p), Some(sum)) => sum.0.plus(p.missing_low.0)?.plus(p.share.0.times(p.missing_span.0)?)?,
        _ => apply(scale.operation, &mut values)?,
    };
    assert_eq!(scale.computed, Some(Exact(computed)), "{}", scale.id);
    match scale.percent_between {
        Some([low, high]) => percent(computed, low.0, high.0),
        None => Some(computed),
    }
}

#[test]
fn explained_contributions_add_up_to_the_score() {
    let mut compared = 0;
    for (name, instrument, answers) in worked() {
        let report = instrument.score(&answers);
        let explanation = instrument.explain(&answers);
        for scale in &explanation.data.scales {
            let scored = report.scale(&scale.id).unwrap();
            assert_eq!(scale.raw.map(|raw| raw.0), scored.exact(), "{name}: {}", scale.id);
            assert_eq!(scale.status, scored.status(), "{name}: {}", scale.id);
            assert_eq!(scale.level.as_ref().and_then(|l| l.id.as_deref()), scored.level(), "{name}: {}", scale.id);
            if let Some(raw) = scale.raw.or(scale.taken) {
                assert_eq!(rebuilt(scale), Some(raw.0), "{name}: {}", scale.id);
                compared += 1;
            } else {
                assert_eq!((scale.sum, scale.computed), (None, None), "{name}: {}", scale.id);
            }
        }
        assert_eq!(
            explanation.data.types.as_ref().map(|t| t.ids.clone()).unwrap_or_default(),
            report.types().unwrap_or_default(),
            "{name}"
        );
        assert_eq!(explanation.data.checks.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), report.flags(), "{name}");
        assert_eq!(explanation.data.receipt, report.receipt(), "{name}");
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn reversals_and_weights_give_what_is_added() {
    let mut turned = 0;
    for (name, instrument, answers) in worked() {
        for answer in instrument.explain(&answers).data.scales.iter().flat_map(|scale| &scale.answers) {
            let Some(Exact(number)) = answer.number else { continue };
            let value = answer.reversed_from.map_or(Some(number), |ends| ends.0.minus(number));
            let weighted = answer.weight.map_or(value, |weight| weight.0.times(value?));
            assert_eq!(weighted, answer.adds(), "{name}: {}", answer.field);
            turned += 1;
        }
    }
    assert!(turned > 50, "{turned}");
}

#[test]
fn listings_keep_within_80_columns_and_speak_every_language() {
    for (name, instrument, answers) in worked() {
        let explanation = instrument.explain(&answers);
        let texts = Lang::ALL.map(|lang| explanation.text(lang));
        for line in texts.iter().flat_map(|text| text.lines()) {
            let words = line.split_whitespace().count();
            assert!(line.chars().count() <= 80 || words == 1, "{name}: {line}");
            assert!(!line.contains(['{', '}']), "{name}: {line}");
            assert_eq!(line, line.trim_end(), "{name}");
        }
        assert!(texts[0] != texts[1] && texts[1] != texts[2], "{name}");
    }
}

#[test]
fn json_is_the_same_bytes_and_debug_shows_no_answer() {
    let instrument = crate::catalogue::get("klimov-ddo").unwrap();
    let mut answers = instrument.answers();
    answers.set("1", "a").unwrap();
    let explanation = instrument.explain(&answers);
    assert_eq!(explanation.to_json(), instrument.explain(&answers).to_json());
    assert_eq!(serde_json::to_string(&explanation).unwrap(), explanation.to_json());
    assert_eq!(format!("{explanation:?}"), "Explanation(klimov-ddo, 5 scales)");
}

/// METHODS 1: weights 1, 1, -2 on 1..5, answers 4, 5 and a missing one: P = .875, S = 6, possible -1 to 7.
#[test]
fn a_prorated_sum_shows_the_formula() {
    let instrument = made(json!({
        "responses": { "five": { "rating": { "from": 1, "to": 5 } } },
        "each_item": { "fields": [{ "response": "five" }] },
        "items": [{ "id": "a" }, { "id": "b" }, { "id": "c" }],
        "scales": [{ "id": "s", "missing": { "at_least": 2 }, "method": { "weighted_sum": [
            { "field": "a", "weight": 1 }, { "field": "b", "weight": 1 }, { "field": "c", "weight": -2 } ] } }]
    }));
    let explanation = instrument.explain(&answered(&instrument, &[("a", "4"), ("b", "5")]));
    let scale = &explanation.data.scales[0];
    let prorated = scale.prorated.unwrap();
    assert_eq!(prorated.share, Exact(Ratio::new(7, 8)));
    assert_eq!(rebuilt(scale), Some(Ratio::whole(6)));
    assert_eq!(scale.possible, Some([Exact(Ratio::whole(-1)), Exact(Ratio::whole(7))]));
    let text = explanation.text(Lang::En);
    for line in [
        "  item  answer       adds\n",
        "  a     4       1 × 4 = 4\n",
        "  c     ·               –  [no answer]\n",
        "  Sum: 9\n",
        "Answers missing: 1 of 3. The sum is completed by the share of the possible:",
        "    P = (9 − 2) / 8 = 0.875\n",
        "    9 + (−10) + P × 8 = 6\n",
        "  Score: 6 (possible: −8 to 8)\n",
        "  Whatever the missing answers are, the score lies between −1 and 7\n",
    ] {
        assert!(text.contains(line.trim_end()), "{line}\n{text}");
    }
    assert!(explanation.text(Lang::Ru).contains("P = (9 − 2) : 8 = 0,875"));
}

#[test]
fn reversed_and_weighted_answers_show_both() {
    let instrument = made(json!({
        "responses": { "five": { "rating": { "from": 1, "to": 5, "apart": [{ "code": "-", "means": "never_did" }] } } },
        "each_item": { "fields": [{ "response": "five" }] },
        "items": [{ "id": "a", "reversed": true, "gist": "first" }, { "id": "b" }, { "id": "c" }, { "id": "d" }],
        "scales": [
            { "id": "w", "method": { "weighted_sum": [{ "field": "a", "weight": 2 }] } },
            { "id": "s", "missing": { "at_least": 1 }, "method": { "sum": { "fields": ["a", "b", "c", "d"] } } }
        ]
    }));
    let explanation = instrument.explain(&answered(&instrument, &[("a", "2"), ("b", "-"), ("c", "отказ")]));
    let text = explanation.text(Lang::En);
    for line in [
        "  a     2       2 × (6 − 2) = 8  first",
        "  a     2       6 − 2 = 4  first",
        "  b     -               –  [apart: never_did]",
        "  c     ·               –  [refused]",
        "  d     ·               –  [no answer]",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let effects: Vec<_> = explanation.data.scales[1].answers.iter().map(|answer| answer.effect.clone()).collect();
    assert_eq!(effects[1], Effect::Apart { means: "never_did".to_owned() });
    assert_eq!(serde_json::to_value(&effects[2]).unwrap(), json!({ "absent": "refused" }));
}

#[test]
fn an_invalid_answer_and_a_mark_on_a_longer_line_are_told() {
    let instrument = made(json!({
        "responses": {
            "line": { "analog": { "from": 0, "to": 100, "step": 1, "unit": "mm", "measured_length": "length" } },
            "length": { "count": { "to": 300 } }
        },
        "items": [
            { "id": "a", "fields": [{ "response": "line" }] }, { "id": "b", "fields": [{ "response": "line" }] },
            { "id": "length", "fields": [{ "response": "length" }] }
        ],
        "scales": [{ "id": "s", "missing": { "at_least": 1 }, "method": { "mean": { "fields": ["a", "b"] } } }]
    }));
    let mut answers = answered(&instrument, &[("a", "60"), ("length", "120")]);
    let text = instrument.explain(&answers).text(Lang::En);
    assert!(text.contains("  a     60         50  [counts as 50]"), "{text}");
    answers.mark_invalid("b").unwrap();
    let explanation = instrument.explain(&answers);
    assert_eq!(explanation.data.scales[0].status, Status::Invalid);
    assert!(explanation.text(Lang::En).contains("[not an allowed answer]"));
    assert!(explanation.text(Lang::En).contains("No score: not an allowed answer"));
}

/// A score on a fine grid, so that the score just below a cut and the one at the cut can both be given.
fn fine(metric: &str, way: &Value, cuts: &[f64]) -> Instrument {
    let mut bands = vec![json!({ "level": "l0" })];
    bands.extend(cuts.iter().enumerate().map(|(i, cut)| json!({ "level": format!("l{}", i + 1), "from": cut })));
    made(json!({
        "responses": { "line": { "analog": { "from": 0, "to": 90, "step": 0.01 } } },
        "items": [{ "id": "a", "fields": [{ "response": "line" }] }],
        "scales": [{ "id": "s", "method": { "sum": { "fields": ["a"] } } }],
        "levels": [{ "scales": ["s"], "metric": metric, "bands": bands }],
        "norms": [{ "id": "n", "wording": "own", "population": "pupils", "n": 100, "year": 2026, "metrics": [metric],
            "groups": [{ "scales": { "s": way } }] }]
    }))
}

#[test]
fn the_level_changes_where_it_is_said_to_change() {
    let moments = json!({ "moments": { "mean": 40.3, "sd": 7.3 } });
    let table = |to: &str| {
        json!({ "table": { "to": to, "rows": [
        { "from": 0, "is": 20 }, { "from": 21, "is": 30 }, { "from": 33.5, "is": 50 }, { "from": 60, "is": 65 } ] } })
    };
    let counted = |mut way: Value| {
        let rows = json!([{ "from": 0, "is": 2 }, { "from": 22.5, "is": 11 }, { "from": 41, "is": 60 }, { "from": 80, "is": 98 }]);
        way.as_object_mut().unwrap().values_mut().for_each(|way| way["percentiles"] = rows.clone());
        way
    };
    let made = [
        ("z", moments.clone(), vec![-1.0, 0.0, 1.5]),
        ("t", moments.clone(), vec![35.0, 50.5, 66.0]),
        ("iq", moments.clone(), vec![90.0, 110.0]),
        ("sten", moments.clone(), vec![3.0, 6.5, 9.0]),
        ("stanine", moments.clone(), vec![2.0, 5.0, 8.0]),
        ("percentile", moments, vec![10.0, 50.0, 97.5]),
        ("t", table("t"), vec![25.0, 50.0, 64.0]),
        ("percentile", table("percentile"), vec![25.0, 50.0, 64.0]),
        ("percentile", counted(json!({ "moments": { "mean": 40.3, "sd": 7.3 } })), vec![10.0, 50.0, 97.5]),
        ("percentile", counted(table("t")), vec![10.0, 50.0, 97.5]),
    ];
    for (metric, way, cuts) in made {
        let instrument = fine(metric, &way, &cuts);
        let at = |hundredths: i64| {
            let code = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            instrument.explain(&answered(&instrument, &[("a", &code)]))
        };
        let level = |hundredths: i64| at(hundredths).data.scales[0].level.as_ref().unwrap().id.clone().unwrap();
        let mut changes = 0;
        for start in [500, 2_100, 3_349, 3_350, 4_030, 5_500, 8_900] {
            let explanation = at(start);
            let explained = explanation.data.scales[0].level.as_ref().unwrap();
            // The first whole hundredth at or above the place.
            let place = |raw: Ratio| -(raw.times(Ratio::whole(-100)).unwrap().floor());
            if let Some(up) = &explained.up {
                let cut = place(up.raw.0);
                assert_eq!(level(cut), up.level, "{metric} {start}");
                assert_eq!(Some(level(cut - 1)), explained.id, "{metric} {start}");
                changes += 1;
            }
            if let Some(down) = &explained.down {
                let cut = place(down.raw.0);
                assert_eq!(level(cut - 1), down.level, "{metric} {start}");
                assert_eq!(Some(level(cut)), explained.id, "{metric} {start}");
                changes += 1;
            }
        }
        assert!(changes >= 6, "{metric}: {changes}");
    }
}

#[test]
fn norm_cells_and_reasons_are_told() {
    let instrument =
        crate::catalogue::get("szho").unwrap().with_wording(crate::definition::Wording::Published).unwrap();
    let mut answers = instrument.answers();
    for field in instrument.fields().map(str::to_owned).collect::<Vec<_>>() {
        answers.set(&field, "4").unwrap();
    }
    let text = instrument.explain(&answers).text(Lang::En);
    assert!(text.contains("Norm leontiev-reference does not fit: facts about the person are missing: sex"), "{text}");
    answers.person_mut().set("sex", "male").unwrap();
    let explanation = instrument.explain(&answers);
    let text = explanation.text(Lang::Ru);
    for part in [
        "Норма leontiev-reference: пол: мужской, взрослые, выборка 200, 1992",
        "среднее 103,1, стандартное отклонение 15,03",
        "z = (80 − 103,1) : 15,03 = −770/501 ≈ −1,537",
        "Стандартные баллы: z −1,54; T 34,63",
        "Изменило бы уровень: от 88,07 (ещё 8,07) → ",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let own = instrument.with_wording(crate::definition::Wording::None).unwrap().explain(&answers);
    let text = own.text(Lang::En).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("it was made with other texts (published; here none (answers from paper))"), "{text}");
    let norm = &serde_json::to_value(&explanation).unwrap()["scales"][0]["norms"][0];
    assert_eq!(norm["cell"]["mean"]["value"], 103.1);
    assert_eq!(norm["cell"]["for"], json!({ "sex": "male" }));
}

#[test]
fn types_tell_their_candidates() {
    let by = |id: &str| json!({ "id": id, "by": [{ "scale": id }] });
    let parts = |rule: Value| {
        let scales = ["a", "b", "c"].map(|id| json!({ "id": id, "method": { "sum": { "fields": [id] } } }));
        json!({
            "responses": { "five": { "rating": { "from": 1, "to": 5 } } },
            "each_item": { "fields": [{ "response": "five" }] },
            "items": [{ "id": "a" }, { "id": "b" }, { "id": "c" }],
            "scales": scales,
            "type": rule
        })
    };
    let of = [by("a"), by("b"), by("c")];
    let one = made(parts(json!({ "highest": { "of": of, "ties": "all", "at_most": 1 } })));
    let text = one.explain(&answered(&one, &[("a", "5"), ("b", "5"), ("c", "1")])).text(Lang::En);
    assert!(text.contains("  a  5\n  b  5\n  c  1\n  Not differentiated: more than 1 lead"), "{text}");
    let text = one.explain(&answered(&one, &[("a", "5"), ("b", "4"), ("c", "1")])).text(Lang::En);
    assert!(text.contains("  a  5  leads\n  b  4\n  c  1\n  Type: a"), "{text}");
    let code = made(parts(json!({ "code": { "of": of, "letters": 2 } })));
    let explanation = code.explain(&answered(&code, &[("a", "2"), ("b", "4"), ("c", "1")]));
    assert_eq!(explanation.data.types.as_ref().unwrap().ids, ["b", "a"]);
    assert!(explanation.text(Lang::En).contains("letters: 2"));
    let cases = made(parts(json!({ "cases": { "otherwise": "rest", "cases": [
        { "id": "top", "when": { "all": [{ "at_least": [{ "scale": "a" }, { "number": 4 }] }, { "less": [{ "scale": "b" }, { "scale": "c" }] }] } }
    ] } })));
    let text = cases.explain(&answered(&cases, &[("a", "5"), ("b", "4"), ("c", "1")])).text(Lang::En);
    assert!(text.contains("  top   no  a ≥ 4 and b < c\n  rest      otherwise\n  Type: rest"), "{text}");
}

#[test]
fn pooled_ratings_are_shown_by_field() {
    let instrument = crate::catalogue::get("observation-sheet").unwrap();
    let mut answers = answered(&instrument, &[("a1", "3"), ("a2", "no")]);
    answers.next_rating();
    answers.set("a1", "2").unwrap();
    answers.set("a2", "no").unwrap();
    let explanation = instrument.explain(&answers);
    let activity = &explanation.data.scales[0];
    assert_eq!(activity.answers[0].adds(), Some(Ratio::new(5, 2)));
    assert_eq!(activity.answers[1].effect, Effect::Apart { means: "not_observed".to_owned() });
    let text = explanation.text(Lang::Ru);
    assert!(text.contains("Оценок этого человека: 2"), "{text}");
    assert!(text.contains("  a1      3 2          2,5  "), "{text}");
    assert!(text.contains("[отдельно: "), "{text}");
    assert!(text.contains("≥ 6 (сейчас 1) – нет"), "{text}");
}

/// Mean 50, standard deviation 10, reliability .7: SEM 10 √.3 = 5.477; the true score of 62 is N(58.4, 4.583²).
#[test]
fn how_sure_a_score_is_is_told_in_words() {
    let text = include_str!("../../../../tests/definitions/error-of-raw-scores.json");
    let instrument = Instrument::from_json(text).unwrap();
    let mut answers = answered(&instrument, &[("reliable", "62"), ("both", "62")]);
    answers.person_mut().set("age", "15").unwrap();
    let explanation = instrument.explain(&answers);
    let (english, russian) = (explanation.text(Lang::En), explanation.text(Lang::Ru));
    for part in [
        "Reliability of the scale: 0.7",
        "errors of measurement (5.48): 51.26 to 72.74",
        "Probabilities of the levels of the true score: low <1%; medium 64%; high 36%",
        "Borderline: the likeliest level of the true score is medium",
        // `pair` has one of its two answers.
        "No interval of the true score: answers are missing",
    ] {
        assert!(english.contains(part), "{part}: {english}");
    }
    assert!(russian.contains("На границе: вероятнее всего уровень истинного балла – medium"), "{russian}");
    let data: Value = serde_json::from_str(&explanation.to_json()).unwrap();
    let of = |id: &str| {
        data["scales"].as_array().unwrap().iter().find(|scale| scale["id"] == id).unwrap()["precision"].clone()
    };
    assert_eq!(of("pair"), json!({ "no_interval": "prorated" }));
    assert_eq!(of("unknown"), Value::Null);
    assert_eq!(
        (of("reliable")["borderline"].as_str(), of("reliable")["reliability"].as_f64()),
        (Some("medium"), Some(0.7))
    );
    // Without the age no norm fits.
    let told = instrument.explain(&answered(&instrument, &[("reliable", "62")])).text(Lang::Lt);
    assert!(told.contains("Tikrojo balo intervalo nėra: nėra tinkamos normos"), "{told}");
}
