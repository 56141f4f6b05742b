//! The JSON Schema (2020-12) of the formats, made from the same declarations as the readers.

use serde_json::{Map, Value, json};

use super::reader::Read;

/// The definitions that a schema refers to by name.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    defs: Map<String, Value>,
}

/// One key of an object.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) key: &'static str,
    pub(crate) description: &'static str,
    pub(crate) required: bool,
    pub(crate) schema: Value,
}

impl Shared {
    /// A reference to a named definition, made on its first use.
    fn named(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.defs.contains_key(name) {
            self.defs.insert(name.to_owned(), Value::Null); // marks it as under way: definitions may contain themselves
            let value = make(self);
            self.defs.insert(name.to_owned(), value);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    pub(crate) fn object(&mut self, name: &str, doc: &str, members: impl FnOnce(&mut Self) -> Vec<Member>) -> Value {
        self.named(name, |shared| {
            let members = members(shared);
            let required: Vec<_> = members.iter().filter(|m| m.required).map(|m| m.key).collect();
            let properties: Map<_, _> =
                members.into_iter().map(|m| (m.key.to_owned(), described(m.schema, m.description))).collect();
            let object = json!({"type": "object", "properties": properties, "required": required,
                "additionalProperties": false});
            described(object, doc)
        })
    }

    pub(crate) fn choice(&mut self, name: &str, doc: &str, variants: impl FnOnce(&mut Self) -> Vec<Value>) -> Value {
        self.named(name, |shared| described(json!({ "oneOf": variants(shared) }), doc))
    }
}

/// The bare word of a choice.
pub(crate) fn word(key: &str, doc: &str) -> Value {
    described(json!({ "const": key }), doc)
}

/// One key of a choice with what stands under it.
pub(crate) fn tagged(key: &str, doc: &str, inner: &Value) -> Value {
    described(
        json!({"type": "object", "properties": {key: inner}, "required": [key], "additionalProperties": false}),
        doc,
    )
}

fn described(mut schema: Value, doc: &str) -> Value {
    let text = doc.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned();
    if let Value::Object(members) = &mut schema
        && !text.is_empty()
    {
        members.insert("description".to_owned(), Value::String(text));
    }
    schema
}

/// The schema of a whole document as JSON text.
pub(crate) fn document<T: Read>(id: &str) -> String {
    let mut shared = Shared::default();
    let root = T::schema(&mut shared);
    let mut schema = json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": id});
    if let (Value::Object(schema), Value::Object(root)) = (&mut schema, root) {
        schema.extend(root);
        schema.insert("$defs".to_owned(), Value::Object(shared.defs));
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
