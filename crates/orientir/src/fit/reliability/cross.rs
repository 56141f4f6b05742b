//! The cross-products about the means of a scale's items, exact.

#![expect(
    clippy::indexing_slicing,
    reason = "numbers of items come from loops below `k`; with `get` the formulas could not be read"
)]

use super::why::WhyNot;
use crate::linear::Factor;
use crate::tally::Moments;

/// `n Σxy − Σx Σy` of each two items: n (n - 1) times their covariance, as whole numbers.
///
/// So what does not differ is a comparison of whole numbers, and reversing all items or adding a constant changes nothing.
#[derive(Clone, Debug)]
pub(super) struct Crosses {
    pub(super) n: i64,
    pub(super) k: usize,
    /// Row by row.
    cells: Vec<i128>,
    /// Of each item with the sum of all.
    rows: Vec<i128>,
    /// Of the sum with itself.
    pub(super) total: i128,
    /// The diagonal, summed.
    pub(super) trace: i128,
}

/// The fewest rows from which anything is estimated.
const FEWEST: i64 = 3;

impl Crosses {
    /// # Errors
    /// [`WhyNot::OneItem`], [`WhyNot::NoRows`], [`WhyNot::FewRows`], [`WhyNot::NoVariance`] where the sum of the items does not
    /// differ, [`WhyNot::TooLarge`].
    pub(super) fn of(moments: &Moments) -> Result<Self, WhyNot> {
        let (n, k) = (moments.n(), moments.k());
        match n {
            _ if k < 2 => return Err(WhyNot::OneItem),
            0 => return Err(WhyNot::NoRows),
            _ if n < FEWEST => return Err(WhyNot::FewRows),
            _ => {}
        }
        // Below 2^107 each, a million of them fit into 128 bits.
        if k > 1000 {
            return Err(WhyNot::TooLarge);
        }
        let mut cells = vec![0; k * k];
        for i in 0..k {
            for j in 0..=i {
                // Below 2^53 each, the products fit.
                let cross = i128::from(n) * i128::from(moments.product(i, j))
                    - i128::from(moments.sums()[i]) * i128::from(moments.sums()[j]);
                cells[i * k + j] = cross;
                cells[j * k + i] = cross;
            }
        }
        let rows: Vec<i128> = cells.chunks(k).map(|row| row.iter().sum()).collect();
        let total = rows.iter().sum();
        let trace = (0..k).map(|i| cells[i * k + i]).sum();
        if total <= 0 {
            return Err(WhyNot::NoVariance);
        }
        Ok(Self { n, k, cells, rows, total, trace })
    }

    pub(super) fn cell(&self, i: usize, j: usize) -> i128 {
        self.cells[i * self.k + j]
    }

    /// Of an item with the sum of all.
    pub(super) fn with_sum(&self, i: usize) -> i128 {
        self.rows[i]
    }

    /// Of an item with itself.
    pub(super) fn own(&self, i: usize) -> i128 {
        self.cell(i, i)
    }

    /// The items that everybody answered alike.
    pub(super) fn constant(&self) -> Vec<usize> {
        (0..self.k).filter(|i| self.own(*i) == 0).collect()
    }

    /// Covariances as shares of the mean variance, row by row: what is made of them has no unit.
    pub(super) fn covariances(&self) -> Vec<f64> {
        let unit = self.trace as f64 / self.k as f64;
        self.cells.iter().map(|cross| *cross as f64 / unit).collect()
    }

    /// Correlations, row by row.
    ///
    /// # Errors
    /// [`WhyNot::ConstantItem`].
    pub(super) fn correlations(&self) -> Result<Vec<f64>, WhyNot> {
        if (0..self.k).any(|i| self.own(i) == 0) {
            return Err(WhyNot::ConstantItem);
        }
        let roots: Vec<f64> = (0..self.k).map(|i| (self.own(i) as f64).sqrt()).collect();
        let mut matrix = vec![1.0; self.k * self.k];
        for i in 0..self.k {
            for j in 0..i {
                let r = self.cell(i, j) as f64 / (roots[i] * roots[j]);
                matrix[i * self.k + j] = r;
                matrix[j * self.k + i] = r;
            }
        }
        Ok(matrix)
    }

    /// The squared multiple correlation of each item with the others: `1 - 1 / r^ii`, where r^ii is of the inverse of R.
    ///
    /// # Errors
    /// [`WhyNot::ConstantItem`], [`WhyNot::FewRowsForItems`], [`WhyNot::DependentItems`], [`WhyNot::ManyItems`].
    pub(super) fn multiple_correlations(&self) -> Result<Vec<f64>, WhyNot> {
        let matrix = self.correlations()?;
        if usize::try_from(self.n).is_ok_and(|n| n <= self.k) {
            return Err(WhyNot::FewRowsForItems);
        }
        if self.k > super::MAX_MATRIX {
            return Err(WhyNot::ManyItems);
        }
        let all: Vec<usize> = (0..self.k).collect();
        let factor = Factor::of(&matrix, self.k, &all).ok_or(WhyNot::DependentItems)?;
        let of = |i: usize| {
            let mut unit = vec![0.0; self.k];
            unit[i] = 1.0;
            1.0 - 1.0 / factor.length(&unit)
        };
        Ok(all.iter().map(|i| of(*i)).collect())
    }
}
