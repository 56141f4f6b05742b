//! How hard a text is to read, by what can be counted.
//!
//! LIX (Björnsson 1968): words a sentence, plus the percentage of words of more than six letters; it knows no language, but long words
//! are more frequent in Russian and Lithuanian than in English, so that each has a ceiling of its own. For English also the school grade
//! of Kincaid and others (1975), `0.39 w + 11.8 s − 15.59` from words a sentence and syllables a word; for Russian Flesch's ease with the
//! coefficients of Oborneva (2006), `206.835 − 1.3 w − 60.1 s`, from which no grade follows. (Coefficients from recollection; the tests show
//! the calculation.)

use super::{Language, words};

/// The longest sentence that is not too long for a pupil.
pub const MOST_WORDS: usize = 24;

/// What was counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    sentences: usize,
    words: usize,
    long: usize,
    /// The grade of English, the ease of Russian.
    other: Option<f64>,
}

/// Sentences of a text, without their signs.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    // A point inside a number or an abbreviation ends nothing: a blank or the end has to follow.
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.trim().is_empty() {
            return None;
        }
        let end = rest.char_indices().find(|(at, sign)| {
            let after = rest[at + sign.len_utf8()..].chars().next();
            matches!(sign, '.' | '!' | '?' | ';' | ':') && after.is_none_or(char::is_whitespace)
        });
        let (sentence, tail) = end.map_or((rest, ""), |(at, sign)| (&rest[..at], &rest[at + sign.len_utf8()..]));
        rest = tail;
        Some(sentence)
    })
    .filter(|sentence| words(sentence).next().is_some())
}

/// The words of the longest sentence.
pub fn longest(text: &str) -> usize {
    sentences(text).map(|sentence| words(sentence).count()).max().unwrap_or(0)
}

/// Syllables: vowels in Russian, groups of vowels in English, where a last `e` is silent.
fn syllables(word: &str, language: Language) -> usize {
    let word = word.to_lowercase();
    if language == Language::Russian {
        return word.chars().filter(|sign| "аеёиоуыэюя".contains(*sign)).count();
    }
    let vowel = |sign: char| "aeiouy".contains(sign);
    let mut before = false;
    let groups = word.chars().filter(|sign| {
        let begins = vowel(*sign) && !before;
        before = vowel(*sign);
        begins
    });
    let groups = groups.count();
    let silent = word.ends_with('e') && !word.ends_with("le") && groups > 1;
    (groups - usize::from(silent)).max(1)
}

impl Measure {
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>, language: Language) -> Self {
        let mut measure = Self::default();
        let mut spoken = 0;
        for sentence in texts.flat_map(|text| sentences(text).collect::<Vec<_>>()) {
            measure.sentences += 1;
            for word in words(sentence) {
                measure.words += 1;
                measure.long += usize::from(word.chars().filter(|sign| sign.is_alphabetic()).count() > 6);
                spoken += syllables(word, language);
            }
        }
        if measure.words > 0 {
            let (words, syllables) = (measure.words_a_sentence(), spoken as f64 / measure.words as f64);
            measure.other = match language {
                Language::English => Some(0.39 * words + 11.8 * syllables - 15.59),
                Language::Russian => Some(206.835 - 1.3 * words - 60.1 * syllables),
                Language::Lithuanian => None,
            };
        }
        measure
    }

    fn words_a_sentence(&self) -> f64 {
        self.words as f64 / self.sentences.max(1) as f64
    }

    fn lix(&self) -> f64 {
        self.words_a_sentence() + 100.0 * self.long as f64 / self.words.max(1) as f64
    }

    /// One line of the table.
    pub fn line(&self) -> String {
        let other = self.other.map_or(String::new(), |other| format!("{other:.1}"));
        format!("{:>9} {:>8.1} {:>6.1} {other:>6}", self.sentences, self.words_a_sentence(), self.lix())
    }

    /// What is too hard for a pupil of fifteen.
    pub fn faults(&self, language: Language) -> Vec<String> {
        let ceiling = match language {
            Language::Russian => 50.0,
            Language::Lithuanian => 55.0,
            Language::English => 42.0,
        };
        let mut faults = Vec::new();
        if self.lix() > ceiling {
            faults.push(format!("LIX {:.1}, expected at most {ceiling}", self.lix()));
        }
        match (language, self.other) {
            (Language::English, Some(grade)) if grade > 9.0 => {
                faults.push(format!("grade {grade:.1}, expected at most 9"));
            }
            (Language::Russian, Some(ease)) if ease < 45.0 => {
                faults.push(format!("ease {ease:.1}, expected at least 45"));
            }
            _ => {}
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_blank_follows() {
        assert_eq!(sentences("At 3.5 points it ends. Then: more!").count(), 3);
        assert_eq!(longest("One two. One two three four"), 4);
    }

    /// 10 words in 2 sentences, 2 of them (elephants, building) of more than six letters: LIX 5 + 20 = 25. Syllables: the 1 big 1
    /// elephants 3 saw 1 it 1 / my 1 friend 1 is 1 building 2 one 1 = 13, so 0.39 × 5 + 11.8 × 1.3 − 15.59 = 1.7.
    #[test]
    fn by_hand_in_english() {
        let measure =
            Measure::of(["The big elephants saw it. My friend is building one."].into_iter(), Language::English);
        assert_eq!(measure.line(), "        2      5.0   25.0    1.7");
    }

    /// 6 words in 1 sentence, 1 of more than six letters (вечером): LIX 6 + 16.7 = 22.7. Syllables: мы 1 с 0 другом 2 читаем 3 книгу 2
    /// вечером 3 = 11, so 206.835 − 7.8 − 60.1 × 11 / 6 = 88.9.
    #[test]
    fn by_hand_in_russian() {
        let measure = Measure::of(["Мы с другом читаем книгу вечером."].into_iter(), Language::Russian);
        assert_eq!(measure.line(), "        1      6.0   22.7   88.9");
    }
}
