//! The steps of `cargo xtask test` that need Python: a virtual environment of its own, made anew in each run, into which the
//! wheel is built and installed as a user would do it.
//!
//! Packages are downloaded once, with `--install`, into a cache folder, and installed from there alone: a run without the
//! network is a run like any other.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::cargo::{self, Cargo, root};
use crate::steps::Steps;

/// The Python of the machine.
const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

const PACKAGE: &str = "./bindings/python";
const REQUIREMENTS: &str = "bindings/python/requirements-test.txt";
const TESTS: &str = "bindings/python/tests";
const STUBTEST_ALLOWLIST: &str = "bindings/python/tests/stubtest-allowlist.txt";
const BENCHMARK: &str = "bindings/python/benchmarks/speed.py";

/// With the packages of the requirements.
const ENVIRONMENT: &str = "target/python-venv";
/// With the wheel and nothing else.
const BARE: &str = "target/python-bare";
const WHEELS: &str = "target/wheels";
/// What tools write beside their work.
const SCRATCH: &str = "target/python-scratch";

/// One wheel for every Python from 3.10.
const WHEEL_TAG: &str = "-cp310-abi3-";
/// The most that a wheel may weigh.
const MAX_WHEEL_BYTES: u64 = 4_000_000;

/// Says why the tests cannot run, and fails. pandas and numpy need 3.11, the package itself 3.10.
const USABLE: &str = "
import sys
if sys.version_info < (3, 11):
    sys.exit('python is older than 3.11')
try:
    import ensurepip, venv
except ImportError:
    sys.exit('python makes no virtual environments (Debian: apt install python3-venv)')
";

const MAKE: &str = "python: environment";
const GET: &str = "get packages";
const PACKAGES: &str = "python: packages";
const INSTALL: &str = "python: install";
const WHEEL: &str = "python: wheel";
const BARE_WHEEL: &str = "python: bare";
/// All that need the package and the packages around it.
const WHOLE: [&str; 5] = ["python: tests", "python: stubs", "python: types", "python: notebook", "python: benchmark"];

/// How Python is called.
#[derive(Debug)]
struct Python<'c> {
    cargo: &'c Cargo,
    /// Where downloaded packages lie.
    packages: PathBuf,
}

/// Where downloaded packages are kept, so that a fresh clone finds them.
fn packages() -> PathBuf {
    cargo::cache().map_or_else(|| root().join("target/python-packages"), |cache| cache.join("python-packages"))
}

/// Why no step can run, if none can.
fn unusable(cargo: &Cargo) -> Option<String> {
    match cargo.program(PYTHON, &["-c", USABLE]).stdout(Stdio::null()).output() {
        Ok(output) if output.status.success() => None,
        Ok(output) => Some(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(_) => Some(format!("{PYTHON} is not installed")),
    }
}

/// What is missing, for the list of needs.
pub fn missing(cargo: &Cargo) -> Option<String> {
    let reason = unusable(cargo)?;
    Some(format!("missing: {reason}; its steps are skipped (--install does not get it)"))
}

pub fn run(cargo: &Cargo, install: bool, steps: &mut Steps) {
    let python = Python { cargo, packages: packages() };
    if let Some(reason) = unusable(cargo) {
        // Whoever asked for an installation wants them to run.
        let lacking = if install { Steps::fail } else { Steps::skip };
        let all = [MAKE, PACKAGES, INSTALL, WHEEL, BARE_WHEEL].into_iter().chain(WHOLE);
        for name in all {
            lacking(steps, name, &reason);
        }
        return;
    }

    let mut made = steps.run(MAKE, cargo.program(PYTHON, &["-m", "venv", "--clear", ENVIRONMENT]));
    let requirements = ["--no-compile", "--quiet", "--requirement", REQUIREMENTS];
    if made && install {
        // pip knows best whether they are there, and are those of this Python.
        let mut trial = python.pip(ENVIRONMENT, "install", &requirements);
        trial.arg("--dry-run").stdout(Stdio::null()).stderr(Stdio::null());
        if !trial.status().is_ok_and(|status| status.success()) {
            steps.run(GET, python.download());
        }
        made = steps.run(PACKAGES, python.pip(ENVIRONMENT, "install", &requirements));
    } else if made {
        let instead = format!("--install downloads them into {}", python.packages.display());
        made = steps.attempt(PACKAGES, python.pip(ENVIRONMENT, "install", &requirements), &instead);
    }
    if !made {
        for name in [INSTALL, WHEEL, BARE_WHEEL].into_iter().chain(WHOLE) {
            steps.skip(name, "there is no environment for it");
        }
        return;
    }

    // What the README says, and what a fresh machine does.
    if steps.run(INSTALL, python.pip(ENVIRONMENT, "install", &[PACKAGE])) {
        python.whole(steps);
    } else {
        for name in WHOLE {
            steps.skip(name, "the package is not installed");
        }
    }
    python.wheel(steps);
}

impl Python<'_> {
    /// A call of the Python of an environment.
    fn command(&self, environment: &str, arguments: &[&str]) -> Command {
        let mut command = self.cargo.program(interpreter(environment), arguments);
        for foreign in ["PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"] {
            command.env_remove(foreign);
        }
        let scratch = root().join(SCRATCH);
        for (name, folder) in [
            ("PYTHONPYCACHEPREFIX", "bytecode"),
            ("HYPOTHESIS_STORAGE_DIRECTORY", "hypothesis"),
            ("IPYTHONDIR", "ipython"),
            ("JUPYTER_CONFIG_DIR", "jupyter-config"),
            ("JUPYTER_DATA_DIR", "jupyter-data"),
            ("JUPYTER_RUNTIME_DIR", "jupyter-runtime"),
        ] {
            command.env(name, scratch.join(folder));
        }
        command
    }

    /// A call of pip that fetches nothing; the build of the wheel, which makes an environment of its own, does not either.
    fn pip(&self, environment: &str, command: &str, arguments: &[&str]) -> Command {
        let mut pip = self.command(environment, &["-m", "pip", "--disable-pip-version-check", command, "--no-index"]);
        pip.arg("--find-links").arg(&self.packages).args(arguments);
        // The wheel is built from what the other steps have compiled.
        pip.env("CARGO_TARGET_DIR", root().join("target"));
        pip
    }

    /// Gets the packages from where pip gets them.
    fn download(&self) -> Command {
        let pip = ["-m", "pip", "--disable-pip-version-check", "--no-cache-dir", "download", "--only-binary=:all:"];
        let mut command = self.command(ENVIRONMENT, &pip);
        command.args(["--quiet", "--requirement", REQUIREMENTS, "--dest"]).arg(&self.packages);
        command
    }

    /// The steps that need the package and the packages around it.
    fn whole(&self, steps: &mut Steps) {
        let [tests, stubs, types, notebook, benchmark] = WHOLE;

        let of_notebooks = ["test_notebook.py", "test_notebook_norms.py"].map(|name| format!("{TESTS}/{name}"));
        let ignored = of_notebooks.each_ref().map(|path| format!("--ignore={path}"));
        steps.run(tests, self.pytest(&[TESTS, &ignored[0], &ignored[1]]));

        let mut stubtest = self.command(ENVIRONMENT, &["-m", "mypy.stubtest", "orientir"]);
        // It leaves a cache where it runs, whatever mypy is told.
        let scratch = root().join(SCRATCH);
        stubtest.arg("--allowlist").arg(root().join(STUBTEST_ALLOWLIST)).current_dir(&scratch);
        if let Err(error) = fs::create_dir_all(&scratch) {
            steps.fail(stubs, &format!("{SCRATCH}: {error}"));
        } else {
            steps.run(stubs, stubtest);
        }

        let project = format!("{TESTS}/typing");
        let mut pyright = self.command(ENVIRONMENT, &["-m", "pyright", "--project", &project, "--pythonpath"]);
        // The package brings pyright along, and only wants to know whether there is a newer one.
        pyright.arg(interpreter(ENVIRONMENT)).env("PYRIGHT_PYTHON_IGNORE_WARNINGS", "1");
        steps.run(types, pyright);

        steps.run(notebook, self.pytest(&of_notebooks.each_ref().map(String::as_str)));
        steps.run(benchmark, self.command(ENVIRONMENT, &[BENCHMARK, "--test"]));
    }

    fn pytest(&self, arguments: &[&str]) -> Command {
        let mut pytest = self.command(ENVIRONMENT, &["-m", "pytest"]);
        let cache = root().join(SCRATCH).join("pytest");
        pytest.args(arguments).arg("--override-ini").arg(format!("cache_dir={}", cache.display()));
        pytest
    }

    /// The wheel, and what it does on a machine that has nothing but Python.
    fn wheel(&self, steps: &mut Steps) {
        let old = root().join(WHEELS);
        if let Err(error) = if old.exists() { fs::remove_dir_all(old) } else { Ok(()) } {
            return steps.fail(WHEEL, &format!("{WHEELS}: {error}"));
        }
        let build = self.pip(ENVIRONMENT, "wheel", &["--no-deps", "--wheel-dir", WHEELS, PACKAGE]);
        let mut wheel = Err("nothing was built".to_owned());
        let passed = steps.run_all(WHEEL, [build], || {
            wheel = the_wheel();
            wheel.as_ref().map(drop).map_err(Clone::clone)
        });
        let (true, Ok(wheel)) = (passed, wheel) else {
            return steps.skip(BARE_WHEEL, "there is no wheel for it");
        };
        let make = self.cargo.program(PYTHON, &["-m", "venv", "--clear", BARE]);
        let mut install = self.pip(BARE, "install", &["--no-deps"]);
        install.arg(wheel);
        let run = self.command(BARE, &["-I", &format!("{TESTS}/bare.py")]);
        steps.run_all(BARE_WHEEL, [make, install, run], || Ok(()));
    }
}

/// The Python of an environment.
fn interpreter(environment: &str) -> PathBuf {
    root().join(environment).join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

/// The one wheel that was built, if its name and its weight are as they must be.
fn the_wheel() -> Result<PathBuf, String> {
    let folder = fs::read_dir(root().join(WHEELS)).map_err(|error| format!("{WHEELS}: {error}"))?;
    let files: Vec<PathBuf> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    let [wheel] = files.as_slice() else {
        return Err(format!("{WHEELS} holds {} files, expected one wheel", files.len()));
    };
    let weight = fs::metadata(wheel).map_err(|error| format!("{}: {error}", wheel.display()))?.len();
    judge(wheel.file_name().unwrap_or_default(), weight)?;
    Ok(wheel.clone())
}

fn judge(name: &OsStr, weight: u64) -> Result<(), String> {
    let name = name.to_string_lossy();
    println!("{name}: {weight} bytes");
    if !name.contains(WHEEL_TAG) || !name.ends_with(".whl") {
        return Err(format!("{name} is not for every CPython from 3.10: its name lacks `{WHEEL_TAG}`"));
    }
    if weight >= MAX_WHEEL_BYTES {
        return Err(format!("{name} has {weight} bytes, expected less than {MAX_WHEEL_BYTES}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wheels_are_for_every_python_and_light() {
        let judge = |name: &str, weight| judge(OsStr::new(name), weight);
        assert_eq!(judge("orientir-0.1.0-cp310-abi3-manylinux_2_34_x86_64.whl", 3_999_999), Ok(()));
        assert!(judge("orientir-0.1.0-cp311-cp311-linux_x86_64.whl", 1).is_err());
        assert!(judge("orientir-0.1.0-cp310-abi3-linux_x86_64.whl", MAX_WHEEL_BYTES).is_err());
    }

    #[test]
    fn every_requirement_is_pinned() {
        let text = fs::read_to_string(root().join(REQUIREMENTS)).expect("the requirements can be read");
        let loose: Vec<_> =
            text.lines().filter(|line| !line.is_empty() && !line.starts_with('#') && !line.contains("==")).collect();
        assert!(loose.is_empty(), "{loose:?}");
    }
}
