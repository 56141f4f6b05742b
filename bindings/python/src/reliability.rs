//! Reliability of scales and statistics of items as tables.

use orientir::fit::reliability::words::Said;
use orientir::fit::reliability::{
    Coefficient, Collected, ItemLine, Line, Occasions, Options, Retest, WhyNot, item_lines, items, known_remarks,
    lines, reliability, retest,
};
use orientir::{Error, Instrument, Lang, tally};
use pyo3::prelude::*;
use serde_json::json;

use crate::errors::OrRaise;
use crate::results::{Results, Told};
use crate::table::{Column, Table};
use crate::whole::Whole;

/// The answers of a table or of a tally, added up.
pub struct Sums {
    collected: Collected,
    retest: Result<Vec<Retest>, WhyNot>,
    notes: Vec<String>,
}

impl Sums {
    /// What a table has of its first occasions.
    pub fn of(py: Python<'_>, instrument: &Instrument, whole: &Whole, lang: Lang) -> PyResult<Self> {
        let summed = py.detach(|| {
            let occasions = Occasions::of(&whole.entries);
            let mut notes = Vec::new();
            if let [first, second, ..] = occasions.numbers().collect::<Vec<_>>()[..] {
                let told = Said::Occasions.text(lang).replace("{first}", &first.to_string());
                notes.push(told.replace("{second}", &second.to_string()));
            }
            if occasions.repeated > 0 {
                notes.push(Said::Repeated.text(lang).replace("{count}", &occasions.repeated.to_string()));
            }
            let collected = Collected::of(instrument, occasions.first())?;
            Ok::<_, Error>(Self { collected, retest: retest(instrument, &occasions), notes })
        });
        summed.or_raise(py, lang)
    }

    /// What a tally has of its first occasion. Who is who it does not know, so nothing is said of a retest.
    pub fn of_tally(py: Python<'_>, instrument: &Instrument, tally: &tally::Tally, lang: Lang) -> PyResult<Self> {
        let occasion = tally.sources().map(|(key, _, _)| key.occasion).min().unwrap_or(1);
        let collected: Result<_, Error> = py.detach(|| Collected::of_tally(instrument, tally, occasion));
        Ok(Self { collected: collected.or_raise(py, lang)?, retest: Err(WhyNot::OneOccasion), notes: Vec::new() })
    }
}

fn options(force: bool) -> Options {
    if force { Options::default().forced() } else { Options::default() }
}

fn pythonic(line: &str) -> String {
    line.replace("--force", "force=True")
}

/// The coefficients of scales: line by line as the command line gives them, and the first of them side by side.
pub fn of(instrument: &Instrument, sums: Sums, force: bool, told: Told, lang: Lang) -> Results {
    let scales = reliability(instrument, &sums.collected, options(force));
    let again = sums.retest.as_deref().unwrap_or_default();
    let all = lines(&scales, again);
    let known = known_remarks(scales.iter().map(|one| (one.name.as_str(), one.known.as_ref(), one.forced)), lang);
    let legends = [Said::LegendConsistency, Said::LegendError, Said::LegendOthers].into_iter();
    let legends = legends.chain((!again.is_empty()).then_some(Said::LegendRetest)).map(|said| said.text(lang));
    let notes = sums.notes.iter().chain(&known).map(|line| pythonic(line)).chain(legends.map(str::to_owned)).collect();
    let frame =
        Table::new(all.len(), Line::COLUMNS.into_iter().map(|name| (name.to_owned(), column(name, &all))).collect());
    let about = json!({ "people": sums.collected.people, "occasions": again.first().map(|one| one.occasions) });
    Results::new(vec![("frame", frame), ("scales", beside(&all))], notes, &about, told)
}

fn column(name: &str, lines: &[Line<'_>]) -> Column {
    let numbers = |of: fn(&Line<'_>) -> Option<f64>| Column::Floats(lines.iter().map(of).collect());
    let whole = |of: fn(&Line<'_>) -> Option<i64>| Column::Whole(lines.iter().map(of).collect());
    let codes = |of: fn(&Line<'_>) -> Option<String>| Column::codes(Vec::new(), lines.iter().map(of));
    match name {
        "scale" => codes(|line| Some(line.scale.to_owned())),
        "coefficient" => codes(|line| Some(line.coefficient.to_owned())),
        "ci_low" => numbers(|line| line.interval.map(|(low, _)| low)),
        "ci_high" => numbers(|line| line.interval.map(|(_, high)| high)),
        "k" => whole(|line| line.k.and_then(|k| i64::try_from(k).ok())),
        "n" => whole(|line| Some(line.n)),
        "dropped" => whole(|line| Some(line.dropped)),
        "forced" => Column::Truths(lines.iter().map(|line| line.forced).collect()),
        "reason" => codes(|line| line.why.map(|why| why.as_str().to_owned())),
        _ => numbers(|line| line.value),
    }
}

/// A row a scale: what people look at first.
fn beside(lines: &[Line<'_>]) -> Table {
    let mut scales: Vec<&str> = lines.iter().map(|line| line.scale).collect();
    scales.dedup();
    let line = |scale: &str, name: &str| lines.iter().find(|line| line.scale == scale && line.coefficient == name);
    let first = |scale: &str| lines.iter().find(|line| line.scale == scale);
    let alpha = |scale: &str| line(scale, Coefficient::Alpha.as_str());
    let numbers = |name: &str| {
        let value = |scale: &&str| line(scale, name).and_then(|line| line.value);
        (name.to_owned(), Column::Floats(scales.iter().map(value).collect()))
    };
    let whole = |name: &str, of: fn(&Line<'_>) -> Option<i64>| {
        (name.to_owned(), Column::Whole(scales.iter().map(|scale| first(scale).and_then(of)).collect()))
    };
    let bound = |name: &str, of: fn((f64, f64)) -> f64| {
        let value = |scale: &&str| alpha(scale).and_then(|line| line.interval).map(of);
        (name.to_owned(), Column::Floats(scales.iter().map(value).collect()))
    };
    let reason = |scale: &&str| alpha(scale).and_then(|line| line.why).map(|why| why.as_str().to_owned());
    let columns = vec![
        ("scale".to_owned(), Column::codes(Vec::new(), scales.iter().map(|scale| Some((*scale).to_owned())))),
        whole("k", |line| line.k.and_then(|k| i64::try_from(k).ok())),
        whole("n", |line| Some(line.n)),
        numbers(Coefficient::Alpha.as_str()),
        bound("ci_low", |(low, _)| low),
        bound("ci_high", |(_, high)| high),
        numbers("sd"),
        numbers(Coefficient::Sem.as_str()),
        numbers(Coefficient::OmegaMinresImplied.as_str()),
        numbers(Coefficient::Lambda2.as_str()),
        numbers(Coefficient::SplitHalf.as_str()),
        numbers("retest"),
        numbers("retest_change"),
        ("reason".to_owned(), Column::codes(Vec::new(), scales.iter().map(reason))),
    ];
    Table::new(scales.len(), columns)
}

/// The statistics of items, an item a row.
pub fn of_items(instrument: &Instrument, sums: Sums, force: bool, told: Told, lang: Lang) -> Results {
    let scales = items(instrument, &sums.collected, options(force));
    let all = item_lines(&scales);
    let known = known_remarks(scales.iter().map(|one| (one.name.as_str(), one.known.as_ref(), one.forced)), lang);
    let legends = [Said::LegendItems, Said::LegendAgainst].map(|said| said.text(lang).to_owned());
    let notes = sums.notes.iter().chain(&known).map(|line| pythonic(line)).chain(legends).collect();
    let frame = Table::new(
        all.len(),
        ItemLine::COLUMNS.into_iter().map(|name| (name.to_owned(), item_column(name, &all))).collect(),
    );
    Results::new(vec![("frame", frame)], notes, &json!({ "people": sums.collected.people }), told)
}

/// The columns that [`ItemLine::numbers`] holds.
const NUMBERS: [&str; 9] =
    ["mean", "sd", "item_rest", "ci_low", "ci_high", "item_total", "alpha_if_deleted", "smc", "first_component"];

fn item_column(name: &str, lines: &[ItemLine<'_>]) -> Column {
    let whole = |of: fn(&ItemLine<'_>) -> i64| Column::Whole(lines.iter().map(|line| Some(of(line))).collect());
    let codes = |of: fn(&ItemLine<'_>) -> Option<String>| {
        Column::codes(Vec::new(), lines.iter().map(|line| of(line).filter(|word| !word.is_empty())))
    };
    match name {
        "scale" => codes(|line| Some(line.scale.name.clone())),
        "item" => {
            Column::Texts(lines.iter().map(|line| Some(line.item.to_owned()).filter(|it| !it.is_empty())).collect())
        }
        "n" => whole(|line| line.scale.n),
        "dropped" => whole(|line| line.scale.dropped),
        "missing" => Column::Floats(lines.iter().map(|line| line.missing).collect()),
        "against" => codes(|line| line.against().map(|against| against.sureness().to_owned())),
        "against_by" => codes(|line| line.against().map(|against| against.by.as_str().to_owned())),
        "against_r" => Column::Floats(lines.iter().map(|line| line.against().map(|against| against.r)).collect()),
        "forced" => Column::Truths(lines.iter().map(|line| line.scale.forced).collect()),
        "without" => codes(|line| Some(line.without())),
        "reason" => codes(|line| line.statistics.err().map(|why| why.as_str().to_owned())),
        name => {
            let place = NUMBERS.iter().position(|known| *known == name).unwrap_or_default();
            Column::Floats(lines.iter().map(|line| line.numbers().get(place).copied().flatten()).collect())
        }
    }
}
