//! Cases that are more than a file and a command.

use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};

use calamine::{Data, Reader, Xlsx};

use crate::desk::{Desk, SMALL};
use crate::make::appended;

fn small() -> Desk {
    let desk = Desk::new();
    desk.file("small.json", SMALL);
    desk
}

/// What is told when a file grows by `more` while it is read. The program writes as it reads, and stops when nobody takes
/// what it has written: then reading has begun and is far from its end.
fn told_of_a_file_that_grows(more: &[u8]) -> String {
    let desk = small();
    let note = "x".repeat(300);
    let rows: Vec<String> = (0..3000).map(|id| format!("{id},1,1,1,{note}\n")).collect();
    desk.file("a.csv", format!("id,q1,q2,q3,note\n{}", rows.concat()));
    let mut child = Command::new(env!("CARGO_BIN_EXE_orientir"))
        .args(["score", "small.json", "a.csv", "--format", "jsonl", "--lang", "en", "--quiet"])
        .current_dir(desk.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary");
    let mut out = child.stdout.take().expect("its output");
    out.read_exact(&mut [0]).expect("a first byte");
    appended(&desk.path().join("a.csv")).write_all(more).expect("a longer file");
    std::io::copy(&mut out, &mut std::io::sink()).expect("the rest");
    let output = child.wait_with_output().expect("its end");
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).expect("messages in UTF-8")
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let changed = "cannot read `a.csv`: the file changed while it was read; begin again\n";
    assert_eq!(told_of_a_file_that_grows(b"3000,1,1,1,\n"), changed);
    assert_eq!(told_of_a_file_that_grows(b"3000,\xff"), changed, "not as damaged");
    assert_eq!(told_of_a_file_that_grows(b"\"3000"), changed, "not as an open quote");
}

#[cfg(unix)]
#[test]
fn a_link_as_output_is_followed_and_stays_a_link() {
    let desk = small();
    desk.file("a.csv", "id,q1,q2,q3\n1,1,1,1\n").file("target.csv", "old");
    std::os::unix::fs::symlink("target.csv", desk.path().join("link.csv")).expect("a link");
    let run = desk.run(&["score", "small.json", "a.csv", "-o", "link.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    assert!(desk.read("target.csv").contains("\n1,5,"));
    assert!(desk.path().join("link.csv").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_link_to_the_answers_as_output_is_refused() {
    let desk = small();
    desk.file("a.csv", "id,q1,q2,q3\n1,1,1,1\n");
    std::os::unix::fs::symlink("a.csv", desk.path().join("link.csv")).expect("a link");
    let run = desk.run(&["score", "small.json", "a.csv", "-o", "link.csv"]);
    assert!(run.code == Some(2) && run.told.contains("would be overwritten"), "{}", run.whole());
    assert_eq!(desk.read("a.csv"), "id,q1,q2,q3\n1,1,1,1\n");
}

#[test]
fn a_formula_for_an_id_is_text_in_a_workbook() {
    let desk = small();
    desk.file("a.csv", "id,q1,q2,q3\n=cmd|' /C calc'!A0,1,1,1\n");
    let run = desk.run(&["score", "small.json", "a.csv", "-o", "out.xlsx"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    let bytes = std::fs::read(desk.path().join("out.xlsx")).expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut seen = 0;
    for name in book.sheet_names() {
        let cells = book.worksheet_range(&name).expect("a sheet");
        seen += cells.used_cells().filter(|(.., cell)| **cell == Data::String("=cmd|' /C calc'!A0".to_owned())).count();
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        assert!(!formulas.used_cells().any(|(.., formula)| formula.contains("cmd")), "{name}");
    }
    assert!(seen > 0, "the id is there");
}
