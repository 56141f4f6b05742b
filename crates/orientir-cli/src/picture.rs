//! The picture of a class as counts in words: levels of each criterion, and who is worth a talk.

use orientir::criteria::{Cause, Distribution, Reason};
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
    /// Whose results are not settled, by reason.
    pub open: Vec<Talk>,
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
    /// Its code.
    pub code: String,
    /// Its words, where there are any.
    pub label: Option<String>,
    /// The pupils.
    pub ids: Vec<String>,
}

impl Picture {
    /// Counts the profiles of a class, one of each pupil.
    pub fn of(battery: &Battery, profiles: &[&(Key, Profile)], session: &Session) -> Self {
        let words = battery_texts(battery, session.lang);
        let word = |code: &str| words.and_then(|w| w.levels.get(code)).map_or(code, String::as_str).to_owned();
        let codes = battery.definition().levels.iter().rev().map(|level| level.level.as_str());
        let levels = codes.map(word).chain([session.word(Word::NotGraded).to_owned()]).collect();
        let overview = battery.overview(profiles.iter().map(|(_, profile)| profile));
        let criteria = overview.criteria.iter().map(|criterion| {
            let label = words.and_then(|w| w.criteria.get(&criterion.id)).map(|label| format!(" ({label})"));
            Part::of(format!("{}{}", criterion.id, label.unwrap_or_default()), criterion)
        });
        let overall = session.word(Word::Overall);
        let title = if overall == "overall" { overall.to_owned() } else { format!("overall ({overall})") };
        let parts = criteria.chain([Part::of(title, &overview.overall)]).collect();
        let talks = |is_meant: &dyn Fn(&Reason) -> bool| talks(battery, profiles, is_meant, session);
        let (open, talks) =
            (talks(&|reason| reason.cause == Cause::Uncertain), talks(&|reason| reason.cause != Cause::Uncertain));
        Self { pupils: overview.people, levels, parts, talks, open }
    }
}

impl Part {
    fn of(title: String, counted: &Distribution) -> Self {
        let counts = counted.levels.iter().rev().copied().chain([counted.without]).collect();
        let coverage = counted.coverage.iter().map(|((graded, of), count)| (format!("{graded}/{of}"), *count));
        Self { title, counts, coverage: coverage.collect() }
    }
}

/// The reasons of all that are meant, those of a kind together.
fn talks(
    battery: &Battery,
    profiles: &[&(Key, Profile)],
    is_meant: &dyn Fn(&Reason) -> bool,
    session: &Session,
) -> Vec<Talk> {
    let of = |(key, profile): &'_ &(Key, Profile)| {
        let reasons = profile.reasons(battery).into_iter().filter(|reason| is_meant(reason));
        reasons.map(|reason| (key.id.clone(), reason)).collect::<Vec<_>>()
    };
    let mut reasons: Vec<(String, Reason)> = profiles.iter().flat_map(of).collect();
    reasons.sort_by_key(|(_, reason)| reason.cause);
    let mut talks: Vec<Talk> = Vec::new();
    for (id, reason) in reasons {
        let label = battery.reason(&reason, session.lang);
        let label = Some(label).filter(|label| *label != reason.code);
        match talks.iter_mut().find(|talk| talk.code == reason.code && talk.label == label) {
            Some(talk) => talk.ids.push(id),
            None => talks.push(Talk { code: reason.code, label, ids: vec![id] }),
        }
    }
    talks
}
