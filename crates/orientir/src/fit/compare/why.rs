//! Why a change is not judged.

use std::fmt;

use crate::messages::Lang;

/// Why a change is not judged: stable words for programs, words in three languages for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WhyNot {
    /// The person answered on one occasion only.
    OneOccasion,
    /// The two occasions were scored by different definitions.
    Version,
    /// The wording or the language differs between the occasions.
    Wording,
    /// No score on one of the occasions.
    NoScore,
    /// The scores rest on different numbers of answers, or one is prorated.
    Coverage,
    /// Fewer days lie between the occasions than the instrument asks for.
    TooSoon,
    /// The definition says that internal consistency has no meaning here, and no retest reliability is known.
    NotMeaningful,
    /// Internal consistency alone is known. It is no retest reliability.
    NotRetest,
    /// No reliability is known.
    NoReliability,
    /// No standard deviation is known: no norm fits, and there are fewer than 30 scores before.
    NoDeviation,
    /// The standard deviation or the error is zero: there is nothing to measure a change by.
    NoError,
    /// A reliability that is not between 0 and 1, or a standard deviation that is not a positive number.
    BadValue,
    /// Fewer people than a group must have.
    SmallGroup,
    /// Two lists of scores that should belong to the same people have different lengths.
    NotPaired,
    /// Numbers do not fit into whole numbers of 128 bits.
    TooLarge,
}

impl WhyNot {
    /// All of them.
    pub const ALL: [WhyNot; 15] = [
        WhyNot::OneOccasion,
        WhyNot::Version,
        WhyNot::Wording,
        WhyNot::NoScore,
        WhyNot::Coverage,
        WhyNot::TooSoon,
        WhyNot::NotMeaningful,
        WhyNot::NotRetest,
        WhyNot::NoReliability,
        WhyNot::NoDeviation,
        WhyNot::NoError,
        WhyNot::BadValue,
        WhyNot::SmallGroup,
        WhyNot::NotPaired,
        WhyNot::TooLarge,
    ];

    /// The reason as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneOccasion => "one_occasion",
            Self::Version => "version",
            Self::Wording => "wording",
            Self::NoScore => "no_score",
            Self::Coverage => "coverage",
            Self::TooSoon => "too_soon",
            Self::NotMeaningful => "not_meaningful",
            Self::NotRetest => "not_retest",
            Self::NoReliability => "no_reliability",
            Self::NoDeviation => "no_deviation",
            Self::NoError => "no_error",
            Self::BadValue => "bad_value",
            Self::SmallGroup => "small_group",
            Self::NotPaired => "not_paired",
            Self::TooLarge => "too_large",
        }
    }

    /// The reason in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        let words = match self {
            Self::OneOccasion => Words::OneOccasion,
            Self::Version => Words::Version,
            Self::Wording => Words::Wording,
            Self::NoScore => Words::NoScore,
            Self::Coverage => Words::Coverage,
            Self::TooSoon => Words::TooSoon,
            Self::NotMeaningful => Words::NotMeaningful,
            Self::NotRetest => Words::NotRetest,
            Self::NoReliability => Words::NoReliability,
            Self::NoDeviation => Words::NoDeviation,
            Self::NoError => Words::NoError,
            Self::BadValue => Words::BadValue,
            Self::SmallGroup => Words::SmallGroup,
            Self::NotPaired => Words::NotPaired,
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
        OneOccasion: "ответы только за один раз" | "atsakymai tik iš vieno karto" | "answers on one occasion only";
        Version: "разные версии методики" | "skirtingos metodikos versijos" | "the versions of the instrument differ";
        Wording: "разные формулировки или язык" | "skirtingos formuluotės arba kalba" | "the wording or the language differs";
        NoScore: "за один из разов нет балла" | "vienam iš kartų nėra balo" | "no score on one of the occasions";
        Coverage: "баллы опираются на разное число ответов или пересчитаны" | "balai remiasi skirtingu atsakymų skaičiumi arba perskaičiuoti"
            | "the scores rest on different numbers of answers, or are prorated";
        TooSoon: "прошло меньше дней, чем требует методика" | "praėjo mažiau dienų, nei reikalauja metodika"
            | "fewer days have passed than the instrument asks for";
        NotMeaningful: "внутренняя согласованность здесь не имеет смысла, а ретестовая надёжность неизвестна"
            | "vidinis suderinamumas čia neturi prasmės, o pakartotinio matavimo patikimumas nežinomas"
            | "internal consistency has no meaning here, and no retest reliability is known";
        NotRetest: "известна только внутренняя согласованность, а не ретестовая надёжность"
            | "žinomas tik vidinis suderinamumas, o ne pakartotinio matavimo patikimumas"
            | "internal consistency alone is known, no retest reliability";
        NoReliability: "ретестовая надёжность неизвестна" | "pakartotinio matavimo patikimumas nežinomas" | "no retest reliability is known";
        NoDeviation: "стандартное отклонение неизвестно: нет подходящей нормы, а баллов до меньше 30"
            | "standartinis nuokrypis nežinomas: nėra tinkamos normos, o balų prieš mažiau nei 30"
            | "no standard deviation is known: no norm fits, and there are fewer than 30 scores before";
        NoError: "погрешность равна нулю, мерить изменение нечем" | "paklaida lygi nuliui, pokyčio matuoti nėra kuo"
            | "the error is zero, there is nothing to measure a change by";
        BadValue: "надёжность не между 0 и 1 или отклонение не положительно" | "patikimumas ne tarp 0 ir 1 arba nuokrypis neteigiamas"
            | "a reliability not between 0 and 1, or a deviation that is not positive";
        SmallGroup: "учеников с двумя баллами меньше 10" | "mokinių su dviem balais mažiau nei 10" | "fewer than 10 pupils with two scores";
        NotPaired: "баллы не тех же учеников" | "balai ne tų pačių mokinių" | "the scores are not of the same people";
        TooLarge: "числа больше, чем можно сосчитать точно" | "skaičiai didesni, nei galima tiksliai suskaičiuoti"
            | "larger numbers than can be counted exactly";
    }
}
