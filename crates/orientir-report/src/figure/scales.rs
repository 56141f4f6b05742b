//! Scales as bars from the lowest to the highest possible score.

use maud::{Markup, html};
use orientir::Lang;
use orientir::told::{Told, ToldScale};

use super::{ACCENT, Figure, Letters, WIDTH, px};
use crate::words::{self, Word};

/// Names begin here; before them stands the mark of what leads.
const NAMES: f64 = 14.0;
/// Bars end here.
const ENDS: f64 = 220.0;
/// Scores begin here.
const SCORES: f64 = 232.0;
/// How high a bar is.
const BAR: f64 = 18.0;
/// Around a row.
const SPACE: f64 = 6.0;
/// The most scales of a figure: it has to fit on a sheet of paper.
const MOST: usize = 12;
const NAME: Letters = Letters::new("start");
const SCORE: Letters = Letters::new("start").small();

impl Figure {
    /// The scales of a result, each as a bar from its lowest to its highest possible score: the profile of Klimov's types, of
    /// motives, of values. The scales that lead, where the instrument has types of these names, stand in bold with a mark. More
    /// than twelve scales are several figures; no scale is none.
    ///
    /// `lang` is the language of the figure's own words; those of the result are as they were told.
    pub fn scales(told: &Told, lang: Lang) -> Vec<Self> {
        told.scales.chunks(MOST).map(|some| Self::of_scales(told, some, lang)).collect()
    }

    fn of_scales(told: &Told, scales: &[ToldScale], lang: Lang) -> Self {
        let leads = |scale: &ToldScale| told.types.iter().flatten().any(|one| one.id == scale.id);
        let (mut rows, mut y) = (Vec::new(), SPACE);
        for scale in scales {
            let (letters, bold) = (NAME.bold(leads(scale)), leads(scale));
            let (name, height) = letters.broken(&scale.name, WIDTH - NAMES);
            let (score, score_height) = SCORE.bold(bold).broken(&score(scale, lang), WIDTH - SCORES);
            let below = score_height.max(BAR);
            rows.push(html! {
                (letters.at(&name, NAMES, y + height / 2.0))
                @if bold { path d=(format!("M0 {}l7 5-7 5z", px(y + height / 2.0 - 5.0))) fill=(ACCENT) {} }
                (bar(scale, y + height + 2.0 + below / 2.0))
                (SCORE.bold(bold).at(&score, SCORES, y + height + 2.0 + below / 2.0))
            });
            y += height + below + 2.0 + 2.0 * SPACE;
        }
        let described = scales.iter().map(|scale| {
            let leads = if leads(scale) { format!(", {}", Word::Leads.text(lang)) } else { String::new() };
            format!("{}: {}{leads}.", scale.name, score(scale, lang))
        });
        Self {
            title: told.title.clone(),
            description: described.collect::<Vec<_>>().join(" "),
            height: y,
            body: html! { @for row in rows { g { (row) } } },
        }
    }
}

fn score(scale: &ToldScale, lang: Lang) -> String {
    scale
        .score
        .map_or_else(|| Word::NoScore.text(lang).to_owned(), |score| words::score(score, (scale.from, scale.to), lang))
}

fn bar(scale: &ToldScale, middle: f64) -> Markup {
    let range = scale.to - scale.from;
    let place = |value: f64| if range > 0.0 { ((value - scale.from) / range).clamp(0.0, 1.0) * ENDS } else { 0.0 };
    // A bar begins at nothing, or at the lowest score where nothing is no score.
    let has_zero = scale.from < 0.0 && scale.to > 0.0;
    let begin = place(if has_zero { 0.0 } else { scale.from });
    let (top, over) = (px(middle - BAR / 2.0), px(middle - BAR / 2.0 - 3.0));
    html! {
        rect x="0" y=(top) width=(px(ENDS)) height=(px(BAR)) rx="3" fill-opacity="0.1" stroke="currentColor"
            stroke-opacity="0.45" {}
        @if let Some(score) = scale.score {
            @let end = place(score);
            rect x=(px(end.min(begin))) y=(top) width=(px((end - begin).abs())) height=(px(BAR)) rx="3" fill=(ACCENT) {}
            // The end is to be seen also where the bar has no length.
            rect x=(px((end - 1.5).clamp(0.0, ENDS - 3.0))) y=(over) width="3" height=(px(BAR + 6.0)) {}
        }
        @if has_zero {
            path d=(format!("M{} {over}v{}", px(begin), px(BAR + 6.0))) stroke="currentColor" stroke-dasharray="2 2" {}
        }
    }
}
