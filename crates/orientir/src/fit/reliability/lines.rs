//! Reliability and items as lines, one a coefficient or an item: what every surface shows.

use super::consistency::Coefficient;
use super::items::{Against, ItemStatistics};
use super::retest::Retest;
use super::scales::{ScaleOfItems, ScaleReliability};
use super::why::WhyNot;
use super::words::{Said, kind};
use crate::definition::Reliability;
use crate::messages::Lang;

/// A coefficient of a scale.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Line<'a> {
    /// The scale.
    pub scale: &'a str,
    /// Which coefficient; `mean`, `sd`, `retest` and `retest_change` too.
    pub coefficient: &'static str,
    /// The value.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// How many items.
    pub k: Option<usize>,
    /// How many people count.
    pub n: i64,
    /// How many do not.
    pub dropped: i64,
    /// Computed although the definition says that it has no meaning.
    pub forced: bool,
    /// Why there is no value, or no interval.
    pub why: Option<WhyNot>,
}

impl Line<'_> {
    /// The names of columns, in the order of a table.
    pub const COLUMNS: [&'static str; 10] =
        ["scale", "coefficient", "value", "ci_low", "ci_high", "k", "n", "dropped", "forced", "reason"];
}

/// All coefficients of all scales.
pub fn lines<'a>(scales: &'a [ScaleReliability], retest: &'a [Retest]) -> Vec<Line<'a>> {
    let of = |scale: &'a ScaleReliability| {
        let again = retest.iter().filter(move |again| again.name == scale.name);
        of_scale(scale).into_iter().chain(again.flat_map(of_retest))
    };
    scales.iter().flat_map(of).collect()
}

fn of_scale(scale: &ScaleReliability) -> Vec<Line<'_>> {
    let line = |coefficient, value: Result<f64, WhyNot>| Line {
        scale: &scale.name,
        coefficient,
        value: value.ok(),
        interval: None,
        k: Some(scale.fields.len()).filter(|k| *k > 0),
        n: scale.n,
        dropped: scale.dropped,
        forced: scale.forced,
        why: value.err(),
    };
    let found = match &scale.consistency {
        Ok(found) => found,
        Err(why) => return vec![line(Coefficient::Alpha.as_str(), Err(*why))],
    };
    let described = [line("mean", Ok(found.mean)), line("sd", Ok(found.sd))];
    let estimates = found.estimates.iter().map(|estimate| {
        let interval = estimate.interval.transpose();
        let line = line(estimate.coefficient.as_str(), estimate.value);
        Line { interval: interval.ok().flatten(), why: line.why.or(interval.err()), ..line }
    });
    described.into_iter().chain(estimates).collect()
}

fn of_retest(again: &Retest) -> [Line<'_>; 2] {
    let line = |coefficient, value: Result<f64, WhyNot>| Line {
        scale: &again.name,
        coefficient,
        value: value.ok(),
        interval: None,
        k: None,
        n: again.n,
        dropped: again.dropped,
        forced: false,
        why: value.err(),
    };
    let r = line("retest", again.r);
    let why = r.why.or(again.interval.err());
    [Line { interval: again.interval.ok(), why, ..r }, line("retest_change", again.change)]
}

/// An item of a scale, or a scale without statistics.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ItemLine<'a> {
    /// The scale.
    pub scale: &'a ScaleOfItems,
    /// The field; empty where the scale has no statistics.
    pub item: &'a str,
    /// The share of all people who gave the field no value.
    pub missing: Option<f64>,
    /// The statistics, or why there are none.
    pub statistics: Result<&'a ItemStatistics, WhyNot>,
}

/// All items of all scales.
pub fn item_lines(scales: &[ScaleOfItems]) -> Vec<ItemLine<'_>> {
    scales.iter().flat_map(of_items).collect()
}

fn of_items(scale: &ScaleOfItems) -> Vec<ItemLine<'_>> {
    let items = match &scale.statistics {
        Ok(items) => items,
        Err(why) => return vec![ItemLine { scale, item: "", missing: None, statistics: Err(*why) }],
    };
    let items = items.iter().zip(&scale.fields).zip(&scale.missing);
    items
        .map(|((item, field), missing)| ItemLine { scale, item: field, missing: *missing, statistics: Ok(item) })
        .collect()
}

impl ItemLine<'_> {
    /// The names of columns, in the order of a table.
    pub const COLUMNS: [&'static str; 20] = [
        "scale",
        "item",
        "n",
        "dropped",
        "missing",
        "mean",
        "sd",
        "item_rest",
        "ci_low",
        "ci_high",
        "item_total",
        "alpha_if_deleted",
        "smc",
        "first_component",
        "against",
        "against_by",
        "against_r",
        "forced",
        "without",
        "reason",
    ];

    /// The numbers, in the order of the columns from `mean` to `first_component`.
    pub fn numbers(&self) -> [Option<f64>; 9] {
        let item = self.statistics.ok();
        let rest = item.and_then(|item| item.item_rest.ok());
        let (low, high) = rest.and_then(|rest| rest.interval.ok()).unzip();
        [
            item.map(|item| item.mean),
            item.map(|item| item.sd),
            rest.map(|rest| rest.value),
            low,
            high,
            item.and_then(|item| item.item_total.ok()),
            item.and_then(|item| item.alpha_if_deleted.ok()),
            item.and_then(|item| item.smc.ok()),
            item.and_then(|item| item.first_component.ok()),
        ]
    }

    /// What could not be computed, each with its reason.
    pub fn without(&self) -> String {
        let Ok(item) = self.statistics else { return String::new() };
        let parts = [
            ("item_rest", item.item_rest.err().or(item.item_rest.ok().and_then(|rest| rest.interval.err()))),
            ("item_total", item.item_total.err()),
            ("alpha_if_deleted", item.alpha_if_deleted.err()),
            ("smc", item.smc.err()),
            ("first_component", item.first_component.err()),
        ];
        let told = parts.into_iter().filter_map(|(name, why)| Some(format!("{name}:{}", why?.as_str())));
        told.collect::<Vec<_>>().join(" ")
    }

    /// What speaks against the key of the item.
    pub fn against(&self) -> Option<Against> {
        self.statistics.ok().and_then(|item| item.against)
    }
}

impl Against {
    /// Whether chance may have turned the item round: `beyond_chance` or `within_chance`.
    pub const fn sureness(&self) -> &'static str {
        if self.beyond_chance { "beyond_chance" } else { "within_chance" }
    }
}

/// What the definition says of the reliability of scales, once for each thing that it says; and a warning where it was computed
/// nevertheless.
pub fn known_remarks<'s>(
    scales: impl Iterator<Item = (&'s str, Option<&'s Reliability>, bool)>,
    lang: Lang,
) -> Vec<String> {
    let mut told: Vec<(&Reliability, bool, Vec<&str>)> = Vec::new();
    for (name, known, forced) in scales {
        let Some(known) = known else { continue };
        match told.iter_mut().find(|(one, of, _)| *one == known && *of == forced) {
            Some((_, _, names)) => names.push(name),
            None => told.push((known, forced, vec![name])),
        }
    }
    let mut lines = Vec::new();
    for (known, forced, names) in told {
        let value = known.value.map_or_else(String::new, |value| format!(" {}", value.ratio().to_f64()));
        let n = known.n.map_or_else(String::new, |n| format!(" (n = {n})"));
        let basis = known.basis.as_ref();
        let why = [basis.and_then(|basis| basis.why.as_ref()), basis.and_then(|basis| basis.doubt.as_ref())];
        let said = why.into_iter().flatten().map(|words| words.get(lang));
        let head = format!("{}{value}{n}", kind(&known.kind, lang));
        let words: Vec<&str> = [head.as_str()].into_iter().chain(said).collect();
        let line = Said::Known.text(lang).replace("{scales}", &names.join(", "));
        lines.push(line.replace("{known}", &words.join(": ")));
        if forced {
            lines.push(Said::Forced.text(lang).to_owned());
        }
    }
    lines
}
