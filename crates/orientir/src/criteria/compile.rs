//! A battery's document to rules by number.

use std::collections::BTreeMap;

use super::definition::{BatteryDefinition, FlagCase, GradeCase, Indicator, Joining, Verdict};
use crate::compile::condition::{Reach, Scope, each};
use crate::compile::merged;
use crate::compile::names::{Names, unknown};
use crate::definition::{Condition, Definition, Id, Parsed};
use crate::error::{Code, Diagnostics, Error};
use crate::exact::Ratio;
use crate::instrument::Instrument;
use crate::plan::{Cond, Plan};

/// The rules of one indicator for each instrument that it may come from.
#[derive(Clone, Debug)]
pub(crate) struct IndicatorRules {
    pub(crate) by_instrument: Vec<(String, Rules)>,
    /// The levels that it can get at all, by number; none for one that is described by design.
    pub(crate) levels: Vec<usize>,
}

/// Conditions by number, in the order of the document.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub(crate) cases: Vec<Cond>,
    pub(crate) flags: Vec<Cond>,
}

#[derive(Debug)]
pub(crate) struct CompiledBattery {
    pub(crate) tree: crate::json::Tree,
    pub(crate) definition: BatteryDefinition,
    pub(crate) rules: Vec<Vec<IndicatorRules>>,
    pub(crate) positions: Vec<Ratio>,
}

pub(crate) fn compile(
    text: &str,
    resolve: &dyn Fn(&str) -> Result<Instrument, Diagnostics>,
) -> Result<(CompiledBattery, BTreeMap<String, Instrument>), Diagnostics> {
    let Parsed { tree, document, faults, passed } =
        Parsed::<BatteryDefinition>::read(text, Definition::MAX_BYTES, Definition::FORMAT)?;
    let Some(definition) = document else { return Err(faults) };
    let mut found = Diagnostics::default();
    let instruments = instruments(&definition, resolve, &mut found);
    check(&definition, &mut found);
    let mut rules = Vec::new();
    for (i, criterion) in definition.criteria.iter().enumerate() {
        let indicators = criterion.indicators.iter().enumerate();
        let compiled: Vec<_> = indicators
            .map(|(j, indicator)| {
                let path = format!("/criteria/{i}/indicators/{j}");
                compile_indicator(indicator, &path, &definition, &instruments, &mut found)
            })
            .collect();
        rules.push(compiled);
    }
    let positions = definition.levels.iter().map(|level| level.position.ratio()).collect();
    if faults.is_empty() && found.is_empty() {
        return Ok((CompiledBattery { tree, definition, rules, positions }, instruments));
    }
    Err(merged(&tree, faults, found, &passed))
}

fn instruments(
    definition: &BatteryDefinition,
    resolve: &dyn Fn(&str) -> Result<Instrument, Diagnostics>,
    found: &mut Diagnostics,
) -> BTreeMap<String, Instrument> {
    let mut instruments = BTreeMap::new();
    for id in definition.instruments() {
        match resolve(id) {
            Ok(instrument) => {
                if instrument.is_for_groups() {
                    let fault = instrument.restricted().with("reason", "it has no place in the profile of a person");
                    found.push(fault.at(first_named(definition, id)));
                }
                instruments.insert(id.to_owned(), instrument);
            }
            Err(faults) => faults.into_iter().for_each(|fault| found.push(fault.at(first_named(definition, id)))),
        }
    }
    instruments
}

/// Where a battery first names an instrument.
fn first_named(definition: &BatteryDefinition, id: &str) -> String {
    let criteria = definition.criteria.iter().enumerate();
    let indicators =
        criteria.flat_map(|(i, criterion)| criterion.indicators.iter().enumerate().map(move |(j, one)| (i, j, one)));
    let from = indicators.flat_map(|(i, j, indicator)| {
        let ids = indicator.from.iter().enumerate();
        ids.map(move |(k, id)| (id, format!("/criteria/{i}/indicators/{j}/from/{k}")))
    });
    let beside = definition.beside.iter().enumerate().map(|(i, id)| (id, format!("/beside/{i}")));
    let pairs = definition.agreements.iter().enumerate().flat_map(|(i, pair)| {
        [(&pair.left, format!("/agreements/{i}/left")), (&pair.right, format!("/agreements/{i}/right"))]
    });
    from.chain(beside).chain(pairs).find(|(named, _)| named.as_str() == id).map(|(_, path)| path).unwrap_or_default()
}

fn check(definition: &BatteryDefinition, found: &mut Diagnostics) {
    let levels: Vec<_> = definition.levels.iter().map(|l| l.level.as_str()).collect();
    if definition.format != Definition::FORMAT {
        let fault = Error::new(Code::BadNumber, "/format").with("number", definition.format);
        found.push(fault.with("allowed", Definition::FORMAT));
    }
    for (path, what, count, limit) in [
        ("/levels", "levels", levels.len(), 8),
        ("/criteria", "criteria", definition.criteria.len(), 8),
        ("/criteria", "indicators", definition.criteria.iter().map(|c| c.indicators.len()).max().unwrap_or(0), 8),
    ] {
        if count > limit {
            found.push(Error::new(Code::TooMany, path).with("count", count).with("what", what).with("limit", limit));
        }
        if count == 0 {
            found.push(Error::new(Code::EmptyList, path).with("what", what));
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    let criteria = definition.criteria.iter().map(|c| c.id.as_str());
    let indicators = definition.criteria.iter().flat_map(|c| &c.indicators).map(|i| i.id.as_str());
    for id in criteria.chain(indicators) {
        if seen.contains(&id) {
            found.push(Error::new(Code::DuplicateId, "/criteria").with("id", id));
        }
        seen.push(id);
    }
    for (path, joining) in [("/criterion", &definition.criterion), ("/overall", &definition.overall)] {
        check_joining(joining, path, &levels, definition, found);
    }
    for (i, pair) in definition.agreements.iter().enumerate() {
        basis(pair.basis.as_ref(), &format!("/agreements/{i}"), definition, found);
    }
}

fn check_joining(
    joining: &Joining,
    path: &str,
    levels: &[&str],
    definition: &BatteryDefinition,
    found: &mut Diagnostics,
) {
    for (i, rule) in joining.rules.iter().enumerate() {
        known_level(&rule.level, format!("{path}/rules/{i}/level"), levels, found);
        for (key, list) in [("none", &rule.none), ("share_of", &rule.share_of)] {
            for (j, level) in list.iter().enumerate() {
                known_level(level, format!("{path}/rules/{i}/{key}/{j}"), levels, found);
            }
        }
    }
    known_level(&joining.otherwise, format!("{path}/otherwise"), levels, found);
    for (i, level) in joining.opposite.iter().enumerate() {
        known_level(level, format!("{path}/opposite/{i}"), levels, found);
    }
    if !matches!(joining.opposite.len(), 0 | 2) {
        let fault = Error::new(Code::BadNumber, format!("{path}/opposite")).with("number", joining.opposite.len());
        found.push(fault.with("allowed", "0 or 2 levels"));
    }
    basis(joining.basis.as_ref(), path, definition, found);
}

fn known_level(level: &str, path: String, levels: &[&str], found: &mut Diagnostics) {
    if !levels.contains(&level) {
        found.push(unknown(path, "level", level, levels));
    }
}

fn basis(
    basis: Option<&crate::definition::Basis>,
    path: &str,
    definition: &BatteryDefinition,
    found: &mut Diagnostics,
) {
    let known: Vec<_> = definition.sources.iter().map(|(name, _)| name).collect();
    match basis {
        None => found.push(Error::new(Code::BasisMissing, path)),
        Some(basis) if !known.contains(&basis.source.as_str()) => {
            found.push(unknown(format!("{path}/basis/source"), "source", &basis.source, &known));
        }
        Some(_) => {}
    }
}

fn compile_indicator(
    indicator: &Indicator,
    path: &str,
    definition: &BatteryDefinition,
    instruments: &BTreeMap<String, Instrument>,
    found: &mut Diagnostics,
) -> IndicatorRules {
    let levels: Vec<_> = definition.levels.iter().map(|l| l.level.as_str()).collect();
    let cases =
        indicator.cases.iter().enumerate().map(|(k, case)| (&case.then, format!("{path}/cases/{k}/then/level")));
    for (verdict, path) in cases.chain([(&indicator.otherwise, format!("{path}/otherwise/level"))]) {
        if let Verdict::Level(level) = verdict {
            known_level(level, path, &levels, found);
        }
    }
    if indicator.from.is_empty() {
        found.push(Error::new(Code::EmptyList, format!("{path}/from")).with("what", "instrument"));
    }
    basis(indicator.basis.as_ref(), path, definition, found);
    let of: Vec<&Instrument> = indicator.from.iter().filter_map(|id| instruments.get(id.as_str())).collect();
    let mut compiled = IndicatorRules { by_instrument: Vec::new(), levels: Vec::new() };
    for id in &indicator.from {
        let Some(instrument) = instruments.get(id.as_str()) else { continue };
        let names = Names::new(instrument.definition(), &mut Diagnostics::default());
        let scope = Scope {
            names: &names,
            reach: Reach::Types,
            item: None,
            item_only: false,
            no_answers: Some("a battery sees results, not answers"),
        };
        let condition = |when: &Condition, path: &str, found: &mut Diagnostics| {
            scope.condition(when, &format!("{path}/when"), found)
        };
        let mut own = Diagnostics::default();
        let cases = each(&indicator.cases, &format!("{path}/cases"), &mut own, |case: &GradeCase, path, found| {
            condition(&case.when, path, found)
        });
        let flags = each(&indicator.flags, &format!("{path}/flags"), &mut own, |flag: &FlagCase, path, found| {
            condition(&flag.when, path, found)
        });
        // What one instrument lacks, and the next one too, is one fault.
        for fault in own {
            let same = |known: &Error| known.path() == fault.path() && known.code() == fault.code();
            if !found.iter().any(same) {
                found.push(fault);
            }
        }
        // Of two instruments that stand for each other, one may have scales that the other lacks.
        let elsewhere = |scale: &Id| of.iter().any(|instrument| instrument.scales().any(|known| *known == **scale));
        for (k, scale) in indicator.shows.iter().enumerate().filter(|(_, scale)| !elsewhere(scale)) {
            names.scale(scale, &format!("{path}/shows/{k}"), found);
        }
        let (Some(cases), Some(flags)) = (cases, flags) else { continue };
        let reached = indicator.cases.iter().zip(&cases).filter(|(_, when)| !never(when, instrument.plan()));
        let verdicts = reached.map(|(case, _)| &case.then).chain([&indicator.otherwise]);
        compiled.levels.extend(verdicts.filter_map(|verdict| match verdict {
            Verdict::Level(level) => levels.iter().position(|known| *known == level.as_str()),
            _ => None,
        }));
        compiled.by_instrument.push((id.to_string(), Rules { cases, flags }));
    }
    compiled.levels.sort_unstable();
    compiled.levels.dedup();
    compiled
}

/// Whether a condition holds for nobody: it asks for a norm of people whom no norm of the instrument was made from.
fn never(condition: &Cond, plan: &Plan) -> bool {
    match condition {
        Cond::All(list) => list.iter().any(|part| never(part, plan)),
        Cond::Any(list) => list.iter().all(|part| never(part, plan)),
        Cond::NormFrom(scale, people) => {
            let norms = plan.scales.get(usize::from(*scale)).map_or(&[][..], |scale| &scale.norms);
            !norms
                .iter()
                .filter_map(|norm| plan.norms.get(usize::from(*norm)))
                .any(|norm| people.contains(&norm.population))
        }
        _ => false,
    }
}
