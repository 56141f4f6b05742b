//! What a tally says of groups: how many people have which score.

use std::collections::BTreeMap;

use super::source::ScaleCounts;
use super::{Cell, Tally};
use crate::exact::Ratio;
use crate::fit::norms::Distribution;

/// The scores of a group of people on a scale.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GroupScores {
    /// Before or after.
    pub occasion: u32,
    /// Who they are.
    pub cell: Cell,
    /// How many they are, with a score or without.
    pub people: i64,
    /// The scale.
    pub scale: String,
    /// The scores that came, rising, each with the people who have it. A score that is made up for missing answers is none of them.
    pub scores: Vec<(Ratio, i64)>,
}

impl GroupScores {
    /// How many people have a score.
    pub fn n(&self) -> i64 {
        self.scores.iter().map(|(_, n)| n).sum()
    }

    /// The mean of the scores; none without any.
    pub fn mean(&self) -> Option<f64> {
        self.distribution().mean()
    }

    /// The standard deviation with n - 1; none of fewer than two people.
    pub fn deviation(&self) -> Option<f64> {
        self.distribution().deviation()
    }

    /// The share of so many people among those who have a score, in percent.
    pub fn percent(&self, people: i64) -> f64 {
        100.0 * people as f64 / self.n() as f64
    }

    fn distribution(&self) -> Distribution {
        let (scores, weights) = self.scores.iter().map(|(score, n)| (*score, *n as f64)).unzip();
        Distribution::new(scores, weights, self.n() as f64)
    }
}

/// The people of a group, and how many have each score of each scale.
#[derive(Default)]
struct Group {
    people: i64,
    scales: Vec<BTreeMap<Ratio, i64>>,
}

impl Tally {
    /// The scores of each group on each scale, over all sources of an occasion: by occasion, then by cell, then in the order of the
    /// definition.
    pub fn scores(&self) -> Vec<GroupScores> {
        let mut groups: BTreeMap<(u32, &Cell), Group> = BTreeMap::new();
        for (key, _, counts) in self.sources() {
            for (cell, counts) in &counts.cells {
                let group = groups.entry((key.occasion, cell)).or_default();
                group.people += counts.n;
                group.scales.resize_with(self.scales.len(), BTreeMap::new);
                for (all, ScaleCounts { scores, .. }) in group.scales.iter_mut().zip(&counts.scales) {
                    for (score, n) in scores {
                        *all.entry(*score).or_default() += n;
                    }
                }
            }
        }
        let mut all = Vec::new();
        for ((occasion, cell), Group { people, scales }) in groups {
            for (scale, scores) in self.scales.iter().zip(scales) {
                let (cell, scale, scores) = (cell.clone(), scale.clone(), scores.into_iter().collect());
                all.push(GroupScores { occasion, cell, people, scale, scores });
            }
        }
        all
    }
}
