//! Some rows of a batch whose numbers are cells.

use super::faults::{Faults, Of};
use super::input::{Batch, Cells};
use crate::plan::Plan;
use orientir_kernel::{BLOCK, INVALID, any_invalid};

/// So many bytes of cells stay in a processor's second-level cache while all scales read them.
const CACHED: usize = 1 << 20;

/// Cells of some rows.
#[derive(Clone, Default)]
pub(super) struct Block {
    first: usize,
    rows: usize,
    /// The columns of numbers one after the other, each with `capacity` cells.
    cells: Vec<u8>,
    capacity: usize,
    /// The place of each field among them.
    place: Vec<Option<usize>>,
}

impl Block {
    /// Space for blocks of a batch.
    pub(super) fn of(batch: &Batch<'_>, fields: usize) -> Self {
        let mut count = 0;
        let mut place = |field: usize| {
            matches!(batch.column(field), Some(Cells::Numbers(_))).then(|| {
                count += 1;
                count - 1
            })
        };
        let place = (0..fields).map(&mut place).collect();
        // The columns of a matrix lie between each other: what is read for one is there for the next if it is still cached.
        let columns = (0..fields).filter_map(|field| batch.column(field));
        let steps = columns.map(|column| if let Cells::Numbers(column) = column { column.step() } else { 1 });
        let row = steps.filter(|step| *step > 8).max().unwrap_or(0).max(count).max(1);
        // Bitmaps go by bytes of eight rows.
        let capacity = (CACHED / row).clamp(1024, BLOCK) / 64 * 64;
        let capacity = capacity.min(batch.rows());
        Self { first: 0, rows: 0, cells: vec![0; count * capacity], capacity, place }
    }

    /// How many rows a block may have.
    pub(super) fn capacity(&self) -> usize {
        self.capacity
    }

    /// The first row.
    pub(super) fn first(&self) -> usize {
        self.first
    }

    /// Turns the numbers of so many rows into cells, and tells those that are no codes.
    pub(super) fn read(&mut self, batch: &Batch<'_>, plan: &Plan, first: usize, rows: usize, faults: &mut Faults) {
        (self.first, self.rows) = (first, rows);
        let mut bad: Vec<(usize, usize)> = Vec::new();
        for (field, place) in self.place.iter().enumerate() {
            let (Some(place), Some(Cells::Numbers(column))) = (*place, batch.column(field)) else { continue };
            let start = place * self.capacity;
            let Some(cells) = self.cells.get_mut(start..start + rows) else { continue };
            column.cells(first, cells);
            if any_invalid(cells) {
                bad.extend(cells.iter().enumerate().filter(|(_, cell)| **cell == INVALID).map(|(row, _)| (row, field)));
            }
        }
        bad.sort_unstable();
        for (row, field) in bad.into_iter().filter(|(row, _)| !batch.is_void(first + row)) {
            faults.push(Of::Misread, || match batch.column(field)? {
                Cells::Numbers(column) => column.fault(plan.fields.get(field)?, first + row),
                _ => None,
            });
        }
    }

    /// The cells of a field in the block's rows; none for a field that is absent or has wide cells.
    pub(super) fn bytes<'b>(&'b self, batch: &'b Batch<'_>, field: usize) -> Option<&'b [u8]> {
        match batch.column(field)? {
            Cells::Bytes(bytes) => bytes.get(self.first..self.first + self.rows),
            Cells::Numbers(_) => {
                let start = self.place.get(field).copied().flatten()? * self.capacity;
                self.cells.get(start..start + self.rows)
            }
            Cells::Absent | Cells::Wide(_) => None,
        }
    }

    /// The cell of a number.
    pub(super) fn byte(&self, field: usize, row: usize) -> Option<u8> {
        let start = self.place.get(field).copied().flatten()? * self.capacity;
        self.cells.get(start + row).copied()
    }
}
