//! What schools really send, and what nobody should: one file, one run, one piece of what must be told or written.
//!
//! The list is `tests/hostile/corpus.json`; files of up to 20 kB lie beside it, larger ones and those that are no files are
//! made by [`make`].
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::format_push_string, reason = "tables of a test are short")]

#[path = "../cli/desk.rs"]
#[expect(dead_code, reason = "shared with the tests of the command line, which use more of it")]
mod desk;
mod make;
mod special;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use desk::{Desk, Run, SMALL};
use serde_json::Value;

/// A case of the corpus.
struct Case {
    name: String,
    /// A file beside the corpus.
    file: Option<String>,
    /// What makes the file otherwise.
    make: Option<String>,
    /// The arguments; `FILE` is the file, `small.json` the small definition.
    run: Vec<String>,
    exit: i32,
    /// A piece of standard error that must be there; a run without it that is expected to succeed tells nothing.
    told: Option<String>,
    /// A piece of standard output that must be there; a run that refuses its input writes nothing.
    out: Option<String>,
    /// A piece that must be in neither.
    not: Option<String>,
    /// The most bytes of standard error.
    longest: usize,
    /// The most memory that the run may ask for.
    memory_mb: Option<u64>,
}

fn corpus_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile")
}

fn corpus() -> BTreeMap<String, Vec<Case>> {
    let text = std::fs::read_to_string(corpus_folder().join("corpus.json")).expect("the corpus");
    let groups: BTreeMap<String, Vec<BTreeMap<String, Value>>> = serde_json::from_str(&text).expect("groups of cases");
    groups.into_iter().map(|(group, cases)| (group, cases.into_iter().map(case).collect())).collect()
}

fn case(mut members: BTreeMap<String, Value>) -> Case {
    let mut text = |name: &str| members.remove(name).map(|value| value.as_str().expect("a text").to_owned());
    let (name, file, make) = (text("name").expect("a name"), text("file"), text("make"));
    let (told, out, not) = (text("told"), text("out"), text("not"));
    let mut number = |name: &str| members.remove(name).map(|value| value.as_u64().expect("a number"));
    let exit = i32::try_from(number("exit").expect("an exit code")).expect("is small");
    let longest = number("longest").map_or(4096, |longest| usize::try_from(longest).expect("is small"));
    let memory_mb = number("memory_mb");
    let run = members.remove("run").map(serde_json::from_value).expect("a command").expect("arguments");
    assert!(members.is_empty(), "{name}: nobody reads {members:?}");
    assert!(file.is_some() != make.is_some(), "{name}: a file, or what makes it");
    Case { name, file, make, run, exit, told, out, not, longest, memory_mb }
}

impl Case {
    fn run(&self) -> Run {
        let desk = Desk::new();
        desk.file("small.json", SMALL);
        let file = match (&self.file, &self.make) {
            (Some(file), _) => {
                let content = std::fs::read(corpus_folder().join("files").join(file)).expect("a file of the corpus");
                desk.file(file, content);
                file.clone()
            }
            (_, Some(maker)) => make::make(maker, desk.path()),
            _ => String::new(),
        };
        let arguments: Vec<&str> =
            self.run.iter().map(|word| if word == "FILE" { &file } else { word }).map(String::as_str).collect();
        match self.memory_mb {
            // The shell's limit: a test has no safe way to set one.
            Some(most) if cfg!(target_os = "linux") => {
                let limit = format!("ulimit -v {}; exec \"$0\" \"$@\"", most << 10);
                let mut command = Command::new("sh");
                command.args(["-c", &limit, env!("CARGO_BIN_EXE_orientir")]);
                desk.run_of(command, &arguments, "", &[])
            }
            _ => desk.run(&arguments),
        }
    }

    /// What is wrong with a run.
    fn fault(&self, run: &Run) -> Option<String> {
        let lacks = |text: &str, piece: &Option<String>| piece.as_ref().is_some_and(|piece| !text.contains(piece));
        let has = |text: &str| self.not.as_ref().is_some_and(|piece| text.contains(piece));
        let what = match () {
            () if run.code != Some(self.exit) => format!("exits {:?}, not {}", run.code, self.exit),
            () if run.told.contains("panicked") => "panics".to_owned(),
            () if lacks(&run.told, &self.told) => {
                format!("does not tell {:?}", self.told.as_deref().unwrap_or_default())
            }
            () if lacks(&run.out, &self.out) => format!("does not write {:?}", self.out.as_deref().unwrap_or_default()),
            () if has(&run.told) || has(&run.out) => format!("gives {:?}", self.not.as_deref().unwrap_or_default()),
            () if self.exit == 2 && !run.out.is_empty() => "refuses and writes".to_owned(),
            () if self.exit == 0 && self.told.is_none() && !run.told.is_empty() => "tells something".to_owned(),
            () if run.told.len() > self.longest => format!("tells {} bytes", run.told.len()),
            () => return None,
        };
        let short = |text: &str| text.chars().take(600).collect::<String>();
        Some(format!("{}: {what}\n--- out ---\n{}\n--- told ---\n{}\n", self.name, short(&run.out), short(&run.told)))
    }
}

fn check(group: &str) {
    let corpus = corpus();
    let cases = corpus.get(group).unwrap_or_else(|| panic!("no group {group}"));
    let faults: Vec<String> = cases.iter().filter_map(|case| case.fault(&case.run())).collect();
    assert!(faults.is_empty(), "{} of {} cases of {group}:\n\n{}", faults.len(), cases.len(), faults.join("\n"));
}

macro_rules! groups {
    ($($group:ident),+) => {
        $(#[test]
        fn $group() {
            check(stringify!($group));
        })+

        const GROUPS: &[&str] = &[$(stringify!($group)),+];
    };
}

groups!(encodings, sizes, archives, headers, kinds, spreadsheets, codes, ids, lines);

#[cfg(unix)]
#[test]
fn links() {
    check("links");
}

#[test]
fn every_group_is_checked_and_every_file_is_used() {
    let corpus = corpus();
    let checked: BTreeSet<&str> = GROUPS.iter().copied().chain(["links"]).collect();
    assert_eq!(corpus.keys().map(String::as_str).collect::<BTreeSet<_>>(), checked);
    let used: BTreeSet<&str> = corpus.values().flatten().filter_map(|case| case.file.as_deref()).collect();
    for file in std::fs::read_dir(corpus_folder().join("files")).expect("the files") {
        let file = file.expect("a file");
        let name = file.file_name().into_string().expect("a name");
        assert!(used.contains(name.as_str()), "{name} is of no case");
        assert!(file.metadata().expect("its size").len() < 20_000, "{name} is too large to be committed");
    }
    let names: BTreeSet<&str> = corpus.values().flatten().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), corpus.values().map(Vec::len).sum::<usize>(), "names are one of a kind");
}
