//! The columns of the profile table: the same names, order and cells on every surface.

use super::{Battery, Profile};
use crate::columns::Cell;

impl Battery {
    /// The columns of the profile table after those that name the row: for each criterion `<criterion>.index`, `.level`
    /// and `.coverage`, then `overall.level`, `missing`, `flags`, and `borderline` where the battery knows a reliability of a scale.
    pub fn profile_columns(&self) -> Vec<String> {
        let criteria = self.definition().criteria.iter();
        let criteria = criteria.flat_map(|c| ["index", "level", "coverage"].map(|fact| format!("{}.{fact}", c.id)));
        let rest = ["overall.level", "missing", "flags"].into_iter().chain(self.knows_errors().then_some("borderline"));
        criteria.chain(rest.map(str::to_owned)).collect()
    }
}

impl Profile {
    /// The cells of the person, in the order of [`Battery::profile_columns`].
    pub fn cells(&self) -> Vec<Cell<'_>> {
        let code = |level: &'_ Option<String>| level.as_ref().map_or(Cell::Empty, |level| Cell::Codes(level.clone()));
        let list = |ids: &[String]| if ids.is_empty() { Cell::Empty } else { Cell::Codes(ids.join(" ")) };
        let criterion = |c: &super::CriterionResult| {
            [c.index.map_or(Cell::Empty, Cell::Number), code(&c.level), Cell::Codes(c.coverage())]
        };
        let mut cells: Vec<Cell<'_>> = self.criteria.iter().flat_map(criterion).collect();
        cells.extend([code(&self.overall.level), list(&self.missing), list(&self.flags)]);
        cells.extend(self.borderline.as_deref().map(list));
        cells
    }
}
