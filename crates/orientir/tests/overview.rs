//! Who is worth a talk and why, and how many people have what.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use orientir::criteria::Cause;
use orientir::{Battery, Lang, Profile, Report, catalogue};
use serde_json::{Value, json};

fn battery() -> Battery {
    catalogue::battery("self-determination").expect("in the catalogue")
}

/// The result of an instrument where every field has the same code, or, where `only` says so, a part of them.
fn scored(battery: &Battery, id: &str, code: &str, only: impl Fn(&str) -> bool) -> Report {
    let instrument = battery.instrument(id).expect("of the battery");
    let mut answers = instrument.answers();
    for field in instrument.fields().filter(|field| only(field)) {
        drop(answers.set(field, code));
    }
    instrument.score(&answers)
}

fn assessed(battery: &Battery, reports: &[Report]) -> Profile {
    battery.assess(&reports.iter().collect::<Vec<_>>()).expect("of the battery")
}

fn codes(battery: &Battery, profile: &Profile) -> Vec<(Cause, String)> {
    profile.reasons(battery).into_iter().map(|reason| (reason.cause, reason.code)).collect()
}

/// Motives of which only the external negative ones are strong: 25 points, and 5 of each other (low).
fn motives_of_others(battery: &Battery) -> Report {
    let motives = battery.instrument("ovcharova-motives").expect("of the battery");
    let mut answers = motives.answers();
    for item in motives.fields() {
        answers.set(item, "1").expect("a code");
    }
    // Which items they are is asked of the key.
    for item in 1..=20_u32 {
        let mut tried = motives.answers();
        motives.fields().for_each(|field| drop(tried.set(field, "1")));
        tried.set(&item.to_string(), "5").expect("a code");
        if motives.score(&tried).scale("external_negative").expect("a scale").raw() > Some(5.0) {
            answers.set(&item.to_string(), "5").expect("a code");
        }
    }
    motives.score(&answers)
}

#[test]
fn flags_come_before_low_criteria_and_those_before_what_is_open() {
    let battery = battery();
    let low = assessed(&battery, &[motives_of_others(&battery)]);
    assert_eq!(low.criteria[1].level.as_deref(), Some("low"));
    assert_eq!(codes(&battery, &low), [(Cause::Uncertain, "motivational.uncertain".to_owned())]);
    let words = |profile: &Profile, lang| {
        profile.reasons(&battery).iter().map(|reason| battery.reason(reason, lang)).collect::<Vec<_>>()
    };
    let open = "Мотивационно-ценностный: пока неясно (низкий или средний), не хватает ответов";
    assert_eq!(words(&low, Lang::Ru), [open]);
    assert_eq!(words(&low, Lang::En), ["Motives and values: not settled (low or medium), answers are missing"]);
    // All of it is known now: of what is useful all is a little agreed to, which is low too.
    let values = battery.instrument("work-values").expect("of the battery");
    let mut answers = values.answers();
    for (item, code) in [("u1", "1"), ("u2", "1"), ("u3", "5"), ("u4", "1"), ("u5", "5"), ("u6", "1")] {
        answers.set(item, code).expect("a code");
    }
    let settled = assessed(&battery, &[motives_of_others(&battery), values.score(&answers)]);
    assert_eq!(codes(&battery, &settled), [(Cause::Low, "motivational.low".to_owned())]);
    assert_eq!(words(&settled, Lang::Lt), ["Motyvų ir vertybių: žemas"]);
    // Agreed to all that is useful: the indicators contradict each other.
    let mut answers = values.answers();
    for (item, code) in [("u1", "5"), ("u2", "5"), ("u3", "1"), ("u4", "5"), ("u5", "1"), ("u6", "5")] {
        answers.set(item, code).expect("a code");
    }
    let both = assessed(&battery, &[motives_of_others(&battery), values.score(&answers)]);
    let found = codes(&battery, &both);
    assert_eq!(found.first(), Some(&(Cause::Flag, "motivational.opposite".to_owned())));
}

#[test]
fn nobody_is_worth_a_talk_for_what_is_not_known_or_was_refused() {
    let battery = battery();
    assert_eq!(codes(&battery, &assessed(&battery, &[])), []);
    let refused = ["ovcharova-motives", "work-values"].map(|id| scored(&battery, id, "refused", |_| true));
    assert_eq!(codes(&battery, &assessed(&battery, &refused)), []);
    // One refused, the other known: the same as if the one had been forgotten.
    let one = assessed(&battery, &[motives_of_others(&battery), scored(&battery, "work-values", "refused", |_| true)]);
    let none = assessed(&battery, &[motives_of_others(&battery)]);
    assert_ne!(one.criteria[1].coverage(), none.criteria[1].coverage(), "the profile itself tells them apart");
    assert_eq!(one.reasons(&battery), none.reasons(&battery));
    assert_eq!(battery.overview([&one]), battery.overview([&none]));
    let (one, none) = (battery.shown(&one), battery.shown(&none));
    assert_eq!((&one.overall, &one.missing), (&none.overall, &none.missing));
    for (one, none) in one.criteria.iter().zip(&none.criteria) {
        assert_eq!((&one.level, one.coverage(), &one.possible), (&none.level, none.coverage(), &none.possible));
    }
}

#[test]
fn a_score_of_part_of_the_answers_is_not_settled() {
    let battery = battery();
    let dembo = battery.instrument("dembo-rubinstein").expect("of the battery");
    let mut marks = dembo.answers();
    for field in dembo.fields() {
        marks.set(field, if field.contains(".now") { "60" } else { "75" }).expect("a mark");
    }
    let awareness = battery.instrument("profession-awareness").expect("of the battery");
    let mut answers = awareness.answers();
    for item in 1..=7 {
        answers.set(&format!("c{item}"), "2").expect("a code");
    }
    for item in 1..=12 {
        answers.set(&format!("w{item}"), "sign").expect("a code");
    }
    let part = awareness.score(&answers);
    assert!(part.scale("chosen_profession").expect("a scale").is_prorated(), "six of eight answers are enough");
    let profile = assessed(&battery, &[dembo.score(&marks), part]);
    let criterion = &profile.criteria[0];
    assert_eq!((criterion.graded, criterion.of, criterion.possible.len()), (2, 2, 1));
    let uncertain = profile.reasons(&battery).into_iter().find(|reason| reason.cause == Cause::Uncertain);
    let reason = uncertain.expect("a reason");
    assert_eq!(reason.code, "cognitive.uncertain");
    assert_eq!(battery.reason(&reason, Lang::En), "Cognitive: scored from part of the answers");
}

#[test]
fn levels_are_counted_as_profiles_have_them() {
    let battery = battery();
    let profiles = [
        assessed(&battery, &[motives_of_others(&battery)]),
        assessed(&battery, &[scored(&battery, "ovcharova-motives", "3", |_| true)]),
        assessed(&battery, &[scored(&battery, "ovcharova-motives", "refused", |_| true)]),
        assessed(&battery, &[]),
    ];
    let overview = battery.overview(&profiles);
    let motivational = &overview.criteria[1];
    assert_eq!((overview.people, motivational.people()), (4, 4));
    // Motives that are all alike are not graded, so that only the first has a level.
    assert_eq!((motivational.levels.as_slice(), motivational.without), ([1, 0, 0].as_slice(), 3));
    let of = |id: &str| overview.indicators.iter().find(|one| one.id == id).expect("an indicator");
    let motives = of("motives");
    assert_eq!((motives.levels.as_slice(), motives.described, motives.without), ([1, 0, 0].as_slice(), 1, 2));
    assert_eq!(motivational.coverage.values().sum::<usize>(), 4);
    assert_eq!(overview.overall.without, 4);
}

#[test]
fn before_and_after_compare_what_is_graded_both_times() {
    let battery = battery();
    let motives = assessed(&battery, &[motives_of_others(&battery)]);
    let more = assessed(
        &battery,
        &[motives_of_others(&battery), scored(&battery, "work-values", "3", |field| field.starts_with('u'))],
    );
    let (before, after) = battery.before_and_after([(&motives, &more), (&motives, &motives)]);
    // The first has two graded indicators the second time: the levels do not compare.
    assert_eq!((before.people, after.people), (2, 2));
    assert_eq!((before.criteria[1].people(), after.criteria[1].people()), (1, 1));
    assert_eq!(before.criteria[0].people(), 0, "nothing is graded either time, so that nothing compares");
    assert_eq!(before.overall.people(), 0);
}

#[test]
fn ids_stand_for_words_that_are_not_there() {
    let mut document: Value = serde_json::from_str(catalogue::BATTERIES[0].1).expect("JSON");
    document["examples"] = json!([]);
    document["texts"] = json!({});
    let battery = Battery::from_json(&document.to_string(), catalogue::get).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(battery.texts_in(Lang::Lt).is_none());
    let profile = assessed(&battery, &[motives_of_others(&battery)]);
    let words: Vec<String> = profile.reasons(&battery).iter().map(|one| battery.reason(one, Lang::Lt)).collect();
    assert_eq!(words, ["motivational: kol kas neaišku (low arba medium), trūksta atsakymų"]);
}
