//! A bar from the lowest to the highest possible score.

use maud::{Markup, html};
use orientir::told::ToldScale;

use super::{ACCENT, px};

/// How high a bar is.
pub(super) const HEIGHT: f64 = 18.0;

/// The place of a bar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bar {
    /// Where it begins.
    pub(super) x: f64,
    /// How long it can be.
    pub(super) width: f64,
}

impl Bar {
    /// The bar of a scale, around a height; without a score the empty range. What answers could not have given, because questions do
    /// not apply to the person, is left empty and dashed.
    pub(super) fn drawn(self, scale: &ToldScale, middle: f64) -> Markup {
        let (score, from, to) = (scale.score, scale.from, scale.to);
        let range = to - from;
        let share = |value: f64| if range > 0.0 { ((value - from) / range).clamp(0.0, 1.0) } else { 0.0 };
        let place = |value: f64| self.x + share(value) * self.width;
        // A bar begins at nothing, or at the lowest score where nothing is no score.
        let has_zero = from < 0.0 && to > 0.0;
        let begin = place(if has_zero { 0.0 } else { from });
        let (top, over) = (px(middle - HEIGHT / 2.0), px(middle - HEIGHT / 2.0 - 3.0));
        html! {
            @if scale.most.is_some() {
                rect x=(px(self.x)) y=(top) width=(px(self.width)) height=(px(HEIGHT)) rx="3" fill="none" stroke="currentColor"
                    stroke-opacity="0.45" stroke-dasharray="3 3" {}
            }
            rect x=(px(self.x)) y=(top) width=(px(place(scale.most.unwrap_or(to)) - self.x)) height=(px(HEIGHT)) rx="3" fill-opacity="0.1"
                stroke="currentColor" stroke-opacity="0.45" {}
            @if let Some(score) = score {
                @let end = place(score);
                rect.accent x=(px(end.min(begin))) y=(top) width=(px((end - begin).abs())) height=(px(HEIGHT)) rx="3" fill=(ACCENT) {}
                // The end is to be seen also where the bar has no length.
                rect x=(px((end - 1.5).clamp(self.x, self.x + self.width - 3.0))) y=(over) width="3" height=(px(HEIGHT + 6.0)) {}
            }
            @if has_zero {
                path d=(format!("M{} {over}v{}", px(begin), px(HEIGHT + 6.0))) stroke="currentColor" stroke-dasharray="2 2" {}
            }
        }
    }
}
