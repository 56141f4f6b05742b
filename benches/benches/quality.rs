//! Ratios of response quality to reading the answers: the even-odd index of ten thousand people and fifty items, and all
//! indices. Medians of eleven runs, one thread, equality asserted first. With `--test` the work is done once on few people.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use orientir::quality::{Cuts, Index, Measure, Respondent};
use orientir::{Answers, Instrument};
use orientir_benches::columns;

const RUNS: usize = 11;
const ITEMS: usize = 50;
const SCALES: usize = 10;

fn main() {
    let test = std::env::args().any(|argument| argument == "--test");
    let (instrument, columns) = (instrument(), columns(if test { 100 } else { 10_000 }));
    let people: Vec<Answers> = (0..columns[0].len()).map(|row| person(&instrument, &columns, row)).collect();
    let all: Vec<Respondent<'_>> = people.iter().map(Respondent::new).collect();
    let (whole, alone) = (instrument.quality(&all, &Cuts::default()), instrument.even_odd(&people));
    assert!(whole.iter().zip(&alone).all(|(one, other)| one.measure(Index::EvenOdd) == *other));
    assert!(alone.iter().all(|measure| matches!(measure, Measure::Value(_))));
    if test {
        println!("equal: even-odd of {} people x {ITEMS}, alone and with every index", people.len());
        return;
    }
    let (mut read, mut even_odd, mut every) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        read.push(seconds(|| columns[..ITEMS].iter().flatten().map(|cell| u64::from(*cell)).sum::<u64>()));
        even_odd.push(seconds(|| instrument.even_odd(&people)));
        every.push(seconds(|| instrument.quality(&all, &Cuts::default())));
    }
    let (read, even_odd, every) = (median(read), median(even_odd), median(every));
    println!("reading {} x {ITEMS} bytes     {:8.3} ms   1", people.len(), read * 1e3);
    println!("even-odd over {SCALES} scales       {:8.3} ms   {:.0} (goal: 10 ms)", even_odd * 1e3, even_odd / read);
    println!("every index                  {:8.3} ms   {:.0}", every * 1e3, every / read);
}

/// Fifty five-point items in ten scales, a third reversed.
fn instrument() -> Instrument {
    let (mut items, mut scales) = (String::new(), String::new());
    for i in 0..ITEMS {
        let (comma, reversed) = (if i == 0 { "" } else { "," }, i % 3 == 0);
        write!(items, r#"{comma}{{"id":"i{i}","key":"s{}","reversed":{reversed}}}"#, i % SCALES).expect("a text grows");
    }
    for s in 0..SCALES {
        let comma = if s == 0 { "" } else { "," };
        let method = format!(r#"{{"sum":{{"keyed":{{"key":"s{s}"}}}}}}"#);
        let basis = r#"{"source":"made","evidence":"D"}"#;
        write!(scales, r#"{comma}{{"id":"s{s}","method":{method},"basis":{basis}}}"#).expect("a text grows");
    }
    let about = r#"{"wording":"own","sources":{"made":{"cite":"made for the benchmark"}}}"#;
    let text = format!(
        r#"{{"format":1,"id":"fifty","version":"1.0.0","about":{about},"responses":{{"five":{{"rating":{{"from":1,"to":5}}}}}},
        "each_item":{{"fields":[{{"response":"five"}}]}},"items":[{items}],"scales":[{scales}]}}"#
    );
    Instrument::from_json(&text).expect("the benchmark instrument compiles")
}

fn person(instrument: &Instrument, columns: &[Vec<u8>], row: usize) -> Answers {
    let mut answers = instrument.answers();
    for (i, column) in columns[..ITEMS].iter().enumerate().filter(|(_, column)| column[row] < 5) {
        answers.set(&format!("i{i}"), &(column[row] + 1).to_string()).expect("a code");
    }
    answers
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64()
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
