//! The words of `compare`.

use super::Verdict;
use crate::messages::Lang;
use crate::trilingual;

trilingual! {
    /// What is said of two occasions.
    pub enum Said {
        Pairs: "Ответили оба раза: {pairs}; только один раз: {alone}" | "Abu kartus atsakė: {pairs}; tik vieną kartą: {alone}"
            | "Answered both times: {pairs}; one time only: {alone}";
        Undated: "промежуток между разами неизвестен, наименьший срок методики не проверен, учеников: {count}"
            | "tarpas tarp kartų nežinomas, mažiausias metodikos terminas nepatikrintas, mokinių: {count}"
            | "interval not known, the fewest days of the instrument are not checked, pupils: {count}";
        TooSoon: "второй раз раньше, чем через {days} дн., учеников: {count}; в цифрах группы они есть"
            | "antras kartas anksčiau nei po {days} d., mokinių: {count}; grupės skaičiuose jie yra"
            | "the second time came before {days} days had passed, pupils: {count}; they are among the figures of the group";
        Identical: "ответы до и после одинаковы до последнего: не один ли это файл?"
            | "atsakymai prieš ir po sutampa iki paskutinio: ar tai ne tas pats failas?"
            | "the answers before and after are the very same: is it one file twice?";
        Dropped: "без двух сравнимых баллов: {scales}" | "be dviejų palyginamų balų: {scales}" | "pupils without two comparable scores: {scales}";
        AlphaUsed: "вместо ретестовой надёжности взята альфа: погрешность занижена, и надёжными кажется больше изменений, чем есть"
            | "vietoj pakartotinio matavimo patikimumo imta alfa: paklaida per maža, ir patikimų pokyčių atrodo daugiau, nei yra"
            | "alpha stands in for the retest reliability: errors are too small, and more changes seem reliable than are";
        GroupSd: "стандартное отклонение взято из баллов до этой самой группы, нормы нет: {scales}"
            | "standartinis nuokrypis imtas iš pačios šios grupės balų prieš, normos nėra: {scales}"
            | "no norm: the standard deviation is that of the scores before of this very group: {scales}";
        Ipsative: "Баллы каждого дают одну сумму: одна шкала растёт только за счёт другой, изменения шкал не независимы."
            | "Kiekvieno balai duoda vieną sumą: viena skalė kyla tik kitos sąskaita, skalių pokyčiai nėra nepriklausomi."
            | "The scores of everybody sum to one number: a scale rises only where another falls, so changes are not independent.";
        NoClass: "Без класса сравнения действие программы нельзя отличить от взросления, привыкания к вопросам и возврата к среднему."
            | "Be palyginamosios klasės programos poveikio negalima atskirti nuo brendimo, įpratimo prie klausimų ir grįžimo prie vidurkio."
            | "Without a comparison class the effect of a programme cannot be told from growth, practice and regression to the mean.";
        WithClass: "Классы не составлены жребием: разница изменений может идти и от того, чем классы различались раньше."
            | "Klasės sudarytos ne burtais: pokyčių skirtumas gali kilti ir iš to, kuo klasės skyrėsi anksčiau."
            | "The classes were not made by lot: changes may differ because the classes did before.";
        NotFor: "Это не для рейтинга школ и классов, не для оплаты труда и не оценка ученика."
            | "Tai ne mokyklų ar klasių reitingui, ne darbo užmokesčiui ir ne mokinio vertinimas."
            | "This is not for ranking schools or classes, not for paying staff, and no mark for a pupil.";
        Legend: "d_w - доля тех, чей балл вырос, минус доля тех, чей снизился; delta - насколько баллы после стоят выше баллов до, каждый против каждого (дельта Клиффа); d_changes - насколько изменения здесь больше, чем в классе сравнения. От -1 до 1, в скобках интервал 95 %. rc - изменение, делённое на его погрешность; за ±1.96 оно надёжно."
            | "d_w - dalis tų, kurių balas padidėjo, minus dalis tų, kurių sumažėjo; delta - kiek balai po yra aukščiau už balus prieš, kiekvienas su kiekvienu (Cliffo delta); d_changes - kiek pokyčiai čia didesni nei palyginamojoje klasėje. Nuo -1 iki 1, skliaustuose 95 % intervalas. rc - pokytis, padalytas iš jo paklaidos; už ±1.96 jis patikimas."
            | "d_w is the share that rose less the share that fell; delta is how far scores after stand above scores before, each against each (Cliff's delta); d_changes is how much more the changes are than in the comparison class. -1 to 1, a 95 % interval in brackets. rc is the change over its error; beyond ±1.96 it is reliable.";
        Moved: "выросли/без изменений/снизились" | "padidėjo/nepakito/sumažėjo" | "risen/same/fallen";
        OfGroup: "Группа" | "Grupė" | "The group";
        OfPersons: "Ученики" | "Mokiniai" | "Pupils";
        NoRetest: "Надёжно ли изменился балл ученика, сказать нельзя: ретестовая надёжность неизвестна. Укажите её: --retest 0.70; оценить по своим данным: orientir reliability … (нужны два измерения без занятий между ними). Баллы учеников: --part persons."
            | "Ar mokinio balas pakito patikimai, pasakyti negalima: pakartotinio matavimo patikimumas nežinomas. Nurodykite jį: --retest 0.70; įvertinti iš savo duomenų: orientir reliability … (reikia dviejų matavimų be užsiėmimų tarp jų). Mokinių balai: --part persons."
            | "Whether the score of a pupil changed reliably cannot be said: the retest reliability is not known. Give it: --retest 0.70; to estimate it from your own data: orientir reliability … (it takes two occasions with no lessons between them). The scores of pupils: --part persons.";
        AllPersons: "По имени названы только надёжные изменения; все ученики: --part persons."
            | "Vardais išvardyti tik patikimi pokyčiai; visi mokiniai: --part persons."
            | "Only reliable changes are listed by name; all pupils: --part persons.";
        Risen: "надёжно выше" | "patikimai aukščiau" | "risen reliably";
        Fallen: "надёжно ниже" | "patikimai žemiau" | "fallen reliably";
        WithinError: "в пределах погрешности" | "paklaidos ribose" | "within error";
        NoPairs: "ни один ученик не ответил оба раза: общих id нет; только в первый раз: {before}; только во второй: {after}"
            | "nė vienas mokinys neatsakė abu kartus: bendrų id nėra; tik pirmą kartą: {before}; tik antrą: {after}"
            | "no pupil answered both times, no id is common; the first time only: {before}; the second time only: {after}";
        NoCommonId: "ни один ученик не ответил оба раза: общих id нет" | "nė vienas mokinys neatsakė abu kartus: bendrų id nėra"
            | "no pupil answered both times, no id is common";
        OneTime: "здесь ответы только за один раз ({found}); ответы после в своей таблице - `--after`"
            | "čia tik vieno karto atsakymai ({found}); atsakymai po savo lentelėje - `--after`"
            | "it has one occasion only ({found}); give the answers after, in a table of their own, with `--after`";
        OneTimeAgainst: "здесь ответы только за один раз ({found}); ответы этого класса после в своей таблице - `--against-after`"
            | "čia tik vieno karto atsakymai ({found}); šios klasės atsakymai po savo lentelėje - `--against-after`"
            | "it has one occasion only ({found}); give the answers of this class after, in a table of their own, with `--against-after`";
        OneTimeOfClass: "в классе сравнения ответы только за один раз ({found}), нужны два" | "palyginamojoje klasėje tik vieno karto atsakymai ({found}), reikia dviejų"
            | "the comparison class has one occasion only ({found}), two are needed";
        NoOccasion: "раза {asked} здесь нет; есть: {found}" | "{asked} karto čia nėra; yra: {found}"
            | "it has no occasion {asked}; it has: {found}";
        Several: "разы: {found}; выберите два через `--occasions`" | "kartai: {found}; pasirinkite du su `--occasions`"
            | "it has the occasions {found}; choose two with `--occasions`";
        Against: "Класс сравнения: ответили оба раза: {pairs}" | "Palyginamoji klasė: abu kartus atsakė: {pairs}"
            | "Comparison class: answered both times: {pairs}";
    }
}

/// A verdict in words.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    let said = match verdict {
        Verdict::Risen => Said::Risen,
        Verdict::Fallen => Said::Fallen,
        _ => Said::WithinError,
    };
    said.text(lang)
}
