//! The law of batches: `score_batch(m).row(i) == score(m.row(i))`, bit for bit.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

use std::fmt::Write;

use orientir::batch::{Batch, BatchScorer, BatchScores, Collector, Missing, Numbers, Strided};
use orientir::definition::Status;
use orientir::{Instrument, Person};
use proptest::prelude::*;

/// Five scales of four items each, one to five, a third reversed, prorated, with levels and a norm: what columns can do.
fn columns_instrument(reversed_every: usize, at_least: usize) -> Instrument {
    instrument(&columns_text(reversed_every, at_least))
}

fn instrument(text: &str) -> Instrument {
    Instrument::from_json(text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn columns_text(reversed_every: usize, at_least: usize) -> String {
    let mut items = String::new();
    for i in 0..20 {
        let reversed = if i % reversed_every == 0 { r#","reversed":true"# } else { "" };
        write!(items, r#"{}{{"id":"i{i}","key":"s{}"{reversed}}}"#, if i == 0 { "" } else { "," }, i % 5)
            .expect("a text grows");
    }
    let basis = r#""basis":{"source":"hand","evidence":"D"}"#;
    let scales: Vec<_> = (0..5)
        .map(|s| format!(r#"{{"id":"s{s}","method":{{"sum":{{"keyed":{{"key":"s{s}"}}}}}},"missing":{{"at_least":{at_least}}},{basis}}}"#))
        .collect();
    let norms: Vec<_> = (0..5).map(|s| format!(r#""s{s}":{{"moments":{{"mean":11.5,"sd":3.25}}}}"#)).collect();
    format!(
        r#"{{"format":1,"id":"columns","version":"1.0.0","about":{{"wording":"own","sources":{{"hand":{{"cite":"hand"}}}}}},
        "responses":{{"five":{{"rating":{{"from":1,"to":5}}}}}},"each_item":{{"fields":[{{"response":"five"}}]}},
        "items":[{items}],"scales":[{}],
        "levels":[{{"scales":["s0","s1","s2","s3","s4"],"bands":[{{"level":"low","from":4}},{{"level":"middle","from":9}},{{"level":"high","from":15}}],{basis}}}],
        "norms":[{{"id":"n","wording":"own","population":"pupils","n":100,"year":2026,"metrics":["z","t","sten","percentile"],"groups":[{{"scales":{{{}}}}}],{basis}}}]}}"#,
        scales.join(","),
        norms.join(",")
    )
}

/// Compares every row of a batch with the same answers scored alone.
fn assert_law(instrument: &Instrument, rows: &[Vec<u8>], person: &Person) {
    let fields: Vec<String> = instrument.fields().map(str::to_owned).collect();
    let columns: Vec<Vec<u8>> = (0..fields.len()).map(|f| rows.iter().map(|row| row[f]).collect()).collect();
    let mut batch = instrument.batch(rows.len());
    batch.set_person(person.clone());
    let mut used: Vec<Vec<Option<String>>> = Vec::new();
    for (field, column) in fields.iter().zip(&columns) {
        let codes = codes_of(instrument, field);
        let tokens: Vec<Option<String>> = column.iter().map(|byte| token(&codes, *byte)).collect();
        batch.set_text(field, tokens.iter().map(Option::as_deref)).expect("a field of the instrument");
        used.push(tokens);
    }
    let out = instrument.score_batch(&batch);
    for row in 0..rows.len() {
        let mut answers = instrument.answers();
        *answers.person_mut() = person.clone();
        for (field, tokens) in fields.iter().zip(&used) {
            if let Some(token) = &tokens[row]
                && answers.set(field, token).is_err()
            {
                answers.mark_invalid(field).expect("a field of the instrument");
            }
        }
        assert_row(instrument, &out, row, &instrument.score(&answers));
    }
}

fn assert_row(instrument: &Instrument, out: &BatchScores, row: usize, report: &orientir::Report) {
    assert_eq!(out.row(row).as_ref(), Some(report.scores()), "{} row {row}", instrument.id());
    // The table's cells are the report's, column by column.
    let columns = instrument.score_columns();
    let cell = |number| {
        let (cells, places) = columns.of(instrument, out, number);
        cells[places[row] as usize].clone()
    };
    let cells: Vec<_> = (0..columns.names().count()).map(cell).collect();
    assert_eq!(cells, columns.cells(report), "{} row {row}", instrument.id());
}

/// Some tokens of a field, faulty ones among them.
fn codes_of(instrument: &Instrument, field: &str) -> Vec<String> {
    let tokens = [
        "0", "1", "2", "3", "4", "5", "7", "44.5", "a", "b", "-", "no", "none", "nature", "sign", "105", "refused", "x",
    ];
    let fits = |token: &&&str| instrument.answers().set(field, token).is_ok();
    let mut codes: Vec<String> = tokens.iter().filter(fits).map(|t| (*t).to_owned()).collect();
    codes.push("x9".to_owned());
    codes
}

fn token(codes: &[String], byte: u8) -> Option<String> {
    // A tenth missing; the faulty token at the end of the list is rare.
    match byte {
        0..=25 => None,
        26..=28 => codes.last().cloned(),
        _ => Some(codes[usize::from(byte) % (codes.len() - 1)].clone()),
    }
}

fn rows(fields: usize) -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), fields), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn columns_give_what_one_person_gets(rows in rows(20), every in 1_usize..4, at_least in 1_usize..5) {
        assert_law(&columns_instrument(every, at_least), &rows, &Person::default());
    }

    #[test]
    fn every_instrument_of_the_catalogue_obeys(seed in prop::collection::vec(any::<u8>(), 600), female in any::<bool>()) {
        let mut person = Person::default();
        person.set("sex", if female { "female" } else { "male" }).expect("a sex");
        for instrument in orientir::catalogue::all().expect("the catalogue compiles") {
            if instrument.definition().ratings.is_some() {
                continue; // several rows a person are grouped before they are scored
            }
            let fields = instrument.fields().count();
            let rows: Vec<Vec<u8>> = (0..3).map(|r| (0..fields).map(|f| seed[(f * 7 + r * 131) % seed.len()]).collect()).collect();
            assert_law(&instrument.with_wording(orientir::definition::Wording::Published).expect("no text pack"), &rows, &person);
        }
    }
}

#[test]
fn text_numbers_and_cells_are_one() {
    let instrument = columns_instrument(3, 3);
    let fields: Vec<String> = instrument.fields().map(str::to_owned).collect();
    // Rows enough for tables over sums; a six in the last one.
    let rows = 2000;
    let value = |row: usize| if row == rows - 1 { Some(6) } else { [Some(1), Some(5), None, Some(3)][row % 4] };
    let values: Vec<Option<i64>> = (0..rows).map(value).collect();
    let text: Vec<Option<String>> = values.iter().map(|v| v.map(|v| v.to_string())).collect();
    let floats: Vec<f64> = values.iter().map(|v| v.map_or(f64::NAN, |v| v as f64)).collect();
    let whole: Vec<i64> = values.iter().map(|v| v.unwrap_or(77)).collect();
    let bytes: Vec<i8> = whole.iter().map(|v| i8::try_from(*v).expect("small")).collect();
    let flags: Vec<u8> = values.iter().map(|value| u8::from(value.is_none())).collect();
    let mut bits = vec![0_u8; rows / 8];
    (0..rows).filter(|row| flags[*row] == 0).for_each(|row| bits[row / 8] |= 1 << (row % 8));
    // Every second number of a matrix of two columns.
    let matrix: Vec<f64> = floats.iter().flat_map(|value| [*value, 99.0]).collect();
    let set_text = |batch: &mut Batch<'_>, field: &str| {
        batch.set_text(field, text.iter().map(Option::as_deref)).expect("a field");
    };
    let mut expected = instrument.batch(rows);
    for field in &fields {
        set_text(&mut expected, field);
    }
    let expected = instrument.score_batch(&expected);
    assert_eq!(expected.fault_count(), 20, "a six in every column");
    let first = expected.faults().iter().next().expect("one fault");
    assert_eq!((first.row(), first.column(), first.code()), (Some(rows), Some("i0"), orientir::Code::OutOfRange));
    let given = Missing::Bits { given: &bits, offset: 0 };
    let columns = [
        (Numbers::F64(floats.as_slice().into()), Missing::None),
        (Numbers::I64(whole.as_slice().into()), given),
        (Numbers::I64(whole.as_slice().into()), Missing::Flags(flags.as_slice().into())),
        (Numbers::I8(bytes.as_slice().into()), given),
        (Numbers::F64(Strided::new(&matrix, 2)), Missing::None),
    ];
    for (numbers, missing) in columns {
        let mut batch = instrument.batch(rows);
        for field in &fields {
            batch.set_numbers(field, numbers, missing).expect("a field");
        }
        let scores = instrument.score_batch(&batch);
        assert_eq!(scores.faults().to_string(), expected.faults().to_string(), "{numbers:?} {missing:?}");
        assert!((0..rows).all(|row| scores.row(row) == expected.row(row)), "{numbers:?} {missing:?}");
    }
    let cells: Vec<u8> =
        values.iter().map(|v| v.filter(|v| *v < 6).map_or(255, |v| u8::try_from(v - 1).expect("small"))).collect();
    let mut batch = instrument.batch(rows);
    for field in &fields {
        batch.set_cells(field, &cells).expect("a field");
    }
    let scores = instrument.score_batch(&batch);
    assert!((0..rows - 1).all(|row| scores.row(row) == expected.row(row)));
    let status = |scores: &BatchScores| scores.scales()[0].get(rows - 1).expect("a row").status;
    assert_eq!((status(&expected), status(&scores)), (Status::Invalid, Status::Missing), "a six is no missing answer");
}

#[test]
fn workers_join_to_the_same_scores() {
    let instrument = columns_instrument(2, 3);
    let rows = 3001;
    let codes = |field: usize| {
        // Rows with refusals and faults are scored one by one, by whichever worker meets them.
        let code = move |row: usize| match (row * 7 + field * 13) % 29 {
            0 => None,
            1 if row.is_multiple_of(5) => Some("refused"),
            2 if row.is_multiple_of(11) => Some("9"),
            n => Some(["1", "2", "3", "4", "5"][n % 5]),
        };
        (0..rows).map(code)
    };
    let mut batch = instrument.batch(rows);
    for (number, field) in instrument.fields().enumerate() {
        batch.set_text(field, codes(number)).expect("a field");
    }
    let alone = instrument.score_batch(&batch);
    let scorer = BatchScorer::new(&batch);
    let (mut scores, mut workers) = (scorer.space(), vec![scorer.worker(), scorer.worker(), scorer.worker()]);
    for (number, part) in scores.parts(200).iter_mut().enumerate() {
        workers[number % 3].score(part);
    }
    let joined = scorer.finish(scores, workers);
    assert_eq!(joined, alone, "the order in which workers met results means nothing");
    assert_eq!((joined.rows(), joined.head(10).rows()), (rows, 10));
    assert_eq!(joined.head(10).row(9), alone.row(9));
    assert_eq!(joined.head(10).row(10), None);
}

#[test]
fn tables_know_the_covariates_of_each_row() {
    let male = r#""groups":[{"for":{"sex":"male"},"scales":{"s0":{"moments":{"mean":9,"sd":2}}}},{"for":{"sex":"female"},"scales""#;
    let text = columns_text(3, 3).replace(r#""groups":[{"scales""#, male);
    let instrument = instrument(&text.replace(r#""about":{"#, r#""about":{"needs":["sex"],"#));
    let fields: Vec<String> = instrument.fields().map(str::to_owned).collect();
    let rows = 4000; // enough for a table of states a person
    let people: Vec<Person> = (0..rows)
        .map(|row| {
            let mut person = Person::default();
            person.set("sex", ["male", "female", ""][row % 3]).expect("a sex");
            person.set("age", ["15", "16", ""][row % 7 % 3]).expect("an age");
            person
        })
        .collect();
    let mut batch = instrument.batch(rows);
    batch.set_people(people.clone()).expect("as many people");
    let mut used = Vec::new();
    for (number, field) in fields.iter().enumerate() {
        let codes = codes_of(&instrument, field);
        let tokens: Vec<String> = (0..rows).map(|row| codes[(row / 3 + number) % (codes.len() - 1)].clone()).collect();
        batch.set_text(field, tokens.iter().map(|token| Some(token.as_str()))).expect("a field");
        used.push(tokens);
    }
    let scores = instrument.score_batch(&batch);
    for row in (0..rows).step_by(41) {
        let mut answers = instrument.answers();
        *answers.person_mut() = people[row].clone();
        for (field, tokens) in fields.iter().zip(&used) {
            answers.set(field, &tokens[row]).expect("a code");
        }
        assert_row(&instrument, &scores, row, &instrument.score(&answers));
    }
}

#[test]
fn people_are_collected_one_by_one() {
    let instrument = columns_instrument(3, 3);
    let mut answers = instrument.answers();
    answers.set("i0", "4").expect("a code");
    let scores = [instrument.score(&answers), instrument.score(&instrument.answers())];
    let mut collector = Collector::new(&instrument);
    for report in &scores {
        collector.push(report.scores());
    }
    let collected = collector.finish(orientir::Diagnostics::default(), 0);
    for (row, report) in scores.iter().enumerate() {
        assert_row(&instrument, &collected, row, report);
    }
}

#[test]
fn columns_of_another_length_and_unknown_cells_are_refused() {
    let instrument = columns_instrument(3, 3);
    let mut batch = instrument.batch(3);
    let code = |result: Result<&mut orientir::Batch<'_>, orientir::Error>| result.err().map(|e| e.code());
    assert_eq!(code(batch.set_cells("i0", &[0, 1])), Some(orientir::Code::RaggedColumns));
    assert_eq!(code(batch.set_cells("i0", &[0, 1, 5])), Some(orientir::Code::OutOfRange));
    assert_eq!(code(batch.set_cells("nobody", &[0, 1, 2])), Some(orientir::Code::UnknownField));
}
