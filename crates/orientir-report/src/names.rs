//! What the parts of a battery are called, and what became of them in words: alike in figures and on pages.

use orientir::criteria::{BatteryTexts, IndicatorResult, Outcome, OverallResult};
use orientir::{Battery, Lang};

use crate::words::Word;

/// The names of a battery's parts in a language; ids where there are no words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'a> {
    battery: &'a Battery,
    texts: Option<&'a BatteryTexts>,
    /// The language of the battery's words, where it is another than was asked for.
    pub(crate) own: Option<&'static str>,
    lang: Lang,
}

impl<'a> Names<'a> {
    pub(crate) fn new(battery: &'a Battery, lang: Lang) -> Self {
        let found = battery.texts_in(lang);
        let own = found.and_then(|(own, _)| other(own, lang));
        Self { battery, texts: found.map(|(_, texts)| texts), own, lang }
    }

    pub(crate) fn title(&self) -> &'a str {
        self.texts.map_or(self.battery.id(), |texts| &texts.title)
    }

    pub(crate) fn level<'t>(&self, id: &'t str) -> &'t str
    where
        'a: 't,
    {
        self.texts.and_then(|texts| texts.levels.get(id)).map_or(id, String::as_str)
    }

    pub(crate) fn criterion<'t>(&self, id: &'t str) -> &'t str
    where
        'a: 't,
    {
        self.texts.and_then(|texts| texts.criteria.get(id)).map_or(id, String::as_str)
    }

    pub(crate) fn indicator<'t>(&self, id: &'t str) -> &'t str
    where
        'a: 't,
    {
        self.texts.and_then(|texts| texts.indicators.get(id)).map_or(id, String::as_str)
    }

    pub(crate) fn agreement<'t>(&self, id: &'t str) -> &'t str
    where
        'a: 't,
    {
        self.texts.and_then(|texts| texts.agreements.get(id)).map_or(id, String::as_str)
    }

    /// The sentence of a reason, if it has one.
    pub(crate) fn reason(&self, id: &str) -> Option<&'a str> {
        self.texts.and_then(|texts| texts.reasons.get(id)).map(String::as_str)
    }

    /// The title of an instrument with its language, where that is another than was asked for.
    pub(crate) fn instrument<'t>(&self, id: &'t str) -> (Option<&'static str>, &'t str)
    where
        'a: 't,
    {
        let Ok(instrument) = self.battery.instrument(id) else { return (None, id) };
        let (own, texts) = instrument.texts_in(self.lang);
        (own.and_then(|own| other(own, self.lang)), texts.map_or(id, |texts| &texts.title))
    }

    /// Levels that are still possible.
    pub(crate) fn open(&self, levels: &[String]) -> String {
        let levels: Vec<&str> = levels.iter().map(|level| self.level(level)).collect();
        Word::StillOpen.text(self.lang).replace("{levels}", &levels.join(Word::Or.text(self.lang)))
    }

    /// What became of an indicator.
    pub(crate) fn outcome(&self, indicator: &IndicatorResult) -> String {
        match (&indicator.level, indicator.outcome) {
            (Some(level), _) if indicator.prorated => {
                format!("{}, {}", self.level(level), Word::InPart.text(self.lang))
            }
            (Some(level), _) => self.level(level).to_owned(),
            (None, Outcome::Described) => Word::Described.text(self.lang).to_owned(),
            (None, Outcome::NotGraded) => Word::NoLevel.text(self.lang).to_owned(),
            (None, _) => Word::NoResult.text(self.lang).to_owned(),
        }
    }

    /// The word for the whole.
    pub(crate) fn whole(&self, overall: &OverallResult) -> String {
        match (&overall.level, overall.possible.as_slice()) {
            (_, [_, _, ..]) => self.open(&overall.possible),
            (Some(level), _) => self.level(level).to_owned(),
            (None, _) => Word::NoLevel.text(self.lang).to_owned(),
        }
    }
}

/// A language where it is not the one that was asked for.
pub(crate) fn other(own: Lang, lang: Lang) -> Option<&'static str> {
    (own != lang).then(|| own.as_str())
}
