//! Named steps with their times: all of them run, so that one run shows everything that is wrong.

use std::process::Command;
use std::time::{Duration, Instant};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    outcome: Outcome,
    time: Duration,
}

/// The steps so far.
#[derive(Debug, Default)]
pub struct Steps(Vec<Step>);

impl Steps {
    /// Runs a command as a step; its output goes where ours goes. Whether it passed.
    pub fn run(&mut self, name: &'static str, command: Command) -> bool {
        self.run_all(name, [command], || Ok(()))
    }

    /// Runs commands as one step, each if the one before it succeeds, and then looks at what they made.
    pub fn run_all(
        &mut self,
        name: &'static str,
        commands: impl IntoIterator<Item = Command>,
        check: impl FnOnce() -> Result<(), String>,
    ) -> bool {
        let mut whole = Duration::ZERO;
        for command in commands {
            let (result, time) = execute(name, command);
            whole += time;
            if let Err(reason) = result {
                self.add(name, Outcome::Failed(reason), whole);
                return false;
            }
        }
        let result = check();
        let passed = result.is_ok();
        self.add(name, result.map_or_else(Outcome::Failed, |()| Outcome::Passed), whole);
        passed
    }

    /// Runs something that calls commands by itself as a step. Whether it passed.
    pub fn call(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), String>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let result = work();
        let passed = result.is_ok();
        self.add(name, result.map_or_else(Outcome::Failed, |()| Outcome::Passed), start.elapsed());
        passed
    }

    /// Runs a command as a step that may fail, because something else does instead. Whether it passed.
    pub fn attempt(&mut self, name: &'static str, command: Command, instead: &str) -> bool {
        let (result, time) = execute(name, command);
        let passed = result.is_ok();
        let skipped = |reason| Outcome::Skipped(format!("{reason}; {instead}"));
        self.add(name, result.map_or_else(skipped, |()| Outcome::Passed), time);
        passed
    }

    /// Notes a step that does not run, for a reason that is no fault.
    pub fn skip(&mut self, name: &'static str, reason: &str) {
        println!("\n== {name}");
        self.add(name, Outcome::Skipped(reason.to_owned()), Duration::ZERO);
    }

    /// Notes a step that cannot run though it should.
    pub fn fail(&mut self, name: &'static str, reason: &str) {
        println!("\n== {name}");
        self.add(name, Outcome::Failed(reason.to_owned()), Duration::ZERO);
    }

    fn add(&mut self, name: &'static str, outcome: Outcome, time: Duration) {
        let step = Step { name, outcome, time };
        println!("== {}", step.line());
        self.0.push(step);
    }

    /// Prints all steps and the closing line; an error if any step failed.
    pub fn close(self) -> Result<(), String> {
        println!("\n== all steps");
        for step in &self.0 {
            println!("{}", step.line());
        }
        let failed = self.0.iter().filter(|step| matches!(step.outcome, Outcome::Failed(_)));
        let failed: Vec<_> = failed.map(|step| step.name).collect();
        println!("{}", self.summary(failed.len()));
        if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
    }

    fn summary(&self, failed: usize) -> String {
        let passed = self.0.iter().filter(|step| step.outcome == Outcome::Passed).count();
        let skipped = self.0.len() - passed - failed;
        let time: Duration = self.0.iter().map(|step| step.time).sum();
        format!("{passed} passed, {failed} failed, {skipped} skipped in {:.1} s", time.as_secs_f64())
    }
}

impl Step {
    fn line(&self) -> String {
        let (word, reason) = match &self.outcome {
            Outcome::Passed => ("passed", ""),
            Outcome::Failed(reason) => ("FAILED", reason.as_str()),
            Outcome::Skipped(reason) => ("skipped", reason.as_str()),
        };
        let line = format!("{word:<7}  {:<19} {:>6.1} s  {reason}", self.name, self.time.as_secs_f64());
        line.trim_end().to_owned()
    }
}

fn execute(name: &str, mut command: Command) -> (Result<(), String>, Duration) {
    println!("\n== {name}: {}", shown(&command));
    let start = Instant::now();
    let result = match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(status.to_string()),
        Err(error) => Err(error.to_string()),
    };
    (result, start.elapsed())
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_stem().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &'static str, outcome: Outcome) -> Step {
        Step { name, outcome, time: Duration::from_millis(500) }
    }

    #[test]
    fn one_failure_fails_the_whole_and_is_named() {
        let failed = Outcome::Failed("exit status: 1".to_owned());
        let steps = Steps(vec![step("format", Outcome::Passed), step("lints", failed), step("tests", Outcome::Passed)]);
        assert_eq!(steps.summary(1), "2 passed, 1 failed, 0 skipped in 1.5 s");
        assert_eq!(steps.close(), Err("failed: lints".to_owned()));
    }

    #[test]
    fn a_skipped_step_is_no_failure() {
        let skipped = step("licences", Outcome::Skipped("cargo-deny is not installed".to_owned()));
        assert_eq!(skipped.line(), "skipped  licences               0.5 s  cargo-deny is not installed");
        assert_eq!(Steps(vec![skipped]).close(), Ok(()));
    }

    #[test]
    fn a_step_fails_with_its_first_command_or_with_what_they_made() {
        let cargo = |argument: &str| {
            let mut command = Command::new(env!("CARGO"));
            command.arg(argument).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
            command
        };
        let mut steps = Steps::default();
        assert!(steps.run_all("good", [cargo("--version"), cargo("--version")], || Ok(())));
        assert!(!steps.run_all("bad", [cargo("--version"), cargo("--no-such-option")], || Ok(())));
        assert!(!steps.run_all("made", [cargo("--version")], || Err("nothing was made".to_owned())));
        assert_eq!(steps.summary(2).split(" in ").next(), Some("1 passed, 2 failed, 0 skipped"));
    }

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/some/where/cargo");
        command.args(["fmt", "--all"]);
        assert_eq!(shown(&command), "cargo fmt --all");
    }
}
