//! People in the place of one of whom too little is known: a level stands where all of them have it.

use super::Ungraded;
use crate::answers::Person;
use crate::definition::{Mode, Sex};
use crate::plan::{Audience, NormTableau, Plan, PlanScale};

/// The level on which all agree who may be meant. People whom no group means say nothing, since an instrument is not for
/// them; but a norm of one sex alone does not speak for the other.
pub(super) fn agreed(levels: impl Iterator<Item = (Option<Sex>, Result<u16, Ungraded>)>) -> Option<u16> {
    let mut found: Option<u16> = None;
    let mut sexes: Vec<(Option<Sex>, bool)> = Vec::new();
    for (sex, level) in levels {
        let meant = match level {
            Ok(level) if found.is_none_or(|found| found == level) => {
                found = Some(level);
                true
            }
            Err(Ungraded::OtherPeople | Ungraded::NoNorm | Ungraded::ComparisonGroup) => false,
            _ => return None,
        };
        match sexes.iter_mut().find(|(known, _)| *known == sex) {
            Some((_, any)) => *any |= meant,
            None => sexes.push((sex, meant)),
        }
    }
    found.filter(|_| sexes.iter().all(|(_, meant)| *meant))
}

/// The most people who are tried in the place of one of whom too little is known.
const MAX_PROBES: usize = 1024;

/// People who stand for everybody that a person may be as far as the scale's levels and norms can tell them apart. None where
/// that cannot be told: a fitted model differs from year to year.
pub(super) fn probes(plan: &Plan, about: &PlanScale, person: &Person) -> Option<Vec<Person>> {
    let norms = || about.norms.iter().filter_map(|n| plan.norms.get(usize::from(*n))).flat_map(|norm| &norm.groups);
    if norms().flat_map(|group| &group.scales).any(|(_, way)| matches!(way, NormTableau::Model { .. })) {
        return None;
    }
    let levels = about.levels.iter().filter_map(|l| plan.levels.get(usize::from(*l))).map(|levels| &levels.audience);
    let audiences: Vec<&Audience> = levels.chain(norms().map(|group| &group.audience)).collect();
    // Half-open limits change at their ends, and nothing lies below zero.
    let ends = |limits: Vec<(u32, u32)>| -> Vec<Option<u32>> {
        let mut ends: Vec<u32> =
            limits.into_iter().flat_map(|(from, below)| [from, below]).filter(|n| *n < u32::MAX).collect();
        ends.push(0);
        ends.sort_unstable();
        ends.dedup();
        ends.into_iter().map(Some).collect()
    };
    // A word that no group asks for stands for all others.
    let words = |words: Vec<String>| words.into_iter().chain([String::new()]).map(Some).collect();
    let sexes = open(person.sex.as_ref(), audiences.iter().any(|a| a.sex.is_some()), || {
        Sex::ALL.iter().copied().map(Some).collect()
    });
    let modes = open(person.mode.as_ref(), audiences.iter().any(|a| a.mode.is_some()), || {
        Mode::ALL.iter().copied().map(Some).collect()
    });
    let limits: Vec<_> = audiences.iter().filter_map(|a| a.age).collect();
    let ages = open(person.age.as_ref(), !limits.is_empty(), || ends(limits));
    let limits: Vec<_> = audiences.iter().filter_map(|a| a.grade).collect();
    let grades = open(person.grade.as_ref(), !limits.is_empty(), || ends(limits));
    let asked: Vec<_> = audiences.iter().filter_map(|a| a.language.clone()).collect();
    let languages = open(person.language.as_ref(), !asked.is_empty(), || words(asked));
    let asked: Vec<_> = audiences.iter().filter_map(|a| a.region.clone()).collect();
    let regions = open(person.region.as_ref(), !asked.is_empty(), || words(asked));
    let total = [sexes.len(), modes.len(), ages.len(), grades.len(), languages.len(), regions.len()];
    total.into_iter().try_fold(1_usize, usize::checked_mul).filter(|total| *total <= MAX_PROBES)?;
    let mut people = vec![person.clone()];
    spread(&mut people, &sexes, |person, sex| person.sex = sex);
    spread(&mut people, &modes, |person, mode| person.mode = mode);
    spread(&mut people, &ages, |person, age| person.age = age);
    spread(&mut people, &grades, |person, grade| person.grade = grade);
    spread(&mut people, &languages, |person, language| person.language = language);
    spread(&mut people, &regions, |person, region| person.region = region);
    Some(people)
}

/// The values to try of a covariate: the known one, or all that could tell people apart.
fn open<T: Clone>(known: Option<&T>, asked: bool, tried: impl FnOnce() -> Vec<Option<T>>) -> Vec<Option<T>> {
    if known.is_none() && asked { tried() } else { vec![known.cloned()] }
}

/// Each of some people with each of some values.
fn spread<T: Clone>(people: &mut Vec<Person>, values: &[Option<T>], set: impl Fn(&mut Person, Option<T>)) {
    let with = |person: &Person, value: &Option<T>| {
        let mut person = person.clone();
        set(&mut person, value.clone());
        person
    };
    *people = people.iter().flat_map(|person| values.iter().map(|value| with(person, value))).collect();
}
