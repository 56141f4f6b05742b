//! How a result came about: answer by answer, the arithmetic, the norm cell, the level and what would change it.
//!
//! Nothing is computed a second time by other rules: the numbers come from the plan, from the prepared answers that
//! scoring left behind, and from the functions that score.

mod build;
mod condition;
mod data;
mod layout;
mod named;
mod names;
mod rules;
mod standing;
#[cfg(all(test, feature = "catalogue"))]
mod tests;
mod text;

pub(crate) use build::slot;
pub(crate) use condition::condition;
pub(crate) use names::Names;

use std::fmt;

use serde::ser::{Serialize, Serializer};

use crate::answers::Answers;
use crate::instrument::Instrument;
use crate::messages::Lang;
use crate::report::Report;
use crate::score::{Scores, Scratch, Types, again, score};
use build::View;
use data::Data;

/// How the result of one person came about.
///
/// An explanation shows the answers: that is its purpose. It is for the person and the psychologist, not for lists.
/// `Debug` shows none of them.
///
/// As JSON ([`Explanation::to_json`]) it is one object in the order of reading: `instrument`, `version`, `wording`,
/// `person`, `policies`, `scales`, `type`, `checks` (those that fired), `cautions`, `receipt`. A scale has its `answers`
/// (`field`, `given` with one code a rating, `effect`: `adds`, `taken_out`, `not_for_this_scale`, `apart`,
/// `not_applicable`, `absent`, `rests_on_missing`), or the `scales` it rests on, then `sum`, `prorated`, `computed`,
/// `percent_between`, `raw`, `possible`, `norms` and `level` with its `bands` and the changes `up` and `down` in raw points.
/// Exact numbers are `{"numerator": 17, "denominator": 8, "value": 2.125}`. Ids and codes are the definition's, the same in
/// every language.
///
/// # Examples
/// ```
/// use orientir::Lang;
/// let instrument = orientir::catalogue::get("klimov-ddo").expect("shipped");
/// let mut answers = instrument.answers();
/// for field in instrument.fields().map(str::to_owned).collect::<Vec<_>>() {
///     answers.set(&field, "a")?;
/// }
/// let explanation = instrument.explain(&answers);
/// let json: serde_json::Value = serde_json::from_str(&explanation.to_json()).expect("JSON");
/// let nature = &json["scales"][0];
/// assert_eq!(nature["id"], "nature");
/// assert_eq!(nature["raw"]["numerator"], 6);
/// assert_eq!(nature["answers"][0]["given"][0]["code"], "a");
/// assert_eq!(nature["answers"][0]["effect"]["adds"]["value"], 1.0);
/// assert_eq!(json["type"]["types"][0], "nature");
/// assert!(explanation.text(Lang::Ru).contains("Сумма: 6"));
/// assert!(explanation.text(Lang::En).contains("Sum: 6"));
/// # Ok::<(), orientir::Error>(())
/// ```
#[derive(Clone)]
pub struct Explanation {
    instrument: Instrument,
    data: Data,
}

impl Explanation {
    /// The explanation as one JSON text: the same bytes from the same inputs.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.data).unwrap_or_default()
    }

    /// The explanation as a listing for a person, at most 80 columns wide where words can be wrapped.
    ///
    /// Names and item texts are the definition's in this language; where it has none, ids and gists stand.
    pub fn text(&self, lang: Lang) -> String {
        text::listing(&self.instrument, &self.data, lang)
    }
}

impl Serialize for Explanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.data.serialize(serializer)
    }
}

impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Explanation({}, {} scales)", self.data.instrument, self.data.scales.len())
    }
}

impl Instrument {
    /// How the result of one person came about, with this instrument's policies and wording: see [`Explanation`].
    ///
    /// # Examples
    /// ```
    /// let instrument = orientir::catalogue::get("klimov-ddo").expect("shipped");
    /// let explanation = instrument.explain(&instrument.answers());
    /// assert!(explanation.text(orientir::Lang::En).contains("No score: too few answers"));
    /// ```
    pub fn explain(&self, answers: &Answers) -> Explanation {
        let plan = self.plan();
        let rows: Vec<&[u16]> = answers.rows().iter().map(Vec::as_slice).collect();
        let given = self.given(&rows, answers.person());
        let (mut scratch, mut scores) = (Scratch::default(), Scores::default());
        score(plan, given, &mut scratch, &mut scores);
        let redone: Vec<_> = plan
            .steps
            .iter()
            .map(|step| {
                let (computed, _, workings) = again(plan, step, &given, &mut scratch, &scores.scales);
                (step, computed, workings)
            })
            .collect();
        let types = Types::default();
        let definition = self.definition();
        let view = View { definition, plan, given: &given, scratch: &scratch, scores: &scores, types: &types };
        let of = |number: u16| redone.iter().find(|(step, _, _)| step.scale == number);
        let scales = (0_u16..).take(plan.scales.len()).filter_map(|number| {
            let (step, computed, workings) = of(number)?;
            view.scale(number, step, *computed, *workings)
        });
        let report = Report::new(self.clone(), scores.clone(), answers);
        let data = Data {
            instrument: self.id().to_owned(),
            version: definition.version.clone(),
            wording: self.wording(),
            person: build::person(answers.person()),
            ratings: plan.pooled.then_some(rows.len()),
            policies: view.policies(),
            scales: scales.collect(),
            types: view.types_found(),
            checks: view.fired(),
            cautions: report.cautions().into_iter().map(str::to_owned).collect(),
            receipt: report.receipt(),
        };
        Explanation { instrument: self.clone(), data }
    }
}
