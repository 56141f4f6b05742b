//! What `agreement` writes: one line a coefficient, or tables for reading.

use orientir::fit::agreement::{Agreement, Line, Part, ScaleAgreement, WhyNot};
use orientir::{Cell, Instrument, Ratio};
use serde_json::{Map, Value, json};

use crate::session::{Session, printable};
use crate::table::{Kind, Table, wrap};
use crate::words::Word;
use crate::write::csv::Style;

/// The cells of a line, each of its kind.
pub fn typed<'a>(line: &Line<'a>) -> Vec<Cell<'a>> {
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let count = |count: usize| Cell::Number(count as f64);
    let code = |code: &'a str| if code.is_empty() { Cell::Empty } else { Cell::Code(code) };
    let (low, high) = line.interval.unzip();
    vec![
        code(line.part.as_str()),
        code(line.name),
        code(line.coefficient),
        code(line.rater),
        number(line.value),
        number(low),
        number(high),
        count(line.raters),
        count(line.n),
        count(line.dropped),
        code(line.why.map_or("", WhyNot::as_str)),
    ]
}

/// The cells of a line of a CSV file.
pub fn cells(line: &Line<'_>, style: Style) -> [String; 11] {
    let number = |value: Option<f64>| style.cell(&value.map_or(Cell::Empty, Cell::Number));
    let (low, high) = line.interval.unzip();
    let part = |text: &str| style.cell(&Cell::Code(text));
    [
        part(line.part.as_str()),
        style.name(line.name),
        part(line.coefficient),
        style.name(line.rater),
        number(line.value),
        number(low),
        number(high),
        line.raters.to_string(),
        line.n.to_string(),
        line.dropped.to_string(),
        part(line.why.map_or("", WhyNot::as_str)),
    ]
}

/// A line as JSON, with what it has.
pub fn document(line: &Line<'_>) -> String {
    let (low, high) = line.interval.unzip();
    let rater = (!line.rater.is_empty()).then_some(line.rater);
    let why = line.why.map(WhyNot::as_str);
    let cells: [Value; 11] = [
        json!(line.part.as_str()),
        json!(line.name),
        json!(line.coefficient),
        json!(rater),
        json!(line.value),
        json!(low),
        json!(high),
        json!(line.raters),
        json!(line.n),
        json!(line.dropped),
        json!(why),
    ];
    let members = Line::COLUMNS.into_iter().map(str::to_owned).zip(cells).filter(|(_, cell)| !cell.is_null());
    Value::Object(members.collect::<Map<_, _>>()).to_string()
}

/// The value and its interval for a reader, or why there is none.
fn shown(line: &Line<'_>, session: &Session) -> String {
    let why = line.why.map_or("", |why| why.text(session.lang));
    match (line.value, line.interval) {
        (None, _) => why.to_owned(),
        (Some(value), Some((low, high))) => format!("{} [{}; {}]", short(value), short(low), short(high)),
        (Some(value), None) if why.is_empty() => short(value),
        (Some(value), None) => format!("{} ({why})", short(value)),
    }
}

fn short(number: f64) -> String {
    let text = format!("{number:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}

/// Tables for reading.
pub fn render(agreement: &Agreement, instrument: &Instrument, session: &Session) -> String {
    let lines = agreement.lines();
    let of = |part: Part, severity: bool| {
        let fits = move |line: &&Line<'_>| line.part == part && line.is_severity() == severity;
        lines.iter().filter(fits).collect::<Vec<_>>()
    };
    let mut text = String::new();
    for (title, lines, rated_by) in [
        (Word::OnFields, of(Part::Field, false), false),
        (Word::OnScales, of(Part::Scale, false), false),
        (Word::OnLevelsOfRaters, of(Part::Scale, true), true),
    ] {
        if lines.is_empty() {
            continue;
        }
        let mut table = Table::default();
        table.column(if rated_by { "scale" } else { "name" }, Kind::Key);
        table.column(if rated_by { "rater" } else { "coefficient" }, Kind::Key);
        table.joined("n", Kind::Number);
        table.joined(if rated_by { "severity" } else { "value" }, Kind::Text);
        for line in lines {
            let second = if rated_by { line.rater } else { line.coefficient };
            table.row([line.name, second, &line.n.to_string(), &shown(line, session)]);
        }
        text.extend([session.word(title), "\n\n", &table.render(session.width, session.color), "\n"]);
    }
    for legend in Agreement::legends(session.lang) {
        text.extend(wrap(legend, session.width).into_iter().map(|line| line + "\n"));
    }
    let number = |end: Ratio| super::rounded(end.to_f64());
    let range = |scale: &ScaleAgreement| {
        let (low, high) = instrument.plan().range(&scale.name)?;
        Some(format!("{} {}–{}", scale.name, number(low), number(high)))
    };
    let ranges: Vec<String> = agreement.scales.iter().filter_map(range).collect();
    if !ranges.is_empty() {
        let line = session.word(Word::ScalePoints).replace("{ranges}", &ranges.join("; "));
        text.extend(wrap(&printable(&line), session.width).into_iter().map(|line| line + "\n"));
    }
    text
}
