//! Runs the binary in a folder of its own.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthStr;

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub told: String,
}

impl Run {
    /// Standard output and standard error as one text, for snapshots.
    pub fn whole(&self) -> String {
        format!("exit {}\n--- out ---\n{}--- told ---\n{}", self.code.unwrap_or(-1), self.out, self.told)
    }
}

/// A folder with files.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder for the test") }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
        self
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("a file")
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "", &[])
    }

    pub fn run_with(&self, arguments: &[&str], input: &str, environment: &[(&str, &str)]) -> Run {
        self.run_of(Command::new(env!("CARGO_BIN_EXE_orientir")), arguments, input, environment)
    }

    /// Runs what runs the binary.
    pub fn run_of(&self, mut command: Command, arguments: &[&str], input: &str, environment: &[(&str, &str)]) -> Run {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLUMNS"] {
            command.env_remove(name);
        }
        command.env("COLUMNS", "80").envs(environment.iter().copied()).args(arguments).current_dir(self.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary");
        // The program may stop before it has read everything.
        let _ = child.stdin.take().expect("its input").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("its output");
        Run {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("output in UTF-8"),
            told: String::from_utf8(output.stderr).expect("messages in UTF-8"),
        }
    }
}

/// The small definition that shows every part of a sheet.
pub const SMALL: &str = include_str!("data/small.json");

/// The row of Klimov answers in which every odd pair is answered by the first option.
pub fn klimov(rows: &[(&str, &str)]) -> String {
    let header: Vec<String> = (1..=20).map(|i| i.to_string()).collect();
    let mut text = format!("id,{}\n", header.join(","));
    for (id, answers) in rows {
        let cells: Vec<String> =
            answers.chars().map(|c| if c == ' ' { String::new() } else { c.to_string() }).collect();
        text.push_str(&format!("{id},{}\n", cells.join(",")));
    }
    text
}

/// The widest line.
pub fn width(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}
