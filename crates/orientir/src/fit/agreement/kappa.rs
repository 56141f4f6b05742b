//! Cohen's kappa of two raters.

use super::ratings::{Ratings, common_denominator, in_units};
use super::why::WhyNot;
use crate::exact::Ratio;

/// How often two raters gave each pair of categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossTable {
    categories: usize,
    /// Row after row; rows are the first rater's categories.
    counts: Vec<u64>,
    /// Subjects whom not both rated.
    dropped: usize,
}

/// How much a disagreement counts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Weights {
    /// Every disagreement alike (Cohen 1960).
    Unweighted,
    /// The number of steps between the categories, `|i - j|` (Cicchetti and Allison 1971).
    Linear,
    /// Its square (Fleiss and Cohen 1973).
    Quadratic,
    /// A disagreement weight for each pair of categories, row after row: not negative, zero on the diagonal (Cohen 1968).
    Custom(Vec<Ratio>),
}

/// Kappa and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Kappa {
    /// 1 for full agreement, 0 for what chance would give, below 0 for less.
    pub value: f64,
    /// Subjects whom both rated.
    pub n: u64,
    /// Subjects whom one of them rated.
    pub dropped: usize,
}

impl CrossTable {
    /// The most categories.
    pub const MAX_CATEGORIES: usize = 1000;

    /// A square table of counts, row after row.
    ///
    /// # Errors
    /// [`WhyNot::NotRectangular`], [`WhyNot::TooLarge`].
    pub fn new(categories: usize, counts: Vec<u64>) -> Result<Self, WhyNot> {
        if categories > Self::MAX_CATEGORIES {
            return Err(WhyNot::TooLarge);
        }
        let square = counts.len() == categories * categories;
        if square { Ok(Self { categories, counts, dropped: 0 }) } else { Err(WhyNot::NotRectangular) }
    }

    /// The table of two raters. The categories are all that could have been given, in their order: one that nobody used still
    /// keeps its neighbours two steps apart.
    ///
    /// # Errors
    /// [`WhyNot::NotTwoRaters`], [`WhyNot::NotACategory`], [`WhyNot::TooLarge`].
    pub fn of(ratings: &Ratings, categories: &[Ratio]) -> Result<Self, WhyNot> {
        if ratings.raters() != 2 {
            return Err(WhyNot::NotTwoRaters);
        }
        let mut table = Self::new(categories.len(), vec![0; categories.len().saturating_pow(2).min(1 << 20)])?;
        let place =
            |value: &Ratio| categories.iter().position(|category| category == value).ok_or(WhyNot::NotACategory);
        for row in ratings.subjects() {
            match row {
                [Some(first), Some(second)] => {
                    let place = place(first)? * categories.len() + place(second)?;
                    table.counts.get_mut(place).into_iter().for_each(|count| *count += 1);
                }
                [None, None] => {}
                _ => table.dropped += 1,
            }
        }
        Ok(table)
    }

    fn rows(&self) -> impl Iterator<Item = &[u64]> {
        self.counts.chunks_exact(self.categories.max(1))
    }
}

/// Cohen's (1960, 1968) kappa of a table: `1 - Σ v_ij o_ij / Σ v_ij e_ij`, where v are disagreement weights, o the shares of
/// subjects and e the products of the raters' shares.
///
/// # Errors
/// [`WhyNot::NoOverlap`] for a table without subjects, [`WhyNot::OneSubject`], [`WhyNot::NoVariance`] where no disagreement is
/// expected because both raters used one category, [`WhyNot::BadWeights`], [`WhyNot::TooLarge`].
pub fn kappa(table: &CrossTable, weights: &Weights) -> Result<Kappa, WhyNot> {
    let n = sum(table.counts.iter().copied())?;
    match n {
        0 => return Err(WhyNot::NoOverlap),
        1 => return Err(WhyNot::OneSubject),
        _ => {}
    }
    let firsts = table.rows().map(|row| sum(row.iter().copied())).collect::<Result<Vec<_>, _>>()?;
    let column = |j: usize| sum(table.counts.iter().skip(j).step_by(table.categories.max(1)).copied());
    let seconds = (0..table.categories).map(column).collect::<Result<Vec<_>, _>>()?;
    let weights = weights.whole(table.categories)?;
    let (mut observed, mut expected) = (0_i128, 0_i128);
    let pairs = firsts.iter().flat_map(|first| seconds.iter().map(move |second| (*first, *second)));
    for ((weight, count), (first, second)) in weights.into_iter().zip(&table.counts).zip(pairs) {
        let chance =
            first.checked_mul(second).and_then(|product| product.checked_mul(weight)).ok_or(WhyNot::TooLarge)?;
        let seen = i128::from(*count).checked_mul(weight).ok_or(WhyNot::TooLarge)?;
        observed = observed.checked_add(seen).ok_or(WhyNot::TooLarge)?;
        expected = expected.checked_add(chance).ok_or(WhyNot::TooLarge)?;
    }
    if expected == 0 {
        return Err(WhyNot::NoVariance);
    }
    // One division of exact sums, so that agreement as by chance is 0 and not a rounding error.
    let excess = observed.checked_mul(n).and_then(|seen| expected.checked_sub(seen)).ok_or(WhyNot::TooLarge)?;
    let n = u64::try_from(n).map_err(|_| WhyNot::TooLarge)?;
    Ok(Kappa { value: excess as f64 / expected as f64, n, dropped: table.dropped })
}

fn sum(counts: impl Iterator<Item = u64>) -> Result<i128, WhyNot> {
    counts.map(i128::from).try_fold(0_i128, i128::checked_add).ok_or(WhyNot::TooLarge)
}

impl Weights {
    /// The weights row after row, multiplied by what makes all of them whole: kappa does not change.
    fn whole(&self, categories: usize) -> Result<Vec<i128>, WhyNot> {
        let steps = |i: usize, j: usize| i128::try_from(i.abs_diff(j)).unwrap_or(i128::MAX);
        let every = |weight: &dyn Fn(i128) -> i128| {
            (0..categories)
                .flat_map(|i| (0..categories).map(move |j| (i, j)))
                .map(|(i, j)| weight(steps(i, j)))
                .collect()
        };
        match self {
            Self::Unweighted => Ok(every(&|steps| i128::from(steps > 0))),
            Self::Linear => Ok(every(&|steps| steps)),
            Self::Quadratic => Ok(every(&|steps| steps * steps)),
            Self::Custom(weights) => {
                let diagonal = weights.iter().step_by(categories + 1);
                let fits = weights.len() == categories * categories
                    && weights.iter().all(|weight| *weight >= Ratio::ZERO)
                    && diagonal.clone().all(|weight| *weight == Ratio::ZERO);
                if !fits {
                    return Err(WhyNot::BadWeights);
                }
                let common = common_denominator(weights.iter()).ok_or(WhyNot::TooLarge)?;
                let whole = weights.iter().map(|weight| in_units(*weight, common).map(i128::from));
                whole.collect::<Option<_>>().ok_or(WhyNot::TooLarge)
            }
        }
    }
}
