//! Test runners one after the other: each gets a home folder in which nothing may appear, all are counted together.

use crate::step::{Workspace, watched};
use crate::summary::Summary;
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// What ran so far.
pub(crate) struct Runs<'a> {
    workspace: &'a Workspace,
    summary: Summary,
    failed: Vec<String>,
    trap: TempDir,
}

impl<'a> Runs<'a> {
    /// None yet.
    pub(crate) fn new(workspace: &'a Workspace) -> Result<Self> {
        let trap = tempfile::tempdir().context("a folder to stand for the user's home")?;
        Ok(Self { workspace, summary: Summary::default(), failed: Vec::new(), trap })
    }

    /// Runs a runner to its end, hands back what it said. Where tests fail, those after it still run.
    pub(crate) fn run(&mut self, what: &str, mut command: Command) -> Result<Vec<String>> {
        spring(&mut command, self.trap.path());
        let (green, lines) = watched(what, &mut command)?;
        self.summary.add(&lines);
        if !green {
            self.failed.push(what.to_owned());
        }
        Ok(lines)
    }

    /// Counts a check that has no runner of its own.
    pub(crate) fn check(&mut self, what: &str, passed: bool) {
        self.summary.check(passed);
        if !passed {
            self.failed.push(what.to_owned());
        }
    }

    /// Runs one of cargo's test commands.
    pub(crate) fn cargo(&mut self, what: &str, arguments: &[&str]) -> Result<()> {
        let command = self.workspace.cargo(&[&["test", "--no-fail-fast"], arguments].concat());
        self.run(what, command).map(drop)
    }

    /// Runs a script of the UI, with arguments of its own.
    pub(crate) fn npm(&mut self, what: &str, script: &str, arguments: &[&str]) -> Result<()> {
        let command = self.workspace.command("npm", "ui", &[&["run", "--silent", script, "--"], arguments].concat());
        self.run(what, command).map(drop)
    }

    /// Counts what could not be checked.
    pub(crate) fn skip(&mut self, count: usize) {
        self.summary.skip(count);
    }

    /// Looks into the home folder, says the counts.
    ///
    /// # Errors
    /// Names what failed.
    pub(crate) fn finish(mut self) -> Result<()> {
        let touched = entries(self.trap.path())?;
        self.check(&format!("no user folder touched (found {})", touched.join(", ")), touched.is_empty());
        println!("\n{}", self.summary);
        if !self.failed.is_empty() || !self.summary.is_green() {
            bail!("failed: {}", self.failed.join("; "));
        }
        Ok(())
    }
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
