//! Names as people write them: what makes no difference, and which known name is near to one that is misspelt.

use crate::definition::reader::nearest as nearest_word;
use crate::instrument::Instrument;

/// A name by its letters and digits alone, in small letters and without marks above or below them. Case, blanks, hyphens,
/// quotes, `ё` for `е` and `ž` for `z` make no difference; nor does it matter whether a file system writes `й` as one sign
/// or as two.
///
/// ```
/// use orientir::names::plain;
/// assert_eq!(plain("Дембо — Рубинштейн"), plain("дембо_рубинштейн"));
/// assert_eq!(plain("«План» карьёры"), "планкарьеры");
/// assert_eq!(plain("Profesijų planas"), plain("profesiju PLANAS"));
/// ```
pub fn plain(name: &str) -> String {
    // A capital letter may become two signs, of which the second is a mark.
    name.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).map(bare).collect()
}

/// A small letter without its mark. Marks that are signs of their own are no letters.
const fn bare(letter: char) -> char {
    match letter {
        'ё' => 'е',
        'й' => 'и',
        'ą' => 'a',
        'č' => 'c',
        'ę' | 'ė' => 'e',
        'į' => 'i',
        'š' => 's',
        'ų' | 'ū' => 'u',
        'ž' => 'z',
        letter => letter,
    }
}

/// A name of somebody as a table's is kept: without signs that nobody sees, with single blanks between its parts.
///
/// ```
/// assert_eq!(orientir::names::spaced(" Иванова  Анна "), "Иванова Анна");
/// ```
pub fn spaced(name: &str) -> String {
    crate::sheet::name(name)
}

/// The known name that a misspelt one is nearest to, if it is near enough to be meant. What [`plain`] ignores is ignored.
///
/// ```
/// use orientir::names::nearest;
/// assert_eq!(nearest("KLIMOW_DDO", &["szho", "klimov-ddo"]), Some("klimov-ddo"));
/// assert_eq!(nearest("zodiac", &["szho", "klimov-ddo"]), None);
/// ```
pub fn nearest<'k, S: AsRef<str>>(name: &str, known: &'k [S]) -> Option<&'k str> {
    let wanted = plain(name);
    let plains: Vec<String> = known.iter().map(|known| plain(known.as_ref())).collect();
    if wanted.is_empty() {
        return None;
    }
    let near = match plains.iter().find(|known| **known == wanted) {
        Some(same) => same.as_str(),
        None => nearest_word(&wanted, &plains),
    };
    let place = plains.iter().position(|known| known == near).filter(|_| !near.is_empty())?;
    known.get(place).map(AsRef::as_ref)
}

/// The id of an instrument and its aliases.
pub fn of(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let aliases = instrument.definition().aliases.iter().map(String::as_str);
    std::iter::once(instrument.id()).chain(aliases)
}

/// Whether an instrument is called so, by its id or by an alias.
pub fn is_called(instrument: &Instrument, name: &str) -> bool {
    let wanted = plain(name);
    !wanted.is_empty() && of(instrument).any(|known| plain(known) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_or_two_are_the_same_letter() {
        assert_eq!(plain("Мои\u{306} план"), plain("Мой план"));
        assert_eq!(plain("Vertybe\u{307}s"), plain("vertybės"));
        assert_eq!(plain("Kлимов İ"), "kлимовi");
    }

    #[test]
    fn the_nearest_is_told_as_it_is_written() {
        let known = ["Климов", "ДДО", ""];
        assert_eq!(nearest("климоф", &known), Some("Климов"));
        assert_eq!(nearest("«д д о»", &known), Some("ДДО"));
        assert_eq!(nearest("—", &known), None);
        assert_eq!(nearest("самоопределение", &known), None);
    }
}
