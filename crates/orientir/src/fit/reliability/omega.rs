//! Omega total of one factor.

#![expect(
    clippy::indexing_slicing,
    reason = "numbers of items come from loops below `k`; with `get` the formulas could not be read"
)]

use super::cross::Crosses;
use super::why::WhyNot;
use crate::linear::longest;
use crate::tally::Moments;

/// One factor fitted to the covariances of a scale's items, and what of the score's variance it explains.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Omega {
    /// `(Σλ)² / ((Σλ)² + Σθ)`: over the variance that the model implies.
    pub implied: f64,
    /// `(Σλ)² / 1′C1`: over the variance that was observed.
    pub observed: f64,
    /// Each item's loading as a correlation with the factor, `λ_i / s_i`, with their sum not negative. A negative one is an item that
    /// runs against the others; it lowers omega, since the score adds it as it is keyed.
    pub loadings: Vec<f64>,
}

/// Changes of loadings below this share of the item's standard deviation are none.
const STILL: f64 = 1e-13;
/// The most rounds. Good scales need some tens.
const MOST_ROUNDS: usize = 20_000;

/// Omega total of one factor, by minres: the loadings with the least squares of what they leave of the covariances between items,
/// `Σ_{i<j} (c_ij - λ_i λ_j)²`, and `θ_i = c_ii - λ_i²` [Harman & Jones 1966]. The same solution is called ULS. No loading
/// is clamped.
///
/// # Errors
/// Those of [`super::consistency`]; [`WhyNot::FewItems`] of two items, whose loadings cannot be told; [`WhyNot::ConstantItem`];
/// [`WhyNot::NoFactor`], [`WhyNot::Heywood`], [`WhyNot::NoConvergence`], [`WhyNot::ManyItems`].
pub fn omega(moments: &Moments) -> Result<Omega, WhyNot> {
    omega_of(&Crosses::of(moments)?)
}

pub(super) fn omega_of(crosses: &Crosses) -> Result<Omega, WhyNot> {
    let k = crosses.k;
    if k < 3 {
        return Err(WhyNot::FewItems);
    }
    if k > super::MAX_MATRIX {
        return Err(WhyNot::ManyItems);
    }
    let (_, start) = longest(&crosses.correlations()?, k).ok_or(WhyNot::NoFactor)?;
    let covariances = crosses.covariances();
    let deviations: Vec<f64> = (0..k).map(|i| covariances[i * k + i].sqrt()).collect();
    let mut loadings: Vec<f64> = start.iter().zip(&deviations).map(|(x, s)| x * s).collect();
    // With the others fixed, the best λ_i is a regression; one after the other, the sum of squares only falls.
    let mut rounds = 0;
    loop {
        let mut moved = 0.0_f64;
        for i in 0..k {
            let (mut with, mut squares) = (0.0, 0.0);
            for j in (0..k).filter(|j| *j != i) {
                with += covariances[i * k + j] * loadings[j];
                squares += loadings[j] * loadings[j];
            }
            if squares <= 1e-24 {
                return Err(WhyNot::NoFactor);
            }
            let next = with / squares;
            moved = moved.max((next - loadings[i]).abs() / deviations[i]);
            loadings[i] = next;
        }
        if moved <= STILL {
            break;
        }
        rounds += 1;
        // A loading that runs off stays beyond the item's standard deviation.
        if rounds == MOST_ROUNDS {
            let beyond = loadings.iter().zip(&deviations).any(|(loading, s)| loading.abs() > *s);
            return Err(if beyond { WhyNot::Heywood } else { WhyNot::NoConvergence });
        }
    }
    let unique: Vec<f64> = (0..k).map(|i| covariances[i * k + i] - loadings[i] * loadings[i]).collect();
    if unique.iter().zip(&deviations).any(|(unique, s)| *unique < -1e-9 * s * s) {
        return Err(WhyNot::Heywood);
    }
    let sum: f64 = loadings.iter().sum();
    let common = sum * sum;
    let observed = common / (crosses.total as f64 / crosses.trace as f64 * k as f64);
    let implied = common / (common + unique.iter().sum::<f64>());
    let sign = if sum < 0.0 { -1.0 } else { 1.0 };
    let loadings = loadings.iter().zip(&deviations).map(|(loading, s)| sign * loading / s).collect();
    Ok(Omega { implied, observed, loadings })
}
