//! The rows that a definition has on each sheet.

use std::collections::BTreeSet;

use super::tables::{LANGUAGES, Label, Rows};
use super::tree::{Path, Step, Tree, element, escaped, joined, member, members, pointer, unescaped};

/// A row of a sheet: what names it, and where its values stand.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The cells of the columns that name it.
    pub keys: Vec<String>,
    /// Its place.
    pub home: Option<Path>,
    /// What it belongs to with others, in the first of them.
    pub group: Option<Path>,
    /// Which of several sentences it is.
    pub number: usize,
}

impl Row {
    fn of(keys: &[&str], home: Option<Path>) -> Self {
        Self { keys: keys.iter().map(|key| (*key).to_owned()).collect(), home, ..Self::default() }
    }
}

/// The rows of a sheet. `taken` are the words, as JSON Pointers, that other sheets have.
pub fn of(rows: Rows, tree: &Tree, taken: &BTreeSet<String>) -> Vec<Row> {
    match rows {
        Rows::List(at, label) => list(tree, &members(at), label),
        Rows::Map(at) => map(tree, &members(at)),
        Rows::Responses => responses(tree),
        Rows::Codes => codes(tree),
        Rows::Fields => fields(tree),
        Rows::Options => options(tree),
        Rows::Types => types(tree),
        Rows::Levels => levels(tree),
        Rows::NormCells => norm_cells(tree),
        Rows::NormTables => norm_tables(tree),
        Rows::Reasons => reasons(tree),
        Rows::Words => words(tree, taken, false),
        Rows::Sentences => words(tree, taken, true),
    }
}

fn id(tree: &Tree) -> &str {
    tree.get("id").and_then(Tree::as_text).unwrap_or_default()
}

/// The elements of a list with their paths.
fn elements<'t>(tree: &'t Tree, path: &[Step]) -> impl Iterator<Item = (Path, &'t Tree)> + use<'t> {
    let path = path.to_vec();
    let list = tree.at(&path).map(Tree::elements).unwrap_or_default();
    list.iter().enumerate().map(move |(place, value)| (element(&path, place), value))
}

/// The members of an object with their paths.
fn entries<'t>(tree: &'t Tree, path: &[Step]) -> impl Iterator<Item = (Path, &'t str, &'t Tree)> + use<'t> {
    let path = path.to_vec();
    let members = tree.at(&path).map(Tree::entries).unwrap_or_default();
    members.iter().map(move |(name, value)| (member(&path, name), name.as_str(), value))
}

fn list(tree: &Tree, path: &Path, label: Label) -> Vec<Row> {
    let rows = elements(tree, path).enumerate().map(|(place, (home, value))| match label {
        Label::Id => Row::of(&[id(value)], Some(home)),
        Label::Sign => Row::of(&[&(place + 1).to_string()], Some(home)),
        Label::Nothing => Row::of(&[], Some(home)),
    });
    rows.collect()
}

fn map(tree: &Tree, path: &Path) -> Vec<Row> {
    entries(tree, path).map(|(home, name, _)| Row::of(&[name], Some(home))).collect()
}

fn responses(tree: &Tree) -> Vec<Row> {
    let rows = entries(tree, &members("responses")).filter_map(|(path, name, value)| match value.entries() {
        [(kind, _)] => Some(Row::of(&[name, kind], Some(member(&path, kind)))),
        _ => None,
    });
    rows.collect()
}

/// The lists of codes that responses have.
pub const CODE_LISTS: [&str; 3] = ["options", "apart", "codes"];

fn codes(tree: &Tree) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let known = |rows: &[Row], response: &str, code: &str| {
        rows.iter().any(|row| matches!(row.keys.as_slice(), [r, c, _] if r == response && c == code))
    };
    for (path, response, value) in entries(tree, &members("responses")) {
        let [(kind, _)] = value.entries() else { continue };
        for list in CODE_LISTS {
            for (home, value) in elements(tree, &joined(&path, &members(&format!("{}/{list}", escaped(kind))))) {
                let Some(code) = value.get("code").and_then(Tree::as_text) else { continue };
                rows.push(Row::of(&[response, code, list], Some(home)));
            }
        }
        for lang in LANGUAGES {
            let labels = ["texts", lang, "responses", response].map(key);
            for (_, code, _) in entries(tree, &labels) {
                if !known(&rows, response, code) {
                    rows.push(Row::of(&[response, code, ""], None));
                }
            }
        }
    }
    rows
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

fn fields(tree: &Tree) -> Vec<Row> {
    let each = elements(tree, &members("each_item/fields")).map(|(home, _)| Row::of(&["*"], Some(home)));
    let own = elements(tree, &members("items")).flat_map(|(path, item)| {
        let fields = elements(tree, &member(&path, "fields"));
        fields.map(|(home, _)| Row::of(&[id(item)], Some(home))).collect::<Vec<_>>()
    });
    each.chain(own).collect()
}

fn options(tree: &Tree) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (path, item) in elements(tree, &members("items")) {
        let options = member(&path, "options");
        let mut codes: Vec<&str> = entries(tree, &options).map(|(_, code, _)| code).collect();
        for lang in LANGUAGES {
            let words = ["texts", lang, "items", id(item), "options"].map(key);
            for (_, code, _) in entries(tree, &words) {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        rows.extend(codes.iter().map(|code| Row::of(&[id(item), code], Some(member(&options, code)))));
    }
    rows
}

/// Rows of which the first has what holds for all.
fn grouped(group: &Path, mut rows: Vec<Row>) -> Vec<Row> {
    if let Some(first) = rows.first_mut() {
        first.group = Some(group.clone());
    }
    rows
}

fn types(tree: &Tree) -> Vec<Row> {
    let Some([(rule, _)]) = tree.get("type").map(Tree::entries) else { return Vec::new() };
    let group = ["type", rule].map(key).to_vec();
    let chances = elements(tree, &member(&group, if rule == "cases" { "cases" } else { "of" }));
    grouped(&group, chances.map(|(home, chance)| Row::of(&[rule, id(chance)], Some(home))).collect())
}

fn levels(tree: &Tree) -> Vec<Row> {
    let sets = elements(tree, &members("levels")).enumerate().flat_map(|(place, (set, _))| {
        let bands = elements(tree, &member(&set, "bands")).map(|(home, band)| {
            let level = band.get("level").and_then(Tree::as_text).unwrap_or_default();
            Row::of(&[&(place + 1).to_string(), level], Some(home))
        });
        grouped(&set, bands.collect())
    });
    sets.collect()
}

/// The cells of norms with the ids of their norms and their own signs.
fn cells(tree: &Tree) -> Vec<(String, String, Path)> {
    let norms = elements(tree, &members("norms")).flat_map(|(path, norm)| {
        let groups = elements(tree, &member(&path, "groups")).enumerate();
        groups.map(|(place, (group, _))| (id(norm).to_owned(), (place + 1).to_string(), group)).collect::<Vec<_>>()
    });
    norms.collect()
}

fn norm_cells(tree: &Tree) -> Vec<Row> {
    let rows = cells(tree).into_iter().flat_map(|(norm, sign, group)| {
        let scales = entries(tree, &member(&group, "scales")).filter_map(|(path, scale, way)| match way.entries() {
            [(kind, _)] => Some(Row::of(&[&norm, &sign, scale, kind], Some(member(&path, kind)))),
            _ => None,
        });
        grouped(&group, scales.collect())
    });
    rows.collect()
}

/// The tables that a norm of a scale may have.
pub const NORM_LISTS: [&str; 2] = ["rows", "percentiles"];

fn norm_tables(tree: &Tree) -> Vec<Row> {
    let mut rows = Vec::new();
    for row in norm_cells(tree) {
        let ([norm, cell, scale, _], Some(home)) = (row.keys.as_slice(), &row.home) else { continue };
        for list in NORM_LISTS {
            rows.extend(
                elements(tree, &member(home, list)).map(|(path, _)| Row::of(&[norm, cell, scale, list], Some(path))),
            );
        }
    }
    rows
}

/// The sheets whose rows have reasons, with the lists that they are of.
const REASONED: [(&str, &str, Label); 7] = [
    ("cautions", "about/cautions", Label::Id),
    ("checks", "checks", Label::Id),
    ("policies", "policies", Label::Id),
    ("scales", "scales", Label::Id),
    ("levels", "levels", Label::Sign),
    ("reliability", "reliability", Label::Sign),
    ("norms", "norms", Label::Id),
];

fn reasons(tree: &Tree) -> Vec<Row> {
    let lists = REASONED.into_iter().flat_map(|(sheet, at, label)| {
        let named = list(tree, &members(at), label).into_iter();
        named.map(move |row| (sheet, row.keys.first().cloned().unwrap_or_default(), row.home.unwrap_or_default()))
    });
    let rule = tree.get("type").map(Tree::entries).unwrap_or_default().first();
    let rule = rule.map(|(rule, _)| ("types", rule.clone(), ["type", rule].map(key).to_vec()));
    let rows = lists.chain(rule).filter_map(|(sheet, of, path)| {
        let home = member(&path, "basis");
        let basis = tree.at(&home)?;
        (basis.get("why").is_some() || basis.get("doubt").is_some()).then(|| Row::of(&[sheet, &of], Some(home)))
    });
    rows.collect()
}

/// The most names of a part, beside `what` and `of`.
pub const MOST_PARTS: usize = 6;

/// A text or a sentence among the words of a language: the names on the way to it, and its place in a list.
type Leaf = (Vec<String>, Option<usize>);

/// Every definition has these, and nobody looks for them further down.
const FIRST: [&str; 3] = ["title", "purpose", "instruction"];

/// Words that no other sheet has: single ones, or sentences of lists.
fn words(tree: &Tree, taken: &BTreeSet<String>, in_lists: bool) -> Vec<Row> {
    let mut found: Vec<Leaf> = Vec::new();
    for lang in LANGUAGES {
        let root = ["texts", lang].map(key).to_vec();
        let mut leaves = Vec::new();
        if let Some(words) = tree.at(&root) {
            collect(words, &mut Vec::new(), &mut leaves);
        }
        for leaf in leaves {
            let path = leaf.0.iter().fold(root.clone(), |path, name| member(&path, name));
            let wanted = leaf.1.is_some() == in_lists && !taken.contains(&pointer(&path));
            if wanted && !found.contains(&leaf) {
                found.push(leaf);
            }
        }
    }
    // Languages may have different numbers of sentences: those of one text stand together, in their order.
    let mut order: Vec<Vec<String>> = Vec::new();
    for (names, _) in &found {
        if !order.contains(names) {
            order.push(names.clone());
        }
    }
    let place = |names: &Vec<String>| {
        let first = FIRST.iter().position(|first| names.len() == 1 && names.iter().any(|name| name == first));
        (first.unwrap_or(FIRST.len()), order.iter().position(|known| known == names))
    };
    found.sort_by_cached_key(|(names, number)| (place(names), *number));
    let row = |(names, number): Leaf| Row { keys: three(&names), number: number.unwrap_or(0), ..Row::default() };
    found.into_iter().map(row).collect()
}

fn collect(tree: &Tree, names: &mut Vec<String>, leaves: &mut Vec<Leaf>) {
    if names.len() > MOST_PARTS + 2 {
        return;
    }
    match tree {
        Tree::Text(_) if !names.is_empty() => leaves.push((names.clone(), None)),
        Tree::List(list) if !names.is_empty() && list.iter().all(|element| element.as_text().is_some()) => {
            leaves.extend((0..list.len()).map(|place| (names.clone(), Some(place))));
        }
        Tree::Object(members) => {
            for (name, value) in members {
                names.push(name.clone());
                collect(value, names, leaves);
                names.pop();
            }
        }
        _ => {}
    }
}

/// Names as the columns `what`, `of` and `part`; a part may be several names with slashes between them.
fn three(names: &[String]) -> Vec<String> {
    let name = |place: usize| names.get(place).cloned().unwrap_or_default();
    let part = names.iter().skip(2).map(|name| escaped(name)).collect::<Vec<_>>().join("/");
    vec![name(0), name(1), part]
}

/// The path among the words of a language that these columns name.
pub fn named(lang: &str, keys: &[String]) -> Path {
    let [what, of, part] = [0, 1, 2].map(|place| keys.get(place).map_or("", String::as_str));
    let parts = part.split('/').map(unescaped);
    let names = [what.to_owned(), of.to_owned()].into_iter().chain(parts).filter(|name| !name.is_empty());
    ["texts", lang].map(key).into_iter().chain(names.map(Step::Key)).collect()
}
