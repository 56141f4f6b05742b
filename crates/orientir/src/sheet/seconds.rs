//! How long a form took, as tables write it: for response quality alone, scores never see it.

use super::plain::bare;
use crate::error::{Code, Error};

/// The longest time: a day. What took longer was left open, and says nothing of how fast somebody answered.
const MOST: f64 = 86_400.0;

/// The name of the column in a map.
pub(super) const SECONDS: &str = "seconds";

/// What a cell may hold, for a message.
const ALLOWED: &str = "seconds such as 451, or 0:07:31, or 7 min 31 s, above 0 and at most 86400";

/// Units as [`unit`] finds them, with the seconds of one.
const UNITS: [(f64, &[&str]); 4] = [
    (1.0, &["с", "сек", "секунд", "секунда", "секунды", "s", "sec", "secs", "second", "seconds", "sek"]),
    (60.0, &["м", "мин", "минут", "минута", "минуты", "m", "min", "mins", "minute", "minutes"]),
    (3600.0, &["ч", "час", "часа", "часов", "h", "hr", "hrs", "hour", "hours", "val"]),
    (86_400.0, &["д", "дн", "день", "дня", "дней", "d", "day", "days"]),
];

/// Units whose Lithuanian words are declined.
const STEMS: [(f64, &str); 4] = [(1.0, "sekund"), (60.0, "minut"), (3600.0, "valand"), (86_400.0, "dien")];

/// Seconds for the whole form: a number of them (`451`, `451,5`, `451 с`), a time of three parts (`0:07:31`), or words
/// (`7 мин. 31 сек.`, `1 val. 2 min.`). Above 0 and at most a day. `7:31` is refused: minutes and seconds, or hours and
/// minutes?
pub(super) fn seconds(cell: &str, header: &str) -> Result<f64, Error> {
    let text = bare(cell);
    let found = number(text).or_else(|| clock(text)).or_else(|| words(text));
    found.filter(|seconds| *seconds > 0.0 && *seconds <= MOST).ok_or_else(|| {
        let fault = Error::new(Code::BadCovariate, "").with("column", crate::error::escape(header));
        fault.with_answer("answer", text).with("allowed", ALLOWED)
    })
}

/// Digits with at most one point or comma between them; a comma before three digits might set off thousands.
fn number(text: &str) -> Option<f64> {
    let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.len() <= 12 && part.bytes().all(|byte| byte.is_ascii_digit());
    let thousands = text.contains(',') && rest.len() == 3;
    (digits(whole) && digits(rest) && !thousands).then(|| format!("{whole}.{rest}").parse().ok()).flatten()
}

/// Hours, minutes and seconds.
fn clock(text: &str) -> Option<f64> {
    let mut parts = text.split(':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = |part: &str, most: usize| (1..=most).contains(&part.len()) && !part.contains(['.', ',']);
    if parts.next().is_some() || !whole(hours, 4) || !whole(minutes, 2) {
        return None;
    }
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    (minutes < 60.0 && seconds < 60.0).then_some(hours * 3600.0 + minutes * 60.0 + seconds)
}

/// Numbers with units, from the longest unit to the shortest.
fn words(text: &str) -> Option<f64> {
    let (mut sum, mut before, mut rest) = (0.0, f64::INFINITY, text.trim_end_matches('.'));
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
        let (amount, behind) = rest.split_at_checked(end)?;
        let behind = behind.trim_start();
        let (name, after) =
            behind.split_at_checked(behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len()))?;
        let unit = unit(name).filter(|unit| *unit < before)?;
        sum += number(amount)? * unit;
        before = unit;
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
    }
    before.is_finite().then_some(sum)
}

/// The seconds of a unit.
fn unit(name: &str) -> Option<f64> {
    let name = name.to_lowercase();
    let exact = UNITS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(unit, _)| *unit);
    let stem = || STEMS.iter().find(|(_, stem)| name.starts_with(stem)).map(|(unit, _)| *unit);
    exact.or_else(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
        for (text, found) in [
            ("451", 451.0),
            (" 451.5 ", 451.5),
            ("451,5", 451.5),
            ("0.5", 0.5),
            ("86400", 86_400.0),
            ("451 с", 451.0),
            ("451s", 451.0),
            ("451,25 сек.", 451.25),
            ("0:07:31", 451.0),
            ("00:07:31", 451.0),
            ("24:00:00", 86_400.0),
            ("0:07:31.5", 451.5),
            ("7 мин 31 с", 451.0),
            ("7 мин. 31 сек.", 451.0),
            ("7 минут, 31 секунда", 451.0),
            ("1 ч 2 мин", 3720.0),
            ("1 val. 2 min. 3 sek.", 3723.0),
            ("2 minutės 3 sekundės", 123.0),
            ("7 mins 31 secs", 451.0),
            ("7m31s", 451.0),
            ("1 hour 1 sec", 3601.0),
            ("1 d", 86_400.0),
            ("90 min", 5400.0),
        ] {
            assert!(seconds(text, "t").is_ok_and(|seconds| same(seconds, found)), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "0",
            "0:00:00",
            "-5",
            "−5",
            "86401",
            "24:00:01",
            "2 days 3 hours",
            "1e3",
            "1,000",
            "1.2.3",
            "NaN",
            "inf",
            "∞",
            "7:31",
            "0:60:00",
            "0:00:60",
            "1:2:3:4",
            "0:7,5:00",
            "::",
            "7 мин 31",
            "31 с 7 мин",
            "5 с 5 с",
            "мин",
            "7 лет",
            "быстро",
            "2026-03-01 10:15:00",
            "١٢",
            "９",
            "999999999999999999999999",
            ".",
            ",",
            "5.",
            ".5",
            "7 мин -3 с",
            "0x10",
            "PT7M31S",
            "#VALUE!",
            "",
            "+7",
        ] {
            assert_eq!(seconds(text, "t").map_err(|error| error.code()), Err(Code::BadCovariate), "{text}");
        }
    }
}
