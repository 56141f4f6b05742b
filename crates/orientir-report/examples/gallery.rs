//! Every figure of made-up results as one page, to be looked at:
//! `cargo run --package orientir-report --example gallery > gallery.html`.

use std::io::Write;

use maud::{DOCTYPE, PreEscaped, html};
use orientir::{Answers, Instrument, Lang, catalogue};
use orientir_report::Figure;

/// Answers that walk through the codes of every field.
fn walked(instrument: &Instrument, step: usize) -> Answers {
    let form = instrument.form(Lang::Ru);
    let mut answers = instrument.answers();
    let fields = form.items.iter().flat_map(|item| &item.fields).filter(|field| !field.of_paper);
    for (number, field) in fields.enumerate() {
        let code = match (field.codes.get((number * step) % field.codes.len().max(1)), field.from, field.to) {
            (Some(code), _, _) => code.code.clone(),
            (None, Some(from), Some(to)) => (from + ((number * 37 * step) as f64 % (to - from))).to_string(),
            _ => continue,
        };
        drop(answers.set(&field.name, &code));
    }
    answers
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut figures = Vec::new();
    for id in ["klimov-ddo", "ovcharova-motives", "dembo-rubinstein", "kabardova-opg"] {
        let instrument = catalogue::get(id)?;
        let report = instrument.score(&walked(&instrument, 3));
        figures.extend(Figure::scales(&report.told(Lang::Ru), Lang::Ru));
        figures.extend(Figure::lines(&report, Lang::Ru));
    }
    let page = html! {
        (DOCTYPE)
        html lang="ru" {
            head {
                meta charset="utf-8";
                title { "Figures" }
                style { (PreEscaped("body{font:16px sans-serif;margin:24px;color:#1b1b1b;background:#fff}@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}}svg{max-width:100%;height:auto}")) }
            }
            body {
                @for figure in &figures { h2 { (figure.title()) } (PreEscaped(figure.svg())) p { (figure.description()) } }
            }
        }
    };
    Ok(std::io::stdout().write_all(page.into_string().as_bytes())?)
}
