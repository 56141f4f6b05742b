//! What a person says of a table where its headers and cells do not say it themselves.

use super::about::About;
use super::plain::{bare, plain};
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
        /// The row of the header, counted from 1; of a header in two rows the second.
        header_row: Option<u32>,
        /// What columns are, by their headers or as `#3` for the third: a field, `id`, `name`, `number`, `occasion`, `rater`,
        /// `date`, `class`, a covariate, `stamp` for a form maker's times, `choices` for several choices in one cell, or null for
        /// a column to pass over.
        columns: Map<OrNull<Text>>,
        /// What entries mean, by field or covariate, `*` for every field: a code, null for no answer, `?` for not decided.
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
const ABOUT: [(&str, About); 7] = [
    ("id", About::Id),
    ("name", About::Name),
    ("number", About::Number),
    ("occasion", About::Occasion),
    ("rater", About::Rater),
    ("date", About::Date),
    ("class", About::Class),
];
/// Several choices in one cell.
const CHOICES: &str = "choices";
/// When an answer came in. Where a form maker says so, its column `ID` numbers answers, not pupils.
const STAMP: &str = "stamp";
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
    /// `codes_clash` where an entry that stands for no answer is a code.
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
                && Self::target_of(name, header, instrument).is_none()
            {
                faults.push(unknown(format!("/columns/{}", pointer_step(header)), "column", name));
            }
        }
        for (name, values) in self.values.iter() {
            let path = format!("/values/{}", pointer_step(name));
            let field = instrument.plan().field(name);
            let covariate = crate::Person::NAMES.contains(&name);
            if field.is_none() && name != ALL && !covariate {
                faults.push(unknown(path, "field", name));
                continue;
            }
            let Some(field) = field.and_then(|field| instrument.plan().fields.get(usize::from(field))) else {
                continue;
            };
            for (entry, code) in values.iter() {
                let OrNull::Value(code) = code else { continue };
                if code == OPEN {
                    continue;
                }
                if let Err(misread) = field.codes.read(code) {
                    let fault = crate::answers::misread_error(field, misread, code);
                    faults.push(fault.at(format!("{path}/{}", pointer_step(entry))).reveal());
                }
            }
        }
        for (place, entry) in self.missing.iter().enumerate() {
            let entry = bare(entry);
            let clash = instrument.plan().fields.iter().find(|field| {
                !field.codes.written && field.codes.read(entry).is_ok_and(|cell| cell < crate::codes::FIRST_SPECIAL)
            });
            if let Some(field) = clash {
                let fault = Error::new(Code::CodesClash, format!("/missing/{place}")).with("code", entry);
                faults.push(fault.with("reason", format!("it is a code of the field {}", field.name)));
            }
        }
    }

    /// Everything that a column may be said to be.
    fn names(instrument: &Instrument) -> Vec<String> {
        let about = ABOUT.iter().map(|(name, _)| *name).chain(crate::Person::NAMES).chain([STAMP, CHOICES]);
        instrument.fields().chain(about).map(str::to_owned).collect()
    }

    fn target_of(name: &str, header: &str, instrument: &Instrument) -> Option<Target> {
        if let Some(field) = instrument.plan().field(name) {
            return Some(Target::Field(field));
        }
        let about = ABOUT.iter().find(|(known, _)| *known == name).map(|(_, about)| *about);
        let covariate = crate::Person::NAMES.into_iter().find(|known| *known == name).map(About::Covariate);
        let stamp =
            || (name == STAMP).then(|| About::of(header).filter(|about| about.is_stamp()).unwrap_or(About::Stamp));
        let choices = (name == CHOICES && !instrument.plan().choose.is_empty()).then_some(Target::Choices);
        about.or(covariate).or_else(stamp).map(Target::About).or(choices)
    }

    /// What the map makes of a column, given by its header and its place from 0; none where it says nothing.
    pub(crate) fn target(&self, header: &str, place: usize, instrument: &Instrument) -> Option<Target> {
        let number = format!("#{}", place + 1);
        let same = |key: &str| key == number || bare(key) == bare(header);
        match self.columns.iter().find(|(key, _)| same(key))?.1 {
            OrNull::Null => Some(Target::Nothing),
            OrNull::Value(name) => Self::target_of(name, header, instrument),
        }
    }

    /// Whether the map names a column by its header.
    pub(crate) fn names_header(&self, header: &str) -> bool {
        self.columns.iter().any(|(key, _)| bare(key) == bare(header))
    }

    /// Headers that the map names and the table does not have.
    pub(crate) fn absent<'m>(&'m self, headers: &'m [String]) -> impl Iterator<Item = &'m str> {
        let place = |key: &str| key.strip_prefix('#').and_then(|number| number.parse::<usize>().ok());
        self.columns.iter().map(|(key, _)| key).filter(move |key| {
            let by_place = place(key).is_some_and(|number| (1..=headers.len()).contains(&number));
            !by_place && !headers.iter().any(|header| bare(header) == bare(key))
        })
    }

    /// What an entry of a field or a covariate stands for: the entry itself where the map says nothing, empty for no answer.
    pub(crate) fn entry<'v>(&'v self, of: &str, is_field: bool, entry: &'v str) -> &'v str {
        let bare = bare(entry);
        let stands = |name: &str| {
            let values = self.values.get(name)?;
            let same = |(key, _): &(&str, _)| *key == bare || plain(key) == plain(bare) && !plain(key).is_empty();
            // The very entry goes before one that reads alike.
            let found = values.get(bare).or_else(|| values.iter().find(same).map(|(_, code)| code))?;
            match found {
                OrNull::Null => Some(""),
                OrNull::Value(code) if code == OPEN => None,
                OrNull::Value(code) => Some(code.as_str()),
            }
        };
        let all = || if is_field { stands(ALL) } else { None };
        let none = || (is_field && self.missing.iter().any(|missing| missing == bare)).then_some("");
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
        let columns = self.columns.iter().zip(&self.headers).enumerate().map(|(place, (column, header))| {
            let twice = header.is_empty() || self.headers.iter().filter(|other| *other == header).count() > 1;
            let target = match column {
                Column::Field(field) => plan.fields.get(usize::from(*field)).map(|field| field.name.as_str()),
                Column::Choices(_) => Some(CHOICES),
                Column::About(about) => name_of(*about),
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
        let entry = |name: &str, is_field| self.map.as_ref().map_or(cell, |map| map.entry(name, is_field, cell));
        match column {
            _ if cell.is_empty() => None,
            Column::Field(number) => {
                let field = self.instrument.plan().fields.get(usize::from(number))?;
                let misread = self.words.values.read(number, field, entry(&field.name, true)).is_err();
                misread.then_some(field.name.as_str())
            }
            Column::About(About::Covariate(name)) => {
                crate::Person::default().set(name, entry(name, false)).is_err().then_some(name)
            }
            _ => None,
        }
    }
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
        stamp if stamp.is_stamp() => Some(STAMP),
        other => ABOUT.iter().find(|(_, about)| *about == other).map(|(name, _)| *name),
    }
}

/// The JSON Schema of a [`TableMap`].
#[cfg(feature = "schema")]
pub fn map_schema() -> String {
    crate::definition::schema::document::<TableMap>("map-1.json")
}
