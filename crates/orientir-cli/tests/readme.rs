//! The README's commands print what the README shows. A line `…` stands for any lines.
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::path::Path;
use std::process::Command;

#[test]
fn commands_print_what_the_readme_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README");
    let blocks: Vec<&str> = readme.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2, "the two commands of `See it work`");
    for block in blocks {
        let (command, shown) = block.split_once('\n').expect("a command and its output");
        let arguments = command.strip_prefix("$ cargo run --release -- ").expect("a command of the program");
        let output = Command::new(env!("CARGO_BIN_EXE_orientir"))
            .args(arguments.split(' '))
            .current_dir(&root)
            .env("COLUMNS", "80")
            .env("LC_ALL", "C")
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{command} exits 0");
        let printed = String::from_utf8(output.stdout).expect("text");
        assert_shown(command, shown, &printed);
    }
}

/// The pieces between lines `…` stand in the output in this order.
fn assert_shown(command: &str, shown: &str, printed: &str) {
    let mut rest = printed;
    for piece in shown.split("…\n") {
        let Some((_, after)) = rest.split_once(piece) else {
            panic!("{command} does not print\n{piece}\nbut\n{printed}");
        };
        rest = after;
    }
}
