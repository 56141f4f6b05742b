//! Sheets as an Excel workbook.
//!
//! Texts are written as texts and stay texts when they are edited: `007` is no number, `1-2` no date, `=a` no formula. The same
//! definition gives the same bytes.

use orientir::Lang;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::cell::{Cell, Kind};
use super::sheet::Sheet;
use super::tables::{ABOUT, FORM, MARK, MORE, READ_ME, named};
use super::words::{Word, of_sheet};

type Result<T> = std::result::Result<T, XlsxError>;

/// The number format of text, by its number in every spreadsheet.
const TEXT: u8 = 49;
/// Whose sentences may be answered.
const WORDING: [&str; 3] = ["own", "none", "published"];
/// The grades of evidence.
const EVIDENCE: [&str; 5] = ["A", "B", "C", "D", "M"];

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    number: Format,
    bold: Format,
}

impl Looks {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: top().set_bold().set_num_format_index(TEXT).set_border_bottom(FormatBorder::Thin),
            text: top().set_text_wrap().set_num_format_index(TEXT),
            number: top(),
            bold: top().set_bold(),
        }
    }
}

/// The file of a workbook.
pub fn write(sheets: &[Sheet], lang: Lang) -> Result<Vec<u8>> {
    let (mut book, looks) = (Workbook::new(), Looks::new());
    book.push_worksheet(read_me(sheets, &looks, lang)?);
    for sheet in sheets {
        book.push_worksheet(written(sheet, &looks)?);
    }
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("orientir").set_creation_datetime(&made));
    book.save_to_buffer()
}

fn read_me(sheets: &[Sheet], looks: &Looks, lang: Lang) -> Result<Worksheet> {
    let mut page = Worksheet::new();
    page.set_name(READ_ME)?.set_column_width(0, 22)?.set_column_width(1, 110)?;
    page.write_string_with_format(0, 0, MARK, &looks.bold)?;
    page.write_string_with_format(0, 1, FORM.to_string(), &looks.text)?;
    for (row, word) in (1..).zip([Word::Intro, Word::Intro2]) {
        page.write_string_with_format(row, 1, word.text(lang), &looks.text)?;
        page.set_row_height(row, 2.0 * LINE)?;
    }
    for (row, sheet) in (4..).zip(sheets) {
        page.write_string_with_format(row, 0, &sheet.name, &looks.bold)?;
        if let Some(word) = of_sheet(&sheet.name) {
            page.write_string_with_format(row, 1, word.text(lang), &looks.text)?;
            page.set_row_height(row, 2.0 * LINE)?;
        }
    }
    Ok(page)
}

/// The height of a line, in points.
const LINE: f64 = 15.0;
/// The most lines that a row is made high for; a longer text is read in its cell.
const MOST_LINES: usize = 8;

/// The kinds of the columns of a sheet.
fn kinds(sheet: &Sheet) -> Vec<Kind> {
    match (sheet.name.as_str(), named(&sheet.name)) {
        (_, Some(table)) => {
            let columns = table.columns.iter().flat_map(|column| vec![column.kind; column.heads().len()]);
            vec![Kind::Text; table.keys.len()].into_iter().chain(columns).collect()
        }
        (ABOUT, _) => vec![Kind::Text, Kind::Listed],
        _ => vec![Kind::Text, Kind::Json],
    }
}

/// How wide a column is, in signs.
fn width(sheet: &Sheet, head: &str, kind: Kind) -> u16 {
    let tongue = ["ru", "lt", "en"].iter().any(|lang| head.ends_with(lang) && head.len() <= 9);
    match (sheet.name.as_str(), head, kind) {
        (ABOUT, "field", _) | (MORE, "path", _) => 34,
        (ABOUT, ..) => 70,
        (MORE, ..) => 110,
        (_, "cite" | "why" | "doubt" | "work" | "name", _) => 50,
        (_, _, Kind::Text) if tongue => 44,
        (_, _, Kind::Json | Kind::Of | Kind::Operands | Kind::Pairs) => 40,
        (_, "gist" | "url" | "id" | "key" | "prompt" | "scale", _) => 24,
        (_, _, Kind::Words | Kind::Listed | Kind::Scores | Kind::Group) => 28,
        (_, _, Kind::Number | Kind::Numbers | Kind::Flag) => 10,
        _ => 16,
    }
}

fn written(sheet: &Sheet, looks: &Looks) -> Result<Worksheet> {
    let mut page = Worksheet::new();
    page.set_name(&sheet.name)?;
    // Printed on A4 as wide as it is.
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let kinds = kinds(sheet);
    let mut widths = Vec::new();
    for (column, (head, kind)) in (0_u16..).zip(sheet.heads.iter().zip(&kinds)) {
        let width = width(sheet, head, *kind);
        widths.push(usize::from(width));
        page.set_column_width(column, width)?;
        let numeric = matches!(kind, Kind::Number | Kind::Numbers);
        page.set_column_format(column, if numeric { &looks.number } else { &looks.text })?;
        page.write_string_with_format(0, column, head, &looks.head)?;
        if let Some(choices) = choices(head, *kind) {
            page.add_data_validation(1, column, 9999, column, &DataValidation::new().allow_list_strings(choices)?)?;
        }
    }
    let keys = named(&sheet.name).map_or(1, |table| table.keys.len());
    page.set_freeze_panes(1, u16::try_from(keys).unwrap_or(0))?;
    for (row, cells) in &sheet.rows {
        let mut lines = 1;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) | Cell::Date(text) => {
                    let width = widths.get(usize::from(column)).copied().unwrap_or(10);
                    lines = lines.max(lines_of(text, width));
                    page.write_string_with_format(*row, column, text, &looks.text)?;
                }
                Cell::Number(number) => {
                    page.write_number_with_format(*row, column, number.as_f64().unwrap_or_default(), &looks.number)?;
                }
                Cell::Truth(value) => {
                    page.write_boolean_with_format(*row, column, *value, &looks.number)?;
                }
                Cell::Blank => {}
            }
        }
        if lines > 1 {
            page.set_row_height(*row, LINE * lines.min(MOST_LINES) as f64)?;
        }
    }
    Ok(page)
}

/// How many lines a text takes in a column of some width; words that do not fit leave a part of each line empty.
fn lines_of(text: &str, width: usize) -> usize {
    use unicode_width::UnicodeWidthStr;
    text.lines().map(|line| (line.width() * 10).div_ceil(width.max(1) * 9).max(1)).sum()
}

/// What a column may hold, where that is a short list.
fn choices(head: &str, kind: Kind) -> Option<&'static [&'static str]> {
    match (head, kind) {
        (_, Kind::Flag) => Some(&["true", "false"]),
        ("evidence", _) => Some(&EVIDENCE),
        ("wording", _) => Some(&WORDING),
        _ => None,
    }
}
