//! The words of figures and pages in Russian, Lithuanian and English.

use orientir::definition::Metric;
use orientir::{Lang, trilingual};

trilingual! {
    /// A word or a short phrase.
    pub(crate) enum Word {
        NoScore: "нет балла" | "balo nėra" | "no score";
        Leads: "выражено сильнее всего" | "ryškiausia" | "stands out most";
        ScoreOf: "{score} из {to}" | "{score} iš {to}" | "{score} of {to}";
        ScoreBetween: "{score} (от {from} до {to})" | "{score} (nuo {from} iki {to})" | "{score} (from {from} to {to})";
        Most: "при этих ответах возможно до {most}" | "su šiais atsakymais galima iki {most}" | "with these answers at most {most}";
        Dashes: "Пунктир: эти баллы были недоступны, потому что часть вопросов отмечена как неподходящая."
            | "Punktyras: šie balai buvo nepasiekiami, nes dalis klausimų pažymėta kaip netinkami."
            | "Dashed: these points were out of reach, because some questions were marked as not applying.";
        NoMark: "отметки нет" | "žymės nėra" | "no mark";
        Lines: "{title}: отметки на линиях" | "{title}: žymės linijose" | "{title}: marks on lines";
        Standing: "{title}: среди других" | "{title}: tarp kitų" | "{title}: among others";
        UnitT: "T-баллы (среднее 50, стандартное отклонение 10)" | "T balai (vidurkis 50, standartinis nuokrypis 10)" | "T scores (mean 50, SD 10)";
        UnitZ: "z-баллы (среднее 0, стандартное отклонение 1)" | "z balai (vidurkis 0, standartinis nuokrypis 1)" | "z scores (mean 0, SD 1)";
        UnitIq: "шкала IQ (среднее 100, стандартное отклонение 15)" | "IQ skalė (vidurkis 100, standartinis nuokrypis 15)" | "IQ scale (mean 100, SD 15)";
        UnitSten: "стены (среднее 5,5, стандартное отклонение 2)" | "stenai (vidurkis 5,5, standartinis nuokrypis 2)" | "stens (mean 5.5, SD 2)";
        UnitStanine: "станайны (среднее 5, стандартное отклонение 2)" | "stanainai (vidurkis 5, standartinis nuokrypis 2)" | "stanines (mean 5, SD 2)";
        Band: "Полоса: среднее ± 1 стандартное отклонение, около двух третей группы сравнения."
            | "Juosta: vidurkis ± 1 standartinis nuokrypis, apie du trečdaliai palyginamosios grupės."
            | "Band: mean ± 1 SD, about two thirds of the comparison group.";
        Interval: "Отрезок: балл ± 1,96 ошибки измерения; такие отрезки накрывают истинный балл в 95 случаях из 100."
            | "Atkarpa: balas ± 1,96 matavimo paklaidos; tokios atkarpos apima tikrąjį balą 95 atvejais iš 100."
            | "Line through the score: the score ± 1.96 standard errors of measurement; such lines hold the true score in 95 cases of 100.";
        NoIntervalInPart: "Отрезка нет и там, где балл посчитан по части ответов."
            | "Atkarpos nėra ir ten, kur balas suskaičiuotas iš dalies atsakymų."
            | "Nor is there one where the score is made from part of the answers.";
        NoInterval: "Где отрезка нет, надёжность шкалы неизвестна."
            | "Kur atkarpos nėra, skalės patikimumas nežinomas."
            | "Where there is no such line, the reliability is not known.";
        Norm: "Норма" | "Norma" | "Norm";
        ComparisonGroup: "Местная группа сравнения (не норма)" | "Vietinė palyginimo grupė (ne norma)" | "Local comparison group (no norm)";
        FromTo: "от {from} до {to}" | "nuo {from} iki {to}" | "{from} to {to}";
        Criteria: "Критерии и показатели" | "Kriterijai ir rodikliai" | "Criteria and indicators";
        NoLevel: "без уровня" | "be lygio" | "no level";
        NoResult: "нет результата" | "nėra rezultato" | "no result";
        Described: "не оценивается" | "nevertinama" | "not graded by design";
        StillOpen: "пока неясно: {levels}" | "kol kas neaišku: {levels}" | "not settled: {levels}";
        InPart: "по части ответов" | "iš dalies atsakymų" | "from part of the answers";
        Or: " или " | " arba " | " or ";
        GradedOf: "показателей с уровнем: {graded} из {of}" | "rodiklių su lygiu: {graded} iš {of}" | "graded indicators: {graded} of {of}";
        Levels: "Уровни критериев" | "Kriterijų lygiai" | "Levels of the criteria";
        Overall: "В целом" | "Apskritai" | "Overall";
        FirstTime: "первый раз" | "pirmas kartas" | "the first time";
        LastTime: "последний раз" | "paskutinis kartas" | "the last time";
        OfPeople: "{n} из {of}" | "{n} iš {of}" | "{n} of {of}";
        Nobody: "сравнить некого" | "nėra ką palyginti" | "nobody can be compared";
        Change: "{title}: было и стало" | "{title}: prieš ir po" | "{title}: before and after";
        Before: "было" | "prieš" | "before";
        After: "стало" | "po" | "after";
        Gap: "разница {gap}" | "skirtumas {gap}" | "a difference of {gap}";
    }
}

/// A number as people write it in a language: at most one decimal, a half away from zero, a true minus.
pub(crate) fn number(value: f64, lang: Lang) -> String {
    // Only a quarter and three quarters are halves of a tenth exactly, and `format!` would take the even one.
    let is_half = [0.25, 0.75].contains(&value.fract().abs());
    let value = if is_half { (value * 10.0).round() / 10.0 } else { value };
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let text = if text == "-0" { "0" } else { text };
    let text = text.replace('-', "\u{2212}");
    if lang == Lang::En { text } else { text.replace('.', ",") }
}

/// A standard score: of a percentile rank never 0 or 100, since nobody is known to stand below or above everybody.
pub(crate) fn standard(value: f64, metric: Metric, lang: Lang) -> String {
    match metric {
        Metric::Percentile if value < 1.0 => "<1".to_owned(),
        Metric::Percentile if value > 99.0 => ">99".to_owned(),
        _ => number(value, lang),
    }
}

/// A score with its range.
pub(crate) fn score(score: f64, (from, to): (f64, f64), lang: Lang) -> String {
    let starts_at_zero = from.abs() < f64::EPSILON;
    let words = if starts_at_zero { Word::ScoreOf } else { Word::ScoreBetween };
    let text = words.text(lang).replace("{score}", &number(score, lang));
    text.replace("{from}", &number(from, lang)).replace("{to}", &number(to, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_a_language() {
        assert_eq!(number(4.0, Lang::Ru), "4");
        assert_eq!(number(4.25, Lang::Lt), "4,3");
        assert_eq!(number(-4.75, Lang::En), "\u{2212}4.8");
        assert_eq!(number(0.15, Lang::En), "0.1", "which is a little less than it looks");
        assert_eq!(number(-57.5, Lang::En), "\u{2212}57.5");
        assert_eq!(number(-0.01, Lang::Ru), "0");
        let percentile = |value| standard(value, Metric::Percentile, Lang::Ru);
        assert_eq!([0.0, 0.99, 1.0, 99.0, 99.01].map(percentile), ["<1", "<1", "1", "99", ">99"]);
        assert_eq!(standard(0.5, Metric::Z, Lang::Ru), "0,5");
        assert_eq!(score(3.0, (0.0, 8.0), Lang::En), "3 of 8");
        assert_eq!(score(-3.0, (-100.0, 100.0), Lang::Ru), "\u{2212}3 (от \u{2212}100 до 100)");
    }
}
