//! Conditions and numbers in words.

use super::layout::number;
use super::names::Names;
use crate::messages::words::{Word, metric};
use crate::plan::{Cond, Expr};

/// A condition as a person reads it.
pub(crate) fn condition(names: &Names<'_>, cond: &Cond) -> String {
    let lang = names.lang;
    let join = |list: &[Cond], word: Word| {
        let parts: Vec<_> = list
            .iter()
            .map(|part| match part {
                Cond::All(inner) | Cond::Any(inner) if inner.len() > 1 && list.len() > 1 => {
                    format!("({})", condition(names, part))
                }
                _ => condition(names, part),
            })
            .collect();
        parts.join(&format!(" {} ", word.get(lang)))
    };
    let fields = |list: &[u16]| list.iter().map(|field| names.field(*field)).collect::<Vec<_>>().join(", ");
    let scales = |list: &[u16]| list.iter().map(|scale| names.scale(*scale)).collect::<Vec<_>>().join(", ");
    let or = format!(" {} ", Word::Or.get(lang));
    match cond {
        Cond::All(list) => join(list, Word::And),
        Cond::Any(list) => join(list, Word::Or),
        Cond::Not(inner) => match inner.as_ref() {
            Cond::AllDifferent(list) if list.len() == 2 => Word::SameCode.with(lang, &[("fields", &fields(list))]),
            Cond::Is(field, cells) if cells.len() == 1 => {
                format!("{} ≠ {}", names.field(*field), names.codes(*field, cells).join(""))
            }
            Cond::Equal(a, b) => format!("{} ≠ {}", expression(names, a), expression(names, b)),
            Cond::Less(a, b) => format!("{} ≥ {}", expression(names, a), expression(names, b)),
            Cond::AtLeast(a, b) => format!("{} < {}", expression(names, a), expression(names, b)),
            other => format!("{} ({})", Word::Not.get(lang), condition(names, other)),
        },
        Cond::Is(field, cells) => format!("{} = {}", names.field(*field), names.codes(*field, cells).join(&or)),
        Cond::Answered(field) => Word::HasAnswer.with(lang, &[("field", names.field(*field))]),
        Cond::AllDifferent(list) => Word::AllDiffer.with(lang, &[("fields", &fields(list))]),
        Cond::Equal(a, b) => format!("{} = {}", expression(names, a), expression(names, b)),
        Cond::Less(a, b) => format!("{} < {}", expression(names, a), expression(names, b)),
        Cond::AtLeast(a, b) => format!("{} ≥ {}", expression(names, a), expression(names, b)),
        Cond::Level(scale, levels) => {
            let levels: Vec<_> = levels.iter().map(|level| names.level_number(*level)).collect();
            Word::LevelOf.with(lang, &[("scale", &names.scale(*scale)), ("levels", &levels.join(&or))])
        }
        Cond::Status(scale, statuses) => {
            let statuses: Vec<_> = statuses.iter().map(|status| Word::of_status(*status).get(lang)).collect();
            Word::StatusOf.with(lang, &[("scale", &names.scale(*scale)), ("statuses", &statuses.join(&or))])
        }
        Cond::Standard { scale, metric: of, from, below } => {
            let what = format!("{} ({})", metric(*of, lang), names.scale(*scale));
            let from = from.map(|limit| format!("{what} ≥ {}", number(limit, lang)));
            let below = below.map(|limit| format!("{what} < {}", number(limit, lang)));
            from.into_iter().chain(below).collect::<Vec<_>>().join(&format!(" {} ", Word::And.get(lang)))
        }
        Cond::NormFrom(scale, people) => {
            let people: Vec<_> = people.iter().map(|people| Word::of_people(*people).get(lang)).collect();
            Word::NormOf.with(lang, &[("scale", &names.scale(*scale)), ("people", &people.join(&or))])
        }
        Cond::Leads { scales: leading, over, by } => Word::LeadBy
            .with(lang, &[("scales", &scales(leading)), ("over", &scales(over)), ("by", &number(*by, lang))]),
        Cond::TypeHas(mask) => Word::TypesHave.with(lang, &[("types", &names.types_of(*mask))]),
        Cond::TypeOnly(mask) => Word::TypesOnly.with(lang, &[("types", &names.types_of(*mask))]),
    }
}

/// A number as a person reads it.
pub(crate) fn expression(names: &Names<'_>, expr: &Expr) -> String {
    let lang = names.lang;
    let inner = |part: &Expr| match part {
        Expr::Sum(list) | Expr::Difference(list) if list.len() > 1 => format!("({})", expression(names, part)),
        _ => expression(names, part),
    };
    let join = |list: &[Expr], sign: &str| list.iter().map(inner).collect::<Vec<_>>().join(sign);
    let list = |word: Word, list: &[Expr]| {
        let parts: Vec<_> = list.iter().map(|part| expression(names, part)).collect();
        word.with(lang, &[("list", &parts.join("; "))])
    };
    let of = |word: Word, scale: u16| word.with(lang, &[("scale", &names.scale(scale))]);
    match expr {
        Expr::Number(value) => number(*value, lang),
        Expr::Field(field) => names.field(*field).to_owned(),
        Expr::Scale(scale) => names.scale(*scale),
        Expr::PercentOfRange(scale) => of(Word::PercentOf, *scale),
        Expr::Answered(scale) => of(Word::AnsweredIn, *scale),
        Expr::Observed(scale) => of(Word::ObservedIn, *scale),
        Expr::Ratings => Word::RatingsCount.get(lang).to_owned(),
        Expr::Age => Word::Age.get(lang).to_owned(),
        Expr::Grade => Word::Grade.get(lang).to_owned(),
        Expr::Sum(parts) => join(parts, " + "),
        Expr::Difference(parts) => join(parts, " − "),
        Expr::Product(parts) => join(parts, " × "),
        Expr::Quotient(pair) => format!("{} : {}", inner(&pair.0), inner(&pair.1)),
        Expr::Least(parts) => list(Word::SmallestOf, parts),
        Expr::Greatest(parts) => list(Word::LargestOf, parts),
        Expr::Mean(parts) => list(Word::MeanOf, parts),
        Expr::If(either) => {
            let (when, then, otherwise) = either.as_ref();
            let (when, then, otherwise) =
                (condition(names, when), expression(names, then), expression(names, otherwise));
            Word::IfElse.with(lang, &[("then", &then), ("condition", &when), ("otherwise", &otherwise)])
        }
        Expr::ValueOfHighest(candidates) => {
            let parts: Vec<_> = candidates.iter().map(|(_, value)| expression(names, value)).collect();
            Word::ValueOfHighest.with(lang, &[("list", &parts.join("; "))])
        }
    }
}
