//! `compare-entry`: two people typed the same paper sheets; where do their tables differ, and how often?

use std::fs;

use orientir::definition::Status;
use orientir::{Code, Diagnostics, Error, Given, Instrument, Sheet};
use serde_json::json;

use super::entries::{self, Column, Columns, Comparison, Table};
use crate::Outcome;
use crate::args::{Common, Format};
use crate::read::{self, Rows};
use crate::session::{Failure, Session, printable};
use crate::table::{self, Kind, wrap};
use crate::words::{Word, filled};
use crate::write::{Target, json as documents};

/// The most names of one list that are told.
const MOST_NAMES: usize = 20;
/// The most columns that are told to differ most.
const MOST_COLUMNS: usize = 5;

/// Compares two tables. Differing cells, sheets or columns that only one table has, and rows that were passed over make
/// exit code 1.
pub fn run(
    first: &str,
    second: &str,
    instrument: Option<&str>,
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &[Format::Csv, Format::Json, Format::Jsonl, Format::Table], session)?;
    let inputs: Vec<&str> = [first, second].into_iter().chain(instrument).collect();
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let unusable =
        |reason: &str| Failure::from(Error::new(Code::Unreadable, "").with("file", second).with("reason", reason));
    // A slip of the hand that would find no difference.
    if fs::canonicalize(first).is_ok_and(|one| fs::canonicalize(second).is_ok_and(|other| one == other)) {
        return Err(unusable(session.word(Word::SameTable)));
    }
    let instrument = instrument.map(|name| read::instrument(name, session)).transpose()?;
    let (rows, others) = (read::rows(first, session)?, read::rows(second, session)?);
    let (one, other) = (as_table(&rows), as_table(&others));
    let keys = entries::shared_keys(&one, &other);
    match (one.keys().contains_key("id"), other.keys().contains_key("id")) {
        (true, true) => {}
        (false, false) => {
            session.remark(&format!("{}: {}", session.word(Word::Remark), session.word(Word::RowsAreIds)));
        }
        (has, _) => {
            let fault = Error::new(Code::MissingColumn, "").with("field", "id");
            return Err(Failure::within(if has { second } else { first }, fault));
        }
    }
    let of = |table: &Table, rows: &Rows, file: &str| match &instrument {
        Some(instrument) => fields(instrument, table, rows).map_err(|faults| Failure::within(file, faults)),
        None => all(table, &keys).map_err(|faults| Failure::within(file, faults)),
    };
    let columns = Columns::pair(&of(&one, &rows, first)?, &of(&other, &others, second)?);
    if columns.both.is_empty() {
        return Err(unusable(session.word(Word::NoCommonColumns)));
    }
    let codes = instrument.as_ref().map(|instrument| Codes::new(instrument, &one, &other, &columns.both));
    let same = |number: usize, a: &str, b: &str| match &codes {
        Some(codes) => codes.same(number, a, b),
        None => a == b,
    };
    let comparison = Comparison::of(&one, &other, &keys, &columns.both, same);
    let mut problems = session.tell_all(Some(first), comparison.faults.0.iter());
    problems += session.tell_all(Some(second), comparison.faults.1.iter());
    if comparison.rows == 0 {
        return Err(unusable(&filled(Word::NoCommonRows, session.lang, &[("keys", &keys.join(", "))])));
    }
    write(&target, &keys, &columns.both, &comparison, session)?;
    session.aside(&closing((first, second), &columns, &comparison, session));
    let alike = comparison.differences.is_empty()
        && comparison.only.0.is_empty()
        && comparison.only.1.is_empty()
        && columns.only.0.is_empty()
        && columns.only.1.is_empty();
    Ok(if alike && problems == 0 { Outcome::Good } else { Outcome::Problems })
}

fn as_table(rows: &Rows) -> Table<'_> {
    let header = rows.header.iter().map(|name| name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'));
    Table { header: header.collect(), rows: rows.rows.iter().map(|row| row.iter().collect()).collect() }
}

/// Every column with a name that tells no rows apart.
fn all(table: &Table, keys: &[&'static str]) -> Result<Vec<(String, usize)>, Diagnostics> {
    let repeated = table.repeated();
    if !repeated.is_empty() {
        return Err(repeated.iter().map(|name| Error::new(Code::RepeatedColumn, "").with("field", name)).collect());
    }
    let key = |name: &str| keys.contains(&name.to_lowercase().as_str());
    let named = table.header.iter().enumerate().filter(|(_, name)| !name.is_empty() && !key(name));
    Ok(named.map(|(place, name)| ((*name).to_owned(), place)).collect())
}

/// The columns that are fields of an instrument, by the names of the fields.
fn fields(instrument: &Instrument, table: &Table, rows: &Rows) -> Result<Vec<(String, usize)>, Diagnostics> {
    let (_, faults) = Sheet::new(instrument, &table.header)?.read(&rows.rows);
    // Another instrument's answers would agree or differ as what they are not.
    let foreign: Vec<Error> = faults.into_iter().filter(|fault| fault.code() == Code::AnotherInstrument).collect();
    if !foreign.is_empty() {
        return Err(foreign.into_iter().collect());
    }
    let field = |header: &str| {
        // The one field that takes a refusal written under this header alone.
        let sheet = Sheet::new(instrument, &[header]).ok()?;
        let entry = sheet.read([["refused"]]).0.into_iter().next()?;
        let refused =
            |field: &&str| entry.answers.get(field).is_ok_and(|given| given == Given::Without(Status::Refused));
        instrument.fields().find(refused).map(str::to_owned)
    };
    let found = table.header.iter().enumerate().filter(|(_, header)| !header.is_empty());
    Ok(found.filter_map(|(place, header)| field(header).map(|field| (field, place))).collect())
}

/// Reads the cells of columns as answers.
#[derive(Debug)]
struct Codes {
    /// For each column its field, and a sheet of this column alone for each table.
    columns: Vec<Option<(String, Sheet, Sheet)>>,
}

impl Codes {
    fn new(instrument: &Instrument, first: &Table, second: &Table, columns: &[Column]) -> Self {
        let sheet = |table: &Table, place: usize| Sheet::new(instrument, &[*table.header.get(place)?]).ok();
        let column = |column: &Column| {
            let (one, other) = column.places;
            Some((column.name.clone(), sheet(first, one)?, sheet(second, other)?))
        };
        Self { columns: columns.iter().map(column).collect() }
    }

    /// Whether two cells are the same answer. Words, and what is no code, are compared as they stand.
    fn same(&self, column: usize, first: &str, second: &str) -> bool {
        // PERF: nearly all cells are typed alike.
        if first == second {
            return true;
        }
        let Some(Some((field, one, other))) = self.columns.get(column) else { return false };
        match (given(one, field, first), given(other, field, second)) {
            (Given::Written | Given::Without(Status::Invalid), _) => false,
            (first, second) => first == second,
        }
    }
}

/// The answer that a cell of a field is.
fn given(sheet: &Sheet, field: &str, cell: &str) -> Given {
    let (entries, _) = sheet.read([[cell]]);
    // A blank row is nobody's.
    entries.first().and_then(|entry| entry.answers.get(field).ok()).unwrap_or(Given::Without(Status::Missing))
}

fn write(
    target: &Target,
    keys: &[&'static str],
    columns: &[Column],
    comparison: &Comparison,
    session: &Session,
) -> Result<(), Failure> {
    let name = |number: usize| columns.get(number).map_or("", |column| column.name.as_str());
    let header: Vec<String> = keys.iter().copied().chain(["column", "first", "second"]).map(str::to_owned).collect();
    let cells = |difference: &entries::Difference| {
        let told = [name(difference.column), &difference.first, &difference.second].map(str::to_owned);
        difference.key.iter().cloned().chain(told).collect::<Vec<String>>()
    };
    let rows = comparison.differences.iter().map(cells);
    match target.format {
        Format::Table => {
            if comparison.differences.is_empty() {
                return target.text(session, "");
            }
            let mut table = table::Table::default();
            let kinds = keys.iter().map(|_| Kind::Key).chain([Kind::Word, Kind::Text, Kind::Text]);
            header.iter().zip(kinds).for_each(|(title, kind)| table.column(title, kind));
            rows.for_each(|row| table.row(row));
            target.text(session, &table.render(session.width, session.color))
        }
        Format::Csv => {
            let rows = rows.map(|row| row.iter().map(|cell| target.csv.name(cell)).collect());
            target.write(session, |out| target.csv.write(out, [header].into_iter().chain(rows)))
        }
        form => {
            let document = |row: Vec<String>| {
                let members = header.iter().zip(row).map(|(name, cell)| format!("{}:{}", json!(name), json!(cell)));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            };
            target.write(session, |out| documents::write(out, form, rows.map(document)))
        }
    }
}

/// What is told on standard error when all is compared.
fn closing(files: (&str, &str), columns: &Columns, comparison: &Comparison, session: &Session) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = |what: &str, value: &str| lines.push(format!("{what}: {value}"));
    line(session.word(Word::SheetsInBoth), &comparison.rows.to_string());
    for (file, keys) in [(files.0, &comparison.only.0), (files.1, &comparison.only.1)] {
        let names = listed(keys.iter().map(|key| key.join(", ")), MOST_NAMES);
        let names = if names.is_empty() { names } else { format!(" ({names})") };
        line(&filled(Word::SheetsOnlyIn, session.lang, &[("file", file)]), &format!("{}{names}", keys.len()));
    }
    line(session.word(Word::ColumnsCompared), &columns.both.len().to_string());
    for (file, names) in [(files.0, &columns.only.0), (files.1, &columns.only.1)] {
        if !names.is_empty() {
            line(
                &filled(Word::ColumnsOnlyIn, session.lang, &[("file", file)]),
                &listed(names.iter().cloned(), usize::MAX),
            );
        }
    }
    line(session.word(Word::CellsCompared), &comparison.cells.to_string());
    line(session.word(Word::CellsDiffer), &comparison.differences.len().to_string());
    line(session.word(Word::SheetsDiffer), &comparison.rows_with_differences().to_string());
    let worst = comparison.worst();
    if !worst.is_empty() {
        let name = |number: usize| columns.both.get(number).map_or("", |column| column.name.as_str());
        let told = worst.iter().take(MOST_COLUMNS).map(|(number, count)| format!("`{}` {count}", name(*number)));
        let more = if worst.len() > MOST_COLUMNS { ", …" } else { "" };
        line(session.word(Word::WorstColumns), &format!("{}{more}", told.collect::<Vec<_>>().join(", ")));
    }
    if let Some((share, (low, high))) = comparison.rate() {
        let arguments = [
            ("share", decimals(share, 5)),
            ("percent", decimals(share * 100.0, 3)),
            ("low", decimals(low * 100.0, 3)),
            ("high", decimals(high * 100.0, 3)),
        ];
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lines.push(filled(Word::ErrorRate, session.lang, &arguments));
        lines.push(session.word(Word::WhatTheRateIs).to_owned());
    }
    let lines = lines.iter().flat_map(|line| wrap(&printable(line), session.width));
    lines.map(|line| line + "\n").collect()
}

/// A number with at most so many decimals.
fn decimals(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Names in a list, at most so many.
fn listed(names: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let more = if names.len() > most { ", …" } else { "" };
    format!("{}{more}", names.take(most).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
}
