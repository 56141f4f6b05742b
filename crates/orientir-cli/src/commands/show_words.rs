//! Parts of a definition in words.

use orientir::definition::{
    Apart, Band, Chance, CountOf, Group, Grouping, Id, Keyed, Method, Missing, Operand, Response, Select, TypeRule,
};
use orientir::{Instrument, KeyPart, Lang, Points, Ratio};

use crate::session::Session;
use crate::words::Word;

/// One of three texts.
const fn pick(lang: Lang, ru: &'static str, lt: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ru => ru,
        Lang::Lt => lt,
        Lang::En => en,
    }
}

/// Ids on one line.
pub fn joined(ids: &[Id], by: &str) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join(by)
}

/// Half-open limits of whole numbers as people write them: `14+`, `8-12`.
pub fn limits(limits: &Grouping) -> String {
    match (limits.from, limits.below.map(|below| below.saturating_sub(1))) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}-{to}"),
        (Some(from), None) => format!("{from}+"),
        (None, Some(to)) => format!("≤ {to}"),
        (None, None) => String::new(),
    }
}

/// The people for whom something holds.
pub fn group(group: &Group, session: &Session) -> String {
    let sex = group.sex.map(|sex| sex.to_string());
    let age = group.age.as_ref().map(|g| format!("{} {}", session.word(Word::Age), limits(g)));
    let grade = group.grade.as_ref().map(|g| format!("{} {}", session.word(Word::Grade), limits(g)));
    let rest = [group.language.clone(), group.region.clone(), group.mode.map(|mode| mode.to_string())];
    [sex, age, grade].into_iter().chain(rest).flatten().collect::<Vec<_>>().join(", ")
}

/// Which codes a response takes.
pub fn response(response: &Response, lang: Lang) -> String {
    let apart = |list: &[Apart]| {
        let codes = list.iter().flat_map(|a| [", ", &a.code, " (", &a.means, ")"]);
        codes.collect::<String>()
    };
    match response {
        Response::Choice(choice) | Response::Matching(choice) => {
            let option = |o: &orientir::definition::OptionCode| {
                o.apart.as_ref().map_or_else(|| o.code.clone(), |means| format!("{} ({means})", o.code))
            };
            choice.options.iter().map(option).collect::<Vec<_>>().join(", ")
        }
        Response::Rating(rating) => {
            let without: Vec<_> = rating.without.iter().map(ToString::to_string).collect();
            let without = if without.is_empty() { String::new() } else { format!(" ≠ {}", without.join(", ")) };
            format!("{}..{}{without}{}", rating.from, rating.to, apart(&rating.apart))
        }
        Response::Bipolar(bipolar) => {
            let from_left = pick(lang, "слева направо", "iš kairės į dešinę", "from left to right");
            format!("1..{} {from_left}{}", bipolar.positions, apart(&bipolar.apart))
        }
        Response::Analog(analog) => {
            let [from, to, step] = [analog.from, analog.to, analog.step].map(|d| d.ratio().to_f64());
            let step = format!("{} {step}", pick(lang, "шаг", "žingsnis", "step"));
            let beyond = analog.overflow.as_ref().map(|o| o.to.ratio().to_f64());
            let beyond = beyond.map_or(String::new(), |to| {
                format!("; {} {to}", pick(lang, "с отметкой до", "pažymint iki", "flagged up to"))
            });
            format!("{from}..{to} {}, {step}{beyond}{}", analog.unit.as_deref().unwrap_or(""), apart(&analog.apart))
        }
        Response::Points(points) => points.codes.iter().map(|give| give.code.as_str()).collect::<Vec<_>>().join(", "),
        Response::Choose(choose) => {
            let template = pick(
                lang,
                "1 - выбрано, 0 или пусто - нет; выбрать {n}",
                "1 - pasirinkta, 0 arba tuščia - ne; pasirinkti {n}",
                "1 chosen, 0 or blank not; choose {n}",
            );
            template.replace("{n}", &choose.count.to_string())
        }
        Response::Ranking(ranking) => {
            format!(
                "1..{}, {}",
                ranking.of,
                pick(lang, "каждое место один раз", "kiekviena vieta kartą", "each place once")
            )
        }
        Response::Count(count) => format!("0..{}", count.to),
        _ => pick(lang, "свободный текст, баллов не даёт", "laisvas tekstas, balų neduoda", "free text, never scored")
            .to_owned(),
    }
}

fn keyed(keyed: &Keyed, lang: Lang) -> String {
    let field = keyed.field.as_ref().map_or(String::new(), |field| format!(".{field} "));
    let when = if keyed.when.is_some() {
        pick(lang, ", при условии", ", su sąlyga", ", under a condition")
    } else {
        ""
    };
    format!("{field}{}{when}", pick(lang, "вопросов своего ключа", "savo rakto klausimų", "of the items with its key"))
}

fn select(select: &Select, lang: Lang) -> String {
    match select {
        // The key names them.
        Select::Fields(_) => pick(lang, "ответов", "atsakymų", "of the answers").to_owned(),
        Select::Keyed(key) => keyed(key, lang),
        Select::Scales(scales) => joined(scales, " "),
        _ => String::new(),
    }
}

/// How a scale is computed.
pub fn method(method: &Method, lang: Lang) -> String {
    let of = |ru, lt, en, what: &Select| format!("{}: {}", pick(lang, ru, lt, en), select(what, lang));
    let two = |sign: &str, scales: &[Id]| joined(scales, &format!(" {sign} "));
    match method {
        Method::Sum(what) => of("сумма", "suma", "sum", what),
        Method::Mean(what) => of("среднее", "vidurkis", "mean", what),
        Method::Median(what) => of("медиана", "mediana", "median", what),
        Method::Spread(what) => of("размах", "sklaida", "largest less smallest", what),
        Method::Least(what) => of("наименьшее", "mažiausia", "smallest", what),
        Method::Greatest(what) => of("наибольшее", "didžiausia", "largest", what),
        Method::Count(count) => format!("{}: {}", pick(lang, "сколько", "kiek", "how many"), counted(count, lang)),
        Method::Points(group) => format!("{} {group}", pick(lang, "баллы за", "taškai už", "points for")),
        Method::WeightedSum(terms) => {
            let count = terms.len().to_string();
            pick(lang, "взвешенная сумма ответов: {n}", "svertinė atsakymų suma: {n}", "weighted sum of {n} answers")
                .replace("{n}", &count)
        }
        Method::Difference(scales) => two("-", scales),
        Method::Ratio(scales) => two("/", scales),
        _ => String::new(),
    }
}

fn counted(count: &CountOf, lang: Lang) -> String {
    match count {
        CountOf::Keyed(_) => pick(
            lang,
            "выбрано ответов своего ключа",
            "pasirinkta savo rakto atsakymų",
            "options with its key were chosen",
        )
        .to_owned(),
        CountOf::Right(_) => pick(lang, "верных ответов", "teisingų atsakymų", "answers are right").to_owned(),
        CountOf::Chosen(_) => {
            pick(lang, "выбрано ответов из ключа", "pasirinkta rakto atsakymų", "answers of the key were chosen")
                .to_owned()
        }
        CountOf::Codes(codes) => format!("{} = {}", select(&codes.of, lang), codes.code.join(", ")),
        _ => String::new(),
    }
}

/// Marks a field whose answers count against the scale.
pub const REVERSED: char = '↓';

/// A key as manuals print it: `1a 3b` for options that give a point, `1 2↓` for numbers that count as they are and the other way
/// round, and in brackets what else gives other points; the name of a field that all items have stands in front.
pub fn key(instrument: &Instrument, scale: &str) -> String {
    let parts = instrument.plan().key(scale);
    let mut all = parts.iter().flat_map(|part| &part.fields);
    let common = all.next().and_then(|field| field.split_once('.')).map(|(_, field)| format!(".{field}"));
    let common = common.filter(|common| all.all(|field| field.ends_with(common.as_str())));
    let item =
        |field: &str| common.as_deref().and_then(|common| field.strip_suffix(common)).unwrap_or(field).to_owned();
    let place = |field: &String| instrument.fields().position(|known| known == field);
    let (mut single, mut rest) = (Vec::new(), Vec::new());
    for KeyPart { points, fields } in &parts {
        let mark = match points {
            Points::Straight => String::new(),
            Points::Reversed => REVERSED.to_string(),
            Points::Codes(codes) => match codes.as_slice() {
                [(code, points)] if *points == Ratio::new(1, 1) => {
                    let letter = code.chars().count() == 1 && code.chars().all(char::is_alphabetic);
                    if letter { code.clone() } else { format!("={code}") }
                }
                codes => {
                    let points = codes.iter().map(|(code, points)| format!("{code}: {}", points.to_f64()));
                    let fields = fields.iter().map(|field| item(field)).collect::<Vec<_>>().join(" ");
                    rest.push(format!("{fields} ({})", points.collect::<Vec<_>>().join(", ")));
                    continue;
                }
            },
            _ => continue,
        };
        single.extend(fields.iter().map(|field| (place(field), format!("{}{mark}", item(field)))));
    }
    single.sort();
    let single = single.into_iter().map(|(_, field)| field);
    common.into_iter().chain(single).chain(rest).collect::<Vec<_>>().join(" ")
}

/// In percent of the possible range.
pub const fn percent_of_range(lang: Lang) -> &'static str {
    pick(lang, "в процентах от возможного", "procentais nuo galimo", "in percent of the possible range")
}

/// How many answers are needed.
pub fn missing(missing: Option<&Missing>, lang: Lang) -> String {
    match missing {
        Some(Missing::AtLeast(n)) => Word::Prorated.text(lang).replace("{n}", &n.to_string()),
        Some(Missing::Share(share)) => Word::ShareEnough.text(lang).replace("{n}", &share.percent.to_string()),
        _ => Word::AllNeeded.text(lang).to_owned(),
    }
}

/// Bands on one line: `low < 45 ≤ medium < 60 ≤ high`.
pub fn bands(bands: &[Band]) -> String {
    let band = |(i, band): (usize, &Band)| match band.from.filter(|_| i > 0) {
        Some(from) => format!("{} ≤ {}", from.ratio().to_f64(), band.level),
        None => band.level.to_string(),
    };
    bands.iter().enumerate().map(band).collect::<Vec<_>>().join(" < ")
}

/// How the type is found.
pub fn type_rule(rule: &TypeRule, lang: Lang) -> String {
    let judged = |chances: &[Chance]| {
        let chance = |chance: &Chance| {
            let own = matches!(chance.by.as_slice(), [Operand::Scale(scale)] if *scale == chance.id);
            if own { chance.id.to_string() } else { format!("{} ({})", chance.id, operands(&chance.by)) }
        };
        chances.iter().map(chance).collect::<Vec<_>>().join(", ")
    };
    match rule {
        TypeRule::Highest(highest) => {
            let ties = pick(lang, "равные названы вместе", "lygūs vardijami kartu", "equals are named together");
            let most = highest.at_most.map_or(String::new(), |n| {
                format!(
                    "; {}",
                    pick(
                        lang,
                        "если больше {n}, тип не выражен",
                        "jei daugiau nei {n}, tipas neišreikštas",
                        "not differentiated if more than {n} lead"
                    )
                    .replace("{n}", &n.to_string())
                )
            });
            format!(
                "{}: {}; {ties}{most}",
                pick(lang, "наибольшее из", "didžiausia iš", "the highest of"),
                judged(&highest.of)
            )
        }
        TypeRule::Code(code) => {
            let template =
                pick(lang, "{n} наибольших по убыванию", "{n} didžiausi mažėjančiai", "the {n} highest, falling");
            format!("{}: {}", template.replace("{n}", &code.letters.to_string()), judged(&code.of))
        }
        TypeRule::Cases(cases) => {
            let ids = cases.cases.iter().map(|case| case.id.as_str()).chain(cases.otherwise.iter().map(Id::as_str));
            format!(
                "{}: {}",
                pick(lang, "по правилам", "pagal taisykles", "by rule"),
                ids.collect::<Vec<_>>().join(", ")
            )
        }
        _ => String::new(),
    }
}

fn operands(operands: &[Operand]) -> String {
    let one = |operand: &Operand| match operand {
        Operand::Scale(scale) => scale.to_string(),
        Operand::PercentOfRange(scale) => format!("{scale} %"),
        Operand::Sum(parts) => {
            parts.iter().map(|p| self::operands(std::slice::from_ref(p))).collect::<Vec<_>>().join(" + ")
        }
        Operand::Number(number) => number.ratio().to_f64().to_string(),
        _ => "…".to_owned(),
    };
    operands.iter().map(one).collect::<Vec<_>>().join(", ")
}
