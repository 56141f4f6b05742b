//! What the scores of a table come to: of each scale, of types, checks and cautions. Nobody is named.

use std::collections::BTreeSet;

use orientir::definition::TypeRule;
use orientir::{Instrument, Report, ScaleReport};

use crate::statistics::Distribution;
use crate::words::{self, Word};

/// Things counted, in the order in which they are listed.
pub type Counts<T> = Vec<(T, usize)>;

/// The scores of one instrument.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The instrument.
    pub instrument: Instrument,
    /// How many results there are.
    pub rows: usize,
    /// The scales in the order of the definition.
    pub scales: Vec<ScaleSummary>,
    /// The types, if the instrument has any.
    pub types: Option<TypeSummary>,
    /// The checks that fired.
    pub flags: Counts<String>,
    /// The cautions beside the results.
    pub cautions: Counts<String>,
    /// The norms that were used.
    pub norms: BTreeSet<String>,
}

/// One scale.
#[derive(Clone, Debug, Default)]
pub struct ScaleSummary {
    /// The scale.
    pub id: String,
    /// The raw scores.
    pub scores: Distribution,
    /// How many of them rest on a part of the answers.
    pub prorated: usize,
    /// Results without a score, by reason. A refusal counts as any missing score.
    pub missing: Counts<Word>,
    /// The levels, rising.
    pub levels: Counts<String>,
    /// Scores without a level or a standard score, by reason.
    pub lacking: Counts<(Word, Word)>,
}

/// Which types lead.
#[derive(Clone, Debug, Default)]
pub struct TypeSummary {
    /// How many results each type leads in; types that lead together count each.
    pub leading: Counts<String>,
    /// Results in which no type stands out.
    pub undifferentiated: usize,
    /// Results whose answers do not settle it.
    pub undetermined: usize,
    /// Whether a type is a code of several letters of which the first leads.
    first_alone: bool,
}

impl Summary {
    /// Of no results yet.
    pub fn of(instrument: &Instrument) -> Self {
        let definition = instrument.definition();
        let scale = |id: &str| {
            let bands = definition.levels.iter().filter(|levels| levels.scales.iter().any(|scale| **scale == *id));
            let mut levels: Counts<String> = Vec::new();
            for band in bands.flat_map(|levels| &levels.bands) {
                count(&mut levels, band.level.as_str(), 0);
            }
            ScaleSummary { id: id.to_owned(), levels, ..ScaleSummary::default() }
        };
        let types = definition.type_rule.as_ref().map(|rule| TypeSummary {
            leading: instrument.types().iter().map(|id| (id.clone(), 0)).collect(),
            first_alone: matches!(rule, TypeRule::Code(_)),
            ..TypeSummary::default()
        });
        Self {
            instrument: instrument.clone(),
            rows: 0,
            scales: instrument.scales().map(scale).collect(),
            types,
            flags: definition.checks.iter().map(|check| (check.id.to_string(), 0)).collect(),
            cautions: definition.about.cautions.iter().map(|caution| (caution.id.to_string(), 0)).collect(),
            norms: BTreeSet::new(),
        }
    }

    /// Adds a result.
    pub fn push(&mut self, report: &Report) {
        self.rows += 1;
        for (scale, score) in self.scales.iter_mut().zip(report.scales()) {
            scale.push(&score);
            self.norms.extend(score.norm().map(str::to_owned));
        }
        if let Some(types) = &mut self.types {
            types.push(report);
        }
        report.flags().iter().for_each(|flag| count(&mut self.flags, *flag, 1));
        report.cautions().iter().for_each(|caution| count(&mut self.cautions, *caution, 1));
    }
}

impl ScaleSummary {
    fn push(&mut self, score: &ScaleReport<'_>) {
        match score.exact() {
            Some(raw) => self.scores.push(raw),
            None => count(&mut self.missing, words::status(score.status()), 1),
        }
        self.prorated += usize::from(score.is_prorated());
        if let Some(level) = score.level() {
            count(&mut self.levels, level, 1);
        }
        if let Some(why) = words::why(score) {
            count(&mut self.lacking, why, 1);
        }
    }
}

impl TypeSummary {
    fn push(&mut self, report: &Report) {
        match report.types().as_deref() {
            None => self.undetermined += 1,
            Some([]) => self.undifferentiated += 1,
            Some([first, ..]) if self.first_alone => count(&mut self.leading, *first, 1),
            Some(types) => types.iter().for_each(|id| count(&mut self.leading, *id, 1)),
        }
    }
}

/// Counts a thing, a new one at the end.
fn count<T: PartialEq<K>, K: Into<T>>(counts: &mut Counts<T>, thing: K, by: usize) {
    match counts.iter_mut().find(|(known, _)| *known == thing) {
        Some((_, count)) => *count += by,
        None => counts.push((thing.into(), by)),
    }
}
