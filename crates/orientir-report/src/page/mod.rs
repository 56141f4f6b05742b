//! Pages: one file each, for the screen and for paper. Nothing in them asks for anything from anywhere.

mod class;
mod explained;
mod person;
mod psychologist;
mod script;
mod style;
mod words;

use std::fmt;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use orientir::{Battery, Key, Lang, Profile, Receipt, Report};

pub use class::{ClassPage, Problem};

use words::Word;

/// Who reads a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Audience {
    /// The pupil.
    #[default]
    Pupil,
    /// The parents of the pupil: what the pupil reads, and how to talk about it.
    Parents,
    /// The school psychologist: levels, norms, reasons, receipts.
    Psychologist,
}

impl Audience {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pupil, Self::Parents, Self::Psychologist];

    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pupil => "pupil",
            Self::Parents => "parents",
            Self::Psychologist => "psychologist",
        }
    }

    /// The audience of a stable word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == word)
    }
}

/// The page of one pupil as one file of HTML.
///
/// For the pupil and for the parents it tells no more than a self-test of each questionnaire may: no level where the definition says
/// `description`, and no word of an instrument where it says `none`; no levels of criteria. A scale without a score is not shown
/// there, so that nobody reads what a pupil refused. For the psychologist it has the criteria with their indicators and reasons,
/// levels, norms and checks. There is no word for the whole unless it is asked for.
///
/// Words that the battery or a definition has not in a language stand there in another.
///
/// # Examples
/// ```
/// use orientir::{Key, Lang};
/// use orientir_report::{Audience, PersonPage};
/// let battery = orientir::catalogue::battery("self-determination")?;
/// let klimov = battery.instrument("klimov-ddo")?;
/// let mut answers = klimov.answers();
/// for pair in 1..=20 {
///     answers.set(&pair.to_string(), if pair % 3 == 0 { "b" } else { "a" })?;
/// }
/// let report = klimov.score(&answers);
/// let reports = [&report];
/// let profile = battery.assess(&reports)?;
/// let pupil = Key { id: "<07>".to_owned(), ..Key::default() };
/// let page = PersonPage::new(&battery, &pupil, &profile, &reports);
/// assert!(page.html(Lang::En).contains("&lt;07&gt;"));
/// assert!(!page.html(Lang::En).contains("Criteria"));
/// assert!(page.audience(Audience::Psychologist).html(Lang::En).contains("Criteria"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct PersonPage<'a> {
    battery: &'a Battery,
    pupil: &'a Key,
    profile: &'a Profile,
    reports: &'a [&'a Report],
    earlier: &'a [&'a Report],
    audience: Audience,
    overall: bool,
}

impl<'a> PersonPage<'a> {
    /// The page of a pupil from all results of the pupil, and the profile that was made of them; for the pupil.
    pub fn new(battery: &'a Battery, pupil: &'a Key, profile: &'a Profile, reports: &'a [&'a Report]) -> Self {
        Self { battery, pupil, profile, reports, earlier: &[], audience: Audience::Pupil, overall: false }
    }

    /// For whom it is.
    #[must_use]
    pub fn audience(self, audience: Audience) -> Self {
        Self { audience, ..self }
    }

    /// Whether there is a word for the whole.
    #[must_use]
    pub fn overall(self, overall: bool) -> Self {
        Self { overall, ..self }
    }

    /// Results of an earlier occasion, with which those by the same key and wording are compared.
    #[must_use]
    pub fn earlier(self, earlier: &'a [&'a Report]) -> Self {
        Self { earlier, ..self }
    }

    /// The page. Its own words are in `lang`.
    pub fn html(&self, lang: Lang) -> String {
        match self.audience {
            Audience::Pupil | Audience::Parents => person::page(self, lang),
            Audience::Psychologist => psychologist::page(self, lang),
        }
    }

    /// The results in the order of the battery, which does not depend on that of tables.
    fn in_order(&self) -> impl Iterator<Item = &'a Report> {
        let of = |id: &str| self.reports.iter().find(|report| report.instrument().id() == id).copied();
        self.battery.instruments().filter_map(move |instrument| of(instrument.id()))
    }

    /// The results of a report's instrument that were given earlier, by the same definition.
    fn earlier_of(&self, report: &Report) -> Option<&'a Report> {
        let same = |earlier: &&&Report| {
            let (now, then) = (report.instrument(), earlier.instrument());
            now.key_hash() == then.key_hash() && now.wording() == then.wording()
        };
        self.earlier.iter().find(same).copied()
    }
}

impl fmt::Debug for PersonPage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonPage({} results, for {})", self.reports.len(), self.audience.as_str())
    }
}

/// A whole document. Its policy allows no script but the given one.
fn document(title: &str, lang: Lang, script: Option<&script::Script>, body: &Markup) -> String {
    let scripts = script.map_or_else(String::new, |script| format!("; script-src '{}'", script.hash));
    let page = html! {
        (DOCTYPE)
        html lang=(lang.as_str()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy"
                    content=(format!("default-src 'none'; style-src 'unsafe-inline'{scripts}"));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(style::SHEET)) }
            }
            body {
                (body)
                @if let Some(script) = script { script { (PreEscaped(script.text)) } }
            }
        }
    };
    page.into_string() + "\n"
}

/// What results were made with, in short.
fn made_with(receipts: &[Receipt], lang: Lang) -> Markup {
    const SHOWN: usize = 16;
    let short = |hash: &str| hash.chars().take(SHOWN).collect::<String>();
    html! {
        @if let Some(first) = receipts.first() {
            footer {
                (engine(first, lang))
                ul { @for one in receipts { li { (one.instrument) " " (one.version) " " (short(&one.key)) } } }
            }
        }
    }
}

/// What results were made with, so that they can be made again: whole hashes, the choices of policies, the wording, the norms; and
/// the battery.
fn made_with_all(receipts: &[Receipt], battery: &Battery, lang: Lang) -> Markup {
    html! {
        footer {
            @if let Some(first) = receipts.first() { (engine(first, lang)) }
            ul {
                @for one in receipts {
                    li {
                        (one.instrument) " " (one.version) " " (one.key) " " (one.wording)
                        @for (policy, choice) in &one.policies { " " (policy) "=" (choice) }
                        @for (norm, hash) in &one.norms { " " (norm) "=" (hash) }
                    }
                }
                li { (battery.id()) " " (battery.definition().version) " " (battery.document_hash()) }
            }
        }
    }
}

fn engine(receipt: &Receipt, lang: Lang) -> Markup {
    html! { p { (Word::MadeWith.text(lang)) ": " (Word::Engine.text(lang).replace("{version}", &receipt.engine)) } }
}
