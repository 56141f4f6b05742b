//! Where output goes, and in which form.

pub mod csv;
pub mod json;

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use orientir::{Code, Error};

use crate::args::{Common, Format};
use crate::read::reason;
use crate::session::{Failure, Session};
use crate::words::Word;

/// A place for output and its form.
#[derive(Debug)]
pub struct Target {
    /// The form.
    pub format: Format,
    /// The file; standard output if none.
    path: Option<String>,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
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
            (None, None) if io::stdout().is_terminal() && allowed.contains(&Format::Table) => Format::Table,
            (None, None) => allowed.first().copied().unwrap_or(Format::Table),
        };
        if !allowed.contains(&format) {
            return Err(unknown(format.name()));
        }
        let target = Self { format, path };
        if let Some(path) = &target.path
            && fs::metadata(path).is_ok_and(|about| about.is_dir())
        {
            return Err(target.unwritable(session.word(Word::IsFolder)).into());
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
        let out: io::Result<Box<dyn Write>> = match &self.path {
            Some(path) => File::create(path).map(|file| Box::new(file) as Box<dyn Write>),
            None => Ok(Box::new(io::stdout().lock())),
        };
        let written = out.and_then(|out| {
            let mut out = BufWriter::new(out);
            fill(&mut out)?;
            out.flush()
        });
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(self.unwritable(&reason(&error, session)).into())
            }
            _ => Ok(()),
        }
    }

    /// Writes a text.
    pub fn text(&self, session: &Session, text: &str) -> Result<(), Failure> {
        self.write(session, |out| out.write_all(text.as_bytes()))
    }
}
