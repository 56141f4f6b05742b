//! The tables of a class, joined: who is there, in which order, whose row is whose, and what is told of it.
#![cfg(feature = "catalogue")]
#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::sync::LazyLock;

use orientir::definition::Wording;
use orientir::{Battery, Class, Code, Diagnostics, Error, Identity, Instrument, Key, Report, Roster, Sheet, catalogue};

static BATTERY: LazyLock<Battery> =
    LazyLock::new(|| catalogue::battery("self-determination").unwrap_or_else(|faults| panic!("{faults}")));

fn instrument(id: &str) -> &'static Instrument {
    BATTERY.instrument(id).expect("an instrument of the battery")
}

/// A list of pupils.
fn list(headers: &[&str], rows: &[&[&str]]) -> Roster {
    let rows = rows.iter().map(|row| row.iter().copied());
    Roster::read(headers, rows).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What stands before the answers, and one answer for all fields.
type Row<'r> = (&'r [&'r str], &'r str);

/// Adds a table.
fn try_add(class: &mut Class, of: &Instrument, about: &[&str], rows: &[Row<'_>]) -> Result<Diagnostics, Error> {
    let header: Vec<&str> = about.iter().copied().chain(of.fields()).collect();
    let sheet = Sheet::new(of, &header).unwrap_or_else(|faults| panic!("{faults}"));
    let rows = rows.iter().map(|(about, code)| about.iter().copied().chain(of.fields().map(|_| *code)));
    let (entries, faults) = sheet.read(rows);
    assert!(faults.is_empty() && !entries.is_empty(), "{faults}");
    class.add(of, sheet.identity(), entries)
}

fn add(class: &mut Class, of: &str, about: &[&str], rows: &[Row<'_>]) -> Diagnostics {
    try_add(class, instrument(of), about, rows).expect("a table that says who answered")
}

fn told(faults: &Diagnostics) -> Vec<(Code, Option<usize>)> {
    faults.iter().map(|fault| (fault.code(), fault.row())).collect()
}

fn argument(fault: &Error, name: &str) -> String {
    fault.arguments().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).expect("an argument")
}

fn key(id: &str, occasion: u32) -> Key {
    Key { id: id.to_owned(), occasion, ..Key::default() }
}

fn keys(class: &Class) -> Vec<(String, u32)> {
    class.pupils().into_iter().map(|pupil| (pupil.id, pupil.occasion)).collect()
}

/// The instruments of a pupil's results.
fn answered<'c>(class: &'c Class, id: &str, occasion: u32) -> Vec<&'c str> {
    class.reports(&key(id, occasion)).map(|report| report.instrument().id()).collect()
}

#[test]
fn pupils_of_the_list_come_in_its_order_and_then_the_others_as_they_were_seen() {
    let mut class = Class::new(Some(list(&["id"], &[&["03"], &["01"], &["02"]])));
    assert!(class.is_empty());
    assert_eq!(keys(&class).len(), 3, "whoever is listed has a row");
    add(&mut class, "career-plan", &["id"], &[(&["98"], "1"), (&["01"], "1")]);
    add(&mut class, "klimov-ddo", &["id"], &[(&["97"], "a"), (&["03"], "a"), (&["98"], "b")]);
    assert_eq!(keys(&class), ["03", "01", "02", "98", "97"].map(|id| (id.to_owned(), 1)));
    assert_eq!(answered(&class, "98", 1), ["career-plan", "klimov-ddo"]);
    assert_eq!((answered(&class, "02", 1).len(), answered(&class, "nobody", 1).len()), (0, 0));
    assert!(class.is_listed("02") && !class.is_listed("98") && !class.is_empty());
    assert_eq!(class.roster().map(|list| list.ids().count()), Some(3));

    let mut without = Class::new(None);
    let faults = add(&mut without, "career-plan", &["id"], &[(&["2"], "1"), (&["1"], "1")]);
    assert_eq!(keys(&without), [("2".to_owned(), 1), ("1".to_owned(), 1)]);
    assert!(faults.is_empty() && without.is_listed("2") && without.roster().is_none());
}

#[test]
fn every_occasion_is_a_row_of_its_own_and_its_profile_is_that_of_its_results() {
    let mut class = Class::new(Some(list(&["id"], &[&["01"], &["02"]])));
    let about = ["id", "occasion"];
    add(&mut class, "career-plan", &about, &[(&["01", "2"], "2"), (&["02", "3"], "1"), (&["01", "1"], "0")]);
    add(&mut class, "klimov-ddo", &["id"], &[(&["01"], "a")]);
    let expected = [("01", 1), ("01", 2), ("02", 3)].map(|(id, occasion)| (id.to_owned(), occasion));
    assert_eq!(keys(&class), expected, "an occasion was seen of 02, so the first is not made up");
    assert_eq!(answered(&class, "01", 1), ["career-plan", "klimov-ddo"]);
    assert_eq!(answered(&class, "01", 2), ["career-plan"]);
    let rated = Key { rater: "A".to_owned(), ..key("01", 2) };
    assert_eq!(class.reports(&rated).count(), 1, "results are joined over raters");

    let profiles = class.profiles(&BATTERY).expect("instruments of the battery");
    assert_eq!(profiles.len(), 3);
    for (pupil, profile) in &profiles {
        let reports: Vec<&Report> = class.reports(pupil).collect();
        assert_eq!(profile.to_json(), BATTERY.assess(&reports).expect("no instrument twice").to_json());
        let instruments: Vec<&str> = profile.receipts.iter().map(|receipt| receipt.instrument.as_str()).collect();
        assert_eq!(instruments.len(), reports.len(), "{pupil:?}");
    }
}

#[test]
fn whoever_gives_a_name_is_found_in_the_list() {
    let names = [&["07", "Ёлкина Анна"][..], &["08", "Ким Пётр"], &["09", "Ким Пётр"]];
    let mut class = Class::new(Some(list(&["id", "name"], &names)));
    add(&mut class, "klimov-ddo", &["id"], &[(&["07"], "a")]);
    let faults = add(&mut class, "career-plan", &["имя"], &[(&["елкина  анна"], "1"), (&["Ким Пётр"], "1")]);
    assert_eq!(answered(&class, "07", 1), ["klimov-ddo", "career-plan"]);
    assert_eq!(told(&faults), [(Code::UnknownPupil, Some(2))], "two have the name, so it is nobody's");
    assert_eq!(keys(&class).last(), Some(&("Ким Пётр".to_owned(), 1)));
    // An id that looks like a name is an id.
    let faults = add(&mut class, "work-values", &["id"], &[(&["Ёлкина Анна"], "1")]);
    assert_eq!(told(&faults), [(Code::UnknownPupil, Some(1))]);
    assert_eq!(answered(&class, "07", 1).len(), 2);
}

#[test]
fn somebody_whom_the_list_does_not_name_is_told_once_in_a_class() {
    let mut class = Class::new(Some(list(&["id"], &[&["01"]])));
    let about = ["id", "occasion"];
    let faults = add(&mut class, "career-plan", &about, &[(&["01", "1"], "1"), (&["9", "1"], "1"), (&["9", "2"], "1")]);
    assert_eq!(told(&faults), [(Code::UnknownPupil, Some(2))]);
    assert_eq!(faults.iter().map(|fault| argument(fault, "key")).collect::<Vec<_>>(), ["9"]);
    let faults = add(&mut class, "klimov-ddo", &["id"], &[(&["9"], "a"), (&["8"], "a")]);
    assert_eq!(told(&faults), [(Code::UnknownPupil, Some(2))], "8 alone is new");
}

#[test]
fn of_two_rows_of_a_pupil_the_first_counts_and_the_second_is_told() {
    let mut class = Class::new(None);
    let rows: [Row<'_>; 3] = [(&["01", "A"], "2"), (&["02", "A"], "2"), (&["01", "B"], "0")];
    let faults = add(&mut class, "career-plan", &["id", "rater"], &rows);
    assert_eq!(told(&faults), [(Code::RepeatedKey, Some(3))]);
    let fault = faults.iter().next().expect("one fault");
    assert_eq!(["first", "second", "key"].map(|name| argument(fault, name)), ["1", "3", "01, B"]);
    let raw = |class: &Class| {
        let report = class.reports(&key("01", 1)).next().expect("a result");
        report.scale("elements").expect("a scale").raw()
    };
    let first = raw(&class);
    assert!(first > Some(0.0), "{first:?}");

    // So it is with a second table; another pupil of it, and another occasion, are results like any other.
    let rows: [Row<'_>; 3] = [(&["03", "1"], "0"), (&["01", "1"], "0"), (&["01", "2"], "0")];
    let faults = add(&mut class, "career-plan", &["id", "occasion"], &rows);
    assert_eq!(told(&faults), [(Code::RepeatedKey, Some(2))]);
    assert_eq!(raw(&class), first);
    let expected = [("01", 1), ("01", 2), ("02", 1), ("03", 1)].map(|(id, occasion)| (id.to_owned(), occasion));
    assert_eq!(keys(&class), expected);
    assert_eq!(class.profiles(&BATTERY).map(|profiles| profiles.len()), Ok(4));
}

#[test]
fn a_table_numbered_by_a_form_maker_is_refused() {
    let mut class = Class::new(None);
    let plan = instrument("career-plan");
    let refused = try_add(&mut class, plan, &["ID", "Start time"], &[(&["1", "3/2/26 9:00:00"], "1")]);
    let fault = refused.expect_err("numbers of another form are other pupils");
    assert_eq!((fault.code(), argument(&fault, "instrument")), (Code::NoIdentity, "career-plan".to_owned()));
    assert!(class.is_empty() && class.pupils().is_empty());
    for identity in [Identity::Id, Identity::Name, Identity::Mail, Identity::Number, Identity::Row] {
        assert!(Class::check_identity(plan, identity).is_ok(), "{identity:?}");
    }
}

#[test]
fn the_list_fills_in_covariates_and_a_table_that_says_otherwise_is_told() {
    let mut class = Class::new(Some(list(&["id", "sex", "grade"], &[&["01", "male", "9"], &["02", "", "9"]])));
    let battery = BATTERY.with_wording(Some("szho"), Wording::Published).expect("an instrument of the battery");
    let szho = battery.instrument("szho").expect("an instrument of the battery");
    let faults = try_add(&mut class, szho, &["id"], &[(&["01"], "4"), (&["02"], "4")]).expect("a table with ids");
    assert!(faults.is_empty(), "{faults}");
    let has_norms = |id: &str| class.reports(&key(id, 1)).flat_map(Report::scales).any(|scale| scale.norm().is_some());
    assert!(has_norms("01"), "the norms are of men or of women, and the list has his sex");
    assert!(!has_norms("02"));

    let rows: [Row<'_>; 2] = [(&["02", "male", "8"], "1"), (&["01", "female", "8"], "1")];
    let faults = add(&mut class, "career-plan", &["id", "sex", "grade"], &rows);
    let differs = |row| (Code::CovariateDiffers, Some(row));
    assert_eq!(told(&faults), [differs(1), differs(2), differs(2)]);
    let columns: Vec<String> = faults.iter().map(|fault| argument(fault, "column")).collect();
    assert_eq!(columns, ["grade", "sex", "grade"]);
    let people: Vec<Option<&str>> = faults.iter().map(Error::person).collect();
    assert_eq!(people, [Some("02"), Some("01"), Some("01")]);
}

#[test]
fn results_of_another_battery_have_no_profile() {
    let mut class = Class::new(None);
    add(&mut class, "career-plan", &["id"], &[(&["01"], "1")]);
    let (_, text) = catalogue::INSTRUMENTS.iter().find(|(id, _)| *id == "klimov-ddo").expect("known");
    let other = Instrument::from_json(&text.replace("\"id\": \"klimov-ddo\"", "\"id\": \"klimov-too\"")).expect("it");
    assert!(try_add(&mut class, &other, &["id"], &[(&["01"], "a")]).is_ok());
    assert_eq!(class.profiles(&BATTERY).map_err(|fault| fault.code()).err(), Some(Code::WrongInstrument));
}

#[test]
fn nobody_is_seen_through_debug() {
    let mut class = Class::new(Some(list(&["id", "name"], &[&["007", "Ona Kazlienė"]])));
    add(&mut class, "career-plan", &["id"], &[(&["007"], "1"), (&["008"], "1")]);
    assert_eq!(format!("{class:?}"), "Class(2 people with 2 results, Some(Roster(1 people)))");
}
