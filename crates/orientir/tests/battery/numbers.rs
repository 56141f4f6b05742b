//! The file decides: with another number in it some pupil gets another result.

use orientir::{Battery, Profile, Report, catalogue};
use serde_json::{Value, json};

use super::rules::{Sphere, awareness, kabardova, marks, motives, observed, useful_work};
use super::{BATTERY, INSTRUMENTS, document, given, owned, profile, rated, spread, verdict, verdict_of};

/// Sheets on both sides of every cut-off, and pupils whose criteria are just one thing or the other.
fn probes() -> Vec<Vec<Report>> {
    let mut probes: Vec<Vec<Report>> = Vec::new();
    let mut one = |report: Report| probes.push(vec![report]);
    for (points, known) in [(0, 9), (12, 6), (12, 9), (18, 6), (18, 9)] {
        one(awareness(points, known));
    }
    for now in [89, 90, 100, 134, 149, 150] {
        for want in [now - 1, now, now + 15, now + 16, now + 45, now + 46, 119, 120, 179, 180] {
            one(marks(now, want));
        }
    }
    let close =
        [[17, 15, 15, 15], [15, 17, 15, 15], [15, 15, 17, 15], [15, 15, 15, 17], [15, 15, 13, 13], [16, 15, 15, 15]];
    let weak = [[15, 12, 13, 13], [12, 15, 13, 13], [13, 13, 13, 15]];
    close.into_iter().chain(weak).for_each(|sums| one(motives(sums)));
    for sum in [15, 16, 22, 23] {
        one(useful_work(sum));
    }
    for (seen, ratings) in [(6, 2), (6, 1), (5, 2)] {
        one(observed(seen, ratings, 9));
    }
    // Exactly 40 and exactly 70, as in the examples of the sheet.
    for (code, first) in [("1", ["3", "3", "3", "2", "2"]), ("2", ["3", "3", "3", "3", "2"])] {
        one(rated(&INSTRUMENTS["observation-sheet"], &[], &first.map(|a1| owned(&[("*", code), ("a1", a1)]))));
    }
    // Ten wishes of 2, so many dashes, and sums of skill and attitude; the other spheres are wished for less.
    let sphere = |dashes: usize, skill: usize, attitude: usize| -> Sphere {
        let mark = |points, i| spread(points, 10 - dashes).nth(i).and_then(|mark| u32::try_from(mark).ok());
        std::array::from_fn(|i| (mark(skill, i), mark(attitude, i).unwrap_or(0), 2))
    };
    let wishing = |wished: &[(usize, Sphere)]| {
        let mut spheres = [[(Some(1), 1, 1); 10]; 5];
        for (place, sphere) in wished {
            spheres[place % 5] = *sphere;
        }
        kabardova(&spheres)
    };
    for place in 0..5 {
        // Least exactly 14 by skill and by attitude, exactly 7 by attitude; six tried and five tried.
        for (dashes, skill, attitude) in [(0, 14, 20), (0, 20, 14), (0, 10, 7), (4, 12, 12), (5, 10, 10)] {
            one(wishing(&[(place, sphere(dashes, skill, attitude))]));
        }
        // Least exactly 7 by skill: three items of skill 0 add nothing; nothing else is wished for.
        let mut spheres = [[(Some(1), 1, 0); 10]; 5];
        spheres[place] = std::array::from_fn(|i| (Some(u32::from(i < 7)), 2, 2));
        one(kabardova(&spheres));
        // Ties of a sphere that was hardly tried with a low and with a medium one.
        for attitude in [3, 10] {
            one(wishing(&[(place, sphere(5, 10, 10)), (place + 1, sphere(0, 10, attitude))]));
        }
    }
    // Two types lead in both.
    let two = wishing(&[(2, sphere(0, 10, 10)), (4, sphere(0, 10, 10))]);
    probes.push(vec![given("klimov-ddo", &[("*", "a"), ("16", "b")]), two.clone()]);
    // High and medium, low and medium: exactly half. Then two criteria, then three with exactly two of one level.
    let (high, medium, low) = (awareness(24, 12), marks(120, 122), awareness(0, 0));
    for (choice, useful) in [(&high, 30), (&low, 6)] {
        probes.push(vec![choice.clone(), medium.clone()]);
        probes.push(vec![choice.clone(), useful_work(useful)]);
        probes.push(vec![choice.clone(), useful_work(useful), two.clone()]);
    }
    probes
}

/// Every number of the rules in the battery's file matters: with another one some pupil gets another result.
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
    let mut paths = Vec::new();
    for part in ["levels", "criteria", "criterion", "overall", "agreements"] {
        numbers(&document[part], &format!("/{part}"), &mut paths);
    }
    // The catalogue has no norm of pupils, and only by one are these cuts reached: `meaning_is_graded_against_a_norm_of_pupils_alone`.
    paths.retain(|path| !path.contains("/standard/"));
    assert!(paths.len() > 100, "{}", paths.len());
    let said = |battery: &Battery, reports: &[Report]| {
        let Profile { criteria, overall, agreements, flags, .. } = profile(battery, reports);
        (criteria, overall, agreements, flags)
    };
    let usual: Vec<_> = probes().into_iter().map(|reports| (said(&BATTERY, &reports), reports)).collect();
    let mut decides = |path: &String| {
        let number = document.pointer(path).cloned().expect("a number of the file");
        // The rules of an indicator concern those who have a result of its instrument.
        let indicator: Vec<&str> = path.split('/').take(5).collect();
        let from = document.pointer(&format!("{}/from/0", indicator.join("/"))).cloned();
        let has = |reports: &[Report]| {
            reports.iter().any(|report| from.as_ref().is_none_or(|id| id == report.instrument().id()))
        };
        let concerned: Vec<_> = usual.iter().filter(|(_, reports)| has(reports)).collect();
        let tried = match number.as_i64() {
            Some(whole) if !path.ends_with("position") => vec![json!(whole + 1), json!(whole - 1), json!(whole + 20)],
            _ => vec![json!(0.25)],
        };
        let differs = |changed: Value| {
            *document.pointer_mut(path).expect("a number of the file") = changed;
            let battery = Battery::from_json(&document.to_string(), |id| Ok(INSTRUMENTS[id].clone()));
            battery.is_ok_and(|battery| concerned.iter().any(|(usual, reports)| said(&battery, reports) != *usual))
        };
        let found = tried.into_iter().any(differs);
        *document.pointer_mut(path).expect("a number of the file") = number;
        found
    };
    let idle: Vec<_> = paths.iter().filter(|path| !decides(path)).collect();
    assert!(idle.is_empty(), "nobody notices {idle:#?}");
}

/// The same by hand for one number: 75 % is high where the file says 75, and medium where it says 76.
#[test]
fn one_number_changed_in_the_text() {
    let sheet = [
        ("c*", "3"),
        ("c7", "0"),
        ("c8", "0"),
        ("w1", "technology"),
        ("w2", "human"),
        ("w3", "sign"),
        ("w4", "nature"),
        ("w5", "art"),
        ("w6", "sign"),
        ("w7", "nature"),
        ("w8", "technology"),
        ("w9", "art"),
        ("w10", "human"),
        ("w11", "nature"),
        ("w12", "sign"),
    ];
    let report = given("profession-awareness", &sheet);
    let text = catalogue::BATTERIES[0].1;
    let line = r#"{ "at_least": [{ "scale": "chosen_profession" }, { "number": 75 }] }"#;
    assert_eq!(text.matches(line).count(), 1, "the cut-off stands once in the file");
    let changed =
        Battery::from_json(&text.replace(line, &line.replace("75", "76")), catalogue::get).expect("a battery");
    assert_eq!(verdict("awareness", &report), "high");
    assert_eq!(verdict_of(&changed, "awareness", &report), "medium");
    assert_ne!(changed.document_hash(), BATTERY.document_hash());
}
