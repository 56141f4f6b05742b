//! What can go wrong, as stable codes with arguments. The words for people are in [`crate::messages`].

use std::fmt;

use crate::messages::{self, Lang};
use crate::sheet::Key;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $kind:ident;)+) => {
        /// The stable code of a problem: the only thing that programs should match on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code that exists.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The code as it is printed and compared, such as `unknown_key`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// Where problems with this code come from.
            pub const fn kind(self) -> Kind {
                match self { $(Code::$name => Kind::$kind,)+ }
            }
        }
    };
}

/// Where a problem comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The definition of an instrument or a battery.
    Definition,
    /// What a person, or the one who typed it in, gave as an answer.
    Answer,
    /// What was asked of the engine.
    Request,
}

codes! {
    /// The text is not JSON.
    NotJson = "not_json", Definition;
    /// The text is longer than a definition may be.
    TooLarge = "too_large", Definition;
    /// A key stands twice in one object.
    DuplicateKey = "duplicate_key", Definition;
    /// A key that the format does not know.
    UnknownKey = "unknown_key", Definition;
    /// A key that must be there is not.
    MissingKey = "missing_key", Definition;
    /// A value of another JSON type than the format asks for.
    WrongType = "wrong_type", Definition;
    /// A word outside the list that the format allows.
    UnknownWord = "unknown_word", Definition;
    /// A number outside its range, or with too many digits.
    BadNumber = "bad_number", Definition;
    /// An id with other signs than small Latin letters, digits, `_` and `-`.
    BadId = "bad_id", Definition;
    /// A version that is not three numbers joined by dots.
    BadVersion = "bad_version", Definition;
    /// The document is written in a newer format than this engine reads.
    NewerFormat = "newer_format", Definition;
    /// More of something than a definition may have.
    TooMany = "too_many", Definition;
    /// A list that may not be empty is empty.
    EmptyList = "empty_list", Definition;
    /// An id stands twice.
    DuplicateId = "duplicate_id", Definition;
    /// A name that nothing in the definition has.
    UnknownName = "unknown_name", Definition;
    /// A scale whose score depends on itself.
    Circular = "circular", Definition;
    /// An operation on a field whose answers are not numbers, or on codes where numbers stand.
    WrongResponse = "wrong_response", Definition;
    /// A reverse key together with a negative weight: the item would be turned twice.
    ReversedTwice = "reversed_twice", Definition;
    /// An item without numbers is marked as reversed.
    NothingToReverse = "nothing_to_reverse", Definition;
    /// A scale that no answer can reach.
    EmptyScale = "empty_scale", Definition;
    /// The missing-answer rule asks for more answers than the scale has.
    MissingRule = "missing_rule", Definition;
    /// A mean over fields with different ranges cannot leave answers out.
    UnequalRanges = "unequal_ranges", Definition;
    /// Bands that do not rise.
    BandsNotRising = "bands_not_rising", Definition;
    /// Bands that do not start at the lowest possible score.
    BandsStart = "bands_start", Definition;
    /// A band that no possible score reaches.
    BandUnreachable = "band_unreachable", Definition;
    /// Two sets of bands that fit the same person.
    BandsOverlap = "bands_overlap", Definition;
    /// A norm whose mean lies outside the possible scores, or whose spread is not positive.
    NormImpossible = "norm_impossible", Definition;
    /// A norm table that is not monotone.
    NormNotRising = "norm_not_rising", Definition;
    /// Two groups of a norm that fit the same person.
    NormOverlap = "norm_overlap", Definition;
    /// A level on a standard score that no norm of the scale gives.
    LevelWithoutNorm = "level_without_norm", Definition;
    /// A key, a level, a norm or a reliability without source and evidence.
    BasisMissing = "basis_missing", Definition;
    /// A condition that asks for something that its place does not have.
    BadCondition = "bad_condition", Definition;
    /// Codes of one response that cannot be told apart.
    CodesClash = "codes_clash", Definition;
    /// A sum that could exceed what the engine counts in.
    SumTooLarge = "sum_too_large", Definition;
    /// An example whose expected result differs from the computed one.
    ExampleFails = "example_fails", Definition;
    /// A text in one language that another language lacks, or a text for something that does not exist.
    TextMismatch = "text_mismatch", Definition;
    /// Texts of two options, labels or poles that stand in each other's place in one of the languages.
    OptionsSwapped = "options_swapped", Definition;
    /// A text that an item cannot be asked without.
    TextMissing = "text_missing", Definition;
    /// Words of an answer that all items share, which a text pack does not change.
    SharedLabel = "shared_label", Definition;
    /// The text of an option has none of the words that are said to tell it from the others.
    AnchorMissing = "anchor_missing", Definition;

    /// A field that the instrument does not have.
    UnknownField = "unknown_field", Answer;
    /// An answer that is none of the codes of its field.
    UnknownCode = "unknown_code", Answer;
    /// A number outside the range of its field.
    OutOfRange = "out_of_range", Answer;
    /// A number between two steps of its field.
    OffStep = "off_step", Answer;
    /// Two rows with one key.
    RepeatedKey = "repeated_key", Answer;
    /// A column that the instrument needs is not there.
    MissingColumn = "missing_column", Answer;
    /// Two columns for one field.
    RepeatedColumn = "repeated_column", Answer;
    /// No column of the table belongs to the instrument.
    AnotherTable = "another_table", Answer;
    /// Most answers are no codes of the instrument, although its columns are there.
    AnotherInstrument = "another_instrument", Answer;
    /// A covariate with a value that is not understood.
    BadCovariate = "bad_covariate", Answer;
    /// A value that may mean two things.
    Ambiguous = "ambiguous", Answer;
    /// Columns of different lengths.
    RaggedColumns = "ragged_columns", Answer;
    /// An answer column of a type that holds no answers.
    UnsupportedColumn = "unsupported_column", Answer;
    /// A data frame of a form that is no table of answers.
    UnsupportedFrame = "unsupported_frame", Answer;
    /// An entry that a spreadsheet has changed: a date, a time, a formula, an error, a merged cell.
    TurnedBySpreadsheet = "turned_by_spreadsheet", Answer;
    /// Columns that have a number of the instrument and other words than its own.
    OtherWords = "other_words", Answer;
    /// Rows above the header, passed over.
    RowsAbove = "rows_above", Answer;
    /// A row that says what the header says, where tables were put under each other.
    RepeatedHeader = "repeated_header", Answer;
    /// A table that does not name the people, where they have to be known again.
    NoIdentity = "no_identity", Answer;
    /// A column that was passed over.
    UnknownColumn = "unknown_column", Answer;
    /// A row whose cells are more or fewer than the header's.
    RaggedRow = "ragged_row", Answer;
    /// A row of a pupil whom the list of pupils does not name.
    UnknownPupil = "unknown_pupil", Answer;
    /// The list of pupils and an answer table disagree on what does not change within a year.
    CovariateDiffers = "covariate_differs", Answer;

    /// An instrument or battery that the catalogue does not have.
    UnknownInstrument = "unknown_instrument", Request;
    /// A policy, or a choice of a policy, that the instrument does not have.
    UnknownPolicy = "unknown_policy", Request;
    /// A scale that the instrument does not have.
    UnknownScale = "unknown_scale", Request;
    /// A person whom the table does not have.
    UnknownPerson = "unknown_person", Request;
    /// A file that cannot be read.
    Unreadable = "unreadable", Request;
    /// A file without a row of answers.
    EmptyTable = "empty_table", Request;
    /// A result that was not made by this definition from these answers.
    ReceiptDiffers = "receipt_differs", Request;
    /// A tally that was cut or changed, or that is none.
    DamagedTally = "damaged_tally", Request;
    /// Tallies of different instruments, keys, wordings, choices of policies or divisions into cells.
    OtherTally = "other_tally", Request;
    /// A source that is counted already.
    DoubleSource = "double_source", Request;
    /// A count or a sum beyond what JSON holds exactly.
    CountOverflow = "count_overflow", Request;
    /// Fewer people than something can be made of.
    TooFew = "too_few", Request;
    /// A norm file for another instrument, key, wording or choice of policies.
    NormMisfit = "norm_misfit", Request;
    /// A text pack for another instrument, or beside another pack or wording.
    TextsMisfit = "texts_misfit", Request;
    /// Norms of scores that take from each other.
    Ipsative = "ipsative", Request;
    /// Shares of a population that a sample cannot be weighted to.
    BadMargins = "bad_margins", Request;
    /// A language that the definition does not have.
    NoLanguage = "no_language", Request;
    /// A battery that asks for another instrument than the one given.
    WrongInstrument = "wrong_instrument", Request;
    /// A file that cannot be written.
    Unwritable = "unwritable", Request;
    /// Results that the definition forbids: of single people, of pupils, of groups too small to be one.
    UseRestricted = "use_restricted", Request;
    /// A form of output that is not known.
    UnknownFormat = "unknown_format", Request;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One problem: a stable code, the place, and arguments.
///
/// What a person answered is masked in every text until [`Error::reveal`] is called.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Repr>);

#[derive(Clone, PartialEq, Eq)]
struct Repr {
    code: Code,
    path: String,
    cell: Option<(usize, String)>,
    /// Whose row it is, where a table names people.
    person: Option<String>,
    arguments: Vec<Argument>,
    revealed: bool,
}

#[derive(Clone, PartialEq, Eq)]
struct Argument {
    name: &'static str,
    value: String,
    answer: bool,
}

impl Error {
    /// A problem at `path`: a JSON Pointer in a definition, or the name of a place in a table.
    pub fn new(code: Code, path: impl Into<String>) -> Self {
        Self(Box::new(Repr {
            code,
            path: path.into(),
            cell: None,
            person: None,
            arguments: Vec::new(),
            revealed: false,
        }))
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.0.arguments.push(Argument { name, value: value.to_string(), answer: false });
        self
    }

    /// Adds an argument that is somebody's answer: masked unless revealed, escaped and at most 20 characters.
    #[must_use]
    pub fn with_answer(mut self, name: &'static str, token: &str) -> Self {
        self.0.arguments.push(Argument { name, value: escape(token), answer: true });
        self
    }

    /// Adds the arguments that name a row of a table: what its key holds, and the occasion where it is not the first.
    #[must_use]
    pub fn with_key(self, key: &Key) -> Self {
        let occasion = if key.occasion == 1 { String::new() } else { key.occasion.to_string() };
        self.with("key", key.name()).with("occasion", occasion)
    }

    /// Moves the problem to another place.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.0.path = path.into();
        self
    }

    /// Moves the problem to a row of a table, and to a column of it where that is not empty.
    #[must_use]
    pub fn in_cell(mut self, row: usize, column: &str) -> Self {
        let column = escape(column);
        self.0.path = messages::place(Lang::En, row, None, &column);
        self.0.cell = Some((row, column));
        self
    }

    /// Moves the problem to the row of a person.
    #[must_use]
    pub fn in_row_of(self, row: usize, key: &crate::Key) -> Self {
        let mut moved = self.in_cell(row, "");
        moved.set_person(&key.id);
        moved
    }

    /// Names the person whose row it is; shown in [`Error::place`] alone.
    pub(crate) fn set_person(&mut self, id: &str) {
        self.0.person = Some(escape(id));
    }

    /// Whether the problem is in a row with this id.
    pub fn is_of(&self, id: &str) -> bool {
        self.0.person.as_deref().is_some_and(|person| person == escape(id))
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// Where the problem comes from.
    pub fn kind(&self) -> Kind {
        self.0.code.kind()
    }

    /// The place: a JSON Pointer in a definition, or a place in a table.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The row of a table, counted from 1 without the header.
    pub fn row(&self) -> Option<usize> {
        self.0.cell.as_ref().map(|(row, _)| *row)
    }

    /// The column of a table by its header.
    pub fn column(&self) -> Option<&str> {
        self.0.cell.as_ref().map(|(_, column)| column.as_str()).filter(|column| !column.is_empty())
    }

    /// The id of the person whose row it is, as it may be shown.
    pub fn person(&self) -> Option<&str> {
        self.0.person.as_deref()
    }

    /// The place in the words of a language: `row 5 (id 07), column 12`, or the JSON Pointer. Rows are counted without the
    /// header, so the id is the surer sign.
    pub fn place(&self, lang: Lang) -> String {
        match &self.0.cell {
            Some((row, column)) => messages::place(lang, *row, self.0.person.as_deref(), column),
            None => self.0.path.clone(),
        }
    }

    /// The arguments of the message by name; answers are masked unless revealed.
    pub fn arguments(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0
            .arguments
            .iter()
            .map(|a| (a.name, if a.answer && !self.0.revealed { messages::MASK } else { a.value.as_str() }))
    }

    /// The same problem with the offending answer shown.
    #[must_use]
    pub fn reveal(mut self) -> Self {
        self.0.revealed = true;
        self
    }

    /// The message in a language, without the place.
    pub fn message(&self, lang: Lang) -> String {
        messages::render(lang, self)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.0.path)?;
        }
        f.write_str(&self.message(Lang::En))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error[{}] {self}", self.0.code)
    }
}

impl std::error::Error for Error {}

/// Every problem of one document or table, in the order of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Error>);

impl Diagnostics {
    /// The most faults of a definition that are listed: a document of megabytes may have one at every byte.
    pub const MAX_FAULTS: usize = 1000;

    /// The problems.
    pub fn iter(&self) -> std::slice::Iter<'_, Error> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those from a number on, to be changed.
    pub(crate) fn since(&mut self, number: usize) -> impl Iterator<Item = &mut Error> {
        self.0.iter_mut().skip(number)
    }

    /// Adds one. Of a definition at most [`Self::MAX_FAULTS`] are kept, and one that tells that there are more.
    pub fn push(&mut self, error: Error) {
        if error.kind() != Kind::Definition || self.0.len() < Self::MAX_FAULTS {
            self.0.push(error);
        } else if self.0.len() == Self::MAX_FAULTS {
            let closing = Error::new(Code::TooMany, "").with("count", format!("> {}", Self::MAX_FAULTS));
            self.0.push(closing.with("what", "faults, the rest is not listed").with("limit", Self::MAX_FAULTS));
        }
    }

    /// Whether no more faults of a definition are kept.
    pub(crate) fn is_full(&self) -> bool {
        self.0.len() > Self::MAX_FAULTS
    }
}

impl IntoIterator for Diagnostics {
    type Item = Error;
    type IntoIter = std::vec::IntoIter<Error>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Error;
    type IntoIter = std::slice::Iter<'a, Error>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<Error> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Error>>(errors: I) -> Self {
        let mut all = Self::default();
        errors.into_iter().for_each(|error| all.push(error));
        all
    }
}

impl From<Error> for Diagnostics {
    fn from(error: Error) -> Self {
        Self(vec![error])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// A token as it may be shown: control and direction signs escaped, at most 20 characters.
pub fn escape(token: &str) -> String {
    const LONGEST: usize = 20;
    let mut shown = String::new();
    for (i, c) in token.chars().enumerate() {
        if i == LONGEST {
            shown.push('…');
            break;
        }
        let hidden = c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if hidden {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}
