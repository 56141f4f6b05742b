//! The table of answers of a scale.

use super::Writer;
use crate::definition::ItemText;
use crate::explain::condition::condition;
use crate::explain::data::{Answer, Effect, GivenCode, Scale};
use crate::explain::layout::{bracketed, localised, number, signed};
use crate::explain::named::Absence;
use crate::messages::words::Word;
use crate::plan::Operation;

/// The most ratings whose codes are written one by one.
const FEW_RATINGS: usize = 6;

impl Writer<'_> {
    pub(super) fn answers(&mut self, scale: &Scale, pooled: bool) {
        if scale.answers.is_empty() {
            return;
        }
        let additive = scale.operation == Operation::Sum;
        let head = [
            Word::Question,
            if pooled { Word::Ratings } else { Word::Answer },
            if additive { Word::Adds } else { Word::Value },
        ];
        let mut rows =
            vec![head.iter().map(|word| word.get(self.lang).to_owned()).chain([String::new()]).collect::<Vec<_>>()];
        for answer in &scale.answers {
            rows.push(vec![
                answer.field.clone(),
                self.given(answer),
                self.adds(answer, additive),
                self.said(answer, pooled),
            ]);
        }
        self.out.table(2, &[false, false, true], &rows);
    }

    /// The codes that were given.
    fn given(&self, answer: &Answer) -> String {
        let code = |given: &GivenCode| match given {
            GivenCode::Code(code) if code.parse::<f64>().is_ok() => localised(&code.replace('-', "−"), self.lang),
            GivenCode::Code(code) => code.clone(),
            GivenCode::Absent(_) => "·".to_owned(),
        };
        let codes: Vec<String> = answer.given.iter().map(code).collect();
        if codes.len() <= FEW_RATINGS {
            return codes.join(" ");
        }
        let mut counted: Vec<(&String, usize)> = Vec::new();
        for code in &codes {
            match counted.iter_mut().find(|(known, _)| *known == code) {
                Some((_, count)) => *count += 1,
                None => counted.push((code, 1)),
            }
        }
        counted.iter().map(|(code, count)| format!("{code}×{count}")).collect::<Vec<_>>().join(" ")
    }

    /// What an answer adds, with the reversal and the weight that make it.
    fn adds(&self, answer: &Answer, additive: bool) -> String {
        let Some(adds) = answer.adds() else { return "–".to_owned() };
        let lang = self.lang;
        let value = answer.number.map(|value| value.0);
        let turned = answer
            .reversed_from
            .zip(value)
            .map(|(ends, value)| format!("{} − {}", number(ends.0, lang), bracketed(value, lang)));
        match (turned, answer.weight, value) {
            (Some(turned), None, _) => format!("{turned} = {}", number(adds, lang)),
            (Some(turned), Some(weight), _) => {
                format!("{} × ({turned}) = {}", number(weight.0, lang), number(adds, lang))
            }
            (None, Some(weight), Some(value)) => {
                format!("{} × {} = {}", number(weight.0, lang), bracketed(value, lang), number(adds, lang))
            }
            _ if additive => signed(adds, lang),
            _ => number(adds, lang),
        }
    }

    /// The text of a question with what stands in the way of its answer.
    fn said(&self, answer: &Answer, pooled: bool) -> String {
        let lang = self.lang;
        let note = match &answer.effect {
            Effect::Adds(_) => None,
            Effect::TakenOut { policy, choice } => {
                let (_, words) = self.names.policy(policy, choice);
                let words = if words == *choice { format!("{policy}={choice}") } else { words };
                Some(Word::TakenOut.with(lang, &[("policy", &words)]))
            }
            Effect::NotForThisScale { unless } => {
                let words = answer.guard.as_ref().map_or_else(|| unless.clone(), |guard| condition(&self.names, guard));
                Some(Word::ElsewhereCounted.with(lang, &[("condition", &words)]))
            }
            Effect::Apart { means } => {
                let given = answer.given.iter().find_map(|given| match given {
                    GivenCode::Code(code) => Some(code.as_str()),
                    GivenCode::Absent(_) => None,
                });
                let label = given.and_then(|code| self.code_label(answer, code)).unwrap_or_else(|| means.clone());
                Some(Word::Aside.with(lang, &[("means", &label)]))
            }
            Effect::NotApplicable => Some(Word::DoesNotApply.get(lang).to_owned()),
            Effect::Absent(why) => Some(absence(*why).get(lang).to_owned()),
            Effect::RestsOnMissing => Some(Word::RestsOnMissing.get(lang).to_owned()),
        };
        let used = answer.used.as_ref().and_then(|used| match used {
            GivenCode::Code(code) => Some(Word::CountedAs.with(lang, &[("code", &localised(code, lang))])),
            GivenCode::Absent(_) => None,
        });
        let notes: Vec<String> = note.into_iter().chain(used).collect();
        let label = self.label(answer, pooled);
        if notes.is_empty() { label } else { format!("[{}] {label}", notes.join("; ")) }
    }

    fn item_text(&self, answer: &Answer) -> Option<&ItemText> {
        self.names.texts?.items.get(&answer.item)
    }

    /// The words of a code: the item's own, else those of its response.
    fn code_label(&self, answer: &Answer, code: &str) -> Option<String> {
        let own = self.item_text(answer).and_then(|text| text.options.get(code));
        let shared = || self.names.texts?.responses.get(&answer.response)?.get(code);
        own.or_else(shared).cloned()
    }

    /// The words of a question and of its answer; a gist where there are none.
    fn label(&self, answer: &Answer, pooled: bool) -> String {
        let words = self.item_text(answer);
        let poles = words.and_then(|words| Some(format!("{} … {}", words.left.as_ref()?, words.right.as_ref()?)));
        let prompt = words.and_then(|words| words.prompt.clone()).or(poles);
        let code = match answer.given.as_slice() {
            [GivenCode::Code(code)] if !pooled && !matches!(answer.effect, Effect::Apart { .. }) => Some(code.as_str()),
            _ => None,
        };
        let options = words.filter(|words| !words.options.is_empty()).map(|words| &words.options);
        match (prompt, options, code) {
            (Some(prompt), _, code) => match code.and_then(|code| self.code_label(answer, code)) {
                Some(label) => format!("{prompt} – {label}"),
                None => prompt,
            },
            // A choice without a question: what was chosen, or what there was to choose.
            (None, Some(options), Some(code)) => options.get(code).cloned().unwrap_or_default(),
            (None, Some(options), None) => {
                options.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>().join(" / ")
            }
            (None, None, code) => {
                let label = code.and_then(|code| self.code_label(answer, code));
                [answer.gist.clone(), label].into_iter().flatten().collect::<Vec<_>>().join(" – ")
            }
        }
    }
}

const fn absence(why: Absence) -> Word {
    match why {
        Absence::Missing => Word::NoAnswer,
        Absence::Refused => Word::Refused,
        Absence::NotApplicable => Word::DoesNotApply,
        Absence::NotAdministered => Word::NotAsked,
        Absence::Invalid => Word::NotACode,
    }
}
