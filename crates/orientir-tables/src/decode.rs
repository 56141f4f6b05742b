//! Text of any encoding as UTF-8, and the watch over how much of it one row takes.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, DecoderResult};

use crate::{Encoding, Fault};

/// The bytes decoded at once.
const BLOCK: usize = 1 << 16;

/// Room that the decoder needs to go on.
const ROOM: usize = 16;

/// A reader of text as a reader of UTF-8 without a byte order mark.
pub(crate) struct Decode<R> {
    reader: R,
    /// Nothing for UTF-8, which passes as it is.
    decoder: Option<Decoder>,
    block: Vec<u8>,
    /// What of the block is still to be decoded.
    from: usize,
    to: usize,
    finished: bool,
    /// Bytes read of the original text.
    raw: u64,
}

impl<R: Read + Seek> Decode<R> {
    pub(crate) fn new(mut reader: R, encoding: Encoding) -> Result<Self, Fault> {
        let mark = match encoding {
            Encoding::Utf8 => {
                let mut start = Vec::new();
                reader.rewind()?;
                reader.by_ref().take(3).read_to_end(&mut start)?;
                if start == b"\xef\xbb\xbf" { 3 } else { 0 }
            }
            Encoding::Utf16Le | Encoding::Utf16Be => 2,
            Encoding::Windows1251 | Encoding::Windows1257 => 0,
        };
        reader.seek(SeekFrom::Start(mark))?;
        let decoder = (encoding != Encoding::Utf8).then(|| encoding.codec().new_decoder_without_bom_handling());
        let block = if decoder.is_some() { vec![0; BLOCK] } else { Vec::new() };
        Ok(Self { reader, decoder, block, from: 0, to: 0, finished: false, raw: mark })
    }

    /// The next bytes, up to about `size`.
    pub(crate) fn head(&mut self, size: usize) -> io::Result<Vec<u8>> {
        let (mut head, mut at) = (vec![0; size + ROOM], 0);
        while at < size {
            match self.read(head.get_mut(at..).unwrap_or_default())? {
                0 => break,
                read => at += read,
            }
        }
        head.truncate(at);
        Ok(head)
    }
}

impl<R: Read> Read for Decode<R> {
    fn read(&mut self, text: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            let read = uninterrupted(&mut self.reader, text)?;
            self.raw += read as u64;
            return Ok(read);
        };
        // `Read::read_to_end` may ask for less, and the loop would never end.
        if text.len() < ROOM {
            return Err(ErrorKind::InvalidInput.into());
        }
        while !self.finished {
            let mut last = false;
            if self.from == self.to {
                self.to = uninterrupted(&mut self.reader, &mut self.block)?;
                self.from = 0;
                self.raw += self.to as u64;
                last = self.to == 0;
            }
            let block = self.block.get(self.from..self.to).unwrap_or_default();
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(block, text, last);
            self.from += read;
            match result {
                // The survey has seen the whole text: it must have been changed since.
                DecoderResult::Malformed(..) => return Err(ErrorKind::InvalidData.into()),
                DecoderResult::InputEmpty => self.finished = last,
                DecoderResult::OutputFull => {}
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// Reads again when a signal came in between; the parser would take that for a fault.
fn uninterrupted(reader: &mut impl Read, block: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(block) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

/// A reader of UTF-8 that keeps the bytes of the row that is being read and fails when they are too many.
///
/// The parser above it has a buffer of its own, so bytes are handed out ahead of the row they belong to.
pub(crate) struct Guard<R> {
    text: Decode<R>,
    /// What was read to tell the separator, and how much of it was handed out.
    head: Vec<u8>,
    head_at: usize,
    /// Bytes handed out since some place not after the start of the row, and that place.
    kept: Vec<u8>,
    kept_from: u64,
    /// Where the row starts.
    row: u64,
    limit: u64,
    ended: bool,
    too_long: bool,
}

impl<R> Guard<R> {
    /// The text after `head`, of which the first `skip` bytes are left out.
    pub(crate) fn new(text: Decode<R>, head: Vec<u8>, skip: usize, limit: u64) -> Self {
        let (kept, kept_from, row, ended, too_long) = (Vec::new(), 0, 0, false, false);
        Self { text, head, head_at: skip, kept, kept_from, row, limit, ended, too_long }
    }

    /// Tells where the next row starts, counted from the first byte handed out.
    pub(crate) fn start_row(&mut self, at: u64) {
        self.row = at;
    }

    /// The bytes handed out from the start of the row on: the row and whatever of the next ones was handed out with it.
    pub(crate) fn row(&self) -> &[u8] {
        let start = usize::try_from(self.row - self.kept_from).unwrap_or(usize::MAX);
        self.kept.get(start..).unwrap_or_default()
    }

    /// Whether the parser has asked for bytes after the last one.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Whether the row was longer than the limit.
    pub(crate) fn too_long(&self) -> bool {
        self.too_long
    }

    /// Bytes read of the original text.
    pub(crate) fn raw(&self) -> u64 {
        self.text.raw
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        let done = self.kept.len() - self.row().len();
        self.kept.drain(..done);
        self.kept_from += done as u64;
        if self.kept.len() as u64 > self.limit {
            self.too_long = true;
            return Err(io::Error::other("row is too long"));
        }
        let mut ahead = self.head.get(self.head_at..).unwrap_or_default();
        let read = if ahead.is_empty() { self.text.read(block)? } else { ahead.read(block)? };
        if self.head_at < self.head.len() {
            self.head_at += read;
            if self.head_at == self.head.len() {
                (self.head, self.head_at) = (Vec::new(), 0);
            }
        }
        self.ended |= read == 0;
        self.kept.extend_from_slice(block.get(..read).unwrap_or_default());
        Ok(read)
    }
}
