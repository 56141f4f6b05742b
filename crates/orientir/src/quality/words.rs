//! What is said of response quality, in three languages: one text for every surface.

use std::collections::BTreeMap;

use super::{Cuts, Flag, Index, Reason, ResponseQuality};
use crate::messages::Lang;

crate::trilingual! {
    /// What is said of response quality.
    enum Said {
        People: "строк с ответами: {people}" | "eilučių su atsakymais: {people}" | "rows of answers: {people}";
        Flagged: "с отметкой: {one}; с двумя и больше: {more}" | "su žyma: {one}; su dviem ir daugiau: {more}"
            | "with a flag: {one}; with two or more: {more}";
        Without: "не вычислено ({count}): {indices}: {reason}" | "neapskaičiuota ({count}): {indices}: {reason}"
            | "not computed ({count}): {indices}: {reason}";
        All: "у всех" | "visiems" | "all";
        Meaning: "Отметка - повод присмотреться, а не доказательство небрежности: ученик мог и вправду так думать. Ни одна строка не исключена. Это для психолога, не для ученика."
            | "Žyma - priežastis įsižiūrėti, o ne aplaidumo įrodymas: mokinys galėjo iš tiesų taip manyti. Nė viena eilutė nepašalinta. Tai psichologui, ne mokiniui."
            | "A flag is worth a look, no proof of carelessness: a pupil may truly mean it. No row is left out. This is for the psychologist, not for the pupil.";
        // Rules.
        Rule: "{index}: отмечено {flagged} ({rule})" | "{index}: pažymėta {flagged} ({rule})" | "{index}: flagged {flagged} ({rule})";
        Longstring: "подряд одинаково отвечено на {cut} % вопросов ряда или больше; в рядах от 10 вопросов"
            | "iš eilės vienodai atsakyta į {cut} % eilės klausimų ar daugiau; eilėse nuo 10 klausimų"
            | "equal answers one after the other to {cut} % of a sequence of questions or more; sequences of 10 or more";
        Pace: "быстрее {cut} с на вопрос" | "greičiau nei {cut} s klausimui" | "faster than {cut} s an answer";
        EvenOdd: "отметка при значении выше {cut}, только если шкал 10 и больше" | "žyma, kai reikšmė didesnė nei {cut}, tik jei skalių 10 ar daugiau"
            | "a flag for values above {cut}, only with 10 scales or more";
        Synonyms: "ниже {cut}: на сходные вопросы отвечено по-разному" | "mažiau nei {cut}: į panašius klausimus atsakyta skirtingai"
            | "below {cut}: like questions were answered unlike";
        Antonyms: "выше {cut}: на противоположные вопросы отвечено одинаково" | "daugiau nei {cut}: į priešingus klausimus atsakyta vienodai"
            | "above {cut}: opposite questions were answered alike";
        Mahalanobis: "дальше от середины группы, чем {cut} % внимательных, если ответы распределены нормально"
            | "toliau nuo grupės vidurio nei {cut} % dėmesingų, jei atsakymai pasiskirstę normaliai"
            | "farther from the middle of the group than {cut} % of attentive people, if answers are normal";
        // What a flag says of a pupil.
        FlagLongstring: "подряд много одинаковых ответов" | "iš eilės daug vienodų atsakymų" | "many equal answers one after the other";
        FlagPace: "отвечено слишком быстро" | "atsakyta per greitai" | "answered too fast";
        FlagEvenOdd: "ответы на вопросы одной шкалы расходятся" | "tos pačios skalės klausimų atsakymai nesutampa"
            | "answers to questions of one scale do not go together";
        FlagSynonyms: "на сходные вопросы отвечено по-разному" | "į panašius klausimus atsakyta skirtingai"
            | "like questions were answered unlike";
        FlagAntonyms: "на противоположные вопросы отвечено одинаково" | "į priešingus klausimus atsakyta vienodai"
            | "opposite questions were answered alike";
        FlagMahalanobis: "ответы не похожи на ответы остальных" | "atsakymai nepanašūs į kitų atsakymus"
            | "the answers are unlike those of the others";
        // Reasons.
        Ipsative: "здесь выбирают между вариантами, один ответ отнимает у другого" | "čia renkamasi tarp variantų, vienas atsakymas atima iš kito"
            | "the instrument asks to choose: one answer takes from another";
        NoRatings: "нет вопросов с оценкой по шкале" | "nėra klausimų su vertinimo skale" | "no question is answered on a rating scale";
        OneItem: "только один вопрос с оценкой по шкале" | "tik vienas klausimas su vertinimo skale" | "one question alone is answered on a rating scale";
        SeveralRatings: "отвечают не сами ученики, и по несколько раз" | "atsako ne patys mokiniai, ir po kelis kartus"
            | "others answer about the pupil, several times";
        MixedRanges: "у вопросов разные шкалы ответов" | "klausimų atsakymų skalės skirtingos" | "the ranges of the questions differ";
        TwoPlaces: "у шкалы ответов два места, каждый ответ крайний" | "atsakymų skalė turi dvi vietas, kiekvienas atsakymas kraštinis"
            | "the scale of answers has two places, every answer is at an end";
        NoMiddle: "у шкалы ответов нет середины" | "atsakymų skalė neturi vidurio" | "the scale of answers has no middle";
        NoAgreement: "ответ - место между двумя полюсами, согласия в нём нет" | "atsakymas - vieta tarp dviejų polių, pritarimo jame nėra"
            | "an answer is a place between two poles, neither means agreement";
        FewScales: "меньше трёх шкал без общих вопросов" | "mažiau nei trys skalės be bendrų klausimų"
            | "fewer than three scales without a common question";
        FewAnswers: "слишком мало ответов" | "per mažai atsakymų" | "too few answers";
        Constant: "ответы не различаются, сравнивать нечего" | "atsakymai nesiskiria, nėra ko lyginti" | "the answers do not differ, there is nothing to compare";
        FewPeople: "слишком мало людей: для пар нужно 30, для средних 10, для расстояния полных строк на две больше, чем вопросов"
            | "per mažai žmonių: poroms reikia 30, vidurkiams 10, atstumui pilnų eilučių dviem daugiau nei klausimų"
            | "too few people: pairs need 30, mean answers 10, a distance two more complete rows than there are questions";
        FewPairs: "меньше трёх пар вопросов с корреляцией сильнее .60" | "mažiau nei trys klausimų poros, kurių koreliacija stipresnė nei .60"
            | "fewer than three pairs of questions correlate beyond .60";
        DependentItems: "ответ на один вопрос следует из других, расстояние не определено"
            | "atsakymas į vieną klausimą seka iš kitų, atstumas neapibrėžtas"
            | "the answer to one question follows from others, no distance is defined";
        NoTime: "время не измерено" | "laikas nematuotas" | "the time was not measured";
        AnotherInstrument: "ответы на другую методику" | "atsakymai į kitą metodiką" | "answers to another instrument";
    }
}

impl Reason {
    /// The reason in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        words(self).text(lang)
    }
}

impl Flag {
    /// What the flag says of the answers, in words.
    pub const fn text(&self, lang: Lang) -> &'static str {
        let words = match self.index {
            Index::Longstring => Said::FlagLongstring,
            Index::Pace => Said::FlagPace,
            Index::EvenOdd => Said::FlagEvenOdd,
            Index::Synonyms => Said::FlagSynonyms,
            Index::Antonyms => Said::FlagAntonyms,
            Index::Mahalanobis => Said::FlagMahalanobis,
            other => return other.as_str(),
        };
        words.text(lang)
    }
}

/// What there is to say of the answers of some people, a line each: how many are flagged by which rule, which of `indices` there
/// are not and why, and what a flag means.
pub fn summary(found: &[ResponseQuality], indices: &[Index], cuts: &Cuts, lang: Lang) -> Vec<String> {
    let said = |word: Said| word.text(lang);
    let with = |least: usize| found.iter().filter(|quality| quality.flags().len() >= least).count();
    let mut lines = vec![
        said(Said::People).replace("{people}", &found.len().to_string()),
        said(Said::Flagged).replace("{one}", &with(1).to_string()).replace("{more}", &with(2).to_string()),
    ];
    for index in indices {
        let flagged = found.iter().flat_map(ResponseQuality::flags).filter(|flag| flag.index == *index).count();
        let has = found.iter().any(|quality| quality.measure(*index).value().is_some());
        if let Some((words, cut)) = rule(*index, cuts).filter(|_| has) {
            let told = said(Said::Rule).replace("{index}", index.as_str()).replace("{flagged}", &flagged.to_string());
            lines.push(told.replace("{rule}", &said(words).replace("{cut}", &cut)));
        }
    }
    let mut reasons: BTreeMap<(Reason, usize), Vec<&str>> = BTreeMap::new();
    for index in indices {
        let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
        for reason in found.iter().filter_map(|quality| quality.measure(*index).reason()) {
            *counts.entry(reason).or_default() += 1;
        }
        for of in counts {
            reasons.entry(of).or_default().push(index.as_str());
        }
    }
    for ((why, count), indices) in reasons {
        let of = if count == found.len() { said(Said::All).to_owned() } else { count.to_string() };
        let words = said(Said::Without).replace("{count}", &of).replace("{reason}", why.text(lang));
        lines.push(words.replace("{indices}", &indices.join(", ")));
    }
    lines.push(said(Said::Meaning).to_owned());
    lines
}

/// The rule of a flag, and its cut; none for an index that is not flagged.
fn rule(index: Index, cuts: &Cuts) -> Option<(Said, String)> {
    let number = |cut: f64| (cut + 0.0).to_string();
    Some(match index {
        Index::Longstring => (Said::Longstring, number(cuts.longstring_share * 100.0)),
        Index::Pace => (Said::Pace, number(cuts.pace)),
        Index::EvenOdd => (Said::EvenOdd, number(cuts.even_odd)),
        Index::Synonyms => (Said::Synonyms, number(cuts.synonyms)),
        Index::Antonyms => (Said::Antonyms, number(cuts.antonyms)),
        Index::Mahalanobis => (Said::Mahalanobis, number(100.0 - cuts.mahalanobis_rate * 100.0)),
        _ => return None,
    })
}

/// The words of a reason.
const fn words(reason: Reason) -> Said {
    match reason {
        Reason::Ipsative => Said::Ipsative,
        Reason::OneItem => Said::OneItem,
        Reason::SeveralRatings => Said::SeveralRatings,
        Reason::MixedRanges => Said::MixedRanges,
        Reason::TwoPlaces => Said::TwoPlaces,
        Reason::NoMiddle => Said::NoMiddle,
        Reason::NoAgreement => Said::NoAgreement,
        Reason::FewScales => Said::FewScales,
        Reason::FewAnswers => Said::FewAnswers,
        Reason::Constant => Said::Constant,
        Reason::FewPeople => Said::FewPeople,
        Reason::FewPairs => Said::FewPairs,
        Reason::DependentItems => Said::DependentItems,
        Reason::NoTime => Said::NoTime,
        Reason::AnotherInstrument => Said::AnotherInstrument,
        Reason::NoRatings => Said::NoRatings,
    }
}
