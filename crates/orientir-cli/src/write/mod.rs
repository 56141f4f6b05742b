//! Where output goes, and in which form.

pub mod csv;
mod excel;
pub mod file;
pub mod json;
pub mod xlsx;

use std::fs;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::Path;

use orientir::{Code, Error};
use rust_xlsxwriter::XlsxError;

use crate::args::{Common, Format};
use crate::read::reason;
use crate::session::{Failure, Session};
use crate::words::Word;

/// A place for output and its form.
#[derive(Debug)]
pub struct Target {
    /// The form.
    pub format: Format,
    /// How CSV is written.
    pub csv: csv::Style,
    /// The file; standard output if none.
    path: Option<String>,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Xlsx => "xlsx",
            Format::Table => "table",
        }
    }

    /// The form that the ending of a file names.
    fn of(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        Some(match ending.to_lowercase().as_str() {
            "csv" => Format::Csv,
            "json" => Format::Json,
            "jsonl" => Format::Jsonl,
            "xlsx" => Format::Xlsx,
            "txt" => Format::Table,
            _ => return None,
        })
    }
}

impl Target {
    /// Chooses by `--format`, by the ending of the file, else a table for a terminal and the first of `allowed` for a pipe.
    pub fn choose(common: &Common, allowed: &[Format], session: &Session) -> Result<Self, Failure> {
        let path = common.output.clone().filter(|path| path != "-");
        let unknown = |form: &str| {
            let names: Vec<_> = allowed.iter().map(|f| f.name()).collect();
            Failure::from(Error::new(Code::UnknownFormat, "").with("format", form).with("allowed", names.join(", ")))
        };
        let format = match (common.format, &path) {
            (Some(format), _) => format,
            (None, Some(path)) => {
                let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
                Format::of(path).ok_or_else(|| unknown(if ending.is_empty() { path } else { ending }))?
            }
            (None, None) if common.excel => Format::Csv,
            (None, None) if io::stdout().is_terminal() && allowed.contains(&Format::Table) => Format::Table,
            (None, None) => allowed.first().copied().unwrap_or(Format::Table),
        };
        if !allowed.contains(&format) {
            return Err(unknown(format.name()));
        }
        let csv = if common.excel { csv::Style::Excel } else { csv::Style::Plain };
        let target = Self { format, csv, path };
        if common.excel && format != Format::Csv {
            return Err(target.unwritable(session.word(Word::ExcelIsCsv)).into());
        }
        if format == Format::Xlsx && target.path.is_none() && io::stdout().is_terminal() {
            return Err(target.unwritable(session.word(Word::WorkbookOnTerminal)).into());
        }
        if let Some(path) = &target.path
            && fs::metadata(path).is_ok_and(|about| about.is_dir())
        {
            return Err(target.unwritable(session.word(Word::IsFolder)).into());
        }
        Ok(target)
    }

    /// Whether the ending of a file names HTML.
    pub fn is_page(path: &str) -> bool {
        let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
        ending.is_some_and(|ending| matches!(ending.as_str(), "html" | "htm"))
    }

    /// Where a page goes: a file, or a pipe. An ending of a file names HTML.
    pub fn of_page(common: &Common, session: &Session) -> Result<Self, Failure> {
        let path = common.output.as_deref().filter(|path| *path != "-");
        let ending = path.and_then(|path| Path::new(path).extension()?.to_str());
        let other = common.format.map(|format| format.name().to_owned());
        let other = other.or(ending.filter(|_| !path.is_some_and(Self::is_page)).map(str::to_lowercase));
        if let Some(form) = other {
            return Err(Error::new(Code::UnknownFormat, "").with("format", form).with("allowed", "html").into());
        }
        let mut common = common.clone();
        common.format = Some(Format::Table);
        let target = Self::choose(&common, &[Format::Table], session)?;
        if target.path.is_none() && io::stdout().is_terminal() {
            return Err(target.unwritable(session.word(Word::PageOnTerminal)).into());
        }
        Ok(target)
    }

    /// Refuses to write over what was read.
    pub fn spare(&self, inputs: &[&str], session: &Session) -> Result<(), Failure> {
        let Some(Ok(path)) = self.path.as_ref().map(fs::canonicalize) else { return Ok(()) };
        let same = |input: &&str| *input != "-" && fs::canonicalize(input).is_ok_and(|input| input == path);
        if inputs.iter().any(same) { Err(self.unwritable(session.word(Word::IsInput)).into()) } else { Ok(()) }
    }

    fn unwritable(&self, reason: &str) -> Error {
        Error::new(Code::Unwritable, "").with("file", self.path.as_deref().unwrap_or("-")).with("reason", reason)
    }

    /// Writes. A reader that closes the pipe early has what it wanted.
    pub fn write(&self, session: &Session, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let written = if let Some(path) = &self.path {
            file::write(Path::new(path), fill)
        } else {
            let mut out = BufWriter::new(io::stdout().lock());
            fill(&mut out).and_then(|()| out.flush())
        };
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(self.unwritable(session.word(Word::IsNoFolder)).into())
            }
            Err(error) => Err(self.unwritable(&reason(&error, session)).into()),
            Ok(()) => Ok(()),
        }
    }

    /// Writes a text.
    pub fn text(&self, session: &Session, text: &str) -> Result<(), Failure> {
        self.write(session, |out| out.write_all(text.as_bytes()))
    }

    /// Writes a workbook.
    pub fn book(&self, session: &Session, book: xlsx::Result<Vec<u8>>) -> Result<(), Failure> {
        match book {
            Ok(bytes) => self.write(session, |out| out.write_all(&bytes)),
            Err(XlsxError::RowColumnLimitError | XlsxError::MaxStringLengthExceeded) => {
                Err(self.unwritable(session.word(Word::SheetIsFull)).into())
            }
            Err(error) => Err(self.unwritable(&error.to_string()).into()),
        }
    }
}
