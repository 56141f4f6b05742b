//! Ratios to the time of merely reading the answers: medians of eleven paired runs, one thread, equality asserted first.
//! With `--test` the work is done once on few rows and nothing is timed.

use std::hint::black_box;
use std::time::Instant;

use orientir::definition::Metric;
use orientir::{Batch, BatchScores, Instrument, Person, Ratio, ScaleScore, Scores};
use orientir_benches::{ITEMS, columns, instrument};
use orientir_kernel::{BLOCK, Marks, Scale, Term, gather_f64};

const RUNS: usize = 11;

fn main() {
    let test = std::env::args().any(|argument| argument == "--test");
    let rows = if test { 10_000 } else { 1_000_000 };
    let (instrument, columns) = (instrument(), columns(rows));
    let mut batch = instrument.batch(rows);
    for (i, column) in columns.iter().enumerate() {
        batch.set_cells(&format!("i{i}"), column).expect("a field");
    }
    assert_equal(&instrument, &batch, &columns);
    one_person_allocates_nothing();
    if test {
        println!("equal: {rows} rows x {ITEMS}, batch and one by one; no allocation for one person");
        return;
    }
    let mut space = (vec![0; rows], vec![0; rows], vec![0; rows]);
    let mut out = vec![vec![0.0; rows]; 5 * FACTS.len()];
    let (mut read, mut sums, mut score, mut full) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        read.push(seconds(|| black_box(read_bytes(&columns))));
        sums.push(seconds(|| sums_of(&columns, &mut space)));
        score.push(seconds(|| black_box(instrument.score_batch(&batch))));
        full.push(seconds(|| write(&instrument.score_batch(&batch), &mut out)));
    }
    let (read, sums, score, full) = (median(read), median(sums), median(score), median(full));
    println!("reading {rows} x {ITEMS} bytes        {:7.1} ms   1.00", read * 1e3);
    println!("exact sums, counts, status         {:7.1} ms   {:.2} (goal 2)", sums * 1e3, sums / read);
    println!("scores: results and their places   {:7.1} ms   {:.2}", score * 1e3, score / read);
    println!("raw, T, level, range into columns  {:7.1} ms   {:.2} (goal 5)", full * 1e3, full / read);
    let one = one_person();
    println!("one person, klimov-ddo             {:7.0} ns          (goal 1000)", one * 1e9);
}

/// What of a score is written into columns.
const FACTS: [fn(&ScaleScore) -> f64; 5] = [
    |score| score.raw.map_or(f64::NAN, Ratio::to_f64),
    |score| score.standard(Metric::T).unwrap_or(f64::NAN),
    |score| score.level().map_or(f64::NAN, |level| level as f64),
    |score| score.possible.map_or(f64::NAN, |(low, _)| low.to_f64()),
    |score| score.possible.map_or(f64::NAN, |(_, high)| high.to_f64()),
];

/// Writes the facts of all scales into columns that are there.
fn write(scores: &BatchScores, out: &mut [Vec<f64>]) {
    let facts = scores.scales().iter().flat_map(|scale| FACTS.map(|fact| (scale, fact)));
    for ((scale, fact), column) in facts.zip(out) {
        let table: Vec<f64> = scale.entries().iter().map(fact).collect();
        gather_f64(&table, scale.index(), column);
    }
}

/// The sum of all bytes, as one writes it down.
fn read_bytes(columns: &[Vec<u8>]) -> u64 {
    columns.iter().map(|column| column.iter().map(|&cell| u64::from(cell)).sum::<u64>()).sum()
}

/// Sums, numbers of answers and statuses of the five scales, in blocks.
fn sums_of(columns: &[Vec<u8>], (sums, counts, statuses): &mut (Vec<u16>, Vec<u8>, Vec<u8>)) {
    for scale in 0..5 {
        let terms: Vec<_> =
            (scale..ITEMS).step_by(5).map(|i| Term { column: &columns[i], reversed: i % 3 == 0 }).collect();
        let marks = Marks { minimum: 9, complete: 0, partial: 1, short: 2, other: 3 };
        let scale = Scale::new(5, &terms, marks).expect("a kernel scale");
        let mut first = 0;
        while first < scale.rows() {
            let end = (first + BLOCK).min(scale.rows());
            first += scale.block(first, &mut sums[first..end], &mut counts[first..end], &mut statuses[first..end]);
        }
        black_box((&sums, &counts, &statuses));
    }
}

/// Every hundredth row scored alone has the bits of the batch.
fn assert_equal(instrument: &Instrument, batch: &Batch<'_>, columns: &[Vec<u8>]) {
    let batch_scores = instrument.score_batch(batch);
    let (mut scorer, mut scores) = (instrument.scorer(), Scores::default());
    for row in (0..batch.rows()).step_by(100) {
        let cells: Vec<u8> = columns.iter().map(|column| column[row]).collect();
        scorer.score_bytes(&cells, &Person::default(), &mut scores);
        assert_eq!(batch_scores.row(row).as_ref(), Some(&scores));
    }
}

/// One person of the Klimov questionnaire from byte codes, in seconds: the mean of many.
fn one_person() -> f64 {
    const PEOPLE: u32 = 200_000;
    let klimov = orientir::catalogue::get("klimov-ddo").expect("in the catalogue");
    let (mut scorer, mut scores, person) = (klimov.scorer(), Scores::default(), Person::default());
    let mut answers = [0_u8; 20];
    let runs = (0..RUNS).map(|_| {
        seconds(|| {
            for i in 0..PEOPLE {
                answers[(i % 20) as usize] ^= 1;
                scorer.score_bytes(&answers, &person, &mut scores);
            }
        }) / f64::from(PEOPLE)
    });
    median(runs.collect())
}

/// Scoring into the same space again asks for no memory.
fn one_person_allocates_nothing() {
    for instrument in orientir::catalogue::all().expect("the catalogue compiles") {
        let mut answers = instrument.answers();
        for field in instrument.fields().map(str::to_owned).collect::<Vec<_>>() {
            for code in ["3", "2", "a", "nature", "0", "yes", "order", "growth", "stable_economy"] {
                if answers.set(&field, code).is_ok() {
                    break;
                }
            }
        }
        let (mut scorer, mut scores) = (instrument.scorer(), Scores::default());
        scorer.score_into(&answers, &mut scores);
        let again = allocation_counter::measure(|| scorer.score_into(&answers, &mut scores));
        assert_eq!(again.count_total, 0, "{} allocates", instrument.id());
    }
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
