//! What a battery says, one to one with its JSON. All rules stand here; a school may replace them by its own file.

use crate::definition::reader::{choice, record};
use crate::definition::{Basis, Condition, Id, Map, OrNull, Source, Text, Wording};
use crate::exact::Decimal;

record! {
    /// Several instruments joined into criteria.
    pub struct BatteryDefinition {
        /// Where an editor finds the JSON Schema of this document.
        schema["$schema"]: Option<Text>,
        /// The format of the document: 1.
        format: u32,
        /// The id.
        id: Id,
        /// Semantic version: the first number rises when a result may change.
        version: Text,
        /// The sources that bases name.
        sources: Map<Source>,
        /// The levels, rising, with their positions for the index.
        levels: Vec<Position>,
        /// The criteria.
        criteria: Vec<Criterion>,
        /// How the indicators of a criterion are joined.
        criterion: Joining,
        /// How the criteria are joined.
        overall: Joining,
        /// Instruments whose types are shown beside the criteria.
        beside: Vec<Id>,
        /// Pairs of instruments whose leading types are compared.
        agreements: Vec<Agreement>,
        /// Worked pupils.
        examples: Vec<BatteryExample>,
        /// The words for people, by language.
        texts: Map<BatteryTexts>,
    }
}

record! {
    /// A level with its place between 0 and 1.
    pub struct Position {
        /// The level.
        level: Id,
        /// Where it stands: 0 lowest, 1 highest.
        position: Decimal,
    }
}

record! {
    /// A group of indicators.
    pub struct Criterion {
        /// The id.
        id: Id,
        /// The indicators.
        indicators: Vec<Indicator>,
    }
}

choice! {
    /// What becomes of an indicator.
    pub enum Verdict {
        /// It has a level.
        Level(Id) = "level",
        /// It is shown in words and takes no part in levels, for this reason.
        NotGraded(Id) = "not_graded",
        /// There is too little of a result, for this reason; more of it can still give a level.
        Missing(Id) = "missing",
        /// It is shown in words by design.
        Described = "described",
    }
}

record! {
    /// One case of an indicator.
    pub struct GradeCase {
        /// When.
        when: Condition,
        /// What becomes of the indicator.
        then: Verdict,
        /// The name of the text that says why.
        reason: Option<Id>,
    }
}

record! {
    /// A flag for a talk.
    pub struct FlagCase {
        /// When.
        when: Condition,
        /// The flag.
        flag: Id,
    }
}

record! {
    /// One line of a profile.
    pub struct Indicator {
        /// The id.
        id: Id,
        /// The instruments that it may come from: the first that the person answered.
        from: Vec<Id>,
        /// The first case that holds decides; one that is undecided leaves the indicator missing.
        cases: Vec<GradeCase>,
        /// What becomes of it if none holds.
        otherwise: Verdict,
        /// Why, if none holds.
        reason: Option<Id>,
        /// Flags for a talk.
        flags: Vec<FlagCase>,
        /// Scales of the instrument whose scores stand beside the indicator, graded or not.
        shows: Vec<Id>,
        /// Why the rule is what it is.
        basis: Option<Basis>,
    }
}

record! {
    /// One rule of joining: holds if none of the parts has a level of `none`, and at least `percent` have one of `share_of`.
    pub struct JoinRule {
        /// The level that follows.
        level: Id,
        /// Levels that no part may have.
        none: Vec<Id>,
        /// Levels that a share of the parts must have.
        share_of: Vec<Id>,
        /// The share in percent.
        percent: u32,
    }
}

record! {
    /// How levels are joined into one.
    pub struct Joining {
        /// The first rule that holds gives the level.
        rules: Vec<JoinRule>,
        /// The level if none holds.
        otherwise: Id,
        /// How many parts must have a level.
        needs: u32,
        /// Two levels that contradict each other: both present raises the flag `opposite`.
        opposite: Vec<Id>,
        /// Why.
        basis: Option<Basis>,
    }
}

record! {
    /// Two instruments with the same type names.
    pub struct Agreement {
        /// The id.
        id: Id,
        /// One instrument.
        left: Id,
        /// The other.
        right: Id,
        /// If more types than this lead in either, nothing is compared.
        at_most: u32,
        /// Why.
        basis: Option<Basis>,
    }
}

record! {
    /// The answers of a worked pupil to one instrument.
    pub struct GivenAnswers {
        /// Codes by pattern, as in the examples of instruments.
        fill: Map<OrNull<Text>>,
        /// Codes by field.
        answers: Map<OrNull<Text>>,
        /// Several ratings.
        ratings: Vec<Map<OrNull<Text>>>,
        /// The wording that was administered.
        wording: Option<Wording>,
    }
}

record! {
    /// A worked pupil.
    pub struct BatteryExample {
        /// What it shows.
        name: Text,
        /// The calculation, written out.
        work: Option<Text>,
        /// Covariates.
        person: Map<Text>,
        /// Answers by instrument.
        given: Map<GivenAnswers>,
        /// The result. What is not named is not compared.
        expect: ExpectedProfile,
    }
}

record! {
    /// The result of a worked pupil.
    pub struct ExpectedProfile {
        /// Levels of indicators; null where not graded.
        indicators: Map<OrNull<Id>>,
        /// Reasons of indicators.
        reasons: Map<Id>,
        /// Levels of criteria.
        criteria: Map<OrNull<Id>>,
        /// Indices of criteria.
        index: Map<OrNull<f64>>,
        /// Graded indicators of criteria, as `2 of 3`.
        coverage: Map<Text>,
        /// The overall level.
        overall: Option<OrNull<Id>>,
        /// The overall levels that are still possible.
        possible: Option<Vec<Id>>,
        /// Indicators without a result.
        missing: Option<Vec<Id>>,
        /// Flags in their order.
        flags: Option<Vec<Text>>,
        /// Agreements: the common types joined by `+`, `none`, `not_differentiated` or `missing`.
        agreements: Map<Text>,
    }
}

record! {
    /// All words of a battery in one language.
    pub struct BatteryTexts {
        /// The title.
        title: Text,
        /// What it is for.
        purpose: Option<Text>,
        /// The criteria.
        criteria: Map<Text>,
        /// The indicators.
        indicators: Map<Text>,
        /// The levels.
        levels: Map<Text>,
        /// The reasons.
        reasons: Map<Text>,
        /// The flags.
        flags: Map<Text>,
        /// The agreements.
        agreements: Map<Text>,
    }
}

impl BatteryDefinition {
    /// The instruments that the battery speaks of, each once, in the order of the document.
    pub fn instruments(&self) -> Vec<&str> {
        let indicators = self.criteria.iter().flat_map(|c| &c.indicators).flat_map(|i| &i.from);
        let pairs = self.agreements.iter().flat_map(|a| [&a.left, &a.right]);
        let mut ids: Vec<&str> = Vec::new();
        for id in indicators.chain(&self.beside).chain(pairs) {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
        ids
    }
}
