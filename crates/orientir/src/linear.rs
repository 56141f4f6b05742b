//! Symmetric matrices, row by row: what has an inverse, and the direction in which they are longest. Square roots alone, so the
//! same bits everywhere.

#![expect(
    clippy::indexing_slicing,
    reason = "rows and columns come from loops below the width; with `get` the formulas could not be read"
)]

/// What remains of a variance once the variables before it are known, as a share: below this a variable is a sum of others.
const DEPENDENT: f64 = 1e-9;

/// The Cholesky factor of a covariance matrix, row by row.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    lower: Vec<f64>,
    k: usize,
}

impl Factor {
    /// Of the rows and columns `of` of a matrix with `width` columns; none where one of them is a sum of those before.
    pub(crate) fn of(matrix: &[f64], width: usize, of: &[usize]) -> Option<Self> {
        let k = of.len();
        let mut lower = vec![0.0; k * k];
        for (i, row) in of.iter().enumerate() {
            for (j, column) in of.iter().enumerate().take(i + 1) {
                let mut rest = matrix[row * width + column];
                for m in 0..j {
                    rest -= lower[i * k + m] * lower[j * k + m];
                }
                if i == j {
                    if rest <= DEPENDENT * matrix[row * width + row] {
                        return None;
                    }
                    lower[i * k + i] = rest.sqrt();
                } else {
                    lower[i * k + j] = rest / lower[j * k + j];
                }
            }
        }
        Some(Self { lower, k })
    }

    /// x′ S⁻¹ x: the squared length of L⁻¹ x.
    pub(crate) fn length(&self, x: &[f64]) -> f64 {
        let mut solved = Vec::with_capacity(self.k);
        for (i, value) in x.iter().enumerate() {
            let known: f64 = (0..i).map(|j| self.lower[i * self.k + j] * solved[j]).sum();
            solved.push((value - known) / self.lower[i * self.k + i]);
        }
        solved.iter().map(|y: &f64| y * y).sum()
    }
}

/// The largest eigenvalue of a matrix without negative ones, and its eigenvector of length 1; none where the two largest can hardly
/// be told apart, so that no direction stands out.
///
/// The matrix is squared again and again, with its trace kept at 1: of the s-th square the eigenvalues are powers with the exponent
/// 2^s, and when the trace of the next square is 1 only one is left.
#[cfg(feature = "fit")]
pub(crate) fn longest(matrix: &[f64], k: usize) -> Option<(f64, Vec<f64>)> {
    /// Enough for eigenvalues that differ by a millionth.
    const SQUARINGS: usize = 26;
    let trace = |m: &[f64]| (0..k).map(|i| m[i * k + i]).sum::<f64>();
    let scaled = |m: &[f64]| {
        let all = trace(m);
        (all > 0.0).then(|| m.iter().map(|x| x / all).collect::<Vec<f64>>())
    };
    let mut power = scaled(matrix)?;
    for _ in 0..SQUARINGS {
        let mut square = vec![0.0; k * k];
        for i in 0..k {
            for j in 0..=i {
                let value = (0..k).map(|m| power[i * k + m] * power[j * k + m]).sum();
                square[i * k + j] = value;
                square[j * k + i] = value;
            }
        }
        let alone = trace(&square);
        power = scaled(&square)?;
        if alone > 1.0 - 1e-13 {
            // One eigenvalue is left: each column is its vector, the one with the largest diagonal has the most digits.
            let mut column = 0;
            for i in 1..k {
                if power[i * k + i] > power[column * k + column] {
                    column = i;
                }
            }
            let length = power[column * k + column].sqrt();
            let vector: Vec<f64> = (0..k).map(|i| power[column * k + i] / length).collect();
            let image = |i: usize| (0..k).map(|j| matrix[i * k + j] * vector[j]).sum::<f64>();
            let value = (0..k).map(|i| vector[i] * image(i)).sum();
            return Some((value, vector));
        }
    }
    None
}

#[cfg(all(test, feature = "fit"))]
mod tests {
    use super::*;

    /// [[2, 1], [1, 2]] has the eigenvalues 3 along (1, 1)/√2 and 1; its inverse is [[2, -1], [-1, 2]] / 3.
    #[test]
    fn two_by_two_by_hand() {
        let matrix = [2.0, 1.0, 1.0, 2.0];
        let found = longest(&matrix, 2);
        let half = 0.5_f64.sqrt();
        assert!(found.is_some_and(|(value, v)| (value - 3.0).abs() < 1e-13
            && (v[0] - half).abs() < 1e-13
            && (v[1] - half).abs() < 1e-13));
        let factor = Factor::of(&matrix, 2, &[0, 1]);
        assert!(factor.is_some_and(|factor| (factor.length(&[1.0, 0.0]) - 2.0 / 3.0).abs() < 1e-15));
        assert!(Factor::of(&[1.0, 1.0, 1.0, 1.0], 2, &[0, 1]).is_none());
        // No direction of the identity is longest.
        assert!(longest(&[1.0, 0.0, 0.0, 1.0], 2).is_none());
        assert!(longest(&[0.0], 1).is_none());
    }
}
