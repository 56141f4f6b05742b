//! All scales of an instrument: which of them have a reliability, and what their definition says of it.

use super::collect::Collected;
use super::consistency::{Consistency, consistency};
use super::items::{ItemStatistics, item_statistics};
use super::why::WhyNot;
use crate::definition::{Reliability, ReliabilityKind};
use crate::exact::Ratio;
use crate::instrument::Instrument;
use crate::plan::{Operation, PlanScale, Source, Step};
use crate::tally::{Moments, ScaleItems, scale_items};

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    force: bool,
}

impl Options {
    /// Computes coefficients also where the definition says that they have no meaning. They are marked.
    #[must_use]
    pub fn forced(self) -> Self {
        Self { force: true }
    }
}

/// The reliability of a scale.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScaleReliability {
    /// The scale.
    pub name: String,
    /// The fields that it adds up, in its order; none where it is no sum or mean of answers.
    pub fields: Vec<String>,
    /// How many people answered all of them.
    pub n: i64,
    /// How many did not.
    pub dropped: i64,
    /// Whether the definition says that internal consistency has no meaning here, and it was asked for nevertheless.
    pub forced: bool,
    /// What the definition says of the scale's reliability.
    pub known: Option<Reliability>,
    /// The coefficients, or why there are none.
    pub consistency: Result<Consistency, WhyNot>,
}

/// The items of a scale.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ScaleOfItems {
    /// The scale.
    pub name: String,
    /// How many people answered all items.
    pub n: i64,
    /// How many did not.
    pub dropped: i64,
    /// Whether the definition says that the items need not go together, and it was asked for nevertheless.
    pub forced: bool,
    /// What the definition says of the scale's reliability.
    pub known: Option<Reliability>,
    /// The fields, in the order of the scale.
    pub fields: Vec<String>,
    /// The share of all people who gave the field no value; none where that is not known.
    pub missing: Vec<Option<f64>>,
    /// The statistics, field by field, or why there are none.
    pub statistics: Result<Vec<ItemStatistics>, WhyNot>,
}

/// The internal consistency of each scale, in the order of the definition.
pub fn reliability(instrument: &Instrument, collected: &Collected, options: Options) -> Vec<ScaleReliability> {
    let of = |scale: Scale<'_>| {
        let Scale { n, dropped, forced, known, .. } = scale;
        let consistency = scale.moments.and_then(|moments| {
            let (step, zero) = scale.points.ok_or(WhyNot::NotASum)?;
            consistency(moments, step, zero)
        });
        let fields = scale.items.map_or_else(Vec::new, |items| items.fields);
        ScaleReliability { name: scale.name.to_owned(), fields, n, dropped, forced, known: known.cloned(), consistency }
    };
    scales(instrument, collected, options).into_iter().map(of).collect()
}

/// The statistics of the items of each scale, in the order of the definition.
pub fn items(instrument: &Instrument, collected: &Collected, options: Options) -> Vec<ScaleOfItems> {
    let fields: Vec<&str> = instrument.fields().collect();
    let missing = |name: &String| {
        let place = fields.iter().position(|field| field == name)?;
        let given = collected.given.as_ref()?.get(place).filter(|_| collected.people > 0)?;
        Some((collected.people - given) as f64 / collected.people as f64)
    };
    let of = |scale: Scale<'_>| {
        let Scale { n, dropped, forced, known, .. } = scale;
        let denominator = scale.items.as_ref().map_or(1, |items| items.denominator);
        let statistics = scale.moments.and_then(|moments| item_statistics(moments, denominator));
        let fields = scale.items.map_or_else(Vec::new, |items| items.fields);
        let missing = fields.iter().map(missing).collect();
        ScaleOfItems {
            name: scale.name.to_owned(),
            n,
            dropped,
            forced,
            known: known.cloned(),
            fields,
            missing,
            statistics,
        }
    };
    scales(instrument, collected, options).into_iter().map(of).collect()
}

/// A scale with what is known of it.
struct Scale<'a> {
    name: &'a str,
    items: Option<ScaleItems>,
    n: i64,
    dropped: i64,
    forced: bool,
    known: Option<&'a Reliability>,
    /// How many points a unit of the sum of items is worth, and the score of a sum of 0.
    points: Option<(f64, f64)>,
    moments: Result<&'a Moments, WhyNot>,
}

fn scales<'a>(instrument: &'a Instrument, collected: &'a Collected, options: Options) -> Vec<Scale<'a>> {
    let plan = instrument.plan();
    let mut all: Vec<ScaleItems> = scale_items(instrument);
    let declared = &instrument.definition().reliability;
    let of = |(number, scale): (usize, &'a PlanScale)| {
        let step = plan.steps.iter().find(|step| usize::from(step.scale) == number);
        let items = all.iter().position(|items| items.scale == number).map(|place| all.swap_remove(place));
        let known = declared.iter().find(|known| known.scales.iter().any(|id| **id == *scale.id));
        let meaningless = known.is_some_and(|known| matches!(known.kind, ReliabilityKind::NotMeaningful));
        let found = collected.moments.get(&number);
        let moments = match (&items, found) {
            _ if meaningless && !options.force => Err(WhyNot::NotMeaningful),
            (None, _) if plan.pooled => Err(WhyNot::SeveralRatings),
            (None, _) if step.is_some_and(has_one_item) => Err(WhyNot::OneItem),
            (None, _) => Err(WhyNot::NotASum),
            (_, None) => Err(WhyNot::NoRows),
            (_, Some(Err(why))) => Err(*why),
            // Counts of another definition.
            (Some(items), Some(Ok(moments))) if moments.k() != items.fields.len() => Err(WhyNot::NotASum),
            (_, Some(Ok(moments))) => Ok(moments),
        };
        let n = found.and_then(|found| found.as_ref().ok()).map_or(0, Moments::n);
        Scale {
            name: &scale.id,
            n,
            dropped: (collected.people - n).max(0),
            forced: meaningless && moments.is_ok(),
            known,
            points: step.and_then(|step| points(step, scale, items.as_ref()?)),
            items,
            moments,
        }
    };
    plan.scales.iter().enumerate().map(of).collect()
}

fn has_one_item(step: &Step) -> bool {
    matches!(&step.source, Source::Terms { terms, .. } if terms.len() == 1)
}

fn points(step: &Step, scale: &PlanScale, items: &ScaleItems) -> Option<(f64, f64)> {
    let terms = if matches!(step.operation, Operation::Mean) { i64::try_from(items.fields.len()).ok()? } else { 1 };
    let unit = Ratio::new(1, items.denominator.checked_mul(terms)?);
    if !step.percent {
        return Some((unit.to_f64(), 0.0));
    }
    let (low, high) = scale.computed;
    let stretch = Ratio::whole(100).over(high.minus(low)?)?;
    Some((unit.times(stretch)?.to_f64(), Ratio::ZERO.minus(low.times(stretch)?)?.to_f64()))
}
