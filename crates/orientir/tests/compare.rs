//! Before and after: numbers of others, laws, and what is refused.
#![cfg(feature = "fit")]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::float_cmp, reason = "a test fails by panicking")]

use orientir::fit::compare::{
    Comparison, Deviation, Known, Options, ReliabilitySource, Sitting, Verdict, WhyNot, cliff, cliff_paired,
    reliable_change, within,
};
use orientir::{Answers, Instrument, Lang, Ratio};
use proptest::prelude::*;

fn scores(list: &[i64]) -> Vec<Ratio> {
    list.iter().copied().map(Ratio::whole).collect()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} {expected}");
}

const X: [i64; 12] = [12, 15, 9, 20, 14, 11, 17, 13, 16, 10, 12, 18];
const Y: [i64; 12] = [14, 15, 12, 19, 18, 13, 17, 16, 15, 14, 13, 21];

/// `tests/reference/compare.py`, `NumPy` 2.4.6 and `SciPy` 1.17.1.
#[test]
fn deltas_agree_with_another() {
    let (x, y) = (scores(&X), scores(&Y));
    let (u, v) = (scores(&[3, 1, 0, 2, -1, 4, 1, 2, 0, 5]), scores(&[0, 1, -2, 1, 0, -1, 2, 0, 1, -3, 0, 2, 1]));
    let (low, high) = (scores(&(0..10).collect::<Vec<_>>()), scores(&(20..32).collect::<Vec<_>>()));
    for (found, [value, variance, from, to]) in [
        (cliff_paired(&x, &y), [0.3125, 0.015_730_218_855_218_858, 0.054_099_712_566_161_54, 0.531_673_017_645_250_2]),
        (cliff(&x, &y), [0.3125, 0.052_660_841_368_227_73, -0.155_244_259_222_345_53, 0.665_786_844_045_765_7]),
        (
            cliff(&v, &u),
            [0.438_461_538_461_538_46, 0.047_804_076_265_614_72, -0.038_000_042_407_323_874, 0.752_488_508_274_549_5],
        ),
        (cliff(&low, &high), [1.0, 0.0, 0.444_934_400_274_221_54, 1.0]),
    ] {
        let found = found.expect("a delta");
        near(found.value, value);
        near(found.variance, variance);
        near(found.interval.0, from);
        near(found.interval.1, to);
    }
}

/// The same script: the score interval of Tango (1998) by numerical maximisation.
#[test]
fn intervals_within_pairs_agree_with_another() {
    for (n, risen, fallen, value, low, high) in [
        (12, 8, 2, 0.5, -0.016_942_991_803_052_3, 0.796_884_317_039_065_1),
        (28, 14, 9, 0.178_571_428_571_428_58, -0.154_429_282_027_577_94, 0.472_637_149_508_976_84),
        (10, 0, 0, 0.0, -0.277_532_799_862_889_1, 0.277_532_799_862_889_3),
        (10, 10, 0, 1.0, 0.444_934_400_274_221_54, 1.0),
        (10, 0, 10, -1.0, -1.0, -0.444_934_400_274_221_54),
        (15, 15, 0, 1.0, 0.592_233_397_928_302_8, 1.0),
        (40, 3, 0, 0.075, -0.019_193_221_287_083_14, 0.198_642_335_243_105_46),
        (54, 9, 1, 0.148_148_148_148_148_14, 0.041_320_184_850_384_83, 0.273_272_057_082_651_9),
        (20, 11, 9, 0.1, -0.315_829_315_099_315_33, 0.483_604_283_488_751_5),
    ] {
        let after: Vec<i64> =
            (0..n).map(|i| i64::from(i < risen) - i64::from(i >= risen && i < risen + fallen)).collect();
        let found = within(&vec![Ratio::ZERO; after.len()], &scores(&after)).expect("pairs");
        assert_eq!((found.risen, found.fallen, found.same), (risen, fallen, n - risen - fallen));
        near(found.value, value);
        near(found.interval.0, low);
        near(found.interval.1, high);
    }
}

/// By hand: before 1 2, after 2 3. Signs of after less before: (1, 1), (0, 1): d = 3/4. Row sums 2 and 1, column sums 1 and 2,
/// e = `d_ij` - d = 1/4 1/4 -3/4 1/4: rows (1/2)² + (-1/2)², columns the same, cells 3/16 + 9/16: (1/2 + 1/2 - 3/4) / (4·1·1) = 1/16.
/// The floor (1 - 9/16) / 3 = 7/48 is higher. Paired: z = (2 + 1)/2 and (1 + 2)/2 do not differ, so again the floor.
#[test]
fn deltas_by_hand() {
    let (x, y) = (scores(&[1, 2]), scores(&[2, 3]));
    for found in [cliff(&x, &y), cliff_paired(&x, &y)] {
        let found = found.expect("a delta");
        assert_eq!((found.value, found.higher, found.same, found.lower), (0.75, 3, 1, 0));
        near(found.variance, 7.0 / 48.0);
    }
}

/// Jacobson and Truax (1991): 32.5 to 47.5, s 7.5, r .8. By hand: 7.5 √.2 = 3.3541..., times √2 = √22.5, 15 / √22.5 = √10.
#[test]
fn reliable_change_is_that_of_the_paper() {
    let found = reliable_change(Ratio::whole(15), 7.5, 0.8).expect("a change");
    near(found.sem, 3.354_101_966_2);
    near(found.index, 10_f64.sqrt());
    assert_eq!(found.verdict, Verdict::Risen);
    let verdict = |points| reliable_change(Ratio::whole(points), 7.5, 0.8).expect("a change").verdict;
    // 1.96 √22.5 is 9.297.
    assert_eq!(
        [verdict(-15), verdict(9), verdict(-9), verdict(10)],
        [Verdict::Fallen, Verdict::WithinError, Verdict::WithinError, Verdict::Risen]
    );
    for (sd, r, why) in [
        (7.5, 1.0, WhyNot::NoError),
        (7.5, 1.1, WhyNot::BadValue),
        (7.5, -0.1, WhyNot::BadValue),
        (0.0, 0.5, WhyNot::BadValue),
        (f64::NAN, 0.5, WhyNot::BadValue),
        (7.5, f64::NAN, WhyNot::BadValue),
        (f64::INFINITY, 0.5, WhyNot::BadValue),
    ] {
        assert_eq!(reliable_change(Ratio::whole(1), sd, r), Err(why));
    }
}

#[test]
fn what_is_no_pair_is_refused() {
    let (one, two) = (scores(&[1]), scores(&[1, 2]));
    assert_eq!(cliff(&one, &two), Err(WhyNot::SmallGroup));
    assert_eq!(cliff_paired(&one, &one), Err(WhyNot::SmallGroup));
    assert_eq!(cliff_paired(&one, &two), Err(WhyNot::NotPaired));
    assert_eq!(within(&one, &two), Err(WhyNot::NotPaired));
    assert_eq!(within(&[], &[]), Err(WhyNot::SmallGroup));
    for why in WhyNot::ALL {
        for lang in [Lang::Ru, Lang::Lt, Lang::En] {
            assert!(!why.text(lang).is_empty());
        }
    }
}

proptest! {
    #[test]
    fn swapping_turns_the_sign(pairs in prop::collection::vec((-5_i64..5, -5_i64..5), 2..30)) {
        let (x, y): (Vec<i64>, Vec<i64>) = pairs.into_iter().unzip();
        let (x, y) = (scores(&x), scores(&y));
        for delta in [cliff, cliff_paired] {
            let (there, back) = (delta(&x, &y).expect("a delta"), delta(&y, &x).expect("a delta"));
            prop_assert_eq!(there.value, -back.value);
            prop_assert_eq!(there.variance, back.variance);
            prop_assert_eq!(there.interval, (-back.interval.1, -back.interval.0));
            prop_assert!(there.interval.0 <= there.value && there.value <= there.interval.1);
            prop_assert!(-1.0 <= there.interval.0 && there.interval.1 <= 1.0);
        }
        let (there, back) = (within(&x, &y).expect("pairs"), within(&y, &x).expect("pairs"));
        prop_assert_eq!((there.value, there.interval), (-back.value, (-back.interval.1, -back.interval.0)));
        prop_assert!(there.interval.0 <= there.value && there.value <= there.interval.1);
    }

    #[test]
    fn only_order_counts(mut pairs in prop::collection::vec((-5_i64..5, -5_i64..5), 2..30)) {
        let split = |pairs: &[(i64, i64)], of: fn(i64) -> i64| {
            let list = |part: fn(&(i64, i64)) -> i64| scores(&pairs.iter().map(|pair| of(part(pair))).collect::<Vec<_>>());
            (list(|pair| pair.0), list(|pair| pair.1))
        };
        let (x, y) = split(&pairs, |score| score);
        let (rising_x, rising_y) = split(&pairs, |score| score * score * score + 7);
        pairs.reverse();
        let (turned_x, turned_y) = split(&pairs, |score| score);
        for delta in [cliff, cliff_paired] {
            prop_assert_eq!(delta(&x, &y), delta(&rising_x, &rising_y));
            prop_assert_eq!(delta(&x, &y), delta(&turned_x, &turned_y));
        }
        prop_assert_eq!(within(&x, &y), within(&rising_x, &rising_y));
        prop_assert_eq!(within(&x, &y), within(&turned_x, &turned_y));
    }

    #[test]
    fn ends_have_intervals(n in 2_usize..40) {
        let (low, high) = (vec![Ratio::ZERO; n], vec![Ratio::whole(1); n]);
        for delta in [cliff, cliff_paired] {
            let same = delta(&low, &low).expect("a delta");
            prop_assert_eq!(same.value, 0.0);
            prop_assert!(same.interval.0 < 0.0 && same.interval.1 > 0.0);
            let above = delta(&low, &high).expect("a delta");
            prop_assert_eq!((above.value, above.interval.1), (1.0, 1.0));
            prop_assert!(above.interval.0.is_finite() && above.interval.0 < 1.0);
        }
        let all = within(&low, &high).expect("pairs");
        prop_assert_eq!((all.value, all.interval.1), (1.0, 1.0));
        prop_assert!(all.interval.0.is_finite() && all.interval.0 < 1.0);
    }
}

/// One scale that sums three ratings, with what a test adds.
fn instrument(more: &str) -> Instrument {
    let text = include_str!("compare/three.json").replace("\"more\": 0", more);
    Instrument::from_json(&text).unwrap_or_else(|faults| panic_with(&format!("{faults}")))
}

#[expect(clippy::panic, reason = "a test fails by panicking")]
fn panic_with(text: &str) -> ! {
    panic!("{text}")
}

fn answers(instrument: &Instrument, codes: [&str; 3]) -> Answers {
    let mut answers = instrument.answers();
    for (field, code) in ["1", "2", "3"].iter().zip(codes) {
        if !code.is_empty() {
            answers.set(field, code).expect("an answer");
        }
    }
    answers
}

const RETEST: &str = r#""reliability": [{ "scales": ["sum"], "kind": "retest", "value": 0.8, "basis": { "source": "project", "evidence": "D" } }]"#;

fn sittings<'a>(ids: &'a [String], list: &'a [Answers]) -> Vec<Sitting<'a>> {
    ids.iter().zip(list).map(|(id, answers)| Sitting { id, answers, days: None }).collect()
}

fn compared(instrument: &Instrument, first: &[[&str; 3]], last: &[[&str; 3]], options: &Options) -> Comparison {
    let given = |list: &[[&str; 3]]| list.iter().map(|codes| answers(instrument, *codes)).collect::<Vec<_>>();
    let (first, last) = (given(first), given(last));
    let ids: Vec<String> = (0..first.len().max(last.len())).map(|i| i.to_string()).collect();
    Comparison::of((instrument, &sittings(&ids, &first)), (instrument, &sittings(&ids, &last)), options)
}

fn with(known: Known) -> Options {
    Options { others: known, ..Options::default() }
}

#[test]
fn each_reason_is_told() {
    let plain = instrument(r#""reliability": []"#);
    let known = with(Known { retest: Some(0.8), deviation: Some(2.0), ..Known::default() });
    let why = |instrument: &Instrument, first, last, options: &Options| {
        compared(instrument, &[first], &[last], options).scales[0].people[0].change.map(|_| ())
    };
    let (low, high) = (["1", "1", "1"], ["5", "5", "5"]);
    assert_eq!(why(&plain, low, high, &known), Ok(()));
    assert_eq!(why(&plain, low, high, &Options::default()), Err(WhyNot::NoReliability));
    assert_eq!(why(&plain, low, ["5", "5", ""], &known), Err(WhyNot::Coverage));
    assert_eq!(why(&plain, low, ["", "", ""], &known), Err(WhyNot::NoScore));
    let retest = instrument(RETEST);
    assert_eq!(why(&retest, low, high, &Options::default()), Err(WhyNot::NoDeviation));
    let of = |kind: &str| instrument(&RETEST.replace("retest", kind));
    let sd = Known { deviation: Some(2.0), ..Known::default() };
    assert_eq!(why(&retest, low, high, &with(sd)), Ok(()));
    assert_eq!(why(&of("alpha"), low, high, &with(sd)), Err(WhyNot::NotRetest));
    assert_eq!(why(&of("omega"), low, high, &with(Known { alpha: true, ..sd })), Err(WhyNot::NotRetest));
    let found = compared(&of("alpha"), &[low], &[high], &with(Known { alpha: true, ..sd }));
    let (_, error) = found.scales[0].people[0].change.expect("a change");
    assert_eq!((error.source, error.deviation_of), (ReliabilitySource::Alpha, Deviation::Given));
    let none = instrument(
        r#""reliability": [{ "scales": ["sum"], "kind": "not_meaningful", "basis": { "source": "project", "evidence": "D" } }]"#,
    );
    assert_eq!(why(&none, low, high, &with(sd)), Err(WhyNot::NotMeaningful));
    // Who is there once, and other definitions and wordings.
    let found = compared(&plain, &[low, low], &[high], &known);
    assert_eq!((found.pairs, found.alone), (1, 1));
    assert_eq!(found.scales[0].people[1].change, Err(WhyNot::OneOccasion));
    let given = answers(&plain, low);
    let sitting = |days| [Sitting { id: "1", answers: &given, days }];
    let other = plain.with_wording(orientir::definition::Wording::Published).expect("no text pack");
    let found = Comparison::of((&plain, &sitting(None)), (&other, &sitting(None)), &known);
    assert_eq!(found.scales[0].people[0].change, Err(WhyNot::Wording));
    assert!(found.identical && found.undated == 1);
    let other = Instrument::from_json(
        &include_str!("compare/three.json").replace("\"more\": 0", RETEST).replace("\"to\": 5", "\"to\": 6"),
    );
    let other = other.expect("another key");
    let found = Comparison::of((&plain, &sitting(None)), (&other, &sitting(None)), &known);
    assert_eq!(found.scales[0].people[0].change, Err(WhyNot::Version));
    assert_eq!(found.scales[0].group, Err(WhyNot::Version));
    // The fewest days are 14.
    for (last, why) in [(13, Err(WhyNot::TooSoon)), (14, Ok(()))] {
        let found = Comparison::of((&plain, &sitting(Some((0, 0)))), (&plain, &sitting(Some((last, last)))), &known);
        assert_eq!(found.scales[0].people[0].change.map(|_| ()), why);
        assert_eq!(found.scales[0].people[0].days, Some(last));
    }
    let mut again = answers(&plain, high);
    again.person_mut().set("language", "lt").expect("a language");
    let mut first = answers(&plain, low);
    first.person_mut().set("language", "ru").expect("a language");
    let one = |answers| [Sitting { id: "1", answers, days: None }];
    let found = Comparison::of((&plain, &one(&first)), (&plain, &one(&again)), &known);
    assert_eq!(found.scales[0].people[0].change, Err(WhyNot::Wording));
}

#[test]
fn ten_make_a_group_and_thirty_a_deviation() {
    let retest = instrument(RETEST);
    let (low, high) = (["1", "1", "1"], ["2", "1", "1"]);
    let of = |n: usize| compared(&retest, &vec![low; n], &vec![high; n], &Options::default());
    assert_eq!(of(9).scales[0].group, Err(WhyNot::SmallGroup));
    let found = of(10).scales[0].group.expect("a group");
    assert_eq!((found.mean, found.median, found.within.risen, found.delta.value), ((3.0, 4.0), (3.0, 4.0), 10, 1.0));
    // Thirty who do not differ have no error to measure by.
    assert_eq!(of(29).scales[0].people[0].change, Err(WhyNot::NoDeviation));
    assert_eq!(of(30).scales[0].people[0].change, Err(WhyNot::NoError));
    let mixed: Vec<[&str; 3]> = (0..30).map(|i| if i % 2 == 0 { low } else { ["3", "3", "3"] }).collect();
    let found = compared(&retest, &mixed, &mixed, &Options::default());
    let (change, error) = found.scales[0].people[0].change.expect("a change");
    // Fifteen 3 and fifteen 9: each 3 from the mean, 270 / 29.
    near(error.deviation, (270.0_f64 / 29.0).sqrt());
    assert_eq!((change.index, change.verdict, error.deviation_of), (0.0, Verdict::WithinError, Deviation::Group));
    let against = of(10).against(&found);
    near(against[0].expect("a delta").value, 1.0);
    assert_eq!(of(10).against(&of(9)), [Err(WhyNot::SmallGroup)]);
}
