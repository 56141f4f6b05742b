//! What results may be used for. Stands in the core, so that no surface can forget it.
//!
//! An instrument whose definition says `"use": "anonymous_adult_groups"` speaks of groups of adults who answered without names, and of nobody
//! alone. Scoring one person with it gives every scale the status `restricted` and nothing else, until somebody states the use
//! ([`Instrument::for_adult_groups`]); and pupils have no result even then. Tallies are that use, and count past it.

use crate::answers::Person;
use crate::definition::Use;
use crate::error::{Code, Error};
use crate::instrument::Instrument;
use crate::report::Report;

/// From this age on people are adults.
pub(crate) const ADULT: u32 = 18;

/// What was stated of the people whose answers are scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stated {
    #[default]
    Nothing,
    AdultGroups,
    /// They are nobody: worked examples.
    Invented,
}

/// Why a person has no result of an instrument that is for groups of adults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Restriction {
    /// Nobody stated that these are adults who answered without names and that groups alone are reported.
    NotStated,
    /// A pupil, or an age under 18.
    Pupil,
}

impl Restriction {
    /// The reason as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotStated => "not_stated",
            Self::Pupil => "pupil",
        }
    }
}

impl Person {
    /// Whether the person is at school, by a school grade, a class or a list of pupils, or is younger than 18.
    pub fn is_minor(&self) -> bool {
        self.pupil || self.grade.is_some() || self.age.is_some_and(|age| age < ADULT)
    }
}

impl Instrument {
    /// Whether the instrument is for groups of adults who answered without names: never for single results, never for pupils.
    pub fn is_for_groups(&self) -> bool {
        self.definition().about.use_for == Some(Use::AnonymousAdultGroups)
    }

    /// The same instrument for those who work with groups of adults: it then scores single rows too, so that they can be added up.
    ///
    /// By calling this you state that these are adults who answered without names, and that only groups are reported. People with a school
    /// grade or a class, and those under 18, have no result all the same. An instrument that is for anybody stays as it is.
    ///
    /// A tally needs no statement: it holds groups alone.
    ///
    /// # Examples
    /// ```
    /// # let text = include_str!("../../../tests/definitions/opinions.json");
    /// use orientir::Instrument;
    /// use orientir::definition::Status;
    /// let opinions = Instrument::from_json(text)?;
    /// let mut answers = opinions.answers();
    /// answers.set("town", "agree")?.set("taxes", "disagree")?.set("roads", "agree")?;
    /// assert_eq!(opinions.score(&answers).scale("change")?.status(), Status::Restricted);
    /// let stated = opinions.for_adult_groups();
    /// assert_eq!(stated.score(&answers).scale("change")?.raw(), Some(2.0));
    /// answers.person_mut().set("age", "17")?;
    /// assert_eq!(stated.score(&answers).scale("change")?.raw(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn for_adult_groups(&self) -> Self {
        self.stating(Stated::AdultGroups)
    }

    /// Checks that results of single people may be asked for at all. For surfaces that speak of people: they refuse at once instead of
    /// showing a table without a score.
    ///
    /// # Errors
    /// `use_restricted` for an instrument that is for groups of adults, unless the use was stated.
    pub fn check_use(&self) -> Result<(), Error> {
        match self.restriction(&Person::default()) {
            Some(_) => Err(self.restricted().with("reason", "it gives no results of single people")),
            None => Ok(()),
        }
    }

    /// Why a person has no result; none where nothing forbids one.
    pub fn restriction(&self, person: &Person) -> Option<Restriction> {
        if !self.is_for_groups() {
            return None;
        }
        match self.stated() {
            Stated::Invented => None,
            _ if person.is_minor() => Some(Restriction::Pupil),
            Stated::AdultGroups => None,
            Stated::Nothing => Some(Restriction::NotStated),
        }
    }

    /// What begins every refusal.
    pub(crate) fn restricted(&self) -> Error {
        Error::new(Code::UseRestricted, "").with("instrument", self.id())
    }
}

impl Report {
    /// Why there is no result, of an instrument that is for groups of adults: see [`Instrument::for_adult_groups`].
    pub fn restriction(&self) -> Option<Restriction> {
        self.instrument().restriction(self.answers().person())
    }
}

#[cfg(feature = "fit")]
mod groups {
    use crate::error::Error;
    use crate::instrument::Instrument;
    use crate::sheet::Entry;
    use crate::tally::{Covariate, LEAST_IN_CELL, Tally, too_few};

    impl Instrument {
        /// Checks that people may be counted together: no pupil is among the people of an instrument for groups of adults, and they are
        /// enough to be a group.
        pub(crate) fn check_group<'e>(&self, people: impl IntoIterator<Item = &'e Entry>) -> Result<(), Error> {
            if !self.is_for_groups() {
                return Ok(());
            }
            let mut n = 0;
            for entry in people {
                n += 1;
                if entry.answers.person().is_minor() {
                    return Err(self.of_minors().in_row_of(entry.rows.first().copied().unwrap_or(0), &entry.key));
                }
            }
            if n < LEAST_IN_CELL { Err(too_few(self.id(), n, LEAST_IN_CELL)) } else { Ok(()) }
        }

        fn of_minors(&self) -> Error {
            self.restricted().with("reason", "who has a school grade, a class or an age under 18 is none of them")
        }

        /// Checks how small the groups of a count may be.
        pub(crate) fn check_least(&self, least: i64) -> Result<(), Error> {
            if self.is_for_groups() && least < LEAST_IN_CELL {
                return Err(self
                    .restricted()
                    .with("reason", format!("groups of fewer than {LEAST_IN_CELL} are not counted")));
            }
            Ok(())
        }

        /// Checks a tally that comes from elsewhere by the same rules.
        pub(crate) fn check_tally(&self, tally: &Tally) -> Result<(), Error> {
            if !self.is_for_groups() {
                return Ok(());
            }
            let is_minor = |(covariate, value): (Covariate, &str)| match covariate {
                Covariate::Grade => true,
                Covariate::Age => value.parse().is_ok_and(|age: u32| age < super::ADULT),
                _ => false,
            };
            for (_, facts, counts) in tally.sources() {
                self.check_least(facts.least)?;
                if counts.cells.keys().any(|cell| cell.values(tally.by()).any(is_minor)) {
                    return Err(self.of_minors());
                }
                if let Some(n) = counts.cells.values().map(|cell| cell.n).find(|n| *n < LEAST_IN_CELL) {
                    return Err(too_few(self.id(), n, LEAST_IN_CELL));
                }
            }
            Ok(())
        }
    }
}
