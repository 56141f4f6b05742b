//! Columns of a data frame to answers: the same meaning as the rows of a table of text, without a text for each cell.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::about::About;
use super::names::several;
use super::plain::bare;
use super::rows::{People, foreign, is_misread, set_class};
use super::{Column, Entry, Key, Sheet, TableMap, header};
use crate::answers::Person;
use crate::batch::{Batch, BatchScores, Missing, Numbers, Of};
use crate::codes::{Cell, INVALID, MISSING};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::instrument::Instrument;

/// What a fault is of.
fn of(fault: &Error) -> Of {
    if is_misread(fault) { Of::Misread } else { Of::Else }
}

/// A row without a word.
const NOTHING: u32 = u32::MAX;

/// Which columns of a frame name the people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum NamedBy<'k> {
    /// Those that are called so, as in a table of text.
    #[default]
    AsFound,
    /// None: the place of a row does.
    Row,
    /// Those with these headers.
    Columns(&'k [&'k str]),
}

/// A column of a frame. `Debug` does not show what is in it.
#[derive(Clone)]
#[non_exhaustive]
pub enum FrameColumn<'a> {
    /// Numbers.
    Numbers(Numbers<'a>, Missing<'a>),
    /// Texts: the different ones, and for each row the place of its own. A place beyond the last is a missing answer.
    Words {
        /// The place of each row's text.
        places: Vec<u32>,
        /// The different texts.
        words: Vec<String>,
    },
    /// Something that holds no answers, such as lists, by the name of its type. It must be no answer column.
    Other(String),
}

impl std::fmt::Debug for FrameColumn<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Numbers(numbers, missing) => write!(f, "{numbers:?} {missing:?}"),
            Self::Words { places, words } => write!(f, "Words({} rows, {} different)", places.len(), words.len()),
            Self::Other(name) => write!(f, "Other({name})"),
        }
    }
}

impl FrameColumn<'_> {
    /// A column of texts, one a row.
    pub fn words<T: AsRef<str>>(texts: impl IntoIterator<Item = Option<T>>) -> Self {
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut words: Vec<String> = Vec::new();
        let place = |text: Option<T>| {
            let Some(text) = text else { return NOTHING };
            let text = text.as_ref();
            if let Some(place) = known.get(text) {
                return *place;
            }
            let place = u32::try_from(words.len()).unwrap_or(NOTHING);
            known.insert(text.to_owned(), place);
            words.push(text.to_owned());
            place
        };
        let places = texts.into_iter().map(place).collect();
        Self::Words { places, words }
    }

    /// The entry of a row as text; empty for none.
    pub fn text(&self, row: usize) -> Cow<'_, str> {
        match self {
            Self::Numbers(numbers, missing) => {
                let number = numbers.get(row).filter(|_| !missing.is_missing(row));
                number.map_or(Cow::Borrowed(""), |number| Cow::Owned(number.text()))
            }
            Self::Words { places, words } => {
                let word = places.get(row).and_then(|place| words.get(*place as usize));
                Cow::Borrowed(word.map_or("", String::as_str))
            }
            Self::Other(_) => Cow::Borrowed(""),
        }
    }

    fn is_given(&self, row: usize) -> bool {
        match self {
            Self::Numbers(numbers, missing) => numbers.get(row).is_some() && !missing.is_missing(row),
            _ => !self.text(row).trim().is_empty(),
        }
    }

    /// The different texts, and the place of each row's; as many rows as the frame has.
    fn different(&self, rows: usize) -> (Cow<'_, [u32]>, Cow<'_, [String]>) {
        if let Self::Words { places, words } = self {
            return (Cow::Borrowed(places), Cow::Borrowed(words));
        }
        let texts = (0..rows).map(|row| Some(self.text(row)).filter(|text| !text.is_empty()));
        match FrameColumn::words(texts) {
            FrameColumn::Words { places, words } => (Cow::Owned(places), Cow::Owned(words)),
            _ => (Cow::Owned(Vec::new()), Cow::Owned(Vec::new())),
        }
    }

    fn rows(&self) -> Option<usize> {
        match self {
            Self::Numbers(numbers, _) => Some(numbers.len()),
            Self::Words { places, .. } => Some(places.len()),
            Self::Other(_) => None,
        }
    }
}

/// A data frame: columns of one length with names. `Debug` does not show what is in it.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    names: Vec<String>,
    columns: Vec<FrameColumn<'a>>,
    rows: usize,
}

impl<'a> Frame<'a> {
    /// A frame of columns with their names.
    ///
    /// # Errors
    /// `ragged_columns` for a column that has not so many rows.
    pub fn new(columns: Vec<(String, FrameColumn<'a>)>, rows: usize) -> Result<Self, Error> {
        for (name, column) in &columns {
            if let Some(found) = column.rows().filter(|found| *found != rows) {
                let fault = Error::new(Code::RaggedColumns, "").with("field", escape(name));
                return Err(fault.with("found", found).with("expected", rows));
            }
        }
        let (names, columns) = columns.into_iter().unzip();
        Ok(Self { names, columns, rows })
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names of the columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The columns.
    pub fn columns(&self) -> &[FrameColumn<'a>] {
        &self.columns
    }

    /// The header and the first rows as text; columns that are known by their names alone hold a sign in the place of answers.
    fn top(&self, known: impl Fn(&str) -> bool) -> Vec<Vec<Cow<'_, str>>> {
        const ROWS: usize = 1000;
        let header: Vec<Cow<'_, str>> = self.names.iter().map(|name| Cow::Borrowed(name.as_str())).collect();
        let known: Vec<bool> = self.names.iter().map(|name| known(name)).collect();
        if known.iter().all(|known| *known) {
            return vec![header];
        }
        let rows = (0..self.rows.min(ROWS)).map(|row| {
            let cells = self.columns.iter().zip(&known);
            cells.map(|(column, known)| if *known { Cow::Borrowed("?") } else { column.text(row) }).collect()
        });
        std::iter::once(header).chain(rows).collect()
    }
}

/// Answers of a frame, ready to be scored.
///
/// `Debug` shows nobody.
#[derive(Clone)]
pub struct FrameBatch<'f> {
    batch: Batch<'f>,
    keys: Option<Vec<Key>>,
}

impl Sheet {
    /// What the columns of a frame are. They are found as those of a table of text, whose header the names are.
    ///
    /// # Errors
    /// Those of [`Sheet::new`]; `missing_column` for a column in `named_by` that is not there; `unsupported_column` for a column of
    /// answers, ids or covariates that holds something else.
    pub fn of_frame(
        instrument: &Instrument,
        frame: &Frame<'_>,
        map: Option<&TableMap>,
        named_by: NamedBy<'_>,
    ) -> Result<Self, Diagnostics> {
        let names = &instrument.words().names;
        let top = frame.top(|name| names.is_exact(name));
        let top: Vec<Vec<&str>> = top.iter().map(|row| row.iter().map(AsRef::as_ref).collect()).collect();
        let sheet = header::fit_frame(instrument, &top, map, named_by)?;
        let pooled = instrument.plan().pooled;
        for (place, (column, data)) in sheet.columns.iter().zip(&frame.columns).enumerate() {
            let FrameColumn::Other(kind) = data else { continue };
            let needed = match column {
                Column::Field(_) | Column::Choices(_) => true,
                Column::About(About::Date) => pooled,
                Column::About(about) => about.is_read(),
                Column::Passed | Column::Unknown => false,
            };
            if needed || sheet.key.contains(&place) {
                let name = frame.names.get(place).map_or("", String::as_str);
                let fault = Error::new(Code::UnsupportedColumn, "").with("column", escape(name));
                return Err(fault.with("kind", escape(kind)).into());
            }
        }
        Ok(sheet)
    }

    /// The answers of a frame, a row a person. Every row of the frame is one of the batch; a row that a table of text would
    /// pass over is told and has no scores.
    pub fn batch<'f>(&'f self, frame: &'f Frame<'f>) -> FrameBatch<'f> {
        let all = self.batch_while(frame, || true);
        all.unwrap_or_else(|| FrameBatch { batch: self.instrument.batch(frame.rows), keys: None })
    }

    /// The same, in steps that `go_on` may end: it is asked before each column. None if it says no.
    pub fn batch_while<'f>(&'f self, frame: &'f Frame<'f>, mut go_on: impl FnMut() -> bool) -> Option<FrameBatch<'f>> {
        let mut batch = self.instrument.batch(frame.rows);
        let keys = self.frame_keys(frame, &mut batch);
        for place in 0..self.columns.len() {
            if !go_on() {
                return None;
            }
            self.put_column(place, frame, &mut batch);
        }
        self.put_people(frame, &mut batch);
        Some(FrameBatch { batch, keys })
    }

    fn put_column<'f>(&'f self, place: usize, frame: &'f Frame<'f>, batch: &mut Batch<'f>) {
        let found = self.columns.get(place).zip(frame.columns.get(place)).zip(self.headers.get(place));
        match found {
            Some(((Column::Field(field), data), header)) => self.put_field(*field, header, data, batch),
            Some(((Column::Choices(set), data), header)) => self.put_choices(*set, header, data, batch),
            Some(((Column::About(About::Seconds), data), header)) => self.check_seconds(header, data, batch),
            _ => {}
        }
    }

    /// The people of a frame, where rows of one person are joined: as [`Sheet::read`] reads the same cells.
    pub fn read_frame(&self, frame: &Frame<'_>) -> (Vec<Entry>, Diagnostics) {
        let (mut people, mut faults, mut reader) = (People::default(), Diagnostics::default(), self.reader());
        for row in 0..frame.rows {
            let cells: Vec<Cow<'_, str>> = frame.columns.iter().map(|column| column.text(row)).collect();
            let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
            reader.row_of(&cells, &mut people, &mut faults);
        }
        reader.whole(people, faults)
    }

    fn put_field<'f>(&self, field: u16, header: &str, data: &FrameColumn<'f>, batch: &mut Batch<'f>) {
        let Some(slot) = self.instrument.plan().fields.get(usize::from(field)) else { return };
        let values = &self.words.values;
        if let FrameColumn::Numbers(numbers, missing) = data
            && self.entries.is_empty()
            && !values.has_number_words(field)
        {
            return batch.put_numbers(field, header, *numbers, *missing);
        }
        let (places, words) = data.different(batch.rows());
        let read = |word: &String| match self.entries.entry(&slot.name, true, word) {
            entry if bare(entry).is_empty() => Ok(MISSING),
            entry => values.read(field, slot, entry),
        };
        let read: Vec<Result<Cell, Error>> = words.iter().map(read).collect();
        let cell = |(row, place): (usize, &u32)| match read.get(*place as usize) {
            Some(Ok(cell)) => *cell,
            Some(Err(fault)) => {
                batch.tell(row, header, of(fault), || fault.clone());
                INVALID
            }
            None => MISSING,
        };
        let cells = places.iter().enumerate().map(cell).collect();
        batch.told();
        batch.put_cells(field, cells);
    }

    /// Sets the fields of a list whose chosen items stand in one cell.
    fn put_choices(&self, set: usize, header: &str, data: &FrameColumn<'_>, batch: &mut Batch<'_>) {
        let Some(choices) = self.words.choices.get(set) else { return };
        let (places, words) = data.different(batch.rows());
        let is_blank = |word: &str| bare(word).is_empty() || self.entries.is_missing(word);
        let read: Vec<Option<Vec<u16>>> =
            words.iter().map(|word| if is_blank(word) { Some(Vec::new()) } else { several(word, choices) }).collect();
        for (row, place) in places.iter().enumerate() {
            if let (Some(None), Some(word)) = (read.get(*place as usize), words.get(*place as usize)) {
                batch.tell(row, header, Of::Misread, || self.bad_choices(choices, word, header));
            }
        }
        batch.told();
        let mut fields: Vec<u16> = choices.iter().map(|(_, field)| *field).collect();
        fields.sort_unstable();
        fields.dedup();
        for field in fields {
            let cell = |place: &u32| match read.get(*place as usize) {
                Some(None) => INVALID,
                Some(Some(chosen)) if chosen.contains(&field) => 1,
                _ => MISSING,
            };
            batch.put_cells(field, places.iter().map(cell).collect());
        }
    }

    /// Tells times that are none: scores use no time, and a table of text tells it too.
    fn check_seconds(&self, header: &str, data: &FrameColumn<'_>, batch: &mut Batch<'_>) {
        let (places, words) = data.different(batch.rows());
        let faults: Vec<Option<Error>> = words.iter().map(|word| self.read_seconds(word, header).err()).collect();
        for (row, place) in places.iter().enumerate() {
            if let Some(Some(fault)) = faults.get(*place as usize) {
                batch.tell(row, header, Of::Else, || fault.clone());
            }
        }
        batch.told();
    }

    /// The covariates of each row, few of which differ.
    fn put_people(&self, frame: &Frame<'_>, batch: &mut Batch<'_>) {
        let mut people = vec![Person::default()];
        let mut person_of: Vec<u32> = Vec::new();
        // The class last: it must agree with the grade.
        let covariates = self.columns.iter().enumerate().filter_map(|(place, column)| match column.about()? {
            About::Covariate(name) => Some((place, Some(name))),
            _ => None,
        });
        let class = self.columns.iter().position(|column| column.about() == Some(About::Class));
        for (place, name) in covariates.chain(class.map(|place| (place, None))) {
            let (Some(data), Some(header)) = (frame.columns.get(place), self.headers.get(place)) else { continue };
            let (places, words) = data.different(frame.rows);
            person_of.resize(frame.rows, 0);
            let mut joined: BTreeMap<(u32, u32), (u32, Option<Error>)> = BTreeMap::new();
            let mut next: Vec<Person> = Vec::new();
            for (row, (person, word)) in person_of.iter_mut().zip(places.iter()).enumerate() {
                let (number, fault) = joined.entry((*person, *word)).or_insert_with(|| {
                    let mut known = people.get(*person as usize).cloned().unwrap_or_default();
                    let word = words.get(*word as usize).map_or("", String::as_str);
                    let told = match name {
                        Some(name) => known.set(name, bare(self.entries.entry(name, false, word))).err(),
                        None => set_class(&mut known, word, header),
                    };
                    next.push(known);
                    (u32::try_from(next.len() - 1).unwrap_or(0), told)
                });
                *person = *number;
                if let Some(fault) = fault {
                    batch.tell(row, header, Of::Else, || fault.clone());
                }
            }
            batch.told();
            people = next;
        }
        batch.put_people(people, person_of);
    }

    /// The keys of the rows, where columns name people or tell their rows apart; rows that a table would pass over are taken out.
    fn frame_keys(&self, frame: &Frame<'_>, batch: &mut Batch<'_>) -> Option<Vec<Key>> {
        let tells = |column: &Column| matches!(column.about(), Some(About::Occasion | About::Rater));
        if self.key.is_empty() && !self.columns.iter().any(tells) {
            return None;
        }
        let mut seen = super::seen::Seen::default();
        let key = |row: usize| {
            let cell = |place: usize| frame.columns.get(place).map_or(Cow::Borrowed(""), |column| column.text(row));
            let mut told = Diagnostics::default();
            let key = self.row_key(cell, row + 1, &mut told);
            let blank = || frame.columns.iter().all(|column| bare(&column.text(row)).is_empty());
            let Some(key) = key else {
                if !blank() {
                    batch.void(row, told);
                }
                return Key { id: self.id_of(cell), occasion: 1, ..Key::default() };
            };
            if let Some(first) = seen.note(&key, row + 1) {
                let fault = Error::new(Code::RepeatedKey, "").in_cell(row + 1, "").with_key(&key);
                batch.void(row, fault.with("first", first).with("second", row + 1).into());
            }
            key
        };
        Some((0..frame.rows).map(key).collect())
    }
}

impl std::fmt::Debug for FrameBatch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FrameBatch({:?})", self.batch)
    }
}

impl<'f> FrameBatch<'f> {
    /// The answers.
    pub fn batch(&self) -> &Batch<'f> {
        &self.batch
    }

    /// The keys of the rows; none where nothing but the place of a row names its person.
    pub fn keys(&self) -> Option<&[Key]> {
        self.keys.as_deref()
    }

    /// Names the people in what was told of the answers.
    ///
    /// # Errors
    /// `another_instrument` for a frame of which most answers are no codes: that alone is told.
    pub fn finish(&self, sheet: &Sheet, frame: &Frame<'_>, mut scores: BatchScores) -> Result<BatchScores, Error> {
        let faulty = scores.misread_count();
        // PERF: answers are counted only where so many are faulty that their number may matter.
        if foreign(&sheet.instrument, faulty * 2, faulty * 2).is_some()
            && let Some(fault) = foreign(&sheet.instrument, sheet.given_in(frame), faulty)
        {
            return Err(fault);
        }
        if let Some(keys) = self.keys().filter(|_| sheet.has_ids()) {
            scores.name_people(|row| keys.get(row).map(|key| key.id.as_str()));
        }
        Ok(scores)
    }
}

impl Sheet {
    /// How many answers a frame gives, free text aside.
    fn given_in(&self, frame: &Frame<'_>) -> usize {
        let plan = self.instrument.plan();
        let coded = |column: &Column| match column {
            Column::Field(field) => plan.fields.get(usize::from(*field)).is_some_and(|field| !field.codes.written),
            _ => false,
        };
        let columns = frame.columns.iter().zip(&self.columns).filter(|(_, column)| coded(column));
        columns.map(|(data, _)| (0..frame.rows).filter(|row| data.is_given(*row)).count()).sum()
    }
}
