//! The sheet `Problems`: one row a problem, as it was told.

use rust_xlsxwriter::Worksheet;

use super::page::{Looks, Page, Value};
use super::{Fault, Result};
use crate::session::{Session, printable};
use crate::words::Word;

/// The most problems that are listed.
const MOST_LISTED: usize = 100_000;

/// The sheet. The file has a column where any problem names one.
pub fn sheet(faults: &[Fault], looks: &Looks, session: &Session) -> Result<Worksheet> {
    let files = faults.iter().any(|(file, _)| file.is_some());
    let widths: &[u16] = if files { &[28, 8, 16, 16, 22, 90] } else { &[8, 16, 16, 22, 90] };
    let mut page = Page::new("Problems", widths, looks)?;
    if faults.is_empty() {
        page.sentence(session.word(Word::NoProblems))?;
        return Ok(page.sheet);
    }
    let names = [Word::Row, Word::Column, Word::CodeOf, Word::MessageOf].map(|word| session.word(word));
    let [row, column, code, message] = names;
    let file = files.then(|| session.word(Word::File));
    page.header(&file.into_iter().chain([row, "id", column, code, message]).collect::<Vec<_>>())?;
    for (file, fault) in faults.iter().take(MOST_LISTED) {
        let name = files.then(|| file.as_ref().map_or(Value::Blank, |file| Value::Text(printable(file))));
        // A column that is not there is no place, but the problem names it.
        let field = || fault.arguments().find(|(name, _)| *name == "field").map(|(_, field)| field);
        let place = if fault.row().is_some() { fault.column() } else { field() };
        let facts = [
            fault.row().map_or(Value::Blank, Value::Count),
            fault.person().map_or(Value::Blank, Value::text),
            place.map_or(Value::Blank, Value::text),
            Value::text(fault.code().as_str()),
            Value::Words(session.message(fault)),
        ];
        page.row(name.into_iter().chain(facts))?;
    }
    if let Some(more) = faults.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        page.sentence(&format!("{}: {more}", session.word(Word::FurtherProblems)))?;
    }
    Ok(page.sheet)
}
