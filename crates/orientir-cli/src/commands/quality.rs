//! `quality`: how a form was answered. A row a pupil, with flags that are worth a look and never take a row out.

use std::io::{self, Write};

use orientir::quality::{Cuts, Index, Measure, Respondent, ResponseQuality, summary};
use orientir::{Cell, Entry, Instrument};

use super::people::{self, People};
use super::rounded;
use super::score::{closing, key_cells};
use crate::Outcome;
use crate::args::{Common, Format, Reading};
use crate::read;
use crate::session::{Failure, Session, printable};
use crate::table::{Kind, Table, wrap};
use crate::words::Word;
use crate::write::{Target, json, xlsx};

const FORMATS: [Format; 5] = [Format::Csv, Format::Json, Format::Jsonl, Format::Xlsx, Format::Table];

/// Whom a table for reading shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Those with a flag, and why.
    Flagged,
    /// Everybody, with every index.
    All,
}

/// Writes the indices of a table.
pub fn run(
    (name, answers): (&str, &str),
    (reading, shown): (&Reading, Shown),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let inputs = reading.inputs(&[name, answers]);
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let instrument: Instrument = read::with_texts(read::instrument(name, session)?, &reading.packs, session)?;
    read::for_people(&instrument, name, answers)?;
    let people = people::open(&instrument, answers, reading, None, session)?.people(session)?;
    let asked: Vec<Respondent<'_>> = people.entries.iter().map(Respondent::of).collect();
    let cuts = Cuts::default();
    let found = instrument.quality(&asked, &cuts);
    let rows: Vec<(&Entry, &ResponseQuality)> = people.entries.iter().zip(&found).collect();
    match target.format {
        Format::Table => {
            let text = match shown {
                Shown::Flagged => flagged(&rows, &people, session),
                Shown::All => render(&rows, &people, session),
            };
            target.text(session, &text)?;
        }
        Format::Xlsx => {
            let notes = summary(&found, &people.indices, &cuts, session.lang);
            target.book(session, book((&instrument, answers), &people, &rows, &notes, session))?;
        }
        _ => target.write(session, |out| write(out, &target, &people, &rows))?,
    }
    session.aside(&told(&found, &people.indices, &cuts, session));
    Ok(closing(rows.len(), people.faults.iter().count(), session))
}

/// The indices without a value, each with its reason, as one cell.
fn without(quality: &ResponseQuality, indices: &[Index]) -> String {
    let told = indices.iter().filter_map(|index| Some((index, quality.measure(*index).reason()?)));
    told.map(|(index, reason)| format!("{}:{}", index.as_str(), reason.as_str())).collect::<Vec<_>>().join(" ")
}

fn write(out: &mut dyn Write, target: &Target, people: &People, rows: &[(&Entry, &ResponseQuality)]) -> io::Result<()> {
    if target.format != Format::Csv {
        let documents = rows.iter().map(|(entry, quality)| json::keyed(&entry.key, &quality.to_json()));
        return json::write(out, target.format, documents);
    }
    let style = target.csv;
    let names = people.indices.iter().copied().map(Index::as_str).chain(["without", "flags"]);
    let header: Vec<String> =
        ["id"].into_iter().chain(people.keys.iter().copied()).chain(names).map(str::to_owned).collect();
    let lines = rows.iter().map(|(entry, quality)| {
        let keys = key_cells(entry, &people.keys).into_iter().map(|cell| style.name(&cell));
        let numbers = people.indices.iter().map(|index| match quality.measure(*index) {
            Measure::Value(value) => style.cell(&Cell::Number(value)),
            _ => String::new(),
        });
        let words =
            [without(quality, &people.indices), quality.flag_codes()].map(|codes| style.cell(&Cell::Codes(codes)));
        keys.chain(numbers).chain(words).collect::<Vec<String>>()
    });
    style.write(out, [header].into_iter().chain(lines))
}

/// The workbook: the columns of CSV with typed cells, and the summary beside them.
fn book(
    (instrument, input): (&Instrument, &str),
    people: &People,
    rows: &[(&Entry, &ResponseQuality)],
    notes: &[String],
    session: &Session,
) -> xlsx::Result<Vec<u8>> {
    let names: Vec<&str> = ["id"].into_iter().chain(people.keys.iter().copied()).collect();
    let indices = people.indices.iter().map(|index| index.as_str());
    let columns: Vec<&str> = indices.chain(["without", "flags"]).collect();
    let faults: Vec<xlsx::Fault> = people.faults.iter().map(|fault| (None, fault.clone())).collect();
    let whole = xlsx::Whole { instrument, input, names: &names, columns: &columns, notes, faults: &faults };
    let row = |(entry, quality): &(&Entry, &ResponseQuality)| {
        let number = |index: &Index| quality.measure(*index).value().map_or(Cell::Empty, Cell::Number);
        let words = [without(quality, &people.indices), quality.flag_codes()].map(Cell::Codes);
        (key_cells(entry, &people.keys), people.indices.iter().map(number).chain(words).collect())
    };
    whole.book(rows.iter().map(row), session)
}

/// Those with a flag, the most flags first, and what each flag says.
fn flagged(rows: &[(&Entry, &ResponseQuality)], people: &People, session: &Session) -> String {
    let nothing = |word: Word| wrap(session.word(word), session.width).join("\n") + "\n";
    let has = |quality: &ResponseQuality| people.indices.iter().any(|index| quality.measure(*index).value().is_some());
    let any = rows.iter().any(|(_, quality)| has(quality));
    let mut rows: Vec<_> = rows.iter().filter(|(_, quality)| !quality.flags().is_empty()).collect();
    if !any {
        return nothing(Word::NoIndex);
    }
    if rows.is_empty() {
        return nothing(Word::NobodyFlagged);
    }
    // A stable sort: equal numbers of flags keep the order of the file.
    rows.sort_by_key(|(_, quality)| std::cmp::Reverse(quality.flags().len()));
    let mut table = Table::default();
    for key in ["id"].iter().chain(&people.keys) {
        table.column(key, Kind::Key);
    }
    table.joined("flags", Kind::Text);
    for (entry, quality) in rows {
        let told = quality.flags().iter();
        let told =
            told.map(|flag| format!("{} ({} = {})", flag.text(session.lang), flag.index.as_str(), rounded(flag.value)));
        table.row(key_cells(entry, &people.keys).into_iter().chain([told.collect::<Vec<_>>().join("; ")]));
    }
    table.render(session.width, session.color) + "\n" + &nothing(Word::OnlyFlagged)
}

/// The table, without the columns in which nobody has a value: the summary says why.
fn render(rows: &[(&Entry, &ResponseQuality)], people: &People, session: &Session) -> String {
    let keys = &people.keys;
    let value = |quality: &ResponseQuality, index| quality.measure(index).value();
    let has = |index: &Index| rows.iter().any(|(_, quality)| value(quality, *index).is_some());
    let shown: Vec<Index> = people.indices.iter().copied().filter(has).collect();
    if shown.is_empty() {
        // Bare ids would tell nothing.
        return session.word(Word::NoIndex).to_owned() + "\n";
    }
    let mut table = Table::default();
    for key in ["id"].iter().chain(keys) {
        table.column(key, Kind::Key);
    }
    for index in &shown {
        table.column(index.as_str(), Kind::Number);
    }
    table.column("flags", Kind::Text);
    for (entry, quality) in rows {
        let numbers = shown.iter().map(|index| value(quality, *index).map_or_else(|| "·".to_owned(), rounded));
        table.row(key_cells(entry, keys).into_iter().chain(numbers).chain([quality.flag_codes()]));
    }
    table.render(session.width, session.color)
}

/// What there is to say of the whole table.
fn told(found: &[ResponseQuality], indices: &[Index], cuts: &Cuts, session: &Session) -> String {
    let lines = summary(found, indices, cuts, session.lang);
    let lines = lines.iter().flat_map(|line| wrap(&printable(line), session.width));
    lines.map(|line| line + "\n").collect()
}
