//! What the vectors ask beyond the engine of a browser: tables of text, the catalogue, batteries. Left out of the package.

use orientir::{TableMap, catalogue};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::instrument::Instrument;
use crate::problems::{OrThrow, language};

#[wasm_bindgen(js_class = NativeInstrument)]
impl Instrument {
    /// An instrument of the catalogue by any of its names.
    pub fn catalogue(name: &str, lang: &str) -> Result<Instrument, JsValue> {
        let lang = language(lang)?;
        Ok(Self { inner: catalogue::get(name).or_throw(lang)?, lang })
    }

    /// What is understood of a table of text, its rows from the very first, as JSON.
    pub fn understood(&self, rows: &str, map: Option<String>) -> Result<String, JsValue> {
        let rows: Vec<Vec<String>> = serde_json::from_str(rows).map_err(JsError::from)?;
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let map = map.map(|text| TableMap::from_json(&text, &self.inner)).transpose().or_throw(self.lang)?;
        self.inner.understood(&rows, map.as_ref()).or_throw(self.lang)
    }

    /// The profile of a battery of the catalogue from the result of unanswered questions, as JSON.
    pub fn assess_unanswered(&self, battery: &str) -> Result<String, JsValue> {
        let battery = catalogue::battery(battery).or_throw(self.lang)?;
        let profile = battery.assess(&[&self.inner.score(&self.inner.answers())]).or_throw(self.lang)?;
        Ok(profile.to_json())
    }
}
