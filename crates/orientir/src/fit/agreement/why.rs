//! Why something cannot be estimated.

use std::fmt;

use crate::messages::Lang;

/// Why something cannot be estimated: stable words for programs, words in three languages for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WhyNot {
    /// Cells do not fill whole rows, or a table is not square.
    NotRectangular,
    /// Fewer than two raters.
    OneRater,
    /// Fewer than two subjects can be compared.
    OneSubject,
    /// No subject has the ratings that are compared: two of them, or those of all raters.
    NoOverlap,
    /// What agreement is measured against does not vary: all ratings are equal, or all subjects are.
    NoVariance,
    /// Raters agree wholly, or differ by a constant: there is no error from which an interval could be made.
    NoError,
    /// The variance that stands in the divisor is estimated below zero.
    NegativeVariance,
    /// Negative values, where distances are relative to the values.
    NegativeValues,
    /// Disagreement weights that are negative, not zero on the diagonal, or too few or too many.
    BadWeights,
    /// A value that is none of the categories.
    NotACategory,
    /// Kappa compares two raters.
    NotTwoRaters,
    /// A confidence level that is not between 0 and 1.
    BadLevel,
    /// Sums do not fit into whole numbers of 128 bits, or there are more cells or different values than the engine takes.
    TooLarge,
}

impl WhyNot {
    /// The reason as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotRectangular => "not_rectangular",
            Self::OneRater => "one_rater",
            Self::OneSubject => "one_subject",
            Self::NoOverlap => "no_overlap",
            Self::NoVariance => "no_variance",
            Self::NoError => "no_error",
            Self::NegativeVariance => "negative_variance",
            Self::NegativeValues => "negative_values",
            Self::BadWeights => "bad_weights",
            Self::NotACategory => "not_a_category",
            Self::NotTwoRaters => "not_two_raters",
            Self::BadLevel => "bad_level",
            Self::TooLarge => "too_large",
        }
    }

    /// The reason in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        let words = match self {
            Self::NotRectangular => Words::NotRectangular,
            Self::OneRater => Words::OneRater,
            Self::OneSubject => Words::OneSubject,
            Self::NoOverlap => Words::NoOverlap,
            Self::NoVariance => Words::NoVariance,
            Self::NoError => Words::NoError,
            Self::NegativeVariance => Words::NegativeVariance,
            Self::NegativeValues => Words::NegativeValues,
            Self::BadWeights => Words::BadWeights,
            Self::NotACategory => Words::NotACategory,
            Self::NotTwoRaters => Words::NotTwoRaters,
            Self::BadLevel => Words::BadLevel,
            Self::TooLarge => Words::TooLarge,
        };
        words.text(lang)
    }
}

impl fmt::Display for WhyNot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Lang::En))
    }
}

impl std::error::Error for WhyNot {}

crate::trilingual! {
    enum Words {
        NotRectangular: "таблица не прямоугольная" | "lentelė ne stačiakampė" | "the table is not rectangular";
        OneRater: "нужны хотя бы два оценивающих" | "reikia bent dviejų vertintojų" | "two raters are needed at least";
        OneSubject: "нужны хотя бы двое, кого оценили несколько человек" | "reikia bent dviejų, kuriuos vertino keli žmonės"
            | "two subjects with several ratings are needed at least";
        NoOverlap: "нет никого, кого оценили бы те, чьи оценки сравниваются" | "nėra nė vieno, kurį būtų vertinę lyginamieji vertintojai"
            | "nobody was rated by those whose ratings are compared";
        NoVariance: "оценки не различаются, сравнивать не с чем" | "vertinimai nesiskiria, nėra su kuo lyginti"
            | "ratings do not vary, there is nothing to compare with";
        NoError: "расхождений нет, интервал построить не из чего" | "neatitikimų nėra, intervalo sudaryti nėra iš ko"
            | "there is no disagreement from which an interval could be made";
        NegativeVariance: "оценка дисперсии отрицательна" | "dispersijos įvertis neigiamas" | "a variance is estimated below zero";
        NegativeValues: "есть отрицательные значения" | "yra neigiamų reikšmių" | "there are negative values";
        BadWeights: "веса не подходят" | "svoriai netinka" | "the weights do not fit";
        NotACategory: "есть средние нескольких оценок одного человека, а не категории" | "yra kelių vieno žmogaus vertinimų vidurkių, o ne kategorijų"
            | "there are means of several ratings by one person, not categories";
        NotTwoRaters: "каппа сравнивает двоих" | "kapa lygina du vertintojus" | "kappa compares two raters";
        BadLevel: "доверительный уровень не между 0 и 1" | "pasikliovimo lygmuo ne tarp 0 ir 1" | "the confidence level is not between 0 and 1";
        TooLarge: "данных или чисел больше, чем можно сосчитать точно" | "duomenų ar skaičių daugiau, nei galima tiksliai suskaičiuoti"
            | "more data or larger numbers than can be counted exactly";
    }
}
