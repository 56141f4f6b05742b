//! `assess`: the instruments of a battery joined to one row a pupil, and the picture of the class.

use orientir::{Battery, Class, Instrument, Key, Profile, catalogue};

use super::class_picture;
use super::folder::Folder;
use super::gathered::Gathered;
use super::placing::Placing;
use super::profile_table;
use super::score::{FORMATS, closing};
use crate::Outcome;
use crate::args::{Common, Format, Reading, Scoring};
use crate::picture::Picture;
use crate::session::{Failure, Session};
use crate::summary::Summary;
use crate::write::{Target, json, xlsx};

/// Assesses a folder.
pub fn run(
    name: &str,
    folder: &str,
    summary: bool,
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let Gathered { battery, instruments, class, folder, faults } =
        Gathered::from(name, folder, (reading, scoring), &target, session)?;
    let mut profiles = class.profiles(&battery)?;
    tell_of_norms(&class, &instruments, scoring, session);
    // A person whom the list of pupils does not name has a row, and no part in the picture of the class.
    let picture = Picture::of(&battery, &class.current(&profiles), session);
    // Documents keep what was refused apart; in tables it looks like what has no result.
    if !matches!(target.format, Format::Json | Format::Jsonl) {
        for (_, profile) in &mut profiles {
            *profile = battery.shown(profile);
        }
    }
    if target.format == Format::Xlsx {
        let occasions = profiles.iter().any(|(key, _)| key.occasion != 1);
        let (battery, people, picture) = (&battery, profiles.as_slice(), &picture);
        let sources = sources(&class, &instruments, &folder);
        let made = xlsx::Profiles { battery, people, picture, sources: &sources, faults: &faults };
        target.book(session, made.book(occasions, session))?;
    } else {
        write(&target, &battery, &profiles, &picture, session)?;
    }
    if summary && (target.format != Format::Table || common.output.is_some()) {
        session.aside(&class_picture::draw(&picture, session));
    }
    Ok(closing(profiles.len(), faults.len(), session))
}

/// Tells whom norms of files do not fit.
fn tell_of_norms(class: &Class, instruments: &[Instrument], scoring: &Scoring, session: &Session) {
    if scoring.norms.is_empty() {
        return;
    }
    for instrument in instruments {
        // Norms that come with an instrument are not asked for here.
        let shipped = catalogue::get(instrument.id()).map_or(0, |shipped| shipped.definition().norms.len());
        let files = instrument.definition().norms.len().saturating_sub(shipped);
        let placing = Placing::new(instrument, files);
        let pupils = class.pupils();
        let reports = pupils.iter().flat_map(|pupil| class.reports(pupil));
        reports.filter(|report| report.instrument().id() == instrument.id()).for_each(|report| placing.see(report));
        placing.tell(session);
    }
}

/// What the table of each instrument came to.
fn sources(class: &Class, instruments: &[Instrument], folder: &Folder) -> Vec<xlsx::Source> {
    let mut pupils = class.pupils();
    pupils.sort_unstable();
    let source = |instrument: &Instrument| {
        let files: Vec<&str> = folder.answers(instrument.id()).map(|(file, _)| file).collect();
        let (first, more) = files.split_first()?;
        let file = if more.is_empty() { (*first).to_owned() } else { format!("{first} + {}", more.len()) };
        let mut summary = Summary::of(instrument);
        let reports = pupils.iter().flat_map(|pupil| class.reports(pupil));
        let own = reports.filter(|report| report.instrument().id() == instrument.id());
        own.for_each(|report| summary.push(report));
        Some(xlsx::Source { file: Some(file), summary })
    };
    instruments.iter().filter_map(source).collect()
}

fn write(
    target: &Target,
    battery: &Battery,
    profiles: &[(Key, Profile)],
    picture: &Picture,
    session: &Session,
) -> Result<(), Failure> {
    let occasions = profiles.iter().any(|(key, _)| key.occasion != 1);
    match target.format {
        Format::Table => {
            let table = profile_table::render(battery, profiles, occasions, session);
            target.text(session, &format!("{table}\n{}", class_picture::draw(picture, session)))
        }
        Format::Csv => {
            let columns = battery.profile_columns();
            let occasion_name = occasions.then(|| "occasion".to_owned());
            let header: Vec<String> = ["id".to_owned()].into_iter().chain(occasion_name).chain(columns).collect();
            let rows = profiles.iter().map(|(key, profile)| {
                let occasion = occasions.then(|| key.occasion.to_string());
                let cells = profile.cells();
                let cells = cells.iter().map(|cell| target.csv.cell(cell));
                [target.csv.name(&key.id)].into_iter().chain(occasion).chain(cells).collect::<Vec<_>>()
            });
            target.write(session, |out| target.csv.write(out, [header].into_iter().chain(rows)))
        }
        form => {
            let documents = profiles.iter().map(|(key, profile)| json::keyed(key, &profile.to_json()));
            target.write(session, |out| json::write(out, form, documents))
        }
    }
}
