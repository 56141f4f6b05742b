//! The folder of a class: which file is which instrument's. Beside tables there may be files of answers, one a pupil, as the
//! self-test page makes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use orientir::names::{self, plain};
use orientir::{AnswerFile, Code, Error, Instrument, escape};

use crate::nearby;
use crate::read::{self, reason};
use crate::session::{Failure, Session};
use crate::words::Word;

/// What the list of pupils is called.
const PUPILS: [&str; 4] = ["pupils", "ученики", "список", "mokiniai"];
/// The endings of tables.
const TABLES: [&str; 4] = [".csv", ".xlsx", ".txt", ".tsv"];
/// The ending of files of answers.
const ANSWERS: &str = ".json";

/// The tables of a folder.
#[derive(Debug)]
pub struct Folder {
    path: String,
    /// By instrument: the name of the file, and the file. At most one table, and files of answers behind it.
    answers: Vec<(String, String, String)>,
    pupils: Option<(String, String)>,
    /// Files of answers that cannot be read, and why.
    pub faulty: Vec<(String, Failure)>,
    /// What is told of files of which only one can be meant; none of them is taken.
    pub doubles: Vec<Error>,
    /// Whether lists of pupils are among them.
    pub many_lists: bool,
    /// Every file that was looked at, also those that are not taken.
    files: Vec<String>,
}

impl Folder {
    /// Looks for the tables of instruments and the list of pupils by the names of files. Other tables are named once, and so
    /// are those that were found by the beginning of their names.
    ///
    /// Of instruments that stand for each other (`groups` of ids) one table is enough.
    pub fn open(
        path: &str,
        instruments: &[Instrument],
        groups: &[Vec<&str>],
        session: &Session,
    ) -> Result<Self, Failure> {
        let unreadable = |reason: &str| Error::new(Code::Unreadable, "").with("file", path).with("reason", reason);
        if !Path::new(path).is_dir() {
            let fix = nearby::near(path, true).unwrap_or_default();
            return Err(unreadable(session.word(Word::IsNoFolder)).with("fix", fix).into());
        }
        let entries = fs::read_dir(path).map_err(|e| unreadable(&reason(&e, session)))?;
        let mut files: Vec<String> =
            entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        files.sort();
        let handed = files.iter().filter(|name| is_shown(name) && name.to_lowercase().ends_with(ANSWERS)).cloned();
        let handed: Vec<String> = handed.collect();
        files.retain(|name| is_table(name));
        let place = |name: &str| Path::new(path).join(name).to_string_lossy().into_owned();
        let seen = files.iter().chain(&handed).map(|name| place(name)).collect();
        let known = known(instruments);
        let mut passed = Vec::new();
        let mut taken: Vec<(Owner, String, bool)> = Vec::new();
        for file in files {
            match owner(stem(&file), &known) {
                Some((owner, whole)) => taken.push((owner, file, whole)),
                None => passed.push(format!("`{file}`")),
            }
        }
        let mut folder = Self {
            path: path.to_owned(),
            answers: Vec::new(),
            pupils: None,
            faulty: Vec::new(),
            doubles: Vec::new(),
            many_lists: false,
            files: seen,
        };
        let (mut by_beginning, mut absent) = (Vec::new(), Vec::new());
        let owners = (0..instruments.len()).map(Owner::Instrument).chain([Owner::Pupils]);
        for owner in owners {
            let id = owner.name(instruments);
            let own: Vec<&(Owner, String, bool)> = taken.iter().filter(|(of, _, _)| *of == owner).collect();
            match (own.as_slice(), owner) {
                ([], Owner::Instrument(_)) => absent.push(format!("`{id}`")),
                ([], Owner::Pupils) => {}
                ([(_, file, whole)], _) => {
                    if !whole {
                        by_beginning.push(format!("`{file}` ({id})"));
                    }
                    match owner {
                        Owner::Pupils => folder.pupils = Some((file.clone(), place(file))),
                        Owner::Instrument(_) => folder.answers.push((id.to_owned(), file.clone(), place(file))),
                    }
                }
                (several, _) => {
                    let files: Vec<_> = several.iter().map(|(_, file, _)| format!("`{file}`")).collect();
                    let reason = session.word(Word::TwoTables).replace("{id}", id);
                    folder.doubles.push(unreadable(&reason.replace("{files}", &files.join(", "))));
                    folder.many_lists |= owner == Owner::Pupils;
                }
            }
        }
        let mut passed_over = Vec::new();
        let mut sheets: Vec<Sheet> = Vec::new();
        for file in handed {
            match handed_over(&place(&file), session) {
                Some(Ok(handed)) => sheets.extend(Sheet::of(&handed, &file, instruments)),
                Some(Err(failure)) => folder.faulty.push((file, failure)),
                None => passed_over.push(format!("`{file}`")),
            }
        }
        let mut counting: BTreeMap<&Whose, &Sheet> = BTreeMap::new();
        for sheet in &sheets {
            let counts = counting.entry(&sheet.whose).or_insert(sheet);
            if sheet.rank() > counts.rank() {
                *counts = sheet;
            }
        }
        for sheet in &sheets {
            let Whose { instrument: id, person, .. } = &sheet.whose;
            match counting.get(&sheet.whose) {
                Some(counts) if counts.file != sheet.file => {
                    let reason = session.word(Word::HandedTwice).replace("{file}", &counts.file);
                    let reason = reason.replace("{id}", id).replace("{person}", &escape(person));
                    let fault = Error::new(Code::Unreadable, "").with("file", &sheet.file);
                    folder.doubles.push(fault.with("reason", reason));
                }
                _ => {
                    folder.answers.push((id.clone(), sheet.file.clone(), place(&sheet.file)));
                    absent.retain(|absent| *absent != format!("`{id}`"));
                }
            }
        }
        passed.extend(passed_over);
        if instruments.len() == 1 {
            // The tables of other instruments are no surprise.
            passed.clear();
        }
        if folder.answers.is_empty() {
            absent.clear();
        }
        let has = |id: &str| folder.answers.iter().any(|(known, ..)| known == id);
        for group in groups.iter().filter(|group| group.iter().any(|id| has(id))) {
            absent.retain(|absent| !group.iter().any(|id| *absent == format!("`{id}`")));
        }
        let told = [(Word::FilesByBeginning, by_beginning), (Word::FilesPassed, passed), (Word::NoFileFor, absent)];
        for (word, names) in told.iter().filter(|(_, names)| !names.is_empty()) {
            session.remark(&format!("{}: {}: {}", session.word(Word::Remark), session.word(*word), names.join(", ")));
        }
        Ok(folder)
    }

    /// The names and the files of an instrument's answers.
    pub fn answers(&self, instrument: &str) -> impl Iterator<Item = (&str, &str)> {
        let own = self.answers.iter().filter(move |(id, _, _)| id == instrument);
        own.map(|(_, name, file)| (name.as_str(), file.as_str()))
    }

    /// The name and the file of the list of pupils.
    pub fn pupils(&self) -> Option<(&str, &str)> {
        self.pupils.as_ref().map(|(name, file)| (name.as_str(), file.as_str()))
    }

    /// Every table and file of answers, also those that are not taken: nothing may be written over one.
    pub fn files(&self) -> Vec<&str> {
        self.files.iter().map(String::as_str).collect()
    }

    /// Told where no table of the folder could be used.
    pub fn nothing(&self, instruments: &[Instrument], session: &Session) -> Error {
        let expected: Vec<_> = instruments.iter().map(|i| format!("{}.csv", i.id())).collect();
        let reason = format!("{}: {}", session.word(Word::NoAnswersHere), expected.join(", "));
        Error::new(Code::Unreadable, "").with("file", &self.path).with("reason", reason)
    }
}

/// Who answered what, and when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Whose {
    instrument: String,
    person: String,
    occasion: u32,
}

/// The answers of a person to an instrument, in a file of answers.
#[derive(Debug)]
struct Sheet {
    whose: Whose,
    file: String,
    /// Whether they are to the key that is valid now.
    is_current: bool,
    date: Option<String>,
}

impl Sheet {
    /// Those of a file, to the instruments that are asked for.
    fn of(handed: &AnswerFile, file: &str, instruments: &[Instrument]) -> Vec<Self> {
        let own = |instrument: &Instrument| {
            let sheet = handed.instruments.iter().find(|sheet| sheet.instrument == instrument.id())?;
            let (person, occasion) = (handed.id.clone(), handed.occasion.unwrap_or(1));
            Some(Self {
                whose: Whose { instrument: instrument.id().to_owned(), person, occasion },
                file: file.to_owned(),
                is_current: sheet.key.as_deref().is_none_or(|key| key == instrument.key_hash()),
                date: sheet.date.clone().filter(|date| is_day(date)),
            })
        };
        instruments.iter().filter_map(own).collect()
    }

    /// Of two that one person handed over, the higher counts: what can be scored, then what is later. Of equals, the first.
    fn rank(&self) -> (bool, Option<&str>) {
        (self.is_current, self.date.as_deref())
    }
}

/// Whether a text is a day as ISO 8601 writes it, which can be compared as text.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() })
}

/// Whose table a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// The instrument with this number.
    Instrument(usize),
    /// The list of pupils.
    Pupils,
}

impl Owner {
    fn name(self, instruments: &[Instrument]) -> &str {
        match self {
            Owner::Instrument(number) => instruments.get(number).map_or("", Instrument::id),
            Owner::Pupils => "pupils",
        }
    }
}

/// Every name by which a file may be known, made comparable.
fn known(instruments: &[Instrument]) -> Vec<(String, Owner)> {
    let of = |(number, instrument)| names::of(instrument).map(move |name| (plain(name), Owner::Instrument(number)));
    let instruments = instruments.iter().enumerate().flat_map(of);
    instruments.chain(PUPILS.map(|name| (plain(name), Owner::Pupils))).collect()
}

/// Not hidden, and no trace of a program that has a table open.
fn is_shown(name: &str) -> bool {
    !name.starts_with(['.', '~'])
}

fn is_table(name: &str) -> bool {
    let lower = name.to_lowercase();
    is_shown(name) && TABLES.iter().any(|ending| lower.ends_with(ending))
}

/// A file of answers. None for a document that is something else.
fn handed_over(file: &str, session: &Session) -> Option<Result<AnswerFile, Failure>> {
    const MARK: &str = "\"orientir\"";
    let text = match read::document(file, session) {
        Ok(text) if text.contains(MARK) => text,
        Ok(_) => return None,
        Err(failure) => return Some(Err(failure)),
    };
    Some(AnswerFile::from_json(&text).map_err(Failure::from))
}

/// A name without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Whose table a file is by the longest name that it is, or begins with where that name ends as a word, and whether it is
/// the whole name. Nobody's where two have the same name.
fn owner(stem: &str, known: &[(String, Owner)]) -> Option<(Owner, bool)> {
    let ends =
        |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '_' | '-' | '–' | '—' | '(' | '[' | '.' | ',');
    let mut beginnings: Vec<usize> = stem.char_indices().filter(|(_, c)| ends(*c)).map(|(at, _)| at).collect();
    beginnings.push(stem.len());
    let beginnings = beginnings.iter().rev().filter_map(|at| stem.get(..*at)).map(plain).filter(|b| !b.is_empty());
    for beginning in beginnings {
        let owners: Vec<Owner> = known.iter().filter(|(name, _)| *name == beginning).map(|(_, owner)| *owner).collect();
        if let Some(first) = owners.first() {
            let one = owners.iter().all(|owner| owner == first);
            return one.then(|| (*first, beginning == plain(stem)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(files: &[&str]) -> Vec<Option<(usize, bool)>> {
        let known =
            [("klimov-ddo", 0), ("ДДО", 0), ("ДДО Климова", 0), ("ОПГ", 1), ("план", 2), ("план 9", 3), ("twice", 1)];
        let known = known.iter().map(|(name, number)| (plain(name), Owner::Instrument(*number)));
        let known: Vec<_> =
            known.chain([(plain("twice"), Owner::Instrument(2)), (plain("список"), Owner::Pupils)]).collect();
        let number = |(owner, whole)| match owner {
            Owner::Instrument(number) => (number, whole),
            Owner::Pupils => (99, whole),
        };
        files.iter().map(|file| owner(stem(file), &known).map(number)).collect()
    }

    #[test]
    fn files_are_known_by_their_beginnings() {
        assert_eq!(
            named(&["ДДО 9Б.xlsx", "klimov-ddo_2026-03.csv", "ОПГ (ответы).xlsx", "ддо9б.csv"]),
            [Some((0, false)), Some((0, false)), Some((1, false)), Some((0, false))]
        );
        assert_eq!(
            named(&["KLIMOV DDO.csv", "ДДО.Климова.csv", "Список 9Б.csv"]),
            [Some((0, true)), Some((0, true)), Some((99, false))]
        );
    }

    #[test]
    fn the_longest_name_wins_and_half_a_word_is_none() {
        assert_eq!(
            named(&["план 9Б.csv", "план 9.csv", "план-9 Б.csv", "планёрка.csv", "ОПГ-ДДО.csv"]),
            [Some((2, false)), Some((3, true)), Some((3, false)), None, Some((1, false))]
        );
        assert_eq!(named(&["twice.csv", "-.csv", ".csv"]), [None, None, None]);
    }

    #[test]
    fn traces_of_open_programs_are_no_tables() {
        for name in ["~$ДДО 9Б.xlsx", ".~lock.ddo.csv#", ".ddo.csv", "ddo.xls", "ddo", "ddo.csv.bak"] {
            assert!(!is_table(name), "{name}");
        }
        assert!(is_table("ДДО.CSV") && is_table("ДДО 9Б.Xlsx"));
    }
}
