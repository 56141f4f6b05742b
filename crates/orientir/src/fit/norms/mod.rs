//! Norms from tallies: what a score of a group of people means among them.
//!
//! [`FittedNorms::of`] takes a [`Tally`] and gives, group by group and scale by scale, mean, standard deviation, percentile ranks and
//! normal scores with their sampling error; [`FittedNorms::to_json`] writes the norm file that [`Instrument::with_norms`] reads.
//! Percentile ranks are counted, normal scores are by rank (METHODS 7 and 8), and nothing is smoothed.

mod bootstrap;
mod distribution;
mod file;
mod groups;
mod ipsative;
mod raking;
mod random;
mod remarks;
#[doc(hidden)]
pub mod words;

use std::collections::BTreeMap;

pub use bootstrap::{Resampled, SamplingError};
pub use distribution::Distribution;
use groups::Sample;
pub use raking::Margins;

use crate::definition::{Metric, PopulationGroup};
use crate::error::{Code, Error};
use crate::exact::Ratio;
use crate::fit::reliability::{Coefficient, Collected, Options, ScaleReliability, reliability};
use crate::instrument::Instrument;
use crate::tally::{Cell, Covariate, Tally};

/// Which percentile rank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Percentile {
    /// People below, and half of those at the score.
    #[default]
    Mid,
    /// People below.
    Strict,
    /// People below or at the score.
    Weak,
}

impl Percentile {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Mid, Self::Strict, Self::Weak];

    /// The name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mid => "mid",
            Self::Strict => "strict",
            Self::Weak => "weak",
        }
    }
}

/// How ranks are plotted for normal scores: `(r - c) / (n - 2c + 1)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Formula {
    /// c = 3/8.
    Blom,
    /// c = 1/3.
    Tukey,
    /// c = 1/2: the normal score of the mid percentile rank.
    #[default]
    Rankit,
    /// c = 0.
    VanDerWaerden,
}

impl Formula {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Blom, Self::Tukey, Self::Rankit, Self::VanDerWaerden];

    /// The name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blom => "blom",
            Self::Tukey => "tukey",
            Self::Rankit => "rankit",
            Self::VanDerWaerden => "van_der_waerden",
        }
    }

    const fn constant(self) -> f64 {
        match self {
            Self::Blom => 3.0 / 8.0,
            Self::Tukey => 1.0 / 3.0,
            Self::Rankit => 0.5,
            Self::VanDerWaerden => 0.0,
        }
    }
}

/// How standard scores come from raw scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Way {
    /// By rank: the standard scores are normally distributed in the sample.
    #[default]
    Normalised,
    /// From mean and standard deviation: the shape of the distribution stays.
    Linear,
}

impl Way {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Normalised, Self::Linear];

    /// The name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normalised => "normalised",
            Self::Linear => "linear",
        }
    }
}

/// How norms are fitted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NormOptions {
    /// The id of the norm.
    pub id: String,
    /// Which occasion is taken: norms of people who answered twice would count them twice.
    pub occasion: u32,
    /// The groups; nobody is told apart if empty.
    pub by: Vec<Covariate>,
    /// Linear or normalised.
    pub way: Way,
    /// For normal scores.
    pub formula: Formula,
    /// For percentile ranks.
    pub percentile: Percentile,
    /// The standard scores that are given.
    pub metrics: Vec<Metric>,
    /// Shares of the population to which the sample is weighted.
    pub margins: Option<Margins>,
    /// Who was measured. Of an instrument for groups of adults these are adults where pupils stand here.
    pub population: PopulationGroup,
    /// The year; that of the latest source if none.
    pub year: Option<u32>,
    /// Where; the places of the sources if none.
    pub place: Option<String>,
    /// Groups of fewer people than [`FEWEST`] are fitted all the same.
    pub force: bool,
    /// How often the sample is drawn again for the sampling error; 0 for none.
    pub replicates: u32,
    /// What the draws begin with.
    pub seed: u64,
}

impl Default for NormOptions {
    fn default() -> Self {
        Self {
            id: "local".to_owned(),
            occasion: 1,
            by: Vec::new(),
            way: Way::default(),
            formula: Formula::default(),
            percentile: Percentile::default(),
            metrics: vec![Metric::Z, Metric::T, Metric::Sten, Metric::Stanine, Metric::Percentile],
            margins: None,
            population: PopulationGroup::Pupils,
            year: None,
            place: None,
            force: false,
            replicates: 1000,
            seed: 1,
        }
    }
}

/// Fewer people than this in a group have no norm, unless forced. Effective numbers count: see [`ScaleNorm::effective`].
pub const FEWEST: f64 = 30.0;
/// Fewer than this are warned of.
pub const FEW: f64 = 100.0;
/// Fewer schools, or fewer pupils, are a local comparison group and no norm for others.
const LOCAL: (usize, i64) = (5, 300);

/// Norms as they were fitted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FittedNorms {
    /// How.
    pub options: NormOptions,
    /// Where the people come from, by name: how many of each.
    pub sources: Vec<NormSource>,
    /// People in the sample.
    pub n: i64,
    /// People who are in no group, since what groups are made by is not known of them, or weigh nothing.
    pub left_out: i64,
    /// Whether the sample is too small to speak of more than itself: fewer than five sources, or fewer than 300 people.
    pub is_local: bool,
    /// The groups that were fitted.
    pub groups: Vec<GroupNorm>,
    /// Scales of groups with too few people.
    pub refused: Vec<Refused>,
    /// The internal consistency of each scale in the whole sample: where the definition does not refuse it, it can be estimated over 100
    /// people or more, and is above 0.
    pub reliability: Vec<(String, Alpha)>,
    head: file::Head,
}

/// What a sample says of the reliability of a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Alpha {
    /// Cronbach's alpha.
    pub value: f64,
    /// The standard error of measurement that goes with it, in points of the scale.
    pub sem: f64,
    /// People who answered all items.
    pub n: i64,
}

/// A source of norms.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NormSource {
    /// The school.
    pub school: String,
    /// Which collection of answers.
    pub release: String,
    /// When.
    pub date: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// How many people.
    pub n: i64,
}

/// Why a scale has no norm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhyRefused {
    /// Too few people have a score, or their scores do not differ.
    TooFew,
    /// Its scores take from those of other scales: they are compared within a person.
    Ipsative,
}

impl WhyRefused {
    /// The name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TooFew => "too_few",
            Self::Ipsative => "ipsative",
        }
    }
}

/// A scale of a group that has no norm.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Refused {
    /// Who.
    pub cell: Cell,
    /// The scale.
    pub scale: String,
    /// People with a complete score.
    pub n: i64,
    /// As many independent people would tell as much.
    pub effective: f64,
    /// Why.
    pub why: WhyRefused,
}

/// The norm of a group.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GroupNorm {
    /// Who.
    pub cell: Cell,
    /// How many.
    pub n: i64,
    /// The scales.
    pub scales: Vec<ScaleNorm>,
}

/// The norm of a scale in a group.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScaleNorm {
    /// The scale.
    pub scale: String,
    /// People with a complete score.
    pub n: i64,
    /// As many independent people would tell as much: fewer than n where people of one source are alike, or weigh unequally. None where
    /// there is one source, of which nothing can be said.
    pub effective: Option<f64>,
    /// How alike people of one source are: the intraclass correlation of the scores, 0 to 1; none of one source.
    pub intraclass: Option<f64>,
    /// Mean of raw scores.
    pub mean: f64,
    /// Their standard deviation, with n - 1.
    pub deviation: f64,
    /// The scores, rising. Up to the next the row holds: between two of them no other can come, or there is a row for what lies between.
    pub rows: Vec<NormRow>,
    /// How far all this may be off.
    pub error: Option<SamplingError>,
}

/// What a raw score means.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct NormRow {
    /// The raw score.
    pub score: Ratio,
    /// Its percentile rank, 0 to 100.
    pub percentile: f64,
    /// Its normal score.
    pub z: f64,
}

impl ScaleNorm {
    /// The number that decides whether a norm is given.
    pub fn weight(&self) -> f64 {
        self.effective.unwrap_or(self.n as f64)
    }
}

impl FittedNorms {
    /// Fits norms to a tally.
    ///
    /// # Errors
    /// `ipsative` where every scale takes from others, unless forced; `norm_misfit` where the tally is of another instrument, key, wording or choice of policies; `too_few` where nobody is left, or
    /// every group is too small; `missing_key` where groups are asked for that the tally does not tell apart, or no year is known;
    /// `count_overflow`; what [`Margins`] say.
    pub fn of(instrument: &Instrument, tally: &Tally, options: &NormOptions) -> Result<Self, Error> {
        let head = file::Head::of(instrument, tally)?;
        let mut options = options.clone();
        if instrument.is_for_groups() && options.population == PopulationGroup::Pupils {
            options.population = PopulationGroup::Adults;
        }
        let options = &options;
        let sample = Sample::of(instrument, tally, options)?;
        let plan = instrument.plan();
        let mut fitted = Self {
            options: options.clone(),
            n: sample.n,
            left_out: sample.left_out,
            is_local: sample.schools.len() < LOCAL.0 || sample.n - sample.left_out < LOCAL.1,
            sources: sample.sources.clone(),
            groups: Vec::new(),
            refused: Vec::new(),
            reliability: reliabilities(instrument, tally, options.occasion)?,
            head,
        };
        let ipsative = ipsative::ipsative(plan);
        let mut part = 0;
        for (cell, group) in &sample.groups {
            let mut norm = GroupNorm { cell: cell.clone(), n: group.n, scales: Vec::new() };
            for (number, scale) in group.scales.iter().enumerate() {
                part += 1;
                let Some(about) = plan.scales.get(number) else { continue };
                let takes = !options.force && ipsative.get(number) == Some(&true);
                let found = if takes {
                    None
                } else {
                    scale.norm(plan, number, &about.id, options, (sample.schools.len(), part))
                };
                match found {
                    Some(found) if options.force || found.weight() >= FEWEST => norm.scales.push(found),
                    found => {
                        let effective = found.map_or(scale.n as f64, |found| found.weight());
                        let (cell, scale_id) = (cell.clone(), about.id.clone());
                        let why = if takes { WhyRefused::Ipsative } else { WhyRefused::TooFew };
                        fitted.refused.push(Refused { cell, scale: scale_id, n: scale.n, effective, why });
                    }
                }
            }
            if !norm.scales.is_empty() {
                fitted.groups.push(norm);
            }
        }
        if fitted.groups.is_empty() {
            if fitted.refused.iter().all(|refused| refused.why == WhyRefused::Ipsative) {
                return Err(Error::new(Code::Ipsative, "").with("instrument", instrument.id()).with("fix", "--force"));
            }
            let most = fitted.refused.iter().max_by(|a, b| a.effective.total_cmp(&b.effective));
            let (n, effective) = most.map_or((0, 0.0), |most| (most.n, most.effective.floor()));
            let mut error = Error::new(Code::TooFew, "").with("whose", instrument.id());
            error = error.with("count", n).with("least", FEWEST);
            if effective < n as f64 {
                error = error.with("effective", effective);
            }
            return Err(if n > 1 && !options.force { error.with("fix", "--force") } else { error });
        }
        Ok(fitted)
    }

    /// The year of the norm.
    pub fn year(&self) -> Option<u32> {
        let year = |source: &NormSource| source.date.as_deref().and_then(|date| date.get(..4)?.parse().ok());
        self.options.year.or_else(|| self.sources.iter().filter_map(year).max())
    }

    /// Scales with few people, with how many: fewer than [`FEW`].
    pub fn few(&self) -> impl Iterator<Item = (&Cell, &ScaleNorm)> {
        let scales = self.groups.iter().flat_map(|group| group.scales.iter().map(move |scale| (&group.cell, scale)));
        scales.filter(|(_, scale)| scale.weight() < FEW)
    }
}

/// The alphas that a norm file may state.
fn reliabilities(instrument: &Instrument, tally: &Tally, occasion: u32) -> Result<Vec<(String, Alpha)>, Error> {
    let collected = Collected::of_tally(instrument, tally, occasion)?;
    let scales = reliability(instrument, &collected, Options::default());
    let of = |scale: ScaleReliability| {
        let found = scale.consistency.ok()?;
        let value = |which| found.get(which).and_then(|estimate| estimate.value.ok());
        let (alpha, sem) = (value(Coefficient::Alpha)?, value(Coefficient::Sem)?);
        let states = found.n as f64 >= FEW && alpha > 0.0 && alpha < 1.0 && sem > 0.0;
        states.then_some((scale.name, Alpha { value: alpha, sem, n: found.n }))
    };
    Ok(scales.into_iter().filter_map(of).collect())
}

/// The counts of a scale in a group.
type ByScore<T> = BTreeMap<Ratio, T>;
