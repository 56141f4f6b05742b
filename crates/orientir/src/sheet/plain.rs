//! Texts as tables carry them, made comparable: headers and labels pass through form makers, word processors and people.

/// Signs that nobody sees: zero-width ones, direction marks, soft hyphens, byte order marks.
fn unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// A cell without the blanks and unseen signs around it.
pub(crate) fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || unseen(c))
}

/// A name of somebody: without unseen signs, with single blanks between its parts.
pub(crate) fn name(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !unseen(*c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text in small letters: punctuation, quotes, dashes and unseen signs make no difference, nor does `ё` for `е`.
pub(crate) fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|c| !unseen(*c) && *c != '\u{301}') {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !words.is_empty() {
            words.push(' ');
        }
        gap = false;
        words.extend(c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c }));
    }
    words
}

/// A text that begins with a number set off by a point, a bracket, a colon or a blank: `12. Words`, `№ 12) words`.
pub(crate) fn numbered(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(['№', '#']).trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits).filter(|(number, _)| !number.is_empty())?;
    let words = rest.trim_start().strip_prefix(['.', ')', ':'])?;
    // `3.5` is a number, not a heading.
    (!words.starts_with(|c: char| c.is_ascii_digit())).then(|| (number, words.trim()))
}

/// Capital and small letters of one look, as Latin small letters: how a code reads to the eye. None for other letters.
pub(crate) fn looks(text: &str) -> Option<String> {
    let letter = |c: char| {
        Some(match c {
            'А' | 'а' => 'a',
            'В' => 'b',
            'Е' | 'е' => 'e',
            'К' | 'к' => 'k',
            'М' | 'м' => 'm',
            'Н' => 'h',
            'О' | 'о' => 'o',
            'Р' | 'р' => 'p',
            'С' | 'с' => 'c',
            'Т' | 'т' => 't',
            'У' | 'у' => 'y',
            'Х' | 'х' => 'x',
            'І' | 'і' => 'i',
            c if c.is_ascii() => c.to_ascii_lowercase(),
            _ => return None,
        })
    };
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_form_makers_change_makes_no_difference() {
        assert_eq!(plain("  «Ум и способности»\u{200f} — Всё\u{a0}ещё? *"), "ум и способности все еще");
        assert_eq!(plain("Как получа\u{ad}ется?"), "как получается");
        assert_eq!(plain("…"), "");
        assert_eq!(bare("\u{feff} \u{200f}a\u{200b} "), "a");
        assert_eq!(name(" Иванова  \u{202e}Анна\n"), "Иванова Анна");
    }

    #[test]
    fn a_number_in_front_is_set_off() {
        assert_eq!(numbered("12. Слова"), Some(("12", "Слова")));
        assert_eq!(numbered("№ 3) слова"), Some(("3", "слова")));
        assert_eq!(numbered("3.5"), None);
        assert_eq!(numbered("9 класс"), None);
        assert_eq!(numbered("Слова 3."), None);
    }

    #[test]
    fn letters_of_one_look() {
        assert_eq!(looks("А").as_deref(), Some("a"));
        assert_eq!(looks("с8").as_deref(), Some("c8"));
        assert_eq!(looks("Б"), None);
    }
}
