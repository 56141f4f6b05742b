//! Joining: every combination of levels against the sentence of the rule, and what is still possible by trying all.

use std::collections::BTreeMap;

use orientir::criteria::Outcome;
use orientir::{Battery, Instrument, Report};
use serde_json::json;

use super::{LEVELS, document, indicator, profile, rated};

/// A battery of small instruments of one question, 0 low, 1 medium, 2 high, joined by the catalogue's own rules.
pub(crate) fn small_battery(criteria: &[&[&str]]) -> (Battery, BTreeMap<String, Instrument>) {
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
    let indicator = |id: &str| {
        json!({ "id": format!("{id}-line"), "from": [id], "basis": basis, "otherwise": { "level": "high" },
        "cases": [{ "when": less(1), "then": { "level": "low" } }, { "when": less(2), "then": { "level": "medium" } }] })
    };
    let mut document = document();
    document["criteria"] = criteria.iter().enumerate().map(|(i, ids)| {
        json!({ "id": format!("criterion-{i}"), "indicators": ids.iter().map(|id| indicator(id)).collect::<Vec<_>>() })
    }).collect();
    document["sources"]["here"] = json!({ "cite": "a test" });
    for key in ["beside", "agreements", "examples"] {
        document[key] = json!([]);
    }
    let instruments: BTreeMap<_, _> =
        criteria.iter().copied().flatten().map(|id| ((*id).to_owned(), small(id))).collect();
    let battery = Battery::from_json(&document.to_string(), |id| Ok(instruments[id].clone()));
    (battery.unwrap_or_else(|faults| panic!("{faults}")), instruments)
}

/// Every way to give so many parts a level, or none.
fn all_ways(parts: usize) -> Vec<Vec<Option<usize>>> {
    let choices = [None, Some(0), Some(1), Some(2)];
    (0..4_usize.pow(u32::try_from(parts).expect("few")))
        .map(|n| (0..parts).map(|i| choices[n >> (2 * i) & 3]).collect())
        .collect()
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
    let kept =
        |way: &Vec<Option<usize>>| levels.iter().zip(way).all(|(level, tried)| level.is_none() || level == tried);
    let found: Vec<usize> =
        all_ways(levels.len()).iter().filter(|way| kept(way)).filter_map(|way| result(way)).collect();
    (0..3).filter(|level| found.contains(level)).map(|level| LEVELS[level]).collect()
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
            assert_eq!(criterion.level.as_deref(), sentence(&levels).map(|level| LEVELS[level]), "{levels:?}");
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
        assert_eq!(found.overall.level.as_deref(), split(&levels).map(|level| LEVELS[level]), "{levels:?}");
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
    assert_eq!(
        from(&[sheet("a", ""), sheet("b", "0")]),
        ("b".to_owned(), Outcome::Graded),
        "a blank sheet is no answer"
    );
    assert_eq!(from(&[sheet("a", "refused"), sheet("b", "0")]), ("b".to_owned(), Outcome::Graded));
    assert_eq!(from(&[sheet("b", ""), sheet("a", "refused")]), ("a".to_owned(), Outcome::Refused));
    assert_eq!(from(&[]), (String::new(), Outcome::Missing));
}
