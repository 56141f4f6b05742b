//! Scales of one person on two occasions.

use maud::{Markup, html};
use orientir::Lang;
use orientir::told::{Told, ToldScale};

use super::{ACCENT, Figure, Letters, WIDTH, px};
use crate::words::{self, Word};

/// Lines begin and end here.
const LINE: (f64, f64) = (8.0, 250.0);
/// Scores begin here.
const SCORES: f64 = 264.0;
/// How high the place of a line is.
const ROW: f64 = 20.0;
/// Around rows.
const SPACE: f64 = 5.0;
const RADIUS: f64 = 6.0;
/// The most scales of a figure.
const MOST: usize = 15;
const NAME: Letters = Letters::new("start");
const SMALL: Letters = Letters::new("start").small();
const END: Letters = Letters::new("end").small();

impl Figure {
    /// The scales that have a score on both occasions: a ring for before, a dot for after, and a line between them. Scales that are
    /// mentioned beside a group are left out. More than fifteen scales are several figures; no scale is none.
    ///
    /// It shows what was answered, and does not say whether a change is more than chance.
    pub fn change(before: &Told, after: &Told, lang: Lang) -> Vec<Self> {
        let beside = |id: &str| after.groups.iter().flat_map(|group| &group.beside).any(|member| member.id == id);
        let pairs: Vec<Pair<'_>> = after
            .scales
            .iter()
            .filter(|scale| !beside(&scale.id))
            .filter_map(|scale| {
                let earlier = before.scales.iter().find(|earlier| earlier.id == scale.id)?;
                Some(Pair { scale, before: earlier.score?, after: scale.score? })
            })
            .collect();
        pairs.chunks(MOST).map(|some| Self::of_pairs(after, some, lang)).collect()
    }

    fn of_pairs(told: &Told, pairs: &[Pair<'_>], lang: Lang) -> Self {
        let mut y = SPACE;
        let key = key(&mut y, lang);
        let rows: Vec<Markup> = pairs.iter().map(|pair| pair.drawn(&mut y, lang)).collect();
        Self {
            title: Word::Change.text(lang).replace("{title}", &told.title),
            description: pairs.iter().map(|pair| pair.described(lang)).collect::<Vec<_>>().join(" "),
            height: y,
            body: html! { (key) @for row in rows { g { (row) } } },
        }
    }
}

/// A scale with its two scores.
struct Pair<'a> {
    scale: &'a ToldScale,
    before: f64,
    after: f64,
}

fn key(y: &mut f64, lang: Lang) -> Markup {
    let middle = *y + SMALL.leading() / 2.0;
    *y += SMALL.leading() + 2.0 * SPACE;
    html! {
        (ring(LINE.0, middle)) (SMALL.at(&[Word::Before.text(lang).to_owned()], 22.0, middle))
        (dot(122.0, middle)) (SMALL.at(&[Word::After.text(lang).to_owned()], 136.0, middle))
    }
}

fn ring(x: f64, y: f64) -> Markup {
    html! { circle cx=(px(x)) cy=(px(y)) r=(px(RADIUS)) fill="none" stroke="currentColor" stroke-width="2" {} }
}

fn dot(x: f64, y: f64) -> Markup {
    html! { circle cx=(px(x)) cy=(px(y)) r=(px(RADIUS - 1.0)) {} }
}

impl Pair<'_> {
    fn drawn(&self, y: &mut f64, lang: Lang) -> Markup {
        let (name, height) = NAME.broken(&self.scale.name, WIDTH);
        let (score, score_height) = SMALL.broken(&self.scores(lang), WIDTH - SCORES);
        let (name_middle, high) = (*y + height / 2.0, score_height.max(ROW));
        let middle = *y + height + high / 2.0;
        let below = middle + high / 2.0 + SMALL.leading() / 2.0;
        *y += height + high + SMALL.leading() + SPACE;
        let (from, range) = (self.scale.from, self.scale.to - self.scale.from);
        let share = |value: f64| if range > 0.0 { ((value - from) / range).clamp(0.0, 1.0) } else { 0.0 };
        let place = |value: f64| LINE.0 + share(value) * (LINE.1 - LINE.0);
        let (before, after) = (place(self.before), place(self.after));
        html! {
            (NAME.at(&name, 0.0, name_middle))
            path d=(format!("M{} {}H{}m0 -5v10M{} {}v10", px(LINE.0), px(middle), px(LINE.1), px(LINE.0), px(middle - 5.0)))
                stroke="currentColor" stroke-opacity="0.5" fill="none" {}
            path.accent-line d=(format!("M{} {}H{}", px(before), px(middle), px(after))) stroke=(ACCENT) stroke-width="5" {}
            (ring(before, middle))
            (dot(after, middle))
            (SMALL.at(&score, SCORES, middle))
            (SMALL.at(&[words::number(self.scale.from, lang)], 0.0, below))
            (END.at(&[words::number(self.scale.to, lang)], LINE.1 + 4.0, below))
        }
    }

    fn scores(&self, lang: Lang) -> String {
        format!("{} → {}", words::number(self.before, lang), words::number(self.after, lang))
    }

    fn described(&self, lang: Lang) -> String {
        let after = words::score(self.after, (self.scale.from, self.scale.to), lang);
        format!("{}: {} → {after}.", self.scale.name, words::number(self.before, lang))
    }
}
