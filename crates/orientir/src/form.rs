//! What a user interface needs to ask the questions of an instrument: words and codes, no key, no gist, no scoring.

#[cfg(all(test, feature = "catalogue"))]
mod tests;

use serde::Serialize;

use crate::codes::{Cell, Codes};
use crate::definition::{Apart, Choice, Definition, Grouping, Item, ItemText, Response, Texts};
use crate::exact::Ratio;
use crate::explain::{Names, condition, slot};
use crate::instrument::Instrument;
use crate::messages::Lang;
use crate::messages::words::Word;
use crate::plan::{Cond, Expr, Plan, PlanField};
use crate::score::{Facts, Types};

/// The questions of an instrument in the order in which they are asked.
///
/// Answers are handed back by field name and code: [`crate::Answers::set`]. Labels are words for people and carry no score.
/// As JSON, members without a value are left out.
///
/// # Examples
/// ```
/// use orientir::Lang;
/// let instrument = orientir::catalogue::get("klimov-ddo").expect("shipped");
/// let form = instrument.form(Lang::Ru);
/// assert_eq!(form.lang, Some("ru"));
/// assert_eq!(form.items.len(), 20);
/// let first = &form.items[0].fields[0];
/// assert_eq!((first.name.as_str(), first.kind), ("1", "choice"));
/// assert_eq!(first.codes[0].code, "a");
/// assert!(first.codes[0].label.is_some());
/// let json = form.to_json();
/// assert!(json.contains(r#""kind":"choice""#));
/// assert!(!json.contains("nature"), "the key stays out");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Form {
    /// The instrument.
    pub instrument: String,
    /// Its version.
    pub version: String,
    /// The language of the words: the one asked for if the definition has it, and the text pack if there is one, else Russian,
    /// else any. None if the definition has no words: items then have their ids alone.
    pub lang: Option<&'static str>,
    /// The title; the id where there are no words.
    pub title: String,
    /// What a self-test may show: `none` (it is not for self-tests), `description` or `levels`; see [`crate::told::Told`].
    pub self_test: &'static str,
    /// Whether the texts of the items are not shipped, and no text pack has been given: `prompt` is a label for those who enter
    /// answers from paper, and there is nothing to ask on a screen. Left out of JSON unless true.
    #[serde(skip_serializing_if = "is_false")]
    pub without_texts: bool,
    /// How many minutes it takes, about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// What it is for, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// The instruction to the person who answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instruction: Option<String>,
    /// Covariates that must be asked for, by [`crate::Person::set`].
    pub needs: Vec<Need>,
    /// The columns that tell several forms of one person apart (`rater`, `date`); empty where a person has one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ratings_by: Vec<String>,
    /// The items.
    pub items: Vec<FormItem>,
    /// Sets of fields of which a fixed number is to be chosen, or that share places of one order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<FieldSet>,
    /// Fields that need not be asked after some answers. An interface that asks them nevertheless does no harm: scoring
    /// takes the answers out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<Skip>,
}

/// Some minutes. Either end may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Minutes {
    /// The fewest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
    /// The most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
}

/// A covariate to be asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Need {
    /// The name: `sex`, `age`, `grade`, `language`, `region`, `mode`.
    pub name: String,
    /// The name for people.
    pub label: String,
    /// The codes to choose from; empty for a number or a text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Labelled>,
    /// The lowest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
    /// The highest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FormItem {
    /// The id.
    pub id: String,
    /// A practice item: asked, never scored.
    pub training: bool,
    /// The question or statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// The left or lower pole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// The right or upper pole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    /// The answer slots.
    pub fields: Vec<FormField>,
}

/// One answer slot.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FormField {
    /// The name under which the answer is set: the item's id, or `item.field`.
    pub name: String,
    /// What the field asks, where an item has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The response: `choice`, `matching`, `rating`, `bipolar`, `analog`, `points`, `choose`, `ranking`, `count`, `text`.
    pub kind: &'static str,
    /// The name of the response in the definition: fields with the same one look alike.
    pub response: String,
    /// Whether the field may be left out altogether.
    pub optional: bool,
    /// Whether it is about a printed form: another field's `length_in` names it, and a screen does not ask for it. Left out
    /// of JSON unless true.
    #[serde(skip_serializing_if = "is_false")]
    pub of_paper: bool,
    /// The lowest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// The highest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// The step between numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
    /// The unit, such as `mm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The farthest mark beyond `to` that is read from paper; it counts as `to`, with a flag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_to: Option<f64>,
    /// The field in which the printed length of the line is entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length_in: Option<String>,
    /// The codes to choose from, in the order of the form. Empty where any number of the range may be given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Labelled>,
    /// Codes beside them: "never did it", "not observed".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Labelled>,
    /// The option that the field rates, or the options between which points are divided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Labelled>,
    /// The most signs of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest: Option<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks in this way")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// A code with its words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Labelled {
    /// The code.
    pub code: String,
    /// The words; none where the definition has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The points that the code gives to each of the field's options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gives: Vec<i64>,
}

/// Fields that are answered together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FieldSet {
    /// `choose` or `ranking`.
    pub kind: &'static str,
    /// How many are to be chosen, or how many places there are.
    pub count: u32,
    /// The fields.
    pub fields: Vec<String>,
}

/// Fields that do not apply when a condition holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Skip {
    /// When.
    pub when: When,
    /// The fields.
    pub fields: Vec<String>,
}

/// A condition on answers. An answer that is not given yet leaves it open: the fields are then asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum When {
    /// All hold.
    All(Vec<When>),
    /// At least one holds.
    Any(Vec<When>),
    /// The other does not hold.
    Not(Box<When>),
    /// A field has one of some codes.
    Is {
        /// The field.
        field: String,
        /// The codes.
        codes: Vec<String>,
    },
    /// A field was answered.
    Answered(String),
    /// No two of the fields have the same code.
    AllDifferent(Vec<String>),
    /// Another condition, in words: an interface asks the fields, and scoring decides.
    Other(String),
}

impl Form {
    /// The form as one JSON text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Instrument {
    /// What a user interface needs to ask the questions, in a language if the definition has it: see [`Form`].
    ///
    /// # Examples
    /// ```
    /// let instrument = orientir::catalogue::get("dembo-rubinstein").expect("shipped");
    /// let form = instrument.form(orientir::Lang::Ru);
    /// let line = &form.items[1].fields[0];
    /// assert_eq!((line.name.as_str(), line.kind, line.unit.as_deref()), ("mind.now", "analog", Some("mm")));
    /// assert_eq!((line.from, line.to, line.step), (Some(0.0), Some(100.0), Some(0.5)));
    /// assert!(form.items[0].training);
    /// ```
    pub fn form(&self, lang: Lang) -> Form {
        let lang = self.packed().and_then(|packed| packed.near(lang)).unwrap_or(lang);
        let (found, texts) = self.texts_in(lang);
        self.form_of(self.definition(), found, texts, lang)
    }

    /// The form with the words of another definition, which differs in its texts alone.
    pub(crate) fn form_by(&self, definition: &Definition, lang: Lang) -> Form {
        self.form_of(definition, Some(lang), definition.texts.get(lang.as_str()), lang)
    }

    fn form_of(&self, definition: &Definition, found: Option<Lang>, texts: Option<&Texts>, lang: Lang) -> Form {
        let asked = Asked { definition, plan: self.plan(), texts };
        let items = definition.items.iter().enumerate().map(|(number, item)| asked.item(number, item));
        Form {
            instrument: self.id().to_owned(),
            version: definition.version.clone(),
            lang: found.map(Lang::as_str),
            title: texts.map_or_else(|| self.id().to_owned(), |texts| texts.title.clone()),
            self_test: self.self_test().as_str(),
            without_texts: !self.has_item_texts(),
            minutes: definition.about.administration.as_ref().and_then(|how| how.minutes.as_ref()).map(minutes),
            purpose: texts.and_then(|texts| texts.purpose.clone()),
            instruction: texts.and_then(|texts| texts.instruction.clone()),
            needs: definition.about.needs.iter().map(|name| need(name, found.unwrap_or(lang))).collect(),
            ratings_by: definition.ratings.as_ref().map_or_else(Vec::new, |ratings| ratings.by.clone()),
            items: items.collect(),
            sets: asked.sets(),
            branches: asked.branches(),
        }
    }
}

/// Half-open in a definition, as all ranges there.
fn minutes(limits: &Grouping) -> Minutes {
    Minutes { from: limits.from, to: limits.below.map(|below| below.saturating_sub(1)) }
}

fn need(name: &str, lang: Lang) -> Need {
    let codes = |words: &[(&str, Word)]| {
        let labelled = |(code, word): &(&str, Word)| Labelled {
            code: (*code).to_owned(),
            label: Some(word.get(lang).to_owned()),
            gives: Vec::new(),
        };
        words.iter().map(labelled).collect()
    };
    let (word, codes, range) = match name {
        "sex" => (Word::Sex, codes(&[("male", Word::Male), ("female", Word::Female)]), None),
        "age" => (Word::Age, Vec::new(), Some((0, 120))),
        "grade" => (Word::Grade, Vec::new(), Some((0, 13))),
        "language" => (Word::Language, Vec::new(), None),
        "region" => (Word::Region, Vec::new(), None),
        "mode" => (
            Word::ModeOf,
            codes(&[("paper", Word::Paper), ("screen", Word::Screen), ("interview", Word::Interview)]),
            None,
        ),
        other => {
            return Need { name: other.to_owned(), label: other.to_owned(), codes: Vec::new(), from: None, to: None };
        }
    };
    let (from, to) = range.unzip();
    Need { name: name.to_owned(), label: word.get(lang).to_owned(), codes, from, to }
}

/// What a form is made from.
#[derive(Clone, Copy, Debug)]
struct Asked<'a> {
    definition: &'a Definition,
    plan: &'a Plan,
    texts: Option<&'a Texts>,
}

impl Asked<'_> {
    fn item(&self, number: usize, item: &Item) -> FormItem {
        let words = self.texts.and_then(|texts| texts.items.get(&item.id));
        let places = self.plan.items.get(number).cloned().unwrap_or(0..0);
        FormItem {
            id: item.id.to_string(),
            training: item.training,
            prompt: words.and_then(|words| words.prompt.clone()),
            left: words.and_then(|words| words.left.clone()),
            right: words.and_then(|words| words.right.clone()),
            fields: places.filter_map(|place| self.field(number, place, words)).collect(),
        }
    }

    fn field(&self, item: usize, place: usize, words: Option<&ItemText>) -> Option<FormField> {
        let planned = self.plan.fields.get(place)?;
        let slot = slot(self.definition, self.plan, item, place)?;
        let response = self.definition.responses.get(&slot.response)?;
        let labels = Labels { item: words, response: self.texts.and_then(|texts| texts.responses.get(&slot.response)) };
        let name = slot.id.as_ref().and_then(|id| self.texts?.fields.get(id));
        let field = FormField {
            name: planned.name.clone(),
            label: name.cloned(),
            response: slot.response.to_string(),
            optional: planned.optional,
            of_paper: self.measures_a_line(&planned.name),
            options: slot.rates.iter().map(|option| labels.of(option)).collect(),
            ..FormField::default()
        };
        Some(response_of(field, response, &planned.codes, &labels))
    }

    fn measures_a_line(&self, field: &str) -> bool {
        let measured = |response: &Response| match response {
            Response::Analog(analog) => analog.measured_length.as_deref() == Some(field),
            _ => false,
        };
        self.definition.responses.iter().any(|(_, response)| measured(response))
    }

    fn names(&self, fields: &[u16]) -> Vec<String> {
        fields
            .iter()
            .filter_map(|field| self.plan.fields.get(usize::from(*field)))
            .map(|field| field.name.clone())
            .collect()
    }

    fn sets(&self) -> Vec<FieldSet> {
        let using = |response: &str| {
            let fields = self.plan.fields.iter().enumerate();
            let fits = |(place, field): &(usize, &PlanField)| {
                slot(self.definition, self.plan, field.item, *place).is_some_and(|slot| *slot.response == *response)
            };
            fields.filter(fits).map(|(_, field)| field.name.clone()).collect()
        };
        let set = |(name, response): (&str, &Response)| match response {
            Response::Choose(choose) => Some(FieldSet { kind: "choose", count: choose.count, fields: using(name) }),
            Response::Ranking(ranking) => Some(FieldSet { kind: "ranking", count: ranking.of, fields: using(name) }),
            _ => None,
        };
        self.definition.responses.iter().filter_map(set).collect()
    }

    fn branches(&self) -> Vec<Skip> {
        self.plan
            .branches
            .iter()
            .map(|rule| Skip { when: self.when(&rule.when), fields: self.names(&rule.fields) })
            .collect()
    }

    fn when(&self, cond: &Cond) -> When {
        let list = |list: &[Cond]| list.iter().map(|part| self.when(part)).collect();
        let is = |field: u16, cells: &[Cell]| {
            let field = self.plan.fields.get(usize::from(field))?;
            Some(When::Is {
                field: field.name.clone(),
                codes: cells.iter().map(|cell| field.codes.text(*cell)).collect(),
            })
        };
        let found = match cond {
            Cond::All(parts) => Some(When::All(list(parts))),
            Cond::Any(parts) => Some(When::Any(list(parts))),
            Cond::Not(inner) => Some(When::Not(Box::new(self.when(inner)))),
            Cond::Is(field, cells) => is(*field, cells),
            Cond::Answered(field) => self.names(&[*field]).pop().map(When::Answered),
            Cond::AllDifferent(fields) => Some(When::AllDifferent(self.names(fields))),
            Cond::Equal(a, b) | Cond::Less(a, b) | Cond::AtLeast(a, b) => {
                only_field(a, b).and_then(|field| is(field, &self.satisfying(cond, field)?))
            }
            _ => None,
        };
        found.unwrap_or_else(|| When::Other(condition(&Names::ids(self.definition, self.plan), cond)))
    }

    /// The codes of a field for which a comparison that asks nothing else holds.
    fn satisfying(&self, cond: &Cond, field: u16) -> Option<Vec<Cell>> {
        let codes = &self.plan.fields.get(usize::from(field))?.codes;
        let mut cells = vec![crate::codes::MISSING; self.plan.fields.len()];
        let mut found = Vec::new();
        for cell in (0..codes.count).filter(|cell| codes.is_code(*cell)) {
            *cells.get_mut(usize::from(field))? = cell;
            let person = crate::answers::Person::default();
            let facts = Facts {
                plan: self.plan,
                cells: &cells,
                scores: &[],
                types: &Types::default(),
                person: &person,
                ratings: 1,
            };
            if facts.holds(cond) == Some(true) {
                found.push(cell);
            }
        }
        Some(found)
    }
}

/// The one field that both sides of a comparison look at, if they look at numbers alone beside it.
fn only_field(a: &Expr, b: &Expr) -> Option<u16> {
    match (a, b) {
        (Expr::Field(field), Expr::Number(_)) | (Expr::Number(_), Expr::Field(field)) => Some(*field),
        _ => None,
    }
}

/// The words of codes.
#[derive(Clone, Copy, Debug)]
struct Labels<'a> {
    item: Option<&'a ItemText>,
    response: Option<&'a crate::definition::Map<String>>,
}

impl Labels<'_> {
    fn of(&self, code: &str) -> Labelled {
        let label = self.item.and_then(|item| item.options.get(code)).or_else(|| self.response?.get(code));
        Labelled { code: code.to_owned(), label: label.cloned(), gives: Vec::new() }
    }

    fn apart(&self, apart: &[Apart]) -> Vec<Labelled> {
        apart.iter().map(|apart| self.of(&apart.code)).collect()
    }

    /// Every number that may be given, as a code.
    fn numbers(&self, codes: &Codes) -> Vec<Labelled> {
        (0..codes.values).filter(|cell| codes.is_code(*cell)).map(|cell| self.of(&codes.text(cell))).collect()
    }
}

/// The most numbers that are listed one by one.
const LISTED: Cell = 101;

fn response_of(field: FormField, response: &Response, codes: &Codes, labels: &Labels<'_>) -> FormField {
    let whole = |n: i64| Some(Ratio::whole(n).to_f64());
    let range = |kind: &'static str, from: i64, to: i64| FormField {
        kind,
        from: whole(from),
        to: whole(to),
        step: whole(1),
        codes: if codes.values <= LISTED { labels.numbers(codes) } else { Vec::new() },
        ..field.clone()
    };
    let chosen = |kind: &'static str, choice: &Choice| {
        let (apart, plain): (Vec<_>, Vec<_>) = choice.options.iter().partition(|option| option.apart.is_some());
        let of = |options: Vec<&crate::definition::OptionCode>| {
            options.into_iter().map(|option| labels.of(&option.code)).collect()
        };
        FormField { kind, codes: of(plain), apart: of(apart), ..field.clone() }
    };
    match response {
        Response::Choice(choice) => chosen("choice", choice),
        Response::Matching(choice) => chosen("matching", choice),
        Response::Rating(rating) => {
            FormField { apart: labels.apart(&rating.apart), ..range("rating", rating.from, rating.to) }
        }
        Response::Bipolar(bipolar) => {
            FormField { apart: labels.apart(&bipolar.apart), ..range("bipolar", 1, bipolar.positions.into()) }
        }
        Response::Analog(analog) => FormField {
            kind: "analog",
            from: Some(analog.from.ratio().to_f64()),
            to: Some(analog.to.ratio().to_f64()),
            step: Some(analog.step.ratio().to_f64()),
            unit: analog.unit.clone(),
            read_to: analog.overflow.as_ref().map(|overflow| overflow.to.ratio().to_f64()),
            length_in: analog.measured_length.clone(),
            apart: labels.apart(&analog.apart),
            ..field
        },
        Response::Points(points) => {
            let code = |give: &crate::definition::Give| Labelled { gives: give.give.clone(), ..labels.of(&give.code) };
            FormField {
                kind: "points",
                options: points.options.iter().map(|option| labels.of(option)).collect(),
                codes: points.codes.iter().map(code).collect(),
                ..field
            }
        }
        Response::Choose(_) => range("choose", 0, 1),
        Response::Ranking(ranking) => range("ranking", 1, ranking.of.into()),
        Response::Count(count) => FormField { codes: Vec::new(), ..range("count", 0, count.to.into()) },
        Response::Text(written) => FormField { kind: "text", longest: written.longest, ..field },
    }
}
