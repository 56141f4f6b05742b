//! Norms and levels: what a score was compared with, and what would change its level.

use super::build::{View, people};
use super::data::{
    Band, Bands, Change, Exact, Level, LevelProbability, NoInterval, NormCell, NormTried, Precision, Source, Standard,
    TableRow,
};
use crate::answers::Person;
use crate::definition::Metric;
use crate::exact::{Decimal, Ratio};
use crate::norm::precision::{TrueScore, holding, likeliest};
use crate::norm::{METRICS, Refusal, Standing, band, belongs, cells, least_z, moments, place, row, stand};
use crate::plan::{Audience, NormTableau, PlanLevels, PlanScale};
use crate::score::ScaleScore;

impl View<'_> {
    /// The norms of a scale up to the one that was used, each with its cell or the reason why it does not fit.
    pub(super) fn norms(&self, scale: u16, about: &PlanScale, score: &ScaleScore) -> Vec<NormTried> {
        let Some(raw) = score.raw else { return Vec::new() };
        let used = score.standing.as_ref().map(|standing| standing.norm);
        let until = about.norms.iter().position(|norm| Some(*norm) == used).map_or(about.norms.len(), |at| at + 1);
        let tried = about.norms.iter().take(until);
        tried.filter_map(|norm| self.norm(*norm, scale, raw)).collect()
    }

    fn norm(&self, number: u16, scale: u16, raw: Ratio) -> Option<NormTried> {
        let norm = self.plan.norms.get(usize::from(number))?;
        let person = self.given.person;
        let tried =
            NormTried { id: norm.id.clone(), wording: norm.wording, does_not_fit: None, asks: Vec::new(), cell: None };
        Some(match place(self.plan, number, scale, raw, person, self.given.wording) {
            Ok(standing) => NormTried { cell: self.cell(&standing, scale, raw), ..tried },
            Err(refusal) => {
                let audiences = cells(norm, scale, person).filter_map(|(group, _)| norm.groups.get(usize::from(group)));
                let mut asks: Vec<&'static str> = Vec::new();
                for group in audiences.filter(|_| refusal == Refusal::CovariateMissing) {
                    let tableau = group.scales.iter().find(|(s, _)| *s == scale).map(|(_, tableau)| tableau);
                    asks.extend(unknown(&group.audience, tableau, person));
                }
                asks.sort_unstable();
                asks.dedup();
                NormTried { does_not_fit: Some(refusal), asks, ..tried }
            }
        })
    }

    fn cell(&self, standing: &Standing, scale: u16, raw: Ratio) -> Option<NormCell> {
        let group = usize::from(standing.group);
        let planned = self.plan.norms.get(usize::from(standing.norm))?.groups.get(group)?;
        let (_, tableau) = planned.scales.iter().find(|(s, _)| *s == scale)?;
        let defined = self.definition.norms.get(usize::from(standing.norm))?;
        let (mean, sd) = moments(tableau, self.given.person).unzip();
        let row = match tableau {
            NormTableau::Table { to, rows, .. } => table_row(rows, raw, *to),
            _ => None,
        };
        let percentile_row = table_row(tableau.percentiles(), raw, Metric::Percentile);
        let standard =
            METRICS.iter().filter_map(|metric| Some(Standard { metric: *metric, value: standing.get(*metric)? }));
        Some(NormCell {
            people: people(&planned.audience),
            population: defined.population,
            n: defined.groups.get(group).and_then(|g| g.n).unwrap_or(defined.n),
            year: defined.year,
            mean: mean.map(Exact),
            sd: sd.map(Exact),
            row,
            percentile_row,
            z: standing.z.map(Exact),
            standard: standard.collect(),
            basis: Source::of(defined.basis.as_ref()),
        })
    }

    /// The level with its bands, and the nearest scores at which it would be another.
    pub(super) fn level(&self, scale: u16, about: &PlanScale, score: &ScaleScore) -> Option<Level> {
        if about.levels.is_empty() {
            return None;
        }
        let sets: Vec<(u16, &PlanLevels)> = about
            .levels
            .iter()
            .filter_map(|number| Some((*number, self.plan.levels.get(usize::from(*number))?)))
            .filter(|(_, levels)| belongs(&levels.audience, self.given.person) != Some(false))
            .collect();
        let (mut up, mut down) = (None, None);
        let mut possible = Vec::new();
        if let ([(_, levels)], Some(raw), Some(_)) = (sets.as_slice(), score.raw, score.level) {
            let reached = Reached { view: *self, scale, levels, standing: score.standing.as_ref() };
            (up, down) = reached.changes(raw, about.possible);
            if let Some((low, high)) = score.possible.filter(|(low, high)| low != high) {
                possible = reached.between(low, high);
            }
        }
        Some(Level {
            id: score.level.map(|level| self.plan.level_name(level).to_owned()),
            ungraded: score.ungraded,
            bands: sets.iter().map(|(number, levels)| self.bands(*number, levels)).collect(),
            up,
            down,
            possible,
        })
    }

    /// How sure the score is, where something is known of the scale's error.
    pub(super) fn precision(&self, about: &PlanScale, score: &ScaleScore) -> Option<Precision> {
        let known = holding(about, score.standing.as_ref()).filter(|_| score.raw.is_some())?;
        let found = TrueScore::of(self.plan, about, score);
        let interval = found.and_then(|found| found.interval());
        let reason = if found.is_none() { NoInterval::Prorated } else { NoInterval::NoDeviation };
        let levels = found.and_then(|found| found.levels()).unwrap_or_default();
        let printed = score.level.filter(|_| !levels.is_empty());
        let likely = printed.and_then(|printed| likeliest(&levels, printed).filter(|level| *level != printed));
        let name = |level: u16| self.plan.level_name(level).to_owned();
        let probability = |(level, probability)| LevelProbability { level: name(level), probability };
        Some(Precision {
            reliability: known.reliability,
            sem: found.and_then(|found| found.sem()),
            interval: interval.map(<[f64; 2]>::from),
            no_interval: interval.is_none().then_some(reason),
            level_probabilities: levels.into_iter().map(probability).collect(),
            borderline: likely.map(name),
        })
    }

    fn bands(&self, number: u16, levels: &PlanLevels) -> Bands {
        let defined = self.definition.levels.get(usize::from(number));
        let first = defined.and_then(|d| d.bands.first()).and_then(|band| band.from).map(Decimal::ratio);
        let froms = std::iter::once(first).chain(levels.cuts.iter().copied().map(Some));
        let bands = levels
            .names
            .iter()
            .zip(froms)
            .map(|(name, from)| Band { level: self.plan.level_name(*name).to_owned(), from: from.map(Exact) });
        Bands {
            metric: levels.metric,
            people: people(&levels.audience),
            list: bands.collect(),
            needs: levels.needs.as_ref().map_or_else(Vec::new, |needs| self.asked(needs)),
            basis: Source::of(defined.and_then(|d| d.basis.as_ref())),
        }
    }
}

fn table_row(rows: &[(Ratio, Ratio)], raw: Ratio, metric: Metric) -> Option<TableRow> {
    row(rows, raw).map(|(from, is)| TableRow { from: Exact(*from), metric, is: Exact(*is) })
}

/// The covariates that a cell asks for and that are not known.
fn unknown(audience: &Audience, tableau: Option<&NormTableau>, person: &Person) -> Vec<&'static str> {
    let over_age = match tableau {
        Some(NormTableau::Model { over_age, .. }) => Some(*over_age),
        _ => None,
    };
    let asked = [
        ("sex", audience.sex.is_some() && person.sex.is_none()),
        ("age", (audience.age.is_some() || over_age == Some(true)) && person.age.is_none()),
        ("grade", (audience.grade.is_some() || over_age == Some(false)) && person.grade.is_none()),
        ("language", audience.language.is_some() && person.language.is_none()),
        ("region", audience.region.is_some() && person.region.is_none()),
        ("mode", audience.mode.is_some() && person.mode.is_none()),
    ];
    asked.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect()
}

/// Levels of raw scores by one set of bands, in the norm cell of the person.
#[derive(Clone, Copy)]
struct Reached<'a> {
    view: View<'a>,
    scale: u16,
    levels: &'a PlanLevels,
    standing: Option<&'a Standing>,
}

impl Reached<'_> {
    /// Whether a raw score reaches a cut, as scoring decides it.
    fn reaches(&self, raw: Ratio, cut: Ratio) -> Option<bool> {
        if self.levels.metric == Metric::Raw {
            return Some(raw >= cut);
        }
        let Standing { norm, group, .. } = self.standing?;
        stand(self.view.plan, *norm, *group, self.scale, raw, self.view.given.person)?.reaches(self.levels.metric, cut)
    }

    fn level(&self, raw: Ratio) -> Option<u16> {
        band(self.levels, |cut| self.reaches(raw, cut))
    }

    /// The levels from one raw score to another.
    fn between(&self, low: Ratio, high: Ratio) -> Vec<String> {
        let place =
            |raw: Ratio| self.level(raw).and_then(|level| self.levels.names.iter().position(|name| *name == level));
        let (Some(first), Some(last)) = (place(low), place(high)) else { return Vec::new() };
        let names = self.levels.names.get(first..=last).unwrap_or_default();
        if names.len() < 2 {
            Vec::new()
        } else {
            names.iter().map(|name| self.view.plan.level_name(*name).to_owned()).collect()
        }
    }

    /// The cuts above and below a raw score, as far as a possible score reaches them.
    fn changes(&self, raw: Ratio, (low, high): (Ratio, Ratio)) -> (Option<Change>, Option<Change>) {
        let passed = self.levels.cuts.iter().take_while(|cut| self.reaches(raw, **cut) == Some(true)).count();
        let change = |cut: Option<&Ratio>, level: Option<&u16>| {
            let (at, about) = self.least_raw(*cut?, low, high)?;
            let by = if at > raw { at.minus(raw)? } else { raw.minus(at)? };
            Some(Change { level: self.view.plan.level_name(*level?).to_owned(), raw: Exact(at), by: Exact(by), about })
        };
        let above = change(self.levels.cuts.get(passed), self.levels.names.get(passed + 1));
        let below = passed.checked_sub(1).and_then(|own| change(self.levels.cuts.get(own), self.levels.names.get(own)));
        (above.filter(|change| change.raw.0 <= high), below.filter(|change| change.raw.0 > low))
    }

    /// The least raw score that reaches a cut, and whether it is only known to a thousandth.
    fn least_raw(&self, cut: Ratio, low: Ratio, high: Ratio) -> Option<(Ratio, bool)> {
        let metric = self.levels.metric;
        if metric == Metric::Raw {
            return Some((cut, false));
        }
        let Standing { norm, group, .. } = self.standing?;
        let planned = self.view.plan.norms.get(usize::from(*norm))?.groups.get(usize::from(*group))?;
        let (_, tableau) = planned.scales.iter().find(|(s, _)| *s == self.scale)?;
        let rows = match tableau {
            _ if metric == Metric::Percentile && !tableau.percentiles().is_empty() => Some(tableau.percentiles()),
            NormTableau::Table { rows, .. } => Some(rows.as_slice()),
            _ => None,
        };
        if let Some(rows) = rows {
            let reached = rows.iter().find(|(from, _)| self.reaches(*from, cut) == Some(true))?;
            return Some((reached.0, false));
        }
        let (mean, sd) = moments(tableau, self.view.given.person)?;
        let exact = least_z(metric, cut).and_then(|z| mean.plus(z.times(sd)?));
        if let Some(raw) = exact.filter(|raw| self.reaches(*raw, cut) == Some(true)) {
            return Some((raw, false));
        }
        self.tried(cut, low, high).map(|raw| (raw, true))
    }

    /// The least thousandth between two scores that reaches a cut.
    fn tried(&self, cut: Ratio, low: Ratio, high: Ratio) -> Option<Ratio> {
        const PARTS: i64 = 1000;
        let at = |n: i64| Ratio::new(n, PARTS);
        let (mut below, mut above) =
            (low.times(Ratio::whole(PARTS))?.floor() - 1, high.times(Ratio::whole(PARTS))?.floor() + 1);
        if self.reaches(at(above), cut) != Some(true) {
            return None;
        }
        while above - below > 1 {
            let middle = below + (above - below) / 2;
            if self.reaches(at(middle), cut) == Some(true) { above = middle } else { below = middle }
        }
        Some(at(above))
    }
}
