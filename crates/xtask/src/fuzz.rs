//! `cargo xtask fuzz`: bytes of chance against what must hold for any of them (`tests/src/fuzz.rs`).

use crate::cargo::Cargo;

const HAS_FUZZ: &[&str] = &["fuzz", "--version"];
const TARGETS: [&str; 4] = ["definition", "csv", "xlsx", "score"];
const USAGE: &str = "expected `[TARGET] [--seconds N]`, a target being definition, csv, xlsx or score";

pub fn run(arguments: &[String]) -> Result<(), String> {
    let (targets, seconds) = read(arguments)?;
    let cargo = Cargo::new(&[]);
    if !cargo.can(HAS_FUZZ) {
        return Err("cargo-fuzz is not installed: run `cargo install cargo-fuzz --locked`".to_owned());
    }
    for target in targets {
        println!("\n== {target}");
        // What it finds on the way stays out of the committed corpus, which comes second and is only read.
        let found = crate::cargo::root().join("target/fuzz-corpus").join(target);
        std::fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
        let mut command = cargo.command(&["fuzz", "run", "--sanitizer", "none", target]);
        command.arg(found).arg(format!("fuzz/corpus/{target}"));
        command.args(["--", &format!("-max_total_time={seconds}"), "-max_len=65536", "-timeout=20"]);
        // Coverage is asked for by flags that the stable compiler takes only so.
        command.env("RUSTC_BOOTSTRAP", "1");
        let status = command.status().map_err(|error| error.to_string())?;
        if !status.success() {
            return Err(format!("{target}: {status}; the bytes are under fuzz/artifacts/{target}"));
        }
    }
    Ok(())
}

/// The targets, and for how many seconds each runs.
fn read(arguments: &[String]) -> Result<(Vec<&'static str>, u32), String> {
    let mut targets = Vec::new();
    let mut seconds = 60;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--seconds" {
            seconds = rest.next().and_then(|n| n.parse().ok()).ok_or(USAGE)?;
        } else {
            targets.push(*TARGETS.iter().find(|target| *target == argument).ok_or(USAGE)?);
        }
    }
    Ok((if targets.is_empty() { TARGETS.to_vec() } else { targets }, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_targets_or_those_that_are_named() {
        let read = |words: &[&str]| read(&words.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(read(&[]), Ok((TARGETS.to_vec(), 60)));
        assert_eq!(read(&["csv", "--seconds", "5"]), Ok((vec!["csv"], 5)));
        assert!(read(&["cvs"]).is_err());
        assert!(read(&["--seconds"]).is_err());
    }
}
