//! Every test in one run, and proof that none of them touched a user's folders.

use crate::build::{self, FEATURES};
use crate::setup::{For, setup};
use crate::step::{Workspace, step, watched};
use crate::summary::Summary;
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// Sets the machine up, runs everything, ends with one line of counts.
pub(crate) fn test(workspace: &Workspace, filter: Option<&str>) -> Result<()> {
    setup(workspace, For::Tests)?;
    if filter.is_none() {
        step("Formatting", &mut workspace.cargo(&["fmt", "--all", "--check"]))?;
    }
    build::npm(workspace, "tests/peers/oidc-provider")?;
    build::python(workspace)?;
    build::ui(workspace)?;
    if filter.is_none() {
        let lints = [&["clippy", "--workspace", "--all-targets"], FEATURES, &["--", "--deny", "warnings"]].concat();
        step("Lints", &mut workspace.cargo(&lints))?;
    }
    // One selection of packages and targets: another one would unify features differently and build dependencies twice.
    step("Build the binaries and the tests", &mut workspace.cargo(&[&["build", "--workspace", "--all-targets"], FEATURES].concat()))?;

    let mut summary = Summary::default();
    let mut failed = Vec::new();
    let trap = tempfile::tempdir().context("a folder to stand for the user's home")?;
    let mut run = |what: &str, mut command: Command| -> Result<()> {
        spring(&mut command, trap.path());
        let (green, lines) = watched(what, &mut command)?;
        summary.add(&lines);
        if !green {
            failed.push(what.to_owned());
        }
        Ok(())
    };
    if filter.is_none() {
        run("UI types", workspace.command("npm", "ui", &["run", "--silent", "check"]))?;
        run("UI units", workspace.command("npm", "ui", &["test", "--silent"]))?;
        run("UI in a browser", workspace.command("npm", "ui", &["run", "--silent", "e2e"]))?;
    }
    let mut arguments = [&["test", "--workspace", "--no-fail-fast"], FEATURES].concat();
    arguments.extend(filter);
    run("Unit, property and whole-system tests", workspace.cargo(&arguments))?;

    let touched = entries(trap.path())?;
    summary.check(touched.is_empty());
    if !touched.is_empty() {
        failed.push(format!("no user folder touched (found {})", touched.join(", ")));
    }
    println!("\n{summary}");
    if !failed.is_empty() || !summary.is_green() {
        bail!("failed: {}", failed.join("; "));
    }
    Ok(())
}

/// Gives the tests a home folder in which nothing may appear. The tools' own caches stay where they are.
fn spring(command: &mut Command, trap: &Path) {
    if let Some(home) = std::env::home_dir() {
        for (name, below) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup"), ("npm_config_cache", ".npm")] {
            if std::env::var_os(name).is_none() {
                command.env(name, home.join(below));
            }
        }
    }
    command.env("HOME", trap);
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "DOMICILE_HOME", "DOMICILE_SERVICE_URL"] {
        command.env_remove(name);
    }
}

fn entries(folder: &Path) -> Result<Vec<String>> {
    let entries = std::fs::read_dir(folder)?.map(|it| Ok(it?.file_name().to_string_lossy().into_owned()));
    entries.collect::<Result<Vec<_>>>()
}
