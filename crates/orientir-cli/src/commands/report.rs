//! `report`: pages to be read or printed.

use orientir::criteria::OnePerson;
use orientir::{Error, Key};
use orientir_report::{Audience, ClassPage, PersonPage, Problem};

use super::gathered::Gathered;
use crate::Outcome;
use crate::args::{Common, Reading, Scoring, Who};
use crate::nearby;
use crate::session::{Failure, Session};
use crate::write::Target;

impl Who {
    const fn audience(self) -> Audience {
        match self {
            Self::Pupil => Audience::Pupil,
            Self::Parents => Audience::Parents,
            Self::Psychologist => Audience::Psychologist,
        }
    }
}

/// Writes the page of one pupil.
pub fn person(
    (battery, folder): (&str, &str),
    (id, occasion): (&str, Option<u32>),
    (who, overall): (Who, bool),
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::of_page(common, session)?;
    let Gathered { battery, class, faults, .. } =
        Gathered::from(battery, folder, (reading, scoring), &target, session)?;
    let Some(OnePerson { key: pupil, reports, earlier, .. }) = class.person(id, occasion) else {
        // Of somebody without a result there is nothing to write.
        let mut pupils = class.pupils();
        pupils.retain(|pupil| class.reports(pupil).next().is_some());
        let known: Vec<&str> = pupils.iter().map(|pupil| pupil.id.as_str()).collect();
        return Err(nearby::unknown_occasion(id, occasion, &class.occasions(id), &known).into());
    };
    let profile = battery.assess(&reports)?;
    let page = PersonPage::new(&battery, &pupil, &profile, &reports).earlier(&earlier);
    target.text(session, &page.audience(who.audience()).overall(overall).html(session.lang))?;
    // What is wrong with the rows of others is told, and has no part in this page.
    Ok(if faults.iter().any(|(_, fault)| concerns(fault, &pupil)) { Outcome::Problems } else { Outcome::Good })
}

/// Whether a problem is one of a whole table, or of a row of a pupil.
fn concerns(fault: &Error, pupil: &Key) -> bool {
    let names = fault.arguments().any(|(name, key)| name == "key" && key == pupil.name());
    fault.row().is_none() || fault.is_of(&pupil.id) || names
}

/// Writes the page of a class.
pub fn class(
    (battery, folder): (&str, &str),
    overall: bool,
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::of_page(common, session)?;
    let Gathered { battery, class, faults, .. } =
        Gathered::from(battery, folder, (reading, scoring), &target, session)?;
    let people = class.profiles(&battery)?;
    let problems: Vec<Problem> = faults.into_iter().map(|(table, fault)| Problem { table, fault }).collect();
    let page = ClassPage::new(&battery, &class, &people).problems(&problems).overall(overall);
    target.text(session, &page.html(session.lang))?;
    Ok(if problems.is_empty() { Outcome::Good } else { Outcome::Problems })
}
