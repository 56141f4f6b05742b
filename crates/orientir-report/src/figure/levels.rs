//! How many people of a class have which level, on one occasion or several.

use maud::{Markup, html};
use orientir::criteria::{Distribution, Overview};
use orientir::{Battery, Lang};

use super::{ACCENT, Figure, Letters, WIDTH, px};
use crate::names::Names;
use crate::words::Word;

/// Names of levels end here.
const NAMES: f64 = 104.0;
/// Bars begin here, and may be so long.
const BARS: (f64, f64) = (112.0, 166.0);
/// Between a bar and its count.
const COUNTS: f64 = 10.0;
/// How high a bar is.
const BAR: f64 = 16.0;
/// Around rows.
const SPACE: f64 = 3.0;
/// Between criteria.
const GAP: f64 = 14.0;
const HEAD: Letters = Letters::new("start").bold(true);
const NAME: Letters = Letters::new("end").small();
const COUNT: Letters = Letters::new("start").small();

impl Figure {
    /// The levels of each criterion, and of the whole, in a class: a bar for each level, as long as its share of the people. Of two
    /// occasions, the first and the last, each has a bar, the first in outline. A criterion that counts fewer people than there are
    /// says how many; shares in percent stand where there are ten or more.
    pub fn levels(battery: &Battery, occasions: &[&Overview], lang: Lang) -> Self {
        let drawing = Drawing { battery, names: Names::new(battery, lang), occasions, lang };
        let (mut body, mut described, mut y) = (Vec::new(), Vec::new(), SPACE);
        if occasions.len() > 1 {
            body.push(drawing.key(&mut y));
        }
        for place in 0..=battery.definition().criteria.len() {
            body.push(drawing.part(place, &mut y));
            described.push(drawing.described(place));
        }
        Self {
            title: Word::Levels.text(lang).to_owned(),
            description: described.join(" "),
            height: y - GAP + SPACE,
            body: html! { @for part in body { g { (part) } } },
        }
    }
}

struct Drawing<'a> {
    battery: &'a Battery,
    names: Names<'a>,
    occasions: &'a [&'a Overview],
    lang: Lang,
}

impl Drawing<'_> {
    /// A criterion, or behind them the whole.
    fn distribution(overview: &Overview, place: usize) -> &Distribution {
        overview.criteria.get(place).unwrap_or(&overview.overall)
    }

    fn name(&self, place: usize) -> &str {
        let criterion = self.battery.definition().criteria.get(place);
        criterion.map_or(Word::Overall.text(self.lang), |criterion| self.names.criterion(&criterion.id))
    }

    /// How many people are counted for a criterion, where that is not everybody.
    fn some(&self, place: usize) -> Option<usize> {
        let overview = self.occasions.first()?;
        Some(Self::distribution(overview, place).people()).filter(|people| *people < overview.people)
    }

    /// The name, with the number of people where that is not everybody.
    fn heading(&self, place: usize) -> String {
        let some = self.some(place).map(|people| {
            let total = self.occasions.first().map_or(0, |overview| overview.people);
            let text = Word::OfPeople.text(self.lang).replace("{n}", &people.to_string());
            format!(" ({})", text.replace("{of}", &total.to_string()))
        });
        format!("{}{}", self.name(place), some.unwrap_or_default())
    }

    /// The levels, the highest first, and behind them those without one: in words, and with their people by occasion.
    fn counts(&self, place: usize) -> Vec<(&str, Vec<usize>)> {
        let levels = self
            .battery
            .definition()
            .levels
            .iter()
            .enumerate()
            .rev()
            .map(|(number, level)| (self.names.level(&level.level), Some(number)));
        let of = |number: Option<usize>| -> Vec<usize> {
            let found = self.occasions.iter().map(|overview| Self::distribution(overview, place));
            found
                .map(|found| number.map_or(found.without, |number| found.levels.get(number).copied().unwrap_or(0)))
                .collect()
        };
        levels.chain([(Word::NoLevel.text(self.lang), None)]).map(|(name, number)| (name, of(number))).collect()
    }

    /// What the bars of occasions look like.
    fn key(&self, y: &mut f64) -> Markup {
        let rows: Vec<Markup> = self
            .occasions
            .iter()
            .enumerate()
            .map(|(number, _)| {
                let last = number + 1 == self.occasions.len();
                let text = if last { Word::LastTime } else { Word::FirstTime }.text(self.lang);
                let (lines, height) = COUNT.broken(text, WIDTH - 48.0);
                let middle = *y + height / 2.0;
                *y += height + SPACE;
                html! { (self.bar(number, (0.0, 36.0), middle)) (COUNT.at(&lines, 46.0, middle)) }
            })
            .collect();
        *y += GAP;
        html! { @for row in rows { (row) } }
    }

    /// The bar of an occasion: the last is filled, those before it are in outline.
    fn bar(&self, occasion: usize, (x, length): (f64, f64), middle: f64) -> Markup {
        let (x, top, length, high) = (px(x + 0.5), px(middle - BAR / 2.0), px(length), px(BAR));
        html! {
            @if occasion + 1 == self.occasions.len() {
                rect.accent x=(x) y=(top) width=(length) height=(high) fill=(ACCENT) stroke="currentColor" {}
            } @else {
                rect x=(x) y=(top) width=(length) height=(high) fill="none" stroke="currentColor" stroke-dasharray="4 2" {}
            }
        }
    }

    fn part(&self, place: usize, y: &mut f64) -> Markup {
        let (name, height) = HEAD.broken(&self.heading(place), WIDTH);
        let name_middle = *y + height / 2.0;
        *y += height + 2.0 * SPACE;
        if self.some(place) == Some(0) {
            let (nobody, height) = COUNT.broken(Word::Nobody.text(self.lang), WIDTH);
            let middle = *y + height / 2.0;
            *y += height + GAP;
            return html! { (HEAD.at(&name, 0.0, name_middle)) (COUNT.at(&nobody, 0.0, middle)) };
        }
        let rows: Vec<Markup> =
            self.counts(place).into_iter().map(|(level, counts)| self.row(place, (level, &counts), y)).collect();
        *y += GAP;
        html! { (HEAD.at(&name, 0.0, name_middle)) @for row in rows { (row) } }
    }

    fn row(&self, place: usize, (level, counts): (&str, &[usize]), y: &mut f64) -> Markup {
        let (name, name_height) = NAME.broken(level, NAMES);
        let pitch = BAR + SPACE;
        let high = name_height.max(pitch * counts.len() as f64);
        let (middle, first) = (*y + high / 2.0, *y + (high - pitch * (counts.len() as f64 - 1.0)) / 2.0);
        *y += high + SPACE;
        html! {
            (NAME.at(&name, NAMES, middle))
            @for (occasion, count) in counts.iter().enumerate() {
                @let middle = first + pitch * occasion as f64;
                @let length = self.share(place, occasion, *count) * BARS.1;
                @if *count > 0 { (self.bar(occasion, (BARS.0, length), middle)) }
                (COUNT.at(&[self.count(place, occasion, *count)], BARS.0 + length + COUNTS, middle))
            }
        }
    }

    fn people(&self, place: usize, occasion: usize) -> usize {
        self.occasions.get(occasion).map_or(0, |overview| Self::distribution(overview, place).people())
    }

    fn share(&self, place: usize, occasion: usize, count: usize) -> f64 {
        match self.people(place, occasion) {
            0 => 0.0,
            people => count as f64 / people as f64,
        }
    }

    /// How many, with their share where that says more.
    fn count(&self, place: usize, occasion: usize, count: usize) -> String {
        const MANY: usize = 10;
        if count == 0 || self.people(place, occasion) < MANY {
            return count.to_string();
        }
        format!("{count} ({:.0} %)", 100.0 * self.share(place, occasion, count))
    }

    fn described(&self, place: usize) -> String {
        if self.some(place) == Some(0) {
            return format!("{}: {}.", self.name(place), Word::Nobody.text(self.lang));
        }
        let levels = self.counts(place).into_iter().map(|(level, counts)| {
            let counts = counts.iter().enumerate().map(|(occasion, count)| self.count(place, occasion, *count));
            format!("{level} {}", counts.collect::<Vec<_>>().join(" → "))
        });
        format!("{}: {}.", self.heading(place), levels.collect::<Vec<_>>().join(", "))
    }
}
