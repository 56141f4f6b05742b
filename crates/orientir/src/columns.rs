//! The columns of the score table: the same names, order and cells on every surface.

use crate::batch::BatchScores;
use crate::definition::{Metric, Status};
use crate::instrument::Instrument;
use crate::plan::NormTableau;
use crate::report::{Report, ScaleReport};

/// Standard scores in the order of columns.
const METRICS: [Metric; 6] = [Metric::T, Metric::Sten, Metric::Stanine, Metric::Z, Metric::Iq, Metric::Percentile];

/// A cell of the score table, typed for spreadsheets.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// A score.
    Number(f64),
    /// How many.
    Count(u16),
    /// Yes or no.
    Truth(bool),
    /// A code or an id.
    Code(&'a str),
    /// Several codes: types joined by `+`, flags by a blank.
    Codes(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fact {
    Raw,
    Level,
    Standard(Metric),
    Norm,
    Answered,
    Prorated,
    Status,
    PossibleMin,
    PossibleMax,
    CiLow,
    CiHigh,
    PLevel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Scale(usize, Fact),
    Type,
    Flags,
}

/// The columns of an instrument's score table after those that name the row. They depend on the definition alone, not
/// on the people.
#[derive(Clone, Debug)]
pub struct ScoreColumns {
    columns: Vec<Column>,
    names: Vec<String>,
}

impl Instrument {
    /// The columns of the score table: for each scale its raw score under its id, then `<scale>.level`, `.t`, `.sten`,
    /// `.stanine`, `.z`, `.iq`, `.percentile` and `.norm` where the definition can give them, `.answered`, `.prorated`,
    /// `.status`, `.possible_min`, `.possible_max`, and where the definition knows a reliability of the scale, `.ci_low`, `.ci_high`
    /// (the ends of [`ScaleReport::interval`]) and `.p_level` (the probability that the true score has the level); then `type`
    /// where there are types, and `flags`.
    pub fn score_columns(&self) -> ScoreColumns {
        let plan = self.plan();
        let (mut columns, mut names) = (Vec::new(), Vec::new());
        for (i, scale) in plan.scales.iter().enumerate() {
            let norms = || scale.norms.iter().filter_map(|n| plan.norms.get(usize::from(*n)));
            let number = u16::try_from(i).ok();
            let gives = |metric: Metric| {
                let mut tables = norms().flat_map(|norm| &norm.groups).flat_map(|group| &group.scales);
                norms().any(|norm| norm.metrics.contains(&metric))
                    || tables
                        .any(|(s, t)| Some(*s) == number && matches!(t, NormTableau::Table { to, .. } if *to == metric))
            };
            let level = (!scale.levels.is_empty()).then_some(Fact::Level);
            let standard = METRICS.into_iter().filter(|metric| gives(*metric)).map(Fact::Standard);
            let norm = norms().next().map(|_| Fact::Norm);
            let rest = [Fact::Answered, Fact::Prorated, Fact::Status, Fact::PossibleMin, Fact::PossibleMax];
            let is_known = |_: &Fact| !scale.precision.is_empty();
            let interval = [Fact::CiLow, Fact::CiHigh].into_iter().filter(is_known);
            let probability = level.map(|_| Fact::PLevel).filter(is_known);
            let first = [Fact::Raw].into_iter().chain(level).chain(standard).chain(norm);
            for fact in first.chain(rest).chain(interval).chain(probability) {
                columns.push(Column::Scale(i, fact));
                names.push(match fact {
                    Fact::Raw => scale.id.clone(),
                    _ => format!("{}.{}", scale.id, fact.word()),
                });
            }
        }
        if plan.types.is_some() {
            columns.push(Column::Type);
            names.push("type".to_owned());
        }
        columns.push(Column::Flags);
        names.push("flags".to_owned());
        ScoreColumns { columns, names }
    }
}

impl Fact {
    fn word(self) -> &'static str {
        match self {
            Fact::Raw => "raw",
            Fact::Level => "level",
            Fact::Standard(metric) => metric.as_str(),
            Fact::Norm => "norm",
            Fact::Answered => "answered",
            Fact::Prorated => "prorated",
            Fact::Status => "status",
            Fact::PossibleMin => "possible_min",
            Fact::PossibleMax => "possible_max",
            Fact::CiLow => "ci_low",
            Fact::CiHigh => "ci_high",
            Fact::PLevel => "p_level",
        }
    }

    fn of(self, scale: ScaleReport<'_>) -> Cell<'_> {
        let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
        let code = |value| Option::map_or(value, Cell::Empty, Cell::Code);
        match self {
            Fact::Raw => number(scale.raw()),
            Fact::Level => code(scale.level()),
            Fact::Standard(metric) => number(scale.standard(metric)),
            Fact::Norm => code(scale.norm()),
            Fact::Answered => Cell::Count(scale.answered()),
            Fact::Prorated => Cell::Truth(scale.status() == Status::Prorated),
            Fact::Status => Cell::Code(scale.status().as_str()),
            Fact::PossibleMin => number(scale.possible().map(|(low, _)| low)),
            Fact::PossibleMax => number(scale.possible().map(|(_, high)| high)),
            Fact::CiLow => number(scale.interval().map(|(low, _)| low)),
            Fact::CiHigh => number(scale.interval().map(|(_, high)| high)),
            Fact::PLevel => number(scale.level_probability()),
        }
    }
}

impl ScoreColumns {
    /// The names in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The cells of one person's report on the same instrument, in the order of the names.
    pub fn cells<'r>(&self, report: &'r Report) -> Vec<Cell<'r>> {
        let scales: Vec<_> = report.scales().collect();
        let cell = |column: &Column| match column {
            Column::Scale(i, fact) => scales.get(*i).map_or(Cell::Empty, |scale| fact.of(*scale)),
            Column::Type => types_cell(report.types()),
            Column::Flags => flags_cell(&report.flags()),
        };
        self.columns.iter().map(cell).collect()
    }

    /// What each column tells, in the order of the names: `raw`, `level`, `t` and so on, `type`, `flags`.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        let fact = |column: &Column| match column {
            Column::Scale(_, fact) => fact.word(),
            Column::Type => "type",
            Column::Flags => "flags",
        };
        self.columns.iter().map(fact)
    }

    /// The scale of each column, by its place in the definition; none for `type` and `flags`.
    pub fn scales(&self) -> impl Iterator<Item = Option<usize>> {
        self.columns.iter().map(|column| match column {
            Column::Scale(scale, _) => Some(*scale),
            Column::Type | Column::Flags => None,
        })
    }

    /// The `number`th column of many people's scores on the same instrument: its different cells, and the place of each
    /// row's cell among them.
    pub fn of<'s>(
        &self,
        instrument: &'s Instrument,
        scores: &'s BatchScores,
        number: usize,
    ) -> (Vec<Cell<'s>>, &'s [u32]) {
        match self.columns.get(number) {
            Some(Column::Scale(scale, fact)) => {
                let plan = instrument.plan();
                let found = plan.scales.get(*scale).zip(scores.scales().get(*scale));
                found.map_or((Vec::new(), &[]), |(about, column)| {
                    let cell = |score| fact.of(ScaleReport::new(plan, about, score));
                    (column.entries().iter().map(cell).collect(), column.index())
                })
            }
            Some(Column::Type) => {
                let cell = |types| types_cell(instrument.types_of(types));
                (scores.types().entries().iter().map(cell).collect(), scores.types().index())
            }
            Some(Column::Flags) => {
                let cell = |flags: &u64| flags_cell(&instrument.flags_of(*flags));
                (scores.flags().entries().iter().map(cell).collect(), scores.flags().index())
            }
            None => (Vec::new(), &[]),
        }
    }
}

fn types_cell(types: Option<Vec<&str>>) -> Cell<'static> {
    match types {
        Some(types) if !types.is_empty() => Cell::Codes(types.join("+")),
        _ => Cell::Empty,
    }
}

fn flags_cell(flags: &[&str]) -> Cell<'static> {
    if flags.is_empty() { Cell::Empty } else { Cell::Codes(flags.join(" ")) }
}
