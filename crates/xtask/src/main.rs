//! What contributors and continuous integration run: `cargo xtask COMMAND`.

#![forbid(unsafe_code)]

mod cargo;
mod example_class;
mod fuzz;
mod mutants;
mod python;
mod schema;
mod steps;
mod test;
mod wasm;
mod words;

use std::process::ExitCode;

/// A command: one row here, one module.
struct Command {
    name: &'static str,
    options: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<(), String>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "test",
        options: "[--install]",
        about: "run everything a change must pass; --install first gets the tools that are missing",
        run: test::run,
    },
    Command {
        name: "schema",
        options: "[--check]",
        about: "write the JSON Schemas under instruments/schema; --check only compares them",
        run: schema::run,
    },
    Command {
        name: "example-class",
        options: "[--check]",
        about: "write the synthetic class and the five schools under examples; --check only compares it",
        run: example_class::run,
    },
    Command {
        name: "wasm",
        options: "[--conformance] [--install]",
        about: "build the npm package in bindings/wasm; --install gets a compiler from Debian where there is none",
        run: wasm::run,
    },
    Command {
        name: "page",
        options: "[--build-only]",
        about: "build the self-test page into target/page and serve it on this machine alone",
        run: wasm::page::run,
    },
    Command {
        name: "words",
        options: "[--install]",
        about: "check the spelling of the instruments' texts and measure how hard they are to read; --install gets hunspell from Debian",
        run: words::run,
    },
    Command {
        name: "mutants",
        options: "",
        about: "run cargo-mutants on scoring, norms and criteria; takes an hour or two",
        run: mutants::run,
    },
    Command {
        name: "fuzz",
        options: "[TARGET] [--seconds N]",
        about: "fuzz with cargo-fuzz, from fuzz/corpus: definition, csv, xlsx, score; 60 seconds each",
        run: fuzz::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, options)) = arguments.split_first() else {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprint!("error: no command `{name}`\n\n{}", usage());
        return ExitCode::from(2);
    };
    match (command.run)(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let row = |command: &Command| format!("  {:<13} {:<28}  {}\n", command.name, command.options, command.about);
    let rows: String = COMMANDS.iter().map(row).collect();
    format!("cargo xtask COMMAND\n\n{rows}")
}

/// Whether the one option that a command knows was given. Anything else is an error.
fn option(arguments: &[String], known: &str) -> Result<bool, String> {
    match arguments.iter().find(|argument| *argument != known) {
        Some(other) => Err(format!("unknown option `{other}`, expected `{known}` or nothing")),
        None => Ok(!arguments.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_names_every_command() {
        let text = usage();
        assert!(COMMANDS.iter().all(|command| text.contains(command.name)), "{text}");
    }

    #[test]
    fn unknown_options_are_errors() {
        let given = |options: &[&str]| option(&options.iter().map(ToString::to_string).collect::<Vec<_>>(), "--check");
        assert_eq!(given(&[]), Ok(false));
        assert_eq!(given(&["--check"]), Ok(true));
        assert!(given(&["--check", "--chekc"]).is_err());
    }
}
