//! Sheets as a definition, with the cell of each of its values.

use super::cell::{Cell, Kind, Unfit, read_json};
use super::export::places;
use super::homes::{Home, Homes};
use super::phrases::read_method;
use super::rows::Row;
use super::sheet::{Place, Sheet, Trouble};
use super::tables::{ABOUT, ABOUT_ROWS, At, Column, MORE, TABLES, Table};
use super::tree::{Path, Step, Tree, element, escaped, member, members, pointer, unescaped};
use super::words::Word;

/// The most steps of a path.
const MOST_STEPS: usize = 64;

/// A definition that was built from sheets.
#[derive(Debug)]
pub struct Built {
    /// The definition as far as it could be built.
    pub tree: Tree,
    /// Cells by the JSON Pointers of what they hold.
    pub cells: Vec<(String, Place)>,
    /// Blank cells by the JSON Pointers of what they might hold.
    pub blank: Vec<(String, Place)>,
    /// What is wrong with the sheets.
    pub troubles: Vec<Trouble>,
}

impl Built {
    /// Puts the value of a cell in its place.
    pub fn put(&mut self, path: &Path, value: Tree, place: &Place) {
        if self.tree.put(path, value) {
            self.cells.push((pointer(path), place.clone()));
        } else {
            self.troubles.push(Trouble::new(place.clone(), Word::TwoValues));
        }
    }

    /// The cell where a missing member of what a JSON Pointer points to belongs, if it is there and blank.
    pub fn missing(&self, pointer: &str, member: &str) -> Option<Place> {
        let wanted = format!("{pointer}/{}", escaped(member));
        self.blank.iter().find(|(known, _)| *known == wanted).map(|(_, place)| place.clone())
    }

    /// The cell of what a JSON Pointer points to, or of the nearest thing around it; the sheet, where no cell is known.
    pub fn place(&self, pointer: &str) -> Option<Place> {
        // Everything is below the words of a language, and most of it elsewhere.
        let is_narrow = |place: &str| place.matches('/').count() > if place.starts_with("/texts/") { 2 } else { 1 };
        let mut around = pointer;
        while !around.is_empty() {
            let below = |known: &str| known.strip_prefix(around).is_some_and(|rest| rest.starts_with('/'));
            let exact = self.cells.iter().find(|(known, _)| known == around);
            let inside = || self.cells.iter().find(|(known, _)| is_narrow(around) && below(known));
            if let Some((_, place)) = exact.or_else(inside) {
                return Some(place.clone());
            }
            around = around.rsplit_once('/').map_or("", |(around, _)| around);
        }
        let first = pointer.split('/').nth(1).unwrap_or_default();
        let sheet = match first {
            "type" => "types",
            "each_item" => "fields",
            other => other,
        };
        super::tables::named(sheet).map(|table| Place::sheet(table.name))
    }
}

/// Builds a definition. Whatever is wrong is told; what is right beside it is built.
pub fn build(sheets: &[Sheet]) -> Built {
    let mut built = Built { tree: Tree::object(), cells: Vec::new(), blank: Vec::new(), troubles: Vec::new() };
    let mut homes = Homes::default();
    let sheet = |name: &str| sheets.iter().find(|sheet| sheet.name == name);
    if let Some(sheet) = sheet(ABOUT) {
        about(sheet, &mut built);
    }
    for table in TABLES {
        let Some(sheet) = sheet(table.name) else { continue };
        for (number, cells) in &sheet.rows {
            Line { table, number: *number, cells }.build(&mut homes, &mut built);
        }
    }
    if let Some(sheet) = sheet(MORE) {
        more(sheet, &mut built);
    }
    built
}

fn about(sheet: &Sheet, built: &mut Built) {
    let mut seen = Vec::new();
    for (row, cells) in &sheet.rows {
        let place = |column| Place::cell(&sheet.name, *row, column);
        let [field, value] = [0, 1].map(|column| cells.get(column).unwrap_or(&Cell::Blank));
        let field = match field.as_text() {
            Ok(field) => field,
            Err(unfit) => {
                built.troubles.push(Trouble::unfit(place(0), unfit));
                continue;
            }
        };
        let Some((_, kind)) = ABOUT_ROWS.iter().find(|(known, _)| *known == field) else {
            let known = ABOUT_ROWS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
            built.troubles.push(Trouble::new(place(0), Word::OtherList).with("found", field).with("known", known));
            continue;
        };
        if seen.contains(&field) {
            built.troubles.push(Trouble::new(place(0), Word::Repeated).with("found", field));
            continue;
        }
        seen.push(field);
        match kind.value(value) {
            Ok(Some(value)) => built.put(&members(&field.replace('.', "/")), value, &place(1)),
            Ok(None) => built.blank.push((pointer(&members(&field.replace('.', "/"))), place(1))),
            Err(unfit) => built.troubles.push(Trouble::unfit(place(1), unfit)),
        }
    }
}

/// A row of a sheet while it is read.
struct Line<'s> {
    table: &'static Table,
    number: u32,
    cells: &'s [Cell],
}

impl Line<'_> {
    fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Blank)
    }

    fn place(&self, column: usize) -> Place {
        Place::cell(self.table.name, self.number, column)
    }

    fn trouble(&self, column: usize, what: Word) -> Trouble {
        Trouble::new(self.place(column), what)
    }

    fn build(&self, homes: &mut Homes, built: &mut Built) {
        let mut keys = Vec::new();
        for column in 0..self.table.keys.len() {
            match self.cell(column).as_text() {
                Ok(key) => keys.push(key.to_owned()),
                Err(unfit) => built.troubles.push(Trouble::unfit(self.place(column), unfit)),
            }
        }
        if keys.len() < self.table.keys.len() {
            return;
        }
        let found = homes.find(self.table, &keys, built, &|column, what| self.trouble(column, what));
        let home = match found {
            Ok(home) => home,
            Err(trouble) => return built.troubles.push(trouble),
        };
        self.ground(&home, built);
        let mut column = self.table.keys.len();
        for declared in self.table.columns {
            self.fill(declared, column, &home, built);
            column += declared.heads().len();
        }
    }

    /// Makes what the row stands for.
    fn ground(&self, home: &Home, built: &mut Built) {
        for (path, value, column) in &home.grounds {
            let place = self.place(*column);
            built.put(path, value.clone(), &place);
        }
    }

    fn fill(&self, declared: &Column, start: usize, home: &Home, built: &mut Built) {
        if declared.kind == Kind::Method {
            return self.method(start, home, built);
        }
        if declared.kind == Kind::Of {
            return;
        }
        for (column, path) in (start..).zip(places(declared, &home.row)) {
            let value = match declared.kind.value(self.cell(column)) {
                Ok(Some(value)) => value,
                Ok(None) => {
                    built.blank.extend(path.map(|path| (pointer(&path), self.place(column))));
                    continue;
                }
                Err(unfit) => {
                    built.troubles.push(Trouble::unfit(self.place(column), unfit));
                    continue;
                }
            };
            match (declared.at, path) {
                (At::Sentences, Some(path)) => {
                    let list = path.get(..path.len().saturating_sub(1)).unwrap_or_default().to_vec();
                    let next = element(&list, built.tree.count(&list));
                    built.put(&next, value, &self.place(column));
                }
                (_, Some(path)) => built.put(&path, value, &self.place(column)),
                (At::Group(_), None) => built.troubles.push(self.trouble(column, Word::FirstRowOnly)),
                // Words of a row without a key: what they belong to is not known.
                (_, None) => {
                    let head = self.table.keys.last().copied().unwrap_or_default();
                    built.troubles.push(self.trouble(column, Word::NoKey).with("head", head));
                }
            }
        }
    }

    fn method(&self, column: usize, home: &Home, built: &mut Built) {
        let Some(path) = home.row.home.as_ref().map(|path| member(path, "method")) else { return };
        let read = |column: usize| Kind::Text.value(self.cell(column));
        let (name, of) = match (read(column), read(column + 1)) {
            (Ok(name), Ok(of)) => (name, of),
            (name, of) => {
                for (column, read) in [(column, name), (column + 1, of)] {
                    if let Err(unfit) = read {
                        built.troubles.push(Trouble::unfit(self.place(column), unfit));
                    }
                }
                return;
            }
        };
        let texts = (name.as_ref().and_then(Tree::as_text), of.as_ref().and_then(Tree::as_text));
        match texts {
            (None, None) => {}
            (None, Some(_)) => built.troubles.push(self.trouble(column, Word::WithoutMethod)),
            (Some(_), None) => built.troubles.push(self.trouble(column + 1, Word::WithoutOf)),
            (Some(name), Some(of)) => match read_method(name, of) {
                Ok(value) => {
                    built.put(&path, value, &self.place(column));
                    built.cells.push((pointer(&member(&path, name)), self.place(column + 1)));
                }
                Err(unfit) => built.troubles.push(Trouble::unfit(self.place(column + 1), unfit)),
            },
        }
    }
}

fn more(sheet: &Sheet, built: &mut Built) {
    for (row, cells) in &sheet.rows {
        let place = |column| Place::cell(&sheet.name, *row, column);
        let text = |column: usize| cells.get(column).unwrap_or(&Cell::Blank).as_text();
        let read = text(0).map_err(|unfit| (0, unfit)).and_then(|path| {
            let value = text(1).and_then(read_json).map_err(|unfit: Unfit| (1, unfit))?;
            Ok((path, value))
        });
        let (written, value) = match read {
            Ok(read) => read,
            Err((column, unfit)) => {
                built.troubles.push(Trouble::unfit(place(column), unfit));
                continue;
            }
        };
        let path = steps(written, &built.tree);
        match path.filter(|path| built.tree.replace(path, value)) {
            Some(path) => {
                let written = pointer(&path);
                built.cells.retain(|(known, _)| *known != written);
                built.cells.push((written, place(1)));
            }
            None => built.troubles.push(Trouble::new(place(0), Word::NoPath).with("found", written)),
        }
    }
}

/// The steps of a JSON Pointer: numbers are places where there is a list.
fn steps(written: &str, tree: &Tree) -> Option<Path> {
    let mut path = Path::new();
    // A path of thousands of steps would be a value of thousands of levels.
    if written.matches('/').count() > MOST_STEPS {
        return None;
    }
    for step in written.strip_prefix('/')?.split('/') {
        let next = match tree.at(&path) {
            Some(Tree::List(_)) => Step::At(step.parse().ok()?),
            _ => Step::Key(unescaped(step)),
        };
        path.push(next);
    }
    Some(path)
}

/// A row that was found a place.
impl Home {
    /// A row whose keys are known.
    pub fn of(keys: Vec<String>) -> Self {
        Self { row: Row { keys, ..Row::default() }, grounds: Vec::new() }
    }
}
