//! One run: the language, the terminal, and what is told on standard error.

use std::collections::BTreeMap;
use std::env;
use std::io::{IsTerminal, Write, stderr, stdout};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use orientir::{Code, Diagnostics, Error, Lang};

use crate::args::{Common, When};
use crate::nearby;
use crate::words::Word;

/// The narrowest and widest terminal that tables are fitted to.
const WIDTHS: (usize, usize) = (20, 1000);
/// The most problems of one table that are told one by one.
const MOST_TOLD: usize = 100;
/// Fewer people than this are scored before a bar could be seen.
const LONG_WORK: usize = 2000;

/// What a run knows of its surroundings.
#[derive(Clone, Debug)]
pub struct Session {
    /// The language of words for people.
    pub lang: Lang,
    /// Whether labels stand beside codes.
    pub labels: bool,
    /// How wide a table may be.
    pub width: usize,
    /// Whether the output may have colours.
    pub color: bool,
    told: Told,
}

/// How standard error is written.
#[derive(Clone, Copy, Debug)]
struct Told {
    color: bool,
    quiet: bool,
}

/// Why a run stopped, with the file that the places of the problems are in.
#[derive(Debug)]
pub struct Failure {
    file: Option<String>,
    faults: Diagnostics,
    /// A reason that no code stands for, in the language of the run.
    said: Vec<String>,
}

impl Failure {
    /// A file that was read well and does not serve here, with the reason in the language of the run.
    pub fn unfit(file: &str, said: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), faults: Diagnostics::default(), said: vec![said.into()] }
    }

    /// The same, with several reasons.
    pub fn unfit_for(file: &str, said: Vec<String>) -> Self {
        Self { file: Some(file.to_owned()), faults: Diagnostics::default(), said }
    }

    /// Problems inside a file.
    pub fn within(file: &str, faults: impl Into<Diagnostics>) -> Self {
        Self { file: Some(file.to_owned()), faults: faults.into(), said: Vec::new() }
    }

    /// The same problems, said to be inside a file unless they name one.
    #[must_use]
    pub fn inside(self, file: &str) -> Self {
        Self { file: self.file.or_else(|| Some(file.to_owned())), ..self }
    }

    /// The problems alone.
    pub fn into_faults(self) -> Diagnostics {
        self.faults
    }
}

impl<T: Into<Diagnostics>> From<T> for Failure {
    fn from(faults: T) -> Self {
        Self { file: None, faults: faults.into(), said: Vec::new() }
    }
}

impl Session {
    /// Looks at the options and the environment.
    pub fn new(common: &Common) -> Self {
        let coloured = |terminal: bool| match common.color {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        };
        Self {
            lang: common.lang().unwrap_or_else(language),
            labels: common.labels,
            width: width(),
            color: coloured(stdout().is_terminal() && common.output.as_deref().is_none_or(|o| o == "-")),
            told: Told { color: coloured(stderr().is_terminal()), quiet: common.quiet },
        }
    }

    /// The word in the language of the run.
    pub fn word(&self, word: Word) -> &'static str {
        word.text(self.lang)
    }

    /// Tells why something could not be done. Returns how many problems there are.
    pub fn fail(&self, failure: &Failure) -> usize {
        let faults: Vec<Error> = failure.faults.iter().map(nearby::with_near_file).collect();
        let mut problems = self.tell_all(failure.file.as_deref(), faults.iter());
        for said in &failure.said {
            let file = failure.file.as_ref().map_or_else(String::new, |file| format!("{}: ", printable(file)));
            self.line(Tone::Problem, &format!("{file}{}", printable(said)));
            problems += 1;
        }
        if failure.faults.iter().any(|fault| fault.code() == Code::UnknownInstrument) {
            self.remark(self.word(Word::SeeList));
        }
        problems
    }

    /// Tells problems one by one, the many as a count. Returns how many there are.
    pub fn tell_all<'e>(&self, file: Option<&str>, faults: impl Iterator<Item = &'e Error>) -> usize {
        let mut telling = self.telling(file);
        faults.for_each(|fault| telling.tell(fault));
        telling.close()
    }

    /// Begins to tell problems one by one.
    pub fn telling(&self, file: Option<&str>) -> Telling<'_> {
        Telling { session: self, file: file.map(str::to_owned), told: 0, rest: BTreeMap::new() }
    }

    /// The problem as a sentence with its place.
    pub fn sentence(&self, file: Option<&str>, fault: &Error) -> String {
        let file = file.map_or(String::new(), |f| format!("{}: ", printable(f)));
        let place = fault.place(self.lang);
        let place = if place.is_empty() { place } else { format!("{place}: ") };
        format!("{file}{}{}", printable(&place), self.message(fault))
    }

    /// The problem as a sentence without its place.
    pub fn message(&self, fault: &Error) -> String {
        printable(&fault.clone().reveal().message(self.lang))
    }

    /// Tells something that is no problem.
    pub fn remark(&self, text: &str) {
        if !self.told.quiet {
            self.line(Tone::Remark, &printable(text));
        }
    }

    /// Tells several lines that are no problem, as they stand.
    pub fn aside(&self, text: &str) {
        if !self.told.quiet {
            // A closed standard error leaves nobody to tell.
            let _ = stderr().lock().write_all(text.as_bytes());
        }
    }

    fn line(&self, tone: Tone, text: &str) {
        let (on, off) = match tone {
            _ if !self.told.color => ("", ""),
            Tone::Problem => ("\x1b[31m", "\x1b[0m"),
            Tone::Remark => ("\x1b[2m", "\x1b[0m"),
        };
        let _ = writeln!(stderr().lock(), "{on}{text}{off}");
    }

    /// A bar for a long file.
    pub fn progress_of_bytes(&self, bytes: u64, what: Word) -> ProgressBar {
        const LONG_FILE: u64 = 1 << 20;
        let bar = self.progress(if bytes < LONG_FILE { 0 } else { LONG_WORK }, what);
        bar.set_length(bytes);
        bar
    }

    /// A bar for long work; hidden where standard error is no terminal.
    pub fn progress(&self, work: usize, what: Word) -> ProgressBar {
        let hidden = self.told.quiet || work < LONG_WORK || !stderr().is_terminal();
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(u64::try_from(work).ok(), target);
        let style = ProgressStyle::with_template("{msg} {bar:30} {percent}%");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(self.word(what));
        bar
    }
}

/// Tells the problems of one table as they come: the first of them one by one, the others as counts by code.
#[derive(Debug)]
pub struct Telling<'s> {
    session: &'s Session,
    file: Option<String>,
    told: usize,
    rest: BTreeMap<Code, usize>,
}

impl Telling<'_> {
    /// Tells a problem.
    pub fn tell(&mut self, fault: &Error) {
        if self.told < MOST_TOLD {
            self.session.line(Tone::Problem, &self.session.sentence(self.file.as_deref(), fault));
            self.told += 1;
        } else {
            *self.rest.entry(fault.code()).or_default() += 1;
        }
    }

    /// Tells what is left. Returns how many problems there were.
    pub fn close(self) -> usize {
        let rest: usize = self.rest.values().sum();
        if rest > 0 {
            let counts = self.rest.iter().map(|(code, count)| format!("{code} {count}"));
            let counts = counts.collect::<Vec<_>>().join(", ");
            let line = format!("{}: {rest} ({counts})", self.session.word(Word::FurtherProblems));
            self.session.line(Tone::Problem, &line);
        }
        self.told + rest
    }
}

#[derive(Clone, Copy, Debug)]
enum Tone {
    Problem,
    Remark,
}

/// Text that cannot steer a terminal: control and direction signs are written out.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let steers =
            c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if steers { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown
}

/// The language of the environment: the first variable that is set decides.
fn language() -> Lang {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok()).find(|v| !v.is_empty());
    let code = set.unwrap_or_default();
    [Lang::Ru, Lang::Lt].into_iter().find(|lang| code.starts_with(lang.as_str())).unwrap_or(Lang::En)
}

/// The width of the terminal in columns.
fn width() -> usize {
    let stated = env::var("COLUMNS").ok().and_then(|v| v.trim().parse::<usize>().ok()).filter(|n| *n > 0);
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|n| *n > 0);
    stated.or_else(seen).unwrap_or(80).clamp(WIDTHS.0, WIDTHS.1)
}
