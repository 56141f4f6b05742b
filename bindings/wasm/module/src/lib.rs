//! The engine as one module. The crate is empty, and is there because the level of the last crate decides whether the batch loops are
//! vectorised when all is linked: see the profile `wasm`.

pub use orientir_wasm::*;
