//! Scales as bars from the lowest to the highest possible score.

use maud::{Markup, html};
use orientir::Lang;
use orientir::told::{Told, ToldScale};

use super::{ACCENT, Figure, Letters, px};
use crate::words::{self, Word};

const WIDTH: f64 = 640.0;
/// Labels end here.
const LABELS: f64 = 218.0;
/// Bars begin here.
const BARS: f64 = 234.0;
/// Bars end here.
const ENDS: f64 = 484.0;
/// Scores begin here.
const SCORES: f64 = 496.0;
/// How high a bar is.
const BAR: f64 = 18.0;
/// Around a row.
const SPACE: f64 = 8.0;
const NAME: Letters = Letters::new("end");
const SCORE: Letters = Letters::new("start");

impl Figure {
    /// The scales of a result, each as a bar from its lowest to its highest possible score: the profile of Klimov's types, of
    /// motives, of values. The scales that lead, where the instrument has types of these names, stand in bold with a mark.
    ///
    /// `lang` is the language of the figure's own words; those of the result are as they were told.
    pub fn scales(told: &Told, lang: Lang) -> Self {
        let leading: Vec<&str> = told.types.iter().flatten().map(|one| one.id.as_str()).collect();
        let (mut rows, mut y) = (Vec::new(), SPACE);
        for scale in &told.scales {
            let leads = leading.contains(&scale.id.as_str());
            let (name, height) = NAME.broken(&scale.name, LABELS - 20.0);
            let (score, score_height) = SCORE.broken(&score(scale, lang), WIDTH - SCORES);
            let height = height.max(score_height).max(BAR) + 2.0 * SPACE;
            rows.push(row(scale, leads, y + height / 2.0, &name, &score));
            y += height;
        }
        let described = told.scales.iter().map(|scale| {
            let leads = if leading.contains(&scale.id.as_str()) {
                format!(", {}", Word::Leads.text(lang))
            } else {
                String::new()
            };
            format!("{}: {}{leads}.", scale.name, score(scale, lang))
        });
        Self {
            title: told.title.clone(),
            description: described.collect::<Vec<_>>().join(" "),
            width: WIDTH,
            height: y + SPACE,
            body: html! { @for row in rows { (row) } },
        }
    }
}

fn score(scale: &ToldScale, lang: Lang) -> String {
    scale
        .score
        .map_or_else(|| Word::NoScore.text(lang).to_owned(), |score| words::score(score, (scale.from, scale.to), lang))
}

fn row(scale: &ToldScale, leads: bool, middle: f64, name: &[String], score: &[String]) -> Markup {
    let range = scale.to - scale.from;
    let place = |value: f64| {
        let share = if range > 0.0 { ((value - scale.from) / range).clamp(0.0, 1.0) } else { 0.0 };
        BARS + share * (ENDS - BARS)
    };
    // A bar begins at nothing, or at the lowest score where that is more.
    let zero = place(0.0);
    html! {
        g {
            (NAME.bold(leads).at(name, LABELS, middle))
            @if leads {
                path d=(format!("M{} {}l7 5-7 5z", px(2.0), px(middle - 5.0))) fill=(ACCENT) {}
            }
            rect x=(px(BARS)) y=(px(middle - BAR / 2.0)) width=(px(ENDS - BARS)) height=(px(BAR)) rx="3"
                fill-opacity="0.1" stroke="currentColor" stroke-opacity="0.45" {}
            @if let Some(score) = scale.score {
                @let end = place(score);
                rect x=(px(end.min(zero))) y=(px(middle - BAR / 2.0)) width=(px((end - zero).abs())) height=(px(BAR)) rx="3"
                    fill=(ACCENT) {}
                // The end is to be seen also where the bar has no length.
                rect x=(px(end - 1.5)) y=(px(middle - BAR / 2.0 - 3.0)) width="3" height=(px(BAR + 6.0)) {}
            }
            @if scale.from < 0.0 {
                path d=(format!("M{} {}v{}", px(zero), px(middle - BAR / 2.0 - 3.0), px(BAR + 6.0))) stroke="currentColor"
                    stroke-dasharray="2 2" {}
            }
            (SCORE.bold(leads).at(score, SCORES, middle))
        }
    }
}
