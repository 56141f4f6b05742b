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
    for (name, id) in [
        ("сжо", "szho"),
        ("SŽO", "szho"),
        ("Дембо Рубинштейн", "dembo-rubinstein"),
        ("dembo rubinstein", "dembo-rubinstein"),
        ("KLIMOV_DDO", "klimov-ddo"),
        ("Klimovas", "klimov-ddo"),
        ("ДДО  «Климова»", "klimov-ddo"),
        ("кабардова", "kabardova-opg"),
    ] {
        assert_eq!(orientir::catalogue::get(name).expect(name).id(), id, "{name}");
    }
    assert_eq!(orientir::catalogue::battery("Self Determination").expect("a battery").id(), "self-determination");
    for name in ["", " - ", "ddo-klimov-anything"] {
        assert!(orientir::catalogue::get(name).is_err() && orientir::catalogue::battery(name).is_err(), "{name}");
    }
    let faults = orientir::catalogue::get("klimow-ddo").expect_err("no such instrument");
    assert!(faults.to_string().contains("did you mean `klimov-ddo`"), "{faults}");
}

#[test]
fn no_two_instruments_or_batteries_share_a_name() {
    let mut owners = std::collections::BTreeMap::new();
    let mut own = |name: &str, id: &str| {
        let plain = orientir::names::plain(name);
        assert!(plain.chars().count() >= 3, "{id}: `{name}` is too short to be told from other words");
        if let Some(other) = owners.insert(plain, id.to_owned()) {
            panic!("`{name}` of {id} is also a name of {other}");
        }
    };
    for instrument in orientir::catalogue::all().expect("the catalogue") {
        // Two or three in each language.
        assert!(instrument.definition().aliases.len() <= 10, "{}: a short list", instrument.id());
        orientir::names::of(&instrument).for_each(|name| own(name, instrument.id()));
    }
    for (id, _) in orientir::catalogue::BATTERIES {
        own(id, id);
    }
}
