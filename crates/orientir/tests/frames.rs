//! Data frames: the same people, scores and remarks as a table of text with the same cells.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

use orientir::batch::{Missing, Numbers};
use orientir::{BatchScores, Code, Diagnostics, Frame, FrameColumn, Instrument, NamedBy, Scores, Sheet, catalogue};
use proptest::prelude::*;

fn scored(sheet: &Sheet, frame: &Frame<'_>) -> BatchScores {
    let prepared = sheet.batch(frame);
    let scores = sheet.instrument().score_batch(prepared.batch());
    prepared.finish(sheet, frame, scores).unwrap_or_else(|fault| panic!("{fault}"))
}

fn words(header: &[String], rows: &[Vec<String>]) -> Frame<'static> {
    let column = |place: usize| {
        FrameColumn::words(rows.iter().map(|row| Some(row[place].as_str()).filter(|cell| !cell.is_empty())))
    };
    let columns = header.iter().enumerate().map(|(place, name)| (name.clone(), column(place))).collect();
    Frame::new(columns, rows.len()).expect("columns of one length")
}

/// The same table with columns of numbers where all cells of a column are whole numbers or nothing.
fn numbers<'a>(header: &[String], rows: &[Vec<String>], space: &'a [(Vec<i64>, Vec<u8>)]) -> Frame<'a> {
    let column = |(place, name): (usize, &String)| {
        let (numbers, missing) = &space[place];
        let column = if numbers.is_empty() {
            FrameColumn::words(rows.iter().map(|row| Some(row[place].as_str()).filter(|cell| !cell.is_empty())))
        } else {
            FrameColumn::Numbers(Numbers::I64(numbers.as_slice().into()), Missing::Flags(missing.as_slice().into()))
        };
        (name.clone(), column)
    };
    Frame::new(header.iter().enumerate().map(column).collect(), rows.len()).expect("columns of one length")
}

/// Numbers and flags of a column; none of a column with other cells.
fn space(rows: &[Vec<String>], place: usize) -> (Vec<i64>, Vec<u8>) {
    let cells = || rows.iter().map(|row| row[place].as_str());
    let whole = |cell: &str| cell.parse::<i64>().is_ok_and(|number| number.to_string() == cell);
    if !cells().all(|cell| cell.is_empty() || whole(cell)) {
        return (Vec::new(), Vec::new());
    }
    let numbers = cells().map(|cell| cell.parse().unwrap_or(99)).collect();
    (numbers, cells().map(|cell| u8::from(cell.is_empty())).collect())
}

fn codes(told: &Diagnostics) -> Vec<String> {
    let mut codes: Vec<String> = told.iter().map(ToString::to_string).collect();
    codes.sort();
    codes
}

/// The people of a table of text against the rows of a frame with the same cells.
fn assert_alike(instrument: &Instrument, header: &[String], rows: &[Vec<String>]) {
    let headers: Vec<&str> = header.iter().map(String::as_str).collect();
    let whole: Vec<Vec<&str>> =
        std::iter::once(headers).chain(rows.iter().map(|row| row.iter().map(String::as_str).collect())).collect();
    let sheet = Sheet::fit(instrument, &whole, None).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(sheet.header_rows(), 1);
    let (entries, told) = sheet.read(rows.iter().map(|row| row.iter().map(String::as_str)));
    let frame = words(header, rows);
    let framed =
        Sheet::of_frame(instrument, &frame, None, NamedBy::AsFound).unwrap_or_else(|faults| panic!("{faults}"));
    if told.iter().any(|fault| fault.code() == Code::AnotherInstrument) {
        let prepared = framed.batch(&frame);
        let scores = instrument.score_batch(prepared.batch());
        let fault = prepared.finish(&framed, &frame, scores).expect_err("it is another's");
        assert_eq!(codes(&fault.into()), codes(&told));
        return;
    }
    let spaces: Vec<_> = (0..header.len()).map(|place| space(rows, place)).collect();
    for frame in [&frame, &numbers(header, rows, &spaces)] {
        let framed =
            Sheet::of_frame(instrument, frame, None, NamedBy::AsFound).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(codes(framed.remarks()), codes(sheet.remarks()));
        let scores = scored(&framed, frame);
        assert_eq!(codes(scores.faults()), codes(&told), "{}", instrument.id());
        assert_eq!(scores.rows(), rows.len());
        for entry in &entries {
            let expected = instrument.score(&entry.answers);
            let row = entry.rows[0] - 1;
            assert_eq!(scores.row(row).as_ref(), Some(expected.scores()), "{} row {row}", instrument.id());
        }
    }
}

/// Cells for a column: codes, words, faulty entries and none.
fn cell(instrument: &Instrument, field: &str, seed: u8) -> String {
    let tokens =
        ["1", "2", "3", "0", "a", "b", "Б", "5", "-", "нет", "да", "nature", "100", "2.0", "+", "7", "отказ", "3,0"];
    match seed {
        0..=20 => String::new(),
        21..=24 => ["x9", "В", "03.фев", "44"][usize::from(seed % 4)].to_owned(),
        _ => {
            let fits = |token: &&&str| instrument.answers().set(field, token).is_ok();
            let good: Vec<&str> = tokens.iter().filter(fits).copied().collect();
            good.get(usize::from(seed) % good.len().max(1)).map_or_else(String::new, |token| (*token).to_owned())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_frame_is_read_as_a_table_of_text(seed in prop::collection::vec(any::<u8>(), 700), rows in 1_usize..9) {
        for instrument in catalogue::all().expect("the catalogue compiles") {
            // Tables that name people are refused where the instrument is for groups of adults.
            if instrument.definition().ratings.is_some() || instrument.is_for_groups() {
                continue;
            }
            let fields: Vec<String> = instrument.fields().map(str::to_owned).collect();
            let at = |row: usize, column: usize| seed[(row * 97 + column * 7) % seed.len()];
            let mut header = vec!["Фамилия".to_owned(), "Пол".to_owned(), "Возраст".to_owned(), "Класс".to_owned(), "grade".to_owned(), "Любимый цвет".to_owned()];
            header.extend(fields.iter().cloned());
            let table: Vec<Vec<String>> = (0..rows)
                .map(|row| {
                    let about = [
                        ["Иванова", "Петров", "", "Ким"][usize::from(at(row, 901) % 4)],
                        ["ж", "м", "", "M", "?"][usize::from(at(row, 902) % 5)],
                        ["15", "15 лет", "сто", ""][usize::from(at(row, 903) % 4)],
                        ["9Б", "10А", "", "Б"][usize::from(at(row, 904) % 4)],
                        ["9", "", "10"][usize::from(at(row, 905) % 3)],
                        ["синий", ""][usize::from(at(row, 906) % 2)],
                    ];
                    let cells = fields.iter().enumerate().map(|(column, field)| cell(&instrument, field, at(row, column)));
                    about.into_iter().map(str::to_owned).chain(cells).collect()
                })
                .collect();
            assert_alike(&instrument, &header, &table);
        }
    }
}

#[test]
fn choices_of_a_list_in_one_cell() {
    let values = catalogue::get("work-values").expect("in the catalogue");
    let header: Vec<String> = ["Выберите три", "u1", "u2", "u3", "u4", "u5", "u6"].map(str::to_owned).into();
    let row = |chosen: &str| [chosen, "1", "2", "3", "4", "5", "1"].map(str::to_owned).to_vec();
    let form = values.form(orientir::Lang::Ru);
    let prompts: Vec<&str> = form.items.iter().take(3).filter_map(|item| item.prompt.as_deref()).collect();
    let rows = [row(&prompts.join(", ")), row(""), row(prompts[1]), row(&prompts.join("; "))];
    assert_alike(&values, &header, &rows);
}

#[test]
fn numbers_names_and_kinds_of_columns() {
    let motives = catalogue::get("ovcharova-motives").expect("in the catalogue");
    let answers: Vec<i64> = vec![1, 5, 3, 9];
    let number = || FrameColumn::Numbers(Numbers::I64(answers.as_slice().into()), Missing::None);
    let fields = || motives.fields().map(|field| (field.to_owned(), number())).collect::<Vec<_>>();
    let with = |name: &str, column| {
        let mut columns = fields();
        columns.insert(0, (name.to_owned(), column));
        Frame::new(columns, 4).expect("columns of one length")
    };
    let lists = || FrameColumn::Other("list".to_owned());
    // Lists in a column that holds no answers are passed over.
    let frame = with("friends", lists());
    let sheet = Sheet::of_frame(&motives, &frame, None, NamedBy::AsFound).expect("a table of the instrument");
    assert_eq!(sheet.remarks().iter().map(orientir::Error::code).collect::<Vec<_>>(), [Code::UnknownColumn]);
    let scores = scored(&sheet, &frame);
    assert_eq!(scores.fault_count(), 20, "a nine in every column");
    assert_eq!(scores.row(2), Some(alone(&motives, "3")));

    let mut columns = fields();
    columns[3].1 = lists();
    let frame = Frame::new(columns, 4).expect("columns of one length");
    let code =
        |result: Result<Sheet, Diagnostics>| result.err().map(|faults| faults.iter().next().map(orientir::Error::code));
    assert_eq!(code(Sheet::of_frame(&motives, &frame, None, NamedBy::Row)), Some(Some(Code::UnsupportedColumn)));

    // Who is who: by a column that is asked for, by the one that is called so, or by the row.
    let frame = with("id", FrameColumn::words(["07", "08", "07", ""].map(Some)));
    for (named_by, told) in [
        (NamedBy::AsFound, vec![Code::RepeatedKey, Code::BadCovariate]),
        (NamedBy::Columns(&["id"]), vec![Code::RepeatedKey, Code::BadCovariate]),
        (NamedBy::Row, Vec::new()),
    ] {
        let sheet = Sheet::of_frame(&motives, &frame, None, named_by).expect("a table of the instrument");
        let scores = scored(&sheet, &frame);
        let codes: Vec<Code> =
            scores.faults().iter().map(orientir::Error::code).filter(|c| *c != Code::OutOfRange).collect();
        assert_eq!(codes, told, "{named_by:?}");
        let third = scores.row(2).expect("four rows");
        assert_eq!(third == alone(&motives, "3"), told.is_empty(), "answers of a repeated key count for nobody");
    }
    assert_eq!(
        code(Sheet::of_frame(&motives, &frame, None, NamedBy::Columns(&["код"]))),
        Some(Some(Code::MissingColumn))
    );
    let ragged = Frame::new(vec![("1".to_owned(), number())], 3).expect_err("four numbers");
    assert_eq!(ragged.code(), Code::RaggedColumns);
}

/// The scores of somebody who gives one answer throughout.
fn alone(instrument: &Instrument, code: &str) -> Scores {
    let mut answers = instrument.answers();
    for field in instrument.fields().map(str::to_owned).collect::<Vec<_>>() {
        answers.set(&field, code).expect("a code");
    }
    instrument.score(&answers).scores().clone()
}

#[test]
fn nothing_that_is_printed_shows_an_answer() {
    let column = FrameColumn::words(["secret"].map(Some));
    let numbers = FrameColumn::Numbers(Numbers::F64([77.5].as_slice().into()), Missing::None);
    let frame = Frame::new(vec![("1".to_owned(), column), ("2".to_owned(), numbers)], 1).expect("one row");
    let shown = format!("{frame:?}");
    assert!(!shown.contains("secret") && !shown.contains("77"), "{shown}");
}

#[test]
fn what_names_people_must_be_words_or_numbers() {
    let motives = catalogue::get("ovcharova-motives").expect("in the catalogue");
    let other = || FrameColumn::Other("list".to_owned());
    for name in ["id", "sex", "Класс"] {
        let columns = vec![(name.to_owned(), other()), ("1".to_owned(), FrameColumn::words([Some("3")]))];
        let frame = Frame::new(columns, 1).expect("one row");
        let faults = Sheet::of_frame(&motives, &frame, None, NamedBy::AsFound).expect_err("a list is no name");
        assert_eq!(faults.iter().map(orientir::Error::code).collect::<Vec<_>>(), [Code::UnsupportedColumn], "{name}");
    }
    // Two ids that one float would make equal.
    let ids = [u64::MAX, u64::MAX - 1, 7];
    let columns = vec![
        ("id".to_owned(), FrameColumn::Numbers(Numbers::U64(ids.as_slice().into()), Missing::None)),
        ("1".to_owned(), FrameColumn::words(["3", "3", "3"].map(Some))),
    ];
    let frame = Frame::new(columns, 3).expect("three rows");
    let sheet = Sheet::of_frame(&motives, &frame, None, NamedBy::AsFound).expect("a table of the instrument");
    let prepared = sheet.batch(&frame);
    let keys: Vec<_> = prepared.keys().expect("there are ids").iter().map(|key| key.id.as_str()).collect();
    assert_eq!(keys, ["18446744073709551615", "18446744073709551614", "7"]);
    assert!(prepared.batch().faults().is_empty());
}

#[test]
fn columns_of_one_name_that_a_program_has_counted_are_no_questions() {
    let motives = catalogue::get("ovcharova-motives").expect("in the catalogue");
    let header = |place: usize| if place == 0 { "Вопрос".to_owned() } else { format!("Вопрос.{place}") };
    let columns = |header: &dyn Fn(usize) -> String| {
        let columns = (0..20).map(|place| (header(place), FrameColumn::words([Some("3")]))).collect();
        Frame::new(columns, 1).expect("one row")
    };
    let refused = Sheet::of_frame(&motives, &columns(&header), None, NamedBy::AsFound).expect_err("nothing is named");
    assert_eq!(refused.iter().map(orientir::Error::code).collect::<Vec<_>>(), [Code::AnotherTable]);
    let numbered = columns(&|place| format!("Вопрос {}", place + 1));
    let sheet = Sheet::of_frame(&motives, &numbered, None, NamedBy::AsFound).expect("all are numbered");
    assert_eq!(sheet.answer_columns(), 20);
}

#[test]
fn many_faults_are_counted_and_the_first_rows_kept() {
    let motives = catalogue::get("ovcharova-motives").expect("in the catalogue");
    let rows = orientir::batch::MAX_FAULTS / 2 + 1000;
    let column = |word: &'static str| FrameColumn::words((0..rows).map(move |_| Some(word)));
    let mut columns: Vec<_> = motives.fields().map(|field| (field.to_owned(), column("3"))).collect();
    columns[0].1 = column("x");
    columns[19].1 = column("y");
    columns.push(("Пол".to_owned(), column("?")));
    let frame = Frame::new(columns, rows).expect("columns of one length");
    let sheet = Sheet::of_frame(&motives, &frame, None, NamedBy::AsFound).expect("a table of the instrument");
    let scores = scored(&sheet, &frame);
    assert_eq!((scores.fault_count(), scores.faults().len()), (3 * rows, orientir::batch::MAX_FAULTS));
    let first: Vec<_> = scores.faults().iter().take(4).map(|fault| (fault.row(), fault.column())).collect();
    assert_eq!(first, [(Some(1), Some("1")), (Some(1), Some("20")), (Some(1), Some("Пол")), (Some(2), Some("1"))]);
    let stopped = sheet.batch_while(&frame, || false);
    assert!(stopped.is_none());
}
