//! What the person who answered may read of a result.

use serde::Serialize;

use crate::definition::{Audience, Id, ScaleGroup, SelfTest, Texts};
use crate::instrument::Instrument;
use crate::messages::Lang;
use crate::plan::{Cond, Expr, PlanCheck};
use crate::report::{Report, ScaleReport};

/// A result in the plain words of the definition, for the person who answered.
///
/// A definition says in `self_test` how much that is. Where it says `description`, there is no level and nothing that only a
/// level gives away: the words of a level, and checks that compare scores and so are findings for a psychologist. A check that
/// asks about answers alone stays, because the person can mend what it speaks of. Where it says `none`, nothing is told.
/// Where it says nothing, `description` holds.
///
/// As JSON, members without a value are left out.
///
/// # Examples
/// ```
/// use orientir::Lang;
/// let dembo = orientir::catalogue::get("dembo-rubinstein")?;
/// let mut answers = dembo.answers();
/// for line in ["mind", "character", "authority", "hands", "looks", "confidence"] {
///     answers.set(&format!("{line}.now"), "40")?.set(&format!("{line}.want"), "95")?;
/// }
/// let report = dembo.score(&answers);
/// assert_eq!(report.scale("self_esteem")?.level(), Some("low"));
/// let told = report.told(Lang::Ru);
/// let scale = &told.scales[0];
/// assert_eq!((scale.name.as_str(), scale.score, scale.from, scale.to), ("Самооценка", Some(40.0), 0.0, 100.0));
/// assert_eq!(scale.level, None);
/// assert!(scale.words.last().expect("words").contains("поговори"), "a low score is not named, and help is");
/// assert!(!told.remarks.iter().any(|remark| remark.id == "self_esteem_low_aspiration_very_high"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Told {
    /// The instrument.
    pub instrument: String,
    /// Its version.
    pub version: String,
    /// The language of the words, chosen as [`Instrument::form`] does.
    pub lang: Option<&'static str>,
    /// The title; the id where there are no words.
    pub title: String,
    /// How much is told: `none`, `description` or `levels`.
    pub self_test: &'static str,
    /// The scales in the order of the definition.
    pub scales: Vec<ToldScale>,
    /// Scales that are read together; none where the definition groups nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<ToldGroup>,
    /// The leading types. None where the instrument has no types or the answers do not settle them; empty where more lead
    /// than may, and where all do.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub types: Option<Vec<ToldType>>,
    /// Checks that fired.
    pub remarks: Vec<Remark>,
    /// What stands beside every result, but for what only psychologists have a use for.
    pub cautions: Vec<Remark>,
}

/// The score of a scale in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ToldScale {
    /// The scale.
    pub id: String,
    /// Its name; the id where there are no words.
    pub name: String,
    /// Whether there is a score, and why not: a [`crate::definition::Status`].
    pub status: &'static str,
    /// The raw score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// The lowest possible score.
    pub from: f64,
    /// The highest possible score.
    pub to: f64,
    /// The highest score that answers could have given where questions do not apply to the person; none where that is `to`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
    /// How many answers were given.
    pub answered: u16,
    /// How many answers the scale has.
    pub of: u16,
    /// The level as a word, where levels are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What it says, what it does not, what to do next. Empty without a score: there is nothing to speak of.
    pub words: Vec<String>,
}

/// Scales that are read together, in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ToldGroup {
    /// The group; where types have such an id, that of a type.
    pub id: String,
    /// Its name; the id where there are no words.
    pub name: String,
    /// Plain sentences that stand for those of its scales. Empty where there are none, and where no scale has a score.
    pub words: Vec<String>,
    /// The scales that stand abreast.
    pub scales: Vec<Grouped>,
    /// The scales that are mentioned beside them.
    pub beside: Vec<Grouped>,
}

/// A scale in a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Grouped {
    /// The scale, one of [`Told::scales`].
    pub id: String,
    /// What it is called in the group.
    pub name: String,
}

/// A leading type in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ToldType {
    /// The type.
    pub id: String,
    /// Its name; the id where there are no words.
    pub name: String,
    /// What it says, and what to do next.
    pub words: Vec<String>,
}

/// A check or a caution in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Remark {
    /// The check or caution.
    pub id: String,
    /// Its words.
    pub words: String,
}

impl Told {
    /// As one JSON text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Report {
    /// The result in words for the person who answered, in a language if the definition has it: see [`Told`].
    pub fn told(&self, lang: Lang) -> Told {
        let instrument = self.instrument();
        let (lang, texts) = instrument.texts_in(lang);
        let self_test = instrument.self_test();
        let telling = Telling { report: self, texts, levels: self_test == SelfTest::Levels };
        let mut told = Told {
            instrument: instrument.id().to_owned(),
            version: instrument.definition().version.clone(),
            lang: lang.map(Lang::as_str),
            title: texts.map_or_else(|| instrument.id().to_owned(), |texts| texts.title.clone()),
            self_test: self_test.as_str(),
            scales: Vec::new(),
            groups: Vec::new(),
            types: None,
            remarks: Vec::new(),
            cautions: Vec::new(),
        };
        if self_test != SelfTest::None {
            let open = self.answers().only_apart().map(|open| instrument.score(&open));
            told.scales = self.scales().map(|scale| telling.scale(&scale, open.as_ref())).collect();
            told.groups = instrument.definition().groups.iter().map(|group| telling.group(group)).collect();
            // Where all lead, none does.
            let all = instrument.types().len();
            let leading = self.types().map(|types| if types.len() == all && all > 1 { Vec::new() } else { types });
            told.types = leading.map(|types| types.into_iter().map(|id| telling.type_(id)).collect());
            told.remarks = telling.remarks();
            told.cautions = telling.cautions();
        }
        told
    }
}

/// What a result is told from.
#[derive(Clone, Copy, Debug)]
struct Telling<'a> {
    report: &'a Report,
    texts: Option<&'a Texts>,
    levels: bool,
}

impl Telling<'_> {
    /// A scale; `open` is the result of somebody who has yet to answer what applies to this person.
    fn scale(&self, scale: &ScaleReport<'_>, open: Option<&Report>) -> ToldScale {
        let texts = self.texts.and_then(|texts| texts.scales.get(scale.id()));
        let range = self.report.instrument().plan().range(scale.id());
        let (from, to) = range.map_or((0.0, 0.0), |(low, high)| (low.to_f64(), high.to_f64()));
        let most = open.and_then(|open| open.scale(scale.id()).ok()?.possible()).map(|(_, most)| most);
        let level = scale.level().filter(|_| self.levels);
        let mut words = Vec::new();
        if let Some(texts) = texts.filter(|_| scale.raw().is_some()) {
            words.extend(texts.about.iter().cloned());
            words.extend(level.and_then(|level| texts.levels.get(level)).into_iter().flatten().cloned());
        }
        let word =
            |level: &str| self.texts.and_then(|texts| texts.levels.get(level)).map_or(level, |word| word).to_owned();
        ToldScale {
            id: scale.id().to_owned(),
            name: texts.map_or_else(|| scale.id().to_owned(), |texts| texts.name.clone()),
            status: scale.status().as_str(),
            score: scale.raw(),
            from,
            to,
            most: most.filter(|most| *most < to),
            answered: scale.answered(),
            of: scale.of(),
            level: level.map(word),
            words,
        }
    }

    fn group(&self, group: &ScaleGroup) -> ToldGroup {
        let texts = self.texts.and_then(|texts| texts.groups.get(&group.id));
        let name = |scale: &str| {
            let short = texts.and_then(|texts| texts.scales.get(scale));
            let own = || self.texts.and_then(|texts| texts.scales.get(scale)).map(|texts| &texts.name);
            short.or_else(own).map_or(scale, |name| name).to_owned()
        };
        let grouped = |scales: &[Id]| -> Vec<Grouped> {
            scales.iter().map(|id| Grouped { id: id.to_string(), name: name(id) }).collect()
        };
        let is_scored = |id: &Id| self.report.scale(id).is_ok_and(|scale| scale.raw().is_some());
        let words = texts.filter(|_| group.scales.iter().chain(&group.beside).any(is_scored));
        ToldGroup {
            id: group.id.to_string(),
            name: texts.map_or_else(|| group.id.to_string(), |texts| texts.name.clone()),
            words: words.map_or_else(Vec::new, |texts| texts.about.clone()),
            scales: grouped(&group.scales),
            beside: grouped(&group.beside),
        }
    }

    fn type_(&self, id: &str) -> ToldType {
        let texts = self.texts.and_then(|texts| texts.types.get(id));
        ToldType {
            id: id.to_owned(),
            name: texts.map_or_else(|| id.to_owned(), |texts| texts.name.clone()),
            words: texts.map_or_else(Vec::new, |texts| texts.about.clone()),
        }
    }

    fn remarks(&self) -> Vec<Remark> {
        let fired = self.report.flags();
        let checks = self.report.instrument().plan().checks.iter().filter(|check| fired.contains(&check.id.as_str()));
        checks.filter(|check| self.levels || is_of_answers(check)).filter_map(|check| self.remark(&check.id)).collect()
    }

    /// A check in words; nothing where there are none: an id says nothing to a pupil.
    fn remark(&self, id: &str) -> Option<Remark> {
        let words = self.texts?.checks.get(id)?.clone();
        Some(Remark { id: id.to_owned(), words })
    }

    fn cautions(&self) -> Vec<Remark> {
        let all = &self.report.instrument().definition().about.cautions;
        let technical = |id: &str| all.iter().any(|caution| caution.technical && caution.id.as_str() == id);
        let words = |id: &str| Some(Remark { id: id.to_owned(), words: self.texts?.cautions.get(id)?.clone() });
        self.report.cautions().into_iter().filter(|id| !technical(id)).filter_map(words).collect()
    }
}

/// Whether a check asks about answers alone, or explains why scales have no score.
fn is_of_answers(check: &PlanCheck) -> bool {
    !check.no_score.is_empty() || !check.expect.iter().any(asks_for_scores)
}

fn asks_for_scores(cond: &Cond) -> bool {
    match cond {
        Cond::All(list) | Cond::Any(list) => list.iter().any(asks_for_scores),
        Cond::Not(inner) => asks_for_scores(inner),
        Cond::Equal(a, b) | Cond::Less(a, b) | Cond::AtLeast(a, b) => {
            let mut found = false;
            let mut look = |expr: &Expr| {
                found |= match expr {
                    Expr::Scale(_) | Expr::PercentOfRange(_) => true,
                    Expr::If(parts) => asks_for_scores(&parts.0),
                    _ => false,
                };
            };
            a.visit(&mut look);
            b.visit(&mut look);
            found
        }
        Cond::Is(..) | Cond::Answered(_) | Cond::AllDifferent(_) => false,
        Cond::Level(..)
        | Cond::Status(..)
        | Cond::Standard { .. }
        | Cond::NormFrom(..)
        | Cond::Leads { .. }
        | Cond::TypeHas(_)
        | Cond::TypeOnly(_) => true,
    }
}

impl Instrument {
    /// What a person may read of the own result, in a self-test and on a page: what the definition lets a self-test show (words without
    /// levels where it does not say), but no more than it lets a pupil see; nothing of an instrument that is for groups.
    pub fn self_test(&self) -> SelfTest {
        let about = &self.definition().about;
        let asked = about.self_test.unwrap_or(SelfTest::Description);
        match about.administration.as_ref().and_then(|how| how.pupil) {
            _ if self.is_for_groups() => SelfTest::None,
            Some(Audience::Nothing) => SelfTest::None,
            Some(Audience::Description) if asked == SelfTest::Levels => SelfTest::Description,
            _ => asked,
        }
    }

    /// The words in a language if the definition has it, else in Russian, else in any.
    pub fn texts_in(&self, lang: Lang) -> (Option<Lang>, Option<&Texts>) {
        let texts = &self.definition().texts;
        let found = [lang, Lang::Ru].into_iter().chain(Lang::ALL).find(|lang| texts.get(lang.as_str()).is_some());
        (found, found.and_then(|lang| texts.get(lang.as_str())))
    }
}
