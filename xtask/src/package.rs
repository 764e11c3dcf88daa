//! `cargo xtask package service`: the Debian package of the service, from a release build (or from a program that is built already).

use crate::step::{Workspace, step};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// What is packaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Part {
    /// The directory service.
    Service,
}

/// Builds the package.
///
/// # Errors
/// Where something it needs is missing, or a step fails.
pub(crate) fn package(workspace: &Workspace, part: Part, program: Option<&Path>) -> Result<()> {
    let Part::Service = part;
    let program = match program {
        Some(it) => it.to_owned(),
        None => release(workspace)?,
    };
    let mut build = workspace.command("packaging/service/build.sh", ".", &[]);
    build.arg(program).arg(env!("CARGO_PKG_VERSION")).arg(workspace.target().join("packages"));
    step("Build the package", &mut build)
}

/// The service for delivery: its root of trust is the operator's, who names it.
fn release(workspace: &Workspace) -> Result<PathBuf> {
    if std::env::var_os("DOMICILE_ROOT").is_none() {
        bail!("A package trusts its operator's root: DOMICILE_ROOT=/path/to/root.json cargo xtask package service (docs/policy-keys.md)");
    }
    let mut build = workspace.cargo(&["build", "--release", "--locked", "--package", "domicile-directory", "--bin", "domicile-directory"]);
    step("Build the service", &mut build)?;
    Ok(workspace.target().join("release/domicile-directory"))
}
