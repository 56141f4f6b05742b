//! Whether a pack has all that the forms of an instrument show, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::{AskedTexts, TextPack, TextPackFile};
use crate::codes::Cell;
use crate::compile::check::swapped;
use crate::compile::names::tell_unknown;
use crate::definition::reader::{Map, nearest, pointer_step};
use crate::definition::{Definition, Item, ItemText, Wording};
use crate::error::{Code, Diagnostics, Error, escape};
use crate::form::{FormField, FormItem};
use crate::instrument::Instrument;
use crate::messages::Lang;
use crate::sheet::{add_words, plain};

/// What is wrong with a document whatever it is for.
pub(super) fn document(file: &TextPackFile) -> Diagnostics {
    let mut faults = Diagnostics::default();
    if file.format != TextPack::FORMAT {
        let fault = Error::new(Code::BadNumber, "/format").with("number", file.format);
        faults.push(fault.with("allowed", TextPack::FORMAT));
    }
    if file.texts.is_empty() {
        faults.push(Error::new(Code::EmptyList, "/texts").with("what", "language"));
    }
    let known = Lang::ALL.map(Lang::as_str);
    for (lang, _) in file.texts.iter().filter(|(lang, _)| !known.contains(lang)) {
        tell_unknown(&mut faults, format!("/texts/{}", pointer_step(lang)), "language", lang, &known);
    }
    faults
}

/// The definition in the words of a pack, or everything that is wrong with the pack.
pub(super) fn checked(instrument: &Instrument, file: &TextPackFile) -> Result<Definition, Diagnostics> {
    let own = instrument.definition();
    let mut faults = Diagnostics::default();
    let spoken: Vec<&str> = own.texts.iter().map(|(lang, _)| lang).collect();
    let changed = reworded(own, file);
    for (lang, asked) in file.texts.iter() {
        let Some(known) = Lang::parse(lang).filter(|_| spoken.contains(&lang)) else {
            let fault = Error::new(Code::NoLanguage, format!("/texts/{lang}")).with("lang", lang);
            faults.push(fault.with("available", spoken.join(", ")));
            continue;
        };
        let form = instrument.form_by(&changed, known);
        Language { own, lang, asked, faults: &mut faults }.check(&form.items);
    }
    swapped::labels(&changed, &mut faults);
    if faults.is_empty() { Ok(changed) } else { Err(faults) }
}

/// The definition with the items of a pack in the place of its own.
fn reworded(own: &Definition, file: &TextPackFile) -> Definition {
    let mut changed = own.clone();
    changed.texts.change(|lang, texts| match file.texts.get(lang) {
        Some(asked) => {
            texts.items = asked.items.clone();
            if let Some(instruction) = &asked.instruction {
                texts.instruction = Some(instruction.clone());
            }
        }
        None => texts.items = Map::default(),
    });
    // Published options are asked here whether they stand in each other's place. They need no words of ours: a definition is compiled
    // again when norms are added, and must not ask for them then.
    for item in &mut changed.items {
        item.options.change(|_, option| option.anchors = Map::default());
    }
    changed
}

/// The texts of one language while they are looked at.
struct Language<'a> {
    own: &'a Definition,
    lang: &'a str,
    asked: &'a AskedTexts,
    faults: &'a mut Diagnostics,
}

impl Language<'_> {
    fn path(&self, steps: &[&str]) -> String {
        let mut path = format!("/texts/{}", self.lang);
        for step in steps {
            path.push('/');
            path.push_str(&pointer_step(step));
        }
        path
    }

    fn fault(&self, code: Code, steps: &[&str]) -> Error {
        Error::new(code, self.path(steps))
    }

    fn missing(&mut self, steps: &[&str], part: &str, item: &str) {
        self.lacks(steps, part, "", item);
    }

    fn lacks(&mut self, steps: &[&str], part: &str, code: &str, item: &str) {
        let fault = self.fault(Code::TextMissing, steps).with("part", part).with("code", code);
        self.faults.push(fault.with("item", item));
    }

    /// What the instrument does not have. The nearest of many is looked for a few times only.
    fn unknown(&mut self, steps: &[&str], name: &str, known: &[&str]) {
        let fix = if self.faults.len() < 100 { nearest(name, known) } else { "" };
        let fault = self.fault(Code::TextMismatch, steps).with("name", escape(name));
        self.faults.push(fault.with("fix", fix));
    }

    fn check(&mut self, form: &[FormItem]) {
        let ids: Vec<&str> = self.own.items.iter().map(|item| item.id.as_str()).collect();
        for (id, _) in self.asked.items.iter() {
            if !ids.contains(&id) {
                self.unknown(&["items", id], id, &ids);
            }
        }
        if self.asked.instruction.is_none() && self.own.about.wording == Wording::None {
            self.missing(&[], "instruction", "");
        }
        for (item, shown) in self.own.items.iter().zip(form) {
            match self.asked.items.get(&item.id) {
                Some(text) => self.item(item, text, shown),
                None => self.missing(&["items"], "text", &item.id),
            }
        }
    }

    /// One item: `shown` is what its form would show with the texts of the pack.
    fn item(&mut self, item: &Item, text: &ItemText, shown: &FormItem) {
        let id = item.id.as_str();
        // What stands in the definition shows what the item is made of; labels of an entry form do not.
        let ours = self.own.texts.get(self.lang).filter(|_| self.own.about.wording != Wording::None);
        let ours = ours.and_then(|texts| texts.items.get(id));
        let codes = codes(shown);
        let options = self.own_options(item, ours, &codes);
        let bipolar = shown.fields.iter().any(|field| field.kind == "bipolar");
        let poles =
            bipolar || text.left.is_some() || text.right.is_some() || ours.is_some_and(|ours| ours.left.is_some());
        for (part, found) in [("left pole", &text.left), ("right pole", &text.right)] {
            if poles && found.is_none() {
                self.missing(&["items", id], part, id);
            }
        }
        let asks = ours.is_some_and(|ours| ours.prompt.is_some()) || options.is_empty();
        if asks && !poles && text.prompt.is_none() {
            self.missing(&["items", id], "question", id);
        }
        let place = |code| ["items", id, "options", code];
        for code in &options {
            if text.options.get(code).is_none() {
                self.lacks(&["items", id], "option", code, id);
            }
        }
        for (code, _) in text.options.iter() {
            if options.contains(&code) {
                continue;
            }
            if codes.iter().any(|known| known.code == code) {
                let fault = self.fault(Code::SharedLabel, &place(code)).with("code", code);
                self.faults.push(fault);
            } else {
                self.unknown(&place(code), code, &options);
            }
        }
        self.told_apart(id, text, &codes, &options);
        for (code, other, word) in swapped::crossed(item, self.lang, &text.options) {
            let path = self.path(&place(code));
            self.faults.push(swapped::swapped(path, self.lang, code, other).with("word", word));
        }
    }

    /// The options that are the item itself: the definition says what they are about, or has its own words for them, or has no words
    /// that all items share.
    fn own_options<'f>(&self, item: &Item, ours: Option<&ItemText>, codes: &[CodeOf<'f>]) -> Vec<&'f str> {
        let shared = |field: &FormField, code: &str| {
            let texts = self.own.texts.get(self.lang)?;
            texts.responses.get(&field.response)?.get(code)
        };
        let said = |code: &str| {
            let known =
                item.options.get(code).is_some_and(|option| option.gist.is_some() || !option.anchors.is_empty());
            known || ours.is_some_and(|ours| ours.options.get(code).is_some())
        };
        let (mut seen, mut options) = (BTreeSet::new(), Vec::new());
        for CodeOf { field, code, words } in codes {
            if (said(code) || *words && shared(field, code).is_none()) && seen.insert(*code) {
                options.push(*code);
            }
        }
        options
    }

    /// Options are found in tables by their texts: no two of an item may be one, and none may look like the code of another.
    fn told_apart(&mut self, id: &str, text: &ItemText, codes: &[CodeOf<'_>], options: &[&str]) {
        let mut words = BTreeMap::new();
        for (place, known) in (0..).zip(codes) {
            add_words(&mut words, plain(known.code), place);
        }
        for code in options {
            let place = codes.iter().position(|known| known.code == *code).and_then(|place| Cell::try_from(place).ok());
            let (Some(text), Some(place)) = (text.options.get(code), place) else { continue };
            let read = plain(text);
            add_words(&mut words, read.clone(), place);
            let like = words.get(&read).map_or(&[][..], Vec::as_slice);
            let other =
                like.iter().find_map(|place| codes.get(usize::from(*place)).filter(|known| known.code != *code));
            if let Some(other) = other {
                let fault = self.fault(Code::CodesClash, &["items", id, "options", code]);
                self.faults.push(fault.with("code", code).with("other", other.code));
            }
        }
    }
}

/// A code of an item.
struct CodeOf<'f> {
    field: &'f FormField,
    code: &'f str,
    /// Whether it cannot do without words.
    words: bool,
}

fn codes(shown: &FormItem) -> Vec<CodeOf<'_>> {
    let mut codes = Vec::new();
    for field in &shown.fields {
        let words = matches!(field.kind, "choice" | "matching");
        for (list, words) in [(&field.codes, words), (&field.options, true), (&field.apart, false)] {
            codes.extend(list.iter().map(|code| CodeOf { field, code: &code.code, words }));
        }
    }
    codes
}
