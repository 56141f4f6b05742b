//! Answers in files.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use orientir::batch::{Collector, MAX_FAULTS};
use orientir::{
    Code, Diagnostics, Entry, Error, Frame, Identity, Lang, Reader, Scores as Scored, Sheet, TableMap, names,
};
use orientir_reading::{Choice, Fitted, Limits, Opened, Rows, StringRecord};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::columns::Columns;
use crate::errors::OrRaise;
use crate::instrument::Instrument;
use crate::keys::{Names, key_columns};
use crate::run;
use crate::scores::Scores;
use crate::text::Text;

/// The rows of a text that are still in the file.
type Rest = Rows<BufReader<File>>;

/// How long the interpreter waits before it is asked whether to stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// The path that a text names, also one that is not UTF-8, as Python writes it.
pub fn path(object: &Bound<'_, PyAny>) -> PyResult<PathBuf> {
    let text = |_| object.extract::<Text>().map(|text| PathBuf::from(String::from(text)));
    object.extract::<PathBuf>().or_else(text)
}

/// Opens a file of answers.
pub fn open(path: &Path, lang: Lang) -> Result<Opened<Rest>, Diagnostics> {
    let name = path.to_string_lossy();
    let unreadable = |reason: String| Error::new(Code::Unreadable, "").with("file", &name).with("reason", reason);
    if path.is_dir() {
        return Err(unreadable(std::io::Error::from(std::io::ErrorKind::IsADirectory).to_string()).into());
    }
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    Opened::open(BufReader::new(file), &name, &Limits::default(), lang)
}

/// How a file is scored.
pub struct FileScoring<'a> {
    pub instrument: &'a Instrument,
    pub names: &'a Names,
    pub map: Option<&'a TableMap>,
    pub sheet: Option<&'a str>,
    pub reveal: bool,
}

impl FileScoring<'_> {
    /// Scores the people of a file.
    pub fn score(&self, py: Python<'_>, path: &Path, progress: run::Progress<'_, '_>) -> PyResult<Scores> {
        let Self { instrument, map, .. } = *self;
        let fit = || {
            self.names.with(|named_by| {
                let choice = Choice { map, sheet: self.sheet, sheet_option: Some("sheet="), named_by };
                open(path, instrument.lang)?.fit(&instrument.inner, &choice)
            })
        };
        let mut fitted = py.detach(fit).or_raise(py, instrument.lang)?;
        if instrument.inner.definition().ratings.is_some() {
            let rows = py.detach(|| whole(&mut fitted)).or_raise(py, instrument.lang)?;
            let (entries, faults) = py.detach(|| fitted.sheet.read(&rows));
            return collected(py, instrument, &fitted.sheet, entries, faults, (None, self.reveal));
        }
        let length = std::fs::metadata(path).map_or(0, |about| about.len());
        self.stream(py, fitted, length, progress)
    }

    /// Scores people as they are read.
    fn stream(
        &self,
        py: Python<'_>,
        fitted: Fitted<Rest>,
        length: u64,
        progress: run::Progress<'_, '_>,
    ) -> PyResult<Scores> {
        let Self { instrument, .. } = *self;
        let Fitted { sheet, below, mut rest, .. } = fitted;
        let mut stream = Stream::new(instrument, &sheet);
        py.detach(|| below.iter().for_each(|row| stream.row(row)));
        while let Some(rows) = &mut rest {
            let more: Result<bool, Error> = py.detach(|| {
                let begun = Instant::now();
                while begun.elapsed() < PATIENCE {
                    match rows.next() {
                        Some(row) => stream.row(&row?),
                        None => return Ok(false),
                    }
                }
                Ok(true)
            });
            let more = more.or_raise(py, instrument.lang)?;
            if let Some(fault) = stream.reader.foreign() {
                return Err(fault).or_raise(py, instrument.lang);
            }
            py.check_signals()?;
            if let Some(progress) = progress {
                progress.call1((Rows::position(rows), length))?;
            }
            if !more {
                rest = None;
            }
        }
        if let Some(fault) = stream.reader.foreign() {
            return Err(fault).or_raise(py, instrument.lang);
        }
        let keys = key_columns(&sheet, None, stream.keys.iter());
        let scores = stream.collector.finish(stream.faults, stream.fault_count);
        Ok(Scores::new(&instrument.inner, scores, keys, sheet.remarks(), (self.reveal, 0)))
    }
}

/// All rows below the header.
pub fn whole(fitted: &mut Fitted<Rest>) -> Result<Vec<StringRecord>, Diagnostics> {
    let mut rows = std::mem::take(&mut fitted.below);
    if let Some(rest) = fitted.rest.take() {
        rows.extend(rest.collect::<Result<Vec<_>, Error>>()?);
    }
    Ok(rows)
}

/// Scores of people who are all read.
pub fn collected(
    py: Python<'_>,
    instrument: &Instrument,
    sheet: &Sheet,
    entries: Vec<Entry>,
    faults: Diagnostics,
    (frame, reveal): (Option<&Frame<'_>>, bool),
) -> PyResult<Scores> {
    if faults.iter().any(|fault| fault.code() == Code::AnotherInstrument) {
        return Err(faults).or_raise(py, instrument.lang);
    }
    let scores = py.detach(|| {
        let (mut collector, mut scorer, mut scores) =
            (Collector::new(&instrument.inner), instrument.inner.scorer(), Scored::default());
        for entry in &entries {
            scorer.score_into(&entry.answers, &mut scores);
            collector.push(&scores);
        }
        let count = faults.len();
        collector.finish(faults, count)
    });
    let keys = key_columns(sheet, frame, entries.iter().map(|entry| &entry.key));
    Ok(Scores::new(&instrument.inner, scores, keys, sheet.remarks(), (reveal, 0)))
}

/// People as they are read.
struct Stream<'s> {
    reader: Reader<'s>,
    scorer: orientir::Scorer,
    scores: Scored,
    collector: Collector,
    keys: Vec<orientir::Key>,
    faults: Diagnostics,
    fault_count: usize,
}

impl<'s> Stream<'s> {
    fn new(instrument: &Instrument, sheet: &'s Sheet) -> Self {
        let inner = &instrument.inner;
        Self {
            reader: sheet.reader(),
            scorer: inner.scorer(),
            scores: Scored::default(),
            collector: Collector::new(inner),
            keys: Vec::new(),
            faults: Diagnostics::default(),
            fault_count: 0,
        }
    }

    fn row(&mut self, row: &StringRecord) {
        let (entry, told) = self.reader.row(&row.iter().collect::<Vec<_>>());
        self.fault_count += told.len();
        let room = MAX_FAULTS.saturating_sub(self.faults.len());
        told.into_iter().take(room).for_each(|fault| self.faults.push(fault));
        if let Some(entry) = entry {
            self.scorer.score_into(&entry.answers, &mut self.scores);
            self.collector.push(&self.scores);
            self.keys.push(entry.key);
        }
    }
}

/// The people of a table.
pub struct Read {
    pub sheet: Sheet,
    pub entries: Vec<Entry>,
    pub faults: Diagnostics,
}

/// Data of a table.
pub enum Source<'a> {
    Frame(&'a Columns),
    Path(PathBuf),
}

impl<'a> Source<'a> {
    /// Columns or a path.
    pub fn of(data: &'a Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(columns) = data.cast::<Columns>() {
            return Ok(Self::Frame(columns.get()));
        }
        path(data).map(Self::Path).map_err(|_| PyTypeError::new_err("a table is columns or a path"))
    }

    /// Reads the people of a table.
    pub fn read(
        &self,
        py: Python<'_>,
        instrument: &orientir::Instrument,
        names: &Names,
        map: Option<&TableMap>,
        lang: Lang,
    ) -> PyResult<Read> {
        match self {
            Self::Frame(columns) => {
                let guards = columns.borrow(py)?;
                let sources = columns.sources(&guards);
                let read = || {
                    let frame = columns.frame(&sources)?;
                    let sheet = names.with(|named_by| Sheet::of_frame(instrument, &frame, map, named_by))?;
                    let (entries, faults) = sheet.read_frame(&frame);
                    Read { sheet, entries, faults }.checked()
                };
                py.detach(read).or_raise(py, lang)
            }
            Self::Path(path) => py.detach(|| read_file(instrument, path, names, map, lang)).or_raise(py, lang),
        }
    }
}

/// Reads the people of a file.
fn read_file(
    instrument: &orientir::Instrument,
    path: &Path,
    names: &Names,
    map: Option<&TableMap>,
    lang: Lang,
) -> Result<Read, Diagnostics> {
    let mut fitted =
        names.with(|named_by| open(path, lang)?.fit(instrument, &Choice { map, named_by, ..Choice::default() }))?;
    let rows = whole(&mut fitted)?;
    let (entries, faults) = fitted.sheet.read(&rows);
    Read { sheet: fitted.sheet, entries, faults }.checked()
}

impl Read {
    /// The answers of a person on an occasion: by the id that the table has, or by the number of the row, from 0, where nothing
    /// names the rows.
    pub fn person(&self, of: &str, occasion: u32) -> Result<&Entry, Diagnostics> {
        let by_row = matches!(self.sheet.identity(), Identity::Row);
        let row = || of.trim().parse::<usize>().ok()?.checked_add(1).map(|row| row.to_string());
        let id = row().filter(|_| by_row).unwrap_or_else(|| names::spaced(of));
        let found = self.entries.iter().find(|entry| entry.key.id == id && entry.key.occasion == occasion);
        found.ok_or_else(|| {
            // A row that was passed over may be why.
            let own = self.faults.iter().filter(|fault| fault.is_of(&id)).cloned();
            let known: Vec<&str> = self.entries.iter().map(|entry| entry.key.id.as_str()).collect();
            let fix = names::nearest(&id, &known).filter(|fix| *fix != id).unwrap_or_default();
            let shown = if occasion == 1 { of.to_owned() } else { format!("{of}, {occasion}") };
            let unknown = Error::new(Code::UnknownPerson, "").with("id", shown).with("fix", fix);
            std::iter::once(unknown).chain(own).collect()
        })
    }

    /// A table of another instrument is no table of this one.
    pub fn checked(self) -> Result<Self, Diagnostics> {
        if self.faults.iter().any(|fault| fault.code() == Code::AnotherInstrument) {
            Err(self.faults)
        } else {
            Ok(self)
        }
    }
}
