//! The page of a pupil, for the pupil and the parents.

use maud::{Markup, PreEscaped, html};
use orientir::criteria::Outcome;
use orientir::definition::SelfTest;
use orientir::told::{Told, ToldType};
use orientir::{Instrument, Lang, Profile, Receipt, Report};

use super::explained::{Explained, foreign};
use super::words::Word;
use super::{Audience, PersonPage, document, made_with};
use crate::figure::Figure;
use crate::names::Names;

/// What stands out first, then each questionnaire with its figures and the plain words of its definition, what is not clear yet,
/// what to do next, cautions, and what it was made with.
pub(super) fn page(page: &PersonPage<'_>, lang: Lang) -> String {
    let names = Names::new(page.battery, lang);
    let profile = page.battery.shown(page.profile);
    let title = Word::Results.text(lang);
    let told = page.in_order().map(|report| (report, told(report, lang)));
    let told: Vec<(&Report, Told)> = told.filter(|(_, told)| says_something(told)).collect();
    let for_parents = page.audience == Audience::Parents;
    let unclear = unclear(page, &profile, &told, names, lang);
    let is_foreign = told.iter().any(|(_, told)| foreign(told, lang).is_some());
    let receipts: Vec<Receipt> = told.iter().map(|(report, _)| report.receipt()).collect();
    let body = html! {
        main {
            h1 { (title) }
            p { (Word::Whose.text(lang)) " " bdi { (page.pupil.id) } }
            p { (if for_parents { Word::ForParents } else { Word::NotGraded }.text(lang)) }
            @if is_foreign { p { (Word::OtherLanguage.text(lang)) } }
            (stands_out(&told, for_parents, lang))
            @if page.overall { (overall(page, &profile, names, lang)) }
            @if for_parents { (how_to_talk(lang)) }
            @for (report, told) in &told { (questionnaire(page, report, told, lang)) }
            @if !unclear.is_empty() {
                section {
                    h2 { (Word::Unclear.text(lang)) }
                    ul { @for (own, words) in &unclear { li lang=[*own] { (words) } } }
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
                        li {
                            span lang=[foreign(told, lang)] { (told.title) } ": "
                            @if !types.is_empty() {
                                strong lang=[foreign(told, lang)] { (types.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")) }
                            } @else { (Word::NothingLeads.text(lang)) }
                        }
                    }
                }
            }
        }
    }
}

/// The word for the whole, where it was asked for. The lowest level is no word for pupils: they read what to begin with.
fn overall(page: &PersonPage<'_>, profile: &Profile, names: Names<'_>, lang: Lang) -> Markup {
    let lowest = page.battery.lowest();
    let (own, words) = match (&profile.overall.level, profile.overall.possible.as_slice()) {
        (None, _) | (_, [_, _, ..]) => (None, Word::WholeOpen.text(lang).to_owned()),
        (Some(level), _) if lowest == Some(level) => (None, Word::WholeBegins.text(lang).to_owned()),
        (Some(_), _) => (names.own, names.whole(&profile.overall)),
    };
    html! { p { (Word::Whole.text(lang)) ": " strong lang=[own] { (words) } } }
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
    // The marks of single lines are the pupil's own.
    let lines = Figure::lines(report, lang).filter(|_| page.audience == Audience::Pupil).into_iter();
    let figures: Vec<Figure> = lines.chain(Figure::groups(told, lang)).chain(Figure::scales(told, lang)).collect();
    let earlier = page.earlier_of(report).map(|earlier| self::told(earlier, lang));
    let changes = earlier.map_or_else(Vec::new, |earlier| Figure::change(&earlier, told, lang));
    // The last sentence of a type says what to do next, and stands at the end of the page.
    let types: Vec<(&str, &[String])> =
        told.types.iter().flatten().map(|one| (one.name.as_str(), before_last(one))).collect();
    let named: Vec<(&str, Vec<String>)> = of_groups(told)
        .chain(of_scales(told))
        // What a type says is told with the scale or the group of its name.
        .map(|(name, words)| {
            let of_type = types.iter().filter(|(of, _)| *of == name && !words.is_empty()).flat_map(|(_, words)| *words);
            (name, words.iter().chain(of_type).cloned().collect())
        })
        .collect();
    let alone =
        types.iter().copied().filter(|(name, _)| !named.iter().any(|(of, words)| of == name && !words.is_empty()));
    let explained = [Explained::of(alone), Explained::of(named.iter().map(|(name, words)| (*name, words.as_slice())))];
    let own = foreign(told, lang);
    html! {
        section {
            h2 lang=[own] { (told.title) }
            div.pair {
                div {
                    @for figure in figures.iter().chain(&changes) { figure lang=[own] { (PreEscaped(figure.svg())) } }
                    @if !changes.is_empty() { p.small { (Word::ChangeIsNoProof.text(lang)) } }
                }
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
    let mut steps: Vec<(Option<&str>, &str, Vec<&str>)> = Vec::new();
    for (told, one) in told.iter().flat_map(|(_, told)| told.types.iter().flatten().map(move |one| (told, one))) {
        let [_, .., last] = one.words.as_slice() else { continue };
        match steps.iter_mut().find(|(_, known, _)| known == last) {
            Some((.., names)) => names.extend((!names.contains(&one.name.as_str())).then_some(&*one.name)),
            None => steps.push((foreign(told, lang), last, vec![&one.name])),
        }
    }
    html! {
        @if !steps.is_empty() {
            section {
                h2 { (Word::Next.text(lang)) }
                ul { @for (own, step, names) in steps { li lang=[own] { strong { (names.join(", ")) "." } " " (step) } } }
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

/// Why something has no level yet, where that is no finding for a psychologist; the questionnaires without a result; and what rests
/// on part of the answers. Each with its language, where that is another than the page's.
fn unclear(
    page: &PersonPage<'_>,
    profile: &Profile,
    told: &[(&Report, Told)],
    names: Names<'_>,
    lang: Lang,
) -> Vec<(Option<&'static str>, String)> {
    let is_for_pupils = |id: &str| page.battery.instrument(id).is_ok_and(|one| one.self_test() != SelfTest::None);
    let indicators: Vec<_> = profile.criteria.iter().flat_map(|criterion| &criterion.indicators).collect();
    let not_graded = indicators.iter().filter(|one| one.outcome == Outcome::NotGraded);
    let not_graded = not_graded.filter(|one| one.from.as_deref().is_some_and(is_for_pupils));
    let reasons = not_graded.filter_map(|one| names.reason(one.reason.as_ref()?));
    let mut unclear: Vec<_> = reasons.map(|reason| (names.own, reason.to_owned())).collect();
    unclear.dedup();
    // Of an instrument that stands for another nothing is missing where the other has a result.
    let rules = page.battery.definition().criteria.iter().flat_map(|criterion| &criterion.indicators);
    let is_known = |instrument: &Instrument| {
        let mut of =
            rules.clone().zip(&indicators).filter(|(rule, _)| rule.from.iter().any(|id| **id == *instrument.id()));
        match of.clone().next() {
            Some(_) => !of.any(|(_, result)| result.outcome == Outcome::Missing),
            None => told.iter().any(|(_, told)| told.instrument == instrument.id() && told.types.is_some()),
        }
    };
    let without = page.battery.instruments().filter(|one| is_for_pupils(one.id()) && !is_known(one));
    let without: Vec<&str> = without.map(|one| names.instrument(one.id()).1).collect();
    let in_part = told.iter().filter(|(report, _)| report.scales().any(|scale| scale.is_prorated()));
    let in_part: Vec<&str> = in_part.map(|(_, told)| told.title.as_str()).collect();
    let nothing = if page.earlier.is_empty() { Word::NothingOf } else { Word::NothingThisTime };
    for (word, titles) in [(nothing, without), (Word::InPart, in_part)] {
        let sentence = || (None, word.text(lang).replace("{titles}", &titles.join("; ")));
        unclear.extend((!titles.is_empty()).then(sentence));
    }
    unclear
}
