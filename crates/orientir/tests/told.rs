//! What a person may read of a result.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use orientir::told::Told;
use orientir::{Instrument, Lang, Report, catalogue};
use serde_json::{Value, json};

/// Low self-esteem, very high aspiration: `self_esteem_low_aspiration_very_high` fires.
fn report(instrument: &Instrument) -> Report {
    let mut answers = instrument.answers();
    for line in ["mind", "character", "authority", "hands", "looks", "confidence"] {
        answers.set(&format!("{line}.now"), "40").expect("on the line");
        answers.set(&format!("{line}.want"), "95").expect("on the line");
    }
    instrument.score(&answers)
}

/// The instrument as if its definition let self-tests show something else.
fn dembo(self_test: &Value) -> Instrument {
    let (_, text) = catalogue::INSTRUMENTS.iter().find(|(id, _)| *id == "dembo-rubinstein").expect("shipped");
    let mut definition: Value = serde_json::from_str(text).expect("JSON");
    let about = definition["about"].as_object_mut().expect("an object");
    about["administration"]["pupil"] = json!("levels");
    if self_test.is_null() {
        about.remove("self_test");
    } else {
        about.insert("self_test".to_owned(), self_test.clone());
    }
    Instrument::from_json(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn told(self_test: &Value) -> Told {
    report(&dembo(self_test)).told(Lang::Ru)
}

fn remarks(told: &Told) -> Vec<&str> {
    told.remarks.iter().map(|remark| remark.id.as_str()).collect()
}

#[test]
fn a_description_has_no_level_and_nothing_that_gives_one_away() {
    let description = told(&json!("description"));
    assert!(description.scales.iter().all(|scale| scale.level.is_none() && scale.score.is_some()));
    assert!(!description.to_json().contains("строго"), "the words of the level `low`");
    assert_eq!(remarks(&description), [""; 0]);
    assert_eq!(description.self_test, "description");
    assert_eq!(description.scales, told(&Value::Null).scales, "what is not said is description");
}

#[test]
fn levels_are_told_where_the_definition_lets_them() {
    let levels = told(&json!("levels"));
    assert_eq!(levels.scales[0].level.as_deref(), Some("низкий"));
    assert!(levels.scales[0].words.iter().any(|words| words.contains("строго")));
    assert_eq!(remarks(&levels), ["all_lines_equal", "self_esteem_low_aspiration_very_high"]);
}

#[test]
fn nothing_is_told_of_what_is_not_for_self_tests() {
    let none = told(&json!("none"));
    assert!(none.scales.is_empty() && none.types.is_none() && none.remarks.is_empty() && none.cautions.is_empty());
    assert!(!none.title.is_empty());
}

#[test]
fn checks_of_answers_are_told() {
    let dembo = dembo(&json!("description"));
    let mut answers = dembo.answers();
    answers.set("mind.now", "80").expect("on the line").set("mind.want", "20").expect("on the line");
    let told = dembo.score(&answers).told(Lang::Ru);
    assert_eq!(remarks(&told), ["aspiration_below"]);
    let scale = &told.scales[0];
    assert_eq!((scale.status, scale.score, scale.answered, scale.of), ("missing", None, 1, 6));
    assert!(scale.words.is_empty(), "without a score there is nothing to speak of");
}

#[test]
fn why_scales_have_no_score_is_told() {
    let values = catalogue::get("work-values").expect("shipped");
    let mut answers = values.answers();
    for value in ["security", "pay"] {
        answers.set(value, "1").expect("a code");
    }
    for value in ["conditions", "benefit", "team", "recognition", "growth", "creativity", "independence"] {
        answers.set(value, "0").expect("a code");
    }
    let told = values.score(&answers).told(Lang::En);
    assert_eq!((told.lang, remarks(&told).as_slice()), (Some("ru"), ["three_chosen"].as_slice()));
    assert_eq!(told.scales[0].status, "check_failed");
}

#[test]
fn every_shipped_self_test_speaks_of_every_scale() {
    for instrument in catalogue::all().expect("shipped") {
        let told = instrument.score(&instrument.answers()).told(Lang::Ru);
        let scales: Vec<&str> = told.scales.iter().map(|scale| scale.id.as_str()).collect();
        if told.self_test == "none" {
            assert_eq!(scales, [""; 0]);
            continue;
        }
        assert_eq!(scales, instrument.scales().collect::<Vec<_>>());
        assert!(told.scales.iter().all(|scale| scale.name != scale.id && scale.from < scale.to), "{}", told.instrument);
    }
}

#[test]
fn groups_stand_for_their_scales() {
    let kabardova = catalogue::get("kabardova-opg").expect("shipped");
    let told = kabardova.score(&kabardova.answers()).told(Lang::Ru);
    assert_eq!(told.groups.len(), 5);
    assert!(told.groups.iter().all(|group| group.words.is_empty()), "without a score there is nothing to speak of");
    let mut answers = kabardova.answers();
    for item in kabardova.fields() {
        answers.set(item, "1").expect("a code");
    }
    let told = kabardova.score(&answers).told(Lang::Ru);
    let types: Vec<&str> = kabardova.types().iter().map(String::as_str).collect();
    assert!(told.groups.iter().all(|group| types.contains(&group.id.as_str()) && !group.words.is_empty()));
    let names: Vec<&str> = told.groups[0].scales.iter().map(|scale| scale.name.as_str()).collect();
    assert_eq!(names, ["умение", "отношение", "желание"]);
    // Every scale is in a group, and once.
    let mut grouped: Vec<&str> = told
        .groups
        .iter()
        .flat_map(|group| group.scales.iter().chain(&group.beside))
        .map(|one| one.id.as_str())
        .collect();
    let mut scales: Vec<&str> = told.scales.iter().map(|scale| scale.id.as_str()).collect();
    grouped.sort_unstable();
    scales.sort_unstable();
    assert_eq!(grouped, scales);
    assert!(
        !catalogue::get("klimov-ddo")
            .expect("shipped")
            .score(&catalogue::get("klimov-ddo").expect("shipped").answers())
            .told(Lang::Ru)
            .to_json()
            .contains("groups")
    );
}

#[test]
fn how_high_a_score_could_be_is_told_where_questions_do_not_apply() {
    let kabardova = catalogue::get("kabardova-opg").expect("shipped");
    let mut answers = kabardova.answers();
    for item in 1..=50 {
        // Seven of the ten items of the first column were never tried.
        let untried = item % 5 == 1 && item > 15;
        for (field, code) in [("skill", "2"), ("attitude", "2"), ("wish", "1")] {
            let code = if untried && field != "wish" { "-" } else { code };
            answers.set(&format!("{item}.{field}"), code).expect("a code");
        }
    }
    let told = kabardova.score(&answers).told(Lang::Ru);
    let of = |id: &str| {
        told.scales.iter().find(|scale| scale.id == id).map(|one| (one.score, one.to, one.most)).expect("a scale")
    };
    // Three items are left, of 2 points each; the wish of the others counts apart.
    let dashes: Vec<&str> = told
        .scales
        .iter()
        .filter(|one| one.id.ends_with("_dash") && one.score == Some(7.0))
        .map(|one| one.id.as_str())
        .collect();
    let [dash] = dashes.as_slice() else { panic!("one sphere: {dashes:?}") };
    let sphere = dash.trim_end_matches("_dash");
    assert_eq!(of(&format!("{sphere}_skill")), (Some(6.0), 20.0, Some(6.0)));
    assert_eq!(of(&format!("{sphere}_attitude")), (Some(6.0), 20.0, Some(6.0)));
    assert_eq!(of(&format!("{sphere}_wish")), (Some(3.0), 20.0, Some(6.0)));
    assert_eq!(of(&format!("{sphere}_wish_untried")), (Some(7.0), 20.0, None), "more could have been untried");
    let others = told.scales.iter().filter(|one| one.id.ends_with("_skill") && !one.id.starts_with(sphere));
    assert!(others.map(|one| one.most).eq([None; 4]), "elsewhere everything applies");
}
