//! Instruments.

use std::collections::BTreeMap;

use orientir::definition::{Use, Wording};
use orientir::{Answers, Code, Diagnostics, Error, Lang, TextPack};
use orientir_report::Figure;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::given::Given;
use crate::problems::{OrThrow, language};

/// An instrument with the language of its messages.
#[wasm_bindgen(js_name = NativeInstrument)]
#[derive(Clone, Debug)]
pub struct Instrument {
    pub(crate) inner: orientir::Instrument,
    pub(crate) lang: Lang,
}

#[wasm_bindgen(js_class = NativeInstrument)]
impl Instrument {
    /// An instrument from its definition.
    pub fn load(text: &str, lang: &str) -> Result<Instrument, JsValue> {
        let lang = language(lang)?;
        Ok(Self { inner: orientir::Instrument::from_json(text).or_throw(lang)?, lang })
    }

    /// What does not change, as JSON.
    pub fn about(&self) -> String {
        let (inner, definition) = (&self.inner, self.inner.definition());
        let policies: BTreeMap<&str, &str> = inner.policies().collect();
        json!({
            "id": inner.id(),
            "version": definition.version,
            "key": inner.key_hash(),
            "document": inner.document_hash(),
            "fields": inner.fields().collect::<Vec<_>>(),
            "scales": inner.scales().collect::<Vec<_>>(),
            "languages": definition.texts.iter().map(|(lang, _)| lang).collect::<Vec<_>>(),
            "asked_languages": inner.asked_languages().map(Lang::as_str).collect::<Vec<_>>(),
            "has_item_texts": inner.has_item_texts(),
            "texts": inner.texts_used(),
            "self_test": inner.self_test().as_str(),
            "use": if inner.is_for_groups() { Use::AnonymousAdultGroups } else { Use::Individual }.as_str(),
            "policies": policies,
            "wording": inner.wording().as_str(),
        })
        .to_string()
    }

    /// The same with another choice of a policy.
    pub fn with_policy(&self, policy: &str, choice: &str) -> Result<Instrument, JsValue> {
        Ok(Self { inner: self.inner.with_policy(policy, choice).or_throw(self.lang)?, ..*self })
    }

    /// The same, answered in another wording.
    pub fn with_wording(&self, wording: &str) -> Result<Instrument, JsValue> {
        let wording = Wording::parse(wording).ok_or_else(|| {
            let allowed = Wording::ALL.iter().map(|wording| wording.as_str()).collect::<Vec<_>>().join(", ");
            let fault = Error::new(Code::UnknownPolicy, "").with("name", format!("wording={wording}"));
            fault.with("instrument", self.inner.id()).with("allowed", allowed)
        });
        Ok(Self { inner: self.inner.with_wording(wording.or_throw(self.lang)?).or_throw(self.lang)?, ..*self })
    }

    /// The same with norms of a file.
    pub fn with_norms(&self, text: &str) -> Result<Instrument, JsValue> {
        Ok(Self { inner: self.inner.with_norms(text).or_throw(self.lang)?, ..*self })
    }

    /// The same with the published texts of a pack.
    pub fn with_texts(&self, text: &str) -> Result<Instrument, JsValue> {
        let pack = TextPack::from_json(text).or_throw(self.lang)?;
        Ok(Self { inner: self.inner.with_texts(&pack).or_throw(self.lang)?, ..*self })
    }

    /// The same, for those who state that adults answered it without names and that groups alone are reported.
    pub fn for_adult_groups(&self) -> Instrument {
        Self { inner: self.inner.for_adult_groups(), ..*self }
    }

    /// What a form has to ask, as JSON.
    pub fn form(&self, lang: &str) -> Result<String, JsValue> {
        let (lang, inner) = (language(lang)?, self.allowed()?);
        inner.asks_in(lang).or_throw(self.lang)?;
        Ok(inner.form(lang).to_json())
    }

    /// The result of one person, as JSON: the same text on every surface.
    pub fn report(&self, ratings: &str, person: &str) -> Result<String, JsValue> {
        Ok(self.allowed()?.score(&self.answers(ratings, person)?).to_json())
    }

    /// The result of one person in words for that person, as JSON.
    pub fn told(&self, ratings: &str, person: &str, lang: &str) -> Result<String, JsValue> {
        let lang = language(lang)?;
        Ok(self.allowed()?.score(&self.answers(ratings, person)?).told(lang).to_json())
    }

    /// The figures of the result of one person, as JSON.
    pub fn figures(&self, ratings: &str, person: &str, lang: &str) -> Result<String, JsValue> {
        let lang = language(lang)?;
        let figures = Figure::of(&self.allowed()?.score(&self.answers(ratings, person)?), lang);
        let document = |figure: &Figure| json!({ "title": figure.title(), "description": figure.description(), "svg": figure.svg() });
        Ok(figures.iter().map(document).collect::<Value>().to_string())
    }

    /// How the result of one person came about, as JSON.
    pub fn explain(&self, ratings: &str, person: &str) -> Result<String, JsValue> {
        Ok(self.allowed()?.explain(&self.answers(ratings, person)?).to_json())
    }

    /// How the result of one person came about, in words.
    pub fn explain_text(&self, ratings: &str, person: &str) -> Result<String, JsValue> {
        Ok(self.allowed()?.explain(&self.answers(ratings, person)?).text(self.lang))
    }

    /// Checks the worked examples of the definition.
    pub fn check(&self) -> Result<(), JsValue> {
        self.inner.check_examples().or_throw(self.lang)
    }

    /// Whether answers give the result of a receipt.
    pub fn verify(&self, receipt: &str, ratings: &str, person: &str) -> Result<(), JsValue> {
        let receipt = serde_json::from_str(receipt).map_err(JsError::from)?;
        self.allowed()?.verify(&receipt, &self.answers(ratings, person)?).or_throw(self.lang)
    }

    /// Throws for a scale that the instrument does not have.
    pub fn expect_scale(&self, id: &str) -> Result<(), JsValue> {
        self.inner.score(&self.inner.answers()).scale(id).map(drop).or_throw(self.lang)
    }
}

impl Instrument {
    /// The instrument, where results of single people may be asked for; else it throws.
    pub(crate) fn allowed(&self) -> Result<&orientir::Instrument, JsValue> {
        let instead = |fault: Error| fault.with("fix", "forAdultGroups()");
        self.inner.check_use().map_err(instead).or_throw(self.lang)?;
        Ok(&self.inner)
    }

    /// The answers of one person; every fault is told.
    fn answers(&self, ratings: &str, person: &str) -> Result<Answers, JsValue> {
        let ratings: Vec<Given<'_>> = serde_json::from_str(ratings).map_err(JsError::from)?;
        let person: Given<'_> = serde_json::from_str(person).map_err(JsError::from)?;
        let mut answers = self.inner.answers();
        let mut faults = Diagnostics::default();
        let mut tell = |result: Result<(), Error>| result.err().into_iter().for_each(|fault| faults.push(fault));
        for (name, value) in person.iter() {
            tell(answers.person_mut().set(name, value));
        }
        for (number, rating) in ratings.iter().enumerate() {
            if number > 0 {
                answers.next_rating();
            }
            for (field, code) in rating.iter() {
                tell(answers.set(field, code).map(drop));
            }
        }
        if faults.is_empty() { Ok(answers) } else { Err(faults).or_throw(self.lang) }
    }
}
