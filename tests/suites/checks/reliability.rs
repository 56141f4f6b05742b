//! Reliability and statistics of items: R to 1e-9, calculations by hand, laws, and data that allow no estimate.

use orientir::fit::reliability::{
    Coefficient, Collected, Consistency, Evidence, Occasions, Options, WhyNot, consistency, halves, item_statistics,
    omega, reliability, retest,
};
use orientir::tally::Moments;
use orientir::{Instrument, Sheet};
use orientir_tests::files;
use proptest::prelude::*;
use serde::Deserialize;

fn moments(rows: &[Vec<i64>]) -> Moments {
    let mut moments = Moments::new(rows[0].len());
    for row in rows {
        moments.add(row).expect("small numbers");
    }
    moments
}

fn of(rows: &[Vec<i64>]) -> Consistency {
    consistency(&moments(rows), 1.0, 0.0).expect("an estimate")
}

#[track_caller]
fn value(found: &Consistency, coefficient: Coefficient) -> f64 {
    found.get(coefficient).expect("a coefficient").value.expect("a value")
}

fn why(found: &Consistency, coefficient: Coefficient) -> Option<WhyNot> {
    found.get(coefficient).expect("a coefficient").value.err()
}

#[track_caller]
fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "found {found}, expected {expected}");
}

/// What `tests/reference/reliability.R` made.
#[derive(Deserialize)]
struct Made {
    feldt: [f64; 2],
    retest: RetestOfR,
    sets: Vec<Set>,
}

#[derive(Deserialize)]
struct Set {
    name: String,
    rows: Vec<Vec<i64>>,
    alpha: f64,
    interval: [f64; 2],
    alpha_standardised: f64,
    mean_r: f64,
    sem: f64,
    lambda_2: f64,
    lambda_6: f64,
    lambda_2_standardised: f64,
    lambda_6_standardised: f64,
    split_half: f64,
    lambda_4_odd_even: f64,
    lambda_4: [f64; 3],
    mean: Vec<f64>,
    sd: Vec<f64>,
    item_total: Vec<f64>,
    item_rest: Vec<f64>,
    item_rest_low: Vec<f64>,
    item_rest_high: Vec<f64>,
    alpha_if_deleted: Option<Vec<f64>>,
    smc: Vec<f64>,
    first_component: Vec<f64>,
    omega: Option<OmegaOfR>,
}

#[derive(Deserialize)]
struct RetestOfR {
    first: Vec<i64>,
    second: Vec<i64>,
    r: f64,
    interval: [f64; 2],
    change: f64,
}

#[derive(Deserialize)]
struct OmegaOfR {
    implied: f64,
    observed: f64,
    loadings: Vec<f64>,
    lavaan_implied: f64,
    lavaan_observed: f64,
}

const CLOSE: f64 = 1e-9;
/// lavaan stops when its optimiser finds no better point, which is six digits away.
const AS_NEAR_AS_LAVAAN: f64 = 1e-6;

#[test]
fn agrees_with_r() {
    let made: Made = files::read("vectors/reliability/made.json");
    // psych and R psychometric print .73604846 and .85369182.
    near(made.feldt[0], 0.736_048_46, 5e-9);
    near(made.feldt[1], 0.853_691_82, 5e-9);
    assert_eq!(made.sets.len(), 7);
    let mut compared = 0;
    let mut check = |name: &str, what: &str, found: f64, expected: f64, within: f64| {
        assert!((found - expected).abs() <= within, "{name}, {what}: found {found}, expected {expected}");
        compared += 1;
    };
    for set in &made.sets {
        let name = set.name.as_str();
        let sums = moments(&set.rows);
        let found = of(&set.rows);
        let (low, high) = found.get(Coefficient::Alpha).and_then(|e| e.interval).expect("asked").expect("an interval");
        check(name, "low", low, set.interval[0], CLOSE);
        check(name, "high", high, set.interval[1], CLOSE);
        for (coefficient, expected) in [
            (Coefficient::Alpha, set.alpha),
            (Coefficient::AlphaStandardised, set.alpha_standardised),
            (Coefficient::MeanR, set.mean_r),
            (Coefficient::Lambda2, set.lambda_2),
            (Coefficient::Lambda6, set.lambda_6),
            (Coefficient::Lambda2Standardised, set.lambda_2_standardised),
            (Coefficient::Lambda6Standardised, set.lambda_6_standardised),
            (Coefficient::SplitHalf, set.split_half),
            (Coefficient::Lambda4OddEven, set.lambda_4_odd_even),
            (Coefficient::Lambda4Max, set.lambda_4[0]),
            (Coefficient::Lambda4Mean, set.lambda_4[1]),
            (Coefficient::Lambda4Min, set.lambda_4[2]),
        ] {
            check(name, coefficient.as_str(), value(&found, coefficient), expected, CLOSE);
        }
        if set.alpha >= 0.0 {
            check(name, "sem", value(&found, Coefficient::Sem), set.sem, CLOSE);
        } else {
            assert_eq!(why(&found, Coefficient::Sem), Some(WhyNot::NegativeAlpha));
        }
        if let Some(expected) = &set.omega {
            let fitted = omega(&sums).expect("a factor");
            check(name, "omega", fitted.implied, expected.implied, CLOSE);
            check(name, "omega, observed", fitted.observed, expected.observed, CLOSE);
            check(name, "omega of lavaan", fitted.implied, expected.lavaan_implied, AS_NEAR_AS_LAVAAN);
            check(name, "omega of lavaan, observed", fitted.observed, expected.lavaan_observed, AS_NEAR_AS_LAVAAN);
            for (found, expected) in fitted.loadings.iter().zip(&expected.loadings) {
                check(name, "loading", *found, *expected, CLOSE);
            }
        }
        let items = item_statistics(&sums, 1).expect("items");
        for (i, item) in items.iter().enumerate() {
            let rest = item.item_rest.expect("a correlation");
            let (low, high) = rest.interval.expect("an interval");
            check(name, "mean", item.mean, set.mean[i], CLOSE);
            check(name, "sd", item.sd, set.sd[i], CLOSE);
            check(name, "item-rest", rest.value, set.item_rest[i], CLOSE);
            check(name, "item-rest, low", low, set.item_rest_low[i], CLOSE);
            check(name, "item-rest, high", high, set.item_rest_high[i], CLOSE);
            check(name, "item-total", item.item_total.expect("a correlation"), set.item_total[i], CLOSE);
            check(name, "smc", item.smc.expect("an inverse"), set.smc[i], CLOSE);
            check(name, "component", item.first_component.expect("a component"), set.first_component[i], CLOSE);
            match &set.alpha_if_deleted {
                Some(expected) => {
                    let found = item.alpha_if_deleted.expect("alpha");
                    check(name, "alpha if deleted", found, expected[i], CLOSE);
                }
                None => assert_eq!(item.alpha_if_deleted, Err(WhyNot::FewItems)),
            }
        }
    }
    // 7 sets of 14, 5 standard errors, 5 omegas four ways with 38 loadings, 48 items of 8, 46 alphas without an item.
    assert_eq!(compared, 98 + 5 + 20 + 38 + 384 + 46);
}

/// A scale of one mark from 0 to 30: no consistency, but a retest.
fn one_mark() -> Instrument {
    let document = serde_json::json!({
        "format": 1, "id": "one-mark", "version": "1.0.0",
        "about": { "wording": "own", "sources": { "made": { "cite": "made for a test" } } },
        "responses": { "r": { "rating": { "from": 0, "to": 30 } } },
        "items": [{ "id": "q", "fields": [{ "response": "r" }] }],
        "scales": [{ "id": "s", "method": { "sum": { "fields": ["q"] } }, "basis": { "source": "made", "evidence": "D" } },
                   { "id": "percent", "method": { "mean": { "fields": ["q"] } }, "express": "percent_of_range",
                     "basis": { "source": "made", "evidence": "D" } }],
    });
    Instrument::from_json(&document.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn retest_agrees_with_r() {
    let RetestOfR { first, second, r, interval, change } = files::read::<Made>("vectors/reliability/made.json").retest;
    let instrument = one_mark();
    let sheet = Sheet::new(&instrument, &["id", "occasion", "q"]).expect("a header");
    let row = |occasion: &str, (id, mark): (usize, &i64)| [id.to_string(), occasion.to_owned(), mark.to_string()];
    let mut rows: Vec<[String; 3]> = first.iter().enumerate().map(|at| row("1", at)).collect();
    rows.extend(second.iter().enumerate().map(|at| row("2", at)));
    // One who came the second time alone, and one without an answer.
    rows.push(row("2", (900, &1)));
    rows.extend(["1", "2"].map(|occasion| ["901".to_owned(), occasion.to_owned(), String::new()]));
    let (entries, faults) = sheet.read(rows.iter().map(|row| row.iter().map(String::as_str)));
    assert!(faults.is_empty(), "{faults:?}");
    let occasions = Occasions::of(&entries);
    let found = retest(&instrument, &occasions).expect("two occasions");
    // In percent of thirty a mark is 10/3 points.
    for (found, points) in found.iter().zip([1.0, 10.0 / 3.0]) {
        assert_eq!((found.occasions, found.n, found.dropped), ((1, 2), 45, 2));
        near(found.r.expect("a correlation"), r, CLOSE);
        let (low, high) = found.interval.expect("an interval");
        near(low, interval[0], CLOSE);
        near(high, interval[1], CLOSE);
        near(found.change.expect("a change"), change * points, CLOSE);
    }
    let collected = Collected::of(&instrument, occasions.first()).expect("people");
    let found = reliability(&instrument, &collected, Options::default());
    assert_eq!(
        found.iter().map(|scale| scale.consistency.clone().err()).collect::<Vec<_>>(),
        [Some(WhyNot::OneItem); 2]
    );
    rows.reverse();
    let (turned, _) = sheet.read(rows.iter().map(|row| row.iter().map(String::as_str)));
    assert_eq!(retest(&instrument, &Occasions::of(&turned)), retest(&instrument, &occasions));
    assert_eq!(retest(&instrument, &Occasions::of(&turned[..1])), Err(WhyNot::OneOccasion));
}

/// Which items of the made sets run against their scale.
#[test]
fn a_wrong_key_is_told_from_noise() {
    let made: Made = files::read("vectors/reliability/made.json");
    let against = |name: &str| {
        let set = made.sets.iter().find(|set| set.name.starts_with(name)).expect("a set");
        let items = item_statistics(&moments(&set.rows), 1).expect("items");
        let of = |(i, item): (usize, &orientir::fit::reliability::ItemStatistics)| Some((i + 1, item.against?));
        items.iter().enumerate().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(against("ten items"), []);
    // The second and the fifth were turned round.
    let found: Vec<_> = against("a class").iter().map(|(i, a)| (*i, a.by, a.beyond_chance)).collect();
    assert_eq!(found, [(2, Evidence::ItemRest, true), (5, Evidence::ItemRest, true)]);
    // 30 people, 8 items of noise: five are negative, and none is called wrong but by what the interval allows.
    let found = against("items that have nothing");
    assert!(found.len() >= 4 && found.iter().filter(|(_, a)| a.beyond_chance).count() <= 1, "{found:?}");
}

/// Two items (1, 2), (2, 2), (3, 5), (2, 3): sums 3 4 8 5, mean 5. Variances: of the first 2/3, of the second (4 + 4 + 25 + 9 - 36) / 3
/// = 2, of the sum (4 + 1 + 9 + 0) / 3 = 14/3. Alpha 2 (1 - (8/3) / (14/3)) = 6/7; covariance (14/3 - 8/3) / 2 = 1, r = 1/√(4/3) =
/// √3/2, item and rest alike. SEM √(14/3 (1 - 6/7)) = √(2/3).
#[test]
fn four_people_by_hand() {
    let rows = [[1, 2], [2, 2], [3, 5], [2, 3]].map(|row| row.to_vec());
    let found = of(&rows);
    assert_eq!((found.n, found.k), (4, 2));
    near(found.mean, 5.0, 1e-15);
    near(found.sd, (14.0_f64 / 3.0).sqrt(), 1e-15);
    near(value(&found, Coefficient::Alpha), 6.0 / 7.0, 1e-15);
    near(value(&found, Coefficient::Lambda4OddEven), 6.0 / 7.0, 1e-15);
    near(value(&found, Coefficient::Sem), (2.0_f64 / 3.0).sqrt(), 1e-15);
    let r = 3.0_f64.sqrt() / 2.0;
    near(value(&found, Coefficient::SplitHalf), 2.0 * r / (1.0 + r), 1e-15);
    near(halves(&moments(&rows)).expect("halves").lambda_4, 6.0 / 7.0, 1e-15);
    assert_eq!(why(&found, Coefficient::OmegaMinresImplied), Some(WhyNot::FewItems));
    // The mean of the items in the place of their sum: half the points.
    let mean = consistency(&moments(&rows), 0.5, 0.0).expect("an estimate");
    near(mean.mean, 2.5, 1e-15);
    near(value(&mean, Coefficient::Sem), (2.0_f64 / 3.0).sqrt() / 2.0, 1e-15);
    near(value(&mean, Coefficient::Alpha), 6.0 / 7.0, 1e-15);
}

/// METHODS: loadings .8 .7 .6 .5 -.6 as an exact covariance matrix. (Σλ)² = 4, Σθ = 5 - 2.1 = 2.9, omega 4/6.9 = .5797, not the .779 of
/// absolute loadings. Rows that have this matrix times 1000 cannot be had as whole numbers exactly; two-valued contrasts do: the factor
/// and the five errors are orthogonal columns of a Hadamard matrix, scaled.
#[test]
fn a_loading_of_the_other_sign_lowers_omega() {
    let rows: Vec<Vec<i64>> = (0..8_usize)
        .map(|row| {
            let sign = |column: usize| if (row & column).count_ones().is_multiple_of(2) { 1 } else { -1 };
            // λ² + θ² = 1 in the units of 10000: .6 and .8 exactly, and others to four digits.
            [(8000, 6000), (7000, 7141), (6000, 8000), (5000, 8660), (-6000, 8000)]
                .iter()
                .enumerate()
                .map(|(i, (loading, error))| loading * sign(1) + error * sign(i + 2))
                .collect()
        })
        .collect();
    let found = omega(&moments(&rows)).expect("a factor");
    near(found.implied, 4.0 / 6.9, 1e-4);
    near(found.observed, 4.0 / 6.9, 1e-4);
    for (found, expected) in found.loadings.iter().zip([0.8, 0.7, 0.6, 0.5, -0.6]) {
        near(*found, expected, 1e-4);
    }
}

#[test]
fn what_allows_no_estimate_has_a_reason() {
    let refused = |rows: &[Vec<i64>]| consistency(&moments(rows), 1.0, 0.0).err();
    assert_eq!(consistency(&Moments::new(3), 1.0, 0.0).err(), Some(WhyNot::NoRows));
    assert_eq!(consistency(&Moments::new(0), 1.0, 0.0).err(), Some(WhyNot::OneItem));
    assert_eq!(refused(&[vec![1], vec![2], vec![3]]), Some(WhyNot::OneItem));
    assert_eq!(refused(&[vec![1, 2], vec![3, 5]]), Some(WhyNot::FewRows));
    assert_eq!(refused(&[vec![1, 2], vec![1, 2], vec![1, 2]]), Some(WhyNot::NoVariance), "nobody differs");
    assert_eq!(refused(&[vec![1, 3], vec![2, 2], vec![3, 1]]), Some(WhyNot::NoVariance), "the sum does not differ");
    assert_eq!(item_statistics(&moments(&[vec![1], vec![2], vec![3]]), 1).err(), Some(WhyNot::OneItem));
    let huge = (1_i64 << 25) - 1;
    let found = consistency(&moments(&[vec![huge, 0, 1], vec![0, huge, 2], vec![-huge, huge, 9]]), 1.0, 0.0);
    assert!(found.is_ok_and(|found| found.sd.is_finite() && value(&found, Coefficient::Alpha).is_finite()));
}

#[test]
fn an_item_that_everybody_answers_alike_is_told() {
    let rows: Vec<Vec<i64>> = [[1, 2, 1], [2, 2, 1], [3, 5, 4], [2, 3, 3], [5, 4, 4]]
        .iter()
        .map(|row| row.iter().copied().chain([3]).collect())
        .collect();
    let found = of(&rows);
    assert_eq!(found.constant, [3]);
    for coefficient in [
        Coefficient::AlphaStandardised,
        Coefficient::MeanR,
        Coefficient::Lambda2Standardised,
        Coefficient::Lambda6,
        Coefficient::Lambda6Standardised,
        Coefficient::OmegaMinresImplied,
        Coefficient::OmegaMinresObserved,
    ] {
        assert_eq!(why(&found, coefficient), Some(WhyNot::ConstantItem), "{coefficient:?}");
    }
    // Alpha counts it as the item that it is: 4/3 of what 3/2 multiply without it.
    let without: Vec<Vec<i64>> = rows.iter().map(|row| row[..3].to_vec()).collect();
    let alpha = value(&found, Coefficient::Alpha);
    near(alpha / (4.0 / 3.0), value(&of(&without), Coefficient::Alpha) / 1.5, 1e-14);
    let items = item_statistics(&moments(&rows), 1).expect("items");
    assert_eq!(items[3].item_rest.err(), Some(WhyNot::ConstantItem));
    assert_eq!(items[3].alpha_if_deleted, Ok(value(&of(&without), Coefficient::Alpha)));
    assert_eq!(items[0].smc, Err(WhyNot::ConstantItem));
    assert_eq!((items[3].sd, items[3].against), (0.0, None));
}

#[test]
fn what_has_no_inverse_or_no_factor_is_told() {
    // Three people, three items.
    let few = of(&[vec![1, 2, 3], vec![2, 1, 5], vec![4, 4, 4]]);
    assert_eq!(why(&few, Coefficient::Lambda6), Some(WhyNot::FewRowsForItems));
    // The third is the sum of the others.
    let sums: Vec<Vec<i64>> =
        [(1, 2), (2, 2), (3, 5), (2, 3), (5, 1)].iter().map(|(a, b)| vec![*a, *b, a + b]).collect();
    assert_eq!(why(&of(&sums), Coefficient::Lambda6), Some(WhyNot::DependentItems));
    // Covariances of one sign around a triangle: c12 c13 / c23 is negative, so no loading is real.
    let opposed: Vec<Vec<i64>> =
        (0..8_i64).map(|i| vec![i % 2 + i / 4, i % 2 + (i / 2) % 2, i / 4 - (i / 2) % 2 + 9]).collect();
    let found = omega(&moments(&opposed)).err();
    assert!(matches!(found, Some(WhyNot::Heywood | WhyNot::NoConvergence | WhyNot::NoFactor)), "{found:?}");
    // Nothing in common at all.
    let apart: Vec<Vec<i64>> = (0..8_i64).map(|i| vec![i % 2, (i / 2) % 2, i / 4]).collect();
    let found = of(&apart);
    assert_eq!(why(&found, Coefficient::OmegaMinresImplied), Some(WhyNot::NoFactor));
    near(value(&found, Coefficient::Alpha), 0.0, 1e-15);
    // Items that are copies: everything is 1, and copies have no inverse.
    let copies: Vec<Vec<i64>> = [1, 4, 2, 5].iter().map(|x| vec![*x; 4]).collect();
    let found = of(&copies);
    near(value(&found, Coefficient::Alpha), 1.0, 1e-15);
    near(value(&found, Coefficient::OmegaMinresImplied), 1.0, 1e-12);
    near(value(&found, Coefficient::SplitHalf), 1.0, 1e-15);
    near(value(&found, Coefficient::Sem), 0.0, 1e-7);
    assert_eq!(found.get(Coefficient::Alpha).and_then(|alpha| alpha.interval), Some(Ok((1.0, 1.0))));
    // Two items that run against each other: alpha is negative and stands, neither item is the wrong one.
    let opposite: Vec<Vec<i64>> = [(1, 4), (2, 4), (3, 2), (5, 1), (4, 2)].iter().map(|(a, b)| vec![*a, *b]).collect();
    let found = of(&opposite);
    assert!(value(&found, Coefficient::Alpha) < 0.0);
    assert_eq!(why(&found, Coefficient::Sem), Some(WhyNot::NegativeAlpha));
    let items = item_statistics(&moments(&opposite), 1).expect("items");
    assert_eq!(items[0].first_component, Err(WhyNot::NoDirection));
    assert!(items.iter().all(|item| item.against.is_some_and(|against| against.by == Evidence::ItemRest)));
    // Seventeen items have too many halves.
    let long: Vec<Vec<i64>> = (0..30_i64).map(|i| (0..17).map(|j| (i * 7 + j * j) % 5 + i % 3).collect()).collect();
    assert_eq!(why(&of(&long), Coefficient::Lambda4Max), Some(WhyNot::ManyItems));
}

/// A half of the items keyed the wrong way round: the sum of the others cancels, the first component does not.
#[test]
fn half_a_scale_turned_round_is_seen_by_the_first_component() {
    let rows: Vec<Vec<i64>> = (0..40_i64)
        .map(|i| {
            let level = i % 5;
            let noise = |j: i64| (i * i * (j + 3) + 7 * i * j + j) % 3;
            (0..7).map(|j| if j < 3 { 12 - 2 * level - noise(j) } else { 2 * level + noise(j) }).collect()
        })
        .collect();
    let items = item_statistics(&moments(&rows), 1).expect("items");
    for (i, item) in items.iter().enumerate() {
        let against = item.against;
        assert_eq!(against.is_some_and(|against| against.beyond_chance), i < 3, "{i}: {item:?}");
    }
}

fn numbers(found: &Consistency) -> Vec<Result<f64, WhyNot>> {
    let interval = found.get(Coefficient::Alpha).and_then(|alpha| alpha.interval).expect("asked");
    let ends = [interval.map(|ends| ends.0), interval.map(|ends| ends.1)];
    found.estimates.iter().map(|estimate| estimate.value).chain(ends).collect()
}

fn table() -> impl Strategy<Value = Vec<Vec<i64>>> {
    (2..7_usize).prop_flat_map(|k| prop::collection::vec(prop::collection::vec(0..=6_i64, k), 1..25))
}

proptest! {
    #[test]
    fn neither_the_order_of_rows_nor_their_parts_change_a_bit(rows in table(), turn in 0..25_usize, cut in 0..25_usize) {
        let whole = moments(&rows);
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        let (one, other) = turned.split_at(cut % rows.len());
        let mut merged = Moments::new(rows[0].len());
        for part in [other, one] {
            let mut sums = Moments::new(rows[0].len());
            for row in part {
                sums.add(row).expect("small");
            }
            merged.merge(&sums).expect("small");
        }
        prop_assert_eq!(consistency(&whole, 1.0, 0.0), consistency(&merged, 1.0, 0.0));
        prop_assert_eq!(item_statistics(&whole, 1), item_statistics(&merged, 1));
    }

    #[test]
    fn constants_and_turning_all_items_round_change_no_bit(rows in table(), by in -9..9_i64) {
        let moved = |of: &dyn Fn(i64) -> i64| {
            let rows: Vec<Vec<i64>> = rows.iter().map(|row| row.iter().map(|x| of(*x)).collect()).collect();
            consistency(&moments(&rows), 1.0, 0.0).map(|found| numbers(&found))
        };
        let plain = moved(&|x| x);
        prop_assert_eq!(&plain, &moved(&|x| x + by));
        prop_assert_eq!(&plain, &moved(&|x| 6 - x));
    }

    #[test]
    fn every_number_is_finite_and_bounded(rows in table()) {
        let sums = moments(&rows);
        if let Ok(found) = consistency(&sums, 1.0, 0.0) {
            for number in numbers(&found).into_iter().flatten() {
                prop_assert!(number.is_finite());
            }
            let bounded = [Coefficient::Alpha, Coefficient::Lambda2, Coefficient::OmegaMinresImplied, Coefficient::MeanR];
            for coefficient in bounded {
                if let Ok(value) = found.get(coefficient).expect("there").value {
                    prop_assert!(value <= 1.0 + 1e-12, "{coefficient:?} {value}");
                }
            }
            let [alpha, lambda_2] = [Coefficient::Alpha, Coefficient::Lambda2].map(|c| value(&found, c));
            prop_assert!(lambda_2 >= alpha - 1e-12, "Guttman 1945: {lambda_2} {alpha}");
            let k = found.k;
            if let (Ok(mean), true) = (found.get(Coefficient::Lambda4Mean).expect("there").value, k.is_multiple_of(2)) {
                // Cronbach 1951: alpha is the mean of all equal halves.
                prop_assert!((mean - alpha).abs() <= 1e-12 * alpha.abs().max(1.0), "{mean} {alpha}");
            }
        }
        for item in item_statistics(&sums, 1).into_iter().flatten() {
            let rest = item.item_rest.map(|rest| rest.value);
            for r in [rest, item.item_total, item.smc, item.first_component].into_iter().flatten() {
                prop_assert!(r.is_finite() && r.abs() <= 1.0 + 1e-12, "{item:?}");
            }
        }
    }

    /// Parallel items: a score and errors that are orthogonal by construction, so r̄ is the same for each pair, and alpha is Spearman
    /// and Brown's formula of it.
    #[test]
    fn alpha_of_parallel_items_is_the_formula_of_spearman_and_brown(score in 1..50_i64, error in 1..50_i64) {
        let rows: Vec<Vec<i64>> = (0..8_usize).map(|row| {
            let sign = |column: usize| if (row & column).count_ones().is_multiple_of(2) { 1 } else { -1 };
            [2, 3, 4, 5].iter().map(|i| score * sign(1) + error * sign(*i)).collect()
        }).collect();
        let found = of(&rows);
        let r = (score * score) as f64 / (score * score + error * error) as f64;
        let expected = 4.0 * r / (1.0 + 3.0 * r);
        for coefficient in [
            Coefficient::Alpha,
            Coefficient::AlphaStandardised,
            Coefficient::Lambda2,
            Coefficient::SplitHalf,
            Coefficient::Lambda4Max,
            Coefficient::Lambda4Min,
            Coefficient::OmegaMinresImplied,
            Coefficient::OmegaMinresObserved,
        ] {
            prop_assert!((value(&found, coefficient) - expected).abs() < 1e-11, "{coefficient:?}");
        }
    }
}
