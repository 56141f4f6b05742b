//! The two ways to compile for browsers: with the target that rustup installs, or, where that cannot be had, with Debian's
//! compiler, which has the sources of the standard library and builds it as well.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Build, done};
use crate::cargo::{Cargo, root};

const TARGET: &str = "wasm32-unknown-unknown";
/// A folder of its own: another compiler must not invalidate the other builds.
const FOLDER: &str = "target/wasm";
/// Debian's compiler, and the packages that bring it.
const DEBIAN: &str = "/usr/bin/rustc";
const PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];

/// What compiles.
#[derive(Debug)]
pub enum Compiler {
    /// The toolchain of cargo itself, which has the target.
    Rustup,
    /// Debian's compiler, with a linker of the toolchain.
    Debian { linker: PathBuf },
}

/// Where the module is made.
pub fn module() -> PathBuf {
    root().join(FOLDER).join(TARGET).join("wasm/orientir_module.wasm")
}

impl Compiler {
    /// The first of the two ways that is open; with `install`, Debian's packages are got where neither is.
    pub fn find(cargo: &Cargo, install: bool) -> Result<Self, String> {
        let libraries = answer(cargo.program("rustc", &["--print", "target-libdir", "--target", TARGET]));
        if libraries.is_some_and(|folder| fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some())) {
            return Ok(Self::Rustup);
        }
        if !has_sources(cargo) {
            let how = format!(
                "neither `rustup target add {TARGET}` was run, nor are Debian's packages {} installed",
                PACKAGES.join(" and ")
            );
            if !install {
                return Err(format!("{how}; `cargo xtask wasm --install` gets the latter"));
            }
            println!("{how}: getting the latter");
            apt(cargo, &PACKAGES)?;
            if !has_sources(cargo) {
                return Err(format!("{DEBIAN} has no sources of the standard library"));
            }
        }
        let sysroot = answer(cargo.program("rustc", &["--print", "sysroot"])).ok_or("rustc tells no sysroot")?;
        let about = answer(cargo.program("rustc", &["-vV"])).unwrap_or_default();
        let host = about.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc tells no host")?;
        let linker = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
        if !linker.is_file() {
            return Err(format!("{} is missing", linker.display()));
        }
        Ok(Self::Debian { linker })
    }

    pub fn about(&self) -> String {
        match self {
            Self::Rustup => format!("the toolchain's, with its target {TARGET}"),
            Self::Debian { .. } => {
                format!("{DEBIAN} (the toolchain has no target {TARGET}), with a standard library built here")
            }
        }
    }

    /// The call of cargo that builds the module.
    pub fn command(&self, cargo: &Cargo, build: Build) -> Command {
        let mut flags = "-C target-feature=+simd128".to_owned();
        let mut command =
            cargo.command(&["build", "--package", "orientir-module", "--profile", "wasm", "--target", TARGET]);
        command.env("CARGO_TARGET_DIR", root().join(FOLDER)).env_remove("CARGO_ENCODED_RUSTFLAGS");
        if build == Build::Conformance {
            command.args(["--features", "conformance"]);
        }
        if let Self::Debian { linker } = self {
            command.args(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"]);
            command.env("RUSTC", DEBIAN).env("RUSTC_BOOTSTRAP", "1");
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            // No words and no places of panics, which never come, and no `Debug`, which nothing shows.
            flags.push_str(" -Z unstable-options -C panic=immediate-abort -Z location-detail=none -Z fmt-debug=none");
        }
        command.env("RUSTFLAGS", flags);
        command
    }
}

/// Whether Debian's compiler is there, with the sources of its standard library.
fn has_sources(cargo: &Cargo) -> bool {
    let Some(sysroot) = Path::new(DEBIAN).is_file().then(|| answer(cargo.program(DEBIAN, &["--print", "sysroot"])))
    else {
        return false;
    };
    sysroot.is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.toml").is_file())
}

/// Installs packages of Debian; once more where that fails, as it did once for no reason that could be seen.
pub fn apt(cargo: &Cargo, packages: &[&str]) -> Result<(), String> {
    let install = || {
        let mut command = cargo.program("apt-get", &["install", "--yes", "--no-install-recommends"]);
        command.args(packages).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
        command
    };
    let mut update = cargo.program("apt-get", &["update"]);
    update.stdout(Stdio::null());
    done(update)?;
    done(install()).or_else(|_| done(install()))
}

/// What a command says, without blanks at the ends; none if it fails.
fn answer(mut command: Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
