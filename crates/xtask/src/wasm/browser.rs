//! The browser of the tests: Debian's Chromium.

use std::path::Path;

use super::compiler::apt;
use crate::cargo::Cargo;

/// Where the tests look for it.
const CHROMIUM: &str = "/usr/bin/chromium";
const PACKAGES: [&str; 2] = ["chromium", "fonts-liberation"];

/// Why there is no browser, if there is none.
pub fn missing() -> Option<String> {
    (!Path::new(CHROMIUM).exists()).then(|| format!("{CHROMIUM} is not installed"))
}

/// Gets it from Debian.
pub fn install(cargo: &Cargo) -> Result<(), String> {
    apt(cargo, &PACKAGES)
}
