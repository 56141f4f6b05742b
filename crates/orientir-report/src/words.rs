//! The words of figures and pages in Russian, Lithuanian and English.

use orientir::{Lang, trilingual};

trilingual! {
    /// A word or a short phrase.
    pub(crate) enum Word {
        NoScore: "нет балла" | "balo nėra" | "no score";
        Leads: "выражено сильнее всего" | "ryškiausia" | "stands out most";
        ScoreOf: "{score} из {to}" | "{score} iš {to}" | "{score} of {to}";
        ScoreBetween: "{score} (от {from} до {to})" | "{score} (nuo {from} iki {to})" | "{score} (from {from} to {to})";
        NoMark: "отметки нет" | "žymės nėra" | "no mark";
        Whose: "Чей результат:" | "Kieno rezultatas:" | "Whose result:";
        NotGraded: "Здесь не ставят оценок: нет «хорошо» и «плохо». Описано то, что видно по твоим ответам; со временем это меняется."
            | "Čia niekas nevertinama pažymiais: nėra „gerai“ ar „blogai“. Aprašyta tai, kas matyti iš tavo atsakymų; laikui bėgant tai keičiasi."
            | "Nothing here is graded: there is no “good” and no “bad”. The page describes what your answers show; this changes with time.";
        InShort: "Коротко о главном" | "Trumpai apie svarbiausia" | "In short";
        NothingLeads: "несколько результатов примерно равны" | "keli rezultatai panašūs" | "several results are about equal";
        Lines: "{title}: отметки на линиях" | "{title}: žymės linijose" | "{title}: marks on lines";
        Meaning: "Что это значит" | "Ką tai reiškia" | "What it means";
        Notice: "Обрати внимание" | "Atkreipk dėmesį" | "Please note";
        Unclear: "Что пока неясно" | "Kas kol kas neaišku" | "What is not clear yet";
        TooFewAnswers: "Пока не хватает ответов: {titles}." | "Kol kas trūksta atsakymų: {titles}." | "Too few answers yet: {titles}.";
        Cautions: "Как читать этот результат" | "Kaip skaityti šį rezultatą" | "How to read this result";
        Talk: "Если что-то из этого тревожит или непонятно, поговори со школьным психологом или со взрослым, которому доверяешь."
            | "Jei kas nors kelia nerimą ar neaišku, pasikalbėk su mokyklos psichologu ar suaugusiuoju, kuriuo pasitiki."
            | "If something here worries you or is unclear, talk to the school psychologist or to an adult whom you trust.";
        MadeWith: "Чем посчитано" | "Kuo apskaičiuota" | "What it was made with";
        Engine: "программа {version}" | "programa {version}" | "engine {version}";
        Gap: "разница {gap}" | "skirtumas {gap}" | "a difference of {gap}";
    }
}

/// A number as people write it in a language: at most one decimal, a true minus.
pub(crate) fn number(value: f64, lang: Lang) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let text = if text == "-0" { "0" } else { text };
    let text = text.replace('-', "\u{2212}");
    if lang == Lang::En { text } else { text.replace('.', ",") }
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
        assert_eq!(number(4.25, Lang::Lt), "4,2");
        assert_eq!(number(-57.5, Lang::En), "\u{2212}57.5");
        assert_eq!(number(-0.01, Lang::Ru), "0");
        assert_eq!(score(3.0, (0.0, 8.0), Lang::En), "3 of 8");
        assert_eq!(score(-3.0, (-100.0, 100.0), Lang::Ru), "\u{2212}3 (от \u{2212}100 до 100)");
    }
}
