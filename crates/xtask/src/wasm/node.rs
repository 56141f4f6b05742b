//! Node, and the packages that build and test ours.

use std::fs;
use std::process::{Command, Stdio};

use super::{PACKAGE, done};
use crate::cargo::{Cargo, root};

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
/// The oldest Node that will do.
const OLDEST: u32 = 20;

/// How Node is called.
#[derive(Debug)]
pub struct Node<'c> {
    cargo: &'c Cargo,
}

impl<'c> Node<'c> {
    /// Node with its packages: those of the lock file, got anew where it has changed.
    pub fn ready(cargo: &'c Cargo) -> Result<Self, String> {
        if let Some(reason) = missing(cargo) {
            return Err(reason);
        }
        let package = root().join(PACKAGE);
        let changed = |file: &str| fs::metadata(package.join(file)).and_then(|about| about.modified()).ok();
        // npm writes the second file when it is done.
        if changed("node_modules/.package-lock.json") < changed("package-lock.json") {
            let mut install = cargo.program(NPM, &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            install.current_dir(&package);
            done(install)?;
        }
        Ok(Self { cargo })
    }

    /// A program of a package, run in the folder of ours.
    pub fn tool(&self, name: &str, arguments: &[&str]) -> Command {
        let file = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
        let mut command = self.cargo.program(root().join(PACKAGE).join("node_modules/.bin").join(file), arguments);
        command.current_dir(root().join(PACKAGE));
        command
    }

    /// A script of ours.
    pub fn script(&self, path: &str) -> Command {
        let mut command = self.cargo.program("node", &[path]);
        command.current_dir(root().join(PACKAGE));
        command
    }
}

/// Why Node cannot be used, if it cannot.
pub fn missing(cargo: &Cargo) -> Option<String> {
    let version = |name: &str| {
        let output = cargo.program(name, &["--version"]).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let Some(node) = version("node") else { return Some("node is not installed".to_owned()) };
    let major = node.trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST) {
        return Some(format!("node is {node}, and {OLDEST} is the oldest that will do"));
    }
    version(NPM).is_none().then(|| "npm is not installed".to_owned())
}
