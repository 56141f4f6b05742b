//! Calls of cargo from the top of the workspace, and the tools that it finds on the way.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The top folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// A tool that is compiled by `cargo install` and kept outside the project, so that a fresh clone finds it.
#[derive(Clone, Copy, Debug)]
pub struct Tool<'v> {
    pub name: &'static str,
    pub version: &'v str,
}

impl Tool<'_> {
    /// Its folder in the cache: `<tool>-<version>`.
    pub fn folder(self) -> Option<PathBuf> {
        Some(cache()?.join(format!("{}-{}", self.name, self.version)))
    }
}

/// `${XDG_CACHE_HOME:-~/.cache}/orientir`: what a fresh clone finds.
pub fn cache() -> Option<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()) {
        Some(path) => PathBuf::from(path),
        None => env::home_dir()?.join(".cache"),
    };
    Some(cache.join("orientir"))
}

/// How cargo is called.
#[derive(Debug)]
pub struct Cargo {
    /// `PATH` of the child processes: our own tools first.
    path: OsString,
}

impl Cargo {
    pub fn new(tools: &[Tool<'_>]) -> Self {
        let ours = tools.iter().filter_map(|tool| Some(tool.folder()?.join("bin")));
        let theirs = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(ours.chain(env::split_paths(&theirs))).unwrap_or(theirs);
        Self { path }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        self.program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
    }

    pub fn program(&self, name: impl Into<OsString>, arguments: &[&str]) -> Command {
        let mut command = Command::new(name.into());
        command.args(arguments).current_dir(root()).env("PATH", &self.path).stdin(Stdio::null());
        command
    }

    /// Whether cargo does this without complaint; nothing is shown.
    pub fn can(&self, arguments: &[&str]) -> bool {
        let status = self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    }
}
