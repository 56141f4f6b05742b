//! What may be written of counting for norms and of fitting them.

use clap::{Args, ValueHint};
use orientir::definition::{Metric, PopulationGroup};
use orientir::fit::norms::{Formula, Percentile, Way};
use orientir::tally::{Covariate, LEAST_IN_CELL, TallyOptions};

/// Where answers come from, for a tally.
#[derive(Args, Clone, Debug)]
pub struct Counted {
    /// The school, if the table has no column `school`
    #[arg(long, value_name = "NAME")]
    pub school: Option<String>,
    /// Which collection of answers, such as `2026-autumn`: a school counts once in each
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub release: String,
    /// When the answers were given: a year, a month or a day
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = date)]
    pub date: Option<String>,
    /// Where the school is
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,
    /// What pupils are told apart by: sex, age, grade, language, region, mode
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', value_parser = covariate)]
    pub by: Vec<Covariate>,
    /// Groups of fewer pupils are joined to larger ones in the file; 1 keeps every group
    #[arg(long, value_name = "N", default_value_t = LEAST_IN_CELL, value_parser = clap::value_parser!(i64).range(1..=1000))]
    pub min_cell: i64,
}

/// How norms are fitted.
#[derive(Args, Clone, Debug)]
pub struct Fitting {
    /// The id of the norm
    #[arg(long, value_name = "ID", default_value = "local")]
    pub id: String,
    /// A norm for each group: sex, age, grade, language, region, mode; the tally must tell pupils apart by them
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', value_parser = covariate)]
    pub by: Vec<Covariate>,
    /// Standard scores by rank, or from mean and standard deviation
    #[arg(long, value_name = "WAY", default_value = "normalised", value_parser = named(&[("normalised", Way::Normalised), ("linear", Way::Linear)]))]
    pub method: Way,
    /// The formula of normal scores
    #[arg(long, value_name = "NAME", default_value = "rankit", value_parser = named(&[("rankit", Formula::Rankit), ("blom", Formula::Blom), ("tukey", Formula::Tukey), ("van_der_waerden", Formula::VanDerWaerden)]))]
    pub formula: Formula,
    /// The convention of percentile ranks
    #[arg(long, value_name = "NAME", default_value = "mid", value_parser = named(&[("mid", Percentile::Mid), ("strict", Percentile::Strict), ("weak", Percentile::Weak)]))]
    pub percentile: Percentile,
    /// The standard scores that are given: z, t, sten, stanine, iq, percentile
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = metric, default_value = "z,t,sten,stanine,percentile")]
    pub metrics: Vec<Metric>,
    /// Shares of the population by group (JSON): the sample is weighted to them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub margins: Option<String>,
    /// Which occasion
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub occasion: u32,
    /// Who was measured
    #[arg(long, value_name = "WHO", default_value = "pupils", value_parser = named(&[("pupils", PopulationGroup::Pupils), ("students", PopulationGroup::Students), ("adults", PopulationGroup::Adults), ("general", PopulationGroup::General)]))]
    pub population: PopulationGroup,
    /// The year of the norm, if the sources have no date
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(u32).range(1900..=2200))]
    pub year: Option<u32>,
    /// Where, if the sources do not say
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,
    /// Also for groups of fewer than 30 pupils
    #[arg(long)]
    pub force: bool,
    /// How often the sample is drawn again for the sampling error; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(..=100_000))]
    pub replicates: u32,
    /// What the draws begin with
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

fn covariate(text: &str) -> Result<Covariate, String> {
    let names = || Covariate::ALL.map(Covariate::as_str).join(", ");
    Covariate::parse(text.trim()).ok_or_else(|| format!("expected {}", names()))
}

fn metric(text: &str) -> Result<Metric, String> {
    let known = || Metric::ALL.iter().filter(|metric| **metric != Metric::Raw);
    let names = || known().map(|metric| metric.as_str()).collect::<Vec<_>>().join(", ");
    known().find(|metric| metric.as_str() == text.trim()).copied().ok_or_else(|| format!("expected {}", names()))
}

fn date(text: &str) -> Result<String, String> {
    if TallyOptions::is_date(text) { Ok(text.to_owned()) } else { Err("write 2026, 2026-10 or 2026-10-05".to_owned()) }
}

/// One of some words.
fn named<T: Copy + Send + Sync + 'static>(
    known: &'static [(&'static str, T)],
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync {
    move |text| {
        let found = known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        found.ok_or_else(|| format!("expected {}", known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")))
    }
}
