//! What `compare` writes: one line a measure of the group, one line a pupil and scale, or tables for reading.

use std::collections::BTreeMap;

use orientir::fit::compare::{Comparison, Delta, Line, Part, PersonChange, ScaleChange, Verdict, WhyNot};
use orientir::{Cell, Ratio};
use serde_json::{Map, Value, json};

use super::rounded;
use super::sums::{figure, word};
use crate::session::{Session, printable};
use crate::table::{Kind, Table, wrap};
use crate::write::csv::Style;
use orientir::fit::compare::words::{Said, verdict};

/// The cells of a CSV file.
pub fn cells(line: &Line<'_>, style: Style) -> [String; 19] {
    let number = |value: Option<f64>| style.cell(&value.map_or(Cell::Empty, Cell::Number));
    let code = |text: &str| style.cell(&Cell::Code(text));
    let (low, high) = line.interval.unzip();
    let ((r, r_of), (sd, sd_of)) = (line.reliability.unzip(), line.deviation.unzip());
    [
        code(line.part.as_str()),
        style.name(line.id),
        style.name(line.scale),
        code(line.measure),
        line.n.map(|n| n.to_string()).unwrap_or_default(),
        number(line.before),
        number(line.after),
        number(line.difference),
        number(line.value),
        number(low),
        number(high),
        code(line.verdict),
        number(line.sem),
        number(r),
        code(r_of.unwrap_or_default()),
        number(sd),
        code(sd_of.unwrap_or_default()),
        line.days.map(|days| days.to_string()).unwrap_or_default(),
        code(line.why.map_or("", WhyNot::as_str)),
    ]
}

/// The cells, each of its kind.
pub fn typed<'a>(line: &Line<'a>) -> Vec<Cell<'a>> {
    let (low, high) = line.interval.unzip();
    let ((r, r_of), (sd, sd_of)) = (line.reliability.unzip(), line.deviation.unzip());
    vec![
        word(line.part.as_str()),
        word(line.id),
        word(line.scale),
        word(line.measure),
        figure(line.n.map(|n| n as f64)),
        figure(line.before),
        figure(line.after),
        figure(line.difference),
        figure(line.value),
        figure(low),
        figure(high),
        word(line.verdict),
        figure(line.sem),
        figure(r),
        word(r_of.unwrap_or_default()),
        figure(sd),
        word(sd_of.unwrap_or_default()),
        figure(line.days.map(|days| days as f64)),
        word(line.why.map_or("", WhyNot::as_str)),
    ]
}

/// The line as JSON, with what it has.
pub fn document(line: &Line<'_>) -> String {
    let word = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    let (low, high) = line.interval.unzip();
    let ((r, r_of), (sd, sd_of)) = (line.reliability.unzip(), line.deviation.unzip());
    let cells: [Value; 19] = [
        word(line.part.as_str()),
        word(line.id),
        word(line.scale),
        word(line.measure),
        json!(line.n),
        json!(line.before),
        json!(line.after),
        json!(line.difference),
        json!(line.value),
        json!(low),
        json!(high),
        word(line.verdict),
        json!(line.sem),
        json!(r),
        json!(r_of),
        json!(sd),
        json!(sd_of),
        json!(line.days),
        word(line.why.map_or("", WhyNot::as_str)),
    ];
    let members = Line::COLUMNS.into_iter().map(str::to_owned).zip(cells).filter(|(_, cell)| !cell.is_null());
    Value::Object(members.collect::<Map<_, _>>()).to_string()
}

/// A share or an effect with its interval, or why there is none.
fn effect(value: f64, (low, high): (f64, f64)) -> String {
    // Three decimals: whether an interval holds zero is to be seen.
    let short = |number: f64| format!("{number:.3}").replace("-0.000", "0.000");
    format!("{} [{}; {}]", short(value), short(low), short(high))
}

/// Tables for reading.
pub fn render(
    found: &Comparison,
    against: Option<&[Result<Delta, WhyNot>]>,
    part: Option<Part>,
    session: &Session,
) -> String {
    let mut text = String::new();
    let add = |text: &mut String, title: Said, table: &Table| {
        text.extend([title.text(session.lang), "\n\n", &table.render(session.width, session.color), "\n"]);
    };
    if part != Some(Part::Person) {
        match of_no_group(found) {
            Some(why) => {
                text.extend([Said::OfGroup.text(session.lang), "\n\n", why.text(session.lang), "\n\n"]);
            }
            None => add(&mut text, Said::OfGroup, &group_table(found, against, session)),
        }
    }
    match part {
        Some(Part::Group) => {}
        Some(Part::Person) => add(&mut text, Said::OfPersons, &person_table(found, |_| true, session)),
        _ => {
            text.extend([Said::OfPersons.text(session.lang), "\n\n"]);
            if any_reliable(found) {
                text.extend([&person_table(found, reliable, session).render(session.width, session.color), "\n"]);
            }
            for line in of_the_rest(found, session) {
                text.extend(wrap(&printable(&line), session.width).into_iter().map(|line| line + "\n"));
            }
            text.push('\n');
        }
    }
    let legends = [Said::Legend.text(session.lang)].into_iter().chain(found.cautions(against.is_some(), session.lang));
    text.extend(legends.flat_map(|legend| wrap(legend, session.width)).map(|line| line + "\n"));
    text
}

/// Why no scale has figures of the group, if it is the same for all.
fn of_no_group(found: &Comparison) -> Option<WhyNot> {
    let why = found.scales.first()?.group.err()?;
    found.scales.iter().all(|scale| scale.group == Err(why)).then_some(why)
}

fn group_table(found: &Comparison, against: Option<&[Result<Delta, WhyNot>]>, session: &Session) -> Table {
    let mut table = Table::default();
    table.column("scale", Kind::Key);
    table.column("n", Kind::Number);
    table.column("mean", Kind::Text);
    table.column("median", Kind::Text);
    table.column(Said::Moved.text(session.lang), Kind::Text);
    table.column("d_w", Kind::Text);
    table.column("delta", Kind::Text);
    if against.is_some() {
        table.column("d_changes", Kind::Text);
    }
    for (place, scale) in found.scales.iter().enumerate() {
        let mut row = vec![scale.name.clone(), scale.changes.len().to_string()];
        match &scale.group {
            Ok(group) => {
                let move_of = |(before, after): (f64, f64)| format!("{} → {}", rounded(before), rounded(after));
                let within = group.within;
                row.extend([move_of(group.mean), move_of(group.median)]);
                row.push(format!("{}/{}/{}", within.risen, within.same, within.fallen));
                row.push(effect(within.value, within.interval));
                row.push(effect(group.delta.value, group.delta.interval));
            }
            Err(why) => {
                row.push(why.text(session.lang).to_owned());
                row.extend(vec![String::new(); 4]);
            }
        }
        row.extend(against.and_then(|list| list.get(place)).map(|one| match one {
            Ok(delta) => effect(delta.value, delta.interval),
            Err(why) => why.text(session.lang).to_owned(),
        }));
        table.row(row);
    }
    table
}

/// Whether a change is beyond its error.
fn reliable(person: &PersonChange) -> bool {
    person.change.as_ref().is_ok_and(|(change, _)| change.verdict != Verdict::WithinError)
}

fn any_reliable(found: &Comparison) -> bool {
    found.scales.iter().flat_map(|scale| &scale.people).any(reliable)
}

/// What there is to say of the pupils who are not named: one sentence if no retest reliability is known, else counts of each scale.
fn of_the_rest(found: &Comparison, session: &Session) -> Vec<String> {
    let said = |said: Said| said.text(session.lang);
    let unknown = |why: &WhyNot| matches!(why, WhyNot::NoReliability | WhyNot::NotMeaningful | WhyNot::NotRetest);
    let people = || found.scales.iter().flat_map(|scale| &scale.people).map(|person| person.change.as_ref());
    if people().all(|change| change.is_err()) && people().any(|change| change.is_err_and(unknown)) {
        return vec![said(Said::NoRetest).to_owned()];
    }
    let of_scale = |scale: &ScaleChange| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut reasons: BTreeMap<WhyNot, usize> = BTreeMap::new();
        for person in &scale.people {
            match &person.change {
                Ok((change, _)) => *counts.entry(change.verdict.as_str()).or_default() += 1,
                Err(why) => *reasons.entry(*why).or_default() += 1,
            }
        }
        let verdicts = [Verdict::Risen, Verdict::Fallen, Verdict::WithinError];
        let judged = verdicts
            .into_iter()
            .filter_map(|one| Some(format!("{} - {}", verdict(one, session.lang), counts.get(one.as_str()).copied()?)));
        let not = reasons.iter().map(|(why, count)| format!("{} - {count}", why.text(session.lang)));
        format!("{}: {}", scale.name, judged.chain(not).collect::<Vec<_>>().join("; "))
    };
    found.scales.iter().map(of_scale).chain([said(Said::AllPersons).to_owned()]).collect()
}

fn person_table(found: &Comparison, shown: impl Fn(&PersonChange) -> bool, session: &Session) -> Table {
    let mut table = Table::default();
    table.column("id", Kind::Key);
    table.column("scale", Kind::Key);
    table.joined("before", Kind::Number);
    table.joined("after", Kind::Number);
    table.joined("rc", Kind::Number);
    table.joined("change", Kind::Text);
    let people = found.scales.first().map_or(0, |scale| scale.people.len());
    for place in 0..people {
        for scale in &found.scales {
            let Some(person) = scale.people.get(place).filter(|person| shown(person)) else { continue };
            let score = |score: Option<Ratio>| score.map_or_else(|| "·".to_owned(), |score| rounded(score.to_f64()));
            let (index, words) = match &person.change {
                Ok((change, _)) => (rounded(change.index), verdict(change.verdict, session.lang)),
                Err(why) => ("·".to_owned(), why.text(session.lang)),
            };
            table.row([person.id.as_str(), &scale.name, &score(person.before), &score(person.after), &index, words]);
        }
    }
    table
}
