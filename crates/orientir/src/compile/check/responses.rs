//! Checks of response formats and of what items say of their codes.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::codes::Codes;
use crate::compile::names::tell_unknown;
use crate::compile::resolve::Resolved;
use crate::definition::{Definition, Response};
use crate::error::{Code, Diagnostics, Error};
use crate::exact::{Decimal, Ratio};

/// How many places a row between two poles has.
const PLACES: RangeInclusive<u32> = 2..=21;

/// The codes of a response; none if its numbers make no sense.
pub(crate) fn codes(response: &Response) -> Option<Codes> {
    let sound = match response {
        Response::Bipolar(bipolar) => PLACES.contains(&bipolar.positions),
        Response::Analog(analog) => {
            let (from, to) = (analog.from.ratio(), analog.to.ratio());
            let end = analog.overflow.as_ref().map_or(to, |overflow| overflow.to.ratio());
            analog.step.ratio() > Ratio::ZERO && from < to && to <= end
        }
        _ => true,
    };
    if sound { Codes::new(response) } else { None }
}

pub(super) fn responses(definition: &Definition, resolved: &Resolved<'_>, faults: &mut Diagnostics) {
    for (name, response) in definition.responses.iter() {
        let path = format!("/responses/{}", crate::definition::reader::pointer_step(name));
        if let Response::Bipolar(bipolar) = response
            && !PLACES.contains(&bipolar.positions)
        {
            let fault = Error::new(Code::BadNumber, path).with("number", bipolar.positions);
            faults.push(fault.with("allowed", format!("{}..={}", PLACES.start(), PLACES.end())));
            continue;
        }
        let Some(codes) = codes(response) else {
            let allowed = "rising limits and a step that divides them, at most 10000 codes";
            faults.push(Error::new(Code::BadNumber, path).with("number", "of codes").with("allowed", allowed));
            continue;
        };
        if !codes.written && (0..codes.values).all(|cell| !codes.is_code(cell)) {
            faults.push(Error::new(Code::EmptyList, path.as_str()).with("what", "code"));
        } else if let Response::Rating(rating) = response {
            let inner = rating.from + 1..rating.to;
            for (i, hole) in rating.without.iter().enumerate().filter(|(_, hole)| !inner.contains(hole)) {
                let fault = Error::new(Code::BadNumber, format!("{path}/rating/without/{i}")).with("number", hole);
                let allowed = "a number between the ends, which are written as `from` and `to`";
                faults.push(fault.with("allowed", allowed));
            }
        }
        let mut seen = BTreeSet::new();
        let places = matches!(response, Response::Bipolar(bipolar) if bipolar.positions % 2 == 1);
        for sign in codes.signs() {
            // The middle of an odd row is also entered as 0.
            let middle = places && sign == "0";
            let number = codes.grid.is_some() && Decimal::parse(&sign.replacen(',', ".", 1)).is_some() && !middle;
            let fault = Error::new(Code::CodesClash, path.as_str()).with("code", sign);
            // Some signs can never be entered: an answer is read without blanks, and some words mean that there is none.
            if sign.trim() != sign || sign.is_empty() {
                faults.push(fault.with("reason", "an answer is read without blanks round it"));
            } else if crate::codes::is_special(sign) {
                faults.push(fault.with("reason", "the word stands for an answer that is not there"));
            } else if number {
                faults.push(fault.with("reason", "it reads as a number"));
            } else if !seen.insert(sign) {
                faults.push(fault);
            }
        }
        if let Response::Analog(analog) = response {
            if let Some(length) = &analog.measured_length {
                let path = format!("{path}/analog/measured_length");
                let field = resolved.names.field(length, None, &path, faults);
                let slot = field.and_then(|field| resolved.names.slots.get(usize::from(field)));
                if slot.and_then(|slot| slot.codes.as_ref()).is_some_and(|codes| codes.grid.is_none()) {
                    let fault = Error::new(Code::WrongResponse, path).with("field", length);
                    faults.push(fault.with("reason", "its answers are not numbers"));
                }
            }
            if analog.overflow.as_ref().is_some_and(|o| !o.clamp_and_flag) {
                let fault = Error::new(Code::UnknownWord, format!("{path}/analog/overflow/clamp_and_flag"));
                faults.push(fault.with("word", "false").with("allowed", "true"));
            }
        }
        if let Response::Points(points) = response {
            for (i, give) in points.codes.iter().enumerate().filter(|(_, g)| g.give.len() != points.options.len()) {
                let fault = Error::new(Code::BadNumber, format!("{path}/points/codes/{i}/give"));
                faults.push(
                    fault
                        .with("number", format!("of points, {}", give.give.len()))
                        .with("allowed", points.options.len()),
                );
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

pub(super) fn items(definition: &Definition, resolved: &Resolved<'_>, faults: &mut Diagnostics) {
    for (i, item) in definition.items.iter().enumerate() {
        let slots: Vec<_> = resolved
            .names
            .fields_of
            .get(i)
            .and_then(|range| resolved.names.slots.get(range.clone()))
            .into_iter()
            .flatten()
            .collect();
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
        let told: BTreeSet<&str> = options.iter().copied().collect();
        for (code, _) in item.options.iter().filter(|(code, _)| !told.contains(code)) {
            let path = format!("/items/{i}/options/{}", crate::definition::reader::pointer_step(code));
            tell_unknown(faults, path, "code", code, &options);
        }
        for slot in &slots {
            if let Some(rates) = slot.field.rates.as_ref().filter(|rates| item.options.get(rates).is_none()) {
                let known: Vec<_> = item.options.iter().map(|(code, _)| code).collect();
                tell_unknown(faults, format!("/items/{i}/options"), "option", rates, &known);
            }
        }
        if let Some(right) = &item.right
            && !codes.iter().any(|c| c.read(right).is_ok_and(|cell| c.is_code(cell)))
        {
            tell_unknown(faults, format!("/items/{i}/right"), "code", right, &options);
        }
    }
}
