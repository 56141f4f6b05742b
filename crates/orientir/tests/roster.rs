//! The list of pupils, and rows that name nobody.

use orientir::definition::Sex;
use orientir::{Code, Key, Lang, Person, Roster, Sheet, catalogue};

fn key(id: &str, occasion: u32) -> Key {
    Key { id: id.to_owned(), occasion, ..Key::default() }
}

#[test]
fn covariates_are_filled_in_and_never_written_over() -> Result<(), orientir::Diagnostics> {
    let rows = [["03", "ж", "15", "ru"], ["01", "м", "", ""]];
    let roster = Roster::read(&["id", "Sex", "age", "lang"], rows)?;
    assert_eq!(roster.ids().collect::<Vec<_>>(), ["03", "01"]);
    let mut person = Person::default();
    person.age = Some(14);
    assert!(roster.complete(&key("03", 2), &mut person));
    assert_eq!((person.sex, person.age, person.language.as_deref()), (Some(Sex::Female), Some(14), Some("ru")));
    assert!(!roster.complete(&key("3", 1), &mut Person::default()));
    Ok(())
}

#[test]
fn a_row_of_an_occasion_goes_before_one_without() -> Result<(), orientir::Diagnostics> {
    let roster = Roster::read(&["id", "occasion", "age"], [["1", "", "14"], ["1", "2", "15"]])?;
    for (occasion, age) in [(1, 14), (2, 15), (3, 14)] {
        let mut person = Person::default();
        assert!(roster.complete(&key("1", occasion), &mut person));
        assert_eq!(person.age, Some(age), "occasion {occasion}");
    }
    Ok(())
}

#[test]
fn what_is_wrong_is_told_with_its_cell() -> Result<(), orientir::Diagnostics> {
    let rows = [vec!["1", "robot"], vec!["1", "m"], vec!["", "м"], vec!["2"], vec!["", ""]];
    let roster = Roster::read(&["id", "sex"], rows)?;
    let told: Vec<_> = roster.faults().iter().map(|f| (f.code(), f.row(), f.column())).collect();
    let expected = [
        (Code::BadCovariate, Some(1), Some("sex")),
        (Code::Ambiguous, Some(2), Some("sex")),
        (Code::RepeatedKey, Some(2), None),
        (Code::BadCovariate, Some(3), Some("id")),
        (Code::RaggedRow, Some(4), None),
    ];
    assert_eq!(told, expected);
    assert_eq!(roster.faults().iter().next().map(|f| f.place(Lang::Lt)).as_deref(), Some("eilutė 1, stulpelis sex"));
    let without = Roster::read(&["school", "sex"], [["x", "м"]]).err();
    assert_eq!(
        without.map(|f| f.iter().map(orientir::Error::code).collect::<Vec<_>>()),
        Some(vec![Code::MissingColumn])
    );
    Ok(())
}

#[test]
fn answers_without_an_id_are_told_and_passed_over() -> Result<(), orientir::Diagnostics> {
    let instrument = catalogue::get("career-plan")?;
    let fields: Vec<&str> = instrument.fields().collect();
    let header: Vec<&str> = ["id"].into_iter().chain(fields.iter().copied()).collect();
    let row = |id: &'static str| [id].into_iter().chain(fields.iter().map(|_| "1")).collect::<Vec<_>>();
    let (entries, faults) = Sheet::new(&instrument, &header)?.read([row("7"), row(" "), row("2")]);
    assert_eq!(entries.iter().map(|e| e.key.id.as_str()).collect::<Vec<_>>(), ["7", "2"]);
    assert!(faults.iter().any(|f| f.row() == Some(2) && f.column() == Some("id")), "{faults}");
    let (entries, _) = Sheet::new(&instrument, &fields)?.read([vec!["1"; fields.len()]]);
    assert_eq!(entries.first().map(|e| e.key.id.as_str()), Some("1"), "without the column the row number is the id");
    Ok(())
}

#[test]
fn a_table_that_disagrees_with_the_list_is_told() -> Result<(), Box<dyn std::error::Error>> {
    let roster = Roster::read(&["id", "sex", "grade"], [["03", "female", "9"]])?;
    let mut person = Person::default();
    person.set("sex", "male")?;
    person.set("age", "15")?;
    let told = roster.differences(&key("03", 1), &person);
    assert_eq!(told.iter().map(orientir::Error::code).collect::<Vec<_>>(), [Code::CovariateDiffers]);
    assert!(roster.differences(&key("04", 1), &person).is_empty(), "somebody else");
    Ok(())
}
