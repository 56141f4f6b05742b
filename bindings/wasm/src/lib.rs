//! The engine as WebAssembly: texts and numbers in, JSON and numbers out. `js/*.ts` beside it is what people call.

mod batch;
#[cfg(feature = "conformance")]
mod conformance;
mod given;
mod instrument;
mod problems;

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
