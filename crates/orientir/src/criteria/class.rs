//! A class: tables of several instruments joined to the results of each pupil.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Battery, Profile};
use crate::error::{Code, Diagnostics, Error};
use crate::instrument::Instrument;
use crate::report::Report;
use crate::roster::Roster;
use crate::sheet::{Entry, Identity, Key};

/// The results of a class: tables of several instruments, joined by pupil and occasion.
///
/// A row belongs to the pupil whose id it has, or, in a table of names, whose name the list of pupils gives beside the id.
/// What the list says of a pupil, and the table does not, is filled in. `Debug` shows nobody.
///
/// ```
/// # #[cfg(feature = "catalogue")] {
/// use orientir::{Class, Code, Roster, Sheet, catalogue};
/// let battery = catalogue::battery("self-determination")?;
/// let list = Roster::read(&["id", "name"], [["02", "Ona Kazlienė"], ["01", "Jonas Petraitis"]])?;
/// let mut class = Class::new(Some(list));
///
/// let plan = battery.instrument("career-plan")?;
/// let sheet = Sheet::new(plan, &["id", "plan", "dated", "next_step", "alternative", "sources"])?;
/// let (entries, _) = sheet.read([["01", "2", "1", "1", "2", "2"], ["07", "0", "0", "1", "0", "1"]]);
/// let told = class.add(plan, sheet.identity(), entries)?;
/// assert_eq!(told.iter().map(|fault| (fault.code(), fault.row())).collect::<Vec<_>>(), [(Code::UnknownPupil, Some(2))]);
///
/// let profiles = class.profiles(&battery)?;
/// assert_eq!(profiles.iter().map(|(key, _)| key.id.as_str()).collect::<Vec<_>>(), ["02", "01", "07"]);
/// assert!(profiles.iter().all(|(_, profile)| profile.criteria.len() == 3));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Class {
    roster: Option<Roster>,
    /// By id and occasion.
    results: BTreeMap<String, BTreeMap<u32, Vec<Scored>>>,
    /// The ids with results, in the order in which they were first seen.
    seen: Vec<String>,
    /// Of whom it was told that the list does not name them.
    unknown: BTreeSet<String>,
}

/// The results of one person of a class.
#[derive(Clone)]
#[non_exhaustive]
pub struct OnePerson<'c> {
    /// Who, and on which occasion.
    pub key: Key,
    /// The results of the occasion.
    pub reports: Vec<&'c Report>,
    /// The results of the first occasion, where that was earlier.
    pub earlier: Vec<&'c Report>,
}

impl fmt::Debug for OnePerson<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OnePerson({} results, {} earlier)", self.reports.len(), self.earlier.len())
    }
}

/// A result, and the row of the table that it is from.
#[derive(Clone)]
struct Scored {
    row: usize,
    report: Report,
}

impl Class {
    /// A class without results, and the list of its pupils if there is one.
    pub fn new(roster: Option<Roster>) -> Self {
        Self { roster, ..Self::default() }
    }

    /// Whether the rows of a table can be joined to those of other tables. Also asked by [`Class::add`]; asked before, it
    /// saves reading the rows.
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use orientir::{Class, Identity, catalogue};
    /// let plan = catalogue::get("career-plan")?;
    /// assert!(Class::check_identity(&plan, Identity::Name).is_ok());
    /// assert!(Class::check_identity(&plan, Identity::Response).is_err());
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `no_identity` for a table whose rows have only the numbers that a form maker gave them: joined by such numbers,
    /// results of different pupils would become one profile.
    pub fn check_identity(instrument: &Instrument, identity: Identity) -> Result<(), Error> {
        if identity == Identity::Response {
            return Err(Error::new(Code::NoIdentity, "").with("instrument", instrument.id()));
        }
        Ok(())
    }

    /// Scores the people of a table and tells what is worth telling, with the row: `covariate_differs`, `unknown_pupil` (once
    /// for each pupil of a class) and `repeated_key` for a second row of a pupil on an occasion, as several raters who are
    /// not pooled make it: the first counts. So it is with a second table of the instrument; rows are those of their tables.
    ///
    /// # Errors
    /// Those of [`Class::check_identity`]; nobody is scored then.
    pub fn add(
        &mut self,
        instrument: &Instrument,
        identity: Identity,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<Diagnostics, Error> {
        Self::check_identity(instrument, identity)?;
        let mut told = Diagnostics::default();
        for mut entry in entries {
            // The list knows the id of somebody who gave a name.
            let id = self.roster.as_ref().and_then(|roster| roster.id_of(&entry.key.id));
            if let Some(id) = id.filter(|_| identity == Identity::Name) {
                id.clone_into(&mut entry.key.id);
            }
            self.add_one(instrument, entry, &mut told);
        }
        Ok(told)
    }

    fn add_one(
        &mut self,
        instrument: &Instrument,
        Entry { key, rows, mut answers, .. }: Entry,
        told: &mut Diagnostics,
    ) {
        let row = rows.first().copied().unwrap_or(0);
        if let Some(roster) = &self.roster {
            let differences = roster.differences(&key, answers.person()).into_iter();
            differences.for_each(|fault| told.push(fault.in_row_of(row, &key)));
            if !roster.complete(&key, answers.person_mut()) && self.unknown.insert(key.id.clone()) {
                told.push(Error::new(Code::UnknownPupil, "").in_cell(row, "").with_key(&key));
            }
        }
        if !self.results.contains_key(&key.id) {
            self.seen.push(key.id.clone());
        }
        let results = self.results.entry(key.id.clone()).or_default().entry(key.occasion).or_default();
        if let Some(first) = results.iter().find(|scored| scored.report.instrument().id() == instrument.id()) {
            let fault = Error::new(Code::RepeatedKey, "").in_cell(row, "").with_key(&key);
            told.push(fault.with("first", first.row).with("second", row));
        } else {
            results.push(Scored { row, report: instrument.score(&answers) });
        }
    }

    /// The list of pupils.
    pub fn roster(&self) -> Option<&Roster> {
        self.roster.as_ref()
    }

    /// Whether nobody has a result.
    pub fn is_empty(&self) -> bool {
        self.results.is_empty()
    }

    /// Whether somebody belongs to the class: named by the list, or anybody where there is no list.
    pub fn is_listed(&self, id: &str) -> bool {
        self.roster.as_ref().is_none_or(|roster| roster.lists(id))
    }

    /// Every pupil: those of the list in its order, then others in the order in which they were first seen; each with every
    /// occasion that was seen, or with the first if there is no result.
    pub fn pupils(&self) -> Vec<Key> {
        let listed = self.roster.iter().flat_map(Roster::ids);
        let others = self.seen.iter().map(String::as_str);
        let others = others.filter(|id| self.roster.is_none() || !self.is_listed(id));
        let mut pupils = Vec::new();
        for id in listed.chain(others) {
            let key = |occasion: u32| Key { id: id.to_owned(), occasion, ..Key::default() };
            match self.results.get(id) {
                Some(occasions) => pupils.extend(occasions.keys().copied().map(key)),
                None => pupils.push(key(1)),
            }
        }
        pupils
    }

    /// The occasion that stands for somebody: the one with results of the most instruments, and of equally full ones the latest. A
    /// single questionnaire that is repeated does not put away what was known before. None without results.
    fn fullest(&self, id: &str) -> Option<u32> {
        let answered = |scored: &&Scored| scored.report.scales().any(|scale| scale.answered() > 0);
        let occasions = self.results.get(id)?.iter();
        occasions
            .map(|(number, results)| (results.iter().filter(answered).count(), *number))
            .max()
            .map(|(_, number)| number)
    }

    /// Who belongs to the class, each on the occasion that stands for them: the one with results of the most instruments, and of
    /// equally full ones the latest. Of profiles as [`Class::profiles`] gives them.
    pub fn current<'p>(&self, profiles: &'p [(Key, Profile)]) -> Vec<&'p (Key, Profile)> {
        let stands = |key: &Key| self.fullest(&key.id).is_none_or(|occasion| occasion == key.occasion);
        profiles.iter().filter(|(key, _)| self.is_listed(&key.id) && stands(key)).collect()
    }

    /// The results of somebody, by id or by the name that the list of pupils has: on an occasion, or on the one that stands for
    /// them. None where there are none.
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use orientir::{Class, Sheet, catalogue};
    /// let klimov = catalogue::get("klimov-ddo")?;
    /// let pairs: Vec<String> = (1..=20).map(|pair| pair.to_string()).collect();
    /// let header: Vec<&str> = ["id", "occasion"].into_iter().chain(pairs.iter().map(String::as_str)).collect();
    /// let sheet = Sheet::new(&klimov, &header)?;
    /// let row = |occasion, code| ["01", occasion].into_iter().chain([code; 20]).collect::<Vec<_>>();
    /// let (entries, _) = sheet.read([row("1", "a"), row("2", "b")]);
    /// let mut class = Class::default();
    /// class.add(&klimov, sheet.identity(), entries)?;
    /// let found = class.person("01", None).expect("somebody");
    /// assert_eq!((found.key.occasion, found.reports.len(), found.earlier.len()), (2, 1, 1));
    /// assert!(class.person("01", Some(3)).is_none() && class.person("02", None).is_none());
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn person(&self, id: &str, occasion: Option<u32>) -> Option<OnePerson<'_>> {
        let id = id.trim();
        let by_name = || self.roster.as_ref().and_then(|roster| roster.id_of(id));
        let id = if self.results.contains_key(id) { id } else { by_name()? };
        let occasion = occasion.or_else(|| self.fullest(id))?;
        let key = |occasion: u32| Key { id: id.to_owned(), occasion, ..Key::default() };
        let reports: Vec<&Report> = self.reports(&key(occasion)).collect();
        if reports.is_empty() {
            return None;
        }
        let first = self.results.get(id)?.keys().next().filter(|first| **first < occasion);
        let earlier = first.map(|first| self.reports(&key(*first)).collect());
        Some(OnePerson { key: key(occasion), reports, earlier: earlier.unwrap_or_default() })
    }

    /// The occasions on which somebody has results.
    pub fn occasions(&self, id: &str) -> Vec<u32> {
        self.results.get(id.trim()).map_or_else(Vec::new, |occasions| occasions.keys().copied().collect())
    }

    /// Who belongs to the class and has several occasions: the first with the last, as [`Battery::before_and_after`] compares them.
    pub fn first_and_last<'p>(&self, profiles: &'p [(Key, Profile)]) -> Vec<(&'p Profile, &'p Profile)> {
        let mut last: BTreeMap<&str, &(Key, Profile)> = BTreeMap::new();
        // The occasions of somebody rise.
        last.extend(profiles.iter().map(|one| (one.0.id.as_str(), one)));
        let mut seen = BTreeSet::new();
        let first = profiles.iter().filter(|(key, _)| self.is_listed(&key.id) && seen.insert(key.id.as_str()));
        let pair = |(key, profile): &'p (Key, Profile)| {
            let last = last.get(key.id.as_str()).filter(|(last, _)| last.occasion != key.occasion)?;
            Some((profile, &last.1))
        };
        first.filter_map(pair).collect()
    }

    /// The results of a pupil on an occasion, in the order in which they were added; rater and date of the key do not matter.
    pub fn reports(&self, pupil: &Key) -> impl Iterator<Item = &Report> {
        let results = self.results.get(&pupil.id).and_then(|occasions| occasions.get(&pupil.occasion));
        results.into_iter().flatten().map(|scored| &scored.report)
    }

    /// The profile of every pupil on every occasion, in the order of [`Class::pupils`].
    ///
    /// # Errors
    /// `wrong_instrument` as [`Battery::assess`] has it.
    pub fn profiles(&self, battery: &Battery) -> Result<Vec<(Key, Profile)>, Error> {
        let profile = |pupil: Key| {
            let reports: Vec<&Report> = self.reports(&pupil).collect();
            let profile = battery.assess(&reports)?;
            Ok((pupil, profile))
        };
        self.pupils().into_iter().map(profile).collect()
    }
}

impl fmt::Debug for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let results: usize = self.results.values().flat_map(BTreeMap::values).map(Vec::len).sum();
        write!(f, "Class({} people with {results} results, {:?})", self.seen.len(), self.roster)
    }
}
