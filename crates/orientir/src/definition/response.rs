//! Response formats: which codes a field takes and which numbers they stand for.

use super::reader::{Id, Text, choice, record};
use crate::exact::Decimal;

record! {
    /// A code that is neither a value nor a missing answer: a dash for "never did it", "not observed".
    ///
    /// A sum counts it as answered and adds nothing; a mean, a median or a spread leaves it out.
    pub struct Apart {
        /// The code.
        code: Text,
        /// What it means.
        means: Id,
        /// Other signs that stand for it.
        read_also: Vec<Text>,
    }
}

record! {
    /// One code of a choice.
    pub struct OptionCode {
        /// The code.
        code: Text,
        /// Other signs that stand for it.
        read_also: Vec<Text>,
        /// What it means, if it is neither an answer nor a missing one.
        apart: Option<Id>,
    }
}

record! {
    /// One of several codes.
    pub struct Choice {
        /// The codes, in the order of the form.
        options: Vec<OptionCode>,
    }
}

record! {
    /// A whole number from a range.
    pub struct Rating {
        /// The lowest.
        from: i64,
        /// The highest.
        to: i64,
        /// Numbers inside the range that are not allowed.
        without: Vec<i64>,
        /// Codes beside the numbers.
        apart: Vec<Apart>,
    }
}

record! {
    /// A place between two poles, counted from the left: 1 to `positions`. With an odd number also entered as `L3 .. 0 .. R3`.
    pub struct Bipolar {
        /// How many places: 2 to 21.
        positions: u32,
        /// Codes beside the numbers.
        apart: Vec<Apart>,
    }
}

record! {
    /// What happens to a mark beyond the end of a line.
    pub struct Overflow {
        /// The farthest mark that is read.
        to: Decimal,
        /// The mark counts as the end of the line and the row is flagged `overflow`. Must be true: nothing is clamped silently.
        clamp_and_flag: bool,
    }
}

record! {
    /// A mark on a line, measured from its lower or left end.
    pub struct Analog {
        /// The number at the lower end.
        from: Decimal,
        /// The number at the upper end.
        to: Decimal,
        /// The step to which marks are measured.
        step: Decimal,
        /// The unit of measurement, such as `mm`.
        unit: Option<Text>,
        /// What happens to marks beyond the end.
        overflow: Option<Overflow>,
        /// A field with the printed length of the line in the same unit: marks are scaled by it to the nearest step.
        measured_length: Option<Text>,
        /// Codes beside the numbers.
        apart: Vec<Apart>,
    }
}

record! {
    /// How one code divides the points between the options of an item.
    pub struct Give {
        /// The code, such as `a2`.
        code: Text,
        /// Points for each option, in the order of `options`.
        give: Vec<i64>,
    }
}

record! {
    /// Points divided between the options of an item.
    pub struct Points {
        /// The options of the item that receive points.
        options: Vec<Text>,
        /// Every division that is allowed.
        codes: Vec<Give>,
    }
}

record! {
    /// Marks on a list: exactly `count` of the fields with this response are chosen (1), the others are not (0).
    ///
    /// Once `count` of them are chosen, a blank means "not chosen"; before that a blank is a missing answer. With more than
    /// `count` marks no scale that counts them has a score.
    pub struct Choose {
        /// How many are to be chosen.
        count: u32,
    }
}

record! {
    /// Places 1 to `of`, each given once over the fields with this response.
    pub struct Ranking {
        /// How many places.
        of: u32,
    }
}

record! {
    /// How many times, from 0.
    pub struct Count {
        /// The highest number that is believed.
        to: u32,
    }
}

record! {
    /// Free text: never scored, tallied or logged.
    pub struct Written {
        /// The most signs.
        longest: Option<u32>,
    }
}

choice! {
    /// A response format.
    pub enum Response {
        /// One of several codes; with two of them a forced pair.
        Choice(Choice) = "choice",
        /// A whole number from a range.
        Rating(Rating) = "rating",
        /// A place between two poles.
        Bipolar(Bipolar) = "bipolar",
        /// A mark on a line.
        Analog(Analog) = "analog",
        /// Points divided between options.
        Points(Points) = "points",
        /// One of several codes, the same list for a set of items laid out side by side.
        Matching(Choice) = "matching",
        /// A fixed number of marks on a list.
        Choose(Choose) = "choose",
        /// A place in an order.
        Ranking(Ranking) = "ranking",
        /// How many times.
        Count(Count) = "count",
        /// Free text.
        Text(Written) = "text",
    }
}
