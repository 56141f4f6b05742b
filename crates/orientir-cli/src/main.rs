//! The command line of orientir. The only crate that reads and writes files.

#![forbid(unsafe_code)]

mod args;
mod commands;
mod nearby;
mod picture;
mod read;
mod session;
mod statistics;
mod summary;
mod table;
mod tabular;
mod words;
mod write;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Cli;
use crate::session::Session;

/// What became of a run, and its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything was as it should be.
    Good,
    /// Some rows have problems; the good ones are written.
    Problems,
    /// The input cannot be used.
    Unusable,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Nothing is left to tell if even this cannot be printed.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    write::file::catch_interrupts();
    let session = Session::new(&cli.common);
    let outcome = commands::run(&cli, &session).unwrap_or_else(|failure| {
        session.fail(&failure);
        Outcome::Unusable
    });
    ExitCode::from(match outcome {
        Outcome::Good => 0,
        Outcome::Problems => 1,
        Outcome::Unusable => 2,
    })
}
