//! What others' code may be here: licences, sources, known weaknesses, and nothing that is not used. `docs/dependencies.md` says why each
//! is here; a test of `domicile-tests` holds that page against what cargo and npm say.

use crate::setup::{Need, setup};
use crate::step::{Workspace, answer_within, step};
use crate::tools;
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Duration;

/// How long a data base of advisories may take to answer.
const PATIENCE: Duration = Duration::from_secs(120);

/// Folders with packages of npm.
const NPM: &[&str] = &["ui", "tests/peers/oidc-provider"];

/// Runs every check.
///
/// # Errors
/// Names the first thing that is not as it should be. A data base of advisories that does not answer is no error: it is named in the result.
pub(crate) fn dependencies(workspace: &Workspace) -> Result<Vec<String>> {
    setup(workspace, &[Need::Node, Need::Python])?;
    let deny = tools::installed(workspace, &tools::DENY)?.to_string_lossy().into_owned();
    step("Licences, sources and duplicates", &mut workspace.command(&deny, ".", &["--workspace", "check", "bans", "licenses", "sources"]))?;
    let shear = tools::installed(workspace, &tools::SHEAR)?.to_string_lossy().into_owned();
    step("Unused dependencies", &mut workspace.command(&shear, ".", &["--locked"]))?;

    let mut silent = Vec::new();
    // Its own words where the data base cannot be had; anything else that fails is a finding.
    let rust = workspace.command(&deny, ".", &["--workspace", "check", "--hide-inclusion-graph", "advisories"]);
    if !advisories("advisories of RustSec", rust, |said| !said.contains("failed to fetch advisory database"))? {
        silent.push("advisories of RustSec".to_owned());
    }
    for folder in NPM {
        let what = format!("advisories of npm for {folder}");
        let npm = workspace.command("npm", folder, &["audit", "--json", "--package-lock-only", "--audit-level=high"]);
        // Only a report has this field: the registry may be out of reach, or be one that answers no audits.
        if !advisories(&what, npm, |said| said.contains("auditReportVersion"))? {
            silent.push(what);
        }
    }
    for what in &silent {
        println!("\n== Not checked: {what} (the data base did not answer)");
    }
    Ok(silent)
}

/// Asks a data base; `false` where it did not answer.
fn advisories(what: &str, mut command: Command, answered: impl Fn(&str) -> bool) -> Result<bool> {
    let Some((green, said)) = answer_within(what, &mut command, PATIENCE)? else { return Ok(false) };
    if !answered(&said) {
        return Ok(false);
    }
    if !green {
        println!("{said}");
        bail!("{what}: see above; an advisory that does not concern us goes into deny.toml with its reason");
    }
    Ok(true)
}
