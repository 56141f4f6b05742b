//! Agreement of the raters of a table, for each field and each scale of an instrument.

use std::collections::BTreeMap;

use super::alpha::{Alpha, Metric, alpha};
use super::icc::{Icc, icc};
use super::kappa::{CrossTable, Kappa, Weights, kappa};
use super::ratings::{Coverage, Ratings};
use super::severity::{Severity, severity};
use super::why::WhyNot;
use crate::codes::FIRST_SPECIAL;
use crate::exact::Ratio;
use crate::instrument::Instrument;
use crate::plan::PlanField;
use crate::score::Scores;
use crate::sheet::Entry;

/// How well the raters of a table agree.
///
/// A subject is a person on an occasion. What one rater gave a subject in several rows (on several dates) is first joined by the
/// instrument's own rule, as a score is; so two raters are compared even where they saw a pupil at different events, and what the
/// events add to their differences counts as disagreement.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Agreement {
    /// The raters, in alphabetical order; ratings refer to them by their place.
    pub raters: Vec<String>,
    /// How many subjects each of the raters rated.
    pub rated: Vec<usize>,
    /// Subjects who were rated.
    pub subjects: usize,
    /// Entries left out because they name no rater.
    pub unnamed: usize,
    /// Each field with codes, in the order of the form.
    pub fields: Vec<FieldAgreement>,
    /// Each scale, in the order of the definition.
    pub scales: Vec<ScaleAgreement>,
}

/// Agreement on a field.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FieldAgreement {
    /// The field.
    pub name: String,
    /// What the results rest on.
    pub coverage: Coverage,
    /// Ratings that are means of several rows of one rater.
    pub averaged: usize,
    /// Krippendorff's alpha: ordinal for numbers, nominal for named codes.
    pub alpha: Result<Alpha, WhyNot>,
    /// The metric of alpha.
    pub metric: Metric,
    /// Cohen's kappa where there are two raters: unweighted, and for numbers with linear and quadratic weights.
    pub kappa: Vec<(&'static str, Result<Kappa, WhyNot>)>,
}

/// Agreement on a scale, scored for each rater.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScaleAgreement {
    /// The scale.
    pub name: String,
    /// What the results rest on.
    pub coverage: Coverage,
    /// Krippendorff's alpha, interval.
    pub alpha: Result<Alpha, WhyNot>,
    /// Intraclass correlations with 95 % intervals.
    pub icc: Result<Icc, WhyNot>,
    /// How high each rater rates, in points of the scale.
    pub severity: Result<Vec<Severity>, WhyNot>,
}

/// The confidence level of intervals.
const LEVEL: f64 = 0.95;

impl Agreement {
    /// Compares the raters of entries that were read rater by rater ([`crate::Sheet::by_rater`]).
    ///
    /// # Errors
    /// [`WhyNot::OneRater`] where fewer than two raters are named, [`WhyNot::TooLarge`]. What cannot be estimated of a field or a
    /// scale has its reason there.
    pub fn of(instrument: &Instrument, entries: &[Entry]) -> Result<Self, WhyNot> {
        let named: Vec<&Entry> = entries.iter().filter(|entry| !entry.key.rater.is_empty()).collect();
        let mut names: Vec<String> = named.iter().map(|entry| entry.key.rater.clone()).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() < 2 {
            return Err(WhyNot::OneRater);
        }
        let places = Places::of(&named, &names)?;
        let plan = instrument.plan();
        let fields = plan.fields.iter().enumerate().filter(|(_, field)| !field.codes.written);
        let fields = fields.map(|(number, field)| FieldAgreement::of(number, field, &named, &places));
        let fields = fields.collect::<Result<_, _>>()?;
        let (mut scorer, mut scores) = (instrument.scorer(), Scores::default());
        let mut by_scale: Vec<Vec<Option<Ratio>>> = vec![Vec::with_capacity(named.len()); plan.scales.len()];
        for entry in &named {
            scorer.score_into(&entry.answers, &mut scores);
            by_scale.iter_mut().zip(&scores.scales).for_each(|(values, scale)| values.push(scale.raw));
        }
        let scales = instrument.scales().zip(by_scale).map(|(name, values)| {
            let ratings = places.ratings(&values)?;
            Ok(ScaleAgreement {
                name: name.to_owned(),
                coverage: ratings.coverage(),
                alpha: alpha(&ratings, Metric::Interval),
                icc: icc(&ratings, LEVEL),
                severity: severity(&ratings),
            })
        });
        let scales = scales.collect::<Result<_, _>>()?;
        let mut rated = vec![0; names.len()];
        for place in named.iter().filter_map(|entry| names.binary_search(&entry.key.rater).ok()) {
            rated.get_mut(place).into_iter().for_each(|count| *count += 1);
        }
        Ok(Self {
            rated,
            subjects: places.subjects,
            unnamed: entries.len() - named.len(),
            raters: names,
            fields,
            scales,
        })
    }
}

impl FieldAgreement {
    fn of(number: usize, field: &PlanField, entries: &[&Entry], places: &Places) -> Result<Self, WhyNot> {
        let numeric = field.codes.grid.is_some();
        let mut averaged = 0;
        let values: Vec<Option<Ratio>> = entries
            .iter()
            .map(|entry| {
                let cells = entry.answers.rows().iter().filter_map(|row| row.get(number));
                let given: Vec<Ratio> = cells.filter_map(|cell| field.codes.value(*cell)).collect();
                averaged += usize::from(given.len() > 1);
                if numeric { mean(&given) } else { same(&given) }
            })
            .collect();
        let ratings = places.ratings(&values)?;
        let metric = if numeric { Metric::Ordinal } else { Metric::Nominal };
        let categories: Vec<Ratio> = (0..field.codes.values.min(FIRST_SPECIAL))
            .filter(|cell| field.codes.is_code(*cell) && !field.codes.overflows(*cell))
            .filter_map(|cell| field.codes.value(cell))
            .collect();
        let weights = [
            ("kappa", Weights::Unweighted),
            ("kappa_linear", Weights::Linear),
            ("kappa_quadratic", Weights::Quadratic),
        ];
        // Steps between named codes mean nothing.
        let weights = weights.into_iter().take(if numeric { 3 } else { 1 });
        let kappas = weights.map(|(name, weights)| {
            (name, CrossTable::of(&ratings, &categories).and_then(|table| kappa(&table, &weights)))
        });
        Ok(Self {
            name: field.name.clone(),
            coverage: ratings.coverage(),
            averaged,
            alpha: alpha(&ratings, metric),
            metric,
            kappa: if ratings.raters() == 2 { kappas.collect() } else { Vec::new() },
        })
    }
}

/// The mean; none of nothing. Sums of codes fit: a definition has at most a few thousand.
fn mean(values: &[Ratio]) -> Option<Ratio> {
    let sum = values.iter().try_fold(Ratio::ZERO, |sum, value| sum.plus(*value))?;
    sum.over(Ratio::whole(i64::try_from(values.len()).ok()?))
}

/// What all rows say; none where they differ.
fn same(values: &[Ratio]) -> Option<Ratio> {
    let first = values.first()?;
    values.iter().all(|value| value == first).then_some(*first)
}

/// Where each entry stands among subjects by raters.
struct Places {
    subjects: usize,
    raters: usize,
    cells: Vec<usize>,
}

impl Places {
    fn of<'e>(entries: &[&'e Entry], raters: &[String]) -> Result<Self, WhyNot> {
        let mut subjects: BTreeMap<(&'e str, u32), usize> = BTreeMap::new();
        let place = |entry: &&'e Entry| {
            let next = subjects.len();
            let subject = *subjects.entry((entry.key.id.as_str(), entry.key.occasion)).or_insert(next);
            let rater = raters.binary_search(&entry.key.rater).unwrap_or_default();
            subject * raters.len() + rater
        };
        let cells: Vec<usize> = entries.iter().map(place).collect();
        let subjects = subjects.len();
        // Before memory is asked for: a table may name a rater of its own in every row.
        if subjects.saturating_mul(raters.len()) > Ratings::MAX_CELLS {
            return Err(WhyNot::TooLarge);
        }
        Ok(Self { subjects, raters: raters.len(), cells })
    }

    fn ratings(&self, values: &[Option<Ratio>]) -> Result<Ratings, WhyNot> {
        let mut cells = vec![None; self.subjects * self.raters];
        for (place, value) in self.cells.iter().zip(values) {
            cells.get_mut(*place).into_iter().for_each(|cell| *cell = *value);
        }
        Ratings::new(self.raters, cells)
    }
}
