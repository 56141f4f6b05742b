//! Checks of levels and norms.

use super::grouping;
use super::scales::{UNKNOWN_RANGE, given};
use crate::compile::resolve::Resolved;
use crate::definition::reader::pointer_step;
use crate::definition::{Definition, Group, Grouping, Levels, Metric, Model, Norm, NormGroup, NormWay, Over, Row};
use crate::error::{Code, Diagnostics, Error};
use crate::exact::{Decimal, Ratio};

pub(super) fn levels(
    definition: &Definition,
    resolved: &Resolved<'_>,
    possible: &[Option<(Ratio, Ratio)>],
    faults: &mut Diagnostics,
) {
    for (i, levels) in definition.levels.iter().enumerate() {
        let path = format!("/levels/{i}");
        if levels.bands.is_empty() {
            faults.push(Error::new(Code::EmptyList, format!("{path}/bands")).with("what", "band"));
        }
        let froms: Vec<_> = levels.bands.iter().map(|band| band.from.map(Decimal::ratio)).collect();
        for (j, band) in levels.bands.iter().enumerate().skip(1) {
            let before = froms.get(j - 1).copied().flatten();
            let rises = band.from.is_some_and(|from| before.is_none_or(|b| b < from.ratio()));
            if !rises {
                faults.push(Error::new(Code::BandsNotRising, format!("{path}/bands/{j}")).with("level", &band.level));
            }
        }
        let metric = levels.metric.unwrap_or(Metric::Raw);
        group(levels.for_group.as_ref(), &path, faults);
        if metric != Metric::Raw
            && let Some(from) = levels.bands.first().and_then(|band| band.from)
        {
            let fault = Error::new(Code::BandsStart, format!("{path}/bands/0/from")).with("found", from);
            faults.push(fault.with("reason", "a standard score has no lowest value, so leave out `from`"));
        }
        let clashing: Vec<&Levels> = definition
            .levels
            .iter()
            .take(if faults.is_full() { 0 } else { i })
            .filter(|other| overlap(levels.for_group.as_ref(), other.for_group.as_ref()))
            .collect();
        for scale in &levels.scales {
            let Some(number) = resolved.names.scales.iter().position(|s| *s == scale.as_str()) else { continue };
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            if metric == Metric::Raw {
                match given(resolved, possible, number) {
                    Some((low, high)) => raw_bands(levels, &path, low, high, faults),
                    // A scale with faults, or in a circle, has been told.
                    None if matches!(resolved.scales.get(usize::from(number)), Some(Some(_)))
                        && resolved.order.contains(&number) =>
                    {
                        let fault = Error::new(Code::BadCondition, format!("{path}/bands"));
                        faults.push(fault.with("reason", UNKNOWN_RANGE));
                    }
                    None => {}
                }
            } else if !definition.norms.iter().any(|norm| gives(norm, scale, metric)) {
                let fault = Error::new(Code::LevelWithoutNorm, format!("{path}/metric")).with("scale", scale);
                faults.push(fault.with("metric", metric));
            }
            for _ in clashing.iter().filter(|other| other.scales.contains(scale)) {
                faults.push(Error::new(Code::BandsOverlap, path.as_str()).with("scale", scale));
            }
        }
    }
}

fn raw_bands(levels: &Levels, path: &str, low: Ratio, high: Ratio, faults: &mut Diagnostics) {
    let first = levels.bands.first().and_then(|band| band.from).map(Decimal::ratio);
    if first != Some(low) && !levels.bands.is_empty() {
        let found = first.map_or_else(|| "nothing".to_owned(), |f| f.to_f64().to_string());
        let fault = Error::new(Code::BandsStart, format!("{path}/bands/0/from")).with("found", found);
        faults.push(fault.with("lowest", low.to_f64()));
    }
    for (j, band) in levels.bands.iter().enumerate() {
        if let Some(from) = band.from.map(Decimal::ratio).filter(|from| *from > high) {
            let fault = Error::new(Code::BandUnreachable, format!("{path}/bands/{j}/from")).with("level", &band.level);
            faults.push(fault.with("found", from.to_f64()).with("highest", high.to_f64()));
        }
    }
}

/// Whether a norm gives a standard score of a scale.
fn gives(norm: &Norm, scale: &str, metric: Metric) -> bool {
    let listed =
        if norm.metrics.is_empty() { matches!(metric, Metric::Z | Metric::T) } else { norm.metrics.contains(&metric) };
    norm.groups.iter().any(|group| {
        group.scales.get(scale).is_some_and(|way| match way {
            NormWay::Table(table) => {
                table.to == metric || metric == Metric::Percentile && listed && !table.percentiles.is_empty()
            }
            NormWay::Moments(_) | NormWay::Model(_) => listed,
        })
    })
}

/// Whether somebody may belong to both groups.
fn overlap(a: Option<&Group>, b: Option<&Group>) -> bool {
    fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        a.is_some() && b.is_some() && a != b
    }
    let (Some(a), Some(b)) = (a, b) else { return true };
    let apart = |a: Option<&Grouping>, b: Option<&Grouping>| match (a, b) {
        (Some(a), Some(b)) => {
            a.below.unwrap_or(u32::MAX) <= b.from.unwrap_or(0) || b.below.unwrap_or(u32::MAX) <= a.from.unwrap_or(0)
        }
        _ => false,
    };
    !(differ(a.sex.as_ref(), b.sex.as_ref())
        || apart(a.age.as_ref(), b.age.as_ref())
        || apart(a.grade.as_ref(), b.grade.as_ref())
        || differ(a.language.as_ref(), b.language.as_ref())
        || differ(a.region.as_ref(), b.region.as_ref())
        || differ(a.mode.as_ref(), b.mode.as_ref()))
}

pub(super) fn norms(
    definition: &Definition,
    resolved: &Resolved<'_>,
    possible: &[Option<(Ratio, Ratio)>],
    faults: &mut Diagnostics,
) {
    for (i, norm) in definition.norms.iter().enumerate() {
        clips(norm, &format!("/norms/{i}/clip"), faults);
        for (j, group) in norm.groups.iter().enumerate() {
            let path = format!("/norms/{i}/groups/{j}");
            self::group(group.for_group.as_ref(), &path, faults);
            let shares = |other: &NormGroup| group.scales.iter().any(|(scale, _)| other.scales.get(scale).is_some());
            let mut others = norm.groups.iter().take(j);
            if others.any(|other| overlap(group.for_group.as_ref(), other.for_group.as_ref()) && shares(other)) {
                faults.push(Error::new(Code::NormOverlap, path.as_str()));
            }
            for (scale, way) in group.scales.iter() {
                let path = format!("{path}/scales/{}", pointer_step(scale));
                let Some(number) = resolved.names.scale(scale, &path, faults) else { continue };
                let impossible = |reason: &str| {
                    Error::new(Code::NormImpossible, path.as_str()).with("scale", scale).with("reason", reason)
                };
                let range = given(resolved, possible, number);
                let within = |mean: Decimal, sd: Decimal, faults: &mut Diagnostics| {
                    if range.is_some_and(|(low, high)| mean.ratio() < low || mean.ratio() > high) {
                        faults.push(impossible("the mean lies outside the possible scores"));
                    }
                    if sd.ratio() <= Ratio::ZERO {
                        faults.push(impossible("the standard deviation is not above zero"));
                    }
                };
                let rising = |rows: &[Row], to: Metric, faults: &mut Diagnostics| {
                    if range.is_some_and(|(low, _)| rows.first().is_some_and(|row| row.from.ratio() > low)) {
                        faults.push(impossible("the table does not begin at the lowest possible score"));
                    }
                    for (before, row) in rows.iter().zip(rows.iter().skip(1)) {
                        if row.from.ratio() <= before.from.ratio() || row.is.ratio() < before.is.ratio() {
                            let fault = Error::new(Code::NormNotRising, path.as_str()).with("scale", scale);
                            faults.push(fault.with("row", row.from));
                        }
                    }
                    if let Some(reason) = outside(rows, to) {
                        faults.push(impossible(reason));
                    }
                };
                match way {
                    NormWay::Moments(moments) => {
                        within(moments.mean, moments.sd, faults);
                        rising(&moments.percentiles, Metric::Percentile, faults);
                    }
                    NormWay::Table(table) => {
                        if table.rows.is_empty() {
                            faults.push(impossible("the table has no rows"));
                        }
                        rising(&table.rows, table.to, faults);
                        if table.to == Metric::Raw {
                            faults.push(impossible("a table must give a standard score"));
                        }
                        match (table.mean, table.sd) {
                            (Some(mean), Some(sd)) => within(mean, sd, faults),
                            (None, None) => {}
                            _ => faults.push(impossible("the mean and the standard deviation are known together")),
                        }
                        rising(&table.percentiles, Metric::Percentile, faults);
                        if table.to == Metric::Percentile && !table.percentiles.is_empty() {
                            faults.push(impossible("the percentiles are given twice"));
                        }
                    }
                    NormWay::Model(model) => {
                        if model.mean.is_empty() || model.sd.is_empty() || model.mean.len() + model.sd.len() > 20 {
                            faults.push(impossible("a model needs 1 to 20 coefficients"));
                        }
                        if model.within.from.is_none() || model.within.below.is_none() {
                            faults.push(impossible("a model holds within two limits"));
                        }
                        grouping(Some(&model.within), format!("{path}/model/within"), faults);
                        if let Some(reason) = impossible_model(model, range) {
                            faults.push(impossible(reason));
                        }
                    }
                }
            }
        }
    }
}

/// Which ends of a standard score a table passes.
fn outside(rows: &[Row], to: Metric) -> Option<&'static str> {
    let (low, high, reason) = match to {
        Metric::Sten => (1, 10, "a sten lies within 1 and 10"),
        Metric::Stanine => (1, 9, "a stanine lies within 1 and 9"),
        Metric::Percentile => (0, 100, "a percentile lies within 0 and 100"),
        _ => return None,
    };
    let (low, high) = (Ratio::whole(low), Ratio::whole(high));
    rows.iter().any(|row| row.is.ratio() < low || row.is.ratio() > high).then_some(reason)
}

fn clips(norm: &Norm, path: &str, faults: &mut Diagnostics) {
    for (i, clip) in norm.clip.iter().enumerate() {
        let path = format!("{path}/{i}");
        if clip.metric == Metric::Raw {
            let allowed: Vec<_> = Metric::ALL.iter().filter(|m| **m != Metric::Raw).map(|m| m.as_str()).collect();
            let fault = Error::new(Code::UnknownWord, format!("{path}/metric")).with("word", clip.metric);
            faults.push(fault.with("allowed", allowed.join(", ")));
        }
        if clip.from.ratio() >= clip.to.ratio() {
            let fault = Error::new(Code::BadNumber, path).with("number", clip.from);
            faults.push(fault.with("allowed", format!("less than {}", clip.to)));
        }
    }
}

/// The last whole year at which a model is tried: nobody is older.
const OLDEST: u32 = 120;

/// Why a model gives moments that no sample has, at any whole year or grade within its limits.
fn impossible_model(model: &Model, range: Option<(Ratio, Ratio)>) -> Option<&'static str> {
    let at = |coefficients: &[Decimal], x: Ratio| {
        coefficients.iter().rev().try_fold(Ratio::ZERO, |total, c| total.times(x)?.plus(c.ratio()))
    };
    let (from, below) = (model.within.from?, model.within.below?);
    if model.mean.is_empty() || model.sd.is_empty() || model.mean.len() + model.sd.len() > 20 {
        return None; // told, and not to be computed
    }
    for year in from..below.min(OLDEST + 1) {
        let x = Ratio::whole(i64::from(year));
        let (Some(mean), Some(sd)) = (at(&model.mean, x), at(&model.sd, x)) else {
            return Some("the model gives numbers that are too large");
        };
        if sd <= Ratio::ZERO {
            return Some("the standard deviation is not above zero within the limits of the model");
        }
        if range.is_some_and(|(low, high)| mean < low || mean > high) {
            return Some("the mean leaves the possible scores within the limits of the model");
        }
    }
    None
}

/// Limits of a group that nobody is within.
fn group(group: Option<&Group>, path: &str, faults: &mut Diagnostics) {
    let Some(group) = group else { return };
    grouping(group.age.as_ref(), format!("{path}/for/age"), faults);
    grouping(group.grade.as_ref(), format!("{path}/for/grade"), faults);
}

/// What levels and norms tell people apart by, a form must ask for.
pub(super) fn needs(definition: &Definition, faults: &mut Diagnostics) {
    let levels = definition.levels.iter().map(|levels| levels.for_group.as_ref());
    let cells = || definition.norms.iter().flat_map(|norm| &norm.groups);
    let groups: Vec<&Group> = levels.chain(cells().map(|cell| cell.for_group.as_ref())).flatten().collect();
    let models = || {
        cells()
            .flat_map(|cell| cell.scales.iter())
            .filter_map(|(_, way)| if let NormWay::Model(m) = way { Some(m) } else { None })
    };
    let asked = [
        ("sex", groups.iter().any(|group| group.sex.is_some())),
        ("age", groups.iter().any(|group| group.age.is_some()) || models().any(|model| model.over == Over::Age)),
        ("grade", groups.iter().any(|group| group.grade.is_some()) || models().any(|model| model.over == Over::Grade)),
    ];
    let needs = &definition.about.needs;
    // A word that is none of the covariates has been told, and may be the one that is meant.
    if needs.iter().all(|need| super::COVARIATES.contains(&need.as_str())) {
        for (covariate, _) in
            asked.iter().filter(|(covariate, asked)| *asked && !needs.iter().any(|need| need == covariate))
        {
            faults.push(Error::new(Code::MissingKey, "/about/needs").with("key", covariate));
        }
    }
}
