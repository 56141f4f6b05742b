//! The fuzz targets' twin: what holds for any bytes holds for these.

use std::fs;

use orientir_tests::{files, fuzz};
use proptest::prelude::*;
use proptest::sample::Index;

use super::cases;

/// What must hold for any bytes.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 4] =
    [("definition", fuzz::definition), ("csv", fuzz::csv), ("xlsx", fuzz::xlsx), ("score", fuzz::score)];

/// The files that fuzzing begins with, by target.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = files::root().join("../fuzz/corpus").join(target);
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a file")).collect()
}

/// What is done to the bytes of a file.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Cut(Index),
    Drop(Index, Index),
    Insert(Index, Vec<u8>),
    /// A piece stands a second time, somewhere else.
    Copy(Index, Index, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Damage::Drop(from, to)),
        (any::<Index>(), prop::collection::vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (
            any::<Index>(),
            prop::sample::select(vec![",", ";", "\n", "\"", "\u{feff}", "\u{202e}", "1e308", "NaN", "-0", "В", "３"])
        )
            .prop_map(|(at, text)| Damage::Insert(at, text.as_bytes().to_vec())),
        (any::<Index>(), any::<Index>(), any::<Index>()).prop_map(|(a, b, to)| Damage::Copy(a, b, to)),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let place = |index: &Index, bytes: &[u8]| index.index(bytes.len() + 1);
        let range = |a: &Index, b: &Index, bytes: &[u8]| {
            let (a, b) = (place(a, bytes), place(b, bytes));
            a.min(b)..a.max(b)
        };
        match self {
            Self::Flip(at, bits) => {
                let at = place(at, bytes);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= bits;
                }
            }
            Self::Cut(at) => bytes.truncate(place(at, bytes)),
            Self::Drop(from, to) => {
                let range = range(from, to, bytes);
                bytes.drain(range);
            }
            Self::Insert(at, new) => {
                let at = place(at, bytes);
                bytes.splice(at..at, new.iter().copied());
            }
            Self::Copy(from, to, at) => {
                let piece = bytes.get(range(from, to, bytes)).unwrap_or_default().to_vec();
                let at = place(at, bytes);
                bytes.splice(at..at, piece);
            }
        }
    }
}

/// Damaged files of a target's corpus.
fn damaged(target: &str) -> impl Strategy<Value = Vec<u8>> {
    let seeds = prop::sample::select(corpus(target));
    (seeds, prop::collection::vec(damage(), 1..6)).prop_map(|(mut bytes, damages)| {
        for damage in damages {
            damage.apply(&mut bytes);
        }
        bytes
    })
}

#[test]
fn the_corpus_as_it_is() {
    for (target, run) in TARGETS {
        let corpus = corpus(target);
        assert!(!corpus.is_empty(), "{target}");
        for bytes in &corpus {
            run(bytes);
        }
    }
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn damaged_definitions(bytes in damaged("definition")) {
        fuzz::definition(&bytes);
    }

    #[test]
    fn damaged_texts(bytes in damaged("csv")) {
        fuzz::csv(&bytes);
    }

    #[test]
    fn damaged_workbooks(bytes in damaged("xlsx")) {
        fuzz::xlsx(&bytes);
    }

    #[test]
    fn damaged_tables_of_answers(bytes in damaged("score")) {
        fuzz::score(&bytes);
    }

    #[test]
    fn bytes_of_chance(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        for (_, run) in TARGETS {
            run(&bytes);
        }
    }
}
