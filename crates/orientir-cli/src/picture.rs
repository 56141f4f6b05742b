//! The picture of a class as counts: levels of each criterion, and who is worth a talk. What a pupil refused is not named.

use std::collections::BTreeMap;

use orientir::{Battery, Key, Profile};

use crate::commands::battery_texts;
use crate::session::Session;
use crate::words::Word;

/// The picture of the pupils of a class.
#[derive(Clone, Debug)]
pub struct Picture {
    /// How many pupils there are.
    pub pupils: usize,
    /// What is counted, the highest level first and those without a level last, in words.
    pub levels: Vec<String>,
    /// The criteria, and the whole.
    pub parts: Vec<Part>,
    /// Who is worth a talk, by reason.
    pub talks: Vec<Talk>,
}

/// A criterion, or the whole.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its id with its name.
    pub title: String,
    /// How many pupils have each of the levels.
    pub counts: Vec<usize>,
    /// How many have so many indicators graded of those that could be, the fewest first; of the whole nothing.
    pub coverage: Vec<(String, usize)>,
}

/// A reason for a talk.
#[derive(Clone, Debug)]
pub struct Talk {
    /// The flag.
    pub flag: String,
    /// Its words.
    pub label: Option<String>,
    /// The pupils.
    pub ids: Vec<String>,
}

impl Picture {
    /// Counts the profiles of a class.
    pub fn of(battery: &Battery, profiles: &[&(Key, Profile)], session: &Session) -> Self {
        let words = battery_texts(battery, session.lang);
        let word = |code: &str| words.and_then(|w| w.levels.get(code)).map_or(code, String::as_str).to_owned();
        let codes: Vec<&str> = battery.definition().levels.iter().rev().map(|level| level.level.as_str()).collect();
        let levels = codes.iter().map(|code| word(code)).chain([session.word(Word::NotGraded).to_owned()]).collect();
        let counts = |level_of: &dyn Fn(&Profile) -> Option<String>| {
            let found: Vec<Option<String>> = profiles.iter().map(|(_, profile)| level_of(profile)).collect();
            let levels = codes.iter().map(|code| Some(*code)).chain([None]);
            levels.map(|level| found.iter().filter(|found| found.as_deref() == level).count()).collect()
        };
        let mut parts = Vec::new();
        for (place, criterion) in battery.definition().criteria.iter().enumerate() {
            let label =
                words.and_then(|w| w.criteria.get(&criterion.id)).map_or(String::new(), |label| format!(" ({label})"));
            parts.push(Part {
                title: format!("{}{label}", criterion.id),
                counts: counts(&|profile| profile.criteria.get(place).and_then(|c| c.level.clone())),
                coverage: coverage(profiles, place),
            });
        }
        let overall = session.word(Word::Overall);
        let title = if overall == "overall" { overall.to_owned() } else { format!("overall ({overall})") };
        parts.push(Part { title, counts: counts(&|profile| profile.overall.level.clone()), coverage: Vec::new() });
        let mut talks: Vec<Talk> = Vec::new();
        for (key, flag) in profiles.iter().flat_map(|(key, profile)| profile.flags.iter().map(move |flag| (key, flag)))
        {
            match talks.iter_mut().find(|talk| talk.flag == *flag) {
                Some(talk) => talk.ids.push(key.id.clone()),
                None => talks.push(Talk {
                    flag: flag.clone(),
                    label: words.and_then(|w| w.flags.get(flag)).cloned(),
                    ids: vec![key.id.clone()],
                }),
            }
        }
        Self { pupils: profiles.len(), levels, parts, talks }
    }
}

/// How many profiles have each coverage of a criterion, the fewest graded first.
fn coverage(profiles: &[&(Key, Profile)], place: usize) -> Vec<(String, usize)> {
    let criteria = profiles.iter().filter_map(|(_, profile)| profile.criteria.get(place));
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for criterion in criteria {
        *counts.entry((criterion.graded, criterion.of)).or_default() += 1;
    }
    counts.into_iter().map(|((graded, of), count)| (format!("{graded}/{of}"), count)).collect()
}
