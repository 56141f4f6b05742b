//! The page of a class, for the school psychologist.

use std::collections::BTreeSet;
use std::fmt;

use maud::{Markup, PreEscaped, html};
use orientir::criteria::{Cause, Coverage, CriterionResult, IndicatorResult, Outcome, Overview, Reason};
use orientir::{Battery, Class, Error, Instrument, Key, Lang, Profile, Receipt};

use super::script::SORT;
use super::words::Word;
use super::{document, made_with_all};
use crate::figure::Figure;
use crate::names::Names;

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
        let names = Names::new(self.battery, lang);
        let rows: Vec<Row<'_>> = self.people.iter().map(|one| Row::of(self.battery, one)).collect();
        let current = self.class.current(self.people);
        let is_current: BTreeSet<(&str, u32)> =
            current.iter().map(|(key, _)| (key.id.as_str(), key.occasion)).collect();
        let current: Vec<&Row<'_>> =
            rows.iter().filter(|row| is_current.contains(&(row.key.id.as_str(), row.key.occasion))).collect();
        let overview = self.battery.overview(current.iter().map(|row| &row.profile));
        let several = self.people.iter().any(|(key, _)| key.occasion != 1);
        let writing = Writing { page: self, names, several, lang };
        let body = html! {
            main.broad {
                h1 { (Word::Class.text(lang)) ": " span lang=[names.own] { (names.title()) } }
                p { (writing.with_count(Word::Pupils, current.len())) @if several { " " (Word::FullestOfEach.text(lang)) } }
                p.note { (Word::ForPsychologist.text(lang)) " " (Word::NotForRanking.text(lang)) }
                @if rows.is_empty() { p { (Word::NoPupils.text(lang)) } } @else {
                    (writing.talks(&current))
                    (writing.not_settled(&current, &overview))
                    (writing.glance(&overview))
                    (writing.interests(&current))
                    (writing.coverage(&overview))
                }
                (writing.problems())
                @if !rows.is_empty() { (writing.everybody(&rows)) }
            }
            (made_with_all(&self.receipts(), self.battery, lang))
        };
        document(&format!("{}: {}", Word::Class.text(lang), names.title()), lang, Some(&SORT), &body)
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

/// A pupil on an occasion, as it may be shown.
struct Row<'a> {
    key: &'a Key,
    profile: Profile,
    reasons: Vec<Reason>,
}

impl<'a> Row<'a> {
    fn of(battery: &Battery, (key, profile): &'a (Key, Profile)) -> Self {
        Self { key, profile: battery.shown(profile), reasons: profile.reasons(battery) }
    }
}

struct Writing<'a> {
    page: &'a ClassPage<'a>,
    names: Names<'a>,
    /// Whether there are several occasions.
    several: bool,
    lang: Lang,
}

impl Writing<'_> {
    fn word(&self, word: Word) -> &'static str {
        word.text(self.lang)
    }

    fn with_count(&self, word: Word, count: usize) -> String {
        self.word(word).replace("{count}", &count.to_string())
    }

    /// Who is worth a talk: those with flags first, then low criteria.
    fn talks(&self, current: &[&Row<'_>]) -> Markup {
        let rows = reasons_of(current, |_, reason| reason.cause != Cause::Uncertain);
        html! {
            section {
                h2 { (self.word(Word::WhoTalks)) }
                @if rows.is_empty() { p { (self.word(Word::NoTalk)) } } @else {
                    p { (self.with_count(Word::TalksAre, rows.len())) }
                    (self.reasons((Word::WhoTalks, Word::Reasons), &rows))
                }
            }
        }
    }

    /// What nobody has a result of, which says nothing of a pupil; and whose results are not settled for want of something else.
    fn not_settled(&self, current: &[&Row<'_>], overview: &Overview) -> Markup {
        let nobody: Vec<&Coverage> =
            overview.indicators.iter().filter(|one| overview.people > 0 && one.without == overview.people).collect();
        let lacks_more = |row: &Row<'_>, reason: &Reason| {
            let criterion = row.profile.criteria.iter().find(|one| Some(&one.id) == reason.criterion.as_ref());
            let mut indicators = criterion.into_iter().flat_map(|criterion| &criterion.indicators);
            let is_lacking = |one: &IndicatorResult| one.outcome == Outcome::Missing || one.prorated;
            indicators.any(|one| is_lacking(one) && !nobody.iter().any(|known| known.id == one.id))
        };
        let rows = reasons_of(current, |row, reason| reason.cause == Cause::Uncertain && lacks_more(row, reason));
        let nobody: Vec<&str> = nobody.iter().map(|one| self.names.indicator(&one.id)).collect();
        html! {
            @if !rows.is_empty() || !nobody.is_empty() {
                section {
                    h2 { (self.word(Word::NotSettledHead)) }
                    p { (self.word(Word::NotSettledWhy)) }
                    @if !nobody.is_empty() { p { (self.word(Word::NobodyHas).replace("{titles}", &nobody.join("; "))) } }
                    @if !rows.is_empty() { (self.reasons((Word::NotSettledHead, Word::Why), &rows)) }
                }
            }
        }
    }

    fn reasons(&self, (name, head): (Word, Word), rows: &[(&Key, Vec<&Reason>)]) -> Markup {
        wide(
            self.word(name),
            &html! {
                table {
                    thead { tr {
                        th scope="col" { (self.word(Word::Pupil)) }
                        th scope="col" { (self.word(head)) }
                    } }
                    tbody {
                        @for (key, reasons) in rows {
                            tr {
                                th scope="row" { bdi { (key.id) } }
                                td lang=[self.names.own] { ul {
                                    @for reason in reasons { li { (self.page.battery.reason(reason, self.lang)) } }
                                } }
                            }
                        }
                    }
                }
            },
        )
    }

    /// The criteria as figures: how it is, and what changed.
    fn glance(&self, now: &Overview) -> Markup {
        let battery = self.page.battery;
        let pairs = self.page.class.first_and_last(self.page.people);
        let (before, after) = battery.before_and_after(pairs.iter().copied());
        html! {
            section {
                h2 { (self.word(Word::Glance)) }
                @if now.people > 0 {
                    figure lang=[self.names.own] { (PreEscaped(Figure::levels(battery, &[now], self.lang).svg())) }
                }
                @if !pairs.is_empty() {
                    h3 { (self.word(Word::BeforeAndAfter)) }
                    p { (self.with_count(Word::Pupils, pairs.len())) " " (self.word(Word::SameCoverage)) }
                    figure lang=[self.names.own] { (PreEscaped(Figure::levels(battery, &[&before, &after], self.lang).svg())) }
                }
            }
        }
    }

    /// The types that lead in instruments beside the criteria.
    fn interests(&self, current: &[&Row<'_>]) -> Markup {
        let battery = self.page.battery;
        let instruments = battery.definition().beside.iter().filter_map(|id| battery.instrument(id).ok());
        html! {
            @for instrument in instruments {
                @let (own, title) = self.names.instrument(instrument.id());
                @let texts = instrument.texts_in(self.lang).1;
                section {
                    h2 lang=[own] { (title) }
                    p { (self.word(Word::Leading)) }
                    ul lang=[own] {
                        @for id in instrument.types() {
                            @let name = texts.and_then(|texts| texts.types.get(id)).map_or(id.as_str(), |one| &one.name);
                            li { (name) ": " (current.iter().filter(|row| leads(&row.profile, instrument, id)).count()) }
                        }
                    }
                }
            }
        }
    }

    fn coverage(&self, Overview { indicators, .. }: &Overview) -> Markup {
        let levels = &self.page.battery.definition().levels;
        html! {
            section {
                h2 { (self.word(Word::Coverage)) }
                (wide(self.word(Word::Coverage), &html! {
                    table {
                        thead { tr {
                            th scope="col" { (self.word(Word::Indicator)) }
                            @for level in levels { th.number scope="col" lang=[self.names.own] { (self.names.level(&level.level)) } }
                            th.number scope="col" { (self.word(Word::DescribedCount)) }
                            th.number scope="col" { (self.word(Word::WithoutCount)) }
                        } }
                        tbody {
                            @for one in indicators {
                                tr {
                                    th scope="row" lang=[self.names.own] { (self.names.indicator(&one.id)) }
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
        let more = problems.len().saturating_sub(MOST_PROBLEMS);
        html! {
            section {
                h2 { (self.word(Word::Problems)) }
                @if problems.is_empty() { p { (self.word(Word::NoProblems)) } } @else {
                    ul { @for problem in problems.iter().take(MOST_PROBLEMS) { li { (self.problem(problem)) } } }
                    @if more > 0 { p { (self.with_count(Word::MoreProblems, more)) } }
                }
            }
        }
    }

    fn problem(&self, problem: &Problem) -> Markup {
        let fault = &problem.fault;
        let place = [problem.table.clone(), Some(fault.place(self.lang)).filter(|place| !place.is_empty())];
        let place: Vec<String> = place.into_iter().flatten().collect();
        html! { @if !place.is_empty() { bdi { (place.join(", ")) } ": " } (fault.message(self.lang)) }
    }

    /// Every row, as a table that sorts.
    fn everybody(&self, rows: &[Row<'_>]) -> Markup {
        let criteria = &self.page.battery.definition().criteria;
        html! {
            section {
                h2 { (self.word(Word::Everybody)) }
                p { (self.word(Word::IndexOrders)) }
                (wide(self.word(Word::Everybody), &html! {
                    table data-sort {
                        thead { tr {
                            th scope="col" { (self.word(Word::Pupil)) }
                            @if self.several { th.number scope="col" { (self.word(Word::OccasionHead)) } }
                            @for criterion in criteria {
                                th scope="col" lang=[self.names.own] { (self.names.criterion(&criterion.id)) }
                            }
                            @if self.page.overall { th scope="col" { (self.word(Word::Whole)) } }
                            th.number scope="col" { (self.word(Word::ReasonCount)) }
                        } }
                        tbody { @for row in rows { (self.row(row)) } }
                    }
                }))
            }
        }
    }

    fn row(&self, row: &Row<'_>) -> Markup {
        html! {
            tr {
                th scope="row" data-key=(row.key.id) {
                    bdi { (row.key.id) }
                    @if !self.page.class.is_listed(&row.key.id) { " " span.quiet { "(" (self.word(Word::NotListed)) ")" } }
                }
                @if self.several { td.number { (row.key.occasion) } }
                @for criterion in &row.profile.criteria { (self.cell(criterion)) }
                @if self.page.overall { (self.whole(&row.profile)) }
                td.number { (row.reasons.iter().filter(|reason| reason.cause != Cause::Uncertain).count()) }
            }
        }
    }

    /// The level of a criterion with its coverage; ordered by the index.
    fn cell(&self, criterion: &CriterionResult) -> Markup {
        let index = criterion.index.map_or(String::new(), |index| index.to_string());
        html! {
            td data-key=(index) lang=[self.names.own] {
                (criterion.level.as_deref().map_or("–", |level| self.names.level(level)))
                " " span.quiet { (criterion.graded) "/" (criterion.of) }
            }
        }
    }

    fn whole(&self, profile: &Profile) -> Markup {
        let levels = &self.page.battery.definition().levels;
        let level = profile.overall.level.as_deref().filter(|_| profile.overall.possible.len() < 2);
        let place = level.and_then(|level| levels.iter().position(|known| *known.level == *level));
        html! {
            td data-key=(place.map_or(String::new(), |place| place.to_string())) lang=[self.names.own] {
                (level.map_or("–", |level| self.names.level(level)))
            }
        }
    }
}

/// The reasons of some kind, of whom there are any; by the first cause of each.
fn reasons_of<'r>(
    rows: &[&'r Row<'r>],
    is_meant: impl Fn(&Row<'_>, &Reason) -> bool,
) -> Vec<(&'r Key, Vec<&'r Reason>)> {
    let of =
        |row: &&'r Row<'r>| (row.key, row.reasons.iter().filter(|reason| is_meant(row, reason)).collect::<Vec<_>>());
    let mut found: Vec<_> = rows.iter().map(of).filter(|(_, reasons)| !reasons.is_empty()).collect();
    found.sort_by_key(|(_, reasons)| reasons.first().map(|reason| reason.cause));
    found
}

/// Whether a type leads in an instrument of somebody, and not all do.
fn leads(profile: &Profile, instrument: &Instrument, id: &String) -> bool {
    let found = profile.beside.iter().find(|one| one.instrument == instrument.id());
    let types = found.and_then(|one| one.types.as_ref());
    types.is_some_and(|types| types.contains(id) && types.len() < instrument.types().len())
}

/// What may be wider than the screen: it scrolls, also by keyboard.
fn wide(name: &str, content: &Markup) -> Markup {
    html! { div.wide tabindex="0" role="group" aria-label=(name) { (content) } }
}
