//! Answers of people to a tally.

use std::collections::BTreeMap;

use super::cell::{Cell, Covariate, folding};
use super::source::{CellCounts, Counts, FieldCounts, SourceFacts, SourceKey, count};
use super::{KeyedAnswers, Moments, Overflow, Tally, scale_items, too_few};
use crate::answers::Answers;
use crate::codes::{Cell as AnswerCell, FIRST_SPECIAL, MISSING, NOT_ADMINISTERED, NOT_APPLICABLE, REFUSED};
use crate::definition::Status;
use crate::error::{Code, Error};
use crate::instrument::Instrument;
use crate::score::Scores;
use crate::sheet::{Entry, Key};

/// Cells of fewer pupils are folded when a tally is handed on, unless something else is asked for.
pub const LEAST_IN_CELL: i64 = 10;

/// What lets a tally have smaller cells.
const SMALLER: &str = "--min-cell 1";

/// How a tally is made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TallyOptions {
    /// What cells are made by.
    pub by: Vec<Covariate>,
    /// The school of those whose table does not name one.
    pub school: Option<String>,
    /// Which collection of answers.
    pub release: String,
    /// When answers were taken: `2026`, `2026-10` or `2026-10-05`.
    pub date: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Cells with fewer people are folded; 1 keeps all.
    pub least: i64,
}

impl Default for TallyOptions {
    fn default() -> Self {
        Self { by: Vec::new(), school: None, release: String::new(), date: None, place: None, least: LEAST_IN_CELL }
    }
}

impl TallyOptions {
    /// Whether a text is a date as a tally holds it: a year from 1900 to 2200, with a month and a day or without.
    pub fn is_date(text: &str) -> bool {
        let parts: Vec<&str> = text.split('-').collect();
        let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let number = |text: &str, digits: usize| text.parse().ok().filter(|_| text.len() == digits && is_number(text));
        let year =
            parts.first().and_then(|year| number(year, 4)).is_some_and(|year: u32| (1900..=2200).contains(&year));
        let within = |place: usize, most: u32| {
            parts.get(place).is_none_or(|part| number(part, 2).is_some_and(|n| (1..=most).contains(&n)))
        };
        year && within(1, 12) && within(2, 31) && parts.len() <= 3
    }
}

impl Tally {
    /// Counts the people of a table who answered something: a source for each school and occasion. [`Tally::outlook`] tells who is counted
    /// in which cell.
    ///
    /// # Examples
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use orientir::Sheet;
    /// use orientir::tally::{Tally, TallyOptions};
    /// let plan = orientir::catalogue::get("career-plan")?;
    /// let header: Vec<&str> = ["id", "school"].into_iter().chain(plan.fields()).collect();
    /// let rows: Vec<Vec<String>> = (0..12)
    ///     .map(|i| [i.to_string(), "5".to_owned()].into_iter().chain(plan.fields().map(|_| (i % 3).to_string())).collect())
    ///     .collect();
    /// let (entries, _) = Sheet::new(&plan, &header)?.read(rows.iter().map(|row| row.iter().map(String::as_str)));
    /// let tally = Tally::of(&plan, &entries, &TallyOptions::default())?;
    /// assert_eq!(tally.n(), 12);
    /// assert_eq!(Tally::from_json(&tally.to_json())?, tally);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `missing_column` where neither the table nor the options name a school; `too_few` for a source with fewer people than a cell
    /// may have; `count_overflow`; `use_restricted` for pupils, and for cells of fewer than ten people, where the instrument is for groups
    /// of adults.
    pub fn of(instrument: &Instrument, entries: &[Entry], options: &TallyOptions) -> Result<Self, Error> {
        instrument.check_least(options.least)?;
        instrument.check_group(entries)?;
        // Where groups alone may be counted, nothing makes them smaller.
        let sources = Source::all(entries, options, if instrument.is_for_groups() { "" } else { SMALLER })?;
        let mut counting = Counting::new(instrument, options.least);
        let mut tally = Self::empty(instrument, &options.by);
        for source in sources {
            let mut counts = Counts::default();
            let homes = source.homes(&options.by, options.least);
            for entry in &source.entries {
                // Those who are left out are counted nowhere: whoever subtracts finds nothing.
                let home = homes.get(&Cell::of(&options.by, entry.answers.person()));
                if let Some(Some(home)) = home {
                    counting.add(&entry.answers, home, &mut counts).map_err(|_| overflow(instrument))?;
                }
            }
            counts.withhold(options.least, &tally.items);
            let facts = SourceFacts {
                version: instrument.definition().version.clone(),
                date: options.date.clone(),
                place: options.place.clone(),
                least: options.least,
            };
            tally.sources.insert(source.key, (facts, counts));
        }
        Ok(tally)
    }

    /// What becomes of the people of a table in a tally: who is counted in which cell, and who is not.
    ///
    /// # Errors
    /// Those of [`Tally::of`] but for `count_overflow`.
    pub fn outlook(entries: &[Entry], options: &TallyOptions) -> Result<Vec<Outlook>, Error> {
        let of = |source: Source<'_>| {
            let homes = source.homes(&options.by, options.least);
            let (blank, repeated) = (source.blank, source.repeated);
            let mut outlook = Outlook { source: source.key.name(), blank, repeated, ..Outlook::default() };
            for entry in &source.entries {
                let cell = Cell::of(&options.by, entry.answers.person());
                match homes.get(&cell) {
                    Some(Some(home)) if *home == cell => *outlook.kept.entry(cell).or_default() += 1,
                    Some(Some(_)) => *outlook.joined.entry(cell).or_default() += 1,
                    _ => *outlook.left_out.entry(cell).or_default() += 1,
                }
            }
            outlook
        };
        Ok(Source::all(entries, options, SMALLER)?.into_iter().map(of).collect())
    }
}

/// What becomes of the people of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outlook {
    /// The source, as people call it.
    pub source: String,
    /// Counted in their own cell.
    pub kept: BTreeMap<Cell, i64>,
    /// Counted in a coarser cell, since theirs is too small.
    pub joined: BTreeMap<Cell, i64>,
    /// Counted nowhere, since they alone would be left over.
    pub left_out: BTreeMap<Cell, i64>,
    /// Rows without any answer.
    pub blank: i64,
    /// Further rows of people who have one already: of other raters or days.
    pub repeated: i64,
}

/// The people of a school on an occasion who answered something.
struct Source<'e> {
    key: SourceKey,
    entries: Vec<&'e Entry>,
    blank: i64,
    repeated: i64,
}

/// People by id, each with one row.
#[derive(Default)]
struct People<'e> {
    by_id: BTreeMap<&'e str, &'e Entry>,
    blank: i64,
    repeated: i64,
}

impl<'e> Source<'e> {
    fn all(entries: &'e [Entry], options: &TallyOptions, fix: &str) -> Result<Vec<Self>, Error> {
        let mut sources: BTreeMap<SourceKey, People<'e>> = BTreeMap::new();
        for entry in entries {
            let school = entry.school.as_ref().or(options.school.as_ref()).map(|school| school.trim());
            let school = school.filter(|school| !school.is_empty());
            let school = school.ok_or_else(|| Error::new(Code::MissingColumn, "").with("field", "school"))?;
            let (occasion, release) = (entry.key.occasion, options.release.trim().to_owned());
            let people = sources.entry(SourceKey { school: school.to_owned(), occasion, release }).or_default();
            // A row that was prepared and never filled in is nobody, and must not make a group look larger than it is.
            if !entry.answers.rows().iter().flatten().any(|cell| *cell < FIRST_SPECIAL) {
                people.blank += 1;
                continue;
            }
            // Of several rows of a person, by several raters say, one counts: the first by date, then by the name of the rater.
            let rank = |key: &'e Key| (key.date.as_str(), key.rater.as_str());
            let place = people.by_id.entry(entry.key.id.as_str()).or_insert(entry);
            if !std::ptr::eq(*place, entry) {
                people.repeated += 1;
                if rank(&entry.key) < rank(&place.key) {
                    *place = entry;
                }
            }
        }
        let mut all = Vec::new();
        for (key, People { by_id, blank, repeated }) in sources {
            let n = i64::try_from(by_id.len()).unwrap_or(i64::MAX);
            if n < options.least {
                return Err(too_few(&key.school, n, options.least).with("fix", fix));
            }
            all.push(Self { key, entries: by_id.into_values().collect(), blank, repeated });
        }
        Ok(all)
    }

    /// Where each cell goes.
    fn homes(&self, by: &[Covariate], least: i64) -> BTreeMap<Cell, Option<Cell>> {
        let mut sizes: BTreeMap<Cell, i64> = BTreeMap::new();
        for entry in &self.entries {
            *sizes.entry(Cell::of(by, entry.answers.person())).or_default() += 1;
        }
        folding(&sizes, least)
    }
}

pub(super) fn overflow(instrument: &Instrument) -> Error {
    Error::new(Code::CountOverflow, "").with("what", instrument.id())
}

/// Counts person after person. It holds answers, so it has no `Debug`.
struct Counting<'i> {
    instrument: &'i Instrument,
    keyed: KeyedAnswers<'i>,
    scores: Scores,
    /// How many scales have items, and whether sums are over people alone who answered all of them.
    scales: usize,
    whole: bool,
    rows: Vec<(usize, Vec<i64>)>,
}

impl<'i> Counting<'i> {
    fn new(instrument: &'i Instrument, least: i64) -> Self {
        Self {
            instrument,
            keyed: KeyedAnswers::new(instrument),
            scores: Scores::default(),
            scales: scale_items(instrument).len(),
            whole: least > 1,
            rows: Vec::new(),
        }
    }

    fn add(&mut self, answers: &Answers, home: &Cell, counts: &mut Counts) -> Result<(), Overflow> {
        let Counts { cells, answers: fields, items } = counts;
        let rows = &mut self.rows;
        rows.clear();
        self.keyed.each(answers, &mut self.scores, |scale, row| rows.push((scale, row.to_vec())));
        // Over the same people for all scales: else one scale's sums less another's would be a pupil's answers.
        if self.whole && rows.len() < self.scales {
            rows.clear();
        }
        for (scale, row) in rows {
            items.entry(*scale).or_insert_with(|| Moments::new(row.len())).add(row)?;
        }
        let cell = cells.entry(home.clone()).or_insert_with(CellCounts::default);
        cell.n += 1;
        cell.scales.resize_with(self.scores.scales.len(), Default::default);
        for (counts, score) in cell.scales.iter_mut().zip(&self.scores.scales) {
            match (score.status, score.raw) {
                (Status::Scored, Some(raw)) => count(&mut counts.scores, raw),
                (Status::Prorated, _) => counts.prorated += 1,
                (status, _) => count(&mut counts.unscored, status.as_str().to_owned()),
            }
        }
        for row in answers.rows() {
            self.add_answers(row, fields);
        }
        Ok(())
    }

    /// Free text is never counted: it may be one person's alone.
    fn add_answers(&self, row: &[AnswerCell], fields: &mut BTreeMap<String, FieldCounts>) {
        for (field, cell) in self.instrument.plan().fields.iter().zip(row).filter(|(field, _)| !field.codes.written) {
            let counts = match fields.get_mut(&field.name) {
                Some(counts) => counts,
                None => fields.entry(field.name.clone()).or_default(),
            };
            if *cell < FIRST_SPECIAL {
                count(&mut counts.codes, field.codes.text(*cell));
            } else {
                count(&mut counts.without, without(*cell).as_str().to_owned());
            }
        }
    }
}

/// Why a cell holds no code.
fn without(cell: AnswerCell) -> Status {
    match cell {
        MISSING => Status::Missing,
        REFUSED => Status::Refused,
        NOT_APPLICABLE => Status::NotApplicable,
        NOT_ADMINISTERED => Status::NotAdministered,
        _ => Status::Invalid,
    }
}
