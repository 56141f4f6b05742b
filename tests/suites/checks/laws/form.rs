//! Small random questionnaires: two to four items with two fields each, and answers of which some are missing.

use orientir::{Answers, Instrument};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a field takes: whole numbers from a range, perhaps with a hole, perhaps with a code apart.
#[derive(Clone, Debug)]
pub struct Codes {
    pub from: i64,
    pub width: i64,
    pub hole: bool,
    pub apart: bool,
    pub reversed: bool,
}

impl Codes {
    fn hole(&self) -> Vec<i64> {
        if self.hole && self.width > 1 { vec![self.from + 1] } else { Vec::new() }
    }

    /// The numbers.
    pub fn numbers(&self) -> Vec<i64> {
        (self.from..=self.from + self.width).filter(|n| !self.hole().contains(n)).collect()
    }

    /// Every code.
    pub fn codes(&self) -> Vec<String> {
        let apart = self.apart.then(|| "-".to_owned());
        self.numbers().iter().map(ToString::to_string).chain(apart).collect()
    }

    fn response(&self) -> Value {
        let apart = if self.apart { json!([{"code": "-", "means": "never_did"}]) } else { json!([]) };
        json!({"rating": {"from": self.from, "to": self.from + self.width, "without": self.hole(), "apart": apart}})
    }
}

/// A questionnaire: item `i1` has the fields `i1.a` and `i1.b`; all `b` take the same codes.
#[derive(Clone, Debug)]
pub struct Form {
    pub a: Vec<Codes>,
    pub b: Codes,
    /// Two sets of fields, by their places.
    pub sets: (Vec<bool>, Vec<bool>),
    /// A weight for each field.
    pub weights: Vec<i64>,
}

/// Answers by place: a number of a code, or none.
pub type Given = Vec<Option<usize>>;

impl Form {
    /// The fields in their order, with what they take.
    pub fn slots(&self) -> Vec<(String, &Codes)> {
        let item = |(i, a)| [(format!("i{i}.a"), a), (format!("i{i}.b"), &self.b)];
        self.a.iter().enumerate().flat_map(item).collect()
    }

    /// The names of the fields of a set; the first field where the set is empty.
    pub fn set(&self, chosen: &[bool]) -> Vec<String> {
        let slots = self.slots();
        let names: Vec<_> = slots.iter().zip(chosen).filter(|(_, c)| **c).map(|((name, _), _)| name.clone()).collect();
        if names.is_empty() { vec![slots[0].0.clone()] } else { names }
    }

    /// Whether anything but a sum may be made of fields: an answer apart may leave one out, so the ranges must be equal.
    pub fn fits(&self, fields: &[String]) -> bool {
        let slots = self.slots();
        let mut codes = slots.iter().filter(|(name, _)| fields.contains(name)).map(|(_, codes)| codes);
        let first = codes.clone().next().map(|codes| (codes.from, codes.width));
        !codes.clone().any(|codes| codes.apart) || codes.all(|codes| Some((codes.from, codes.width)) == first)
    }

    /// Those of some fields from which anything can be made.
    pub fn fitting(&self, fields: &[String]) -> Vec<String> {
        let mut chosen = Vec::new();
        for field in fields {
            chosen.push(field.clone());
            if !self.fits(&chosen) {
                chosen.pop();
            }
        }
        chosen
    }

    /// The definition with some scales, with a policy or without any. A scale is a method, or `method` and `missing`.
    pub fn definition(&self, scales: &[(String, Value)], policies: bool) -> Value {
        let basis = json!({"source": "here", "evidence": "D"});
        let mut responses = json!({"b": self.b.response()});
        for (i, a) in self.a.iter().enumerate() {
            responses[format!("a{i}")] = a.response();
        }
        let item = |(i, a): (usize, &Codes)| {
            json!({"id": format!("i{i}"), "key": "k", "fields": [
                {"id": "a", "response": format!("a{i}"), "reversed": a.reversed},
                {"id": "b", "response": "b", "reversed": self.b.reversed}]})
        };
        let items: Vec<_> = self.a.iter().enumerate().map(item).collect();
        let scale = |(id, what): &(String, Value)| {
            let whole = if what.get("method").is_some() { what.clone() } else { json!({ "method": what }) };
            let mut scale = json!({"id": id, "basis": basis});
            scale.as_object_mut().expect("an object").extend(whole.as_object().expect("an object").clone());
            scale
        };
        let scales: Vec<_> = scales.iter().map(scale).collect();
        let first = &self.b.codes()[0];
        let rule = |when: Value, fields: Value| json!({"rules": [{"when": when, "adds_nothing": fields}]});
        let is = json!({"is": {"field": ".b", "code": [first]}});
        let choices = json!({"off": {"rules": []}, "one": rule(is.clone(), json!(["a"])), "both": rule(json!({"not": is}), json!(["a", "b"]))});
        let policy = json!({"id": "p", "default": "off", "choices": choices, "basis": basis});
        json!({"format": 1, "id": "random", "version": "1.0.0", "about": {"wording": "own", "sources": {"here": {"cite": "made up"}}},
            "responses": responses, "items": items, "scales": scales, "policies": if policies { vec![policy] } else { vec![] }})
    }

    /// The instrument with some scales and the choice of a policy.
    pub fn instrument(&self, scales: &[(String, Value)], policy: Option<&str>) -> Instrument {
        let definition = self.definition(scales, policy.is_some());
        let instrument =
            Instrument::from_json(&definition.to_string()).unwrap_or_else(|faults| panic!("{definition:#}\n{faults}"));
        match policy {
            Some(choice) => instrument.with_policy("p", choice).expect("a choice of the policy"),
            None => instrument,
        }
    }

    /// An answer sheet.
    pub fn answers(&self, instrument: &Instrument, given: &[Option<usize>]) -> Answers {
        let mut answers = instrument.answers();
        for ((name, codes), number) in self.slots().iter().zip(given) {
            if let Some(number) = number {
                let all = codes.codes();
                answers.set(name, &all[number % all.len()]).expect("a code of the field");
            }
        }
        answers
    }

    /// Every way to fill what is missing.
    pub fn completions(&self, given: &[Option<usize>]) -> Vec<Given> {
        let mut all: Vec<Given> = vec![Vec::new()];
        for ((_, codes), number) in self.slots().iter().zip(given) {
            let codes = match number {
                Some(number) => vec![*number],
                None => (0..codes.codes().len()).collect(),
            };
            all = all
                .into_iter()
                .flat_map(|start| codes.iter().map(move |c| [start.clone(), vec![Some(*c)]].concat()))
                .collect();
        }
        all
    }
}

fn codes() -> impl Strategy<Value = Codes> {
    (-2..=2_i64, 1..=3_i64, any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(from, width, hole, apart, reversed)| Codes { from, width, hole, apart, reversed })
}

/// The same codes for every field, so that all ranges are equal.
pub fn even(mut form: Form) -> Form {
    form.a.iter_mut().for_each(|codes| *codes = form.b.clone());
    form
}

/// A questionnaire with answers, at most three of them missing.
pub fn form() -> impl Strategy<Value = (Form, Given)> {
    (prop::collection::vec(codes(), 2..=4), codes()).prop_flat_map(|(a, b)| {
        let fields = 2 * a.len();
        let set = || prop::collection::vec(any::<bool>(), fields);
        let weights = prop::collection::vec(prop::sample::select(vec![-3_i64, -1, 1, 2, 5]), fields);
        let given = prop::collection::vec(0..12_usize, fields);
        let missing = prop::collection::vec(0..fields, 0..=3);
        (Just(a), Just(b), set(), set(), weights, given, missing).prop_map(
            |(a, b, one, two, weights, given, missing)| {
                let mut given: Given = given.into_iter().map(Some).collect();
                for place in missing {
                    given[place] = None;
                }
                (Form { a, b, sets: (one, two), weights }, given)
            },
        )
    })
}
