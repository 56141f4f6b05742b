//! Vectors of errors: what is wrong with a document, with answers or with a request, and where.

use std::collections::BTreeMap;

use orientir::{Diagnostics, Error, Instrument, Receipt, Sheet, TextPack, catalogue};
use serde::Deserialize;
use serde_json::Value;

use crate::case::Table;
use crate::document::Document;
use crate::files;

/// A file of vectors.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// What the cases show.
    pub about: String,
    /// Says that the shape of every document is right, whatever the codes suggest.
    #[serde(default)]
    pub shape_is_right: bool,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One vector.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows; unique over all files.
    pub name: String,
    /// The document: faulty, or the instrument that is asked.
    pub document: Option<Document>,
    /// What is asked of the instrument; its own examples if absent.
    #[serde(default)]
    pub ask: Ask,
    /// What must be told, as code and place; its order is not compared.
    pub expect: Vec<(String, String)>,
}

/// What is asked of an instrument.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Ask {
    /// The worked examples of the definition.
    #[default]
    Examples,
    /// Answers of one person by field.
    Answers(BTreeMap<String, String>),
    /// Covariates of one person.
    Person(BTreeMap<String, String>),
    /// A table of answers.
    Table(Table),
    /// Choices of policies.
    Policies(BTreeMap<String, String>),
    /// The score of a scale.
    Scale(String),
    /// An instrument of the catalogue; there is no document then.
    Catalogue(String),
    /// Columns of answers of so many people.
    Columns {
        /// How many people.
        rows: usize,
        /// Codes by field.
        columns: BTreeMap<String, Vec<Option<String>>>,
    },
    /// The instrument with a text pack.
    Texts(Document),
    /// A profile of a battery of the catalogue from the result of unanswered questions.
    Assess(String),
    /// Whether other answers give the result of a receipt, after changes of the receipt.
    Verify {
        /// The answers that gave the receipt.
        scored: BTreeMap<String, String>,
        /// The answers that are said to have given it.
        given: BTreeMap<String, String>,
        /// Members of the receipt that are changed.
        receipt: BTreeMap<String, Value>,
    },
}

/// Every vector of errors, file by file.
pub fn all() -> Vec<(String, File)> {
    let files: Vec<(String, File)> =
        files::below("vectors/errors").into_iter().map(|path| (path.clone(), files::read(&path))).collect();
    let mut names: Vec<_> = files.iter().flat_map(|(_, file)| &file.cases).map(|case| &case.name).collect();
    names.sort();
    names.windows(2).for_each(|pair| assert_ne!(pair[0], pair[1], "a vector's name stands once"));
    files
}

impl Case {
    /// What is told.
    pub fn told(&self) -> Diagnostics {
        let Some(document) = &self.document else {
            let Ask::Catalogue(name) = &self.ask else { panic!("{}: there is nothing to ask", self.name) };
            return catalogue::get(name).err().unwrap_or_default();
        };
        match Instrument::from_json(&document.text()) {
            Ok(instrument) => self.ask.of(&instrument),
            Err(faults) => faults,
        }
    }
}

impl Case {
    /// Answers that no text may show: those of the vector that are longer than three signs.
    pub fn given(&self) -> Option<Vec<String>> {
        let long = |codes: Vec<&String>| codes.into_iter().filter(|code| code.chars().count() > 3).cloned().collect();
        match &self.ask {
            Ask::Answers(codes) | Ask::Person(codes) => Some(long(codes.values().collect())),
            Ask::Table(table) => Some(long(table.rows.iter().flatten().collect())),
            Ask::Columns { columns, .. } => Some(long(columns.values().flatten().flatten().collect())),
            _ => None,
        }
    }
}

impl Ask {
    fn of(&self, instrument: &Instrument) -> Diagnostics {
        let each = |errors: Vec<Option<Error>>| errors.into_iter().flatten().collect();
        match self {
            Self::Examples => instrument.check_examples().err().unwrap_or_default(),
            Self::Answers(answers) => {
                let mut sheet = instrument.answers();
                each(answers.iter().map(|(field, code)| sheet.set(field, code).err()).collect())
            }
            Self::Person(person) => {
                let mut sheet = instrument.answers();
                each(person.iter().map(|(name, value)| sheet.person_mut().set(name, value).err()).collect())
            }
            Self::Table(table) => {
                let header: Vec<&str> = table.header.iter().map(String::as_str).collect();
                let rows = table.rows.iter().map(|row| row.iter().map(String::as_str).collect());
                let whole: Vec<Vec<&str>> = [header].into_iter().chain(rows).collect();
                match Sheet::fit(instrument, &whole, None) {
                    Ok(sheet) => {
                        let (_, faults) =
                            sheet.read(whole.iter().skip(sheet.header_rows()).map(|row| row.iter().copied()));
                        sheet.remarks().clone().into_iter().chain(faults).collect()
                    }
                    Err(faults) => faults,
                }
            }
            Self::Policies(choices) => {
                each(choices.iter().map(|(policy, choice)| instrument.with_policy(policy, choice).err()).collect())
            }
            Self::Scale(scale) => {
                let report = instrument.score(&instrument.answers());
                each(vec![report.scale(scale).err()])
            }
            Self::Texts(document) => {
                let texts = TextPack::from_json(&document.text()).and_then(|pack| instrument.with_texts(&pack));
                texts.err().unwrap_or_default()
            }
            Self::Catalogue(_) => panic!("the catalogue is asked without a document"),
            Self::Columns { rows, columns } => {
                let mut batch = instrument.batch(*rows);
                let mut told = Diagnostics::default();
                for (field, codes) in columns {
                    if let Err(error) = batch.set_text(field, codes.iter().map(Option::as_deref)) {
                        told.push(error);
                    }
                }
                told.into_iter().chain(batch.faults().clone()).collect()
            }
            Self::Assess(battery) => {
                let battery = catalogue::battery(battery).unwrap_or_else(|faults| panic!("{faults}"));
                each(vec![battery.assess(&[&instrument.score(&instrument.answers())]).err()])
            }
            Self::Verify { scored, given, receipt } => {
                let answered = |codes: &BTreeMap<String, String>| {
                    let mut answers = instrument.answers();
                    for (field, code) in codes {
                        answers.set(field, code).unwrap_or_else(|error| panic!("{error}"));
                    }
                    answers
                };
                let mut value =
                    serde_json::to_value(instrument.score(&answered(scored)).receipt()).expect("a receipt is JSON");
                for (key, member) in receipt {
                    value[key] = member.clone();
                }
                let receipt: Receipt = serde_json::from_value(value).expect("a receipt");
                each(vec![instrument.verify(&receipt, &answered(given)).err()])
            }
        }
    }
}
