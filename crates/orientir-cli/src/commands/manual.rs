//! `man`: the manual page, with every command on it.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

use super::plain_text;
use crate::Outcome;
use crate::args::{Cli, Common, EXAMPLES, EXIT, NOTES};
use crate::session::{Failure, Session};

/// Writes the page.
pub fn run(common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let target = plain_text(common, session)?;
    let page = page().map(|page| ascii(&page));
    target.write(session, |out| page.and_then(|page| out.write_all(page.as_bytes())))?;
    Ok(Outcome::Good)
}

/// The page as roff. One page for all commands: a school installs one file.
fn page() -> io::Result<String> {
    let command = Cli::command().disable_help_subcommand(true).subcommand_value_name("COMMAND");
    let whole = Man::new(command.clone());
    let mut roff = Vec::new();
    // Quotes for the empty date: without them the words behind it move up a place.
    let title = format!(".TH ORIENTIR 1 \"\" \"orientir {}\" \"User Commands\"\n", env!("CARGO_PKG_VERSION"));
    whole.render_name_section(&mut roff)?;
    whole.render_synopsis_section(&mut roff)?;
    whole.render_description_section(&mut roff)?;
    // INVARIANT: the lines that `roff` begins everything with stand once.
    let begin = lines(&roff, preamble)?.lines().take(2).flat_map(|line| [line, "\n"]).collect::<String>();
    let mut page = begin + &title + &lines(&roff, |line| !preamble(line))?;
    page.push_str(&section(|roff| {
        roff.control("PP", []).text([roman(NOTES)]);
    })?);
    roff.clear();
    whole.render_options_section(&mut roff)?;
    page.push_str(&lines(&roff, |line| !preamble(line))?);
    page.push_str(".SH COMMANDS\n");
    for sub in command.get_subcommands() {
        page.push_str(&of_command(sub)?);
    }
    page.push_str(&section(|roff| {
        roff.control("SH", ["EXIT STATUS"]);
        for (code, meaning) in EXIT {
            roff.control("TP", []).text([bold(code)]).text([roman(meaning)]);
        }
        roff.control("SH", ["EXAMPLES"]).control("nf", []);
        for example in EXAMPLES {
            roff.text([roman(example)]);
        }
        roff.control("fi", []);
    })?);
    Ok(page)
}

/// The same page where other letters are named by their code points: how roff reads bytes depends on the machine.
fn ascii(page: &str) -> String {
    let sign = |c: char| if c.is_ascii() { c.to_string() } else { format!("\\[u{:04X}]", u32::from(c)) };
    page.chars().map(sign).collect()
}

/// One command: what it does, how it is written, its own options, and its examples.
fn of_command(sub: &Command) -> io::Result<String> {
    let name = format!("orientir {}", sub.get_name());
    let man = Man::new(sub.clone().bin_name(&name).disable_help_flag(true));
    let mut text = section(|roff| {
        roff.control("SS", [name.as_str()]);
        roff.text([roman(sub.get_about().map(ToString::to_string).unwrap_or_default())]).control("PP", []);
    })?;
    let mut roff = Vec::new();
    man.render_synopsis_section(&mut roff)?;
    if sub.get_arguments().next().is_some() {
        man.render_options_section(&mut roff)?;
    }
    // The headings of a page of its own.
    text.push_str(&lines(&roff, |line| !preamble(line) && !line.starts_with(".SH"))?);
    if let Some(after) = sub.get_after_help() {
        let after = after.to_string();
        text.push_str(&section(|roff| {
            roff.control("PP", []).control("nf", []);
            for line in after.lines() {
                roff.text([Inline::Roman(line.trim_start().to_owned())]);
            }
            roff.control("fi", []);
        })?);
    }
    Ok(text)
}

/// Roff without the lines that begin a page.
fn section(fill: impl FnOnce(&mut Roff)) -> io::Result<String> {
    let mut roff = Roff::default();
    fill(&mut roff);
    lines(roff.render().as_bytes(), |line| !preamble(line))
}

/// A line that `roff` puts before everything it writes.
fn preamble(line: &str) -> bool {
    line.starts_with(".ie ") || line.starts_with(".el ")
}

fn lines(roff: &[u8], keep: impl Fn(&str) -> bool) -> io::Result<String> {
    let text = std::str::from_utf8(roff).map_err(io::Error::other)?;
    Ok(text.lines().filter(|line| keep(line)).flat_map(|line| [line, "\n"]).collect())
}
