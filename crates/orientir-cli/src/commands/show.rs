//! `show`: one sheet about an instrument.

use orientir::Instrument;
use orientir::definition::{Basis, Definition, Item, Scale, Texts};

use super::page::Page;
use super::{said, show_battery, show_words as say, texts};
use crate::Outcome;
use crate::args::{Common, Format, Packs};
use crate::read::{self, Named};
use crate::session::{Failure, Session};
use crate::words::{self, Word};
use crate::write::Target;

/// Prints the sheet of an instrument, or its plan.
pub fn run(name: &str, plan: bool, packs: &Packs, common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let paper = common.output.as_deref().is_some_and(Target::is_page) && !plan;
    let target =
        if paper { Target::of_page(common, session)? } else { Target::choose(common, &[Format::Table], session)? };
    target.spare(&packs.inputs(&[name]), session)?;
    let write = |page: &Page<'_>| if paper { page.html() } else { page.text() };
    let text = match read::named(name, session)? {
        Named::Instrument(instrument) => {
            let instrument = read::with_texts(instrument, packs, session)?;
            read::asked_in_words_of(&instrument, common)?;
            if plan { instrument.plan().to_string() } else { write(&Sheet::of(&instrument, session).page) }
        }
        Named::Battery(battery) => {
            write(&show_battery::sheet(&read::battery_with_texts(battery, packs, session)?, session))
        }
    };
    target.text(session, &text)?;
    Ok(Outcome::Good)
}

/// Prints a definition as it stands: of the catalogue, or of a file that is sound.
pub fn definition(name: &str, common: &Common, session: &Session) -> Result<Outcome, Failure> {
    let target = Target::choose(common, &[Format::Json], session)?;
    target.spare(&[name], session)?;
    target.text(session, &read::source(name, session)?)?;
    Ok(Outcome::Good)
}

/// The sheet while it is written. What scores are compared with is written in `show_grades`.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) page: Page<'a>,
    pub(super) session: &'a Session,
    pub(super) instrument: &'a Instrument,
    pub(super) definition: &'a Definition,
    pub(super) words: Option<&'a Texts>,
}

impl<'a> Sheet<'a> {
    fn of(instrument: &'a Instrument, session: &'a Session) -> Self {
        let definition = instrument.definition();
        let words = texts(definition, session.lang);
        let mut sheet = Self { page: Page::new(session), session, instrument, definition, words };
        sheet.head();
        sheet.about();
        sheet.responses();
        sheet.items();
        sheet.scales();
        sheet.types();
        sheet.levels();
        sheet.norms();
        sheet.reliability();
        sheet.rules();
        sheet.cautions();
        sheet.sources();
        sheet
    }

    pub(super) fn word(&self, word: Word) -> &'static str {
        self.session.word(word)
    }

    fn head(&mut self) {
        let title = self.words.map_or("", |w| w.title.as_str());
        self.page.title(&format!("{} {}", self.instrument.id(), self.definition.version), title);
        if let Some(purpose) = self.words.and_then(|w| w.purpose.as_ref()) {
            self.page.paragraph(0, 0, purpose);
        }
        self.page.gap();
    }

    fn about(&mut self) {
        let (about, lang) = (&self.definition.about, self.session.lang);
        self.page.captioned(self.word(Word::Aliases), &self.definition.aliases.join(", "));
        let population = about.population.as_ref();
        let ages =
            population.and_then(|p| p.age.as_ref()).map(|g| format!("{} {}", self.word(Word::Age), say::limits(g)));
        let grades =
            population.and_then(|p| p.grade.as_ref()).map(|g| format!("{} {}", self.word(Word::Grade), say::limits(g)));
        let population: Vec<_> = ages.into_iter().chain(grades).collect();
        self.page.captioned(self.word(Word::Population), &population.join(", "));
        if let Some(given) = &about.administration {
            let minutes = given.minutes.as_ref().map(|g| format!("{} {}", say::limits(g), self.word(Word::Minutes)));
            let group = given.group.then(|| self.word(Word::InGroup).to_owned());
            let aloud = given.read_aloud.then(|| self.word(Word::ReadAloud).to_owned());
            let retest = given.retest_days.map(|n| self.word(Word::RetestDays).replace("{n}", &n.to_string()));
            let parts: Vec<_> = [minutes, group, aloud, retest].into_iter().flatten().collect();
            self.page.captioned(self.word(Word::Takes), &parts.join("; "));
            let seen = [
                (Word::Pupil, given.pupil),
                (Word::ClassTeacher, given.class_teacher),
                (Word::Psychologist, given.psychologist),
            ];
            let seen = seen
                .into_iter()
                .filter_map(|(who, what)| Some(format!("{}: {}", self.word(who), words::audience(what?, lang))));
            self.page.captioned(self.word(Word::Seen), &seen.collect::<Vec<_>>().join("; "));
        }
        self.page.captioned(self.word(Word::Wording), words::wording(self.instrument.wording(), lang));
        if let (Some(used), Some((holder, licence))) = (self.instrument.texts_used(), self.instrument.texts_licence()) {
            self.page.captioned(self.word(Word::TextPack), &format!("{}: {holder}; {licence}", used.name));
        }
        self.page.captioned(
            self.word(Word::UseFor),
            words::use_for(about.use_for.unwrap_or(orientir::definition::Use::Individual), lang),
        );
        self.page.captioned(self.word(Word::SelfTest), words::self_test(self.instrument.self_test(), lang));
        self.page.captioned(self.word(Word::Needs), &about.needs.join(", "));
        if let Some(ratings) = &self.definition.ratings {
            let text = format!("{}; {}", ratings.by.join(", "), words::pool(ratings.pool, lang));
            self.page.captioned(self.word(Word::RatingRows), &text);
        }
        self.page.captioned(self.word(Word::Licence), about.licence.as_deref().unwrap_or_default());
    }

    fn responses(&mut self) {
        self.page.heading(self.word(Word::Responses));
        for (name, response) in self.definition.responses.iter() {
            let codes = say::response(response, self.session.lang);
            let labels = self.words.and_then(|w| w.responses.get(name));
            let labels = labels.map_or(String::new(), |l| {
                l.iter().map(|(code, label)| format!("{code} = {label}")).collect::<Vec<_>>().join("; ")
            });
            self.page.captioned(name, &codes);
            self.page.captioned("", &labels);
        }
        let fields = self.definition.each_item.iter().flat_map(|each| &each.fields);
        for field in fields.filter(|field| field.id.is_some()) {
            let id = field.id.as_ref().map_or("", |id| id.as_str());
            let label = self.words.and_then(|w| w.fields.get(id)).map_or(String::new(), |label| format!(" - {label}"));
            self.page.captioned(&format!(".{id}"), &format!("{}{label}", field.response));
        }
    }

    fn items(&mut self) {
        self.page.heading(&format!("{} ({})", self.word(Word::Items), self.definition.items.len()));
        for item in &self.definition.items {
            let text = self.item(item);
            self.page.paragraph(2, 4, &format!("{}  {text}", item.id));
        }
    }

    fn item(&self, item: &Item) -> String {
        let words = said(self.definition, self.session.lang, |texts| texts.items.get(&item.id));
        let poles = words.and_then(|w| Some(format!("{} - {}", w.left.as_ref()?, w.right.as_ref()?)));
        let asked = words.and_then(|w| w.prompt.clone()).or(poles).or_else(|| item.gist.clone());
        let options = item.options.iter().filter_map(|(code, option)| {
            let text = words.and_then(|w| w.options.get(code)).or(option.gist.as_ref()).map_or("", String::as_str);
            let key = option.key.as_ref().map_or(String::new(), |key| format!(" [{key}]"));
            // An option may be no more than points.
            (!text.is_empty() || option.key.is_some()).then(|| format!("{code}: {text}{key}"))
        });
        let key = item.key.as_ref().map(|key| format!("[{key}]"));
        let right = item.right.as_ref().map(|code| format!("[= {code}]"));
        let reversed = item.reversed.then(|| format!("{} ({})", say::REVERSED, self.word(Word::Reversed)));
        let training = item.training.then(|| format!("({})", self.word(Word::Training)));
        let options = options.collect::<Vec<_>>().join(" / ");
        let options = Some(options).filter(|o| !o.is_empty());
        [asked, options, key, right, reversed, training].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn scales(&mut self) {
        let lang = self.session.lang;
        self.page.heading(&format!("{} ({})", self.word(Word::ScaleNames), self.definition.scales.len()));
        // Scales that differ in their items only are told together.
        let mut groups: Vec<(String, Option<&Basis>, Vec<&Scale>)> = Vec::new();
        for scale in &self.definition.scales {
            let method = say::method(&scale.method, lang);
            let range = self.instrument.plan().range(&scale.id);
            let range = range.map_or(String::new(), |(low, high)| {
                format!("; {}..{}", super::rounded(low.to_f64()), super::rounded(high.to_f64()))
            });
            let express =
                if scale.express.is_some() { format!(", {}", say::percent_of_range(lang)) } else { String::new() };
            let missing = say::missing(scale.missing.as_ref(), lang);
            let line = format!("{method}{express}{range}; {missing}");
            match groups.iter_mut().find(|(same, basis, _)| *same == line && *basis == scale.basis.as_ref()) {
                Some((_, _, scales)) => scales.push(scale),
                None => groups.push((line, scale.basis.as_ref(), vec![scale])),
            }
        }
        for (line, basis, scales) in groups {
            for scale in scales {
                let name = self.words.and_then(|w| w.scales.get(&scale.id)).map(|w| w.name.clone());
                let key = say::key(self.instrument, &scale.id);
                let parts = [name, Some(key).filter(|key| !key.is_empty())];
                self.page.captioned(&scale.id, &parts.into_iter().flatten().collect::<Vec<_>>().join(": "));
            }
            self.page.paragraph(6, 0, &line);
            self.page.basis(6, basis);
        }
    }

    fn types(&mut self) {
        let Some(rule) = &self.definition.type_rule else { return };
        self.page.heading(self.word(Word::Types));
        self.page.paragraph(2, 2, &say::type_rule(rule, self.session.lang));
        self.page.basis(6, rule.basis());
    }
}
