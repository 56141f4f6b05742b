//! The folder of a class: which file is which instrument's.

use std::fs;
use std::path::Path;

use orientir::{Code, Error, Instrument};

use crate::read::reason;
use crate::session::{Failure, Session};
use crate::words::Word;

/// The list of pupils.
const PUPILS: &str = "pupils.csv";

/// The tables of a folder.
#[derive(Debug)]
pub struct Folder {
    path: String,
    /// By instrument: the name of the file, and the file.
    answers: Vec<(String, String, String)>,
    pupils: Option<String>,
}

impl Folder {
    /// Looks for `<instrument>.csv` by id or another name, and for `pupils.csv`. Other tables are named once.
    pub fn open(path: &str, instruments: &[Instrument], session: &Session) -> Result<Self, Failure> {
        let unreadable =
            |reason: &str| Failure::from(Error::new(Code::Unreadable, "").with("file", path).with("reason", reason));
        if !Path::new(path).is_dir() {
            return Err(unreadable(session.word(Word::IsNoFolder)));
        }
        let entries = fs::read_dir(path).map_err(|e| unreadable(&reason(&e, session)))?;
        let mut names: Vec<String> =
            entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.retain(|name| name.to_lowercase().ends_with(".csv"));
        names.sort();
        let place = |name: &str| Path::new(path).join(name).to_string_lossy().into_owned();
        let mut folder = Self { path: path.to_owned(), answers: Vec::new(), pupils: None };
        if let Some(at) = names.iter().position(|name| name.to_lowercase() == PUPILS) {
            folder.pupils = Some(place(&names.remove(at)));
        }
        for instrument in instruments {
            let aliases = instrument.definition().aliases.iter().map(String::as_str);
            let mut known =
                [instrument.id()].into_iter().chain(aliases).map(|name| format!("{}.csv", name.to_lowercase()));
            if let Some(at) = known.find_map(|known| names.iter().position(|name| name.to_lowercase() == known)) {
                let name = names.remove(at);
                let file = place(&name);
                folder.answers.push((instrument.id().to_owned(), name, file));
            }
        }
        let listed = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        if !names.is_empty() {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            session.remark(&format!(
                "{}: {}: {}",
                session.word(Word::Remark),
                session.word(Word::FilesPassed),
                listed(&names)
            ));
        }
        let absent: Vec<_> = instruments.iter().map(Instrument::id).filter(|id| folder.answers(id).is_none()).collect();
        if !absent.is_empty() && !folder.answers.is_empty() {
            session.remark(&format!(
                "{}: {}: {}",
                session.word(Word::Remark),
                session.word(Word::NoFileFor),
                listed(&absent)
            ));
        }
        Ok(folder)
    }

    /// The name and the file of an instrument's answers.
    pub fn answers(&self, instrument: &str) -> Option<(&str, &str)> {
        self.answers.iter().find(|(id, _, _)| id == instrument).map(|(_, name, file)| (name.as_str(), file.as_str()))
    }

    /// The name and the file of the list of pupils.
    pub fn pupils(&self) -> Option<(&str, &str)> {
        self.pupils.as_ref().map(|file| (PUPILS, file.as_str()))
    }

    /// All files.
    pub fn files(&self) -> Vec<&str> {
        self.answers.iter().map(|(_, _, file)| file).chain(&self.pupils).map(String::as_str).collect()
    }

    /// Told where no table of the folder could be used.
    pub fn nothing(&self, instruments: &[Instrument], session: &Session) -> Error {
        let expected: Vec<_> = instruments.iter().map(|i| format!("{}.csv", i.id())).collect();
        let reason = format!("{}: {}", session.word(Word::NoAnswersHere), expected.join(", "));
        Error::new(Code::Unreadable, "").with("file", &self.path).with("reason", reason)
    }
}
