//! What people break in the workbook of a definition, and what is told of it.

use std::collections::BTreeMap;

use crate::desk::{Desk, SMALL};
use crate::table_form::{Cell, Edited, exported, imported};

/// A change and what must be told of it, after the name of the file.
type Breaking = (&'static str, fn(&mut Edited), &'static str);

fn swap(book: &mut Edited, sheet: &str, a: usize, b: usize) {
    book.rows(sheet)[0].swap(a, b);
}

const BREAKINGS: &[Breaking] = &[
    ("klimov-ddo", |b| swap(b, "items", 4, 5), "items!E1: the column `gist` is not in its place: `key` belongs here"),
    (
        "klimov-ddo",
        |b| b.rows("items").iter_mut().for_each(|row| drop(row.remove(4))),
        "items!E1: the column `key` is missing: columns cannot be deleted or renamed",
    ),
    (
        "klimov-ddo",
        |b| b.rows("items")[0][4] = "Ключ".into(),
        "items!E1: the column `Ключ` is unknown: `key` belongs here",
    ),
    ("klimov-ddo", |b| b.rows("items")[0][5] = "key".into(), "items!F1: the column `key` stands twice"),
    (
        "klimov-ddo",
        |b| b.rows("items")[0][4] = Cell::Blank,
        "items!E1: the column `key` is missing: columns cannot be deleted or renamed",
    ),
    (
        "klimov-ddo",
        |b| b.rows("scales")[0].push("note".into()),
        "scales!K1: the cell is outside the columns of the table: a note here would be lost",
    ),
    (
        "klimov-ddo",
        |b| b.rows("scales")[2].push("note".into()),
        "scales!K3: the cell is outside the columns of the table: a note here would be lost",
    ),
    ("klimov-ddo", |b| b.set("options", 3, "key", Cell::Formula), "options!C3: here is a formula; write its value"),
    ("klimov-ddo", |b| b.merged = Some(("options".to_owned(), 1, 2)), "options!C2: cells are merged; split them"),
    (
        "klimov-ddo",
        |b| b.sheets.retain(|(name, _)| name != "types"),
        "types: the sheet is missing, though the sheet `read me` names it",
    ),
    (
        "klimov-ddo",
        |b| b.sheets.push(("Лист1".to_owned(), Vec::new())),
        "Лист1: no such sheet is known; possible: read me, about, items, options, codes, scales, sentences, texts, levels, groups, types, checks, cautions, sources, reasons, reliability, norms, norm cells, norm tables, responses, fields, policies, branches, examples, more",
    ),
    (
        "klimov-ddo",
        |b| b.set("options", 3, "code", Cell::Date),
        "options!B3: a text is needed here, not 2026-02-01 (a number, a date or TRUE/FALSE): format the cell as text and type the value anew",
    ),
    (
        "klimov-ddo",
        |b| b.set("options", 3, "key", 7.0),
        "options!C3: a text is needed here, not 7 (a number, a date or TRUE/FALSE): format the cell as text and type the value anew",
    ),
    ("klimov-ddo", |b| b.set("options", 3, "code", "a"), "options!B3: `1 a` stands above already"),
    ("klimov-ddo", |b| b.set("scales", 3, "id", "nature"), "scales!A3: `nature` stands above already"),
    ("klimov-ddo", |b| b.set("options", 3, "item", "77"), "options!A3: there is no `77` on the sheet `items`"),
    (
        "klimov-ddo",
        |b| b.set("scales", 3, "id", Cell::Blank),
        "scales!A3: `id` is blank: without it the row means nothing",
    ),
    (
        "klimov-ddo",
        |b| b.set("scales", 3, "works_on", "nature"),
        "scales!C3: `nature` is not understood; for example: key nature, right 1 2 3",
    ),
    (
        "klimov-ddo",
        |b| b.set("scales", 3, "works_on", Cell::Blank),
        "scales!C3: there is a method, and nothing to work on",
    ),
    ("klimov-ddo", |b| b.set("scales", 3, "method", Cell::Blank), "scales!B3: what to work on is given, and no method"),
    (
        "dembo-rubinstein",
        |b| b.set("sources", 2, "cite ru", "x"),
        "sources!C2: another cell says the same in another way",
    ),
    (
        "klimov-ddo",
        |b| b.set("about", 3, "field", "versio"),
        "about!A3: `versio` is unknown; possible: id, version, aliases, about.wording, about.use, about.self_test, about.needs, about.population.age.from, about.population.age.below, about.population.grade.from, about.population.grade.below, about.administration.minutes.from, about.administration.minutes.below, about.administration.group, about.administration.read_aloud, about.administration.retest_days, about.administration.pupil, about.administration.class_teacher, about.administration.psychologist, about.licence, ratings.by, ratings.pool, format, $schema",
    ),
    (
        "klimov-ddo",
        |b| b.rows("more").push(vec!["/about/x".into(), "{a".into()]),
        "more!B2: this is not JSON: key must be a string at line 1 column 2",
    ),
    (
        "klimov-ddo",
        |b| b.rows("more").push(vec!["/items/90/id".into(), "1".into()]),
        "more!A2: the definition has no such place: `/items/90/id`",
    ),
    (
        "klimov-ddo",
        |b| b.rows("more").push(vec!["/items/0/zzz".into(), "1".into()]),
        "more!B2: the format has no key `zzz` here",
    ),
    (
        "klimov-ddo",
        |b| b.set("examples", 2, "scales", "nature=3 x"),
        "examples!J2: `nature=3 x` is not understood; for example: nature=4 art=2.5",
    ),
    // What `check` finds, with the cell.
    (
        "klimov-ddo",
        |b| b.set("scales", 3, "method", "summ"),
        "scales!B3: `summ` is not allowed here; did you mean `sum`? (allowed: sum, mean, median, spread, least, greatest, count, points, weighted_sum, difference, ratio)",
    ),
    ("klimov-ddo", |b| b.set("scales", 3, "source", "nobody"), "scales!F3: there is no source `nobody`"),
    (
        "klimov-ddo",
        |b| b.set("scales", 3, "evidence", "E"),
        "scales!G3: `E` is not allowed here; did you mean `A`? (allowed: A, B, C, D, M)",
    ),
    ("klimov-ddo", |b| b.set("texts", 2, "ru", Cell::Blank), "texts!D2: the key `title` is missing; add it"),
    ("szho", |b| b.set("scales", 3, "works_on", "3 4 99"), "scales!C3: there is no field `99`; did you mean `19`?"),
    // A language that was begun: the cells that it still needs.
    ("small.json", |b| b.set("sentences", 2, "lt", "Sakinys."), "texts!E2: the key `title` is missing; add it"),
    ("small.json", |b| b.set("sentences", 2, "lt", "Sakinys."), "scales!I2: the key `name` is missing; add it"),
    (
        "szho",
        |b| b.set("norm cells", 2, "for", "age 13-15"),
        "norm cells!J2: `age 13-15` is not understood; for example: sex=female age>=13 age<16",
    ),
    ("dembo-rubinstein", |b| b.set("levels", 3, "from", "60,5"), "levels!C3: a number is needed here, not `60,5`"),
    (
        "dembo-rubinstein",
        |b| b.set("levels", 3, "from", 0.1 + 0.2),
        "levels!C3: the number 0.30000000000000004 is not allowed here, expected at most 6 places and 12 digits",
    ),
    (
        "dembo-rubinstein",
        |b| b.set("levels", 4, "scales", "gap"),
        "levels!D4: this is written in the first of the rows that belong together, and in no other",
    ),
    ("dembo-rubinstein", |b| b.set("levels", 10, "set", "1"), "levels!A10: rows of `1` must stand together"),
    ("dembo-rubinstein", |b| b.set("items", 2, "training", "yes"), "items!I2: true or false is needed here, not `yes`"),
    (
        "dembo-rubinstein",
        |b| b.set("reasons", 2, "of", "old_band"),
        "reasons!B2: there is no `old_band` on the sheet `cautions`",
    ),
];

#[test]
fn what_people_break_is_told_with_its_cell() {
    let desk = Desk::new();
    desk.file("small.json", SMALL);
    let mut books: BTreeMap<&str, Edited> = BTreeMap::new();
    for (name, breaking, told) in BREAKINGS {
        let mut book = books.entry(name).or_insert_with(|| exported(&desk, name)).clone();
        breaking(&mut book);
        let run = imported(&desk, &book, "en");
        assert_eq!(run.code, Some(2), "{told}: {}", run.told);
        let told = format!("edited.xlsx: {told}\n");
        assert!(run.told.contains(&told), "expected {told}told {}", run.told);
        assert!(!desk.path().join("out.json").exists(), "{told}");
        let other = imported(&desk, &book, if told.len() % 2 == 0 { "ru" } else { "lt" });
        assert_eq!((other.code, other.told.lines().count()), (run.code, run.told.lines().count()), "{}", other.told);
        assert!(!other.told.contains(['{', '}']) || run.told.contains('{'), "{}", other.told);
    }
}
