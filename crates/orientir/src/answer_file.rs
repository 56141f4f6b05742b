//! The answers of one person to several instruments, as a self-test hands them over.

use crate::definition::Parsed;
use crate::definition::reader::{Map, Text, record, words};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::instrument::Instrument;

words! {
    /// What the document is.
    pub enum Marker {
        /// Answers of a person.
        Answers = "answers",
    }
}

record! {
    /// The answers of one person to one instrument.
    pub struct AnswerSheet {
        /// The instrument.
        instrument: Text,
        /// Its version.
        version: Text,
        /// The hash of what its scoring depends on: answers to another key are not scored.
        key: Option<Text>,
        /// When it was finished: `2026-11-28`.
        date: Option<Text>,
        /// The language of the questions.
        language: Option<Text>,
        /// Codes by field. `refused` where the person would rather not answer; nothing for what was passed over.
        answers: Map<Text>,
    }
}

record! {
    /// The answers of one person to several instruments: what a self-test in a browser hands over.
    pub struct AnswerFile {
        /// Where an editor finds the JSON Schema of this document.
        schema["$schema"]: Option<Text>,
        /// What the document is: `answers`.
        orientir: Marker,
        /// The format of the document: 1.
        format: u32,
        /// The version of the engine that wrote it.
        engine: Option<Text>,
        /// By what the school knows the person.
        id: Text,
        /// Before or after: 1 unless told.
        occasion: Option<u32>,
        /// What is known of the person: `sex`, `age`, `grade`, `region`.
        person: Map<Text>,
        /// The instruments.
        instruments: Vec<AnswerSheet>,
    }
}

impl AnswerFile {
    /// The format that this engine reads.
    pub const FORMAT: u32 = 1;
    /// The longest document in bytes.
    pub const MAX_BYTES: usize = 4 << 20;

    /// Reads a document. What its answers mean is asked when they are scored: see [`AnswerFile::table`].
    ///
    /// ```
    /// # #[cfg(feature = "catalogue")] {
    /// use orientir::{AnswerFile, Sheet, catalogue};
    /// let file = AnswerFile::from_json(
    ///     r#"{ "orientir": "answers", "format": 1, "id": "07", "person": { "sex": "female" }, "instruments": [
    ///         { "instrument": "career-plan", "version": "1.0.0", "answers": { "plan": "2", "dated": "refused" } } ] }"#,
    /// )?;
    /// let plan = catalogue::get("career-plan")?;
    /// let [header, row] = file.table(&plan)?.expect("answers to it");
    /// let header: Vec<&str> = header.iter().map(String::as_str).collect();
    /// let (people, faults) = Sheet::new(&plan, &header)?.read([row.iter().map(String::as_str)]);
    /// assert_eq!((people[0].key.id.as_str(), faults.len()), ("07", 0));
    /// # }
    /// # Ok::<(), orientir::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// Every fault of the document: what [`Instrument::from_json`] gives for JSON and keys.
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        let parsed = Parsed::<Self>::read(text, Self::MAX_BYTES, Self::FORMAT)?;
        match parsed.document {
            Some(file) if parsed.faults.is_empty() => Ok(file),
            _ => Err(parsed.faults),
        }
    }

    /// The answers to an instrument as a table of text, a header and a row, which [`crate::Sheet`] reads like any other. None if
    /// the file has no answers to it.
    ///
    /// # Errors
    /// `wrong_instrument` for answers to a version of the instrument that scores in another way.
    pub fn table(&self, instrument: &Instrument) -> Result<Option<[Vec<String>; 2]>, Error> {
        let Some(sheet) = self.instruments.iter().find(|sheet| sheet.instrument == instrument.id()) else {
            return Ok(None);
        };
        if sheet.key.as_deref().is_some_and(|key| key != instrument.key_hash()) {
            let (id, version) = (instrument.id(), &instrument.definition().version);
            let other = if sheet.version == *version { " (another key)" } else { "" };
            let found = format!("{id} {}{other}", escape(&sheet.version));
            return Err(Error::new(Code::WrongInstrument, "")
                .with("expected", format!("{id} {version}"))
                .with("found", found));
        }
        let occasion = self.occasion.map(|occasion| occasion.to_string());
        let about = [("id", Some(self.id.clone())), ("occasion", occasion), ("lang", sheet.language.clone())];
        let about = about.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let known = self.person.iter().map(|(name, value)| (name.to_owned(), value.clone()));
        let screen = [("mode".to_owned(), "screen".to_owned())];
        let given = |field: &str| (field.to_owned(), sheet.answers.get(field).cloned().unwrap_or_default());
        let fields = instrument.fields().map(given);
        // Told as columns that nothing has.
        let strange = sheet.answers.iter().filter(|(field, _)| instrument.plan().field(field).is_none());
        let strange = strange.map(|(field, code)| (field.to_owned(), code.clone()));
        let (header, row) = about.chain(known).chain(screen).chain(fields).chain(strange).unzip();
        Ok(Some([header, row]))
    }
}

/// The JSON Schema of files of answers.
#[cfg(feature = "schema")]
pub fn answers_schema() -> String {
    crate::definition::schema::document::<AnswerFile>("answers-1.json")
}
