//! The words of a definition, as the page of a pupil tells them.

use maud::{Markup, html};
use orientir::Lang;
use orientir::told::Told;

/// Words about several things: each with its name, and those that all of them have once, behind.
pub(super) struct Explained<'a> {
    pub(super) own: Vec<(&'a str, Vec<&'a str>)>,
    pub(super) shared: Vec<&'a str>,
}

impl<'a> Explained<'a> {
    /// Parts what is said of all from what is said of each. Who has no words is left out.
    pub(super) fn of(things: impl IntoIterator<Item = (&'a str, &'a [String])>) -> Self {
        let things: Vec<(&str, &[String])> = things.into_iter().filter(|(_, words)| !words.is_empty()).collect();
        let first = things.first().filter(|_| things.len() > 1).map_or(&[][..], |(_, words)| words);
        let is_shared = |word: &String| things.iter().all(|(_, words)| words.contains(word));
        let shared: Vec<&str> = first.iter().filter(|word| is_shared(word)).map(String::as_str).collect();
        let rest =
            |words: &'a [String]| words.iter().map(String::as_str).filter(|word| !shared.contains(word)).collect();
        let own = things.iter().map(|(name, words)| (*name, rest(words)));
        Self { own: own.filter(|(_, words): &(&str, Vec<&str>)| !words.is_empty()).collect(), shared }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.own.is_empty() && self.shared.is_empty()
    }

    pub(super) fn paragraphs(&self, lang: Option<&str>) -> Markup {
        html! {
            @for (name, words) in &self.own { p lang=[lang] { strong { (name) "." } " " (words.join(" ")) } }
            @if !self.shared.is_empty() { p lang=[lang] { (self.shared.join(" ")) } }
        }
    }
}

/// The language of a result's words, where it is another than that of the page.
pub(super) fn foreign(told: &Told, lang: Lang) -> Option<&'static str> {
    told.lang.filter(|own| *own != lang.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_all_is_said_once() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let (a, b) = (words(&["one", "both"]), words(&["both", "two"]));
        let found = Explained::of([("A", &a[..]), ("B", &b[..]), ("C", &[][..])]);
        assert_eq!(found.own, [("A", vec!["one"]), ("B", vec!["two"])]);
        assert_eq!(found.shared, ["both"]);
        let alone = Explained::of([("A", &a[..])]);
        assert_eq!((alone.own, alone.shared.len()), (vec![("A", vec!["one", "both"])], 0));
    }
}
