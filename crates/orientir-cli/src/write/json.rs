//! JSON. What the core made is passed on untouched, so that every number keeps its bytes.

use std::io::{self, Write};

use orientir::Key;
use serde_json::json;

use crate::args::Format;

/// A document of the core with the key of its row in front.
pub fn keyed(key: &Key, document: &str) -> String {
    let mut members = vec![format!("\"id\":{}", json!(key.id)), format!("\"occasion\":{}", key.occasion)];
    for (name, part) in [("rater", &key.rater), ("date", &key.date)] {
        if !part.is_empty() {
            members.push(format!("\"{name}\":{}", json!(part)));
        }
    }
    let rest = document.strip_prefix('{').unwrap_or("}");
    let comma = if rest == "}" { "" } else { "," };
    format!("{{\"key\":{{{}}}{comma}{rest}", members.join(","))
}

/// Writes documents: as an array, or one a line.
pub fn write(out: &mut dyn Write, format: Format, documents: impl IntoIterator<Item = String>) -> io::Result<()> {
    if format == Format::Jsonl {
        return documents.into_iter().try_for_each(|document| writeln!(out, "{document}"));
    }
    out.write_all(b"[")?;
    for (i, document) in documents.into_iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        write!(out, "{comma}\n{document}")?;
    }
    out.write_all(b"\n]\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_keep_their_bytes() {
        let key = Key { id: "0\"7".to_owned(), occasion: 2, ..Key::default() };
        assert_eq!(keyed(&key, "{\"raw\":50.0}"), "{\"key\":{\"id\":\"0\\\"7\",\"occasion\":2},\"raw\":50.0}");
        assert_eq!(keyed(&key, "{}"), "{\"key\":{\"id\":\"0\\\"7\",\"occasion\":2}}");
    }
}
