//! The steps of `cargo xtask test` that need Node and a browser.

use super::{Build, Node, browser, make, node, page};
use crate::cargo::{Cargo, root};
use crate::steps::Steps;

const BROWSER: &str = "get browser";
const BUILD: &str = "wasm: build";
const CONFORMANCE: &str = "wasm: vectors build";
const PAGE: &str = "wasm: page";
const TESTS: &str = "wasm: tests";
const BENCHMARK: &str = "wasm: benchmark";

/// The command line, to which results are compared byte for byte.
const COMMAND_LINE: &str = if cfg!(windows) { "target/debug/orientir.exe" } else { "target/debug/orientir" };

/// What is missing, for the list of needs.
pub fn missing(cargo: &Cargo) -> Option<String> {
    if let Some(reason) = node::missing(cargo) {
        return Some(format!("missing: {reason}; the steps of the browser are skipped (--install does not get it)"));
    }
    let reason = browser::missing()?;
    Some(format!("missing: {reason}; the steps of the browser are skipped (--install gets it from Debian)"))
}

pub fn run(cargo: &Cargo, install: bool, steps: &mut Steps) {
    // Whoever asked for an installation wants them to run.
    let lacking = if install { Steps::fail } else { Steps::skip };
    if install && browser::missing().is_some() {
        steps.call(BROWSER, || browser::install(cargo));
    }
    if let Some(reason) = node::missing(cargo).or_else(browser::missing) {
        for name in [BUILD, CONFORMANCE, PAGE, TESTS, BENCHMARK] {
            lacking(steps, name, &reason);
        }
        return;
    }
    let built = steps.call(BUILD, || make(cargo, Build::Package, install))
        & steps.call(CONFORMANCE, || make(cargo, Build::Conformance, install));
    if !built {
        for name in [PAGE, TESTS, BENCHMARK] {
            steps.skip(name, "the engine is not built");
        }
        return;
    }
    steps.call(PAGE, || page::assemble(cargo));
    let Ok(node) = Node::ready(cargo) else { return };
    let mut tests = node.script("scripts/test.mjs");
    tests.env("ORIENTIR_CLI", root().join(COMMAND_LINE));
    let built = cargo.command(&["build", "--package", "orientir-cli"]);
    steps.run_all(TESTS, [built, tests], || Ok(()));
    let mut benchmark = node.script("benchmarks/speed.mjs");
    benchmark.arg("--test");
    steps.run(BENCHMARK, benchmark);
}
