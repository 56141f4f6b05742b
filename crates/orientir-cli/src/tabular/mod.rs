//! The table form of a definition: a workbook that a psychologist reads and changes in Excel, and back.
//!
//! `tables` declares the sheets: which columns they have and where in the JSON the values of a column stand. From the same
//! declaration `export` makes sheets of a definition and `build` makes a definition of sheets. What reading the sheets would not
//! give back goes to the sheet `more` as JSON, so nothing is ever lost, whatever members a later format may have.
//! The design is in docs/table-form.md.

mod book;
mod build;
mod cell;
mod export;
mod homes;
#[cfg(test)]
#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
mod laws;
mod phrases;
mod print;
mod read;
mod rows;
mod sheet;
mod tables;
mod tree;
mod words;

use orientir::Lang;
use rust_xlsxwriter::XlsxError;

pub use build::Built;
pub use print::document;
pub use read::{Failed, Read};
pub use sheet::Trouble;
pub use tree::Tree;
pub use words::Word;

/// The workbook of a definition; none if it cannot be read back as the same definition.
pub fn workbook(definition: &Tree, lang: Lang) -> Option<Result<Vec<u8>, XlsxError>> {
    let sheets = export::sheets(definition)?;
    let bytes = match book::write(&sheets, lang) {
        Ok(bytes) => bytes,
        Err(error) => return Some(Err(error)),
    };
    // Whatever a workbook may do to a text, the file itself is the proof.
    let read = read::read(&bytes, lang).ok().filter(|read| read.troubles.is_empty())?;
    let built = build::build(&read.sheets);
    (built.troubles.is_empty() && built.tree.is_same(definition)).then_some(Ok(bytes))
}

/// The sheets of a workbook.
pub fn read(bytes: &[u8], lang: Lang) -> Result<Read, Failed> {
    read::read(bytes, lang)
}

/// The definition that sheets write.
pub fn build(read: &Read) -> Built {
    build::build(&read.sheets)
}
