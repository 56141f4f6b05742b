//! The sheet of a battery: criteria, indicators, and the rules that join them.

use orientir::Battery;
use orientir::criteria::{BatteryDefinition, Joining};

use super::page::Page;
use super::profile_table::texts;
use super::show_words::joined;
use crate::session::Session;
use crate::words::{Word, filled};

/// Writes the sheet.
pub fn sheet<'a>(battery: &Battery, session: &'a Session) -> Page<'a> {
    let definition = battery.definition();
    let words = texts(battery, session.lang);
    let mut page = Page::new(session);
    let title = words.map_or("", |w| w.title.as_str());
    page.title(&format!("{} {}", battery.id(), definition.version), title);
    if let Some(purpose) = words.and_then(|w| w.purpose.as_ref()) {
        page.paragraph(0, 0, purpose);
    }
    for criterion in &definition.criteria {
        let label =
            words.and_then(|w| w.criteria.get(&criterion.id)).map_or(String::new(), |label| format!(" ({label})"));
        page.heading(&format!("{} {}{label}", session.word(Word::Criterion), criterion.id));
        for indicator in &criterion.indicators {
            let label = words
                .and_then(|w| w.indicators.get(&indicator.id))
                .map_or(String::new(), |label| format!(" ({label})"));
            let from = joined(&indicator.from, &format!(" {} ", session.word(Word::Or)));
            page.paragraph(2, 2, &format!("{}{label} - {} {from}", indicator.id, session.word(Word::From)));
            page.basis(6, indicator.basis.as_ref());
        }
    }
    joining(&mut page, session.word(Word::Joining), &definition.criterion, session);
    joining(&mut page, session.word(Word::JoiningAll), &definition.overall, session);
    beside(&mut page, definition, session);
    page.heading(session.word(Word::Sources));
    for (name, source) in definition.sources.iter() {
        let url = source.url.as_ref().map_or(String::new(), |url| format!(" {url}"));
        page.paragraph(2, 4, &format!("{name}: {}{url}", source.cite.get(session.lang)));
    }
    page.heading(session.word(Word::Hashes));
    page.hash(session.word(Word::Document), battery.document_hash());
    page.gap();
    page.paragraph(0, 0, session.word(Word::EvidenceGrades));
    page
}

fn joining(page: &mut Page<'_>, title: &str, joining: &Joining, session: &Session) {
    page.heading(title);
    for rule in &joining.rules {
        let (none, percent, share) = (joined(&rule.none, "/"), rule.percent.to_string(), joined(&rule.share_of, "/"));
        let arguments = [("level", rule.level.as_str()), ("none", &none), ("percent", &percent), ("share", &share)];
        page.paragraph(2, 2, &filled(Word::JoinRule, session.lang, &arguments));
    }
    let needs = joining.needs.to_string();
    let arguments = [("level", joining.otherwise.as_str()), ("needs", needs.as_str())];
    page.paragraph(2, 2, &filled(Word::JoinElse, session.lang, &arguments));
    page.basis(6, joining.basis.as_ref());
}

fn beside(page: &mut Page<'_>, definition: &BatteryDefinition, session: &Session) {
    if definition.beside.is_empty() && definition.agreements.is_empty() {
        return;
    }
    page.heading(session.word(Word::Beside));
    for id in &definition.beside {
        page.paragraph(2, 2, id);
    }
    for pair in &definition.agreements {
        page.paragraph(2, 2, &format!("{}: {} / {}", pair.id, pair.left, pair.right));
        page.basis(6, pair.basis.as_ref());
    }
}
