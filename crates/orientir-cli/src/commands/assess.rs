//! `assess`: the instruments of a battery joined to one row a pupil, and the picture of the class.

use std::collections::{BTreeMap, BTreeSet};

use orientir::definition::Wording;
use orientir::{Battery, Code, Error, Identity, Instrument, Key, Profile, Report, Roster, names};

use super::class_picture;
use super::folder::Folder;
use super::people::{self, People};
use super::profile_table;
use super::score::{FORMATS, closing};
use crate::Outcome;
use crate::args::{Common, Format, Reading, Scoring};
use crate::picture::Picture;
use crate::read;
use crate::session::{Failure, Session};
use crate::summary::Summary;
use crate::words::Word;
use crate::write::{Target, json, xlsx};

/// One row of the result: who, on which occasion.
type Pupil = (String, u32);

/// Assesses a folder.
pub fn run(
    name: &str,
    folder: &str,
    summary: bool,
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let battery = read::battery(name, session)?;
    let instruments = prepared(&battery, scoring)?;
    let folder = Folder::open(folder, &instruments, session)?;
    target.spare(&folder.files(), session)?;
    let mut class = Class::default();
    session.tell_all(None, folder.doubles.iter());
    class.faults.extend(folder.doubles.iter().map(|fault| (None, fault.clone())));
    let roster = class.roster(&folder, session);
    for instrument in &instruments {
        class.answers(instrument, &folder, (roster.as_ref(), reading), session);
    }
    if class.reports.is_empty() {
        return Err(folder.nothing(&instruments, session).into());
    }
    let people = class.people(roster.as_ref());
    let profiles = people.iter().map(|pupil| {
        let reports: Vec<&Report> = class.reports.get(pupil).into_iter().flatten().collect();
        Ok((Key { id: pupil.0.clone(), occasion: pupil.1, ..Key::default() }, battery.assess(&reports)?))
    });
    let profiles: Vec<(Key, Profile)> = profiles.collect::<Result<_, Error>>()?;
    // A person whom the list of pupils does not name has a row, and no part in the picture of the class.
    let listed = |id: &str| roster.as_ref().is_none_or(|roster| roster.ids().any(|listed| listed == id));
    let class_profiles: Vec<&(Key, Profile)> = profiles.iter().filter(|(key, _)| listed(&key.id)).collect();
    let picture = Picture::of(&battery, &class_profiles, session);
    if target.format == Format::Xlsx {
        let occasions = profiles.iter().any(|(key, _)| key.occasion != 1);
        let (battery, people, picture) = (&battery, profiles.as_slice(), &picture);
        let sources = class.sources(&instruments, &folder);
        let made = xlsx::Profiles { battery, people, picture, sources: &sources, faults: &class.faults };
        target.book(session, made.book(occasions, session))?;
    } else {
        write(&target, &battery, &profiles, &picture, session)?;
    }
    if summary && (target.format != Format::Table || common.output.is_some()) {
        session.aside(&class_picture::draw(&picture, session));
    }
    Ok(closing(profiles.len(), class.faults.len(), session))
}

/// The instruments of a battery as they are to be scored. A policy goes to every instrument that has it.
fn prepared(battery: &Battery, scoring: &Scoring) -> Result<Vec<Instrument>, Failure> {
    let mut instruments: Vec<Instrument> = battery.instruments().cloned().collect();
    for (policy, choice) in &scoring.policies {
        let has = |i: &Instrument| i.policies().any(|(id, _)| id == policy);
        if !instruments.iter().any(has) {
            let policies = instruments.iter().flat_map(|i| &i.definition().policies);
            let choices =
                policies.flat_map(|p| p.choices.iter().map(move |(choice, _)| format!("{}={choice}", &*p.id)));
            let all: Vec<String> = choices.collect();
            let name = format!("{policy}={choice}");
            let fix = names::nearest(&name, &all).unwrap_or_default();
            let fault = Error::new(Code::UnknownPolicy, "").with("name", &name).with("fix", fix);
            return Err(fault.with("instrument", battery.id()).with("allowed", all.join(", ")).into());
        }
        for instrument in instruments.iter_mut().filter(|i| has(i)) {
            *instrument = instrument.with_policy(policy, choice)?;
        }
    }
    for (of, wording) in &scoring.wording {
        give_wording(&mut instruments, of.as_deref(), *wording)?;
    }
    Ok(instruments)
}

/// Without a name the wording is meant for instruments that ship none: the others show their own.
fn give_wording(instruments: &mut [Instrument], of: Option<&str>, wording: Wording) -> Result<(), Failure> {
    // An id goes before another instrument's alias.
    let by_id = of.is_some_and(|of| instruments.iter().any(|i| i.id() == of));
    let meant = |i: &Instrument| match of {
        Some(of) if by_id => i.id() == of,
        Some(of) => names::is_called(i, of),
        None => i.definition().about.wording == Wording::None,
    };
    if !instruments.iter().any(meant) {
        let known = instruments.iter().map(Instrument::id).collect::<Vec<_>>().join(", ");
        let found = of.unwrap_or_default();
        let all: Vec<&str> = instruments.iter().flat_map(names::of).collect();
        let fix = names::nearest(found, &all).unwrap_or_default().to_owned();
        let fault = Error::new(Code::WrongInstrument, "").with("expected", known).with("found", found);
        return Err(fault.with("fix", fix).into());
    }
    instruments.iter_mut().filter(|i| meant(i)).for_each(|i| *i = i.with_wording(wording));
    Ok(())
}

/// What was read of a class.
#[derive(Debug, Default)]
struct Class {
    reports: BTreeMap<Pupil, Vec<Report>>,
    /// In the order in which they were first seen.
    seen: Vec<Pupil>,
    told_unknown: BTreeSet<String>,
    /// Every problem that was told, with its file.
    faults: Vec<xlsx::Fault>,
}

impl Class {
    /// Tells problems of a file and keeps them.
    fn tell(&mut self, file: &str, faults: impl IntoIterator<Item = Error>, session: &Session) {
        let faults: Vec<Error> = faults.into_iter().collect();
        session.tell_all(Some(file), faults.iter());
        self.faults.extend(faults.into_iter().map(|fault| (Some(file.to_owned()), fault)));
    }

    /// Tells why a file cannot be used, and keeps it.
    fn fail(&mut self, file: &str, failure: Failure, session: &Session) {
        session.fail(&failure);
        self.faults.extend(failure.into_faults().into_iter().map(|fault| (Some(file.to_owned()), fault)));
    }

    /// What the table of each instrument came to.
    fn sources(&self, instruments: &[Instrument], folder: &Folder) -> Vec<xlsx::Source> {
        let source = |instrument: &Instrument| {
            let (file, _) = folder.answers(instrument.id())?;
            let mut summary = Summary::of(instrument);
            let own = self.reports.values().flatten().filter(|report| report.instrument().id() == instrument.id());
            own.for_each(|report| summary.push(report));
            Some(xlsx::Source { file: Some(file.to_owned()), summary })
        };
        instruments.iter().filter_map(source).collect()
    }

    /// The list of pupils; a faulty one is told, and the work goes on without it.
    fn roster(&mut self, folder: &Folder, session: &Session) -> Option<Roster> {
        let Some((file, path)) = folder.pupils() else {
            if !folder.many_lists {
                session.remark(&format!("{}: {}", session.word(Word::Remark), session.word(Word::NoPupils)));
            }
            return None;
        };
        let rows = match read::rows(path, session) {
            Ok(rows) => rows,
            Err(failure) => {
                self.fail(file, failure, session);
                return None;
            }
        };
        match Roster::read(&rows.header(), &rows.rows) {
            Ok(roster) => {
                for remark in roster.remarks() {
                    session.remark(&format!(
                        "{}: {}",
                        session.word(Word::Remark),
                        session.sentence(Some(file), remark)
                    ));
                }
                self.tell(file, roster.faults().iter().cloned(), session);
                Some(roster)
            }
            Err(faults) => {
                self.tell(file, faults, session);
                None
            }
        }
    }

    /// Scores the table of an instrument. A table that cannot be used is told; the other instruments still count.
    fn answers(
        &mut self,
        instrument: &Instrument,
        folder: &Folder,
        (roster, reading): (Option<&Roster>, &Reading),
        session: &Session,
    ) {
        let Some((file, path)) = folder.answers(instrument.id()) else { return };
        let mut identity = Identity::Row;
        let read = people::open(instrument, path, reading, Some(file), session).and_then(|table| {
            identity = table.identity();
            if identity == Identity::Response {
                // Joined by such numbers, results of different pupils would become one profile.
                let fault = Error::new(Code::NoIdentity, "").with("instrument", instrument.id());
                return Err(Failure::within(file, fault));
            }
            table.people(session)
        });
        let People { entries, faults, .. } = match read {
            Ok(people) => people,
            Err(failure) => {
                self.fail(file, failure, session);
                return;
            }
        };
        self.faults.extend(faults.into_iter().map(|fault| (Some(file.to_owned()), fault)));
        let mut first_rows: BTreeMap<Pupil, usize> = BTreeMap::new();
        let bar = session.progress(entries.len(), Word::Scoring);
        for mut entry in entries {
            bar.inc(1);
            // The list knows the id of somebody who gave a name.
            if let Some(id) =
                roster.and_then(|roster| roster.id_of(&entry.key.id)).filter(|_| identity == Identity::Name)
            {
                id.clone_into(&mut entry.key.id);
            }
            let row = entry.rows.first().copied().unwrap_or(0);
            let told = roster.map(|roster| roster.differences(&entry.key, entry.answers.person())).unwrap_or_default();
            self.tell(file, told.into_iter().map(|fault| fault.in_row_of(row, &entry.key)), session);
            let known = roster.is_none_or(|roster| roster.complete(&entry.key, entry.answers.person_mut()));
            if !known && self.told_unknown.insert(entry.key.id.clone()) {
                let fault = Error::new(Code::UnknownPupil, "").in_cell(row, "").with_key(&entry.key);
                self.tell(file, [fault], session);
            }
            let pupil = (entry.key.id.clone(), entry.key.occasion);
            if let Some(first) = first_rows.get(&pupil) {
                // Several raters, where they are not pooled: the first counts.
                let fault = Error::new(Code::RepeatedKey, "").in_cell(row, "").with_key(&entry.key);
                self.tell(file, [fault.with("first", first).with("second", row)], session);
                continue;
            }
            first_rows.insert(pupil.clone(), row);
            let report = instrument.score(&entry.answers);
            if !self.reports.contains_key(&pupil) {
                self.seen.push(pupil.clone());
            }
            self.reports.entry(pupil).or_default().push(report);
        }
        bar.finish_and_clear();
    }

    /// Every pupil: those of the list in its order, then others; each occasion that was seen, or the first.
    fn people(&self, roster: Option<&Roster>) -> Vec<Pupil> {
        let mut occasions: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (id, occasion) in &self.seen {
            occasions.entry(id).or_default().push(*occasion);
        }
        let seen: BTreeSet<&str> = occasions.keys().copied().collect();
        let listed: Vec<&str> = roster.into_iter().flat_map(Roster::ids).collect();
        let mut people: Vec<Pupil> = Vec::new();
        for id in listed.into_iter().chain(self.seen.iter().map(|(id, _)| id.as_str())) {
            // Taken out, so that nobody comes twice; a listed pupil without answers comes once.
            match occasions.remove(id) {
                Some(mut when) => {
                    when.sort_unstable();
                    people.extend(when.into_iter().map(|occasion| (id.to_owned(), occasion)));
                }
                None if !seen.contains(id) => people.push((id.to_owned(), 1)),
                None => {}
            }
        }
        people
    }
}

fn write(
    target: &Target,
    battery: &Battery,
    profiles: &[(Key, Profile)],
    picture: &Picture,
    session: &Session,
) -> Result<(), Failure> {
    let occasions = profiles.iter().any(|(key, _)| key.occasion != 1);
    match target.format {
        Format::Table => {
            let table = profile_table::render(battery, profiles, occasions, session);
            target.text(session, &format!("{table}\n{}", class_picture::draw(picture, session)))
        }
        Format::Csv => {
            let columns = battery.profile_columns();
            let occasion_name = occasions.then(|| "occasion".to_owned());
            let header: Vec<String> = ["id".to_owned()].into_iter().chain(occasion_name).chain(columns).collect();
            let rows = profiles.iter().map(|(key, profile)| {
                let occasion = occasions.then(|| key.occasion.to_string());
                let cells = profile.cells();
                let cells = cells.iter().map(|cell| target.csv.cell(cell));
                [target.csv.name(&key.id)].into_iter().chain(occasion).chain(cells).collect::<Vec<_>>()
            });
            target.write(session, |out| target.csv.write(out, [header].into_iter().chain(rows)))
        }
        form => {
            let documents = profiles.iter().map(|(key, profile)| json::keyed(key, &profile.to_json()));
            target.write(session, |out| json::write(out, form, documents))
        }
    }
}
