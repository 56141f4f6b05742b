//! Every definition that is shipped compiles, and its worked examples hold.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

#[test]
fn every_instrument_compiles_and_its_examples_hold() {
    let all = orientir::catalogue::all().unwrap_or_else(|faults| panic!("{faults}"));
    for instrument in all {
        instrument.check_examples().unwrap_or_else(|faults| panic!("{}\n{faults}", instrument.id()));
        assert!(instrument.definition().examples.len() >= 3, "{}: three worked examples at least", instrument.id());
    }
}

#[test]
fn every_battery_compiles_and_its_examples_hold() {
    for (id, _) in orientir::catalogue::BATTERIES {
        let battery = orientir::catalogue::battery(id).unwrap_or_else(|faults| panic!("{faults}"));
        battery.check_examples().unwrap_or_else(|faults| panic!("{id}\n{faults}"));
    }
}

#[test]
fn aliases_find_their_instrument() {
    assert_eq!(orientir::catalogue::get(" ддо ").expect("an alias").id(), "klimov-ddo");
    let faults = orientir::catalogue::get("klimow-ddo").expect_err("no such instrument");
    assert!(faults.to_string().contains("did you mean `klimov-ddo`"), "{faults}");
}
