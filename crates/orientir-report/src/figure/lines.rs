//! Lines with two marks, as on the paper form of Dembo and Rubinstein.

use maud::{Markup, html};
use orientir::form::{FormField, FormItem};
use orientir::{Answers, Given, Lang, Report};

use super::{ACCENT, Figure, Letters, WIDTH, px};
use crate::words::{self, Word};

/// How wide the place of a line is.
const COLUMN: f64 = WIDTH / ABREAST as f64;
/// How long a line is.
const LENGTH: f64 = 200.0;
/// Around lines and letters.
const SPACE: f64 = 12.0;
/// Half the width of a mark.
const MARK: f64 = 11.0;
/// The most lines beside each other.
const ABREAST: usize = 3;
const KEY: Letters = Letters::new("start");
const NAME: Letters = Letters::new("middle").small();
const MARKS: Letters = Letters::new("middle").small();

/// A line with the marks on it.
struct Line {
    name: String,
    /// The first mark: what is; the second: what is wanted. In shares of the line.
    marks: [Option<(f64, f64)>; 2],
}

impl Figure {
    /// The lines of a questionnaire on which a person has set two marks each, and the distance between them: a bar for what is,
    /// a cross for what is wanted, as on paper. Lines for practice are left out, and those without a mark. None where no line is
    /// left, or where the lines are not alike, and none of an instrument that is for groups.
    pub fn lines(report: &Report, lang: Lang) -> Option<Self> {
        if report.instrument().is_for_groups() {
            return None;
        }
        // The items may be in another language than the words around them: a text pack has not all.
        let (form, answers) = (report.instrument().form(lang), report.answers());
        let title = report.instrument().texts_in(lang).1.map_or(&form.title, |texts| &texts.title);
        let items = form.items.iter().filter(|item| !item.training);
        let pairs: Vec<(&FormItem, [&FormField; 2])> = items.filter_map(|item| Some((item, pair(item)?))).collect();
        let (_, first) = pairs.first()?;
        let kind = |field: &FormField| (field.label.clone(), field.from, field.to);
        if pairs.iter().any(|(_, fields)| fields.map(kind) != first.map(kind)) {
            return None;
        }
        let names = first.map(|field| field.label.as_deref().unwrap_or(&field.name));
        let line = |(item, fields): &(&'_ FormItem, [&FormField; 2])| Line {
            name: item.prompt.clone().unwrap_or_else(|| item.id.clone()),
            marks: fields.map(|field| mark(field, answers)),
        };
        let lines: Vec<Line> = pairs.iter().map(line).filter(|line| line.marks.iter().any(Option::is_some)).collect();
        if lines.is_empty() {
            return None;
        }
        let (mut body, mut y) = (Vec::new(), SPACE);
        for (mark, name) in [bar as fn(f64, f64) -> Markup, cross].iter().zip(names) {
            let (name, height) = KEY.broken(name, WIDTH - 44.0);
            body.push(mark(SPACE + MARK, y + height / 2.0));
            body.push(KEY.at(&name, 44.0, y + height / 2.0));
            y += height + 4.0;
        }
        for some in lines.chunks(ABREAST) {
            y += SPACE;
            let labelled: Vec<(Vec<String>, f64)> =
                some.iter().map(|line| NAME.broken(&line.name, COLUMN - 8.0)).collect();
            let highest = labelled.iter().map(|(_, height)| *height).fold(NAME.leading(), f64::max);
            for (number, (line, (name, height))) in some.iter().zip(&labelled).enumerate() {
                let x = COLUMN * (number as f64 + 0.5);
                body.push(NAME.at(name, x, y + highest - height / 2.0));
                body.push(line.drawn(x, y + highest + SPACE, lang));
            }
            y += highest + SPACE + LENGTH + 2.0 * MARKS.leading();
        }
        Some(Self {
            title: Word::Lines.text(lang).replace("{title}", title),
            description: lines.iter().map(|line| line.described(names, lang)).collect::<Vec<_>>().join(" "),
            height: y,
            body: html! { @for part in body { (part) } },
        })
    }
}

/// The two marks of an item on one line.
fn pair(item: &FormItem) -> Option<[&FormField; 2]> {
    match item.fields.as_slice() {
        [a, b] if a.kind == "analog" && b.kind == "analog" => Some([a, b]),
        _ => None,
    }
}

/// Where a mark is: its number, and its share of the line. None where there is none.
fn mark(field: &FormField, answers: &Answers) -> Option<(f64, f64)> {
    let Ok(Given::Code(code)) = answers.get(&field.name) else { return None };
    let (from, to) = (field.from?, field.to?);
    // A mark beyond the end counts as the end.
    let number = code.parse::<f64>().ok()?.clamp(from, to);
    Some((number, (number - from) / (to - from)))
}

impl Line {
    fn drawn(&self, x: f64, top: f64, lang: Lang) -> Markup {
        let place = |share: f64| top + LENGTH * (1.0 - share);
        let places = self.marks.map(|mark| mark.map(|(_, share)| place(share)));
        html! {
            path d=(format!("M{} {}v{}M{} {}h8M{} {}h8", px(x), px(top), px(LENGTH), px(x - 4.0), px(top), px(x - 4.0), px(top + LENGTH)))
                stroke="currentColor" stroke-opacity="0.6" fill="none" {}
            @if let [Some(now), Some(want)] = places {
                path.accent-line d=(format!("M{} {}V{}", px(x), px(now), px(want))) stroke=(ACCENT) stroke-width="6" stroke-opacity="0.55" {}
            }
            @if let [Some(now), _] = places { (bar(x, now)) }
            @if let [_, Some(want)] = places { (cross(x, want)) }
            @if let [Some((now, _)), Some((want, _))] = self.marks {
                (MARKS.at(&[format!("{} → {}", words::number(now, lang), words::number(want, lang))], x, top + LENGTH + MARKS.leading()))
            }
        }
    }

    fn described(&self, names: [&str; 2], lang: Lang) -> String {
        let told = self.marks.iter().zip(names).map(|(mark, name)| {
            let place =
                mark.map_or_else(|| Word::NoMark.text(lang).to_owned(), |(number, _)| words::number(number, lang));
            format!("{name} {place}")
        });
        let mut told: Vec<String> = told.collect();
        if let [Some((now, _)), Some((want, _))] = self.marks {
            told.push(Word::Gap.text(lang).replace("{gap}", &words::number(want - now, lang)));
        }
        format!("{}: {}.", self.name, told.join(", "))
    }
}

/// What is: a bar across the line.
fn bar(x: f64, y: f64) -> Markup {
    html! { path d=(format!("M{} {}h{}", px(x - MARK), px(y), px(2.0 * MARK))) stroke="currentColor" stroke-width="4" {} }
}

/// What is wanted: a cross.
fn cross(x: f64, y: f64) -> Markup {
    let arm = 7.0;
    let (left, top, both) = (px(x - arm), px(y - arm), px(2.0 * arm));
    html! {
        path d=(format!("M{left} {top}l{both} {both}m0 -{both}l-{both} {both}")) stroke="currentColor" stroke-width="2.5" fill="none" {}
    }
}
