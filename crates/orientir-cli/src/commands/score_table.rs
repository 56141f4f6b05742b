//! The score table as a person reads it: scores, levels, type and flags, and why something has no level.

use std::collections::BTreeMap;

use orientir::definition::{Metric, Texts};
use orientir::{Entry, Instrument, Report, ScaleReport};

use super::score::key_cells;
use super::{rounded, texts};
use crate::session::Session;
use crate::table::{Kind, Table, wrap};
use crate::words::{self, Word};

/// Renders reports, in blocks where they are wider than the terminal. `name` is how the instrument was asked for.
pub fn render(
    name: &str,
    instrument: &Instrument,
    reports: &[(&Entry, Report)],
    keys: &[&str],
    session: &Session,
) -> String {
    let words = texts(instrument.definition(), session.lang).filter(|_| session.labels);
    let has_types = instrument.definition().type_rule.is_some();
    let has_flags = reports.iter().any(|(_, report)| !report.flags().is_empty());
    let mut table = Table::default();
    for key in ["id"].iter().chain(keys) {
        table.column(key, Kind::Key);
    }
    let scales: Vec<Shown> = instrument.scales().enumerate().map(|(i, id)| Shown::of(i, id, reports)).collect();
    for scale in &scales {
        table.column(&scale.id, Kind::Number);
        if scale.t {
            table.joined(&format!("{}.t", scale.id), Kind::Number);
        }
        if scale.level {
            table.joined(&format!("{}.level", scale.id), Kind::Word);
        }
    }
    if has_types {
        table.column("type", Kind::Text);
    }
    if has_flags {
        table.column("flags", Kind::Text);
    }
    for (entry, report) in reports {
        let mut row = key_cells(entry, keys);
        for (scale, score) in scales.iter().zip(report.scales()) {
            scale.cells(score, words, session, &mut row);
        }
        if has_types {
            row.push(type_cell(report, words, session));
        }
        row.push(report.flags().join(" "));
        table.row(row);
    }
    let mut text = table.render(session.width, session.color);
    for note in notes(name, instrument, reports, words, session) {
        text.push('\n');
        text.extend(wrap(&note, session.width).iter().map(|line| format!("{line}\n")));
    }
    text
}

/// Which columns of a scale are worth showing.
struct Shown {
    id: String,
    t: bool,
    level: bool,
}

impl Shown {
    fn of(place: usize, id: &str, reports: &[(&Entry, Report)]) -> Self {
        let any = |has: fn(&ScaleReport<'_>) -> bool| {
            reports.iter().any(|(_, r)| r.scales().nth(place).as_ref().is_some_and(has))
        };
        Self { id: id.to_owned(), t: any(|s| s.standard(Metric::T).is_some()), level: any(|s| s.level().is_some()) }
    }

    fn cells(&self, score: ScaleReport<'_>, words: Option<&Texts>, session: &Session, row: &mut Vec<String>) {
        let missing = || session.word(words::status(score.status())).to_owned();
        let about = if score.is_prorated() { "≈" } else { "" };
        row.push(score.raw().map_or_else(missing, |raw| format!("{about}{}", rounded(raw))));
        if self.t {
            row.push(score.standard(Metric::T).map_or_else(String::new, rounded));
        }
        if self.level {
            row.push(
                score
                    .level()
                    .map_or_else(String::new, |level| labelled(level, words.and_then(|w| w.levels.get(level)))),
            );
        }
    }
}

/// A code with its words, where they are asked for.
pub fn labelled(code: &str, label: Option<&String>) -> String {
    label.map_or_else(|| code.to_owned(), |label| format!("{code} ({label})"))
}

fn type_cell(report: &Report, words: Option<&Texts>, session: &Session) -> String {
    let types = report.types();
    match types.as_deref() {
        None => session.word(Word::Undetermined).to_owned(),
        Some([]) => session.word(Word::Undifferentiated).to_owned(),
        Some(types) => {
            let codes = types.join("+");
            let names: Vec<&str> = types.iter().filter_map(|t| Some(words?.types.get(t)?.name.as_str())).collect();
            if names.is_empty() { codes } else { format!("{codes} ({})", names.join("; ")) }
        }
    }
}

/// What stands below the table: names of scales, reasons for scores without a level, cautions.
fn notes(
    name: &str,
    instrument: &Instrument,
    reports: &[(&Entry, Report)],
    words: Option<&Texts>,
    session: &Session,
) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(words) = words {
        let names = instrument.scales().filter_map(|id| Some(format!("{id} ({})", words.scales.get(id)?.name)));
        notes.push(format!("{}: {}.", session.word(Word::ScaleNames), names.collect::<Vec<_>>().join("; ")));
    }
    if reports.iter().any(|(_, report)| report.scales().any(|scale| scale.is_prorated())) {
        notes.push(session.word(Word::ProratedMark).to_owned());
    }
    let mut reasons: BTreeMap<(&str, &str), Vec<(&str, usize)>> = BTreeMap::new();
    for scale in reports.iter().flat_map(|(_, report)| report.scales()) {
        let Some((what, reason)) = words::why(&scale) else { continue };
        let scales = reasons.entry((session.word(what), session.word(reason))).or_default();
        match scales.iter_mut().find(|(id, _)| *id == scale.id()) {
            Some((_, count)) => *count += 1,
            None => scales.push((scale.id(), 1)),
        }
    }
    for ((what, reason), scales) in reasons {
        let scales = scales.iter().map(|(id, count)| format!("{id} ({count})")).collect::<Vec<_>>().join(", ");
        notes.push(format!("{what}: {reason}: {scales}."));
    }
    let mut cautions: Vec<&str> = Vec::new();
    for caution in reports.iter().flat_map(|(_, report)| report.cautions()) {
        if !cautions.contains(&caution) {
            cautions.push(caution);
        }
    }
    if !cautions.is_empty() {
        let more = format!("orientir show {name}");
        notes.push(format!("{}: {} ({more}).", session.word(Word::Cautions), cautions.join(", ")));
    }
    notes
}
