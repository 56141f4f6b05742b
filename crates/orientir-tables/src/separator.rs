//! What parts the cells of a line.
//!
//! Rows of titles may stand above the header ("Класс 9Б"), so one line does not tell. A sign that parts cells stands in the
//! header *and* in the rows below it; a comma of a decimal number or of a list stands in the rows alone, one of a title in
//! the title alone. So the sign with the longest run of lines wins, not the one with the most signs on a line: a row
//! `1;a,b,c,d,e` has more commas than semicolons. Ties go to the semicolon, then to the tab, because decimal commas make
//! commas the least reliable.

/// How many lines that are not empty are looked at.
const LINES: usize = 20;

/// The signs, the more reliable ones first.
const SIGNS: [u8; 3] = [b';', b'\t', b','];

/// What parts the cells, and how many bytes go before the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Separator {
    /// The sign.
    pub sign: u8,
    /// The length of the hint line and of the empty lines above it.
    pub skip: usize,
}

/// Tells the separator from the start of a text.
pub(crate) fn separator(text: &[u8]) -> Separator {
    let empty = text.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let text = text.get(empty..).unwrap_or_default();
    let first = text.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    if let Some(sign) = hint(first) {
        return Separator { sign, skip: empty + first.len() };
    }
    Separator { sign: most(text).unwrap_or(b','), skip: 0 }
}

/// The sign of a line `sep=;`, a hint that spreadsheets write and read.
fn hint(line: &[u8]) -> Option<u8> {
    let end = line.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n'))?;
    let line = line.get(..=end)?;
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line.strip_prefix(b"sep=") {
        Some([sign]) if sign.is_ascii() && !sign.is_ascii_alphanumeric() && *sign != b'"' => Some(*sign),
        _ => None,
    }
}

/// The sign with the longest run of lines that have it outside quotes.
fn most(text: &[u8]) -> Option<u8> {
    let mut runs = [(0_usize, 0_usize); SIGNS.len()];
    let (mut lines, mut seen, mut blank) = (0, [false; SIGNS.len()], true);
    let (mut quoted, mut start) = (false, true);
    let mut end_line = |seen: [bool; SIGNS.len()]| {
        for ((run, longest), seen) in runs.iter_mut().zip(seen) {
            *run = if seen { *run + 1 } else { 0 };
            *longest = (*longest).max(*run);
        }
    };
    for byte in text.iter().copied() {
        if quoted {
            // A doubled quote closes and opens again.
            quoted = byte != b'"';
            start = !quoted;
            continue;
        }
        let sign = SIGNS.iter().position(|sign| *sign == byte);
        match byte {
            b'\n' | b'\r' if blank => {}
            b'\n' | b'\r' => {
                end_line(seen);
                (lines, seen, blank) = (lines + 1, [false; SIGNS.len()], true);
                if lines == LINES {
                    break;
                }
            }
            // A quote within a cell is a sign like another: `5" disk`.
            b'"' if start => (quoted, blank) = (true, false),
            _ => {
                blank = false;
                if let Some(seen) = sign.and_then(|sign| seen.get_mut(sign)) {
                    *seen = true;
                }
            }
        }
        start = sign.is_some() || matches!(byte, b'\n' | b'\r');
    }
    end_line(seen);
    let best = runs.iter().map(|(_, longest)| *longest).max().filter(|longest| *longest > 0)?;
    SIGNS.into_iter().zip(runs).find_map(|(sign, (_, longest))| (longest == best).then_some(sign))
}

#[cfg(test)]
mod tests {
    use super::{Separator, separator};

    fn sign(text: &str) -> char {
        char::from(separator(text.as_bytes()).sign)
    }

    #[test]
    fn separators_are_told_outside_quotes() {
        assert_eq!(sign("id,1,2\n"), ',');
        assert_eq!(sign("id;1;2\n1;a,a,a,a;b"), ';');
        assert_eq!(sign("id\t1\t2"), '\t');
        assert_eq!(sign("\"a;b;c\",d"), ',');
        assert_eq!(sign("\"a\"\"b;c\nd;e\",f\n1,2"), ',');
        assert_eq!(sign("5\" disk;b,\n1;2\n"), ';');
        assert_eq!(sign("id"), ',');
        assert_eq!(sign(""), ',');
    }

    #[test]
    fn a_hint_goes_before_all_and_is_skipped() {
        assert_eq!(separator(b"sep=;\r\nid;1"), Separator { sign: b';', skip: 7 });
        assert_eq!(separator(b"\r\nsep=\t\nid,1"), Separator { sign: b'\t', skip: 8 });
        assert_eq!(separator(b"\"sep=|\"\nid|1,2"), Separator { sign: b'|', skip: 8 });
        assert_eq!(separator(b"sep=;"), Separator { sign: b';', skip: 5 });
        assert_eq!(separator(b"sep=ab\n1;2"), Separator { sign: b';', skip: 0 });
        assert_eq!(separator(b"sep=\n1;2"), Separator { sign: b';', skip: 0 });
    }

    #[test]
    fn titles_above_the_header_and_decimal_commas_do_not_confuse() {
        assert_eq!(sign("Класс 9Б\n\nid;1;2\n1;а;б\n"), ';');
        assert_eq!(sign("Школа 5, класс 9Б, 2026, весна\nid;1\n1;а\n"), ';');
        assert_eq!(sign("Класс 9Б; 2026\nid,1,2\n1,а,б\n"), ',');
        assert_eq!(sign("рост;вес\n1,5;2,5\n1,6;2,6\n"), ';');
        assert_eq!(sign("1,5;2,5"), ';');
        assert_eq!(sign("id,answers\n1,a;b;c;d\n2,a;b;c;d"), ',');
    }

    #[test]
    fn only_the_first_lines_count() {
        let rows = "1;2\n".repeat(20);
        let notes = "a,b\n".repeat(100);
        assert_eq!(sign(&format!("{rows}{notes}")), ';');
    }
}
