//! Tables of text no wider than the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::session::printable;

/// The narrowest that a column of words is made before the table is split.
const NARROWEST: usize = 14;
/// The widest that a column naming the row is made.
const WIDEST_KEY: usize = 24;
/// What stands between two columns.
const GAP: usize = 2;

/// How a column is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names the row: repeated in every block.
    Key,
    /// Numbers, to the right.
    Number,
    /// A short word.
    Word,
    /// Words that may be wrapped.
    Text,
}

#[derive(Clone, Debug)]
struct Column {
    title: String,
    kind: Kind,
    /// Stays in one block with the column before it.
    joined: bool,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    /// Lines below a row, over the whole width, by the row's number.
    notes: Vec<(usize, String)>,
}

impl Table {
    /// Adds a column.
    pub fn column(&mut self, title: &str, kind: Kind) {
        self.columns.push(Column { title: printable(title), kind, joined: false });
    }

    /// Adds a column that is not parted from the one before it.
    pub fn joined(&mut self, title: &str, kind: Kind) {
        self.columns.push(Column { title: printable(title), kind, joined: true });
    }

    /// Adds a row.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(|cell| printable(cell.as_ref())).collect());
    }

    /// Adds a line over the whole width below the last row.
    pub fn note(&mut self, text: &str) {
        self.notes.push((self.rows.len().saturating_sub(1), printable(text)));
    }

    /// The table in as few blocks as fit into the width, each with the columns that name the row.
    pub fn render(&self, width: usize, color: bool) -> String {
        let natural: Vec<usize> = (0..self.columns.len()).map(|i| self.natural(i)).collect();
        let keys: Vec<usize> = self.places().filter(|(_, c)| c.kind == Kind::Key).map(|(i, _)| i).collect();
        let mut blocks: Vec<Vec<usize>> = Vec::new();
        let mut block = keys.clone();
        for group in self.groups() {
            let wider: Vec<usize> = block.iter().chain(&group).copied().collect();
            if block.len() > keys.len() && self.fit(&wider, &natural, width).is_none() {
                blocks.push(std::mem::replace(&mut block, keys.iter().chain(&group).copied().collect()));
            } else {
                block = wider;
            }
        }
        blocks.push(block);
        let blocks = blocks.iter().enumerate().map(|(number, columns)| {
            let widths = self.fit(columns, &natural, width).unwrap_or_else(|| Self::forced(columns, &natural, width));
            let rows = self.rows_of(columns, number > 0);
            self.block(columns, &widths, &rows, (width, color))
        });
        blocks.collect::<Vec<_>>().join("\n")
    }

    fn places(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate()
    }

    /// Columns that stay together.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (i, column) in self.places().filter(|(_, c)| c.kind != Kind::Key) {
            match groups.last_mut() {
                Some(group) if column.joined => group.push(i),
                _ => groups.push(vec![i]),
            }
        }
        groups
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(column)).map(String::as_str)
    }

    fn natural(&self, column: usize) -> usize {
        let Some(about) = self.columns.get(column) else { return 0 };
        let widest = self.cells(column).chain([about.title.as_str()]).map(UnicodeWidthStr::width).max().unwrap_or(0);
        if about.kind == Kind::Key { widest.min(WIDEST_KEY) } else { widest }
    }

    /// Widths with which the columns fit: as they are, or with columns of words made narrower.
    fn fit(&self, columns: &[usize], natural: &[usize], width: usize) -> Option<Vec<usize>> {
        let mut widths: Vec<usize> = columns.iter().map(|i| natural.get(*i).copied().unwrap_or(0)).collect();
        let kinds: Vec<_> = columns.iter().filter_map(|i| self.columns.get(*i)).map(|c| c.kind).collect();
        loop {
            let total: usize = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
            let Some(excess) = total.checked_sub(width).filter(|n| *n > 0) else { return Some(widths) };
            let texts = widths.iter_mut().zip(&kinds).filter(|(w, kind)| **kind == Kind::Text && **w > NARROWEST);
            let (widest, _) = texts.max_by_key(|(w, _)| **w)?;
            *widest = widest.saturating_sub(excess.min(4)).max(NARROWEST);
        }
    }

    /// Widths for columns that do not fit even alone: the widest give way.
    fn forced(columns: &[usize], natural: &[usize], width: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = columns.iter().map(|i| natural.get(*i).copied().unwrap_or(0)).collect();
        while widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1) > width {
            match widths.iter_mut().max() {
                Some(widest) if *widest > 1 => *widest -= 1,
                _ => break,
            }
        }
        widths
    }

    /// The rows of a block; a later block leaves out those that have nothing in it but their name.
    fn rows_of(&self, columns: &[usize], later: bool) -> Vec<(usize, &Vec<String>)> {
        let told = |row: &Vec<String>| {
            let others = columns.iter().filter(|i| self.columns.get(**i).is_some_and(|c| c.kind != Kind::Key));
            others.filter_map(|i| row.get(*i)).any(|cell| !cell.is_empty())
        };
        self.rows.iter().enumerate().filter(|(_, row)| !later || told(row)).collect()
    }

    fn block(
        &self,
        columns: &[usize],
        widths: &[usize],
        rows: &[(usize, &Vec<String>)],
        (width, color): (usize, bool),
    ) -> String {
        let titles: Vec<&str> = columns.iter().filter_map(|i| self.columns.get(*i)).map(|c| c.title.as_str()).collect();
        let (bold, plain) = if color { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
        let mut text = String::new();
        for line in self.lines(columns, widths, &titles) {
            text.extend([bold, &line, plain, "\n"]);
        }
        let rule: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
        text.push_str(&rule.join(&" ".repeat(GAP)));
        text.push('\n');
        for (number, row) in rows {
            let cells: Vec<&str> = columns.iter().map(|i| row.get(*i).map_or("", String::as_str)).collect();
            for line in self.lines(columns, widths, &cells) {
                text.push_str(&line);
                text.push('\n');
            }
            for (_, note) in self.notes.iter().filter(|(of, _)| of == number) {
                text.extend(wrap(note, width.saturating_sub(4)).iter().map(|line| format!("    {line}\n")));
            }
        }
        text
    }

    /// One row as lines: as many as its tallest cell has.
    fn lines(&self, columns: &[usize], widths: &[usize], cells: &[&str]) -> Vec<String> {
        let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        let line = |n: usize| {
            let mut line = String::new();
            for ((cell, width), column) in wrapped.iter().zip(widths).zip(columns) {
                let part = cell.get(n).map_or("", String::as_str);
                let space = " ".repeat(width.saturating_sub(part.width()));
                let right = self.columns.get(*column).is_some_and(|c| c.kind == Kind::Number);
                let (before, after) = if right { (space, String::new()) } else { (String::new(), space) };
                line.extend([before.as_str(), part, after.as_str(), "  "]);
            }
            line.trim_end().to_owned()
        };
        (0..height).map(line).collect()
    }
}

/// Lines no wider than `width`: broken at blanks, else behind `+`, `.`, `_` and `/`, else anywhere.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    // Behind these bytes of the line it may be broken: behind a blank, and where there is none, behind a sign.
    let (mut blank, mut sign) = (0, 0);
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width {
            if c == ' ' {
                blank = line.len();
            }
            let at = [blank, sign, line.len()].into_iter().find(|at| *at > 0).unwrap_or(0);
            let rest = line.split_off(at).trim_start().to_owned();
            lines.push(line.trim_end().to_owned());
            line = rest;
            used = line.width();
            (blank, sign) = (0, 0);
            if c == ' ' {
                continue;
            }
        }
        if line.is_empty() && c == ' ' {
            continue;
        }
        line.push(c);
        used += wide;
        match c {
            ' ' => blank = line.len(),
            '+' | '.' | '_' | '/' => sign = line.len(),
            _ => {}
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_blanks_and_never_beyond_the_width() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("человек и природа", 9), ["человек и", "природа"]);
        assert_eq!(wrap("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn splits_into_blocks_that_repeat_the_key() {
        let mut table = Table::default();
        table.column("id", Kind::Key);
        for i in 0..12 {
            table.column(&format!("scale_{i:02}"), Kind::Number);
            table.joined(&format!("scale_{i:02}.level"), Kind::Word);
        }
        table.row(std::iter::once("07".to_owned()).chain((0..24).map(|i| i.to_string())));
        let text = table.render(80, false);
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
        assert!(text.matches("id ").count() > 1, "{text}");
        assert_eq!(text.matches("scale_07").count(), 2, "{text}");
    }

    #[test]
    fn narrow_terminals_do_not_hang() {
        let mut table = Table::default();
        table.column("id", Kind::Key);
        table.column("a very long heading", Kind::Word);
        table.column("words", Kind::Text);
        table.row(["x".repeat(200), "y".repeat(50), "z z ".repeat(30)]);
        for width in 1..40 {
            table.render(width, false);
        }
    }

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        let mut table = Table::default();
        table.column("id", Kind::Key);
        table.row(["\u{1b}[2J\u{202e}"]);
        assert!(!table.render(80, false).contains(['\u{1b}', '\u{202e}']));
    }
}
