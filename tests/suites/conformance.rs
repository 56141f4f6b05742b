//! The vectors of scores and of tables: one test a case. Their form is described in `vectors/README.md`.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use orientir_tests::{Known, case, fault, files, table};
use serde::Deserialize;

/// How many cases each file holds: a runner that passes one over is found out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    /// Vectors of scores.
    scores: BTreeMap<String, usize>,
    /// Vectors of tables.
    tables: BTreeMap<String, usize>,
    /// Vectors of errors.
    errors: BTreeMap<String, usize>,
}

/// Trials of one kind of vectors, and how many cases each of its files holds.
#[derive(Default)]
struct Found {
    trials: Vec<Trial>,
    held: BTreeMap<String, usize>,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let manifest: Manifest = files::read("vectors/manifest.json");
    let known: Known = files::read("vectors/known-failures.json");
    let mut scores = Found::default();
    for path in files::below("vectors/scores") {
        let file = Arc::new(case::File::read(&path));
        scores.add(
            &path,
            "vectors/scores/",
            &known.scores,
            file.cases.iter().map(|case| case.name.clone()),
            |number| {
                let file = Arc::clone(&file);
                move || {
                    let case = &file.cases[number];
                    (file.differences(case), case.work.clone())
                }
            },
        );
    }
    let mut tables = Found::default();
    for path in files::below("vectors/tables") {
        let file = Arc::new(table::File::read(&path));
        tables.add(&path, "vectors/", &known.tables, file.cases.iter().map(|case| case.name.clone()), |number| {
            let file = Arc::clone(&file);
            move || {
                let case = &file.cases[number];
                (file.differences(case), case.work.clone())
            }
        });
    }
    let mut trials: Vec<Trial> = scores.trials.into_iter().chain(tables.trials).collect();
    let vectors = trials.len();
    let is_case = |name: &&String| !trials.iter().any(|trial| trial.name() == *name);
    let unknown: Vec<_> = known.scores.keys().chain(known.tables.keys()).filter(is_case).cloned().collect();
    let expected = manifest.scores.values().chain(manifest.tables.values()).sum::<usize>();
    let held = (scores.held, tables.held);
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

impl Found {
    /// Adds the cases of a file. `run` makes what gives the differences of a case, and its calculation.
    fn add<R>(
        &mut self,
        path: &str,
        folder: &str,
        known: &BTreeMap<String, String>,
        names: impl Iterator<Item = String>,
        run: impl Fn(usize) -> R,
    ) where
        R: FnOnce() -> (Vec<String>, Option<String>) + Send + 'static,
    {
        let short = path.trim_start_matches(folder).trim_end_matches(".json");
        let before = self.trials.len();
        for (number, name) in names.enumerate() {
            let name = format!("{short}: {name}");
            let (reason, run) = (known.get(&name).cloned(), run(number));
            self.trials.push(Trial::test(name, move || judged(run(), reason.as_deref())));
        }
        self.held.insert(
            path.trim_start_matches("vectors/").trim_end_matches(".json").to_owned(),
            self.trials.len() - before,
        );
    }
}

fn judged((differences, work): (Vec<String>, Option<String>), known: Option<&str>) -> Result<(), Failed> {
    match (differences.is_empty(), known) {
        (true, Some(reason)) => Err(format!("passes now; take it out of the known failures ({reason})").into()),
        (true, None) | (false, Some(_)) => Ok(()),
        (false, None) => Err([differences, work.into_iter().collect()].concat().join("\n").into()),
    }
}

type Counts = BTreeMap<String, usize>;

/// The manifest against the files that are there.
fn counted(manifest: &Manifest, (scores, tables): &(Counts, Counts), unknown: &[String]) -> Result<(), Failed> {
    if !unknown.is_empty() {
        return Err(format!("known failures that are no case: {}", unknown.join("; ")).into());
    }
    let errors: Counts = fault::all().iter().map(|(path, file)| (path.clone(), file.cases.len())).collect();
    let all = [
        ("scores", &manifest.scores, scores),
        ("tables", &manifest.tables, tables),
        ("errors", &manifest.errors, &errors),
    ];
    for (what, named, found) in all {
        let short = |path: &String| {
            let path = path.trim_start_matches("vectors/").trim_end_matches(".json");
            path.split_once('/').map_or(path, |(_, name)| name).to_owned()
        };
        let found: Counts = found.iter().map(|(path, count)| (short(path), *count)).collect();
        if *named != found {
            return Err(format!("{what}: the manifest says {named:?}, the files hold {found:?}").into());
        }
    }
    Ok(())
}
