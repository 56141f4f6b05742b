//! Which keys a table has had, small enough for tables longer than memory.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Key;

/// The keys of rows by a fingerprint of 64 bits: about 14 bytes a row. Two different keys share one by chance in one table of
/// ten million rows out of some 400,000 (n² / 2^65).
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Fingerprints in blocks, so that growing copies nothing.
    prints: Vec<Vec<u64>>,
    /// Row numbers, by the same places.
    rows: Vec<Vec<u32>>,
    count: usize,
    /// Open addressing: places in `prints` plus one.
    slots: Vec<u32>,
}

const BLOCK: usize = 1 << 16;

impl Seen {
    /// Notes a key; the row where it stood before, if it did.
    pub(super) fn note(&mut self, key: &Key, row: usize) -> Option<usize> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let print = hasher.finish();
        if (self.count + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let slot = match self.find(print) {
            Ok(place) => return self.row(place),
            Err(slot) => slot,
        };
        if self.count.is_multiple_of(BLOCK) {
            self.prints.push(Vec::with_capacity(BLOCK));
            self.rows.push(Vec::with_capacity(BLOCK));
        }
        if let (Some(prints), Some(rows)) = (self.prints.last_mut(), self.rows.last_mut()) {
            prints.push(print);
            rows.push(u32::try_from(row).unwrap_or(u32::MAX));
        }
        self.count += 1;
        if let (Some(slot), Ok(place)) = (self.slots.get_mut(slot), u32::try_from(self.count)) {
            *slot = place;
        }
        None
    }

    fn print(&self, place: usize) -> Option<u64> {
        self.prints.get(place / BLOCK)?.get(place % BLOCK).copied()
    }

    fn row(&self, place: usize) -> Option<usize> {
        self.rows.get(place / BLOCK)?.get(place % BLOCK).map(|row| *row as usize)
    }

    /// The place of a fingerprint, or the slot where it belongs.
    fn find(&self, print: u64) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = usize::try_from(print >> 32).unwrap_or(0) & mask;
        loop {
            match self.slots.get(slot) {
                Some(0) | None => return Err(slot),
                Some(place) => {
                    let place = *place as usize - 1;
                    if self.print(place) == Some(print) {
                        return Ok(place);
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        // Before the new slots are asked for: the old ones are not needed to fill them.
        self.slots = Vec::new();
        self.slots = vec![0; size];
        for place in 0..self.count {
            let Some(Err(slot)) = self.print(place).map(|print| self.find(print)) else { continue };
            if let (Some(slot), Ok(place)) = (self.slots.get_mut(slot), u32::try_from(place + 1)) {
                *slot = place;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_again_at_its_first_row() {
        let mut seen = Seen::default();
        let key = |id: usize| Key { id: id.to_string(), occasion: 1, ..Key::default() };
        for id in 0..200_000 {
            assert_eq!(seen.note(&key(id), id + 1), None);
        }
        for id in (0..200_000).step_by(777) {
            assert_eq!(seen.note(&key(id), 0), Some(id + 1));
        }
        assert_eq!(seen.note(&Key { occasion: 2, ..key(5) }, 9), None);
    }
}
