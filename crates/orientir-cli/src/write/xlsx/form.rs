//! The sheet `Form`: what the columns of the answer table ask, and which codes they take.

use orientir::Form;
use rust_xlsxwriter::Worksheet;

use super::Result;
use super::answers::Lists;
use super::columns::{Allowed, Column};
use super::page::{Looks, Page, Value};
use crate::session::Session;
use crate::words::Word;

/// The widths of the columns: name, question, field, codes.
const WIDTHS: [u16; 4] = [18, 60, 30, 60];

/// The column in which a list of codes stands: to the right of what is read.
pub fn list_column(place: usize) -> u16 {
    u16::try_from(WIDTHS.len() + 1 + place).unwrap_or(u16::MAX)
}

/// The sheet.
pub fn sheet(form: &Form, columns: &[Column], lists: &Lists, looks: &Looks, session: &Session) -> Result<Worksheet> {
    let mut page = Page::new("Form", &WIDTHS, looks)?;
    page.row([Value::bold(&form.title)])?;
    if let Some(instruction) = &form.instruction {
        let width: u16 = WIDTHS.iter().sum();
        page.paragraph(instruction, 4, width.into())?;
    }
    page.gap();
    let names = [Word::Column, Word::Question, Word::FieldText, Word::Codes];
    page.header(&names.map(|word| session.word(word)))?;
    for column in columns {
        let words = |text: &Option<String>| text.as_deref().map_or(Value::Blank, Value::words);
        page.row([
            Value::text(&column.name),
            words(&column.asked),
            words(&column.field),
            Value::Words(codes(column, session)),
        ])?;
    }
    let mut sheet = page.sheet;
    for (place, (list, text)) in lists.lists.iter().enumerate() {
        for (row, code) in (0..).zip(list) {
            match code.parse::<f64>().ok().filter(|_| !text) {
                Some(number) => sheet.write_number(row, list_column(place), number)?,
                None => sheet.write_string_with_format(row, list_column(place), code, &looks.text)?,
            };
        }
    }
    Ok(sheet)
}

/// The codes of a column with their words, or what may stand in it.
pub fn codes(column: &Column, session: &Session) -> String {
    let labelled = column.codes.iter().map(|code| {
        let gives = code.gives.iter().map(ToString::to_string).collect::<Vec<_>>().join(" : ");
        let words = code.label.clone().unwrap_or(gives);
        format!("{} = {words}", code.code)
    });
    let labelled: Vec<String> = labelled.collect();
    let allowed = column.allowed.words(session);
    match &column.allowed {
        Allowed::Text if column.answer => session.word(Word::FreeText).to_owned(),
        Allowed::Codes(codes) if codes.len() == labelled.len() => labelled.join("; "),
        _ => allowed.into_iter().chain(labelled).collect::<Vec<_>>().join("; "),
    }
}
