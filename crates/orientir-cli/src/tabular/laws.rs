//! What must hold for any definition, and for any workbook.

use std::fs;
use std::path::PathBuf;

use orientir::Lang;
use proptest::prelude::*;
use serde_json::Number;

use super::cell::Cell;
use super::sheet::Sheet;
use super::tree::{Path, Tree, element, member};
use super::{build, document, export, workbook};

/// Every definition of the catalogue, of the tests, and the small one of this crate.
fn definitions() -> Vec<(String, Tree)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["instruments/definitions", "tests/definitions", "crates/orientir-cli/tests/cli/data"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(root.join(folder)).expect("a folder"));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let definitions = files.iter().map(|file| {
        let text = fs::read_to_string(file).expect("a text");
        (file.display().to_string(), Tree::parse(&text).expect("JSON"))
    });
    definitions.filter(|(_, tree)| tree.get("items").is_some()).collect()
}

#[test]
fn every_definition_comes_back_and_little_of_it_has_no_sheet() {
    let all = definitions();
    assert!(all.len() > 50, "{}", all.len());
    for (name, tree) in &all {
        let sheets = export::sheets(tree).expect("sheets");
        let more = sheets.iter().find(|sheet| sheet.name == "more").expect("a sheet");
        let faults = name.contains("ten-faults");
        assert_eq!(more.rows.is_empty(), !faults, "{name}: a member without a column in tables.rs: {:?}", more.rows);
        assert!(workbook(tree, Lang::Lt).is_some_and(|book| book.is_ok()), "{name}");
        let again = Tree::parse(&document(tree)).expect("JSON");
        assert!(again.is_same(tree), "{name}");
    }
}

#[test]
fn the_guide_names_every_sheet_with_its_columns() {
    let guide = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/table-form.md"));
    let guide = guide.expect("the guide");
    for table in super::tables::TABLES {
        let name = format!("| `{}`{} | ", table.name, if table.spare { " *" } else { "" });
        let row = guide.lines().find(|line| line.starts_with(&name)).expect("a row of the guide");
        assert!(row.ends_with(&format!(" | {} |", table.heads().join(", "))), "{row}: {:?}", table.heads());
        assert!(super::tables::TABS.contains(&table.name), "{}", table.name);
        assert!(super::words::of_sheet(table.name).is_some(), "{}", table.name);
    }
    for (field, _) in super::tables::ABOUT_ROWS {
        assert!(!field.contains('/'), "{field}");
    }
}

/// The paths of everything in a tree.
fn paths(tree: &Tree, at: &Path, found: &mut Vec<Path>) {
    found.push(at.clone());
    for (name, value) in tree.entries() {
        paths(value, &member(at, name), found);
    }
    for (place, value) in tree.elements().iter().enumerate() {
        paths(value, &element(at, place), found);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,12}",
        "[а-яėšž \n;=|*{\\[\"]{0,12}",
        Just("_x000D_".to_owned()),
        Just("=1+1".to_owned()),
        Just("007".to_owned()),
        Just("1-2".to_owned()),
        Just("a\r\nb".to_owned()),
    ]
}

fn value() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        Just(Tree::Null),
        any::<bool>().prop_map(Tree::Bool),
        any::<i32>().prop_map(|n| Tree::Number(n.into())),
        any::<f64>().prop_map(|n| Number::from_f64(n).map_or(Tree::Null, Tree::Number)),
        text().prop_map(Tree::Text),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let members = prop::collection::btree_map("[a-z/~ ]{0,6}", inner.clone(), 0..4);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Tree::List),
            members.prop_map(|members| Tree::Object(members.into_iter().collect())),
        ]
    })
}

/// One change of a tree: another value somewhere, or one more member.
#[derive(Clone, Debug)]
enum Change {
    Replace(prop::sample::Index, Tree),
    Add(prop::sample::Index, String, Tree),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<prop::sample::Index>(), value()).prop_map(|(place, value)| Change::Replace(place, value)),
        (any::<prop::sample::Index>(), "[a-z]{1,6}", value())
            .prop_map(|(place, name, value)| Change::Add(place, name, value)),
    ]
}

fn changed(tree: &Tree, changes: &[Change]) -> Tree {
    let mut tree = tree.clone();
    for change in changes {
        let mut all = Vec::new();
        paths(&tree, &Path::new(), &mut all);
        match change {
            // The root stays an object: a definition is one.
            Change::Replace(place, value) => {
                let path = place.get(&all);
                if !path.is_empty() {
                    tree.replace(path, value.clone());
                }
            }
            Change::Add(place, name, value) => {
                let path = place.get(&all);
                if matches!(tree.at(path), Some(Tree::Object(_))) {
                    tree.replace(&member(path, name), value.clone());
                }
            }
        }
    }
    tree
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a later format may add, and whatever a text may hold, comes back: `workbook` reads its own bytes.
    #[test]
    fn nothing_is_lost(place in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..6)) {
        let all = definitions();
        let (name, tree) = place.get(&all);
        let tree = changed(tree, &changes);
        prop_assert!(workbook(&tree, Lang::En).is_some_and(|book| book.is_ok()), "{}", name);
    }

    /// Texts that people type come back as they are, in the cell where they stood.
    #[test]
    fn edited_texts_survive(place in any::<prop::sample::Index>(), edits in prop::collection::vec((any::<prop::sample::Index>(), "[ -~а-яė—«»\n]{1,40}"), 1..8)) {
        // A sound one: rows that cannot be read are on no sheet.
        let all: Vec<_> = definitions().into_iter().filter(|(name, _)| !name.contains("ten-faults")).collect();
        let (_, tree) = place.get(&all);
        let mut sheets = export::sheets(tree).expect("sheets");
        let mut wanted = Vec::new();
        for (row, text) in edits.iter().filter(|(_, text)| !text.trim().is_empty()) {
            let items = sheets.iter_mut().find(|sheet| sheet.name == "items").expect("a sheet");
            let row = row.index(items.rows.len());
            items.rows[row].1[3] = Cell::text(text);
            wanted.retain(|(known, _)| *known != row);
            wanted.push((row, text.clone()));
        }
        let bytes = super::book::write(&sheets, Lang::Ru).expect("a workbook");
        let read = super::read(&bytes, Lang::Ru).expect("sheets");
        let built = build(&read);
        prop_assert!(built.troubles.is_empty(), "{:?}", built.troubles);
        for (row, text) in wanted {
            let id = tree.get("items").and_then(|items| items.elements()[row].get("id")).and_then(Tree::as_text);
            let path = ["texts", "en", "items", id.expect("an id"), "prompt"].map(|name| super::tree::Step::Key(name.to_owned()));
            prop_assert_eq!(built.tree.at(&path), Some(&Tree::text(&text)));
        }
    }

    /// No workbook makes the reading stop but with a reason.
    #[test]
    fn any_cells_are_read_or_refused(place in any::<prop::sample::Index>(), edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), cell()), 1..8)) {
        let all = definitions();
        let (_, tree) = place.get(&all);
        let mut sheets = export::sheets(tree).expect("sheets");
        for (sheet, row, column, cell) in edits {
            let sheet: &mut Sheet = &mut sheets[sheet.index(24).min(10)];
            if !sheet.rows.is_empty() {
                let row = row.index(sheet.rows.len());
                let column = column.index(sheet.heads.len());
                sheet.rows[row].1[column] = cell;
            }
        }
        let built = super::build::build(&sheets);
        let text = document(&built.tree);
        for fault in orientir::Instrument::from_json(&text).err().into_iter().flatten() {
            let _ = built.place(fault.path());
        }
    }
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Blank),
        text().prop_map(|text| Cell::text(&text)),
        value().prop_map(|value| Cell::text(&value.to_string())),
        any::<i32>().prop_map(|n| Cell::Number(n.into())),
        any::<bool>().prop_map(Cell::Truth),
        Just(Cell::Date("2026-02-01".to_owned())),
    ]
}
