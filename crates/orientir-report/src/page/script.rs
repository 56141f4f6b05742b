//! The script of a page: a table that sorts.

/// A script with the hash by which a Content-Security-Policy knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Script {
    pub(super) text: &'static str,
    /// SHA-256 of the text in base64; a test compares them.
    pub(super) hash: &'static str,
}

/// Makes each heading of a table with `data-sort` a button that sorts by its column, and says so by `aria-sort`. Without a script
/// the table stands in the order of the class.
pub(super) const SORT: Script =
    Script { text: include_str!("sort.js"), hash: "sha256-j2aQYkB8XocDLCAlkcmKE0qIJ5tELj2BCyhVKfcUduU=" };
