//! Problems of the core as JSON, from which `errors.ts` makes exceptions.

use orientir::{Code, Diagnostics, Error, Kind, Lang};
use serde_json::{Map, Value, json};
use wasm_bindgen::JsValue;

/// One problem in words and for programs. Rows are counted from 0, as JavaScript counts.
pub fn problem(error: &Error, lang: Lang) -> Value {
    let arguments: Map<String, Value> =
        error.arguments().map(|(name, value)| (name.to_owned(), value.into())).collect();
    json!({
        "code": error.code().as_str(),
        "kind": kind(error.kind()),
        "path": error.path(),
        "place": error.place(lang),
        "message": error.message(lang),
        "row": error.row().and_then(|row| row.checked_sub(1)),
        "column": error.column(),
        "arguments": arguments,
    })
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Definition => "definition",
        Kind::Answer => "answer",
        _ => "request",
    }
}

pub fn problems<'e>(errors: impl IntoIterator<Item = &'e Error>, lang: Lang) -> Value {
    errors.into_iter().map(|error| problem(error, lang)).collect()
}

/// What the core told, as something to throw.
pub trait OrThrow<T> {
    fn or_throw(self, lang: Lang) -> Result<T, JsValue>;
}

impl<T> OrThrow<T> for Result<T, Diagnostics> {
    fn or_throw(self, lang: Lang) -> Result<T, JsValue> {
        self.map_err(|errors| JsValue::from_str(&problems(&errors, lang).to_string()))
    }
}

impl<T> OrThrow<T> for Result<T, Error> {
    fn or_throw(self, lang: Lang) -> Result<T, JsValue> {
        self.map_err(Diagnostics::from).or_throw(lang)
    }
}

/// The language with a code.
pub fn language(code: &str) -> Result<Lang, JsValue> {
    let unknown = || {
        let known = Lang::ALL.map(Lang::as_str).join(", ");
        Error::new(Code::NoLanguage, "").with("lang", code).with("available", known)
    };
    Lang::parse(code).ok_or_else(unknown).or_throw(Lang::En)
}
