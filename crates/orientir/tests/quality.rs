//! Response quality: calculations by hand, the numbers of `NumPy` and `SciPy`, laws, and bad input.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "quality/bad_input.rs"]
mod bad_input;
#[path = "quality/hand.rs"]
mod hand;
#[path = "quality/laws.rs"]
mod laws;
#[path = "quality/reference.rs"]
mod reference;

use orientir::quality::{Cuts, Index, Respondent, ResponseQuality};
use orientir::{Answers, Instrument};
use serde_json::json;

/// `items` items `i0`, `i1` ... rated `low` to `high`, dealt out to `scales` scales in turn, every third reversed.
fn dealt(items: usize, scales: usize, (low, high): (i64, i64)) -> Instrument {
    let item = |i: usize| {
        let mut item = json!({ "id": format!("i{i}"), "key": format!("s{}", i % scales) });
        if i % 3 == 2 {
            item["reversed"] = json!(true);
        }
        item
    };
    let scale = |s: usize| {
        json!({ "id": format!("s{s}"), "method": { "sum": { "keyed": { "key": format!("s{s}") } } },
                "basis": { "source": "made", "evidence": "D" } })
    };
    made(&json!({
        "format": 1, "id": "dealt", "version": "1.0.0",
        "about": { "wording": "own", "sources": { "made": { "cite": "made for a test" } } },
        "responses": { "r": { "rating": { "from": low, "to": high } } },
        "each_item": { "fields": [{ "response": "r" }] },
        "items": (0..items).map(item).collect::<Vec<_>>(),
        "scales": (0..scales).map(scale).collect::<Vec<_>>(),
    }))
}

fn made(definition: &serde_json::Value) -> Instrument {
    Instrument::from_json(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// One sign an answer; a point is none.
fn person(instrument: &Instrument, answers: &str) -> Answers {
    let mut sheet = instrument.answers();
    let fields: Vec<String> = instrument.fields().map(str::to_owned).collect();
    assert_eq!(fields.len(), answers.chars().count(), "{answers}");
    for (field, sign) in fields.iter().zip(answers.chars()).filter(|(_, sign)| *sign != '.') {
        sheet.set(field, &sign.to_string()).expect("a code");
    }
    sheet
}

fn people<'r>(instrument: &Instrument, rows: impl IntoIterator<Item = &'r str>) -> Vec<ResponseQuality> {
    let sheets: Vec<Answers> = rows.into_iter().map(|row| person(instrument, row)).collect();
    instrument.quality(&sheets.iter().map(Respondent::new).collect::<Vec<_>>(), &Cuts::default())
}

/// The code of a reason, or the value to twelve decimals.
fn told(quality: &ResponseQuality, index: Index) -> String {
    let measure = quality.measure(index);
    match (measure.value(), measure.reason()) {
        (Some(value), None) => {
            assert!(value.is_finite(), "{index:?}");
            format!("{:.12}", value + 0.0).trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        (None, Some(reason)) => reason.as_str().to_owned(),
        both => panic!("{both:?}"),
    }
}
