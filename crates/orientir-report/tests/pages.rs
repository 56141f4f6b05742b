//! Pages hold what their readers may read, whoever is on them, and are sound.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use orientir::{Battery, Class, Code, Error, Key, Lang, Profile, Report, catalogue};
use orientir_report::{Audience, ClassPage, PersonPage, Problem};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The page of a pupil of the example class.
fn person(id: &str, audience: Audience, overall: bool) -> String {
    let battery = support::battery();
    let class = support::class(&battery, true);
    let (key, reports, profile) = support::person(&battery, &class, id, 1);
    PersonPage::new(&battery, &key, &profile, &reports).audience(audience).overall(overall).html(Lang::Ru)
}

/// A class of one pupil who answered one instrument.
fn alone(id: &str) -> (Battery, Class) {
    let battery = catalogue::battery("self-determination").expect("in the catalogue");
    let plan = battery.instrument("career-plan").expect("of the battery").clone();
    let header = ["id", "plan", "dated", "next_step", "alternative", "sources"];
    let sheet = orientir::Sheet::new(&plan, &header).expect("columns");
    let (entries, _) = sheet.read([[id, "1", "0", "1", "0", "1"]]);
    let mut class = Class::default();
    class.add(&plan, sheet.identity(), entries).expect("an identity");
    (battery, class)
}

fn class_page(battery: &Battery, class: &Class, lang: Lang) -> String {
    let people = class.profiles(battery).expect("of the battery");
    ClassPage::new(battery, class, &people).html(lang)
}

#[test]
fn strengths_come_first_and_the_receipt_last() {
    let page = person("07", Audience::Pupil, false);
    let order = [
        "Что в твоих ответах выражено сильнее всего",
        "Что это значит",
        "Что делать дальше",
        "Если что-то из этого тревожит",
        "Как читать этот результат",
        "Чем посчитано",
    ];
    let places = order.map(|words| page.find(words).unwrap_or_else(|| panic!("{words}")));
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn only_the_psychologist_reads_levels_and_nobody_a_word_for_the_whole_unasked() {
    for audience in [Audience::Pupil, Audience::Parents] {
        let page = person("07", audience, false);
        for hidden in ["низкий", "средний", "высокий", "Когнитивный", "T-баллы", "Смысложизненные", "В целом"]
        {
            assert!(!page.contains(hidden), "{hidden} for {}", audience.as_str());
        }
    }
    let page = person("07", Audience::Psychologist, false);
    for shown in ["Когнитивный", "низкий", "T-баллы", "Смысложизненные", "leontiev-reference", "Откуда правила"]
    {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(!page.contains("В целом"));
    for audience in Audience::ALL {
        assert!(person("07", audience, true).contains("В целом"), "{}", audience.as_str());
    }
}

#[test]
fn parents_read_how_to_talk_about_it() {
    let (pupil, parents) = (person("07", Audience::Pupil, false), person("07", Audience::Parents, false));
    assert!(parents.contains("Как об этом поговорить") && !pupil.contains("Как об этом поговорить"));
    assert!(parents.contains("поговорите со школьным психологом") && pupil.contains("поговори со школьным психологом"));
}

#[test]
fn earlier_results_are_compared_where_the_definition_is_the_same() {
    let battery = support::battery();
    let class = support::class(&battery, true);
    let (key, reports, profile) = support::person(&battery, &class, "07", 2);
    let (_, earlier, _) = support::person(&battery, &class, "07", 1);
    let page = PersonPage::new(&battery, &key, &profile, &reports).audience(Audience::Psychologist);
    let changed = "Что мне ближе: пять типов профессий (по Климову): было и стало";
    assert!(!page.html(Lang::Ru).contains(changed));
    assert!(page.earlier(&earlier).html(Lang::Ru).contains(changed));
    // Other sentences were answered then: the scores may not be compared.
    let published = orientir::definition::Wording::Published;
    let other: Vec<Report> = earlier
        .iter()
        .map(|report| report.instrument().with_wording(published).expect("no text pack").score(report.answers()))
        .collect();
    let other: Vec<&Report> = other.iter().filter(|report| report.instrument().id() == "klimov-ddo").collect();
    assert!(!page.earlier(&other).html(Lang::Ru).contains(changed));
}

#[test]
fn names_are_text_and_keep_to_their_place() {
    let long = "Я".repeat(300);
    for name in ["<script>alert(1)</script>", "\u{202e}txt.exe", "😀👩‍🔬", "a&b\"'", long.as_str()] {
        let (battery, class) = alone(name);
        let people = class.profiles(&battery).expect("of the battery");
        let [(key, profile)] = people.as_slice() else { panic!("one pupil") };
        let reports: Vec<&Report> = class.reports(key).collect();
        let page = PersonPage::new(&battery, key, profile, &reports);
        let pages = Audience::ALL.map(|audience| page.audience(audience).html(Lang::Ru));
        for html in pages.into_iter().chain([class_page(&battery, &class, Lang::Ru)]) {
            assert!(!html.contains("<script>alert"), "{name}");
            let shown = key.id.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            assert!(html.contains(&format!("<bdi>{shown}</bdi>")), "{name} has a direction of its own");
        }
    }
}

#[test]
fn one_pupil_with_little_and_no_pupil_at_all() {
    let (battery, class) = alone("01");
    let page = class_page(&battery, &class, Lang::En);
    assert!(page.contains("Pupils: 1.") && !page.contains(" %)"));
    // Nothing is known of two criteria, which is no reason for a talk.
    assert!(page.contains("These data show no reason for a talk."), "{page}");
    let empty = class_page(&battery, &Class::default(), Lang::En);
    assert!(empty.contains("Pupils: 0.") && empty.contains("There are no pupils."));
    assert!(!empty.contains("NaN") && !empty.contains("<svg"));
}

#[test]
fn somebody_with_no_result_has_a_page_without_a_hole() {
    let battery = support::battery();
    let profile = battery.assess(&[]).expect("nothing is foreign");
    let pupil = Key { id: "29".to_owned(), ..Key::default() };
    for audience in Audience::ALL {
        for lang in Lang::ALL {
            let page = PersonPage::new(&battery, &pupil, &profile, &[]).audience(audience).overall(true).html(lang);
            assert!(page.contains("29") && !page.contains("NaN"), "{}", audience.as_str());
        }
    }
}

/// All pages of a class of three, of whom one refused, one left out, and one has no row, or in another order.
fn pages_of(battery: &Battery, first: &str, second: &str) -> Vec<String> {
    let motives = battery.instrument("ovcharova-motives").expect("of the battery");
    let plan = battery.instrument("career-plan").expect("of the battery");
    let header: Vec<String> = (1..=20).map(|item| item.to_string()).collect();
    let header: Vec<&str> = ["id"].into_iter().chain(header.iter().map(String::as_str)).collect();
    let row = |id: &str, answer: &str| [id].into_iter().chain([answer; 20]).map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = [("01", first), ("02", second)].map(|(id, answer)| row(id, answer)).into();
    let rows: Vec<&Vec<String>> = rows.iter().filter(|row| row.last().is_some_and(|answer| answer != "none")).collect();
    let sheet = orientir::Sheet::new(motives, &header).expect("columns");
    let entries = sheet.read(rows.iter().map(|row| row.iter().map(String::as_str))).0;
    let mut class = Class::default();
    let about = ["id", "plan", "dated", "next_step", "alternative", "sources"];
    let plans = orientir::Sheet::new(plan, &about).expect("columns");
    let all = ["01", "02", "03"].map(|id| [id, "1", "0", "1", "0", "1"]);
    class.add(plan, plans.identity(), plans.read(all).0).expect("an identity");
    class.add(motives, sheet.identity(), entries).expect("an identity");
    let people = class.profiles(battery).expect("of the battery");
    let pages = people.iter().flat_map(|(key, profile)| {
        let reports: Vec<&Report> = class.reports(key).collect();
        let page = PersonPage::new(battery, key, profile, &reports).overall(true);
        Audience::ALL.map(|audience| page.audience(audience).html(Lang::Ru))
    });
    let of_class = ClassPage::new(battery, &class, &people).overall(true).html(Lang::Ru);
    pages.chain([of_class]).collect()
}

#[test]
fn a_refusal_looks_like_no_answer_on_every_page() {
    let battery = catalogue::battery("self-determination").expect("in the catalogue");
    // The receipts of a class name the instruments that somebody has a row of.
    let without_receipts =
        |page: &String| page.split_once("<footer>").map_or(page.clone(), |(before, _)| before.to_owned());
    let pages = |first, second| pages_of(&battery, first, second).iter().map(without_receipts).collect::<Vec<_>>();
    let expected = pages("none", "none");
    for (first, second) in [("refused", ""), ("", "refused"), ("refused", "none"), ("none", "")] {
        for (page, expected) in pages(first, second).iter().zip(&expected) {
            assert!(page == expected, "{first:?} and {second:?} are to be seen:\n{page}\n\n{expected}");
        }
    }
}

#[test]
fn what_is_wrong_with_the_data_is_told_and_does_not_flood() {
    let (battery, class) = alone("01");
    let people = class.profiles(&battery).expect("of the battery");
    let problem = |row: usize| Problem {
        table: Some("motives <1>.csv".to_owned()),
        fault: Error::new(Code::UnknownPerson, "").with("id", row.to_string()),
    };
    let problems: Vec<Problem> = (1..=1000).map(problem).collect();
    let page = ClassPage::new(&battery, &class, &people).problems(&problems).html(Lang::En);
    assert!(page.contains("motives &lt;1&gt;.csv"));
    assert!(page.contains("And so many more: 700."));
}

#[test]
fn two_thousand_pupils_stay_below_three_megabytes() {
    let battery = support::battery();
    let class = support::class(&battery, true);
    let people = class.profiles(&battery).expect("of the battery");
    let many: Vec<(Key, Profile)> = people
        .iter()
        .cycle()
        .take(2000)
        .enumerate()
        .map(|(number, (_, profile))| {
            (
                Key {
                    id: format!("Константинопольская Анастасия {number}"), ..Key::default()
                },
                profile.clone(),
            )
        })
        .collect();
    let everybody = Class::default();
    let page = ClassPage::new(&battery, &everybody, &many).overall(true).html(Lang::Ru);
    assert!(page.contains("Учеников: 2000."));
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
}

#[test]
fn the_policy_names_the_script_that_is_there() {
    let (battery, class) = alone("01");
    let page = class_page(&battery, &class, Lang::En);
    let (_, script) = page.split_once("<script>").expect("a script");
    let (script, _) = script.split_once("</script>").expect("its end");
    let hash = base64(&Sha256::digest(script.as_bytes()));
    assert!(
        page.contains(&format!("script-src &#39;sha256-{hash}&#39;"))
            || page.contains(&format!("script-src 'sha256-{hash}'")),
        "sha256-{hash}"
    );
}

/// RFC 4648, 4, for bytes whose number leaves a remainder of two.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            let six = number >> (18 - 6 * place) & 63;
            text.push(char::from(SIGNS.get(six as usize).copied().unwrap_or_default()));
        }
        text.push_str(if three.len() == 2 { "=" } else { "" });
    }
    text
}

#[test]
fn nothing_of_a_page_is_asked_for_from_anywhere() {
    let battery = support::battery();
    let class = support::class(&battery, true);
    let pages = [person("07", Audience::Psychologist, true), class_page(&battery, &class, Lang::Lt)];
    for page in pages {
        for outside in ["src=", "href=", "url(", "@import", "http://www.w3.org/1999/xlink"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}

/// 61 with mean 50, standard deviation 10 and an error of measurement of 4 (r = 1 - .4² = .84) is high, and likelier medium: the true score
/// is about 50 + .84 * 11 = 59.24, and the cut is 60.
#[test]
fn only_a_psychologist_reads_that_a_level_is_borderline() {
    let text = include_str!("../../../tests/definitions/error-of-raw-scores.json");
    let instrument = orientir::Instrument::from_json(text).expect("a definition");
    let level =
        |level: &str| json!({ "when": { "level": { "scale": "both", "is": [level] } }, "then": { "level": level } });
    let mut document: Value = serde_json::from_str(catalogue::BATTERIES[0].1).expect("JSON");
    document["criteria"] = json!([{ "id": "cognitive", "indicators": [{ "id": "awareness", "from": ["error-of-raw-scores"],
        "cases": [level("high"), level("low")], "otherwise": { "level": "medium" }, "basis": { "source": "orientir", "evidence": "D" } }] }]);
    for key in ["beside", "agreements", "examples"] {
        document[key] = json!([]);
    }
    let battery = Battery::from_json(&document.to_string(), |_| Ok(instrument.clone())).expect("a battery");
    let mut answers = instrument.answers();
    answers.set("both", "61").expect("a code").person_mut().set("age", "15").expect("a covariate");
    let report = instrument.score(&answers);
    let profile = battery.assess(&[&report]).expect("of the battery");
    let reports = [&report];
    let key = Key { id: "01".to_owned(), ..Key::default() };
    let page = PersonPage::new(&battery, &key, &profile, &reports);
    for (lang, word) in [(Lang::Ru, "на границе"), (Lang::Lt, "ties riba"), (Lang::En, "borderline")] {
        for audience in Audience::ALL {
            let html = page.audience(audience).html(lang);
            // Beside the indicator, beside the criterion, beside the scale.
            let expected = if audience == Audience::Psychologist { 3 } else { 0 };
            assert_eq!(html.matches(word).count(), expected, "{} {lang:?}", audience.as_str());
        }
    }
}

/// The pages of somebody who answered the lines of Dembo and Rubinstein alone, where the definition says who may see what.
fn of_lines(self_test: &str, administration: &Value) -> [String; 3] {
    let (_, text) = catalogue::INSTRUMENTS.iter().find(|(id, _)| *id == "dembo-rubinstein").expect("in the catalogue");
    let mut definition: Value = serde_json::from_str(text).expect("JSON");
    definition["about"]["self_test"] = json!(self_test);
    for (who, what) in administration.as_object().expect("an object") {
        definition["about"]["administration"][who] = what.clone();
    }
    let dembo = orientir::Instrument::from_json(&definition.to_string()).expect("sound");
    let (_, battery) =
        catalogue::BATTERIES.iter().find(|(id, _)| *id == "self-determination").expect("in the catalogue");
    let resolve = |id: &str| if id == dembo.id() { Ok(dembo.clone()) } else { catalogue::get(id) };
    let battery = Battery::from_json(battery, resolve).expect("sound");
    let mut answers = dembo.answers();
    for line in ["mind", "character", "authority", "hands", "looks", "confidence"] {
        answers.set(&format!("{line}.now"), "40").expect("on the line");
        answers.set(&format!("{line}.want"), "95").expect("on the line");
    }
    let report = dembo.score(&answers);
    let reports = [&report];
    let profile = battery.assess(&reports).expect("of the battery");
    let key = Key { id: "01".to_owned(), ..Key::default() };
    let page = PersonPage::new(&battery, &key, &profile, &reports);
    Audience::ALL.map(|audience| page.audience(audience).html(Lang::Ru))
}

#[test]
fn pages_show_what_the_definition_lets_each_reader_see() {
    // The name of a scale, and the heading of the column of levels.
    let (scale, level) = (">Самооценка<", ">уровень<");
    let [pupil, parents, psychologist] = of_lines("description", &json!({}));
    assert!(pupil.contains("Самооценка") && parents.contains("Самооценка"));
    assert!(psychologist.contains(scale) && psychologist.contains(level), "{psychologist}");

    for (self_test, administration) in [("none", json!({})), ("levels", json!({ "pupil": "nothing" }))] {
        let [pupil, parents, psychologist] = of_lines(self_test, &administration);
        for page in [&pupil, &parents] {
            assert!(!page.contains("Самооценка") && !page.contains("<svg"), "{self_test}: {page}");
        }
        assert!(psychologist.contains(scale), "the psychologist has it all the same");
    }
    let [pupil, ..] = of_lines("levels", &json!({ "pupil": "levels" }));
    assert!(pupil.contains("строго"), "the words of the level `low`");
    let [pupil, ..] = of_lines("levels", &json!({ "pupil": "description" }));
    assert!(pupil.contains("Самооценка") && !pupil.contains("строго"));

    let [.., psychologist] = of_lines("description", &json!({ "psychologist": "description" }));
    assert!(psychologist.contains(scale) && !psychologist.contains(level));
    let [.., psychologist] = of_lines("description", &json!({ "psychologist": "nothing" }));
    assert!(!psychologist.contains(scale) && !psychologist.contains(level));
}
