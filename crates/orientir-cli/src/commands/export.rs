//! `export`: a definition as a workbook that people read and change, or as the JSON that it is.

use crate::Outcome;
use crate::args::{Common, Format};
use crate::read::{self, Named};
use crate::session::{Failure, Session};
use crate::tabular::{self, Tree, Word};
use crate::write::Target;

/// Writes the definition.
pub fn run(name: &str, common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &[Format::Xlsx, Format::Json], session)?;
    target.spare(&[name], session)?;
    let unfit = |word: Word| Failure::unfit(name, word.text(session.lang));
    // One reading for both: standard input cannot be read twice.
    let text = read::source(name, session)?;
    let named = read::from_text(name, &text, session)?;
    if target.format == Format::Json {
        target.text(session, &text)?;
        return Ok(Outcome::Good);
    }
    if matches!(named, Named::Battery(_)) {
        return Err(unfit(Word::BatteryHasNone));
    }
    // It was read as a definition already.
    let definition = Tree::parse(text.trim_start_matches('\u{feff}')).map_err(|_| unfit(Word::NotExact))?;
    let book = tabular::workbook(&definition, session.lang).ok_or_else(|| unfit(Word::NotExact))?;
    target.book(session, book)?;
    Ok(Outcome::Good)
}
