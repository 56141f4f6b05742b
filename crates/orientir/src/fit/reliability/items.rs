//! Statistics of a scale's items, and which of them may be keyed the wrong way round.

#![expect(
    clippy::indexing_slicing,
    reason = "numbers of items come from loops below `k`; with `get` the formulas could not be read"
)]

use super::consistency::{alpha_of, of_correlation};
use super::cross::Crosses;
use super::why::WhyNot;
use crate::linear::longest;
use crate::tally::Moments;

/// A correlation with its 95 % interval (Fisher's z).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Correlation {
    /// The correlation.
    pub value: f64,
    /// The interval, or why there is none.
    pub interval: Result<(f64, f64), WhyNot>,
}

/// What speaks against the key of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// It correlates negatively with the sum of the others.
    ItemRest,
    /// It correlates negatively with the first principal component of the others.
    FirstComponent,
}

impl Evidence {
    /// The evidence as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ItemRest => "item_rest",
            Self::FirstComponent => "first_component",
        }
    }
}

/// An item that runs against its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Against {
    /// By which of the two.
    pub by: Evidence,
    /// The negative correlation.
    pub r: f64,
    /// Its interval; none of too few people.
    pub interval: Option<(f64, f64)>,
    /// Whether the whole interval is below zero. Where it is not, chance may have made the sign.
    pub beyond_chance: bool,
}

/// An item beside the other items of its scale. All values are of keyed answers: reversed items are turned round already.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ItemStatistics {
    /// The mean.
    pub mean: f64,
    /// The standard deviation (n - 1).
    pub sd: f64,
    /// The correlation with the sum of the others.
    pub item_rest: Result<Correlation, WhyNot>,
    /// The correlation with the sum of all, itself included.
    pub item_total: Result<f64, WhyNot>,
    /// Alpha of the others.
    pub alpha_if_deleted: Result<f64, WhyNot>,
    /// The squared multiple correlation with the others.
    pub smc: Result<f64, WhyNot>,
    /// The correlation with the first principal component of all items, turned so that they sum to no negative number.
    pub first_component: Result<f64, WhyNot>,
    /// Whether it runs against the scale.
    pub against: Option<Against>,
}

/// The items of a scale, in its order. Values are the variables of `moments`, over `denominator`.
///
/// # Errors
/// [`WhyNot::OneItem`], [`WhyNot::NoRows`], [`WhyNot::FewRows`], [`WhyNot::NoVariance`], [`WhyNot::TooLarge`].
pub fn item_statistics(moments: &Moments, denominator: i64) -> Result<Vec<ItemStatistics>, WhyNot> {
    let crosses = Crosses::of(moments)?;
    let unit = denominator.max(1) as f64;
    let (n, k) = (crosses.n, crosses.k);
    let smc = crosses.multiple_correlations();
    let correlations = crosses.correlations();
    let component = correlations.as_ref().map_err(|why| *why).and_then(|matrix| component(matrix, k));
    let pairs = n as f64 * (n - 1) as f64;
    let of = |i: usize| {
        let own = crosses.own(i);
        let alone = (own as f64).sqrt();
        let rest = crosses.total - 2 * crosses.with_sum(i) + own;
        let item_rest = match (own, rest) {
            (0, _) => Err(WhyNot::ConstantItem),
            (_, ..=0) => Err(WhyNot::NoVariance),
            _ => Ok((crosses.with_sum(i) - own) as f64 / (alone * (rest as f64).sqrt())),
        };
        let item_rest = item_rest.map(|value| Correlation { value, interval: of_correlation(value, n) });
        let item_total = if own == 0 {
            Err(WhyNot::ConstantItem)
        } else {
            Ok(crosses.with_sum(i) as f64 / (alone * (crosses.total as f64).sqrt()))
        };
        let alpha_if_deleted = match rest {
            _ if k < 3 => Err(WhyNot::FewItems),
            ..=0 => Err(WhyNot::NoVariance),
            _ => Ok(alpha_of(k - 1, crosses.trace - own, rest)),
        };
        let first_component = component.as_ref().map(|loadings| loadings[i]).map_err(|why| *why);
        let by_component = match (&correlations, &first_component) {
            (Ok(matrix), Ok(loading)) if *loading < 0.0 => with_component_of_others(matrix, k, i),
            _ => None,
        };
        let by_rest = item_rest.ok().map(|r| r.value);
        ItemStatistics {
            mean: moments.sums()[i] as f64 / n as f64 / unit,
            sd: (own as f64 / pairs).sqrt() / unit,
            item_rest,
            item_total,
            alpha_if_deleted,
            smc: smc.as_ref().map(|smc| smc[i]).map_err(|why| *why),
            first_component,
            against: against(by_rest, by_component, n),
        }
    };
    Ok((0..k).map(of).collect())
}

/// What speaks against an item, the surer first.
fn against(by_rest: Option<f64>, by_component: Option<f64>, n: i64) -> Option<Against> {
    let evidence = [(Evidence::ItemRest, by_rest), (Evidence::FirstComponent, by_component)];
    let found = evidence.into_iter().filter_map(|(by, r)| {
        let r = r.filter(|r| *r < 0.0)?;
        let interval = of_correlation(r, n);
        // A perfect correlation has no interval and needs none.
        let beyond_chance = interval.map_or_else(|why| why == WhyNot::PerfectCorrelation, |(_, high)| high < 0.0);
        Some(Against { by, r, interval: interval.ok(), beyond_chance })
    });
    let found: Vec<Against> = found.collect();
    found.iter().find(|against| against.beyond_chance).or(found.first()).copied()
}

/// The correlation of each item with the first principal component, `√λ v_i`.
fn component(matrix: &[f64], k: usize) -> Result<Vec<f64>, WhyNot> {
    if k > super::MAX_MATRIX {
        return Err(WhyNot::ManyItems);
    }
    let (value, vector) = longest(matrix, k).ok_or(WhyNot::NoFactor)?;
    let sum: f64 = vector.iter().sum();
    // Two items that run against each other: neither end is the right one.
    if sum.abs() < 1e-9 {
        return Err(WhyNot::NoDirection);
    }
    let length = if sum < 0.0 { -value.sqrt() } else { value.sqrt() };
    Ok(vector.iter().map(|x| x * length).collect())
}

/// The correlation of an item with the first principal component of the others, turned so that their loadings sum to no negative
/// number. The component knows nothing of the item; so chance alone gives the signs plus and minus alike, and the interval of a
/// correlation holds. Of a component of all items it would not: it goes where the items went.
fn with_component_of_others(matrix: &[f64], k: usize, item: usize) -> Option<f64> {
    let others: Vec<usize> = (0..k).filter(|i| *i != item).collect();
    let rest: Vec<f64> = others.iter().flat_map(|i| others.iter().map(move |j| matrix[i * k + j])).collect();
    let (value, vector) = longest(&rest, k - 1)?;
    let sum: f64 = vector.iter().sum();
    let with: f64 = others.iter().zip(&vector).map(|(j, weight)| matrix[item * k + j] * weight).sum();
    let r = with / value.sqrt();
    (sum.abs() > 1e-9).then_some(if sum < 0.0 { -r } else { r })
}
