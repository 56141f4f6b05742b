//! Which field a header means: by its name, by its number, or by the words of the question in any language.

use std::collections::BTreeMap;

use super::plain::{looks, numbered, plain};
use crate::definition::Response;
use crate::definition::reader::nearest;
use crate::form::{Form, FormItem};
use crate::instrument::Instrument;
use crate::messages::Lang;

/// What stands before a number where a question is named by it, as [`plain`] leaves it.
const QUESTION: [&str; 16] = [
    "вопрос",
    "вопр",
    "пункт",
    "п",
    "пара",
    "утверждение",
    "question",
    "item",
    "pair",
    "q",
    "klausimas",
    "klausimo nr",
    "teiginys",
    "punktas",
    "pora",
    "задание",
];

/// What a header means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    Field(u16),
    /// Words that several fields share.
    Several(Vec<u16>),
    /// A numbered question in words of its own.
    Number(u16),
    Unknown,
}

/// The fields of an instrument by everything they are called.
#[derive(Clone, Debug)]
pub(crate) struct FieldNames {
    /// By [`plain`] words.
    words: BTreeMap<String, Vec<u16>>,
    /// By the item's words alone, where an item has several fields; with the item's number.
    items: BTreeMap<String, Vec<usize>>,
    /// The words of the fields of each item.
    labels: Vec<Vec<(String, u16)>>,
    fields: Vec<String>,
    exact: BTreeMap<String, u16>,
}

/// A definition's forms in all its languages; first those in which its items are asked, and how many these are. Labels of answers
/// are known in the others too.
pub(crate) fn forms(instrument: &Instrument) -> (Vec<Form>, usize) {
    let definition = instrument.definition();
    let has = |lang: &Lang| definition.texts.get(lang.as_str()).is_some();
    let (asked, other): (Vec<Lang>, Vec<Lang>) =
        Lang::ALL.into_iter().filter(has).partition(|lang| instrument.asks_in(*lang).is_ok());
    let forms = asked.iter().chain(&other).map(|lang| instrument.form_by(definition, *lang));
    (forms.collect(), asked.len())
}

impl FieldNames {
    pub(crate) fn of(instrument: &Instrument, forms: &[Form]) -> Self {
        let plan = instrument.plan();
        let items = instrument.definition().items.len();
        let fields: Vec<String> = plan.fields.iter().map(|field| field.name.clone()).collect();
        let exact = fields.iter().cloned().zip(0..).collect();
        let mut names =
            Self { words: BTreeMap::new(), items: BTreeMap::new(), labels: vec![Vec::new(); items], fields, exact };
        for (place, field) in (0_u16..).zip(&plan.fields) {
            let name = plain(&field.name);
            let alone = plan.items.get(field.item).is_some_and(|range| range.len() == 1);
            if alone {
                names.add(format!("q{name}"), place);
                for word in QUESTION {
                    names.add(format!("{word} {name}"), place);
                }
            }
            names.add(name, place);
        }
        for (number, item) in forms.iter().flat_map(|form| form.items.iter().enumerate()) {
            names.item(instrument, number, item);
        }
        names
    }

    fn add(&mut self, words: String, field: u16) {
        let fields = self.words.entry(words).or_default();
        if !fields.contains(&field) {
            fields.push(field);
        }
    }

    /// The words of an item in one language.
    fn item(&mut self, instrument: &Instrument, number: usize, item: &FormItem) {
        let place = |name: &str| instrument.plan().field(name);
        let asked = asked(item);
        if let [field] = item.fields.as_slice() {
            let Some(field) = place(&field.name) else { return };
            for words in asked {
                self.add(words, field);
            }
            return;
        }
        let id = plain(&item.id);
        for field in &item.fields {
            let (Some(label), Some(field)) = (field.label.as_deref().map(plain), place(&field.name)) else { continue };
            if let Some(labels) = self.labels.get_mut(number) {
                labels.push((label.clone(), field));
            }
            for words in asked.iter().chain([&id]) {
                self.add(format!("{words} {label}"), field);
                self.add(format!("{label} {words}"), field);
            }
        }
        for words in asked.into_iter().chain([id]) {
            let items = self.items.entry(words).or_default();
            if !items.contains(&number) {
                items.push(number);
            }
        }
    }

    /// What a header means. Words go before a number in front of them: the question is what was read.
    pub(crate) fn meant(&self, header: &str) -> Meant {
        if let Some(field) = self.exact(header) {
            return Meant::Field(field);
        }
        let words = plain(header);
        if words.is_empty() {
            return Meant::Unknown;
        }
        let found = [self.by_words(&words), numbered(header).and_then(|(_, rest)| self.by_words(&plain(rest)))];
        if let Some(meant) = found.into_iter().flatten().next() {
            return meant;
        }
        if let Some(field) = self.by_parts(header) {
            return Meant::Field(field);
        }
        // `с1` typed on a Russian keyboard.
        if let Some(field) = looks(header).and_then(|name| self.exact(&name)) {
            return Meant::Field(field);
        }
        self.number(header).map_or(Meant::Unknown, Meant::Number)
    }

    /// The field that the number in front of a header names.
    pub(crate) fn number(&self, header: &str) -> Option<u16> {
        numbered(header).and_then(|(number, _)| self.exact(number.trim_start_matches('0')))
    }

    /// Whether a header is the name of a field as the definition writes it.
    pub(crate) fn is_exact(&self, header: &str) -> bool {
        self.exact(header).is_some()
    }

    fn exact(&self, name: &str) -> Option<u16> {
        self.exact.get(name).copied()
    }

    fn by_words(&self, words: &str) -> Option<Meant> {
        match self.words.get(words)?.as_slice() {
            [field] => Some(Meant::Field(*field)),
            several => Some(Meant::Several(several.to_vec())),
        }
    }

    /// A question in two parts, as forms write the rows of a grid: `What is asked [Row]`, in either order.
    fn by_parts(&self, header: &str) -> Option<u16> {
        let (outside, inside) = header.trim().strip_suffix(']').and_then(|text| text.rsplit_once('['))?;
        let unnumbered = |text: &str| plain(numbered(text).map_or(text, |(_, rest)| rest));
        // A row that is a whole question of its own.
        if let Some(Meant::Field(field)) = self.by_words(&unnumbered(inside)) {
            return Some(field);
        }
        [(inside, outside), (outside, inside)].into_iter().find_map(|(item, field)| {
            let [item] = self.items.get(&unnumbered(item))?.as_slice() else { return None };
            let asked = format!(" {} ", plain(field));
            let labels = self.labels.get(*item)?.iter().filter(|(label, _)| asked.contains(&format!(" {label} ")));
            let mut fields: Vec<u16> = labels.map(|(_, field)| *field).collect();
            fields.dedup();
            match fields.as_slice() {
                [field] => Some(*field),
                _ => None,
            }
        })
    }

    /// The name of a field that may be meant by a header that means none; empty if none is near.
    pub(crate) fn near(&self, header: &str) -> &str {
        nearest(header.trim(), &self.fields)
    }
}

/// What an item asks, as it may stand in a header.
fn asked(item: &FormItem) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(prompt) = &item.prompt {
        all.push(plain(prompt));
        // `Reliability: steady work`, `Length (of the line)`: the name before the colon or the bracket.
        all.extend([':', '('].into_iter().filter_map(|sign| prompt.split_once(sign)).map(|(name, _)| plain(name)));
    }
    if let (Some(left), Some(right)) = (&item.left, &item.right) {
        let poles = format!("{} {}", plain(left), plain(right));
        all.extend(item.prompt.as_ref().map(|prompt| format!("{} {poles}", plain(prompt))));
        all.push(poles);
    }
    // A pair has no question of its own: both options make it.
    if let ([field], None) = (item.fields.as_slice(), &item.prompt) {
        let options: Option<Vec<String>> = field.codes.iter().map(|code| code.label.as_deref().map(plain)).collect();
        if let Some(options) = options.filter(|options| options.len() > 1) {
            all.extend(["", "или ", "or ", "arba "].map(|or| options.join(&format!(" {or}"))));
        }
    }
    all.retain(|words| !words.is_empty());
    all
}

/// The sets of fields of which several are chosen, with everything that each choice is called.
pub(crate) fn choices(instrument: &Instrument, forms: &[Form]) -> Vec<Vec<(String, u16)>> {
    let plan = instrument.plan();
    let chosen = |response: &str| matches!(instrument.definition().responses.get(response), Some(Response::Choose(_)));
    let mut sets: Vec<Vec<(String, u16)>> = plan.choose.iter().map(|_| Vec::new()).collect();
    for item in forms.iter().flat_map(|form| &form.items) {
        let [field] = item.fields.as_slice() else { continue };
        let Some(place) = plan.field(&field.name).filter(|_| chosen(&field.response)) else { continue };
        let set = plan.choose.iter().position(|set| set.fields.contains(&place));
        if let Some(set) = set.and_then(|set| sets.get_mut(set)) {
            let names = asked(item).into_iter().chain([plain(&item.id)]);
            set.extend(names.map(|words| (words, place)));
        }
    }
    sets
}

/// The fields that a cell with several choices names; none if anything else stands in it.
pub(crate) fn several(cell: &str, choices: &[(String, u16)]) -> Option<Vec<u16>> {
    let longest: usize = choices.iter().map(|(words, _)| words.len() + 1).sum();
    // Twice: punctuation may stand between all words.
    if cell.len() > 2 * longest {
        return None;
    }
    let text = plain(cell);
    // PERF: an essay in a column of its own begins with no choice.
    if !choices.iter().any(|(words, _)| text.starts_with(words.as_str())) {
        return None;
    }
    // The choices that a text ending here is made of, from left to right; `None` where no choice ends.
    let mut ends: Vec<Option<Vec<u16>>> = vec![None; text.len() + 1];
    *ends.first_mut()? = Some(Vec::new());
    for at in 0..text.len() {
        let Some(before) = ends.get(at).cloned().flatten() else { continue };
        let Some(rest) = text.get(at..).map(str::trim_start) else { continue };
        for (words, field) in choices {
            let Some(after) = rest.strip_prefix(words.as_str()) else { continue };
            if !(after.is_empty() || after.starts_with(' ')) || before.contains(field) {
                continue;
            }
            let end = text.len() - after.len();
            if let Some(place) = ends.get_mut(end).filter(|place| place.is_none()) {
                *place = Some(before.iter().copied().chain([*field]).collect());
            }
        }
    }
    ends.pop().flatten().filter(|fields| !fields.is_empty())
}

#[cfg(test)]
mod tests {
    use super::several;

    #[test]
    fn several_choices_in_one_cell() {
        let choices: Vec<(String, u16)> =
            [("надежность", 0), ("надежность работа и покой", 0), ("работа", 1), ("команда друзья рядом", 2)]
                .map(|(words, field)| (words.to_owned(), field))
                .into();
        assert_eq!(several("Команда: друзья рядом, Надёжность: работа и покой", &choices), Some(vec![2, 0]));
        assert_eq!(several("надёжность;работа;", &choices), Some(vec![0, 1]));
        assert_eq!(several("Надёжность, другое", &choices), None);
        assert_eq!(several("работа, работа", &choices), None, "no choice twice");
        assert_eq!(several("", &choices), None);
    }
}
