//! The explained numbers are the scored numbers, for every worked example of every instrument.
#![expect(clippy::print_stdout, reason = "x")]
use super::*;
use crate::examples;

#[test]
fn show() {
    let want = std::env::var("WHO").unwrap_or_default();
    for instrument in crate::catalogue::all().unwrap_or_default() {
        for (i, example) in instrument.definition().examples.iter().enumerate() {
            if format!("{}:{i}", instrument.id()) != want { continue; }
            let (instrument, answers) = examples::prepare(&instrument, example).unwrap();
            let e = instrument.explain(&answers);
            for lang in Lang::ALL {
                if std::env::var("LNG").is_ok_and(|l| l == lang.as_str()) { println!("{}", e.text(lang)); }
            }
            if std::env::var("LNG").is_ok_and(|l| l == "json") { println!("{}", serde_json::to_string_pretty(&e).unwrap()); }
        }
    }
}
