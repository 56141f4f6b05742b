//! Frequent values of definitions in plain words. What they do not say is written as JSON; a value is written in words only if
//! they read back as the same value (see `Kind::cell` and `method`).

use super::cell::{Unfit, is_json, number, read_json};
use super::tree::Tree;

/// An object of one member.
fn tagged(name: &str, value: Tree) -> Tree {
    Tree::Object(vec![(name.to_owned(), value)])
}

/// The only member of an object.
fn only(value: &Tree) -> Option<(&str, &Tree)> {
    match value.entries() {
        [(name, inner)] => Some((name, inner)),
        _ => None,
    }
}

fn texts(value: &Tree) -> Option<Vec<&str>> {
    let elements = value.elements();
    (!elements.is_empty()).then(|| elements.iter().map(Tree::as_text).collect::<Option<Vec<_>>>()).flatten()
}

/// `1 2 3`.
pub fn words(value: &Tree) -> Option<String> {
    texts(value).map(|words| words.join(" "))
}

/// A list of the words of a text.
pub fn read_words(text: &str) -> Tree {
    Tree::List(text.split_whitespace().map(Tree::text).collect())
}

/// `first text; second text`.
pub fn listed(value: &Tree) -> Option<String> {
    texts(value).map(|texts| texts.join("; "))
}

/// A list of the texts between semicolons.
pub fn read_listed(text: &str) -> Tree {
    let texts = text.split(';').map(str::trim).filter(|text| !text.is_empty());
    Tree::List(texts.map(Tree::text).collect())
}

/// `1=a 2=b 3=`.
pub fn pairs(value: &Tree) -> Option<String> {
    let pair = |(name, value): &(String, Tree)| match value {
        Tree::Text(text) if !text.is_empty() => Some(format!("{name}={text}")),
        Tree::Number(number) => Some(format!("{name}={number}")),
        Tree::Null => Some(format!("{name}=")),
        _ => None,
    };
    value.entries().iter().map(pair).collect::<Option<Vec<_>>>().map(|pairs| pairs.join(" "))
}

/// Texts by name; nothing behind the sign is `null`.
pub fn read_pairs(text: &str) -> Option<Tree> {
    read_named(text, |value| Some(Tree::text(value)))
}

/// Numbers by name; nothing behind the sign is `null`.
pub fn read_scores(text: &str) -> Option<Tree> {
    read_named(text, |value| number(value).map(Tree::Number))
}

fn read_named(text: &str, value: impl Fn(&str) -> Option<Tree>) -> Option<Tree> {
    let named = text.split_whitespace().map(|pair| {
        let (name, written) = pair.split_once('=').filter(|(name, _)| !name.is_empty())?;
        Some((name.to_owned(), if written.is_empty() { Tree::Null } else { value(written)? }))
    });
    named.collect::<Option<Vec<_>>>().map(Tree::Object)
}

/// `sex=female age>=13 age<16`.
pub fn group(value: &Tree) -> Option<String> {
    let mut signs = Vec::new();
    for (name, value) in value.entries() {
        match value {
            Tree::Text(text) => signs.push(format!("{name}={text}")),
            Tree::Object(limits) if !limits.is_empty() => {
                for (limit, number) in limits {
                    let sign = match limit.as_str() {
                        "from" => ">=",
                        "below" => "<",
                        _ => return None,
                    };
                    signs.push(format!("{name}{sign}{number}"));
                }
            }
            _ => return None,
        }
    }
    Some(signs.join(" "))
}

/// People by signs: `=` a word, `>=` at least, `<` less than.
pub fn read_group(text: &str) -> Option<Tree> {
    let mut group = Tree::object();
    for sign in text.split_whitespace() {
        let place = sign.find(['<', '>', '=']).filter(|place| *place > 0)?;
        let (name, condition) = sign.split_at(place);
        let limit = |limit: &str, written: &str| Some((vec![limit.to_owned()], Tree::Number(number(written)?)));
        let (inside, value) = match (condition.strip_prefix('='), condition.strip_prefix(">=")) {
            (Some(word), _) if !word.is_empty() => (Vec::new(), Tree::text(word)),
            (_, Some(written)) => limit("from", written)?,
            _ => limit("below", condition.strip_prefix('<')?)?,
        };
        let path: Vec<String> = [name.to_owned()].into_iter().chain(inside).collect();
        if group.at(&super::tree::members(&path.join("/"))).is_some()
            || !group.put(&super::tree::members(&path.join("/")), value)
        {
            return None;
        }
    }
    Some(group)
}

/// `complete`, `at_least 5`, `70 %`.
pub fn needed(value: &Tree) -> Option<String> {
    if let Some(word) = value.as_text() {
        return Some(word.to_owned());
    }
    match only(value)? {
        ("at_least", Tree::Number(count)) => Some(format!("at_least {count}")),
        ("share", share) => match only(share)? {
            ("percent", Tree::Number(percent)) => Some(format!("{percent} %")),
            _ => None,
        },
        _ => None,
    }
}

/// How many answers a score needs.
pub fn read_needed(text: &str) -> Option<Tree> {
    if let Some(percent) = text.trim().strip_suffix('%') {
        let percent = Tree::Number(number(percent.trim())?);
        return Some(tagged("share", tagged("percent", percent)));
    }
    match text.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["at_least", count] => Some(tagged("at_least", Tree::Number(number(count)?))),
        [word] if number(word).is_none() => Some(Tree::text(word)),
        _ => None,
    }
}

/// `flag`, `no_score self_esteem`.
pub fn otherwise(value: &Tree) -> Option<String> {
    if let Some(word) = value.as_text() {
        return Some(word.to_owned());
    }
    let (word, scales) = only(value)?;
    Some(format!("{word} {}", words(scales)?))
}

/// What follows a failed check.
pub fn read_otherwise(text: &str) -> Tree {
    let (word, scales) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let scales = read_words(scales);
    if scales.elements().is_empty() { Tree::text(word) } else { tagged(word, scales) }
}

/// `scale nature; scale art`.
pub fn operands(value: &Tree) -> Option<String> {
    let operand = |value: &Tree| match (value.as_text(), only(value)) {
        (Some(word), _) => Some(word.to_owned()),
        (_, Some((name, inner))) => Some(format!("{name} {}", inner.as_text()?)),
        _ => None,
    };
    let operands = value.elements().iter().map(operand).collect::<Option<Vec<_>>>()?;
    (!operands.is_empty()).then(|| operands.join("; "))
}

/// A list of operands of one name each.
pub fn read_operands(text: &str) -> Option<Tree> {
    let operand = |text: &str| match text.split_whitespace().collect::<Vec<_>>().as_slice() {
        [word] => Some(Tree::text(word)),
        [name, inner] => Some(tagged(name, Tree::text(inner))),
        _ => None,
    };
    text.split(';').map(operand).collect::<Option<Vec<_>>>().map(Tree::List)
}

/// Fields, `key nature`, `key sign skill` (of the items with that key the field `skill`), `scales a b`.
fn select(value: &Tree) -> Option<String> {
    match only(value)? {
        ("fields", fields) => words(fields),
        ("scales", scales) => Some(format!("scales {}", words(scales)?)),
        ("keyed", keyed) => keyed_words(keyed),
        _ => None,
    }
}

fn keyed_words(keyed: &Tree) -> Option<String> {
    let key = keyed.get("key")?.as_text()?;
    match (keyed.entries().len(), keyed.get("field").and_then(Tree::as_text)) {
        (1, None) => Some(format!("key {key}")),
        (2, Some(field)) => Some(format!("key {key} {field}")),
        _ => None,
    }
}

fn read_keyed(rest: &str) -> Option<Tree> {
    let text = |name: &str, value: &str| (name.to_owned(), Tree::text(value));
    let members = match rest.split_whitespace().collect::<Vec<_>>().as_slice() {
        [key] => vec![text("key", key)],
        [key, field] => vec![text("key", key), text("field", field)],
        _ => return None,
    };
    Some(tagged("keyed", Tree::Object(members)))
}

fn read_select(text: &str) -> Option<Tree> {
    match text.split_once(char::is_whitespace) {
        Some(("key", rest)) => read_keyed(rest),
        Some(("scales", rest)) => Some(tagged("scales", read_words(rest))),
        _ => Some(tagged("fields", read_words(text))),
    }
}

/// A method as its name and what it works on; none if it is no method.
pub fn method(value: &Tree) -> Option<(String, String)> {
    let (name, inner) = only(value)?;
    let plain = match name {
        "sum" | "mean" | "median" | "spread" | "least" | "greatest" => select(inner),
        "count" => match only(inner) {
            Some(("keyed", keyed)) => keyed_words(keyed),
            Some(("right", fields)) => select(fields).map(|fields| format!("right {fields}")),
            _ => None,
        },
        "points" => inner.as_text().map(str::to_owned),
        "difference" | "ratio" => words(inner),
        "weighted_sum" => weights(inner),
        _ => None,
    };
    let reads_back = |text: &String| !is_json(text) && read_method(name, text).is_ok_and(|read| read.is_same(value));
    Some((name.to_owned(), plain.filter(reads_back).unwrap_or_else(|| inner.to_string())))
}

/// `1=0.5 2=1`.
fn weights(value: &Tree) -> Option<String> {
    let weight = |term: &Tree| match term.get("weight")? {
        Tree::Number(weight) => Some(format!("{}={weight}", term.get("field")?.as_text()?)),
        _ => None,
    };
    value.elements().iter().map(weight).collect::<Option<Vec<_>>>().map(|terms| terms.join(" "))
}

fn read_weights(text: &str) -> Option<Tree> {
    let terms = text.split_whitespace().map(|term| {
        let (field, weight) = term.rsplit_once('=')?;
        let weight = Tree::Number(number(weight)?);
        Some(Tree::Object(vec![("field".to_owned(), Tree::text(field)), ("weight".to_owned(), weight)]))
    });
    terms.collect::<Option<Vec<_>>>().map(Tree::List)
}

/// The method of a name and of what it works on.
pub fn read_method(name: &str, text: &str) -> Result<Tree, Unfit> {
    let example = match name {
        "count" => "key nature, right 1 2 3",
        "points" => "nature",
        "weighted_sum" => "1=0.5 2=1",
        "difference" | "ratio" => "aspiration self_esteem",
        _ => "1 2 3, key nature, scales a b",
    };
    let inner = if is_json(text.trim_start()) {
        Some(read_json(text)?)
    } else {
        match (name, text.split_once(char::is_whitespace)) {
            ("count", Some(("key", rest))) => read_keyed(rest),
            ("count", Some(("right", rest))) => read_select(rest).map(|fields| tagged("right", fields)),
            ("count", _) => None,
            ("points", _) => Some(Tree::text(text)),
            ("difference" | "ratio", _) => Some(read_words(text)),
            ("weighted_sum", _) => read_weights(text),
            // What an unknown method works on is not known; that it is unknown is told by the check.
            _ => read_select(text),
        }
    };
    inner.map(|inner| tagged(name, inner)).ok_or_else(|| Unfit::Phrase(text.to_owned(), example))
}

#[cfg(test)]
mod tests {
    use super::super::cell::{Cell, Kind};
    use super::{Tree, method, read_method};

    fn cell(kind: Kind, json: &str) -> Option<String> {
        let value = Tree::parse(json).ok()?;
        let cell = kind.cell(&value)?;
        let back = kind.value(&cell).ok()??;
        assert!(back.is_same(&value), "{cell:?}");
        match cell {
            Cell::Text(text) => Some(text),
            other => Some(other.shown()),
        }
    }

    #[test]
    fn frequent_values_are_words_and_the_others_json() {
        for (kind, json, text) in [
            (Kind::Words, r#"["a","b"]"#, "a b"),
            (Kind::Words, r#"["a b"]"#, r#"["a b"]"#),
            (Kind::Words, "[]", "[]"),
            (Kind::Words, r#"["[a"]"#, r#"["[a"]"#),
            (Kind::Listed, r#"["ДДО","Климов А."]"#, "ДДО; Климов А."),
            (Kind::Listed, r#"["a;b"]"#, r#"["a;b"]"#),
            (Kind::Listed, r#"[" a"]"#, r#"[" a"]"#),
            (Kind::Pairs, r#"{"1":"a","mind.now":null}"#, "1=a mind.now="),
            (Kind::Pairs, r#"{"1":"a b"}"#, r#"{ "1": "a b" }"#),
            (Kind::Pairs, r#"{"1":5}"#, r#"{ "1": 5 }"#),
            (Kind::Pairs, "{}", "{}"),
            (Kind::Scores, r#"{"a":-0.5,"b":null}"#, "a=-0.5 b="),
            (Kind::Group, r#"{"sex":"female","age":{"from":13,"below":16}}"#, "sex=female age>=13 age<16"),
            (Kind::Group, r#"{"age":{}}"#, r#"{ "age": {} }"#),
            (Kind::Group, r#"{"region":"a b"}"#, r#"{ "region": "a b" }"#),
            (Kind::Needed, r#""complete""#, "complete"),
            (Kind::Needed, r#"{"at_least":5}"#, "at_least 5"),
            (Kind::Needed, r#"{"share":{"percent":70}}"#, "70 %"),
            (Kind::Needed, r#"{"other":[1]}"#, r#"{ "other": [1] }"#),
            (Kind::Otherwise, r#"{"no_score":["a","b"]}"#, "no_score a b"),
            (Kind::Operands, r#"[{"scale":"a"},"age"]"#, "scale a; age"),
            (Kind::Operands, r#"[{"sum":[{"scale":"a"}]}]"#, r#"[{ "sum": [{ "scale": "a" }] }]"#),
            (Kind::Json, r#""a_x0041_\u0001\n""#, "\"a\\u005fx0041_\\u0001\\n\""),
        ] {
            assert_eq!(cell(kind, json).as_deref(), Some(text), "{json}");
        }
        for odd in [r#""a_x0041_""#, r#""a\rb""#, r#"" ""#, "5"] {
            assert_eq!(cell(Kind::Text, odd), None, "{odd}");
        }
        assert_eq!(Kind::Text.cell(&Tree::text("=1+1")), Some(Cell::text("=1+1")));
    }

    #[test]
    fn methods_in_plain_words() -> Result<(), serde_json::Error> {
        for (json, name, of) in [
            (r#"{"sum":{"fields":["1","2"]}}"#, "sum", "1 2"),
            (r#"{"sum":{"fields":["key","2"]}}"#, "sum", r#"{ "fields": ["key", "2"] }"#),
            (r#"{"mean":{"keyed":{"key":"a","field":"b"}}}"#, "mean", "key a b"),
            (r#"{"sum":{"scales":["a","b"]}}"#, "sum", "scales a b"),
            (r#"{"count":{"keyed":{"key":"a"}}}"#, "count", "key a"),
            (r#"{"count":{"right":{"fields":["1"]}}}"#, "count", "right 1"),
            (r#"{"points":"social"}"#, "points", "social"),
            (r#"{"difference":["a","b"]}"#, "difference", "a b"),
            (r#"{"weighted_sum":[{"field":"1","weight":-0.5}]}"#, "weighted_sum", "1=-0.5"),
            (r#"{"new":{"fields":["1"]}}"#, "new", r#"{ "fields": ["1"] }"#),
        ] {
            let value = Tree::parse(json)?;
            assert_eq!(method(&value), Some((name.to_owned(), of.to_owned())), "{json}");
            assert!(read_method(name, of).is_ok_and(|read| read.is_same(&value)), "{json}");
        }
        Ok(())
    }
}
