//! Scores name levels, types and flags by number: a place in the lists of the instrument.

use orientir::{Answers, Instrument, ScaleScore, Scores};
use orientir_tests::files;

fn instrument(name: &str) -> Instrument {
    let text = files::text(&format!("definitions/{name}.json"));
    Instrument::from_json(&text).unwrap_or_else(|faults| panic!("{name}: {faults}"))
}

fn answered(instrument: &Instrument, answers: &[(&str, &str)]) -> Answers {
    let mut given = instrument.answers();
    for (field, code) in answers {
        given.set(field, code).unwrap_or_else(|error| panic!("{error}"));
    }
    given
}

fn scores(instrument: &Instrument, answers: &[(&str, &str)]) -> Scores {
    instrument.score(&answered(instrument, answers)).scores().clone()
}

#[test]
fn of_flags_are_those_of_the_checks_and_of_the_overflow() {
    let operands = instrument("operands");
    // The first example of the file: 3 x 2.5 is not below 7.5, so the third check fires, and no other.
    let given = [("p.now", "3"), ("p.want", "6"), ("q.now", "4"), ("q.want", "5"), ("r.now", "5"), ("r.want", "8")];
    let mut answers = answered(&operands, &given);
    answers.person_mut().grade = Some(9);
    let fired: Vec<usize> = operands.score(&answers).scores().flags().collect();
    assert_eq!(fired, [2]);
    assert_eq!(operands.flag(2), Some("product"));
    let line = instrument("measured-line");
    let fired = |mark: &str| scores(&line, &[("length", "100"), ("mood.now", mark)]).flags().collect::<Vec<_>>();
    assert_eq!(fired("100"), Vec::<usize>::new());
    assert_eq!(fired("101"), [63]);
    assert_eq!(line.flag(63), Some("overflow"));
}

#[test]
fn of_levels_are_places_among_the_levels() {
    // s: low, medium, high by sex and age; one band of each.
    let people = instrument("levels-by-people");
    let level = |x: &str| {
        let mut answers = answered(&people, &[("x", x), ("y", "1")]);
        answers.person_mut().set("sex", "female").expect("a covariate");
        answers.person_mut().age = Some(14);
        let report = people.score(&answers);
        report.scores().scales.first().and_then(ScaleScore::level).map(|place| people.levels()[place].clone())
    };
    assert_eq!(level("6").as_deref(), Some("low"), "7 < 8");
    assert_eq!(level("7").as_deref(), Some("medium"), "8 <= 8 < 12");
    assert_eq!(level("10").as_deref(), Some("medium"), "11 < 12");
    let nothing = scores(&people, &[]);
    assert_eq!(nothing.scales.first().and_then(ScaleScore::level), None);
}

#[test]
fn of_types_are_places_among_the_types() {
    let code = instrument("letter-code");
    // R 1, I 5, A 6, S 8, E 2, C 0: social, artistic, investigative stand fourth, third and second.
    let letters = [
        ("r1", "1"),
        ("r2", "0"),
        ("i1", "3"),
        ("i2", "2"),
        ("a1", "4"),
        ("a2", "2"),
        ("s1", "4"),
        ("s2", "4"),
        ("e1", "1"),
        ("e2", "1"),
        ("c1", "0"),
        ("c2", "0"),
    ];
    let types = scores(&code, &letters).types;
    assert_eq!(types.order().collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(code.types()[3], "social");
    assert!(types.is_determined() && !types.is_undifferentiated());

    let nothing = scores(&code, &[]).types;
    assert_eq!(nothing.order().count(), 0);
    assert!(!nothing.is_determined() && !nothing.is_undifferentiated());

    // Two lead where one may: settled, and none.
    let chosen = instrument("choose-two-of-five");
    let types = scores(&chosen, &[("pay", "1"), ("benefit", "1")]).types;
    assert_eq!(types.order().count(), 0);
    assert!(types.is_determined() && types.is_undifferentiated());
}

#[test]
fn of_the_person_before_are_forgotten() {
    let chosen = instrument("choose-two-of-five");
    let mut scorer = chosen.scorer();
    let mut out = Scores::default();
    let mut types = |answers: &[(&str, &str)]| {
        scorer.score_into(&answered(&chosen, answers), &mut out);
        (out.types.is_determined(), out.types.order().collect::<Vec<_>>())
    };
    assert_eq!(types(&[("growth", "1"), ("creativity", "1")]), (true, vec![2]));
    assert_eq!(types(&[("security", "1"), ("pay", "1")]), (true, vec![0]));
    assert_eq!(types(&[("pay", "1"), ("benefit", "1")]), (true, vec![]));
    assert_eq!(types(&[]), (false, vec![]));

    let line = instrument("measured-line");
    let mut scorer = line.scorer();
    let mut flags = |mark: &str| {
        scorer.score_into(&answered(&line, &[("mood.now", mark)]), &mut out);
        out.flags().count()
    };
    assert_eq!((flags("107"), flags("62")), (1, 0));
}

#[test]
fn of_answers_are_told_beside_each_scale() {
    // w1 is a dash, w2 is 3: two of two are answered, one has a value. p1 is missing: one of two. `both` is over two scales.
    let branches = instrument("branches");
    let answers = [("works", "yes"), ("w1", "-"), ("w2", "3"), ("plans", "yes"), ("p2", "1")];
    let report = branches.score(&answered(&branches, &answers));
    let told = |id: &str| {
        let scale = report.scale(id).expect("a scale");
        (scale.answered(), scale.observed(), scale.of())
    };
    assert_eq!(told("work"), (2, 1, 2));
    assert_eq!(told("plans"), (1, 1, 2));
    assert_eq!(told("both"), (2, 2, 2));
    assert_eq!(told("most"), (3, 2, 4));
}
