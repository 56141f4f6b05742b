//! A workbook as sheets. Whatever Excel, or whoever used it, has done to a cell that is no value is told with its place.

use std::io::Cursor;

use orientir::Lang;
use orientir_tables::{CellKind, Fault, Limits, SheetCells, Table, Workbook};

use super::cell::{Cell, number};
use super::sheet::{Place, Sheet, Trouble};
use super::tables::{ABOUT, ABOUT_HEADS, FORM, MARK, MORE, MORE_HEADS, READ_ME, TABS, named};
use super::words::Word;

/// The most rows of a sheet: several times what the limits of a definition allow.
const MOST_ROWS: usize = 20_000;

/// What a workbook holds.
#[derive(Debug, Default)]
pub struct Read {
    /// The sheets of the table form.
    pub sheets: Vec<Sheet>,
    /// What is wrong with them.
    pub troubles: Vec<Trouble>,
    /// Blank rows between others, by sheet, counted from 1.
    pub blank: Vec<(String, Vec<u32>)>,
}

/// Why nothing can be read at all.
#[derive(Debug)]
pub enum Failed {
    /// The file.
    File(Fault),
    /// A reason of the table form.
    Said(String),
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self::File(fault)
    }
}

/// Reads the sheets of a workbook.
pub fn read(bytes: &[u8], lang: Lang) -> Result<Read, Failed> {
    let said = |word: Word| Err(Failed::Said(word.text(lang).to_owned()));
    let mut book = match Table::open(Cursor::new(bytes), &Limits::default()) {
        Ok(Table::Workbook(book)) => book,
        // What would have to be done for a table of answers does not help here: text is none of it.
        Ok(Table::Text(_))
        | Err(
            Fault::UnknownEncoding { .. }
            | Fault::CutShort { .. }
            | Fault::DamagedText { .. }
            | Fault::Nul { .. }
            | Fault::TooLong { .. }
            | Fault::OpenQuote { .. },
        ) => return said(Word::NotWorkbook),
        Err(Fault::OldWorkbook | Fault::OpenDocument | Fault::BinaryWorkbook) => return said(Word::OtherWorkbook),
        Err(fault) => return Err(fault.into()),
    };
    let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    let promised = promised(&mut book, &names, lang)?;
    let mut read = Read::default();
    let missing = promised.iter().filter(|name| !names.contains(name));
    read.troubles.extend(missing.map(|name| Trouble::new(Place::sheet(name), Word::NoSheet)));
    for name in names.iter().filter(|name| *name != READ_ME) {
        let Some(heads) = heads(name) else {
            let known = TABS.join(", ");
            read.troubles.push(Trouble::new(Place::sheet(name), Word::OtherSheet).with("known", known));
            continue;
        };
        let cells = book.cells(name)?;
        sheet(name, heads, cells, &mut read);
    }
    Ok(read)
}

fn heads(sheet: &str) -> Option<Vec<String>> {
    match sheet {
        ABOUT => Some(ABOUT_HEADS.map(str::to_owned).to_vec()),
        MORE => Some(MORE_HEADS.map(str::to_owned).to_vec()),
        name => named(name).map(super::tables::Table::heads),
    }
}

/// The sheets that `read me` names: one that was deleted is missed.
fn promised(book: &mut Workbook, names: &[String], lang: Lang) -> Result<Vec<String>, Failed> {
    let no_form = || Failed::Said(Word::NoForm.text(lang).to_owned());
    if !names.iter().any(|name| name == READ_ME) {
        return Err(no_form());
    }
    let cells = book.cells(READ_ME)?.cells;
    let text = |row: u32, column: u32| {
        let cell = cells.iter().rfind(|cell| (cell.row, cell.column) == (row, column));
        cell.map_or("", |cell| cell.text.as_str())
    };
    if text(0, 0) != MARK {
        return Err(no_form());
    }
    let form = text(0, 1);
    if form != FORM.to_string() {
        let said = Word::NewerForm.text(lang).replace("{found}", form).replace("{known}", &FORM.to_string());
        return Err(Failed::Said(said));
    }
    let first = cells.iter().filter(|cell| cell.column == 0).map(|cell| cell.text.as_str());
    Ok(first.filter(|name| TABS.contains(name)).map(str::to_owned).collect())
}

fn sheet(name: &str, heads: Vec<String>, mut found: SheetCells, read: &mut Read) {
    let before = read.troubles.len();
    let place = |row: u32, column: u32| Place::cell(name, row, usize::try_from(column).unwrap_or(usize::MAX));
    let merged = found.merged.iter().map(|(row, column)| Trouble::new(place(*row, *column), Word::Merged));
    read.troubles.extend(merged);
    found.cells.sort_by_key(|cell| (cell.row, cell.column));
    let mut header = vec![String::new(); heads.len()];
    let mut rows: Vec<(u32, Vec<Cell>)> = Vec::new();
    for cell in found.cells {
        let here = place(cell.row, cell.column);
        let column = usize::try_from(cell.column).unwrap_or(usize::MAX);
        let value = match cell.kind {
            CellKind::Formula => {
                read.troubles.push(Trouble::new(here, Word::Formula));
                continue;
            }
            CellKind::Error => {
                read.troubles.push(Trouble::new(here, Word::ErrorCell).with("found", cell.text));
                continue;
            }
            CellKind::Number => number(&cell.text).map_or(Cell::Blank, Cell::Number),
            CellKind::Truth => Cell::Truth(cell.text == "true"),
            CellKind::Date => Cell::Date(cell.text),
            _ => Cell::text(&cell.text),
        };
        if value == Cell::Blank {
            continue;
        }
        if cell.row == 0 {
            if header.len() <= column {
                header.resize(column + 1, String::new());
            }
            if let Some(head) = header.get_mut(column) {
                *head = value.shown();
            }
            continue;
        }
        if column >= heads.len() {
            read.troubles.push(Trouble::new(here, Word::BeyondColumns));
            continue;
        }
        if rows.last().is_none_or(|(row, _)| *row != cell.row) {
            if rows.len() >= MOST_ROWS {
                read.troubles.push(Trouble::new(here, Word::TooManyRows).with("limit", MOST_ROWS));
                break;
            }
            rows.push((cell.row, vec![Cell::Blank; heads.len()]));
        }
        if let Some(place) = rows.last_mut().and_then(|(_, cells)| cells.get_mut(column)) {
            *place = value;
        }
    }
    // A column out of its place makes every cell wrong: that is told alone.
    if let Some(trouble) = columns(name, &heads, &header) {
        read.troubles.truncate(before);
        read.troubles.push(trouble);
        return;
    }
    let filled: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
    let last = filled.last().copied().unwrap_or(0);
    // A cell far below would make a list of a million rows.
    let blank: Vec<u32> =
        (1..last).filter(|row| filled.binary_search(row).is_err()).map(|row| row + 1).take(100).collect();
    if !blank.is_empty() {
        read.blank.push((name.to_owned(), blank));
    }
    read.sheets.push(Sheet { name: name.to_owned(), heads, rows });
}

/// What is wrong with the header of a sheet: the first column that is not what it should be.
fn columns(name: &str, heads: &[String], header: &[String]) -> Option<Trouble> {
    let has = |wanted: &String| header.contains(wanted);
    for (column, found) in header.iter().enumerate() {
        let trouble = |what| Trouble::new(Place::cell(name, 0, column), what).with("found", found);
        let earlier = header.iter().take(column).any(|head| head == found && !found.is_empty());
        match heads.get(column) {
            Some(head) if head == found => {}
            _ if earlier => return Some(trouble(Word::DoubledColumn)),
            Some(head) if !has(head) => {
                let renamed = !found.is_empty() && !heads.contains(found);
                let what = if renamed { Word::OtherColumn } else { Word::NoColumn };
                return Some(trouble(what).with("head", head));
            }
            Some(head) if found.is_empty() || heads.contains(found) => {
                let what = if found.is_empty() { Word::BlankColumn } else { Word::MovedColumn };
                return Some(trouble(what).with("head", head));
            }
            Some(head) => return Some(trouble(Word::OtherColumn).with("head", head)),
            None if found.is_empty() => {}
            None => return Some(trouble(Word::BeyondColumns)),
        }
    }
    None
}
