//! Norms fitted to tallies: published numbers, `NumPy` and `SciPy` to 1e-9, and what a norm file gives when it is used.

use std::collections::BTreeMap;

use orientir::definition::Metric;
use orientir::fit::norms::{
    Distribution, FittedNorms, Formula, Margins, NormOptions, Percentile, Resampled, ScaleNorm, Way,
};
use orientir::tally::{Covariate, Tally, TallyOptions};
use orientir::{Code, Instrument, Ratio, Sheet};
use orientir_tests::files;
use serde::Deserialize;
use serde_json::{Value, json};

#[track_caller]
fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "found {found}, expected {expected}");
}

/// An instrument whose only scale is one number of 0 to 24.
pub fn one_number() -> Instrument {
    let basis = json!({"source": "here", "evidence": "D"});
    let definition = json!({"format": 1, "id": "one-number", "version": "1.0.0",
        "about": {"wording": "own", "sources": {"here": {"cite": "made up"}}},
        "responses": {"line": {"rating": {"from": 0, "to": 24}}}, "items": [{"id": "x", "fields": [{"response": "line"}]}],
        "scales": [{"id": "x", "method": {"sum": {"fields": ["x"]}}, "basis": basis}]});
    Instrument::from_json(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Pupils as school, sex, grade and score.
type Pupil = (String, String, String, i64);

#[derive(Deserialize)]
struct Vector {
    pupils: Vec<Pupil>,
    groups: BTreeMap<String, Described>,
    margins: Value,
    raked: Described,
}

#[derive(Deserialize)]
struct Described {
    n: i64,
    mean: f64,
    sd: f64,
    effective_n: f64,
    intraclass: f64,
    scores: Vec<i64>,
    percentiles: BTreeMap<String, Vec<f64>>,
    normal_scores: BTreeMap<String, Vec<f64>>,
}

fn vector() -> Vector {
    let text = std::fs::read_to_string(files::root().join("vectors/norms/made.json")).expect("the vector");
    serde_json::from_str(&text).expect("its form")
}

pub fn tally(instrument: &Instrument, pupils: &[Pupil], by: &[Covariate], least: i64) -> Tally {
    let header = ["id", "school", "sex", "grade", "x"];
    let rows: Vec<[String; 5]> = pupils
        .iter()
        .enumerate()
        .map(|(i, (school, sex, grade, x))| [i.to_string(), school.clone(), sex.clone(), grade.clone(), x.to_string()])
        .collect();
    let sheet = Sheet::new(instrument, &header).expect("a header");
    let (entries, faults) = sheet.read(rows.iter().map(|row| row.iter().map(String::as_str)));
    assert!(faults.is_empty(), "{faults}");
    let mut options = TallyOptions::default();
    (options.by, options.least, options.date) = (by.to_vec(), least, Some("2026-10".to_owned()));
    Tally::of(instrument, &entries, &options).expect("a tally")
}

fn options(by: &[Covariate]) -> NormOptions {
    let mut options = NormOptions::default();
    (options.by, options.replicates) = (by.to_vec(), 0);
    options
}

/// GOLDEN.json `rank_normal`: ten scores with ties, by the four formulas.
#[test]
fn ten_tied_scores() {
    let scores = [2, 4, 4, 5, 6, 7, 7, 8, 9, 10].map(Ratio::whole);
    let all = Distribution::of(scores);
    let found = |of: &dyn Fn(Ratio) -> f64| scores.map(of);
    let mid = [5.0, 20.0, 20.0, 35.0, 45.0, 60.0, 60.0, 75.0, 85.0, 95.0];
    for (found, expected) in found(&|score| all.percentile(score, Percentile::Mid)).iter().zip(mid) {
        near(*found, expected, 1e-12);
    }
    let golden = [
        (Formula::Blom, [-1.546_635_271, -0.815_765_713_9, -0.375_461_770_2, 0.247_038_990_7, 1.546_635_271]),
        (Formula::Tukey, [-1.517_929_16, -0.807_541_042_1, -0.372_289_360_5, 0.245_006_223, 1.517_929_16]),
        (Formula::Rankit, [-1.644_853_627, -0.841_621_233_6, -0.385_320_466_4, 0.253_347_103_1, 1.644_853_627]),
        (Formula::VanDerWaerden, [-1.335_177_736, -0.747_858_594_8, -0.348_755_695_5, 0.229_884_117_6, 1.335_177_736]),
    ];
    for (formula, expected) in golden {
        for (score, expected) in [2, 4, 5, 7, 10].into_iter().zip(expected) {
            near(all.normal_score(Ratio::whole(score), formula).expect("a quantile"), expected, 5e-10);
        }
    }
}

/// By hand: below 5 are three of ten, at it one.
#[test]
fn three_conventions_of_percentile_ranks() {
    let all = Distribution::of([2, 4, 4, 5, 6, 7, 7, 8, 9, 10].map(Ratio::whole));
    let of = |convention| all.percentile(Ratio::whole(5), convention);
    near(of(Percentile::Strict), 30.0, 1e-12);
    near(of(Percentile::Mid), 35.0, 1e-12);
    near(of(Percentile::Weak), 40.0, 1e-12);
    // Nobody has a 3: all conventions agree.
    for convention in Percentile::ALL {
        near(all.percentile(Ratio::whole(3), convention), 10.0, 1e-12);
    }
}

fn compare(found: &ScaleNorm, expected: &Described, formula: Formula, percentile: Percentile) {
    assert_eq!(found.n, expected.n);
    near(found.mean, expected.mean, 1e-9);
    near(found.deviation, expected.sd, 1e-9);
    near(found.effective.expect("several sources"), expected.effective_n, 1e-9 * expected.effective_n);
    near(found.intraclass.expect("several sources"), expected.intraclass, 1e-9);
    let scores: Vec<Ratio> = found.rows.iter().map(|row| row.score).collect();
    assert_eq!(scores, expected.scores.iter().copied().map(Ratio::whole).collect::<Vec<_>>());
    let percentiles = &expected.percentiles[percentile.as_str()];
    for (row, expected) in found.rows.iter().zip(percentiles) {
        near(row.percentile, *expected, 1e-9);
    }
    for (row, expected) in found.rows.iter().zip(&expected.normal_scores[formula.as_str()]) {
        near(row.z, *expected, 1e-9);
    }
}

#[test]
fn norms_agree_with_scipy() {
    let (instrument, vector) = (one_number(), vector());
    let tally = tally(&instrument, &vector.pupils, &[Covariate::Sex, Covariate::Grade], 1);
    for formula in Formula::ALL {
        for percentile in Percentile::ALL {
            let mut options = options(&[]);
            (options.formula, options.percentile) = (formula, percentile);
            let all = FittedNorms::of(&instrument, &tally, &options).expect("norms");
            compare(&all.groups[0].scales[0], &vector.groups["everybody"], formula, percentile);
        }
    }
    let by_sex = FittedNorms::of(&instrument, &tally, &options(&[Covariate::Sex])).expect("norms");
    assert_eq!(by_sex.groups.len(), 2);
    for group in &by_sex.groups {
        let (_, sex) = group.cell.values(&[Covariate::Sex]).next().expect("a sex");
        compare(&group.scales[0], &vector.groups[sex], Formula::Rankit, Percentile::Mid);
    }
    let mut raked = options(&[]);
    raked.margins = Some(Margins::from_json(&vector.margins.to_string()).expect("margins"));
    let raked = FittedNorms::of(&instrument, &tally, &raked).expect("norms");
    compare(&raked.groups[0].scales[0], &vector.raked, Formula::Rankit, Percentile::Mid);
}

/// A score of a pupil against the norm file is what the sample says of it.
#[test]
fn a_norm_file_gives_what_was_fitted() {
    let (instrument, vector) = (one_number(), vector());
    let tally = tally(&instrument, &vector.pupils, &[Covariate::Sex], 10);
    for way in Way::ALL {
        let mut options = options(&[Covariate::Sex]);
        (options.way, options.replicates) = (way, 50);
        let fitted = FittedNorms::of(&instrument, &tally, &options).expect("norms");
        let text = fitted.to_json().expect("a year");
        let normed = instrument.with_norms(&text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        assert_eq!(normed.key_hash(), instrument.key_hash());
        for group in &fitted.groups {
            let (_, sex) = group.cell.values(&[Covariate::Sex]).next().expect("a sex");
            let scale = &group.scales[0];
            for score in 0..=24 {
                let mut answers = normed.answers();
                answers.set("x", &score.to_string()).expect("a code");
                answers.person_mut().set("sex", sex).expect("a sex");
                let report = normed.score(&answers);
                let found = report.scale("x").expect("a scale");
                let row = scale.rows.iter().rev().find(|row| row.score <= Ratio::whole(score));
                let row = row.unwrap_or(&scale.rows[0]);
                near(found.standard(Metric::Percentile).expect("a rank"), row.percentile, 1e-6);
                let z = match way {
                    Way::Linear => (score as f64 - scale.mean) / scale.deviation,
                    _ => row.z,
                };
                near(found.standard(Metric::T).expect("T"), 50.0 + 10.0 * z, 1e-4);
                near(found.standard(Metric::Sten).expect("a sten"), (2.0 * z + 6.0).floor().clamp(1.0, 10.0), 0.0);
                assert_eq!(found.norm(), Some("local"));
                assert!(report.receipt().norms.contains_key("local"));
                assert!(normed.verify(&report.receipt(), &answers).is_ok());
                // Without the norms the result is another.
                assert!(instrument.verify(&report.receipt(), &answers).is_err());
            }
        }
        // Somebody whose sex is not known is not compared, and the reason is told.
        let mut answers = normed.answers();
        answers.set("x", "12").expect("a code");
        assert_eq!(normed.score(&answers).scale("x").expect("a scale").refusal(), Some("covariate_missing"));
        assert!(normed.definition().about.needs.iter().any(|need| need == "sex"));
    }
}

/// The variance of the mid percentile rank of a score with the share F below it and f at it is
/// `100² (F + f/4 - (F + f/2)²) / n`; that of the mean `s² (n - 1) / n / n`, since draws have the variance of the sample.
#[test]
fn errors_of_people_agree_with_the_formula() {
    let instrument = one_number();
    let scores = [5, 8, 8, 9, 10, 10, 10, 11, 14, 20];
    let pupils: Vec<Pupil> =
        scores.iter().cycle().take(400).map(|score| ("one".to_owned(), String::new(), String::new(), *score)).collect();
    let mut options = options(&[]);
    options.replicates = 4000;
    let fitted = FittedNorms::of(&instrument, &tally(&instrument, &pupils, &[], 10), &options).expect("norms");
    let scale = &fitted.groups[0].scales[0];
    let error = scale.error.as_ref().expect("errors");
    assert_eq!((error.resampled, scale.effective), (Resampled::People, None));
    near(error.mean / (scale.deviation * (399.0_f64 / 400.0).sqrt() / 20.0), 1.0, 0.05);
    let all = Distribution::of(pupils.iter().map(|pupil| Ratio::whole(pupil.3)));
    for (row, (found, _)) in scale.rows.iter().zip(&error.rows) {
        let (below, at) = all.around(row.score);
        let (below, at) = (below / 400.0, at / 400.0);
        let variance = (below + at / 4.0 - (below + at / 2.0) * (below + at / 2.0)) / 400.0;
        near(*found, 100.0 * variance.sqrt(), 0.05 * 100.0 * variance.sqrt());
    }
}

/// Ten schools of the same size: the mean of a draw is the mean of ten school means, whose error is their deviation (with n - 1) over the root
/// of ten.
/// Pupils drawn one by one would give a third of it.
#[test]
fn errors_of_schools_are_larger_than_those_of_pupils() {
    let instrument = one_number();
    let pupils: Vec<Pupil> = (0..300_i64)
        .map(|i| (format!("school {}", i % 10), String::new(), String::new(), 4 + 2 * ((i % 10) / 2) + (i / 10) % 3))
        .collect();
    let mut options = options(&[]);
    options.replicates = 4000;
    let tally = tally(&instrument, &pupils, &[], 10);
    // Three hundred pupils of ten schools that differ so much tell as much as ten.
    let refused = FittedNorms::of(&instrument, &tally, &options).expect_err("too few");
    let told: BTreeMap<&str, &str> = refused.arguments().collect();
    assert_eq!((told["count"], told["effective"]), ("300", "10"));
    options.force = true;
    let fitted = FittedNorms::of(&instrument, &tally, &options).expect("norms");
    let scale = &fitted.groups[0].scales[0];
    let error = scale.error.as_ref().expect("errors");
    assert_eq!(error.resampled, Resampled::Sources);
    // School means 5, 7, 9, 11, 13, twice each: their squares add up to 80, the variance is 80 / 9.
    near(error.mean / ((80.0_f64 / 9.0).sqrt() / 10.0_f64.sqrt()), 1.0, 0.05);
    assert!(scale.intraclass.expect("several") > 0.8);
}

#[test]
fn too_few_people_have_no_norm() {
    let instrument = one_number();
    let pupils =
        |n: i64| -> Vec<Pupil> { (0..n).map(|i| ("one".to_owned(), "f".to_owned(), "9".to_owned(), i % 7)).collect() };
    let fit = |n, force| {
        let mut options = options(&[]);
        options.force = force;
        FittedNorms::of(&instrument, &tally(&instrument, &pupils(n), &[], 1), &options)
    };
    let code = |n, force| fit(n, force).map(|_| ()).map_err(|error| error.code());
    assert_eq!(code(29, false), Err(Code::TooFew));
    assert_eq!(code(30, false), Ok(()));
    assert_eq!(code(12, true), Ok(()));
    // One pupil, or scores that do not differ, have no deviation and no norm, forced or not.
    assert_eq!(code(1, true), Err(Code::TooFew));
    let few: Vec<f64> = fit(60, false).expect("norms").few().map(|(_, scale)| scale.weight()).collect();
    assert_eq!(few.len(), 1);
    assert!(fit(100, false).expect("norms").few().next().is_none());
}

#[test]
fn groups_are_fitted_where_they_are_large_enough() {
    let instrument = one_number();
    let pupils: Vec<Pupil> = (0..90_i64)
        .map(|i| ("one".to_owned(), if i < 70 { "female" } else { "male" }.to_owned(), "9".to_owned(), i % 7))
        .collect();
    let tally = tally(&instrument, &pupils, &[Covariate::Sex], 1);
    let fitted = FittedNorms::of(&instrument, &tally, &options(&[Covariate::Sex])).expect("norms");
    assert_eq!((fitted.groups.len(), fitted.refused.len(), fitted.left_out), (1, 1, 0));
    assert_eq!((fitted.refused[0].scale.as_str(), fitted.refused[0].n), ("x", 20));
    let by_age = FittedNorms::of(&instrument, &tally, &options(&[Covariate::Age])).map_err(|error| error.code());
    assert_eq!(by_age.map(|_| ()), Err(Code::MissingColumn));
    let mut later = options(&[]);
    later.occasion = 2;
    assert_eq!(FittedNorms::of(&instrument, &tally, &later).map_err(|e| e.code()).map(|_| ()), Err(Code::TooFew));
}

#[test]
fn margins_that_no_sample_meets_are_told() {
    let instrument = one_number();
    let pupils: Vec<Pupil> =
        (0..90_i64).map(|i| ("one".to_owned(), "female".to_owned(), "9".to_owned(), i % 7)).collect();
    let tally = tally(&instrument, &pupils, &[Covariate::Sex], 1);
    let fit = |text: &str| {
        let mut options = options(&[]);
        options.margins = Some(Margins::from_json(text)?);
        FittedNorms::of(&instrument, &tally, &options).map(|_| ())
    };
    for text in [
        "[]",
        "{}",
        "{",
        r#"{"sex": {}}"#,
        r#"{"shoe": {"40": 1}}"#,
        r#"{"sex": {"female": -1}}"#,
        r#"{"sex": {"f": 1, "female": 1}}"#,
        r#"{"grade": {"9": 1}}"#,
        r#"{"sex": {"female": 0.5, "male": 0.5}}"#,
    ] {
        assert_eq!(fit(text).map_err(|error| error.code()), Err(Code::BadMargins), "{text}");
    }
    assert!(fit(r#"{"sex": {"Ж": 51}}"#).is_ok());
}

#[test]
fn norms_that_do_not_fit_are_refused() {
    let (instrument, vector) = (one_number(), vector());
    let text = FittedNorms::of(&instrument, &tally(&instrument, &vector.pupils, &[], 10), &options(&[]))
        .and_then(|norms| norms.to_json())
        .expect("norms");
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let code = |text: &str| {
        let faults = instrument.with_norms(text).map(|_| ()).expect_err("a misfit");
        faults.iter().map(|fault| (fault.code().as_str(), fault.path().to_owned())).collect::<Vec<_>>()
    };
    let one = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
    let same = |found: Vec<(&str, String)>| found.into_iter().map(|(c, p)| (c.to_owned(), p)).collect::<Vec<_>>();
    let misfits = [
        with("\"instrument\": \"one-number\"", "\"instrument\": \"another\""),
        with(instrument.key_hash(), "0000"),
        with("\"wording\": \"own\"", "\"wording\": \"published\""),
        with("\"policies\": {}", "\"policies\": {\"zero\": \"all\"}"),
    ];
    for text in misfits {
        assert_eq!(same(code(&text)), one("norm_misfit", ""));
    }
    assert_eq!(same(code(&with("\"format\": 1", "\"format\": 2"))), one("newer_format", "/format"));
    assert_eq!(same(code(&with("\"norm\": {", "\"norms\": {")))[0].0, "unknown_key");
    let falling = with("\"is\":", "\"is\":9");
    assert_eq!(same(code(&falling)), one("norm_not_rising", "/norm/groups/0/scales/x"));
    assert_eq!(same(code("{")), one("not_json", ""));
    // Twice the same id.
    let once = instrument.with_norms(&text).expect("norms");
    let twice = once.with_norms(&text).expect_err("twice");
    assert_eq!(twice.iter().map(orientir::Error::code).collect::<Vec<_>>(), [Code::DuplicateId]);
}
