//! `tally` and `merge`: answers to counts, and counts of several schools to one.

use std::collections::BTreeMap;
use std::path::Path;

use orientir::tally::{Cell as TallyCell, Outlook, Tally, TallyOptions};
use orientir::{Code, Entry, Error, Instrument, Roster};

use super::folder::Folder;
use super::gathered::{self, Told};
use super::people;
use super::score::closing;
use super::tally_table;
use crate::Outcome;
use crate::args::{Common, Counted, Format, Reading, Scoring};
use crate::read;
use crate::session::{Failure, Session};
use crate::words::{Word, filled};
use crate::write::Target;

const FORMATS: [Format; 2] = [Format::Json, Format::Table];

/// Counts the answers of a table or of a folder.
pub fn run(
    name: &str,
    answers: &str,
    counted: &Counted,
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let instrument = read::instrument_for(name, (reading, scoring), session)?;
    let mut told = Told::default();
    let entries = entries(&instrument, answers, reading, &target, &mut told, session)?;
    let mut options = TallyOptions::default();
    options.by.clone_from(&counted.by);
    options.school.clone_from(&counted.school);
    options.release.clone_from(&counted.release);
    options.date.clone_from(&counted.date);
    options.place.clone_from(&counted.place);
    options.least = counted.min_cell;
    let tally = Tally::of(&instrument, &entries, &options).map_err(|error| match error.code() {
        Code::MissingColumn => Failure::from(error.with("fix", "--school")),
        _ => error.into(),
    })?;
    for outlook in Tally::outlook(&entries, &options)? {
        tell(&outlook, &options, session);
    }
    write(&target, &tally, session)?;
    Ok(closing(entries.len(), told.faults.len(), session))
}

/// Tells who is not counted as one might think.
fn tell(outlook: &Outlook, options: &TallyOptions, session: &Session) {
    let say = |word: Word, arguments: &[(&str, &str)]| {
        session.remark(&format!("{}: {}", outlook.source, filled(word, session.lang, arguments)));
    };
    let of = |cells: &BTreeMap<TallyCell, i64>| cells.values().sum::<i64>().to_string();
    let groups = |cells: &BTreeMap<TallyCell, i64>| {
        let name = |cell: &TallyCell| {
            let values: Vec<&str> = cell.values(&options.by).map(|(_, value)| value).collect();
            if values.is_empty() { session.word(Word::NotKnown).to_owned() } else { values.join(" ") }
        };
        cells.iter().map(|(cell, n)| format!("{} ({n})", name(cell))).collect::<Vec<_>>().join(", ")
    };
    let cells = || outlook.kept.keys().chain(outlook.joined.keys()).chain(outlook.left_out.keys());
    for covariate in &options.by {
        if !cells().any(|cell| cell.values(&options.by).any(|(known, _)| known == *covariate)) {
            say(Word::NobodyKnown, &[("column", covariate.as_str())]);
        }
    }
    let least = options.least.to_string();
    if !outlook.joined.is_empty() {
        say(Word::GroupsJoined, &[("groups", &groups(&outlook.joined)), ("least", &least)]);
    }
    if !outlook.left_out.is_empty() {
        let arguments = [("people", of(&outlook.left_out)), ("groups", groups(&outlook.left_out))];
        let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
        say(Word::LeftOutOfTally, &arguments);
    }
    if outlook.blank > 0 {
        say(Word::BlankRows, &[("count", &outlook.blank.to_string())]);
    }
    if outlook.repeated > 0 {
        say(Word::RepeatedRows, &[("count", &outlook.repeated.to_string())]);
    }
}

/// Merges tallies.
pub fn merge(names: &[String], common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let inputs: Vec<&str> = names.iter().map(String::as_str).collect();
    target.spare(&inputs, session)?;
    write(&target, &merged(names, session)?, session)?;
    Ok(Outcome::Good)
}

/// Tallies as one.
pub fn merged(names: &[String], session: &Session) -> Result<Tally, Failure> {
    let inputs: Vec<&str> = names.iter().map(String::as_str).collect();
    read::one_stdin(&inputs, session)?;
    let mut all: Option<Tally> = None;
    for name in names {
        let tally = read::tally(name, session)?;
        all = Some(match all {
            Some(all) => all.merge(&tally).map_err(|fault| Failure::within(name, fault))?,
            None => tally,
        });
    }
    all.ok_or_else(|| Error::new(Code::EmptyTable, "").with("file", "-").into())
}

fn write(target: &Target, tally: &Tally, session: &Session) -> Result<(), Failure> {
    let text = match target.format {
        Format::Table => tally_table::render(tally, session),
        _ => format!("{}\n", tally.to_json()),
    };
    target.text(session, &text)?;
    let cells: usize = tally.sources().map(|(_, _, counts)| counts.cells.len()).sum();
    let counts = [
        ("people", tally.n().to_string()),
        ("sources", tally.sources().count().to_string()),
        ("groups", cells.to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    session.remark(&filled(Word::Counted, session.lang, &counts));
    Ok(())
}

/// The people of a table, or of an instrument's tables in a folder, with what the list of pupils knows of them.
fn entries(
    instrument: &Instrument,
    answers: &str,
    reading: &Reading,
    target: &Target,
    told: &mut Told,
    session: &Session,
) -> Result<Vec<Entry>, Failure> {
    let list = reading.pupils.as_deref();
    let inputs: Vec<&str> = reading.inputs(&[answers]).into_iter().chain(list).collect();
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let own = list.and_then(|list| gathered::pupils(list, list, told, session));
    let reading = &Reading { pupils: None, ..reading.clone() };
    if !Path::new(answers).is_dir() {
        return table(instrument, (None, answers), own.as_ref(), reading, told, session);
    }
    let folder = Folder::open(answers, std::slice::from_ref(instrument), &[], session)?;
    target.spare(&folder.files(), session)?;
    session.tell_all(None, folder.doubles.iter());
    told.faults.extend(folder.doubles.iter().map(|fault| (None, fault.clone())));
    let roster = if list.is_none() { gathered::roster(&folder, told, session) } else { own };
    let mut all = Vec::new();
    for (file, path) in folder.answers(instrument.id()) {
        all.extend(table(instrument, (Some(file), path), roster.as_ref(), reading, told, session)?);
    }
    if all.is_empty() { Err(folder.nothing(std::slice::from_ref(instrument), session).into()) } else { Ok(all) }
}

fn table(
    instrument: &Instrument,
    (file, path): (Option<&str>, &str),
    roster: Option<&Roster>,
    reading: &Reading,
    told: &mut Told,
    session: &Session,
) -> Result<Vec<Entry>, Failure> {
    let table = people::open(instrument, path, reading, file, session)?;
    let identity = table.identity();
    let mut people = table.people(session)?;
    told.faults.extend(people.faults.iter().map(|fault| (file.map(str::to_owned), fault.clone())));
    if let Some(roster) = roster {
        let found = roster.join(identity, &mut people.entries);
        told.tell(file.unwrap_or(path), found, session);
    }
    Ok(people.entries)
}
