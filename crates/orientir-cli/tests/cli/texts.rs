//! Text packs on the command line: published sentences shown and found in tables, and what is refused.

use serde_json::{Value, json};

use crate::desk::{Desk, Run};

const DEFINITION: &str = include_str!("../../../../tests/definitions/asked-by-pack.json");
const PACK: &str = include_str!("../../../../tests/texts/made-up.json");

/// A table whose columns and answers are in the words of the pack.
const ANSWERS: &str = "id,sex,\"Поливать растения на крыше / Слушать, как гудят машины\",\
                       По утрам я медленная улитка — По утрам я быстрый стриж,Ты рассматриваешь карту города,\
                       4. Тебе показывали мастерскую с зелёной дверью\n\
                       01,м,\"Слушать, как гудят машины\",6,часто,да\n02,ж,Поливать растения на крыше,3,иногда,нет\n";

/// A desk with the definition, the pack and the answers.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("asked-by-pack.json", DEFINITION).file("texts.json", PACK).file("answers.csv", ANSWERS);
    desk
}

/// The pack with a change at a place.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut pack: Value = serde_json::from_str(PACK).expect("JSON");
    change(&mut pack);
    pack.to_string()
}

fn good(run: &Run) -> &str {
    assert_eq!(run.code, Some(0), "{}", run.whole());
    &run.out
}

#[test]
fn scores_are_made_by_the_texts_of_the_pack() {
    let desk = desk();
    let with = ["score", "asked-by-pack.json", "answers.csv", "--texts", "texts.json"];
    let run = desk.run(&with);
    let table = good(&run);
    assert!(table.contains("garden,garden.answered") && run.told.is_empty(), "{}", run.whole());
    // b is engine; 6 + 2 = 8: T = 50 + 10 (8 - 5) / 2 = 65; the norm is of the published wording.
    assert!(table.contains("\n01,0,1,false,scored,0,0,8,65,1.5,made-up,"), "{table}");
    let document: Value =
        serde_json::from_str(good(&desk.run(&[&with[..], &["--format", "json"]].concat()))).expect("JSON");
    let receipt = &document[0]["receipt"];
    assert_eq!((&receipt["wording"], &receipt["texts"]["name"]), (&json!("published"), &json!("made-up-2026")));
    assert_eq!(receipt["texts"]["hash"].as_str().map(str::len), Some(64));
    assert_eq!(desk.run(&[&with[..], &["--wording", "published"]].concat()).out, table, "which goes without saying");

    let without = desk.run(&["score", "asked-by-pack.json", "answers.csv"]);
    assert!(without.code == Some(1) && without.told.contains("the column `1` is missing"), "{}", without.whole());
    let map = desk.run(&["map", "asked-by-pack.json", "answers.csv", "--texts", "texts.json"]);
    assert!(good(&map).contains("\"Ты рассматриваешь карту города\": \"3\""), "{}", map.out);
    good(&desk.run(&["quality", "asked-by-pack.json", "answers.csv", "--texts", "texts.json"]));
    let tally =
        ["tally", "asked-by-pack.json", "answers.csv", "--texts", "texts.json", "--school", "a", "--min-cell", "1"];
    assert!(good(&desk.run(&tally)).contains("\"wording\":\"published\""));
}

#[test]
fn sheets_and_forms_show_the_texts_of_the_pack() {
    let desk = desk();
    let show = desk.run(&["show", "asked-by-pack.json", "--texts", "texts.json", "--lang", "ru"]);
    let sheet = good(&show);
    for part in [
        "издание",
        "made-up-2026: Orientir, made for the tests; MIT OR",
        "a: Поливать растения на крыше [garden] / b: Слушать, как гудят",
        "По утрам я медленная улитка - По утрам я быстрый стриж",
        "Сад: 1a",
    ] {
        assert!(sheet.contains(part), "{part}\n{sheet}");
    }
    good(&desk.run(&["template", "asked-by-pack.json", "--texts", "texts.json", "-o", "form.xlsx", "--lang", "en"]));
    let mut book = calamine::open_workbook_auto(desk.path().join("form.xlsx")).expect("a workbook");
    let form = calamine::Reader::worksheet_range(&mut book, "Form").expect("the sheet");
    let cells: Vec<String> = form.cells().map(|(_, _, cell)| cell.to_string()).collect();
    let shown = cells.iter().any(|cell| cell.contains("In the morning I am a slow snail"));
    assert!(shown && cells.iter().all(|cell| !cell.contains("Item 2")), "{cells:?}");
    let explained = desk.run(&[
        "explain",
        "asked-by-pack.json",
        "answers.csv",
        "--texts",
        "texts.json",
        "--id",
        "01",
        "--lang",
        "ru",
    ]);
    assert!(
        good(&explained).contains("Слушать, как гудят машины") && explained.out.contains("набор текстов made-up-2026")
    );
}

#[test]
fn items_are_asked_in_the_languages_of_the_pack_alone() {
    let desk = desk();
    for command in [&["show"][..], &["template"], &["template", "-o", "form.xlsx"]] {
        let asked = [command, &["asked-by-pack.json", "--texts", "texts.json", "--lang", "lt"]].concat();
        let run = desk.run(&asked);
        let told = "nėra tekstų kalba `lt` tekstų rinkinyje `made-up-2026` (yra: ru, en)\n";
        assert_eq!((run.code, run.told.as_str(), run.out.as_str()), (Some(2), told, ""), "{command:?}");
        // A language of the surroundings is nobody's wish.
        let around = desk.run_with(&asked[..asked.len() - 2], "", &[("LANG", "lt_LT.UTF-8")]);
        good(&around);
    }
    // Results are told in every language; an item whose words it lacks is known by its number.
    let score = ["answers.csv", "--texts", "texts.json", "--lang", "lt"];
    good(&desk.run(&[&["score", "asked-by-pack.json"], &score[..], &["--format", "table"]].concat()));
    let explained = desk.run(&[&["explain", "asked-by-pack.json"], &score[..], &["--id", "01"]].concat());
    assert!(good(&explained).contains("Skalė „Sodas“") && !explained.out.contains("машины"), "{}", explained.out);
}

#[test]
fn what_is_wrong_with_a_pack_is_told_with_its_place() {
    let desk = desk();
    let bad: [(&str, String, &str); 7] = [
        (
            "an unknown item",
            changed(|p| p["texts"]["ru"]["items"]["9"] = json!({ "prompt": "x" })),
            "/texts/ru/items/9: the text `9` belongs to nothing in the definition; did you mean `1`?",
        ),
        (
            "a missing item",
            changed(|p| drop(p["texts"]["en"]["items"].as_object_mut().expect("items").remove("2"))),
            "/texts/en/items: there is no text of the item `2`",
        ),
        (
            "an unknown language",
            changed(|p| p["texts"]["de"] = json!({ "items": {} })),
            "/texts/de: there is no language `de`",
        ),
        ("no language", changed(|p| p["texts"] = json!({})), "/texts: this is empty; write at least one language"),
        (
            "a newer format",
            changed(|p| p["format"] = json!(2)),
            "/format: the document has format 2, this engine reads up to 1; update the engine",
        ),
        ("levels", changed(|p| p["levels"] = json!([])), "/levels: the format has no key `levels` here"),
        (
            "a label of an answer",
            changed(|p| p["texts"]["ru"]["items"]["3"]["options"] = json!({ "0": "часто" })),
            "/texts/ru/items/3/options/0: `0` is an answer whose words all items share; a text pack does not change them",
        ),
    ];
    for (name, pack, message) in bad {
        desk.file("bad.json", pack);
        for command in [
            &["show", "asked-by-pack.json", "--texts", "bad.json"][..],
            &["score", "asked-by-pack.json", "answers.csv", "--texts", "bad.json"],
            &["check", "bad.json"],
        ] {
            let run = desk.run(command);
            assert_eq!(
                (run.code, run.told.as_str()),
                (Some(2), &*format!("bad.json: {message}\n")),
                "{name}: {command:?}"
            );
        }
    }
    let swapped = changed(|pack| {
        let options = pack["texts"]["en"]["items"]["1"]["options"].as_object_mut().expect("options");
        let (a, b) = (options["a"].clone(), options["b"].clone());
        (options["a"], options["b"]) = (b, a);
    });
    desk.file("bad.json", swapped);
    let run = desk.run(&["template", "asked-by-pack.json", "--texts", "bad.json"]);
    let told = "bad.json: /texts/en/items/1/options/a: the texts of `a` and `b` in `en` seem swapped: `machine` belongs to `b`\n\
                bad.json: /texts/en/items/1/options/b: the texts of `b` and `a` in `en` seem swapped: `plant` belongs to `a`\n";
    assert_eq!((run.code, run.told.as_str()), (Some(2), told));
}

#[test]
fn a_pack_goes_with_its_instrument_and_its_wording() {
    let desk = desk();
    let run = desk.run(&["show", "szho", "--texts", "texts.json"]);
    let told =
        "texts.json: /texts_for: the text pack does not fit: its instrument is `asked-by-pack`, here it is `szho`\n";
    assert_eq!((run.code, run.told.as_str()), (Some(2), told));
    let score = ["score", "asked-by-pack.json", "answers.csv", "--texts", "texts.json"];
    for wording in ["own", "none"] {
        let run = desk.run(&[&score[..], &["--wording", wording]].concat());
        let told = format!("the text pack does not fit: its wording is `published`, here it is `{wording}`\n");
        assert_eq!((run.code, run.told), (Some(2), told));
    }
    let run = desk.run(&[&score[..], &["--texts", "texts.json"]].concat());
    assert!(run.code == Some(2) && run.told.contains("/name: the text pack does not fit: its name is"), "{}", run.told);
    // Other documents in its place, and a pack in the place of others.
    desk.file("norms.json", r#"{"orientir":"norms"}"#);
    let run = desk.run(&["show", "szho", "--texts", "norms.json"]);
    assert_eq!(run.told, "norms.json: these are norms, not a text pack; give them with `--norms`\n");
    let run = desk.run(&["show", "szho", "--texts", "asked-by-pack.json"]);
    assert_eq!(run.told, "asked-by-pack.json: the key `texts_for` is missing; add it\n");
    let run = desk.run(&["show", "texts.json"]);
    assert_eq!(run.told, "texts.json: this is a text pack, not an instrument; an instrument takes it with `--texts`\n");
    let run = desk.run(&["show", "szho", "--texts", "nowhere.json"]);
    assert!(run.code == Some(2) && run.told.contains("cannot read `nowhere.json`"), "{}", run.told);
    let run = desk.run(&["show", "asked-by-pack.json", "--texts", "texts.json", "-o", "texts.json"]);
    assert!(run.code == Some(2) && desk.read("texts.json") == PACK, "{}", run.told);
}

#[test]
fn a_licence_holder_checks_a_pack() {
    let desk = desk();
    let run = desk.run(&["check", "texts.json"]);
    assert_eq!(good(&run), "ok: made-up-2026 for asked-by-pack, 4 items, languages: ru, en\n");
    desk.file("elsewhere/texts.json", PACK);
    let run = desk.run(&["check", "elsewhere/texts.json"]);
    assert!(
        run.code == Some(2) && run.told.contains("there is no instrument or battery `asked-by-pack`"),
        "{}",
        run.told
    );
}

/// Packs of a battery find their instruments by themselves.
#[test]
fn packs_of_a_battery() {
    let desk = Desk::new();
    let pack = |id: &str, items: Value| {
        json!({ "format": 1, "texts_for": id, "name": format!("invented-{id}"), "holder": "nobody", "licence": "none",
            "texts": { "ru": { "instruction": "Отвечай.", "items": items } } })
        .to_string()
    };
    let pairs = (1..=20)
        .map(|n| (n.to_string(), json!({ "options": { "a": format!("Первое {n}"), "b": format!("Второе {n}") } })));
    desk.file("packs/klimov.json", pack("klimov-ddo", pairs.collect::<serde_json::Map<_, _>>().into()));
    let poles =
        (1..=20).map(|n| (n.to_string(), json!({ "left": format!("Слева {n}"), "right": format!("Справа {n}") })));
    desk.file("packs/szho.json", pack("szho", poles.collect::<serde_json::Map<_, _>>().into()));
    let header: Vec<String> = (1..=20).map(|n| format!("Первое {n} или второе {n}")).collect();
    desk.file(
        "9b/klimov-ddo.csv",
        format!(
            "id,{}\n01,{}\n",
            header.join(","),
            ["Второе 1"; 1].iter().copied().chain((2..=20).map(|_| "a")).collect::<Vec<_>>().join(",")
        ),
    );
    let header: Vec<String> = (1..=20).map(|n| format!("Слева {n} - справа {n}")).collect();
    desk.file("9b/szho.csv", format!("id,sex,{}\n01,ж,{}\n", header.join(","), ["4"; 20].join(",")));
    let both = ["self-determination", "9b", "--texts", "packs/szho.json", "--texts", "packs/klimov.json"];
    let run = desk.run(&[&["assess"], &both[..], &["--format", "json"]].concat());
    let document: Value = serde_json::from_str(good(&run)).expect("JSON");
    let receipts = document[0]["receipts"].as_array().expect("receipts");
    let names: Vec<_> = receipts.iter().map(|receipt| receipt["texts"]["name"].as_str().unwrap_or_default()).collect();
    assert_eq!(names, ["invented-szho", "invented-klimov-ddo"], "{document}");
    good(&desk.run(&[&["report", "class"], &both[..], &["-o", "page.html"]].concat()));
    good(&desk.run(&[&["report", "person"], &both[..], &["--id", "01", "--lang", "en", "-o", "one.html"]].concat()));
    let run = desk.run(&[&["assess"], &both[..], &["--wording", "szho=own"]].concat());
    assert!(run.code == Some(2) && run.told.contains("its wording is `published`, here it is `own`"), "{}", run.told);
    let other = desk.file("other.json", pack("plain", json!({}))).run(&[
        "assess",
        "self-determination",
        "9b",
        "--texts",
        "other.json",
    ]);
    assert!(
        other.code == Some(2) && other.told.contains("other.json: /texts_for: expected results of"),
        "{}",
        other.told
    );
    // Packs that lie with the answers are no answers.
    std::fs::rename(desk.path().join("packs/szho.json"), desk.path().join("9b/texts.json")).expect("moved");
    let run =
        desk.run(&["assess", "self-determination", "9b", "--texts", "9b/texts.json", "--texts", "packs/klimov.json"]);
    assert_eq!(run.code, Some(0), "{}", run.whole());
}
