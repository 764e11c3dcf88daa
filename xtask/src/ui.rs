//! The UI in a plain browser, over recorded states: no service, no app, no Rust. Ends with Ctrl+C.

use crate::build;
use crate::setup::{Need, setup};
use crate::step::{Workspace, step};
use anyhow::Result;
use std::process::Stdio;

/// Serves the UI with a picker of states; what is edited is seen at once.
pub(crate) fn ui(workspace: &Workspace) -> Result<()> {
    serve(workspace, "The UI over recorded states", "dev")
}

/// Serves one page with every recorded state in every language and theme.
pub(crate) fn gallery(workspace: &Workspace) -> Result<()> {
    serve(workspace, "Every recorded state", "gallery")
}

fn serve(workspace: &Workspace, what: &str, script: &str) -> Result<()> {
    setup(workspace, &[Need::Node])?;
    build::npm(workspace, "ui")?;
    step(what, workspace.command("npm", "ui", &["run", script]).stdin(Stdio::inherit()))
}
