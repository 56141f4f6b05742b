//! `fit`: a tally to norms.

use orientir::fit::norms::{
    FEW, FEWEST, FittedNorms, GroupNorm, Margins, NormOptions, Resampled, ScaleNorm, WhyRefused,
};
use orientir::tally::Cell;
use orientir::{Instrument, Lang};

use super::fit_words::Said;
use super::{rounded, tally};
use crate::Outcome;
use crate::args::{Common, Fitting, Format};
use crate::read;
use crate::session::{Failure, Session};
use crate::table::{Kind, Table, wrap};
use crate::write::Target;

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
    let instrument = instrument_of(&tally, instrument, session)?;
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

/// The instrument of a tally, with the choices that it was made with.
fn instrument_of(tally: &orientir::tally::Tally, name: Option<&str>, session: &Session) -> Result<Instrument, Failure> {
    let mut instrument = read::instrument(name.unwrap_or_else(|| tally.instrument()), session)?;
    if instrument.id() != tally.instrument() {
        return Ok(instrument); // told by the fitting
    }
    for (policy, choice) in tally.policies() {
        instrument = instrument.with_policy(policy, choice)?;
    }
    Ok(match orientir::definition::Wording::parse(tally.wording()) {
        Some(wording) => instrument.with_wording(wording),
        None => instrument,
    })
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

fn fill(said: Said, lang: Lang, arguments: &[(&str, &str)]) -> String {
    let mut text = said.text(lang).to_owned();
    for (name, value) in arguments {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
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
    let mut said = vec![fill(
        Said::Made,
        lang,
        &[("id", &norms.options.id), ("people", &norms.n.to_string()), ("sources", &norms.sources.len().to_string())],
    )];
    let resampled = norms.groups.iter().flat_map(|group| &group.scales).find_map(|scale| scale.error.as_ref());
    if let Some(error) = resampled {
        let what = match error.resampled {
            Resampled::Sources => Said::OfSources,
            _ => Said::OfPeople,
        };
        let (replicates, seed) = (norms.options.replicates.to_string(), norms.options.seed.to_string());
        said.push(fill(Said::Error, lang, &[("replicates", &replicates), ("what", what.text(lang)), ("seed", &seed)]));
    }
    if norms.is_local {
        said.push(Said::Local.text(lang).to_owned());
    }
    if norms.sources.len() == 1 {
        said.push(Said::OneSource.text(lang).to_owned());
    }
    if norms.left_out > 0 {
        said.push(fill(Said::LeftOut, lang, &[("people", &norms.left_out.to_string())]));
        if norms.left_out * 10 > norms.n {
            said.push(Said::Missing.text(lang).to_owned());
        }
    }
    let few: Vec<String> = norms
        .few()
        .map(|(cell, scale)| format!("{}{} ({})", people(norms, cell, lang, ", "), scale.scale, whole(scale.weight())))
        .collect();
    if !few.is_empty() {
        said.push(fill(Said::Few, lang, &[("groups", &few.join("; ")), ("few", &whole(FEW))]));
    }
    let ipsative: Vec<String> = names(norms, WhyRefused::Ipsative);
    if !ipsative.is_empty() {
        said.push(fill(Said::Ipsative, lang, &[("scales", &ipsative.join(", "))]));
    }
    let refused: Vec<String> = norms
        .refused
        .iter()
        .filter(|one| one.why == WhyRefused::TooFew)
        .map(|one| format!("{}{} ({})", people(norms, &one.cell, lang, ", "), one.scale, whole(one.effective)))
        .collect();
    if !refused.is_empty() {
        said.push(fill(Said::Refused, lang, &[("groups", &refused.join("; ")), ("least", &whole(FEWEST))]));
    }
    if let Some(file) = file {
        said.push(fill(Said::Use, lang, &[("instrument", instrument.id()), ("file", file)]));
    }
    let lines: Vec<String> = said.iter().flat_map(|text| wrap(text, session.width)).collect();
    format!("{}\n{}\n", table.render(session.width, session.color), lines.join("\n"))
}

/// The scales without a norm for a reason.
fn names(norms: &FittedNorms, why: WhyRefused) -> Vec<String> {
    let mut names: Vec<String> =
        norms.refused.iter().filter(|one| one.why == why).map(|one| one.scale.clone()).collect();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    names
}

fn line(norms: &FittedNorms, group: &GroupNorm, scale: &ScaleNorm, lang: Lang) -> Vec<String> {
    let mut cells = Vec::new();
    if !norms.options.by.is_empty() {
        cells.push(people(norms, &group.cell, lang, ""));
    }
    cells.push(scale.scale.clone());
    cells.push(scale.n.to_string());
    cells.push(scale.effective.map_or_else(String::new, whole));
    cells.push(rounded(scale.mean));
    cells.push(rounded(scale.deviation));
    cells.push(scale.error.as_ref().map_or_else(String::new, |error| rounded(error.mean)));
    cells.push(middle(scale).map_or_else(String::new, rounded));
    let alpha = norms.reliability.iter().find(|(id, _)| *id == scale.scale);
    cells.push(alpha.map_or_else(String::new, |(_, alpha)| rounded(alpha.value)));
    cells
}

/// The error of T at the score that is nearest to the middle of the group.
fn middle(scale: &ScaleNorm) -> Option<f64> {
    let rows = scale.rows.iter().zip(&scale.error.as_ref()?.rows);
    let off = |percentile: f64| (percentile - 50.0).abs();
    let (_, (_, t)) = rows.min_by(|(a, _), (b, _)| off(a.percentile).total_cmp(&off(b.percentile)))?;
    Some(*t)
}

/// Who the people of a cell are, with `end` behind it where they are somebody.
fn people(norms: &FittedNorms, cell: &Cell, lang: Lang, end: &str) -> String {
    let values: Vec<&str> = cell.values(&norms.options.by).map(|(_, value)| value).collect();
    match values.as_slice() {
        [] if end.is_empty() => Said::Everybody.text(lang).to_owned(),
        [] => String::new(),
        values => format!("{}{end}", values.join(" ")),
    }
}

fn whole(number: f64) -> String {
    format!("{:.0}", number.floor())
}
