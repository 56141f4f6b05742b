//! Calculations by hand.

use orientir::quality::{Cuts, Index, Respondent};
use orientir::{Instrument, catalogue};
use serde_json::json;

use super::{dealt, made, people, person, told};

/// 12 items 1 to 5: 1 1 1 4 4 . 4 5 3 3 3 3. Runs 111, 44, 4, 5, 3333: the longest 4, the mean 11/5 = 2.2.
/// Sum 3 + 8 + 4 + 5 + 12 = 32 of 11; squares 3 + 32 + 16 + 25 + 36 = 112; variance (11 * 112 - 32²) / (11 * 10) = 208/110.
/// Ends: three 1 and one 5, 4/11; middle 4/11; above the middle three 4 and one 5, 4/11.
#[test]
fn one_person() {
    let found = people(&dealt(12, 1, (1, 5)), ["11144.453333"]);
    let told = |index| told(&found[0], index);
    assert_eq!(told(Index::Longstring), "4");
    assert_eq!(told(Index::MeanRun), "2.2");
    assert_eq!(told(Index::Irv), format!("{:.12}", (208.0_f64 / 110.0).sqrt()));
    for index in [Index::Extreme, Index::Mid, Index::Acquiescence] {
        assert_eq!(told(index), format!("{:.12}", 4.0 / 11.0), "{index:?}");
    }
    assert_eq!(told(Index::Pace), "no_time");
    assert!(found[0].flags().is_empty());
}

/// A peer counts the signs of the printed row, so that 10 10 10 is longer than 9 9 9 and -1 longer than 1.
#[test]
fn longstring_counts_answers_not_characters() {
    let instrument = dealt(4, 1, (-10, 10));
    for code in ["-10", "0", "9", "10"] {
        let mut answers = instrument.answers();
        for (field, code) in ["i0", "i1", "i2", "i3"].into_iter().zip([code, code, code, "7"]) {
            answers.set(field, code).expect("a code");
        }
        let found = instrument.quality(&[Respondent::new(&answers)], &Cuts::default());
        assert_eq!(told(&found[0], Index::Longstring), "3", "{code}");
    }
}

/// 2 and 4: the standard deviation with n - 1 is the root of 2; with n it would be 1.
#[test]
fn variability_is_with_n_less_one() {
    assert_eq!(told(&people(&dealt(2, 1, (1, 5)), ["24"])[0], Index::Irv), format!("{:.12}", 2.0_f64.sqrt()));
}

/// Three scales of two items, dealt in turn, so that i0 i1 i2 are odd and i3 i4 i5 even; i2 and i5 are reversed.
/// 1 3 1 | 2 3 2: keyed odd 1 3 5, even 2 3 4, r = 1, so the index is -1.
/// 1 3 1 | 4 3 2: keyed odd 1 3 5, even 4 3 4; means 3 and 11/3, sum of products -2/3 + 2/3 = 0, so 0.
/// 1 3 1 | 4 3 4: keyed odd 1 3 5, even 4 3 2, r = -1: 2r / (1 + r) has no value and stays at -1, the index at 1.
/// 1 3 1 | 3 2 5: keyed odd 1 3 5, even 3 2 1, likewise -1.
/// 1 2 2 | 1 3 4: keyed odd 1 2 4, even 1 3 2; means 7/3 and 2; products 4/3 - 1/3 + 0 = 1; squares 14/3 and 2;
/// r = 1 / sqrt(28/3) = .327327, stepped up .493217.
/// All 3: nothing differs. One answer of a scale missing leaves two scales.
#[test]
fn even_odd_is_keyed_stepped_up_and_turned() {
    let instrument = dealt(6, 3, (1, 5));
    let rows = ["131232", "131432", "131434", "131325", "122134", "333333", "1.1232"];
    let found = people(&instrument, rows);
    let told: Vec<String> = found.iter().map(|quality| told(quality, Index::EvenOdd)).collect();
    let r = 1.0 / (28.0_f64 / 3.0).sqrt();
    let last = format!("{:.12}", -2.0 * r / (1.0 + r));
    assert_eq!(told, ["-1", "0", "1", "1", &last, "constant", "few_answers"]);
    assert!(found.iter().all(|quality| quality.flags().is_empty()), "three scales are too few for a flag");
}

/// Ten scales: r = -1 over them is flagged with the cut of the convention.
#[test]
fn even_odd_is_flagged_over_ten_scales() {
    let instrument = dealt(20, 10, (1, 5));
    // Odd halves rise and fall in keyed answers, even halves do the opposite; i with i % 3 == 2 is reversed.
    let keyed = |i: usize| if (i % 10).is_multiple_of(2) == (i < 10) { 2 } else { 4 };
    let answers: String = (0..20).map(|i| if i % 3 == 2 { 6 - keyed(i) } else { keyed(i) }.to_string()).collect();
    let found = people(&instrument, [answers.as_str()]);
    assert_eq!(told(&found[0], Index::EvenOdd), "1");
    let flag = found[0].flags().iter().find(|flag| flag.index == Index::EvenOdd).expect("a flag");
    assert_eq!((flag.value.to_bits(), flag.cut.to_bits()), (1.0_f64.to_bits(), (-0.3_f64).to_bits()));
    assert_eq!(flag.false_positive, None);
}

/// Six items, thirty people in five kinds of six who answer i0 = i1, i2 = i3, i4 = i5, and the second three pairs of a mirrored
/// form the other way round.
#[test]
fn synonyms_enter_in_both_orientations() {
    let instrument = dealt(6, 1, (1, 5));
    let mut rows = Vec::new();
    for n in 0..40 {
        // Three independent traits, so that only items of a pair correlate.
        let [a, b, c] = [n % 5 + 1, n / 5 % 4 + 1, n * 3 % 7 % 5 + 1];
        rows.push(format!("{a}{a}{b}{b}{c}{c}"));
    }
    // Pairs 1-2, 2-1, 1-1: both orientations give x = 1 2 2 1 1 1, y = 2 1 1 2 1 1. Mean 8/6; sum of squares about it
    // 4 * (1/3)² + 2 * (2/3)² = 12/9; products 4 * (-1/3)(2/3) + 2 * (1/3)² = -6/9; r = -.5.
    // One orientation would have given 1-1 and 2-1 by chance of the order: r = -.5 or 1 or none.
    rows.push("122111".to_owned());
    let found = people(&instrument, rows.iter().map(String::as_str));
    let last = found.last().expect("people");
    assert_eq!(told(last, Index::Synonyms), "-0.5");
    assert_eq!(told(last, Index::Antonyms), "few_pairs");
    assert_eq!(told(&found[1], Index::Synonyms), "1");
    let flags: Vec<Index> = last.flags().iter().map(|flag| flag.index).collect();
    assert!(flags.contains(&Index::Synonyms), "{flags:?}");
}

/// Ten people: nine answer 1 2 3 and the tenth 3 2 1. To the tenth the others' means are 1 2 3, r = -1. To each of the nine they
/// are (8 * 1 + 3)/9 = 11/9, 2, (8 * 3 + 1)/9 = 25/9, which rise in equal steps, r = 1.
#[test]
fn person_total_is_with_the_others() {
    let instrument = dealt(3, 1, (1, 5));
    let rows = ["123"; 9].into_iter().chain(["321"]);
    let found = people(&instrument, rows);
    assert_eq!(told(&found[0], Index::PersonTotal), "1");
    assert_eq!(told(&found[9], Index::PersonTotal), "-1");
    let found = people(&instrument, ["123"; 9]);
    assert_eq!(told(&found[0], Index::PersonTotal), "few_people");
}

/// 24 seconds for 12 answers are 2 a question, 23.9 are fewer.
#[test]
fn pace_is_seconds_an_answer() {
    let instrument = dealt(12, 1, (1, 5));
    let answers = person(&instrument, "123451234512");
    for (seconds, told_as, flags) in
        [(24.0, "2", 0), (23.9, "1.991666666667", 1), (-1.0, "no_time", 0), (f64::NAN, "no_time", 0), (0.0, "0", 1)]
    {
        let found = instrument.quality(&[Respondent::new(&answers).within(seconds)], &Cuts::default());
        assert_eq!((told(&found[0], Index::Pace).as_str(), found[0].flags().len()), (told_as, flags), "{seconds}");
    }
}

/// A run of half of a sequence of ten or more is flagged, not one less, and not in a shorter form.
#[test]
fn longstring_is_flagged_from_half_of_ten_items() {
    let flags = |items: usize, row: &str| {
        let found = people(&dealt(items, 1, (1, 5)), [row]);
        found[0]
            .flags()
            .iter()
            .map(|flag| (flag.index, flag.value.to_string(), flag.cut.to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(flags(11, "33333345123"), [(Index::Longstring, "6".to_owned(), "6".to_owned())]);
    assert!(flags(11, "33333245123").is_empty());
    assert!(flags(9, "333333333").is_empty());
}

/// Fields of one response run together from item to item; another response, a training item and a text between do not
/// lengthen a run, and an item without the response ends it.
#[test]
fn sequences_are_those_of_the_form() {
    let definition = json!({
        "format": 1, "id": "mixed", "version": "1.0.0",
        "about": { "wording": "own", "sources": { "made": { "cite": "made for a test" } } },
        "responses": { "r": { "rating": { "from": 0, "to": 2, "apart": [{ "code": "-", "means": "never_did" }] } },
                       "w": { "rating": { "from": 0, "to": 2 } }, "t": { "text": {} },
                       "p": { "choice": { "options": [{ "code": "a" }, { "code": "b" }] } } },
        "items": [
            { "id": "t0", "training": true, "fields": [{ "response": "r" }] },
            { "id": "a", "fields": [{ "id": "skill", "response": "r" }, { "id": "wish", "response": "w" }] },
            { "id": "b", "fields": [{ "id": "skill", "response": "r" }, { "id": "wish", "response": "w" }] },
            { "id": "c", "fields": [{ "id": "skill", "response": "r" }, { "id": "wish", "response": "w" }] },
            { "id": "why", "fields": [{ "response": "t" }] },
            { "id": "d", "fields": [{ "id": "skill", "response": "r" }] },
            { "id": "e", "fields": [{ "response": "p" }] }
        ],
        "scales": [{ "id": "s", "method": { "sum": { "fields": ["a.skill", "b.skill"] } },
                     "basis": { "source": "made", "evidence": "D" } }]
    });
    let instrument = made(&definition);
    let quality = |answers: &[(&str, &str)]| {
        let mut sheet = instrument.answers();
        for (field, code) in answers {
            sheet.set(field, code).expect("a code");
        }
        let found = instrument.quality(&[Respondent::new(&sheet)], &Cuts::default());
        [Index::Longstring, Index::MeanRun, Index::Mid].map(|index| told(&found[0], index))
    };
    // Skills 1 1 1, wishes 2 0 2: they take turns on the form and are two sequences. Training does not lengthen.
    let turns = [("t0", "1"), ("a.skill", "1"), ("b.skill", "1"), ("c.skill", "1")];
    let wishes = [("a.wish", "2"), ("b.wish", "0"), ("c.wish", "2")];
    assert_eq!(quality(&[&turns[..], &wishes].concat()), ["3", "1.5", "0.5"]);
    // A text lies between c and d.
    assert_eq!(quality(&[&turns[..], &[("d.skill", "1"), ("e", "a")]].concat()), ["3", "2", "1"]);
    // A dash is no answer and ends a run.
    assert_eq!(quality(&[("a.skill", "1"), ("b.skill", "-"), ("c.skill", "1")]), ["1", "1", "1"]);
}

/// What the instruments of the catalogue let be asked.
#[test]
fn the_catalogue() {
    let reasons = |id: &str| {
        let instrument: Instrument = catalogue::get(id).expect("in the catalogue");
        let found = instrument.quality(&[Respondent::new(&instrument.answers())], &Cuts::default());
        [Index::Longstring, Index::Acquiescence, Index::EvenOdd].map(|index| told(&found[0], index))
    };
    assert_eq!(reasons("klimov-ddo"), ["ipsative"; 3]);
    assert_eq!(reasons("dembo-rubinstein"), ["no_ratings"; 3]);
    assert_eq!(reasons("observation-sheet"), ["several_ratings"; 3]);
    // Four scales of five, ten of ten: the person answered nothing.
    assert_eq!(reasons("ovcharova-motives"), ["few_answers"; 3]);
    assert_eq!(reasons("kabardova-opg"), ["few_answers"; 3]);
    // Five scales that share items, and places between two poles.
    assert_eq!(reasons("szho"), ["few_answers", "no_agreement", "few_scales"]);
    assert_eq!(reasons("work-values"), ["few_answers", "few_answers", "few_scales"]);
}
