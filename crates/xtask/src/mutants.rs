//! `cargo xtask mutants`: whether the tests notice faults that cargo-mutants puts into scoring, norms and criteria.
//!
//! Each stage runs a quick suite against the mutants that the stages before it let through, so that most of them cost a
//! few seconds. `docs/mutants.md` says what came out and why the rest stays.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::cargo::{Cargo, root};

const HAS_MUTANTS: &[&str] = &["mutants", "--version"];

/// What is mutated.
const FOLDERS: [&str; 3] = ["criteria", "norm", "score"];

/// The least share of the viable mutants that the tests must catch.
const PERCENT: usize = 90;

/// A suite: its package, which of its tests, and the folders whose mutants it is tried on.
struct Stage {
    package: &'static str,
    tests: &'static [&'static str],
    folders: &'static [&'static str],
}

const STAGES: [Stage; 5] = [
    Stage { package: "orientir-tests", tests: &["--test=conformance"], folders: &["norm", "score"] },
    Stage { package: "orientir", tests: &["--test=battery"], folders: &["criteria"] },
    Stage { package: "orientir-tests", tests: &["--test=checks"], folders: &FOLDERS },
    Stage { package: "orientir", tests: &["--lib", "--tests"], folders: &FOLDERS },
    Stage { package: "orientir-cli", tests: &[], folders: &FOLDERS },
];

/// What became of the mutants, by name.
#[derive(Debug, Default, PartialEq, Eq)]
struct Fates {
    caught: BTreeSet<String>,
    unviable: BTreeSet<String>,
    /// Not ended in time: a fault that shows.
    timeout: BTreeSet<String>,
    /// Let through by every suite that tried them.
    missed: BTreeSet<String>,
}

pub fn run(arguments: &[String]) -> Result<(), String> {
    if let Some(argument) = arguments.first() {
        return Err(format!("unknown option `{argument}`, expected nothing"));
    }
    let cargo = Cargo::new(&[]);
    if !cargo.can(HAS_MUTANTS) {
        return Err("cargo-mutants is not installed: run `cargo install cargo-mutants --locked`".to_owned());
    }
    let output = root().join("target/mutants");
    if output.exists() {
        fs::remove_dir_all(&output).map_err(|error| format!("{}: {error}", output.display()))?;
    }
    fs::create_dir_all(&output).map_err(|error| format!("{}: {error}", output.display()))?;
    let mut fates = Fates::default();
    for stage in &STAGES {
        println!("\n== {} {}", stage.package, stage.tests.join(" "));
        // What fails without a fault would catch every one. The tool's own check of that runs the suites of the mutated
        // package alone.
        let package = format!("--package={}", stage.package);
        let suite = cargo.command(&["test", "--quiet", &package]).args(stage.tests).status();
        if !suite.map_err(|error| error.to_string())?.success() {
            return Err(format!("the tests of {} fail before any fault is put in", stage.package));
        }
        let mut command = cargo.command(&["mutants", "--iterate", "--package=orientir", "--timeout=90"]);
        command.arg("--baseline=skip");
        command.args(stage.folders.iter().map(|folder| format!("--file=crates/orientir/src/{folder}/**")));
        command.arg(format!("--test-package={}", stage.package)).arg("--output").arg(&output);
        // As arguments of cargo they also keep the other suites from being built.
        command.args(stage.tests.iter().map(|test| format!("--cargo-arg={test}")));
        command.env("INSTA_UPDATE", "no");
        let status = command.status().map_err(|error| error.to_string())?;
        // 2 and 3: some are missed, or did not end.
        if !matches!(status.code(), Some(0 | 2 | 3)) {
            return Err(format!("cargo mutants: {status}"));
        }
        fates.add(&output.join("mutants.out"))?;
    }
    println!("\n{}", fates.told());
    if fates.percent() < PERCENT { Err(format!("fewer than {PERCENT} % are caught")) } else { Ok(()) }
}

impl Fates {
    /// Adds what one stage found.
    fn add(&mut self, folder: &Path) -> Result<(), String> {
        let read = |name: &str| -> Result<Vec<String>, String> {
            let path = folder.join(name);
            let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            Ok(text.lines().map(str::to_owned).collect())
        };
        let [caught, unviable, timeout, missed] =
            [read("caught.txt")?, read("unviable.txt")?, read("timeout.txt")?, read("missed.txt")?];
        self.missed.extend(missed);
        self.caught.extend(caught);
        self.unviable.extend(unviable);
        self.timeout.extend(timeout);
        for fate in [&self.caught, &self.unviable, &self.timeout] {
            self.missed.retain(|name| !fate.contains(name));
        }
        self.timeout.retain(|name| !self.caught.contains(name));
        Ok(())
    }

    /// The share of the viable ones that show, in whole percent.
    fn percent(&self) -> usize {
        let shown = self.caught.len() + self.timeout.len();
        (shown * 100).checked_div(shown + self.missed.len()).unwrap_or(0)
    }

    fn told(&self) -> String {
        let missed: Vec<_> = self.missed.iter().map(|name| format!("missed: {name}\n")).collect();
        let missed = missed.concat();
        let Self { caught, unviable, timeout, missed: rest } = self;
        let (caught, unviable, timeout, rest) = (caught.len(), unviable.len(), timeout.len(), rest.len());
        let all = caught + unviable + timeout + rest;
        let percent = self.percent();
        format!(
            "{missed}{all} mutants, {unviable} unviable; of the others {percent} % are caught: {caught} by a test, {timeout} \
             by the clock, {rest} missed"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> BTreeSet<String> {
        list.iter().map(ToString::to_string).collect()
    }

    fn written(name: &str, [caught, unviable, timeout, missed]: [&str; 4]) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("orientir-mutants-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in
            [("caught.txt", caught), ("unviable.txt", unviable), ("timeout.txt", timeout), ("missed.txt", missed)]
        {
            fs::write(folder.join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn what_a_later_stage_catches_is_no_longer_missed() {
        let folders = [written("first", ["a\n", "u\n", "t\n", "b\nc\n"]), written("second", ["b\n", "", "", "c\nt\n"])];
        let mut fates = Fates::default();
        for folder in &folders {
            assert_eq!(fates.add(folder), Ok(()));
            fs::remove_dir_all(folder).unwrap();
        }
        let expected = Fates {
            caught: names(&["a", "b"]),
            unviable: names(&["u"]),
            timeout: names(&["t"]),
            missed: names(&["c"]),
        };
        assert_eq!(fates, expected);
        // a, b and t of a, b, c and t.
        assert_eq!(fates.percent(), 75);
        assert!(
            fates.told().ends_with(
                "5 mutants, 1 unviable; of the others 75 % are caught: 2 by a test, 1 by the clock, 1 missed"
            )
        );
    }

    #[test]
    fn a_run_without_files_is_an_error_and_not_a_success() {
        assert!(Fates::default().add(Path::new("no/such/folder")).is_err());
        assert_eq!(Fates::default().percent(), 0);
    }
}
