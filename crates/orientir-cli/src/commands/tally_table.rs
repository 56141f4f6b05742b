//! A tally for people: how many have which score.

use orientir::fit::norms::words::Said;
use orientir::tally::{Cell, GroupScores, Tally};

use super::rounded;
use crate::session::Session;
use crate::table::{Kind, Table, wrap};
use crate::words::{Word, filled};

/// A scale with more different scores than this is not listed score by score.
const MOST_SCORES: usize = 25;

/// The tables: mean and standard deviation of each group, then how many people have which score.
pub fn render(tally: &Tally, session: &Session) -> String {
    let scores = tally.scores();
    let several = scores.iter().any(|one| Some(one.occasion) != scores.first().map(|first| first.occasion));
    let sheet = Sheet { tally, several, session };
    let (mut means, mut counts) = (sheet.begin(), sheet.begin());
    let said = |said: Said| said.text(session.lang);
    for name in [said(Said::People), session.word(Word::WithScore), said(Said::Mean), said(Said::Deviation)] {
        means.column(name, Kind::Number);
    }
    for name in [session.word(Word::ScoreColumn), said(Said::People), "%"] {
        counts.column(name, Kind::Number);
    }
    let mut long: Vec<&str> = Vec::new();
    for one in &scores {
        let number = |value: Option<f64>| value.map_or_else(String::new, rounded);
        let numbers = [one.people.to_string(), one.n().to_string(), number(one.mean()), number(one.deviation())];
        means.row(sheet.keys(one).into_iter().chain(numbers));
        if one.scores.len() > MOST_SCORES {
            long.extend((!long.contains(&one.scale.as_str())).then_some(one.scale.as_str()));
            continue;
        }
        for (score, n) in &one.scores {
            let numbers = [rounded(score.to_f64()), n.to_string(), format!("{:.0}", one.percent(*n))];
            counts.row(sheet.keys(one).into_iter().chain(numbers));
        }
    }
    let mut text = means.render(session.width, session.color);
    if scores.iter().any(|one| (1..=MOST_SCORES).contains(&one.scores.len())) {
        text += "\n";
        text += &counts.render(session.width, session.color);
    }
    if !long.is_empty() {
        let told = filled(Word::LongScales, session.lang, &[("scales", &long.join(", "))]);
        text = format!("{text}\n{}\n", wrap(&told, session.width).join("\n"));
    }
    text
}

/// What every line begins with.
struct Sheet<'a> {
    tally: &'a Tally,
    several: bool,
    session: &'a Session,
}

impl Sheet<'_> {
    fn begin(&self) -> Table {
        let mut table = Table::default();
        if self.several {
            table.column("occasion", Kind::Key);
        }
        if !self.tally.by().is_empty() {
            let by: Vec<&str> = self.tally.by().iter().map(|covariate| covariate.as_str()).collect();
            table.column(&by.join(" "), Kind::Key);
        }
        table.column(Said::Scale.text(self.session.lang), Kind::Key);
        table
    }

    fn keys(&self, one: &GroupScores) -> Vec<String> {
        let occasion = self.several.then(|| one.occasion.to_string());
        let group = (!self.tally.by().is_empty()).then(|| self.group(&one.cell));
        occasion.into_iter().chain(group).chain([one.scale.clone()]).collect()
    }

    fn group(&self, cell: &Cell) -> String {
        let values: Vec<&str> = cell.values(self.tally.by()).map(|(_, value)| value).collect();
        if values.is_empty() { self.session.word(Word::NotKnown).to_owned() } else { values.join(" ") }
    }
}
