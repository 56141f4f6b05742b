//! Scales that are read together, abreast: Kabardova's skill, attitude and wish of a sphere.

use maud::{Markup, html};
use orientir::Lang;
use orientir::told::{Grouped, Told, ToldGroup, ToldScale};

use super::bar::{Bar, HEIGHT};
use super::scales::{dashes, described, score};
use super::{Figure, Letters, WIDTH, leading_mark};
use crate::words::{self, Word};

/// Names of groups begin here; before them stands the mark of what leads.
const NAMES: f64 = 14.0;
const BAR: Bar = Bar { x: 112.0, width: 160.0 };
/// Scores begin here.
const SCORES: f64 = 284.0;
/// Around a row.
const SPACE: f64 = 4.0;
/// Between groups.
const GAP: f64 = 14.0;
const NAME: Letters = Letters::new("start");
const SMALL: Letters = Letters::new("start").small();

impl Figure {
    /// The groups of scales of a result: the scales of each as bars below its name, and beside them in words what is mentioned of
    /// it where it is not the lowest score. Groups that lead, where the instrument has types of these names, stand in bold with a
    /// mark. A group without a score is left out; without any, and where the definition groups nothing, there is none.
    pub fn groups(told: &Told, lang: Lang) -> Option<Self> {
        let rows: Vec<Row<'_>> = told.groups.iter().filter_map(|group| Row::of(group, told)).collect();
        if rows.is_empty() {
            return None;
        }
        let mut y = SPACE;
        let drawn: Vec<Markup> = rows.iter().map(|row| row.drawn(&mut y, lang)).collect();
        let described: Vec<String> = rows.iter().map(|row| row.described(lang)).collect();
        let scales = rows.iter().flat_map(|row| &row.scales).map(|(_, scale)| *scale);
        let note = dashes(scales, lang).map(|dashes| {
            let (lines, height) = SMALL.broken(dashes, WIDTH - NAMES);
            let middle = y + height / 2.0;
            y += height + GAP;
            SMALL.at(&lines, NAMES, middle)
        });
        let body = html! { @for row in drawn { g { (row) } } @if let Some(note) = note { (note) } };
        Some(Self { title: told.title.clone(), description: described.join(" "), height: y - GAP + SPACE, body })
    }
}

/// A group with the scores of its scales.
struct Row<'a> {
    group: &'a ToldGroup,
    leads: bool,
    scales: Vec<(&'a Grouped, &'a ToldScale)>,
    beside: Vec<(&'a Grouped, &'a ToldScale)>,
}

impl<'a> Row<'a> {
    fn of(group: &'a ToldGroup, told: &'a Told) -> Option<Self> {
        let found = |members: &'a [Grouped]| -> Vec<(&'a Grouped, &'a ToldScale)> {
            let of = |member: &'a Grouped| Some((member, told.scales.iter().find(|scale| scale.id == member.id)?));
            members.iter().filter_map(of).collect()
        };
        let (scales, beside) = (found(&group.scales), found(&group.beside));
        let leads = told.types.iter().flatten().any(|one| one.id == group.id);
        let is_scored = scales.iter().chain(&beside).any(|(_, scale)| scale.score.is_some());
        is_scored.then_some(Self { group, leads, scales, beside })
    }

    fn drawn(&self, y: &mut f64, lang: Lang) -> Markup {
        let letters = NAME.bold(self.leads);
        let (name, height) = letters.broken(&self.group.name, WIDTH - NAMES);
        let middle = *y + height / 2.0;
        *y += height + SPACE;
        let mut bars = Vec::new();
        for (member, scale) in &self.scales {
            let (name, name_height) = SMALL.broken(&member.name, BAR.x - NAMES - 8.0);
            let (score, score_height) = SMALL.broken(&score(scale, lang), WIDTH - SCORES);
            let high = name_height.max(score_height).max(HEIGHT);
            let middle = *y + high / 2.0;
            bars.push(html! {
                (SMALL.at(&name, NAMES, middle))
                (BAR.drawn(scale, middle))
                (SMALL.at(&score, SCORES, middle))
            });
            *y += high + 2.0 * SPACE;
        }
        let (beside, beside_height) = SMALL.broken(&self.beside(lang, true), WIDTH - NAMES);
        if !beside.is_empty() {
            bars.push(SMALL.at(&beside, NAMES, *y + beside_height / 2.0));
            *y += beside_height + SPACE;
        }
        *y += GAP;
        html! {
            (letters.at(&name, NAMES, middle))
            @if self.leads { (leading_mark(middle)) }
            @for bar in bars { (bar) }
        }
    }

    /// What is mentioned beside the bars; where there is something only, or all of it.
    fn beside(&self, lang: Lang, some: bool) -> String {
        let scored = self.beside.iter().filter_map(|(member, scale)| Some((member, scale, scale.score?)));
        let mentioned = scored.filter(|(_, scale, score)| !some || *score > scale.from);
        let parts = mentioned.map(|(member, scale, score)| {
            format!("{}: {}", member.name, words::score(score, (scale.from, scale.to), lang))
        });
        parts.collect::<Vec<_>>().join("; ")
    }

    fn described(&self, lang: Lang) -> String {
        let scales = self.scales.iter().map(|(member, scale)| format!("{} {}", member.name, described(scale, lang)));
        let mut parts: Vec<String> = scales.collect();
        parts.extend(Some(self.beside(lang, false)).filter(|beside| !beside.is_empty()));
        let leads = if self.leads { format!(" ({})", Word::Leads.text(lang)) } else { String::new() };
        format!("{}{leads}: {}.", self.group.name, parts.join(", "))
    }
}
