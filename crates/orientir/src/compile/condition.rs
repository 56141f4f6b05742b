//! Conditions by name to conditions by number.

use super::names::Names;
use crate::codes::Cell;
use crate::definition::{Condition, FieldIs, Id, Operand};
use crate::error::{Code, Diagnostics, Error};
use crate::plan::{Cond, Expr};

/// What a condition may ask for in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// Answers alone.
    Fields,
    /// Raw scores too.
    Scores,
    /// Levels and standard scores too.
    Levels,
    /// Types too.
    Types,
}

/// Where a condition stands.
#[derive(Debug)]
pub(crate) struct Scope<'a, 'd> {
    pub(crate) names: &'a Names<'d>,
    pub(crate) reach: Reach,
    /// The item that leading dots mean.
    pub(crate) item: Option<usize>,
    /// Whether only fields of that item may be named: completions are then searched item by item.
    pub(crate) item_only: bool,
    /// Why no single answer can be asked for, where that is so.
    pub(crate) no_answers: Option<&'static str>,
}

impl Scope<'_, '_> {
    pub(crate) fn condition(&self, condition: &Condition, path: &str, faults: &mut Diagnostics) -> Option<Cond> {
        match condition {
            Condition::All(list) => self.list(list, &format!("{path}/all"), faults).map(Cond::All),
            Condition::Any(list) => self.list(list, &format!("{path}/any"), faults).map(Cond::Any),
            Condition::Not(inner) => {
                self.condition(inner, &format!("{path}/not"), faults).map(|c| Cond::Not(Box::new(c)))
            }
            Condition::Is(is) => self.is(is, &format!("{path}/is"), faults),
            Condition::Answered(field) => self.field(field, &format!("{path}/answered"), faults).map(Cond::Answered),
            Condition::SameCode(fields) => {
                let path = format!("{path}/same_code");
                if fields.len() != 2 {
                    faults.push(bad(path.as_str(), "`same_code` compares two fields"));
                }
                self.comparable(fields, &path, faults).map(|fields| Cond::Not(Box::new(Cond::AllDifferent(fields))))
            }
            Condition::AllDifferent(fields) => {
                self.comparable(fields, &format!("{path}/all_different"), faults).map(Cond::AllDifferent)
            }
            Condition::Equal(pair) => self.pair(pair, &format!("{path}/equal"), faults).map(|(a, b)| Cond::Equal(a, b)),
            Condition::Less(pair) => self.pair(pair, &format!("{path}/less"), faults).map(|(a, b)| Cond::Less(a, b)),
            Condition::AtLeast(pair) => {
                self.pair(pair, &format!("{path}/at_least"), faults).map(|(a, b)| Cond::AtLeast(a, b))
            }
            Condition::Level(level) => {
                let path = format!("{path}/level");
                self.reaches(Reach::Levels, &path, faults)?;
                let scale = self.names.scale(&level.scale, &format!("{path}/scale"), faults);
                let levels = each(&level.is, &format!("{path}/is"), faults, |id, path, faults| {
                    self.names.level(id, path, faults)
                });
                Some(Cond::Level(scale?, levels?))
            }
            Condition::Status(status) => {
                let path = format!("{path}/status");
                self.reaches(Reach::Scores, &path, faults)?;
                let scale = self.names.scale(&status.scale, &format!("{path}/scale"), faults)?;
                Some(Cond::Status(scale, status.is.clone()))
            }
            Condition::Standard(standard) => {
                let path = format!("{path}/standard");
                self.reaches(Reach::Levels, &path, faults)?;
                let scale = self.names.scale(&standard.scale, &format!("{path}/scale"), faults)?;
                let (from, below) = (
                    standard.from.map(super::super::exact::Decimal::ratio),
                    standard.below.map(super::super::exact::Decimal::ratio),
                );
                Some(Cond::Standard { scale, metric: standard.metric, from, below })
            }
            Condition::NormFrom(norm) => {
                let path = format!("{path}/norm_from");
                self.reaches(Reach::Levels, &path, faults)?;
                let scale = self.names.scale(&norm.scale, &format!("{path}/scale"), faults)?;
                Some(Cond::NormFrom(scale, norm.population.clone()))
            }
            Condition::Leads(lead) => {
                let path = format!("{path}/leads");
                self.reaches(Reach::Scores, &path, faults)?;
                let mut scales = |list: &[Id], key: &str| {
                    each(list, &format!("{path}/{key}"), faults, |id, path, faults| self.names.scale(id, path, faults))
                };
                let (scales, over) = (scales(&lead.scales, "scales"), scales(&lead.over, "over"));
                Some(Cond::Leads { scales: scales?, over: over?, by: lead.by.ratio() })
            }
            Condition::TypeHas(ids) => self.types(ids, &format!("{path}/type_has"), faults).map(Cond::TypeHas),
            Condition::TypeOnly(ids) => self.types(ids, &format!("{path}/type_only"), faults).map(Cond::TypeOnly),
        }
    }

    fn list(&self, list: &[Condition], path: &str, faults: &mut Diagnostics) -> Option<Vec<Cond>> {
        each(list, path, faults, |condition, path, faults| self.condition(condition, path, faults))
    }

    fn is(&self, is: &FieldIs, path: &str, faults: &mut Diagnostics) -> Option<Cond> {
        let field = self.field(&is.field, &format!("{path}/field"), faults)?;
        let codes = self.codes(field, &is.code, &format!("{path}/code"), faults)?;
        Some(Cond::Is(field, codes))
    }

    /// The cells of some codes of a field.
    fn codes(&self, field: u16, codes: &[String], path: &str, faults: &mut Diagnostics) -> Option<Vec<Cell>> {
        let known = self.names.slots.get(usize::from(field))?.codes.as_ref()?;
        each(codes, path, faults, |code, path, faults| cell(known, code, path, faults))
    }

    fn field(&self, name: &str, path: &str, faults: &mut Diagnostics) -> Option<u16> {
        if let Some(reason) = self.no_answers {
            faults.push(bad(path, reason));
            return None;
        }
        if name.starts_with('.') && self.item.is_none() {
            faults.push(bad(path, "a leading dot needs an item: write `each_item`, or name the field in full"));
            return None;
        }
        if self.item_only && !name.starts_with('.') {
            faults.push(bad(path, "only fields of the same item, written with a leading dot"));
            return None;
        }
        self.names.field(name, self.item, path, faults)
    }

    /// Fields whose codes can be compared: those of one response.
    fn comparable(&self, fields: &[String], path: &str, faults: &mut Diagnostics) -> Option<Vec<u16>> {
        let numbers = self.fields(fields, path, faults)?;
        let codes = |field: &u16| self.names.slots.get(usize::from(*field)).and_then(|slot| slot.codes.as_ref());
        if numbers.iter().any(|field| codes(field) != numbers.first().and_then(codes)) {
            faults.push(bad(path, "fields with different codes cannot be compared"));
            return None;
        }
        Some(numbers)
    }

    fn fields(&self, fields: &[String], path: &str, faults: &mut Diagnostics) -> Option<Vec<u16>> {
        each(fields, path, faults, |name, path, faults| self.field(name, path, faults))
    }

    fn types(&self, ids: &[Id], path: &str, faults: &mut Diagnostics) -> Option<u64> {
        self.reaches(Reach::Types, path, faults)?;
        let numbers = each(ids, path, faults, |id, path, faults| self.names.type_of(id, path, faults))?;
        Some(numbers.iter().fold(0, |mask, n| mask | 1_u64.checked_shl(u32::from(*n)).unwrap_or(0)))
    }

    fn pair(&self, pair: &[Operand], path: &str, faults: &mut Diagnostics) -> Option<(Expr, Expr)> {
        let [left, right] = pair else {
            faults.push(bad(path, "a comparison has two sides"));
            return None;
        };
        let left = self.operand(left, &format!("{path}/0"), faults);
        let right = self.operand(right, &format!("{path}/1"), faults);
        left.zip(right)
    }

    fn reaches(&self, reach: Reach, path: &str, faults: &mut Diagnostics) -> Option<()> {
        if self.reach < reach {
            let reason = match reach {
                Reach::Fields => "nothing but numbers can be asked here",
                Reach::Scores => "scores are not known yet in this place",
                Reach::Levels => "levels are not known yet in this place",
                Reach::Types => "types are not known yet in this place",
            };
            faults.push(bad(path, reason));
            return None;
        }
        Some(())
    }

    pub(crate) fn operand(&self, operand: &Operand, path: &str, faults: &mut Diagnostics) -> Option<Expr> {
        let scale = |id: &str, key: &str, faults: &mut Diagnostics| {
            let path = format!("{path}/{key}");
            self.reaches(Reach::Scores, &path, faults)?;
            self.names.scale(id, &path, faults)
        };
        let list = |list: &[Operand], key: &str, faults: &mut Diagnostics| {
            let path = format!("{path}/{key}");
            if list.is_empty() {
                faults.push(Error::new(Code::EmptyList, path.as_str()));
            }
            each(list, &path, faults, |operand, path, faults| self.operand(operand, path, faults))
        };
        match operand {
            Operand::Number(number) => Some(Expr::Number(number.ratio())),
            Operand::Field(name) => {
                let path = format!("{path}/field");
                let field = self.field(name, &path, faults)?;
                let numeric = self.names.slots.get(usize::from(field)).and_then(|s| s.codes.as_ref())?.grid.is_some();
                if !numeric {
                    let fault = Error::new(Code::WrongResponse, path).with("field", name);
                    faults.push(fault.with("reason", "its answers are not numbers"));
                }
                Some(Expr::Field(field))
            }
            Operand::Scale(id) => scale(id, "scale", faults).map(Expr::Scale),
            Operand::PercentOfRange(id) => scale(id, "percent_of_range", faults).map(Expr::PercentOfRange),
            Operand::Answered(id) => scale(id, "answered", faults).map(Expr::Answered),
            Operand::Observed(id) => scale(id, "observed", faults).map(Expr::Observed),
            Operand::Ratings => Some(Expr::Ratings),
            Operand::Age => Some(Expr::Age),
            Operand::Grade => Some(Expr::Grade),
            Operand::Sum(of) => list(of, "sum", faults).map(Expr::Sum),
            Operand::Difference(of) => list(of, "difference", faults).map(Expr::Difference),
            Operand::Product(of) => list(of, "product", faults).map(Expr::Product),
            Operand::Quotient(of) => {
                self.pair(of, &format!("{path}/quotient"), faults).map(|pair| Expr::Quotient(Box::new(pair)))
            }
            Operand::Least(of) => list(of, "least", faults).map(Expr::Least),
            Operand::Greatest(of) => list(of, "greatest", faults).map(Expr::Greatest),
            Operand::Mean(of) => list(of, "mean", faults).map(Expr::Mean),
            Operand::If(either) => {
                let path = format!("{path}/if");
                let when = self.condition(&either.when, &format!("{path}/when"), faults);
                let then = self.operand(&either.then, &format!("{path}/then"), faults);
                let otherwise = self.operand(&either.otherwise, &format!("{path}/otherwise"), faults);
                Some(Expr::If(Box::new((when?, then?, otherwise?))))
            }
            Operand::ValueOfHighest(candidates) => {
                let path = format!("{path}/value_of_highest");
                let candidates = each(candidates, &path, faults, |candidate, path, faults| {
                    let by = self.operand(&candidate.by, &format!("{path}/by"), faults);
                    let value = self.operand(&candidate.value, &format!("{path}/value"), faults);
                    by.zip(value)
                });
                candidates.map(Expr::ValueOfHighest)
            }
        }
    }
}

/// The cell of a code of a field.
pub(crate) fn cell(codes: &crate::codes::Codes, code: &str, path: &str, faults: &mut Diagnostics) -> Option<Cell> {
    match codes.read(code) {
        Ok(cell) if codes.is_code(cell) => Some(cell),
        _ => {
            let known: Vec<_> = codes.signs().collect();
            super::names::tell_unknown(faults, path, "code", code, &known);
            None
        }
    }
}

/// Resolves every element of a list, so that all faults are found, and gives the list if none had one.
pub(crate) fn each<T, U>(
    list: &[T],
    path: &str,
    faults: &mut Diagnostics,
    mut one: impl FnMut(&T, &str, &mut Diagnostics) -> Option<U>,
) -> Option<Vec<U>> {
    let results: Vec<_> =
        list.iter().enumerate().map(|(i, element)| one(element, &format!("{path}/{i}"), faults)).collect();
    results.into_iter().collect()
}

/// Shows every part of a condition: how many names and codes it holds, and the operand if it is one.
pub(crate) fn walk<'c>(condition: &'c Condition, show: &mut dyn FnMut(usize, Option<&'c Operand>)) {
    let mut own = 1;
    match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().for_each(|inner| walk(inner, show)),
        Condition::Not(inner) => walk(inner, show),
        Condition::Equal(pair) | Condition::Less(pair) | Condition::AtLeast(pair) => {
            for operand in pair {
                walk_operand(operand, show);
            }
        }
        Condition::Is(is) => own += is.code.len(),
        Condition::SameCode(fields) | Condition::AllDifferent(fields) => own += fields.len(),
        Condition::Level(level) => own += level.is.len(),
        Condition::Status(status) => own += status.is.len(),
        Condition::NormFrom(norm) => own += norm.population.len(),
        Condition::Leads(lead) => own += lead.scales.len() + lead.over.len(),
        Condition::TypeHas(ids) | Condition::TypeOnly(ids) => own += ids.len(),
        Condition::Answered(_) | Condition::Standard(_) => {}
    }
    show(own, None);
}

/// The same of an operand.
pub(crate) fn walk_operand<'c>(operand: &'c Operand, show: &mut dyn FnMut(usize, Option<&'c Operand>)) {
    show(1, Some(operand));
    match operand {
        Operand::Sum(of)
        | Operand::Difference(of)
        | Operand::Product(of)
        | Operand::Quotient(of)
        | Operand::Least(of)
        | Operand::Greatest(of)
        | Operand::Mean(of) => of.iter().for_each(|operand| walk_operand(operand, show)),
        Operand::If(either) => {
            walk(&either.when, show);
            walk_operand(&either.then, show);
            walk_operand(&either.otherwise, show);
        }
        Operand::ValueOfHighest(list) => {
            for candidate in list {
                walk_operand(&candidate.by, show);
                walk_operand(&candidate.value, show);
            }
        }
        _ => {}
    }
}

fn bad(path: impl Into<String>, reason: &'static str) -> Error {
    Error::new(Code::BadCondition, path).with("reason", reason)
}
