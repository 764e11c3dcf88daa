//! The UI in a plain browser, over recorded states: no service, no app, no Rust. Served until Ctrl+C, or as pictures.

use crate::build;
use crate::setup::{Need, setup};
use crate::step::{Workspace, step};
use anyhow::Result;
use std::process::Stdio;

/// Serves the UI with a picker of states; what is edited is seen at once.
pub(crate) fn ui(workspace: &Workspace) -> Result<()> {
    run(workspace, &[Need::Node], "The UI over recorded states", "dev")
}

/// Takes pictures of every recorded state in every language and theme, and writes one page that shows them side by side.
pub(crate) fn gallery(workspace: &Workspace) -> Result<()> {
    run(workspace, &[Need::Node, Need::Browser], "Every recorded state", "gallery")
}

fn run(workspace: &Workspace, needs: &[Need], what: &str, script: &str) -> Result<()> {
    setup(workspace, needs)?;
    build::npm(workspace, "ui")?;
    step(what, workspace.command("npm", "ui", &["run", script]).stdin(Stdio::inherit()))
}
