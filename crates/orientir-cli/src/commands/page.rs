//! A sheet of text: headings, captions and paragraphs within the width of the terminal.

use std::fmt::Write as _;

use orientir::definition::Basis;
use unicode_width::UnicodeWidthStr;

use crate::session::{Session, printable};
use crate::table::wrap;
use crate::words::Word;

/// The widest sheet that is pleasant to read.
const WIDEST: usize = 100;
/// Where the text beside a caption begins.
const MARGIN: usize = 18;

/// A sheet while it is written.
#[derive(Debug)]
pub struct Page<'a> {
    /// What is written so far.
    pub text: String,
    session: &'a Session,
    width: usize,
}

impl<'a> Page<'a> {
    /// An empty sheet.
    pub fn new(session: &'a Session) -> Self {
        Self { text: String::new(), session, width: session.width.min(WIDEST) }
    }

    /// Lines with an indent, and a deeper one from the second line on.
    pub fn paragraph(&mut self, indent: usize, hang: usize, text: &str) {
        let lines = wrap(&printable(text), self.width.saturating_sub(indent + hang).max(10));
        for (i, line) in lines.iter().enumerate() {
            let space = " ".repeat(if i == 0 { indent } else { indent + hang });
            self.text.push_str(format!("{space}{line}").trim_end());
            self.text.push('\n');
        }
    }

    /// A heading after an empty line.
    pub fn heading(&mut self, heading: &str) {
        let (bold, plain) = if self.session.color { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
        let _ = writeln!(self.text, "\n{bold}{}{plain}", printable(heading));
    }

    /// A caption with the text beside it; nothing where there is no text.
    pub fn captioned(&mut self, caption: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let margin = MARGIN.max(caption.width() + 2).min(self.width / 2);
        let mut caption = format!("{}{}", printable(caption), " ".repeat(margin.saturating_sub(caption.width())));
        for line in wrap(&printable(text), self.width.saturating_sub(2 + margin).max(10)) {
            let _ = writeln!(self.text, "  {caption}{line}");
            caption = " ".repeat(margin);
        }
    }

    /// A hash with its name; on one line where that is wide enough, so that it can be copied.
    pub fn hash(&mut self, name: &str, hash: &str) {
        let line = format!("{name:<11}{hash}");
        if line.width() + 2 <= self.width {
            let _ = writeln!(self.text, "  {line}");
        } else {
            self.paragraph(2, 2, &line);
        }
    }

    /// Why something may be believed, and what speaks against it.
    pub fn basis(&mut self, indent: usize, basis: Option<&Basis>) {
        let Some(basis) = basis else { return };
        let lang = self.session.lang;
        let why = basis.why.as_ref().map_or(String::new(), |why| format!(": {}", why.get(lang)));
        self.paragraph(indent, 4, &format!("[{}] {}{why}", basis.evidence, basis.source));
        if let Some(doubt) = &basis.doubt {
            self.paragraph(indent + 4, 0, &format!("{}: {}", self.session.word(Word::Doubt), doubt.get(lang)));
        }
    }
}
