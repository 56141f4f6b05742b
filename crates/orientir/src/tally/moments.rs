//! Sums and cross-products of whole numbers: what means, covariances and reliability rest on.

#![expect(
    clippy::indexing_slicing,
    reason = "numbers of variables come from loops below `k`; with `get` the formulas could not be read"
)]

use super::Overflow;

/// The largest whole number that every reader of JSON holds exactly, 2^53 - 1.
pub(crate) const MAX_WHOLE: i64 = (1 << 53) - 1;

/// How many complete rows there are, and over them the sums and cross-products of `k` variables.
///
/// They are exact: the order of rows, and how they were split between sources, change nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    n: i64,
    sums: Vec<i64>,
    /// The upper triangle with the diagonal, row after row.
    products: Vec<i64>,
}

impl Moments {
    /// Of no rows.
    pub fn new(k: usize) -> Self {
        Self { n: 0, sums: vec![0; k], products: vec![0; k * (k + 1) / 2] }
    }

    /// From what was kept; none where the parts do not belong together.
    pub(crate) fn from_parts(n: i64, sums: Vec<i64>, products: Vec<i64>) -> Option<Self> {
        let k = sums.len();
        (products.len() == k * (k + 1) / 2).then_some(Self { n, sums, products })
    }

    /// How many rows there are.
    pub fn n(&self) -> i64 {
        self.n
    }

    /// How many variables there are.
    pub fn k(&self) -> usize {
        self.sums.len()
    }

    /// The sums.
    pub fn sums(&self) -> &[i64] {
        &self.sums
    }

    /// The upper triangle of the cross-products with the diagonal, row after row.
    pub fn products(&self) -> &[i64] {
        &self.products
    }

    /// The cross-product of two variables.
    pub fn product(&self, i: usize, j: usize) -> i64 {
        let (i, j) = (i.min(j), i.max(j));
        self.products[i * self.k() - i * (i + 1) / 2 + j]
    }

    /// Adds a row of `k` values.
    ///
    /// # Errors
    /// [`Overflow`] where a sum leaves the whole numbers that JSON holds; the moments are then of no use.
    pub fn add(&mut self, row: &[i64]) -> Result<(), Overflow> {
        debug_assert_eq!(row.len(), self.k());
        self.n = plus(self.n, 1)?;
        let mut place = 0;
        for (i, x) in row.iter().enumerate() {
            self.sums[i] = plus(self.sums[i], *x)?;
            for y in &row[i..] {
                self.products[place] = plus(self.products[place], x.checked_mul(*y).ok_or(Overflow)?)?;
                place += 1;
            }
        }
        Ok(())
    }

    /// Adds the rows of other moments of the same variables.
    ///
    /// # Errors
    /// [`Overflow`], as [`Moments::add`].
    pub fn merge(&mut self, other: &Self) -> Result<(), Overflow> {
        debug_assert_eq!(other.k(), self.k());
        self.n = plus(self.n, other.n)?;
        let pairs = self.sums.iter_mut().zip(&other.sums);
        for (mine, theirs) in pairs.chain(self.products.iter_mut().zip(&other.products)) {
            *mine = plus(*mine, *theirs)?;
        }
        Ok(())
    }

    /// The mean of a variable; none of no rows.
    pub fn mean(&self, i: usize) -> Option<f64> {
        (self.n > 0).then(|| self.sums[i] as f64 / self.n as f64)
    }

    /// The covariance of two variables with n - 1; none of fewer than two rows. Its numerator is exact.
    pub fn covariance(&self, i: usize, j: usize) -> Option<f64> {
        let pairs = i128::from(self.n) * i128::from(self.n - 1);
        (self.n > 1).then(|| self.cross(i, j) as f64 / pairs as f64)
    }

    /// The correlation of two variables; none where one of them does not differ, or of fewer than two rows.
    pub fn correlation(&self, i: usize, j: usize) -> Option<f64> {
        let (x, y) = (self.cross(i, i), self.cross(j, j));
        (x > 0 && y > 0).then(|| self.cross(i, j) as f64 / ((x as f64).sqrt() * (y as f64).sqrt()))
    }

    /// `n Σxy − Σx Σy`, exact: below 2^53 each, the products fit 128 bits.
    fn cross(&self, i: usize, j: usize) -> i128 {
        i128::from(self.n) * i128::from(self.product(i, j)) - i128::from(self.sums[i]) * i128::from(self.sums[j])
    }
}

/// The sum, while JSON holds it.
pub(crate) fn plus(a: i64, b: i64) -> Result<i64, Overflow> {
    a.checked_add(b).filter(|sum| sum.abs() <= MAX_WHOLE).ok_or(Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows (1, 2), (2, 2), (4, 5): sums 7 and 9, squares 21 and 33, products 2 + 4 + 20 = 26. Means 7/3 and 3; covariance
    /// (3 * 26 - 63) / 6 = 2.5, variances (63 - 49) / 6 = 7/3 and (99 - 81) / 6 = 3.
    #[test]
    fn three_rows_by_hand() -> Result<(), Overflow> {
        let mut all = Moments::new(2);
        for row in [[1, 2], [2, 2], [4, 5]] {
            all.add(&row)?;
        }
        assert_eq!((all.n(), all.sums(), all.products()), (3, &[7, 9][..], &[21, 26, 33][..]));
        assert_eq!(all.product(1, 0), 26);
        assert_eq!(all.covariance(0, 1), Some(2.5));
        assert_eq!(all.covariance(0, 0), Some(14.0 / 6.0));
        assert_eq!(all.mean(1), Some(3.0));
        let mut apart = Moments::new(2);
        apart.add(&[4, 5])?;
        let mut rest = Moments::new(2);
        rest.add(&[2, 2])?;
        rest.add(&[1, 2])?;
        apart.merge(&rest)?;
        assert_eq!(apart, all);
        Ok(())
    }

    #[test]
    fn what_json_does_not_hold_is_told() {
        let mut large = Moments::new(1);
        assert_eq!(large.add(&[MAX_WHOLE]), Err(Overflow));
        assert_eq!(plus(MAX_WHOLE, 1), Err(Overflow));
        assert_eq!(plus(-MAX_WHOLE, -1), Err(Overflow));
        assert_eq!(plus(MAX_WHOLE - 1, 1), Ok(MAX_WHOLE));
    }
}
