//! Tallies: merging is exact and knows no order, nothing is counted twice, and what was changed is not read.

use orientir::fit::norms::{FittedNorms, NormOptions};
use orientir::tally::{Covariate, LEAST_IN_CELL, Moments, Tally, TallyOptions, scale_items};
use orientir::{Code, Instrument, Ratio, Sheet, catalogue};
use proptest::prelude::*;
use serde_json::Value;

use super::fitted_norms::{one_number, tally};
use super::laws::cases;

/// Pupils of schools as the answers of a questionnaire: some missing, some with sex.
#[derive(Clone, Debug)]
struct Pupil {
    school: usize,
    sex: &'static str,
    answers: Vec<&'static str>,
}

fn pupil() -> impl Strategy<Value = Pupil> {
    let answer = prop::sample::select(vec!["1", "2", "3", "4", "5", "5", "4", "3", "", "refused"]);
    let sex = prop::sample::select(vec!["male", "female", "female", ""]);
    (0..6_usize, sex, prop::collection::vec(answer, 20)).prop_map(|(school, sex, answers)| Pupil {
        school,
        sex,
        answers,
    })
}

fn motives() -> Instrument {
    catalogue::get("ovcharova-motives").expect("it is in the catalogue")
}

fn counted(instrument: &Instrument, pupils: &[Pupil], least: i64) -> Option<Tally> {
    let header: Vec<&str> = ["id", "school", "sex"].into_iter().chain(instrument.fields()).collect();
    let sheet = Sheet::new(instrument, &header).expect("a header");
    let rows = pupils.iter().enumerate().map(|(i, pupil)| {
        let about = [i.to_string(), format!("school {}", pupil.school), pupil.sex.to_owned()];
        about.into_iter().chain(pupil.answers.iter().map(|code| (*code).to_owned())).collect::<Vec<_>>()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let (entries, _) = sheet.read(rows.iter().map(|row| row.iter().map(String::as_str)));
    let mut options = TallyOptions::default();
    (options.by, options.least, options.date) = (vec![Covariate::Sex], least, Some("2026".to_owned()));
    Tally::of(instrument, &entries, &options).ok()
}

/// A file for each school.
fn apart(instrument: &Instrument, pupils: &[Pupil], least: i64) -> Vec<Tally> {
    let of = |school: usize| pupils.iter().filter(|pupil| pupil.school == school).cloned().collect::<Vec<_>>();
    (0..6).map(of).filter(|own| !own.is_empty()).filter_map(|own| counted(instrument, &own, least)).collect()
}

fn merged(tallies: &[Tally]) -> Option<Tally> {
    let (first, rest) = tallies.split_first()?;
    rest.iter().try_fold(first.clone(), |all, one| all.merge(one).ok())
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn schools_apart_are_the_pooled_data(pupils in prop::collection::vec(pupil(), 1..60), turn in 0..6_usize) {
        let instrument = motives();
        let pooled = counted(&instrument, &pupils, 1).expect("a tally");
        let mut tallies = apart(&instrument, &pupils, 1);
        let turn = turn % tallies.len();
        tallies.rotate_left(turn);
        let one = merged(&tallies).expect("schools differ");
        prop_assert_eq!(one.to_json(), pooled.to_json());
        // In any order, and in any grouping.
        tallies.reverse();
        prop_assert_eq!(merged(&tallies).expect("schools differ").to_json(), pooled.to_json());
        let (left, right) = tallies.split_at(tallies.len() / 2);
        if let (Some(left), Some(right)) = (merged(left), merged(right)) {
            prop_assert_eq!(left.merge(&right).expect("schools differ").to_json(), pooled.to_json());
        }
        // The order of rows is of no account either.
        let mut turned = pupils.clone();
        turned.reverse();
        prop_assert_eq!(counted(&instrument, &turned, 1).expect("a tally").to_json(), pooled.to_json());
        // Read again it is the same.
        prop_assert_eq!(Tally::from_json(&pooled.to_json()).expect("its own form"), pooled.clone());
        // Nobody is merged twice.
        for tally in &tallies {
            prop_assert_eq!(pooled.merge(tally).map_err(|error| error.code()), Err(Code::DoubleSource));
        }
    }

    #[test]
    fn no_cell_and_no_scale_is_of_few(pupils in prop::collection::vec(pupil(), 20..120)) {
        let instrument = motives();
        for folded in apart(&instrument, &pupils, LEAST_IN_CELL) {
            for (key, facts, counts) in folded.sources() {
                let n = pupils.iter().filter(|pupil| format!("school {}", pupil.school) == key.school).count();
                // A few who would be left over are counted nowhere.
                let left_out = i64::try_from(n).unwrap_or_default() - counts.n();
                prop_assert!((0..LEAST_IN_CELL).contains(&left_out) && left_out * 5 <= i64::try_from(n).unwrap_or_default());
                let scales = counts.cells.values().flat_map(|cell| &cell.scales);
                prop_assert!(scales.map(orientir::tally::ScaleCounts::n).all(|n| n == 0 || n >= LEAST_IN_CELL));
                prop_assert_eq!(facts.least, LEAST_IN_CELL);
                prop_assert!(counts.cells.values().all(|cell| cell.n >= LEAST_IN_CELL));
                prop_assert!(counts.items.values().all(|moments| moments.n() >= LEAST_IN_CELL));
            }
        }
    }

    #[test]
    fn norms_rise_and_are_the_same_for_schools_apart(pupils in prop::collection::vec(pupil(), 40..120)) {
        let instrument = motives();
        let mut options = NormOptions::default();
        (options.replicates, options.force) = (20, true);
        let fit = |tally: &Tally| FittedNorms::of(&instrument, tally, &options);
        let pooled = fit(&counted(&instrument, &pupils, 1).expect("a tally"));
        let one = fit(&merged(&apart(&instrument, &pupils, 1)).expect("schools differ"));
        prop_assume!(pooled.is_ok());
        let (pooled, one) = (pooled.expect("norms"), one.expect("norms"));
        prop_assert_eq!(one.to_json().expect("a year"), pooled.to_json().expect("a year"));
        for scale in one.groups.iter().flat_map(|group| &group.scales) {
            for pair in scale.rows.windows(2) {
                prop_assert!(pair[0].score < pair[1].score);
                prop_assert!(pair[0].z <= pair[1].z && pair[0].percentile <= pair[1].percentile);
            }
            prop_assert!(scale.rows.iter().all(|row| row.z.is_finite() && (0.0..=100.0).contains(&row.percentile)));
        }
        let normed = instrument.with_norms(&one.to_json().expect("a year"));
        prop_assert!(normed.is_ok(), "{:?}", normed.map(|_| ()));
    }

    #[test]
    fn a_tally_that_was_changed_is_not_read(pupils in prop::collection::vec(pupil(), 3..12), place in any::<prop::sample::Index>()) {
        let text = counted(&motives(), &pupils, 1).expect("a tally").to_json();
        let digits: Vec<usize> = text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(i, _)| i).collect();
        let place = digits[place.index(digits.len())];
        let mut bytes = text.clone().into_bytes();
        bytes[place] = if bytes[place] == b'7' { b'8' } else { b'7' };
        let changed = String::from_utf8(bytes).expect("digits for digits");
        prop_assert!(Tally::from_json(&changed).is_err());
        prop_assert!(Tally::from_json(&text[..place]).is_err());
    }
}

fn reason(text: &str) -> String {
    let error = Tally::from_json(text).map(|_| ()).expect_err("it is damaged");
    assert_eq!(error.code(), Code::DamagedTally);
    error.arguments().find(|(name, _)| *name == "reason").map(|(_, value)| value.to_owned()).expect("a reason")
}

#[test]
fn what_is_wrong_with_a_file_is_told() {
    let instrument = one_number();
    let pupils: Vec<_> = (0..20_i64).map(|i| ("one".to_owned(), "f".to_owned(), "9".to_owned(), i % 7)).collect();
    let text = tally(&instrument, &pupils, &[Covariate::Sex], 1).to_json();
    assert_eq!(reason(&text[..text.len() / 2]), "the file ends too soon");
    assert_eq!(reason("hello"), "this is not a tally");
    assert_eq!(reason("{\"orientir\": \"norms\"}"), "this is not a tally");
    assert_eq!(
        reason(&text.replace("\"school\":\"one\"", "\"school\":\"two\"")),
        "it was changed: its hash does not fit"
    );
    // Somebody who makes the hash anew is still told what cannot be.
    let again = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        change(&mut value);
        value.as_object_mut().expect("an object").remove("hash");
        let bytes = serde_json_canonicalizer::to_vec(&value).expect("canonical");
        value["hash"] = Value::from(hex(&bytes));
        value.to_string()
    };
    assert!(Tally::from_json(&again(&|_| ())).is_ok());
    assert_eq!(reason(&again(&|value| value["sources"][0]["cells"][0]["n"] = 21.into())), "its counts do not add up");
    assert_eq!(reason(&again(&|value| value["sources"][0]["n"] = 21.into())), "its counts do not add up");
    assert_eq!(
        reason(&again(&|value| value["sources"][0]["cells"][0]["scales"]["x"]["scores"][0][1] = (-3).into())),
        "its counts do not add up"
    );
    assert_eq!(reason(&again(&|value| value["by"][0] = "shoe".into())), "its counts do not add up");
    assert_eq!(reason(&again(&|value| value["more"] = 1.into())), "its parts are not those of a tally");
    let newer = again(&|value| value["format"] = 9.into());
    assert_eq!(Tally::from_json(&newer).map_err(|error| error.code()).map(|_| ()), Err(Code::NewerFormat));
}

/// A pupil who skipped one question is what is left between the counts of all and the sums of those who answered everything: then there
/// are no sums. Nor are there of so few that their rows can be worked out.
#[test]
fn sums_that_would_tell_of_somebody_are_left_out() {
    let instrument = motives();
    let class = |n: usize, skipped: usize| -> Vec<Pupil> {
        let code = |i: usize, j: usize| {
            if i < skipped && j == i % 20 { "" } else { ["1", "2", "3", "4", "5"][(i * i + 3 * j + i * j) % 5] }
        };
        (0..n).map(|i| Pupil { school: 1, sex: "", answers: (0..20).map(|j| code(i, j)).collect() }).collect()
    };
    let sums = |n: usize, skipped: usize| -> Vec<i64> {
        let tally = counted(&instrument, &class(n, skipped), LEAST_IN_CELL).expect("a tally");
        let (_, _, counts) = tally.sources().next().expect("a source");
        assert_eq!(counts.n(), i64::try_from(n).expect("a number"));
        counts.items.values().map(Moments::n).collect()
    };
    assert_eq!(sums(80, 0), [80, 80, 80, 80]);
    for skipped in [1, 5, 9] {
        assert!(sums(80, skipped).is_empty(), "{skipped}");
    }
    // Enough of them on every scale and on every question: the sums of the others tell of nobody.
    assert!(sums(29, 0).is_empty(), "fewer than thirty rows");
    assert_eq!(counted(&instrument, &class(29, 1), 1).expect("a tally").items(1).expect("sums").len(), 4);
}

/// Rows that were prepared and never filled in do not make a class of seven one of twelve.
#[test]
fn rows_without_answers_count_nobody() {
    let instrument = motives();
    let pupil = |i: usize, answered: bool| Pupil {
        school: 1,
        sex: "female",
        answers: (0..20).map(|j| if answered { ["1", "2", "3"][(i * j + i) % 3] } else { "" }).collect(),
    };
    let class = |answered: usize, blank: usize| -> Vec<Pupil> {
        (0..answered + blank).map(|i| pupil(i, i < answered)).collect()
    };
    assert!(counted(&instrument, &class(7, 5), LEAST_IN_CELL).is_none());
    assert_eq!(counted(&instrument, &class(12, 5), LEAST_IN_CELL).expect("a tally").n(), 12);
}

/// Counts and sums at the end of what JSON holds exactly.
#[test]
fn what_cannot_be_counted_is_told() {
    let instrument = motives();
    let text = |step: usize| {
        let answers = |i: usize| (0..20).map(|j| ["1", "2", "3"][(i * j + step * i) % 3]).collect();
        let pupils: Vec<Pupil> = (0..12).map(|i| Pupil { school: 1, sex: "", answers: answers(i) }).collect();
        counted(&instrument, &pupils, 1).expect("a tally").to_json()
    };
    let made = |school: &str, change: &dyn Fn(&mut Value)| {
        let step = usize::from(school == "two") + 1;
        let mut value: Value = serde_json::from_str(&text(step)).expect("JSON");
        value["sources"][0]["school"] = school.into();
        change(&mut value);
        value.as_object_mut().expect("an object").remove("hash");
        value["hash"] = Value::from(hex(&serde_json_canonicalizer::to_vec(&value).expect("canonical")));
        Tally::from_json(&value.to_string()).expect("a tally")
    };
    let largest = (1_i64 << 53) - 1;
    let sums = |value: &mut Value| value["sources"][0]["sums"]["internal_social"]["sums"][0] = largest.into();
    let both = made("one", &sums).merge(&made("two", &|_| ())).expect("they differ");
    assert_eq!(both.items(1).map(|_| ()).map_err(|error| error.code()), Err(Code::CountOverflow));
    let fitted = FittedNorms::of(&instrument, &both, &NormOptions::default());
    assert_eq!(fitted.map(|_| ()).map_err(|error| error.code()), Err(Code::CountOverflow));
    let people = |value: &mut Value| {
        let source = &mut value["sources"][0];
        source["n"] = largest.into();
        source["cells"][0]["n"] = largest.into();
        for scale in source["cells"][0]["scales"].as_object_mut().expect("scales").values_mut() {
            let others: i64 =
                scale["scores"].as_array().expect("scores").iter().skip(1).filter_map(|one| one[1].as_i64()).sum();
            let unscored: i64 =
                scale["unscored"].as_object().expect("reasons").values().filter_map(Value::as_i64).sum();
            scale["scores"][0][1] = (largest - others - unscored).into();
        }
    };
    let full = made("one", &people);
    assert_eq!(full.n(), largest);
    assert_eq!(full.merge(&made("two", &|_| ())).map(|_| ()).map_err(|error| error.code()), Err(Code::CountOverflow));
}

fn hex(bytes: &[u8]) -> String {
    use sha2::Digest;
    let halves = |byte: &u8| [byte >> 4, byte & 15];
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().flat_map(halves).filter_map(|half| char::from_digit(half.into(), 16)).collect()
}

#[test]
fn what_does_not_belong_together_is_not_merged() {
    let instrument = one_number();
    let pupils = |school: &str, shift: i64| -> Vec<_> {
        (0..20_i64).map(|i| (school.to_owned(), "f".to_owned(), "9".to_owned(), (i + shift) % 7)).collect()
    };
    let one = tally(&instrument, &pupils("one", 0), &[Covariate::Sex], 1);
    let code = |other: &Tally| one.merge(other).map(|_| ()).map_err(|error| error.code());
    assert_eq!(code(&tally(&instrument, &pupils("two", 1), &[Covariate::Sex], 1)), Ok(()));
    assert_eq!(code(&tally(&instrument, &pupils("two", 1), &[Covariate::Grade], 1)), Err(Code::OtherTally));
    assert_eq!(code(&Tally::empty(&motives(), &[Covariate::Sex])), Err(Code::OtherTally));
    let published = instrument.with_wording(orientir::definition::Wording::Published).expect("no text pack");
    assert_eq!(code(&Tally::empty(&published, &[Covariate::Sex])), Err(Code::OtherTally));
    // The same school once more, be it with other pupils.
    assert_eq!(code(&tally(&instrument, &pupils("one", 3), &[Covariate::Sex], 1)), Err(Code::DoubleSource));
}

/// The same file under another name: nobody can have the same counts of twenty answers by chance.
#[test]
fn a_copy_under_another_name_is_seen() {
    let instrument = motives();
    let pupils: Vec<Pupil> = (0..12_usize)
        .map(|i| Pupil {
            school: 1,
            sex: "female",
            answers: (0..20).map(|j| ["1", "2", "3", "4", "5"][(i * j + i) % 5]).collect(),
        })
        .collect();
    let one = counted(&instrument, &pupils, 1).expect("a tally");
    let again: Vec<Pupil> = pupils.iter().map(|pupil| Pupil { school: 2, ..pupil.clone() }).collect();
    let error = one.merge(&counted(&instrument, &again, 1).expect("a tally")).map(|_| ()).expect_err("a copy");
    assert_eq!(error.code(), Code::DoubleSource);
    assert!(error.arguments().any(|(name, value)| name == "other" && value == "school 1"), "{error}");
}

#[test]
fn sums_of_schools_are_those_of_the_pooled_answers() {
    let instrument = motives();
    let items = scale_items(&instrument);
    assert_eq!(items.len(), 4);
    let pupils: Vec<Pupil> = (0..40_usize)
        .map(|i| Pupil {
            school: i % 3,
            sex: "",
            answers: (0..20).map(|j| ["1", "2", "3", "4", "5"][(i * i + 3 * j + i * j) % 5]).collect(),
        })
        .collect();
    let all = merged(&apart(&instrument, &pupils, 1)).expect("schools differ");
    // By hand, over the rows: the items of the first scale as the definition keys them.
    let sums = all.items(1).expect("no overflow");
    for (items, found) in sums {
        let mut own = Moments::new(items.fields.len());
        for pupil in &pupils {
            let row: Vec<i64> = items
                .fields
                .iter()
                .map(|field| pupil.answers[field.parse::<usize>().expect("a number") - 1].parse().expect("a number"))
                .collect();
            own.add(&row).expect("no overflow");
        }
        assert_eq!(found, own);
    }
    let scores: i64 =
        all.sources().map(|(_, _, counts)| counts.cells.values().map(|c| c.scales[0].n()).sum::<i64>()).sum();
    assert_eq!(scores, 40);
    let first = all.sources().next().expect("a source").2.cells.values().next().expect("a cell");
    assert!(first.scales[0].scores.keys().all(|score| *score >= Ratio::whole(5) && *score <= Ratio::whole(25)));
}
