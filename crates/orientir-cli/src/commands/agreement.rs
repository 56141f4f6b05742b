//! `agreement`: how well the raters of a table agree.

use orientir::fit::agreement::{Agreement, Line};
use orientir::{Code, Error};

use super::{agreement_table, people, score};
use crate::Outcome;
use crate::args::{Common, Format, Reading, Scoring};
use crate::read;
use crate::session::{Failure, Session};
use crate::write::{Target, json as documents, xlsx};

const FORMATS: [Format; 5] = [Format::Csv, Format::Json, Format::Jsonl, Format::Xlsx, Format::Table];

/// Compares the raters of a table.
pub fn run(
    name: &str,
    answers: &str,
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let inputs = reading.inputs(&[name, answers]);
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let instrument = read::instrument_for_people(name, answers, (reading, scoring), session)?;
    let table = people::open(&instrument, answers, reading, None, session)?;
    if !table.has_raters() {
        return Err(Error::new(Code::MissingColumn, "").with("field", "rater").into());
    }
    let people = table.by_rater().people(session)?;
    let unnamed = Agreement::unnamed(&people.entries);
    let problems = people.faults.iter().count() + session.tell_all(None, unnamed.iter());
    let agreement = Agreement::of(&instrument, &people.entries);
    let agreement = agreement.map_err(|why| Failure::unfit(answers, why.text(session.lang)))?;
    agreement.remarks(session.lang).iter().for_each(|remark| session.remark(remark));
    let lines = agreement.lines();
    match target.format {
        Format::Table => target.text(session, &agreement_table::render(&agreement, &instrument, session))?,
        Format::Csv => {
            let rows = lines.iter().map(|line| agreement_table::cells(line, target.csv));
            let header = Line::COLUMNS.map(str::to_owned);
            target.write(session, |out| target.csv.write(out, [header].into_iter().chain(rows)))?;
        }
        Format::Xlsx => {
            let faults: Vec<_> =
                people.faults.iter().chain(unnamed.iter()).map(|fault| (None, fault.clone())).collect();
            let legends = Agreement::legends(session.lang).map(str::to_owned);
            let notes: Vec<String> = agreement.remarks(session.lang).into_iter().chain(legends).collect();
            let whole = xlsx::Whole {
                instrument: &instrument,
                input: answers,
                names: &[],
                columns: &Line::COLUMNS,
                notes: &notes,
                faults: &faults,
            };
            let rows = lines.iter().map(|line| (Vec::new(), agreement_table::typed(line)));
            target.book(session, whole.book(rows, session))?;
        }
        form => {
            let rows = lines.iter().map(agreement_table::document);
            target.write(session, |out| documents::write(out, form, rows))?;
        }
    }
    Ok(score::closing(lines.len(), problems, session))
}
