//! `compare`: before and after, of each person and of the group.

use std::collections::BTreeSet;

use orientir::fit::compare::{self as fit, Comparison, Known, Line, Options, Sitting};
use orientir::{Code, Error, Instrument};

use super::people::{self, People};
use super::{compare_table, score};
use crate::Outcome;
use crate::args::{Common, Comparing, Format, Part, Reading, Scoring, Stability};
use crate::read;
use crate::session::{Failure, Session};
use crate::write::{Target, json as documents, xlsx};
use orientir::fit::compare::words::Said;

const FORMATS: [Format; 5] = [Format::Csv, Format::Json, Format::Jsonl, Format::Xlsx, Format::Table];

/// Compares two occasions.
pub fn run(
    name: &str,
    answers: &str,
    asked: &Comparing,
    (reading, scoring): (&Reading, &Scoring),
    common: &Common,
    session: &Session,
) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &FORMATS, session)?;
    let others = asked.after.iter().chain(&asked.against).chain(&asked.against_after).map(String::as_str);
    let inputs: Vec<&str> = reading.inputs(&[name, answers]).into_iter().chain(others).collect();
    target.spare(&inputs, session)?;
    read::one_stdin(&inputs, session)?;
    let instrument = read::instrument_for_people(name, answers, (reading, scoring), session)?;
    let second = asked.wording_after.map_or_else(|| Ok(instrument.clone()), |word| instrument.with_wording(word))?;
    let options = options(&instrument, asked)?;
    let several = asked.after.is_some() || asked.against.is_some();
    let read = |file: &str| people::open(&instrument, file, reading, several.then_some(file), session)?.people(session);
    let read_after = |file: &Option<String>| {
        file.as_deref().map(|file| Ok::<_, Failure>((read(file)?, file.to_owned()))).transpose()
    };
    let first = read(answers)?;
    let after = read_after(&asked.after)?;
    let (before, last) = two_times((&first, answers), after.as_ref(), ("--after", asked), session)?;
    let found = Comparison::of((&instrument, &before), (&second, &last), &options);
    if found.pairs == 0 {
        return Err(Failure::unfit(answers, no_pairs(&before, &last, session)));
    }
    let faults_of = |people: &People, file: &str| -> Vec<xlsx::Fault> {
        let file = several.then(|| file.to_owned());
        people.faults.iter().map(|fault| (file.clone(), fault.clone())).collect()
    };
    let mut faults = faults_of(&first, answers);
    faults.extend(after.iter().flat_map(|(people, file)| faults_of(people, file)));
    let (mut against, mut told) = (None, Vec::new());
    if let Some(file) = &asked.against {
        let (people, after) = (read(file)?, read_after(&asked.against_after)?);
        faults.extend(faults_of(&people, file));
        faults.extend(after.iter().flat_map(|(people, file)| faults_of(people, file)));
        let (before, last) = two_times((&people, file), after.as_ref(), ("--against-after", asked), session)?;
        let other = Comparison::of((&instrument, &before), (&second, &last), &options);
        told.push(Said::Against.text(session.lang).replace("{pairs}", &other.pairs.to_string()));
        against = Some(found.against(&other));
    }
    let part = match asked.part {
        Part::All => None,
        Part::Group => Some(fit::Part::Group),
        Part::Persons => Some(fit::Part::Person),
    };
    told.extend(found.remarks(&instrument, part != Some(fit::Part::Group), session.lang));
    for remark in &told {
        session.remark(remark);
    }
    let lines = found.lines(against.as_deref(), part);
    match target.format {
        Format::Table => {
            target.text(session, &compare_table::render(&found, against.as_deref(), part, session))?;
        }
        Format::Csv => {
            let rows = lines.iter().map(|line| compare_table::cells(line, target.csv));
            let header = Line::COLUMNS.map(str::to_owned);
            target.write(session, |out| target.csv.write(out, [header].into_iter().chain(rows)))?;
        }
        Format::Xlsx => {
            let legends = [Said::Legend.text(session.lang)].into_iter();
            let legends = legends.chain(found.cautions(against.is_some(), session.lang));
            told.extend(legends.map(str::to_owned));
            let whole = xlsx::Whole {
                instrument: &instrument,
                input: answers,
                names: &[],
                columns: &Line::COLUMNS,
                notes: &told,
                faults: &faults,
            };
            let rows = lines.iter().map(|line| (Vec::new(), compare_table::typed(line)));
            target.book(session, whole.book(rows, session))?;
        }
        form => {
            let rows = lines.iter().map(compare_table::document);
            target.write(session, |out| documents::write(out, form, rows))?;
        }
    }
    if target.format != Format::Table {
        for line in found.cautions(against.is_some(), session.lang) {
            session.remark(line);
        }
    }
    Ok(score::closing(lines.len(), faults.len(), session))
}

/// That nobody can be matched, with a few of the ids on either side, so that a difference of writing is seen.
fn no_pairs(before: &[Sitting<'_>], last: &[Sitting<'_>], session: &Session) -> String {
    const MOST: usize = 5;
    let some = |sittings: &[Sitting<'_>]| {
        let ids: BTreeSet<&str> = sittings.iter().map(|sitting| sitting.id).collect();
        let shown: Vec<String> = ids.iter().take(MOST).map(|id| format!("`{}`", orientir::escape(id))).collect();
        let more = if ids.len() > MOST { " …" } else { "" };
        shown.join(", ") + more
    };
    Said::NoPairs.text(session.lang).replace("{before}", &some(before)).replace("{after}", &some(last))
}

/// The two occasions of a class, in one table or in two.
fn two_times<'p>(
    (first, file): (&'p People, &str),
    after: Option<&'p (People, String)>,
    (option, asked): (&'static str, &Comparing),
    session: &Session,
) -> Result<(Vec<Sitting<'p>>, Vec<Sitting<'p>>), Failure> {
    let Some((after, after_file)) = after else { return both((first, file), (option, asked), session) };
    let occasions = asked.occasions.unzip();
    Ok((one((first, file), occasions.0, session)?, one((after, after_file), occasions.1, session)?))
}

/// What the options say of errors.
fn options(instrument: &Instrument, asked: &Comparing) -> Result<Options, Failure> {
    let mut options = Options::default();
    options.others.alpha = asked.reliability == Stability::Alpha;
    let of_all = |list: &[(Option<String>, f64)]| list.iter().rev().find(|(scale, _)| scale.is_none()).map(|(_, x)| *x);
    options.others.retest = of_all(&asked.retest);
    options.others.deviation = of_all(&asked.sd);
    let others = options.others;
    let mut set = |list: &[(Option<String>, f64)], set: fn(&mut Known, f64)| {
        for (scale, number) in list {
            let Some(scale) = scale else { continue };
            if !instrument.scales().any(|id| id == scale) {
                return Err(Error::new(Code::UnknownScale, "").with("scale", orientir::escape(scale)));
            }
            set(options.scales.entry(scale.clone()).or_insert(others), *number);
        }
        Ok(())
    };
    set(&asked.retest, |known, r| known.retest = Some(r))?;
    set(&asked.sd, |known, sd| known.deviation = Some(sd))?;
    Ok(options)
}

/// The people of an occasion.
fn sittings(people: &People, occasion: u32) -> Vec<Sitting<'_>> {
    let of = people.entries.iter().zip(&people.days).filter(|(entry, _)| entry.key.occasion == occasion);
    of.map(|(entry, days)| Sitting { id: &entry.key.id, answers: &entry.answers, days: *days }).collect()
}

fn occasions(people: &People) -> Vec<u32> {
    let found: BTreeSet<u32> = people.entries.iter().map(|entry| entry.key.occasion).collect();
    found.into_iter().collect()
}

/// That the occasions of a table are not what is needed.
fn unfit(file: &str, said: Said, found: &[u32], session: &Session) -> Failure {
    let found = found.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    Failure::unfit(file, said.text(session.lang).replace("{found}", &found))
}

fn absent(file: &str, asked: u32, found: &[u32], session: &Session) -> Failure {
    let found = found.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let said = Said::NoOccasion.text(session.lang).replace("{asked}", &asked.to_string());
    Failure::unfit(file, said.replace("{found}", &found))
}

/// Two occasions of one table.
fn both<'p>(
    (people, file): (&'p People, &str),
    (option, asked): (&'static str, &Comparing),
    session: &Session,
) -> Result<(Vec<Sitting<'p>>, Vec<Sitting<'p>>), Failure> {
    if !people.keys.contains(&"occasion") {
        let fault = Error::new(Code::MissingColumn, "").with("field", "occasion");
        return Err(Failure::within(file, fault.with("fix", option)));
    }
    let found = occasions(people);
    let (first, last) = match (asked.occasions, found.as_slice()) {
        (Some((first, last)), found) => {
            let missing = [first, last].into_iter().find(|asked| !found.contains(asked));
            match missing {
                Some(asked) => return Err(absent(file, asked, found, session)),
                None => (first, last),
            }
        }
        (None, [first, last]) => (*first, *last),
        (None, [_]) => {
            let said = if option == "--after" { Said::OneTime } else { Said::OneTimeAgainst };
            return Err(unfit(file, said, &found, session));
        }
        (None, _) => return Err(unfit(file, Said::Several, &found, session)),
    };
    Ok((sittings(people, first), sittings(people, last)))
}

/// The one occasion of a table, or the one that is asked for.
fn one<'p>(
    (people, file): (&'p People, &str),
    asked: Option<u32>,
    session: &Session,
) -> Result<Vec<Sitting<'p>>, Failure> {
    let found = occasions(people);
    match (asked, found.as_slice()) {
        (_, [only]) => Ok(sittings(people, *only)),
        (Some(asked), found) if !found.contains(&asked) => Err(absent(file, asked, found, session)),
        (Some(asked), _) => Ok(sittings(people, asked)),
        (None, _) => Err(unfit(file, Said::Several, &found, session)),
    }
}
