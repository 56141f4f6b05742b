//! Which place of a definition a row of a sheet stands for.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Built;
use super::rows::{CODE_LISTS, MOST_PARTS, NORM_LISTS, Row};
use super::sheet::Trouble;
use super::tables::{Label, Rows, Table};
use super::tree::{Path, Tree, element, member, members};
use super::words::Word;

/// The place of a row, and what the row itself makes there: path, value, and the column that says it.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// Where the values of its columns stand.
    pub row: Row,
    /// What is there already with the row alone.
    pub grounds: Vec<(Path, Tree, usize)>,
}

impl Home {
    fn at(mut self, path: Path) -> Self {
        self.row.home = Some(path);
        self
    }

    fn grounded(mut self, path: Path, value: Tree, column: usize) -> Self {
        self.grounds.push((path, value, column));
        self
    }
}

/// What the rows so far were called.
#[derive(Debug, Default)]
pub struct Homes {
    /// Places by sheet and name.
    known: BTreeMap<(&'static str, Vec<String>), Path>,
    /// Names that may not come again.
    used: BTreeSet<(&'static str, Vec<String>)>,
    /// What the row before belonged to, by sheet.
    last: BTreeMap<&'static str, Vec<String>>,
}

/// Says what is wrong with a column of the row.
type Fail<'f> = &'f dyn Fn(usize, Word) -> Trouble;

impl Homes {
    /// The place of a row.
    pub fn find(
        &mut self,
        table: &'static Table,
        keys: &[String],
        built: &Built,
        fail: Fail<'_>,
    ) -> Result<Home, Trouble> {
        let optional = match table.rows {
            Rows::Codes => 2,
            Rows::Words | Rows::Sentences => 1,
            Rows::Reasons if keys.first().is_some_and(|sheet| sheet == "types") => 1,
            _ => keys.len(),
        };
        for (column, key) in keys.iter().enumerate().take(optional) {
            if key.is_empty() {
                let head = table.keys.get(column).copied().unwrap_or_default();
                return Err(fail(column, Word::NoKey).with("head", head));
            }
        }
        let key = |place: usize| keys.get(place).cloned().unwrap_or_default();
        if matches!(table.rows, Rows::Words | Rows::Sentences)
            && (key(2).split('/').count() > MOST_PARTS || (key(1).is_empty() && !key(2).is_empty()))
        {
            return Err(fail(2, Word::NoPath).with("found", key(2)));
        }
        let home = Home::of(keys.to_vec());
        match table.rows {
            Rows::List(at, label) => {
                let path = element(&members(at), built.tree.count(&members(at)));
                if label != Label::Nothing {
                    self.once(table.name, keys, 0, fail)?;
                    self.known.insert((table.name, keys.to_vec()), path.clone());
                }
                let home = home.at(path.clone());
                Ok(match label {
                    Label::Id => home.grounded(member(&path, "id"), Tree::Text(key(0)), 0),
                    _ => home.grounded(path, Tree::object(), 0),
                })
            }
            Rows::Map(at) => {
                self.once(table.name, keys, 0, fail)?;
                let path = member(&members(at), &key(0));
                Ok(home.at(path.clone()).grounded(path, Tree::object(), 0))
            }
            Rows::Responses => {
                let name = vec![key(0)];
                self.once(table.name, &name, 0, fail)?;
                let path = member(&member(&members("responses"), &key(0)), &key(1));
                self.known.insert((table.name, name), path.clone());
                Ok(home.at(path.clone()).grounded(path, Tree::object(), 1))
            }
            Rows::Codes => self.code(home, keys, built, fail),
            Rows::Fields => {
                let path = match key(0).as_str() {
                    "*" => members("each_item"),
                    _ => self.known("items", vec![key(0)], 0, fail)?,
                };
                let fields = member(&path, "fields");
                let path = element(&fields, built.tree.count(&fields));
                Ok(home.at(path.clone()).grounded(path, Tree::object(), 0))
            }
            Rows::Options => {
                let item = self.known("items", vec![key(0)], 0, fail)?;
                self.once(table.name, keys, 1, fail)?;
                Ok(home.at(member(&member(&item, "options"), &key(1))))
            }
            Rows::Types => Ok(self.chance(home, keys)),
            Rows::Levels => {
                let sets = members("levels");
                let (set, first) =
                    self.gathered(table.name, vec![key(0)], 0, fail, || element(&sets, built.tree.count(&sets)))?;
                let bands = member(&set, "bands");
                let band = element(&bands, built.tree.count(&bands));
                let mut home = home.at(band.clone()).grounded(member(&band, "level"), Tree::Text(key(1)), 1);
                home.row.group = first.then_some(set);
                Ok(home)
            }
            Rows::NormCells => {
                let norm = self.known("norms", vec![key(0)], 0, fail)?;
                let cells = member(&norm, "groups");
                let next = || element(&cells, built.tree.count(&cells));
                let (cell, first) = self.gathered("cell", vec![key(0), key(1)], 1, fail, next)?;
                let scale = vec![key(0), key(1), key(2)];
                self.once(table.name, &scale, 2, fail)?;
                let path = member(&member(&member(&cell, "scales"), &key(2)), &key(3));
                self.known.insert((table.name, scale), path.clone());
                let mut home = home.at(path.clone()).grounded(path, Tree::object(), 3);
                home.row.group = first.then_some(cell);
                Ok(home)
            }
            Rows::NormTables => {
                let path = self.known("norm cells", vec![key(0), key(1), key(2)], 2, fail)?;
                if !NORM_LISTS.contains(&key(3).as_str()) {
                    return Err(other(fail(3, Word::OtherList), &key(3), &NORM_LISTS));
                }
                let list = member(&path, &key(3));
                let path = element(&list, built.tree.count(&list));
                Ok(home.at(path.clone()).grounded(path, Tree::object(), 0))
            }
            Rows::Reasons => {
                let path = self.reasoned(keys, built, fail)?;
                self.once(table.name, keys, 1, fail)?;
                Ok(home.at(member(&path, "basis")))
            }
            Rows::Words => {
                self.once(table.name, keys, 0, fail)?;
                Ok(home)
            }
            Rows::Sentences => Ok(home),
        }
    }

    fn code(&mut self, home: Home, keys: &[String], built: &Built, fail: Fail<'_>) -> Result<Home, Trouble> {
        let [response, code, list] = keys else { return Ok(home) };
        let path = self.known("responses", vec![response.clone()], 0, fail)?;
        self.once("codes", &[response.clone(), code.clone()], 1, fail)?;
        if list.is_empty() {
            return Ok(home);
        }
        if !CODE_LISTS.contains(&list.as_str()) {
            return Err(other(fail(2, Word::OtherList), list, &CODE_LISTS));
        }
        let list = member(&path, list);
        let path = element(&list, built.tree.count(&list));
        Ok(home.at(path.clone()).grounded(member(&path, "code"), Tree::text(code), 1))
    }

    fn chance(&mut self, home: Home, keys: &[String]) -> Home {
        let [rule, id] = keys else { return home };
        let group = member(&members("type"), rule);
        let list = member(&group, if rule == "cases" { "cases" } else { "of" });
        let place = self.last.entry("types").or_default();
        let path = element(&list, place.len());
        place.push(rule.clone());
        let first = place.len() == 1;
        let mut home = home.at(path.clone()).grounded(member(&path, "id"), Tree::text(id), 1);
        home.row.group = first.then_some(group.clone());
        if first {
            self.known.insert(("types", Vec::new()), group);
        }
        home
    }

    /// What a row of `reasons` is about.
    fn reasoned(&self, keys: &[String], built: &Built, fail: Fail<'_>) -> Result<Path, Trouble> {
        const SHEETS: [&str; 8] =
            ["cautions", "checks", "policies", "scales", "levels", "reliability", "norms", "types"];
        let [sheet, of] = keys else { return Ok(Path::new()) };
        let Some(sheet) = SHEETS.iter().find(|known| *known == sheet) else {
            return Err(other(fail(0, Word::OtherList), sheet, &SHEETS));
        };
        if *sheet == "types" {
            // A rule without candidates has no row on its sheet.
            let rule = member(&members("type"), of);
            let known = self.known.get(&("types", Vec::new())).filter(|known| **known == rule);
            let is_there = known.is_some() || built.tree.at(&rule).is_some();
            return if is_there { Ok(rule) } else { Err(fail(1, Word::NoSuch).with("sheet", sheet).with("found", of)) };
        }
        self.known(sheet, vec![of.clone()], 1, fail)
    }

    fn known(&self, sheet: &'static str, name: Vec<String>, column: usize, fail: Fail<'_>) -> Result<Path, Trouble> {
        let found = name.last().cloned().unwrap_or_default();
        let known = self.known.get(&(sheet, name)).cloned();
        known.ok_or_else(|| fail(column, Word::NoSuch).with("sheet", sheet).with("found", found))
    }

    fn once(&mut self, sheet: &'static str, name: &[String], column: usize, fail: Fail<'_>) -> Result<(), Trouble> {
        let fresh = self.used.insert((sheet, name.to_vec()));
        let found = name.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        if fresh { Ok(()) } else { Err(fail(column, Word::Repeated).with("found", found)) }
    }

    /// What a row belongs to with the rows around it, and whether it is the first of them.
    fn gathered(
        &mut self,
        sheet: &'static str,
        name: Vec<String>,
        column: usize,
        fail: Fail<'_>,
        next: impl FnOnce() -> Path,
    ) -> Result<(Path, bool), Trouble> {
        let same = self.last.get(sheet) == Some(&name);
        let known = self.known.get(&(sheet, name.clone())).cloned();
        match known {
            Some(path) if same => Ok((path, false)),
            Some(_) => {
                let found = name.last().cloned().unwrap_or_default();
                Err(fail(column, Word::NotTogether).with("found", found))
            }
            None => {
                let path = next();
                self.known.insert((sheet, name.clone()), path.clone());
                self.last.insert(sheet, name);
                Ok((path, true))
            }
        }
    }
}

fn other(trouble: Trouble, found: &str, known: &[&str]) -> Trouble {
    trouble.with("found", found).with("known", known.join(", "))
}
