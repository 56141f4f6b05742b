//! The listing of an explanation for people.

mod answers;
mod scale;

use super::condition::{condition, expression};
use super::data::{Check, Data, Exact, Limits, Outcome, People, Rule, Types};
use super::layout::{Listing, number};
use super::names::Names;
use crate::instrument::Instrument;
use crate::messages::Lang;
use crate::messages::words::Word;
use crate::score::OVERFLOW;

pub(super) fn listing(instrument: &Instrument, data: &Data, lang: Lang) -> String {
    let names = Names::words(instrument.definition(), instrument.plan(), lang);
    let mut writer = Writer { names, lang, out: Listing::new() };
    writer.head(data);
    for scale in &data.scales {
        writer.scale(scale, data);
    }
    if let Some(types) = &data.types {
        writer.types(types);
    }
    writer.checks(&data.checks);
    writer.cautions(&data.cautions);
    writer.receipt(data);
    writer.out.finish()
}

/// Writes a listing in one language.
#[derive(Debug)]
struct Writer<'a> {
    names: Names<'a>,
    lang: Lang,
    out: Listing,
}

impl Writer<'_> {
    fn say(&self, word: Word, arguments: &[(&str, &str)]) -> String {
        word.with(self.lang, arguments)
    }

    fn number(&self, exact: Exact) -> String {
        number(exact.0, self.lang)
    }

    fn line(&mut self, text: &str) {
        self.out.line(2, text);
    }

    fn head(&mut self, data: &Data) {
        self.out.heading(Word::Title.get(self.lang));
        if let Some(texts) = self.names.texts {
            self.out.line(0, &texts.title);
        }
        let wording = Word::of_wording(data.wording).get(self.lang);
        let wording = self.say(Word::WordingIs, &[("wording", wording)]);
        self.out.line(0, &format!("{} {}; {wording}", data.instrument, data.version));
        let facts = self.people(&data.person);
        if !facts.is_empty() {
            let facts = self.say(Word::AboutPerson, &[("facts", &facts.join(", "))]);
            self.out.line(0, &facts);
        }
        if let Some(count) = data.ratings {
            let ratings = self.say(Word::RatingsAre, &[("count", &count.to_string())]);
            self.out.line(0, &ratings);
        }
        if !data.policies.is_empty() {
            self.out.heading(Word::Policies.get(self.lang));
            for policy in &data.policies {
                let (name, choice) = self.names.policy(&policy.id, &policy.choice);
                let who = if policy.default { Word::ByDefault } else { Word::Chosen };
                self.line(&format!("{name}: {choice} ({}={}; {})", policy.id, policy.choice, who.get(self.lang)));
            }
        }
    }

    /// What is known of a person, or whom something is meant for.
    fn people(&self, people: &People) -> Vec<String> {
        let lang = self.lang;
        let limits = |limits: Limits| match limits {
            Limits::Is(n) => n.to_string(),
            Limits::Within(from, below) => {
                let (from, to) = (from.map(|n| n.to_string()), below.map(|n| n.saturating_sub(1).to_string()));
                match (from.as_deref(), to.as_deref()) {
                    (Some(from), Some(to)) if from == to => from.to_owned(),
                    (Some(from), Some(to)) => Word::Limits.with(lang, &[("from", from), ("to", to)]),
                    (Some(from), None) => Word::FromOn.with(lang, &[("from", from)]),
                    (None, Some(to)) => Word::UpTo.with(lang, &[("to", to)]),
                    (None, None) => String::new(),
                }
            }
        };
        let sex = people.sex.map(|sex| Word::of_sex(sex).get(lang).to_owned());
        let mode = people.mode.map(|mode| Word::of_mode(mode).get(lang).to_owned());
        let facts = [
            (Word::Sex, sex),
            (Word::Age, people.age.map(limits)),
            (Word::Grade, people.grade.map(limits)),
            (Word::Language, people.language.clone()),
            (Word::Region, people.region.clone()),
            (Word::ModeOf, mode),
        ];
        facts.into_iter().filter_map(|(word, fact)| Some(format!("{}: {}", word.get(lang), fact?))).collect()
    }

    fn types(&mut self, types: &Types) {
        let lang = self.lang;
        self.out.heading(Word::Type.get(lang));
        let letters = types.letters.unwrap_or_default().to_string();
        let rule = match types.rule {
            Rule::Highest => Word::TypeByHighest.get(lang).to_owned(),
            Rule::Code => self.say(Word::TypeByCode, &[("count", &letters)]),
            Rule::Cases => Word::TypeByCases.get(lang).to_owned(),
        };
        self.line(&rule);
        let mut rows = Vec::new();
        for candidate in &types.candidates {
            let numbers =
                candidate.by.iter().map(|judged| judged.number.map_or_else(|| "–".to_owned(), |n| self.number(n)));
            let by =
                candidate.by.iter().map(|judged| expression(&self.names, &judged.expr)).collect::<Vec<_>>().join("; ");
            let name = self.names.type_id(&candidate.id);
            let leads = if candidate.leads { Word::Leads.get(lang).to_owned() } else { String::new() };
            let by = if by == name { String::new() } else { format!("({by})") };
            rows.push(vec![name, numbers.collect::<Vec<_>>().join("; "), leads, by]);
        }
        for case in &types.cases {
            let words = condition(&self.names, &case.when.cond);
            rows.push(vec![self.names.type_id(&case.id), truth(case.when.holds).get(lang).to_owned(), words]);
        }
        if let Some(id) = &types.otherwise {
            rows.push(vec![self.names.type_id(id), String::new(), Word::Otherwise.get(lang).to_owned()]);
        }
        self.out.table(2, &[false, types.cases.is_empty(), false], &rows);
        let most = types.at_most.unwrap_or_default().to_string();
        let text = match types.outcome {
            Outcome::Found => {
                let found = types.ids.iter().map(|id| self.names.type_id(id)).collect::<Vec<_>>().join(", ");
                self.say(Word::TypeIs, &[("types", &found)])
            }
            Outcome::Undifferentiated => self.say(Word::TypeTooMany, &[("count", &most)]),
            Outcome::Undetermined => Word::TypeOpen.get(lang).to_owned(),
        };
        self.line(&text);
    }

    fn checks(&mut self, checks: &[Check]) {
        if checks.is_empty() {
            return;
        }
        self.out.heading(Word::Checks.get(self.lang));
        for check in checks {
            let text = self.names.texts.and_then(|texts| texts.checks.get(&check.id)).cloned();
            let overflow = (check.id == OVERFLOW).then(|| Word::Overflow.get(self.lang).to_owned());
            let text = text.or(overflow).map_or_else(String::new, |text| format!(": {text}"));
            self.line(&format!("{}{text}", check.id));
            if !check.items.is_empty() {
                let items = self.say(Word::AtItems, &[("items", &check.items.join(", "))]);
                self.out.line(4, &items);
            }
            if !check.takes.is_empty() {
                let scales = check.takes.iter().map(|id| self.names.scale_id(id)).collect::<Vec<_>>().join(", ");
                let scales = self.say(Word::TakesScores, &[("scales", &scales)]);
                self.out.line(4, &scales);
            }
        }
    }

    fn cautions(&mut self, cautions: &[String]) {
        if cautions.is_empty() {
            return;
        }
        self.out.heading(Word::Cautions.get(self.lang));
        for caution in cautions {
            let known = self.names.texts.and_then(|texts| texts.cautions.get(caution)).cloned();
            let text = known.unwrap_or_else(|| match caution.as_str() {
                "outside_age" => Word::OutsideAge.get(self.lang).to_owned(),
                "outside_grade" => Word::OutsideGrade.get(self.lang).to_owned(),
                id => id.to_owned(),
            });
            self.line(&format!("- {text}"));
        }
    }

    fn receipt(&mut self, data: &Data) {
        let receipt = &data.receipt;
        self.out.heading(Word::Receipt.get(self.lang));
        let word = |word: Word| word.get(self.lang).to_owned();
        let mut rows = vec![
            vec![word(Word::Engine), receipt.engine.clone()],
            vec![word(Word::Key), receipt.key.clone()],
            vec![word(Word::Document), receipt.document.clone()],
        ];
        rows.push(vec![word(Word::Result), receipt.result.clone()]);
        self.out.table(2, &[false], &rows);
        if let Some(texts) = &receipt.texts {
            self.line(&format!("{} {}", Word::TextPack.get(self.lang), texts.name));
            self.out.line(4, &texts.hash);
        }
        for (norm, hash) in &receipt.norms {
            self.line(&format!("{} {norm}", Word::Norm.get(self.lang)));
            self.out.line(4, hash);
        }
    }
}

/// Whether a condition holds, as a word.
const fn truth(holds: Option<bool>) -> Word {
    match holds {
        Some(true) => Word::Yes,
        Some(false) => Word::No,
        None => Word::Undecided,
    }
}
