//! Everything in the repository that a test writes and then holds: made anew where `DOMICILE_RECORD` is set.

use crate::build;
use crate::setup::{Need, setup};
use crate::step::{Workspace, step};
use anyhow::Result;

/// What is recorded, and the tests that write it. A new recording test goes here, so that one command writes all.
const RECORDINGS: &[(&str, &[&str])] = &[
    ("States of the UI (ui/recorded)", &["--package", "domicile-workstation", "--test", "recorded"]),
    ("The C header (crates/policy-c/include)", &["--package", "domicile-policy-c", "--test", "header"]),
    ("TypeScript types (ui/src/platform/bindings.ts)", &["--package", "domicile-desktop", "bindings"]),
];

/// Writes every recording; `git diff` then shows what changed.
pub(crate) fn record(workspace: &Workspace) -> Result<()> {
    setup(workspace, &[Need::Node, Need::App])?;
    build::ui_once(workspace)?;
    for (what, chosen) in RECORDINGS {
        let mut command = workspace.cargo(&[&["test", "--quiet"], *chosen].concat());
        step(what, command.env("DOMICILE_RECORD", "1"))?;
    }
    println!("\nRecorded. `git diff --stat` says what changed; look at it before it is committed.");
    Ok(())
}
