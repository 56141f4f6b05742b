//! `cargo xtask schema`: the JSON Schemas of the formats, made from the same declarations as the readers.

use std::fs;

use crate::cargo::root;

/// A schema file and what makes its text.
struct Schema {
    path: &'static str,
    make: fn() -> String,
}

/// A new format gets a row here.
const SCHEMAS: &[Schema] = &[
    Schema { path: "instruments/schema/instrument-1.json", make: orientir::definition::instrument_schema },
    Schema { path: "instruments/schema/battery-1.json", make: orientir::criteria::battery_schema },
    Schema { path: "instruments/schema/map-1.json", make: orientir::map_schema },
    Schema { path: "instruments/schema/answers-1.json", make: orientir::answers_schema },
    Schema { path: "instruments/schema/norms-1.json", make: orientir::norms_schema },
    Schema { path: "instruments/schema/texts-1.json", make: orientir::texts_schema },
];

pub fn run(arguments: &[String]) -> Result<(), String> {
    if crate::option(arguments, "--check")? {
        return check();
    }
    for Schema { path, make } in SCHEMAS {
        fs::write(root().join(path), make()).map_err(|error| format!("{path}: {error}"))?;
        println!("{path}");
    }
    Ok(())
}

fn check() -> Result<(), String> {
    for Schema { path, make } in SCHEMAS {
        let written = fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))?;
        if written != make() {
            return Err(format!("{path} is not what the reader says: run `cargo xtask schema`"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn schemas_are_fresh() {
        assert_eq!(super::check(), Ok(()));
    }
}
