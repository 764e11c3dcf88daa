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

/// Installs the Python packages of the tests' peers into `target/python`, where their list changed since the last time.
pub(crate) fn python(workspace: &Workspace) -> Result<()> {
    let (wanted, folder) = (workspace.path("tests/peers/requirements.txt"), workspace.target().join("python"));
    let installed = folder.join("installed.txt");
    let wanted_now = std::fs::read(&wanted)?;
    if std::fs::read(&installed).is_ok_and(|it| it == wanted_now) {
        return Ok(());
    }
    let environment = folder.to_string_lossy().into_owned();
    step("A Python environment for the peers", &mut workspace.command("python3", ".", &["-m", "venv", "--clear", &environment]))?;
    let pip = folder.join("bin/pip");
    let arguments = ["install", "--quiet", "--disable-pip-version-check", "--requirement", "tests/peers/requirements.txt"];
    step("Packages of the peers", &mut workspace.command(&pip.to_string_lossy(), ".", &arguments))?;
    Ok(std::fs::write(installed, wanted_now)?)
}

/// Builds the UI into `ui/dist`, from where the app embeds it.
pub(crate) fn ui(workspace: &Workspace) -> Result<()> {
    npm(workspace, "ui")?;
    step("Build the UI", &mut workspace.command("npm", "ui", &["run", "--silent", "build"]))
}

/// Builds the UI where that was never done: the app embeds the folder, so that without it the app cannot even be checked.
pub(crate) fn ui_once(workspace: &Workspace) -> Result<()> {
    if workspace.path("ui/dist/index.html").exists() { Ok(()) } else { ui(workspace) }
}

/// Builds the three binaries that people use.
pub(crate) fn binaries(workspace: &Workspace) -> Result<()> {
    // Of the whole workspace, so that features are those of the tests, and nothing is built twice.
    let binaries = [
        "build",
        "--workspace",
        "--bin",
        "domicile-directory",
        "--bin",
        "domicile",
        "--bin",
        "domicile-agent",
        "--bin",
        "domicile-desktop",
    ];
    step("Build service, command line and app", &mut workspace.cargo(&[&binaries[..], FEATURES].concat()))
}
