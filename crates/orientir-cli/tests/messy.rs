//! Tables as people really keep them are scored by the command that `examples/messy/README.md` gives, as the clean tables are.
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A command of the README and the exit code that it promises.
#[derive(Debug, PartialEq, Eq)]
struct Promise {
    instrument: String,
    file: String,
    exit: i32,
}

struct Run {
    exit: i32,
    header: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
    told: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The commands of one of the README's two languages.
fn promises(text: &str) -> Vec<Promise> {
    let lines = text.lines().filter_map(|line| line.split_once("`orientir score ")).map(|(_, rest)| rest);
    let promises = lines.map(|rest| {
        let (command, exit) = rest.split_once("` | ").expect("the end of a command, and an exit code");
        let (instrument, file) = command.split_once(' ').expect("an instrument and a file");
        let file = file.strip_prefix('"').and_then(|file| file.strip_suffix('"')).expect("a file in quotes");
        let exit = exit.trim_end_matches([' ', '|']).parse().expect("an exit code");
        Promise { instrument: instrument.to_owned(), file: file.to_owned(), exit }
    });
    promises.collect()
}

fn score(instrument: &str, file: &str, lang: &str) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_orientir"))
        .args(["score", instrument, file])
        .current_dir(root())
        .env("LC_ALL", lang)
        .output()
        .expect("the program runs");
    let told = String::from_utf8(output.stderr).expect("messages in UTF-8");
    let mut table = csv::Reader::from_reader(output.stdout.as_slice());
    let header = table.headers().expect("a header").clone();
    let rows = table.records().collect::<Result<_, _>>().expect("rows");
    Run { exit: output.status.code().expect("an exit code"), header, rows, told }
}

/// A name however its owner spelt it.
fn spelt(name: &str) -> String {
    name.replace('ё', "е").replace('Ё', "Е").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ids by names; an id is its own.
fn ids() -> BTreeMap<String, String> {
    let mut names = csv::Reader::from_path(root().join("examples/messy/expected/names.csv")).expect("the names");
    let rows: Vec<csv::StringRecord> = names.records().collect::<Result<_, _>>().expect("rows");
    let id = |row: &csv::StringRecord| row.get(0).expect("an id").to_owned();
    rows.iter().flat_map(|row| row.iter().map(move |name| (spelt(name), id(row)))).collect()
}

/// The scores of a row by its id.
fn scores<'r>(run: &'r Run, ids: &BTreeMap<String, String>) -> BTreeMap<String, Vec<&'r str>> {
    let id = |name: &str| ids.get(&spelt(name)).unwrap_or_else(|| panic!("nobody is called {name}")).clone();
    run.rows.iter().map(|row| (id(row.get(0).expect("an id")), row.iter().skip(1).collect())).collect()
}

#[test]
fn messy_tables_are_scored_as_clean_ones() {
    let readme = std::fs::read_to_string(root().join("examples/messy/README.md")).expect("the README");
    let (russian, english) = readme.split_once("\n# 9Б, the same class").expect("two languages");
    let promises = [russian, english].map(promises);
    let [russian, english] = &promises;
    assert_eq!(russian, english, "both languages give the same commands");
    assert_eq!(russian.len(), 7);
    let ids = ids();
    let mut told = String::new();
    for Promise { instrument, file, exit } in russian {
        let run = score(instrument, file, "C");
        assert_eq!(run.exit, *exit, "{file}: {}", run.told);
        let own = format!("examples/messy/expected/{instrument}.csv");
        let own = Some(own).filter(|own| root().join(own).exists());
        let clean = score(instrument, &own.unwrap_or(format!("examples/class-9b/{instrument}.csv")), "C");
        assert_eq!((clean.exit, clean.told.as_str()), (0, ""), "{instrument}");
        assert_eq!(run.header, clean.header, "{file}");
        assert_eq!((run.rows.len(), clean.rows.len()), (28, 28), "{file}");
        let (messy, clean) = (scores(&run, &ids), scores(&clean, &ids));
        assert_eq!(messy.len(), 28, "{file}: each pupil once");
        for (id, scores) in &clean {
            assert_eq!(messy.get(id), Some(scores), "{file}: {id}");
        }
        for lang in ["C", "ru_RU.UTF-8", "lt_LT.UTF-8"] {
            let run = score(instrument, file, lang);
            told.extend([file, " (", lang, ")\n", &run.told, "\n"]);
        }
    }
    insta::assert_snapshot!(told);
}
