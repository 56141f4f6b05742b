//! `explain`: how the scores of one person came about.

use std::collections::BTreeSet;

use orientir::Error;

use super::people::{self, People};
use crate::Outcome;
use crate::args::{Common, Format, Reading, Scoring};
use crate::nearby;
use crate::read;
use crate::session::{Failure, Session, printable};
use crate::table::wrap;
use crate::write::Target;

/// Explains the scores of one person; what is wrong with other rows is not told here.
pub fn run(
    name: &str,
    answers: &str,
    (id, occasion): (&str, u32),
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &[Format::Table, Format::Json], session)?;
    let inputs = reading.inputs(&[name, answers]);
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let instrument = read::instrument_for_people(name, answers, (reading, scoring), session)?;
    let table = people::open_quietly(&instrument, answers, reading, session)?;
    let header = table.missing().clone();
    let People { entries, faults, .. } = table.read(session)?;
    let found = entries.iter().find(|entry| entry.key.id == id.trim() && entry.key.occasion == occasion);
    let Some(entry) = found else {
        // A row that was passed over may be why.
        session.tell_all(None, faults.iter().filter(|fault| fault.is_of(id.trim())));
        let known: Vec<&str> = entries.iter().map(|entry| entry.key.id.as_str()).collect();
        return Err(nearby::unknown_person(id, occasion, &known).into());
    };
    // Their own rows, and those of the same id that were passed over.
    let others: BTreeSet<usize> =
        entries.iter().filter(|other| other.key != entry.key).flat_map(|other| &other.rows).copied().collect();
    let own = |fault: &&Error| {
        fault.is_of(&entry.key.id) && fault.row().is_some_and(|row| !others.contains(&row))
            || fault.row().is_some_and(|row| entry.rows.contains(&row))
    };
    let problems = session.tell_all(None, header.iter().chain(faults.iter().filter(own)));
    let explanation = instrument.explain(&entry.answers);
    let text = if target.format == Format::Json {
        explanation.to_json()
    } else {
        let text = explanation.text(session.lang);
        text.lines().flat_map(|line| fitted(line, session.width)).collect::<Vec<_>>().join("\n")
    };
    target.text(session, &format!("{text}\n"))?;
    Ok(if problems == 0 { Outcome::Good } else { Outcome::Problems })
}

/// A line within the width, with its indent on every part.
fn fitted(line: &str, width: usize) -> Vec<String> {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let room = width.saturating_sub(indent + 2).max(10);
    let parts = wrap(&printable(text), if text.chars().count() + indent <= width { width } else { room });
    let space = |i: usize| " ".repeat(if i == 0 { indent } else { indent + 2 });
    parts.iter().enumerate().map(|(i, part)| format!("{}{part}", space(i)).trim_end().to_owned()).collect()
}
