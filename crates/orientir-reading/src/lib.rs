//! A table of answers opened for an instrument: which rows, which sheet of a workbook, and why not, in three languages.
//!
//! ```
//! use std::io::Cursor;
//!
//! use orientir::{Code, Instrument, Lang, catalogue};
//! use orientir_reading::{Choice, Limits, Opened};
//!
//! let dembo = catalogue::get("dembo-rubinstein")?;
//! let table = "Ученик;Возраст;health.now;health.want\nА.;15;70;95\nК.;14;55;90\n";
//! let opened = Opened::open(Cursor::new(table), "9Б.csv", &Limits::default(), Lang::Ru)?;
//! let fitted = opened.fit(&dembo, &Choice::default())?;
//! let (people, faults) = fitted.sheet.read(&fitted.below);
//! assert_eq!((people.len(), faults.len()), (2, 0));
//! assert!(fitted.rest.is_none());
//!
//! let page = Cursor::new("<html><table></table></html>");
//! let error = Opened::open(page, "9Б.xls", &Limits::default(), Lang::En).unwrap_err().into_iter().next().expect("a reason");
//! assert_eq!(error.code(), Code::Unreadable);
//! assert!(error.message(Lang::En).contains("this is a web page under the name of a table"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `orientir_tables` knows tables and no instrument, [`orientir::Sheet`] knows an instrument and no files. Here they meet:
//! [`Opened`] is a table of either kind, or a file of answers ([`orientir::AnswerFile`]), [`Opened::fit`] looks at its first rows, and at all visible sheets of a workbook, and
//! gives the [`Sheet`](orientir::Sheet) with the rows below the header. The rest of a text is read while it is asked for, so a
//! table may be longer than the memory.
//!
//! A reason is a sentence in the language that the table was opened with; it stands in the argument `reason` of an error of
//! the code [`Unreadable`](orientir::Code::Unreadable). Reasons show places and names of sheets, never cells.
//!
//! What this does not do: open paths, notice that a file changes while it is read ([`Opened::map_rows`] is for those who do),
//! score.
#![forbid(unsafe_code)]

mod fit;
mod opened;
mod words;

use orientir::{Code, Error};

pub use orientir_tables::{Fault, Limits, StringRecord};

pub use fit::{Choice, Fitted};
pub use opened::{Opened, Rows};
pub use words::why;

/// Whether something said of a header ([`Sheet::remarks`](orientir::Sheet::remarks)) is no problem: what was passed over, and
/// questions in other words than the instrument's.
pub fn is_aside(remark: &Error) -> bool {
    matches!(remark.code(), Code::UnknownColumn | Code::OtherWords | Code::RowsAbove)
}
