//! How strong the tests of the rules are: the code is changed in one small place at a time, and a test of its own crate must notice. Takes
//! hours, so it is a command of its own and no part of the tests. `.cargo/mutants.toml` says which files, `docs/mutants.md` what was found.

use crate::step::Workspace;
use crate::tools;
use anyhow::{Context, Result, bail};

/// Runs cargo-mutants, with arguments of its own after ours (`--package domicile-model`, `--re 'rank\.rs'`, `--list`).
pub(crate) fn mutants(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let program = tools::installed(workspace, &tools::MUTANTS)?;
    let mut command = workspace.command(&program.to_string_lossy(), ".", &["mutants", "--output"]);
    command.arg(workspace.target()).args(arguments);
    let status = command.status().with_context(|| format!("cannot start {}", program.display()))?;
    match status.code() {
        Some(0) => Ok(()),
        // Some were missed, or made a test run without end: a finding to read, not a failure of the command.
        Some(2 | 3) => {
            println!("\nMissed are listed in {}", workspace.target().join("mutants.out/missed.txt").display());
            Ok(())
        }
        _ => bail!("cargo-mutants ended with {status}"),
    }
}
