//! Scales, the rules round them, and types.

use super::condition::{Condition, Operand};
use super::evidence::Basis;
use super::reader::{Id, Map, Text, choice, record, words};
use crate::exact::Decimal;

record! {
    /// Fields of items with a key.
    pub struct Keyed {
        /// The key of the item, or of the option that the answer chose or the field rates.
        key: Id,
        /// Which field of the item, where it has several.
        field: Option<Text>,
        /// Only items where this holds; the others add nothing. Only fields of the same item, written with a leading dot.
        when: Option<Condition>,
    }
}

choice! {
    /// What an operation works on.
    pub enum Select {
        /// Fields by name.
        Fields(Vec<Text>) = "fields",
        /// Fields by the key of their item or option.
        Keyed(Keyed) = "keyed",
        /// Scales.
        Scales(Vec<Id>) = "scales",
    }
}

record! {
    /// Fields that have one of some codes.
    pub struct CodeCount {
        /// The fields.
        of: Select,
        /// The codes.
        code: Vec<Text>,
    }
}

record! {
    /// A code of a field, `field` and `code`.
    pub struct Chosen {
        /// The field.
        field: Text,
        /// The code.
        code: Text,
    }
}

choice! {
    /// What a count counts.
    pub enum CountOf {
        /// Chosen options with a key.
        Keyed(Keyed) = "keyed",
        /// Fields whose answer is the item's `right` code.
        Right(Select) = "right",
        /// Given codes of given fields.
        Chosen(Vec<Chosen>) = "chosen",
        /// Fields that have one of some codes, codes apart included.
        Codes(CodeCount) = "codes",
    }
}

record! {
    /// A term of a weighted sum.
    pub struct Weighted {
        /// The field.
        field: Text,
        /// Its weight.
        weight: Decimal,
    }
}

choice! {
    /// How a scale is computed.
    pub enum Method {
        /// The sum of values.
        Sum(Select) = "sum",
        /// The mean of values.
        Mean(Select) = "mean",
        /// The median of values.
        Median(Select) = "median",
        /// The largest value less the smallest.
        Spread(Select) = "spread",
        /// The smallest value.
        Least(Select) = "least",
        /// The largest value.
        Greatest(Select) = "greatest",
        /// How many answers are of a kind.
        Count(CountOf) = "count",
        /// The points that chosen options give to a group.
        Points(Id) = "points",
        /// Values times weights.
        WeightedSum(Vec<Weighted>) = "weighted_sum",
        /// The first scale less the second.
        Difference(Vec<Id>) = "difference",
        /// The first scale over the second.
        Ratio(Vec<Id>) = "ratio",
    }
}

record! {
    /// A share of the answers.
    pub struct Share {
        /// Percent, rounded up to whole answers.
        percent: u32,
    }
}

choice! {
    /// How many answers a score needs.
    pub enum Missing {
        /// All of them.
        Complete = "complete",
        /// So many; a sum is then prorated by percent of maximum.
        AtLeast(u32) = "at_least",
        /// Such a share; a sum is then prorated by percent of maximum.
        Share(Share) = "share",
    }
}

words! {
    /// The form in which a score is given.
    pub enum Express {
        /// 0 at the lowest possible score, 100 at the highest.
        PercentOfRange = "percent_of_range",
    }
}

record! {
    /// A scale.
    pub struct Scale {
        /// The id, also the name of its column.
        id: Id,
        /// How it is computed.
        method: Method,
        /// How many answers it needs; all of them if absent.
        missing: Option<Missing>,
        /// The form in which it is given; as computed if absent.
        express: Option<Express>,
        /// Why the key may be believed.
        basis: Option<Basis>,
    }
}

record! {
    /// Scales that are read together: figures and pages show them as one.
    pub struct ScaleGroup {
        /// The id; that of a type, where the group is about it.
        id: Id,
        /// The scales that stand abreast.
        scales: Vec<Id>,
        /// Scales that are mentioned beside them.
        beside: Vec<Id>,
    }
}

record! {
    /// What a policy does to the answers of an item.
    pub struct PolicyRule {
        /// When; only fields of the same item, written with a leading dot.
        when: Condition,
        /// Fields of the item that count as answered and add nothing to any score.
        adds_nothing: Vec<Text>,
    }
}

record! {
    /// One way of a policy: the rules that it applies to every item.
    pub struct Variant {
        /// The rules.
        rules: Vec<PolicyRule>,
    }
}

record! {
    /// A scoring rule that a user chooses; the choice goes into the receipt.
    pub struct Policy {
        /// The id.
        id: Id,
        /// The choice that is made for the user.
        default: Id,
        /// The ways.
        choices: Map<Variant>,
        /// Why the default is what it is.
        basis: Option<Basis>,
    }
}

record! {
    /// Questions that do not apply after an answer.
    pub struct Branch {
        /// When.
        when: Condition,
        /// The fields that then do not apply, answered or not.
        not_applicable: Vec<Text>,
    }
}

choice! {
    /// What follows when a check fails.
    pub enum Otherwise {
        /// The result is flagged.
        Flag = "flag",
        /// The result is flagged and these scales have no score.
        NoScore(Vec<Id>) = "no_score",
    }
}

record! {
    /// What the answers of an attentive person satisfy.
    pub struct Check {
        /// The id, also the flag.
        id: Id,
        /// Asked of every item: fields with a leading dot are its fields.
        each_item: bool,
        /// What should hold. A check fires only where this is false, never where it is undecided.
        expect: Condition,
        /// What follows if it does not.
        otherwise: Otherwise,
        /// Why.
        basis: Option<Basis>,
    }
}

words! {
    /// What a type does with equals.
    pub enum Ties {
        /// All of them lead, in the order of the definition.
        All = "all",
    }
}

record! {
    /// A candidate type.
    pub struct Chance {
        /// The type.
        id: Id,
        /// What it is judged by: the first number decides, the next only between equals.
        by: Vec<Operand>,
    }
}

record! {
    /// The types with the highest scores.
    pub struct Highest {
        /// The candidates.
        of: Vec<Chance>,
        /// What happens to equals.
        ties: Ties,
        /// If more than this many lead, none does.
        at_most: Option<u32>,
        /// Why.
        basis: Option<Basis>,
    }
}

record! {
    /// One case.
    pub struct Case {
        /// When.
        when: Condition,
        /// What it is then.
        id: Id,
    }
}

record! {
    /// The first case that holds.
    pub struct Cases {
        /// The cases in order.
        cases: Vec<Case>,
        /// What it is if none holds.
        otherwise: Option<Id>,
        /// Why.
        basis: Option<Basis>,
    }
}

record! {
    /// The leading types in falling order, such as the three letters of an interest code.
    pub struct LetterCode {
        /// The candidates.
        of: Vec<Chance>,
        /// How many are named.
        letters: u32,
        /// Why.
        basis: Option<Basis>,
    }
}

choice! {
    /// How a type is found.
    pub enum TypeRule {
        /// The highest scores lead.
        Highest(Highest) = "highest",
        /// By rule.
        Cases(Cases) = "cases",
        /// As an ordered code.
        Code(LetterCode) = "code",
    }
}

impl TypeRule {
    /// The types that the rule can give, in the order of the definition.
    pub(crate) fn ids(&self) -> Vec<&str> {
        let named: Vec<&Id> = match self {
            TypeRule::Highest(rule) => rule.of.iter().map(|c| &c.id).collect(),
            TypeRule::Code(rule) => rule.of.iter().map(|c| &c.id).collect(),
            TypeRule::Cases(rule) => rule.cases.iter().map(|c| &c.id).chain(&rule.otherwise).collect(),
        };
        let mut seen = std::collections::BTreeSet::new();
        named.into_iter().map(Id::as_str).filter(|id| seen.insert(*id)).collect()
    }

    /// Why the rule may be believed.
    pub fn basis(&self) -> Option<&Basis> {
        match self {
            TypeRule::Highest(rule) => rule.basis.as_ref(),
            TypeRule::Cases(rule) => rule.basis.as_ref(),
            TypeRule::Code(rule) => rule.basis.as_ref(),
        }
    }
}
