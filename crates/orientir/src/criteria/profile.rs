//! Carries out the rules of a battery on the results of one person.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Battery;
use super::compile::IndicatorRules;
use super::definition::{Agreement, Indicator, JoinRule, Joining, Verdict};
use super::likely::{likely, verdict};
use crate::definition::Status;
use crate::exact::Ratio;
use crate::receipt::Receipt;
use crate::report::Report;

/// What became of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// It has a level.
    Graded,
    /// It has a result, and a reason why there is no level.
    NotGraded,
    /// It is shown in words by design.
    Described,
    /// There is no result, or too little of one.
    Missing,
    /// The person refused. Lists do not name it.
    Refused,
}

/// One line of a profile.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct IndicatorResult {
    /// The indicator.
    pub id: String,
    /// The instrument that it came from.
    pub from: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// Its level.
    pub level: Option<String>,
    /// The name of the text that says why.
    pub reason: Option<String>,
    /// Whether a score of its instrument rests on part of the answers: the level might be another with all of them.
    pub prorated: bool,
    /// Raw scores that stand beside it in words, as far as they are known.
    pub shown: Vec<Shown>,
    /// The leading types of its instrument.
    pub types: Option<Vec<String>>,
    /// Whether another level is likelier, by the error of measurement of a scale that decides; none where none is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borderline: Option<bool>,
    /// The probability of each level, where one scale alone decides and its error of measurement is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub probabilities: Vec<LevelProbability>,
    /// The likeliest level, where `borderline` is known; none for a verdict without a level.
    #[serde(skip)]
    likeliest: Option<String>,
}

/// How probable a level is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LevelProbability {
    /// The level.
    pub level: String,
    /// Its probability, 0 to 1.
    pub probability: f64,
}

/// A raw score beside an indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Shown {
    /// The scale.
    pub scale: String,
    /// The raw score.
    pub raw: f64,
}

/// A criterion of one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CriterionResult {
    /// The criterion.
    pub id: String,
    /// Its level from the indicators that are graded.
    pub level: Option<String>,
    /// The mean position of the graded indicators, 0 to 1. It orders; the level speaks.
    pub index: Option<f64>,
    /// How many indicators are graded.
    pub graded: usize,
    /// How many could be: all but those that are described, not graded or refused, or that nothing can give a level.
    pub of: usize,
    /// The levels that are still possible, rising; one where nothing is missing.
    pub possible: Vec<String>,
    /// Whether the level would be another if every indicator had its likeliest; none where no error of measurement is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borderline: Option<bool>,
    /// The indicators.
    pub indicators: Vec<IndicatorResult>,
}

impl CriterionResult {
    /// Graded indicators of those that could be, as `2 of 2`.
    pub fn coverage(&self) -> String {
        format!("{} of {}", self.graded, self.of)
    }
}

/// All criteria together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OverallResult {
    /// The level, if every criterion that is needed has one.
    pub level: Option<String>,
    /// The levels that are still possible, rising.
    pub possible: Vec<String>,
}

/// The leading types of an instrument beside the criteria.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Beside {
    /// The instrument.
    pub instrument: String,
    /// The types; none where the answers do not settle them.
    pub types: Option<Vec<String>>,
}

/// Whether two instruments lead to the same types.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct AgreementResult {
    /// The agreement.
    pub id: String,
    /// `agree`, `differ`, `not_differentiated` or `missing`.
    pub outcome: &'static str,
    /// The types that lead in both.
    pub common: Vec<String>,
}

/// The whole of one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Profile {
    /// The battery.
    pub battery: String,
    /// Its version.
    pub version: String,
    /// The hash of its document.
    pub document: String,
    /// The criteria.
    pub criteria: Vec<CriterionResult>,
    /// All criteria together.
    pub overall: OverallResult,
    /// Interests beside the criteria.
    pub beside: Vec<Beside>,
    /// Agreements of types.
    pub agreements: Vec<AgreementResult>,
    /// Indicators without a result. Refused ones are not named.
    pub missing: Vec<String>,
    /// What asks for a talk: flags of indicators, and `<criterion>.opposite`, `overall.opposite`.
    pub flags: Vec<String>,
    /// The indicators and criteria whose level is borderline; none where the battery knows no reliability of any scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borderline: Option<Vec<String>>,
    /// What the results were made with.
    pub receipts: Vec<Receipt>,
}

impl Profile {
    /// The profile as one JSON text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

pub(super) fn assess(battery: &Battery, reports: &[&Report]) -> Profile {
    let definition = battery.definition();
    let find = |id: &str| reports.iter().find(|report| report.instrument().id() == id).copied();
    let mut flags = Vec::new();
    let mut criteria = Vec::new();
    for (criterion, rules) in definition.criteria.iter().zip(&battery.shared.compiled.rules) {
        let indicators: Vec<_> =
            criterion.indicators.iter().zip(rules).map(|(i, rules)| indicator(i, rules, &find, &mut flags)).collect();
        criteria.push(join_criterion(battery, &criterion.id, indicators, rules, &mut flags));
    }
    let beside = definition.beside.iter().map(|id| Beside {
        instrument: id.to_string(),
        types: find(id).and_then(Report::types).map(|types| types.into_iter().map(str::to_owned).collect()),
    });
    let agreements = definition.agreements.iter().map(|pair| agreement(pair, &find)).collect();
    let overall = join_overall(battery, &criteria, &mut flags);
    Profile {
        battery: definition.id.to_string(),
        version: definition.version.clone(),
        document: battery.document_hash().to_owned(),
        overall,
        beside: beside.collect(),
        agreements,
        missing: missing(&criteria),
        borderline: borderline(battery, &criteria),
        flags,
        receipts: definition.instruments().into_iter().filter_map(find).map(Report::receipt).collect(),
        criteria,
    }
}

/// The profile as it may be shown to somebody: what was refused looks like what has no result, also in how many indicators could be
/// graded and in the levels that are still possible.
pub(super) fn shown(battery: &Battery, profile: &Profile) -> Profile {
    let mut flags = Vec::new();
    let mut shown = profile.clone();
    for (criterion, rules) in shown.criteria.iter_mut().zip(&battery.shared.compiled.rules) {
        let mut indicators = std::mem::take(&mut criterion.indicators);
        for indicator in indicators.iter_mut().filter(|indicator| indicator.outcome == Outcome::Refused) {
            let nothing = IndicatorResult::none(&indicator.id);
            *indicator = IndicatorResult { from: indicator.from.take(), ..nothing };
        }
        *criterion = join_criterion(battery, &criterion.id, indicators, rules, &mut flags);
    }
    shown.overall = join_overall(battery, &shown.criteria, &mut flags);
    shown.missing = missing(&shown.criteria);
    shown.borderline = borderline(battery, &shown.criteria);
    shown
}

/// The indicators without a result.
fn missing(criteria: &[CriterionResult]) -> Vec<String> {
    let indicators = criteria.iter().flat_map(|criterion| &criterion.indicators);
    indicators.filter(|one| one.outcome == Outcome::Missing).map(|one| one.id.clone()).collect()
}

/// The criteria, each behind its indicators, whose level is borderline.
fn borderline(battery: &Battery, criteria: &[CriterionResult]) -> Option<Vec<String>> {
    let ids = criteria.iter().flat_map(|criterion| {
        let indicators = criterion.indicators.iter().map(|one| (one.borderline, &one.id));
        indicators.chain([(criterion.borderline, &criterion.id)])
    });
    battery.knows_errors().then(|| ids.filter(|(is, _)| *is == Some(true)).map(|(_, id)| id.clone()).collect())
}

impl IndicatorResult {
    /// An indicator of which nothing is known.
    fn none(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            from: None,
            outcome: Outcome::Missing,
            level: None,
            reason: None,
            prorated: false,
            shown: Vec::new(),
            types: None,
            borderline: None,
            probabilities: Vec::new(),
            likeliest: None,
        }
    }
}

fn indicator<'r>(
    indicator: &Indicator,
    rules: &IndicatorRules,
    find: &impl Fn(&str) -> Option<&'r Report>,
    flags: &mut Vec<String>,
) -> IndicatorResult {
    let mut result = IndicatorResult::none(&indicator.id);
    let mut given = rules.by_instrument.iter().filter_map(|(id, rules)| Some((rules, find(id)?)));
    let answered = |report: &Report| report.scales().any(|scale| scale.answered() > 0);
    let Some((rules, report)) = given.clone().find(|(_, r)| answered(r)).or_else(|| given.next()) else {
        return result;
    };
    result.from = Some(report.instrument().id().to_owned());
    result.prorated = report.scales().any(|scale| scale.is_prorated());
    let shown = indicator.shows.iter().filter_map(|id| Some((id, report.scale(id).ok()?.raw()?)));
    result.shown = shown.map(|(id, raw)| Shown { scale: id.to_string(), raw }).collect();
    result.types = report.types().map(|types| types.into_iter().map(str::to_owned).collect());
    let facts = report.facts();
    for (flag, condition) in indicator.flags.iter().zip(&rules.flags) {
        if facts.holds(condition) == Some(true) && !flags.contains(&flag.flag.to_string()) {
            flags.push(flag.flag.to_string());
        }
    }
    let Some((verdict, reason)) = verdict(indicator, &rules.cases, |condition| facts.holds(condition)) else {
        let refused = report.scales().any(|scale| scale.status() == Status::Refused);
        result.outcome = if refused { Outcome::Refused } else { Outcome::Missing };
        return result;
    };
    let scored = report.scales().any(|scale| scale.exact().is_some());
    result.reason = reason.as_ref().map(ToString::to_string);
    match verdict {
        Verdict::Level(level) => (result.outcome, result.level) = (Outcome::Graded, Some(level.to_string())),
        Verdict::NotGraded(reason) => (result.outcome, result.reason) = (Outcome::NotGraded, Some(reason.to_string())),
        Verdict::Missing(reason) => result.reason = Some(reason.to_string()),
        Verdict::Described if !scored => {
            let refused = report.scales().any(|scale| scale.status() == Status::Refused);
            result.outcome = if refused { Outcome::Refused } else { Outcome::Missing };
        }
        Verdict::Described => result.outcome = Outcome::Described,
    }
    if let Some(likely) = result.level.as_deref().and_then(|level| likely(indicator, rules, report, level)) {
        let probability = |(level, probability)| LevelProbability { level, probability };
        result.probabilities = likely.levels.unwrap_or_default().into_iter().map(probability).collect();
        (result.borderline, result.likeliest) = (Some(likely.borderline), likely.likeliest);
    }
    result
}

/// The number of a level.
fn number(battery: &Battery, level: &str) -> Option<usize> {
    battery.definition().levels.iter().position(|l| l.level.as_str() == level)
}

fn name(battery: &Battery, level: usize) -> Option<String> {
    battery.definition().levels.get(level).map(|l| l.level.to_string())
}

/// The level of some parts; none if there are fewer than needed.
fn join(battery: &Battery, joining: &Joining, parts: &[usize]) -> Option<usize> {
    if parts.is_empty() || parts.len() < joining.needs as usize {
        return None;
    }
    let among =
        |levels: &[crate::definition::Id], part: usize| levels.iter().any(|level| number(battery, level) == Some(part));
    let holds = |rule: &&JoinRule| {
        let share = parts.iter().filter(|part| among(&rule.share_of, **part)).count();
        !parts.iter().any(|part| among(&rule.none, *part)) && share * 100 >= parts.len() * rule.percent as usize
    };
    let level = joining.rules.iter().find(holds).map_or(&joining.otherwise, |rule| &rule.level);
    number(battery, level)
}

/// Whether two levels that contradict each other are both there.
fn opposite(battery: &Battery, joining: &Joining, parts: &[usize]) -> bool {
    joining.opposite.len() == 2
        && joining.opposite.iter().all(|l| number(battery, l).is_some_and(|n| parts.contains(&n)))
}

/// Every level that a joining can still give if each open part may have one of some levels, or none.
fn still_possible(
    battery: &Battery,
    joining: &Joining,
    parts: &[usize],
    open: &[Vec<Option<usize>>],
) -> BTreeSet<usize> {
    // Joining does not look at the order of the parts: equal collections are followed once.
    let mut ways = BTreeSet::from([parts.to_vec()]);
    for choices in open {
        let with = |way: &Vec<usize>, choice: &Option<usize>| {
            let mut way: Vec<usize> = way.iter().copied().chain(*choice).collect();
            way.sort_unstable();
            way
        };
        ways = ways.iter().flat_map(|way| choices.iter().map(move |choice| with(way, choice))).collect();
    }
    ways.iter().filter_map(|way| join(battery, joining, way)).collect()
}

fn join_criterion(
    battery: &Battery,
    id: &str,
    indicators: Vec<IndicatorResult>,
    rules: &[IndicatorRules],
    flags: &mut Vec<String>,
) -> CriterionResult {
    let joining = &battery.definition().criterion;
    let graded: Vec<usize> = indicators.iter().filter_map(|i| number(battery, i.level.as_deref()?)).collect();
    let open: Vec<Vec<Option<usize>>> = indicators
        .iter()
        .zip(rules)
        .filter(|(i, rules)| i.outcome == Outcome::Missing && !rules.levels.is_empty())
        .map(|(_, rules)| rules.levels.iter().copied().map(Some).chain([None]).collect())
        .collect();
    if opposite(battery, joining, &graded) {
        flags.push(format!("{id}.opposite"));
    }
    let possible = still_possible(battery, joining, &graded, &open);
    let level = join(battery, joining, &graded);
    let likely = |one: &IndicatorResult| {
        let level = if one.borderline.is_some() { &one.likeliest } else { &one.level };
        number(battery, level.as_deref()?)
    };
    let known = level.is_some() && indicators.iter().any(|one| one.borderline.is_some());
    let likeliest = || join(battery, joining, &indicators.iter().filter_map(likely).collect::<Vec<_>>());
    CriterionResult {
        id: id.to_owned(),
        borderline: known.then(|| likeliest() != level),
        level: level.and_then(|level| name(battery, level)),
        index: index(battery, &graded).map(Ratio::to_f64),
        graded: graded.len(),
        of: graded.len() + open.len(),
        possible: possible.into_iter().filter_map(|level| name(battery, level)).collect(),
        indicators,
    }
}

/// The mean position of levels.
fn index(battery: &Battery, levels: &[usize]) -> Option<Ratio> {
    let positions = &battery.shared.compiled.positions;
    let sum = levels.iter().try_fold(Ratio::ZERO, |sum, level| sum.plus(*positions.get(*level)?))?;
    sum.over(Ratio::whole(i64::try_from(levels.len()).ok()?))
}

fn join_overall(battery: &Battery, criteria: &[CriterionResult], flags: &mut Vec<String>) -> OverallResult {
    let joining = &battery.definition().overall;
    let levels: Vec<usize> = criteria.iter().filter_map(|c| number(battery, c.level.as_deref()?)).collect();
    if opposite(battery, joining, &levels) {
        flags.push("overall.opposite".to_owned());
    }
    // What a criterion may still become: its own possible levels, or any where nothing is known of it.
    let open: Vec<Vec<Option<usize>>> = criteria
        .iter()
        .map(|criterion| criterion.possible.iter().map(|level| number(battery, level)).collect::<Vec<_>>())
        .map(|levels| if levels.is_empty() { vec![None] } else { levels })
        .collect();
    let possible = still_possible(battery, joining, &[], &open);
    OverallResult {
        level: join(battery, joining, &levels).and_then(|level| name(battery, level)),
        possible: possible.into_iter().filter_map(|level| name(battery, level)).collect(),
    }
}

fn agreement<'r>(pair: &Agreement, find: &impl Fn(&str) -> Option<&'r Report>) -> AgreementResult {
    let result = |outcome, common: Vec<String>| AgreementResult { id: pair.id.to_string(), outcome, common };
    let types = |id: &str| find(id).and_then(Report::types);
    let (Some(left), Some(right)) = (types(&pair.left), types(&pair.right)) else {
        return result("missing", Vec::new());
    };
    let most = pair.at_most as usize;
    if left.is_empty() || right.is_empty() || left.len() > most || right.len() > most {
        return result("not_differentiated", Vec::new());
    }
    let common: Vec<String> = left.iter().filter(|t| right.contains(t)).map(|t| (*t).to_owned()).collect();
    result(if common.is_empty() { "differ" } else { "agree" }, common)
}
