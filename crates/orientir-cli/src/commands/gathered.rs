//! The answers of a class to the instruments of a battery, gathered from a folder and scored.

use orientir::{Battery, Class, Error, Instrument, Roster};

use super::folder::Folder;
use super::people::{self, People};
use crate::args::{Reading, Scoring};
use crate::read;
use crate::session::{Failure, Session};
use crate::words::Word;
use crate::write::{Target, xlsx};

/// What a folder came to.
#[derive(Debug)]
pub struct Gathered {
    pub battery: Battery,
    pub instruments: Vec<Instrument>,
    pub class: Class,
    pub folder: Folder,
    /// Every problem, told already.
    pub faults: Vec<xlsx::Fault>,
}

impl Gathered {
    /// Reads and scores what is in a folder, and tells what is wrong; `target` must be none of the files.
    pub fn from(
        name: &str,
        folder: &str,
        (reading, scoring): (&Reading, &Scoring),
        target: &Target,
        session: &Session,
    ) -> Result<Self, Failure> {
        let battery = prepared(read::battery(name, session)?, (reading, scoring), session)?;
        let instruments: Vec<Instrument> = battery.instruments().cloned().collect();
        let indicators = battery.definition().criteria.iter().flat_map(|criterion| &criterion.indicators);
        let groups: Vec<Vec<&str>> =
            indicators.map(|indicator| indicator.from.iter().map(orientir::definition::Id::as_str).collect()).collect();
        let mut folder = Folder::open(folder, &instruments, &groups, session)?;
        target.spare(&folder.files(), session)?;
        let mut told = Told::default();
        session.tell_all(None, folder.doubles.iter());
        told.faults.extend(folder.doubles.iter().map(|fault| (None, fault.clone())));
        for (file, failure) in std::mem::take(&mut folder.faulty) {
            told.fail(&file, failure.inside(&file), session);
        }
        let list = match &reading.pupils {
            Some(list) => pupils(list, list, &mut told, session),
            None => roster(&folder, &mut told, session),
        };
        let reading = &Reading { pupils: None, ..reading.clone() };
        let mut class = Class::new(list);
        for instrument in &instruments {
            for source in folder.answers(instrument.id()) {
                answers(&mut class, instrument, source, reading, &mut told, session);
            }
        }
        if class.is_empty() {
            return Err(folder.nothing(&instruments, session).into());
        }
        Ok(Self { battery, instruments, class, folder, faults: told.faults })
    }
}

/// The battery as it is to be scored.
fn prepared(battery: Battery, (reading, scoring): (&Reading, &Scoring), session: &Session) -> Result<Battery, Failure> {
    let mut battery = read::battery_with_texts(battery, &reading.packs, session)?;
    for (policy, choice) in &scoring.policies {
        battery = battery.with_policy(policy, choice)?;
    }
    for (of, wording) in &scoring.wording {
        battery = battery.with_wording(of.as_deref(), *wording)?;
    }
    for file in &scoring.norms {
        let text = read::norms(file, session)?;
        battery = battery.with_norms(&text).map_err(|faults| Failure::within(file, faults))?;
    }
    Ok(battery)
}

/// Every problem that was told, with its file.
#[derive(Debug, Default)]
pub struct Told {
    /// The problems.
    pub faults: Vec<xlsx::Fault>,
}

impl Told {
    /// Tells problems of a file and keeps them.
    pub fn tell(&mut self, file: &str, faults: impl IntoIterator<Item = Error>, session: &Session) {
        let faults: Vec<Error> = faults.into_iter().collect();
        session.tell_all(Some(file), faults.iter());
        self.keep(file, faults);
    }

    /// Tells why a file cannot be used, and keeps it.
    fn fail(&mut self, file: &str, failure: Failure, session: &Session) {
        session.fail(&failure);
        self.keep(file, failure.into_faults());
    }

    /// Keeps problems that were told already.
    fn keep(&mut self, file: &str, faults: impl IntoIterator<Item = Error>) {
        self.faults.extend(faults.into_iter().map(|fault| (Some(file.to_owned()), fault)));
    }
}

/// The list of pupils of a folder; a faulty one is told, and the work goes on without it.
pub fn roster(folder: &Folder, told: &mut Told, session: &Session) -> Option<Roster> {
    let Some((file, path)) = folder.pupils() else {
        if !folder.many_lists {
            session.remark(&format!("{}: {}", session.word(Word::Remark), session.word(Word::NoPupils)));
        }
        return None;
    };
    pupils(file, path, told, session)
}

/// A list of pupils; a faulty one is told, and the work goes on without it.
pub fn pupils(file: &str, path: &str, told: &mut Told, session: &Session) -> Option<Roster> {
    let rows = match read::rows(path, session) {
        Ok(rows) => rows,
        Err(failure) => {
            told.fail(file, failure, session);
            return None;
        }
    };
    match Roster::read(&rows.header(), &rows.rows) {
        Ok(roster) => {
            for remark in roster.remarks() {
                session.remark(&format!("{}: {}", session.word(Word::Remark), session.sentence(Some(file), remark)));
            }
            told.tell(file, roster.faults().iter().cloned(), session);
            Some(roster)
        }
        Err(faults) => {
            told.tell(file, faults, session);
            None
        }
    }
}

/// Scores a table of an instrument. A table that cannot be used is told; the other instruments still count.
fn answers(
    class: &mut Class,
    instrument: &Instrument,
    (file, path): (&str, &str),
    reading: &Reading,
    told: &mut Told,
    session: &Session,
) {
    let within = |fault: Error| Failure::within(file, fault);
    let scored = people::open(instrument, path, reading, Some(file), session).and_then(|table| {
        let identity = table.identity();
        // Asked before the rows are read: of a table that cannot be joined nothing else is told.
        Class::check_identity(instrument, identity).map_err(within)?;
        let People { entries, faults, .. } = table.people(session)?;
        told.keep(file, faults);
        let bar = session.progress(entries.len(), Word::Scoring);
        let entries = entries.into_iter().inspect(|_| bar.inc(1));
        let scored = class.add(instrument, identity, entries).map_err(within);
        bar.finish_and_clear();
        scored
    });
    match scored {
        // One by one: the limit of what is told at once is for the rows of a table.
        Ok(faults) => faults.into_iter().for_each(|fault| told.tell(file, [fault], session)),
        Err(failure) => told.fail(file, failure, session),
    }
}
