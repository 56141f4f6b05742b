//! The page of a pupil, for the pupil and the parents.

use maud::{Markup, PreEscaped, html};
use orientir::criteria::{BatteryTexts, Outcome};
use orientir::told::{Remark, Told};
use orientir::{Battery, Key, Lang, Profile, Receipt, Report};

use super::document;
use crate::figure::Figure;
use crate::words::Word;

/// The page of a pupil as one file of HTML: what stands out first, then each questionnaire with its figures and the plain words of
/// its definition, what is not clear yet, how to read it, and what it was made with.
///
/// It tells no more than a self-test of each questionnaire may: no level where the definition says `description`, nothing at all
/// where it says `none`. It has no levels of criteria and no word for the whole. What a pupil refused is not named as missing.
///
/// `reports` are the results of the pupil, of which `profile` was made; words that the battery or a definition has not in `lang`
/// stand there in another language.
pub fn person(battery: &Battery, pupil: &Key, profile: &Profile, reports: &[&Report], lang: Lang) -> String {
    let texts = texts(battery, lang);
    let told: Vec<(&Report, Told)> = reports.iter().map(|report| (*report, report.told(lang))).collect();
    let title = texts.map_or_else(|| battery.id(), |texts| texts.title.as_str());
    let unclear = unclear(profile, texts, lang);
    let mut cautions: Vec<&Remark> = Vec::new();
    for caution in told.iter().flat_map(|(_, told)| &told.cautions) {
        if !cautions.iter().any(|known| known.words == caution.words) {
            cautions.push(caution);
        }
    }
    let body = html! {
        main {
            h1 { (title) }
            p { (Word::Whose.text(lang).replace("{id}", &pupil.id)) }
            p.lead { (Word::NoMarks.text(lang)) }
            (standing_out(&told, lang))
            @for (report, told) in &told { (questionnaire(report, told, lang)) }
            @if !unclear.is_empty() {
                section {
                    h2 { (Word::Unclear.text(lang)) }
                    ul { @for words in &unclear { li { (words) } } }
                }
            }
            section {
                h2 { (Word::Cautions.text(lang)) }
                @if !cautions.is_empty() { ul { @for caution in cautions { li { (caution.words) } } } }
                p.note { (Word::Talk.text(lang)) }
            }
        }
        (made_with(reports, lang))
    };
    document(&format!("{}: {title}", pupil.id), lang, &body)
}

/// The words of a battery in a language, or in the language that it has.
fn texts(battery: &Battery, lang: Lang) -> Option<&BatteryTexts> {
    let others = [Lang::Ru, Lang::En, Lang::Lt];
    [lang].into_iter().chain(others).find_map(|lang| battery.definition().texts.get(lang.as_str()))
}

/// The language of a result's words, where it is another than that of the page.
fn foreign(told: &Told, lang: Lang) -> Option<&'static str> {
    told.lang.filter(|own| *own != lang.as_str())
}

fn standing_out(told: &[(&Report, Told)], lang: Lang) -> Markup {
    let with_types = told.iter().filter_map(|(_, told)| Some((told, told.types.as_deref()?)));
    let with_types: Vec<_> = with_types.filter(|(_, types)| !types.is_empty()).collect();
    html! {
        @if !with_types.is_empty() {
            section {
                h2 { (Word::StandsOut.text(lang)) }
                ul.out {
                    @for (told, types) in with_types {
                        @let names: Vec<&str> = types.iter().map(|one| one.name.as_str()).collect();
                        li lang=[foreign(told, lang)] { strong { (names.join(", ")) } " (" (told.title) ")" }
                    }
                }
            }
        }
    }
}

fn questionnaire(report: &Report, told: &Told, lang: Lang) -> Markup {
    let shown = !told.scales.is_empty();
    let figures = shown.then(|| [Figure::lines(report, lang), Some(Figure::scales(told, lang))]);
    let types = told.types.iter().flatten().map(|one| (&one.name, &one.words));
    let explained: Vec<_> = types
        .chain(told.scales.iter().map(|one| (&one.name, &one.words)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    html! {
        section {
            h2 lang=[foreign(told, lang)] { (told.title) }
            @if !shown { p.note { (Word::WithPsychologist.text(lang)) } }
            @for figure in figures.into_iter().flatten().flatten() { figure { (PreEscaped(figure.svg())) } }
            @if !told.remarks.is_empty() {
                div.note lang=[foreign(told, lang)] {
                    strong { (Word::Notice.text(lang)) }
                    @for remark in &told.remarks { p { (remark.words) } }
                }
            }
            @if !explained.is_empty() {
                h3 { (Word::Meaning.text(lang)) }
                div lang=[foreign(told, lang)] {
                    @for (name, words) in explained {
                        p { strong { (name) ". " } @for (number, sentence) in words.iter().enumerate() { @if number > 0 { " " } (sentence) } }
                    }
                }
            }
        }
    }
}

/// Why something has no result or no level yet, where that is no finding for a psychologist.
fn unclear(profile: &Profile, texts: Option<&BatteryTexts>, lang: Lang) -> Vec<String> {
    let indicators = || profile.criteria.iter().flat_map(|criterion| &criterion.indicators);
    let of_reason = |id: &String| texts.and_then(|texts| texts.reasons.get(id)).cloned();
    let reasons =
        indicators().filter(|one| one.outcome == Outcome::NotGraded).filter_map(|one| of_reason(one.reason.as_ref()?));
    let mut unclear: Vec<String> = Vec::new();
    for reason in reasons {
        if !unclear.contains(&reason) {
            unclear.push(reason);
        }
    }
    let missing = indicators().filter(|one| one.outcome == Outcome::Missing && one.from.is_none());
    let name = |id: &String| texts.and_then(|texts| texts.indicators.get(id)).unwrap_or(id).clone();
    let missing: Vec<String> = missing.map(|one| name(&one.id)).collect();
    if !missing.is_empty() {
        unclear.push(Word::NoAnswers.text(lang).replace("{titles}", &missing.join(", ")));
    }
    unclear
}

fn made_with(reports: &[&Report], lang: Lang) -> Markup {
    const SHOWN: usize = 16;
    let receipts: Vec<Receipt> = reports.iter().map(|report| report.receipt()).collect();
    let short = |hash: &str| hash.chars().take(SHOWN).collect::<String>();
    html! {
        footer {
            p { (Word::MadeWith.text(lang)) @if let Some(one) = receipts.first() { ": " (Word::Engine.text(lang).replace("{version}", &one.engine)) } }
            ul { @for one in &receipts { li { (one.instrument) " " (one.version) " " (short(&one.key)) } } }
        }
    }
}
