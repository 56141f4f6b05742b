//! The page of a pupil, for the school psychologist.

use maud::{Markup, PreEscaped, html};
use orientir::criteria::{BatteryTexts, IndicatorResult, Outcome};
use orientir::definition::{Basis, Metric, Sex, Texts};
use orientir::{Lang, Receipt, Refusal, Report, ScaleReport};

use super::words::Word;
use super::{PersonPage, document, made_with_all, other, person};
use crate::figure::Figure;
use crate::words::{number, score};

/// What is worth a talk first, then the criteria with what became of each indicator and why, each instrument with its figures,
/// scores and checks, and what it was made with. What the pupil refused is not told apart from what has no result.
pub(super) fn page(page: &PersonPage<'_>, lang: Lang) -> String {
    let (own, title) = page.title(lang);
    let texts = page.battery.texts_in(lang).map(|(_, texts)| texts);
    let receipts: Vec<Receipt> = page.reports.iter().map(|report| report.receipt()).collect();
    let reasons = page.profile.reasons(page.battery);
    let body = html! {
        main {
            h1 lang=[own] { (title) }
            p { (Word::Whose.text(lang)) " " bdi { (page.pupil.id) } (about(page, lang)) }
            p.note { (Word::ForPsychologist.text(lang)) }
            section {
                h2 { (Word::WorthATalk.text(lang)) }
                @if reasons.is_empty() { p { (Word::NoTalk.text(lang)) } } @else {
                    ul { @for reason in &reasons { li lang=[own] { (page.battery.reason(reason, lang)) } } }
                }
            }
            section {
                h2 { (Word::Criteria.text(lang)) }
                figure lang=[own] { (PreEscaped(Figure::criteria(page.battery, page.profile, lang).svg())) }
                @if page.overall { (person::overall(page, texts, lang)) }
                (indicators(page, texts, lang))
                (beside(page, texts, lang))
            }
            @for report in page.reports { (instrument(page, report, lang)) }
        }
        (made_with_all(&receipts, page.battery, lang))
    };
    document(&format!("{}: {title}", page.pupil.id), lang, None, &body)
}

/// The occasion and what is known of the person.
fn about(page: &PersonPage<'_>, lang: Lang) -> String {
    let people = || page.reports.iter().map(|report| report.answers().person());
    let sex = people().find_map(|person| person.sex).map(|sex| match sex {
        Sex::Male => Word::Male.text(lang),
        Sex::Female => Word::Female.text(lang),
        other => other.as_str(),
    });
    let said = |word: Word, value: String| format!("{} {value}", word.text(lang));
    let facts = [
        (page.pupil.occasion != 1 || !page.earlier.is_empty())
            .then(|| Word::Occasion.text(lang).replace("{number}", &page.pupil.occasion.to_string())),
        sex.map(|sex| format!("{}: {}", Word::Sex.text(lang), sex)),
        people().find_map(|person| person.age).map(|age| said(Word::Age, age.to_string())),
        people().find_map(|person| person.grade).map(|grade| said(Word::Grade, grade.to_string())),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if facts.is_empty() { String::new() } else { format!(", {}", facts.join(", ")) }
}

fn indicators(page: &PersonPage<'_>, texts: Option<&BatteryTexts>, lang: Lang) -> Markup {
    let heads = [Word::Indicator, Word::From, Word::Outcome, Word::Why, Word::Evidence];
    let rules = page.battery.definition().criteria.iter().flat_map(|criterion| &criterion.indicators);
    let results = page.profile.criteria.iter().flat_map(|criterion| &criterion.indicators);
    let rows: Vec<(&IndicatorResult, Option<&Basis>)> = results.zip(rules.map(|rule| rule.basis.as_ref())).collect();
    let name = |result: &IndicatorResult| {
        texts.and_then(|texts| texts.indicators.get(&result.id)).unwrap_or(&result.id).clone()
    };
    html! {
        h3 { (Word::Indicators.text(lang)) }
        div.wide tabindex="0" role="group" aria-label=(Word::Indicators.text(lang)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (head.text(lang)) } } } }
                tbody {
                    @for (result, basis) in &rows {
                        tr {
                            th scope="row" { (name(result)) }
                            td { (result.from.as_deref().map(|id| page.instrument_title(id, lang)).unwrap_or_default()) }
                            td { (outcome(result, texts, lang)) }
                            td { (why(result, texts)) }
                            td { @if let Some(basis) = basis { (basis.evidence.as_str()) } }
                        }
                    }
                }
            }
        }
        details {
            summary { (Word::Rules.text(lang)) }
            @for (result, why) in rows.iter().filter_map(|(result, basis)| Some((result, basis.as_ref()?.why.as_ref()?))) {
                p.small { strong { (name(result)) "." } " " (why) }
            }
        }
    }
}

fn outcome(result: &IndicatorResult, texts: Option<&BatteryTexts>, lang: Lang) -> String {
    let level = result.level.as_ref().map(|level| texts.and_then(|texts| texts.levels.get(level)).unwrap_or(level));
    match (level, result.outcome) {
        (Some(level), _) if result.prorated => format!("{level}, {}", Word::InPartShort.text(lang)),
        (Some(level), _) => level.clone(),
        (None, Outcome::Described) => Word::ToldInWords.text(lang).to_owned(),
        (None, Outcome::NotGraded) => Word::NoLevel.text(lang).to_owned(),
        (None, _) => Word::NoResult.text(lang).to_owned(),
    }
}

fn why<'t>(result: &'t IndicatorResult, texts: Option<&'t BatteryTexts>) -> &'t str {
    let reason = result.reason.as_ref().filter(|_| result.outcome != Outcome::Refused);
    reason.map_or("", |reason| texts.and_then(|texts| texts.reasons.get(reason)).unwrap_or(reason))
}

/// The types that lead in instruments beside the criteria, and whether two instruments agree.
fn beside(page: &PersonPage<'_>, texts: Option<&BatteryTexts>, lang: Lang) -> Markup {
    let name = |instrument: &str, id: &String| {
        let texts = page.battery.instrument(instrument).ok().and_then(|one| one.texts_in(lang).1);
        texts.and_then(|texts| texts.types.get(id)).map_or_else(|| id.clone(), |one| one.name.clone())
    };
    let named =
        |instrument: &str, ids: &[String]| ids.iter().map(|id| name(instrument, id)).collect::<Vec<_>>().join(", ");
    let rules = &page.battery.definition().agreements;
    html! {
        @if !page.profile.beside.is_empty() || !page.profile.agreements.is_empty() {
            h3 { (Word::Interests.text(lang)) }
            ul {
                @for one in &page.profile.beside {
                    @let types = one.types.as_ref().filter(|types| !types.is_empty());
                    li { (page.instrument_title(&one.instrument, lang)) ": " (types.map_or_else(|| Word::NothingLeads.text(lang).to_owned(), |types| named(&one.instrument, types))) }
                }
                @for (result, rule) in page.profile.agreements.iter().zip(rules) {
                    @let words = match result.outcome {
                        "agree" => Word::Agree.text(lang).replace("{types}", &named(&rule.left, &result.common)),
                        "differ" => Word::Differ.text(lang).to_owned(),
                        "not_differentiated" => Word::NotCompared.text(lang).to_owned(),
                        _ => Word::NotKnown.text(lang).to_owned(),
                    };
                    li { (texts.and_then(|texts| texts.agreements.get(&result.id)).unwrap_or(&result.id)) ": " (words) }
                }
            }
        }
    }
}

/// One instrument: figures, scores, checks that fired, cautions.
fn instrument(page: &PersonPage<'_>, report: &Report, lang: Lang) -> Markup {
    let (own, texts) = report.instrument().texts_in(lang);
    let own = own.and_then(|own| other(own, lang));
    let told = report.told(lang);
    let mut figures: Vec<Figure> = Figure::lines(report, lang).into_iter().collect();
    figures.extend(Figure::groups(&told, lang));
    figures.extend(Figure::scales(&told, lang));
    figures.extend(Figure::standing(report, lang));
    let changes =
        page.earlier_of(report).map_or_else(Vec::new, |earlier| Figure::change(&earlier.told(lang), &told, lang));
    let text =
        |found: Option<&orientir::definition::Text>, id: &str| found.map_or_else(|| id.to_owned(), ToString::to_string);
    html! {
        section {
            h2 lang=[own] { (texts.map_or(report.instrument().id(), |texts| &texts.title)) }
            div.pair {
                div { @for figure in figures.iter().chain(&changes) { figure lang=[own] { (PreEscaped(figure.svg())) } } }
                div {
                    (scores(report, texts, lang))
                    @if !changes.is_empty() { p { (Word::ChangeIsNoProof.text(lang)) } }
                    @let flags = report.flags();
                    @if !flags.is_empty() {
                        h3 { (Word::Checks.text(lang)) }
                        ul { @for id in flags { li lang=[own] { (text(texts.and_then(|texts| texts.checks.get(id)), id)) } } }
                    }
                    @let cautions = report.cautions();
                    @if !cautions.is_empty() {
                        h3 { (Word::Remarks.text(lang)) }
                        ul.small { @for id in cautions { li lang=[own] { (text(texts.and_then(|texts| texts.cautions.get(id)), id)) } } }
                    }
                }
            }
        }
    }
}

/// Standard scores in the order of columns.
const METRICS: [(Metric, &str); 6] = [
    (Metric::Z, "z"),
    (Metric::T, "T"),
    (Metric::Sten, "sten"),
    (Metric::Stanine, "stanine"),
    (Metric::Iq, "IQ"),
    (Metric::Percentile, "%"),
];

fn scores(report: &Report, texts: Option<&Texts>, lang: Lang) -> Markup {
    let scales: Vec<ScaleReport<'_>> = report.scales().collect();
    let told = report.told(lang);
    let metrics: Vec<(Metric, &str)> = METRICS
        .into_iter()
        .filter(|(metric, _)| scales.iter().any(|scale| scale.standard(*metric).is_some()))
        .collect();
    let has_levels = scales.iter().any(|scale| scale.level().is_some());
    let is_open = |scale: &ScaleReport<'_>| scale.possible().is_some_and(|(low, high)| low < high);
    let has_range = scales.iter().any(is_open);
    let mut refusals: Vec<Word> = scales.iter().filter_map(|scale| refusal(scale)).collect();
    refusals.dedup();
    html! {
        div.wide tabindex="0" role="group" aria-label=(told.title) {
            table {
                thead { tr {
                    th scope="col" { (Word::Scale.text(lang)) }
                    th scope="col" { (Word::Score.text(lang)) }
                    @if has_levels { th scope="col" { (Word::Level.text(lang)) } }
                    @for (_, name) in &metrics { th scope="col" { (name) } }
                    th scope="col" { (Word::Answered.text(lang)) }
                    @if has_range { th scope="col" { (Word::Possible.text(lang)) } }
                } }
                tbody {
                    @for scale in &scales {
                        tr {
                            th scope="row" { (texts.and_then(|texts| texts.scales.get(scale.id())).map_or(scale.id(), |one| &one.name)) }
                            td { (raw(report, scale, lang)) }
                            @if has_levels { td { (level(scale, texts)) } }
                            @for (metric, _) in &metrics {
                                td { (scale.standard(*metric).map(|score| number(score, lang)).unwrap_or_default()) }
                            }
                            td { (answered(scale, lang)) }
                            @if has_range {
                                td { @if let Some((low, high)) = scale.possible().filter(|_| is_open(scale)) { (number(low, lang)) "…" (number(high, lang)) } }
                            }
                        }
                    }
                }
            }
        }
        @for why in refusals { p.small { (Word::NoNorm.text(lang).replace("{why}", why.text(lang))) } }
    }
}

fn raw(report: &Report, scale: &ScaleReport<'_>, lang: Lang) -> String {
    let range = report.instrument().plan().range(scale.id()).map(|(low, high)| (low.to_f64(), high.to_f64()));
    match (scale.raw(), range) {
        (Some(raw), Some(range)) => score(raw, range, lang),
        (Some(raw), None) => number(raw, lang),
        (None, _) => Word::NoResult.text(lang).to_owned(),
    }
}

fn answered(scale: &ScaleReport<'_>, lang: Lang) -> String {
    let text = Word::OfCount.text(lang).replace("{answered}", &scale.answered().to_string());
    text.replace("{of}", &scale.of().to_string())
}

fn level<'t>(scale: &ScaleReport<'t>, texts: Option<&'t Texts>) -> &'t str {
    let level = scale.level().unwrap_or_default();
    texts.and_then(|texts| texts.levels.get(level)).map_or(level, String::as_str)
}

/// Why no norm fits a scale.
fn refusal(scale: &ScaleReport<'_>) -> Option<Word> {
    let is = |refusal: Refusal| scale.refusal() == Some(refusal.as_str());
    [
        (Refusal::Wording, Word::NormWording),
        (Refusal::OtherPeople, Word::NormPeople),
        (Refusal::CovariateMissing, Word::NormCovariate),
    ]
    .into_iter()
    .find_map(|(refusal, word)| is(refusal).then_some(word))
}
