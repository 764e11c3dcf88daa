//! Building the parts in the order in which they need each other: the UI goes into the app, the app and the binaries into the tests.

use crate::step::{Workspace, step};
use anyhow::Result;

/// Features that every build, lint and test run names, so that nothing is built twice.
pub(crate) const FEATURES: &[&str] = &["--features", "domicile-desktop/custom-protocol"];

/// Installs a folder's npm packages, where the lock file changed since the last time.
pub(crate) fn npm(workspace: &Workspace, folder: &str) -> Result<()> {
    let modified = |path: &str| std::fs::metadata(workspace.path(folder).join(path)).and_then(|it| it.modified()).ok();
    if modified("node_modules/.package-lock.json") >= modified("package-lock.json") {
        return Ok(());
    }
    let arguments = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    step(&format!("Packages of {folder}"), &mut workspace.command("npm", folder, &arguments))
}

/// Builds the UI into `ui/dist`, from where the app embeds it.
pub(crate) fn ui(workspace: &Workspace) -> Result<()> {
    npm(workspace, "ui")?;
    step("Build the UI", &mut workspace.command("npm", "ui", &["run", "--silent", "build"]))
}

/// Builds the three binaries that people use.
pub(crate) fn binaries(workspace: &Workspace) -> Result<()> {
    let packages = ["build", "--package", "domicile-directory", "--package", "domicile-cli", "--package", "domicile-desktop"];
    step("Build service, command line and app", &mut workspace.cargo(&[&packages[..], FEATURES].concat()))
}

/// Checks dependencies against `deny.toml`.
pub(crate) fn deny(workspace: &Workspace) -> Result<()> {
    let tools = workspace.target().join("tools");
    let tool = tools.join("bin/cargo-deny");
    if !tool.exists() {
        let root = tools.to_string_lossy().into_owned();
        step("Install cargo-deny", &mut workspace.cargo(&["install", "--quiet", "--locked", "--root", &root, "cargo-deny"]))?;
    }
    let arguments = ["--workspace", "check", "bans", "licenses", "sources"];
    step("Licences, sources and duplicates", &mut workspace.command(&tool.to_string_lossy(), ".", &arguments))
}
