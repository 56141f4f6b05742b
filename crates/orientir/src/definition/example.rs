//! Worked examples: answers and the scores they must give.

use super::evidence::Wording;
use super::reader::{Id, Map, OrNull, Text, record};

record! {
    /// Answers with the result that they must give.
    pub struct Example {
        /// What it shows.
        name: Text,
        /// Who worked it out: a source, or `hand` with the calculation in `work`.
        source: Text,
        /// The calculation, written out.
        work: Option<Text>,
        /// Codes by pattern: `*` all fields, `*.now` one field of all items, `c*` by beginning; later lines win.
        fill: Map<OrNull<Text>>,
        /// Codes by field; null is a missing answer.
        answers: Map<OrNull<Text>>,
        /// Several ratings of one person, each by field; `fill` applies to each.
        ratings: Vec<Map<OrNull<Text>>>,
        /// Covariates: `sex`, `age`, `grade`, `language`, `mode`, `region`.
        person: Map<Text>,
        /// Choices of policies.
        policies: Map<Text>,
        /// The wording that was administered, if it is not the definition's.
        wording: Option<Wording>,
        /// The result. What is not named is not compared.
        expect: Expected,
    }
}

record! {
    /// The result of an example.
    pub struct Expected {
        /// Raw scores; null where there must be none.
        scales: Map<OrNull<f64>>,
        /// Standard scores by `scale.metric`; null where there must be none.
        standard: Map<OrNull<f64>>,
        /// Levels; null where there must be none.
        levels: Map<OrNull<Id>>,
        /// Lowest and highest possible raw scores.
        possible: Map<Vec<f64>>,
        /// Statuses of scales.
        status: Map<Text>,
        /// The type, its ties in the order of the definition; an empty list where it is undetermined.
        type_ids["type"]: Option<Vec<Id>>,
        /// The flags in the order of the definition.
        flags: Option<Vec<Id>>,
    }
}
