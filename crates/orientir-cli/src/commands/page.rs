//! A sheet about an instrument or a battery: headings, captions and paragraphs, as text within the width of the terminal or as
//! a page of HTML for one sheet of paper.

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use orientir::definition::Basis;
use unicode_width::UnicodeWidthStr;

use crate::session::{Session, printable};
use crate::table::wrap;
use crate::words::Word;

/// The widest sheet that is pleasant to read.
const WIDEST: usize = 100;
/// Where the text beside a caption begins.
const MARGIN: usize = 18;

/// A part of a sheet.
#[derive(Debug)]
enum Block {
    /// What the sheet is about: its name among programs, and among people.
    Title(String, String),
    Heading(String),
    /// With an indent, and a deeper one from the second line on.
    Paragraph {
        indent: usize,
        hang: usize,
        text: String,
    },
    /// A caption with the text beside it.
    Captioned(String, String),
    /// A hash with its name.
    Hash(String, String),
    Gap,
}

/// A sheet while it is written.
#[derive(Debug)]
pub struct Page<'a> {
    session: &'a Session,
    blocks: Vec<Block>,
}

impl<'a> Page<'a> {
    /// An empty sheet.
    pub fn new(session: &'a Session) -> Self {
        Self { session, blocks: Vec::new() }
    }

    /// What the sheet is about.
    pub fn title(&mut self, name: &str, title: &str) {
        self.blocks.push(Block::Title(printable(name), printable(title)));
    }

    /// Lines with an indent, and a deeper one from the second line on.
    pub fn paragraph(&mut self, indent: usize, hang: usize, text: &str) {
        self.blocks.push(Block::Paragraph { indent, hang, text: printable(text) });
    }

    /// A heading after an empty line.
    pub fn heading(&mut self, heading: &str) {
        self.blocks.push(Block::Heading(printable(heading)));
    }

    /// A caption with the text beside it; nothing where there is no text.
    pub fn captioned(&mut self, caption: &str, text: &str) {
        if !text.is_empty() {
            self.blocks.push(Block::Captioned(printable(caption), printable(text)));
        }
    }

    /// A hash with its name.
    pub fn hash(&mut self, name: &str, hash: &str) {
        self.blocks.push(Block::Hash(name.to_owned(), hash.to_owned()));
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.blocks.push(Block::Gap);
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

    /// The sheet for a terminal.
    pub fn text(&self) -> String {
        let width = self.session.width.min(WIDEST);
        let mut out = String::new();
        for block in &self.blocks {
            match block {
                Block::Title(name, title) => lines(&mut out, width, (0, 2), &format!("{name}  {title}")),
                Block::Heading(heading) => {
                    let (bold, plain) = if self.session.color { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
                    let _ = writeln!(out, "\n{bold}{heading}{plain}");
                }
                Block::Paragraph { indent, hang, text } => lines(&mut out, width, (*indent, *hang), text),
                Block::Captioned(caption, text) => {
                    let margin = MARGIN.max(caption.width() + 2).min(width / 2);
                    let mut caption = format!("{caption}{}", " ".repeat(margin.saturating_sub(caption.width())));
                    for line in wrap(text, width.saturating_sub(2 + margin).max(10)) {
                        let _ = writeln!(out, "  {caption}{line}");
                        caption = " ".repeat(margin);
                    }
                }
                // On one line where that is wide enough, so that it can be copied.
                Block::Hash(name, hash) => {
                    let line = format!("{name:<11}{hash}");
                    let hang = if line.width() + 2 <= width { 0 } else { 2 };
                    let width = if hang == 0 { line.width() + 2 } else { width };
                    lines(&mut out, width, (2, hang), &line);
                }
                Block::Gap => out.push('\n'),
            }
        }
        out
    }

    /// The sheet as a page, set small enough for one sheet of A4 where that can still be read.
    pub fn html(&self) -> String {
        let lang = self.session.lang;
        let (name, title) = self.blocks.iter().find_map(Block::as_title).unwrap_or_default();
        let signs: usize = self.blocks.iter().map(Block::signs).sum();
        let size = SIZES.iter().find(|(most, _)| signs < *most).map_or("6.8pt", |(_, size)| size);
        html! {
            (DOCTYPE)
            html lang=(lang.as_str()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) " · " (name) }
                    style { (PreEscaped(STYLE)) (PreEscaped(format!("@media print{{body{{font-size:{size}}}}}"))) }
                }
                body {
                    header { h1 { (title) } p { code { (name) } } }
                    main { @for block in &self.blocks { (block.html()) } }
                }
            }
        }
        .into_string()
    }
}

/// How many signs fit on one sheet of paper, and the size of type; what is longer takes a second sheet.
const SIZES: [(usize, &str); 2] = [(4_200, "8.5pt"), (6_500, "7.5pt")];

/// How a sheet looks. Its columns make room for long lists of items.
const STYLE: &str = "\
:root{color-scheme:light dark}\
body{margin:0 auto;padding:1rem;max-width:72rem;font:1rem/1.4 system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',Arial,sans-serif;overflow-wrap:break-word}\
h1{font-size:1.5em;line-height:1.2;margin:0}header p{margin:.1em 0 .6em}\
h2{font-size:1.1em;margin:.8em 0 .2em;break-after:avoid}\
main{columns:26rem;column-gap:2em}\
p,dl{margin:.15em 0}.entry{padding-inline-start:1.2em;text-indent:-1.2em}.more{padding-inline-start:1.2em;font-size:.92em}\
.pair{display:grid;grid-template-columns:8em 1fr;column-gap:.6em}dt{font-weight:600;overflow-wrap:anywhere}dd{margin:0}\
code{font-size:.9em;overflow-wrap:anywhere}\
@media print{body{padding:0;max-width:none;line-height:1.25}main{columns:2;column-gap:5mm;column-fill:auto}p,.pair{break-inside:avoid}}\
@page{size:A4;margin:9mm 10mm}";

fn lines(out: &mut String, width: usize, (indent, hang): (usize, usize), text: &str) {
    for (i, line) in wrap(text, width.saturating_sub(indent + hang).max(10)).iter().enumerate() {
        let space = " ".repeat(if i == 0 { indent } else { indent + hang });
        out.push_str(format!("{space}{line}").trim_end());
        out.push('\n');
    }
}

impl Block {
    fn as_title(&self) -> Option<(&str, &str)> {
        match self {
            Self::Title(name, title) => Some((name, title)),
            _ => None,
        }
    }

    fn signs(&self) -> usize {
        match self {
            Self::Title(..) | Self::Gap => 0,
            Self::Heading(text) | Self::Paragraph { text, .. } => text.chars().count(),
            Self::Captioned(caption, text) | Self::Hash(caption, text) => {
                caption.chars().count() + text.chars().count()
            }
        }
    }

    fn html(&self) -> Markup {
        html! {
            @match self {
                Self::Title(..) | Self::Gap => {}
                Self::Heading(heading) => h2 { (heading) },
                Self::Paragraph { indent: 0, text, .. } => p { (text) },
                Self::Paragraph { indent: 1..=5, text, .. } => p.entry { (text) },
                Self::Paragraph { text, .. } => p.more { (text) },
                Self::Captioned(caption, text) => dl.pair { dt { (caption) } dd { (text) } },
                Self::Hash(name, hash) => dl.pair { dt { (name) } dd { code { (hash) } } },
            }
        }
    }
}
