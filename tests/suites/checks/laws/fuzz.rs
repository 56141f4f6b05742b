//! The properties of the fuzz targets without a fuzzer: on its committed corpus, on that corpus damaged, on any bytes.

use std::fs;
use std::path::Path;

use orientir_tests::files;
use orientir_tests::fuzz::{self, TARGETS};
use proptest::prelude::*;
use proptest::sample::Index;

use super::cases;

/// The committed files of a target by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder: &Path = &files::root().join("../fuzz/corpus").join(target);
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<_> = listed
        .map(|file| {
            let path = file.expect("a folder can be listed").path();
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("a file can be read"))
        })
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{target} has no corpus");
    found
}

#[test]
fn the_corpus_as_it_is() {
    for (target, body) in TARGETS {
        for (name, bytes) in corpus(target) {
            let outcome = std::panic::catch_unwind(|| body(&bytes));
            assert!(outcome.is_ok(), "fuzz/corpus/{target}/{name}");
        }
    }
}

/// What is done to the bytes of a file.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Cut(Index, Index),
    Insert(Index, Vec<u8>),
    SwapLines(Index, Index),
    /// The cells of one column stand twice in each line.
    DoubleColumn(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let known: Vec<&[u8]> = vec![
        b"\0",
        b"\"",
        b"\n",
        b"\r",
        b";",
        b",",
        b"\xef\xbb\xbf",
        b"#MERGED!",
        b"=1",
        b"1e308",
        b"-",
        b"99999999999",
        b"<",
        b"\xd0",
    ];
    let bytes =
        prop_oneof![prop::sample::select(known).prop_map(<[u8]>::to_vec), prop::collection::vec(any::<u8>(), 1..6)];
    prop_oneof![
        3 => (any::<Index>(), any::<u8>()).prop_map(|(place, byte)| Damage::Flip(place, byte)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Cut(from, to)),
        3 => (any::<Index>(), bytes).prop_map(|(place, bytes)| Damage::Insert(place, bytes)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Damage::SwapLines(one, other)),
        1 => any::<Index>().prop_map(Damage::DoubleColumn),
    ]
}

fn damaged(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    match damage {
        Damage::Flip(place, byte) => {
            let place = place.index(bytes.len());
            bytes[place] ^= byte;
        }
        Damage::Cut(from, to) => {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            bytes.drain(from.min(to)..from.max(to));
        }
        Damage::Insert(place, more) => {
            let place = place.index(bytes.len());
            bytes.splice(place..place, more.iter().copied());
        }
        Damage::SwapLines(one, other) => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
            *bytes = lines.concat();
        }
        Damage::DoubleColumn(place) => {
            let sign = *bytes.iter().find(|byte| b",;\t".contains(byte)).unwrap_or(&b',');
            let lines = bytes.split(|byte| *byte == b'\n').map(|line| {
                let mut cells: Vec<&[u8]> = line.split(|byte| *byte == sign).collect();
                cells.push(cells[place.index(cells.len())]);
                cells.join(&sign)
            });
            *bytes = lines.collect::<Vec<_>>().join(&b'\n');
        }
    }
}

/// Damages the corpus of a target, a few places at a time.
fn on_damaged(target: &str, number: u32, body: fn(&[u8])) {
    let corpus = corpus(target);
    let changes = prop::collection::vec(damage(), 1..=4);
    let strategy = (any::<Index>(), changes).prop_map(move |(file, changes)| {
        let mut bytes = corpus[file.index(corpus.len())].1.clone();
        for change in &changes {
            damaged(&mut bytes, change);
        }
        bytes
    });
    run(number, strategy, body);
}

fn run(number: u32, strategy: impl Strategy<Value = Vec<u8>>, body: fn(&[u8])) {
    let mut runner = proptest::test_runner::TestRunner::new(cases(number));
    let outcome = runner.run(&strategy, |bytes| {
        body(&bytes);
        Ok(())
    });
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

#[test]
fn damaged_definitions() {
    on_damaged("definition", 2000, fuzz::definition);
}

#[test]
fn damaged_texts() {
    on_damaged("csv", 5000, fuzz::csv);
}

#[test]
fn damaged_workbooks() {
    on_damaged("xlsx", 3000, fuzz::xlsx);
}

#[test]
fn damaged_answers() {
    on_damaged("score", 1000, fuzz::score);
}

#[test]
fn any_bytes() {
    for (target, body) in TARGETS {
        let first: &[u8] = match target {
            "xlsx" => b"PK\x03\x04",
            _ => b"",
        };
        let bytes = prop::collection::vec(any::<u8>(), 0..300);
        run(512, bytes.prop_map(move |bytes| [first, &bytes].concat()), body);
    }
}
