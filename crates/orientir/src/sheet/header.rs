//! The header of a table: where it stands, and what its columns are.

use super::about::{About, Identity};
use super::map::{TableMap, Target};
use super::names::{FieldNames, Meant, several};
use super::plain::bare;
use super::values::MERGED_CELL;
use super::{Apart, Column, Sheet, Words};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::instrument::Instrument;

/// A header stands in one of so many rows.
const DEEPEST: usize = 20;
/// The most unknown columns that are named.
const MOST_NAMED: usize = 10;

/// The header of a table while its columns are found.
struct Header<'a> {
    instrument: &'a Instrument,
    words: &'a Words,
    names: FieldNames,
    map: Option<&'a TableMap>,
}

/// A row, or two rows, that may be the header.
struct Candidate {
    headers: Vec<String>,
    /// How many rows of the table stand above it.
    above: usize,
    /// How many rows of the table end with it.
    rows: usize,
}

/// Finds the header in the first rows of a table and what its columns are; rows below it help where headers do not tell.
pub(super) fn fit(
    instrument: &Instrument,
    top: &[Vec<&str>],
    map: Option<&TableMap>,
    words: &std::sync::Arc<Words>,
) -> Result<Sheet, Diagnostics> {
    let names = FieldNames::of(instrument, &words.forms);
    let header = Header { instrument, words, names, map };
    let Candidate { headers, above, rows } = header.place(top);
    let below = top.get(rows..).unwrap_or_default();
    let mut faults = Diagnostics::default();
    let (columns, other_words) = header.columns(&headers, below, &mut faults);
    if !columns.iter().any(|column| matches!(column, Column::Field(_) | Column::Choices(_))) {
        let expected = instrument.fields().take(3).collect::<Vec<_>>().join("`, `");
        let fault = Error::new(Code::AnotherTable, "").with("instrument", instrument.id());
        // Their number alone: in a table without a header they are the answers of the first person.
        faults.push(fault.with("expected", expected).with("found", headers.len()));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    // Where the first rows hold nothing at all, they say nothing of a column either.
    let silent = below.iter().all(is_blank);
    let filled = |place: usize| silent || below.iter().any(|row| names_somebody(row.get(place)));
    let about: Vec<Option<About>> = columns.iter().map(Column::about).collect();
    let (identity, key) = Identity::choose(&about, filled);
    let mut sheet = Sheet {
        instrument: instrument.clone(),
        apart: Apart::of(instrument),
        absent: Vec::new(),
        remarks: Diagnostics::default(),
        map: map.cloned(),
        header_rows: rows,
        columns,
        headers,
        identity,
        key,
        words: std::sync::Arc::clone(words),
    };
    sheet.absent = header.absent(&sheet.columns);
    sheet.remarks = header.remarks(&sheet, other_words, below);
    let passed_over = top.iter().take(above).any(|row| !is_blank(row));
    if passed_over && map.is_none_or(|map| map.header_row.is_none()) {
        let row = if rows - above > 1 { format!("{}–{rows}", above + 1) } else { rows.to_string() };
        sheet.remarks.push(Error::new(Code::RowsAbove, "").with("row", row));
    }
    Ok(sheet)
}

/// Whether a cell names somebody; Microsoft Forms calls everybody `anonymous`.
fn names_somebody(cell: Option<&&str>) -> bool {
    cell.map(|cell| bare(cell)).is_some_and(|cell| !cell.is_empty() && !cell.eq_ignore_ascii_case("anonymous"))
}

impl Header<'_> {
    /// Where the header stands: in the first row that is not blank if that names a field, else in the row, or the two rows,
    /// that name most.
    fn place(&self, top: &[Vec<&str>]) -> Candidate {
        let single = |row: usize| {
            let cells = top.get(row).map_or(&[][..], Vec::as_slice);
            let headers = cells.iter().map(|cell| heading_of(cell).to_owned()).collect();
            Candidate { headers, above: row, rows: row + 1 }
        };
        if let Some(row) = self.map.and_then(|map| map.header_row) {
            let row = usize::try_from(row.saturating_sub(1)).unwrap_or(usize::MAX - 1);
            // It may be the second row of two: the map names the columns.
            let two = row.checked_sub(1).and_then(|over| joined(top, over));
            let rank = |candidate: &Candidate| (self.named_by_map(candidate), self.fields_in(candidate));
            return match two {
                Some(two) if rank(&two) > rank(&single(row)) => two,
                _ => single(row),
            };
        }
        let start = top.iter().position(|row| !is_blank(row)).unwrap_or(0);
        let first = single(start);
        let found = |candidate: &Candidate| self.fields_in(candidate) + self.named_by_map(candidate);
        if found(&first) > 0 {
            return first;
        }
        let needed = self.instrument.plan().fields.iter().filter(|field| !field.optional).count();
        let rows = start..top.len().min(start + DEEPEST);
        // One row before two: a title over a header is no heading of its columns.
        let candidates = rows.clone().map(single).chain(rows.filter_map(|row| joined(top, row)));
        // Of rows that name as many fields, those that also say who answered: `Numbers of the questions` may stand over the
        // numbers alone, beside `Name`.
        let counted = candidates.map(|candidate| ((found(&candidate), about_in(&candidate)), candidate));
        // The first of those with most: `max_by_key` would give the last.
        let best = counted.reduce(|best, other| if other.0 > best.0 { other } else { best });
        let enough = |candidate: &Candidate| found(candidate) * 2 >= needed || self.named_by_map(candidate) > 0;
        best.filter(|((count, _), candidate)| *count > 0 && enough(candidate)).map_or(first, |(_, candidate)| candidate)
    }

    /// How many headers the map names.
    fn named_by_map(&self, candidate: &Candidate) -> usize {
        let named = |header: &&String| self.map.is_some_and(|map| map.names_header(header));
        candidate.headers.iter().filter(named).count()
    }

    /// How many different fields headers name.
    fn fields_in(&self, candidate: &Candidate) -> usize {
        let mut fields: Vec<u16> = candidate
            .headers
            .iter()
            .filter_map(|header| match self.names.meant(header) {
                Meant::Field(field) | Meant::Number(field) => Some(field),
                _ => None,
            })
            .collect();
        fields.sort_unstable();
        fields.dedup();
        fields.len()
    }

    /// What each column is, and how many of them have a number of the instrument with other words.
    fn columns(&self, headers: &[String], below: &[Vec<&str>], faults: &mut Diagnostics) -> (Vec<Column>, usize) {
        let meant: Vec<Meant> = headers.iter().map(|header| self.names.meant(header)).collect();
        let numbered = self.numbers_count(&meant);
        let mut other_words = 0;
        let mut columns: Vec<Column> = Vec::new();
        for (place, (header, meant)) in headers.iter().zip(&meant).enumerate() {
            let about = || About::of(header).map_or(Column::Unknown, Column::About);
            let by_map = self.map.and_then(|map| map.target(header, place, self.instrument));
            let column = match (by_map, meant.clone()) {
                (Some(Target::Field(field)), _) | (None, Meant::Field(field)) => Column::Field(field),
                (Some(Target::About(about)), _) => Column::About(about),
                (Some(Target::Choices), _) => Column::Choices(0),
                (Some(Target::Nothing), _) => Column::Passed,
                (None, Meant::Several(fields)) => {
                    faults.push(self.ambiguous(header, &fields));
                    Column::Unknown
                }
                (None, Meant::Number(field)) if numbered => {
                    other_words += 1;
                    Column::Field(field)
                }
                (None, _) => about(),
            };
            if column.stands_once() && columns.contains(&column) {
                faults.push(Error::new(Code::RepeatedColumn, "").with("field", escape(header)));
            }
            columns.push(column);
        }
        self.by_answers(&mut columns, below);
        (columns, other_words)
    }

    /// Numbers in front of foreign words name the fields only where they name all that are missing: `9. Класс` alone is
    /// no item.
    fn numbers_count(&self, meant: &[Meant]) -> bool {
        let named = |field: u16| meant.iter().any(|m| matches!(m, Meant::Field(f) | Meant::Number(f) if *f == field));
        let mut needed = (0_u16..).zip(&self.instrument.plan().fields).filter(|(_, field)| !field.optional);
        needed.all(|(number, _)| named(number))
    }

    /// Columns that their answers give away: the options of one item alone, or choices of a list side by side.
    fn by_answers(&self, columns: &mut [Column], below: &[Vec<&str>]) {
        let unknown: Vec<usize> = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| **column == Column::Unknown)
            .map(|(place, _)| place)
            .collect();
        for place in unknown {
            let cells =
                || below.iter().filter_map(|row| row.get(place)).map(|cell| bare(cell)).filter(|cell| !cell.is_empty());
            if cells().next().is_none() {
                continue;
            }
            let fits = |set: &[(String, u16)]| cells().all(|cell| several(cell, set).is_some());
            let free = |field: u16| !columns.contains(&Column::Field(field));
            let sets = self.words.choices.iter().enumerate();
            let mut sets = sets.filter(|(number, set)| {
                !columns.contains(&Column::Choices(*number)) && set.iter().all(|(_, field)| free(*field)) && fits(set)
            });
            let found = if let Some((number, _)) = sets.next() {
                Some(Column::Choices(number))
            } else {
                let fields = 0_u16..u16::try_from(self.instrument.plan().fields.len()).unwrap_or(u16::MAX);
                let labelled = |field: u16| cells().filter(|cell| self.words.values.is_label(field, cell)).count();
                // One slip does not hide the question: the words of the others are one item's alone.
                let mut fields = fields.map(|field| (field, labelled(field))).filter(|(_, count)| *count > 0);
                let only = fields.next().filter(|_| fields.next().is_none());
                let most = only.filter(|(_, count)| count * 2 > cells().count());
                most.map(|(field, _)| field).filter(|field| free(*field)).map(Column::Field)
            };
            if let (Some(found), Some(column)) = (found, columns.get_mut(place)) {
                *column = found;
            }
        }
    }

    fn ambiguous(&self, header: &str, fields: &[u16]) -> Error {
        let mut names = fields
            .iter()
            .filter_map(|field| self.instrument.plan().fields.get(usize::from(*field)))
            .map(|field| &field.name);
        let mut next = || format!("`{}`", names.next().map_or("", String::as_str));
        let fault = Error::new(Code::Ambiguous, "").with("column", escape(header)).with("answer", escape(header));
        fault.with("first", next()).with("second", next())
    }

    /// Fields that the table does not have.
    fn absent(&self, columns: &[Column]) -> Vec<u16> {
        let chosen = |field: u16| {
            columns.iter().any(|column| match column {
                Column::Choices(set) => {
                    self.words.choices.get(*set).is_some_and(|set| set.iter().any(|(_, choice)| *choice == field))
                }
                _ => false,
            })
        };
        let fields = (0_u16..).take(self.instrument.plan().fields.len());
        fields.filter(|field| !columns.contains(&Column::Field(*field)) && !chosen(*field)).collect()
    }

    fn remarks(&self, sheet: &Sheet, other_words: usize, below: &[Vec<&str>]) -> Diagnostics {
        let mut remarks = Diagnostics::default();
        let plan = self.instrument.plan();
        let absent = sheet.absent.iter().filter_map(|field| plan.fields.get(usize::from(*field)));
        for field in absent.filter(|field| !field.optional) {
            remarks.push(Error::new(Code::MissingColumn, "").with("field", &field.name));
        }
        for header in self.map.iter().flat_map(|map| map.absent(&sheet.headers)) {
            remarks.push(Error::new(Code::MissingColumn, "").with("field", escape(header)));
        }
        let empty = |place: usize| below.iter().all(|row| row.get(place).is_none_or(|cell| bare(cell).is_empty()));
        let unknown =
            sheet.headers.iter().zip(&sheet.columns).enumerate().filter(|(place, (header, column))| {
                **column == Column::Unknown && !(header.is_empty() && empty(*place))
            });
        let twice = |header: &str| sheet.headers.iter().filter(|other| *other == header).count() > 1;
        let names: Vec<String> = unknown
            .map(|(place, (header, _))| match (header.as_str(), self.names.near(header)) {
                ("", _) => format!("#{}", place + 1),
                (header, _) if twice(header) => format!("`{}` (#{})", escape(header), place + 1),
                (header, "") => format!("`{}`", escape(header)),
                (header, near) => format!("`{}` (`{near}`?)", escape(header)),
            })
            .collect();
        if let Some(named) = names.get(..names.len().min(MOST_NAMED)).filter(|named| !named.is_empty()) {
            let rest = names.len() - named.len();
            let more = if rest == 0 { String::new() } else { format!(" … (+{rest})") };
            remarks.push(Error::new(Code::UnknownColumn, "").with("columns", format!("{}{more}", named.join(", "))));
        }
        let has_words = self.instrument.wording() == crate::definition::Wording::Own;
        if other_words > 0 && has_words {
            remarks.push(
                Error::new(Code::OtherWords, "").with("columns", other_words).with("instrument", self.instrument.id()),
            );
        }
        remarks
    }
}

fn is_blank(row: &Vec<&str>) -> bool {
    row.iter().all(|cell| bare(cell).is_empty())
}

/// How many headers tell of a person.
fn about_in(candidate: &Candidate) -> usize {
    candidate.headers.iter().filter(|header| About::of(header).is_some()).count()
}

/// The words of a cell of a header; a heading that reaches down over a second row leaves a mark there and no words.
fn heading_of<'c>(cell: &&'c str) -> &'c str {
    Some(bare(cell)).filter(|words| *words != MERGED_CELL).unwrap_or_default()
}

/// A header of two rows: headings over several columns, and below them what each column is.
fn joined(top: &[Vec<&str>], row: usize) -> Option<Candidate> {
    let (over, under) = (top.get(row)?, top.get(row + 1)?);
    let mut heading = "";
    let headers = over.iter().zip(under).map(|(over, under)| {
        let (over, under) = (heading_of(over), heading_of(under));
        if !over.is_empty() {
            heading = over;
        }
        match (heading, under) {
            (heading, "") => heading.to_owned(),
            // `Pupil` over `No.` and `Name`: who it was is no part of a question.
            (_, under) if About::of(under).is_some() => under.to_owned(),
            ("", under) => under.to_owned(),
            (heading, under) => format!("{heading} [{under}]"),
        }
    });
    Some(Candidate { headers: headers.collect(), above: row, rows: row + 2 })
}

#[cfg(all(test, feature = "catalogue"))]
#[expect(clippy::expect_used, reason = "tests fail by panicking")]
mod tests {
    use super::super::{Identity, Sheet, TableMap};
    use crate::error::Code;

    /// A row of cells that a bar sets apart.
    fn row(cells: &str) -> Vec<&str> {
        cells.split('|').collect()
    }

    fn fit(instrument: &str, top: &[Vec<&str>]) -> Sheet {
        let instrument = crate::catalogue::get(instrument).expect("shipped");
        Sheet::fit(&instrument, top, None).expect("its table")
    }

    fn remarks(sheet: &Sheet) -> Vec<String> {
        sheet.remarks().iter().filter(|remark| remark.code() != Code::MissingColumn).map(ToString::to_string).collect()
    }

    const NUMBERS: &str = "1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20";

    #[test]
    fn names_beside_a_heading_over_the_numbers() {
        let blanks = "|".repeat(19);
        let answers = format!("1|Ян|{}", ["4"; 20].join("|"));
        for (over, under) in [
            // As a CSV has it, and as a reader of workbooks marks cells that are merged downwards.
            (format!("№|Фамилия, имя|Номера вопросов{blanks}"), format!("||{NUMBERS}")),
            (format!("№|Фамилия, имя|Номера вопросов{blanks}"), format!("#MERGED!|#MERGED!|{NUMBERS}")),
            (format!("Ученик||Номера вопросов{blanks}"), format!("№|Фамилия, имя|{NUMBERS}")),
            (format!("Ученик||Номера вопросов{blanks}"), format!("Номер|ФИО|{NUMBERS}")),
        ] {
            let sheet = fit("szho", &[row("СЖО, 9Б"), row(""), row(&over), row(&under), row(&answers)]);
            assert_eq!((sheet.identity(), sheet.header_rows()), (Identity::Name, 4), "{over} / {under}");
            assert_eq!(sheet.answer_columns(), 20);
        }
    }

    #[test]
    fn a_map_finds_the_header_below_a_title() {
        let instrument = crate::catalogue::get("szho").expect("shipped");
        let map = r#"{"format":1,"columns":{"Список класса":"name"}}"#;
        let map = TableMap::from_json(map, &instrument).expect("a map");
        let header = format!("Список класса|{NUMBERS}");
        let answers = format!("Ян|{}", ["4"; 20].join("|"));
        let top = [row("СЖО, 9Б"), row(&header), row(&answers)];
        let sheet = Sheet::fit(&instrument, &top, Some(&map)).expect("its table");
        assert_eq!((sheet.identity(), sheet.header_rows(), sheet.answer_columns()), (Identity::Name, 2, 20));
    }

    #[test]
    fn a_title_is_no_heading() {
        let header = format!("№|Фамилия, имя|{NUMBERS}");
        let answers = format!("1|Ян|{}", ["4"; 20].join("|"));
        let title = format!("СЖО, 9Б{}", "|".repeat(21));
        let sheet = fit("szho", &[row(&title), row(&header), row(&answers)]);
        assert_eq!((sheet.identity(), sheet.header_rows()), (Identity::Name, 2));
        assert_eq!(remarks(&sheet), ["the header stands in row 2; the rows above it are passed over"]);
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them_and_blank_ones_not_told() {
        let header = format!("id|{NUMBERS}");
        let answers = format!("1|{}", ["4"; 20].join("|"));
        let sheet = fit("szho", &[row("|"), row(""), row(&header), row(&answers)]);
        assert_eq!((sheet.header_rows(), remarks(&sheet)), (3, vec![]));
        let sheet = fit("szho", &[row(""), row("СЖО"), row(""), row(&header), row(&answers)]);
        assert_eq!(sheet.header_rows(), 4);
        assert_eq!(remarks(&sheet), ["the header stands in row 4; the rows above it are passed over"]);
    }

    const OVER: &str = "ФИО|Ум и способности||Характер||Авторитет у сверстников||Умение делать что-то своими руками||Внешность||Уверенность в себе|";

    /// What stands below `OVER`, and a row of answers.
    fn two_rows() -> (String, String) {
        (format!("#MERGED!{}", "|Как сейчас|Как хотелось бы".repeat(6)), format!("Ян{}", "|50|60".repeat(6)))
    }

    #[test]
    fn of_two_rows_none_is_passed_over() {
        let (under, answers) = two_rows();
        let sheet = fit("dembo-rubinstein", &[row(OVER), row(&under), row(&answers)]);
        assert_eq!((sheet.identity(), sheet.answer_columns(), remarks(&sheet)), (Identity::Name, 12, vec![]));
        let sheet = fit("dembo-rubinstein", &[row("Бланк"), row(OVER), row(&under), row(&answers)]);
        assert_eq!(remarks(&sheet), ["the header stands in row 2–3; the rows above it are passed over"]);
    }

    #[test]
    fn a_slip_does_not_hide_a_question_that_its_answers_give_away() {
        let header = "id|1|Что вам ближе?|Что вам ближе?|Что вам ближе?";
        let (pets, machines) = ("Заботиться о тех, кто болеет", "Сводить данные в таблицу и писать код");
        let other = "Решать, удалась ли картинка для книги или плаката";
        let read = |second: [&str; 3], third: [&str; 3]| {
            let rows: Vec<String> = (0..3)
                .map(|i| format!("{i}|a|{}|{}|", second.get(i).expect("a cell"), third.get(i).expect("a cell")))
                .collect();
            let top: Vec<Vec<&str>> = [row(header)].into_iter().chain(rows.iter().map(|cells| row(cells))).collect();
            let sheet = fit("klimov-ddo", &top);
            let (_, faults) = sheet.read(top.iter().skip(1).map(|row| row.iter().copied()));
            let told = faults.iter().map(|fault| (fault.code(), fault.row())).collect::<Vec<_>>();
            (sheet.answer_columns(), remarks(&sheet), told)
        };
        let empty = ["", "", ""];
        assert_eq!(read([pets, machines, pets], [other, "", ""]), (3, unknown(&[5]), vec![]));
        assert_eq!(read([pets, "не знаю", pets], empty), (2, unknown(&[4, 5]), vec![(Code::UnknownCode, Some(2))]));
        // Not the most, and the words of two questions: neither is taken for one.
        assert_eq!(read([pets, "не знаю", "нет"], empty), (1, unknown(&[3, 4, 5]), vec![]));
        assert_eq!(read([pets, pets, other], empty), (1, unknown(&[3, 4, 5]), vec![]));
    }

    fn unknown(columns: &[usize]) -> Vec<String> {
        let columns: Vec<String> = columns.iter().map(|column| format!("`Что вам ближе?` (#{column})")).collect();
        vec![format!("unknown columns passed over: {}", columns.join(", "))]
    }

    #[test]
    fn what_a_question_says_in_brackets_may_be_left_out() {
        let lines = "id|Ум и способности: как сейчас|Длина линии на бланке, мм|Длина линии";
        let sheet = fit("dembo-rubinstein", &[row(lines), row("1|50|98|")]);
        assert_eq!(
            (sheet.answer_columns(), remarks(&sheet)),
            (2, vec!["unknown columns passed over: `Длина линии`".into()])
        );
    }

    #[test]
    fn a_proposed_map_reads_a_table_as_it_was_read() {
        let (under, answers) = two_rows();
        let fields =
            "mind.now|mind.want|character.now|character.want|authority.now|authority.want|hands.now|hands.want";
        let fields = format!("ФИО|{fields}");
        let kinds = [
            vec![row("Бланк"), row(OVER), row(&under), row(&answers)],
            vec![row(""), row("Бланк"), row(&fields), row("Ян|1|2|3|4|5|6|7|8")],
            vec![row("ID|Start time|ФИО|mind.now"), row("7|2026-03-19T10:12:33|Ян|50")],
            vec![row("ID|Start time|mind.now"), row("7|2026-03-19T10:12:33|50")],
        ];
        let instrument = crate::catalogue::get("dembo-rubinstein").expect("shipped");
        for top in kinds {
            let sheet = Sheet::fit(&instrument, &top, None).expect("a table");
            let below = || top.get(sheet.header_rows()..).into_iter().flatten().map(|row| row.iter().copied());
            let proposed = TableMap::from_json(&sheet.propose_map(None, below()), &instrument).expect("a map");
            let mapped = Sheet::fit(&instrument, &top, Some(&proposed)).expect("the same table");
            assert_eq!((mapped.identity(), mapped.header_rows()), (sheet.identity(), sheet.header_rows()));
            assert_eq!(mapped.columns, sheet.columns);
        }
    }
}
