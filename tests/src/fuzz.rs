//! What holds for any bytes. The fuzz targets under `fuzz/` and their twin in the laws run these four.

use std::io::Cursor;
use std::sync::LazyLock;

use orientir::{Entry, Instrument, Sheet, catalogue};
use orientir_tables::{Limits, StringRecord, Table};

/// Limits that a few kilobytes can reach.
const LIMITS: Limits = Limits { record_bytes: 4096, workbook_bytes: 1 << 20, unpacked_bytes: 4 << 20, cells: 10_000 };
/// Rows of a table that are looked at.
const MOST_ROWS: usize = 2000;

/// The catalogue, compiled once.
static INSTRUMENTS: LazyLock<Vec<Instrument>> =
    LazyLock::new(|| catalogue::all().unwrap_or_else(|faults| panic!("{faults}")));

/// A definition that compiles does so again, with the same key and the same listing.
pub fn definition(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Instrument::from_json(text) {
        Ok(first) => {
            let second = Instrument::from_json(text).unwrap_or_else(|faults| panic!("the second time: {faults}"));
            assert_eq!(first.key_hash(), second.key_hash());
            assert_eq!(first.plan().to_string(), second.plan().to_string());
            let report = first.score(&first.answers());
            assert_eq!(report.to_json(), second.score(&second.answers()).to_json());
        }
        Err(faults) => assert!(faults.iter().next().is_some(), "refused without a reason"),
    }
}

/// The rows of a table, or nothing if it cannot be read.
fn rows(bytes: &[u8]) -> Vec<StringRecord> {
    match Table::open(Cursor::new(bytes), &LIMITS) {
        Ok(Table::Text(text)) => text.take(MOST_ROWS).map_while(Result::ok).collect(),
        Ok(Table::Workbook(mut book)) => {
            let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
            names.iter().filter_map(|name| book.rows(name).ok()).flatten().take(MOST_ROWS).collect()
        }
        Err(_) => Vec::new(),
    }
}

/// Text comes to an end, within its limits, and reads the same twice.
pub fn csv(bytes: &[u8]) {
    let first = rows(bytes);
    for row in &first {
        // Two bytes of Windows-1251 are at most three of UTF-8 each, and a row may begin within a block.
        assert!(row.as_slice().len() as u64 <= 4 * LIMITS.record_bytes, "a row of {} bytes", row.as_slice().len());
    }
    assert_eq!(first, rows(bytes));
}

/// A workbook likewise; all rows of a sheet are as wide as the widest.
pub fn xlsx(bytes: &[u8]) {
    assert_eq!(rows(bytes), rows(bytes));
    if let Ok(Table::Workbook(mut book)) = Table::open(Cursor::new(bytes), &LIMITS) {
        let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
        for sheet in names.iter().filter_map(|name| book.rows(name).ok()) {
            let widths: Vec<usize> = sheet.iter().map(StringRecord::len).collect();
            assert!(widths.windows(2).all(|pair| pair.first() == pair.last()), "rows of {widths:?} cells");
            assert!(widths.iter().sum::<usize>() as u64 <= LIMITS.cells);
        }
    }
}

/// The first byte picks an instrument of the catalogue, the rest is a table. Scores lie within what is possible, come out the
/// same twice, and row by row the same as all at once; no message shows a long answer.
pub fn score(bytes: &[u8]) {
    let Some((pick, table)) = bytes.split_first() else { return };
    let instrument = INSTRUMENTS.get(usize::from(*pick) % INSTRUMENTS.len()).expect("an instrument");
    let id = instrument.id();
    let rows = rows(table);
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().collect()).collect();
    let Ok(sheet) = Sheet::fit(instrument, &cells, None) else { return };
    let below = cells.get(sheet.header_rows()..).unwrap_or_default();
    let whole = || sheet.read(below.iter().map(|row| row.iter().copied()));
    let (entries, faults) = whole();
    let (again, _) = whole();
    let reports = |entries: &[Entry]| {
        entries.iter().map(|entry| (entry.key.clone(), instrument.score(&entry.answers).to_json())).collect::<Vec<_>>()
    };
    assert_eq!(reports(&entries), reports(&again));
    for entry in &entries {
        for scale in instrument.score(&entry.answers).scales() {
            if let (Some(raw), Some((low, high))) = (scale.raw(), scale.possible()) {
                assert!(low <= raw && raw <= high, "{id} {}: {raw} outside {low}..={high}", scale.id());
            }
        }
    }
    let mut reader = sheet.reader();
    let one_by_one: Vec<Entry> = below.iter().filter_map(|row| reader.row(row).0).collect();
    if instrument.definition().ratings.is_none() && reader.foreign().is_none() {
        assert_eq!(reports(&one_by_one), reports(&entries));
    }
    let long = |token: &&str| token.chars().count() > 8 && token.chars().all(char::is_alphanumeric);
    let answers: Vec<&str> = below.iter().flatten().copied().filter(long).collect();
    let known = |token: &str| cells.iter().take(sheet.header_rows()).flatten().any(|header| header.contains(token));
    // Codes that are allowed, and keys, are no secrets.
    let open = |name: &str| matches!(name, "allowed" | "first" | "second" | "key" | "occasion");
    for fault in &faults {
        for (name, value) in fault.arguments().filter(|(name, _)| !open(name)) {
            let shown = answers.iter().any(|token| value.contains(*token) && !known(token));
            assert!(!shown, "{id}: `{name}` of {} shows an answer", fault.code());
        }
    }
}
