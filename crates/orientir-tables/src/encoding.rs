//! In which encoding a text is.
//!
//! A survey reads the whole text once, in blocks, before a single row is handed out: a table that turns out to be something
//! else in line 90,000 must not have been scored up to there.
//!
//! **Unicode.** A byte order mark decides. Without one, text that is valid UTF-8 is UTF-8: a sentence of another encoding is
//! never valid by chance. Text with a fault that has more valid characters of several bytes than faults is UTF-8 that was
//! damaged or cut short. It is refused, because reading it as a legacy encoding would turn every name into gibberish.
//!
//! **Legacy.** What is left is what Excel in Russian (windows-1251) and in Lithuanian (windows-1257) saves as "CSV". Both
//! have a letter for nearly each byte from 0xC0 on, so letters alone do not tell them apart. Words do. Lithuanian is Latin
//! script with nine more letters, so its high bytes stand in words with ASCII letters (`Šarūnė`); in Russian a word has high
//! bytes only. The majority of words decides. It is robust for tiny files: a column of answers `а`, `б` is words of one high
//! byte, a single Lithuanian name is a word with both. `№` counts as a Russian word: it is `¹` in windows-1257, which no
//! school writes.
//!
//! Nothing is read on a guess. Refused are:
//! - ties, and texts whose high bytes are no letters (a dash says nothing);
//! - a byte that the encoding leaves unassigned: 0x98 in windows-1251, twelve holes in windows-1257;
//! - mixed words whose high letters are mostly not Lithuanian's: German or Polish of windows-1252 or windows-1250;
//! - DOS text (CP866), whose letters lie at 0x80..=0xAF and 0xE0..=0xEF: where high bytes stand together, most are below
//!   0xB0, where windows-1251 has signs;
//! - KOI8-R, where small and capital letters have changed places: more words that go on with a capital after a small letter
//!   than words in order. KOI8-R without a single capital is not told apart, it looks like windows-1251 in capitals; no
//!   program of the last twenty years saves tables in it.

use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::{fmt, str};

use crate::Fault;

/// The bytes read at once.
const BLOCK: usize = 1 << 16;

/// The encoding of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, the lower byte first: Excel's "Unicode text".
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// Cyrillic letters of Windows.
    Windows1251,
    /// Baltic letters of Windows.
    Windows1257,
}

impl Encoding {
    /// The name that programs know it by.
    pub fn name(self) -> &'static str {
        self.codec().name()
    }

    pub(crate) fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1251 => encoding_rs::WINDOWS_1251,
            Self::Windows1257 => encoding_rs::WINDOWS_1257,
        }
    }

    /// Tells the encoding of a whole text.
    pub(crate) fn of<R: Read + Seek>(reader: &mut R) -> Result<Self, Fault> {
        let mut mark = Vec::new();
        reader.rewind()?;
        reader.by_ref().take(3).read_to_end(&mut mark)?;
        match mark.as_slice() {
            [0xff, 0xfe, ..] => utf16(reader, u16::from_le_bytes).map(|()| Self::Utf16Le),
            [0xfe, 0xff, ..] => utf16(reader, u16::from_be_bytes).map(|()| Self::Utf16Be),
            mark => utf8(reader, mark == b"\xef\xbb\xbf"),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Hands the bytes from the start to `survey` in blocks; it answers how many bytes at the end it needs again with the next
/// block. The result is how many it had left at the end of all.
fn blocks<R: Read + Seek>(reader: &mut R, mut survey: impl FnMut(&[u8]) -> usize) -> Result<usize, Fault> {
    reader.seek(SeekFrom::Start(0))?;
    let mut block = vec![0; BLOCK];
    let mut left = 0;
    loop {
        let read = match reader.read(block.get_mut(left..).unwrap_or_default()) {
            Ok(0) => return Ok(left),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        let end = left + read;
        left = survey(block.get(..end).unwrap_or_default());
        block.copy_within(end - left..end, 0);
    }
}

/// How many lines end in a text.
#[expect(clippy::naive_bytecount, reason = "the compiler vectorises it, and a crate for that is one more to trust")]
pub(crate) fn newlines(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// The line of a byte.
fn line_of<R: Read + Seek>(reader: &mut R, offset: u64) -> Result<u64, Fault> {
    let (mut line, mut left) = (1, offset);
    blocks(reader, |block| {
        let until = usize::try_from(left).unwrap_or(usize::MAX).min(block.len());
        let block = block.get(..until).unwrap_or_default();
        line += newlines(block);
        left -= block.len() as u64;
        0
    })?;
    Ok(line)
}

/// What a text is as UTF-8.
#[derive(Debug, Default)]
struct Utf8Survey {
    /// Bytes surveyed.
    offset: u64,
    /// Characters of several bytes.
    valid: u64,
    /// Sequences that are no character.
    invalid: u64,
    /// Where the first of them stands.
    first: Option<u64>,
    /// Where the first zero byte stands.
    nul: Option<u64>,
    /// Zero bytes at even places and at odd ones.
    zeros: (u64, u64),
}

impl Utf8Survey {
    fn feed(&mut self, block: &[u8]) -> usize {
        if block.contains(&0) {
            for (place, _) in (self.offset..).zip(block).filter(|(_, byte)| **byte == 0) {
                self.nul.get_or_insert(place);
                let zeros = if place % 2 == 0 { &mut self.zeros.0 } else { &mut self.zeros.1 };
                *zeros += 1;
            }
        }
        let mut rest = block;
        loop {
            let (good, invalid) = match str::from_utf8(rest) {
                Ok(_) => (rest.len(), Some(0)),
                Err(error) => (error.valid_up_to(), error.error_len()),
            };
            let (valid, bad) = rest.split_at(good);
            self.valid += valid.iter().filter(|byte| **byte >= 0xc0).count() as u64;
            self.offset += good as u64;
            match invalid {
                Some(0) => return 0,
                // A character that the block cuts.
                None => return bad.len(),
                Some(length) => {
                    self.invalid += 1;
                    self.first.get_or_insert(self.offset);
                    self.offset += length as u64;
                    rest = bad.get(length..).unwrap_or_default();
                }
            }
        }
    }
}

/// The verdict on a text without the mark of UTF-16.
fn utf8<R: Read + Seek>(reader: &mut R, mark: bool) -> Result<Encoding, Fault> {
    let mut survey = Utf8Survey::default();
    let cut = blocks(reader, |block| survey.feed(block))? > 0;
    let Utf8Survey { offset, valid, invalid, first, nul, zeros } = survey;
    if let Some(nul) = nul {
        // In UTF-16 without its mark every blank, digit and end of a line has a zero on the same side.
        let one_side = zeros.0.min(zeros.1) == 0 && zeros.0 + zeros.1 > 1;
        let line = line_of(reader, nul)?;
        return Err(if one_side { Fault::UnknownEncoding { line } } else { Fault::Nul { line } });
    }
    let faults = invalid + u64::from(cut);
    if faults == 0 {
        Ok(Encoding::Utf8)
    } else if invalid == 0 && valid > 0 {
        Err(Fault::CutShort { line: line_of(reader, offset)? })
    } else if valid > faults || mark {
        Err(Fault::DamagedText { line: line_of(reader, first.unwrap_or(offset))? })
    } else {
        legacy(reader, first.unwrap_or(offset))
    }
}

/// Goes through UTF-16, whose mark has told the order of bytes.
fn utf16<R: Read + Seek>(reader: &mut R, unit: fn([u8; 2]) -> u16) -> Result<(), Fault> {
    let (mut line, mut damaged, mut nul, mut high) = (1_u64, None, None, false);
    let cut = blocks(reader, |block| {
        let (units, rest) = block.as_chunks();
        for bytes in units {
            let unit = unit(*bytes);
            let low = matches!(unit, 0xdc00..=0xdfff);
            if high != low {
                damaged.get_or_insert(line);
            }
            high = matches!(unit, 0xd800..=0xdbff);
            if unit == 0 {
                nul.get_or_insert(line);
            }
            line += u64::from(unit == u16::from(b'\n'));
        }
        rest.len()
    })?;
    match (damaged, nul) {
        (Some(line), _) => Err(Fault::DamagedText { line }),
        (None, Some(line)) => Err(Fault::Nul { line }),
        (None, None) if cut > 0 || high => Err(Fault::CutShort { line }),
        (None, None) => Ok(()),
    }
}

/// The verdict on a text that is not Unicode; `damaged` is where that shows.
fn legacy<R: Read + Seek>(reader: &mut R, damaged: u64) -> Result<Encoding, Fault> {
    let (mut words, mut offset, mut first) = (Words::default(), 0, None);
    blocks(reader, |block| {
        if first.is_none() {
            first = block.iter().position(|byte| !byte.is_ascii()).map(|at| offset + at as u64);
            offset += block.len() as u64;
        }
        for byte in block {
            words.feed(*byte);
        }
        0
    })?;
    words.feed(b'\n');
    if words.unicode.mixed {
        return Err(Fault::DamagedText { line: line_of(reader, damaged)? });
    }
    match words.verdict() {
        Some(encoding) => Ok(encoding),
        None => Err(Fault::UnknownEncoding { line: line_of(reader, first.unwrap_or(0))? }),
    }
}

/// What the words of a text in one byte a letter are like.
#[derive(Debug, Default)]
struct Words {
    /// Words of high bytes only.
    high: u64,
    /// Words with ASCII letters and high bytes.
    mixed: u64,
    /// High letters in mixed words, and those of Lithuanian among them.
    mixed_letters: (u64, u64),
    /// Words of several letters with a capital after a small one, and words in order.
    inverted: u64,
    ordered: u64,
    /// Where high bytes stand together: those below 0xB0, and the others.
    below: u64,
    above: u64,
    /// A byte that an encoding leaves unassigned.
    hole_1251: bool,
    hole_1257: bool,
    word: Word,
    run: (u64, u64),
    unicode: Unicode,
}

/// Russian words in UTF-8 in the midst of another encoding: a table put together from two. Three letters of two bytes in a
/// row tell: in windows-1251 each would be a Р or С with a sign behind it.
#[derive(Debug, Default)]
struct Unicode {
    letters: u32,
    first_byte: bool,
    mixed: bool,
}

impl Unicode {
    fn feed(&mut self, byte: u8) {
        let begins = matches!(byte, 0xd0 | 0xd1);
        if self.first_byte && matches!(byte, 0x80..=0xbf) {
            self.letters += 1;
            self.mixed |= self.letters == 3;
        } else if self.first_byte || !begins {
            self.letters = 0;
        }
        self.first_byte = begins;
    }
}

#[derive(Debug, Default)]
struct Word {
    ascii: bool,
    high: u64,
    lithuanian: u64,
    /// Whether the last letter was a small one.
    small: bool,
    order: Order,
}

/// How small and capital letters follow each other.
#[derive(Debug, Default, PartialEq, Eq)]
enum Order {
    /// Capitals alone, or a single letter.
    #[default]
    Unknown,
    /// Small letters after a letter.
    Ordered,
    /// A capital after a small letter.
    Inverted,
}

impl Words {
    fn feed(&mut self, byte: u8) {
        self.unicode.feed(byte);
        match byte {
            0x00..=0x7f => self.end_run(),
            0x80..=0xaf => self.run.0 += 1,
            0xb0..=0xff => self.run.1 += 1,
        }
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => self.word.ascii = true,
            // Letters of both encodings, or of one of them where the other has a sign that stands by itself.
            0xc0..=0xff | 0xa8 | 0xaa | 0xaf | 0xb8 | 0xba | 0xbf => self.letter(byte),
            _ => self.end_word(),
        }
        self.high += u64::from(byte == 0xb9);
        self.hole_1251 |= byte == 0x98;
        self.hole_1257 |=
            matches!(byte, 0x81 | 0x83 | 0x88 | 0x8a | 0x8c | 0x90 | 0x98 | 0x9a | 0x9c | 0x9f | 0xa1 | 0xa5);
    }

    fn letter(&mut self, byte: u8) {
        let word = &mut self.word;
        let capital = matches!(byte, 0xc0..=0xdf | 0xa8);
        if capital && word.small {
            word.order = Order::Inverted;
        } else if !capital && word.high > 0 && word.order == Order::Unknown {
            word.order = Order::Ordered;
        }
        word.small = !capital;
        word.high += 1;
        word.lithuanian += u64::from(is_lithuanian(byte));
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.high == 0 {
            return;
        }
        if word.ascii {
            self.mixed += 1;
            self.mixed_letters.0 += word.high;
            self.mixed_letters.1 += word.lithuanian;
        } else {
            self.high += 1;
            self.inverted += u64::from(word.order == Order::Inverted);
            self.ordered += u64::from(word.order == Order::Ordered);
        }
    }

    fn end_run(&mut self) {
        let (below, above) = std::mem::take(&mut self.run);
        // A dash alone in a cell is a missing answer, no text.
        if below + above > 1 {
            self.below += below;
            self.above += above;
        }
    }

    fn verdict(&self) -> Option<Encoding> {
        let dos = self.below > self.above;
        let koi8 = self.inverted > self.ordered;
        let lithuanian = self.mixed_letters.1 * 2 >= self.mixed_letters.0;
        if dos {
            None
        } else if self.high > self.mixed && !self.hole_1251 && !koi8 {
            Some(Encoding::Windows1251)
        } else if self.mixed > self.high && !self.hole_1257 && lithuanian {
            Some(Encoding::Windows1257)
        } else {
            None
        }
    }
}

/// ą č ę ė į š ų ū ž in windows-1257; the capitals lie 0x20 below.
fn is_lithuanian(byte: u8) -> bool {
    matches!(byte | 0x20, 0xe0 | 0xe8 | 0xe6 | 0xeb | 0xe1 | 0xf0 | 0xf8 | 0xfb | 0xfe)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use encoding_rs::{IBM866, KOI8_R, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1257};

    use super::{BLOCK, Encoding};
    use crate::Fault;

    const RUSSIAN: &str =
        "Фамилия;Класс;Пол\nПушкина Анна;9Б;ж\nИванов Пётр;9Б;м\nМне нравится «работать» с людьми – да;№ 5\n";
    const LITHUANIAN: &str = "Vardas;Klasė;Lytis\nŠarūnė Žukauskaitė;9b;moteris\nĄžuolas Jonaitis;9b;vyras\nDažnai galvoju „apie ateitį“ ir į ją žiūriu;taip\n";

    fn of(bytes: &[u8]) -> Result<Encoding, String> {
        Encoding::of(&mut Cursor::new(bytes)).map_err(|fault| fault.to_string())
    }

    fn coded(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy, "{text} has letters outside {}", encoding.name());
        bytes.into_owned()
    }

    fn is_unknown(bytes: &[u8]) -> bool {
        matches!(Encoding::of(&mut Cursor::new(bytes)), Err(Fault::UnknownEncoding { .. }))
    }

    #[test]
    fn sentences_of_both_languages_are_told_apart() {
        assert_eq!(of(RUSSIAN.as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(of(LITHUANIAN.as_bytes()), Ok(Encoding::Utf8));
        assert_eq!(of(&coded(WINDOWS_1251, RUSSIAN)), Ok(Encoding::Windows1251));
        assert_eq!(of(&coded(WINDOWS_1257, LITHUANIAN)), Ok(Encoding::Windows1257));
    }

    #[test]
    fn tiny_files_suffice() {
        assert_eq!(of(b"\xcf\xee\xeb"), Ok(Encoding::Windows1251), "Пол");
        assert_eq!(of(b"id;1;2\n1;\xe0;\xe1\n2;\xe1;\xe0\n"), Ok(Encoding::Windows1251), "а, б");
        assert_eq!(of(b"id;1\n1;\xe0"), Ok(Encoding::Windows1251), "а at the very end");
        assert_eq!(of(b"\xd4\xc0\xcc\xc8\xcb\xc8\xdf"), Ok(Encoding::Windows1251), "ФАМИЛИЯ");
        assert_eq!(of(b"\xb9;1;2\n1;3;4\n"), Ok(Encoding::Windows1251), "№");
        assert_eq!(of(b"id;1\n\xd0ar\xfbn\xeb;3\n"), Ok(Encoding::Windows1257), "Šarūnė");
        assert_eq!(of(b"id;1\n1;A\n"), Ok(Encoding::Utf8), "ASCII");
        assert_eq!(of(b""), Ok(Encoding::Utf8));
    }

    #[test]
    fn dashes_for_missing_answers_do_not_look_like_dos() {
        let table = format!("{RUSSIAN}{}", "1;–;–;–\n".repeat(500));
        assert_eq!(of(&coded(WINDOWS_1251, &table)), Ok(Encoding::Windows1251));
    }

    #[test]
    fn what_is_neither_is_refused() {
        assert!(is_unknown(&coded(IBM866, "Фамилия;Класс\nИванов Пётр;9Б\n")), "DOS");
        assert!(is_unknown(&coded(KOI8_R, "фамилия;Класс\nИванов Пётр;9Б\n")), "KOI8-R");
        assert!(is_unknown(&coded(WINDOWS_1252, "Müller;Größe\nJäger;Über\n")), "German");
        assert!(is_unknown(&coded(WINDOWS_1250, "Małgorzata;Łódź\nStanisław;Wałęsa\n")), "Polish");
        assert!(is_unknown(b"id;1\n1;\x96\n"), "a dash says nothing");
        assert!(is_unknown(b"\xcf\xee\xeb;\xd0ar\xfbn\xeb\n"), "one word of each");
        assert!(is_unknown(b"\xcf\xee\xeb;\x98\n"), "unassigned in windows-1251");
        assert!(is_unknown(b"\xd0ar\xfbn\xeb;\xa1\n"), "unassigned in windows-1257");
    }

    #[test]
    fn an_unknown_encoding_is_told_with_its_line() {
        let fault = of(b"id;1\n1;2\n2;\x96\n");
        assert_eq!(fault, Err("line 3 is in an unknown encoding, save the table as UTF-8".to_owned()));
    }

    #[test]
    fn damaged_unicode_is_never_taken_for_a_legacy_encoding() {
        let mut bytes = "Пол;Класс\nж;9Б\n".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xd0;\xff\n");
        assert_eq!(of(&bytes), Err("line 3 has bytes that are no text".to_owned()));
        assert_eq!(of(b"\xef\xbb\xbfid\n\xe0\xe1\xe2\n"), Err("line 2 has bytes that are no text".to_owned()));
        let cut = "Пол;Класс\nж;9Б".as_bytes();
        assert_eq!(of(cut.split_last().map_or(cut, |(_, rest)| rest)), Err("text is cut short in line 2".to_owned()));
    }

    #[test]
    fn utf16_without_its_mark_is_told_from_a_text_with_a_zero_byte() {
        for bytes in [b"a\0\n\0".as_slice(), b"\0a\0;\0\n", b"\xef\xbb\xbf\xff\xfea\0;\0"] {
            assert!(is_unknown(bytes), "{bytes:?}");
        }
        for bytes in [b"a\0\n".as_slice(), b"a\0\0\n", b"\0\0\0\0"] {
            assert!(matches!(Encoding::of(&mut Cursor::new(bytes)), Err(Fault::Nul { line: 1 })), "{bytes:?}");
        }
    }

    #[test]
    fn a_header_in_unicode_over_rows_of_windows_1251_is_no_table_of_either() {
        let mut bytes = "имя;пол\n".as_bytes().to_vec();
        bytes.extend(coded(WINDOWS_1251, &RUSSIAN.repeat(9)));
        assert_eq!(of(&bytes), Err("line 2 has bytes that are no text".to_owned()));
        // Signs behind Р and С are no word.
        assert_eq!(of(&coded(WINDOWS_1251, "Рё №С»;Пётр;СССР«»\nСёРё;Рязань;Сергей\n")), Ok(Encoding::Windows1251));
    }

    #[test]
    fn characters_across_blocks_are_whole() {
        // Each offset of a character of two, three or four bytes against the border of a block.
        for character in ["ж", "€", "😀"] {
            for shift in 0..4 {
                let text = format!("{}{}", "a".repeat(BLOCK - shift), character.repeat(3));
                assert_eq!(of(text.as_bytes()), Ok(Encoding::Utf8), "{character} {shift}");
            }
        }
        let late = [vec![b'\n'; BLOCK + 9], b"\xcf\xee\xeb".to_vec()].concat();
        assert_eq!(of(&late), Ok(Encoding::Windows1251));
    }

    #[test]
    fn utf16_needs_its_mark_and_whole_characters() {
        assert_eq!(of(b"\xff\xfe\x1f\x04;\0"), Ok(Encoding::Utf16Le));
        assert_eq!(of(b"\xfe\xff\x04\x1f\0;"), Ok(Encoding::Utf16Be));
        assert_eq!(of(b"\xff\xfea\0\n\0b"), Err("text is cut short in line 2".to_owned()));
        assert_eq!(of(b"\xff\xfe\x3d\xd8"), Err("text is cut short in line 1".to_owned()), "half a pair");
        assert_eq!(of(b"\xff\xfe\n\0\x3d\xd8a\0"), Err("line 2 has bytes that are no text".to_owned()));
        assert_eq!(of(b"\xff\xfe\x00\xdea\0"), Err("line 1 has bytes that are no text".to_owned()));
        assert_eq!(of(b"\xff\xfea\0\0\0"), Err("line 1 has a zero byte, this is no text".to_owned()));
        assert_eq!(of(b"a\nb\nc\0"), Err("line 3 has a zero byte, this is no text".to_owned()));
    }
}
