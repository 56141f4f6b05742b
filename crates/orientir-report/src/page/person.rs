//! The page of a pupil, for the pupil and the parents.

use maud::{Markup, PreEscaped, html};
use orientir::criteria::{BatteryTexts, IndicatorResult, Outcome};
use orientir::definition::SelfTest;
use orientir::told::Told;
use orientir::{Battery, Key, Lang, Profile, Receipt, Report};

use super::document;
use crate::figure::Figure;
use crate::words::Word;

/// The page of a pupil as one file of HTML: the main things in short, then each questionnaire with its figures and the plain words of
/// its definition, what is not clear yet, and what it was made with.
///
/// It tells no more than a self-test of each questionnaire may: no level where the definition says `description`, and no word of an
/// instrument where it says `none`. It has no levels of criteria and no word for the whole. A scale without a score is not shown, so
/// that nobody reads there what a pupil refused.
///
/// `reports` are the results of the pupil, of which `profile` was made; words that the battery or a definition has not in `lang`
/// stand there in another language.
pub fn person(battery: &Battery, pupil: &Key, profile: &Profile, reports: &[&Report], lang: Lang) -> String {
    let (own, texts) = texts(battery, lang);
    let title = texts.map_or_else(|| battery.id(), |texts| texts.title.as_str());
    let told = reports.iter().map(|report| (*report, told(report, lang)));
    let told: Vec<(&Report, Told)> = told.filter(|(_, told)| says_something(told)).collect();
    let unclear = unclear(battery, profile, texts, lang);
    let body = html! {
        main {
            h1 lang=[own] { (title) }
            p { (Word::Whose.text(lang)) " " bdi { (pupil.id) } }
            p { (Word::NotGraded.text(lang)) }
            (in_short(&told, lang))
            @for (report, told) in &told { (questionnaire(report, told, lang)) }
            @if !unclear.is_empty() {
                section {
                    h2 { (Word::Unclear.text(lang)) }
                    ul { @for words in &unclear { li lang=[own] { (words) } } }
                }
            }
            p.note { (Word::Talk.text(lang)) }
        }
        (made_with(told.iter().map(|(report, _)| report.receipt()), lang))
    };
    document(&format!("{}: {title}", pupil.id), lang, &body)
}

/// The words of a battery in a language, or in the language that it has; with that language, where it is another.
fn texts(battery: &Battery, lang: Lang) -> (Option<&'static str>, Option<&BatteryTexts>) {
    let others = [Lang::Ru, Lang::En, Lang::Lt];
    let mut known = [lang].into_iter().chain(others);
    let found = known.find_map(|own| Some((own, battery.definition().texts.get(own.as_str())?)));
    (found.map(|(own, _)| own).filter(|own| *own != lang).map(Lang::as_str), found.map(|(_, texts)| texts))
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

/// The language of a result's words, where it is another than that of the page.
fn foreign(told: &Told, lang: Lang) -> Option<&'static str> {
    told.lang.filter(|own| *own != lang.as_str())
}

fn in_short(told: &[(&Report, Told)], lang: Lang) -> Markup {
    let leading: Vec<_> = told.iter().filter_map(|(_, told)| Some((told, told.types.as_deref()?))).collect();
    html! {
        @if !leading.is_empty() {
            section {
                h2 { (Word::InShort.text(lang)) }
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

fn questionnaire(report: &Report, told: &Told, lang: Lang) -> Markup {
    let figures: Vec<Figure> = Figure::lines(report, lang).into_iter().chain(Figure::scales(told, lang)).collect();
    let types = told.types.iter().flatten().map(|one| (&one.name, &one.words));
    let scales = told.scales.iter().map(|one| (&one.name, &one.words));
    let explained: Vec<_> = types.chain(scales).filter(|(_, words)| !words.is_empty()).collect();
    let own = foreign(told, lang);
    html! {
        section {
            h2 lang=[own] { (told.title) }
            @for figure in &figures { figure lang=[own] { (PreEscaped(figure.svg())) } }
            @if !told.remarks.is_empty() {
                div.note {
                    h3 { (Word::Notice.text(lang)) }
                    @for remark in &told.remarks { p lang=[own] { (remark.words) } }
                }
            }
            @if !explained.is_empty() {
                h3 { (Word::Meaning.text(lang)) }
                @for (name, words) in explained { p lang=[own] { strong { (name) "." } " " (words.join(" ")) } }
            }
            @if !told.cautions.is_empty() {
                h3 { (Word::Cautions.text(lang)) }
                ul.cautions { @for caution in &told.cautions { li lang=[own] { (caution.words) } } }
            }
        }
    }
}

/// Why something has no result or no level yet, where that is no finding for a psychologist and nothing that the pupil cannot know.
fn unclear(battery: &Battery, profile: &Profile, texts: Option<&BatteryTexts>, lang: Lang) -> Vec<String> {
    let indicators: Vec<&IndicatorResult> = profile
        .criteria
        .iter()
        .flat_map(|criterion| &criterion.indicators)
        .filter(|indicator| is_for_pupils(battery, &indicator.id))
        .collect();
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
    if !missing.is_empty() {
        unclear.push(Word::TooFewAnswers.text(lang).replace("{titles}", &missing.join(", ")));
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

fn made_with(receipts: impl Iterator<Item = Receipt>, lang: Lang) -> Markup {
    const SHOWN: usize = 16;
    let receipts: Vec<Receipt> = receipts.collect();
    let short = |hash: &str| hash.chars().take(SHOWN).collect::<String>();
    html! {
        @if let Some(first) = receipts.first() {
            footer {
                p { (Word::MadeWith.text(lang)) ": " (Word::Engine.text(lang).replace("{version}", &first.engine)) }
                ul { @for one in &receipts { li { (one.instrument) " " (one.version) " " (short(&one.key)) } } }
            }
        }
    }
}
