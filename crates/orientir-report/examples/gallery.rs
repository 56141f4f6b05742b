//! Every figure of made-up results as one page, to be looked at:
//! `cargo run --package orientir-report --example gallery > gallery.html`, with a language if not in Russian.

use std::io::Write;

use maud::{DOCTYPE, PreEscaped, html};
use orientir::definition::Wording;
use orientir::{Answers, Instrument, Lang, Profile, Report, catalogue};
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

/// The figures of one person, of a class, and of two occasions.
fn figures(lang: Lang) -> Result<Vec<Figure>, Box<dyn std::error::Error>> {
    let battery = catalogue::battery("self-determination")?.with_wording(Some("szho"), Wording::Published)?;
    let mut figures = Vec::new();
    for instrument in battery.instruments() {
        let mut answers = walked(instrument, 3);
        answers.person_mut().set("sex", "female")?;
        let report = instrument.score(&answers);
        figures.extend(Figure::of(&report, lang));
        figures.extend(Figure::standing(&report, lang));
        let earlier = instrument.score(&walked(instrument, 7));
        figures.extend(Figure::change(&earlier.told(lang), &report.told(lang), lang));
    }
    let profiles = |steps: std::ops::Range<usize>| -> Result<Vec<Profile>, orientir::Error> {
        let profile = |step: usize| {
            let answered = battery.instruments().enumerate().filter(|(number, _)| !(number + step).is_multiple_of(9));
            let reports: Vec<Report> = answered.map(|(number, one)| one.score(&walked(one, step + number))).collect();
            battery.assess(&reports.iter().collect::<Vec<_>>())
        };
        steps.map(profile).collect()
    };
    let (before, after) = (profiles(1..29)?, profiles(11..37)?);
    figures.extend(before.iter().take(3).map(|profile| Figure::criteria(&battery, profile, lang)));
    let (before, after) = (battery.overview(&before), battery.overview(&after));
    figures.push(Figure::levels(&battery, &[&before], lang));
    figures.push(Figure::levels(&battery, &[&before, &after], lang));
    Ok(figures)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lang = std::env::args().nth(1).and_then(|lang| Lang::parse(&lang)).unwrap_or(Lang::Ru);
    let figures = figures(lang)?;
    let page = html! {
        (DOCTYPE)
        html lang=(lang.as_str()) {
            head {
                meta charset="utf-8";
                title { "Figures" }
                style { (PreEscaped("body{font:16px sans-serif;margin:24px;color:#1b1b1b;background:#fff}@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}}svg{max-width:100%;height:auto}section{display:inline-block;vertical-align:top;width:380px;margin:12px}h2{font-size:14px}p{font-size:12px}")) }
            }
            body {
                @for figure in &figures { section { h2 { (figure.title()) } (PreEscaped(figure.svg())) p { (figure.description()) } } }
            }
        }
    };
    Ok(std::io::stdout().write_all(page.into_string().as_bytes())?)
}
