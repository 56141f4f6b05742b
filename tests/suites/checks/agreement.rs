//! Agreement of raters: published tables to their printed digits, R to 1e-9, laws, and data that allow no estimate.

use orientir::Ratio;
use orientir::fit::agreement::{CrossTable, IccForm, Metric, Ratings, Weights, WhyNot, alpha, icc, kappa, severity};
use orientir_tests::files;
use proptest::prelude::*;
use serde::Deserialize;

/// Ratings of whole numbers, subject after subject.
fn ratings(raters: usize, cells: &[Option<i64>]) -> Ratings {
    Ratings::new(raters, cells.iter().map(|cell| cell.map(Ratio::whole)).collect()).expect("whole rows")
}

fn complete(raters: usize, cells: &[i64]) -> Ratings {
    ratings(raters, &cells.iter().copied().map(Some).collect::<Vec<_>>())
}

#[track_caller]
fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "found {found}, expected {expected}");
}

/// Shrout and Fleiss (1979), table 2: six targets by four judges.
fn shrout_fleiss() -> Ratings {
    complete(4, &[9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7])
}

#[test]
fn six_correlations_of_shrout_and_fleiss() {
    let all = icc(&shrout_fleiss(), 0.95).expect("estimates");
    assert_eq!((all.n, all.k, all.dropped), (6, 4, 0));
    // Their table 3: between targets 11.24, within 6.26, between judges 32.49, residual 1.02.
    for (found, printed) in [
        (all.mean_squares.subjects, 11.24),
        (all.mean_squares.within, 6.26),
        (all.mean_squares.raters, 32.49),
        (all.mean_squares.error, 1.02),
    ] {
        near(found, printed, 0.005);
    }
    // Eight decimals as recomputed; the article prints .17 .29 .71 .44 .62 .91.
    let expected = [0.165_741_77, 0.289_763_78, 0.714_840_71, 0.442_797_13, 0.620_050_55, 0.909_315_54];
    // The first three as recomputed, the means by psych 2.2.9 (ICC, lmer = FALSE).
    let intervals = [
        (-0.132_932_325, 0.722_560_06),
        (0.018_786_513, 0.761_084_37),
        (0.342_464_765, 0.945_858_26),
        (-0.884_442_155, 0.912_415_42),
        (0.071_136_815, 0.927_232_04),
        (0.675_674_714, 0.985_891_68),
    ];
    for ((estimate, expected), (low, high)) in all.estimates().iter().zip(expected).zip(intervals) {
        near(estimate.value.expect("a value"), expected, 5e-9);
        let found = estimate.interval.expect("an interval");
        near(found.0, low, 5e-9);
        near(found.1, high, 5e-9);
    }
}

/// The table of the manual of psych, as counts of 200 subjects, with its disagreement weights.
#[test]
fn kappa_of_the_manual_of_psych() {
    let table = CrossTable::new(3, vec![88, 14, 18, 10, 40, 10, 2, 6, 12]).expect("a square");
    let weights = [0, 1, 3, 1, 0, 6, 3, 6, 0].map(Ratio::whole).to_vec();
    near(kappa(&table, &Weights::Unweighted).expect("kappa").value, 0.491_525_42, 5e-9);
    near(kappa(&table, &Weights::Custom(weights)).expect("kappa").value, 0.347_826_09, 5e-9);
}

/// Krippendorff (2011), data C: four observers, twelve units.
#[test]
fn alpha_of_krippendorff_data_c() {
    let by_rater =
        ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
            .map(|row| row.split(' ').map(|cell| cell.parse().ok()).collect::<Vec<Option<i64>>>());
    let cells: Vec<_> = (0..12).flat_map(|unit| by_rater.iter().map(move |row| row[unit])).collect();
    let data = ratings(4, &cells);
    for (metric, expected) in [
        (Metric::Nominal, 0.743_421_052_631_579),
        (Metric::Ordinal, 0.815_387_503_754_881_3),
        (Metric::Interval, 0.849_107_142_857_142_8),
        (Metric::Ratio, 0.797_402_774_711_612),
    ] {
        let found = alpha(&data, metric).expect("alpha");
        near(found.value, expected, 1e-14);
        assert_eq!((found.units, found.values, found.dropped), (11, 40, 1));
    }
}

/// What `tests/reference/agreement.R` made.
#[derive(Deserialize)]
struct Made {
    sets: Vec<Set>,
}

#[derive(Deserialize)]
struct Set {
    name: String,
    divide_by: i64,
    ratings: Vec<Vec<Option<i64>>>,
    alpha: std::collections::BTreeMap<String, f64>,
    severity: Vec<f64>,
    icc: Option<IccOfR>,
    kappa: Option<KappaOfR>,
}

#[derive(Deserialize)]
struct IccOfR {
    values: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
}

#[derive(Deserialize)]
struct KappaOfR {
    unweighted: f64,
    linear: f64,
    quadratic: f64,
    custom: f64,
    custom_weights: Vec<i64>,
    categories: Vec<i64>,
}

const CLOSE: f64 = 1e-9;

#[test]
fn agrees_with_r() {
    let made: Made = files::read("vectors/agreement/made.json");
    assert_eq!(made.sets.len(), 6);
    let mut compared = 0;
    let mut check = |name: &str, found: f64, expected: f64| {
        assert!((found - expected).abs() <= CLOSE, "{name}: found {found}, expected {expected}");
        compared += 1;
    };
    for set in &made.sets {
        let raters = set.ratings[0].len();
        let cells = set.ratings.iter().flatten().map(|cell| cell.map(|units| Ratio::new(units, set.divide_by)));
        let data = Ratings::new(raters, cells.collect()).expect("whole rows");
        for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio] {
            if let Some(expected) = set.alpha.get(metric.as_str()) {
                check(&set.name, alpha(&data, metric).expect("alpha").value, *expected);
            }
        }
        let found = severity(&data).expect("severity");
        assert_eq!(found.len(), set.severity.len());
        for (found, expected) in found.iter().zip(&set.severity) {
            check(&set.name, found.value.expect("an overlap"), *expected);
        }
        if let Some(expected) = &set.icc {
            let found = icc(&data, 0.95).expect("estimates");
            for (i, estimate) in found.estimates().iter().enumerate() {
                let name = format!("{}: {}", set.name, estimate.form.as_str());
                check(&name, estimate.value.expect("a value"), expected.values[i]);
                let (low, high) = estimate.interval.expect("an interval");
                check(&name, low, expected.lower[i]);
                check(&name, high, expected.upper[i]);
            }
        }
        if let Some(expected) = &set.kappa {
            let categories: Vec<Ratio> = expected.categories.iter().copied().map(Ratio::whole).collect();
            let table = CrossTable::of(&data, &categories).expect("two raters");
            let custom = expected.custom_weights.iter().copied().map(Ratio::whole).collect();
            for (weights, expected) in [
                (Weights::Unweighted, expected.unweighted),
                (Weights::Linear, expected.linear),
                (Weights::Quadratic, expected.quadratic),
                (Weights::Custom(custom), expected.custom),
            ] {
                check(&set.name, kappa(&table, &weights).expect("kappa").value, expected);
            }
        }
    }
    assert_eq!(compared, 146);
}

#[test]
fn what_allows_no_estimate_has_a_reason() {
    let one_rater = complete(1, &[1, 2, 3]);
    let one_subject = complete(3, &[1, 2, 3]);
    let equal = complete(2, &[2, 2, 2, 2, 2, 2]);
    // Nobody was rated twice.
    let apart = ratings(2, &[Some(1), None, None, Some(2), Some(3), None]);
    let nothing = ratings(2, &[None, None, None, None]);
    for (data, of_alpha, of_icc, of_severity) in [
        (&one_rater, WhyNot::OneRater, WhyNot::OneRater, Some(WhyNot::OneRater)),
        (&one_subject, WhyNot::OneSubject, WhyNot::OneSubject, None),
        (&equal, WhyNot::NoVariance, WhyNot::NoVariance, None),
        (&apart, WhyNot::NoOverlap, WhyNot::NoOverlap, None),
        (&nothing, WhyNot::OneRater, WhyNot::NoOverlap, None),
    ] {
        for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio] {
            assert_eq!(alpha(data, metric).err(), Some(of_alpha), "{data:?}");
        }
        assert_eq!(icc(data, 0.95).err(), Some(of_icc), "{data:?}");
        assert_eq!(severity(data).err(), of_severity, "{data:?}");
    }
    assert!(severity(&apart).expect("two raters").iter().all(|rater| rater.value == Err(WhyNot::NoOverlap)));
    for level in [0.0, 1.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(icc(&shrout_fleiss(), level).err(), Some(WhyNot::BadLevel));
    }
    assert_eq!(alpha(&complete(2, &[-1, 1, 2, 2]), Metric::Ratio).err(), Some(WhyNot::NegativeValues));
    assert_eq!(Ratings::new(2, vec![None; 3]).err(), Some(WhyNot::NotRectangular));
    assert_eq!(Ratings::new(0, vec![None]).err(), Some(WhyNot::NotRectangular));
    assert!(Ratings::new(0, Vec::new()).is_ok_and(|empty| alpha(&empty, Metric::Interval) == Err(WhyNot::OneRater)));
}

#[test]
fn tables_that_allow_no_kappa_have_a_reason() {
    let of = |counts: [u64; 4]| kappa(&CrossTable::new(2, counts.to_vec()).expect("a square"), &Weights::Linear);
    assert_eq!(of([0; 4]).err(), Some(WhyNot::NoOverlap));
    assert_eq!(of([1, 0, 0, 0]).err(), Some(WhyNot::OneSubject));
    assert_eq!(of([7, 0, 0, 0]).err(), Some(WhyNot::NoVariance));
    assert_eq!(of([u64::MAX, 1, 1, u64::MAX]).err(), Some(WhyNot::TooLarge), "refused, not wrapped");
    // Both raters used one category, and not the same one: chance expects just that.
    near(of([0, 5, 0, 0]).expect("kappa").value, 0.0, 0.0);
    // Less than by chance: marginals of one half expect one half, nothing agrees.
    near(of([0, 5, 5, 0]).expect("kappa").value, -1.0, 0.0);
    assert_eq!(CrossTable::new(2, vec![1; 3]).err(), Some(WhyNot::NotRectangular));
    assert_eq!(CrossTable::new(5000, Vec::new()).err(), Some(WhyNot::TooLarge));
    assert_eq!(CrossTable::of(&shrout_fleiss(), &[]).err(), Some(WhyNot::NotTwoRaters));
    assert_eq!(CrossTable::of(&complete(2, &[1, 9]), &[Ratio::whole(1)]).err(), Some(WhyNot::NotACategory));
    let table = CrossTable::new(2, vec![1; 4]).expect("a square");
    for weights in [vec![0, 1, 1], vec![1, 1, 1, 0], vec![0, -1, 1, 0]] {
        let weights = weights.into_iter().map(Ratio::whole).collect();
        assert_eq!(kappa(&table, &Weights::Custom(weights)).err(), Some(WhyNot::BadWeights));
    }
}

/// By hand, linear weights, 2 unused: one pair of four is 1 and 3, two steps, so 2/4 observed; firsts 2 0 1 1, seconds 1 0 2 1, and
/// Σ r c |i - j| = 2 (2 x 2 + 3) + (2 + 1) + (3 + 2) = 22 of 16. Without the 2 it would be 1 - 4/14.
#[test]
fn an_unused_category_keeps_its_neighbours_apart() {
    let data = complete(2, &[1, 1, 3, 3, 4, 4, 1, 3]);
    let of = |categories: &[i64]| {
        let categories: Vec<Ratio> = categories.iter().copied().map(Ratio::whole).collect();
        kappa(&CrossTable::of(&data, &categories).expect("a table"), &Weights::Linear).expect("kappa").value
    };
    near(of(&[1, 2, 3, 4]), 7.0 / 11.0, 1e-15);
    near(of(&[1, 3, 4]), 5.0 / 7.0, 1e-15);
}

#[test]
fn full_agreement_has_no_interval_and_constant_shifts_count_where_they_should() {
    let same = icc(&complete(2, &[1, 1, 5, 5, 3, 3]), 0.95).expect("estimates");
    for estimate in same.estimates() {
        assert_eq!((estimate.value, estimate.interval), (Ok(1.0), Err(WhyNot::NoError)), "{:?}", estimate.form);
    }
    let shifted = icc(&complete(2, &[1, 2, 5, 6, 3, 4]), 0.95).expect("estimates");
    let consistency = shifted.form(IccForm::Consistency);
    assert_eq!((consistency.value, consistency.interval), (Ok(1.0), Err(WhyNot::NoError)));
    let agreement = shifted.form(IccForm::Agreement);
    assert!(agreement.value.is_ok_and(|value| value < 1.0) && agreement.interval.is_ok(), "{agreement:?}");
    // Subjects with equal means: one rating tells less than nothing, a mean has no variance to tell apart.
    let opposed = icc(&complete(2, &[1, 3, 3, 1, 2, 2]), 0.95).expect("estimates");
    near(opposed.form(IccForm::OneWay).value.expect("a value"), -1.0, 1e-15);
    assert_eq!(opposed.form(IccForm::OneWayMean).value, Err(WhyNot::NoVariance));
    assert_eq!(opposed.form(IccForm::ConsistencyMean).value, Err(WhyNot::NoVariance));
    // All raters differ in their level only.
    let levels = icc(&complete(2, &[1, 2, 1, 2, 1, 2]), 0.95).expect("estimates");
    assert_eq!(levels.form(IccForm::Consistency).value, Err(WhyNot::NoVariance));
}

#[test]
fn sums_that_do_not_fit_are_refused() {
    let huge = complete(2, &[i64::MAX, 0, 0, i64::MAX, i64::MIN + 1, 1]);
    assert_eq!(icc(&huge, 0.95).err(), Some(WhyNot::TooLarge));
    assert_eq!(alpha(&huge, Metric::Interval).err(), Some(WhyNot::TooLarge));
    assert!(alpha(&huge, Metric::Nominal).is_ok() && alpha(&huge, Metric::Ordinal).is_ok() && severity(&huge).is_ok());
    let primes = [2_147_483_647, 2_147_483_629, 2_147_483_587].map(|prime| Some(Ratio::new(1, prime)));
    let fine = Ratings::new(3, [primes, primes].concat()).expect("whole rows");
    assert_eq!(icc(&fine, 0.95).err(), Some(WhyNot::TooLarge));
    assert_eq!(Ratings::new(1, vec![None; Ratings::MAX_CELLS + 1]).err(), Some(WhyNot::TooLarge));
}

#[test]
fn severity_by_hand() {
    // Subjects (1, 3), (2, 3, 7) and one alone. Means 2 and 4: first -1, -2: -1.5; second 1, -1: 0; third 3.
    let data = ratings(3, &[Some(1), Some(3), None, Some(2), Some(3), Some(7), None, None, Some(5)]);
    let found: Vec<_> = severity(&data).expect("raters").iter().map(|rater| (rater.n, rater.value)).collect();
    assert_eq!(found, [(2, Ok(-1.5)), (2, Ok(0.0)), (1, Ok(3.0))]);
}

fn numbers(data: &Ratings) -> Vec<Result<f64, WhyNot>> {
    let alphas = [Metric::Nominal, Metric::Ordinal, Metric::Interval].map(|m| alpha(data, m).map(|alpha| alpha.value));
    let forms = IccForm::ALL.into_iter().flat_map(|form| {
        let estimate = icc(data, 0.95).map(|all| all.form(form));
        let part = |of: fn((f64, f64)) -> f64| estimate.and_then(|estimate| estimate.interval.map(of));
        [estimate.and_then(|estimate| estimate.value), part(|limits| limits.0), part(|limits| limits.1)]
    });
    alphas.into_iter().chain(forms).collect()
}

proptest! {
    #[test]
    fn order_of_rows_and_names_of_raters_are_irrelevant(
        rows in prop::collection::vec([0..=6_i64, 0..=6, 0..=6].prop_flat_map(|row| {
            row.map(|cell| prop_oneof![9 => Just(Some(cell)), 1 => Just(None)])
        }), 1..12),
        turn in 0..12_usize,
    ) {
        let data = ratings(3, &rows.concat());
        let mut turned = rows.clone();
        turned.reverse();
        turned.rotate_left(turn % rows.len());
        let relabelled: Vec<_> = turned.iter().map(|[a, b, c]| [*c, *a, *b]).collect();
        let other = ratings(3, &relabelled.concat());
        // Bit for bit: all sums are exact.
        prop_assert_eq!(numbers(&data), numbers(&other));
        prop_assert_eq!(alpha(&data, Metric::Nominal).is_ok(), alpha(&data, Metric::Interval).is_ok());
        for number in numbers(&data).into_iter().flatten() {
            prop_assert!(number.is_finite() && number <= 1.0, "{}", number);
        }
        if let Ok(all) = icc(&data, 0.95) {
            for estimate in all.estimates() {
                if let (Ok(value), Ok((low, high))) = (estimate.value, estimate.interval) {
                    prop_assert!(low <= value && value <= high, "{:?}", estimate);
                }
            }
        }
    }

    #[test]
    fn identical_raters_have_alpha_one(values in prop::collection::vec(0..=9_i64, 2..12), raters in 2..5_usize) {
        let cells: Vec<i64> = values.iter().flat_map(|value| std::iter::repeat_n(*value, raters)).collect();
        let constant = values.iter().all(|value| *value == values[0]);
        for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio] {
            let found = alpha(&complete(raters, &cells), metric).map(|alpha| alpha.value);
            prop_assert_eq!(found, if constant { Err(WhyNot::NoVariance) } else { Ok(1.0) });
        }
    }

    #[test]
    fn kappa_does_not_ask_who_was_first(counts in prop::collection::vec(0..=20_u64, 9)) {
        let turned: Vec<u64> = (0..3).flat_map(|i| (0..3).map(move |j| (i, j))).map(|(i, j)| counts[j * 3 + i]).collect();
        let table = CrossTable::new(3, counts).expect("a square");
        let other = CrossTable::new(3, turned).expect("a square");
        for weights in [Weights::Unweighted, Weights::Linear, Weights::Quadratic] {
            prop_assert_eq!(kappa(&table, &weights), kappa(&other, &weights));
        }
    }

    #[test]
    fn deviations_of_complete_ratings_sum_to_zero(cells in prop::collection::vec(-50..=50_i64, 12)) {
        let sum: f64 = severity(&complete(3, &cells)).expect("raters").iter().filter_map(|rater| rater.value.ok()).sum();
        prop_assert!(sum.abs() < 1e-12);
    }
}
