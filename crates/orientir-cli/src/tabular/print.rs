//! A definition laid out for reading: two spaces a level, what is short on one line.

use unicode_width::UnicodeWidthStr;

use super::tree::{Tree, quoted};

/// The longest line that is made of several values.
const WIDTH: usize = 140;

/// Orders of members, by the place of their object: names of members, `*` for any, `#` for an element. Members that are not
/// named follow in the order in which they were written.
const ORDERS: [(&str, &[&str]); 6] = [
    (
        "",
        &[
            "$schema",
            "format",
            "id",
            "aliases",
            "version",
            "about",
            "responses",
            "each_item",
            "items",
            "ratings",
            "branches",
            "policies",
            "checks",
            "scales",
            "type",
            "groups",
            "levels",
            "reliability",
            "norms",
            "examples",
            "texts",
        ],
    ),
    (
        "about",
        &["wording", "use", "self_test", "needs", "population", "administration", "licence", "sources", "cautions"],
    ),
    ("levels/#", &["scales", "metric", "for", "bands", "needs", "basis"]),
    (
        "norms/#",
        &[
            "id",
            "wording",
            "population",
            "comparison_group",
            "n",
            "year",
            "place",
            "metrics",
            "clip",
            "cautions",
            "groups",
            "basis",
        ],
    ),
    ("type/*", &["of", "cases", "otherwise", "ties", "at_most", "letters", "basis"]),
    (
        "texts/*",
        &[
            "title",
            "purpose",
            "instruction",
            "items",
            "fields",
            "responses",
            "scales",
            "groups",
            "types",
            "levels",
            "checks",
            "cautions",
            "policies",
        ],
    ),
];

/// The text of a document.
pub fn document(tree: &Tree) -> String {
    let mut text = String::new();
    // The document itself is never on one line.
    broken(tree, &mut Vec::new(), &mut text);
    text.push('\n');
    text
}

/// Writes a value behind `used` columns of its line, `tail` of which follow it.
fn value<'t>(tree: &'t Tree, at: &mut Vec<&'t str>, (used, tail): (usize, usize), text: &mut String) {
    let line = tree.to_string();
    let short = used + line.width() + tail <= WIDTH;
    match tree {
        Tree::Object(members) if !members.is_empty() && !short => broken(tree, at, text),
        Tree::List(elements) if !elements.is_empty() && !short => broken(tree, at, text),
        // On one line too the members stand in their order.
        _ => text.push_str(&ordered(tree, at).to_string()),
    }
}

fn broken<'t>(tree: &'t Tree, at: &mut Vec<&'t str>, text: &mut String) {
    let indent = 2 * (at.len() + 1);
    let (open, close) = if matches!(tree, Tree::Object(_)) { ('{', '}') } else { ('[', ']') };
    text.push(open);
    let list: Vec<(&str, &Tree)> = match tree {
        Tree::Object(_) => in_order(tree, at),
        other => other.elements().iter().map(|element| ("#", element)).collect(),
    };
    let last = list.len().saturating_sub(1);
    for (place, (name, inner)) in list.into_iter().enumerate() {
        text.push('\n');
        text.push_str(&" ".repeat(indent));
        let name_written = if open == '{' { format!("{}: ", quoted(name)) } else { String::new() };
        text.push_str(&name_written);
        at.push(name);
        value(inner, at, (indent + name_written.width(), usize::from(place < last)), text);
        at.pop();
        if place < last {
            text.push(',');
        }
    }
    text.push('\n');
    text.push_str(&" ".repeat(indent - 2));
    text.push(close);
}

/// The members of an object at a place, in their order.
fn in_order<'t>(tree: &'t Tree, at: &[&str]) -> Vec<(&'t str, &'t Tree)> {
    let order = ORDERS.iter().find(|(place, _)| fits(place, at)).map_or(&[][..], |(_, order)| order);
    let mut members: Vec<(&str, &Tree)> = tree.entries().iter().map(|(name, value)| (name.as_str(), value)).collect();
    members.sort_by_key(|(name, _)| order.iter().position(|known| known == name).unwrap_or(order.len()));
    members
}

fn fits(place: &str, at: &[&str]) -> bool {
    let steps = place.split('/').filter(|step| !step.is_empty());
    steps.clone().count() == at.len() && steps.zip(at).all(|(step, name)| step == "*" || step == *name)
}

fn ordered<'t>(tree: &'t Tree, at: &mut Vec<&'t str>) -> Tree {
    match tree {
        Tree::Object(_) => {
            let members = in_order(tree, at).into_iter().map(|(name, inner)| {
                at.push(name);
                let inner = ordered(inner, at);
                at.pop();
                (name.to_owned(), inner)
            });
            Tree::Object(members.collect())
        }
        Tree::List(elements) => {
            at.push("#");
            let elements = elements.iter().map(|element| ordered(element, at)).collect();
            at.pop();
            Tree::List(elements)
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, document};

    #[test]
    fn what_fits_stands_on_one_line_and_known_members_in_their_order() -> Result<(), serde_json::Error> {
        let long = "x".repeat(130);
        let text = format!(
            r#"{{"texts":{{"ru":{{"title":"т","odd":1}}}},"levels":[{{"basis":{{}},"scales":["s"]}}],"id":"a","more":["{long}",[]]}}"#
        );
        let expected = format!(
            "{{\n  \"id\": \"a\",\n  \"levels\": [{{ \"scales\": [\"s\"], \"basis\": {{}} }}],\n  \"texts\": {{ \"ru\": {{ \"title\": \"т\", \"odd\": 1 }} }},\n  \"more\": [\n    \"{long}\",\n    []\n  ]\n}}\n"
        );
        assert_eq!(document(&Tree::parse(&text)?), expected);
        Ok(())
    }
}
