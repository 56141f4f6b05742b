//! Mahalanobis distance of a person's answers from the middle of the group's, with a cut that is right for small groups.

use super::correlation::Sums;
use super::group::Columns;
use super::{Measure, Reason};
use crate::codes::Cell;
use crate::linear::Factor;
use crate::math::{beta_upper_quantile, f_upper_quantile};

/// The middle and the spread of the people who answered everything: D² = (x - m)′ S⁻¹ (x - m) [Mahalanobis 1936].
///
/// Fields that all of them answered alike are left out: they have no spread to measure by.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The places of the fields that differ, their means, and their covariances (n - 1), row by row.
    fields: Vec<usize>,
    means: Vec<f64>,
    covariance: Vec<f64>,
    /// How many people answered everything.
    n: usize,
    whole: Factor,
}

impl Reference {
    /// # Errors
    /// `few_people` where no more than k + 1 answered everything: with n <= k no covariance matrix has an inverse, and with
    /// n = k + 1 everybody is at the same distance, (n - 1)²/n. `dependent_items` where a field is a sum of others.
    pub(super) fn of(people: &Columns) -> Result<Self, Reason> {
        let complete: Vec<usize> =
            (0..people.people).filter(|person| people.answers.iter().all(|column| column[*person].is_some())).collect();
        let n = complete.len();
        let column = |column: &Vec<Option<Cell>>| complete.iter().map(|person| column[*person]).collect();
        let columns: Vec<Vec<Option<Cell>>> = people.answers.iter().map(column).collect();
        let fields: Vec<usize> =
            (0..columns.len()).filter(|i| columns[*i].windows(2).any(|pair| pair[0] != pair[1])).collect();
        let k = fields.len();
        if n < 2 || n <= k + 1 {
            return Err(Reason::FewPeople);
        }
        if k == 0 {
            return Err(Reason::Constant);
        }
        let mean = |i: &usize| columns[*i].iter().flatten().map(|cell| i64::from(*cell)).sum::<i64>() as f64 / n as f64;
        let means = fields.iter().map(mean).collect();
        let mut covariance = vec![0.0; k * k];
        for i in 0..k {
            for j in 0..=i {
                let value = Sums::of(&columns[fields[i]], &columns[fields[j]]).covariance();
                covariance[i * k + j] = value;
                covariance[j * k + i] = value;
            }
        }
        let all: Vec<usize> = (0..k).collect();
        let whole = Factor::of(&covariance, k, &all).ok_or(Reason::DependentItems)?;
        Ok(Self { fields, means, covariance, n, whole })
    }

    /// The distance of a person, D², and the value that `rate` of attentive people exceed if answers are normal.
    ///
    /// One who answered everything is among the reference: D² n/(n - 1)² follows Beta(k/2, (n - k - 1)/2) [Gnanadesikan &
    /// Kettenring 1972], so it can never exceed (n - 1)²/n. One who left out something is not: over the p fields answered,
    /// D² n/(n² - 1) is b/(1 - b) with b from Beta(p/2, (n - p)/2), which is Hotelling's F(p, n - p).
    pub(super) fn distance(&self, people: &Columns, person: usize, cuts: &mut Cuts) -> (Measure, Option<f64>) {
        let k = self.fields.len();
        let (mut seen, mut offsets) = (Vec::with_capacity(k), Vec::with_capacity(k));
        for (place, field) in self.fields.iter().enumerate() {
            if let Some(cell) = people.answers[*field][person] {
                seen.push(place);
                offsets.push(f64::from(cell) - self.means[place]);
            }
        }
        let complete = people.answers.iter().all(|column| column[person].is_some());
        let part;
        let factor = if seen.len() == k {
            &self.whole
        } else if seen.len() * 2 < k || seen.is_empty() {
            return (Measure::Without(Reason::FewAnswers), None);
        } else {
            // A part of an invertible covariance matrix has an inverse, so this is there but for rounding.
            let Some(found) = Factor::of(&self.covariance, k, &seen) else {
                return (Measure::Without(Reason::DependentItems), None);
            };
            part = found;
            &part
        };
        (Measure::Value(factor.length(&offsets)), cuts.of(self.n, seen.len(), complete))
    }
}

/// Cuts by how many fields were answered: the same for many people, and slow to find.
#[derive(Clone, Debug)]
pub(super) struct Cuts {
    rate: f64,
    known: Vec<((usize, bool), Option<f64>)>,
}

impl Cuts {
    pub(super) fn new(rate: f64) -> Self {
        Self { rate, known: Vec::new() }
    }

    fn of(&mut self, n: usize, k: usize, among: bool) -> Option<f64> {
        if let Some((_, cut)) = self.known.iter().find(|(key, _)| *key == (k, among)) {
            return *cut;
        }
        let cut = cut(self.rate, n as f64, k as f64, among);
        self.known.push(((k, among), cut));
        cut
    }
}

/// The value of D² that a share `rate` of people exceeds; none for a rate that is no share.
fn cut(rate: f64, n: f64, k: f64, among: bool) -> Option<f64> {
    if !(rate > 0.0 && rate < 1.0) {
        return None;
    }
    if among {
        let scale = (n - 1.0) * (n - 1.0) / n;
        return Some(scale * beta_upper_quantile(rate, k / 2.0, (n - k - 1.0) / 2.0)?);
    }
    Some((n * n - 1.0) / n * k / (n - k) * f_upper_quantile(rate, k, n - k)?)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test fails by panicking")]

    use super::*;

    fn people(rows: &[&[u16]]) -> Columns {
        let cell = |cell: u16| (cell < 99).then_some(cell);
        let columns = (0..rows[0].len()).map(|i| rows.iter().map(|row| cell(row[i])).collect()).collect();
        Columns { answers: columns, people: rows.len(), answered: rows.len() }
    }

    /// Two items, x = 0 0 2 2 1 and y = 0 2 0 2 1: means 1 and 1, variances 4/4 = 1, covariance 0. So D² is the squared distance:
    /// 2 at the corners, 0 in the middle. n = 5, k = 2: the most that D² can be is 16/5 = 3.2.
    #[test]
    fn distances_by_hand() {
        let people = people(&[&[0, 0], &[0, 2], &[2, 0], &[2, 2], &[1, 1], &[2, 99]]);
        let reference = Reference::of(&people).expect("five are enough for two");
        let mut cuts = Cuts::new(0.05);
        let found: Vec<_> = (0..6).map(|person| reference.distance(&people, person, &mut cuts).0).collect();
        let two = Measure::Value(2.0);
        assert_eq!(found, [two, two, two, two, Measure::Value(0.0), Measure::Value(1.0)]);
        // Beta(1, 1): the quantile is 0.95 itself, and the cut 3.2 * 0.95 = 3.04.
        let (_, cut) = reference.distance(&people, 0, &mut cuts);
        assert!((cut.expect("a cut") - 3.04).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_measured_is_refused() {
        let three: [&[u16]; 3] = [&[0, 0], &[0, 2], &[2, 0]];
        assert_eq!(Reference::of(&people(&three)).err(), Some(Reason::FewPeople), "n = k + 1");
        let one: [&[u16]; 1] = [&[0, 0]];
        assert_eq!(Reference::of(&people(&one)).err(), Some(Reason::FewPeople));
        let twice: [&[u16]; 6] = [&[0, 0, 4], &[1, 1, 3], &[2, 2, 2], &[3, 3, 1], &[4, 4, 0], &[1, 1, 4]];
        assert_eq!(Reference::of(&people(&twice)).err(), Some(Reason::DependentItems));
        let alike: [&[u16]; 3] = [&[1, 1], &[1, 1], &[1, 1]];
        assert_eq!(Reference::of(&people(&alike)).err(), Some(Reason::Constant));
        // A constant item is left out: the distance is that of the other.
        let constant = people(&[&[0, 3], &[1, 3], &[2, 3], &[5, 3]]);
        let reference = Reference::of(&constant).expect("one item differs");
        assert_eq!(reference.fields, [0]);
    }

    #[test]
    fn a_chi_square_cut_would_never_flag_a_class() {
        // 28 pupils, 20 items: D² is at most 27²/28 = 26.04, and chi-square(20) at .999 is 45.3.
        let cut = cut(0.001, 28.0, 20.0, true).expect("a cut");
        assert!(cut < 27.0 * 27.0 / 28.0 && cut > 20.0, "{cut}");
        assert_eq!(super::cut(0.0, 28.0, 20.0, true), None);
        assert_eq!(super::cut(f64::NAN, 28.0, 20.0, true), None);
    }

    /// Quantiles of `SciPy`, by which the cuts stand or fall.
    #[test]
    fn quantiles_are_those_of_scipy() {
        let file = include_str!("../../../../tests/reference/quality.json");
        let file: serde_json::Value = serde_json::from_str(file).expect("JSON");
        let rows = file["beta"].as_array().expect("quantiles");
        for row in rows {
            let [a, b, p, expected] = ["a", "b", "p", "quantile"].map(|name| row[name].as_f64().expect("a number"));
            let found = beta_upper_quantile(1.0 - p, a, b);
            assert!(found.is_some_and(|found| (found - expected).abs() <= 1e-9 * expected), "{row}: {found:?}");
        }
        assert_eq!(rows.len(), 24);
    }
}
