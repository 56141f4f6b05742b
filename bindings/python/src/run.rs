//! The scoring of a frame: on several threads, without the interpreter, and so that it can be stopped.

use std::thread;
use std::time::{Duration, Instant};

use orientir::batch::{BatchScorer, BatchScores, Part, Worker};
use orientir::{Frame, FrameBatch, Lang, Sheet};
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;

use crate::errors::OrRaise;

/// Rows that a thread scores at once.
const PART: usize = 1 << 15;
/// How long the interpreter waits before it is asked whether to stop.
const PATIENCE: Duration = Duration::from_millis(50);

/// Tells how far the work is.
pub type Progress<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// Scores the rows of a frame, on so many threads or, for 0, on as many as there are processors. The answers beside the scores
/// know the keys of the rows.
pub fn score<'f>(
    py: Python<'_>,
    sheet: &'f Sheet,
    frame: &'f Frame<'f>,
    threads: usize,
    progress: Progress<'_, '_>,
    lang: Lang,
) -> PyResult<(BatchScores, FrameBatch<'f>)> {
    let mut stopped: PyResult<()> = Ok(());
    let go_on = || {
        stopped = Python::attach(|py| {
            py.check_signals()?;
            Ok(())
        });
        stopped.is_ok()
    };
    let answers = py.detach(|| sheet.batch_while(frame, go_on));
    stopped?;
    let Some(answers) = answers else { return Err(PyKeyboardInterrupt::new_err(())) };
    let scores = rows(py, &answers, threads, progress)?;
    let scores = py.detach(|| answers.finish(sheet, frame, scores)).or_raise(py, lang)?;
    Ok((scores, answers))
}

fn rows(py: Python<'_>, answers: &FrameBatch<'_>, threads: usize, progress: Progress<'_, '_>) -> PyResult<BatchScores> {
    let batch = answers.batch();
    if batch.rows() <= PART {
        return Ok(py.detach(|| batch.instrument().score_batch(batch)));
    }
    let scorer = py.detach(|| BatchScorer::new(batch));
    let mut scores = scorer.space();
    let all = || thread::available_parallelism().map_or(1, usize::from);
    let threads = if threads == 0 { all() } else { threads }.min(batch.rows().div_ceil(PART));
    let mut workers: Vec<Worker<'_>> = (0..threads).map(|_| scorer.worker()).collect();
    let mut parts = scores.parts(PART);
    let mut waves = parts.chunks_mut(threads);
    let mut done = 0;
    while done < batch.rows() {
        done += py.detach(|| {
            let begun = Instant::now();
            let mut rows = 0;
            while begun.elapsed() < PATIENCE
                && let Some(wave) = waves.next()
            {
                rows += wave.iter().map(Part::rows).sum::<usize>();
                score_wave(wave, &mut workers);
            }
            rows
        });
        py.check_signals()?;
        if let Some(progress) = progress {
            progress.call1((done, batch.rows()))?;
        }
    }
    drop(parts);
    Ok(py.detach(|| scorer.finish(scores, workers)))
}

/// Scores parts side by side, one a worker.
fn score_wave(parts: &mut [Part<'_>], workers: &mut [Worker<'_>]) {
    match (parts, workers) {
        ([part], [worker, ..]) => worker.score(part),
        (parts, workers) => thread::scope(|scope| {
            for (part, worker) in parts.iter_mut().zip(workers) {
                scope.spawn(move || worker.score(part));
            }
        }),
    }
}
