//! Measures the kernel against merely reading the cells: 1,000,000 rows, 60 columns, five scales of twelve five-point items,
//! a third reversed, 2 % missing; one thread; medians of 11 paired runs after one unmeasured run.
//!
//! Beside it what bounds the full result: writing its 35 bytes a score; and what it costs in columns that are not there yet.

#![expect(clippy::print_stdout, reason = "a program to look at")]

use std::hint::black_box;
use std::time::Instant;

use orientir_kernel::{BLOCK, MISSING, Marks, Scale, Term, gather_f64, gather_u8};

const ROWS: usize = 1_000_000;
const COLUMNS: usize = 60;
const ITEMS: usize = 12;
const VALUES: u8 = 5;
const RUNS: u8 = 11;
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
        let (wide, bytes) = (|| vec![0.0; ROWS], || vec![0; ROWS]);
        Self {
            sum: vec![0; ROWS],
            count: bytes(),
            status: bytes(),
            level: bytes(),
            raw: wide(),
            t: wide(),
            low: wide(),
            high: wide(),
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

/// The bytes of a full result, without a thought.
fn write(number: u8, out: &mut Columns) {
    for column in [&mut out.count, &mut out.status, &mut out.level] {
        column.fill(number);
    }
    for column in [&mut out.raw, &mut out.t, &mut out.low, &mut out.high] {
        column.fill(f64::from(number));
    }
}

/// Four bytes out for each score.
fn sums(scale: &Scale<'_>, out: &mut Columns) {
    scale.block(0, &mut out.sum, &mut out.count, &mut out.status);
}

/// Ten bytes out for each score.
fn raw(scale: &Scale<'_>, tables: &Tables, out: &mut Columns) {
    let Some(states) = scale.states() else { return };
    let (mut sums, mut index) = (vec![0; BLOCK], vec![0; BLOCK]);
    let blocks = out.count.chunks_mut(BLOCK).zip(out.status.chunks_mut(BLOCK)).zip(out.raw.chunks_mut(BLOCK));
    for (((count, status), raw), first) in blocks.zip((0..).step_by(BLOCK)) {
        scale.block(first, &mut sums, count, status);
        states.of(0, &sums, count, &mut index);
        gather_f64(&tables.raw, &index, raw);
    }
}

/// Thirty-five bytes out for each score.
fn full(scale: &Scale<'_>, tables: &Tables, out: &mut Columns) {
    let Some(states) = scale.states() else { return };
    let (mut sums, mut index) = (vec![0; BLOCK], vec![0; BLOCK]);
    let bytes = out.count.chunks_mut(BLOCK).zip(out.status.chunks_mut(BLOCK)).zip(out.level.chunks_mut(BLOCK));
    let scores = out.raw.chunks_mut(BLOCK).zip(out.t.chunks_mut(BLOCK));
    let ranges = out.low.chunks_mut(BLOCK).zip(out.high.chunks_mut(BLOCK));
    for (((((count, status), level), (raw, t)), (low, high)), first) in
        bytes.zip(scores).zip(ranges).zip((0..).step_by(BLOCK))
    {
        scale.block(first, &mut sums, count, status);
        states.of(0, &sums, count, &mut index);
        gather_u8(&tables.level, &index, level);
        gather_f64(&tables.raw, &index, raw);
        gather_f64(&tables.t, &index, t);
        gather_f64(&tables.low, &index, low);
        gather_f64(&tables.high, &index, high);
    }
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
        let [a, b, c, ..] = next().to_be_bytes();
        // 1311 of 65536 are 2 %, 52 of 256 a fifth.
        if u16::from_be_bytes([a, b]) < 1311 { MISSING } else { c / 52 }
    };
    (0..COLUMNS).map(|_| (0..ROWS).map(|_| cell()).collect()).collect()
}

fn main() {
    let columns = answers();
    let terms: Vec<Term<'_>> =
        columns.iter().enumerate().map(|(column, cells)| Term { column: cells, reversed: column % 3 == 2 }).collect();
    let scales: Vec<Scale<'_>> = terms.chunks(ITEMS).filter_map(|terms| Scale::new(VALUES, terms, MARKS)).collect();
    let tables: Vec<Tables> = scales.iter().filter_map(Tables::new).collect();
    let mut out: Vec<Columns> = scales.iter().map(|_| Columns::new()).collect();

    let names = [
        "read, plainly",
        "read, fast",
        "write 35 bytes",
        "sums, 4 bytes",
        "raw, 10 bytes",
        "full, 35 bytes",
        "full, fresh",
    ];
    let mut fresh = vec![];
    let mut times = names.map(|_| Vec::new());
    for run in 0..=RUNS {
        let each = |out: &mut Vec<Columns>, work: fn(&Scale<'_>, &Tables, &mut Columns)| {
            for ((scale, tables), out) in scales.iter().zip(&tables).zip(out) {
                work(scale, tables, out);
            }
        };
        // Each starts with caches as a reading leaves them: without dirty lines of the one before.
        let time = |work: &mut dyn FnMut()| {
            black_box(read(&columns));
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3
        };
        let pass = [
            time(&mut || {
                black_box(read_plainly(&columns));
            }),
            time(&mut || {
                black_box(read(&columns));
            }),
            time(&mut || out.iter_mut().zip(run..).for_each(|(out, number)| write(number, out))),
            time(&mut || each(&mut out, |scale, _, out| sums(scale, out))),
            time(&mut || each(&mut out, raw)),
            time(&mut || each(&mut out, full)),
            time(&mut || {
                fresh = scales.iter().map(|_| Columns::new()).collect();
                each(&mut fresh, full);
            }),
        ];
        fresh.clear();
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
