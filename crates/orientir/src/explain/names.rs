//! Names of scales, levels and types, by id for programs or by their words for people.

use crate::codes::Cell;
use crate::definition::{Definition, Texts};
use crate::messages::Lang;
use crate::plan::Plan;

/// How things are called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'a> {
    pub(crate) definition: &'a Definition,
    pub(crate) plan: &'a Plan,
    pub(crate) lang: Lang,
    /// None where ids are wanted, or where the definition lacks the language.
    pub(crate) texts: Option<&'a Texts>,
}

impl<'a> Names<'a> {
    /// Ids, with English words between them.
    pub(crate) fn ids(definition: &'a Definition, plan: &'a Plan) -> Self {
        Self { definition, plan, lang: Lang::En, texts: None }
    }

    /// The words of a language.
    pub(crate) fn words(definition: &'a Definition, plan: &'a Plan, lang: Lang) -> Self {
        Self { definition, plan, lang, texts: definition.texts.get(lang.as_str()) }
    }

    /// A scale: its name in quotes, or its id.
    pub(crate) fn scale(&self, number: u16) -> String {
        let id = self.plan.scales.get(usize::from(number)).map_or("?", |scale| scale.id.as_str());
        self.scale_id(id)
    }

    pub(crate) fn scale_id(&self, id: &str) -> String {
        let name = self.texts.and_then(|texts| texts.scales.get(id)).map(|scale| scale.name.as_str());
        name.map_or_else(|| id.to_owned(), |name| self.quoted(name))
    }

    pub(crate) fn quoted(&self, name: &str) -> String {
        match self.lang {
            // Quotes within quotes are the German ones.
            Lang::Ru => format!("«{}»", name.replace('«', "„").replace('»', "“")),
            Lang::Lt => format!("„{name}“"),
            Lang::En => format!("“{name}”"),
        }
    }

    pub(crate) fn level(&self, id: &str) -> String {
        self.texts.and_then(|texts| texts.levels.get(id)).cloned().unwrap_or_else(|| id.to_owned())
    }

    pub(crate) fn level_number(&self, number: u16) -> String {
        self.level(self.plan.level_name(number))
    }

    pub(crate) fn type_id(&self, id: &str) -> String {
        let name = self.texts.and_then(|texts| texts.types.get(id)).map(|text| text.name.as_str());
        name.map_or_else(|| id.to_owned(), |name| self.quoted(name))
    }

    pub(crate) fn types_of(&self, mask: u64) -> String {
        let ids = self.plan.types.as_ref().map_or(&[][..], |types| &types.ids);
        let named = ids
            .iter()
            .enumerate()
            .filter(|(bit, _)| mask & 1_u64.checked_shl(u32::try_from(*bit).unwrap_or(64)).unwrap_or(0) != 0);
        named.map(|(_, id)| self.type_id(id)).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn field(&self, number: u16) -> &'a str {
        self.plan.fields.get(usize::from(number)).map_or("?", |field| field.name.as_str())
    }

    /// Some codes of a field.
    pub(crate) fn codes(&self, field: u16, cells: &[Cell]) -> Vec<String> {
        let codes = self.plan.fields.get(usize::from(field)).map(|field| &field.codes);
        cells.iter().filter_map(|cell| Some(codes?.text(*cell))).collect()
    }

    /// What a policy and its choice are called.
    pub(crate) fn policy(&self, policy: &str, choice: &str) -> (String, String) {
        let word = |name: &str| self.texts.and_then(|texts| texts.policies.get(name)).cloned();
        (
            word(policy).unwrap_or_else(|| policy.to_owned()),
            word(&format!("{policy}.{choice}")).unwrap_or_else(|| choice.to_owned()),
        )
    }
}
