//! Intraclass correlations with intervals, to the time of merely reading the ratings: medians of paired runs, one thread. With
//! `--test` the work is done once on few rows and nothing is timed.

use std::hint::black_box;
use std::time::Instant;

use orientir::Ratio;
use orientir::fit::agreement::{IccForm, Metric, Ratings, alpha, icc};

const RUNS: usize = 21;

fn main() {
    let test = std::env::args().any(|argument| argument == "--test");
    let subjects = if test { 600 } else { 60_000 };
    let ratings = made(subjects);
    let found = icc(&ratings, 0.95).expect("estimates");
    // A latent mark of variance 4 and noise of variance 2/3: one rating shares about six sevenths.
    let single = found.form(IccForm::Consistency).value.expect("a value");
    assert!((0.6..0.99).contains(&single), "{single}");
    if test {
        println!("{subjects} x 2: ICC(C,1) = {single:.3}");
        return;
    }
    let (mut read, mut correlations, mut ordinal) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        read.push(seconds(|| sum(&ratings)));
        correlations.push(seconds(|| icc(&ratings, 0.95)));
        ordinal.push(seconds(|| alpha(&ratings, Metric::Ordinal)));
    }
    let (read, correlations, ordinal) = (median(read), median(correlations), median(ordinal));
    println!("reading {subjects} x 2 ratings        {:7.2} ms   1.00", read * 1e3);
    println!(
        "six ICC, six intervals            {:7.2} ms   {:.1} (goal 10 ms)",
        correlations * 1e3,
        correlations / read
    );
    println!("Krippendorff's alpha, ordinal     {:7.2} ms   {:.1}", ordinal * 1e3, ordinal / read);
}

/// Marks of two raters, the same at every run.
fn made(subjects: usize) -> Ratings {
    let mut state = 88_172_645_463_325_252_u64;
    let mut below = move |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i64::try_from((state >> 11) % n).expect("a small number")
    };
    let mut cells = Vec::with_capacity(2 * subjects);
    for _ in 0..subjects {
        let mark = below(7);
        cells.extend([0, 1].map(|level| Some(Ratio::whole(mark + level + below(3)))));
    }
    Ratings::new(2, cells).expect("whole rows")
}

/// The sum of all ratings, as one writes it down.
fn sum(ratings: &Ratings) -> i64 {
    ratings.subjects().flatten().flatten().map(|rating| rating.numerator()).sum()
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
