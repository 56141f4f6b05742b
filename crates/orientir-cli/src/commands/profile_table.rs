//! Profiles as a person reads them.

use orientir::criteria::{BatteryTexts, CriterionResult};
use orientir::{Battery, Key, Lang, Profile};

use super::rounded;
use super::score_table::labelled;
use crate::session::Session;
use crate::table::{Kind, Table, wrap};
use crate::words::Word;

/// The words of a battery in a language, or in the language that it has.
pub fn texts(battery: &Battery, lang: Lang) -> Option<&BatteryTexts> {
    let others = [Lang::Ru, Lang::En, Lang::Lt];
    [lang].into_iter().chain(others).find_map(|lang| battery.definition().texts.get(lang.as_str()))
}

/// One row a pupil: each criterion with its index and coverage, the whole, what is missing, flags.
pub fn render(battery: &Battery, profiles: &[(Key, Profile)], occasions: bool, session: &Session) -> String {
    let words = texts(battery, session.lang).filter(|_| session.labels);
    let mut table = Table::default();
    table.column("id", Kind::Key);
    if occasions {
        table.column("occasion", Kind::Key);
    }
    for criterion in &battery.definition().criteria {
        table.column(&criterion.id, Kind::Word);
    }
    table.column("overall", Kind::Text);
    let missing = profiles.iter().any(|(_, p)| !p.missing.is_empty());
    let flags = profiles.iter().any(|(_, p)| !p.flags.is_empty());
    if missing {
        table.column("missing", Kind::Text);
    }
    if flags {
        table.column("flags", Kind::Text);
    }
    let level = |code: &String| labelled(code, words.and_then(|w| w.levels.get(code)));
    let criterion = |c: &CriterionResult| {
        let index = c.index.map_or(String::new(), |index| format!(" {}", rounded(index)));
        format!("{}{index} {}/{}", c.level.as_ref().map_or_else(|| "—".to_owned(), level), c.graded, c.of)
    };
    for (key, profile) in profiles {
        let mut row = vec![key.id.clone()];
        row.extend(occasions.then(|| key.occasion.to_string()));
        row.extend(profile.criteria.iter().map(criterion));
        row.push(match (&profile.overall.level, profile.overall.possible.as_slice()) {
            (Some(code), possible) => {
                let others: Vec<_> = possible.iter().filter(|other| *other != code).map(level).collect();
                let or = session.word(Word::Or);
                let others = others.iter().map(|other| format!("{or} {other}")).collect::<Vec<_>>().join(" ");
                if others.is_empty() { level(code) } else { format!("{} ({others})", level(code)) }
            }
            (None, []) => "—".to_owned(),
            (None, possible) => {
                let either =
                    possible.iter().map(level).collect::<Vec<_>>().join(&format!(" {} ", session.word(Word::Or)));
                format!("({either})")
            }
        });
        row.extend(missing.then(|| profile.missing.join(" ")));
        row.extend(flags.then(|| profile.flags.join(" ")));
        table.row(row);
    }
    let open =
        profiles.iter().any(|(_, p)| p.overall.possible.iter().any(|level| Some(level) != p.overall.level.as_ref()));
    let still = if open { format!(" {}", session.word(Word::StillPossible)) } else { String::new() };
    let legend = wrap(&format!("{}{still}", session.word(Word::ProfileLegend)), session.width).join("\n");
    format!("{}\n{legend}\n", table.render(session.width, session.color))
}
