//! What psychometrics asks of a definition, beyond names.

use super::names::unknown;
use super::resolve::{Picked, PickedTerm, Resolved};
use crate::definition::{
    Basis, Definition, Group, Grouping, Levels, Metric, Norm, NormWay, Response, ScaleText, Text, Texts,
};
use crate::error::{Code, Diagnostics, Error};
use crate::exact::Ratio;
use crate::plan::{Operation, PlanPolicy};

/// Limits on size: what keeps a stranger's definition safe to compile.
pub(crate) fn limits(definition: &Definition, faults: &mut Diagnostics) {
    let shared = definition.each_item.as_ref().map_or(0, |each| each.fields.len());
    let fields: usize =
        definition.items.iter().map(|i| if i.fields.is_empty() { shared } else { i.fields.len() }).sum();
    let types = definition.type_rule.as_ref().map_or(0, |rule| rule.ids().len());
    let counts = [
        ("/items", "items", definition.items.len(), Definition::MAX_ITEMS),
        ("/items", "fields", fields, Definition::MAX_FIELDS),
        ("/scales", "scales", definition.scales.len(), Definition::MAX_SCALES),
        ("/checks", "checks", definition.checks.len(), Definition::MAX_CHECKS - 1),
        ("/type", "types", types, Definition::MAX_CHECKS),
        ("/levels", "levels", definition.levels.len(), Definition::MAX_ENTRIES),
        ("/norms", "norms", definition.norms.len(), Definition::MAX_ENTRIES),
        ("/policies", "policies", definition.policies.len(), Definition::MAX_CHECKS),
        ("/branches", "branches", definition.branches.len(), Definition::MAX_ENTRIES),
        ("/examples", "examples", definition.examples.len(), Definition::MAX_ENTRIES),
    ];
    for (path, what, count, limit) in counts {
        if count > limit {
            faults.push(Error::new(Code::TooMany, path).with("count", count).with("what", what).with("limit", limit));
        }
    }
}

pub(crate) fn check(definition: &Definition, resolved: &Resolved<'_>, faults: &mut Diagnostics) {
    head(definition, faults);
    ids(definition, faults);
    responses(definition, resolved, faults);
    items(definition, resolved, faults);
    bases(definition, faults);
    if definition.ratings.is_some() && (!definition.policies.is_empty() || !definition.branches.is_empty()) {
        let fault = Error::new(Code::BadCondition, "/ratings");
        faults.push(fault.with("reason", "a person with several ratings has no single answers"));
    }
    let possible = possible(resolved);
    scales(definition, resolved, faults);
    levels(definition, resolved, &possible, faults);
    norms(definition, resolved, &possible, faults);
    for (lang, texts) in definition.texts.iter() {
        check_texts(definition, resolved, lang, texts, faults);
    }
}

fn head(definition: &Definition, faults: &mut Diagnostics) {
    if definition.format != Definition::FORMAT {
        let fault = Error::new(Code::BadNumber, "/format").with("number", definition.format);
        faults.push(fault.with("allowed", Definition::FORMAT));
    }
    let parts: Vec<_> = definition.version.split('.').collect();
    let numeric = |part: &&str| !part.is_empty() && part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit());
    if parts.len() != 3 || !parts.iter().all(numeric) {
        faults.push(Error::new(Code::BadVersion, "/version").with("version", crate::error::escape(&definition.version)));
    }
    if definition.items.is_empty() {
        faults.push(Error::new(Code::EmptyList, "/items").with("what", "item"));
    }
    if definition.scales.is_empty() {
        faults.push(Error::new(Code::EmptyList, "/scales").with("what", "scale"));
    }
}

fn ids(definition: &Definition, faults: &mut Diagnostics) {
    let mut unique = |list: &str, ids: &mut dyn Iterator<Item = &str>| {
        let mut seen: Vec<&str> = Vec::new();
        for (i, id) in ids.enumerate() {
            if seen.contains(&id) {
                faults.push(Error::new(Code::DuplicateId, format!("/{list}/{i}/id")).with("id", id));
            }
            seen.push(id);
        }
    };
    unique("items", &mut definition.items.iter().map(|x| x.id.as_str()));
    unique("scales", &mut definition.scales.iter().map(|x| x.id.as_str()));
    unique("checks", &mut definition.checks.iter().map(|x| x.id.as_str()));
    unique("policies", &mut definition.policies.iter().map(|x| x.id.as_str()));
    unique("norms", &mut definition.norms.iter().map(|x| x.id.as_str()));
}

fn responses(definition: &Definition, resolved: &Resolved<'_>, faults: &mut Diagnostics) {
    for (name, response) in definition.responses.iter() {
        let path = format!("/responses/{}", crate::definition::reader::pointer_step(name));
        let Some(codes) = crate::codes::Codes::new(response) else {
            let allowed = "rising limits and a step that divides them, at most 10000 codes";
            faults.push(Error::new(Code::BadNumber, path).with("number", "of codes").with("allowed", allowed));
            continue;
        };
        if codes.values == 0 && !codes.written {
            faults.push(Error::new(Code::EmptyList, path.as_str()).with("what", "code"));
        }
        let signs: Vec<_> = codes.signs().collect();
        for (i, sign) in signs.iter().enumerate() {
            let number = codes.grid.is_some() && crate::exact::Decimal::parse(sign).is_some();
            let sided = matches!(response, Response::Bipolar(_));
            if signs.iter().take(i).any(|s| s == sign) || sign.trim().is_empty() || (number && !sided) {
                faults.push(Error::new(Code::CodesClash, path.as_str()).with("code", sign));
            }
        }
        if let Response::Analog(analog) = response {
            if let Some(length) = &analog.measured_length
                && !resolved.names.slots.iter().any(|slot| slot.name == *length)
            {
                let known: Vec<_> = resolved.names.slots.iter().map(|slot| slot.name.as_str()).collect();
                faults.push(unknown(format!("{path}/analog/measured_length"), "field", length, &known));
            }
            if analog.overflow.as_ref().is_some_and(|o| !o.clamp_and_flag) {
                let fault = Error::new(Code::UnknownWord, format!("{path}/analog/overflow/clamp_and_flag"));
                faults.push(fault.with("word", "false").with("allowed", "true"));
            }
        }
        if let Response::Points(points) = response {
            for (i, give) in points.codes.iter().enumerate().filter(|(_, g)| g.give.len() != points.options.len()) {
                let fault = Error::new(Code::BadNumber, format!("{path}/points/codes/{i}/give"));
                faults.push(fault.with("number", format!("of points, {}", give.give.len())).with("allowed", points.options.len()));
            }
        }
        if let Response::Choose(choose) = response {
            let uses = resolved.names.slots.iter().filter(|slot| *slot.field.response == *name).count();
            if choose.count == 0 || choose.count as usize > uses {
                let fault = Error::new(Code::BadNumber, format!("{path}/choose/count")).with("number", choose.count);
                faults.push(fault.with("allowed", format!("1..={uses}")));
            }
        }
    }
}

fn items(definition: &Definition, resolved: &Resolved<'_>, faults: &mut Diagnostics) {
    for (i, item) in definition.items.iter().enumerate() {
        let slots: Vec<_> = resolved.names.slots.iter().filter(|slot| slot.item == i).collect();
        let codes: Vec<_> = slots.iter().filter_map(|slot| slot.codes.as_ref()).collect();
        if codes.len() < slots.len() {
            continue; // the response is faulty and told
        }
        if item.reversed && codes.iter().all(|c| c.grid.is_none()) {
            faults.push(Error::new(Code::NothingToReverse, format!("/items/{i}/reversed")).with("item", &item.id));
        }
        let options: Vec<&str> = slots
            .iter()
            .flat_map(|slot| match slot.response {
                Some(Response::Points(points)) => points.options.iter().map(String::as_str).collect::<Vec<_>>(),
                Some(Response::Choice(choice) | Response::Matching(choice)) => {
                    choice.options.iter().map(|o| o.code.as_str()).collect()
                }
                _ => slot.field.rates.iter().map(String::as_str).collect(),
            })
            .collect();
        for (code, _) in item.options.iter().filter(|(code, _)| !options.contains(code)) {
            let path = format!("/items/{i}/options/{}", crate::definition::reader::pointer_step(code));
            faults.push(unknown(path, "code", code, &options));
        }
        for slot in &slots {
            if let Some(rates) = slot.field.rates.as_ref().filter(|rates| item.options.get(rates).is_none()) {
                let known: Vec<_> = item.options.iter().map(|(code, _)| code).collect();
                faults.push(unknown(format!("/items/{i}/options"), "option", rates, &known));
            }
        }
        if let Some(right) = &item.right
            && !codes.iter().any(|c| c.read(right).is_ok_and(|cell| c.is_code(cell)))
        {
            faults.push(unknown(format!("/items/{i}/right"), "code", right, &options));
        }
    }
}

fn bases(definition: &Definition, faults: &mut Diagnostics) {
    let known: Vec<_> = definition.about.sources.iter().map(|(name, _)| name).collect();
    let mut basis = |basis: Option<&Basis>, path: String, required: bool| match basis {
        Some(basis) if !known.contains(&basis.source.as_str()) => {
            faults.push(unknown(format!("{path}/basis/source"), "source", &basis.source, &known));
        }
        None if required => faults.push(Error::new(Code::BasisMissing, path)),
        _ => {}
    };
    definition.scales.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/scales/{i}"), true));
    definition.levels.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/levels/{i}"), true));
    definition.norms.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/norms/{i}"), true));
    definition.reliability.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/reliability/{i}"), true));
    definition.policies.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/policies/{i}"), true));
    definition.checks.iter().enumerate().for_each(|(i, x)| basis(x.basis.as_ref(), format!("/checks/{i}"), false));
    let cautions = definition.about.cautions.iter().enumerate();
    cautions.for_each(|(i, x)| basis(x.basis.as_ref(), format!("/about/cautions/{i}"), false));
    if let Some(rule) = &definition.type_rule {
        basis(rule.basis(), "/type".to_owned(), true);
    }
}

fn scales(definition: &Definition, resolved: &Resolved<'_>, faults: &mut Diagnostics) {
    for (i, scale) in resolved.scales.iter().enumerate() {
        let Some(scale) = scale else { continue };
        let unequal = match (&scale.source, scale.operation) {
            (Picked::Terms(terms), Operation::Mean) => {
                let spans: Vec<_> = terms.iter().map(span).collect();
                spans.iter().any(|span| Some(span) != spans.first())
            }
            (Picked::Scales(_), Operation::Sum | Operation::Mean) => true,
            _ => false,
        };
        if unequal && scale.need < scale.len() {
            faults.push(Error::new(Code::UnequalRanges, format!("/scales/{i}/missing")));
        }
    }
    for (i, reliability) in definition.reliability.iter().enumerate() {
        for (j, scale) in reliability.scales.iter().enumerate() {
            resolved.names.scale(scale, &format!("/reliability/{i}/scales/{j}"), faults);
        }
    }
}

/// The lowest and highest value of a term.
pub(crate) fn span(term: &PickedTerm) -> (Ratio, Ratio) {
    let values = term.values.iter().flatten().copied();
    values.fold(None, |span: Option<(Ratio, Ratio)>, v| Some(span.map_or((v, v), |(a, b)| (a.min(v), b.max(v))))).unwrap_or((Ratio::ZERO, Ratio::ZERO))
}

/// Whether some choice of a policy may make an answer to the field add nothing.
pub(crate) fn touched(policies: &[PlanPolicy], field: u16) -> bool {
    policies.iter().flat_map(|p| &p.choices).flat_map(|(_, rules)| rules).any(|rule| rule.fields.contains(&field))
}

/// The lowest and highest possible score of each scale as computed, before `express`.
pub(crate) fn possible(resolved: &Resolved<'_>) -> Vec<Option<(Ratio, Ratio)>> {
    let mut possible: Vec<Option<(Ratio, Ratio)>> = vec![None; resolved.scales.len()];
    for number in &resolved.order {
        let Some(Some(scale)) = resolved.scales.get(usize::from(*number)) else { continue };
        let spans: Option<Vec<(Ratio, Ratio)>> = match &scale.source {
            Picked::Terms(terms) => Some(terms.iter().map(|t| widened(t, scale.operation, &resolved.policies)).collect()),
            Picked::Scales(of) => of.iter().map(|s| given(resolved, &possible, *s)).collect(),
        };
        let range = spans.and_then(|spans| combined(scale.operation, &spans));
        if let Some(place) = possible.get_mut(usize::from(*number)) {
            *place = range;
        }
    }
    possible
}

/// The range of a scale as it is given to others: after `express`.
fn given(resolved: &Resolved<'_>, possible: &[Option<(Ratio, Ratio)>], scale: u16) -> Option<(Ratio, Ratio)> {
    let percent = resolved.scales.get(usize::from(scale))?.as_ref()?.percent;
    if percent { Some((Ratio::ZERO, Ratio::whole(100))) } else { possible.get(usize::from(scale)).copied().flatten() }
}

/// A term's span, widened to zero where an answer may count as nothing in a sum.
fn widened(term: &PickedTerm, operation: Operation, policies: &[PlanPolicy]) -> (Ratio, Ratio) {
    let (low, high) = span(term);
    let nothing = term.guard.is_some() || term.values.contains(&None) || touched(policies, term.field);
    if nothing && operation == Operation::Sum { (low.min(Ratio::ZERO), high.max(Ratio::ZERO)) } else { (low, high) }
}

/// The range of an operation over independent parts with these ranges.
pub(crate) fn combined(operation: Operation, spans: &[(Ratio, Ratio)]) -> Option<(Ratio, Ratio)> {
    let lows = || spans.iter().map(|(low, _)| *low);
    let highs = || spans.iter().map(|(_, high)| *high);
    let sum = |mut parts: Box<dyn Iterator<Item = Ratio> + '_>| parts.try_fold(Ratio::ZERO, Ratio::plus);
    let sums = || Some((sum(Box::new(lows()))?, sum(Box::new(highs()))?));
    match operation {
        Operation::Sum => sums(),
        Operation::Mean => {
            let count = Ratio::whole(i64::try_from(spans.len()).ok()?);
            let equal = spans.iter().all(|span| Some(span) == spans.first());
            let (low, high) = sums()?;
            if equal { spans.first().copied() } else { Some((low.over(count)?, high.over(count)?)) }
        }
        Operation::Median => Some((median(&mut lows().collect::<Vec<_>>())?, median(&mut highs().collect::<Vec<_>>())?)),
        Operation::Spread => {
            let least = lows().max()?.minus(highs().min()?)?.max(Ratio::ZERO);
            let widest = spans.iter().enumerate().flat_map(|(i, (_, high))| {
                spans.iter().enumerate().filter(move |(j, _)| i != *j).filter_map(move |(_, (low, _))| high.minus(*low))
            });
            Some((least, widest.max().unwrap_or(Ratio::ZERO).max(Ratio::ZERO)))
        }
        Operation::Least => Some((lows().min()?, highs().min()?)),
        Operation::Greatest => Some((lows().max()?, highs().max()?)),
        Operation::Difference => match spans {
            [a, b] => Some((a.0.minus(b.1)?, a.1.minus(b.0)?)),
            _ => None,
        },
        Operation::Ratio => match spans {
            [a, b] if b.0 > Ratio::ZERO => {
                let corners = [a.0.over(b.0)?, a.0.over(b.1)?, a.1.over(b.0)?, a.1.over(b.1)?];
                Some((corners.into_iter().min()?, corners.into_iter().max()?))
            }
            _ => None,
        },
    }
}

/// The median: the middle value, or the mean of the two middle ones. Sorts the values.
pub(crate) fn median(values: &mut [Ratio]) -> Option<Ratio> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(middle.checked_sub(1)?)?;
    lower.plus(upper)?.over(Ratio::whole(2))
}

fn levels(definition: &Definition, resolved: &Resolved<'_>, possible: &[Option<(Ratio, Ratio)>], faults: &mut Diagnostics) {
    for (i, levels) in definition.levels.iter().enumerate() {
        let path = format!("/levels/{i}");
        if levels.bands.is_empty() {
            faults.push(Error::new(Code::EmptyList, format!("{path}/bands")).with("what", "band"));
        }
        let froms: Vec<_> = levels.bands.iter().map(|band| band.from.map(super::super::exact::Decimal::ratio)).collect();
        for (j, band) in levels.bands.iter().enumerate().skip(1) {
            let before = froms.get(j - 1).copied().flatten();
            let rises = band.from.is_some_and(|from| before.is_none_or(|b| b < from.ratio()));
            if !rises {
                faults.push(Error::new(Code::BandsNotRising, format!("{path}/bands/{j}")).with("level", &band.level));
            }
        }
        let metric = levels.metric.unwrap_or(Metric::Raw);
        for scale in &levels.scales {
            let Some(number) = resolved.names.scales.iter().position(|s| *s == scale.as_str()) else { continue };
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            if metric == Metric::Raw {
                if let Some((low, high)) = given(resolved, possible, number) {
                    raw_bands(levels, &path, low, high, faults);
                }
            } else if !definition.norms.iter().any(|norm| gives(norm, scale, metric)) {
                let fault = Error::new(Code::LevelWithoutNorm, format!("{path}/metric")).with("scale", scale);
                faults.push(fault.with("metric", metric));
            }
            let others = definition.levels.iter().take(i).filter(|other| other.scales.contains(scale));
            for other in others {
                if overlap(levels.for_group.as_ref(), other.for_group.as_ref()) {
                    faults.push(Error::new(Code::BandsOverlap, path.as_str()).with("scale", scale));
                }
            }
        }
    }
}

fn raw_bands(levels: &Levels, path: &str, low: Ratio, high: Ratio, faults: &mut Diagnostics) {
    let first = levels.bands.first().and_then(|band| band.from).map(super::super::exact::Decimal::ratio);
    if first != Some(low) && !levels.bands.is_empty() {
        let found = first.map_or_else(|| "nothing".to_owned(), |f| f.to_f64().to_string());
        let fault = Error::new(Code::BandsStart, format!("{path}/bands/0/from")).with("found", found);
        faults.push(fault.with("lowest", low.to_f64()));
    }
    for (j, band) in levels.bands.iter().enumerate() {
        if let Some(from) = band.from.map(super::super::exact::Decimal::ratio).filter(|from| *from > high) {
            let fault = Error::new(Code::BandUnreachable, format!("{path}/bands/{j}/from")).with("level", &band.level);
            faults.push(fault.with("found", from.to_f64()).with("highest", high.to_f64()));
        }
    }
}

/// Whether a norm gives a standard score of a scale.
fn gives(norm: &Norm, scale: &str, metric: Metric) -> bool {
    let listed = if norm.metrics.is_empty() { matches!(metric, Metric::Z | Metric::T) } else { norm.metrics.contains(&metric) };
    norm.groups.iter().any(|group| {
        group.scales.get(scale).is_some_and(|way| match way {
            NormWay::Table(table) => table.to == metric,
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

fn norms(definition: &Definition, resolved: &Resolved<'_>, possible: &[Option<(Ratio, Ratio)>], faults: &mut Diagnostics) {
    for (i, norm) in definition.norms.iter().enumerate() {
        for (j, group) in norm.groups.iter().enumerate() {
            let path = format!("/norms/{i}/groups/{j}");
            if norm.groups.iter().take(j).any(|other| overlap(group.for_group.as_ref(), other.for_group.as_ref())) {
                faults.push(Error::new(Code::NormOverlap, path.as_str()));
            }
            for (scale, way) in group.scales.iter() {
                let path = format!("{path}/scales/{scale}");
                let Some(number) = resolved.names.scale(scale, &path, faults) else { continue };
                let impossible = |reason: &str| {
                    Error::new(Code::NormImpossible, path.as_str()).with("scale", scale).with("reason", reason)
                };
                let range = given(resolved, possible, number);
                match way {
                    NormWay::Moments(moments) => {
                        let mean = moments.mean.ratio();
                        if range.is_some_and(|(low, high)| mean < low || mean > high) {
                            faults.push(impossible("the mean lies outside the possible scores"));
                        }
                        if moments.sd.ratio() <= Ratio::ZERO {
                            faults.push(impossible("the standard deviation is not above zero"));
                        }
                    }
                    NormWay::Table(table) => {
                        if table.rows.is_empty() {
                            faults.push(impossible("the table has no rows"));
                        } else if range.is_some_and(|(low, _)| table.rows.first().is_some_and(|row| row.from.ratio() > low)) {
                            faults.push(impossible("the table does not begin at the lowest possible score"));
                        }
                        for (before, row) in table.rows.iter().zip(table.rows.iter().skip(1)) {
                            let falls = row.is.ratio() < before.is.ratio();
                            if row.from.ratio() <= before.from.ratio() || falls {
                                let fault = Error::new(Code::NormNotRising, path.as_str()).with("scale", scale);
                                faults.push(fault.with("row", row.from));
                            }
                        }
                        if table.to == Metric::Raw {
                            faults.push(impossible("a table must give a standard score"));
                        }
                    }
                    NormWay::Model(model) => {
                        if model.mean.is_empty() || model.sd.is_empty() || model.mean.len() + model.sd.len() > 20 {
                            faults.push(impossible("a model needs 1 to 20 coefficients"));
                        }
                        if model.within.from.is_none() || model.within.below.is_none() {
                            faults.push(impossible("a model holds within two limits"));
                        }
                    }
                }
            }
        }
    }
}

fn check_texts(definition: &Definition, resolved: &Resolved<'_>, lang: &str, texts: &Texts, faults: &mut Diagnostics) {
    let path = format!("/texts/{lang}");
    if crate::messages::Lang::parse(lang).is_none() {
        let allowed = crate::messages::Lang::ALL.map(crate::messages::Lang::as_str);
        faults.push(unknown(path.as_str(), "language", lang, &allowed));
    }
    let mut names = |key: &str, known: &[&str], found: &mut dyn Iterator<Item = &str>| {
        for name in found.filter(|name| !known.contains(name)) {
            let path = format!("{path}/{key}/{}", crate::definition::reader::pointer_step(name));
            let fix = crate::definition::reader::nearest(name, known);
            faults.push(Error::new(Code::TextMismatch, path).with("name", name).with("fix", fix));
        }
    };
    let items: Vec<_> = definition.items.iter().map(|i| i.id.as_str()).collect();
    let mut fields: Vec<_> = resolved.names.slots.iter().filter_map(|s| s.field.id.as_deref()).collect();
    fields.dedup();
    let responses: Vec<_> = definition.responses.iter().map(|(name, _)| name).collect();
    let checks: Vec<_> = definition.checks.iter().map(|c| c.id.as_str()).collect();
    let cautions: Vec<_> = definition.about.cautions.iter().map(|c| c.id.as_str()).collect();
    let norm_cautions: Vec<_> = definition.norms.iter().flat_map(|n| &n.cautions).map(super::super::definition::reader::Id::as_str).collect();
    let level_names: Vec<_> = resolved.names.levels.iter().map(String::as_str).collect();
    let choices = definition.policies.iter().flat_map(|p| p.choices.iter().map(move |(c, _)| format!("{}.{c}", p.id)));
    let policies: Vec<String> = definition.policies.iter().map(|p| p.id.to_string()).chain(choices).collect();
    let policies: Vec<_> = policies.iter().map(String::as_str).collect();
    names("items", &items, &mut texts.items.iter().map(|(k, _)| k));
    names("fields", &fields, &mut texts.fields.iter().map(|(k, _)| k));
    names("responses", &responses, &mut texts.responses.iter().map(|(k, _)| k));
    names("scales", &resolved.names.scales, &mut texts.scales.iter().map(|(k, _)| k));
    names("types", &resolved.names.types, &mut texts.types.iter().map(|(k, _)| k));
    names("levels", &level_names, &mut texts.levels.iter().map(|(k, _)| k));
    names("checks", &checks, &mut texts.checks.iter().map(|(k, _)| k));
    names("cautions", &[cautions, norm_cautions].concat(), &mut texts.cautions.iter().map(|(k, _)| k));
    names("policies", &policies, &mut texts.policies.iter().map(|(k, _)| k));
    for (scale, text) in texts.scales.iter() {
        let ScaleText { levels, .. } = text;
        names(&format!("scales/{scale}/levels"), &level_names, &mut levels.iter().map(|(k, _): (&str, &Vec<Text>)| k));
    }
}
