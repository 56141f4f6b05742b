//! `assess`: the instruments of a battery joined to one row a pupil, and the picture of the class.

use orientir::{Battery, Class, Error, Instrument, Key, Profile, Roster};

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
    let battery = prepared(read::battery(name, session)?, scoring)?;
    let instruments: Vec<Instrument> = battery.instruments().cloned().collect();
    let mut folder = Folder::open(folder, &instruments, session)?;
    target.spare(&folder.files(), session)?;
    let mut told = Told::default();
    session.tell_all(None, folder.doubles.iter());
    told.faults.extend(folder.doubles.iter().map(|fault| (None, fault.clone())));
    for (file, failure) in std::mem::take(&mut folder.faulty) {
        told.fail(&file, failure.inside(&file), session);
    }
    let mut class = Class::new(roster(&folder, &mut told, session));
    for instrument in &instruments {
        for source in folder.answers(instrument.id()) {
            answers(&mut class, instrument, source, reading, &mut told, session);
        }
    }
    if class.is_empty() {
        return Err(folder.nothing(&instruments, session).into());
    }
    let profiles = class.profiles(&battery)?;
    // A person whom the list of pupils does not name has a row, and no part in the picture of the class.
    let class_profiles: Vec<&(Key, Profile)> = profiles.iter().filter(|(key, _)| class.is_listed(&key.id)).collect();
    let picture = Picture::of(&battery, &class_profiles, session);
    if target.format == Format::Xlsx {
        let occasions = profiles.iter().any(|(key, _)| key.occasion != 1);
        let (battery, people, picture) = (&battery, profiles.as_slice(), &picture);
        let sources = sources(&class, &instruments, &folder);
        let made = xlsx::Profiles { battery, people, picture, sources: &sources, faults: &told.faults };
        target.book(session, made.book(occasions, session))?;
    } else {
        write(&target, &battery, &profiles, &picture, session)?;
    }
    if summary && (target.format != Format::Table || common.output.is_some()) {
        session.aside(&class_picture::draw(&picture, session));
    }
    Ok(closing(profiles.len(), told.faults.len(), session))
}

/// The battery as it is to be scored.
fn prepared(mut battery: Battery, scoring: &Scoring) -> Result<Battery, Failure> {
    for (policy, choice) in &scoring.policies {
        battery = battery.with_policy(policy, choice)?;
    }
    for (of, wording) in &scoring.wording {
        battery = battery.with_wording(of.as_deref(), *wording)?;
    }
    Ok(battery)
}

/// Every problem that was told, with its file.
#[derive(Debug, Default)]
struct Told {
    faults: Vec<xlsx::Fault>,
}

impl Told {
    /// Tells problems of a file and keeps them.
    fn tell(&mut self, file: &str, faults: impl IntoIterator<Item = Error>, session: &Session) {
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

/// What the table of each instrument came to.
fn sources(class: &Class, instruments: &[Instrument], folder: &Folder) -> Vec<xlsx::Source> {
    let mut pupils = class.pupils();
    pupils.sort_unstable();
    let source = |instrument: &Instrument| {
        let files: Vec<&str> = folder.answers(instrument.id()).map(|(file, _)| file).collect();
        let (first, more) = files.split_first()?;
        let file = if more.is_empty() { (*first).to_owned() } else { format!("{first} + {}", more.len()) };
        let mut summary = Summary::of(instrument);
        let reports = pupils.iter().flat_map(|pupil| class.reports(pupil));
        let own = reports.filter(|report| report.instrument().id() == instrument.id());
        own.for_each(|report| summary.push(report));
        Some(xlsx::Source { file: Some(file), summary })
    };
    instruments.iter().filter_map(source).collect()
}

/// The list of pupils; a faulty one is told, and the work goes on without it.
fn roster(folder: &Folder, told: &mut Told, session: &Session) -> Option<Roster> {
    let Some((file, path)) = folder.pupils() else {
        if !folder.many_lists {
            session.remark(&format!("{}: {}", session.word(Word::Remark), session.word(Word::NoPupils)));
        }
        return None;
    };
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
