//! Instruments.

use std::collections::BTreeMap;

use orientir::definition::Wording;
use orientir::fit::agreement::Agreement;
use orientir::{Answers, Code, Diagnostics, Error, Lang, Sheet, TableMap, TextPack, catalogue};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::columns::Columns;
use crate::errors::{OrRaise, language};
use crate::file::{self, FileScoring, Source};
use crate::keys::{Names, key_columns};
use crate::people::Reading;
use crate::reliability::{self, Sums};
use crate::report::Report;
use crate::results::{Results, Told};
use crate::scores::Scores;
use crate::tally::{self, Tally};
use crate::text::Text;
use crate::whole::Whole;
use crate::{agreement, battery, compare, quality, run};

/// An instrument with the language of its messages.
#[pyclass(frozen, module = "orientir._native")]
#[derive(Clone)]
pub struct Instrument {
    pub inner: orientir::Instrument,
    text: String,
    pub lang: Lang,
    /// The norm files that were given, the first given first.
    norms: Vec<String>,
    /// The text pack that was given.
    texts: Option<String>,
}

/// Answers by field, as they come from Python.
type Given = BTreeMap<Text, Option<Text>>;

/// What is known of a person, as it comes from Python.
type About = BTreeMap<Text, Text>;

#[pymethods]
impl Instrument {
    /// An instrument of the catalogue by its id or another name.
    #[staticmethod]
    fn catalogue(py: Python<'_>, name: Text, lang: Text) -> PyResult<Self> {
        let lang = language(&lang)?;
        let inner = catalogue::get(&name).or_raise(py, lang)?;
        let text = catalogue::INSTRUMENTS.iter().find(|(id, _)| *id == inner.id()).map_or("", |(_, text)| text);
        Ok(Self { inner, text: text.to_owned(), lang, norms: Vec::new(), texts: None })
    }

    /// An instrument from its definition.
    #[staticmethod]
    fn load(py: Python<'_>, text: Text, lang: Text) -> PyResult<Self> {
        let lang = language(&lang)?;
        Ok(Self {
            inner: orientir::Instrument::from_json(&text).or_raise(py, lang)?,
            text: text.into(),
            lang,
            norms: Vec::new(),
            texts: None,
        })
    }

    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    #[getter]
    fn version(&self) -> &str {
        &self.inner.definition().version
    }

    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    #[getter]
    fn key(&self) -> &str {
        self.inner.key_hash()
    }

    #[getter]
    fn document(&self) -> &str {
        self.inner.document_hash()
    }

    #[getter]
    fn fields(&self) -> Vec<&str> {
        self.inner.fields().collect()
    }

    #[getter]
    fn scales(&self) -> Vec<&str> {
        self.inner.scales().collect()
    }

    /// Whether several ratings of one person are joined.
    #[getter]
    fn pools(&self) -> bool {
        self.inner.definition().ratings.is_some()
    }

    #[getter]
    fn policies(&self) -> BTreeMap<&str, &str> {
        self.inner.policies().collect()
    }

    #[getter]
    fn wording(&self) -> &'static str {
        self.inner.wording().as_str()
    }

    /// The same with another choice of a policy.
    fn with_policy(&self, py: Python<'_>, policy: Text, choice: Text) -> PyResult<Self> {
        Ok(Self { inner: self.inner.with_policy(&policy, &choice).or_raise(py, self.lang)?, ..self.clone() })
    }

    /// The same, answered in another wording.
    fn with_wording(&self, py: Python<'_>, wording: Text) -> PyResult<Self> {
        let unknown = || {
            let allowed = Wording::ALL.iter().map(|wording| wording.as_str()).collect::<Vec<_>>().join(", ");
            let fault = Error::new(Code::UnknownPolicy, "").with("name", format!("wording={}", &*wording));
            fault.with("instrument", self.inner.id()).with("allowed", allowed)
        };
        let wording = Wording::parse(&wording).ok_or_else(unknown).or_raise(py, self.lang)?;
        Ok(Self { inner: self.inner.with_wording(wording).or_raise(py, self.lang)?, ..self.clone() })
    }

    /// The same with norms of a file.
    fn with_norms(&self, py: Python<'_>, text: Text) -> PyResult<Self> {
        let inner = self.inner.with_norms(&text).or_raise(py, self.lang)?;
        let norms = self.norms.iter().cloned().chain([text.into()]).collect();
        Ok(Self { inner, norms, ..self.clone() })
    }

    /// The same with the published texts of a pack.
    fn with_texts(&self, py: Python<'_>, text: Text) -> PyResult<Self> {
        let pack = TextPack::from_json(&text).or_raise(py, self.lang)?;
        Ok(Self {
            inner: self.inner.with_texts(&pack).or_raise(py, self.lang)?,
            texts: Some(text.into()),
            ..self.clone()
        })
    }

    /// The text pack that was given.
    #[getter]
    fn texts(&self) -> Option<&str> {
        self.texts.as_deref()
    }

    /// The name and the hash of the text pack.
    #[getter]
    fn texts_used(&self) -> Option<(&str, &str)> {
        self.inner.texts_used().map(|used| (used.name.as_str(), used.hash.as_str()))
    }

    /// The languages in which items can be asked.
    #[getter]
    fn asked_languages(&self) -> Vec<&'static str> {
        self.inner.asked_languages().map(Lang::as_str).collect()
    }

    /// The same, for those who state that adults answered it without names and that groups alone are reported.
    fn for_adult_groups(&self) -> Self {
        Self { inner: self.inner.for_adult_groups(), ..self.clone() }
    }

    /// Whether single people may have results: the definition does not forbid it, or the use was stated.
    #[getter]
    fn has_people(&self) -> bool {
        self.inner.check_use().is_ok()
    }

    #[getter]
    fn norms(&self) -> Vec<&str> {
        self.norms.iter().map(String::as_str).collect()
    }

    /// The same with messages in another language.
    fn with_lang(&self, lang: Text) -> PyResult<Self> {
        Ok(Self { lang: language(&lang)?, ..self.clone() })
    }

    /// What a form has to ask, as JSON.
    fn form(&self, py: Python<'_>, lang: Text) -> PyResult<String> {
        let lang = language(&lang)?;
        self.inner.asks_in(lang).or_raise(py, self.lang)?;
        Ok(self.inner.form(lang).to_json())
    }

    /// The result of one person.
    fn report(&self, py: Python<'_>, ratings: Vec<Given>, person: About) -> PyResult<Report> {
        self.check_use(py)?;
        let answers = self.answers(&ratings, &person).or_raise(py, self.lang)?;
        Ok(Report::new(self.inner.score(&answers), self.lang))
    }

    /// The result behind a row of scores, from the table that they were made of; none where it gives others by now.
    #[pyo3(signature = (data, row, id, map, sheet, scores))]
    #[expect(clippy::too_many_arguments, reason = "they come from Python one by one")]
    fn report_of(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        row: usize,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
        sheet: Option<Text>,
        scores: &Scores,
    ) -> PyResult<Option<Report>> {
        self.check_use(py)?;
        let map = self.map(py, map.as_deref())?;
        let names = Names::new(id)?;
        let reading = Reading { instrument: self, names: &names, map: map.as_ref(), sheet: sheet.as_deref() };
        let report = reading.answers(py, data, row)?.map(|answers| self.inner.score(&answers));
        let known = scores.0.scores.row(row);
        Ok(report.filter(|report| known.as_ref() == Some(report.scores())).map(|report| Report::new(report, self.lang)))
    }

    /// How the result of one person came about, as text and as JSON.
    fn explain(&self, py: Python<'_>, ratings: Vec<Given>, person: About) -> PyResult<(String, String)> {
        self.check_use(py)?;
        let answers = self.answers(&ratings, &person).or_raise(py, self.lang)?;
        let explanation = self.inner.explain(&answers);
        Ok((explanation.text(self.lang), explanation.to_json()))
    }

    /// How the result of a person of a table came about, as text and as JSON.
    #[pyo3(signature = (data, of, occasion, id, map))]
    fn explain_of(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        of: Text,
        occasion: u32,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
    ) -> PyResult<(String, String)> {
        self.check_use(py)?;
        let map = self.map(py, map.as_deref())?;
        let names = Names::new(id)?;
        let read = Source::of(data)?.read(py, &self.inner, &names, map.as_ref(), self.lang)?;
        let explanation = self.inner.explain(&read.person(&of, occasion).or_raise(py, self.lang)?.answers);
        Ok((explanation.text(self.lang), explanation.to_json()))
    }

    /// Checks the worked examples of the definition.
    fn check(&self, py: Python<'_>) -> PyResult<()> {
        self.inner.check_examples().or_raise(py, self.lang)
    }

    /// Whether answers give the result of a receipt, which is JSON.
    fn verify(&self, py: Python<'_>, receipt: Text, ratings: Vec<Given>, person: About) -> PyResult<()> {
        self.check_use(py)?;
        let receipt = serde_json::from_str(&receipt).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let answers = self.answers(&ratings, &person).or_raise(py, self.lang)?;
        self.inner.verify(&receipt, &answers).or_raise(py, self.lang)
    }

    /// What is read of a table of text, its rows from the very first, as JSON.
    #[pyo3(signature = (rows, map=None))]
    fn read(&self, py: Python<'_>, rows: Vec<Vec<Text>>, map: Option<Text>) -> PyResult<String> {
        let map = self.map(py, map.as_deref())?;
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| &**cell).collect()).collect();
        self.inner.understood(&rows, map.as_ref()).or_raise(py, self.lang)
    }

    /// Scores the rows of a frame.
    #[pyo3(signature = (columns, id, map, threads, reveal, progress))]
    #[expect(clippy::too_many_arguments, reason = "they come from Python one by one")]
    fn score(
        &self,
        py: Python<'_>,
        columns: &Columns,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
        threads: usize,
        reveal: bool,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Scores> {
        self.check_use(py)?;
        let map = self.map(py, map.as_deref())?;
        let guards = columns.borrow(py)?;
        let sources = columns.sources(&guards);
        let names = Names::new(id)?;
        let frame = py.detach(|| columns.frame(&sources)).or_raise(py, self.lang)?;
        let fit = || names.with(|named_by| Sheet::of_frame(&self.inner, &frame, map.as_ref(), named_by));
        let sheet = py.detach(fit).or_raise(py, self.lang)?;
        if self.inner.definition().ratings.is_some() {
            let (entries, faults) = py.detach(|| sheet.read_frame(&frame));
            return crate::file::collected(py, self, &sheet, entries, faults, (Some(&frame), reveal));
        }
        let (scores, answers) = run::score(py, &sheet, &frame, threads, progress, self.lang)?;
        let keys = answers.keys().map(|keys| key_columns(&sheet, Some(&frame), keys.iter())).unwrap_or_default();
        Ok(Scores::new(&self.inner, scores, keys, sheet.remarks(), (reveal, threads)))
    }

    /// Scores the people of a file.
    #[pyo3(signature = (path, id, map, sheet, reveal, progress))]
    #[expect(clippy::too_many_arguments, reason = "they come from Python one by one")]
    fn score_file(
        &self,
        py: Python<'_>,
        path: &Bound<'_, PyAny>,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
        sheet: Option<Text>,
        reveal: bool,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Scores> {
        self.check_use(py)?;
        let map = self.map(py, map.as_deref())?;
        let names = Names::new(id)?;
        FileScoring { instrument: self, names: &names, map: map.as_ref(), sheet: sheet.as_deref(), reveal }.score(
            py,
            &file::path(path)?,
            progress,
        )
    }

    /// How the people of a table have answered; `cuts` by name.
    #[pyo3(signature = (data, id, map, sheet, reveal, cuts))]
    #[expect(clippy::too_many_arguments, reason = "they come from Python one by one")]
    fn quality(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
        sheet: Option<Text>,
        reveal: bool,
        cuts: BTreeMap<Text, f64>,
    ) -> PyResult<Results> {
        self.check_use(py)?;
        let cuts = quality::cuts(&cuts)?;
        let whole = self.whole(py, data, id, (map, sheet), false, Ok)?;
        let told = whole.told([], reveal);
        Ok(quality::of(py, &self.inner, &whole, &cuts, told, self.lang))
    }

    /// How well the raters of a table agree.
    #[pyo3(signature = (data, id, map, sheet, reveal))]
    fn agreement(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
        sheet: Option<Text>,
        reveal: bool,
    ) -> PyResult<Results> {
        self.check_use(py)?;
        let whole = self.whole(py, data, id, (map, sheet), false, agreement::by_rater)?;
        let told = whole.told(Agreement::unnamed(&whole.entries), reveal);
        agreement::of(py, &self.inner, &whole, told, self.lang)
    }

    /// Counts the people of a table, with what a list of pupils knows of them.
    #[pyo3(signature = (data, id, map, sheet, reveal, pupils, how))]
    #[expect(clippy::too_many_arguments, reason = "they come from Python one by one")]
    fn tally(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
        sheet: Option<Text>,
        reveal: bool,
        pupils: Option<&Bound<'_, PyAny>>,
        how: tally::Counting,
    ) -> PyResult<(Tally, Results)> {
        let options = how.options()?;
        let roster = pupils.map(|pupils| battery::roster(py, pupils, self.lang)).transpose()?;
        let mut whole = self.whole(py, data, id, (map, sheet), false, Ok)?;
        let mut listed = Told::default();
        if let Some(roster) = &roster {
            whole.join(roster);
            listed = Told::new(roster.remarks(), roster.faults().iter().cloned(), reveal);
        }
        let counted = tally::of(py, &self.inner, &whole, &options, self.lang)?;
        let told = listed.and(whole.told([], reveal));
        Ok((counted, Results::new(Vec::new(), Vec::new(), &serde_json::Value::Null, told)))
    }

    /// The reliability of the scales, of a table or a tally.
    #[pyo3(signature = (data, id, map, sheet, reveal, force))]
    #[expect(clippy::too_many_arguments, reason = "they come from Python one by one")]
    fn reliability(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
        sheet: Option<Text>,
        reveal: bool,
        force: bool,
    ) -> PyResult<Results> {
        let (sums, told) = self.sums(py, data, id, (map, sheet), reveal)?;
        Ok(py.detach(|| reliability::of(&self.inner, sums, force, told, self.lang)))
    }

    /// The statistics of the items, of a table or a tally.
    #[pyo3(signature = (data, id, map, sheet, reveal, force))]
    #[expect(clippy::too_many_arguments, reason = "they come from Python one by one")]
    fn items(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
        sheet: Option<Text>,
        reveal: bool,
        force: bool,
    ) -> PyResult<Results> {
        let (sums, told) = self.sums(py, data, id, (map, sheet), reveal)?;
        Ok(py.detach(|| reliability::of_items(&self.inner, sums, force, told, self.lang)))
    }

    /// Two occasions: of one table, or of two; beside another class, if there is one.
    #[pyo3(signature = (before, after, against, id, map, sheet, reveal, how))]
    #[expect(clippy::too_many_arguments, reason = "they come from Python one by one")]
    fn compare(
        &self,
        py: Python<'_>,
        before: &Bound<'_, PyAny>,
        after: Option<&Bound<'_, PyAny>>,
        against: Option<&Bound<'_, PyAny>>,
        id: &Bound<'_, PyAny>,
        map: Option<Text>,
        sheet: Option<Text>,
        reveal: bool,
        how: compare::Asked,
    ) -> PyResult<Results> {
        self.check_use(py)?;
        let read = |data: &Bound<'_, PyAny>| self.whole(py, data, id, (map.clone(), sheet.clone()), true, Ok);
        let before = read(before)?;
        let tables =
            compare::Tables { before, after: after.map(read).transpose()?, against: against.map(read).transpose()? };
        let all = [Some(&tables.before), tables.after.as_ref(), tables.against.as_ref()].into_iter().flatten();
        let told = all.fold(Told::default(), |told, whole| told.and(whole.told([], reveal)));
        compare::of(py, &self.inner, &tables, &how, told, self.lang)
    }

    fn __repr__(&self) -> String {
        format!("<Instrument {} {}>", self.id(), self.version())
    }
}

impl Instrument {
    /// Raises where the definition forbids results of single people and nobody stated the use.
    fn check_use(&self, py: Python<'_>) -> PyResult<()> {
        let instead = |fault: Error| fault.with("fix", ".tally(…), .for_adult_groups()");
        self.inner.check_use().map_err(instead).or_raise(py, self.lang)
    }

    /// A whole table; see [`Reading::whole`].
    fn whole(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        id: &Bound<'_, PyAny>,
        (map, sheet): (Option<Text>, Option<Text>),
        dated: bool,
        prepare: impl FnOnce(Sheet) -> Result<Sheet, Diagnostics> + Send,
    ) -> PyResult<Whole> {
        let map = self.map(py, map.as_deref())?;
        let names = Names::new(id)?;
        let reading = Reading { instrument: self, names: &names, map: map.as_ref(), sheet: sheet.as_deref() };
        reading.whole(py, data, dated, prepare)
    }

    /// The answers of a table or a tally, added up.
    fn sums(
        &self,
        py: Python<'_>,
        data: &Bound<'_, PyAny>,
        id: &Bound<'_, PyAny>,
        how: (Option<Text>, Option<Text>),
        reveal: bool,
    ) -> PyResult<(Sums, Told)> {
        if let Ok(tally) = data.cast::<Tally>() {
            let sums = Sums::of_tally(py, &self.inner, &tally.get().inner, self.lang)?;
            return Ok((sums, Told::default()));
        }
        let whole = self.whole(py, data, id, how, false, Ok)?;
        Ok((Sums::of(py, &self.inner, &whole, self.lang)?, whole.told([], reveal)))
    }

    /// The map of a table, from JSON.
    fn map(&self, py: Python<'_>, map: Option<&str>) -> PyResult<Option<TableMap>> {
        map.map(|text| TableMap::from_json(text, &self.inner)).transpose().or_raise(py, self.lang)
    }

    /// The answers of one person; every fault is told.
    fn answers(&self, ratings: &[Given], person: &About) -> Result<Answers, Diagnostics> {
        let mut answers = self.inner.answers();
        let mut faults = Diagnostics::default();
        let mut tell = |result: Result<(), Error>| result.err().into_iter().for_each(|fault| faults.push(fault));
        for (name, value) in person {
            tell(answers.person_mut().set(name, value));
        }
        for (number, rating) in ratings.iter().enumerate() {
            if number > 0 {
                answers.next_rating();
            }
            for (field, code) in rating {
                tell(answers.set(field, code.as_deref().unwrap_or_default()).map(|_| ()));
            }
        }
        if faults.is_empty() { Ok(answers) } else { Err(faults) }
    }
}
