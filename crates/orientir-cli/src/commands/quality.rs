//! `quality`: how a form was answered. A row a pupil, with flags that are worth a look and never take a row out.

use std::collections::BTreeMap;
use std::io::{self, Write};

use orientir::quality::{Cuts, Index, Measure, Reason, Respondent, ResponseQuality};
use orientir::{Cell, Entry, Instrument};

use super::people::{self, People};
use super::quality_words::{Said, reason, rule};
use super::rounded;
use super::score::{closing, key_cells};
use crate::Outcome;
use crate::args::{Common, Format, Reading};
use crate::read;
use crate::session::{Failure, Session, printable};
use crate::table::{Kind, Table, wrap};
use crate::write::{Target, json};

const FORMATS: [Format; 4] = [Format::Csv, Format::Json, Format::Jsonl, Format::Table];

/// The indices that a table can give: times are in no column that is read.
fn indices() -> impl Iterator<Item = Index> {
    Index::ALL.into_iter().filter(|index| *index != Index::Pace)
}

/// Writes the indices of a table.
pub fn run(
    name: &str,
    answers: &str,
    reading: &Reading,
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let inputs: Vec<&str> = [name, answers].into_iter().chain(reading.maps.iter().map(String::as_str)).collect();
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let instrument: Instrument = read::instrument(name, session)?;
    let people = people::open(&instrument, answers, reading, None, session)?.people(session)?;
    let asked: Vec<Respondent<'_>> = people.entries.iter().map(|entry| Respondent::new(&entry.answers)).collect();
    let cuts = Cuts::default();
    let found = instrument.quality(&asked, &cuts);
    let rows: Vec<(&Entry, &ResponseQuality)> = people.entries.iter().zip(&found).collect();
    if target.format == Format::Table {
        target.text(session, &render(&rows, &people.keys, session))?;
    } else {
        target.write(session, |out| write(out, &target, &people, &rows))?;
    }
    session.aside(&summary(&found, &cuts, session));
    Ok(closing(rows.len(), people.faults.iter().count(), session))
}

/// The flags of a person as one cell.
fn flags(quality: &ResponseQuality) -> String {
    quality.flags().iter().map(|flag| flag.index.as_str()).collect::<Vec<_>>().join(" ")
}

/// The indices without a value, each with its reason, as one cell.
fn without(quality: &ResponseQuality) -> String {
    let told = indices().filter_map(|index| Some((index, quality.measure(index).reason()?)));
    told.map(|(index, reason)| format!("{}:{}", index.as_str(), reason.as_str())).collect::<Vec<_>>().join(" ")
}

fn write(out: &mut dyn Write, target: &Target, people: &People, rows: &[(&Entry, &ResponseQuality)]) -> io::Result<()> {
    if target.format != Format::Csv {
        let documents = rows.iter().map(|(entry, quality)| json::keyed(&entry.key, &quality.to_json()));
        return json::write(out, target.format, documents);
    }
    let style = target.csv;
    let names = indices().map(Index::as_str).chain(["without", "flags"]);
    let header: Vec<String> =
        ["id"].into_iter().chain(people.keys.iter().copied()).chain(names).map(str::to_owned).collect();
    let lines = rows.iter().map(|(entry, quality)| {
        let keys = key_cells(entry, &people.keys).into_iter().map(|cell| style.name(&cell));
        let numbers = indices().map(|index| match quality.measure(index) {
            Measure::Value(value) => style.cell(&Cell::Number(value)),
            _ => String::new(),
        });
        let words = [without(quality), flags(quality)].map(|codes| style.cell(&Cell::Codes(codes)));
        keys.chain(numbers).chain(words).collect::<Vec<String>>()
    });
    style.write(out, [header].into_iter().chain(lines))
}

/// The table, without the columns in which nobody has a value: the summary says why.
fn render(rows: &[(&Entry, &ResponseQuality)], keys: &[&str], session: &Session) -> String {
    let value = |quality: &ResponseQuality, index| quality.measure(index).value();
    let shown: Vec<Index> =
        indices().filter(|index| rows.iter().any(|(_, quality)| value(quality, *index).is_some())).collect();
    let mut table = Table::default();
    for key in ["id"].iter().chain(keys) {
        table.column(key, Kind::Key);
    }
    for index in &shown {
        table.column(index.as_str(), Kind::Number);
    }
    table.column("flags", Kind::Text);
    for (entry, quality) in rows {
        let numbers = shown.iter().map(|index| value(quality, *index).map_or_else(|| "·".to_owned(), rounded));
        table.row(key_cells(entry, keys).into_iter().chain(numbers).chain([flags(quality)]));
    }
    table.render(session.width, session.color)
}

/// How many are flagged by which rule, what there is not and why, and what a flag means.
fn summary(found: &[ResponseQuality], cuts: &Cuts, session: &Session) -> String {
    let said = |word: Said| word.text(session.lang);
    let with = |least: usize| found.iter().filter(|quality| quality.flags().len() >= least).count();
    let mut lines = vec![
        said(Said::People).replace("{people}", &found.len().to_string()),
        said(Said::Flagged).replace("{one}", &with(1).to_string()).replace("{more}", &with(2).to_string()),
    ];
    for index in indices() {
        let flagged = found.iter().flat_map(ResponseQuality::flags).filter(|flag| flag.index == index).count();
        let has = found.iter().any(|quality| quality.measure(index).value().is_some());
        if let Some((words, cut)) = rule(index, cuts).filter(|_| has) {
            let words = words.text(session.lang).replace("{cut}", &cut);
            lines.push(format!("{}: {flagged} - {words}", index.as_str()));
        }
    }
    let mut reasons: BTreeMap<(Reason, usize), Vec<&str>> = BTreeMap::new();
    for index in indices() {
        let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
        for reason in found.iter().filter_map(|quality| quality.measure(index).reason()) {
            *counts.entry(reason).or_default() += 1;
        }
        for of in counts {
            reasons.entry(of).or_default().push(index.as_str());
        }
    }
    for ((why, count), indices) in reasons {
        let of = if count == found.len() { said(Said::All).to_owned() } else { count.to_string() };
        let words = said(Said::Without).replace("{count}", &of).replace("{reason}", reason(why).text(session.lang));
        lines.push(words.replace("{indices}", &indices.join(", ")));
    }
    lines.push(said(Said::Meaning).to_owned());
    let lines = lines.iter().flat_map(|line| wrap(&printable(line), session.width));
    lines.map(|line| line + "\n").collect()
}
