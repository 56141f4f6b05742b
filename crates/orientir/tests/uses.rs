//! What results may be used for: groups of adults who answered without names, never single people unasked, never pupils.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use orientir::definition::{SelfTest, Status};
use orientir::{Answers, Battery, Code, Error, Instrument, Lang, Report, Restriction, Roster, Scores, Sheet};
use serde_json::{Value, json};

const OPINIONS: &str = include_str!("../../../tests/definitions/opinions.json");
const FIELDS: [&str; 3] = ["town", "taxes", "roads"];

fn opinions() -> Instrument {
    Instrument::from_json(OPINIONS).expect("sound")
}

fn changed(change: impl FnOnce(&mut Value)) -> Instrument {
    let mut definition: Value = serde_json::from_str(OPINIONS).expect("JSON");
    change(&mut definition["about"]);
    Instrument::from_json(&definition.to_string()).expect("sound")
}

/// Somebody who agrees with everything, and of whom something is known.
fn agreeing(instrument: &Instrument, known: &[(&str, &str)]) -> Answers {
    let mut answers = instrument.answers();
    for field in FIELDS {
        answers.set(field, "agree").expect("a code");
    }
    for (name, value) in known {
        answers.person_mut().set(name, value).expect("a covariate");
    }
    answers
}

fn is_bare(report: &Report) -> bool {
    let scale = report.scale("change").expect("a scale");
    let empty = (scale.raw(), scale.possible(), scale.level(), scale.answered()) == (None, None, None, 0);
    empty && scale.status() == Status::Restricted && report.types().is_none() && report.flags().is_empty()
}

#[test]
fn nothing_of_a_person_is_left_unless_the_use_is_stated() {
    let opinions = opinions();
    let report = opinions.score(&agreeing(&opinions, &[("age", "40")]));
    assert!(is_bare(&report));
    assert_eq!(report.restriction(), Some(Restriction::NotStated));
    let document: Value = serde_json::from_str(&report.to_json()).expect("JSON");
    assert_eq!(document["restricted"], "not_stated");
    assert_eq!(document["scales"]["change"]["status"], "restricted");
    let fault = opinions.check_use().expect_err("not stated");
    assert_eq!(fault.code(), Code::UseRestricted);
    assert_eq!(
        fault.to_string(),
        "`opinions` is for groups of adults who answered without names: it gives no results of single people"
    );

    let stated = opinions.for_adult_groups();
    assert!(stated.check_use().is_ok());
    let report = stated.score(&agreeing(&stated, &[("age", "40")]));
    assert_eq!((report.scale("change").expect("a scale").raw(), report.types()), (Some(3.0), Some(vec!["for_change"])));
    assert_eq!((report.restriction(), report.to_json().contains("restricted")), (None, false));
}

#[test]
fn pupils_have_no_result_whatever_is_stated() {
    let stated = opinions().for_adult_groups();
    for known in [("grade", "9"), ("age", "17"), ("grade", "0"), ("age", "0")] {
        let report = stated.score(&agreeing(&stated, &[known]));
        assert!(is_bare(&report), "{known:?}");
        assert_eq!(report.restriction().map(Restriction::as_str), Some("pupil"));
    }
    for known in [&[][..], &[("age", "18")], &[("sex", "female"), ("language", "lt")]] {
        assert!(!is_bare(&stated.score(&agreeing(&stated, known))), "{known:?}");
    }
}

#[test]
fn a_statement_stays_with_what_is_made_of_an_instrument() {
    use orientir::definition::Wording;
    let published = opinions().for_adult_groups().with_wording(Wording::Published).expect("no text pack");
    assert!(published.check_use().is_ok());
    assert!(opinions().with_wording(Wording::Published).expect("no text pack").check_use().is_err());
}

#[test]
fn an_explanation_shows_no_answer_and_no_sum() {
    let opinions = opinions();
    let explanation = opinions.explain(&agreeing(&opinions, &[]));
    let document: Value = serde_json::from_str(&explanation.to_json()).expect("JSON");
    let scale = &document["scales"][0];
    assert_eq!((scale["status"].as_str(), scale["answers"].is_null()), (Some("restricted"), true));
    assert!(!explanation.to_json().contains("agree\""), "{}", explanation.to_json());
    for lang in Lang::ALL {
        assert!(!explanation.text(lang).contains("agree"), "{}", explanation.text(lang));
    }
    assert!(
        explanation
            .text(Lang::En)
            .contains("No score: the instrument is for groups of adults who answered without names")
    );
}

#[test]
fn nothing_is_told_to_the_person_who_answered() {
    // The definition says `levels`, and its use goes before.
    for instrument in [opinions(), opinions().for_adult_groups()] {
        assert_eq!(instrument.self_test(), SelfTest::None);
        let told = instrument.score(&agreeing(&instrument, &[])).told(Lang::En);
        assert_eq!((told.self_test, told.scales.len(), told.types.is_none()), ("none", 0, true));
        assert!(told.remarks.is_empty() && told.groups.is_empty() && told.cautions.is_empty());
        assert_eq!(instrument.form(Lang::En).self_test, "none");
    }
}

#[test]
fn a_scorer_leaves_nothing_of_the_person_before() {
    let stated = opinions().for_adult_groups();
    let (mut scorer, mut scores) = (stated.scorer(), Scores::default());
    for (known, raw) in [(("age", "40"), true), (("age", "16"), false), (("age", "41"), true), (("grade", "5"), false)]
    {
        scorer.score_into(&agreeing(&stated, &[known]), &mut scores);
        assert_eq!(scores.scales[0].raw.is_some(), raw, "{known:?}");
        assert_eq!(scores, *stated.score(&agreeing(&stated, &[known])).scores(), "{known:?}");
    }
}

#[test]
fn columns_of_people_obey_as_one_person_does() {
    let people = |ages: &[&str]| {
        let person = |age: &&str| {
            let mut person = orientir::Person::default();
            person.set("age", age).expect("an age");
            person
        };
        ages.iter().map(person).collect::<Vec<_>>()
    };
    // A sum of ratings alone is added up column by column: another way to the same scores.
    let mut sums: Value = serde_json::from_str(OPINIONS).expect("JSON");
    for member in ["checks", "levels", "type", "examples"] {
        sums.as_object_mut().expect("an object").remove(member);
    }
    sums["responses"]["opinion"] = json!({ "rating": { "from": 0, "to": 4 } });
    sums["scales"][0]["method"] = json!({ "sum": { "fields": FIELDS } });
    let sums = Instrument::from_json(&sums.to_string()).unwrap_or_else(|faults| panic!("{faults}"));
    let rows = 200;
    for (instrument, codes) in [(opinions(), ["agree", "disagree"]), (sums, ["4", "1"])] {
        for (instrument, adults) in [(instrument.clone(), false), (instrument.for_adult_groups(), true)] {
            let mut batch = instrument.batch(rows);
            for field in FIELDS {
                batch.set_text(field, (0..rows).map(|row| Some(codes[row % 2]))).expect("codes");
            }
            let ages: Vec<&str> = (0..rows).map(|row| if row % 3 == 0 { "17" } else { "30" }).collect();
            batch.set_people(people(&ages)).expect("as many");
            let scores = instrument.score_batch(&batch);
            for row in 0..rows {
                let found = scores.row(row).expect("a row");
                let expected = if adults && row % 3 != 0 { Status::Scored } else { Status::Restricted };
                assert_eq!(
                    (found.scales[0].status, found.scales[0].raw.is_some()),
                    (expected, expected == Status::Scored)
                );
            }
        }
    }
}

#[test]
fn a_class_makes_a_pupil_also_where_its_grade_is_not_understood() {
    let stated = opinions().for_adult_groups();
    let header = ["id", "class", "town", "taxes", "roads"];
    let sheet = Sheet::new(&stated, &header).expect("columns");
    let rows = ["", "-", "9B", "II g", "vakarinė"].map(|class| ["1", class, "agree", "agree", "agree"]);
    for (row, restricted) in rows.iter().zip([false, false, true, true, true]) {
        let (entries, _) = sheet.read([*row]);
        assert_eq!(is_bare(&stated.score(&entries[0].answers)), restricted, "{row:?}");
    }
}

#[test]
fn a_list_of_pupils_makes_pupils() {
    let stated = opinions().for_adult_groups();
    let sheet = Sheet::new(&stated, &["id", "town", "taxes", "roads"]).expect("columns");
    let (mut entries, _) = sheet.read([["7", "agree", "agree", "agree"], ["8", "agree", "agree", "agree"]]);
    let roster = Roster::read(&["id", "sex"], [["7", "female"]]).expect("a list");
    roster.join(sheet.identity(), &mut entries);
    let bare: Vec<bool> = entries.iter().map(|entry| is_bare(&stated.score(&entry.answers))).collect();
    assert_eq!(bare, [true, false]);
}

#[test]
fn no_table_names_people_who_answered_without_names() {
    let opinions = opinions();
    let table = |header: [&'static str; 5], row: [&'static str; 5]| {
        Sheet::fit(&opinions, &[header.to_vec(), row.to_vec()], None)
            .err()
            .map(|faults| faults.iter().map(Error::code).collect::<Vec<_>>())
    };
    let restricted = Some(vec![Code::UseRestricted]);
    let answers = |first, second| [first, second, "agree", "agree", "disagree"];
    assert_eq!(table(["id", "Name", "town", "taxes", "roads"], answers("1", "Ann")), restricted);
    assert_eq!(table(["id", "E-mail", "town", "taxes", "roads"], answers("1", "a@b.lt")), restricted);
    // Nobody gave a name, and Microsoft Forms calls everybody so.
    assert_eq!(table(["id", "Name", "town", "taxes", "roads"], answers("1", "")), None);
    assert_eq!(table(["id", "Name", "town", "taxes", "roads"], answers("1", "anonymous")), None);
    assert_eq!(table(["id", "sex", "town", "taxes", "roads"], answers("1", "female")), None);
}

#[cfg(feature = "catalogue")]
#[test]
fn a_battery_has_no_place_for_it() {
    use orientir::catalogue;
    let text =
        |list: &'static [(&str, &str)], id: &str| list.iter().find(|(known, _)| *known == id).expect("shipped").1;
    let mut plan: Value = serde_json::from_str(text(catalogue::INSTRUMENTS, "career-plan")).expect("JSON");
    plan["about"]["use"] = json!("anonymous_adult_groups");
    let plan = Instrument::from_json(&plan.to_string()).expect("sound");
    let battery = text(catalogue::BATTERIES, "self-determination");
    let of = |plan: &Instrument| {
        let resolve = |id: &str| if id == "career-plan" { Ok(plan.clone()) } else { catalogue::get(id) };
        Battery::from_json(battery, resolve)
    };
    for plan in [plan.clone(), plan.for_adult_groups()] {
        let faults = of(&plan).expect_err("restricted");
        let found: Vec<_> = faults.iter().map(|fault| (fault.code(), fault.path())).collect();
        assert_eq!(found, [(Code::UseRestricted, "/criteria/0/indicators/2/from/0")]);
        assert!(faults.to_string().contains("it has no place in the profile of a person"), "{faults}");
    }
}

#[test]
fn examples_are_nobody() {
    assert!(opinions().check_examples().is_ok());
}

#[test]
fn what_a_pupil_may_see_bounds_what_a_self_test_shows() {
    let of = |self_test: Value, pupil: Value| {
        let individual = |about: &mut Value| {
            about["use"] = json!("individual");
            about["self_test"] = self_test;
            about["administration"] = json!({ "pupil": pupil });
        };
        changed(individual).self_test()
    };
    assert_eq!(of(json!("levels"), json!("levels")), SelfTest::Levels);
    assert_eq!(of(json!("levels"), json!("description")), SelfTest::Description);
    assert_eq!(of(json!("levels"), json!("nothing")), SelfTest::None);
    assert_eq!(of(json!("description"), json!("levels")), SelfTest::Description);
    assert_eq!(of(json!("none"), json!("levels")), SelfTest::None);
}

#[test]
fn a_pupil_who_may_see_nothing_is_told_nothing() {
    let instrument = changed(|about| {
        about["use"] = json!("individual");
        about["administration"] = json!({ "pupil": "nothing" });
    });
    let report = instrument.score(&agreeing(&instrument, &[("grade", "9")]));
    assert_eq!(report.scale("change").expect("a scale").raw(), Some(3.0), "the psychologist has a score");
    let told = report.told(Lang::En);
    assert_eq!((told.self_test, told.scales.len(), told.types.is_none(), told.remarks.len()), ("none", 0, true, 0));
}
