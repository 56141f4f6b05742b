//! Texts in figures: how wide they are, where they break.
//!
//! SVG breaks no lines, and which font draws is not known. So widths are estimated, and rather too wide than too narrow.

use unicode_width::UnicodeWidthChar;

/// A text as lines that are not wider than `width`. A word that is wider alone is broken within.
///
/// Signs that are not [`shown`] are left out.
pub(crate) fn lines(text: &str, size: f64, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in shown(text).split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if self::width(&joined, size) <= width {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for sign in word.chars() {
            if !line.is_empty() && self::width(&line, size) + em(sign) * size > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(sign);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The width of a text, in the unit of `size`.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The width of a sign in sizes of the font: what Arial, Segoe UI, Roboto, Noto and `DejaVu` need at most.
fn em(sign: char) -> f64 {
    match sign {
        'i' | 'j' | 'l' | 'I' | 'į' | 'Į' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '(' | ')' | 'ї' | 'і' => {
            0.4
        }
        'f' | 'r' | 't' | '-' | '/' | '"' => 0.5,
        'm' | 'w' | 'M' | 'W' | 'ж' | 'ш' | 'щ' | 'ю' | 'ы' | 'ф' | 'м' => 0.98,
        'Ж' | 'Ш' | 'Ю' | 'Ы' | 'Ф' | 'М' | 'Д' | '—' | '…' | '№' | '−' | '%' | '@' | '&' => 1.12,
        'Щ' => 1.25,
        _ if sign.is_uppercase() => 0.8,
        _ => match sign.width() {
            Some(0) => 0.0,
            Some(2) => 1.3,
            _ => 0.66,
        },
    }
}

/// A text without signs that turn its direction, which could only mislead in a figure, and without those that XML may not hold.
pub(crate) fn shown(text: &str) -> String {
    const TURNING: [char; 12] = [
        '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}',
        '\u{2067}', '\u{2068}', '\u{2069}',
    ];
    const NONE: [char; 2] = ['\u{fffe}', '\u{ffff}'];
    let is_shown =
        |sign: &char| (sign.is_whitespace() || !sign.is_control()) && !TURNING.contains(sign) && !NONE.contains(sign);
    let plain = |sign: char| if sign.is_control() { ' ' } else { sign };
    text.chars().filter(is_shown).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole_where_they_fit() {
        assert_eq!(lines("Человек и природа", 15.0, 400.0), ["Человек и природа"]);
        assert_eq!(lines("  Человек \n и   природа", 15.0, 90.0), ["Человек и", "природа"]);
        assert!(lines("", 15.0, 90.0).is_empty());
    }

    #[test]
    fn a_word_that_is_too_long_is_broken_and_nothing_is_lost() {
        let word = "nebeprisikiškiakopūsteliaudavome";
        let broken = lines(word, 13.0, 80.0);
        assert!(broken.len() > 1);
        assert_eq!(broken.concat(), word);
        assert!(broken.iter().all(|line| width(line, 13.0) <= 80.0));
        let name = "Я".repeat(300);
        assert_eq!(lines(&name, 13.0, 80.0).concat(), name);
        assert_eq!(lines("😀", 40.0, 10.0), ["😀"], "a sign alone stays whole");
    }

    #[test]
    fn what_turns_the_direction_is_left_out() {
        assert_eq!(lines("a\u{202e}b\u{0}c \u{200f}", 15.0, 400.0), ["abc"]);
        assert_eq!(shown("a\nb\u{ffff}"), "a b");
    }
}
