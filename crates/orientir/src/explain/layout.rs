//! A listing of at most 80 columns: wrapped text, aligned columns, numbers as a language writes them.

use crate::definition::Metric;
use crate::exact::Ratio;
use crate::messages::Lang;

/// The widest line where words can be wrapped.
const WIDTH: usize = 80;

/// Lines that grow.
#[derive(Debug)]
pub(super) struct Listing {
    text: String,
}

impl Listing {
    pub(super) fn new() -> Self {
        Self { text: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A blank line, a heading and a line under it.
    pub(super) fn heading(&mut self, heading: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let lines = wrapped(heading, WIDTH);
        let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        for line in &lines {
            self.push(line);
        }
        self.push(&"-".repeat(widest));
    }

    /// A paragraph; lines after the first stand two columns deeper.
    pub(super) fn line(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), indent + 2, text);
    }

    /// A paragraph behind a beginning that is already laid out; lines after the first begin at a column.
    pub(super) fn hanging(&mut self, beginning: &str, column: usize, text: &str) {
        let first = WIDTH.saturating_sub(width(beginning)).max(20);
        let mut lines = wrapped_from(text, first, WIDTH.saturating_sub(column).max(20)).into_iter();
        let line = format!("{beginning}{}", lines.next().unwrap_or_default());
        self.push(line.trim_end());
        for line in lines {
            self.push(format!("{}{line}", " ".repeat(column)).trim_end());
        }
    }

    /// Rows of cells, the last of them wrapped; `right` tells which columns are aligned to the right.
    pub(super) fn table(&mut self, indent: usize, right: &[bool], rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|c| rows.iter().filter_map(|row| row.get(c)).map(|cell| width(cell)).max().unwrap_or(0))
            .collect();
        for row in rows {
            let Some((last, cells)) = row.split_last() else { continue };
            let mut beginning = " ".repeat(indent);
            for ((cell, wide), right) in cells.iter().zip(&widths).zip(right) {
                let blanks = " ".repeat(wide.saturating_sub(width(cell)));
                let (first, second) =
                    if *right { (blanks.as_str(), cell.as_str()) } else { (cell.as_str(), blanks.as_str()) };
                beginning.extend([first, second, "  "]);
            }
            let column = width(&beginning);
            self.hanging(&beginning, column, last);
        }
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// The columns that a text takes: Cyrillic and Latin letters take one each.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}

fn wrapped(text: &str, limit: usize) -> Vec<String> {
    wrapped_from(text, limit, limit)
}

/// Words in lines of at most `first`, then `next` columns; a longer word stands alone.
fn wrapped_from(text: &str, first: usize, next: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let limit = if lines.is_empty() { first } else { next };
        if !line.is_empty() && width(&line) + 1 + width(word) > limit {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// A number as people write it: a decimal where at most four places say it exactly, else the fraction with its value.
pub(super) fn number(value: Ratio, lang: Lang) -> String {
    match decimal(value, lang) {
        Some(exact) => exact,
        None => format!("{}/{} ≈ {}", sign(value.numerator()), value.denominator(), float(value.to_f64(), 3, lang)),
    }
}

/// A number with a sign: `+1`, `0`, `−2`.
pub(super) fn signed(value: Ratio, lang: Lang) -> String {
    let plus = if value > Ratio::ZERO { "+" } else { "" };
    format!("{plus}{}", number(value, lang))
}

/// A negative number in brackets, as a factor or a subtrahend.
pub(super) fn bracketed(value: Ratio, lang: Lang) -> String {
    let text = number(value, lang);
    if value < Ratio::ZERO || text.contains('≈') { format!("({text})") } else { text }
}

/// A float rounded to at most so many places, without trailing zeros.
pub(super) fn float(value: f64, places: usize, lang: Lang) -> String {
    let text = format!("{value:.places$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text.as_str() };
    let text = if text == "-0" { "0" } else { text };
    localised(&text.replace('-', "−"), lang)
}

/// A standard score as people read it: of a percentile rank never 0 or 100, since nobody is known to stand below or above
/// everybody whom the sample stands for.
pub(super) fn standard(value: f64, metric: Metric, lang: Lang) -> String {
    match metric {
        Metric::Percentile if value < 1.0 => "<1".to_owned(),
        Metric::Percentile if value > 99.0 => ">99".to_owned(),
        _ => float(value, 2, lang),
    }
}

/// A probability in percent as people read it: whole, and never sure.
pub(super) fn percent(value: f64) -> String {
    if value < 1.0 {
        "<1".to_owned()
    } else if value > 99.0 {
        ">99".to_owned()
    } else {
        format!("{value:.0}")
    }
}

/// The comma of Russian and Lithuanian in the place of the point.
pub(super) fn localised(text: &str, lang: Lang) -> String {
    if lang == Lang::En { text.to_owned() } else { text.replace('.', ",") }
}

fn sign(units: i64) -> String {
    units.to_string().replace('-', "−")
}

fn decimal(value: Ratio, lang: Lang) -> Option<String> {
    let places = (0_u32..=4).find(|places| 10_i64.pow(*places) % value.denominator() == 0)?;
    let scale = 10_i128.pow(places);
    let units = i128::from(value.numerator()) * scale / i128::from(value.denominator());
    let minus = if units < 0 { "−" } else { "" };
    let (whole, part) = (units.abs() / scale, units.abs() % scale);
    let point = if lang == Lang::En { '.' } else { ',' };
    Some(if places == 0 {
        format!("{minus}{whole}")
    } else {
        format!("{minus}{whole}{point}{part:0width$}", width = places as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_or_say_that_they_are_not() {
        let number = |n, d| number(Ratio::new(n, d), Lang::Ru);
        assert_eq!(number(3, 1), "3");
        assert_eq!(number(-7, 2), "−3,5");
        assert_eq!(number(-1, 2), "−0,5");
        assert_eq!(number(17, 8), "2,125");
        assert_eq!(number(200, 3), "200/3 ≈ 66,667");
        assert_eq!(number(1, 100_000), "1/100000 ≈ 0");
        assert_eq!(signed(Ratio::whole(2), Lang::En), "+2");
        assert_eq!(signed(Ratio::ZERO, Lang::En), "0");
        assert_eq!(bracketed(Ratio::whole(-2), Lang::En), "(−2)");
        assert_eq!(float(59.913_506, 2, Lang::Lt), "59,91");
        assert_eq!(float(-0.001, 2, Lang::En), "0");
        let percentile = |value| standard(value, Metric::Percentile, Lang::Lt);
        assert_eq!(
            [0.0, 0.999, 1.0, 97.5, 99.0, 99.001, 100.0].map(percentile),
            ["<1", "<1", "1", "97,5", "99", ">99", ">99"]
        );
        assert_eq!(standard(0.4, Metric::Z, Lang::En), "0.4");
    }

    #[test]
    fn lines_are_wrapped_and_columns_aligned() {
        let mut listing = Listing::new();
        let long = "word ".repeat(30);
        listing.table(
            2,
            &[false, true],
            &[vec!["1".into(), "+1".into(), long.clone()], vec!["10".into(), "0".into(), "x".into()]],
        );
        let text = listing.finish();
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(text.starts_with("  1   +1  word word"), "{text}");
        assert!(text.lines().nth(1).is_some_and(|line| line.starts_with("          word")), "{text}");
        assert!(text.ends_with("  10   0  x\n"), "{text}");
    }

    #[test]
    fn a_word_that_is_too_long_is_not_cut() {
        let mut listing = Listing::new();
        listing.line(0, &"x".repeat(100));
        assert_eq!(listing.finish().trim_end().len(), 100);
    }
}
