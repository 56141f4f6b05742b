//! Figures for psychologists: what is drawn is what was counted.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use orientir::criteria::Overview;
use orientir::{Answers, Instrument, Lang, Profile, catalogue};
use orientir_report::Figure;
use roxmltree::{Document, Node};
use support::{attribute, elements};

/// Two items of 0 to 10, a norm with mean 10 and SD 5, and an alpha of 0.9 if wanted.
fn normed(alpha: bool) -> (Instrument, Answers) {
    let kind = if alpha { r#""kind": "alpha", "value": 0.9"# } else { r#""kind": "unknown""# };
    let definition = format!(
        r#"{{ "format": 1, "id": "normed", "version": "1.0.0",
            "about": {{ "sources": {{ "here": {{ "cite": "this test", "year": 2026 }} }}, "wording": "own" }},
            "responses": {{ "points": {{ "rating": {{ "from": 0, "to": 10 }} }} }},
            "items": [{{ "id": "a", "fields": [{{ "response": "points" }}] }}, {{ "id": "b", "fields": [{{ "response": "points" }}] }}],
            "scales": [{{ "id": "total", "method": {{ "sum": {{ "fields": ["a", "b"] }} }}, "basis": {{ "source": "here", "evidence": "D" }} }}],
            "reliability": [{{ "scales": ["total"], {kind}, "basis": {{ "source": "here", "evidence": "D" }} }}],
            "norms": [{{ "id": "ours", "wording": "own", "population": "pupils", "n": 300, "year": 2026,
                "groups": [{{ "scales": {{ "total": {{ "moments": {{ "mean": 10, "sd": 5 }} }} }} }}],
                "basis": {{ "source": "here", "evidence": "D" }} }}] }}"#
    );
    let instrument = Instrument::from_json(&definition).unwrap_or_else(|faults| panic!("{faults:?}"));
    let mut answers = instrument.answers();
    answers.set("a", "10").expect("a code").set("b", "5").expect("a code");
    (instrument, answers)
}

#[test]
fn a_score_stands_in_the_band_of_its_norm() {
    let (instrument, answers) = normed(true);
    let report = instrument.score(&answers);
    let figure = Figure::standing(&report, Lang::En).expect("a norm");
    // 15 with mean 10 and SD 5 is T = 60. SEM = 10 √(1 − 0.9) = 3.1623 (METHODS 5), and 1.96 of them are 6.198.
    assert!(
        figure.description().contains("total: 60 T scores (mean 50, SD 10), 53.8 to 66.2."),
        "{}",
        figure.description()
    );
    let svg = figure.svg();
    let document = Document::parse(&svg).expect("sound XML");
    let band = elements(&document, "rect").next().expect("a band");
    // The axis goes from 20 at 14 to 80 at 292: T = 40 is a third of it, T = 60 two thirds.
    let third = (292.0 - 14.0) / 3.0;
    assert!((attribute(band, "x") - (14.0 + third)).abs() < 0.06 && (attribute(band, "width") - third).abs() < 0.06);
    let mark =
        elements(&document, "path").find(|path| path.attribute("d").is_some_and(|d| d.ends_with("l6 6-6 6-6-6z")));
    let at = mark.and_then(|path| path.attribute("d")?.strip_prefix('M')?.split_once(' ')).expect("a mark").0;
    assert!((at.parse::<f64>().expect("a number") - (14.0 + 2.0 * third)).abs() < 0.06, "{at}");
    assert!(svg.contains("ours, n = 300, 2026"));
}

#[test]
fn how_sure_a_score_is_is_shown_only_where_it_is_known() {
    let (instrument, answers) = normed(false);
    let figure = Figure::standing(&instrument.score(&answers), Lang::En).expect("a norm");
    assert!(figure.description().ends_with("(mean 50, SD 10)."), "{}", figure.description());
    assert!(figure.svg().contains("Where there is no such line, the"));
}

#[test]
fn without_a_norm_nothing_stands_among_others() {
    for id in ["klimov-ddo", "szho"] {
        let instrument = catalogue::get(id).expect("in the catalogue");
        assert!(Figure::standing(&instrument.score(&instrument.answers()), Lang::Ru).is_none(), "{id}");
    }
}

#[test]
fn the_scales_of_a_group_stand_under_its_name() {
    let instrument = catalogue::get("kabardova-opg").expect("in the catalogue");
    let mut answers = instrument.answers();
    for item in 1..=50 {
        for (field, code) in [("skill", "2"), ("attitude", "1"), ("wish", "0")] {
            answers.set(&format!("{item}.{field}"), code).expect("a code");
        }
    }
    let told = instrument.score(&answers).told(Lang::Ru);
    let figure = Figure::groups(&told, Lang::Ru).expect("groups");
    // Facts: all skill 2, attitude 1, wish 0 give 20-10-0 in each of five spheres.
    let triple = "умение 20 из 20, отношение 10 из 20, желание 0 из 20";
    assert_eq!(figure.description().matches(triple).count(), 5, "{}", figure.description());
    let svg = figure.svg();
    let document = Document::parse(&svg).expect("sound XML");
    let bars = elements(&document, "rect").filter(|rect| rect.attribute("class") == Some("accent"));
    let lengths: Vec<f64> = bars.map(|bar| attribute(bar, "width")).collect();
    assert_eq!(lengths, [160.0, 80.0, 0.0].repeat(5));
    assert!(!svg.contains("stroke-dasharray") && !figure.description().contains("возможно"), "everything applies");
    // The first column of the form: eight of its ten items were never tried.
    for item in (1..=8).map(|row| 5 * row - 4) {
        for field in ["skill", "attitude"] {
            answers.set(&format!("{item}.{field}"), "-").expect("a code");
        }
    }
    let few = Figure::groups(&instrument.score(&answers).told(Lang::Ru), Lang::Ru).expect("groups");
    // Two items of ten are left in one sphere: 4 of 4 points, and 2.
    let few_words =
        "умение 4 из 20 (при этих ответах возможно до 4), отношение 2 из 20 (при этих ответах возможно до 4)";
    assert!(few.description().contains(few_words), "{}", few.description());
    assert!(few.svg().contains("Пунктир") && few.svg().contains("stroke-dasharray"));
    assert!(Figure::scales(&told, Lang::Ru).is_empty(), "no scale stands outside of a group");
    let nobody = instrument.score(&instrument.answers()).told(Lang::Ru);
    assert!(Figure::groups(&nobody, Lang::Ru).is_none());
    let klimov = catalogue::get("klimov-ddo").expect("in the catalogue");
    assert!(Figure::groups(&klimov.score(&klimov.answers()).told(Lang::Ru), Lang::Ru).is_none());
}

#[test]
fn criteria_show_their_level_or_those_that_are_possible() {
    let battery = support::battery();
    let class = support::class(&battery, false);
    let (_, reports, profile) = support::person(&battery, &class, "01", 1);
    let figure = Figure::criteria(&battery, &profile, Lang::En);
    for criterion in &profile.criteria {
        assert_eq!(criterion.possible.len(), 1);
    }
    let dashed = |svg: &str| svg.matches("stroke-dasharray=\"4 3\"").count();
    let svg = figure.svg();
    assert_eq!((dashed(&svg), svg.matches("stroke-width=\"3\"").count()), (0, 3));
    // Without the observations and the readiness nothing is known of the third criterion.
    let some: Vec<_> = reports
        .into_iter()
        .filter(|one| !["observation-sheet", "kabardova-opg"].contains(&one.instrument().id()))
        .collect();
    let open = battery.assess(&some).expect("of the battery");
    let figure = Figure::criteria(&battery, &open, Lang::En);
    assert_eq!((dashed(&figure.svg()), figure.svg().matches("stroke-width=\"3\"").count()), (3, 2));
    assert!(
        figure.description().contains("graded indicators: 0 of 2; not settled: low or medium or high"),
        "{}",
        figure.description()
    );
    let nothing = Figure::criteria(&battery, &battery.assess(&[]).expect("nothing"), Lang::Lt);
    assert!(nothing.description().contains("nėra rezultato"));
}

/// Numbers behind bars, in their order.
fn bars(figure: &Figure) -> Vec<f64> {
    let svg = figure.svg();
    let document = Document::parse(&svg).expect("sound XML");
    let is_bar = |node: &Node<'_, '_>| attribute(*node, "x") > 100.0;
    elements(&document, "rect").filter(is_bar).map(|bar| attribute(bar, "width")).collect()
}

#[test]
fn bars_are_as_long_as_the_share_of_the_people() {
    let battery = support::battery();
    let class = support::class(&battery, false);
    let people = class.profiles(&battery).expect("of the battery");
    let overview = battery.overview(people.iter().map(|(_, profile)| profile));
    let figure = Figure::levels(&battery, &[&overview], Lang::En);
    // As the README's first command counts them.
    assert!(figure.description().starts_with("Cognitive: high 11 (39 %), medium 12 (43 %), low 5 (18 %), no level 0."));
    let expected = [11.0, 12.0, 5.0].map(|count| count / 28.0 * 166.0);
    for (bar, expected) in bars(&figure).into_iter().zip(expected) {
        assert!((bar - expected).abs() < 0.06, "{bar} for {expected}");
    }
}

#[test]
fn two_occasions_stand_beside_each_other_where_they_can_be_compared() {
    let battery = support::battery();
    let class = support::class(&battery, false);
    let people = class.profiles(&battery).expect("of the battery");
    let profiles: Vec<&Profile> = people.iter().map(|(_, profile)| profile).collect();
    let nobody = battery.assess(&[]).expect("nothing");
    let pairs = profiles.iter().map(|profile| (*profile, *profile)).chain([(profiles[0], &nobody)]);
    let (before, after) = battery.before_and_after(pairs);
    // Somebody who was not there the second time is in no comparison of levels.
    assert_eq!((before.people, before.criteria[0].people(), before.overall.people()), (29, 28, 28));
    assert_eq!((&before.criteria, &before.overall), (&after.criteria, &after.overall));
    let figure = Figure::levels(&battery, &[&before, &after], Lang::En);
    assert!(figure.description().starts_with("Cognitive (28 of 29): high 11 (39 %) → 11 (39 %)"));
    let (nobody_before, nobody_after) = battery.before_and_after([(profiles[0], &nobody)]);
    let figure = Figure::levels(&battery, &[&nobody_before, &nobody_after], Lang::En);
    assert!(figure.description().starts_with("Cognitive: nobody can be compared."), "{}", figure.description());
    let figure = Figure::levels(&battery, &[&before, &after], Lang::En);
    let lengths = bars(&figure);
    assert!(lengths.chunks(2).all(|pair| pair.first() == pair.last()), "{lengths:?}");
}

#[test]
fn a_class_of_nobody_and_of_one() {
    let battery = support::battery();
    let none: [&Profile; 0] = [];
    let empty: Overview = battery.overview(none);
    let figure = Figure::levels(&battery, &[&empty], Lang::Ru);
    assert!(!figure.svg().contains("NaN") && bars(&figure).is_empty());
    let one = battery.assess(&[]).expect("nothing");
    let figure = Figure::levels(&battery, &[&battery.overview([&one])], Lang::Ru);
    assert!(figure.description().contains("без уровня 1."), "{}", figure.description());
}

#[test]
fn a_change_goes_from_the_earlier_to_the_later_score() {
    let klimov = catalogue::get("klimov-ddo").expect("in the catalogue");
    let scored = |code: &str, pairs: u32| {
        let mut answers = klimov.answers();
        (1..=pairs).for_each(|pair| drop(answers.set(&pair.to_string(), code)));
        klimov.score(&answers).told(Lang::En)
    };
    let (before, after) = (scored("a", 20), scored("b", 20));
    let [figure] = Figure::change(&before, &after, Lang::En).try_into().expect("one figure");
    for (earlier, later) in before.scales.iter().zip(&after.scales) {
        let (a, b) = (earlier.score.expect("scored"), later.score.expect("scored"));
        assert!(figure.description().contains(&format!("{}: {a} → {b} of 8.", later.name)), "{}", figure.description());
    }
    let svg = figure.svg();
    let document = Document::parse(&svg).expect("sound XML");
    let rings = elements(&document, "circle").filter(|circle| circle.attribute("fill") == Some("none"));
    let place = |score: f64| 8.0 + score / 8.0 * 242.0;
    let expected = before.scales.iter().map(|scale| place(scale.score.expect("scored")));
    // The first ring is that of the key.
    for (ring, expected) in rings.map(|ring| attribute(ring, "cx")).skip(1).zip(expected) {
        assert!((ring - expected).abs() < 0.06, "{ring} for {expected}");
    }
    assert!(Figure::change(&scored("a", 3), &after, Lang::En).is_empty(), "nothing to compare with");
}
