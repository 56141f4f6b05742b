//! Definition to plan: `read -> resolve -> check -> lower`. All problems of a definition are found in one run.

pub(crate) mod check;
pub(crate) mod condition;
mod lower;
pub(crate) mod names;
mod resolve;

use crate::definition::{Definition, Parsed};
use crate::error::{Code, Diagnostics, Error};
use crate::json::Tree;
use crate::plan::Plan;

/// A definition that has no faults, with what executes.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) tree: Tree,
    pub(crate) definition: Definition,
    pub(crate) plan: Plan,
}

/// Compiles a document.
pub(crate) fn compile(text: &str) -> Result<Compiled, Diagnostics> {
    let Parsed { tree, document, faults } = Definition::parse(text)?;
    let Some(definition) = document else { return Err(faults) };
    let mut found = Diagnostics::default();
    // Limits come first: nothing is built from a document that exceeds them.
    check::limits(&definition, &mut found);
    if !found.is_empty() {
        return Err(faults.into_iter().chain(found).collect());
    }
    let resolved = resolve::resolve(&definition, &mut found);
    check::check(&definition, &resolved, &mut found);
    if faults.is_empty() && found.is_empty() {
        let plan = lower::lower(&definition, resolved, &mut found);
        if found.is_empty() {
            return Ok(Compiled { tree, definition, plan });
        }
    }
    Err(merged(&tree, faults, found))
}

/// Faults of reading and of resolving together, without those of the second that only follow from the first.
fn merged(tree: &Tree, reading: Diagnostics, resolving: Diagnostics) -> Diagnostics {
    let unread = !reading.is_empty();
    let follows = |error: &Error| {
        let name = error.arguments().find(|(name, _)| *name == "name").map_or("", |(_, value)| value);
        let named = name.split('.').all(|part| is_named(tree, part));
        unread && (matches!(error.code(), Code::EmptyScale | Code::EmptyList) || (error.code() == Code::UnknownName && named))
    };
    let rest: Vec<_> = resolving.into_iter().filter(|e| !follows(e)).collect();
    reading.into_iter().chain(rest).collect()
}

/// Whether the document gives something this name, be it read or not.
fn is_named(tree: &Tree, name: &str) -> bool {
    match tree {
        Tree::Object(members) => members.iter().any(|(key, value)| {
            key == name || (key == "id" && matches!(value, Tree::Text(id) if id == name)) || is_named(value, name)
        }),
        Tree::List(list) => list.iter().any(|value| is_named(value, name)),
        _ => false,
    }
}
