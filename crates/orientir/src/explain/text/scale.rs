//! A scale: its arithmetic, its score, its norm and its level.

use super::{Writer, truth};
use crate::definition::{Metric, Status, Wording};
use crate::exact::Ratio;
use crate::explain::condition::condition;
use crate::explain::data::{Answer, Data, Effect, How, LevelProbability, NoInterval, Scale, Source};
use crate::explain::layout::{bracketed, float, number, percent, standard};
use crate::messages::words::{Word, metric};
use crate::norm::Refusal;
use crate::plan::Operation;

impl Writer<'_> {
    pub(super) fn scale(&mut self, scale: &Scale, data: &Data) {
        let name = self.names.scale_id(&scale.id);
        let id = if name == scale.id { String::new() } else { format!(" ({})", scale.id) };
        self.out.heading(&format!("{} {name}{id}", Word::Scale.get(self.lang)));
        let what = self.say(Word::MadeOf, &[("what", self.made_of(scale))]);
        self.line(&what);
        self.answers(scale, data.ratings.is_some());
        for part in &scale.scales {
            let value =
                part.raw.map_or_else(|| Word::of_status(part.status).get(self.lang).to_owned(), |raw| self.number(raw));
            let name = self.names.scale_id(&part.id);
            self.line(&format!("{name}: {value}"));
        }
        self.arithmetic(scale);
        self.score(scale);
        self.norms(scale, data.wording);
        self.level(scale);
        self.precision(scale);
    }

    fn made_of(&self, scale: &Scale) -> &'static str {
        let word = match (scale.of_what, scale.operation) {
            (How::Counted, _) => Word::CountOfAnswers,
            (How::Right, _) => Word::RightAnswers,
            (How::Weighted, _) => Word::WeightedSum,
            (How::Points, _) => Word::PointsSum,
            (How::Values, Operation::Sum) => Word::SumOfAnswers,
            (_, operation) => Word::of_operation(operation),
        };
        word.get(self.lang)
    }

    fn arithmetic(&mut self, scale: &Scale) {
        let Some(computed) = scale.computed else { return };
        let lang = self.lang;
        let values: Vec<Ratio> = scale
            .answers
            .iter()
            .filter_map(Answer::adds)
            .chain(scale.scales.iter().filter_map(|s| Some(s.raw?.0)))
            .collect();
        let listed = || {
            let mut sorted = values.clone();
            sorted.sort_unstable();
            sorted.iter().map(|value| number(*value, lang)).collect::<Vec<_>>().join("; ")
        };
        let extreme = |value: Option<&Ratio>| value.map_or_else(String::new, |value| bracketed(*value, lang));
        let result = self.number(computed);
        let sum = scale.sum.map_or_else(String::new, |sum| self.number(sum));
        let missing =
            scale.answers.iter().filter(|a| matches!(a.effect, Effect::Absent(_) | Effect::RestsOnMissing)).count();
        let counts = (missing.to_string(), scale.answers.len().to_string());
        let counts = [("missing", counts.0.as_str()), ("of", counts.1.as_str())];
        let operation = scale.operation;
        if missing > 0 && scale.prorated.is_none() {
            let note = self.say(Word::WithoutMissing, &counts);
            self.line(&note);
        }
        let text = match operation {
            Operation::Sum => self.say(Word::SumIs, &[("sum", &sum)]),
            Operation::Mean => {
                self.say(Word::MeanIs, &[("sum", &sum), ("count", &values.len().to_string()), ("result", &result)])
            }
            Operation::Median => self.say(Word::MedianIs, &[("values", &listed()), ("result", &result)]),
            Operation::Spread => {
                let (high, low) = (extreme(values.iter().max()), extreme(values.iter().min()));
                self.say(Word::SpreadIs, &[("high", &high), ("low", &low), ("result", &result)])
            }
            Operation::Least => self.say(Word::LeastIs, &[("values", &listed()), ("result", &result)]),
            Operation::Greatest => self.say(Word::GreatestIs, &[("values", &listed()), ("result", &result)]),
            Operation::Difference | Operation::Ratio => {
                let word = if operation == Operation::Ratio { Word::RatioIs } else { Word::DifferenceIs };
                let (a, b) = (extreme(values.first()), extreme(values.get(1)));
                self.say(word, &[("a", &a), ("b", &b), ("result", &result)])
            }
        };
        self.line(&text);
        if let Some(prorated) = scale.prorated {
            let [low, span, share] = [prorated.low, prorated.span, prorated.share].map(|n| bracketed(n.0, lang));
            let [missing_low, missing_span] =
                [prorated.missing_low, prorated.missing_span].map(|n| bracketed(n.0, lang));
            let intro = self.say(Word::ProratedIs, &counts);
            self.line(&intro);
            let share = self.say(
                Word::ShareIs,
                &[("sum", &sum), ("low", &low), ("span", &span), ("share", share.trim_matches(['(', ')']))],
            );
            self.out.line(4, &share);
            let whole = [("sum", sum.as_str()), ("low", &missing_low), ("span", &missing_span), ("result", &result)];
            let whole = self.say(Word::CompletedIs, &whole);
            self.out.line(4, &whole);
        }
        if let (Some([low, high]), Some(raw)) = (scale.percent_between, scale.raw.or(scale.taken)) {
            let [value, low, high] = [computed, low, high].map(|n| bracketed(n.0, lang));
            let raw = self.number(raw);
            let percent =
                self.say(Word::PercentIs, &[("value", &value), ("low", &low), ("high", &high), ("result", &raw)]);
            self.line(&percent);
        }
    }

    fn score(&mut self, scale: &Scale) {
        let [low, high] = scale.range.map(|n| self.number(n));
        if let Some(raw) = scale.raw {
            let raw = self.number(raw);
            let text = self.say(Word::ScoreIs, &[("raw", &raw), ("low", &low), ("high", &high)]);
            self.line(&text);
        } else {
            let reason = Word::of_status(scale.status).get(self.lang).to_owned();
            let (answered, of, need) = (scale.answered.to_string(), scale.of.to_string(), scale.need.to_string());
            let detail = match scale.status {
                Status::CheckFailed => {
                    let checks = scale.taken_by.join(", ");
                    let value = scale.taken.map(|value| self.number(value));
                    let would = value.map(|value| self.say(Word::WouldBe, &[("value", &value)]));
                    [Some(checks), would].into_iter().flatten().collect::<Vec<_>>().join("; ")
                }
                Status::NotApplicable | Status::Undefined | Status::Invalid | Status::Restricted => String::new(),
                _ => self.say(Word::AnsweredOf, &[("answered", &answered), ("of", &of), ("need", &need)]),
            };
            let reason = if detail.is_empty() { reason } else { format!("{reason} ({detail})") };
            let text = self.say(Word::NoScore, &[("reason", &reason)]);
            self.line(&text);
        }
        let open = scale.possible.filter(|[low, high]| low != high && scale.status != Status::CheckFailed);
        if let Some(possible) = open {
            let [low, high] = possible.map(|n| self.number(n));
            let text = self.say(Word::WithAnyAnswers, &[("low", &low), ("high", &high)]);
            self.line(&text);
        }
    }

    fn norms(&mut self, scale: &Scale, wording: Wording) {
        let lang = self.lang;
        for tried in &scale.norms {
            let Some(cell) = &tried.cell else {
                let facts: Vec<_> = tried.asks.iter().map(|ask| covariate(ask).get(lang)).collect();
                let [norm, here] = [tried.wording, wording].map(|wording| Word::of_wording(wording).get(lang));
                let reason = match tried.does_not_fit {
                    Some(Refusal::Wording) => Word::OtherWording.with(lang, &[("norm", norm), ("here", here)]),
                    Some(Refusal::CovariateMissing) => Word::FactsMissing.with(lang, &[("facts", &facts.join(", "))]),
                    _ => Word::OtherPeople.get(lang).to_owned(),
                };
                let text = self.say(Word::NoNormFits, &[("norm", &tried.id), ("reason", &reason)]);
                self.line(&text);
                continue;
            };
            let mut people = self.people(&cell.people);
            people.push(Word::of_people(cell.population).get(lang).to_owned());
            people.push(self.say(Word::Sample, &[("n", &cell.n.to_string())]));
            people.push(cell.year.to_string());
            let text = self.say(Word::NormIs, &[("norm", &tried.id), ("people", &people.join(", "))]);
            self.line(&text);
            if let (Some(mean), Some(sd), Some(raw), Some(z)) = (cell.mean, cell.sd, scale.raw, cell.z) {
                let [raw, mean_text, sd_text] = [raw, mean, sd].map(|n| bracketed(n.0, lang));
                let z = self.number(z);
                let text = self.say(Word::MeanAndSd, &[("mean", &mean_text), ("sd", &sd_text)]);
                self.out.line(4, &text);
                let text = self.say(Word::ZIs, &[("raw", &raw), ("mean", &mean_text), ("sd", &sd_text), ("z", &z)]);
                self.out.line(4, &text);
            }
            for row in [cell.row, cell.percentile_row].into_iter().flatten() {
                let value = match row.metric {
                    Metric::Percentile => standard(row.is.0.to_f64(), row.metric, lang),
                    _ => self.number(row.is),
                };
                let from = self.number(row.from);
                let of = metric(row.metric, lang);
                let text = self.say(Word::TableRow, &[("from", &from), ("metric", of), ("value", &value)]);
                self.out.line(4, &text);
            }
            if !cell.standard.is_empty() {
                let scores = cell.standard.iter().map(|standard| {
                    format!(
                        "{} {}",
                        metric(standard.metric, lang),
                        self::standard(standard.value, standard.metric, lang)
                    )
                });
                let text = self.say(Word::StandardScores, &[("scores", &scores.collect::<Vec<_>>().join("; "))]);
                self.out.line(4, &text);
            }
            self.source(cell.basis.as_ref());
        }
    }

    fn precision(&mut self, scale: &Scale) {
        let Some(precision) = &scale.precision else { return };
        let lang = self.lang;
        let number = |number: f64| float(number, 2, lang);
        if let Some(r) = precision.reliability {
            let text = self.say(Word::ReliabilityIs, &[("r", &number(r))]);
            self.line(&text);
        }
        let reason = match (precision.interval, precision.sem, precision.no_interval) {
            (Some([low, high]), Some(sem), _) => {
                let (low, high, sem) = (number(low), number(high), number(sem));
                let text = self.say(Word::IntervalIs, &[("sem", &sem), ("low", &low), ("high", &high)]);
                self.line(&text);
                None
            }
            (_, _, Some(NoInterval::Prorated)) => Some(Word::WhyProrated),
            _ => Some(Word::WhyNoDeviation),
        };
        if let Some(reason) = reason {
            let text = self.say(Word::NoInterval, &[("reason", reason.get(lang))]);
            self.line(&text);
        }
        if !precision.level_probabilities.is_empty() {
            let level = |one: &LevelProbability| {
                let percent = percent(100.0 * one.probability);
                format!("{} {percent}%", self.names.level(&one.level))
            };
            let levels: Vec<String> = precision.level_probabilities.iter().map(level).collect();
            let text = self.say(Word::LevelsLikely, &[("levels", &levels.join("; "))]);
            self.line(&text);
        }
        if let Some(level) = &precision.borderline {
            let text = self.say(Word::BorderlineIs, &[("level", &self.names.level(level))]);
            self.line(&text);
        }
    }

    fn source(&mut self, source: Option<&Source>) {
        let Some(Source { source, evidence }) = source else { return };
        let cited =
            self.names.definition.about.sources.get(source).map_or(source.as_str(), |known| known.cite.get(self.lang));
        let text = self.say(Word::SourceIs, &[("source", cited), ("evidence", evidence.as_str())]);
        self.out.line(4, &text);
    }

    fn level(&mut self, scale: &Scale) {
        let Some(level) = &scale.level else { return };
        let lang = self.lang;
        let text = match (&level.id, level.ungraded) {
            (Some(id), _) => {
                let name = self.names.level(id);
                let id = if name == *id { name } else { format!("{name} ({id})") };
                self.say(Word::LevelIs, &[("level", &id)])
            }
            (None, reason) => {
                self.say(Word::NoLevel, &[("reason", reason.map_or("", |reason| Word::of_ungraded(reason).get(lang)))])
            }
        };
        self.line(&text);
        for bands in &level.bands {
            let of = metric(bands.metric, lang);
            let listed = bands.list.iter().map(|band| {
                let name = self.names.level(&band.level);
                match band.from {
                    Some(from) => format!("{name} {}", Word::FromOn.with(lang, &[("from", &self.number(from))])),
                    None => name,
                }
            });
            let listed = listed.collect::<Vec<_>>().join("; ");
            let people = self.people(&bands.people);
            let of = if people.is_empty() { of.to_owned() } else { format!("{of}; {}", people.join(", ")) };
            let text = self.say(Word::BandsBy, &[("metric", &of), ("bands", &listed)]);
            self.out.line(4, &text);
            for need in &bands.needs {
                let mut words = condition(&self.names, &need.cond);
                if let Some(now) = need.now {
                    words = format!("{words} ({})", Word::Now.with(lang, &[("value", &self.number(now))]));
                }
                let text = self.say(Word::NeedsThis, &[("condition", &words), ("answer", truth(need.holds).get(lang))]);
                self.out.line(4, &text);
            }
            self.source(bands.basis.as_ref());
        }
        for (change, word) in [(&level.up, Word::Up), (&level.down, Word::Down)] {
            let Some(change) = change else { continue };
            let word = if word == Word::Down && change.by.0 == Ratio::ZERO { Word::DownAtCut } else { word };
            let about = |text: String| if change.about { Word::About.with(lang, &[("number", &text)]) } else { text };
            let (name, at, by) =
                (self.names.level(&change.level), about(self.number(change.raw)), about(self.number(change.by)));
            let text = self.say(word, &[("level", &name), ("at", &at), ("by", &by)]);
            self.line(&text);
        }
        if !level.possible.is_empty() {
            let levels = level.possible.iter().map(|id| self.names.level(id)).collect::<Vec<_>>().join(", ");
            let text = self.say(Word::LevelsPossible, &[("levels", &levels)]);
            self.line(&text);
        }
    }
}

/// A covariate by its stable word.
fn covariate(name: &str) -> Word {
    match name {
        "sex" => Word::Sex,
        "age" => Word::Age,
        "grade" => Word::Grade,
        "language" => Word::Language,
        "region" => Word::Region,
        _ => Word::ModeOf,
    }
}
