//! The vectors of scores: one test a case. Their form is described in `vectors/README.md`.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use orientir_tests::case::File;
use orientir_tests::{Known, fault, files};
use serde::Deserialize;

/// How many cases each file holds: a runner that passes one over is found out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    /// Vectors of scores.
    scores: BTreeMap<String, usize>,
    /// Vectors of errors.
    errors: BTreeMap<String, usize>,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let manifest: Manifest = files::read("vectors/manifest.json");
    let known = files::read::<Known>("vectors/known-failures.json").scores;
    let mut trials = Vec::new();
    let mut held = BTreeMap::new();
    for path in files::below("vectors/scores") {
        let file = Arc::new(File::read(&path));
        let short = path.trim_start_matches("vectors/scores/").trim_end_matches(".json").to_owned();
        held.insert(short.clone(), file.cases.len());
        for number in 0..file.cases.len() {
            let name = format!("{short}: {}", file.cases[number].name);
            let (file, reason) = (Arc::clone(&file), known.get(&name).cloned());
            trials.push(Trial::test(name, move || run(&file, number, reason.as_deref())));
        }
    }
    let vectors = trials.len();
    let unknown: Vec<_> = known.keys().filter(|name| !trials.iter().any(|t| t.name() == *name)).cloned().collect();
    let expected = manifest.scores.values().sum::<usize>();
    trials.push(Trial::test("manifest: every case is run", move || counted(&manifest, &held, &unknown)));
    let whole = trials.len();
    let conclusion = libtest_mimic::run(&arguments, trials);
    let ran = usize::try_from(conclusion.num_passed + conclusion.num_failed).expect("a count of tests");
    let filtered = conclusion.num_filtered_out > 0 || arguments.list;
    if !filtered && (ran != whole || vectors != expected) {
        eprintln!("the manifest names {expected} cases, {vectors} were found and {} ran", ran.saturating_sub(1));
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}

fn run(file: &File, number: usize, known: Option<&str>) -> Result<(), Failed> {
    let case = &file.cases[number];
    let differences = file.differences(case);
    match (differences.is_empty(), known) {
        (true, Some(reason)) => Err(format!("passes now; take it out of the known failures ({reason})").into()),
        (true, None) | (false, Some(_)) => Ok(()),
        (false, None) => Err([differences, case.work.iter().cloned().collect()].concat().join("\n").into()),
    }
}

/// The manifest against the files that are there.
fn counted(manifest: &Manifest, scores: &BTreeMap<String, usize>, unknown: &[String]) -> Result<(), Failed> {
    if !unknown.is_empty() {
        return Err(format!("known failures that are no case: {}", unknown.join("; ")).into());
    }
    let name = |path: &str| path.trim_start_matches("vectors/errors/").trim_end_matches(".json").to_owned();
    let errors: BTreeMap<_, _> = fault::all().iter().map(|(path, file)| (name(path), file.cases.len())).collect();
    for (what, named, found) in [("scores", &manifest.scores, scores), ("errors", &manifest.errors, &errors)] {
        if named != found {
            return Err(format!("{what}: the manifest says {named:?}, the files hold {found:?}").into());
        }
    }
    Ok(())
}
