//! What `compare` writes: one line a measure of the group, one line a pupil and scale, or tables for reading.

use std::collections::BTreeMap;

use orientir::fit::compare::{Comparison, Delta, PersonChange, ScaleChange, Verdict, WhyNot};
use orientir::{Cell, Ratio};
use serde_json::{Map, Value, json};

use super::compare_words::{Said, verdict};
use super::rounded;
use super::sums::{figure, word};
use crate::args::Part;
use crate::session::{Session, printable};
use crate::table::{Kind, Table, wrap};
use crate::write::csv::Style;

/// The columns of the lines.
pub const COLUMNS: [&str; 19] = [
    "part",
    "id",
    "scale",
    "measure",
    "n",
    "before",
    "after",
    "difference",
    "value",
    "ci_low",
    "ci_high",
    "verdict",
    "sem",
    "reliability",
    "reliability_of",
    "sd",
    "sd_of",
    "days",
    "reason",
];

/// A line. What a measure does not have is none.
#[derive(Debug, Default)]
pub struct Line<'a> {
    part: &'static str,
    id: &'a str,
    scale: &'a str,
    measure: &'static str,
    n: Option<usize>,
    before: Option<f64>,
    after: Option<f64>,
    difference: Option<f64>,
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    verdict: &'static str,
    sem: Option<f64>,
    reliability: Option<(f64, &'static str)>,
    deviation: Option<(f64, &'static str)>,
    days: Option<i64>,
    why: Option<WhyNot>,
}

/// All lines.
pub fn lines<'a>(found: &'a Comparison, against: Option<&[Result<Delta, WhyNot>]>, part: Part) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    if part != Part::Persons {
        for (place, scale) in found.scales.iter().enumerate() {
            of_group(scale, against.and_then(|list| list.get(place)), &mut lines);
        }
    }
    if part != Part::Group {
        let people = found.scales.first().map_or(0, |scale| scale.people.len());
        for place in 0..people {
            let each = found.scales.iter().filter_map(|scale| Some((scale, scale.people.get(place)?)));
            lines.extend(each.map(|(scale, person)| of_person(scale, person)));
        }
    }
    lines
}

fn of_group<'a>(scale: &'a ScaleChange, against: Option<&Result<Delta, WhyNot>>, lines: &mut Vec<Line<'a>>) {
    let line =
        |measure| Line { part: "group", scale: &scale.name, measure, n: Some(scale.changes.len()), ..Line::default() };
    match &scale.group {
        Ok(group) => {
            let moved =
                [("mean", group.mean, group.mean_difference), ("median", group.median, group.median_difference)];
            for (measure, (before, after), difference) in moved {
                let difference = Some(difference);
                lines.push(Line { before: Some(before), after: Some(after), difference, ..line(measure) });
            }
            let within = group.within;
            for (measure, count) in [("risen", within.risen), ("same", within.same), ("fallen", within.fallen)] {
                lines.push(Line { value: Some(count as f64), ..line(measure) });
            }
            lines.push(Line { value: Some(within.value), interval: Some(within.interval), ..line("d_w") });
            lines.push(Line { value: Some(group.delta.value), interval: Some(group.delta.interval), ..line("delta") });
        }
        Err(why) => {
            let measures = ["mean", "median", "risen", "same", "fallen", "d_w", "delta"];
            lines.extend(measures.map(|measure| Line { why: Some(*why), ..line(measure) }));
        }
    }
    match against {
        Some(Ok(delta)) => {
            lines.push(Line { value: Some(delta.value), interval: Some(delta.interval), ..line("d_changes") });
        }
        Some(Err(why)) => lines.push(Line { why: Some(*why), ..line("d_changes") }),
        None => {}
    }
}

fn of_person<'a>(scale: &'a ScaleChange, person: &'a PersonChange) -> Line<'a> {
    let float = |score: Option<Ratio>| score.map(Ratio::to_f64);
    let judged = person.change.as_ref().ok();
    Line {
        part: "person",
        id: &person.id,
        scale: &scale.name,
        measure: "rc",
        before: float(person.before),
        after: float(person.after),
        difference: float(person.difference),
        value: judged.map(|(change, _)| change.index),
        verdict: judged.map_or("", |(change, _)| change.verdict.as_str()),
        sem: judged.map(|(change, _)| change.sem),
        reliability: judged.map(|(_, error)| (error.reliability, error.source.as_str())),
        deviation: judged.map(|(_, error)| (error.deviation, error.deviation_of.as_str())),
        days: person.days,
        why: person.change.as_ref().err().copied(),
        ..Line::default()
    }
}

impl Line<'_> {
    /// The cells of a CSV file.
    pub fn cells(&self, style: Style) -> [String; 19] {
        let number = |value: Option<f64>| style.cell(&value.map_or(Cell::Empty, Cell::Number));
        let code = |text: &str| style.cell(&Cell::Code(text));
        let (low, high) = self.interval.unzip();
        let ((r, r_of), (sd, sd_of)) = (self.reliability.unzip(), self.deviation.unzip());
        [
            code(self.part),
            style.name(self.id),
            style.name(self.scale),
            code(self.measure),
            self.n.map(|n| n.to_string()).unwrap_or_default(),
            number(self.before),
            number(self.after),
            number(self.difference),
            number(self.value),
            number(low),
            number(high),
            code(self.verdict),
            number(self.sem),
            number(r),
            code(r_of.unwrap_or_default()),
            number(sd),
            code(sd_of.unwrap_or_default()),
            self.days.map(|days| days.to_string()).unwrap_or_default(),
            code(self.why.map_or("", WhyNot::as_str)),
        ]
    }

    /// The cells, each of its kind.
    pub fn typed(&self) -> Vec<Cell<'_>> {
        let (low, high) = self.interval.unzip();
        let ((r, r_of), (sd, sd_of)) = (self.reliability.unzip(), self.deviation.unzip());
        vec![
            word(self.part),
            word(self.id),
            word(self.scale),
            word(self.measure),
            figure(self.n.map(|n| n as f64)),
            figure(self.before),
            figure(self.after),
            figure(self.difference),
            figure(self.value),
            figure(low),
            figure(high),
            word(self.verdict),
            figure(self.sem),
            figure(r),
            word(r_of.unwrap_or_default()),
            figure(sd),
            word(sd_of.unwrap_or_default()),
            figure(self.days.map(|days| days as f64)),
            word(self.why.map_or("", WhyNot::as_str)),
        ]
    }

    /// The line as JSON, with what it has.
    pub fn document(&self) -> String {
        let word = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
        let (low, high) = self.interval.unzip();
        let ((r, r_of), (sd, sd_of)) = (self.reliability.unzip(), self.deviation.unzip());
        let cells: [Value; 19] = [
            word(self.part),
            word(self.id),
            word(self.scale),
            word(self.measure),
            json!(self.n),
            json!(self.before),
            json!(self.after),
            json!(self.difference),
            json!(self.value),
            json!(low),
            json!(high),
            word(self.verdict),
            json!(self.sem),
            json!(r),
            json!(r_of),
            json!(sd),
            json!(sd_of),
            json!(self.days),
            word(self.why.map_or("", WhyNot::as_str)),
        ];
        let members = COLUMNS.into_iter().map(str::to_owned).zip(cells).filter(|(_, cell)| !cell.is_null());
        Value::Object(members.collect::<Map<_, _>>()).to_string()
    }
}

/// What stands beside every comparison.
pub fn cautions(found: &Comparison, with_class: bool, session: &Session) -> Vec<&'static str> {
    let class = if with_class { Said::WithClass } else { Said::NoClass };
    let ipsative = found.ipsative.then_some(Said::Ipsative);
    [class].into_iter().chain(ipsative).chain([Said::NotFor]).map(|said| said.text(session.lang)).collect()
}

/// A share or an effect with its interval, or why there is none.
fn effect(value: f64, (low, high): (f64, f64)) -> String {
    // Three decimals: whether an interval holds zero is to be seen.
    let short = |number: f64| format!("{number:.3}").replace("-0.000", "0.000");
    format!("{} [{}; {}]", short(value), short(low), short(high))
}

/// Tables for reading.
pub fn render(found: &Comparison, against: Option<&[Result<Delta, WhyNot>]>, part: Part, session: &Session) -> String {
    let mut text = String::new();
    let add = |text: &mut String, title: Said, table: &Table| {
        text.extend([title.text(session.lang), "\n\n", &table.render(session.width, session.color), "\n"]);
    };
    if part != Part::Persons {
        match of_no_group(found) {
            Some(why) => {
                text.extend([Said::OfGroup.text(session.lang), "\n\n", why.text(session.lang), "\n\n"]);
            }
            None => add(&mut text, Said::OfGroup, &group_table(found, against, session)),
        }
    }
    match part {
        Part::Group => {}
        Part::Persons => add(&mut text, Said::OfPersons, &person_table(found, |_| true, session)),
        Part::All => {
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
    let legends = [Said::Legend.text(session.lang)].into_iter().chain(cautions(found, against.is_some(), session));
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
