//! What the benchmarks share: an instrument of sixty items in five scales, and answers to it.

use std::fmt::Write;

use orientir::Instrument;

/// Items of the benchmark instrument.
pub const ITEMS: usize = 60;

/// Sixty five-point items in five scales, a third reversed, nine of twelve answers needed, with levels and a norm.
pub fn instrument() -> Instrument {
    let mut items = String::new();
    for i in 0..ITEMS {
        let comma = if i == 0 { "" } else { "," };
        let reversed = if i % 3 == 0 { r#","reversed":true"# } else { "" };
        write!(items, r#"{comma}{{"id":"i{i}","key":"s{}"{reversed}}}"#, i % 5).expect("a text grows");
    }
    let basis = r#""basis":{"source":"made","evidence":"D"}"#;
    let each = |one: &dyn Fn(usize) -> String| (0..5).map(one).collect::<Vec<_>>().join(",");
    let scales = each(&|s| {
        format!(r#"{{"id":"s{s}","method":{{"sum":{{"keyed":{{"key":"s{s}"}}}}}},"missing":{{"at_least":9}},{basis}}}"#)
    });
    let ids = each(&|s| format!(r#""s{s}""#));
    let norms = each(&|s| format!(r#""s{s}":{{"moments":{{"mean":36,"sd":8.5}}}}"#));
    let bands = r#"[{"level":"low","from":12},{"level":"medium","from":28},{"level":"high","from":44}]"#;
    let text = format!(
        r#"{{"format":1,"id":"sixty","version":"1.0.0","about":{{"wording":"own","sources":{{"made":{{"cite":"made for the benchmark"}}}}}},
        "responses":{{"five":{{"rating":{{"from":1,"to":5}}}}}},"each_item":{{"fields":[{{"response":"five"}}]}},"items":[{items}],
        "scales":[{scales}],"levels":[{{"scales":[{ids}],"bands":{bands},{basis}}}],
        "norms":[{{"id":"made","wording":"own","population":"pupils","n":100,"year":2026,"metrics":["t"],
        "groups":[{{"scales":{{{norms}}}}}],{basis}}}]}}"#
    );
    Instrument::from_json(&text).expect("the benchmark instrument compiles")
}

/// Columns of cells: 0 to 4, two percent missing (255); the same at every run.
pub fn columns(rows: usize) -> Vec<Vec<u8>> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 11
    };
    let mut cell = || if next() % 50 == 0 { 255 } else { u8::try_from(next() % 5).expect("below five") };
    (0..ITEMS).map(|_| (0..rows).map(|_| cell()).collect()).collect()
}
