//! Rows of comma, semicolon or tab separated text.
//!
//! The text is gone through twice. The survey ([`Encoding`]) reads it in blocks and decides; then rows are decoded and parsed
//! one at a time. Neither pass holds more than a few blocks and one row, so the size of a table does not matter.
//!
//! The parser takes whatever it finds for a table. Two things that it does not tell are told here, because they would drop
//! pupils silently: a quote that is never closed makes one cell of the rest of the file, and a cell `="007"` (how Excel is
//! made to keep the zeros) is meant as 007.

use std::fmt;
use std::io::{ErrorKind, Read, Seek};

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::decode::{Decode, Guard};
use crate::encoding::newlines;
use crate::separator::{Separator, separator};
use crate::{Encoding, Fault, Limits};

/// How much of the text may be looked at to tell the separator.
const HEAD: usize = 1 << 18;

/// The parser's buffer.
const BUFFER: usize = 1 << 16;

/// The rows of a text, in order, the header being the first. Lines that are empty are none; rows of empty cells are.
///
/// Rows may differ in length. After a fault nothing follows. `Debug` shows no cell.
pub struct TextRows<R> {
    reader: Reader<Guard<R>>,
    encoding: Encoding,
    separator: u8,
    limit: u64,
    /// Lines above those that the parser sees.
    above: u64,
    line: u64,
    done: bool,
}

impl<R: Read + Seek> TextRows<R> {
    /// Surveys a text and gets ready to read its rows. The reader is read from its start.
    ///
    /// # Errors
    ///
    /// [`Fault::UnknownEncoding`], [`Fault::CutShort`], [`Fault::DamagedText`], [`Fault::Nul`] and [`Fault::Io`].
    pub fn open(mut reader: R, limits: &Limits) -> Result<Self, Fault> {
        let encoding = Encoding::of(&mut reader)?;
        let mut text = Decode::new(reader, encoding)?;
        let head = text.head(HEAD).map_err(changed)?;
        let Separator { sign, skip } = separator(&head);
        let above = newlines(head.get(..skip).unwrap_or_default());
        let guard = Guard::new(text, head, skip, limits.record_bytes);
        let reader = ReaderBuilder::new()
            .delimiter(sign)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(guard);
        Ok(Self { reader, encoding, separator: sign, limit: limits.record_bytes, above, line: 0, done: false })
    }
}

impl<R: Read> TextRows<R> {
    /// The encoding of the text.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What parts the cells.
    pub fn separator(&self) -> char {
        char::from(self.separator)
    }

    /// The bytes of the text read so far, for a progress bar: a little ahead of the row read last.
    pub fn position(&self) -> u64 {
        self.reader.get_ref().raw()
    }

    /// The line on which the row read last starts, the first being 1; 0 before the first row.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Reads the next row into `row`, whose memory is used again; false after the last one.
    ///
    /// # Errors
    ///
    /// [`Fault::TooLong`], [`Fault::OpenQuote`], [`Fault::Io`], and [`Fault::DamagedText`] for a text that was changed while
    /// it was read.
    pub fn read(&mut self, row: &mut StringRecord) -> Result<bool, Fault> {
        if self.done {
            return Ok(false);
        }
        let (start, line) = (self.reader.position().byte(), self.reader.position().line());
        self.reader.get_mut().start_row(start);
        let read = self.reader.read_record(row);
        let guard = self.reader.get_ref();
        // The second byte of the last line's end and empty lines go before the row.
        let text = guard.row();
        let empty = text.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let (empty, text) = text.split_at(empty);
        let line = self.above + line + newlines(empty);
        // A row that ends where the text ends may have a quote open.
        let quote = if guard.ended() { open_quote(text, self.separator) } else { None };
        let fault = match (read, quote) {
            (Ok(true), Some(quote)) => Fault::OpenQuote { line: line + quote },
            // The parser reads ahead, so the guard alone lets pass what came in one block.
            (Ok(true), None) if self.reader.position().byte() - start > self.limit + empty.len() as u64 => {
                Fault::TooLong { line, limit: self.limit }
            }
            (Ok(true), None) => {
                self.line = line;
                unwrap_all(row);
                return Ok(true);
            }
            (Ok(false), _) => {
                self.done = true;
                return Ok(false);
            }
            (Err(_), _) if guard.too_long() => Fault::TooLong { line, limit: self.limit },
            (Err(error), _) => match error.into_kind() {
                csv::ErrorKind::Io(error) if error.kind() != ErrorKind::InvalidData => Fault::Io(error),
                _ => Fault::DamagedText { line },
            },
        };
        self.done = true;
        Err(fault)
    }
}

impl<R: Read> Iterator for TextRows<R> {
    type Item = Result<StringRecord, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = StringRecord::new();
        self.read(&mut row).map(|read| read.then_some(row)).transpose()
    }
}

impl<R> fmt::Debug for TextRows<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("TextRows");
        shown.field("encoding", &self.encoding).field("separator", &char::from(self.separator));
        shown.field("line", &self.line).finish_non_exhaustive()
    }
}

/// Text that passed the survey and cannot be decoded was changed in between.
fn changed(error: std::io::Error) -> Fault {
    if error.kind() == ErrorKind::InvalidData { Fault::DamagedText { line: 1 } } else { Fault::Io(error) }
}

/// How many lines go before the quote that is open at the end of `text`, which starts with a row. As the parser has it, a
/// quote opens a cell only at the cell's start, and a doubled one closes and opens again.
fn open_quote(text: &[u8], separator: u8) -> Option<u64> {
    enum At {
        Start,
        Open(u64),
        Closed(u64),
        Within,
    }
    let (mut line, mut at) = (0, At::Start);
    for byte in text.iter().copied() {
        at = match (at, byte) {
            (At::Start, b'"') => At::Open(line),
            (At::Open(opened), b'"') => At::Closed(opened),
            (At::Closed(opened), b'"') | (At::Open(opened), _) => At::Open(opened),
            (_, b'\r' | b'\n') => At::Start,
            (_, byte) if byte == separator => At::Start,
            _ => At::Within,
        };
        line += u64::from(byte == b'\n');
    }
    if let At::Open(opened) = at { Some(opened) } else { None }
}

/// Takes Excel's text trick off the cells of a row.
fn unwrap_all(row: &mut StringRecord) {
    if row.as_slice().contains("=\"") && row.iter().any(|cell| unwrapped(cell).is_some()) {
        *row = row.iter().map(|cell| unwrapped(cell).unwrap_or_else(|| cell.to_owned())).collect();
    }
}

/// The text of a cell `="text"`. A formula that joins texts, `="a"&"b"`, is none.
fn unwrapped(cell: &str) -> Option<String> {
    let text = cell.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    let plain = text.replace("\"\"", "");
    (!plain.contains('"')).then(|| text.replace("\"\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::{open_quote, unwrapped};

    #[test]
    fn the_text_trick_is_taken_off_whole_cells_only() {
        assert_eq!(unwrapped("=\"007\"").as_deref(), Some("007"));
        assert_eq!(unwrapped("=\"\"").as_deref(), Some(""));
        assert_eq!(unwrapped("=\"a \"\"b\"\"\"").as_deref(), Some("a \"b\""));
        for cell in ["=\"a\"&\"b\"", "007", "=\"", "=A1", "x=\"1\"", "\"1\""] {
            assert_eq!(unwrapped(cell), None, "{cell}");
        }
    }

    #[test]
    fn open_quotes_are_told_as_the_parser_sees_them() {
        for closed in ["a;\"b\"", "a;\"b\nc\"\n", "5\" disk;b", "a;\"b \"\"c\"\"\"", "\"a\";b\"\n", ""] {
            assert_eq!(open_quote(closed.as_bytes(), b';'), None, "{closed}");
        }
        assert_eq!(open_quote(b"a;\"b\nc;d\n", b';'), Some(0));
        assert_eq!(open_quote(b"a;\"b\nc\";\"d\n", b';'), Some(1));
        assert_eq!(open_quote(b"a;\"b \"\"", b';'), Some(0));
        assert_eq!(open_quote(b"a;\"\"\"", b';'), Some(0));
        assert_eq!(open_quote(b"a;\"b\" c\"", b';'), None, "text after a closed quote");
    }
}
