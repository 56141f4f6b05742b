//! Batteries: tables of several instruments joined to one profile a pupil.

use std::collections::BTreeMap;

use orientir::criteria::Battery as Inner;
use orientir::{Class, Code, Diagnostics, Error, Identity, Lang, Roster, TextPack, catalogue};
use pyo3::prelude::*;

use crate::errors::{OrRaise, language};
use crate::file::{self, Read, Source};
use crate::keys::Names;
use crate::profiles::{Profiles, Told};
use crate::text::Text;

/// A battery with the language of its messages.
#[pyclass(frozen, module = "orientir._native")]
pub struct Battery {
    inner: Inner,
    text: String,
    lang: Lang,
}

#[pymethods]
impl Battery {
    /// A battery of the catalogue.
    #[staticmethod]
    fn catalogue(py: Python<'_>, name: Text, lang: Text) -> PyResult<Self> {
        let lang = language(&lang)?;
        let inner = catalogue::battery(&name).or_raise(py, lang)?;
        let text = catalogue::BATTERIES.iter().find(|(id, _)| *id == inner.id()).map_or("", |(_, text)| text);
        Ok(Self { inner, text: text.to_owned(), lang })
    }

    /// A battery from its document and those of instruments, by their ids; others are of the catalogue.
    #[staticmethod]
    fn load(py: Python<'_>, text: Text, instruments: BTreeMap<Text, Text>, lang: Text) -> PyResult<Self> {
        let lang = language(&lang)?;
        let resolve = |id: &str| match instruments.get(id) {
            Some(text) => orientir::Instrument::from_json(text),
            None => catalogue::get(id),
        };
        Ok(Self { inner: Inner::from_json(&text, resolve).or_raise(py, lang)?, text: text.into(), lang })
    }

    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    #[getter]
    fn instruments(&self) -> Vec<&str> {
        self.inner.instruments().map(orientir::Instrument::id).collect()
    }

    /// The same with norms for one of its instruments.
    fn with_norms(&self, py: Python<'_>, text: Text) -> PyResult<Self> {
        Ok(Self {
            inner: self.inner.with_norms(&text).or_raise(py, self.lang)?,
            text: self.text.clone(),
            lang: self.lang,
        })
    }

    /// The same with the published texts of one of its instruments.
    fn with_texts(&self, py: Python<'_>, text: Text) -> PyResult<Self> {
        let pack = TextPack::from_json(&text).or_raise(py, self.lang)?;
        let inner = self.inner.with_texts(&pack).or_raise(py, self.lang)?;
        Ok(Self { inner, text: self.text.clone(), lang: self.lang })
    }

    /// The profiles of the people of some tables.
    fn assess(
        &self,
        py: Python<'_>,
        tables: Vec<(Text, Bound<'_, PyAny>)>,
        pupils: Option<&Bound<'_, PyAny>>,
        id: &Bound<'_, PyAny>,
        reveal: bool,
    ) -> PyResult<Profiles> {
        let names = Names::new(id)?;
        let mut told = Told::default();
        let roster = pupils.map(|pupils| self.roster(py, pupils, &mut told)).transpose()?;
        let mut class = Class::new(roster);
        let several = tables.len() > 1;
        for (name, data) in tables {
            let instrument = self.inner.instrument(&name).or_raise(py, self.lang)?;
            let Read { sheet, entries, faults } = Source::of(&data)?.read(py, instrument, &names, None, self.lang)?;
            let (asides, missing) = sheet.remarks().iter().cloned().partition::<Vec<_>, _>(orientir_reading::is_aside);
            told.remarks.extend(asides.into_iter().map(|remark| (instrument.id().to_owned(), remark)));
            if several && matches!(names, Names::AsFound) && sheet.identity() == Identity::Row {
                // Joined by the numbers of rows, results of different pupils would become one profile.
                return Err(Error::new(Code::NoIdentity, "").with("instrument", instrument.id()))
                    .or_raise(py, self.lang);
            }
            let joined = py.detach(|| class.add(instrument, sheet.identity(), entries)).or_raise(py, self.lang)?;
            let all = missing.into_iter().chain(faults).chain(joined);
            told.problems
                .extend(all.map(|fault| (instrument.id().to_owned(), if reveal { fault.reveal() } else { fault })));
        }
        let people = py.detach(|| class.profiles(&self.inner)).or_raise(py, self.lang)?;
        Ok(Profiles::new(self.inner.clone(), class, people, told))
    }
}

/// The list of pupils.
pub fn roster(py: Python<'_>, pupils: &Bound<'_, PyAny>, lang: Lang) -> PyResult<Roster> {
    let roster = match Source::of(pupils)? {
        Source::Frame(columns) => {
            let guards = columns.borrow(py)?;
            let sources = columns.sources(&guards);
            let frame = columns.frame(&sources).or_raise(py, lang)?;
            let rows: Vec<Vec<_>> =
                (0..frame.rows()).map(|row| frame.columns().iter().map(|column| column.text(row)).collect()).collect();
            let headers: Vec<&str> = frame.names().iter().map(String::as_str).collect();
            Roster::read(&headers, rows.iter().map(|row| row.iter().map(AsRef::as_ref)))
        }
        Source::Path(path) => {
            let open = || file::open(&path, lang)?.whole().map_err(Diagnostics::from);
            let rows = py.detach(open).or_raise(py, lang)?;
            let header: Vec<&str> = rows.first().into_iter().flatten().collect();
            Roster::read(&header, rows.iter().skip(1))
        }
    };
    roster.or_raise(py, lang)
}

impl Battery {
    fn roster(&self, py: Python<'_>, pupils: &Bound<'_, PyAny>, told: &mut Told) -> PyResult<Roster> {
        let roster = roster(py, pupils, self.lang)?;
        let named = |error: &Error| ("pupils".to_owned(), error.clone());
        told.remarks.extend(roster.remarks().iter().map(named));
        told.problems.extend(roster.faults().iter().map(named));
        Ok(roster)
    }
}
