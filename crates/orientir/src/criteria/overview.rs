//! The profiles of a class as counts, and who is worth a talk.

use std::collections::BTreeMap;

use serde::Serialize;

use super::definition::BatteryTexts;
use super::{Battery, CriterionResult, Outcome, Profile};
use crate::exact::Decimal;
use crate::messages::Lang;
use crate::trilingual;

trilingual! {
    enum Word {
        Open: "{criterion}: пока неясно ({levels}), не хватает ответов"
            | "{criterion}: kol kas neaišku ({levels}), trūksta atsakymų"
            | "{criterion}: not settled ({levels}), answers are missing";
        InPart: "{criterion}: посчитано по части ответов"
            | "{criterion}: apskaičiuota iš dalies atsakymų"
            | "{criterion}: scored from part of the answers";
        Or: " или " | " arba " | " or ";
    }
}

/// Why somebody is worth a talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cause {
    /// A flag of the battery.
    Flag,
    /// A criterion has the lowest level.
    Low,
    /// The level of a criterion might be another with the answers that are missing.
    Uncertain,
}

/// A reason for a talk.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// What kind of reason it is.
    pub cause: Cause,
    /// The flag; `<criterion>.<level>`; `<criterion>.uncertain`.
    pub code: String,
    /// The criterion, where the reason is about one alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// The level, or the levels that are still possible. Empty where a score rests on part of its answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
}

/// How many people have what.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overview {
    /// How many people there are.
    pub people: usize,
    /// The criteria.
    pub criteria: Vec<Distribution>,
    /// All criteria together.
    pub overall: Distribution,
    /// The indicators.
    pub indicators: Vec<Coverage>,
}

/// How many people have which level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Distribution {
    /// The criterion; `overall` for all together.
    pub id: String,
    /// People by level, in the order of the battery: the lowest level first.
    pub levels: Vec<usize>,
    /// People without a level.
    pub without: usize,
    /// People by coverage: indicators graded, and those that could be; the fewest graded first. Of all together nothing.
    pub coverage: BTreeMap<(usize, usize), usize>,
}

/// What became of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// The indicator.
    pub id: String,
    /// The criterion that it belongs to.
    pub criterion: String,
    /// People by level, in the order of the battery.
    pub levels: Vec<usize>,
    /// People with a result in words: by design, or with a reason why there is no level.
    pub described: usize,
    /// People without a result. Those who refused are among them, and are not told apart.
    pub without: usize,
}

impl Profile {
    /// Why the person is worth a talk: flags, then criteria at the lowest level, then criteria that are not settled though part of
    /// them is known. A criterion that may still be another than the lowest is not settled. Empty where there is no reason.
    ///
    /// What the person refused looks like what has no result.
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use orientir::Lang;
    /// let battery = orientir::catalogue::battery("self-determination")?;
    /// let values = battery.instrument("work-values")?;
    /// let mut answers = values.answers();
    /// for (statement, agreed) in [("u1", "1"), ("u2", "1"), ("u3", "5"), ("u4", "1"), ("u5", "5"), ("u6", "2")] {
    ///     answers.set(statement, agreed)?;
    /// }
    /// let profile = battery.assess(&[&values.score(&answers)])?;
    /// let reasons = profile.reasons(&battery);
    /// let codes: Vec<&str> = reasons.iter().map(|reason| reason.code.as_str()).collect();
    /// assert_eq!(codes, ["motivational.uncertain"]);
    /// let words = battery.reason(&reasons[0], Lang::En);
    /// assert_eq!(words, "Motives and values: not settled (low or medium), answers are missing");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reasons(&self, battery: &Battery) -> Vec<Reason> {
        let reason = |cause, code, criterion: Option<&CriterionResult>, levels: &[String]| Reason {
            cause,
            code,
            criterion: criterion.map(|criterion| criterion.id.clone()),
            levels: levels.to_vec(),
        };
        let mut reasons: Vec<Reason> =
            self.flags.iter().map(|flag| reason(Cause::Flag, flag.clone(), None, &[])).collect();
        for criterion in battery.shown(self).criteria.iter().filter(|criterion| criterion.graded > 0) {
            let open = Some(&*criterion.possible).filter(|possible| possible.len() > 1);
            let uncertain = || format!("{}.uncertain", criterion.id);
            match (&criterion.level, open) {
                (_, Some(open)) => reasons.push(reason(Cause::Uncertain, uncertain(), Some(criterion), open)),
                (Some(level), None) => {
                    if battery.lowest() == Some(level.as_str()) {
                        let code = format!("{}.{level}", criterion.id);
                        reasons.push(reason(Cause::Low, code, Some(criterion), std::slice::from_ref(level)));
                    }
                    if rests_on_part(criterion) {
                        reasons.push(reason(Cause::Uncertain, uncertain(), Some(criterion), &[]));
                    }
                }
                (None, None) => {}
            }
        }
        reasons.sort_by_key(|reason| reason.cause);
        reasons
    }
}

/// Whether a level rests on a score of part of its answers.
fn rests_on_part(criterion: &CriterionResult) -> bool {
    criterion.indicators.iter().any(|indicator| indicator.outcome == Outcome::Graded && indicator.prorated)
}

impl Battery {
    /// The level that stands lowest; none where a battery has fewer than two.
    pub fn lowest(&self) -> Option<&str> {
        let levels = &self.definition().levels;
        let position = |position: Decimal| position.ratio();
        let lowest = levels.iter().min_by_key(|level| position(level.position)).filter(|_| levels.len() > 1);
        lowest.map(|level| level.level.as_str())
    }

    /// The words in a language, or in another where the battery has none in that; with the language of the words.
    pub fn texts_in(&self, lang: Lang) -> Option<(Lang, &BatteryTexts)> {
        let known = [lang, Lang::Ru].into_iter().chain(Lang::ALL);
        known.into_iter().find_map(|own| Some((own, self.definition().texts.get(own.as_str())?)))
    }

    /// A reason for a talk in a sentence. Names that have no words stand as their ids.
    pub fn reason(&self, reason: &Reason, lang: Lang) -> String {
        let found = self.texts_in(lang);
        let (lang, texts) = (found.map_or(lang, |(own, _)| own), found.map(|(_, texts)| texts));
        let level = |level: &String| texts.and_then(|texts| texts.levels.get(level)).unwrap_or(level).clone();
        let levels: Vec<String> = reason.levels.iter().map(level).collect();
        let id = reason.criterion.as_deref().unwrap_or_default();
        let criterion = texts.and_then(|texts| texts.criteria.get(id)).map_or(id, String::as_str);
        let text = match reason.cause {
            Cause::Flag => texts.and_then(|texts| texts.flags.get(&reason.code)).map_or(&*reason.code, String::as_str),
            Cause::Low => "{criterion}: {levels}",
            Cause::Uncertain if levels.is_empty() => Word::InPart.text(lang),
            Cause::Uncertain => Word::Open.text(lang),
        };
        text.replace("{criterion}", criterion).replace("{levels}", &levels.join(Word::Or.text(lang)))
    }

    /// Counts profiles as they may be [`shown`](Self::shown): how many people have which level, and what became of each indicator.
    pub fn overview<'p>(&self, profiles: impl IntoIterator<Item = &'p Profile>) -> Overview {
        let mut overview = Overview::empty(self);
        for profile in profiles {
            overview.add(self, profile, |_| true);
        }
        overview
    }

    /// Counts the profiles of people before and after. A criterion of somebody counts where the same indicators are graded both
    /// times, and some are; all criteria together where that holds for each: else a level may change because something else was
    /// answered.
    pub fn before_and_after<'p>(
        &self,
        people: impl IntoIterator<Item = (&'p Profile, &'p Profile)>,
    ) -> (Overview, Overview) {
        let (mut before, mut after) = (Overview::empty(self), Overview::empty(self));
        for (earlier, later) in people {
            let is_same = |(a, b): (&CriterionResult, &CriterionResult)| a.graded > 0 && graded(a).eq(graded(b));
            let same: Vec<bool> = earlier.criteria.iter().zip(&later.criteria).map(is_same).collect();
            let counts = |place: Option<usize>| match place {
                Some(place) => same.get(place).copied().unwrap_or(false),
                None => same.iter().all(|same| *same),
            };
            before.add(self, earlier, counts);
            after.add(self, later, counts);
        }
        (before, after)
    }
}

/// The indicators of a criterion that are graded.
fn graded(criterion: &CriterionResult) -> impl Iterator<Item = &str> {
    criterion.indicators.iter().filter(|one| one.outcome == Outcome::Graded).map(|one| one.id.as_str())
}

impl Overview {
    fn empty(battery: &Battery) -> Self {
        let definition = battery.definition();
        let levels = vec![0; definition.levels.len()];
        let distribution =
            |id: &str| Distribution { id: id.to_owned(), levels: levels.clone(), ..Distribution::default() };
        let coverage = |criterion: &str, id: &str| Coverage {
            id: id.to_owned(),
            criterion: criterion.to_owned(),
            levels: levels.clone(),
            described: 0,
            without: 0,
        };
        let criteria = definition.criteria.iter();
        Self {
            people: 0,
            criteria: criteria.clone().map(|criterion| distribution(&criterion.id)).collect(),
            overall: distribution("overall"),
            indicators: criteria.flat_map(|c| c.indicators.iter().map(|i| coverage(&c.id, &i.id))).collect(),
        }
    }

    /// Counts a person, a criterion only where `counts` says so of its place, and all together where it does of none.
    fn add(&mut self, battery: &Battery, profile: &Profile, counts: impl Fn(Option<usize>) -> bool) {
        let profile = &battery.shown(profile);
        let levels = &battery.definition().levels;
        let number =
            |level: Option<&String>| levels.iter().position(|known| Some(&*known.level) == level.map(String::as_str));
        self.people += 1;
        if counts(None) {
            self.overall.add(number(profile.overall.level.as_ref()));
        }
        for (place, (result, count)) in profile.criteria.iter().zip(&mut self.criteria).enumerate() {
            if counts(Some(place)) {
                count.add(number(result.level.as_ref()));
                *count.coverage.entry((result.graded, result.of)).or_insert(0) += 1;
            }
        }
        let results = profile.criteria.iter().flat_map(|criterion| &criterion.indicators);
        for (result, count) in results.zip(&mut self.indicators) {
            match result.outcome {
                Outcome::Graded => add(&mut count.levels, number(result.level.as_ref())),
                Outcome::NotGraded | Outcome::Described => count.described += 1,
                Outcome::Missing | Outcome::Refused => count.without += 1,
            }
        }
    }
}

impl Distribution {
    /// How many people are counted.
    pub fn people(&self) -> usize {
        self.levels.iter().sum::<usize>() + self.without
    }

    fn add(&mut self, level: Option<usize>) {
        match level {
            Some(_) => add(&mut self.levels, level),
            None => self.without += 1,
        }
    }
}

fn add(counts: &mut [usize], place: Option<usize>) {
    if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
        *count += 1;
    }
}
