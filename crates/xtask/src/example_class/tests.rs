//! The class as the engine sees it.

use std::collections::BTreeMap;

use orientir::criteria::Outcome;
use orientir::{Battery, Code, Profile, Report, Roster, Sheet};

use super::table::Table;
use super::troubles::TROUBLES;
use super::{check, tables, troubles};

const LEVELS: [&str; 3] = ["low", "medium", "high"];

/// What a reader says of a table: code, row, column.
type Told = (String, Code, Option<usize>, Option<String>);

/// A class as it is assessed.
struct Class {
    profiles: BTreeMap<String, Profile>,
    told: Vec<Told>,
}

/// The text of a file cut into cells, as by a reader that has found the separator.
fn cells<'t>(table: &Table, text: &'t str) -> (Vec<&'t str>, Vec<Vec<&'t str>>) {
    let mut lines = text.lines().map(|line| line.split(table.separator).collect());
    (lines.next().unwrap(), lines.collect())
}

fn battery() -> Battery {
    orientir::catalogue::battery("self-determination").unwrap()
}

fn assess(tables: &[Table]) -> Class {
    let battery = battery();
    let text = tables[0].text();
    let (header, rows) = cells(&tables[0], &text);
    let roster = Roster::read(&header, rows).unwrap();
    assert!(roster.remarks().is_empty() && roster.faults().is_empty());
    let mut reports: BTreeMap<&str, Vec<Report>> = roster.ids().map(|id| (id, Vec::new())).collect();
    let mut told = Vec::new();
    for table in &tables[1..] {
        let instrument = battery.instruments().find(|instrument| instrument.id() == table.name).unwrap();
        let text = table.text();
        let (header, rows) = cells(table, &text);
        let sheet = Sheet::new(instrument, &header).unwrap();
        let (entries, faults) = sheet.read(rows);
        for error in sheet.remarks().iter().chain(&faults) {
            told.push((table.name.clone(), error.code(), error.row(), error.column().map(str::to_owned)));
        }
        for mut entry in entries {
            if roster.complete(&entry.key, entry.answers.person_mut()) {
                reports.get_mut(entry.key.id.as_str()).unwrap().push(instrument.score(&entry.answers));
            } else {
                told.push((table.name.clone(), Code::UnknownPupil, entry.rows.first().copied(), None));
            }
        }
    }
    let profile = |reports: &Vec<Report>| battery.assess(&reports.iter().collect::<Vec<_>>()).unwrap();
    Class { profiles: reports.iter().map(|(id, reports)| ((*id).to_owned(), profile(reports))).collect(), told }
}

impl Class {
    /// How often each of some words occurs.
    fn count<'a>(&'a self, words: &[&str], of: impl Fn(&'a Profile) -> Option<&'a str>) -> Vec<usize> {
        let found: Vec<_> = self.profiles.values().map(of).collect();
        words.iter().map(|word| found.iter().filter(|f| **f == Some(*word)).count()).collect()
    }

    fn indicator(&self, id: &str, indicator: &str) -> (Outcome, Option<&str>) {
        let mut all = self.profiles[id].criteria.iter().flat_map(|criterion| &criterion.indicators);
        let found = all.find(|i| i.id == indicator).unwrap();
        (found.outcome, found.level.as_deref())
    }
}

#[test]
fn the_committed_files_are_fresh() {
    assert_eq!(check(), Ok(()));
}

#[test]
fn the_class_is_clean_and_complete() {
    let tables = tables().unwrap();
    let class = assess(&tables);
    // SZHO and life-direction stand for each other; the class has answered the first.
    let instruments = battery().instruments().count() - 1;
    assert_eq!(class.told, []);
    assert_eq!(class.profiles.len(), 28);
    for (id, profile) in &class.profiles {
        assert!(profile.missing.is_empty(), "{id}: {:?}", profile.missing);
        assert_eq!(profile.receipts.len(), instruments, "{id}");
        assert!(profile.overall.level.is_some(), "{id}");
    }
}

#[test]
fn levels_spread() {
    let class = assess(&tables().unwrap());
    let show = |name: &str, level: &dyn for<'a> Fn(&'a Profile) -> Option<&'a str>| {
        let counts = class.count(&LEVELS, level);
        println!("{name:<16} {counts:?} of {LEVELS:?}");
        assert!(counts.iter().all(|count| count * 3 <= class.profiles.len() * 2), "{name}: {counts:?}");
        counts.iter().all(|count| *count > 0)
    };
    for (i, criterion) in battery().definition().criteria.iter().enumerate() {
        for (j, indicator) in criterion.indicators.iter().enumerate() {
            show(&indicator.id, &|profile| profile.criteria[i].indicators[j].level.as_deref());
        }
        assert!(show(&criterion.id, &|profile| profile.criteria[i].level.as_deref()), "all levels occur");
    }
    assert!(show("overall", &|profile| profile.overall.level.as_deref()), "all levels occur");
}

#[test]
fn special_cases_occur() {
    let class = assess(&tables().unwrap());
    let indicators = class.profiles.values().flat_map(|p| &p.criteria).flat_map(|c| &c.indicators);
    let reasons: Vec<_> = indicators.filter_map(|indicator| indicator.reason.as_deref()).collect();
    for reason in ["no_choice_yet", "little_experience", "not_differentiated"] {
        assert!(reasons.contains(&reason), "{reason}");
    }
    assert!(class.profiles.values().any(|profile| profile.flags.iter().any(|flag| flag == "self_assessment_talk")));
}

#[test]
fn interests_shape_two_instruments_alike() {
    let class = assess(&tables().unwrap());
    let counts = class.count(&["agree", "differ"], |profile| profile.agreements.first().map(|a| a.outcome));
    assert!(counts[0] > counts[1] && counts[1] > 0, "{counts:?}");
}

#[test]
fn every_trouble_is_told_where_it_is() {
    let spoilt = troubles::spoil(&tables().unwrap()).unwrap();
    let coded = TROUBLES.iter().filter_map(|trouble| Some((trouble, trouble.code?)));
    let expected: Vec<Told> = coded
        .map(|(trouble, code)| {
            let column = trouble.row.and(trouble.column); // what is wrong with a header has no row
            (trouble.table.to_owned(), code, trouble.row, column.map(str::to_owned))
        })
        .collect();
    assert_eq!(assess(&spoilt).told, expected);
}

#[test]
fn troubles_touch_nobody_else() {
    let tables = tables().unwrap();
    let (clean, raw) = (assess(&tables), assess(&troubles::spoil(&tables).unwrap()));
    let missing = (Outcome::Missing, None);
    let named = [
        ("07", "readiness", missing),
        ("09", "motives", missing),
        ("21", "self_assessment", (Outcome::Refused, None)),
        ("26", "active_position", missing),
    ];
    for (id, indicator, expected) in named {
        assert_eq!(raw.indicator(id, indicator), expected, "{id} {indicator}");
    }
    assert!(raw.profiles["21"].missing.is_empty(), "a refusal is in no list");
    assert_eq!(raw.profiles["04"].beside[0].types, None, "a third option leaves the lead open");

    assert_eq!(raw.profiles.len(), clean.profiles.len());
    for (id, profile) in &clean.profiles {
        for indicator in profile.criteria.iter().flat_map(|criterion| &criterion.indicators) {
            let (before, after) = (clean.indicator(id, &indicator.id), raw.indicator(id, &indicator.id));
            if indicator.id == "awareness" {
                assert_eq!(before.0, after.0, "{id}: seven answers of eight are enough");
            } else if !named.iter().any(|(who, what, _)| who == id && *what == indicator.id) {
                assert_eq!(before, after, "{id} {}", indicator.id);
            }
        }
    }
}

#[test]
fn a_repeated_row_has_other_answers() {
    let mut spoilt = troubles::spoil(&tables().unwrap()).unwrap();
    let table = spoilt.iter_mut().find(|table| table.name == "szho").unwrap();
    let twice: Vec<_> = table.rows.iter().filter(|row| row[0] == "15").collect();
    assert!(twice.len() == 2 && twice[0] != twice[1]);
}
