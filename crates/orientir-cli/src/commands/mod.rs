//! The commands.

mod agreement;
mod agreement_table;
mod assess;
mod check;
mod class_picture;
mod compare;
mod compare_entry;
mod compare_table;
mod entries;
mod explain;
mod export;
mod fit;
mod folder;
mod gathered;
mod import;
mod items;
mod items_table;
mod list;
mod manual;
mod map;
mod page;
mod people;
mod placing;
mod profile_table;
mod quality;
mod reliability;
mod reliability_table;
mod report;
mod score;
mod score_table;
mod shell;
mod show;
mod show_battery;
mod show_grades;
mod show_words;
mod sums;
mod tally;
mod tally_table;
mod template;

pub use profile_table::texts as battery_texts;

use orientir::Lang;
use orientir::definition::{Definition, Texts};

use crate::Outcome;
use crate::args::{Cli, Command, Common, Format, Report};
use crate::session::{Failure, Session};
use crate::write::Target;

/// Runs a command.
pub fn run(cli: &Cli, session: &Session) -> Result<Outcome, Failure> {
    let common = &cli.common;
    match &cli.command {
        Command::List => list::run(common, session),
        Command::Show { instrument, json: true, .. } => show::definition(instrument, common, session),
        Command::Show { instrument, plan, packs, .. } => show::run(instrument, *plan, packs, common, session),
        Command::Template { instrument, rows, packs } => template::run(instrument, *rows, packs, common, session),
        Command::Export { instrument } => export::run(instrument, common, session),
        Command::Import { workbook } => import::run(workbook, common, session),
        Command::Check { files } => check::run(files, common, session),
        Command::Score { instrument, answers, reading, scoring } => {
            score::run(instrument, answers, (reading, scoring), common, session)
        }
        Command::Agreement { instrument, answers, reading, scoring } => {
            agreement::run(instrument, answers, (reading, scoring), common, session)
        }
        Command::Reliability { instrument, answers, force, all, reading, scoring } => {
            let shown = if *all { reliability::Shown::All } else { reliability::Shown::First };
            reliability::run((instrument, answers), (reading, scoring), (*force, shown), common, session)
        }
        Command::Items { instrument, answers, force, reading, scoring } => {
            items::run((instrument, answers), (reading, scoring), *force, common, session)
        }
        Command::Compare { instrument, answers, options, reading, scoring } => {
            compare::run(instrument, answers, options, (reading, scoring), common, session)
        }
        Command::Quality { instrument, answers, all, reading } => {
            let shown = if *all { quality::Shown::All } else { quality::Shown::Flagged };
            quality::run((instrument, answers), (reading, shown), common, session)
        }
        Command::Tally { instrument, answers, counted, reading, scoring } => {
            tally::run(instrument, answers, counted, (reading, scoring), common, session)
        }
        Command::Merge { tallies } => tally::merge(tallies, common, session),
        Command::Fit { tallies, instrument, fitting } => {
            fit::run(tallies, instrument.as_deref(), fitting, common, session)
        }
        Command::Map { instrument, answers, reading } => map::run(instrument, answers, reading, common, session),
        Command::Assess { battery, folder, summary, reading, scoring } => {
            assess::run(battery, folder, *summary, (reading, scoring), common, session)
        }
        Command::Explain { instrument, answers, id, occasion, reading, scoring } => {
            explain::run(instrument, answers, (id, *occasion), (reading, scoring), common, session)
        }
        Command::Report(Report::Person { battery, folder, id, occasion, who, overall, reading, scoring }) => {
            let whose = (id.as_str(), *occasion);
            report::person((battery, folder), whose, (*who, *overall), (reading, scoring), common, session)
        }
        Command::Report(Report::Class { battery, folder, overall, reading, scoring }) => {
            report::class((battery, folder), *overall, (reading, scoring), common, session)
        }
        Command::CompareEntry { first, second, instrument } => {
            compare_entry::run(first, second, instrument.as_deref(), common, session)
        }
        Command::Completions { shell } => shell::run(*shell, common, session),
        Command::Man => manual::run(common, session),
    }
}

/// Where a text goes that has one form only; the ending of the file decides nothing.
fn plain_text(common: &Common, session: &Session) -> Result<Target, Failure> {
    let mut common = common.clone();
    common.format.get_or_insert(Format::Table);
    Target::choose(&common, &[Format::Table], session)
}

/// The words of a definition in a language, or in the language that it has.
pub fn texts(definition: &Definition, lang: Lang) -> Option<&Texts> {
    let others = [Lang::Ru, Lang::En, Lang::Lt];
    [lang].into_iter().chain(others).find_map(|lang| definition.texts.get(lang.as_str()))
}

/// A text of a definition in a language, or in the first one that has it.
pub fn said<'d, T>(definition: &'d Definition, lang: Lang, of: impl Fn(&'d Texts) -> Option<&'d T>) -> Option<&'d T> {
    let others = [Lang::Ru, Lang::En, Lang::Lt];
    [lang].into_iter().chain(others).filter_map(|lang| definition.texts.get(lang.as_str())).find_map(of)
}

/// A number as a reader needs it: at most two decimals.
pub fn rounded(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
