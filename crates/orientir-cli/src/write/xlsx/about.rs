//! The sheet `About`: what the results were made from, so that they can be made again.

use std::path::Path;

use rust_xlsxwriter::Worksheet;

use super::page::{Looks, Page, Value};
use super::{Profiles, Result};
use crate::commands::{battery_texts, said};
use crate::session::{Session, printable};
use crate::summary::Summary;
use crate::words::{self, Word};

/// The widths of the columns: a caption, what it names, a hash, evidence.
const WIDTHS: [u16; 4] = [34, 44, 68, 20];

/// An instrument with the file that its answers came from and what they came to.
#[derive(Debug)]
pub struct Source {
    /// The file, if there was one.
    pub file: Option<String>,
    /// The results.
    pub summary: Summary,
}

/// Of the scores of one instrument.
pub fn of_scores(source: &Source, problems: usize, looks: &Looks, session: &Session) -> Result<Worksheet> {
    let mut page = Page::new("About", &WIDTHS, looks)?;
    instrument(source, &mut page, session)?;
    page.gap();
    page.row([Value::bold(session.word(Word::Problems)), Value::Count(problems)])?;
    engine(&mut page, session)?;
    Ok(page.sheet)
}

/// Of the profiles of a class.
pub fn of_profiles(made: &Profiles<'_>, looks: &Looks, session: &Session) -> Result<Worksheet> {
    let mut page = Page::new("About", &WIDTHS, looks)?;
    let battery = made.battery;
    let title = battery_texts(battery, session.lang).map(|texts| texts.title.clone());
    let facts = [
        (Word::BatteryName, battery.id().to_owned()),
        (Word::Version, battery.definition().version.clone()),
        (Word::Title, title.unwrap_or_default()),
        (Word::DocumentHash, battery.document_hash().to_owned()),
    ];
    captioned(facts, &mut page, session)?;
    page.row([Value::bold(session.word(Word::RowsWritten)), Value::Count(made.people.len())])?;
    page.row([Value::bold(session.word(Word::Problems)), Value::Count(made.faults.len())])?;
    engine(&mut page, session)?;
    for source in made.sources {
        page.gap();
        instrument(source, &mut page, session)?;
    }
    Ok(page.sheet)
}

fn captioned(facts: impl IntoIterator<Item = (Word, String)>, page: &mut Page<'_>, session: &Session) -> Result<()> {
    for (caption, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
        page.row([Value::bold(session.word(caption)), Value::Text(text)])?;
    }
    Ok(())
}

fn engine(page: &mut Page<'_>, session: &Session) -> Result<()> {
    captioned([(Word::EngineVersion, format!("orientir {}", env!("CARGO_PKG_VERSION")))], page, session)
}

fn instrument(source: &Source, page: &mut Page<'_>, session: &Session) -> Result<()> {
    let summary = &source.summary;
    let instrument = &summary.instrument;
    let definition = instrument.definition();
    let title = said(definition, session.lang, |texts| Some(&texts.title));
    // A folder may say who the pupils are; the name of the file is the psychologist's own.
    let file =
        source.file.as_deref().map(|file| Path::new(file).file_name().map_or(file.into(), |n| n.to_string_lossy()));
    let wording = instrument.wording();
    let facts = [
        (Word::InstrumentName, instrument.id().to_owned()),
        (Word::Version, definition.version.clone()),
        (Word::Title, title.cloned().unwrap_or_default()),
        (Word::KeyHash, instrument.key_hash().to_owned()),
        (Word::DocumentHash, instrument.document_hash().to_owned()),
        (Word::WordingUsed, format!("{wording} ({})", words::wording(wording, session.lang))),
    ];
    captioned(facts, page, session)?;
    if let Some(texts) = instrument.texts_used() {
        page.row([Value::bold(session.word(Word::TextPack)), Value::text(&texts.name), Value::text(&texts.hash)])?;
    }
    captioned(instrument.policies().map(|(p, c)| (Word::PolicyUsed, format!("{p}={c}"))), page, session)?;
    norms(summary, page, session)?;
    captioned(file.map(|file| (Word::InputFile, printable(&file))), page, session)?;
    page.row([Value::bold(session.word(Word::ResultRows)), Value::Count(summary.rows)])
}

fn norms(summary: &Summary, page: &mut Page<'_>, session: &Session) -> Result<()> {
    let caption = || Value::bold(session.word(Word::NormUsed));
    if summary.norms.is_empty() {
        return page.row([caption(), Value::words(session.word(Word::NoNormUsed))]);
    }
    for id in &summary.norms {
        let norm = summary.instrument.definition().norms.iter().find(|norm| *norm.id == **id);
        let basis = norm.and_then(|norm| norm.basis.as_ref());
        let evidence = basis.map(|basis| format!("{}: {}", session.word(Word::Evidence), basis.evidence));
        let hash = summary.instrument.norm_hash(id).unwrap_or_default();
        page.row([caption(), Value::text(id), Value::text(hash), evidence.map_or(Value::Blank, Value::Words)])?;
    }
    Ok(())
}
