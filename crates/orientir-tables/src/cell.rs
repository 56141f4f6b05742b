//! The text of a cell of a workbook.

use calamine::{CellErrorType, DataRef};

/// What a cell shows whose neighbour was merged over it, in a region of several rows.
pub(crate) const MERGED: &str = "#MERGED!";

const DAY_SECONDS: i64 = 86_400;

/// Days from the epoch of 1900 to the epoch of 1904.
const EPOCH_1904: i64 = 1462;

/// The serial number of 9999-12-31, the last date there is.
const LAST_DAY: i64 = 2_958_465;

/// Appends the text of a value.
pub(crate) fn write(text: &mut String, value: &DataRef<'_>, is_1904: bool) {
    match value {
        DataRef::Int(number) => text.push_str(&number.to_string()),
        DataRef::Float(number) => text.push_str(&self::number(*number)),
        DataRef::String(string) => text.push_str(string),
        DataRef::SharedString(string) => text.push_str(string),
        DataRef::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        DataRef::DateTime(moment) if moment.is_duration() => text.push_str(&duration(moment.as_f64())),
        DataRef::DateTime(moment) => text.push_str(&date(moment.as_f64(), is_1904)),
        DataRef::DateTimeIso(moment) => text.push_str(day(moment)),
        DataRef::DurationIso(duration) => text.push_str(duration),
        // Excel's own name for it.
        DataRef::Error(CellErrorType::GettingData) => text.push_str("#GETTING_DATA"),
        DataRef::Error(error) => text.push_str(&error.to_string()),
        DataRef::Empty => {}
    }
}

/// The shortest decimal number that reads back the same; `-0` is 0.
fn number(number: f64) -> String {
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

/// A date without the time where the time is midnight.
fn day(moment: &str) -> &str {
    let midnight = |rest: &&str| rest.chars().all(|sign| matches!(sign, '0' | ':' | '.'));
    moment.split_once('T').filter(|(_, time)| midnight(time)).map_or(moment, |(day, _)| day)
}

/// A serial number in seconds, to the nearest: workbooks hold 10:12:33 as 0.42538194444444447.
fn seconds(serial: f64) -> Option<i64> {
    let seconds = (serial * DAY_SECONDS as f64).round();
    // Nothing that is a date or a duration has more than 2^53 seconds.
    #[expect(clippy::cast_possible_truncation, reason = "checked to lie far within")]
    (seconds.abs() < 9e15).then_some(seconds as i64)
}

fn time(seconds: i64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Hours, minutes and seconds; the hours may be more than a day has.
fn duration(serial: f64) -> String {
    match seconds(serial) {
        Some(seconds) if seconds < 0 => format!("-{}", time(-seconds)),
        Some(seconds) => time(seconds),
        None => number(serial),
    }
}

/// A date, a time, or both; the number itself where it is none.
fn date(serial: f64, is_1904: bool) -> String {
    let Some(seconds) = seconds(serial).filter(|seconds| *seconds >= 0) else { return number(serial) };
    let (days, rest) = (seconds / DAY_SECONDS, seconds % DAY_SECONDS);
    // Below the first day of 1900 only the time means something. In the epoch of 1904, 0 is a day, yet no pupil's.
    if days == 0 && (rest > 0 || !is_1904) {
        return time(rest);
    }
    let days = if is_1904 { days + EPOCH_1904 } else { days };
    let day = match days {
        // Excel has the day that Lotus 1-2-3 had by mistake: 1900 was no leap year.
        60 => "1900-02-29".to_owned(),
        ..60 => civil(days + 1),
        61..=LAST_DAY => civil(days),
        _ => return number(serial),
    };
    if rest == 0 { day } else { format!("{day}T{}", time(rest)) }
}

/// The date of a number of days after 1899-12-30. Counted in years that start in March, as in Hinnant's
/// "chrono-compatible low-level date algorithms" (2013): the leap day is the last one, so months need no table.
fn civil(days: i64) -> String {
    // Days from 0000-03-01.
    let days = days + 693_899;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

    use super::write;

    fn text(value: &DataRef<'_>, is_1904: bool) -> String {
        let mut text = String::new();
        write(&mut text, value, is_1904);
        text
    }

    fn moment(serial: f64, is_1904: bool) -> String {
        text(&DataRef::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904)), is_1904)
    }

    fn duration(serial: f64) -> String {
        text(&DataRef::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::TimeDelta, false)), false)
    }

    #[test]
    fn numbers_are_short_and_read_back() {
        for (number, shown) in
            [(7.0, "7"), (-3.0, "-3"), (2.5, "2.5"), (0.1, "0.1"), (-0.0, "0"), (1e21, "1000000000000000000000")]
        {
            assert_eq!(text(&DataRef::Float(number), false), shown);
        }
        let odd = 0.1 + 0.2;
        assert_eq!(text(&DataRef::Float(odd), false).parse(), Ok(odd));
        assert_eq!(text(&DataRef::Int(-42), false), "-42");
    }

    #[test]
    fn texts_truths_and_errors_are_as_excel_prints_them() {
        assert_eq!(text(&DataRef::SharedString(" a\nb "), false), " a\nb ");
        assert_eq!(text(&DataRef::Bool(true), false), "true");
        assert_eq!(text(&DataRef::Bool(false), false), "false");
        assert_eq!(text(&DataRef::Empty, false), "");
        for (error, shown) in [
            (CellErrorType::Div0, "#DIV/0!"),
            (CellErrorType::NA, "#N/A"),
            (CellErrorType::Name, "#NAME?"),
            (CellErrorType::Null, "#NULL!"),
            (CellErrorType::Num, "#NUM!"),
            (CellErrorType::Ref, "#REF!"),
            (CellErrorType::Value, "#VALUE!"),
            (CellErrorType::GettingData, "#GETTING_DATA"),
        ] {
            assert_eq!(text(&DataRef::Error(error), false), shown);
        }
    }

    #[test]
    fn dates_of_both_epochs() {
        // Microsoft, "Differences between the 1900 and the 1904 date system": 5 July 1998 is 35981 and 34519.
        assert_eq!(moment(35_981.0, false), "1998-07-05");
        assert_eq!(moment(34_519.0, true), "1998-07-05");
        assert_eq!(moment(0.0, true), "1904-01-01");
        assert_eq!(moment(1.0, false), "1900-01-01");
        assert_eq!(moment(59.0, false), "1900-02-28");
        assert_eq!(moment(60.0, false), "1900-02-29");
        assert_eq!(moment(61.0, false), "1900-03-01");
        assert_eq!(moment(36_584.0, false), "2000-02-28");
        assert_eq!(moment(36_585.0, false), "2000-02-29");
        assert_eq!(moment(36_586.0, false), "2000-03-01");
        assert_eq!(moment(46_100.0, false), "2026-03-19");
        assert_eq!(moment(2_958_465.0, false), "9999-12-31");
    }

    #[test]
    fn our_dates_are_those_of_calamine() {
        for serial in (61..2_958_466).step_by(97) {
            let (year, month, day, ..) =
                ExcelDateTime::new(f64::from(serial), ExcelDateTimeType::DateTime, false).to_ymd_hms_milli();
            assert_eq!(moment(f64::from(serial), false), format!("{year:04}-{month:02}-{day:02}"));
        }
    }

    #[test]
    fn times_are_rounded_to_the_second_and_carry() {
        assert_eq!(moment(46_100.0 + 36_753.0 / 86_400.0, false), "2026-03-19T10:12:33");
        assert_eq!(moment(0.425_381_944, false), "10:12:33");
        assert_eq!(moment(0.425_381_944, true), "10:12:33");
        assert_eq!(moment(46_099.999_999_999, false), "2026-03-19");
        assert_eq!(moment(0.0, false), "00:00:00");
        assert_eq!(duration(0.425_381_944), "10:12:33");
        assert_eq!(duration(1.25), "30:00:00");
        assert_eq!(duration(-0.5), "-12:00:00");
    }

    #[test]
    fn what_is_no_date_stays_a_number() {
        assert_eq!(moment(-1.0, false), "-1");
        assert_eq!(moment(2_958_466.0, false), "2958466");
        assert_eq!(moment(f64::NAN, false), "NaN");
        assert_eq!(moment(1e300, false).len(), 301);
        assert_eq!(duration(f64::INFINITY), "inf");
    }

    #[test]
    fn dates_in_words_lose_midnight() {
        for (moment, shown) in [
            ("2026-03-19T00:00:00", "2026-03-19"),
            ("2026-03-19T00:00:00.000", "2026-03-19"),
            ("2026-03-19T10:12:33", "2026-03-19T10:12:33"),
            ("2026-03-19", "2026-03-19"),
        ] {
            assert_eq!(text(&DataRef::DateTimeIso(moment.to_owned()), false), shown);
        }
    }
}
