//! The class of the examples, scored.
#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each test uses a part of it")]

use std::fs::File;
use std::path::Path;

use orientir::definition::Wording;
use orientir::{Battery, Class, Entry, Instrument, Key, Profile, Report, Roster, Sheet, catalogue};
use orientir_tables::{Fault, Limits, StringRecord, Table};
use roxmltree::{Document, Node};

/// The battery, with the sentences of the published test where the project ships none: then norms apply.
pub fn battery() -> Battery {
    let battery = catalogue::battery("self-determination").expect("in the catalogue");
    battery.with_wording(Some("szho"), Wording::Published).expect("a wording")
}

/// The rows of a table of the example class.
fn rows(name: &str) -> Vec<StringRecord> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/class-9b").join(name).with_extension("csv");
    let file = File::open(path).expect("an example");
    let Table::Text(text) = Table::open(file, &Limits::default()).expect("a table") else { panic!("a text") };
    text.collect::<Result<_, Fault>>().expect("rows")
}

fn entries(instrument: &Instrument) -> Vec<Entry> {
    let rows = rows(instrument.id());
    let (header, rows) = rows.split_first().expect("a header");
    let sheet = Sheet::new(instrument, &header.iter().collect::<Vec<_>>()).expect("columns");
    sheet.read(rows.iter().map(StringRecord::iter)).0
}

fn roster() -> Roster {
    let rows = rows("pupils");
    let (header, rows) = rows.split_first().expect("a header");
    Roster::read(&header.iter().collect::<Vec<_>>(), rows.iter().map(StringRecord::iter)).expect("a list")
}

/// The class on one occasion, or also on a second: then everybody answers as the next on the list did the first time.
pub fn class(battery: &Battery, twice: bool) -> Class {
    let mut class = Class::new(Some(roster()));
    // The class has answered SZHO, and not what stands in its place.
    for instrument in battery.instruments().filter(|instrument| instrument.id() != "life-direction") {
        let sheet_identity = orientir::Identity::Id;
        let first = entries(instrument);
        let mut all = first.clone();
        if twice {
            let next = first.iter().cycle().skip_while(|entry| entry.key.id != "02").take(first.len());
            all.extend(first.iter().zip(next).map(|(own, next)| Entry {
                key: Key { occasion: 2, ..own.key.clone() },
                answers: next.answers.clone(),
                ..own.clone()
            }));
        }
        class.add(instrument, sheet_identity, all).expect("an identity");
    }
    class
}

/// The results of a pupil of a class, and the profile.
pub fn person<'c>(battery: &Battery, class: &'c Class, id: &str, occasion: u32) -> (Key, Vec<&'c Report>, Profile) {
    let key = Key { id: id.to_owned(), occasion, ..Key::default() };
    let reports: Vec<&Report> = class.reports(&key).collect();
    let profile = battery.assess(&reports).expect("of the battery");
    (key, reports, profile)
}

/// A number of an element.
pub fn attribute(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|text| text.parse().ok()).expect("a number")
}

/// The elements of a name.
pub fn elements<'d>(document: &'d Document<'_>, name: &'d str) -> impl Iterator<Item = Node<'d, 'd>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}
