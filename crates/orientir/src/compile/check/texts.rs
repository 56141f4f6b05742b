//! Checks that texts belong to something.

use std::collections::BTreeSet;

use crate::compile::names::tell_unknown;
use crate::compile::resolve::Resolved;
use crate::definition::reader::{nearest, pointer_step};
use crate::definition::{Definition, Texts};
use crate::error::{Code, Diagnostics, Error};

pub(super) fn texts(
    definition: &Definition,
    resolved: &Resolved<'_>,
    lang: &str,
    texts: &Texts,
    faults: &mut Diagnostics,
) {
    let path = format!("/texts/{}", pointer_step(lang));
    if crate::messages::Lang::parse(lang).is_none() {
        let allowed = crate::messages::Lang::ALL.map(crate::messages::Lang::as_str);
        tell_unknown(faults, path.as_str(), "language", lang, &allowed);
    }
    let mut names = |key: &str, known: &BTreeSet<&str>, found: &mut dyn Iterator<Item = &str>| {
        for name in found.filter(|name| !known.contains(name)) {
            let path = format!("{path}/{key}/{}", pointer_step(name));
            let all: Vec<_> = if faults.len() < 100 { known.iter().copied().collect() } else { Vec::new() };
            let fix = nearest(name, &all);
            faults.push(Error::new(Code::TextMismatch, path).with("name", name).with("fix", fix));
        }
    };
    let choices = definition.policies.iter().flat_map(|p| p.choices.iter().map(move |(c, _)| format!("{}.{c}", p.id)));
    let policies: Vec<String> = definition.policies.iter().map(|p| p.id.to_string()).chain(choices).collect();
    let cautions =
        definition.about.cautions.iter().map(|c| &c.id).chain(definition.norms.iter().flat_map(|n| &n.cautions));
    let levels = resolved.names.levels.iter().map(String::as_str).collect();
    let fields = resolved.names.slots.iter().filter_map(|s| s.field.id.as_deref()).collect();
    names("items", &definition.items.iter().map(|i| i.id.as_str()).collect(), &mut texts.items.iter().map(|(k, _)| k));
    names("fields", &fields, &mut texts.fields.iter().map(|(k, _)| k));
    names(
        "responses",
        &definition.responses.iter().map(|(name, _)| name).collect(),
        &mut texts.responses.iter().map(|(k, _)| k),
    );
    names("scales", &resolved.names.scales.iter().copied().collect(), &mut texts.scales.iter().map(|(k, _)| k));
    let groups = definition.groups.iter().map(|group| group.id.as_str()).collect();
    names("groups", &groups, &mut texts.groups.iter().map(|(k, _)| k));
    names("types", &resolved.names.types.iter().copied().collect(), &mut texts.types.iter().map(|(k, _)| k));
    names("levels", &levels, &mut texts.levels.iter().map(|(k, _)| k));
    names(
        "checks",
        &definition.checks.iter().map(|c| c.id.as_str()).collect(),
        &mut texts.checks.iter().map(|(k, _)| k),
    );
    names(
        "cautions",
        &cautions.map(crate::definition::Id::as_str).collect(),
        &mut texts.cautions.iter().map(|(k, _)| k),
    );
    names("policies", &policies.iter().map(String::as_str).collect(), &mut texts.policies.iter().map(|(k, _)| k));
    for (group, text) in texts.groups.iter() {
        let members = definition.groups.iter().filter(|known| *known.id == *group);
        let members = members.flat_map(|known| known.scales.iter().chain(&known.beside));
        let members = members.map(crate::definition::Id::as_str).collect();
        names(&format!("groups/{}/scales", pointer_step(group)), &members, &mut text.scales.iter().map(|(k, _)| k));
    }
    for (scale, text) in texts.scales.iter() {
        names(&format!("scales/{}/levels", pointer_step(scale)), &levels, &mut text.levels.iter().map(|(k, _)| k));
    }
}
