//! `compile`, `score/one`, `score/batch-1m` as criterion measures them.

use criterion::{Criterion, criterion_group, criterion_main};
use orientir::{Instrument, Person, Scores};
use orientir_benches::{columns, instrument};

fn compile(c: &mut Criterion) {
    let texts = orientir::catalogue::INSTRUMENTS;
    c.bench_function("compile/catalogue", |b| {
        b.iter(|| {
            texts.iter().map(|(_, text)| Instrument::from_json(text).expect("compiles").fields().count()).sum::<usize>()
        });
    });
}

fn score_one(c: &mut Criterion) {
    let klimov = orientir::catalogue::get("klimov-ddo").expect("in the catalogue");
    let answers: Vec<u8> = (0..20).map(|i| i % 2).collect();
    let (mut scorer, mut scores, person) = (klimov.scorer(), Scores::default(), Person::default());
    c.bench_function("score/one", |b| b.iter(|| scorer.score_bytes(&answers, &person, &mut scores)));
}

fn score_batch(c: &mut Criterion) {
    let (instrument, columns) = (instrument(), columns(1_000_000));
    let mut batch = instrument.batch(1_000_000);
    for (i, column) in columns.iter().enumerate() {
        batch.set_cells(&format!("i{i}"), column).expect("a field");
    }
    let mut group = c.benchmark_group("score");
    group.sample_size(10);
    group.bench_function("batch-1m", |b| b.iter(|| instrument.score_batch(&batch)));
    group.finish();
}

criterion_group!(benches, compile, score_one, score_batch);
criterion_main!(benches);
