//! What a figure is, and the visual language that all have in common.

mod bar;
mod change;
mod criteria;
mod groups;
mod levels;
mod lines;
mod scales;
mod standing;

use maud::{Markup, PreEscaped, html};
use orientir::{Lang, Report};

use crate::lettering;

/// A figure as SVG.
#[derive(Clone, Debug)]
pub struct Figure {
    title: String,
    description: String,
    height: f64,
    body: Markup,
}

/// What is drawn with a colour: it stands out by 3 to 1 from white as well as from black (WCAG 2.2, 1.4.11).
const ACCENT: &str = "#3b7dd8";
/// The size of ordinary letters.
const SIZE: f64 = 15.0;
/// The size of letters that have little room.
const SMALL: f64 = 14.0;
/// How much wider bold letters are.
const BOLD: f64 = 1.12;
/// How wide figures are: about as a phone, so that letters hardly shrink there (to 11 pixels on the narrowest).
const WIDTH: f64 = 360.0;
/// Sans-serif fonts that systems have.
const FONTS: &str = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

impl Figure {
    /// The figures of a result for the person who answered: lines as on paper where the questionnaire has such, and the scales.
    /// They show no more than [`orientir::told::Told`] tells; where it tells nothing, there is none.
    pub fn of(report: &Report, lang: Lang) -> Vec<Self> {
        let told = report.told(lang);
        if told.scales.is_empty() {
            return Vec::new();
        }
        let lines = Self::lines(report, lang).into_iter();
        lines.chain(Self::groups(&told, lang)).chain(Self::scales(&told, lang)).collect()
    }

    /// What the figure is of.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// All that is drawn, in words.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// As an element for a page, which gives it the colour of its text.
    pub fn svg(&self) -> String {
        self.element(&html! {}).into_string()
    }

    /// As a file of its own: with a ground and letters that follow the light or dark of the screen.
    pub fn document(&self) -> String {
        const STYLE: &str =
            "svg{color:#1b1b1b;background:#fff}@media(prefers-color-scheme:dark){svg{color:#eee;background:#181818}}";
        let style = html! { style { (PreEscaped(STYLE)) } };
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", self.element(&style).into_string())
    }

    fn element(&self, style: &Markup) -> Markup {
        let (width, height) = (px(WIDTH), px(self.height));
        html! {
            svg xmlns="http://www.w3.org/2000/svg" class="orientir-figure" role="img" viewBox=(format!("0 0 {width} {height}"))
                width=(width) height=(height) font-family=(FONTS) fill="currentColor" {
                title { (lettering::shown(&self.title)) }
                desc { (lettering::shown(&self.description)) }
                (style)
                (self.body)
            }
        }
    }
}

/// The mark before what leads.
fn leading_mark(middle: f64) -> Markup {
    html! { path.accent d=(format!("M0 {}l7 5-7 5z", px(middle - 5.0))) fill=(ACCENT) {} }
}

/// A coordinate, to a tenth: the same text everywhere.
fn px(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), ToOwned::to_owned)
}

/// How letters look.
#[derive(Clone, Copy, Debug)]
struct Letters {
    size: f64,
    weight: u32,
    /// Which end of a line stands at its place: `start`, `middle` or `end`.
    anchor: &'static str,
}

impl Letters {
    const fn new(anchor: &'static str) -> Self {
        Self { size: SIZE, weight: 400, anchor }
    }

    const fn bold(self, bold: bool) -> Self {
        Self { weight: if bold { 700 } else { 400 }, ..self }
    }

    const fn small(self) -> Self {
        Self { size: SMALL, ..self }
    }

    /// A text broken into lines, with the height that they need.
    fn broken(self, text: &str, width: f64) -> (Vec<String>, f64) {
        let size = if self.weight > 400 { self.size * BOLD } else { self.size };
        let lines = lettering::lines(text, size, width);
        let height = lines.len().max(1) as f64 * self.leading();
        (lines, height)
    }

    /// Lines around a middle.
    fn at(self, lines: &[String], x: f64, middle: f64) -> Markup {
        let first = middle - (lines.len() as f64 - 1.0) / 2.0 * self.leading() + self.size * 0.35;
        html! {
            @if !lines.is_empty() {
                text text-anchor=(self.anchor) font-weight=(self.weight) font-size=(px(self.size)) {
                    @for (number, line) in lines.iter().enumerate() {
                        tspan x=(px(x)) y=(px(first + number as f64 * self.leading())) { (line) }
                    }
                }
            }
        }
    }

    /// From one line to the next.
    fn leading(self) -> f64 {
        self.size + 4.0
    }
}
