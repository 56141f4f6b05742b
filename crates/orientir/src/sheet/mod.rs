//! A table of answers: which column is what, and rows of text to answer sheets of people.
//!
//! The one conversion of tables that every surface shares. It reads no files: a surface hands over headers and cells.

mod about;
mod frame;
mod header;
pub(crate) mod map;
mod names;
mod place;
mod plain;
mod rows;
mod seconds;
mod seen;
mod understood;
mod values;

use std::fmt;
use std::sync::Arc;

pub use about::Identity;
pub(crate) use about::{About, grade_of};
pub use frame::{Frame, FrameBatch, FrameColumn, NamedBy};
use map::Entries;
pub use map::TableMap;
#[cfg(feature = "schema")]
pub use map::map_schema;
use names::FieldNames;
pub(crate) use plain::{bare, name, plain};
use rows::People;
pub use rows::Reader;
use values::Values;
pub(crate) use values::add as add_words;

use crate::answers::Answers;
use crate::error::{Code, Diagnostics, Error};
use crate::instrument::Instrument;

/// What tells the rows of a table apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The person; the row number where the table has no column `id`.
    pub id: String,
    /// Before or after: 1 unless the table says otherwise.
    pub occasion: u32,
    /// Who rated, where people are rated.
    pub rater: String,
    /// The date of the answers, where people are rated.
    pub date: String,
}

impl Key {
    /// The id, and rater and date where there are any. The occasion needs a word of a language: see [`Error::with_key`].
    pub fn name(&self) -> String {
        let parts = [&self.id, &self.rater, &self.date].into_iter().filter(|part| !part.is_empty());
        parts.map(|part| crate::error::escape(part)).collect::<Vec<_>>().join(", ")
    }
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Field(u16),
    /// Several choices of a list side by side.
    Choices(usize),
    About(About),
    /// A map says to pass it over.
    Passed,
    Unknown,
}

impl Column {
    fn about(&self) -> Option<About> {
        match self {
            Self::About(about) => Some(*about),
            _ => None,
        }
    }

    /// Whether a second column like it is a fault: names come in parts, and form makers write several time stamps.
    fn stands_once(&self) -> bool {
        let many = |about: &About| {
            about.is_stamp()
                || matches!(about, About::Name | About::Mail | About::Number | About::School | About::Beside)
        };
        match self {
            Self::Field(_) | Self::Choices(_) => true,
            Self::About(about) => !many(about),
            Self::Passed | Self::Unknown => false,
        }
    }
}

/// The words of an instrument in all its languages, prepared for tables.
#[derive(Debug)]
pub(crate) struct Words {
    names: FieldNames,
    values: Values,
    choices: Vec<Vec<(String, u16)>>,
}

impl Words {
    pub(crate) fn of(instrument: &Instrument) -> Self {
        let (forms, asked) = names::forms(instrument);
        let values = Values::of(instrument, &forms);
        let asked = forms.get(..asked).unwrap_or_default();
        let names = FieldNames::of(instrument, asked);
        let choices = names::choices(instrument, asked);
        Self { names, values, choices }
    }
}

/// How the columns of a table serve an instrument.
///
/// `Debug` does not show headers: where a table has none, they are somebody's answers.
#[derive(Clone)]
pub struct Sheet {
    instrument: Instrument,
    columns: Vec<Column>,
    headers: Vec<String>,
    identity: Identity,
    /// The columns that name the people.
    key: Vec<usize>,
    absent: Vec<u16>,
    remarks: Diagnostics,
    /// What of a key tells the rows of one person apart.
    apart: Apart,
    /// What a map says of entries.
    entries: Arc<Entries>,
    header_rows: usize,
    words: Arc<Words>,
}

/// Parts of a key in which the rows of one person may differ.
#[derive(Clone, Copy, Debug, Default)]
struct Apart {
    occasion: bool,
    rater: bool,
    date: bool,
}

impl Apart {
    fn of(instrument: &Instrument) -> Self {
        let by = |word: &str| {
            instrument.definition().ratings.as_ref().is_some_and(|ratings| ratings.by.iter().any(|part| part == word))
        };
        Self { occasion: by("occasion"), rater: by("rater"), date: by("date") }
    }

    /// The key that all rows of a person share.
    fn person(self, row: &Key) -> Key {
        let kept = |dropped: bool, part: &String| if dropped { String::new() } else { part.clone() };
        Key {
            id: row.id.clone(),
            occasion: if self.occasion { 1 } else { row.occasion },
            rater: kept(self.rater, &row.rater),
            date: kept(self.date, &row.date),
        }
    }
}

/// The answers of one person.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; where ratings are pooled, without the parts that tell the rows of one person apart (`ratings.by` of the
    /// definition).
    pub key: Key,
    /// The rows of the table, counted from 1 without the header.
    pub rows: Vec<usize>,
    /// The school, where the table names one.
    pub school: Option<String>,
    /// The answers.
    pub answers: Answers,
    /// Seconds for the whole form, where a column tells them; none where ratings are pooled. Nothing is scored by them: see
    /// [`crate::quality`].
    pub seconds: Option<f64>,
}

impl Sheet {
    /// Reads a header.
    ///
    /// Columns are found by the names of fields, by the words of questions in any language of the definition (also as form
    /// makers write them: `12. Words`, `Words [Row]`), and by the names of `id`, covariates and so on in three languages.
    ///
    /// # Errors
    /// `another_table` if no column belongs to the instrument, `repeated_column` if one stands twice, `ambiguous` for words
    /// that several fields share.
    pub fn new(instrument: &Instrument, headers: &[&str]) -> Result<Self, Diagnostics> {
        Self::fit(instrument, &[headers.to_vec()], None)
    }

    /// Finds the header in the first rows of a table: at most 20 rows down, in one row or in two. The rows below it tell
    /// columns that their headers do not: those with the options of one item, or with several choices in one cell. A thousand
    /// rows are plenty. A map says what the table does not. A row in which a field stands twice and that holds codes is no
    /// header: a table that begins so has none, and its first row is not told.
    ///
    /// # Errors
    /// Those of [`Sheet::new`].
    pub fn fit(instrument: &Instrument, top: &[Vec<&str>], map: Option<&TableMap>) -> Result<Self, Diagnostics> {
        header::fit(instrument, top, map, NamedBy::AsFound)
    }

    /// The same, where columns name the people otherwise than tables say.
    ///
    /// # Errors
    /// Those of [`Sheet::new`], and `missing_column` for a column in `named_by` that is not there.
    pub fn fit_named(
        instrument: &Instrument,
        top: &[Vec<&str>],
        map: Option<&TableMap>,
        named_by: NamedBy<'_>,
    ) -> Result<Self, Diagnostics> {
        header::fit(instrument, top, map, named_by)
    }

    /// The instrument.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// How the rows are told apart.
    pub fn identity(&self) -> Identity {
        self.identity
    }

    /// The headers of the columns, without blanks around them; `#3` for the third of a table without a header.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The places of the columns that name the people.
    pub fn key_places(&self) -> &[usize] {
        &self.key
    }

    /// How many rows of the table end with the header.
    pub fn header_rows(&self) -> usize {
        self.header_rows
    }

    /// How many columns hold answers: the more, the surer that the table is the instrument's.
    pub fn answer_columns(&self) -> usize {
        self.columns.iter().filter(|column| matches!(column, Column::Field(_) | Column::Choices(_))).count()
    }

    /// The columns that tell entries apart and that the table has: `occasion`, `rater`, and `date` where people are rated;
    /// without those that tell the ratings of one person apart.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        let Apart { occasion, rater, date } = self.apart;
        let date = date || !self.instrument.plan().pooled;
        let kinds =
            [(About::Occasion, "occasion", occasion), (About::Rater, "rater", rater), (About::Date, "date", date)];
        let has = |kind: About| self.columns.contains(&Column::About(kind));
        kinds.into_iter().filter(move |(kind, _, dropped)| !dropped && has(*kind)).map(|(_, name, _)| name)
    }

    /// What is worth saying of the header: missing columns, and unknown ones that are passed over.
    pub fn remarks(&self) -> &Diagnostics {
        &self.remarks
    }

    /// The same table, read rater by rater: only the rows of one person by one rater are joined. For comparing raters.
    #[must_use]
    pub fn by_rater(self) -> Self {
        Self { apart: Apart { rater: false, ..self.apart }, ..self }
    }

    /// Whether a column tells who rated.
    pub fn has_raters(&self) -> bool {
        self.columns.contains(&Column::About(About::Rater))
    }

    /// Whether a column tells how long the form took.
    pub fn has_seconds(&self) -> bool {
        self.columns.contains(&Column::About(About::Seconds))
    }

    /// The date that a row tells, as it is written: of the column `date`, else of a form maker's time stamp. Empty where there is none.
    pub fn date_of<'c>(&self, cells: &[&'c str]) -> &'c str {
        let place = |is: fn(&About) -> bool| {
            self.columns.iter().position(|column| column.about().is_some_and(|about| is(&about)))
        };
        let place = place(|about| *about == About::Date).or_else(|| place(|about| about.is_stamp()));
        place.and_then(|place| cells.get(place)).map_or("", |cell| cell.trim())
    }

    /// Reads rows one by one: for tables longer than memory.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(self)
    }

    /// Reads the rows below the header, grouped by person where ratings are pooled. Every fault is told with its row and
    /// column; the answer is then marked as invalid, and the row goes on. A row with a repeated key, with more or fewer cells
    /// than the header, with the header's own words, with an occasion that is no number, or without an id in a table that has ids, is told and passed over:
    /// its answers may be somebody else's, or belong to other questions. Where people are rated, a row without an answer is no
    /// rating. A table of which most answers are no codes is another instrument's: that alone is told, and nobody is read.
    pub fn read<'r, R, C>(&self, rows: R) -> (Vec<Entry>, Diagnostics)
    where
        R: IntoIterator<Item = C>,
        C: IntoIterator<Item = &'r str>,
    {
        let mut faults = Diagnostics::default();
        let mut people = People::default();
        let mut reader = self.reader();
        let mut cells: Vec<&str> = Vec::new();
        for row in rows {
            cells.clear();
            cells.extend(row);
            reader.row_of(&cells, &mut people, &mut faults);
        }
        reader.whole(people, faults)
    }
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheet({}, {} columns)", self.instrument.id(), self.columns.len())
    }
}

/// A row that names nobody; it is passed over.
pub(crate) fn no_id(row: usize, column: &str) -> Error {
    let fault = Error::new(Code::BadCovariate, "").in_cell(row, column).with("column", column);
    fault.with_answer("answer", "").with("allowed", "the name or number of a person").with("passed", row)
}

/// A row whose occasion is not understood; it is passed over.
pub(crate) fn bad_occasion(row: usize, column: &str, found: &str) -> Error {
    let fault = Error::new(Code::BadCovariate, "").in_cell(row, column).with("column", column);
    fault.with_answer("answer", found).with("allowed", "1, 2 and so on").with("passed", row)
}
