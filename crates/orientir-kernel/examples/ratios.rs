//! Measures the kernel against merely reading the cells: 1,000,000 rows, 60 columns, five scales of twelve five-point items,
//! a third reversed, 2 % missing; one thread; medians of 11 paired runs after one unmeasured run.

#![expect(clippy::print_stdout, reason = "a program to look at")]

use std::hint::black_box;
use std::time::Instant;

use orientir_kernel::{BLOCK, MISSING, Marks, Scale, Term, gather_f64, gather_u8};

const ROWS: usize = 1_000_000;
const COLUMNS: usize = 60;
const ITEMS: usize = 12;
const VALUES: u8 = 5;
const RUNS: usize = 11;
const MARKS: Marks = Marks { minimum: 9, complete: 0, partial: 1, short: 2, other: 3 };

/// The sum of all bytes as one writes it down.
fn read_plainly(columns: &[Vec<u8>]) -> u64 {
    columns.iter().map(|column| column.iter().map(|&cell| u64::from(cell)).sum::<u64>()).sum()
}

/// The sum of all bytes in 16-bit lanes, which SSE2 does as fast as memory delivers: the strictest measure.
fn read(columns: &[Vec<u8>]) -> u64 {
    let mut sum = 0;
    for column in columns {
        // 128 bytes a lane are at most 32640.
        for part in column.chunks(128 * 32) {
            let mut lanes = [0_u16; 32];
            let (chunks, rest) = part.as_chunks::<32>();
            for chunk in chunks {
                for (lane, &cell) in lanes.iter_mut().zip(chunk) {
                    *lane += u16::from(cell);
                }
            }
            sum += lanes.iter().map(|&lane| u64::from(lane)).sum::<u64>();
            sum += rest.iter().map(|&cell| u64::from(cell)).sum::<u64>();
        }
    }
    sum
}

/// The result columns of one scale, `ROWS` long.
struct Columns {
    sum: Vec<u16>,
    count: Vec<u8>,
    status: Vec<u8>,
    level: Vec<u8>,
    raw: Vec<f64>,
    t: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
}

impl Columns {
    fn new() -> Self {
        let (wide, bytes) = (vec![1.0; ROWS], vec![1; ROWS]);
        Self {
            sum: vec![1; ROWS],
            count: bytes.clone(),
            status: bytes.clone(),
            level: bytes,
            raw: wide.clone(),
            t: wide.clone(),
            low: wide.clone(),
            high: wide,
        }
    }
}

/// One entry a state.
struct Tables {
    raw: Vec<f64>,
    t: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
    level: Vec<u8>,
}

impl Tables {
    fn new(scale: &Scale<'_>) -> Option<Self> {
        let top = f64::from(VALUES - 1);
        let (mut raw, mut t, mut low, mut high, mut level) = (vec![], vec![], vec![], vec![], vec![]);
        for (count, sum) in scale.states()?.entries() {
            let score = if count < MARKS.minimum { f64::NAN } else { f64::from(sum) * ITEMS as f64 / f64::from(count) };
            raw.push(score);
            t.push(50.0 + 10.0 * (score - 24.0) / 5.0);
            low.push(f64::from(sum));
            high.push(f64::from(sum) + (ITEMS as f64 - f64::from(count)) * top);
            level.push(u8::from(score >= 20.0) + u8::from(score >= 28.0));
        }
        Some(Self { raw, t, low, high, level })
    }
}

/// Four bytes out for each score.
fn sums(scale: &Scale<'_>, out: &mut Columns) {
    scale.block(0, &mut out.sum, &mut out.count, &mut out.status);
}

/// Ten bytes out for each score.
fn raw(scale: &Scale<'_>, tables: &Tables, out: &mut Columns) {
    let Some(states) = scale.states() else { return };
    let (mut sums, mut index) = ([0; BLOCK], [0; BLOCK]);
    let blocks = out.count.chunks_mut(BLOCK).zip(out.status.chunks_mut(BLOCK)).zip(out.raw.chunks_mut(BLOCK));
    for (((count, status), raw), first) in blocks.zip((0..).step_by(BLOCK)) {
        scale.block(first, &mut sums, count, status);
        states.of(&sums, count, &mut index);
        gather_f64(&tables.raw, &index, raw);
    }
}

/// Thirty-five bytes out for each score.
fn full(scale: &Scale<'_>, tables: &Tables, out: &mut Columns) {
    let Some(states) = scale.states() else { return };
    let (mut sums, mut index) = ([0; BLOCK], [0; BLOCK]);
    let bytes = out.count.chunks_mut(BLOCK).zip(out.status.chunks_mut(BLOCK)).zip(out.level.chunks_mut(BLOCK));
    let scores = out.raw.chunks_mut(BLOCK).zip(out.t.chunks_mut(BLOCK));
    let ranges = out.low.chunks_mut(BLOCK).zip(out.high.chunks_mut(BLOCK));
    for (((((count, status), level), (raw, t)), (low, high)), first) in
        bytes.zip(scores).zip(ranges).zip((0..).step_by(BLOCK))
    {
        scale.block(first, &mut sums, count, status);
        states.of(&sums, count, &mut index);
        gather_u8(&tables.level, &index, level);
        gather_f64(&tables.raw, &index, raw);
        gather_f64(&tables.t, &index, t);
        gather_f64(&tables.low, &index, low);
        gather_f64(&tables.high, &index, high);
    }
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1e3
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

fn answers() -> Vec<Vec<u8>> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut cell = || {
        let [low, high, ..] = next().to_le_bytes().map(u16::from);
        // 1311 of 65536 are 2 %; multiplying gives the five values alike often.
        if low * 256 + high < 1311 { MISSING } else { next().to_be_bytes()[0] / 52 }
    };
    (0..COLUMNS).map(|_| (0..ROWS).map(|_| cell()).collect()).collect()
}

fn main() {
    let columns = answers();
    let terms: Vec<Term<'_>> = columns
        .iter()
        .enumerate()
        .map(|(column, cells)| Term { column: cells, reversed: column % 3 == 2 })
        .collect();
    let scales: Vec<Scale<'_>> = terms.chunks(ITEMS).filter_map(|terms| Scale::new(VALUES, terms, MARKS)).collect();
    let tables: Vec<Tables> = scales.iter().filter_map(Tables::new).collect();
    let mut out: Vec<Columns> = scales.iter().map(|_| Columns::new()).collect();

    let names = ["read, plain sum", "read, fast sum", "sums, 4 bytes", "raw, 10 bytes", "full, 35 bytes", "full, fresh"];
    let mut times = names.map(|_| Vec::new());
    for run in 0..=RUNS {
        let pass = [
            milliseconds(|| drop(black_box(read_plainly(black_box(&columns))))),
            milliseconds(|| drop(black_box(read(black_box(&columns))))),
            milliseconds(|| scales.iter().zip(&mut out).for_each(|(scale, out)| sums(scale, out))),
            milliseconds(|| {
                scales.iter().zip(&tables).zip(&mut out).for_each(|((scale, tables), out)| raw(scale, tables, out));
            }),
            milliseconds(|| {
                scales.iter().zip(&tables).zip(&mut out).for_each(|((scale, tables), out)| full(scale, tables, out));
            }),
            milliseconds(|| {}),
        ];
        black_box(&out);
        if run > 0 {
            times.iter_mut().zip(pass).for_each(|(times, time)| times.push(time));
        }
    }
    println!("{:16} {:>8} {:>12} {:>12}", "", "ms", "of plain", "of fast");
    let [plain, fast, ..] = &times;
    for (name, times) in names.iter().zip(&times) {
        let ratio = |of: &[f64]| median(times.iter().zip(of).map(|(time, of)| time / of).collect());
        println!("{name:16} {:8.2} {:12.2} {:12.2}", median(times.clone()), ratio(plain), ratio(fast));
    }
}
