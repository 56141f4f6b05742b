//! Norms: applying them to scores, and the bootstrap of their sampling error. Medians of paired runs, one thread. With `--test` the work is
//! done once on few rows and nothing is timed.

use std::hint::black_box;
use std::time::Instant;

use orientir::definition::Metric;
use orientir::fit::norms::{FittedNorms, NormOptions};
use orientir::tally::{Tally, TallyOptions};
use orientir::{Instrument, Sheet};
use orientir_benches::{ITEMS, columns, instrument};
use orientir_kernel::gather_f64;

const RUNS: usize = 11;

fn main() {
    let test = std::env::args().any(|argument| argument == "--test");
    let rows = if test { 10_000 } else { 1_000_000 };
    applying(rows, test);
    let replicates = if test { 100 } else { 10_000 };
    bootstrap("a million pupils of one source", (rows, 1), replicates, test);
    bootstrap("a million pupils of thirty schools", (rows, 30), replicates, test);
}

/// T of every scale of a table of answers: the part of scoring that norms add is a look-up by the place of the different scores.
fn applying(rows: usize, test: bool) {
    let (instrument, columns) = (instrument(), columns(rows));
    let mut batch = instrument.batch(rows);
    for (i, column) in columns.iter().enumerate() {
        batch.set_cells(&format!("i{i}"), column).expect("a field");
    }
    let scores = instrument.score_batch(&batch);
    let mut out = vec![vec![0.0; rows]; scores.scales().len()];
    let mut apply = || {
        for (scale, out) in scores.scales().iter().zip(&mut out) {
            let table: Vec<f64> =
                scale.entries().iter().map(|score| score.standard(Metric::T).unwrap_or(f64::NAN)).collect();
            gather_f64(&table, scale.index(), out);
        }
    };
    apply();
    if test {
        println!("{rows} x {ITEMS}: norms applied to {} scales", scores.scales().len());
        return;
    }
    let times = (0..RUNS).map(|_| seconds(&mut apply)).collect();
    let rate = (rows * scores.scales().len()) as f64 / median(times) / 1e6;
    println!("applying norms                            {rate:7.0} million scores a second (goal 50)");
}

/// Ten thousand draws of the sample of a scale.
fn bootstrap(what: &str, (pupils, schools): (usize, usize), replicates: u32, test: bool) {
    let instrument = one_number();
    let tally = tally(&instrument, pupils, schools);
    let mut options = NormOptions::default();
    (options.replicates, options.year) = (replicates, Some(2026));
    let fit = || black_box(FittedNorms::of(&instrument, &tally, &options).expect("norms"));
    let fitted = fit();
    let error = fitted.groups[0].scales[0].error.as_ref().expect("errors").mean;
    assert!(error > 0.0 && fitted.n == i64::try_from(pupils).expect("a number"), "{} {error}", fitted.n);
    if test {
        println!("{pupils} pupils of {schools}: {replicates} draws, error of the mean {error:.5}");
        return;
    }
    let times = (0..3).map(|_| seconds(fit)).collect();
    println!("{replicates} draws, {what:35} {:7.0} ms (goal 1000)", median(times) * 1e3);
}

fn one_number() -> Instrument {
    let text = r#"{"format": 1, "id": "one-number", "version": "1.0.0",
        "about": {"wording": "own", "sources": {"here": {"cite": "made up"}}},
        "responses": {"line": {"rating": {"from": 0, "to": 20}}}, "items": [{"id": "x", "fields": [{"response": "line"}]}],
        "scales": [{"id": "x", "method": {"sum": {"fields": ["x"]}}, "basis": {"source": "here", "evidence": "D"}}]}"#;
    Instrument::from_json(text).expect("a definition")
}

/// A tally of pupils of schools.
fn tally(instrument: &Instrument, pupils: usize, schools: usize) -> Tally {
    let sheet = Sheet::new(instrument, &["id", "school", "x"]).expect("a header");
    let mut state = 88_172_645_463_325_252_u64;
    let mut below = move |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % n
    };
    let rows: Vec<[String; 3]> = (0..pupils)
        .map(|i| {
            let x = (0..10).map(|_| below(3)).sum::<u64>();
            [i.to_string(), format!("school {}", i % schools), x.to_string()]
        })
        .collect();
    let (entries, _) = sheet.read(rows.iter().map(|row| row.iter().map(String::as_str)));
    let mut options = TallyOptions::default();
    options.least = 1;
    Tally::of(instrument, &entries, &options).expect("a tally")
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
