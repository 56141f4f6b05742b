//! Tables as schools keep them, read as rows of text.
//!
//! ```
//! use std::io::Cursor;
//!
//! use orientir_tables::{Encoding, Fault, Limits, Table};
//!
//! // "Пол;Возраст" as Excel saves it in Russian.
//! let bytes = b"\xcf\xee\xeb;\xc2\xee\xe7\xf0\xe0\xf1\xf2\r\n\xe6;15\r\n";
//! let Table::Text(text) = Table::open(Cursor::new(bytes), &Limits::default())? else { panic!("is text") };
//! assert_eq!(text.encoding(), Encoding::Windows1251);
//! let rows = text.collect::<Result<Vec<_>, Fault>>()?;
//! assert_eq!(rows, [vec!["Пол", "Возраст"], vec!["ж", "15"]]);
//! # Ok::<(), Fault>(())
//! ```
//!
//! A table is a text with separated values ([`TextRows`], one row at a time, of any size) or an Excel workbook
//! ([`Workbook`], in memory). What it is, in which encoding and with which separator, is told from its bytes; what cannot be
//! told with certainty, and what is something else, is refused with a [`Fault`] of its own, so that a school can be told what
//! to do. All rows are handed out, the first ones too: which one is the header is for the caller to say, who knows what the
//! columns are called.
//!
//! The bytes are a stranger's: whatever they are, reading them ends, within [`Limits`], and does not panic.
//!
//! What this does not do: open paths, know instruments, mend rows. Old workbooks (`.xls`), `.xlsb` and `.ods` are recognised
//! and refused.
#![forbid(unsafe_code)]

mod archive;
mod cell;
mod decode;
mod encoding;
mod fault;
mod separator;
mod sniff;
mod text;
mod typed;
mod workbook;

use std::io::{Read, Seek};

pub use csv::StringRecord;

pub use encoding::Encoding;
pub use fault::Fault;
pub use text::TextRows;
pub use typed::{CellKind, SheetCell, SheetCells};
pub use workbook::{SheetName, Workbook};

/// A table of either kind.
#[derive(Debug)]
pub enum Table<R> {
    /// Separated values.
    Text(TextRows<R>),
    /// An Excel workbook.
    Workbook(Workbook),
}

impl<R: Read + Seek> Table<R> {
    /// Tells what kind of table this is and gets ready to read its rows. The reader is read from its start.
    ///
    /// # Errors
    ///
    /// Any [`Fault`] but those of single rows and sheets.
    pub fn open(mut reader: R, limits: &Limits) -> Result<Self, Fault> {
        match sniff::sniff(&mut reader, limits.workbook_bytes)? {
            sniff::Kind::Text => TextRows::open(reader, limits).map(Self::Text),
            sniff::Kind::Zip => {
                reader.rewind()?;
                Workbook::open(reader, limits).map(Self::Workbook)
            }
        }
    }
}

/// How much a table may ask for. The defaults hold the largest tables of schools many times over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one row of text; 16 MiB unless told.
    pub record_bytes: u64,
    /// Bytes of a workbook; 64 MiB unless told.
    pub workbook_bytes: u64,
    /// Bytes of an unpacked workbook, and of the text of a sheet; 512 MiB unless told.
    pub unpacked_bytes: u64,
    /// Cells of a sheet, with the empty ones; 20 million unless told.
    pub cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record_bytes: 16 << 20, workbook_bytes: 64 << 20, unpacked_bytes: 512 << 20, cells: 20_000_000 }
    }
}
