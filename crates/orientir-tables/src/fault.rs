//! Why a table cannot be read.

use std::error::Error;
use std::{fmt, io};

/// Why a table cannot be read. `Display` is for engineers; who speaks to a school matches on the variant.
#[derive(Debug)]
#[non_exhaustive]
pub enum Fault {
    /// The reader failed.
    Io(io::Error),
    /// A workbook of Excel 97 (`.xls`) or another file of that container.
    OldWorkbook,
    /// A workbook that opens with a password.
    Encrypted,
    /// A workbook in Excel's binary form (`.xlsb`).
    BinaryWorkbook,
    /// A spreadsheet of `LibreOffice` (`.ods`).
    OpenDocument,
    /// A PDF document.
    Pdf,
    /// A web page: electronic class registers export them under the name `.xls`.
    Html,
    /// An XML document, such as the spreadsheets of Excel 2003.
    Xml,
    /// A zip archive without a workbook in it.
    OtherArchive,
    /// Text in an encoding that cannot be told with certainty.
    UnknownEncoding {
        /// The line of the first byte that is not ASCII.
        line: u64,
    },
    /// Text that ends within a character: the rest of the file is missing.
    CutShort {
        /// The last line.
        line: u64,
    },
    /// Text in Unicode with bytes that mean nothing.
    DamagedText {
        /// The line of the first such byte.
        line: u64,
    },
    /// A zero byte: no text.
    Nul {
        /// Its line.
        line: u64,
    },
    /// A row longer than [`Limits::record_bytes`](crate::Limits::record_bytes), most often an unclosed quote.
    TooLong {
        /// The line on which the row starts.
        line: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A quote that is never closed: every row after it would be part of one cell.
    OpenQuote {
        /// The line of the quote.
        line: u64,
    },
    /// A workbook larger than [`Limits::workbook_bytes`](crate::Limits::workbook_bytes).
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A workbook that is small on disk and would fill the memory.
    Bomb,
    /// A sheet of more than [`Limits::cells`](crate::Limits::cells) cells.
    TooManyCells {
        /// The limit.
        limit: u64,
    },
    /// A workbook that cannot be read.
    DamagedWorkbook {
        /// What failed, in the words of the library that reads workbooks.
        reason: String,
    },
    /// No sheet of that name.
    NoSheet {
        /// The name.
        name: String,
    },
}

impl Fault {
    /// A workbook that failed for this reason.
    pub(crate) fn damaged(reason: impl fmt::Display) -> Self {
        Self::DamagedWorkbook { reason: reason.to_string() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "cannot be read: {error}"),
            Self::OldWorkbook => f.write_str("workbook in the old format of Excel 97, save it as .xlsx"),
            Self::Encrypted => f.write_str("workbook is protected by a password"),
            Self::BinaryWorkbook => f.write_str("workbook in Excel's binary format, save it as .xlsx"),
            Self::OpenDocument => f.write_str("OpenDocument spreadsheet, save it as .xlsx or .csv"),
            Self::Pdf => f.write_str("PDF document instead of a table"),
            Self::Html => f.write_str("web page instead of a table, open it in a spreadsheet and save it as .xlsx"),
            Self::Xml => f.write_str("XML document instead of a table, open it in a spreadsheet and save it as .xlsx"),
            Self::OtherArchive => f.write_str("zip archive without a workbook"),
            Self::UnknownEncoding { line } => {
                write!(f, "line {line} is in an unknown encoding, save the table as UTF-8")
            }
            Self::CutShort { line } => write!(f, "text is cut short in line {line}"),
            Self::DamagedText { line } => write!(f, "line {line} has bytes that are no text"),
            Self::Nul { line } => write!(f, "line {line} has a zero byte, this is no text"),
            Self::TooLong { line, limit } => {
                write!(f, "row that starts in line {line} is longer than {limit} bytes, is a quote left open?")
            }
            Self::OpenQuote { line } => write!(f, "quote in line {line} is never closed"),
            Self::TooLarge { limit } => write!(f, "workbook is larger than {limit} bytes"),
            Self::Bomb => f.write_str("workbook unpacks to more than a workbook holds"),
            Self::TooManyCells { limit } => write!(f, "sheet has more than {limit} cells"),
            Self::DamagedWorkbook { reason } => write!(f, "workbook is damaged: {reason}"),
            Self::NoSheet { name } => write!(f, "no sheet `{name}`"),
        }
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::io;

    use super::Fault;

    #[test]
    fn messages_are_lower_case_without_a_final_period_and_name_the_place() {
        let fault = Fault::TooLong { line: 7, limit: 16 };
        assert_eq!(fault.to_string(), "row that starts in line 7 is longer than 16 bytes, is a quote left open?");
        assert_eq!(Fault::OpenQuote { line: 3 }.to_string(), "quote in line 3 is never closed");
        assert!(fault.source().is_none());
        let fault = Fault::from(io::Error::other("disk"));
        assert_eq!(fault.source().map(ToString::to_string).as_deref(), Some("disk"));
    }
}
