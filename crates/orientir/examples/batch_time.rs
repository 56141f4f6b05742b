//! How long a batch takes on one thread: the other half of `bindings/wasm/benchmarks/speed.mjs`, which reads what this prints.
//!
//! `batch_time DEFINITION ROWS RUNS`: scores so many people with whole numbers from 1 to 5 in every field.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::error::Error;
use std::time::Instant;
use std::{env, fs};

use orientir::batch::{Missing, Numbers};
use orientir::{Cell, Instrument};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or_else(|| format!("{what} is missing"));
    let instrument = Instrument::from_json(&fs::read_to_string(next("DEFINITION")?)?)?;
    let (rows, runs): (usize, usize) = (next("ROWS")?.parse()?, next("RUNS")?.parse()?);
    let fields: Vec<&str> = instrument.fields().collect();
    let mut state = 88_172_645_u32;
    let columns: Vec<Vec<i8>> = fields.iter().map(|_| column(rows, &mut state)).collect();

    let mut best = [f64::INFINITY; 2];
    let mut sum = 0.0;
    for _ in 0..runs {
        let start = Instant::now();
        let mut batch = instrument.batch(rows);
        for (field, column) in fields.iter().zip(&columns) {
            batch.set_numbers(field, Numbers::I8(column.as_slice().into()), Missing::None)?;
        }
        let scores = instrument.score_batch(&batch);
        let scored = start.elapsed().as_secs_f64();

        let start = Instant::now();
        let table = instrument.score_columns();
        let mut out = Vec::new();
        for scale in instrument.scales() {
            let number = table.names().position(|name| name == scale).ok_or("a scale has a column")?;
            let (cells, places) = table.of(&instrument, &scores, number);
            let values: Vec<f64> = cells.iter().map(number_of).collect();
            out.push(
                places.iter().map(|place| values.get(*place as usize).copied().unwrap_or(f64::NAN)).collect::<Vec<_>>(),
            );
        }
        let copied = start.elapsed().as_secs_f64();
        sum = out.iter().flatten().sum();
        best = [best[0].min(scored), best[1].min(copied)];
    }
    println!("{{\"score\":{},\"out\":{},\"sum\":{sum}}}", best[0], best[1]);
    Ok(())
}

fn number_of(cell: &Cell<'_>) -> f64 {
    if let Cell::Number(number) = cell { *number } else { f64::NAN }
}

/// Whole numbers from 1 to 5, the same as in the script: xorshift of 32 bits.
fn column(rows: usize, state: &mut u32) -> Vec<i8> {
    let mut next = || {
        *state ^= *state << 13;
        *state ^= *state >> 17;
        *state ^= *state << 5;
        i8::try_from(*state % 5 + 1).unwrap_or(1)
    };
    (0..rows).map(|_| next()).collect()
}
