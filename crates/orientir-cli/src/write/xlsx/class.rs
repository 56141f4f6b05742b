//! The sheet `Class`: what a psychologist looks at first.

use rust_xlsxwriter::Worksheet;

use super::Result;
use super::page::{Looks, Page, Value};
use crate::commands::said;
use crate::picture::Picture;
use crate::session::Session;
use crate::summary::{ScaleSummary, Summary};
use crate::words::Word;

/// The widths of the columns: a caption, a number, a remark.
const WIDTHS: [u16; 3] = [48, 16, 40];

/// Of the scores of one instrument: a block a scale, then types and checks.
pub fn of_scores(summary: &Summary, looks: &Looks, session: &Session) -> Result<Worksheet> {
    let definition = summary.instrument.definition();
    let mut page = Page::new("Class", &WIDTHS, looks)?;
    page.row([Value::bold(session.word(Word::ClassPicture))])?;
    page.row([Value::words(session.word(Word::ResultRows)), Value::Count(summary.rows)])?;
    for scale in &summary.scales {
        let name = said(definition, session.lang, |texts| texts.scales.get(&scale.id).map(|scale| &scale.name));
        page.gap();
        page.row([
            Value::bold(name.map_or(scale.id.as_str(), String::as_str)),
            Value::Blank,
            Value::Text(scale.id.clone()),
        ])?;
        block(scale, &mut page, session, &|level| said(definition, session.lang, |texts| texts.levels.get(level)))?;
    }
    if let Some(types) = &summary.types {
        page.heading(&format!("{}: {}", session.word(Word::Types), session.word(Word::Leading)))?;
        for (id, count) in &types.leading {
            let name = said(definition, session.lang, |texts| texts.types.get(id).map(|words| &words.name));
            page.row(counted(name, id, *count))?;
        }
        page.row([Value::words(session.word(Word::Undifferentiated)), Value::Count(types.undifferentiated)])?;
        page.row([Value::words(session.word(Word::Undetermined)), Value::Count(types.undetermined)])?;
    }
    let fired: Vec<_> = summary.flags.iter().filter(|(_, count)| *count > 0).collect();
    if !fired.is_empty() {
        page.heading(session.word(Word::Flags))?;
    }
    for (id, count) in fired {
        let overflow = (id == "overflow").then(|| session.word(Word::Overflow).to_owned());
        let words = said(definition, session.lang, |texts| texts.checks.get(id)).cloned().or(overflow);
        page.row(counted(words.as_ref(), id, *count))?;
    }
    page.gap();
    page.sentence(session.word(Word::NotOnePerson))?;
    Ok(page.sheet)
}

/// Words or the id alone, how many, and the id beside words.
fn counted(words: Option<&String>, id: &str, count: usize) -> [Value; 3] {
    match words {
        Some(words) => [Value::words(words), Value::Count(count), Value::text(id)],
        None => [Value::text(id), Value::Count(count), Value::Blank],
    }
}

fn block<'t>(
    scale: &ScaleSummary,
    page: &mut Page<'_>,
    session: &Session,
    level_words: &dyn Fn(&str) -> Option<&'t String>,
) -> Result<()> {
    let scores = &scale.scores;
    let scored = usize::try_from(scores.n()).unwrap_or(usize::MAX);
    page.row([Value::words(session.word(Word::Scored)), Value::Count(scored)])?;
    if scale.prorated > 0 {
        page.row([Value::words(session.word(Word::ScoredInPart)), Value::Count(scale.prorated)])?;
    }
    for (reason, count) in &scale.missing {
        let caption = format!("{}: {}", session.word(Word::WithoutScore), session.word(*reason));
        page.row([Value::Words(caption), Value::Count(*count)])?;
    }
    let facts = [
        (Word::Mean, scores.mean()),
        (Word::Deviation, scores.deviation()),
        (Word::Median, scores.median()),
        (Word::Smallest, scores.smallest()),
        (Word::Largest, scores.largest()),
    ];
    for (word, number) in facts.into_iter().filter_map(|(word, number)| Some((word, number?))) {
        page.row([Value::words(session.word(word)), Value::Number(number)])?;
    }
    for (level, count) in &scale.levels {
        let words = level_words(level);
        let caption = format!("{}: {}", session.word(Word::Level), words.map_or(level.as_str(), String::as_str));
        let code = words.map_or(Value::Blank, |_| Value::text(level));
        page.row([Value::Words(caption), Value::Count(*count), code])?;
    }
    for ((what, reason), count) in &scale.lacking {
        let caption = format!("{}: {}", session.word(*what), session.word(*reason));
        page.row([Value::Words(caption), Value::Count(*count)])?;
    }
    Ok(())
}

/// Of the profiles of a class: levels of each criterion with their coverage, and who is worth a talk.
pub fn of_profiles(picture: &Picture, looks: &Looks, session: &Session) -> Result<Worksheet> {
    let mut page = Page::new("Class", &WIDTHS, looks)?;
    page.row([Value::bold(session.word(Word::ClassPicture))])?;
    page.row([Value::words(session.word(Word::Pupils)), Value::Count(picture.pupils)])?;
    for part in &picture.parts {
        page.heading(&part.title)?;
        for (level, count) in picture.levels.iter().zip(&part.counts) {
            page.row([Value::words(level), Value::Count(*count)])?;
        }
        for (coverage, count) in &part.coverage {
            let caption = format!("{}: {coverage}", session.word(Word::Coverage));
            page.row([Value::Words(caption), Value::Count(*count)])?;
        }
    }
    for (heading, talks) in [(Word::Talk, &picture.talks), (Word::NotSettled, &picture.open)] {
        if !talks.is_empty() {
            page.heading(session.word(heading))?;
        }
        // A row a pupil: in a large school a cell could not hold them all.
        for talk in talks {
            for id in &talk.ids {
                let (words, code) = match &talk.label {
                    Some(label) => (Value::words(label), Value::text(&talk.code)),
                    None => (Value::text(&talk.code), Value::Blank),
                };
                page.row([words, Value::text(id), code])?;
            }
        }
    }
    page.gap();
    page.sentence(session.word(Word::NotOnePerson))?;
    Ok(page.sheet)
}
