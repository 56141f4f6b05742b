//! Ratings: subjects by raters, with gaps.

use std::fmt;

use super::why::WhyNot;
use crate::exact::Ratio;

/// Ratings of subjects (rows) by raters (columns). `Debug` shows none.
#[derive(Clone, PartialEq, Eq)]
pub struct Ratings {
    raters: usize,
    cells: Vec<Option<Ratio>>,
}

/// How much of the ratings can be compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// Subjects with a rating.
    pub subjects: usize,
    /// Subjects with two or more: what alpha and severity rest on.
    pub shared: usize,
    /// Subjects whom every rater rated: what intraclass correlations rest on.
    pub complete: usize,
    /// Raters with a rating.
    pub raters: usize,
    /// Ratings.
    pub values: usize,
}

/// The same ratings as whole numbers of a unit that divides all of them.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) raters: usize,
    /// How many of these numbers make one.
    pub(super) per_one: i64,
    pub(super) cells: Vec<Option<i64>>,
}

impl Ratings {
    /// The most cells: 2^22, a hundred thousand subjects by forty raters.
    pub const MAX_CELLS: usize = 1 << 22;

    /// Ratings, subject after subject, each with as many cells as there are raters; none where a rating is missing.
    ///
    /// # Errors
    /// [`WhyNot::NotRectangular`], [`WhyNot::TooLarge`].
    pub fn new(raters: usize, cells: Vec<Option<Ratio>>) -> Result<Self, WhyNot> {
        if cells.len() > Self::MAX_CELLS {
            return Err(WhyNot::TooLarge);
        }
        let whole = cells.len().checked_rem(raters).map_or(cells.is_empty(), |rest| rest == 0);
        if whole { Ok(Self { raters, cells }) } else { Err(WhyNot::NotRectangular) }
    }

    /// How many raters there are.
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// The ratings of each subject.
    pub fn subjects(&self) -> impl ExactSizeIterator<Item = &[Option<Ratio>]> {
        self.cells.chunks_exact(self.raters.max(1))
    }

    /// How much can be compared.
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        let mut rated = vec![false; self.raters];
        for row in self.subjects() {
            let given = row.iter().flatten().count();
            coverage.subjects += usize::from(given > 0);
            coverage.shared += usize::from(given > 1);
            coverage.complete += usize::from(given == self.raters);
            coverage.values += given;
            rated.iter_mut().zip(row).for_each(|(rated, cell)| *rated |= cell.is_some());
        }
        coverage.raters = rated.into_iter().filter(|rated| *rated).count();
        coverage
    }

    /// The ratings as whole numbers.
    pub(super) fn whole(&self) -> Result<Whole, WhyNot> {
        let per_one = common_denominator(self.cells.iter().flatten()).ok_or(WhyNot::TooLarge)?;
        let units = |cell: &Option<Ratio>| match cell {
            Some(value) => in_units(*value, per_one).map(Some).ok_or(WhyNot::TooLarge),
            None => Ok(None),
        };
        let cells = self.cells.iter().map(units).collect::<Result<_, _>>()?;
        Ok(Whole { raters: self.raters, per_one, cells })
    }
}

impl Whole {
    pub(super) fn rows(&self) -> impl Iterator<Item = &[Option<i64>]> {
        self.cells.chunks_exact(self.raters.max(1))
    }
}

/// The least number that every denominator divides.
pub(super) fn common_denominator<'r>(values: impl Iterator<Item = &'r Ratio>) -> Option<i64> {
    let mut common = 1_i64;
    for value in values {
        let denominator = value.denominator();
        // PERF: nearly always the case, and the remainder is the cost of the loop.
        if denominator != 1 && denominator != common && common % denominator != 0 {
            common = (common / greatest_divisor(common, denominator)).checked_mul(denominator)?;
        }
    }
    Some(common)
}

/// A value as a multiple of `1 / per_one`.
pub(super) fn in_units(value: Ratio, per_one: i64) -> Option<i64> {
    if value.denominator() == per_one {
        return Some(value.numerator());
    }
    value.numerator().checked_mul(per_one / value.denominator())
}

fn greatest_divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl fmt::Debug for Ratings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ratings({} subjects, {} raters)", self.subjects().len(), self.raters)
    }
}
