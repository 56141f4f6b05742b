//! The columns of an answer table: what each asks and what may stand in it.

use orientir::form::{Form, FormField, FormItem, Labelled, Need};

use crate::session::Session;
use crate::words::Word;

/// The most codes that a list is made of.
const MOST_LISTED: usize = 31;

/// A column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Its header.
    pub name: String,
    /// The question, where there are words for it.
    pub asked: Option<String>,
    /// What the field asks, where an item has several.
    pub field: Option<String>,
    /// The codes with their words.
    pub codes: Vec<Labelled>,
    /// What may stand in it.
    pub allowed: Allowed,
    /// Whether it holds somebody's answers.
    pub answer: bool,
}

/// What may stand in a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Allowed {
    /// Any text.
    #[default]
    Text,
    /// One of some codes.
    Codes(Vec<String>),
    /// A number of a range, or one of some codes beside it.
    Range {
        /// The lowest.
        from: f64,
        /// The highest.
        to: f64,
        /// Whether only whole numbers.
        whole: bool,
        /// The codes beside it.
        apart: Vec<String>,
    },
}

impl Allowed {
    /// Whether the cells are text, so that a spreadsheet makes nothing else of a code: a date, or a formula of a dash.
    pub fn is_text(&self) -> bool {
        match self {
            Allowed::Text => true,
            Allowed::Codes(codes) => !codes.iter().all(|code| is_number(code)),
            Allowed::Range { apart, .. } => !apart.iter().all(|code| is_number(code)),
        }
    }

    /// What is allowed, in words; none where anything is.
    pub fn words(&self, session: &Session) -> Option<String> {
        match self {
            Allowed::Text => None,
            Allowed::Codes(codes) => Some(codes.join(", ")),
            Allowed::Range { from, to, whole, apart } => {
                let word = if *whole { Word::WholeFromTo } else { Word::FromTo };
                let range = session.word(word).replace("{from}", &from.to_string()).replace("{to}", &to.to_string());
                Some([range].into_iter().chain(apart.iter().cloned()).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Whether a code is a number that a spreadsheet keeps as it is written.
pub fn is_number(code: &str) -> bool {
    code.parse::<f64>().is_ok_and(|number| number.is_finite() && number.to_string() == code)
}

/// The columns of a form's answer table: the key, covariates that are asked for, and the fields.
pub fn columns(form: &Form, session: &Session) -> Vec<Column> {
    let id = Column { name: "id".to_owned(), asked: Some(session.word(Word::IdText).to_owned()), ..Column::default() };
    let ratings = form.ratings_by.iter().map(|name| Column { name: name.clone(), ..Column::default() });
    let needs = form.needs.iter().map(covariate);
    let fields = form.items.iter().flat_map(|item| item.fields.iter().map(|field| answer(item, field, session)));
    [id].into_iter().chain(ratings).chain(needs).chain(fields).collect()
}

fn covariate(need: &Need) -> Column {
    let allowed = match (need.from, need.to) {
        _ if !need.codes.is_empty() => Allowed::Codes(need.codes.iter().map(|code| code.code.clone()).collect()),
        (Some(from), Some(to)) => Allowed::Range { from: from.into(), to: to.into(), whole: true, apart: Vec::new() },
        _ => Allowed::Text,
    };
    Column {
        name: need.name.clone(),
        asked: Some(need.label.clone()),
        codes: need.codes.clone(),
        allowed,
        ..Column::default()
    }
}

fn answer(item: &FormItem, field: &FormField, session: &Session) -> Column {
    let code = |labelled: &Labelled| labelled.code.clone();
    let apart: Vec<String> = field.apart.iter().map(code).collect();
    let codes = || field.codes.iter().chain(&field.apart);
    let allowed = match (field.from, field.to) {
        _ if !field.codes.is_empty() && codes().count() <= MOST_LISTED => Allowed::Codes(codes().map(code).collect()),
        (Some(from), Some(to)) => {
            let to = field.read_to.unwrap_or(to);
            Allowed::Range { from, to, whole: field.kind != "analog", apart }
        }
        _ if !field.codes.is_empty() => Allowed::Codes(codes().map(code).collect()),
        _ => Allowed::Text,
    };
    let practice = item.training.then(|| format!(" ({})", session.word(Word::Training)));
    Column {
        name: field.name.clone(),
        asked: asked(item, field).map(|text| text + &practice.unwrap_or_default()),
        field: [field.label.clone(), field.optional.then(|| session.word(Word::Optional).to_owned())]
            .into_iter()
            .flatten()
            .reduce(|label, remark| format!("{label} ({remark})")),
        codes: codes().filter(|code| code.label.is_some() || !code.gives.is_empty()).cloned().collect(),
        allowed,
        answer: true,
    }
}

/// The question, both poles, or the options between which to choose.
fn asked(item: &FormItem, field: &FormField) -> Option<String> {
    let poles = || Some(format!("{} - {}", item.left.as_ref()?, item.right.as_ref()?));
    let rated = || joined(&field.options);
    let chosen = || joined(&field.codes).filter(|_| matches!(field.kind, "choice" | "points"));
    let asked = item.prompt.clone().or_else(poles);
    match (asked, rated()) {
        (Some(asked), Some(rated)) => Some(format!("{asked}: {rated}")),
        (asked, rated) => asked.or(rated).or_else(chosen),
    }
}

/// The words of options; none where one has no words.
fn joined(options: &[Labelled]) -> Option<String> {
    let words: Option<Vec<&str>> = options.iter().map(|option| option.label.as_deref()).collect();
    words.filter(|words| !words.is_empty()).map(|words| words.join(" / "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers_and_everything_else_is_text() {
        for code in ["0", "7", "-2", "0.5"] {
            assert!(is_number(code), "{code}");
        }
        for code in ["", "-", "a", "a3", "07", "1e5", "+1", "inf", "1-2"] {
            assert!(!is_number(code), "{code}");
        }
        let codes = |codes: &[&str]| Allowed::Codes(codes.iter().map(|code| (*code).to_owned()).collect());
        assert!(!codes(&["0", "1"]).is_text());
        assert!(codes(&["0", "1", "-"]).is_text());
        assert!(codes(&["a", "b"]).is_text());
    }
}
