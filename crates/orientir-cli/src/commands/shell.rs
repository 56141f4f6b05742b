//! `completions`: what a shell needs to complete commands, options, instruments and files.

use clap::CommandFactory;
use clap_complete::Shell;

use super::plain_text;
use crate::Outcome;
use crate::args::{Cli, Common};
use crate::session::{Failure, Session};

/// Writes the script of a shell.
pub fn run(shell: Shell, common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let target = plain_text(common, session)?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "orientir", &mut script);
    target.write(session, |out| out.write_all(&script))?;
    Ok(Outcome::Good)
}
