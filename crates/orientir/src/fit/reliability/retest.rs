//! The same people on two occasions.

use super::collect::Occasions;
use super::consistency::of_correlation;
use super::why::WhyNot;
use crate::definition::Status;
use crate::exact::Ratio;
use crate::instrument::Instrument;
use crate::score::{ScaleScore, Scores};
use crate::tally::{LEAST_IN_CELL, Moments};

/// The correlation of a scale's scores on two occasions.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Retest {
    /// The scale.
    pub name: String,
    /// Which occasions.
    pub occasions: (u32, u32),
    /// The people who have a score on both, nothing of it prorated.
    pub n: i64,
    /// The people of either occasion who have not.
    pub dropped: i64,
    /// Pearson's correlation.
    pub r: Result<f64, WhyNot>,
    /// Its 95 % interval (Fisher's z).
    pub interval: Result<(f64, f64), WhyNot>,
    /// The mean of the second less the mean of the first, in points of the scale. A correlation does not see it.
    pub change: Result<f64, WhyNot>,
}

/// Compares the first two occasions of a table, scale by scale: all scales that have a score, whatever they are made of.
///
/// # Errors
/// [`WhyNot::OneOccasion`]; [`WhyNot::FewPairs`] for fewer than ten people of an instrument that is for groups.
pub fn retest(instrument: &Instrument, occasions: &Occasions<'_>) -> Result<Vec<Retest>, WhyNot> {
    let pairs = occasions.pairs()?;
    if instrument.is_for_groups() && count(pairs.both.len()) < LEAST_IN_CELL {
        return Err(WhyNot::FewPairs);
    }
    let scorer = instrument.for_adult_groups().scorer();
    let (mut scorer, mut first, mut second) = (scorer, Scores::default(), Scores::default());
    let mut scores: Vec<Vec<(Ratio, Ratio)>> = vec![Vec::new(); instrument.plan().scales.len()];
    let whole = |score: &ScaleScore| score.raw.filter(|_| score.status != Status::Prorated);
    for (one, other) in &pairs.both {
        scorer.score_into(&one.answers, &mut first);
        scorer.score_into(&other.answers, &mut second);
        for ((place, one), other) in scores.iter_mut().zip(&first.scales).zip(&second.scales) {
            place.extend(whole(one).zip(whole(other)));
        }
    }
    let people = count(pairs.both.len() + pairs.alone);
    let of = |(name, scores): (&str, Vec<(Ratio, Ratio)>)| {
        let n = count(scores.len());
        let moments = moments_of(&scores);
        let r = moments.as_ref().map_err(|why| *why).and_then(|(moments, _)| {
            if n < 3 { Err(WhyNot::FewPairs) } else { moments.correlation(0, 1).ok_or(WhyNot::NoVariance) }
        });
        let change = moments.as_ref().map_err(|why| *why).and_then(|(moments, denominator)| {
            let sums = moments.sums();
            let change = sums.get(1).zip(sums.first()).map(|(b, a)| i128::from(*b) - i128::from(*a));
            change
                .filter(|_| n > 0)
                .map(|change| change as f64 / n as f64 / *denominator as f64)
                .ok_or(WhyNot::FewPairs)
        });
        // A root too small for its digits takes a correlation a hair beyond 1.
        let r = r.map(|r| r.clamp(-1.0, 1.0));
        Retest {
            name: name.to_owned(),
            occasions: pairs.occasions,
            n,
            dropped: people - n,
            interval: r.and_then(|r| of_correlation(r, n)),
            r,
            change,
        }
    };
    Ok(instrument.scales().zip(scores).map(of).collect())
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The moments of pairs of scores as whole numbers over a common denominator, and that.
fn moments_of(pairs: &[(Ratio, Ratio)]) -> Result<(Moments, i64), WhyNot> {
    let denominator = pairs.iter().flat_map(|(a, b)| [a, b]).try_fold(1_i64, |all, score| {
        (all / gcd(all, score.denominator())).checked_mul(score.denominator()).ok_or(WhyNot::TooLarge)
    })?;
    let units = |score: &Ratio| score.numerator().checked_mul(denominator / score.denominator());
    let mut moments = Moments::new(2);
    for (a, b) in pairs {
        let row = units(a).zip(units(b)).ok_or(WhyNot::TooLarge)?;
        moments.add(&[row.0, row.1]).map_err(|_| WhyNot::TooLarge)?;
    }
    Ok((moments, denominator))
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}
