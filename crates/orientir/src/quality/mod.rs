//! Response quality: how a form was answered, as far as the answers themselves tell.
//!
//! A score never looks at another pupil; half of these indices do. So they live apart from `score/`, take everybody at once, and
//! nothing that is made of scores knows of them. An index or a flag is worth a look and no proof of carelessness: a pupil
//! may truly mean the same answer twenty times, or truly differ from the class. No answer is ever left out because of one,
//! and none of this is for the eyes of the pupil.
//!
//! Only answers on rating scales take part ([`Response::Rating`](crate::definition::Response::Rating) and
//! [`Bipolar`](crate::definition::Response::Bipolar)), in the order of the form, without training items. Answers count as
//! they were given, also where a branch or a policy takes them out of a score. A missing answer and a code apart ("never
//! did it") are no answers here. Choices between options, fixed numbers of marks and orders are refused: there equal
//! answers mean different things, and every answer takes from another.
//!
//! Sources: Meade & Craig (2012), doi 10.1037/a0028085; Curran (2016), doi 10.1016/j.jesp.2015.07.006; Johnson (2005),
//! doi 10.1016/j.jrp.2004.09.009; Dunn et al. (2018), doi 10.1007/s10869-016-9479-0. See `docs/methods.md`.

#![expect(
    clippy::indexing_slicing,
    reason = "numbers of fields and people come from loops over the same lists; with `get` the formulas could not be read"
)]

mod correlation;
mod group;
mod layout;
mod mahalanobis;
mod person;
mod words;

use serde::Serialize;

use crate::answers::Answers;
use crate::codes::Cell;
use crate::instrument::Instrument;
use crate::sheet::Entry;
use group::{Columns, Pairs, Profile};
use layout::Layout;
use mahalanobis::Reference;
pub use words::summary;

/// Fewer pairs than this have no correlation worth the name: of two it is always -1 or 1.
const FEWEST_PAIRS: usize = 3;
/// Over fewer scales than this an even-odd index is given and never flagged: with a true correlation of .5 between halves a share
/// of .26 of attentive people would be flagged over four scales, .14 over ten, .05 over twenty (simulated, normal scores).
const FEWEST_SCALES_FOR_FLAG: usize = 10;

/// An index of response quality. `as_str` is its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Index {
    /// The longest run of equal answers in the order of the form. A missing answer ends a run.
    Longstring,
    /// The mean length of runs of equal answers.
    MeanRun,
    /// Individual response variability: the standard deviation (n - 1) of the answers as given, in places of the scale.
    Irv,
    /// The share of answers at either end of the scale, 0 to 1.
    Extreme,
    /// The share of answers in the middle, 0 to 1.
    Mid,
    /// The share of answers above the middle, not reversed, 0 to 1.
    Acquiescence,
    /// Seconds for each answer.
    Pace,
    /// Even-odd inconsistency, -1 to 1: 1 is the most inconsistent.
    EvenOdd,
    /// Correlation within the person over pairs of items that the group answers alike (r > .60), -1 to 1.
    Synonyms,
    /// Correlation within the person over pairs of items that the group answers the opposite way (r < -.60), -1 to 1.
    Antonyms,
    /// Correlation of the answers with the mean answers of the others, -1 to 1.
    PersonTotal,
    /// Mahalanobis distance from the middle of the group, squared (D²).
    Mahalanobis,
}

impl Index {
    /// All of them, in the order of columns: those of one person first.
    pub const ALL: [Index; 12] = [
        Index::Longstring,
        Index::MeanRun,
        Index::Irv,
        Index::Extreme,
        Index::Mid,
        Index::Acquiescence,
        Index::Pace,
        Index::EvenOdd,
        Index::Synonyms,
        Index::Antonyms,
        Index::PersonTotal,
        Index::Mahalanobis,
    ];

    /// The name of its column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Index::Longstring => "longstring",
            Index::MeanRun => "mean_run",
            Index::Irv => "irv",
            Index::Extreme => "extreme",
            Index::Mid => "mid",
            Index::Acquiescence => "acquiescence",
            Index::Pace => "pace",
            Index::EvenOdd => "even_odd",
            Index::Synonyms => "synonyms",
            Index::Antonyms => "antonyms",
            Index::PersonTotal => "person_total",
            Index::Mahalanobis => "mahalanobis",
        }
    }

    /// Those that a table can give: seconds an answer only where a column tells how long a form took.
    pub fn of_table(sheet: &crate::Sheet) -> Vec<Index> {
        Self::ALL.into_iter().filter(|index| sheet.has_seconds() || *index != Index::Pace).collect()
    }

    /// Whether it rests on the answers of others too.
    pub const fn is_of_group(self) -> bool {
        matches!(self, Index::Synonyms | Index::Antonyms | Index::PersonTotal | Index::Mahalanobis)
    }
}

/// Why there is no index. `as_str` is a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The instrument asks to choose, to order or to divide: one answer takes from another.
    Ipsative,
    /// No item is answered on a rating scale.
    NoRatings,
    /// One item alone is.
    OneItem,
    /// The rows of a person are ratings by others, who are not the person.
    SeveralRatings,
    /// Ranges differ between items.
    MixedRanges,
    /// All scales have two places: every answer is at an end.
    TwoPlaces,
    /// No scale has a middle.
    NoMiddle,
    /// The places lie between two poles: neither end means agreement.
    NoAgreement,
    /// Fewer than three scales without a common item.
    FewScales,
    /// The person answered too little.
    FewAnswers,
    /// The answers do not differ, so that nothing can be correlated.
    Constant,
    /// Too few people: 30 for pairs of items, 10 for mean answers, two more complete rows than items for a distance.
    FewPeople,
    /// Fewer than three pairs of items correlate so highly.
    FewPairs,
    /// An item is a sum of others: the distance is not defined.
    DependentItems,
    /// It is not known how long the answers took.
    NoTime,
    /// The answers were given to another instrument.
    AnotherInstrument,
}

impl Reason {
    /// All of them.
    pub const ALL: [Reason; 16] = [
        Reason::Ipsative,
        Reason::NoRatings,
        Reason::OneItem,
        Reason::SeveralRatings,
        Reason::MixedRanges,
        Reason::TwoPlaces,
        Reason::NoMiddle,
        Reason::NoAgreement,
        Reason::FewScales,
        Reason::FewAnswers,
        Reason::Constant,
        Reason::FewPeople,
        Reason::FewPairs,
        Reason::DependentItems,
        Reason::NoTime,
        Reason::AnotherInstrument,
    ];

    /// The code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::Ipsative => "ipsative",
            Reason::NoRatings => "no_ratings",
            Reason::OneItem => "one_item",
            Reason::SeveralRatings => "several_ratings",
            Reason::MixedRanges => "mixed_ranges",
            Reason::TwoPlaces => "two_places",
            Reason::NoMiddle => "no_middle",
            Reason::NoAgreement => "no_agreement",
            Reason::FewScales => "few_scales",
            Reason::FewAnswers => "few_answers",
            Reason::Constant => "constant",
            Reason::FewPeople => "few_people",
            Reason::FewPairs => "few_pairs",
            Reason::DependentItems => "dependent_items",
            Reason::NoTime => "no_time",
            Reason::AnotherInstrument => "another_instrument",
        }
    }
}

/// An index of one person: its value, or why there is none. A value is a finite number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Measure {
    /// The value.
    Value(f64),
    /// Why there is none.
    #[serde(serialize_with = "as_code")]
    Without(Reason),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks in this way")]
fn as_code<S: serde::Serializer>(reason: &Reason, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(reason.as_str())
}

impl Measure {
    /// The value, where there is one.
    pub const fn value(self) -> Option<f64> {
        match self {
            Measure::Value(value) => Some(value),
            Measure::Without(_) => None,
        }
    }

    /// Why there is no value.
    pub const fn reason(self) -> Option<Reason> {
        match self {
            Measure::Value(_) => None,
            Measure::Without(reason) => Some(reason),
        }
    }
}

/// Where flags begin. The defaults are those of the literature where it has any, else this project's convention.
///
/// Longstring, even-odd, synonyms, antonyms and pace have no known false-positive rate: it depends on the instrument and on the
/// people. The other indices have no cut at all: variability and the shares describe a style of answering, and the person-total
/// correlation of attentive people is about 0 too where the items have alike means.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cuts {
    /// A run of this share of a sequence or more; only for sequences of ten items or more. .5: Curran (2016), from recollection.
    pub longstring_share: f64,
    /// Fewer seconds an answer than this. 2: Huang et al. (2012), doi 10.1007/s10869-011-9231-8.
    pub pace: f64,
    /// Even-odd above this; only over ten scales or more. -.30: Jackson's reliability of .30, as reported by Johnson
    /// (2005), from recollection.
    pub even_odd: f64,
    /// Synonyms below this. 0 (convention): like items were answered the opposite way.
    pub synonyms: f64,
    /// Antonyms above this. 0 (convention): opposite items were answered alike.
    pub antonyms: f64,
    /// The share of attentive people whom the distance may flag, if answers are normal. .001: custom.
    pub mahalanobis_rate: f64,
    /// The correlation above which two items are synonyms, and below whose negative they are antonyms. .60: Meade & Craig (2012).
    pub pair_correlation: f64,
}

/// A cut that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadCut {
    /// No cut has this name.
    Unknown,
    /// The number is outside of what the cut may be.
    Outside {
        /// What it may be.
        allowed: &'static str,
    },
}

impl Cuts {
    /// The names of the cuts.
    pub const NAMES: [&'static str; 7] =
        ["longstring_share", "pace", "even_odd", "synonyms", "antonyms", "mahalanobis_rate", "pair_correlation"];

    /// The cuts by name.
    pub const fn each(&self) -> [(&'static str, f64); 7] {
        [
            ("longstring_share", self.longstring_share),
            ("pace", self.pace),
            ("even_odd", self.even_odd),
            ("synonyms", self.synonyms),
            ("antonyms", self.antonyms),
            ("mahalanobis_rate", self.mahalanobis_rate),
            ("pair_correlation", self.pair_correlation),
        ]
    }

    /// The same with another cut, by its name.
    ///
    /// # Errors
    /// [`BadCut`].
    pub fn with(mut self, name: &str, value: f64) -> Result<Self, BadCut> {
        let share = |share: f64| share > 0.0 && share <= 1.0;
        let correlation = |r: f64| (-1.0..=1.0).contains(&r);
        let (cut, fits, allowed) = match name {
            "longstring_share" => (&mut self.longstring_share, share(value), "above 0 and at most 1"),
            "pace" => (&mut self.pace, value.is_finite() && value >= 0.0, "a number of seconds"),
            "even_odd" => (&mut self.even_odd, correlation(value), "between -1 and 1"),
            "synonyms" => (&mut self.synonyms, correlation(value), "between -1 and 1"),
            "antonyms" => (&mut self.antonyms, correlation(value), "between -1 and 1"),
            "mahalanobis_rate" => (&mut self.mahalanobis_rate, value > 0.0 && value < 1.0, "between 0 and 1"),
            "pair_correlation" => (&mut self.pair_correlation, (0.0..=1.0).contains(&value), "between 0 and 1"),
            _ => return Err(BadCut::Unknown),
        };
        *cut = value;
        if fits { Ok(self) } else { Err(BadCut::Outside { allowed }) }
    }
}

impl Default for Cuts {
    fn default() -> Self {
        Self {
            longstring_share: 0.5,
            pace: 2.0,
            even_odd: -0.30,
            synonyms: 0.0,
            antonyms: 0.0,
            mahalanobis_rate: 0.001,
            pair_correlation: 0.60,
        }
    }
}

/// Something worth a look, and no proof of carelessness.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Flag {
    /// Which index.
    #[serde(serialize_with = "as_column")]
    pub index: Index,
    /// Its value.
    pub value: f64,
    /// The cut that it is at or beyond.
    pub cut: f64,
    /// The share of attentive people who are flagged all the same, where it is known (under normal answers).
    pub false_positive: Option<f64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks in this way")]
fn as_column<S: serde::Serializer>(index: &Index, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(index.as_str())
}

/// The answers of a person, and how long they took.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Respondent<'a> {
    /// The answers.
    pub answers: &'a Answers,
    /// Seconds for the whole form, if they were measured.
    pub seconds: Option<f64>,
}

impl<'a> Respondent<'a> {
    /// A person whose time was not measured.
    pub const fn new(answers: &'a Answers) -> Self {
        Self { answers, seconds: None }
    }

    /// A person of a table, with the time that it tells.
    pub const fn of(entry: &'a Entry) -> Self {
        Self { answers: &entry.answers, seconds: entry.seconds }
    }

    /// The same person, who took so many seconds for the whole form. What is negative or no number is not known.
    #[must_use]
    pub const fn within(self, seconds: f64) -> Self {
        Self { seconds: Some(seconds), ..self }
    }
}

/// The indices of one person, and what is worth a look.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseQuality {
    measures: [Measure; Index::ALL.len()],
    flags: Vec<Flag>,
}

impl ResponseQuality {
    fn without(reason: Reason) -> Self {
        Self { measures: [Measure::Without(reason); Index::ALL.len()], flags: Vec::new() }
    }

    fn set(&mut self, index: Index, measure: Measure) {
        self.measures[index as usize] = measure;
    }

    fn flag(&mut self, index: Index, beyond: impl Fn(f64, f64) -> bool, cut: f64, false_positive: Option<f64>) {
        if let Some(value) = self.measure(index).value().filter(|value| beyond(*value, cut)) {
            self.flags.push(Flag { index, value, cut, false_positive });
        }
    }

    /// An index.
    pub fn measure(&self, index: Index) -> Measure {
        self.measures[index as usize]
    }

    /// The flags, in the order of [`Index::ALL`].
    pub fn flags(&self) -> &[Flag] {
        &self.flags
    }

    /// The columns of the flags, with blanks between them.
    pub fn flag_codes(&self) -> String {
        self.flags.iter().map(|flag| flag.index.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// As one JSON text: `indices`, each with `value` or with `without` and a reason, and `flags`.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Document<'a> {
            indices: Indices<'a>,
            flags: &'a [Flag],
        }
        serde_json::to_string(&Document { indices: Indices(self), flags: &self.flags }).unwrap_or_default()
    }
}

struct Indices<'a>(&'a ResponseQuality);

impl Serialize for Indices<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(Index::ALL.map(|index| (index.as_str(), self.0.measure(index))))
    }
}

impl Instrument {
    /// How people answered: the indices of each, in their order. Group indices compare each person with everybody in `people`;
    /// the order of people changes no bit.
    ///
    /// # Examples
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use orientir::quality::{Cuts, Index, Reason, Respondent};
    /// let motives = orientir::catalogue::get("ovcharova-motives")?;
    /// let mut answers = motives.answers();
    /// for item in 1..=20 {
    ///     answers.set(&item.to_string(), if item <= 12 { "4" } else { "2" })?;
    /// }
    /// let quality = &motives.quality(&[Respondent::new(&answers)], &Cuts::default())[0];
    /// assert_eq!(quality.measure(Index::Longstring).value(), Some(12.0));
    /// assert_eq!(quality.measure(Index::Mahalanobis).reason(), Some(Reason::FewPeople));
    /// let flag = quality.flags()[0];
    /// assert_eq!((flag.index, flag.value, flag.cut), (Index::Longstring, 12.0, 10.0));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn quality(&self, people: &[Respondent<'_>], cuts: &Cuts) -> Vec<ResponseQuality> {
        let layout = Layout::of(self);
        // A stranger's answers say nothing and take no part in the group.
        let known: Vec<bool> = people.iter().map(|person| self.is_of(person.answers)).collect();
        if let Some(reason) = layout.refused {
            return people.iter().map(|_| ResponseQuality::without(reason)).collect();
        }
        let mut rows: Vec<&[Cell]> = Vec::with_capacity(people.len());
        for (person, known) in people.iter().zip(&known) {
            let row = person.answers.rows().first().filter(|_| *known);
            rows.push(row.map_or(&[], Vec::as_slice));
        }
        let mut found: Vec<ResponseQuality> = Vec::with_capacity(people.len());
        let mut space = (Vec::new(), Vec::new());
        for (person, cells) in people.iter().zip(&rows) {
            found.push(alone(&layout, cells, person.seconds, cuts, &mut space));
        }
        together(&layout, &rows, cuts, &mut found);
        for (quality, known) in found.iter_mut().zip(known) {
            if known {
                quality.flags.sort_by_key(|flag| flag.index);
            } else {
                *quality = ResponseQuality::without(Reason::AnotherInstrument);
            }
        }
        found
    }
}

impl Instrument {
    /// The even-odd index alone, of each person: what [`Instrument::quality`] gives, without the others.
    pub fn even_odd<'a>(&self, people: impl IntoIterator<Item = &'a Answers>) -> Vec<Measure> {
        let layout = Layout::of(self);
        if let Some(reason) = layout.refused {
            return people.into_iter().map(|_| Measure::Without(reason)).collect();
        }
        let mut space = (Vec::new(), Vec::new());
        let mut measure = |answers: &Answers| match answers.rows().first() {
            Some(cells) if self.is_of(answers) => person::even_odd(&layout, cells, &mut space),
            _ => Measure::Without(Reason::AnotherInstrument),
        };
        people.into_iter().map(&mut measure).collect()
    }

    /// Whether answers were given to this instrument. PERF: people of one table share the plan itself.
    fn is_of(&self, answers: &Answers) -> bool {
        std::ptr::eq(self.plan(), answers.plan().as_ref()) || self.plan() == answers.plan().as_ref()
    }
}

/// What one person's answers tell alone.
fn alone(
    layout: &Layout,
    cells: &[Cell],
    seconds: Option<f64>,
    cuts: &Cuts,
    space: &mut (Vec<f64>, Vec<f64>),
) -> ResponseQuality {
    let mut quality = ResponseQuality::without(Reason::FewPeople);
    let (runs, long) = person::runs(layout, cells, cuts.longstring_share);
    quality.set(Index::Longstring, runs.longstring());
    quality.set(Index::MeanRun, runs.mean());
    quality.set(Index::Irv, person::irv(layout, cells));
    quality.set(Index::Extreme, person::extreme(layout, cells));
    quality.set(Index::Mid, person::mid(layout, cells));
    quality.set(Index::Acquiescence, person::acquiescence(layout, cells));
    quality.set(Index::Pace, person::pace(layout, cells, seconds));
    quality.set(Index::EvenOdd, person::even_odd(layout, cells, space));
    if let Some((run, cut)) = long {
        let (value, cut) = (run as f64, cut as f64);
        quality.flags.push(Flag { index: Index::Longstring, value, cut, false_positive: None });
    }
    quality.flag(Index::Pace, |value, cut| value < cut, cuts.pace, None);
    if layout.scales.len() >= FEWEST_SCALES_FOR_FLAG {
        quality.flag(Index::EvenOdd, |value, cut| value > cut, cuts.even_odd, None);
    }
    quality
}

/// What the answers of everybody tell of each.
fn together(layout: &Layout, rows: &[&[Cell]], cuts: &Cuts, found: &mut [ResponseQuality]) {
    let people = Columns::of(layout, rows);
    let pairs = Pairs::find(&people, cuts.pair_correlation);
    let profile = Profile::of(&people);
    let reference = Reference::of(&people);
    let mut known = mahalanobis::Cuts::new(cuts.mahalanobis_rate);
    for (person, quality) in found.iter_mut().enumerate() {
        quality.set(Index::Synonyms, pairs.within(layout, &people, &pairs.synonyms, person));
        quality.set(Index::Antonyms, pairs.within(layout, &people, &pairs.antonyms, person));
        quality.set(Index::PersonTotal, profile.person_total(layout, &people, person));
        let (distance, cut) = match &reference {
            Ok(reference) => reference.distance(&people, person, &mut known),
            Err(reason) => (Measure::Without(*reason), None),
        };
        quality.set(Index::Mahalanobis, distance);
        quality.flag(Index::Synonyms, |value, cut| value < cut, cuts.synonyms, None);
        quality.flag(Index::Antonyms, |value, cut| value > cut, cuts.antonyms, None);
        if let Some(cut) = cut {
            quality.flag(Index::Mahalanobis, |value, cut| value > cut, cut, Some(cuts.mahalanobis_rate));
        }
    }
}
