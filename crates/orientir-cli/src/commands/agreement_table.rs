//! What `agreement` writes: one line a coefficient, or tables for reading.

use orientir::Cell;
use orientir::fit::agreement::{Agreement, FieldAgreement, IccForm, ScaleAgreement, WhyNot};
use serde_json::{Map, Value, json};

use crate::session::Session;
use crate::table::{Kind, Table, wrap};
use crate::words::Word;
use crate::write::csv::Style;

/// The columns of the lines.
pub const COLUMNS: [&str; 11] =
    ["part", "name", "coefficient", "rater", "value", "ci_low", "ci_high", "raters", "n", "dropped", "reason"];

/// A coefficient.
#[derive(Debug)]
pub struct Line<'a> {
    part: &'static str,
    name: &'a str,
    coefficient: &'static str,
    /// Whose severity it is.
    rater: &'a str,
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    /// How many raters rated.
    raters: usize,
    /// How many people were compared, and how many had too few ratings.
    n: usize,
    dropped: usize,
    /// Why there is no value, or no interval.
    why: Option<WhyNot>,
}

/// All coefficients.
pub fn lines(agreement: &Agreement) -> Vec<Line<'_>> {
    let fields = agreement.fields.iter().flat_map(of_field);
    fields.chain(agreement.scales.iter().flat_map(|scale| of_scale(scale, &agreement.raters))).collect()
}

fn of_field(field: &FieldAgreement) -> Vec<Line<'_>> {
    let rated = field.coverage.subjects;
    let line = |coefficient, n, value: Result<f64, WhyNot>| Line {
        part: "field",
        name: &field.name,
        coefficient,
        rater: "",
        value: value.ok(),
        interval: None,
        raters: field.coverage.raters,
        n,
        dropped: rated - n,
        why: value.err(),
    };
    let alpha = field.alpha.map(|alpha| alpha.value);
    let name = if field.metric.as_str() == "nominal" { "alpha_nominal" } else { "alpha_ordinal" };
    let kappas =
        field.kappa.iter().map(|(name, kappa)| line(name, field.coverage.complete, kappa.map(|kappa| kappa.value)));
    [line(name, field.coverage.shared, alpha)].into_iter().chain(kappas).collect()
}

fn of_scale<'a>(scale: &'a ScaleAgreement, raters: &'a [String]) -> Vec<Line<'a>> {
    let rated = scale.coverage.subjects;
    let line = |coefficient, n, value: Result<f64, WhyNot>| Line {
        part: "scale",
        name: &scale.name,
        coefficient,
        rater: "",
        value: value.ok(),
        interval: None,
        raters: scale.coverage.raters,
        n,
        dropped: rated - n,
        why: value.err(),
    };
    let mut lines = vec![line("alpha_interval", scale.coverage.shared, scale.alpha.map(|alpha| alpha.value))];
    for form in IccForm::ALL {
        let estimate = scale.icc.as_ref().map(|icc| icc.form(form)).map_err(|why| *why);
        let value = estimate.and_then(|estimate| estimate.value);
        let interval = estimate.and_then(|estimate| estimate.interval);
        let why = value.err().or(interval.err());
        lines.push(Line { interval: interval.ok(), why, ..line(form.as_str(), scale.coverage.complete, value) });
    }
    match &scale.severity {
        Ok(severity) => lines.extend(severity.iter().map(|one| Line {
            rater: raters.get(one.rater).map_or("", String::as_str),
            dropped: 0,
            ..line("severity", one.n, one.value)
        })),
        Err(why) => lines.push(line("severity", 0, Err(*why))),
    }
    lines
}

impl Line<'_> {
    /// The cells of a CSV file.
    pub fn cells(&self, style: Style) -> [String; 11] {
        let number = |value: Option<f64>| style.cell(&value.map_or(Cell::Empty, Cell::Number));
        let (low, high) = self.interval.unzip();
        let part = |text: &str| style.cell(&Cell::Code(text));
        [
            part(self.part),
            style.name(self.name),
            part(self.coefficient),
            style.name(self.rater),
            number(self.value),
            number(low),
            number(high),
            self.raters.to_string(),
            self.n.to_string(),
            self.dropped.to_string(),
            part(self.why.map_or("", WhyNot::as_str)),
        ]
    }

    /// The line as JSON, with what it has.
    pub fn document(&self) -> String {
        let (low, high) = self.interval.unzip();
        let rater = (!self.rater.is_empty()).then_some(self.rater);
        let why = self.why.map(WhyNot::as_str);
        let cells: [Value; 11] = [
            json!(self.part),
            json!(self.name),
            json!(self.coefficient),
            json!(rater),
            json!(self.value),
            json!(low),
            json!(high),
            json!(self.raters),
            json!(self.n),
            json!(self.dropped),
            json!(why),
        ];
        let members = COLUMNS.into_iter().map(str::to_owned).zip(cells).filter(|(_, cell)| !cell.is_null());
        Value::Object(members.collect::<Map<_, _>>()).to_string()
    }

    /// The value and its interval for a reader, or why there is none.
    fn shown(&self, session: &Session) -> String {
        let why = self.why.map_or("", |why| why.text(session.lang));
        match (self.value, self.interval) {
            (None, _) => why.to_owned(),
            (Some(value), Some((low, high))) => format!("{} [{}; {}]", short(value), short(low), short(high)),
            (Some(value), None) if why.is_empty() => short(value),
            (Some(value), None) => format!("{} ({why})", short(value)),
        }
    }
}

fn short(number: f64) -> String {
    let text = format!("{number:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}

/// Tables for reading.
pub fn render(agreement: &Agreement, session: &Session) -> String {
    let lines = lines(agreement);
    let of = |part: &str, severity: bool| {
        let fits = move |line: &&Line<'_>| line.part == part && (line.coefficient == "severity") == severity;
        lines.iter().filter(fits).collect::<Vec<_>>()
    };
    let mut text = String::new();
    for (title, lines, rated_by) in [
        (Word::OnFields, of("field", false), false),
        (Word::OnScales, of("scale", false), false),
        (Word::OnLevelsOfRaters, of("scale", true), true),
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
            table.row([line.name, second, &line.n.to_string(), &line.shown(session)]);
        }
        text.extend([session.word(title), "\n\n", &table.render(session.width, session.color), "\n"]);
    }
    for legend in [Word::AgreementLegend, Word::SeverityLegend] {
        text.extend(wrap(session.word(legend), session.width).into_iter().map(|line| line + "\n"));
    }
    text
}
