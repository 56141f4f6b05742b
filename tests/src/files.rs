//! The files of this crate.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// The folder of this crate.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file, by its path from the folder of this crate.
pub fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A file that holds one JSON document.
pub fn read<T: DeserializeOwned>(path: &str) -> T {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The JSON files below a folder, as paths from the folder of this crate, in the order of their names.
pub fn below(folder: &str) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "json") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    let name = |path: &PathBuf| {
        let path = path.strip_prefix(root()).expect("the files lie below the crate");
        path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let mut names: Vec<_> = found.iter().map(name).collect();
    names.sort();
    names
}

/// The definitions of this crate by file name, with their texts.
pub fn definitions() -> Vec<(String, String)> {
    below("definitions")
        .into_iter()
        .map(|path| (path.trim_start_matches("definitions/").to_owned(), text(&path)))
        .collect()
}

/// Every definition that must compile: the catalogue's and this crate's.
pub fn all_definitions() -> Vec<(String, String)> {
    let catalogue = orientir::catalogue::INSTRUMENTS.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned()));
    catalogue.chain(definitions()).collect()
}
