//! Tallies: counts of many people's answers, and norms from them.

use std::collections::BTreeMap;

use orientir::fit::norms::{FittedNorms, Formula, GroupNorm, Margins, NormOptions, Percentile, ScaleNorm, Way};
use orientir::tally::{Cell, Covariate, GroupScores, SourceFacts, SourceKey, Tally as Inner, TallyOptions};
use orientir::{Code, Error, Lang, definition};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::json;

use crate::errors::{OrRaise, language};
use crate::instrument::Instrument;
use crate::results::{Results, Told};
use crate::table::{Column, Table};
use crate::text::Text;
use crate::whole::Whole;

/// Counts.
#[pyclass(frozen, module = "orientir._native")]
pub struct Tally {
    pub inner: Inner,
}

/// How answers are counted, a dict in Python.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Counting {
    by: Vec<Text>,
    school: Option<Text>,
    release: Text,
    date: Option<Text>,
    place: Option<Text>,
    min_cell: i64,
}

/// How norms are fitted, a dict in Python.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Fitting {
    id: Text,
    by: Vec<Text>,
    method: Text,
    formula: Text,
    percentile: Text,
    metrics: Vec<Text>,
    margins: Option<Text>,
    occasion: u32,
    population: Text,
    year: Option<u32>,
    place: Option<Text>,
    force: bool,
    replicates: u32,
    seed: u64,
}

/// A problem whose remedy is named as Python names it.
pub fn pythonic(error: &Error) -> Error {
    let fix = |value: &str| match value {
        "--force" => "force=True".to_owned(),
        "--release" => "release=".to_owned(),
        "--min-cell 1" => "min_cell=1".to_owned(),
        "--year" => "year=".to_owned(),
        other => match other.strip_prefix("`tally --by ") {
            Some(covariate) => format!("`tally(by=\"{}\")`", covariate.trim_end_matches('`')),
            None => other.to_owned(),
        },
    };
    error.arguments().fold(Error::new(error.code(), error.path().to_owned()), |made, (name, value)| {
        made.with(name, if name == "fix" { fix(value) } else { value.to_owned() })
    })
}

/// One of some words.
fn named<T: Copy>(argument: &str, given: &str, known: &[(&'static str, T)]) -> PyResult<T> {
    let unknown = || {
        let names = known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        PyValueError::new_err(format!("{argument} must be {names}, not {given:?}"))
    };
    known.iter().find(|(name, _)| *name == given.trim()).map(|(_, value)| *value).ok_or_else(unknown)
}

fn covariates(names: &[Text]) -> PyResult<Vec<Covariate>> {
    let known = Covariate::ALL.map(|covariate| (covariate.as_str(), covariate));
    names.iter().map(|name| named("by", name, &known)).collect()
}

fn within<T: PartialOrd + std::fmt::Display>(argument: &str, given: T, least: T, most: T) -> PyResult<T> {
    if given >= least && given <= most {
        Ok(given)
    } else {
        Err(PyValueError::new_err(format!("{argument} must be from {least} to {most}, not {given}")))
    }
}

impl Counting {
    /// The options of the core.
    pub fn options(self) -> PyResult<TallyOptions> {
        if let Some(date) = self.date.as_deref().filter(|date| !TallyOptions::is_date(date)) {
            return Err(PyValueError::new_err(format!("date must be 2026, 2026-10 or 2026-10-05, not {date:?}")));
        }
        let mut options = TallyOptions::default();
        options.by = covariates(&self.by)?;
        options.school = self.school.map(Into::into);
        options.release = self.release.into();
        options.date = self.date.map(Into::into);
        options.place = self.place.map(Into::into);
        options.least = within("min_cell", self.min_cell, 1, 1000)?;
        Ok(options)
    }
}

impl Fitting {
    fn options(self, py: Python<'_>, lang: Lang) -> PyResult<NormOptions> {
        use definition::{Metric, PopulationGroup};
        let metrics: Vec<_> = Metric::ALL.iter().filter(|metric| **metric != Metric::Raw).copied().collect();
        let metrics: Vec<_> = metrics.into_iter().map(|metric| (metric.as_str(), metric)).collect();
        let populations = PopulationGroup::ALL.iter().map(|group| (group.as_str(), *group)).collect::<Vec<_>>();
        let mut options = NormOptions::default();
        options.by = covariates(&self.by)?;
        options.way = named("method", &self.method, &Way::ALL.map(|way| (way.as_str(), way)))?;
        options.formula = named("formula", &self.formula, &Formula::ALL.map(|one| (one.as_str(), one)))?;
        options.percentile = named("percentile", &self.percentile, &Percentile::ALL.map(|one| (one.as_str(), one)))?;
        options.metrics =
            self.metrics.iter().map(|name| named("metrics", name, &metrics)).collect::<PyResult<Vec<_>>>()?;
        options.population = named("population", &self.population, &populations)?;
        options.year = self.year.map(|year| within("year", year, 1900, 2200)).transpose()?;
        options.replicates = within("replicates", self.replicates, 0, 100_000)?;
        options.margins = self.margins.map(|text| Margins::from_json(&text)).transpose().or_raise(py, lang)?;
        options.id = self.id.into();
        options.place = self.place.map(Into::into);
        (options.occasion, options.force, options.seed) = (self.occasion, self.force, self.seed);
        Ok(options)
    }
}

/// Counts the people of a table.
pub fn of(
    py: Python<'_>,
    instrument: &orientir::Instrument,
    whole: &Whole,
    options: &TallyOptions,
    lang: Lang,
) -> PyResult<Tally> {
    let counted = py.detach(|| Inner::of(instrument, &whole.entries, options));
    let told = |error: Error| match error.code() {
        Code::MissingColumn => pythonic(&error.with("fix", "school=")),
        _ => pythonic(&error),
    };
    Ok(Tally { inner: counted.map_err(told).or_raise(py, lang)? })
}

#[pymethods]
impl Tally {
    /// A tally from its document.
    #[staticmethod]
    fn load(py: Python<'_>, text: Text, lang: Text) -> PyResult<Self> {
        let lang = language(&lang)?;
        Ok(Self { inner: py.detach(|| Inner::from_json(&text)).or_raise(py, lang)? })
    }

    /// The document, as the command line writes it.
    fn json(&self) -> String {
        format!("{}\n", self.inner.to_json())
    }

    #[getter]
    fn instrument(&self) -> &str {
        self.inner.instrument()
    }

    #[getter]
    fn n(&self) -> i64 {
        self.inner.n()
    }

    #[getter]
    fn by(&self) -> Vec<&'static str> {
        self.inner.by().iter().map(|covariate| covariate.as_str()).collect()
    }

    #[getter]
    fn policies(&self) -> BTreeMap<&str, &str> {
        self.inner.policies().collect()
    }

    #[getter]
    fn wording(&self) -> &str {
        self.inner.wording()
    }

    /// The sources.
    fn sources(&self) -> Table {
        let sources: Vec<_> = self.inner.sources().collect();
        let texts = |of: fn(&SourceKey, &SourceFacts) -> Option<String>| {
            Column::Texts(sources.iter().map(|(key, facts, _)| of(key, facts)).collect())
        };
        let whole = |values: Vec<i64>| Column::Whole(values.into_iter().map(Some).collect());
        let columns = vec![
            ("school", texts(|key, _| Some(key.school.clone()))),
            ("occasion", whole(sources.iter().map(|(key, ..)| i64::from(key.occasion)).collect())),
            ("release", texts(|key, _| Some(key.release.clone()).filter(|name| !name.is_empty()))),
            ("date", texts(|_, facts| facts.date.clone())),
            ("place", texts(|_, facts| facts.place.clone())),
            ("min_cell", whole(sources.iter().map(|(_, facts, _)| facts.least).collect())),
            ("n", whole(sources.iter().map(|(_, _, counts)| counts.n()).collect())),
        ];
        Table::new(sources.len(), columns.into_iter().map(|(name, column)| (name.to_owned(), column)).collect())
    }

    /// How many people of each group have which score.
    fn scores(&self) -> Table {
        let all = self.inner.scores();
        let rows: Vec<(&GroupScores, f64, i64)> =
            all.iter().flat_map(|one| one.scores.iter().map(move |(score, n)| (one, score.to_f64(), *n))).collect();
        let by = self.inner.by();
        let mut columns: Vec<(String, Column)> = by
            .iter()
            .map(|covariate| {
                let value = |cell: &Cell| {
                    let found = cell.values(by).find(|(known, _)| known == covariate);
                    found.map(|(_, value)| value.to_owned())
                };
                (
                    covariate.as_str().to_owned(),
                    Column::codes(Vec::new(), rows.iter().map(|(one, ..)| value(&one.cell))),
                )
            })
            .collect();
        let whole =
            |of: fn(&(&GroupScores, f64, i64)) -> i64| Column::Whole(rows.iter().map(|row| Some(of(row))).collect());
        let floats =
            |of: fn(&(&GroupScores, f64, i64)) -> f64| Column::Floats(rows.iter().map(|row| Some(of(row))).collect());
        let of = [
            ("occasion", whole(|(one, ..)| i64::from(one.occasion))),
            ("scale", Column::codes(Vec::new(), rows.iter().map(|(one, ..)| Some(one.scale.clone())))),
            ("score", floats(|(_, score, _)| *score)),
            ("n", whole(|(_, _, n)| *n)),
            ("percent", floats(|(one, _, n)| one.percent(*n))),
        ];
        columns.extend(of.map(|(name, column)| (name.to_owned(), column)));
        Table::new(rows.len(), columns)
    }

    /// Two tallies as one.
    fn merge(&self, py: Python<'_>, other: &Self, lang: Text) -> PyResult<Self> {
        let lang = language(&lang)?;
        let merged = py.detach(|| self.inner.merge(&other.inner));
        Ok(Self { inner: merged.map_err(|error| pythonic(&error)).or_raise(py, lang)? })
    }

    /// The norms of the counts.
    fn fit(&self, py: Python<'_>, instrument: &Instrument, how: Fitting) -> PyResult<Results> {
        let lang = instrument.lang;
        let options = how.options(py, lang)?;
        let instrument = self.inner.as_counted(&instrument.inner).or_raise(py, lang)?;
        let fitted = py.detach(|| {
            let norms = FittedNorms::of(&instrument, &self.inner, &options)?;
            norms.to_json().map(|text| (norms, text))
        });
        let (norms, text) = fitted.map_err(|error| pythonic(&error)).or_raise(py, lang)?;
        let remarks = norms.remarks(lang).into_iter().map(|line| line.replace("--force", "force=True")).collect();
        let about = json!({
            "text": text,
            "id": norms.options.id,
            "n": norms.n,
            "sources": norms.sources.len(),
            "left_out": norms.left_out,
            "is_local": norms.is_local,
        });
        let tables = vec![("summary", summary(&norms)), ("norms", rows(&norms)), ("refused", refused(&norms))];
        Ok(Results::new(tables, remarks, &about, Told::default()))
    }
}

/// A scale of a group.
type Scale<'a> = (&'a GroupNorm, &'a ScaleNorm);

/// The columns that name groups.
fn groups<'c>(norms: &FittedNorms, cells: impl Iterator<Item = &'c Cell> + Clone) -> Vec<(String, Column)> {
    let by = &norms.options.by;
    let column = |covariate: &Covariate| {
        let value = |cell: &Cell| {
            let found = cell.values(by).find(|(known, _)| known == covariate);
            found.map(|(_, value)| value.to_owned())
        };
        (covariate.as_str().to_owned(), Column::codes(Vec::new(), cells.clone().map(value)))
    };
    by.iter().map(column).collect()
}

fn summary(norms: &FittedNorms) -> Table {
    let all: Vec<Scale<'_>> =
        norms.groups.iter().flat_map(|group| group.scales.iter().map(move |scale| (group, scale))).collect();
    let numbers =
        |of: &dyn Fn(&ScaleNorm) -> Option<f64>| Column::Floats(all.iter().map(|(_, scale)| of(scale)).collect());
    let mut columns = groups(norms, all.iter().map(|(group, _)| &group.cell));
    let scales = Column::codes(Vec::new(), all.iter().map(|(_, scale)| Some(scale.scale.clone())));
    let alpha =
        |scale: &ScaleNorm| norms.reliability.iter().find(|(id, _)| *id == scale.scale).map(|(_, one)| one.value);
    let of: [(&str, Column); 10] = [
        ("scale", scales),
        ("n", Column::Whole(all.iter().map(|(_, scale)| Some(scale.n)).collect())),
        ("effective", numbers(&|scale| scale.effective)),
        ("intraclass", numbers(&|scale| scale.intraclass)),
        ("mean", numbers(&|scale| Some(scale.mean))),
        ("sd", numbers(&|scale| Some(scale.deviation))),
        ("mean_error", numbers(&|scale| scale.error.as_ref().map(|error| error.mean))),
        ("sd_error", numbers(&|scale| scale.error.as_ref().map(|error| error.deviation))),
        ("t_error", numbers(&ScaleNorm::error_of_t)),
        ("alpha", numbers(&alpha)),
    ];
    columns.extend(of.map(|(name, column)| (name.to_owned(), column)));
    Table::new(all.len(), columns)
}

/// A score with its error, where there is one.
type Row<'a> = (&'a GroupNorm, &'a ScaleNorm, usize);

fn rows(norms: &FittedNorms) -> Table {
    let all: Vec<Row<'_>> = norms
        .groups
        .iter()
        .flat_map(|group| group.scales.iter().map(move |scale| (group, scale)))
        .flat_map(|(group, scale)| (0..scale.rows.len()).map(move |place| (group, scale, place)))
        .collect();
    let numbers = |of: fn(&Row<'_>) -> Option<f64>| Column::Floats(all.iter().map(of).collect());
    let error = |(_, scale, place): &Row<'_>| scale.error.as_ref()?.rows.get(*place).copied();
    let errors = |of: fn((f64, f64)) -> f64| Column::Floats(all.iter().map(|row| error(row).map(of)).collect());
    let mut columns = groups(norms, all.iter().map(|(group, ..)| &group.cell));
    let scales = Column::codes(Vec::new(), all.iter().map(|(_, scale, _)| Some(scale.scale.clone())));
    let of: [(&str, Column); 6] = [
        ("scale", scales),
        ("score", numbers(|(_, scale, place)| scale.rows.get(*place).map(|row| row.score.to_f64()))),
        ("percentile", numbers(|(_, scale, place)| scale.rows.get(*place).map(|row| row.percentile))),
        ("z", numbers(|(_, scale, place)| scale.rows.get(*place).map(|row| row.z))),
        ("percentile_error", errors(|(percentile, _)| percentile)),
        ("t_error", errors(|(_, t)| t)),
    ];
    columns.extend(of.map(|(name, column)| (name.to_owned(), column)));
    Table::new(all.len(), columns)
}

fn refused(norms: &FittedNorms) -> Table {
    let all = &norms.refused;
    let mut columns = groups(norms, all.iter().map(|one| &one.cell));
    let of: [(&str, Column); 4] = [
        ("scale", Column::codes(Vec::new(), all.iter().map(|one| Some(one.scale.clone())))),
        ("n", Column::Whole(all.iter().map(|one| Some(one.n)).collect())),
        ("effective", Column::Floats(all.iter().map(|one| Some(one.effective)).collect())),
        ("reason", Column::codes(Vec::new(), all.iter().map(|one| Some(one.why.as_str().to_owned())))),
    ];
    columns.extend(of.map(|(name, column)| (name.to_owned(), column)));
    Table::new(all.len(), columns)
}
