//! Answers to exact sums.

use std::collections::BTreeMap;

use super::why::WhyNot;
use crate::error::Error;
use crate::instrument::Instrument;
use crate::plan::PlanField;
use crate::score::Scores;
use crate::sheet::{Entry, Key};
use crate::tally::{KeyedAnswers, Moments, Tally, scale_items};

/// The rows of a table by occasion, one a person.
#[derive(Clone, Debug, Default)]
pub struct Occasions<'e> {
    /// The occasions of the table, in ascending order, each with the answers of each person, by id.
    by_occasion: BTreeMap<u32, BTreeMap<&'e str, &'e Entry>>,
    /// Rows left out: several people rated one person on one occasion. Of these rows the first counts by date, then by the name of the
    /// rater, however the table is sorted.
    pub repeated: usize,
}

impl<'e> Occasions<'e> {
    /// Sorts the entries of a table.
    pub fn of(entries: &'e [Entry]) -> Self {
        let mut sorted = Self::default();
        let rank = |key: &'e Key| (key.date.as_str(), key.rater.as_str());
        for entry in entries {
            let people = sorted.by_occasion.entry(entry.key.occasion).or_default();
            let place = people.entry(entry.key.id.as_str()).or_insert(entry);
            if !std::ptr::eq(*place, entry) {
                sorted.repeated += 1;
                if rank(&entry.key) < rank(&place.key) {
                    *place = entry;
                }
            }
        }
        sorted
    }

    /// The occasions, in ascending order.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.by_occasion.keys().copied()
    }

    /// The people of the first occasion.
    pub fn first(&self) -> impl Iterator<Item = &'e Entry> {
        self.by_occasion.values().take(1).flat_map(|people| people.values().copied())
    }

    /// The people of the first two occasions who have both, and how many have one of them alone.
    pub(super) fn pairs(&self) -> Result<Pairs<'e>, WhyNot> {
        let mut two = self.by_occasion.iter();
        let ((first, one), (second, other)) = two.next().zip(two.next()).ok_or(WhyNot::OneOccasion)?;
        let both: Vec<_> = one.iter().filter_map(|(id, entry)| Some((*entry, *other.get(id)?))).collect();
        Ok(Pairs { occasions: (*first, *second), alone: one.len() + other.len() - 2 * both.len(), both })
    }
}

/// The people of two occasions.
pub(super) struct Pairs<'e> {
    pub(super) occasions: (u32, u32),
    pub(super) both: Vec<(&'e Entry, &'e Entry)>,
    /// Who has one of the occasions alone.
    pub(super) alone: usize,
}

/// What reliability is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collected {
    /// How many people there are.
    pub people: i64,
    /// By the number of the scale, the moments of its items over people who answered all of them.
    pub moments: BTreeMap<usize, Result<Moments, WhyNot>>,
    /// By field, in the order of the form, how many people gave a value; none where that is not known.
    pub given: Option<Vec<i64>>,
}

impl Collected {
    /// Adds up the answers of people. Each should be a person on one occasion ([`Occasions::first`]).
    ///
    /// # Errors
    /// `use_restricted` for pupils, and `too_few` for fewer than ten people, where the instrument is for groups of adults.
    pub fn of<'e>(instrument: &Instrument, people: impl IntoIterator<Item = &'e Entry>) -> Result<Self, Error> {
        let people: Vec<&Entry> = people.into_iter().collect();
        instrument.check_group(people.iter().copied())?;
        let plan = instrument.plan();
        let scales = scale_items(instrument);
        let mut moments: BTreeMap<usize, Result<Moments, WhyNot>> =
            scales.iter().map(|items| (items.scale, Ok(Moments::new(items.fields.len())))).collect();
        let mut given = vec![0; plan.fields.len()];
        let (mut keyed, mut scores, mut count) = (KeyedAnswers::new(instrument), Scores::default(), 0);
        for entry in people {
            count += 1;
            keyed.each(&entry.answers, &mut scores, |scale, row| {
                if let Some(place) = moments.get_mut(&scale)
                    && let Ok(sums) = place
                    && sums.add(row).is_err()
                {
                    *place = Err(WhyNot::TooLarge);
                }
            });
            for ((given, field), number) in given.iter_mut().zip(&plan.fields).zip(0..) {
                let mut cells = entry.answers.rows().iter().filter_map(|row| row.get::<usize>(number));
                *given += i64::from(cells.any(|cell| *cell < field.codes.values));
            }
        }
        Ok(Self { people: count, moments, given: Some(given) })
    }

    /// What a tally has of an occasion. Sums over few rows are left out of tallies, and so of this.
    ///
    /// # Errors
    /// `norm_misfit` for a tally of another instrument, key, wording or choice of policies; `count_overflow`.
    pub fn of_tally(instrument: &Instrument, tally: &Tally, occasion: u32) -> Result<Self, Error> {
        tally.check(instrument)?;
        let own = tally.sources().filter(|(key, _, _)| key.occasion == occasion);
        let people = own.map(|(_, _, counts)| counts.n()).sum();
        let moments = tally.items(occasion)?.into_iter().map(|(items, sums)| (items.scale, Ok(sums))).collect();
        let values = |field: &PlanField| {
            let own = tally.sources().filter(|(key, _, _)| key.occasion == occasion);
            let counts = own.filter_map(|(_, _, counts)| counts.answers.get(&field.name));
            // Codes apart ("never did it") are no values.
            let is_value = |code: &str| field.codes.read(code).is_ok_and(|cell| cell < field.codes.values);
            counts.flat_map(|counts| &counts.codes).filter(|(code, _)| is_value(code)).map(|(_, n)| n).sum()
        };
        Ok(Self { people, moments, given: Some(instrument.plan().fields.iter().map(values).collect()) })
    }
}
