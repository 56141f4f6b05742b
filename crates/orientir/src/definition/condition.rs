//! The one language of conditions: policies, branches, checks, gates of levels, types and batteries.
//!
//! Conditions are three-valued: what rests on a missing answer is undecided.

use super::norm::{Metric, PopulationGroup};
use super::reader::{Id, Text, choice, record, words};
use crate::exact::Decimal;

record! {
    /// Whether a field has one of some codes. A field that begins with a dot is a field of the same item.
    pub struct FieldIs {
        /// The field.
        field: Text,
        /// The codes.
        code: Vec<Text>,
    }
}

words! {
    /// How a scale stands.
    pub enum Status {
        /// It has a score from all answers.
        Scored = "scored",
        /// It has a score from part of the answers.
        Prorated = "prorated",
        /// Too few answers.
        Missing = "missing",
        /// All its questions were answered by "does not apply".
        NotApplicable = "not_applicable",
        /// The person refused.
        Refused = "refused",
        /// The questions were not asked.
        NotAdministered = "not_administered",
        /// An answer is none of the allowed ones.
        Invalid = "invalid",
        /// A check takes the score away.
        CheckFailed = "check_failed",
        /// The operation has no result: a division by zero, or a number beyond 64 bits.
        Undefined = "undefined",
        /// The definition forbids results of single people, or of pupils.
        Restricted = "restricted",
    }
}

record! {
    /// Whether a scale stands in one of some ways.
    pub struct StatusIs {
        /// The scale.
        scale: Id,
        /// The statuses.
        is: Vec<Status>,
    }
}

record! {
    /// Whether a scale has one of some levels.
    pub struct LevelIs {
        /// The scale.
        scale: Id,
        /// The levels.
        is: Vec<Id>,
    }
}

record! {
    /// Whether a standard score lies within half-open limits.
    pub struct StandardIs {
        /// The scale.
        scale: Id,
        /// The standard score.
        metric: Metric,
        /// At least this.
        from: Option<Decimal>,
        /// Less than this.
        below: Option<Decimal>,
    }
}

record! {
    /// Whether a score was compared with a norm of such people.
    pub struct NormFrom {
        /// The scale.
        scale: Id,
        /// The people.
        population: Vec<PopulationGroup>,
    }
}

record! {
    /// Whether every one of some scales stands above every one of others.
    pub struct Lead {
        /// The scales that should lead.
        scales: Vec<Id>,
        /// The scales that they should lead over.
        over: Vec<Id>,
        /// By at least this much.
        by: Decimal,
    }
}

choice! {
    /// A condition.
    pub enum Condition {
        /// All hold.
        All(Vec<Condition>) = "all",
        /// At least one holds.
        Any(Vec<Condition>) = "any",
        /// The other does not hold.
        Not(Box<Condition>) = "not",
        /// A field has one of some codes.
        Is(FieldIs) = "is",
        /// A field was answered at all.
        Answered(Text) = "answered",
        /// Two fields have the same code.
        SameCode(Vec<Text>) = "same_code",
        /// No two of the fields have the same code.
        AllDifferent(Vec<Text>) = "all_different",
        /// Two numbers are equal.
        Equal(Vec<Operand>) = "equal",
        /// The first number is below the second.
        Less(Vec<Operand>) = "less",
        /// The first number is at least the second.
        AtLeast(Vec<Operand>) = "at_least",
        /// A scale has one of some levels.
        Level(LevelIs) = "level",
        /// A scale stands in one of some ways.
        Status(StatusIs) = "status",
        /// A standard score lies within limits.
        Standard(StandardIs) = "standard",
        /// A score was compared with a norm of some people; false where no norm fits.
        NormFrom(NormFrom) = "norm_from",
        /// Scales lead over others.
        Leads(Lead) = "leads",
        /// All of these are among the leading types.
        TypeHas(Vec<Id>) = "type_has",
        /// The leading types are all among these.
        TypeOnly(Vec<Id>) = "type_only",
    }
}

record! {
    /// One candidate of `value_of_highest`.
    pub struct Candidate {
        /// What the candidates are ordered by.
        by: Operand,
        /// What the winner gives; among equals the largest.
        value: Operand,
    }
}

record! {
    /// A number that depends on a condition; undecided where the condition is.
    pub struct Either {
        /// When.
        when: Condition,
        /// The number if it holds.
        then: Box<Operand>,
        /// The number if it does not.
        otherwise: Box<Operand>,
    }
}

choice! {
    /// An exact number that a condition compares.
    pub enum Operand {
        /// A number as written.
        Number(Decimal) = "number",
        /// The number behind the code of a field; a field that begins with a dot is a field of the same item.
        Field(Text) = "field",
        /// The raw score of a scale.
        Scale(Id) = "scale",
        /// A raw score as percent of its possible range.
        PercentOfRange(Id) = "percent_of_range",
        /// How many fields of a scale were answered, codes apart included.
        Answered(Id) = "answered",
        /// How many fields of a scale were answered with a value: observed, tried.
        Observed(Id) = "observed",
        /// How many ratings the person has.
        Ratings = "ratings",
        /// The age in years.
        Age = "age",
        /// The school grade.
        Grade = "grade",
        /// A sum.
        Sum(Vec<Operand>) = "sum",
        /// The first less the others.
        Difference(Vec<Operand>) = "difference",
        /// A product.
        Product(Vec<Operand>) = "product",
        /// The first over the second.
        Quotient(Vec<Operand>) = "quotient",
        /// The smallest.
        Least(Vec<Operand>) = "least",
        /// The largest.
        Greatest(Vec<Operand>) = "greatest",
        /// The mean.
        Mean(Vec<Operand>) = "mean",
        /// One of two numbers.
        If(Either) = "if",
        /// The value of the candidate that stands highest; among equals the largest value.
        ValueOfHighest(Vec<Candidate>) = "value_of_highest",
    }
}
