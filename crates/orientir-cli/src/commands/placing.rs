//! Whom the norms of a file do not fit, and why: told once, since a table of empty cells does not say it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use orientir::{Instrument, Report};

use crate::session::Session;
use crate::words::{Word, filled};

/// Looks at results as they pass.
#[derive(Debug)]
pub struct Placing<'i> {
    instrument: &'i Instrument,
    /// The norms of files.
    norms: Vec<&'i str>,
    seen: RefCell<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    all: usize,
    /// People with a score and no place in a norm, by the reason.
    without: BTreeMap<&'static str, usize>,
}

impl<'i> Placing<'i> {
    /// `files` norm files go before the norms of the definition.
    pub fn new(instrument: &'i Instrument, files: usize) -> Self {
        let norms = instrument.definition().norms.iter().take(files).map(|norm| &*norm.id).collect();
        Self { instrument, norms, seen: RefCell::default() }
    }

    /// Looks at a result.
    pub fn see(&self, report: &Report) {
        if self.norms.is_empty() {
            return;
        }
        let mut seen = self.seen.borrow_mut();
        seen.all += 1;
        let placed = report.scales().any(|scale| scale.norm().is_some_and(|norm| self.norms.contains(&norm)));
        let reason = report.scales().filter(|scale| scale.raw().is_some()).find_map(|scale| scale.refusal());
        if let Some(reason) = reason.filter(|_| !placed) {
            *seen.without.entry(reason).or_default() += 1;
        }
    }

    /// Tells whom the norms do not fit.
    pub fn tell(&self, session: &Session) {
        let seen = self.seen.borrow();
        for (reason, people) in &seen.without {
            let reason = match *reason {
                "covariate_missing" => filled(Word::AskedByNorms, session.lang, &[("columns", &self.asked())]),
                "wording" => session.word(Word::WhyWording).to_owned(),
                _ => session.word(Word::WhyPeople).to_owned(),
            };
            let arguments = [
                ("norms", self.norms.join(", ")),
                ("people", people.to_string()),
                ("all", seen.all.to_string()),
                ("reason", reason),
            ];
            let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
            session.remark(&filled(Word::NormsOfNobody, session.lang, &arguments));
        }
    }

    /// What the groups of the norms ask for.
    fn asked(&self) -> String {
        let norms = self.instrument.definition().norms.iter().take(self.norms.len());
        let groups: Vec<_> = norms.flat_map(|norm| &norm.groups).filter_map(|group| group.for_group.as_ref()).collect();
        let asked = [
            ("sex", groups.iter().any(|group| group.sex.is_some())),
            ("age", groups.iter().any(|group| group.age.is_some())),
            ("grade", groups.iter().any(|group| group.grade.is_some())),
            ("lang", groups.iter().any(|group| group.language.is_some())),
            ("region", groups.iter().any(|group| group.region.is_some())),
            ("mode", groups.iter().any(|group| group.mode.is_some())),
        ];
        asked.iter().filter(|(_, asked)| *asked).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }
}
