//! Dates as numbers of days.

/// The number of a day, so that differences are days; none for a text that begins with no date. `2026-03-19` and `19.03.2026` are
/// read, with a time behind or none.
///
/// Days of the Gregorian calendar by Hinnant's `days_from_civil`; day 0 is 1970-01-01. `3/4/2026` is not read: which of the two
/// is the month cannot be told.
pub fn day_number(text: &str) -> Option<i64> {
    let date = text.trim().split([' ', 'T', ',']).next()?;
    let (mut parts, day_first) = if date.contains('-') { (date.split('-'), false) } else { (date.split('.'), true) };
    let mut number = || parts.next().filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse::<i64>().ok();
    let (first, month, last) = (number()?, number()?, number()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, day) = if day_first { (last, first) } else { (first, last) };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if !(1000..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=length).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::day_number;

    #[test]
    fn days_are_those_of_the_calendar() {
        // Python 3, `date.toordinal() - 719163`.
        for (text, day) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2026-03-19", 20_531),
            ("19.03.2026 10:15", 20_531),
            ("2026-03-19T10:15:00Z", 20_531),
        ] {
            assert_eq!(day_number(text), Some(day), "{text}");
        }
        for text in
            ["", "soon", "2026-02-29", "31.04.2026", "3/4/2026", "26-03-19", "2026-03", "2026-03-19-1", "-1-1-1"]
        {
            assert_eq!(day_number(text), None, "{text}");
        }
    }
}
