//! Columns of the score table from the different results and the place of each row's.

use arrow_buffer::BooleanBuffer;
use orientir::Cell;
use orientir::definition::Status;

use crate::scores::Shared;

/// The values of a column that goes out.
pub enum Data {
    /// Numbers, NaN for nothing; which rows have one, unless all have.
    Floats {
        values: Vec<f64>,
        given: Option<BooleanBuffer>,
    },
    Counts(Vec<u16>),
    Truths(Vec<bool>),
    Whole(Vec<Option<i64>>),
    Texts(Vec<Option<String>>),
    /// Places among words; -1 for none.
    Codes(Places, Vec<String>),
}

/// Places among words, in the least space that holds them.
pub enum Places {
    Narrow(Vec<i8>),
    Wide(Vec<i32>),
}

impl Data {
    pub fn floats(values: &[Option<f64>]) -> Self {
        let given =
            values.iter().any(Option::is_none).then(|| values.iter().map(Option::is_some).collect::<BooleanBuffer>());
        Self::Floats { values: values.iter().map(|value| value.unwrap_or(f64::NAN)).collect(), given }
    }
}

/// What kind of values a fact has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Float,
    Count,
    Truth,
    Code,
}

/// The kind of a fact of the score table: `raw`, `level` and so on.
pub fn kind(fact: &str) -> Kind {
    match fact {
        "level" | "norm" | "status" | "type" | "flags" => Kind::Code,
        "answered" => Kind::Count,
        "prorated" => Kind::Truth,
        _ => Kind::Float,
    }
}

pub fn float(cell: Option<&Cell<'_>>) -> Option<f64> {
    match cell {
        Some(Cell::Number(number)) => Some(*number),
        _ => None,
    }
}

pub fn count(cell: Option<&Cell<'_>>) -> Option<u16> {
    match cell {
        Some(Cell::Count(count)) => Some(*count),
        _ => None,
    }
}

pub fn truth(cell: Option<&Cell<'_>>) -> Option<bool> {
    match cell {
        Some(Cell::Truth(truth)) => Some(*truth),
        _ => None,
    }
}

pub fn word(cell: Cell<'_>) -> Option<String> {
    match cell {
        Cell::Code(code) => Some(code.to_owned()),
        Cell::Codes(codes) => Some(codes),
        _ => None,
    }
}

/// A column of the score table.
pub fn column(shared: &Shared, number: usize) -> Data {
    let fact = shared.columns.facts().nth(number).unwrap_or_default();
    let (cells, places) = shared.columns.of(&shared.instrument, &shared.scores, number);
    match kind(fact) {
        Kind::Float => {
            let table: Vec<f64> = cells.iter().map(|cell| float(Some(cell)).unwrap_or(f64::NAN)).collect();
            let given =
                |row: usize| places.get(row).and_then(|place| table.get(*place as usize)).is_some_and(|v| !v.is_nan());
            // NaN stands in a column exactly where there is nothing.
            let some_missing = table.iter().any(|value| value.is_nan());
            let given = some_missing.then(|| BooleanBuffer::collect_bool(places.len(), given));
            Data::Floats { values: gathered(&table, places, f64::NAN), given }
        }
        Kind::Count => {
            let table: Vec<u16> = cells.iter().map(|cell| count(Some(cell)).unwrap_or_default()).collect();
            Data::Counts(gathered(&table, places, 0))
        }
        Kind::Truth => {
            let table: Vec<bool> = cells.iter().map(|cell| truth(Some(cell)).unwrap_or_default()).collect();
            Data::Truths(gathered(&table, places, false))
        }
        Kind::Code => {
            let mut words = known_words(shared, fact);
            let table: Vec<i32> =
                cells.into_iter().map(|cell| word(cell).map_or(-1, |word| place(&mut words, word))).collect();
            let narrow = || table.iter().map(|place| i8::try_from(*place).ok()).collect::<Option<Vec<i8>>>();
            let places = match narrow() {
                Some(narrow) => Places::Narrow(gathered(&narrow, places, -1)),
                None => Places::Wide(gathered(&table, places, -1)),
            };
            Data::Codes(places, words)
        }
    }
}

/// The entry of each place.
fn gathered<T: Copy>(table: &[T], places: &[u32], otherwise: T) -> Vec<T> {
    places.iter().map(|place| table.get(*place as usize).copied().unwrap_or(otherwise)).collect()
}

/// The place of a word, a new one for a new word.
fn place(words: &mut Vec<String>, word: String) -> i32 {
    let found = words.iter().position(|known| *known == word);
    let place = found.unwrap_or_else(|| {
        words.push(word);
        words.len() - 1
    });
    i32::try_from(place).unwrap_or(-1)
}

/// The words that a column has whatever the people are, so that tables of several classes fit each other.
pub fn known_words(shared: &Shared, fact: &str) -> Vec<String> {
    match fact {
        "level" => shared.instrument.levels().to_vec(),
        "status" => Status::ALL.iter().map(|status| status.as_str().to_owned()).collect(),
        _ => Vec::new(),
    }
}
