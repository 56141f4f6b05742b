//! `fit`: a tally to norms.

use orientir::fit::norms::{FittedNorms, GroupNorm, Margins, NormOptions, ScaleNorm};
use orientir::{Instrument, Lang};

use super::{rounded, tally};
use crate::Outcome;
use crate::args::{Common, Fitting, Format};
use crate::read;
use crate::session::{Failure, Session};
use crate::table::{Kind, Table, wrap};
use crate::write::Target;
use orientir::fit::norms::words::Said;

const FORMATS: [Format; 2] = [Format::Json, Format::Table];
/// The longest file of margins in bytes.
const MAX_MARGINS: u64 = 1 << 20;

/// Fits norms.
pub fn run(
    names: &[String],
    instrument: Option<&str>,
    fitting: &Fitting,
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let inputs: Vec<&str> =
        names.iter().map(String::as_str).chain(instrument).chain(fitting.margins.as_deref()).collect();
    target.spare(&inputs, session)?;
    let tally = tally::merged(names, session)?;
    let instrument = tally.as_counted(&read::instrument(instrument.unwrap_or_else(|| tally.instrument()), session)?)?;
    let options = options(fitting, session)?;
    let norms = FittedNorms::of(&instrument, &tally, &options)?;
    let written = common.output.as_deref().filter(|file| *file != "-" && target.format == Format::Json);
    let summary = summary(&norms, &instrument, written, session);
    if target.format == Format::Table {
        target.text(session, &summary)?;
    } else {
        target.text(session, &norms.to_json()?)?;
        session.aside(&summary);
    }
    Ok(if norms.refused.is_empty() { Outcome::Good } else { Outcome::Problems })
}

fn options(fitting: &Fitting, session: &Session) -> Result<NormOptions, Failure> {
    let margins = match &fitting.margins {
        Some(file) => {
            let text = read::text(file, MAX_MARGINS, session)?;
            Some(Margins::from_json(&text).map_err(|fault| Failure::within(file, fault))?)
        }
        None => None,
    };
    let mut options = NormOptions::default();
    options.id.clone_from(&fitting.id);
    options.by.clone_from(&fitting.by);
    options.metrics.clone_from(&fitting.metrics);
    options.place.clone_from(&fitting.place);
    (options.way, options.formula, options.percentile) = (fitting.method, fitting.formula, fitting.percentile);
    (options.occasion, options.population, options.year) = (fitting.occasion, fitting.population, fitting.year);
    (options.margins, options.force) = (margins, fitting.force);
    (options.replicates, options.seed) = (fitting.replicates, fitting.seed);
    Ok(options)
}

/// What the norms are, for people.
fn summary(norms: &FittedNorms, instrument: &Instrument, file: Option<&str>, session: &Session) -> String {
    let lang = session.lang;
    let mut table = Table::default();
    if !norms.options.by.is_empty() {
        table.column(Said::Group.text(lang), Kind::Key);
    }
    table.column(Said::Scale.text(lang), Kind::Key);
    for said in [Said::People, Said::Effective, Said::Mean, Said::Deviation, Said::MeanError, Said::Middle, Said::Alpha]
    {
        table.column(said.text(lang), Kind::Number);
    }
    for group in &norms.groups {
        for scale in &group.scales {
            table.row(line(norms, group, scale, lang));
        }
    }
    let mut said = norms.remarks(lang);
    if let Some(file) = file.filter(|_| !instrument.is_for_groups()) {
        said.push(Said::Use.text(lang).replace("{instrument}", instrument.id()).replace("{file}", file));
    }
    let lines: Vec<String> = said.iter().flat_map(|text| wrap(text, session.width)).collect();
    format!("{}\n{}\n", table.render(session.width, session.color), lines.join("\n"))
}

fn line(norms: &FittedNorms, group: &GroupNorm, scale: &ScaleNorm, lang: Lang) -> Vec<String> {
    let mut cells = Vec::new();
    if !norms.options.by.is_empty() {
        cells.push(norms.people_of(&group.cell, lang));
    }
    cells.push(scale.scale.clone());
    cells.push(scale.n.to_string());
    cells.push(scale.effective.map_or_else(String::new, |number| format!("{:.0}", number.floor())));
    cells.push(rounded(scale.mean));
    cells.push(rounded(scale.deviation));
    cells.push(scale.error.as_ref().map_or_else(String::new, |error| rounded(error.mean)));
    cells.push(scale.error_of_t().map_or_else(String::new, rounded));
    let alpha = norms.reliability.iter().find(|(id, _)| *id == scale.scale);
    cells.push(alpha.map_or_else(String::new, |(_, alpha)| rounded(alpha.value)));
    cells
}
