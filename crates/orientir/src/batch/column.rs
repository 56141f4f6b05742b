//! A column as its different entries and, for each row, the place of its own.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// A column of results. Few results differ, so a row holds four bytes, and whatever is asked of a result is asked once an
/// entry, not once a row.
///
/// `Debug` shows no results.
#[derive(Clone)]
pub struct Column<T> {
    entries: Vec<T>,
    // INVARIANT: places in `entries`.
    index: Vec<u32>,
}

/// Row by row: the order of the entries means nothing.
impl<T: PartialEq> PartialEq for Column<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index.len() == other.index.len() && self.iter().eq(other.iter())
    }
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), index: Vec::new() }
    }
}

impl<T> std::fmt::Debug for Column<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Column({} rows, {} entries)", self.index.len(), self.entries.len())
    }
}

impl<T> Column<T> {
    /// The entries; some may belong to no row.
    pub fn entries(&self) -> &[T] {
        &self.entries
    }

    /// The place of each row's entry.
    pub fn index(&self) -> &[u32] {
        &self.index
    }

    /// The result of a row.
    pub fn get(&self, row: usize) -> Option<&T> {
        self.entries.get(*self.index.get(row)? as usize)
    }

    /// The different results that rows have.
    pub fn used(&self) -> impl Iterator<Item = &T> {
        let mut used = vec![false; self.entries.len()];
        for place in &self.index {
            if let Some(used) = used.get_mut(*place as usize) {
                *used = true;
            }
        }
        self.entries.iter().zip(used).filter(|(_, used)| *used).map(|(entry, _)| entry)
    }

    /// The results, row by row.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.index.iter().filter_map(|place| self.entries.get(*place as usize))
    }

    pub(super) fn with_rows(rows: usize) -> Self {
        Self { entries: Vec::new(), index: vec![0; rows] }
    }

    pub(super) fn index_mut(&mut self) -> &mut [u32] {
        &mut self.index
    }

    pub(super) fn set_entries(&mut self, entries: Vec<T>) {
        self.entries = entries;
    }
}

impl<T: Clone + Eq + Hash> Column<T> {
    /// The first rows alone.
    pub(super) fn head(&self, rows: usize) -> Self {
        let mut head = Growing::default();
        self.iter().take(rows).for_each(|entry| head.push(entry));
        head.finish()
    }
}

/// A column while its rows are added.
#[derive(Clone)]
pub(super) struct Growing<T> {
    entries: Entries<T>,
    index: Vec<u32>,
}

impl<T> Default for Growing<T> {
    fn default() -> Self {
        Self { entries: Entries::default(), index: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash> Growing<T> {
    pub(super) fn push(&mut self, entry: &T) {
        self.index.push(self.entries.place(entry));
    }

    pub(super) fn finish(self) -> Column<T> {
        Column { entries: self.entries.list, index: self.index }
    }
}

impl<T> std::fmt::Debug for Growing<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Growing({} rows)", self.index.len())
    }
}

/// Entries while they are collected.
#[derive(Clone)]
pub(super) struct Entries<T> {
    list: Vec<T>,
    places: HashMap<T, u32, BuildHasherDefault<Mixer>>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { list: Vec::new(), places: HashMap::default() }
    }
}

impl<T: Clone + Eq + Hash> Entries<T> {
    /// The place of an entry, a new one for a new entry.
    pub(super) fn place(&mut self, entry: &T) -> u32 {
        if let Some(place) = self.places.get(entry) {
            return *place;
        }
        // INVARIANT: there are at most as many entries as rows and states, and these are numbered by 32 bits.
        let place = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(entry.clone());
        self.places.insert(entry.clone(), place);
        place
    }

    pub(super) fn list(&self) -> &[T] {
        &self.list
    }
}

/// Mixes the parts of a result: fast, and safe enough, since the results of a definition are few.
#[derive(Clone, Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.write_u64(n.into());
    }

    fn write_u16(&mut self, n: u16) {
        self.write_u64(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        // The golden ratio's bits, as Fibonacci hashing takes them.
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write_i64(&mut self, n: i64) {
        self.write_u64(n.cast_unsigned());
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    fn write_isize(&mut self, n: isize) {
        self.write_usize(n.cast_unsigned());
    }
}
