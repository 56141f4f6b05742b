//! What `reliability` writes: one line a coefficient, or tables for reading.

use orientir::Cell;
use orientir::fit::reliability::{Coefficient, Consistency, Line, Retest, ScaleReliability, WhyNot};
use serde_json::{Map, Value, json};

use super::reliability::Shown;
use super::sums::{figure, number, short, with_interval, word};
use crate::session::{Session, printable};
use crate::table::{Kind, Table, wrap};
use crate::write::csv::Style;
use orientir::fit::reliability::words::Said;

/// The cells of a line of a CSV file.
pub fn cells(line: &Line<'_>, style: Style) -> [String; 10] {
    let (low, high) = line.interval.unzip();
    let code = |text: &str| style.cell(&Cell::Code(text));
    [
        style.name(line.scale),
        code(line.coefficient),
        number(style, line.value),
        number(style, low),
        number(style, high),
        line.k.map_or_else(String::new, |k| k.to_string()),
        line.n.to_string(),
        line.dropped.to_string(),
        style.cell(&Cell::Truth(line.forced)),
        code(line.why.map_or("", WhyNot::as_str)),
    ]
}

/// The cells of a line, each of its kind.
pub fn typed<'a>(line: &Line<'a>) -> Vec<Cell<'a>> {
    let (low, high) = line.interval.unzip();
    vec![
        word(line.scale),
        word(line.coefficient),
        figure(line.value),
        figure(low),
        figure(high),
        figure(line.k.map(|k| k as f64)),
        Cell::Number(line.n as f64),
        Cell::Number(line.dropped as f64),
        Cell::Truth(line.forced),
        word(line.why.map_or("", WhyNot::as_str)),
    ]
}

/// A line as JSON, with what it has.
pub fn document(line: &Line<'_>) -> String {
    let (low, high) = line.interval.unzip();
    let cells: [Value; 10] = [
        json!(line.scale),
        json!(line.coefficient),
        json!(line.value),
        json!(low),
        json!(high),
        json!(line.k),
        json!(line.n),
        json!(line.dropped),
        json!(line.forced),
        json!(line.why.map(WhyNot::as_str)),
    ];
    let members = Line::COLUMNS.into_iter().map(str::to_owned).zip(cells).filter(|(_, cell)| !cell.is_null());
    Value::Object(members.collect::<Map<_, _>>()).to_string()
}

/// What people look at first, beside alpha and the standard deviation.
const FIRST: [Coefficient; 4] =
    [Coefficient::Sem, Coefficient::OmegaMinresImplied, Coefficient::Lambda2, Coefficient::SplitHalf];

/// A scale with its coefficients.
type Found<'a> = (&'a ScaleReliability, &'a Consistency);

/// Tables for reading.
pub fn render(
    scales: &[ScaleReliability],
    retest: &Result<Vec<Retest>, WhyNot>,
    shown: Shown,
    session: &Session,
) -> String {
    let said = |word: Said| word.text(session.lang);
    let found: Vec<Found<'_>> =
        scales.iter().filter_map(|scale| Some((scale, scale.consistency.as_ref().ok()?))).collect();
    let mut parts: Vec<(Said, Option<Table>, Vec<String>)> = Vec::new();
    let any = !found.is_empty();
    let mut lines = few(&found, session);
    lines.extend(refused(scales, session));
    if any && shown == Shown::First {
        lines.extend(without(&found, Some(&BRIEF), session));
        lines.extend([Said::LegendBrief, Said::LegendError].map(|words| said(words).to_owned()));
        parts.push((Said::Consistency, Some(brief(&found)), lines));
    } else {
        parts.push((Said::Consistency, any.then(|| first(&found)), lines));
    }
    if any && shown == Shown::All {
        let legend =
            [Said::LegendConsistency, Said::LegendError, Said::LegendOthers].map(|words| said(words).to_owned());
        let lines = without(&found, None, session).into_iter().chain(legend).collect();
        parts.push((Said::Others, Some(others(&found)), lines));
    }
    if let Ok(retest) = retest {
        parts.push((Said::Retest, Some(of_two(retest, session)), vec![said(Said::LegendRetest).to_owned()]));
    }
    let mut text = String::new();
    for (title, table, lines) in parts {
        let gap = if text.is_empty() { "" } else { "\n" };
        text.extend([gap, said(title), "\n"]);
        if let Some(table) = table {
            text.extend(["\n", &table.render(session.width, session.color)]);
        }
        for (number, words) in lines.iter().enumerate() {
            text.push_str(if number == 0 { "\n" } else { "" });
            text.extend(wrap(&printable(words), session.width).into_iter().map(|line| line + "\n"));
        }
    }
    text
}

/// Fewer people than this tell next to nothing.
const FEW: i64 = 30;

/// That a class tells next to nothing of an instrument: once, or scale by scale where the numbers differ.
fn few(found: &[Found<'_>], session: &Session) -> Vec<String> {
    let told = |n: i64| Said::Few.text(session.lang).replace("{n}", &n.to_string());
    let small = || found.iter().filter(|(_, one)| one.n < FEW);
    match small().next() {
        None => Vec::new(),
        Some((_, one)) if found.iter().all(|(_, other)| other.n == one.n) => vec![told(one.n)],
        Some(_) => small().map(|(scale, one)| format!("{}: {}", scale.name, told(one.n))).collect(),
    }
}

/// The coefficients of the short table.
const BRIEF: [Coefficient; 3] = [Coefficient::Alpha, Coefficient::OmegaMinresImplied, Coefficient::Sem];

fn alpha(scale: &ScaleReliability, found: &Consistency) -> String {
    let alpha = found.get(Coefficient::Alpha).and_then(|alpha| {
        let interval = alpha.interval.and_then(Result::ok);
        alpha.value.ok().map(|value| with_interval(value, interval))
    });
    let mark = if scale.forced { " *" } else { "" };
    alpha.unwrap_or_else(|| "·".to_owned()) + mark
}

fn brief(found: &[Found<'_>]) -> Table {
    let mut table = Table::default();
    table.column("scale", Kind::Key);
    table.joined("k", Kind::Number);
    table.joined("n", Kind::Number);
    table.joined("alpha", Kind::Word);
    table.joined("omega", Kind::Number);
    table.joined("sem", Kind::Number);
    for (scale, found) in found {
        let begin = [scale.name.clone(), found.k.to_string(), found.n.to_string(), alpha(scale, found)];
        let rest = [Coefficient::OmegaMinresImplied, Coefficient::Sem].map(|coefficient| shown(found, coefficient));
        table.row(begin.into_iter().chain(rest));
    }
    table
}

fn first(found: &[Found<'_>]) -> Table {
    let mut table = Table::default();
    table.column("scale", Kind::Key);
    table.joined("k", Kind::Number);
    table.joined("n", Kind::Number);
    table.joined("alpha", Kind::Word);
    table.joined("sd", Kind::Number);
    for coefficient in FIRST {
        table.column(coefficient.as_str(), Kind::Number);
    }
    for (scale, found) in found {
        let begin = [scale.name.clone(), found.k.to_string(), found.n.to_string()];
        let middle = [alpha(scale, found), short(found.sd)];
        table.row(begin.into_iter().chain(middle).chain(FIRST.map(|coefficient| shown(found, coefficient))));
    }
    table
}

fn others(found: &[Found<'_>]) -> Table {
    let mut table = Table::default();
    table.column("scale", Kind::Key);
    let all = found.first().map_or(&[][..], |(_, one)| &one.estimates[..]);
    let told = |coefficient: &Coefficient| *coefficient == Coefficient::Alpha || FIRST.contains(coefficient);
    let names = all.iter().map(|estimate| estimate.coefficient).filter(|coefficient| !told(coefficient));
    let names: Vec<Coefficient> = names.collect();
    for name in &names {
        table.column(name.as_str(), Kind::Number);
    }
    for (scale, found) in found {
        let numbers = names.iter().map(|coefficient| shown(found, *coefficient));
        table.row([scale.name.clone()].into_iter().chain(numbers));
    }
    table
}

/// Which scales have no coefficients, reason by reason.
fn refused(scales: &[ScaleReliability], session: &Session) -> Vec<String> {
    let of = |scale: &'_ ScaleReliability| scale.consistency.as_ref().err().copied();
    by_reason(scales.iter().filter_map(|scale| Some((of(scale)?, scale.name.as_str()))), session)
}

/// What could not be computed of each scale, reason by reason.
fn without(found: &[Found<'_>], asked: Option<&[Coefficient]>, session: &Session) -> Vec<String> {
    let of = |(scale, found): &Found<'_>| {
        let asked = found.estimates.iter().filter(|of| asked.is_none_or(|asked| asked.contains(&of.coefficient)));
        let missing = asked.filter_map(|of| Some((of.value.err()?, of.coefficient.as_str())));
        let mut lines = by_reason(missing, session);
        let name = |place: &usize| scale.fields.get(*place).map(String::as_str);
        let constant: Vec<&str> = found.constant.iter().filter_map(name).collect();
        if !constant.is_empty() {
            lines.push(Said::Constant.text(session.lang).replace("{items}", &constant.join(", ")));
        }
        lines.into_iter().map(|line| format!("{}: {line}", scale.name)).collect::<Vec<_>>()
    };
    found.iter().flat_map(of).collect()
}

fn by_reason<'a>(missing: impl Iterator<Item = (WhyNot, &'a str)>, session: &Session) -> Vec<String> {
    let mut reasons: Vec<(WhyNot, Vec<&str>)> = Vec::new();
    for (why, name) in missing {
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(name),
            None => reasons.push((why, vec![name])),
        }
    }
    reasons.into_iter().map(|(why, names)| format!("{}: {}", names.join(", "), why.text(session.lang))).collect()
}

fn shown(found: &Consistency, coefficient: Coefficient) -> String {
    let value = found.get(coefficient).and_then(|estimate| estimate.value.ok());
    value.map_or_else(|| "·".to_owned(), short)
}

fn of_two(retest: &[Retest], session: &Session) -> Table {
    let mut table = Table::default();
    table.column("scale", Kind::Key);
    table.joined("n", Kind::Number);
    table.joined("retest", Kind::Text);
    table.joined("change", Kind::Number);
    for again in retest {
        let r = match (again.r, again.interval) {
            (Err(why), _) => why.text(session.lang).to_owned(),
            (Ok(r), Ok(interval)) => with_interval(r, Some(interval)),
            (Ok(r), Err(why)) => format!("{} ({})", short(r), why.text(session.lang)),
        };
        let change = again.change.map_or_else(|_| "·".to_owned(), short);
        table.row([again.name.clone(), again.n.to_string(), r, change]);
    }
    table
}
