//! `map`: how a table is read, as a document to be changed by hand.

use super::people;
use crate::Outcome;
use crate::args::{Common, Format, Reading};
use crate::read;
use crate::session::{Failure, Session};
use crate::write::Target;

/// Proposes a map.
pub fn run(
    name: &str,
    answers: &str,
    reading: &Reading,
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &[Format::Json], session)?;
    let inputs = reading.inputs(&[name, answers]);
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let instrument = read::with_texts(read::instrument(name, session)?, &reading.packs, session)?;
    let proposal = people::open(&instrument, answers, reading, None, session)?.propose_map()?;
    target.text(session, &proposal)?;
    Ok(Outcome::Good)
}
