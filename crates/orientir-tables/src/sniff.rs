//! What a file is, told from its bytes: names lie (`.xls` may be a web page).

use std::io::{Read, Seek, SeekFrom};

use crate::Fault;

/// How many bytes are looked at.
const HEAD: u64 = 4096;

/// What may be read further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Zip,
}

/// Tells text from a workbook, and everything else by its fault.
pub(crate) fn sniff<R: Read + Seek>(reader: &mut R, limit: u64) -> Result<Kind, Fault> {
    let mut head = Vec::new();
    reader.rewind()?;
    reader.by_ref().take(HEAD).read_to_end(&mut head)?;
    if head.starts_with(b"PK\x03\x04") {
        let document = head.get(30..).is_some_and(|name| name.starts_with(b"mimetype"));
        return if document && contains(&head, b"opendocument") { Err(Fault::OpenDocument) } else { Ok(Kind::Zip) };
    }
    // An archive without an entry, or in parts.
    if head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08") {
        return Err(Fault::OtherArchive);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(if has_stream(reader, "EncryptedPackage", limit)? { Fault::Encrypted } else { Fault::OldWorkbook });
    }
    markup(&head).map_or(Ok(Kind::Text), Err)
}

/// Documents that are text, though no table.
fn markup(head: &[u8]) -> Option<Fault> {
    // A page in UTF-16 is ASCII with zeros in between, after a mark that no ASCII is part of.
    let text: Vec<u8> = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let text = text.strip_prefix(b"\xef\xbb\xbf").or(text.strip_prefix(b"\xff\xfe")).unwrap_or(&text);
    let text = text.strip_prefix(b"\xfe\xff").unwrap_or(text).trim_ascii_start();
    let any = |words: &[&[u8]]| words.iter().any(|word| contains(text, word));
    match text {
        text if text.starts_with(b"%pdf") => Some(Fault::Pdf),
        // A web page in one file, as Excel saves it.
        text if text.starts_with(b"mime-version:") => Some(Fault::Html),
        [b'<', ..] if any(&[b"<html", b"<table", b"<!doctype html"]) => Some(Fault::Html),
        text if text.starts_with(b"<?xml") => Some(Fault::Xml),
        _ => None,
    }
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

/// Whether a container of the old Office has a stream of this name, in its first `limit` bytes.
fn has_stream<R: Read + Seek>(reader: &mut R, name: &str, limit: u64) -> Result<bool, Fault> {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    reader.seek(SeekFrom::Start(0))?;
    let mut reader = reader.take(limit);
    let mut window = Vec::new();
    loop {
        // What may be the start of the name stays for the next block.
        window.drain(..window.len().saturating_sub(name.len()));
        if reader.by_ref().take(1 << 16).read_to_end(&mut window)? == 0 {
            return Ok(false);
        }
        if contains(&window, &name) {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Kind, sniff};

    fn of(bytes: &[u8]) -> String {
        match sniff(&mut Cursor::new(bytes), 1 << 20) {
            Ok(Kind::Text) => "text".to_owned(),
            Ok(Kind::Zip) => "zip".to_owned(),
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn files_are_told_by_their_bytes() {
        assert_eq!(of(b""), "text");
        assert_eq!(of(b"id;1\n"), "text");
        assert_eq!(of(b"PK\x03\x04"), "zip");
        assert_eq!(of(b"PK\x05\x06"), "OtherArchive");
        assert_eq!(of(b"%PDF-1.7\n"), "Pdf");
        assert_eq!(of(b"\xef\xbb\xbf \r\n<HTML><body>"), "Html");
        assert_eq!(of(b"<meta charset=utf-8><Table border=1>"), "Html");
        assert_eq!(of(b"\xff\xfe<\0h\0t\0m\0l\0>\0"), "Html");
        assert_eq!(of(b"<?xml version=\"1.0\"?><html xmlns=\"x\">"), "Html");
        assert_eq!(of(b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>"), "Xml");
        assert_eq!(of(b"MIME-Version: 1.0\r\nX-Document-Type: Workbook"), "Html");
        assert_eq!(of(b"name;<table>\n"), "text", "a tag within a table");
    }

    #[test]
    fn the_first_entry_of_an_open_document_says_so() {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(30, 0);
        bytes.extend(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
        assert_eq!(of(&bytes), "OpenDocument");
    }

    #[test]
    fn a_password_is_told_from_an_old_workbook() {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize((1 << 16) - 5, 0);
        assert_eq!(of(&bytes), "OldWorkbook");
        // Across two blocks.
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(of(&bytes), "Encrypted");
    }
}
