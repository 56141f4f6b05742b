//! Completion scripts and the manual page.

use std::process::Command;

use crate::desk::{Desk, Run};

/// The commands as the help lists them.
fn commands(desk: &Desk) -> Vec<String> {
    let help = desk.run(&["--help"]).out;
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    names.map(str::to_owned).collect()
}

/// What a tool says of a file; none where it is not installed.
fn said(desk: &Desk, tool: &str, arguments: &[&str]) -> Option<Run> {
    let output = Command::new(tool).args(arguments).current_dir(desk.path()).output().ok()?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Some(Run { code: output.status.code(), out: text(output.stdout), told: text(output.stderr) })
}

#[test]
fn scripts_name_every_command_and_instrument() {
    let desk = Desk::new();
    let commands = commands(&desk);
    assert!(commands.len() >= 10, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = desk.run(&["completions", shell]);
        assert_eq!((run.code, run.told.as_str()), (Some(0), ""), "{shell}");
        for command in &commands {
            assert!(run.out.contains(command.as_str()), "{shell}: {command}");
        }
        let lists_ids = matches!(shell, "bash" | "zsh");
        assert!(!lists_ids || run.out.contains("klimov-ddo"), "{shell}: the ids of the catalogue are offered");
    }
    let run = desk.run(&["completions", "tcsh"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
}

#[test]
fn shells_read_their_scripts() {
    let desk = Desk::new();
    for (shell, file) in [("bash", "orientir.bash"), ("zsh", "_orientir"), ("fish", "orientir.fish")] {
        let run = desk.run(&["completions", shell, "-o", file]);
        assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{shell}: {}", run.told);
        if let Some(said) = said(&desk, shell, &["-n", file]) {
            assert_eq!((said.code, said.told.as_str()), (Some(0), ""), "{shell}");
        }
    }
    assert_eq!(desk.run(&["completions", "bash", "--format", "csv"]).code, Some(2));
    assert!(desk.read("_orientir").contains("_files"), "answers are files");
    assert!(desk.read("_orientir").contains("_files -/"), "a class is a folder");
}

#[test]
fn bash_offers_commands_and_instruments() {
    let desk = Desk::new();
    desk.run(&["completions", "bash", "-o", "orientir.bash"]);
    let offered = |words: &str| {
        let last = words.split(' ').next_back()?;
        let script = format!(
            "source orientir.bash; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _orientir orientir {last} ''; echo ${{COMPREPLY[*]}}"
        );
        said(&desk, "bash", &["-c", &script]).map(|run| run.out)
    };
    for (words, expected) in
        [("orientir comp", "compare compare-entry completions"), ("orientir score demb", "dembo-rubinstein")]
    {
        if let Some(offered) = offered(words) {
            assert_eq!(offered.trim(), expected, "{words}");
        }
    }
}

#[test]
fn the_manual_page_has_everything() {
    let desk = Desk::new();
    let run = desk.run(&["man"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    assert!(run.out.is_ascii(), "letters are named, so that no machine misreads them");
    assert_eq!(run.out.matches(".TH ").count(), 1);
    let headings: Vec<&str> = run.out.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
    assert_eq!(
        headings,
        ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "\"EXIT STATUS\"", "EXAMPLES"],
        "in the order of man-pages(7)"
    );
    for command in commands(&desk) {
        let heading = format!(".SS \"orientir {command}\"\n");
        assert!(run.out.contains(&heading), "{heading}");
    }
    for told in ["\\-\\-wording", "\\-\\-instrument", "\\-\\-output", "the input cannot be used", "\\[u0414]"] {
        assert!(run.out.contains(told), "{told}");
    }
    assert_eq!(
        run.out.matches("\\fB\\-\\-quiet\\fR").count(),
        2,
        "what every command has stands once, in synopsis and options"
    );
}

#[test]
fn groff_has_nothing_to_complain_of() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["man", "-o", "orientir.1"]).code, Some(0));
    if let Some(said) = said(&desk, "groff", &["-man", "-Tutf8", "-ww", "orientir.1"]) {
        assert_eq!((said.code, said.told.as_str()), (Some(0), ""));
        assert!(said.out.contains("ДДО") && said.out.contains("compare"), "{}", said.out);
    }
}
