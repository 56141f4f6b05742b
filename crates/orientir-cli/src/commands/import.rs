//! `import`: the definition that a workbook writes, checked as `check` does.

use orientir::{Code, Diagnostics, Error, Instrument};

use super::check;
use crate::Outcome;
use crate::args::{Common, Format};
use crate::read;
use crate::session::{Failure, Session};
use crate::tabular::{self, Built, Failed, Word};
use crate::write::Target;

/// Reads a workbook and writes the definition.
pub fn run(name: &str, common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &[Format::Json], session)?;
    target.spare(&[name], session)?;
    let bytes = read::workbook(name, session)?;
    let read = tabular::read(&bytes, session.lang).map_err(|failed| match failed {
        Failed::File(fault) => read::unreadable_table(name, &fault, session),
        Failed::Said(said) => Failure::unfit(name, said),
    })?;
    for (sheet, rows) in &read.blank {
        let rows = rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let said = Word::BlankRows.text(session.lang).replace("{rows}", &rows);
        session.remark(&format!("{sheet}: {said}"));
    }
    let sentences = |troubles: &[tabular::Trouble]| {
        Failure::unfit_for(name, troubles.iter().map(|trouble| trouble.sentence(session.lang)).collect())
    };
    if !read.troubles.is_empty() {
        return Err(sentences(&read.troubles));
    }
    let built = tabular::build(&read);
    if !built.troubles.is_empty() {
        return Err(sentences(&built.troubles));
    }
    let text = tabular::document(&built.tree);
    let instrument = Instrument::from_json(&text).map_err(|faults| placed(name, faults, &built))?;
    if let Err(faults) = instrument.check_examples() {
        if faults.iter().any(|fault| fault.code() == Code::ExampleFails) {
            session.remark(Word::ExamplesTest.text(session.lang));
        }
        return Err(placed(name, faults, &built));
    }
    target.text(session, &text)?;
    session.remark(check::told(&instrument, session).trim_end());
    Ok(Outcome::Good)
}

/// Faults of the definition with the cells that they come from.
fn placed(name: &str, faults: Diagnostics, built: &Built) -> Failure {
    let placed = |fault: Error| {
        let lacking = fault.arguments().find(|(name, _)| fault.code() == Code::MissingKey && *name == "key");
        let blank = lacking.and_then(|(_, member)| built.missing(fault.path(), member));
        match blank.or_else(|| built.place(fault.path())) {
            Some(place) => fault.at(place.to_string()),
            None => fault,
        }
    };
    Failure::within(name, faults.into_iter().map(placed).collect::<Diagnostics>())
}
