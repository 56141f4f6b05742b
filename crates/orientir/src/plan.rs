//! What executes: flat lists and a closed set of steps. A plan knows no JSON. `Display` prints the listing.

use std::fmt;
use std::ops::Range;

use crate::codes::{Cell, Codes};
use crate::definition::{Metric, Mode, PopulationGroup, Sex, Status, Wording};
use crate::exact::Ratio;

/// Marks a code without a value in a table: an answer that says nothing about the scale.
pub(crate) const APART: i32 = i32::MIN;

/// An instrument as it is executed. Field, scale and level numbers are positions in its lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub(crate) fields: Vec<PlanField>,
    /// The fields of each item, and the item of each field.
    pub(crate) items: Vec<Range<usize>>,
    pub(crate) terms: Vec<Term>,
    /// What each code of a term adds, over the step's denominator; terms point into it.
    pub(crate) table: Vec<i32>,
    pub(crate) guards: Vec<Cond>,
    pub(crate) scale_refs: Vec<u16>,
    /// In the order of computation, one step a scale.
    pub(crate) steps: Vec<Step>,
    /// In the order of the definition.
    pub(crate) scales: Vec<PlanScale>,
    pub(crate) branches: Vec<Rule>,
    pub(crate) policies: Vec<PlanPolicy>,
    pub(crate) checks: Vec<PlanCheck>,
    pub(crate) types: Option<PlanType>,
    pub(crate) level_names: Vec<String>,
    pub(crate) levels: Vec<PlanLevels>,
    pub(crate) norms: Vec<PlanNorm>,
    pub(crate) choose: Vec<ChooseSet>,
    pub(crate) rescaled: Vec<Rescaled>,
    /// Whether a person has several rows that are pooled.
    pub(crate) pooled: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanField {
    pub(crate) name: String,
    pub(crate) item: usize,
    pub(crate) codes: Codes,
    /// The field may be missing as a column.
    pub(crate) optional: bool,
}

/// A field's part in a step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
    pub(crate) field: u16,
    /// Where the field's codes begin in the table.
    pub(crate) table: u32,
    pub(crate) codes: u16,
    pub(crate) low: i32,
    pub(crate) high: i32,
    /// Whether an answer may leave the term without a value.
    pub(crate) may_be_apart: bool,
    /// Only where this holds does the answer count; else it adds nothing.
    pub(crate) guard: Option<u16>,
    /// Whether rules of policies or a guard look at other fields of the item.
    pub(crate) ruled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Sum,
    Mean,
    Median,
    Spread,
    Least,
    Greatest,
    Difference,
    Ratio,
}

/// What a step works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Terms, over a denominator.
    Terms { terms: Range<usize>, denominator: i64 },
    /// Scales computed before.
    Scales(Range<usize>),
}

/// Computes one scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) scale: u16,
    pub(crate) operation: Operation,
    pub(crate) source: Source,
    /// How many answers are needed.
    pub(crate) need: u16,
    /// The scale as a sum of terms with factors, where it is one: for exact ranges and leads.
    pub(crate) linear: Option<Vec<(u32, i64)>>,
    /// The score is given as percent between these.
    pub(crate) percent: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanScale {
    pub(crate) id: String,
    /// The lowest and highest possible score as computed, before `express`.
    pub(crate) computed: (Ratio, Ratio),
    /// The lowest and highest possible score as given.
    pub(crate) possible: (Ratio, Ratio),
    /// Its levels and norms, most of the time none or one.
    pub(crate) levels: Vec<u16>,
    pub(crate) norms: Vec<u16>,
    /// None where nothing is known of its error of measurement.
    /// In the order of the definition: the first that holds for a person counts.
    pub(crate) precision: Vec<Precision>,
}

/// What is known of the error of measurement of a scale: at least one of the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Precision {
    /// The reliability coefficient, 0 to 1.
    pub(crate) reliability: Option<f64>,
    /// The standard error of measurement in raw points, above 0.
    pub(crate) sem: Option<f64>,
    /// The norm whose sample it comes from: it holds for those whom that norm fits. For everybody if none.
    pub(crate) norm: Option<u16>,
}

impl Precision {
    /// The reliability among people whose raw scores have a standard deviation. An error of measurement holds in every group, and a
    /// reliability does not: among people who are more alike it is lower (`r = 1 − SEM²/s²`; Lord and Novick 1968, 6.2, recollection).
    pub(crate) fn among(&self, deviation: Option<f64>) -> Option<f64> {
        match (self.sem, deviation) {
            (Some(sem), Some(sd)) => Some((1.0 - sem * sem / (sd * sd)).max(0.0)),
            _ => self.reliability,
        }
    }
}

/// Fields that a condition changes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) when: Cond,
    pub(crate) fields: Vec<u16>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanPolicy {
    pub(crate) id: String,
    pub(crate) default: u16,
    pub(crate) choices: Vec<(String, Vec<Rule>)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanCheck {
    pub(crate) id: String,
    /// All must hold: one, or one an item.
    pub(crate) expect: Vec<Cond>,
    /// Scales that lose their score, with those computed from them.
    pub(crate) no_score: Vec<u16>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TypeWay {
    Highest { candidates: Vec<Vec<Expr>>, at_most: Option<u32> },
    Cases { cases: Vec<(Cond, u16)>, otherwise: Option<u16> },
    Code { candidates: Vec<Vec<Expr>>, letters: usize },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanType {
    pub(crate) ids: Vec<String>,
    pub(crate) way: TypeWay,
}

/// The people for whom something holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Audience {
    pub(crate) sex: Option<Sex>,
    pub(crate) age: Option<(u32, u32)>,
    pub(crate) grade: Option<(u32, u32)>,
    pub(crate) language: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) mode: Option<Mode>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanLevels {
    pub(crate) metric: Metric,
    pub(crate) audience: Audience,
    /// The lowest score of each band but the first, and the level numbers of all bands.
    pub(crate) cuts: Vec<Ratio>,
    pub(crate) names: Vec<u16>,
    pub(crate) needs: Option<Cond>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NormTableau {
    Moments {
        mean: Ratio,
        sd: Ratio,
        percentiles: Vec<(Ratio, Ratio)>,
    },
    Table {
        to: Metric,
        rows: Vec<(Ratio, Ratio)>,
        /// Of raw scores: intervals in raw points come from them, standard scores do not.
        moments: Option<(Ratio, Ratio)>,
        percentiles: Vec<(Ratio, Ratio)>,
    },
    Model {
        over_age: bool,
        within: (u32, u32),
        mean: Vec<Ratio>,
        sd: Vec<Ratio>,
    },
}

impl NormTableau {
    /// Percentile ranks counted in the sample: raw scores from here on, and the rank. Empty where none are given.
    pub(crate) fn percentiles(&self) -> &[(Ratio, Ratio)] {
        match self {
            Self::Moments { percentiles, .. } | Self::Table { percentiles, .. } => percentiles,
            Self::Model { .. } => &[],
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanNormGroup {
    pub(crate) audience: Audience,
    /// By scale.
    pub(crate) scales: Vec<(u16, NormTableau)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanNorm {
    pub(crate) id: String,
    pub(crate) wording: Wording,
    pub(crate) population: PopulationGroup,
    /// Whether it places scores and grades nobody.
    pub(crate) comparison_group: bool,
    pub(crate) metrics: Vec<Metric>,
    pub(crate) clips: Vec<(Metric, Ratio, Ratio)>,
    pub(crate) groups: Vec<PlanNormGroup>,
}

/// Fields of which a fixed number is to be chosen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChooseSet {
    pub(crate) fields: Vec<u16>,
    pub(crate) count: usize,
}

/// A field measured on a line whose printed length stands in another field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rescaled {
    pub(crate) field: u16,
    pub(crate) length: u16,
}

/// A condition by numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cond {
    All(Vec<Cond>),
    Any(Vec<Cond>),
    Not(Box<Cond>),
    Is(u16, Vec<Cell>),
    Answered(u16),
    AllDifferent(Vec<u16>),
    Equal(Expr, Expr),
    Less(Expr, Expr),
    AtLeast(Expr, Expr),
    Level(u16, Vec<u16>),
    Status(u16, Vec<Status>),
    Standard { scale: u16, metric: Metric, from: Option<Ratio>, below: Option<Ratio> },
    NormFrom(u16, Vec<PopulationGroup>),
    Leads { scales: Vec<u16>, over: Vec<u16>, by: Ratio },
    TypeHas(u64),
    TypeOnly(u64),
}

impl Cond {
    /// Adds the fields that the condition asks for.
    pub(crate) fn fields(&self, fields: &mut Vec<u16>) {
        match self {
            Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| c.fields(fields)),
            Cond::Not(inner) => inner.fields(fields),
            Cond::Is(field, _) | Cond::Answered(field) => fields.push(*field),
            Cond::AllDifferent(of) => fields.extend(of),
            Cond::Equal(a, b) | Cond::Less(a, b) | Cond::AtLeast(a, b) => {
                let mut look = |expr: &Expr| {
                    if let Expr::Field(field) = expr {
                        fields.push(*field);
                    }
                };
                a.visit(&mut look);
                b.visit(&mut look);
            }
            Cond::Level(..)
            | Cond::Status(..)
            | Cond::Standard { .. }
            | Cond::NormFrom(..)
            | Cond::Leads { .. }
            | Cond::TypeHas(_)
            | Cond::TypeOnly(_) => {}
        }
    }

    /// Looks at every number of the condition.
    pub(crate) fn visit(&self, look: &mut impl FnMut(&Expr)) {
        match self {
            Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| c.visit(look)),
            Cond::Not(inner) => inner.visit(look),
            Cond::Equal(a, b) | Cond::Less(a, b) | Cond::AtLeast(a, b) => [a, b].iter().for_each(|e| e.visit(look)),
            _ => {}
        }
    }
}

impl Expr {
    /// Looks at the number and at every number inside it.
    pub(crate) fn visit(&self, look: &mut impl FnMut(&Expr)) {
        look(self);
        match self {
            Expr::Sum(list)
            | Expr::Difference(list)
            | Expr::Product(list)
            | Expr::Least(list)
            | Expr::Greatest(list)
            | Expr::Mean(list) => list.iter().for_each(|e| e.visit(look)),
            Expr::Quotient(pair) => [&pair.0, &pair.1].iter().for_each(|e| e.visit(look)),
            Expr::If(either) => {
                either.0.visit(look);
                either.1.visit(look);
                either.2.visit(look);
            }
            Expr::ValueOfHighest(of) => of.iter().flat_map(|(by, value)| [by, value]).for_each(|e| e.visit(look)),
            Expr::Number(_)
            | Expr::Field(_)
            | Expr::Scale(_)
            | Expr::PercentOfRange(_)
            | Expr::Answered(_)
            | Expr::Observed(_)
            | Expr::Ratings
            | Expr::Age
            | Expr::Grade => {}
        }
    }
}

/// A number by numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Number(Ratio),
    Field(u16),
    Scale(u16),
    PercentOfRange(u16),
    Answered(u16),
    Observed(u16),
    Ratings,
    Age,
    Grade,
    Sum(Vec<Expr>),
    Difference(Vec<Expr>),
    Product(Vec<Expr>),
    Quotient(Box<(Expr, Expr)>),
    Least(Vec<Expr>),
    Greatest(Vec<Expr>),
    Mean(Vec<Expr>),
    If(Box<(Cond, Expr, Expr)>),
    ValueOfHighest(Vec<(Expr, Expr)>),
}

impl Plan {
    /// The lowest and highest possible score of a scale.
    pub fn range(&self, scale: &str) -> Option<(Ratio, Ratio)> {
        self.scales.iter().find(|s| s.id == scale).map(|s| s.possible)
    }

    /// What the codes of a term add.
    pub(crate) fn entries(&self, term: &Term) -> &[i32] {
        let start = term.table as usize;
        self.table.get(start..start + usize::from(term.codes)).unwrap_or_default()
    }

    pub(crate) fn terms(&self, range: &Range<usize>) -> &[Term] {
        self.terms.get(range.clone()).unwrap_or_default()
    }

    pub(crate) fn scale_refs(&self, range: &Range<usize>) -> &[u16] {
        self.scale_refs.get(range.clone()).unwrap_or_default()
    }

    /// The number of a field by its name.
    pub(crate) fn field(&self, name: &str) -> Option<u16> {
        self.fields.iter().position(|f| f.name == name).and_then(|i| u16::try_from(i).ok())
    }

    /// The number of a scale by its id.
    pub(crate) fn scale(&self, id: &str) -> Option<u16> {
        self.scales.iter().position(|s| s.id == id).and_then(|i| u16::try_from(i).ok())
    }

    /// The name of a level.
    pub(crate) fn level_name(&self, level: u16) -> &str {
        self.level_names.get(usize::from(level)).map_or("", String::as_str)
    }

    /// The step that computes a scale.
    pub(crate) fn step_of(&self, scale: u16) -> Option<&Step> {
        self.steps.iter().find(|step| step.scale == scale)
    }

    fn scale_id(&self, scale: u16) -> &str {
        self.scales.get(usize::from(scale)).map_or("?", |s| s.id.as_str())
    }

    fn field_name(&self, field: u16) -> &str {
        self.fields.get(usize::from(field)).map_or("?", |f| f.name.as_str())
    }
}

impl fmt::Display for Plan {
    /// The listing: one line a field, a step, a set of bands, a norm. Stable within a format version.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for field in &self.fields {
            let optional = if field.optional { " optional" } else { "" };
            writeln!(
                f,
                "field {} {}{optional}",
                field.name,
                if field.codes.written { "text" } else { &field.codes.allowed }
            )?;
        }
        for set in &self.choose {
            writeln!(f, "choose {} of {}", set.count, set.fields.len())?;
        }
        for step in &self.steps {
            self.list_step(f, step)?;
        }
        for check in &self.checks {
            write!(f, "check {} x{}", check.id, check.expect.len())?;
            for scale in &check.no_score {
                write!(f, " -{}", self.scale_id(*scale))?;
            }
            writeln!(f)?;
        }
        for policy in &self.policies {
            write!(f, "policy {}", policy.id)?;
            for (i, (name, rules)) in policy.choices.iter().enumerate() {
                let mark = if i == usize::from(policy.default) { "*" } else { "" };
                write!(f, " {name}{mark}({})", rules.len())?;
            }
            writeln!(f)?;
        }
        for (i, levels) in self.levels.iter().enumerate() {
            let of =
                self.scales.iter().filter(|s| s.levels.iter().any(|l| usize::from(*l) == i)).map(|s| s.id.as_str());
            write!(f, "levels {} of {}:", levels.metric, of.collect::<Vec<_>>().join(" "))?;
            for (j, name) in levels.names.iter().enumerate() {
                let from = j
                    .checked_sub(1)
                    .and_then(|c| levels.cuts.get(c))
                    .map_or(String::new(), |c| format!("{}..", c.to_f64()));
                write!(f, " {from}{}", self.level_name(*name))?;
            }
            writeln!(f)?;
        }
        for norm in &self.norms {
            writeln!(f, "norm {} {} wording, {} groups", norm.id, norm.wording, norm.groups.len())?;
        }
        if let Some(types) = &self.types {
            let way = match types.way {
                TypeWay::Highest { .. } => "highest",
                TypeWay::Cases { .. } => "cases",
                TypeWay::Code { .. } => "code",
            };
            writeln!(f, "type {way} of {}", types.ids.join(" "))?;
        }
        Ok(())
    }
}

impl Plan {
    fn list_step(&self, f: &mut fmt::Formatter<'_>, step: &Step) -> fmt::Result {
        let operation = format!("{:?}", step.operation).to_lowercase();
        write!(f, "scale {} = {operation}", self.scale_id(step.scale))?;
        match &step.source {
            Source::Terms { terms, denominator } => {
                for term in self.terms(terms) {
                    write!(f, " {}", self.field_name(term.field))?;
                    let entries = self.entries(term);
                    if entries.len() <= 8 {
                        let shown: Vec<_> =
                            entries.iter().map(|e| if *e == APART { "·".to_owned() } else { e.to_string() }).collect();
                        write!(f, "[{}]", shown.join(" "))?;
                    } else {
                        write!(f, "[{}..{}]", term.low, term.high)?;
                    }
                    if term.guard.is_some() {
                        f.write_str("?")?;
                    }
                }
                if *denominator != 1 {
                    write!(f, " /{denominator}")?;
                }
            }
            Source::Scales(range) => {
                for scale in self.scale_refs(range) {
                    write!(f, " {}", self.scale_id(*scale))?;
                }
            }
        }
        write!(f, " need {}", step.need)?;
        if step.percent {
            f.write_str(" percent")?;
        }
        let (low, high) = self.scales.get(usize::from(step.scale)).map_or((Ratio::ZERO, Ratio::ZERO), |s| s.possible);
        writeln!(f, " in {}..={}", low.to_f64(), high.to_f64())
    }
}
