//! Levels and norms: what a score is called and what it is compared with.

use super::condition::Condition;
use super::evidence::{Basis, Wording};
use super::reader::{Id, Map, Text, choice, record, words};
use crate::exact::Decimal;

words! {
    /// A scale of scores.
    pub enum Metric {
        /// The raw score.
        Raw = "raw",
        /// Mean 0, standard deviation 1.
        Z = "z",
        /// Mean 50, standard deviation 10.
        T = "t",
        /// Mean 5.5, standard deviation 2, whole numbers 1 to 10.
        Sten = "sten",
        /// Mean 5, standard deviation 2, whole numbers 1 to 9.
        Stanine = "stanine",
        /// Mean 100, standard deviation 15.
        Iq = "iq",
        /// Percentile rank, 0 to 100.
        Percentile = "percentile",
    }
}

words! {
    /// Sex as a covariate.
    pub enum Sex {
        /// Male.
        Male = "male",
        /// Female.
        Female = "female",
    }
}

words! {
    /// How answers were taken.
    pub enum Mode {
        /// On paper.
        Paper = "paper",
        /// On a screen.
        Screen = "screen",
        /// In an interview.
        Interview = "interview",
    }
}

record! {
    /// Half-open limits: at least `from`, less than `below`.
    pub struct Grouping {
        /// The lowest that belongs.
        from: Option<u32>,
        /// The first that no longer belongs.
        below: Option<u32>,
    }
}

record! {
    /// The people for whom something holds. Whatever is absent is not asked for.
    pub struct Group {
        /// Sex.
        sex: Option<Sex>,
        /// Age in years.
        age: Option<Grouping>,
        /// School grade.
        grade: Option<Grouping>,
        /// Language of administration: `ru`, `lt`, `en`.
        language: Option<Text>,
        /// Region.
        region: Option<Text>,
        /// How answers were taken.
        mode: Option<Mode>,
    }
}

record! {
    /// A band: from here up to the next band.
    pub struct Band {
        /// The level.
        level: Id,
        /// The lowest score of the band. The first band of a standard score has none: it begins below everything.
        from: Option<Decimal>,
    }
}

record! {
    /// Named bands of a score.
    pub struct Levels {
        /// The scales.
        scales: Vec<Id>,
        /// Of which scores; raw if absent.
        metric: Option<Metric>,
        /// For whom; everybody if absent.
        for_group["for"]: Option<Group>,
        /// The bands, rising; the first starts at the lowest possible raw score, the last ends with the highest.
        bands: Vec<Band>,
        /// What else must hold before a level is given.
        needs: Option<Condition>,
        /// Why.
        basis: Option<Basis>,
    }
}

record! {
    /// A norm by mean and standard deviation.
    pub struct Moments {
        /// The mean of raw scores.
        mean: Decimal,
        /// Their standard deviation.
        sd: Decimal,
        /// Percentile ranks counted in the sample, by raw score; by the normal distribution if absent. Rising; the first row begins
        /// at or below the lowest possible score.
        percentiles: Vec<Row>,
    }
}

record! {
    /// One row of a norm table.
    pub struct Row {
        /// Raw scores from here up to the next row.
        from: Decimal,
        /// The standard score, or the percentile rank.
        is: Decimal,
    }
}

record! {
    /// A norm by table.
    pub struct NormTable {
        /// Which standard score the table gives.
        to: Metric,
        /// The rows, rising.
        rows: Vec<Row>,
        /// The mean of raw scores, for intervals in raw points; with `sd` or not at all.
        mean: Option<Decimal>,
        /// Their standard deviation.
        sd: Option<Decimal>,
        /// Percentile ranks counted in the sample, by raw score, beside a table of another standard score.
        percentiles: Vec<Row>,
    }
}

words! {
    /// What a fitted norm runs over.
    pub enum Over {
        /// Age in years.
        Age = "age",
        /// School grade.
        Grade = "grade",
    }
}

record! {
    /// A fitted norm: mean and standard deviation as polynomials of a covariate.
    pub struct Model {
        /// The covariate.
        over: Over,
        /// Where the polynomials hold.
        within: Grouping,
        /// Coefficients of the mean, constant first.
        mean: Vec<Decimal>,
        /// Coefficients of the standard deviation, constant first.
        sd: Vec<Decimal>,
    }
}

choice! {
    /// How a norm maps raw scores.
    pub enum NormWay {
        /// By mean and standard deviation.
        Moments(Moments) = "moments",
        /// By table.
        Table(NormTable) = "table",
        /// By a fitted model.
        Model(Model) = "model",
    }
}

record! {
    /// One cell of a norm.
    pub struct NormGroup {
        /// For whom; everybody if absent.
        for_group["for"]: Option<Group>,
        /// People in the cell.
        n: Option<u32>,
        /// The scales.
        scales: Map<NormWay>,
    }
}

record! {
    /// Limits of a printed standard score.
    pub struct Clip {
        /// Which.
        metric: Metric,
        /// The lowest.
        from: Decimal,
        /// The highest.
        to: Decimal,
    }
}

words! {
    /// Who was measured.
    pub enum PopulationGroup {
        /// Pupils of schools.
        Pupils = "pupils",
        /// Students after school.
        Students = "students",
        /// Adults.
        Adults = "adults",
        /// People of all ages.
        General = "general",
    }
}

record! {
    /// What scores are compared with.
    pub struct Norm {
        /// The id.
        id: Id,
        /// Whose sentences were answered. A norm fits only the same wording.
        wording: Wording,
        /// Who was measured. Another population is a caution, and a battery does not grade by it.
        population: PopulationGroup,
        /// Whether the sample is a group to compare with and no norm: scores get their place in it and no level.
        comparison_group: bool,
        /// People in the sample.
        n: u32,
        /// The year of the sample, or of its publication.
        year: u32,
        /// Where.
        place: Option<Text>,
        /// Standard scores that are given; z and T if absent.
        metrics: Vec<Metric>,
        /// Limits of printed standard scores.
        clip: Vec<Clip>,
        /// Remarks that stand beside every score.
        cautions: Vec<Id>,
        /// The cells; at most one fits a person.
        groups: Vec<NormGroup>,
        /// Why.
        basis: Option<Basis>,
    }
}
