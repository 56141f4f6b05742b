//! The result of one person, with names.

use serde::ser::{Serialize, Serializer};

use crate::answers::{Answers, Person};
use crate::definition::{Metric, Norm, NormGroup, PopulationGroup, Status};
use crate::error::Error;
use crate::exact::Ratio;
use crate::instrument::Instrument;
use crate::node::Node;
use crate::norm::METRICS;
use crate::norm::precision::{self, TrueScore, Z, likeliest};
use crate::plan::{Plan, PlanScale};
use crate::receipt::Receipt;
use crate::score::{Facts, ScaleScore, Scores};

/// Remarks of definitions that no norm of pupils is known, by the ids that they have in the catalogue.
const NO_NORMS: [&str; 2] = ["no_norms", "no_school_norms"];

/// The scores of one person with the instrument that gave them.
#[derive(Clone, Debug)]
pub struct Report {
    instrument: Instrument,
    scores: Scores,
    answers: Answers,
}

impl Report {
    pub(crate) fn new(instrument: Instrument, scores: Scores, answers: &Answers) -> Self {
        Self { instrument, scores, answers: answers.clone() }
    }

    /// The instrument.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// The answers that were scored.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The scores by number.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// The score of a scale.
    ///
    /// # Errors
    /// `unknown_scale`.
    pub fn scale(&self, id: &str) -> Result<ScaleReport<'_>, Error> {
        self.scales().find(|scale| scale.id() == id).ok_or_else(|| self.instrument.unknown_scale(id))
    }

    /// The scores in the order of the definition.
    pub fn scales(&self) -> impl Iterator<Item = ScaleReport<'_>> {
        let plan = self.instrument.plan();
        plan.scales.iter().zip(&self.scores.scales).map(|(about, score)| ScaleReport::new(plan, about, score))
    }

    /// The leading types; none where the instrument has no types or the answers do not settle them.
    pub fn types(&self) -> Option<Vec<&str>> {
        self.instrument.types_of(&self.scores.types)
    }

    /// The checks that fired, in the order of the definition, and `overflow` for a mark beyond the end of a line.
    pub fn flags(&self) -> Vec<&str> {
        self.instrument.flags_of(self.scores.flags)
    }

    /// Remarks that stand beside the result: the definition's, those of the norms that were used, and `outside_age` or
    /// `outside_grade` for a person whom the instrument was not made for.
    pub fn cautions(&self) -> Vec<&str> {
        let definition = self.instrument.definition();
        // That there are no norms of pupils is not said of a result that stands in one.
        let pupils = |norm: &&Norm| norm.population == PopulationGroup::Pupils;
        let of_pupils: Vec<&str> = definition.norms.iter().filter(pupils).map(|norm| norm.id.as_str()).collect();
        let stands = self.scales().any(|scale| scale.norm().is_some_and(|norm| of_pupils.contains(&norm)));
        let said = |id: &&str| !(stands && NO_NORMS.contains(id));
        let mut cautions: Vec<&str> = definition.about.cautions.iter().map(|c| c.id.as_str()).filter(said).collect();
        cautions.extend(outside_population(&self.instrument, self.answers.person()));
        for norm in definition.norms.iter().filter(|norm| self.scales().any(|s| s.norm() == Some(&norm.id))) {
            cautions.extend(
                norm.cautions
                    .iter()
                    .map(super::definition::reader::Id::as_str)
                    .filter(|c| !cautions.contains(c))
                    .collect::<Vec<_>>(),
            );
        }
        cautions
    }

    /// How sure a standard score is: the score plus and minus 1.96 standard errors of measurement. Such intervals hold the true score in
    /// 95 cases of 100; `SEM = SD √(1 − r)` with the SD of the standard score and the scale's reliability r (Lord and Novick 1968, 3.8).
    ///
    /// None where no norm fits, where the standard score is none of a linear scale (`z`, `t`, `iq`), for a score that is made up
    /// for missing answers, and where the definition knows no reliability of the scale; of several the first with a value counts.
    /// [`ScaleReport::interval`] is the one in raw points.
    pub fn interval(&self, scale: &str, metric: Metric) -> Option<(f64, f64)> {
        let one = self.scale(scale).ok()?;
        let score = one.standard(metric).filter(|_| !one.is_prorated())?;
        let deviation = match metric {
            Metric::Z => 1.0,
            Metric::T => 10.0,
            Metric::Iq => 15.0,
            _ => return None,
        };
        let reliability = precision::reliability(self.instrument.plan(), one.about, one.score.standing.as_ref()?)?;
        let half = Z * deviation * (1.0 - reliability).sqrt();
        Some((score - half, score + half))
    }

    /// The group of a norm in which a score stands: who the person is compared with.
    pub fn norm_group(&self, scale: &str) -> Option<&NormGroup> {
        let standing = self.scale(scale).ok()?.score.standing.as_ref()?;
        let norm = self.instrument.definition().norms.get(usize::from(standing.norm))?;
        norm.groups.get(usize::from(standing.group))
    }

    /// What the result was made with.
    pub fn receipt(&self) -> Receipt {
        Receipt::of(self)
    }

    /// The result as one JSON text: the same bytes from the same inputs.
    pub fn to_json(&self) -> String {
        let mut members = self.members(false);
        members.push(("cautions", Node::texts(self.cautions())));
        let mut text = serde_json::to_string(&Node::Members(members)).unwrap_or_default();
        text.truncate(text.len().saturating_sub("}".len()));
        text.push_str(",\"receipt\":");
        text.push_str(&serde_json::to_string(&self.receipt()).unwrap_or_default());
        text.push('}');
        text
    }

    /// What a battery's conditions may look at.
    pub(crate) fn facts(&self) -> Facts<'_> {
        let plan = self.instrument.plan();
        let Scores { scales, types, .. } = &self.scores;
        Facts {
            plan,
            cells: &[],
            scores: scales,
            types,
            person: self.answers.person(),
            ratings: self.answers.ratings(),
        }
    }

    /// The result as a receipt hashes it: without the receipt, and without cautions and what rests on reliability, since a
    /// definition may gain either and give the same scores.
    pub(crate) fn plain(&self) -> Node<'_> {
        Node::Members(self.members(true))
    }

    fn members(&self, plain: bool) -> Vec<(&str, Node<'_>)> {
        let scales = self.scales().map(|scale| (scale.id, if plain { scale.plain() } else { scale.node() })).collect();
        let mut members = vec![("instrument", Node::Text(self.instrument.id())), ("scales", Node::Members(scales))];
        if self.instrument.plan().types.is_some() {
            members.push(("type", self.types().map_or(Node::Null, Node::texts)));
        }
        members.push(("flags", Node::texts(self.flags())));
        members.extend(self.restriction().map(|why| ("restricted", Node::Text(why.as_str()))));
        members
    }
}

/// Covariates by which a person lies outside the population.
fn outside_population(instrument: &Instrument, person: &Person) -> Vec<&'static str> {
    let Some(population) = &instrument.definition().about.population else { return Vec::new() };
    let asked = [("outside_age", &population.age, person.age), ("outside_grade", &population.grade, person.grade)];
    let outside = |limits: &crate::definition::Grouping, n: u32| {
        limits.from.is_some_and(|from| n < from) || limits.below.is_some_and(|below| n >= below)
    };
    asked
        .into_iter()
        .filter(|(_, limits, n)| limits.as_ref().zip(*n).is_some_and(|(l, n)| outside(l, n)))
        .map(|(id, _, _)| id)
        .collect()
}

/// The score of one scale with its names.
#[derive(Clone, Copy, Debug)]
pub struct ScaleReport<'a> {
    id: &'a str,
    plan: &'a Plan,
    about: &'a PlanScale,
    score: &'a ScaleScore,
    level: Option<&'a str>,
    norm: Option<&'a str>,
}

impl<'a> ScaleReport<'a> {
    pub(crate) fn new(plan: &'a Plan, about: &'a PlanScale, score: &'a ScaleScore) -> Self {
        Self {
            id: &about.id,
            plan,
            about,
            score,
            level: score.level.map(|level| plan.level_name(level)),
            norm: score.standing.as_ref().and_then(|s| plan.norms.get(usize::from(s.norm))).map(|n| n.id.as_str()),
        }
    }

    /// The scale.
    pub fn id(&self) -> &'a str {
        self.id
    }

    /// Whether there is a score, and why not.
    pub fn status(&self) -> Status {
        self.score.status
    }

    /// The raw score as the nearest float.
    pub fn raw(&self) -> Option<f64> {
        self.score.raw.map(Ratio::to_f64)
    }

    /// The raw score, exact.
    pub fn exact(&self) -> Option<Ratio> {
        self.score.raw
    }

    /// Whether missing answers were made up for by the given ones.
    pub fn is_prorated(&self) -> bool {
        self.score.status == Status::Prorated
    }

    /// How many answers were given, codes apart included.
    pub fn answered(&self) -> u16 {
        self.score.answered
    }

    /// How many answers had a value.
    pub fn observed(&self) -> u16 {
        self.score.observed
    }

    /// How many answers the scale has.
    pub fn of(&self) -> u16 {
        self.score.of
    }

    /// The lowest and highest score that the missing answers could still give.
    pub fn possible(&self) -> Option<(f64, f64)> {
        self.score.possible.map(|(low, high)| (low.to_f64(), high.to_f64()))
    }

    /// The level.
    pub fn level(&self) -> Option<&'a str> {
        self.level
    }

    /// A standard score.
    pub fn standard(&self, metric: Metric) -> Option<f64> {
        self.score.standard(metric)
    }

    /// The norm that was used.
    pub fn norm(&self) -> Option<&'a str> {
        self.norm
    }

    /// Why there is no level although the definition has levels.
    pub fn ungraded(&self) -> Option<&'static str> {
        self.score.ungraded.map(crate::score::Ungraded::as_str)
    }

    /// Why no norm fits although the definition has norms.
    pub fn refusal(&self) -> Option<&'static str> {
        self.score.refusal.map(crate::norm::Refusal::as_str)
    }
}

/// How sure the score is. Everything here is none where the definition knows no reliability of the scale, and for a score that is
/// made up for missing answers, since a reliability holds for the whole scale.
impl<'a> ScaleReport<'a> {
    fn true_score(&self) -> Option<TrueScore<'a>> {
        TrueScore::of(self.plan, self.about, self.score)
    }

    /// The raw score plus and minus 1.96 standard errors of measurement: such intervals hold the true score in 95 cases of 100. They
    /// may pass the ends of the scale.
    ///
    /// The error is the definition's own, or `SD √(1 − r)` with the standard deviation of the norm that fits (Lord and Novick 1968,
    /// 3.8); none where there is neither.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.true_score()?.interval()
    }

    /// The probability of each level of the true score, rising; together 1.
    ///
    /// Where a norm fits, the true score is drawn towards its mean: `N(M + r (X − M), s² r (1 − r))`, in raw points for levels of raw
    /// scores and in z for those of standard scores; where none fits but the error of measurement is known, `N(X, SEM²)`. A table
    /// of stens or stanines says too little. None where there is no level, and where a missing covariate leaves open which norm
    /// or which bands gave it.
    pub fn level_probabilities(&self) -> Option<Vec<(&'a str, f64)>> {
        let levels = self.true_score()?.levels()?;
        Some(levels.into_iter().map(|(level, p)| (self.plan.level_name(level), p)).collect())
    }

    /// Whether another level than the printed one is the likeliest of the true score; none where probabilities are not known.
    pub fn is_borderline(&self) -> Option<bool> {
        let given = self.score.level?;
        let levels = self.true_score()?.levels()?;
        likeliest(&levels, given).map(|level| level != given)
    }

    /// The probability that the true score has the printed level.
    pub(crate) fn level_probability(&self) -> Option<f64> {
        let levels = self.true_score()?.levels()?;
        levels.into_iter().find(|(level, _)| Some(*level) == self.score.level).map(|(_, p)| p)
    }
}

impl<'a> ScaleReport<'a> {
    fn node(&self) -> Node<'a> {
        let Node::Members(mut members) = self.plain() else { return Node::Null };
        let mut add = |name, value: Option<Node<'a>>| members.extend(value.map(|value| (name, value)));
        let interval = self.interval().map(|(low, high)| Node::List(vec![Node::Float(low), Node::Float(high)]));
        add("interval", interval);
        let levels = self.level_probabilities();
        let levels = levels.map(|all| Node::Members(all.into_iter().map(|(id, p)| (id, Node::Float(p))).collect()));
        add("level_probabilities", levels);
        add("borderline", self.is_borderline().map(Node::Truth));
        Node::Members(members)
    }

    /// The score without what rests on reliability.
    fn plain(&self) -> Node<'a> {
        let float = |number: Option<f64>| number.map_or(Node::Null, Node::Float);
        let range = |(low, high)| Node::List(vec![Node::Float(low), Node::Float(high)]);
        let mut members = vec![
            ("status", Node::Text(self.status().as_str())),
            ("raw", float(self.raw())),
            ("answered", Node::Whole(self.answered().into())),
            ("of", Node::Whole(self.of().into())),
            ("possible", self.possible().map_or(Node::Null, range)),
        ];
        let mut add = |name, value: Option<Node<'a>>| members.extend(value.map(|value| (name, value)));
        add("level", self.level().map(Node::Text));
        add("ungraded", self.ungraded().map(Node::Text));
        for metric in METRICS {
            add(metric.as_str(), self.standard(metric).map(Node::Float));
        }
        add("norm", self.norm().map(Node::Text));
        add("no_norm", self.refusal().map(Node::Text));
        Node::Members(members)
    }
}

impl Serialize for ScaleReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.node().serialize(serializer)
    }
}
