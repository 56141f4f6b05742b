//! A table read for an instrument.

use orientir::{Code, Diagnostics, Error, Instrument, NamedBy, Sheet, TableMap};
use orientir_tables::{Fault, StringRecord, Workbook};

use crate::opened::{Content, Opened, Origin, is_blank, visible};
use crate::words::{empty, several, unreadable};

/// So many rows tell what columns are.
const TOP: usize = 1000;

/// What a person adds to a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// What the table does not say itself.
    pub map: Option<&'a TableMap>,
    /// The sheet of a workbook; the map's unless told.
    pub sheet: Option<&'a str>,
    /// Which columns name the people.
    pub named_by: NamedBy<'a>,
    /// How a person tells the sheet, such as `--sheet NAME`: said where several fit.
    pub sheet_option: Option<&'a str>,
}

impl<'a> Choice<'a> {
    fn tab(&self) -> Option<&'a str> {
        self.sheet.or_else(|| self.map?.sheet.as_deref())
    }
}

/// A table as an instrument reads it. `I` are the rows of a text. `Debug` shows no answers.
#[derive(Debug)]
pub struct Fitted<I> {
    /// How its columns are read.
    pub sheet: Sheet,
    /// The sheet of a workbook.
    pub tab: Option<String>,
    /// The rows below the header that are at hand.
    pub below: Vec<StringRecord>,
    /// The rest of a text; none where its end is at hand.
    pub rest: Option<I>,
}

impl<I: Iterator<Item = Result<StringRecord, Error>>> Opened<I> {
    /// Reads the table for an instrument: the header, what columns are, and the first rows.
    ///
    /// Of a workbook the one visible sheet that is the instrument's. Several are an error: none of them is left out unsaid.
    ///
    /// # Errors
    ///
    /// - `unreadable`: a row or a sheet cannot be read, there is no such sheet, several fit;
    /// - `empty_table`: nobody in it;
    /// - what [`Sheet::fit`] finds wrong with a header, such as `another_table`.
    pub fn fit(self, instrument: &Instrument, choice: &Choice<'_>) -> Result<Fitted<I>, Diagnostics> {
        match self.content {
            Content::Rows(rows) => fit_text(&self.origin, rows, instrument, choice),
            Content::Workbook(mut book) => fit_book(&self.origin, &mut book, instrument, choice),
            Content::Answers(file) => match file.table(instrument)? {
                Some(table) => {
                    fit_rows(&self.origin.name, table.map(StringRecord::from).into(), false, instrument, choice)
                }
                None => Err(empty(&self.origin.name).into()),
            },
        }
    }
}

fn fit_text<I: Iterator<Item = Result<StringRecord, Error>>>(
    origin: &Origin,
    mut rows: I,
    instrument: &Instrument,
    choice: &Choice<'_>,
) -> Result<Fitted<I>, Diagnostics> {
    // A map may name the sheet of the workbook that the text was saved from.
    if let Some(name) = choice.sheet {
        return Err(origin.told(&Fault::NoSheet { name: name.to_owned() }).into());
    }
    let blank_is_above = choice.map.is_none_or(|map| map.header_row.is_none());
    let (mut top, mut more): (Vec<StringRecord>, _) = (Vec::new(), true);
    while more && top.len() < TOP {
        match rows.next().transpose()? {
            Some(row) => top.push(row),
            None => more = false,
        }
        // So many blank rows over a table are none of it.
        if top.len() == TOP && blank_is_above && top.iter().all(is_blank) {
            top.clear();
        }
    }
    let mut fitted = fit_rows(&origin.name, top, more, instrument, choice)?;
    fitted.rest = more.then_some(rows);
    Ok(fitted)
}

/// Fits an instrument to the first rows of a table; `more` may follow.
fn fit_rows<I>(
    name: &str,
    mut rows: Vec<StringRecord>,
    more: bool,
    instrument: &Instrument,
    choice: &Choice<'_>,
) -> Result<Fitted<I>, Diagnostics> {
    if rows.iter().all(is_blank) {
        return Err(empty(name).into());
    }
    let top: Vec<Vec<&str>> = rows.iter().take(TOP).map(|row| row.iter().collect()).collect();
    let sheet = Sheet::fit_named(instrument, &top, choice.map, choice.named_by)?;
    rows.drain(..sheet.header_rows().min(rows.len()));
    if rows.iter().all(is_blank) && !more {
        return Err(empty(name).into());
    }
    Ok(Fitted { sheet, tab: None, below: rows, rest: None })
}

fn fit_book<I>(
    origin: &Origin,
    book: &mut Workbook,
    instrument: &Instrument,
    choice: &Choice<'_>,
) -> Result<Fitted<I>, Diagnostics> {
    let tabs = choice.tab().map_or_else(|| visible(book), |wanted| vec![wanted.to_owned()]);
    let mut found: Vec<Fitted<I>> = Vec::new();
    let mut why_not: Option<Diagnostics> = None;
    for tab in tabs {
        let rows = book.rows(&tab).map_err(|fault| origin.told(&fault))?;
        match fit_rows(&origin.name, rows, false, instrument, choice) {
            Ok(mut fitted) => {
                fitted.tab = Some(tab);
                found.push(fitted);
            }
            // A sheet with other things on it is no fault; what is wrong with the instrument's own goes first.
            Err(faults) => {
                let code = |faults: &Diagnostics| faults.iter().next().map(Error::code);
                let rank = |code: Option<Code>| match code {
                    Some(Code::EmptyTable) | None => 0,
                    Some(Code::AnotherTable) => 1,
                    Some(_) => 2,
                };
                if why_not.as_ref().is_none_or(|known| rank(code(&faults)) > rank(code(known))) {
                    why_not = Some(faults);
                }
            }
        }
    }
    let most = found.iter().map(|fitted| fitted.sheet.answer_columns()).max().unwrap_or(0);
    // A column by chance does not make a sheet the instrument's.
    found.retain(|fitted| fitted.sheet.answer_columns() * 2 > most);
    if found.len() > 1 {
        let tabs = found.iter().filter_map(|fitted| fitted.tab.as_deref());
        return Err(unreadable(&origin.name, several(tabs, choice.sheet_option, origin.lang)).into());
    }
    found.pop().ok_or_else(|| why_not.unwrap_or_else(|| empty(&origin.name).into()))
}
