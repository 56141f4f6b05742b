//! `cargo xtask page`: the self-test page, built into `target/page` and served on this machine alone.

use super::{Build, Node, done, make};
use crate::cargo::{Cargo, root};

const FOLDER: &str = "target/page";

pub fn run(arguments: &[String]) -> Result<(), String> {
    let build_only = crate::option(arguments, "--build-only")?;
    let cargo = Cargo::new(&[]);
    make(&cargo, Build::Package, false)?;
    assemble(&cargo)?;
    if build_only {
        return Ok(());
    }
    let mut serve = Node::ready(&cargo)?.script("page/serve.mjs");
    serve.arg(root().join(FOLDER));
    done(serve)
}

/// Puts the page together from the package that is built.
pub fn assemble(cargo: &Cargo) -> Result<(), String> {
    let mut build = Node::ready(cargo)?.script("page/build.mjs");
    build.arg(root().join(FOLDER));
    done(build)
}
