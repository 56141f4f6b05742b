//! Faults that are found, and documents that are made to take long.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use serde_json::{Value, json};

use super::compile;

/// A sound definition: two items of 1 to 5, their sum, a norm.
fn sound() -> Value {
    let basis = json!({ "source": "s", "evidence": "D" });
    json!({
        "format": 1, "id": "made", "version": "1.0.0",
        "about": { "wording": "own", "needs": ["age"], "sources": { "s": { "cite": "a source" } } },
        "responses": {
            "five": { "rating": { "from": 1, "to": 5 } },
            "dash": { "rating": { "from": 1, "to": 5, "apart": [{ "code": "-", "means": "never_did" }] } },
            "free": { "text": {} }
        },
        "items": [
            { "id": "a", "fields": [{ "response": "five" }] },
            { "id": "b", "fields": [{ "response": "dash" }] },
            { "id": "c", "fields": [{ "response": "free" }] }
        ],
        "scales": [
            { "id": "s", "method": { "sum": { "fields": ["a", "b"] } }, "basis": basis },
            { "id": "t", "method": { "sum": { "fields": ["a"] } }, "basis": basis }
        ],
        "norms": [{
            "id": "n", "wording": "own", "population": "pupils", "n": 100, "year": 2020, "basis": basis,
            "groups": [{ "for": { "age": { "from": 10, "below": 18 } }, "scales": {
                "s": { "model": { "over": "age", "within": { "from": 10, "below": 18 }, "mean": [2, 0.25], "sd": [0.5, 0.125] } }
            } }]
        }]
    })
}

/// The codes and places of the faults of the sound definition with something else in some places.
fn told(changes: &[(&str, Value)]) -> Vec<String> {
    let mut document = sound();
    for (path, value) in changes {
        let (parent, step) = path.rsplit_once('/').unwrap();
        match document.pointer_mut(parent).unwrap() {
            Value::Array(list) if step == "-" => list.push(value.clone()),
            parent if parent.is_array() => parent[step.parse::<usize>().unwrap()] = value.clone(),
            parent => parent[step] = value.clone(),
        }
    }
    faults(&document)
}

fn faults(document: &Value) -> Vec<String> {
    match compile(&document.to_string()) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(|fault| format!("{} {}", fault.code(), fault.path())).collect(),
    }
}

fn scale(id: &str, method: &Value) -> Value {
    json!({ "id": id, "method": method, "basis": { "source": "s", "evidence": "D" } })
}

#[test]
fn a_shared_field_without_response_is_told_once_at_the_first_item_that_has_it() {
    let each = ("/each_item", json!({ "fields": [{ "response": "nine" }] }));
    let bare = [("/items/-", json!({ "id": "d" })), ("/items/-", json!({ "id": "e" }))];
    let [d, e] = bare;
    assert_eq!(told(&[each, d, e]), ["unknown_name /each_item/fields/0/response"]);
}

#[test]
fn what_can_never_be_entered_is_no_code() {
    for code in ["refused", "отказ", "not_applicable", " x", "x "] {
        let response = json!({ "choice": { "options": [{ "code": "x" }, { "code": code }] } });
        assert_eq!(told(&[("/responses/odd", response)]), ["codes_clash /responses/odd"], "{code}");
    }
    for code in ["1.5", "1,5", "3"] {
        let apart = json!({ "rating": { "from": 1, "to": 5, "apart": [{ "code": code, "means": "other" }] } });
        assert_eq!(told(&[("/responses/odd", apart)]), ["codes_clash /responses/odd"], "{code}");
        let apart = json!({ "bipolar": { "positions": 7, "apart": [{ "code": code, "means": "other" }] } });
        assert_eq!(told(&[("/responses/odd", apart)]), ["codes_clash /responses/odd"], "{code}");
    }
    let holes = |without: Value| ("/responses/odd", json!({ "rating": { "from": 1, "to": 5, "without": without } }));
    assert_eq!(
        told(&[holes(json!([1, 3, 9]))]),
        ["bad_number /responses/odd/rating/without/0", "bad_number /responses/odd/rating/without/2"]
    );
    assert_eq!(
        told(&[("/items/1/id", json!("age")), ("/scales/0/method/sum/fields/1", json!("age"))]),
        ["duplicate_id /items/1/id"]
    );
}

#[test]
fn a_range_must_be_known_where_it_is_used() {
    let ratio = |id: &str| scale(id, &json!({ "ratio": ["t", "z"] }));
    let zero = scale("z", &json!({ "sum": { "fields": ["b"] } })); // 0 to 5: a dash adds nothing
    let mut percent = ratio("r");
    percent["express"] = json!("percent_of_range");
    assert_eq!(told(&[("/scales/-", zero.clone()), ("/scales/-", percent)]), ["bad_condition /scales/3/express"]);
    let bands = json!([{ "scales": ["r"], "bands": [{ "level": "low", "from": 0 }], "basis": { "source": "s", "evidence": "D" } }]);
    assert_eq!(
        told(&[("/scales/-", zero.clone()), ("/scales/-", ratio("r")), ("/levels", bands)]),
        ["bad_condition /levels/0/bands"]
    );
    let check = json!([{ "id": "k", "expect": { "less": [{ "percent_of_range": "r" }, { "number": 50 }] }, "otherwise": "flag" }]);
    assert_eq!(
        told(&[("/scales/-", zero.clone()), ("/scales/-", ratio("r")), ("/checks", check)]),
        ["bad_condition /checks/0/expect"]
    );
    assert_eq!(told(&[("/scales/-", zero), ("/scales/-", ratio("r"))]), [""; 0]);
}

#[test]
fn weights_that_exceed_the_numbers_are_told() {
    let line = json!({ "analog": { "from": 0, "to": 999_999_999, "step": 999_999_999 } });
    let weighted = json!({ "weighted_sum": [{ "field": "a", "weight": 999_999_999_999_i64 }] });
    assert_eq!(
        told(&[("/responses/five", line), ("/scales/1/method", weighted), ("/norms", json!([]))])[0],
        "sum_too_large /scales/0".replace("/scales/0", "/scales/1/method/weighted_sum/0/weight")
    );
}

#[test]
fn scales_have_no_practice_items_and_no_free_text() {
    assert_eq!(
        told(&[("/items/0/training", json!(true))]),
        ["wrong_response /scales/0/method", "wrong_response /scales/1/method"]
    );
    let right = json!({ "count": { "right": { "fields": ["c"] } } });
    assert_eq!(
        told(&[("/items/2/right", json!("x")), ("/scales/1/method", right)]),
        ["wrong_response /scales/1/method/count/right"]
    );
}

#[test]
fn unequal_parts_leave_none_out() {
    let ten = ("/responses/dash/rating/to", json!(10));
    for operation in ["mean", "median", "least", "greatest", "spread"] {
        let method = ("/scales/1/method", json!({ operation: { "fields": ["a", "b"] } }));
        assert_eq!(told(&[ten.clone(), method.clone()]), ["unequal_ranges /scales/1/missing"], "{operation}");
        assert_eq!(told(&[method]), [""; 0], "{operation}");
    }
}

#[test]
fn norms_that_no_sample_has() {
    let group = |scales: Value| {
        ("/norms/0/groups/-", json!({ "for": { "age": { "from": 20, "below": 30 } }, "scales": scales }))
    };
    let table = |to: &str, is: i64| json!({ "s": { "table": { "to": to, "rows": [{ "from": 0, "is": 1 }, { "from": 8, "is": is }] } } });
    for (to, is) in [("sten", 11), ("stanine", 10), ("percentile", 101)] {
        assert_eq!(told(&[group(table(to, is))]), ["norm_impossible /norms/0/groups/1/scales/s"], "{to}");
        assert_eq!(told(&[group(table(to, is - 1))]), [""; 0], "{to}");
    }
    let model = "/norms/0/groups/0/scales/s/model";
    let place = "norm_impossible /norms/0/groups/0/scales/s";
    assert_eq!(told(&[(&format!("{model}/sd"), json!([1.2, -0.1]))]), [place]);
    assert_eq!(told(&[(&format!("{model}/mean"), json!([2, 0.5]))]), [place]);
    assert_eq!(
        told(&[(&format!("{model}/within"), json!({ "from": 18, "below": 10 }))]),
        ["bad_number /norms/0/groups/0/scales/s/model/within"]
    );
    assert_eq!(told(&[("/about/needs", json!([]))]), ["missing_key /about/needs"]);
    assert_eq!(
        told(&[
            ("/norms/0/groups/0/for/sex", json!("male")),
            ("/norms/0/clip", json!([{ "metric": "raw", "from": 1, "to": 2 }]))
        ]),
        ["unknown_word /norms/0/clip/0/metric", "missing_key /about/needs"]
    );
    let other = json!({ "for": { "age": { "from": 10, "below": 18 } }, "scales": { "t": { "moments": { "mean": 3, "sd": 1 } } } });
    assert_eq!(told(&[("/norms/0/groups/-", other)]), [""; 0]);
    let bands = json!([{ "scales": ["s"], "metric": "t", "bands": [{ "level": "low", "from": 0 }], "basis": { "source": "s", "evidence": "D" } }]);
    assert_eq!(told(&[("/levels", bands)]), ["bands_start /levels/0/bands/0/from"]);
}

#[test]
fn no_follow_up_of_another_fault() {
    let twice = json!({ "id": "a" });
    let each = json!({ "fields": [{ "response": "five" }] });
    assert_eq!(told(&[("/items/-", twice), ("/each_item", each)]), ["duplicate_id /items/3/id"]);
    let missing = json!({ "at_least": 2 });
    assert_eq!(
        told(&[("/scales/0/missing", missing), ("/scales/0/method/sum/fields/1", json!(7))]),
        ["wrong_type /scales/0/method/sum/fields/1"]
    );
}

#[test]
fn a_code_apart_counts_wherever_it_is_named() {
    let both = |first: &str, second: &str| {
        let chosen = json!([{ "field": "b", "code": first }, { "field": "b", "code": second }]);
        let mut document = sound();
        document["scales"][1]["method"] = json!({ "count": { "chosen": chosen } });
        compile(&document.to_string()).unwrap().plan
    };
    assert_eq!(both("-", "1"), both("1", "-"));
}

#[test]
fn small_numbers_are_read() {
    let weighted = |weight: Value| json!({ "weighted_sum": [{ "field": "a", "weight": weight }] });
    assert_eq!(told(&[("/scales/1/method", weighted(json!(0.000_002)))]), [""; 0]);
    assert_eq!(told(&[("/scales/1/method", weighted(json!(5.0)))]), [""; 0]);
    assert_eq!(
        told(&[("/scales/1/method", weighted(json!(1e-7)))]),
        ["bad_number /scales/1/method/weighted_sum/0/weight"]
    );
}

/// A definition that was made to cost much more than it weighs is stopped by a limit; without it this test would not end.
#[test]
fn hostile_documents_meet_a_limit() {
    let list = |count: usize, make: &dyn Fn(usize) -> Value| Value::from((0..count).map(make).collect::<Vec<_>>());
    let chain = list(199, &|i| match i {
        0 | 1 => scale(&format!("k{i}"), &json!({ "sum": { "fields": ["a"] } })),
        _ => scale(&format!("k{i}"), &json!({ "sum": { "scales": [format!("k{}", i - 1), format!("k{}", i - 2)] } })),
    });
    let conditions = list(5000, &|_| json!({ "answered": ".x" }));
    let items = list(500, &|i| json!({ "id": format!("i{i}"), "fields": [{ "id": "x", "response": "five" }] }));
    let codes = |count| list(count, &|i| json!({ "code": format!("k{i}") }));
    let apart = list(55_536, &|i| json!({ "code": format!("k{i}"), "means": "m" }));
    let strangers = Value::Object((0..150_000).map(|i| (format!("strange_key_{i}"), json!(1))).collect());
    let names = list(9_000, &|i| json!(format!("nobody_of_this_name_{i}")));
    let long: String = "q".repeat(2_000_000);
    let cases = [
        ("a chain of sums", vec![("/norms", json!([])), ("/scales", chain)], "sum_too_large"),
        (
            "conditions of every item",
            vec![
                ("/items", items),
                (
                    "/checks",
                    json!([{ "id": "k", "each_item": true, "expect": { "all": conditions }, "otherwise": "flag" }]),
                ),
            ],
            "too_many /checks",
        ),
        (
            "codes of a choice",
            vec![("/responses/odd", json!({ "choice": { "options": codes(10_001) } }))],
            "too_many /responses/odd",
        ),
        (
            "codes apart",
            vec![("/responses/odd", json!({ "rating": { "from": 1, "to": 10_000, "apart": apart } }))],
            "too_many /responses/odd",
        ),
        ("unknown keys", vec![("/about/population", strangers)], "too_many "),
        ("unknown names", vec![("/scales/0/method/sum/fields", names)], "too_many "),
        (
            "a long name",
            vec![("/scales/0/method/sum/fields/0", json!(long))],
            "unknown_name /scales/0/method/sum/fields/0",
        ),
    ];
    for (name, changes, wanted) in cases {
        let told = told(&changes);
        assert!(told.iter().any(|fault| fault.starts_with(wanted)), "{name}: {:?}", told.first());
        assert!(told.len() <= 1001, "{name}: {}", told.len());
    }
}
