//! An instrument for groups of adults in what adds people up: tallies, norms, reliability. No pupils, no group of fewer than ten.
#![cfg(feature = "fit")]
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use orientir::definition::PopulationGroup;
use orientir::fit::norms::{FittedNorms, NormOptions};
use orientir::fit::reliability::{Collected, Occasions, WhyNot, retest};
use orientir::tally::{Covariate, Tally, TallyOptions};
use orientir::{Code, Entry, Error, Instrument, Lang, Ratio, Sheet};

fn opinions() -> Instrument {
    Instrument::from_json(include_str!("../../../tests/definitions/opinions.json")).expect("sound")
}

/// People who agree with none, one, two or three of three, in turn.
fn people(instrument: &Instrument, n: usize, about: &[(&str, &dyn Fn(usize) -> String)]) -> Vec<Entry> {
    let names = about.iter().map(|(name, _)| *name);
    let header: Vec<&str> = ["id"].into_iter().chain(names).chain(["town", "taxes", "roads"]).collect();
    let rows: Vec<Vec<String>> = (0..n)
        .map(|i| {
            let answers = (0..3).map(|field| if field < i % 4 { "agree" } else { "disagree" }.to_owned());
            [i.to_string()].into_iter().chain(about.iter().map(|(_, of)| of(i))).chain(answers).collect()
        })
        .collect();
    let sheet = Sheet::new(instrument, &header).expect("columns");
    let (entries, faults) = sheet.read(rows.iter().map(|row| row.iter().map(String::as_str)));
    assert!(faults.is_empty(), "{faults}");
    entries
}

fn options(by: &[Covariate], least: i64) -> TallyOptions {
    let mut options = TallyOptions::default();
    options.school = Some("Library".to_owned());
    options.date = Some("2026".to_owned());
    (options.by, options.least) = (by.to_vec(), least);
    options
}

fn code<T>(found: Result<T, Error>) -> Code {
    match found {
        Ok(_) => panic!("nothing was refused"),
        Err(error) => error.code(),
    }
}

#[test]
fn a_tally_counts_past_the_restriction() {
    let opinions = opinions();
    let entries = people(&opinions, 40, &[("age", &|i| (20 + i).to_string())]);
    let tally = Tally::of(&opinions, &entries, &options(&[], 10)).expect("adults");
    let scores = tally.scores();
    let [change] = scores.as_slice() else { panic!("one scale of one group") };
    let counts: Vec<(Ratio, i64)> = (0..4).map(|score| (Ratio::whole(score), 10)).collect();
    assert_eq!((change.people, change.n(), &change.scores), (40, 40, &counts));
    assert_eq!((change.mean(), change.percent(10)), (Some(1.5), 25.0));
    // The variance of 0, 1, 2, 3 is 5/4, with n - 1 of forty 50/39.
    assert!((change.deviation().expect("two people") - (50.0_f64 / 39.0).sqrt()).abs() < 1e-12);
    // It travels and comes back.
    assert!(Tally::from_json(&tally.to_json()).expect("whole").check(&opinions).is_ok());
}

#[test]
fn pupils_are_refused_with_their_row() {
    let opinions = opinions();
    let cases: [(&str, &dyn Fn(usize) -> String); 3] = [
        ("grade", &|i| if i == 7 { "9".to_owned() } else { String::new() }),
        ("age", &|i| if i == 7 { "17".to_owned() } else { "30".to_owned() }),
        ("class", &|i| if i == 7 { "II g".to_owned() } else { "-".to_owned() }),
    ];
    for case in cases {
        let entries = people(&opinions, 40, &[case]);
        let error = Tally::of(&opinions, &entries, &options(&[], 10)).expect_err("a pupil");
        assert_eq!(
            (error.code(), error.row(), error.person()),
            (Code::UseRestricted, Some(8), Some("7")),
            "{}",
            case.0
        );
        let occasions = Occasions::of(&entries);
        assert_eq!(code(Collected::of(&opinions, occasions.first())), Code::UseRestricted);
    }
}

#[test]
fn no_group_is_smaller_than_ten() {
    let opinions = opinions();
    let entries = people(&opinions, 40, &[("sex", &|i| if i < 9 { "male" } else { "female" }.to_owned())]);
    for least in [1, 9] {
        let error = Tally::of(&opinions, &entries, &options(&[], least)).expect_err("too small");
        assert_eq!(error.code(), Code::UseRestricted);
        assert!(error.message(Lang::En).ends_with("groups of fewer than 10 are not counted"), "{error}");
    }
    let by_sex = Tally::of(&opinions, &entries, &options(&[Covariate::Sex], 10)).expect("adults");
    assert!(by_sex.scores().iter().all(|group| group.people >= 10), "nine men are no group");
    let nine = people(&opinions, 9, &[]);
    let error = Tally::of(&opinions, &nine, &options(&[], 10)).expect_err("nine people");
    assert_eq!(error.code(), Code::TooFew);
    assert!(!error.message(Lang::En).contains("--min-cell"), "{error}");
    assert_eq!(code(Collected::of(&opinions, Occasions::of(&nine).first())), Code::TooFew);
}

/// Counts of another instrument with the same questions, made to look like those of this one.
#[test]
fn a_tally_from_elsewhere_obeys_the_same_rules() {
    let opinions = opinions();
    let text = include_str!("../../../tests/definitions/opinions.json").replace("anonymous_adult_groups", "individual");
    let open = Instrument::from_json(&text).expect("sound");
    assert_eq!(open.key_hash(), opinions.key_hash(), "the use is no part of the key");
    let fit = |by: &[Covariate], least, about: &[(&str, &dyn Fn(usize) -> String)]| {
        let tally = Tally::of(&open, &people(&open, 40, about), &options(by, least)).expect("anybody");
        (
            FittedNorms::of(&opinions, &tally, &NormOptions::default()).err(),
            Collected::of_tally(&opinions, &tally, 1).err(),
        )
    };
    let both = |code| (Some(code), Some(code));
    let codes =
        |(fitted, collected): (Option<Error>, Option<Error>)| (fitted.map(|e| e.code()), collected.map(|e| e.code()));
    assert_eq!(codes(fit(&[], 10, &[])), (None, None));
    assert_eq!(codes(fit(&[], 1, &[])), both(Code::UseRestricted));
    assert_eq!(codes(fit(&[Covariate::Grade], 10, &[("grade", &|_| "9".to_owned())])), both(Code::UseRestricted));
    assert_eq!(codes(fit(&[Covariate::Age], 10, &[("age", &|_| "17".to_owned())])), both(Code::UseRestricted));
    assert_eq!(codes(fit(&[Covariate::Age], 10, &[("age", &|_| "18".to_owned())])), (None, None));
}

#[test]
fn norms_of_it_are_of_adults() {
    let opinions = opinions();
    let tally = Tally::of(&opinions, &people(&opinions, 40, &[]), &options(&[], 10)).expect("adults");
    let norms = FittedNorms::of(&opinions, &tally, &NormOptions::default()).expect("forty people");
    assert_eq!(norms.options.population, PopulationGroup::Adults);
    assert!(norms.to_json().expect("a year").contains("\"adults\""));
}

#[test]
fn a_retest_is_of_ten_people_or_more() {
    let opinions = opinions();
    let of = |n: usize| {
        let occasion = |i: usize| (1 + i / n).to_string();
        let mut entries = people(&opinions, 2 * n, &[("occasion", &occasion)]);
        for (i, entry) in entries.iter_mut().enumerate() {
            entry.key.id = (i % n).to_string();
        }
        retest(&opinions, &Occasions::of(&entries)).map(|found| found.iter().map(|scale| scale.n).collect::<Vec<_>>())
    };
    assert_eq!(of(9), Err(WhyNot::FewPairs));
    assert_eq!(of(12), Ok(vec![12]));
}
