//! The page of a pupil, for the school psychologist.

use maud::{Markup, PreEscaped, html};
use orientir::criteria::{Indicator, IndicatorResult, Outcome};
use orientir::definition::{Audience, Metric, Sex, Texts};
use orientir::{Lang, Profile, Receipt, Refusal, Report, ScaleReport};

use super::words::Word;
use super::{PersonPage, document, made_with_all};
use crate::figure::Figure;
use crate::names::{Names, other};
use crate::words::{self, number, score, standard};

/// What is worth a talk first, then the criteria with what became of each indicator and why, each instrument with its figures,
/// scores and checks, and what it was made with. What the pupil refused is not told apart from what has no result.
pub(super) fn page(page: &PersonPage<'_>, lang: Lang) -> String {
    let names = Names::new(page.battery, lang);
    let profile = &page.battery.shown(page.profile);
    let reasons = page.profile.reasons(page.battery);
    let unknown = profile.criteria.iter().filter(|criterion| criterion.graded == 0 && criterion.of > 0);
    let unknown: Vec<&str> = unknown.map(|criterion| names.criterion(&criterion.id)).collect();
    // Of an instrument without an answer there is nothing to show, whyever it has none.
    let answered = |report: &&Report| report.scales().any(|scale| scale.answered() > 0);
    let reports: Vec<&Report> =
        page.in_order().filter(answered).filter(|report| seen(report) != Audience::Nothing).collect();
    let receipts: Vec<Receipt> = reports.iter().map(|report| report.receipt()).collect();
    let body = html! {
        main.broad {
            h1 lang=[names.own] { (names.title()) }
            p { (Word::Whose.text(lang)) " " bdi { (page.pupil.id) } (about(page, lang)) }
            p.note { (Word::ForPsychologist.text(lang)) }
            section {
                h2 { (Word::WorthATalk.text(lang)) }
                @if reasons.is_empty() { @if unknown.is_empty() { p { (Word::NoTalk.text(lang)) } } } @else {
                    ul { @for reason in &reasons { li lang=[names.own] { (page.battery.reason(reason, lang)) } } }
                }
                @if !unknown.is_empty() { p { (Word::NothingKnown.text(lang).replace("{titles}", &unknown.join(", "))) } }
            }
            section {
                h2 { (Word::Criteria.text(lang)) }
                figure lang=[names.own] { (PreEscaped(Figure::criteria(page.battery, profile, lang).svg())) }
                @if page.overall { p { (Word::Whole.text(lang)) ": " strong lang=[names.own] { (names.whole(&profile.overall)) } } }
                (indicators(page, profile, names, lang))
                (beside(page, names, lang))
            }
            @for report in &reports { (instrument(page, report, lang)) }
        }
        (made_with_all(&receipts, page.battery, lang))
    };
    document(&format!("{}: {}", page.pupil.id, names.title()), lang, None, &body)
}

/// How much of a result the definition lets a psychologist see.
fn seen(report: &Report) -> Audience {
    let how = report.instrument().definition().about.administration.as_ref();
    how.and_then(|how| how.psychologist).unwrap_or(Audience::Levels)
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

fn indicators(page: &PersonPage<'_>, profile: &Profile, names: Names<'_>, lang: Lang) -> Markup {
    let heads = [Word::Indicator, Word::From, Word::Outcome, Word::Why, Word::Evidence];
    let rules = page.battery.definition().criteria.iter().flat_map(|criterion| &criterion.indicators);
    let results = profile.criteria.iter().flat_map(|criterion| &criterion.indicators);
    let rows: Vec<(&IndicatorResult, &Indicator)> = results.zip(rules).collect();
    // Where there is no result, the instrument that one is expected of first.
    let from = |result: &IndicatorResult, rule: &Indicator| {
        let known = result.from.clone().filter(|_| result.outcome != Outcome::Missing);
        known.or_else(|| rule.from.first().map(ToString::to_string)).unwrap_or_default()
    };
    let why = |result: &IndicatorResult| {
        let reason = result.reason.as_deref();
        reason.map_or_else(String::new, |reason| names.reason(reason).unwrap_or(reason).to_owned())
    };
    html! {
        h3 { (Word::Indicators.text(lang)) }
        div.wide tabindex="0" role="group" aria-label=(Word::Indicators.text(lang)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (head.text(lang)) } } } }
                tbody {
                    @for (result, rule) in &rows {
                        tr {
                            th scope="row" lang=[names.own] { (names.indicator(&result.id)) }
                            @let from = from(result, rule);
                            @let (own, title) = names.instrument(&from);
                            td lang=[own] { (title) }
                            td { (names.outcome(result)) (borderline(result.borderline, lang)) }
                            td lang=[names.own] { (why(result)) }
                            td { @if let Some(basis) = &rule.basis { (basis.evidence.as_str()) } }
                        }
                    }
                }
            }
        }
        @for criterion in profile.criteria.iter().filter(|criterion| criterion.borderline == Some(true)) {
            p { span lang=[names.own] { (names.criterion(&criterion.id)) } ": " (Word::Borderline.text(lang)) }
        }
        details {
            summary { (Word::Rules.text(lang)) }
            @let joined = [(Word::Joined, &page.battery.definition().criterion), (Word::JoinedAll, &page.battery.definition().overall)];
            @for (name, why) in joined.iter().filter_map(|(name, joining)| Some((name, joining.basis.as_ref()?.why.as_ref()?))) {
                p.small { strong { (name.text(lang)) "." } " " (why.get(lang)) }
            }
            @for (result, why) in rows.iter().filter_map(|(result, rule)| Some((result, rule.basis.as_ref()?.why.as_ref()?))) {
                p.small { strong { (names.indicator(&result.id)) "." } " " (why.get(lang)) }
            }
        }
    }
}

/// The types that lead in instruments beside the criteria, and whether two instruments agree.
fn beside(page: &PersonPage<'_>, names: Names<'_>, lang: Lang) -> Markup {
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
                    @let (own, title) = names.instrument(&one.instrument);
                    li {
                        span lang=[own] { (title) } ": "
                        @match one.types.as_deref() {
                            None => { (Word::NotKnown.text(lang)) }
                            Some(types) if types.is_empty() || all_lead(page, &one.instrument, types) => {
                                (Word::NothingLeads.text(lang))
                            }
                            Some(types) => { span lang=[own] { (named(&one.instrument, types)) } }
                        }
                    }
                }
                @for (result, rule) in page.profile.agreements.iter().zip(rules) {
                    @let words = match result.outcome {
                        "agree" => Word::Agree.text(lang).replace("{types}", &named(&rule.left, &result.common)),
                        "differ" => Word::Differ.text(lang).to_owned(),
                        "not_differentiated" => Word::NotCompared.text(lang).to_owned(),
                        _ => Word::NotKnown.text(lang).to_owned(),
                    };
                    li { span lang=[names.own] { (names.agreement(&result.id)) } ": " (words) }
                }
            }
        }
    }
}

/// Whether no type leads before another.
fn all_lead(page: &PersonPage<'_>, instrument: &str, types: &[String]) -> bool {
    page.battery.instrument(instrument).is_ok_and(|one| one.types().len() == types.len())
}

/// One instrument: figures, scores, checks that fired, cautions.
fn instrument(page: &PersonPage<'_>, report: &Report, lang: Lang) -> Markup {
    let (own, texts) = report.instrument().texts_in(lang);
    let own = own.and_then(|own| other(own, lang));
    let told = report.told(lang);
    let mut figures: Vec<Figure> = Figure::lines(report, lang).into_iter().collect();
    figures.extend(Figure::groups(&told, lang));
    figures.extend(Figure::scales(&told, lang));
    figures.extend(Figure::standing(report, lang).filter(|_| seen(report) == Audience::Levels));
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
                    (scores(report, (own, texts), lang))
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

fn scores(report: &Report, (own, texts): (Option<&str>, Option<&Texts>), lang: Lang) -> Markup {
    let scales: Vec<ScaleReport<'_>> = report.scales().collect();
    let told = report.told(lang);
    let metrics: Vec<(Metric, &str)> = METRICS
        .into_iter()
        .filter(|(metric, _)| scales.iter().any(|scale| scale.standard(*metric).is_some()))
        .collect();
    let has_levels = seen(report) == Audience::Levels && scales.iter().any(|scale| scale.level().is_some());
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
                            th scope="row" lang=[own] { (texts.and_then(|texts| texts.scales.get(scale.id())).map_or(scale.id(), |one| &one.name)) }
                            td { (raw(report, scale, lang)) }
                            @if has_levels { td lang=[own] { (level(scale, texts)) (borderline(scale.is_borderline(), lang)) } }
                            @for (metric, _) in &metrics {
                                td { (scale.standard(*metric).map(|score| standard(score, *metric, lang)).unwrap_or_default()) }
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
        (None, _) => words::Word::NoResult.text(lang).to_owned(),
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

/// What stands behind a level of which another is likelier.
fn borderline(is: Option<bool>, lang: Lang) -> Markup {
    html! { @if is == Some(true) { ", " span lang=(lang.as_str()) { (Word::Borderline.text(lang)) } } }
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
