//! Scores beside those of a comparison group: the band of most people, the score, and how sure it is.

use maud::{Markup, html};
use orientir::definition::{Metric, Norm};
use orientir::{Lang, Report, ScaleReport};

use super::{ACCENT, Figure, Letters, WIDTH, px};
use crate::words::{self, Word};

/// The axis begins and ends here.
const AXIS: (f64, f64) = (14.0, 292.0);
/// How many standard deviations the axis holds on each side of the mean: as many as it has ticks.
const SIDES: f64 = 3.0;
/// How high a row is below its name.
const ROW: f64 = 26.0;
/// Around names and rows.
const SPACE: f64 = 8.0;
const NAME: Letters = Letters::new("start");
const SMALL: Letters = Letters::new("start").small();
const TICK: Letters = Letters::new("middle").small();

/// A standard score with its mean and standard deviation.
#[derive(Clone, Copy, Debug)]
struct Unit {
    metric: Metric,
    name: Word,
    mean: f64,
    deviation: f64,
    /// The lowest and the highest there is.
    ends: Option<(f64, f64)>,
}

/// In the order in which they are preferred.
const UNITS: [Unit; 5] = [
    Unit { metric: Metric::T, name: Word::UnitT, mean: 50.0, deviation: 10.0, ends: None },
    Unit { metric: Metric::Z, name: Word::UnitZ, mean: 0.0, deviation: 1.0, ends: None },
    Unit { metric: Metric::Iq, name: Word::UnitIq, mean: 100.0, deviation: 15.0, ends: None },
    Unit { metric: Metric::Sten, name: Word::UnitSten, mean: 5.5, deviation: 2.0, ends: Some((1.0, 10.0)) },
    Unit { metric: Metric::Stanine, name: Word::UnitStanine, mean: 5.0, deviation: 2.0, ends: Some((1.0, 9.0)) },
];

/// A score in a norm.
struct Row<'a> {
    name: String,
    scale: ScaleReport<'a>,
    score: f64,
    interval: Option<(f64, f64)>,
}

impl Figure {
    /// The scales that a norm fits: the band of the middle two thirds of the comparison group (mean ± 1 SD), the standard score,
    /// and where the reliability is known, the interval that the error of measurement gives it. In T if the norms give it, else in
    /// z, IQ, sten or stanine. None where no norm fits, and where norms give percentiles alone.
    ///
    /// A figure for psychologists: it shows where a person stands among others.
    pub fn standing(report: &Report, lang: Lang) -> Option<Self> {
        if report.instrument().is_for_groups() {
            return None;
        }
        let has = |unit: &&Unit| report.scales().any(|scale| scale.standard(unit.metric).is_some());
        let unit = UNITS.iter().find(has)?;
        let texts = report.instrument().texts_in(lang).1;
        let rows: Vec<Row<'_>> = report
            .scales()
            .filter_map(|scale| {
                let score = scale.standard(unit.metric)?;
                let name = texts.and_then(|texts| texts.scales.get(scale.id())).map_or(scale.id(), |texts| &texts.name);
                let interval = report.interval(scale.id(), unit.metric);
                Some(Row { name: name.to_owned(), scale, score, interval })
            })
            .collect();
        let title = texts.map_or(report.instrument().id(), |texts| texts.title.as_str());
        let (mut body, mut y) = (Vec::new(), SPACE);
        for row in &rows {
            body.push(row.drawn(unit, &mut y, lang));
        }
        body.push(unit.axis(y, lang));
        y += 2.0 * TICK.leading();
        for line in unit.legend(&rows, report, lang) {
            let (lines, height) = SMALL.broken(&line, WIDTH - AXIS.0);
            body.push(SMALL.at(&lines, AXIS.0, y + height / 2.0));
            y += height + 2.0;
        }
        Some(Self {
            title: Word::Standing.text(lang).replace("{title}", title),
            description: rows.iter().map(|row| row.described(unit, lang)).collect::<Vec<_>>().join(" "),
            height: y + SPACE,
            body: html! { @for part in body { g { (part) } } },
        })
    }
}

impl Unit {
    /// Where a standard score stands on the axis.
    fn place(&self, score: f64) -> f64 {
        let share = (score - self.mean) / self.deviation / (2.0 * SIDES) + 0.5;
        AXIS.0 + share.clamp(0.0, 1.0) * (AXIS.1 - AXIS.0)
    }

    fn axis(&self, y: f64, lang: Lang) -> Markup {
        let ticks = [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0].map(|deviations| self.mean + deviations * self.deviation);
        let is_there = |tick: &f64| self.ends.is_none_or(|(from, to)| (from..=to).contains(tick));
        html! {
            path d=(format!("M{} {}H{}", px(AXIS.0), px(y), px(AXIS.1))) stroke="currentColor" stroke-opacity="0.6" {}
            @for tick in ticks.into_iter().filter(is_there) {
                path d=(format!("M{} {}v5", px(self.place(tick)), px(y))) stroke="currentColor" stroke-opacity="0.6" {}
                (TICK.at(&[words::number(tick, lang)], self.place(tick), y + TICK.leading()))
            }
        }
    }

    fn legend(&self, rows: &[Row<'_>], report: &Report, lang: Lang) -> Vec<String> {
        let mut lines = vec![self.name.text(lang).to_owned(), Word::Band.text(lang).to_owned()];
        let is_sure = |row: &Row<'_>| row.interval.is_some();
        lines.extend(rows.iter().any(is_sure).then(|| Word::Interval.text(lang).to_owned()));
        let without = |row: &Row<'_>, in_part: bool| !is_sure(row) && row.scale.is_prorated() == in_part;
        lines.extend(rows.iter().any(|row| without(row, false)).then(|| Word::NoInterval.text(lang).to_owned()));
        lines.extend(rows.iter().any(|row| without(row, true)).then(|| Word::NoIntervalInPart.text(lang).to_owned()));
        let norms = &report.instrument().definition().norms;
        let used = norms.iter().filter(|norm| rows.iter().any(|row| row.scale.norm() == Some(&*norm.id)));
        let n = |norm: &Norm| {
            let scale = rows.iter().find(|row| row.scale.norm() == Some(&*norm.id));
            scale.and_then(|row| report.norm_group(row.scale.id())).and_then(|group| group.n).unwrap_or(norm.n)
        };
        lines.extend(used.map(|norm| norm_words(norm, n(norm), lang)));
        lines
    }
}

/// A norm with what is known of those with whom the person is compared.
fn norm_words(norm: &Norm, n: u32, lang: Lang) -> String {
    let what = if norm.comparison_group { Word::ComparisonGroup } else { Word::Norm };
    format!("{}: {}, n = {n}, {}", what.text(lang), norm.id, norm.year)
}

impl Row<'_> {
    fn drawn(&self, unit: &Unit, y: &mut f64, lang: Lang) -> Markup {
        let (name, height) = NAME.broken(&self.name, WIDTH - AXIS.0);
        let (name_middle, middle) = (*y + height / 2.0, *y + height + ROW / 2.0);
        *y += height + ROW + SPACE;
        let (low, high) = (unit.place(unit.mean - unit.deviation), unit.place(unit.mean + unit.deviation));
        let (top, mean, at) = (middle - ROW / 2.0 + 3.0, unit.place(unit.mean), unit.place(self.score));
        html! {
            (NAME.at(&name, AXIS.0, name_middle))
            path d=(format!("M{} {}H{}", px(AXIS.0), px(middle), px(AXIS.1))) stroke="currentColor" stroke-opacity="0.35" {}
            rect.accent x=(px(low)) y=(px(top)) width=(px(high - low)) height=(px(ROW - 6.0)) fill=(ACCENT) fill-opacity="0.22" {}
            path d=(format!("M{} {}v{}M{} {}v{}", px(low), px(top), px(ROW - 6.0), px(high), px(top), px(ROW - 6.0))) stroke="currentColor" {}
            path d=(format!("M{} {}v{}", px(mean), px(top), px(ROW - 6.0))) stroke="currentColor" stroke-dasharray="2 2" {}
            @if let Some((low, high)) = self.interval {
                path d=(format!("M{} {}H{}m0 -5v10M{} {}v10", px(unit.place(low)), px(middle), px(unit.place(high)), px(unit.place(low)), px(middle - 5.0)))
                    stroke="currentColor" stroke-width="2" fill="none" {}
            }
            path d=(format!("M{} {}l6 6-6 6-6-6z", px(at), px(middle - 6.0))) {}
            (NAME.bold(true).at(&[words::number(self.score, lang)], AXIS.1 + 10.0, middle))
        }
    }

    fn described(&self, unit: &Unit, lang: Lang) -> String {
        let score = format!("{}: {} {}", self.name, words::number(self.score, lang), unit.name.text(lang));
        let Some((low, high)) = self.interval else { return score + "." };
        let words = Word::FromTo.text(lang).replace("{from}", &words::number(low, lang));
        format!("{score}, {}.", words.replace("{to}", &words::number(high, lang)))
    }
}
