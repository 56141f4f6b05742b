//! `check`: is a definition sound, and do its worked examples come out?

use orientir::{Diagnostics, Instrument, Lang, TextPack};

use crate::Outcome;
use crate::args::{Common, Format};
use crate::read::{self, Named};
use crate::session::{Failure, Session};
use crate::words::{self, Word};
use crate::write::Target;

/// Checks files one by one; every fault of each is told.
pub fn run(files: &[String], common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &[Format::Table], session)?;
    target.spare(&files.iter().map(String::as_str).collect::<Vec<_>>(), session)?;
    let mut outcome = Outcome::Good;
    let mut fine = String::new();
    for file in files {
        match check(file, session) {
            Ok(line) => fine.push_str(&line),
            Err(failure) => {
                session.fail(&failure);
                outcome = Outcome::Unusable;
            }
        }
    }
    target.text(session, &fine)?;
    Ok(outcome)
}

fn check(file: &str, session: &Session) -> Result<String, Failure> {
    let within = |faults: Diagnostics| Failure::within(file, faults);
    let text = read::definition(file, session)?;
    if read::is_text_pack(&text) {
        return texts(file, &text, session).map_err(within);
    }
    match read::from_text(file, &text, session)? {
        Named::Battery(battery) => {
            battery.check_examples().map_err(within)?;
            let definition = battery.definition();
            let indicators = definition.criteria.iter().map(|c| c.indicators.len()).sum::<usize>();
            let counts = [
                ("criteria", definition.criteria.len()),
                ("indicators", indicators),
                ("examples", definition.examples.len()),
            ];
            Ok(fine(Word::CheckedBattery, battery.id(), &definition.version, counts, session))
        }
        Named::Instrument(instrument) => {
            instrument.check_examples().map_err(within)?;
            Ok(told(&instrument, session))
        }
    }
}

/// Whether a text pack has what its instrument needs.
fn texts(file: &str, text: &str, session: &Session) -> Result<String, Diagnostics> {
    let pack = TextPack::from_json(text)?;
    let instrument = read::beside(file, pack.texts_for(), session)?.with_texts(&pack)?;
    let languages: Vec<&str> = pack.languages().map(Lang::as_str).collect();
    let items = instrument.definition().items.len().to_string();
    let arguments =
        [("name", pack.name()), ("id", instrument.id()), ("items", &items), ("languages", &languages.join(", "))];
    Ok(format!("{}\n", words::filled(Word::CheckedTexts, session.lang, &arguments)))
}

/// The line of an instrument that is sound.
pub(super) fn told(instrument: &Instrument, session: &Session) -> String {
    let definition = instrument.definition();
    let (items, scales) = (definition.items.len(), definition.scales.len());
    let counts = [("items", items), ("scales", scales), ("examples", definition.examples.len())];
    fine(Word::CheckedInstrument, instrument.id(), &definition.version, counts, session)
}

fn fine(word: Word, id: &str, version: &str, counts: [(&str, usize); 3], session: &Session) -> String {
    let counts = counts.map(|(name, count)| (name, count.to_string()));
    let counts = counts.iter().map(|(name, count)| (*name, count.as_str()));
    let arguments: Vec<_> = [("id", id), ("version", version)].into_iter().chain(counts).collect();
    format!("{}\n", words::filled(word, session.lang, &arguments))
}
