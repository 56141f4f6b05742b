//! Weights by which a sample has the composition of its population.

use std::collections::BTreeMap;

use serde_json::Value;

use super::NormOptions;
use crate::answers::Person;
use crate::error::{Code, Error};
use crate::tally::{Cell, Covariate, Tally};

/// Shares of the population, by covariate and value: `{"sex": {"female": 0.51, "male": 0.49}}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Margins(BTreeMap<Covariate, BTreeMap<String, f64>>);

/// The most rounds; a table that can be fitted needs a few dozen.
const MAX_ROUNDS: usize = 10_000;
/// The margins are met when no share is off by more than this part of itself.
const NEAR: f64 = 1e-12;

fn bad(reason: &str, what: &str) -> Error {
    Error::new(Code::BadMargins, "").with("reason", reason).with("what", what)
}

impl Margins {
    /// Reads shares or numbers of people, which are made shares of their sum.
    ///
    /// # Errors
    /// `bad_margins`.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let form = |what: &str| bad("write shares by covariate and value", what);
        let value: Value = serde_json::from_str(text).map_err(|_| form("JSON"))?;
        let members = value.as_object().filter(|members| !members.is_empty()).ok_or_else(|| form("{}"))?;
        let mut margins = BTreeMap::new();
        for (name, shares) in members {
            let shown = crate::error::escape(name);
            let covariate = Covariate::parse(name).ok_or_else(|| form(&shown))?;
            let shares = shares.as_object().filter(|shares| !shares.is_empty()).ok_or_else(|| form(&shown))?;
            let mut by_value = BTreeMap::new();
            for (value, share) in shares {
                let shown = format!("{name}: {}", crate::error::escape(value));
                let share = share.as_f64().filter(|share| *share > 0.0 && share.is_finite());
                let share = share.ok_or_else(|| bad("a share is a number above 0", &shown))?;
                // A value is written as a cell writes it: `Ж` is female.
                let mut person = Person::default();
                let known = person.set(name, value).ok().and_then(|()| covariate.of(&person));
                let known = known.ok_or_else(|| form(&shown))?;
                if by_value.insert(known, share).is_some() {
                    return Err(bad("a value stands twice", &shown));
                }
            }
            let sum: f64 = by_value.values().sum();
            for share in by_value.values_mut() {
                *share /= sum;
            }
            margins.insert(covariate, by_value);
        }
        Ok(Self(margins))
    }

    /// The shares of a covariate's values.
    pub fn iter(&self) -> impl Iterator<Item = (Covariate, &BTreeMap<String, f64>)> {
        self.0.iter().map(|(covariate, shares)| (*covariate, shares))
    }
}

/// What a person of each cell weighs: 1 without margins. With margins the weights add up to the people who count; those of whom a covariate
/// is not known, or of whose value the margins say nothing, weigh nothing.
///
/// Iterative proportional fitting (Deming and Stephan 1940): one covariate after the other is brought to its shares until all have them.
pub(super) fn weights(tally: &Tally, options: &NormOptions) -> Result<BTreeMap<Cell, f64>, Error> {
    let mut people: BTreeMap<&Cell, f64> = BTreeMap::new();
    for (_, _, counts) in tally.sources().filter(|(key, _, _)| key.occasion == options.occasion) {
        for (cell, counts) in &counts.cells {
            *people.entry(cell).or_default() += counts.n as f64;
        }
    }
    let Some(margins) = &options.margins else {
        return Ok(people.into_keys().map(|cell| (cell.clone(), 1.0)).collect());
    };
    let mut asked = Vec::new();
    for (covariate, shares) in margins.iter() {
        let place = tally.by().iter().position(|known| *known == covariate);
        let place = place.ok_or_else(|| bad("the tally does not tell people apart by it", covariate.as_str()))?;
        asked.push((place, covariate, shares));
    }
    let counts = |cell: &Cell| {
        let listed = |(place, _, shares): &(usize, Covariate, &BTreeMap<String, f64>)| {
            cell.value(*place).is_some_and(|value| shares.contains_key(value))
        };
        asked.iter().all(listed)
    };
    // Who is in no group takes no part: margins are to hold among those who do.
    let by: Vec<usize> = options.by.iter().filter_map(|one| tally.by().iter().position(|known| known == one)).collect();
    let grouped = |cell: &Cell| by.iter().all(|place| cell.value(*place).is_some());
    people.retain(|cell, _| counts(cell) && grouped(cell));
    for (place, covariate, shares) in &asked {
        for value in shares.keys() {
            if !people.keys().any(|cell| cell.value(*place) == Some(value)) {
                return Err(bad("nobody in the sample is of this value", &format!("{}: {value}", covariate.as_str())));
            }
        }
    }
    let total: f64 = people.values().sum();
    let mut weights: BTreeMap<&Cell, f64> = people.keys().map(|cell| (*cell, 1.0)).collect();
    for _ in 0..MAX_ROUNDS {
        let mut farthest = 0.0_f64;
        for (place, _, shares) in &asked {
            for (value, share) in *shares {
                let here = |cell: &Cell| cell.value(*place) == Some(value.as_str());
                let own = people.iter().filter(|(cell, _)| here(cell));
                let now: f64 = own.map(|(cell, n)| n * weights.get(cell).copied().unwrap_or_default()).sum();
                let factor = share * total / now;
                farthest = farthest.max((factor - 1.0).abs());
                weights.iter_mut().filter(|(cell, _)| here(cell)).for_each(|(_, weight)| *weight *= factor);
            }
        }
        if farthest <= NEAR {
            return Ok(weights.into_iter().map(|(cell, weight)| (cell.clone(), weight)).collect());
        }
    }
    Err(bad("no weights meet all of them at once", "margins"))
}
