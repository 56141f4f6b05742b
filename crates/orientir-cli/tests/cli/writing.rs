//! `-o FILE`: whole or not at all, and nothing left behind.

use std::time::{Duration, Instant};

use crate::desk::{Desk, SMALL};

fn names(desk: &Desk) -> Vec<String> {
    let entries = std::fs::read_dir(desk.path()).expect("the folder");
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", "id,q1,q2,q3\n1,1,1,1\n");
    desk
}

#[test]
fn a_run_leaves_the_output_and_nothing_else() {
    let desk = desk();
    for name in ["o.csv", "o.xlsx", "o.csv"] {
        assert_eq!(desk.run(&["score", "small.json", "a.csv", "-o", name]).code, Some(0));
    }
    assert_eq!(names(&desk), ["a.csv", "o.csv", "o.xlsx", "small.json"]);
}

#[test]
fn a_run_that_fails_leaves_the_old_output() {
    let desk = desk();
    desk.file("o.csv", "old").file("bad.csv", "id,x\n1,1\n");
    assert_eq!(desk.run(&["score", "small.json", "bad.csv", "-o", "o.csv"]).code, Some(2));
    assert_eq!(desk.read("o.csv"), "old");
    let run = desk.run(&["score", "small.json", "a.csv", "-o", "no/such/o.csv"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.told, "cannot write `no/such/o.csv`: there is no such folder\n");
    assert_eq!(names(&desk), ["a.csv", "bad.csv", "o.csv", "small.json"]);
}

#[cfg(unix)]
#[test]
fn links_permissions_and_devices_are_respected() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = desk();
    desk.file("deep/real.csv", "old");
    let real = desk.path().join("deep/real.csv");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("deep/real.csv", desk.path().join("link.csv")).expect("a link");
    symlink("deep/new.csv", desk.path().join("dangling.csv")).expect("a link");
    for name in ["link.csv", "dangling.csv"] {
        assert_eq!(desk.run(&["score", "small.json", "a.csv", "-o", name]).code, Some(0), "{name}");
        let about = std::fs::symlink_metadata(desk.path().join(name)).expect("the link");
        assert!(about.is_symlink(), "{name} is still a link");
        assert!(desk.read(name).starts_with("id,order,"), "{name}");
    }
    assert_eq!(std::fs::metadata(&real).expect("the file").permissions().mode() & 0o777, 0o640);
    // A new file gets what any new file gets.
    desk.file("plain.csv", "");
    let mode = |name: &str| std::fs::metadata(desk.path().join(name)).expect("the file").permissions().mode() & 0o777;
    assert_eq!(mode("deep/new.csv"), mode("plain.csv"));

    let run = desk.run(&["score", "small.json", "a.csv", "--format", "csv", "-o", "/dev/stdout"]);
    assert!(run.code == Some(0) && run.out.starts_with("id,order,"), "{}", run.told);
    assert_eq!(desk.run(&["score", "small.json", "a.csv", "--format", "csv", "-o", "/dev/null"]).code, Some(0));
}

/// Whether this process, and so every child of it, was told to ignore Ctrl-C: then no program may listen to it.
#[cfg(unix)]
fn ignores_interrupts() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 0b11 != 0)
}

#[cfg(unix)]
fn start(desk: &Desk, arguments: &[&str]) -> std::process::Child {
    use std::process::{Command, Stdio};
    let mut command = Command::new(env!("CARGO_BIN_EXE_orientir"));
    command.args(arguments).current_dir(desk.path()).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the binary")
}

#[cfg(unix)]
fn interrupt(child: &std::process::Child) {
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.expect("kill").success());
}

/// Waits, but not for ever.
#[cfg(unix)]
fn code(child: &mut std::process::Child) -> Option<i32> {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        if let Some(status) = child.try_wait().expect("a status") {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("an end");
    None
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing() {
    use std::io::Write;
    if ignores_interrupts() {
        return;
    }
    let desk = Desk::new();
    desk.file("small.json", SMALL);
    let mut child = start(&desk, &["score", "small.json", "-", "-o", "out.csv"]);
    let mut input = child.stdin.take().expect("its input");
    // More than a pipe holds: once it is written, the program reads.
    let rows: String = (0..40_000).map(|i| format!("{i},{},1,1\n", i % 5)).collect();
    input.write_all(format!("id,q1,q2,q3\n{rows}").as_bytes()).expect("a reader");
    interrupt(&child);
    assert_eq!(code(&mut child), Some(130));
    drop(input);
    assert_eq!(names(&desk), ["small.json"]);
}

#[cfg(unix)]
#[test]
fn a_run_interrupted_while_it_writes_leaves_the_old_output() {
    if ignores_interrupts() {
        return;
    }
    let desk = Desk::new();
    let rows: String = (0..60_000).map(|i| format!("{i},{},1,1\n", i % 5)).collect();
    desk.file("small.json", SMALL).file("a.csv", format!("id,q1,q2,q3\n{rows}")).file("out.jsonl", "old");
    let mut child = start(&desk, &["score", "small.json", "a.csv", "-o", "out.jsonl"]);
    while !names(&desk).iter().any(|name| name.starts_with(".out.jsonl.")) {
        assert_eq!(child.try_wait().expect("a status"), None, "it is still at work");
        std::thread::sleep(Duration::from_millis(1));
    }
    interrupt(&child);
    assert_eq!(code(&mut child), Some(130));
    assert_eq!(names(&desk), ["a.csv", "out.jsonl", "small.json"]);
    assert_eq!(desk.read("out.jsonl"), "old");
}
