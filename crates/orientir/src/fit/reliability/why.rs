//! Why something cannot be estimated.

use std::fmt;

use crate::messages::Lang;

/// Why something cannot be estimated: stable words for programs, words in three languages for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WhyNot {
    /// The definition says that internal consistency has no meaning for the scale; its words stand in `known`.
    NotMeaningful,
    /// A person has ratings by several people: their agreement is what is asked.
    SeveralRatings,
    /// One item.
    OneItem,
    /// The scale is no sum or mean of answers.
    NotASum,
    /// Nobody answered all items.
    NoRows,
    /// Fewer than three people answered all items.
    FewRows,
    /// The score, or a part that is compared, does not differ between people.
    NoVariance,
    /// An item that everybody answered alike.
    ConstantItem,
    /// No more people than items: correlations of items have no inverse.
    FewRowsForItems,
    /// An item follows from the others.
    DependentItems,
    /// Two items do not tell a factor, and without one of them nothing is left to compare.
    FewItems,
    /// More items than this is computed for.
    ManyItems,
    /// No common factor stands out.
    NoFactor,
    /// The factor explains more than all of an item (a Heywood case).
    Heywood,
    /// The loadings still changed after the most rounds.
    NoConvergence,
    /// The first component has as much on one side as on the other.
    NoDirection,
    /// The halves run exactly against each other.
    OpposedHalves,
    /// Alpha is negative, and an error larger than the spread of scores means nothing.
    NegativeAlpha,
    /// The table has one occasion.
    OneOccasion,
    /// Too few people have both: three for a correlation, four for an interval.
    FewPairs,
    /// A correlation of 1 or -1 has no interval.
    PerfectCorrelation,
    /// Sums do not fit into the whole numbers that are held exactly.
    TooLarge,
}

impl WhyNot {
    /// The reason as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotMeaningful => "not_meaningful",
            Self::SeveralRatings => "several_ratings",
            Self::OneItem => "one_item",
            Self::NotASum => "not_a_sum",
            Self::NoRows => "no_rows",
            Self::FewRows => "few_rows",
            Self::NoVariance => "no_variance",
            Self::ConstantItem => "constant_item",
            Self::FewRowsForItems => "few_rows_for_items",
            Self::DependentItems => "dependent_items",
            Self::FewItems => "few_items",
            Self::ManyItems => "many_items",
            Self::NoFactor => "no_factor",
            Self::Heywood => "heywood",
            Self::NoConvergence => "no_convergence",
            Self::NoDirection => "no_direction",
            Self::OpposedHalves => "opposed_halves",
            Self::NegativeAlpha => "negative_alpha",
            Self::OneOccasion => "one_occasion",
            Self::FewPairs => "few_pairs",
            Self::PerfectCorrelation => "perfect_correlation",
            Self::TooLarge => "too_large",
        }
    }

    /// The reason in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        let words = match self {
            Self::NotMeaningful => Words::NotMeaningful,
            Self::SeveralRatings => Words::SeveralRatings,
            Self::OneItem => Words::OneItem,
            Self::NotASum => Words::NotASum,
            Self::NoRows => Words::NoRows,
            Self::FewRows => Words::FewRows,
            Self::NoVariance => Words::NoVariance,
            Self::ConstantItem => Words::ConstantItem,
            Self::FewRowsForItems => Words::FewRowsForItems,
            Self::DependentItems => Words::DependentItems,
            Self::FewItems => Words::FewItems,
            Self::ManyItems => Words::ManyItems,
            Self::NoFactor => Words::NoFactor,
            Self::Heywood => Words::Heywood,
            Self::NoConvergence => Words::NoConvergence,
            Self::NoDirection => Words::NoDirection,
            Self::OpposedHalves => Words::OpposedHalves,
            Self::NegativeAlpha => Words::NegativeAlpha,
            Self::OneOccasion => Words::OneOccasion,
            Self::FewPairs => Words::FewPairs,
            Self::PerfectCorrelation => Words::PerfectCorrelation,
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
        NotMeaningful: "внутренняя согласованность здесь не имеет смысла" | "vidinė darna čia neturi prasmės"
            | "internal consistency has no meaning here";
        SeveralRatings: "оценки нескольких людей: смотрите их согласие (agreement)" | "kelių žmonių vertinimai: žiūrėkite jų sutarimą (agreement)"
            | "ratings by several people: look at their agreement (`agreement`)";
        OneItem: "всего один вопрос" | "tik vienas klausimas" | "a single item";
        NotASum: "шкала не сумма и не среднее ответов" | "skalė nėra atsakymų suma ar vidurkis"
            | "the scale is no sum or mean of answers";
        NoRows: "никто не ответил на все вопросы шкалы" | "niekas neatsakė į visus skalės klausimus"
            | "nobody answered all items of the scale";
        FewRows: "на все вопросы ответили меньше трёх человек" | "į visus klausimus atsakė mažiau nei trys žmonės"
            | "fewer than three people answered all items";
        NoVariance: "баллы не различаются" | "balai nesiskiria" | "scores do not differ";
        ConstantItem: "на один из вопросов все ответили одинаково" | "į vieną iš klausimų visi atsakė vienodai"
            | "everybody answered an item alike";
        FewRowsForItems: "ответивших на всё должно быть больше, чем вопросов" | "atsakiusių į viską turi būti daugiau nei klausimų"
            | "more people than items have to answer everything";
        DependentItems: "один вопрос следует из других" | "vienas klausimas seka iš kitų" | "an item follows from the others";
        FewItems: "нужны хотя бы три вопроса" | "reikia bent trijų klausimų" | "three items are needed at least";
        ManyItems: "для этого вопросов слишком много" | "tam klausimų per daug" | "too many items for this";
        NoFactor: "общий фактор не выделяется" | "bendras faktorius neišsiskiria" | "no common factor stands out";
        Heywood: "не оценивается: фактор объясняет больше, чем весь вопрос (случай Хейвуда)"
            | "neįvertinama: faktorius paaiškina daugiau nei visą klausimą (Heywood atvejis)"
            | "not estimable: the factor explains more than all of an item (a Heywood case)";
        NoConvergence: "не оценивается: приближения не сошлись" | "neįvertinama: artiniai nesuartėjo"
            | "not estimable: the iteration did not come to rest";
        NoDirection: "вопросы тянут в обе стороны поровну" | "klausimai traukia į abi puses po lygiai"
            | "the items pull both ways alike";
        OpposedHalves: "половины противоположны" | "pusės priešingos" | "the halves are opposed";
        NegativeAlpha: "альфа отрицательна" | "alfa neigiama" | "alpha is negative";
        OneOccasion: "в таблице одно измерение" | "lentelėje vienas matavimas" | "the table has one occasion";
        FewPairs: "слишком мало людей: для корреляции нужны трое, для интервала четверо"
            | "per mažai žmonių: koreliacijai reikia trijų, intervalui keturių"
            | "too few people: a correlation needs three, an interval four";
        PerfectCorrelation: "при корреляции 1 или -1 интервала нет" | "kai koreliacija 1 ar -1, intervalo nėra"
            | "a correlation of 1 or -1 has no interval";
        TooLarge: "данных или чисел больше, чем можно сосчитать точно" | "duomenų ar skaičių daugiau, nei galima tiksliai suskaičiuoti"
            | "more data or larger numbers than can be counted exactly";
    }
}
