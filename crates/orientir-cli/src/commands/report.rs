//! `report`: pages to be read or printed.

use orientir::Report;

use super::gathered::Gathered;
use super::plain_text;
use crate::Outcome;
use crate::args::{Common, Reading, Scoring};
use crate::nearby;
use crate::session::{Failure, Session};

/// Writes the page of one pupil.
pub fn person(
    (battery, folder): (&str, &str),
    (id, occasion): (&str, u32),
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = plain_text(common, session)?;
    let gathered = Gathered::from(battery, folder, (reading, scoring), &target, session)?;
    // Of somebody without a result there is nothing to write.
    let mut pupils = gathered.class.pupils();
    pupils.retain(|pupil| gathered.class.reports(pupil).next().is_some());
    let Some(pupil) = pupils.iter().find(|pupil| pupil.id == id.trim() && pupil.occasion == occasion) else {
        let known: Vec<&str> = pupils.iter().map(|pupil| pupil.id.as_str()).collect();
        return Err(nearby::unknown_person(id, occasion, &known).into());
    };
    let reports: Vec<&Report> = gathered.class.reports(pupil).collect();
    let profile = gathered.battery.assess(&reports)?;
    let page = orientir_report::person(&gathered.battery, pupil, &profile, &reports, session.lang);
    target.text(session, &page)?;
    Ok(if gathered.faults.is_empty() { Outcome::Good } else { Outcome::Problems })
}
