//! The columns of score tables and profile tables: as many cells as names, for every instrument.

use orientir::definition::Metric;
use orientir::{Battery, Cell, Diagnostics, catalogue};

#[test]
fn every_instrument_has_a_cell_for_each_column() -> Result<(), Diagnostics> {
    for instrument in catalogue::all()? {
        let columns = instrument.score_columns();
        let names: Vec<&str> = columns.names().collect();
        let report = instrument.score(&instrument.answers());
        assert_eq!(columns.cells(&report).len(), names.len(), "{}", instrument.id());
        assert!(instrument.scales().all(|scale| names.contains(&scale)), "{}", instrument.id());
        assert_eq!(names.last(), Some(&"flags"), "{}", instrument.id());
    }
    Ok(())
}

#[test]
fn cells_are_the_facts_of_the_report() -> Result<(), Diagnostics> {
    let instrument = catalogue::get("szho")?.with_wording(orientir::definition::Wording::Published)?;
    let mut answers = instrument.answers();
    for field in instrument.fields().map(str::to_owned).collect::<Vec<_>>() {
        answers.set(&field, "4")?;
    }
    answers.person_mut().set("sex", "female")?;
    let report = instrument.score(&answers);
    let columns = instrument.score_columns();
    let cell = |name: &str| columns.names().zip(columns.cells(&report)).find(|(n, _)| *n == name).map(|(_, cell)| cell);
    let total = report.scale("total")?;
    assert_eq!(cell("total"), Some(Cell::Number(80.0)));
    assert_eq!(cell("total.level"), total.level().map(Cell::Code));
    assert_eq!(cell("total.t"), total.standard(Metric::T).map(Cell::Number));
    assert_eq!(cell("total.norm"), Some(Cell::Code("leontiev-reference")));
    assert_eq!(cell("total.sten"), None, "the norm does not list stens");
    assert_eq!(cell("total.prorated"), Some(Cell::Truth(false)));
    assert_eq!(cell("total.answered"), Some(Cell::Count(20)));
    assert_eq!(cell("flags"), Some(Cell::Empty));
    assert_eq!(cell("type"), None, "the instrument has no types");
    Ok(())
}

#[test]
fn a_profile_has_a_cell_for_each_column() -> Result<(), Diagnostics> {
    let battery: Battery = catalogue::battery("self-determination")?;
    let profile = battery.assess(&[])?;
    assert_eq!(profile.cells().len(), battery.profile_columns().len());
    Ok(())
}
