//! The law of batches: `score_batch(m).row(i) == score(m.row(i))`, bit for bit.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

use std::fmt::Write;

use orientir::batch::{BatchScores, NO_LEVEL};
use orientir::definition::{Metric, Status};
use orientir::{Instrument, Person};
use proptest::prelude::*;

/// Five scales of four items each, one to five, a third reversed, prorated, with levels and a norm: what columns can do.
fn columns_instrument(reversed_every: usize, at_least: usize) -> Instrument {
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
    let text = format!(
        r#"{{"format":1,"id":"columns","version":"1.0.0","about":{{"wording":"own","sources":{{"hand":{{"cite":"hand"}}}}}},
        "responses":{{"five":{{"rating":{{"from":1,"to":5}}}}}},"each_item":{{"fields":[{{"response":"five"}}]}},
        "items":[{items}],"scales":[{}],
        "levels":[{{"scales":["s0","s1","s2","s3","s4"],"bands":[{{"level":"low","from":4}},{{"level":"middle","from":9}},{{"level":"high","from":15}}],{basis}}}],
        "norms":[{{"id":"n","wording":"own","population":"pupils","n":100,"year":2026,"metrics":["z","t","sten","percentile"],"groups":[{{"scales":{{{}}}}}],{basis}}}]}}"#,
        scales.join(","),
        norms.join(",")
    );
    Instrument::from_json(&text).unwrap_or_else(|faults| panic!("{faults}"))
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
    for (column, scale) in out.scales.iter().zip(report.scales()) {
        let place = format!("{} {} row {row}", instrument.id(), scale.id());
        let bits = |value: Option<f64>| value.unwrap_or(f64::NAN).to_bits();
        assert_eq!(column.status[row], scale.status(), "{place}");
        assert_eq!(column.raw[row].to_bits(), bits(scale.raw()), "{place}: raw");
        assert_eq!(column.answered[row], scale.answered(), "{place}: answered");
        assert_eq!(column.possible_min[row].to_bits(), bits(scale.possible().map(|p| p.0)), "{place}: lowest");
        assert_eq!(column.possible_max[row].to_bits(), bits(scale.possible().map(|p| p.1)), "{place}: highest");
        if !column.level.is_empty() {
            let level = Some(column.level[row]).filter(|l| *l != NO_LEVEL).map(|l| out.levels[usize::from(l)].as_str());
            assert_eq!(level, scale.level(), "{place}: level");
        }
        for (metric, values) in &column.standard {
            assert_eq!(values[row].to_bits(), bits(scale.standard(*metric)), "{place}: {metric}");
        }
    }
    assert_eq!(out.flags[row].count_ones() as usize, report.flags().len());
    if let Some(types) = out.types.get(row) {
        assert_eq!(types.count_ones() as usize, report.types().map_or(0, |t| t.len()));
    }
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
            assert_law(&instrument.with_wording(orientir::definition::Wording::Published), &rows, &person);
        }
    }
}

#[test]
fn text_integers_floats_and_cells_are_one() {
    let instrument = columns_instrument(3, 3);
    let fields: Vec<String> = instrument.fields().map(str::to_owned).collect();
    let values: Vec<Option<i64>> = vec![Some(1), Some(5), None, Some(3), Some(6)];
    let cells: Vec<u8> = vec![0, 4, 255, 2, 255];
    let text: Vec<Option<String>> = values.iter().map(|v| v.map(|v| v.to_string())).collect();
    let floats: Vec<f64> =
        values.iter().map(|v| v.map_or(f64::NAN, |v| f64::from(u8::try_from(v).expect("small")))).collect();
    let (mut a, mut b, mut c, mut d) =
        (instrument.batch(5), instrument.batch(5), instrument.batch(5), instrument.batch(5));
    for field in &fields {
        a.set_text(field, text.iter().map(Option::as_deref)).expect("a field");
        b.set_integers(field, values.iter().copied()).expect("a field");
        c.set_floats(field, floats.iter().copied()).expect("a field");
        d.set_cells(field, &cells).expect("a field");
    }
    assert_eq!(a.faults().len(), 20, "a six in every column");
    assert_eq!(a.faults().to_string(), b.faults().to_string());
    assert_eq!(a.faults().to_string(), c.faults().to_string());
    let first = a.faults().iter().next().expect("one fault");
    assert_eq!((first.row(), first.column(), first.code()), (Some(5), Some("i0"), orientir::Code::OutOfRange));
    let (a, b, c, d) = (
        instrument.score_batch(&a),
        instrument.score_batch(&b),
        instrument.score_batch(&c),
        instrument.score_batch(&d),
    );
    // NaN differs from itself, so texts are compared.
    assert_eq!(format!("{a:?}"), format!("{b:?}"));
    assert_eq!(format!("{a:?}"), format!("{c:?}"));
    for (a, d) in a.scales.iter().zip(&d.scales) {
        assert_eq!(a.status[..4], d.status[..4]);
        assert_eq!((a.status[4], d.status[4]), (Status::Invalid, Status::Missing), "a six is no missing answer");
        assert_eq!(a.standard[0].0, Metric::Z);
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
