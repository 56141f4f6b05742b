//! A definition as sheets.

use std::collections::BTreeSet;

use super::build::{Built, build};
use super::cell::{Cell, Kind, json};
use super::phrases;
use super::rows::{self, Row};
use super::sheet::{Place, Sheet};
use super::tables::{ABOUT, ABOUT_HEADS, ABOUT_ROWS, At, Column, LANGUAGES, MORE, MORE_HEADS, TABLES, TABS, Table};
use super::tree::{Path, Step, Tree, element, member, members, pointer};

/// A JSON text longer than this is spread over several rows of `more`.
const LONG: usize = 2000;

/// The sheets of a definition, in the order of the tabs; none if a text is too long for a cell.
pub fn sheets(tree: &Tree) -> Option<Vec<Sheet>> {
    let mut taken = BTreeSet::new();
    let mut sheets = vec![about(tree)];
    for table in TABLES {
        let filled = rows(table, tree, &mut taken);
        if !(filled.is_empty() && table.spare) {
            sheets.push(Sheet::new(table.name, table.heads(), filled));
        }
    }
    // What reading them gives is the measure: whatever it lacks goes to `more`, and a row that cannot be read too.
    let mut built = build(&sheets);
    while !built.troubles.is_empty() {
        built.troubles.iter().for_each(|trouble| strike(&mut sheets, &trouble.place));
        built = build(&sheets);
    }
    let Built { tree: read, .. } = built;
    let mut lacking = Vec::new();
    differences(tree, Some(&read), &Vec::new(), &mut lacking);
    let more = lacking.iter().map(|(path, value)| Some(vec![Cell::Text(pointer(path)), json(value)?]));
    let more = more.collect::<Option<Vec<_>>>()?;
    sheets.push(Sheet::new(MORE, MORE_HEADS.map(str::to_owned).to_vec(), more));
    let order = |sheet: &Sheet| TABS.iter().position(|tab| *tab == sheet.name);
    sheets.sort_by_key(order);
    let whole = build(&sheets);
    (whole.troubles.is_empty() && whole.tree.is_same(tree)).then_some(sheets)
}

/// Takes a row away.
fn strike(sheets: &mut [Sheet], place: &Place) {
    if let (Some(sheet), Some((row, _))) = (sheets.iter_mut().find(|sheet| sheet.name == place.sheet), place.cell) {
        sheet.rows.retain(|(known, _)| *known != row);
    }
}

fn about(tree: &Tree) -> Sheet {
    let rows = ABOUT_ROWS.iter().map(|(field, kind)| {
        let value = tree.at(&members(&field.replace('.', "/")));
        vec![Cell::text(field), value.and_then(|value| kind.cell(value)).unwrap_or(Cell::Blank)]
    });
    Sheet::new(ABOUT, ABOUT_HEADS.map(str::to_owned).to_vec(), rows.collect())
}

fn rows(table: &Table, tree: &Tree, taken: &mut BTreeSet<String>) -> Vec<Vec<Cell>> {
    let mut filled = Vec::new();
    for row in rows::of(table.rows, tree, taken) {
        let mut cells: Vec<Cell> = row.keys.iter().map(|key| Cell::text(key)).collect();
        for column in table.columns {
            cells.extend(column_cells(column, &row, tree, taken));
        }
        // A blank row is no row.
        if cells.iter().any(|cell| *cell != Cell::Blank) {
            filled.push(cells);
        }
    }
    filled
}

/// The cells of a column in a row: one, or one for each language.
fn column_cells(column: &Column, row: &Row, tree: &Tree, taken: &mut BTreeSet<String>) -> Vec<Cell> {
    let paths = places(column, row);
    let cell = |path: &Option<Path>| {
        path.as_ref().and_then(|path| tree.at(path)).and_then(|value| cell_of(column.kind, value))
    };
    let mut cells = Vec::new();
    for path in &paths {
        let mut cell = cell(path);
        if let (At::Words(_), Some(path), Some(_)) = (column.at, path, &cell)
            // Two rows of one id: the first has its words.
            && !taken.insert(pointer(path))
        {
            cell = None;
        }
        cells.push(cell.unwrap_or(Cell::Blank));
    }
    cells
}

fn cell_of(kind: Kind, value: &Tree) -> Option<Cell> {
    match kind {
        Kind::Method => match value {
            Tree::Text(name) => Kind::Text.cell(&Tree::text(name)),
            other => phrases::method(other).map(|(name, _)| Cell::text(&name)),
        },
        Kind::Of => phrases::method(value).and_then(|(_, of)| Kind::Text.cell(&Tree::Text(of))),
        kind => kind.cell(value),
    }
}

/// Where the values of a column stand in a row: one path, or one for each language.
pub fn places(column: &Column, row: &Row) -> Vec<Option<Path>> {
    let below = |place: &Option<Path>, at: &str| place.as_ref().map(|place| super::tree::joined(place, &members(at)));
    let spoken = |of: &dyn Fn(&str) -> Option<Path>| LANGUAGES.iter().map(|lang| of(lang)).collect();
    match column.at {
        At::Row(at) => vec![below(&row.home, at)],
        At::Group(at) => vec![below(&row.group, at)],
        At::Spoken(at) => spoken(&|lang| below(&row.home, at).map(|path| member(&path, lang))),
        At::Words(at) => spoken(&|lang| word_path(at, lang, &row.keys)),
        At::Any => spoken(&|lang| Some(rows::named(lang, &row.keys))),
        At::Sentences => spoken(&|lang| Some(element(&rows::named(lang, &row.keys), row.number))),
    }
}

/// The path of a template: `{0}` is the first key. None where a key is blank.
fn word_path(at: &str, lang: &str, keys: &[String]) -> Option<Path> {
    let names = at.split('/').map(|name| {
        let place = name.strip_prefix('{').and_then(|name| name.strip_suffix('}'));
        match place.and_then(|place| place.parse::<usize>().ok()) {
            Some(place) => keys.get(place).filter(|key| !key.is_empty()).cloned(),
            None => Some(name.to_owned()),
        }
    });
    ["texts".to_owned(), lang.to_owned()].into_iter().map(Some).chain(names).map(|name| name.map(Step::Key)).collect()
}

/// The values that a definition has and what was read of it lacks, or has otherwise.
fn differences(want: &Tree, have: Option<&Tree>, at: &Path, lacking: &mut Vec<(Path, Tree)>) {
    match (want, have) {
        (want, Some(have)) if want.is_same(have) => {}
        (Tree::Object(members), Some(Tree::Object(known)))
            if known.iter().all(|(name, _)| want.get(name).is_some()) =>
        {
            for (name, value) in members {
                differences(value, have.and_then(|have| have.get(name)), &member(at, name), lacking);
            }
        }
        (Tree::List(list), Some(Tree::List(known))) if known.len() <= list.len() => {
            for (place, value) in list.iter().enumerate() {
                differences(value, known.get(place), &element(at, place), lacking);
            }
        }
        (want, _) => spread(want, at, lacking),
    }
}

/// A value as one row, or as an empty one and its parts where it is long.
fn spread(value: &Tree, at: &Path, lacking: &mut Vec<(Path, Tree)>) {
    match value {
        Tree::Object(members) if !members.is_empty() && value.to_string().len() > LONG => {
            lacking.push((at.clone(), Tree::object()));
            for (name, value) in members {
                spread(value, &member(at, name), lacking);
            }
        }
        Tree::List(list) if !list.is_empty() && value.to_string().len() > LONG => {
            lacking.push((at.clone(), Tree::List(Vec::new())));
            list.iter().enumerate().for_each(|(place, value)| spread(value, &element(at, place), lacking));
        }
        value => lacking.push((at.clone(), value.clone())),
    }
}
