//! Operations on exact numbers, and the ranges that they can give.

use crate::exact::Ratio;
use crate::plan::Operation;

/// An operation on numbers; none over nothing.
pub(crate) fn apply(operation: Operation, values: &mut Vec<Ratio>) -> Option<Ratio> {
    let sum = |values: &[Ratio]| values.iter().try_fold(Ratio::ZERO, |total, value| total.plus(*value));
    match operation {
        Operation::Sum => sum(values),
        Operation::Mean => sum(values)?.over(Ratio::whole(i64::try_from(values.len()).ok()?)),
        Operation::Median => median(values),
        Operation::Spread => values.iter().max()?.minus(*values.iter().min()?),
        Operation::Least => values.iter().min().copied(),
        Operation::Greatest => values.iter().max().copied(),
        Operation::Difference => match values.as_slice() {
            [a, b] => a.minus(*b),
            _ => None,
        },
        Operation::Ratio => match values.as_slice() {
            [a, b] => a.over(*b),
            _ => None,
        },
    }
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
        Operation::Median => {
            Some((median(&mut lows().collect::<Vec<_>>())?, median(&mut highs().collect::<Vec<_>>())?))
        }
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
            // A divisor that may be zero leaves the range open.
            [a, b] if b.0 > Ratio::ZERO || b.1 < Ratio::ZERO => {
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
