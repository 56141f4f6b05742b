//! Correlations and covariances.

use crate::codes::Cell;

/// Values nearer to each other than this are equal but for rounding: answers differ by a ten-thousandth of a range at least.
const SAME: f64 = 1e-9;

/// Pearson's correlation of pairs; none with fewer than two, or where one side does not differ.
pub(super) fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let n = x.len().min(y.len());
    if n < 2 || same(&x[..n]) || same(&y[..n]) {
        return None;
    }
    let mean = |values: &[f64]| values[..n].iter().sum::<f64>() / n as f64;
    let (mx, my) = (mean(x), mean(y));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(y) {
        let (a, b) = (a - mx, b - my);
        xx += a * a;
        yy += b * b;
        xy += a * b;
    }
    Some((xy / (xx.sqrt() * yy.sqrt())).clamp(-1.0, 1.0))
}

fn same(values: &[f64]) -> bool {
    let ends = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)));
    ends.1 - ends.0 <= SAME
}

/// Sums over pairs of answers. They are whole numbers, so that the order of people changes no bit of what is made of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) n: i64,
    x: i64,
    y: i64,
    xx: i64,
    yy: i64,
    xy: i64,
}

impl Sums {
    /// Over the people who answered both.
    pub(super) fn of(x: &[Option<Cell>], y: &[Option<Cell>]) -> Self {
        let mut sums = Self::default();
        for (x, y) in x.iter().zip(y).filter_map(|(x, y)| Some((i64::from((*x)?), i64::from((*y)?)))) {
            sums.n += 1;
            sums.x += x;
            sums.y += y;
            sums.xx += x * x;
            sums.yy += y * y;
            sums.xy += x * y;
        }
        sums
    }

    fn cross(n: i64, xy: i64, x: i64, y: i64) -> f64 {
        (i128::from(n) * i128::from(xy) - i128::from(x) * i128::from(y)) as f64
    }

    /// The covariance, with n - 1; of fewer than two people 0.
    pub(super) fn covariance(&self) -> f64 {
        let pairs = i128::from(self.n) * i128::from(self.n - 1);
        if pairs > 0 { Self::cross(self.n, self.xy, self.x, self.y) / pairs as f64 } else { 0.0 }
    }

    /// The correlation; none where one side does not differ.
    pub(super) fn correlation(&self) -> Option<f64> {
        let x = Self::cross(self.n, self.xx, self.x, self.x);
        let y = Self::cross(self.n, self.yy, self.y, self.y);
        (x > 0.0 && y > 0.0).then(|| Self::cross(self.n, self.xy, self.x, self.y) / (x.sqrt() * y.sqrt()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// x = 1 2 3, y = 1 3 2: means 2 and 2, sum of products 1*1 + 0*1 + 1*0 = 1, sums of squares 2 and 2, r = .5.
    #[test]
    fn correlations_by_hand() {
        assert_eq!(pearson(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]).map(|r| (r * 1e12).round()), Some(5e11));
        assert_eq!(pearson(&[1.0, 2.0], &[4.0, 4.0]), None);
        assert_eq!(pearson(&[1.0], &[4.0]), None);
        let column = |cells: &[u16]| cells.iter().map(|cell| (*cell < 9).then_some(*cell)).collect::<Vec<_>>();
        let sums = Sums::of(&column(&[1, 2, 9, 3, 4]), &column(&[1, 3, 4, 2, 9]));
        assert_eq!((sums.n, sums.covariance().to_bits()), (3, 0.5_f64.to_bits()));
        assert_eq!(sums.correlation().map(|r| (r * 1e12).round()), Some(5e11));
        assert_eq!(Sums::of(&[], &[]).correlation(), None);
    }
}
