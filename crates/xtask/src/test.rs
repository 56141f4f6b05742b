//! `cargo xtask test`: everything a change must pass.

use crate::cargo::{Cargo, Tool};
use crate::python;
use crate::steps::Steps;
use crate::{wasm, words};

const NEXTEST: Tool<'_> = Tool { name: "cargo-nextest", version: "0.9.143" };

/// Parts of the Rust toolchain, with the call that shows whether they are there.
const COMPONENTS: [(&str, &[&str]); 2] = [("rustfmt", &["fmt", "--version"]), ("clippy", &["clippy", "--version"])];

const HAS_NEXTEST: &[&str] = &["nextest", "--version"];
const HAS_DENY: &[&str] = &["deny", "--version"];
const HAS_BENCHES: &[&str] = &["pkgid", "--package", "orientir-benches"];

pub fn run(arguments: &[String]) -> Result<(), String> {
    let install = crate::option(arguments, "--install")?;
    let cargo = Cargo::new(&[NEXTEST]);
    let mut steps = Steps::default();

    list_needs(&cargo);
    if install {
        install_missing(&cargo, &mut steps);
    }

    let [rustfmt, clippy] = COMPONENTS.map(|(_, has)| cargo.can(has));
    // Whoever asked for an installation wants these two to run: without it they are skipped, with it they fail.
    let lacking = if install { Steps::fail } else { Steps::skip };

    if rustfmt {
        steps.run("format", cargo.command(&["fmt", "--all", "--check"]));
    } else {
        lacking(&mut steps, "format", "rustfmt is not installed");
    }
    if clippy {
        let lints = ["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"];
        steps.run("lints", cargo.command(&lints));
    } else {
        lacking(&mut steps, "lints", "clippy is not installed");
    }

    if cargo.can(HAS_NEXTEST) {
        steps.run("tests", cargo.command(&["nextest", "run", "--workspace"]));
        steps.run("doctests", cargo.command(&["test", "--workspace", "--doc"])); // nextest leaves them out
    } else {
        steps.run("tests", cargo.command(&["test", "--workspace", "--no-fail-fast"]));
    }

    let mut doc = cargo.command(&["doc", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    steps.run("documentation", doc);

    if cargo.can(HAS_BENCHES) {
        steps.run("benchmarks", cargo.command(&["bench", "--package", "orientir-benches", "--", "--test"]));
    } else {
        steps.skip("benchmarks", "the workspace has no package orientir-benches");
    }

    if cargo.can(HAS_DENY) {
        // Advisories are left out: they need the network, write outside the project and change without the project.
        steps.run("licences", cargo.command(&["deny", "check", "bans", "licenses", "sources"]));
    } else {
        steps.skip("licences", "cargo-deny is not installed");
    }

    if install && words::missing().is_some() {
        steps.call("get dictionaries", words::install);
    }
    match words::missing() {
        None => drop(steps.call("words", words::check)),
        Some(reason) => lacking(&mut steps, "words", &reason),
    }

    python::run(&cargo, install, &mut steps);
    wasm::test::run(&cargo, install, &mut steps);

    steps.close()
}

fn list_needs(cargo: &Cargo) {
    println!("What this command uses beside cargo:");
    for (name, has) in COMPONENTS {
        need(name, cargo.can(has), "missing: its step is skipped (--install adds it by rustup)");
    }
    let folder = NEXTEST.folder().map_or_else(|| "a cache folder".to_owned(), |folder| folder.display().to_string());
    let missing = format!("missing: cargo test runs in its place (--install compiles it into {folder})");
    need(NEXTEST.name, cargo.can(HAS_NEXTEST), &missing);
    need("cargo-deny", cargo.can(HAS_DENY), "missing: its step is skipped (--install does not get it)");
    let missing = words::missing()
        .map(|reason| format!("missing: {reason}; its step is skipped (--install gets them from Debian)"));
    need("dictionaries", missing.is_none(), &missing.unwrap_or_default());
    let missing = python::missing(cargo);
    need("python", missing.is_none(), &missing.unwrap_or_default());
    let missing = wasm::test::missing(cargo);
    need("browser", missing.is_none(), &missing.unwrap_or_default());
}

fn need(name: &str, found: bool, missing: &str) {
    println!("  {name:<14} {}", if found { "found" } else { missing });
}

fn install_missing(cargo: &Cargo, steps: &mut Steps) {
    if COMPONENTS.iter().any(|(_, has)| !cargo.can(has)) {
        let [rustfmt, clippy] = COMPONENTS.map(|(name, _)| name);
        steps.run("get components", cargo.program("rustup", &["component", "add", rustfmt, clippy]));
    }
    if cargo.can(HAS_NEXTEST) {
        return;
    }
    let instead = "cargo test runs in place of nextest";
    let Some(folder) = NEXTEST.folder() else {
        return steps.skip("get nextest", instead);
    };
    let package = format!("{}@{}", NEXTEST.name, NEXTEST.version);
    let mut command = cargo.command(&["install", "--locked", &package, "--root"]);
    command.arg(folder);
    steps.attempt("get nextest", command, instead); // an older Rust cannot compile it, and nothing is lost
}
