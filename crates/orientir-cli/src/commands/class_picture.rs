//! The picture of a class: bars in words of levels, and who needs a talk. What a pupil refused is not named.

use std::fmt::Write as _;

use orientir::{Battery, Key, Profile};
use unicode_width::UnicodeWidthStr;

use super::profile_table::texts;
use crate::session::{Session, printable};
use crate::table::wrap;
use crate::words::Word;

/// The longest bar; a class of up to so many pupils has one block a pupil.
const LONGEST: usize = 40;

/// Draws the picture of the pupils of a class.
pub fn draw(battery: &Battery, profiles: &[&(Key, Profile)], session: &Session) -> String {
    let words = texts(battery, session.lang);
    let word = |code: &str| words.and_then(|w| w.levels.get(code)).map_or(code, String::as_str).to_owned();
    let levels: Vec<&str> = battery.definition().levels.iter().rev().map(|level| level.level.as_str()).collect();
    let names: Vec<String> =
        levels.iter().map(|code| word(code)).chain([session.word(Word::NotGraded).to_owned()]).collect();
    let margin = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let longest = session.width.saturating_sub(2 + margin + 2 + 8).clamp(1, LONGEST);
    let per_block = profiles.len().div_ceil(longest).max(1);
    let mut text = format!("{}: {} {}\n", session.word(Word::ClassPicture), session.word(Word::Pupils), profiles.len());
    let mut bars = |title: &str, level_of: &dyn Fn(&Profile) -> Option<String>| {
        let _ = writeln!(text, "\n{}", wrap(&printable(title), session.width).join("\n"));
        let found: Vec<Option<String>> = profiles.iter().map(|(_, profile)| level_of(profile)).collect();
        let counts = levels
            .iter()
            .map(|level| Some(*level))
            .chain([None])
            .map(|level| found.iter().filter(|f| f.as_deref() == level).count());
        for (name, count) in names.iter().zip(counts) {
            let blank = " ".repeat(margin.saturating_sub(name.width()));
            let bar = if count == 0 { String::new() } else { format!("{} ", "█".repeat(count.div_ceil(per_block))) };
            let _ = writeln!(text, "  {name}{blank}  {bar}{count}");
        }
    };
    for (place, criterion) in battery.definition().criteria.iter().enumerate() {
        let label =
            words.and_then(|w| w.criteria.get(&criterion.id)).map_or(String::new(), |label| format!(" ({label})"));
        bars(&format!("{}{label}", criterion.id), &|profile| profile.criteria.get(place).and_then(|c| c.level.clone()));
    }
    let overall = session.word(Word::Overall);
    let overall = if overall == "overall" { overall.to_owned() } else { format!("overall ({overall})") };
    bars(&overall, &|profile| profile.overall.level.clone());
    let mut flags: Vec<(&str, Vec<&str>)> = Vec::new();
    for (key, flag) in
        profiles.iter().flat_map(|(key, profile)| profile.flags.iter().map(move |flag| (key, flag.as_str())))
    {
        match flags.iter_mut().find(|(known, _)| *known == flag) {
            Some((_, ids)) => ids.push(&key.id),
            None => flags.push((flag, vec![&key.id])),
        }
    }
    if !flags.is_empty() {
        let _ = writeln!(text, "\n{}", session.word(Word::Talk));
    }
    for (flag, ids) in flags {
        let label = words.and_then(|w| w.flags.get(flag)).map_or(String::new(), |label| format!(" ({label})"));
        let line = printable(&format!("{flag}{label}: {}", ids.join(" ")));
        for (i, line) in wrap(&line, session.width.saturating_sub(6).max(10)).iter().enumerate() {
            let _ = writeln!(text, "{}{line}", if i == 0 { "  " } else { "      " });
        }
    }
    let _ = writeln!(text, "\n{}", session.word(Word::NotOnePerson));
    text
}
