//! The key of a scale as manuals print it: which answers give how many points.

use crate::codes::Codes;
use crate::exact::Ratio;
use crate::plan::{APART, Plan, Source, Term};

/// What the answers to a field give to a scale.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Points {
    /// The number that was answered.
    Straight,
    /// The lowest plus the highest number, less the one that was answered.
    Reversed,
    /// Points for codes, those that give none left out.
    Codes(Vec<(String, Ratio)>),
}

/// Fields that give a scale points in the same way, in the order of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPart {
    /// What an answer gives.
    pub points: Points,
    /// The names of the fields.
    pub fields: Vec<String>,
}

impl Points {
    fn of(codes: &Codes, entries: &[i32], denominator: i64) -> Self {
        let given = |entry: i32| (entry != APART).then(|| Ratio::new(i64::from(entry), denominator));
        let cells = || (0..).zip(entries.iter().copied());
        let numbers = cells().filter_map(|(cell, entry)| Some((codes.printed(cell)?, given(entry)?)));
        let numbers: Vec<(Ratio, Ratio)> = numbers.collect();
        let all = |holds: &dyn Fn(Ratio, Ratio) -> bool| numbers.iter().all(|(number, points)| holds(*number, *points));
        if let (Some((low, _)), Some((high, _))) = (numbers.first(), numbers.last()) {
            let ends = low.plus(*high);
            if all(&|number, points| number == points) {
                return Self::Straight;
            }
            if all(&|number, points| number.plus(points) == ends) {
                return Self::Reversed;
            }
        }
        let points = cells().filter_map(|(cell, entry)| Some((codes.text(cell), given(entry)?)));
        Self::Codes(points.filter(|(_, points)| *points != Ratio::ZERO).collect())
    }
}

impl Plan {
    /// The key of a scale that is computed from answers, fields with the same points together; empty for a scale that is
    /// computed from scales, or that the instrument does not have.
    ///
    /// ```
    /// let klimov = orientir::catalogue::get("klimov-ddo")?;
    /// let key = klimov.plan().key("nature");
    /// assert_eq!(key[0].fields, ["1", "6", "10", "11", "16", "20"]); // where a counts
    /// assert_eq!(key[1].fields, ["3", "13"]); // where b counts
    /// # Ok::<(), orientir::Diagnostics>(())
    /// ```
    pub fn key(&self, scale: &str) -> Vec<KeyPart> {
        let step = self.scale(scale).and_then(|scale| self.step_of(scale));
        let Some(Source::Terms { terms, denominator }) = step.map(|step| &step.source) else { return Vec::new() };
        let mut parts: Vec<KeyPart> = Vec::new();
        for (name, points) in self.terms(terms).iter().filter_map(|term| self.points(term, *denominator)) {
            match parts.iter_mut().find(|part| part.points == points) {
                Some(part) => part.fields.push(name.to_owned()),
                None => parts.push(KeyPart { points, fields: vec![name.to_owned()] }),
            }
        }
        parts
    }

    fn points(&self, term: &Term, denominator: i64) -> Option<(&str, Points)> {
        let field = self.fields.get(usize::from(term.field))?;
        Some((&field.name, Points::of(&field.codes, self.entries(term), denominator)))
    }
}
