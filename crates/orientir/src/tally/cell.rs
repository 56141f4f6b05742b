//! Cells: people who are counted together.

use std::collections::BTreeMap;

use crate::answers::Person;

/// What cells may be made by, by its name in [`Person::NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Covariate {
    /// Sex.
    Sex,
    /// Age in whole years.
    Age,
    /// School grade.
    Grade,
    /// Language of administration.
    Language,
    /// Region.
    Region,
    /// How answers were taken.
    Mode,
}

impl Covariate {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Sex, Self::Age, Self::Grade, Self::Language, Self::Region, Self::Mode];

    /// The name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::Age => "age",
            Self::Grade => "grade",
            Self::Language => "language",
            Self::Region => "region",
            Self::Mode => "mode",
        }
    }

    /// The covariate of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|covariate| covariate.as_str() == name)
    }

    /// What is known of a person.
    pub(crate) fn of(self, person: &Person) -> Option<String> {
        match self {
            Self::Sex => person.sex.map(|sex| sex.to_string()),
            Self::Age => person.age.map(|age| age.to_string()),
            Self::Grade => person.grade.map(|grade| grade.to_string()),
            Self::Language => person.language.clone(),
            Self::Region => person.region.clone(),
            Self::Mode => person.mode.map(|mode| mode.to_string()),
        }
    }
}

/// What the people of a cell have in common, in the order of the tally's covariates; none where it is not known, or where a cell
/// that was too small was folded away.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(Vec<Option<String>>);

impl Cell {
    pub(crate) fn of(by: &[Covariate], person: &Person) -> Self {
        Self(by.iter().map(|covariate| covariate.of(person)).collect())
    }

    /// The value of each covariate that is known.
    pub fn values<'c>(&'c self, by: &'c [Covariate]) -> impl Iterator<Item = (Covariate, &'c str)> {
        by.iter().zip(&self.0).filter_map(|(covariate, value)| Some((*covariate, value.as_deref()?)))
    }

    pub(crate) fn from_values(values: Vec<Option<String>>) -> Self {
        Self(values)
    }

    /// What is known of the covariate in a place.
    pub(crate) fn value(&self, place: usize) -> Option<&str> {
        self.0.get(place)?.as_deref()
    }

    fn without(&self, place: usize) -> Self {
        Self(self.0.iter().enumerate().map(|(i, value)| value.clone().filter(|_| i != place)).collect())
    }
}

/// Those left over may be left out if they are at most one of so many.
const SHARE_LEFT_OUT: i64 = 5;

/// Where each cell goes so that none is left with fewer than `least` people; none for those who are left out altogether.
///
/// A cell that is too small is joined to the people of whom its last covariate is not known, then to those of whom the one before
/// is not known, and so on. Where those of whom nothing is known are still too few in the end, they are left out, total and all, so that
/// nobody can be worked out by subtraction; but where they are more than a fifth of everybody, the smallest of the other cells joins them.
pub(crate) fn folding(sizes: &BTreeMap<Cell, i64>, least: i64) -> BTreeMap<Cell, Option<Cell>> {
    let mut home: BTreeMap<Cell, Cell> = sizes.keys().map(|cell| (cell.clone(), cell.clone())).collect();
    let mut left = sizes.clone();
    let mut join = |left: &mut BTreeMap<Cell, i64>, from: &Cell, to: &Cell| {
        let n = left.remove(from).unwrap_or_default();
        *left.entry(to.clone()).or_default() += n;
        home.values_mut().filter(|cell| *cell == from).for_each(|cell| *cell = to.clone());
    };
    let width = sizes.keys().next().map_or(0, |cell| cell.0.len());
    for place in (0..width).rev() {
        let known = |cell: &&Cell| cell.0.get(place).is_some_and(Option::is_some);
        let small = |cell: &&Cell, left: &BTreeMap<Cell, i64>| left.get(*cell).is_some_and(|n| *n < least);
        let small: Vec<Cell> = left.keys().filter(known).filter(|cell| small(cell, &left)).cloned().collect();
        for cell in small {
            join(&mut left, &cell, &cell.without(place));
        }
    }
    let nothing = Cell(vec![None; width]);
    let total: i64 = sizes.values().sum();
    loop {
        let over = left.get(&nothing).copied().filter(|n| *n < least);
        let others = left.iter().filter(|(cell, _)| **cell != nothing);
        match (over, others.min_by_key(|(cell, n)| (**n, (*cell).clone())).map(|(cell, _)| cell.clone())) {
            (Some(n), Some(_)) if n * SHARE_LEFT_OUT <= total => {
                return home.into_iter().map(|(from, to)| (from, Some(to).filter(|to| *to != nothing))).collect();
            }
            (Some(_), Some(next)) => join(&mut left, &next, &nothing),
            _ => return home.into_iter().map(|(from, to)| (from, Some(to))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(sizes: &[(&[&str], i64)], least: i64) -> Vec<(String, i64)> {
        let cell = |values: &[&str]| Cell(values.iter().map(|v| (*v != "-").then(|| (*v).to_owned())).collect());
        let sizes: BTreeMap<Cell, i64> = sizes.iter().map(|(values, n)| (cell(values), *n)).collect();
        let mut left: BTreeMap<String, i64> = BTreeMap::new();
        for (from, to) in folding(&sizes, least) {
            let name = match &to {
                None => "left out".to_owned(),
                Some(to) => to.0.iter().map(|v| v.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(" "),
            };
            *left.entry(name).or_default() += sizes.get(&from).copied().unwrap_or_default();
        }
        left.into_iter().collect()
    }

    fn list(cells: &[(&str, i64)]) -> Vec<(String, i64)> {
        cells.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
    }

    #[test]
    fn small_cells_lose_their_last_covariate() {
        let sizes: [(&[&str], i64); 5] =
            [(&["f", "9"], 14), (&["f", "10"], 6), (&["f", "11"], 5), (&["m", "9"], 12), (&["m", "10"], 11)];
        assert_eq!(folded(&sizes, 10), list(&[("f -", 11), ("f 9", 14), ("m 10", 11), ("m 9", 12)]));
    }

    #[test]
    fn a_few_who_are_left_over_are_left_out() {
        // Two of whom nothing is known cost no boy his sex.
        let sizes: [(&[&str], i64); 3] = [(&["f"], 32), (&["m"], 28), (&["-"], 2)];
        assert_eq!(folded(&sizes, 10), list(&[("f", 32), ("left out", 2), ("m", 28)]));
        let sizes: [(&[&str], i64); 4] = [(&["f", "9"], 20), (&["f", "10"], 9), (&["f", "11"], 15), (&["m", "9"], 30)];
        assert_eq!(folded(&sizes, 10), list(&[("f 11", 15), ("f 9", 20), ("left out", 9), ("m 9", 30)]));
    }

    #[test]
    fn many_who_are_left_over_take_the_next() {
        let sizes: [(&[&str], i64); 2] = [(&["f"], 12), (&["m"], 8)];
        assert_eq!(folded(&sizes, 10), list(&[("-", 20)]));
        let sizes: [(&[&str], i64); 3] = [(&["f", "-"], 7), (&["m", "9"], 12), (&["m", "10"], 14)];
        assert_eq!(folded(&sizes, 10), list(&[("- -", 19), ("m 10", 14)]));
    }

    #[test]
    fn large_cells_stay() {
        let sizes: [(&[&str], i64); 2] = [(&["f"], 10), (&["m"], 10)];
        assert_eq!(folded(&sizes, 10), list(&[("f", 10), ("m", 10)]));
        assert_eq!(folded(&sizes, 1), list(&[("f", 10), ("m", 10)]));
        assert_eq!(folded(&[(&[], 7)], 1), list(&[("", 7)]));
        // All of a school that is too small: what becomes of it is not for cells to say.
        assert_eq!(folded(&[(&["f"], 4), (&["m"], 3)], 10), list(&[("-", 7)]));
    }
}
