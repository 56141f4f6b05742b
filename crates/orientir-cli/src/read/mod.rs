//! Files and standard input.

pub mod table;

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use orientir::definition::{Definition, Id};
use orientir::tally::Tally;
use orientir::{AnswerFile, Battery, Code, Diagnostics, Error, Instrument, NormFile, TextPack, catalogue, names};
use orientir_reading::{Fault, Limits, StringRecord};
use serde_json::Value;

use crate::args::{Common, Packs, Reading, Scoring};
use crate::session::{Failure, Session};
use crate::words::Word;

/// The bytes of a file of at most `limit` bytes; `-` is standard input. The size is looked at before anything is read.
fn bytes(name: &str, limit: u64, session: &Session) -> Result<Vec<u8>, Failure> {
    let too_large = |bytes: u64| Error::new(Code::TooLarge, "").with("bytes", bytes).with("limit", limit);
    let mut content = Vec::new();
    let read = if name == "-" {
        io::stdin().lock().take(limit + 1).read_to_end(&mut content)
    } else {
        let about = fs::metadata(name).map_err(|e| missing(name, &e, session))?;
        if about.is_dir() {
            return Err(unreadable(name, session.word(Word::IsFolder)).into());
        }
        if about.len() > limit {
            return Err(Failure::within(name, too_large(about.len())));
        }
        File::open(name).and_then(|file| file.take(limit + 1).read_to_end(&mut content))
    };
    read.map_err(|e| unreadable(name, &reason(&e, session)))?;
    match u64::try_from(content.len()) {
        Ok(length) if length <= limit => Ok(content),
        length => Err(Failure::within(name, too_large(length.unwrap_or(u64::MAX)))),
    }
}

/// The bytes of a workbook.
pub fn workbook(name: &str, session: &Session) -> Result<Vec<u8>, Failure> {
    bytes(name, Limits::default().workbook_bytes, session)
}

/// Why a table cannot be read.
pub fn unreadable_table(name: &str, fault: &Fault, session: &Session) -> Failure {
    unreadable(name, &orientir_reading::why(fault, session.lang)).into()
}

/// The text of a file of answers.
pub fn document(name: &str, session: &Session) -> Result<String, Failure> {
    text(name, AnswerFile::MAX_BYTES as u64, session)
}

/// The text of a file in UTF-8, without its byte order mark.
pub fn text(name: &str, limit: u64, session: &Session) -> Result<String, Failure> {
    text_and_no_workbook(name, limit, Word::IsWorkbook, session)
}

/// The same; what is said of a workbook is told by its caller.
fn text_and_no_workbook(name: &str, limit: u64, what: Word, session: &Session) -> Result<String, Failure> {
    let content = bytes(name, limit, session)?;
    let workbook = content.starts_with(b"PK\x03\x04") || content.starts_with(b"\xd0\xcf\x11\xe0");
    if workbook {
        return Err(unreadable(name, session.word(what)).into());
    }
    match String::from_utf8(content) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let start = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
            let line = start.filter(|byte| **byte == b'\n').fold(1, |line, _| line + 1);
            Err(unreadable(name, &orientir_reading::why(&Fault::UnknownEncoding { line }, session.lang)).into())
        }
    }
}

/// Why a file cannot be looked at.
fn missing(name: &str, error: &io::Error, session: &Session) -> Error {
    unreadable(name, &reason(error, session))
}

fn unreadable(name: &str, reason: &str) -> Error {
    Error::new(Code::Unreadable, "").with("file", name).with("reason", reason)
}

/// The usual reasons in the language of the run, the others in the words of the system.
pub fn reason(error: &io::Error, session: &Session) -> String {
    match error.kind() {
        ErrorKind::NotFound => session.word(Word::NotFound).to_owned(),
        ErrorKind::PermissionDenied => session.word(Word::NotAllowed).to_owned(),
        ErrorKind::IsADirectory => session.word(Word::IsFolder).to_owned(),
        _ => error.to_string(),
    }
}

/// The text of a definition; a document that is too large is not read.
pub fn definition(name: &str, session: &Session) -> Result<String, Failure> {
    text_and_no_workbook(name, Definition::MAX_BYTES as u64, Word::IsDefinitionBook, session)
}

/// Whether the name is meant as a file.
fn is_path(name: &str) -> bool {
    let json = name.len() >= 5 && name.get(name.len() - 5..).is_some_and(|end| end.eq_ignore_ascii_case(".json"));
    name == "-" || name.contains(['/', '\\']) || json
}

/// An instrument or a battery.
#[derive(Debug)]
pub enum Named {
    /// An instrument.
    Instrument(Instrument),
    /// A battery.
    Battery(Battery),
}

/// What stands behind a name: an id, another name or a file. The catalogue goes before a file of the same name.
pub fn named(name: &str, session: &Session) -> Result<Named, Failure> {
    if is_path(name) {
        return from_file(name, session);
    }
    let unknown = match catalogue::get(name) {
        Ok(instrument) => return Ok(Named::Instrument(instrument)),
        Err(faults) => faults,
    };
    match catalogue::battery(name) {
        Ok(battery) => Ok(Named::Battery(battery)),
        Err(_) if fs::metadata(name).is_ok_and(|about| about.is_file()) => from_file(name, session),
        // The nearest name may be that of a battery.
        Err(faults) => {
            Err([unknown, faults].into_iter().max_by_key(|f| f.iter().any(has_fix)).unwrap_or_default().into())
        }
    }
}

fn has_fix(fault: &Error) -> bool {
    fault.arguments().any(|(name, value)| name == "fix" && !value.is_empty())
}

/// The text of a definition.
pub fn source(name: &str, session: &Session) -> Result<String, Failure> {
    if is_path(name) {
        return definition(name, session);
    }
    let id = match named(name, session)? {
        Named::Instrument(instrument) => instrument.id().to_owned(),
        Named::Battery(battery) => battery.id().to_owned(),
    };
    let shipped = catalogue::INSTRUMENTS.iter().chain(catalogue::BATTERIES).find(|(known, _)| *known == id);
    shipped.map_or_else(|| definition(name, session), |(_, text)| Ok((*text).to_owned()))
}

/// A definition from a file: one with criteria is a battery's.
pub fn from_file(name: &str, session: &Session) -> Result<Named, Failure> {
    from_text(name, &definition(name, session)?, session)
}

/// A definition from the text of a file.
pub fn from_text(name: &str, text: &str, session: &Session) -> Result<Named, Failure> {
    if is_text_pack(text) {
        return Err(Failure::unfit(name, session.word(Word::TextsForInstrument)));
    }
    let within = |faults: Diagnostics| Failure::within(name, faults);
    // A text that is no JSON at all is told as an instrument's.
    let members: BTreeMap<String, Value> = serde_json::from_str(text).unwrap_or_default();
    if members.contains_key("criteria") {
        return Battery::from_json(text, |id| beside(name, id, session)).map(Named::Battery).map_err(within);
    }
    Instrument::from_json(text).map(Named::Instrument).map_err(within)
}

/// An instrument.
pub fn instrument(name: &str, session: &Session) -> Result<Instrument, Failure> {
    match named(name, session)? {
        Named::Instrument(instrument) => Ok(instrument),
        Named::Battery(_) => Err(unreadable(name, session.word(Word::IsBattery)).into()),
    }
}

/// A battery.
pub fn battery(name: &str, session: &Session) -> Result<Battery, Failure> {
    match named(name, session)? {
        Named::Battery(battery) => Ok(battery),
        Named::Instrument(_) => Err(unreadable(name, session.word(Word::IsInstrument)).into()),
    }
}

/// An instrument that a document speaks of: a file beside it, or one of the catalogue.
pub fn beside(document: &str, id: &str, session: &Session) -> Result<Instrument, Diagnostics> {
    // An id from a stranger's document is no path.
    let file = Id::parse(id).and_then(|id| Some(Path::new(document).parent()?.join(format!("{id}.json"))));
    match file.filter(|file| file.is_file()).as_deref().and_then(Path::to_str) {
        Some(file) => {
            definition(file, session).map_err(Failure::into_faults).and_then(|text| Instrument::from_json(&text))
        }
        None => catalogue::get(id),
    }
}

/// Refuses to read standard input for two things.
pub fn one_stdin(names: &[&str], session: &Session) -> Result<(), Failure> {
    let twice = names.iter().filter(|name| **name == "-").count() > 1;
    if twice { Err(unreadable("-", session.word(Word::StdinTwice)).into()) } else { Ok(()) }
}

/// The instrument as it is to be scored.
pub fn instrument_for(
    name: &str,
    (reading, scoring): (&Reading, &Scoring),
    session: &Session,
) -> Result<Instrument, Failure> {
    // Texts go before the wording, which they settle: another one is then refused.
    let mut instrument = with_texts(instrument(name, session)?, &reading.packs, session)?;
    for (policy, choice) in &scoring.policies {
        instrument = instrument.with_policy(policy, choice)?;
    }
    for (of, wording) in &scoring.wording {
        if of.as_ref().is_some_and(|of| !names::is_called(&instrument, of)) {
            let expected = instrument.id().to_owned();
            let found = of.clone().unwrap_or_default();
            return Err(Error::new(Code::WrongInstrument, "").with("expected", expected).with("found", found).into());
        }
        instrument = instrument.with_wording(*wording)?;
    }
    for file in &scoring.norms {
        let text = norms(file, session)?;
        instrument = instrument.with_norms(&text).map_err(|faults| Failure::within(file, faults))?;
    }
    Ok(instrument)
}

/// The instrument with the texts of packs.
pub fn with_texts(mut instrument: Instrument, packs: &Packs, session: &Session) -> Result<Instrument, Failure> {
    for file in &packs.files {
        let pack = text_pack(file, session)?;
        instrument = instrument.with_texts(&pack).map_err(|faults| Failure::within(file, faults))?;
    }
    Ok(instrument)
}

/// The battery with the texts of packs, each for the instrument that it says.
pub fn battery_with_texts(mut battery: Battery, packs: &Packs, session: &Session) -> Result<Battery, Failure> {
    for file in &packs.files {
        let pack = text_pack(file, session)?;
        battery = battery.with_texts(&pack).map_err(|faults| Failure::within(file, faults))?;
    }
    Ok(battery)
}

/// An instrument whose items are to be shown, in the language that was named, if one was.
pub fn instrument_shown(name: &str, packs: &Packs, common: &Common, session: &Session) -> Result<Instrument, Failure> {
    let instrument = with_texts(instrument(name, session)?, packs, session)?;
    asked_in_words_of(&instrument, common)?;
    Ok(instrument)
}

/// Refuses a language that was named on the command line and that a text pack lacks. The language of the surroundings is nobody's wish.
pub fn asked_in_words_of(instrument: &Instrument, common: &Common) -> Result<(), Failure> {
    common.lang().map_or(Ok(()), |lang| Ok(instrument.asks_in(lang)?))
}

/// A text pack.
pub fn text_pack(name: &str, session: &Session) -> Result<TextPack, Failure> {
    let text = text(name, TextPack::MAX_BYTES as u64, session)?;
    if is_of_kind(&text, "norms") {
        return Err(Failure::unfit(name, session.word(Word::NormsForTexts)));
    }
    TextPack::from_json(&text).map_err(|faults| Failure::within(name, faults))
}

/// Whether a document says that it is a text pack.
pub fn is_text_pack(text: &str) -> bool {
    TextPack::instrument_of(text).is_some()
}

/// The instrument as single people are to be scored by it. Of one that is for groups nothing is read, and the way to groups is told.
pub fn instrument_for_people(
    name: &str,
    answers: &str,
    asked: (&Reading, &Scoring),
    session: &Session,
) -> Result<Instrument, Failure> {
    let instrument = instrument_for(name, asked, session)?;
    for_people(&instrument, name, answers)?;
    Ok(instrument)
}

/// Refuses an instrument that is for groups, where a command speaks of single people.
pub fn for_people(instrument: &Instrument, name: &str, answers: &str) -> Result<(), Error> {
    instrument.check_use().map_err(|fault| fault.with("fix", format!("orientir tally {name} {answers}")))
}

/// The text of a norm file.
pub fn norms(name: &str, session: &Session) -> Result<String, Failure> {
    let text = text(name, NormFile::MAX_BYTES as u64, session)?;
    if is_of_kind(&text, "tally") {
        return Err(Failure::unfit(name, session.word(Word::TallyForNorms)));
    }
    Ok(text)
}

/// Whether a document says of itself that it is of a kind; whatever else it says.
fn is_of_kind(text: &str, kind: &str) -> bool {
    let members: BTreeMap<String, Value> = serde_json::from_str(text).unwrap_or_default();
    members.get("orientir").and_then(Value::as_str) == Some(kind)
}

/// A tally, if a file is one and no table or file of answers.
pub fn tally_if_one(name: &str, session: &Session) -> Result<Option<Tally>, Failure> {
    const BEGINNING: &str = "{\"orientir\":\"tally\"";
    let mut beginning = Vec::new();
    let opened = File::open(name).and_then(|file| file.take(BEGINNING.len() as u64).read_to_end(&mut beginning));
    if opened.is_ok() && beginning == BEGINNING.as_bytes() { tally(name, session).map(Some) } else { Ok(None) }
}

/// A tally.
pub fn tally(name: &str, session: &Session) -> Result<Tally, Failure> {
    let text = text(name, Tally::MAX_BYTES as u64, session)?;
    Tally::from_json(&text).map_err(|fault| {
        let norms = is_of_kind(&text, "norms");
        if norms { Failure::unfit(name, session.word(Word::NormsForTally)) } else { Failure::within(name, fault) }
    })
}

/// A table as text. `Debug` does not show it.
pub struct Rows {
    /// The header.
    pub header: StringRecord,
    /// The rows below it.
    pub rows: Vec<StringRecord>,
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rows({})", self.rows.len())
    }
}

impl Rows {
    /// The header as the core reads it.
    pub fn header(&self) -> Vec<&str> {
        self.header.iter().collect()
    }
}

/// Reads a table that belongs to no instrument; its first row is the header.
pub fn rows(name: &str, session: &Session) -> Result<Rows, Failure> {
    let mut rows = table::whole(name, session)?.into_iter();
    Ok(Rows { header: rows.next().unwrap_or_default(), rows: rows.collect() })
}
