//! `cargo xtask fuzz`: looks for inputs that break a property, with libFuzzer. The properties are those of
//! `orientir_tests::fuzz`, which `cargo test` tries on the committed corpus without any tool.

use std::fs;

use crate::cargo::{Cargo, Tool, root};
use crate::steps::Steps;

const CARGO_FUZZ: Tool<'_> = Tool { name: "cargo-fuzz", version: "0.13.2" };

const TARGETS: [&str; 4] = ["definition", "csv", "xlsx", "score"];

/// How long each target runs unless told.
const SECONDS: u32 = 60;

/// What a run was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    targets: Vec<&'static str>,
    seconds: u32,
}

impl Wanted {
    fn read(arguments: &[String]) -> Result<Self, String> {
        let mut wanted = Self { targets: Vec::new(), seconds: SECONDS };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if argument == "--seconds" {
                let seconds = arguments.next().and_then(|seconds| seconds.parse().ok()).filter(|seconds| *seconds > 0);
                wanted.seconds = seconds.ok_or("expected a number of seconds after `--seconds`")?;
            } else if let Some(target) = TARGETS.iter().find(|target| *target == argument) {
                wanted.targets.push(target);
            } else {
                return Err(format!("unknown target `{argument}`, expected one of {}", TARGETS.join(", ")));
            }
        }
        if wanted.targets.is_empty() {
            wanted.targets = TARGETS.to_vec();
        }
        Ok(wanted)
    }
}

pub fn run(arguments: &[String]) -> Result<(), String> {
    let wanted = Wanted::read(arguments)?;
    let cargo = Cargo::new(&[CARGO_FUZZ]);
    if !cargo.can(&["fuzz", "--version"]) {
        let Tool { name, version } = CARGO_FUZZ;
        let folder = CARGO_FUZZ.folder().map(|folder| format!(" --root {}", folder.display())).unwrap_or_default();
        return Err(format!(
            "{name} is missing; get it, and clang, with: cargo install --locked {name}@{version}{folder}"
        ));
    }
    let mut steps = Steps::default();
    for target in wanted.targets {
        // New inputs go there, and not among the committed ones.
        let grown = format!("fuzz/grown/{target}");
        fs::create_dir_all(root().join(&grown)).map_err(|error| format!("{grown}: {error}"))?;
        let (seeds, time) = (format!("fuzz/corpus/{target}"), format!("-max_total_time={}", wanted.seconds));
        let mut command =
            cargo.command(&["fuzz", "run", target, &grown, &seeds, "--", &time, "-timeout=10", "-print_final_stats=1"]);
        // The flags of sanitizers are for the nightly compiler; the stable one takes them when told so.
        command.env("RUSTC_BOOTSTRAP", "1");
        steps.run(target, command);
    }
    steps.close()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Wanted, String> {
        Wanted::read(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn targets_and_seconds_in_any_order() {
        assert_eq!(read(&[]), Ok(Wanted { targets: TARGETS.to_vec(), seconds: SECONDS }));
        let wanted = Wanted { targets: vec!["csv", "score"], seconds: 5 };
        assert_eq!(read(&["csv", "--seconds", "5", "score"]), Ok(wanted));
        for wrong in [["cvs"].as_slice(), &["--seconds"], &["--seconds", "0"], &["--seconds", "csv"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn every_target_is_there() {
        for target in TARGETS {
            assert!(root().join(format!("fuzz/fuzz_targets/{target}.rs")).is_file(), "{target}");
            assert!(root().join(format!("fuzz/corpus/{target}")).is_dir(), "{target}");
        }
    }
}
