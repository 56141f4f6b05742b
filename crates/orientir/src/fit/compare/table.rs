//! Two occasions of the same people, for each scale of an instrument.

use std::collections::BTreeMap;

use super::change::{Known, MeasurementError, ReliableChange, error_of, reliable_change};
use super::delta::{Delta, cliff};
use super::group::{GroupChange, deviation};
use super::why::WhyNot;
use crate::answers::Answers;
use crate::definition::Status;
use crate::exact::Ratio;
use crate::instrument::Instrument;
use crate::score::{ScaleScore, Scores};

/// The answers of one person on one occasion.
#[derive(Clone, Copy, Debug)]
pub struct Sitting<'a> {
    /// By whom the two occasions are matched.
    pub id: &'a str,
    /// The answers.
    pub answers: &'a Answers,
    /// The first and the last day of the answers, where it is known ([`super::day_number`]).
    pub days: Option<(i64, i64)>,
}

/// What is known beside the definition.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// For scales by their ids.
    pub scales: BTreeMap<String, Known>,
    /// For the other scales.
    pub others: Known,
}

/// Two occasions of the same people.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// People with both occasions.
    pub pairs: usize,
    /// People with the first or the second only.
    pub alone: usize,
    /// Pairs whose interval is not known; the fewest days are then not checked.
    pub undated: usize,
    /// Pairs with fewer days between than the instrument asks for.
    pub too_soon: usize,
    /// Whether all pairs gave the very same answers twice, as if one file were read twice.
    pub identical: bool,
    /// Whether the scores of everybody sum to one number, so that one scale can only rise where another falls.
    pub ipsative: bool,
    /// Each scale, in the order of the definition.
    pub scales: Vec<ScaleChange>,
}

/// A scale on two occasions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ScaleChange {
    /// The scale.
    pub name: String,
    /// Each person in the order of the tables: pairs and those before alone, then those after alone.
    pub people: Vec<PersonChange>,
    /// After less before of the people with two comparable scores.
    pub changes: Vec<Ratio>,
    /// Pairs without two comparable scores.
    pub dropped: usize,
    /// How the group moved.
    pub group: Result<GroupChange, WhyNot>,
}

/// A person on two occasions.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PersonChange {
    /// Who.
    pub id: String,
    /// The score before.
    pub before: Option<Ratio>,
    /// The score after.
    pub after: Option<Ratio>,
    /// After less before, where the two are comparable.
    pub difference: Option<Ratio>,
    /// Days between the occasions, where they are known.
    pub days: Option<i64>,
    /// What the change is, and what it was measured by.
    pub change: Result<(ReliableChange, MeasurementError), WhyNot>,
}

/// Somebody, with the place of the sittings.
struct Pair<'a> {
    id: &'a str,
    before: Option<usize>,
    after: Option<usize>,
    days: Option<i64>,
}

impl Comparison {
    /// From so many scores on, their standard deviation may stand for that of a norm.
    pub const FEWEST_FOR_DEVIATION: usize = 30;

    /// Compares two occasions. An id that comes twice on one occasion counts where it comes first.
    ///
    /// The instrument stands beside each occasion, so that another version or wording is seen.
    pub fn of(
        (instrument, before): (&Instrument, &[Sitting<'_>]),
        (second, after): (&Instrument, &[Sitting<'_>]),
        options: &Options,
    ) -> Self {
        let pairs = pairs(before, after);
        let (first_scores, second_scores) = (scored(instrument, before), scored(second, after));
        let both: Vec<(usize, usize)> = pairs.iter().filter_map(|pair| pair.before.zip(pair.after)).collect();
        let identical = |(i, j): &(usize, usize)| {
            let two = before.get(*i).zip(after.get(*j));
            two.is_some_and(|(first, last)| first.answers.rows() == last.answers.rows())
        };
        let least = instrument.definition().about.administration.as_ref().and_then(|given| given.retest_days);
        let soon = |pair: &&Pair<'_>| pair.days.zip(least).is_some_and(|(days, least)| days < i64::from(least));
        let paired = || pairs.iter().filter(|pair| pair.before.is_some() && pair.after.is_some());
        let another = if instrument.id() != second.id() || instrument.key_hash() != second.key_hash() {
            Some(WhyNot::Version)
        } else {
            (instrument.wording() != second.wording()).then_some(WhyNot::Wording)
        };
        let scales = instrument.scales().enumerate().map(|(scale, name)| {
            let at = |scores: &[Scores], place: usize| scores.get(place).and_then(|one| one.scales.get(scale).cloned());
            let mut known = *options.scales.get(name).unwrap_or(&options.others);
            let all: Vec<Ratio> = (0..before.len()).filter_map(|i| at(&first_scores, i)?.raw).collect();
            known.group = deviation(&all).filter(|_| all.len() >= Self::FEWEST_FOR_DEVIATION);
            let (mut lows, mut highs, mut changes) = (Vec::new(), Vec::new(), Vec::new());
            let people = pairs.iter().map(|pair| {
                let first = pair.before.and_then(|i| Some((at(&first_scores, i)?, before.get(i)?.answers)));
                let last = pair.after.and_then(|i| Some((at(&second_scores, i)?, after.get(i)?.answers)));
                let compared = comparable(first.as_ref(), last.as_ref(), another);
                if let Ok((low, high, change)) = compared {
                    lows.push(low);
                    highs.push(high);
                    changes.push(change);
                }
                let judged = compared.and_then(|(_, _, difference)| {
                    let (score, answers) = first.as_ref().ok_or(WhyNot::OneOccasion)?;
                    if soon(&pair) {
                        return Err(WhyNot::TooSoon);
                    }
                    let error = error_of(instrument, scale, (score, answers.person()), &known)?;
                    Ok((reliable_change(difference, error.deviation, error.reliability)?, error))
                });
                PersonChange {
                    id: pair.id.to_owned(),
                    before: first.as_ref().and_then(|(score, _)| score.raw),
                    after: last.as_ref().and_then(|(score, _)| score.raw),
                    difference: compared.ok().map(|(_, _, difference)| difference),
                    days: pair.days,
                    change: judged,
                }
            });
            let people = people.collect();
            let group = match another {
                Some(why) => Err(why),
                None => GroupChange::of(&lows, &highs),
            };
            ScaleChange { name: name.to_owned(), people, dropped: both.len() - changes.len(), changes, group }
        });
        Self {
            scales: scales.collect(),
            pairs: both.len(),
            alone: pairs.len() - both.len(),
            undated: paired().filter(|pair| pair.days.is_none()).count(),
            too_soon: paired().filter(soon).count(),
            identical: !both.is_empty() && both.iter().all(identical),
            ipsative: one_sum(first_scores.iter().chain(&second_scores)),
        }
    }

    /// Cliff's delta of the changes of this group against those of a comparison group, for each scale; positive where this group
    /// gained more.
    ///
    /// # Errors
    /// For a scale: [`WhyNot::SmallGroup`] where either has fewer than ten comparable pairs, and why either has no figures.
    pub fn against(&self, other: &Self) -> Vec<Result<Delta, WhyNot>> {
        let one = |scale: &ScaleChange| {
            let other = other.scales.iter().find(|one| one.name == scale.name).ok_or(WhyNot::Version)?;
            scale.group.and(other.group)?;
            cliff(&other.changes, &scale.changes)
        };
        self.scales.iter().map(one).collect()
    }
}

/// Matches occasions by id.
fn pairs<'a>(before: &[Sitting<'a>], after: &[Sitting<'a>]) -> Vec<Pair<'a>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pairs: Vec<Pair<'a>> = Vec::with_capacity(before.len());
    for (place, sitting) in before.iter().enumerate() {
        places.entry(sitting.id).or_insert_with(|| {
            pairs.push(Pair { id: sitting.id, before: Some(place), after: None, days: None });
            pairs.len() - 1
        });
    }
    for (place, sitting) in after.iter().enumerate() {
        let at = *places.entry(sitting.id).or_insert(pairs.len());
        match pairs.get_mut(at) {
            Some(pair) if pair.after.is_none() => {
                let first = pair.before.and_then(|i| before.get(i)?.days);
                pair.after = Some(place);
                // From the last rating before to the first one after.
                pair.days = first.zip(sitting.days).map(|(first, last)| last.0 - first.1);
            }
            Some(_) => {}
            None => pairs.push(Pair { id: sitting.id, before: None, after: Some(place), days: None }),
        }
    }
    pairs
}

fn scored(instrument: &Instrument, sittings: &[Sitting<'_>]) -> Vec<Scores> {
    let mut scorer = instrument.scorer();
    let score = |sitting: &Sitting<'_>| {
        let mut scores = Scores::default();
        scorer.score_into(sitting.answers, &mut scores);
        scores
    };
    sittings.iter().map(score).collect()
}

/// Before, after and their difference; or why the two may not be compared.
fn comparable(
    first: Option<&(ScaleScore, &Answers)>,
    last: Option<&(ScaleScore, &Answers)>,
    another: Option<WhyNot>,
) -> Result<(Ratio, Ratio, Ratio), WhyNot> {
    let ((first, given), (last, again)) = first.zip(last).ok_or(WhyNot::OneOccasion)?;
    if let Some(why) = another {
        return Err(why);
    }
    let languages = given.person().language.as_ref().zip(again.person().language.as_ref());
    if languages.is_some_and(|(one, other)| one != other) {
        return Err(WhyNot::Wording);
    }
    let (low, high) = first.raw.zip(last.raw).ok_or(WhyNot::NoScore)?;
    let prorated = [first, last].iter().any(|score| score.status == Status::Prorated);
    if prorated || first.observed != last.observed {
        return Err(WhyNot::Coverage);
    }
    Ok((low, high, high.minus(low).ok_or(WhyNot::TooLarge)?))
}

/// Whether the scores of everybody who has all of them sum to one number, although they differ between people.
fn one_sum<'a>(scores: impl Iterator<Item = &'a Scores>) -> bool {
    let all = |one: &'a Scores| one.scales.iter().map(|scale| scale.raw).collect::<Option<Vec<Ratio>>>();
    let complete: Vec<Vec<Ratio>> = scores.filter_map(all).collect();
    let sum = |list: &Vec<Ratio>| list.iter().try_fold(Ratio::ZERO, |sum, value| sum.plus(*value));
    let differ = complete.windows(2).any(|two| matches!(two, [one, other] if one != other));
    let mut sums = complete.iter().map(sum);
    let first = sums.next().flatten();
    differ && complete.len() >= GroupChange::FEWEST && first.is_some() && sums.all(|sum| sum == first)
}
