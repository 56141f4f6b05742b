//! `cargo xtask wasm`: the npm package `orientir`, made ready in `bindings/wasm`.

pub mod browser;
mod compiler;
mod node;
pub mod page;
pub mod test;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cargo::{Cargo, Tool, root};
use compiler::Compiler;
pub use compiler::apt;
pub use node::Node;

pub const PACKAGE: &str = "bindings/wasm";
/// The most that the engine may weigh, compressed by gzip: what it weighs, and a little. 150 kB were meant, and are not reached:
/// the package's README says where the bytes are. It must not grow unseen.
const MAX_GZIP_BYTES: &str = "377800";

/// What is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// What the package holds.
    Package,
    /// With what the vectors ask beside: tables, the catalogue, batteries.
    Conformance,
}

impl Build {
    const fn folder(self) -> &'static str {
        match self {
            Self::Package => "dist",
            Self::Conformance => "dist-conformance",
        }
    }
}

pub fn run(arguments: &[String]) -> Result<(), String> {
    let known = ["--conformance", "--install"];
    if let Some(other) = arguments.iter().find(|argument| !known.contains(&argument.as_str())) {
        return Err(format!("unknown option `{other}`, expected `--conformance`, `--install` or nothing"));
    }
    let given = |option: &str| arguments.iter().any(|argument| argument == option);
    let build = if given("--conformance") { Build::Conformance } else { Build::Package };
    make(&Cargo::new(&[]), build, given("--install"))
}

/// Builds, and says what it does.
pub fn make(cargo: &Cargo, build: Build, install: bool) -> Result<(), String> {
    let node = Node::ready(cargo)?;
    let compiler = Compiler::find(cargo, install)?;
    println!("compiler: {}", compiler.about());
    let bindgen = bindgen(cargo)?;
    done(compiler.command(cargo, build))?;

    let folder = root().join(PACKAGE).join(build.folder());
    let remade = if folder.exists() { fs::remove_dir_all(&folder) } else { Ok(()) };
    remade.map_err(|error| format!("{}: {error}", folder.display()))?;
    // The package loads the engine itself, from one place for Node and browsers.
    let mut glue = cargo.program(bindgen, &["--target", "web", "--omit-default-module-path", "--out-name", "native"]);
    glue.arg("--out-dir").arg(folder.join("native")).arg(compiler::module());
    done(glue)?;
    let rough = folder.join("native/native_bg.wasm");
    let engine = folder.join("orientir.wasm");
    let mut optimise = node.tool("wasm-opt", FEATURES);
    optimise.args([
        "--flatten",
        "--rereloop",
        "-Oz",
        "--one-caller-inline-max-function-size=1",
        "--strip-producers",
        "-o",
    ]);
    optimise.arg(&engine).arg(&rough);
    done(optimise)?;
    for leftover in ["native/native_bg.wasm", "native/native_bg.wasm.d.ts"] {
        fs::remove_file(folder.join(leftover)).map_err(|error| format!("{leftover}: {error}"))?;
    }
    let mut types = node.tool("tsc", &["--project", "."]);
    if build == Build::Conformance {
        types.arg("--outDir").arg(build.folder());
    }
    done(types)?;
    if build == Build::Conformance {
        return Ok(());
    }
    copies()?;
    let mut weigh = node.script("scripts/weigh.mjs");
    weigh.arg(&engine).arg(MAX_GZIP_BYTES);
    done(weigh)
}

/// What a module made by rustc may use. The optimiser knows more, and would use what no browser has.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// The definitions and the licences, which the package takes along.
fn copies() -> Result<(), String> {
    let (from, to) = (root().join("instruments/definitions"), root().join(PACKAGE).join("instruments"));
    let copy = || {
        if to.exists() {
            fs::remove_dir_all(&to)?;
        }
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(&from)? {
            let path = entry?.path();
            if let Some(name) = path.file_name() {
                fs::copy(&path, to.join(name))?;
            }
        }
        for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
            fs::copy(root().join(name), root().join(PACKAGE).join(name))?;
        }
        Ok(())
    };
    copy().map_err(|error: std::io::Error| format!("{}: {error}", to.display()))
}

/// The program that makes the glue: of the version that the library has, compiled once into the cache.
fn bindgen(cargo: &Cargo) -> Result<std::path::PathBuf, String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let version = locked(&lock, "wasm-bindgen").ok_or("Cargo.lock has no package `wasm-bindgen`")?;
    let folder = Tool { name: "wasm-bindgen-cli", version }.folder().ok_or("there is no home folder for a cache")?;
    let program = folder.join("bin/wasm-bindgen");
    if !program.is_file() {
        println!("wasm-bindgen {version} is compiled once, into {}", folder.display());
        let mut install = cargo.command(&["install", "--debug", "wasm-bindgen-cli", "--version", version, "--root"]);
        // Without `--locked`, which failed for 0.2.130.
        install.arg(&folder).env("CARGO_TARGET_DIR", root().join("target/wasm-bindgen-cli"));
        done(install)?;
        // It is built once, and takes a gigabyte.
        drop(fs::remove_dir_all(root().join("target/wasm-bindgen-cli")));
    }
    Ok(program)
}

/// The version of a package in a lock file.
fn locked<'l>(lock: &'l str, package: &str) -> Option<&'l str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// Runs a command to its end.
pub fn done(mut command: Command) -> Result<(), String> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_package_is_found() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "wasm"), None);
    }
}
