//! The criteria of one person with their indicators.

use maud::{Markup, html};
use orientir::criteria::{CriterionResult, IndicatorResult};
use orientir::{Battery, Lang, Profile};

use super::{ACCENT, Figure, Letters, WIDTH, px};
use crate::names::Names;
use crate::words::Word;

/// Names of indicators begin here and end there.
const NAMES: (f64, f64) = (14.0, 206.0);
/// Steps begin here.
const STEPS: f64 = 216.0;
/// From one step to the next.
const STEP: f64 = 16.0;
const RADIUS: f64 = 5.0;
/// How high the boxes of a criterion are.
const BOX: f64 = 28.0;
/// Around rows.
const SPACE: f64 = 7.0;
/// Between criteria.
const GAP: f64 = 18.0;
const HEAD: Letters = Letters::new("start").bold(true);
const SMALL: Letters = Letters::new("start").small();
const MIDDLE: Letters = Letters::new("middle").small();

impl Figure {
    /// The criteria of a person: the level of each among the levels that there are, or those that are still possible, and below it
    /// what became of each indicator. There is no word for the whole.
    ///
    /// A figure for psychologists. An indicator that the person refused looks like one without a result.
    pub fn criteria(battery: &Battery, profile: &Profile, lang: Lang) -> Self {
        let drawing = Drawing { battery, names: Names::new(battery, lang), lang };
        let profile = battery.shown(profile);
        let (mut body, mut described, mut y) = (Vec::new(), Vec::new(), SPACE);
        for criterion in &profile.criteria {
            body.push(drawing.criterion(criterion, &mut y));
            described.push(drawing.described(criterion));
            for indicator in &criterion.indicators {
                body.push(drawing.indicator(indicator, &mut y));
            }
            y += GAP;
        }
        Self {
            title: Word::Criteria.text(lang).to_owned(),
            description: described.join(" "),
            height: y - GAP + SPACE,
            body: html! { @for part in body { g { (part) } } },
        }
    }
}

struct Drawing<'a> {
    battery: &'a Battery,
    names: Names<'a>,
    lang: Lang,
}

impl Drawing<'_> {
    /// A criterion: its name, and a box for each level.
    fn criterion(&self, criterion: &CriterionResult, y: &mut f64) -> Markup {
        let (name, height) = HEAD.broken(self.names.criterion(&criterion.id), WIDTH);
        let name_middle = *y + height / 2.0;
        *y += height + 4.0;
        let levels = &self.battery.definition().levels;
        let width = (WIDTH - 2.0) / levels.len().max(1) as f64;
        let (labels, heights): (Vec<Vec<String>>, Vec<f64>) =
            levels.iter().map(|known| MIDDLE.bold(true).broken(self.names.level(&known.level), width - 8.0)).unzip();
        let high = heights.into_iter().fold(BOX, |most, height| most.max(height + 6.0));
        let top = *y;
        *y += high;
        let (note, note_height) = SMALL.broken(&self.note(criterion), WIDTH);
        let note_middle = *y + 4.0 + note_height / 2.0;
        *y += 4.0 + note_height + SPACE;
        html! {
            (HEAD.at(&name, 0.0, name_middle))
            @for (number, (known, label)) in levels.iter().zip(&labels).enumerate() {
                @let x = 1.0 + width * number as f64;
                @let has = criterion.level.as_deref() == Some(&*known.level);
                @let may = criterion.possible.len() > 1 && criterion.possible.iter().any(|level| *level == *known.level);
                rect x=(px(x)) y=(px(top)) width=(px(width)) height=(px(high)) fill="none" stroke="currentColor" stroke-opacity="0.6" {}
                @if has {
                    rect.accent x=(px(x)) y=(px(top)) width=(px(width)) height=(px(high)) fill=(ACCENT) fill-opacity="0.3" {}
                    rect x=(px(x + 1.5)) y=(px(top + 1.5)) width=(px(width - 3.0)) height=(px(high - 3.0)) fill="none"
                        stroke="currentColor" stroke-width="3" {}
                } @else if may {
                    rect x=(px(x + 3.0)) y=(px(top + 3.0)) width=(px(width - 6.0)) height=(px(high - 6.0)) fill="none"
                        stroke="currentColor" stroke-width="2" stroke-dasharray="4 3" {}
                }
                (MIDDLE.bold(has).at(label, x + width / 2.0, top + high / 2.0))
            }
            (SMALL.at(&note, 0.0, note_middle))
        }
    }

    /// How much of a criterion is known.
    fn note(&self, criterion: &CriterionResult) -> String {
        let graded = Word::GradedOf.text(self.lang).replace("{graded}", &criterion.graded.to_string());
        let mut parts = vec![graded.replace("{of}", &criterion.of.to_string())];
        if criterion.possible.len() > 1 {
            parts.push(self.names.open(&criterion.possible));
        } else if criterion.level.is_none() {
            parts.push(Word::NoLevel.text(self.lang).to_owned());
        }
        parts.join("; ")
    }

    fn indicator(&self, indicator: &IndicatorResult, y: &mut f64) -> Markup {
        let levels = &self.battery.definition().levels;
        let (name, name_height) = SMALL.broken(self.names.indicator(&indicator.id), NAMES.1 - NAMES.0);
        let words_at = STEPS + STEP * levels.len() as f64 + 4.0;
        let (words, words_height) = match indicator.level {
            Some(_) => SMALL.broken(&self.names.outcome(indicator), WIDTH - words_at),
            None => SMALL.broken(&self.names.outcome(indicator), WIDTH - STEPS),
        };
        let high = name_height.max(words_height);
        let middle = *y + high / 2.0;
        *y += high + SPACE;
        html! {
            (SMALL.at(&name, NAMES.0, middle))
            @if let Some(level) = &indicator.level {
                @for (number, known) in levels.iter().enumerate() {
                    @let x = STEPS + STEP * (number as f64 + 0.5);
                    @if *known.level == *level {
                        circle.accent cx=(px(x)) cy=(px(middle)) r=(px(RADIUS + 1.0)) fill=(ACCENT) stroke="currentColor" stroke-width="1.5" {}
                    } @else {
                        circle cx=(px(x)) cy=(px(middle)) r=(px(RADIUS - 1.0)) fill="none" stroke="currentColor" stroke-opacity="0.6" {}
                    }
                }
                (SMALL.at(&words, words_at, middle))
            } @else {
                (SMALL.at(&words, STEPS, middle))
            }
        }
    }

    fn described(&self, criterion: &CriterionResult) -> String {
        let level =
            criterion.level.as_deref().map(|level| format!("{}; ", self.names.level(level))).unwrap_or_default();
        let indicators = criterion.indicators.iter();
        let indicators =
            indicators.map(|one| format!("{}: {}", self.names.indicator(&one.id), self.names.outcome(one)));
        let indicators: Vec<String> = indicators.collect();
        format!("{}: {level}{}. {}.", self.names.criterion(&criterion.id), self.note(criterion), indicators.join("; "))
    }
}
