//! How strong the tests of the rules are: the code is changed in one small place at a time, and a test must notice. Takes an hour, so it is
//! a command of its own and no part of the tests. What it covers is in `.cargo/mutants.toml`, what it found in `docs/mutants.md`.

use crate::step::{Workspace, step};
use crate::tools;
use anyhow::Result;

/// Runs cargo-mutants with arguments of its own after ours (`-p domicile-model`, `--file '*/rank.rs'`, `--list`).
pub(crate) fn mutants(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let program = tools::installed(workspace, &tools::MUTANTS)?.to_string_lossy().into_owned();
    let output = workspace.target().join("mutants").to_string_lossy().into_owned();
    let ours = ["mutants", "--output", &output];
    let arguments: Vec<&str> = ours.into_iter().chain(arguments.iter().map(String::as_str)).collect();
    step("Mutants", &mut workspace.command(&program, ".", &arguments))
}
