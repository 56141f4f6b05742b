//! An instrument that is ready to score.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use crate::answers::{Answers, Person};
use crate::codes::{INVALID, MISSING, widen};
use crate::compile::{Compiled, compile};
use crate::definition::reader::nearest;
use crate::definition::{Definition, Wording};
use crate::error::{Code, Diagnostics, Error};
use crate::hash;
use crate::plan::{Plan, PlanField};
use crate::report::Report;
use crate::score::{Given, OVERFLOW, OVERFLOW_BIT, Scores, Scratch, Types, score};
use crate::sheet::Words;
use crate::text_pack::Packed;
use crate::uses::Stated;

/// A compiled definition: immutable, cheap to clone, shared between threads.
#[derive(Clone, Debug)]
pub struct Instrument {
    shared: Arc<Shared>,
    /// The choice made of each policy.
    choices: Vec<u16>,
    /// The wording that was chosen: else that of the texts.
    wording: Option<Wording>,
    stated: Stated,
}

#[derive(Debug)]
struct Shared {
    definition: Definition,
    plan: Arc<Plan>,
    key: String,
    document: String,
    norms: Vec<(String, String)>,
    /// The policies that norms of files were made with.
    asked: Option<Vec<(String, String)>>,
    /// The text pack whose texts the definition has.
    packed: Option<Packed>,
    /// Made when the first table is read.
    words: OnceLock<Arc<Words>>,
}

impl Instrument {
    /// Compiles a definition.
    ///
    /// # Errors
    /// Every problem of the document, in its order: codes of [`crate::Kind::Definition`].
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        let Compiled { tree, definition, plan } = compile(text)?;
        let value = Value::from(&tree);
        let norms = value.get("norms").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let norms = norms.iter().filter_map(|n| Some((n.get("id")?.as_str()?.to_owned(), hash::of(n)))).collect();
        let shared = Shared {
            key: hash::key(&value),
            document: hash::document(&value),
            norms,
            asked: None,
            packed: None,
            plan: Arc::new(plan),
            definition,
            words: OnceLock::new(),
        };
        let choices = shared.plan.policies.iter().map(|policy| policy.default).collect();
        Ok(Self { shared: Arc::new(shared), choices, wording: None, stated: Stated::Nothing })
    }

    /// The same instrument by a definition that another norm was added to, with the hash of the file that it came from.
    pub(crate) fn recompiled(&self, definition: Definition, plan: Plan, norm: (String, String)) -> Self {
        let shared = Shared {
            definition,
            plan: Arc::new(plan),
            key: self.shared.key.clone(),
            document: self.shared.document.clone(),
            norms: [norm].into_iter().chain(self.shared.norms.iter().cloned()).collect(),
            asked: Some(self.policies().map(|(policy, choice)| (policy.to_owned(), choice.to_owned())).collect()),
            packed: self.shared.packed.clone(),
            words: OnceLock::new(),
        };
        Self { shared: Arc::new(shared), ..self.clone() }
    }

    /// The same instrument by a definition that differs in its texts alone: those of a pack.
    pub(crate) fn reworded(&self, definition: Definition, packed: Packed) -> Self {
        let shared = Shared {
            definition,
            plan: Arc::clone(&self.shared.plan),
            key: self.shared.key.clone(),
            document: self.shared.document.clone(),
            norms: self.shared.norms.clone(),
            asked: self.shared.asked.clone(),
            packed: Some(packed),
            words: OnceLock::new(),
        };
        Self { shared: Arc::new(shared), ..self.clone() }
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.shared.definition.id
    }

    /// What the instrument says of itself.
    pub fn definition(&self) -> &Definition {
        &self.shared.definition
    }

    /// What executes; its `Display` is the listing.
    pub fn plan(&self) -> &Plan {
        &self.shared.plan
    }

    /// The hash of what scoring depends on, in hexadecimal: SHA-256 of RFC 8785 canonical JSON.
    pub fn key_hash(&self) -> &str {
        &self.shared.key
    }

    /// The hash of the whole document.
    pub fn document_hash(&self) -> &str {
        &self.shared.document
    }

    /// The hash of a norm of the definition.
    pub fn norm_hash(&self, id: &str) -> Option<&str> {
        self.shared.norms.iter().find(|(name, _)| name == id).map(|(_, hash)| hash.as_str())
    }

    /// The same instrument with another choice of a scoring policy.
    ///
    /// # Errors
    /// `unknown_policy`; `norm_misfit` where norms of a file were made with another choice.
    pub fn with_policy(&self, policy: &str, choice: &str) -> Result<Self, Error> {
        let mut changed = self.clone();
        let place = self.shared.plan.policies.iter().zip(&mut changed.choices).find(|(p, _)| p.id == policy);
        let found = place.and_then(|(p, place)| {
            let number = p.choices.iter().position(|(name, _)| name == choice)?;
            *place = u16::try_from(number).ok()?;
            Some(())
        });
        if found.is_some() {
            changed.still_fits()?;
        } else {
            let all = self.shared.plan.policies.iter();
            let allowed = all.flat_map(|p| p.choices.iter().map(move |(name, _)| format!("{}={name}", p.id)));
            let allowed: Vec<String> = allowed.collect();
            let name = format!("{policy}={choice}");
            let fix = crate::names::nearest(&name, &allowed).unwrap_or_default();
            let error = Error::new(Code::UnknownPolicy, "").with("name", &name).with("fix", fix);
            return Err(error.with("instrument", self.id()).with("allowed", allowed.join(", ")));
        }
        Ok(changed)
    }

    /// Whether norms of files were made with the policies that are chosen now.
    fn still_fits(&self) -> Result<(), Error> {
        let Some(asked) = &self.shared.asked else { return Ok(()) };
        let differs = self
            .policies()
            .find(|(policy, choice)| asked.iter().any(|(known, value)| known == policy && value != choice));
        let Some((policy, choice)) = differs else { return Ok(()) };
        let made = asked.iter().find(|(known, _)| known == policy).map_or("", |(_, value)| value);
        let error = Error::new(Code::NormMisfit, "").with("what", "policies");
        Err(error.with("expected", format!("{policy}={choice}")).with("found", format!("{policy}={made}")))
    }

    /// The same instrument, answered in another wording: the published sentences on paper, say. Norms fit their own only.
    ///
    /// # Errors
    /// `texts_misfit` where a text pack shows the published texts, and another wording is said to have been answered.
    pub fn with_wording(&self, wording: Wording) -> Result<Self, Error> {
        self.packed().map_or(Ok(()), |_| Packed::allows(wording))?;
        Ok(self.in_wording(wording))
    }

    /// The same with any wording, whatever texts are shown: for examples, which say their own.
    pub(crate) fn in_wording(&self, wording: Wording) -> Self {
        Self { wording: Some(wording), ..self.clone() }
    }

    /// The wording that is taken as administered: `published` with a text pack.
    pub fn wording(&self) -> Wording {
        let shown = if self.shared.packed.is_some() { Wording::Published } else { self.definition().about.wording };
        self.wording.unwrap_or(shown)
    }

    pub(crate) fn chosen_wording(&self) -> Option<Wording> {
        self.wording
    }

    pub(crate) fn packed(&self) -> Option<&Packed> {
        self.shared.packed.as_ref()
    }

    /// The same, with something stated of the people who answered.
    pub(crate) fn stating(&self, stated: Stated) -> Self {
        Self { stated, ..self.clone() }
    }

    /// What was stated of the people who answered.
    pub(crate) fn stated(&self) -> Stated {
        self.stated
    }

    /// The policies with the choice made of each.
    pub fn policies(&self) -> impl Iterator<Item = (&str, &str)> {
        let chosen = self.shared.plan.policies.iter().zip(&self.choices);
        chosen.filter_map(|(p, choice)| Some((p.id.as_str(), p.choices.get(usize::from(*choice))?.0.as_str())))
    }

    pub(crate) fn words(&self) -> &Arc<Words> {
        self.shared.words.get_or_init(|| Arc::new(Words::of(self)))
    }

    /// The answers of a person as they are to be scored. The only maker of what scoring takes, so that no way leads past what results
    /// may be used for.
    pub(crate) fn given<'a>(&'a self, rows: &'a [&'a [u16]], person: &'a Person) -> Given<'a> {
        let restricted = self.restriction(person).is_some();
        Given { rows, person, wording: self.wording(), choices: &self.choices, restricted }
    }

    /// The names of the fields, in the order of the form: the columns of an answer table.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.shared.plan.fields.iter().map(|field| field.name.as_str())
    }

    /// The scales in the order of the definition.
    pub fn scales(&self) -> impl Iterator<Item = &str> {
        self.shared.plan.scales.iter().map(|scale| scale.id.as_str())
    }

    /// The names of levels, for the numbers of [`crate::ScaleScore::level`].
    pub fn levels(&self) -> &[String] {
        &self.shared.plan.level_names
    }

    /// The names of types, for the numbers of [`crate::Types::order`].
    pub fn types(&self) -> &[String] {
        self.shared.plan.types.as_ref().map_or(&[], |types| &types.ids)
    }

    /// The name of a flag by its bit: a check of the definition, or `overflow` (bit 63) for a mark beyond the end of a line.
    pub fn flag(&self, bit: usize) -> Option<&str> {
        if bit == 63 {
            return Some(OVERFLOW);
        }
        self.shared.plan.checks.get(bit).map(|check| check.id.as_str())
    }

    /// The names of types that lead; none where the instrument has no types or the answers do not settle them.
    pub(crate) fn types_of(&self, types: &Types) -> Option<Vec<&str>> {
        let ids = &self.plan().types.as_ref()?.ids;
        let names = || types.order.iter().filter_map(|n| ids.get(usize::from(*n))).map(String::as_str).collect();
        types.is_determined().then(names)
    }

    /// The names of flags, in the order of the definition.
    pub(crate) fn flags_of(&self, flags: u64) -> Vec<&str> {
        let checks = self.plan().checks.iter().enumerate();
        let fired = checks.filter(|(bit, _)| flags & (1 << bit) != 0).map(|(_, check)| check.id.as_str());
        let overflow = (flags & OVERFLOW_BIT != 0).then_some(OVERFLOW);
        fired.chain(overflow).collect()
    }

    /// An empty answer sheet.
    pub fn answers(&self) -> Answers {
        Answers::new(Arc::clone(&self.shared.plan))
    }

    /// Scores one person.
    pub fn score(&self, answers: &Answers) -> Report {
        let mut scores = Scores::default();
        self.scorer().score_into(answers, &mut scores);
        Report::new(self.clone(), scores, answers)
    }

    /// Scratch space for many people: see [`Scorer::score_into`].
    pub fn scorer(&self) -> Scorer {
        Scorer { instrument: self.clone(), scratch: Scratch::default(), cells: Vec::new() }
    }

    /// Checks the worked examples of the definition.
    ///
    /// # Errors
    /// `example_fails` for each result that differs, and what is wrong with an example's answers.
    pub fn check_examples(&self) -> Result<(), Diagnostics> {
        crate::examples::check(self)
    }

    /// What to say of a scale that the instrument does not have.
    pub(crate) fn unknown_scale(&self, id: &str) -> Error {
        let known: Vec<_> = self.scales().collect();
        Error::new(Code::UnknownScale, "").with("scale", crate::error::escape(id)).with("fix", nearest(id, &known))
    }
}

/// Scores person after person in the same space. `Debug` does not show answers.
#[derive(Clone)]
pub struct Scorer {
    instrument: Instrument,
    scratch: Scratch,
    /// The cells of a person who is given as bytes.
    cells: Vec<u16>,
}

impl fmt::Debug for Scorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scorer({})", self.instrument.id())
    }
}

impl Scorer {
    /// Scores one person into `out`; a sheet of another instrument gives invalid answers throughout.
    ///
    /// Once `out` and the scorer have grown, nothing is allocated for a person with one row and no missing answer; the search
    /// for possible ranges takes what it needs.
    pub fn score_into(&mut self, answers: &Answers, out: &mut Scores) {
        let plan = self.instrument.shared.plan.as_ref();
        let own = std::ptr::eq(plan, answers.plan().as_ref()) || plan.fields == answers.plan().fields;
        match answers.rows() {
            // Another instrument's cells mean something else here.
            _ if !own => self.score_cells(&vec![INVALID; plan.fields.len()], answers.person(), out),
            [row] => self.score_cells(row, answers.person(), out),
            rows => {
                let rows: Vec<&[u16]> = rows.iter().map(Vec::as_slice).collect();
                self.score_rows(&rows, answers.person(), out);
            }
        }
    }

    /// Scores one person given as bytes, in the order of the fields: the index of each code, 255 for a missing answer; see
    /// [`crate::Batch::set_cells`]. A byte that is no code counts as an invalid answer; fields behind the last byte are missing.
    pub fn score_bytes(&mut self, bytes: &[u8], person: &Person, out: &mut Scores) {
        let mut cells = std::mem::take(&mut self.cells);
        cells.clear();
        let fields = &self.instrument.shared.plan.fields;
        let bytes = bytes.iter().copied().map(widen).chain(std::iter::repeat(MISSING));
        let known = |field: &PlanField, cell: u16| cell >= INVALID || field.codes.is_code(cell);
        cells.extend(fields.iter().zip(bytes).map(|(field, cell)| if known(field, cell) { cell } else { INVALID }));
        self.score_cells(&cells, person, out);
        self.cells = cells;
    }

    /// Scores one person given as cells, in the order of the fields; see [`crate::codes`].
    pub(crate) fn score_cells(&mut self, cells: &[u16], person: &Person, out: &mut Scores) {
        self.score_rows(&[cells], person, out);
    }

    /// What the last person's scores were made of.
    #[cfg(feature = "fit")]
    pub(crate) fn scratch(&self) -> &Scratch {
        &self.scratch
    }

    fn score_rows(&mut self, rows: &[&[u16]], person: &Person, out: &mut Scores) {
        let Self { instrument, scratch, .. } = self;
        score(&instrument.shared.plan, instrument.given(rows, person), scratch, out);
    }
}
