//! The battery `self-determination`: a whole pupil by hand, every rule against its sentence in DESIGN, joining by brute
//! force, and what is wrong with a battery's document.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeMap;

use orientir::criteria::{IndicatorResult, Outcome};
use orientir::definition::Wording;
use orientir::{Battery, Code, Diagnostics, Instrument, Profile, Report, catalogue};
use serde_json::{Value, json};

const HANDS: [&str; 3] = ["low", "medium", "high"];
const SPHERES: [&str; 5] = ["sign", "technology", "nature", "art", "human"];

// ---------------------------------------------------------------- how the tests speak

fn instrument(id: &str) -> Instrument {
    catalogue::get(id).unwrap_or_else(|faults| panic!("{id}\n{faults}"))
}

fn battery() -> Battery {
    catalogue::battery("self-determination").unwrap_or_else(|faults| panic!("{faults}"))
}

fn document() -> Value {
    serde_json::from_str(catalogue::BATTERIES[0].1).expect("the battery is JSON")
}

fn compiled(document: &Value) -> Battery {
    Battery::from_json(&document.to_string(), catalogue::get).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Scores ratings of answers; `*` at the start or the end of a name stands for anything.
fn rated(instrument: &Instrument, person: &[(&str, &str)], ratings: &[Vec<(String, String)>]) -> Report {
    let mut answers = instrument.answers();
    for (name, value) in person {
        answers.person_mut().set(name, value).expect("a covariate");
    }
    for (i, rating) in ratings.iter().enumerate() {
        if i > 0 {
            answers.next_rating();
        }
        for (pattern, code) in rating {
            let fits = |field: &str| match pattern.split_once('*') {
                None => field == pattern,
                Some((start, end)) => field.starts_with(start) && field.ends_with(end),
            };
            let fields: Vec<&str> = instrument.fields().filter(|field| fits(field)).collect();
            assert!(!fields.is_empty(), "{}: {pattern}", instrument.id());
            for field in fields {
                answers.set(field, code).unwrap_or_else(|error| panic!("{error}"));
            }
        }
    }
    instrument.score(&answers)
}

fn owned(answers: &[(&str, &str)]) -> Vec<(String, String)> {
    answers.iter().map(|(field, code)| ((*field).to_owned(), (*code).to_owned())).collect()
}

fn given(id: &str, answers: &[(&str, &str)]) -> Report {
    rated(&instrument(id), &[], &[owned(answers)])
}

fn profile(battery: &Battery, reports: &[Report]) -> Profile {
    battery.assess(&reports.iter().collect::<Vec<_>>()).expect("reports of the battery")
}

fn indicator<'p>(profile: &'p Profile, id: &str) -> &'p IndicatorResult {
    let mut all = profile.criteria.iter().flat_map(|criterion| &criterion.indicators);
    all.find(|indicator| indicator.id == id).expect("an indicator of the battery")
}

/// The level of one indicator from one report, or the reason or outcome in its place.
fn verdict(battery: &Battery, id: &str, report: &Report) -> String {
    let profile = battery.assess(&[report]).expect("a report of the battery");
    let found = indicator(&profile, id);
    let outcome = || format!("{:?}", found.outcome).to_lowercase();
    found.level.clone().or_else(|| found.reason.clone()).unwrap_or_else(outcome)
}

// ---------------------------------------------------------------- a whole pupil

#[test]
fn a_whole_pupil_number_by_number() {
    let raw = |report: &Report, scale: &str| report.scale(scale).expect("a scale").raw().expect("a score").to_string();

    // c1..c8: 3 + 3 + 2 + 2 + 2 + 2 + 2 + 1 = 17 of 24: 100 * 17 / 24 = 70.83; at least 50, under 75.
    // w2 (human) and w9 (art) are answered by `sign`: 12 - 2 = 10 right.  => medium
    let awareness = given(
        "profession-awareness",
        &[
            ("c1", "3"), ("c2", "3"), ("c3", "2"), ("c4", "2"), ("c5", "2"), ("c6", "2"), ("c7", "2"), ("c8", "1"),
            ("w1", "technology"), ("w2", "sign"), ("w3", "sign"), ("w4", "nature"), ("w5", "art"), ("w6", "sign"),
            ("w7", "nature"), ("w8", "technology"), ("w9", "sign"), ("w10", "human"), ("w11", "nature"), ("w12", "sign"),
        ],
    );
    assert_eq!(raw(&awareness, "chosen_profession"), "70.83333333333333");
    assert_eq!(raw(&awareness, "world_of_professions"), "10");

    // now: 30 40 50 58 60 70, the middle two 50 and 58: 54. want: 60 66 70 76 80 100, the middle two 70 and 76: 73.
    // gap: 73 - 54 = 19. 54 in [45, 75), 73 in [60, 90), 19 in [8, 23).  => high
    let marks = [("mind", "50", "70"), ("character", "30", "60"), ("authority", "70", "100"), ("hands", "58", "76"), ("looks", "40", "66"), ("confidence", "60", "80")];
    let lines: Vec<_> = marks.iter().flat_map(|(line, now, want)| [(format!("{line}.now"), (*now).to_owned()), (format!("{line}.want"), (*want).to_owned())]).collect();
    let self_assessment = rated(&instrument("dembo-rubinstein"), &[], &[lines]);
    assert_eq!(raw(&self_assessment, "self_esteem"), "54");
    assert_eq!(raw(&self_assessment, "aspiration"), "73");
    assert_eq!(raw(&self_assessment, "gap"), "19");

    // 2 + 1 + 0 + 1 + 2 = 6 of 10: described.
    let plan = given("career-plan", &[("plan", "2"), ("dated", "1"), ("next_step", "0"), ("alternative", "1"), ("sources", "2")]);
    assert_eq!(raw(&plan, "elements"), "6");

    // Cognitive: medium and high. None is low, one of two is high, that is half: high. Index (1/2 + 1) / 2 = 3/4.

    // internal individual 1 5 8 15 20: 2 + 3 + 2 + 3 + 2 = 12; internal social 3 7 12 14 17: 3 + 2 + 3 + 2 + 3 = 13;
    // external positive 4 9 10 16 19: 3 + 5 + 1 + 3 + 1 = 13; external negative 2 6 11 13 18: 4 + 1 + 5 + 3 + 2 = 15.
    // 15 stands 2 above the next, 13, and is 3 an item: external negative leads alone.  => low
    let motives = given(
        "ovcharova-motives",
        &[
            ("1", "2"), ("5", "3"), ("8", "2"), ("15", "3"), ("20", "2"),
            ("3", "3"), ("7", "2"), ("12", "3"), ("14", "2"), ("17", "3"),
            ("4", "3"), ("9", "5"), ("10", "1"), ("16", "3"), ("19", "1"),
            ("2", "4"), ("6", "1"), ("11", "5"), ("13", "3"), ("18", "2"),
        ],
    );
    assert_eq!(raw(&motives, "internal_individual"), "12");
    assert_eq!(raw(&motives, "internal_social"), "13");
    assert_eq!(raw(&motives, "external_positive"), "13");
    assert_eq!(raw(&motives, "external_negative"), "15");

    // pay, conditions, recognition: comfort 2, contribution 1: a tendency to comfort, described.
    // useful work 2 + 3 + (6 - 4) + 3 + (6 - 3) + 2 = 15: (15 - 6) / (30 - 6) = 37.5 %, under 40.  => low
    let values = given(
        "work-values",
        &[("pay", "1"), ("conditions", "1"), ("recognition", "1"), ("u1", "2"), ("u2", "3"), ("u3", "4"), ("u4", "3"), ("u5", "3"), ("u6", "2")],
    );
    assert_eq!(values.types(), Some(vec!["comfort_tendency"]));
    assert_eq!(raw(&values, "useful_work"), "15");

    // All in the middle: 20 * 4 = 80. The catalogue has no norm of pupils: described.
    let meaning = given("szho", &[("*", "4")]);
    assert_eq!(raw(&meaning, "total"), "80");

    // Motivational: low and low. None is high, two of two are low: low. Index 0.

    // Everything 1, but technology (2 7 12 .. 47): wish 2 everywhere; 2 7 12 17 dashed; 22 27 32 with skill 2.
    // wish 6 * 2 = 12 tried, 4 * 2 = 8 untried, together 20, elsewhere 10: technology. Tried 10 - 4 = 6.
    // skill 3 * 2 + 3 = 9: 9 * 10 / 6 = 15. attitude 6 * 1 = 6: 6 * 10 / 6 = 10. Least of 15, 10, 20: 10.  => medium
    let mut sheet = owned(&[("*.skill", "1"), ("*.attitude", "1"), ("*.wish", "1")]);
    for item in (2..=47).step_by(5) {
        sheet.push((format!("{item}.wish"), "2".to_owned()));
    }
    for item in [2, 7, 12, 17] {
        sheet.extend([(format!("{item}.skill"), "-".to_owned()), (format!("{item}.attitude"), "-".to_owned())]);
    }
    sheet.extend([22, 27, 32].map(|item| (format!("{item}.skill"), "2".to_owned())));
    let readiness = rated(&instrument("kabardova-opg"), &[], &[sheet]);
    for (scale, score) in [("skill", "9"), ("attitude", "6"), ("wish", "12"), ("wish_untried", "8"), ("dash", "4")] {
        assert_eq!(raw(&readiness, &format!("technology_{scale}")), score, "{scale}");
    }
    assert_eq!(readiness.types(), Some(vec!["technology"]));

    // Two ratings: a1 (3 + 2) / 2 = 2.5, a2..a6 2 each, a7 1.5, a8 not seen: (2.5 + 10 + 1.5) / 7 = 2; 2 / 3 = 66.67 %:
    // at least 40, under 70, seven of eight indicators, two ratings.  => medium
    let ratings = [owned(&[("*", "2"), ("a1", "3"), ("a7", "1"), ("a8", "no")]), owned(&[("*", "2"), ("a8", "no")])];
    let position = rated(&instrument("observation-sheet"), &[], &ratings);
    assert_eq!(raw(&position, "activity"), "66.66666666666667");
    assert_eq!(raw(&position, "fallback"), "1.5");

    // Practical: medium and medium: neither rule holds: medium. Index (1/2 + 1/2) / 2 = 1/2.
    // Overall: high, low, medium. One is low, so not high; one is high, so not low: medium; high and low: opposite.
    // Interests: all b of Klimov: sign 6 of 20; readiness: technology: they differ.
    let interests = given("klimov-ddo", &[("*", "b")]);
    assert_eq!(interests.types(), Some(vec!["sign"]));

    let reports = [interests, awareness, self_assessment, plan, motives, values, meaning, readiness, position];
    let found = profile(&battery(), &reports);
    let levels: Vec<_> = found.criteria.iter().flat_map(|c| &c.indicators).map(|i| (i.id.as_str(), i.outcome, i.level.as_deref())).collect();
    let graded = |id, level| (id, Outcome::Graded, Some(level));
    let expected = [
        graded("awareness", "medium"),
        graded("self_assessment", "high"),
        ("plan", Outcome::Described, None),
        graded("motives", "low"),
        graded("useful_work", "low"),
        ("meaning", Outcome::Described, None),
        graded("readiness", "medium"),
        graded("active_position", "medium"),
    ];
    assert_eq!(levels, expected);
    let criteria: Vec<_> = found.criteria.iter().map(|c| (c.id.as_str(), c.level.as_deref(), c.index, c.coverage())).collect();
    let both = || "2 of 2".to_owned();
    let expected = [
        ("cognitive", Some("high"), Some(0.75), both()),
        ("motivational", Some("low"), Some(0.0), both()),
        ("practical", Some("medium"), Some(0.5), both()),
    ];
    assert_eq!(criteria, expected);
    assert_eq!(found.overall.level.as_deref(), Some("medium"));
    assert_eq!(found.overall.possible, ["medium"]);
    assert_eq!(found.flags, ["overall.opposite"]);
    assert!(found.missing.is_empty(), "{:?}", found.missing);
    assert_eq!((found.agreements[0].outcome, found.agreements[0].common.len()), ("differ", 0));
    assert_eq!(found.beside[0].types, Some(vec!["sign".to_owned()]));

    // The order in which results come in does not matter: the same bytes.
    let forward = serde_json::to_string(&found).expect("a profile is JSON");
    let mut turned: Vec<&Report> = reports.iter().collect();
    for _ in 0..reports.len() {
        turned.rotate_left(1);
        for order in [turned.clone(), turned.iter().rev().copied().collect()] {
            let again = battery().assess(&order).expect("the same reports");
            assert_eq!(serde_json::to_string(&again).expect("a profile is JSON"), forward);
        }
    }
}

// ---------------------------------------------------------------- each rule against its sentence

/// high: chosen >= 75 % and world >= 9 of 12; low: chosen < 50 % or world <= 5; else medium.
#[test]
fn awareness_as_its_sentence_says() {
    let battery = battery();
    let right = ["technology", "human", "sign", "nature", "art", "sign", "nature", "technology", "art", "human", "nature", "sign"];
    for points in 0..=24_usize {
        for known in 0..=12_usize {
            let c = (0..8).map(|i| (format!("c{}", i + 1), (points / 8 + usize::from(i < points % 8)).to_string()));
            let wrong = |i: usize| if right[i] == "art" { "sign" } else { "art" };
            let w = (0..12).map(|i| (format!("w{}", i + 1), if i < known { right[i] } else { wrong(i) }.to_owned()));
            let found = verdict(&battery, "awareness", &rated(&instrument("profession-awareness"), &[], &[c.chain(w).collect()]));
            let expected = if points * 100 >= 75 * 24 && known >= 9 {
                "high"
            } else if points * 100 < 50 * 24 || known <= 5 {
                "low"
            } else {
                "medium"
            };
            assert_eq!(found, expected, "{points} of 24, {known} of 12");
        }
    }
}

/// What is not known of the choice keeps the level open; a level that cannot change stands.
#[test]
fn awareness_without_an_answer() {
    let battery = battery();
    let found = |answers: &[(&str, &str)]| verdict(&battery, "awareness", &given("profession-awareness", answers));
    assert_eq!(found(&[("c1", "none"), ("w*", "sign")]), "no_choice_yet", "3 of 12 would be low");
    assert_eq!(found(&[("c1", "none")]), "no_choice_yet");
    assert_eq!(found(&[("w*", "sign")]), "missing", "perhaps no profession is chosen: not low");
    assert_eq!(found(&[("c*", "2"), ("c6", "none"), ("w*", "sign")]), "missing", "it is not clear whether one is chosen");
    assert_eq!(found(&[("c*", "1")]), "low", "33 % are low whatever is known of the world");
    assert_eq!(found(&[("c*", "3")]), "missing");
    assert_eq!(found(&[]), "missing");
    assert_eq!(found(&[("*", "refused")]), "refused");
}

/// high: self-esteem [45, 75), aspiration [60, 90), gap [8, 23); low: self-esteem < 45 or aspiration < 60; else medium,
/// with its reason; gap < 0, or self-esteem >= 75 with gap < 8: flagged, never low.
#[test]
fn self_assessment_as_its_sentence_says() {
    let battery = battery();
    let dembo = instrument("dembo-rubinstein");
    // In halves of a millimetre, round every cut-off.
    let marks = [0, 74, 88, 89, 90, 91, 104, 105, 106, 119, 120, 121, 133, 134, 135, 136, 148, 149, 150, 151, 163, 164, 165, 166, 178, 179, 180, 181, 194, 195, 196, 200];
    let mut seen = BTreeMap::<String, usize>::new();
    for now in marks {
        for want in marks {
            let half = |n: i32| (f64::from(n) / 2.0).to_string();
            let sheet = vec![("*.now".to_owned(), half(now)), ("*.want".to_owned(), half(want))];
            let found = profile(&battery, &[rated(&dembo, &[], &[sheet])]);
            let gap = want - now;
            let talk = gap < 0 || (now >= 150 && gap < 16);
            let expected = if (90..150).contains(&now) && (120..180).contains(&want) && (16..46).contains(&gap) {
                "high"
            } else if !talk && (now < 90 || want < 120) {
                "low"
            } else {
                "medium"
            };
            let result = indicator(&found, "self_assessment");
            assert_eq!(result.level.as_deref(), Some(expected), "{now} {want}");
            assert_eq!(found.flags, if talk { vec!["self_assessment_talk"] } else { vec![] }, "{now} {want}");
            assert!(result.reason.is_some() || expected == "high", "a level that is not high has a reason: {now} {want}");
            *seen.entry(result.reason.clone().unwrap_or_default()).or_default() += 1;
        }
    }
    assert_eq!(seen.len(), 9, "every reason occurs, and none: {seen:?}");
    // A median is not known: neither a level nor a flag, although the other alone would be low.
    for open in ["mind.now", "mind.want"] {
        let report = given("dembo-rubinstein", &[("*.now", "40"), ("*.want", "50"), (open, "")]);
        let found = profile(&battery, &[report]);
        assert_eq!((indicator(&found, "self_assessment").outcome, found.flags.len()), (Outcome::Missing, 0));
    }
}

/// leads: 2 points or more above the others; high: one internal motive or both together lead with a mean of 3 or more;
/// low: external negative leads alone with a mean of 3 or more; all within 2 points: not differentiated; else medium.
#[test]
fn motives_as_their_sentence_says() {
    let battery = battery();
    let motives = instrument("ovcharova-motives");
    let groups = [[1, 5, 8, 15, 20], [3, 7, 12, 14, 17], [4, 9, 10, 16, 19], [2, 6, 11, 13, 18]];
    let sums = [5, 12, 13, 14, 15, 16, 17, 25];
    let mut seen = BTreeMap::<String, usize>::new();
    for code in 0..sums.len().pow(4) {
        let at = |place: u32| sums[code / sums.len().pow(place) % sums.len()];
        let [individual, social, positive, negative] = [at(0), at(1), at(2), at(3)];
        let items = groups.iter().zip([individual, social, positive, negative]).flat_map(|(items, sum)| {
            items.iter().enumerate().map(move |(i, item)| (item.to_string(), (sum / 5 + usize::from(i < sum % 5)).to_string()))
        });
        let found = verdict(&battery, "motives", &rated(&motives, &[], &[items.collect()]));
        let outer = positive.max(negative);
        let alone = |one: usize, other: usize| one >= other.max(outer) + 2 && one >= 15;
        let together = individual.min(social) >= outer + 2 && individual + social >= 30;
        let spread = [individual, social, positive, negative];
        let expected = if alone(individual, social) || alone(social, individual) || together {
            "high"
        } else if negative >= individual.max(social).max(positive) + 2 && negative >= 15 {
            "low"
        } else if spread.iter().max().expect("four") - spread.iter().min().expect("four") < 2 {
            "not_differentiated"
        } else {
            "medium"
        };
        assert_eq!(found, expected, "{individual} {social} {positive} {negative}");
        *seen.entry(found).or_default() += 1;
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
    assert_eq!(verdict(&battery, "motives", &given("ovcharova-motives", &[("*", "3"), ("1", "")])), "missing");
    assert_eq!(verdict(&battery, "motives", &given("ovcharova-motives", &[("*", "3"), ("1", "refused")])), "refused");
}

/// percent of maximum: < 40 low, 40 to under 70 medium, 70 and more high.
#[test]
fn useful_work_as_its_sentence_says() {
    let battery = battery();
    for sum in 6..=30_i32 {
        let share = |i: i32| sum / 6 + i32::from(i < sum % 6);
        let sheet = (0..6).map(|i| (format!("u{}", i + 1), if [2, 4].contains(&i) { 6 - share(i) } else { share(i) }.to_string()));
        let found = verdict(&battery, "useful_work", &rated(&instrument("work-values"), &[], &[sheet.collect()]));
        let percent = f64::from(sum - 6) / 24.0 * 100.0;
        assert_eq!(found, HANDS[usize::from(percent >= 40.0) + usize::from(percent >= 70.0)], "{sum}");
    }
    // Refusing the choice of values takes nothing from the six statements.
    let report = given("work-values", &[("*", "refused"), ("u*", "5"), ("u3", "1"), ("u5", "1")]);
    assert_eq!(verdict(&battery, "useful_work", &report), "high");
}

/// Described; graded only against a norm of pupils that fits: below, within, above M - 1 SD and M + 1 SD.
#[test]
fn meaning_is_graded_against_a_norm_of_pupils_alone() {
    let text = |id: &str| catalogue::INSTRUMENTS.iter().find(|(known, _)| *known == id).expect("known").1;
    let mut szho: Value = serde_json::from_str(text("szho")).expect("JSON");
    let resolve = |szho: Value| move |id: &str| if id == "szho" { Instrument::from_json(&szho.to_string()) } else { catalogue::get(id) };
    let scored = |szho: &Value, person: &[(&str, &str)], wording: Wording, code: &str| {
        let instrument = Instrument::from_json(&szho.to_string()).expect("a definition").with_wording(wording);
        rated(&instrument, person, &[owned(&[("*", code)])])
    };
    let men: &[(&str, &str)] = &[("sex", "male")];
    // Of adults: 74, 80 and 86 are all 1 SD and more below 103.1 (15.03), and yet none is low.
    let shipped = resolve(szho.clone());
    let adults = Battery::from_json(&document().to_string(), shipped).expect("a battery");
    assert_eq!(verdict(&adults, "meaning", &scored(&szho, men, Wording::Published, "4")), "described");
    let nobody = profile(&adults, &[]);
    assert_eq!(nobody.criteria[1].coverage(), "0 of 2", "without such a norm nothing can grade it");
    assert!(nobody.missing.contains(&"meaning".to_owned()), "but there is no result to describe either");

    *szho.pointer_mut("/norms/0/population").expect("a norm") = json!("pupils");
    *szho.pointer_mut("/norms/0/groups/0/scales/total/moments").expect("moments") = json!({ "mean": 80, "sd": 6 });
    let pupils = Battery::from_json(&document().to_string(), resolve(szho.clone())).expect("a battery");
    // All 7 gives 74 = M - SD: within (half-open); all 4 gives 80; all 1 gives 86 = M + SD: above.
    for (code, level) in [("7", "medium"), ("4", "medium"), ("1", "high")] {
        assert_eq!(verdict(&pupils, "meaning", &scored(&szho, men, Wording::Published, code)), level, "{code}");
    }
    *szho.pointer_mut("/norms/0/groups/0/scales/total/moments/sd").expect("sd") = json!(5.9);
    let narrow = Battery::from_json(&document().to_string(), resolve(szho.clone())).expect("a battery");
    assert_eq!(verdict(&narrow, "meaning", &scored(&szho, men, Wording::Published, "7")), "low", "-6 under -5.9");
    // Another wording, or no sex: no norm fits.
    assert_eq!(verdict(&narrow, "meaning", &scored(&szho, men, Wording::Own, "7")), "described");
    assert_eq!(verdict(&narrow, "meaning", &scored(&szho, &[], Wording::Published, "7")), "described");
    assert_eq!(verdict(&narrow, "meaning", &scored(&szho, men, Wording::Published, "refused")), "refused");
    assert_eq!(profile(&narrow, &[]).criteria[1].coverage(), "0 of 3");
}

/// A sphere of a Kabardova sheet: skill, attitude and wish of its ten items; none for a dash.
type Sphere = [(Option<u32>, u32, u32); 10];

fn kabardova(instrument: &Instrument, spheres: &[Sphere; 5]) -> Report {
    let mut sheet = Vec::new();
    for (s, sphere) in spheres.iter().enumerate() {
        for (i, (skill, attitude, wish)) in sphere.iter().enumerate() {
            let item = 5 * i + s + 1;
            let [skill, attitude] = skill.map_or(["-".to_owned(), "-".to_owned()], |skill| [skill.to_string(), attitude.to_string()]);
            sheet.extend([(format!("{item}.skill"), skill), (format!("{item}.attitude"), attitude), (format!("{item}.wish"), wish.to_string())]);
        }
    }
    rated(instrument, &[], &[sheet])
}

/// The sphere with the largest wish (tried and untried; ties: the better): least of skill and attitude, each by
/// 10 / (10 - dashes), and the wish: [0, 7) [7, 14) [14, 20]; fewer than six tried: little experience.
#[test]
fn readiness_as_its_sentence_says() {
    let battery = battery();
    let instrument = instrument("kabardova-opg");
    let mut random = 20_261_107_u64;
    let mut draw = move |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    let mut seen = BTreeMap::<String, usize>::new();
    for round in 0..1500 {
        let mut spheres: [Sphere; 5] = [[(None, 0, 0); 10]; 5];
        for sphere in &mut spheres {
            let (dashes, taste) = (draw(12), draw(4));
            for item in sphere.iter_mut() {
                let mark = |one: u64| u32::try_from(if taste == 0 { one % 2 } else { (one % 3).max(taste / 2) }).expect("small");
                *item = ((draw(12) >= dashes).then(|| mark(draw(6))), mark(draw(6)), if round % 3 == 0 { 1 + mark(draw(6)) / 2 } else { mark(draw(6)) });
            }
        }
        // The rule once more, from the answers: in sixtieths there are no fractions for 6, 10; so compare products.
        let told = spheres.map(|sphere| {
            let tried: Vec<_> = sphere.iter().filter_map(|(skill, attitude, wish)| skill.map(|skill| (skill, *attitude, *wish))).collect();
            let untried: u32 = sphere.iter().filter(|item| item.0.is_none()).map(|item| item.2).sum();
            // Items with skill 0 add neither attitude nor wish (the default policy of the instrument).
            let sum = |of: fn(&(u32, u32, u32)) -> u32| tried.iter().filter(|item| item.0 > 0).map(of).sum::<u32>();
            let (skill, attitude, wish) = (sum(|i| i.0), sum(|i| i.1), sum(|i| i.2) + untried);
            (wish, u32::try_from(tried.len()).expect("ten"), skill.min(attitude))
        });
        let top = told.iter().map(|sphere| sphere.0).max().expect("five");
        let counted = told.iter().filter(|sphere| sphere.0 == top && sphere.1 >= 6);
        // At least 7 (or 14): the smaller sum times ten over the tried, and the wish.
        let level = |(wish, tried, least): &(u32, u32, u32)| [7, 14].iter().filter(|cut| least * 10 >= **cut * tried && wish >= *cut).count();
        let expected = counted.map(level).max().map_or("little_experience", |level| HANDS[level]);
        let found = verdict(&battery, "readiness", &kabardova(&instrument, &spheres));
        assert_eq!(found, expected, "round {round}: {told:?}");
        let tied = told.iter().filter(|sphere| sphere.0 == top).count() > 1;
        *seen.entry(format!("{found} {tied}")).or_default() += 1;
    }
    assert_eq!(seen.len(), 8, "every outcome, with and without a tie: {seen:?}");
    // A wish is not known: the sphere may be another one.
    let report = given("kabardova-opg", &[("*.skill", "1"), ("*.attitude", "1"), ("*.wish", "1"), ("1.wish", "")]);
    assert_eq!(verdict(&battery, "readiness", &report), "missing");
    assert_eq!(verdict(&battery, "readiness", &given("kabardova-opg", &[("*", "refused")])), "refused");
}

/// [0, 40) [40, 70) [70, 100]; needs six of eight indicators and two ratings.
#[test]
fn active_position_as_its_sentence_says() {
    let battery = battery();
    let instrument = instrument("observation-sheet");
    for seen in 0..=8_usize {
        for ratings in 1..=3_usize {
            for points in 0..=3 * seen {
                let rating: Vec<_> = (0..8).map(|i| {
                    let code = if i < seen { (points / seen + usize::from(i < points % seen)).to_string() } else { "no".to_owned() };
                    (format!("a{}", i + 1), code)
                }).collect();
                let report = rated(&instrument, &[], &vec![rating; ratings]);
                let expected = if seen < 6 || ratings < 2 {
                    "too_few_observations"
                } else {
                    HANDS[usize::from(points * 100 >= 40 * 3 * seen) + usize::from(points * 100 >= 70 * 3 * seen)]
                };
                assert_eq!(verdict(&battery, "active_position", &report), expected, "{seen} {ratings} {points}");
                let found = profile(&battery, &[report.clone()]);
                assert_eq!(found.missing.contains(&"active_position".to_owned()), seen < 6 || ratings < 2);
                // The battery and the sheet say the same.
                assert_eq!(report.scale("activity").expect("a scale").level(), indicator(&found, "active_position").level.as_deref());
            }
        }
    }
    assert_eq!(verdict(&battery, "active_position", &given("observation-sheet", &[])), "missing");
    assert_eq!(verdict(&battery, "active_position", &given("observation-sheet", &[("*", "refused")])), "refused");
}

#[test]
fn agreement_of_leading_types() {
    let battery = battery();
    let ones = [("*.skill", "1"), ("*.attitude", "1"), ("*.wish", "1")];
    let wishes = |more: &[(&str, &str)]| given("kabardova-opg", &[&ones[..], more].concat());
    let found = |reports: &[Report]| {
        let profile = profile(&battery, reports);
        (profile.agreements[0].outcome, profile.agreements[0].common.join("+"))
    };
    let (sign, human_and_nature) = (given("klimov-ddo", &[("*", "b")]), given("klimov-ddo", &[("*", "a"), ("16", "b")]));
    let nature_and_human = wishes(&[("3.wish", "2"), ("5.wish", "2")]);
    assert_eq!(found(&[human_and_nature.clone(), nature_and_human.clone()]), ("agree", "nature+human".to_owned()));
    assert_eq!(found(&[human_and_nature.clone(), wishes(&[("3.wish", "2"), ("4.wish", "2")])]), ("agree", "nature".to_owned()));
    assert_eq!(found(&[sign.clone(), nature_and_human]), ("differ", String::new()));
    assert_eq!(found(&[sign.clone(), wishes(&[])]), ("not_differentiated", String::new()), "five lead");
    assert_eq!(found(&[sign.clone()]), ("missing", String::new()));
    assert_eq!(found(&[sign, wishes(&[("1.wish", "")])]), ("missing", String::new()), "sign may lead, tie or follow");
    assert_eq!(found(&[human_and_nature, given("kabardova-opg", &[("*", "refused")])]), ("missing", String::new()));
}

// ---------------------------------------------------------------- joining

/// A battery of small instruments of one question, 0 low, 1 medium, 2 high, joined by the catalogue's own rules.
fn small_battery(criteria: &[&[&str]]) -> (Battery, BTreeMap<String, Instrument>) {
    let basis = json!({ "source": "here", "evidence": "D", "why": "a test" });
    let about = json!({ "wording": "own", "self_test": "none", "licence": "MIT", "sources": { "here": { "cite": "a test" } },
        "administration": { "pupil": "nothing", "class_teacher": "nothing", "psychologist": "levels" } });
    let small = |id: &str| {
        let definition = json!({ "format": 1, "id": id, "version": "1.0.0", "about": about,
            "responses": { "r": { "rating": { "from": 0, "to": 2 } } },
            "items": [{ "id": "1", "gist": "one question", "fields": [{ "response": "r" }] }],
            "scales": [{ "id": "s", "method": { "sum": { "fields": ["1"] } }, "missing": "complete", "basis": basis }],
            "reliability": [{ "scales": ["s"], "kind": "not_meaningful", "basis": basis }] });
        Instrument::from_json(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
    };
    let less = |n: u32| json!({ "less": [{ "scale": "s" }, { "number": n }] });
    let indicator = |id: &str| json!({ "id": format!("{id}-line"), "from": [id], "basis": basis, "otherwise": { "level": "high" },
        "cases": [{ "when": less(1), "then": { "level": "low" } }, { "when": less(2), "then": { "level": "medium" } }] });
    let mut document = document();
    document["criteria"] = criteria.iter().enumerate().map(|(i, ids)| {
        json!({ "id": format!("criterion-{i}"), "indicators": ids.iter().map(|id| indicator(id)).collect::<Vec<_>>() })
    }).collect();
    document["sources"]["here"] = json!({ "cite": "a test" });
    for key in ["beside", "agreements", "examples"] {
        document[key] = json!([]);
    }
    let instruments: BTreeMap<_, _> = criteria.iter().copied().flatten().map(|id| ((*id).to_owned(), small(id))).collect();
    let battery = Battery::from_json(&document.to_string(), |id| Ok(instruments[id].clone()));
    (battery.unwrap_or_else(|faults| panic!("{faults}")), instruments)
}

/// Every way to give so many parts a level, or none.
fn all_ways(parts: usize) -> Vec<Vec<Option<usize>>> {
    let choices = [None, Some(0), Some(1), Some(2)];
    (0..4_usize.pow(u32::try_from(parts).expect("few"))).map(|n| (0..parts).map(|i| choices[n >> (2 * i) & 3]).collect()).collect()
}

/// high if no graded indicator is low and at least half are high; low if none is high and at least half are low; else
/// medium. Nothing graded: nothing.
fn sentence(levels: &[Option<usize>]) -> Option<usize> {
    let graded: Vec<usize> = levels.iter().copied().flatten().collect();
    let count = |level: usize| graded.iter().filter(|l| **l == level).count();
    match graded.len() {
        0 => None,
        n if count(0) == 0 && 2 * count(2) >= n => Some(2),
        n if count(2) == 0 && 2 * count(0) >= n => Some(0),
        _ => Some(1),
    }
}

/// The same over criteria; it needs all three.
fn whole(criteria: &[&[Option<usize>]]) -> Option<usize> {
    let levels: Vec<_> = criteria.iter().map(|parts| sentence(parts)).collect();
    if levels.len() == 3 && levels.iter().all(Option::is_some) { sentence(&levels) } else { None }
}

/// The levels that come of every way to fill what is missing, by trying each.
fn brute(levels: &[Option<usize>], result: impl Fn(&[Option<usize>]) -> Option<usize>) -> Vec<&'static str> {
    let kept = |way: &Vec<Option<usize>>| levels.iter().zip(way).all(|(level, tried)| level.is_none() || level == tried);
    let found: Vec<usize> = all_ways(levels.len()).iter().filter(|way| kept(way)).filter_map(|way| result(way)).collect();
    (0..3).filter(|level| found.contains(level)).map(|level| HANDS[level]).collect()
}

fn small_reports(instruments: &BTreeMap<String, Instrument>, ids: &[&str], levels: &[Option<usize>]) -> Vec<Report> {
    let given = ids.iter().zip(levels).filter_map(|(id, level)| Some((id, (*level)?)));
    given.map(|(id, level)| rated(&instruments[*id], &[], &[vec![("1".to_owned(), level.to_string())]])).collect()
}

#[test]
fn joining_indicators_as_the_sentence_says() {
    for n in 1..=3 {
        let ids = &["a", "b", "c"][..n];
        let (battery, instruments) = small_battery(&[ids]);
        for levels in all_ways(n) {
            let found = profile(&battery, &small_reports(&instruments, ids, &levels));
            let criterion = &found.criteria[0];
            assert_eq!(criterion.level.as_deref(), sentence(&levels).map(|level| HANDS[level]), "{levels:?}");
            assert_eq!(criterion.possible, brute(&levels, sentence), "{levels:?}");
            let graded: Vec<usize> = levels.iter().copied().flatten().collect();
            let halves = u32::try_from(graded.iter().sum::<usize>()).expect("small");
            let parts = u32::try_from(2 * graded.len()).expect("small");
            let index = (parts > 0).then(|| f64::from(halves) / f64::from(parts));
            assert_eq!(criterion.index.map(f64::to_bits), index.map(f64::to_bits), "{levels:?}");
            assert_eq!(criterion.coverage(), format!("{} of {n}", graded.len()));
            let opposite = graded.contains(&0) && graded.contains(&2);
            assert_eq!(found.flags, if opposite { vec!["criterion-0.opposite"] } else { vec![] }, "{levels:?}");
            assert_eq!(found.overall.level, None, "three criteria are needed");
            assert_eq!(found.overall.possible, Vec::<String>::new(), "{levels:?}");
        }
    }
}

#[test]
fn joining_criteria_as_the_sentence_says() {
    let ids: [&[&str]; 3] = [&["a", "b"], &["c"], &["d"]];
    let (battery, instruments) = small_battery(&ids);
    let split = |levels: &[Option<usize>]| whole(&[&levels[..2], &levels[2..3], &levels[3..]]);
    for levels in all_ways(4) {
        let found = profile(&battery, &small_reports(&instruments, &ids.concat(), &levels));
        assert_eq!(found.overall.level.as_deref(), split(&levels).map(|level| HANDS[level]), "{levels:?}");
        assert_eq!(found.overall.possible, brute(&levels, split), "{levels:?}");
        let criteria = [sentence(&levels[..2]), levels[2], levels[3]];
        let opposite = criteria.contains(&Some(0)) && criteria.contains(&Some(2));
        assert_eq!(found.flags.contains(&"overall.opposite".to_owned()), opposite, "{levels:?}");
        let open = levels.iter().zip(ids.concat()).filter(|(level, _)| level.is_none());
        assert_eq!(found.missing, open.map(|(_, id)| format!("{id}-line")).collect::<Vec<_>>());
    }
}

#[test]
fn an_indicator_comes_from_the_first_instrument_that_was_answered() {
    let (_, instruments) = small_battery(&[&["a", "b"]]);
    let mut document = document();
    let (battery, _) = small_battery(&[&["a"]]);
    assert_eq!(battery.instruments().count(), 1);
    document["criteria"] = json!([{ "id": "one", "indicators": [{ "id": "line", "from": ["a", "b"],
        "cases": [{ "when": { "less": [{ "scale": "s" }, { "number": 2 }] }, "then": { "level": "low" } }],
        "otherwise": { "level": "high" }, "basis": { "source": "orientir", "evidence": "D", "why": "a test" } }] }]);
    for key in ["beside", "agreements", "examples"] {
        document[key] = json!([]);
    }
    let battery = Battery::from_json(&document.to_string(), |id| Ok(instruments[id].clone())).expect("a battery");
    let sheet = |id: &str, code: &str| rated(&instruments[id], &[], &[vec![("1".to_owned(), code.to_owned())]]);
    let from = |reports: &[Report]| {
        let found = profile(&battery, reports);
        (indicator(&found, "line").from.clone().unwrap_or_default(), indicator(&found, "line").outcome)
    };
    assert_eq!(from(&[sheet("b", "0"), sheet("a", "2")]), ("a".to_owned(), Outcome::Graded));
    assert_eq!(from(&[sheet("a", ""), sheet("b", "0")]), ("b".to_owned(), Outcome::Graded), "a blank sheet is no answer");
    assert_eq!(from(&[sheet("a", "refused"), sheet("b", "0")]), ("b".to_owned(), Outcome::Graded));
    assert_eq!(from(&[sheet("b", ""), sheet("a", "refused")]), ("a".to_owned(), Outcome::Refused));
    assert_eq!(from(&[]), (String::new(), Outcome::Missing));
}

// ---------------------------------------------------------------- the file decides

/// Sheets on both sides of the cut-offs, one or more a rule.
fn probes() -> Vec<Vec<Report>> {
    let one = |report: Report| vec![report];
    let mut probes: Vec<Vec<Report>> = Vec::new();
    let (klimov, opg) = (instrument("klimov-ddo"), instrument("kabardova-opg"));
    let awareness = |c: &[(&str, &str)], w: &[(&str, &str)]| given("profession-awareness", &[c, w].concat());
    let right = [("w1", "technology"), ("w2", "human"), ("w3", "sign"), ("w4", "nature"), ("w5", "art"), ("w6", "sign"),
        ("w7", "nature"), ("w8", "technology"), ("w9", "art"), ("w10", "art"), ("w11", "art"), ("w12", "art")]; // 9 right
    let half = [("c1", "3"), ("c2", "3"), ("c3", "3"), ("c4", "3"), ("c5", "0"), ("c6", "0"), ("c7", "0"), ("c8", "0")];
    let more = [&half[..6], &[("c7", "3"), ("c8", "3")]].concat();
    probes.push(one(awareness(&more, &right)));
    probes.push(one(awareness(&half, &right)));
    probes.push(one(awareness(&more, &[&right[..6], &right[9..], &[("w7", "art"), ("w8", "art"), ("w9", "sign")]].concat())));
    probes.push(one(awareness(&[("c*", "0")], &right)));
    for (now, want) in [("45", "60"), ("74.5", "89.5"), ("50", "58"), ("50", "57.5"), ("50", "73"), ("50", "72.5"), ("75", "83"), ("75", "82.5"),
        ("74.5", "82"), ("44.5", "60"), ("50", "59.5"), ("70", "70"), ("70", "69.5"), ("60", "60"), ("67", "90"), ("75", "90"), ("80", "92"), ("52", "60"), ("45", "67"), ("74.5", "92")] {
        probes.push(one(given("dembo-rubinstein", &[("*.now", now), ("*.want", want)])));
    }
    for (first, value, second, other) in [([1, 5, 8, 15, 20], 3, "3", "3"), ([3, 7, 12, 14, 17], 3, "3", "3"), ([2, 6, 11, 13, 18], 3, "3", "3")] {
        for (raise, rest) in [(second, "2"), (other, "1")] {
            let mut sheet = vec![("*".to_owned(), rest.to_owned())];
            sheet.extend(first.map(|item| (item.to_string(), raise.to_owned())));
            probes.push(one(rated(&instrument("ovcharova-motives"), &[], &[sheet.clone()])));
            // Exactly two above the rest: 15 against 13.
            let close: Vec<_> = (1..=20).filter(|item| !first.contains(item)).map(|item| {
                (item.to_string(), if [4, 7, 5, 2, 9, 12, 8, 6, 10, 14, 15, 11].contains(&item) { "3" } else { "2" }.to_owned())
            }).collect();
            probes.push(one(rated(&instrument("ovcharova-motives"), &[], &[[sheet, close].concat()])));
            assert_eq!(value, 3);
        }
    }
    let motives = |sums: [usize; 4]| {
        let groups = [[1, 5, 8, 15, 20], [3, 7, 12, 14, 17], [4, 9, 10, 16, 19], [2, 6, 11, 13, 18]];
        let items = groups.iter().zip(sums).flat_map(|(items, sum)| items.iter().enumerate().map(move |(i, item)| (item.to_string(), (sum / 5 + usize::from(i < sum % 5)).to_string())));
        rated(&instrument("ovcharova-motives"), &[], &[items.collect()])
    };
    probes.extend([[17, 15, 15, 15], [15, 17, 15, 15], [15, 15, 15, 17], [15, 15, 13, 13], [15, 15, 17, 15], [15, 15, 16, 15], [15, 12, 13, 13], [12, 15, 13, 13], [13, 13, 13, 15]].map(|sums| one(motives(sums))));
    for (sum, u) in [("40", ["3", "3", "4", "2", "3", "3"]), ("70", ["4", "4", "2", "4", "3", "4"])] {
        let fields = ["u1", "u2", "u3", "u4", "u5", "u6"];
        assert_eq!(sum.len(), 2);
        probes.push(one(given("work-values", &fields.iter().copied().zip(u).collect::<Vec<_>>())));
    }
    let ratings = |code: &str, extra: &[(&str, &str)]| vec![owned(&[&[("*", code)], extra].concat()); 2];
    let sheet = instrument("observation-sheet");
    probes.push(one(rated(&sheet, &[], &ratings("2", &[("a7", "no"), ("a8", "no")]))));
    // Exactly 40 and exactly 70: five ratings, as in the examples of the sheet.
    for (code, first) in [("1", ["3", "3", "3", "2", "2"]), ("2", ["3", "3", "3", "3", "2"])] {
        probes.push(one(rated(&sheet, &[], &first.map(|a1| owned(&[("*", code), ("a1", a1)])))));
    }
    let flat: Sphere = [(Some(1), 1, 1); 10];
    let with = |changed: &[(usize, Sphere)]| {
        let mut spheres = [flat; 5];
        changed.iter().for_each(|(place, sphere)| spheres[*place] = *sphere);
        one(kabardova(&opg, &spheres))
    };
    // Ten items with so many points of skill and attitude each above nothing; every item tried has skill 1 or more.
    let spread = |points: usize, of: usize, i: usize| u32::try_from(points / of + usize::from(i < points % of)).expect("small");
    let sphere = |dashes: usize, skill: usize, attitude: usize| -> Sphere {
        std::array::from_fn(|i| if i < 10 - dashes { (Some(spread(skill, 10 - dashes, i)), spread(attitude, 10 - dashes, i), 2) } else { (None, 0, 2) })
    };
    for place in 0..5 {
        probes.push(with(&[(place, sphere(5, 10, 10))]));
        // Least exactly 14 by skill, by attitude; with six tried 12 and more of twenty; with skill 10, attitude 7.
        probes.extend([(0, 14, 20), (0, 20, 14), (4, 12, 12), (0, 10, 7), (5, 10, 10)].map(|(d, s, a)| with(&[(place, sphere(d, s, a))])));
        // Skill exactly 7: items with skill 0 add no wish, so dashes: five of ten points and six tried are 8.3; wishes 2.
        let mut seven: Sphere = [(Some(1), 2, 2); 10];
        seven[7..].fill((Some(0), 0, 0));
        let mut others = [[(Some(1), 1, 0); 10]; 5];
        others[place] = seven;
        probes.push(one(kabardova(&opg, &others)));
        // A tie with a sphere that hardly was tried: one low, one medium.
        let next = (place + 1) % 5;
        probes.push(with(&[(place, sphere(5, 10, 10)), (next, sphere(0, 10, 3))]));
        probes.push(with(&[(place, sphere(5, 10, 10)), (next, sphere(0, 10, 10))]));
    }
    let (first, second) = (rated(&klimov, &[], &[owned(&[("*", "a"), ("16", "b")])]), with(&[(2, sphere(0, 10, 10)), (4, sphere(0, 10, 10))]));
    probes.push([vec![first], second].concat());
    probes
}

/// Every number of the rules in the battery's file matters: with another one some sheet gets another result.
#[test]
fn every_number_of_the_file_decides() {
    fn numbers(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Number(_) => found.push(path.to_owned()),
            Value::Array(list) => list.iter().enumerate().for_each(|(i, v)| numbers(v, &format!("{path}/{i}"), found)),
            Value::Object(map) => map.iter().for_each(|(k, v)| numbers(v, &format!("{path}/{k}"), found)),
            _ => {}
        }
    }
    let mut document = document();
    document["examples"] = json!([]);
    let known: BTreeMap<_, _> = catalogue::INSTRUMENTS.iter().map(|(id, _)| (*id, instrument(id))).collect();
    let compiled = |document: &Value| Battery::from_json(&document.to_string(), |id| Ok::<_, Diagnostics>(known[id].clone()));
    let mut probes = probes();
    // For joining: halves that a share of 51 percent would lose, and a criterion that is missing.
    let (dembo, aware) = (instrument("dembo-rubinstein"), instrument("profession-awareness"));
    let marks = |now: &str, want: &str| rated(&dembo, &[], &[owned(&[("*.now", now), ("*.want", want)])]);
    let choice = |code: &str| rated(&aware, &[], &[owned(&[("c*", code), ("w*", "sign"), ("w1", "technology"), ("w2", "human"), ("w4", "nature"), ("w7", "nature")])]);
    probes.push(vec![choice("3"), marks("60", "70")]);
    probes.push(vec![choice("0"), marks("60", "62")]);
    let pair = |a: Report, b: Report| vec![a, b, given("work-values", &[("u*", "5"), ("u3", "1"), ("u5", "1")]), given("kabardova-opg", &[("*.skill", "2"), ("*.attitude", "2"), ("*.wish", "2")])];
    probes.push(pair(choice("3"), marks("60", "70")));
    probes.push(pair(choice("0"), marks("60", "62"))[..3].to_vec());
    let three = |useful: &[(&str, &str)], wish: &str| vec![marks("60", "62"), given("work-values", useful), given("kabardova-opg", &[("*.skill", wish), ("*.attitude", wish), ("*.wish", wish)])];
    probes.push(three(&[("u*", "3")], "2"));
    probes.push(three(&[("u*", "3")], "0"));
    probes.push(three(&[("u*", "1"), ("u3", "5"), ("u5", "5")], "0"));
    let results = |battery: &Battery| -> Vec<String> {
        let text = |reports: &Vec<Report>| {
            let mut profile = profile(battery, reports);
            (profile.document, profile.receipts) = (String::new(), Vec::new());
            serde_json::to_string(&profile).expect("a profile is JSON")
        };
        probes.iter().map(text).collect()
    };
    let usual = results(&compiled(&document).expect("a battery"));
    let mut paths = Vec::new();
    for part in ["levels", "criteria", "criterion", "overall", "agreements"] {
        numbers(&document[part], &format!("/{part}"), &mut paths);
    }
    assert!(paths.len() > 100, "{}", paths.len());
    let mut idle = Vec::new();
    for path in &paths {
        let number = document.pointer(path).cloned().expect("a number of the file");
        let value = number.as_f64().expect("a number");
        let whole = path.starts_with("/criter") || !path.ends_with("position");
        let tried = if whole { vec![value + 1.0, value - 1.0, value + 20.0] } else { vec![(value + 0.25) / 2.0] };
        let decides = tried.into_iter().any(|value| {
            *document.pointer_mut(path).expect("a number of the file") = if value.fract() == 0.0 { json!(format!("{value}").parse::<i64>().expect("whole")) } else { json!(value) };
            compiled(&document).is_ok_and(|battery| results(&battery) != usual)
        });
        *document.pointer_mut(path).expect("a number of the file") = number;
        if !decides {
            idle.push(path);
        }
    }
    assert!(idle.is_empty(), "no sheet notices {idle:#?}");
}

/// The same by hand for one number: 75 % is high where the file says 75, and medium where it says 76.
#[test]
fn one_number_changed_in_the_text() {
    let sheet = [("c*", "3"), ("c7", "0"), ("c8", "0"), ("w1", "technology"), ("w2", "human"), ("w3", "sign"), ("w4", "nature"), ("w5", "art"),
        ("w6", "sign"), ("w7", "nature"), ("w8", "technology"), ("w9", "art"), ("w10", "human"), ("w11", "nature"), ("w12", "sign")];
    let report = given("profession-awareness", &sheet);
    let text = catalogue::BATTERIES[0].1;
    let line = r#"{ "at_least": [{ "scale": "chosen_profession" }, { "number": 75 }] }"#;
    assert_eq!(text.matches(line).count(), 1, "the cut-off stands once in the file");
    let changed = Battery::from_json(&text.replace(line, &line.replace("75", "76")), catalogue::get).expect("a battery");
    assert_eq!(verdict(&battery(), "awareness", &report), "high");
    assert_eq!(verdict(&changed, "awareness", &report), "medium");
    assert_ne!(changed.document_hash(), battery().document_hash());
}

// ---------------------------------------------------------------- what is wrong

#[test]
fn every_fault_of_a_battery_is_named_in_one_run() {
    let mut document = document();
    let set = |document: &mut Value, path: &str, value: Value| *document.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = value;
    set(&mut document, "/criteria/0/indicators/0/cases/1/then/level", json!("lowest"));
    set(&mut document, "/criteria/0/indicators/1/otherwise/level", json!("mediun"));
    set(&mut document, "/criteria/0/indicators/1/cases/0/when/less/0/scale", json!("gab"));
    set(&mut document, "/criteria/1/indicators/0/cases/0/when/any/0/all/0/leads/over/2", json!("external_negativ"));
    set(&mut document, "/criteria/1/indicators/1/from/0", json!("work-valeus"));
    set(&mut document, "/criteria/1/indicators/2/cases/0/when/all/1/level/is/0", json!("low"));
    document["criteria"][2]["indicators"][1].as_object_mut().expect("an indicator").remove("basis");
    set(&mut document, "/criterion/rules/0/share_of/0", json!("hihg"));
    set(&mut document, "/criterion/opposite/1", json!("top"));
    document["overall"].as_object_mut().expect("joining").remove("basis");
    set(&mut document, "/overall/otherwise", json!("average"));
    set(&mut document, "/agreements/0/basis/source", json!("tomsk"));
    set(&mut document, "/beside/0", json!("klimov-dod"));
    let faults = Battery::from_json(&document.to_string(), catalogue::get).expect_err("a faulty battery");
    let mut found: Vec<_> = faults.iter().map(|fault| (fault.path(), fault.code())).collect();
    found.sort_unstable_by_key(|(path, _)| *path);
    let expected = [
        ("/agreements/0/basis/source", Code::UnknownName),
        ("/beside/0", Code::UnknownInstrument),
        ("/criteria/0/indicators/0/cases/1/then/level", Code::UnknownName),
        ("/criteria/0/indicators/1/cases/0/when/less/0/scale", Code::UnknownName),
        ("/criteria/0/indicators/1/otherwise/level", Code::UnknownName),
        ("/criteria/1/indicators/0/cases/0/when/any/0/all/0/leads/over/2", Code::UnknownName),
        ("/criteria/1/indicators/1/from/0", Code::UnknownInstrument),
        ("/criteria/1/indicators/2/cases/0/when/all/1/level/is/0", Code::UnknownName),
        ("/criteria/2/indicators/1", Code::BasisMissing),
        ("/criterion/opposite/1", Code::UnknownName),
        ("/criterion/rules/0/share_of/0", Code::UnknownName),
        ("/overall", Code::BasisMissing),
        ("/overall/otherwise", Code::UnknownName),
    ];
    assert_eq!(found, expected);
    assert!(faults.to_string().contains("did you mean `gap`?"), "{faults}");
    assert!(faults.to_string().contains("did you mean `work-values`?"), "{faults}");
}

#[test]
fn results_that_do_not_belong_are_refused() {
    let battery = battery();
    let aware = given("profession-awareness", &[("c*", "3")]);
    // Not of the battery.
    let (_, small) = small_battery(&[&["a"]]);
    let foreign = rated(&small["a"], &[], &[vec![]]);
    let error = battery.assess(&[&aware, &foreign]).expect_err("a foreign result");
    assert_eq!(error.code(), Code::WrongInstrument);
    // Of the same name with another key: the first item of sign and the second of technology are swapped.
    let (_, text) = catalogue::INSTRUMENTS.iter().find(|(id, _)| *id == "kabardova-opg").expect("known");
    let mut swapped: Value = serde_json::from_str(text).expect("JSON");
    (swapped["items"][0]["key"], swapped["items"][1]["key"]) = (json!("technology"), json!("sign"));
    let swapped = Instrument::from_json(&swapped.to_string()).expect("a definition");
    let error = battery.assess(&[&rated(&swapped, &[], &[vec![]])]).expect_err("another key");
    assert_eq!(error.code(), Code::WrongInstrument);
    // Words of a definition may differ.
    let mut titled: Value = serde_json::from_str(text).expect("JSON");
    titled.as_object_mut().expect("an object").remove("texts");
    let titled = Instrument::from_json(&titled.to_string()).expect("a definition");
    assert!(battery.assess(&[&rated(&titled, &[], &[vec![]])]).is_ok());
    // Which of two results would count?
    let error = battery.assess(&[&aware, &aware]).expect_err("twice the same");
    assert_eq!(error.code(), Code::WrongInstrument);
    assert!(!error.to_string().contains("of profession-awareness"), "{error}");
}

#[test]
fn whatever_a_profile_can_say_has_words() {
    fn names(value: &Value, key: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(name, value)| match value {
                Value::String(word) if name == key => found.push(word.clone()),
                _ => names(value, key, found),
            }),
            Value::Array(list) => list.iter().for_each(|value| names(value, key, found)),
            _ => {}
        }
    }
    let document = document();
    let ids = |list: &Value| list.as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>();
    let criteria = ids(&document["criteria"]);
    let mut said = BTreeMap::from([("criteria", criteria.clone()), ("agreements", ids(&document["agreements"])), ("levels", HANDS.map(str::to_owned).to_vec())]);
    said.insert("indicators", document["criteria"].as_array().expect("a list").iter().flat_map(|c| ids(&c["indicators"])).collect());
    let (mut reasons, mut flags) = (Vec::new(), criteria.iter().chain(&["overall".to_owned()]).map(|id| format!("{id}.opposite")).collect());
    ["reason", "not_graded", "missing"].iter().for_each(|key| names(&document["criteria"], key, &mut reasons));
    names(&document["criteria"], "flag", &mut flags);
    said.extend([("reasons", reasons), ("flags", flags)]);
    for lang in ["ru", "en"] {
        for (part, wanted) in &said {
            let texts = document["texts"][lang][part].as_object().unwrap_or_else(|| panic!("{lang} {part}"));
            let mut wanted: Vec<&String> = wanted.iter().collect();
            wanted.sort_unstable();
            wanted.dedup();
            let mut there: Vec<&String> = texts.keys().collect();
            there.sort_unstable();
            assert_eq!(there, wanted, "{lang} {part}");
        }
    }
}

#[test]
fn the_file_has_enough_worked_pupils() {
    let battery = compiled(&document());
    battery.check_examples().unwrap_or_else(|faults| panic!("{faults}"));
    let examples = &battery.definition().examples;
    assert!(examples.len() >= 7 && examples.iter().all(|example| example.work.is_some()));
    // The check does compare: a wrong expectation is found, and a name that does not exist too.
    let mut wrong = document();
    wrong["examples"][0]["expect"]["index"]["cognitive"] = json!(0.5);
    wrong["examples"][1]["expect"]["criteria"]["cognitiv"] = json!(null);
    wrong["examples"][2]["expect"]["possible"] = json!(["high"]);
    let faults = compiled(&wrong).check_examples().expect_err("three differ");
    assert_eq!(faults.iter().map(|fault| (fault.path(), fault.code())).collect::<Vec<_>>(),
        [("/examples/0", Code::ExampleFails), ("/examples/1", Code::ExampleFails), ("/examples/2", Code::ExampleFails)]);
}
