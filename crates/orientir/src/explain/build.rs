//! Scales and answers: how each score came about, by the functions that score.

use super::condition::{condition, expression};
use super::data::{Answer, Asked, Effect, Exact, GivenCode, How, Limits, PartScale, People, Proration, Scale, Source};
use super::named::Absence;
use super::names::Names;
use crate::answers::Person;
use crate::codes::{Cell, FIRST_SPECIAL, MISSING, NOT_APPLICABLE};
use crate::definition::{self, CountOf, Definition, Field, Item, Method, Response, Status};
use crate::exact::Ratio;
use crate::plan::{Audience, Cond, Expr, Operation, Plan, PlanField, Source as PlanSource, Step, Term};
use crate::score::{
    Facts, Given, Part, PooledPart, Scores, Scratch, Types, Workings, part, percent, pooled_part, rule_holds, share,
};

/// Everything that an explanation looks at.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) definition: &'a Definition,
    pub(super) plan: &'a Plan,
    pub(super) given: &'a Given<'a>,
    /// As scoring left it.
    pub(super) scratch: &'a Scratch,
    pub(super) scores: &'a Scores,
    pub(super) types: &'a Types,
}

impl<'a> View<'a> {
    pub(super) fn names(&self) -> Names<'a> {
        Names::ids(self.definition, self.plan)
    }

    /// What conditions on scores see; levels and types are not theirs to see.
    pub(super) fn facts(&self) -> Facts<'a> {
        Facts {
            plan: self.plan,
            cells: crate::score::conditions_see(self.plan, self.scratch),
            scores: &self.scores.scales,
            types: self.types,
            person: self.given.person,
            ratings: self.given.rows.len(),
        }
    }

    /// A condition with its truth; parts that must all hold stand alone.
    pub(super) fn asked(&self, cond: &Cond) -> Vec<Asked> {
        if let Cond::All(list) = cond {
            return list.iter().flat_map(|part| self.asked(part)).collect();
        }
        let facts = self.facts();
        let now = match cond {
            Cond::Equal(left, _) | Cond::Less(left, _) | Cond::AtLeast(left, _) => facts.number(left),
            _ => None,
        };
        vec![Asked {
            asks: condition(&self.names(), cond),
            holds: facts.holds(cond),
            now: now.map(Exact),
            cond: cond.clone(),
        }]
    }

    pub(super) fn number(&self, expr: &Expr) -> (String, Option<Exact>) {
        (expression(&self.names(), expr), self.facts().number(expr).map(Exact))
    }

    /// One scale. `computed` and `workings` are what its step gave when it was done again.
    pub(super) fn scale(&self, number: u16, step: &Step, computed: Option<Ratio>, workings: Workings) -> Option<Scale> {
        let defined = self.definition.scales.get(usize::from(number))?;
        let about = self.plan.scales.get(usize::from(number))?;
        let score = self.scores.scales.get(usize::from(number))?;
        let (answers, denominator) = match &step.source {
            // With the answers the score would be shown.
            _ if self.given.restricted => (Vec::new(), 1),
            PlanSource::Terms { terms, denominator } => {
                let answers = self.plan.terms(terms).iter().filter_map(|term| self.answer(defined, term, *denominator));
                (answers.collect(), *denominator)
            }
            PlanSource::Scales(_) => (Vec::new(), 1),
        };
        let scales: Vec<PartScale> = match &step.source {
            PlanSource::Terms { .. } => Vec::new(),
            PlanSource::Scales(of) => {
                self.plan.scale_refs(of).iter().filter_map(|scale| self.part_scale(*scale)).collect()
            }
        };
        let values = answers.iter().filter_map(Answer::adds).chain(scales.iter().filter_map(|s| s.raw.map(|e| e.0)));
        // Where there is no score, there is no arithmetic to show; a check takes the score only after it.
        let scored = matches!(score.status, Status::Scored | Status::Prorated | Status::CheckFailed);
        let computed = computed.filter(|_| scored);
        let additive = matches!(step.operation, Operation::Sum | Operation::Mean);
        let sum = additive.then(|| values.clone().try_fold(Ratio::ZERO, Ratio::plus)).flatten();
        let missing = answers.iter().filter(|a| matches!(a.effect, Effect::Absent(_) | Effect::RestsOnMissing)).count();
        let prorated = sum.filter(|_| step.operation == Operation::Sum && missing > 0 && computed.is_some());
        let prorated = prorated.and_then(|sum| proration(sum, missing, workings, denominator));
        let exact = |(low, high): (Ratio, Ratio)| [Exact(low), Exact(high)];
        // A sum over nothing is a number, a mean over nothing is not.
        let anything = computed.is_some() && (values.count() > 0 || step.operation == Operation::Sum);
        let express =
            |value: Ratio| if step.percent { percent(value, about.computed.0, about.computed.1) } else { Some(value) };
        let taken = computed.filter(|_| score.status == Status::CheckFailed).and_then(express);
        Some(Scale {
            id: about.id.clone(),
            operation: step.operation,
            of_what: how(&defined.method),
            range: exact(about.possible),
            status: score.status,
            answered: score.answered,
            of: score.of,
            need: step.need,
            sum: sum.filter(|_| anything).map(Exact),
            prorated,
            computed: computed.filter(|_| anything).map(Exact),
            percent_between: step.percent.then(|| exact(about.computed)),
            raw: score.raw.map(Exact),
            possible: score.possible.map(exact),
            taken_by: if score.status == Status::CheckFailed { self.taken_by(number) } else { Vec::new() },
            taken: taken.map(Exact),
            basis: Source::of(defined.basis.as_ref()),
            norms: self.norms(number, about, score),
            level: self.level(number, about, score),
            precision: self.precision(about, score),
            answers,
            scales,
        })
    }

    fn part_scale(&self, scale: u16) -> Option<PartScale> {
        let score = self.scores.scales.get(usize::from(scale))?;
        let id = self.plan.scales.get(usize::from(scale))?.id.clone();
        Some(PartScale { id, raw: score.raw.map(Exact), status: score.status })
    }

    /// What one field does to a scale.
    fn answer(&self, scale: &definition::Scale, term: &Term, denominator: i64) -> Option<Answer> {
        let place = usize::from(term.field);
        let field = self.plan.fields.get(place)?;
        let item = self.definition.items.get(field.item)?;
        let slot = self.slot(field.item, place)?;
        let response = self.definition.responses.get(&slot.response);
        let cell_of = |row: &[Cell]| row.get(place).copied().unwrap_or(MISSING);
        let given: Vec<Cell> = self.given.rows.iter().map(|row| cell_of(row)).collect();
        let used = self.scratch.cells.first().map_or(MISSING, |row| cell_of(row));
        let single = !self.plan.pooled;
        let effect = if single {
            self.effect(term, used, denominator, response, field)
        } else {
            self.pooled(term, denominator, response, field)
        };
        let (weight, by_number) = match &scale.method {
            Method::WeightedSum(terms) => {
                (terms.iter().find(|t| t.field == field.name).map(|t| t.weight.ratio()), true)
            }
            Method::Count(_) | Method::Points(_) => (None, false),
            _ => (None, true),
        };
        let grid = field.codes.grid.as_ref().filter(|_| by_number);
        let value =
            |cell: Cell| Some(Ratio::new(grid.filter(|_| cell < field.codes.values)?.units(cell), grid?.denominator));
        let reversed = item.reversed || slot.reversed;
        let turned = grid.filter(|_| reversed).and_then(|grid| {
            let ends = grid.units(0) + grid.units(grid.count.saturating_sub(1));
            Some(Exact(Ratio::new(ends, grid.denominator))).filter(|_| single && matches!(effect, Effect::Adds(_)))
        });
        let chosen =
            item.options.get(&field.codes.text(used)).filter(|_| single).and_then(|option| option.gist.clone());
        Some(Answer {
            field: field.name.clone(),
            item: item.id.to_string(),
            given: given.iter().map(|cell| code(field, *cell)).collect(),
            used: (single && given.first() != Some(&used)).then(|| code(field, used)),
            gist: chosen.or_else(|| item.gist.clone()).or_else(|| options_gist(item)),
            number: value(used).filter(|_| turned.is_some() || weight.is_some()).map(Exact),
            reversed_from: turned,
            weight: weight.map(Exact),
            effect,
            response: slot.response.to_string(),
            guard: term.guard.and_then(|guard| self.plan.guards.get(usize::from(guard)).cloned()),
        })
    }

    /// The declaration of a field, by its place among all fields.
    fn slot(&self, item: usize, place: usize) -> Option<&'a Field> {
        slot(self.definition, self.plan, item, place)
    }

    fn effect(
        &self,
        term: &Term,
        used: Cell,
        denominator: i64,
        response: Option<&Response>,
        field: &PlanField,
    ) -> Effect {
        let (Some(cells), Some(effective)) = (self.scratch.cells.first(), self.scratch.effective.first()) else {
            return Effect::Absent(Absence::Missing);
        };
        let scored = effective.get(usize::from(term.field)).copied().unwrap_or(MISSING);
        match part(self.plan, term, cells, effective, self.given.person) {
            Part::Value(value) => Effect::Adds(Exact(Ratio::new(value.into(), denominator))),
            Part::Apart if scored == NOT_APPLICABLE => Effect::NotApplicable,
            Part::Apart => Effect::Apart { means: means(response, field, used) },
            Part::Undecided(_) => Effect::RestsOnMissing,
            Part::Absent(cell) => Effect::Absent(Absence::of(cell)),
            Part::Taken => {
                let guard = term.guard.and_then(|guard| self.plan.guards.get(usize::from(guard)));
                match guard.filter(|guard| self.facts().holds(guard) == Some(false)) {
                    Some(guard) => Effect::NotForThisScale { unless: condition(&self.names(), guard) },
                    None => self.policy_that_takes(term.field, cells),
                }
            }
        }
    }

    fn policy_that_takes(&self, field: u16, cells: &[Cell]) -> Effect {
        for (policy, choice) in self.plan.policies.iter().zip(self.given.choices) {
            let Some((name, rules)) = policy.choices.get(usize::from(*choice)) else { continue };
            let mut taking = rules.iter().filter(|rule| rule.fields.contains(&field));
            if taking.any(|rule| rule_holds(self.plan, cells, self.given.person, rule) == Some(true)) {
                return Effect::TakenOut { policy: policy.id.clone(), choice: name.clone() };
            }
        }
        Effect::RestsOnMissing
    }

    fn pooled(&self, term: &Term, denominator: i64, response: Option<&Response>, field: &PlanField) -> Effect {
        let rows = &self.scratch.effective;
        match pooled_part(self.plan, term, rows) {
            PooledPart::Value(sum, n) => Effect::Adds(Exact(Ratio::new(sum, n * denominator))),
            PooledPart::Absent(cell) => Effect::Absent(Absence::of(cell)),
            PooledPart::Apart => {
                let cells = || rows.iter().filter_map(|row| row.get(usize::from(term.field)).copied());
                match cells().find(|cell| *cell < FIRST_SPECIAL) {
                    Some(cell) => Effect::Apart { means: means(response, field, cell) },
                    None => Effect::NotApplicable,
                }
            }
        }
    }

    /// The checks that fired and take the score of a scale.
    fn taken_by(&self, scale: u16) -> Vec<String> {
        let fired = self.plan.checks.iter().enumerate().filter(|(bit, _)| self.scores.flags & (1 << bit) != 0);
        fired.filter(|(_, check)| check.no_score.contains(&scale)).map(|(_, check)| check.id.clone()).collect()
    }
}

/// The declaration of a field, by its place among all fields.
pub(crate) fn slot<'a>(definition: &'a Definition, plan: &Plan, item: usize, place: usize) -> Option<&'a Field> {
    let defined: &Item = definition.items.get(item)?;
    let shared = definition.each_item.as_ref().map_or(&[][..], |each| &each.fields);
    let fields = if defined.fields.is_empty() { shared } else { &defined.fields };
    fields.get(place.checked_sub(plan.items.get(item)?.start)?)
}

/// What there is to choose, where the item itself says nothing.
fn options_gist(item: &Item) -> Option<String> {
    let gists: Vec<_> = item.options.iter().filter_map(|(_, option)| option.gist.as_deref()).collect();
    (!gists.is_empty()).then(|| gists.join(" / "))
}

fn how(method: &Method) -> How {
    match method {
        Method::Count(CountOf::Right(_)) => How::Right,
        Method::Count(_) => How::Counted,
        Method::Points(_) => How::Points,
        Method::WeightedSum(_) => How::Weighted,
        Method::Difference(_) | Method::Ratio(_) => How::Scales,
        Method::Sum(of)
        | Method::Mean(of)
        | Method::Median(of)
        | Method::Spread(of)
        | Method::Least(of)
        | Method::Greatest(of) => {
            if matches!(of, definition::Select::Scales(_)) {
                How::Scales
            } else {
                How::Values
            }
        }
    }
}

/// The numbers of the completed sum, in units of the score.
fn proration(sum: Ratio, missing: usize, workings: Workings, denominator: i64) -> Option<Proration> {
    let whole = |units: i64| Ratio::new(units, denominator);
    let (low, span) = (whole(workings.seen.0), whole(workings.seen.1));
    Some(Proration {
        missing,
        low: Exact(low),
        span: Exact(span),
        share: Exact(share(sum, low, span)?),
        missing_low: Exact(whole(workings.absent.0)),
        missing_span: Exact(whole(workings.absent.1)),
    })
}

/// A cell as it was given.
fn code(field: &PlanField, cell: Cell) -> GivenCode {
    if cell < FIRST_SPECIAL { GivenCode::Code(field.codes.text(cell)) } else { GivenCode::Absent(Absence::of(cell)) }
}

/// What a code apart means, by the definition.
fn means(response: Option<&Response>, field: &PlanField, cell: Cell) -> String {
    let code = field.codes.text(cell);
    let apart = match response {
        Some(Response::Rating(r)) => &r.apart,
        Some(Response::Bipolar(r)) => &r.apart,
        Some(Response::Analog(r)) => &r.apart,
        Some(Response::Choice(choice) | Response::Matching(choice)) => {
            let option = choice.options.iter().find(|option| option.code == code);
            return option.and_then(|option| option.apart.as_ref()).map_or(code, ToString::to_string);
        }
        _ => return code,
    };
    apart.iter().find(|apart| apart.code == code).map_or(code, |apart| apart.means.to_string())
}

/// The covariates of a person that are known.
pub(super) fn person(person: &Person) -> People {
    People {
        sex: person.sex,
        age: person.age.map(Limits::Is),
        grade: person.grade.map(Limits::Is),
        language: person.language.clone(),
        region: person.region.clone(),
        mode: person.mode,
    }
}

/// The people whom a cell of a norm or a set of bands means.
pub(super) fn people(audience: &Audience) -> People {
    let limits = |(from, below): (u32, u32)| {
        Limits::Within(Some(from).filter(|n| *n > 0), Some(below).filter(|n| *n < u32::MAX))
    };
    People {
        sex: audience.sex,
        age: audience.age.map(limits),
        grade: audience.grade.map(limits),
        language: audience.language.clone(),
        region: audience.region.clone(),
        mode: audience.mode,
    }
}
