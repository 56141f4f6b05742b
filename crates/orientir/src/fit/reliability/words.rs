//! The words of `reliability` and `items`.

use crate::definition::ReliabilityKind;
use crate::messages::Lang;
use crate::trilingual;

trilingual! {
    /// What is said of reliability and of items.
    pub enum Said {
        Occasions: "измерений несколько: согласованность и вопросы - по измерению {first}, повторная надёжность - по измерениям {first} и {second}"
            | "matavimai keli: darna ir klausimai - pagal {first} matavimą, pakartotinis patikimumas - pagal {first} ir {second}"
            | "several occasions: consistency and items are of occasion {first}, retest compares {first} and {second}";
        Repeated: "у одного ученика несколько строк одного измерения, от разных оценивающих; взята первая по имени оценивающего, лишних: {count}"
            | "vienam mokiniui kelios to paties matavimo eilutės, skirtingų vertintojų; imama pirma pagal vertintojo vardą, atmesta: {count}"
            | "several rows of one person on one occasion, by different raters; the first by the rater's name counts, left out: {count}";
        Known: "{scales}: в описании методики сказано: {known}" | "{scales}: metodikos apraše sakoma: {known}"
            | "{scales}: the definition says: {known}";
        Forced: "посчитано по требованию (--force) и отмечено; опираться на это нельзя"
            | "suskaičiuota pareikalavus (--force) ir pažymėta; tuo remtis negalima"
            | "computed because it was asked for (--force), and marked; nothing can be rested on it";
        Constant: "все ответили одинаково: {items}; в альфу эти вопросы входят как есть" | "visi atsakė vienodai: {items}; į alfą šie klausimai įeina kaip yra"
            | "everybody answered alike: {items}; alpha counts these items as they are";
        Consistency: "Внутренняя согласованность" | "Vidinė darna" | "Internal consistency";
        Others: "Другие коэффициенты" | "Kiti koeficientai" | "Other coefficients";
        Retest: "Повторное измерение" | "Pakartotinis matavimas" | "Retest";
        LegendConsistency: "k - вопросов, n - скольких учеников ответы полны. alpha - альфа Кронбаха, в скобках интервал 95 % (Фельдт); ниже 0 - вопросы тянут в разные стороны. omega_minres_implied - омега одного фактора. В классе интервал широк: не судите о методике по одному классу. Звёздочка - посчитано по требованию."
            | "k - klausimų, n - kiek mokinių atsakė į visus. alpha - Kronbacho alfa, skliaustuose 95 % intervalas (Feldt); mažiau už 0 - klausimai matuoja skirtingus dalykus. omega_minres_implied - vieno faktoriaus omega. Klasėje intervalas platus: nespręskite apie metodiką iš vienos klasės. Žvaigždutė - suskaičiuota pareikalavus."
            | "k items, n people who answered all of them. alpha is Cronbach's, with its 95 % interval (Feldt) in brackets; below 0 the items pull different ways. omega_minres_implied is omega of one factor. In a class the interval is wide: one class does not judge an instrument. A star: computed because it was asked for.";
        LegendBrief: "k - вопросов, n - скольких учеников ответы полны. alpha - альфа Кронбаха, в скобках интервал 95 %; omega - омега одного фактора (omega_minres_implied). Звёздочка - посчитано по требованию. Остальные коэффициенты: --all."
            | "k - klausimų, n - kiek mokinių atsakė į visus. alpha - Kronbacho alfa, skliaustuose 95 % intervalas; omega - vieno faktoriaus omega (omega_minres_implied). Žvaigždutė - suskaičiuota pareikalavus. Kiti koeficientai: --all."
            | "k items, n people who answered all of them. alpha is Cronbach's, with its 95 % interval in brackets; omega is that of one factor (omega_minres_implied). A star: computed because it was asked for. The other coefficients: --all.";
        LegendError: "Ошибка измерения (sem): примерно у двух учеников из трёх истинный балл отличается от полученного не больше чем на эту величину."
            | "Matavimo paklaida (sem): maždaug dviem mokiniams iš trijų tikrasis balas nuo gautojo skiriasi ne daugiau kaip tiek."
            | "The error of measurement (sem): for about two pupils of three the true score differs from the one they got by no more than this.";
        Few: "учеников {n}: коэффициенты почти ничего не говорят о методике" | "mokinių {n}: koeficientai apie metodiką beveik nieko nesako"
            | "pupils: {n}; the coefficients say next to nothing about the instrument";
        LegendOthers: "standardised - для суммы стандартизованных ответов, а не для балла. lambda_4_max - лучшее из всех делений пополам, отчасти случайность. Точка - не вычислено, причина под таблицей."
            | "standardised - standartizuotų atsakymų sumai, o ne balui. lambda_4_max - geriausias iš visų dalijimų pusiau, iš dalies atsitiktinumas. Taškas - neapskaičiuota, priežastis po lentele."
            | "standardised: of a sum of standardised answers, not of the score. lambda_4_max is the best of all halves, partly chance. A point: not computed, the reason is below the table.";
        LegendRetest: "retest - корреляция баллов тех, кто ответил оба раза, в скобках интервал 95 %; change - насколько вырос средний балл, корреляция этого не видит. n - у скольких есть оба балла без пропусков."
            | "retest - balų koreliacija tų, kas atsakė abu kartus, skliaustuose 95 % intervalas; change - kiek pakito vidurkis, koreliacija to nemato. n - kiek turi abu balus be praleistų atsakymų."
            | "retest is the correlation of scores of those who answered both times, a 95 % interval in brackets; change is how much the mean grew, which a correlation does not see. n is how many have both scores with nothing missing.";
        LegendItems: "Ответы уже перекодированы по ключу. item_rest - корреляция вопроса с суммой остальных, в скобках интервал 95 %; alpha_if_deleted - альфа без вопроса; smc - доля, которую предсказывают остальные. missing - у скольких нет значения: не ответили или отметили, что такого не было. Точка - не вычислено."
            | "Atsakymai jau perkoduoti pagal raktą. item_rest - klausimo koreliacija su kitų suma, skliaustuose 95 % intervalas; alpha_if_deleted - alfa be klausimo; smc - dalis, kurią nuspėja kiti. missing - kiek mokinių neturi reikšmės: neatsakė arba pažymėjo, kad to nebuvo. Taškas - neapskaičiuota."
            | "Answers are turned by the key already. item_rest is the correlation of an item with the sum of the others, a 95 % interval in brackets; alpha_if_deleted is alpha without the item; smc is the share that the others foretell. missing: how many people have no value, because they did not answer or said that it never was. A point: not computed.";
        LegendAgainst: "key: ! - вопрос идёт против шкалы: повод проверить ключ, перевод и порядок столбцов, а не выбросить вопрос. Из двадцати пяти вопросов, не связанных с остальными, один так выглядит случайно. ? - знак отрицательный, но это может быть случайность."
            | "key: ! - klausimas prieštarauja skalei: priežastis patikrinti raktą, vertimą ir stulpelių tvarką, o ne išmesti klausimą. Iš dvidešimt penkių su kitais nesusijusių klausimų vienas taip atrodo atsitiktinai. ? - ženklas neigiamas, bet tai gali būti atsitiktinumas."
            | "key: ! an item runs against its scale: a reason to check the key, the translation and the order of columns, not to drop the item. Of twenty-five items that have nothing to do with the others, one looks so by chance. ? the sign is negative, which may be chance.";
        Against: "{item}: идёт против шкалы ({by}, r = {r}, n = {n}): проверьте ключ" | "{item}: prieštarauja skalei ({by}, r = {r}, n = {n}): patikrinkite raktą"
            | "{item}: runs against the scale ({by}, r = {r}, n = {n}): check the key";
    }
}

/// What a definition knows of, in words.
pub fn kind(kind: &ReliabilityKind, lang: Lang) -> &'static str {
    let word = match kind {
        ReliabilityKind::Alpha => Kind::Alpha,
        ReliabilityKind::Omega => Kind::Omega,
        ReliabilityKind::Retest => Kind::Retest,
        ReliabilityKind::SplitHalf => Kind::SplitHalf,
        ReliabilityKind::NotMeaningful => Kind::NotMeaningful,
        _ => Kind::Unknown,
    };
    word.text(lang)
}

trilingual! {
    /// What a definition knows of.
    enum Kind {
        Alpha: "альфа Кронбаха" | "Kronbacho alfa" | "Cronbach's alpha";
        Omega: "омега Макдональда" | "Makdonaldo omega" | "McDonald's omega";
        Retest: "повторное измерение" | "pakartotinis matavimas" | "retest";
        SplitHalf: "две половины" | "dvi pusės" | "split half";
        NotMeaningful: "внутренняя согласованность не имеет смысла" | "vidinė darna neturi prasmės"
            | "internal consistency has no meaning";
        Unknown: "неизвестна" | "nežinomas" | "unknown";
    }
}
