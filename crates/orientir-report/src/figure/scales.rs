//! Scales as bars from the lowest to the highest possible score.

use maud::html;
use orientir::Lang;
use orientir::told::{Told, ToldScale};

use super::bar::{Bar, HEIGHT};
use super::{Figure, Letters, WIDTH, leading_mark};
use crate::words::{self, Word};

/// Names begin here; before them stands the mark of what leads.
const NAMES: f64 = 14.0;
/// Bars end here.
const ENDS: f64 = 220.0;
/// Scores begin here.
const SCORES: f64 = 232.0;
const BAR: Bar = Bar { x: 0.0, width: ENDS };
/// Around a row.
const SPACE: f64 = 6.0;
/// The most scales of a figure: it has to fit on a sheet of paper.
const MOST: usize = 12;
const NAME: Letters = Letters::new("start");
const SCORE: Letters = Letters::new("start").small();

impl Figure {
    /// The scales of a result that no group holds, each as a bar from its lowest to its highest possible score: the profile of Klimov's types, of
    /// motives, of values. The scales that lead, where the instrument has types of these names, stand in bold with a mark. More
    /// than twelve scales are several figures; no scale is none.
    ///
    /// `lang` is the language of the figure's own words; those of the result are as they were told.
    pub fn scales(told: &Told, lang: Lang) -> Vec<Self> {
        let grouped = |scale: &ToldScale| {
            let mut members = told.groups.iter().flat_map(|group| group.scales.iter().chain(&group.beside));
            members.any(|member| member.id == scale.id)
        };
        let alone: Vec<&ToldScale> = told.scales.iter().filter(|scale| !grouped(scale)).collect();
        alone.chunks(MOST).map(|some| Self::of_scales(told, some, lang)).collect()
    }

    fn of_scales(told: &Told, scales: &[&ToldScale], lang: Lang) -> Self {
        let leads = |scale: &ToldScale| told.types.iter().flatten().any(|one| one.id == scale.id);
        let (mut rows, mut y) = (Vec::new(), SPACE);
        for scale in scales {
            let (letters, bold) = (NAME.bold(leads(scale)), leads(scale));
            let (name, height) = letters.broken(&scale.name, WIDTH - NAMES);
            let (score, score_height) = SCORE.bold(bold).broken(&score(scale, lang), WIDTH - SCORES);
            let below = score_height.max(HEIGHT);
            rows.push(html! {
                (letters.at(&name, NAMES, y + height / 2.0))
                @if bold { (leading_mark(y + height / 2.0)) }
                (BAR.drawn(scale, y + height + 2.0 + below / 2.0))
                (SCORE.bold(bold).at(&score, SCORES, y + height + 2.0 + below / 2.0))
            });
            y += height + below + 2.0 + 2.0 * SPACE;
        }
        if let Some(dashes) = dashes(scales.iter().copied(), lang) {
            let (lines, height) = SCORE.broken(dashes, WIDTH);
            rows.push(SCORE.at(&lines, 0.0, y + height / 2.0));
            y += height + SPACE;
        }
        let described = scales.iter().map(|scale| {
            let leads = if leads(scale) { format!(", {}", Word::Leads.text(lang)) } else { String::new() };
            format!("{}: {}{leads}.", scale.name, described(scale, lang))
        });
        Self {
            title: told.title.clone(),
            description: described.collect::<Vec<_>>().join(" "),
            height: y,
            body: html! { @for row in rows { g { (row) } } },
        }
    }
}

pub(super) fn score(scale: &ToldScale, lang: Lang) -> String {
    let Some(score) = scale.score else { return Word::NoScore.text(lang).to_owned() };
    words::score(score, (scale.from, scale.to), lang)
}

/// The score with what is drawn beside it: how high it could be at most.
pub(super) fn described(scale: &ToldScale, lang: Lang) -> String {
    let most = scale.most.filter(|_| scale.score.is_some());
    let most = most.map(|most| format!(" ({})", Word::Most.text(lang).replace("{most}", &words::number(most, lang))));
    format!("{}{}", score(scale, lang), most.unwrap_or_default())
}

/// What the dashes of bars say, where there are any.
pub(super) fn dashes<'s>(scales: impl IntoIterator<Item = &'s ToldScale>, lang: Lang) -> Option<&'static str> {
    let is_dashed = scales.into_iter().any(|scale| scale.most.is_some());
    is_dashed.then(|| Word::Dashes.text(lang))
}
