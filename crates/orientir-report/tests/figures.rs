//! Figures are sound XML, hold what they should, and nothing that a page could trip over.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use orientir::told::Told;
use orientir::{Answers, Instrument, Lang, catalogue};
use orientir_report::Figure;
use roxmltree::{Document, Node};

fn attribute(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|text| text.parse().ok()).expect("a number")
}

fn elements<'d>(document: &'d Document<'_>, name: &'d str) -> impl Iterator<Item = Node<'d, 'd>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}

/// Bars of a figure: those that have the colour.
fn bars<'d>(document: &'d Document<'_>) -> Vec<Node<'d, 'd>> {
    elements(document, "rect").filter(|node| node.attribute("fill").is_some()).collect()
}

/// The one figure of a result with few scales.
fn scales(told: &Told, lang: Lang) -> Figure {
    let [figure] = Figure::scales(told, lang).try_into().expect("one figure");
    figure
}

fn klimov(chosen: impl Fn(u32) -> Option<&'static str>) -> (Instrument, Answers) {
    let klimov = catalogue::get("klimov-ddo").expect("in the catalogue");
    let mut answers = klimov.answers();
    for pair in 1..=20 {
        if let Some(code) = chosen(pair) {
            answers.set(&pair.to_string(), code).expect("a code");
        }
    }
    (klimov, answers)
}

#[test]
fn a_bar_is_as_long_as_its_score() {
    let (klimov, answers) = klimov(|pair| Some(if pair % 4 == 0 { "b" } else { "a" }));
    let told = klimov.score(&answers).told(Lang::Ru);
    let figure = scales(&told, Lang::Ru);
    let svg = figure.svg();
    let document = Document::parse(&svg).expect("sound XML");
    let tracks: Vec<_> = document.descendants().filter(|node| node.attribute("fill-opacity").is_some()).collect();
    assert_eq!(tracks.len(), 5);
    for ((scale, track), bar) in told.scales.iter().zip(tracks).zip(bars(&document)) {
        let share = attribute(bar, "width") / attribute(track, "width");
        let score = scale.score.expect("all pairs are answered");
        // Coordinates have one decimal.
        assert!((share - score / 8.0).abs() < 0.001, "{}: {share} of {score}", scale.id);
        assert!(figure.description().contains(&format!("{}: {score} из 8", scale.name)), "{}", figure.description());
    }
}

#[test]
fn types_that_lead_are_told_and_marked() {
    let (klimov, answers) = klimov(|_| Some("a"));
    let told = klimov.score(&answers).told(Lang::Ru);
    let types = told.types.as_ref().map_or(0, Vec::len);
    assert!(types > 0);
    let svg = scales(&told, Lang::Ru).svg();
    let document = Document::parse(&svg).expect("sound XML");
    let bold = document.descendants().filter(|node| node.attribute("font-weight") == Some("700")).count();
    let marks = elements(&document, "path").count();
    assert_eq!((bold, marks), (2 * types, types), "name and score, and a mark beside them");
}

#[test]
fn what_has_no_score_has_no_bar() {
    let (klimov, answers) = klimov(|_| None);
    let figure = scales(&klimov.score(&answers).told(Lang::Ru), Lang::Ru);
    let svg = figure.svg();
    assert!(bars(&Document::parse(&svg).expect("sound XML")).is_empty());
    assert!(figure.description().contains("нет балла"));
}

#[test]
fn lines_have_the_marks_that_were_set() {
    let dembo = catalogue::get("dembo-rubinstein").expect("in the catalogue");
    let mut answers = dembo.answers();
    for (field, mark) in [("mind.now", "40"), ("mind.want", "90"), ("looks.now", "108"), ("looks.want", "refused")] {
        answers.set(field, mark).expect("a mark");
    }
    let figure = Figure::lines(&dembo.score(&answers), Lang::Ru).expect("lines");
    let described = figure.description();
    assert!(described.contains("Как сейчас 40, Как хотелось бы 90, разница 50."), "{described}");
    assert!(
        described.contains("Как сейчас 100, Как хотелось бы отметки нет."),
        "beyond the end is the end: {described}"
    );
    assert!(!described.contains("Здоровье"), "a line for practice is no result");
    let svg = figure.svg();
    let document = Document::parse(&svg).expect("sound XML");
    let gaps = document.descendants().filter(|node| node.attribute("stroke-width") == Some("6")).count();
    assert_eq!(gaps, 1, "one line has both marks");
    let (klimov, answers) = klimov(|_| Some("a"));
    assert!(Figure::lines(&klimov.score(&answers), Lang::Ru).is_none());
}

#[test]
fn markup_is_text_and_nothing_needs_a_policy() {
    let (klimov, answers) = klimov(|_| Some("a"));
    let mut told = klimov.score(&answers).told(Lang::En);
    let hostile = "</text><script>alert(1)</script>\u{202e}\u{0}\u{1b} \"'&😀";
    told.title = hostile.to_owned();
    for scale in &mut told.scales {
        hostile.clone_into(&mut scale.name);
    }
    let figure = scales(&told, Lang::En);
    let svg = figure.svg();
    let document = Document::parse(&svg).expect("sound XML");
    let names: Vec<&str> = document.descendants().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
    assert!(
        names.iter().all(|name| ["svg", "title", "desc", "g", "text", "tspan", "rect", "path"].contains(name)),
        "{names:?}"
    );
    assert!(!svg.contains(" style=") && !svg.contains(" on") && !svg.contains("href"), "{svg}");
    let shown: String = elements(&document, "tspan").filter_map(|node| node.text()).collect();
    assert!(shown.contains("<script>") && !shown.contains('\u{202e}'), "{shown}");
    Document::parse(&figure.document()).expect("a file of its own is sound XML too");
}

#[test]
fn letters_stay_within_the_figure() {
    let (klimov, answers) = klimov(|_| Some("a"));
    let mut told = klimov.score(&answers).told(Lang::Lt);
    for (scale, name) in
        told.scales.iter_mut().zip(["nebeprisikiškiakopūsteliaudavome", "Щ", "", "W W W W W W W W W W W W", "ы"])
    {
        scale.name = name.repeat(10);
    }
    let figure = scales(&told, Lang::Lt);
    let svg = figure.svg();
    let document = Document::parse(&svg).expect("sound XML");
    let height = attribute(document.root_element(), "height");
    for line in elements(&document, "tspan") {
        assert!((0.0..height).contains(&attribute(line, "y")), "{:?}", line.text());
    }
}
