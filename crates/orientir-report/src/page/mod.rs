//! Pages: one file each, without a script, for the screen and for paper.

mod person;
mod style;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use orientir::Lang;

pub use person::person;

/// A whole document. Nothing in it asks for anything from anywhere.
fn document(title: &str, lang: Lang, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.as_str()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(style::SHEET)) }
            }
            body { (body) }
        }
    };
    page.into_string() + "\n"
}
