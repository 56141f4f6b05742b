//! Rows of tables: which are passed over, which are ratings, and what tokens and headers mean.
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use orientir::batch::{Missing, Numbers};
use orientir::{Code, Entry, Error, Instrument, Person, Sheet};

/// Items `a` and `b` of one response; `more` adds members to the definition.
fn instrument(response: &str, more: &str) -> Instrument {
    let text = format!(
        r#"{{"format":1,"id":"table","version":"1.0.0",
        "about":{{"wording":"own","sources":{{"hand":{{"cite":"hand"}}}}}},
        "responses":{{"r":{response}}},"each_item":{{"fields":[{{"response":"r"}}]}},
        "items":[{{"id":"a"}},{{"id":"b"}}],{more}
        "scales":[{{"id":"m","method":{{"mean":{{"fields":["a","b"]}}}},"missing":{{"at_least":1}},
            "basis":{{"source":"hand","evidence":"D"}}}}]}}"#
    );
    Instrument::from_json(&text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn four(more: &str) -> Instrument {
    instrument(r#"{"rating":{"from":0,"to":3}}"#, more)
}

type Told = Vec<(Code, Option<usize>)>;

fn read(instrument: &Instrument, header: &[&str], rows: &[&[&str]]) -> (Vec<Entry>, Told) {
    let sheet = Sheet::new(instrument, header).unwrap_or_else(|faults| panic!("{faults}"));
    let (entries, faults) = sheet.read(rows.iter().map(|row| row.iter().copied()));
    (entries, faults.iter().map(|fault| (fault.code(), fault.row())).collect())
}

fn raw(instrument: &Instrument, entry: &Entry) -> Option<f64> {
    instrument.score(&entry.answers).scale("m").expect("the scale").raw()
}

/// Who is read, with the score.
fn scores(instrument: &Instrument, header: &[&str], rows: &[&[&str]]) -> Vec<(String, Option<f64>)> {
    let (entries, told) = read(instrument, header, rows);
    assert_eq!(told, []);
    entries
        .iter()
        .map(|entry| (format!("{} {}", entry.key.name(), entry.key.occasion), raw(instrument, entry)))
        .collect()
}

fn expected(people: &[(&str, f64)]) -> Vec<(String, Option<f64>)> {
    people.iter().map(|(name, raw)| ((*name).to_owned(), Some(*raw))).collect()
}

#[test]
fn rows_that_cannot_be_trusted_are_passed_over() {
    let rows: [&[&str]; 6] = [
        &["1", "", "3", "3"],
        &["2", "", "3"],
        &["3", "", "0", "3", "3"],
        &["1", "second", "0", "0"],
        &["", "1", "0", "0"],
        &["4", "2", "1", "1"],
    ];
    let (entries, told) = read(&four(""), &["id", "occasion", "a", "b"], &rows);
    let keys: Vec<_> = entries.iter().map(|entry| (entry.key.id.as_str(), entry.key.occasion)).collect();
    assert_eq!(keys, [("1", 1), ("4", 2)]);
    let expected = [
        (Code::RaggedRow, Some(2)),
        (Code::RaggedRow, Some(3)),
        (Code::BadCovariate, Some(4)),
        (Code::BadCovariate, Some(5)),
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_definition_says_what_tells_ratings_apart() {
    let header = ["id", "occasion", "rater", "date", "a", "b"];
    let rows: [&[&str]; 4] = [
        &["1", "1", "x", "may", "0", "0"],
        &["1", "1", "y", "may", "1", "1"],
        &["1", "1", "x", "june", "2", "2"],
        &["1", "2", "x", "may", "3", "3"],
    ];
    let by = |by: &str| four(&format!(r#""ratings":{{"by":[{by}],"pool":"mean_by_field"}},"#));
    let people = |words: &str| scores(&by(words), &header, &rows);
    assert_eq!(people(r#""rater","date""#), expected(&[("1 1", 1.0), ("1 2", 3.0)]));
    assert_eq!(people(r#""rater""#), expected(&[("1, may 1", 0.5), ("1, june 1", 2.0), ("1, may 2", 3.0)]));
    assert_eq!(people(r#""date""#), expected(&[("1, x 1", 1.0), ("1, y 1", 1.0), ("1, x 2", 3.0)]));
    assert_eq!(people(r#""occasion","rater","date""#), expected(&[("1 1", 1.5)]));
    let keys = |words: &str| Sheet::new(&by(words), &header).expect("a table").keys().collect::<Vec<_>>();
    assert_eq!(keys(r#""rater","date""#), ["occasion"]);
    assert_eq!(keys(r#""occasion""#), ["rater", "date"]);
    assert_eq!(Sheet::new(&four(""), &header).expect("a table").keys().collect::<Vec<_>>(), ["occasion", "rater"]);
}

#[test]
fn a_row_without_an_answer_is_no_rating() {
    let rated = four(r#""ratings":{"by":["rater"],"pool":"mean_by_field"},"#);
    let rows: [&[&str]; 6] = [
        &["1", "x", "", ""],
        &["1", "y", "2", ""],
        &["1", "x", " ", ""],
        &["1", "z", "", "1"],
        &["1", "x", "3", "3"],
        &["2", "x", "", ""],
    ];
    let (entries, told) = read(&rated, &["id", "rater", "a", "b"], &rows);
    assert_eq!(told, []);
    let found: Vec<_> = entries
        .iter()
        .map(|entry| (entry.key.id.as_str(), raw(&rated, entry), format!("{:?}", entry.answers)))
        .collect();
    let expected = [
        ("1", Some(2.25), "Answers(4 given, 3 ratings)".to_owned()),
        ("2", None, "Answers(0 given, 1 ratings)".to_owned()),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_byte_order_mark_and_a_blank_hide_no_column() {
    let rows: [&[&str]; 1] = [&["07", "1", "2"]];
    for id in ["\u{feff} id", " \u{feff}id", "\u{feff}\u{feff} ID "] {
        assert_eq!(scores(&four(""), &[id, "a", "b"], &rows), expected(&[("07 1", 1.5)]), "{id:?}");
    }
}

/// What a token is read as: the raw score of `a` alone, or the code of the problem.
fn token(instrument: &Instrument, token: &str) -> Result<Option<f64>, Code> {
    let mut answers = instrument.answers();
    answers.set("a", token).map_err(|error| error.code())?;
    Ok(instrument.score(&answers).scale("m").expect("the scale").raw())
}

#[test]
fn minus_signs_commas_and_long_numbers() {
    let line = instrument(r#"{"analog":{"from":-500,"to":500,"step":0.125}}"#, "");
    for minus in ["-", "−", "–", "—", "‐", "\u{2011}", "－"] {
        assert_eq!(token(&line, &format!("{minus}3,5")), Ok(Some(-3.5)), "{minus}");
    }
    let cases = [
        ("0,125", Ok(Some(0.125))),
        ("1.000", Ok(Some(1.0))),
        ("1,25", Ok(Some(1.25))),
        ("1,000", Err(Code::UnknownCode)),
        ("-12,500", Err(Code::UnknownCode)),
        ("−−3", Err(Code::UnknownCode)),
        ("−", Err(Code::UnknownCode)),
        ("03", Err(Code::UnknownCode)),
        ("−03", Err(Code::UnknownCode)),
        ("0.30000000000000004", Err(Code::OffStep)),
        ("1000.0000000001", Err(Code::OutOfRange)),
        ("99999999999999999999", Err(Code::OutOfRange)),
        ("1e2", Err(Code::UnknownCode)),
        ("5.", Err(Code::UnknownCode)),
        ("inf", Err(Code::UnknownCode)),
    ];
    for (text, expected) in cases {
        assert_eq!(token(&line, text), expected, "{text}");
    }
}

#[test]
fn numbers_and_texts_are_read_alike() {
    let row = instrument(r#"{"bipolar":{"positions":7,"apart":[{"code":"-","means":"none"}]}}"#, "");
    let mut batch = row.batch(4);
    batch.set_numbers("a", Numbers::I64([0, 4, 7, 8].as_slice().into()), Missing::None).expect("a field");
    batch.set_text("b", ["0", "4", "7", "8"].map(Some)).expect("a field");
    let told: Vec<_> = batch.faults().iter().map(|fault| (fault.code(), fault.row())).collect();
    assert_eq!(told, [(Code::OutOfRange, Some(4)), (Code::OutOfRange, Some(4))]);
    let out = row.score_batch(&batch);
    let scores = out.scales().iter().flat_map(|scale| scale.iter().take(3));
    let raw: Vec<f64> = scores.filter_map(|score| score.raw).map(orientir::Ratio::to_f64).collect();
    assert_eq!(raw, [4.0, 4.0, 7.0], "nought is the middle of seven");
}

#[test]
fn languages_by_their_codes() {
    let set = |text: &str| {
        let mut person = Person::default();
        person.set("language", text).map(|()| person.language.unwrap_or_default()).map_err(|error| error.code())
    };
    for (text, code) in [
        ("RU", "ru"),
        ("ru-RU", "ru"),
        ("lt_LT", "lt"),
        ("Russian", "ru"),
        ("lietuvių", "lt"),
        ("pl", "pl"),
        ("sgs", "sgs"),
    ] {
        assert_eq!(set(text).as_deref(), Ok(code), "{text}");
    }
    for text in ["r", "klingon", "?", "12"] {
        assert_eq!(set(text), Err(Code::BadCovariate), "{text}");
    }
}

#[test]
fn a_norm_or_a_caution_changes_no_key_and_no_result() {
    let definition = |about: &str, norms: &str| {
        let text = format!(
            r#"{{"format":1,"id":"table","version":"1.0.0",
            "about":{{"wording":"own","sources":{{"hand":{{"cite":"hand"}}}}{about}}},
            "responses":{{"r":{{"rating":{{"from":0,"to":3}}}}}},"items":[{{"id":"a","fields":[{{"response":"r"}}]}}],{norms}
            "scales":[{{"id":"m","method":{{"sum":{{"fields":["a"]}}}},"basis":{{"source":"hand","evidence":"D"}}}}]}}"#
        );
        Instrument::from_json(&text).unwrap_or_else(|faults| panic!("{faults}"))
    };
    let before = definition("", "");
    let norm = r#""norms":[{"id":"n","wording":"own","population":"pupils","n":100,"year":2026,"metrics":["z"],
        "groups":[{"scales":{"m":{"moments":{"mean":1.5,"sd":0.5}}}}],"basis":{"source":"hand","evidence":"D"}}],"#;
    let with_norm = definition("", norm);
    let cautious = definition(r#","cautions":[{"id":"new"}]"#, "");
    assert_eq!(before.key_hash(), with_norm.key_hash());
    assert_ne!(before.document_hash(), with_norm.document_hash());
    let mut answers = before.answers();
    answers.set("a", "2").expect("a code");
    let receipt = before.score(&answers).receipt();
    assert_eq!(cautious.verify(&receipt, &answers), Ok(()));
    let differs = with_norm
        .verify(&receipt, &answers)
        .map_err(|error| error.arguments().map(|(_, what)| what.to_owned()).collect());
    assert_eq!(differs, Err(vec!["norms".to_owned()]), "a norm is told as a norm");
    assert_eq!(cautious.score(&answers).cautions(), ["new"]);
}

#[test]
fn nothing_that_is_printed_shows_an_answer() {
    let numbers = four("");
    let told = |error: Option<&Error>| error.map(|error| error.clone().reveal().to_string()).unwrap_or_default();
    let faults = Sheet::new(&numbers, &["ivan", "secret", "2"]).expect_err("no column is known");
    assert!(!told(faults.iter().next()).contains("secret"), "{faults}");
    let sheet = Sheet::new(&numbers, &["a", "b", "secret"]).expect("a table");
    assert_eq!(format!("{sheet:?}"), "Sheet(table, 3 columns)");
}
