//! The tables of `examples/messy` give the scores of the clean class, by the commands of their README.
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::path::{Path, PathBuf};
use std::process::Command;

use orientir::catalogue;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// What a run of the program in a folder writes and tells.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_orientir"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// The rows of a score table without their first cell, which names the pupil.
fn scores(table: &str) -> Vec<&str> {
    table.lines().map(|line| line.split_once(',').map_or("", |(_, scores)| scores)).collect()
}

#[test]
fn every_table_gives_the_scores_of_the_clean_class() {
    let messy = examples().join("messy");
    let readme = std::fs::read_to_string(messy.join("README.md")).expect("the README");
    let block = readme.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the commands");
    let mut told = String::new();
    let commands: Vec<&str> = block.lines().collect();
    assert_eq!(commands.len(), 7);
    for command in commands {
        let (name, file) = command
            .strip_prefix("orientir score ")
            .and_then(|rest| rest.strip_suffix('\'')?.split_once(" '"))
            .unwrap_or_else(|| panic!("a command without options: {command}"));
        let (code, out, remarks) = run(&messy, &["score", name, file]);
        assert_eq!(code, Some(0), "{command}: {remarks}");
        let instrument = catalogue::get(name).unwrap_or_else(|faults| panic!("{faults}"));
        let clean = format!("{}.csv", instrument.id());
        let (_, expected, _) = run(&examples().join("class-9b"), &["score", instrument.id(), &clean]);
        assert_eq!(scores(&out), scores(&expected), "{command}");
        assert_eq!(out.lines().count(), 29, "{command}");
        told.extend([command, "\n", remarks.as_str()]);
    }
    insta::assert_snapshot!(told);
}
