//! Bad input: nobody, one person, one item, constant items, nothing answered, fewer people than items, strangers.

use orientir::catalogue;
use orientir::quality::{Cuts, Index, Reason, Respondent};

use super::{dealt, people, person, told};

#[test]
fn nobody() {
    assert!(dealt(5, 1, (1, 5)).quality(&[], &Cuts::default()).is_empty());
}

#[test]
fn one_person_has_no_group() {
    let found = people(&dealt(12, 3, (1, 5)), ["123451234512"]);
    for index in Index::ALL {
        let reason = told(&found[0], index);
        assert_eq!(reason == "few_people", index.is_of_group(), "{index:?} {reason}");
    }
}

#[test]
fn one_item_is_refused() {
    let found = people(&dealt(1, 1, (1, 5)), ["3", "4"]);
    assert!(Index::ALL.iter().all(|index| told(&found[0], *index) == "one_item"));
}

#[test]
fn nothing_answered() {
    let mut rows = vec!["........"; 3];
    rows.extend(["12345123"; 40]);
    let found = people(&dealt(8, 4, (1, 5)), rows);
    let told: Vec<String> = Index::ALL.iter().map(|index| told(&found[0], *index)).collect();
    assert_eq!(told[..6], ["few_answers"; 6]);
    assert_eq!(told[6..], ["no_time", "few_answers", "few_pairs", "few_pairs", "few_answers", "constant"]);
    assert!(found[0].flags().is_empty());
    let found = people(&dealt(8, 4, (1, 5)), vec!["........"; 40]);
    assert!(Index::ALL.iter().all(|index| found[7].measure(*index).reason().is_some()));
}

#[test]
fn fewer_people_than_items_have_no_distance() {
    // Minimal standard numbers (Park & Miller 1988): nothing is constant and nothing a sum of others.
    let mut state = 1_u64;
    let mut next = || {
        state = state * 48_271 % 2_147_483_647;
        (state % 5 + 1).to_string()
    };
    let rows: Vec<String> = (0..14).map(|_| (0..12).map(|_| next()).collect()).collect();
    let distance = |n: usize| {
        let found = people(&dealt(12, 3, (1, 5)), rows.iter().take(n).map(String::as_str));
        found[0].measure(Index::Mahalanobis)
    };
    for n in [2, 11, 12, 13] {
        assert_eq!(distance(n).reason(), Some(Reason::FewPeople), "{n}");
    }
    assert!(distance(14).value().is_some_and(|d| d <= 13.0 * 13.0 / 14.0), "never above (n - 1)²/n");
}

#[test]
fn constant_items_and_constant_people_are_no_numbers() {
    // Items i0 and i1 constant; one person answers 3 throughout.
    let rows: Vec<String> =
        (0..40).map(|n| format!("33{}{}{}", n % 5 + 1, n / 5 % 5 + 1, n * 7 % 11 % 5 + 1)).collect();
    let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    rows.push("33333");
    let found = people(&dealt(5, 1, (1, 5)), rows);
    assert_eq!(told(&found[40], Index::PersonTotal), "constant");
    assert_eq!(told(&found[40], Index::Irv), "0");
    assert!(found[40].measure(Index::Mahalanobis).value().is_some(), "the constant items are left out");
}

/// Two items answered in exact opposition by everybody: one is the other turned round, so no distance is defined.
#[test]
fn negative_correlations() {
    let rows: Vec<String> =
        (0..40).map(|n| (0..6).map(|i| if i % 2 == 0 { n % 5 + 1 } else { 5 - n % 5 }.to_string()).collect()).collect();
    let found = people(&dealt(6, 3, (1, 5)), rows.iter().map(String::as_str));
    assert_eq!(told(&found[0], Index::Mahalanobis), "dependent_items");
    assert_eq!(told(&found[0], Index::Antonyms), "-1", "1 against 5");
    assert_eq!(told(&found[2], Index::Antonyms), "constant", "3 against 3");
}

#[test]
fn answers_of_another_instrument_take_no_part() {
    let (instrument, other) = (dealt(12, 3, (1, 5)), dealt(12, 3, (0, 4)));
    let (own, foreign) = (person(&instrument, "123451234512"), person(&other, "000000000000"));
    let found = instrument.quality(&[Respondent::new(&own), Respondent::new(&foreign)], &Cuts::default());
    assert!(Index::ALL.iter().all(|index| told(&found[1], *index) == "another_instrument"));
    let alone = instrument.quality(&[Respondent::new(&own)], &Cuts::default());
    assert_eq!(found[0], alone[0]);
}

#[test]
fn cuts_that_are_no_numbers_flag_nobody() {
    let instrument = dealt(12, 3, (1, 5));
    let answers = person(&instrument, "333333333333");
    let mut cuts = Cuts::default();
    for number in [
        &mut cuts.longstring_share,
        &mut cuts.pace,
        &mut cuts.even_odd,
        &mut cuts.synonyms,
        &mut cuts.antonyms,
        &mut cuts.mahalanobis_rate,
        &mut cuts.pair_correlation,
    ] {
        *number = f64::NAN;
    }
    let found = instrument.quality(&vec![Respondent::new(&answers).within(1.0); 50], &cuts);
    assert!(found.iter().all(|quality| quality.flags().is_empty()));
}

#[test]
fn the_document_has_a_value_or_a_reason() {
    let klimov = catalogue::get("klimov-ddo").expect("in the catalogue");
    let found = klimov.quality(&[Respondent::new(&klimov.answers())], &Cuts::default());
    assert!(
        found[0].to_json().starts_with(r#"{"indices":{"longstring":{"without":"ipsative"},"#),
        "{}",
        found[0].to_json()
    );
    let found = people(&dealt(10, 1, (1, 5)), ["3333333333"]);
    let document: serde_json::Value = serde_json::from_str(&found[0].to_json()).expect("JSON");
    assert_eq!(document["indices"]["longstring"]["value"], 10.0);
    let flag = serde_json::json!([{ "index": "longstring", "value": 10.0, "cut": 5.0, "false_positive": null }]);
    assert_eq!(document["flags"], flag);
}
