//! Figures as Python sees them.

use orientir::{Lang, Report};
use orientir_report::Figure;

/// What kind of figure it is, its title, its description, its element for a page, and its document.
pub type Drawn = (&'static str, String, String, String, String);

/// A figure of a kind.
pub fn drawn(kind: &'static str, figure: &Figure) -> Drawn {
    (kind, figure.title().to_owned(), figure.description().to_owned(), figure.svg(), figure.document())
}

/// All figures of a result, for a psychologist: those of the page, in its order.
pub fn of_report(report: &Report, lang: Lang) -> Vec<Drawn> {
    let told = report.told(lang);
    let lines = Figure::lines(report, lang).map(|figure| drawn("lines", &figure));
    let groups = Figure::groups(&told, lang).map(|figure| drawn("groups", &figure));
    let scales = Figure::scales(&told, lang);
    let standing = Figure::standing(report, lang).map(|figure| drawn("standing", &figure));
    let scales = scales.iter().map(|figure| drawn("scales", figure));
    lines.into_iter().chain(groups).chain(scales).chain(standing).collect()
}
