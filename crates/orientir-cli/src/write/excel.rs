//! What Excel makes of a cell when it opens a CSV file.

/// The longest whole number that Excel shows as it stands; longer ones become `1,23E+11`, and from 16 digits on lose some.
const MOST_DIGITS: usize = 11;
/// Words in which Excel sees a part of a number, a time or a sum of money.
const PARTS: [&str; 8] = ["e", "am", "pm", "р", "руб", "eur", "rub", "usd"];
/// Such words where they stand apart: `5 a` is a time, `5a` is not.
const APART: [&str; 2] = ["a", "p"];
/// How the names of months begin in Russian, Lithuanian and English.
const MONTHS: [&str; 38] = [
    "янв", "фев", "мар", "апр", "май", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек", "sau", "vas", "kov",
    "bal", "geg", "bir", "lie", "rgp", "rug", "rgs", "spa", "lap", "gru", "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec",
];
/// Words that are values.
const VALUES: [&str; 4] = ["true", "false", "истина", "ложь"];

/// Whether Excel would show something else than the text: a number, a date, a time, a percentage, a truth. It errs on the
/// side of yes: a text that is kept by force looks the same.
pub fn changes(text: &str) -> bool {
    let trimmed = text.trim();
    if trimmed == text && is_plain_number(text) {
        return false;
    }
    if VALUES.contains(&trimmed.to_lowercase().as_str()) {
        return true;
    }
    let sign = |c: char| c.is_whitespace() || "+-−–.,/:%()'’$€£₽".contains(c);
    if !trimmed.contains(|c: char| c.is_ascii_digit()) || !trimmed.chars().all(|c| c.is_alphanumeric() || sign(c)) {
        return false;
    }
    let lowered = trimmed.to_lowercase();
    let mut words = lowered.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let month = |word: &str| MONTHS.iter().any(|month| word.starts_with(month));
    let begins_with_letters = lowered.starts_with(char::is_alphabetic);
    let apart = lowered.contains(char::is_whitespace);
    let part = |word: &str| PARTS.contains(&word) || (apart && APART.contains(&word));
    words.all(|word| month(word) || (!begins_with_letters && part(word)))
}

/// A whole number as Excel would show it.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty() && digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    plain && (!digits.starts_with('0') || text == "0")
}

#[cfg(test)]
mod tests {
    use super::changes;

    #[test]
    fn what_excel_would_change_is_known() {
        for text in [
            "007",
            "00",
            "-0",
            "-07",
            "1234567890123456",
            "123456789012",
            "1-2",
            "1/2",
            "1.2",
            "3,5",
            "1e5",
            "1E5",
            "+5",
            "+37061234567",
            "+370 612 34567",
            "2026-10-01",
            "01.10.2026",
            "1 окт",
            "5 Мая",
            "окт.26",
            "Mar-5",
            "MAR1",
            "sept2",
            "5 kovo",
            "10:30",
            "5%",
            "(5)",
            "$5",
            "5 €",
            "5 р.",
            "1 1/2",
            "5 a",
            "10:30 PM",
            " 7",
            "7 ",
            "TRUE",
            "ложь",
            "-5.5",
            "1 234",
        ] {
            assert!(changes(text), "{text}");
        }
        for text in [
            "",
            "0",
            "7",
            "42",
            "-5",
            "12345678901",
            "Анна",
            "9Б",
            "a3",
            "L3",
            "a",
            "-",
            "12a",
            "k-12",
            "p_07",
            "nature",
            "2 of 2",
            "#7",
            "=1+1",
            "@x",
            "5\"",
            "Мария",
            "nature+technology",
        ] {
            assert!(!changes(text), "{text}");
        }
    }
}
