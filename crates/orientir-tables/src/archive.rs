//! What a workbook would do to the memory, found out before it is read.
//!
//! A workbook is a zip archive. Every entry is decompressed into nothing and its bytes are counted, because what an archive
//! declares about its sizes may be false. Two parts are looked into on the way, since calamine trusts what they say:
//! - the shared strings declare their number, and calamine reserves the memory for it: a hundred bytes can ask for
//!   terabytes, which aborts the program;
//! - the styles are combined, and calamine copies the names of font and format into each of them: a long name and many styles
//!   multiply.
//!
//! So a number of strings must be possible in the bytes that the part has, and styles have as many and as long tags as Excel
//! can have. The parts must be plain XML: without a document type (which the standard forbids) and without zero or escape
//! bytes, that is in an encoding whose ASCII is ASCII.

use std::io::{Cursor, ErrorKind, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::Fault;

/// More entries than the largest workbooks of schools have by a factor of hundreds.
const ENTRIES: usize = 10_000;

/// Formats of cells and of styles, of which Excel has at most 65,490 each.
const FORMATS: u64 = 1 << 17;

/// The longest tag of those parts; a format's text has at most 255 characters.
const TAG: usize = 1 << 12;

/// The least bytes of a shared string: `<si/>`.
const STRING: u64 = 5;

/// Decompresses every entry of a workbook into nothing.
pub(crate) fn scan(bytes: &[u8], unpacked: u64, cells: u64) -> Result<(), Fault> {
    // Before the list of entries is made. Chance makes one such word in 4 GB.
    if bytes.windows(4).filter(|word| word == b"PK\x01\x02").count() > ENTRIES {
        return Err(Fault::Bomb);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
    if archive.len() > ENTRIES {
        return Err(Fault::Bomb);
    }
    let (mut left, mut book, mut binary) = (unpacked, false, false);
    let mut block = vec![0; 1 << 16];
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(fault)?;
        // What says so itself need not be unpacked.
        if entry.size() > left {
            return Err(Fault::Bomb);
        }
        let name = entry.name().map_err(fault)?.to_ascii_lowercase();
        book |= name.contains("workbook");
        binary |= name.ends_with("workbook.bin");
        let combined = name.ends_with("sharedstrings.xml") || name.ends_with("styles.xml");
        let mut part = combined.then(|| Part::new(cells));
        let mut size = 0;
        loop {
            let read = match entry.read(&mut block) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(Fault::damaged(error)),
            };
            size += read as u64;
            left = left.checked_sub(read as u64).ok_or(Fault::Bomb)?;
            if let Some(part) = &mut part {
                block.get(..read).unwrap_or_default().iter().try_for_each(|byte| part.feed(*byte))?;
            }
        }
        if part.is_some_and(|part| part.declared > size / STRING) {
            return Err(Fault::Bomb);
        }
    }
    if binary {
        return Err(Fault::BinaryWorkbook);
    }
    if book { Ok(()) } else { Err(Fault::OtherArchive) }
}

fn fault(error: ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Fault::Encrypted,
        error => Fault::damaged(error),
    }
}

/// The tags of a part, byte by byte. Quotes are minded: a `>` may stand in them.
struct Part {
    /// Strings and formats that may still come.
    strings: u64,
    formats: u64,
    /// How many strings the part says that it has.
    declared: u64,
    state: State,
    /// The tag without its brackets, or the last two bytes of what is skipped.
    tag: Vec<u8>,
}

enum State {
    Text,
    Tag(Option<u8>),
    /// A comment, an instruction or a text that is no markup, up to these bytes.
    Skip([u8; 2]),
}

impl Part {
    fn new(strings: u64) -> Self {
        Self { strings, formats: FORMATS, declared: 0, state: State::Text, tag: Vec::new() }
    }

    fn feed(&mut self, byte: u8) -> Result<(), Fault> {
        if matches!(byte, 0 | 0x1b) {
            return Err(Fault::damaged("part is not in UTF-8"));
        }
        match self.state {
            State::Text if byte == b'<' => {
                self.tag.clear();
                self.state = State::Tag(None);
            }
            State::Text => {}
            State::Tag(None) if byte == b'>' => {
                self.state = State::Text;
                return self.end();
            }
            State::Tag(quote) => {
                self.tag.push(byte);
                self.state = match (self.tag.as_slice(), quote) {
                    (b"?", _) => State::Skip(*b"?>"),
                    (b"!--", _) => State::Skip(*b"--"),
                    (b"![CDATA[", _) => State::Skip(*b"]]"),
                    ([b'!', rest @ ..], _) if !b"--".starts_with(rest) && !b"[CDATA[".starts_with(rest) => {
                        return Err(Fault::damaged("part has a document type"));
                    }
                    (_, Some(quote)) if quote == byte => State::Tag(None),
                    (_, None) if matches!(byte, b'"' | b'\'') => State::Tag(Some(byte)),
                    (tag, _) if tag.len() > TAG => return Err(Fault::damaged("part has a tag that is too long")),
                    (_, quote) => State::Tag(quote),
                };
                if matches!(self.state, State::Skip(_)) {
                    self.tag.clear();
                }
            }
            State::Skip(end) => {
                let ended = match end {
                    [b'?', _] => self.tag.ends_with(b"?") && byte == b'>',
                    end => self.tag.ends_with(&end) && byte == b'>',
                };
                if ended {
                    self.state = State::Text;
                } else {
                    if self.tag.len() == 2 {
                        self.tag.remove(0);
                    }
                    self.tag.push(byte);
                }
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Fault> {
        let name = self.tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').next().unwrap_or_default();
        let name = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        match name {
            b"si" => self.strings = self.strings.checked_sub(1).ok_or(Fault::Bomb)?,
            b"xf" => self.formats = self.formats.checked_sub(1).ok_or(Fault::Bomb)?,
            b"sst" => self.declared = self.declared.max(declared(&self.tag)),
            _ => {}
        }
        Ok(())
    }
}

/// The number that a tag gives as `uniqueCount`.
fn declared(tag: &[u8]) -> u64 {
    let tag = String::from_utf8_lossy(tag);
    let Some((_, rest)) = tag.split_once("uniqueCount") else { return 0 };
    let digits = rest.trim_start_matches(|sign: char| !sign.is_ascii_digit());
    let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end).and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, Part, TAG};
    use crate::Fault;

    fn part(text: &str, strings: u64) -> Result<Part, Fault> {
        let mut part = Part::new(strings);
        text.bytes().try_for_each(|byte| part.feed(byte))?;
        Ok(part)
    }

    fn counts(text: &str) -> Option<(u64, u64, u64)> {
        part(text, 100).ok().map(|part| (100 - part.strings, FORMATS - part.formats, part.declared))
    }

    #[test]
    fn tags_are_counted_and_nothing_else() {
        let text = "<?xml version='1.0'?><x:sst count=\"9\" uniqueCount=\"42\"><!-- <si> \" --><x:si a='>'/><si>\n</si><t>si</t></x:sst>";
        assert_eq!(counts(text), Some((2, 0, 42)));
        assert_eq!(counts("<cellXfs><xf/><a:xf b=\"<xf>\"/></cellXfs><![CDATA[<xf/> ' ]]><xf\n/>"), Some((0, 3, 0)));
        assert_eq!(counts("<!---><si/>--><si/>"), Some((1, 0, 0)));
        assert_eq!(counts("<sst uniqueCount=''>"), Some((0, 0, 0)));
    }

    #[test]
    fn what_would_multiply_is_refused() {
        assert!(matches!(part("<si/><si/><si/>", 2), Err(Fault::Bomb)));
        let formats = "<xf/>".repeat(usize::try_from(FORMATS).unwrap_or_default() + 1);
        assert!(matches!(part(&formats, 0), Err(Fault::Bomb)));
        let long = format!("<font name=\"{}\">", "a".repeat(TAG));
        for text in [long.as_str(), "<!DOCTYPE a>", "<\0s\0i\0", "\u{1b}(J"] {
            assert!(matches!(part(text, 9), Err(Fault::DamagedWorkbook { .. })), "{text}");
        }
    }
}
