//! `list`: what the catalogue has.

use orientir::catalogue;
use orientir::definition::{Evidence, Use, Wording};
use orientir::{Instrument, Lang};
use serde_json::json;

use super::texts;
use crate::Outcome;
use crate::args::{Common, Format};
use crate::session::{Failure, Session};
use crate::table::{Kind, Table, wrap};
use crate::words::{self, Word};
use crate::write::{Target, csv, json as documents};

/// One line of the list.
struct Line {
    kind: &'static str,
    id: String,
    version: String,
    title: String,
    aliases: Vec<String>,
    fields: Option<usize>,
    scales: usize,
    for_groups: bool,
    wording: Option<Wording>,
    norms: Option<bool>,
    evidence: String,
}

impl Line {
    fn of(instrument: &Instrument, lang: Lang) -> Self {
        let definition = instrument.definition();
        Self {
            kind: "instrument",
            id: instrument.id().to_owned(),
            version: definition.version.clone(),
            title: texts(definition, lang).map(|t| t.title.clone()).unwrap_or_default(),
            aliases: definition.aliases.clone(),
            fields: Some(instrument.fields().count()),
            scales: instrument.scales().count(),
            for_groups: instrument.is_for_groups(),
            wording: Some(definition.about.wording),
            norms: Some(!definition.norms.is_empty()),
            evidence: grades(definition.scales.iter().filter_map(|s| s.basis.as_ref()).map(|b| b.evidence)),
        }
    }

    fn of_battery(battery: &orientir::Battery, lang: Lang) -> Self {
        let definition = battery.definition();
        let languages = [lang, Lang::Ru, Lang::En, Lang::Lt];
        let title = languages.into_iter().find_map(|lang| definition.texts.get(lang.as_str())).map(|t| t.title.clone());
        let indicators = definition.criteria.iter().flat_map(|c| &c.indicators);
        Self {
            kind: "battery",
            id: battery.id().to_owned(),
            version: definition.version.clone(),
            title: title.unwrap_or_default(),
            aliases: Vec::new(),
            fields: None,
            for_groups: false,
            scales: definition.criteria.len(),
            wording: None,
            norms: None,
            evidence: grades(indicators.filter_map(|i| i.basis.as_ref()).map(|b| b.evidence)),
        }
    }
}

/// The strongest and the weakest grade.
fn grades(grades: impl Iterator<Item = Evidence>) -> String {
    let grades: Vec<_> = grades.collect();
    match (grades.iter().min(), grades.iter().max()) {
        (Some(strong), Some(weak)) if strong != weak => format!("{strong}–{weak}"),
        (Some(one), _) => one.to_string(),
        _ => String::new(),
    }
}

/// Lists the catalogue.
pub fn run(common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &[Format::Csv, Format::Json, Format::Jsonl, Format::Table], session)?;
    let mut lines: Vec<Line> = catalogue::all()?.iter().map(|i| Line::of(i, session.lang)).collect();
    for (id, _) in catalogue::BATTERIES {
        lines.push(Line::of_battery(&catalogue::battery(id)?, session.lang));
    }
    match target.format {
        Format::Table => target.text(session, &table(&lines, session))?,
        Format::Csv => target.write(session, |out| {
            target.csv.write(out, [HEADER.map(str::to_owned)].into_iter().chain(lines.iter().map(cells)))
        })?,
        form => target.write(session, |out| documents::write(out, form, lines.iter().map(document)))?,
    }
    Ok(Outcome::Good)
}

const HEADER: [&str; 10] =
    ["kind", "id", "version", "title", "aliases", "fields", "scales", "wording", "norms", "evidence"];

fn cells(line: &Line) -> [String; 10] {
    [
        line.kind.to_owned(),
        line.id.clone(),
        line.version.clone(),
        csv::free(&line.title),
        csv::free(&line.aliases.join("; ")),
        line.fields.map(|n| n.to_string()).unwrap_or_default(),
        line.scales.to_string(),
        line.wording.map(|w| w.to_string()).unwrap_or_default(),
        line.norms.map(|n| n.to_string()).unwrap_or_default(),
        line.evidence.clone(),
    ]
}

fn document(line: &Line) -> String {
    let Line { kind, id, version, title, aliases, fields, scales, wording, norms, evidence, .. } = line;
    let wording = wording.map(Wording::as_str);
    json!({
        "kind": kind, "id": id, "version": version, "title": title, "aliases": aliases, "fields": fields,
        "scales": scales, "wording": wording, "norms": norms, "evidence": evidence,
    })
    .to_string()
}

fn table(lines: &[Line], session: &Session) -> String {
    let mut instruments = Table::default();
    instruments.column("id", Kind::Key);
    for word in [Word::Fields, Word::Scales] {
        instruments.column(session.word(word), Kind::Number);
    }
    for word in [Word::Wording, Word::Norms, Word::Evidence] {
        instruments.column(session.word(word), Kind::Word);
    }
    let mut batteries = Table::default();
    batteries.column("id", Kind::Key);
    batteries.column(session.word(Word::Criteria), Kind::Number);
    for line in lines {
        let table = if let Some(fields) = line.fields {
            let wording = line.wording.map_or("", |w| words::wording(w, session.lang));
            let norms = session.word(if line.norms == Some(true) { Word::Yes } else { Word::No });
            instruments.row([&line.id, &fields.to_string(), &line.scales.to_string(), wording, norms, &line.evidence]);
            &mut instruments
        } else {
            batteries.row([&line.id, &line.scales.to_string()]);
            &mut batteries
        };
        let aliases: Vec<_> = line.aliases.iter().filter(|alias| **alias != line.title).map(String::as_str).collect();
        let aliases = if aliases.is_empty() { String::new() } else { format!(" [{}]", aliases.join(", ")) };
        let groups = words::use_for(Use::AnonymousAdultGroups, session.lang);
        let groups = if line.for_groups { format!(" ({groups})") } else { String::new() };
        table.note(&format!("{}{aliases}{groups}", line.title));
    }
    let legend = wrap(session.word(Word::EvidenceLegend), session.width.min(100)).join("\n");
    let instruments = instruments.render(session.width, session.color);
    let batteries = batteries.render(session.width, session.color);
    format!("{instruments}\n{}\n\n{batteries}\n{legend}\n", session.word(Word::Batteries))
}
