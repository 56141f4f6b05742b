//! A workbook to type answers into: the sheet `Answers` is the answer table, the sheet `Form` says what its columns ask.

use orientir::Instrument;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, IgnoreError, Note, Workbook, Worksheet,
};

use super::columns::{Allowed, Column, columns, is_number};
use super::page::Looks;
use super::{Result, bytes, form, page};
use crate::session::Session;
use crate::words::Word;

/// The fewest rows whose cells are checked.
const FEWEST_CHECKED: u32 = 500;
/// The longest list that Excel keeps beside a cell, and the longest message.
const LONGEST: usize = 255;
/// How wide a note is, in pixels, and how many signs that are.
const NOTE: (u32, usize) = (340, 48);

/// The workbook for an instrument with rows numbered from 1.
pub fn template(instrument: &Instrument, rows: u32, session: &Session) -> Result<Vec<u8>> {
    let looks = Looks::new();
    let asked = instrument.form(session.lang);
    let columns = columns(&asked, session);
    let mut lists = Lists::default();
    let answers = answers(&columns, rows, &mut lists, &looks, session)?;
    bytes(Workbook::new(), vec![answers, form::sheet(&asked, &columns, &lists, &looks, session)?])
}

/// Codes that are too long for a list beside a cell: they stand on the sheet `Form`.
#[derive(Debug, Default)]
pub struct Lists {
    /// Each with whether its codes are text.
    pub lists: Vec<(Vec<String>, bool)>,
}

impl Lists {
    /// The formula that points to a list.
    fn point(&mut self, codes: &[String], text: bool) -> Formula {
        let known = self.lists.iter().position(|(list, t)| list == codes && *t == text);
        let place = known.unwrap_or_else(|| {
            self.lists.push((codes.to_vec(), text));
            self.lists.len() - 1
        });
        let column = rust_xlsxwriter::utility::column_number_to_name(form::list_column(place));
        Formula::new(format!("=Form!${column}$1:${column}${}", codes.len()))
    }
}

fn answers(columns: &[Column], rows: u32, lists: &mut Lists, looks: &Looks, session: &Session) -> Result<Worksheet> {
    let mut sheet = Worksheet::new();
    sheet.set_name("Answers")?;
    let last = rows.max(FEWEST_CHECKED);
    for (place, column) in (0..=u16::MAX).zip(columns) {
        sheet.write_string_with_format(0, place, &column.name, &looks.bold)?;
        let width = if place == 0 { 14.0 } else { (column.name.chars().count() as f64 + 2.0).max(6.0) };
        sheet.set_column_width(place, width)?;
        if column.allowed.is_text() {
            sheet.set_column_format(place, &page::text())?;
        }
        if let Some(note) = note(column, session) {
            let lines: usize = note.lines().map(|line| line.chars().count() / NOTE.1 + 1).sum();
            let height = 20 + 18 * u32::try_from(lines).unwrap_or(1);
            let note = Note::new(note).add_author_prefix(false).set_author("").set_width(NOTE.0).set_height(height);
            sheet.insert_note(0, place, &note)?;
        }
        if let Some(rule) = rule(column, lists, place, session)? {
            sheet.add_data_validation(1, place, last, place, &rule)?;
        }
    }
    for row in 1..=rows {
        sheet.write_string_with_format(row, 0, row.to_string(), &looks.text)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.ignore_error_range(0, 0, last, width, IgnoreError::NumberStoredAsText)?;
    Ok(sheet)
}

/// What is shown beside the header: the question, the field, the codes.
fn note(column: &Column, session: &Session) -> Option<String> {
    let codes = Some(form::codes(column, session)).filter(|codes| !codes.is_empty());
    let lines: Vec<String> = [column.asked.clone(), column.field.clone(), codes].into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What Excel checks when something is typed. It warns and lets through, so that a refusal can be written down; scoring
/// tells whatever is no answer.
fn rule(column: &Column, lists: &mut Lists, place: u16, session: &Session) -> Result<Option<DataValidation>> {
    let rule = DataValidation::new();
    let rule = match &column.allowed {
        Allowed::Text => return Ok(None),
        Allowed::Codes(codes) => listed(rule, codes, column.allowed.is_text(), lists)?,
        Allowed::Range { from, to, whole: true, apart } if apart.is_empty() => {
            // Ranges of counts and ratings are far from these ends.
            #[expect(clippy::cast_possible_truncation, reason = "the conversion saturates")]
            let (from, to) = (*from as i32, *to as i32);
            rule.allow_whole_number(DataValidationRule::Between(from, to))
        }
        Allowed::Range { from, to, apart, .. } if apart.is_empty() => {
            rule.allow_decimal_number(DataValidationRule::Between(*from, *to))
        }
        Allowed::Range { from, to, whole, apart } => {
            rule.allow_custom(Formula::new(range_or_codes(place, (*from, *to), *whole, apart)))
        }
    };
    let allowed = column.allowed.words(session).unwrap_or_default();
    let word = if column.answer { Word::AnswerAllowed } else { Word::ValueAllowed };
    let message = |allowed: &str| session.word(word).replace("{codes}", allowed);
    let message = Some(message(&allowed)).filter(|text| units(text) <= LONGEST);
    let message = message.unwrap_or_else(|| session.word(word).replace("{codes}", session.word(Word::ListOnForm)));
    let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
    rule.set_error_title(session.word(Word::AnswerWrong))?.set_error_message(message).map(Some)
}

/// A list to choose from: beside the cell where it fits, else on the other sheet.
fn listed(rule: DataValidation, codes: &[String], text: bool, lists: &mut Lists) -> Result<DataValidation> {
    // Beside a cell a comma ends a code, and a point is no decimal point in every language of Excel.
    let plain = codes.iter().all(|code| !code.contains(',') && (text || !code.contains('.')));
    if plain && units(&codes.join(",")) <= LONGEST {
        rule.allow_list_strings(codes)
    } else {
        Ok(rule.allow_list_formula(lists.point(codes, text)))
    }
}

/// True for a number of the range, be it typed as text or not, and for the codes beside it.
fn range_or_codes(place: u16, (from, to): (f64, f64), whole: bool, apart: &[String]) -> String {
    let cell = format!("{}2", rust_xlsxwriter::utility::column_number_to_name(place));
    let whole = if whole { format!(",--{cell}=INT(--{cell})") } else { String::new() };
    let codes = apart.iter().map(|code| {
        let quoted = format!("\"{}\"", code.replace('"', "\"\""));
        if is_number(code) { format!(",{cell}&\"\"={quoted}") } else { format!(",{cell}={quoted}") }
    });
    let codes: String = codes.collect();
    format!("=OR(IFERROR(AND(--{cell}>={from},--{cell}<={to}{whole}),FALSE){codes})")
}

/// How long Excel counts a text.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_are_too_long_stand_on_the_other_sheet_once() -> Result<()> {
        let mut lists = Lists::default();
        let short = ["a", "b", "-"].map(str::to_owned);
        let long: Vec<String> = (0..30).map(|i| format!("a-long-code-{i:02}")).collect();
        listed(DataValidation::new(), &short, true, &mut lists)?;
        assert!(lists.lists.is_empty());
        for _ in 0..2 {
            listed(DataValidation::new(), &long, true, &mut lists)?;
        }
        assert_eq!(lists.lists, [(long, true)]);
        Ok(())
    }

    #[test]
    fn a_range_with_codes_beside_it_is_a_formula() {
        let apart = ["-".to_owned()];
        assert_eq!(
            range_or_codes(2, (0.0, 110.0), false, &apart),
            "=OR(IFERROR(AND(--C2>=0,--C2<=110),FALSE),C2=\"-\")"
        );
        assert!(range_or_codes(2, (0.0, 100.0), true, &apart).contains(",--C2=INT(--C2))"));
    }
}
