//! The words of listings for people: explanations and forms. A phrase may name arguments in braces, as templates do.

use std::borrow::Cow;

use super::Lang;
use crate::definition::{Metric, Mode, PopulationGroup, Sex, Status, Wording};
use crate::plan::Operation;
use crate::score::Ungraded;

macro_rules! words {
    ($($name:ident: $ru:literal, $lt:literal, $en:literal;)+) => {
        /// A word or a phrase that exists in every language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Word { $($name,)+ }

        impl Word {
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in a language.
            pub(crate) const fn get(self, lang: Lang) -> &'static str {
                match lang {
                    Lang::Ru => match self { $(Self::$name => $ru,)+ },
                    Lang::Lt => match self { $(Self::$name => $lt,)+ },
                    Lang::En => match self { $(Self::$name => $en,)+ },
                }
            }
        }
    };
}

words! {
    // The head of an explanation.
    Title: "Как получился результат", "Kaip gautas rezultatas", "How the result came about";
    WordingIs: "тексты: {wording}", "tekstai: {wording}", "texts: {wording}";
    WordingOwn: "собственные", "savi", "own";
    WordingNone: "без текстов (ответы с бланка)", "be tekstų (atsakymai iš blanko)", "none (answers from paper)";
    WordingPublished: "опубликованные", "paskelbti", "published";
    RatingsAre: "Оценок этого человека: {count}", "Šio žmogaus vertinimų: {count}", "Ratings of this person: {count}";
    AboutPerson: "О человеке: {facts}", "Apie žmogų: {facts}", "About the person: {facts}";
    Sex: "пол", "lytis", "sex";
    Male: "мужской", "vyras", "male";
    Female: "женский", "moteris", "female";
    Age: "возраст", "amžius", "age";
    Grade: "класс", "klasė", "grade";
    Language: "язык", "kalba", "language";
    Region: "регион", "regionas", "region";
    ModeOf: "способ", "būdas", "mode";
    Paper: "на бумаге", "popieriuje", "on paper";
    Screen: "на экране", "ekrane", "on a screen";
    Interview: "в беседе", "pokalbyje", "in an interview";
    Limits: "от {from} до {to}", "nuo {from} iki {to}", "{from} to {to}";
    FromOn: "от {from}", "nuo {from}", "{from} and more";
    UpTo: "до {to}", "iki {to}", "up to {to}";

    // Policies.
    Policies: "Правила подсчёта", "Skaičiavimo taisyklės", "Scoring policies";
    ByDefault: "по умолчанию", "numatytoji", "default";
    Chosen: "выбрано", "pasirinkta", "chosen";

    // What a scale is made of.
    Scale: "Шкала", "Skalė", "Scale";
    MadeOf: "Как считается: {what}", "Kaip skaičiuojama: {what}", "How it is computed: {what}";
    SumOfAnswers: "сумма ответов", "atsakymų suma", "the sum of the answers";
    SumOfScales: "сумма шкал", "skalių suma", "the sum of scales";
    CountOfAnswers: "сколько ответов засчитано этой шкале", "kiek atsakymų įskaityta šiai skalei", "how many answers count for this scale";
    RightAnswers: "число верных ответов", "teisingų atsakymų skaičius", "the number of right answers";
    WeightedSum: "сумма ответов с весами", "atsakymų suma su svoriais", "the weighted sum of the answers";
    PointsSum: "сумма баллов за ответы", "taškų už atsakymus suma", "the sum of points for the answers";
    Mean: "среднее", "vidurkis", "the mean";
    Median: "медиана (середина ряда)", "mediana (eilės vidurys)", "the median (the middle one)";
    Spread: "размах: наибольшее минус наименьшее", "sklaida: didžiausia minus mažiausia", "the spread: largest less smallest";
    Least: "наименьшее", "mažiausia reikšmė", "the smallest";
    Greatest: "наибольшее", "didžiausia reikšmė", "the largest";
    Difference: "разность шкал", "skalių skirtumas", "the difference of scales";
    RatioOf: "отношение шкал", "skalių santykis", "the ratio of scales";

    // The table of answers.
    Question: "вопрос", "klausimas", "item";
    Answer: "ответ", "atsakymas", "answer";
    Ratings: "оценки", "vertinimai", "ratings";
    Adds: "прибавляет", "prideda", "adds";
    Value: "значение", "reikšmė", "value";
    NoAnswer: "нет ответа", "nėra atsakymo", "no answer";
    Refused: "отказ отвечать", "atsisakyta atsakyti", "refused";
    NotAsked: "не задавался", "neklausta", "not asked";
    NotACode: "недопустимый ответ", "neleistinas atsakymas", "not an allowed answer";
    DoesNotApply: "не относится к человеку", "žmogui netaikoma", "does not apply";
    TakenOut: "исключено правилом: {policy}", "pašalinta pagal taisyklę: {policy}", "taken out by the policy: {policy}";
    ElsewhereCounted: "не для этой шкалы: {condition}", "ne šiai skalei: {condition}", "not for this scale: {condition}";
    RestsOnMissing: "зависит от пропущенного ответа", "priklauso nuo praleisto atsakymo", "rests on a missing answer";
    Aside: "отдельно: {means}", "atskirai: {means}", "apart: {means}";
    CountedAs: "считается как {code}", "laikoma {code}", "counts as {code}";

    // The arithmetic.
    SumIs: "Сумма: {sum}", "Suma: {sum}", "Sum: {sum}";
    MeanIs: "Среднее: {sum} : {count} = {result}", "Vidurkis: {sum} : {count} = {result}", "Mean: {sum} / {count} = {result}";
    MedianIs: "По порядку: {values}; середина {result}", "Iš eilės: {values}; vidurys {result}", "In order: {values}; the middle is {result}";
    SpreadIs: "{high} − {low} = {result}", "{high} − {low} = {result}", "{high} − {low} = {result}";
    LeastIs: "Наименьшее из {values}: {result}", "Mažiausia iš {values}: {result}", "The smallest of {values}: {result}";
    GreatestIs: "Наибольшее из {values}: {result}", "Didžiausia iš {values}: {result}", "The largest of {values}: {result}";
    DifferenceIs: "{a} − {b} = {result}", "{a} − {b} = {result}", "{a} − {b} = {result}";
    RatioIs: "{a} : {b} = {result}", "{a} : {b} = {result}", "{a} / {b} = {result}";
    ProratedIs: "Не хватает ответов: {missing} из {of}. Сумма дополнена по доле возможного:", "Trūksta atsakymų: {missing} iš {of}. Suma papildyta pagal galimo dalį:", "Answers missing: {missing} of {of}. The sum is completed by the share of the possible:";
    ShareIs: "P = ({sum} − {low}) : {span} = {share}", "P = ({sum} − {low}) : {span} = {share}", "P = ({sum} − {low}) / {span} = {share}";
    CompletedIs: "{sum} + {low} + P × {span} = {result}", "{sum} + {low} + P × {span} = {result}", "{sum} + {low} + P × {span} = {result}";
    WithoutMissing: "Не хватает ответов: {missing} из {of}; взяты те, что есть.", "Trūksta atsakymų: {missing} iš {of}; imti tie, kurie yra.", "Answers missing: {missing} of {of}; those that are there are taken.";
    PercentIs: "В процентах размаха: ({value} − {low}) : ({high} − {low}) × 100 = {result}", "Ribų procentais: ({value} − {low}) : ({high} − {low}) × 100 = {result}", "As percent of the range: ({value} − {low}) / ({high} − {low}) × 100 = {result}";
    ScoreIs: "Балл: {raw} (возможен от {low} до {high})", "Balas: {raw} (galimas nuo {low} iki {high})", "Score: {raw} (possible: {low} to {high})";
    NoScore: "Балла нет: {reason}", "Balo nėra: {reason}", "No score: {reason}";
    AnsweredOf: "отвечено {answered} из {of}, нужно {need}", "atsakyta {answered} iš {of}, reikia {need}", "answered {answered} of {of}, needed {need}";
    WouldBe: "без этой проверки было бы {value}", "be šios patikros būtų {value}", "without this check it would be {value}";
    WithAnyAnswers: "С любыми недостающими ответами балл был бы от {low} до {high}", "Kad ir kokie būtų trūkstami atsakymai, balas būtų nuo {low} iki {high}", "Whatever the missing answers are, the score lies between {low} and {high}";

    // How a scale stands.
    Scored: "посчитано", "suskaičiuota", "scored";
    Prorated: "посчитано по части ответов", "suskaičiuota iš dalies atsakymų", "scored from part of the answers";
    TooFew: "слишком мало ответов", "per mažai atsakymų", "too few answers";
    CheckTakes: "его отменяет проверка", "jį panaikina patikra", "a check takes it away";
    ForGroups: "методика только для групп взрослых, которые отвечали без имени", "metodika skirta tik grupėms suaugusiųjų, kurie atsakė nenurodę vardo", "the instrument is for groups of adults who answered without names";
    Undefined: "действие не имеет результата", "veiksmas neturi rezultato", "the operation has no result";

    // Norms.
    NormIs: "Норма {norm}: {people}", "Norma {norm}: {people}", "Norm {norm}: {people}";
    Sample: "выборка {n}", "imtis {n}", "sample of {n}";
    Pupils: "школьники", "mokiniai", "pupils";
    Students: "студенты", "studentai", "students";
    Adults: "взрослые", "suaugusieji", "adults";
    General: "люди всех возрастов", "įvairaus amžiaus žmonės", "people of all ages";
    MeanAndSd: "среднее {mean}, стандартное отклонение {sd}", "vidurkis {mean}, standartinis nuokrypis {sd}", "mean {mean}, standard deviation {sd}";
    ZIs: "z = ({raw} − {mean}) : {sd} = {z}", "z = ({raw} − {mean}) : {sd} = {z}", "z = ({raw} − {mean}) / {sd} = {z}";
    TableRow: "по таблице: балл от {from} даёт {metric} {value}", "pagal lentelę: balas nuo {from} duoda {metric} {value}", "by the table: a score from {from} gives {metric} {value}";
    StandardScores: "Стандартные баллы: {scores}", "Standartiniai balai: {scores}", "Standard scores: {scores}";
    NoNormFits: "Норма {norm} не подходит: {reason}", "Norma {norm} netinka: {reason}", "Norm {norm} does not fit: {reason}";
    OtherWording: "она получена на других текстах ({norm}; здесь {here})", "ji gauta su kitais tekstais ({norm}; čia {here})", "it was made with other texts ({norm}; here {here})";
    FactsMissing: "не хватает сведений о человеке: {facts}", "trūksta duomenų apie žmogų: {facts}", "facts about the person are missing: {facts}";
    OtherPeople: "она получена на других людях или баллах", "ji gauta su kitais žmonėmis ar balais", "it was made from other people or scores";
    SourceIs: "Источник: {source} (обоснованность {evidence})", "Šaltinis: {source} (pagrįstumas {evidence})", "Source: {source} (evidence {evidence})";

    // Levels.
    LevelIs: "Уровень: {level}", "Lygis: {level}", "Level: {level}";
    NoLevel: "Уровня нет: {reason}", "Lygio nėra: {reason}", "No level: {reason}";
    BandsBy: "Границы ({metric}): {bands}", "Ribos ({metric}): {bands}", "Bands ({metric}): {bands}";
    RawScore: "балл", "balas", "raw score";
    Percentile: "процентиль", "procentilis", "percentile";
    Sten: "стен", "stenas", "sten";
    Stanine: "станайн", "staninas", "stanine";
    WhyNoScore: "нет балла", "nėra balo", "there is no score";
    WhyNeeds: "не выполнено условие", "netenkinta sąlyga", "what it needs does not hold";
    WhyComparison: "есть только местная группа сравнения, а не норма", "yra tik vietinė palyginimo grupė, ne norma", "there is a local comparison group and no norm";
    WhyNoNorm: "нет подходящей нормы", "nėra tinkamos normos", "no norm fits";
    WhyCovariate: "сведений о человеке не хватает, а возможные нормы дают разное", "trūksta duomenų apie žmogų, o galimos normos nesutampa", "a fact about the person is missing, and the candidates disagree";
    WhyOthers: "для таких людей границ нет", "tokiems žmonėms ribų nėra", "there are no bands for such people";
    NeedsThis: "Нужно: {condition} – {answer}", "Reikia: {condition} – {answer}", "Needs: {condition}: {answer}";
    Now: "сейчас {value}", "dabar {value}", "now {value}";
    Yes: "да", "taip", "yes";
    No: "нет", "ne", "no";
    Undecided: "неизвестно", "nežinoma", "undecided";
    Up: "Изменило бы уровень: от {at} (ещё {by}) → {level}", "Lygį pakeistų: nuo {at} (dar {by}) → {level}", "What would change the level: {at} or more ({by} more) -> {level}";
    Down: "Изменило бы уровень: ниже {at} (сейчас на {by} выше) → {level}", "Lygį pakeistų: žemiau {at} (dabar {by} daugiau) → {level}", "What would change the level: below {at} (now {by} above it) -> {level}";
    DownAtCut: "Изменило бы уровень: ниже {at} (сейчас ровно на границе) → {level}", "Lygį pakeistų: žemiau {at} (dabar tiksliai ties riba) → {level}", "What would change the level: below {at} (now exactly on it) -> {level}";
    About: "около {number}", "apie {number}", "about {number}";
    LevelsPossible: "Недостающие ответы оставляют возможными уровни: {levels}", "Trūkstami atsakymai dar leidžia lygius: {levels}", "The missing answers still allow: {levels}";

    // How sure a score is.
    ReliabilityIs: "Надёжность шкалы: {r}", "Skalės patikimumas: {r}", "Reliability of the scale: {r}";
    IntervalIs: "Балл ± 1,96 ошибки измерения ({sem}): от {low} до {high}; такие промежутки накрывают истинный балл в 95 случаях из 100", "Balas ± 1,96 matavimo paklaidos ({sem}): nuo {low} iki {high}; tokie intervalai apima tikrąjį balą 95 atvejais iš 100", "The score ± 1.96 errors of measurement ({sem}): {low} to {high}; such intervals hold the true score in 95 cases of 100";
    NoInterval: "Промежутка для истинного балла нет: {reason}", "Tikrojo balo intervalo nėra: {reason}", "No interval of the true score: {reason}";
    WhyProrated: "часть ответов отсутствует, а надёжность известна для шкалы целиком", "dalies atsakymų trūksta, o patikimumas žinomas visai skalei", "answers are missing, and the reliability holds for the whole scale";
    WhyNoDeviation: "нет подходящей нормы со стандартным отклонением баллов", "nėra tinkamos normos su balų standartiniu nuokrypiu", "no norm with a standard deviation of scores fits";
    LevelsLikely: "Вероятности уровней истинного балла: {levels}", "Tikrojo balo lygių tikimybės: {levels}", "Probabilities of the levels of the true score: {levels}";
    BorderlineIs: "На границе: вероятнее всего уровень истинного балла – {level}", "Ties riba: tikėtiniausias tikrojo balo lygis – {level}", "Borderline: the likeliest level of the true score is {level}";

    // Types.
    Type: "Тип", "Tipas", "Type";
    TypeByHighest: "ведут наибольшие баллы", "pirmauja didžiausi balai", "the highest scores lead";
    TypeByCases: "действует первое условие, которое выполнено", "galioja pirma tenkinama sąlyga", "the first case that holds";
    TypeByCode: "ведущие по убыванию, букв: {count}", "pirmaujantys mažėjančia tvarka, raidžių: {count}", "the leading ones in falling order, letters: {count}";
    TypeIs: "Тип: {types}", "Tipas: {types}", "Type: {types}";
    TypeOpen: "Тип не определён: недостающие ответы могли бы его изменить", "Tipas nenustatytas: trūkstami atsakymai galėtų jį pakeisti", "The type is not settled: missing answers could change it";
    TypeTooMany: "Тип не выражен: равных больше, чем {count}", "Tipas neišryškėjo: lygių yra daugiau nei {count}", "Not differentiated: more than {count} lead";
    Leads: "ведёт", "pirmauja", "leads";
    Otherwise: "в остальных случаях", "kitais atvejais", "otherwise";

    // The rest.
    Checks: "Проверки, которые сработали", "Suveikusios patikros", "Checks that fired";
    AtItems: "вопросы: {items}", "klausimai: {items}", "items: {items}";
    TakesScores: "без балла остаются: {scales}", "be balo lieka: {scales}", "without a score: {scales}";
    Overflow: "отметка за концом линии посчитана как её конец", "žyma už linijos galo laikoma jos galu", "a mark beyond the end of a line counts as its end";
    Cautions: "Оговорки", "Pastabos", "Cautions";
    OutsideAge: "возраст вне пределов, для которых создана методика", "amžius už ribų, kurioms sukurta metodika", "the age lies outside the limits that the instrument was made for";
    OutsideGrade: "класс вне пределов, для которых создана методика", "klasė už ribų, kurioms sukurta metodika", "the grade lies outside the limits that the instrument was made for";
    TextPack: "набор текстов", "tekstų rinkinys", "text pack";
    Receipt: "Квитанция", "Kvitas", "Receipt";
    Engine: "программа", "programa", "engine";
    Key: "ключ", "raktas", "key";
    Document: "описание", "aprašas", "definition";
    Result: "результат", "rezultatas", "result";
    Norm: "норма", "norma", "norm";

    // Conditions.
    And: "и", "ir", "and";
    Or: "или", "arba", "or";
    Not: "не", "ne", "not";
    HasAnswer: "отвечено: {field}", "atsakyta: {field}", "answered: {field}";
    AllDiffer: "все коды различны: {fields}", "visi kodai skirtingi: {fields}", "all codes differ: {fields}";
    SameCode: "коды равны: {fields}", "kodai vienodi: {fields}", "the codes are the same: {fields}";
    LevelOf: "уровень {scale} = {levels}", "lygis {scale} = {levels}", "level of {scale} = {levels}";
    StatusOf: "{scale}: {statuses}", "{scale}: {statuses}", "{scale}: {statuses}";
    NormOf: "норма для {scale}: {people}", "norma {scale}: {people}", "norm of {scale}: {people}";
    LeadBy: "{scales} выше, чем {over}, не меньше чем на {by}", "{scales} aukščiau nei {over} bent per {by}", "{scales} above {over} by {by} or more";
    TypesHave: "среди типов есть {types}", "tarp tipų yra {types}", "the types include {types}";
    TypesOnly: "типы только из: {types}", "tipai tik iš: {types}", "the types are all among {types}";
    AnsweredIn: "число ответов ({scale})", "atsakymų skaičius ({scale})", "answers given ({scale})";
    ObservedIn: "число ответов со значением ({scale})", "atsakymų su reikšme skaičius ({scale})", "answers with a value ({scale})";
    RatingsCount: "число оценок", "vertinimų skaičius", "ratings";
    PercentOf: "процент размаха ({scale})", "ribų procentas ({scale})", "percent of range ({scale})";
    SmallestOf: "наименьшее ({list})", "mažiausia ({list})", "smallest ({list})";
    LargestOf: "наибольшее ({list})", "didžiausia ({list})", "largest ({list})";
    MeanOf: "среднее ({list})", "vidurkis ({list})", "mean ({list})";
    IfElse: "{then}, если {condition}, иначе {otherwise}", "{then}, jei {condition}, kitaip {otherwise}", "{then} if {condition}, else {otherwise}";
    ValueOfHighest: "значение ведущего ({list})", "pirmaujančio reikšmė ({list})", "value of the highest ({list})";
}

impl Word {
    /// The phrase with its arguments.
    pub(crate) fn with(self, lang: Lang, arguments: &[(&str, &str)]) -> String {
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, Cow::Borrowed(*value))).collect();
        super::fill(self.get(lang), &arguments)
    }

    pub(crate) const fn of_wording(wording: Wording) -> Self {
        match wording {
            Wording::Own => Self::WordingOwn,
            Wording::None => Self::WordingNone,
            Wording::Published => Self::WordingPublished,
        }
    }

    pub(crate) const fn of_status(status: Status) -> Self {
        match status {
            Status::Scored => Self::Scored,
            Status::Prorated => Self::Prorated,
            Status::Missing => Self::TooFew,
            Status::NotApplicable => Self::DoesNotApply,
            Status::Refused => Self::Refused,
            Status::NotAdministered => Self::NotAsked,
            Status::Invalid => Self::NotACode,
            Status::CheckFailed => Self::CheckTakes,
            Status::Undefined => Self::Undefined,
            Status::Restricted => Self::ForGroups,
        }
    }

    pub(crate) const fn of_ungraded(reason: Ungraded) -> Self {
        match reason {
            Ungraded::NoScore => Self::WhyNoScore,
            Ungraded::NeedsUnmet => Self::WhyNeeds,
            Ungraded::NoNorm => Self::WhyNoNorm,
            Ungraded::ComparisonGroup => Self::WhyComparison,
            Ungraded::CovariateMissing => Self::WhyCovariate,
            Ungraded::OtherPeople => Self::WhyOthers,
        }
    }

    pub(crate) const fn of_sex(sex: Sex) -> Self {
        match sex {
            Sex::Male => Self::Male,
            Sex::Female => Self::Female,
        }
    }

    pub(crate) const fn of_mode(mode: Mode) -> Self {
        match mode {
            Mode::Paper => Self::Paper,
            Mode::Screen => Self::Screen,
            Mode::Interview => Self::Interview,
        }
    }

    pub(crate) const fn of_people(people: PopulationGroup) -> Self {
        match people {
            PopulationGroup::Pupils => Self::Pupils,
            PopulationGroup::Students => Self::Students,
            PopulationGroup::Adults => Self::Adults,
            PopulationGroup::General => Self::General,
        }
    }

    /// What an operation over scales or values gives.
    pub(crate) const fn of_operation(operation: Operation) -> Self {
        match operation {
            Operation::Sum => Self::SumOfScales,
            Operation::Mean => Self::Mean,
            Operation::Median => Self::Median,
            Operation::Spread => Self::Spread,
            Operation::Least => Self::Least,
            Operation::Greatest => Self::Greatest,
            Operation::Difference => Self::Difference,
            Operation::Ratio => Self::RatioOf,
        }
    }
}

/// The name of a standard score as people write it.
pub(crate) const fn metric(metric: Metric, lang: Lang) -> &'static str {
    match metric {
        Metric::Raw => Word::RawScore.get(lang),
        Metric::Z => "z",
        Metric::T => "T",
        Metric::Sten => Word::Sten.get(lang),
        Metric::Stanine => Word::Stanine.get(lang),
        Metric::Iq => "IQ",
        Metric::Percentile => Word::Percentile.get(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holes(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_word_exists_in_every_language_with_the_same_arguments() {
        for word in Word::ALL {
            for lang in Lang::ALL {
                assert!(!word.get(lang).trim().is_empty(), "{word:?} {lang:?}");
                assert_eq!(holes(word.get(lang)), holes(word.get(Lang::En)), "{word:?} {lang:?}");
            }
        }
    }

    #[test]
    fn arguments_are_filled_in() {
        let text = Word::Down.with(Lang::Ru, &[("level", "низкий"), ("at", "45"), ("by", "1,5")]);
        assert_eq!(text, "Изменило бы уровень: ниже 45 (сейчас на 1,5 выше) → низкий");
    }
}
