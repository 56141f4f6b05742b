//! The sheet `Cautions`: what to bear in mind beside the results.

use rust_xlsxwriter::Worksheet;

use super::Result;
use super::about::Source;
use super::page::{Looks, Page, Value};
use crate::commands::said;
use crate::session::Session;
use crate::words::Word;

/// The sheet: each caution with its words and how many results it stands beside.
pub fn sheet(sources: &[Source], looks: &Looks, session: &Session) -> Result<Worksheet> {
    let several = sources.len() > 1;
    let widths: &[u16] = if several { &[24, 24, 90, 14] } else { &[24, 90, 14] };
    let mut page = Page::new("Cautions", widths, looks)?;
    let mut any = false;
    for summary in sources.iter().map(|source| &source.summary) {
        let definition = summary.instrument.definition();
        for (id, count) in summary.cautions.iter().filter(|(_, count)| *count > 0) {
            if !any {
                let instrument = several.then(|| session.word(Word::InstrumentName));
                let names = [Word::CodeOf, Word::MessageOf, Word::ResultRows].map(|word| session.word(word));
                page.header(&instrument.into_iter().chain(names).collect::<Vec<_>>())?;
                any = true;
            }
            let own = match id.as_str() {
                "outside_age" => Some(session.word(Word::OutsideAge).to_owned()),
                "outside_grade" => Some(session.word(Word::OutsideGrade).to_owned()),
                _ => None,
            };
            let words = said(definition, session.lang, |texts| texts.cautions.get(id)).cloned().or(own);
            let instrument = several.then(|| Value::text(summary.instrument.id()));
            let facts = [Value::text(id), words.map_or(Value::Blank, Value::Words), Value::Count(*count)];
            page.row(instrument.into_iter().chain(facts))?;
        }
    }
    if !any {
        page.sentence(session.word(Word::NoCautions))?;
    }
    Ok(page.sheet)
}
