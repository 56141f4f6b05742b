//! What a person says of a table where its headers and cells do not say it themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::about::About;
use super::plain::{bare, name};
use super::seconds::{SECONDS, seconds};
use super::{Column, Sheet};
use crate::definition::Parsed;
use crate::definition::reader::{Id, Map, OrNull, Text, nearest, pointer_step, record};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::instrument::Instrument;

record! {
    /// How a table is read: what its columns are, what its entries mean, and which of them stand for no answer.
    pub struct TableMap {
        /// Where an editor finds the JSON Schema of this document.
        schema["$schema"]: Option<Text>,
        /// The format of the document: 1.
        format: u32,
        /// The instrument that the table is read for.
        instrument: Option<Id>,
        /// The sheet of a workbook.
        sheet: Option<Text>,
        /// The row of the header, counted from 1; 0 where there is none, and columns are known by their places.
        header_row: Option<u32>,
        /// What columns are, by their headers or as `#3` for the third: a field, `id`, `name`, `mail`, `number`, `occasion`,
        /// `rater`, `date`, `seconds`, `class`, a covariate, `choices` for several choices in one cell, null for a column to
        /// pass over, or `?` for not decided.
        columns: Map<OrNull<Text>>,
        /// What entries mean, by field, covariate or `seconds`, `*` for every field: a code, null for no answer, `?` for not
        /// decided.
        values: Map<Map<OrNull<Text>>>,
        /// Entries that stand for no answer in every field.
        missing: Vec<Text>,
    }
}

/// What a map makes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Field(u16),
    About(About),
    Choices,
    Nothing,
}

/// Names of columns that are no fields and no covariates.
const ABOUT: [(&str, About); 9] = [
    ("id", About::Id),
    ("name", About::Name),
    ("mail", About::Mail),
    ("number", About::Number),
    ("occasion", About::Occasion),
    ("rater", About::Rater),
    ("date", About::Date),
    (SECONDS, About::Seconds),
    ("class", About::Class),
];
/// Several choices in one cell.
const CHOICES: &str = "choices";
/// Not decided: read as without the map.
const OPEN: &str = "?";
/// Every field.
const ALL: &str = "*";

impl TableMap {
    /// The format that this engine reads.
    pub const FORMAT: u32 = 1;
    /// The longest document in bytes.
    pub const MAX_BYTES: usize = 1 << 20;

    /// Reads a map for an instrument.
    ///
    /// # Errors
    /// Every fault of the document: what [`Instrument::from_json`] gives for JSON and keys, `wrong_instrument`, `unknown_name`
    /// for a column or a field that nothing has, `unknown_code`, `out_of_range` or `off_step` for a value that is no code,
    /// `bad_covariate` for one that a covariate cannot take, `codes_clash` where an entry that stands for no answer is a code
    /// or the words of one.
    pub fn from_json(text: &str, instrument: &Instrument) -> Result<Self, Diagnostics> {
        let parsed = Parsed::<Self>::read(text, Self::MAX_BYTES, Self::FORMAT)?;
        let mut faults = parsed.faults;
        match parsed.document {
            Some(map) if faults.is_empty() => {
                map.check(instrument, &mut faults);
                if faults.is_empty() { Ok(map) } else { Err(faults) }
            }
            _ => Err(faults),
        }
    }

    fn check(&self, instrument: &Instrument, faults: &mut Diagnostics) {
        if let Some(of) = self.instrument.as_deref().filter(|of| *of != instrument.id()) {
            let fault = Error::new(Code::WrongInstrument, "/instrument");
            faults.push(fault.with("expected", instrument.id()).with("found", of));
        }
        let known = Self::names(instrument);
        let unknown = |path: String, what: &str, name: &str| {
            let fault = Error::new(Code::UnknownName, path).with("what", what);
            fault.with("name", escape(name)).with("fix", nearest(name, &known))
        };
        for (header, target) in self.columns.iter() {
            if let OrNull::Value(name) = target
                && name != OPEN
                && target_of(name, instrument).is_none()
            {
                faults.push(unknown(format!("/columns/{}", pointer_step(header)), "column", name));
            }
        }
        for (name, values) in self.values.iter() {
            let path = format!("/values/{}", pointer_step(name));
            let field = instrument.plan().field(name);
            let covariate = crate::Person::NAMES.contains(&name);
            if field.is_none() && name != ALL && name != SECONDS && !covariate {
                faults.push(unknown(path, "field", name));
                continue;
            }
            let field = field.and_then(|field| instrument.plan().fields.get(usize::from(field)));
            for (entry, code) in values.iter() {
                let OrNull::Value(code) = code else { continue };
                let wrong = match field {
                    _ if code == OPEN => None,
                    Some(field) => {
                        let misread = field.codes.read(code).err();
                        misread.map(|misread| crate::answers::misread_error(field, misread, code))
                    }
                    None if covariate => crate::Person::default().set(name, code).err(),
                    None if name == SECONDS => seconds(code, name).err(),
                    None => no_code_of_any(instrument, code),
                };
                if let Some(fault) = wrong {
                    faults.push(fault.at(format!("{path}/{}", pointer_step(entry))).reveal());
                }
            }
        }
        self.check_missing(instrument, faults);
    }

    /// An entry that stands for no answer may not be an answer, however it is written.
    fn check_missing(&self, instrument: &Instrument, faults: &mut Diagnostics) {
        if self.missing.is_empty() {
            return;
        }
        let values = &instrument.words().values;
        for (place, entry) in self.missing.iter().enumerate() {
            let entry = bare(entry);
            let answer = |cell| cell < crate::codes::FIRST_SPECIAL;
            let mut fields = (0_u16..).zip(&instrument.plan().fields).filter(|(_, field)| !field.codes.written);
            let clash = fields.find(|(number, field)| values.read(*number, field, entry).is_ok_and(answer));
            if let Some((_, field)) = clash {
                let fault = Error::new(Code::CodesClash, format!("/missing/{place}")).with("code", entry);
                faults.push(fault.with("reason", format!("it is a code of the field {}", field.name)));
            }
        }
    }

    /// Everything that a column may be said to be.
    fn names(instrument: &Instrument) -> Vec<String> {
        let about = ABOUT.iter().map(|(name, _)| *name).chain(crate::Person::NAMES).chain([CHOICES]);
        instrument.fields().chain(about).map(str::to_owned).collect()
    }

    /// What the map makes of columns; none where it says nothing. A place goes before a header.
    pub(super) fn targets(&self, headers: &[String], instrument: &Instrument) -> Vec<Option<Target>> {
        let by_place: BTreeMap<usize, _> =
            self.columns.iter().filter_map(|(key, target)| Some((place_of(key)?, target))).collect();
        let by_header: BTreeMap<&str, _> = self.columns.iter().map(|(key, target)| (bare(key), target)).collect();
        let target =
            |(place, header): (usize, &String)| match by_place.get(&place).or_else(|| by_header.get(bare(header)))? {
                OrNull::Null => Some(Target::Nothing),
                OrNull::Value(name) => target_of(name, instrument),
            };
        headers.iter().enumerate().map(target).collect()
    }

    /// How many of the headers the map names.
    pub(super) fn names_of(&self, headers: &[String]) -> usize {
        let keys: BTreeSet<&str> = self.columns.iter().map(|(key, _)| bare(key)).collect();
        headers.iter().filter(|header| keys.contains(bare(header))).count()
    }

    /// Columns that the map names and the table does not have.
    pub(super) fn absent<'m>(&'m self, headers: &'m [String]) -> impl Iterator<Item = &'m str> {
        let known: BTreeSet<&str> = headers.iter().map(|header| bare(header)).collect();
        let by_place = |key: &str| place_of(key).is_some_and(|place| place < headers.len());
        self.columns.iter().map(|(key, _)| key).filter(move |key| !by_place(key) && !known.contains(bare(key)))
    }
}

/// The place from 0 that `#3` says, counted from 1.
fn place_of(key: &str) -> Option<usize> {
    bare(key).strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1)
}

/// What is wrong with a code that no field has.
fn no_code_of_any(instrument: &Instrument, code: &str) -> Option<Error> {
    let fields = &instrument.plan().fields;
    if fields.iter().any(|field| !field.codes.written && field.codes.read(code).is_ok()) {
        return None;
    }
    let allowed: BTreeSet<&str> = fields.iter().map(|field| field.codes.allowed.as_str()).collect();
    let allowed = allowed.into_iter().collect::<Vec<_>>().join(", ");
    let fault = Error::new(Code::UnknownCode, "").with("field", ALL).with_answer("answer", code);
    Some(fault.with("allowed", allowed))
}

/// What entries stand for, prepared for tables longer than memory.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// By field, covariate or `seconds`.
    by: BTreeMap<String, Stands>,
    missing: BTreeSet<String>,
}

/// What the entries of one field stand for: a code, empty for no answer, none where it is not decided.
#[derive(Debug, Default)]
struct Stands {
    exact: BTreeMap<String, Option<String>>,
    /// By [`alike`].
    alike: BTreeMap<String, Option<String>>,
}

/// An entry without what typing changes: case and blanks. Signs stay, for `-1` is not `1` and `> 5` not `< 5`.
fn alike(entry: &str) -> String {
    name(entry).to_lowercase()
}

impl Entries {
    /// Whether entries stand for nothing but themselves.
    pub(super) fn is_empty(&self) -> bool {
        self.by.is_empty() && self.missing.is_empty()
    }

    pub(super) fn of(map: Option<&TableMap>) -> Self {
        let Some(map) = map else { return Self::default() };
        let mut entries = Self::default();
        for (of, values) in map.values.iter() {
            let stands = entries.by.entry(of.to_owned()).or_default();
            for (entry, code) in values.iter() {
                let code = match code {
                    OrNull::Null => Some(String::new()),
                    OrNull::Value(code) => Some(code.clone()).filter(|code| code != OPEN),
                };
                stands.alike.entry(alike(entry)).or_insert_with(|| code.clone());
                stands.exact.insert(bare(entry).to_owned(), code);
            }
        }
        entries.missing = map.missing.iter().map(|entry| bare(entry).to_owned()).collect();
        entries
    }

    /// Whether a cell stands for no answer in every field.
    pub(super) fn is_missing(&self, cell: &str) -> bool {
        self.missing.contains(bare(cell))
    }

    /// What an entry of a field or a covariate stands for: the entry itself where the map says nothing, empty for no answer.
    pub(super) fn entry<'v>(&'v self, of: &str, is_field: bool, entry: &'v str) -> &'v str {
        let stands = |of: &str| {
            let stands = self.by.get(of)?;
            // The very entry goes before one that is typed otherwise.
            stands.exact.get(bare(entry)).or_else(|| stands.alike.get(&alike(entry)))?.as_deref()
        };
        let all = || if is_field { stands(ALL) } else { None };
        let none = || (is_field && self.is_missing(entry)).then_some("");
        stands(of).or_else(all).or_else(none).unwrap_or(entry)
    }
}

impl Sheet {
    /// A map that says what the table was taken for, as JSON, to be changed by hand: see [`TableMap`]. `rows` are those below
    /// the header; entries of them that are no codes are listed as not decided, at most 20 a field. `name` is that of the sheet
    /// in a workbook.
    pub fn propose_map<'r, R, C>(&self, name: Option<&str>, rows: R) -> String
    where
        R: IntoIterator<Item = C>,
        C: IntoIterator<Item = &'r str>,
    {
        let plan = self.instrument.plan();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        self.headers.iter().for_each(|header| *counts.entry(header).or_default() += 1);
        let columns = self.columns.iter().zip(&self.headers).enumerate().map(|(place, (column, header))| {
            let twice = header.is_empty() || counts.get(header.as_str()).is_some_and(|count| *count > 1);
            let target = match column {
                Column::Field(field) => plan.fields.get(usize::from(*field)).map(|field| field.name.as_str()),
                Column::Choices(_) => Some(CHOICES),
                // Without a name of their own they are found as before: stamps say whose numbers the ids are.
                Column::About(about) => Some(name_of(*about).unwrap_or(OPEN)),
                Column::Passed | Column::Unknown => None,
            };
            let header = if twice { format!("#{}", place + 1) } else { header.clone() };
            format!("    {}: {}", json(&header), target.map_or_else(|| "null".to_owned(), json))
        });
        let mut open: Vec<(&str, Vec<String>)> = Vec::new();
        for row in rows {
            for (cell, column) in row.into_iter().zip(&self.columns) {
                let Some(of) = self.misread(*column, bare(cell)) else { continue };
                let place = open.iter().position(|(known, _)| *known == of).unwrap_or(open.len());
                if place == open.len() {
                    open.push((of, Vec::new()));
                }
                let entry = format!("      {}: {}", json(bare(cell)), json(OPEN));
                if let Some((_, entries)) =
                    open.get_mut(place).filter(|(_, e)| e.len() < MOST_LISTED && !e.contains(&entry))
                {
                    entries.push(entry);
                }
            }
        }
        let open = open.into_iter().map(|(name, entries)| format!("    {}: {}", json(name), members(&entries, "    ")));
        let sheet = name.map_or_else(String::new, |name| format!("  \"sheet\": {},\n", json(name)));
        format!(
            "{{\n  \"format\": {},\n  \"instrument\": {},\n{sheet}  \"header_row\": {},\n  \"columns\": {},\n  \
             \"values\": {},\n  \"missing\": []\n}}\n",
            TableMap::FORMAT,
            json(self.instrument.id()),
            self.header_rows,
            members(&columns.collect::<Vec<_>>(), "  "),
            members(&open.collect::<Vec<_>>(), "  "),
        )
    }

    /// The name of the field or covariate of which a cell holds no code.
    fn misread(&self, column: Column, cell: &str) -> Option<&str> {
        let entry = |name: &str, is_field| self.entries.entry(name, is_field, cell);
        match column {
            _ if cell.is_empty() => None,
            Column::Field(number) => {
                let field = self.instrument.plan().fields.get(usize::from(number))?;
                let misread = self.words.values.read(number, field, entry(&field.name, true)).is_err();
                misread.then_some(field.name.as_str())
            }
            Column::About(About::Seconds) => self.read_seconds(cell, SECONDS).is_err().then_some(SECONDS),
            Column::About(About::Covariate(name)) => {
                crate::Person::default().set(name, entry(name, false)).is_err().then_some(name)
            }
            _ => None,
        }
    }
}

/// What a name in a map stands for.
fn target_of(name: &str, instrument: &Instrument) -> Option<Target> {
    if let Some(field) = instrument.plan().field(name) {
        return Some(Target::Field(field));
    }
    let about = ABOUT.iter().find(|(known, _)| *known == name).map(|(_, about)| *about);
    let covariate = crate::Person::NAMES.into_iter().find(|known| *known == name).map(About::Covariate);
    let choices = (name == CHOICES && !instrument.plan().choose.is_empty()).then_some(Target::Choices);
    about.or(covariate).map(Target::About).or(choices)
}

/// The most entries of one field that are listed.
const MOST_LISTED: usize = 20;

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn members(members: &[String], indent: &str) -> String {
    if members.is_empty() { "{}".to_owned() } else { format!("{{\n{}\n{indent}}}", members.join(",\n")) }
}

/// The name by which a map calls what a column is.
fn name_of(about: About) -> Option<&'static str> {
    match about {
        About::Covariate(name) => Some(name),
        other => ABOUT.iter().find(|(_, about)| *about == other).map(|(name, _)| *name),
    }
}

/// The JSON Schema of a [`TableMap`].
#[cfg(feature = "schema")]
pub fn map_schema() -> String {
    crate::definition::schema::document::<TableMap>("map-1.json")
}
