//! What is wrong in the rows of a batch.

use crate::error::{Diagnostics, Error};

/// Faults of rows: the first of them, and how many there are. A table of another instrument may have one in every cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults {
    kept: Diagnostics,
    /// How many of the kept ones are the first of all columns so far.
    settled: usize,
    count: usize,
    misread: usize,
}

/// What a fault is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// An answer that is no code.
    Misread,
    /// Anything else.
    Else,
}

impl Faults {
    /// Counts a fault, and keeps it if it is among the first of its column.
    pub(super) fn push(&mut self, of: Of, fault: impl FnOnce() -> Option<Error>) {
        self.count += 1;
        self.misread += usize::from(of == Of::Misread);
        if self.kept.len() < self.settled + super::MAX_FAULTS
            && let Some(fault) = fault()
        {
            self.kept.push(fault);
        }
    }

    /// Ends a column whose faults came one after the other: of all columns the first rows are kept.
    pub(super) fn settle(&mut self) {
        if self.kept.len() > self.settled {
            self.kept = first(std::mem::take(&mut self.kept));
            self.settled = self.kept.len();
        }
    }

    /// The first ones in the order of rows; how many there are in all, and how many of them are misread answers.
    pub(super) fn join(all: impl IntoIterator<Item = Self>) -> (Diagnostics, usize, usize) {
        let (mut kept, mut count, mut misread) = (Diagnostics::default(), 0, 0);
        for faults in all {
            faults.kept.into_iter().for_each(|fault| kept.push(fault));
            count += faults.count;
            misread += faults.misread;
        }
        (first(kept), count, misread)
    }

    pub(super) fn kept(&self) -> &Diagnostics {
        &self.kept
    }
}

/// The first faults in the order of rows; within a row the columns stay in their order.
fn first(faults: Diagnostics) -> Diagnostics {
    let mut faults: Vec<Error> = faults.into_iter().collect();
    faults.sort_by_key(Error::row);
    faults.truncate(super::MAX_FAULTS);
    faults.into_iter().collect()
}
