//! What is said about the code without running it: form, lints, documentation, types of the UI, names. The quick loop before a push.

use crate::build::{self, FEATURES};
use crate::setup::{Need, setup};
use crate::step::{Workspace, step};
use anyhow::{Result, bail};

/// The scripts of `ui/package.json`.
const UI: &[(&str, &str)] = &[("UI: types", "check"), ("UI: form", "format:check"), ("UI: lints", "lint")];

/// Tests that only read the sources: quick, and what most often fails after a rename.
const READERS: &[&str] = &["architecture", "dependencies", "docs", "names", "rooms", "traceability"];

/// Sets up what the checks need, and runs them.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    setup(workspace, &[Need::Node, Need::App])?;
    build::npm(workspace, "ui")?;
    build::ui_once(workspace)?;
    checks(workspace)?;
    let chosen: Vec<&str> = READERS.iter().flat_map(|it| ["--test", it]).collect();
    step("Rooms, dependencies, links and names", &mut workspace.cargo(&[&["test", "--quiet", "--workspace"], FEATURES, &chosen].concat()))?;
    println!("\nAll checks passed.");
    Ok(())
}

/// The checks that are no tests. The packages of the UI are there. What is Rust and what is TypeScript go side by side.
pub(crate) fn checks(workspace: &Workspace) -> Result<()> {
    let (ui, rust) = std::thread::scope(|scope| {
        let ui = scope.spawn(|| ui_checks(workspace));
        let rust = rust_checks(workspace);
        (ui.join(), rust)
    });
    rust.and(ui.unwrap_or_else(|_| bail!("the checks of the UI broke off")))
}

fn ui_checks(workspace: &Workspace) -> Result<()> {
    for (what, script) in UI {
        step(what, &mut workspace.command("npm", "ui", &["run", "--silent", script]))?;
    }
    Ok(())
}

fn rust_checks(workspace: &Workspace) -> Result<()> {
    step("Form", &mut workspace.cargo(&["fmt", "--all", "--check"]))?;
    step("Lints", &mut workspace.cargo(&[&["clippy", "--workspace", "--all-targets"], FEATURES, &["--", "--deny", "warnings"]].concat()))?;
    // Which links are denied stands among the lints of Cargo.toml.
    let docs = ["doc", "--workspace", "--no-deps", "--document-private-items"];
    step("Documentation", &mut workspace.cargo(&[&docs[..], FEATURES].concat()))
}
