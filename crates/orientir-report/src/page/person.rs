//! The page of a pupil, for the pupil and the parents.

use maud::{Markup, PreEscaped, html};
use orientir::criteria::{BatteryTexts, IndicatorResult, Outcome};
use orientir::definition::SelfTest;
use orientir::told::{Told, ToldType};
use orientir::{Battery, Lang, Receipt, Report};

use super::facts::{Explained, foreign};
use super::words::Word;
use super::{Audience, PersonPage, document, made_with};
use crate::figure::Figure;

/// What stands out first, then each questionnaire with its figures and the plain words of its definition, what is not clear yet,
/// what to do next, cautions, and what it was made with.
pub(super) fn page(page: &PersonPage<'_>, lang: Lang) -> String {
    let (own, _) = page.title(lang);
    let texts = page.battery.texts_in(lang).map(|(_, texts)| texts);
    let title = Word::Results.text(lang);
    let told = page.reports.iter().map(|report| (*report, told(report, lang)));
    let told: Vec<(&Report, Told)> = told.filter(|(_, told)| says_something(told)).collect();
    let for_parents = page.audience == Audience::Parents;
    let unclear = unclear(page, texts, &told, lang);
    let receipts: Vec<Receipt> = told.iter().map(|(report, _)| report.receipt()).collect();
    let body = html! {
        main {
            h1 { (title) }
            p { (Word::Whose.text(lang)) " " bdi { (page.pupil.id) } }
            p { (if for_parents { Word::ForParents } else { Word::NotGraded }.text(lang)) }
            (stands_out(&told, for_parents, lang))
            @if page.overall { (overall(page, texts, lang)) }
            @if for_parents { (how_to_talk(lang)) }
            @for (report, told) in &told { (questionnaire(page, report, told, lang)) }
            @if !unclear.is_empty() {
                section {
                    h2 { (Word::Unclear.text(lang)) }
                    ul { @for words in &unclear { li lang=[own] { (words) } } }
                }
            }
            (next(&told, lang))
            p.note { (if for_parents { Word::TalkParents } else { Word::Talk }.text(lang)) }
            (cautions(&told, lang))
        }
        (made_with(&receipts, lang))
    };
    document(&format!("{}: {title}", page.pupil.id), lang, None, &body)
}

/// A result in words, as far as it has any.
fn told(report: &Report, lang: Lang) -> Told {
    let mut told = report.told(lang);
    told.scales.retain(|scale| scale.score.is_some());
    told
}

fn says_something(told: &Told) -> bool {
    !told.scales.is_empty() || !told.remarks.is_empty()
}

fn stands_out(told: &[(&Report, Told)], for_parents: bool, lang: Lang) -> Markup {
    let leading: Vec<_> = told.iter().filter_map(|(_, told)| Some((told, told.types.as_deref()?))).collect();
    html! {
        @if !leading.is_empty() {
            section {
                h2 { (if for_parents { Word::StandsOutParents } else { Word::StandsOut }.text(lang)) }
                ul {
                    @for (told, types) in leading {
                        @let names: Vec<&str> = types.iter().map(|one| one.name.as_str()).collect();
                        li {
                            span lang=[foreign(told, lang)] { (told.title) ": " strong { (names.join(", ")) } }
                            @if types.is_empty() { (Word::NothingLeads.text(lang)) }
                        }
                    }
                }
            }
        }
    }
}

/// The word for the whole, where it was asked for.
pub(super) fn overall(page: &PersonPage<'_>, texts: Option<&BatteryTexts>, lang: Lang) -> Markup {
    let name = |level: &String| texts.and_then(|texts| texts.levels.get(level)).unwrap_or(level).clone();
    let overall = &page.profile.overall;
    let word = match (&overall.level, overall.possible.len()) {
        (Some(level), 0 | 1) => name(level),
        (_, 0) => Word::NoLevel.text(lang).to_owned(),
        _ => {
            let levels: Vec<String> = overall.possible.iter().map(name).collect();
            Word::NotSettled.text(lang).replace("{levels}", &levels.join(Word::Or.text(lang)))
        }
    };
    html! { p { (Word::Whole.text(lang)) ": " strong { (word) } } }
}

fn how_to_talk(lang: Lang) -> Markup {
    html! {
        section {
            h2 { (Word::HowToTalk.text(lang)) }
            ul { @for word in [Word::AskFirst, Word::NoChoice, Word::TryTogether] { li { (word.text(lang)) } } }
        }
    }
}

fn questionnaire(page: &PersonPage<'_>, report: &Report, told: &Told, lang: Lang) -> Markup {
    let lines = Figure::lines(report, lang).into_iter();
    let figures: Vec<Figure> = lines.chain(Figure::groups(told, lang)).chain(Figure::scales(told, lang)).collect();
    let earlier = page.earlier_of(report).map(|earlier| self::told(earlier, lang));
    let changes = earlier.map_or_else(Vec::new, |earlier| Figure::change(&earlier, told, lang));
    // The last sentence of a type says what to do next, and stands at the end of the page.
    let types = told.types.iter().flatten().map(|one| (one.name.as_str(), before_last(one)));
    let explained = [Explained::of(types), Explained::of(of_groups(told)), Explained::of(of_scales(told))];
    let own = foreign(told, lang);
    html! {
        section {
            h2 lang=[own] { (told.title) }
            div.pair {
                div { @for figure in figures.iter().chain(&changes) { figure lang=[own] { (PreEscaped(figure.svg())) } } }
                div {
                    @if !told.remarks.is_empty() {
                        div.note {
                            h3 { (Word::Notice.text(lang)) }
                            @for remark in &told.remarks { p lang=[own] { (remark.words) } }
                        }
                    }
                    @if explained.iter().any(|explained| !explained.is_empty()) {
                        h3 { (Word::Meaning.text(lang)) }
                        @for explained in &explained { (explained.paragraphs(own)) }
                    }
                }
            }
        }
    }
}

/// Groups that have words.
fn of_groups(told: &Told) -> impl Iterator<Item = (&str, &[String])> {
    told.groups.iter().map(|group| (group.name.as_str(), group.words.as_slice()))
}

/// Scales that no group speaks for.
fn of_scales(told: &Told) -> impl Iterator<Item = (&str, &[String])> {
    let spoken_for = |id: &str| {
        let groups = told.groups.iter().filter(|group| !group.words.is_empty());
        groups.flat_map(|group| group.scales.iter().chain(&group.beside)).any(|member| member.id == id)
    };
    told.scales.iter().filter(move |scale| !spoken_for(&scale.id)).map(|one| (one.name.as_str(), one.words.as_slice()))
}

fn before_last(one: &ToldType) -> &[String] {
    match one.words.as_slice() {
        [before @ .., _] if !before.is_empty() => before,
        all => all,
    }
}

/// What the leading types say to do next: the last of several sentences of each.
fn next(told: &[(&Report, Told)], lang: Lang) -> Markup {
    let mut steps: Vec<(Option<&str>, &str)> = Vec::new();
    for (told, one) in told.iter().flat_map(|(_, told)| told.types.iter().flatten().map(move |one| (told, one))) {
        if let [_, .., last] = one.words.as_slice()
            && !steps.iter().any(|(_, known)| known == last)
        {
            steps.push((foreign(told, lang), last));
        }
    }
    html! {
        @if !steps.is_empty() {
            section {
                h2 { (Word::Next.text(lang)) }
                ul { @for (own, step) in steps { li lang=[own] { (step) } } }
            }
        }
    }
}

/// The cautions of each questionnaire; those that several have in common stand once, without a name.
fn cautions(told: &[(&Report, Told)], lang: Lang) -> Markup {
    let mut shared: Vec<(Option<&str>, &str)> = Vec::new();
    let count = |words: &str| told.iter().flat_map(|(_, told)| &told.cautions).filter(|one| one.words == words).count();
    let mut own: Vec<(&Told, Vec<&str>)> = Vec::new();
    for (_, told) in told {
        let mut words = Vec::new();
        for caution in &told.cautions {
            match count(&caution.words) {
                1 => words.push(caution.words.as_str()),
                _ if shared.iter().any(|(_, known)| *known == caution.words) => {}
                _ => shared.push((foreign(told, lang), &caution.words)),
            }
        }
        if !words.is_empty() {
            own.push((told, words));
        }
    }
    html! {
        @if !own.is_empty() || !shared.is_empty() {
            section.small {
                h2 { (Word::Cautions.text(lang)) }
                @for (language, words) in shared { p lang=[language] { (words) } }
                @for (told, words) in own { p lang=[foreign(told, lang)] { strong { (told.title) "." } " " (words.join(" ")) } }
            }
        }
    }
}

/// Why something has no result or no level yet, where that is no finding for a psychologist and nothing that the pupil cannot know;
/// and what rests on part of the answers.
fn unclear(page: &PersonPage<'_>, texts: Option<&BatteryTexts>, told: &[(&Report, Told)], lang: Lang) -> Vec<String> {
    let criteria = page.profile.criteria.iter();
    let all = criteria.flat_map(|criterion| &criterion.indicators);
    let indicators: Vec<&IndicatorResult> = all.filter(|one| is_for_pupils(page.battery, &one.id)).collect();
    let mut unclear: Vec<String> = Vec::new();
    for indicator in indicators.iter().filter(|indicator| indicator.outcome == Outcome::NotGraded) {
        let reason = indicator.reason.as_ref().and_then(|reason| texts?.reasons.get(reason));
        unclear.extend(reason.filter(|reason| !unclear.contains(reason)).cloned());
    }
    let name = |indicator: &IndicatorResult| {
        texts.and_then(|texts| texts.indicators.get(&indicator.id)).unwrap_or(&indicator.id).clone()
    };
    let missing = indicators.iter().filter(|indicator| indicator.outcome == Outcome::Missing);
    let missing: Vec<String> = missing.map(|indicator| name(indicator)).collect();
    let in_part = told.iter().filter(|(report, _)| report.scales().any(|scale| scale.is_prorated()));
    let in_part: Vec<&str> = in_part.map(|(_, told)| told.title.as_str()).collect();
    for (word, titles) in [(Word::TooFewAnswers, missing.join(", ")), (Word::InPart, in_part.join("; "))] {
        unclear.extend((!titles.is_empty()).then(|| word.text(lang).replace("{titles}", &titles)));
    }
    unclear
}

/// Whether pupils themselves answer an instrument that an indicator comes from, and may read of it.
fn is_for_pupils(battery: &Battery, indicator: &str) -> bool {
    let criteria = &battery.definition().criteria;
    let found = criteria.iter().flat_map(|criterion| &criterion.indicators).find(|known| &*known.id == indicator);
    let is_told = |id: &str| battery.instrument(id).is_ok_and(|one| one.self_test() != SelfTest::None);
    found.is_some_and(|found| found.from.iter().any(|id| is_told(id)))
}
