//! A receipt makes an old result again, and tells a result that was not made so.
#![cfg(feature = "catalogue")]

use orientir::definition::Wording;
use orientir::{Answers, Code, Instrument, Receipt, catalogue};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn filled(instrument: &Instrument, code: &str) -> Result<Answers, orientir::Error> {
    let mut answers = instrument.answers();
    let fields: Vec<String> = instrument.fields().map(str::to_owned).collect();
    for field in fields {
        answers.set(&field, code)?;
    }
    Ok(answers)
}

/// What differs, or nothing.
fn differs(instrument: &Instrument, receipt: &Receipt, answers: &Answers) -> Option<(Code, String)> {
    let error = instrument.verify(receipt, answers).err()?;
    let what = error.arguments().map(|(_, what)| what.to_owned()).collect();
    Some((error.code(), what))
}

#[test]
fn the_same_answers_fit_and_others_do_not() -> Outcome {
    let klimov = catalogue::get("klimov-ddo")?;
    let mut answers = filled(&klimov, "a")?;
    let receipt = klimov.score(&answers).receipt();
    let text = serde_json::to_string(&receipt)?;
    let receipt: Receipt = serde_json::from_str(&text)?;
    assert_eq!(differs(&klimov, &receipt, &answers), None);
    answers.set("15", "b")?;
    assert_eq!(differs(&klimov, &receipt, &answers), Some((Code::ReceiptDiffers, "result".to_owned())));
    let kabardova = catalogue::get("kabardova-opg")?;
    let other = differs(&kabardova, &receipt, &kabardova.answers());
    assert_eq!(other, Some((Code::ReceiptDiffers, "instrument".to_owned())));
    Ok(())
}

#[test]
fn policies_and_wording_come_from_the_receipt() -> Outcome {
    let kabardova = catalogue::get("kabardova-opg")?;
    let mut answers = filled(&kabardova, "1")?;
    answers.set("1.skill", "0")?.set("1.attitude", "2")?.set("1.wish", "2")?;
    let all = kabardova.with_policy("zero_skill", "count_all")?.score(&answers);
    // Item 1 counts 2 with the other nine at 1: 11; without it 9 (facts of the questionnaire, worked by hand).
    assert_eq!(all.scale("sign_wish")?.raw(), Some(11.0));
    assert_eq!(kabardova.score(&answers).scale("sign_wish")?.raw(), Some(9.0));
    assert_eq!(differs(&kabardova, &all.receipt(), &answers), None, "the receipt says which policy was chosen");

    let szho = catalogue::get("szho")?;
    let mut answers = filled(&szho, "4")?;
    answers.person_mut().set("sex", "male")?;
    let published = szho.with_wording(Wording::Published)?.score(&answers);
    assert_eq!(published.receipt().norms.keys().collect::<Vec<_>>(), ["leontiev-reference"]);
    assert_eq!(differs(&szho, &published.receipt(), &answers), None, "and which wording was administered");
    Ok(())
}

#[test]
fn another_key_is_told_and_a_mended_text_is_not() -> Outcome {
    let (_, text) = catalogue::INSTRUMENTS.iter().find(|(id, _)| *id == "klimov-ddo").ok_or("not in the catalogue")?;
    let klimov = Instrument::from_json(text)?;
    let answers = filled(&klimov, "a")?;
    let receipt = klimov.score(&answers).receipt();
    let mended = Instrument::from_json(&text.replace("ДДО Климова", "ДДО по Климову"))?;
    assert_ne!(mended.document_hash(), klimov.document_hash());
    assert_eq!(differs(&mended, &receipt, &answers), None);
    let mut changed: serde_json::Value = serde_json::from_str(text)?;
    for (option, key) in [("a", "art"), ("b", "sign")] {
        *changed.pointer_mut(&format!("/items/14/options/{option}/key")).ok_or("a key of item 15")? = key.into();
    }
    let swapped = Instrument::from_json(&changed.to_string())?;
    assert_eq!(differs(&swapped, &receipt, &answers), Some((Code::ReceiptDiffers, "key".to_owned())));
    Ok(())
}
