//! The listings of the plans of the catalogue.

use orientir::catalogue;

#[test]
fn of_the_catalogue() {
    for instrument in catalogue::all().unwrap_or_else(|faults| panic!("{faults}")) {
        insta::assert_snapshot!(instrument.id().to_owned(), instrument.plan().to_string());
    }
}
