//! Indices that compare a person's answers with those of the others in the table. Everybody is taken at once and by name of
//! the argument; scoring knows nothing of it.

use super::correlation::{Sums, pearson};
use super::layout::Layout;
use super::{FEWEST_PAIRS, Measure, Reason};
use crate::codes::Cell;

/// With fewer people than this, items correlate above .60 by chance: of 30, one pair of unrelated items in 4,400 does
/// (t = .6 sqrt(28) / .8 = 3.97), of 10 one in 30.
pub(super) const FEWEST_FOR_PAIRS: usize = 30;
/// The mean answers of fewer people than this are no profile to compare anybody with.
pub(super) const FEWEST_FOR_PROFILE: usize = 10;

/// The answers of everybody to the rated fields, by field.
#[derive(Clone, Default)]
pub(super) struct Columns {
    pub(super) answers: Vec<Vec<Option<Cell>>>,
    /// How many people there are, and how many of them answered anything.
    pub(super) people: usize,
    pub(super) answered: usize,
}

impl Columns {
    pub(super) fn of(layout: &Layout, rows: &[&[Cell]]) -> Self {
        let column = |rated: &super::layout::Rated| rows.iter().map(|cells| rated.answer(cells)).collect();
        let columns: Vec<Vec<Option<Cell>>> = layout.rated.iter().map(column).collect();
        let any = |person: &usize| columns.iter().any(|column| column[*person].is_some());
        let answered = (0..rows.len()).filter(any).count();
        Self { answers: columns, people: rows.len(), answered }
    }

    /// What a person answered, by field.
    fn row(&self, person: usize) -> impl Iterator<Item = Option<Cell>> {
        self.answers.iter().map(move |column| column[person])
    }
}

/// Pairs of fields that nearly everybody answers alike, and pairs answered the opposite way: psychometric synonyms and antonyms
/// [Meade & Craig 2012], by the correlation of the answers as they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    pub(super) synonyms: Vec<(usize, usize)>,
    pub(super) antonyms: Vec<(usize, usize)>,
    few_people: bool,
}

impl Pairs {
    /// Pairs with a correlation above `bound` or below `-bound` among at least thirty people who answered both.
    pub(super) fn find(people: &Columns, bound: f64) -> Self {
        let mut pairs = Self { few_people: people.answered < FEWEST_FOR_PAIRS, ..Self::default() };
        if pairs.few_people {
            return pairs;
        }
        for (i, x) in people.answers.iter().enumerate() {
            for (j, y) in people.answers.iter().enumerate().skip(i + 1) {
                let sums = Sums::of(x, y);
                let enough = usize::try_from(sums.n).is_ok_and(|n| n >= FEWEST_FOR_PAIRS);
                match sums.correlation().filter(|_| enough) {
                    Some(r) if r > bound => pairs.synonyms.push((i, j)),
                    Some(r) if r < -bound => pairs.antonyms.push((i, j)),
                    _ => {}
                }
            }
        }
        pairs
    }

    /// The correlation of a person's answers over pairs.
    ///
    /// Which field of a pair comes first is arbitrary, and the correlation over pairs depends on it. So each pair enters in both
    /// orientations (double entry: Fisher's intraclass correlation), in the place of drawing orientations at random.
    pub(super) fn within(&self, layout: &Layout, people: &Columns, pairs: &[(usize, usize)], person: usize) -> Measure {
        if self.few_people {
            return Measure::Without(Reason::FewPeople);
        }
        if pairs.len() < FEWEST_PAIRS {
            return Measure::Without(Reason::FewPairs);
        }
        let share = |field: usize| Some(layout.rated[field].share(people.answers[field][person]?));
        let answered: Vec<_> = pairs.iter().filter_map(|(i, j)| Some((share(*i)?, share(*j)?))).collect();
        if answered.len() < FEWEST_PAIRS {
            return Measure::Without(Reason::FewAnswers);
        }
        let both = || answered.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]);
        let (x, y): (Vec<_>, Vec<_>) = both().unzip();
        pearson(&x, &y).map_or(Measure::Without(Reason::Constant), Measure::Value)
    }
}

/// Sums and counts of each field over everybody.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    fields: Vec<(i64, i64)>,
}

impl Profile {
    pub(super) fn of(people: &Columns) -> Self {
        let sum = |column: &Vec<Option<Cell>>| {
            column.iter().flatten().fold((0, 0), |(sum, n), cell| (sum + i64::from(*cell), n + 1))
        };
        Self { fields: people.answers.iter().map(sum).collect() }
    }

    /// Person-total correlation: a person's answers with the mean answers of the *others* [after Donlon & Fischer 1968], each
    /// between 0 and 1 of its range. With the person among them, in a class of ten everybody would agree with everybody by .1.
    pub(super) fn person_total(&self, layout: &Layout, people: &Columns, person: usize) -> Measure {
        if people.answered < FEWEST_FOR_PROFILE {
            return Measure::Without(Reason::FewPeople);
        }
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for ((rated, (sum, n)), cell) in layout.rated.iter().zip(&self.fields).zip(people.row(person)) {
            if let Some(cell) = cell.filter(|_| *n > 1) {
                own.push(rated.share(cell));
                let mean = (sum - i64::from(cell)) as f64 / (n - 1) as f64;
                others.push(mean / f64::from(rated.places - 1));
            }
        }
        if own.len() < FEWEST_PAIRS {
            return Measure::Without(Reason::FewAnswers);
        }
        pearson(&own, &others).map_or(Measure::Without(Reason::Constant), Measure::Value)
    }
}
