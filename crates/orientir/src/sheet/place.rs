//! Where the header of a table stands: in one row or in two, perhaps below titles, perhaps nowhere.

use super::about::About;
use super::header::Header;
use super::names::Meant;
use super::plain::bare;
use super::values::MERGED_CELL;
use crate::codes::FIRST_SPECIAL;

/// A header stands in one of so many rows.
const DEEPEST: usize = 20;

/// A row, or two rows, that may be the header.
pub(super) struct Candidate {
    pub(super) headers: Vec<String>,
    /// How many rows of the table end with it.
    pub(super) rows: usize,
    /// How many of these are its own.
    own: usize,
    /// Columns that share a heading.
    shared: Vec<std::ops::Range<usize>>,
}

impl Candidate {
    pub(super) fn single(top: &[Vec<&str>], row: usize) -> Self {
        let headers = top.get(row).into_iter().flatten().map(|cell| words_of(cell).to_owned()).collect();
        Self { headers, rows: row + 1, own: 1, shared: Vec::new() }
    }

    /// A header of two rows: headings over several columns, and below them what each column is.
    fn joined(top: &[Vec<&str>], row: usize) -> Option<Self> {
        let (over, under) = (top.get(row)?, top.get(row + 1)?);
        let mut joined = Self { headers: Vec::new(), rows: row + 2, own: 2, shared: Vec::new() };
        let mut heading = "";
        // A spreadsheet keeps no blank cells at the end of a row.
        for place in 0..over.len().max(under.len()) {
            let cell = |row: &[&str]| row.get(place).map_or(String::new(), |cell| words_of(cell).to_owned());
            let (above, below) = (over.get(place).map_or("", |cell| words_of(cell)), cell(under));
            match joined.shared.last_mut() {
                Some(columns) if above.is_empty() || above == heading => columns.end = place + 1,
                _ => joined.shared.push(place..place + 1),
            }
            if !above.is_empty() {
                heading = above;
            }
            joined.headers.push(match (heading, below.as_str()) {
                (heading, "") => heading.to_owned(),
                // A column of its own beside those of a heading.
                (_, below) if heading.is_empty() || About::of(below).is_some() => below.to_owned(),
                (heading, below) => format!("{heading} [{below}]"),
            });
        }
        Some(joined)
    }

    /// A table without a header, whose columns are known by their places.
    fn none(top: &[Vec<&str>]) -> Self {
        let width = top.first().map_or(0, Vec::len);
        Self { headers: vec![String::new(); width], rows: 0, own: 0, shared: Vec::new() }
    }

    /// Whether anything stands above it.
    pub(super) fn hides(&self, top: &[Vec<&str>]) -> bool {
        let above = top.get(..self.rows.saturating_sub(self.own)).unwrap_or_default();
        above.iter().flatten().any(|cell| !bare(cell).is_empty())
    }
}

/// The words of a cell of a header; where a heading reaches down over a second row, a mark stands and no words.
fn words_of<'c>(cell: &&'c str) -> &'c str {
    Some(bare(cell)).filter(|words| *words != MERGED_CELL).unwrap_or_default()
}

impl Header<'_> {
    /// Where the header stands: in the first row if that names a field, else in the row, or the two rows, that name most.
    pub(super) fn place(&self, top: &[Vec<&str>]) -> Candidate {
        let joined = |row: usize| Candidate::joined(top, row).filter(|two| self.heads_several(two));
        if let Some(row) = self.map.and_then(|map| map.header_row) {
            let Some(row) = usize::try_from(row).unwrap_or(usize::MAX - 1).checked_sub(1) else {
                return Candidate::none(top);
            };
            let one = Candidate::single(top, row);
            let two = row.checked_sub(1).and_then(joined);
            return two.filter(|two| self.named(two) > self.named(&one)).unwrap_or(one);
        }
        let blank = |row: &Vec<&str>| row.iter().all(|cell| bare(cell).is_empty());
        let highest = top.iter().position(|row| !blank(row)).unwrap_or(0);
        let first = Candidate::single(top, highest);
        let needed = self.instrument.plan().fields.iter().filter(|field| !field.optional).count();
        let named = self.named(&first);
        if named > 0 {
            // Single questions in its upper row make half a header no whole one.
            let two = joined(highest).filter(|two| self.named(two) > named.max(needed.saturating_sub(1)));
            return two.unwrap_or(first);
        }
        let rows = highest..top.len().min(DEEPEST);
        let two = rows.clone().filter(|row| row + 1 < DEEPEST).filter_map(joined);
        // One row before two: a title over a header is no heading of its columns.
        let candidates = rows.map(|row| Candidate::single(top, row)).chain(two);
        // Of rows that name as many, those that also say who answered.
        let about =
            |candidate: &Candidate| candidate.headers.iter().filter(|header| About::of(header).is_some()).count();
        let counted = candidates.map(|candidate| ((self.named(&candidate), about(&candidate)), candidate));
        // The first of those with most: `max_by_key` would give the last.
        let best = counted.reduce(|best, other| if other.0 > best.0 { other } else { best });
        best.filter(|((count, _), _)| *count > 0 && count * 2 >= needed).map_or(first, |(_, candidate)| candidate)
    }

    /// How many different fields headers name, and columns by the map.
    fn named(&self, candidate: &Candidate) -> usize {
        let by_map = self.map.map_or(0, |map| map.names_of(&candidate.headers));
        self.fields_of(&candidate.headers).len() + by_map
    }

    fn fields_of(&self, headers: &[String]) -> Vec<u16> {
        let mut fields: Vec<u16> = headers.iter().filter_map(|header| self.field_of(header)).collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    fn field_of(&self, header: &str) -> Option<u16> {
        match self.names.meant(header) {
            Meant::Field(field) | Meant::Number(field) => Some(field),
            _ => None,
        }
    }

    /// Whether two rows are a header: a heading over several fields. Two rows of answers may name fields as well, where the
    /// options of a pair are its question.
    fn heads_several(&self, two: &Candidate) -> bool {
        let fields =
            |columns: &std::ops::Range<usize>| two.headers.get(columns.clone()).map(|all| self.fields_of(all).len());
        two.shared
            .iter()
            .filter(|columns| columns.len() > 1)
            .any(|columns| fields(columns).is_some_and(|count| count > 1))
    }

    /// Whether a row that was taken for the header holds answers: a field stands twice, and at least half of what names a field
    /// is a code of it.
    pub(super) fn is_answers(&self, headers: &[String]) -> bool {
        let fields: Vec<(u16, &String)> =
            headers.iter().filter_map(|header| self.field_of(header).map(|field| (field, header))).collect();
        let code = |(field, header): &&(u16, &String)| {
            let field = self.instrument.plan().fields.get(usize::from(*field));
            field.is_some_and(|field| !field.codes.written && field.codes.read(header).is_ok_and(|c| c < FIRST_SPECIAL))
        };
        let twice = self.fields_of(headers).len() < fields.len();
        twice && fields.iter().filter(code).count() * 2 >= fields.len()
    }
}
