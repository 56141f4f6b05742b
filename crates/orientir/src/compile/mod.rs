//! Definition to plan: `read -> resolve -> check -> lower`. All problems of a definition are found in one run.

pub(crate) mod check;
pub(crate) mod condition;
mod lower;
pub(crate) mod names;
mod resolve;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::definition::reader::{Passed, UNREAD};
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
    let Parsed { tree, document, faults, passed } = Definition::parse(text)?;
    let Some(definition) = document.filter(|_| !faults.is_full()) else { return Err(faults) };
    if faults.is_empty() {
        return match compile_definition(definition) {
            Ok((definition, plan)) => Ok(Compiled { tree, definition, plan }),
            Err(found) => Err(merged(&tree, faults, found, &passed)),
        };
    }
    // What else is wrong.
    let mut found = Diagnostics::default();
    check::limits(&definition, &mut found);
    if !found.is_empty() {
        return Err(faults.into_iter().chain(found).collect());
    }
    let resolved = resolve::resolve(&definition, &mut found);
    check::check(&definition, &resolved, &mut found);
    Err(merged(&tree, faults, found, &passed))
}

/// Compiles a definition that has been read without faults; the places of faults are those of the definition.
pub(crate) fn compile_definition(definition: Definition) -> Result<(Definition, Plan), Diagnostics> {
    let mut found = Diagnostics::default();
    // Limits come first: nothing is built from a definition that exceeds them.
    check::limits(&definition, &mut found);
    if !found.is_empty() {
        return Err(found);
    }
    let resolved = resolve::resolve(&definition, &mut found);
    check::check(&definition, &resolved, &mut found);
    if !found.is_empty() {
        return Err(found);
    }
    let plan = lower::lower(&definition, resolved, &mut found);
    if found.is_empty() { Ok((definition, plan)) } else { Err(found) }
}

/// Faults of reading and of what comes after together, each at its place in the document, without those of the second
/// that only follow from the first.
pub(crate) fn merged(tree: &Tree, reading: Diagnostics, rest: Diagnostics, passed: &Passed) -> Diagnostics {
    if reading.is_empty() {
        return rest
            .into_iter()
            .map(|fault| {
                let place = passed.original(fault.path());
                fault.at(place)
            })
            .collect();
    }
    let mut named = BTreeSet::new();
    names(tree, &mut named);
    let rest: Vec<_> = rest
        .into_iter()
        .map(|fault| {
            let place = passed.original(fault.path());
            fault.at(place)
        })
        .filter(|fault| !follows(&named, fault, &reading))
        .collect();
    reading.into_iter().chain(rest).collect()
}

/// Whether a fault would go away with those of reading.
fn follows(named: &BTreeSet<(Naming, &str)>, fault: &Error, reading: &Diagnostics) -> bool {
    let argument = |wanted| fault.arguments().find(|(name, _)| *name == wanted).map_or("", |(_, value)| value);
    let inside = format!("{}/", fault.path());
    let unread =
        fault.arguments().any(|(_, value)| value == UNREAD) || reading.iter().any(|r| r.path() == fault.path());
    // Somebody in a section has an id that could not be read: it may be the one that is named.
    let nameless = |section: &str| {
        let begin = format!("/{section}/");
        reading.iter().any(|r| r.path().starts_with(&begin) && r.path().ends_with("/id"))
    };
    unread
        || match fault.code() {
            Code::EmptyScale | Code::EmptyList => true,
            // Fields that could not be read, or were not found, are not counted.
            Code::MissingRule => {
                let method = format!("{}/method", fault.path().trim_end_matches("/missing"));
                reading.iter().any(|r| r.path().starts_with(&method) || is_of_fields(r.path()))
            }
            // And what a scale can give depends on its fields.
            Code::NormImpossible | Code::BandsStart | Code::BandUnreachable => {
                let method = |path: &str| {
                    path.starts_with("/scales/") && path.split('/').nth(3).is_none_or(|key| key == "method")
                };
                reading.iter().any(|r| method(r.path()) || is_of_fields(r.path()) || r.path().starts_with(&inside))
            }
            // What is named may stand where it could not be read.
            Code::UnknownName => {
                let section = if argument("what") == "field" { "items" } else { "scales" };
                nameless(section) || argument("name").split('.').all(|part| named.contains(&(Naming::Any, part)))
            }
            Code::TextMismatch => {
                let section = fault.path().split('/').nth(3).unwrap_or_default();
                nameless(section) || named.contains(&(Naming::Id, argument("name")))
            }
            // A source and its evidence are asked for apart from what else stands in the place.
            Code::BasisMissing => false,
            _ => reading.iter().any(|r| r.path().starts_with(&inside)),
        }
}

/// Whether a fault of reading may take fields away, or numbers from them.
fn is_of_fields(path: &str) -> bool {
    let (section, key) = (path.split('/').nth(1), path.split('/').nth(3));
    match section {
        Some("each_item" | "responses") => true,
        Some("items") => key.is_none_or(|key| matches!(key, "id" | "key" | "options" | "fields")),
        _ => false,
    }
}

/// How a document uses a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Naming {
    /// As an id.
    Id,
    /// As an id or a key.
    Any,
}

/// Gathers the names that a document gives, be they read or not.
fn names<'t>(tree: &'t Tree, named: &mut BTreeSet<(Naming, &'t str)>) {
    match tree {
        Tree::Object(members) => {
            for (key, value) in members {
                named.insert((Naming::Any, key.as_str()));
                if let ("id", Tree::Text(id)) = (key.as_str(), value) {
                    named.extend([(Naming::Any, id.as_str()), (Naming::Id, id.as_str())]);
                }
                names(value, named);
            }
        }
        Tree::List(list) => list.iter().for_each(|value| names(value, named)),
        _ => {}
    }
}
