//! The picture of a class in text: bars in words of levels, and who needs a talk.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::picture::Picture;
use crate::session::{Session, printable};
use crate::table::wrap;
use crate::words::Word;

/// The longest bar; a class of up to so many pupils has one block a pupil.
const LONGEST: usize = 40;

/// Draws the picture of a class.
pub fn draw(picture: &Picture, session: &Session) -> String {
    let margin = picture.levels.iter().map(|name| name.width()).max().unwrap_or(0);
    let longest = session.width.saturating_sub(2 + margin + 2 + 8).clamp(1, LONGEST);
    let per_block = picture.pupils.div_ceil(longest).max(1);
    let mut text = format!("{}: {} {}\n", session.word(Word::ClassPicture), session.word(Word::Pupils), picture.pupils);
    for part in &picture.parts {
        let _ = writeln!(text, "\n{}", wrap(&printable(&part.title), session.width).join("\n"));
        for (name, count) in picture.levels.iter().zip(&part.counts) {
            let blank = " ".repeat(margin.saturating_sub(name.width()));
            let bar = if *count == 0 { String::new() } else { format!("{} ", "█".repeat(count.div_ceil(per_block))) };
            let _ = writeln!(text, "  {name}{blank}  {bar}{count}");
        }
    }
    for (heading, talks) in [(Word::Talk, &picture.talks), (Word::NotSettled, &picture.open)] {
        if !talks.is_empty() {
            let _ = writeln!(text, "\n{}", session.word(heading));
        }
        for talk in talks {
            let label = talk.label.as_ref().map_or(String::new(), |label| format!(" ({label})"));
            let line = printable(&format!("{}{label}: {}", talk.code, talk.ids.join(" ")));
            for (i, line) in wrap(&line, session.width.saturating_sub(6).max(10)).iter().enumerate() {
                let _ = writeln!(text, "{}{line}", if i == 0 { "  " } else { "      " });
            }
        }
    }
    let _ = writeln!(text, "\n{}", session.word(Word::NotOnePerson));
    text
}
