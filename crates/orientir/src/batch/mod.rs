//! Columns of answers of many people to columns of scores: the same meaning as one person at a time.

mod block;
mod column;
mod faults;
mod input;
mod numbers;
mod scorer;
mod scores;
mod table;

pub use column::Column;
pub(crate) use faults::Of;
pub use input::Batch;
pub use numbers::{Missing, Numbers, Strided};
pub use scorer::{BatchScorer, Part, Worker};
pub use scores::{BatchScores, Collector};

use crate::instrument::Instrument;

/// The most faults of rows that are kept; [`BatchScores::fault_count`] counts all.
pub const MAX_FAULTS: usize = 100_000;

impl Instrument {
    /// An empty batch of so many people.
    pub fn batch(&self, rows: usize) -> Batch<'_> {
        Batch::new(self, rows)
    }

    /// Scores many people: bit for bit what [`Instrument::score`] gives for each of them. Every row is a person; for an instrument
    /// whose ratings are pooled it is a person with one rating, and [`crate::Sheet`] joins several.
    ///
    /// [`BatchScorer`] does the same part by part, for several threads and for work that can be stopped.
    pub fn score_batch(&self, batch: &Batch<'_>) -> BatchScores {
        let scorer = BatchScorer::new(batch);
        let mut scores = scorer.space();
        let mut worker = scorer.worker();
        scores.parts(batch.rows()).iter_mut().for_each(|part| worker.score(part));
        scorer.finish(scores, vec![worker])
    }
}
