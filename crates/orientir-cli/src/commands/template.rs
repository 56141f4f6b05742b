//! `template`: an empty answer table, or a workbook to type answers into.

use crate::Outcome;
use crate::args::{Common, Format, Packs};
use crate::read;
use crate::session::{Failure, Session};
use crate::write::{Target, xlsx};

/// Writes the header of an answer table: the key, covariates that are asked for, and the fields.
pub fn run(name: &str, rows: u32, packs: &Packs, common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let instrument = read::instrument_shown(name, packs, common, session)?;
    let target = Target::choose(common, &[Format::Csv, Format::Xlsx], session)?;
    target.spare(&packs.inputs(&[name]), session)?;
    if target.format == Format::Xlsx {
        target.book(session, xlsx::template(&instrument, rows, session))?;
        return Ok(Outcome::Good);
    }
    let definition = instrument.definition();
    let ratings = definition.ratings.iter().flat_map(|ratings| &ratings.by).map(String::as_str);
    let about = ["id"].into_iter().chain(ratings).chain(definition.about.needs.iter().map(String::as_str));
    let header: Vec<String> = about.chain(instrument.fields()).map(str::to_owned).collect();
    let blank = |n: u32| {
        let mut row = vec![String::new(); header.len()];
        if let Some(id) = row.first_mut() {
            *id = n.to_string();
        }
        row
    };
    target.write(session, |out| target.csv.write(out, [header.clone()].into_iter().chain((1..=rows).map(blank))))?;
    Ok(Outcome::Good)
}
