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
    if !rustsec(workspace.command(&deny, ".", &rustsec_arguments("deny.toml")))? {
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

/// How `cargo deny` is asked for the advisories, by the rules in this file.
fn rustsec_arguments(rules: &str) -> [&str; 6] {
    ["--workspace", "--config", rules, "check", "--hide-inclusion-graph", "advisories"]
}

/// Holds every crate against RustSec; `false` where its data base cannot be had.
fn rustsec(command: Command) -> Result<bool> {
    // Its own words where the data base cannot be had; anything else that fails is a finding.
    advisories("advisories of RustSec", command, |said| !said.contains("failed to fetch advisory database"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::write;
    use std::path::Path;

    /// The data base of RustSec, as it is where everything else is away: an advisory for each of these crates, whatever their version.
    fn database(folder: &Path, planted: &[(&str, &str, &str)]) {
        std::fs::create_dir_all(folder).unwrap();
        for (id, package, kind) in planted {
            let place = folder.join("crates").join(package);
            std::fs::create_dir_all(&place).unwrap();
            let head =
                format!("[advisory]\nid = \"{id}\"\npackage = \"{package}\"\ndate = \"2000-01-01\"\n{kind}\n[versions]\npatched = []\n");
            write(place.join(format!("{id}.md")), format!("```toml\n{head}```\n\n# Planted\n\nBy a test.\n")).unwrap();
        }
        for arguments in [&["init", "-q", "-b", "main"][..], &["add", "-A"], &["commit", "-q", "-m", "planted"]] {
            let author = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
            assert!(Command::new("git").current_dir(folder).args(author).args(arguments).status().unwrap().success(), "{arguments:?}");
        }
    }

    /// The check of `cargo xtask dependencies`, where RustSec is what this folder holds.
    fn checked(database: &Path) -> Result<bool> {
        let workspace = Workspace::find().unwrap();
        let deny = tools::installed(&workspace, &tools::DENY).unwrap();
        let place = tempfile::tempdir().unwrap();
        let ours = std::fs::read_to_string(workspace.path("deny.toml")).unwrap();
        // Only where copies of data bases are kept is another place than people's own.
        let rules = place.path().join("deny.toml");
        write(&rules, ours.replace("[advisories]\n", &format!("[advisories]\ndb-path = '{}'\n", place.path().join("copies").display())))
            .unwrap();
        let mut command = workspace.command(&deny.to_string_lossy(), ".", &rustsec_arguments(&rules.to_string_lossy()));
        command.env("GIT_CONFIG_COUNT", "1");
        command.env("GIT_CONFIG_KEY_0", format!("url.file://{}.insteadOf", database.display()));
        command.env("GIT_CONFIG_VALUE_0", "https://github.com/RustSec/advisory-db");
        rustsec(command)
    }

    /// Field case L12: A crate with a known weakness fails the check; one that is excused in deny.toml with its reason does not; a data base
    /// that cannot be had is told apart from one that says nothing.
    #[test]
    fn a_crate_with_a_known_weakness_is_found() {
        const UNMAINTAINED: &str = "informational = \"unmaintained\"";
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        // What is excused: no private RSA key is ever here, and GTK 3 goes when Tauri moves on.
        database(&at("excused"), &[("RUSTSEC-2023-0071", "rsa", ""), ("RUSTSEC-2024-0415", "gtk", UNMAINTAINED)]);
        assert!(checked(&at("excused")).unwrap());
        database(&at("weak"), &[("RUSTSEC-2000-0001", "serde", "")]);
        assert!(checked(&at("weak")).unwrap_err().to_string().contains("advisories of RustSec"));
        database(&at("unmaintained"), &[("RUSTSEC-2000-0001", "serde", UNMAINTAINED)]);
        checked(&at("unmaintained")).unwrap_err();
        assert!(!checked(&at("nowhere")).unwrap(), "not checked, and said so");
    }
}
