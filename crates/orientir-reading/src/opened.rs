//! Tables of either kind, and their rows.

use std::fmt;
use std::io::{self, Read, Seek};

use orientir::{AnswerFile, Diagnostics, Error, Lang};
use orientir_tables::{Fault, Limits, StringRecord, Table, TextRows, Workbook};

use crate::words::{empty, unreadable, why};

/// A table that can be read. `I` are the rows of a text. `Debug` shows no cell.
#[derive(Debug)]
pub struct Opened<I> {
    pub(crate) origin: Origin,
    pub(crate) content: Content<I>,
}

/// What is in a table.
#[derive(Debug)]
pub(crate) enum Content<I> {
    Rows(I),
    Workbook(Box<Workbook>),
    /// What a self-test handed over.
    Answers(Box<AnswerFile>),
}

/// What the table is called, and how it is spoken of.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) name: String,
    pub(crate) lang: Lang,
}

impl Origin {
    /// The fault in words.
    pub(crate) fn told(&self, fault: &Fault) -> Error {
        unreadable(&self.name, why(fault, self.lang))
    }
}

impl<R: Read + Seek> Opened<Rows<R>> {
    /// Tells what kind of table this is and gets ready to read its rows. The reader is read from its start; `name` is what
    /// errors call the table, in `lang`.
    ///
    /// A file of answers, as a self-test hands over, is one more kind.
    ///
    /// # Errors
    ///
    /// `unreadable`, and what [`AnswerFile::from_json`] finds wrong in a file of answers.
    pub fn open(mut reader: R, name: &str, limits: &Limits, lang: Lang) -> Result<Self, Diagnostics> {
        let origin = Origin { name: name.to_owned(), lang };
        if let Some(text) = document(&mut reader).map_err(|fault| origin.told(&Fault::Io(fault)))? {
            let content = Content::Answers(Box::new(AnswerFile::from_json(&text)?));
            return Ok(Self { origin, content });
        }
        let content = match Table::open(reader, limits).map_err(|fault| origin.told(&fault))? {
            Table::Text(text) => Content::Rows(Rows { origin: origin.clone(), text }),
            Table::Workbook(workbook) => Content::Workbook(Box::new(workbook)),
        };
        Ok(Self { origin, content })
    }
}

impl<I> Opened<I> {
    /// Whether this is a workbook. One is in memory by now; of a text no row is read yet.
    pub fn is_workbook(&self) -> bool {
        matches!(self.content, Content::Workbook(_))
    }

    /// Puts something between the rows of a text and who reads them.
    pub fn map_rows<J>(self, wrap: impl FnOnce(I) -> J) -> Opened<J> {
        let content = match self.content {
            Content::Rows(rows) => Content::Rows(wrap(rows)),
            Content::Workbook(workbook) => Content::Workbook(workbook),
            Content::Answers(file) => Content::Answers(file),
        };
        Opened { origin: self.origin, content }
    }
}

impl<I: Iterator<Item = Result<StringRecord, Error>>> Opened<I> {
    /// All rows of a table that belongs to no instrument, such as the list of pupils: of a workbook those of the first visible
    /// sheet that has any. Blank rows above the first are left out.
    ///
    /// # Errors
    ///
    /// `unreadable`, and `empty_table` where nothing stands below the first row.
    pub fn whole(self) -> Result<Vec<StringRecord>, Error> {
        let rows: Vec<StringRecord> = match self.content {
            Content::Rows(rows) => rows.collect::<Result<_, _>>()?,
            Content::Workbook(mut book) => {
                let mut found = Vec::new();
                for tab in visible(&book) {
                    found = book.rows(&tab).map_err(|fault| self.origin.told(&fault))?;
                    if !found.iter().all(is_blank) {
                        break;
                    }
                }
                found
            }
            // Of one person, and no list of any.
            Content::Answers(_) => Vec::new(),
        };
        let rows: Vec<StringRecord> = rows.into_iter().skip_while(is_blank).collect();
        if rows.iter().skip(1).all(is_blank) { Err(empty(&self.origin.name)) } else { Ok(rows) }
    }
}

/// The text of a JSON object, if that is what the bytes begin; none for anything else. No table begins so.
fn document<R: Read + Seek>(reader: &mut R) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    reader.by_ref().take(64).read_to_end(&mut head)?;
    let begins = String::from_utf8_lossy(&head).trim_start_matches('\u{feff}').trim_start().starts_with('{');
    reader.rewind()?;
    if !begins {
        return Ok(None);
    }
    // One byte more than may be read, so that what is too long is told as that.
    let mut bytes = Vec::new();
    reader.by_ref().take(AnswerFile::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned()))
}

/// The names of the sheets that are shown.
pub(crate) fn visible(book: &Workbook) -> Vec<String> {
    book.sheets().iter().filter(|tab| tab.visible).map(|tab| tab.name.clone()).collect()
}

pub(crate) fn is_blank(row: &StringRecord) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

/// Rows of a text as they are read. After an error nothing follows. `Debug` does not show them.
pub struct Rows<R> {
    origin: Origin,
    text: TextRows<R>,
}

impl<R: Read> Rows<R> {
    /// How many bytes are read, for a progress bar.
    pub fn position(&self) -> u64 {
        self.text.position()
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<StringRecord, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.text.next()?;
        Some(row.map_err(|fault| self.origin.told(&fault)))
    }
}

impl<R> fmt::Debug for Rows<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rows({})", self.origin.name)
    }
}
