//! Each rule against its sentence in DESIGN, carried out a second time from the answers.

use std::collections::BTreeMap;

use orientir::criteria::Outcome;
use orientir::definition::Wording;
use orientir::{Battery, Instrument, Report, catalogue};
use serde_json::{Value, json};

use super::{
    BATTERY, Codes, INSTRUMENTS, LEVELS, document, given, indicator, owned, profile, rated, sheet, spread, verdict,
    verdict_of,
};

pub(crate) fn awareness(points: usize, known: usize) -> Report {
    let right = "technology human sign nature art sign nature technology art human nature sign".split(' ');
    let c = spread(points, 8).enumerate().map(|(i, mark)| (format!("c{}", i + 1), mark.to_string()));
    let w = right.enumerate().map(|(i, right)| {
        let wrong = if right == "art" { "sign" } else { "art" };
        (format!("w{}", i + 1), if i < known { right } else { wrong }.to_owned())
    });
    sheet("profession-awareness", c.chain(w).collect())
}

/// high: chosen >= 75 % and world >= 9 of 12; low: chosen < 50 % or world <= 5; else medium.
#[test]
fn awareness_as_its_sentence_says() {
    for points in 0..=24 {
        for known in 0..=12 {
            let expected = if points * 100 >= 75 * 24 && known >= 9 {
                "high"
            } else if points * 100 < 50 * 24 || known <= 5 {
                "low"
            } else {
                "medium"
            };
            assert_eq!(verdict("awareness", &awareness(points, known)), expected, "{points} of 24, {known} of 12");
        }
    }
}

/// What is not known of the choice keeps the level open; a level that cannot change stands.
#[test]
fn awareness_without_an_answer() {
    let found = |answers: &[(&str, &str)]| verdict("awareness", &given("profession-awareness", answers));
    assert_eq!(found(&[("c1", "none"), ("w*", "sign")]), "no_choice_yet", "3 of 12 would be low");
    assert_eq!(found(&[("c1", "none")]), "no_choice_yet");
    assert_eq!(found(&[("w*", "sign")]), "missing", "perhaps no profession is chosen: not low");
    assert_eq!(
        found(&[("c*", "2"), ("c6", "none"), ("w*", "sign")]),
        "missing",
        "it is not clear whether one is chosen"
    );
    assert_eq!(found(&[("c*", "1")]), "low", "33 % are low whatever is known of the world");
    assert_eq!(found(&[("c*", "3")]), "missing");
    assert_eq!(found(&[]), "missing");
    assert_eq!(found(&[("*", "refused")]), "refused");
}

/// The same mark on every line, in halves of a millimetre.
pub(crate) fn marks(now: i32, want: i32) -> Report {
    let half = |mark: i32| (f64::from(mark) / 2.0).to_string();
    sheet("dembo-rubinstein", vec![("*.now".to_owned(), half(now)), ("*.want".to_owned(), half(want))])
}

/// high: self-esteem [45, 75), aspiration [60, 90), gap [8, 23); low: self-esteem < 45 or aspiration < 60; else medium,
/// with its reason; gap < 0, or self-esteem >= 75 with gap < 8: flagged, never low.
#[test]
fn self_assessment_as_its_sentence_says() {
    let mut seen = BTreeMap::<String, usize>::new();
    for now in [0, 60, 88, 89, 90, 91, 104, 119, 120, 134, 148, 149, 150, 151, 165, 180, 200] {
        // Every gap round a cut-off, and every aspiration round one.
        let gaps = [-20, -1, 0, 1, 15, 16, 17, 45, 46, 47].map(|gap| now + gap);
        for want in gaps.into_iter().chain([118, 119, 120, 121, 179, 180, 181]).filter(|want| (0..=200).contains(want))
        {
            let found = profile(&BATTERY, &[marks(now, want)]);
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
            assert!(
                result.reason.is_some() || expected == "high",
                "a level that is not high has a reason: {now} {want}"
            );
            *seen.entry(result.reason.clone().unwrap_or_default()).or_default() += 1;
        }
    }
    assert_eq!(seen.len(), 9, "each of eight reasons occurs, and none: {seen:?}");
    // A median is not known: neither a level nor a flag, although the other alone would be low.
    for open in ["mind.now", "mind.want"] {
        let report = given("dembo-rubinstein", &[("*.now", "40"), ("*.want", "50"), (open, "")]);
        let found = profile(&BATTERY, &[report]);
        assert_eq!((indicator(&found, "self_assessment").outcome, found.flags.len()), (Outcome::Missing, 0));
    }
}

pub(crate) fn motives([individual, social, positive, negative]: [usize; 4]) -> Report {
    let groups = [
        (individual, [1, 5, 8, 15, 20]),
        (social, [3, 7, 12, 14, 17]),
        (positive, [4, 9, 10, 16, 19]),
        (negative, [2, 6, 11, 13, 18]),
    ];
    let items = groups.into_iter().flat_map(|(sum, items)| items.into_iter().zip(spread(sum, 5)));
    sheet("ovcharova-motives", items.map(|(item, mark)| (item.to_string(), mark.to_string())).collect())
}

/// leads: 2 points or more above the others; high: one internal motive or both together lead with a mean of 3 or more;
/// low: external negative leads alone with a mean of 3 or more; all within 2 points: not differentiated; else medium.
#[test]
fn motives_as_their_sentence_says() {
    let sums = [5, 13, 14, 15, 16, 17, 25];
    let mut seen = BTreeMap::<String, usize>::new();
    for code in 0..sums.len().pow(4) {
        let at = |place: u32| sums[code / sums.len().pow(place) % sums.len()];
        let [individual, social, positive, negative] = [at(0), at(1), at(2), at(3)];
        let found = verdict("motives", &motives([individual, social, positive, negative]));
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
    assert_eq!(verdict("motives", &given("ovcharova-motives", &[("*", "3"), ("1", "")])), "missing");
    assert_eq!(verdict("motives", &given("ovcharova-motives", &[("*", "3"), ("1", "refused")])), "refused");
}

pub(crate) fn useful_work(sum: usize) -> Report {
    let turned = |i, mark| if [2, 4].contains(&i) { 6 - mark } else { mark };
    let marks = spread(sum, 6).enumerate();
    sheet("work-values", marks.map(|(i, mark)| (format!("u{}", i + 1), turned(i, mark).to_string())).collect())
}

/// percent of maximum: < 40 low, 40 to under 70 medium, 70 and more high.
#[test]
fn useful_work_as_its_sentence_says() {
    for sum in 6..=30 {
        let percent = 100 * (sum - 6); // of 24
        let expected = LEVELS[usize::from(percent >= 40 * 24) + usize::from(percent >= 70 * 24)];
        assert_eq!(verdict("useful_work", &useful_work(sum)), expected, "{sum}");
    }
    // Refusing the choice of values takes nothing from the six statements.
    let report = given("work-values", &[("*", "refused"), ("u*", "5"), ("u3", "1"), ("u5", "1")]);
    assert_eq!(verdict("useful_work", &report), "high");
}

/// Described; graded only against a norm of pupils that fits: below, within, above M - 1 SD and M + 1 SD.
#[test]
fn meaning_is_graded_against_a_norm_of_pupils_alone() {
    let text = |id: &str| catalogue::INSTRUMENTS.iter().find(|(known, _)| *known == id).expect("known").1;
    let mut szho: Value = serde_json::from_str(text("szho")).expect("JSON");
    let resolve = |szho: Value| {
        move |id: &str| if id == "szho" { Instrument::from_json(&szho.to_string()) } else { catalogue::get(id) }
    };
    let scored = |szho: &Value, person: &[(&str, &str)], wording: Wording, code: &str| {
        let instrument = Instrument::from_json(&szho.to_string()).expect("a definition");
        let instrument = instrument.with_wording(wording).expect("no text pack");
        rated(&instrument, person, &[owned(&[("*", code)])])
    };
    let men: &[(&str, &str)] = &[("sex", "male")];
    // Of adults: 74, 80 and 86 are all 1 SD and more below 103.1 (15.03), and yet none is low.
    let shipped = resolve(szho.clone());
    let adults = Battery::from_json(&document().to_string(), shipped).expect("a battery");
    assert_eq!(verdict_of(&adults, "meaning", &scored(&szho, men, Wording::Published, "4")), "described");
    let nobody = profile(&adults, &[]);
    assert_eq!(nobody.criteria[1].coverage(), "0 of 2", "without such a norm nothing can grade it");
    assert!(nobody.missing.contains(&"meaning".to_owned()), "but there is no result to describe either");

    *szho.pointer_mut("/norms/0/population").expect("a norm") = json!("pupils");
    *szho.pointer_mut("/norms/0/groups/0/scales/total/moments").expect("moments") = json!({ "mean": 80, "sd": 6 });
    let pupils = Battery::from_json(&document().to_string(), resolve(szho.clone())).expect("a battery");
    // All 7 gives 74 = M - SD: within (half-open); all 4 gives 80; all 1 gives 86 = M + SD: above.
    for (code, level) in [("7", "medium"), ("4", "medium"), ("1", "high")] {
        assert_eq!(verdict_of(&pupils, "meaning", &scored(&szho, men, Wording::Published, code)), level, "{code}");
    }
    *szho.pointer_mut("/norms/0/groups/0/scales/total/moments/sd").expect("sd") = json!(5.9);
    let narrow = Battery::from_json(&document().to_string(), resolve(szho.clone())).expect("a battery");
    assert_eq!(verdict_of(&narrow, "meaning", &scored(&szho, men, Wording::Published, "7")), "low", "-6 under -5.9");
    // All 1 gives 86 = M + 6: above by 5.9, and within by 6.1.
    assert_eq!(verdict_of(&narrow, "meaning", &scored(&szho, men, Wording::Published, "1")), "high", "6 over 5.9");
    *szho.pointer_mut("/norms/0/groups/0/scales/total/moments/sd").expect("sd") = json!(6.1);
    let wide = Battery::from_json(&document().to_string(), resolve(szho.clone())).expect("a battery");
    for code in ["1", "7"] {
        assert_eq!(verdict_of(&wide, "meaning", &scored(&szho, men, Wording::Published, code)), "medium", "{code}");
    }
    // Another wording, or no sex: no norm fits.
    assert_eq!(verdict_of(&narrow, "meaning", &scored(&szho, men, Wording::Own, "7")), "described");
    assert_eq!(verdict_of(&narrow, "meaning", &scored(&szho, &[], Wording::Published, "7")), "described");
    assert_eq!(verdict_of(&narrow, "meaning", &scored(&szho, men, Wording::Published, "refused")), "refused");
    assert_eq!(profile(&narrow, &[]).criteria[1].coverage(), "0 of 3");
}

/// A sphere of a Kabardova sheet: skill, attitude and wish of its ten items; none for a dash.
pub(crate) type Sphere = [(Option<u32>, u32, u32); 10];

pub(crate) fn kabardova(spheres: &[Sphere; 5]) -> Report {
    let mut cells = Vec::new();
    for (s, sphere) in spheres.iter().enumerate() {
        for (i, (skill, attitude, wish)) in sphere.iter().enumerate() {
            let item = 5 * i + s + 1;
            let tried = skill.map(|skill| [skill.to_string(), attitude.to_string()]);
            let [skill, attitude] = tried.unwrap_or_else(|| ["-".to_owned(), "-".to_owned()]);
            cells.extend([(format!("{item}.skill"), skill), (format!("{item}.attitude"), attitude)]);
            cells.push((format!("{item}.wish"), wish.to_string()));
        }
    }
    sheet("kabardova-opg", cells)
}

/// The sphere with the largest wish (tried and untried; ties: the better): least of skill and attitude, each by
/// 10 / (10 - dashes), and the wish: [0, 7) [7, 14) [14, 20]; fewer than six tried: little experience.
#[test]
fn readiness_as_its_sentence_says() {
    let mut random = 20_261_107_u64;
    let mut draw = move |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    let mut seen = BTreeMap::<String, usize>::new();
    for round in 0..600 {
        let mut spheres: [Sphere; 5] = [[(None, 0, 0); 10]; 5];
        for sphere in &mut spheres {
            let (dashes, taste) = (draw(12), draw(4));
            for item in sphere.iter_mut() {
                let mark = |one: u64| {
                    u32::try_from(if taste == 0 { one % 2 } else { (one % 3).max(taste / 2) }).expect("small")
                };
                let wish = if round % 3 == 0 { 1 + mark(draw(6)) / 2 } else { mark(draw(6)) };
                *item = ((draw(12) >= dashes).then(|| mark(draw(6))), mark(draw(6)), wish);
            }
        }
        // The rule once more, from the answers; products are compared, so there are no fractions.
        let told = spheres.map(|sphere| {
            let tried =
                sphere.iter().filter_map(|(skill, attitude, wish)| skill.map(|skill| (skill, *attitude, *wish)));
            let tried: Vec<_> = tried.collect();
            let untried: u32 = sphere.iter().filter(|item| item.0.is_none()).map(|item| item.2).sum();
            // Items with skill 0 add neither attitude nor wish (the default policy of the instrument).
            let sum = |of: fn(&(u32, u32, u32)) -> u32| tried.iter().filter(|item| item.0 > 0).map(of).sum::<u32>();
            let (skill, attitude, wish) = (sum(|i| i.0), sum(|i| i.1), sum(|i| i.2) + untried);
            (wish, u32::try_from(tried.len()).expect("ten"), skill.min(attitude))
        });
        let top = told.iter().map(|sphere| sphere.0).max().expect("five");
        let counted = told.iter().filter(|sphere| sphere.0 == top && sphere.1 >= 6);
        // At least 7 (or 14): the smaller sum times ten over the tried, and the wish.
        let level = |(wish, tried, least): &(u32, u32, u32)| {
            [7, 14].iter().filter(|cut| least * 10 >= **cut * tried && wish >= *cut).count()
        };
        let expected = counted.map(level).max().map_or("little_experience", |level| LEVELS[level]);
        let found = verdict("readiness", &kabardova(&spheres));
        assert_eq!(found, expected, "round {round}: {told:?}");
        let tied = told.iter().filter(|sphere| sphere.0 == top).count() > 1;
        *seen.entry(format!("{found} {tied}")).or_default() += 1;
    }
    assert_eq!(seen.len(), 8, "every outcome, with and without a tie: {seen:?}");
    // A wish is not known: the sphere may be another one.
    let report = given("kabardova-opg", &[("*.skill", "1"), ("*.attitude", "1"), ("*.wish", "1"), ("1.wish", "")]);
    assert_eq!(verdict("readiness", &report), "missing");
    assert_eq!(verdict("readiness", &given("kabardova-opg", &[("*", "refused")])), "refused");
}

pub(crate) fn observed(seen: usize, ratings: usize, points: usize) -> Report {
    let marks = spread(points, seen).map(|mark| mark.to_string()).chain(std::iter::repeat_n("no".to_owned(), 8 - seen));
    let rating: Codes = marks.enumerate().map(|(i, mark)| (format!("a{}", i + 1), mark)).collect();
    rated(&INSTRUMENTS["observation-sheet"], &[], &vec![rating; ratings])
}

/// [0, 40) [40, 70) [70, 100]; needs six of eight indicators and two ratings.
#[test]
fn active_position_as_its_sentence_says() {
    for (seen, ratings) in (0..=8).flat_map(|seen| [(seen, 1), (seen, 2), (seen, 3)]) {
        for points in 0..=3 * seen {
            let report = observed(seen, ratings, points);
            let enough = seen >= 6 && ratings >= 2;
            let level = LEVELS[usize::from(points * 100 >= 40 * 3 * seen) + usize::from(points * 100 >= 70 * 3 * seen)];
            let expected = if enough { level } else { "too_few_observations" };
            assert_eq!(verdict("active_position", &report), expected, "{seen} {ratings} {points}");
            let found = profile(&BATTERY, std::slice::from_ref(&report));
            assert_eq!(found.missing.contains(&"active_position".to_owned()), !enough);
            // The battery and the sheet say the same.
            let level = indicator(&found, "active_position").level.as_deref();
            assert_eq!(report.scale("activity").expect("a scale").level(), level);
        }
    }
    assert_eq!(verdict("active_position", &given("observation-sheet", &[])), "missing");
    assert_eq!(verdict("active_position", &given("observation-sheet", &[("*", "refused")])), "refused");
}

#[test]
fn agreement_of_leading_types() {
    let ones = [("*.skill", "1"), ("*.attitude", "1"), ("*.wish", "1")];
    let wishes = |more: &[(&str, &str)]| given("kabardova-opg", &[&ones[..], more].concat());
    let found = |reports: &[Report]| {
        let profile = profile(&BATTERY, reports);
        (profile.agreements[0].outcome, profile.agreements[0].common.join("+"))
    };
    let (sign, human_and_nature) =
        (given("klimov-ddo", &[("*", "b")]), given("klimov-ddo", &[("*", "a"), ("16", "b")]));
    let nature_and_human = wishes(&[("3.wish", "2"), ("5.wish", "2")]);
    assert_eq!(found(&[human_and_nature.clone(), nature_and_human.clone()]), ("agree", "nature+human".to_owned()));
    assert_eq!(
        found(&[human_and_nature.clone(), wishes(&[("3.wish", "2"), ("4.wish", "2")])]),
        ("agree", "nature".to_owned())
    );
    assert_eq!(found(&[sign.clone(), nature_and_human]), ("differ", String::new()));
    assert_eq!(found(&[sign.clone(), wishes(&[])]), ("not_differentiated", String::new()), "five lead");
    assert_eq!(found(std::slice::from_ref(&sign)), ("missing", String::new()));
    assert_eq!(found(&[sign, wishes(&[("1.wish", "")])]), ("missing", String::new()), "sign may lead, tie or follow");
    assert_eq!(found(&[human_and_nature, given("kabardova-opg", &[("*", "refused")])]), ("missing", String::new()));
}
