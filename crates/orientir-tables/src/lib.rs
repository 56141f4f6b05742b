//! Tables as schools keep them, read as rows of text.
#![forbid(unsafe_code)]

mod cell;
mod decode;
mod encoding;
mod fault;
mod separator;
mod text;

pub use encoding::Encoding;
pub use fault::Fault;
pub use text::TextRows;

/// Limits.
#[derive(Clone, Debug)]
pub struct Limits {
    /// .
    pub record_bytes: u64,
    /// .
    pub workbook_bytes: u64,
    /// .
    pub unpacked_bytes: u64,
    /// .
    pub cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record_bytes: 16 << 20, workbook_bytes: 64 << 20, unpacked_bytes: 512 << 20, cells: 20_000_000 }
    }
}
