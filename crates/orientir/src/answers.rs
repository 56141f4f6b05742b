//! What one person gave: answers as cells, and the covariates that norms and levels ask for.

use std::fmt;
use std::sync::Arc;

use crate::codes::{Cell, Codes, FIRST_SPECIAL, INVALID, MISSING, Misread, NOT_ADMINISTERED, NOT_APPLICABLE, REFUSED};
use crate::definition::reader::nearest;
use crate::definition::{Mode, Sex, Status};
use crate::error::{Code, Error};
use crate::plan::{Plan, PlanField};
use crate::sheet::grade_of;

/// Covariates. Whatever is not known is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Person {
    /// Sex.
    pub sex: Option<Sex>,
    /// Age in years at the date of the answers.
    pub age: Option<u32>,
    /// School grade.
    pub grade: Option<u32>,
    /// Language of administration.
    pub language: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// How answers were taken.
    pub mode: Option<Mode>,
    /// Whether a class or a list of pupils names the person: a pupil, also where the grade is not understood.
    pub pupil: bool,
}

impl Person {
    /// The covariates that can be set by name.
    pub const NAMES: [&'static str; 6] = ["sex", "age", "grade", "language", "region", "mode"];

    /// Sets a covariate by its name in English or as tables of schools write it.
    ///
    /// # Errors
    /// `bad_covariate` for a value outside what is allowed, `ambiguous` for a lone `M`, which is male in English and
    /// female (moteris) in Lithuanian.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        let bad = |allowed: &str| {
            Error::new(Code::BadCovariate, "")
                .with("column", name)
                .with_answer("answer", value)
                .with("allowed", allowed)
        };
        match name {
            "sex" => self.sex = Some(sex(value)?.ok_or_else(|| bad("male, female"))?),
            "age" => {
                let years = years(value).and_then(|years| years.parse().ok()).filter(|years| *years <= 120);
                self.age = Some(years.ok_or_else(|| bad("whole years 0..=120"))?);
            }
            "grade" => {
                let grade = value.parse().ok().filter(|grade| *grade <= 13).or_else(|| grade_of(value));
                self.grade = Some(grade.ok_or_else(|| bad("school grades 0..=13"))?);
            }
            "language" => {
                self.language = Some(language(value).ok_or_else(|| bad("a language code such as ru, lt or en"))?);
            }
            "region" => self.region = Some(value.to_owned()),
            "mode" => self.mode = Some(Mode::parse(value).ok_or_else(|| bad("paper, screen, interview"))?),
            _ => {
                let fault = Error::new(Code::UnknownField, "").with("field", crate::error::escape(name));
                return Err(fault.with("fix", nearest(name, &Self::NAMES)));
            }
        }
        Ok(())
    }
}

fn sex(value: &str) -> Result<Option<Sex>, Error> {
    let lower = value.trim_end_matches('.').to_lowercase();
    Ok(match lower.as_str() {
        "male" | "boy" | "man" | "м" | "муж" | "мужской" | "мальчик" | "юноша" | "парень" | "мужчина" | "vyras"
        | "vyr" | "v" | "vyriška" | "vaikinas" | "berniukas" => Some(Sex::Male),
        "female" | "girl" | "woman" | "f" | "ж" | "жен" | "женский" | "девочка" | "девушка" | "женщина" | "moteris"
        | "mot" | "moteriška" | "mergina" | "mergaitė" => Some(Sex::Female),
        "m" => {
            let ambiguous = Error::new(Code::Ambiguous, "").with("column", "sex").with_answer("answer", value);
            return Err(ambiguous.with("first", "male (English)").with("second", "moteris, female (Lithuanian)"));
        }
        _ => None,
    })
}

/// The number of `15`, `15 лет`, `15 m.`, `15 years`.
fn years(value: &str) -> Option<&str> {
    const YEARS: [&str; 11] = ["", "лет", "год", "года", "г", "л", "metai", "metų", "m", "years", "years old"];
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let (years, word) = value.split_at_checked(digits)?;
    YEARS.contains(&word.trim().trim_end_matches('.').to_lowercase().as_str()).then_some(years)
}

/// The code of a language: `RU` and `ru-RU` are `ru`.
fn language(value: &str) -> Option<String> {
    let lower = value.to_lowercase();
    let code = lower.split(['-', '_']).next().unwrap_or_default();
    let code = match code {
        "rus" | "russian" | "русский" | "rusų" => "ru",
        "lit" | "lithuanian" | "литовский" | "lietuvių" => "lt",
        "eng" | "english" | "английский" | "anglų" => "en",
        code => code,
    };
    let is_code = matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase());
    is_code.then(|| code.to_owned())
}

/// What stands in a field. Two readings of one answer are equal however they were written: `3` and `3,0`.
///
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Given {
    /// A code, as the definition writes it.
    Code(String),
    /// Words of the person's own. The engine keeps only that there are some.
    Written,
    /// No code: missing, refused, not applicable, not administered, or invalid.
    Without(Status),
}

impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Given(…)")
    }
}

/// The answers of one person: one row of cells, or several where ratings are pooled.
///
/// `Debug` does not show answers.
#[derive(Clone)]
pub struct Answers {
    plan: Arc<Plan>,
    rows: Vec<Vec<Cell>>,
    person: Person,
}

impl Answers {
    pub(crate) fn new(plan: Arc<Plan>) -> Self {
        let rows = vec![vec![MISSING; plan.fields.len()]];
        Self { plan, rows, person: Person::default() }
    }

    /// Sets the answer to a field, given as its code. A blank text takes the answer back.
    ///
    /// # Errors
    /// `unknown_field`, `unknown_code`, `out_of_range`, `off_step`; the answer then stays as it was.
    pub fn set(&mut self, field: &str, code: &str) -> Result<&mut Self, Error> {
        let plan = Arc::clone(&self.plan);
        let number = find(&plan, field)?;
        if let Some(slot) = plan.fields.get(usize::from(number)) {
            let cell = slot.codes.read(code).map_err(|misread| misread_error(slot, misread, code))?;
            self.set_cell(number, cell);
        }
        Ok(self)
    }

    /// What stands in a field, in the last rating where there are several.
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use orientir::definition::Status;
    /// use orientir::{Given, catalogue};
    /// let dembo = catalogue::get("dembo-rubinstein")?;
    /// let mut answers = dembo.answers();
    /// answers.set("mind.now", "57,0")?.set("mind.want", "refused")?;
    /// assert_eq!(answers.get("mind.now")?, Given::Code("57".to_owned()));
    /// assert_eq!(answers.get("mind.want")?, Given::Without(Status::Refused));
    /// assert_eq!(format!("{:?}", answers.get("mind.now")?), "Given(…)");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `unknown_field`.
    pub fn get(&self, field: &str) -> Result<Given, Error> {
        let number = usize::from(find(&self.plan, field)?);
        let cell = self.rows.last().and_then(|row| row.get(number)).copied().unwrap_or(MISSING);
        let codes = self.plan.fields.get(number).map(|slot| &slot.codes);
        Ok(match (cell, codes) {
            (REFUSED, _) => Given::Without(Status::Refused),
            (NOT_APPLICABLE, _) => Given::Without(Status::NotApplicable),
            (NOT_ADMINISTERED, _) => Given::Without(Status::NotAdministered),
            (INVALID, _) => Given::Without(Status::Invalid),
            (cell, Some(codes)) if cell < FIRST_SPECIAL => {
                if codes.written {
                    Given::Written
                } else {
                    Given::Code(codes.text(cell))
                }
            }
            _ => Given::Without(Status::Missing),
        })
    }

    /// Marks a field as answered by something that is no code: scales that need it get no score.
    ///
    /// # Errors
    /// `unknown_field`.
    pub fn mark_invalid(&mut self, field: &str) -> Result<&mut Self, Error> {
        let number = find(&self.plan, field)?;
        self.set_cell(number, INVALID);
        Ok(self)
    }

    /// Begins the next rating of the same person; later answers belong to it.
    pub fn next_rating(&mut self) -> &mut Self {
        self.rows.push(vec![MISSING; self.plan.fields.len()]);
        self
    }

    /// The covariates.
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The covariates, to be set.
    pub fn person_mut(&mut self) -> &mut Person {
        &mut self.person
    }

    /// How many ratings there are: rows in which something was answered.
    pub(crate) fn ratings(&self) -> usize {
        self.rows.iter().filter(|row| row.iter().any(|cell| *cell < FIRST_SPECIAL)).count()
    }

    pub(crate) fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// Whether anything stands in the last rating; a column that is not there is nothing.
    pub(crate) fn is_begun(&self) -> bool {
        self.rows.last().is_some_and(|row| row.iter().any(|cell| !matches!(*cell, MISSING | NOT_ADMINISTERED)))
    }

    /// Sets a cell of the last rating.
    pub(crate) fn set_cell(&mut self, field: u16, cell: Cell) {
        if let Some(place) = self.rows.last_mut().and_then(|row| row.get_mut(usize::from(field))) {
            *place = cell;
        }
    }

    pub(crate) fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// What is left where every value is taken away: that questions do not apply to the person. None where no question is so, and
    /// where ratings are pooled.
    pub(crate) fn only_apart(&self) -> Option<Self> {
        let [row] = self.rows.as_slice() else { return None };
        let values = |field: usize| self.plan.fields.get(field).map_or(0, |field| field.codes.values);
        let is_apart = |(field, cell): (usize, &Cell)| (values(field)..FIRST_SPECIAL).contains(cell);
        if !row.iter().enumerate().any(is_apart) {
            return None;
        }
        let cell = |(field, cell): (usize, &Cell)| if *cell < values(field) { MISSING } else { *cell };
        Some(Self { rows: vec![row.iter().enumerate().map(cell).collect()], ..self.clone() })
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answered = self.rows.iter().flatten().filter(|cell| **cell != MISSING).count();
        write!(f, "Answers({answered} given, {} ratings)", self.rows.len())
    }
}

/// The number of a field.
pub(crate) fn find(plan: &Plan, field: &str) -> Result<u16, Error> {
    plan.field(field).ok_or_else(|| {
        let known: Vec<_> = plan.fields.iter().map(|f| f.name.as_str()).collect();
        Error::new(Code::UnknownField, "")
            .with("field", crate::error::escape(field))
            .with("fix", nearest(field, &known))
    })
}

/// What is wrong with a token of a field.
pub(crate) fn misread_error(field: &PlanField, misread: Misread, token: &str) -> Error {
    let Codes { allowed, step, .. } = &field.codes;
    let code = match misread {
        Misread::Unknown => Code::UnknownCode,
        Misread::OutOfRange => Code::OutOfRange,
        Misread::OffStep => Code::OffStep,
    };
    let error = Error::new(code, "").with("field", &field.name).with_answer("answer", token).with("allowed", allowed);
    match step {
        Some(step) => error.with("step", step),
        None => error.with("step", 1),
    }
}
