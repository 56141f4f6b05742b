//! The page of a class, for the school psychologist.

use std::collections::BTreeMap;
use std::fmt;

use maud::{Markup, PreEscaped, html};
use orientir::criteria::{BatteryTexts, Cause, CriterionResult, Overview, Reason};
use orientir::{Battery, Class, Error, Key, Lang, Profile, Receipt};

use super::script::SORT;
use super::words::Word;
use super::{document, made_with_all, other};
use crate::figure::Figure;

/// The most problems that are listed: a page is to be read.
const MOST_PROBLEMS: usize = 300;

/// What is wrong with the data, and in which table.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The table, by the name of its file or its instrument.
    pub table: Option<String>,
    /// What is wrong. It shows what was entered only where it was asked to reveal it.
    pub fault: Error,
}

/// The page of a class as one file of HTML: who is worth a talk and why, the criteria at a glance, interests, what is covered, what
/// is wrong with the data, and a table of the pupils that sorts. What a pupil refused is not told apart from what has no result.
///
/// A person whom the list of pupils does not name has a row, and no part in what is counted.
///
/// # Examples
/// ```
/// use orientir::{Class, Lang};
/// use orientir_report::ClassPage;
/// let battery = orientir::catalogue::battery("self-determination")?;
/// let class = Class::default();
/// let page = ClassPage::new(&battery, &class, &[]).html(Lang::En);
/// assert!(page.contains("There are no pupils."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct ClassPage<'a> {
    battery: &'a Battery,
    class: &'a Class,
    people: &'a [(Key, Profile)],
    problems: &'a [Problem],
    overall: bool,
}

impl<'a> ClassPage<'a> {
    /// The page of a class and of the profiles of its people, as [`Class::profiles`] gives them.
    pub fn new(battery: &'a Battery, class: &'a Class, people: &'a [(Key, Profile)]) -> Self {
        Self { battery, class, people, problems: &[], overall: false }
    }

    /// What is wrong with the data.
    #[must_use]
    pub fn problems(self, problems: &'a [Problem]) -> Self {
        Self { problems, ..self }
    }

    /// Whether each pupil has a word for the whole. How many have which is told anyway.
    #[must_use]
    pub fn overall(self, overall: bool) -> Self {
        Self { overall, ..self }
    }

    /// The page. Its own words are in `lang`.
    pub fn html(&self, lang: Lang) -> String {
        let found = self.battery.texts_in(lang);
        let own = found.and_then(|(own, _)| other(own, lang));
        let writing = Writing { page: self, texts: found.map(|(_, texts)| texts), own, lang };
        let title = found.map_or(self.battery.id(), |(_, texts)| &texts.title);
        let several = self.people.iter().any(|(key, _)| key.occasion != 1);
        let reasons: Vec<Vec<Reason>> = self.people.iter().map(|(_, profile)| profile.reasons(self.battery)).collect();
        let latest = self.latest();
        let body = html! {
            main.broad {
                h1 { (Word::Class.text(lang)) ": " span lang=[own] { (title) } }
                p { (writing.pupils(latest.len())) }
                p.note { (Word::ForPsychologist.text(lang)) " " (Word::NotForRanking.text(lang)) }
                @if self.people.is_empty() { p { (Word::NoPupils.text(lang)) } } @else {
                    (writing.talks(&reasons, several))
                    (writing.glance(&latest))
                    (writing.interests(&latest))
                    (writing.coverage(&latest))
                }
                (writing.problems())
                @if !self.people.is_empty() { (writing.everybody(&reasons, several)) }
            }
            (made_with_all(&self.receipts(), self.battery, lang))
        };
        document(&format!("{}: {title}", Word::Class.text(lang)), lang, Some(&SORT), &body)
    }

    /// Who belongs to the class, each with the latest occasion.
    fn latest(&self) -> Vec<&'a (Key, Profile)> {
        let mut latest: Vec<&(Key, Profile)> = Vec::new();
        for one in self.people.iter().filter(|(key, _)| self.class.is_listed(&key.id)) {
            // The occasions of somebody stand together, rising.
            match latest.last_mut().filter(|(last, _)| last.id == one.0.id) {
                Some(last) => *last = one,
                None => latest.push(one),
            }
        }
        latest
    }

    /// Who belongs to the class and has several occasions: the first with the last.
    fn pairs(&self, latest: &[&'a (Key, Profile)]) -> Vec<(&'a Profile, &'a Profile)> {
        let mut first: BTreeMap<&str, &(Key, Profile)> = BTreeMap::new();
        self.people.iter().for_each(|one| {
            first.entry(one.0.id.as_str()).or_insert(one);
        });
        let pair = |last: &&'a (Key, Profile)| {
            let first = first.get(last.0.id.as_str()).filter(|(key, _)| key.occasion != last.0.occasion)?;
            Some((&first.1, &last.1))
        };
        latest.iter().filter_map(pair).collect()
    }

    /// What results of each instrument were made with; of several kinds each.
    fn receipts(&self) -> Vec<Receipt> {
        let mut found: Vec<Receipt> = Vec::new();
        // The receipts of profiles are made already.
        for receipt in self.people.iter().flat_map(|(_, profile)| &profile.receipts) {
            let same = |known: &Receipt| {
                (&known.instrument, &known.key, &known.wording, &known.policies)
                    == (&receipt.instrument, &receipt.key, &receipt.wording, &receipt.policies)
            };
            if !found.iter().any(same) {
                found.push(receipt.clone());
            }
        }
        found
    }
}

impl fmt::Debug for ClassPage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClassPage({} rows, {} problems)", self.people.len(), self.problems.len())
    }
}

struct Writing<'a> {
    page: &'a ClassPage<'a>,
    texts: Option<&'a BatteryTexts>,
    own: Option<&'static str>,
    lang: Lang,
}

impl<'a> Writing<'a> {
    fn level(&self, level: &'a str) -> &'a str {
        self.texts.and_then(|texts| texts.levels.get(level)).map_or(level, String::as_str)
    }

    fn criterion(&self, id: &'a str) -> &'a str {
        self.texts.and_then(|texts| texts.criteria.get(id)).map_or(id, String::as_str)
    }

    fn word(&self, word: Word) -> &'static str {
        word.text(self.lang)
    }

    fn pupils(&self, count: usize) -> String {
        self.word(Word::Pupils).replace("{count}", &count.to_string())
    }

    /// Who is worth a talk: those with flags first, then low criteria, then those whose results are not settled.
    fn talks(&self, reasons: &[Vec<Reason>], several: bool) -> Markup {
        let mut rows: Vec<(Cause, &Key, &Vec<Reason>)> = self
            .page
            .people
            .iter()
            .zip(reasons)
            .filter(|((key, _), _)| self.page.class.is_listed(&key.id))
            .filter_map(|((key, _), reasons)| Some((reasons.first()?.cause, key, reasons)))
            .collect();
        rows.sort_by_key(|(cause, ..)| *cause);
        html! {
            section {
                h2 #talk { (self.word(Word::WhoTalks)) }
                @if rows.is_empty() { p { (self.word(Word::NobodyTalks)) } } @else {
                    p { (self.word(Word::TalksAre).replace("{count}", &rows.len().to_string())) }
                    (wide(Word::WhoTalks.text(self.lang), &html! {
                        table {
                            thead { tr {
                                th scope="col" { (self.word(Word::Pupil)) }
                                th scope="col" { (self.word(Word::Reasons)) }
                            } }
                            tbody {
                                @for (_, key, reasons) in rows {
                                    tr {
                                        th scope="row" { (self.key(key, several)) }
                                        td lang=[self.own] { ul { @for reason in reasons { li { (self.page.battery.reason(reason, self.lang)) } } } }
                                    }
                                }
                            }
                        }
                    }))
                }
            }
        }
    }

    fn key(&self, key: &Key, several: bool) -> Markup {
        html! {
            bdi { (key.id) }
            @if several { ", " (self.word(Word::Occasion).replace("{number}", &key.occasion.to_string())) }
        }
    }

    /// The criteria as figures: how it is, and what changed.
    fn glance(&self, latest: &[&'a (Key, Profile)]) -> Markup {
        let battery = self.page.battery;
        let now = battery.overview(latest.iter().map(|(_, profile)| profile));
        let pairs = self.page.pairs(latest);
        let (before, after) = battery.before_and_after(pairs.iter().copied());
        html! {
            section {
                h2 { (self.word(Word::Glance)) }
                @if now.people > 0 {
                    figure lang=[self.own] { (PreEscaped(Figure::levels(battery, &[&now], self.lang).svg())) }
                }
                @if !pairs.is_empty() {
                    h3 { (self.word(Word::BeforeAndAfter)) }
                    figure lang=[self.own] { (PreEscaped(Figure::levels(battery, &[&before, &after], self.lang).svg())) }
                    p { (self.word(Word::SameCoverage)) }
                }
            }
        }
    }

    /// The types that lead in instruments beside the criteria.
    fn interests(&self, latest: &[&'a (Key, Profile)]) -> Markup {
        let battery = self.page.battery;
        let beside = battery.definition().beside.iter().filter_map(|id| battery.instrument(id).ok());
        let counted = beside.map(|instrument| {
            let texts = instrument.texts_in(self.lang).1;
            let led = |id: &String| {
                let leads = |profile: &Profile| {
                    let found = profile.beside.iter().find(|one| one.instrument == instrument.id());
                    found.and_then(|one| one.types.as_ref()).is_some_and(|types| types.contains(id))
                };
                latest.iter().filter(|(_, profile)| leads(profile)).count()
            };
            let types = instrument.types().iter().map(|id| {
                let name = texts.and_then(|texts| texts.types.get(id)).map_or(id.as_str(), |one| &one.name);
                (name.to_owned(), led(id))
            });
            (texts.map_or(instrument.id(), |texts| &texts.title).to_owned(), types.collect::<Vec<_>>())
        });
        let counted: Vec<(String, Vec<(String, usize)>)> = counted.collect();
        html! {
            @for (title, types) in &counted {
                section lang=[self.own] {
                    h2 { (title) }
                    p { (self.word(Word::Leading)) }
                    ul { @for (name, count) in types { li { (name) ": " (count) } } }
                }
            }
        }
    }

    fn coverage(&self, latest: &[&'a (Key, Profile)]) -> Markup {
        let Overview { indicators, .. } = self.page.battery.overview(latest.iter().map(|(_, profile)| profile));
        let levels = &self.page.battery.definition().levels;
        html! {
            section {
                h2 { (self.word(Word::Coverage)) }
                (wide(self.word(Word::Coverage), &html! {
                    table {
                        thead { tr {
                            th scope="col" { (self.word(Word::Indicator)) }
                            @for level in levels { th.number scope="col" lang=[self.own] { (self.level(&level.level)) } }
                            th.number scope="col" { (self.word(Word::DescribedCount)) }
                            th.number scope="col" { (self.word(Word::WithoutCount)) }
                        } }
                        tbody {
                            @for one in &indicators {
                                tr {
                                    th scope="row" lang=[self.own] { (self.texts.and_then(|texts| texts.indicators.get(&one.id)).unwrap_or(&one.id)) }
                                    @for count in &one.levels { td.number { (count) } }
                                    td.number { (one.described) }
                                    td.number { (one.without) }
                                }
                            }
                        }
                    }
                }))
            }
        }
    }

    fn problems(&self) -> Markup {
        let problems = self.page.problems;
        html! {
            section {
                h2 { (self.word(Word::Problems)) }
                @if problems.is_empty() { p { (self.word(Word::NoProblems)) } } @else {
                    ul {
                        @for problem in problems.iter().take(MOST_PROBLEMS) {
                            li { (self.problem(problem)) }
                        }
                    }
                    @if let Some(more) = problems.len().checked_sub(MOST_PROBLEMS).filter(|more| *more > 0) {
                        p { (self.word(Word::MoreProblems).replace("{count}", &more.to_string())) }
                    }
                }
            }
        }
    }

    fn problem(&self, problem: &Problem) -> Markup {
        let place = [
            problem.table.clone(),
            problem.fault.row().map(|row| self.word(Word::Row).replace("{number}", &row.to_string())),
            problem.fault.person().map(str::to_owned),
            problem.fault.column().map(str::to_owned),
        ];
        let place: Vec<String> = place.into_iter().flatten().collect();
        html! { @if !place.is_empty() { bdi { (place.join(", ")) } ": " } (problem.fault.message(self.lang)) }
    }

    /// Every row, as a table that sorts.
    fn everybody(&self, reasons: &[Vec<Reason>], several: bool) -> Markup {
        let criteria = &self.page.battery.definition().criteria;
        html! {
            section {
                h2 { (self.word(Word::Everybody)) }
                p { (self.word(Word::IndexOrders)) }
                (wide(self.word(Word::Everybody), &html! {
                    table data-sort {
                        thead { tr {
                            th scope="col" { (self.word(Word::Pupil)) }
                            @if several { th scope="col" { (self.word(Word::OccasionHead)) } }
                            @for criterion in criteria { th scope="col" lang=[self.own] { (self.criterion(&criterion.id)) } }
                            @if self.page.overall { th scope="col" { (self.word(Word::Whole)) } }
                            th.number scope="col" { (self.word(Word::ReasonCount)) }
                        } }
                        tbody {
                            @for ((key, profile), reasons) in self.page.people.iter().zip(reasons) {
                                tr {
                                    th scope="row" { bdi { (key.id) } }
                                    @if several { td.number { (key.occasion) } }
                                    @for criterion in &profile.criteria { (self.cell(criterion)) }
                                    @if self.page.overall { (self.whole(profile)) }
                                    td.number { (reasons.len()) }
                                }
                            }
                        }
                    }
                }))
            }
        }
    }

    /// The level of a criterion with its coverage; ordered by the index.
    fn cell(&self, criterion: &'a CriterionResult) -> Markup {
        let index = criterion.index.map_or(String::new(), |index| index.to_string());
        html! {
            td data-key=(index) {
                (criterion.level.as_deref().map_or("–", |level| self.level(level)))
                " " span.quiet { (criterion.graded) "/" (criterion.of) }
            }
        }
    }

    fn whole(&self, profile: &'a Profile) -> Markup {
        let levels = &self.page.battery.definition().levels;
        let place =
            profile.overall.level.as_ref().and_then(|level| levels.iter().position(|known| *known.level == **level));
        html! {
            td data-key=(place.map_or(String::new(), |place| place.to_string())) {
                (profile.overall.level.as_deref().map_or("–", |level| self.level(level)))
            }
        }
    }
}

/// What may be wider than the screen: it scrolls, also by keyboard.
fn wide(name: &str, content: &Markup) -> Markup {
    html! { div.wide tabindex="0" role="group" aria-label=(name) { (content) } }
}
