//! Text packs: published sentences in the place of an instrument's own, and nothing else.

#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::path::Path;

use orientir::definition::Wording;
use orientir::{Answers, Code, Diagnostics, Instrument, Lang, Receipt, Sheet, TextPack};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn definition() -> Value {
    serde_json::from_str(&file("definitions/asked-by-pack.json")).expect("JSON")
}

fn document() -> Value {
    serde_json::from_str(&file("texts/made-up.json")).expect("JSON")
}

fn plain() -> Instrument {
    Instrument::from_json(&definition().to_string()).expect("a definition")
}

fn packed() -> Instrument {
    plain().with_texts(&TextPack::from_json(&document().to_string()).expect("a pack")).expect("it fits")
}

/// The message of the only fault, with its place.
fn told(faults: Diagnostics) -> String {
    let all: Vec<_> =
        faults.into_iter().map(|fault| format!("{}: {}", fault.path(), fault.message(Lang::En))).collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all.concat()
}

fn answered(instrument: &Instrument) -> Result<Answers, orientir::Error> {
    let mut answers = instrument.answers();
    answers.set("1", "b")?.set("2", "6")?.set("3", "2")?.set("4", "yes")?;
    Ok(answers)
}

#[test]
fn a_form_shows_the_texts_of_the_pack_and_keeps_everything_else() -> Outcome {
    let (before, form) = (plain().form(Lang::Ru), packed().form(Lang::Ru));
    assert!(before.without_texts && !form.without_texts);
    assert_eq!(form.title, before.title);
    assert_eq!(form.instruction.as_deref(), Some("Выбери то, что тебе ближе."));
    let options: Vec<_> = form.items[0].fields[0].codes.iter().map(|code| code.label.as_deref()).collect();
    assert_eq!(options, [Some("Поливать растения на крыше"), Some("Слушать, как гудят машины")]);
    assert_eq!((form.items[0].prompt.as_deref(), before.items[0].prompt.as_deref()), (None, Some("Пункт 1")));
    assert_eq!(form.items[1].right.as_deref(), Some("По утрам я быстрый стриж"));
    assert_eq!(form.items[2].fields, before.items[2].fields, "what answers are called is not the pack's");
    assert_eq!(packed().plan(), plain().plan());
    assert_eq!((packed().key_hash(), packed().document_hash()), (plain().key_hash(), plain().document_hash()));
    packed().check_examples()?;
    Ok(())
}

#[test]
fn items_are_asked_in_the_languages_of_the_pack_and_results_told_in_all() -> Outcome {
    let packed = packed();
    let languages: Vec<_> = packed.asked_languages().map(Lang::as_str).collect();
    assert_eq!(languages, ["ru", "en"]);
    let fault = packed.asks_in(Lang::Lt).expect_err("the pack has no Lithuanian");
    assert_eq!(fault.code(), Code::NoLanguage);
    assert_eq!(
        fault.message(Lang::En),
        "there are no texts in `lt` in the text pack `made-up-2026` (available: ru, en)"
    );
    assert_eq!(packed.form(Lang::Lt).lang, Some("ru"), "a form is in one language throughout");
    assert!(plain().asks_in(Lang::Lt).is_ok() && packed.asks_in(Lang::En).is_ok());
    let own = packed.definition().texts.get("lt").ok_or("no Lithuanian words")?;
    assert!(own.items.is_empty(), "two wordings under one receipt");
    let report = packed.score(&answered(&packed)?);
    assert_eq!(report.told(Lang::Lt).title, "Rytas dirbtuvėje");
    assert!(packed.explain(&answered(&packed)?).text(Lang::Lt).contains("„Sodas“"));
    Ok(())
}

#[test]
fn the_wording_is_published_and_no_other_may_be_said() -> Outcome {
    let pack = TextPack::from_json(&document().to_string())?;
    assert_eq!((plain().wording(), packed().wording()), (Wording::None, Wording::Published));
    assert_eq!(packed().with_wording(Wording::Published)?.wording(), Wording::Published);
    let refused = packed().with_wording(Wording::Own).expect_err("it is not our wording that was shown");
    assert_eq!(refused.code(), Code::TextsMisfit);
    assert_eq!(refused.message(Lang::En), "the text pack does not fit: its wording is `published`, here it is `own`");
    // In the other order too, and where the word is that of the definition.
    for wording in [Wording::None, Wording::Own] {
        let refused = plain().with_wording(wording)?.with_texts(&pack).expect_err("said to be another wording");
        assert_eq!(refused.iter().map(orientir::Error::code).collect::<Vec<_>>(), [Code::TextsMisfit]);
    }
    assert!(plain().with_wording(Wording::Published)?.with_texts(&pack).is_ok());
    let twice = told(packed().with_texts(&pack).expect_err("a second pack"));
    assert_eq!(twice, "/name: the text pack does not fit: its name is `made-up-2026`, here it is `made-up-2026`");
    Ok(())
}

#[test]
fn published_norms_fit_and_norms_of_files_go_with_a_pack() -> Outcome {
    let packed = packed();
    let score = |instrument: &Instrument| -> Result<_, orientir::Error> {
        Ok(instrument.score(&answered(instrument)?).scale("morning")?.standard(orientir::definition::Metric::T))
    };
    // 6 + 2 = 8 is 1.5 standard deviations of 2 above 5.
    assert_eq!((score(&plain())?, score(&packed)?), (None, Some(65.0)));
    let norms = json!({
        "orientir": "norms", "format": 1, "instrument": "asked-by-pack", "key": packed.key_hash(),
        "sources": { "school": { "cite": "invented" } },
        "norm": { "id": "ours", "wording": "published", "population": "pupils", "n": 40, "year": 2026,
            "groups": [{ "scales": { "morning": { "moments": { "mean": 6, "sd": 2 } } } }],
            "basis": { "source": "school", "evidence": "D" } }
    });
    // The texts of a pack need not have the words that tell our options apart.
    let mut rough = document();
    rough["texts"]["en"]["items"]["1"]["options"] = json!({ "a": "Roof", "b": "Hum" });
    let rough = plain().with_texts(&TextPack::from_json(&rough.to_string())?)?;
    for instrument in [&packed, &rough] {
        let normed = instrument.with_norms(&norms.to_string())?;
        assert_eq!((score(&normed)?, normed.texts_used()), (Some(60.0), instrument.texts_used()));
    }
    let misfit = plain().with_norms(&norms.to_string()).expect_err("made with the published wording");
    assert_eq!(misfit.iter().map(orientir::Error::code).collect::<Vec<_>>(), [Code::NormMisfit]);
    Ok(())
}

#[test]
fn receipts_name_the_pack_and_old_ones_stay_readable() -> Outcome {
    let packed = packed();
    let receipt = packed.score(&answered(&packed)?).receipt();
    let texts = receipt.texts.clone().ok_or("no pack in the receipt")?;
    assert_eq!(texts.name, "made-up-2026");
    // Python: hashlib.sha256(json.dumps(pack, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    assert_eq!(texts.hash, "ead3227c2bf9c8afc64cd64cafe4c4fb79ff86973b86cd29ee30388f7d8e7f1a");
    let text = serde_json::to_string(&receipt)?;
    assert!(text.contains(r#""wording":"published","texts":{"name":"made-up-2026","hash":"ead3"#), "{text}");
    assert_eq!(serde_json::from_str::<Receipt>(&text)?, receipt);

    let old = plain().score(&answered(&plain())?).receipt();
    let text = serde_json::to_string(&old)?;
    assert!(!text.contains("texts"), "{text}");
    assert_eq!(serde_json::from_str::<Receipt>(&text)?.texts, None);

    for texts in [r#"{"name":"x"}"#, r#"{"name":"x","hash":"y","holder":"z"}"#, r#""x""#] {
        let other =
            serde_json::to_string(&old)?.replacen("\"policies\"", &format!("\"texts\":{texts},\"policies\""), 1);
        assert!(serde_json::from_str::<Receipt>(&other).is_err(), "{other}");
    }
    packed.verify(&receipt, &answered(&packed)?)?;
    // Who makes a result again need not own the texts.
    plain().verify(&receipt, &answered(&plain())?)?;
    let differs = |instrument: &Instrument, receipt: &Receipt| -> Result<String, Box<dyn std::error::Error>> {
        let fault = instrument.verify(receipt, &answered(instrument)?).err().ok_or("nothing differs")?;
        Ok(fault.message(Lang::En))
    };
    let mut other = receipt.clone();
    other.texts = Some(orientir::TextsUsed { hash: "00".to_owned(), ..texts });
    assert_eq!(differs(&packed, &other)?, "the receipt does not fit the result; what differs: texts");
    assert_eq!(differs(&packed, &old)?, "the receipt does not fit the result; what differs: wording");
    Ok(())
}

/// The header of a form maker's export in the words of the pack.
const HEADER: [&str; 4] = [
    "Поливать растения на крыше или слушать, как гудят машины",
    "По утрам я медленная улитка - По утрам я быстрый стриж",
    "3. Ты рассматриваешь карту города",
    "You were shown a workshop with a green door",
];

#[test]
fn tables_are_read_by_the_texts_of_the_pack() -> Outcome {
    let packed = packed();
    let sheet = Sheet::new(&packed, &HEADER)?;
    let (people, faults) = sheet.read([["Слушать, как гудят машины", "6", "dažnai", "да"]]);
    assert!(faults.is_empty() && sheet.remarks().is_empty(), "{faults} {:?}", sheet.remarks());
    let report = packed.score(&people[0].answers);
    assert_eq!((report.scale("garden")?.raw(), report.scale("morning")?.raw()), (Some(0.0), Some(8.0)));
    // The words that were replaced mean nothing any more: they are those of another wording.
    let mut own = definition();
    own["about"]["wording"] = json!("own");
    own["texts"]["en"]["items"] = json!({
        "1": { "options": { "a": "Care for plants", "b": "Mend machines" } }, "2": { "left": "Slow", "right": "Quick" },
        "3": { "prompt": "Maps" }, "4": { "prompt": "Workshops" }
    });
    own["texts"].as_object_mut().ok_or("no texts")?.retain(|lang, _| lang == "en");
    let own = Instrument::from_json(&own.to_string())?;
    let mut english = document();
    english["texts"].as_object_mut().ok_or("no texts")?.retain(|lang, _| lang == "en");
    let reworded = own.with_texts(&TextPack::from_json(&english.to_string())?)?;
    let header = ["1", "Slow - Quick", "Maps", "Workshops"];
    assert!(Sheet::new(&own, &header)?.remarks().is_empty());
    let faults = Sheet::new(&reworded, &header)?;
    let codes: Vec<_> = faults.remarks().iter().map(orientir::Error::code).collect();
    assert!(codes.contains(&Code::MissingColumn), "{codes:?}");
    let numbered = Sheet::new(&reworded, &["1. Care for plants", "2. Slow - Quick", "3. Maps", "4. Workshops"])?;
    let remark = numbered.remarks().iter().find(|remark| remark.code() == Code::OtherWords).ok_or("no remark")?;
    let message = remark.message(Lang::En);
    assert_eq!(message, "4 columns are found by their numbers alone; their words are not those of `asked-by-pack`");
    let (people, _) = Sheet::new(&reworded, &["1", "2"])?.read([["Mend machines", "6"]]);
    assert_eq!(
        people[0].answers.get("1")?,
        orientir::Given::Without(orientir::definition::Status::Invalid),
        "nor do the options that were replaced"
    );
    Ok(())
}

#[test]
fn an_own_text_shows_what_a_pack_must_have() -> Outcome {
    let mut own = definition();
    own["about"]["wording"] = json!("own");
    own["texts"].as_object_mut().ok_or("no texts")?.retain(|lang, _| lang == "en");
    own["texts"]["en"]["items"]["1"] = json!({ "options": { "a": "Care for plants", "b": "Mend machines" } });
    own["texts"]["en"]["items"]["3"] = json!({ "prompt": "Maps", "options": { "2": "every day" } });
    let own = Instrument::from_json(&own.to_string())?;
    let mut english = document();
    english["texts"].as_object_mut().ok_or("no texts")?.retain(|lang, _| lang == "en");
    english["texts"]["en"].as_object_mut().ok_or("no text")?.remove("instruction");
    let pack = |document: &Value| TextPack::from_json(&document.to_string());
    let lacks = told(own.with_texts(&pack(&english)?).expect_err("the item has a word for its code 2"));
    assert_eq!(lacks, "/texts/en/items/3: there is no option `2` of the item `3`");
    english["texts"]["en"]["items"]["3"]["options"] = json!({ "2": "whenever there is one" });
    let form = own.with_texts(&pack(&english)?)?.form(Lang::En);
    assert_eq!(form.instruction.as_deref(), Some("Enter the answers of the form."), "an instruction may stay");
    assert_eq!(form.items[2].fields[0].codes[2].label.as_deref(), Some("whenever there is one"));
    Ok(())
}

#[test]
fn a_stranger_s_pack_is_refused_in_no_time() -> Outcome {
    let started = std::time::Instant::now();
    let mut pack = document();
    let many = |text: &str| (0..9_000).map(|n| (format!("{text} {n}"), json!(text))).collect::<serde_json::Map<_, _>>();
    pack["texts"]["ru"]["items"]["1"]["options"] = many("x").into();
    for (name, text) in many("an item that there is not") {
        pack["texts"]["en"]["items"][name] = json!({ "prompt": text });
    }
    let faults = plain().with_texts(&TextPack::from_json(&pack.to_string())?).expect_err("18000 things too many");
    assert!(faults.len() >= 100 && faults.len() < 10_000, "{}", faults.len());
    let long = "a".repeat(TextPack::MAX_BYTES);
    let faults = TextPack::from_json(&document().to_string().replace("made-up-2026", &long)).expect_err("too long");
    assert_eq!(faults.iter().map(orientir::Error::code).collect::<Vec<_>>(), [Code::TooLarge]);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    Ok(())
}

#[cfg(feature = "catalogue")]
#[test]
fn instruments_of_the_catalogue_take_packs() -> Outcome {
    let klimov = orientir::catalogue::get("klimov-ddo")?;
    let options =
        |n: usize| json!({ "options": { "a": format!("The first of {n}"), "b": format!("The second of {n}") } });
    let items: serde_json::Map<String, Value> = (1..=20).map(|n| (n.to_string(), options(n))).collect();
    let pack = json!({ "format": 1, "texts_for": "klimov-ddo", "name": "invented", "holder": "nobody", "licence": "none",
        "texts": { "ru": { "items": items } } });
    let pack = TextPack::from_json(&pack.to_string())?;
    let packed = klimov.with_texts(&pack)?;
    let label = packed.form(Lang::Ru).items[6].fields[0].codes[1].label.clone();
    assert_eq!(label.as_deref(), Some("The second of 7"));
    assert!(packed.has_item_texts() && klimov.has_item_texts());

    let szho = orientir::catalogue::get("szho")?;
    assert!(!szho.has_item_texts() && szho.form(Lang::Ru).without_texts);
    let battery = orientir::catalogue::battery("self-determination")?;
    let changed = battery.with_texts(&pack)?;
    let worded: Vec<_> = changed.instruments().filter(|one| one.texts_used().is_some()).map(Instrument::id).collect();
    assert_eq!(worded, ["klimov-ddo"]);
    let other = TextPack::from_json(&document().to_string())?;
    let faults = battery.with_texts(&other).expect_err("no instrument of the battery");
    assert_eq!(
        faults.iter().map(|f| (f.code(), f.path())).collect::<Vec<_>>(),
        [(Code::WrongInstrument, "/texts_for")]
    );
    Ok(())
}
