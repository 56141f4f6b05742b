//! What may be written on the command line.

mod comparing;
mod norms;

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use orientir::definition::Wording;
use orientir::{Lang, catalogue};

pub use comparing::{Comparing, Part, Stability};
pub use norms::{Counted, Fitting};

use crate::table::wrap;

/// Scores questionnaires for career guidance: answers in; scores, norms and criteria out.
#[derive(Debug, Parser)]
#[command(name = "orientir", version, arg_required_else_help = true, after_help = after())]
pub struct Cli {
    /// What every command understands.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command.
pub const NOTES: &str = "INSTRUMENT is an id or another name from `orientir list`, or a JSON file; `-` is standard \
                         input or output. A terminal gets a table, a pipe CSV.";

/// Exit codes and what they mean.
pub const EXIT: [(&str, &str); 3] = [
    ("0", "success"),
    ("1", "some rows have problems and the good rows are written, or two entries differ"),
    ("2", "the input cannot be used"),
];

/// What people begin with.
pub const EXAMPLES: [&str; 4] = [
    "orientir score klimov-ddo class.csv",
    "orientir score ДДО class.csv -o scores.xlsx",
    "orientir assess self-determination examples/class-9b",
    "orientir compare-entry first.csv second.csv -i ДДО",
];

/// What stands below the list of commands.
fn after() -> String {
    let codes = EXIT.map(|(code, meaning)| format!("{code} {meaning}")).join("; ");
    let paragraphs = [NOTES.to_owned(), format!("Exit codes: {codes}.")];
    let lines: Vec<String> = paragraphs.iter().flat_map(|text| wrap(text, 80)).collect();
    format!("{}\n\n{}", lines.join("\n"), EXAMPLES.map(|example| format!("  {example}")).join("\n"))
}

/// Any text, with the ids of the catalogue for shells to offer.
#[derive(Clone, Copy, Debug)]
struct Catalogue(&'static [(&'static str, &'static str)]);

const INSTRUMENTS: Catalogue = Catalogue(catalogue::INSTRUMENTS);
const BATTERIES: Catalogue = Catalogue(catalogue::BATTERIES);

impl TypedValueParser for Catalogue {
    type Value = String;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|(id, _)| PossibleValue::new(*id))))
    }
}

/// Options alike everywhere.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// Write here; the ending decides the format (.csv, .json, .jsonl, .xlsx, .txt for a table; a page is .html)
    #[arg(short, long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<String>,
    /// The form of the output, where there is a choice
    #[arg(long, global = true)]
    pub format: Option<Format>,
    /// CSV that opens in Excel with Russian or Lithuanian settings
    #[arg(long, global = true)]
    pub excel: bool,
    /// Words for people; columns and codes never change (else from the environment, else en)
    #[arg(long, global = true, value_parser = ["ru", "lt", "en"])]
    lang: Option<String>,
    /// Show words beside codes of levels, types and scales in tables
    #[arg(long, global = true)]
    pub labels: bool,
    /// Tell problems only: no remarks, no progress, no closing line
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Colours on a terminal
    #[arg(long, global = true, default_value = "auto")]
    pub color: When,
}

impl Common {
    /// The language that was asked for.
    pub fn lang(&self) -> Option<Lang> {
        self.lang.as_deref().and_then(Lang::parse)
    }
}

/// Forms of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated values in UTF-8
    Csv,
    /// One JSON document
    Json,
    /// One JSON document a line
    Jsonl,
    /// An Excel workbook, into a file or a pipe
    Xlsx,
    /// A table for reading
    Table,
}

/// When something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Pages.
#[derive(Clone, Debug, Subcommand)]
pub enum Report {
    /// The page of one pupil: figures and plain words; for the psychologist also levels, reasons and norms
    Person {
        /// The battery
        #[arg(value_parser = BATTERIES, hide_possible_values = true)]
        battery: String,
        /// The folder, as `assess` reads it
        #[arg(value_hint = ValueHint::DirPath)]
        folder: String,
        /// Whose
        #[arg(long)]
        id: String,
        /// Which occasion, where there are several; if left out the one with most results, of equally full ones the latest
        #[arg(long)]
        occasion: Option<u32>,
        /// Who reads it. Only the page for the psychologist has levels
        #[arg(long = "for", value_name = "WHO", value_enum, default_value_t = Who::Pupil)]
        who: Who,
        /// With a word for the whole
        #[arg(long)]
        overall: bool,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
    /// The page of a class, for the psychologist: who is worth a talk and why, the criteria at a glance, problems of the data
    Class {
        /// The battery
        #[arg(value_parser = BATTERIES, hide_possible_values = true)]
        battery: String,
        /// The folder, as `assess` reads it
        #[arg(value_hint = ValueHint::DirPath)]
        folder: String,
        /// With a word for the whole of each pupil
        #[arg(long)]
        overall: bool,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
}

/// Who reads a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Who {
    /// The pupil
    Pupil,
    /// The parents of the pupil
    Parents,
    /// The school psychologist
    Psychologist,
}

/// Whose sentences are shown, and looked for in tables.
#[derive(Args, Clone, Debug)]
pub struct Packs {
    /// The published texts of the items, from a text pack of their licence holder; may be repeated for several instruments
    #[arg(long = "texts", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<String>,
}

/// How tables are read.
#[derive(Args, Clone, Debug)]
pub struct Reading {
    #[command(flatten)]
    pub packs: Packs,
    /// What a table does not say itself: columns, values, missing entries; `orientir map` proposes one; may be repeated
    #[arg(long = "map", value_name = "FILE")]
    pub maps: Vec<String>,
    /// The sheet of a workbook, where several fit
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// The list of pupils, for sex, age and grade that the table does not have
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub pupils: Option<String>,
}

impl Packs {
    /// The files that are read: the packs and some others.
    pub fn inputs<'f>(&'f self, others: &[&'f str]) -> Vec<&'f str> {
        others.iter().copied().chain(self.files.iter().map(String::as_str)).collect()
    }
}

impl Reading {
    /// The files that are read: maps, text packs and some others.
    pub fn inputs<'f>(&'f self, others: &[&'f str]) -> Vec<&'f str> {
        let packs = self.packs.inputs(others);
        packs.into_iter().chain(self.maps.iter().map(String::as_str)).collect()
    }
}

/// How answers are scored.
#[derive(Args, Clone, Debug)]
pub struct Scoring {
    /// Choose a scoring rule, as `show` lists them; may be repeated
    #[arg(long = "policy", value_name = "POLICY=CHOICE", value_parser = policy)]
    pub policies: Vec<(String, String)>,
    /// The wording that was answered, if it is not the definition's: `published` where the published form was on paper
    #[arg(long, value_name = "[INSTRUMENT=]WORDING", value_parser = wording)]
    pub wording: Vec<(Option<String>, Wording)>,
    /// Norms of your own, as `fit` writes them: they go before those of the definition; may be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub norms: Vec<String>,
}

fn policy(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(policy, choice)| !policy.is_empty() && !choice.is_empty());
    parts.map(|(p, c)| (p.to_owned(), c.to_owned())).ok_or_else(|| "write POLICY=CHOICE".to_owned())
}

fn wording(text: &str) -> Result<(Option<String>, Wording), String> {
    let (instrument, word) = text.split_once('=').map_or((None, text), |(i, w)| (Some(i.to_owned()), w));
    let wording = Wording::parse(word).ok_or_else(|| {
        let allowed: Vec<_> = Wording::ALL.iter().map(|w| w.as_str()).collect();
        format!("expected {}", allowed.join(", "))
    })?;
    Ok((instrument, wording))
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the instruments and batteries of the catalogue
    List,
    /// Show what an instrument measures, how it scores, and how well that is attested
    Show {
        /// The instrument or the battery
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// Print the compiled plan: what executes
        #[arg(long)]
        plan: bool,
        /// Print the definition itself, to keep or to change
        #[arg(long, conflicts_with_all = ["plan", "files"])]
        json: bool,
        #[command(flatten)]
        packs: Packs,
    },
    /// Write an empty answer table, or a workbook to type answers into (-o FILE.xlsx)
    Template {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// Empty rows, numbered from 1
        #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(..=100_000))]
        rows: u32,
        #[command(flatten)]
        packs: Packs,
    },
    /// Check definitions of instruments and batteries, and run their worked examples; check text packs
    Check {
        /// JSON files
        #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<String>,
    },
    /// Score a table of answers
    Score {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// The answers: a CSV file or a workbook (.xlsx)
        #[arg(value_hint = ValueHint::FilePath)]
        answers: String,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
    /// Compare raters: how well they agree on each field and scale, and how high each rates beside the others
    Agreement {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// The ratings, with a column `rater`: a CSV file or a workbook (.xlsx)
        #[arg(value_hint = ValueHint::FilePath)]
        answers: String,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
    /// Reliability of scales: alpha with its interval, omega, halves, the error of measurement; retest where there are two occasions
    Reliability {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// The answers: a CSV file or a workbook (.xlsx); a tally may stand in their place
        #[arg(value_hint = ValueHint::FilePath)]
        answers: String,
        /// Compute also where the definition says that internal consistency has no meaning; the result is marked
        #[arg(long)]
        force: bool,
        /// Show every coefficient in the table for reading; the other forms always have them all
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
    /// Statistics of items: how each goes with its scale, and which may be keyed the wrong way round
    Items {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// The answers: a CSV file or a workbook (.xlsx); a tally may stand in their place
        #[arg(value_hint = ValueHint::FilePath)]
        answers: String,
        /// Compute also where the definition says that internal consistency has no meaning; the result is marked
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
    /// Compare before and after: the reliable change of each person, how the group moved, and against another class
    Compare {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// The answers, with a column `occasion`, or those before if --after names others: a CSV file or a workbook (.xlsx)
        #[arg(value_hint = ValueHint::FilePath)]
        answers: String,
        #[command(flatten)]
        options: Comparing,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
    /// Look at how forms were answered: runs of equal answers, consistency, distance from the group
    Quality {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// The answers: a CSV file or a workbook (.xlsx)
        #[arg(value_hint = ValueHint::FilePath)]
        answers: String,
        /// Show every pupil and index in the table for reading; the other forms always have them all
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        reading: Reading,
    },
    /// Count answers for norms: how often each score and each answer came, without any row of a pupil
    Tally {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// The answers: a CSV file, a workbook (.xlsx), or a folder as `assess` reads it
        #[arg(value_hint = ValueHint::AnyPath)]
        answers: String,
        #[command(flatten)]
        counted: Counted,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
    /// Join tallies of several schools; the order changes nothing
    Merge {
        /// Tallies
        #[arg(required = true, value_name = "TALLY", value_hint = ValueHint::FilePath)]
        tallies: Vec<String>,
    },
    /// Make norms from a tally; `--norms FILE` uses them
    Fit {
        /// The tally; several are merged
        #[arg(required = true, value_name = "TALLY", value_hint = ValueHint::FilePath)]
        tallies: Vec<String>,
        /// The definition, if the instrument is none of the catalogue
        #[arg(short, long, value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: Option<String>,
        #[command(flatten)]
        fitting: Fitting,
    },
    /// Propose a map: how a table is read, to be changed by hand and given to --map
    Map {
        /// The instrument
        instrument: String,
        /// The answers: a CSV file or a workbook (.xlsx)
        answers: String,
        #[command(flatten)]
        reading: Reading,
    },
    /// Explain how the scores of one person came about
    Explain {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
        /// The answers: a CSV file or a workbook (.xlsx)
        #[arg(value_hint = ValueHint::FilePath)]
        answers: String,
        /// Whose
        #[arg(long)]
        id: String,
        /// Which occasion, where there are several
        #[arg(long, default_value_t = 1)]
        occasion: u32,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
    /// Join the instruments of a battery: one row a pupil with three criteria
    Assess {
        /// The battery
        #[arg(value_parser = BATTERIES, hide_possible_values = true)]
        battery: String,
        /// The folder: a table for each instrument, named by it (`klimov-ddo.csv`, `ДДО 9Б.xlsx`), and `pupils.csv`
        #[arg(value_hint = ValueHint::DirPath)]
        folder: String,
        /// Show the picture of the class also where the output is no terminal (on standard error)
        #[arg(long)]
        summary: bool,
        #[command(flatten)]
        reading: Reading,
        #[command(flatten)]
        scoring: Scoring,
    },
    /// Write a page to be read or printed
    #[command(subcommand)]
    Report(Report),
    /// Compare two entries of the same paper sheets: where they differ, and how often
    #[command(name = "compare-entry")]
    CompareEntry {
        /// What one person typed
        #[arg(value_hint = ValueHint::FilePath)]
        first: String,
        /// What the other person typed
        #[arg(value_hint = ValueHint::FilePath)]
        second: String,
        /// Compare only the answers of this instrument, by their codes
        #[arg(short, long, value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: Option<String>,
    },
    /// Write a definition as a workbook to read and change in Excel (.xlsx), or as JSON
    Export {
        /// The instrument
        #[arg(value_parser = INSTRUMENTS, hide_possible_values = true)]
        instrument: String,
    },
    /// Make the definition of such a workbook, and check it
    Import {
        /// The workbook (.xlsx)
        #[arg(value_hint = ValueHint::FilePath)]
        workbook: String,
    },
    /// Write the completion script of a shell
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual page
    #[command(after_help = "  orientir man | man -l -\n  orientir man -o ~/.local/share/man/man1/orientir.1")]
    Man,
}

const COMPLETIONS: &str = "  \
  orientir completions bash -o ~/.local/share/bash-completion/completions/orientir
  orientir completions zsh -o ~/.zfunc/_orientir
  orientir completions fish -o ~/.config/fish/completions/orientir.fish";
